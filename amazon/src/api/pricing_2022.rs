//! Product Pricing 2022-05-01: the featured offer's expected price, and competition. Batches of forty
//! and twenty; one call in thirty seconds.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::pricing_2022::*;
//!
//! let one = FeaturedOfferExpectedPriceRequest {
//!     uri: "/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice".into(),
//!     method: HttpMethod::Get,
//!     marketplace_id: place.home.clone(),
//!     sku: place.stocked.clone(),
//!     ..Default::default()
//! };
//! let batch = GetFeaturedOfferExpectedPriceBatch {
//!     body: GetFeaturedOfferExpectedPriceBatchRequest { requests: Some(vec![one]) },
//! };
//! // Each part of a batch has a status of its own.
//! for part in session.call(&batch).await?.body.responses.into_iter().flatten() {
//!     assert_eq!(part.status.and_then(|status| status.status_code), Some(200));
//!     println!("{:?}", part.body.and_then(|body| body.featured_offer_expected_price_results));
//! }
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
