//! Product Type Definitions 2020-09-01: what a listing of a product type must say, as a JSON schema
//! behind a link. Keep a schema by its checksum; it changes rarely.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::product_types::*;
//!
//! let search = SearchDefinitionsProductTypes {
//!     keywords: Some(vec!["mug".into()]),
//!     marketplace_ids: vec![place.home.clone()],
//!     ..Default::default()
//! };
//! let found = session.call(&search).await?.body.product_types.unwrap_or_default();
//! println!("{found:?}");
//!
//! let ask = GetDefinitionsProductType {
//!     product_type: "PRODUCT".into(),
//!     marketplace_ids: vec![place.home.clone()],
//!     requirements: Some(Requirements::ListingOfferOnly),
//!     ..Default::default()
//! };
//! let definition = session.call(&ask).await?.body;
//! // Known already, if the checksum is.
//! let schema = definition.schema.unwrap_or_default();
//! assert!(schema.checksum.is_some() && schema.link.is_some());
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
