//! The sync protocol against a bad world: histories without a bug show nothing, and every planted bug is seen.
//!
//! Fewer histories by default; with `CI` or `RUN_SLOW_TESTS` set, as many as the project promises.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tests::simulator::bugs::AnyBug;
use tests::simulator::caught::read;
use tests::simulator::{Options, play, play_as};

fn is_slow() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
        || std::env::var_os("RUN_SLOW_TESTS").is_some()
}

/// Runs `work` for 0, 1, … below `end` on all cores.
fn on_all_cores(end: u64, work: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= end {
                        break;
                    }
                    work(at);
                }
            });
        }
    });
}

/// Proves OFF-13, OFF-14, OFF-15, OFF-16, OFF-20, OFF-22, OFF-39: whatever is killed, lost, repeated or delayed, what
/// was confirmed reaches the books once, in the order of its document, and every tablet ends with the server's state.
#[test]
fn no_history_shows_a_violation() {
    let histories = if is_slow() { 3_000 } else { 300 };
    let start = Instant::now();
    let failures = Mutex::new(Vec::new());
    on_all_cores(histories, |at| {
        if let Err(found) = play(at + 1, None, false) {
            failures.lock().expect("no worker panics").push(found);
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{histories} histories, {:.1} a second",
        histories as f64 / seconds
    );
    let failures = failures.into_inner().expect("no worker panics");
    if let Some(found) = failures.iter().min_by_key(|found| found.seed) {
        panic!(
            "{} of {histories} histories failed; the first is seed {}: {}\n{:?}\n{}",
            failures.len(),
            found.seed,
            found.violation,
            found.options,
            found.replay_command(None)
        );
    }
}

/// Each planted bug is seen by the history that is kept for it, and at least thirty are.
#[test]
fn every_planted_bug_is_caught_by_its_seed() {
    let list = read();
    assert!(
        list.len() >= 30,
        "only {} planted bugs are on the list",
        list.len()
    );
    let names: BTreeSet<String> = AnyBug::all().iter().map(ToString::to_string).collect();
    let listed: BTreeSet<String> = list.iter().map(|caught| caught.bug.clone()).collect();
    assert_eq!(
        names, listed,
        "search anew with `cargo run -p tests --bin bugs -- --write`"
    );
    let missed = Mutex::new(Vec::new());
    on_all_cores(list.len() as u64, |at| {
        let caught = &list[at as usize];
        let bug: AnyBug = caught.bug.parse().expect("a listed bug exists");
        if play_as(
            caught.seed,
            Options::for_bugs(caught.seed),
            Some(bug),
            false,
        )
        .is_ok()
        {
            missed
                .lock()
                .expect("no worker panics")
                .push(caught.bug.clone());
        }
    });
    let missed = missed.into_inner().expect("no worker panics");
    assert!(
        missed.is_empty(),
        "not caught any more: {missed:?}; search anew with `cargo run -p tests --bin bugs -- --write`"
    );
}

#[derive(serde::Deserialize)]
struct Regression {
    what: String,
    seed: u64,
    options: Options,
}

/// Histories that once failed, as they were then or shrunk, show nothing any more.
#[test]
fn what_failed_once_does_not_fail_again() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/regressions");
    let mut n_played = 0;
    for file in std::fs::read_dir(folder).expect("the folder is beside the tests") {
        let path = file.expect("a readable folder").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let known: Regression = serde_json::from_str(&text).expect("a regression file");
        if let Err(found) = play_as(known.seed, known.options, None, false) {
            let command = found.replay_command(None);
            panic!(
                "{}: {} Again: {}\n{command}",
                path.display(),
                known.what,
                found.violation
            );
        }
        n_played += 1;
    }
    assert!(n_played > 0, "no regression file was found");
}

/// A failing history is made small, keeps failing, and is replayed by its seed and options.
#[test]
fn a_failing_history_shrinks() {
    let list = read();
    let name = "beep-before-commit";
    let caught = list
        .iter()
        .find(|caught| caught.bug == name)
        .expect("it is on the list");
    let bug: AnyBug = name.parse().expect("a planted bug");
    let options = Options::for_bugs(caught.seed);
    let found = play_as(caught.seed, options, Some(bug), false).expect_err("the bug is caught");
    let (steps, rule) = (found.options.steps, found.violation.rule);
    let shrunk = found.shrunk(Some(bug), 60);
    assert!(shrunk.options.steps < steps, "{:?}", shrunk.options);
    assert!(shrunk.replay_command(Some(bug)).contains("--options"));
    let again = play_as(shrunk.seed, shrunk.options.clone(), Some(bug), false);
    assert_eq!(again.expect_err("it still fails").violation.rule, rule);
}

/// The same seed gives the same history.
#[test]
fn a_history_is_replayed_by_its_seed() {
    let trace = |seed| {
        let mut world = tests::simulator::World::new(seed, true);
        world.run().expect("this history shows nothing");
        world.trace.expect("a trace was asked for")
    };
    assert_eq!(trace(3), trace(3));
}
