//! What a queue of notifications holds, read by the client's types.

use std::{collections::BTreeSet, time::Duration};

use amazon::api::notifications::{Notification, Payload};
use amazon_sim::world::{
    listings::{Change, offer_attribute},
    notify::{Subscription, TYPES},
    orders::Wish,
};
use serde_json::{Value, json};

use crate::{
    examples::{documents, sending},
    simulated::{Sim, US, wish},
};

/// Checks that a message is read whole: nothing unread, nothing that no field is for. What it says.
#[track_caller]
fn whole(message: &[u8]) -> Payload {
    let notification = Notification::read(message).expect("a notification");
    let (payload, unread) = notification.read_payload();
    let text = String::from_utf8_lossy(message);
    assert_eq!(unread, [], "{text}");
    assert!(!matches!(payload, Payload::Other(_)), "{text}");
    // Whatever no field is for stands in `more`.
    assert!(!format!("{payload:?}").contains("more: {\""), "{payload:?}");
    assert!(notification.metadata.notification_id.is_some(), "{text}");
    payload
}

/// The members of Amazon's examples that say nothing beyond their neighbours.
fn without_doubles(mut example: Value) -> Value {
    let shipment = "/Payload/FulfillmentOrderStatusNotification/FulfillmentShipment";
    if let Some(Value::Object(shipment)) = example.pointer_mut(shipment) {
        // The first parcel once more.
        shipment.remove("info");
    }
    example
}

#[test]
fn the_published_examples_are_read_whole() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../amazon-sim/models/notifications"
    );
    let mut kinds = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the models") {
        let text = std::fs::read(file.expect("file").path()).expect("readable");
        let schema: Value = serde_json::from_slice(&text).expect("a schema");
        for example in schema["examples"].as_array().into_iter().flatten() {
            let example = without_doubles(example.clone());
            let kind = example.get("NotificationType");
            let kind = kind.or_else(|| example.get("notificationType"));
            kinds.insert(kind.and_then(Value::as_str).expect("a type").to_owned());
            whole(&serde_json::to_vec(&example).expect("JSON"));
        }
    }
    // The schema of the stock at Amazon has no example.
    assert_eq!(kinds.len(), 8, "{kinds:?}");
}

fn subscribe(sim: &Sim, kind: &str, version: &str, directive: Option<Value>) {
    let subscription = Subscription {
        id: format!("to {kind}"),
        version: version.to_owned(),
        destination: "queue".to_owned(),
        directive,
        client_id: sim.account().application.client_id,
    };
    sim.simulator.change_world(|world| {
        let books = &mut world.account_mut(&sim.seller).notify;
        books.subscriptions.insert(kind.to_owned(), subscription);
    });
}

/// The messages delivered so far.
fn messages(sim: &Sim) -> Vec<Value> {
    sim.simulator.with_world(|world| {
        let messages = &world.account(&sim.seller).notify.messages;
        messages
            .iter()
            .map(|message| message.body.clone())
            .collect()
    })
}

/// A listing of the merchant's, and what its product usually costs.
fn merchants(sim: &Sim) -> (String, i64) {
    sim.simulator.with_world(|world| {
        let mut listings = world.account(&sim.seller).listings.values();
        let found = listings.find(|listing| !listing.is_fba() && listing.is_buyable(US));
        let found = found.expect("a listing of the merchant");
        let product = world.catalogue.product(&found.asin).expect("a product");
        (found.sku.to_string(), product.price_cents)
    })
}

fn submit(sim: &Sim, sku: &str, change: Change) {
    let seller = sim.seller.clone();
    let submitted =
        |world: &mut amazon_sim::world::World| world.submit_listing(&seller, sku, change);
    sim.simulator.change_world(submitted);
    sim.pass(Duration::from_secs(60));
}

fn priced(marketplace: &str, cents: i64) -> Change {
    let patch = json!({"op": "merge", "path": "/attributes/purchasable_offer", "value": [offer_attribute(marketplace, cents)]});
    Change::Patch {
        marketplace: marketplace.to_owned(),
        patches: vec![patch],
    }
}

/// Puts a listing's whole contribution anew, under another type and title.
fn put(sim: &Sim, sku: &str, product_type: &str, title: &str) {
    let attributes = sim.simulator.with_world(|world| {
        let listing = &world.account(&sim.seller).listings[sku];
        let mut attributes = listing.attributes(world.catalogue.product(&listing.asin));
        attributes.insert(
            "item_name".into(),
            json!([{"value": title, "marketplace_id": US}]),
        );
        attributes
    });
    let change = Change::Put {
        marketplace: US.to_owned(),
        product_type: product_type.to_owned(),
        attributes,
    };
    submit(sim, sku, change);
}

#[tokio::test]
async fn every_type_that_is_offered_is_delivered_and_read_whole() {
    let sim = Sim::new(81);
    for (kind, version) in TYPES {
        subscribe(&sim, kind, version, None);
    }
    let place = documents::Place {
        seller_id: sim.seller.clone(),
        marketplace_ids: vec![US.into()],
    };
    let said = sim.clock.run(documents::run(sim.session(), place));
    said.await.expect("it ends well");
    let place = sending::Place {
        seller_id: sim.seller.clone(),
        marketplace_ids: vec![US.into()],
    };
    let said = sim.clock.run(sending::run(sim.session(), place));
    said.await.expect("it ends well");

    let (sku, cents) = merchants(&sim);
    submit(&sim, &sku, priced(US, cents * 3));
    put(&sim, &sku, "TOOLS", "A first title");
    put(&sim, &sku, "LUGGAGE", "A second title");
    let quantity = json!({"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 41}]});
    let offered = Change::Patch {
        marketplace: US.to_owned(),
        patches: vec![quantity],
    };
    submit(&sim, &sku, offered);
    // An offer without a price has an issue.
    let unpriced = json!({"op": "delete", "path": "/attributes/purchasable_offer", "value": [{"marketplace_id": US}]});
    let unpriced = Change::Patch {
        marketplace: US.to_owned(),
        patches: vec![unpriced],
    };
    submit(&sim, &sku, unpriced);
    let gone = Change::Delete {
        marketplace: US.to_owned(),
    };
    submit(&sim, &sku, gone);
    let seller = sim.seller.clone();
    sim.simulator.change_world(|world| {
        let account = world.account(&seller);
        let fba = account
            .stock
            .iter()
            .find(|(_, stock)| stock.fulfillable > 3);
        let sku = fba.expect("stock at Amazon").0.clone();
        let order = world
            .place_order(&seller, &wish(&sku, 1))
            .expect("an order");
        world.request_cancellation(&seller, &order, "Ordered by mistake");
    });
    sim.pass(Duration::from_secs(3 * 24 * 3600));

    let delivered = messages(&sim);
    let mut kinds = BTreeSet::new();
    let mut changes = BTreeSet::new();
    for message in &delivered {
        let kind = message.get("NotificationType");
        let kind = kind.or_else(|| message.get("notificationType"));
        kinds.insert(kind.and_then(Value::as_str).expect("a type"));
        let bytes = serde_json::to_vec(&without_doubles(message.clone())).expect("JSON");
        match whole(&bytes) {
            Payload::OrderChange(order) => changes.extend(order.change),
            Payload::PricingHealth(health) => {
                let own = health.own.and_then(|own| own.landed?.amount?.value());
                let best = health
                    .summary
                    .and_then(|all| all.featured?[0].landed.clone()?.amount?.value());
                assert!(own > best, "{own:?} {best:?}");
            }
            Payload::AnyOfferChanged(offers) => {
                let counts = offers
                    .summary
                    .and_then(|summary| summary.counts)
                    .expect("counts");
                let n_offers: i64 = counts.iter().filter_map(|count| count.count).sum();
                assert_eq!(
                    usize::try_from(n_offers),
                    Ok(offers.offers.expect("offers").len())
                );
            }
            _ => {}
        }
    }
    let offered: BTreeSet<&str> = TYPES.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, offered);
    let both = ["BuyerRequestedChange", "OrderStatusChange"];
    assert_eq!(changes.iter().map(String::as_str).collect::<Vec<_>>(), both);
}

#[tokio::test]
async fn a_filter_keeps_other_marketplaces_and_changes_away() {
    let sim = Sim::new(82);
    let elsewhere = json!({"eventFilter": {"eventFilterType": "ANY_OFFER_CHANGED", "marketplaceIds": ["A2EUQ1WTGCTBG2"]}});
    subscribe(&sim, "ANY_OFFER_CHANGED", "1.0", Some(elsewhere));
    let wishes = json!({"eventFilter": {"eventFilterType": "ORDER_CHANGE", "orderChangeTypes": ["BuyerRequestedChange"]}});
    subscribe(&sim, "ORDER_CHANGE", "1.0", Some(wishes));
    let (sku, cents) = merchants(&sim);
    submit(&sim, &sku, priced(US, cents * 2));
    let seller = sim.seller.clone();
    sim.simulator.change_world(|world| {
        let order = world
            .place_order(&seller, &Wish::default())
            .expect("an order");
        world.request_cancellation(&seller, &order, "Ordered by mistake");
    });
    let bodies = messages(&sim);
    let changes: Vec<&Value> = bodies
        .iter()
        .map(|body| &body["Payload"]["OrderChangeNotification"]["OrderChangeType"])
        .collect();
    assert_eq!(changes, ["BuyerRequestedChange"]);
    submit(&sim, &sku, priced("A2EUQ1WTGCTBG2", cents * 2));
    let bodies = messages(&sim);
    let trigger = &bodies[1]["Payload"]["AnyOfferChangedNotification"]["OfferChangeTrigger"];
    assert_eq!(
        (bodies.len(), &trigger["MarketplaceId"]),
        (2, &json!("A2EUQ1WTGCTBG2"))
    );
}
