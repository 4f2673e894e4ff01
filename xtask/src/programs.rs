//! The project's own programs: building them, and starting them with their settings.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::processes::Running;
use crate::{setup, shell, site};

/// How the native programs are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As the tests are, sharing their work.
    Dev,
    /// Optimised: for the demo and for measuring.
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn folder(self) -> PathBuf {
        shell::target().join(if self == Self::Dev {
            "debug"
        } else {
            "release"
        })
    }
}

/// Compiles the server and the simulated Amazon's program, with nothing on board that only tests ask for.
///
/// # Errors
/// When something does not compile.
pub fn build(profile: Profile) -> Result<()> {
    shell::run(shell::cargo().args([
        "build",
        "--bins",
        "--profile",
        profile.name(),
        "--package",
        "server",
        "--package",
        "amazon-sim",
    ]))
}

/// Compiles them as the tests were a moment ago: everything is named that was, tests too, so that Cargo settles on the same
/// features and compiles nothing anew.
///
/// # Errors
/// When something does not compile.
pub fn build_as_tested() -> Result<()> {
    shell::run(shell::cargo().args(["build", "--bins", "--tests", "--workspace"]))
}

/// The server's program.
///
/// # Errors
/// When it was not built.
pub fn server(profile: Profile) -> Result<PathBuf> {
    built(profile, "server", "quayside")
}

/// The program that plays histories of the sync protocol.
///
/// # Errors
/// When it was not built.
pub fn simulator(profile: Profile) -> Result<PathBuf> {
    built(profile, "tests", "simulate")
}

fn built(profile: Profile, from: &str, name: &str) -> Result<PathBuf> {
    let path = profile.folder().join(name);
    if !path.is_file() {
        bail!(
            "there is no {}: the crate `{from}` made no program `{name}`",
            path.display()
        );
    }
    Ok(path)
}

/// The simulated Amazon's program, if there is one in this source.
pub fn amazon(profile: Profile) -> Option<PathBuf> {
    let has_source = shell::root().join("amazon-sim/src/main.rs").is_file();
    let path = profile.folder().join("amazon-sim");
    (has_source && path.is_file()).then_some(path)
}

/// What the scripts in `tests/browser` ask the environment for.
///
/// # Errors
/// When the programs were not built, or there is no browser.
pub fn browser_settings(profile: Profile) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut settings = vec![
        ("QUAYSIDE_CHROMIUM", setup::chromium()?),
        ("QUAYSIDE_PROGRAM", server(profile)?),
        ("QUAYSIDE_SITE", site::folder()),
        ("QUAYSIDE_TARGET", shell::target()),
    ];
    settings.extend(amazon(profile).map(|program| ("QUAYSIDE_AMAZON_PROGRAM", program)));
    Ok(settings)
}

/// What the demo and the developer's server are told.
pub struct Settings<'a> {
    /// Everything that lasts goes here.
    pub data: &'a Path,
    /// The site that was built.
    pub site: &'a Path,
    /// Where the server listens, on this machine only.
    pub port: u16,
    /// Where the simulated Amazon listens.
    pub amazon_port: u16,
    /// Products of the training company.
    pub products: u32,
}

/// Both programs, running. Dropping it ends both, the server first.
pub struct Company {
    /// The server.
    pub server: Running,
    _amazon: Option<Running>,
}

/// Starts the training company and waits until it answers.
///
/// # Errors
/// When a port is taken or a program does not come up.
pub fn start_company(profile: Profile, settings: &Settings<'_>) -> Result<Company> {
    fs::create_dir_all(settings.data)?;
    claim(settings.port, "--port")?;
    let mut server = Command::new(server(profile)?);
    server
        .arg("demo")
        .args(["--products", &settings.products.to_string()]);
    server
        .env("QUAYSIDE_LISTEN", format!("127.0.0.1:{}", settings.port))
        .env("QUAYSIDE_DATA_DIR", settings.data)
        .env("QUAYSIDE_SITE", settings.site)
        .env("QUAYSIDE_MAIL_URL", "page:")
        .current_dir(shell::root());
    let amazon = match amazon(profile) {
        Some(program) => Some(start_amazon(&program, settings, &mut server)?),
        None => None,
    };
    let mut server = Running::start("the server", &mut server)?;
    // A hundred thousand products take their time to be made up.
    let address = format!("127.0.0.1:{}", settings.port);
    server.wait_until(Duration::from_secs(600), || answers(&address, "/readyz"))?;
    Ok(Company {
        server,
        _amazon: amazon,
    })
}

fn start_amazon(program: &Path, settings: &Settings<'_>, server: &mut Command) -> Result<Running> {
    claim(settings.amazon_port, "--amazon-port")?;
    let address = format!("127.0.0.1:{}", settings.amazon_port);
    let url = format!("http://{address}");
    server.env("QUAYSIDE_AMAZON_LWA_URL", format!("{url}/auth/o2/token"));
    server.env("QUAYSIDE_CLOCK_URL", format!("{url}/sim/clock"));
    // Each region answers its own sellers only, as at Amazon.
    for region in ["NA", "EU", "FE"] {
        let endpoint = format!("{url}/{}", region.to_ascii_lowercase());
        server.env(format!("QUAYSIDE_AMAZON_ENDPOINT_{region}"), endpoint);
    }
    let mut amazon = Running::start(
        "the simulated Amazon",
        Command::new(program)
            .args(["--listen", &address, "--seed", "1", "--state"])
            .arg(settings.data.join("amazon"))
            .current_dir(shell::root()),
    )?;
    amazon.wait_until(Duration::from_secs(60), || {
        TcpStream::connect(&address).is_ok()
    })?;
    println!("The simulated Amazon is at {url}; watch it at {url}/sim/.");
    Ok(amazon)
}

/// Says early that a port is taken: the program's own message would come after the build of the company.
fn claim(port: u16, flag: &str) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| format!("port {port} is taken by another program; choose one with {flag}"))
}

/// Whether a plain GET is answered with 200.
fn answers(address: &str, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
