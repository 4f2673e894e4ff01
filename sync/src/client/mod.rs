//! The client's side, sans I/O: calls go in, store writes and requests come out.
//!
//! One [`Client`] is the image in memory of what the browser's database holds. It never writes, sends, waits, reads a
//! clock or draws a random number. Whoever drives it does that, in this circle:
//!
//! 1. [`Client::open`] with every row of every [`Table`].
//! 2. [`Client::record`] for what a person does. **Nothing is confirmed to the person yet.**
//! 3. [`Client::next_write`] until it answers `None`: run each [`StoreWrite`] as one transaction and report it with
//!    [`Client::committed`] or [`Client::failed`]. [`Event::Recorded`] is the moment to beep.
//! 4. [`Client::next_request`]: send it, and report [`Client::answered`] or [`Client::unanswered`]; then again 3.
//! 5. Ask again at [`Client::wake_at`], after a [`Client::poke`], when the page becomes visible, when the network is back
//!    ([`Client::hurry`]).
//!
//! **Tabs.** Every tab has a client. The one that holds the Web Lock `sync` leads ([`Client::lead`]): it alone sends and
//! pulls. Every tab may record. After each committed write a tab broadcasts it, and the others take it in with
//! [`Client::observe`].
//!
//! **Reading.** [`Client::entity`] and [`Client::records`] show the replica with what has not landed on top.
//! [`Event::Changed`] names what changed, [`Event::Filled`] says that it is too much to name. [`Client::segments`] gives the packed catalogue to indexes.

mod chores;
mod clock;
mod image;
mod keys;
mod look;
mod outbox;
mod receive;
mod replica;
mod rescue;
mod send;
mod settle;
mod store;
mod view;
mod visible;

pub use outbox::{Covered, Entry, EntryState, Identity, KEPT_MS, Mark, Progress, Settled};
pub use replica::{Cursors, ScopeState, Stage};
pub use rescue::UnreadableRescue;
pub use store::{Durability, NEXT_N, Require, StoreFailure, StoreOp, StoreWrite, Table};

use crate::planted::{Planted, is_planted};
use crate::release;
use crate::scope::Scope;
use crate::segment::Segment;
use crate::wire::{
    Ack, Lane, MOST_ITEMS, MOST_PUSH_BYTES, OutcomeCode, Page, Poke, Problem, Pull, Pulled, Push,
    ReadTo, Report, Request, Response,
};
use domain::books::{Actor, Ctx, Decision, Entity, EntityKind, EntityRef, Refusal};
use domain::ids::{ClientId, DeviceId, GrantId, OperationId, PassId, UserId};
use domain::operation::{Fact, Operation};
use domain::permission::Permission;
use domain::time::{ClockStamp, Moment, Timestamp, Written};
use keys::{delete_generation, delete_scope, next_key, page_key, read_page_key, segment_key};
use outbox::Outbox;
use replica::{Replica, staged_after};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;
use visible::{Context, Visible, Whole};

/// What the device's clocks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// The wall clock.
    pub wall: Timestamp,
    /// Milliseconds of a monotonic clock.
    pub monotonic_ms: u64,
    /// Which start of the app the monotonic clock counts from; random.
    pub boot: u64,
}

/// What a client is told at its start.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Build number of the app.
    pub app: u32,
    /// The device.
    pub device: DeviceId,
    /// A new id, for storage that has none yet.
    pub fresh: ClientId,
    /// Most bytes of rows to ask for at a time.
    pub pull_bytes: u32,
    /// Take snapshots instead of rows where the server offers them.
    pub snapshots: bool,
}

/// Who works on the device, as the grant says that was issued at sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its id: stamped on every operation.
    pub id: GrantId,
    /// The person.
    pub user: UserId,
    /// What they may do, as last known.
    pub permissions: BTreeSet<Permission>,
}

/// Something that a person does.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// A new id.
    pub op_id: OperationId,
    /// What.
    pub operation: Operation,
    /// The document it belongs to: intents of one document wait for each other (OFF-16).
    pub chain: Option<Uuid>,
    /// The refused operation it stands for. Leave it to [`Client::retry`].
    pub replaces: Option<OperationId>,
    /// Under which grant; made known by [`Client::sign_in`].
    pub grant: GrantId,
}

/// What happened, for whoever shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// An operation is durable here: now it may be confirmed to its author.
    Recorded {
        /// The operation.
        op_id: OperationId,
        /// Its number.
        n: u64,
    },
    /// An operation could not be written and is not in the outbox; tell its author.
    NotRecorded {
        /// The operation.
        op_id: OperationId,
        /// Why.
        reason: StoreFailure,
    },
    /// These records look different now.
    Changed(Vec<EntityRef>),
    /// Whole pieces came or went, with more rows than it pays to name: read everything anew.
    Filled,
    /// A server state was revealed.
    Revealed,
    /// Operations were refused or held: see [`Client::entries`].
    Attention(Vec<OperationId>),
    /// These scopes are not held any more, and what they held is gone.
    Dropped(Vec<Scope>),
    /// The sums of these scopes disagreed; they are read anew.
    Healing(Vec<Scope>),
    /// The storage took a new identity: somebody else was writing under the old one, or the server was replaced.
    NewIdentity(ClientId),
    /// The device is revoked and has delivered what it had: wipe everything.
    Wipe,
    /// Storage is not what it was thought to be: open the client anew.
    Reopen,
}

/// Why an exchange got no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing came in time, or the connection broke. The server may have taken the push.
    NoAnswer,
    /// Something answered that is not the server: a captive portal, a proxy.
    NotOurs,
    /// The server is in trouble.
    ServerError,
    /// Sign in again. The outbox stays.
    SignIn,
    /// The piece of a snapshot is not there any more.
    Missing,
}

/// Something to send.
#[derive(Debug, Clone, PartialEq)]
pub enum Outgoing {
    /// `POST /api/v1/sync`. Answer with [`Client::answered`].
    Sync(Request),
    /// `GET /api/v1/sync/snapshots/{scope}/{hash}`. Answer with [`Client::fetched`].
    Segment {
        /// Number of this exchange.
        exchange: u64,
        /// The scope.
        scope: Scope,
        /// The piece.
        hash: String,
    },
}

/// How the device stands with the server (OFF-18).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The last exchange reached the server.
    pub online: bool,
    /// An exchange is under way.
    pub syncing: bool,
    /// Operations that are not on the server yet.
    pub waiting: usize,
    /// Operations that need their author.
    pub attention: usize,
    /// Operations held behind those.
    pub held: usize,
    /// Server time of the state that is shown.
    pub as_of: Option<Timestamp>,
    /// Wall time of the last successful exchange.
    pub last_success: Option<Timestamp>,
    /// The server wants a newer app.
    pub upgrade: bool,
    /// The server wants a sign-in.
    pub sign_in: bool,
    /// The browser had no space for the last write.
    pub full: bool,
    /// The device is revoked.
    pub revoked: bool,
    /// Server time minus wall time, if measured (OFF-55).
    pub clock_offset_ms: Option<i64>,
    /// How far the first filling, or a filling anew, has come.
    pub filling: Option<Filling>,
}

/// Progress of a filling (OFF-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filling {
    /// Scopes complete.
    pub complete: usize,
    /// Scopes in all.
    pub scopes: usize,
    /// Rows here that are not shown yet.
    pub rows: usize,
}

/// How far an image of the storage reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Position {
    /// Number of the next operation.
    pub next_n: u64,
    /// Transactions that were no appends.
    pub revision: u64,
}

/// A line of the outbox drawer.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryView<'a> {
    /// Its number.
    pub n: u64,
    /// What was done.
    pub entry: &'a Entry,
    /// What became of it.
    pub state: EntryState,
    /// The books as known here would refuse it by now, so that its effect is not shown; the server decides.
    pub doubtful: bool,
}

/// Why something cannot be done with an entry.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RecordError {
    /// The books as they are known here refuse it.
    #[error("refused here: {}", .0.code())]
    Refused(Box<Refusal>),
    /// Nobody is signed in under this grant.
    #[error("the grant is not known here")]
    UnknownGrant,
    /// Only what needs attention can be settled by its author.
    #[error("the operation does not wait for its author")]
    NotSettling,
}

/// First retry after a failure; doubles up to the last.
const RETRY_FIRST_MS: u64 = 1_000;
const RETRY_LAST_MS: u64 = 60_000;
/// Between two pushes, if the later one has only what was made after the earlier: the first of a burst of scans goes at
/// once, and those behind it ten times a second. An exchange for each would compete with the next scan.
const PUSH_GAP_MS: u64 = 100;
/// Asking for news without any reason to: so long may a device that is online be behind if every poke is lost.
pub const POLL_MS: u64 = 30_000;
/// Rows of pieces that come or go at once and are still named one by one.
const MANY_ROWS: u32 = 2_000;
/// Pages of one scope that are merged into one.
const MERGE_PAGES: usize = 48;
/// Bytes of a merged page.
const MERGED_BYTES: usize = 64 * 1024;

const META_IDENTITY: &[u8] = b"identity";
const META_CURSORS: &[u8] = b"cursors";
const META_PROGRESS: &[u8] = b"progress";
const META_CLOCK: &[u8] = b"clock";
const META_GRANTS: &[u8] = b"grants";
const META_REVISION: &[u8] = b"revision";
/// Schema of the app that fetched the copies of rows; 1 if there is none.
const META_SCHEMA: &[u8] = b"schema";
/// Everything that was ever appended is delivered, and what is here is to be wiped: nothing may be appended any more. Beside
/// the counter, which appends hold anyway, so that a scan waits for nothing more.
const WIPED: &[u8] = b"wiped";

/// A measurement of the clock against the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Measured {
    /// Server time when it was taken.
    server: Timestamp,
    error_ms: u32,
    /// The wall clock then.
    wall: Timestamp,
    monotonic_ms: u64,
    boot: u64,
}

#[derive(Debug, Clone)]
enum Flight {
    Sync {
        exchange: u64,
        sent: ClockReading,
        upto: u64,
        hello: bool,
    },
    Segment {
        exchange: u64,
        scope: Scope,
        hash: String,
    },
}

/// Replica and outbox of one storage instance.
#[derive(Debug)]
pub struct Client {
    setup: Setup,
    identity: Identity,
    grants: BTreeMap<GrantId, Grant>,
    outbox: Outbox,
    replica: Replica,
    visible: Visible,
    measured: Option<Measured>,
    page_keys: BTreeMap<(Scope, u32, u64), usize>,
    /// Counts the transactions that were no appends, of all tabs.
    revision: u64,
    /// See [`META_SCHEMA`].
    schema: u16,
    /// There is a cursor row, and this version cannot read it.
    has_lost_cursors: bool,
    /// The storage has a counter row. The next number may be 1 with it or without: a new identity writes it also if it
    /// had nothing to take along.
    has_counter: bool,
    /// How far another tab has seen the storage.
    seen: Position,

    leads: bool,
    drafts: Vec<Entry>,
    append: Option<StoreWrite>,
    sync_queue: Vec<StoreWrite>,
    sync_running: Option<StoreWrite>,
    write_id: u64,

    flight: Option<Flight>,
    exchange: u64,
    mismatched: BTreeSet<Scope>,
    failures: u32,
    not_before: Option<u64>,
    wanted: bool,
    /// Heads that the server told of, not yet looked at.
    poked: BTreeMap<Scope, u64>,
    last_pull: Option<u64>,
    /// When the last push began, and the number that was next then.
    last_push: Option<(u64, u64)>,
    last_success: Option<Timestamp>,
    online: bool,
    upgrade: bool,
    sign_in: bool,
    /// Exchanges up to this one began before the last sign-in: that they are turned away says nothing any more.
    before_sign_in: u64,
    full: bool,
    /// A write failed; the next one waits until the delay is over.
    stalled: bool,
    /// The monotonic clock as last heard.
    clock_ms: u64,
    revoked: bool,
    /// See [`WIPED`].
    wiped: bool,
    reopen: bool,
}

/// Why storage cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the browser's database holds a row that this version cannot read")]
pub struct UnreadableStorage;

impl Client {
    /// Opens what storage holds: every row of every table, in any order. A row of the outbox that cannot be read is an
    /// error; a damaged copy of server rows is only read anew.
    ///
    /// # Errors
    /// Says if this version cannot read the outbox or the identity. Keep the storage; offer the rescue file.
    pub fn open(
        rows: impl IntoIterator<Item = (Table, Vec<u8>, Vec<u8>)>,
        setup: Setup,
    ) -> Result<Self, UnreadableStorage> {
        let mut rows: Vec<_> = rows.into_iter().collect();
        // The cursor row comes last: it reveals what the others staged. The schema comes first: it says whether the rest can
        // be read.
        let place = |table: Table, key: &[u8]| match table {
            Table::Meta if key == META_SCHEMA => 0,
            Table::Meta => 2,
            _ => 1,
        };
        domain::order::sort_by(&mut rows, |a, b| {
            (place(a.0, &a.1), a.0, &a.1).cmp(&(place(b.0, &b.1), b.0, &b.1))
        });
        let identity = Identity {
            client: setup.fresh,
            formerly: None,
            epoch: None,
        };
        let mut client = Self {
            setup,
            identity,
            grants: BTreeMap::new(),
            outbox: Outbox {
                next_n: 1,
                ..Outbox::default()
            },
            replica: Replica::default(),
            visible: Visible::default(),
            measured: None,
            page_keys: BTreeMap::new(),
            revision: 0,
            schema: 1,
            has_lost_cursors: false,
            has_counter: false,
            seen: Position::default(),
            leads: false,
            drafts: Vec::new(),
            append: None,
            sync_queue: Vec::new(),
            sync_running: None,
            write_id: 0,
            flight: None,
            exchange: 0,
            mismatched: BTreeSet::new(),
            failures: 0,
            not_before: None,
            wanted: true,
            poked: BTreeMap::new(),
            last_pull: None,
            last_push: None,
            last_success: None,
            online: false,
            upgrade: false,
            sign_in: false,
            before_sign_in: 0,
            full: false,
            stalled: false,
            clock_ms: 0,
            revoked: false,
            wiped: false,
            reopen: false,
        };
        let mut has_identity = false;
        for (table, key, value) in rows {
            has_identity |= table == Table::Meta && key == META_IDENTITY;
            let is_copy = matches!(table, Table::Page | Table::Segment)
                || (table == Table::Meta && key == META_CURSORS);
            if is_copy && client.schema < release::current().oldest_copies {
                client.has_lost_cursors = true;
            } else {
                client.load(table, &key, &value)?;
            }
        }
        client.renew_copies(has_identity);
        if !has_identity {
            let put = StoreOp::Put {
                table: Table::Meta,
                key: META_IDENTITY.to_vec(),
                value: to_bytes(&client.identity),
            };
            let require = Require {
                table: Table::Meta,
                key: META_IDENTITY.to_vec(),
                value: None,
            };
            client.queue(Durability::Strict, vec![require], vec![put]);
        }
        client.rebuild(Whole::Yes);
        Ok(client)
    }

    /// The tab leads from now on, or no longer does.
    pub fn lead(&mut self, leads: bool) {
        self.wanted |= leads;
        self.leads = leads;
        if !leads {
            self.flight = None;
        }
    }

    /// Makes a grant known, so that operations can be made under it. Stored with the next write.
    pub fn sign_in(&mut self, grant: Grant) {
        self.sign_in = false;
        self.before_sign_in = self.exchange;
        self.wanted = true;
        if self.grants.get(&grant.id) != Some(&grant) {
            self.grants.insert(grant.id, grant);
            let grants: Vec<&Grant> = self.grants.values().collect();
            let put = StoreOp::Put {
                table: Table::Meta,
                key: META_GRANTS.to_vec(),
                value: to_bytes(&grants),
            };
            self.queue(Durability::Strict, Vec::new(), vec![put]);
        }
    }

    /// Takes in what a person does. It is not confirmed before [`Event::Recorded`].
    ///
    /// # Errors
    /// An intent that the books as known here refuse is not taken. A fact is always taken.
    pub fn record(&mut self, draft: Draft, clock: ClockReading) -> Result<(), RecordError> {
        if !self.grants.contains_key(&draft.grant) {
            return Err(RecordError::UnknownGrant);
        }
        let queued = |chain| {
            self.drafts
                .iter()
                .rev()
                .find(|entry| entry.chain == chain && entry.lane == Lane::Intent)
        };
        let after = match (&draft.operation, draft.chain) {
            (Operation::Intent(_), Some(chain)) => queued(Some(chain))
                .map(|entry| entry.op_id)
                .or_else(|| self.outbox.last_of_chain(chain)),
            _ => None,
        };
        let entry = self.made(draft, after, clock);
        if let Some(operation @ Operation::Intent(_)) = entry.operation()
            && self.drafts.is_empty()
            && let Decision::Refused(refusal) = self.visible.consider(
                &self.replica,
                &operation,
                &self.ctx(self.outbox.next_n, &entry),
            )
        {
            return Err(RecordError::Refused(Box::new(refusal)));
        }
        self.drafts.push(entry);
        Ok(())
    }

    /// The next transaction to run. Several may be under way: one that appends and one that does not. What was
    /// recorded while an append runs goes into the next one together.
    pub fn next_write(&mut self) -> Option<StoreWrite> {
        if self.reopen {
            return None;
        }
        let exclusive = |write: &StoreWrite| {
            write
                .require
                .iter()
                .any(|require| require.table == Table::Counter)
        };
        let barrier = self.sync_running.as_ref().is_some_and(exclusive)
            || self.sync_queue.first().is_some_and(exclusive);
        if self.append.is_none() && !self.drafts.is_empty() && !barrier {
            let values = self
                .drafts
                .drain(..)
                .map(|entry| entry.to_bytes())
                .collect();
            let durability = if is_planted(Planted::RelaxedOutbox) {
                Durability::Relaxed
            } else {
                Durability::Strict
            };
            let unwiped = Require {
                table: Table::Counter,
                key: WIPED.to_vec(),
                value: None,
            };
            let write = self.write(durability, vec![unwiped], vec![StoreOp::Append { values }]);
            self.append = Some(write.clone());
            return Some(write);
        }
        if self.sync_running.is_none()
            && !self.stalled
            && !self.sync_queue.is_empty()
            && (self.append.is_none() || !barrier)
        {
            let write = self.sync_queue.remove(0);
            self.sync_running = Some(write.clone());
            return Some(write);
        }
        None
    }

    /// A transaction has committed. `first_n` is the first number it gave, if it appended.
    pub fn committed(&mut self, id: u64, first_n: Option<u64>) -> Vec<Event> {
        let write = match (&self.append, &self.sync_running) {
            (Some(write), _) if write.id == id => self.append.take(),
            (_, Some(write)) if write.id == id => self.sync_running.take(),
            _ => None,
        };
        let Some(write) = write else {
            return Vec::new();
        };
        self.full = false;
        let mut events = Vec::new();
        let appended = self.apply(&write, first_n, &mut events);
        events.extend(
            appended
                .into_iter()
                .map(|(n, op_id)| Event::Recorded { op_id, n }),
        );
        events.extend(self.catch_up());
        self.wipe_if_delivered(&mut events);
        events
    }

    /// Lets a revoked device be wiped once storage itself says that nothing was appended behind what is delivered: another
    /// tab may have done so unheard.
    fn wipe_if_delivered(&mut self, events: &mut Vec<Event>) {
        let delivered = self.outbox.progress.acked_n + 1 >= self.outbox.next_n;
        let busy = !self.drafts.is_empty() || self.append.is_some() || self.busy_writing();
        if self.wiped {
            events.push(Event::Wipe);
        } else if self.revoked && delivered && !busy && !self.reopen {
            let put = StoreOp::Put {
                table: Table::Counter,
                key: WIPED.to_vec(),
                value: Vec::new(),
            };
            let require = self.require_counter();
            self.queue(Durability::Strict, vec![require], vec![put]);
        }
    }

    /// A transaction did not happen.
    pub fn failed(&mut self, id: u64, reason: StoreFailure) -> Vec<Event> {
        let mut events = Vec::new();
        self.full = reason == StoreFailure::Full;
        if matches!(reason, StoreFailure::Stale | StoreFailure::Unknown) {
            self.reopen = true;
            events.push(Event::Reopen);
        }
        if self.append.as_ref().is_some_and(|write| write.id == id) {
            let write = self.append.take().expect("just seen");
            for op in &write.ops {
                let StoreOp::Append { values } = op else {
                    continue;
                };
                let entries = values.iter().filter_map(|bytes| Entry::from_bytes(bytes));
                let is_told = is_planted(Planted::AbortedTakenForDone);
                let n = self.outbox.next_n;
                events.extend(entries.map(|Entry { op_id, .. }| match reason {
                    StoreFailure::Aborted if is_told => Event::Recorded { op_id, n },
                    _ => Event::NotRecorded { op_id, reason },
                }));
            }
        } else if self
            .sync_running
            .as_ref()
            .is_some_and(|write| write.id == id)
        {
            // What the server has is asked for again; what was decided here is tried again a little later.
            let failed = self.sync_running.take();
            self.sync_queue
                .retain(|write| write.durability == Durability::Strict);
            let again = failed.filter(|write| write.durability == Durability::Strict);
            let waiting = again
                .into_iter()
                .chain(std::mem::take(&mut self.sync_queue));
            for (upon, mut write) in (self.revision..).zip(waiting) {
                unfence(&mut write);
                fence(&mut write, upon);
                self.sync_queue.push(write);
            }
            self.stalled = true;
            self.not_before = Some(self.clock_ms + RETRY_FIRST_MS);
            self.wanted = true;
        }
        events
    }

    /// Another tab has committed a write.
    pub fn observe(&mut self, write: &StoreWrite, first_n: Option<u64>) -> Vec<Event> {
        let mut events = Vec::new();
        match revision_of(write) {
            // A page of the older app was quicker than the renewal of the copies: see `renew_copies`.
            Some(_) if self.has_lost_cursors || self.schema != release::current().schema => {
                self.reopen = true;
                events.push(Event::Reopen);
                return events;
            }
            // It was there already when this tab opened its storage.
            Some(revision) if revision <= self.revision => return events,
            Some(revision) if revision > self.revision + 1 => {
                self.reopen = true;
                events.push(Event::Reopen);
                return events;
            }
            _ => {}
        }
        self.apply(write, first_n, &mut events);
        events
    }

    /// Where this tab's image of the storage is. Broadcast it when a tab has opened its storage, above all after
    /// [`Event::Reopen`]: others may have missed what was written.
    pub fn position(&self) -> Position {
        Position {
            next_n: self.outbox.next_n,
            revision: self.revision,
        }
    }

    /// Another tab has found the storage so.
    pub fn compare(&mut self, position: Position) -> Vec<Event> {
        self.seen = Position {
            next_n: self.seen.next_n.max(position.next_n),
            revision: self.seen.revision.max(position.revision),
        };
        self.catch_up()
    }

    /// Opens the storage anew if somebody has seen it further than this tab, unless own writes under way explain that.
    fn catch_up(&mut self) -> Vec<Event> {
        let explained = self.append.is_some() || self.sync_running.is_some();
        let behind = self.seen.next_n > self.outbox.next_n || self.seen.revision > self.revision;
        if explained || !behind || self.reopen {
            return Vec::new();
        }
        self.reopen = true;
        vec![Event::Reopen]
    }

    /// Something to send now, if the tab leads, nothing is under way and there is a reason.
    pub fn next_request(&mut self, clock: ClockReading) -> Option<Outgoing> {
        self.clock_ms = clock.monotonic_ms;
        if self.not_before.is_none_or(|at| clock.monotonic_ms >= at) {
            self.stalled = false;
        }
        let busy =
            self.flight.is_some() || self.sync_running.is_some() || !self.sync_queue.is_empty();
        if !self.leads || busy || self.sign_in || self.reopen {
            return None;
        }
        if self.not_before.is_some_and(|at| clock.monotonic_ms < at) {
            return None;
        }
        self.wanted |= self.take_pokes();
        let first_n = self.outbox.progress.acked_n + 1;
        let unsent = first_n < self.outbox.next_n;
        if let Some((scope, hash)) = self.missing_segment()
            && !unsent
        {
            self.exchange += 1;
            self.flight = Some(Flight::Segment {
                exchange: self.exchange,
                scope,
                hash: hash.clone(),
            });
            return Some(Outgoing::Segment {
                exchange: self.exchange,
                scope,
                hash,
            });
        }
        let due = self
            .last_pull
            .is_none_or(|at| clock.monotonic_ms.saturating_sub(at) >= POLL_MS)
            && !is_planted(Planted::PokeOnly);
        let can_push = unsent && clock.monotonic_ms >= self.push_from(first_n);
        if !(self.wanted || can_push || due) {
            return None;
        }
        let hello = self.needs_measuring(clock);
        let push = (unsent && !hello).then(|| self.push(first_n)).flatten();
        let upto = push
            .as_ref()
            .map_or(0, |push| push.first_n + push.items.len() as u64 - 1);
        if push.is_some() {
            self.last_push = Some((clock.monotonic_ms, self.outbox.next_n));
        }
        self.exchange += 1;
        self.flight = Some(Flight::Sync {
            exchange: self.exchange,
            sent: clock,
            upto,
            hello,
        });
        self.wanted = false;
        // A first exchange that only measures the clock reveals nothing: operations that wait may be known to the server
        // under a former identity, and would be seen twice until they are sent again.
        let pull = (!self.upgrade && !self.revoked && !hello).then(|| self.pull());
        Some(Outgoing::Sync(Request {
            schema: release::current().schema,
            app: self.setup.app,
            client: self.identity.client,
            exchange: self.exchange,
            epoch: self.identity.epoch,
            t0: clock.wall,
            report: Report {
                next_n: self.outbox.next_n,
                open_passes: self.visible.open_passes(),
                formerly: self.identity.formerly,
            },
            push,
            pull,
        }))
    }

    /// The server has answered. Answers to exchanges that were given up are passed over. `fresh` is a new id, in case the
    /// storage has to take a new identity. Writes follow.
    pub fn answered(
        &mut self,
        response: Response,
        clock: ClockReading,
        fresh: ClientId,
    ) -> Vec<Event> {
        let (sent, upto, hello) = match &self.flight {
            Some(Flight::Sync {
                exchange,
                sent,
                upto,
                hello,
            }) if *exchange == response.exchange || is_planted(Planted::LateAnswerTaken) => {
                (*sent, *upto, *hello)
            }
            _ => return Vec::new(),
        };
        self.flight = None;
        self.failures = 0;
        self.not_before = None;
        self.online = true;
        self.last_success = Some(clock.wall);
        if self.lacks_entries() && self.append.is_none() && !self.reopen {
            // Another tab wrote and ended before it could say so: storage knows what was written.
            self.reopen = true;
            return vec![Event::Reopen];
        }
        let mut events = Vec::new();
        let mut ops = Vec::new();
        self.measure(&response, sent, clock, &mut ops);
        let epoch_known = self
            .identity
            .epoch
            .is_none_or(|epoch| epoch == response.epoch);
        match response.problem {
            Some(Problem::Epoch { last_n }) => {
                self.take_epoch(response.epoch, last_n, fresh, ops);
                return events;
            }
            Some(Problem::Forked) => {
                self.take_new_identity(fresh, self.identity.epoch, ops);
                return events;
            }
            Some(Problem::Gap { expected }) if expected <= self.outbox.progress.acked_n => {
                self.take_epoch(response.epoch, expected - 1, fresh, ops);
                return events;
            }
            Some(Problem::Gap { .. }) => self.wanted = true,
            Some(Problem::Slow { retry_ms }) => {
                self.not_before = Some(clock.monotonic_ms + u64::from(retry_ms))
            }
            Some(Problem::Upgrade) => self.upgrade = true,
            Some(Problem::Revoked) => self.revoked = true,
            None => self.upgrade = false,
        }
        if !epoch_known {
            // Restored between the push and the header: the next exchange will say so properly.
            self.wanted = true;
            return events;
        }
        if self.identity.epoch.is_none() {
            let identity = Identity {
                epoch: Some(response.epoch),
                ..self.identity.clone()
            };
            ops.push(StoreOp::Put {
                table: Table::Meta,
                key: META_IDENTITY.to_vec(),
                value: to_bytes(&identity),
            });
        }
        let mut progress = self.outbox.progress.clone();
        if let Some(ack) = &response.ack
            && upto > 0
        {
            self.take_ack(ack, upto, &mut progress, &mut ops);
        }
        if (self.upgrade || self.revoked) && !is_planted(Planted::UpgradeAsksForEver) {
            // No news is given, so asking again at once brings none either.
            self.last_pull = Some(clock.monotonic_ms);
        }
        if let Some(pulled) = response.pulled {
            self.last_pull = Some(clock.monotonic_ms);
            self.take_pulled(pulled, response.t2, &mut progress, &mut ops, &mut events);
        }
        if progress != self.outbox.progress {
            ops.push(StoreOp::Put {
                table: Table::Meta,
                key: META_PROGRESS.to_vec(),
                value: to_bytes(&progress),
            });
        }
        self.wanted |= hello;
        if !ops.is_empty() {
            self.queue(Durability::Relaxed, Vec::new(), ops);
        }
        events
    }

    /// An exchange got no usable answer.
    pub fn unanswered(&mut self, exchange: u64, failure: Failure, clock: ClockReading) {
        let flying = match &self.flight {
            Some(Flight::Sync { exchange, .. } | Flight::Segment { exchange, .. }) => {
                Some(*exchange)
            }
            None => None,
        };
        if flying != Some(exchange) {
            return;
        }
        let flight = self.flight.take();
        self.wanted = true;
        match failure {
            _ if self.failures >= 3 && is_planted(Planted::GivesUp) => {
                self.not_before = Some(u64::MAX)
            }
            Failure::SignIn => {
                self.sign_in =
                    exchange > self.before_sign_in || is_planted(Planted::LateRefusalTaken);
            }
            Failure::Missing => {
                if let Some(Flight::Segment { scope, .. }) = flight {
                    self.restart(scope);
                }
            }
            Failure::NoAnswer | Failure::NotOurs | Failure::ServerError => {
                self.online = false;
                self.failures = (self.failures + 1).min(16);
                let delay = (RETRY_FIRST_MS << (self.failures - 1)).min(RETRY_LAST_MS);
                self.not_before = Some(clock.monotonic_ms + delay);
            }
        }
    }

    /// A piece of a snapshot has come, and of those that follow it ([`Client::coming_segments`]) so many as came meanwhile:
    /// they are kept in one transaction. What follows is left out from the first that is not the one expected.
    pub fn fetched(&mut self, exchange: u64, pieces: &[Vec<u8>]) -> Vec<Event> {
        let (scope, hash) = match &self.flight {
            Some(Flight::Segment {
                exchange: flying,
                scope,
                hash,
            }) if *flying == exchange => (*scope, hash.clone()),
            _ => return Vec::new(),
        };
        self.flight = None;
        self.wanted = true;
        let mut cursors = self.replica.cursors.clone();
        let state = cursors.scopes.iter_mut().find(|state| state.scope == scope);
        let Some(stage) = state.and_then(|state| state.stage.as_mut()) else {
            return Vec::new();
        };
        if stage.missing().is_none_or(|piece| piece.hash != hash) {
            self.restart(scope);
            return Vec::new();
        }
        let mut ops = Vec::new();
        for bytes in pieces {
            let generation = stage.generation;
            let Some((snapshot, at)) = &mut stage.snapshot else {
                break;
            };
            let is_next = snapshot
                .segments
                .get(*at as usize)
                .is_some_and(|piece| piece.hash == crate::segment::address(bytes));
            if !is_next || Segment::from_bytes(bytes).is_err() {
                break;
            }
            ops.push(StoreOp::Put {
                table: Table::Segment,
                key: segment_key(scope, generation, *at),
                value: bytes.clone(),
            });
            *at += 1;
        }
        if ops.is_empty() {
            self.restart(scope);
            return Vec::new();
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_CURSORS.to_vec(),
            value: to_bytes(&cursors),
        });
        self.queue(Durability::Relaxed, Vec::new(), ops);
        Vec::new()
    }

    /// The server says that there is something new. Whether it is, shows when nothing is under way any more: the answer
    /// being taken up may have brought it, above all what this client sent itself.
    pub fn poke(&mut self, poke: &Poke) {
        if is_planted(Planted::PokesIgnored) {
            return;
        }
        for head in &poke.heads {
            let known = self.poked.entry(head.scope).or_default();
            *known = head.seq.max(*known);
        }
    }

    /// Takes what pokes told since the last time: is any of it still news?
    fn take_pokes(&mut self) -> bool {
        let poked = std::mem::take(&mut self.poked);
        poked.into_iter().any(|(scope, head)| {
            self.replica
                .cursors
                .of(scope)
                .is_none_or(|state| state.revealed.is_none_or(|seq| seq < head))
        })
    }

    /// There is reason to hope: back online, back in view, the button. Does not wait out the delay after failures.
    pub fn hurry(&mut self) {
        self.not_before = None;
        self.stalled = false;
        self.wanted = true;
    }

    /// When to ask [`Client::next_request`] again, on the monotonic clock, if nothing else happens.
    pub fn wake_at(&self) -> u64 {
        let poll = self.last_pull.map_or(0, |at| at + POLL_MS);
        let first_n = self.outbox.progress.acked_n + 1;
        let soon = if self.wanted || !self.poked.is_empty() {
            0
        } else if first_n < self.outbox.next_n {
            self.push_from(first_n)
        } else {
            poll
        };
        soon.max(self.not_before.unwrap_or(0))
    }

    /// When what waits, from this number on, may go.
    fn push_from(&self, first_n: u64) -> u64 {
        match self.last_push {
            Some((at, next_n)) if first_n >= next_n => at + PUSH_GAP_MS,
            _ => 0,
        }
    }
}

/// Lets a transaction happen only upon the storage that it was made for: a tab that slept while another led, or that
/// missed what another wrote, opens its storage anew instead.
fn fence(write: &mut StoreWrite, upon: u64) {
    if !is_planted(Planted::NoFence) {
        write.require.push(Require {
            table: Table::Meta,
            key: META_REVISION.to_vec(),
            value: (upon > 0).then(|| upon.to_be_bytes().to_vec()),
        });
    }
    write.ops.push(StoreOp::Put {
        table: Table::Meta,
        key: META_REVISION.to_vec(),
        value: (upon + 1).to_be_bytes().to_vec(),
    });
}

/// The revision that a fenced transaction makes.
fn revision_of(write: &StoreWrite) -> Option<u64> {
    match write.ops.last()? {
        StoreOp::Put {
            table: Table::Meta,
            key,
            value,
        } if key.as_slice() == META_REVISION => {
            value.as_slice().try_into().map(u64::from_be_bytes).ok()
        }
        _ => None,
    }
}

fn unfence(write: &mut StoreWrite) {
    write.ops.pop();
    write
        .require
        .retain(|require| require.key.as_slice() != META_REVISION);
}

struct Contexts<'a>(&'a Client);

impl Context for Contexts<'_> {
    fn ctx(&self, n: u64, entry: &Entry) -> Ctx {
        self.0.ctx(n, entry)
    }
}

/// The digest and the number of events that closing a pass declares, from the facts of its device.
pub fn closing_of<'a>(
    facts: impl IntoIterator<Item = (OperationId, &'a Fact)>,
    pass: PassId,
) -> (u32, u64) {
    let mut n_events = 0;
    let mut digest = 0;
    for (id, fact) in facts {
        let of = match fact {
            Fact::Counted { pass, .. }
            | Fact::Set { pass, .. }
            | Fact::Voided { pass, .. }
            | Fact::SuspectedDouble { pass, .. } => *pass,
            _ => continue,
        };
        if of == pass {
            n_events += 1;
            digest ^= domain::stocktake::pass::digest(id);
        }
    }
    (n_events, digest)
}

fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("state serialises into memory")
}

fn set_stage(cursors: &mut Cursors, scope: Scope, stage: Option<Stage>) {
    match cursors.scopes.iter_mut().find(|state| state.scope == scope) {
        Some(state) => state.stage = stage,
        None => {
            let generation = stage.as_ref().map_or(0, |stage| stage.generation);
            cursors.scopes.push(ScopeState {
                scope,
                generation,
                revealed: None,
                stage,
            });
        }
    }
}
