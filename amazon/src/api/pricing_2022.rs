//! Product Pricing 2022-05-01: the featured offer's expected price, and competition. Batches of forty
//! and twenty; one call in thirty seconds.

mod wire;

pub use wire::*;
