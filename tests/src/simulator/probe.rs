//! What is promised about time: few round trips empty an outbox (I9), and everybody who is online hears of news, with pokes
//! at once and without them within the stated bound.

use super::check;
use super::history::{Violation, World, violated};
use sync::client::POLL_MS;

/// Round trips that may empty an outbox, for each so many operations begun.
const TRIPS: usize = 3;
const PER: usize = 500;
/// What exchanges of a dozen tablets take in this world, one after the other.
const WORK_MS: i64 = 10_000;

/// I9: the outbox was empty after three round trips for each 500 operations begun.
pub fn few_round_trips(world: &World) -> Result<(), Violation> {
    if !world.options.later.timers {
        return Ok(());
    }
    for (at, device) in world.devices.iter().enumerate() {
        let most = TRIPS * device.owed.div_ceil(PER);
        if device.owed > 0 && device.trips > most {
            return violated(
                "I9",
                format!(
                    "tablet {at} needed {} round trips for {} operations",
                    device.trips, device.owed
                ),
            );
        }
    }
    Ok(())
}

/// News come to everybody who is online: soon if pokes come, and within the interval of asking if none does.
pub fn all_hear_of_news(world: &mut World) -> Result<(), Violation> {
    if !world.options.later.timers || world.truth.is_some() {
        return Ok(());
    }
    for (lost, bound) in [(0, WORK_MS), (1_000, POLL_MS as i64 + WORK_MS)] {
        world.options.later.poke_drop = lost;
        world.options.later.poke_duplicate = 500 * u32::from(lost == 0);
        let begun = world.now();
        world.office_works();
        loop {
            let mut budget = 20_000;
            while world.bustle()? && budget > 0 {
                budget -= 1;
            }
            if world.is_quiet() && check::is_settled(world) {
                break;
            }
            let waited = world.now() - begun;
            if waited > bound {
                return violated(
                    "I9",
                    format!(
                        "news are not everywhere after {waited} ms, pokes lost: {}",
                        lost > 0
                    ),
                );
            }
            world.pass_time(250);
        }
    }
    Ok(())
}
