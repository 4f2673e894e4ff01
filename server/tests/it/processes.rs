//! Several server processes on one database: on PostgreSQL they work together, on an SQLite file the second is refused.

use crate::harness::{Browser, Server};
use axum::http::StatusCode;
use domain::ids::ProductId;
use domain::stocktake::Item;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use uuid::Uuid;

/// A server of its own, ended when dropped.
pub struct Process {
    child: Mutex<Child>,
    base: String,
    http: reqwest::Client,
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        self.wait();
    }
}

fn command(url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quayside"));
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("QUAYSIDE_DATABASE_URL", url)
        .env("QUAYSIDE_LOG", "warn")
        .env_remove("QUAYSIDE_CLOCK_URL")
        .stdout(Stdio::piped());
    command
}

impl Process {
    /// Starts one and waits until it answers.
    pub fn start(url: &str) -> Self {
        Self::start_with(url, &[])
    }

    /// The same with settings of its own.
    pub fn start_with(url: &str, settings: &[(&str, String)]) -> Self {
        let mut command = command(url);
        for (name, value) in settings {
            command.env(name, value);
        }
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let (_, base) = line.trim().split_once(" at ").expect("it says where it is");
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            base: format!("{base}/api/v1"),
            child: Mutex::new(child),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    fn request(
        &self,
        method: reqwest::Method,
        path: &str,
        as_in: &Browser,
    ) -> reqwest::RequestBuilder {
        let cookies: Vec<String> = as_in
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        self.http
            .request(method, format!("{}{path}", self.base))
            .header("cookie", cookies.join("; "))
    }

    /// Ends it in the middle of whatever it does.
    pub fn kill(&self) {
        let _ = self.child.lock().unwrap().kill();
    }

    /// Waits until it has ended.
    pub fn wait(&self) {
        let _ = self.child.lock().unwrap().wait();
    }

    /// Status and body of an answer, if there is one.
    pub async fn try_post(
        &self,
        path: &str,
        body: &Value,
        as_in: &Browser,
    ) -> Option<(u16, Value)> {
        let sent = self.request(reqwest::Method::POST, path, as_in).json(body);
        let answer = sent.send().await.ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.json().await.ok()?))
    }

    /// Status and body of what is there, if there is an answer.
    pub async fn try_get(&self, path: &str, as_in: &Browser) -> Option<(u16, Value)> {
        let sent = self.request(reqwest::Method::GET, path, as_in);
        let answer = sent.send().await.ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.json().await.ok()?))
    }

    async fn post(&self, path: &str, body: &Value, as_in: &Browser) -> (u16, Value) {
        let sent = self.request(reqwest::Method::POST, path, as_in).json(body);
        let answer = sent.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or(Value::Null))
    }
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

/// Two servers on one PostgreSQL: changes of the same stock through both at once are all kept and add up, documents get
/// numbers of their own, tablets count one stocktake through either, and news through one reaches the other's tablets.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_one_postgres() {
    let Ok(admin) = std::env::var("QUAYSIDE_TEST_POSTGRES_URL") else {
        return;
    };
    let server = Server::postgres(&admin).await;
    let url = server.database_url();
    let servers = [Process::start(&url), Process::start(&url)];
    let mut office = server.founded().await;
    let leith = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let granton = office
        .create("/locations", json!({ "name": "Granton" }))
        .await;
    let mut products = Vec::new();
    for number in 0..3 {
        let product = office.product(&format!("TW-{number}")).await;
        let body = json!({ "product": product, "location": leith, "delta": 1_000, "reason": "opening", "unit_cost": "2.50" });
        office
            .post("/adjustments", body)
            .await
            .expect(StatusCode::CREATED);
        products.push(product);
    }

    // News of a change made through the first server is heard at the second.
    let listener = server.user("Office", "Nora").await;
    let mut news = servers[1]
        .request(reqwest::Method::GET, "/sync/events", &listener)
        .send()
        .await
        .unwrap();
    assert_eq!(news.status().as_u16(), 200);
    let body = json!({ "product": products[0], "location": leith, "delta": 1, "reason": "found" });
    let heard = async {
        let mut text = String::new();
        while !text.contains(&format!("stock:{leith}")) {
            let piece = news.chunk().await.unwrap().expect("the stream stays open");
            text.push_str(&String::from_utf8_lossy(&piece));
        }
    };
    let told = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(servers[0].post("/adjustments", &body, &office).await.0, 201);
    };
    let both = async { tokio::join!(heard, told) };
    tokio::time::timeout(Duration::from_secs(10), both)
        .await
        .expect("the other server is poked");
    drop(news);

    // The same products through both servers, forwards and backwards, and documents that want numbers.
    let mut work = Vec::new();
    for (at, server) in servers.iter().enumerate() {
        for lane in 0..4 {
            let (office, products, leith, granton) = (&office, &products, &leith, &granton);
            work.push(async move {
                let mut numbers = Vec::new();
                for round in 0..10 {
                    let pick = if at == 0 { round % 3 } else { 2 - round % 3 };
                    let body = json!({ "product": products[pick], "location": leith, "delta": -1, "reason": "sold" });
                    let (status, answer) = server.post("/adjustments", &body, office).await;
                    assert_eq!(status, 201, "server {at}, lane {lane}: {answer}");
                    let lines: Vec<Value> = [pick, (pick + 1) % 3]
                        .map(|pick| json!({ "product": products[pick], "quantity": 1 }))
                        .to_vec();
                    let body = json!({ "from": leith, "to": granton, "lines": lines });
                    let (status, transfer) = server.post("/transfers", &body, office).await;
                    assert_eq!(status, 201, "server {at}, lane {lane}: {transfer}");
                    numbers.push(transfer["number"].as_str().unwrap().to_owned());
                    let path = format!("/transfers/{}/hold", transfer["id"].as_str().unwrap());
                    let (status, held) = server.post(&path, &json!({}), office).await;
                    assert_eq!(status, 200, "server {at}, lane {lane}: {held}");
                }
                numbers
            });
        }
    }
    let numbers: Vec<String> = futures::future::join_all(work).await.concat();
    assert_eq!(numbers.len(), 80);
    assert_eq!(BTreeSet::from_iter(&numbers).len(), 80, "no number twice");
    let mut on_hand = 0;
    let mut allocated = 0;
    for product in &products {
        let figures = office.figures(product, &leith).await;
        on_hand += figures[0];
        allocated += figures[1];
    }
    assert_eq!((on_hand, allocated), (3_001 - 80, 160));

    // One stocktake, counted through both at once by two tablets each.
    let stocktake = office
        .create("/stocktakes", json!({ "location": leith }))
        .await;
    let mut pushes = Vec::new();
    for (at, name) in ["Aisha", "Callum", "Effie", "Rory"].into_iter().enumerate() {
        let mut tablet = server.tablet("Counter", name).await;
        let counted: Vec<(Item, i64)> = (0..30)
            .map(|round| {
                let pick = if at % 2 == 0 {
                    round % 3
                } else {
                    2 - round % 3
                };
                (Item::Product(id::<ProductId>(&products[pick])), 1)
            })
            .collect();
        let items = tablet.pass(&stocktake, &leith, None, &counted);
        let bytes = tablet.bytes(items);
        let server = &servers[at % 2];
        pushes.push(async move {
            let sent = server
                .request(reqwest::Method::POST, "/sync", &tablet.browser)
                .body(bytes);
            let answer = sent.send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 200);
        });
    }
    futures::future::join_all(pushes).await;
    let events = office
        .get(&format!("/stocktakes/{stocktake}/events?limit=500"))
        .await
        .expect(StatusCode::OK);
    let counted = events["items"].as_array().unwrap().iter();
    assert_eq!(
        counted.filter(|event| event["kind"] == "counted").count(),
        120
    );
    let progress = office
        .get(&format!("/stocktakes/{stocktake}/progress"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        progress["bins"][0]["passes"].as_array().unwrap().len(),
        4,
        "{progress}"
    );
    // All four agree, so there is nothing to resolve; complete it through one while the other goes on selling.
    let review = office
        .get(&format!("/stocktakes/{stocktake}/review"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(review["conflicts"], json!([]), "{review}");

    let wrong = server::store::ledger::disagreements(server.app.store().reader()).await;
    assert_eq!(wrong.unwrap(), []);
    drop(servers);
    server.close().await;
}

/// A second server on the same file says in plain words what is the matter.
#[tokio::test]
async fn a_second_server_on_one_sqlite_file_is_refused() {
    let folder = std::env::temp_dir().join(format!("quayside-two-{}", Uuid::now_v7()));
    let url = format!("sqlite:{}", folder.join("test.db").display());
    let first = Process::start(&url);
    let mut second = command(&url).stderr(Stdio::piped()).spawn().unwrap();
    let status = second.wait().unwrap();
    let mut said = String::new();
    second
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(!status.success());
    assert!(said.contains("another server is working on"), "{said}");
    assert!(said.contains("stop it first"), "{said}");
    let alive = first
        .http
        .get(first.base.replace("/api/v1", "/healthz"))
        .send()
        .await;
    assert!(alive.unwrap().status().is_success(), "the first goes on");
    drop(first);
    // What ended, however it ended, no longer holds the file.
    drop(Process::start(&url));
    std::fs::remove_dir_all(folder).unwrap();
}
