//! What a person has to decide or to know: held facts, transfers that do not add up, results that changed later, and
//! counts that a device lost.

use crate::counting::{Warehouse, begun, id, product, review, warehouse};
use crate::harness::{Browser, Server, Tablet, on_each};
use axum::http::StatusCode;
use domain::ids::{BinId, ClientId, LocationId, ProductId};
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use serde_json::{Value, json};
use uuid::Uuid;

fn receipt(product: &str, location: &str, bin: &str, units: i64) -> Operation {
    Operation::Fact(Fact::ReceiptSeen {
        product: id::<ProductId>(product),
        location: id::<LocationId>(location),
        bin: Some(id::<BinId>(bin)),
        quantity: Quantity::new(units).unwrap(),
        reference: None,
    })
}

async fn open_tasks(office: &mut Browser) -> Vec<Value> {
    let page = office.get("/review-tasks").await.expect(StatusCode::OK);
    page["items"].as_array().unwrap().clone()
}

async fn notices(office: &mut Browser) -> Vec<(String, String)> {
    let page = office.get("/notifications").await.expect(StatusCode::OK);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|one| (text(&one["title"]), text(&one["link"])))
        .collect()
}

/// A tablet of the warehouse that was revoked and sent a receipt of 3 of the first product into the first bin after it.
async fn with_a_held_receipt(server: &Server) -> (Warehouse, Tablet, String) {
    let mut warehouse = warehouse(server).await;
    let mut tablet = server.tablet("Warehouse", "Tomasz").await;
    let path = format!("/devices/{}/revoke", tablet.device);
    let revoked = warehouse
        .office
        .post(&path, json!({ "reason": "left in a taxi" }));
    revoked.await.expect(StatusCode::OK);
    let bin = warehouse.bins[0].clone();
    let operation = receipt(&warehouse.products[0], &warehouse.location, &bin, 3);
    let item = tablet.item(&operation);
    tablet.sends(vec![item]).await;
    let task = open_tasks(&mut warehouse.office).await[0]["id"].clone();
    (warehouse, tablet, task.as_str().unwrap().to_owned())
}

/// Proves the half of OFF-53 that is about goods: what a revoked device says about them changes no stock, is told, and is
/// booked once in its author's name when somebody lets it in.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_revoked_device_sends_waits_and_is_let_in_once() {
    on_each(async |server: Server| {
        let (mut warehouse, tablet, task) = with_a_held_receipt(&server).await;
        let Warehouse {
            office,
            location,
            bins,
            products,
        } = &mut warehouse;
        assert_eq!(office.figures(&products[0], location).await[0], 10);
        let found = office
            .get(&format!("/review-tasks/{task}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            (
                &found["kind"],
                &found["because"],
                &found["user_name"],
                &found["held"]["received"]["quantity"]
            ),
            (
                &json!("held-fact"),
                &json!("quarantined"),
                &json!("Tomasz"),
                &json!(3)
            )
        );
        assert_eq!(found["held"]["received"]["bin"], json!(bins[0]));
        let (title, link) = notices(office).await.swap_remove(0);
        assert_eq!(link, "/review-tasks");
        assert!(
            title.contains("A receipt is held") && title.contains("Tablet of Tomasz"),
            "{title}"
        );

        let mut counter = server.user("Counter", "Aisha").await;
        for path in [
            format!("/review-tasks/{task}/release"),
            format!("/review-tasks/{task}/settle"),
        ] {
            counter
                .post(&path, json!({}))
                .await
                .refused(StatusCode::FORBIDDEN);
        }
        counter
            .get("/review-tasks")
            .await
            .refused(StatusCode::FORBIDDEN);

        server.clock.advance_millis(60_000);
        let path = format!("/review-tasks/{task}/release");
        let mut other = server.user("Supervisor", "Ishbel").await;
        let (one, two) = tokio::join!(
            office.post(&path, json!({ "reason": "the goods are there" })),
            other.post(&path, json!({}))
        );
        let mut both = [one.status, two.status];
        both.sort();
        assert_eq!(both, [StatusCode::OK, StatusCode::CONFLICT]);
        assert_eq!(office.figures(&products[0], location).await[0], 13);
        assert!(open_tasks(office).await.is_empty());
        let settled = office
            .get("/review-tasks?state=settled")
            .await
            .expect(StatusCode::OK);
        assert_eq!(settled["items"][0]["id"], json!(task));

        let path = format!("/movements?product={}", products[0]);
        let page = office.get(&path).await.expect(StatusCode::OK);
        let moved = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["delta"] == 3);
        let moved = moved.expect("it is in the ledger");
        assert_eq!(moved["user_name"], "Tomasz");
        assert_eq!(moved["device"], json!(tablet.device));
        let trail = office
            .get(&format!("/audit?subject={task}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(trail["items"][0]["action"], "review-task/released");
        server
    })
    .await;
}

/// What is set aside never takes effect, and the same entry sent again does not bring it back.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_aside_stays_aside() {
    on_each(async |server: Server| {
        let (mut warehouse, mut tablet, task) = with_a_held_receipt(&server).await;
        let Warehouse {
            office,
            location,
            bins,
            products,
        } = &mut warehouse;
        let operation = receipt(&products[0], location, &bins[0], 4);
        let again = tablet.item(&operation);
        tablet.sends(vec![again.clone()]).await;
        tablet.sends(vec![again]).await;
        assert_eq!(open_tasks(office).await.len(), 2);
        assert_eq!(notices(office).await.len(), 1, "one device is one matter");
        let path = format!("/review-tasks/{task}/settle");
        let settled = office
            .post(&path, json!({ "reason": "counted twice" }))
            .await
            .expect(StatusCode::OK);
        assert!(settled["settled"].is_i64());
        let release = office
            .post(&format!("/review-tasks/{task}/release"), json!({}))
            .await;
        assert_eq!(release.refused(StatusCode::CONFLICT), "record/wrong-state");
        assert_eq!(office.figures(&products[0], location).await[0], 10);
        let trail = office
            .get(&format!("/audit?subject={task}"))
            .await
            .expect(StatusCode::OK);
        assert!(
            trail["items"][0]["detail"]
                .as_str()
                .unwrap()
                .contains("counted twice")
        );
        let nowhere = format!("/review-tasks/tsk_{}/settle", Uuid::now_v7());
        assert_eq!(
            office
                .post(&nowhere, json!({}))
                .await
                .refused(StatusCode::NOT_FOUND),
            "record/missing"
        );
        server
    })
    .await;
}

/// A held fact that names what is not there cannot be let in, and goes on waiting.
#[tokio::test(flavor = "multi_thread")]
async fn what_names_nothing_known_goes_on_waiting() {
    on_each(async |server: Server| {
        let Warehouse {
            mut office,
            location,
            bins,
            ..
        } = warehouse(&server).await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let unknown = ProductId::new(Uuid::now_v7()).to_string();
        let item = tablet.item(&receipt(&unknown, &location, &bins[0], 2));
        tablet.sends(vec![item]).await;
        let tasks = open_tasks(&mut office).await;
        assert_eq!(tasks[0]["because"], "unknown-item");
        let path = format!("/review-tasks/{}/release", tasks[0]["id"].as_str().unwrap());
        assert_eq!(
            office
                .post(&path, json!({}))
                .await
                .refused(StatusCode::CONFLICT),
            "record/wrong-state"
        );
        assert_eq!(open_tasks(&mut office).await.len(), 1);
        server
    })
    .await;
}

/// A movement from before the count that arrives after completion keeps stock true, and the changed result is told at its
/// stocktake (SYNC 5.7).
#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_changed_later_is_told() {
    on_each(async |server: Server| {
        let (mut warehouse, stocktake) = begun(&server).await;
        let Warehouse {
            office,
            location,
            bins,
            products,
        } = &mut warehouse;
        let mut slow = server.tablet("Warehouse", "Tomasz").await;
        let before = slow.item(&receipt(&products[0], location, &bins[0], 2));
        server.clock.advance_millis(60_000);
        let mut aisha = server.tablet("Counter", "Aisha").await;
        for (at, units) in [12, 5].into_iter().enumerate() {
            let items = aisha.pass(
                &stocktake,
                location,
                Some(&bins[at]),
                &[(product(&products[at]), units)],
            );
            aisha.sends(items).await;
        }
        let fingerprint = review(office, &stocktake).await["fingerprint"].clone();
        let path = format!("/stocktakes/{stocktake}/complete");
        office
            .post(&path, json!({ "fingerprint": fingerprint }))
            .await
            .expect(StatusCode::OK);
        assert!(open_tasks(office).await.is_empty());
        server.clock.advance_millis(60_000);
        slow.sends(vec![before]).await;
        assert_eq!(office.figures(&products[0], location).await[0], 12);
        let tasks = open_tasks(office).await;
        assert_eq!(
            (&tasks[0]["kind"], &tasks[0]["product"]),
            (&json!("result-changed"), &json!(products[0]))
        );
        assert_eq!(tasks[0]["bin"], json!(bins[0]));
        let here = office
            .get(&format!("/review-tasks?stocktake={stocktake}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(here["items"].as_array().unwrap().len(), 1);
        let (title, link) = notices(office).await.swap_remove(0);
        assert!(title.contains("The result of a count changed"), "{title}");
        assert_eq!(link, format!("/stocktakes/{stocktake}/review"));
        let path = format!("/review-tasks/{}/settle", tasks[0]["id"].as_str().unwrap());
        office.post(&path, json!({})).await.expect(StatusCode::OK);
        assert!(open_tasks(office).await.is_empty());
        server
    })
    .await;
}

/// Proves the server's part of OFF-28: a device that comes back with empty storage is reported with the counts that were
/// open on it, bin by bin, and how much never arrived.
#[tokio::test(flavor = "multi_thread")]
async fn lost_counts_are_named_bin_by_bin() {
    on_each(async |server: Server| {
        let (mut warehouse, stocktake) = begun(&server).await;
        let Warehouse {
            office,
            location,
            bins,
            products,
        } = &mut warehouse;
        let mut tablet = server.tablet("Counter", "Aisha").await;
        let items = tablet.pass(
            &stocktake,
            location,
            Some(&bins[1]),
            &[(product(&products[1]), 4)],
        );
        let Operation::Fact(Fact::PassOpened(head)) = sync::wire::operation::decode(
            items[0].lane,
            items[0].kind,
            items[0].v,
            &items[0].body.0,
        )
        .unwrap() else {
            panic!("a pass begins with its opening");
        };
        // It says that the count is open and three entries exist, of which one arrives.
        let mut report = tablet.report();
        report.open_passes = vec![head.pass];
        tablet
            .exchange(items.into_iter().take(1).collect(), report)
            .await;
        tablet.client = ClientId::new(Uuid::now_v7());
        tablet.next_n = 1;
        tablet.sends(Vec::new()).await;
        let page = office.get("/notifications").await.expect(StatusCode::OK);
        let notice = &page["items"][0];
        assert_eq!(notice["title"], "Tablet of Aisha may have lost counts");
        let text = notice["text"].as_str().unwrap();
        assert!(text.contains("2 entries that never arrived"), "{text}");
        assert!(
            text.contains("B, Leith, ") && text.contains("Aisha"),
            "{text}"
        );
        let trail = office
            .get(&format!("/audit?subject={}", tablet.device))
            .await
            .expect(StatusCode::OK);
        assert_eq!(trail["items"][0]["action"], "device/counts-lost");
        tablet.sends(Vec::new()).await;
        let page = office.get("/notifications").await.expect(StatusCode::OK);
        assert_eq!(
            page["items"].as_array().unwrap().len(),
            1,
            "it is told once"
        );
        server
    })
    .await;
}
