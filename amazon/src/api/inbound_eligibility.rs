//! inbound_eligibility

mod wire;

pub use wire::*;
