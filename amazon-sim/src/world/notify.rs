//! Notifications: subscriptions, and messages put into the queues of destinations. Where Amazon would use SQS,
//! the simulator keeps the queue and shows it through the control API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::World;
use super::listings::Listing;
use super::outbound::Outbound;
use crate::clock::{Ms, iso_ms};
use crate::numbers;

/// Types that can be subscribed to, with the payload version offered.
pub const TYPES: &[(&str, &str)] = &[
    ("ANY_OFFER_CHANGED", "1.0"),
    ("BRANDED_ITEM_CONTENT_CHANGE", "1.0"),
    ("FBA_INVENTORY_AVAILABILITY_CHANGES", "1.0"),
    ("FBA_OUTBOUND_SHIPMENT_STATUS", "1.0"),
    ("FEED_PROCESSING_FINISHED", "2020-09-04"),
    ("FULFILLMENT_ORDER_STATUS", "1.0"),
    ("ITEM_PRODUCT_TYPE_CHANGE", "1.0"),
    ("LISTINGS_ITEM_ISSUES_CHANGE", "2023-12-13"),
    ("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "1.0"),
    ("LISTINGS_ITEM_STATUS_CHANGE", "1.0"),
    ("ORDER_CHANGE", "1.0"),
    ("PRICING_HEALTH", "1.0"),
    ("REPORT_PROCESSING_FINISHED", "2020-09-04"),
];

/// A subscription.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Subscription {
    /// Its id.
    pub id: String,
    /// Payload version.
    pub version: String,
    /// Destination.
    pub destination: String,
    /// Processing directive, as sent.
    pub directive: Option<Value>,
    /// Application that subscribed.
    pub client_id: String,
}

/// A message in a queue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    /// When it was put there.
    pub at: Ms,
    /// Destination.
    pub destination: String,
    /// Type.
    pub kind: String,
    /// The whole message.
    pub body: Value,
}

/// Subscriptions and messages of one account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NotifyBooks {
    /// By type.
    pub subscriptions: BTreeMap<String, Subscription>,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
}

const MAX_MESSAGES: usize = 1_000;

impl World {
    fn publish(&mut self, seller: &str, kind: &str, payload: Value) {
        let now = self.now;
        let Some(subscription) = self.account(seller).notify.subscriptions.get(kind).cloned()
        else {
            return;
        };
        let id = numbers::uuid(&mut self.random);
        let metadata = (
            json!(subscription.client_id),
            json!(subscription.id),
            json!(iso_ms(now)),
            json!(id),
        );
        let is_lower = kind == "REPORT_PROCESSING_FINISHED" || kind == "FEED_PROCESSING_FINISHED";
        let body = if is_lower {
            json!({
                "notificationVersion": subscription.version, "notificationType": kind, "payloadVersion": subscription.version,
                "eventTime": iso_ms(now), "payload": payload,
                "notificationMetadata": {"applicationId": metadata.0, "subscriptionId": metadata.1, "publishTime": metadata.2, "notificationId": metadata.3},
            })
        } else {
            json!({
                "NotificationVersion": "1.0", "NotificationType": kind, "PayloadVersion": subscription.version,
                "EventTime": iso_ms(now), "Payload": payload,
                "NotificationMetadata": {"ApplicationId": metadata.0, "SubscriptionId": metadata.1, "PublishTime": metadata.2, "NotificationId": metadata.3},
            })
        };
        let messages = &mut self.account_mut(seller).notify.messages;
        if messages.len() >= MAX_MESSAGES {
            messages.remove(0);
        }
        messages.push(Message {
            at: now,
            destination: subscription.destination,
            kind: kind.to_owned(),
            body,
        });
    }

    pub(super) fn publish_order(&mut self, seller: &str, id: &str) {
        let Some(order) = self.account(seller).orders.get(id) else {
            return;
        };
        let (shipped, open) = order.lines.iter().fold((0, 0), |sum, line| {
            (sum.0 + line.shipped, sum.1 + line.open())
        });
        let items: Vec<Value> = order
            .lines
            .iter()
            .map(|line| {
                json!({
                    "OrderItemId": line.id, "SellerSKU": line.sku, "OrderItemStatus": if line.open() == 0 && line.shipped > 0 { "Shipped" } else { "Unshipped" }, "SupplySourceId": "",
                    "Quantity": line.quantity, "QuantityShipped": line.shipped,
                    "IsBuyerRequestedCancel": line.cancel_request.is_some(),
                })
            })
            .collect();
        let payload = json!({"OrderChangeNotification": {
            "NotificationLevel": "OrderLevel", "SellerId": seller, "AmazonOrderId": order.id, "OrderChangeType": "OrderStatusChange",
            "OrderChangeTrigger": {"TimeOfOrderChange": iso_ms(order.updated), "ChangeReason": "Order Status Change"},
            "Summary": {
                "MarketplaceId": order.marketplace, "OrderStatus": order.status.name_v0(), "PurchaseDate": iso_ms(order.created),
                "DestinationPostalCode": order.buyer.postal_code, "FulfillmentType": if order.is_fba { "AFN" } else { "MFN" },
                "OrderType": "StandardOrder", "NumberOfItemsShipped": shipped, "NumberOfItemsUnshipped": open,
                "EarliestDeliveryDate": iso_ms(order.deliver_by.0), "LatestDeliveryDate": iso_ms(order.deliver_by.1),
                "EarliestShipDate": iso_ms(order.created), "LatestShipDate": iso_ms(order.ship_by),
                "OrderPrograms": [], "ShippingPrograms": [], "OrderItems": items,
            },
        }});
        self.publish(seller, "ORDER_CHANGE", payload);
    }

    pub(super) fn publish_outbound(&mut self, seller: &str, id: &str) {
        let Some(order) = self.account(seller).outbound.get(id) else {
            return;
        };
        let mut payload = json!({
            "SellerId": seller, "EventType": "Order", "StatusUpdatedDateTime": iso_ms(order.updated),
            "SellerFulfillmentOrderId": order.id, "FulfillmentOrderStatus": order.status.name(),
            // Amazon's schema wants both parts in every message.
            "FulfillmentShipment": {
                "FulfillmentShipmentStatus": "PENDING", "AmazonShipmentId": "",
                "EstimatedArrivalDateTime": iso_ms(order.updated), "FulfillmentShipmentPackages": [],
                "info": {"PackageNumber": 0, "CarrierCode": "", "TrackingNumber": ""},
            },
            "FulfillmentReturnItem": returned_item(order),
        });
        if let Some(shipment) = order
            .shipments
            .iter()
            .find(|shipment| shipment.shipped.is_some())
        {
            let packages: Vec<Value> = shipment
                .parcels
                .iter()
                .map(|parcel| json!({"PackageNumber": parcel.number, "CarrierCode": parcel.carrier, "TrackingNumber": parcel.tracking}))
                .collect();
            payload["EventType"] = json!("Shipment");
            payload["FulfillmentShipment"] = json!({
                "FulfillmentShipmentStatus": "SHIPPED", "AmazonShipmentId": shipment.id,
                "EstimatedArrivalDateTime": iso_ms(shipment.eta), "FulfillmentShipmentPackages": packages,
                "info": packages.first(),
            });
        }
        // Units are taken, given back or gone in these states alone.
        let has_moved_stock = matches!(
            order.status.name(),
            "New" | "Received" | "Cancelled" | "Unfulfillable" | "Complete" | "CompletePartialled"
        );
        let skus: Vec<String> = order.lines.iter().map(|line| line.sku.clone()).collect();
        self.publish(
            seller,
            "FULFILLMENT_ORDER_STATUS",
            json!({"FulfillmentOrderStatusNotification": payload}),
        );
        for sku in skus.iter().filter(|_| has_moved_stock) {
            self.publish_stock(seller, sku);
        }
    }

    pub(super) fn publish_listing_status(
        &mut self,
        seller: &str,
        listing: &Listing,
        was_buyable: &[String],
    ) {
        let is_buyable: Vec<String> = listing
            .offers
            .keys()
            .filter(|id| listing.is_buyable(id))
            .cloned()
            .collect();
        if is_buyable == was_buyable {
            return;
        }
        let marketplaces: Vec<&String> = is_buyable.iter().chain(was_buyable).collect();
        let Some(marketplace) = marketplaces.first() else {
            return;
        };
        let status = if is_buyable.contains(marketplace) {
            json!(["BUYABLE", "DISCOVERABLE"])
        } else {
            json!(["DELETED"])
        };
        let payload = json!({
            "SellerId": seller, "MarketplaceId": marketplace, "Asin": listing.asin, "Sku": listing.sku,
            "CreatedDate": iso_ms(listing.created), "Status": status,
        });
        self.publish(seller, "LISTINGS_ITEM_STATUS_CHANGE", payload);
        if !listing.issues.is_empty() {
            let severities: Vec<&Value> = listing
                .issues
                .iter()
                .map(|issue| &issue["severity"])
                .collect();
            let actions = if listing.is_suppressed() {
                json!(["LISTING_SUPPRESSED"])
            } else {
                json!([])
            };
            let payload = json!({
                "SellerId": seller, "MarketplaceId": marketplace, "Asin": listing.asin, "Sku": listing.sku,
                "Severities": severities, "EnforcementActions": actions,
            });
            self.publish(seller, "LISTINGS_ITEM_ISSUES_CHANGE", payload);
        }
    }

    pub(super) fn publish_quantity(&mut self, seller: &str, listing: &Listing) {
        let payload = json!({
            "SellerId": seller, "FulfillmentChannelCode": "DEFAULT", "Sku": listing.sku, "Quantity": listing.merchant_quantity(),
        });
        self.publish(seller, "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", payload);
    }

    /// What Amazon has of a SKU has changed.
    pub(super) fn publish_stock(&mut self, seller: &str, sku: &str) {
        let account = self.account(seller);
        let (Some(stock), Some(listing)) = (account.stock.get(sku), account.listings.get(sku))
        else {
            return;
        };
        let title = self.catalogue.product(&listing.asin);
        let title = title.map_or("", |product| product.title.as_str());
        let inventory = json!({
            "InboundQuantityBreakdown": {"Working": stock.inbound_working, "Shipped": stock.inbound_shipped, "Receiving": stock.inbound_receiving},
            "Fulfillable": stock.fulfillable, "Unfulfillable": stock.unfulfillable(), "Researching": stock.researching,
            "ReservedQuantityBreakdown": {
                "WarehouseProcessing": stock.reserved_processing, "WarehouseTransfer": stock.reserved_transfer, "PendingCustomerOrder": stock.reserved_orders,
            },
            "FutureSupplyBuyable": 0, "PendingCustomerOrderInTransit": 0,
        });
        let rows: Vec<Value> = listing
            .offers
            .keys()
            .map(|id| json!({"MarketplaceId": id, "ItemName": title, "FulfillmentInventory": inventory}))
            .collect();
        let payload = json!({
            "SellerId": seller, "FNSKU": stock.fnsku, "ASIN": listing.asin, "SKU": sku, "FulfillmentInventoryByMarketplace": rows,
        });
        self.publish(seller, "FBA_INVENTORY_AVAILABILITY_CHANGES", payload);
    }

    /// A parcel of an order that Amazon ships has been made.
    pub(super) fn publish_shipment(&mut self, seller: &str, order: &str, shipment: &str) {
        let payload = json!({"FBAOutboundShipmentStatusNotification": {
            "SellerId": seller, "AmazonOrderId": order, "AmazonShipmentId": shipment, "ShipmentStatus": "Created",
        }});
        self.publish(seller, "FBA_OUTBOUND_SHIPMENT_STATUS", payload);
    }

    pub(super) fn publish_job(&mut self, seller: &str, kind: &str, payload: Value) {
        self.publish(seller, kind, payload);
    }
}

/// The unit that came back last, or nothing of the first line.
fn returned_item(order: &Outbound) -> Value {
    let sku_of = |line_id: &str| {
        order
            .lines
            .iter()
            .find(|line| line.id == line_id)
            .map(|line| line.sku.as_str())
    };
    match order
        .returns
        .iter()
        .rev()
        .find(|unit| unit.condition.is_some())
    {
        Some(unit) => {
            json!({"ReceivedDateTime": iso_ms(unit.updated), "ReturnedQuantity": 1, "SellerSKU": sku_of(&unit.line_id)})
        }
        None => {
            json!({"ReceivedDateTime": iso_ms(order.updated), "ReturnedQuantity": 0, "SellerSKU": order.lines.first().map(|line| line.sku.as_str())})
        }
    }
}
