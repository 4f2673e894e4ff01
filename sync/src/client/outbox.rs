//! Operations made here and what became of them (SM-8).

use crate::release;
use crate::wire::operation::{self, decode};
use crate::wire::{Blob, Epoch, Lane, OutcomeCode, PushItem};
use domain::ids::{GrantId, OperationId};
use domain::operation::Operation;
use domain::time::{ClockStamp, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How long an operation is kept after it has landed: a server restored from a backup asks for it again (SYNC 5.9).
pub const KEPT_MS: i64 = 7 * 24 * 3_600_000;

/// An operation as it lies in the outbox. Its number is its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub op_id: OperationId,
    /// The document it belongs to.
    pub chain: Option<Uuid>,
    /// The operation it builds on.
    pub after: Option<OperationId>,
    /// The refused operation it stands for.
    pub replaces: Option<OperationId>,
    /// Fact or intent.
    pub lane: Lane,
    /// Its kind on the wire.
    pub kind: u16,
    /// Version of `body`.
    pub v: u16,
    /// The operation.
    pub body: Blob,
    /// When.
    pub at: ClockStamp,
    /// Entries of this outbox up to this number were durable, and known to the tab, when it was made.
    pub knew: u64,
    /// Server time of the last answer seen then.
    pub seen: Option<Timestamp>,
    /// Under which grant.
    pub grant: GrantId,
}

impl Entry {
    /// As it is stored. The first byte is its version: older ones are read for ever.
    pub fn to_bytes(&self) -> Vec<u8> {
        let version = release::current().entry;
        release::extended(self.in_form(version), u16::from(version))
    }

    /// Its bytes under the number of a version, without what that version may add.
    pub(super) fn in_form(&self, version: u8) -> Vec<u8> {
        postcard::to_extend(self, vec![version]).expect("entries serialise into memory")
    }

    /// Reads a stored entry.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = bytes.split_first()?;
        let is_known = (1..=release::current().entry).contains(version);
        let rest = release::common(rest, u16::from(*version)).filter(|_| is_known)?;
        postcard::from_bytes(rest).ok()
    }

    /// The operation, if this version of the app still understands what it wrote.
    pub fn operation(&self) -> Option<Operation> {
        decode(self.lane, self.kind, self.v, &self.body).ok()
    }

    /// As it is sent.
    pub(super) fn to_item(&self, n: u64, at: ClockStamp) -> PushItem {
        PushItem {
            n,
            op_id: self.op_id,
            chain: self.chain,
            after: self.after,
            replaces: self.replaces,
            lane: self.lane,
            kind: self.kind,
            v: self.v,
            body: self.body.clone(),
            at,
            knew: self.knew,
            seen: self.seen,
            grant: self.grant,
        }
    }

    pub(super) fn new(
        draft: super::Draft,
        after: Option<OperationId>,
        at: ClockStamp,
        knew: u64,
        seen: Option<Timestamp>,
    ) -> Self {
        let (lane, kind) = operation::kind(&draft.operation);
        Self {
            op_id: draft.op_id,
            chain: draft.chain,
            after,
            replaces: draft.replaces,
            lane,
            kind,
            v: operation::written(),
            body: operation::encode(&draft.operation),
            at,
            knew,
            seen,
            grant: draft.grant,
        }
    }
}

/// A result that is not simply "accepted", and what its author did about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What the server said.
    pub code: OutcomeCode,
    /// Its reason in plain words.
    pub detail: String,
    /// What its author did.
    pub settled: Option<Settled>,
}

/// How an entry that needed attention was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    /// Given up; its local effect is rolled back.
    Discarded,
    /// Sent again, perhaps changed, as this operation.
    Replaced(OperationId),
}

/// SM-8, as shown to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryState {
    /// To be sent.
    Waiting,
    /// On its way.
    Sending,
    /// The operation it builds on was refused.
    Held {
        /// That one.
        behind: OperationId,
    },
    /// Refused: retry, edit or discard.
    NeedsAttention {
        /// Stable name of the reason.
        code: String,
        /// The reason in plain words.
        detail: String,
    },
    /// On the server. The code says so if it was not simply accepted.
    Done(Option<OutcomeCode>),
    /// Given up by its author.
    Discarded,
}

/// Operations up to a number that are in the replica since some time; for the purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// The last number.
    pub upto: u64,
    /// Server time of the state that first had them.
    pub since: Timestamp,
}

/// How far the outbox has come. One row, written with every answer that moves it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Everything up to here is durable on the server.
    pub acked_n: u64,
    /// Everything up to here is in the replica as it is shown.
    pub covered_n: u64,
    /// Since when, oldest first, until it is purged.
    pub covered: Vec<Covered>,
    /// Everything up to here is in the replica, though the server has to be told again (fork, restored server).
    pub hidden_upto: u64,
    /// …until the next reveal: the server was restored, and its state as it is then may lack them.
    pub hidden_until_reveal: bool,
}

impl Progress {
    /// Notes that a revealed state has everything up to `last_n`.
    pub(super) fn cover(&mut self, last_n: u64, since: Timestamp) {
        if self.hidden_until_reveal {
            self.hidden_upto = 0;
            self.hidden_until_reveal = false;
        }
        if last_n > self.covered_n {
            self.covered_n = last_n;
            self.covered.push(Covered {
                upto: last_n,
                since,
            });
        }
    }
}

/// The outbox in memory: an image of its tables.
#[derive(Debug, Clone, Default)]
pub(super) struct Outbox {
    pub entries: BTreeMap<u64, Entry>,
    pub marks: BTreeMap<u64, Mark>,
    pub next_n: u64,
    pub progress: Progress,
}

impl Outbox {
    /// The number of an operation. The latest, if it was sent again under a new number.
    pub fn number_of(&self, op_id: OperationId) -> Option<u64> {
        self.entries
            .iter()
            .rev()
            .find(|(_, entry)| entry.op_id == op_id)
            .map(|(n, _)| *n)
    }

    pub fn state(&self, n: u64, sending_upto: u64) -> EntryState {
        match self.marks.get(&n) {
            Some(Mark {
                settled: Some(_), ..
            }) => EntryState::Discarded,
            Some(Mark {
                code: OutcomeCode::Held { behind },
                ..
            }) => EntryState::Held { behind: *behind },
            Some(Mark {
                code: OutcomeCode::Refused(code),
                detail,
                ..
            }) => EntryState::NeedsAttention {
                code: code.clone(),
                detail: detail.clone(),
            },
            Some(mark) => EntryState::Done(Some(mark.code.clone())),
            None if n <= self.progress.acked_n => EntryState::Done(None),
            None if n <= sending_upto => EntryState::Sending,
            None => EntryState::Waiting,
        }
    }

    /// Whether the entry has an effect that the replica does not show yet.
    pub fn is_pending(&self, n: u64) -> bool {
        n > self.progress.covered_n.max(self.progress.hidden_upto)
            && self.marks.get(&n).is_none_or(|mark| mark.code.is_done())
    }

    /// The last operation of a chain that still stands, on which the next one builds.
    pub fn last_of_chain(&self, chain: Uuid) -> Option<OperationId> {
        let standing = |n: &u64| self.marks.get(n).is_none_or(|mark| mark.settled.is_none());
        let of_chain = |entry: &Entry| entry.chain == Some(chain) && entry.lane == Lane::Intent;
        self.entries
            .iter()
            .rev()
            .find(|(n, entry)| of_chain(entry) && standing(n))
            .map(|(_, entry)| entry.op_id)
    }
}

/// Who the storage is, and to which server it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The storage instance.
    pub client: domain::ids::ClientId,
    /// What it was called before it found itself forked.
    pub formerly: Option<domain::ids::ClientId>,
    /// The server it belongs to.
    pub epoch: Option<Epoch>,
}
