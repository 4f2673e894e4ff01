//! The OpenAPI document, and what it promises.

use crate::harness::{Server, on_each};
use axum::http::{Method, StatusCode};
use serde_json::Value;

/// A change of the interface is a visible difference.
#[test]
fn the_interface_is_described() {
    let document = server::http::document().to_pretty_json().unwrap();
    insta::assert_snapshot!("openapi", document);
}

#[test]
fn operation_ids_are_distinct_and_references_resolve() {
    let document: Value =
        serde_json::from_str(&server::http::document().to_json().unwrap()).unwrap();
    let mut ids = Vec::new();
    for (_, item) in document["paths"].as_object().unwrap() {
        ids.extend(
            item.as_object()
                .unwrap()
                .values()
                .filter_map(|operation| operation["operationId"].as_str()),
        );
    }
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n);
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(
            document["components"]["schemas"].get(name).is_some(),
            "{name} is not described"
        );
    }
}

/// Proves USR-02 for strangers: without a session every address answers 401, whatever is asked of it.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_everything_is_closed() {
    const OPEN: [&str; 7] = [
        "read_setup",
        "set_up",
        "sign_in",
        "sign_out",
        "forgot_password",
        "read_link",
        "use_link",
    ];
    on_each(async |server: Server| {
        server.founded().await;
        let document: Value =
            serde_json::from_str(&server::http::document().to_json().unwrap()).unwrap();
        let mut n_closed = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap();
                if OPEN.contains(&id) {
                    continue;
                }
                let path = path
                    .trim_start_matches("/api/v1")
                    .split('/')
                    .map(|part| match part {
                        // Who is asked for comes after who asks, so that a stranger learns nothing about ids.
                        part if part.starts_with('{') => "anything",
                        other => other,
                    });
                let path = path.collect::<Vec<_>>().join("/");
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let body = (method != Method::GET).then(|| serde_json::json!({}));
                let answer = server.browser().send(method, &path, &[], body).await;
                assert_eq!(
                    answer.refused(StatusCode::UNAUTHORIZED),
                    "session/none",
                    "{id} {path}"
                );
                n_closed += 1;
            }
        }
        assert!(n_closed > 60, "{n_closed}");
        server
    })
    .await;
}
