//! Every chore of the project behind one command: `cargo xtask <chore>`.

mod bench;
mod checks;
mod demo;
mod dev;
mod dist;
mod postgres;
mod processes;
mod programs;
mod requirements;
mod setup;
mod shell;
mod site;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The chores of Quayside"
)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Start the training company: build everything, then serve it on this machine
    Demo(demo::Options),
    /// Prove all that must hold before a change is merged
    Test,
    /// Serve a small training company, rebuilt after each change
    Dev(dev::Options),
    /// Measure, and write docs/benchmarks.md
    Bench(bench::Options),
    /// Make the one program that is shipped, in target/shipped
    Dist,
    /// Check the house rules that compilers do not know
    Tidy,
    /// Say in docs/requirements.md what cites and what proves each requirement
    Requirements,
    /// Run the simulator (its own arguments follow)
    Simulate {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Plant each known bug in turn and search for a seed that catches it
    Bugs {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Build what the browser loads, into target/site
    BuildApp {
        /// Small and fast, as demo, tests and the shipped program use it
        #[arg(long)]
        release: bool,
    },
}

fn main() -> ExitCode {
    match perform(Cli::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: Chore) -> Result<ExitCode> {
    match chore {
        Chore::Test => return Ok(checks::run()),
        Chore::Demo(options) => demo::run(&options)?,
        Chore::Dev(options) => dev::run(&options)?,
        Chore::Bench(options) => bench::run(&options)?,
        Chore::Dist => dist::run()?,
        Chore::Tidy => tidy::run()?,
        Chore::Requirements => requirements::run()?,
        Chore::Simulate { arguments } => {
            shell::run(&mut checks::simulator("simulate", &arguments))?
        }
        Chore::Bugs { arguments } => shell::run(&mut checks::simulator("bugs", &arguments))?,
        Chore::BuildApp { release } => site::build(if release {
            site::Build::Release
        } else {
            site::Build::Dev
        })?,
    }
    Ok(ExitCode::SUCCESS)
}
