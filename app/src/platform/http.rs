//! Requests to Quayside's own server. The browser speaks to nobody else (OFF-51).

use super::{reason, window};
use domain::time::Timestamp;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The type of the body.
    pub kind: String,
    /// What the server's own clock said when it answered, to the second.
    pub date: Option<Timestamp>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether the status is one of success.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// No answer: the server was not reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the server was not reached: {0}")]
pub struct Unreached(pub String);

/// What is sent.
pub enum Body<'a> {
    /// Nothing.
    None,
    /// JSON.
    Json(String),
    /// Bytes of the given type.
    Bytes(&'a str, &'a [u8]),
    /// The same with this device's signature, if it has a key.
    Signed(&'a str, &'a [u8], Option<String>),
}

/// Sends a request and reads the whole answer, or gives up after `patience_ms`.
///
/// # Errors
/// If the server was not reached or did not answer in time.
pub async fn request(
    method: &str,
    path: &str,
    body: Body<'_>,
    patience_ms: u32,
) -> Result<Answer, Unreached> {
    let init = RequestInit::new();
    init.set_method(method);
    let headers = web_sys::Headers::new().map_err(unreached)?;
    headers
        .set("Accept", "application/json, application/octet-stream")
        .map_err(unreached)?;
    match body {
        Body::None => {}
        Body::Json(text) => {
            headers
                .set("Content-Type", "application/json")
                .map_err(unreached)?;
            init.set_body(&JsValue::from_str(&text));
        }
        Body::Bytes(kind, bytes) => {
            headers.set("Content-Type", kind).map_err(unreached)?;
            init.set_body(&Uint8Array::from(bytes));
        }
        Body::Signed(kind, bytes, signature) => {
            headers.set("Content-Type", kind).map_err(unreached)?;
            if let Some(signature) = signature {
                headers
                    .set("X-Quayside-Signature", &signature)
                    .map_err(unreached)?;
            }
            init.set_body(&Uint8Array::from(bytes));
        }
    }
    init.set_headers(&headers);
    init.set_cache(web_sys::RequestCache::NoStore);
    // A wireless network that swallows packets would otherwise hold the queue for minutes.
    let patience = web_sys::AbortSignal::timeout_with_u32(patience_ms);
    init.set_signal(Some(&patience));
    let response = JsFuture::from(window().fetch_with_str_and_init(path, &init))
        .await
        .map_err(unreached)?;
    let response: Response = response.dyn_into().map_err(unreached)?;
    let kind = response
        .headers()
        .get("Content-Type")
        .ok()
        .flatten()
        .unwrap_or_default();
    let date = response
        .headers()
        .get("Date")
        .ok()
        .flatten()
        .map(|text| js_sys::Date::parse(&text));
    // Somebody who answers in the server's place has a clock of his own.
    let is_own = response.headers().has("X-Quayside").unwrap_or(false);
    let date = date
        .filter(|ms| is_own && ms.is_finite())
        .map(|ms| Timestamp::from_millis(ms as i64));
    let buffer = JsFuture::from(response.array_buffer().map_err(unreached)?)
        .await
        .map_err(unreached)?;
    let buffer: ArrayBuffer = buffer.dyn_into().map_err(unreached)?;
    Ok(Answer {
        status: response.status(),
        kind,
        date,
        body: Uint8Array::new(&buffer).to_vec(),
    })
}

fn unreached(error: JsValue) -> Unreached {
    Unreached(reason(&error))
}
