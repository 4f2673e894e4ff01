//! Transfers between own locations.

use crate::macros::shapes;
use domain::ids::{BinId, DeviceId, LocationId, ProductId, TransferId, TransferLineId, UserId};
use domain::quantity::{Delta, Quantity};
use domain::text::{Name, Remark};
use domain::time::Timestamp;
use domain::transfer::TransferStatus;

shapes! {
    /// A transfer.
    pub struct Transfer {
        /// Its id.
        pub id: TransferId,
        /// `TR-…`.
        pub number: Option<String>,
        /// Sender.
        pub from: LocationId,
        /// Receiver.
        pub to: LocationId,
        /// `draft`, `on-hold`, `sent`, `partly-received`, `received` or `void`.
        pub status: TransferStatus,
        /// What it moves.
        pub lines: Vec<TransferLine>,
        /// A remark.
        pub remark: Option<Remark>,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// A line of a transfer.
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
        /// Units written off when the transfer was closed.
        pub written_off: Delta,
    }

    /// `POST /transfers`.
    pub struct NewTransfer {
        /// Sender.
        pub from: LocationId,
        /// Receiver.
        pub to: LocationId,
        /// At least one.
        pub lines: Vec<NewTransferLine>,
        /// A remark.
        #[serde(default)]
        pub remark: Option<Remark>,
    }

    /// A line of a transfer to be.
    pub struct NewTransferLine {
        /// A stocked product.
        pub product: ProductId,
        /// Not zero.
        pub quantity: Quantity,
    }

    /// `PUT /transfers/{id}/lines`: the lines of a draft, with `If-Match`.
    pub struct TransferLines {
        /// Replaces the lines there are.
        pub lines: Vec<NewTransferLine>,
    }

    /// `POST /transfers/{id}/send` and `…/receive`. Without lines: everything that is left.
    #[derive(Default)]
    pub struct TransferMoves {
        /// What left or arrived.
        #[serde(default)]
        pub lines: Vec<TransferMove>,
    }

    /// Units of a line that left or arrived.
    pub struct TransferMove {
        /// The line.
        pub line: TransferLineId,
        /// Out of or into this bin.
        #[serde(default)]
        pub bin: Option<BinId>,
        /// How many.
        pub quantity: Quantity,
    }

    /// `GET /transfers/{id}/log`.
    pub struct LogEntry {
        /// When.
        pub at: Timestamp,
        /// By whom.
        pub user: Option<UserId>,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// What was done, in words.
        pub text: String,
    }
}
