//! Saved runs as files, told to the program itself: `amazon-sim replay FILE`.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use amazon_sim::journal::Journal;
use serde_json::{Value, json};

use crate::harness::{Amazon, LEFT, refresh_form, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_amazon-sim");
const SCENARIOS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios");

fn replay(file: &Path) -> Output {
    Command::new(PROGRAM)
        .arg("replay")
        .arg(file)
        .env("RUST_LOG", "off")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A file of this test's own.
fn draft(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Proves that every saved scenario is repeated by the program with the same answers, and is a small file.
#[test]
fn saved_scenarios_are_answered_as_they_were() {
    let mut n_scenarios = 0;
    for entry in fs::read_dir(SCENARIOS).unwrap() {
        let path = entry.unwrap().path();
        n_scenarios += 1;
        assert!(
            fs::metadata(&path).unwrap().len() < 64_000,
            "{path:?} is no small file"
        );
        let output = replay(&path);
        assert!(output.status.success(), "{path:?}:\n{}", said(&output));
        let n = Journal::read(BufReader::new(fs::File::open(&path).unwrap())).unwrap();
        let end = format!(
            "{} entries repeated, 0 differed, 0 answers broke their model\n",
            n.entries.len()
        );
        assert_eq!(said(&output), end);
    }
    assert!(n_scenarios >= 2, "{n_scenarios} scenarios");
}

/// Proves that an answer that differs by one letter ends the program with a failure, and that the place can be read.
#[test]
fn a_different_answer_is_shown() {
    let file = fs::read_to_string(format!("{SCENARIOS}/lost-answer-of-a-create.jsonl")).unwrap();
    let mut journal = Journal::read(file.as_bytes()).unwrap();
    let (number, entry) = journal
        .entries
        .iter_mut()
        .enumerate()
        .rfind(|(_, entry)| {
            entry
                .answer
                .as_ref()
                .is_some_and(|answer| answer.contains("\"Complete\""))
        })
        .unwrap();
    let call = format!("{} {}", entry.method, entry.path);
    let told = entry.answer.take().unwrap();
    entry.answer = Some(told.replace("\"Complete\"", "\"Completed\""));
    entry.digest = "0".repeat(24);
    let path = draft("different.jsonl");
    journal.write(fs::File::create(&path).unwrap()).unwrap();
    let output = replay(&path);
    assert!(!output.status.success());
    let said = said(&output);
    assert!(
        said.starts_with(&format!("entry {number}: {call}: 200, with another body\n")),
        "{said}"
    );
    let place =
        ".payload.fulfillmentOrder.fulfillmentOrderStatus: \"Completed\" became \"Complete\"";
    assert!(said.contains(place), "{said}");
    assert!(
        said.ends_with(&format!(
            "{} entries repeated, 1 differed, 0 answers broke their model\n",
            journal.entries.len()
        )),
        "{said}"
    );
    let cut = draft("cut.jsonl");
    journal.header.is_cut = true;
    journal.write(fs::File::create(&cut).unwrap()).unwrap();
    let output = replay(&cut);
    assert!(!output.status.success());
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!(
            "amazon-sim: the journal is cut: it holds the first {} inputs of a longer run, which cannot be repeated\n",
            journal.entries.len()
        )
    );
    let nonsense = draft("nonsense.jsonl");
    fs::write(&nonsense, "{\"seed\": \"none\"}\n").unwrap();
    assert!(!replay(&nonsense).status.success());
}

/// Proves that a run can be recorded in words, and that the words hold no secret.
#[test]
fn a_run_is_recorded_in_words() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let restricted = json!({"restrictedResources": [{"method": "GET", "path": "/orders/v0/orders/1", "dataElements": ["buyerInfo"]}]});
    caller.send("POST", "/tokens/2021-03-01/restrictedDataToken", restricted);
    caller.get("/sellers/v1/account");
    let document = json!({"contentType": "application/json"});
    caller.send("POST", "/feeds/2021-06-30/documents", document);
    let (from, to) = (draft("plain.jsonl"), draft("recorded.jsonl"));
    amazon
        .simulator
        .journal()
        .write(fs::File::create(&from).unwrap())
        .unwrap();
    let output = Command::new(PROGRAM)
        .arg("replay")
        .arg(&from)
        .arg("--record")
        .arg(&to)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(replay(&to).status.success());
    let words = fs::read_to_string(&to).unwrap();
    assert!(
        words.contains("Harbour") || words.contains("businessName"),
        "{words}"
    );
    let account = amazon.account("US");
    for secret in [
        "Atz",
        &text(&account["refresh_token"]),
        &text(&account["client_secret"]),
    ] {
        assert!(!words.contains(secret), "{secret}");
    }
    assert!(
        !words.contains("X-Amz-Signature=") || words.contains("X-Amz-Signature=…"),
        "{words}"
    );
}

/// Proves that a test which fails leaves what was asked as a file that can be repeated.
#[test]
fn a_failing_test_leaves_its_journal() {
    let path = Path::new(LEFT).join("a-failing-test.jsonl");
    let _ = fs::remove_file(&path);
    let failing = std::thread::Builder::new()
        .name("a-failing-test".into())
        .spawn(|| {
            let amazon = Amazon::new();
            let caller = amazon.caller("US");
            caller.get("/sellers/v1/account");
            caller.get("/sellers/v1/nothing");
        })
        .unwrap();
    assert!(failing.join().is_err(), "there is no such path");
    let output = replay(&path);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).starts_with("3 entries repeated, 0 differed"),
        "{}",
        said(&output)
    );
    assert!(fs::metadata(&path).unwrap().len() < 4_000);
}

/// The program, killed without warning when it is dropped.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(state: &Path) -> Self {
        let scale = [
            "--listings",
            "70",
            "--orders-per-day",
            "6",
            "--history-days",
            "16",
        ];
        let mut child = Command::new(PROGRAM)
            .args([
                "--listen",
                "127.0.0.1:0",
                "--seed",
                "7",
                "--frozen",
                "--start",
                "2026-09-21T14:13:20Z",
            ])
            .args(scale)
            .arg("--state")
            .arg(state)
            .env("RUST_LOG", "off")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap().by_ref())
            .read_line(&mut line)
            .unwrap();
        let url = line.split_whitespace().nth(2).unwrap().to_owned();
        Self { child, url }
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let client = reqwest::Client::new();
        let mut request = client
            .request(method.parse().unwrap(), format!("{}{path}", self.url))
            .header("x-amz-access-token", token)
            .header("user-agent", "Tests/1 (Language=Rust)");
        if let Some(body) = body {
            request = request.json(&body);
        }
        let reply = request.send().await.unwrap();
        (
            reply.status().as_u16(),
            reply.json().await.unwrap_or(Value::Null),
        )
    }

    async fn token(&self) -> (Value, String) {
        let (_, accounts) = self.call("GET", "/sim/accounts", "", None).await;
        let account = accounts["items"][0].clone();
        let form: Vec<(&str, String)> = refresh_form(&account);
        let request = reqwest::Client::new()
            .post(format!("{}/auth/o2/token", self.url))
            .form(&form);
        let body: Value = request.send().await.unwrap().json().await.unwrap();
        (account, text(&body["access_token"]))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // On Unix this is SIGKILL: nothing is saved on the way out.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Proves that the journal is kept over a kill: the run goes on, and is repeated from its very beginning.
#[tokio::test]
async fn a_run_is_repeated_whole_over_a_kill() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let state = draft("killed");
    let _ = fs::remove_dir_all(&state);
    let orders = "/fba/outbound/2020-07-01/fulfillmentOrders";
    for n_made in 0..3 {
        let running = Running::start(&state);
        let (account, token) = running.token().await;
        let seller = text(&account["seller_id"]);
        let (_, stock) = running
            .call("GET", &format!("/sim/accounts/{seller}/stock"), "", None)
            .await;
        let held = stock["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|held| held["fulfillable"].as_i64() > Some(9))
            .unwrap();
        for made in 0..n_made {
            let (status, order) = running
                .call("GET", &format!("{orders}/K-{made}"), &token, None)
                .await;
            assert_eq!(status, 200, "{order}");
        }
        let order = json!({
            "marketplaceId": account["marketplace_ids"][0], "sellerFulfillmentOrderId": format!("K-{n_made}"), "displayableOrderId": "K",
            "displayableOrderDate": "2026-09-21T14:13:20Z", "displayableOrderComment": "Thank you", "shippingSpeedCategory": "Standard",
            "destinationAddress": {"name": "Rosa Delgado", "addressLine1": "12 Mill Ln", "city": "Albany", "stateOrRegion": "NY", "postalCode": "12207", "countryCode": "US"},
            "items": [{"sellerSku": held["sku"], "sellerFulfillmentOrderItemId": "line-1", "quantity": 1}],
        });
        let (status, answer) = running.call("POST", orders, &token, Some(order)).await;
        assert_eq!(status, 200, "{answer}");
        let (_, clock) = running
            .call("POST", "/sim/clock", "", Some(json!({"advance": "PT30M"})))
            .await;
        assert!(clock["now"].is_string());
    }
    let running = Running::start(&state);
    let journal = reqwest::get(format!("{}/sim/journal", running.url))
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    drop(running);
    let path = draft("killed.jsonl");
    fs::write(&path, &journal).unwrap();
    let output = replay(&path);
    assert!(output.status.success(), "{}", said(&output));
    let whole = Journal::read(journal.as_ref()).unwrap();
    let created = whole
        .entries
        .iter()
        .filter(|entry| entry.method == "POST" && entry.path == orders);
    assert_eq!(created.count(), 3, "the inputs before and after each kill");
    fs::remove_dir_all(&state).unwrap();
}
