//! Writes: once, from our own pages, and only if they make sense.

use crate::counting::{Warehouse, id, warehouse};
use crate::harness::{Server, on_each};
use axum::http::{Method, StatusCode};
use domain::operation::{Fact, Intent, Operation};
use domain::quantity::{Delta, Quantity};
use domain::text::Remark;
use serde_json::json;
use sync::wire::OutcomeCode;

/// Proves EXP-04 for its idempotency keys: a repeat, also at the same moment, has one effect and the same answer.
#[tokio::test(flavor = "multi_thread")]
async fn a_write_sent_twice_at_once_happens_once() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = founder.product("TW-1").await;
        let body =
            json!({ "product": product, "location": location, "delta": 7, "reason": "found" });
        let key = [("idempotency-key", "one")];
        let sends = (0..8).map(|_| {
            let (mut browser, body) = (founder.clone(), body.clone());
            async move {
                browser
                    .send(Method::POST, "/adjustments", &key, Some(body))
                    .await
                    .expect(StatusCode::CREATED)
            }
        });
        let answers = futures::future::join_all(sends).await;
        assert!(
            answers.windows(2).all(|pair| pair[0] == pair[1]),
            "{answers:?}"
        );
        assert_eq!(founder.figures(&product, &location).await, [7, 0, 7, 0]);

        let again = founder
            .send(Method::POST, "/adjustments", &key, Some(body))
            .await;
        assert_eq!(again.headers["idempotent-replayed"], "true");
        let other =
            json!({ "product": product, "location": location, "delta": 8, "reason": "found" });
        let other = founder
            .send(Method::POST, "/adjustments", &key, Some(other))
            .await;
        assert_eq!(
            other.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/idempotency-key-reused"
        );
        // Another user's key of the same name is another key.
        let mut office = server.user("Office", "Owen").await;
        let body =
            json!({ "product": product, "location": location, "delta": 1, "reason": "found" });
        office
            .send(Method::POST, "/adjustments", &key, Some(body))
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(founder.figures(&product, &location).await, [8, 0, 8, 0]);
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_cannot_write() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let body = json!({ "name": "Granton" });
        let foreign = [
            [("sec-fetch-site", "cross-site")],
            [("sec-fetch-site", "same-site")],
            [("origin", "https://evil.example")],
            [("origin", "null")],
        ];
        for headers in foreign {
            let answer = founder
                .send(Method::POST, "/locations", &headers, Some(body.clone()))
                .await;
            assert_eq!(
                answer.refused(StatusCode::FORBIDDEN),
                "request/other-origin",
                "{headers:?}"
            );
        }
        let own = [
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://quayside.test"),
        ];
        founder
            .send(Method::POST, "/locations", &own, Some(body))
            .await
            .expect(StatusCode::CREATED);
        // A form of another site cannot write JSON either.
        let form = founder
            .raw(
                Method::POST,
                "/api/v1/locations",
                &[("content-type", "text/plain")],
                b"{}".to_vec(),
            )
            .await;
        assert_eq!(
            form.refused(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            "request/not-json"
        );
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused_in_plain_words() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder.create("/locations", json!({ "name": "Leith" })).await;
        let product = founder.product("TW-1").await;
        let nobody = "prd_01a1ffba418978349d4ecdbc8b0f4632";
        let json_header = [("content-type", "application/json")];
        let broken = founder.raw(Method::POST, "/api/v1/products", &json_header, b"{\"sku\":".to_vec()).await;
        assert_eq!(broken.refused(StatusCode::UNPROCESSABLE_ENTITY), "request/malformed");
        let huge = vec![b' '; 10 * 1024 * 1024];
        let huge = founder.raw(Method::POST, "/api/v1/products", &json_header, huge).await;
        assert_eq!(huge.refused(StatusCode::PAYLOAD_TOO_LARGE), "request/too-large");
        assert_eq!(founder.get("/products?after=zzz").await.refused(StatusCode::BAD_REQUEST), "request/cursor");
        assert_eq!(founder.get("/products?limit=many").await.refused(StatusCode::BAD_REQUEST), "request/query");
        assert_eq!(founder.get("/nowhere").await.refused(StatusCode::NOT_FOUND), "request/unknown-address");
        assert_eq!(founder.get(&format!("/products/{nobody}")).await.refused(StatusCode::NOT_FOUND), "record/missing");
        founder.get("/products/loc_01a1ffba418978349d4ecdbc8b0f4632").await.refused(StatusCode::NOT_FOUND);

        let adjust = |delta: serde_json::Value, product: &str| {
            json!({ "product": product, "location": location, "delta": delta, "reason": "found" })
        };
        let cases = [
            ("/adjustments", adjust(json!(0), &product), 422, "quantity/nothing-to-do"),
            ("/adjustments", adjust(json!("five"), &product), 422, "request/invalid"),
            ("/adjustments", adjust(json!(1.5), &product), 422, "request/invalid"),
            ("/adjustments", adjust(json!(1), nobody), 404, "record/missing"),
            ("/receipts", json!({ "product": product, "location": location, "quantity": -4 }), 422, "request/invalid"),
            ("/receipts", json!({ "product": product, "location": location, "quantity": 10_000_000 }), 422, "request/invalid"),
            ("/products", json!({ "sku": "", "name": "Nameless" }), 422, "request/invalid"),
            ("/products", json!({ "sku": "A", "name": "x".repeat(201) }), 422, "request/invalid"),
            ("/products", json!({ "sku": "A", "name": "A", "barcodes": [{ "code": "5012345678901" }] }), 422, "request/invalid"),
            ("/products", json!({ "sku": "A", "name": "A", "unit_cost": "-1" }), 422, "request/invalid"),
            ("/products", json!({ "sku": "A", "name": "A", "images": ["https://evil.example/x.png"] }), 422, "request/invalid"),
            ("/products", json!({ "sku": "A", "name": "A", "category": "cat_01a1ffba418978349d4ecdbc8b0f4632" }), 404, "record/missing"),
        ];
        for (path, body, status, kind) in cases {
            let answer = founder.post(path, body.clone()).await;
            assert_eq!(answer.refused(StatusCode::from_u16(status).unwrap()), kind, "{path} {body} {}", answer.text);
            assert!(answer.body["detail"].as_str().unwrap().ends_with('.'), "{}", answer.text);
            assert!(answer.body["request"].is_string());
        }
        // A script is a name like any other: it is text, here and on screen.
        let script = "<script>alert(1)</script>";
        let id = founder.create("/products", json!({ "sku": "TW-X", "name": script })).await;
        assert_eq!(founder.get(&format!("/products/{id}")).await.expect(StatusCode::OK)["name"], script);
        server
    })
    .await;
}

/// Closed books take nothing that somebody wants at an earlier moment, though it was made before they closed; what happened
/// is booked all the same (DECISIONS 17).
#[tokio::test(flavor = "multi_thread")]
async fn closed_books_refuse_wishes_and_take_facts() {
    on_each(async |server: Server| {
        let Warehouse { mut office, location, bins, products } = warehouse(&server).await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let adjustment = Operation::Intent(Intent::Adjust {
            product: id(&products[0]),
            location: id(&location),
            bin: Some(id(&bins[0])),
            delta: Delta::new(-1),
            reason: Remark::new("broken").unwrap(),
        });
        let moved = Operation::Fact(Fact::BinMoved {
            product: id(&products[0]),
            location: id(&location),
            from: Some(id(&bins[0])),
            to: Some(id(&bins[1])),
            quantity: Quantity::new(4).unwrap(),
        });
        let items = vec![tablet.item(&adjustment), tablet.item(&moved)];
        server.clock.advance_millis(3_600_000);
        let until = server.clock.now().millis();
        let company = office.patch("/company", json!({ "books_closed_until": until })).await.expect(StatusCode::OK);
        assert_eq!(company["books_closed_until"], json!(until));
        let outcomes = tablet.sends(items).await.ack.unwrap().outcomes;
        let codes: Vec<_> = outcomes.into_iter().map(|outcome| (outcome.n, outcome.code)).collect();
        assert_eq!(codes, [(1, OutcomeCode::Refused("books/closed".into()))]);
        assert_eq!(office.figures(&products[0], &location).await[0], 10);
        let path = format!("/stock?product={}&location={location}&bin={}", products[0], bins[1]);
        let moved = office.get(&path).await.expect(StatusCode::OK);
        assert_eq!(moved["items"][0]["on_hand"], 4);

        server.clock.advance_millis(1);
        let body = json!({ "product": products[0], "location": location, "bin": bins[0], "delta": -1, "reason": "broken" });
        office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        let company = office.patch("/company", json!({ "books_closed_until": null })).await.expect(StatusCode::OK);
        assert_eq!(company["books_closed_until"], json!(null));
        let mut counter = server.user("Counter", "Aisha").await;
        counter.patch("/company", json!({ "books_closed_until": until })).await.refused(StatusCode::FORBIDDEN);
        server
    })
    .await;
}
