//! fba_inventory

mod wire;

pub use wire::*;
