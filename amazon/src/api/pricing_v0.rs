//! Product Pricing v0: own prices, competitive prices, offers. Twenty SKUs or ASINs a call.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::pricing_v0::*;
//!
//! let ask = GetPricing {
//!     marketplace_id: place.home.clone(),
//!     item_type: ItemType::Sku,
//!     skus: Some(vec![place.own.clone(), "NOT-MINE".into()]),
//!     ..Default::default()
//! };
//! // Each SKU is answered by itself.
//! for price in session.payload(&ask).await?.body {
//!     println!("{:?}: {:?}", price.seller_sku, price.status);
//! }
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
