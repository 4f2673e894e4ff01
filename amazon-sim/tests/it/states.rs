//! The published sandbox cases against the world itself: each is asked of an account that stands, as far as it can,
//! in the state that the case tells of, and answered with the same status by an answer that fits its model.

use std::collections::BTreeMap;

use amazon_sim::clock::{DAY, MINUTE};
use amazon_sim::model::{Location, Operation, SandboxCase};
use serde_json::{Map, Value, json};

use crate::harness::{Amazon, Caller, encode, text};
use crate::inbound::{packed, prepared};
use crate::models::{case_values, request_of};

/// Cases about something that does not exist: Amazon's sandbox refuses them with 400. The same models have 404 for
/// what does not exist, and that is what the world says; callers must understand both.
const NOT_FOUND_INSTEAD: &[&str] = &[
    "feeds/getFeedDocument 400 1",
    "inbound/cancelInboundPlan 400 0",
    "inbound/updateInboundPlanName 400 1",
    "inbound/listPackingOptions 400 1",
    "inbound/confirmPackingOption 400 1",
    "inbound/listInboundPlanPallets 400 0",
    "inbound/confirmPlacementOption 400 1",
    "inbound/getShipment 400 1",
    "inbound/generateShipmentContentUpdatePreviews 400 1",
    "inbound/confirmShipmentContentUpdatePreview 400 0",
    "inbound/generateDeliveryWindowOptions 400 0",
    "inbound/confirmDeliveryWindowOptions 400 1",
    "inbound/updateShipmentName 400 1",
    "inbound/cancelSelfShipAppointment 400 1",
    "inbound/getSelfShipAppointmentSlots 400 1",
    "inbound/generateSelfShipAppointmentSlots 400 1",
    "inbound/updateShipmentSourceAddress 400 2",
    "inbound/updateShipmentSourceAddress 400 3",
    "inbound/listTransportationOptions 400 1",
    "inbound/generateTransportationOptions 400 0",
    "inbound/confirmTransportationOptions 400 1",
    "inboundV0/getBillOfLading 400 0",
    "inboundV0/getShipmentItemsByShipmentId 400 1",
    "inboundV0/getLabels 400 0",
    "listings/getListingsItem 400 1",
    "orders/getOrder 400 1",
    "ordersV0/getOrder 400 1",
    "ordersV0/getOrderAddress 400 1",
    "ordersV0/getOrderBuyerInfo 400 0",
    "ordersV0/getOrderItems 400 0",
    "ordersV0/getOrderItemsBuyerInfo 400 0",
    "ordersV0/getOrderRegulatedInfo 400 2",
    "ordersV0/updateVerificationStatus 400 3",
    "ordersV0/updateShipmentStatus 400 1",
    "reports/getReport 400 0",
    "reports/cancelReport 400 1",
    "reports/getReportSchedule 400 1",
];

/// Cases that the world answers otherwise, with its status and why.
const OTHERWISE: &[(&str, u16, &str)] = &[
    (
        "application/rotateApplicationClientSecret 400 0",
        403,
        "takes a token without a seller",
    ),
    (
        "eligibility/getItemEligibilityPreview 403 1",
        200,
        "the ASIN of the sample stands for a state that the switches missing-role, throttle and maintenance bring about",
    ),
    (
        "eligibility/getItemEligibilityPreview 404 2",
        200,
        "the ASIN of the sample stands for a state that the switches missing-role, throttle and maintenance bring about",
    ),
    (
        "eligibility/getItemEligibilityPreview 429 3",
        200,
        "the ASIN of the sample stands for a state that the switches missing-role, throttle and maintenance bring about",
    ),
    (
        "eligibility/getItemEligibilityPreview 503 4",
        200,
        "the ASIN of the sample stands for a state that the switches missing-role, throttle and maintenance bring about",
    ),
    (
        "inbound/createInboundPlan 202 1",
        400,
        "the sample is accepted with a marketplace that does not exist",
    ),
    (
        "inbound/listPackingGroupBoxes 200 0",
        404,
        "the packing group is another step's; see the steps in inbound.rs",
    ),
    (
        "inbound/setPackingInformation 202 0",
        400,
        "the sample names shipment and packing group at once, which the model forbids",
    ),
    (
        "inbound/confirmPackingOption 202 0",
        404,
        "the step is behind this plan; see the steps in inbound.rs",
    ),
    (
        "inbound/confirmPlacementOption 202 0",
        400,
        "the step is behind this plan; see the steps in inbound.rs",
    ),
    (
        "inbound/getShipmentContentUpdatePreview 200 0",
        404,
        "no preview was asked for; see the steps in inbound.rs",
    ),
    (
        "inbound/getDeliveryChallanDocument 200 0",
        400,
        "only in India, where inbound plans cannot be made",
    ),
    (
        "inbound/confirmDeliveryWindowOptions 202 0",
        404,
        "a parcel has no delivery windows; see the steps in inbound.rs",
    ),
    (
        "inbound/cancelSelfShipAppointment 202 0",
        400,
        "the shipment has no appointment; see the steps in inbound.rs",
    ),
    (
        "inbound/updateShipmentTrackingDetails 202 0",
        400,
        "the sample tells of parcels and of freight at once; the world takes one of them",
    ),
    (
        "inbound/confirmTransportationOptions 202 0",
        400,
        "the step is behind this plan; see the steps in inbound.rs",
    ),
    (
        "inbound/listItemComplianceDetails 400 0",
        200,
        "the world lists nothing of a SKU that it does not know",
    ),
    (
        "inbound/getInboundOperationStatus 200 0",
        404,
        "the operation is another step's",
    ),
    (
        "inboundV0/getPrepInstructions 400 1",
        200,
        "an unknown ASIN is listed as invalid, as the model has it",
    ),
    (
        "inboundV0/getShipmentItems 200 0",
        400,
        "the sample's QueryType is not one of the model's",
    ),
    (
        "listings/searchListingsItems 400 1",
        403,
        "the sample names no seller of this world",
    ),
    (
        "listings/putListingsItem 200 0",
        400,
        "the sample has no body, which the model demands",
    ),
    (
        "listings/putListingsItem 200 1",
        400,
        "the sample has no body, which the model demands",
    ),
    (
        "merchant/getShipment 200 0",
        403,
        "takes a restricted token; see third_party and auth",
    ),
    (
        "merchant/cancelShipment 400 0",
        403,
        "takes a restricted token; see third_party and auth",
    ),
    (
        "notifications/createDestination 200 0",
        403,
        "takes a token without a seller",
    ),
    (
        "notifications/getDestination 200 0",
        403,
        "takes a token without a seller",
    ),
    (
        "notifications/deleteDestination 200 0",
        403,
        "takes a token without a seller",
    ),
    (
        "notifications/deleteSubscriptionById 200 0",
        403,
        "takes a token without a seller",
    ),
    (
        "ordersV0/updateVerificationStatus 204 0",
        400,
        "the world has no regulated orders",
    ),
    (
        "ordersV0/updateVerificationStatus 204 1",
        400,
        "the world has no regulated orders",
    ),
    (
        "ordersV0/updateShipmentStatus 204 0",
        400,
        "the sample has no body, which the model demands",
    ),
    (
        "pricing/getCompetitiveSummary 400 0",
        200,
        "what is wrong with one request of a batch is told beside the others",
    ),
    (
        "pricingV0/getItemOffersBatch 400 1",
        200,
        "what is wrong with one request of a batch is told beside the others",
    ),
    (
        "pricingV0/getListingOffersBatch 400 0",
        200,
        "what is wrong with one request of a batch is told beside the others",
    ),
    (
        "reports/getReportSchedules 400 1",
        200,
        "a type that nobody scheduled has no schedules",
    ),
    (
        "sellers/getAccount 400 0",
        200,
        "the sample asks what succeeds elsewhere",
    ),
];

/// What stands in for the ids of the published cases.
struct Stage<'a> {
    caller: Caller<'a>,
    /// What is meant by a value, or by `parameter=value`, in cases that succeed.
    names: BTreeMap<String, Value>,
    /// Parameters that a case leaves out although its operation cannot do without them.
    more: BTreeMap<(&'static str, &'static str), Value>,
}

impl Stage<'_> {
    /// A request as it would be made of this world.
    fn told(&self, parameter: &str, value: &Value) -> Value {
        match value {
            Value::String(held) => self
                .names
                .get(&format!("{parameter}={held}"))
                .or_else(|| self.names.get(held))
                .unwrap_or(value)
                .clone(),
            Value::Array(items) => items
                .iter()
                .map(|item| self.told(parameter, item))
                .collect(),
            Value::Object(members) => {
                let told = members
                    .iter()
                    .map(|(name, value)| (name.clone(), self.told(name, value)));
                Value::Object(told.collect::<Map<_, _>>())
            }
            other => other.clone(),
        }
    }

    /// The status of a case, asked of the world. What a caller adds by itself is added; ids are exchanged for those of
    /// the world where the case is about something that is there.
    fn answer(&self, operation: &Operation, case: &SandboxCase) -> (u16, Value) {
        let is_there = case.status < 300;
        let (path, body) = request_of(operation, &|name| {
            // The next page of somebody else's list.
            if is_there && matches!(name, "paginationToken" | "nextToken" | "NextToken") {
                return None;
            }
            let is_body = |held: &amazon_sim::model::Parameter| {
                held.name == name && held.location == Location::Body
            };
            // Cases and models have different names for the body.
            let given = case_values(case)(name)
                .or_else(|| {
                    let body = case.parameters.get("body")?.clone();
                    operation.parameters.iter().any(is_body).then_some(body)
                })
                .filter(|value| !value.is_null());
            match given {
                Some(value) if is_there => Some(self.told(name, &value)),
                Some(value) => Some(value),
                None => self
                    .more
                    .iter()
                    .find(|((key, held), _)| *held == name && operation.key.contains(key))
                    .map(|(_, value)| value.clone()),
            }
        });
        self.caller.call(&operation.method, &path, body.as_ref())
    }
}

/// A world with one of everything that the cases speak of.
fn stage(amazon: &Amazon) -> Stage<'_> {
    for operation in amazon.simulator.models().operations() {
        let path = format!("/sim/usage-plans/{}", operation.key);
        let plenty = json!({"rate": 1000, "burst": 1000});
        amazon.control("PUT", &path, Some(plenty));
    }
    let caller = amazon.caller("US");
    let skus = prepared(&caller, 2);
    let (plan, shipments) = packed(&caller, &skus[0]);
    let shipment = caller.get(&format!("{plan}/shipments/{}", shipments[0]));
    let sku = caller.merchant_sku();
    let listing = format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku));
    let asin = amazon.control("GET", &listing, None)["asin"].clone();
    let order = "/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&fulfilledBy=MERCHANT&includedData=FULFILLMENT";
    let orders = caller.get(order)["orders"].clone();
    let open = |held: &&Value| held["fulfillment"]["fulfillmentStatus"] == "UNSHIPPED";
    let held = orders
        .as_array()
        .unwrap()
        .iter()
        .find(open)
        .unwrap_or(&orders[0]);
    let (order, line) = (
        held["orderId"].clone(),
        held["orderItems"][0]["orderItemId"].clone(),
    );

    let report = json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]});
    let report = text(&caller.send("POST", "/reports/2021-06-30/reports", report)["reportId"]);
    let schedule = json!({"reportType": "GET_MERCHANT_LISTINGS_DATA", "marketplaceIds": [caller.marketplace], "period": "PT12H"});
    let schedule = caller.send("POST", "/reports/2021-06-30/schedules", schedule);
    let uploaded = json!({"contentType": "application/json"});
    let uploaded = caller.send("POST", "/feeds/2021-06-30/documents", uploaded);
    caller.upload(&text(&uploaded["url"]), "application/json", b"{}");
    let feed = json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": uploaded["feedDocumentId"]});
    let feed = caller.send("POST", "/feeds/2021-06-30/feeds", feed);
    let caller = caller.later(20 * MINUTE);
    let report = caller.get(&format!("/reports/2021-06-30/reports/{report}"));
    let queued = json!({"reportType": "GET_FBA_MYI_ALL_INVENTORY_DATA", "marketplaceIds": [caller.marketplace]});
    let queued = caller.send("POST", "/reports/2021-06-30/reports", queued);

    let id = |name: &str| format!("{name}1234abcd-1234-abcd-5678-1234abcd5678");
    let (us, now) = (json!(caller.marketplace), caller.amazon.simulator.now());
    let lately = json!(amazon_sim::clock::iso(now - 10 * DAY));
    let document = "=0356cf79-b8b0-4226-b4b9-0ee058ea5760";
    let names = [
        (id("wf"), json!(plan.rsplit('/').next())),
        (id("sh"), json!(shipments[0])),
        (
            "wfotherbcd-1234-abcd-5678-1234abcd5678".into(),
            json!(plan.rsplit('/').next()),
        ),
        (
            "FBA15DJ9SVVD".into(),
            shipment["shipmentConfirmationId"].clone(),
        ),
        ("msku".into(), json!(skus[0])),
        ("msku1".into(), json!(skus[0])),
        ("msku2".into(), json!(skus[1])),
        ("B07N4M94X4".into(), asin.clone()),
        ("B00V5DG6IQ".into(), asin.clone()),
        ("asin=TEST_CASE_200".into(), asin.clone()),
        ("NABetaASINB00V5DG6IQ".into(), json!(sku)),
        ("orderId=TEST_CASE_200".into(), order.clone()),
        ("TEST_CASE_IBA_200".into(), order.clone()),
        ("028-1234567-8901234".into(), order.clone()),
        ("CreatedAfter=TEST_CASE_200".into(), lately.clone()),
        ("TEST_CASE_200_NEXT_TOKEN".into(), lately.clone()),
        ("A1F83G8C2ARO7P".into(), us.clone()),
        ("A1PA6795UKMFR9".into(), us.clone()),
        ("A2Q3Y263D00KWC".into(), us.clone()),
        // The marketplace of the samples of Finances 2024-06-19, as Amazon writes it there.
        ("AXXXXXXXXXER".into(), us.clone()),
        ("2023-03-07".into(), lately.clone()),
        ("902-3159896-1390916".into(), order.clone()),
        ("902-2592119-3531015".into(), order.clone()),
        ("903-5563053-5647845".into(), order.clone()),
        ("52986411826454".into(), line),
        (
            "periodStart=2025-01-12".into(),
            json!(amazon_sim::clock::iso(now - 10 * DAY)[..10]),
        ),
        (
            "periodEnd=2025-01-12".into(),
            json!(amazon_sim::clock::iso(now - DAY)[..10]),
        ),
        ("feedId1".into(), feed["feedId"].clone()),
        (
            format!("feedDocumentId{document}"),
            uploaded["feedDocumentId"].clone(),
        ),
        (
            "3d4e42b5-1d6e-44e8-a89c-2abfca0625bb".into(),
            uploaded["feedDocumentId"].clone(),
        ),
        (
            format!("reportDocumentId{document}"),
            report["reportDocumentId"].clone(),
        ),
        ("ID".into(), queued["reportId"].clone()),
        ("ID323".into(), schedule["reportScheduleId"].clone()),
    ];
    let more = [
        (("listings/", "sellerId"), json!(caller.seller)),
        (("listings/getListingsItem", "sku"), json!(sku)),
        (("listings/getListingsItem", "marketplaceIds"), us.clone()),
        (("finances/listTransactions", "marketplaceId"), us.clone()),
        (("eligibility/", "program"), json!("INBOUND")),
        (("eligibility/", "marketplaceIds"), us.clone()),
        (("pricingV0/", "Asins"), json!([asin])),
        (("pricingV0/getCompetitivePricing", "Skus"), json!([sku])),
        (("pricingV0/", "ItemCondition"), json!("New")),
        (
            ("inboundV0/getShipmentItems", "LastUpdatedAfter"),
            lately.clone(),
        ),
        (
            ("inboundV0/getShipmentItems", "LastUpdatedBefore"),
            json!(amazon_sim::clock::iso(now)),
        ),
    ];
    Stage {
        caller,
        names: names.into_iter().collect(),
        more: more.into_iter().collect(),
    }
}

/// Proves that the published cases hold of the world, but for those that are named with their reason.
#[test]
fn published_cases_hold_of_a_world_in_their_state() {
    let amazon = Amazon::new();
    let stage = stage(&amazon);
    let mut others = Vec::new();
    let mut n_cases = 0;
    for operation in amazon.simulator.models().operations() {
        for (index, case) in operation.sandbox.iter().enumerate() {
            n_cases += 1;
            let (status, answer) = stage.answer(operation, case);
            if status != case.status {
                println!(
                    "{} {} {index}: {status} {answer}",
                    operation.key, case.status
                );
                others.push((format!("{} {} {index}", operation.key, case.status), status));
            }
        }
    }
    assert!(n_cases > 150, "{n_cases} cases");
    let otherwise = OTHERWISE.iter().map(|(name, status, _)| (*name, *status));
    let absent = NOT_FOUND_INSTEAD.iter().map(|name| (*name, 404));
    let mut named: Vec<_> = otherwise
        .chain(absent)
        .map(|(name, status)| (name.to_owned(), status))
        .collect();
    named.sort();
    others.sort();
    let lines: Vec<_> = others
        .iter()
        .map(|(name, status)| format!("{name} -> {status}"))
        .collect();
    assert_eq!(others, named, "the world says:\n{}", lines.join("\n"));
}
