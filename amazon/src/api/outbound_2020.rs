//! outbound_2020

mod wire;

pub use wire::*;
