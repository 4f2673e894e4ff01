//! The training company, from nothing to a sign-in, in one command.

use std::fs;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;

use crate::processes;
use crate::programs::{self, Profile, Settings};
use crate::site::{self, Build};
use crate::{setup, shell};

/// What can be chosen about the training company.
#[derive(Args)]
pub struct Options {
    /// How many products it sells
    #[arg(long, default_value_t = 5_000, value_name = "N")]
    products: u32,
    /// Throw away what earlier runs left in target/demo
    #[arg(long)]
    fresh: bool,
    /// Where the server listens
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the simulated Amazon listens
    #[arg(long, default_value_t = 8090)]
    amazon_port: u16,
    /// Optimise the server: minutes more to build, for measuring and for very large catalogues
    #[arg(long)]
    release: bool,
}

/// Builds and starts everything, and stays until Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    processes::watch_for_stop();
    setup::wasm_target()?;
    site::build(Build::Release)?;
    // Without it, demo and tests share what they compile.
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Dev
    };
    programs::build(profile)?;
    let data = shell::target().join("demo");
    if options.fresh && data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let settings = Settings {
        data: &data,
        site: &site::folder(),
        port: options.port,
        amazon_port: options.amazon_port,
        products: options.products,
    };
    let mut company = programs::start_company(profile, &settings)?;
    println!("Ctrl-C ends it. The data stay in target/demo; --fresh starts over.");
    while !processes::stopped() {
        if let Some(status) = company.server.ended()? {
            bail!("the server ended with {status}");
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
