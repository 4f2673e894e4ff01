//! Everything that must hold before a change is merged, on a machine that has nothing but Rust and Debian.
//!
//! Every step runs, also after one has failed, so that one run shows all there is to mend. A step whose input is
//! missing fails; none is skipped.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::postgres::Cluster;
use crate::programs::{self, Profile};
use crate::site::{self, Build};
use crate::{processes, setup, shell, tidy};

/// What a step counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
}

struct Outcome {
    step: &'static str,
    tally: Tally,
    took: Duration,
}

/// Runs all steps and prints how they went.
pub fn run() -> ExitCode {
    processes::watch_for_stop();
    let mut outcomes = Vec::new();
    let mut step = |name: &'static str, work: &dyn Fn() -> Result<Tally>| {
        if processes::stopped() {
            return;
        }
        println!("\n── {name} ──");
        let started = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            eprintln!("{name}: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
            }
        });
        outcomes.push(Outcome {
            step: name,
            tally,
            took: started.elapsed(),
        });
    };
    step("Rust target for browsers", &|| once(setup::wasm_target()));
    step("Rust components", &|| once(setup::rust_components()));
    step("Debian packages", &|| once(setup::debian_packages()));
    step("Node packages", &|| once(setup::node_packages()));
    step("Python packages", &|| once(setup::python().map(drop)));
    step("format", &|| {
        once(shell::run(shell::cargo().args(["fmt", "--all", "--check"])))
    });
    step("lints, native", &|| {
        once(shell::run(clippy().args([
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])))
    });
    step("lints, browser", &|| {
        let browser = [
            "-p",
            "app",
            "-p",
            "scanner",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ];
        once(shell::run(clippy().args(browser)))
    });
    step("tidy", &|| once(tidy::run()));
    step("tests", &cargo_tests);
    step("application, release", &|| {
        once(site::build(Build::Release))
    });
    step("programs", &|| once(programs::build_as_tested()));
    step("simulation", &simulation);
    step("browser journeys", &journeys);
    report(&outcomes)
}

fn clippy() -> Command {
    let mut cargo = shell::cargo();
    cargo.arg("clippy");
    cargo
}

/// All crates' tests, with a PostgreSQL of their own beside SQLite.
fn cargo_tests() -> Result<Tally> {
    let postgres = Cluster::start().context("no PostgreSQL for the tests")?;
    let mut cargo = shell::cargo();
    cargo
        .args(["test", "--workspace", "--no-fail-fast"])
        .env("QUAYSIDE_TEST_POSTGRES_URL", postgres.url())
        .env("SP_API_PYTHON", setup::python()?);
    if std::env::var_os("CI").is_some() {
        cargo.env("RUN_SLOW_TESTS", "1");
    }
    counted(&mut cargo)
}

/// A program of the simulation, with its own arguments.
pub fn simulator(name: &str, arguments: &[String]) -> Command {
    let mut cargo = shell::cargo();
    cargo
        .args(["run", "--package", "tests", "--bin", name, "--"])
        .args(arguments);
    cargo
}

/// Histories of many tablets in a bad world, by the program that was compiled with everything else; then some that follow
/// the true warehouse, whose books must show what truly happened.
fn simulation() -> Result<Tally> {
    let program = programs::simulator(Profile::Dev)?;
    shell::run(&mut shell::program(&program))?;
    let in_truth = ["--truth", "--histories", "400"];
    once(shell::run(shell::program(&program).args(in_truth)))
}

fn journeys() -> Result<Tally> {
    counted(
        shell::program("node")
            .arg("tests/browser/run.mjs")
            .envs(programs::browser_settings(Profile::Dev)?),
    )
}

/// A step that either holds or does not.
fn once(result: Result<()>) -> Result<Tally> {
    result.map(|()| Tally {
        passed: 1,
        failed: 0,
    })
}

/// Runs `command`, shows what it says, and adds up every "N passed, N failed" in it.
fn counted(command: &mut Command) -> Result<Tally> {
    let line = shell::describe(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    let output = child.stdout.take().expect("the output is piped");
    let mut tally = Tally::default();
    for said in BufReader::new(output).lines() {
        let said = said?;
        println!("{said}");
        if let Some(found) = tally_in(&said) {
            tally.passed += found.passed;
            tally.failed += found.failed;
        }
    }
    let status = child.wait()?;
    match (status.success(), tally) {
        (
            true,
            Tally {
                passed: 0,
                failed: 0,
            },
        ) => bail!("`{line}` ran, but counted nothing"),
        (true, tally) => Ok(tally),
        (false, Tally { passed, failed: 0 }) => {
            eprintln!("`{line}` ended with {status}");
            Ok(Tally { passed, failed: 1 })
        }
        (false, tally) => Ok(tally),
    }
}

fn tally_in(said: &str) -> Option<Tally> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\d+) passed[;,] (\d+) failed").expect("a fixed pattern"));
    let found = PATTERN.captures(said)?;
    let number = |group: usize| found[group].parse().ok();
    Some(Tally {
        passed: number(1)?,
        failed: number(2)?,
    })
}

fn report(outcomes: &[Outcome]) -> ExitCode {
    println!(
        "\n{:<28}{:>9}{:>9}{:>10}",
        "step", "passed", "failed", "seconds"
    );
    for Outcome { step, tally, took } in outcomes {
        println!(
            "{step:<28}{:>9}{:>9}{:>10.1}",
            tally.passed,
            tally.failed,
            took.as_secs_f32()
        );
    }
    let passed: u32 = outcomes.iter().map(|outcome| outcome.tally.passed).sum();
    let failed: u32 = outcomes.iter().map(|outcome| outcome.tally.failed).sum();
    if processes::stopped() {
        println!("\nstopped before the end");
    }
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 && !processes::stopped() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_cargo_and_of_the_journeys_are_counted() {
        let cargo =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            tally_in(cargo),
            Some(Tally {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(
            tally_in("journeys: 4 passed, 0 failed"),
            Some(Tally {
                passed: 4,
                failed: 0
            })
        );
        assert_eq!(tally_in("test a_pass ... ok"), None);
    }
}
