//! Every static sandbox case in Amazon's models is replayed: the request that our types build must
//! be the one the model describes, and the answer must pass through our types without loss.

use std::{fs, path::Path};

use amazon::{
    error::Refusal,
    lenient,
    operation::{Operation, Request, encode},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use crate::replay_table;

/// One sandbox case.
pub struct Case {
    pub api: String,
    pub operation: String,
    method: String,
    path: String,
    parameters: Vec<Value>,
    given: Map<String, Value>,
    pub status: u16,
    number: usize,
    pub response: Value,
    /// Examples show no request.
    has_request: bool,
    /// Whether the sample names the body otherwise than the model.
    is_renamed: bool,
}

/// What our types made of a case.
pub struct Outcome {
    request: Request,
    answer: Value,
    unread: Vec<String>,
}

/// Cases that break Amazon's own schema, or hold what we refuse to write; with the place that differs.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Presigned addresses and tokens are read into secrets, which cannot be written.
    ("reports_2021-06-30 getReportDocument 200 #0", "answer.url"),
    ("feeds_2021-06-30 createFeedDocument 201 #0", "answer.url"),
    ("feeds_2021-06-30 getFeedDocument 200 #0", "answer.url"),
    (
        "tokens_2021-03-01 createRestrictedDataToken 200 #0",
        "answer.restrictedDataToken",
    ),
    // These samples leave out what the schema requires, which our types cannot.
    (
        "productFeesV0 getMyFeesEstimateForASIN 400 #0",
        "body.FeesEstimateRequest.Identifier",
    ),
    (
        "productFeesV0 getMyFeesEstimateForSKU 400 #0",
        "body.FeesEstimateRequest.Identifier",
    ),
    // Refused because it leaves out the clinic, which the schema requires.
    (
        "ordersV0 updateVerificationStatus 400 #0",
        "body.regulatedOrderVerificationStatus.verificationDetails.prescriptionDetail.clinicId",
    ),
    // These write the statuses in MWS's capitals; they are read as what they mean.
    (
        "fulfillmentOutbound_2020-07-01 listAllFulfillmentOrders 200 #0",
        "answer.payload.fulfillmentOrders[0].fulfillmentOrderStatus",
    ),
    (
        "fulfillmentOutbound_2020-07-01 listAllFulfillmentOrders 200 #0",
        "answer.payload.fulfillmentOrders[1].fulfillmentOrderStatus",
    ),
    (
        "fulfillmentOutbound_2020-07-01 getFulfillmentOrder 200 #0",
        "answer.payload.fulfillmentOrder.fulfillmentOrderStatus",
    ),
    // These hold fields that the schema does not know.
    (
        "fulfillmentOutbound_2020-07-01 deliveryOffers 200 #0",
        "answer.payload.deliveryOffers[0].policy.messaging",
    ),
    (
        "fulfillmentOutbound_2020-07-01 getPackageTrackingDetails 200 #0",
        "answer.payload.shipToAddress",
    ),
    // This one shows the item where the schema has the list of items.
    ("ordersV0 getOrderItemsBuyerInfo 200 #0", "answer.payload."),
];

/// Samples that have another name for the body than their model: operation and the model's name.
const BODIES: &[(&str, &str)] = &[
    ("confirmShipment", "payload"),
    ("updateShipmentStatus", "payload"),
    ("updateVerificationStatus", "payload"),
    ("getItemOffersBatch", "getItemOffersBatchRequestBody"),
    ("getListingOffersBatch", "getListingOffersBatchRequestBody"),
    (
        "getFeaturedOfferExpectedPriceBatch",
        "getFeaturedOfferExpectedPriceBatchRequestBody",
    ),
    ("getCompetitiveSummary", "requests"),
];

/// How many samples name their body otherwise than their model.
const RENAMED: usize = 11;

/// What is done with the types of an operation that is known by its name.
pub trait Visitor {
    type Seen;

    fn visit<O>(self) -> Self::Seen
    where
        O: Operation + DeserializeOwned,
        O::Answer: Serialize;
}

/// Puts a case through the types of its operation.
struct Replay<'a>(&'a Case);

impl Visitor for Replay<'_> {
    type Seen = Outcome;

    fn visit<O>(self) -> Outcome
    where
        O: Operation + DeserializeOwned,
        O::Answer: Serialize,
    {
        replay::<O>(self.0)
    }
}

fn replay<O>(case: &Case) -> Outcome
where
    O: Operation + DeserializeOwned,
    O::Answer: Serialize,
{
    let given = serde_json::to_vec(&case.given).expect("JSON");
    let (operation, unread) = lenient::read::<O>(&given).expect("parameters are readable");
    assert!(
        unread.is_empty(),
        "{}: parameters lost: {unread:?}",
        case.name()
    );
    let request = operation.request();
    if !(200..300).contains(&case.status) {
        let refusal = Refusal::read(case.status, &case.response.to_string(), None);
        let errors = serde_json::to_value(&refusal.errors).expect("errors");
        let answer = if case.response.is_array() {
            errors
        } else {
            json!({ "errors": errors })
        };
        return Outcome {
            request,
            answer,
            unread: Vec::new(),
        };
    }
    let body = serde_json::to_vec(&case.response).expect("JSON");
    let (answer, unread) = lenient::read::<O::Answer>(&body).expect("answer is readable");
    let answer = serde_json::to_value(&answer).expect("answer is writable");
    Outcome {
        request,
        answer,
        unread: unread.into_iter().map(|u| u.path).collect(),
    }
}

impl Case {
    pub fn name(&self) -> String {
        format!(
            "{} {} {} #{}",
            self.api, self.operation, self.status, self.number
        )
    }

    /// The request as the model describes it, built without our types.
    fn described(&self) -> (String, Value) {
        let mut path = self.path.clone();
        let mut query = Vec::new();
        let mut body = Value::Null;
        for parameter in &self.parameters {
            let name = parameter["name"].as_str().expect("name");
            let required = parameter["required"] == true;
            let given = self.given.get(name);
            match parameter["in"].as_str() {
                Some("path") => {
                    path = path.replace(
                        &format!("{{{name}}}"),
                        &encode(&text(given.unwrap_or(&Value::Null))),
                    );
                }
                Some("body") => body = given.cloned().unwrap_or(Value::Null),
                Some("query") => match given {
                    Some(Value::Array(list)) if parameter["collectionFormat"] == "multi" => {
                        query.extend(list.iter().map(|v| format!("{name}={}", encode(&text(v)))));
                    }
                    Some(Value::Array(list)) => {
                        let list: Vec<String> = list.iter().map(|v| encode(&text(v))).collect();
                        query.push(format!("{name}={}", list.join(",")));
                    }
                    Some(value) => query.push(format!("{name}={}", encode(&text(value)))),
                    // A sample that leaves out what is required reads as empty.
                    None if required && parameter["collectionFormat"] != "multi" => {
                        query.push(format!("{name}="))
                    }
                    None => {}
                },
                _ => {}
            }
        }
        let mark = if query.is_empty() { "" } else { "?" };
        (
            format!("{} {path}{mark}{}", self.method, query.join("&")),
            body,
        )
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    for entry in fs::read_dir(models).expect("models").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let api = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("name")
            .to_owned();
        let model: Value = serde_json::from_slice(&fs::read(&path).expect("model")).expect("JSON");
        for (path, methods) in model["paths"].as_object().expect("paths") {
            for (method, operation) in methods.as_object().expect("methods") {
                for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                    let samples = response["x-amzn-api-sandbox"]["static"]
                        .as_array()
                        .cloned()
                        .unwrap_or_default();
                    for (number, sample) in samples.iter().chain(&examples(response)).enumerate() {
                        let parameters = operation["parameters"]
                            .as_array()
                            .cloned()
                            .unwrap_or_default();
                        let id = operation["operationId"].as_str().expect("id").to_owned();
                        let (given, is_renamed) = given(&id, sample, &parameters);
                        cases.push(Case {
                            api: api.clone(),
                            operation: id,
                            method: method.to_ascii_uppercase(),
                            path: path.clone(),
                            given,
                            is_renamed,
                            parameters,
                            status: status.parse().expect("status"),
                            number,
                            has_request: sample["example"] != true,
                            response: sample["response"].clone(),
                        });
                    }
                }
            }
        }
    }
    cases
}

/// The examples beside a response, which is all that the dynamic sandboxes have. Amazon wrote some
/// of them under a content type and some without.
fn examples(response: &Value) -> Vec<Value> {
    let shown = &response["examples"];
    let shown = shown.get("application/json").unwrap_or(shown);
    let Some(map) = shown.as_object() else {
        return Vec::new();
    };
    let is_answer = |value: &Value| value.get("payload").is_some() || value.get("errors").is_some();
    let examples = if !is_answer(shown) && map.values().all(is_answer) {
        // Several examples, each under a title.
        map.values().collect()
    } else {
        vec![shown]
    };
    examples
        .into_iter()
        .map(|example| json!({ "response": example, "example": true }))
        .collect()
}

/// The parameters of a sample under the model's names; a list written as text becomes a list. Also whether the
/// body had another name.
fn given(operation: &str, sample: &Value, parameters: &[Value]) -> (Map<String, Value>, bool) {
    let mut given = Map::new();
    let mut is_renamed = false;
    let declared = |name: &str| parameters.iter().find(|held| held["name"] == name);
    for (name, holder) in sample["request"]["parameters"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let mut value = holder["value"].clone();
        let Some(parameter) = declared(name) else {
            assert_eq!(name, "body", "{operation}: the model has no {name}");
            if value.is_null() {
                continue;
            }
            let renamed = BODIES.iter().find(|(held, _)| *held == operation);
            let (_, renamed) = renamed.unwrap_or_else(|| panic!("{operation} takes no body"));
            let model = declared(renamed).expect("the model has that name");
            assert_eq!(model["in"], "body", "{operation}: {renamed}");
            given.insert((*renamed).to_owned(), value);
            is_renamed = true;
            continue;
        };
        if parameter["type"] == "array"
            && let Some(text) = value.as_str()
        {
            value = text.split(',').map(str::trim).collect();
        }
        given.insert(name.clone(), value);
    }
    (given, is_renamed)
}

/// `null`, `{}` and `[]` where nothing was said.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// The places where two values differ.
pub fn differences(path: &str, a: &Value, b: &Value, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                // An explicit null says no more than an absent field.
                let (a, b) = (
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                );
                differences(&format!("{path}.{key}"), a, b, found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}[{i}]"), a, b, found);
            }
        }
        _ if a == b || (is_nothing(a) && is_nothing(b)) => {}
        _ => found.push(format!("{path}: {a} became {b}")),
    }
}

#[test]
fn every_sandbox_case_passes_through_the_types() {
    let cases = cases();
    assert!(cases.len() > 150, "the models hold {} cases", cases.len());
    let renamed = cases.iter().filter(|case| case.is_renamed).count();
    assert_eq!(renamed, RENAMED, "bodies under another name");
    let mut surprises = Vec::new();
    let mut met = Vec::new();
    for case in &cases {
        let outcome = replay_table::dispatch(&case.api, &case.operation, Replay(case));
        let (target, body) = case.described();
        let built = format!("{} {}", outcome.request.method, outcome.request.target());
        let mut found = Vec::new();
        if case.has_request && built != target {
            found.push(format!("request: {target} became {built}"));
        }
        // Many samples leave out the required body, ours cannot.
        if !body.is_null() {
            let sent = outcome.request.body.map_or(Value::Null, |body| {
                serde_json::from_slice(&body).expect("JSON")
            });
            differences("body", &body, &sent, &mut found);
        }
        differences("answer", &case.response, &outcome.answer, &mut found);
        found.extend(outcome.unread.iter().map(|path| format!("unread {path}")));
        for difference in found {
            let line = (case.name(), difference);
            match EXCEPTIONS
                .iter()
                .find(|(name, place)| *name == line.0 && line.1.starts_with(place))
            {
                Some(exception) => met.push(exception),
                None => surprises.push(format!("{}: {}", line.0, line.1)),
            }
        }
    }
    assert!(
        surprises.is_empty(),
        "{} of {} cases:\n{}",
        surprises.len(),
        cases.len(),
        surprises.join("\n")
    );
    let stale: Vec<_> = EXCEPTIONS
        .iter()
        .filter(|exception| !met.contains(exception))
        .collect();
    assert!(
        stale.is_empty(),
        "exceptions that no longer occur: {stale:?}"
    );
}
