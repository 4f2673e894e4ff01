//! What `public/boot.js` has read from the database while this application was being compiled. It is taken once, and may
//! be a moment old: a tab that wrote meanwhile is found as one that writes at any other moment is.

use super::{StoredRow, VERSION};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use sync::client::Table;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where the script leaves its promise.
const STORED: &str = "quaysideStored";

/// Every row, if they were read and are of this layout.
pub(super) async fn take() -> Option<Vec<StoredRow>> {
    let global = js_sys::global();
    let promise = member(&global, STORED)?.dyn_into::<Promise>().ok()?;
    Reflect::set(&global, &STORED.into(), &JsValue::UNDEFINED).ok()?;
    let stored = JsFuture::from(promise).await.ok()?;
    let is_known = member(&stored, "version")?.as_f64()? == f64::from(VERSION);
    let tables = member(&stored, "tables").filter(|_| is_known)?;
    let mut rows = Vec::new();
    for table in Table::ALL {
        let pair = member(&tables, table.name())?.dyn_into::<Array>().ok()?;
        let (keys, values) = (Array::from(&pair.get(0)), Array::from(&pair.get(1)));
        for (key, value) in keys.iter().zip(values.iter()) {
            rows.push(StoredRow {
                table,
                key: Uint8Array::new(&key).to_vec(),
                value: value.dyn_into::<Uint8Array>().ok()?.to_vec(),
            });
        }
    }
    Some(rows)
}

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    // `null` has no members, and asking it for one is an error.
    Reflect::get(of, &name.into())
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}
