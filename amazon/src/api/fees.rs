//! Product Fees v0: what Amazon would take of a price. An estimate, never a promise; the batch takes
//! twenty at a time and answers each by itself, so read every result's status.

mod wire;

pub use wire::*;
