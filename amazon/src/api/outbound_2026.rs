//! outbound_2026

mod wire;

pub use wire::*;
