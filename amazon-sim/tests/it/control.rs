//! The control API: what the page and the demo stand on.

use amazon_sim::clock::{HOUR, MINUTE};
use serde_json::{Value, json};

use crate::harness::{Amazon, encode, header, parsed, text};

/// Proves DESIGN's shape of the ready-made accounts, and that North America and Europe have listings and stock.
#[test]
fn ready_made_accounts_are_listed() {
    let amazon = Amazon::new();
    let accounts = amazon.control("GET", "/sim/accounts", None);
    let items = accounts["items"].as_array().unwrap();
    for account in items {
        for name in ["seller_id", "client_id", "client_secret", "refresh_token"] {
            assert!(
                account[name].as_str().is_some_and(|text| !text.is_empty()),
                "{name}"
            );
        }
        amazon.caller_for(account);
    }
    for (country, region) in [("US", "na"), ("DE", "eu"), ("JP", "fe"), ("AU", "fe")] {
        let account = amazon.account(country);
        assert_eq!(account["region"], region);
        assert!(
            account["n_listings"].as_u64() > Some(20) && account["n_stock"].as_u64() > Some(10),
            "{country}"
        );
    }
    assert!(items.iter().any(|account| account["plan"] == "INDIVIDUAL"));
    assert!(
        items[0]["n_stock"].as_u64() > Some(10),
        "whoever takes the first account finds stock"
    );
}

/// Proves that the OpenAPI document and the routes agree: what it describes exists.
#[test]
fn the_document_describes_what_exists() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let orders = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/orders?limit=1", caller.seller),
        None,
    );
    let sku = caller.stocked(2)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("C1", &sku, 1),
    );
    let document = amazon.control("GET", "/sim/openapi.json", None);
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 25);
    for (path, methods) in paths {
        if methods.get("get").is_none() || path == "/sim/journal" {
            continue;
        }
        let real = path
            .replace("{seller_id}", &caller.seller)
            .replace("{sku}", &encode(&sku))
            .replace("{order_id}", &text(&orders["items"][0]["id"]))
            .replace("{id}", "C1");
        assert_eq!(
            parsed(&amazon.control_raw("GET", &real, None)).0,
            200,
            "{real}"
        );
    }
    assert_eq!(
        parsed(&amazon.control_raw("GET", "/sim/nothing", None)).0,
        404
    );
    let page = amazon.control_raw("GET", "/sim/", None);
    assert_eq!(
        (page.status, header(&page, "content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
}

/// Proves that time is advanced and everything due happens at its own instant.
#[test]
fn a_day_is_made_to_pass() {
    let amazon = Amazon::new();
    let clock = amazon.control("GET", "/sim/clock", None);
    let before = amazon_sim::clock::parse_iso(&text(&clock["now"])).unwrap();
    assert_eq!(clock["running"], false);
    let caller = amazon.caller("US");
    let sku = caller.stocked(2)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("T1", &sku, 1),
    );
    amazon.control("POST", "/sim/clock", Some(json!({"advance": "PT24H"})));
    assert_eq!(amazon.simulator.now() - before, 24 * HOUR);
    let order = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/fulfilment-orders/T1", caller.seller),
        None,
    );
    let updated = amazon_sim::clock::parse_iso(&text(&order["updated"])).unwrap();
    assert!(
        order["status"] == "Complete" && updated > before + HOUR && updated < before + 23 * HOUR,
        "{order}"
    );
    assert_eq!(
        parsed(&amazon.control_raw("POST", "/sim/clock", Some(json!({"advance": "a while"})))).0,
        400
    );
}

/// Proves that the parts of an account are steered: accounts, listings by hand and in bulk, stock, parcels.
#[test]
fn a_world_is_arranged() {
    let amazon = Amazon::new();
    let opened = amazon.control(
        "POST",
        "/sim/accounts",
        Some(
            json!({"name": "Test Ltd", "region": "eu", "countries": ["GB", "IE"], "has_fba": true}),
        ),
    );
    let caller = amazon.caller_for(&opened);
    let listed = amazon.control("POST", &format!("/sim/accounts/{}/listings", caller.seller), Some(json!({"items": [{"sku": "A/1", "title": "Blue mug", "ean": "2000000000008", "quantity": 9}, {"sku": "M-1", "fba": false, "quantity": 3}]})));
    assert_eq!(listed["skus"], json!(["A/1", "M-1"]));
    assert_eq!(
        amazon.control(
            "POST",
            &format!("/sim/accounts/{}/listings", caller.seller),
            Some(json!({"count": 500}))
        )["n_listings"],
        500
    );
    let found = caller.get(&format!(
        "/catalog/2022-04-01/items?identifiersType=EAN&identifiers=2000000000008&marketplaceIds={}",
        caller.marketplace
    ));
    assert_eq!(found["items"][0]["summaries"][0]["itemName"], "Blue mug");
    assert_eq!(caller.fulfillable("A/1"), 9);
    amazon.control(
        "PATCH",
        &format!("/sim/accounts/{}/stock/A%2F1", caller.seller),
        Some(json!({"fulfillable": 40, "defective": 2})),
    );
    assert_eq!(caller.fulfillable("A/1"), 40);
    let order = amazon.control("POST", &format!("/sim/accounts/{}/orders", caller.seller), Some(json!({"lines": [{"sku": "M-1", "quantity": 2, "gift_message": "Hello", "discount": 100}], "business": true})));
    let order = amazon.control(
        "GET",
        &format!(
            "/sim/accounts/{}/orders/{}",
            caller.seller,
            text(&order["ids"][0])
        ),
        None,
    );
    assert!(
        order["company"].is_string()
            && order["lines"][0]["gift_message"] == "Hello"
            && order["currency"] == "GBP"
    );
}

/// Proves that the log of calls shows who asked what and how it went, with filters.
#[test]
fn calls_are_logged() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    caller.get("/sellers/v1/account");
    caller.call("GET", "/orders/2026-01-01/orders", None);
    let log = amazon.control("GET", "/sim/calls", None);
    let seen: Vec<(String, u64)> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| (text(&call["operation"]), call["status"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        seen,
        [
            ("lwa/token".into(), 200),
            ("sellers/getAccount".into(), 200),
            ("orders/searchOrders".into(), 400)
        ]
    );
    let filtered = amazon.control(
        "GET",
        &format!("/sim/calls?seller_id={}&status=400", caller.seller),
        None,
    );
    assert_eq!(filtered["items"].as_array().unwrap().len(), 1);
    let last = &log["items"][1]["number"];
    assert_eq!(
        amazon.control("GET", &format!("/sim/calls?after={last}"), None)["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

/// Proves that subscriptions deliver messages that fit Amazon's schemas.
#[test]
fn notifications_fit_their_schemas() {
    let amazon = Amazon::new();
    let account = amazon.account("US");
    let caller = amazon.caller_for(&account);
    let grantless = amazon.without_seller(&account, &caller);
    assert_eq!(
        caller
            .refused("GET", "/notifications/v1/destinations", None)
            .0,
        403,
        "grantless calls need a grantless token"
    );
    let destination = text(&grantless.send("POST", "/notifications/v1/destinations", json!({"name": "q", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-1:123456789012:queue"}}}))["payload"]["destinationId"]);
    let types = [
        ("ORDER_CHANGE", "1.0"),
        ("FULFILLMENT_ORDER_STATUS", "1.0"),
        ("REPORT_PROCESSING_FINISHED", "2020-09-04"),
        ("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "1.0"),
        ("FEED_PROCESSING_FINISHED", "2020-09-04"),
        ("FBA_INVENTORY_AVAILABILITY_CHANGES", "1.0"),
        ("FBA_OUTBOUND_SHIPMENT_STATUS", "1.0"),
    ];
    for (kind, version) in types {
        let made = caller.send(
            "POST",
            &format!("/notifications/v1/subscriptions/{kind}"),
            json!({"payloadVersion": version, "destinationId": destination}),
        );
        amazon.advance(2_000);
        let id = text(&made["payload"]["subscriptionId"]);
        assert_eq!(
            grantless.get(&format!("/notifications/v1/subscriptions/{kind}/{id}"))["payload"]["destinationId"],
            destination.as_str()
        );
    }
    let sku = caller.stocked(3)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("N1", &sku, 1),
    );
    let merchant = caller.merchant_sku();
    caller.send("PATCH", &format!("/listings/2021-08-01/items/{}/{}?marketplaceIds={}", caller.seller, encode(&merchant), caller.marketplace), json!({"productType": "PRODUCT", "patches": [{"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 33}]}]}));
    caller.send("POST", "/reports/2021-06-30/reports", json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]}));
    let upload = caller.send(
        "POST",
        "/feeds/2021-06-30/documents",
        json!({"contentType": "application/json; charset=UTF-8"}),
    );
    caller.upload(
        &text(&upload["url"]),
        "application/json; charset=UTF-8",
        br#"{"header": {"version": "2.0"}, "messages": []}"#,
    );
    caller.send("POST", "/feeds/2021-06-30/feeds", json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": upload["feedDocumentId"]}));
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders", caller.seller),
        Some(json!({"lines": [{"sku": sku, "quantity": 1}]})),
    );
    amazon.advance(48 * HOUR);
    let messages = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/notifications", caller.seller),
        None,
    );
    let messages = messages["items"].as_array().unwrap();
    for (kind, _) in types {
        let found: Vec<&Value> = messages
            .iter()
            .filter(|message| message["kind"] == kind)
            .collect();
        assert!(!found.is_empty(), "no {kind}");
        for message in found {
            let missing: Vec<String> = amazon
                .simulator
                .models()
                .check_schema(kind, &message["body"])
                .into_iter()
                .map(|violation| violation.text)
                .collect();
            assert_eq!(missing, Vec::<String>::new(), "{kind}: {}", message["body"]);
        }
    }
    amazon.advance(MINUTE);
}
