//! Writes one module of wire types and operations for each model, the list of all operations,
//! and the table by which the tests replay Amazon's sandbox cases.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{
    model::{self, Model, Operation},
    names, traps,
};

/// Each model and the module that mirrors it.
const MODULES: &[(&str, &str)] = &[
    ("application_2023-11-30", "application"),
    ("catalogItems_2022-04-01", "catalog_2022"),
    ("definitionsProductTypes_2020-09-01", "product_types"),
    ("fbaInbound", "inbound_eligibility"),
    ("fbaInventory", "fba_inventory"),
    ("feeds_2021-06-30", "feeds"),
    ("finances_2024-06-19", "finances_2024"),
    ("fulfillmentInboundV0", "inbound_v0"),
    ("fulfillmentInbound_2024-03-20", "inbound_2024"),
    ("fulfillmentOutbound_2020-07-01", "outbound_2020"),
    ("fulfillmentOutbound_2026-07-04", "outbound_2026"),
    ("listingsItems_2021-08-01", "listings_2021"),
    ("listingsRestrictions_2021-08-01", "restrictions"),
    ("merchantFulfillmentV0", "merchant_fulfilment"),
    ("notifications", "notifications"),
    ("ordersV0", "orders_v0"),
    ("orders_2026-01-01", "orders_2026"),
    ("productFeesV0", "fees"),
    ("productPricingV0", "pricing_v0"),
    ("productPricing_2022-05-01", "pricing_2022"),
    ("reports_2021-06-30", "reports"),
    ("sellers", "sellers"),
    ("tokens_2021-03-01", "tokens"),
];

/// POST operations that only ask, so that asking again is harmless.
const QUESTIONS: &[&str] = &[
    "getFulfillmentPreview",
    "deliveryOffers",
    "getOrderPreview",
    "getOffers",
    "getEligibleShipmentServices",
    "getAdditionalSellerInputs",
    "getMyFeesEstimateForSKU",
    "getMyFeesEstimateForASIN",
    "getMyFeesEstimates",
    "getItemOffersBatch",
    "getListingOffersBatch",
    "getFeaturedOfferExpectedPriceBatch",
    "getCompetitiveSummary",
    "createRestrictedDataToken",
    "createMarketplaceItemLabels",
];

/// Writes whose repetition has the same effect as one call: they set something to a given value, or
/// carry a key of ours by which Amazon tells a repetition. All other POST and PATCH happen at most once.
const REPEATABLE: &[&str] = &[
    "confirmShipment",
    "createFeedDocument",
    "patchListingsItem",
    "addInventory",
    "setPrepDetails",
    "updateShipmentStatus",
    "updateVerificationStatus",
];

/// PUT operations that are not harmless to repeat although HTTP would say so.
const ONCE: &[&str] = &["createFulfillmentReturn"];

/// Presigned addresses and tokens: whoever reads them in a log can use them.
const SECRETS: &[(&str, &str, &str)] = &[
    ("reports_2021-06-30", "ReportDocument", "url"),
    ("feeds_2021-06-30", "FeedDocument", "url"),
    ("feeds_2021-06-30", "CreateFeedDocumentResponse", "url"),
    ("fulfillmentInboundV0", "LabelDownloadURL", "DownloadURL"),
    (
        "fulfillmentInboundV0",
        "BillOfLadingDownloadURL",
        "DownloadURL",
    ),
    (
        "tokens_2021-03-01",
        "CreateRestrictedDataTokenResponse",
        "restrictedDataToken",
    ),
];

/// Every file the generator owns, as path below the crate and text.
pub fn all(models: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    let mut registry = String::new();
    let mut replay = String::new();
    for (api, module) in MODULES {
        let text = fs::read_to_string(models.join(format!("{api}.json")))?;
        let json = serde_json::from_str(&text)?;
        let model = Model::new(api, json);
        let writer = Writer::new(&model);
        files.push((
            PathBuf::from(format!("src/api/{module}/wire.rs")),
            writer.module(),
        ));
        for operation in model.operations() {
            let name = names::pascal(operation.id);
            let _ = writeln!(registry, "    about::<{module}::{name}>(),");
            let _ = writeln!(
                replay,
                "        (\"{api}\", \"{}\") => visitor.visit::<{module}::{name}>(),",
                operation.id
            );
        }
    }
    files.push((
        PathBuf::from("src/api/registry.rs"),
        format!(
            "//! Every operation this client speaks, with its default usage plan.\n//!\n\
             //! Written by `cargo run -p amazon --example generate`; edit the generator instead.\n\n\
             use super::*;\nuse crate::operation::{{About, about}};\n\n\
             /// All operations, by model.\npub const ALL: &[About] = &[\n{registry}];\n"
        ),
    ));
    files.push((
        PathBuf::from("tests/it/replay_table.rs"),
        format!(
            "//! Which types stand for which operation.\n//!\n\
             //! Written by `cargo run -p amazon --example generate`; edit the generator instead.\n\n\
             use amazon::api::*;\n\nuse crate::sandbox::Visitor;\n\n\
             /// Lets `visitor` see the types of an operation.\n\
             pub fn dispatch<V: Visitor>(api: &str, operation: &str, visitor: V) -> V::Seen {{\n    match (api, operation) {{\n{replay}        \
             (api, operation) => panic!(\"no operation {{api}} {{operation}}\"),\n    }}\n}}\n"
        ),
    ));
    Ok(files)
}

struct Writer<'a> {
    model: &'a Model,
    only_sent: BTreeSet<String>,
    /// Enumerations found inside objects and parameters: name, values, description.
    enums: std::cell::RefCell<BTreeMap<String, (Value, String)>>,
    /// Objects defined in place.
    inline: std::cell::RefCell<BTreeMap<String, Value>>,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model) -> Self {
        Self {
            model,
            only_sent: model.only_sent(),
            enums: Default::default(),
            inline: Default::default(),
        }
    }

    fn module(&self) -> String {
        let mut body = String::new();
        for operation in self.model.operations() {
            self.operation(&mut body, &operation);
        }
        for (name, schema) in self.model.definitions() {
            self.definition(&mut body, name, schema);
        }
        while let Some((name, schema)) = { self.inline.borrow_mut().pop_first() } {
            self.structure(&mut body, &name, &schema, false);
        }
        let enums = self.enums.borrow();
        for (name, (schema, description)) in enums.iter() {
            enumeration(&mut body, name, schema, description);
        }
        let mut out = format!(
            "//! Wire types and operations of `{}`: {}\n//!\n\
             //! Written by `cargo run -p amazon --example generate` from `models/{}.json`, Copyright\n\
             //! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.\n\n",
            self.model.api,
            first_sentence(&names::doc(if self.model.description().is_empty() {
                self.model.title()
            } else {
                self.model.description()
            })),
            self.model.api
        );
        let mut used = vec![];
        for (name, path) in [
            ("BTreeMap", "std::collections::BTreeMap"),
            ("Deserialize", "serde::{Deserialize, Serialize}"),
            ("Value", "serde_json::Value"),
        ] {
            if mentions(&body, name) {
                used.push(format!("use {path};\n"));
            }
        }
        out.push_str(&used.concat());
        out.push_str("\nuse crate::{\n    lenient::wire_enum,\n");
        for (name, path) in [
            ("Secret", "credentials::Secret"),
            ("ErrorItem", "error::ErrorItem"),
            ("DateTime", "lenient::DateTime"),
            ("Decimal", "lenient::Decimal"),
            ("Number", "lenient::Number"),
            ("Enveloped", "operation::Enveloped"),
            ("Nothing", "operation::Nothing"),
        ] {
            if mentions(&body, name) {
                let _ = writeln!(out, "    {path},");
            }
        }
        out.push_str("    operation::{Operation, Request, Safety, UsagePlan},\n};\n\n");
        if !body.contains("wire_enum!") {
            out = out.replace("    lenient::wire_enum,\n", "");
        }
        out.push_str(&body);
        out
    }

    fn operation(&self, out: &mut String, operation: &Operation<'_>) {
        let name = names::pascal(operation.id);
        let none = Vec::new();
        let parameters = operation.json["parameters"].as_array().unwrap_or(&none);
        let description = operation.json["description"].as_str().unwrap_or_default();
        let plan = plan(description);
        let _ = writeln!(
            out,
            "/// {}\n///",
            first_nonempty(&names::doc(description), operation.id)
        );
        match &plan {
            Some((rate, burst)) => {
                let _ = writeln!(
                    out,
                    "/// `{} {}`, {rate} requests per second, burst {burst}.",
                    operation.method, operation.path
                );
            }
            None => {
                let _ = writeln!(
                    out,
                    "/// `{} {}`, usage plan not stated.",
                    operation.method, operation.path
                );
            }
        }
        for trap in traps::of(&self.model.api, operation.id) {
            let _ = writeln!(out, "///\n/// Trap: {trap}.");
        }
        if operation.json["deprecated"].as_bool() == Some(true) {
            out.push_str("///\n/// Amazon flags this operation as deprecated.\n");
        }
        let mut fields = String::new();
        let mut calls = String::new();
        for parameter in parameters {
            let wire = parameter["name"].as_str().expect("a parameter has a name");
            let place = parameter["in"].as_str().expect("a parameter has a place");
            let required = parameter["required"].as_bool() == Some(true);
            let field = if place == "body" {
                "body".to_owned()
            } else {
                names::field(wire)
            };
            let schema = if place == "body" {
                &parameter["schema"]
            } else {
                parameter
            };
            let base = self.kind(schema, &name, wire, true);
            let kind = if required {
                base
            } else {
                format!("Option<{base}>")
            };
            let about = names::doc(parameter["description"].as_str().unwrap_or_default());
            let _ = writeln!(
                fields,
                "    /// {}",
                first_nonempty(&about, &format!("`{wire}`."))
            );
            let skip = if required {
                ""
            } else {
                ", skip_serializing_if = \"Option::is_none\""
            };
            if names::renamed(&field, false) == wire {
                if !required {
                    let _ = writeln!(
                        fields,
                        "    #[serde(skip_serializing_if = \"Option::is_none\")]"
                    );
                }
            } else {
                let _ = writeln!(fields, "    #[serde(rename = \"{wire}\"{skip})]");
            }
            let _ = writeln!(fields, "    pub {field}: {kind},");
            let list = parameter["type"] == "array";
            let opt = if required { "" } else { "_opt" };
            let _ = match place {
                "path" => write!(calls, ".segment(\"{wire}\", &self.{field})"),
                "header" => write!(calls, ".header{opt}(\"{wire}\", &self.{field})"),
                "body" => write!(calls, ".body{opt}(&self.{field})"),
                _ if list && parameter["collectionFormat"] == "multi" => {
                    write!(calls, ".repeated(\"{wire}\", &self.{field})")
                }
                _ if list => write!(calls, ".list{opt}(\"{wire}\", &self.{field})"),
                _ => write!(calls, ".query{opt}(\"{wire}\", &self.{field})"),
            };
        }
        let safety = safety(operation);
        let answer = self.answer(operation);
        let plan = match plan {
            Some((rate, burst)) => format!("UsagePlan::new({}, {burst})", float(&rate)),
            None => "UsagePlan::unstated()".to_owned(),
        };
        let derive_eq = "#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\n#[serde(default, rename_all = \"camelCase\")]";
        let _ = writeln!(out, "{derive_eq}\npub struct {name} {{\n{fields}}}\n");
        let _ = writeln!(
            out,
            "impl Operation for {name} {{\n    type Answer = {answer};\n    const API: &'static str = \"{}\";\n    \
             const NAME: &'static str = \"{}\";\n    const PLAN: UsagePlan = {plan};\n    const SAFETY: Safety = Safety::{safety};\n\n    \
             fn request(&self) -> Request {{\n        Request::new(\"{}\", \"{}\"){calls}\n    }}\n}}\n",
            self.model.api, operation.id, operation.method, operation.path
        );
        self.merged_answer(out, operation);
    }

    /// The type of the answer: the schema of the only success, or a struct of all of them.
    fn answer(&self, operation: &Operation<'_>) -> String {
        let schemas = successes(operation);
        match schemas.as_slice() {
            [] => "Nothing".to_owned(),
            // An object without properties promises nothing.
            [one] => match self.kind(one, &names::pascal(operation.id), "answer", false) {
                kind if kind == "Value" => "Nothing".to_owned(),
                kind => kind,
            },
            _ => format!("{}Answer", names::pascal(operation.id)),
        }
    }

    fn merged_answer(&self, out: &mut String, operation: &Operation<'_>) {
        let schemas = successes(operation);
        if schemas.len() < 2 {
            return;
        }
        let all: Vec<Value> = schemas.into_iter().cloned().collect();
        let schema = serde_json::json!({
            "description": "The answer of any success of this operation; which fields are set tells which.",
            "allOf": all
        });
        self.structure(
            out,
            &format!("{}Answer", names::pascal(operation.id)),
            &schema,
            false,
        );
    }

    fn definition(&self, out: &mut String, name: &str, schema: &Value) {
        if name == "Error" && self.is_plain_error(schema) {
            return;
        }
        if schema.get("enum").is_some() {
            let about = schema["description"].as_str().unwrap_or_default();
            self.enums
                .borrow_mut()
                .insert(names::pascal(name), (schema.clone(), about.to_owned()));
        } else if is_object(schema) {
            self.structure(
                out,
                &names::pascal(name),
                schema,
                self.only_sent.contains(name),
            );
        }
    }

    fn is_plain_error(&self, schema: &Value) -> bool {
        let (properties, _) = self.model.properties(schema);
        properties
            .iter()
            .all(|(name, _)| matches!(*name, "code" | "message" | "details"))
    }

    fn structure(&self, out: &mut String, name: &str, schema: &Value, sent: bool) {
        let (properties, required) = self.model.properties(schema);
        let pascal = properties
            .iter()
            .filter(|(n, _)| n.starts_with(|c: char| c.is_ascii_uppercase()))
            .count()
            * 2
            > properties.len();
        let about = names::doc(schema["description"].as_str().unwrap_or_default());
        let mut fields = String::new();
        let mut payload = None;
        let mut has_errors = false;
        for (wire, property) in &properties {
            let field = names::field(wire);
            let secret = SECRETS.contains(&(self.model.api.as_str(), name, wire));
            let mut kind = if secret {
                "Secret".to_owned()
            } else {
                self.kind(property, name, wire, false)
            };
            if model::reference(property).is_some_and(|to| {
                names::pascal(to) == kind
                    && (to == name
                        || self.model.definitions().contains_key(name)
                            && self.model.holds(to, name))
            }) {
                kind = format!("Box<{kind}>");
            }
            let plain = sent && required.contains(wire);
            let mut about = names::doc(property["description"].as_str().unwrap_or_default());
            if about.is_empty() {
                let (_, target) = self.model.target(property);
                about = names::doc(target["description"].as_str().unwrap_or_default());
            }
            let _ = writeln!(
                fields,
                "    /// {}",
                first_nonempty(&about, &format!("`{wire}`."))
            );
            let mut serde = Vec::new();
            if names::renamed(&field, pascal) != *wire {
                serde.push(format!("rename = \"{wire}\""));
            }
            if secret {
                serde.push("skip_serializing".to_owned());
            } else if !plain {
                serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            if !serde.is_empty() {
                let _ = writeln!(fields, "    #[serde({})]", serde.join(", "));
            }
            if *wire == "payload" {
                payload = Some(kind.clone());
            }
            has_errors |= *wire == "errors" && kind == "Vec<ErrorItem>";
            let kind = if plain {
                kind
            } else {
                format!("Option<{kind}>")
            };
            let _ = writeln!(fields, "    pub {field}: {kind},");
        }
        let case = if pascal { "PascalCase" } else { "camelCase" };
        let _ = writeln!(
            out,
            "/// {}\n#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\n\
             #[serde(default, rename_all = \"{case}\")]\npub struct {name} {{\n{fields}}}\n",
            first_nonempty(&about, &format!("`{name}` of `{}`.", self.model.api))
        );
        if name.ends_with("Response") && (has_errors || payload.is_some()) {
            let errors = if has_errors {
                "self.errors.unwrap_or_default()"
            } else {
                "Vec::new()"
            };
            let (kind, open) = match payload {
                Some(kind) => (kind, "self.payload"),
                None => ("Nothing".to_owned(), "Some(Nothing)"),
            };
            let _ = writeln!(
                out,
                "impl Enveloped for {name} {{\n    type Payload = {kind};\n\n    \
                 fn open(self) -> (Option<{kind}>, Vec<ErrorItem>) {{\n        ({open}, {errors})\n    }}\n}}\n"
            );
        }
    }

    /// The Rust type of a schema. `owner` and `wire` name what is defined in place.
    fn kind(&self, schema: &Value, owner: &str, wire: &str, parameter: bool) -> String {
        let (name, target) = self.model.target(schema);
        if let Some(name) = name {
            if name == "Error" && self.is_plain_error(target) {
                return "ErrorItem".to_owned();
            }
            if name == "Decimal" {
                return "Decimal".to_owned();
            }
            if is_object(target) || target.get("enum").is_some() {
                return names::pascal(name);
            }
        }
        if target.get("enum").is_some() {
            return self.enum_name(target, owner, wire, parameter);
        }
        match target["type"].as_str() {
            Some("array") => {
                let item_owner = name.map_or_else(|| owner.to_owned(), names::pascal);
                format!(
                    "Vec<{}>",
                    self.kind(&target["items"], &item_owner, wire, parameter)
                )
            }
            Some("string") if target["format"] == "date-time" => "DateTime".to_owned(),
            Some("string") if owner == "Money" && wire == "Amount" => "Decimal".to_owned(),
            Some("string") => "String".to_owned(),
            Some("integer") => "i64".to_owned(),
            Some("number") => "Number".to_owned(),
            Some("boolean") => "bool".to_owned(),
            _ if target["properties"].is_object() => {
                let name = format!("{owner}{}", names::pascal(wire));
                self.inline
                    .borrow_mut()
                    .insert(name.clone(), target.clone());
                name
            }
            _ => match target.get("additionalProperties") {
                Some(inner) if inner["type"].is_string() || model::reference(inner).is_some() => {
                    format!(
                        "BTreeMap<String, {}>",
                        self.kind(inner, owner, wire, parameter)
                    )
                }
                Some(_) => "BTreeMap<String, Value>".to_owned(),
                None => "Value".to_owned(),
            },
        }
    }

    /// A name for an enumeration defined in place: the parameter's own while that is free or the
    /// same, else with its owner before it.
    fn enum_name(&self, schema: &Value, owner: &str, wire: &str, parameter: bool) -> String {
        let description = schema["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let short = names::pascal(&singular(wire));
        let long = format!("{owner}{short}");
        let mut enums = self.enums.borrow_mut();
        let same = |known: &Value| known["enum"] == schema["enum"];
        let taken = self
            .model
            .definitions()
            .keys()
            .any(|name| names::pascal(name) == short);
        let candidates = if parameter && !taken {
            vec![short, long.clone()]
        } else {
            vec![long.clone()]
        };
        for name in candidates {
            match enums.get(&name) {
                Some((known, _)) if same(known) => return name,
                Some(_) => {}
                None => {
                    enums.insert(name.clone(), (schema.clone(), description));
                    return name;
                }
            }
        }
        let name = format!("{long}Value");
        enums.insert(name.clone(), (schema.clone(), description));
        name
    }
}

fn enumeration(out: &mut String, name: &str, schema: &Value, description: &str) {
    let values = model::enumeration(schema).expect("called for enumerations only");
    let _ = writeln!(out, "wire_enum! {{");
    let about = names::doc(description);
    let _ = writeln!(
        out,
        "    /// {}",
        first_nonempty(&about, &format!("Values of `{name}`."))
    );
    let _ = writeln!(out, "    pub enum {name} {{");
    let mut seen = BTreeSet::new();
    for (value, about) in values.values() {
        let variant = names::pascal(value);
        if variant.is_empty() || !seen.insert(variant.clone()) {
            continue;
        }
        let about = names::doc(about);
        let _ = writeln!(
            out,
            "        /// {}",
            first_nonempty(&about, &format!("`{value}`."))
        );
        let _ = writeln!(out, "        {variant} = \"{value}\",");
    }
    out.push_str("    }\n}\n\n");
}

fn successes<'a>(operation: &Operation<'a>) -> Vec<&'a Value> {
    operation.json["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(_, response)| response.get("schema"))
        .collect()
}

fn safety(operation: &Operation<'_>) -> &'static str {
    if operation.method == "GET" || QUESTIONS.contains(&operation.id) {
        "Read"
    } else if ONCE.contains(&operation.id) {
        "Once"
    } else if matches!(operation.method.as_str(), "PUT" | "DELETE")
        || REPEATABLE.contains(&operation.id)
    {
        "Repeatable"
    } else {
        "Once"
    }
}

/// The rate and burst in the usage plan table of a description: the last two cells of its first row of figures, as some
/// tables name the plan before them.
fn plan(description: &str) -> Option<(String, u32)> {
    description.replace("\\n", "\n").lines().find_map(|line| {
        let cells: Vec<&str> = line
            .trim()
            .trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        match cells.as_slice() {
            [.., rate, burst] => {
                rate.parse::<f64>().ok()?;
                Some(((*rate).to_owned(), burst.parse().ok()?))
            }
            _ => None,
        }
    })
}

fn float(rate: &str) -> String {
    if rate.contains('.') {
        rate.to_owned()
    } else {
        format!("{rate}.0")
    }
}

fn is_object(schema: &Value) -> bool {
    schema["properties"]
        .as_object()
        .is_some_and(|p| !p.is_empty())
        || schema.get("allOf").is_some()
}

fn singular(name: &str) -> String {
    match name {
        "fulfillmentStatuses" => "fulfillmentStatus".to_owned(),
        "processingStatuses" => "processingStatus".to_owned(),
        _ => name.to_owned(),
    }
}

fn first_sentence(text: &str) -> String {
    text.split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
        + "."
}

fn first_nonempty(text: &str, fallback: &str) -> String {
    if text.is_empty() {
        fallback.to_owned()
    } else {
        text.to_owned()
    }
}

/// Whether the code, comments aside, uses `name`.
fn mentions(text: &str, name: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .any(|line| names_it(line, name))
}

fn names_it(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !part(before) && !part(after)
    })
}
