//! Operations as kind, version and bytes.
//!
//! Online-only commands have no kind here: a batch cannot even express them (OFF-12). A kind or version from a newer
//! app is kept as it came; see [`crate::server`] for what becomes of it.

use super::{Blob, Lane};
use crate::release;
use domain::operation::{Fact, Intent, Operation};

/// Version of the bodies written by this version of the app.
pub const VERSION: u16 = super::SCHEMA;

/// Why bytes are no operation that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnknownOperation {
    /// A kind, or a version of it, of a newer app.
    #[error("an operation of a kind or version that is not known here")]
    Newer,
    /// A known kind whose bytes make no sense.
    #[error("a damaged operation")]
    Damaged,
}

/// Lane and kind number of an operation. Numbers are never given twice; facts are below 100.
pub const fn kind(operation: &Operation) -> (Lane, u16) {
    match operation {
        Operation::Fact(fact) => (
            Lane::Fact,
            match fact {
                Fact::PassOpened(_) => 1,
                Fact::Counted { .. } => 2,
                Fact::Set { .. } => 3,
                Fact::Voided { .. } => 4,
                Fact::SuspectedDouble { .. } => 5,
                Fact::PassClosed { .. } => 6,
                Fact::Note { .. } => 7,
                Fact::BinMoved { .. } => 8,
                Fact::ReceiptSeen { .. } => 9,
                Fact::TransferSent { .. } => 10,
                Fact::TransferReceived { .. } => 11,
            },
        ),
        Operation::Intent(intent) => (
            Lane::Intent,
            match intent {
                Intent::CreateTransfer { .. } => 101,
                Intent::EditTransfer { .. } => 102,
                Intent::HoldTransfer { .. } => 103,
                Intent::VoidTransfer { .. } => 104,
                Intent::EditProduct { .. } => 105,
                Intent::AssignBarcode { .. } => 106,
                Intent::MapUnknownCode { .. } => 107,
                Intent::Adjust { .. } => 108,
            },
        ),
    }
}

const LAST_FACT: u16 = 11;
const LAST_INTENT: u16 = 108;

/// The body of an operation in the version written now ([`written`]).
pub fn encode(operation: &Operation) -> Blob {
    let body = postcard::to_stdvec(operation).expect("operations serialise into memory");
    release::extended(body, written()).into()
}

/// Version of the bodies that the release that runs writes: [`VERSION`].
pub(crate) fn written() -> u16 {
    release::current().schema
}

/// Whether the release that runs knows operations of this kind.
pub fn is_known(number: u16) -> bool {
    release::since_operation(number) <= release::current().schema
}

/// Reads an operation of any version that was ever released.
///
/// # Errors
/// Tells what a newer app wrote from what is damaged.
pub fn decode(lane: Lane, number: u16, v: u16, body: &[u8]) -> Result<Operation, UnknownOperation> {
    let known = match lane {
        Lane::Fact => (1..=LAST_FACT).contains(&number),
        Lane::Intent => (101..=LAST_INTENT).contains(&number),
    };
    if !known || !is_known(number) || !(1..=written()).contains(&v) {
        return Err(UnknownOperation::Newer);
    }
    let body = release::common(body, v).ok_or(UnknownOperation::Damaged)?;
    match postcard::take_from_bytes::<Operation>(body) {
        // The label and the content must be one thing: what is stored under a label is judged by it.
        Ok((operation, [])) if kind(&operation) == (lane, number) => Ok(operation),
        _ => Err(UnknownOperation::Damaged),
    }
}
