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
        let round = now.monotonic_ms.saturating_sub(sent.monotonic_ms);
        let inside = u64::try_from(response.t2.millis_since(response.t1))
            .unwrap_or(0)
            .min(round);
        let way = (round - inside) / 2;
        let way_ms = i64::try_from(way).unwrap_or(i64::MAX);
        let measured = Measured {
            server: response.t2.plus_millis(way_ms),
            error_ms: u32::try_from(way + 1).unwrap_or(u32::MAX),
            monotonic_ms: now.monotonic_ms,
            boot: now.boot,
        };
        // A worse measurement only replaces one that has grown worse by drift.
        let better = self.measured.is_none_or(|old| {
            let age = now.monotonic_ms.saturating_sub(old.monotonic_ms);
            old.boot != now.boot
                || u64::from(old.error_ms) + age * ClockStamp::DRIFT_PPM / 1_000_000
                    >= u64::from(measured.error_ms)
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
        match self.measured {
            Some(measured) if stamp.offset_ms.is_none() && measured.boot == stamp.boot => {
                let since = stamp.monotonic_ms as i64 - measured.monotonic_ms as i64;
                let server = measured.server.plus_millis(since);
                ClockStamp {
                    offset_ms: Some(server.millis_since(stamp.wall)),
                    error_ms: measured.error_ms,
                    age_ms: since.unsigned_abs(),
                    ..stamp
                }
            }
            _ => stamp,
        }
    }

    /// Whether operations of this start of the app wait that an exchange without a push could still put a time to.
    pub(super) fn needs_measuring(&self, clock: ClockReading) -> bool {
        let measured = self
            .measured
            .is_some_and(|measured| measured.boot == clock.boot);
        let first = self.outbox.progress.acked_n + 1;
        !measured
            && self
                .outbox
                .entries
                .range(first..)
                .any(|(_, e)| e.at.offset_ms.is_none() && e.at.boot == clock.boot)
    }
}
