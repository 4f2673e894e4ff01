//! Kits and services, figures of the past, and what a tablet may not send.

use crate::harness::{BEGIN, Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use domain::ids::{TransferId, TransferLineId};
use domain::operation::{Fact, Intent, Operation, PlannedLine};
use domain::quantity::{Delta, Quantity};
use domain::stocktake::Item;
use domain::text::Remark;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use sync::wire::{Lane, OutcomeCode};
use uuid::Uuid;

const HOUR: i64 = 3_600_000;

async fn items(browser: &mut Browser, path: &str) -> Vec<Value> {
    let page = browser.get(path).await.expect(StatusCode::OK);
    page["items"].as_array().unwrap().clone()
}

/// Proves PRD-07 with adjustments and transfers, and the same of kits: neither moves stock by any way in, at a desk, in a
/// transfer, from a file or from a tablet; and counting a kit stands in the way of completing.
#[tokio::test(flavor = "multi_thread")]
async fn kits_and_services_never_move_stock() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office.create("/locations", json!({ "name": "Leith" })).await;
        let other = office.create("/locations", json!({ "name": "Granton" })).await;
        let bin = office.create(&format!("/locations/{location}/bins"), json!({ "name": "A" })).await;
        let cup = office.product("CUP").await;
        let engraving = json!({ "sku": "ENGRAVE", "name": "Engraving", "kind": "service" });
        let engraving = office.create("/products", engraving).await;
        let kind = json!({ "kit": { "components": [{ "product": cup, "quantity": 6 }] } });
        let set = office.create("/products", json!({ "sku": "SET", "name": "Set of six", "kind": kind })).await;
        let mut tablet = server.tablet("Supervisor", "Rory").await;
        for product in [&engraving, &set] {
            let adjust = json!({ "product": product, "location": location, "delta": 3, "reason": "no", "unit_cost": "1" });
            let receive = json!({ "product": product, "location": location, "quantity": 3 });
            let moved = json!({ "product": product, "location": location, "from": null, "to": bin, "quantity": 3 });
            let line = json!([{ "product": product, "quantity": 3 }]);
            let sent = json!({ "from": location, "to": other, "lines": line });
            for (path, body) in [("/adjustments", adjust), ("/receipts", receive), ("/bin-moves", moved), ("/transfers", sent)] {
                let refused = office.post(path, body).await;
                assert!(refused.status.is_client_error(), "{path} of {product}: {}", refused.text);
            }
            let facts = [
                Operation::Fact(Fact::ReceiptSeen {
                    product: product.parse().unwrap(),
                    location: location.parse().unwrap(),
                    bin: None,
                    quantity: Quantity::new(2).unwrap(),
                    reference: None,
                }),
                Operation::Intent(Intent::Adjust {
                    product: product.parse().unwrap(),
                    location: location.parse().unwrap(),
                    bin: None,
                    delta: Delta::new(2),
                    reason: Remark::new("by tablet").unwrap(),
                }),
            ];
            let ack = tablet.does(&facts).await;
            assert_eq!(ack.outcomes.len(), 2, "each is told: {:?}", ack.outcomes);
            assert_eq!(items(&mut office, &format!("/movements?product={product}")).await, Vec::<Value>::new());
        }
        let file = "SKU,Location,Quantity\nENGRAVE,Leith,1\nSET,Leith,1\nCUP,Leith,12\n";
        let sent = office.raw(Method::POST, "/api/v1/imports?name=s.csv", &[], file.into()).await.expect(StatusCode::CREATED);
        let choice = json!({ "kind": "opening-stock", "mapping": sent["mapping"] });
        let plan = office.post(&format!("/imports/{}/plan", sent["id"].as_str().unwrap()), choice).await.expect(StatusCode::OK);
        let rows: Vec<_> = plan["errors"].as_array().unwrap().iter().map(|error| error["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [2, 3], "{plan}");

        // A kit that was counted all the same is named, and nothing is posted until somebody has settled it.
        let stocktake = office.create("/stocktakes", json!({ "location": location })).await;
        let counted = [(Item::Product(set.parse().unwrap()), 1)];
        let entries = tablet.pass(&stocktake, &location, Some(&bin), &counted);
        tablet.sends(entries).await;
        let review = office.get(&format!("/stocktakes/{stocktake}/review")).await.expect(StatusCode::OK);
        let named = review["blocks"].as_array().unwrap().iter().any(|block| block["product"] == json!(set) && block["blocking"] == true);
        assert!(named && review["can_complete"] == false, "{review}");
        let refused = office.post(&format!("/stocktakes/{stocktake}/complete"), json!({ "fingerprint": review["fingerprint"] })).await;
        assert!(refused.status.is_client_error(), "{}", refused.text);
        assert_eq!(items(&mut office, "/movements").await, Vec::<Value>::new());
        server
    })
    .await;
}

/// Proves LOC-11 and LOC-13 for any moment: the figure of a product, a location and a bin as of then is the sum of the
/// movements that the same question about movements names.
#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_the_past_is_the_sum_of_its_movements() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office.create("/locations", json!({ "name": "Leith" })).await;
        let path = format!("/locations/{location}/bins");
        let a = office.create(&path, json!({ "name": "A" })).await;
        let b = office.create(&path, json!({ "name": "B" })).await;
        let product = office.product("TW-1").await;
        for (bin, delta) in [(&a, 3), (&b, 4)] {
            let body = json!({ "product": product, "location": location, "bin": bin, "delta": delta, "reason": "found", "unit_cost": "2.50" });
            office.post("/adjustments", body).await.expect(StatusCode::CREATED);
            server.clock.advance_millis(HOUR);
        }
        let moved = json!({ "product": product, "location": location, "from": a, "to": b, "quantity": 1 });
        office.post("/bin-moves", moved).await.expect(StatusCode::CREATED);
        server.clock.advance_millis(HOUR);
        let body = json!({ "product": product, "location": location, "bin": b, "delta": -2, "reason": "sold" });
        office.post("/adjustments", body).await.expect(StatusCode::CREATED);

        for (at, in_a, in_b) in [(BEGIN - 1, 0, 0), (BEGIN, 3, 0), (BEGIN + HOUR, 3, 4), (BEGIN + 2 * HOUR, 2, 5), (BEGIN + 3 * HOUR, 2, 3)] {
            let wanted = [(format!("&bin={a}"), in_a), (format!("&bin={b}"), in_b), (String::new(), in_a + in_b)];
            for (bin, units) in wanted {
                let query = format!("product={product}&location={location}{bin}&as_of={at}");
                let by = if bin.is_empty() { "location" } else { "bin" };
                let shown = items(&mut office, &format!("/stock?by={by}&{query}")).await;
                let on_hand: i64 = shown.iter().map(|line| line["on_hand"].as_i64().unwrap()).sum();
                let why = items(&mut office, &format!("/movements?account=on-hand&{query}&limit=100")).await;
                let sum: i64 = why.iter().map(|movement| movement["delta"].as_i64().unwrap()).sum();
                assert_eq!((on_hand, sum), (units, units), "{query}");
            }
            let all = items(&mut office, &format!("/stock?by=product&product={product}&as_of={at}")).await;
            let value = all.first().map_or(0, |line| line["value_minor"].as_i64().unwrap());
            assert_eq!(value, (in_a + in_b) * 250, "as of {at}");
            let total = office.get(&format!("/stock/value?as_of={at}")).await.expect(StatusCode::OK);
            assert_eq!(total["total_minor"], value);
        }
        server
    })
    .await;
}

/// Proves OFF-12: a batch that says "process order" is refused item by item, nothing is sent, and what is allowed beside
/// it is taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_forged_batch_does_nothing_that_needs_the_server() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let stocktake = office
            .create("/stocktakes", json!({ "location": location }))
            .await;
        let mut tablet = server.tablet("Administrator", "Rory").await;
        let received = Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(5).unwrap(),
            reference: None,
        };
        let mut batch = Vec::new();
        for (lane, kind, body) in [
            (Lane::Intent, 9_999, "process-order"),
            (Lane::Intent, 7_777, "complete-stocktake"),
            (Lane::Fact, 9_998, "shipped"),
        ] {
            let mut item = tablet.item(&Operation::Fact(received.clone()));
            (item.lane, item.kind) = (lane, kind);
            item.body = sync::wire::Blob(body.as_bytes().to_vec());
            batch.push(item);
        }
        batch.push(tablet.item(&Operation::Fact(received)));
        let ack = tablet.sends(batch).await.ack.unwrap();
        let outcomes: Vec<_> = ack
            .outcomes
            .iter()
            .map(|outcome| (outcome.n, outcome.code.clone()))
            .collect();
        let unknown = || OutcomeCode::Refused("operation/unknown".into());
        assert_eq!(
            outcomes,
            [(1, unknown()), (2, unknown()), (3, OutcomeCode::Opaque)]
        );
        assert_eq!(
            office.figures(&product, &location).await,
            [5, 0, 5, 0],
            "what is allowed is taken"
        );
        let read = office
            .get(&format!("/stocktakes/{stocktake}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(read["status"], "in-progress");
        server
    })
    .await;
}

/// Proves OFF-21 with transfers in the place of sales: two tablets make documents offline, none clashes, and each has a
/// number once it has arrived.
#[tokio::test(flavor = "multi_thread")]
async fn documents_of_two_tablets_get_numbers_when_they_arrive() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let product = office.product("TW-1").await;
        let mut made = BTreeSet::new();
        for name in ["Rory", "Effie"] {
            let mut tablet = server.tablet("Warehouse", name).await;
            let intents: Vec<Operation> = (0..3)
                .map(|_| {
                    let transfer = TransferId::new(Uuid::now_v7());
                    made.insert(transfer.to_string());
                    let line = PlannedLine {
                        line: TransferLineId::new(Uuid::now_v7()),
                        product: product.parse().unwrap(),
                        quantity: Quantity::new(2).unwrap(),
                    };
                    Operation::Intent(Intent::CreateTransfer {
                        transfer,
                        from: leith.parse().unwrap(),
                        to: granton.parse().unwrap(),
                        lines: vec![line],
                        remark: None,
                    })
                })
                .collect();
            let ack = tablet.does(&intents).await;
            assert_eq!(ack.outcomes, [], "{name}");
        }
        let all = items(&mut office, "/transfers").await;
        let ids: BTreeSet<String> = all
            .iter()
            .map(|transfer| transfer["id"].as_str().unwrap().to_owned())
            .collect();
        let numbers: BTreeSet<&str> = all
            .iter()
            .map(|transfer| transfer["number"].as_str().unwrap())
            .collect();
        assert_eq!(ids, made, "the ids that the tablets gave");
        assert_eq!(numbers.len(), 6);
        assert!(
            numbers.iter().all(|number| number.starts_with("TR-")),
            "{numbers:?}"
        );
        server
    })
    .await;
}
