//! tokens

mod wire;

pub use wire::*;
