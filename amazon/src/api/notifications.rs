//! Notifications v1: destinations (without a seller, see [`Scope::Notifications`](crate::auth::Scope))
//! and subscriptions (for a seller). Amazon delivers them to a queue of AWS, so a self-hosted product
//! polls instead; [`Notification`] reads what such a queue holds, and [`Payload`] what it says.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::notifications::*, auth::Scope, marketplace::Region};
//!
//! // Destinations belong to the application, subscriptions to a seller.
//! let grantless = session.client().grantless(Region::NorthAmerica, &place.application, Scope::Notifications);
//! let queue = CreateDestination {
//!     body: CreateDestinationRequest {
//!         name: "orders".into(),
//!         resource_specification: DestinationResourceSpecification {
//!             sqs: Some(SqsResource { arn: Some("arn:aws:sqs:us-east-1:123456789012:orders".into()) }),
//!             ..Default::default()
//!         },
//!     },
//! };
//! let destination = grantless.payload(&queue).await?.body.destination_id.unwrap_or_default();
//! let subscribe = CreateSubscription {
//!     notification_type: "ORDER_CHANGE".into(),
//!     body: CreateSubscriptionRequest {
//!         destination_id: destination,
//!         payload_version: "1.0".into(),
//!         ..Default::default()
//!     },
//! };
//! session.payload(&subscribe).await?;
//!
//! // What the queue then holds.
//! let message = br#"{"NotificationType": "ORDER_CHANGE", "PayloadVersion": "1.0", "Payload":
//!     {"OrderChangeNotification": {"AmazonOrderId": "112-1-1", "OrderChangeType": "OrderStatusChange"}}}"#;
//! let (payload, unread) = Notification::read(message)?.read_payload();
//! assert!(matches!(payload, Payload::OrderChange(_)) && unread.is_empty());
//! # Ok(()) });
//! ```

mod payloads;
mod wire;

use std::fmt;

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

pub use payloads::*;
pub use wire::*;

use crate::{
    credentials::Secret,
    lenient::{DateTime, Unread},
};

/// What stands in a queue: an envelope with a payload that depends on its type.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Notification {
    /// The type, such as `ORDER_CHANGE`.
    #[serde(alias = "NotificationType", rename = "notificationType")]
    pub notification_type: Option<String>,
    /// The version of the payload.
    #[serde(alias = "PayloadVersion", rename = "payloadVersion")]
    pub payload_version: Option<String>,
    /// When it happened.
    #[serde(alias = "EventTime", rename = "eventTime")]
    pub event_time: Option<DateTime>,
    /// What happened, as it came; [`Notification::read_payload`] reads it. Holds the new secret for a rotation, so it
    /// is not printed.
    #[serde(alias = "Payload", rename = "payload")]
    pub payload: Option<Box<RawValue>>,
    /// Where it comes from.
    #[serde(alias = "NotificationMetadata", rename = "notificationMetadata")]
    pub metadata: Metadata,
}

/// Where a notification comes from. A queue may deliver one twice; its id tells.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The application that subscribed.
    #[serde(alias = "ApplicationId", rename = "applicationId")]
    pub application_id: Option<String>,
    /// The subscription.
    #[serde(alias = "SubscriptionId", rename = "subscriptionId")]
    pub subscription_id: Option<String>,
    /// When it was sent.
    #[serde(alias = "PublishTime", rename = "publishTime")]
    pub publish_time: Option<DateTime>,
    /// The notification.
    #[serde(alias = "NotificationId", rename = "notificationId")]
    pub notification_id: Option<String>,
}

impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("notification_type", &self.notification_type)
            .field("payload_version", &self.payload_version)
            .field("event_time", &self.event_time)
            .field("metadata", &self.metadata)
            .finish_non_exhaustive()
    }
}

impl Notification {
    /// Reads a message of a queue, or of EventBridge, which lays its own envelope around it (`detail`).
    ///
    /// # Errors
    /// It is not JSON, or no notification.
    pub fn read(message: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Bridged {
            detail: Notification,
        }
        let read: Self = serde_json::from_slice(message)?;
        if read.notification_type.is_none()
            && let Ok(bridged) = serde_json::from_slice::<Bridged>(message)
        {
            return Ok(bridged.detail);
        }
        Ok(read)
    }

    /// What happened, and the parts of it that could not be read. A type or shape that is not known comes as
    /// [`Payload::Other`]: nothing is refused.
    pub fn read_payload(&self) -> (Payload, Vec<Unread>) {
        Payload::read(self)
    }

    fn value(&self) -> Value {
        let payload = self.payload.as_deref().map(RawValue::get);
        payload
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}

/// The notification that brings a rotated secret.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// The application.
    pub client_id: String,
    /// Its new secret.
    pub secret: Secret,
    /// When the new one ends.
    pub expires: Option<DateTime>,
    /// Until when the old one is good.
    pub old_expires: Option<DateTime>,
}

impl NewSecret {
    /// Reads an `APPLICATION_OAUTH_CLIENT_NEW_SECRET` notification; `None` for any other.
    pub fn read(notification: &Notification) -> Option<Self> {
        let payload = notification.value();
        let payload = payload.get("applicationOAuthClientNewSecret")?;
        let text = |name: &str| payload.get(name).and_then(Value::as_str);
        Some(Self {
            client_id: text("clientId")?.to_owned(),
            secret: Secret::new(text("newClientSecret")?),
            expires: text("newClientSecretExpiryTime").map(DateTime::from),
            old_expires: text("oldClientSecretExpiryTime").map(DateTime::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_secret_is_read_and_not_printed() {
        let text = r#"{"notificationType":"APPLICATION_OAUTH_CLIENT_NEW_SECRET","payload":{"applicationOAuthClientNewSecret":
            {"clientId":"c","newClientSecret":"hush","newClientSecretExpiryTime":"2027-01-01T00:00:00Z"}}}"#;
        let notification = Notification::read(text.as_bytes()).expect("JSON");
        let (payload, _) = notification.read_payload();
        let Payload::NewSecret(new) = &payload else {
            panic!("a secret")
        };
        assert_eq!(new.secret.expose(), "hush");
        assert!(!format!("{payload:?}{notification:?}").contains("hush"));
        let old = r#"{"NotificationType":"FULFILLMENT_ORDER_STATUS","Payload":{"x":1}}"#;
        let other = Notification::read(old.as_bytes()).expect("JSON");
        assert!(NewSecret::read(&other).is_none());
    }

    #[track_caller]
    fn payload(kind: &str, payload: &str) -> (Payload, Vec<Unread>) {
        let text = format!(r#"{{"NotificationType":"{kind}","Payload":{payload}}}"#);
        let notification = Notification::read(text.as_bytes()).expect("JSON");
        notification.read_payload()
    }

    #[test]
    fn an_offer_is_read_in_either_case_with_digits_untouched() {
        let retail = r#"{"AnyOfferChangedNotification":{"SellerId":"A1","OfferChangeTrigger":{"ASIN":"B1","OfferChangeType":"Internal"},
            "Summary":{"LowestPrices":[{"LandedPrice":{"Amount":19.90,"CurrencyCode":"EUR"}}]},"Offers":[{"IsBuyBoxWinner":true}]}}"#;
        let business = r#"{"b2bAnyOfferChangedNotification":{"sellerId":"A1","offerChangeTrigger":{"asin":"B1"},
            "summary":{"lowestPrices":[{"landedPrice":{"amount":19.90,"currencyCode":"EUR"},"quantityTier":5}]},"offers":[{"isBuyBoxWinner":true}]}}"#;
        for (kind, text) in [
            ("ANY_OFFER_CHANGED", retail),
            ("B2B_ANY_OFFER_CHANGED", business),
        ] {
            let (read, unread) = payload(kind, text);
            assert_eq!(unread, []);
            let (Payload::AnyOfferChanged(offer) | Payload::BusinessOfferChanged(offer)) = read
            else {
                panic!("{kind}")
            };
            let lowest = &offer.summary.expect("summary").lowest.expect("prices")[0];
            let landed = lowest.landed.as_ref().expect("price");
            assert_eq!(landed.amount.as_ref().map(|n| n.as_str()), Some("19.90"));
            assert_eq!(offer.trigger.expect("trigger").asin.as_deref(), Some("B1"));
            assert_eq!(offer.offers.expect("offers")[0].featured, Some(true));
        }
    }

    #[test]
    fn what_is_not_known_or_does_not_fit_is_kept() {
        let (read, unread) = payload(
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
            r#"{"Sku":7,"Quantity":"12","Colour":"red","Status":{"x":1}}"#,
        );
        let Payload::ListingsItemMfnQuantityChange(change) = read else {
            panic!("a quantity")
        };
        assert_eq!(
            (change.sku.as_deref(), change.quantity),
            (Some("7"), Some(12))
        );
        assert_eq!(change.more["Colour"], "red");
        assert_eq!(unread, []);
        let (read, unread) = payload(
            "ORDER_CHANGE",
            r#"{"OrderChangeNotification":{"Summary":5,"AmazonOrderId":"1"}}"#,
        );
        assert!(
            matches!(&read, Payload::OrderChange(order) if order.order_id.as_deref() == Some("1"))
        );
        assert_eq!(unread[0].path, "Summary");
        for (kind, text) in [
            ("NEW_KIND", r#"{"a":1}"#),
            ("ORDER_CHANGE", "[1]"),
            ("PRICING_HEALTH", "null"),
        ] {
            let (read, _) = payload(kind, text);
            assert!(matches!(&read, Payload::Other(_)), "{kind} {read:?}");
        }
        assert!(Notification::read(b"<html>").is_err());
    }

    #[test]
    fn an_envelope_of_event_bridge_is_taken_off() {
        let text = r#"{"detail-type":"X","detail":{"NotificationType":"ITEM_PRODUCT_TYPE_CHANGE","Payload":{"Asin":"B1"},
            "NotificationMetadata":{"NotificationId":"n"}}}"#;
        let notification = Notification::read(text.as_bytes()).expect("JSON");
        assert_eq!(notification.metadata.notification_id.as_deref(), Some("n"));
        assert!(matches!(
            notification.read_payload().0,
            Payload::ItemProductTypeChange(_)
        ));
    }
}
