//! product_types

mod wire;

pub use wire::*;
