//! A PostgreSQL of our own for the tests: made from Debian's programs, empty, gone afterwards. It never touches a
//! cluster that the machine has already.

use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;

use crate::processes::{Running, free_port};
use crate::{setup, shell};

/// PostgreSQL refuses to run as root; Debian's package makes this user.
const USER: &str = "postgres";

/// Lets nobody finish; the polite signal would wait for clients that a failed test left behind.
const FAST_SHUTDOWN: Signal = Signal::SIGINT;

/// A running cluster. Dropping it ends it and removes its files.
pub struct Cluster {
    running: Option<Running>,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes a cluster and starts it on a free port of this machine.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> Result<Self> {
        let programs = setup::postgres_programs().context("PostgreSQL is not installed")?;
        let folder = place()?;
        let mut cluster = Self {
            running: None,
            folder,
            port: free_port()?,
        };
        let data = cluster.folder.join("data");
        let mut initdb = unprivileged(programs.join("initdb"));
        initdb.args([
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--username=quayside",
            "-D",
        ]);
        shell::output(initdb.arg(&data))?;
        let log = fs::File::create(cluster.folder.join("log"))?;
        let mut postgres = unprivileged(programs.join("postgres"));
        postgres
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &cluster.port.to_string()]);
        // Speed over safety: whatever is lost here was a test's.
        for setting in [
            "unix_socket_directories=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=300",
            "shared_buffers=128MB",
        ] {
            postgres.args(["-c", setting]);
        }
        postgres.stdout(Stdio::null()).stderr(log);
        let mut running = Running::start("PostgreSQL", &mut postgres)?.ended_by(FAST_SHUTDOWN);
        let port = cluster.port;
        let is_ready = || TcpStream::connect(("127.0.0.1", port)).is_ok();
        let ready = running.wait_until(Duration::from_secs(30), is_ready);
        cluster.running = Some(running);
        ready
            .with_context(|| fs::read_to_string(cluster.folder.join("log")).unwrap_or_default())?;
        Ok(cluster)
    }

    /// Where tests find it; the user may create databases.
    pub fn url(&self) -> String {
        format!("postgres://quayside@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("could not remove {}: {error}", self.folder.display());
        }
    }
}

/// A new folder that the user of the cluster can reach: below `target/`, or else where temporary files go.
fn place() -> Result<PathBuf> {
    let name = format!("quayside-postgres-{}", std::process::id());
    for parent in [shell::target(), std::env::temp_dir()] {
        let folder = parent.join(&name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        if is_root() {
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
            shell::output(shell::program("chown").arg(USER).arg(&folder))?;
        }
        if is_reachable(&folder) {
            return Ok(folder);
        }
        fs::remove_dir_all(&folder)?;
    }
    bail!(
        "the user `{USER}` can reach neither {} nor the folder for temporary files",
        shell::target().display()
    )
}

fn is_reachable(folder: &Path) -> bool {
    shell::output(unprivileged("test").arg("-w").arg(folder)).is_ok()
}

/// The program, run by someone who is not root.
fn unprivileged(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if !is_root() {
        return shell::program(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", USER, "--regid", USER, "--init-groups", "--"])
        .arg(program);
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    nix::unistd::Uid::effective().is_root()
}
