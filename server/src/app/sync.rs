//! The sync endpoint's use case: pushes that wait at the same moment are committed together (SYNC 5.4), then each
//! sender is read its news in one snapshot.

use super::{App, Pokes};
use crate::clock::Clock;
use crate::store::sync::SyncTx;
use crate::store::{Store, StoreError};
use ::sync::server::{self, Arrival, Care, Header, Pushed, Tx};
use ::sync::wire::{Cursor, Request, Response};
use domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Oldest build of the app that is still served.
pub const MIN_APP: u32 = 0;

/// How long the first of a group waits for others.
const GATHER: Duration = Duration::from_millis(2);
/// Most requests committed together.
const MOST_TOGETHER: usize = 64;
/// A transaction that lost against another is tried so often.
const TRIES: usize = 5;

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
            Err(error) if SyncTx::is_transient(&error) && tries < TRIES => {}
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
    let mut tx = SyncTx::writing(store).await?;
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
        request: Request,
    ) -> Result<Response, SyncError> {
        let t1 = self.now();
        let request = Arc::new(request);
        let pushed = self
            .0
            .committer
            .push(Arc::clone(&request), caller, t1)
            .await?;
        let mut tx = SyncTx::reading(&self.0.store).await?;
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
        let header = Header {
            t1,
            t2: self.now(),
            epoch,
            min_app: MIN_APP,
        };
        Ok(server::respond(&request, header, pushed, pulled))
    }
}
