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
mod refusals;
mod sales;

use std::sync::atomic::AtomicBool;

pub use mapping::{status, status_2026};
pub use outbound_2026::Fba2026;

use ::amazon::{Error as Call, Operation, Refusal, Session};

use crate::{
    error::Error,
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
        Call::Throttled { retry_after, .. } | Call::Resting { retry_after, .. } => {
            Error::Unreachable {
                retry_after: Some(retry_after),
                cause: chain(&error),
            }
        }
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
        reason: refusals::reason(refusal),
        message: refusal.message(),
        problems,
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

/// The lines of an address below its street, of which Amazon takes two: the company, where there is no field for it,
/// stands in the first that is free. `None` when there is none free.
fn lower_lines(address: &Address) -> Option<[Option<String>; 2]> {
    let company = address.company.as_deref().and_then(filled);
    let lines = [&address.line2, &address.line3].map(|line| line.as_deref().and_then(filled));
    match (company, lines) {
        (None, lines) => Some(lines),
        (company, [None, line3]) => Some([company, line3]),
        (company, [line2, None]) => Some([line2, company]),
        (Some(_), [Some(_), Some(_)]) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The company is in the first free line, and where there is none the address does not fit.
    #[test]
    fn the_company_stands_in_the_first_free_line() {
        let lines = |company: &str, line2: &str, line3: &str| {
            let some = |text: &str| Some(text.to_owned());
            lower_lines(&Address {
                company: some(company),
                line2: some(line2),
                line3: some(line3),
                ..Address::default()
            })
            .map(|lines| lines.map(Option::unwrap_or_default))
        };
        let fits = |line2: &str, line3: &str| Some([line2.to_owned(), line3.to_owned()]);
        assert_eq!(lines("Acme", "", " "), fits("Acme", ""));
        assert_eq!(lines("Acme", "Apt 4", ""), fits("Apt 4", "Acme"));
        assert_eq!(lines("Acme", "", "Yard"), fits("Acme", "Yard"));
        assert_eq!(lines(" ", "Apt 4", "Yard"), fits("Apt 4", "Yard"));
        assert_eq!(lines("", "", "Yard"), fits("", "Yard"));
        assert_eq!(lines("Acme", "Apt 4", "Yard"), None);
    }
}
