//! listings_2021

mod wire;

pub use wire::*;
