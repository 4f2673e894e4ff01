//! The adapter to Amazon: Fulfilment by Amazon as a fulfilment service, an Amazon store as a sales channel.
//!
//! Outbound goes by the 2020-07-01 generation, which covers everything ([`Fba`]), or by 2026-07-04
//! beside it ([`Fba2026`]); orders are read by 2026-01-01 and confirmed by v0; inbound is made by
//! 2024-03-20 and its labels and received quantities are read by v0.

mod fulfilment;
mod inbound;
mod mapping;
mod outbound_2026;
mod reading;
mod sales;

use std::sync::atomic::AtomicBool;

pub use mapping::{status, status_2026};
pub use outbound_2026::Fba2026;

use ::amazon::{Error as Call, Operation, Refusal, Session};

use crate::{
    error::{Error, Reason},
    words::{Address, Problem, Severity},
};

/// A seller's FBA in one marketplace.
pub struct Fba {
    session: Session,
    marketplace: String,
}

impl Fba {
    /// FBA of the account behind `session`, for orders and stock of this marketplace.
    pub fn new(session: Session, marketplace_id: impl Into<String>) -> Self {
        Self {
            session,
            marketplace: marketplace_id.into(),
        }
    }
}

/// A seller's Amazon store: one account with its marketplaces of a region.
pub struct Store {
    session: Session,
    seller: String,
    marketplaces: Vec<String>,
    /// Whether a listings feed may be under way that nobody waits for, from an earlier life of the
    /// program or after a lost answer. It could overwrite what is told now.
    feed_may_run: AtomicBool,
}

impl Store {
    /// The store of the account behind `session`. Its seller id is not revealed by the token, so it
    /// must be known.
    pub fn new(
        session: Session,
        seller_id: impl Into<String>,
        marketplace_ids: Vec<String>,
    ) -> Self {
        Self {
            session,
            seller: seller_id.into(),
            marketplaces: marketplace_ids,
            feed_may_run: AtomicBool::new(true),
        }
    }
}

/// Says in our words what went wrong with a call of `O`; `about` names the thing it was about.
fn told<O: Operation>(error: Call, about: &str) -> Error {
    told_of(error, about, O::SAFETY)
}

fn told_of(error: Call, about: &str, safety: ::amazon::operation::Safety) -> Error {
    if error.outcome_unknown(safety) {
        return Error::OutcomeUnknown {
            cause: chain(&error),
        };
    }
    if error.authorisation_revoked() {
        return Error::NotConnected(chain(&error));
    }
    match error {
        Call::Throttled { retry_after, .. } => Error::Unreachable {
            retry_after: Some(retry_after),
            cause: chain(&error),
        },
        Call::NotFound { .. } => Error::NotFound(about.to_owned()),
        Call::NotPermitted { operation, refusal } => Error::NotPermitted {
            operation: operation.to_owned(),
            message: refusal.message(),
        },
        Call::Refused { refusal, .. } => refused(&refusal),
        Call::Authentication { .. } if !error.retryable() => Error::NotConnected(chain(&error)),
        _ => Error::Unreachable {
            retry_after: None,
            cause: chain(&error),
        },
    }
}

fn refused(refusal: &Refusal) -> Error {
    let problems: Vec<Problem> = refusal
        .errors
        .iter()
        .map(|error| Problem {
            code: error.code.clone(),
            message: error.message.clone().unwrap_or_default(),
            about: error.details.clone().filter(|details| !details.is_empty()),
            severity: Severity::Error,
        })
        .collect();
    Error::Refused {
        reason: reason(refusal),
        message: refusal.message(),
        problems,
    }
}

/// The kind of a refusal, by Amazon's free texts. A text that is new to us is no more than "invalid".
fn reason(refusal: &Refusal) -> Reason {
    let any = |texts: &[&str]| texts.iter().any(|text| refusal.mentions(text));
    if any(&[
        "inventory",
        "out of stock",
        "not enough",
        "insufficient",
        "no longer fulfillable",
        "cannot be fulfilled",
    ]) {
        Reason::OutOfStock
    } else if any(&[
        "address",
        "postal code",
        "postalcode",
        "countrycode",
        "city",
    ]) {
        Reason::Address
    } else if any(&["sku", "msku"])
        && any(&[
            "not found",
            "does not exist",
            "unknown",
            "invalid",
            "not recognized",
        ])
    {
        Reason::UnknownProduct
    } else if any(&[
        "cannot be cancel",
        "can not be cancel",
        "not be updated",
        "cannot update",
        "status",
        "already",
    ]) {
        Reason::NotNow
    } else if any(&["approval"]) {
        Reason::NeedsApproval
    } else if refusal.status == 400 || refusal.status == 422 {
        Reason::Invalid
    } else {
        Reason::Other
    }
}

/// An error with all its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut at = error.source();
    while let Some(cause) = at {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        at = cause.source();
    }
    text
}

/// `None` for a missing or empty text.
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The second line of an address, with the company where there is no field for it.
fn second_line(address: &Address) -> Option<String> {
    match (
        address.company.as_deref().and_then(filled),
        address.line2.as_deref().and_then(filled),
    ) {
        (Some(company), None) => Some(company),
        (_, line2) => line2,
    }
}
