//! The clock that everything here reads and waits by, so that a day of usage plans can be lived
//! through in a test within a second.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::future::BoxFuture;
use jiff::Timestamp;
use tokio::sync::oneshot;

/// Tells the time and waits for it.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Completes once `duration` has passed on this clock.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The time of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock that stands still until it is moved.
///
/// Clones share their time.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    now: Timestamp,
    sleepers: BTreeMap<(Timestamp, u64), oneshot::Sender<()>>,
    numbered: u64,
}

impl VirtualClock {
    /// A clock that shows `now`.
    pub fn new(now: Timestamp) -> Self {
        Self {
            state: Arc::new(Mutex::new(State {
                now,
                sleepers: BTreeMap::new(),
                numbered: 0,
            })),
        }
    }

    /// Moves the clock forward and wakes whoever waited for an instant up to there.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        let until = after(state.now, by);
        state.now = until;
        let later = state.sleepers.split_off(&(until, u64::MAX));
        for (_, sleeper) in std::mem::replace(&mut state.sleepers, later) {
            // A sleeper that was dropped needs no waking.
            let _ = sleeper.send(());
        }
    }

    /// Moves to the next instant somebody waits for. `false` when nobody waits.
    pub fn step(&self) -> bool {
        let next = {
            let mut state = self.lock();
            state.sleepers.retain(|_, sleeper| !sleeper.is_closed());
            state
                .sleepers
                .keys()
                .next()
                .map(|(at, _)| at.duration_since(state.now))
        };
        match next {
            Some(wait) => {
                self.advance(wait.try_into().unwrap_or_default());
                true
            }
            None => false,
        }
    }

    /// Runs `work` to its end, moving the clock whenever everything else is waiting for it.
    ///
    /// Meant for a current-thread runtime and work that awaits nothing but this clock.
    pub async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        loop {
            // Enough turns for every spawned task to come to rest at a sleep.
            for _ in 0..64 {
                if let Some(done) = futures::FutureExt::now_or_never(work.as_mut()) {
                    return done;
                }
                tokio::task::yield_now().await;
            }
            self.step();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        self.lock().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.lock();
        if duration.is_zero() {
            return Box::pin(std::future::ready(()));
        }
        let (wake, woken) = oneshot::channel();
        state.numbered += 1;
        let key = (after(state.now, duration), state.numbered);
        state.sleepers.insert(key, wake);
        Box::pin(async move {
            // The clock is gone only when the test is over.
            let _ = woken.await;
        })
    }
}

/// `at` plus `by`, at most the last instant there is.
pub(crate) fn after(at: Timestamp, by: Duration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The time from `from` to `to`, zero if that is past.
pub(crate) fn until(from: Timestamp, to: Timestamp) -> Duration {
    to.duration_since(from).try_into().unwrap_or_default()
}
