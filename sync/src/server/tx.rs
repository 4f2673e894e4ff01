//! What the rules ask of a database: small primitives that are each about one SQL statement.
//!
//! One `Tx` is one open transaction. For push it is a writing one: `BEGIN IMMEDIATE` on SQLite, READ COMMITTED on
//! PostgreSQL. For pull it is a reading one whose statements all see one snapshot: a deferred transaction on SQLite,
//! REPEATABLE READ READ ONLY on PostgreSQL. Beginning, committing and trying again after a serialisation failure or
//! deadlock is the business of the caller.

use crate::check::Sum;
use crate::scope::{Scope, Viewer};
use crate::wire::{Blob, Epoch, Lane, OutcomeCode, Snapshot};
use domain::books::{Answer, Change, Entity, EntityRef, Ref};
use domain::ids::{ClientId, DeviceId, GrantId, OperationId, PassId, UserId};
use domain::permission::Permission;
use domain::time::{ClockStamp, Timestamp};
use std::collections::BTreeSet;
use std::future::Future;
use uuid::Uuid;

/// Who sends a request, as the session and the device's signature prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The person signed in.
    pub user: UserId,
    /// The device.
    pub device: DeviceId,
    /// The device was revoked; it may deliver its facts once more, into quarantine (DECISIONS 13).
    pub revoked: bool,
}

/// A storage instance that the server knows. Kept for ever, for its `last_n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    /// Its id.
    pub id: ClientId,
    /// The device it is on.
    pub device: DeviceId,
    /// Who was signed in last.
    pub user: UserId,
    /// The last number that is durable here.
    pub last_n: u64,
    /// The number its next operation will get, as it said.
    pub next_n: u64,
    /// Its open passes, as it said.
    pub open_passes: Vec<PassId>,
    /// When it last said so.
    pub seen: Timestamp,
    /// When it last said that everything it has is here: the device barrier asks for it (OFF-30).
    pub outbox_empty: Option<Timestamp>,
    /// Build number of its app.
    pub app: u32,
    /// Version of rows it understands.
    pub schema: u16,
}

/// Under which conditions somebody worked on a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// Its id.
    pub id: GrantId,
    /// The author of what is stamped with it.
    pub user: UserId,
    /// The device it was issued to.
    pub device: DeviceId,
    /// What the user may do *now*: permissions are checked again at sync (OFF-56).
    pub permissions: BTreeSet<Permission>,
    /// The grant, its user or its device was revoked. Expiry is not revocation.
    pub revoked: bool,
}

/// An operation that was received, and what became of it. The operation as it came is kept whole: it is the audit
/// trail, and an unknown kind can be understood later.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Primary key.
    pub op_id: OperationId,
    /// Which storage instance sent it first, and with which number.
    pub client: ClientId,
    /// See `client`.
    pub n: u64,
    /// The document it belongs to.
    pub chain: Option<Uuid>,
    /// Fact or intent.
    pub lane: Lane,
    /// Its kind on the wire.
    pub kind: u16,
    /// Version of `body`.
    pub v: u16,
    /// As it came.
    pub body: Blob,
    /// What the device said about when.
    pub at: ClockStamp,
    /// Its author's grant.
    pub grant: GrantId,
    /// Its author: of the grant, or of the caller if the grant is unknown.
    pub user: UserId,
    /// When it was received.
    pub received: Timestamp,
    /// `None`: accepted.
    pub outcome: Option<OutcomeCode>,
    /// Reason in plain words; empty if there is nothing to say.
    pub detail: String,
}

/// Row of the table of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeHead {
    /// The last number given.
    pub head: u64,
    /// Tombstones up to this number are gone.
    pub floor: u64,
    /// Sum of the live rows.
    pub check: Sum,
}

impl ScopeHead {
    /// Of a scope that nothing was ever written to.
    pub const EMPTY: Self = Self {
        head: 0,
        floor: 0,
        check: Sum::EMPTY,
    };
}

/// Row of the index of latest versions: at most one per scope and entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    /// Its number in the scope; unique there.
    pub seq: u64,
    /// Kind of entity ([`crate::row::number`]).
    pub kind: u16,
    /// The entity's id ([`crate::row::id`]).
    pub id: Blob,
    /// A tombstone.
    pub deleted: bool,
}

/// A storage instance went missing with work on it (SYNC 5.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossReport {
    /// The device, which came back with new storage.
    pub device: DeviceId,
    /// The storage instance that went missing.
    pub client: ClientId,
    /// Passes it had open.
    pub open_passes: Vec<PassId>,
    /// Operations it said it had and never sent. What was made after `seen` comes on top.
    pub unsent: u64,
    /// When it was heard last.
    pub seen: Timestamp,
    /// When the loss was noticed.
    pub noticed: Timestamp,
}

/// One open transaction.
pub trait Tx: Send {
    /// What the database says when it cannot.
    type Error: Send;

    /// Whether trying the whole transaction again may help: serialisation failure, deadlock, unique violation by a
    /// transaction that was quicker, lost connection.
    fn is_transient(error: &Self::Error) -> bool;

    /// Whether a newer server has changed the database to what this one does not know. An old process that still runs while
    /// the new one has begun must neither write into it nor read from it.
    fn is_outdated(&mut self) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Identity of this database.
    fn epoch(&mut self) -> impl Future<Output = Result<Epoch, Self::Error>> + Send;

    /// `SELECT … FOR UPDATE` of a client's row. If there is none, takes care that no other transaction makes it before
    /// this one ends (a unique violation that the caller tries again is good enough).
    fn lock_client(
        &mut self,
        client: ClientId,
    ) -> impl Future<Output = Result<Option<ClientRow>, Self::Error>> + Send;

    /// A client's row, without locking it.
    fn client(
        &mut self,
        client: ClientId,
    ) -> impl Future<Output = Result<Option<ClientRow>, Self::Error>> + Send;

    /// Every storage instance of a device.
    fn clients_of(
        &mut self,
        device: DeviceId,
    ) -> impl Future<Output = Result<Vec<ClientRow>, Self::Error>> + Send;

    /// Inserts or updates a client's row.
    fn put_client(
        &mut self,
        row: &ClientRow,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Grants by id; unknown ones are left out.
    fn grants(
        &mut self,
        ids: &[GrantId],
    ) -> impl Future<Output = Result<Vec<GrantRow>, Self::Error>> + Send;

    /// What decides which scopes the caller holds.
    fn viewer(
        &mut self,
        caller: Caller,
    ) -> impl Future<Output = Result<Viewer, Self::Error>> + Send;

    /// Earlier effective times are closed to everything but facts and corrections.
    fn books_closed_until(
        &mut self,
    ) -> impl Future<Output = Result<Option<Timestamp>, Self::Error>> + Send;

    /// Recorded operations by id; unknown ones are left out.
    fn recorded(
        &mut self,
        ids: &[OperationId],
    ) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;

    /// Recorded facts that were not understood ([`OutcomeCode::Opaque`]), by their client and number, after this one, at
    /// most `limit`.
    fn opaque(
        &mut self,
        after: Option<(ClientId, u64)>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;

    /// Inserts recorded operations. One that was recorded as held, or as not understood, is replaced; any other that is
    /// there already is a unique violation, which the caller tries again.
    fn record(&mut self, rows: &[Recorded])
    -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Answers questions of the books, in their order. In a writing transaction entities are locked
    /// (`SELECT … FOR UPDATE`, in the order of their keys), and so are the rows that any other answer is made of: what
    /// was decided on must still hold when it is written.
    fn load(
        &mut self,
        questions: &[Ref],
    ) -> impl Future<Output = Result<Vec<Answer>, Self::Error>> + Send;

    /// Writes changes, in order. `Post` appends the movement and adds its delta to the stock row in one statement.
    fn write(&mut self, changes: &[Change])
    -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// `SAVEPOINT`.
    fn savepoint(&mut self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// `ROLLBACK TO` the last savepoint and release it.
    fn roll_back(&mut self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// `RELEASE` the last savepoint.
    fn release(&mut self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// `UPDATE sync_scope SET head = head + by … RETURNING head`, making the row if there is none. The row stays locked
    /// until the transaction ends.
    fn raise_head(
        &mut self,
        scope: Scope,
        by: u64,
    ) -> impl Future<Output = Result<u64, Self::Error>> + Send;

    /// The index rows of these entities in a scope, where there are any.
    fn index_rows(
        &mut self,
        scope: Scope,
        keys: &[(u16, Blob)],
    ) -> impl Future<Output = Result<Vec<IndexRow>, Self::Error>> + Send;

    /// Upserts index rows by scope, kind and id.
    fn put_index_rows(
        &mut self,
        scope: Scope,
        rows: &[IndexRow],
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// `UPDATE sync_scope SET sum = sum + delta` (wrapping).
    fn add_to_check(
        &mut self,
        scope: Scope,
        delta: u64,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Heads of scopes, in the order asked; [`ScopeHead::EMPTY`] for those never written to.
    fn heads(
        &mut self,
        scopes: &[Scope],
    ) -> impl Future<Output = Result<Vec<ScopeHead>, Self::Error>> + Send;

    /// Index rows with a number above `after`, in order, at most `limit`.
    fn rows_after(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<IndexRow>, Self::Error>> + Send;

    /// Entities by key, without locking, in the order asked.
    fn entities(
        &mut self,
        keys: &[EntityRef],
    ) -> impl Future<Output = Result<Vec<Option<Entity>>, Self::Error>> + Send;

    /// The newest complete snapshot of a scope, if its rows are of this version.
    fn snapshot(
        &mut self,
        scope: Scope,
        schema: u16,
    ) -> impl Future<Output = Result<Option<Snapshot>, Self::Error>> + Send;

    /// Makes a snapshot, whose rows are of this version, the newest one of its scope and stores its pieces by their hashes.
    fn put_snapshot(
        &mut self,
        scope: Scope,
        schema: u16,
        snapshot: &Snapshot,
        pieces: &[(String, Vec<u8>)],
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Deletes tombstones numbered up to `floor` and makes it the scope's floor.
    fn purge(
        &mut self,
        scope: Scope,
        floor: u64,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Writes a loss report down, once per lost storage instance.
    fn report_loss(
        &mut self,
        report: &LossReport,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
