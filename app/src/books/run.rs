//! The application's life on a device: opening, signing in and out, locking, updating, rescuing. Everything that needs
//! the browser behind [`Books`].

use super::{Books, Replica};
use crate::device::{self, Warning};
use crate::platform::{choice, choose, document, events, json, log, reason, time, window};
use crate::scan::Scan;
use crate::scan::burst::BurstConfig;
use crate::scan::wedge::Wedge;
use crate::session::{self, Kept, LockReason, Pin, PinError, Session, SignInError};
use crate::sound;
use crate::store::{self, Store};
use crate::worker::{Engine, Notice};
use domain::ids::GrantId;
use domain::stocktake::CountSource;
use domain::text::RawCode;
use domain::time::Timestamp;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use sync::client::UnreadableRescue;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Looks at idleness, expiry and safe moments so often.
const LOOK_MS: u32 = 5_000;
/// Asks the server so often what the person may do now.
const RENEW_MS: i64 = 15 * 60 * 1_000;
/// Touches are kept for the next page so often: each one would wear the storage.
const TOUCH_KEPT_MS: i64 = 10_000;
/// A clock that is off by more than this is reported (OFF-55).
const CLOCK_WRONG_MS: i64 = 2 * 60 * 1_000;

/// Somebody who takes scans, by a number.
type Taker = (u64, Rc<dyn Fn(Scan)>);

/// What needs the browser.
#[derive(Default)]
pub(super) struct Run {
    store: RefCell<Option<Rc<Store>>>,
    engine: RefCell<Option<Rc<Engine>>>,
    kept: RefCell<Option<Kept>>,
    wedge: RefCell<Option<Wedge>>,
    takers: RefCell<Vec<Taker>>,
    last_taker: Cell<u64>,
    /// Wall time of the last touch, key or scan.
    touched_ms: Cell<i64>,
    /// The last one that a page loaded anew will know of.
    touch_kept_ms: Cell<i64>,
    renewed_ms: Cell<i64>,
    /// The person wants the new version as soon as it is safe.
    update_wanted: Cell<bool>,
    /// Another tab took the new version over: this page belongs to the old one.
    is_outlived: Cell<bool>,
    locked: Cell<bool>,
    /// Another person is about to sign in.
    switching: Cell<bool>,
    storage_trouble: RefCell<Option<String>>,
    /// Server time, which business follows, minus wall time.
    clock_offset_ms: Cell<i64>,
    /// The server's own clock minus this device's.
    clock_error_ms: Cell<i64>,
    is_revoked: Cell<bool>,
    is_outdated: Cell<bool>,
    /// The server asks for a sign-in.
    is_asked: Cell<bool>,
    /// Entries that were unsent when storage was last seen, kept apart from it.
    unsent: Cell<u32>,
    may_have_lost: Cell<u32>,
}

impl Books {
    /// Begins: opens the device's storage, shows what it holds, listens to scanners, syncs.
    pub fn start() -> Self {
        let books = Self::detached(Replica::default());
        books.look_after_screen();
        books.listen_for_scans();
        books.listen_for_updates();
        let last_success = crate::memo(move |_| books.sync.read().last_success);
        // A photo follows its scan, which is with the server when an exchange went well.
        crate::effect(move |_| {
            if last_success.get().is_some() {
                books.send_photos();
            }
        });
        spawn_local(async move { books.open().await });
        books
    }

    async fn open(self) {
        match Store::open().await {
            Ok(store) => self.with_run(|run| run.store.replace(Some(Rc::new(store)))),
            Err(error) => {
                let trouble = match error {
                    store::OpenError::Newer => {
                        "a newer version of Quayside was here; update to go on".to_owned()
                    }
                    store::OpenError::Unavailable(why) => why,
                };
                self.with_run(|run| run.storage_trouble.replace(Some(trouble)));
                self.show_trouble();
                self.session.set(Session::SignedOut);
                return;
            }
        };
        let kept = match self.store() {
            Some(store) => Kept::read(&store).await,
            None => None,
        };
        let unsent = choice("unsent")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let Some(kept) = kept else {
            // Signing out forgets this number: storage went away by itself, and may have held them.
            self.with_run(|run| run.may_have_lost.set(unsent));
            choose("unsent", None);
            self.session.set(Session::SignedOut);
            self.show_trouble();
            return;
        };
        // Whoever was here a moment ago is not asked again because a page was loaded anew.
        let rest_ms = i64::from(kept.company.pin_after_minutes) * 60_000;
        let touched_ms = choice("touched")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let is_fresh = time::wall().millis() - touched_ms < rest_ms;
        self.with_run(|run| run.locked.set(kept.pin.is_some() && !is_fresh));
        self.begin(kept).await;
        self.renew().await;
        self.ask_storage().await;
    }

    /// Opens the books for somebody.
    async fn begin(self, kept: Kept) {
        let Some(store) = self.store() else { return };
        let same = self.with_run(|run| {
            let before = run.kept.borrow().as_ref().map(|before| before.device);
            before == Some(kept.device) && run.engine.borrow().is_some()
        });
        if !same {
            if let Some(old) = self.with_run(|run| run.engine.take()) {
                old.close();
            }
            let books = self;
            let notice = move |notice| match notice {
                Notice::Wipe => spawn_local(async move { books.wipe_revoked().await }),
                Notice::Lost => {
                    books.with_run(|run| {
                        run.storage_trouble
                            .replace(Some("its database was closed".into()))
                    });
                    books.show_trouble();
                }
            };
            match Engine::open(store, self, kept.device, notice).await {
                Ok(engine) => self.with_run(|run| drop(run.engine.replace(Some(engine)))),
                Err(error) => {
                    log(&format!("quayside: the books do not open: {error}"));
                    self.with_run(|run| run.storage_trouble.replace(Some(error.to_string())));
                }
            }
        }
        if let Some(engine) = self.engine() {
            engine.sign_in(kept.stamped());
            self.device.update(|device| {
                device.device = Some(kept.device);
                device.name.clone_from(&kept.device_name);
                device.client = Some(engine.client_id());
            });
        }
        self.company
            .set(Some(std::sync::Arc::new(kept.company.clone())));
        self.with_run(|run| {
            run.kept.replace(Some(kept));
            run.is_revoked.set(false);
        });
        self.judge_session();
        self.show_trouble();
        // What the person before might not send, this one may.
        self.photos_barred.set(false);
        spawn_local(async move { self.look_after_photos().await });
    }

    // ---- Signing in and out ----

    /// Signs in with the server. What another person left unsent on this device stays theirs and is sent.
    ///
    /// # Errors
    /// Says in plain words why not.
    pub async fn sign_in(&self, email: String, password: String) -> Result<(), SignInError> {
        let store = self.store().ok_or(SignInError::NotKept)?;
        let public_key = session::public_key(&store).await;
        let client = self.engine().map(|engine| engine.client_id());
        let before = self.with_run(|run| run.kept.borrow().clone());
        let kept = session::sign_in(&email, password, client, public_key, before.as_ref()).await?;
        kept.write(&store).await?;
        self.with_run(|run| {
            run.locked.set(false);
            run.switching.set(false);
            run.renewed_ms.set(time::wall().millis());
        });
        self.touch();
        self.begin(kept).await;
        let books = *self;
        spawn_local(async move { books.ask_storage().await });
        Ok(())
    }

    /// Signs out and wipes everything from this device, what is unsent too: ask first (OFF-52).
    ///
    /// # Errors
    /// If the browser does not wipe; then everything is still there.
    pub async fn sign_out(&self) -> Result<(), SignInError> {
        session::end().await;
        self.wipe().await
    }

    /// Lets another person sign in and keeps everything: what is unsent keeps its author (DECISIONS 13).
    pub fn switch_person(&self) {
        self.with_run(|run| run.switching.set(true));
        self.session.set(Session::SignedOut);
    }

    async fn wipe(&self) -> Result<(), SignInError> {
        if let Some(engine) = self.with_run(|run| run.engine.take()) {
            engine.tell_gone();
            engine.close();
        }
        if let Some(store) = self.store() {
            store.wipe().await.map_err(|_| SignInError::NotKept)?;
        }
        self.with_run(|run| {
            run.kept.replace(None);
            run.locked.set(false);
            run.clock_offset_ms.set(0);
            run.clock_error_ms.set(0);
            run.is_outdated.set(false);
            run.is_asked.set(false);
        });
        choose("unsent", None);
        self.photos.set(Default::default());
        self.with_run(|run| run.unsent.set(0));
        self.show_replica(Replica::default());
        self.outbox_changed();
        self.sync.set(Default::default());
        self.company.set(None);
        self.session.set(Session::SignedOut);
        self.show_trouble();
        Ok(())
    }

    async fn wipe_revoked(self) {
        choose("device", None);
        if self.wipe().await.is_err() {
            log("quayside: this device was revoked, and the browser does not wipe it");
        }
        self.with_run(|run| run.is_revoked.set(true));
        self.show_trouble();
    }

    /// Asks the server within seconds what the person may do now: they were refused something that an administrator may
    /// have given them meanwhile.
    pub fn renew_soon(&self) {
        self.with_run(|run| run.renewed_ms.set(0));
    }

    /// Asks the server what the person may do now.
    async fn renew(self) {
        let kept = self.with_run(|run| run.kept.borrow().clone());
        let (Some(kept), Some(store)) = (kept, self.store()) else {
            return;
        };
        self.with_run(|run| run.renewed_ms.set(time::wall().millis()));
        // Out of reach, or asked to sign in again: the queue stays, and the sync state says so.
        if let Ok(Some(new)) = kept.renewed().await {
            let is_same = self.with_run(|run| run.kept.borrow().as_ref() == Some(&new));
            if !is_same && new.write(&store).await.is_ok() {
                self.begin(new).await;
            } else {
                self.judge_session();
            }
        }
    }

    // ---- The locked screen ----

    /// Locks the screen, if a PIN can open it again.
    pub fn lock(&self) {
        let has_pin = self.with_run(|run| {
            run.kept
                .borrow()
                .as_ref()
                .is_some_and(|kept| kept.pin.is_some())
        });
        if has_pin {
            self.with_run(|run| run.locked.set(true));
            self.judge_session();
        }
    }

    /// Opens the screen with the PIN.
    ///
    /// # Errors
    /// If it is wrong, or tried too often.
    pub async fn unlock(&self, digits: String) -> Result<(), PinError> {
        let store = self.store().ok_or(PinError::Nothing)?;
        let mut kept = self
            .with_run(|run| run.kept.borrow().clone())
            .ok_or(PinError::Nothing)?;
        let pin = kept.pin.as_mut().ok_or(PinError::Nothing)?;
        let outcome = pin.try_digits(&digits).await;
        if kept.write(&store).await.is_err() {
            log("quayside: the count of wrong tries was not kept");
        }
        self.with_run(|run| run.kept.replace(Some(kept)));
        outcome?;
        self.with_run(|run| run.locked.set(false));
        self.touch();
        self.judge_session();
        Ok(())
    }

    /// Sets the PIN, or takes it away.
    ///
    /// # Errors
    /// If it has not four to eight digits, or was not kept.
    pub async fn set_pin(&self, digits: Option<String>) -> Result<(), PinError> {
        let store = self.store().ok_or(PinError::Nothing)?;
        let pin = match digits {
            Some(digits) => Some(Pin::new(&digits).await?),
            None => None,
        };
        let mut kept = self
            .with_run(|run| run.kept.borrow().clone())
            .ok_or(PinError::Nothing)?;
        kept.pin = pin;
        kept.write(&store)
            .await
            .map_err(|_| PinError::Unavailable)?;
        self.with_run(|run| run.kept.replace(Some(kept)));
        self.judge_session();
        Ok(())
    }

    /// Somebody is there.
    fn touch(&self) {
        let now_ms = time::wall().millis();
        let kept_ms = self.with_run(|run| {
            run.touched_ms.set(now_ms);
            run.touch_kept_ms.get()
        });
        if now_ms - kept_ms > TOUCH_KEPT_MS {
            choose("touched", Some(&now_ms.to_string()));
            self.with_run(|run| run.touch_kept_ms.set(now_ms));
        }
    }

    fn look_after_screen(self) {
        self.with_run(|run| run.touched_ms.set(time::wall().millis()));
        for name in ["pointerdown", "keydown"] {
            events::listen_first::<web_sys::Event>(&window(), name, move |_| {
                self.touch();
                sound::unlock();
            });
        }
        spawn_local(async move {
            loop {
                time::sleep(LOOK_MS).await;
                self.look().await;
            }
        });
    }

    /// Locks what has rested, renews what is old, updates where it is safe.
    async fn look(self) {
        let now = time::wall().millis();
        let (rest_ms, has_pin) = self.with_run(|run| {
            let kept = run.kept.borrow();
            let minutes = kept
                .as_ref()
                .map_or(0, |kept| kept.company.pin_after_minutes);
            (
                i64::from(minutes) * 60_000,
                kept.as_ref().is_some_and(|kept| kept.pin.is_some()),
            )
        });
        let rested = now - self.with_run(|run| run.touched_ms.get());
        if has_pin && rest_ms > 0 && rested >= rest_ms && !self.with_run(|run| run.locked.get()) {
            self.lock();
        }
        self.judge_session();
        let is_safe = self.engine().is_none_or(|engine| engine.is_safe_moment());
        if is_safe && self.with_run(|run| run.is_outlived.get()) {
            // Whether the page can be loaded anew is not asked of the network: the service worker holds it.
            let _ = window().location().reload();
        }
        if is_safe && self.with_run(|run| run.update_wanted.replace(false)) {
            self.take_over();
        }
        if self.sync.read_untracked().reachable == Some(true)
            && now - self.with_run(|run| run.renewed_ms.get()) > RENEW_MS
        {
            self.renew().await;
            self.ask_storage().await;
        }
    }

    /// Shows who is here and whether the screen is locked, as of now.
    fn judge_session(&self) {
        let is_over = self.with_run(|run| run.switching.get() || run.kept.borrow().is_none());
        if is_over {
            return;
        }
        let now = self.now();
        let has_open_pass = self
            .engine()
            .is_some_and(|engine| engine.with(|client| !client.open_passes().is_empty()));
        let shown = self.with_run(|run| {
            let kept = run.kept.borrow();
            let Some(kept) = kept.as_ref() else {
                return Session::SignedOut;
            };
            let person = kept.person.clone();
            let is_over = now > kept.grant.valid_until;
            if run.locked.get() {
                let why = if is_over {
                    LockReason::GrantExpired
                } else {
                    LockReason::Idle
                };
                Session::Locked { person, why }
            } else if is_over && !has_open_pass {
                // Never in the middle of a count (DECISIONS 13).
                Session::Locked {
                    person,
                    why: LockReason::GrantExpired,
                }
            } else {
                Session::SignedIn {
                    person,
                    offline_until: Some(kept.grant.valid_until),
                    has_pin: kept.pin.is_some(),
                }
            }
        });
        if *self.session.read_untracked() != shown {
            self.session.set(shown);
        }
    }

    /// Server time, as well as this device knows it.
    pub fn now(&self) -> Timestamp {
        time::wall().plus_millis(self.with_run(|run| run.clock_offset_ms.get()))
    }

    // ---- Scans ----

    /// Calls `taker` with each scan, from scanners and cameras alike, until the component that asks is gone. The one
    /// who asked last gets it alone.
    pub fn on_scan(&self, taker: impl Fn(Scan) + 'static) {
        let id = self.with_run(|run| {
            let id = run.last_taker.get() + 1;
            run.last_taker.set(id);
            run.takers.borrow_mut().push((id, Rc::new(taker)));
            id
        });
        let books = *self;
        on_cleanup(move || {
            books.with_run(|run| run.takers.borrow_mut().retain(|(taker, _)| *taker != id));
        });
    }

    /// Takes a code that was read: resolves it and hands it to whoever listens. For the camera and for codes typed by
    /// hand; wedge scanners come by themselves.
    pub fn scanned(&self, code: &str, source: CountSource) {
        let Ok(raw) = RawCode::new(code) else { return };
        if !matches!(*self.session.read_untracked(), Session::SignedIn { .. }) {
            return;
        }
        self.touch();
        let scan = self.read_now(&raw, source);
        self.last_scan.set(Some(scan.clone()));
        let taker = self.with_run(|run| run.takers.borrow().last().map(|(_, taker)| taker.clone()));
        if let Some(taker) = taker {
            taker(scan);
        }
    }

    /// What a code names that was read just now.
    pub fn read_now(&self, raw: &RawCode, source: CountSource) -> Scan {
        Scan {
            at_ms: time::monotonic_ms() as u64,
            ..self.resolve(raw, source)
        }
    }

    /// How the wedge scanner is set up.
    pub fn scanner_setup(&self) -> BurstConfig {
        choice("scanner")
            .and_then(|text| json::read(text.as_bytes()).ok())
            .unwrap_or_default()
    }

    /// Sets the wedge scanner up; kept on this device.
    pub fn set_scanner_setup(&self, setup: BurstConfig) {
        if let Ok(text) = serde_json::to_string(&setup) {
            choose("scanner", Some(&text));
        }
        self.with_run(|run| {
            if let Some(wedge) = &*run.wedge.borrow() {
                wedge.configure(setup);
            }
        });
    }

    fn listen_for_scans(self) {
        let is_here = move || matches!(*self.session.read_untracked(), Session::SignedIn { .. });
        let wedge = Wedge::listen(self.scanner_setup(), is_here, move |code| {
            self.scanned(&code, CountSource::Scan)
        });
        self.with_run(|run| run.wedge.replace(Some(wedge)));
    }

    // ---- Sync ----

    /// Tries to reach the server now.
    pub fn sync_now(&self) {
        if let Some(engine) = self.engine() {
            engine.hurry();
        }
    }

    pub(crate) fn show_status(
        &self,
        state: super::SyncState,
        acked_n: u64,
        full: bool,
        revoked: bool,
        offset: Option<i64>,
    ) {
        let news = self
            .replica
            .with_value(|replica| replica.borrow_mut().mark_sent(acked_n));
        if news {
            self.revision(super::Part::Stocktakes)
                .update(|revision| *revision += 1);
        }
        let unsent = u32::try_from(state.pending).unwrap_or(u32::MAX);
        if self.with_run(|run| run.unsent.replace(unsent)) != unsent {
            choose("unsent", Some(&unsent.to_string()));
        }
        let (is_outdated, is_asked) = (state.is_outdated, state.needs_sign_in);
        if *self.sync.read_untracked() != state {
            if self.sync.read_untracked().attention != state.attention {
                badge(state.attention);
            }
            self.sync.set(state);
        }
        // Both ways: what was freed takes the warning away.
        let is_other = self.storage.read_untracked().full != full;
        if is_other {
            self.storage.update(|storage| storage.full = full);
        }
        let changed = self.with_run(|run| {
            let before = (
                run.clock_offset_ms.get(),
                run.is_outdated.get(),
                run.is_revoked.get(),
                run.is_asked.get(),
            );
            run.clock_offset_ms.set(offset.unwrap_or(before.0));
            run.is_outdated.set(is_outdated);
            run.is_revoked.set(revoked || before.2);
            run.is_asked.set(is_asked);
            before
                != (
                    run.clock_offset_ms.get(),
                    run.is_outdated.get(),
                    run.is_revoked.get(),
                    run.is_asked.get(),
                )
        });
        if changed || is_other {
            self.show_trouble();
        }
    }

    /// Takes note of what the server's own clock says. Business time may run ahead of it in training, and that makes no
    /// device's clock wrong (DECISIONS 29).
    pub(crate) fn show_clock_error(&self, error_ms: i64) {
        let before = self.with_run(|run| run.clock_error_ms.replace(error_ms));
        if (before.abs() > CLOCK_WRONG_MS) != (error_ms.abs() > CLOCK_WRONG_MS) {
            self.show_trouble();
        }
    }

    pub(crate) fn outbox_changed(&self) {
        self.outbox_revision.update(|revision| *revision += 1);
    }

    pub(crate) fn show_client(&self, client: domain::ids::ClientId) {
        self.device.update(|device| device.client = Some(client));
    }

    // ---- Storage ----

    async fn ask_storage(self) {
        let full = self.storage.read_untracked().full;
        let state = device::storage::ask(full).await;
        if *self.storage.read_untracked() != state {
            self.storage.set(state);
        }
        self.show_trouble();
    }

    /// Shows what there is to warn about, the worst first.
    fn show_trouble(&self) {
        let storage = *self.storage.read_untracked();
        let warnings: Vec<Warning> = self.with_run(|run| {
            let offset_ms = run.clock_error_ms.get();
            let unavailable = run
                .storage_trouble
                .borrow()
                .clone()
                .map(|reason| Warning::StorageUnavailable { reason });
            let rest = [
                run.is_revoked.get().then_some(Warning::Revoked),
                Some(run.may_have_lost.get())
                    .filter(|scans| *scans > 0)
                    .map(|scans| Warning::MayHaveLost { scans }),
                storage.is_low().then_some(Warning::StorageLow),
                run.is_outdated.get().then_some(Warning::Outdated),
                run.is_asked.get().then_some(Warning::SignIn),
                (offset_ms.abs() > CLOCK_WRONG_MS).then_some(Warning::Clock { offset_ms }),
                (storage.durable == Some(false)).then_some(Warning::StorageNotDurable),
            ];
            unavailable
                .into_iter()
                .chain(rest.into_iter().flatten())
                .collect()
        });
        if *self.warnings.read_untracked() != warnings {
            self.warnings.set(warnings);
        }
    }

    // ---- Updates ----

    /// Takes the new version over at the next moment that is safe: no bin is open and nothing is being sent (OFF-36).
    pub fn take_update(&self) {
        if self.engine().is_none_or(|engine| engine.is_safe_moment()) {
            self.take_over();
        } else {
            self.with_run(|run| run.update_wanted.set(true));
        }
    }

    fn take_over(&self) {
        if let Ok(event) = web_sys::Event::new("quayside:take-over") {
            let _ = window().dispatch_event(&event);
        }
    }

    fn listen_for_updates(self) {
        let is_waiting = document()
            .document_element()
            .is_some_and(|html| html.get_attribute("data-update").as_deref() == Some("waiting"));
        self.update_waiting.set(is_waiting);
        events::listen::<web_sys::Event>(&window(), "quayside:update-waiting", move |_| {
            self.update_waiting.set(true)
        });
        events::listen::<web_sys::Event>(&window(), "quayside:update-taken", move |event| {
            let is_safe = self.engine().is_none_or(|engine| engine.is_safe_moment());
            if !is_safe {
                // Another tab took it over while a bin is open here: this page goes on, and is loaded anew afterwards.
                event.prevent_default();
                self.with_run(|run| run.is_outlived.set(true));
            }
        });
    }

    // ---- Rescue ----

    /// Saves what was never sent to a file (OFF-59).
    pub fn save_rescue_file(&self) {
        let Some(engine) = self.engine() else { return };
        let bytes = engine.with(sync::client::Client::rescue_file);
        let name = format!("quayside-rescue-{}.bin", time::wall().millis());
        if let Err(error) = offer(&name, &bytes) {
            log(&format!(
                "quayside: the rescue file was not offered: {}",
                reason(&error)
            ));
        }
    }

    /// Takes a rescue file in, and says how many entries were new. Taking it in twice does no harm.
    ///
    /// # Errors
    /// If it is none, or nobody is signed in.
    pub async fn take_rescue_file(&self, bytes: Vec<u8>) -> Result<usize, RescueError> {
        let engine = self.engine().ok_or(RescueError::NotSignedIn)?;
        Ok(engine.take_rescue(&bytes)?)
    }

    // ---- Inside ----

    pub(super) fn engine(&self) -> Option<Rc<Engine>> {
        self.with_run(|run| run.engine.borrow().clone())
    }

    pub(super) fn grant(&self) -> Option<GrantId> {
        self.with_run(|run| run.kept.borrow().as_ref().map(|kept| kept.grant.id))
    }

    pub(super) fn store(&self) -> Option<Rc<Store>> {
        self.with_run(|run| run.store.borrow().clone())
    }

    fn with_run<T>(&self, of: impl FnOnce(&Run) -> T) -> T {
        self.run.with_value(of)
    }
}

/// Why a rescue file was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RescueError {
    /// Nobody is signed in.
    #[error("Sign in first, so that the entries have a device to be sent from.")]
    NotSignedIn,
    /// It is no rescue file that can be read.
    #[error("This file cannot be taken in: it is {0}.")]
    Unreadable(#[from] UnreadableRescue),
}

/// Offers a file for saving.
fn offer(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken it when this turn ends; a minute is plenty.
    spawn_local(async move {
        time::sleep(60_000).await;
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Ok(())
}

/// The number on the installed application's icon.
fn badge(attention: usize) {
    let navigator = window().navigator();
    let set = js_sys::Reflect::get(&navigator, &"setAppBadge".into()).ok();
    if let Some(set) = set.and_then(|set| set.dyn_into::<js_sys::Function>().ok()) {
        // Only installed applications have one; others refuse.
        if let Ok(promise) = set.call1(&navigator, &JsValue::from_f64(attention as f64))
            && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
        {
            spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(promise).await) });
        }
    }
}
