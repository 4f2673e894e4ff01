//! Over a real socket: what only a connection can show.

use std::time::{Duration, Instant};

use amazon_sim::clock::{HOUR, MINUTE, iso_ms};
use amazon_sim::{Config, Simulator, http};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::harness::{config, refresh_form};

/// A simulator on a free port.
async fn served() -> (String, Simulator) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let simulator = Simulator::new(Config {
        public_url: url.clone(),
        ..config()
    })
    .unwrap();
    tokio::spawn(http::serve(
        listener,
        simulator.clone(),
        std::future::pending(),
    ));
    (url, simulator)
}

async fn control(url: &str, method: &str, path: &str, body: Option<Value>) -> Value {
    let client = reqwest::Client::new();
    let mut request = client.request(method.parse().unwrap(), format!("{url}{path}"));
    if let Some(body) = body {
        request = request.json(&body);
    }
    request.send().await.unwrap().json().await.unwrap()
}

async fn token(url: &str) -> (Value, String) {
    let accounts = control(url, "GET", "/sim/accounts", None).await;
    let account = accounts["items"][0].clone();
    let form: Vec<(&str, String)> = refresh_form(&account);
    let body: Value = reqwest::Client::new()
        .post(format!("{url}/auth/o2/token"))
        .form(&form)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let token = body["access_token"].as_str().unwrap().to_owned();
    (account, token)
}

async fn read(url: &str, token: &str) -> Result<reqwest::Response, reqwest::Error> {
    reqwest::Client::new()
        .get(format!("{url}/sellers/v1/account"))
        .header("x-amz-access-token", token)
        .header("user-agent", "Tests/1 (Language=Rust)")
        .send()
        .await
}

/// Proves that a dropped reply is a closed connection, a slow body trickles, a truncated one breaks off, and an ordinary one arrives.
#[tokio::test]
async fn connections_fail_as_real_ones_do() {
    let (url, _simulator) = served().await;
    let (_, token) = token(&url).await;
    let reply = read(&url, &token).await.unwrap();
    assert_eq!(
        (
            reply.status().as_u16(),
            reply.headers().contains_key("x-amzn-requestid")
        ),
        (200, true)
    );
    let switch = |name: &'static str, parameter: i64| {
        control(
            &url,
            "POST",
            "/sim/misbehaviours",
            Some(json!({"name": name, "times": 1, "parameter": parameter})),
        )
    };
    switch("drop-reply-after-accept", 0).await;
    let error = read(&url, &token).await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    switch("truncated-body", 0).await;
    let reply = read(&url, &token).await.unwrap();
    assert!(reply.status().is_success());
    assert!(reply.bytes().await.is_err());
    switch("slow-body", 600).await;
    let begun = Instant::now();
    let reply = read(&url, &token).await.unwrap();
    let head = begun.elapsed();
    assert!(reply.json::<Value>().await.is_ok());
    assert!(
        head < Duration::from_millis(400) && begun.elapsed() >= Duration::from_millis(500),
        "{head:?}"
    );
}

/// Proves that pictures and documents are fetched from the simulator itself.
#[tokio::test]
async fn pictures_are_served() {
    let (url, _simulator) = served().await;
    let (account, token) = token(&url).await;
    let marketplace = account["marketplace_ids"][0].as_str().unwrap();
    let found: Value = reqwest::Client::new()
        .get(format!("{url}/catalog/2022-04-01/items?keywords=tea&marketplaceIds={marketplace}&includedData=images"))
        .header("x-amz-access-token", token)
        .header("user-agent", "Tests/1 (Language=Rust)")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let link = found["items"][0]["images"][0]["images"][0]["link"]
        .as_str()
        .unwrap();
    let picture = reqwest::get(link).await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png");
    assert!(picture.bytes().await.unwrap().starts_with(b"\x89PNG"));
}

/// Proves the shared clock: while time is advanced, a follower is awake at each instant it asked for, in order.
#[tokio::test]
async fn a_follower_is_woken_at_its_instants() {
    let (url, simulator) = served().await;
    let start = simulator.now();
    let follow = |wake_at: i64, wait: u64| {
        let url = url.clone();
        async move {
            let body = control(
                &url,
                "PUT",
                "/sim/clock/followers/server",
                Some(json!({"wake_at": iso_ms(wake_at), "wait_seconds": wait})),
            )
            .await;
            amazon_sim::clock::parse_iso(body["now"].as_str().unwrap()).unwrap()
        }
    };
    assert_eq!(
        follow(start + HOUR, 0).await,
        start,
        "nothing moves by itself"
    );
    let advancing = tokio::spawn({
        let url = url.clone();
        async move { control(&url, "POST", "/sim/clock", Some(json!({"advance": "PT3H"}))).await }
    });
    let mut seen = Vec::new();
    for wake in [HOUR, HOUR + 20 * MINUTE, 2 * HOUR + 30 * MINUTE, 5 * HOUR] {
        seen.push(follow(start + wake, 3).await - start);
    }
    assert_eq!(
        seen,
        [HOUR, HOUR + 20 * MINUTE, 2 * HOUR + 30 * MINUTE, 3 * HOUR],
        "the last wait ended with the time it was given"
    );
    advancing.await.unwrap();
    assert_eq!(simulator.now(), start + 3 * HOUR);
}
