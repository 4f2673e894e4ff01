//! The device's key: made here, kept by the browser, never to be read out (DECISIONS 14).

use crate::platform::window;
use crate::store::Store;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Under this name in the device's own table.
const KEY: &str = "key";

/// The public half in base64, making the pair if there is none. `None` where the browser has no keys (an address
/// without https).
pub async fn public_key(store: &Store) -> Option<String> {
    let pair = match store.own(KEY).await.ok()? {
        Some(pair) if pair.is_object() => pair,
        _ => {
            let pair = make().await.ok()?;
            store.keep(KEY, &pair).await.ok()?;
            pair
        }
    };
    export(&pair).await.ok()
}

async fn make() -> Result<JsValue, JsValue> {
    let how = js_sys::Object::new();
    js_sys::Reflect::set(&how, &"name".into(), &"ECDSA".into())?;
    js_sys::Reflect::set(&how, &"namedCurve".into(), &"P-256".into())?;
    let usages = js_sys::Array::of2(&"sign".into(), &"verify".into());
    JsFuture::from(
        window()
            .crypto()?
            .subtle()
            .generate_key_with_object(&how, false, &usages)?,
    )
    .await
}

async fn export(pair: &JsValue) -> Result<String, JsValue> {
    let public: web_sys::CryptoKey =
        js_sys::Reflect::get(pair, &"publicKey".into())?.unchecked_into();
    let raw = JsFuture::from(window().crypto()?.subtle().export_key("raw", &public)?).await?;
    let bytes = js_sys::Uint8Array::new(&raw).to_vec();
    window().btoa(&bytes.into_iter().map(char::from).collect::<String>())
}
