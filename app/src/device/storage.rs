//! Durable storage: asked for, watched, and said (OFF-38).

use super::StorageState;
use crate::platform::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Asks the browser to keep what is stored, and says what it answered and how full it is.
pub async fn ask(full: bool) -> StorageState {
    let Some(manager) = manager() else {
        return StorageState {
            full,
            ..StorageState::default()
        };
    };
    let mut durable = truth(manager.persisted()).await;
    if durable == Some(false) {
        durable = truth(manager.persist()).await;
    }
    let mut state = StorageState {
        durable,
        full,
        ..StorageState::default()
    };
    if let Ok(promise) = manager.estimate()
        && let Ok(estimate) = JsFuture::from(promise).await
    {
        let estimate: web_sys::StorageEstimate = estimate.unchecked_into();
        state.used = estimate.get_usage().unwrap_or(0.0) as u64;
        state.quota = estimate.get_quota().unwrap_or(0.0) as u64;
    }
    state
}

/// Absent in insecure contexts.
fn manager() -> Option<web_sys::StorageManager> {
    let navigator = window().navigator();
    let has = js_sys::Reflect::get(&navigator, &"storage".into())
        .is_ok_and(|storage| !storage.is_undefined());
    has.then(|| navigator.storage())
}

async fn truth(promise: Result<js_sys::Promise, wasm_bindgen::JsValue>) -> Option<bool> {
    JsFuture::from(promise.ok()?).await.ok()?.as_bool()
}
