//! Clocks and waiting.

use super::window;
use domain::time::Timestamp;
use wasm_bindgen_futures::JsFuture;

/// The device's wall clock. Evidence, never order.
pub fn wall() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// Milliseconds since the page was opened; never goes back.
pub fn monotonic_ms() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Waits.
pub async fn sleep(ms: u32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        // Only a window that is going away refuses a timer, and then nobody waits any more.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// A number between 0 and 1, for jitter: never for ids.
pub fn random() -> f64 {
    js_sys::Math::random()
}
