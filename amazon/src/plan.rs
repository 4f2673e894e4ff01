//! Usage plans: one token bucket for each account and operation.
//!
//! A bucket is kept as the *theoretical arrival time* (GCRA), one instant that says when the bucket
//! would be full again; that is exact, needs no timer, and is small enough to be kept in a database
//! for several processes ([`PlanStore`]). `x-amzn-RateLimit-Limit` corrects the rate, a 429 empties
//! the bucket and slows it down until successes speed it up again.
//!
//! Callers queue by [`Priority`], first come first served within one. Accounts never wait for each
//! other's buckets; what they share, the number of calls under way, is handed out in turn.

mod file;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use rand::Rng;
use serde::{Deserialize, Serialize};

pub use file::FileStore;
use tokio::sync::{Notify, oneshot};

use crate::{
    clock::{Clock, after, until},
    operation::UsagePlan,
};

/// Whose bucket of which operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BucketKey {
    /// The account, as the caller names it.
    pub account: String,
    /// API and operation, such as `orders_2026-01-01.searchOrders`.
    pub operation: String,
}

/// Who goes first when several wait for one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    /// A person waits for it.
    Interactive,
    /// Something must be told to Amazon.
    Write,
    /// The regular reading.
    #[default]
    Sync,
    /// Reading history. Leaves a quarter of the bucket to the others.
    Backfill,
}

/// What is kept of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BucketState {
    /// When the bucket is full again if nothing more is taken.
    pub full_at: Timestamp,
    /// The rate in force, requests per second.
    pub rate: f64,
    /// How often the pace has been halved.
    pub halvings: u32,
    /// No call before this instant, whatever the bucket says.
    pub not_before: Timestamp,
}

/// The pace is never halved more often than this.
const MOST_HALVINGS: u32 = 4;

/// Whoever waits for a token waits so much longer. Amazon counts from when calls arrive, and the first of a burst may have
/// been longer on its way than the one that waited: a 429 would cost more than a whole interval.
const SLACK: Duration = Duration::from_millis(50);

impl BucketState {
    /// A full bucket.
    pub fn full(plan: UsagePlan, now: Timestamp) -> Self {
        Self {
            full_at: now,
            rate: plan.rate,
            halvings: 0,
            not_before: Timestamp::MIN,
        }
    }

    /// The time one token takes to come back.
    pub fn interval(&self) -> Duration {
        let rate = if self.rate.is_finite() && self.rate > 0.0 {
            self.rate
        } else {
            1.0
        };
        Duration::try_from_secs_f64(1.0 / rate).unwrap_or(Duration::MAX / 4)
    }

    /// When a token may be taken by somebody with `ahead` others before, if `reserve` tokens must stay.
    pub fn ready_at(&self, burst: u32, reserve: u32, ahead: u32, now: Timestamp) -> Timestamp {
        let usable = burst.saturating_sub(reserve).max(1);
        let room = self.interval().saturating_mul(usable - 1);
        let owed = after(self.full_at.max(now), self.interval().saturating_mul(ahead));
        let by_bucket = owed.checked_sub(room).unwrap_or(Timestamp::MIN);
        let by_bucket = match by_bucket > now {
            true => after(by_bucket, SLACK),
            false => by_bucket,
        };
        by_bucket.max(self.not_before)
    }

    /// Takes a token at `now`.
    pub fn take(&mut self, now: Timestamp) {
        self.full_at = after(self.full_at.max(now), self.interval());
        if self.halvings > 0 {
            let pause = self
                .interval()
                .saturating_mul(1 << self.halvings.min(MOST_HALVINGS));
            self.not_before = after(now, pause);
        }
    }

    /// Adopts the rate that Amazon reports; what was taken stays taken.
    pub fn correct(&mut self, rate: f64, now: Timestamp) {
        if !(rate.is_finite() && rate > 0.0) || rate == self.rate {
            return;
        }
        let owed = until(now, self.full_at).as_secs_f64() * self.rate;
        self.rate = rate;
        let wait = Duration::try_from_secs_f64(owed / rate).unwrap_or(Duration::MAX / 4);
        self.full_at = after(now, wait);
    }

    /// Amazon says the bucket is empty.
    pub fn empty(&mut self, burst: u32, now: Timestamp, jitter: Duration) {
        let fill = self.interval().saturating_mul(burst.max(1));
        self.full_at = self.full_at.max(after(now, fill));
        self.halvings = (self.halvings + 1).min(MOST_HALVINGS);
        self.not_before = self
            .not_before
            .max(after(now, self.interval().saturating_add(jitter)));
    }
}

/// A bucket with the version by which a store tells whether somebody else changed it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stored {
    /// The bucket.
    pub state: BucketState,
    /// Counts its changes.
    pub version: u64,
}

/// The store could not be reached.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(pub String);

/// Keeps buckets, for this process or for several.
///
/// [`MemoryStore`] and [`FileStore`] are two; a program with a database writes its own on a table
/// with the key, the four fields of the state and the version:
///
/// ```sql
/// UPDATE amazon_plan SET full_at = $3, rate = $4, halvings = $5, not_before = $6, version = version + 1
///  WHERE account = $1 AND operation = $2 AND version = $7   -- one row changed: `true`
/// ```
#[async_trait]
pub trait PlanStore: Send + Sync + 'static {
    /// The bucket as it is.
    ///
    /// # Errors
    /// The store cannot be reached.
    async fn load(&self, key: &BucketKey) -> Result<Option<Stored>, StoreError>;

    /// Replaces the bucket if its version is still `seen` (`None`: it does not exist yet). `false`
    /// when somebody else was faster.
    ///
    /// # Errors
    /// The store cannot be reached.
    async fn swap(
        &self,
        key: &BucketKey,
        seen: Option<u64>,
        state: BucketState,
    ) -> Result<bool, StoreError>;
}

/// Buckets of this process alone, gone with it.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<BucketKey, Stored>>);

#[async_trait]
impl PlanStore for MemoryStore {
    async fn load(&self, key: &BucketKey) -> Result<Option<Stored>, StoreError> {
        Ok(lock(&self.0).get(key).copied())
    }

    async fn swap(
        &self,
        key: &BucketKey,
        seen: Option<u64>,
        state: BucketState,
    ) -> Result<bool, StoreError> {
        let mut buckets = lock(&self.0);
        if buckets.get(key).map(|stored| stored.version) != seen {
            return Ok(false);
        }
        buckets.insert(
            key.clone(),
            Stored {
                state,
                version: seen.map_or(0, |v| v + 1),
            },
        );
        Ok(true)
    }
}

/// Hands out tokens.
pub struct Plans {
    store: Arc<dyn PlanStore>,
    clock: Arc<dyn Clock>,
    queues: Mutex<HashMap<BucketKey, Arc<Queue>>>,
    lanes: Arc<Lanes>,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<BTreeMap<(Priority, u64), ()>>,
    changed: Notify,
}

/// A wait longer than this was not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLate {
    /// How long it would take.
    pub wait: Duration,
}

/// Why no token was handed out.
#[derive(Clone, Debug)]
pub enum NotTaken {
    /// It would take longer than the caller wants to wait.
    TooLate(TooLate),
    /// The store failed.
    Store(StoreError),
}

impl Plans {
    /// Plans kept in `store`, read by `clock`, with at most `under_way` calls at a time.
    pub fn new(store: Arc<dyn PlanStore>, clock: Arc<dyn Clock>, under_way: usize) -> Self {
        Self {
            store,
            clock,
            queues: Mutex::default(),
            lanes: Arc::new(Lanes::new(under_way)),
        }
    }

    /// Waits for a token of this bucket and takes it.
    ///
    /// # Errors
    /// The wait would pass `patience`, or the store failed.
    pub async fn take(
        &self,
        key: &BucketKey,
        plan: UsagePlan,
        priority: Priority,
        patience: Duration,
    ) -> Result<(), NotTaken> {
        let deadline = after(self.clock.now(), patience);
        let queue = self.queue(key);
        let place = queue.enter(priority);
        let reserve = reserve(plan, priority);
        loop {
            // Registered before looking, so that no change falls in between.
            let changed = queue.changed.notified();
            let now = self.clock.now();
            let stored = self.store.load(key).await.map_err(NotTaken::Store)?;
            let mut state =
                stored.map_or_else(|| BucketState::full(plan, now), |stored| stored.state);
            let ahead = place.ahead();
            let ready = state.ready_at(plan.burst, reserve, ahead, now);
            if ready > deadline {
                return Err(NotTaken::TooLate(TooLate {
                    wait: until(now, ready),
                }));
            }
            if ahead == 0 && ready <= now {
                state.take(now);
                let seen = stored.map(|stored| stored.version);
                if self
                    .store
                    .swap(key, seen, state)
                    .await
                    .map_err(NotTaken::Store)?
                {
                    return Ok(());
                }
                continue;
            }
            if ahead == 0 {
                let wait = until(now, ready);
                futures::future::select(self.clock.sleep(wait), std::pin::pin!(changed)).await;
            } else {
                changed.await;
            }
        }
    }

    /// How long `calls` more calls of this bucket would take, those already waiting included.
    ///
    /// # Errors
    /// The store cannot be reached.
    pub async fn eta(
        &self,
        key: &BucketKey,
        plan: UsagePlan,
        calls: u32,
    ) -> Result<Duration, StoreError> {
        let now = self.clock.now();
        let state = self
            .store
            .load(key)
            .await?
            .map_or_else(|| BucketState::full(plan, now), |stored| stored.state);
        let waiting = u32::try_from(self.waiting(key)).unwrap_or(u32::MAX);
        match calls.saturating_add(waiting).checked_sub(1) {
            Some(ahead) => Ok(until(now, state.ready_at(plan.burst, 0, ahead, now))),
            None => Ok(Duration::ZERO),
        }
    }

    /// The number of callers waiting for this bucket.
    pub fn waiting(&self, key: &BucketKey) -> usize {
        lock(&self.queue(key).waiting).len()
    }

    /// A success came back, perhaps with the rate in force.
    ///
    /// # Errors
    /// The store cannot be reached.
    pub async fn succeeded(
        &self,
        key: &BucketKey,
        plan: UsagePlan,
        rate: Option<f64>,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.change(key, plan, |state| {
            if let Some(rate) = rate {
                state.correct(rate, now);
            }
            if state.halvings > 0 {
                state.halvings -= 1;
            }
        })
        .await
    }

    /// A 429 came back.
    ///
    /// # Errors
    /// The store cannot be reached.
    pub async fn throttled(&self, key: &BucketKey, plan: UsagePlan) -> Result<(), StoreError> {
        let now = self.clock.now();
        let share: f64 = rand::rng().random_range(0.0..0.25);
        self.change(key, plan, |state| {
            let jitter = state.interval().mul_f64(share).min(Duration::from_secs(30));
            state.empty(plan.burst, now, jitter);
        })
        .await
    }

    /// Waits for one of the places for calls under way; accounts get them in turn.
    pub async fn lane(&self, account: &str, priority: Priority) -> Lane {
        self.lanes.enter(account, priority).await
    }

    async fn change(
        &self,
        key: &BucketKey,
        plan: UsagePlan,
        change: impl Fn(&mut BucketState),
    ) -> Result<(), StoreError> {
        loop {
            let stored = self.store.load(key).await?;
            let mut state = stored.map_or_else(
                || BucketState::full(plan, self.clock.now()),
                |stored| stored.state,
            );
            let before = state;
            change(&mut state);
            if state == before
                || self
                    .store
                    .swap(key, stored.map(|stored| stored.version), state)
                    .await?
            {
                self.queue(key).changed.notify_waiters();
                return Ok(());
            }
        }
    }

    fn queue(&self, key: &BucketKey) -> Arc<Queue> {
        lock(&self.queues).entry(key.clone()).or_default().clone()
    }
}

/// What a priority leaves in the bucket for the others.
fn reserve(plan: UsagePlan, priority: Priority) -> u32 {
    match priority {
        Priority::Backfill => plan.burst / 4,
        _ => 0,
    }
}

static NUMBERED: AtomicU64 = AtomicU64::new(0);

impl Queue {
    fn enter(self: &Arc<Self>, priority: Priority) -> Place {
        let key = (priority, NUMBERED.fetch_add(1, Ordering::Relaxed));
        lock(&self.waiting).insert(key, ());
        Place {
            queue: self.clone(),
            key,
        }
    }
}

/// A place in a queue, given up when dropped.
struct Place {
    queue: Arc<Queue>,
    key: (Priority, u64),
}

impl Place {
    fn ahead(&self) -> u32 {
        u32::try_from(lock(&self.queue.waiting).range(..self.key).count()).unwrap_or(u32::MAX)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.queue.waiting).remove(&self.key);
        self.queue.changed.notify_waiters();
    }
}

/// The places for calls under way.
struct Lanes {
    state: Mutex<LaneState>,
}

struct LaneState {
    free: usize,
    under_way: HashMap<String, usize>,
    /// When each account was last served, as a running number.
    served: HashMap<String, u64>,
    turn: u64,
    waiting: Vec<(Priority, String, oneshot::Sender<()>)>,
}

impl Lanes {
    fn new(under_way: usize) -> Self {
        let state = LaneState {
            free: under_way.max(1),
            under_way: HashMap::new(),
            served: HashMap::new(),
            turn: 0,
            waiting: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
        }
    }

    async fn enter(self: &Arc<Self>, account: &str, priority: Priority) -> Lane {
        let waiting = {
            let mut state = lock(&self.state);
            if state.free > 0 && state.waiting.is_empty() {
                state.start(account);
                None
            } else {
                let (go, gone) = oneshot::channel();
                state.waiting.push((priority, account.to_owned(), go));
                Some(gone)
            }
        };
        if let Some(go) = waiting {
            // The sender stays in the list until it is used, so it cannot be dropped unsent.
            let mut guard = Entering {
                lanes: self,
                account,
                go: Some(go),
            };
            if let Some(go) = guard.go.as_mut() {
                let _ = go.await;
            }
            guard.go = None;
        }
        Lane {
            lanes: self.clone(),
            account: account.to_owned(),
        }
    }

    fn leave(&self, account: &str) {
        let mut state = lock(&self.state);
        state.free += 1;
        if let Some(n) = state.under_way.get_mut(account) {
            *n -= 1;
        }
        state.hand_out();
    }
}

impl LaneState {
    fn start(&mut self, account: &str) {
        self.free -= 1;
        self.turn += 1;
        *self.under_way.entry(account.to_owned()).or_default() += 1;
        self.served.insert(account.to_owned(), self.turn);
    }

    /// Gives free places to the best priority, within it to the account with the fewest calls under
    /// way, then to the one served longest ago.
    fn hand_out(&mut self) {
        while self.free > 0 {
            self.waiting.retain(|(_, _, go)| !go.is_closed());
            let next = self
                .waiting
                .iter()
                .enumerate()
                .min_by_key(|(i, (priority, account, _))| {
                    let under_way = self.under_way.get(account).copied().unwrap_or_default();
                    let served = self.served.get(account).copied().unwrap_or_default();
                    (*priority, under_way, served, *i)
                })
                .map(|(i, _)| i);
            let Some(next) = next else { return };
            let (_, account, go) = self.waiting.remove(next);
            if go.send(()).is_ok() {
                self.start(&account);
            }
        }
    }
}

/// Gives a place back that was handed to a caller who has gone meanwhile.
struct Entering<'a> {
    lanes: &'a Lanes,
    account: &'a str,
    go: Option<oneshot::Receiver<()>>,
}

impl Drop for Entering<'_> {
    fn drop(&mut self) {
        if let Some(mut go) = self.go.take() {
            go.close();
            if go.try_recv().is_ok() {
                self.lanes.leave(self.account);
            }
        }
    }
}

/// A place for one call under way, given back when dropped.
pub struct Lane {
    lanes: Arc<Lanes>,
    account: String,
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.lanes.leave(&self.account);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A duration for people: `2 h 5 min`, `3 min 20 s`, `0.5 s`.
pub fn in_words(duration: &Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0 => format!("{:.1} s", duration.as_secs_f64()),
        1..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}
