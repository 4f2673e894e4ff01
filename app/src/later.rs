//! What the browser calls later, bound to what asked for it: a frame, a timer or a key that comes when the page, the dialog
//! or the row is gone finds nobody, and no signal of it is read any more. Nothing else in the application asks the
//! browser for frames and timers (the house rules see to it). Work that has to be done all the same is spawned
//! ([`crate::pages::server::spawn`]) and takes along what it needs.

use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

/// Whether what was here when it was asked still is.
#[derive(Debug, Clone)]
struct Here(Arc<AtomicBool>);

impl Here {
    fn now() -> Self {
        // Without an owner nobody could say when it is over.
        let here = Arc::new(AtomicBool::new(Owner::current().is_some()));
        let gone = here.clone();
        on_cleanup(move || gone.store(false, Relaxed));
        Self(here)
    }

    fn is_still(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// Acts before the browser draws next, if what asks is still there.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let here = Here::now();
    request_animation_frame(move || {
        if here.is_still() {
            act();
        }
    });
}

/// Acts when what is drawn next is on screen, if what asks is still there.
pub fn painted(act: impl FnOnce() + 'static) {
    let here = Here::now();
    request_animation_frame(move || {
        request_animation_frame(move || {
            if here.is_still() {
                act();
            }
        });
    });
}

/// Acts after a while, if what asks is still there.
pub fn after(wait: Duration, act: impl FnOnce() + 'static) {
    if let Ok(timer) = set_timeout_with_handle(act, wait) {
        on_cleanup(move || timer.clear());
    }
}

/// Acts again and again, as long as what asks is there.
pub fn each(pause: Duration, act: impl Fn() + 'static) {
    if let Ok(timer) = set_interval_with_handle(act, pause) {
        on_cleanup(move || timer.clear());
    }
}

/// Hears an event anywhere on the page, as long as what asks is there.
pub fn hear<E>(event: E, act: impl Fn(E::EventType) + 'static)
where
    E: leptos::tachys::html::event::EventDescriptor + 'static,
    E::EventType: wasm_bindgen::JsCast,
{
    let heard = window_event_listener(event, act);
    on_cleanup(move || heard.remove());
}
