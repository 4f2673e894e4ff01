//! Barcode decoding as a WASM module.
