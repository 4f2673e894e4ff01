//! orders_v0

mod wire;

pub use wire::*;
