//! Notifications: subscriptions, and messages put into the queues of destinations. Where Amazon would use SQS,
//! the simulator keeps the queue and shows it through the control API.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::World;
use super::listings::Listing;
use super::money::Transaction;
use super::outbound::Outbound;
use crate::clock::{Ms, iso_ms};
use crate::numbers;
use crate::places;
use crate::small::Name;

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
    ("TRANSACTION_UPDATE", "1.0"),
];

/// Types whose messages write their members in camelCase; the others write them in PascalCase.
const CAMEL_CASE: &[&str] = &[
    "FEED_PROCESSING_FINISHED",
    "PRICING_HEALTH",
    "REPORT_PROCESSING_FINISHED",
];

/// Attributes that make up what a product page says.
const CONTENT: &[&str] = &[
    "bullet_point",
    "item_name",
    "main_product_image_locator",
    "product_description",
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
        if !is_wanted(&subscription, kind, &payload) {
            return;
        }
        let id = numbers::uuid(&mut self.random);
        let metadata = (
            json!(subscription.client_id),
            json!(subscription.id),
            json!(iso_ms(now)),
            json!(id),
        );
        let body = if CAMEL_CASE.contains(&kind) {
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

    fn is_subscribed(&self, seller: &str, kind: &str) -> bool {
        self.account(seller).notify.subscriptions.contains_key(kind)
    }

    /// An order has another state.
    pub(super) fn publish_order(&mut self, seller: &str, id: &str) {
        self.publish_order_change(seller, id, "OrderStatusChange", "Order Status Change");
    }

    /// A buyer wants something of an order changed.
    pub(super) fn publish_wish(&mut self, seller: &str, id: &str) {
        self.publish_order_change(seller, id, "BuyerRequestedChange", "Buyer Requested Cancel");
    }

    fn publish_order_change(&mut self, seller: &str, id: &str, change: &str, reason: &str) {
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
            "NotificationLevel": "OrderLevel", "SellerId": seller, "AmazonOrderId": order.id, "OrderChangeType": change,
            "OrderChangeTrigger": {"TimeOfOrderChange": iso_ms(order.updated), "ChangeReason": reason},
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

    /// A listing has taken effect: whether it can be bought may be another in each of its marketplaces, and what is
    /// wrong with it.
    pub(super) fn publish_listing_status(
        &mut self,
        seller: &str,
        listing: &Listing,
        before: &Listing,
    ) {
        let marketplaces: BTreeSet<&Name> =
            listing.offers.keys().chain(before.offers.keys()).collect();
        let mut severities: BTreeSet<&str> = listing
            .issues
            .iter()
            .filter_map(|issue| issue["severity"].as_str())
            .collect();
        if severities.is_empty() {
            severities.insert("NONE");
        }
        let actions: &[&str] = if listing.is_suppressed() {
            &["LISTING_SUPPRESSED"]
        } else {
            &[]
        };
        for id in marketplaces {
            if listing.is_buyable(id) != before.is_buyable(id) {
                let status: &[&str] = match listing.offers.contains_key(id) {
                    true if listing.is_buyable(id) => &["BUYABLE", "DISCOVERABLE"],
                    true => &["DISCOVERABLE"],
                    false => &["DELETED"],
                };
                let payload = json!({
                    "SellerId": seller, "MarketplaceId": id, "Asin": listing.asin, "Sku": listing.sku,
                    "CreatedDate": iso_ms(listing.created), "Status": status,
                });
                self.publish(seller, "LISTINGS_ITEM_STATUS_CHANGE", payload);
            }
            if listing.issues != before.issues {
                let payload = json!({
                    "SellerId": seller, "MarketplaceId": id, "Asin": listing.asin, "Sku": listing.sku,
                    "Severities": severities, "EnforcementActions": actions,
                });
                self.publish(seller, "LISTINGS_ITEM_ISSUES_CHANGE", payload);
            }
        }
    }

    /// What a listing offers, where it says so and what it says of the product may have changed.
    pub(super) fn publish_listing_change(&mut self, seller: &str, sku: &str, before: &Listing) {
        let Some(listing) = self.account(seller).listings.get(sku) else {
            return;
        };
        let (asin, now) = (listing.asin.clone(), self.now);
        let marketplaces = listing.offers.keys().chain(before.offers.keys());
        let marketplaces: BTreeSet<Name> = marketplaces.cloned().collect();
        let is_changed = |id: &str| {
            listing.offers.get(id) != before.offers.get(id)
                || listing.is_buyable(id) != before.is_buyable(id)
        };
        let offers_changed: Vec<Name> = marketplaces
            .iter()
            .filter(|id| is_changed(id))
            .cloned()
            .collect();
        let types = (before.product_type.clone(), listing.product_type.clone());
        let attributes = |listing: &Listing, name: &str| {
            let held = listing.attributes.as_ref();
            held.and_then(|attributes| attributes.get(name)).cloned()
        };
        // Attributes of listings that never were submitted are made from the product, so they say nothing new.
        let content: Vec<&str> = CONTENT
            .iter()
            .filter(|_| before.attributes.is_some())
            .filter(|name| attributes(listing, name) != attributes(before, name))
            .copied()
            .collect();
        for id in &offers_changed {
            self.publish_offers(seller, sku, id, now);
        }
        let Some(brand) = self
            .catalogue
            .product(&asin)
            .map(|found| found.brand.clone())
        else {
            return;
        };
        for id in &marketplaces {
            if !types.0.is_empty() && types.0 != types.1 {
                let payload = json!({
                    "MarketplaceId": id, "Asin": asin, "PreviousProductType": types.0, "CurrentProductType": types.1,
                });
                self.publish(seller, "ITEM_PRODUCT_TYPE_CHANGE", payload);
            }
            if !content.is_empty() {
                let payload = json!({
                    "MarketplaceId": id, "BrandName": brand, "Asin": asin, "AttributesChanged": content,
                });
                self.publish(seller, "BRANDED_ITEM_CONTENT_CHANGE", payload);
            }
        }
    }

    fn publish_offers(&mut self, seller: &str, sku: &str, marketplace: &str, at: Ms) {
        let Some(marketplace) = places::marketplace(marketplace) else {
            return;
        };
        // Finding the offers takes a look through all listings.
        let kinds = ["ANY_OFFER_CHANGED", "PRICING_HEALTH"];
        let [wants_offers, wants_health] = kinds.map(|kind| self.is_subscribed(seller, kind));
        let listing = self.account(seller).listings.get(sku);
        let Some(listing) = listing.filter(|_| wants_offers || wants_health) else {
            return;
        };
        let product = self.catalogue.product(&listing.asin);
        let offers = product.filter(|_| wants_offers);
        let offers = offers.map(|product| self.offers_payload(seller, product, marketplace, at));
        let health = wants_health.then(|| self.health_payload(seller, listing, marketplace, at));
        for (kind, payload) in kinds.iter().zip([offers, health.flatten()]) {
            if let Some(payload) = payload {
                self.publish(seller, kind, payload);
            }
        }
    }

    /// A transaction has been booked.
    pub(super) fn publish_transaction(&mut self, seller: &str, booked: &Transaction) {
        let mut identifiers = vec![("OrderId", &booked.order_id)];
        if !booked.merchant_order_id.is_empty() {
            identifiers.push(("MerchantOrderId", &booked.merchant_order_id));
        }
        let identifiers: Vec<Value> = identifiers
            .into_iter()
            .map(|(name, value)| json!({"RelatedIdentifierName": name, "RelatedIdentifierValue": value}))
            .collect();
        let payload = json!({"TransactionUpdateNotification": {
            "SellingPartnerMetadata": {"SellingPartnerId": seller, "MarketplaceId": booked.marketplace, "AccountType": "PAYABLE"},
            "RelatedIdentifiers": identifiers, "TransactionType": booked.kind, "PostedDate": iso_ms(booked.posted),
            "TotalAmount": {"CurrencyAmount": places::number(booked.total(), &booked.currency), "CurrencyCode": booked.currency},
        }});
        self.publish(seller, "TRANSACTION_UPDATE", payload);
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

/// Whether a message passes the event filter of a subscription. Only the types that Amazon filters have one.
fn is_wanted(subscription: &Subscription, kind: &str, payload: &Value) -> bool {
    let (marketplace, change) = match kind {
        "ANY_OFFER_CHANGED" => (
            "/AnyOfferChangedNotification/OfferChangeTrigger/MarketplaceId",
            "",
        ),
        "ORDER_CHANGE" => (
            "/OrderChangeNotification/Summary/MarketplaceId",
            "/OrderChangeNotification/OrderChangeType",
        ),
        _ => return true,
    };
    let directive = subscription.directive.as_ref();
    let passes = |list: &str, place: &str| {
        let wanted = directive.and_then(|directive| directive["eventFilter"][list].as_array());
        wanted.is_none_or(|wanted| {
            payload
                .pointer(place)
                .is_some_and(|held| wanted.contains(held))
        })
    };
    passes("marketplaceIds", marketplace)
        && (change.is_empty() || passes("orderChangeTypes", change))
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
