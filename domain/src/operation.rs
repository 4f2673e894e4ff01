//! What a device can do: facts, which happened and are never refused, and intents, which the server may
//! refuse (SYNC 5.1, DECISIONS 8). Each has a kind number and a version on the wire, so that old and unknown
//! ones can be stored and answered.
//!
//! Online-only commands (starting, completing, voiding a stocktake; settings; users) are not operations: they
//! never enter an outbox (OFF-11).

use crate::barcode::Code;
use crate::catalogue::{Barcode, Measures};
use crate::ids::{
    BinId, BrandId, CategoryId, LocationId, OperationId, PassId, ProductId, StocktakeId,
    TransferId, TransferLineId,
};
use crate::permission::Permission;
use crate::quantity::{Delta, Quantity};
use crate::stocktake::{CountSource, Item, PassHead};
use crate::text::{Name, RawCode, Remark, Sku};
use serde::{Deserialize, Serialize};

/// Something that happened. Never refused, never rebased; the server stores it with a disposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Somebody began to count a bin.
    PassOpened(PassHead),
    /// So many more were counted. The operation's id names the event.
    Counted {
        /// In this pass.
        pass: PassId,
        /// Of this.
        item: Item,
        /// Eaches, the pack quantity of the barcode already multiplied in.
        quantity: Quantity,
        /// How.
        source: CountSource,
    },
    /// "Set to": so many are there. Replaces the named earlier events of the item in this pass (DECISIONS 3).
    Set {
        /// In this pass.
        pass: PassId,
        /// Of this.
        item: Item,
        /// Eaches.
        quantity: Quantity,
        /// Earlier events of the same item and pass that no longer count.
        voids: Vec<OperationId>,
        /// How.
        source: CountSource,
    },
    /// An event of this pass does not count: undo.
    Voided {
        /// In this pass.
        pass: PassId,
        /// The event.
        event: OperationId,
    },
    /// A code came twice within the double-read window and was kept out until a person says so.
    SuspectedDouble {
        /// In this pass.
        pass: PassId,
        /// Of this.
        item: Item,
        /// The raw code.
        code: RawCode,
    },
    /// The pass is finished.
    PassClosed {
        /// This pass.
        pass: PassId,
        /// How many `Counted`, `Set`, `Voided` and `SuspectedDouble` events it made.
        n_events: u32,
        /// Exclusive or of the halves of their ids, to tell that all have arrived.
        digest: u64,
        /// The counter confirmed that the bin is empty.
        empty_confirmed: bool,
    },
    /// A remark on a pass.
    Note {
        /// On this pass.
        pass: PassId,
        /// What was said.
        text: Remark,
    },
    /// Goods were moved between bins of one location.
    BinMoved {
        /// What.
        product: ProductId,
        /// Where.
        location: LocationId,
        /// Out of; `None` is the implicit bin.
        from: Option<BinId>,
        /// Into; `None` is the implicit bin.
        to: Option<BinId>,
        /// How many.
        quantity: Quantity,
    },
    /// Goods were seen arriving without a document.
    ReceiptSeen {
        /// What.
        product: ProductId,
        /// Where.
        location: LocationId,
        /// Put into; `None` is the implicit bin.
        bin: Option<BinId>,
        /// How many.
        quantity: Quantity,
        /// What the delivery note said.
        reference: Option<Remark>,
    },
    /// Goods of a transfer left.
    TransferSent {
        /// This transfer.
        transfer: TransferId,
        /// What left, out of which bins.
        lines: Vec<TransferMove>,
    },
    /// Goods of a transfer arrived.
    TransferReceived {
        /// This transfer.
        transfer: TransferId,
        /// What arrived, into which bins.
        lines: Vec<TransferMove>,
    },
}

/// Units of a transfer line that left or arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferMove {
    /// The line.
    pub line: TransferLineId,
    /// Out of or into this bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// How many.
    pub quantity: Quantity,
}

/// Something a person wants done. The server decides; a refusal goes back to its author with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// A new transfer, in Draft.
    CreateTransfer {
        /// Its id, made by the device.
        transfer: TransferId,
        /// Sender.
        from: LocationId,
        /// Receiver.
        to: LocationId,
        /// What it moves.
        lines: Vec<PlannedLine>,
        /// A remark.
        remark: Option<Remark>,
    },
    /// Changes the lines of a draft transfer: a new quantity for each line named, zero removing it. `base` is what the
    /// author saw; a line changed meanwhile asks (OFF-33).
    EditTransfer {
        /// This transfer.
        transfer: TransferId,
        /// The changes.
        edits: Vec<LineEdit>,
    },
    /// Reserves the goods of a draft transfer.
    HoldTransfer {
        /// This transfer.
        transfer: TransferId,
    },
    /// Annuls a transfer that nothing was sent of.
    VoidTransfer {
        /// This transfer.
        transfer: TransferId,
    },
    /// Changes fields of a product; different fields merge, the same field asks (OFF-33).
    EditProduct {
        /// This product.
        product: ProductId,
        /// The changes.
        edits: Vec<ProductEdit>,
    },
    /// Gives a product one more barcode.
    AssignBarcode {
        /// This product.
        product: ProductId,
        /// The code and its pack quantity.
        barcode: Barcode,
    },
    /// Says what an unknown code of a stocktake was; its counts follow.
    MapUnknownCode {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// The code as scanned.
        code: RawCode,
        /// The product it was.
        product: ProductId,
    },
    /// A stock adjustment with its reason.
    Adjust {
        /// What.
        product: ProductId,
        /// Where.
        location: LocationId,
        /// In this bin; `None` is the implicit one.
        bin: Option<BinId>,
        /// By how much, not zero.
        delta: Delta,
        /// Why.
        reason: Remark,
    },
}

/// A line of a transfer to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedLine {
    /// Its id, made by the device.
    pub line: TransferLineId,
    /// What.
    pub product: ProductId,
    /// How many; not zero.
    pub quantity: Quantity,
}

/// A change of one transfer line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEdit {
    /// The line; a new one if `base` is `None`.
    pub line: TransferLineId,
    /// What it moves.
    pub product: ProductId,
    /// The quantity its author saw.
    pub base: Option<Quantity>,
    /// The quantity its author wants; zero removes the line.
    pub new: Quantity,
}

/// One field of a product, as its author saw it and as it should be (DECISIONS 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "`base` is what the author saw, `new` what it should be"
)]
pub enum ProductEdit {
    Sku {
        base: Sku,
        new: Sku,
    },
    Name {
        base: Name,
        new: Name,
    },
    Description {
        base: String,
        new: String,
    },
    Category {
        base: Option<CategoryId>,
        new: Option<CategoryId>,
    },
    Brand {
        base: Option<BrandId>,
        new: Option<BrandId>,
    },
    Measures {
        base: Measures,
        new: Measures,
    },
    ReorderLevel {
        base: Option<Quantity>,
        new: Option<Quantity>,
    },
    DefaultLocation {
        base: Option<LocationId>,
        new: Option<LocationId>,
    },
    Archived {
        base: bool,
        new: bool,
    },
    RemoveBarcode {
        base: Code,
    },
}

impl Fact {
    /// The pass that it belongs to, if it is a fact of counting.
    pub const fn pass(&self) -> Option<PassId> {
        match self {
            Self::PassOpened(head) => Some(head.pass),
            Self::Counted { pass, .. }
            | Self::Set { pass, .. }
            | Self::Voided { pass, .. }
            | Self::SuspectedDouble { pass, .. }
            | Self::PassClosed { pass, .. }
            | Self::Note { pass, .. } => Some(*pass),
            Self::BinMoved { .. }
            | Self::ReceiptSeen { .. }
            | Self::TransferSent { .. }
            | Self::TransferReceived { .. } => None,
        }
    }

    /// The permission its author needed when it was made; without it the fact is held, not refused.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::PassOpened(_)
            | Self::Counted { .. }
            | Self::Set { .. }
            | Self::Voided { .. }
            | Self::SuspectedDouble { .. }
            | Self::PassClosed { .. }
            | Self::Note { .. } => Permission::Count,
            Self::BinMoved { .. } | Self::ReceiptSeen { .. } => Permission::AdjustStock,
            Self::TransferSent { .. } | Self::TransferReceived { .. } => Permission::Transfer,
        }
    }
}

impl Intent {
    /// The permission its author needs.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::CreateTransfer { .. }
            | Self::EditTransfer { .. }
            | Self::HoldTransfer { .. }
            | Self::VoidTransfer { .. } => Permission::Transfer,
            Self::EditProduct { .. } | Self::AssignBarcode { .. } => Permission::EditProducts,
            Self::MapUnknownCode { .. } => Permission::ManageStocktakes,
            Self::Adjust { .. } => Permission::AdjustStock,
        }
    }
}

/// A fact or an intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// Happened.
    Fact(Fact),
    /// Wanted.
    Intent(Intent),
}

/// What became of a fact. Facts are never refused: each is stored with one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// Taken into the books.
    Accepted,
    /// The same operation was there before; nothing changed.
    Duplicate,
    /// Came after its stocktake was completed or voided, or its transfer voided: kept for review.
    Late,
    /// Names a product, transfer or line that the books do not know: kept until a person decides.
    UnknownItem,
    /// Cannot take effect where it says, such as a service on a shelf or a bin of another location: kept until a
    /// person decides.
    OutOfScope,
    /// Its author's device had been revoked: kept until a supervisor decides.
    Quarantined,
}
