//! A database in memory that behaves as the two real ones do: SQLite with one writer at a time, PostgreSQL with
//! statements of open transactions between each other, row locks, deadlocks and snapshots.
//!
//! It keeps the books with the domain's own [`Memory`] and the log of the sync protocol in maps. Transactions buffer
//! their writes; a commit applies them in one step.

use domain::books::{Answer, Change, DeviceReport, Entity, EntityRef, Memory, Ref};
use domain::ids::{ClientId, DeviceId, GrantId, LocationId, OperationId, StocktakeId, UserId};
use domain::ledger::costs::CostPlace;
use domain::permission::Permission;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use sync::check::Sum;
use sync::release;
use sync::scope::{Scope, StocktakeInView, Viewer};
use sync::server::{Caller, ClientRow, GrantRow, IndexRow, LossReport, Recorded, ScopeHead, Tx};
use sync::wire::{Blob, Cursor, Epoch, OutcomeCode, Snapshot};

use super::bugs::{Bug, has};
use super::script::Told;

/// Which real database is behaved like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Flavour {
    /// One writer at a time; readers see the last commit.
    Sqlite,
    /// Statements of open transactions interleave; rows are locked.
    Postgres,
}

/// Rows of the index of one scope.
#[derive(Debug, Clone, Default)]
pub struct ScopeTable {
    /// Last number given.
    pub head: u64,
    /// Tombstones up to here are gone.
    pub floor: u64,
    /// Sum of live rows.
    pub check: u64,
    /// By kind and id.
    pub rows: BTreeMap<(u16, Vec<u8>), (u64, bool)>,
    /// By number.
    pub by_seq: BTreeMap<u64, (u16, Vec<u8>)>,
}

impl ScopeTable {
    fn put(&mut self, row: &IndexRow) {
        let key = (row.kind, row.id.0.clone());
        if let Some((old, _)) = self.rows.insert(key.clone(), (row.seq, row.deleted)) {
            self.by_seq.remove(&old);
        }
        self.by_seq.insert(row.seq, key);
    }

    /// Live rows and their numbers.
    pub fn live(&self) -> impl Iterator<Item = (&(u16, Vec<u8>), u64)> {
        self.rows
            .iter()
            .filter(|(_, (_, deleted))| !deleted)
            .map(|(key, (seq, _))| (key, *seq))
    }
}

/// A person with an account.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// What they may do.
    pub permissions: BTreeSet<Permission>,
}

/// Everything that has been committed.
#[derive(Debug, Clone)]
pub struct State {
    /// Identity; changes when a backup is restored.
    pub epoch: Epoch,
    /// The books.
    pub books: Memory,
    /// The log of versions.
    pub scopes: BTreeMap<Scope, ScopeTable>,
    /// Storage instances.
    pub clients: BTreeMap<ClientId, ClientRow>,
    /// Operations.
    pub recorded: BTreeMap<OperationId, Recorded>,
    /// Grants: user, device, revoked.
    pub grants: BTreeMap<GrantId, (UserId, DeviceId, bool)>,
    /// People.
    pub users: BTreeMap<UserId, UserRow>,
    /// Devices that were revoked.
    pub revoked: BTreeSet<DeviceId>,
    /// Losses written down.
    pub losses: Vec<LossReport>,
    /// Newest snapshot of each scope, and the version of its rows.
    pub snapshots: BTreeMap<Scope, (u16, Snapshot)>,
    /// Pieces of snapshots.
    pub pieces: BTreeMap<String, Vec<u8>>,
    /// Version of the database, as the newest release that began to work with it made it.
    pub database: u16,
    /// The release whose server wrote a record last: fields that came with it are there.
    pub written_by: BTreeMap<EntityRef, u16>,
    /// A server has written over what it does not know of.
    pub trampled: bool,
}

impl State {
    /// An empty database.
    pub fn new(epoch: Epoch) -> Self {
        Self {
            epoch,
            books: Memory::new(),
            scopes: BTreeMap::new(),
            clients: BTreeMap::new(),
            recorded: BTreeMap::new(),
            grants: BTreeMap::new(),
            users: BTreeMap::new(),
            revoked: BTreeSet::new(),
            losses: Vec::new(),
            snapshots: BTreeMap::new(),
            pieces: BTreeMap::new(),
            database: 1,
            written_by: BTreeMap::new(),
            trampled: false,
        }
    }

    /// What decides which scopes somebody on a device holds.
    pub fn viewer(&self, user: UserId, device: DeviceId) -> Viewer {
        let mut locations = Vec::new();
        let mut stocktakes = Vec::new();
        let mut taking_part = BTreeSet::new();
        for entity in self.books.entities() {
            match entity {
                Entity::Location(location) if !location.archived => locations.push(location.id),
                Entity::Stocktake(stocktake) => stocktakes.push(stocktake),
                Entity::Pass(pass) if pass.closed.is_none() && pass.device == Some(device) => {
                    taking_part.insert(pass.head.stocktake);
                }
                _ => {}
            }
        }
        locations.sort_unstable();
        let stocktakes = stocktakes
            .into_iter()
            .map(|stocktake| StocktakeInView {
                id: stocktake.id,
                location: stocktake.location,
                blind: stocktake.blind,
                taking_part: taking_part.contains(&stocktake.id),
            })
            .collect();
        let permissions = self
            .users
            .get(&user)
            .map(|user| user.permissions.clone())
            .unwrap_or_default();
        Viewer {
            user,
            permissions,
            locations,
            stocktakes,
        }
    }

    /// The tablets that opened a pass of a stocktake, and how far they have reported.
    fn reports(&self, stocktake: StocktakeId) -> Vec<DeviceReport> {
        let devices: BTreeSet<DeviceId> = self
            .books
            .entities()
            .filter_map(|entity| match entity {
                Entity::Pass(pass) if pass.head.stocktake == stocktake => pass.device,
                _ => None,
            })
            .collect();
        let clients = self.clients.values();
        clients
            .filter(|row| devices.contains(&row.device))
            .map(|row| DeviceReport {
                device: row.device,
                client: row.id,
                outbox_empty: row.outbox_empty,
            })
            .collect()
    }

    /// A record, stock rows included.
    pub fn entity(&self, key: &EntityRef) -> Option<Entity> {
        match key {
            EntityRef::Stock(stock) => {
                let level = self.books.level(stock);
                Some(Entity::Stock(domain::ledger::StockRow {
                    key: *stock,
                    level,
                }))
            }
            key => self.books.entity(key).cloned(),
        }
    }
}

/// What a transaction can wait for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Lock {
    /// SQLite's one writer.
    Writer,
    Client(ClientId),
    Op(OperationId),
    Entity(EntityRef),
    Ledger(LocationId),
    Scope(Scope),
}

#[derive(Debug)]
struct Inner {
    committed: Arc<State>,
    /// The committed books once more, for answers: those in `committed` are shared with whoever looks at a snapshot.
    live: Memory,
    locks: BTreeMap<Lock, u64>,
    /// Who waits for whom.
    waits: BTreeMap<u64, u64>,
    next_tx: u64,
    /// The operation that the database cannot write, whatever is tried.
    poison: Option<OperationId>,
    /// What the server was told, in the order of commits.
    told: Vec<Told>,
    /// Where commits landed of which nobody has been poked yet.
    landed: Vec<Cursor>,
}

/// A handle of the database; clones are connections of one or several server processes.
#[derive(Debug, Clone)]
pub struct Db {
    inner: Arc<Mutex<Inner>>,
    /// Which database it behaves like.
    pub flavour: Flavour,
}

/// What the database says when it cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// Two transactions wait for each other.
    #[error("deadlock detected")]
    Deadlock,
    /// Another transaction was quicker.
    #[error("duplicate key")]
    Duplicate,
    /// It fails at this, every time.
    #[error("the database cannot write this")]
    Broken,
}

impl Db {
    /// A database that holds `state`.
    pub fn new(state: State, flavour: Flavour) -> Self {
        let inner = Inner {
            live: state.books.clone(),
            committed: Arc::new(state),
            locks: BTreeMap::new(),
            waits: BTreeMap::new(),
            next_tx: 1,
            poison: None,
            told: Vec::new(),
            landed: Vec::new(),
        };
        Self {
            inner: Arc::new(Mutex::new(inner)),
            flavour,
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("one thread runs a history")
    }

    /// What is committed.
    pub fn committed(&self) -> Arc<State> {
        Arc::clone(&self.inner().committed)
    }

    /// Replaces everything: restored from a backup.
    pub fn restore(&self, state: State) {
        let mut inner = self.inner();
        inner.live = state.books.clone();
        inner.committed = Arc::new(state);
        inner.locks.clear();
        inner.waits.clear();
    }

    /// Changes committed rows that are no part of the protocol (users, grants, devices).
    pub fn administer(&self, change: impl FnOnce(&mut State)) {
        change(Arc::make_mut(&mut self.inner().committed));
    }

    /// Gives somebody an account, or other rights.
    pub fn add_user(&self, user: UserId, permissions: BTreeSet<Permission>) {
        let row = UserRow {
            permissions: permissions.clone(),
        };
        self.administer(|state| drop(state.users.insert(user, row)));
        self.tell(Told::User { user, permissions });
    }

    /// Somebody signs in on a device.
    pub fn add_grant(&self, grant: GrantId, user: UserId, device: DeviceId) {
        self.administer(|state| {
            state.grants.insert(grant, (user, device, false));
        });
        self.tell(Told::Grant {
            grant,
            user,
            device,
        });
    }

    /// Revokes a device.
    pub fn revoke(&self, device: DeviceId) {
        self.administer(|state| {
            state.revoked.insert(device);
        });
        self.tell(Told::Revoke(device));
    }

    /// Notes what the server was told and has committed.
    pub fn tell(&self, step: Told) {
        self.inner().told.push(step);
    }

    /// Where commits landed since this was asked last.
    pub fn landed(&self) -> Vec<Cursor> {
        std::mem::take(&mut self.inner().landed)
    }

    /// What the server was told.
    pub fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.inner().told)
    }

    /// Makes the database fail whenever it writes what this operation changes.
    pub fn poison(&self, operation: Option<OperationId>) {
        self.inner().poison = operation;
    }

    /// Begins a writing transaction.
    pub async fn begin(&self) -> Result<ModelTx, DbError> {
        let mut tx = self.open(Mode::Write);
        if self.flavour == Flavour::Sqlite {
            tx.lock(Lock::Writer).await?;
        }
        Ok(tx)
    }

    /// Begins a reading transaction: every statement sees one snapshot.
    pub fn begin_reading(&self) -> ModelTx {
        let committed = self.committed();
        if has(Bug::PullReadCommitted) && self.flavour == Flavour::Postgres {
            return self.open(Mode::Write);
        }
        self.open(Mode::Read(committed))
    }

    fn open(&self, mode: Mode) -> ModelTx {
        let mut inner = self.inner();
        inner.next_tx += 1;
        ModelTx {
            db: self.clone(),
            id: inner.next_tx,
            mode,
            buffer: Buffer::default(),
            saved: Vec::new(),
            held: Vec::new(),
        }
    }
}

#[derive(Debug)]
enum Mode {
    Read(Arc<State>),
    Write,
}

/// Pieces of a snapshot by content address.
type Pieces = Vec<(String, Vec<u8>)>;

#[derive(Debug, Clone, Default)]
struct Buffer {
    changes: Vec<Change>,
    clients: BTreeMap<ClientId, ClientRow>,
    recorded: Vec<Recorded>,
    raised: BTreeMap<Scope, u64>,
    rows: Vec<(Scope, IndexRow)>,
    checks: Vec<(Scope, u64)>,
    losses: Vec<LossReport>,
    floors: Vec<(Scope, u64)>,
    written_by: BTreeMap<EntityRef, u16>,
    snapshots: Vec<(Scope, (u16, Snapshot), Pieces)>,
}

/// One open transaction of the model.
#[derive(Debug)]
pub struct ModelTx {
    db: Db,
    id: u64,
    mode: Mode,
    buffer: Buffer,
    saved: Vec<Buffer>,
    held: Vec<Lock>,
}

impl Drop for ModelTx {
    fn drop(&mut self) {
        let mut inner = self.db.inner();
        for key in &self.held {
            if inner.locks.get(key) == Some(&self.id) {
                inner.locks.remove(key);
            }
        }
        let id = self.id;
        inner.waits.remove(&id);
    }
}

/// Lets others go first, once.
pub fn yield_now() -> impl Future<Output = ()> + Send {
    let mut yielded = false;
    std::future::poll_fn(move |_| {
        if yielded {
            Poll::Ready(())
        } else {
            yielded = true;
            Poll::Pending
        }
    })
}

impl ModelTx {
    /// Commits: everything becomes visible in one step.
    pub fn commit(mut self) -> Result<(), DbError> {
        let mut inner = self.db.inner();
        let buffer = std::mem::take(&mut self.buffer);
        if has(Bug::NumberBeforeItems) && self.id.is_multiple_of(5) {
            // The number was written in a transaction of its own, and then the server died.
            Arc::make_mut(&mut inner.committed)
                .clients
                .extend(buffer.clients);
            return Err(DbError::Broken);
        }
        inner.live.write(&buffer.changes);
        let raised: Vec<Scope> = buffer.raised.keys().copied().collect();
        buffer.apply(Arc::make_mut(&mut inner.committed));
        let heads = raised.into_iter().map(|scope| Cursor {
            scope,
            seq: inner.committed.scopes[&scope].head,
        });
        let heads: Vec<Cursor> = heads.collect();
        inner.landed.extend(heads);
        drop(inner);
        Ok(())
    }

    async fn statement(&self) {
        if self.db.flavour == Flavour::Postgres {
            yield_now().await;
        }
    }

    async fn lock(&mut self, lock: Lock) -> Result<(), DbError> {
        loop {
            {
                let mut inner = self.db.inner();
                match inner.locks.get(&lock).copied() {
                    Some(owner) if owner == self.id => return Ok(()),
                    None => {
                        inner.locks.insert(lock.clone(), self.id);
                        inner.waits.remove(&self.id);
                        drop(inner);
                        self.held.push(lock);
                        return Ok(());
                    }
                    Some(owner) => {
                        inner.waits.insert(self.id, owner);
                        let mut at = owner;
                        while let Some(next) = inner.waits.get(&at).copied() {
                            if next == self.id {
                                inner.waits.remove(&self.id);
                                return Err(DbError::Deadlock);
                            }
                            at = next;
                        }
                    }
                }
            }
            yield_now().await;
        }
    }

    fn state(&self) -> Arc<State> {
        match &self.mode {
            Mode::Read(snapshot) => Arc::clone(snapshot),
            Mode::Write => self.db.committed(),
        }
    }

    /// The books as this transaction sees them: the last commit with the own writes on top.
    fn with_books<R>(&mut self, read: impl FnOnce(&mut Memory) -> R) -> R {
        if let Mode::Read(snapshot) = &self.mode {
            return read(&mut snapshot.books.clone());
        }
        let mut inner = self.db.inner();
        if self.buffer.changes.is_empty() {
            return read(&mut inner.live);
        }
        let mut books = inner.live.clone();
        books.write(&self.buffer.changes);
        read(&mut books)
    }

    fn scope_row(&self, state: &State, scope: Scope) -> ScopeHead {
        let table = state.scopes.get(&scope);
        ScopeHead {
            head: table.map_or(0, |t| t.head)
                + self.buffer.raised.get(&scope).copied().unwrap_or(0),
            floor: table.map_or(0, |t| t.floor),
            check: Sum::from_bits(table.map_or(0, |t| t.check)),
        }
    }
}

impl Buffer {
    fn apply(self, state: &mut State) {
        state.books.write(&self.changes);
        for (key, by) in self.written_by {
            let before = state.written_by.insert(key, by).unwrap_or(by);
            state.trampled |= release::simulated(by).database < release::simulated(before).database;
        }
        state.clients.extend(self.clients);
        for row in self.recorded {
            state.recorded.insert(row.op_id, row);
        }
        for (scope, by) in self.raised {
            state.scopes.entry(scope).or_default().head += by;
        }
        for (scope, row) in self.rows {
            state.scopes.entry(scope).or_default().put(&row);
        }
        for (scope, delta) in self.checks {
            let table = state.scopes.entry(scope).or_default();
            table.check = table.check.wrapping_add(delta);
        }
        for loss in self.losses {
            if !state.losses.iter().any(|known| known.client == loss.client) {
                state.losses.push(loss);
            }
        }
        for (scope, floor) in self.floors {
            let table = state.scopes.entry(scope).or_default();
            table.floor = table.floor.max(floor);
            let gone: Vec<_> = table
                .rows
                .iter()
                .filter(|(_, (seq, deleted))| *deleted && *seq <= floor)
                .map(|(k, v)| (k.clone(), v.0))
                .collect();
            for (key, seq) in gone {
                table.rows.remove(&key);
                table.by_seq.remove(&seq);
            }
        }
        for (scope, snapshot, pieces) in self.snapshots {
            if let Some((_, old)) = state.snapshots.insert(scope, snapshot) {
                for piece in old.segments {
                    state.pieces.remove(&piece.hash);
                }
            }
            state.pieces.extend(pieces);
        }
    }
}

/// What has to stay as it is until the end of the transaction for an answer to hold.
fn locks_for(question: &Ref) -> Vec<Lock> {
    match question {
        Ref::Entity(EntityRef::Stock(key)) => vec![Lock::Ledger(key.location)],
        Ref::Entity(key) => vec![Lock::Entity(key.clone())],
        Ref::StockAt { location, .. }
        | Ref::StockOf { location }
        | Ref::MovementsAt { location, .. }
        | Ref::CountsAt { location, .. } => vec![Lock::Ledger(*location)],
        Ref::Counts { key, .. } => vec![Lock::Ledger(key.location)],
        Ref::CostLayers {
            place: CostPlace::At { location, .. },
        } => vec![Lock::Ledger(*location)],
        _ => Vec::new(),
    }
}

impl Tx for ModelTx {
    type Error = DbError;

    fn is_transient(error: &DbError) -> bool {
        !matches!(error, DbError::Broken)
    }

    async fn is_outdated(&mut self) -> Result<bool, DbError> {
        self.statement().await;
        Ok(self.state().database > release::simulated(release::is_played()).database)
    }

    async fn opaque(
        &mut self,
        after: Option<(ClientId, u64)>,
        limit: usize,
    ) -> Result<Vec<Recorded>, DbError> {
        self.statement().await;
        let state = self.state();
        let mut found: Vec<&Recorded> = state
            .recorded
            .values()
            .filter(|row| {
                row.outcome == Some(OutcomeCode::Opaque) && Some((row.client, row.n)) > after
            })
            .collect();
        found.sort_by_key(|row| (row.client, row.n));
        Ok(found.into_iter().take(limit).cloned().collect())
    }

    async fn epoch(&mut self) -> Result<Epoch, DbError> {
        Ok(self.state().epoch)
    }

    async fn lock_client(&mut self, client: ClientId) -> Result<Option<ClientRow>, DbError> {
        self.statement().await;
        if !has(Bug::ClientRowUnlocked) {
            self.lock(Lock::Client(client)).await?;
        }
        let known = self.buffer.clients.get(&client).cloned();
        Ok(known.or_else(|| self.state().clients.get(&client).cloned()))
    }

    async fn client(&mut self, client: ClientId) -> Result<Option<ClientRow>, DbError> {
        self.statement().await;
        Ok(self.state().clients.get(&client).cloned())
    }

    async fn clients_of(&mut self, device: DeviceId) -> Result<Vec<ClientRow>, DbError> {
        self.statement().await;
        Ok(self
            .state()
            .clients
            .values()
            .filter(|row| row.device == device)
            .cloned()
            .collect())
    }

    async fn put_client(&mut self, row: &ClientRow) -> Result<(), DbError> {
        self.statement().await;
        self.buffer.clients.insert(row.id, row.clone());
        Ok(())
    }

    async fn grants(&mut self, ids: &[GrantId]) -> Result<Vec<GrantRow>, DbError> {
        self.statement().await;
        let state = self.state();
        let row = |id: &GrantId| {
            let (user, device, revoked) = state.grants.get(id)?;
            let permissions = state
                .users
                .get(user)
                .map(|user| user.permissions.clone())
                .unwrap_or_default();
            let revoked = *revoked || state.revoked.contains(device);
            Some(GrantRow {
                id: *id,
                user: *user,
                device: *device,
                permissions,
                revoked,
            })
        };
        Ok(ids.iter().filter_map(row).collect())
    }

    async fn viewer(&mut self, caller: Caller) -> Result<Viewer, DbError> {
        self.statement().await;
        Ok(self.state().viewer(caller.user, caller.device))
    }

    async fn books_closed_until(&mut self) -> Result<Option<Timestamp>, DbError> {
        Ok(None)
    }

    async fn recorded(&mut self, ids: &[OperationId]) -> Result<Vec<Recorded>, DbError> {
        self.statement().await;
        let state = self.state();
        Ok(ids
            .iter()
            .filter_map(|id| state.recorded.get(id).cloned())
            .collect())
    }

    async fn record(&mut self, rows: &[Recorded]) -> Result<(), DbError> {
        self.statement().await;
        for row in rows {
            self.lock(Lock::Op(row.op_id)).await?;
            let state = self.state();
            let known = state.recorded.get(&row.op_id);
            let is_open = |known: &Recorded| {
                matches!(
                    known.outcome,
                    Some(OutcomeCode::Held { .. } | OutcomeCode::Opaque)
                )
            };
            if known.is_some_and(|known| !is_open(known)) {
                return Err(DbError::Duplicate);
            }
            self.buffer.recorded.push(row.clone());
        }
        Ok(())
    }

    async fn load(&mut self, questions: &[Ref]) -> Result<Vec<Answer>, DbError> {
        self.statement().await;
        if !has(Bug::EntitiesUnlocked) {
            let mut locks: Vec<Lock> = questions.iter().flat_map(locks_for).collect();
            locks.sort();
            locks.dedup();
            for lock in locks {
                self.lock(lock).await?;
            }
        }
        let state = self.state();
        Ok(self.with_books(|books| {
            questions
                .iter()
                .map(|question| match question {
                    Ref::Reports { stocktake } => Answer::Reports(state.reports(*stocktake)),
                    Ref::Counts { .. } if has(Bug::CountsForgotten) => Answer::nothing(question),
                    Ref::PostedByCount { .. } if has(Bug::ReversalForgotten) => {
                        Answer::nothing(question)
                    }
                    Ref::MovementsAt { .. } if has(Bug::MovementsForgotten) => {
                        Answer::nothing(question)
                    }
                    question => books.answer(question),
                })
                .collect()
        }))
    }

    async fn write(&mut self, changes: &[Change]) -> Result<(), DbError> {
        self.statement().await;
        let poison = self.db.inner().poison;
        for change in changes {
            let by = match change {
                Change::Post { movement, .. } => {
                    self.lock(Lock::Ledger(movement.key.location)).await?;
                    movement.origin.operation
                }
                Change::Log(event) => Some(event.id),
                _ => None,
            };
            if by.is_some() && by == poison {
                return Err(DbError::Broken);
            }
        }
        self.buffer.changes.extend(changes.iter().cloned());
        let by = release::is_played();
        if by > 0 {
            let written = changes.iter().filter_map(|change| match change {
                Change::Put(entity) => Some(entity.key()),
                Change::Post { movement, .. } => Some(EntityRef::Stock(movement.key)),
                _ => None,
            });
            self.buffer.written_by.extend(written.map(|key| (key, by)));
        }
        Ok(())
    }

    async fn savepoint(&mut self) -> Result<(), DbError> {
        self.statement().await;
        self.saved.push(self.buffer.clone());
        Ok(())
    }

    async fn roll_back(&mut self) -> Result<(), DbError> {
        self.statement().await;
        self.buffer = self.saved.pop().expect("a savepoint was set");
        Ok(())
    }

    async fn release(&mut self) -> Result<(), DbError> {
        self.statement().await;
        self.saved.pop();
        Ok(())
    }

    async fn raise_head(&mut self, scope: Scope, by: u64) -> Result<u64, DbError> {
        self.statement().await;
        if has(Bug::SequenceCursor) {
            // A sequence gives numbers at once and to whoever asks, committed or not.
            self.db
                .administer(|state| state.scopes.entry(scope).or_default().head += by);
            return Ok(self.scope_row(&self.state(), scope).head);
        }
        self.lock(Lock::Scope(scope)).await?;
        *self.buffer.raised.entry(scope).or_default() += by;
        Ok(self.scope_row(&self.state(), scope).head)
    }

    async fn index_rows(
        &mut self,
        scope: Scope,
        keys: &[(u16, Blob)],
    ) -> Result<Vec<IndexRow>, DbError> {
        self.statement().await;
        let state = self.state();
        let Some(table) = state.scopes.get(&scope) else {
            return Ok(Vec::new());
        };
        let row = |(kind, id): &(u16, Blob)| {
            let (seq, deleted) = table.rows.get(&(*kind, id.0.clone()))?;
            Some(IndexRow {
                seq: *seq,
                kind: *kind,
                id: id.clone(),
                deleted: *deleted,
            })
        };
        Ok(keys.iter().filter_map(row).collect())
    }

    async fn put_index_rows(&mut self, scope: Scope, rows: &[IndexRow]) -> Result<(), DbError> {
        self.statement().await;
        self.buffer
            .rows
            .extend(rows.iter().map(|row| (scope, row.clone())));
        Ok(())
    }

    async fn add_to_check(&mut self, scope: Scope, delta: u64) -> Result<(), DbError> {
        self.statement().await;
        self.buffer.checks.push((scope, delta));
        Ok(())
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<ScopeHead>, DbError> {
        self.statement().await;
        let state = self.state();
        Ok(scopes
            .iter()
            .map(|scope| self.scope_row(&state, *scope))
            .collect())
    }

    async fn rows_after(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> Result<Vec<IndexRow>, DbError> {
        self.statement().await;
        let state = self.state();
        let Some(table) = state.scopes.get(&scope) else {
            return Ok(Vec::new());
        };
        let rows = table
            .by_seq
            .range(after + 1..)
            .take(limit)
            .map(|(seq, key)| IndexRow {
                seq: *seq,
                kind: key.0,
                id: Blob(key.1.clone()),
                deleted: table.rows[key].1,
            });
        Ok(rows.collect())
    }

    async fn entities(&mut self, keys: &[EntityRef]) -> Result<Vec<Option<Entity>>, DbError> {
        self.statement().await;
        let state = self.state();
        Ok(keys.iter().map(|key| state.entity(key)).collect())
    }

    async fn snapshot(&mut self, scope: Scope, schema: u16) -> Result<Option<Snapshot>, DbError> {
        self.statement().await;
        let known = self.state().snapshots.get(&scope).cloned();
        Ok(known
            .filter(|(of, _)| *of == schema)
            .map(|(_, snapshot)| snapshot))
    }

    async fn put_snapshot(
        &mut self,
        scope: Scope,
        schema: u16,
        snapshot: &Snapshot,
        pieces: &[(String, Vec<u8>)],
    ) -> Result<(), DbError> {
        self.statement().await;
        self.buffer
            .snapshots
            .push((scope, (schema, snapshot.clone()), pieces.to_vec()));
        Ok(())
    }

    async fn purge(&mut self, scope: Scope, floor: u64) -> Result<(), DbError> {
        self.statement().await;
        self.lock(Lock::Scope(scope)).await?;
        self.buffer.floors.push((scope, floor));
        Ok(())
    }

    async fn report_loss(&mut self, report: &LossReport) -> Result<(), DbError> {
        self.statement().await;
        self.buffer.losses.push(report.clone());
        Ok(())
    }
}
