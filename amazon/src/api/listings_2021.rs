//! Listings Items 2021-08-01: a seller's own listings, their offers and issues.
//!
//! Traps:
//! - `ACCEPTED` means well formed, nothing more: read the listing back until its summary says
//!   `BUYABLE`, and show its issues.
//! - A put replaces the whole listing: never put an existing SKU to change a price.
//! - A patch must name a whole top-level attribute; `replace` drops its other fields, so use `merge`
//!   ([`quantity_patch`], [`price_patch`]).
//! - Never write the availability of a listing that Amazon fulfils: it would add a second, merchant
//!   channel ([`is_fulfilled_by_amazon`]).
//! - The search stops at 1000 results.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::listings_2021::*;
//!
//! let patch = PatchListingsItem {
//!     seller_id: place.seller.clone(),
//!     sku: place.own.clone(),
//!     marketplace_ids: vec![place.home.clone()],
//!     body: ListingsItemPatchRequest {
//!         product_type: ANY_PRODUCT.into(),
//!         patches: vec![quantity_patch(12)],
//!     },
//!     ..Default::default()
//! };
//! let answer = session.call(&patch).await?.body;
//! // Well formed, and no more than that: read it back.
//! assert_eq!(answer.status, Some(ListingsItemSubmissionResponseStatus::Accepted));
//! # Ok(()) });
//! ```

mod wire;

use std::collections::BTreeMap;

use serde_json::{Value, json};
pub use wire::*;

use crate::{client::Session, error::Error};

/// The product type that will do for attributes of an offer.
pub const ANY_PRODUCT: &str = "PRODUCT";
/// The channel of what the merchant ships.
pub const MERCHANT: &str = "DEFAULT";

/// A patch that sets the quantity of what the merchant ships and leaves lead times alone.
pub fn quantity_patch(quantity: u32) -> PatchOperation {
    merge(
        "/attributes/fulfillment_availability",
        json!({ "fulfillment_channel_code": MERCHANT, "quantity": quantity }),
    )
}

/// A patch that sets the price of one marketplace's offer and leaves others alone.
pub fn price_patch(
    marketplace_id: &str,
    currency: &str,
    price: rust_decimal::Decimal,
) -> PatchOperation {
    let price = crate::lenient::Number::from(price);
    merge(
        "/attributes/purchasable_offer",
        json!({
            "marketplace_id": marketplace_id,
            "currency": currency,
            "our_price": [{ "schedule": [{ "value_with_tax": price }] }]
        }),
    )
}

fn merge(path: &str, value: Value) -> PatchOperation {
    let value: BTreeMap<String, Value> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    PatchOperation {
        op: PatchOperationOp::Merge,
        path: path.to_owned(),
        value: Some(vec![value]),
    }
}

/// Removes a listing. One that is not there is fine: it was removed before, perhaps by a call whose
/// answer was lost; then there is no submission to tell. That it is accepted does not yet mean that
/// it is gone: read it until it is not found.
///
/// # Errors
/// Amazon refuses, or cannot be reached.
pub async fn ensure_deleted(
    session: &Session,
    delete: &DeleteListingsItem,
) -> Result<Option<ListingsItemSubmissionResponse>, Error> {
    match session.call(delete).await {
        Ok(answer) => Ok(Some(answer.body)),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether Amazon fulfils this listing.
pub fn is_fulfilled_by_amazon(item: &Item) -> bool {
    let channels = item.fulfillment_availability.iter().flatten();
    channels
        .filter_map(|availability| availability.fulfillment_channel_code.as_deref())
        .any(|code| code.starts_with("AMAZON"))
}

/// Whether buyers can buy it in this marketplace.
pub fn is_buyable(item: &Item, marketplace_id: &str) -> bool {
    item.summaries
        .iter()
        .flatten()
        .filter(|summary| summary.marketplace_id.as_deref() == Some(marketplace_id))
        .any(|summary| {
            summary
                .status
                .iter()
                .flatten()
                .any(|status| *status == ItemSummaryByMarketplaceStatus::Buyable)
        })
}
