//! The sync endpoint's use case: pushes that wait at the same moment are committed together (SYNC 5.4), then each
//! sender is read its news in one snapshot.

use super::{App, Pokes};
use crate::clock::{Clock, real_now};
use crate::store::sync::SyncTx;
use crate::store::{Store, StoreError, people};
use ::sync::server::{self, Arrival, Care, Header, Pushed, Tx};
use ::sync::wire::{Cursor, Lane, Problem, Request, Response};
use domain::ids::{DeviceId, GrantId};
use domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Oldest build of the app that is still served.
pub const MIN_APP: u32 = 0;

/// What a request takes on its way makes no clock wrong.
const CLOCK_STEP_MS: u64 = 2_000;
/// How long the first of a group waits for others.
const GATHER: Duration = Duration::from_millis(2);
/// Most requests committed together.
const MOST_TOGETHER: usize = 64;
/// A transaction that lost against another is tried so often.
const TRIES: u32 = 8;

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The database failed.
    #[error("a sync request could not be answered")]
    Store(#[source] Arc<StoreError>),
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}

struct Waiting {
    request: Arc<Request>,
    caller: server::Caller,
    at: Timestamp,
    answer: oneshot::Sender<Result<Pushed, Arc<StoreError>>>,
}

/// Commits pushes in groups, one group at a time.
#[derive(Debug, Clone)]
pub struct Committer(mpsc::Sender<Waiting>);

impl Committer {
    /// Starts its task; it ends when the application is dropped.
    pub fn start(store: Store, clock: Clock, pokes: Pokes) -> Self {
        let (sender, receiver) = mpsc::channel(1_024);
        tokio::spawn(commit_groups(store, clock, pokes, receiver));
        Self(sender)
    }

    async fn push(
        &self,
        request: Arc<Request>,
        caller: server::Caller,
        at: Timestamp,
    ) -> Result<Pushed, SyncError> {
        let (answer, answered) = oneshot::channel();
        self.0
            .send(Waiting {
                request,
                caller,
                at,
                answer,
            })
            .await
            .map_err(|_| SyncError::Stopping)?;
        answered
            .await
            .map_err(|_| SyncError::Stopping)?
            .map_err(SyncError::Store)
    }
}

async fn commit_groups(
    store: Store,
    clock: Clock,
    pokes: Pokes,
    mut waiting: mpsc::Receiver<Waiting>,
) {
    while let Some(first) = waiting.recv().await {
        let mut group = vec![first];
        let deadline = tokio::time::Instant::now() + GATHER;
        while group.len() < MOST_TOGETHER {
            match tokio::time::timeout_at(deadline, waiting.recv()).await {
                Ok(Some(next)) => group.push(next),
                Ok(None) | Err(_) => break,
            }
        }
        commit(&store, &clock, &pokes, group).await;
    }
}

async fn commit(store: &Store, clock: &Clock, pokes: &Pokes, group: Vec<Waiting>) {
    match push_all(store, &group).await {
        Ok((pushed, landed)) => {
            pokes.tell(landed);
            for (waiting, pushed) in group.into_iter().zip(pushed) {
                let _ = waiting.answer.send(Ok(pushed));
            }
        }
        Err(error) if group.len() == 1 => {
            tracing::error!(
                error = crate::http::problem::chain(&error),
                now = clock.now().millis(),
                "a push failed"
            );
            for waiting in group {
                let _ = waiting.answer.send(Err(Arc::new(StoreError::Database(
                    sea_orm::DbErr::Custom(error.to_string()),
                ))));
            }
        }
        // One bad push must not fail the others that happened to wait beside it.
        Err(_) => {
            for waiting in group {
                Box::pin(commit(store, clock, pokes, vec![waiting])).await;
            }
        }
    }
}

async fn push_all(
    store: &Store,
    group: &[Waiting],
) -> Result<(Vec<Pushed>, Vec<Cursor>), StoreError> {
    let arrivals: Vec<Arrival<'_>> = group
        .iter()
        .map(|waiting| Arrival {
            request: &waiting.request,
            caller: waiting.caller,
            at: waiting.at,
        })
        .collect();
    let mut care = Care::Batched;
    let mut tries = 0;
    loop {
        tries += 1;
        match try_push(store, &arrivals, care).await {
            Ok(done) => return Ok(done),
            Err(error) if SyncTx::is_transient(&error) && tries < TRIES => {
                super::pause(tries).await
            }
            Err(error) if care == Care::Batched && group.len() == 1 => {
                tracing::warn!(
                    error = crate::http::problem::chain(&error),
                    "a push is taken again, item by item"
                );
                care = Care::EachAlone;
                tries = 0;
            }
            Err(error) => return Err(error),
        }
    }
}

async fn try_push(
    store: &Store,
    arrivals: &[Arrival<'_>],
    care: Care,
) -> Result<(Vec<Pushed>, Vec<Cursor>), StoreError> {
    let mut tx = SyncTx::receiving(store).await?;
    match server::push(&mut tx, arrivals, care).await {
        Ok(done) => {
            tx.commit().await?;
            Ok(done)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

impl App {
    /// Takes what a device sends and gives it the news.
    ///
    /// # Errors
    /// Fails if the database does; the device sends everything again.
    pub async fn sync(
        &self,
        caller: server::Caller,
        mut request: Request,
    ) -> Result<Response, SyncError> {
        let t1 = self.now();
        self.disown_foreign_intents(caller, &mut request).await?;
        let request = Arc::new(request);
        let pushed = self
            .0
            .committer
            .push(Arc::clone(&request), caller, t1)
            .await?;
        let mut tx = SyncTx::reading(&self.0.store).await?.at(t1);
        let epoch = tx.epoch().await?;
        let pulled = if server::wants_pull(&pushed) {
            let arrival = Arrival {
                request: &request,
                caller,
                at: t1,
            };
            Some(server::pull(&mut tx, &arrival, MIN_APP).await?)
        } else {
            None
        };
        tx.rollback().await?;
        if !matches!(pushed.problem, Some(Problem::Slow { .. })) {
            self.note_clock(caller.device, &request).await?;
        }
        let header = Header {
            t1,
            t2: self.now(),
            epoch,
            min_app: MIN_APP,
        };
        Ok(server::respond(&request, header, pushed, pulled))
    }

    /// Decides facts that an older server could only store, now that it has been updated (OFF-37).
    ///
    /// # Errors
    /// Fails if the database does; what was decided before is kept.
    pub async fn understand_facts(&self) -> Result<(), StoreError> {
        let mut after = None;
        let mut tries = 0;
        loop {
            let mut tx = SyncTx::writing(self.store()).await?;
            match server::understand(&mut tx, after, self.now()).await {
                Ok(Some(understood)) => {
                    tx.commit().await?;
                    self.pokes().tell(understood.landed);
                    after = Some(understood.next);
                    tries = 0;
                }
                Ok(None) => return tx.rollback().await,
                Err(error) => {
                    tx.rollback().await?;
                    tries += 1;
                    if tries >= TRIES || !SyncTx::is_transient(&error) {
                        return Err(error);
                    }
                    super::pause(tries).await;
                }
            }
        }
    }

    /// What another person is said to have decided on another device stands in nobody's name here, and is refused: a
    /// grant is leave for its own device. Facts keep their author, since a rescue file is taken in on any tablet
    /// (OFF-59), and so do one's own intents.
    async fn disown_foreign_intents(
        &self,
        caller: server::Caller,
        request: &mut Request,
    ) -> Result<(), SyncError> {
        let Some(push) = &mut request.push else {
            return Ok(());
        };
        let mut named: Vec<GrantId> = push
            .items
            .iter()
            .filter(|item| item.lane == Lane::Intent)
            .map(|item| item.grant)
            .collect();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() {
            return Ok(());
        }
        let foreign: Vec<GrantId> = people::grants(self.0.store.reader(), &named)
            .await?
            .into_iter()
            .filter(|grant| grant.device != caller.device && grant.user != caller.user)
            .map(|grant| grant.id)
            .collect();
        for item in &mut push.items {
            if item.lane == Lane::Intent && foreign.contains(&item.grant) {
                item.grant = GrantId::new(Uuid::nil());
            }
        }
        Ok(())
    }

    /// Keeps by how much a device's own clock is wrong (OFF-55), against real time: a business clock that is elsewhere
    /// is not the device's mistake.
    async fn note_clock(&self, device: DeviceId, request: &Request) -> Result<(), SyncError> {
        let offset = request.t0.millis_since(real_now());
        let known = people::clock_offset(self.0.store.reader(), device).await?;
        if known.is_none_or(|known| known.abs_diff(offset) > CLOCK_STEP_MS) {
            people::put_clock_offset(self.0.store.writer(), device, offset).await?;
        }
        Ok(())
    }
}
