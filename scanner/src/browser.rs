//! The module's JavaScript side; `public/scanner-worker.js` calls it.

use std::sync::atomic::{AtomicU32, Ordering};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::{Effort, Frame, read};

/// Frames looked at so far: every other one is turned.
static FRAMES: AtomicU32 = AtomicU32::new(0);

/// Returns `[{ text, format }]` for a frame of RGBA bytes; an empty array when there is nothing to read.
///
/// # Errors
/// When the bytes do not fit the size.
#[wasm_bindgen]
pub fn decode(rgba: &[u8], width: u32, height: u32, thorough: bool) -> Result<Array, JsError> {
    let frame = Frame::from_rgba(rgba, width, height)?;
    let turned = FRAMES.fetch_add(1, Ordering::Relaxed) % 2 == 1;
    let effort = match (thorough, turned) {
        (true, _) => Effort::Thorough,
        (false, true) => Effort::GlanceTurned,
        (false, false) => Effort::Glance,
    };
    let codes = Array::new();
    for code in read(&frame, effort) {
        let object = Object::new();
        for (key, value) in [
            ("text", code.text.as_str()),
            ("format", code.symbology.name()),
        ] {
            Reflect::set(&object, &key.into(), &value.into()).expect("a new object takes any key");
        }
        codes.push(&object);
    }
    Ok(codes)
}
