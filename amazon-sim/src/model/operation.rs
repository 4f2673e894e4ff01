//! Operations as the models describe them, and the checks of a request against one.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use regex::Regex;
use serde_json::Value;

use super::Models;
use super::schema::{Direction, Violation};

/// How often an operation may be called: tokens per second, and how many fit into the bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsagePlan {
    /// Tokens that come back each second.
    pub rate: f64,
    /// Size of the bucket.
    pub burst: f64,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// The body.
    Body,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// Whether a request without it is refused.
    pub required: bool,
    /// The schema of its value (for the body: of the whole body).
    pub schema: Value,
    /// Repeated instead of comma-joined.
    pub repeated: bool,
}

/// A static sandbox case: what is asked and what Amazon's sandbox answers.
#[derive(Clone, Debug)]
pub struct SandboxCase {
    /// The status under which the case is listed.
    pub status: u16,
    /// Values of the listed parameters, by name.
    pub parameters: BTreeMap<String, Value>,
    /// The answer's body.
    pub response: Value,
}

/// One operation of one model.
#[derive(Debug)]
pub struct Operation {
    /// Short name of the model, such as `outbound`.
    pub model: &'static str,
    /// The operationId.
    pub id: String,
    /// `model/operationId`.
    pub key: String,
    /// Upper case method.
    pub method: String,
    /// The path with its parameters in braces.
    pub path: String,
    /// The path cut at slashes.
    pub segments: Vec<String>,
    /// All parameters.
    pub parameters: Vec<Parameter>,
    /// Schema (if any) by status.
    pub responses: BTreeMap<u16, Option<Value>>,
    /// Its usage plan, if the model states one.
    pub plan: Option<UsagePlan>,
    /// Whether Amazon offers it in the sandbox only.
    pub sandbox_only: bool,
    /// The first documented status below 300.
    pub success: u16,
    /// Its static sandbox cases.
    pub sandbox: Vec<SandboxCase>,
}

/// A request that fits its operation, with parsed parameters.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Matched {
    /// Values of scalar parameters of path, query and header.
    pub scalars: BTreeMap<String, String>,
    /// Values of array parameters.
    pub lists: BTreeMap<String, Vec<String>>,
    /// The parsed body, or null.
    #[serde(skip)]
    pub body: Value,
}

impl Operation {
    /// Whether the raw segments have the shape of this path.
    pub fn fits(&self, segments: &[&str]) -> bool {
        self.segments.len() == segments.len()
            && self
                .segments
                .iter()
                .zip(segments)
                .all(|(pattern, segment)| {
                    if pattern.starts_with('{') {
                        !segment.is_empty()
                    } else {
                        pattern == segment
                    }
                })
    }

    /// How many segments are no parameters.
    pub fn n_literals(&self) -> usize {
        self.segments
            .iter()
            .filter(|segment| !segment.starts_with('{'))
            .count()
    }

    /// The body's schema, if there is a body.
    pub fn body_schema(&self) -> Option<&Value> {
        self.parameters
            .iter()
            .find(|parameter| parameter.location == Location::Body)
            .map(|parameter| &parameter.schema)
    }

    /// Parses and checks a request. `segments` are raw, `query` is decoded, `headers` have lower case names.
    ///
    /// # Errors
    /// All violations found, in the order of the parameters.
    pub fn read_request(
        &self,
        models: &Models,
        segments: &[&str],
        query: &[(String, String)],
        headers: &[(String, String)],
        body: Option<Value>,
    ) -> Result<Matched, Vec<Violation>> {
        let mut matched = Matched::default();
        let mut violations = Vec::new();
        for parameter in &self.parameters {
            if parameter.location == Location::Body {
                match &body {
                    Some(body) => violations.extend(models.check(
                        self.model,
                        &parameter.schema,
                        body,
                        Direction::Request,
                    )),
                    None if parameter.required => violations.push(missing(&parameter.name)),
                    None => {}
                }
                continue;
            }
            let texts: Vec<String> = match parameter.location {
                Location::Path => self
                    .path_value(&parameter.name, segments)
                    .into_iter()
                    .collect(),
                Location::Header => values_of(headers, &parameter.name.to_ascii_lowercase()),
                _ => values_of(query, &parameter.name),
            };
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            if texts.is_empty() {
                if parameter.required {
                    violations.push(missing(&parameter.name));
                }
                continue;
            }
            if parameter.schema.get("type").and_then(Value::as_str) == Some("array") {
                let items: Vec<String> = if parameter.repeated {
                    texts
                } else {
                    texts
                        .iter()
                        .flat_map(|text| text.split(','))
                        .map(|item| item.trim().to_owned())
                        .filter(|item| !item.is_empty())
                        .collect()
                };
                let value = Value::Array(
                    items
                        .iter()
                        .map(|item| to_json(models, self.model, &parameter.schema["items"], item))
                        .collect(),
                );
                violations.extend(named(
                    &parameter.name,
                    models.check(self.model, &parameter.schema, &value, Direction::Request),
                ));
                matched.lists.insert(parameter.name.clone(), items);
            } else {
                let value = to_json(models, self.model, &parameter.schema, &texts[0]);
                violations.extend(named(
                    &parameter.name,
                    models.check(self.model, &parameter.schema, &value, Direction::Request),
                ));
                matched
                    .scalars
                    .insert(parameter.name.clone(), texts[0].clone());
            }
        }
        matched.body = without_nulls(body.unwrap_or(Value::Null));
        if violations.is_empty() {
            Ok(matched)
        } else {
            Err(violations)
        }
    }

    /// The decoded value of a parameter of the path.
    pub(crate) fn path_value(&self, name: &str, segments: &[&str]) -> Option<String> {
        let index = self.segments.iter().position(|segment| {
            segment.trim_matches(['{', '}']) == name && segment.starts_with('{')
        })?;
        Some(
            percent_decode_str(segments[index])
                .decode_utf8_lossy()
                .into_owned(),
        )
    }
}

impl Matched {
    /// A scalar parameter.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.scalars.get(name).map(String::as_str)
    }

    /// A scalar parameter the model requires; empty if the model did not.
    pub fn required(&self, name: &str) -> &str {
        self.text(name).unwrap_or_default()
    }

    /// An array parameter; empty when absent.
    pub fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether an array parameter holds `item`.
    pub fn list_has(&self, name: &str, item: &str) -> bool {
        self.list(name).iter().any(|held| held == item)
    }

    /// A time parameter in virtual milliseconds.
    pub fn time(&self, name: &str) -> Option<i64> {
        self.text(name).and_then(crate::clock::parse_iso)
    }

    /// An integer parameter, or `default`.
    pub fn integer(&self, name: &str, default: i64) -> i64 {
        self.text(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    }
}

/// Amazon takes a null member for one that was left out.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

fn missing(name: &str) -> Violation {
    Violation::at(
        name,
        format!("Value null at '{name}' failed to satisfy constraint: Member must not be null"),
    )
}

fn named(name: &str, violations: Vec<Violation>) -> impl Iterator<Item = Violation> {
    let name = name.to_owned();
    violations.into_iter().map(move |violation| {
        let at = format!("{name}{}", violation.at);
        let text = if violation.at.is_empty() {
            violation
                .text
                .replacen("at 'body'", &format!("at '{at}'"), 1)
        } else {
            violation
                .text
                .replacen(&format!("at '{}'", violation.at), &format!("at '{at}'"), 1)
        };
        Violation { at, text }
    })
}

fn values_of(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs
        .iter()
        .filter(|(held, _)| held == name)
        .map(|(_, value)| value.clone())
        .collect()
}

/// Turns the text of a parameter into the JSON its schema speaks of; text that does not fit stays text and is
/// then refused by the check.
fn to_json(models: &Models, model: &str, schema: &Value, text: &str) -> Value {
    let schema = models.resolve(model, schema);
    let as_text = || Value::String(text.to_owned());
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => text.parse::<i64>().map_or_else(|_| as_text(), Value::from),
        Some("number") => text.parse::<f64>().map_or_else(|_| as_text(), Value::from),
        Some("boolean") => match text.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => as_text(),
        },
        _ => as_text(),
    }
}

/// All operations of one model document.
pub(super) fn read(model: &'static str, document: &Value) -> Vec<Operation> {
    let base = document
        .get("basePath")
        .and_then(Value::as_str)
        .unwrap_or("")
        .trim_end_matches('/');
    let empty = serde_json::Map::new();
    let mut operations = Vec::new();
    for (path, methods) in document
        .get("paths")
        .and_then(Value::as_object)
        .unwrap_or(&empty)
    {
        for method in ["get", "post", "put", "patch", "delete"] {
            let Some(source) = methods.get(method) else {
                continue;
            };
            let sandbox_only = source
                .get("x-amzn-api-sandbox-only")
                .or_else(|| methods.get("x-amzn-api-sandbox-only"));
            operations.push(read_one(
                model,
                document,
                &format!("{base}{path}"),
                method,
                source,
                sandbox_only.is_some(),
            ));
        }
    }
    operations
}

fn read_one(
    model: &'static str,
    document: &Value,
    path: &str,
    method: &str,
    source: &Value,
    sandbox_only: bool,
) -> Operation {
    let id = source["operationId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let parameters = source
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut responses = BTreeMap::new();
    let mut sandbox = Vec::new();
    for (status, response) in source["responses"].as_object().into_iter().flatten() {
        let Ok(status) = status.parse::<u16>() else {
            continue;
        };
        let response = super::schema::resolve(document, response);
        responses.insert(status, response.get("schema").cloned());
        for case in response
            .pointer("/x-amzn-api-sandbox/static")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            sandbox.push(read_case(status, case));
        }
    }
    let success = responses
        .keys()
        .copied()
        .find(|status| *status < 300)
        .unwrap_or(200);
    Operation {
        model,
        key: format!("{model}/{id}"),
        id,
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        segments: path
            .trim_start_matches('/')
            .split('/')
            .map(str::to_owned)
            .collect(),
        parameters: parameters
            .map(|parameter| read_parameter(super::schema::resolve(document, parameter)))
            .collect(),
        responses,
        plan: read_plan(
            source
                .get("description")
                .and_then(Value::as_str)
                .unwrap_or(""),
        ),
        sandbox_only,
        success,
        sandbox,
    }
}

fn read_parameter(source: &Value) -> Parameter {
    let location = match source["in"].as_str() {
        Some("path") => Location::Path,
        Some("header") => Location::Header,
        Some("body") => Location::Body,
        _ => Location::Query,
    };
    Parameter {
        name: source["name"].as_str().unwrap_or_default().to_owned(),
        location,
        required: source
            .get("required")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        schema: if location == Location::Body {
            source["schema"].clone()
        } else {
            source.clone()
        },
        repeated: source.get("collectionFormat").and_then(Value::as_str) == Some("multi"),
    }
}

fn read_case(status: u16, case: &Value) -> SandboxCase {
    let parameters = case
        .pointer("/request/parameters")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(name, holder)| Some((name.clone(), holder.get("value")?.clone())))
        .collect();
    SandboxCase {
        status,
        parameters,
        response: case.get("response").cloned().unwrap_or(Value::Null),
    }
}

/// The usage plan stands as a table in the description: `| 0.5 | 30 |`.
fn read_plan(description: &str) -> Option<UsagePlan> {
    let row = Regex::new(r"\|\s*([0-9.]+)\s*\|\s*([0-9.]+)\s*\|").expect("a fixed pattern");
    let found = row.captures(description)?;
    Some(UsagePlan {
        rate: found[1].parse().ok()?,
        burst: found[2].parse().ok()?,
    })
}
