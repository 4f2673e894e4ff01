//! What the client asks of the browser's database: tables of byte strings, and writes that are each one transaction.
//!
//! Tables map to object stores with binary keys. Reading happens once, at [`super::Client::open`], which is given every
//! row of every table.

use serde::{Deserialize, Serialize};

/// An object store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Table {
    /// Identity, cursors, progress: few and small rows.
    Meta,
    /// One row: the number of the next operation. Apart, so that a scan and a pulled page do not wait for each other.
    Counter,
    /// Operations by number. Never migrated destructively.
    Outbox,
    /// Results of operations that are not simply accepted, by number.
    Mark,
    /// Rows as they were pulled, some kilobytes each, never one per record.
    Page,
    /// Pieces of snapshots.
    Segment,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Meta,
        Self::Counter,
        Self::Outbox,
        Self::Mark,
        Self::Page,
        Self::Segment,
    ];

    /// Name of the object store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Counter => "counter",
            Self::Outbox => "outbox",
            Self::Mark => "mark",
            Self::Page => "page",
            Self::Segment => "segment",
        }
    }
}

/// The key of the one row of [`Table::Counter`].
pub const NEXT_N: &[u8] = b"next_n";

/// How durable a transaction has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Durability {
    /// On disk when it reports complete: whatever a person has been told is kept.
    Strict,
    /// May be lost with the power: whatever the server has too.
    Relaxed,
}

/// One transaction. Encode first, then open it, await nothing else inside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoreWrite {
    /// Number of this write, for [`super::Client::committed`] and [`super::Client::failed`].
    pub id: u64,
    /// How durable.
    pub durability: Durability,
    /// What must be so when the transaction runs, else abort it and report [`StoreFailure::Stale`].
    pub require: Vec<Require>,
    /// What to do, in order.
    pub ops: Vec<StoreOp>,
}

/// A row that must be as its writer believes: another tab may have been quicker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Require {
    /// In this table.
    pub table: Table,
    /// Under this key.
    pub key: Vec<u8>,
    /// This must be the value; `None`: there must be none.
    pub value: Option<Vec<u8>>,
}

/// A step of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoreOp {
    /// Writes a row.
    Put {
        /// In this table.
        table: Table,
        /// Under this key.
        key: Vec<u8>,
        /// This.
        #[serde(with = "crate::wire::blob")]
        value: Vec<u8>,
    },
    /// Deletes a row.
    Delete {
        /// In this table.
        table: Table,
        /// Under this key.
        key: Vec<u8>,
    },
    /// Deletes rows.
    DeleteRange {
        /// In this table.
        table: Table,
        /// From this key…
        from: Vec<u8>,
        /// …to before this one.
        to: Vec<u8>,
    },
    /// Reads the counter ([`NEXT_N`], 8 bytes big-endian, 1 if missing), puts each value into [`Table::Outbox`] under the
    /// next number (8 bytes big-endian), and writes the counter back. The first number given is reported to
    /// [`super::Client::committed`]. Numbers are given inside the transaction so that several tabs can append.
    Append {
        /// The operations.
        values: Vec<Vec<u8>>,
    },
}

/// Why a write did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreFailure {
    /// The transaction was rolled back; nothing was written.
    #[error("the browser's database rolled the write back")]
    Aborted,
    /// No space; nothing was written.
    #[error("the browser has no space left")]
    Full,
    /// A requirement did not hold; nothing was written. Open the client anew from storage.
    #[error("another tab was quicker")]
    Stale,
    /// The connection was lost and nobody knows. Open the client anew from storage.
    #[error("the connection to the browser's database was lost")]
    Unknown,
}
