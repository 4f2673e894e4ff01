//! The simulation of SYNC: clients, server and SQL in one thread under one seed.
//!
//! What runs here is the protocol's own code and the domain's own rules; the network, the browsers, the databases, the
//! clocks and the people are models that fail in every way that the real ones are known to. Whatever was drawn for a seed is
//! drawn again for it, so a failure is replayed by its number.

pub mod bugs;
pub mod caught;
mod check;
mod db;
mod device;
mod history;
mod options;
mod people;
mod probe;
mod rng;
pub mod script;
mod setup;
mod store;
mod truth;
mod versions;

pub use history::{Stats, Violation, World};
pub use options::Options;

use bugs::AnyBug;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A history that showed what it must not.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its seed.
    pub seed: u64,
    /// What it showed.
    pub violation: Violation,
    /// What it was like.
    pub options: Options,
    /// What was done, if asked for.
    pub trace: Vec<String>,
}

impl Found {
    /// How to see it again: by its seed, and by its options if they are not those of the seed.
    pub fn replay_command(&self, bug: Option<AnyBug>) -> String {
        let bug = bug.map(|bug| format!(" --bug {bug}")).unwrap_or_default();
        let options = if self.options == Options::of_seed(self.seed) {
            String::new()
        } else {
            let json = serde_json::to_string(&self.options).expect("plain data");
            format!(" --options '{json}'")
        };
        format!(
            "cargo run -p tests --bin simulate -- --histories 1 --seed {}{bug}{options} --trace",
            self.seed
        )
    }

    /// The simplest history that was found to show the same, after so many tries at most.
    pub fn shrunk(self: Box<Self>, bug: Option<AnyBug>, tries: usize) -> Box<Self> {
        let mut simplest = self;
        let mut left = tries;
        'simpler: while left > 0 {
            for options in simplest.options.simpler() {
                if left == 0 {
                    break 'simpler;
                }
                left -= 1;
                match play_as(simplest.seed, options, bug, false) {
                    Err(found) if found.violation.rule == simplest.violation.rule => {
                        simplest = found;
                        continue 'simpler;
                    }
                    _ => {}
                }
            }
            break;
        }
        simplest
    }
}

/// Plays the history of a seed, with a bug planted or without.
///
/// # Errors
/// What the history showed that it must not.
pub fn play(seed: u64, bug: Option<AnyBug>, trace: bool) -> Result<Stats, Box<Found>> {
    play_as(seed, Options::of_seed(seed), bug, trace)
}

/// Plays a history of this seed that is like this.
///
/// # Errors
/// What the history showed that it must not.
pub fn play_as(
    seed: u64,
    options: Options,
    bug: Option<AnyBug>,
    trace: bool,
) -> Result<Stats, Box<Found>> {
    bugs::plant(bug);
    let mut world = World::with_options(seed, options.clone(), trace);
    let result = catch_unwind(AssertUnwindSafe(|| world.run()));
    bugs::plant(None);
    sync::release::play(0);
    let violation = match result {
        Ok(Ok(stats)) => return Ok(stats),
        Ok(Err(violation)) => violation,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Violation {
                rule: "panic",
                text: text.unwrap_or_default(),
            }
        }
    };
    Err(Box::new(Found {
        seed,
        violation,
        options,
        trace: world.trace.take().unwrap_or_default(),
    }))
}

/// Runs something that nobody else disturbs to its end.
fn run_now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
