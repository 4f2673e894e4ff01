//! Listening to the page, for as long as it lives.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// Calls `listener` for each event of this name, from now on.
pub fn listen<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    listener: impl Fn(E) + 'static,
) {
    listen_with(target, name, false, listener);
}

/// As [`listen`], before anything below `target` sees the event.
pub fn listen_first<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    listener: impl Fn(E) + 'static,
) {
    listen_with(target, name, true, listener);
}

/// An event that a listener causes may be one that it listens to: only a `Fn` can be called while it runs.
fn listen_with<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    capture: bool,
    listener: impl Fn(E) + 'static,
) {
    let closure = Closure::<dyn Fn(E)>::new(listener);
    let added = target.add_event_listener_with_callback_and_bool(
        name,
        closure.as_ref().unchecked_ref(),
        capture,
    );
    debug_assert!(added.is_ok(), "event targets take listeners");
    // Lives as long as the page.
    closure.forget();
}

/// A function for the browser to call, which lives as long as the page.
pub fn forever(call: impl FnMut(JsValue) + 'static) -> js_sys::Function {
    Closure::<dyn FnMut(JsValue)>::new(call)
        .into_js_value()
        .unchecked_into()
}
