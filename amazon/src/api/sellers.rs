//! sellers

mod wire;

pub use wire::*;
