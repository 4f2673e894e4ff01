//! How Amazon's states of an outbound order become ours (SM-2). The first row that fits wins:
//!
//! | ours | Amazon's |
//! |---|---|
//! | Failed | Invalid, Unfulfillable |
//! | Cancelled | Cancelled |
//! | Delivered | every parcel is reported as delivered, and no further one is being made |
//! | Completed | Complete or CompletePartialled, no report for some parcel, its latest estimate passed |
//! | On Hold | New, Received, Planning, with the action Hold |
//! | Shipped | everything else that Amazon has accepted |

use ::amazon::api::{
    outbound_2020::{
        FulfillmentAction, FulfillmentOrderStatus as Word, FulfillmentShipment,
        FulfillmentShipmentFulfillmentShipmentStatus as ShipmentWord, GetFulfillmentOrderResult,
        LONGEST_HOLD,
    },
    outbound_2026,
};
use jiff::Timestamp;

use crate::fulfilment::{Parcel, Status};

/// Our state of an order whose parcels are known; `None` when Amazon's word is new to us.
pub fn status(
    order: &GetFulfillmentOrderResult,
    parcels: &[Parcel],
    now: Timestamp,
) -> Option<Status> {
    let head = order.fulfillment_order.as_ref()?;
    let word = match head.fulfillment_order_status.as_ref()? {
        // As Amazon's notifications write it.
        Word::Unlisted(text) if text.eq_ignore_ascii_case("COMPLETE_PARTIALLED") => {
            &Word::CompletePartialled
        }
        word => word,
    };
    let done = matches!(word, Word::Complete | Word::CompletePartialled);
    Some(match word {
        Word::Invalid | Word::Unfulfillable => Status::Failed,
        Word::Cancelled => Status::Cancelled,
        Word::Unlisted(_) => return None,
        _ if all_delivered(order, parcels) => Status::Delivered,
        _ if done && overdue(order, parcels, now) => Status::Completed,
        Word::New | Word::Received | Word::Planning
            if head.fulfillment_action == Some(FulfillmentAction::Hold) =>
        {
            Status::OnHold
        }
        _ => Status::Shipped,
    })
}

/// The same for an order of the 2026-07-04 generation, whose parcels carry their own state and whose
/// words are other ones: `PROCESSING` stands for everything before `COMPLETE`.
pub fn status_2026(order: &outbound_2026::FulfillmentOrder, now: Timestamp) -> Option<Status> {
    let shipments = || order.shipments.iter().flatten();
    let word = |text: &Option<String>| text.as_deref().unwrap_or_default().to_ascii_uppercase();
    let is_sent = |shipment: &outbound_2026::Shipment| word(&shipment.status) == "SHIPPED";
    let waits =
        shipments().any(|shipment| matches!(&*word(&shipment.status), "PENDING" | "PROCESSING"));
    let arrived = |shipment: &outbound_2026::Shipment| {
        let mut packages = shipment.packages.iter().flatten().peekable();
        packages.peek().is_some() && packages.all(|package| word(&package.status) == "DELIVERED")
    };
    let delivered =
        !waits && shipments().any(is_sent) && shipments().filter(|s| is_sent(s)).all(arrived);
    let parcels = shipments().flat_map(|shipment| shipment.packages.iter().flatten());
    let estimates = shipments()
        .map(|s| &s.delivery_time)
        .chain(parcels.map(|package| &package.delivery_time));
    let overdue = estimates
        .filter_map(|time| time.as_ref()?.instant())
        .max()
        .is_some_and(|latest| latest < now);
    let action = order
        .fulfillment_configuration
        .as_ref()
        .map(|configuration| word(&configuration.action));
    let holds = action.as_deref() == Some("HOLD");
    Some(match &*word(&order.status) {
        "INVALID" | "UNFULFILLABLE" => Status::Failed,
        "CANCELLED" => Status::Cancelled,
        "PROCESSING" | "COMPLETE" | "COMPLETE_PARTIAL" | "COMPLETE_PARTIALLED" if delivered => {
            Status::Delivered
        }
        "COMPLETE" | "COMPLETE_PARTIAL" | "COMPLETE_PARTIALLED" if overdue => Status::Completed,
        "PROCESSING" if holds && !shipments().any(is_sent) => Status::OnHold,
        "PROCESSING" | "COMPLETE" | "COMPLETE_PARTIAL" | "COMPLETE_PARTIALLED" => Status::Shipped,
        _ => return None,
    })
}

/// Why an order is as it is, where that follows from what Amazon says (FUL-22, FUL-27). Amazon does not tell who
/// cancelled; of one that was held for as long as Amazon holds any, it was Amazon.
pub(super) fn explanation(
    status: Option<&Status>,
    word: &str,
    was_held: bool,
    received: Option<Timestamp>,
    changed: Option<Timestamp>,
) -> Option<String> {
    let expired = || {
        let dropped = received?.checked_add(LONGEST_HOLD).ok()?;
        Some(changed? >= dropped)
    };
    match status? {
        Status::Failed => Some(format!("Amazon reports the order as {word}")),
        Status::Cancelled if was_held && expired() == Some(true) => {
            let days = LONGEST_HOLD.as_secs() / (24 * 3600);
            Some(format!("Cancelled by Amazon, after {days} days on hold"))
        }
        _ => None,
    }
}

fn all_delivered(order: &GetFulfillmentOrderResult, parcels: &[Parcel]) -> bool {
    let shipments = || order.fulfillment_shipments.iter().flatten();
    let pending = shipments()
        .any(|shipment| shipment.fulfillment_shipment_status == Some(ShipmentWord::Pending));
    let every_shipment_has_parcels =
        shipments()
            .filter(|shipment| is_sent(shipment))
            .all(|shipment| {
                let id = shipment.amazon_shipment_id.as_deref().unwrap_or_default();
                parcels.iter().any(|parcel| parcel.shipment == id)
            });
    !pending
        && !parcels.is_empty()
        && every_shipment_has_parcels
        && parcels.iter().all(|parcel| parcel.delivered)
}

/// Whether a shipment has left.
pub(super) fn is_sent(shipment: &FulfillmentShipment) -> bool {
    shipment.fulfillment_shipment_status == Some(ShipmentWord::Shipped)
}

/// Whether the latest of all estimates has passed. Without any estimate nothing can be overdue.
fn overdue(order: &GetFulfillmentOrderResult, parcels: &[Parcel], now: Timestamp) -> bool {
    latest_estimate(order, parcels).is_some_and(|latest| latest < now)
}

/// The latest estimate of parcels, shipments and lines.
pub(super) fn latest_estimate(
    order: &GetFulfillmentOrderResult,
    parcels: &[Parcel],
) -> Option<Timestamp> {
    let shipments = order
        .fulfillment_shipments
        .iter()
        .flatten()
        .filter_map(|shipment| shipment.estimated_arrival_date.as_ref());
    let items = order
        .fulfillment_order_items
        .iter()
        .flatten()
        .filter_map(|item| item.estimated_arrival_date.as_ref());
    let parcels = parcels.iter().filter_map(|parcel| parcel.estimated_arrival);
    let sent = shipments
        .filter_map(|time| time.instant())
        .chain(parcels)
        .max();
    sent.or_else(|| items.filter_map(|time| time.instant()).max())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// An order with this word and action, its shipments' words, and for each parcel of the first
    /// shipment whether it is delivered.
    #[track_caller]
    fn check(
        word: &str,
        action: &str,
        shipments: &[&str],
        delivered: &[bool],
        estimate: &str,
        expected: Option<Status>,
    ) {
        let shipments: Vec<_> = shipments
            .iter()
            .enumerate()
            .map(|(i, word)| json!({ "amazonShipmentId": format!("S{i}"), "fulfillmentShipmentStatus": word, "estimatedArrivalDate": estimate }))
            .collect();
        let order = serde_json::from_value(json!({
            "fulfillmentOrder": { "fulfillmentOrderStatus": word, "fulfillmentAction": action },
            "fulfillmentShipments": shipments,
        }))
        .expect("order");
        let parcels: Vec<Parcel> = delivered
            .iter()
            .map(|delivered| Parcel {
                shipment: "S0".into(),
                delivered: *delivered,
                ..Parcel::default()
            })
            .collect();
        let now = "2026-08-05T00:00:00Z".parse().expect("instant");
        assert_eq!(
            status(&order, &parcels, now),
            expected,
            "{word} {action} {delivered:?}"
        );
    }

    const PAST: &str = "2026-08-01T00:00:00Z";
    const COMING: &str = "2026-08-09T00:00:00Z";

    /// Proves the table of SM-2 from Amazon's states to ours.
    #[test]
    fn amazons_states_become_ours() {
        use Status::*;
        for word in ["Invalid", "Unfulfillable", "UNFULFILLABLE"] {
            check(word, "Ship", &[], &[], PAST, Some(Failed));
        }
        check("Cancelled", "Hold", &[], &[], PAST, Some(Cancelled));
        check(
            "CANCELLED",
            "Ship",
            &["SHIPPED"],
            &[true],
            PAST,
            Some(Cancelled),
        );
        for word in ["New", "Received", "Planning", "RECEIVED"] {
            check(word, "Hold", &[], &[], COMING, Some(OnHold));
            check(word, "Ship", &[], &[], COMING, Some(Shipped));
        }
        check("Processing", "Hold", &[], &[], COMING, Some(Shipped));
        check("Processing", "Ship", &["PENDING"], &[], PAST, Some(Shipped));
        check(
            "Complete",
            "Ship",
            &["SHIPPED"],
            &[false],
            COMING,
            Some(Shipped),
        );
        check(
            "Complete",
            "Ship",
            &["SHIPPED"],
            &[true, false],
            COMING,
            Some(Shipped),
        );
        check(
            "Complete",
            "Ship",
            &["SHIPPED"],
            &[true, true],
            COMING,
            Some(Delivered),
        );
        check(
            "Complete",
            "Ship",
            &["SHIPPED"],
            &[true, false],
            PAST,
            Some(Completed),
        );
        check("Complete", "Ship", &["SHIPPED"], &[], PAST, Some(Completed));
        check(
            "CompletePartialled",
            "Ship",
            &["SHIPPED"],
            &[false],
            COMING,
            Some(Shipped),
        );
        check(
            "CompletePartialled",
            "Ship",
            &["SHIPPED"],
            &[true],
            COMING,
            Some(Delivered),
        );
        check(
            "COMPLETE_PARTIALLED",
            "Ship",
            &["SHIPPED"],
            &[false],
            PAST,
            Some(Completed),
        );
        check("Rerouted", "Ship", &[], &[], PAST, None);
    }

    /// Proves the table of SM-2 for the 2026-07-04 generation.
    #[test]
    fn the_newer_generations_states_become_ours() {
        use Status::*;
        let now = "2026-08-05T00:00:00Z".parse().expect("instant");
        for (word, action, shipment, package, estimate, expected) in [
            ("INVALID", "SHIP", "", "", PAST, Some(Failed)),
            ("UNFULFILLABLE", "SHIP", "", "", PAST, Some(Failed)),
            ("CANCELLED", "HOLD", "", "", PAST, Some(Cancelled)),
            ("PROCESSING", "HOLD", "", "", COMING, Some(OnHold)),
            (
                "PROCESSING",
                "HOLD",
                "SHIPPED",
                "IN_TRANSIT",
                COMING,
                Some(Shipped),
            ),
            ("PROCESSING", "SHIP", "PENDING", "", COMING, Some(Shipped)),
            (
                "COMPLETE",
                "SHIP",
                "SHIPPED",
                "IN_TRANSIT",
                COMING,
                Some(Shipped),
            ),
            (
                "COMPLETE",
                "SHIP",
                "SHIPPED",
                "DELIVERED",
                COMING,
                Some(Delivered),
            ),
            (
                "COMPLETE",
                "SHIP",
                "SHIPPED",
                "IN_TRANSIT",
                PAST,
                Some(Completed),
            ),
            (
                "COMPLETE_PARTIAL",
                "SHIP",
                "SHIPPED",
                "IN_TRANSIT",
                PAST,
                Some(Completed),
            ),
            (
                "COMPLETE_PARTIAL",
                "SHIP",
                "SHIPPED",
                "DELIVERED",
                PAST,
                Some(Delivered),
            ),
            ("REROUTED", "SHIP", "", "", PAST, None),
        ] {
            let packages = if package.is_empty() {
                json!([])
            } else {
                json!([{ "status": package }])
            };
            let shipments = if shipment.is_empty() {
                json!([])
            } else {
                json!([{ "status": shipment, "deliveryTime": estimate, "packages": packages }])
            };
            let order = serde_json::from_value(json!({
                "status": word, "fulfillmentConfiguration": { "action": action }, "shipments": shipments,
            }))
            .expect("order");
            assert_eq!(
                status_2026(&order, now),
                expected,
                "{word} {action} {shipment} {package}"
            );
        }
    }

    #[test]
    fn an_order_is_not_delivered_while_another_parcel_is_being_made() {
        check(
            "Processing",
            "Ship",
            &["SHIPPED", "PENDING"],
            &[true],
            COMING,
            Some(Status::Shipped),
        );
        check(
            "Complete",
            "Ship",
            &["SHIPPED", "SHIPPED"],
            &[true],
            COMING,
            Some(Status::Shipped),
        );
        check(
            "Complete",
            "Ship",
            &["SHIPPED", "CANCELLED_BY_SELLER"],
            &[true],
            COMING,
            Some(Status::Delivered),
        );
    }

    #[test]
    fn nothing_is_overdue_without_an_estimate() {
        check(
            "Complete",
            "Ship",
            &["SHIPPED"],
            &[false],
            "",
            Some(Status::Shipped),
        );
    }
}
