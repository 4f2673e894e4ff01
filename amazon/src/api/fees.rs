//! fees

mod wire;

pub use wire::*;
