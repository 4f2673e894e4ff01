//! Store orders, both generations.

use std::collections::BTreeSet;

use amazon_sim::clock::{DAY, HOUR, MINUTE, iso};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, text};

const ALL: &str =
    "BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT";

fn read(caller: &Caller<'_>, id: &str) -> Value {
    caller.get(&format!(
        "/orders/2026-01-01/orders/{id}?includedData={ALL}"
    ))["order"]
        .clone()
}

/// All orders of a window, page by page, `between` called before each further page.
fn all(caller: &Caller<'_>, window: &str, mut between: impl FnMut()) -> Vec<Value> {
    let base =
        format!("/orders/2026-01-01/orders?{window}&includedData={ALL}&maxResultsPerPage=20");
    let mut orders = Vec::new();
    let mut token = String::new();
    loop {
        let page = caller.get(&if token.is_empty() {
            base.clone()
        } else {
            format!("{base}&paginationToken={}", encode(&token))
        });
        orders.extend(page["orders"].as_array().unwrap().clone());
        token = text(&page["pagination"]["nextToken"]);
        if token.is_empty() {
            return orders;
        }
        between();
    }
}

fn unlimited(amazon: &Amazon) {
    for operation in [
        "orders/searchOrders",
        "orders/getOrder",
        "ordersV0/getOrders",
    ] {
        amazon.control(
            "PUT",
            &format!("/sim/usage-plans/{operation}"),
            Some(json!({"rate": 1000, "burst": 1000})),
        );
    }
}

fn place(caller: &Caller<'_>, wish: Value) -> String {
    text(
        &caller.amazon.control(
            "POST",
            &format!("/sim/accounts/{}/orders", caller.seller),
            Some(wish),
        )["ids"][0],
    )
}

fn steer(caller: &Caller<'_>, id: &str, action: &str, body: Value) {
    caller.amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders/{id}/{action}", caller.seller),
        Some(body),
    );
}

/// An unshipped order that the seller fulfils.
fn unshipped(caller: &Caller<'_>, quantity: i64) -> String {
    let sku = caller.merchant_sku();
    loop {
        let id = place(
            caller,
            json!({"lines": [{"sku": sku, "quantity": quantity}], "marketplace_id": caller.marketplace, "stay_pending": true}),
        );
        steer(caller, &id, "confirm", json!({}));
        if read(caller, &id)["fulfillment"]["fulfillmentStatus"] == "UNSHIPPED" {
            return id;
        }
    }
}

/// Proves that the world's orders cover what importers must survive: pending, cancelled, gift wrap, discounts, taxes and none, companies, several
/// currencies, both fulfilling parties, and orders of which a buyer took back a part; and that the parts of an order add up.
#[test]
fn buyers_order_everything_an_importer_must_survive() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for country in ["US", "DE"] {
        let seller = amazon.caller(country).seller;
        amazon.control(
            "POST",
            &format!("/sim/accounts/{seller}/orders"),
            Some(json!({"count": 300})),
        );
        amazon.advance(2 * HOUR);
        amazon.control(
            "POST",
            &format!("/sim/accounts/{seller}/orders"),
            Some(json!({"count": 5})),
        );
        amazon.advance(5 * MINUTE);
        let caller = amazon.caller(country);
        for order in all(&caller, "createdAfter=2026-01-01T00:00:00Z", || ()) {
            seen.insert(text(&order["fulfillment"]["fulfillmentStatus"]));
            seen.insert(text(&order["fulfillment"]["fulfilledBy"]));
            seen.insert(text(&order["proceeds"]["grandTotal"]["currencyCode"]));
            for part in order["proceeds"]["breakdowns"]
                .as_array()
                .into_iter()
                .flatten()
            {
                seen.insert(text(&part["type"]));
            }
            if order["buyer"]["buyerCompanyName"].is_string() {
                seen.insert("company".to_owned());
            }
            if order["proceeds"]["breakdowns"]
                .as_array()
                .is_some_and(|parts| parts.iter().all(|part| part["type"] != "TAX"))
            {
                seen.insert("untaxed".to_owned());
            }
            let units = |of: &str| {
                let items = order["orderItems"].as_array().into_iter().flatten();
                items
                    .map(|item| item["fulfillment"][of].as_i64().unwrap_or(0))
                    .sum::<i64>()
            };
            let items = order["orderItems"].as_array().into_iter().flatten();
            let ordered: i64 = items
                .map(|item| item["quantityOrdered"].as_i64().unwrap())
                .sum();
            let left = units("quantityUnfulfilled");
            let cancelled = ordered - left - units("quantityFulfilled");
            if left > 0 && cancelled > 0 {
                assert_eq!(
                    order["fulfillment"]["fulfillmentStatus"], "UNSHIPPED",
                    "{order}"
                );
                let mut items = order["orderItems"].as_array().into_iter().flatten();
                assert!(
                    items.any(
                        |item| item["cancellation"]["cancellationExecution"]["cancelledBy"]
                            == "BUYER"
                    ),
                    "{order}"
                );
                seen.insert("partly cancelled".to_owned());
            }
            let cents = |value: &Value| text(value).parse::<f64>().unwrap();
            if order.get("proceeds").is_some() {
                let items: f64 = order["orderItems"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| cents(&item["proceeds"]["proceedsTotal"]["amount"]))
                    .sum();
                assert!(
                    (items - cents(&order["proceeds"]["grandTotal"]["amount"])).abs() < 0.001,
                    "{order}"
                );
            } else {
                assert_eq!(
                    order["fulfillment"]["fulfillmentStatus"], "PENDING",
                    "{order}"
                );
            }
        }
    }
    for wanted in [
        "PENDING",
        "UNSHIPPED",
        "SHIPPED",
        "CANCELLED",
        "partly cancelled",
        "AMAZON",
        "MERCHANT",
        "USD",
        "CAD",
        "EUR",
        "GBP",
        "ITEM",
        "TAX",
        "DISCOUNT",
        "GIFT_WRAP",
        "SHIPPING",
        "company",
        "untaxed",
    ] {
        assert!(seen.contains(wanted), "no order with {wanted}: {seen:?}");
    }
}

/// Proves that no order is lost or doubled over the pages although orders come and change in between, and that the parameters of a
/// token may not change.
#[test]
fn pages_lose_nothing_while_orders_change() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let before = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/orders", caller.seller),
        None,
    );
    let mut wanted: BTreeSet<String> = before["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| text(&order["id"]))
        .collect();
    let changing: Vec<String> = wanted.iter().take(8).cloned().collect();
    let mut round = 0;
    let found = all(&caller, "lastUpdatedAfter=2026-01-01T00:00:00Z", || {
        steer(
            &caller,
            &changing[round % 8],
            "request-cancellation",
            json!({}),
        );
        let sku = caller.merchant_sku();
        place(&caller, json!({"lines": [{"sku": sku, "quantity": 1}]}));
        round += 1;
    });
    let ids: Vec<String> = found.iter().map(|order| text(&order["orderId"])).collect();
    let unique: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), unique.len(), "an order came twice");
    // What changed in between has left the window and comes with the next one.
    for id in changing.iter().take(round) {
        wanted.remove(id);
    }
    let lost: Vec<&String> = wanted.difference(&unique).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let page = caller
        .get("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=1");
    let token = encode(&text(&page["pagination"]["nextToken"]));
    assert_eq!(caller.refused("GET", &format!("/orders/2026-01-01/orders?createdAfter=2026-01-02T00:00:00Z&paginationToken={token}"), None).0, 400);
    assert_eq!(caller.call("GET", &format!("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&includedData=BUYER&paginationToken={token}"), None).0, 200, "included data may change");
    amazon.advance(DAY);
    let caller = amazon.caller("US");
    assert_eq!(caller.refused("GET", &format!("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&paginationToken={token}"), None).0, 400, "a token lives a day");
}

/// Proves the bounds of a search: exactly one beginning, and an end at least two minutes ago.
#[test]
fn searches_keep_their_distance_from_now() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let at = |ago: i64| encode(&iso(amazon.simulator.now() - ago));
    let search = |query: String| {
        caller
            .call("GET", &format!("/orders/2026-01-01/orders?{query}"), None)
            .0
    };
    assert_eq!(search(String::new()), 400);
    assert_eq!(
        search(format!("createdAfter={0}&lastUpdatedAfter={0}", at(DAY))),
        400
    );
    assert_eq!(
        search(format!(
            "lastUpdatedAfter={}&lastUpdatedBefore={}",
            at(DAY),
            at(MINUTE)
        )),
        400
    );
    assert_eq!(
        search(format!(
            "lastUpdatedAfter={}&lastUpdatedBefore={}",
            at(DAY),
            at(2 * MINUTE)
        )),
        200
    );
    assert_eq!(search(format!("createdAfter={}", at(MINUTE))), 400);
    assert_eq!(
        search(format!("createdAfter={}&maxResultsPerPage=101", at(DAY))),
        400
    );
    let id = place(&caller, json!({}));
    let page = caller.get(&format!(
        "/orders/2026-01-01/orders?lastUpdatedAfter={}",
        at(HOUR)
    ));
    assert!(
        page["orders"]
            .as_array()
            .unwrap()
            .iter()
            .all(|order| order["orderId"] != id.as_str()),
        "what happened a moment ago is not there yet"
    );
    assert_eq!(
        text(&page["lastUpdatedBefore"]),
        iso(amazon.simulator.now() - 2 * MINUTE)
    );
}

/// Proves AMZ-ORD-22 at Amazon's side: packages confirmed one by one, an edit of one, and every refusal.
#[test]
fn a_merchant_confirms_packages() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let id = unshipped(&caller, 3);
    let item = text(&read(&caller, &id)["orderItems"][0]["orderItemId"]);
    let confirm = |reference: &str, carrier: &str, quantity: i64, tracking: &str| {
        let body = json!({"marketplaceId": caller.marketplace, "packageDetail": {
            "packageReferenceId": reference, "carrierCode": carrier, "trackingNumber": tracking, "shippingMethod": "Ground", "shipDate": amazon.now(),
            "orderItems": [{"orderItemId": item, "quantity": quantity}],
        }});
        caller.call(
            "POST",
            &format!("/orders/v0/orders/{id}/shipmentConfirmation"),
            Some(&body),
        )
    };
    assert_eq!(
        confirm("box-1", "UPS", 1, "1Z5R89390357567127").0,
        400,
        "a reference is a number"
    );
    assert_eq!(confirm("1", "Pigeon Post", 1, "1").0, 400);
    assert_eq!(confirm("1", "Other", 1, "1").0, 400, "Other needs a name");
    assert_eq!(confirm("1", "UPS", 4, "1").0, 400, "more than ordered");
    assert_eq!(confirm("1", "UPS", 1, "1Z5R89390357567127").0, 204);
    assert_eq!(
        read(&caller, &id)["fulfillment"]["fulfillmentStatus"],
        "PARTIALLY_SHIPPED"
    );
    assert_eq!(
        confirm("1", "USPS", 1, "9400111206206406260787").0,
        204,
        "the same reference edits"
    );
    assert_eq!(confirm("2", "UPS", 2, "1Z879E930346834440").0, 204);
    let order = read(&caller, &id);
    assert_eq!(order["fulfillment"]["fulfillmentStatus"], "SHIPPED");
    let packages: Vec<(String, String)> = order["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            (
                text(&package["packageReferenceId"]),
                text(&package["carrier"]),
            )
        })
        .collect();
    assert_eq!(
        packages,
        [("1".into(), "USPS".into()), ("2".into(), "UPS".into())]
    );
    let (status, body) = confirm("3", "UPS", 1, "1");
    assert_eq!(
        (status, text(&body["errors"][0]["code"])),
        (400, "PackageToUpdateNotFound".to_owned())
    );
    let fba = place(
        &caller,
        json!({"lines": [{"sku": caller.stocked(3)[0], "quantity": 1}]}),
    );
    assert_eq!(caller.refused("POST", &format!("/orders/v0/orders/{fba}/shipmentConfirmation"), Some(&json!({"marketplaceId": caller.marketplace, "packageDetail": {"packageReferenceId": "1", "carrierCode": "UPS", "trackingNumber": "1", "shipDate": amazon.now(), "orderItems": [{"orderItemId": "1", "quantity": 1}]}}))).0, 400);
}

/// Proves wishes to cancel, whole and partial cancellation, and that cancelled units are offered again.
#[test]
fn orders_are_cancelled_in_whole_and_in_part() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let id = unshipped(&caller, 3);
    let order = read(&caller, &id);
    let sku = text(&order["orderItems"][0]["product"]["sellerSku"]);
    let offered = || {
        amazon.control(
            "GET",
            &format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku)),
            None,
        )["channels"]["DEFAULT"]
            .as_i64()
            .unwrap()
    };
    let before = offered();
    steer(
        &caller,
        &id,
        "request-cancellation",
        json!({"reason": "Found it cheaper"}),
    );
    assert_eq!(
        read(&caller, &id)["orderItems"][0]["cancellation"]["cancellationRequest"]["cancelReason"],
        "Found it cheaper"
    );
    steer(
        &caller,
        &id,
        "cancel-units",
        json!({"order_item_id": order["orderItems"][0]["orderItemId"], "quantity": 1}),
    );
    assert_eq!(
        (
            offered(),
            read(&caller, &id)["orderItems"][0]["fulfillment"]["quantityUnfulfilled"].as_i64()
        ),
        (before + 1, Some(2))
    );
    let items = caller.get(&format!("/orders/v0/orders/{id}/orderItems"));
    let item = &items["payload"]["OrderItems"][0];
    let whole = caller.get(&format!("/orders/v0/orders/{id}"));
    assert_eq!(
        (
            read(&caller, &id)["orderItems"][0]["quantityOrdered"].as_i64(),
            item["QuantityOrdered"].as_i64(),
            whole["payload"]["NumberOfItemsUnshipped"].as_i64()
        ),
        (Some(3), Some(3), Some(2)),
        "both generations tell what was ordered and what is left"
    );
    steer(
        &caller,
        &id,
        "cancel",
        json!({"by": "SELLER", "reason": "NoInventory"}),
    );
    let order = read(&caller, &id);
    assert_eq!(
        (
            text(&order["fulfillment"]["fulfillmentStatus"]),
            text(&order["orderItems"][0]["cancellation"]["cancellationExecution"]["cancelledBy"])
        ),
        ("CANCELLED".into(), "MERCHANT".into())
    );
    assert_eq!(offered(), before + 3);
    assert_eq!(
        caller.get(&format!("/orders/v0/orders/{id}"))["payload"]["OrderStatus"],
        "Canceled",
        "v0 spells it with one L"
    );
}

/// Proves that the name needs one role and the address another, without any token, and both stay silent for pending orders.
#[test]
fn personal_data_follow_the_roles() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let id = unshipped(&caller, 1);
    let order = read(&caller, &id);
    assert!(
        order["buyer"]["buyerName"].is_string()
            && order["recipient"]["deliveryAddress"]["addressLine1"].is_string()
            && order["buyer"]["buyerEmail"].is_string()
    );
    amazon.control(
        "PATCH",
        &format!("/sim/accounts/{}", caller.seller),
        Some(json!({"missing_roles": ["Tax Invoicing", "Direct-to-Consumer Shipping"]})),
    );
    let order = read(&caller, &id);
    assert!(
        order["buyer"].get("buyerName").is_none()
            && order["recipient"]["deliveryAddress"]
                .get("addressLine1")
                .is_none()
    );
    assert!(order["recipient"]["deliveryAddress"]["postalCode"].is_string());
    let pending = place(&caller, json!({"stay_pending": true}));
    let order = read(&caller, &pending);
    assert!(
        order.get("buyer").is_none()
            && order.get("proceeds").is_none()
            && order["orderItems"][0]["product"].get("price").is_none()
    );
    assert!(
        caller.get(&format!("/orders/2026-01-01/orders/{id}"))["order"]
            .get("fulfillment")
            .is_none(),
        "without FULFILLMENT there is not even a status"
    );
}

/// Proves that pages of v0 need their token alone, and that Amazon cancels what is not shipped a week after the promise.
#[test]
fn the_old_api_pages_and_late_orders_lapse() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let base = format!("/orders/v0/orders?MarketplaceIds={}", caller.marketplace);
    let mut page = caller.get(&format!(
        "{base}&LastUpdatedAfter=2026-01-01T00:00:00Z&MaxResultsPerPage=10"
    ))["payload"]
        .clone();
    let mut ids = BTreeSet::new();
    loop {
        for order in page["Orders"].as_array().unwrap() {
            assert!(
                ids.insert(text(&order["AmazonOrderId"])),
                "an order came twice"
            );
        }
        let token = text(&page["NextToken"]);
        if token.is_empty() {
            break;
        }
        page = caller.get(&format!("{base}&NextToken={}", encode(&token)))["payload"].clone();
    }
    assert!(ids.len() > 40, "{}", ids.len());
    let id = unshipped(&caller, 1);
    let caller = caller.later(10 * DAY);
    let order = read(&caller, &id);
    assert_eq!(
        order["orderItems"][0]["cancellation"]["cancellationExecution"]["cancelledBy"],
        "AMAZON"
    );
}
