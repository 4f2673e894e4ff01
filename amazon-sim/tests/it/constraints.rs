//! Each constraint that the models put on requests, broken once.

use std::collections::BTreeMap;

use amazon_sim::model::{Location, Models, Operation, Parameter};
use serde_json::{Value, json};

use crate::harness::Amazon;
use crate::models::request_of;

/// A value that breaks one constraint and keeps all others as far as they let it.
struct Broken {
    /// The constraint's name in the models.
    kind: &'static str,
    /// The member that breaks it.
    at: String,
    value: Value,
}

/// Strings that fit the patterns of the models.
const FITTING: &[(&str, &str)] = &[
    ("^[a-zA-Z0-9-]*$", "a"),
    ("^[a-zA-Z0-9-._ ]*$", "a"),
    (
        "^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])$",
        "2026-08-05",
    ),
    ("^(UN|ID|NA)[0-9]{4}$", "UN1234"),
    (r"^[1-9](\.[1-9])?$", "3"),
    (
        "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        "01234567-89ab-cdef-0123-456789abcdef",
    ),
    ("^[A-Z]{2}$", "US"),
    ("^[a-z]{2}_[A-Z]{2}$", "en_US"),
    (
        r"^arn:aws:sqs:\S+:\S+:\S+",
        "arn:aws:sqs:us-east-1:123456789012:queue",
    ),
];

/// The schemas of a model.
struct Shapes<'a> {
    models: &'a Models,
    model: &'a str,
}

impl<'a> Shapes<'a> {
    /// A value that keeps every constraint: the members that must be there and no others.
    fn proper(&self, schema: &'a Value) -> Value {
        let schema = self.models.resolve(self.model, schema);
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        let (min, max) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
        match schema["type"].as_str() {
            Some("integer" | "number") => json!(min.or(max).unwrap_or(1)),
            Some("boolean") => json!(true),
            Some("array") => {
                let n = schema["minItems"].as_u64().unwrap_or(0).max(1);
                (0..n).map(|_| self.proper(&schema["items"])).collect()
            }
            Some("string") => {
                let least = usize::try_from(schema["minLength"].as_u64().unwrap_or(1).max(1));
                let least = least.expect("short");
                let fitting = match (schema["pattern"].as_str(), schema["format"].as_str()) {
                    (Some(pattern), _) => {
                        let found = FITTING.iter().find(|(held, _)| *held == pattern);
                        found.unwrap_or_else(|| panic!("what fits {pattern}?")).1
                    }
                    (None, Some("date-time")) => "2026-08-05T12:00:00Z",
                    (None, Some("date")) => "2026-08-05",
                    _ => "a",
                };
                json!(format!("{fitting:a<least$}"))
            }
            _ => {
                let mut object = json!({});
                for part in schema["allOf"].as_array().into_iter().flatten() {
                    put_in(&mut object, self.proper(part));
                }
                for name in required(schema) {
                    object[name] = self.proper(&schema["properties"][name]);
                }
                object
            }
        }
    }

    /// A proper value with one constraint broken, for each constraint of the schema and all below it. `above` are the
    /// names of the schemas it stands in, which may stand in themselves.
    fn broken(&self, schema: &'a Value, at: &str, above: &[&str]) -> Vec<Broken> {
        let name = schema["$ref"].as_str().unwrap_or_default();
        if !name.is_empty() && above.contains(&name) {
            return Vec::new();
        }
        let above = &[above, &[name]].concat();
        let schema = self.models.resolve(self.model, schema);
        let mut all = Vec::new();
        let mut add = |kind, value| {
            all.push(Broken {
                kind,
                at: at.to_owned(),
                value,
            });
        };
        let length = |name: &str| schema[name].as_u64().and_then(|n| usize::try_from(n).ok());
        if schema["enum"].is_array() {
            add("enum", json!("NO_SUCH_VALUE"));
        }
        match schema["type"].as_str() {
            Some(kind @ ("integer" | "number")) => {
                add("type", json!("many"));
                if let Some(min) = schema["minimum"].as_i64() {
                    add("minimum", json!(min - 1));
                }
                if let Some(max) = schema["maximum"].as_i64() {
                    add("maximum", json!(max + 1));
                }
                if kind == "integer" {
                    add("type", json!(1.5));
                }
            }
            Some("boolean") => add("type", json!("perhaps")),
            Some("array") => {
                add("type", json!({}));
                let item = || self.proper(&schema["items"]);
                if let Some(min) = length("minItems").filter(|min| *min > 0) {
                    add("minItems", vec![item(); min - 1].into());
                }
                if let Some(max) = length("maxItems") {
                    add("maxItems", vec![item(); max + 1].into());
                }
                for broken in self.broken(&schema["items"], &format!("{at}[0]"), above) {
                    let mut items = self.proper(schema);
                    items[0] = broken.value;
                    all.push(Broken {
                        value: items,
                        ..broken
                    });
                }
            }
            Some("string") => {
                add("type", json!({}));
                if let Some(min) = length("minLength").filter(|min| *min > 0) {
                    add("minLength", json!("a".repeat(min - 1)));
                }
                if let Some(max) = length("maxLength") {
                    add("maxLength", json!("a".repeat(max + 1)));
                }
                if schema["pattern"].is_string() {
                    let least = length("minLength").unwrap_or(1).max(1);
                    add("pattern", json!("§".repeat(least)));
                }
                if matches!(schema["format"].as_str(), Some("date-time" | "date")) {
                    add("format", json!("yesterday"));
                }
            }
            _ => {
                if schema["properties"].is_object() {
                    add("type", json!("nothing"));
                }
                let proper = self.proper(schema);
                for name in required(schema) {
                    let mut lacking = proper.clone();
                    let members = lacking.as_object_mut().unwrap();
                    members.remove(name);
                    all.push(Broken {
                        kind: "required",
                        at: join(at, name),
                        value: lacking,
                    });
                }
                let members = schema["properties"].as_object().into_iter().flatten();
                for (name, member) in members {
                    for broken in self.broken(member, &join(at, name), above) {
                        let mut object = proper.clone();
                        object[name] = broken.value;
                        all.push(Broken {
                            value: object,
                            ..broken
                        });
                    }
                }
                for part in schema["allOf"].as_array().into_iter().flatten() {
                    for broken in self.broken(part, at, above) {
                        let mut object = proper.clone();
                        let lacks = broken.kind == "required";
                        if let Some(name) = broken.at.rsplit('.').next().filter(|_| lacks) {
                            object.as_object_mut().unwrap().remove(name);
                        }
                        put_in(&mut object, broken.value);
                        all.push(Broken {
                            value: object,
                            ..broken
                        });
                    }
                }
            }
        }
        all
    }
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str)
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// Takes members over; what is none replaces all.
fn put_in(object: &mut Value, more: Value) {
    match more {
        Value::Object(members) => object.as_object_mut().unwrap().extend(members),
        other => *object = other,
    }
}

/// Whether a value can be told in an address so that it still breaks its constraint: texts have no type of their own, and
/// what is empty is absent.
fn is_told(parameter: &Parameter, broken: &Broken) -> bool {
    let is_empty = [json!(""), json!([]), json!([""])].contains(&broken.value);
    let is_shapeless =
        broken.kind == "type" && (broken.value.is_object() || parameter.schema["type"] == "array");
    parameter.location == Location::Body || !(is_empty || is_shapeless)
}

/// Every request that breaks one constraint of an operation, and of what kind and where.
fn refusable(models: &Models, operation: &Operation) -> Vec<(String, String, Option<Value>)> {
    let shapes = Shapes {
        models,
        model: operation.model,
    };
    let proper: BTreeMap<&str, Value> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|parameter| (&*parameter.name, shapes.proper(&parameter.schema)))
        .collect();
    let mut all = Vec::new();
    let mut add = |kind: &str, at: &str, changed: &BTreeMap<&str, Value>| {
        let (path, body) = request_of(operation, &|name| changed.get(name).cloned());
        all.push((format!("{} {kind} {at}", operation.key), path, body));
    };
    add("", "", &proper);
    for parameter in &operation.parameters {
        if parameter.location == Location::Header {
            continue;
        }
        if parameter.required && parameter.location != Location::Path {
            let mut changed = proper.clone();
            changed.remove(&*parameter.name);
            add("required", &parameter.name, &changed);
        }
        let at = match parameter.location {
            Location::Body => "",
            _ => &parameter.name,
        };
        for broken in shapes.broken(&parameter.schema, at, &[]) {
            if is_told(parameter, &broken) {
                let mut changed = proper.clone();
                changed.insert(&parameter.name, broken.value);
                add(broken.kind, &broken.at, &changed);
            }
        }
    }
    all
}

/// Proves that the models are kept by what is asked, not by what is told alone: of every operation each constraint, of
/// every kind and on every member, is broken once, and the request is refused with 400 for its sake; where nothing is
/// broken no constraint is named.
#[test]
fn each_constraint_that_is_broken_is_a_refusal() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let grantless = amazon.without_seller(&amazon.account("US"), &caller);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut surprises = Vec::new();
    for operation in amazon.simulator.models().operations() {
        amazon.control(
            "PUT",
            &format!("/sim/usage-plans/{}", operation.key),
            Some(json!({"rate": 1000, "burst": 100_000})),
        );
        let caller = match amazon_sim::api::grantless_scope(&operation.key) {
            Some(_) => &grantless,
            None => &caller,
        };
        let has_headers = operation
            .parameters
            .iter()
            .any(|parameter| parameter.location == Location::Header && parameter.required);
        for (name, path, body) in refusable(amazon.simulator.models(), operation) {
            let (status, answer) = caller.call(&operation.method, &path, body.as_ref());
            let mut words = name.split(' ').skip(1);
            let (kind, at) = (words.next().unwrap(), words.next().unwrap());
            *counts.entry(kind.to_owned()).or_default() += 1;
            let answered = answer.to_string();
            let at = if at.is_empty() { "body" } else { at };
            let is_right = if kind.is_empty() {
                // Callers of these tests send no headers of their own.
                answered.contains("Member must") == has_headers
            } else {
                status == 400 && answered.contains(&format!("at '{at}' failed to satisfy"))
            };
            if !is_right {
                surprises.push(format!("{name}: {status} {answer} to {path} {body:?}"));
            }
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
    for kind in [
        "enum",
        "format",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "required",
        "type",
    ] {
        assert!(
            counts.get(kind).is_some_and(|n| *n > 5),
            "{kind}: {counts:?}"
        );
    }
}
