//! What the chores need beyond Rust, and how a Debian machine gets it through its ordinary clients.
//!
//! Nothing is installed that is there already, and what cannot be installed is named with the command that would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::shell;

const WASM: &str = "wasm32-unknown-unknown";

/// A Debian package, and how to see that it is there.
struct Package {
    name: &'static str,
    is_present: fn() -> bool,
    why: &'static str,
}

const PACKAGES: [Package; 8] = [
    Package {
        name: "chromium",
        is_present: || shell::has("chromium"),
        why: "browser journeys",
    },
    Package {
        name: "nodejs",
        is_present: || shell::has("node"),
        why: "browser journeys",
    },
    Package {
        name: "npm",
        is_present: || shell::has("npm"),
        why: "browser journeys",
    },
    Package {
        name: "postgresql",
        is_present: || postgres_programs().is_some(),
        why: "database tests",
    },
    Package {
        name: "zbar-tools",
        is_present: || shell::has("zbarimg"),
        why: "reading printed barcodes",
    },
    Package {
        name: "poppler-utils",
        is_present: || shell::has("pdftoppm"),
        why: "looking at printed pages",
    },
    Package {
        name: "python3",
        is_present: || shell::has("python3"),
        why: "a client of Amazon's that others wrote",
    },
    Package {
        name: "python3-venv",
        is_present: || {
            shell::output(shell::program("python3").args(["-c", "import ensurepip, venv"])).is_ok()
        },
        why: "a client of Amazon's that others wrote",
    },
];

/// Adds the WASM target to the toolchain if it is missing.
///
/// # Errors
/// With the command to run, when rustup is not there or refuses.
pub fn wasm_target() -> Result<()> {
    let libraries = shell::output(shell::program("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the Rust target {WASM}.");
    shell::run(shell::program("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("the Rust target {WASM} is missing; run: rustup target add {WASM}\n(without rustup: install your distribution's package for it)")
    })
}

/// Adds the source of the standard library to the toolchain if it is missing.
///
/// # Errors
/// With the command to run, when rustup is not there or refuses.
pub fn standard_library_source() -> Result<()> {
    let toolchain = shell::output(shell::program("rustc").args(["--print", "sysroot"]))?;
    let source = Path::new(toolchain.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if source.is_file() {
        return Ok(());
    }
    println!("Adding the standard library's source to the Rust toolchain.");
    shell::run(shell::program("rustup").args(["component", "add", "rust-src"]))
        .context("the standard library's source is missing; run: rustup component add rust-src")
}

/// Adds the formatter and the linter to the toolchain if they are missing.
///
/// # Errors
/// With the command to run, when rustup is not there or refuses.
pub fn rust_components() -> Result<()> {
    let is_missing =
        |subcommand: &str| shell::output(shell::cargo().args([subcommand, "--version"])).is_err();
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if is_missing(subcommand) {
            println!("Adding {component} to the Rust toolchain.");
            shell::run(shell::program("rustup").args(["component", "add", component]))
                .with_context(|| {
                    format!("{component} is missing; run: rustup component add {component}")
                })?;
        }
    }
    Ok(())
}

/// Installs what is missing from Debian.
///
/// # Errors
/// With the command to run, when this is no Debian, the rights are missing, or apt fails.
pub fn debian_packages() -> Result<()> {
    let missing: Vec<_> = PACKAGES
        .iter()
        .filter(|package| !(package.is_present)())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|package| package.name).collect();
    for package in &missing {
        println!("Missing: {} ({}).", package.name, package.why);
    }
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        names.join(" ")
    );
    if !shell::has("apt-get") {
        bail!(
            "this machine has no apt-get; install what Debian calls: {}",
            names.join(" ")
        );
    }
    let Some(mut update) = as_root() else {
        bail!("neither root nor sudo without a password; run: {by_hand}");
    };
    println!("Installing {} from Debian.", names.join(", "));
    // A stale list of packages is no reason to give up: the installation says whether it was enough.
    if let Err(error) = shell::run(update.args(["apt-get", "update"])) {
        eprintln!("{error:#}");
    }
    let mut install = as_root().expect("it was there a moment ago");
    install
        .args(["apt-get", "install", "-y", "--no-install-recommends"])
        .args(&names);
    shell::run(&mut install).map_err(|error| anyhow!("{error:#}; run: {by_hand}"))?;
    match PACKAGES.iter().find(|package| !(package.is_present)()) {
        Some(package) => bail!(
            "{} is still missing after its installation; run: {by_hand}",
            package.name
        ),
        None => Ok(()),
    }
}

/// `env` with the rights of root, ready to be told what to run.
fn as_root() -> Option<Command> {
    const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";
    if nix::unistd::Uid::effective().is_root() {
        let mut command = shell::program("env");
        command.arg(QUIET);
        return Some(command);
    }
    let sudo_works =
        shell::has("sudo") && shell::output(shell::program("sudo").args(["-n", "true"])).is_ok();
    sudo_works.then(|| {
        let mut command = shell::program("sudo");
        command.args(["-n", "env", QUIET]);
        command
    })
}

/// Installs the Node packages of the browser journeys, exactly as their lock file says.
///
/// # Errors
/// With the command to run, when npm fails.
pub fn node_packages() -> Result<()> {
    let folder = shell::root().join("tests/browser");
    let wanted = fs::read(folder.join("package-lock.json"))
        .context("could not read tests/browser/package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-from");
    let wanted = blake3::hash(&wanted).to_hex().to_string();
    if fs::read_to_string(&stamp).is_ok_and(|held| held == wanted) {
        return Ok(());
    }
    println!("Installing the Node packages of the browser journeys.");
    let mut npm = shell::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    shell::run(&mut npm)
        .context("the Node packages are missing; run: cd tests/browser && npm ci")?;
    Ok(fs::write(stamp, wanted)?)
}

/// The Python with the packages of the tests that others' clients are put through, exactly as their list says; made
/// below the build folder, so that nothing of the machine's own Python changes.
///
/// # Errors
/// With the command to run, when Python or pip fails.
pub fn python() -> Result<PathBuf> {
    const LIST: &str = "amazon-sim/tests/third_party/requirements.txt";
    let list =
        fs::read(shell::root().join(LIST)).with_context(|| format!("could not read {LIST}"))?;
    let folder = shell::target().join("python");
    let (python, stamp) = (folder.join("bin/python"), folder.join(".installed-from"));
    let wanted = blake3::hash(&list).to_hex().to_string();
    if fs::read_to_string(&stamp).is_ok_and(|held| held == wanted) {
        return Ok(python);
    }
    println!("Installing the Python packages of the tests.");
    let by_hand = format!(
        "the Python packages are missing; run: python3 -m venv --clear {0} && {0}/bin/pip install -r {LIST}",
        folder.display()
    );
    shell::run(
        shell::program("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )
    .with_context(|| by_hand.clone())?;
    let mut pip = shell::program(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        LIST,
    ]);
    shell::run(&mut pip).context(by_hand)?;
    fs::write(stamp, wanted)?;
    Ok(python)
}

/// The browser that the journeys drive.
///
/// # Errors
/// When it is not installed.
pub fn chromium() -> Result<PathBuf> {
    shell::find("chromium").context("Chromium is not installed")
}

/// The folder with `initdb` and `postgres`, of the newest version installed.
pub fn postgres_programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in fs::read_dir("/usr/lib/postgresql").ok()?.flatten() {
        let programs = entry.path().join("bin");
        let version = entry.file_name().to_string_lossy().parse();
        if let (Ok(version), true) = (version, programs.join("initdb").is_file()) {
            found.push((version, programs));
        }
    }
    found.into_iter().max().map(|(_, programs)| programs)
}
