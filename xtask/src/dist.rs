//! What is shipped: one program with the site inside, a file to make a container of it, and the names by which a crash
//! report of a browser is read.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use anyhow::{Context, Result, bail};

use crate::site::{self, Build};
use crate::{setup, shell};

const CONTAINERFILE: &str = include_str!("dist/Containerfile");

/// Builds into `target/dist`.
pub fn run() -> Result<()> {
    setup::wasm_target()?;
    site::build(Build::Release)?;
    let mut cargo = shell::cargo();
    cargo.args([
        "build",
        "-p",
        "server",
        "--bin",
        "quayside",
        "--features",
        "embed",
        "--profile",
        "dist",
    ]);
    // Cargo does not see that the site inside the program has changed.
    shell::run(shell::cargo().args([
        "clean",
        "--quiet",
        "--package",
        "server",
        "--profile",
        "dist",
    ]))?;
    shell::run(&mut cargo)?;
    let built = shell::target().join("dist/quayside");
    if !built.is_file() {
        bail!("there is no {}", built.display());
    }
    // Cargo's folder for the profile is called `dist` too; what is shipped stands apart from its intermediate files.
    let shipped = shell::target().join("shipped");
    fs::create_dir_all(&shipped)?;
    let program = shipped.join("quayside");
    fs::copy(&built, &program).with_context(|| format!("could not write {}", program.display()))?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    fs::write(shipped.join("Containerfile"), CONTAINERFILE)?;
    fs::copy(shell::root().join("LICENSE"), shipped.join("LICENSE"))?;
    for module in site::MODULES {
        let from = site::function_names(module);
        let to = shipped.join(format!("{module}.names"));
        fs::copy(&from, &to).with_context(|| format!("could not copy {}", from.display()))?;
    }
    let megabytes = fs::metadata(&program)?.len() / 1_000_000;
    println!("{}: {megabytes} MB", program.display());
    println!(
        "A container: podman build -t quayside {}",
        shipped.display()
    );
    Ok(())
}
