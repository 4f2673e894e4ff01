//! Whether the server lives, whether it can work, and what it has done, for whoever watches over it.

use super::problem::Problem;
use crate::app::App;
use crate::store::StoreError;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Instant;

/// Upper bounds of the duration buckets, in seconds.
const BUCKETS: [f64; 9] = [0.001, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0, 30.0];

#[derive(Default)]
struct Observed {
    by_status: BTreeMap<u16, u64>,
    buckets: [u64; BUCKETS.len()],
    n: u64,
    sum_s: f64,
}

static OBSERVED: LazyLock<Mutex<BTreeMap<(String, String), Observed>>> =
    LazyLock::new(Mutex::default);

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(live))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// The process lives.
async fn live() -> &'static str {
    "ok\n"
}

/// The database answers, and no newer server has changed it.
async fn ready(State(app): State<App>) -> Response {
    match app.store().refuse_newer().await {
        Ok(()) => "ok\n".into_response(),
        Err(error @ StoreError::Newer { .. }) => Problem::from(error).into_response(),
        Err(error) => {
            let mut problem = Problem::unavailable(error);
            problem.status = StatusCode::SERVICE_UNAVAILABLE;
            problem.into_response()
        }
    }
}

/// Counts a request by route, never by its full path: ids would make a series each.
pub async fn observe(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().to_string();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("site", MatchedPath::as_str)
        .to_owned();
    let response = next.run(request).await;
    let took_s = begun.elapsed().as_secs_f64();
    let mut all = OBSERVED.lock().unwrap_or_else(PoisonError::into_inner);
    let observed = all.entry((method, route)).or_default();
    *observed
        .by_status
        .entry(response.status().as_u16())
        .or_default() += 1;
    observed.n += 1;
    observed.sum_s += took_s;
    for (bucket, bound) in observed.buckets.iter_mut().zip(BUCKETS) {
        *bucket += u64::from(took_s <= bound);
    }
    response
}

/// Counters in Prometheus' text format.
async fn metrics(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let mut text = String::new();
    let _ = writeln!(text, "# TYPE quayside_requests_total counter");
    {
        let all = OBSERVED.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route), observed) in &*all {
            for (status, n) in &observed.by_status {
                let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
                let _ = writeln!(text, "quayside_requests_total{{{labels}}} {n}");
            }
        }
        let _ = writeln!(text, "# TYPE quayside_request_duration_seconds histogram");
        for ((method, route), observed) in &*all {
            let labels = format!("method=\"{method}\",route=\"{route}\"");
            for (n, bound) in observed.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(
                    text,
                    "quayside_request_duration_seconds_bucket{{{labels},le=\"{bound}\"}} {n}"
                );
            }
            let _ = writeln!(
                text,
                "quayside_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {}",
                observed.n
            );
            let _ = writeln!(
                text,
                "quayside_request_duration_seconds_sum{{{labels}}} {}",
                observed.sum_s
            );
            let _ = writeln!(
                text,
                "quayside_request_duration_seconds_count{{{labels}}} {}",
                observed.n
            );
        }
    }
    for (name, value) in crate::store::sync::gauges(app.store().reader()).await? {
        let _ = writeln!(
            text,
            "# TYPE quayside_{name} gauge\nquayside_{name} {value}"
        );
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}
