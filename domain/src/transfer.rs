//! Transfers between locations (LOC-14, DECISIONS 24): the document and its states. Goods sent and received
//! are facts ([`crate::operation::Fact`]); creating, holding and voiding are intents.

use crate::ids::{LocationId, ProductId, TransferId, TransferLineId};
use crate::quantity::Quantity;
use crate::text::Remark;
use serde::{Deserialize, Serialize};

/// How far a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransferStatus {
    /// Being written; moves and reserves nothing.
    Draft,
    /// Reserved at the sending location.
    OnHold,
    /// Goods left; in transit.
    Sent,
    /// Some of what was sent has arrived.
    PartlyReceived,
    /// All of what was sent has arrived, or the rest was written off.
    Received,
    /// Annulled before anything was sent.
    Void,
}

/// A line of a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferLine {
    /// Its id.
    pub id: TransferLineId,
    /// What is moved.
    pub product: ProductId,
    /// Units planned.
    pub quantity: Quantity,
    /// Units that left.
    pub sent: Quantity,
    /// Units that arrived.
    pub received: Quantity,
}

/// Stock on its way from one own location to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// Given by the server, `TR-…`; `None` is shown as pending (OFF-21).
    pub number: Option<String>,
    /// Sender.
    pub from: LocationId,
    /// Receiver.
    pub to: LocationId,
    /// How far it is.
    pub status: TransferStatus,
    /// What it moves.
    pub lines: Vec<TransferLine>,
    /// A remark.
    pub remark: Option<Remark>,
}
