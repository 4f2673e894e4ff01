//! Virtual time: milliseconds since 1970, their ISO 8601 texts, and the one clock of a simulator.

use std::time::Instant;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

/// A virtual instant in milliseconds since 1970.
pub type Ms = i64;

/// One second.
pub const SECOND: Ms = 1_000;
/// One minute.
pub const MINUTE: Ms = 60 * SECOND;
/// One hour.
pub const HOUR: Ms = 60 * MINUTE;
/// One day.
pub const DAY: Ms = 24 * HOUR;

/// `2026-08-05T10:00:00Z`, as Amazon writes most times.
pub fn iso(at: Ms) -> String {
    timestamp(at - at.rem_euclid(SECOND)).to_string()
}

/// `2026-08-05T10:00:00.123Z`, for the operations that answer with milliseconds.
pub fn iso_ms(at: Ms) -> String {
    format!("{:.3}", timestamp(at))
}

/// `2026-08-05`.
pub fn date(at: Ms) -> String {
    timestamp(at).to_zoned(TimeZone::UTC).date().to_string()
}

/// A time by a `strftime` pattern, in UTC.
pub fn format(at: Ms, pattern: &str) -> String {
    timestamp(at)
        .to_zoned(TimeZone::UTC)
        .strftime(pattern)
        .to_string()
}

/// The beginning of the next month, in UTC.
pub fn next_month(at: Ms) -> Ms {
    let date = timestamp(at).to_zoned(TimeZone::UTC).date();
    let next = date.last_of_month().tomorrow();
    next.and_then(|date| date.to_zoned(TimeZone::UTC))
        .map_or(Ms::MAX, |start| start.timestamp().as_millisecond())
}

/// Hour of the day in UTC.
pub fn hour_of_day(at: Ms) -> i64 {
    at.rem_euclid(DAY) / HOUR
}

/// Reads a date-time (with an offset, or taken as UTC) or a plain date.
pub fn parse_iso(text: &str) -> Option<Ms> {
    if let Ok(found) = text.parse::<Timestamp>() {
        return Some(found.as_millisecond());
    }
    // A `+` of an offset that was not encoded arrives as a space.
    if let Ok(found) = text.replacen(' ', "+", 1).parse::<Timestamp>() {
        return Some(found.as_millisecond());
    }
    let civil = text.parse::<jiff::civil::DateTime>().ok().or_else(|| {
        text.parse::<jiff::civil::Date>()
            .ok()
            .map(|date| date.to_datetime(jiff::civil::Time::midnight()))
    })?;
    civil
        .to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp().as_millisecond())
}

/// Reads an ISO 8601 duration such as `PT24H` or `P3D`; a day is 24 hours.
pub fn parse_duration(text: &str) -> Option<Ms> {
    let span: Span = text.parse().ok()?;
    let duration: SignedDuration = span
        .to_duration(jiff::SpanRelativeTo::days_are_24_hours())
        .ok()?;
    i64::try_from(duration.as_millis()).ok()
}

fn timestamp(at: Ms) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Whether virtual time runs by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Time stands still between advances.
    Frozen,
    /// Time runs as fast as real time.
    Running,
}

/// Maps real to virtual time.
#[derive(Debug)]
pub struct Clock {
    pace: Pace,
    virtual_then: Ms,
    real_then: Instant,
    is_held: bool,
}

impl Clock {
    /// A clock that shows `at` now.
    pub fn new(at: Ms, pace: Pace) -> Self {
        Self {
            pace,
            virtual_then: at,
            real_then: Instant::now(),
            is_held: false,
        }
    }

    /// Lets it stand still whatever its pace: while inputs are repeated, their instants alone move it.
    pub(crate) fn hold(&mut self) {
        *self = Self {
            is_held: true,
            ..Self::new(self.now(), self.pace)
        };
    }

    /// Lets it go on by its pace, from `at` if that is later than what it shows.
    pub(crate) fn release(&mut self, at: Ms) {
        *self = Self::new(at.max(self.now()), self.pace);
    }

    /// The instant it shows.
    pub fn now(&self) -> Ms {
        match self.pace {
            Pace::Running if !self.is_held => {
                self.virtual_then
                    + i64::try_from(self.real_then.elapsed().as_millis()).unwrap_or(i64::MAX / 4)
            }
            Pace::Running | Pace::Frozen => self.virtual_then,
        }
    }

    /// Its pace.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Puts it to `at`, which may not lie before what it shows.
    pub fn set(&mut self, at: Ms) {
        *self = Self {
            is_held: self.is_held,
            ..Self::new(at.max(self.now()), self.pace)
        };
    }

    /// Stops it or lets it run.
    pub fn set_pace(&mut self, pace: Pace) {
        *self = Self {
            is_held: self.is_held,
            ..Self::new(self.now(), pace)
        };
    }
}
