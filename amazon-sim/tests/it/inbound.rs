//! Goods on their way to Amazon.

use amazon_sim::clock::{DAY, HOUR, MINUTE, SECOND};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, text};
use crate::paper::{contents, pages, scanned};

pub const PLANS: &str = "/inbound/fba/2024-03-20/inboundPlans";

pub fn unlimited(amazon: &Amazon) {
    for operation in amazon
        .simulator
        .models()
        .operations()
        .iter()
        .filter(|operation| operation.model == "inbound")
    {
        amazon.control(
            "PUT",
            &format!("/sim/usage-plans/{}", operation.key),
            Some(json!({"rate": 1000, "burst": 1000})),
        );
    }
}

/// Waits for an operation; answers its status and problem codes.
pub fn ended(caller: &Caller<'_>, started: &Value) -> (String, Vec<Value>) {
    let path = format!(
        "/inbound/fba/2024-03-20/operations/{}",
        text(&started["operationId"])
    );
    assert_eq!(caller.get(&path)["operationStatus"], "IN_PROGRESS");
    caller.amazon.advance(10 * SECOND);
    let status = caller.get(&path);
    (
        text(&status["operationStatus"]),
        status["operationProblems"].as_array().unwrap().clone(),
    )
}

#[track_caller]
pub fn done(caller: &Caller<'_>, method: &str, path: &str, body: Value) {
    let started = caller.send(method, path, body);
    assert_eq!(
        ended(caller, &started),
        ("SUCCESS".to_owned(), Vec::new()),
        "{method} {path}"
    );
}

pub fn plan_request(caller: &Caller<'_>, items: Value) -> Value {
    json!({
        "name": "Autumn refill", "destinationMarketplaces": [caller.marketplace], "items": items,
        "sourceAddress": {"name": "Harbour Lane", "companyName": "Harbour Lane Ltd", "addressLine1": "1 Quay St", "addressLine2": "Dock 4", "city": "Portland", "districtOrCounty": "Multnomah", "email": "office@example.com", "stateOrProvinceCode": "OR", "postalCode": "97205", "countryCode": "US", "phoneNumber": "5550100"},
    })
}

/// SKUs with prep set to nothing, so that NONE is right for both owners.
pub fn prepared(caller: &Caller<'_>, n: usize) -> Vec<String> {
    let skus: Vec<String> = caller.stocked(0).into_iter().take(n).collect();
    let details: Vec<Value> = skus
        .iter()
        .map(|sku| json!({"msku": sku, "prepCategory": "NONE", "prepTypes": ["ITEM_NO_PREP"]}))
        .collect();
    done(
        caller,
        "POST",
        "/inbound/fba/2024-03-20/items/prepDetails",
        json!({"marketplaceId": caller.marketplace, "mskuPrepDetails": details}),
    );
    skus
}

pub fn item(sku: &str, quantity: i64) -> Value {
    json!({"msku": sku, "quantity": quantity, "prepOwner": "NONE", "labelOwner": "SELLER"})
}

/// A plan that was made; its path.
pub fn planned(caller: &Caller<'_>, items: Value) -> String {
    let created = caller.send("POST", PLANS, plan_request(caller, items));
    assert_eq!(ended(caller, &created).0, "SUCCESS");
    format!("{PLANS}/{}", text(&created["inboundPlanId"]))
}

/// Two full boxes of a kind, or one whose contents are told.
pub fn boxes(contents: Option<Value>) -> Value {
    let mut boxes = json!([{
        "contentInformationSource": "MANUAL_PROCESS", "quantity": 2, "weight": {"unit": "LB", "value": 12},
        "dimensions": {"unitOfMeasurement": "IN", "length": 18, "width": 12, "height": 10},
    }]);
    if let Some(contents) = contents {
        boxes[0]["contentInformationSource"] = json!("BOX_CONTENT_PROVIDED");
        boxes[0]["quantity"] = json!(1);
        boxes[0]["items"] = contents;
    }
    boxes
}

pub fn pack(caller: &Caller<'_>, plan: &str, grouping: Value) {
    let path = format!("{plan}/packingInformation");
    done(
        caller,
        "POST",
        &path,
        json!({"packageGroupings": [grouping]}),
    );
}

/// Confirms one of the placements; its id and its shipments.
pub fn placed(caller: &Caller<'_>, plan: &str, which: usize) -> (String, Vec<String>) {
    let path = format!("{plan}/placementOptions");
    done(caller, "POST", &path, json!({}));
    let placement = caller.get(&path)["placementOptions"][which].clone();
    let id = text(&placement["placementOptionId"]);
    let shipments = placement["shipmentIds"].as_array().unwrap();
    let shipments = shipments.iter().map(text).collect();
    done(
        caller,
        "POST",
        &format!("{path}/{id}/confirmation"),
        json!({}),
    );
    (id, shipments)
}

/// Asks for transport of every shipment; the choice of one solution for all, as it is confirmed.
pub fn transport(
    caller: &Caller<'_>,
    plan: &str,
    (placement, shipments): (&str, &[String]),
    solution: &str,
) -> Value {
    let window = json!({"start": caller.amazon.now()});
    let configurations: Vec<Value> = shipments
        .iter()
        .map(|shipment| json!({"shipmentId": shipment, "readyToShipWindow": window, "contactInformation": {"name": "Ada", "phoneNumber": "5550100", "email": "office@example.com"}}))
        .collect();
    let path = format!("{plan}/transportationOptions");
    let wish = json!({"placementOptionId": placement, "shipmentTransportationConfigurations": configurations});
    done(caller, "POST", &path, wish);
    let options = caller.get(&format!("{path}?placementOptionId={placement}"));
    let options = options["transportationOptions"].as_array().unwrap();
    let selections: Vec<Value> = options
        .iter()
        .filter(|option| option["shippingSolution"] == solution)
        .map(|option| json!({"shipmentId": option["shipmentId"], "transportationOptionId": option["transportationOptionId"]}))
        .collect();
    json!({"transportationSelections": selections})
}

/// A plan with a confirmed placement and own or partnered carrier; its path and its shipments.
pub fn confirmed(
    caller: &Caller<'_>,
    skus: &[String],
    is_partnered: bool,
) -> (String, Vec<String>) {
    let items: Vec<Value> = skus.iter().map(|sku| item(sku, 12)).collect();
    let plan = planned(caller, json!(items));
    let (id, shipments) = placed(caller, &plan, 1);
    for shipment in &shipments {
        let grouping = json!({"shipmentId": shipment, "boxes": boxes(None)});
        pack(caller, &plan, grouping);
    }
    let solution = if is_partnered {
        "AMAZON_PARTNERED_CARRIER"
    } else {
        "USE_YOUR_OWN_CARRIER"
    };
    let selections = transport(caller, &plan, (&id, &shipments), solution);
    let confirmation = format!("{plan}/transportationOptions/confirmation");
    if !is_partnered {
        let started = caller.send("POST", &confirmation, selections.clone());
        let (status, problems) = ended(caller, &started);
        assert_eq!(status, "FAILED");
        assert!(
            text(&problems[0]["message"]).contains("CONFIRMED_DELIVERY_WINDOW"),
            "{problems:?}"
        );
        for shipment in &shipments {
            let path = format!("{plan}/shipments/{shipment}/deliveryWindowOptions");
            done(caller, "POST", &path, json!({}));
            let windows = caller.get(&path);
            let window = text(&windows["deliveryWindowOptions"][0]["deliveryWindowOptionId"]);
            let path = format!("{path}/{window}/confirmation");
            done(caller, "POST", &path, json!({}));
        }
    }
    done(caller, "POST", &confirmation, selections);
    (plan, shipments)
}

/// A plan with one told box and a partnered carrier; its path and its shipments.
pub fn packed(caller: &Caller<'_>, sku: &str) -> (String, Vec<String>) {
    let mut dated = item(sku, 12);
    dated["expiration"] = json!("2027-06-30");
    dated["manufacturingLotCode"] = json!("L-1");
    let plan = planned(caller, json!([dated]));
    let path = format!("{plan}/packingOptions");
    done(caller, "POST", &path, json!({}));
    let packing = caller.get(&path)["packingOptions"][0].clone();
    let option = text(&packing["packingOptionId"]);
    done(
        caller,
        "POST",
        &format!("{path}/{option}/confirmation"),
        json!({}),
    );
    let group = &packing["packingGroups"][0];
    let told = boxes(Some(json!([dated])));
    pack(
        caller,
        &plan,
        json!({"packingGroupId": group, "boxes": told}),
    );
    let (id, shipments) = placed(caller, &plan, 0);
    let solution = "AMAZON_PARTNERED_CARRIER";
    let selections = transport(caller, &plan, (&id, &shipments), solution);
    let confirmation = format!("{plan}/transportationOptions/confirmation");
    done(caller, "POST", &confirmation, selections);
    (plan, shipments)
}

/// Proves INB-06's and INB-10's ground and trap 14: every problem of a plan is told at once, with the values that are accepted; prep details settle it.
#[test]
fn all_problems_of_a_plan_are_told_at_once() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 2);
    let items = json!([
        {"msku": skus[0], "quantity": 1, "prepOwner": "SELLER", "labelOwner": "SELLER"}, {"msku": skus[1], "quantity": 1, "prepOwner": "NONE", "labelOwner": "AMAZON"},
        {"msku": "NOBODY", "quantity": 1, "prepOwner": "NONE", "labelOwner": "NONE"}, {"msku": caller.merchant_sku(), "quantity": 1, "prepOwner": "NONE", "labelOwner": "NONE"},
    ]);
    let created = caller.send("POST", PLANS, plan_request(&caller, items));
    let (status, problems) = ended(&caller, &created);
    let codes: Vec<String> = problems
        .iter()
        .map(|problem| text(&problem["code"]))
        .collect();
    assert_eq!(
        (status.as_str(), codes),
        (
            "FAILED",
            vec![
                "FBA_INB_0182".to_owned(),
                "FBA_INB_0183".to_owned(),
                "FBA_INB_0004".to_owned(),
                "FBA_INB_0016".to_owned()
            ]
        )
    );
    assert!(text(&problems[0]["message"]).ends_with("Accepted values: [NONE]"));
    assert_eq!(
        caller.get(&format!("{PLANS}/{}", text(&created["inboundPlanId"])))["status"],
        "ERRORED"
    );
    let good = caller.send(
        "POST",
        PLANS,
        plan_request(&caller, json!([item(&skus[0], 1)])),
    );
    assert_eq!(ended(&caller, &good).0, "SUCCESS");
    let bad = |change: fn(&mut Value)| {
        let mut request = plan_request(&caller, json!([item(&skus[0], 1)]));
        change(&mut request);
        caller.refused("POST", PLANS, Some(&request)).0
    };
    assert_eq!(
        bad(|request| drop(
            request["sourceAddress"]
                .as_object_mut()
                .unwrap()
                .remove("phoneNumber")
        )),
        400
    );
    assert_eq!(bad(|request| request["name"] = json!("x".repeat(41))), 400);
    assert_eq!(bad(|request| request["items"] = json!([])), 400);
    assert_eq!(
        bad(|request| request["items"][0]["prepOwner"] = json!("NOBODY")),
        400
    );
}

/// Proves INB-09, INB-12, INB-13 and INB-21 at Amazon's side: own carrier with a delivery window, tracking only then, states to the end, received quantities, and stock that moves
/// from working to shipped to sellable.
#[test]
fn goods_arrive_and_are_received() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    amazon.simulator.change_world(|world| {
        world
            .accounts
            .values_mut()
            .for_each(|account| account.orders_per_day = 0)
    });
    let caller = amazon.caller("US").later(9 * DAY);
    let skus = prepared(&caller, 1);
    let before = caller.fulfillable(&skus[0]);
    let (plan, shipments) = confirmed(&caller, &skus, false);
    let stock = || {
        amazon.control(
            "GET",
            &format!("/sim/accounts/{}/stock/{}", caller.seller, encode(&skus[0])),
            None,
        )
    };
    assert_eq!(
        (stock()["inbound_working"].as_i64(), shipments.len()),
        (Some(12), 2)
    );
    for shipment in &shipments {
        let boxes = caller.get(&format!("{plan}/shipments/{shipment}/boxes"))["boxes"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(boxes.len(), 2);
        let tracking: Vec<Value> = boxes
            .iter()
            .map(|held| json!({"boxId": held["boxId"], "trackingId": "1Z5R89390357567127"}))
            .collect();
        done(
            &caller,
            "PUT",
            &format!("{plan}/shipments/{shipment}/trackingDetails"),
            json!({"trackingDetails": {"spdTrackingDetail": {"spdTrackingItems": tracking}}}),
        );
    }
    let caller = caller.later(8 * HOUR);
    assert_eq!(stock()["inbound_shipped"].as_i64(), Some(12));
    let caller = caller.later(12 * DAY);
    let confirmation =
        text(&caller.get(&format!("{plan}/shipments/{}", shipments[0]))["shipmentConfirmationId"]);
    let rows = caller.get(&format!(
        "/fba/inbound/v0/shipments/{confirmation}/items?MarketplaceId={}",
        caller.marketplace
    ));
    let row = &rows["payload"]["ItemData"][0];
    assert!(
        (5..=6).contains(&row["QuantityReceived"].as_i64().unwrap()) && row["QuantityShipped"] == 6,
        "{row}"
    );
    let found = caller.get(&format!("/fba/inbound/v0/shipments?QueryType=SHIPMENT&ShipmentIdList={confirmation}&MarketplaceId={}", caller.marketplace));
    assert_eq!(
        found["payload"]["ShipmentData"][0]["ShipmentStatus"],
        "CLOSED"
    );
    assert_eq!(caller.get(&plan)["status"], "SHIPPED");
    assert!((before + 10..=before + 12).contains(&caller.fulfillable(&skus[0])));
}

/// Proves INB-09 at Amazon's side for freight: a freight bill is taken for pallets and read back, and a box's number is not;
/// what the model does not allow is refused before that.
#[test]
fn freight_is_tracked_by_its_bill() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let plan = planned(&caller, json!([item(&skus[0], 12)]));
    let (placement, shipments) = placed(&caller, &plan, 0);
    let shipment = &shipments[0];
    let grouping = json!({"shipmentId": shipment, "boxes": boxes(None)});
    pack(&caller, &plan, grouping);
    let pallet = json!({
        "quantity": 1, "stackability": "NON_STACKABLE",
        "dimensions": {"length": 48, "width": 40, "height": 50, "unitOfMeasurement": "IN"}, "weight": {"value": 200, "unit": "LB"},
    });
    let options = format!("{plan}/transportationOptions");
    let wish = json!({"placementOptionId": placement, "shipmentTransportationConfigurations": [{
        "shipmentId": shipment, "readyToShipWindow": {"start": amazon.now()}, "pallets": [pallet],
        "contactInformation": {"name": "Ada", "phoneNumber": "5550100", "email": "office@example.com"},
        "freightInformation": {"declaredValue": {"amount": 500, "code": "USD"}, "freightClass": "FC_50"},
    }]});
    done(&caller, "POST", &options, wish);
    let offered = caller.get(&format!("{options}?placementOptionId={placement}"));
    let own = offered["transportationOptions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|option| {
            option["shippingSolution"] == "USE_YOUR_OWN_CARRIER"
                && option["shippingMode"] == "FREIGHT_LTL"
        });
    let own = own.expect("a carrier of our own takes pallets").clone();
    let windows = format!("{plan}/shipments/{shipment}/deliveryWindowOptions");
    done(&caller, "POST", &windows, json!({}));
    let window = text(&caller.get(&windows)["deliveryWindowOptions"][0]["deliveryWindowOptionId"]);
    done(
        &caller,
        "POST",
        &format!("{windows}/{window}/confirmation"),
        json!({}),
    );
    let tracking = format!("{plan}/shipments/{shipment}/trackingDetails");
    let bill = |number: &str| json!({"trackingDetails": {"ltlTrackingDetail": {"freightBillNumber": [number], "billOfLadingNumber": "BOL-7"}}});
    let early = caller.refused("PUT", &tracking, Some(&bill("PRO-1"))).0;
    assert_eq!(early, 400, "transport is not confirmed yet");
    let selection =
        json!({"shipmentId": shipment, "transportationOptionId": own["transportationOptionId"]});
    done(
        &caller,
        "POST",
        &format!("{options}/confirmation"),
        json!({"transportationSelections": [selection]}),
    );
    for wrong in [
        bill(""),
        bill("PRO/1"),
        bill(&"9".repeat(65)),
        json!({"trackingDetails": {}}),
    ] {
        assert_eq!(
            caller.refused("PUT", &tracking, Some(&wrong)).0,
            400,
            "{wrong}"
        );
    }
    let boxed = json!({"trackingDetails": {"spdTrackingDetail": {"spdTrackingItems": [{"boxId": "x", "trackingId": "1"}]}}});
    let started = caller.send("PUT", &tracking, boxed);
    let (status, problems) = ended(&caller, &started);
    assert_eq!(
        (&*status, &problems[0]["code"]),
        ("FAILED", &json!("FBA_INB_0309"))
    );
    done(&caller, "PUT", &tracking, bill("PRO-1.2 B"));
    let held = caller.get(&format!("{plan}/shipments/{shipment}"))["trackingDetails"].clone();
    assert_eq!(held, bill("PRO-1.2 B")["trackingDetails"]);
}

/// Proves INB-27 at Amazon's side: a plan is cancelled in time, not after the void window; tracking before transport fails.
#[test]
fn a_plan_is_cancelled_in_time() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let working = || {
        amazon.control(
            "GET",
            &format!("/sim/accounts/{}/stock/{}", caller.seller, encode(&skus[0])),
            None,
        )["inbound_working"]
            .as_i64()
            .unwrap()
    };
    let (plan, shipments) = confirmed(&caller, &skus, true);
    let partnered = json!({"trackingDetails": {"spdTrackingDetail": {"spdTrackingItems": [{"boxId": "x", "trackingId": "1"}]}}});
    let started = caller.send(
        "PUT",
        &format!("{plan}/shipments/{}/trackingDetails", shipments[0]),
        partnered,
    );
    assert_eq!(
        ended(&caller, &started).0,
        "FAILED",
        "partnered carriers' numbers are Amazon's"
    );
    assert_eq!(working(), 12);
    done(&caller, "PUT", &format!("{plan}/cancellation"), json!({}));
    assert_eq!(
        (text(&caller.get(&plan)["status"]), working()),
        ("VOIDED".to_owned(), 0)
    );
    assert_eq!(
        caller
            .refused("PUT", &format!("{plan}/cancellation"), None)
            .0,
        400
    );
    let (late, _) = confirmed(&caller, &skus, true);
    let caller = caller.later(25 * HOUR);
    let started = caller.send("PUT", &format!("{late}/cancellation"), json!({}));
    assert_eq!(ended(&caller, &started).0, "FAILED");
}

/// Proves that boxes must hold what the plan holds, and that a placement is confirmed once.
#[test]
fn boxes_must_add_up() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let created = caller.send(
        "POST",
        PLANS,
        plan_request(&caller, json!([item(&skus[0], 12)])),
    );
    let plan = format!("{PLANS}/{}", text(&created["inboundPlanId"]));
    assert_eq!(
        caller
            .refused("POST", &format!("{plan}/packingOptions"), None)
            .0,
        400,
        "the plan is still being made"
    );
    assert_eq!(ended(&caller, &created).0, "SUCCESS");
    done(
        &caller,
        "POST",
        &format!("{plan}/packingOptions"),
        json!({}),
    );
    let option = caller.get(&format!("{plan}/packingOptions"))["packingOptions"][0].clone();
    done(
        &caller,
        "POST",
        &format!(
            "{plan}/packingOptions/{}/confirmation",
            text(&option["packingOptionId"])
        ),
        json!({}),
    );
    let pack = |quantity: i64| {
        let mut held = item(&skus[0], quantity);
        held["labelOwner"] = json!("SELLER");
        let boxes = json!([{"contentInformationSource": "BOX_CONTENT_PROVIDED", "quantity": 3, "items": [held], "weight": {"unit": "LB", "value": 12}, "dimensions": {"unitOfMeasurement": "IN", "length": 18, "width": 12, "height": 10}}]);
        let started = caller.send("POST", &format!("{plan}/packingInformation"), json!({"packageGroupings": [{"packingGroupId": option["packingGroups"][0], "boxes": boxes}]}));
        ended(&caller, &started).0
    };
    assert_eq!(
        (pack(5), pack(4)),
        ("FAILED".to_owned(), "SUCCESS".to_owned())
    );
    done(
        &caller,
        "POST",
        &format!("{plan}/placementOptions"),
        json!({}),
    );
    let placement = text(
        &caller.get(&format!("{plan}/placementOptions"))["placementOptions"][0]["placementOptionId"],
    );
    done(
        &caller,
        "POST",
        &format!("{plan}/placementOptions/{placement}/confirmation"),
        json!({}),
    );
    assert_eq!(
        caller
            .refused(
                "POST",
                &format!("{plan}/placementOptions/{placement}/confirmation"),
                None
            )
            .0,
        400
    );
    let shipment = text(&caller.get(&plan)["shipments"][0]["shipmentId"]);
    assert_eq!(
        caller.get(&format!("{plan}/shipments/{shipment}/boxes"))["boxes"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

/// Proves INB-29 to INB-31's ground: label PDFs with a page for each box whose codes a scanner reads, an address that lives fifteen seconds, and article labels.
#[test]
fn labels_can_be_scanned() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let (plan, shipments) = confirmed(&caller, &skus, false);
    let shipment = format!("{plan}/shipments/{}", shipments[0]);
    let confirmation = text(&caller.get(&shipment)["shipmentConfirmationId"]);
    let labels = format!(
        "/fba/inbound/v0/shipments/{confirmation}/labels?PageType=PackageLabel_Thermal&LabelType=UNIQUE"
    );
    let url = text(&caller.get(&labels)["payload"]["DownloadURL"]);
    let reply = caller.document(&url);
    assert!(reply.body.starts_with(b"%PDF-"));
    let codes = scanned(&reply.body);
    let boxes: std::collections::BTreeSet<String> =
        caller.get(&format!("{shipment}/boxes"))["boxes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|held| text(&held["boxId"]))
            .collect();
    assert_eq!(codes, boxes.into_iter().collect::<Vec<_>>());
    assert_eq!(codes[0], format!("{confirmation}U000001"));
    amazon.advance(15 * SECOND);
    assert_eq!(caller.document(&url).status, 403);
    assert_eq!(
        caller
            .refused(
                "GET",
                &format!("{labels}&PackageLabelsToPrint=FBAXXXU000001"),
                None
            )
            .0,
        400
    );
    assert_eq!(
        caller
            .refused("GET", &labels.replace("UNIQUE", "DEFAULT"), None)
            .0,
        400,
        "DEFAULT is gone from the model"
    );
    let download = caller.send("POST", "/inbound/fba/2024-03-20/items/labels", json!({"marketplaceId": caller.marketplace, "labelType": "THERMAL_PRINTING", "width": 63, "height": 38, "mskuQuantities": [{"msku": skus[0], "quantity": 2}]}));
    let pdf = caller
        .document(&text(&download["documentDownloads"][0]["uri"]))
        .body;
    let fnsku = text(
        &amazon.control(
            "GET",
            &format!("/sim/accounts/{}/stock/{}", caller.seller, encode(&skus[0])),
            None,
        )["fnsku"],
    );
    assert_eq!(scanned(&pdf), [fnsku.clone(), fnsku]);
    amazon.advance(MINUTE);
}

/// Labels come on the paper that was asked for, as many to a page as its name says, and each of
/// their codes can be scanned; for boxes and for articles.
#[test]
fn labels_come_on_the_paper_that_was_asked_for() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let (plan, shipments) = confirmed(&caller, &skus, false);
    let shipment = format!("{plan}/shipments/{}", shipments[0]);
    let confirmation = text(&caller.get(&shipment)["shipmentConfirmationId"]);
    let boxes = caller.get(&format!("{shipment}/boxes"))["boxes"]
        .as_array()
        .unwrap()
        .len();
    let (letter, a4, thermal) = ((216, 279), (210, 297), (102, 152));
    for (kind, page, n_on_page) in [
        ("PackageLabel_Letter_2", letter, 2),
        ("PackageLabel_Letter_4", letter, 4),
        ("PackageLabel_Letter_6", letter, 6),
        ("PackageLabel_Letter_6_CarrierLeft", letter, 6),
        ("PackageLabel_A4_2", a4, 2),
        ("PackageLabel_A4_4", a4, 4),
        ("PackageLabel_Plain_Paper", letter, 1),
        ("PackageLabel_Plain_Paper_CarrierBottom", letter, 1),
        ("PackageLabel_Thermal", thermal, 1),
        ("PackageLabel_Thermal_Unified", thermal, 1),
        ("PackageLabel_Thermal_NonPCP", thermal, 1),
        ("PackageLabel_Thermal_No_Carrier_Rotation", thermal, 1),
    ] {
        let path = format!(
            "/fba/inbound/v0/shipments/{confirmation}/labels?LabelType=UNIQUE&PageType={kind}"
        );
        let url = text(&caller.get(&path)["payload"]["DownloadURL"]);
        let pdf = caller.document(&url).body;
        assert_eq!(pages(&pdf), vec![page; boxes.div_ceil(n_on_page)], "{kind}");
        let mut codes = scanned(&pdf);
        codes.sort();
        let expected: Vec<_> = (1..=boxes)
            .map(|number| format!("{confirmation}U{number:06}"))
            .collect();
        assert_eq!(codes, expected, "{kind}");
    }
    // A scanner tells a code that it sees twice on a page once, so each label is of another article.
    let stock = format!("/sim/accounts/{}/stock", caller.seller);
    let stock = amazon.control("GET", &stock, None)["items"].clone();
    let stock = &stock.as_array().unwrap()[..50.min(stock.as_array().unwrap().len())];
    assert!(stock.len() > 30, "more than fits on most sheets");
    let wanted: Vec<Value> = stock
        .iter()
        .map(|held| json!({"msku": held["sku"], "quantity": 1}))
        .collect();
    let mut expected: Vec<String> = stock.iter().map(|held| text(&held["fnsku"])).collect();
    expected.sort();
    for (kind, page, n_on_page) in [
        ("A4_21", a4, 21),
        ("A4_24", a4, 24),
        ("A4_24_64x33", a4, 24),
        ("A4_24_66x35", a4, 24),
        ("A4_24_70x36", a4, 24),
        ("A4_24_70x37", a4, 24),
        ("A4_24i", a4, 24),
        ("A4_27", a4, 27),
        ("A4_40_52x29", a4, 40),
        ("A4_44_48x25", a4, 44),
        ("Letter_30", letter, 30),
    ] {
        let body = json!({"marketplaceId": caller.marketplace, "labelType": "STANDARD_FORMAT", "pageType": kind, "mskuQuantities": wanted});
        let download = caller.send("POST", "/inbound/fba/2024-03-20/items/labels", body);
        let uri = text(&download["documentDownloads"][0]["uri"]);
        let pdf = caller.document(&uri).body;
        let n_pages = stock.len().div_ceil(n_on_page);
        assert_eq!(pages(&pdf), vec![page; n_pages], "{kind}");
        let mut codes = scanned(&pdf);
        codes.sort();
        assert_eq!(codes, expected, "{kind}");
    }
}

/// Proves INB-12's ground for boxes whose contents were told: the label asked for with a two-dimensional code has a
/// PDF417 that says what is in the box, beside the code of the box itself.
#[test]
fn the_contents_of_a_box_can_be_scanned() {
    let amazon = Amazon::new();
    unlimited(&amazon);
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 1);
    let (plan, shipments) = packed(&caller, &skus[0]);
    let shipment = caller.get(&format!("{plan}/shipments/{}", shipments[0]));
    let confirmation = text(&shipment["shipmentConfirmationId"]);
    let label_on = |paper: &str, kind: &str| {
        let url = text(
            &caller.get(&format!(
                "/fba/inbound/v0/shipments/{confirmation}/labels?PageType={paper}&LabelType={kind}"
            ))["payload"]["DownloadURL"],
        );
        caller.document(&url).body
    };
    let label = |kind: &str| label_on("PackageLabel_Thermal", kind);
    let asin = text(
        &amazon.control(
            "GET",
            &format!(
                "/sim/accounts/{}/listings/{}",
                caller.seller,
                encode(&skus[0])
            ),
            None,
        )["asin"],
    );
    let both = label("BARCODE_2D");
    let items =
        caller.get(&format!("{plan}/shipments/{}/boxes", shipments[0]))["boxes"][0]["items"]
            .clone();
    let expected = format!(
        "AMZN,PO:{confirmation},ASIN:{asin},QTY:{}",
        items[0]["quantity"]
    );
    assert_eq!(contents(&both), expected);
    // On a smaller label it is smaller, and still read.
    for paper in [
        "PackageLabel_A4_2",
        "PackageLabel_A4_4",
        "PackageLabel_Letter_6",
    ] {
        assert_eq!(
            contents(&label_on(paper, "BARCODE_2D")),
            expected,
            "{paper}"
        );
    }
    assert_eq!(scanned(&both)[0], format!("{confirmation}U000001"));
    assert_eq!(scanned(&label("UNIQUE")), scanned(&both));
}
