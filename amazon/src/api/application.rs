//! application

mod wire;

pub use wire::*;
