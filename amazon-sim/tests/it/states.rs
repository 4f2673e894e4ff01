//! The published sandbox cases against the world itself: each is asked of an account that stands in the state that the
//! case tells of, and must be answered with the same status, the same error codes, and every member that the published
//! answer has, of the same type; and where a published answer says again what was asked for, the world's must say what it
//! was asked for. What the model allows beyond that is checked by the simulator itself.

use std::collections::{BTreeMap, BTreeSet};

use amazon_sim::clock::{DAY, MINUTE};
use amazon_sim::model::{Location, Operation, SandboxCase};
use serde_json::{Map, Value, json};

use crate::harness::{Amazon, Caller, encode, text};
use crate::inbound::{
    PLANS, boxes, done, item, pack, packed, placed, plan_request, planned, prepared, transport,
};
use crate::models::{case_values, request_of};

/// Cases that the world answers otherwise, with its status and why.
const OTHERWISE: &[(&str, u16, &str)] = &[
    (
        "inbound/createInboundPlan 202 1",
        400,
        "the sample is accepted with a marketplace that does not exist",
    ),
    (
        "inbound/getDeliveryChallanDocument 200 0",
        400,
        "only in India, where inbound plans cannot be made",
    ),
    (
        "listings/getListingsItem 400 1",
        404,
        "a SKU that is not there, for which the same model has 404",
    ),
    (
        "ordersV0/updateShipmentStatus 204 0",
        400,
        "the world has no orders for pickup in a store",
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
];

/// Cases that a switched-on misbehaviour brings about.
const SWITCHED: &[(&str, &str)] = &[
    (
        "application/rotateApplicationClientSecret 400 0",
        "rejects-valid",
    ),
    (
        "eligibility/getItemEligibilityPreview 403 1",
        "missing-role",
    ),
    ("eligibility/getItemEligibilityPreview 429 3", "throttle"),
    ("eligibility/getItemEligibilityPreview 503 4", "maintenance"),
    ("pricingV0/getItemOffersBatch 400 1", "rejects-valid"),
    ("pricingV0/getListingOffersBatch 400 0", "rejects-valid"),
    ("sellers/getAccount 400 0", "rejects-valid"),
];

/// Error codes as samples write them, with what live answers of the same model have.
const CODES: &[(&str, &str, &str)] = &[
    // amzn/selling-partner-api-models#1810, amzn/selling-partner-api-docs#2277.
    ("reports/", "400", "InvalidInput"),
    ("feeds/", "400", "InvalidInput"),
    ("listings/", "BAD_REQUEST", "InvalidInput"),
    ("productTypes/", "BAD_REQUEST", "InvalidInput"),
    ("restrictions/", "BAD_REQUEST", "InvalidInput"),
    ("catalog/", "400", "InvalidInput"),
    ("ordersV0/", "Invalid Input", "InvalidInput"),
    ("tokens/", "InvalidRequest", "InvalidInput"),
    // amzn/selling-partner-api-models#401.
    ("inboundV0/", "Invalid Input", "InvalidInput"),
];

/// Members of published answers that the world's answers lack: the start of the operation's key, a part of the
/// member's path, why.
const ABSENT: &[(&str, &str, &str)] = &[
    ("", "nextToken", "the list ends here"),
    ("", "NextToken", "the list ends here"),
    ("", ".pagination", "the list ends here"),
    (
        "catalog/",
        ".parent.parent",
        "the classes of goods are two deep",
    ),
    ("catalog/", ".link", "the shop itself is not simulated"),
    (
        "catalog/",
        ".modelNumber",
        "the goods have no model or style",
    ),
    ("catalog/", ".style", "the goods have no model or style"),
    (
        "catalog/",
        ".vendorDetails[]",
        "no seller of this world is a vendor",
    ),
    (
        "finances/listBalances",
        ".balances[].balances",
        "balances are not broken down",
    ),
    (
        "finances/listSummary",
        ".breakdowns[].breakdowns",
        "breakdowns are one deep",
    ),
    (
        "inbound/",
        ".externalContainerIdentifier",
        "for boxes without known contents of other programmes",
    ),
    (
        "inbound/",
        ".prepInstructions[].fee",
        "nobody asked Amazon to prepare these goods",
    ),
    (
        "inbound/listPackingGroupBoxes",
        ".boxId",
        "known once the placement is confirmed",
    ),
    (
        "inbound/listPackingGroupBoxes",
        ".destinationRegion",
        "known once the placement is confirmed",
    ),
    (
        "inbound/listPackingOptions",
        ".fees[]",
        "packing costs nothing here",
    ),
    (
        "inbound/getShipment",
        ".destination.address",
        "Amazon's centres have fewer lines",
    ),
    (
        "inbound/getShipment",
        ".freightInformation",
        "these are parcels",
    ),
    (
        "inbound/getShipment",
        ".selectedDeliveryWindow",
        "partnered carriers need none",
    ),
    (
        "inbound/getShipment",
        ".trackingDetails",
        "partnered carriers' numbers are not told",
    ),
    ("inbound/", ".carrierAppointment", "these are parcels"),
    (
        "inbound/",
        ".preconditions[]",
        "partnered carriers have none",
    ),
    (
        "inbound/listShipmentPallets",
        ".pallets[]",
        "these are parcels",
    ),
    (
        "inbound/listPrepDetails",
        "OwnerConstraint",
        "the goods are not constrained",
    ),
    (
        "inbound/listPrepDetails",
        ".allOwnersConstraint",
        "the goods are not constrained",
    ),
    (
        "inboundV0/getPrepInstructions",
        "[]",
        "an ASIN was asked for, and it is good",
    ),
    (
        "inboundV0/getShipmentItems",
        ".PrepDetailsList[]",
        "the goods need no preparation",
    ),
    (
        "inboundV0/getShipmentItems",
        ".ReleaseDate",
        "no goods come out later",
    ),
    (
        "merchant/getAdditionalSellerInputs",
        "[]",
        "the services ask for nothing more",
    ),
    (
        "merchant/",
        ".AdjustmentItemList[]",
        "prices are not adjusted",
    ),
    ("merchant/", ".Benefits", "no programme gives benefits"),
    (
        "merchant/",
        ".AvailableFormatOptionsForLabel",
        "there is one format of labels",
    ),
    ("merchant/", ".LabelFormat", "there is one format of labels"),
    (
        "merchant/getEligibleShipmentServices",
        "CarrierList[]",
        "all carriers are available",
    ),
    (
        "merchant/getShipment",
        ".SellerOrderId",
        "the seller has given none",
    ),
    (
        "merchant/getShipment",
        ".AddressLine2",
        "the buyer has one line",
    ),
    ("orders/", ".orderAliases", "orders have one name"),
    (
        "orders/",
        ".picking",
        "goods are picked without substitutes",
    ),
    ("orders/", ".measurement", "goods are sold by the piece"),
    ("orders/", ".conditionNote", "goods are new"),
    ("orders/", ".transparencyCodes", "goods have no such codes"),
    (
        "orders/",
        ".detailedStatus",
        "no order of this search was shipped in detail",
    ),
    (
        "orders/",
        ".shipFromAddress",
        "merchants did not tell where from",
    ),
    (
        "orders/",
        ".recipient.deliveryAddress",
        "these buyers have fewer lines",
    ),
    (
        "orders/searchOrders",
        ".paymentExecutions[]",
        "nobody paid by card in Brazil",
    ),
    ("orders/", ".tax", "nobody had an invoice in Brazil"),
    (
        "ordersV0/",
        ".AutomatedShippingSettings",
        "no order ships by itself",
    ),
    (
        "ordersV0/",
        ".DefaultShipFromLocationAddress",
        "merchants did not tell where from",
    ),
    (
        "ordersV0/",
        ".EasyShipShipmentStatus",
        "India and Brazil only",
    ),
    ("ordersV0/", ".ElectronicInvoiceStatus", "Brazil only"),
    ("ordersV0/", ".FulfillmentInstruction", "no order has such"),
    (
        "ordersV0/",
        ".IsIBA",
        "no order of Amazon Business partners",
    ),
    (
        "ordersV0/",
        ".PaymentExecutionDetail",
        "cash on delivery only",
    ),
    (
        "ordersV0/getOrderRegulatedInfo",
        ".RegulatedInformation.Fields[]",
        "the world has no regulated orders",
    ),
    (
        "ordersV0/getOrderRegulatedInfo",
        ".RegulatedOrderVerificationStatus.ValidRejectionReasons[]",
        "the world has no regulated orders",
    ),
    (
        "ordersV0/getOrderRegulatedInfo",
        ".RegulatedOrderVerificationStatus.ValidVerificationDetails",
        "the world has no regulated orders",
    ),
    (
        "ordersV0/getOrderRegulatedInfo",
        ".RegulatedOrderVerificationStatus.ValidInterimStatusCodes",
        "the world has no regulated orders",
    ),
    ("pricing", ".Points", "Japan only"),
    ("pricing", ".TradeInValue", "nothing is traded in"),
    ("pricing", ".offerType", "no discounts for quantities"),
    ("pricing", ".quantity", "no discounts for quantities"),
    ("pricing", ".sellerId", "told of offers to businesses"),
    ("pricing", ".SKUIdentifier", "an ASIN was asked for"),
    ("pricing", ".ShipsFrom", "merchants did not tell where from"),
    (
        "fees/getMyFeesEstimateForSKU",
        ".Error",
        "the estimate succeeds",
    ),
    ("listings/", ".issues[]", "the listing has no issues"),
    ("pricing/", "FeaturedOffer", "nobody else offers it"),
    ("pricing/", ".points", "Japan only"),
    ("pricingV0/", ".ListPrice", "the goods have no list price"),
    (
        "reports/getReports",
        ".processing",
        "the sample asks for what is not processed yet",
    ),
];

/// Members that repeat a value of the request in a published answer by chance: the start of the operation's key, a part of
/// the member's path, why.
const CHANCE: &[(&str, &str, &str)] = &[(
    "eligibility/getItemEligibilityPreview",
    ".marketplaceId",
    "the sample has the product in the place of the marketplace",
)];

/// What stands in for the ids of the published cases.
struct Stage<'a> {
    caller: Caller<'a>,
    /// Callers without a seller, by the scope of their token.
    grantless: BTreeMap<&'static str, Caller<'a>>,
    /// What is meant by a value, or by `parameter=value`, in cases that succeed.
    names: BTreeMap<String, Value>,
    /// The same for one operation, by its id.
    steps: BTreeMap<(&'static str, String), Value>,
    /// Parameters that a case leaves out although its operation cannot do without them, in operations whose key
    /// holds a text.
    more: Vec<(&'static str, &'static str, Value)>,
    /// Parameters of single cases that break the model, as they must be.
    mended: Vec<(&'static str, &'static str, Value)>,
}

impl<'a> Stage<'a> {
    /// A request as it would be made of this world.
    fn told(&self, operation: &Operation, parameter: &str, value: &Value) -> Value {
        match value {
            Value::String(held) => self
                .steps
                .iter()
                .find(|((id, name), _)| operation.id == *id && name == held)
                .map(|(_, value)| value)
                .or_else(|| self.names.get(&format!("{parameter}={held}")))
                .or_else(|| self.names.get(held))
                .unwrap_or(value)
                .clone(),
            Value::Array(items) => items
                .iter()
                .map(|item| self.told(operation, parameter, item))
                .collect(),
            Value::Object(members) => {
                let told = members
                    .iter()
                    .map(|(name, value)| (name.clone(), self.told(operation, name, value)));
                Value::Object(told.collect::<Map<_, _>>())
            }
            other => other.clone(),
        }
    }

    /// The values of a case's request, each with those that stand for it in this world.
    fn asked(
        &self,
        operation: &Operation,
        case: &SandboxCase,
    ) -> BTreeMap<String, BTreeSet<String>> {
        fn pair(held: &Value, told: &Value, asked: &mut BTreeMap<String, BTreeSet<String>>) {
            match (held, told) {
                // Of the values of a list each may be answered.
                (Value::Array(held), Value::Array(told)) => {
                    for held in held {
                        told.iter().for_each(|told| pair(held, told, asked));
                    }
                }
                (Value::Object(held), Value::Object(told)) => {
                    for (name, held) in held {
                        let told = told.get(name).unwrap_or(&Value::Null);
                        pair(held, told, asked);
                    }
                }
                _ => {
                    if let (Some(held), Some(told)) = (written(held), written(told)) {
                        asked.entry(held).or_default().insert(told);
                    }
                }
            }
        }
        let mut asked = BTreeMap::new();
        for (name, held) in &case.parameters {
            pair(held, &self.told(operation, name, held), &mut asked);
        }
        asked
    }

    /// The status and answer of a case, asked of the world. What a caller adds by itself is added; ids are exchanged
    /// for those of the world where the case is about something that is there.
    fn answer(&self, operation: &Operation, name: &str, case: &SandboxCase) -> (u16, Value) {
        let is_there = case.status < 300;
        let mended = |wanted: &str| {
            let found = self
                .mended
                .iter()
                .find(|(held, parameter, _)| *held == name && *parameter == wanted);
            found.map(|(_, _, value)| value.clone())
        };
        let (path, body) = request_of(operation, &|parameter| {
            // The next page of somebody else's list.
            if is_there && matches!(parameter, "paginationToken" | "nextToken" | "NextToken") {
                return None;
            }
            let is_body = |held: &amazon_sim::model::Parameter| {
                held.name == parameter && held.location == Location::Body
            };
            // Cases and models have different names for the body.
            let given = mended(parameter)
                .or_else(|| case_values(case)(parameter))
                .or_else(|| {
                    let body = case.parameters.get("body")?.clone();
                    operation.parameters.iter().any(is_body).then_some(body)
                })
                .filter(|value| !value.is_null());
            match given {
                Some(value) if is_there => Some(self.told(operation, parameter, &value)),
                Some(value) => Some(value),
                None => self
                    .more
                    .iter()
                    .find(|(key, held, _)| *held == parameter && operation.key.contains(key))
                    .map(|(_, _, value)| value.clone()),
            }
        });
        let caller = self.caller_of(operation, &path);
        let switched = SWITCHED.iter().find(|(held, _)| *held == name);
        if let Some((_, misbehaviour)) = switched {
            let wish = json!({"name": misbehaviour, "operation": operation.key});
            caller.amazon.switch_on(wish);
        }
        let answer = caller.call(&operation.method, &path, body.as_ref());
        caller.amazon.switch_off();
        answer
    }

    /// Whoever has the token that an operation takes.
    fn caller_of(&self, operation: &Operation, path: &str) -> Caller<'a> {
        if let Some(scope) = amazon_sim::api::grantless_scope(&operation.key) {
            return self.grantless[scope].clone();
        }
        let is_restricted = matches!(
            operation.key.as_str(),
            "merchant/getShipment" | "merchant/cancelShipment" | "ordersV0/getOrderAddress"
        );
        if is_restricted {
            let path = path.split('?').next().unwrap_or_default();
            let mut resource = json!({"method": operation.method, "path": path});
            if operation.key == "ordersV0/getOrderAddress" {
                resource["dataElements"] = json!(["shippingAddress"]);
            }
            let wish = json!({"restrictedResources": [resource]});
            let token = self
                .caller
                .send("POST", "/tokens/2021-03-01/restrictedDataToken", wish);
            return Caller {
                token: text(&token["restrictedDataToken"]),
                ..self.caller.clone()
            };
        }
        self.caller.clone()
    }
}

/// The type of every member of an answer, by its path; what holds nothing has none.
fn shape(value: &Value, path: &str, found: &mut BTreeSet<(String, &'static str)>) {
    let kind = match value {
        Value::Null => return,
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(items) => {
            for item in items {
                shape(item, &format!("{path}[]"), found);
            }
            "array"
        }
        Value::Object(members) => {
            for (name, member) in members {
                shape(member, &format!("{path}.{name}"), found);
            }
            "object"
        }
    };
    found.insert((path.to_owned(), kind));
}

/// A value that says something, as text. Short ones are alike by chance.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (text.len() > 3).then_some(text)
}

/// The values of every member of an answer, by its path.
fn values(value: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(items) => {
            items
                .iter()
                .for_each(|item| values(item, &format!("{path}[]"), found));
        }
        Value::Object(members) => {
            for (name, member) in members {
                values(member, &format!("{path}.{name}"), found);
            }
        }
        value => {
            let held = found.entry(path.to_owned()).or_default();
            held.extend(written(value));
        }
    }
}

/// Where a published answer says again what was asked for, and the world's says something else.
fn unlike(
    asked: &BTreeMap<String, BTreeSet<String>>,
    published: &Value,
    told: &Value,
) -> Vec<String> {
    let (mut wanted, mut held) = (BTreeMap::new(), BTreeMap::new());
    values(published, "", &mut wanted);
    values(told, "", &mut held);
    let mut unlike = Vec::new();
    for (path, texts) in &wanted {
        // What is absent is named by its type.
        let Some(held) = held.get(path) else { continue };
        for expected in texts.iter().filter_map(|text| asked.get(text)) {
            // A day may be answered as the instant at which it begins.
            let is_told = |text: &String| held.iter().any(|held| held.starts_with(text.as_str()));
            if !expected.iter().any(is_told) {
                unlike.push(format!(
                    "{path} is {held:?}, where {expected:?} was asked for"
                ));
            }
        }
    }
    unlike
}

/// What a published answer has and the world's lacks, or has with another type.
fn missing(published: &Value, told: &Value) -> Vec<String> {
    let (mut wanted, mut held) = (BTreeSet::new(), BTreeSet::new());
    shape(published, "", &mut wanted);
    shape(told, "", &mut held);
    let mut missing: Vec<String> = Vec::new();
    for (path, kind) in wanted.difference(&held) {
        // Of what is absent, the uppermost member is named.
        let is_below =
            |above: &String| path.starts_with(above.as_str()) && path.len() > above.len();
        if !missing.iter().any(is_below) {
            let other = held.iter().find(|(held, _)| held == path);
            missing.push(match other {
                Some((_, other)) => format!("{path} is a {other}, not a {kind}"),
                None => path.clone(),
            });
        }
    }
    missing
}

/// The codes of a refusal, as the world writes them.
fn codes(operation: &Operation, refusal: &Value) -> BTreeSet<String> {
    let list = refusal.as_array().or_else(|| refusal["errors"].as_array());
    let written = |code: String| {
        let spelling = CODES
            .iter()
            .find(|(key, held, _)| operation.key.starts_with(key) && *held == code);
        spelling.map_or(code, |(_, _, code)| (*code).to_owned())
    };
    list.into_iter()
        .flatten()
        .map(|error| written(text(&error["code"])))
        .collect()
}

/// Plans that stand where the cases of single steps need them.
struct Prepared {
    steps: BTreeMap<(&'static str, String), Value>,
    /// An operation that has ended.
    operation: Value,
    /// A preview of changed contents.
    preview: Value,
}

impl Prepared {
    fn of(caller: &Caller<'_>, skus: &[String], plan: &str, shipment: &str) -> Self {
        let mut steps = BTreeMap::new();
        let sample = |name: &str| format!("{name}1234abcd-1234-abcd-5678-1234abcd5678");
        let id_of = |path: &str| json!(path.rsplit('/').next());
        let items = || json!([item(&skus[0], 12)]);
        let mut dated = item(&skus[0], 12);
        dated["expiration"] = json!("2027-06-30");
        dated["manufacturingLotCode"] = json!("L-1");

        // Packing options are there, and one is to be confirmed.
        let fresh = planned(caller, items());
        let path = format!("{fresh}/packingOptions");
        done(caller, "POST", &path, json!({}));
        let option = caller.get(&path)["packingOptions"][0].clone();
        let confirm = "confirmPackingOption";
        steps.insert((confirm, sample("wf")), id_of(&fresh));
        steps.insert((confirm, sample("po")), option["packingOptionId"].clone());

        // A group is packed, and placement is to be confirmed.
        let grouped = planned(caller, items());
        let path = format!("{grouped}/packingOptions");
        done(caller, "POST", &path, json!({}));
        let option = caller.get(&path)["packingOptions"][0].clone();
        let confirmation = format!("{path}/{}/confirmation", text(&option["packingOptionId"]));
        done(caller, "POST", &confirmation, json!({}));
        let group = option["packingGroups"][0].clone();
        for operation in [
            "listPackingGroupBoxes",
            "listPackingGroupItems",
            "setPackingInformation",
        ] {
            steps.insert((operation, sample("wf")), id_of(&grouped));
            steps.insert((operation, sample("pg")), group.clone());
        }
        pack(
            caller,
            &grouped,
            json!({"packingGroupId": group, "boxes": boxes(Some(json!([dated])))}),
        );
        let path = format!("{grouped}/placementOptions");
        done(caller, "POST", &path, json!({}));
        let option = caller.get(&path)["placementOptions"][0]["placementOptionId"].clone();
        steps.insert(("confirmPlacementOption", sample("wf")), id_of(&grouped));
        steps.insert(("confirmPlacementOption", sample("pl")), option);

        // Delivery windows are there, and transport is to be confirmed.
        let sent = planned(caller, items());
        let (placement, shipments) = placed(caller, &sent, 0);
        pack(
            caller,
            &sent,
            json!({"shipmentId": shipments[0], "boxes": boxes(None)}),
        );
        let selections = transport(
            caller,
            &sent,
            (&placement, &shipments),
            "USE_YOUR_OWN_CARRIER",
        );
        let path = format!("{sent}/shipments/{}/deliveryWindowOptions", shipments[0]);
        done(caller, "POST", &path, json!({}));
        let window =
            caller.get(&path)["deliveryWindowOptions"][0]["deliveryWindowOptionId"].clone();
        for operation in [
            "confirmDeliveryWindowOptions",
            "listDeliveryWindowOptions",
            "confirmTransportationOptions",
        ] {
            steps.insert((operation, sample("wf")), id_of(&sent));
            steps.insert((operation, sample("sh")), json!(shipments[0]));
        }
        steps.insert(("confirmDeliveryWindowOptions", sample("dw")), window);
        let choice = selections["transportationSelections"][0]["transportationOptionId"].clone();
        steps.insert(("confirmTransportationOptions", sample("to")), choice);

        // An appointment is made, and a change of contents was asked for.
        let shipment = format!("{plan}/shipments/{shipment}");
        let path = format!("{shipment}/selfShipAppointmentSlots");
        let days =
            json!({"desiredStartDate": caller.amazon.now(), "desiredEndDate": caller.amazon.now()});
        caller.send("POST", &path, days);
        caller.amazon.advance(MINUTE);
        let slots = caller.get(&path)["selfShipAppointmentSlotsAvailability"]["slots"].clone();
        let slot = format!("{path}/{}/schedule", text(&slots[0]["slotId"]));
        caller.send("POST", &slot, json!({}));
        let path = format!("{shipment}/contentUpdatePreviews");
        let mut wanted = boxes(Some(json!([dated])));
        wanted[0]["packageId"] =
            caller.get(&format!("{shipment}/boxes"))["boxes"][0]["packageId"].clone();
        let wish = json!({"boxes": wanted, "items": [dated]});
        caller.send("POST", &path, wish);
        caller.amazon.advance(MINUTE);
        let previews = caller.get(&path);
        let preview = previews["contentUpdatePreviews"][0]["contentUpdatePreviewId"].clone();

        // An operation that has ended with something to tell.
        let wish = plan_request(caller, json!([item("NOBODY", 1)]));
        let started = caller.send("POST", PLANS, wish);
        caller.amazon.advance(MINUTE);
        Self {
            steps,
            operation: started["operationId"].clone(),
            preview,
        }
    }
}

/// The application without a seller, for each scope.
fn grantless<'a>(amazon: &'a Amazon, caller: &Caller<'a>) -> BTreeMap<&'static str, Caller<'a>> {
    let account = amazon.account("US");
    let scopes = [
        "sellingpartnerapi::notifications",
        "sellingpartnerapi::client_credential:rotation",
    ];
    let callers = scopes.map(|scope| (scope, amazon.with_scope(&account, caller, scope)));
    callers.into_iter().collect()
}

/// A bought label for a line of an order.
fn label(caller: &Caller<'_>, order: &Value, line: &Value) -> Value {
    let address = json!({"Name": "Harbour Lane", "AddressLine1": "1 Quay St", "City": "Portland", "StateOrProvinceCode": "OR", "PostalCode": "97205", "CountryCode": "US", "Phone": "5550100", "Email": "office@example.com"});
    let wish = json!({"ShippingServiceId": "UPS_PTP_GND", "ShipmentRequestDetails": {
        "AmazonOrderId": order, "ItemList": [{"OrderItemId": line, "Quantity": 1}], "ShipFromAddress": address,
        "PackageDimensions": {"Length": 10, "Width": 10, "Height": 10, "Unit": "inches"}, "Weight": {"Value": 10, "Unit": "oz"},
        "ShippingServiceOptions": {"DeliveryExperience": "NoTracking", "CarrierWillPickUp": false},
    }});
    caller.send("POST", "/mfn/v0/shipments", wish)["payload"]["ShipmentId"].clone()
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
    caller.upload(
        &text(&uploaded["url"]),
        "application/json",
        br#"{"header": {"version": "2.0"}, "messages": []}"#,
    );
    let feed = json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": uploaded["feedDocumentId"]});
    let feed = caller.send("POST", "/feeds/2021-06-30/feeds", feed);
    let caller = caller.later(20 * MINUTE);
    let report = caller.get(&format!("/reports/2021-06-30/reports/{report}"));
    let prepared = Prepared::of(&caller, &skus, &plan, &shipments[0]);
    let queued = json!({"reportType": "GET_FBA_MYI_ALL_INVENTORY_DATA", "marketplaceIds": [caller.marketplace], "dataStartTime": "2026-01-01T00:00:00Z", "dataEndTime": amazon.now()});
    let queued = caller.send("POST", "/reports/2021-06-30/reports", queued);

    let grantless = grantless(amazon, &caller);
    let destinations = &grantless["sellingpartnerapi::notifications"];
    let queue = json!({"name": "q", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-1:123456789012:queue"}}});
    let made = destinations.send("POST", "/notifications/v1/destinations", queue);
    let destination = made["payload"]["destinationId"].clone();
    let subscription = json!({"payloadVersion": "1.0", "destinationId": destination});
    let subscribed = caller.send(
        "POST",
        "/notifications/v1/subscriptions/ORDER_CHANGE",
        subscription,
    );
    let label = label(&caller, &order, &line);

    let id = |name: &str| format!("{name}1234abcd-1234-abcd-5678-1234abcd5678");
    let (us, now) = (json!(caller.marketplace), caller.amazon.simulator.now());
    let lately = json!(amazon_sim::clock::iso(now - 10 * DAY));
    let document = "=0356cf79-b8b0-4226-b4b9-0ee058ea5760";
    let names = [
        (id("wf"), json!(plan.rsplit('/').next())),
        (id("sh"), json!(shipments[0])),
        (id("pl"), shipment["placementOptionId"].clone()),
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
        ("abcddcba-00c3-4f6f-a63a-639f76ee9253".into(), label),
        (
            "1234abcd-1234-abcd-5678-1234abcd5678".into(),
            prepared.operation.clone(),
        ),
        ("ASIN1".into(), asin.clone()),
        ("asin123".into(), asin.clone()),
        ("GM-ZDPI-9B4E".into(), json!(sku)),
        ("MY_SKU".into(), json!(sku)),
        ("MARKETPLACE_ID".into(), us.clone()),
        ("A2EUQ1WTGCTBG2".into(), us.clone()),
        (
            "uri=/products/pricing/v0/items/B000P6Q7MY/offers".into(),
            json!(format!("/products/pricing/v0/items/{}/offers", text(&asin))),
        ),
        (
            "feedTypes=POST_PRODUCT_DATA".into(),
            json!("JSON_LISTINGS_FEED"),
        ),
        (
            "reportTypes=GET_AFN_INVENTORY_DATA".into(),
            json!("GET_FBA_MYI_ALL_INVENTORY_DATA"),
        ),
        (
            "notificationTypes=ANY_OFFER_CHANGED".into(),
            json!("ORDER_CHANGE"),
        ),
        (
            "FEE_DISCOUNTS_REPORT".into(),
            json!("GET_MERCHANT_LISTINGS_DATA"),
        ),
        (
            "GET_FBA_FULFILLMENT_CUSTOMER_TAXES_DATA".into(),
            json!("GET_MERCHANT_LISTINGS_ALL_DATA"),
        ),
        (
            "cu1234abcd-1234-abcd-5678-1234abcd5678".into(),
            prepared.preview.clone(),
        ),
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
    let offer = json!({"productType": "PRODUCT", "requirements": "LISTING_OFFER_ONLY", "attributes": {
        "condition_type": [{"value": "new_new", "marketplace_id": caller.marketplace}],
        "merchant_suggested_asin": [{"value": asin, "marketplace_id": caller.marketplace}],
    }});
    let mut incomplete = offer.clone();
    incomplete["requirements"] = json!("LISTING");
    incomplete["attributes"] = json!({});
    let more = vec![
        ("listings/", "sellerId", json!(caller.seller)),
        ("listings/getListingsItem", "sku", json!(sku)),
        ("listings/getListingsItem", "marketplaceIds", us.clone()),
        (
            "listings/getListingsItem",
            "includedData",
            json!([
                "summaries",
                "attributes",
                "issues",
                "offers",
                "fulfillmentAvailability",
                "procurement"
            ]),
        ),
        ("fees/getMyFeesEstimateForSKU", "SellerSKU", json!(sku)),
        ("finances/listTransactions", "marketplaceId", us.clone()),
        ("eligibility/", "program", json!("INBOUND")),
        ("eligibility/", "marketplaceIds", us.clone()),
        ("pricingV0/", "Asins", json!([asin])),
        ("pricingV0/getCompetitivePricing", "Skus", json!([sku])),
        ("pricingV0/", "ItemCondition", json!("New")),
        (
            "inboundV0/getShipmentItems",
            "LastUpdatedAfter",
            lately.clone(),
        ),
        (
            "inboundV0/getShipmentItems",
            "LastUpdatedBefore",
            json!(amazon_sim::clock::iso(now)),
        ),
        ("ordersV0/update", "orderId", json!(order)),
        (
            "notifications/createDestination",
            "body",
            json!({"name": "SQSDestination", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-2:444455556666:queue1"}}}),
        ),
        ("notifications/", "destinationId", destination),
        (
            "notifications/",
            "subscriptionId",
            subscribed["payload"]["subscriptionId"].clone(),
        ),
        ("notifications/", "notificationType", json!("ORDER_CHANGE")),
    ];
    // What breaks the model in a sample that is told to succeed, or that its own answer contradicts.
    let mended = vec![
        (
            "inbound/setPackingInformation 202 0",
            "body",
            json!({"packageGroupings": [{"packingGroupId": id("pg"), "boxes": boxes(Some(json!([item("msku", 12)])))}]}),
        ),
        (
            "inbound/updateShipmentTrackingDetails 202 0",
            "body",
            json!({"trackingDetails": {"spdTrackingDetail": {"spdTrackingItems": [{"boxId": "boxId", "trackingId": "trackingId"}]}}}),
        ),
        (
            "inboundV0/getShipmentItems 200 0",
            "QueryType",
            json!("DATE_RANGE"),
        ),
        ("listings/putListingsItem 200 0", "body", offer),
        ("listings/putListingsItem 200 1", "body", incomplete),
        (
            "listings/searchListingsItems 400 1",
            "sellerId",
            json!(caller.seller),
        ),
        // The answer speaks of this value.
        (
            "merchant/cancelShipment 400 0",
            "shipmentId",
            json!("TEST_CASE_400"),
        ),
        (
            "ordersV0/updateVerificationStatus 400 3",
            "orderId",
            json!(order),
        ),
        (
            "ordersV0/updateShipmentStatus 204 0",
            "payload",
            json!({"marketplaceId": caller.marketplace, "shipmentStatus": "ReadyForPickup"}),
        ),
    ];
    Stage {
        caller,
        grantless,
        names: names.into_iter().collect(),
        steps: prepared.steps,
        more,
        mended,
    }
}

/// Proves that the published cases hold of the world, but for those that are named with their reason.
#[test]
fn published_cases_hold_of_a_world_in_their_state() {
    let amazon = Amazon::new();
    let stage = stage(&amazon);
    let (mut others, mut surprises) = (Vec::new(), Vec::new());
    let (mut n_cases, mut met) = (0, BTreeSet::new());
    let (mut n_alike, mut chances) = (0, BTreeSet::new());
    for operation in amazon.simulator.models().operations() {
        for (index, case) in operation.sandbox.iter().enumerate() {
            n_cases += 1;
            let name = format!("{} {} {index}", operation.key, case.status);
            let (status, answer) = stage.answer(operation, &name, case);
            if status != case.status {
                println!("{name}: {status} {answer}");
                others.push((name, status));
                continue;
            }
            let (wanted, told) = (codes(operation, &case.response), codes(operation, &answer));
            // One sample refuses without a word.
            if status >= 400 && wanted != told && !wanted.is_empty() {
                surprises.push(format!("{name}: {wanted:?} became {told:?}: {answer}"));
            }
            let asked = stage.asked(operation, case);
            n_alike += usize::from(status < 300 && !asked.is_empty());
            for path in unlike(&asked, &case.response, &answer) {
                let chance = CHANCE.iter().position(|(key, part, _)| {
                    operation.key.starts_with(key) && path.contains(part)
                });
                match chance {
                    Some(which) => drop(chances.insert(which)),
                    None if status < 300 => surprises.push(format!("{name}: {path}")),
                    None => {}
                }
            }
            for path in missing(&case.response, &answer) {
                let named = ABSENT.iter().position(|(key, part, _)| {
                    operation.key.starts_with(key) && path.contains(part)
                });
                match named {
                    Some(which) => drop(met.insert(which)),
                    None => surprises.push(format!("{name}: {path}")),
                }
            }
        }
    }
    assert!(n_cases > 150, "{n_cases} cases");
    assert!(n_alike > 60, "{n_alike} cases ask for something by name");
    assert_eq!(chances.len(), CHANCE.len(), "no longer by chance");
    assert_eq!(surprises, Vec::<String>::new(), "{}", surprises.join("\n"));
    let named: Vec<_> = OTHERWISE
        .iter()
        .map(|(name, status, _)| ((*name).to_owned(), *status))
        .collect();
    others.sort();
    assert_eq!(others, named);
    assert!(
        ABSENT.iter().all(|(_, part, _)| !part.is_empty()),
        "each names a member"
    );
    let stale = (0..ABSENT.len()).filter(|which| !met.contains(which));
    assert_eq!(
        stale.map(|which| ABSENT[which]).collect::<Vec<_>>(),
        [],
        "no longer absent"
    );
}
