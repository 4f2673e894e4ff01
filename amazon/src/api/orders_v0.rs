//! Orders v0: [`ConfirmShipment`] has no successor; the reading operations are deprecated and end on
//! 27 March 2027, read by [`orders_2026`](super::orders_2026) instead.
//!
//! Confirming twice with the same package reference edits that package, so it may be repeated. It is
//! for orders that the merchant ships; `carrierCode` must be one of Amazon's list, or `Other` with a
//! `carrierName`. An order confirmed elsewhere is refused ([`is_confirmed_elsewhere`]): read it again
//! and settle. The result is checked by reading, not by the 204.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::{orders_2026, orders_v0::*};
//!
//! let order = orders_2026::GetOrder { order_id: place.order.clone(), ..Default::default() };
//! let order = session.call(&order).await?.body.order.unwrap_or_default();
//! let lines = order.order_items.unwrap_or_default().into_iter();
//! let confirm = ConfirmShipment {
//!     order_id: place.order.clone(),
//!     body: ConfirmShipmentRequest {
//!         marketplace_id: place.home.clone(),
//!         package_detail: PackageDetail {
//!             // Ours: a number that counts the parcels of this order.
//!             package_reference_id: "1".into(),
//!             carrier_code: "UPS".into(),
//!             shipping_method: Some("Ground".into()),
//!             tracking_number: "1Z999AA10123456784".into(),
//!             ship_date: session.client().clock().now().into(),
//!             order_items: lines
//!                 .map(|line| ConfirmShipmentOrderItem {
//!                     order_item_id: line.order_item_id.unwrap_or_default(),
//!                     quantity: line.quantity_ordered.unwrap_or_default(),
//!                     ..Default::default()
//!                 })
//!                 .collect(),
//!             ..Default::default()
//!         },
//!         ..Default::default()
//!     },
//! };
//! match session.call(&confirm).await {
//!     Ok(_) => println!("told; read the order to see it"),
//!     Err(error) if is_confirmed_elsewhere(&error) => println!("read the order and settle"),
//!     Err(error) => return Err(error.into()),
//! }
//! // Again is fine: the same number is the same parcel.
//! session.call(&confirm).await?;
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;

use crate::error::Error;

/// Whether a refusal of [`ConfirmShipment`] means that the shipment is confirmed already, by hand or
/// by another application.
pub fn is_confirmed_elsewhere(error: &Error) -> bool {
    matches!(error, Error::Refused { refusal, .. }
        if refusal.has_code("PackageToUpdateNotFound")
            || refusal.mentions("PackageToUpdateNotFound")
            || refusal.mentions("already fulfilled")
            || refusal.mentions("already been fulfilled"))
}
