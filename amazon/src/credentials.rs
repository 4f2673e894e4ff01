//! Secrets that cannot be printed, compared in the open or serialised by accident, and the
//! credentials made of them.
//!
//! Nothing here stores anything: keeping credentials encrypted at rest is the caller's duty.

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A text that must not leave the process except in the request it is meant for.
///
/// It has no `Display` and no `Serialize`, its `Debug` shows only whether it is set, and its memory
/// is overwritten when it is dropped.
///
/// ```
/// let secret = amazon::credentials::Secret::new("Atzr|do-not-print");
/// assert_eq!(format!("{secret:?}"), "Secret(set)");
/// ```
///
/// ```compile_fail
/// let secret = amazon::credentials::Secret::new("x");
/// serde_json::to_string(&secret).unwrap();
/// ```
#[derive(Clone, Default, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Every call of this is a place to look at in a review.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for Secret {
    /// Takes the same time wherever the first difference is.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0, |all, (x, y)| all | (x ^ y)) == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() {
            "Secret(not set)"
        } else {
            "Secret(set)"
        })
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// The identity of the application at Login with Amazon (LWA).
#[derive(Clone, Debug)]
pub struct Application {
    /// The client id, `amzn1.application-oa2-client.…`; not a secret by itself.
    pub client_id: String,
    /// The client secret, which must be rotated every 180 days.
    pub client_secret: Secret,
}

/// What acting for one seller needs.
#[derive(Clone, Debug)]
pub struct Authorisation {
    /// The refresh token the seller's authorisation yielded.
    pub refresh_token: Secret,
}

/// Replaces everything that looks like one of Amazon's tokens or secrets, for texts that came from
/// outside and may be shown or logged.
pub fn redact(text: &str) -> String {
    const STARTS: [&str; 8] = [
        "Atza|",
        "Atzr|",
        "Atc|",
        "Atz.sprdt|",
        "amzn1.oa2-cs.",
        "X-Amz-Signature=",
        "X-Amz-Credential=",
        "X-Amz-Security-Token=",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let next = STARTS
            .iter()
            .filter_map(|start| rest.find(start).map(|at| (at, start.len())))
            .min();
        let Some((at, len)) = next else {
            out.push_str(rest);
            return out;
        };
        out.push_str(&rest[..at + len]);
        out.push_str("[removed]");
        let tail = &rest[at + len..];
        let end = tail
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '&' | ',' | '}')
            })
            .unwrap_or(tail.len());
        rest = &tail[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_out_of_foreign_texts() {
        let text = r#"{"error":"bad token Atza|abc.def and amzn1.oa2-cs.v1.99", "u":"https://x/?a=1&X-Amz-Signature=ff&b=2"}"#;
        let clean = redact(text);
        assert!(
            !clean.contains("abc.def") && !clean.contains("v1.99") && !clean.contains("=ff"),
            "{clean}"
        );
        assert!(
            clean.contains("&b=2") && clean.contains("Atza|[removed] and"),
            "{clean}"
        );
    }

    #[test]
    fn a_secret_shows_only_whether_it_is_set() {
        let application = Application {
            client_id: "id".into(),
            client_secret: Secret::new("hush"),
        };
        assert_eq!(
            format!("{application:?}"),
            r#"Application { client_id: "id", client_secret: Secret(set) }"#
        );
        assert_ne!(Secret::new("a"), Secret::new("b"));
        assert_eq!(Secret::new("a"), Secret::new("a"));
    }
}
