//! Review tasks: what a person has to decide or to know, such as goods that a revoked tablet moved.

use crate::macros::{choices, shapes};
use crate::transfers::TransferMove;
use domain::ids::{
    BinId, DeviceId, LocationId, PassId, ProductId, ReviewTaskId, StocktakeId, TransferId, UserId,
};
use domain::quantity::Quantity;
use domain::text::{Name, Remark};
use domain::time::Timestamp;

choices! {
    /// What a review task is about.
    #[derive(Copy)]
    pub enum TaskKind {
        /// Something that happened and has not taken effect: release it or set it aside.
        HeldFact,
        /// A count of a revoked device; decided in its stocktake.
        QuarantinedPass,
        /// A count that came after completion; decided in its stocktake.
        LatePass,
        /// Goods moved, and nobody knows whether before or after they were counted.
        UnclearOrder,
        /// More arrived than left.
        ReceivedMoreThanSent,
        /// Goods of a voided transfer moved all the same.
        MovedThoughVoid,
        /// A late movement changed what a completed stocktake had found.
        ResultChanged,
    }

    /// Why something that happened is held.
    #[derive(Copy)]
    pub enum HeldBecause {
        /// The device was revoked, or the user had no right to it.
        Quarantined,
        /// It names a product, transfer or line that is not there.
        UnknownItem,
        /// It cannot have happened there: the bin is elsewhere, or the goods have no stock.
        OutOfScope,
        /// What it belongs to had ended.
        Late,
    }

    /// Something that happened and is held.
    pub enum HeldFact {
        /// Goods were moved within a location.
        Moved {
            /// Which.
            product: ProductId,
            /// Where.
            location: LocationId,
            /// Out of this bin.
            from: Option<BinId>,
            /// Into this one.
            to: Option<BinId>,
            /// Units.
            quantity: Quantity,
        },
        /// Goods arrived.
        Received {
            /// Which.
            product: ProductId,
            /// Where.
            location: LocationId,
            /// Into this bin.
            bin: Option<BinId>,
            /// Units.
            quantity: Quantity,
            /// Against this paper.
            reference: Option<Remark>,
        },
        /// Goods of a transfer left.
        Sent {
            /// Of this transfer.
            transfer: TransferId,
            /// Which.
            lines: Vec<TransferMove>,
        },
        /// Goods of a transfer arrived.
        Arrived {
            /// Of this transfer.
            transfer: TransferId,
            /// Which.
            lines: Vec<TransferMove>,
        },
    }
}

shapes! {
    /// `GET /review-tasks/{id}`.
    pub struct ReviewTask {
        /// Its id.
        pub id: ReviewTaskId,
        /// What it is about.
        pub kind: TaskKind,
        /// What is the matter, in one line.
        pub title: String,
        /// What it means and what can be done.
        pub text: String,
        /// The held fact.
        pub held: Option<HeldFact>,
        /// Why it is held.
        pub because: Option<HeldBecause>,
        /// When it happened: not before and not after.
        pub happened: Option<(Timestamp, Timestamp)>,
        /// The product, if one is concerned.
        pub product: Option<ProductId>,
        /// The location, if one is concerned.
        pub location: Option<LocationId>,
        /// The bin, if one is concerned.
        pub bin: Option<BinId>,
        /// The transfer, if one is concerned.
        pub transfer: Option<TransferId>,
        /// The stocktake, if one is concerned.
        pub stocktake: Option<StocktakeId>,
        /// The count, if one is concerned.
        pub pass: Option<PassId>,
        /// Who caused it.
        pub user: UserId,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// When it was raised.
        pub raised: Timestamp,
        /// When it was settled.
        pub settled: Option<Timestamp>,
        /// Who settled it.
        pub settled_by: Option<UserId>,
        /// Rises with each change.
        pub version: i64,
    }

    /// `POST /review-tasks/{id}/release` and `…/settle`.
    #[derive(Default)]
    pub struct TaskDecision {
        /// Why, for the audit trail.
        #[serde(default)]
        pub reason: Option<Remark>,
    }
}
