//! The OpenAPI document of the control API. It is more than a description: what does not fit it is refused.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::model::{Violation, fits};
use crate::simulator::Call;
use crate::world::misbehaviour::KINDS;

/// The document.
pub(super) fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let mut document: Value =
            serde_json::from_str(include_str!("openapi.json")).expect("the document is JSON");
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        document["components"]["schemas"]["MisbehaviourName"]["enum"] = json!(names);
        document
    })
}

/// What the document has under a path and a method.
pub(super) enum Found {
    /// The operation.
    Operation(&'static Value),
    /// The path, for other methods.
    OtherMethods(String),
    /// Nothing.
    Nothing,
}

/// Looks an operation up.
pub(super) fn find(method: &str, segments: &[&str]) -> Found {
    let paths = document()["paths"].as_object().into_iter().flatten();
    let is_name = |part: &str| part.starts_with('{');
    let fitting = paths.filter(|(path, _)| {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        parts.len() == segments.len()
            && parts
                .iter()
                .zip(segments)
                .all(|(part, segment)| is_name(part) || part == segment)
    });
    // `/sim/misbehaviours/kinds` is meant before `/sim/misbehaviours/{id_or_name}`.
    let Some((_, methods)) = fitting.min_by_key(|(path, _)| path.matches('{').count()) else {
        return Found::Nothing;
    };
    match methods.get(method.to_ascii_lowercase()) {
        Some(operation) => Found::Operation(operation),
        None => {
            let names = methods.as_object().into_iter().flatten();
            let names: Vec<String> = names.map(|(name, _)| name.to_ascii_uppercase()).collect();
            Found::OtherMethods(names.join(", "))
        }
    }
}

/// The body of a call, and what of the call breaks its operation.
pub(super) fn read(operation: &Value, call: &Call) -> (Value, Vec<Violation>) {
    let mut violations = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default();
        let given = call.query.iter().find(|(held, _)| held == name);
        let Some((_, text)) = given.filter(|_| parameter["in"] == "query") else {
            continue;
        };
        let value = match parameter["schema"]["type"].as_str() {
            Some("integer") => text
                .parse::<i64>()
                .map_or_else(|_| json!(text), Value::from),
            _ => json!(text),
        };
        let wrong = fits(document(), &parameter["schema"], &value);
        violations.extend(wrong.into_iter().map(|violation| Violation {
            at: name.to_owned(),
            ..violation
        }));
    }
    let Some(wanted) = operation.get("requestBody") else {
        return (json!({}), violations);
    };
    if call.body.is_empty() {
        if wanted["required"] == json!(true) {
            violations.push(Violation::at("", "A body is required.".to_owned()));
        }
        return (json!({}), violations);
    }
    match serde_json::from_slice::<Value>(&call.body) {
        Ok(body) => {
            let schema = &wanted["content"]["application/json"]["schema"];
            violations.extend(fits(document(), schema, &body));
            (body, violations)
        }
        Err(_) => {
            let text = "The body is not valid JSON.".to_owned();
            violations.push(Violation::at("", text));
            (json!({}), violations)
        }
    }
}
