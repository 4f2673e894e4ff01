//! Amazon's published Swagger models, loaded at start: they say which operations exist, what a valid
//! request and a valid answer look like, and how often an operation may be called.
//!
//! This module knows nothing of what an operation *does*; that is `crate::api`.

mod operation;
mod schema;

use std::collections::BTreeMap;

use serde_json::Value;

pub use self::operation::{Location, Matched, Operation, Parameter, SandboxCase, UsagePlan};
pub use self::schema::{Direction, Violation};

/// Checks `value` against a schema whose references point into `document`; members it does not name are faults.
pub fn fits(document: &Value, schema: &Value, value: &Value) -> Vec<Violation> {
    schema::check(document, schema, value, Direction::Response)
}

/// Every model file, by the short name that handlers use.
const SOURCES: [(&str, &str); 23] = [
    (
        "application",
        include_str!("../../models/api/application_2023-11-30.json"),
    ),
    (
        "catalog",
        include_str!("../../models/api/catalogItems_2022-04-01.json"),
    ),
    (
        "productTypes",
        include_str!("../../models/api/definitionsProductTypes_2020-09-01.json"),
    ),
    (
        "eligibility",
        include_str!("../../models/api/fbaInbound.json"),
    ),
    (
        "inventory",
        include_str!("../../models/api/fbaInventory.json"),
    ),
    (
        "feeds",
        include_str!("../../models/api/feeds_2021-06-30.json"),
    ),
    (
        "finances",
        include_str!("../../models/api/finances_2024-06-19.json"),
    ),
    (
        "inboundV0",
        include_str!("../../models/api/fulfillmentInboundV0.json"),
    ),
    (
        "inbound",
        include_str!("../../models/api/fulfillmentInbound_2024-03-20.json"),
    ),
    (
        "outbound",
        include_str!("../../models/api/fulfillmentOutbound_2020-07-01.json"),
    ),
    (
        "outbound26",
        include_str!("../../models/api/fulfillmentOutbound_2026-07-04.json"),
    ),
    (
        "listings",
        include_str!("../../models/api/listingsItems_2021-08-01.json"),
    ),
    (
        "restrictions",
        include_str!("../../models/api/listingsRestrictions_2021-08-01.json"),
    ),
    (
        "merchant",
        include_str!("../../models/api/merchantFulfillmentV0.json"),
    ),
    (
        "notifications",
        include_str!("../../models/api/notifications.json"),
    ),
    ("ordersV0", include_str!("../../models/api/ordersV0.json")),
    (
        "orders",
        include_str!("../../models/api/orders_2026-01-01.json"),
    ),
    ("fees", include_str!("../../models/api/productFeesV0.json")),
    (
        "pricingV0",
        include_str!("../../models/api/productPricingV0.json"),
    ),
    (
        "pricing",
        include_str!("../../models/api/productPricing_2022-05-01.json"),
    ),
    (
        "reports",
        include_str!("../../models/api/reports_2021-06-30.json"),
    ),
    ("sellers", include_str!("../../models/api/sellers.json")),
    (
        "tokens",
        include_str!("../../models/api/tokens_2021-03-01.json"),
    ),
];

/// JSON schemas of notification payloads and feeds, by file name without `.json`.
const SCHEMAS: [(&str, &str); 12] = [
    (
        "listings-feed",
        include_str!("../../models/feeds/listings-feed-schema-v2.json"),
    ),
    (
        "listings-feed-message",
        include_str!("../../models/feeds/listings-feed-message-schema-v2.json"),
    ),
    (
        "listings-feed-report",
        include_str!("../../models/feeds/listings-feed-processing-report-schema-v2.json"),
    ),
    (
        "FBA_INVENTORY_AVAILABILITY_CHANGES",
        include_str!("../../models/notifications/FBAInventoryAvailabilityChangeNotification.json"),
    ),
    (
        "FBA_OUTBOUND_SHIPMENT_STATUS",
        include_str!("../../models/notifications/FBAOutboundShipmentStatusNotification.json"),
    ),
    (
        "FEED_PROCESSING_FINISHED",
        include_str!("../../models/notifications/FeedProcessingFinishedNotification.json"),
    ),
    (
        "FULFILLMENT_ORDER_STATUS",
        include_str!("../../models/notifications/FulfillmentOrderStatusNotification.json"),
    ),
    (
        "LISTINGS_ITEM_ISSUES_CHANGE",
        include_str!(
            "../../models/notifications/ListingsItemIssuesChangeNotification_2023-12-13.json"
        ),
    ),
    (
        "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
        include_str!("../../models/notifications/ListingsItemMfnQuantityChange.json"),
    ),
    (
        "LISTINGS_ITEM_STATUS_CHANGE",
        include_str!("../../models/notifications/ListingsItemStatusChangeNotification.json"),
    ),
    (
        "ORDER_CHANGE",
        include_str!("../../models/notifications/OrderChangeNotification.json"),
    ),
    (
        "REPORT_PROCESSING_FINISHED",
        include_str!("../../models/notifications/ReportProcessingFinishedNotification.json"),
    ),
];

/// All models and the index that finds an operation by method and path.
pub struct Models {
    documents: BTreeMap<&'static str, Value>,
    schemas: BTreeMap<&'static str, Value>,
    operations: Vec<Operation>,
    by_n_segments: BTreeMap<usize, Vec<usize>>,
}

/// Takes away what explains a schema and rules nothing. `is_names` holds for an object whose members are named by the
/// model, such as its properties.
fn leave_rules(schema: &mut Value, is_names: bool) {
    const EXPLAIN: [&str; 7] = [
        "description",
        "title",
        "example",
        "examples",
        "default",
        "x-docgen-enum-table-extension",
        "x-amzn-api-sandbox",
    ];
    const NAMES: [&str; 4] = ["properties", "definitions", "parameters", "responses"];
    match schema {
        Value::Object(members) => {
            if !is_names {
                members.retain(|name, _| !EXPLAIN.contains(&&**name));
            }
            for (name, value) in members {
                leave_rules(value, !is_names && NAMES.contains(&&**name));
            }
        }
        Value::Array(items) => {
            items.shrink_to_fit();
            items.iter_mut().for_each(|item| leave_rules(item, false));
        }
        _ => {}
    }
}

impl Models {
    /// Reads the models compiled into the program.
    pub fn load() -> Self {
        let parse = |text: &str| {
            serde_json::from_str::<Value>(text).expect("the models are checked in and parse")
        };
        let mut documents: BTreeMap<_, _> = SOURCES
            .iter()
            .map(|(name, text)| (*name, parse(text)))
            .collect();
        let mut schemas: BTreeMap<_, _> = SCHEMAS
            .iter()
            .map(|(name, text)| (*name, parse(text)))
            .collect();
        let mut operations = Vec::new();
        for (name, document) in &mut documents {
            operations.extend(operation::read(name, document));
            // Nothing refers into the paths, and the operations have been read.
            if let Some(members) = document.as_object_mut() {
                members.remove("paths");
            }
            leave_rules(document, false);
        }
        schemas
            .values_mut()
            .for_each(|schema| leave_rules(schema, false));
        let mut by_n_segments: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, operation) in operations.iter().enumerate() {
            by_n_segments
                .entry(operation.segments.len())
                .or_default()
                .push(index);
        }
        Self {
            documents,
            schemas,
            operations,
            by_n_segments,
        }
    }

    /// Every operation of every model.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation with this key, such as `ordersV0/getOrder`.
    pub fn operation(&self, key: &str) -> Option<&Operation> {
        self.operations
            .iter()
            .find(|operation| operation.key == key)
    }

    /// The operation that `method` and the raw (still encoded) path segments name. Literal segments win over
    /// parameters, so `/orders/preview` is never taken for an order called "preview".
    pub fn find(&self, method: &str, segments: &[&str]) -> Option<&Operation> {
        let candidates = self.by_n_segments.get(&segments.len())?;
        candidates
            .iter()
            .map(|index| &self.operations[*index])
            .filter(|operation| operation.method == method && operation.fits(segments))
            .max_by_key(|operation| operation.n_literals())
    }

    /// Whether some operation with another method lives at this path.
    pub fn knows_path(&self, segments: &[&str]) -> bool {
        self.by_n_segments
            .get(&segments.len())
            .is_some_and(|candidates| {
                candidates
                    .iter()
                    .any(|index| self.operations[*index].fits(segments))
            })
    }

    /// Checks `value` against a schema of the model called `model`.
    pub fn check(
        &self,
        model: &str,
        schema: &Value,
        value: &Value,
        direction: Direction,
    ) -> Vec<Violation> {
        match self.documents.get(model) {
            Some(document) => schema::check(document, schema, value, direction),
            None => vec![Violation::at("", format!("there is no model {model}"))],
        }
    }

    /// Checks `value` against the whole of a named JSON schema (feeds, notifications).
    pub fn check_schema(&self, name: &str, value: &Value) -> Vec<Violation> {
        match self.schemas.get(name) {
            Some(schema) => schema::check(schema, schema, value, Direction::Response),
            None => vec![Violation::at("", format!("there is no schema {name}"))],
        }
    }

    /// Whether there is a JSON schema of this name.
    pub fn has_schema(&self, name: &str) -> bool {
        self.schemas.contains_key(name)
    }

    /// Checks an answer with `status` and `body` against what the model promises for it.
    pub fn check_answer(
        &self,
        operation: &Operation,
        status: u16,
        body: Option<&Value>,
    ) -> Vec<Violation> {
        let Some(response) = operation.responses.get(&status) else {
            return vec![Violation::at(
                "",
                format!("{} does not document status {status}", operation.key),
            )];
        };
        match (response, body) {
            (Some(schema), Some(body)) => {
                self.check(operation.model, schema, body, Direction::Response)
            }
            (Some(_), None) => vec![Violation::at(
                "",
                format!("{} needs a body for status {status}", operation.key),
            )],
            (None, Some(_)) => vec![Violation::at(
                "",
                format!("{} has no body for status {status}", operation.key),
            )],
            (None, None) => Vec::new(),
        }
    }

    /// Whether errors of this operation and status are a bare array instead of `{"errors": […]}`.
    pub fn has_bare_errors(&self, operation: &Operation, status: u16) -> bool {
        let Some(Some(schema)) = operation.responses.get(&status) else {
            return false;
        };
        let document = &self.documents[operation.model];
        schema::resolve(document, schema)
            .get("type")
            .and_then(Value::as_str)
            == Some("array")
    }

    /// Follows `$ref` within a model.
    pub fn resolve<'a>(&'a self, model: &str, schema: &'a Value) -> &'a Value {
        self.documents
            .get(model)
            .map_or(schema, |document| schema::resolve(document, schema))
    }
}

#[cfg(test)]
mod tests;
