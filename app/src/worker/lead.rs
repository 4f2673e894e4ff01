//! One tab leads: it holds the Web Lock and speaks with the server for all tabs of the device. The others write to the
//! same outbox and hear of every write over a channel (OFF-39).

use super::Engine;
use crate::platform::{document, events, json, log, reason, time, window};
use domain::time::Timestamp;
use js_sys::{Function, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::{Rc, Weak};
use sync::client::{Client, Position, StoreWrite};
use sync::wire::Poke;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, EventSource, MessageEvent, VisibilityState};

/// The lock that the leader holds, and the channel that tabs talk over.
const NAME: &str = "quayside-sync";
/// Where pokes come from.
const EVENTS: &str = "/api/v1/sync/events";
/// A stream that broke is opened again after this and some jitter.
const AGAIN_MS: u32 = 5_000;

/// What only the leading tab knows of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Standing {
    /// Whether it was reached.
    pub reachable: Option<bool>,
    /// When.
    pub last_success: Option<Timestamp>,
    /// When the next try is due.
    pub next_try: Option<Timestamp>,
    /// It asks for a sign-in.
    pub needs_sign_in: bool,
    /// It wants a newer version.
    pub is_outdated: bool,
}

/// What tabs tell each other.
#[derive(Serialize, Deserialize)]
enum Word<'a> {
    /// I have written this; numbers were given from here on.
    Wrote(Cow<'a, StoreWrite>, Option<u64>),
    /// I have read the storage as it was then. Said by a tab that opens, and to one that read it too early.
    Read(Position),
    /// Somebody wants the server to be reached now.
    Hurry,
    /// I lead, and this is how we stand with the server.
    Stand(Standing),
    /// The storage was wiped, or belongs to somebody else now: begin anew.
    Gone,
}

impl Engine {
    /// Joins the other tabs of the device, and waits to lead.
    pub(super) fn join_tabs(self: Rc<Self>) {
        match BroadcastChannel::new(NAME) {
            Ok(channel) => {
                let weak = Rc::downgrade(&self);
                let heard = events::forever(move |event| {
                    if let Some(engine) = weak.upgrade() {
                        engine.hear(event.unchecked_ref::<MessageEvent>());
                    }
                });
                channel.set_onmessage(Some(&heard));
                self.channel.replace(Some(channel));
                self.tell_position();
            }
            Err(error) => log(&format!(
                "quayside: tabs cannot talk to each other: {}",
                reason(&error)
            )),
        }
        let weak = Rc::downgrade(&self);
        let granted = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_| {
            let weak = weak.clone();
            // Held until this promise is settled, or the tab is gone.
            Promise::new(&mut |done, _| Self::take_lead(&weak, done))
        });
        let granted: Function = granted.into_js_value().unchecked_into();
        match ask_for_lock(&granted) {
            Some(asked) => spawn_local(async move {
                if let Err(error) = JsFuture::from(asked).await {
                    log(&format!("quayside: the lead is lost: {}", reason(&error)));
                }
            }),
            // An insecure address has no locks, and no service worker either: one tab is all there is.
            None => self.lead(),
        }
    }

    /// Leaves: another tab may lead.
    pub(super) fn leave_tabs(&self) {
        self.client.borrow_mut().lead(false);
        if let Some(pokes) = self.pokes.take() {
            pokes.close();
        }
        if let Some(channel) = self.channel.take() {
            channel.set_onmessage(None);
            channel.close();
        }
        if let Some(let_go) = self.let_go.take() {
            let _ = let_go.call0(&JsValue::NULL);
        }
    }

    /// Tells other tabs to begin anew: what they show is gone.
    pub(crate) fn tell_gone(&self) {
        self.tell(&Word::Gone);
    }

    pub(super) fn leads(&self) -> bool {
        self.leading.get()
    }

    fn take_lead(weak: &Weak<Self>, done: Function) {
        match weak.upgrade().filter(|engine| !engine.closed.get()) {
            Some(engine) => {
                engine.let_go.replace(Some(done));
                engine.lead();
            }
            None => drop(done.call0(&JsValue::NULL)),
        }
    }

    fn lead(self: Rc<Self>) {
        self.leading.set(true);
        self.heard.set(None);
        self.client.borrow_mut().lead(true);
        self.clone().open_pokes();
        self.pump();
    }

    /// Tells other tabs how far this one has read the storage: who missed a write, or read before it, finds out.
    pub(super) fn tell_position(&self) {
        self.tell(&Word::Read(self.with(Client::position)));
    }

    /// Tells other tabs what was written.
    pub(super) fn tell_tabs(&self, write: &StoreWrite, first_n: Option<u64>) {
        self.tell(&Word::Wrote(Cow::Borrowed(write), first_n));
    }

    /// Asks whoever leads to reach the server now.
    pub(super) fn ask_leader(&self) {
        if !self.leading.get() {
            self.tell(&Word::Hurry);
        }
    }

    /// Tells other tabs how the device stands with the server, if that is news to them.
    pub(super) fn tell_standing(&self, standing: Standing) {
        if self.leading.get() && self.heard.replace(Some(standing)) != Some(standing) {
            self.tell(&Word::Stand(standing));
        }
    }

    fn tell(&self, word: &Word<'_>) {
        if let Some(channel) = &*self.channel.borrow() {
            let bytes = postcard::to_stdvec(word).expect("words serialise into memory");
            // A closed channel has nobody listening.
            let _ = channel.post_message(&Uint8Array::from(bytes.as_slice()));
        }
    }

    fn hear(self: Rc<Self>, event: &MessageEvent) {
        let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else {
            return;
        };
        match postcard::from_bytes(&bytes.to_vec()) {
            Ok(Word::Wrote(write, first_n)) => {
                let events = self.client.borrow_mut().observe(&write, first_n);
                self.take(events);
                for n in own_numbers(&write, first_n) {
                    self.note_own(n);
                }
                self.pump();
            }
            Ok(Word::Read(there)) => {
                let here = self.with(Client::position);
                let events = self.client.borrow_mut().compare(there);
                let is_ahead = here.next_n > there.next_n || here.revision > there.revision;
                if events.is_empty() && is_ahead {
                    self.tell(&Word::Read(here));
                }
                self.take(events);
            }
            Ok(Word::Stand(standing)) => {
                if !self.leading.get() {
                    self.heard.set(Some(standing));
                    self.show_status();
                }
            }
            Ok(Word::Hurry) => {
                if self.leading.get() {
                    // A tab that has just opened hears how things stand.
                    self.heard.set(None);
                }
                self.hope();
                self.pump();
            }
            Ok(Word::Gone) => drop(window().location().reload()),
            // A tab of another version speaks otherwise: storage is what counts.
            Err(_) => spawn_local(self.reopen()),
        }
    }

    /// Reacts to what may mean that the server can be reached, or that somebody is looking (OFF-19).
    pub(super) fn listen(self: Rc<Self>) {
        let weak = Rc::downgrade(&self);
        let hurry = move || {
            if let Some(engine) = weak.upgrade().filter(|engine| !engine.closed.get()) {
                engine.hurry();
            }
        };
        let online = hurry.clone();
        events::listen::<web_sys::Event>(&window(), "online", move |_| online());
        let weak = Rc::downgrade(&self);
        events::listen::<web_sys::Event>(&window(), "offline", move |_| {
            // The flag alone proves nothing, but it is a reason to look.
            if let Some(engine) = weak.upgrade().filter(|engine| !engine.closed.get()) {
                engine.hurry();
            }
        });
        events::listen::<web_sys::Event>(&document(), "visibilitychange", move |_| {
            if document().visibility_state() == VisibilityState::Visible {
                hurry();
            }
        });
    }

    /// Opens the stream of pokes; opens it again whenever it breaks.
    fn open_pokes(self: Rc<Self>) {
        if self.closed.get() || !self.leading.get() {
            return;
        }
        let Ok(stream) = EventSource::new(EVENTS) else {
            return;
        };
        let weak = Rc::downgrade(&self);
        let poked = events::forever(move |event| {
            let Some(engine) = weak.upgrade() else { return };
            let text = event
                .unchecked_ref::<MessageEvent>()
                .data()
                .as_string()
                .unwrap_or_default();
            if let Ok(poke) = json::read::<Poke>(text.as_bytes()) {
                // Without heads it says that something was missed.
                if poke.heads.is_empty() {
                    engine.client.borrow_mut().hurry();
                } else {
                    engine.client.borrow_mut().poke(&poke);
                }
                engine.pump();
            }
        });
        stream.set_onmessage(Some(&poked));
        let _ = stream.add_event_listener_with_callback("poke", &poked);
        let weak = Rc::downgrade(&self);
        let was_open = Rc::new(Cell::new(false));
        let is_open = was_open.clone();
        let opened = events::forever(move |_| {
            is_open.set(true);
            if let Some(engine) = weak.upgrade() {
                engine.hurry();
            }
        });
        stream.set_onopen(Some(&opened));
        let weak = Rc::downgrade(&self);
        let broken = events::forever(move |_| {
            let weak = weak.clone();
            // A stream that breaks is the first sign that the server is gone.
            if let Some(engine) = weak.upgrade().filter(|_| was_open.get()) {
                engine.hurry();
            }
            if let Some(stream) = weak.upgrade().and_then(|engine| engine.pokes.take()) {
                stream.close();
                spawn_local(async move {
                    time::sleep(AGAIN_MS + (time::random() * f64::from(AGAIN_MS)) as u32).await;
                    if let Some(engine) = weak.upgrade() {
                        engine.open_pokes();
                    }
                });
            }
        });
        stream.set_onerror(Some(&broken));
        self.pokes.replace(Some(stream));
    }
}

/// `navigator.locks.request(name, granted)`; web-sys does not offer it without a build flag.
fn ask_for_lock(granted: &Function) -> Option<Promise> {
    let locks = js_sys::Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)?;
    let request: Function = js_sys::Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    request
        .call2(&locks, &NAME.into(), granted)
        .ok()?
        .dyn_into()
        .ok()
}

/// Numbers that a write gave.
fn own_numbers(write: &StoreWrite, first_n: Option<u64>) -> impl Iterator<Item = u64> {
    let n: usize = write
        .ops
        .iter()
        .map(|op| match op {
            sync::client::StoreOp::Append { values } => values.len(),
            _ => 0,
        })
        .sum();
    first_n.into_iter().flat_map(move |first| (first..).take(n))
}
