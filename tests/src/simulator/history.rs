//! One history: tablets, people, a network, a server and whatever goes wrong, one thing after the other, all from one
//! seed.

use super::bugs::{Bug, has};
use super::db::{Db, DbError, State};
use super::device::{Broadcast, Device, DeviceClock, Person, Tab};
use super::options::Options;
use super::rng::Rng;
use super::script::Told;
use super::store::Store;
use super::truth::{self, Truth};
use super::{check, people, probe, setup};
use domain::books::{Change, Decision, Entity, EntityRef, Step};
use domain::catalogue::{Brand, Category};
use domain::ids::{BrandId, CategoryId, ClientId, DeviceId, GrantId, OperationId, UserId};
use domain::permission::StandardRole;
use domain::text::Name;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll, Waker};
use sync::client::{EntryState, Event, Failure, Grant, Outgoing, StoreFailure};
use sync::release;
use sync::scope::Scope;
use sync::server::{self, Arrival, Books, Caller, Care, Header, PullAnswer};
use sync::wire::{Cursor, Message, Poke, Request, Response, Unreadable};

/// When histories begin: milliseconds since 1970.
const BEGAN: i64 = 1_700_000_000_000;

/// A kind of operation that no release knows.
pub const NEWER_KIND: u16 = 777;

/// What a history must never show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: {text}")]
pub struct Violation {
    /// The invariant: `I1` to `I12`, or `panic`.
    pub rule: &'static str,
    /// What was seen.
    pub text: String,
}

/// Makes a violation.
pub fn violated<T>(rule: &'static str, text: impl Into<String>) -> Result<T, Violation> {
    Err(Violation {
        rule,
        text: text.into(),
    })
}

/// What a history came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stats {
    /// Operations confirmed to people.
    pub confirmed: usize,
    /// Requests answered.
    pub exchanges: usize,
    /// Server states revealed and compared.
    pub reveals: usize,
    /// Stock figures that were compared with the true warehouse.
    pub compared: usize,
    /// Stock figures of which somebody was told that the order of count and movement is unclear.
    pub unclear: usize,
}

impl std::ops::AddAssign for Stats {
    fn add_assign(&mut self, other: Self) {
        self.confirmed += other.confirmed;
        self.exchanges += other.exchanges;
        self.reveals += other.reveals;
        self.compared += other.compared;
        self.unclear += other.unclear;
    }
}

/// On its way.
pub struct Flying {
    /// Not before this step.
    pub ripe: usize,
    /// The device it is from or to.
    pub device: usize,
    /// The tab.
    pub tab: u64,
    /// What.
    pub body: Body,
}

/// What is on its way.
pub enum Body {
    /// A request, who was signed in, and the number of the exchange.
    Up(Vec<u8>, Caller, u64),
    /// An answer, and the server state that it was read from.
    Down(Vec<u8>, Option<(Timestamp, UserId, Arc<State>)>),
    /// A request for a piece of a snapshot.
    Fetch(u64, String),
    /// A piece, or that there is none.
    Piece(u64, Option<Vec<u8>>),
    /// Nothing comes.
    Fail(u64, Failure),
    /// A poke.
    Poke(Vec<Cursor>),
}

/// A request that the server has.
#[derive(Clone)]
pub struct Arrived {
    device: usize,
    tab: u64,
    request: Request,
    caller: Caller,
    at: Timestamp,
    /// The process that has it, and the protocol that it came in.
    process: usize,
    protocol: u16,
}

impl Arrived {
    /// The process that has it.
    pub fn process(&self) -> usize {
        self.process
    }
}

type Answered = Vec<(Arrived, Response, Arc<State>)>;
/// Work of the server, a statement at a time.
pub type Task = Pin<Box<dyn Future<Output = Answered> + Send>>;

/// Work of one process of the server, and the release that it runs.
pub struct Job {
    /// The process.
    pub process: usize,
    release: u16,
    task: Task,
}

/// The whole world.
pub struct World {
    /// Chance.
    pub rng: Rng,
    /// What it is like.
    pub options: Options,
    /// True time.
    pub now: Arc<AtomicI64>,
    /// The server's database.
    pub db: Db,
    /// The places, products and documents there are.
    pub place: setup::Place,
    /// What it was drawn from.
    pub seed: u64,
    /// What a device knew when it made an operation: the last answer it had seen, and up to which number its outbox.
    pub known: BTreeMap<(ClientId, OperationId), (Option<Timestamp>, u64)>,
    /// What truly lies where, in histories that follow it.
    pub truth: Option<Truth>,
    categories: Vec<CategoryId>,
    /// Tablets.
    pub devices: Vec<Device>,
    /// The network.
    pub net: Vec<Flying>,
    /// Requests that the server has not begun with.
    pub inbox: VecDeque<Arrived>,
    /// What the server is doing.
    pub tasks: Vec<Job>,
    /// The releases that the processes of the server run; 0 where there is only one.
    pub servers: [u16; 2],
    /// Chance for what came later than the rest of the world.
    pub luck: Rng,
    /// Operations that the database could not write.
    pub poisoned: BTreeSet<OperationId>,
    /// What operations do to stock and counts, as their authors meant them.
    pub meant: BTreeMap<OperationId, people::Meant>,
    /// Who did what.
    pub authors: BTreeMap<OperationId, UserId>,
    /// What each operation was sent to build on, the last time this client sent it under this number. Where a rescue file was
    /// taken in or a storage cloned, two people may decide differently about the same operation, and the server takes
    /// what comes first.
    pub after: BTreeMap<(ClientId, OperationId, u64), OperationId>,
    /// Operations that their authors are giving up.
    pub giving_up: BTreeSet<OperationId>,
    /// Operations that their authors gave up for good.
    pub given_up: BTreeSet<OperationId>,
    /// When devices were revoked.
    pub revoked: BTreeMap<DeviceId, Timestamp>,
    /// Operations that look like those of a newer app.
    pub newer: BTreeSet<OperationId>,
    /// Operations confirmed to people, and on which device.
    pub confirmed: BTreeMap<OperationId, usize>,
    /// Operations that may be lost with evicted storage: the storage and the number.
    pub evicted: BTreeMap<OperationId, (ClientId, u64)>,
    backup: Option<(Arc<State>, [u16; 2])>,
    /// Backups were restored: what the server said before may be void.
    pub restored: bool,
    began: i64,
    next_uid: u64,
    /// Which step is played.
    pub step: usize,
    healing: bool,
    /// What was done, for the one who looks for the cause.
    pub trace: Option<Vec<String>>,
    stats: Stats,
}

impl World {
    /// A world for a seed.
    pub fn new(seed: u64, trace: bool) -> Self {
        Self::with_options(seed, Options::of_seed(seed), trace)
    }

    /// A world for a seed that is like this instead of what would be drawn.
    pub fn with_options(seed: u64, options: Options, trace: bool) -> Self {
        Self::beginning(seed, options, trace, BEGAN)
    }

    /// The same, beginning at another time.
    pub fn beginning(seed: u64, options: Options, trace: bool, began: i64) -> Self {
        release::play(0);
        let mut rng = Rng::new(seed);
        Options::draw(&mut rng);
        let mut luck = rng.aside();
        let now = Arc::new(AtomicI64::new(began));
        let (db, place) = setup::database(&mut rng, &options, now.load(Ordering::Relaxed));
        let truth = options.truth.then(|| Truth::new(&place));
        let first = if options.later.versioned {
            luck.between(1, 3) as u16
        } else {
            0
        };
        let servers = [first, first];
        db.administer(|state| state.database = release::simulated(first).database);
        let mut world = Self {
            rng,
            options,
            now,
            db,
            place,
            truth,
            seed,
            known: BTreeMap::new(),
            categories: Vec::new(),
            devices: Vec::new(),
            net: Vec::new(),
            inbox: VecDeque::new(),
            tasks: Vec::new(),
            servers,
            luck,
            poisoned: BTreeSet::new(),
            meant: BTreeMap::new(),
            authors: BTreeMap::new(),
            after: BTreeMap::new(),
            giving_up: BTreeSet::new(),
            given_up: BTreeSet::new(),
            revoked: BTreeMap::new(),
            newer: BTreeSet::new(),
            confirmed: BTreeMap::new(),
            evicted: BTreeMap::new(),
            backup: None,
            restored: false,
            began,
            next_uid: 0,
            step: 0,
            healing: false,
            trace: trace.then(Vec::new),
            stats: Stats::default(),
        };
        for at in 0..world.options.tablets {
            world.enrol(at);
        }
        world
    }

    fn enrol(&mut self, at: usize) {
        let (id, user, grant) = (
            DeviceId::new(self.rng.id()),
            UserId::new(self.rng.id()),
            GrantId::new(self.rng.id()),
        );
        let role = *self
            .rng
            .pick(&[
                StandardRole::Warehouse,
                StandardRole::Warehouse,
                StandardRole::Supervisor,
                StandardRole::Counter,
            ])
            .expect("not empty");
        let permissions = role.permissions();
        self.db.add_user(user, permissions.clone());
        self.db.add_grant(grant, user, id);
        let skew = if self.options.skewed {
            self.rng.between(-48, 48) * 3_600_000
        } else {
            0
        };
        let drift_ppm = if self.options.skewed {
            self.rng.between(-150, 150)
        } else {
            0
        };
        // Clocks that run so wrong prove nothing about the order of events, and must do no other harm.
        let is_bad = self.truth.is_none() && self.options.later.timers;
        let drift_ppm = if is_bad {
            drift_ppm * 10 / 3
        } else {
            drift_ppm
        };
        let skew = self.within_bounds(skew);
        let now = self.now();
        let clock = DeviceClock {
            offset_ms: skew,
            set: now,
            drift_ppm,
            boot: self.rng.next(),
            started: now,
            sleeps: at % 2 == 1,
            slept_ms: 0,
        };
        let mut device = Device {
            id,
            user,
            grant,
            permissions,
            store: Store::default(),
            tabs: Vec::new(),
            clock,
            person: Person::default(),
            offline_until: 0,
            wiped: false,
            shared: false,
            dropped: Vec::new(),
            evicted: Vec::new(),
            release: match self.servers[0] {
                0 => 0,
                newest => self.luck.between(1, i64::from(newest)) as u16,
            },
            opened_by: 0,
            parked: false,
            signed_out: false,
            deaf_until: 0,
            unreadable: false,
            flooded: false,
            owed: 0,
            trips: 0,
            states: BTreeMap::new(),
        };
        let uid = self.uid();
        device
            .open_tab(
                &mut self.rng,
                uid,
                self.options.pull_bytes,
                self.options.snapshots,
            )
            .expect("empty storage can be opened");
        self.devices.insert(at, device);
    }

    /// A clock that is wrong by more than the protocol allows for proves nothing about the order of events.
    fn within_bounds(&self, offset_ms: i64) -> i64 {
        let most = server::UNSYNCED_ERROR_MS - 3_600_000;
        if self.truth.is_some() {
            offset_ms.clamp(-most, most)
        } else {
            offset_ms
        }
    }

    /// The database as it was at the beginning, with one writer at a time.
    pub fn anew(&self) -> Db {
        let mut rng = Rng::new(self.seed);
        Options::draw(&mut rng);
        let mut options = self.options.clone();
        options.flavour = super::db::Flavour::Sqlite;
        setup::database(&mut rng, &options, self.began).0
    }

    /// Gives the server something to do beside its requests.
    pub fn give_server(&mut self, task: Task) {
        self.work(0, task);
    }

    /// Gives a process of the server something to do.
    pub fn work(&mut self, process: usize, task: Task) {
        let release = self.servers[process];
        self.tasks.push(Job {
            process,
            release,
            task,
        });
    }

    /// The process that does the next thing.
    fn process(&mut self) -> usize {
        if self.options.later.versioned {
            self.luck.below(self.servers.len())
        } else {
            0
        }
    }

    /// The newest release that a process of the server runs.
    fn newest(&self) -> u16 {
        self.servers.into_iter().max().unwrap_or_default()
    }

    fn uid(&mut self) -> u64 {
        self.next_uid += 1;
        self.next_uid
    }

    /// True time in milliseconds.
    pub fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// True time goes on.
    pub fn pass_time(&mut self, ms: i64) {
        self.now.fetch_add(ms, Ordering::Relaxed);
    }

    /// How long ago the history began, in milliseconds.
    pub fn age(&self) -> i64 {
        self.now() - self.began
    }

    /// Notes what was done.
    pub fn note(&mut self, text: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            let since = self.now.load(Ordering::Relaxed) - self.began;
            let line = format!("{:>4} {since:>9} {}", self.step, text());
            trace.push(line);
        }
    }

    /// Plays the history, heals the world and looks at what is left.
    pub fn run(&mut self) -> Result<Stats, Violation> {
        for step in 0..self.options.steps {
            self.step = step;
            let pause = if self.rng.chance(20) {
                self.rng.between(60_000, 4 * 3_600_000)
            } else {
                self.rng.between(50, 9_000)
            };
            self.pass_time(pause);
            if self.rng.chance(700) {
                people::act(self)?;
            }
            self.misfortune()?;
            self.later_misfortune()?;
            for _ in 0..self.options.bustle {
                self.bustle()?;
            }
        }
        self.heal()?;
        probe::all_hear_of_news(self)?;
        if self.truth.is_some() {
            // What is late has come; the office completes what is open and posts what came late.
            for _ in 0..3 {
                truth::work(self, true);
                self.come_to_rest()?;
            }
        }
        check::at_the_end(self)?;
        self.stats.confirmed = self.confirmed.len();
        if let Some(truth) = &self.truth {
            (self.stats.compared, self.stats.unclear) = truth.compared;
        }
        Ok(self.stats)
    }

    /// One small thing happens somewhere.
    pub fn bustle(&mut self) -> Result<bool, Violation> {
        let pause = self.rng.between(1, 40);
        self.pass_time(pause);
        let start = self.rng.below(4);
        for at in 0..4 {
            let did = match (start + at) % 4 {
                0 => self.deliver()?,
                1 => self.server_works(),
                _ => self.tab_works()?,
            };
            if did {
                return Ok(true);
            }
        }
        Ok(false)
    }

    // ---- Network ----

    fn send(&mut self, device: usize, tab: u64, out: Outgoing) {
        let caller_of = |world: &Self| {
            let device = &world.devices[device];
            Caller {
                user: device.user,
                device: device.id,
                revoked: false,
            }
        };
        let (exchange, body) = match out {
            Outgoing::Sync(mut request) => {
                self.make_newer(&mut request);
                let exchange = request.exchange;
                let caller = caller_of(self);
                (exchange, Body::Up(request.to_bytes(), caller, exchange))
            }
            Outgoing::Segment { exchange, hash, .. } => (exchange, Body::Fetch(exchange, hash)),
        };
        let patience = if self.healing { 200 } else { 4 };
        let late = self.step + patience + self.rng.below(6);
        self.net.push(Flying {
            ripe: late,
            device,
            tab,
            body: Body::Fail(exchange, Failure::NoAnswer),
        });
        self.fly(device, tab, body);
    }

    /// Operations of a kind that only a newer app knows.
    fn make_newer(&mut self, request: &mut Request) {
        let client = request.client;
        for item in request.push.iter_mut().flat_map(|push| &mut push.items) {
            match item.after {
                Some(after) => self.after.insert((client, item.op_id, item.n), after),
                None => self.after.remove(&(client, item.op_id, item.n)),
            };
            if self.truth.is_some() {
                let known = (item.seen, item.knew);
                self.known.insert((client, item.op_id), known);
            }
            if self.newer.contains(&item.op_id) {
                item.kind = NEWER_KIND;
            }
        }
    }

    /// Puts something on the network, which does with it what networks do.
    fn fly(&mut self, device: usize, tab: u64, body: Body) {
        let is_up = matches!(body, Body::Up(..) | Body::Fetch(..));
        let deaf = !is_up && self.step < self.devices[device].deaf_until;
        let offline = self.step < self.devices[device].offline_until;
        if offline || deaf || self.rng.chance(self.options.drop) {
            self.note(|| {
                format!(
                    "network: lost {} tablet {device}",
                    if is_up { "from" } else { "to" }
                )
            });
            return;
        }
        let mut ripe = self.step;
        if matches!(body, Body::Down(..)) && self.luck.chance(self.options.later.late_answer) {
            ripe += 8 + self.luck.below(120);
        }
        if let Body::Up(bytes, caller, exchange) = &body {
            let (bytes, caller, exchange) = (bytes.clone(), *caller, *exchange);
            if self.rng.chance(self.options.duplicate) {
                self.net.push(Flying {
                    ripe,
                    device,
                    tab,
                    body: Body::Up(bytes.clone(), caller, exchange),
                });
            }
            if self.rng.chance(self.options.late_duplicate) {
                let ripe = self.step + 5 + self.rng.below(120);
                self.net.push(Flying {
                    ripe,
                    device,
                    tab,
                    body: Body::Up(bytes.clone(), caller, exchange),
                });
            }
            if self.rng.chance(self.options.portal) {
                if self.options.later.timers {
                    // The browser gets 200 and a page at once.
                    let body = Body::Fail(exchange, Failure::NotOurs);
                    self.net.push(Flying {
                        ripe,
                        device,
                        tab,
                        body,
                    });
                    return;
                }
                let page = b"<html><body>Please accept our terms</body></html>".to_vec();
                self.net.push(Flying {
                    ripe,
                    device,
                    tab,
                    body: Body::Down(page, None),
                });
                return;
            }
        }
        if let Body::Down(bytes, state) = &body
            && self.rng.chance(self.options.duplicate)
        {
            let ripe = self.step + self.rng.below(20);
            self.net.push(Flying {
                ripe,
                device,
                tab,
                body: Body::Down(bytes.clone(), state.clone()),
            });
        }
        let body = match body {
            Body::Down(mut bytes, state) if self.rng.chance(self.options.truncate) => {
                bytes.truncate(self.rng.below(bytes.len().max(1)));
                Body::Down(bytes, state)
            }
            Body::Up(mut bytes, caller, exchange)
                if self.luck.chance(self.options.later.truncate_up) =>
            {
                bytes.truncate(self.luck.below(bytes.len().max(1)));
                Body::Up(bytes, caller, exchange)
            }
            body => body,
        };
        self.net.push(Flying {
            ripe,
            device,
            tab,
            body,
        });
    }

    fn deliver(&mut self) -> Result<bool, Violation> {
        let ripe: Vec<usize> = self
            .net
            .iter()
            .enumerate()
            .filter(|(_, flying)| flying.ripe <= self.step)
            .map(|(at, _)| at)
            .collect();
        let Some(&at) = self.rng.pick(&ripe) else {
            return Ok(false);
        };
        let Flying {
            device, tab, body, ..
        } = self.net.swap_remove(at);
        let frozen = self.devices[device]
            .tabs
            .iter()
            .any(|other| other.uid == tab && other.frozen);
        if frozen && matches!(body, Body::Fail(..)) {
            // A timer of a sleeping tab goes off when it wakes.
            let ripe = self.step + 2;
            self.net.push(Flying {
                ripe,
                device,
                tab,
                body,
            });
            return Ok(true);
        }
        match body {
            Body::Up(bytes, caller, exchange) => {
                if let Some(failure) = self.turned_away(device) {
                    self.fly(device, tab, Body::Fail(exchange, failure));
                    return Ok(true);
                }
                let process = self.process();
                release::play(self.servers[process]);
                let (protocol, request) = match Request::read(&bytes) {
                    Ok(read) => read,
                    Err(reason) => {
                        let failure = match reason {
                            Unreadable::Protocol(_) => Failure::ServerError,
                            Unreadable::Damaged => Failure::NotOurs,
                        };
                        self.fly(device, tab, Body::Fail(exchange, failure));
                        return Ok(true);
                    }
                };
                let revoked = self.db.committed().revoked.contains(&caller.device);
                let caller = Caller { revoked, ..caller };
                let at = Timestamp::from_millis(self.now());
                self.inbox.push_back(Arrived {
                    device,
                    tab,
                    request,
                    caller,
                    at,
                    process,
                    protocol,
                });
            }
            Body::Fetch(exchange, hash) => {
                let piece = self.db.committed().pieces.get(&hash).cloned();
                self.fly(device, tab, Body::Piece(exchange, piece));
            }
            Body::Piece(exchange, piece) => {
                let clock = self.devices[device].clock.read(self.now(), tab);
                // Of those that follow, some have come as well.
                let most = self.rng.below(4);
                let coming = self
                    .tab_mut(device, tab)
                    .map_or_else(Vec::new, |tab| tab.client.coming_segments(most));
                let known = &self.db.committed().pieces;
                let came = coming.iter().map_while(|(_, hash)| known.get(hash));
                let pieces: Vec<_> = piece.iter().chain(came).cloned().collect();
                if let Some(tab) = self.tab_mut(device, tab) {
                    match piece {
                        Some(_) => drop(tab.client.fetched(exchange, &pieces)),
                        None => tab.client.unanswered(exchange, Failure::Missing, clock),
                    }
                }
            }
            Body::Fail(exchange, failure) => {
                let clock = self.devices[device].clock.read(self.now(), tab);
                if let Some(tab) = self.tab_mut(device, tab) {
                    tab.client.unanswered(exchange, failure, clock);
                }
            }
            Body::Down(bytes, state) => {
                // What is not ours is no answer: the time-out will say so.
                let Some(speaks) = self.tab_mut(device, tab).map(|tab| tab.release) else {
                    return Ok(true);
                };
                release::play(speaks);
                let Ok(response) = Response::from_bytes(&bytes) else {
                    return Ok(true);
                };
                let fresh = ClientId::new(self.rng.id());
                let clock = self.devices[device].clock.read(self.now(), tab);
                if let Some((at, user, state)) = state {
                    let states = &mut self.devices[device].states;
                    states.insert(at, (user, state));
                    while states.len() > 12 {
                        states.pop_first();
                    }
                }
                let Some(tab) = self.tab_mut(device, tab) else {
                    return Ok(true);
                };
                let uid = tab.uid;
                let before = tab.client.status();
                let events = tab.client.answered(response, clock, fresh);
                let was_awaited = before.syncing && !tab.client.status().syncing;
                if was_awaited && before.waiting > 0 {
                    let at = &mut self.devices[device];
                    at.trips += 1;
                    // A clone or a restored server is sent everything once more.
                    at.owed = at.owed.max(before.waiting);
                }
                self.hear(device, uid, events)?;
            }
            Body::Poke(heads) => {
                if let Some(tab) = self.tab_mut(device, tab).filter(|tab| tab.leads) {
                    // As text, of which a tab reads what its release knows.
                    let heads = heads.into_iter();
                    let heads =
                        heads.filter(|head| head.scope.to_string().parse() == Ok(head.scope));
                    let heads: Vec<Cursor> = heads.collect();
                    if heads.is_empty() {
                        tab.client.hurry();
                    } else {
                        tab.client.poke(&Poke { heads });
                    }
                }
            }
        }
        Ok(true)
    }

    /// The tab, if it is there and awake, with its release running.
    fn tab_mut(&mut self, device: usize, uid: u64) -> Option<&mut Tab> {
        let tab = self.devices[device]
            .tabs
            .iter_mut()
            .find(|tab| tab.uid == uid && !tab.frozen)?;
        release::play(tab.release);
        tab.stirred = true;
        Some(tab)
    }

    /// Why a request is not even looked at.
    fn turned_away(&mut self, device: usize) -> Option<Failure> {
        if self.devices[device].signed_out {
            Some(Failure::SignIn)
        } else {
            let fails = self.luck.chance(self.options.later.server_error);
            fails.then_some(Failure::ServerError)
        }
    }

    // ---- Server ----

    fn server_works(&mut self) -> bool {
        if !self.inbox.is_empty()
            && (self.tasks.is_empty() || self.rng.chance(300))
            && self.tasks.len() < 6
        {
            let most = if self.options.group_commit {
                1 + self.rng.below(4)
            } else {
                1
            };
            let process = self.inbox[0].process;
            let own = self.inbox.iter().take_while(|one| one.process == process);
            let n = most.min(own.count());
            let batch: Vec<Arrived> = self.inbox.drain(..n).collect();
            let task = Box::pin(serve(self.db.clone(), batch, Arc::clone(&self.now)));
            self.work(process, task);
        }
        if self.tasks.is_empty() {
            return false;
        }
        for _ in 0..1 + self.rng.below(6) {
            if self.tasks.is_empty() {
                break;
            }
            self.one_task_works();
        }
        true
    }

    fn one_task_works(&mut self) {
        let at = self.rng.below(self.tasks.len());
        let mut context = Context::from_waker(Waker::noop());
        let speaks = self.tasks[at].release;
        release::play(speaks);
        let polled = self.tasks[at].task.as_mut().poll(&mut context);
        let landed = self.db.landed();
        if !landed.is_empty() {
            self.poke(&landed);
        }
        release::play(speaks);
        if let Poll::Ready(answers) = polled {
            drop(self.tasks.swap_remove(at));
            for (arrived, response, state) in answers {
                self.stats.exchanges += 1;
                self.note(|| {
                    let outcome = (&response.problem, response.ack.as_ref().map(|ack| ack.n));
                    format!(
                        "server: answers tablet {} exchange {} {outcome:?}",
                        arrived.device, response.exchange
                    )
                });
                let state = Some((response.t2, arrived.caller.user, state));
                let bytes = response.to_bytes_in(arrived.protocol);
                self.fly(arrived.device, arrived.tab, Body::Down(bytes, state));
            }
        }
    }

    /// Tells every tablet with a connection where things landed, of what it may hold.
    fn poke(&mut self, landed: &[Cursor]) {
        let state = self.db.committed();
        for at in 0..self.devices.len() {
            let device = &self.devices[at];
            let connected = self.step >= device.offline_until.max(device.deaf_until);
            let revoked = state.revoked.contains(&device.id);
            if !connected || revoked || device.signed_out {
                continue;
            }
            let Some(tab) = device.tabs.iter().find(|tab| tab.leads && !tab.frozen) else {
                continue;
            };
            let uid = tab.uid;
            let held = state.viewer(device.user, device.id).scopes();
            let heads = landed.iter().filter(|head| held.contains(&head.scope));
            let heads: Vec<Cursor> = heads.copied().collect();
            if heads.is_empty() || self.luck.chance(self.options.later.poke_drop) {
                continue;
            }
            let copies = 1 + usize::from(self.luck.chance(self.options.later.poke_duplicate));
            for _ in 0..copies {
                let late = if self.luck.chance(self.options.later.poke_late) {
                    1 + self.luck.below(60)
                } else {
                    0
                };
                self.net.push(Flying {
                    ripe: self.step + late,
                    device: at,
                    tab: uid,
                    body: Body::Poke(heads.clone()),
                });
            }
        }
    }

    // ---- Tabs ----

    fn tab_works(&mut self) -> Result<bool, Violation> {
        let n_devices = self.devices.len();
        let start = self.rng.below(n_devices);
        for at in 0..n_devices {
            let device = (start + at) % n_devices;
            let n_tabs = self.devices[device].tabs.len();
            for tab in 0..n_tabs {
                if self.one_tab_works(device, tab)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn one_tab_works(&mut self, device: usize, tab: usize) -> Result<bool, Violation> {
        let now = self.now();
        let (quota, lost) = (
            self.rng.chance(self.options.quota),
            self.rng.chance(self.options.connection_lost),
        );
        let timers = self.options.later.timers;
        let aborted = self.luck.chance(self.options.later.abort);
        let not_run = lost && timers && self.luck.chance(500);
        let Device {
            tabs, store, clock, ..
        } = &mut self.devices[device];
        let tab = &mut tabs[tab];
        if tab.frozen {
            return Ok(false);
        }
        let uid = tab.uid;
        release::play(tab.release);
        let clock = clock.read(now, uid);
        let stirs = !tab.ran.is_empty() || !tab.heard.is_empty();
        tab.stirred |= stirs;
        if let Some((write, result)) = tab.ran.pop_front() {
            let events = match result {
                Ok(first_n) => tab.client.committed(write.id, first_n),
                Err(reason) => tab.client.failed(write.id, reason),
            };
            if !self.giving_up.is_empty() {
                let given_up = tab
                    .client
                    .entries()
                    .filter(|view| view.state == EntryState::Discarded);
                let given_up: Vec<OperationId> = given_up.map(|view| view.entry.op_id).collect();
                for op_id in given_up {
                    if self.giving_up.remove(&op_id) {
                        self.given_up.insert(op_id);
                    }
                }
            }
            self.hear(device, uid, events)?;
            return Ok(true);
        }
        if let Some(broadcast) = tab.heard.pop_front() {
            let events = match broadcast {
                Broadcast::Wrote(write, first_n) => tab.client.observe(&write, first_n),
                Broadcast::Found(position) => tab.client.compare(position),
            };
            self.hear(device, uid, events)?;
            return Ok(true);
        }
        if let Some(write) = tab.issued.pop_front() {
            let result = if quota {
                Err(StoreFailure::Full)
            } else if aborted {
                Err(StoreFailure::Aborted)
            } else if not_run {
                Err(StoreFailure::Unknown)
            } else {
                let result = store.run(&write);
                if lost {
                    Err(StoreFailure::Unknown)
                } else {
                    result
                }
            };
            if let Ok(first_n) = result {
                for other in tabs.iter_mut().filter(|other| other.uid != uid) {
                    other
                        .heard
                        .push_back(Broadcast::Wrote(write.clone(), first_n));
                }
            }
            let tab = tabs
                .iter_mut()
                .find(|tab| tab.uid == uid)
                .expect("still there");
            tab.ran.push_back((write, result));
            return Ok(true);
        }
        if let Some(write) = tab.client.next_write() {
            tab.issued.push_back(write);
            return Ok(true);
        }
        let wakes = tab.timer.is_some_and(|at| clock.monotonic_ms >= at);
        if timers && !tab.stirred && !wakes {
            return Ok(false);
        }
        let out = tab.client.next_request(clock);
        tab.stirred = out.is_some();
        let at = tab.client.wake_at();
        tab.timer = (at > clock.monotonic_ms).then_some(at);
        if let Some(out) = out {
            self.note(|| match &out {
                Outgoing::Sync(request) => {
                    let push = request
                        .push
                        .as_ref()
                        .map(|push| (push.first_n, push.items.len()));
                    format!(
                        "tablet {device}/{uid}: exchange {} push {push:?}",
                        request.exchange
                    )
                }
                Outgoing::Segment { hash, .. } => format!("tablet {device}/{uid}: fetches {hash}"),
            });
            self.send(device, uid, out);
            return Ok(true);
        }
        Ok(false)
    }

    fn hear(&mut self, device: usize, uid: u64, events: Vec<Event>) -> Result<(), Violation> {
        for event in events {
            match event {
                Event::Recorded { op_id, n } => {
                    self.note(|| format!("tablet {device}/{uid}: {op_id} is durable as {n}"));
                    self.confirmed.insert(op_id, device);
                    self.devices[device].person.confirmed.push(op_id);
                }
                Event::NotRecorded { op_id, .. } => {
                    self.note(|| format!("tablet {device}/{uid}: {op_id} not written"));
                    people::not_recorded(self, device, op_id);
                }
                Event::Revealed => {
                    self.stats.reveals += 1;
                    let whole = self.rng.chance(250);
                    check::revealed(self, device, uid, whole)?;
                }
                Event::Reopen => self.reopen(device, uid)?,
                Event::Wipe => {
                    self.note(|| format!("tablet {device}: wiped"));
                    let device = &mut self.devices[device];
                    device.tabs.clear();
                    device.store = Store::default();
                    device.wiped = true;
                    device.person = Person::default();
                    break;
                }
                Event::NewIdentity(client) => {
                    self.note(|| format!("tablet {device}/{uid}: is {client} now"))
                }
                Event::Healing(scopes) => {
                    self.note(|| format!("tablet {device}/{uid}: sums differ in {scopes:?}"));
                    check::healing(self, &scopes)?;
                }
                Event::Changed(_) | Event::Filled | Event::Attention(_) | Event::Dropped(_) => {}
            }
        }
        Ok(())
    }

    fn reopen(&mut self, device: usize, uid: u64) -> Result<(), Violation> {
        self.note(|| format!("tablet {device}/{uid}: opens its storage anew"));
        let leads = self.devices[device]
            .tabs
            .iter()
            .any(|tab| tab.uid == uid && tab.leads);
        self.devices[device].tabs.retain(|tab| tab.uid != uid);
        let _ = leads;
        self.open_tab(device)
    }

    /// A page is opened, if the app that is installed can open the storage.
    pub fn open_tab(&mut self, device: usize) -> Result<(), Violation> {
        if self.devices[device].parked {
            return Ok(());
        }
        let uid = self.uid();
        let (pull_bytes, snapshots) = (self.options.pull_bytes, self.options.snapshots);
        let opened = self.devices[device].open_tab(&mut self.rng, uid, pull_bytes, snapshots);
        let at = &mut self.devices[device];
        match opened {
            // An app that is older than the storage must leave it alone: it waits for an update.
            Err(_) if at.release < at.opened_by => {
                at.parked = true;
                self.note(|| format!("tablet {device}: the app is older than its storage"));
            }
            Err(error) => {
                return violated(
                    "I1",
                    format!("tablet {device} cannot open its storage: {error}"),
                );
            }
            Ok(()) => at.pass_lead(),
        }
        Ok(())
    }

    // ---- Misfortune ----

    #[expect(
        clippy::too_many_lines,
        reason = "one list of everything that can go wrong"
    )]
    fn misfortune(&mut self) -> Result<(), Violation> {
        let options = self.options.clone();
        let device = self.rng.below(self.devices.len());
        if self.rng.chance(options.partition) {
            let until = self.step + 1 + self.rng.below(25);
            self.note(|| format!("tablet {device}: offline until {until}"));
            self.devices[device].offline_until = until;
        }
        if self.rng.chance(options.long_offline) {
            let until = self.step + 30 + self.rng.below(120);
            self.note(|| format!("tablet {device}: offline until {until}"));
            self.devices[device].offline_until = until;
            // Never so much that what landed is purged before a restored server can ask for it.
            let days = self.rng.between(6, 30) * 3_600_000;
            if self.now() - self.began < 3 * 24 * 3_600_000 {
                self.pass_time(days);
                for device in &mut self.devices {
                    device.clock.slept_ms += if device.clock.sleeps { days } else { 0 };
                }
            }
        }
        if self.devices[device].wiped {
            return Ok(());
        }
        if self.rng.chance(options.kill_tab) {
            let n_tabs = self.devices[device].tabs.len();
            if n_tabs > 0 {
                let at = self.rng.below(n_tabs);
                let uid = self.devices[device].tabs[at].uid;
                self.note(|| format!("tablet {device}/{uid}: killed"));
                self.devices[device].tabs.remove(at);
                self.devices[device].pass_lead();
            }
        }
        if self.rng.chance(options.power_cut) {
            self.note(|| format!("tablet {device}: power fails"));
            let mut rng = self.rng.clone();
            self.devices[device].tabs.clear();
            self.devices[device].store.lose_power(&mut rng);
            self.rng = rng;
            self.reboot(device);
        }
        if self.rng.chance(options.reboot) {
            self.note(|| format!("tablet {device}: rebooted"));
            self.devices[device].tabs.clear();
            self.reboot(device);
        }
        if self.rng.chance(options.clock_jump) {
            let jump = self.rng.between(-48, 48) * 3_600_000;
            // Whoever sets the clock by hand changes it by an hour twice a year.
            let is_summer_time = self.options.later.timers && self.luck.chance(400);
            let jump = if is_summer_time {
                jump.signum() * 3_600_000
            } else {
                jump
            };
            self.note(|| format!("tablet {device}: clock set by {jump} ms"));
            let now = self.now();
            let wrong_by = self.devices[device].clock.read(now, 0).wall.millis() - now;
            let offset = self.within_bounds(wrong_by + jump);
            let clock = &mut self.devices[device].clock;
            (clock.offset_ms, clock.set) = (offset, now);
        }
        if self.rng.chance(options.freeze) {
            let tabs = &mut self.devices[device].tabs;
            if let Some(tab) = tabs.first_mut() {
                release::play(tab.release);
                tab.frozen = true;
                let uid = tab.uid;
                self.note(|| {
                    format!("tablet {device}/{uid}: frozen; another tab may take the lead")
                });
                self.steal_lead(device)?;
            }
        }
        if self.rng.chance(60) {
            for tab in &mut self.devices[device].tabs {
                tab.frozen = false;
                tab.stirred = true;
            }
            self.devices[device].pass_lead();
        }
        if self.devices[device].tabs.is_empty()
            || (self.devices[device].tabs.len() < 3 && self.rng.chance(options.second_tab))
        {
            self.open_tab(device)?;
        }
        if self.rng.chance(options.evict) {
            self.evict(device)?;
        }
        if self.rng.chance(options.clone_storage) && self.devices.len() < 14 {
            self.clone_storage(device)?;
        }
        if self.rng.chance(options.server_crash) {
            self.note(|| "server: crashes".into());
            self.tasks.clear();
            self.inbox.clear();
        }
        if self.rng.chance(15) {
            self.backup = Some((self.db.committed(), self.servers));
        }
        if self.rng.chance(options.restore)
            && let Some((backup, servers)) = self.backup.take()
        {
            self.restore(&backup, servers);
        }
        if self.rng.chance(options.poison) {
            let waiting: Vec<OperationId> = self.meant.keys().copied().collect();
            let poison = self.rng.pick(&waiting).copied();
            self.poisoned.extend(poison);
            self.db.poison(poison);
        }
        if self.rng.chance(options.purge) {
            self.maintain();
        }
        if self.rng.chance(options.revoke) {
            let id = self.devices[device].id;
            self.note(|| format!("server: revokes tablet {device}"));
            self.db.revoke(id);
            let now = Timestamp::from_millis(self.now());
            self.revoked.entry(id).or_insert(now);
        }
        if self.rng.chance(options.rights) {
            self.change_rights(device);
        }
        if self.rng.chance(10) {
            self.switch_user(device);
        }
        if self.rng.chance(60) {
            self.office_works();
        }
        if self.rng.chance(options.rescue) {
            self.rescue(device)?;
        }
        if self.rng.chance(200) {
            let now = self.now();
            let Device { tabs, clock, .. } = &mut self.devices[device];
            if let Some(tab) = tabs.iter_mut().find(|tab| tab.leads && !tab.frozen) {
                release::play(tab.release);
                tab.stirred = true;
                tab.client.purge(clock.read(now, tab.uid));
                tab.client.merge();
            }
        }
        Ok(())
    }

    fn reboot(&mut self, device: usize) {
        let (boot, now) = (self.rng.next(), self.now());
        let clock = &mut self.devices[device].clock;
        clock.boot = boot;
        clock.started = now;
        clock.slept_ms = 0;
    }

    /// A tab that does not move loses the lock to another, and does not know it.
    fn steal_lead(&mut self, device: usize) -> Result<(), Violation> {
        if self.devices[device].tabs.len() < 2 {
            self.open_tab(device)?;
        }
        if let Some(tab) = self.devices[device]
            .tabs
            .iter_mut()
            .find(|tab| !tab.frozen && !tab.leads)
        {
            release::play(tab.release);
            tab.leads = true;
            tab.stirred = true;
            tab.client.lead(true);
        }
        Ok(())
    }

    fn evict(&mut self, device: usize) -> Result<(), Violation> {
        self.note(|| format!("tablet {device}: storage evicted"));
        let entries: Vec<_> = self.devices[device]
            .tabs
            .iter()
            .flat_map(|tab| {
                let client = tab.client.identity().client;
                tab.client
                    .entries()
                    .map(move |view| (view.entry.op_id, (client, view.n)))
                    .collect::<Vec<_>>()
            })
            .collect();
        for (op_id, at) in entries {
            self.evicted.insert(op_id, at);
        }
        let device_mut = &mut self.devices[device];
        for op_id in &device_mut.person.confirmed {
            self.evicted
                .entry(*op_id)
                .or_insert((ClientId::new(uuid::Uuid::nil()), u64::MAX));
        }
        device_mut.tabs.clear();
        device_mut.store = Store::default();
        device_mut.person = Person::default();
        device_mut.states.clear();
        device_mut.opened_by = 0;
        device_mut.parked = false;
        self.open_tab(device)
    }

    /// Somebody copies a tablet with all that is on it.
    pub fn clone_storage(&mut self, device: usize) -> Result<(), Violation> {
        let copy_at = self.devices.len();
        self.note(|| format!("tablet {device}: storage cloned as tablet {copy_at}"));
        let from = &mut self.devices[device];
        from.shared = true;
        let copy = Device {
            id: from.id,
            user: from.user,
            grant: from.grant,
            permissions: from.permissions.clone(),
            store: from.store.clone(),
            tabs: Vec::new(),
            clock: from.clock.clone(),
            person: Person::default(),
            offline_until: 0,
            wiped: false,
            shared: true,
            dropped: Vec::new(),
            evicted: Vec::new(),
            release: from.release,
            opened_by: from.opened_by,
            parked: from.parked,
            signed_out: from.signed_out,
            deaf_until: 0,
            unreadable: from.unreadable,
            flooded: false,
            owed: 0,
            trips: 0,
            states: BTreeMap::new(),
        };
        self.devices.push(copy);
        let at = self.devices.len() - 1;
        self.reboot(at);
        self.open_tab(at)
    }

    fn restore(&mut self, backup: &State, servers: [u16; 2]) {
        self.note(|| "server: restored from a backup".into());
        self.tasks.clear();
        self.inbox.clear();
        let current = self.db.committed();
        let mut state = backup.clone();
        if !has(Bug::EpochKeptOnRestore) {
            state.epoch = sync::wire::Epoch(self.rng.id());
        }
        // People and devices are administered elsewhere in this world.
        state.users.clone_from(&current.users);
        state.grants.clone_from(&current.grants);
        state.revoked.clone_from(&current.revoked);
        self.restored = true;
        // An update that is taken back goes with the backup of before; otherwise the servers bring the copy up to date.
        if self.luck.chance(400) {
            self.servers = servers;
        }
        let database = release::simulated(self.newest()).database;
        state.database = state.database.max(database);
        self.db.restore(state);
    }

    fn maintain(&mut self) {
        let scopes: Vec<Scope> = self.db.committed().scopes.keys().copied().collect();
        let Some(&scope) = self.rng.pick(&scopes) else {
            return;
        };
        let head = self.db.committed().scopes[&scope].head;
        let oldest = head.saturating_sub(self.rng.below(40) as u64);
        let (db, snapshot) = (self.db.clone(), self.rng.chance(600));
        self.note(|| format!("server: tends {scope}"));
        let process = self.process();
        let task: Task = Box::pin(async move {
            if snapshot {
                let mut tx = db.begin_reading();
                if server::build_snapshot(&mut tx, scope).await.is_ok() {
                    let _ = tx.commit();
                }
            } else if let Ok(mut tx) = db.begin().await
                && server::purge_tombstones(&mut tx, scope, oldest)
                    .await
                    .is_ok()
                && tx.commit().is_ok()
            {
                db.tell(Told::Purge(scope, oldest));
            }
            Vec::new()
        });
        self.work(process, task);
    }

    fn change_rights(&mut self, device: usize) {
        let user = self.devices[device].user;
        let role = *self.rng.pick(&StandardRole::ALL).expect("not empty");
        let permissions = role.permissions();
        self.note(|| format!("server: the user of tablet {device} is {} now", role.name()));
        self.db.add_user(user, permissions.clone());
        // The device learns of it when it asks who it is, sooner or later.
        if self.rng.chance(500) {
            let device = &mut self.devices[device];
            device.permissions = permissions;
            let grant = Grant {
                id: device.grant,
                user: device.user,
                permissions: device.permissions.clone(),
            };
            for tab in &mut device.tabs {
                release::play(tab.release);
                tab.stirred = true;
                tab.client.sign_in(grant.clone());
            }
        }
    }

    /// Somebody else signs in on the tablet; what waits keeps its author.
    fn switch_user(&mut self, device: usize) {
        let (user, grant) = (UserId::new(self.rng.id()), GrantId::new(self.rng.id()));
        let id = self.devices[device].id;
        let permissions = self.devices[device].permissions.clone();
        self.note(|| format!("tablet {device}: {user} signs in"));
        self.db.add_user(user, permissions.clone());
        self.db.add_grant(grant, user, id);
        let device = &mut self.devices[device];
        device.user = user;
        device.grant = grant;
        device.signed_out = false;
        for tab in &mut device.tabs {
            release::play(tab.release);
            tab.stirred = true;
            tab.client.sign_in(Grant {
                id: grant,
                user,
                permissions: permissions.clone(),
            });
        }
    }

    /// The office makes a category, or removes one: rows that come and go.
    pub fn office_works(&mut self) {
        let change = match self.categories.pop() {
            Some(id) if self.rng.chance(500) => Change::Remove(EntityRef::Category(id)),
            Some(id) => {
                self.categories.push(id);
                self.new_category()
            }
            None => self.new_category(),
        };
        let db = self.db.clone();
        let key = match &change {
            Change::Put(entity) => entity.key(),
            Change::Remove(key) => key.clone(),
            _ => return,
        };
        let newest = self.newest();
        let process = usize::from(self.servers[0] != newest);
        let task: Task = Box::pin(async move {
            for _ in 0..20 {
                let Ok(mut tx) = db.begin().await else {
                    continue;
                };
                let mut books = Books::new(&mut tx);
                let decision = books.decide(|given| match given.entity(&key) {
                    Ok(_) => Step::Done(Decision::Changed(vec![change.clone()])),
                    Err(need) => Step::Need(need.0),
                });
                if decision.await.is_ok() && books.finish().await.is_ok() && tx.commit().is_ok() {
                    db.tell(Told::Change(Box::new(change)));
                    break;
                }
            }
            Vec::new()
        });
        self.work(process, task);
    }

    fn new_category(&mut self) -> Change {
        if matches!(self.newest(), 1 | 2) {
            // There are no categories before the third release.
            let id = BrandId::new(self.luck.id());
            let name = Name::new(&format!("Brand {}", self.luck.below(100_000)));
            let name = name.expect("a short name");
            return Change::Put(Entity::Brand(Brand { id, name }));
        }
        let id = CategoryId::new(self.rng.id());
        self.categories.push(id);
        let name =
            Name::new(&format!("Category {}", self.rng.below(100_000))).expect("a short name");
        Change::Put(Entity::Category(Category { id, name }))
    }

    fn rescue(&mut self, device: usize) -> Result<(), Violation> {
        let to = self.rng.below(self.devices.len());
        let Some(tab) = self.devices[device].tabs.first() else {
            return Ok(());
        };
        release::play(tab.release);
        let file = tab.client.rescue_file();
        self.note(|| format!("tablet {to}: takes the rescue file of tablet {device}"));
        let Some(tab) = self.devices[to].tabs.first_mut() else {
            return Ok(());
        };
        release::play(tab.release);
        tab.stirred = true;
        let is_newer = tab.release < release::NEWEST;
        match tab.client.take_rescue(&file) {
            Ok(n_taken) => {
                self.devices[to].shared |= n_taken > 0;
                self.devices[to].unreadable |= n_taken > 0 && is_newer;
                Ok(())
            }
            Err(error) => violated(
                "I1",
                format!("the rescue file of tablet {device} is refused: {error}"),
            ),
        }
    }

    // ---- The end ----

    /// All faults end, everybody comes back, and everything that waits arrives.
    fn heal(&mut self) -> Result<(), Violation> {
        self.step = self.options.steps;
        self.note(|| "the world heals".into());
        self.healing = true;
        self.options = self.options.healed();
        self.update_all()?;
        for device in 0..self.devices.len() {
            self.devices[device].offline_until = 0;
            self.devices[device].deaf_until = 0;
            self.thaw(device);
            if self.devices[device].tabs.is_empty() && !self.devices[device].wiped {
                self.open_tab(device)?;
            }
            if self.devices[device].signed_out {
                self.sign_in_again(device);
            }
            let device = &mut self.devices[device];
            let waiting = device.tabs.iter().map(|tab| tab.client.status().waiting);
            (device.owed, device.trips) = (waiting.max().unwrap_or(0), 0);
        }
        // What is late comes now.
        for flying in &mut self.net {
            flying.ripe = flying.ripe.min(self.step);
        }
        self.come_to_rest()?;
        probe::few_round_trips(self)
    }

    /// Nothing is under way that could change anything.
    pub fn is_quiet(&self) -> bool {
        let is_nothing = |flying: &Flying| matches!(flying.body, Body::Fail(..) | Body::Poke(..));
        self.net.iter().all(is_nothing) && self.inbox.is_empty() && self.tasks.is_empty()
    }

    /// Everything that waits arrives.
    pub fn come_to_rest(&mut self) -> Result<(), Violation> {
        for round in 0..60 {
            self.step += 1;
            self.pass_time(61_000);
            let mut budget = 40_000;
            while self.bustle()? {
                budget -= 1;
                if budget == 0 {
                    return violated("I9", "the world does not come to rest");
                }
                if budget % 64 == 0 {
                    self.step += 1;
                }
            }
            if self.is_quiet() && check::is_settled(self) && round >= 2 {
                return Ok(());
            }
            self.step += 220;
        }
        check::why_unsettled(self)
    }
}

/// Whoever lost a race waits before the next try: longer each time, and not as long as the others.
async fn back_off(tries: u64, salt: u128) {
    let apart = 1 + (salt % 16) as u64;
    for _ in 0..tries.min(10) * apart {
        super::db::yield_now().await;
    }
}

/// Answers a batch of requests as the server does.
async fn serve(db: Db, batch: Vec<Arrived>, now: Arc<AtomicI64>) -> Answered {
    let arrivals: Vec<Arrival<'_>> = batch
        .iter()
        .map(|arrived| Arrival {
            request: &arrived.request,
            caller: arrived.caller,
            at: arrived.at,
        })
        .collect();
    let mut care = Care::Batched;
    let mut tries: u64 = 0;
    let pushed = loop {
        tries += 1;
        if tries > 60 {
            return Vec::new();
        }
        let Ok(mut tx) = db.begin().await else {
            continue;
        };
        match server::push(&mut tx, &arrivals, care).await {
            Ok((pushed, _)) => {
                if has(Bug::AnswerBeforeCommit) {
                    super::db::yield_now().await;
                    if now.load(Ordering::Relaxed) % 3 == 0 {
                        break pushed;
                    }
                }
                match tx.commit() {
                    Ok(()) => {
                        note_steps(&db, &batch);
                        break pushed;
                    }
                    Err(_) => continue,
                }
            }
            Err(DbError::Broken) => care = Care::EachAlone,
            Err(_) => {
                drop(tx);
                let client = arrivals[0].request.client.uuid().as_u128();
                back_off(tries, client ^ u128::from(arrivals[0].request.exchange)).await;
            }
        }
    };
    let mut answers = Vec::new();
    for (arrived, pushed) in batch.iter().zip(pushed) {
        super::db::yield_now().await;
        let arrival = Arrival {
            request: &arrived.request,
            caller: arrived.caller,
            at: arrived.at,
        };
        let state = db.committed();
        let pulled = if server::wants_pull(&pushed) {
            let mut tx = db.begin_reading();
            match server::pull(&mut tx, &arrival, 1).await {
                Ok(answer) => Some(answer),
                Err(_) => Some(PullAnswer::Problem(sync::wire::Problem::Slow {
                    retry_ms: 100,
                })),
            }
        } else {
            None
        };
        let t2 = Timestamp::from_millis(now.fetch_add(1, Ordering::Relaxed) + 1);
        let header = Header {
            t1: arrived.at,
            t2,
            epoch: state.epoch,
            min_app: 1,
        };
        let response = server::respond(&arrived.request, header, pushed, pulled);
        answers.push((arrived.clone(), response, state));
    }
    answers
}

/// Requests of one transaction take effect in the order of their clients.
fn note_steps(db: &Db, batch: &[Arrived]) {
    let mut batch: Vec<&Arrived> = batch.iter().collect();
    batch.sort_by_key(|arrived| arrived.request.client);
    for arrived in batch {
        db.tell(Told::Sync {
            request: Box::new(arrived.request.clone()),
            caller: arrived.caller,
            at: arrived.at,
        });
    }
}

/// Answers one request as the server does.
pub async fn serve_one(
    db: Db,
    request: Request,
    caller: Caller,
    at: Timestamp,
) -> Option<Response> {
    let arrived = Arrived {
        device: 0,
        tab: 0,
        request,
        caller,
        at,
        process: 0,
        protocol: sync::wire::PROTOCOL,
    };
    let now = Arc::new(AtomicI64::new(at.millis()));
    let mut answers = serve(db, vec![arrived], now).await;
    answers.pop().map(|(_, response, _)| response)
}
