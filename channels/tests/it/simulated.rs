//! The simulated Amazon behind the client's transport, in one virtual time, with a way there and
//! back that can be made unreliable.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use amazon::{
    Account, Client, Effort, Session,
    clock::{Clock, VirtualClock},
    credentials::{Application, Secret},
    http::{Http, HttpError, HttpRequest, HttpResponse, Limits},
    marketplace::Region,
};
use amazon_sim::{
    Call, Config, Delivery, Simulator,
    world::{
        founding::Scale,
        misbehaviour::Misbehaviour,
        orders::{Wish, WishLine},
    },
};
use async_trait::async_trait;
use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::Value;

/// The marketplace the tests live in.
pub const US: &str = "ATVPDKIKX0DER";

/// An hour for a call, which is long for a usage plan.
const PATIENT: Effort = Effort {
    patience: Duration::from_secs(3600),
    attempts: 4,
};

/// An order of one SKU.
pub fn wish(sku: &str, quantity: i64) -> Wish {
    let line = WishLine {
        sku: sku.into(),
        quantity,
        ..WishLine::default()
    };
    Wish {
        lines: vec![line],
        marketplace_id: Some(US.into()),
        ..Wish::default()
    }
}

/// What the way does to calls.
struct Weather {
    random: StdRng,
    /// Of a hundred calls, this many meet with something.
    percent: u32,
}

/// What happens to one call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    Through,
    LostThere,
    LostBack,
    /// It comes back after more than a minute.
    Late,
    /// It arrives twice, and the second answer is the one that comes back.
    Twice,
    /// It is on its way for so long that the caller gives it up, and arrives behind the next call.
    Overtaken,
}

/// A simulated Amazon and the clock it shares with the client.
pub struct Sim {
    pub simulator: Simulator,
    pub clock: VirtualClock,
    weather: Mutex<Option<Weather>>,
    /// A single call, counted from now, and what it meets with.
    blow: Mutex<Option<(usize, Fate)>>,
    /// A call that was given up and is still on its way.
    overtaken: Mutex<Option<Call>>,
    /// Access tokens that were presented.
    tokens: Mutex<BTreeSet<String>>,
    /// Signatures of the addresses that were opened.
    signatures: Mutex<BTreeSet<String>>,
    /// Calls that were sent, whatever became of them; those for tokens are none.
    n_calls: AtomicUsize,
    /// What the last answer said that it was.
    content_type: Mutex<String>,
    pub seller: String,
}

/// Where failing tests leave what was asked of their simulator. Measures, which share this file, leave nothing.
const LEFT: Option<&str> = option_env!("CARGO_TARGET_TMPDIR");

/// A test that fails leaves what its simulator was asked, what it answered, and what the test itself did to its world, so
/// that it can be repeated exactly.
impl Drop for Sim {
    fn drop(&mut self) {
        let Some(left) = LEFT.filter(|_| std::thread::panicking()) else {
            return;
        };
        let left = Path::new(left).join("journals");
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("test").replace("::", "-");
        match self.simulator.journal().leave(&left, &name) {
            Ok(path) => eprintln!("the simulator's journal was left: {}", path.display()),
            Err(error) => eprintln!("the simulator's journal could not be left: {error}"),
        }
    }
}

impl Sim {
    /// A world by seed in which no buyer comes by chance.
    pub fn new(seed: u64) -> Arc<Self> {
        let scale = Scale {
            orders_per_day: 5,
            history_days: 20,
            ..Scale::default()
        };
        Self::of(seed, scale)
    }

    /// The same in another size.
    pub fn of(seed: u64, scale: Scale) -> Arc<Self> {
        Self::kept(seed, scale, None)
    }

    /// The same with its state kept in a directory.
    pub fn kept(seed: u64, scale: Scale, state: Option<PathBuf>) -> Arc<Self> {
        let config = Config {
            seed,
            scale,
            state,
            public_url: "https://amazon.test".into(),
            ..Config::default()
        };
        let simulator = Simulator::new(config).expect("nothing is kept");
        let now = Timestamp::from_millisecond(simulator.now()).expect("instant");
        let clock = VirtualClock::new(now);
        CLOCK.set(Some(clock.clone()));
        let (seller, sellers) = simulator.with_world(|world| {
            let found = world
                .accounts
                .values()
                .find(|account| account.has_fba && account.marketplace_ids[0] == US);
            let found = found.expect("an American account with FBA");
            let sellers: Vec<String> = world.accounts.keys().cloned().collect();
            (found.seller_id.clone(), sellers)
        });
        let sim = Arc::new(Self {
            simulator,
            clock,
            weather: Mutex::default(),
            blow: Mutex::default(),
            overtaken: Mutex::default(),
            tokens: Mutex::default(),
            signatures: Mutex::default(),
            n_calls: AtomicUsize::default(),
            content_type: Mutex::default(),
            seller,
        });
        let nobody = serde_json::json!({"orders_per_day": 0});
        for seller in sellers {
            sim.control("PATCH", &format!("/sim/accounts/{seller}"), &[], &nobody);
        }
        sim
    }

    /// From now on about this many of a hundred calls are lost, late or doubled.
    pub fn storm(&self, seed: u64, percent: u32) {
        let weather = Weather {
            random: StdRng::seed_from_u64(seed),
            percent,
        };
        *self.weather.lock().expect("unpoisoned") = Some(weather);
    }

    /// The call after `n` further ones meets with this, and no other.
    pub fn strike(&self, n: usize, fate: Fate) {
        *self.blow.lock().expect("unpoisoned") = Some((n, fate));
    }

    /// Takes a blow back; whether it was struck.
    pub fn was_struck(&self) -> bool {
        self.blow.lock().expect("unpoisoned").take().is_none()
    }

    /// The way is reliable again.
    pub fn calm(&self) {
        *self.weather.lock().expect("unpoisoned") = None;
    }

    /// What the account must present.
    pub fn account(&self) -> Account {
        self.account_of(&self.seller, Region::NorthAmerica)
    }

    /// What any account of this world must present, said to be of a region.
    pub fn account_of(&self, seller: &str, region: Region) -> Account {
        let (client_id, secret, refresh_token) = self.simulator.with_world(|world| {
            let account = &world.accounts[seller];
            let authorisation = &account.authorisations[0];
            let application = &world.applications[&authorisation.client_id];
            (
                application.client_id.clone(),
                application.secret.clone(),
                authorisation.refresh_token.clone(),
            )
        });
        Account {
            name: seller.into(),
            region,
            application: Application {
                client_id,
                client_secret: Secret::new(secret),
            },
            refresh_token: Secret::new(refresh_token),
        }
    }

    /// A session of the account that does not give up early.
    pub fn session(self: &Arc<Self>) -> Session {
        self.session_of(&self.account())
    }

    /// The same of any account.
    pub fn session_of(self: &Arc<Self>, account: &Account) -> Session {
        let client = self.client(32);
        client.session(account).with_effort(PATIENT)
    }

    /// A client with at most so many calls under way, for any number of accounts.
    pub fn client(self: &Arc<Self>, under_way: usize) -> Client {
        watch();
        Client::builder("Tests", "1.0")
            .http(self.clone())
            .clock(Arc::new(self.clock.clone()))
            .under_way(under_way)
            .build()
            .expect("client")
    }

    /// Lets time pass for both sides.
    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
        self.simulator.move_to(self.clock.now().as_millisecond());
    }

    /// Switches a misbehaviour on.
    pub fn switch_on(&self, misbehaviour: Misbehaviour) {
        let until = misbehaviour.until.map(amazon_sim::clock::iso_ms);
        let mut wish = serde_json::to_value(misbehaviour).expect("texts and numbers");
        wish["until"] = until.into();
        let given = wish.as_object_mut().expect("members");
        given.retain(|name, value| !value.is_null() && !matches!(name.as_str(), "id" | "n_seen"));
        self.control("POST", "/sim/misbehaviours", &[], &wish);
    }

    /// Switches one on for calls of an operation or for all, until all are switched off.
    pub fn switch(&self, name: &str, operation: Option<&str>) {
        self.switch_on(Misbehaviour {
            name: name.into(),
            operation: operation.map(str::to_owned),
            ..Misbehaviour::default()
        });
    }

    /// Switches all misbehaviours off.
    pub fn behave(&self) {
        self.control("DELETE", "/sim/misbehaviours", &[], &Value::Null);
    }

    /// A buyer takes units of a SKU; the order's id.
    pub fn buy(&self, sku: &str, quantity: i64) -> String {
        let line = serde_json::json!({"sku": sku, "quantity": quantity});
        let order = self.order(&serde_json::json!({"lines": [line], "marketplace_id": US}));
        order.expect("it can be bought")
    }

    /// A buyer orders; the order's id, unless there is nothing of it.
    pub fn order(&self, wish: &Value) -> Option<String> {
        let path = format!("/sim/accounts/{}/orders", self.seller);
        let (status, told) = self.asked("POST", &path, &[], wish);
        (status < 300).then(|| told["ids"][0].as_str().expect("an id").to_owned())
    }

    /// What a browser gets from an address: status, where it is sent on to, and the page.
    pub fn browse(&self, url: &str, form: Option<&str>) -> (u16, String, String) {
        let request = HttpRequest {
            method: if form.is_some() { "POST" } else { "GET" },
            url: url.into(),
            headers: Vec::new(),
            body: form.map(|form| form.as_bytes().to_vec()),
        };
        self.simulator.move_to(self.clock.now().as_millisecond());
        let reply = self.simulator.call(&call(request));
        let location = reply.headers.iter().find(|(name, _)| name == "location");
        let location = location.map(|(_, value)| value.clone());
        let page = String::from_utf8_lossy(&reply.body).into_owned();
        (reply.status, location.unwrap_or_default(), page)
    }

    /// Does something to the world as its control page does.
    pub fn control(&self, method: &str, path: &str, query: &[(&str, &str)], body: &Value) -> Value {
        let (status, told) = self.asked(method, path, query, body);
        assert!((200..300).contains(&status), "{method} {path}: {told}");
        told
    }

    /// The same with the status, whatever it is.
    pub fn asked(
        &self,
        method: &str,
        path: &str,
        query: &[(&str, &str)],
        body: &Value,
    ) -> (u16, Value) {
        let pairs = query.iter().copied();
        let call = Call {
            method: method.into(),
            path: path.into(),
            query: pairs
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            body: match body {
                Value::Null => Vec::new(),
                body => body.to_string().into_bytes(),
            },
            ..Call::default()
        };
        let reply = amazon_sim::control::answer(&self.simulator, &call);
        let told = serde_json::from_slice(&reply.body).expect("JSON");
        (reply.status, told)
    }

    /// The calls that the other side recorded, oldest first.
    pub fn recorded(&self) -> Vec<Value> {
        let calls = self.control("GET", "/sim/calls", &[("limit", "2000")], &Value::Null);
        let mut calls = calls["items"].as_array().expect("a list").clone();
        calls.sort_by_key(|call| call["number"].as_u64());
        calls
    }

    /// How many calls were sent so far.
    pub fn n_calls(&self) -> usize {
        self.n_calls.load(Ordering::Relaxed)
    }

    /// What the last answer said that it was.
    pub fn last_content_type(&self) -> String {
        self.content_type.lock().expect("unpoisoned").clone()
    }

    /// The access tokens that were presented so far.
    pub fn tokens(&self) -> BTreeSet<String> {
        self.tokens.lock().expect("unpoisoned").clone()
    }

    /// All that must not be told: what the account presents, and what opened documents.
    pub fn secrets(&self) -> Vec<String> {
        let account = self.account();
        let mut secrets = vec![
            account.application.client_secret.expose().to_owned(),
            account.refresh_token.expose().to_owned(),
        ];
        secrets.extend(self.tokens());
        secrets.extend(self.signatures.lock().expect("unpoisoned").iter().cloned());
        secrets
    }

    fn fate(&self) -> Fate {
        let mut blow = self.blow.lock().expect("unpoisoned");
        match &mut *blow {
            Some((0, fate)) => {
                let fate = *fate;
                *blow = None;
                return fate;
            }
            Some((n, _)) => *n -= 1,
            None => {}
        }
        drop(blow);
        let mut weather = self.weather.lock().expect("unpoisoned");
        let Some(Weather { random, percent }) = &mut *weather else {
            return Fate::Through;
        };
        if random.random_range(0..100) >= *percent {
            return Fate::Through;
        }
        match random.random_range(0..10) {
            0..3 => Fate::LostThere,
            3..6 => Fate::LostBack,
            6..8 => Fate::Late,
            8 => Fate::Twice,
            _ => Fate::Overtaken,
        }
    }
}

#[async_trait]
impl Http for Sim {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.clock.sleep(Duration::from_millis(30)).await;
        let token = request
            .headers
            .iter()
            .find(|(name, _)| *name == "x-amz-access-token");
        self.n_calls
            .fetch_add(usize::from(token.is_some()), Ordering::Relaxed);
        self.tokens
            .lock()
            .expect("unpoisoned")
            .extend(token.map(|(_, token)| token.clone()));
        let signature = request.url.split("X-Amz-Signature=").nth(1);
        let signature = signature.and_then(|rest| rest.split('&').next());
        self.signatures
            .lock()
            .expect("unpoisoned")
            .extend(signature.map(str::to_owned));
        let fate = self.fate();
        if fate == Fate::LostThere {
            return Err(HttpError::Broken("lost on the way there".into()));
        }
        self.simulator.move_to(self.clock.now().as_millisecond());
        let call = call(request);
        let ahead = self.overtaken.lock().expect("unpoisoned").take();
        if fate == Fate::Overtaken {
            *self.overtaken.lock().expect("unpoisoned") = Some(call);
            return Err(HttpError::Timeout);
        }
        let mut reply = self.simulator.call(&call);
        if let Some(late) = ahead {
            // Nobody waits for its answer any more.
            self.simulator.call(&late);
        }
        match fate {
            Fate::LostBack => return Err(HttpError::Timeout),
            Fate::Late => self.clock.sleep(Duration::from_secs(70)).await,
            Fate::Twice => reply = self.simulator.call(&call),
            Fate::Through | Fate::LostThere | Fate::Overtaken => {}
        }
        let response = HttpResponse {
            status: reply.status,
            headers: reply.headers,
            body: reply.body,
        };
        match reply.delivery {
            Delivery::Dropped => Err(HttpError::Broken("connection closed".into())),
            Delivery::Truncated => Err(HttpError::Broken("body ended early".into())),
            Delivery::Slow(whole) => {
                // As the client's own transport takes a body that drips.
                let limits = Limits::default();
                let patience = if whole / DROPS > limits.pause {
                    limits.pause
                } else {
                    limits.total
                };
                self.clock.sleep(whole.min(patience)).await;
                if whole > patience {
                    return Err(HttpError::Timeout);
                }
                Ok(response)
            }
            Delivery::Whole => {
                let kind = response.header("content-type").unwrap_or_default();
                kind.clone_into(&mut self.content_type.lock().expect("unpoisoned"));
                Ok(response)
            }
        }
    }
}

/// The drops in which the simulator lets a slow body fall.
const DROPS: u32 = 10;

fn call(request: HttpRequest) -> Call {
    Call::asked(
        request.method,
        &request.url,
        request.headers,
        request.body.unwrap_or_default(),
    )
}

/// Everything that any test of this binary logs, at the finest level.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("unpoisoned")).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("unpoisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins to capture the log, once.
pub fn watch() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .finish();
        tracing_subscriber::util::SubscriberInitExt::init(subscriber);
        log
    })
}

std::thread_local! {
    /// The clock of the world that was made last on this thread.
    static CLOCK: std::cell::RefCell<Option<VirtualClock>> = const { std::cell::RefCell::new(None) };
}

/// Runs work that makes its own world, moving that world's clock whenever all else waits for it.
pub async fn with_clock<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        for _ in 0..64 {
            if let Some(done) = futures::FutureExt::now_or_never(work.as_mut()) {
                return done;
            }
            tokio::task::yield_now().await;
        }
        CLOCK.with_borrow(|clock| clock.as_ref().map(VirtualClock::step));
    }
}
