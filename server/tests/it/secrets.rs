//! What the server tells while it deals with Amazon: all of it is searched for the credentials it was given.

use crate::amazon::SimulatedAmazon;
use crate::harness::{Browser, Server};
use amazon_sim::world::misbehaviour::Misbehaviour;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Whether the log is kept: other tests of this process write into it as well, and much.
static IS_KEPT: AtomicBool = AtomicBool::new(false);

/// Everything this process logs while it is kept, at the finest level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn begin() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let layer = tracing_subscriber::fmt::layer()
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .with_filter(dynamic_filter_fn(|_, _| IS_KEPT.load(Ordering::Relaxed)));
        tracing_subscriber::registry().with(layer).init();
        IS_KEPT.store(true, Ordering::Relaxed);
        log
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Reads figures under a misbehaviour; what the server says of it.
async fn in_trouble(
    simulator: &amazon_sim::Simulator,
    office: &mut Browser,
    path: &str,
    name: &str,
) -> String {
    let misbehaviour = Misbehaviour {
        name: name.into(),
        ..Misbehaviour::default()
    };
    simulator
        .change_world(|world| world.misbehaviours.switch_on(misbehaviour))
        .unwrap();
    let answer = office.post(path, json!({})).await;
    simulator.change_world(|world| world.misbehaviours.clear(None));
    answer.text
}

/// Proves OFF-49, OFF-50 for the server: connecting, refusals, reading and every trouble on the way leave no credential in
/// an answer, the log at the finest level or the database; nor in
/// the other side's journal and kept state.
#[tokio::test(flavor = "multi_thread")]
async fn no_credential_is_in_anything_the_server_tells() {
    let log = Log::begin();
    let server = Server::sqlite().await;
    let mut office = server.founded().await;
    let folder = std::env::temp_dir().join(format!("quayside-secrets-{}", uuid::Uuid::now_v7()));
    let amazon = SimulatedAmazon::start(Some(folder.clone())).await;
    amazon.link(&server);
    let account = amazon.account();
    let text = |name: &str| account[name].as_str().unwrap().to_owned();
    let (seller, secret, token) = (
        text("seller_id"),
        text("client_secret"),
        text("refresh_token"),
    );
    let body = |secret: &str, token: &str| {
        let mut body = account.clone();
        body["client_secret"] = json!(secret);
        body["refresh_token"] = json!(token);
        body
    };
    let mut told = String::new();
    let wrong = ["amzn1.oa2-cs.v1.of-last-year", "Atzr|of-somebody-else"];
    for (secret, token) in [(wrong[0], token.as_str()), (secret.as_str(), wrong[1])] {
        let refused = office.post("/connections", body(secret, token)).await;
        refused.refused(StatusCode::CONFLICT);
        told.push_str(&refused.text);
    }
    let connected = office.post("/connections", body(&secret, &token)).await;
    told.push_str(&connected.text);
    let connected = connected.expect(StatusCode::CREATED);
    let location = &connected["connection"]["location"];
    let stocktake = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let sync = format!("/stocktakes/{stocktake}/sync");
    told.push_str(&office.post(&sync, json!({})).await.text);
    for trouble in [
        "revoked-authorisation",
        "missing-role",
        "wrong-region",
        "expired-token",
        "maintenance",
        "html-error",
    ] {
        told.push_str(&in_trouble(&amazon.simulator, &mut office, &sync, trouble).await);
    }
    for path in [
        "/connections",
        "/notifications",
        "/jobs",
        "/audit",
        "/locations",
    ] {
        told.push_str(&office.get(path).await.text);
    }
    told.push_str(
        &office
            .get(&format!("/stocktakes/{stocktake}/figures"))
            .await
            .text,
    );
    assert!(told.contains(&seller), "the connection is shown");

    let access: Vec<Value> = amazon.simulator.with_world(|world| {
        let tokens = serde_json::to_value(&world.tokens).unwrap();
        tokens["access"].as_array().unwrap().clone()
    });
    assert!(!access.is_empty(), "tokens were handed out");
    assert!(
        access
            .iter()
            .all(|row| row[0].as_str().unwrap().starts_with("fingerprint:"))
    );
    let simulator = amazon.simulator.clone();
    simulator.save();
    amazon.end().await;

    IS_KEPT.store(false, Ordering::Relaxed);
    let mut journal = Vec::new();
    simulator.journal().write(&mut journal).unwrap();
    let state = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let database = server.sqlite_url();
    let database = database.trim_start_matches("sqlite:");
    let mut stored = std::fs::read(database).unwrap();
    stored.extend(std::fs::read(format!("{database}-wal")).unwrap_or_default());
    let outputs = [
        ("answers", told),
        ("log", log.text()),
        ("database", String::from_utf8_lossy(&stored).into_owned()),
        ("journal", String::from_utf8(journal).unwrap()),
        ("kept journal", state("journal.jsonl")),
        ("kept world", state("world.json")),
    ];
    for (place, text) in &outputs {
        assert!(text.len() > 500, "the {place} was read");
        for hidden in [secret.as_str(), token.as_str(), wrong[0], wrong[1]] {
            assert!(!text.contains(hidden), "a credential is in the {place}");
        }
        // No access token either: Amazon's begin so.
        assert!(!text.contains("Atza|"), "an access token is in the {place}");
    }
    assert!(
        outputs[1].1.contains("getInventorySummaries"),
        "the calls were logged"
    );
    std::fs::remove_dir_all(folder).unwrap();
    server.close().await;
}
