//! Orders 2026-01-01: reading the orders of the Amazon store. Items come with the order, so no
//! further calls are needed; buyer and address depend on the application's roles alone.
//!
//! Traps:
//! - One search every three minutes after a burst of twenty: always ask for full pages.
//! - Nothing comes that is not asked for by [`IncludedData`], not even a status.
//! - Bounds must be two minutes old. Keep the `lastUpdatedBefore` that the *answer* reports as the
//!   watermark, advance it only after the last page, and overlap the next pass by ten minutes;
//!   lists leave orders out, so reconcile each day by creation time.
//! - A page's token lives [`TOKEN_LIFE`], and an old one is refused as any wrong request is
//!   ([`is_expired_token`](crate::paging::is_expired_token)): begin anew from the watermark.
//! - Whole regions have refused valid searches for a day (issue 5365 of
//!   amzn/selling-partner-api-models): keep the watermark and ask again later.
//! - Pending orders may lack price and address; unknown signs and sums in breakdowns: compute from
//!   `grandTotal`, keep the rest raw.
//! - Multi-channel orders come back here with channel `NON_AMAZON`: they are no sales.
//! - There is no cancelling here, and confirming a shipment stays with [`orders_v0`](super::orders_v0).
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::orders_2026;
//! use futures::TryStreamExt;
//!
//! // What changed in the last day. Bounds must be two minutes old.
//! let before = session.client().clock().now() - std::time::Duration::from_secs(180);
//! let after = before - std::time::Duration::from_secs(24 * 3600);
//! let search = orders_2026::updated_between(&[place.home.clone()], after, before);
//! let pages: Vec<_> = session.pages(search).try_collect().await?;
//! for order in pages.iter().flat_map(|page| page.body.orders.iter().flatten()) {
//!     println!("{:?}", order.order_id);
//! }
//! # Ok(()) });
//! ```

mod wire;

use std::time::Duration;

use jiff::Timestamp;
pub use wire::*;

/// How old a bound must be.
pub const SHORTEST_AGE: Duration = Duration::from_secs(120);
/// The largest page.
pub const LARGEST_PAGE: i64 = 100;
/// How long the token of a next page is good, from when it was given (Amazon's model of searchOrders).
pub const TOKEN_LIFE: Duration = Duration::from_secs(24 * 3600);
/// The channel of multi-channel orders.
pub const NON_AMAZON: &str = "NON_AMAZON";

/// Everything that can be included about an order.
pub fn everything() -> Vec<IncludedData> {
    IncludedData::LISTED
        .iter()
        .map(|data| IncludedData::from(*data))
        .collect()
}

/// The search for what changed between two instants, in full pages with everything included.
pub fn updated_between(
    marketplace_ids: &[String],
    after: Timestamp,
    before: Timestamp,
) -> SearchOrders {
    SearchOrders {
        last_updated_after: Some(after.into()),
        last_updated_before: Some(before.into()),
        marketplace_ids: Some(marketplace_ids.to_vec()),
        max_results_per_page: Some(LARGEST_PAGE),
        included_data: Some(everything()),
        ..SearchOrders::default()
    }
}

/// The search for what was created between two instants, for reconciling and for history.
pub fn created_between(
    marketplace_ids: &[String],
    after: Timestamp,
    before: Timestamp,
) -> SearchOrders {
    SearchOrders {
        created_after: Some(after.into()),
        created_before: Some(before.into()),
        marketplace_ids: Some(marketplace_ids.to_vec()),
        max_results_per_page: Some(LARGEST_PAGE),
        included_data: Some(everything()),
        ..SearchOrders::default()
    }
}
