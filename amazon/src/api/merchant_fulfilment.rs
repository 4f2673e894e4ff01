//! Merchant Fulfilment v0: labels that Amazon sells to merchants who ship themselves. Creating,
//! reading and cancelling a shipment gives personal data, so it needs a restricted token
//! ([`tokens`](super::tokens)). Creating buys a label and must not be repeated blindly: after a lost
//! answer look at the order's packages first.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::merchant_fulfilment::*, lenient::Number};
//!
//! # let orders = amazon::api::orders_2026::GetOrder { order_id: place.order.clone(), ..Default::default() };
//! # let order = session.call(&orders).await?.body.order.unwrap_or_default();
//! # let line = order.order_items.unwrap_or_default().remove(0).order_item_id;
//! let ask = GetEligibleShipmentServices {
//!     body: GetEligibleShipmentServicesRequest {
//!         shipment_request_details: ShipmentRequestDetails {
//!             amazon_order_id: place.order.clone(),
//!             item_list: vec![Item { order_item_id: line, quantity: Some(2), ..Default::default() }],
//!             ship_from_address: Address {
//!                 name: Some("Harbour Lane".into()),
//!                 address_line1: Some("1 Quay St".into()),
//!                 city: Some("Portland".into()),
//!                 state_or_province_code: Some("OR".into()),
//!                 postal_code: Some("97205".into()),
//!                 country_code: Some("US".into()),
//!                 email: Some("office@example.com".into()),
//!                 phone: Some("5035550100".into()),
//!                 ..Default::default()
//!             },
//!             package_dimensions: PackageDimensions {
//!                 length: Some(Number::from(12)),
//!                 width: Some(Number::from(9)),
//!                 height: Some(Number::from(4)),
//!                 unit: Some(UnitOfLength::Inches),
//!                 ..Default::default()
//!             },
//!             weight: Weight { value: Some(Number::from(16)), unit: Some(UnitOfWeight::Oz) },
//!             shipping_service_options: ShippingServiceOptions {
//!                 delivery_experience: Some(DeliveryExperienceType::DeliveryConfirmationWithoutSignature),
//!                 carrier_will_pick_up: Some(false),
//!                 ..Default::default()
//!             },
//!             ..Default::default()
//!         },
//!         ..Default::default()
//!     },
//! };
//! let offered = session.payload(&ask).await?.body.shipping_service_list.unwrap_or_default();
//! for service in &offered {
//!     println!("{:?}: {:?}", service.shipping_service_name, service.rate);
//! }
//! # assert!(!offered.is_empty());
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
