//! Builds what the browser loads into `target/site`: the application and the barcode decoder as WASM, one style sheet,
//! the service worker with its list of files, and everything compressed beforehand.
//!
//! All but the four files that browsers ask for by name (`/`, `/sw.js`, `/manifest.webmanifest` and what the first of
//! them names) carries the hash of its content in its own name, so that a server may call it immutable.
//! Nothing is done twice: a step whose input has not changed takes its result from `target/xtask`.

mod compress;
mod modules;
mod pack;
mod plan;
mod shorten;
mod style;

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::shell;
use plan::Plan;

pub use modules::{MODULES, function_names};

/// How much work goes into making the result small and fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// For looking at a change: seconds to build, megabytes to load.
    Dev,
    /// For everyone else: demo, browser journeys, benchmarks and the shipped binary.
    Release,
}

impl Build {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }

    fn brotli_quality(self) -> u32 {
        match self {
            Self::Dev => 2,
            Self::Release => 11,
        }
    }
}

/// The folder that the server serves, or embeds.
pub fn folder() -> PathBuf {
    shell::target().join("site")
}

/// Files that are not kept on the device beforehand: rarely shown, or wanted only while installing.
const LAZY: [&str; 9] = [
    "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "icons/apple-touch-icon-180.png",
    "icons/icon-192.png",
    "icons/icon-512.png",
    "icons/icon-maskable-192.png",
    "icons/icon-maskable-512.png",
    "icons/icon-monochrome.svg",
    "icons/logo.svg",
    "icons/logo-on-dark.svg",
];

/// Builds the site, or as much of it as has changed.
///
/// # Errors
/// When a crate does not compile, a file is missing, or a template names something that does not exist.
pub fn build(build: Build) -> Result<()> {
    let started = Instant::now();
    let work = shell::target().join("xtask");
    fs::create_dir_all(&work)?;
    // Two builds at once would prune each other's files.
    let lock = File::create(work.join("site.lock"))?;
    lock.lock().context("could not lock target/xtask")?;

    let compiled = modules::compile(build)?;
    let public = shell::root().join("public");
    let mut plan = Plan::new();
    plan.define("build", build.name());
    for module in &compiled {
        modules::place(&mut plan, module)?;
    }
    for kind in ["fonts", "icons"] {
        plan.place_folder(&public, kind, &LAZY)?;
    }
    let css = style::join(&shell::root().join("style"), &plan)?;
    plan.place("app.css", css.into_bytes(), plan::Kept::Beforehand);
    for script in ["theme.js", "scanner-worker.js", "boot.js"] {
        let text = plan.fill(&public.join(script))?;
        plan.place(script, text.into_bytes(), plan::Kept::Beforehand);
    }
    plan.define("signals", &sprite(&public.join("icons/signals.svg"))?);
    plan.define_precache()?;
    plan.define_version(
        &["index.html", "manifest.webmanifest", "sw.js"].map(|name| public.join(name)),
    )?;
    for page in ["index.html", "manifest.webmanifest", "sw.js"] {
        let text = plan.fill(&public.join(page))?;
        plan.place_by_name(page, text.into_bytes());
    }

    let site = folder();
    let written = plan.write(&site)?;
    let weights = compress::all(
        &site,
        &work.join("compressed").join(build.name()),
        build.brotli_quality(),
    )?;
    println!(
        "site: {} build, {written} of {} files new, {} kB brotli without the decoder, {:.1} s",
        build.name(),
        plan.len(),
        weights.without_scanner(|file| plan.keeps(file)) / 1000,
        started.elapsed().as_secs_f32(),
    );
    Ok(())
}

/// The flags and marks, ready to stand in the page.
fn sprite(path: &std::path::Path) -> Result<String> {
    let svg =
        fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    Ok(svg
        .replacen("<svg ", "<svg hidden aria-hidden=\"true\" ", 1)
        .trim_end()
        .to_owned())
}
