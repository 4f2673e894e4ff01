//! Amazon's static sandbox: another host (`sandbox.sellingpartnerapi-na.…`, here also the path prefix `/sandbox`)
//! that answers a request which holds the parameters of a published case with the answer of that case, word for
//! word, whatever the world holds. Operations without such cases are the dynamic sandbox and go to the world.

use serde_json::Value;

use crate::model::{Location, Operation, SandboxCase, UsagePlan};
use crate::simulator::Call;

/// The plan of every operation in the sandbox.
pub const PLAN: UsagePlan = UsagePlan {
    rate: 5.0,
    burst: 15.0,
};

const PREFIX: &str = "/sandbox";

/// Whether a call is meant for the sandbox.
pub fn is_meant(call: &Call) -> bool {
    let is_host = call
        .header("host")
        .is_some_and(|host| host.starts_with("sandbox."));
    is_host || without_prefix(&call.path).len() < call.path.len()
}

/// A path without the sandbox's prefix.
pub fn without_prefix(path: &str) -> &str {
    path.strip_prefix(PREFIX)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(path)
}

/// The case that a request fits: all parameters that it lists, and of several cases the one that lists most.
pub fn case<'a>(
    operation: &'a Operation,
    segments: &[&str],
    query: &[(String, String)],
    body: &Value,
) -> Option<&'a SandboxCase> {
    let fitting = operation
        .sandbox
        .iter()
        .filter(|case| fits(operation, case, segments, query, body));
    // The first of equals, as it is published.
    fitting.rev().max_by_key(|case| weight(case))
}

/// How much a case asks for.
fn weight(case: &SandboxCase) -> usize {
    let shown = |value: &Value| {
        if value.is_null() {
            0
        } else {
            value.to_string().len()
        }
    };
    case.parameters.values().map(shown).sum()
}

fn fits(
    operation: &Operation,
    case: &SandboxCase,
    segments: &[&str],
    query: &[(String, String)],
    body: &Value,
) -> bool {
    case.parameters.iter().all(|(name, wanted)| {
        let declared = operation
            .parameters
            .iter()
            .find(|parameter| parameter.name == *name);
        match declared.map(|parameter| parameter.location) {
            Some(Location::Path) => operation.path_value(name, segments) == Some(shown(wanted)),
            Some(Location::Query) => {
                let given: Vec<&str> = query
                    .iter()
                    .filter(|(held, _)| held == name)
                    .map(|(_, value)| value.as_str())
                    .collect();
                !given.is_empty() && given.join(",") == shown(wanted)
            }
            Some(Location::Header) => true,
            // Cases and models have different names for the body.
            Some(Location::Body) | None => contains(body, wanted),
        }
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Whether `held` has everything of `wanted`.
fn contains(held: &Value, wanted: &Value) -> bool {
    match (held, wanted) {
        (_, Value::Null) => held.is_null(),
        (Value::Object(held), Value::Object(wanted)) => wanted.iter().all(|(name, wanted)| {
            held.get(name)
                .map_or(wanted.is_null(), |held| contains(held, wanted))
        }),
        (Value::Array(held), Value::Array(wanted)) => {
            held.len() == wanted.len()
                && held
                    .iter()
                    .zip(wanted)
                    .all(|(held, wanted)| contains(held, wanted))
        }
        (Value::Number(held), Value::Number(wanted)) => held.as_f64() == wanted.as_f64(),
        _ => held == wanted,
    }
}
