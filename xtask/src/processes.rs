//! Programs that run beside this one and must end with it.

use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;

use crate::shell;

/// How long a program may take to put its things away.
const GRACE: Duration = Duration::from_secs(15);

static STOPPED: AtomicBool = AtomicBool::new(false);
static WATCHING: OnceLock<()> = OnceLock::new();

/// From now on Ctrl-C and SIGTERM no longer end this program but make [`stopped`] true.
pub fn watch_for_stop() {
    WATCHING.get_or_init(|| {
        ctrlc::set_handler(|| STOPPED.store(true, Ordering::SeqCst))
            .expect("the handler is set once");
    });
}

/// Whether someone asked this program to end.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// A program that is asked to end, and in the end made to, when this value is dropped.
pub struct Running {
    name: String,
    child: Child,
    farewell: Signal,
}

impl Running {
    /// Starts `command`; `name` is what messages call it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(name: &str, command: &mut Command) -> Result<Self> {
        let child = command
            .spawn()
            .with_context(|| format!("could not start `{}`", shell::describe(command)))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            farewell: Signal::SIGTERM,
        })
    }

    /// Asks it to end with another signal than SIGTERM.
    #[must_use]
    pub fn ended_by(mut self, farewell: Signal) -> Self {
        self.farewell = farewell;
        self
    }

    /// How it ended, if it has.
    ///
    /// # Errors
    /// When the system does not know the program any more.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits until `is_ready` says so.
    ///
    /// # Errors
    /// When the program ends first, the time is over, or someone asked to stop.
    pub fn wait_until(&mut self, limit: Duration, is_ready: impl Fn() -> bool) -> Result<()> {
        let started = Instant::now();
        while !is_ready() {
            if let Some(status) = self.ended()? {
                bail!("{} ended with {status} before it was ready", self.name);
            }
            if stopped() {
                bail!("stopped");
            }
            if started.elapsed() > limit {
                bail!("{} was not ready after {} s", self.name, limit.as_secs());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Asks it to end, and waits.
    pub fn stop(&mut self) {
        self.ask_to_end();
        let started = Instant::now();
        while started.elapsed() < GRACE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        eprintln!(
            "{} did not end within {} s and was killed",
            self.name,
            GRACE.as_secs()
        );
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait()) {
            eprintln!("{} could not be killed: {error}", self.name);
        }
    }

    fn ask_to_end(&self) {
        // An id that does not fit cannot be one that the system gave out.
        let Ok(id) = i32::try_from(self.child.id()) else {
            return;
        };
        if let Err(error) = signal::kill(Pid::from_raw(id), self.farewell) {
            eprintln!("{} could not be asked to end: {error}", self.name);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}

/// A port of this machine that nobody listens on.
///
/// # Errors
/// When the system has none left.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
