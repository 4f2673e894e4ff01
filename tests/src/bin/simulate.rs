//! Plays histories of the simulation: `simulate --histories N --seed S [--bug NAME] [--options JSON] [--shrink TRIES] [--trace]`.

use clap::Parser;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;
use tests::simulator::bugs::AnyBug;
use tests::simulator::{Found, Options, Stats, play_as};

/// Plays histories of many tablets, one server and a bad world.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many.
    #[arg(long, default_value_t = 3_000)]
    histories: u64,
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Plant this bug.
    #[arg(long)]
    bug: Option<AnyBug>,
    /// Print everything that was done in a failing history.
    #[arg(long)]
    trace: bool,
    /// Threads; all cores if left out.
    #[arg(long)]
    threads: Option<usize>,
    /// Be like this instead of what the seed draws (JSON, as a failure prints it).
    #[arg(long, value_parser = options)]
    options: Option<Options>,
    /// Follow the true warehouse, complete stocktakes, and compare the books with the truth.
    #[arg(long)]
    truth: bool,
    /// Look for the simplest history that shows the same, in so many tries.
    #[arg(long, default_value_t = 0)]
    shrink: usize,
    /// Go on after a failure and tell how many there are.
    #[arg(long)]
    keep_going: bool,
}

fn options(json: &str) -> Result<Options, serde_json::Error> {
    serde_json::from_str(json)
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    std::panic::set_hook(Box::new(|info| {
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture());
        }
    }));
    let threads = arguments
        .threads
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let next = AtomicU64::new(arguments.seed);
    let end = arguments.seed + arguments.histories;
    let stop = AtomicBool::new(false);
    let start = Instant::now();
    let results: Vec<(Stats, Vec<Found>, u64)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(arguments.histories as usize).max(1))
            .map(|_| scope.spawn(|| work(&arguments, &next, end, &stop)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker catches panics"))
            .collect()
    });
    let elapsed = start.elapsed().as_secs_f64();
    let mut total = Stats::default();
    let mut found = Vec::new();
    let mut n_played = 0;
    for (stats, failures, played) in results {
        total += stats;
        found.extend(failures);
        n_played += played;
    }
    println!(
        "{n_played} histories in {elapsed:.1} s, {:.1} a second: {} operations confirmed, {} exchanges, {} states revealed, {} figures compared with the truth, {} named unclear",
        n_played as f64 / elapsed,
        total.confirmed,
        total.exchanges,
        total.reveals,
        total.compared,
        total.unclear
    );
    found.sort_by_key(|found| found.seed);
    for failure in found.iter().take(if arguments.keep_going { 20 } else { 1 }) {
        if arguments.trace {
            for line in &failure.trace {
                println!("{line}");
            }
        }
        println!(
            "\nseed {}: {}\n{:?}",
            failure.seed, failure.violation, failure.options
        );
        println!("replay: {}", failure.replay_command(arguments.bug));
    }
    if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("\n{} of {n_played} histories failed", found.len());
        ExitCode::FAILURE
    }
}

/// The simplest history that shows the same, with its trace if asked for.
fn simplest(found: Box<Found>, arguments: &Arguments) -> Box<Found> {
    if arguments.shrink == 0 {
        return found;
    }
    let shrunk = found.shrunk(arguments.bug, arguments.shrink);
    let options = shrunk.options.clone();
    play_as(shrunk.seed, options, arguments.bug, arguments.trace)
        .err()
        .unwrap_or(shrunk)
}

fn work(
    arguments: &Arguments,
    next: &AtomicU64,
    end: u64,
    stop: &AtomicBool,
) -> (Stats, Vec<Found>, u64) {
    let (mut total, mut failures, mut played) = (Stats::default(), Vec::new(), 0);
    while !stop.load(Ordering::Relaxed) {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            break;
        }
        played += 1;
        let options = arguments.options.clone();
        let options = options.unwrap_or_else(|| match arguments.truth {
            true => Options::of_seed_in_truth(seed),
            false => Options::of_seed(seed),
        });
        match play_as(seed, options, arguments.bug, arguments.trace) {
            Ok(stats) => total += stats,
            Err(found) => {
                failures.push(*simplest(found, arguments));
                stop.store(!arguments.keep_going, Ordering::Relaxed);
            }
        }
    }
    (total, failures, played)
}
