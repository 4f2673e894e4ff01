//! What every operation has in common: how its request is built, how often it may be called, and
//! whether it may be repeated.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::ErrorItem;

/// One operation of one API generation, with its parameters filled in.
pub trait Operation: Send + Sync {
    /// What a success brings.
    type Answer: DeserializeOwned + Send;
    /// The model's name, such as `orders_2026-01-01`.
    const API: &'static str;
    /// The operation's name in the model, such as `searchOrders`.
    const NAME: &'static str;
    /// The default usage plan; Amazon may grant an account another one.
    const PLAN: UsagePlan;
    /// Whether the call may be repeated when its outcome is unknown.
    const SAFETY: Safety;

    /// The request as it goes over the wire, without host and token.
    fn request(&self) -> Request;
}

/// What is known about an operation without calling it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// The model's name.
    pub api: &'static str,
    /// The operation's name.
    pub name: &'static str,
    /// The default usage plan.
    pub plan: UsagePlan,
    /// Whether it may be repeated.
    pub safety: Safety,
}

/// Describes an operation.
pub const fn about<O: Operation>() -> About {
    About {
        api: O::API,
        name: O::NAME,
        plan: O::PLAN,
        safety: O::SAFETY,
    }
}

/// How often an operation may be called: a token bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsagePlan {
    /// Requests per second that come back.
    pub rate: f64,
    /// Requests that can be saved up.
    pub burst: u32,
}

impl UsagePlan {
    /// A plan as the model states it.
    pub const fn new(rate: f64, burst: u32) -> Self {
        Self { rate, burst }
    }

    /// For the few operations whose model states none: one call a second.
    pub const fn unstated() -> Self {
        Self {
            rate: 1.0,
            burst: 1,
        }
    }
}

/// What may be done when a call's outcome is unknown (no answer, or a 5xx).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It only asks.
    Read,
    /// Doing it twice is the same as once.
    Repeatable,
    /// It creates something: find out what happened before trying again.
    Once,
}

/// How a thing came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// This call created it.
    Now,
    /// It was there already: an earlier call whose answer was lost had created it.
    Before,
}

/// Whether a creation may have been sent before, so that the thing is looked for first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// This is the first time.
    Never,
    /// An earlier attempt ended without a clear answer.
    Perhaps,
}

/// An answer without content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Nothing;

impl<'de> Deserialize<'de> for Nothing {
    /// Accepts and forgets whatever came; several operations answer `null`, `{}` or nothing at all.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// An answer that wraps its content in `payload` and may carry errors beside it, also with status 200.
pub trait Enveloped {
    /// What is inside.
    type Payload;

    /// The content, and the errors beside it.
    fn open(self) -> (Option<Self::Payload>, Vec<ErrorItem>);
}

/// What stays as it is in a path segment or query value: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Percent-encodes one path segment or query value. A space becomes `%20`, never `+`.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A request without host, token and headers common to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, percent-encoded.
    pub path: String,
    /// The query, decoded, in the order of the model.
    pub query: Vec<(String, String)>,
    /// Headers that belong to this operation.
    pub headers: Vec<(&'static str, String)>,
    /// The JSON body.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// A request for `path`, in which `{name}` stands for segments to be filled.
    pub fn new(method: &'static str, path: &str) -> Self {
        Self {
            method,
            path: path.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Fills the path segment `{name}`. A segment of dots alone would be taken for a step up, so its
    /// dots are encoded too.
    pub fn segment(mut self, name: &str, value: &impl Display) -> Self {
        let value = value.to_string();
        let encoded = match value.as_str() {
            "." => "%2E".to_owned(),
            ".." => "%2E%2E".to_owned(),
            _ => encode(&value),
        };
        self.path = self.path.replace(&format!("{{{name}}}"), &encoded);
        self
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &impl Display) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds a query parameter if it is set.
    pub fn query_opt(self, name: &str, value: &Option<impl Display>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Adds a list, joined by commas.
    pub fn list(mut self, name: &str, values: &[impl Display]) -> Self {
        let joined = values
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",");
        self.query.push((name.to_owned(), joined));
        self
    }

    /// Adds a list if it is set and holds something.
    pub fn list_opt(self, name: &str, values: &Option<Vec<impl Display>>) -> Self {
        match values {
            Some(values) if !values.is_empty() => self.list(name, values),
            _ => self,
        }
    }

    /// Adds a parameter once for each value. Amazon decodes these twice, so `%`, `+` and `,` are
    /// encoded once more than usual.
    pub fn repeated(mut self, name: &str, values: &[impl Display]) -> Self {
        for value in values {
            let value = value
                .to_string()
                .replace('%', "%25")
                .replace('+', "%2B")
                .replace(',', "%2C");
            self.query.push((name.to_owned(), value));
        }
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: &impl Display) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    /// Adds a header if it is set.
    pub fn header_opt(self, name: &'static str, value: &Option<impl Display>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Sets the JSON body.
    pub fn body(mut self, body: &impl Serialize) -> Self {
        let bytes =
            serde_json::to_vec(body).expect("wire types have text keys and writable values");
        self.body = Some(bytes);
        self
    }

    /// Sets the JSON body if there is one.
    pub fn body_opt(self, body: &Option<impl Serialize>) -> Self {
        match body {
            Some(body) => self.body(body),
            None => self,
        }
    }

    /// Path and query as they stand in the request line.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (i, (name, value)) in self.query.iter().enumerate() {
            target.push(if i == 0 { '?' } else { '&' });
            target.push_str(&encode(name));
            target.push('=');
            // Commas between the values of a list stay readable, as Amazon's own clients send them.
            target.push_str(&encode(value).replace("%2C", ","));
        }
        target
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Trap 15: SKUs with `/`, `+`, space, comma must come back as they were.
    #[test]
    fn nasty_skus_keep_their_segment() {
        let target = Request::new("GET", "/listings/items/{sellerId}/{sku}")
            .segment("sellerId", &"A1")
            .segment("sku", &"A/B +c,d%ä?#")
            .target();
        assert_eq!(target, "/listings/items/A1/A%2FB%20%2Bc%2Cd%25%C3%A4%3F%23");
    }

    proptest! {
        #[test]
        fn any_segment_decodes_to_itself(sku in ".{1,40}") {
            let path = Request::new("GET", "/x/{sku}/y").segment("sku", &sku).path;
            let inner = path.strip_prefix("/x/").and_then(|p| p.strip_suffix("/y")).expect("one segment");
            prop_assert!(!inner.contains(['/', '+', ' ', '?', '#']));
            prop_assert_eq!(percent_encoding::percent_decode_str(inner).decode_utf8().expect("utf-8"), sku.as_str());
        }
    }

    #[test]
    fn repeated_values_are_encoded_twice() {
        let target = Request::new("GET", "/x")
            .repeated("mskus", &["a,b", "c+d"])
            .target();
        assert_eq!(target, "/x?mskus=a%252Cb&mskus=c%252Bd");
    }
}
