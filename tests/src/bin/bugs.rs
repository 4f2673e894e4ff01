//! Searches for seeds that catch the planted bugs: `bugs [--only NAME] [--seeds N] [--write]`.

use clap::Parser;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::simulator::bugs::AnyBug;
use tests::simulator::caught::{Caught, read, write};
use tests::simulator::{Options, play_as};

/// Plants each bug and plays histories until one shows it.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only this bug.
    #[arg(long)]
    only: Option<AnyBug>,
    /// Give up after so many histories.
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,
    /// Write the list that the tests replay.
    #[arg(long)]
    write: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    std::panic::set_hook(Box::new(|_| {}));
    let bugs: Vec<AnyBug> = arguments.only.map_or_else(AnyBug::all, |bug| vec![bug]);
    let (next, found, missed) = (
        AtomicUsize::new(0),
        Mutex::new(Vec::new()),
        Mutex::new(Vec::new()),
    );
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(&bug) = bugs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match search(bug, arguments.seeds) {
                        Some(caught) => {
                            println!("{bug}: caught by seed {} ({})", caught.seed, caught.rule);
                            found.lock().expect("no worker panics").push(caught);
                        }
                        None => {
                            println!("{bug}: NOT CAUGHT in {} histories", arguments.seeds);
                            missed.lock().expect("no worker panics").push(bug);
                        }
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no worker panics");
    let missed = missed.into_inner().expect("no worker panics");
    println!("{} of {} planted bugs caught", found.len(), bugs.len());
    if arguments.write {
        if arguments.only.is_some() {
            found.extend(
                read()
                    .into_iter()
                    .filter(|known| found.iter().all(|new| new.bug != known.bug))
                    .collect::<Vec<_>>(),
            );
        }
        found.sort_by(|a, b| a.bug.cmp(&b.bug));
        write(&found);
    }
    if missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn search(bug: AnyBug, seeds: u64) -> Option<Caught> {
    (1..=seeds).find_map(|seed| {
        let options = Options::for_bugs(seed);
        let found = play_as(seed, options.clone(), Some(bug), false).err()?;
        // A history that fails without the bug proves nothing about it.
        play_as(seed, options, None, false).is_ok().then(|| Caught {
            bug: bug.to_string(),
            seed,
            rule: found.violation.rule.to_owned(),
        })
    })
}
