//! Drives [`sync::client::Client`]: runs its writes against the browser's database, sends its requests, wakes it, and
//! shows what it says. One for each tab; the tab that leads speaks with the server for all of them.

mod ahead;
mod lead;
mod load;

use crate::books::{Books, Change};
use crate::platform::{http, log, mark, time};
use crate::sound::{self, Cue};
use crate::store::Store;
use domain::ids::{ClientId, DeviceId, OperationId};
use futures::channel::oneshot;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use sync::client::{
    Client, ClockReading, Draft, Event, Failure, Grant, Outgoing, RecordError, Setup, StoreFailure,
    StoreWrite, UnreadableStorage,
};
use sync::scope::Scope;
use sync::wire::{Message, Request, Response};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

/// Where the protocol is spoken.
const SYNC: &str = "/api/v1/sync";
/// A tablet on a bad network gets an answer later than this or never.
const PATIENCE_MS: u32 = 20_000;
/// Most bytes of rows in one answer.
const PULL_BYTES: u32 = 512 * 1024;
/// This build speaks for itself by this number; the server names the oldest it still serves.
const BUILD: u32 = 1;
/// Old pages are merged and landed entries purged so often, in idle time.
const TIDY_MS: u32 = 60_000;

/// A filling that goes on is shown again after so long.
const FILLING_MS: u32 = 500;
/// So many changes at once are shown by reading everything anew.
const MANY_CHANGES: usize = 2_000;

/// Why something was not recorded.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotRecorded {
    /// The books refuse it.
    #[error(transparent)]
    Refused(#[from] RecordError),
    /// The browser's database did not take it.
    #[error("nothing was kept")]
    NotKept(#[source] StoreFailure),
}

/// Why the books could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The browser's database does not answer.
    #[error("the browser's database cannot be read")]
    Store(#[from] StoreFailure),
    /// It holds what this version does not understand.
    #[error(transparent)]
    Unreadable(#[from] UnreadableStorage),
}

/// What the engine tells those who run the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The device is revoked and has delivered what it held: wipe it.
    Wipe,
    /// The storage cannot be used any more.
    Lost,
}

/// Next number, acknowledged number, entries needing attention, held, being sent, waiting.
type Shown = (u64, u64, usize, usize, bool, usize);

type Waiting = oneshot::Sender<Result<u64, StoreFailure>>;

/// One tab's share in syncing.
pub struct Engine {
    store: Rc<Store>,
    books: Books,
    device: DeviceId,
    client: RefCell<Client>,
    /// Who works here.
    grant: RefCell<Option<Grant>>,
    boot: u64,
    /// Who waits to hear that something is durable.
    waiting: RefCell<HashMap<OperationId, Waiting>>,
    /// Counts timers, so that only the latest acts.
    wake: Cell<u64>,
    /// Given up: nothing is sent, written or shown any more.
    closed: Cell<bool>,
    channel: RefCell<Option<web_sys::BroadcastChannel>>,
    pokes: RefCell<Option<web_sys::EventSource>>,
    let_go: RefCell<Option<js_sys::Function>>,
    leading: Cell<bool>,
    /// How the device stands with the server: as the leading tab said, or as this one said when it leads.
    heard: Cell<Option<lead::Standing>>,
    /// An exchange has ended, well or not.
    was_tried: Cell<bool>,
    /// The catalogue was shown.
    was_ready: Cell<bool>,
    /// Pieces came that are not shown yet.
    unshown: Cell<bool>,
    /// The server speaks another protocol than this version.
    other_protocol: Cell<bool>,
    /// The first filling was announced.
    was_filled: Cell<bool>,
    /// What the outbox drawer shows, as far as numbers tell.
    shown: Cell<Option<Shown>>,
    ahead: ahead::Ahead,
    notice: Box<dyn Fn(Notice)>,
}

impl Engine {
    /// Opens what the device holds, shows it, and begins to sync.
    ///
    /// # Errors
    /// If the storage cannot be read.
    pub async fn open(
        store: Rc<Store>,
        books: Books,
        device: DeviceId,
        notice: impl Fn(Notice) + 'static,
    ) -> Result<Rc<Self>, OpenError> {
        let client = read(&store, device).await?;
        let engine = Rc::new(Self {
            store,
            books,
            device,
            client: RefCell::new(client),
            grant: RefCell::default(),
            boot: random(),
            waiting: RefCell::default(),
            wake: Cell::new(0),
            closed: Cell::new(false),
            channel: RefCell::default(),
            pokes: RefCell::default(),
            let_go: RefCell::default(),
            leading: Cell::new(false),
            heard: Cell::new(None),
            was_tried: Cell::new(false),
            was_ready: Cell::new(false),
            unshown: Cell::new(false),
            other_protocol: Cell::new(false),
            was_filled: Cell::new(false),
            shown: Cell::new(None),
            ahead: ahead::Ahead::default(),
            notice: Box::new(notice),
        });
        engine.show_everything();
        engine.clone().join_tabs();
        engine.ask_leader();
        engine.clone().listen();
        engine.clone().pump();
        let tidying = Rc::downgrade(&engine);
        spawn_local(async move {
            loop {
                time::sleep(TIDY_MS).await;
                let Some(engine) = tidying.upgrade().filter(|engine| !engine.closed.get()) else {
                    break;
                };
                engine.tidy();
            }
        });
        Ok(engine)
    }

    /// Stops: what is under way is given up, and nothing is written any more.
    pub fn close(&self) {
        self.closed.set(true);
        self.leave_tabs();
    }

    /// The clocks.
    pub fn clock(&self) -> ClockReading {
        ClockReading {
            wall: time::wall(),
            monotonic_ms: time::monotonic_ms() as u64,
            boot: self.boot,
        }
    }

    /// Lets somebody work here.
    pub fn sign_in(self: &Rc<Self>, grant: Grant) {
        self.grant.replace(Some(grant.clone()));
        self.client.borrow_mut().sign_in(grant);
        self.ask_leader();
        self.clone().pump();
    }

    /// There is reason to hope for the server. One that asked for a sign-in is tried again too: another tab may have
    /// signed in.
    pub(self) fn hope(&self) {
        let mut client = self.client.borrow_mut();
        client.hurry();
        if client.status().sign_in
            && let Some(grant) = self.grant.borrow().clone()
        {
            client.sign_in(grant);
        }
    }

    /// The storage instance.
    pub fn client_id(&self) -> ClientId {
        self.client.borrow().identity().client
    }

    /// Records something, and answers its number once it is durable here: now it may be confirmed.
    ///
    /// # Errors
    /// If the books refuse it or it could not be kept. Then it is nowhere.
    pub async fn record(self: &Rc<Self>, draft: Draft) -> Result<u64, NotRecorded> {
        let (done, when_done) = oneshot::channel();
        let op_id = draft.op_id;
        self.client.borrow_mut().record(draft, self.clock())?;
        self.waiting.borrow_mut().insert(op_id, done);
        self.clone().pump();
        match when_done.await {
            Ok(Ok(n)) => {
                mark("quayside:scan-durable");
                Ok(n)
            }
            Ok(Err(failure)) => Err(NotRecorded::NotKept(failure)),
            Err(_) => Err(NotRecorded::NotKept(StoreFailure::Unknown)),
        }
    }

    /// Sends what was refused once more, as `draft`.
    ///
    /// # Errors
    /// If it does not wait for its author.
    pub fn retry(self: &Rc<Self>, refused: OperationId, draft: Draft) -> Result<(), RecordError> {
        self.client
            .borrow_mut()
            .retry(refused, draft, self.clock())?;
        self.clone().pump();
        Ok(())
    }

    /// Gives up what was refused.
    ///
    /// # Errors
    /// If it does not wait for its author.
    pub fn discard(self: &Rc<Self>, refused: OperationId) -> Result<(), RecordError> {
        self.client.borrow_mut().discard(refused)?;
        self.clone().pump();
        Ok(())
    }

    /// Tries to reach the server now.
    pub fn hurry(self: &Rc<Self>) {
        self.hope();
        self.ask_leader();
        self.clone().pump();
    }

    /// Reads the client.
    pub fn with<T>(&self, read: impl FnOnce(&Client) -> T) -> T {
        read(&self.client.borrow())
    }

    /// Takes a rescue file in; answers how many entries were new.
    ///
    /// # Errors
    /// If it is none.
    pub fn take_rescue(
        self: &Rc<Self>,
        file: &[u8],
    ) -> Result<usize, sync::client::UnreadableRescue> {
        let taken = self.client.borrow_mut().take_rescue(file)?;
        self.clone().pump();
        Ok(taken)
    }

    /// Whether nothing hinders another version to take over: no pass is open, nothing is being sent or written.
    pub fn is_safe_moment(&self) -> bool {
        let client = self.client.borrow();
        client.open_passes().is_empty()
            && !client.status().syncing
            && self.waiting.borrow().is_empty()
    }

    /// Runs whatever the client wants done now, and sees to it that it is asked again in time.
    pub(self) fn pump(self: Rc<Self>) {
        if self.closed.get() {
            return;
        }
        loop {
            let write = self.client.borrow_mut().next_write();
            let Some(write) = write else { break };
            spawn_local(self.clone().run(write));
        }
        let request = self.client.borrow_mut().next_request(self.clock());
        if let Some(request) = request {
            spawn_local(self.clone().exchange(request));
        }
        self.show_status();
        self.sleep();
    }

    /// Wakes the client when it wants to be woken, with some jitter so that twenty tablets do not ask at once.
    fn sleep(self: Rc<Self>) {
        let turn = self.wake.get() + 1;
        self.wake.set(turn);
        let now = time::monotonic_ms() as u64;
        let wait = self.client.borrow().wake_at().saturating_sub(now);
        if wait == 0 {
            // Something is under way; its end asks again.
            return;
        }
        let jitter = time::random() * (wait as f64) * 0.15;
        let weak = Rc::downgrade(&self);
        drop(self);
        spawn_local(async move {
            time::sleep(
                u32::try_from(wait)
                    .unwrap_or(u32::MAX)
                    .saturating_add(jitter as u32 + 5),
            )
            .await;
            if let Some(engine) = weak.upgrade().filter(|engine| engine.wake.get() == turn) {
                engine.pump();
            }
        });
    }

    async fn run(self: Rc<Self>, write: StoreWrite) {
        let outcome = match self.store.write(&write).await {
            // A transaction can be rolled back for reasons that pass.
            Err(StoreFailure::Aborted) => self.store.write(&write).await,
            outcome => outcome,
        };
        if self.closed.get() {
            return;
        }
        let events = match outcome {
            Ok(first_n) => {
                self.tell_tabs(&write, first_n);
                self.client.borrow_mut().committed(write.id, first_n)
            }
            Err(failure) => {
                log(&format!("quayside: a write was not kept: {failure}"));
                self.client.borrow_mut().failed(write.id, failure)
            }
        };
        self.take(events);
        self.pump();
    }

    async fn exchange(self: Rc<Self>, request: Outgoing) {
        match request {
            Outgoing::Sync(request) => {
                let answer = ask(&self.store, &request).await;
                self.was_tried.set(true);
                if let Ok(http::Answer {
                    date: Some(date), ..
                }) = &answer
                {
                    self.books.show_clock_error(date.millis_since(time::wall()));
                }
                self.other_protocol
                    .set(answer.as_ref().is_ok_and(|answer| answer.status == 426));
                let answer = answer.and_then(|answer| {
                    judge(&answer)?;
                    // A captive portal answers 200 with a page of its own.
                    Response::from_bytes(&answer.body).map_err(|_| Failure::NotOurs)
                });
                let clock = self.clock();
                let events = match answer {
                    Ok(response) => self.client.borrow_mut().answered(
                        response,
                        clock,
                        ClientId::new(Uuid::now_v7()),
                    ),
                    Err(failure) => {
                        self.client
                            .borrow_mut()
                            .unanswered(request.exchange, failure, clock);
                        Vec::new()
                    }
                };
                self.take(events);
            }
            Outgoing::Segment {
                exchange,
                scope,
                hash,
            } => {
                let path = |scope: Scope, hash: &str| format!("{SYNC}/snapshots/{scope}/{hash}");
                let coming = self.with(|client| client.coming_segments(ahead::AT_ONCE));
                let follow = coming.iter().map(|(scope, hash)| path(*scope, hash));
                let answer = self
                    .ahead
                    .fetch(&path(scope, &hash), follow.collect(), PATIENCE_MS)
                    .await;
                let clock = self.clock();
                let bytes = answer
                    .map_err(|_| Failure::NoAnswer)
                    .and_then(|answer| judge(&answer).map(|()| answer.body));
                let events = match bytes {
                    Ok(bytes) => {
                        let mut pieces = vec![bytes];
                        // What has come meanwhile is kept along with it.
                        let next = coming.iter().take_while(|(of, _)| *of == scope);
                        let came = next.map_while(|(_, hash)| self.ahead.come(&path(scope, hash)));
                        pieces.extend(came);
                        self.client.borrow_mut().fetched(exchange, &pieces)
                    }
                    Err(failure) => {
                        self.client
                            .borrow_mut()
                            .unanswered(exchange, failure, clock);
                        Vec::new()
                    }
                };
                self.take(events);
            }
        }
        self.pump();
    }

    /// Shows what happened.
    fn take(self: &Rc<Self>, events: Vec<Event>) {
        if self.closed.get() {
            return;
        }
        let (mut revealed, mut filled) = (false, false);
        // Who waits for the beep comes before the screen: this only wakes them, and they read what is noted below.
        for event in &events {
            match event {
                Event::Recorded { op_id, n } => self.settle(*op_id, Ok(*n)),
                Event::NotRecorded { op_id, reason } => self.settle(*op_id, Err(*reason)),
                _ => {}
            }
        }
        for event in events {
            match event {
                Event::Recorded { n, .. } => self.note_own(n),
                Event::NotRecorded { .. } => {}
                Event::Filled => filled = true,
                Event::Changed(keys) if keys.len() > MANY_CHANGES => filled = true,
                Event::Changed(keys) => {
                    let client = self.client.borrow();
                    let changes: Vec<Change> = keys
                        .into_iter()
                        .map(|key| client.entity(&key).map_or(Change::Remove(key), Change::Put))
                        .collect();
                    drop(client);
                    self.books.apply(changes);
                }
                Event::Revealed => revealed = true,
                Event::Attention(_) => sound::play(Cue::NeedsAttention),
                Event::Dropped(_) => {}
                Event::Healing(scopes) => {
                    let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
                    log(&format!(
                        "quayside: reading anew what differed: {}",
                        scopes.join(", ")
                    ));
                }
                Event::NewIdentity(client) => {
                    log(&format!("quayside: this storage is {client} from now on"));
                    self.books.show_client(client);
                }
                Event::Wipe => (self.notice)(Notice::Wipe),
                Event::Reopen => spawn_local(self.clone().reopen()),
            }
        }
        if filled || (revealed && !self.was_ready.get()) {
            self.show_filled();
        }
        if revealed {
            mark("quayside:revealed");
            if self.client.borrow().status().filling.is_none() && !self.was_filled.replace(true) {
                mark("quayside:first-sync-done");
            }
        }
    }

    /// Shows what a filling brought: the catalogue at once, the other scopes together while they follow each other.
    fn show_filled(self: &Rc<Self>) {
        let is_first = !self.was_ready.get() && self.has_catalogue();
        let is_last = self.client.borrow().status().filling.is_none();
        if is_first || is_last {
            self.show_everything();
        } else if !self.unshown.replace(true) {
            let engine = self.clone();
            spawn_local(async move {
                time::sleep(FILLING_MS).await;
                if engine.unshown.get() && !engine.closed.get() {
                    engine.show_everything();
                }
            });
        }
    }

    fn settle(&self, op_id: OperationId, outcome: Result<u64, StoreFailure>) {
        if let Some(done) = self.waiting.borrow_mut().remove(&op_id) {
            // Whoever asked may have left the page meanwhile.
            let _ = done.send(outcome);
        }
    }

    /// The connection to the database was lost, or another tab was quicker: what storage has is the truth.
    async fn reopen(self: Rc<Self>) {
        let leads = self.leads();
        for attempt in 0_u32.. {
            let opened = match self.store.reopen().await {
                Ok(()) => read(&self.store, self.device)
                    .await
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match opened {
                Ok(client) => {
                    self.client.replace(client);
                    break;
                }
                Err(error) if attempt < 5 => {
                    log(&format!("quayside: the storage does not open: {error}"));
                    time::sleep(200 << attempt).await;
                }
                Err(error) => {
                    log(&format!("quayside: the storage is lost: {error}"));
                    (self.notice)(Notice::Lost);
                    return;
                }
            }
        }
        self.client.borrow_mut().lead(leads);
        let kept: HashMap<OperationId, u64> = self
            .client
            .borrow()
            .entries()
            .map(|view| (view.entry.op_id, view.n))
            .collect();
        let waiting: Vec<OperationId> = self.waiting.borrow().keys().copied().collect();
        for op_id in waiting {
            self.settle(
                op_id,
                kept.get(&op_id).copied().ok_or(StoreFailure::Aborted),
            );
        }
        self.tell_position();
        self.show_everything();
        self.pump();
    }

    /// Merges and purges while nobody works.
    fn tidy(self: Rc<Self>) {
        if self.leads() {
            let clock = self.clock();
            let mut client = self.client.borrow_mut();
            client.purge(clock);
            client.merge();
        }
        self.pump();
    }
}

/// Everything in the database, as a client.
async fn read(store: &Store, device: DeviceId) -> Result<Client, OpenError> {
    let rows = store.everything().await?;
    let setup = Setup {
        app: BUILD,
        device,
        fresh: ClientId::new(Uuid::now_v7()),
        pull_bytes: PULL_BYTES,
        snapshots: true,
    };
    Ok(Client::open(
        rows.into_iter().map(|row| (row.table, row.key, row.value)),
        setup,
    )?)
}

/// One exchange.
async fn ask(store: &Store, request: &Request) -> Result<http::Answer, Failure> {
    let bytes = request.to_bytes();
    let signature = crate::session::signature(store, &bytes).await;
    let body = http::Body::Signed("application/vnd.quayside.sync", &bytes, signature);
    http::request("POST", SYNC, body, PATIENCE_MS)
        .await
        .map_err(|_| Failure::NoAnswer)
}

fn judge(answer: &http::Answer) -> Result<(), Failure> {
    match answer.status {
        200..300 => Ok(()),
        // 403: the session belongs to no device.
        401 | 403 => Err(Failure::SignIn),
        404 | 410 => Err(Failure::Missing),
        // Another protocol: the outbox stays until the application is updated.
        426 | 500.. => Err(Failure::ServerError),
        _ => Err(Failure::NotOurs),
    }
}

/// Tells starts and tabs apart.
fn random() -> u64 {
    // The lower half of such an id is random.
    Uuid::now_v7().as_u64_pair().1
}
