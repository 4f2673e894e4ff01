//! restrictions

mod wire;

pub use wire::*;
