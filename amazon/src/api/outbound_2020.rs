//! Fulfilment Outbound 2020-07-01: multi-channel orders that Amazon sends from FBA stock. It covers
//! everything: preview, create, hold, update, ship, cancel, follow, track, return.
//!
//! Traps:
//! - The seller's order id is the only guard against shipping twice: mint and store it before the
//!   first call, and create through [`ensure_created`].
//! - Cancelling answers 200 for "asked". Read the order again until it says so.
//! - A preview says fulfillable, and the order may still stay in planning for days.
//! - `estimatedFees` and tracking numbers may be missing for good.
//! - A held order is cancelled by Amazon after 14 days; an update of an order that is not held is
//!   refused with 403.
//! - There is no status "delivered": it is read from every package's tracking.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::outbound_2020::*, operation::Earlier};
//!
//! let request = CreateFulfillmentOrderRequest {
//!     // Ours, and stored before the first call.
//!     seller_fulfillment_order_id: "FO-1".into(),
//!     marketplace_id: Some(place.home.clone()),
//!     displayable_order_id: "1007".into(),
//!     displayable_order_date: session.client().clock().now().into(),
//!     displayable_order_comment: "Thank you".into(),
//!     shipping_speed_category: "Standard".into(),
//!     fulfillment_action: Some(FulfillmentAction::Hold),
//!     destination_address: Address {
//!         name: Some("A. Buyer".into()),
//!         address_line1: Some("1200 Harbour Lane".into()),
//!         city: Some("Seattle".into()),
//!         state_or_region: Some("WA".into()),
//!         postal_code: Some("98101".into()),
//!         country_code: Some("US".into()),
//!         ..Default::default()
//!     },
//!     items: vec![CreateFulfillmentOrderItem {
//!         seller_sku: place.stocked.clone(),
//!         seller_fulfillment_order_item_id: "1".into(),
//!         quantity: 1,
//!         ..Default::default()
//!     }],
//!     ..Default::default()
//! };
//! ensure_created(&session, &request, Earlier::Never).await?;
//! session.call(&ship_held("FO-1")).await?;
//! assert!(exists(&session, "FO-1").await?);
//! # Ok(()) });
//! ```

mod wire;

use std::time::Duration;

pub use wire::*;

use crate::{
    client::Session,
    error::Error,
    operation::{Created, Earlier, Operation, Safety},
};

/// The longest id of an order.
pub const LONGEST_ORDER_ID: usize = 40;
/// The longest comment for the customer.
pub const LONGEST_COMMENT: usize = 750;
/// The most lines of an order.
pub const MOST_LINES: usize = 100;
/// The most units of an order.
pub const MOST_UNITS: i64 = 250;
/// Amazon cancels what is held longer than this.
pub const LONGEST_HOLD: Duration = Duration::from_secs(14 * 24 * 3600);

/// Amazon shows a new order to readers only after some seconds.
const SETTLING: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;

/// Creates an order exactly once, however many answers are lost on the way.
///
/// After a call whose outcome is unknown the order is looked for by its id, twice some seconds
/// apart, and created again only when both say that it is not there. A refusal because the id is
/// taken counts as created before; whoever reuses ids is not protected.
///
/// # Errors
/// Amazon refuses the order, or its fate could not be found out: then the order may exist, and
/// calling this again with the same id and [`Earlier::Perhaps`] is right.
pub async fn ensure_created(
    session: &Session,
    request: &CreateFulfillmentOrderRequest,
    earlier: Earlier,
) -> Result<Created, Error> {
    if earlier == Earlier::Perhaps && exists(session, &request.seller_fulfillment_order_id).await? {
        return Ok(Created::Before);
    }
    let create = CreateFulfillmentOrder {
        body: request.clone(),
    };
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match session.call(&create).await {
            Ok(answer) => match answer.body.errors.filter(|errors| !errors.is_empty()) {
                None => return Ok(Created::Now),
                Some(errors) => Error::Refused {
                    operation: CreateFulfillmentOrder::NAME,
                    refusal: crate::Refusal {
                        status: answer.status,
                        errors,
                        text: None,
                        request_id: answer.request_id,
                    },
                },
            },
            Err(error) => error,
        };
        let unknown = error.outcome_unknown(Safety::Once);
        let taken = error
            .refusal()
            .is_some_and(|refusal| refusal.mentions("already") || refusal.mentions("duplicate"));
        if !unknown && !taken {
            return Err(error);
        }
        if exists(session, &request.seller_fulfillment_order_id).await? {
            return Ok(Created::Before);
        }
        if taken || attempt == ATTEMPTS {
            return Err(error);
        }
    }
}

/// Whether Amazon knows an order, asked twice before it is taken for unknown.
///
/// # Errors
/// Amazon could not be asked.
pub async fn exists(session: &Session, seller_fulfillment_order_id: &str) -> Result<bool, Error> {
    let get = GetFulfillmentOrder {
        seller_fulfillment_order_id: seller_fulfillment_order_id.to_owned(),
    };
    for look in 0..2 {
        if look > 0 {
            session.client().clock().sleep(SETTLING).await;
        }
        match session.payload(&get).await {
            Ok(_) => return Ok(true),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// Whether an error of `getFulfillmentOrder` says that there is no such order. Amazon says it with
/// 404, and at times with 400 or an error beside an empty payload.
pub fn is_absent(error: &Error) -> bool {
    match error {
        Error::NotFound { .. } => true,
        Error::Refused { refusal, .. } => {
            refusal.has_code("NotFound")
                || refusal.has_code("ResourceNotFound")
                || refusal.mentions("not found")
                || refusal.mentions("does not exist")
                || refusal.mentions("no fulfillment order")
        }
        _ => false,
    }
}

/// The call that lets a held order go: it says nothing but that.
pub fn ship_held(seller_fulfillment_order_id: &str) -> UpdateFulfillmentOrder {
    UpdateFulfillmentOrder {
        seller_fulfillment_order_id: seller_fulfillment_order_id.to_owned(),
        body: UpdateFulfillmentOrderRequest {
            fulfillment_action: Some(FulfillmentAction::Ship),
            ..Default::default()
        },
    }
}

/// Creates a return exactly once: after a lost answer the order is read for our return item ids, and
/// only what is not there is asked for again. An item that Amazon calls a duplicate was made by a call
/// whose answer was lost, or by a request that came twice; it is told as made.
///
/// # Errors
/// Amazon refuses, or its fate could not be found out.
pub async fn ensure_returned(
    session: &Session,
    seller_fulfillment_order_id: &str,
    request: &CreateFulfillmentReturnRequest,
    earlier: Earlier,
) -> Result<CreateFulfillmentReturnResult, Error> {
    let look = || returned(session, seller_fulfillment_order_id, &request.items);
    let mut found = match earlier {
        Earlier::Perhaps => look().await?,
        Earlier::Never => CreateFulfillmentReturnResult::default(),
    };
    let mut attempt = 0;
    loop {
        let items = missing(&request.items, &found);
        if items.is_empty() {
            return Ok(found);
        }
        attempt += 1;
        let create = CreateFulfillmentReturn {
            seller_fulfillment_order_id: seller_fulfillment_order_id.to_owned(),
            body: CreateFulfillmentReturnRequest { items },
        };
        match session.payload(&create).await {
            Ok(answer) => {
                let mut refused = answer.body.invalid_return_items.unwrap_or_default();
                if refused.iter().any(is_duplicate) {
                    found = look().await?;
                    let absent = missing(&request.items, &found);
                    refused.retain(|item| {
                        let id = item.seller_return_item_id.as_ref();
                        !is_duplicate(item)
                            || absent
                                .iter()
                                .any(|held| Some(&held.seller_return_item_id) == id)
                    });
                } else {
                    let items = found.return_items.get_or_insert_default();
                    items.extend(answer.body.return_items.unwrap_or_default());
                    let authorisations = found.return_authorizations.get_or_insert_default();
                    authorisations.extend(answer.body.return_authorizations.unwrap_or_default());
                }
                found.invalid_return_items = (!refused.is_empty()).then_some(refused);
                return Ok(found);
            }
            Err(error) if error.outcome_unknown(Safety::Once) => {
                session.client().clock().sleep(SETTLING).await;
                found = look().await?;
                if attempt == ATTEMPTS && !missing(&request.items, &found).is_empty() {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
}

fn is_duplicate(item: &InvalidReturnItem) -> bool {
    let reason = item.invalid_item_reason.as_ref();
    reason.and_then(|reason| reason.invalid_item_reason_code.as_ref())
        == Some(&InvalidItemReasonCode::DuplicateRequest)
}

/// The asked-for items that are not among what was found.
fn missing(
    asked: &[CreateReturnItem],
    found: &CreateFulfillmentReturnResult,
) -> Vec<CreateReturnItem> {
    let is_there = |id: &String| {
        let mut items = found.return_items.iter().flatten();
        items.any(|item| item.seller_return_item_id.as_ref() == Some(id))
    };
    let absent = asked
        .iter()
        .filter(|item| !is_there(&item.seller_return_item_id));
    absent.cloned().collect()
}

/// The return items of an order that bear one of these ids, with the order's authorisations.
async fn returned(
    session: &Session,
    seller_fulfillment_order_id: &str,
    asked: &[CreateReturnItem],
) -> Result<CreateFulfillmentReturnResult, Error> {
    let get = GetFulfillmentOrder {
        seller_fulfillment_order_id: seller_fulfillment_order_id.to_owned(),
    };
    let order = session.payload(&get).await?.body;
    let ours = |item: &ReturnItem| {
        asked
            .iter()
            .any(|sent| Some(&sent.seller_return_item_id) == item.seller_return_item_id.as_ref())
    };
    let items: Vec<ReturnItem> = order
        .return_items
        .into_iter()
        .flatten()
        .filter(ours)
        .collect();
    let wanted: Vec<_> = items
        .iter()
        .filter_map(|item| item.return_authorization_id.clone())
        .collect();
    let authorisations = order.return_authorizations.into_iter().flatten();
    let authorisations = authorisations
        .filter(|held| {
            let id = held.return_authorization_id.as_ref();
            id.is_none_or(|id| wanted.contains(id))
        })
        .collect();
    Ok(CreateFulfillmentReturnResult {
        return_items: Some(items),
        invalid_return_items: None,
        return_authorizations: Some(authorisations),
    })
}
