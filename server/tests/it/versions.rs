//! Apps of other versions against this server (OFF-37): what they send is read or they are told to update, and nothing is
//! lost either way. Their bytes are the files that `sync` keeps.

use crate::harness::{Server, Tablet, on_each};
use api::jobs::RunOutcome;
use axum::http::{Method, StatusCode};
use domain::ids::OperationId;
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use sea_orm::ConnectionTrait;
use server::store::StoreError;
use server::store::sync::SyncTx;
use sync::server::Tx;
use sync::wire::{Blob, Lane, Message, OutcomeCode, Problem, Push, PushItem, Request, Response};

/// The request of an app of protocol 1, byte by byte.
fn kept() -> Request {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../sync/fixtures/request-1.bin"
    );
    let bytes = std::fs::read(path).expect("the file is kept");
    Request::from_bytes(&bytes).expect("protocol 1 is read")
}

/// The same operations as the whole of what a new storage has, made by whoever holds this tablet.
fn from_the_start(tablet: &Tablet) -> Request {
    let mut request = kept();
    request.client = tablet.client;
    request.epoch = None;
    let push = request.push.as_mut().expect("it pushes");
    push.first_n = 1;
    for (item, n) in push.items.iter_mut().zip(1..) {
        (item.n, item.knew, item.grant) = (n, n - 1, tablet.grant);
    }
    request
}

async fn answer(tablet: &mut Tablet, request: &Request) -> Response {
    let (status, bytes) = tablet.post_bytes(request.to_bytes()).await;
    assert_eq!(
        status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&bytes)
    );
    Response::from_bytes(&bytes).expect("an answer")
}

async fn recorded(server: &Server, items: &[PushItem]) -> Vec<(OperationId, Blob)> {
    let ids: Vec<OperationId> = items.iter().map(|item| item.op_id).collect();
    let mut tx = SyncTx::reading(server.app.store()).await.unwrap();
    let mut rows = tx.recorded(&ids).await.unwrap();
    tx.rollback().await.unwrap();
    rows.sort_by_key(|row| row.op_id);
    rows.into_iter().map(|row| (row.op_id, row.body)).collect()
}

fn sent(push: &Push) -> Vec<(OperationId, Blob)> {
    let mut sent: Vec<_> = push
        .items
        .iter()
        .map(|item| (item.op_id, item.body.clone()))
        .collect();
    sent.sort_by_key(|(op_id, _)| *op_id);
    sent
}

/// Proves OFF-37: what an app of version 1 sends is taken, every operation of it, and kept as it came.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_old_app_sends_is_taken() {
    on_each(async |server: Server| {
        server.founded().await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let request = from_the_start(&tablet);
        let push = request.push.clone().unwrap();
        let response = answer(&mut tablet, &request).await;
        assert_eq!(response.problem, None);
        assert_eq!(response.ack.unwrap().n, push.items.len() as u64);
        assert_eq!(recorded(&server, &push.items).await, sent(&push));
        server
    })
    .await;
}

/// Proves OFF-37: an app whose rows are too old to be served is told to update; what it sends is taken all the same.
#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_is_too_old_is_told_and_loses_nothing() {
    on_each(async |server: Server| {
        server.founded().await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let mut request = from_the_start(&tablet);
        request.schema = 0;
        let push = request.push.clone().unwrap();
        let response = answer(&mut tablet, &request).await;
        assert_eq!(response.problem, Some(Problem::Upgrade));
        assert_eq!(response.pulled, None);
        assert_eq!(response.ack.unwrap().n, push.items.len() as u64);
        assert_eq!(recorded(&server, &push.items).await, sent(&push));
        server
    })
    .await;
}

/// Proves OFF-12, OFF-37: of an app that is newer than this server, facts are kept unread and intents refused in words;
/// what is known takes effect; another protocol is told so before anything is taken.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_newer_app_sends_is_kept() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office
            .create("/locations", serde_json::json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let seen = Operation::Fact(Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(3).unwrap(),
            reference: None,
        });
        let known = tablet.item(&seen);
        let mut unknown_fact = tablet.item(&seen);
        (unknown_fact.kind, unknown_fact.body) = (900, Blob(b"of a newer app".to_vec()));
        let mut newer_form = tablet.item(&seen);
        newer_form.v = 9;
        let mut unknown_intent = tablet.item(&seen);
        (unknown_intent.lane, unknown_intent.kind) = (Lane::Intent, 901);
        let last = tablet.item(&seen);
        let items = vec![known, unknown_fact, newer_form, unknown_intent, last];
        let push = Push {
            first_n: 1,
            items: items.clone(),
        };
        let response = tablet.sends(items.clone()).await;
        let ack = response.ack.unwrap();
        assert_eq!(ack.n, 5);
        let codes: Vec<_> = ack
            .outcomes
            .iter()
            .map(|of| (of.n, of.code.clone()))
            .collect();
        let refused = OutcomeCode::Refused("operation/unknown".into());
        let opaque = OutcomeCode::Opaque;
        assert_eq!(codes, [(2, opaque.clone()), (3, opaque), (4, refused)]);
        assert!(!ack.outcomes[2].detail.is_empty());
        assert_eq!(recorded(&server, &items).await, sent(&push));
        assert_eq!(office.figures(&product, &location).await[0], 6);

        let mut other = tablet.bytes(items);
        other[3] = 9;
        let (status, text) = tablet.post_bytes(other).await;
        assert_eq!(status, StatusCode::UPGRADE_REQUIRED);
        assert!(String::from_utf8_lossy(&text).contains("sync/protocol"));
        server
    })
    .await;
}

/// Proves OFF-37 for a server that is updated: facts that it could only store before are decided, each once, and what
/// nobody knows stays as it came.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_understood_is_decided_after_the_update() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office
            .create("/locations", serde_json::json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let seen = Operation::Fact(Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(3).unwrap(),
            reference: None,
        });
        let known = tablet.item(&seen);
        let mut newer_form = tablet.item(&seen);
        newer_form.v = 9;
        let mut unknown = tablet.item(&seen);
        unknown.kind = 900;
        let (newer, never) = (newer_form.op_id, unknown.op_id);
        let items = vec![known, newer_form, unknown];
        tablet.sends(items.clone()).await.ack.unwrap();
        server.app.understand_facts().await.unwrap();
        assert_eq!(office.figures(&product, &location).await[0], 3);

        // As if this server knew the form from now on.
        let db = server.app.store().writer();
        db.execute_unprepared("UPDATE sync_operation SET v = 1 WHERE v = 9")
            .await
            .unwrap();
        for _ in 0..2 {
            server.app.understand_facts().await.unwrap();
            assert_eq!(office.figures(&product, &location).await[0], 6);
        }
        let mut tx = SyncTx::reading(server.app.store()).await.unwrap();
        let rows = tx.recorded(&[newer, never]).await.unwrap();
        let left = tx.opaque(None, 10).await.unwrap();
        tx.rollback().await.unwrap();
        let outcome = |id| {
            rows.iter()
                .find(|row| row.op_id == id)
                .unwrap()
                .outcome
                .clone()
        };
        assert_eq!(outcome(newer), None);
        assert_eq!(outcome(never), Some(OutcomeCode::Opaque));
        assert_eq!(left.len(), 1);
        // Sent once more, they are known for what they are.
        let again = tablet.sends(items).await.ack.unwrap();
        assert_eq!(again.n, 3);
        assert_eq!(office.figures(&product, &location).await[0], 6);
        server
    })
    .await;
}

/// Proves OFF-37 for an update that is under way: a process whose database a newer one has changed takes nothing, gives
/// nothing and loses nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_process_leaves_a_newer_database_alone() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = format!("/products/{}", office.product("TW-1").await);
        let change = || serde_json::json!({ "name": "Rope, long" });
        for job in server.app.start_due_jobs().await.unwrap() {
            job.await.unwrap();
        }
        let mut tablet = server.tablet("Warehouse", "Tomasz").await;
        let request = from_the_start(&tablet);
        let db = server.app.store().writer();
        db.execute_unprepared(
            "INSERT INTO schema_change (number, name, applied) VALUES (999, 'of a newer server', 0)",
        )
        .await
        .unwrap();
        let response = answer(&mut tablet, &request).await;
        assert!(matches!(response.problem, Some(Problem::Slow { .. })));
        assert_eq!((response.ack, response.pulled), (None, None));
        let items = &request.push.as_ref().unwrap().items;
        assert_eq!(recorded(&server, items).await, []);

        let key = [("idempotency-key", "once")];
        let answers = [
            office.send(Method::PATCH, &product, &key, Some(change())).await,
            office.get(&product).await,
            office.post("/jobs/purge/run", serde_json::json!({})).await,
            office.post("/session", serde_json::json!({})).await,
            office.raw(Method::GET, "/readyz", &[], Vec::new()).await,
        ];
        for answer in answers {
            let kind = answer.refused(StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!((kind, &answer.headers["retry-after"]), ("server/outdated", &"5".parse().unwrap()));
        }
        // What is under way when the newer server comes ends at its next write.
        assert!(matches!(
            server.app.store().begin().await,
            Err(StoreError::Newer { found: 999, .. })
        ));
        assert!(matches!(
            server.app.understand_facts().await,
            Err(StoreError::Newer { .. })
        ));
        server.clock.advance_millis(3_600_000);
        assert_eq!(server.app.start_due_jobs().await.unwrap().len(), 0);

        db.execute_unprepared("DELETE FROM schema_change WHERE number = 999")
            .await
            .unwrap();
        let response = answer(&mut tablet, &request).await;
        assert_eq!(response.ack.map(|ack| ack.n), Some(items.len() as u64));
        let shown = office.get(&product).await.expect(StatusCode::OK);
        assert_eq!(shown["name"], "Product TW-1");
        let shown = office.send(Method::PATCH, &product, &key, Some(change())).await;
        assert_eq!(shown.expect(StatusCode::OK)["name"], "Rope, long");
        let started = server.app.start_due_jobs().await.unwrap();
        assert!(!started.is_empty());
        for job in started {
            assert_eq!(job.await.unwrap().outcome, RunOutcome::Succeeded);
        }
        server
    })
    .await;
}
