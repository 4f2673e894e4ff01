//! merchant_fulfilment

mod wire;

pub use wire::*;
