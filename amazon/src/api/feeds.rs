//! feeds

mod wire;

pub use wire::*;
