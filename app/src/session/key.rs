//! The device's key: made here, kept by the browser, never to be read out (DECISIONS 14).

use crate::platform::window;
use crate::store::Store;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Under this name in the device's own table.
const KEY: &str = "key";
/// What stands before the bytes that are signed, so that a signature is good for nothing else.
const PREFIX: &[u8] = b"quayside-sync-1\n";

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

/// The signature of a message in base64, as the server checks it. `None` if this device has no key.
pub async fn signature(store: &Store, message: &[u8]) -> Option<String> {
    let pair = store.own(KEY).await.ok()?.filter(JsValue::is_object)?;
    sign(&pair, message).await.ok()
}

async fn sign(pair: &JsValue, message: &[u8]) -> Result<String, JsValue> {
    let how = js_sys::Object::new();
    js_sys::Reflect::set(&how, &"name".into(), &"ECDSA".into())?;
    js_sys::Reflect::set(&how, &"hash".into(), &"SHA-256".into())?;
    let private: web_sys::CryptoKey =
        js_sys::Reflect::get(pair, &"privateKey".into())?.unchecked_into();
    let signed = js_sys::Uint8Array::from([PREFIX, message].concat().as_slice());
    let crypto = window().crypto()?.subtle();
    let signature =
        JsFuture::from(crypto.sign_with_object_and_js_u8_array(&how, &private, &signed)?).await?;
    base64(&js_sys::Uint8Array::new(&signature).to_vec())
}

fn base64(bytes: &[u8]) -> Result<String, JsValue> {
    window().btoa(&bytes.iter().copied().map(char::from).collect::<String>())
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
    base64(&js_sys::Uint8Array::new(&raw).to_vec())
}
