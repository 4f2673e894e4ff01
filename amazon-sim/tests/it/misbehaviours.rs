//! Every named misbehaviour: what switching it on makes a caller see, and that switching it off ends it.

use std::time::Duration;

use amazon_sim::Delivery;
use amazon_sim::clock::{DAY, HOUR, MINUTE, SECOND};
use amazon_sim::world::misbehaviour::KINDS;
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, header, parsed, refresh_form, text};
use crate::inbound::{confirmed, prepared, unlimited};

const ACCOUNT: &str = "/sellers/v1/account";
const ORDERS: &str = "/fba/outbound/2020-07-01/fulfillmentOrders";
const REPORTS: &str = "/reports/2021-06-30/reports";

/// Status and first error code of a plain read.
fn plain(caller: &Caller<'_>) -> (u16, String) {
    let (status, body) = caller.call("GET", ACCOUNT, None);
    (status, text(&body["errors"][0]["code"]))
}

fn order(caller: &Caller<'_>, id: &str) -> Value {
    caller.get(&format!("{ORDERS}/{id}"))["payload"].clone()
}

fn create(caller: &Caller<'_>, id: &str) -> amazon_sim::Reply {
    let sku = caller.stocked(5)[0].clone();
    caller.raw("POST", ORDERS, Some(&caller.outbound(id, &sku, 1)))
}

fn inventory(caller: &Caller<'_>, more: &str) -> String {
    format!(
        "/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId={0}&marketplaceIds={0}{more}",
        caller.marketplace
    )
}

fn report(caller: &Caller<'_>) -> Value {
    let id = text(&caller.send("POST", REPORTS, json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]}))["reportId"]);
    caller.amazon.advance(4 * MINUTE);
    caller.get(&format!("{REPORTS}/{id}"))
}

fn report_bytes(caller: &Caller<'_>) -> (String, usize) {
    let found = caller.get(&format!(
        "/reports/2021-06-30/documents/{}",
        encode(&text(&report(caller)["reportDocumentId"]))
    ));
    let reply = caller.document(&text(&found["url"]));
    let mut plain = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::GzDecoder::new(reply.body.as_slice()),
        &mut plain,
    )
    .unwrap();
    (
        header(&reply, "content-type").unwrap().to_owned(),
        plain.len(),
    )
}

fn shipped_order(caller: &Caller<'_>) -> String {
    let orders = caller.amazon.control(
        "GET",
        &format!("/sim/accounts/{}/orders", caller.seller),
        None,
    );
    text(
        &orders["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|order| order["status"] == "SHIPPED" && order["is_fba"] == false)
            .unwrap()["id"],
    )
}

/// Patches the quantity of a merchant SKU and tells what is offered a minute later.
fn quantity_after_patch(caller: &Caller<'_>, quantity: i64) -> i64 {
    let sku = caller.merchant_sku();
    let path = format!(
        "/listings/2021-08-01/items/{}/{}?marketplaceIds={}",
        caller.seller,
        encode(&sku),
        caller.marketplace
    );
    let answer = caller.send("PATCH", &path, json!({"productType": "PRODUCT", "patches": [{"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": quantity}]}]}));
    assert_eq!(answer["status"], "ACCEPTED");
    caller.amazon.advance(MINUTE);
    caller.amazon.control(
        "GET",
        &format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku)),
        None,
    )["channels"]["DEFAULT"]
        .as_i64()
        .unwrap()
}

/// A SKU that needs no preparation.
fn unprepared(caller: &Caller<'_>) -> String {
    let sku = caller.stocked(1).into_iter().find(|sku| {
        let prep = caller.get(&format!(
            "/inbound/fba/2024-03-20/items/prepDetails?marketplaceId={}&mskus={}",
            caller.marketplace,
            encode(&encode_special(sku))
        ));
        prep["mskuPrepDetails"][0]["prepCategory"] == "NONE"
    });
    sku.unwrap()
}

/// Makes a plan and waits `wait`; answers the operation's status, its problem codes and the plan's status.
fn plan(caller: &Caller<'_>, wait: i64) -> (String, Vec<String>, String) {
    plan_of(caller, &unprepared(caller), wait)
}

fn plan_of(caller: &Caller<'_>, sku: &str, wait: i64) -> (String, Vec<String>, String) {
    let items = json!([{"msku": sku, "quantity": 4, "prepOwner": "NONE", "labelOwner": "SELLER"}]);
    let created = caller.send("POST", "/inbound/fba/2024-03-20/inboundPlans", json!({
        "destinationMarketplaces": [caller.marketplace], "items": items,
        "sourceAddress": {"name": "Harbour Lane", "addressLine1": "1 Quay St", "city": "Portland", "postalCode": "97205", "countryCode": "US", "phoneNumber": "5550100"},
    }));
    caller.amazon.advance(wait);
    let status = caller.get(&format!(
        "/inbound/fba/2024-03-20/operations/{}",
        text(&created["operationId"])
    ));
    let plan = caller.get(&format!(
        "/inbound/fba/2024-03-20/inboundPlans/{}",
        text(&created["inboundPlanId"])
    ));
    let codes = status["operationProblems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| text(&problem["code"]))
        .collect();
    (
        text(&status["operationStatus"]),
        codes,
        text(&plan["status"]),
    )
}

/// `%`, `+` and `,` are encoded twice in this list.
fn encode_special(sku: &str) -> String {
    sku.replace('%', "%25")
        .replace('+', "%2B")
        .replace(',', "%2C")
}

/// What a caller sees of a misbehaviour; each arm asserts it.
fn is_seen(name: &str, amazon: &Amazon, caller: &Caller<'_>) {
    let on = |more: Value| {
        let mut wanted = json!({"name": name});
        wanted
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        amazon.switch_on(wanted);
    };
    match name {
        "throttle" => {
            on(json!({"times": 2}));
            assert_eq!(plain(caller), (429, "QuotaExceeded".into()));
        }
        "drop-reply-after-accept" => {
            on(json!({"operation": "outbound/createFulfillmentOrder"}));
            assert_eq!(create(caller, "D1").delivery, Delivery::Dropped);
            assert_eq!(
                order(caller, "D1")["fulfillmentOrder"]["fulfillmentOrderStatus"],
                "Received",
                "it was done all the same"
            );
            let again = create(caller, "D1");
            assert_eq!(
                (again.status, again.delivery),
                (400, Delivery::Dropped),
                "and done once"
            );
        }
        "drop-call" => {
            on(json!({"operation": "outbound/createFulfillmentOrder"}));
            assert_eq!(create(caller, "D2").delivery, Delivery::Dropped);
            assert_eq!(caller.refused("GET", &format!("{ORDERS}/D2"), None).0, 404);
        }
        "slow-body" => {
            on(json!({"parameter": 900}));
            assert_eq!(
                caller.raw("GET", ACCOUNT, None).delivery,
                Delivery::Slow(Duration::from_millis(900))
            );
        }
        "truncated-body" => {
            on(json!({}));
            assert_eq!(
                caller.raw("GET", ACCOUNT, None).delivery,
                Delivery::Truncated
            );
        }
        "html-error" => {
            on(json!({}));
            let reply = caller.raw("GET", ACCOUNT, None);
            assert_eq!(
                (reply.status, header(&reply, "content-type")),
                (503, Some("text/html"))
            );
        }
        "server-error" => {
            on(json!({}));
            assert_eq!(plain(caller), (500, "InternalFailure".into()));
        }
        "server-error-after-accept" => {
            on(json!({"operation": "outbound/createFulfillmentOrder"}));
            assert_eq!(create(caller, "D3").status, 500);
            assert_eq!(
                order(caller, "D3")["fulfillmentOrder"]["fulfillmentOrderStatus"],
                "Received"
            );
        }
        "maintenance" => {
            on(json!({"for": "PT1H"}));
            assert_eq!(plain(caller), (503, "ServiceUnavailable".into()));
            assert_eq!(
                plain(&caller.later(HOUR)).0,
                200,
                "an hour later it is over"
            );
        }
        "expired-token" | "missing-role" | "wrong-region" => {
            on(json!({"operation": "sellers"}));
            assert_eq!(plain(caller), (403, "Unauthorized".into()));
        }
        "revoked-authorisation" | "expired-authorisation" => {
            on(json!({"seller_id": caller.seller}));
            assert_eq!(plain(caller), (403, "Unauthorized".into()));
            assert_eq!(
                amazon.token(&refresh_form(&amazon.account("US"))).1["error"],
                "invalid_grant"
            );
            assert_eq!(
                amazon.token(&refresh_form(&amazon.account("DE"))).0,
                200,
                "others are not touched"
            );
        }
        "rejects-valid" => {
            on(json!({"operation": "orders/searchOrders"}));
            assert_eq!(
                caller.refused(
                    "GET",
                    "/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z",
                    None
                ),
                (400, "InvalidInput".into())
            );
        }
        "clock-skew" => {
            create(caller, "D4");
            let before = text(&order(caller, "D4")["fulfillmentOrder"]["receivedDate"]);
            on(json!({}));
            let after = text(&order(caller, "D4")["fulfillmentOrder"]["receivedDate"]);
            let at = |text: &str| amazon_sim::clock::parse_iso(text).unwrap();
            assert_eq!(at(&after) - at(&before), 5 * MINUTE);
        }
        "stuck-planning" => {
            on(json!({}));
            create(caller, "D5");
            assert_eq!(
                order(&caller.later(5 * DAY), "D5")["fulfillmentOrder"]["fulfillmentOrderStatus"],
                "Planning"
            );
        }
        "estimated-fees-null" => {
            on(json!({}));
            let sku = caller.stocked(5)[0].clone();
            let order = caller.outbound("x", &sku, 1);
            let previews = caller.send(
                "POST",
                &format!("{ORDERS}/preview"),
                json!({"address": order["destinationAddress"], "items": order["items"]}),
            );
            assert!(
                previews["payload"]["fulfillmentPreviews"][0]
                    .get("estimatedFees")
                    .is_none()
            );
        }
        "tracking-absent" => {
            create(caller, "D6");
            let caller = caller.later(3 * DAY);
            on(json!({}));
            let package =
                &order(&caller, "D6")["fulfillmentShipments"][0]["fulfillmentShipmentPackage"][0];
            assert!(package["packageNumber"].is_i64() && package.get("trackingNumber").is_none());
        }
        "partial-list" => {
            let n = |caller: &Caller<'_>| {
                caller.get(&inventory(caller, ""))["payload"]["inventorySummaries"]
                    .as_array()
                    .unwrap()
                    .len()
            };
            let whole = n(caller);
            on(json!({}));
            assert_eq!(n(caller), whole - whole / 3);
        }
        "stale-list" => {
            create(caller, "D7");
            let n = |caller: &Caller<'_>| {
                caller.get(ORDERS)["payload"]["fulfillmentOrders"]
                    .as_array()
                    .unwrap()
                    .len()
            };
            assert_eq!(n(caller), 1);
            on(json!({}));
            assert_eq!(n(caller), 0);
        }
        "stale-inventory" => {
            let sku = caller.stocked(5)[0].clone();
            let shown = |caller: &Caller<'_>| {
                caller.get(&inventory(
                    caller,
                    &format!("&details=true&sellerSku={}", encode(&sku)),
                ))["payload"]["inventorySummaries"][0]["inventoryDetails"]["fulfillableQuantity"]
                    .as_i64()
                    .unwrap()
            };
            on(json!({}));
            let before = shown(caller);
            create(caller, "D8");
            assert_eq!(
                (shown(caller), caller.fulfillable(&sku)),
                (before, before - 1)
            );
        }
        "expired-page-token" => {
            amazon.control(
                "POST",
                &format!("/sim/accounts/{}/listings", caller.seller),
                Some(json!({"count": 60})),
            );
            let token = text(&caller.get(&inventory(caller, ""))["pagination"]["nextToken"]);
            on(json!({}));
            assert_eq!(
                caller
                    .refused(
                        "GET",
                        &inventory(caller, &format!("&nextToken={}", encode(&token))),
                        None
                    )
                    .0,
                400
            );
        }
        "price-absent" | "address-absent" => {
            let path = format!(
                "/orders/2026-01-01/orders/{}?includedData=PROCEEDS,BUYER,RECIPIENT",
                shipped_order(caller)
            );
            on(json!({}));
            let order = caller.get(&path)["order"].clone();
            assert_eq!(
                (
                    order.get("proceeds").is_none(),
                    order.get("recipient").is_none()
                ),
                (name == "price-absent", name == "address-absent")
            );
        }
        "buyer-absent" => {
            on(json!({}));
            let found = caller.get("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&includedData=BUYER,RECIPIENT");
            let orders = found["orders"].as_array().unwrap();
            assert!(orders.iter().all(|order| order.get("buyer").is_none()));
            assert!(orders.iter().any(|order| order.get("recipient").is_some()));
        }
        "report-cancelled" => {
            on(json!({}));
            assert_eq!(report(caller)["processingStatus"], "CANCELLED");
        }
        "report-fatal" => {
            on(json!({}));
            let report = report(caller);
            assert_eq!(
                (
                    text(&report["processingStatus"]),
                    report["reportDocumentId"].is_string()
                ),
                ("FATAL".into(), true)
            );
        }
        "report-huge" => {
            on(json!({"parameter": 12_000_000}));
            assert!(report_bytes(caller).1 >= 12_000_000);
        }
        "cp1252" | "shift-jis" => {
            on(json!({}));
            assert_eq!(
                report_bytes(caller).0,
                format!(
                    "text/plain; charset={}",
                    if name == "cp1252" {
                        "Cp1252"
                    } else {
                        "Shift_JIS"
                    }
                )
            );
        }
        "feed-fatal" => {
            on(json!({}));
            let created = caller.send(
                "POST",
                "/feeds/2021-06-30/documents",
                json!({"contentType": "application/json"}),
            );
            let content =
                json!({"header": {"sellerId": caller.seller, "version": "2.0"}, "messages": []});
            caller.upload(
                &text(&created["url"]),
                "application/json",
                content.to_string().as_bytes(),
            );
            let id = text(&caller.send("POST", "/feeds/2021-06-30/feeds", json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": created["feedDocumentId"]}))["feedId"]);
            amazon.advance(3 * MINUTE);
            assert_eq!(
                caller.get(&format!("/feeds/2021-06-30/feeds/{id}"))["processingStatus"],
                "FATAL"
            );
        }
        "accepted-never-applied" => {
            on(json!({}));
            assert_ne!(quantity_after_patch(caller, 4_711), 4_711);
            // A held order that was let go stays held, too.
            let sku = caller.stocked(2)[0].clone();
            let mut held = caller.outbound("H1", &sku, 1);
            held["fulfillmentAction"] = json!("Hold");
            caller.send("POST", ORDERS, held);
            let release = json!({"fulfillmentAction": "Ship"});
            let action = || {
                caller.send("PUT", &format!("{ORDERS}/H1"), release.clone());
                order(caller, "H1")["fulfillmentOrder"]["fulfillmentAction"].clone()
            };
            assert_eq!(action(), "Hold");
            amazon.switch_off();
            assert_eq!(action(), "Ship");
            assert_eq!(quantity_after_patch(caller, 4_711), 4_711);
        }
        "listing-price-zero" => {
            on(json!({}));
            let sku = caller.merchant_sku();
            quantity_after_patch(caller, 50);
            let listing = amazon.control(
                "GET",
                &format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku)),
                None,
            );
            assert_eq!(listing["prices"][&caller.marketplace], 0);
        }
        "listing-price-strange" => {
            let path = format!(
                "/listings/2021-08-01/items/{}/{}?marketplaceIds={}&includedData=offers",
                caller.seller,
                encode(&caller.merchant_sku()),
                caller.marketplace
            );
            let price = || caller.get(&path)["offers"][0]["price"].clone();
            let whole = price();
            let amount = text(&whole["amount"]);
            for (parameter, expected) in [
                (
                    1,
                    json!({"amount": format!("-{amount}"), "currencyCode": "USD"}),
                ),
                (
                    2,
                    json!({"amount": format!("{amount}4567"), "currencyCode": "USD"}),
                ),
                (3, json!({"amount": amount, "currencyCode": "ZZZ"})),
                (4, json!({"currencyCode": "USD"})),
            ] {
                on(json!({"parameter": parameter}));
                assert_eq!(price(), expected);
                amazon.switch_off();
            }
            assert_eq!(price(), whole);
            let plain = report_bytes(caller).1;
            let caller = caller.later(2 * HOUR);
            on(json!({}));
            assert_ne!(report_bytes(&caller).1, plain, "each listing in its turn");
        }
        "listing-quantity-zero" => {
            on(json!({}));
            assert_eq!(quantity_after_patch(caller, 50), 0);
            let listing = format!(
                "/sim/accounts/{}/listings/{}",
                caller.seller,
                encode(&caller.merchant_sku())
            );
            let listing = amazon.control("GET", &listing, None);
            assert_ne!(listing["prices"][&caller.marketplace], 0);
        }
        "patch-replaces" => {
            let sku = caller.merchant_sku();
            let lead_time = json!({"productType": "PRODUCT", "patches": [{"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "lead_time_to_ship_max_days": 7}]}]});
            let item = format!(
                "/listings/2021-08-01/items/{}/{}?marketplaceIds={}",
                caller.seller,
                encode(&sku),
                caller.marketplace
            );
            let days = |quantity: i64| {
                caller.send("PATCH", &item, lead_time.clone());
                amazon.advance(10 * MINUTE);
                quantity_after_patch(caller, quantity);
                amazon
                    .simulator
                    .with_world(|world| world.accounts[&caller.seller].listings[&sku].handling_days)
            };
            assert_eq!(days(51), Some(7));
            on(json!({"after": 1}));
            assert_eq!(days(52), None);
        }
        "problems-in-blocks" => {
            let problems = || {
                let body = json!({
                    "name": "Blocks", "destinationMarketplaces": [caller.marketplace],
                    "sourceAddress": {"name": "Harbour Lane", "addressLine1": "1 Quay St", "city": "Portland", "stateOrProvinceCode": "OR", "postalCode": "97205", "countryCode": "US", "phoneNumber": "5550100"},
                    "items": (0..4).map(|n| json!({"msku": format!("NOT-{n}"), "quantity": 1, "prepOwner": "NONE", "labelOwner": "NONE"})).collect::<Vec<_>>(),
                });
                let made = caller.send("POST", "/inbound/fba/2024-03-20/inboundPlans", body);
                amazon.advance(10 * SECOND);
                let path = format!(
                    "/inbound/fba/2024-03-20/operations/{}",
                    text(&made["operationId"])
                );
                let told = caller.get(&path);
                assert_eq!(told["operationStatus"], "FAILED");
                told["operationProblems"].as_array().unwrap().len()
            };
            assert_eq!(problems(), 4);
            on(json!({}));
            assert_eq!(problems(), 1);
        }
        "boxes-shuffled" => {
            unlimited(amazon);
            let skus = prepared(caller, 1);
            let (plan, shipments) = confirmed(caller, &skus, false);
            let path = format!("{plan}/shipments/{}/boxes", shipments[0]);
            let ids = || -> Vec<String> {
                let boxes = caller.get(&path)["boxes"].clone();
                boxes
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|held| text(&held["boxId"]))
                    .collect()
            };
            let mut sent = ids();
            assert!(sent.len() > 1, "several boxes");
            on(json!({}));
            sent.reverse();
            assert_eq!(ids(), sent);
        }
        "prep-puzzle" => {
            let sku = unprepared(caller);
            on(json!({}));
            assert_eq!(
                plan_of(caller, &sku, 10 * SECOND),
                (
                    "FAILED".into(),
                    vec!["FBA_INB_0182".into()],
                    "ERRORED".into()
                )
            );
        }
        "operation-fails" => {
            // Another step than this one fails, then this one.
            on(json!({"operation": "inbound/confirmPlacementOption"}));
            assert_eq!(plan(caller, 10 * SECOND).0, "SUCCESS");
            on(json!({"operation": "inbound/createInboundPlan"}));
            assert_eq!(plan(caller, 10 * SECOND).0, "FAILED");
        }
        "operation-slow" => {
            on(json!({}));
            assert_eq!(plan(caller, 50 * MINUTE).0, "IN_PROGRESS");
        }
        "plan-voided" => {
            on(json!({}));
            assert_eq!(
                plan(caller, 10 * SECOND),
                ("SUCCESS".into(), vec![], "VOIDED".into())
            );
        }
        "labels-refused" => {
            // Proven on a shipment that is ready, below.
            labels_are_refused(amazon, caller, &on);
        }
        "path-forbidden" => {
            on(json!({}));
            let path = |sku: &str| {
                format!(
                    "/listings/2021-08-01/items/{}/{sku}?marketplaceIds={}",
                    caller.seller, caller.marketplace
                )
            };
            assert_eq!(caller.refused("GET", &path("A%2FB"), None).0, 403);
            assert_eq!(caller.refused("GET", &path("AB"), None).0, 404);
        }
        "unknown-fields" => {
            on(json!({}));
            let body = caller.get(ACCOUNT);
            assert!(
                body["addedNextYear"].is_object() && body["payload"]["addedNextYear"].is_object()
            );
        }
        "wrong-charset" => {
            on(json!({}));
            let reply = caller.raw("GET", ACCOUNT, None);
            assert_eq!(
                header(&reply, "content-type"),
                Some("application/json; charset=ISO-8859-1")
            );
        }
        other => panic!("nothing proves the misbehaviour {other}"),
    }
}

fn labels_are_refused(amazon: &Amazon, caller: &Caller<'_>, on: &dyn Fn(Value)) {
    let (_, _, status) = plan(caller, 10 * SECOND);
    assert_eq!(status, "ACTIVE");
    let base = "/inbound/fba/2024-03-20/inboundPlans";
    let id = text(&caller.get(base)["inboundPlans"][0]["inboundPlanId"]);
    let step = |path: &str, body: Value| {
        caller.send("POST", &format!("{base}/{id}/{path}"), body);
        amazon.advance(10 * SECOND);
    };
    step("placementOptions", json!({}));
    let placement =
        caller.get(&format!("{base}/{id}/placementOptions"))["placementOptions"][0].clone();
    let (placement_id, shipment) = (
        text(&placement["placementOptionId"]),
        text(&placement["shipmentIds"][0]),
    );
    step(
        &format!("placementOptions/{placement_id}/confirmation"),
        json!({}),
    );
    step(
        "transportationOptions",
        json!({"placementOptionId": placement_id, "shipmentTransportationConfigurations": [{"shipmentId": shipment, "readyToShipWindow": {"start": amazon.now()}}]}),
    );
    let option = caller.get(&format!(
        "{base}/{id}/transportationOptions?shipmentId={shipment}"
    ))["transportationOptions"][0]["transportationOptionId"]
        .clone();
    step(
        "transportationOptions/confirmation",
        json!({"transportationSelections": [{"shipmentId": shipment, "transportationOptionId": option}]}),
    );
    let confirmation =
        text(&caller.get(&format!("{base}/{id}/shipments/{shipment}"))["shipmentConfirmationId"]);
    let labels = format!(
        "/fba/inbound/v0/shipments/{confirmation}/labels?PageType=PackageLabel_Plain_Paper&LabelType=UNIQUE"
    );
    let named = format!("{labels}&PackageLabelsToPrint={confirmation}U000001");
    caller.get(&named);
    on(json!({}));
    assert_eq!(caller.refused("GET", &named, None).0, 400);
    caller.get(&labels);
}

/// Proves the fifteen traps and the misbehaviours beside them, each by its name; and that a seller elsewhere never notices a switch
/// for another seller.
#[test]
fn every_misbehaviour_is_seen_by_its_name() {
    for kind in KINDS {
        let amazon = Amazon::new();
        let caller = amazon.caller("US");
        is_seen(kind.name, &amazon, &caller);
        amazon.switch_off();
        let fresh = amazon.caller("US");
        assert_eq!(plain(&fresh).0, 200, "{} does not end", kind.name);
    }
}

/// Proves that switches are counted, delayed, shared out and bound to sellers and operations.
#[test]
fn switches_strike_when_they_should() {
    let amazon = Amazon::new();
    let (us, de) = (amazon.caller("US"), amazon.caller("DE"));
    amazon
        .switch_on(json!({"name": "server-error", "seller_id": us.seller, "after": 1, "times": 2}));
    let seen: Vec<u16> = (0..5).map(|_| plain(&us).0).collect();
    assert_eq!((seen, plain(&de).0), (vec![200, 500, 500, 200, 200], 200));
    amazon.switch_on(json!({"name": "server-error", "every": 2}));
    assert_eq!(
        (0..4).map(|_| plain(&us).0).collect::<Vec<_>>(),
        [200, 500, 200, 500]
    );
    assert_eq!(
        parsed(&amazon.control_raw(
            "POST",
            "/sim/misbehaviours",
            Some(json!({"name": "gremlins"}))
        ))
        .0,
        400
    );
    assert_eq!(
        parsed(&amazon.control_raw(
            "POST",
            "/sim/misbehaviours",
            Some(json!({"name": "throttle", "typo": 1}))
        ))
        .0,
        400
    );
}
