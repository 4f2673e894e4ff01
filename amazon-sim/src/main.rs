//! The simulator as a program: `amazon-sim --listen ADDR --seed N`, and `amazon-sim replay FILE`.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use amazon_sim::clock::{Pace, parse_iso};
use amazon_sim::journal::Journal;
use amazon_sim::world::founding::Scale;
use amazon_sim::{Config, Simulator, StoreError, http};
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;

/// A simulated Amazon that speaks Login with Amazon and the Selling Partner API.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8090")]
    listen: String,
    /// Equal seeds give equal worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Directory that keeps the state over restarts.
    #[arg(long)]
    state: Option<PathBuf>,
    /// Address under which callers reach the simulator; made from the listening address if absent.
    #[arg(long)]
    public_url: Option<String>,
    /// Virtual time to begin at, such as 2026-11-21T08:00:00Z; the present if absent.
    #[arg(long)]
    start: Option<String>,
    /// Let virtual time stand still until it is advanced.
    #[arg(long)]
    frozen: bool,
    /// Listings of the first account; the others have fewer.
    #[arg(long, default_value_t = Scale::default().n_listings)]
    listings: usize,
    /// Orders buyers place on a day in the first account.
    #[arg(long, default_value_t = Scale::default().orders_per_day)]
    orders_per_day: i64,
    /// Days of business before the beginning.
    #[arg(long, default_value_t = Scale::default().history_days)]
    history_days: i64,
    /// Answer 500 when an answer would break Amazon's model.
    #[arg(long)]
    strict: bool,
    /// Inputs that the journal keeps; of a longer run it is cut and cannot be repeated.
    #[arg(long, default_value_t = Config::default().max_inputs)]
    max_inputs: usize,
}

#[derive(Subcommand)]
enum Command {
    /// Repeat a saved journal and say where the run differed.
    Replay {
        /// The journal.
        file: PathBuf,
        /// Write the journal here, with what is answered now in words.
        #[arg(long)]
        record: Option<PathBuf>,
    },
}

#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("cannot listen on {0}")]
    Listen(String, #[source] std::io::Error),
    #[error("{0} is no time such as 2026-11-21T08:00:00Z")]
    Start(String),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot read the journal")]
    Journal(#[source] std::io::Error),
    #[error("cannot write the journal")]
    Record(#[source] std::io::Error),
    #[error("serving failed")]
    Serve(#[source] std::io::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Some(Command::Replay {
            file,
            record: Some(to),
        }) => record(file, to),
        Some(Command::Replay { file, record: None }) => replay(file),
        None => serve(arguments).await.map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(next) = cause {
            text.push_str(&format!(": {next}"));
            cause = next.source();
        }
        eprintln!("amazon-sim: {text}");
        ExitCode::FAILURE
    })
}

fn read(file: &Path) -> Result<Journal, StartError> {
    let reader = BufReader::new(File::open(file).map_err(StartError::Journal)?);
    Ok(Journal::read(reader)?)
}

fn record(file: &Path, to: &Path) -> Result<ExitCode, StartError> {
    let mut journal = read(file)?;
    journal.record(&Config::default().public_url)?;
    let file = File::create(to).map_err(StartError::Record)?;
    journal
        .write(BufWriter::new(file))
        .map_err(StartError::Record)?;
    println!("{} entries recorded", journal.entries.len());
    Ok(ExitCode::SUCCESS)
}

fn replay(file: &Path) -> Result<ExitCode, StartError> {
    let journal = read(file)?;
    let (simulator, differences) = journal.replay(&Config::default().public_url)?;
    for difference in &differences {
        println!("{difference}");
    }
    println!(
        "{} entries repeated, {} differed, {} answers broke their model",
        journal.entries.len(),
        differences.len(),
        simulator.faults().len()
    );
    Ok(if differences.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn serve(arguments: Arguments) -> Result<(), StartError> {
    let listener = TcpListener::bind(&arguments.listen)
        .await
        .map_err(|error| StartError::Listen(arguments.listen.clone(), error))?;
    let address = listener.local_addr().map_err(StartError::Serve)?;
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0));
    let start = match &arguments.start {
        Some(text) => parse_iso(text).ok_or_else(|| StartError::Start(text.clone()))?,
        None => now,
    };
    let host = if address.ip().is_unspecified() {
        format!("127.0.0.1:{}", address.port())
    } else {
        address.to_string()
    };
    let config = Config {
        seed: arguments.seed,
        start,
        pace: if arguments.frozen {
            Pace::Frozen
        } else {
            Pace::Running
        },
        public_url: arguments
            .public_url
            .unwrap_or_else(|| format!("http://{host}"))
            .trim_end_matches('/')
            .to_owned(),
        scale: Scale {
            n_listings: arguments.listings,
            orders_per_day: arguments.orders_per_day,
            history_days: arguments.history_days,
        },
        state: arguments.state,
        is_strict: arguments.strict || cfg!(debug_assertions),
        max_inputs: arguments.max_inputs,
    };
    let simulator = Simulator::new(config)?;
    println!("simulated Amazon: http://{host} (control page http://{host}/sim/)");
    let stop = async {
        // Without signals the process is simply killed; the journal has everything.
        #[cfg(unix)]
        {
            let mut terminated =
                tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
                    .expect("signals can be listened to");
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    };
    http::serve(listener, simulator.clone(), stop)
        .await
        .map_err(StartError::Serve)?;
    simulator.save();
    Ok(())
}
