//! A server that follows the simulated Amazon's clock.

use crate::harness::{Server, on_each};
use amazon_sim::{Config, Simulator};
use axum::http::StatusCode;
use domain::time::Timestamp;
use serde_json::{Value, json};
use server::app::following::Leader;
use std::collections::BTreeSet;
use std::time::Duration;

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

/// Runs of a job, oldest first: when it was due, when it began, what came of it.
async fn runs(founder: &mut crate::harness::Browser, job: &str) -> Vec<(i64, i64, String)> {
    let path = format!("/jobs/{job}/runs?limit=500");
    let page = founder.get(&path).await.expect(StatusCode::OK);
    let mut runs: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| {
            let at = |name: &str| run[name].as_i64().unwrap();
            let outcome = run["outcome"].as_str().unwrap().to_owned();
            (at("due"), at("started"), outcome)
        })
        .collect();
    runs.sort_unstable();
    runs
}

/// Three hours pass at once: every job runs at each instant at which it is due, at that instant, and once. Then the clock
/// stands where it was moved to, and so does business time.
#[tokio::test(flavor = "multi_thread")]
async fn every_job_runs_at_its_instant_while_the_clock_is_moved() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let simulator = Simulator::new(Config::default()).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let clock = format!("http://{}/sim/clock", listener.local_addr().unwrap());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let world = simulator.clone();
        let serving = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            amazon_sim::http::serve(listener, world, stopped).await
        });

        let leader = Leader::new(&clock).unwrap();
        server.app.meet_clock(&leader).await.unwrap();
        let begin = server.app.now();
        assert_eq!(begin.millis(), simulator.now(), "one time for both");
        let following = tokio::spawn(server.app.clone().follow_clock(leader));
        let http = reqwest::Client::new();
        for _ in 0..500 {
            let shown: Value = http.get(&clock).send().await.unwrap().json().await.unwrap();
            if shown["followers"][0]["wake_at"].is_string() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }

        let moved = http.post(&clock).json(&json!({ "advance": "PT3H" }));
        assert!(moved.send().await.unwrap().status().is_success());
        let end = begin.plus_millis(3 * HOUR);
        for _ in 0..500 {
            if server.app.now() == end {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.app.now(), end);
        following.abort();
        let _ = following.await;
        stop.send(()).unwrap();
        serving.await.unwrap().unwrap();

        for (job, each, past) in [("snapshots", MINUTE, 0), ("purge", HOUR, 10 * MINUTE)] {
            let runs = runs(&mut founder, job).await;
            let instants: BTreeSet<i64> = (begin.millis() + 1..=end.millis())
                .filter(|at| at.rem_euclid(each) == past)
                .collect();
            let due: Vec<i64> = runs.iter().map(|(due, ..)| *due).collect();
            assert_eq!(due, Vec::from_iter(instants), "{job}: each instant, once");
            for (due, started, outcome) in runs {
                assert_eq!((started, outcome.as_str()), (due, "succeeded"), "{job}");
            }
        }
        assert_eq!(
            server.app.clock().now(),
            Timestamp::from_millis(simulator.now())
        );
        server
    })
    .await;
}

/// A clock that is not there is said so, and stops nothing: time goes on by itself.
#[tokio::test]
async fn a_clock_that_does_not_answer_is_named() {
    let server = Server::sqlite().await;
    let before = server.app.now();
    let leader = Leader::new("http://127.0.0.1:9/sim/clock").unwrap();
    let error = server.app.meet_clock(&leader).await.unwrap_err();
    assert!(
        error.to_string().contains("http://127.0.0.1:9/sim/clock"),
        "{error}"
    );
    assert_eq!(server.app.now(), before);
}
