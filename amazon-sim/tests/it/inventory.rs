//! FBA inventory.

use amazon_sim::clock::{DAY, SECOND, iso};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, text};

fn path(caller: &Caller<'_>, more: &str) -> String {
    format!(
        "/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId={0}&marketplaceIds={0}{more}",
        caller.marketplace
    )
}

fn skus(page: &Value) -> Vec<String> {
    page["payload"]["inventorySummaries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["sellerSku"]))
        .collect()
}

/// Proves that all pages together hold every SKU once, and that a token dies after thirty seconds.
#[test]
fn pages_hold_every_sku_once() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/listings", caller.seller),
        Some(json!({"count": 120, "prefix": "BULK"})),
    );
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let page = caller.get(&path(
            &caller,
            &if token.is_empty() {
                String::new()
            } else {
                format!("&nextToken={}", encode(&token))
            },
        ));
        seen.extend(skus(&page));
        token = text(&page["pagination"]["nextToken"]);
        if token.is_empty() {
            break;
        }
        amazon.advance(SECOND);
    }
    let mut unique = seen.clone();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (162, 162));
    let token = text(&caller.get(&path(&caller, ""))["pagination"]["nextToken"]);
    amazon.advance(30 * SECOND);
    let (status, body) = caller.call(
        "GET",
        &path(&caller, &format!("&nextToken={}", encode(&token))),
        None,
    );
    assert_eq!(
        (status, text(&body["errors"][0]["message"])),
        (400, "The pagination token has expired.".to_owned())
    );
}

/// Proves what a change filter shows, and that inbound figures are no change.
#[test]
fn changes_since_an_instant_are_found() {
    let amazon = Amazon::new();
    amazon.simulator.change_world(|world| {
        world
            .accounts
            .values_mut()
            .for_each(|account| account.orders_per_day = 0)
    });
    let caller = amazon.caller("US").later(10 * DAY);
    let since = format!("&startDateTime={}", encode(&iso(amazon.simulator.now())));
    assert_eq!(
        skus(&caller.get(&path(&caller, &since))),
        Vec::<String>::new()
    );
    let sku = caller.stocked(5)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("ONE", &sku, 1),
    );
    assert_eq!(skus(&caller.get(&path(&caller, &since))), [sku]);
    amazon.advance(5 * SECOND);
    let old = format!(
        "&startDateTime={}",
        encode(&iso(amazon.simulator.now() - 600 * DAY))
    );
    assert_eq!(caller.refused("GET", &path(&caller, &old), None).0, 400);
}

/// Proves that a seller without FBA gets 400, that the figures add up, and that both marketplaces show one pool.
#[test]
fn figures_add_up_over_one_pool() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let rows = caller.get(&path(&caller, ""))["payload"]["inventorySummaries"].clone();
    for row in rows.as_array().unwrap() {
        let details = &row["inventoryDetails"];
        let sum: i64 = [
            "/fulfillableQuantity",
            "/inboundWorkingQuantity",
            "/inboundShippedQuantity",
            "/inboundReceivingQuantity",
            "/reservedQuantity/totalReservedQuantity",
            "/researchingQuantity/totalResearchingQuantity",
            "/unfulfillableQuantity/totalUnfulfillableQuantity",
        ]
        .iter()
        .map(|pointer| details.pointer(pointer).unwrap().as_i64().unwrap())
        .sum();
        assert_eq!(row["totalQuantity"], sum, "{row}");
    }
    let canada = Caller {
        marketplace: "A2EUQ1WTGCTBG2".into(),
        ..caller.clone()
    };
    assert_eq!(
        canada.get(&path(&canada, ""))["payload"]["inventorySummaries"],
        rows
    );
    let accounts = amazon.control("GET", "/sim/accounts", None);
    let without = accounts["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|account| account["has_fba"] == false)
        .unwrap()
        .clone();
    let without = amazon.caller_for(&without);
    assert_eq!(
        without.refused("GET", &path(&without, ""), None),
        (400, "InvalidInput".to_owned())
    );
}

/// Proves that the three operations of the dynamic sandbox play together with outbound.
#[test]
fn the_dynamic_sandbox_makes_stock() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    caller.send("POST", "/fba/inventory/v1/items", json!({"sellerSku": "SANDBOX/1", "marketplaceId": caller.marketplace, "productName": "Thing"}));
    let call = amazon_sim::Call {
        method: "POST".into(),
        path: "/fba/inventory/v1/items/inventory".into(),
        headers: vec![("x-amz-access-token".into(), caller.token.clone()), ("user-agent".into(), "Tests/1".into()), ("x-amzn-idempotency-token".into(), "once".into())],
        body: json!({"inventoryItems": [{"sellerSku": "SANDBOX/1", "marketplaceId": caller.marketplace, "quantity": 5}]}).to_string().into_bytes(),
        ..Default::default()
    };
    assert_eq!(
        (
            amazon.simulator.call(&call).status,
            amazon.simulator.call(&call).status
        ),
        (200, 200)
    );
    assert_eq!(
        caller.fulfillable("SANDBOX/1"),
        5,
        "the second call with the same idempotency token did nothing"
    );
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("SB", "SANDBOX/1", 2),
    );
    caller.send(
        "PUT",
        "/fba/outbound/2020-07-01/fulfillmentOrders/SB/status",
        json!({"fulfillmentOrderStatus": "Complete"}),
    );
    assert_eq!(
        caller.get("/fba/outbound/2020-07-01/fulfillmentOrders/SB")["payload"]["fulfillmentOrder"]
            ["fulfillmentOrderStatus"],
        "Complete"
    );
    assert_eq!(
        caller
            .call(
                "DELETE",
                &format!(
                    "/fba/inventory/v1/items/SANDBOX%2F1?marketplaceId={}",
                    caller.marketplace
                ),
                None
            )
            .0,
        200
    );
}
