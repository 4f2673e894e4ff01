//! Reads one Swagger 2.0 model into what the writer needs: operations, definitions, reachability.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// One of Amazon's models.
pub struct Model {
    /// The file's name without its ending, which is how Amazon names the API.
    pub api: String,
    json: Value,
}

/// One operation of a model.
pub struct Operation<'a> {
    pub id: &'a str,
    pub method: String,
    pub path: &'a str,
    pub json: &'a Value,
}

impl Model {
    pub fn new(api: &str, json: Value) -> Self {
        Self {
            api: api.to_owned(),
            json,
        }
    }

    pub fn definitions(&self) -> &Map<String, Value> {
        self.json["definitions"]
            .as_object()
            .expect("a model has definitions")
    }

    pub fn definition(&self, name: &str) -> &Value {
        &self.json["definitions"][name]
    }

    pub fn title(&self) -> &str {
        self.json["info"]["title"].as_str().unwrap_or_default()
    }

    pub fn description(&self) -> &str {
        self.json["info"]["description"]
            .as_str()
            .unwrap_or_default()
    }

    pub fn operations(&self) -> Vec<Operation<'_>> {
        let paths = self.json["paths"].as_object().expect("a model has paths");
        let mut found = Vec::new();
        for (path, methods) in paths {
            for (method, json) in methods.as_object().expect("a path has methods") {
                if let Some(id) = json["operationId"].as_str() {
                    found.push(Operation {
                        id,
                        method: method.to_ascii_uppercase(),
                        path,
                        json,
                    });
                }
            }
        }
        found
    }

    /// Follows `$ref` and alias definitions until something that is not a reference.
    pub fn target<'a>(&'a self, schema: &'a Value) -> (Option<&'a str>, &'a Value) {
        let mut name = None;
        let mut at = schema;
        while let Some(reference) = reference(at) {
            name = Some(reference);
            at = self.definition(reference);
        }
        (name, at)
    }

    /// The properties of an object, those of its `allOf` parts included, and which are required.
    pub fn properties<'a>(
        &'a self,
        schema: &'a Value,
    ) -> (Vec<(&'a str, &'a Value)>, BTreeSet<&'a str>) {
        let mut properties: Vec<(&str, &Value)> = Vec::new();
        let mut required = BTreeSet::new();
        let mut parts = vec![schema];
        while let Some(part) = parts.pop() {
            let (_, part) = self.target(part);
            if let Some(all) = part["allOf"].as_array() {
                parts.extend(all.iter().rev());
            }
            for (name, property) in part["properties"].as_object().into_iter().flatten() {
                if !properties.iter().any(|(known, _)| known == name) {
                    properties.push((name, property));
                }
            }
            required.extend(
                part["required"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str),
            );
        }
        (properties, required)
    }

    /// Definitions that are sent in request bodies and never come back in an answer.
    pub fn only_sent(&self) -> BTreeSet<String> {
        let mut sent = BTreeSet::new();
        let mut received = BTreeSet::new();
        for operation in self.operations() {
            for parameter in operation.json["parameters"]
                .as_array()
                .into_iter()
                .flatten()
            {
                self.reach(&parameter["schema"], &mut sent);
            }
            for response in operation.json["responses"]
                .as_object()
                .into_iter()
                .flatten()
            {
                self.reach(&response.1["schema"], &mut received);
            }
        }
        sent.difference(&received).cloned().collect()
    }

    fn reach(&self, schema: &Value, seen: &mut BTreeSet<String>) {
        if let Some(name) = reference(schema) {
            if seen.insert(name.to_owned()) {
                self.reach(self.definition(name), seen);
            }
            return;
        }
        match schema {
            Value::Object(map) => map
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "example" | "x-example" | "description"))
                .for_each(|(_, inner)| self.reach(inner, seen)),
            Value::Array(list) => list.iter().for_each(|inner| self.reach(inner, seen)),
            _ => {}
        }
    }

    /// Whether a value of `from` can hold a `to` directly, so that one of them needs a box.
    pub fn holds(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(name) = open.pop() {
            let (properties, _) = self.properties(self.definition(&name));
            for (_, property) in properties {
                let mut at = property;
                while let Some(next) = reference(at) {
                    if next == to {
                        return true;
                    }
                    if seen.insert(next.to_owned()) {
                        open.push(next.to_owned());
                    }
                    at = self.definition(next);
                }
            }
        }
        false
    }
}

/// The definition's name, if `schema` is a reference.
pub fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/definitions/")
}

/// The values of an enumeration with what Amazon says about each.
pub fn enumeration(schema: &Value) -> Option<BTreeMap<usize, (&str, &str)>> {
    let values = schema["enum"].as_array()?;
    let about: BTreeMap<&str, &str> = schema["x-docgen-enum-table-extension"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| {
            Some((
                row["value"].as_str()?,
                row["description"].as_str().unwrap_or_default(),
            ))
        })
        .collect();
    Some(
        values
            .iter()
            .filter_map(Value::as_str)
            .enumerate()
            .map(|(i, value)| (i, (value, about.get(value).copied().unwrap_or_default())))
            .collect(),
    )
}
