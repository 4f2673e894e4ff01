//! Finds barcodes in a camera frame, without a network and without the browser's own detector.
//!
//! Reads EAN-13, EAN-8, UPC-A, UPC-E, ITF-14, Code 39, Code 128, QR and Data Matrix. It is a WASM module of its own,
//! loaded when someone opens the camera, because the decoder weighs as much as the rest of the application.
//!
//! It does not know what a code means: which product, bin or box it stands for is decided where the scan is used. It
//! does refuse what only looks like a code, since a false scan would count a product that nobody held.

mod frame;
mod guard;
mod read;

#[cfg(test)]
mod tests;

#[cfg(target_arch = "wasm32")]
mod browser;

pub use frame::{BadFrame, Frame};
pub use read::{Code, Effort, Symbology, read};
