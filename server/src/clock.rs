//! Business time and ids, passed in wherever they are needed (DECISIONS 29).
//!
//! Sessions, throttling and TLS use real time and do not ask here.

use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
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
///
/// Each is a UUID of version 7 whose part after the time is a small random step above that of the one before, as RFC
/// 9562 (6.2, method 2) allows: ids made one after the other take two bytes each in what devices pull, not ten. They
/// name things and prove nothing, so that it does no harm that one can be guessed from another.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<Sequence>>, Moments);

/// What the time in an id is.
#[derive(Clone, Copy)]
enum Moments {
    /// Real time: ids of a database go on rising when business time is set back.
    Real,
    /// Business time, so that the same seed makes the same ids.
    Business,
}

struct Sequence {
    random: StdRng,
    /// The 74 bits beside time, version and variant, as one number.
    last: u128,
}

impl Sequence {
    /// Bits of an id that are neither time nor fixed.
    const BITS: u32 = 74;
    /// Steps are smaller than this.
    const STEP: u128 = 1 << 12;

    fn new(mut random: StdRng) -> Self {
        // The topmost bit is free at first, so that it takes ages until they begin anew.
        let last = random.random::<u128>() >> (129 - Self::BITS);
        Self { random, last }
    }

    fn next(&mut self) -> [u8; 10] {
        let step = self.random.random_range(1..Self::STEP);
        self.last = (self.last + step) & ((1 << Self::BITS) - 1);
        // Version and variant are put over the four and the two bits left free here.
        let (high, low) = (self.last >> 62, self.last & ((1 << 62) - 1));
        let bits = high << 64 | low;
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&bits.to_be_bytes()[6..]);
        bytes
    }
}

impl Default for Ids {
    fn default() -> Self {
        let sequence = Sequence::new(StdRng::from_os_rng());
        Self(Arc::new(Mutex::new(sequence)), Moments::Real)
    }
}

impl Ids {
    /// Ids that follow from a seed. For the demo and tests only.
    pub fn seeded(seed: u64) -> Self {
        let sequence = Sequence::new(StdRng::seed_from_u64(seed));
        Self(Arc::new(Mutex::new(sequence)), Moments::Business)
    }

    /// A new UUID of version 7.
    pub fn uuid(&self, now: Timestamp) -> Uuid {
        let at = match self.1 {
            Moments::Real => real_now(),
            Moments::Business => now,
        };
        let mut sequence = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let millis = u64::try_from(at.millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &sequence.next()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_distinct_of_version_7_and_a_small_step_apart() {
        let (ids, at) = (Ids::seeded(1), Timestamp::from_millis(1_795_000_000_000));
        let made: Vec<Uuid> = (0..10_000).map(|_| ids.uuid(at)).collect();
        assert_eq!(made.iter().collect::<BTreeSet<_>>().len(), made.len());
        assert!(made.iter().all(|id| id.get_version_num() == 7));
        assert!(
            made.is_sorted(),
            "a server's ids of one moment are in the order of their making"
        );
        for pair in made.windows(2) {
            assert!(pair[1].as_u128() - pair[0].as_u128() < Sequence::STEP);
        }
        let again = Ids::seeded(1);
        assert_eq!(made[0], again.uuid(at), "the same seed makes the same ids");
        assert_ne!(Ids::default().uuid(at), Ids::default().uuid(at));
    }
}
