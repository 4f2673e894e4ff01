//! Checks JSON against the part of JSON schema that Amazon's models use.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use regex::Regex;
use serde_json::Value;

/// Which way the checked value travels. A `null` member of a request counts as left out; in an answer it is a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the caller to Amazon.
    Request,
    /// From Amazon to the caller.
    Response,
}

/// One place where a value breaks its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Path of the value, such as `items[2].quantity`; empty for the whole.
    pub at: String,
    /// What is wrong, in Amazon's manner of speaking.
    pub text: String,
}

impl Violation {
    /// A violation at `at`.
    pub fn at(at: &str, text: String) -> Self {
        Self {
            at: at.to_owned(),
            text,
        }
    }
}

/// Checks `value` against `schema`, whose references point into `document`.
pub fn check(
    document: &Value,
    schema: &Value,
    value: &Value,
    direction: Direction,
) -> Vec<Violation> {
    let mut checker = Checker {
        document,
        direction,
        violations: Vec::new(),
    };
    checker.visit(schema, value, "", true);
    checker.violations
}

/// Follows `$ref` until a real schema is reached.
pub fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let found = reference
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        match found {
            Some(found) => schema = found,
            None => return schema,
        }
    }
    schema
}

struct Checker<'a> {
    document: &'a Value,
    direction: Direction,
    violations: Vec<Violation>,
}

impl Checker<'_> {
    /// `closed`: members the schema does not name are a fault. Parts of an `allOf` are open, since each names
    /// only its own members.
    fn visit(&mut self, schema: &Value, value: &Value, at: &str, closed: bool) {
        let schema = resolve(self.document, schema);
        if schema == &Value::Bool(false) {
            self.fault(at, value, "Member must be absent");
            return;
        }
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.visit(part, value, at, false);
        }
        for key in ["oneOf", "anyOf"] {
            let Some(parts) = schema.get(key).and_then(Value::as_array) else {
                continue;
            };
            let n_fitting = parts
                .iter()
                .filter(|part| self.fits_openly(part, value))
                .count();
            if n_fitting == 0 || (key == "oneOf" && n_fitting > 1) {
                self.fault(
                    at,
                    value,
                    &format!("Member must fit {key} of {} alternatives", parts.len()),
                );
            }
        }
        if let Some(wanted) = schema.get("const")
            && wanted != value
        {
            self.fault(at, value, &format!("Member must be {wanted}"));
        }
        if !self.has_type(schema, value) {
            self.fault(
                at,
                value,
                &format!("Member must be of type {}", schema["type"]),
            );
            return;
        }
        if let Some(members) = schema.get("enum").and_then(Value::as_array)
            && !members.contains(value)
        {
            let list: Vec<_> = members
                .iter()
                .map(|member| member.as_str().unwrap_or("null").to_owned())
                .collect();
            self.fault(
                at,
                value,
                &format!("Member must satisfy enum value set: [{}]", list.join(", ")),
            );
        }
        match value {
            Value::String(text) => self.text(schema, value, text, at),
            Value::Number(number) => self.number(schema, value, number.as_f64().unwrap_or(0.0), at),
            Value::Array(items) => self.array(schema, value, items, at),
            Value::Object(members) => self.object(schema, members, at, closed),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Whether one of several alternatives fits; each names only its own members.
    fn fits_openly(&self, part: &Value, value: &Value) -> bool {
        let mut checker = Checker {
            document: self.document,
            direction: self.direction,
            violations: Vec::new(),
        };
        checker.visit(part, value, "", false);
        checker.violations.is_empty()
    }

    fn has_type(&self, schema: &Value, value: &Value) -> bool {
        let fits = |name: &str| match name {
            "string" => value.is_string(),
            "integer" => {
                value.is_i64()
                    || value.is_u64()
                    || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            _ => true,
        };
        match schema.get("type") {
            Some(Value::String(name)) => fits(name),
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(fits),
            _ => schema.get("properties").is_none() || value.is_object(),
        }
    }

    fn text(&mut self, schema: &Value, value: &Value, text: &str, at: &str) {
        let n_chars = text.chars().count() as u64;
        if let Some(max) = schema.get("maxLength").and_then(Value::as_u64)
            && n_chars > max
        {
            self.fault(
                at,
                value,
                &format!("Member must have length less than or equal to {max}"),
            );
        }
        if let Some(min) = schema.get("minLength").and_then(Value::as_u64)
            && n_chars < min
        {
            self.fault(
                at,
                value,
                &format!("Member must have length greater than or equal to {min}"),
            );
        }
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && !matches_pattern(pattern, text)
        {
            self.fault(
                at,
                value,
                &format!("Member must satisfy regular expression pattern: {pattern}"),
            );
        }
        let well_formed = match schema.get("format").and_then(Value::as_str) {
            Some("date-time") => crate::clock::parse_iso(text).is_some(),
            Some("date") => text.parse::<jiff::civil::Date>().is_ok(),
            _ => true,
        };
        if !well_formed {
            self.fault(at, value, "Member must be a valid ISO 8601 timestamp");
        }
    }

    fn number(&mut self, schema: &Value, value: &Value, number: f64, at: &str) {
        if let Some(max) = schema.get("maximum").and_then(Value::as_f64)
            && number > max
        {
            self.fault(
                at,
                value,
                &format!("Member must have value less than or equal to {max}"),
            );
        }
        if let Some(min) = schema.get("minimum").and_then(Value::as_f64)
            && number < min
        {
            self.fault(
                at,
                value,
                &format!("Member must have value greater than or equal to {min}"),
            );
        }
        if schema.get("format").and_then(Value::as_str) == Some("int32")
            && number.abs() > f64::from(i32::MAX)
        {
            self.fault(at, value, "Member must be a 32 bit integer");
        }
    }

    fn array(&mut self, schema: &Value, value: &Value, items: &[Value], at: &str) {
        let n_items = items.len() as u64;
        if let Some(max) = schema.get("maxItems").and_then(Value::as_u64)
            && n_items > max
        {
            self.fault(
                at,
                value,
                &format!("Member must have length less than or equal to {max}"),
            );
        }
        if let Some(min) = schema.get("minItems").and_then(Value::as_u64)
            && n_items < min
        {
            self.fault(
                at,
                value,
                &format!("Member must have length greater than or equal to {min}"),
            );
        }
        if let Some(item_schema) = schema.get("items").filter(|items| items.is_object()) {
            for (index, item) in items.iter().enumerate() {
                self.visit(item_schema, item, &format!("{at}[{index}]"), true);
            }
        }
    }

    fn object(
        &mut self,
        schema: &Value,
        members: &serde_json::Map<String, Value>,
        at: &str,
        closed: bool,
    ) {
        let n_members = members.len() as u64;
        if let Some(min) = schema.get("minProperties").and_then(Value::as_u64)
            && n_members < min
        {
            let text = format!("Member must have at least {min} members");
            self.fault(at, &Value::Null, &text);
        }
        let absent = |name: &str| match members.get(name) {
            None => true,
            Some(Value::Null) => self.direction == Direction::Request,
            Some(_) => false,
        };
        let missing: Vec<String> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|name| absent(name))
            .map(|name| join(at, name))
            .collect();
        for place in missing {
            self.fault(&place, &Value::Null, "Member must not be null");
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, member) in members {
            if member.is_null() && self.direction == Direction::Request {
                continue;
            }
            match properties.and_then(|properties| properties.get(name)) {
                Some(member_schema) => self.visit(member_schema, member, &join(at, name), true),
                None => match schema.get("additionalProperties") {
                    Some(member_schema) if member_schema.is_object() => {
                        self.visit(member_schema, member, &join(at, name), true)
                    }
                    // Amazon ignores members it does not know; its own answers must not hold any.
                    _ if closed
                        && self.direction == Direction::Response
                        && properties.is_some()
                        && !is_part(schema) =>
                    {
                        self.fault(&join(at, name), member, "Member is not in the model");
                    }
                    _ => {}
                },
            }
        }
    }

    fn fault(&mut self, at: &str, value: &Value, constraint: &str) {
        let shown = match value {
            Value::String(text) => text.chars().take(80).collect(),
            Value::Array(_) | Value::Object(_) => "[…]".to_owned(),
            other => other.to_string(),
        };
        let at_shown = if at.is_empty() { "body" } else { at };
        let text =
            format!("Value '{shown}' at '{at_shown}' failed to satisfy constraint: {constraint}");
        self.violations.push(Violation {
            at: at.to_owned(),
            text,
        });
    }
}

/// Whether this object schema is one of several that are checked together, each with members of its own.
fn is_part(schema: &Value) -> bool {
    let only_requires = |part: &Value| {
        let members = part.as_object();
        members.is_some_and(|members| members.keys().all(|key| key == "required"))
    };
    let has_parts = |key: &&str| {
        let mut parts = schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        parts.any(|part| !only_requires(part))
    };
    schema.get("additionalProperties").is_some()
        || ["allOf", "oneOf", "anyOf"].iter().any(has_parts)
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// Patterns are few and fixed, so each is compiled once per program.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    static COMPILED: OnceLock<Mutex<BTreeMap<String, Option<Regex>>>> = OnceLock::new();
    let mut compiled = COMPILED
        .get_or_init(Mutex::default)
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let regex = compiled
        .entry(pattern.to_owned())
        .or_insert_with(|| Regex::new(pattern).ok());
    regex.as_ref().is_none_or(|regex| regex.is_match(text))
}
