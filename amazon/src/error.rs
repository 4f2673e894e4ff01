//! What can go wrong with a call, in a form that a caller can act on.
//!
//! Texts for users are made from these by the caller; Amazon's own messages are kept whole, with
//! secrets removed.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{credentials::redact, operation::Safety};

/// One of Amazon's own error entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorItem {
    /// A free text code such as `InvalidInput`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What is wrong, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// More, sometimes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
}

/// An answer that refuses the call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Amazon's errors, as many as it gave.
    pub errors: Vec<ErrorItem>,
    /// The beginning of a body that was no error list, such as a page of HTML.
    pub text: Option<String>,
    /// Amazon's id of the request, which its support asks for.
    pub request_id: Option<String>,
}

impl Refusal {
    /// Reads the body of a refusal: an error list, a bare array, or anything else.
    pub fn read(status: u16, body: &str, request_id: Option<String>) -> Self {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            List { errors: Vec<ErrorItem> },
            Bare(Vec<ErrorItem>),
            One(ErrorItem),
        }
        let body = redact(body);
        let errors = match serde_json::from_str(&body) {
            Ok(Shape::List { errors } | Shape::Bare(errors)) => errors,
            Ok(Shape::One(error)) if error != ErrorItem::default() => vec![error],
            _ => Vec::new(),
        };
        let text = (errors.is_empty() && !body.trim().is_empty()).then(|| beginning(&body));
        Self {
            status,
            errors,
            text,
            request_id,
        }
    }

    /// Whether one of the errors has this code, whatever its case.
    pub fn has_code(&self, code: &str) -> bool {
        self.errors.iter().any(|error| {
            error
                .code
                .as_deref()
                .is_some_and(|c| c.eq_ignore_ascii_case(code))
        })
    }

    /// Whether any message or detail contains `text`, whatever its case.
    pub fn mentions(&self, text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        let within = |part: &Option<String>| {
            part.as_ref()
                .is_some_and(|p| p.to_ascii_lowercase().contains(&text))
        };
        self.errors
            .iter()
            .any(|error| within(&error.message) || within(&error.details))
            || within(&self.text)
    }

    /// What Amazon says, in one line.
    pub fn message(&self) -> String {
        let parts: Vec<String> = self
            .errors
            .iter()
            .map(|error| {
                let code = error.code.as_deref().unwrap_or("error");
                let message = error.message.as_deref().unwrap_or_default();
                match error.details.as_deref() {
                    Some(details) if !details.is_empty() && details != message => {
                        format!("{code}: {message} ({details})")
                    }
                    _ => format!("{code}: {message}"),
                }
            })
            .collect();
        match (parts.is_empty(), &self.text) {
            (true, Some(text)) => text.clone(),
            (true, None) => format!("status {}", self.status),
            _ => parts.join("; "),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

/// Why a call did not succeed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The request was not sent, or no whole answer came; for a write the outcome is unknown
    /// unless `sent` is false.
    #[error("no answer to {operation}")]
    NoAnswer {
        /// The operation.
        operation: &'static str,
        /// Whether the request may have reached Amazon.
        sent: bool,
        /// What happened on the way.
        #[source]
        source: crate::http::HttpError,
    },
    /// Amazon is not working at the moment (5xx); for a write the outcome is unknown.
    #[error("{operation} failed at Amazon: {refusal}")]
    Unavailable {
        /// The operation.
        operation: &'static str,
        /// What came back.
        refusal: Refusal,
    },
    /// The usage plan is exhausted and stayed so for as long as the caller would wait.
    #[error("{operation} is throttled for another {}", crate::plan::in_words(.retry_after))]
    Throttled {
        /// The operation.
        operation: &'static str,
        /// When the next call may go out, at the earliest.
        retry_after: Duration,
    },
    /// Nothing was sent: the operation has been failing for this account, and is left alone for a while.
    #[error("{operation} rests for another {}, as it keeps failing: {last}", crate::plan::in_words(.retry_after))]
    Resting {
        /// The operation.
        operation: &'static str,
        /// When it is tried again, at the earliest.
        retry_after: Duration,
        /// How it failed last, as words: that was another call, perhaps about another thing.
        last: String,
    },
    /// Amazon refuses this request, and would refuse it again.
    #[error("{operation} was refused: {refusal}")]
    Refused {
        /// The operation.
        operation: &'static str,
        /// Why.
        refusal: Refusal,
    },
    /// There is no such thing: 404, or 400 "does not exist" from inbound 2024-03-20.
    #[error("{operation} found nothing: {refusal}")]
    NotFound {
        /// The operation.
        operation: &'static str,
        /// What came back.
        refusal: Refusal,
    },
    /// The application lacks the role for this operation, or the account its consent. It looks like
    /// a bad token and is not one; repeating is useless.
    #[error("{operation} is not permitted: {refusal}")]
    NotPermitted {
        /// The operation.
        operation: &'static str,
        /// What came back.
        refusal: Refusal,
    },
    /// No access token could be had.
    #[error("no access token for {operation}")]
    Authentication {
        /// The operation.
        operation: &'static str,
        /// Why.
        #[source]
        source: crate::auth::AuthError,
    },
    /// A success whose body is not what the model promises: HTML, a truncated or an oversized body.
    #[error("the answer to {operation} cannot be read: {reason}")]
    Unreadable {
        /// The operation.
        operation: &'static str,
        /// What is wrong with it.
        reason: String,
        /// Amazon's id of the request.
        request_id: Option<String>,
    },
    /// The store of the usage plans failed.
    #[error("the usage plan of {operation} could not be kept")]
    Plan {
        /// The operation.
        operation: &'static str,
        /// Why.
        #[source]
        source: crate::plan::StoreError,
    },
}

impl Error {
    /// Whether the same call can succeed later without anybody changing anything.
    pub fn retryable(&self) -> bool {
        match self {
            Self::NoAnswer { .. }
            | Self::Unavailable { .. }
            | Self::Throttled { .. }
            | Self::Resting { .. }
            | Self::Unreadable { .. } => true,
            Self::Authentication { source, .. } => source.retryable(),
            Self::Refused { .. } | Self::NotFound { .. } | Self::NotPermitted { .. } => false,
            Self::Plan { .. } => true,
        }
    }

    /// Whether a call of this safety may have taken effect although it failed, so that the caller
    /// must find out before it tries again.
    pub fn outcome_unknown(&self, safety: Safety) -> bool {
        safety != Safety::Read
            && match self {
                Self::NoAnswer { sent, .. } => *sent,
                Self::Unavailable { .. } | Self::Unreadable { .. } => true,
                _ => false,
            }
    }

    /// Whether the seller must authorise the application again.
    pub fn authorisation_revoked(&self) -> bool {
        matches!(self, Self::Authentication { source, .. } if source.revoked())
    }

    /// Amazon's refusal, if there was one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Unavailable { refusal, .. }
            | Self::Refused { refusal, .. }
            | Self::NotFound { refusal, .. }
            | Self::NotPermitted { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}

/// The beginning of a text, enough to recognise it by.
pub(crate) fn beginning(text: &str) -> String {
    const SHOWN: usize = 300;
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_bodies_of_every_shape_are_read() {
        let list = Refusal::read(
            400,
            r#"{"errors":[{"code":"InvalidInput","message":"no","details":""}]}"#,
            None,
        );
        assert_eq!(list.message(), "InvalidInput: no");
        let bare = Refusal::read(400, r#"[{"code":"BAD","message":"m","details":"d"}]"#, None);
        assert_eq!(bare.message(), "BAD: m (d)");
        let html = Refusal::read(503, "<html><title>Service</title>", None);
        assert_eq!(html.message(), "<html><title>Service</title>");
        assert_eq!(Refusal::read(500, "", None).message(), "status 500");
        assert_eq!(
            Refusal::read(400, r#"{"errors":"gone"}"#, None)
                .text
                .as_deref(),
            Some(r#"{"errors":"gone"}"#)
        );
        let payload = Refusal::read(400, r#"{"payload":null,"errors":[{"code":"X"}]}"#, None);
        assert!(payload.has_code("x"));
    }
}
