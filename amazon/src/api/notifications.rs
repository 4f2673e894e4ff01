//! Notifications v1: destinations (without a seller, see [`Scope::Notifications`](crate::auth::Scope))
//! and subscriptions (for a seller). Amazon delivers them to a queue of AWS, so a self-hosted product
//! polls instead; [`Notification`] reads what such a queue holds.

mod wire;

use serde::Deserialize;
use serde_json::Value;
pub use wire::*;

use crate::{credentials::Secret, lenient::DateTime};

/// What stands in a queue: an envelope with a payload that depends on its type.
#[derive(Clone, Debug, Default, Deserialize)]
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
    /// What happened. Holds the new secret for a rotation, so read that by [`NewSecret`] and do not log it.
    #[serde(alias = "Payload", rename = "payload")]
    pub payload: Value,
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
        let payload = notification
            .payload
            .get("applicationOAuthClientNewSecret")?;
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
        let notification: Notification = serde_json::from_str(text).expect("JSON");
        let new = NewSecret::read(&notification).expect("a secret");
        assert_eq!(new.secret.expose(), "hush");
        assert!(!format!("{new:?}").contains("hush"));
        let old = r#"{"NotificationType":"FULFILLMENT_ORDER_STATUS","Payload":{"x":1}}"#;
        let other: Notification = serde_json::from_str(old).expect("JSON");
        assert_eq!(
            other.notification_type.as_deref(),
            Some("FULFILLMENT_ORDER_STATUS")
        );
        assert!(NewSecret::read(&other).is_none());
    }
}
