//! Catalog Items 2022-04-01: Amazon's catalogue, by words or by identifiers.
//!
//! At most twenty words or identifiers a call, one marketplace for words, twenty items a page, 1000
//! in all; the number of results is an estimate. Two calls a second: let a person finish typing
//! first. Variations stand in `relationships`; an item classified `VARIATION_PARENT` is not for sale.
//! Asking by SKU needs the seller's id.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::catalog_2022::*;
//!
//! let search = SearchCatalogItems {
//!     marketplace_ids: vec![place.home.clone()],
//!     identifiers: Some(vec![place.asin.clone()]),
//!     identifiers_type: Some(IdentifiersType::Asin),
//!     included_data: Some(vec![IncludedData::Summaries, IncludedData::Relationships]),
//!     ..Default::default()
//! };
//! let found = session.call(&search).await?.body.items.unwrap_or_default();
//! assert_eq!(found[0].asin.as_deref(), Some(&*place.asin));
//! println!("{:?}", found[0].summaries);
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
