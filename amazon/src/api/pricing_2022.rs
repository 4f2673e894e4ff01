//! pricing_2022

mod wire;

pub use wire::*;
