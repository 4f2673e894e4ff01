//! Products, places, stock, transfers.

use crate::harness::{Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use domain::books::{Command, OpeningLine};
use domain::ids::ImportId;
use domain::money::UnitCost;
use domain::quantity::Quantity;
use domain::text::Email;
use serde_json::{Value, json};
use server::app::Act;

/// Proves PRD-01: SKU and name are unique without regard to case; what is given is kept.
#[tokio::test(flavor = "multi_thread")]
async fn products_keep_what_they_are_given() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder.create("/locations", json!({ "name": "Leith" })).await;
        let category = founder.create("/categories", json!({ "name": "Lighting" })).await;
        let brand = founder.create("/brands", json!({ "name": "Northlight" })).await;
        let rule = founder.create("/tax-rules", json!({ "name": "Standard", "rate_bp": 2000 })).await;
        let tier = founder.get("/price-tiers").await.body["items"][0]["id"].clone();
        let given = json!({
            "sku": "TW-TORCH-HD-2", "name": "Head torch 300 lm", "description": "Bright.",
            "barcodes": [{ "code": "5012345678900" }, { "code": "15012345678907", "pack": 12 }],
            "category": category, "brand": brand, "tax_rule": rule, "default_location": location,
            "weight_g": 92, "width_mm": 40, "height_mm": 30, "length_mm": 60,
            "prices": [{ "tier": tier, "amount": "24.99" }], "reorder_level": 10,
            "unit_cost": "6.85",
        });
        let id = founder.create("/products", given.clone()).await;
        let kept = founder.get(&format!("/products/{id}")).await.expect(StatusCode::OK);
        for (field, value) in given.as_object().unwrap() {
            match field.as_str() {
                "prices" => assert_eq!(kept["prices"], json!([{ "tier": tier, "amount": "24.99", "currency": "GBP" }])),
                "barcodes" => assert_eq!(
                    kept["barcodes"],
                    json!([{ "code": "5012345678900", "pack": 1 }, { "code": "15012345678907", "pack": 12 }])
                ),
                _ => assert_eq!(&kept[field], value, "{field}"),
            }
        }
        let same = [
            (json!({ "sku": "tw-torch-hd-2", "name": "Another" }), "product/sku-taken"),
            (json!({ "sku": "TW-2", "name": "HEAD TORCH 300 LM" }), "product/name-taken"),
            (json!({ "sku": "TW-2", "name": "Two", "barcodes": [{ "code": "5012345678900" }] }), "product/barcode-taken"),
        ];
        for (body, kind) in same {
            assert_eq!(founder.post("/products", body).await.refused(StatusCode::CONFLICT), kind);
        }
        let found = founder.get("/products?query=5012345678900").await.expect(StatusCode::OK);
        assert_eq!(found["items"][0]["id"], json!(id));
        server
    })
    .await;
}

/// Proves PRD-02, PRD-03: a family groups variants by at most three options; categories have no parent.
#[tokio::test(flavor = "multi_thread")]
async fn families_have_at_most_three_options() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let four = json!({ "name": "Socks", "options": ["Size", "Colour", "Wool", "Length"] });
        assert_eq!(
            founder.post("/families", four).await.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "family/too-many-options"
        );
        let family = founder.create("/families", json!({ "name": "Socks", "options": ["Colour", "Size"] })).await;
        let variant = |sku: &str, values: [&str; 2]| {
            json!({ "sku": sku, "name": sku, "variant": { "family": family, "values": values } })
        };
        founder.create("/products", variant("S-1", ["red", "M"])).await;
        founder.create("/products", variant("S-2", ["red", "L"])).await;
        let twin = founder.post("/products", variant("S-3", ["Red", "m"])).await;
        assert_eq!(twin.refused(StatusCode::CONFLICT), "product/variant-taken");
        let page = founder.get(&format!("/products?family={family}")).await.expect(StatusCode::OK);
        assert_eq!(page["items"].as_array().unwrap().len(), 2);
        let category = founder.post("/categories", json!({ "name": "Socks" })).await.expect(StatusCode::CREATED);
        assert_eq!(category.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "name"]);
        server
    })
    .await;
}

/// Proves the REST half of OFF-33: who has not seen the newest version is told, and nothing is overwritten.
#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_overwrites_nothing() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let id = founder.product("TW-1").await;
        let path = format!("/products/{id}");
        let tag = founder.get(&path).await.etag();
        founder
            .patch(&path, json!({ "description": "By the office" }))
            .await
            .expect(StatusCode::OK);
        let late = founder
            .send(
                Method::PATCH,
                &path,
                &[("if-match", &tag)],
                Some(json!({ "description": "Mine" })),
            )
            .await;
        assert_eq!(
            late.refused(StatusCode::PRECONDITION_FAILED),
            "record/changed"
        );
        let fresh = founder.get(&path).await;
        assert_eq!(fresh.body["description"], "By the office");
        let again = founder
            .send(
                Method::PATCH,
                &path,
                &[("if-match", &fresh.etag())],
                Some(json!({ "description": "Mine" })),
            )
            .await;
        assert_eq!(again.expect(StatusCode::OK)["description"], "Mine");
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_every_product_once() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        for number in 0..23 {
            founder.product(&format!("TW-{number:02}")).await;
        }
        let mut skus = Vec::new();
        let mut after = String::new();
        loop {
            let page = founder
                .get(&format!("/products?limit=5&after={after}"))
                .await
                .expect(StatusCode::OK);
            skus.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item["sku"].as_str().unwrap().to_owned()),
            );
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(
            skus,
            (0..23)
                .map(|number| format!("TW-{number:02}"))
                .collect::<Vec<_>>()
        );
        let products: Vec<_> = founder.get("/products?limit=500").await.body["items"]
            .as_array()
            .unwrap()
            .clone();
        let ids: Vec<&Value> = products.iter().map(|product| &product["id"]).collect();
        let bulk = json!({ "products": ids, "change": { "reorder_level": 4, "archived": true } });
        assert_eq!(
            founder
                .post("/products/bulk", bulk)
                .await
                .expect(StatusCode::OK)["changed"],
            23
        );
        let archived = founder
            .get("/products?archived=true&limit=500")
            .await
            .expect(StatusCode::OK);
        assert!(
            archived["items"]
                .as_array()
                .unwrap()
                .iter()
                .all(|item| item["reorder_level"] == 4)
        );
        let own = json!({ "products": ids, "change": { "sku": "ALL" } });
        founder
            .post("/products/bulk", own)
            .await
            .refused(StatusCode::UNPROCESSABLE_ENTITY);
        server
    })
    .await;
}

async fn adjust(
    browser: &mut Browser,
    product: &str,
    location: &str,
    bin: Option<&str>,
    delta: i64,
) -> Value {
    let body = json!({ "product": product, "location": location, "bin": bin, "delta": delta, "reason": "test" });
    browser
        .post("/adjustments", body)
        .await
        .expect(StatusCode::CREATED)
}

/// Proves LOC-11, LOC-13, DECISIONS 19, 25: stock is kept by bin and is the sum of movements that name document, user
/// and device; places not for sale offer nothing; what is referred to is archived.
#[tokio::test(flavor = "multi_thread")]
async fn stock_is_the_sum_of_its_movements() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder.create("/locations", json!({ "name": "Leith" })).await;
        let a = founder.create(&format!("/locations/{location}/bins"), json!({ "name": "A-01" })).await;
        let cage = json!({ "name": "CAGE", "not_for_sale": true });
        let cage = founder.create(&format!("/locations/{location}/bins"), cage).await;
        let product = founder.product("TW-1").await;
        adjust(&mut founder, &product, &location, Some(&a), 3).await;
        adjust(&mut founder, &product, &location, Some(&cage), 4).await;
        assert_eq!(founder.figures(&product, &location).await, [7, 0, 3, 0]);

        let mut office = server.user("Office", "Owen").await;
        let moved = json!({ "product": product, "location": location, "from": cage, "to": a, "quantity": 1 });
        office.post("/bin-moves", moved).await.expect(StatusCode::CREATED);
        assert_eq!(founder.figures(&product, &location).await, [7, 0, 4, 0]);
        let why = founder.get(&format!("/movements?product={product}&bin={a}")).await.expect(StatusCode::OK);
        let newest = &why["items"][0];
        assert_eq!((&newest["delta"], &newest["balance"]), (&json!(1), &json!(4)));
        assert_eq!(newest["cause"], json!({ "kind": "bin-move" }));
        assert_eq!((&newest["user_name"], &newest["device_name"]), (&json!("Owen"), &json!("Tablet of Owen")));
        assert_eq!(why["items"][1]["cause"], json!({ "kind": "adjustment", "reason": "test" }));

        let sums = server::store::ledger::disagreements(server.app.store().reader()).await.unwrap();
        assert_eq!(sums, []);

        let bin = founder.delete(&format!("/bins/{a}")).await;
        assert_eq!(bin.refused(StatusCode::CONFLICT), "place/holds-stock");
        founder.delete(&format!("/products/{product}")).await.expect(StatusCode::NO_CONTENT);
        assert_eq!(founder.get(&format!("/products/{product}")).await.expect(StatusCode::OK)["archived"], true);
        let unused = founder.product("TW-2").await;
        founder.delete(&format!("/products/{unused}")).await.expect(StatusCode::NO_CONTENT);
        founder.get(&format!("/products/{unused}")).await.refused(StatusCode::NOT_FOUND);
        server
    })
    .await;
}

/// Proves PRD-08 and DECISIONS 17: stock is worth what its FIFO layers cost, now and as of any moment.
#[tokio::test(flavor = "multi_thread")]
async fn stock_has_a_value_at_any_time() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = founder.product("TW-1").await;
        let caller = server
            .app
            .caller_by_email(&Email::new("mairi@tidewater.example").unwrap())
            .await
            .unwrap();
        let buy = |cost: &str| {
            let line = OpeningLine {
                product: product.parse().unwrap(),
                location: location.parse().unwrap(),
                bin: None,
                quantity: Quantity::new(1).unwrap(),
                unit_cost: Some(UnitCost::parse(cost).unwrap()),
            };
            let import = ImportId::new(uuid::Uuid::now_v7());
            [Act::Command(Command::OpenStock {
                import,
                lines: vec![line],
            })]
        };
        server
            .app
            .perform(&caller, &buy("10"), None, None)
            .await
            .unwrap();
        server.clock.advance_millis(60_000);
        server
            .app
            .perform(&caller, &buy("20"), None, None)
            .await
            .unwrap();
        let between = server.app.now().millis();
        server.clock.advance_millis(60_000);
        adjust(&mut founder, &product, &location, None, -1).await;
        let now = founder.get("/stock/value").await.expect(StatusCode::OK);
        assert_eq!(
            (&now["total_minor"], &now["locations"][0]["units"]),
            (&json!(2_000), &json!(1))
        );
        let then = founder
            .get(&format!("/stock/value?as_of={between}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            (&then["total_minor"], &then["locations"][0]["units"]),
            (&json!(3_000), &json!(2))
        );
        let line = founder
            .get(&format!("/stock?by=product&as_of={between}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            (
                &line["items"][0]["on_hand"],
                &line["items"][0]["value_minor"]
            ),
            (&json!(2), &json!(3_000))
        );
        let why = founder
            .get(&format!("/movements?product={product}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            why["items"][0]["value_minor"], -1_000,
            "the first in is the first out"
        );
        server
    })
    .await;
}

/// Proves LOC-12, LOC-14: a transfer reserves, is in transit, arrives, and has a number, stages and a log.
#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_reserves_travels_and_arrives() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let from = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let to = founder
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let product = founder.product("TW-1").await;
        adjust(&mut founder, &product, &from, None, 10).await;
        let new =
            json!({ "from": from, "to": to, "lines": [{ "product": product, "quantity": 2 }] });
        let transfer = founder.create("/transfers", new).await;
        let path = format!("/transfers/{transfer}");
        assert_eq!(founder.get(&path).await.body["number"], "TR-00001");
        let held = founder
            .post(&format!("{path}/hold"), json!({}))
            .await
            .expect(StatusCode::OK);
        assert_eq!(held["status"], "on-hold");
        assert_eq!(founder.figures(&product, &from).await, [10, 2, 8, 0]);

        let mut warehouse = server.user("Warehouse", "Tomasz").await;
        warehouse
            .post(&format!("{path}/send"), json!({}))
            .await
            .expect(StatusCode::OK);
        assert_eq!(founder.figures(&product, &from).await, [8, 0, 8, 0]);
        assert_eq!(founder.figures(&product, &to).await, [0, 0, 0, 2]);
        let line = founder.get(&path).await.body["lines"][0]["id"].clone();
        let one = json!({ "lines": [{ "line": line, "quantity": 1 }] });
        let partly = warehouse
            .post(&format!("{path}/receive"), one)
            .await
            .expect(StatusCode::OK);
        assert_eq!(partly["status"], "partly-received");
        let done = warehouse
            .post(&format!("{path}/receive"), json!({}))
            .await
            .expect(StatusCode::OK);
        assert_eq!(done["status"], "received");
        assert_eq!(founder.figures(&product, &to).await, [2, 0, 2, 0]);
        let void = founder.post(&format!("{path}/void"), json!({})).await;
        assert_eq!(void.refused(StatusCode::CONFLICT), "transfer/already-sent");
        let log = founder
            .get(&format!("{path}/log"))
            .await
            .expect(StatusCode::OK);
        let texts: Vec<_> = log["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["text"].as_str().unwrap())
            .collect();
        assert_eq!(
            texts,
            [
                "Created 1 lines",
                "Held",
                "Sent 2 units",
                "Received 1 units",
                "Received 1 units"
            ]
        );
        assert_eq!(log["items"][2]["user_name"], "Tomasz");

        let too_many =
            json!({ "from": from, "to": to, "lines": [{ "product": product, "quantity": 9 }] });
        let too_many = founder.create("/transfers", too_many).await;
        let short = founder
            .post(&format!("/transfers/{too_many}/hold"), json!({}))
            .await;
        assert_eq!(short.refused(StatusCode::CONFLICT), "stock/short");
        server
    })
    .await;
}

/// Proves LOC-01 and LOC-02 are not needed for own locations, and that walking orders are kept (DECISIONS 7).
#[tokio::test(flavor = "multi_thread")]
async fn bins_have_a_walking_order() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let bins = format!("/locations/{location}/bins");
        let mut ids = Vec::new();
        for name in ["A-01", "A-02", "A-03"] {
            ids.push(
                founder
                    .create(&bins, json!({ "name": name, "zone": "Aisle A" }))
                    .await,
            );
        }
        let twin = founder.post(&bins, json!({ "name": "a-01" })).await;
        assert_eq!(twin.refused(StatusCode::CONFLICT), "bin/name-taken");
        let order = json!({ "bins": [ids[2], ids[0]] });
        founder
            .put(&format!("/locations/{location}/walk"), order)
            .await
            .expect(StatusCode::OK);
        let page = founder.get(&bins).await.expect(StatusCode::OK);
        let names: Vec<_> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bin| bin["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["A-03", "A-01", "A-02"]);
        server
    })
    .await;
}
