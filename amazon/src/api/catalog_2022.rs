//! Catalog Items 2022-04-01: Amazon's catalogue, by words or by identifiers.
//!
//! At most twenty words or identifiers a call, one marketplace for words, twenty items a page, 1000
//! in all; the number of results is an estimate. Two calls a second: let a person finish typing
//! first. Variations stand in `relationships`; an item classified `VARIATION_PARENT` is not for sale.
//! Asking by SKU needs the seller's id.

mod wire;

pub use wire::*;
