//! What each operation of the Selling Partner API does: a validated request in, an answer or a refusal out.
//!
//! Transport, authorisation and usage plans are settled before a handler is called, and the answer is checked
//! against the model after it.

mod catalog;
mod eligibility;
mod feeds;
mod fees;
mod finances;
mod inbound;
mod inbound_v0;
mod inventory;
mod listings;
mod merchant;
mod notifications;
mod orders;
mod orders_v0;
mod outbound;
mod outbound26;
mod pages;
mod pricing;
mod product_types;
mod reports;
mod restrictions;
mod sellers;
mod tokens;

pub use self::outbound::force_status;

use serde_json::{Map, Value, json};

use crate::auth::Grant;
use crate::clock::Ms;
use crate::model::{Matched, Operation};
use crate::places::{self, Marketplace};
use crate::world::World;
use crate::world::account::Account;

/// Everything a handler may look at.
pub struct Ctx<'a> {
    /// The world.
    pub world: &'a mut World,
    /// The seller; empty for grantless calls.
    pub seller: &'a str,
    /// What the caller's token stands for.
    pub grant: &'a Grant,
    /// The operation.
    pub operation: &'a Operation,
    /// The request.
    pub request: &'a Matched,
    /// Raw path, as restricted data tokens name it.
    pub path: &'a str,
}

/// A successful answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Body, if the operation has one.
    pub body: Option<Value>,
}

impl Answer {
    fn new(status: u16, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
        }
    }

    fn ok(body: Value) -> Self {
        Self::new(200, body)
    }

    fn payload(payload: Value) -> Self {
        Self::ok(json!({"payload": payload}))
    }

    fn empty(status: u16) -> Self {
        Self { status, body: None }
    }
}

/// A refusal in Amazon's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Status.
    pub status: u16,
    /// Codes, messages and details.
    pub errors: Vec<(String, String, String)>,
}

impl Refusal {
    /// A refusal with one error.
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            errors: vec![(code.to_owned(), message.into(), String::new())],
        }
    }

    fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "InvalidInput", message)
    }

    fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "NotFound", message)
    }

    /// 403, as everything about rights is answered.
    pub fn forbidden(details: &str) -> Self {
        let message = "Access to requested resource is denied.".to_owned();
        Self {
            status: 403,
            errors: vec![("Unauthorized".to_owned(), message, details.to_owned())],
        }
    }
}

type Outcome = Result<Answer, Refusal>;
type Handler = fn(&mut Ctx<'_>) -> Outcome;

impl Ctx<'_> {
    fn now(&self) -> Ms {
        self.world.now
    }

    fn account(&self) -> &Account {
        self.world.account(self.seller)
    }

    fn account_mut(&mut self) -> &mut Account {
        self.world.account_mut(self.seller)
    }

    fn text(&self, name: &str) -> &str {
        self.request.required(name)
    }

    fn body(&self) -> &Value {
        &self.request.body
    }

    /// Whether a switched-on misbehaviour strikes this call.
    fn strikes(&mut self, name: &str) -> bool {
        let now = self.world.now;
        self.world
            .misbehaviours
            .strikes(name, self.seller, &self.operation.key, now)
    }

    /// A marketplace the seller takes part in.
    fn marketplace(&self, id: &str) -> Result<&'static Marketplace, Refusal> {
        places::marketplace(id)
            .filter(|found| self.account().takes_part_in(found.id))
            .ok_or_else(|| {
                Refusal::invalid(format!(
                    "The marketplace id {id} is invalid or the seller does not take part in it."
                ))
            })
    }

    /// The marketplaces of a list parameter, or all of the seller's.
    fn marketplaces(&self, name: &str) -> Result<Vec<&'static Marketplace>, Refusal> {
        let wanted = self.request.list(name);
        if wanted.is_empty() {
            return Ok(self.account().marketplaces().collect());
        }
        wanted.iter().map(|id| self.marketplace(id)).collect()
    }

    /// Whether the caller's restricted data token opens this call with a data element.
    fn may_see(&self, element: &str) -> bool {
        self.grant.restricted.as_ref().is_some_and(|resources| {
            resources.iter().any(|resource| {
                resource.opens(&self.operation.method, self.path)
                    && (element.is_empty() || resource.elements.iter().any(|held| held == element))
            })
        })
    }

    /// The address of a document that lives until `life` has passed.
    fn presigned(&self, document: &str, life: Ms) -> String {
        crate::documents::presigned(self.world, document, self.now() + life)
    }
}

/// The handler of an operation.
pub fn handler(key: &str) -> Option<Handler> {
    let (model, id) = key.split_once('/')?;
    match model {
        "application" => tokens::handler(id),
        "catalog" => catalog::handler(id),
        "eligibility" => eligibility::handler(id),
        "feeds" => feeds::handler(id),
        "fees" => fees::handler(id),
        "finances" => finances::handler(id),
        "inbound" => inbound::handler(id),
        "inboundV0" => inbound_v0::handler(id),
        "inventory" => inventory::handler(id),
        "listings" => listings::handler(id),
        "merchant" => merchant::handler(id),
        "notifications" => notifications::handler(id),
        "orders" => orders::handler(id),
        "ordersV0" => orders_v0::handler(id),
        "outbound" => outbound::handler(id),
        "outbound26" => outbound26::handler(id),
        "pricing" | "pricingV0" => pricing::handler(id),
        "productTypes" => product_types::handler(id),
        "reports" => reports::handler(id),
        "restrictions" => restrictions::handler(id),
        "sellers" => sellers::handler(id),
        "tokens" => tokens::handler(id),
        _ => None,
    }
}

/// The scope a grantless operation needs; none for operations on behalf of a seller.
pub fn grantless_scope(key: &str) -> Option<&'static str> {
    match key {
        "application/rotateApplicationClientSecret" => {
            Some("sellingpartnerapi::client_credential:rotation")
        }
        "notifications/getSubscriptionById"
        | "notifications/deleteSubscriptionById"
        | "notifications/getDestinations"
        | "notifications/createDestination"
        | "notifications/getDestination"
        | "notifications/deleteDestination"
        | "notifications/sendTestNotification" => Some("sellingpartnerapi::notifications"),
        _ => None,
    }
}

/// The role an operation asks for.
pub fn role(key: &str) -> &'static str {
    match key.split('/').next().unwrap_or_default() {
        "outbound" | "outbound26" | "inbound" | "inboundV0" | "eligibility" | "inventory" => {
            "Amazon Fulfillment"
        }
        "orders" | "ordersV0" | "reports" => "Inventory and Order Tracking",
        "listings" | "restrictions" | "productTypes" | "catalog" | "feeds" => "Product Listing",
        "pricing" | "pricingV0" | "fees" => "Pricing",
        "merchant" => "Direct-to-Consumer Shipping",
        "finances" => "Finance and Accounting",
        _ => "",
    }
}

/// Whether a text can be an ASIN.
fn is_asin(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a text can be the id of an order: three groups of digits, or `S` and two groups for what was not sold at
/// Amazon.
fn is_order_id(text: &str) -> bool {
    let lengths = match text.as_bytes() {
        [b'S', ..] => [2, 7, 7],
        _ => [3, 7, 7],
    };
    let digits = text.strip_prefix('S').unwrap_or(text);
    digits.split('-').map(str::len).eq(lengths)
        && digits
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit())
}

/// Whether a text can be the id of a report, a feed or a schedule.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is said of an id that is none, and of one that names nothing.
fn absent(what: &str, id: &str, is_proper: bool) -> Refusal {
    if is_proper {
        Refusal::not_found(format!("The {what} {id} was not found."))
    } else {
        Refusal::invalid(format!("The {what} {id} is invalid."))
    }
}

/// Puts `value` under `name` unless it is null.
fn put(object: &mut Value, name: &str, value: Value) {
    if !value.is_null() {
        object[name] = value;
    }
}

/// An object without its null members.
fn compact(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, member)| !member.is_null())
                .collect::<Map<_, _>>(),
        ),
        other => other,
    }
}

/// `{"currencyCode": …, "amount": "12.90"}`.
fn money(minor: i64, currency: &str) -> Value {
    json!({"currencyCode": currency, "amount": places::decimal(minor, currency)})
}

/// `{"CurrencyCode": …, "Amount": "12.90"}`.
fn money_v0(minor: i64, currency: &str) -> Value {
    json!({"CurrencyCode": currency, "Amount": places::decimal(minor, currency)})
}

/// `{"CurrencyCode": …, "Amount": 12.90}`.
fn money_number(minor: i64, currency: &str) -> Value {
    json!({"CurrencyCode": currency, "Amount": places::number(minor, currency)})
}
