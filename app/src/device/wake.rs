//! Keeps the screen on while somebody counts.

use crate::platform::{document, events, window};
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::VisibilityState;

thread_local! {
    static WANTED: Cell<u32> = const { Cell::new(0) };
    static HELD: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the screen on until this is dropped.
#[derive(Debug)]
pub struct Awake(());

impl Awake {
    /// Asks for it. A device that refuses goes dark as usual.
    pub fn keep() -> Self {
        WANTED.set(WANTED.get() + 1);
        // The browser takes the lock away whenever the page is hidden.
        if !WATCHING.replace(true) {
            events::listen::<web_sys::Event>(&document(), "visibilitychange", |_| ask());
        }
        ask();
        Self(())
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        WANTED.set(WANTED.get() - 1);
        if WANTED.get() == 0
            && let Some(held) = HELD.take()
        {
            release(&held);
        }
    }
}

fn ask() {
    if WANTED.get() == 0 || document().visibility_state() != VisibilityState::Visible {
        return;
    }
    spawn_local(async {
        let Some(asked) = request() else { return };
        if let Ok(sentinel) = JsFuture::from(asked).await {
            if WANTED.get() > 0 {
                HELD.set(Some(sentinel));
            } else {
                release(&sentinel);
            }
        }
    });
}

/// `navigator.wakeLock.request("screen")`, where there is such a thing; web-sys does not offer it without a build flag.
fn request() -> Option<Promise> {
    let wake_lock = Reflect::get(&window().navigator(), &"wakeLock".into())
        .ok()
        .filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&wake_lock, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    request
        .call1(&wake_lock, &"screen".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn release(sentinel: &JsValue) {
    if let Some(release) = Reflect::get(sentinel, &"release".into())
        .ok()
        .and_then(|f| f.dyn_into::<Function>().ok())
    {
        // A lock that is gone already needs no release.
        let _ = release.call0(sentinel);
    }
}
