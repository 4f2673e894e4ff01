//! The clock against the server's: evidence, never order (SYNC 5.2).

use super::*;

impl Client {
    pub(super) fn measure(
        &mut self,
        response: &Response,
        sent: ClockReading,
        now: ClockReading,
        ops: &mut Vec<StoreOp>,
    ) {
        let round = elapsed(sent, now);
        let inside = u64::try_from(response.t2.millis_since(response.t1))
            .unwrap_or(0)
            .min(round);
        let way = (round - inside) / 2;
        let way_ms = i64::try_from(way).unwrap_or(i64::MAX);
        // Two clocks that run apart measured the round trip and what the server took of it.
        let error = way + round * ClockStamp::DRIFT_PPM / 1_000_000 + 1;
        let measured = Measured {
            server: response.t2.plus_millis(way_ms),
            error_ms: u32::try_from(error).unwrap_or(u32::MAX),
            wall: now.wall,
            monotonic_ms: now.monotonic_ms,
            boot: now.boot,
        };
        // A worse measurement only replaces one that has grown worse by drift.
        let better = self.measured.is_none_or(|old| {
            let age = now.monotonic_ms.saturating_sub(old.monotonic_ms);
            let error = u64::from(old.error_ms) + age * ClockStamp::DRIFT_PPM / 1_000_000;
            old.doubt(now)
                .is_none_or(|doubt| error + doubt >= u64::from(measured.error_ms))
        });
        if better {
            self.measured = Some(measured);
            ops.push(StoreOp::Put {
                table: Table::Meta,
                key: META_CLOCK.to_vec(),
                value: to_bytes(&measured),
            });
        }
    }

    /// A stamp for something that happens now.
    pub(super) fn stamp(&self, clock: ClockReading) -> ClockStamp {
        self.restamp(ClockStamp {
            wall: clock.wall,
            monotonic_ms: clock.monotonic_ms,
            boot: clock.boot,
            offset_ms: None,
            error_ms: 0,
            age_ms: 0,
        })
    }

    /// A stamp without a measurement gets one from the same start of the app, also if it was taken later.
    pub(super) fn restamp(&self, stamp: ClockStamp) -> ClockStamp {
        let ClockStamp {
            wall,
            monotonic_ms,
            boot,
            ..
        } = stamp;
        let reading = ClockReading {
            wall,
            monotonic_ms,
            boot,
        };
        let measured = self.measured.filter(|_| stamp.offset_ms.is_none());
        match measured.and_then(|measured| Some((measured, measured.doubt(reading)?))) {
            Some((measured, doubt)) => {
                let since = monotonic_ms as i64 - measured.monotonic_ms as i64;
                let server = measured.server.plus_millis(since);
                let error = u64::from(measured.error_ms) + doubt;
                ClockStamp {
                    offset_ms: Some(server.millis_since(wall)),
                    error_ms: u32::try_from(error).unwrap_or(u32::MAX),
                    age_ms: since.unsigned_abs(),
                    ..stamp
                }
            }
            None => stamp,
        }
    }

    /// Whether operations of this start of the app wait that an exchange without a push could still put a time to.
    pub(super) fn needs_measuring(&self, clock: ClockReading) -> bool {
        let measured = self
            .measured
            .is_some_and(|measured| measured.doubt(clock).is_some());
        let first = self.outbox.progress.acked_n + 1;
        !measured
            && self
                .outbox
                .entries
                .range(first..)
                .any(|(_, e)| e.at.offset_ms.is_none() && e.at.boot == clock.boot)
    }
}

/// Milliseconds between two readings of one start. The monotonic clock of some devices stands still while they sleep.
fn elapsed(from: ClockReading, to: ClockReading) -> u64 {
    let ticked = to.monotonic_ms.saturating_sub(from.monotonic_ms);
    ticked.max(u64::try_from(to.wall.millis_since(from.wall)).unwrap_or(0))
}

impl Measured {
    /// By how many milliseconds more, beside drift, the measurement may be wrong at this reading; `None` if it says nothing
    /// about it. Where the two clocks advanced differently, either the wall clock was set or the monotonic one stood still
    /// while the device slept, and it is not known which, or whether both.
    fn doubt(&self, at: ClockReading) -> Option<u64> {
        let ticked = at.monotonic_ms as i64 - self.monotonic_ms as i64;
        let apart = at.wall.millis_since(self.wall).saturating_sub(ticked);
        let apart = apart.unsigned_abs();
        let drift = ticked.unsigned_abs() * 2 * ClockStamp::DRIFT_PPM / 1_000_000 + CLOCK_GRAIN_MS;
        match () {
            () if self.boot != at.boot || apart > drift + MOST_DOUBT_MS => None,
            () if apart > drift => Some(apart),
            () => Some(0),
        }
    }
}

/// Both clocks are read one after the other, in whole milliseconds.
const CLOCK_GRAIN_MS: u64 = 20;
/// Wall clocks are corrected by so much unnoticed; more, and nothing measured before is believed.
const MOST_DOUBT_MS: u64 = 5_000;
