//! Product Fees v0: what Amazon would take of a price. An estimate, never a promise; the batch takes
//! twenty at a time and answers each by itself, so read every result's status.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::fees::*, lenient::Number};
//!
//! let estimate = GetMyFeesEstimateForSKU {
//!     seller_sku: place.stocked.clone(),
//!     body: GetMyFeesEstimateRequest {
//!         fees_estimate_request: Some(FeesEstimateRequest {
//!             marketplace_id: place.home.clone(),
//!             is_amazon_fulfilled: Some(true),
//!             identifier: "1".into(),
//!             price_to_estimate_fees: PriceToEstimateFees {
//!                 listing_price: Some(MoneyType {
//!                     amount: Some(Number::from(20)),
//!                     currency_code: Some("USD".into()),
//!                 }),
//!                 ..Default::default()
//!             },
//!             ..Default::default()
//!         }),
//!     },
//! };
//! let result = session.payload(&estimate).await?.body.fees_estimate_result.unwrap_or_default();
//! assert_eq!(result.status.as_deref(), Some("Success"));
//! let total = result.fees_estimate.and_then(|fees| fees.total_fees_estimate);
//! println!("{total:?}");
//! # assert!(total.is_some());
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
