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
//! [`Event::Changed`] names what changed. [`Client::segments`] gives the packed catalogue to indexes.

mod look;
mod outbox;
mod replica;
mod rescue;
mod store;
mod visible;

pub use outbox::{Covered, Entry, EntryState, Identity, KEPT_MS, Mark, Progress, Settled};
pub use replica::{Cursors, ScopeState, Stage};
pub use rescue::UnreadableRescue;
pub use store::{Durability, NEXT_N, Require, StoreFailure, StoreOp, StoreWrite, Table};

use crate::planted::{Planted, is_planted};
use crate::scope::Scope;
use crate::segment::Segment;
use crate::wire::{
    Ack, Lane, MOST_ITEMS, MOST_PUSH_BYTES, OutcomeCode, Page, Poke, Problem, Pull, Pulled, Push,
    ReadTo, Report, Request, Response, SCHEMA,
};
use domain::books::{Actor, Ctx, Decision, Entity, EntityKind, EntityRef, Refusal};
use domain::ids::{ClientId, DeviceId, GrantId, OperationId, PassId, UserId};
use domain::operation::{Fact, Operation};
use domain::permission::Permission;
use domain::time::{ClockStamp, Moment, Timestamp};
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
/// Asking for news without any reason to.
const POLL_MS: u64 = 30_000;
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

/// A measurement of the clock against the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Measured {
    /// Server time when it was taken.
    server: Timestamp,
    error_ms: u32,
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
    last_pull: Option<u64>,
    last_success: Option<Timestamp>,
    online: bool,
    upgrade: bool,
    sign_in: bool,
    full: bool,
    /// A write failed; the next one waits until the delay is over.
    stalled: bool,
    /// The monotonic clock as last heard.
    clock_ms: u64,
    revoked: bool,
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
        // The cursor row comes last: it reveals what the others staged.
        rows.sort_by(|a, b| (a.0 == Table::Meta, a.0, &a.1).cmp(&(b.0 == Table::Meta, b.0, &b.1)));
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
            last_pull: None,
            last_success: None,
            online: false,
            upgrade: false,
            sign_in: false,
            full: false,
            stalled: false,
            clock_ms: 0,
            revoked: false,
            reopen: false,
        };
        let mut has_identity = false;
        for (table, key, value) in rows {
            has_identity |= table == Table::Meta && key == META_IDENTITY;
            client.load(table, &key, &value)?;
        }
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

    // ---- What the driver calls ----

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
        let entry = Entry::new(draft, after, self.stamp(clock), self.replica.cursors.seen);
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
            let write = self.write(durability, Vec::new(), vec![StoreOp::Append { values }]);
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
        self.wanted |= first_n.is_some();
        events.extend(self.catch_up());
        if self.revoked
            && self.outbox.progress.acked_n + 1 >= self.outbox.next_n
            && self.drafts.is_empty()
        {
            events.push(Event::Wipe);
        }
        events
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
                events.extend(entries.map(|entry| Event::NotRecorded {
                    op_id: entry.op_id,
                    reason,
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
        self.wanted |= first_n.is_some();
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
            .is_none_or(|at| clock.monotonic_ms.saturating_sub(at) >= POLL_MS);
        if !(self.wanted || unsent || due) {
            return None;
        }
        let hello = self.needs_measuring(clock);
        let push = (unsent && !hello).then(|| self.push(first_n)).flatten();
        let upto = push
            .as_ref()
            .map_or(0, |push| push.first_n + push.items.len() as u64 - 1);
        self.exchange += 1;
        self.flight = Some(Flight::Sync {
            exchange: self.exchange,
            sent: clock,
            upto,
            hello,
        });
        self.wanted = false;
        let pull = (!self.upgrade && !self.revoked).then(|| self.pull());
        Some(Outgoing::Sync(Request {
            schema: SCHEMA,
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
            self.take_ack(ack, &mut progress, &mut ops);
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
            Failure::SignIn => self.sign_in = true,
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

    /// A piece of a snapshot has come.
    pub fn fetched(&mut self, exchange: u64, bytes: &[u8]) -> Vec<Event> {
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
        let state = self.replica.cursors.of(scope).cloned();
        let Some(ScopeState {
            stage: Some(stage), ..
        }) = &state
        else {
            return Vec::new();
        };
        let Some((snapshot, at)) = &stage.snapshot else {
            return Vec::new();
        };
        let good = crate::segment::address(bytes) == hash && Segment::from_bytes(bytes).is_ok();
        if stage.missing().is_none_or(|piece| piece.hash != hash) || !good {
            self.restart(scope);
            return Vec::new();
        }
        let stage = Stage {
            snapshot: Some((snapshot.clone(), at + 1)),
            ..stage.clone()
        };
        let key = segment_key(scope, stage.generation, *at);
        let mut cursors = self.replica.cursors.clone();
        set_stage(&mut cursors, scope, Some(stage));
        let ops = vec![
            StoreOp::Put {
                table: Table::Segment,
                key,
                value: bytes.to_vec(),
            },
            StoreOp::Put {
                table: Table::Meta,
                key: META_CURSORS.to_vec(),
                value: to_bytes(&cursors),
            },
        ];
        self.queue(Durability::Relaxed, Vec::new(), ops);
        Vec::new()
    }

    /// The server says that there is something new.
    pub fn poke(&mut self, poke: &Poke) {
        self.wanted |= poke.heads.iter().any(|head| {
            self.replica
                .cursors
                .of(head.scope)
                .is_none_or(|state| state.revealed.is_none_or(|seq| seq < head.seq))
        });
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
        let unsent = self.outbox.progress.acked_n + 1 < self.outbox.next_n;
        let soon = if self.wanted || unsent { 0 } else { poll };
        soon.max(self.not_before.unwrap_or(0))
    }

    // ---- What needs its author ----

    /// Sends what was refused again, perhaps changed, as a new operation that names the refused one. What was held behind
    /// it follows.
    ///
    /// # Errors
    /// Only what needs attention can be sent again.
    pub fn retry(
        &mut self,
        refused: OperationId,
        mut draft: Draft,
        clock: ClockReading,
    ) -> Result<(), RecordError> {
        let n = self.settling(refused)?;
        draft.replaces = Some(refused);
        draft.chain = self.outbox.entries[&n].chain;
        let after = self.outbox.entries[&n].after;
        let new = draft.op_id;
        let entry = Entry::new(draft, after, self.stamp(clock), self.replica.cursors.seen);
        self.settle(n, Settled::Replaced(new), Some(entry), Some(new));
        Ok(())
    }

    /// Gives up what was refused. What was held behind it goes on without it.
    ///
    /// # Errors
    /// Only what needs attention can be given up.
    pub fn discard(&mut self, refused: OperationId) -> Result<(), RecordError> {
        let n = self.settling(refused)?;
        let after = self.outbox.entries[&n].after;
        self.settle(n, Settled::Discarded, None, after);
        Ok(())
    }

    fn settling(&self, op_id: OperationId) -> Result<u64, RecordError> {
        let n = self
            .outbox
            .number_of(op_id)
            .ok_or(RecordError::NotSettling)?;
        match self.outbox.state(n, 0) {
            EntryState::NeedsAttention { .. } | EntryState::Held { .. } => Ok(n),
            _ => Err(RecordError::NotSettling),
        }
    }

    /// One strict write: the mark, the operation that stands in, and those that were held behind, sent again.
    fn settle(&mut self, n: u64, settled: Settled, new: Option<Entry>, after: Option<OperationId>) {
        let mut ops = Vec::new();
        let mut values: Vec<Vec<u8>> = new.iter().map(Entry::to_bytes).collect();
        let refused = self.outbox.entries[&n].op_id;
        let mark = |outbox: &Outbox, n: u64, settled| StoreOp::Put {
            table: Table::Mark,
            key: n.to_be_bytes().to_vec(),
            value: to_bytes(&Mark {
                settled: Some(settled),
                ..outbox.marks[&n].clone()
            }),
        };
        ops.push(mark(&self.outbox, n, settled));
        // Each held one keeps its predecessor, but for those that built on the refused one itself.
        for (held_n, entry) in self.outbox.entries.range(n + 1..) {
            let is_held = matches!(
                self.outbox.marks.get(held_n),
                Some(Mark { code: OutcomeCode::Held { behind }, settled: None, .. }) if *behind == refused
            );
            if is_held {
                let after = if entry.after == Some(refused) {
                    after
                } else {
                    entry.after
                };
                values.push(
                    Entry {
                        after,
                        ..entry.clone()
                    }
                    .to_bytes(),
                );
                ops.push(mark(&self.outbox, *held_n, Settled::Replaced(entry.op_id)));
            }
        }
        if !values.is_empty() {
            ops.push(StoreOp::Append { values });
        }
        self.queue(Durability::Strict, Vec::new(), ops);
    }

    // ---- What is shown ----

    /// A record as it is seen: the replica with own operations on top.
    pub fn entity(&self, key: &EntityRef) -> Option<Entity> {
        self.visible.entity(&self.replica, key)
    }

    /// Every record of a kind whose id ([`crate::row::id`]) begins with `prefix`. For the catalogue use
    /// [`Client::segments`] and an index.
    pub fn records(&self, kind: EntityKind, prefix: &[u8]) -> Vec<Entity> {
        self.visible.records(&self.replica, kind, prefix)
    }

    /// Whether an own operation that has not landed shows in this record (OFF-18).
    pub fn is_pending(&self, key: &EntityRef) -> bool {
        self.visible.is_pending(key, self.outbox.progress.covered_n)
    }

    /// The packed pieces of a scope. Rows of [`Client::loose`] come on top of them.
    pub fn segments(&self, scope: Scope) -> &[Rc<Segment>] {
        self.replica.segments(scope)
    }

    /// Rows of a scope that are not packed; `None` hides a packed one.
    pub fn loose(&self, scope: Scope) -> impl Iterator<Item = (u16, &[u8], Option<Entity>)> {
        self.replica.loose(scope).map(|(kind, id, value)| {
            (
                kind,
                id,
                value.and_then(|value| crate::row::decode(kind, value).ok()),
            )
        })
    }

    /// The scopes held, and how far each is revealed.
    pub fn cursors(&self) -> &Cursors {
        &self.replica.cursors
    }

    /// The sum of a scope's revealed rows.
    pub fn sum(&self, scope: Scope) -> crate::check::Sum {
        self.replica.sum(scope)
    }

    /// The storage instance.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Number of the next operation.
    pub fn next_n(&self) -> u64 {
        self.outbox.next_n
    }

    /// Everything in the outbox, oldest first: what waits, what needs attention, and the history that is kept.
    pub fn entries(&self) -> impl Iterator<Item = EntryView<'_>> {
        let sending = match &self.flight {
            Some(Flight::Sync { upto, .. }) => *upto,
            _ => 0,
        };
        self.outbox.entries.iter().map(move |(n, entry)| EntryView {
            n: *n,
            entry,
            state: self.outbox.state(*n, sending),
            doubtful: self.visible.doubtful().contains(n),
        })
    }

    /// Passes counted here that are open: a new version of the app waits for them.
    pub fn open_passes(&self) -> Vec<PassId> {
        self.visible.open_passes()
    }

    /// How the device stands.
    pub fn status(&self) -> Status {
        let mut status = Status {
            online: self.online,
            syncing: self.flight.is_some(),
            waiting: self.drafts.len(),
            attention: 0,
            held: 0,
            as_of: self.replica.cursors.as_of,
            last_success: self.last_success,
            upgrade: self.upgrade,
            sign_in: self.sign_in,
            full: self.full,
            revoked: self.revoked,
            clock_offset_ms: None,
            filling: None,
        };
        status.waiting +=
            (self.outbox.next_n - 1 - self.outbox.progress.acked_n.min(self.outbox.next_n - 1))
                as usize;
        for mark in self
            .outbox
            .marks
            .values()
            .filter(|mark| mark.settled.is_none())
        {
            match mark.code {
                OutcomeCode::Refused(_) => status.attention += 1,
                OutcomeCode::Held { .. } => status.held += 1,
                _ => {}
            }
        }
        let scopes = &self.replica.cursors.scopes;
        let complete = scopes
            .iter()
            .filter(|state| state.revealed.is_some())
            .count();
        if complete < scopes.len() || scopes.is_empty() {
            status.filling = Some(Filling {
                complete,
                scopes: scopes.len(),
                rows: self.replica.n_staged(),
            });
        }
        status
    }

    /// Like [`Client::status`], with the offset of the clock at this reading.
    pub fn status_at(&self, clock: ClockReading) -> Status {
        Status {
            clock_offset_ms: self.stamp(clock).offset_ms,
            ..self.status()
        }
    }

    // ---- Chores ----

    /// Removes what landed more than a week ago. Call it now and then; writes follow.
    pub fn purge(&mut self, clock: ClockReading) {
        if !self.leads || self.busy_writing() {
            return;
        }
        // By the server's time: a wall clock set ahead must not make a week of it.
        let stamp = self.stamp(clock);
        let Some(offset_ms) = stamp.offset_ms else {
            return;
        };
        let now = stamp.wall.plus_millis(offset_ms);
        let mut progress = self.outbox.progress.clone();
        let kept_ms = if is_planted(Planted::PurgedTooSoon) {
            0
        } else {
            KEPT_MS
        };
        let old = |covered: &Covered| now.millis_since(covered.since) >= kept_ms;
        let n_old = progress
            .covered
            .iter()
            .take_while(|covered| old(covered))
            .count();
        let Some(upto) = progress.covered[..n_old].last().map(|covered| covered.upto) else {
            return;
        };
        // What the server has not acknowledged stays, whatever its rows show.
        let upto = upto.min(progress.acked_n);
        progress.covered.drain(..n_old);
        let needed: Vec<(u64, u64)> = self.visible.spans().collect();
        let is_needed = |n: u64| {
            let open = self
                .outbox
                .marks
                .get(&n)
                .is_some_and(|mark| mark.settled.is_none() && !mark.code.is_done());
            open || needed
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&n))
        };
        let mut ops = Vec::new();
        for n in self
            .outbox
            .entries
            .range(..=upto)
            .map(|(n, _)| *n)
            .filter(|n| !is_needed(*n))
        {
            let key = n.to_be_bytes().to_vec();
            ops.push(StoreOp::Delete {
                table: Table::Outbox,
                key: key.clone(),
            });
            if self.outbox.marks.contains_key(&n) {
                ops.push(StoreOp::Delete {
                    table: Table::Mark,
                    key,
                });
            }
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        self.queue(Durability::Relaxed, Vec::new(), ops);
    }

    /// Merges the pages of a scope that has many. Call it when idle; writes follow.
    pub fn merge(&mut self) {
        if !self.leads || self.busy_writing() {
            return;
        }
        let crowded = self.replica.cursors.scopes.iter().find_map(|state| {
            let (generation, revealed) = (state.generation, state.revealed?);
            let pages = self
                .page_keys
                .range((state.scope, generation, 0)..=(state.scope, generation, revealed));
            (pages.count() >= MERGE_PAGES).then_some((state.scope, generation, revealed))
        });
        let Some((scope, generation, revealed)) = crowded else {
            return;
        };
        let mut ops = vec![StoreOp::DeleteRange {
            table: Table::Page,
            from: page_key(scope, generation, 0),
            to: page_key(
                scope,
                generation,
                if is_planted(Planted::MergeDeletesStaged) {
                    u64::MAX
                } else {
                    revealed + 1
                },
            ),
        }];
        let mut rows = Vec::new();
        let mut size = 0;
        let mut merged = self.replica.merged(scope).into_iter().peekable();
        while let Some(row) = merged.next() {
            size += 24 + row.id.len() + row.value.as_ref().map_or(0, |value| value.body.len());
            let to = row.seq;
            rows.push(row);
            if size >= MERGED_BYTES || merged.peek().is_none() {
                let key = page_key(scope, generation, to);
                ops.push(StoreOp::Put {
                    table: Table::Page,
                    key,
                    value: to_bytes(&std::mem::take(&mut rows)),
                });
                size = 0;
            }
        }
        self.queue(Durability::Relaxed, Vec::new(), ops);
    }

    fn busy_writing(&self) -> bool {
        self.sync_running.is_some() || !self.sync_queue.is_empty() || self.reopen
    }

    // ---- Sending ----

    fn push(&self, first_n: u64) -> Option<Push> {
        let mut items = Vec::new();
        let mut size = 0;
        for (n, entry) in self.outbox.entries.range(first_n..).take(MOST_ITEMS) {
            // A gap here was made by nobody: rather say nothing than let the server wait for ever.
            if *n != first_n + items.len() as u64 {
                break;
            }
            size += entry.body.len() + 96;
            if size > MOST_PUSH_BYTES && !items.is_empty() {
                break;
            }
            items.push(entry.to_item(*n, self.restamp(entry.at)));
        }
        (!items.is_empty()).then_some(Push { first_n, items })
    }

    fn pull(&self) -> Pull {
        let cursors = self.replica.cursors.scopes.iter().map(|state| {
            let (seq, since) = match (&state.stage, state.revealed) {
                (Some(stage), _) => (stage.to, stage.since),
                (None, revealed) => (revealed.unwrap_or(0), 0),
            };
            ReadTo {
                scope: state.scope,
                seq,
                since,
            }
        });
        Pull {
            cursors: cursors.collect(),
            mismatched: self.mismatched.iter().copied().collect(),
            max_bytes: self.setup.pull_bytes,
            snapshots: self.setup.snapshots,
        }
    }

    fn missing_segment(&self) -> Option<(Scope, String)> {
        // A scope that is to be asked for anew has no use for its pieces.
        let wanted = |state: &&ScopeState| !self.mismatched.contains(&state.scope);
        self.replica
            .cursors
            .scopes
            .iter()
            .filter(wanted)
            .find_map(|state| {
                let piece = state.stage.as_ref()?.missing()?;
                Some((state.scope, piece.hash.clone()))
            })
    }

    // ---- Receiving ----

    fn take_ack(&mut self, ack: &Ack, progress: &mut Progress, ops: &mut Vec<StoreOp>) {
        let upto = ack.n.min(self.outbox.next_n - 1);
        if upto > progress.acked_n {
            progress.acked_n = upto;
            if is_planted(Planted::LeavesOverlayOnAck) {
                progress.covered_n = upto;
            }
            if is_planted(Planted::OutboxDeletedOnAck) {
                let to = (upto + 1).to_be_bytes().to_vec();
                ops.push(StoreOp::DeleteRange {
                    table: Table::Outbox,
                    from: Vec::new(),
                    to,
                });
            }
        }
        for outcome in &ack.outcomes {
            let known = self
                .outbox
                .entries
                .get(&outcome.n)
                .is_some_and(|entry| entry.op_id == outcome.op_id);
            let settled = self
                .outbox
                .marks
                .get(&outcome.n)
                .and_then(|mark| mark.settled);
            if !known {
                continue;
            }
            let mark = Mark {
                code: outcome.code.clone(),
                detail: outcome.detail.clone(),
                settled,
            };
            let key = outcome.n.to_be_bytes().to_vec();
            ops.push(StoreOp::Put {
                table: Table::Mark,
                key,
                value: to_bytes(&mark),
            });
        }
    }

    fn take_pulled(
        &mut self,
        pulled: Pulled,
        as_of: Timestamp,
        progress: &mut Progress,
        ops: &mut Vec<StoreOp>,
        events: &mut Vec<Event>,
    ) {
        let mut cursors = self.replica.cursors.clone();
        cursors.seen = cursors.seen.max(Some(as_of));
        let held: BTreeSet<Scope> = pulled.pages.iter().map(|page| page.scope).collect();
        let gone: Vec<Scope> = cursors
            .scopes
            .iter()
            .map(|state| state.scope)
            .filter(|scope| !held.contains(scope))
            .collect();
        for scope in gone.iter().filter(|_| !is_planted(Planted::DroppedKept)) {
            ops.extend(delete_scope(*scope));
            cursors.scopes.retain(|state| state.scope != *scope);
        }
        let mut ready = true;
        let mut mismatched = BTreeSet::new();
        for page in &pulled.pages {
            match self.take_page(page, &mut cursors, ops) {
                Taken::Final => {}
                Taken::More => ready = false,
                Taken::Mismatch => {
                    ready = false;
                    mismatched.insert(page.scope);
                }
            }
        }
        if is_planted(Planted::RevealEarly) {
            ready = true;
        }
        if ready {
            for state in &mut cursors.scopes {
                if let Some(stage) = state.stage.take() {
                    if stage.generation != state.generation {
                        ops.extend(delete_generation(state.scope, state.generation));
                    }
                    state.generation = stage.generation;
                    state.revealed = Some(stage.to);
                }
            }
            cursors.as_of = Some(as_of);
            if !is_planted(Planted::NeverLeavesOverlay) {
                progress.cover(pulled.last_n.min(self.outbox.next_n - 1), as_of);
            }
        } else {
            self.wanted = true;
        }
        if !mismatched.is_empty() {
            events.push(Event::Healing(mismatched.iter().copied().collect()));
        }
        self.mismatched = mismatched;
        if is_planted(Planted::CursorBeforeData) {
            let value = to_bytes(&cursors);
            let put = StoreOp::Put {
                table: Table::Meta,
                key: META_CURSORS.to_vec(),
                value,
            };
            self.queue(Durability::Relaxed, Vec::new(), vec![put]);
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_CURSORS.to_vec(),
            value: to_bytes(&cursors),
        });
    }

    fn take_page(&self, page: &Page, cursors: &mut Cursors, ops: &mut Vec<StoreOp>) -> Taken {
        let Some(stage) = staged_after(cursors.of(page.scope), page) else {
            return Taken::More;
        };
        let abandoned = cursors
            .of(page.scope)
            .and_then(|state| state.stage.as_ref())
            .map(|stage| stage.generation);
        let state = cursors.of(page.scope);
        if let Some(old) = abandoned.filter(|old| *old != stage.generation) {
            let shown = state
                .filter(|state| state.generation == old)
                .and_then(|state| state.revealed);
            ops.push(StoreOp::DeleteRange {
                table: Table::Page,
                from: page_key(page.scope, old, shown.map_or(0, |seq| seq + 1)),
                to: page_key(page.scope, old + 1, 0),
            });
            if shown.is_none() {
                ops.extend(delete_generation(page.scope, old));
            }
        }
        if !page.rows.is_empty() {
            ops.push(StoreOp::Put {
                table: Table::Page,
                key: page_key(page.scope, stage.generation, page.to),
                value: to_bytes(&page.rows),
            });
        }
        let complete = stage.missing().is_none();
        let sum = page
            .check
            .map(|check| check == self.replica.sum_after(page.scope, &stage, &page.rows));
        set_stage(cursors, page.scope, Some(stage));
        match sum {
            Some(false) if complete => Taken::Mismatch,
            Some(true) if complete && page.is_final() => Taken::Final,
            _ => Taken::More,
        }
    }

    /// Gives up what was staged of a scope and asks for it from the beginning.
    fn restart(&mut self, scope: Scope) {
        self.mismatched.insert(scope);
        self.wanted = true;
    }

    /// The server was restored or replaced: cursors mean nothing any more, and it has to be told again what it forgot.
    fn take_epoch(
        &mut self,
        epoch: crate::wire::Epoch,
        last_n: u64,
        fresh: ClientId,
        mut ops: Vec<StoreOp>,
    ) {
        let mut cursors = self.replica.cursors.clone();
        for state in &mut cursors.scopes {
            let newest = state
                .stage
                .as_ref()
                .map_or(state.generation, |stage| stage.generation);
            if let Some(stage) = &state.stage
                && stage.generation != state.generation
            {
                ops.extend(delete_generation(state.scope, stage.generation));
            }
            if is_planted(Planted::EpochKeepsCursors) {
                break;
            }
            state.stage = Some(Stage {
                generation: newest + 1,
                to: 0,
                since: 0,
                snapshot: None,
            });
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_CURSORS.to_vec(),
            value: to_bytes(&cursors),
        });
        let acked = self.outbox.progress.acked_n;
        let again = last_n.min(acked) + 1..acked + 1;
        let complete = again.clone().all(|n| self.outbox.entries.contains_key(&n));
        let settled = self
            .outbox
            .marks
            .range(again)
            .any(|(_, mark)| mark.settled.is_some());
        if !complete || settled {
            self.take_new_identity(fresh, Some(epoch), ops);
            return;
        }
        let old = &self.outbox.progress;
        let progress = Progress {
            acked_n: if is_planted(Planted::EpochForgetsOutbox) {
                acked
            } else {
                acked.min(last_n)
            },
            covered_n: old.covered_n.min(last_n),
            covered: Vec::new(),
            hidden_upto: old.hidden_upto.max(old.covered_n),
            hidden_until_reveal: true,
        };
        // What the server said about operations that it does not know any more is void.
        for n in self.outbox.marks.range(last_n + 1..).map(|(n, _)| *n) {
            ops.push(StoreOp::Delete {
                table: Table::Mark,
                key: n.to_be_bytes().to_vec(),
            });
        }
        let identity = Identity {
            epoch: Some(epoch),
            ..self.identity.clone()
        };
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value: to_bytes(&identity),
        });
        self.queue(Durability::Strict, vec![self.require_identity()], ops);
    }

    /// Takes a new client id and queues everything that is kept under new numbers, with the ids it had, so that nothing
    /// takes effect twice (DECISIONS 9).
    fn take_new_identity(
        &mut self,
        fresh: ClientId,
        epoch: Option<crate::wire::Epoch>,
        mut ops: Vec<StoreOp>,
    ) {
        let end = vec![0xff; 9];
        ops.push(StoreOp::DeleteRange {
            table: Table::Outbox,
            from: Vec::new(),
            to: end.clone(),
        });
        ops.push(StoreOp::DeleteRange {
            table: Table::Mark,
            from: Vec::new(),
            to: end,
        });
        let mut n = 0_u64;
        let mut hidden_upto = 0;
        let replaced = epoch != self.identity.epoch;
        let covered = self
            .outbox
            .progress
            .covered_n
            .max(self.outbox.progress.hidden_upto);
        for (old_n, entry) in &self.outbox.entries {
            let settled = self
                .outbox
                .marks
                .get(old_n)
                .is_some_and(|mark| mark.settled.is_some());
            if (settled && !is_planted(Planted::DiscardStillSent))
                || is_planted(Planted::ForkDropsOutbox)
            {
                continue;
            }
            let mut entry = entry.clone();
            if is_planted(Planted::NewIdsOnFork) {
                entry.op_id = OperationId::derived(entry.op_id.uuid(), 7);
            }
            n += 1;
            if *old_n <= covered {
                hidden_upto = n;
            }
            ops.push(StoreOp::Put {
                table: Table::Outbox,
                key: n.to_be_bytes().to_vec(),
                value: entry.to_bytes(),
            });
        }
        let next_n = n + 1;
        let hidden_until_reveal = replaced || self.outbox.progress.hidden_until_reveal;
        let progress = Progress {
            hidden_upto,
            hidden_until_reveal,
            ..Progress::default()
        };
        let identity = Identity {
            client: fresh,
            formerly: Some(self.identity.client),
            epoch,
        };
        ops.push(StoreOp::Put {
            table: Table::Counter,
            key: NEXT_N.to_vec(),
            value: next_n.to_be_bytes().to_vec(),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value: to_bytes(&identity),
        });
        // Another tab may append meanwhile: then this is not written, and everything is looked at anew.
        let counter = (self.outbox.next_n > 1).then(|| self.outbox.next_n.to_be_bytes().to_vec());
        let require = Require {
            table: Table::Counter,
            key: NEXT_N.to_vec(),
            value: counter,
        };
        self.queue(
            Durability::Strict,
            vec![self.require_identity(), require],
            ops,
        );
    }

    fn require_identity(&self) -> Require {
        let value = Some(to_bytes(&self.identity));
        Require {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value,
        }
    }

    // ---- Clock ----

    fn measure(
        &mut self,
        response: &Response,
        sent: ClockReading,
        now: ClockReading,
        ops: &mut Vec<StoreOp>,
    ) {
        let round = now.monotonic_ms.saturating_sub(sent.monotonic_ms);
        let inside = u64::try_from(response.t2.millis_since(response.t1))
            .unwrap_or(0)
            .min(round);
        let way = (round - inside) / 2;
        let way_ms = i64::try_from(way).unwrap_or(i64::MAX);
        let measured = Measured {
            server: response.t2.plus_millis(way_ms),
            error_ms: u32::try_from(way + 1).unwrap_or(u32::MAX),
            monotonic_ms: now.monotonic_ms,
            boot: now.boot,
        };
        // A worse measurement only replaces one that has grown worse by drift.
        let better = self.measured.is_none_or(|old| {
            let age = now.monotonic_ms.saturating_sub(old.monotonic_ms);
            old.boot != now.boot
                || u64::from(old.error_ms) + age * ClockStamp::DRIFT_PPM / 1_000_000
                    >= u64::from(measured.error_ms)
        });
        if better {
            self.measured = Some(measured);
            ops.push(StoreOp::Put {
                table: Table::Meta,
                key: META_CLOCK.to_vec(),
                value: to_bytes(&measured),
            });
        }
    }

    /// A stamp for something that happens now.
    fn stamp(&self, clock: ClockReading) -> ClockStamp {
        self.restamp(ClockStamp {
            wall: clock.wall,
            monotonic_ms: clock.monotonic_ms,
            boot: clock.boot,
            offset_ms: None,
            error_ms: 0,
            age_ms: 0,
        })
    }

    /// A stamp without a measurement gets one from the same start of the app, also if it was taken later.
    fn restamp(&self, stamp: ClockStamp) -> ClockStamp {
        match self.measured {
            Some(measured) if stamp.offset_ms.is_none() && measured.boot == stamp.boot => {
                let since = stamp.monotonic_ms as i64 - measured.monotonic_ms as i64;
                let server = measured.server.plus_millis(since);
                ClockStamp {
                    offset_ms: Some(server.millis_since(stamp.wall)),
                    error_ms: measured.error_ms,
                    age_ms: since.unsigned_abs(),
                    ..stamp
                }
            }
            _ => stamp,
        }
    }

    /// Whether operations of this start of the app wait that an exchange without a push could still put a time to.
    fn needs_measuring(&self, clock: ClockReading) -> bool {
        let measured = self
            .measured
            .is_some_and(|measured| measured.boot == clock.boot);
        let first = self.outbox.progress.acked_n + 1;
        !measured
            && self
                .outbox
                .entries
                .range(first..)
                .any(|(_, e)| e.at.offset_ms.is_none() && e.at.boot == clock.boot)
    }

    // ---- Image of storage ----

    fn load(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), UnreadableStorage> {
        let number = || {
            <[u8; 8]>::try_from(key)
                .map(u64::from_be_bytes)
                .map_err(|_| UnreadableStorage)
        };
        match table {
            Table::Counter => {
                self.outbox.next_n =
                    u64::from_be_bytes(value.try_into().map_err(|_| UnreadableStorage)?);
            }
            Table::Outbox => {
                self.outbox.entries.insert(
                    number()?,
                    Entry::from_bytes(value).ok_or(UnreadableStorage)?,
                );
            }
            Table::Mark => {
                self.outbox.marks.insert(
                    number()?,
                    postcard::from_bytes(value).map_err(|_| UnreadableStorage)?,
                );
            }
            Table::Page => {
                // What cannot be read is found missing by the sums and read anew.
                if let (Some((scope, generation, to)), Ok(rows)) =
                    (read_page_key(key), postcard::from_bytes(value))
                {
                    self.page_keys.insert((scope, generation, to), value.len());
                    self.replica.stage_page(scope, generation, to, rows);
                }
            }
            Table::Segment => {
                if let (Some((scope, generation, at)), Ok(segment)) =
                    (read_page_key(key), Segment::from_bytes(value))
                {
                    self.replica
                        .stage_segment(scope, generation, at as u32, segment);
                }
            }
            Table::Meta => match key {
                META_IDENTITY => {
                    self.identity = postcard::from_bytes(value).map_err(|_| UnreadableStorage)?
                }
                META_PROGRESS => {
                    self.outbox.progress =
                        postcard::from_bytes(value).map_err(|_| UnreadableStorage)?;
                }
                META_GRANTS => {
                    let grants: Vec<Grant> =
                        postcard::from_bytes(value).map_err(|_| UnreadableStorage)?;
                    self.grants = grants.into_iter().map(|grant| (grant.id, grant)).collect();
                }
                META_REVISION => {
                    let bytes = value.try_into().map_err(|_| UnreadableStorage)?;
                    self.revision = u64::from_be_bytes(bytes);
                }
                META_CLOCK => self.measured = postcard::from_bytes(value).ok(),
                META_CURSORS => {
                    if let Ok(cursors) = postcard::from_bytes(value) {
                        self.replica.move_to(cursors);
                    }
                }
                _ => {}
            },
        }
        Ok(())
    }

    /// Does in memory what a committed write did in storage. Answers what was appended.
    fn apply(
        &mut self,
        write: &StoreWrite,
        first_n: Option<u64>,
        events: &mut Vec<Event>,
    ) -> Vec<(u64, OperationId)> {
        let mut appended = Vec::new();
        let mut changed: BTreeSet<EntityRef> = BTreeSet::new();
        let mut rebuild = None;
        let mut attention = Vec::new();
        for op in &write.ops {
            match op {
                StoreOp::Put {
                    table: Table::Meta,
                    key,
                    value,
                } if key.as_slice() == META_CURSORS => {
                    if let Ok(cursors) = postcard::from_bytes::<Cursors>(value) {
                        if cursors.as_of > self.replica.cursors.as_of {
                            events.push(Event::Revealed);
                        }
                        let held = |state: &&ScopeState| cursors.of(state.scope).is_none();
                        let gone = self.replica.cursors.scopes.iter().filter(held);
                        let gone: Vec<Scope> = gone.map(|state| state.scope).collect();
                        if !gone.is_empty() {
                            events.push(Event::Dropped(gone));
                        }
                        let moved = self.replica.move_to(cursors);
                        changed.extend(
                            moved
                                .iter()
                                .filter_map(|(kind, id)| crate::row::key(*kind, id).ok()),
                        );
                        rebuild = rebuild.or(Some(Whole::No));
                    }
                }
                StoreOp::Put { table, key, value } => {
                    let before = self.identity.client;
                    if self.load(*table, key, value).is_err() {
                        self.reopen = true;
                        events.push(Event::Reopen);
                    }
                    match table {
                        Table::Outbox => rebuild = Some(Whole::Yes),
                        Table::Mark => {
                            rebuild = rebuild.or(Some(Whole::No));
                            attention.extend(self.needs_attention(key));
                        }
                        Table::Meta if key.as_slice() == META_PROGRESS => {
                            rebuild = rebuild.or(Some(Whole::No))
                        }
                        _ => {}
                    }
                    if self.identity.client != before {
                        events.push(Event::NewIdentity(self.identity.client));
                    }
                }
                StoreOp::Delete { table, key } => self.delete(*table, key, &next_key(key)),
                StoreOp::DeleteRange { table, from, to } => self.delete(*table, from, to),
                StoreOp::Append { values } => {
                    let first = first_n.unwrap_or(self.outbox.next_n);
                    if first > self.outbox.next_n {
                        // Another tab has appended what this one never heard of.
                        self.seen.next_n = self.seen.next_n.max(first + values.len() as u64 + 1);
                    }
                    for (n, bytes) in (first..).zip(values) {
                        // What this tab found when it opened its storage may be told to it once more.
                        let fresh = !self.outbox.entries.contains_key(&n);
                        if let Some(entry) = Entry::from_bytes(bytes).filter(|_| fresh) {
                            appended.push((n, entry.op_id));
                            self.outbox.entries.insert(n, entry);
                        }
                    }
                    self.outbox.next_n = self.outbox.next_n.max(first + values.len() as u64);
                }
            }
        }
        if !attention.is_empty() {
            events.push(Event::Attention(attention));
        }
        match rebuild {
            Some(whole) => changed.extend(self.rebuild(whole)),
            None => {
                for (n, _) in &appended {
                    let entry = &self.outbox.entries[n];
                    let ctx = self.ctx(*n, entry);
                    changed.extend(self.visible.add(&self.replica, *n, entry, &ctx, true));
                }
            }
        }
        if !changed.is_empty() {
            events.push(Event::Changed(changed.into_iter().collect()));
        }
        appended
    }

    fn needs_attention(&self, key: &[u8]) -> Option<OperationId> {
        let n = u64::from_be_bytes(key.try_into().ok()?);
        let mark = self.outbox.marks.get(&n)?;
        let open = mark.settled.is_none() && !mark.code.is_done();
        open.then(|| self.outbox.entries.get(&n).map(|entry| entry.op_id))
            .flatten()
    }

    fn delete(&mut self, table: Table, from: &[u8], to: &[u8]) {
        let inside = |n: &u64| {
            let key = n.to_be_bytes();
            key.as_slice() >= from && key.as_slice() < to
        };
        match table {
            Table::Outbox => self.outbox.entries.retain(|n, _| !inside(n)),
            Table::Mark => self.outbox.marks.retain(|n, _| !inside(n)),
            Table::Page => {
                self.page_keys.retain(|(scope, generation, at), _| {
                    let key = page_key(*scope, *generation, *at);
                    !(key.as_slice() >= from && key.as_slice() < to)
                });
            }
            // The cursor row says what is shown; what is deleted of copies is what it no longer names.
            Table::Segment | Table::Meta | Table::Counter => {}
        }
    }

    fn rebuild(&mut self, whole: Whole) -> Vec<EntityRef> {
        let mut visible = std::mem::take(&mut self.visible);
        let changed = visible.rebuild(&self.replica, &self.outbox, &Contexts(self), whole);
        self.visible = visible;
        changed
    }

    fn ctx(&self, n: u64, entry: &Entry) -> Ctx {
        let grant = self.grants.get(&entry.grant);
        let stamp = self.restamp(entry.at);
        let claimed = stamp.interval(crate::server::UNSYNCED_ERROR_MS);
        let seen = entry.seen.unwrap_or(Timestamp::MIN);
        let now = stamp.wall.plus_millis(stamp.offset_ms.unwrap_or(0));
        Ctx {
            actor: Actor {
                user: grant.map_or(UserId::new(Uuid::nil()), |grant| grant.user),
                device: Some(self.setup.device),
                // What happened, happened: rights that change meanwhile do not change the image of it.
                permissions: match entry.lane {
                    Lane::Fact => Permission::ALL.iter().copied().collect(),
                    Lane::Intent => grant
                        .map(|grant| grant.permissions.clone())
                        .unwrap_or_default(),
                },
                revoked: false,
            },
            now,
            operation: entry.op_id,
            at: Moment::settled(claimed, seen, Timestamp::MAX, self.identity.client, n),
            books_closed_until: None,
        }
    }

    /// Queues a transaction that is not an append.
    fn queue(&mut self, durability: Durability, require: Vec<Require>, ops: Vec<StoreOp>) {
        let mut write = self.write(durability, require, ops);
        let ahead = self.sync_queue.last().or(self.sync_running.as_ref());
        let upon = ahead.and_then(revision_of).unwrap_or(self.revision);
        fence(&mut write, upon);
        self.sync_queue.push(write);
    }

    fn write(
        &mut self,
        durability: Durability,
        require: Vec<Require>,
        ops: Vec<StoreOp>,
    ) -> StoreWrite {
        self.write_id += 1;
        StoreWrite {
            id: self.write_id,
            durability,
            require,
            ops,
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

enum Taken {
    Final,
    More,
    Mismatch,
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

/// Keys sort by scope, generation and number.
fn page_key(scope: Scope, generation: u32, at: u64) -> Vec<u8> {
    let mut key = scope.to_string().into_bytes();
    key.push(0);
    key.extend(generation.to_be_bytes());
    key.extend(at.to_be_bytes());
    key
}

fn segment_key(scope: Scope, generation: u32, at: u32) -> Vec<u8> {
    page_key(scope, generation, u64::from(at))
}

fn read_page_key(key: &[u8]) -> Option<(Scope, u32, u64)> {
    let (rest, at) = key.split_last_chunk::<8>()?;
    let (rest, generation) = rest.split_last_chunk::<4>()?;
    let name = std::str::from_utf8(rest.strip_suffix(&[0])?).ok()?;
    Some((
        name.parse().ok()?,
        u32::from_be_bytes(*generation),
        u64::from_be_bytes(*at),
    ))
}

fn next_key(key: &[u8]) -> Vec<u8> {
    [key, &[0]].concat()
}

fn delete_generation(scope: Scope, generation: u32) -> [StoreOp; 2] {
    [Table::Page, Table::Segment].map(|table| StoreOp::DeleteRange {
        table,
        from: page_key(scope, generation, 0),
        to: page_key(scope, generation + 1, 0),
    })
}

fn delete_scope(scope: Scope) -> [StoreOp; 2] {
    [Table::Page, Table::Segment].map(|table| StoreOp::DeleteRange {
        table,
        from: page_key(scope, 0, 0),
        to: page_key(scope, u32::MAX, u64::MAX),
    })
}
