//! Use cases: authorise, load, decide, write, in one transaction. Whatever comes in by the interface, an import or a
//! job passes through [`App::perform`], devices through [`App::sync`]; both decide by `domain::books`.

mod beside;
pub mod catalogue;
pub mod connections;
pub mod demo;
mod events;
pub mod exports;
mod figures;
pub mod following;
pub mod images;
pub mod imports;
pub mod jobs;
pub mod keys;
mod labels;
mod letters;
pub mod people;
pub mod photos;
pub mod reports;
pub mod snapshots;
pub mod stocktakes;
mod sync;
pub mod tasks;
pub mod transfers;

pub use events::Pokes;
pub use sync::SyncError;

use self::beside::Beside;
use crate::access::signature::PublicKey;
use crate::clock::{Clock, Ids};
use crate::config::ServeConfig;
use crate::mail::Mail;
use crate::store::records::{self, Versioned};
use crate::store::sync::SyncTx;
use crate::store::{Store, StoreError, people as stored_people};
use ::sync::server::{Books, Tx};
use domain::books::{
    Actor, Change, Command, Ctx, Decision, Entity, EntityRef, Refusal, Step, WorkingSet, command,
    decide,
};
use domain::ids::{GrantId, MovementId, OperationId};
use domain::operation::{Disposition, Operation};
use domain::permission::Permission;
use domain::time::{Moment, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// The application: the books, the clock, and whoever waits for news.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    ids: Ids,
    pokes: Pokes,
    committer: sync::Committer,
    https: bool,
    own_url: String,
    mail: OnceLock<Mail>,
    links: OnceLock<connections::Links>,
}

/// Who calls, as a session proves it.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What `domain` needs to know.
    pub actor: Actor,
    /// The user.
    pub user: stored_people::User,
    /// The grant that the device works under.
    pub grant: Option<GrantId>,
    /// The key of the device he calls from, with which it signs what it sends.
    pub device_key: Option<PublicKey>,
    /// Names what the caller does, if he gave a key by which a repeat is known.
    pub operation: Option<OperationId>,
}

/// One thing to be done.
#[derive(Debug, Clone)]
pub enum Act {
    /// Online only.
    Command(Command),
    /// What a device could have sent as well.
    Operation(Operation),
}

impl Caller {
    /// Somebody who acts without a session: by a key, from the command line, or through a job that works for them.
    pub(crate) fn without_session(user: stored_people::User) -> Self {
        Self {
            actor: Actor {
                user: user.id,
                device: None,
                permissions: user.permissions.clone(),
                revoked: false,
            },
            user,
            grant: None,
            device_key: None,
            operation: None,
        }
    }

    /// Refuses who lacks a permission.
    ///
    /// # Errors
    /// Names the permission.
    pub fn require_act(&self, permission: Permission) -> Result<(), ActError> {
        if self.actor.may(permission) {
            Ok(())
        } else {
            Err(ActError::Refused(Refusal::NotAllowed(permission)))
        }
    }
}

impl From<Command> for Act {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}

/// What is written into the audit trail beside the change itself.
#[derive(Debug, Clone)]
pub struct Note {
    /// What was done, such as `product/changed`.
    pub action: &'static str,
    /// To what.
    pub subject: Option<String>,
    /// In words.
    pub detail: String,
}

impl Note {
    /// A note about a thing.
    pub fn new(action: &'static str, subject: impl ToString, detail: impl Into<String>) -> Self {
        Self {
            action,
            subject: Some(subject.to_string()),
            detail: detail.into(),
        }
    }
}

/// A version that the caller has seen.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Of this record.
    pub record: EntityRef,
    /// From its `ETag`.
    pub version: i64,
}

/// What was done.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// In order.
    pub changes: Vec<Change>,
}

impl Done {
    /// The movements that were posted.
    pub fn movements(&self) -> Vec<MovementId> {
        let posted = self.changes.iter().filter_map(|change| match change {
            Change::Post { movement, .. } => Some(movement.id),
            _ => None,
        });
        posted.collect()
    }
}

/// Why something was not done. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// Somebody else changed the record since the caller saw it.
    #[error("{0:?} has changed meanwhile")]
    Stale(EntityRef),
    /// There is no such record.
    #[error("{0:?} is not there")]
    Missing(EntityRef),
    /// A field holds what cannot be accepted.
    #[error("`{field}` cannot be accepted: {message}")]
    Input {
        /// The field.
        field: String,
        /// What is wrong with it.
        message: String,
    },
    /// What was said to have happened cannot have happened so.
    #[error("it cannot have happened so: {0:?}")]
    Unfit(Disposition),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A transaction that lost against another is tried so often.
const TRIES: u32 = 8;

/// Waits before a transaction that lost is tried again, each time longer and never as long as the other that lost.
async fn pause(tries: u32) {
    let most_ms = 5_u64 << tries.min(6);
    let ms = rand::random_range(1..=most_ms);
    tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
}

impl App {
    /// Opens the application over a database.
    pub fn new(store: Store, clock: Clock, ids: Ids, config: Option<&ServeConfig>) -> Self {
        let pokes = Pokes::across(&store);
        Self(Arc::new(Inner {
            committer: sync::Committer::start(store.clone(), clock.clone(), pokes.clone()),
            store,
            clock,
            ids,
            pokes,
            https: config.is_some_and(ServeConfig::is_https),
            own_url: config.map(ServeConfig::own_url).unwrap_or_default(),
            mail: OnceLock::new(),
            links: OnceLock::new(),
        }))
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Business time.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The clock of business time.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// A new id.
    pub fn fresh(&self) -> Uuid {
        self.0.ids.uuid(self.now())
    }

    /// Who waits for news.
    pub fn pokes(&self) -> &Pokes {
        &self.0.pokes
    }

    /// Ends what would keep connections open: the server stops.
    pub fn stop(&self) {
        self.0.pokes.stop();
    }

    /// Whether browsers reach this server over HTTPS.
    pub fn is_https(&self) -> bool {
        self.0.https
    }

    /// A path as people outside reach it.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0.own_url)
    }

    /// Lets letters leave this way. The first way stays.
    pub fn use_mail(&self, mail: Mail) {
        drop(self.0.mail.set(mail));
    }

    /// The way of letters, if one was given.
    pub fn mail(&self) -> Option<&Mail> {
        self.0.mail.get()
    }

    /// Does some things in one transaction: all or none.
    ///
    /// # Errors
    /// Says why not; then nothing has changed.
    pub async fn perform(
        &self,
        caller: &Caller,
        acts: &[Act],
        seen: Option<&Seen>,
        note: Option<&Note>,
    ) -> Result<Done, ActError> {
        self.perform_beside(caller, acts, seen, note, Beside::Nothing)
            .await
    }

    async fn perform_beside(
        &self,
        caller: &Caller,
        acts: &[Act],
        seen: Option<&Seen>,
        note: Option<&Note>,
        beside: Beside<'_>,
    ) -> Result<Done, ActError> {
        let mut tries = 1;
        let operation = caller
            .operation
            .unwrap_or_else(|| OperationId::new(self.fresh()));
        loop {
            match self
                .try_perform(caller, operation, acts, seen, note, beside)
                .await
            {
                Err(ActError::Store(error)) if error.is_retryable() && tries < TRIES => {
                    pause(tries).await;
                    tries += 1;
                }
                other => return other,
            }
        }
    }

    async fn try_perform(
        &self,
        caller: &Caller,
        operation: OperationId,
        acts: &[Act],
        seen: Option<&Seen>,
        note: Option<&Note>,
        beside: Beside<'_>,
    ) -> Result<Done, ActError> {
        let mut tx = SyncTx::writing(&self.0.store).await?;
        if let Some(seen) = seen {
            tx.seize(&seen.record).await?;
            check_seen(&tx, seen).await?;
        }
        for act in acts {
            // A device's fact is held for a person; at a desk the person is there and can be told.
            if let Act::Operation(Operation::Fact(fact)) = act {
                caller.require_act(fact.permission())?;
            }
        }
        let now = self.now();
        let closed_until = tx.books_closed_until().await?;
        let mut done = Done::default();
        let mut books = Books::new(&mut tx);
        for (at, act) in (0_u32..).zip(acts) {
            // Each thing done in one request gets an id of its own, the same ones if the request is repeated.
            let id = if at == 0 {
                operation
            } else {
                OperationId::derived(operation.uuid(), u32::MAX - at)
            };
            let ctx = Ctx {
                actor: caller.actor.clone(),
                now,
                operation: id,
                at: Moment::exact(now),
                books_closed_until: closed_until,
            };
            let decision = match act {
                Act::Command(act) => {
                    books
                        .decide_valued(&ctx, |given| command(act, &ctx, given))
                        .await?
                }
                Act::Operation(act) => {
                    books
                        .decide_valued(&ctx, |given| decide(act, &ctx, given))
                        .await?
                }
            };
            match decision {
                Decision::Refused(refusal) => {
                    drop(books);
                    tx.rollback().await?;
                    return Err(ActError::Refused(refusal));
                }
                Decision::Recorded { disposition, .. }
                    if !matches!(disposition, Disposition::Accepted | Disposition::Duplicate) =>
                {
                    drop(books);
                    tx.rollback().await?;
                    return Err(ActError::Unfit(disposition));
                }
                Decision::Changed(changes) | Decision::Recorded { changes, .. } => {
                    done.changes.extend(changes)
                }
            }
        }
        let landed = books.finish().await?;
        if let Some(note) = note {
            let by = (Some(caller.actor.user), caller.actor.device);
            stored_people::write_audit(
                tx.db(),
                now,
                by,
                note.action,
                note.subject.clone(),
                &note.detail,
            )
            .await?;
        }
        beside.write(&tx, caller, now).await?;
        tx.commit().await?;
        self.0.pokes.tell(landed);
        Ok(done)
    }

    /// Does things that have nothing to do with each other in one transaction, and asks the database for all of them
    /// at once: for imports. All or none.
    ///
    /// # Errors
    /// Says why not; then nothing has changed. Two of them that want the same unique value are refused.
    pub async fn perform_together(
        &self,
        caller: &Caller,
        acts: &[Act],
        note: Option<&Note>,
    ) -> Result<Done, ActError> {
        let mut tries = 1;
        loop {
            let ids: Vec<OperationId> = acts
                .iter()
                .map(|_| OperationId::new(self.fresh()))
                .collect();
            match self.try_perform_together(caller, acts, &ids, note).await {
                Err(ActError::Store(error)) if error.is_retryable() && tries < TRIES => {
                    pause(tries).await;
                    tries += 1;
                }
                other => return other,
            }
        }
    }

    /// As [`App::perform_together`], with the ids of what is done: doing the same again under the same ids posts no
    /// stock twice.
    ///
    /// # Errors
    /// Says why not; then nothing has changed.
    pub async fn perform_named(
        &self,
        caller: &Caller,
        acts: &[(OperationId, Act)],
    ) -> Result<Done, ActError> {
        let mut tries = 1;
        let (ids, acts): (Vec<OperationId>, Vec<Act>) = acts.iter().cloned().unzip();
        loop {
            match self.try_perform_together(caller, &acts, &ids, None).await {
                Err(ActError::Store(error)) if error.is_retryable() && tries < TRIES => {
                    pause(tries).await;
                    tries += 1;
                }
                other => return other,
            }
        }
    }

    async fn try_perform_together(
        &self,
        caller: &Caller,
        acts: &[Act],
        ids: &[OperationId],
        note: Option<&Note>,
    ) -> Result<Done, ActError> {
        let mut tx = SyncTx::writing(&self.0.store).await?;
        let now = self.now();
        let closed_until = tx.books_closed_until().await?;
        let contexts: Vec<Ctx> = ids
            .iter()
            .map(|operation| Ctx {
                actor: caller.actor.clone(),
                now,
                operation: *operation,
                at: Moment::exact(now),
                books_closed_until: closed_until,
            })
            .collect();
        let mut books = Books::new(&mut tx);
        // Valuing asks the circumstances only for the moment and how far the books are closed: the same for all.
        let Some(ctx) = contexts.first() else {
            return Ok(Done::default());
        };
        let decision = books
            .decide_valued(ctx, |given| decide_together(acts, &contexts, given))
            .await?;
        let changes = match decision {
            Decision::Refused(refusal) => {
                drop(books);
                tx.rollback().await?;
                return Err(ActError::Refused(refusal));
            }
            Decision::Changed(changes) | Decision::Recorded { changes, .. } => changes,
        };
        let landed = books.finish().await?;
        if let Some(note) = note {
            let by = (Some(caller.actor.user), caller.actor.device);
            stored_people::write_audit(
                tx.db(),
                now,
                by,
                note.action,
                note.subject.clone(),
                &note.detail,
            )
            .await?;
        }
        tx.commit().await?;
        self.0.pokes.tell(landed);
        Ok(Done { changes })
    }

    /// A record with its version.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn record(&self, key: &EntityRef) -> Result<Versioned<Entity>, ActError> {
        records::one(self.0.store.reader(), key)
            .await?
            .ok_or_else(|| ActError::Missing(key.clone()))
    }

    /// Changes records that are not decided by `domain::books`, such as people's names: numbers their rows and pokes.
    async fn put_rows(&self, mut tx: SyncTx, rows: Vec<Entity>) -> Result<(), StoreError> {
        let mut books = Books::new(&mut tx);
        books
            .take(rows.into_iter().map(Change::Put).collect())
            .await?;
        let landed = books.finish().await?;
        tx.commit().await?;
        self.0.pokes.tell(landed);
        Ok(())
    }
}

/// Decides things that do not depend on each other, collecting the questions of all of them.
fn decide_together(acts: &[Act], contexts: &[Ctx], given: &WorkingSet) -> Step {
    let (mut questions, mut changes) = (Vec::new(), Vec::new());
    for (act, ctx) in acts.iter().zip(contexts) {
        let step = match act {
            Act::Command(act) => command(act, ctx, given),
            Act::Operation(act) => decide(act, ctx, given),
        };
        match step {
            Step::Need(needed) => questions.extend(needed),
            Step::Done(Decision::Refused(refusal)) => {
                return Step::Done(Decision::Refused(refusal));
            }
            Step::Done(Decision::Changed(more) | Decision::Recorded { changes: more, .. }) => {
                changes.extend(more)
            }
        }
    }
    if !questions.is_empty() {
        questions.sort_unstable();
        questions.dedup();
        return Step::Need(questions);
    }
    let mut holders = HashMap::new();
    for change in &changes {
        let Change::Put(entity) = change else {
            continue;
        };
        for value in entity.uniques() {
            if let Some(by) = holders
                .insert(value.clone(), entity.key())
                .filter(|by| *by != entity.key())
            {
                return Step::Done(Decision::Refused(Refusal::Taken { value, by }));
            }
        }
    }
    Step::Done(Decision::Changed(changes))
}

/// Refuses a write whose caller has not seen the newest version.
async fn check_seen(tx: &SyncTx, seen: &Seen) -> Result<(), ActError> {
    match records::one(tx.db(), &seen.record).await? {
        None => Err(ActError::Missing(seen.record.clone())),
        Some(found) if found.version != seen.version => Err(ActError::Stale(seen.record.clone())),
        Some(_) => Ok(()),
    }
}
