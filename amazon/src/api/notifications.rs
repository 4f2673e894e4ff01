//! notifications

mod wire;

pub use wire::*;
