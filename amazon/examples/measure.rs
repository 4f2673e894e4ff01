//! Measures the client against the simulated Amazon for `cargo xtask bench`, which names the measures, says in
//! `QUAYSIDE_AMAZON_PROGRAM` where the simulator's program is, and reads one line of JSON for each measure.
//!
//! Usage plans are lived through in virtual time: when the client waits, the simulator's clock is advanced instead.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use amazon::{
    Account, Client, Effort, Endpoints, Operation, Session,
    api::{
        listings_2021::GetListingsItem,
        orders_2026::{self, SearchOrders},
    },
    clock::Clock,
    credentials::{Application, Secret},
    marketplace::{self, Region},
};
use futures::{TryStreamExt, future::BoxFuture};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Failed>;

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("QUAYSIDE_AMAZON_PROGRAM names no program")]
    NoProgram,
    #[error("the simulator does not run")]
    Program(#[from] std::io::Error),
    #[error("the simulator does not answer")]
    Control(#[from] reqwest::Error),
    #[error("the simulator did not come up")]
    NotUp,
    #[error("the client cannot be built")]
    Http(#[from] amazon::http::HttpError),
    #[error("a call failed")]
    Call(#[from] amazon::Error),
    #[error("the simulator's answer has no {0}")]
    Lacks(&'static str),
}

/// A running simulator; dropping it ends it.
struct Simulator {
    child: Child,
    base: String,
    control: reqwest::Client,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Simulator {
    /// Starts it and waits until it answers.
    async fn start(arguments: &[&str]) -> Outcome<Self> {
        let program = std::env::var_os("QUAYSIDE_AMAZON_PROGRAM").ok_or(Failed::NoProgram)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let child = Command::new(program)
            .args(["--listen", &address, "--seed", "1", "--frozen"])
            .args(arguments)
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .spawn()?;
        let mut simulator = Self {
            child,
            base: format!("http://{address}"),
            control: reqwest::Client::new(),
        };
        let begun = Instant::now();
        while simulator.look("/sim/clock").await.is_err() {
            if simulator.child.try_wait()?.is_some() || begun.elapsed() > Duration::from_secs(600) {
                return Err(Failed::NotUp);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(simulator)
    }

    async fn look(&self, path: &str) -> Outcome<Value> {
        let answer = self
            .control
            .get(format!("{}{path}", self.base))
            .send()
            .await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// Megabytes of memory that it holds.
    fn memory(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        Ok(kilobytes.ok_or(Failed::Lacks("VmRSS"))? / 1e3)
    }

    /// A session of its first account, whose waiting advances the clock, and that account.
    async fn session(&self) -> Outcome<(Session, SharedClock, Seller)> {
        #[derive(Deserialize)]
        struct Sellers {
            items: Vec<Seller>,
        }
        let sellers: Sellers = self
            .control
            .get(format!("{}/sim/accounts", self.base))
            .send()
            .await?
            .json()
            .await?;
        let seller = sellers
            .items
            .into_iter()
            .next()
            .ok_or(Failed::Lacks("account"))?;
        let home = seller
            .marketplace_ids
            .first()
            .ok_or(Failed::Lacks("marketplace"))?;
        let account = Account {
            name: "measure".to_owned(),
            region: marketplace::by_id(home).map_or(Region::NorthAmerica, |found| found.region),
            application: Application {
                client_id: seller.client_id.clone(),
                client_secret: Secret::new(seller.client_secret.clone()),
            },
            refresh_token: Secret::new(seller.refresh_token.clone()),
        };
        let clock = SharedClock(Arc::new(Held {
            address: format!("{}/sim/clock", self.base),
            control: self.control.clone(),
            now: Mutex::new(instant(&self.look("/sim/clock").await?)?),
        }));
        let client = Client::builder("Measure", "1.0")
            .endpoints(Endpoints::at(&self.base))
            .clock(Arc::new(clock.clone()))
            .build()?;
        let patient = Effort {
            patience: Duration::from_secs(24 * 3600),
            attempts: 5,
        };
        Ok((client.session(&account).with_effort(patient), clock, seller))
    }
}

#[derive(Deserialize)]
struct Seller {
    seller_id: String,
    client_id: String,
    client_secret: String,
    refresh_token: String,
    marketplace_ids: Vec<String>,
}

/// The simulator's clock, moved by waiting. For one waiter at a time.
#[derive(Clone)]
struct SharedClock(Arc<Held>);

struct Held {
    address: String,
    control: reqwest::Client,
    now: Mutex<Timestamp>,
}

impl SharedClock {
    async fn pass(&self, duration: Duration) -> Outcome<()> {
        let body = json!({ "advance": format!("PT{:.3}S", duration.as_secs_f64() + 0.001) });
        let answer = self
            .0
            .control
            .post(&self.0.address)
            .json(&body)
            .send()
            .await?;
        let now = instant(&answer.error_for_status()?.json().await?)?;
        *self.0.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(())
    }
}

impl Clock for SharedClock {
    fn now(&self) -> Timestamp {
        *self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            if let Err(error) = clock.pass(duration).await {
                eprintln!("the clock was not advanced: {error}");
            }
        })
    }
}

fn instant(clock: &Value) -> Outcome<Timestamp> {
    let now = clock["now"].as_str().and_then(|now| now.parse().ok());
    now.ok_or(Failed::Lacks("time"))
}

type Samples = BTreeMap<&'static str, Vec<f64>>;

/// How long it takes to come up with many listings, what it then holds, and how quickly calls go.
async fn many_listings(samples: &mut Samples) -> Outcome<()> {
    let begun = Instant::now();
    let simulator = Simulator::start(&["--listings", "100000"]).await?;
    samples
        .entry("amazon-start")
        .or_default()
        .push(begun.elapsed().as_secs_f64());
    samples
        .entry("amazon-memory")
        .or_default()
        .push(simulator.memory()?);

    let (session, clock, seller) = simulator.session().await?;
    let listings = simulator
        .look(&format!(
            "/sim/accounts/{}/listings?limit=500",
            seller.seller_id
        ))
        .await?;
    let skus: Vec<&str> = listings["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["sku"].as_str())
        .collect();
    if skus.is_empty() {
        return Err(Failed::Lacks("listing"));
    }
    // As many as the plan lets through at once, then time passes unmeasured.
    let at_once = GetListingsItem::PLAN.burst as usize;
    let (mut calls, mut took) = (0_u32, Duration::ZERO);
    for some in skus.chunks(at_once) {
        clock
            .pass(Duration::from_secs_f64(
                at_once as f64 / GetListingsItem::PLAN.rate,
            ))
            .await?;
        let begun = Instant::now();
        for sku in some {
            let get = GetListingsItem {
                seller_id: seller.seller_id.clone(),
                sku: (*sku).to_owned(),
                marketplace_ids: seller.marketplace_ids.iter().take(1).cloned().collect(),
                ..GetListingsItem::default()
            };
            session.call(&get).await?;
            calls += 1;
        }
        took += begun.elapsed();
    }
    samples
        .entry("amazon-calls")
        .or_default()
        .push(f64::from(calls) / took.as_secs_f64());
    Ok(())
}

/// What ten thousand orders cost, beyond the least that they can cost.
async fn quota(samples: &mut Samples) -> Outcome<()> {
    let simulator = Simulator::start(&[
        "--listings",
        "500",
        "--orders-per-day",
        "1100",
        "--history-days",
        "12",
    ])
    .await?;
    let (session, clock, seller) = simulator.session().await?;
    let started = clock.now();
    // A little more than the bound must be old, as clocks differ.
    let before = started - orders_2026::SHORTEST_AGE - Duration::from_secs(60);
    let after = before - Duration::from_secs(10 * 24 * 3600);
    let search = orders_2026::created_between(&seller.marketplace_ids, after, before);
    let pages: Vec<_> = session.pages(search).try_collect().await?;
    let orders: usize = pages
        .iter()
        .map(|page| page.body.orders.iter().flatten().count())
        .sum();
    let made = simulator
        .look("/sim/calls?operation=searchOrders&limit=100000")
        .await?;
    let calls = made["items"]
        .as_array()
        .ok_or(Failed::Lacks("calls"))?
        .len();
    let fewest = orders.div_ceil(100);
    let shortest =
        fewest.saturating_sub(SearchOrders::PLAN.burst as usize) as f64 / SearchOrders::PLAN.rate;
    let took = clock.now().duration_since(started).as_secs_f64();
    eprintln!(
        "  {orders} orders in {calls} calls and {took:.0} s; at the least {fewest} and {shortest:.0} s"
    );
    let above = |is: f64, least: f64| (is / least - 1.0) * 100.0;
    samples
        .entry("amazon-quota-calls")
        .or_default()
        .push(above(calls as f64, fewest as f64));
    samples
        .entry("amazon-quota-time")
        .or_default()
        .push(above(took, shortest));
    Ok(())
}

/// Runs what is named; all of it when nothing is.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> std::process::ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let wants = |name: &str| names.is_empty() || names.iter().any(|one| one.starts_with(name));
    let repeat: u32 = std::env::var("QUAYSIDE_BENCH_REPEAT")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let mut samples = Samples::new();
    let mut outcome = Ok(());
    for _ in 0..repeat {
        if outcome.is_ok()
            && (wants("amazon-start") || wants("amazon-memory") || wants("amazon-calls"))
        {
            outcome = many_listings(&mut samples).await;
        }
        if outcome.is_ok() && wants("amazon-quota") {
            outcome = quota(&mut samples).await;
        }
    }
    let mut out = std::io::stdout().lock();
    for (name, values) in samples {
        if wants(name) {
            // Whoever does not listen does not want it.
            let _ = writeln!(out, "{}", json!({ "name": name, "values": values }));
        }
    }
    match outcome {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}: {:?}", std::error::Error::source(&error));
            std::process::ExitCode::FAILURE
        }
    }
}
