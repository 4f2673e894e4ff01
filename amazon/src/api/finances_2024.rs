//! finances_2024

mod wire;

pub use wire::*;
