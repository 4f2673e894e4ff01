//! Transfers between locations (LOC-14, DECISIONS 24): the document and its states. Goods sent and received
//! are facts ([`crate::operation::Fact`]); creating, holding and voiding are intents.

use crate::ids::{LocationId, ProductId, TransferId, TransferLineId};
use crate::quantity::{Delta, Quantity};
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
    /// Units still reserved at the sender.
    pub reserved: Delta,
    /// Units that left.
    pub sent: Delta,
    /// Units that arrived.
    pub received: Delta,
    /// Units written off on the way when the transfer was closed.
    pub written_off: Delta,
}

impl TransferLine {
    /// A line of which nothing was reserved, sent or received.
    pub const fn planned(id: TransferLineId, product: ProductId, quantity: Quantity) -> Self {
        let none = Delta::ZERO;
        Self {
            id,
            product,
            quantity,
            reserved: none,
            sent: none,
            received: none,
            written_off: none,
        }
    }

    /// Units on their way; negative when more arrived than is known to have left.
    pub fn in_transit(&self) -> Delta {
        self.sent - self.received - self.written_off
    }
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

impl Transfer {
    /// The state after goods left or arrived, whichever of the two facts came first.
    pub fn status_by_goods(&self) -> TransferStatus {
        let moved = self
            .lines
            .iter()
            .filter(|line| !line.sent.is_zero() || !line.received.is_zero());
        if moved.clone().next().is_none() {
            self.status
        } else if moved
            .clone()
            .all(|line| line.in_transit() <= Delta::ZERO && !line.sent.is_zero())
        {
            TransferStatus::Received
        } else if moved.clone().any(|line| !line.received.is_zero()) {
            TransferStatus::PartlyReceived
        } else {
            TransferStatus::Sent
        }
    }
}

impl TransferStatus {
    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::OnHold => "on hold",
            Self::Sent => "sent",
            Self::PartlyReceived => "partly received",
            Self::Received => "received",
            Self::Void => "void",
        }
    }

    /// Whether `action` is offered; the button and the server both ask here.
    pub const fn allows(self, action: TransferAction) -> bool {
        match self {
            Self::Draft => matches!(
                action,
                TransferAction::Edit
                    | TransferAction::Hold
                    | TransferAction::Void
                    | TransferAction::Send
            ),
            Self::OnHold => matches!(action, TransferAction::Void | TransferAction::Send),
            Self::Sent | Self::PartlyReceived => {
                matches!(
                    action,
                    TransferAction::Send | TransferAction::Receive | TransferAction::Close
                )
            }
            Self::Received | Self::Void => false,
        }
    }
}

/// What can be done with a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransferAction {
    /// Change its lines.
    Edit,
    /// Reserve its goods.
    Hold,
    /// Annul it.
    Void,
    /// Send goods.
    Send,
    /// Receive goods.
    Receive,
    /// Write off what is still on its way.
    Close,
}

impl TransferAction {
    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Hold => "hold",
            Self::Void => "void",
            Self::Send => "send",
            Self::Receive => "receive",
            Self::Close => "close",
        }
    }
}
