//! Amazon's static sandbox: every published request gets the published answer.

use std::collections::BTreeSet;

use amazon_sim::model::{Location, Operation, SandboxCase};
use serde_json::Value;

use crate::harness::{Amazon, encode};

/// Cases that no caller can tell from another one of the same operation: they list the same parameters.
const SAME_QUESTION: &[&str] = &[];

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The request of a case as a client would send it: what is listed, and no more than a path needs.
fn request(operation: &Operation, case: &SandboxCase) -> (String, Option<Value>) {
    let mut path = operation.path.clone();
    let mut query = Vec::new();
    for parameter in &operation.parameters {
        let value = case.parameters.get(&parameter.name);
        match parameter.location {
            Location::Path => {
                let text = value.map_or_else(|| "any".to_owned(), shown);
                path = path.replace(&format!("{{{}}}", parameter.name), &encode(&text));
            }
            Location::Query => query
                .extend(value.map(|value| format!("{}={}", parameter.name, encode(&shown(value))))),
            Location::Body | Location::Header => {}
        }
    }
    let is_body = |name: &str| {
        operation
            .parameters
            .iter()
            .all(|parameter| parameter.name != name || parameter.location == Location::Body)
    };
    let body = case.parameters.iter().find(|(name, _)| is_body(name));
    let body = body
        .map(|(_, body)| body.clone())
        .filter(|body| !body.is_null());
    (format!("/sandbox/na{path}?{}", query.join("&")), body)
}

/// Proves that all static sandbox cases are answered word for word, with their status.
#[test]
fn every_published_request_gets_the_published_answer() {
    let amazon = Amazon::new();
    let mut caller = amazon.caller("US");
    let (mut n_cases, mut others) = (0, BTreeSet::new());
    for operation in amazon.simulator.models().operations() {
        // Fifteen calls of each operation are free; then five a second.
        for (index, case) in operation.sandbox.iter().enumerate() {
            n_cases += 1;
            let (path, body) = request(operation, case);
            let (status, answer) = caller.call(&operation.method, &path, body.as_ref());
            if (status, &answer) != (case.status, &case.response) {
                println!(
                    "{} {index} ({}): {status} {answer}",
                    operation.key, case.status
                );
                others.insert(format!("{} {} {index}", operation.key, case.status));
            }
        }
        caller = caller.later(4_000);
    }
    assert!(n_cases > 150, "{n_cases} cases");
    let named = SAME_QUESTION.iter().map(|name| (*name).to_owned());
    assert_eq!(others, named.collect());
}

/// Proves that the sandbox says so when it knows no answer, that it throttles as one, that it wants a token, and
/// that the dynamic sandbox is the world itself.
#[test]
fn the_sandbox_knows_its_cases_alone() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let unknown = "/sandbox/na/catalog/2022-04-01/items/B0UNKNOWN1?marketplaceIds=ATVPDKIKX0DER";
    let (status, answer) = caller.call("GET", unknown, None);
    assert_eq!(
        (status, &answer["errors"][0]["message"]),
        (400, &Value::from("Could not match input arguments"))
    );
    for _ in 1..15 {
        assert_eq!(caller.call("GET", unknown, None).0, 400);
    }
    assert_eq!(caller.call("GET", unknown, None).0, 429);
    amazon.advance(200);
    assert_eq!(caller.call("GET", unknown, None).0, 400);
    let stranger = crate::harness::Caller {
        token: "Atza|nobody".to_owned(),
        ..caller.clone()
    };
    assert_eq!(stranger.call("GET", unknown, None).0, 403);
    let summaries = format!(
        "/sandbox/na/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId={0}&marketplaceIds={0}",
        caller.marketplace
    );
    let page = caller.get(&summaries);
    assert!(
        !page["payload"]["inventorySummaries"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}
