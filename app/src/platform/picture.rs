//! Pictures made smaller by the browser, before they are kept or sent. What a camera writes beside the picture, such as the
//! place where it was taken, is not in the smaller one.

use super::{document, reason, window};
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// The browser cannot draw it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the browser does not draw this picture: {0}")]
pub struct NoPicture(String);

impl From<JsValue> for NoPicture {
    fn from(error: JsValue) -> Self {
        Self(reason(&error))
    }
}

/// The picture as a JPEG with at most `most` pixels in a row or column, the right way up, on white.
///
/// # Errors
/// If the browser cannot draw it.
pub async fn smaller(file: &Blob, most: u32, quality: f64) -> Result<Vec<u8>, NoPicture> {
    let bitmap = window().create_image_bitmap_with_blob(file)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
    let (width, height) = fitted(bitmap.width(), bitmap.height(), most);
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas
        .get_context("2d")?
        .ok_or_else(|| NoPicture("there is no canvas".to_owned()))?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    let drawn = JsFuture::from(js_sys::Promise::new(&mut |done, failed| {
        let taken = Closure::once_into_js(move |blob: JsValue| done.call1(&JsValue::NULL, &blob));
        let asked = canvas.to_blob_with_type_and_encoder_options(
            taken.unchecked_ref(),
            "image/jpeg",
            &JsValue::from_f64(quality),
        );
        if let Err(error) = asked {
            // Nobody else listens to this promise.
            let _ = failed.call1(&JsValue::NULL, &error);
        }
    }))
    .await?;
    let blob: Blob = drawn.dyn_into()?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// A size in the same proportion with at most `most` pixels in a row or column, and at least one.
fn fitted(width: u32, height: u32, most: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= most {
        return (width.max(1), height.max(1));
    }
    let shrunk = |side: u32| {
        let side = u64::from(side) * u64::from(most) / u64::from(longest);
        u32::try_from(side).unwrap_or(most).max(1)
    };
    (shrunk(width), shrunk(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_proportion_and_are_never_made_larger() {
        assert_eq!(fitted(4_000, 3_000, 1_600), (1_600, 1_200));
        assert_eq!(fitted(3_000, 4_000, 1_600), (1_200, 1_600));
        assert_eq!(fitted(640, 480, 1_600), (640, 480));
        assert_eq!(fitted(9_000, 2, 1_600), (1_600, 1));
    }
}
