//! What client and server say to each other.
//!
//! One request carries push and pull; one response carries the answers to both. The binary form is a protocol
//! number followed by postcard; with a debug header the same messages travel as JSON. Operations and rows inside are
//! length-prefixed byte strings with a kind and a version of their own ([`operation`], [`crate::row`]), so that a
//! side that does not know one can store it, pass it on and answer for it (DECISIONS 11).
//!
//! A struct here never changes once released: a change makes a new protocol number and keeps the old struct for
//! reading. The golden fixtures in `sync/fixtures` hold that promise.

pub mod blob;
pub mod operation;

use crate::check::Sum;
use crate::planted::{Planted, is_planted};
use crate::release;
use crate::scope::Scope;
pub use blob::Blob;
use domain::ids::{ClientId, GrantId, OperationId, PassId};
use domain::time::{ClockStamp, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The protocol spoken by this version.
pub const PROTOCOL: u16 = 1;
/// The oldest protocol that is still read and answered in.
pub const OLDEST_PROTOCOL: u16 = 1;
/// Version of rows and operations written by this version.
pub const SCHEMA: u16 = 1;
/// The oldest schema that pull still serves.
pub const OLDEST_SCHEMA: u16 = 1;
/// Most operations in one push.
pub const MOST_ITEMS: usize = 500;
/// Most bytes of operations in one push.
pub const MOST_PUSH_BYTES: usize = 256 * 1024;
/// Most bytes of rows in one response, whatever the client asks for.
pub const MOST_PULL_BYTES: usize = 1024 * 1024;

/// Identity of the server's database. Changes when it is restored from a backup or replaced (SYNC 5.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub Uuid);

/// `POST /api/v1/sync`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Version of rows that the client understands.
    pub schema: u16,
    /// Build number of the app.
    pub app: u32,
    /// The storage instance that speaks.
    pub client: ClientId,
    /// Number of this exchange, echoed in the response, so that a late answer is known for what it is.
    pub exchange: u64,
    /// The server the client's cursors belong to; `None` before the first contact.
    pub epoch: Option<Epoch>,
    /// The client's wall clock when it sent this.
    pub t0: Timestamp,
    /// What the device has that it has not sent (loss detection, SYNC 5.8).
    pub report: Report,
    /// Operations.
    pub push: Option<Push>,
    /// Cursors.
    pub pull: Option<Pull>,
}

/// What a client says about itself on each exchange, so that a loss is detected and not hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The number its next operation will get.
    pub next_n: u64,
    /// Its passes that are open.
    pub open_passes: Vec<PassId>,
    /// The client id it had before it found itself forked or re-created, if its outbox came along.
    pub formerly: Option<ClientId>,
}

/// Operations in the order of their numbers, without gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Push {
    /// Number of the first item; the others follow it one by one.
    pub first_n: u64,
    /// The items.
    pub items: Vec<PushItem>,
}

/// Facts happened and are never refused; intents are decided by the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    /// Happened.
    Fact,
    /// Wanted.
    Intent,
}

/// One operation on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PushItem {
    /// Its place in the outbox.
    pub n: u64,
    /// Its own id: with it the server applies it once, whichever client sends it (OFF-15).
    pub op_id: OperationId,
    /// The document it belongs to, for people.
    pub chain: Option<Uuid>,
    /// The operation of the same chain that it builds on. If that was refused, this one is held (OFF-16).
    pub after: Option<OperationId>,
    /// The refused operation that this one stands for (retry or edit, DECISIONS 9).
    pub replaces: Option<OperationId>,
    /// Fact or intent.
    pub lane: Lane,
    /// Which operation ([`operation::kind`]).
    pub kind: u16,
    /// Version of `body`.
    pub v: u16,
    /// The operation.
    pub body: Blob,
    /// When, as far as the device can say.
    pub at: ClockStamp,
    /// Operations of this client up to this number were durable, and known to the tab, when this one was made: it
    /// happened after them. Its own number says nothing of the kind, since tabs wait for the disk independently.
    pub knew: u64,
    /// Server time of the last answer that the device had seen when the operation was made: it happened after all that
    /// the server had recorded by then (causality, SYNC 5.7).
    pub seen: Option<Timestamp>,
    /// Under which grant it was made; names its author.
    pub grant: GrantId,
}

/// How far a client has come in one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The scope.
    pub scope: Scope,
    /// The last number it holds; 0 for nothing.
    pub seq: u64,
}

/// How far a client has read one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTo {
    /// The scope.
    pub scope: Scope,
    /// The last number it holds; 0 for nothing.
    pub seq: u64,
    /// The head when it began to read the scope from the beginning, until it has read that far: rows that went away
    /// before then it has never had, so it needs no tombstones for them.
    pub since: u64,
}

/// Wish for news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pull {
    /// Scopes that the client has or had; scopes it may hold and does not name here begin at 0.
    pub cursors: Vec<ReadTo>,
    /// Scopes whose sums disagreed; they are asked for again from 0, and the server writes it down.
    pub mismatched: Vec<Scope>,
    /// Most bytes of rows it wants.
    pub max_bytes: u32,
    /// Whether it can take snapshots.
    pub snapshots: bool,
}

/// The server's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// From the request.
    pub exchange: u64,
    /// Server time when the request came.
    pub t1: Timestamp,
    /// Server time when the answer left.
    pub t2: Timestamp,
    /// Identity of the server's database.
    pub epoch: Epoch,
    /// Oldest app that is still served.
    pub min_app: u32,
    /// What keeps the exchange from being an ordinary one.
    pub problem: Option<Problem>,
    /// What became of the push.
    pub ack: Option<Ack>,
    /// News.
    pub pulled: Option<Pulled>,
}

/// Why an exchange was not an ordinary one. None of these lets the client drop anything from its outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Items are missing before the ones sent: send again from here.
    Gap {
        /// The number that the server expects next.
        expected: u64,
    },
    /// Somebody else writes under this client id (cloned or restored storage): take a new one, keep the operations.
    Forked,
    /// The server is another one than last time, or was restored: everything above `last_n` must be sent again and
    /// every scope read anew.
    Epoch {
        /// The last number that the server knows.
        last_n: u64,
    },
    /// The app is too old to be given rows. Its push was taken all the same (OFF-37).
    Upgrade,
    /// The device is revoked. Its push was taken into quarantine; what is on it must be wiped (DECISIONS 13).
    Revoked,
    /// Not now.
    Slow {
        /// Try again after so many milliseconds.
        retry_ms: u32,
    },
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// Everything up to this number is durable on the server.
    pub n: u64,
    /// Items with a result that is not simply "accepted".
    pub outcomes: Vec<Outcome>,
}

/// What became of one operation, if not simply accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its number in this push.
    pub n: u64,
    /// The operation.
    pub op_id: OperationId,
    /// What.
    pub code: OutcomeCode,
    /// Reason for a person, in plain words; empty if the code says it all.
    pub detail: String,
}

/// The kinds of results.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeCode {
    /// A fact was stored with a remark that people should look at; the name of the disposition.
    Noted(String),
    /// A fact was kept aside until a supervisor decides: its author or device was revoked or is unknown.
    Quarantined,
    /// A fact of a kind that this server does not know was stored as it is.
    Opaque,
    /// An intent was refused; the name of the reason.
    Refused(String),
    /// An intent was not tried, because the operation it builds on was refused or held (OFF-16).
    Held {
        /// The operation that was refused first.
        behind: OperationId,
    },
}

impl OutcomeCode {
    /// Whether the operation took effect, so that its entry is done.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Noted(_) | Self::Quarantined | Self::Opaque)
    }
}

/// News of the scopes a client holds, read in one snapshot of the database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pulled {
    /// The last number of the client that had been taken in this snapshot: the rows show its effect, so that once they are
    /// revealed nothing up to it is laid on top any more.
    pub last_n: u64,
    /// One page per scope that the client may hold.
    pub pages: Vec<Page>,
    /// Scopes that it named and may not hold (any more): delete them.
    pub dropped: Vec<Scope>,
}

impl Pulled {
    /// Whether every scope was read to its head in this snapshot, so that the client may reveal.
    pub fn is_final(&self) -> bool {
        self.pages.iter().all(|page| page.is_final())
    }
}

/// News of one scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The scope.
    pub scope: Scope,
    /// Rows after this number…
    pub from: u64,
    /// …up to this one.
    pub to: u64,
    /// The last number given in the scope when this was read.
    pub head: u64,
    /// The sum of all live rows at `head`; set when `to` is `head`.
    pub check: Option<Sum>,
    /// The client's cursor was below the floor, or it asked for it: this begins at 0, and what the client holds of the
    /// scope is replaced when the new rows are complete.
    pub restart: bool,
    /// Take this first; rows follow from its number.
    pub snapshot: Option<Snapshot>,
    /// The rows, by number.
    pub rows: Vec<Row>,
}

impl Page {
    /// Whether it reaches the head.
    pub fn is_final(&self) -> bool {
        self.to == self.head && self.snapshot.is_none()
    }
}

/// A row as it is after `seq`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the scope.
    pub seq: u64,
    /// Kind of entity ([`crate::row`]).
    pub kind: u16,
    /// The entity's id.
    pub id: Blob,
    /// `None`: it is deleted, or has left the scope.
    pub value: Option<Value>,
}

/// A versioned row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Version of `body`.
    pub v: u16,
    /// The row.
    pub body: Blob,
}

/// A scope as immutable files: `GET /api/v1/sync/snapshots/{scope}/{hash}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The number it stands for.
    pub seq: u64,
    /// The sum of its rows.
    pub check: Sum,
    /// Its pieces, in order.
    pub segments: Vec<SegmentRef>,
}

/// One piece of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentRef {
    /// Its content address, in hexadecimal.
    pub hash: String,
    /// Its size before compression.
    pub bytes: u32,
    /// Rows in it.
    pub rows: u32,
}

/// One event of `GET /api/v1/sync/events`: there is something new. Carries no data, so it needs no permission
/// but the scope's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poke {
    /// Heads of scopes that moved. Those of a kind that is not known here are left out.
    #[serde(deserialize_with = "known_heads")]
    pub heads: Vec<Cursor>,
}

fn known_heads<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Cursor>, D::Error> {
    #[derive(Deserialize)]
    struct Named {
        scope: String,
        seq: u64,
    }
    let heads = Vec::<Named>::deserialize(from)?.into_iter();
    Ok(heads
        .filter_map(|Named { scope, seq }| {
            let scope = scope.parse().ok()?;
            Some(Cursor { scope, seq })
        })
        .collect())
}

/// Why bytes are no message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Of a protocol that this version does not speak.
    #[error("protocol {0} is not spoken here; this version speaks {PROTOCOL}")]
    Protocol(u16),
    /// Damaged, cut off, or something else altogether (a captive portal's page).
    #[error("the message is damaged or is not one of ours")]
    Damaged,
}

/// A message with its two forms.
pub trait Message: Sized + Serialize + for<'de> Deserialize<'de> {
    /// Marks the binary form of this type.
    const MARK: [u8; 2];

    /// The binary form, in the protocol spoken by this version.
    fn to_bytes(&self) -> Vec<u8> {
        self.to_bytes_in(release::current().protocol)
    }

    /// The binary form in an older protocol: an answer is given in the one that was asked in ([`Message::read`]).
    fn to_bytes_in(&self, protocol: u16) -> Vec<u8> {
        let protocol = if is_planted(Planted::AnswersInOwnProtocol) {
            release::current().protocol
        } else {
            protocol
        };
        let mut bytes = Self::MARK.to_vec();
        bytes.extend(protocol.to_be_bytes());
        let bytes = postcard::to_extend(self, bytes).expect("messages serialise into memory");
        release::extended(bytes, protocol)
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// Says whether the other side is of another protocol or the bytes are no message.
    fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::read(bytes).map(|(_, message)| message)
    }

    /// Reads the binary form of any protocol that is still spoken here, and says which it is.
    ///
    /// # Errors
    /// Says whether the other side is of another protocol or the bytes are no message.
    fn read(bytes: &[u8]) -> Result<(u16, Self), Unreadable> {
        let rest = bytes.strip_prefix(&Self::MARK).ok_or(Unreadable::Damaged)?;
        let (protocol, rest) = rest.split_first_chunk::<2>().ok_or(Unreadable::Damaged)?;
        let protocol = u16::from_be_bytes(*protocol);
        let spoken = release::current();
        if !(spoken.oldest_protocol..=spoken.protocol).contains(&protocol) {
            return Err(Unreadable::Protocol(protocol));
        }
        let rest = release::common(rest, protocol).ok_or(Unreadable::Damaged)?;
        match postcard::take_from_bytes(rest) {
            Ok((message, [])) => Ok((protocol, message)),
            _ => Err(Unreadable::Damaged),
        }
    }
}

impl Message for Request {
    const MARK: [u8; 2] = *b"QR";
}

impl Message for Response {
    const MARK: [u8; 2] = *b"QA";
}

#[cfg(test)]
pub(crate) mod tests;
