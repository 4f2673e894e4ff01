//! The models themselves, and every operation against them.

use std::collections::BTreeSet;

use amazon_sim::model::{Direction, Location, Models, Operation, SandboxCase};
use amazon_sim::random::Random;
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode};

/// Proves that each of the operations of all models does something.
#[test]
fn every_operation_has_a_handler() {
    let models = Models::load();
    let without: Vec<&str> = models
        .operations()
        .iter()
        .filter(|operation| amazon_sim::api::handler(&operation.key).is_none())
        .map(|operation| operation.key.as_str())
        .collect();
    assert_eq!(without, Vec::<&str>::new());
}

/// Amazon's own samples that break Amazon's own schema.
const BROKEN_SAMPLES: &[&str] = &[
    "fees/getMyFeesEstimateForSKU 200 0",
    "fees/getMyFeesEstimates 200 0",
    "merchant/getEligibleShipmentServices 200 0",
];

/// Proves that the answers of the static sandbox cases fit the models, but for the named ones.
#[test]
fn sandbox_answers_fit_their_models() {
    let models = Models::load();
    let mut n_cases = 0;
    let mut broken = BTreeSet::new();
    for operation in models.operations() {
        for (index, case) in operation.sandbox.iter().enumerate() {
            n_cases += 1;
            let Some(Some(schema)) = operation.responses.get(&case.status) else {
                continue;
            };
            // Amazon's samples may hold members the model lacks; what they do hold must fit.
            let violations =
                models.check(operation.model, schema, &case.response, Direction::Request);
            if !violations.is_empty() {
                println!("{} {} {index}: {violations:?}", operation.key, case.status);
                broken.insert(format!("{} {} {index}", operation.key, case.status));
            }
        }
    }
    assert!(n_cases > 150, "{n_cases} cases");
    assert_eq!(
        broken,
        BROKEN_SAMPLES
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    );
}

pub fn request_of(
    operation: &Operation,
    values: &dyn Fn(&str) -> Option<Value>,
) -> (String, Option<Value>) {
    let mut path = operation.path.clone();
    let mut query = Vec::new();
    let mut body = None;
    for parameter in &operation.parameters {
        let value = values(&parameter.name);
        let shown = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => items
                .iter()
                .map(|item| {
                    item.as_str()
                        .map_or_else(|| item.to_string(), str::to_owned)
                })
                .collect::<Vec<_>>()
                .join(","),
            other => other.to_string(),
        };
        match parameter.location {
            Location::Path => {
                let text = value.as_ref().map_or_else(|| "x".to_owned(), shown);
                path = path.replace(
                    &format!("{{{}}}", parameter.name),
                    &encode(if text.is_empty() { "x" } else { &text }),
                );
            }
            Location::Query
                if parameter.repeated && value.as_ref().is_some_and(Value::is_array) =>
            {
                let items = value
                    .iter()
                    .flat_map(|value| value.as_array().into_iter().flatten());
                query.extend(
                    items.map(|item| {
                        format!("{}={}", encode(&parameter.name), encode(&shown(item)))
                    }),
                );
            }
            Location::Query => query.extend(
                value
                    .as_ref()
                    .map(|value| format!("{}={}", encode(&parameter.name), encode(&shown(value)))),
            ),
            Location::Body => body = value,
            Location::Header => {}
        }
    }
    (format!("{path}?{}", query.join("&")), body)
}

pub fn case_values<'a>(case: &'a SandboxCase) -> impl Fn(&str) -> Option<Value> + 'a {
    move |name| {
        case.parameters
            .get(name)
            .or_else(|| {
                case.parameters
                    .values()
                    .next()
                    .filter(|_| case.parameters.len() == 1 && (name == "body" || name == "payload"))
            })
            .cloned()
    }
}

#[track_caller]
fn is_proper(caller: &Caller<'_>, operation: &Operation, path: &str, body: Option<&Value>) {
    let (status, answer) = caller.call(&operation.method, path, body);
    assert_ne!(status, 500, "{} {path} {body:?}: {answer}", operation.key);
}

/// Proves that every static sandbox request gets a proper answer, whatever the simulator knows of its ids.
#[test]
fn sandbox_requests_are_answered_properly() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    for operation in amazon.simulator.models().operations() {
        amazon.control(
            "PUT",
            &format!("/sim/usage-plans/{}", operation.key),
            Some(json!({"rate": 1000, "burst": 1000})),
        );
        for case in &operation.sandbox {
            let (path, body) = request_of(operation, &case_values(case));
            is_proper(&caller, operation, &path, body.as_ref());
        }
    }
}

/// An arbitrary value of a schema, right in shape more often than not.
fn arbitrary(
    models: &Models,
    operation: &Operation,
    schema: &Value,
    known: &[String],
    random: &mut Random,
    depth: usize,
) -> Value {
    let schema = models.resolve(operation.model, schema);
    if depth > 6 || random.chance(2) {
        return [
            json!(null),
            json!(-1),
            json!(""),
            json!("x".repeat(300)),
            json!([]),
            json!({}),
            json!("ü/+ ,%&"),
        ][random.between(0, 6) as usize]
            .clone();
    }
    if let Some(members) = schema["enum"].as_array() {
        return random.pick(members).clone();
    }
    match schema["type"].as_str() {
        Some("integer" | "number") => json!(random.between(0, 20)),
        Some("boolean") => json!(random.chance(50)),
        Some("array") => {
            let n = random
                .between(0, 2)
                .max(schema["minItems"].as_i64().unwrap_or(0));
            (0..n)
                .map(|_| {
                    arbitrary(
                        models,
                        operation,
                        &schema["items"],
                        known,
                        random,
                        depth + 1,
                    )
                })
                .collect()
        }
        Some("string") => match schema["format"].as_str() {
            Some("date-time") => json!(amazon_sim::clock::iso(
                1_790_000_000_000 - random.between(0, 40) * 86_400_000
            )),
            _ if schema["maxLength"] == 2 => json!("US"),
            _ => json!(random.pick(known)),
        },
        _ => {
            let mut object = json!({});
            let required: Vec<&str> = schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            for (member, member_schema) in schema["properties"].as_object().into_iter().flatten() {
                if required.contains(&member.as_str()) || random.chance(40) {
                    object[member] =
                        arbitrary(models, operation, member_schema, known, random, depth + 1);
                }
            }
            for part in schema["allOf"].as_array().into_iter().flatten() {
                let made = arbitrary(models, operation, part, known, random, depth + 1);
                for (member, value) in made.as_object().into_iter().flatten() {
                    object[member] = value.clone();
                }
            }
            object
        }
    }
}

/// Proves that no request, however odd, makes the simulator fail or answer against a model.
#[test]
fn no_request_makes_it_fail() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(5)[0].clone();
    let merchant = caller.merchant_sku();
    let orders = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/orders?limit=3", caller.seller),
        None,
    );
    let listing = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku)),
        None,
    );
    let mut known: Vec<String> = [
        "ATVPDKIKX0DER",
        "Standard",
        "1",
        "GET_AFN_INVENTORY_DATA",
        "JSON_LISTINGS_FEED",
        "ORDER_CHANGE",
        "1.0",
        "MUG",
        "UPS",
        "USD",
        "FEDEX_PTP_PRIORITY_OVERNIGHT",
    ]
    .map(str::to_owned)
    .to_vec();
    known.extend([
        sku,
        merchant,
        caller.seller.clone(),
        listing["asin"].as_str().unwrap().to_owned(),
    ]);
    known.extend(
        orders["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|order| order["id"].as_str().unwrap().to_owned()),
    );
    let mut random = Random::new(41);
    let mut n_accepted = 0;
    let mut failures = BTreeSet::new();
    for round in 0..20 {
        for operation in amazon.simulator.models().operations() {
            if round == 0 {
                amazon.control(
                    "PUT",
                    &format!("/sim/usage-plans/{}", operation.key),
                    Some(json!({"rate": 1000, "burst": 1000})),
                );
            }
            let mut made: Vec<(String, Value)> = Vec::new();
            for parameter in &operation.parameters {
                if parameter.required || random.chance(30) {
                    made.push((
                        parameter.name.clone(),
                        arbitrary(
                            amazon.simulator.models(),
                            operation,
                            &parameter.schema,
                            &known,
                            &mut random,
                            0,
                        ),
                    ));
                }
            }
            let values = |name: &str| {
                made.iter()
                    .find(|(held, _)| held == name)
                    .map(|(_, value)| value.clone())
            };
            let (path, body) = request_of(operation, &values);
            let (status, answer) = caller.call(&operation.method, &path, body.as_ref());
            if status == 500 {
                failures.insert(format!("{}: {answer}", operation.key));
            }
            n_accepted += i32::from(status < 300);
        }
        amazon.advance(60_000);
    }
    assert_eq!(failures, BTreeSet::new());
    assert!(
        n_accepted > 150,
        "only {n_accepted} of the arbitrary requests were accepted"
    );
}
