//! Measures the client against the simulator, for `cargo xtask bench`:
//!
//! ```text
//! cargo run --release -p channels --example bench -- amazon-calls amazon-sim-start
//! ```
//!
//! Prints one line `{"name", "values"}` for each measure that was named, or for all of them;
//! `QUAYSIDE_BENCH_REPEAT` says how often each is taken. It proves nothing; the tests do.

#[path = "../channels/tests/it/simulated.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod simulated;

use std::{
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use amazon::{
    Account, Client, Endpoints, Operation,
    api::{
        fba_inventory::{self, GetInventorySummaries},
        orders_2026::{self, GetOrder, SearchOrders},
    },
    clock::Clock,
    credentials::{Application, Secret},
    marketplace::Region,
    operation::UsagePlan,
};
use amazon_sim::{Config, Simulator, world::founding::Scale};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use tokio::net::TcpListener;

type Outcome = Result<Vec<f64>, BenchError>;

/// Why something could not be measured.
#[derive(Debug, thiserror::Error)]
enum BenchError {
    #[error("the simulator did not start")]
    Simulator(#[from] amazon_sim::StoreError),
    #[error("a call failed")]
    Call(#[from] amazon::Error),
    #[error("the client could not be made")]
    Client(#[from] amazon::http::HttpError),
    #[error("the system refused")]
    System(#[from] std::io::Error),
    #[error("not a number")]
    Number(#[from] std::num::ParseFloatError),
    #[error("not a whole number")]
    Count(#[from] std::num::ParseIntError),
    #[error("{0}")]
    Missing(&'static str),
}

const NAMES: [&str; 6] = [
    "amazon-calls",
    "amazon-sim-start",
    "amazon-sim-memory",
    "amazon-sim-bytes-per-listing",
    "amazon-quota-orders",
    "amazon-quota-inventory",
];
/// Set in the child that founds a large world and says how much memory it takes.
const CHILD: &str = "AMAZON_BENCH_LISTINGS";
const LISTINGS: usize = 100_000;
/// Calls of one measurement, and how many are under way at a time.
const CALLS: usize = 4_000;
const AT_A_TIME: usize = 16;

#[tokio::main]
async fn main() -> Result<(), BenchError> {
    if let Ok(listings) = std::env::var(CHILD) {
        let simulator = Simulator::new(large(listings.parse()?))?;
        let memory = resident_mb()?;
        // Kept until it has been measured.
        drop(simulator);
        println!("{memory}");
        return Ok(());
    }
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let repeat = std::env::var("QUAYSIDE_BENCH_REPEAT").ok();
    let repeat: usize = repeat.map_or(Ok(3), |text| text.parse())?;
    for name in NAMES {
        if !asked.is_empty() && !asked.iter().any(|asked| asked == name) {
            continue;
        }
        let values = match name {
            "amazon-calls" => calls(repeat).await?,
            "amazon-sim-start" => start(repeat)?,
            "amazon-sim-memory" => memory(repeat)?,
            "amazon-sim-bytes-per-listing" => bytes_per_listing(repeat)?,
            "amazon-quota-orders" => quota_orders().await?,
            _ => quota_inventory().await?,
        };
        println!("{}", serde_json::json!({ "name": name, "values": values }));
    }
    Ok(())
}

fn large(n_listings: usize) -> Config {
    let scale = Scale {
        n_listings,
        ..Scale::default()
    };
    Config {
        scale,
        ..Config::default()
    }
}

/// Calls per second over real sockets, usage plans out of the way.
async fn calls(repeat: usize) -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    let simulator = Simulator::new(Config {
        public_url: base.clone(),
        start: Timestamp::now().as_millisecond(),
        pace: amazon_sim::clock::Pace::Running,
        is_strict: false,
        ..Config::default()
    })?;
    let serving = amazon_sim::http::serve(listener, simulator.clone(), std::future::pending());
    let serving = tokio::spawn(serving);
    let widened = amazon_sim::control::answer(
        &simulator,
        &amazon_sim::Call {
            method: "PUT".to_owned(),
            path: "/sim/usage-plans/orders/getOrder".to_owned(),
            body: br#"{"rate": 1e5, "burst": 1e5}"#.to_vec(),
            ..amazon_sim::Call::default()
        },
    );
    if widened.status != 200 {
        return Err(BenchError::Missing("a usage plan can be changed"));
    }
    let (ids, account) = simulator
        .with_world(|world| {
            let held = world
                .accounts
                .values()
                .max_by_key(|held| held.orders.len())?;
            let authorisation = held.authorisations.first()?;
            let application = world.applications.get(&authorisation.client_id)?;
            let account = Account {
                name: held.store.clone(),
                region: Region::NorthAmerica,
                application: Application {
                    client_id: application.client_id.clone(),
                    client_secret: Secret::new(application.secret.clone()),
                },
                refresh_token: Secret::new(authorisation.refresh_token.clone()),
            };
            Some((held.orders.keys().cloned().collect::<Vec<_>>(), account))
        })
        .ok_or(BenchError::Missing("a founded world has accounts"))?;
    let client = Client::builder("Bench", "1.0")
        .endpoints(Endpoints::at(&base))
        .build()?;
    let session = client.session(&account);
    let get = |n: usize| {
        let (session, id) = (&session, ids[n % ids.len()].clone());
        async move {
            let get = GetOrder {
                order_id: id,
                ..GetOrder::default()
            };
            session.call(&get).await.map(drop)
        }
    };
    // The first answer tells the client the rate in force.
    get(0).await?;
    let mut values = Vec::new();
    for _ in 0..repeat {
        let began = Instant::now();
        stream::iter(0..CALLS)
            .map(get)
            .buffer_unordered(AT_A_TIME)
            .try_collect::<()>()
            .await?;
        values.push(CALLS as f64 / began.elapsed().as_secs_f64());
    }
    serving.abort();
    Ok(values)
}

/// Seconds until a world with this many listings stands.
fn start(repeat: usize) -> Outcome {
    let mut values = Vec::new();
    // The models are loaded once for each process, and counted with the first.
    for _ in 0..repeat {
        let began = Instant::now();
        let simulator = Simulator::new(large(LISTINGS))?;
        values.push(began.elapsed().as_secs_f64());
        drop(simulator);
    }
    Ok(values)
}

/// Megabytes that a process with a world of this many listings holds.
fn memory(repeat: usize) -> Outcome {
    (0..repeat).map(|_| memory_of(LISTINGS)).collect()
}

fn bytes_per_listing(repeat: usize) -> Outcome {
    let measure = |_| -> Result<f64, BenchError> {
        let more = memory_of(LISTINGS)? - memory_of(Scale::default().n_listings)?;
        Ok(more * 1e6 / (LISTINGS - Scale::default().n_listings) as f64)
    };
    (0..repeat).map(measure).collect()
}

fn memory_of(listings: usize) -> Result<f64, BenchError> {
    let output = Command::new(std::env::current_exe()?)
        .env(CHILD, listings.to_string())
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

fn resident_mb() -> Result<f64, BenchError> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: f64 = kilobytes
        .ok_or(BenchError::Missing("the system does not say"))?
        .trim()
        .parse()?;
    Ok(kilobytes / 1000.0)
}

/// Percent of the shortest time the plan allows that reading ten thousand orders takes, in virtual time; the calls
/// are counted into it, since each one more costs its time.
async fn quota_orders() -> Outcome {
    let sim = simulated::Sim::of(
        1,
        Scale {
            n_listings: 240,
            orders_per_day: 680,
            history_days: 26,
        },
    );
    let session = sim.session();
    let began = sim.clock.now();
    // A search must keep two minutes' distance from now.
    let until = began - Duration::from_secs(180);
    let search = orders_2026::updated_between(
        &[simulated::US.into()],
        began - Duration::from_secs(60 * 24 * 3600),
        until,
    );
    let pages: Vec<_> = sim.clock.run(session.pages(search).try_collect()).await?;
    let rows: usize = pages
        .iter()
        .map(|page| page.body.orders.iter().flatten().count())
        .sum();
    Ok(vec![efficiency(
        &sim,
        began,
        rows.div_ceil(100),
        SearchOrders::PLAN,
    )])
}

/// The same for fifty thousand rows of inventory.
async fn quota_inventory() -> Outcome {
    let sim = simulated::Sim::of(
        1,
        Scale {
            n_listings: 84_000,
            orders_per_day: 5,
            history_days: 2,
        },
    );
    let session = sim.session();
    let began = sim.clock.now();
    let pass = sim
        .clock
        .run(fba_inventory::all(&session, simulated::US, None))
        .await?;
    Ok(vec![efficiency(
        &sim,
        began,
        pass.rows.len().div_ceil(50),
        GetInventorySummaries::PLAN,
    )])
}

fn efficiency(sim: &Arc<simulated::Sim>, began: Timestamp, fewest: usize, plan: UsagePlan) -> f64 {
    let took = sim.clock.now().duration_since(began).as_secs_f64();
    let shortest = (fewest as f64 - f64::from(plan.burst)) / plan.rate;
    eprintln!("{fewest} pages: {took:.0} s of virtual time, {shortest:.0} s at best");
    took / shortest * 100.0
}
