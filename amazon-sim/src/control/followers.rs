//! Programs that share the virtual clock. A follower says when it wants to wake; while time is advanced, it stops at
//! that instant until the follower has done its work and says when it wants to wake next.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::clock::Ms;
use crate::simulator::Simulator;

/// A follower that says nothing for so long is left behind.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long an answer waits for the wake-up at most.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

struct Follower {
    wake_at: Option<Ms>,
    heard: Instant,
}

/// All followers of a simulator's clock.
#[derive(Default)]
pub(crate) struct Followers {
    known: Mutex<BTreeMap<String, Follower>>,
    changed: Notify,
}

impl Followers {
    fn with<T>(&self, look: impl FnOnce(&mut BTreeMap<String, Follower>) -> T) -> T {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Names and wishes, for the control page.
    pub(crate) fn list(&self) -> Vec<(String, Option<Ms>)> {
        self.with(|known| {
            known
                .iter()
                .map(|(name, held)| (name.clone(), held.wake_at))
                .collect()
        })
    }

    /// Notes when a follower wants to wake, and waits for that instant (or a while).
    pub(crate) async fn follow(
        &self,
        simulator: &Simulator,
        name: &str,
        wake_at: Option<Ms>,
        wait: Duration,
    ) -> Ms {
        self.with(|known| {
            known.insert(
                name.to_owned(),
                Follower {
                    wake_at,
                    heard: Instant::now(),
                },
            )
        });
        self.changed.notify_waiters();
        let until = Instant::now() + wait.min(LONGEST_WAIT);
        loop {
            let now = simulator.now();
            if wake_at.is_some_and(|at| now >= at) || Instant::now() >= until {
                self.with(|known| {
                    if let Some(held) = known.get_mut(name) {
                        held.heard = Instant::now()
                    }
                });
                return now;
            }
            let nap = until
                .saturating_duration_since(Instant::now())
                .min(Duration::from_millis(200));
            let _ = tokio::time::timeout(nap, self.changed.notified()).await;
        }
    }

    /// Moves the clock to `target`, stopping wherever a follower wants to wake.
    pub(crate) async fn advance(&self, simulator: &Simulator, target: Ms) {
        loop {
            let now = simulator.now();
            if now >= target {
                return;
            }
            let next = self.with(|known| {
                known.retain(|_, held| held.heard.elapsed() < PATIENCE);
                known
                    .values()
                    .filter_map(|held| held.wake_at)
                    .filter(|at| *at < target)
                    .min()
            });
            simulator.move_to(next.unwrap_or(target).max(now));
            self.changed.notify_waiters();
            self.wait_for_workers(simulator.now()).await;
        }
    }

    /// Waits until no follower wants to be awake now, or the late ones have lost the right to be waited for.
    async fn wait_for_workers(&self, now: Ms) {
        let begun = Instant::now();
        loop {
            let is_waiting = self.with(|known| {
                if begun.elapsed() > PATIENCE {
                    known.retain(|_, held| held.wake_at.is_none_or(|at| at > now));
                }
                known
                    .values()
                    .any(|held| held.wake_at.is_some_and(|at| at <= now))
            });
            if !is_waiting {
                return;
            }
            let _ = tokio::time::timeout(Duration::from_millis(100), self.changed.notified()).await;
        }
    }
}
