//! Product Pricing v0: own prices, competitive prices, offers. Twenty SKUs or ASINs a call.

mod wire;

pub use wire::*;
