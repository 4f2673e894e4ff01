//! Business time and ids, passed in wherever they are needed (DECISIONS 29).
//!
//! Sessions, throttling and TLS use real time and do not ask here.

use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{Builder, Uuid};

/// Real time, in milliseconds since 1970.
pub fn real_now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Business time: real time plus an offset, or a moment that somebody sets.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Mutex<Hands>>);

#[derive(Debug, Clone, Copy)]
enum Hands {
    /// As real time does, so many milliseconds ahead of it.
    Run(i64),
    /// At this moment.
    Stand(Timestamp),
}

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Hands::Run(0))))
    }
}

impl Clock {
    /// A clock that stands at `now` until it is moved.
    pub fn standing(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Hands::Stand(now))))
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        match *self.hands() {
            Hands::Run(ahead) => real_now().plus_millis(ahead),
            Hands::Stand(now) => now,
        }
    }

    /// Moves the clock.
    pub fn advance_millis(&self, ms: i64) {
        let mut hands = self.hands();
        *hands = match *hands {
            Hands::Run(ahead) => Hands::Run(ahead + ms),
            Hands::Stand(now) => Hands::Stand(now.plus_millis(ms)),
        };
    }

    /// Sets the clock to a moment, from which it runs on as real time does.
    pub fn run_from(&self, now: Timestamp) {
        *self.hands() = Hands::Run(now.millis_since(real_now()));
    }

    /// Sets the clock to a moment, at which it stays.
    pub fn stand_at(&self, now: Timestamp) {
        *self.hands() = Hands::Stand(now);
    }

    /// Milliseconds by which business time differs from real time.
    pub fn offset_millis(&self) -> i64 {
        self.now().millis_since(real_now())
    }
}

/// Where new ids come from: the system's randomness, or a seed so that a demo is the same each time.
#[derive(Clone, Default)]
pub struct Ids(Option<Arc<Mutex<StdRng>>>);

impl Ids {
    /// Ids that follow from a seed. For the demo and tests only: they can be guessed.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// A new UUID of version 7.
    pub fn uuid(&self, now: Timestamp) -> Uuid {
        match &self.0 {
            None => Uuid::now_v7(),
            Some(rng) => {
                let mut random = [0; 10];
                rng.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .fill_bytes(&mut random);
                let millis = u64::try_from(now.millis()).unwrap_or_default();
                Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
            }
        }
    }
}
