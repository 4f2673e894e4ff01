//! The built app, health and headers.

use crate::harness::Server;
use axum::http::{Method, StatusCode};
use server::http::router;
use server::site::Site;

async fn with_site() -> (Server, std::path::PathBuf) {
    let server = Server::sqlite().await;
    let folder = std::env::temp_dir().join(format!("quayside-site-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html>shell"),
        ("sw.js", "// worker"),
        ("assets/app-1234.js", "plain script"),
        ("assets/app-1234.js.br", "packed script"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    (server, folder)
}

/// Proves the serving half of OFF-04 and OFF-36: assets for ever, the worker never cached, no shell for a missing asset.
#[tokio::test(flavor = "multi_thread")]
async fn the_app_is_served_as_browsers_need_it() {
    let (mut server, folder) = with_site().await;
    server.router = router(server.app.clone(), Site::new(Some(folder.clone())));
    let mut browser = server.browser();
    let shell = browser
        .raw(Method::GET, "/stocktakes/stk_1/count", &[], Vec::new())
        .await;
    assert_eq!(
        (shell.status, shell.text.as_str()),
        (StatusCode::OK, "<!doctype html>shell")
    );
    assert_eq!(shell.headers["cache-control"], "no-cache");
    let policy = shell.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';")
            && !policy.contains("unsafe-inline")
    );

    let asset = browser
        .raw(
            Method::GET,
            "/assets/app-1234.js",
            &[("accept-encoding", "gzip, br")],
            Vec::new(),
        )
        .await;
    assert_eq!(
        (
            asset.text.as_str(),
            asset.headers["content-encoding"].to_str().unwrap()
        ),
        ("packed script", "br")
    );
    assert_eq!(
        asset.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    let plain = browser
        .raw(
            Method::GET,
            "/assets/app-1234.js",
            &[("accept-encoding", "br;q=0")],
            Vec::new(),
        )
        .await;
    assert_eq!(plain.text, "plain script");
    let tag = plain.etag();
    let known = browser
        .raw(
            Method::GET,
            "/assets/app-1234.js",
            &[("if-none-match", &tag)],
            Vec::new(),
        )
        .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);

    let worker = browser.raw(Method::GET, "/sw.js", &[], Vec::new()).await;
    assert_eq!(worker.headers["cache-control"], "no-cache");
    assert_eq!(
        worker.headers["content-type"],
        "text/javascript; charset=utf-8"
    );
    for path in [
        "/assets/app-9999.js",
        "/favicon.ico",
        "/assets/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/nothing",
    ] {
        let missing = browser.raw(Method::GET, path, &[], Vec::new()).await;
        assert_eq!(
            missing.refused(StatusCode::NOT_FOUND),
            "request/unknown-address",
            "{path}"
        );
    }
    let written = browser.raw(Method::POST, "/", &[], Vec::new()).await;
    assert_eq!(
        written.refused(StatusCode::METHOD_NOT_ALLOWED),
        "request/method"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics_answer() {
    let server = Server::sqlite().await;
    let mut browser = server.founded().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            browser.raw(Method::GET, path, &[], Vec::new()).await.text,
            "ok\n"
        );
    }
    let metrics = browser.raw(Method::GET, "/metrics", &[], Vec::new()).await;
    assert!(
        metrics.text.contains(
            "quayside_requests_total{method=\"POST\",route=\"/api/v1/setup\",status=\"201\"}"
        ),
        "{}",
        metrics.text
    );
    assert!(metrics.text.contains("quayside_products 0"));
}
