//! FBA Inbound Eligibility v1: whether an item may be sent to Amazon. One call a second.

mod wire;

pub use wire::*;
