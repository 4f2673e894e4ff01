//! Moments and intervals. UTC inside; showing a moment in the company's zone is the caller's business.

use crate::ids::ClientId;
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The earliest moment there is; for open intervals.
    pub const MIN: Self = Self(i64::MIN);
    /// The latest moment there is; for open intervals.
    pub const MAX: Self = Self(i64::MAX);

    /// From milliseconds since the epoch.
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This moment moved by `ms` milliseconds; stops at the ends of the range.
    pub const fn plus_millis(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative if `earlier` is later.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A moment known only to lie between two moments, both included. Invariant: `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    from: Timestamp,
    to: Timestamp,
}

impl Interval {
    /// An interval between two moments, given in either order.
    pub fn new(a: Timestamp, b: Timestamp) -> Self {
        Self {
            from: a.min(b),
            to: a.max(b),
        }
    }

    /// An exactly known moment.
    pub const fn exact(at: Timestamp) -> Self {
        Self { from: at, to: at }
    }

    /// Its earliest moment.
    pub const fn from(self) -> Timestamp {
        self.from
    }

    /// Its latest moment.
    pub const fn to(self) -> Timestamp {
        self.to
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }

    /// Whether all of it lies before all of `other`.
    pub fn is_before(self, other: Self) -> bool {
        self.to < other.from
    }

    /// Whether the two share a moment, so that time alone cannot order them.
    pub fn overlaps(self, other: Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }
}

/// What a device can say about the moment of an event: evidence, never order (SYNC 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStamp {
    /// The device's wall clock.
    pub wall: Timestamp,
    /// Milliseconds of the device's monotonic clock since `boot`.
    pub monotonic_ms: u64,
    /// Which start of the app the monotonic clock counts from.
    pub boot: u64,
    /// Server time minus wall time at this event, reckoned from the last measurement with the monotonic clock,
    /// so that a wall clock set anew in between does no harm; `None` before the first exchange.
    pub offset_ms: Option<i64>,
    /// Half the round trip of that measurement, in milliseconds.
    pub error_ms: u32,
    /// Milliseconds of monotonic time since that measurement.
    pub age_ms: u64,
}

impl ClockStamp {
    /// Drift allowed for between measurements, in parts per million.
    pub const DRIFT_PPM: u64 = 200;

    /// Physical time of the event as an interval with error bars. Without any measurement the wall clock
    /// is taken with `unsynced_error_ms` to both sides.
    pub fn interval(&self, unsynced_error_ms: i64) -> Interval {
        let (middle, error) = match self.offset_ms {
            Some(offset) => {
                let drift = self.age_ms.saturating_mul(Self::DRIFT_PPM) / 1_000_000 + 1;
                let drift = i64::try_from(drift).unwrap_or(i64::MAX);
                (
                    self.wall.plus_millis(offset),
                    i64::from(self.error_ms).saturating_add(drift),
                )
            }
            None => (self.wall, unsynced_error_ms),
        };
        Interval::new(middle.plus_millis(-error), middle.plus_millis(error))
    }
}

/// Where something stands in what one storage instance wrote, and when it happened: all that is known about
/// its place among other things. One event, or the hull of several (the cut of a count).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Physical time in server time.
    pub during: Interval,
    /// Place in the outbox of its writer; `None` if there are several writers or none.
    pub written: Option<Written>,
}

/// Numbers of an outbox, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Whose outbox.
    pub client: ClientId,
    /// The lowest number.
    pub first: u64,
    /// The highest number.
    pub last: u64,
}

/// How two moments lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The first was over before the second began.
    Before,
    /// The first began after the second was over.
    After,
    /// Nothing proves either.
    Unclear,
}

impl Moment {
    /// Something the server itself did.
    pub const fn exact(at: Timestamp) -> Self {
        Self {
            during: Interval::exact(at),
            written: None,
        }
    }

    /// A device's event. `claimed` is what its stamp says; it cannot have happened before `after`, the server
    /// time of the last answer the device had seen, nor after `now`, when it arrived. A claim that contradicts
    /// both comes from a wrong clock and is dropped. The bound by `after` is what causality can add: whatever the
    /// server had recorded when it gave that answer lies before, by a millisecond at least (SYNC 5.7).
    pub fn settled(
        claimed: Interval,
        after: Timestamp,
        now: Timestamp,
        client: ClientId,
        n: u64,
    ) -> Self {
        let after = after.plus_millis(1).min(now);
        let (from, to) = (claimed.from().max(after), claimed.to().min(now));
        let during = if from <= to {
            Interval::new(from, to)
        } else {
            Interval::new(after, now)
        };
        Self {
            during,
            written: Some(Written {
                client,
                first: n,
                last: n,
            }),
        }
    }

    /// The moment that "as of" uses: the middle. Where order matters, [`Moment::order`] decides instead.
    pub const fn middle(&self) -> Timestamp {
        let (from, to) = (self.during.from.millis(), self.during.to.millis());
        Timestamp::from_millis(from + (to.saturating_sub(from)) / 2)
    }

    /// The smallest moment that holds both.
    pub fn hull(self, other: Self) -> Self {
        let written = match (self.written, other.written) {
            (Some(a), Some(b)) if a.client == b.client => Some(Written {
                client: a.client,
                first: a.first.min(b.first),
                last: a.last.max(b.last),
            }),
            _ => None,
        };
        Self {
            during: self.during.hull(other.during),
            written,
        }
    }

    /// Whether this lies before or after `other`: by the sequence of one writer, else by disjoint intervals,
    /// else nobody knows and nobody guesses.
    pub fn order(&self, other: &Self) -> Order {
        if let (Some(a), Some(b)) = (self.written, other.written)
            && a.client == b.client
        {
            return match () {
                () if a.last < b.first => Order::Before,
                () if a.first > b.last => Order::After,
                () => Order::Unclear,
            };
        }
        if self.during.is_before(other.during) {
            Order::Before
        } else if other.during.is_before(self.during) {
            Order::After
        } else {
            Order::Unclear
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_widens_with_the_age_of_its_measurement() {
        let mut stamp = ClockStamp {
            wall: Timestamp::from_millis(1_000_000),
            monotonic_ms: 0,
            boot: 1,
            offset_ms: Some(-500),
            error_ms: 20,
            age_ms: 0,
        };
        assert_eq!(
            stamp.interval(0),
            Interval::new(
                Timestamp::from_millis(999_479),
                Timestamp::from_millis(999_521)
            )
        );
        stamp.age_ms = 8 * 3_600_000;
        let wide = stamp.interval(0);
        assert_eq!(wide.to().millis_since(wide.from()), 2 * (20 + 5_760 + 1));
        stamp.offset_ms = None;
        let blind = stamp.interval(60_000);
        assert_eq!(blind.to().millis_since(blind.from()), 120_000);
    }

    /// Proves OFF-55 for the order of events.
    #[test]
    fn a_clock_days_off_widens_a_moment_and_never_disorders_it() {
        let at = Timestamp::from_millis;
        let client = ClientId::from_bytes([1; 16]);
        let other = ClientId::from_bytes([2; 16]);
        let days_ahead = Interval::exact(at(1_000_000_000));
        let wrong = Moment::settled(days_ahead, at(500), at(900), client, 7);
        assert_eq!(wrong.during, Interval::new(at(501), at(900)));
        let right = Moment::settled(Interval::new(at(600), at(610)), at(0), at(900), other, 1);
        assert_eq!(wrong.order(&right), Order::Unclear);
        let later = Moment::settled(Interval::exact(at(3)), at(0), at(900), client, 8);
        assert_eq!(wrong.order(&later), Order::Before);
        assert_eq!(later.order(&wrong), Order::After);
        let seen = Moment::settled(Interval::new(at(0), at(5_000)), at(900), at(950), other, 2);
        assert_eq!(wrong.order(&seen), Order::Before);
        assert_eq!(
            wrong.hull(later).written,
            Some(Written {
                client,
                first: 7,
                last: 8
            })
        );
        assert_eq!(wrong.hull(right).written, None);
    }
}
