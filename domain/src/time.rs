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
    /// The reading of its monotonic clock.
    pub const fn ticked(&self) -> Ticked {
        Ticked {
            boot: self.boot,
            first_ms: self.monotonic_ms,
            last_ms: self.monotonic_ms,
        }
    }

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

/// All that is known about when something happened: one event, or the hull of several (the cut of a count).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Physical time in server time.
    pub during: Interval,
    /// Its place among what one storage instance wrote; `None` if there are several or none.
    pub written: Option<Written>,
    /// Its place on one monotonic clock; `None` if there are several or none.
    pub ticked: Option<Ticked>,
}

/// Place in the outbox of one storage instance. Numbers are given when an entry becomes durable. Tabs wait for the disk
/// independently, so a higher number alone does not make an event later: only that a tab held the lower number when it
/// made the event does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Whose outbox.
    pub client: ClientId,
    /// The highest number of the events.
    pub last: u64,
    /// Everything up to this number had been durable, and known to the tab, before the first of the events.
    pub knew: u64,
}

impl Written {
    /// The place of one event: its number, and up to which number everything was known when it was made.
    pub const fn one(client: ClientId, n: u64, knew: u64) -> Self {
        Self {
            client,
            last: n,
            knew,
        }
    }

    fn hull(self, other: Self) -> Option<Self> {
        (self.client == other.client).then(|| Self {
            client: self.client,
            last: self.last.max(other.last),
            knew: self.knew.min(other.knew),
        })
    }
}

/// Readings of one monotonic clock, which one tab has from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// Which start of the app the clock counts from.
    pub boot: u64,
    /// Milliseconds at the first event.
    pub first_ms: u64,
    /// Milliseconds at the last.
    pub last_ms: u64,
}

impl Ticked {
    fn hull(self, other: Self) -> Option<Self> {
        (self.boot == other.boot).then(|| Self {
            boot: self.boot,
            first_ms: self.first_ms.min(other.first_ms),
            last_ms: self.last_ms.max(other.last_ms),
        })
    }
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
        Self::during(Interval::exact(at))
    }

    /// Something of which only the time is known.
    pub const fn during(during: Interval) -> Self {
        Self {
            during,
            written: None,
            ticked: None,
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
        written: Written,
        ticked: Ticked,
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
            written: Some(written),
            ticked: Some(ticked),
        }
    }

    /// The moment that "as of" uses: the middle. Where order matters, [`Moment::order`] decides instead.
    pub const fn middle(&self) -> Timestamp {
        let (from, to) = (self.during.from.millis(), self.during.to.millis());
        Timestamp::from_millis(from + (to.saturating_sub(from)) / 2)
    }

    /// The smallest moment that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            during: self.during.hull(other.during),
            written: self.written.zip(other.written).and_then(|(a, b)| a.hull(b)),
            ticked: self.ticked.zip(other.ticked).and_then(|(a, b)| a.hull(b)),
        }
    }

    /// Whether this lies before or after `other`: by one monotonic clock, by what the writer of the later one knew, else
    /// by disjoint intervals, else nobody knows and nobody guesses.
    pub fn order(&self, other: &Self) -> Order {
        match (self.is_known_before(other), other.is_known_before(self)) {
            (true, false) => Order::Before,
            (false, true) => Order::After,
            (false, false) if !self.shares_clock(other) => match () {
                () if self.during.is_before(other.during) => Order::Before,
                () if other.during.is_before(self.during) => Order::After,
                () => Order::Unclear,
            },
            // Between each other on one clock, or a device that contradicts itself.
            _ => Order::Unclear,
        }
    }

    fn shares_clock(&self, other: &Self) -> bool {
        self.ticked
            .zip(other.ticked)
            .is_some_and(|(a, b)| a.boot == b.boot)
    }

    /// Whether the device itself says so, without asking how late it was.
    fn is_known_before(&self, other: &Self) -> bool {
        let by_clock = self
            .ticked
            .zip(other.ticked)
            .is_some_and(|(a, b)| a.boot == b.boot && a.last_ms < b.first_ms);
        let by_knowledge = self
            .written
            .zip(other.written)
            .is_some_and(|(a, b)| a.client == b.client && a.last <= b.knew);
        by_clock || by_knowledge
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

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millis(ms)
    }

    fn tick(boot: u64, ms: u64) -> Ticked {
        Ticked {
            boot,
            first_ms: ms,
            last_ms: ms,
        }
    }

    /// Proves OFF-55 for the order of events.
    #[test]
    fn a_clock_days_off_widens_a_moment_and_never_disorders_it() {
        let client = ClientId::from_bytes([1; 16]);
        let other = ClientId::from_bytes([2; 16]);
        let settled = |claimed, after, now, client, n, tick| {
            Moment::settled(
                claimed,
                at(after),
                at(now),
                Written::one(client, n, 0),
                tick,
            )
        };
        let days_ahead = Interval::exact(at(1_000_000_000));
        let wrong = settled(days_ahead, 500, 900, client, 7, tick(1, 40));
        assert_eq!(wrong.during, Interval::new(at(501), at(900)));
        let right = settled(
            Interval::new(at(600), at(610)),
            0,
            900,
            other,
            1,
            tick(2, 0),
        );
        assert_eq!(wrong.order(&right), Order::Unclear);
        let later = settled(Interval::exact(at(3)), 0, 900, client, 8, tick(1, 41));
        assert_eq!(wrong.order(&later), Order::Before);
        assert_eq!(later.order(&wrong), Order::After);
        let seen = settled(
            Interval::new(at(0), at(5_000)),
            900,
            950,
            other,
            2,
            tick(2, 9),
        );
        assert_eq!(wrong.order(&seen), Order::Before);
        let both = wrong.hull(later);
        assert_eq!(both.written, Some(Written::one(client, 8, 0)));
        let (first_ms, last_ms) = (40, 41);
        assert_eq!(
            both.ticked,
            Some(Ticked {
                boot: 1,
                first_ms,
                last_ms
            })
        );
        assert_eq!(
            (wrong.hull(right).written, wrong.hull(right).ticked),
            (None, None)
        );
    }

    /// A tab that was frozen before its entry was durable gets a higher number than what another tab did later.
    #[test]
    fn a_number_alone_orders_nothing() {
        let client = ClientId::from_bytes([1; 16]);
        let made = |from, to, n, knew, tick| {
            let claimed = Interval::new(at(from), at(to));
            Moment::settled(
                claimed,
                at(0),
                at(99_000),
                Written::one(client, n, knew),
                tick,
            )
        };
        let frozen = made(1_000, 1_050, 47, 43, tick(1, 500));
        let later = made(2_000, 2_050, 44, 43, tick(2, 80));
        assert_eq!(frozen.order(&later), Order::Before);
        let blurred = made(0, 90_000, 44, 43, tick(2, 80));
        assert_eq!(frozen.order(&blurred), Order::Unclear);
        // Whoever had the entry before their eyes came after it, in whatever tab and at whatever hour.
        let knowing = made(0, 10, 48, 47, tick(3, 0));
        assert_eq!(frozen.order(&knowing), Order::Before);
        assert_eq!(knowing.order(&blurred), Order::After);
    }
}
