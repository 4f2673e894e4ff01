//! reports

mod wire;

pub use wire::*;
