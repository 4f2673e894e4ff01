//! Fulfilment Outbound 2026-07-04: the newer way to the same warehouses, with tracking inside the
//! order. It has no returns, no tracking events and no edit of a held order but its action; those
//! stay with [`outbound_2020`](super::outbound_2020).
//!
//! Traps: creating answers 200 with the order or 202 with its id and status alone, so read it back;
//! `packageNumber` is text here; amounts are texts with a unit; the priority tier exists in Canada,
//! India and Mexico only.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::{outbound_2020, outbound_2026::*}, operation::Earlier};
//!
//! let now = session.client().clock().now();
//! # let address = outbound_2020::Address {
//! #     name: Some("A. Buyer".into()), address_line1: Some("1200 Harbour Lane".into()), city: Some("Seattle".into()),
//! #     state_or_region: Some("WA".into()), postal_code: Some("98101".into()), country_code: Some("US".into()), ..Default::default()
//! # };
//! # let request = outbound_2020::CreateFulfillmentOrderRequest {
//! #     seller_fulfillment_order_id: "FO-1".into(), displayable_order_id: "1007".into(), displayable_order_date: now.into(),
//! #     displayable_order_comment: "Thank you".into(), shipping_speed_category: "Standard".into(), marketplace_id: Some(place.home.clone()),
//! #     destination_address: address, items: vec![outbound_2020::CreateFulfillmentOrderItem {
//! #         seller_sku: place.stocked.clone(), seller_fulfillment_order_item_id: "1".into(), quantity: 1, ..Default::default()
//! #     }], ..Default::default()
//! # };
//! // An order that was made by the older generation is the same order here, with its parcels inside.
//! outbound_2020::ensure_created(&session, &request, Earlier::Never).await?;
//! let get = GetOrder { order_id: "FO-1".into(), ..Default::default() };
//! let order = session.call(&get).await?.body.order.unwrap_or_default();
//! assert_eq!(order.status.as_deref(), Some("PROCESSING"));
//!
//! let list = ListOrders { updated_after: Some((now - std::time::Duration::from_secs(3600)).into()), ..Default::default() };
//! let changed = session.call(&list).await?.body.orders.unwrap_or_default();
//! assert!(changed.iter().any(|order| order.order_id.as_deref() == Some("FO-1")));
//! session.call(&CancelOrder { order_id: "FO-1".into(), ..Default::default() }).await?;
//! # Ok(()) });
//! ```

mod wire;

use std::time::Duration;

pub use wire::*;

use super::outbound_2020::is_absent;
use crate::{
    client::Session,
    error::Error,
    operation::{Created, Earlier, Operation, Safety},
};

const SETTLING: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;

/// Creates an order exactly once; see [`outbound_2020::ensure_created`](super::outbound_2020::ensure_created).
///
/// Amazon may answer 202, which promises nothing yet: the order is then read back, and counts as
/// created only when it is there.
///
/// # Errors
/// Amazon refuses the order, or its fate could not be found out.
pub async fn ensure_created(
    session: &Session,
    order_id: &str,
    create: &CreateOrder,
    earlier: Earlier,
) -> Result<Created, Error> {
    if earlier == Earlier::Perhaps && exists(session, order_id).await? {
        return Ok(Created::Before);
    }
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match session.call(create).await {
            Ok(answer) if answer.body.order.is_some() => return Ok(Created::Now),
            Ok(_) if exists(session, order_id).await? => return Ok(Created::Now),
            Ok(answer) => Error::Unreadable {
                operation: CreateOrder::NAME,
                reason: "the order was accepted and cannot be read back yet".to_owned(),
                request_id: answer.request_id,
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
        if exists(session, order_id).await? {
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
pub async fn exists(session: &Session, order_id: &str) -> Result<bool, Error> {
    let get = GetOrder {
        order_id: order_id.to_owned(),
        ..GetOrder::default()
    };
    for look in 0..2 {
        if look > 0 {
            session.client().clock().sleep(SETTLING).await;
        }
        match session.call(&get).await {
            Ok(_) => return Ok(true),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}
