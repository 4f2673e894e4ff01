//! What can go wrong with a provider, by what is to be done about it.

use std::time::Duration;

use crate::words::Problem;

/// Why a provider refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It does not have the goods.
    OutOfStock,
    /// It cannot deliver to the address.
    Address,
    /// It does not know a product.
    UnknownProduct,
    /// The thing is not in a state that allows it, such as cancelling what is being packed.
    NotNow,
    /// It needs the permission of somebody, such as the brand's owner.
    NeedsApproval,
    /// What was sent is wrong in itself.
    Invalid,
    /// Something else; the message tells.
    Other,
}

/// Why a call to a provider did not succeed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Nothing happened and nothing is wrong: the provider cannot be reached or has no time. Never a
    /// reason to give up.
    #[error("the service cannot be reached at the moment: {cause}")]
    Unreachable {
        /// When it makes sense to try again, if that is known.
        retry_after: Option<Duration>,
        /// What the provider's client says, for the log.
        cause: String,
    },
    /// It may have happened. Try again as [`Earlier::Perhaps`](crate::words::Earlier), which looks first.
    #[error("the service gave no clear answer: {cause}")]
    OutcomeUnknown {
        /// What the provider's client says, for the log.
        cause: String,
    },
    /// The provider refuses, and would again.
    #[error("the service refused: {message}")]
    Refused {
        /// The kind of refusal.
        reason: Reason,
        /// What it says, for people.
        message: String,
        /// All that it says.
        problems: Vec<Problem>,
    },
    /// The provider does not know the thing.
    #[error("the service does not know {0}")]
    NotFound(String),
    /// The connection must be authorised again by its owner.
    #[error("the connection must be authorised again: {0}")]
    NotConnected(String),
    /// The connection lacks a right.
    #[error("the connection has no right to {operation}: {message}")]
    NotPermitted {
        /// What for.
        operation: String,
        /// What it says.
        message: String,
    },
    /// The provider cannot do such a thing at all; see its capabilities.
    #[error("the service cannot {0}")]
    Unsupported(&'static str),
}

impl Error {
    /// Whether trying again later can help without anybody doing anything.
    pub fn retryable(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::OutcomeUnknown { .. })
    }

    /// A refusal of our own, before asking.
    pub fn invalid(problems: Vec<Problem>) -> Self {
        let message = problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        Self::Refused {
            reason: Reason::Invalid,
            message,
            problems,
        }
    }
}
