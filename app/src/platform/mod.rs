//! Thin functions over the web platform: time, timers, events, requests, marks. No rule of Quayside lives here.

pub mod events;
pub mod http;
pub mod json;
pub mod picture;
pub mod time;

use wasm_bindgen::JsValue;

/// The window. The application runs in one.
///
/// # Panics
/// Outside a browser; nothing native calls it.
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the application runs in a window")
}

/// The document.
///
/// # Panics
/// Outside a browser; nothing native calls it.
pub fn document() -> web_sys::Document {
    window().document().expect("a window shows a document")
}

/// Sets a User Timing mark, so that anyone can measure.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        // A browser that refuses a mark goes on without it.
        let _ = performance.mark(name);
    }
}

/// What the browser said went wrong, for a log or a person.
pub fn reason(error: &JsValue) -> String {
    use wasm_bindgen::JsCast;
    if let Some(exception) = error.dyn_ref::<web_sys::DomException>() {
        format!("{}: {}", exception.name(), exception.message())
    } else if let Some(error) = error.dyn_ref::<js_sys::Error>() {
        String::from(error.message())
    } else {
        error
            .as_string()
            .or_else(|| js_sys::JSON::stringify(error).ok()?.as_string())
            .unwrap_or_else(|| "nobody says what".to_owned())
    }
}

/// Writes a line for whoever looks into the console.
pub fn log(text: &str) {
    web_sys::console::warn_1(&JsValue::from_str(text));
}

/// Puts a text on the clipboard. Answers whether the browser did: an insecure address has none, and people may refuse.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if has_clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        let written = navigator.clipboard().write_text(text);
        return wasm_bindgen_futures::JsFuture::from(written).await.is_ok();
    }
    false
}

/// A value of the browser's small storage: choices of this device that are no data of the books.
pub fn choice(key: &str) -> Option<String> {
    window()
        .local_storage()
        .ok()
        .flatten()?
        .get_item(&format!("quayside.{key}"))
        .ok()
        .flatten()
}

/// Keeps such a value; `None` forgets it.
pub fn choose(key: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let key = format!("quayside.{key}");
    // Blocked storage: the choice lasts as long as the page.
    let _ = match value {
        Some(value) => storage.set_item(&key, value),
        None => storage.remove_item(&key),
    };
}
