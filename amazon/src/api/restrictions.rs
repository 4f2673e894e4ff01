//! Listings Restrictions 2021-08-01: whether a seller may list an item. An empty list means yes;
//! `APPROVAL_REQUIRED` comes with links for the seller. Its errors are a bare array, which the client
//! reads like any other.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::restrictions::GetListingsRestrictions;
//!
//! let ask = GetListingsRestrictions {
//!     asin: place.asin.clone(),
//!     seller_id: place.seller.clone(),
//!     marketplace_ids: vec![place.home.clone()],
//!     condition_type: Some("new_new".into()),
//!     ..Default::default()
//! };
//! let answer = session.call(&ask).await?;
//! let restrictions = answer.body.restrictions.unwrap_or_default();
//! let reasons = restrictions.into_iter().flat_map(|held| held.reasons.unwrap_or_default());
//! for reason in reasons {
//!     println!("{:?}: {:?}", reason.reason_code, reason.message);
//! }
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
