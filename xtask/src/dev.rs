//! The training company for someone who changes the code: quick builds, rebuilt and restarted after each change.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use clap::Args;

use crate::processes;
use crate::programs::{self, Company, Profile, Settings};
use crate::site::{self, Build};
use crate::{setup, shell};

/// What can be chosen about the developer's server.
#[derive(Args)]
pub struct Options {
    /// Where the server listens
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the simulated Amazon listens
    #[arg(long, default_value_t = 8090)]
    amazon_port: u16,
}

const PAUSE: Duration = Duration::from_millis(400);

/// What is not watched: nothing in there goes into the programs.
const UNWATCHED: [&str; 7] = [
    ".ci",
    ".git",
    "docs",
    "node_modules",
    "target",
    "tests",
    "xtask",
];

/// Builds, starts, and does so again whenever a source file changes, until Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    processes::watch_for_stop();
    setup::wasm_target()?;
    while !processes::stopped() {
        let seen = newest(&shell::root())?;
        // A build that fails leaves nothing running: an old server would hide it.
        let mut company = match start(options) {
            Ok(company) => Some(company),
            Err(error) if processes::stopped() => return Err(error),
            Err(error) => {
                eprintln!("{error:#}\nWaiting for a change.");
                None
            }
        };
        while !processes::stopped() && newest(&shell::root())? == seen {
            if let Some(status) = company
                .as_mut()
                .map(|company| company.server.ended())
                .transpose()?
                .flatten()
            {
                bail!("the server ended with {status}");
            }
            thread::sleep(PAUSE);
        }
    }
    Ok(())
}

fn start(options: &Options) -> Result<Company> {
    site::build(Build::Dev)?;
    programs::build(Profile::Dev)?;
    let settings = Settings {
        data: &shell::target().join("dev-data"),
        site: &site::folder(),
        port: options.port,
        amazon_port: options.amazon_port,
        products: 500,
    };
    let company = programs::start_company(Profile::Dev, &settings)?;
    println!("Quayside is at http://localhost:{}.", options.port);
    Ok(company)
}

/// When the youngest source file below `folder` was changed.
fn newest(folder: &Path) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if UNWATCHED.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let changed = if entry.file_type()?.is_dir() {
            self::newest(&entry.path())?
        } else {
            // Editors replace files: one that is gone by now shows up under its new name.
            entry
                .metadata()
                .and_then(|meta| meta.modified())
                .unwrap_or(SystemTime::UNIX_EPOCH)
        };
        newest = newest.max(changed);
    }
    Ok(newest)
}
