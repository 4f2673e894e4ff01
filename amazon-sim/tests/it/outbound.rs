//! Multi-channel fulfilment, both generations.

use amazon_sim::clock::{DAY, HOUR, MINUTE};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, LONG, encode, text};

const ORDERS: &str = "/fba/outbound/2020-07-01/fulfillmentOrders";
const ORDERS_2026: &str = "/fulfillment/outbound/2026-07-04/orders";

fn read(caller: &Caller<'_>, id: &str) -> Value {
    caller.get(&format!("{ORDERS}/{}", encode(id)))["payload"].clone()
}

fn status(caller: &Caller<'_>, id: &str) -> String {
    text(&read(caller, id)["fulfillmentOrder"]["fulfillmentOrderStatus"])
}

/// Proves FUL-22's and FUL-23's ground: the life of an order through Amazon's states, stock reserved and taken once, a second create
/// refused, parcels with their scans, and the order in the orders API as sold elsewhere.
#[test]
fn an_order_travels_through_amazons_states() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(20)[0].clone();
    let before = caller.fulfillable(&sku);
    let request = caller.outbound("QS 1/a+b", &sku, 7);
    caller.send("POST", ORDERS, request.clone());
    assert_eq!(
        caller.refused("POST", ORDERS, Some(&request)),
        (400, "InvalidInput".to_owned())
    );
    assert_eq!(caller.fulfillable(&sku), before - 7);
    let mut seen = vec![status(&caller, "QS 1/a+b")];
    let mut caller = caller;
    for _ in 0..40 {
        caller = caller.later(50 * MINUTE);
        let now = status(&caller, "QS 1/a+b");
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    assert_eq!(seen.first().map(String::as_str), Some("Received"));
    assert_eq!(seen.last().map(String::as_str), Some("Complete"));
    assert!(seen.contains(&"Processing".to_owned()), "{seen:?}");
    let order = read(&caller, "QS 1/a+b");
    let packages = order["fulfillmentShipments"][0]["fulfillmentShipmentPackage"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(
        packages.len(),
        2,
        "more than five units travel in two parcels"
    );
    let told = |package: &Value| package.get("deliveryInformation").is_some();
    assert!(!packages.iter().any(told), "not delivered yet");
    let caller = caller.later(9 * DAY);
    let order = read(&caller, "QS 1/a+b");
    for package in order["fulfillmentShipments"][0]["fulfillmentShipmentPackage"]
        .as_array()
        .unwrap()
    {
        let is_amazons = text(&package["carrierCode"]).starts_with("AMZN");
        assert!(is_amazons || !told(package), "{package}");
    }
    for package in packages {
        let tracking = caller.get(&format!(
            "/fba/outbound/2020-07-01/tracking?packageNumber={}",
            package["packageNumber"]
        ));
        let events = tracking["payload"]["trackingEvents"].as_array().unwrap();
        assert!(
            events.len() >= 4 && tracking["payload"]["currentStatus"] != "IN_TRANSIT",
            "{tracking}"
        );
    }
    let found = caller.get(&format!(
        "/orders/2026-01-01/orders?createdAfter={}&includedData=FULFILLMENT",
        encode("2026-01-01T00:00:00Z")
    ));
    let mut token = text(&found["pagination"]["nextToken"]);
    let mut orders = found["orders"].as_array().unwrap().clone();
    while !token.is_empty() {
        let page = caller.get(&format!(
            "/orders/2026-01-01/orders?createdAfter={}&includedData=FULFILLMENT&paginationToken={}",
            encode("2026-01-01T00:00:00Z"),
            encode(&token)
        ));
        orders.extend(page["orders"].as_array().unwrap().clone());
        token = text(&page["pagination"]["nextToken"]);
    }
    let own = orders
        .iter()
        .find(|order| order["orderAliases"][0]["aliasId"] == "QS 1/a+b")
        .unwrap();
    assert_eq!(
        (
            text(&own["salesChannel"]["channelName"]),
            text(&own["fulfillment"]["fulfillmentStatus"])
        ),
        ("NON_AMAZON".to_owned(), "SHIPPED".to_owned())
    );
}

/// Proves FUL-14, FUL-16 and FUL-27 at Amazon's side: a held order is edited, released or dropped after 14 days; one that is
/// not held is not edited (403), and one being packed is not cancelled.
#[test]
fn holds_edits_and_cancellations_follow_the_rules() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(30)[0].clone();
    let before = caller.fulfillable(&sku);
    let held = |id: &str| {
        let mut request = caller.outbound(id, &sku, 2);
        request["fulfillmentAction"] = json!("Hold");
        caller.send("POST", ORDERS, request);
    };
    held("H1");
    caller.send("PUT", &format!("{ORDERS}/H1"), json!({"items": [{"sellerFulfillmentOrderItemId": "line-1", "sellerSku": sku, "quantity": 5}], "destinationAddress": {"name": "Theo Larsen", "addressLine1": "5 Mill Ln", "city": "Boise", "stateOrRegion": "ID", "postalCode": "83702", "countryCode": "US"}}));
    assert_eq!(caller.fulfillable(&sku), before - 5);
    assert_eq!(
        read(&caller, "H1")["fulfillmentOrder"]["destinationAddress"]["name"],
        "Theo Larsen"
    );
    caller.send(
        "PUT",
        &format!("{ORDERS}/H1"),
        json!({"fulfillmentAction": "Ship"}),
    );
    assert_eq!(
        caller
            .refused(
                "PUT",
                &format!("{ORDERS}/H1"),
                Some(&json!({"displayableOrderComment": "late"}))
            )
            .0,
        403
    );
    amazon.control(
        "POST",
        &format!(
            "/sim/accounts/{}/fulfilment-orders/H1/status",
            caller.seller
        ),
        Some(json!({"status": "Processing"})),
    );
    assert_eq!(
        caller.refused("PUT", &format!("{ORDERS}/H1/cancel"), None),
        (400, "InvalidInput".to_owned())
    );
    held("H2");
    caller.send("PUT", &format!("{ORDERS}/H2/cancel"), json!({}));
    assert_eq!(
        status(&caller, "H2"),
        "Received",
        "200 means asked, not cancelled"
    );
    let caller = caller.later(10 * MINUTE);
    assert_eq!(status(&caller, "H2"), "Cancelled");
    let mut request = caller.outbound("H3", &sku, 2);
    request["fulfillmentAction"] = json!("Hold");
    caller.send("POST", ORDERS, request);
    let caller = caller.later(13 * DAY);
    assert_eq!(status(&caller, "H3"), "Received");
    let caller = caller.later(DAY);
    assert_eq!(status(&caller, "H3"), "Cancelled");
}

/// Proves each fulfilment policy against too little stock.
#[test]
fn policies_decide_about_too_little_stock() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let skus = caller.stocked(5);
    let set = |sku: &str, units: i64| {
        amazon.control(
            "PATCH",
            &format!("/sim/accounts/{}/stock/{}", caller.seller, encode(sku)),
            Some(json!({"fulfillable": units})),
        )
    };
    let request = |id: &str, sku: &str, policy: &str| {
        let mut request = caller.outbound(id, sku, 4);
        request["fulfillmentPolicy"] = json!(policy);
        request
    };
    skus[..3].iter().for_each(|sku| drop(set(sku, 3)));
    assert_eq!(
        caller.refused(
            "POST",
            ORDERS,
            Some(&request("KILL", &skus[0], "FillOrKill"))
        ),
        (400, "InvalidInput".to_owned())
    );
    caller.send(
        "POST",
        ORDERS,
        request("SOME", &skus[1], "FillAllAvailable"),
    );
    caller.send("POST", ORDERS, request("ALL", &skus[2], "FillAll"));
    amazon.simulator.change_world(|world| {
        world
            .accounts
            .values_mut()
            .for_each(|account| account.orders_per_day = 0)
    });
    let caller = caller.later(12 * HOUR);
    assert_eq!(status(&caller, "ALL"), "Planning", "waits for the rest");
    let caller = caller.later(LONG);
    for id in ["SOME", "ALL"] {
        let order = read(&caller, id);
        assert_eq!(
            order["fulfillmentOrder"]["fulfillmentOrderStatus"], "CompletePartialled",
            "{id}"
        );
        assert_eq!(
            order["fulfillmentOrderItems"][0]["unfulfillableQuantity"], 1,
            "{id}"
        );
    }
}

/// Proves the refusals of bad orders, one by one.
#[test]
fn bad_orders_are_refused() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(5)[0].clone();
    let check = |pointer: &str, value: Value| {
        let mut request = caller.outbound("BAD", &sku, 1);
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        request.pointer_mut(parent).unwrap()[name] = value.clone();
        let (status, code) = caller.refused("POST", ORDERS, Some(&request));
        assert_eq!(
            (status, code.as_str()),
            (400, "InvalidInput"),
            "{pointer} = {value}"
        );
    };
    check("/displayableOrderComment", Value::Null);
    check("/displayableOrderId", json!("x".repeat(41)));
    check("/displayableOrderId", json!("two  spaces"));
    check("/displayableOrderId", json!("日本"));
    check("/shippingSpeedCategory", json!("Teleport"));
    check("/shippingSpeedCategory", json!("ScheduledDelivery"));
    check("/destinationAddress/city", Value::Null);
    check("/destinationAddress/postalCode", Value::Null);
    check("/marketplaceId", json!("A1PA6795UKMFR9"));
    check("/displayableOrderDate", json!("yesterday"));
    check("/items", json!([]));
    let mut line = caller.outbound("BAD", &sku, 1)["items"][0].clone();
    check("/items", json!([line, line]));
    line["sellerSku"] = json!("NO-SUCH-SKU");
    check("/items", json!([line]));
    line["sellerSku"] = json!(sku);
    line["quantity"] = json!(0);
    check("/items", json!([line]));
    assert_eq!(
        caller.call("POST", ORDERS, Some(&json!("no object"))).0,
        400
    );
}

/// Proves that previews price each speed and tell what is missing; and that they may lack fees.
#[test]
fn previews_tell_prices_and_reasons() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(5)[0].clone();
    let order = caller.outbound("P", &sku, 2);
    let ask = |quantity: i64| {
        let items =
            json!([{"sellerSku": sku, "sellerFulfillmentOrderItemId": "1", "quantity": quantity}]);
        caller.send("POST", &format!("{ORDERS}/preview"), json!({"marketplaceId": caller.marketplace, "address": order["destinationAddress"], "items": items}))["payload"]["fulfillmentPreviews"].clone()
    };
    let previews = ask(2);
    let fees: Vec<f64> = previews
        .as_array()
        .unwrap()
        .iter()
        .map(|preview| {
            preview["estimatedFees"]
                .as_array()
                .unwrap()
                .iter()
                .map(|fee| text(&fee["amount"]["value"]).parse::<f64>().unwrap())
                .sum()
        })
        .collect();
    assert!(
        fees.len() == 3 && fees[0] < fees[1] && fees[1] < fees[2],
        "{fees:?}"
    );
    let missing = ask(250);
    assert_eq!(
        (
            missing[0]["isFulfillable"].as_bool(),
            missing[0]["estimatedFees"].is_null()
        ),
        (Some(false), true)
    );
    assert_eq!(
        missing[0]["unfulfillablePreviewItems"][0]["itemUnfulfillableReasons"],
        json!(["NOT_ENOUGH_INVENTORY"])
    );
    amazon.switch_on(json!({"name": "estimated-fees-null"}));
    let silent = ask(1);
    assert!(silent[0]["isFulfillable"] == true && silent[0].get("estimatedFees").is_none());
}

/// Proves that both generations see one order, in their own words, and that 2026-07-04 changes the action alone.
#[test]
fn both_generations_show_one_order() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(9)[0].clone();
    let request = json!({
        "orderId": "NEW-1", "origin": {"countryCode": "US"}, "fulfillmentConfiguration": {"action": "HOLD", "policy": "FILL_ALL", "serviceLevel": {"serviceTiers": ["EXPEDITED"]}},
        "destination": {"deliveryAddress": caller.outbound("x", &sku, 1)["destinationAddress"]},
        "lineItems": [{"lineItemId": "a", "product": {"productIdentifier": {"amazonSku": sku}}, "amount": {"unit": "EACHES", "value": "3"}}],
    });
    caller.send("POST", ORDERS_2026, request);
    let old = read(&caller, "NEW-1");
    assert_eq!(
        (
            text(&old["fulfillmentOrder"]["shippingSpeedCategory"]),
            text(&old["fulfillmentOrder"]["fulfillmentPolicy"]),
            text(&old["fulfillmentOrder"]["fulfillmentAction"])
        ),
        ("Expedited".into(), "FillAll".into(), "Hold".into())
    );
    assert_eq!(
        caller
            .call(
                "PUT",
                &format!("{ORDERS_2026}/NEW-1"),
                Some(&json!({"fulfillmentConfiguration": {"action": "SHIP"}}))
            )
            .0,
        202
    );
    let caller = caller.later(LONG);
    let new = caller.get(&format!("{ORDERS_2026}/NEW-1"))["order"].clone();
    assert_eq!(
        (
            text(&new["status"]),
            text(&new["fulfillmentConfiguration"]["action"])
        ),
        ("COMPLETE".into(), "SHIP".into())
    );
    let package = &new["shipments"][0]["packages"][0];
    let old = read(&caller, "NEW-1");
    assert_eq!(
        text(&package["packageId"]),
        old["fulfillmentShipments"][0]["fulfillmentShipmentPackage"][0]["packageNumber"]
            .to_string()
    );
    assert_eq!(
        caller
            .call(
                "PUT",
                &format!(
                    "{ORDERS_2026}/NEW-1/packages/{}",
                    text(&package["packageId"])
                ),
                Some(&json!({"status": "DELIVERED"}))
            )
            .0,
        204
    );
    assert_eq!(
        caller.get(&format!("{ORDERS_2026}/NEW-1"))["order"]["shipments"][0]["packages"][0]["status"],
        "DELIVERED"
    );
    assert!(
        caller.get(&format!("{ORDERS_2026}?shipments=EXCLUDE"))["orders"][0]
            .get("shipments")
            .is_none()
    );
}

/// Proves the three lists of a return, and that the unit comes back into stock or not as its condition says.
#[test]
fn units_come_back() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(9)[0].clone();
    caller.send("POST", ORDERS, caller.outbound("R1", &sku, 1));
    let caller = caller.later(LONG);
    let shipment = text(&read(&caller, "R1")["fulfillmentShipments"][0]["amazonShipmentId"]);
    let back = |id: &str, shipment: &str, reason: &str| {
        let item = json!({"sellerReturnItemId": id, "sellerFulfillmentOrderItemId": "line-1", "amazonShipmentId": shipment, "returnReasonCode": reason});
        caller.send(
            "PUT",
            &format!("{ORDERS}/R1/return"),
            json!({"items": [item]}),
        )["payload"]
            .clone()
    };
    let reason = |answer: &Value| {
        text(&answer["invalidReturnItems"][0]["invalidItemReason"]["invalidItemReasonCode"])
    };
    assert_eq!(reason(&back("1", &shipment, "BOREDOM")), "InvalidValues");
    assert_eq!(
        reason(&back("1", "Dxxxxxxxx", "UNWANTED_ITEM")),
        "NoCompletedShipItems"
    );
    let accepted = back("1", &shipment, "UNWANTED_ITEM");
    assert_eq!(
        (
            text(&accepted["returnItems"][0]["status"]),
            accepted["returnAuthorizations"].as_array().unwrap().len()
        ),
        ("New".into(), 1)
    );
    assert_eq!(
        reason(&back("1", &shipment, "UNWANTED_ITEM")),
        "DuplicateRequest"
    );
    assert_eq!(
        reason(&back("2", &shipment, "UNWANTED_ITEM")),
        "NoReturnableQuantity"
    );
    let caller = caller.later(10 * DAY);
    let item = read(&caller, "R1")["returnItems"][0].clone();
    assert_eq!(item["status"], "Processed");
    assert!(item["returnReceivedCondition"].is_string());
}
