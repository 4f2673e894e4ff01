//! Merchant fulfilment, API v0: services for an order, labels, cancellation. Answers with addresses take a restricted
//! data token.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, Refusal, absent, money_number};
use crate::clock::{DAY, HOUR, iso, parse_iso};
use crate::numbers::{self, Carrier};
use crate::places;
use crate::world::orders::Order;
use crate::world::paper::{BOX_LABEL, Label, Sheet, labels_pdf};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getEligibleShipmentServices" => Some(services),
        "getShipment" => Some(read),
        "createShipment" => Some(create),
        "cancelShipment" => Some(cancel),
        "getAdditionalSellerInputs" => Some(additional_inputs),
        _ => None,
    }
}

/// Service id, carrier, name, price in US cents, days on the way.
const SERVICES: [(&str, Carrier, &str, i64, i64); 4] = [
    (
        "USPS_GROUND_ADVANTAGE",
        Carrier::Usps,
        "USPS Ground Advantage",
        612,
        5,
    ),
    ("UPS_PTP_GND", Carrier::Ups, "UPS Ground", 845, 4),
    (
        "UPS_PTP_2ND_DAY_AIR",
        Carrier::Ups,
        "UPS 2nd Day Air",
        1820,
        2,
    ),
    (
        "FEDEX_PTP_PRIORITY_OVERNIGHT",
        Carrier::FedEx,
        "FedEx Priority Overnight",
        3490,
        1,
    ),
];

fn order<'a>(ctx: &'a Ctx<'_>, details: &Value) -> Result<&'a Order, Refusal> {
    let id = details["AmazonOrderId"].as_str().unwrap_or_default();
    let order = ctx
        .account()
        .orders
        .get(id)
        .filter(|order| !order.is_fba)
        .ok_or_else(|| {
            Refusal::invalid(format!(
                "The order {id} does not exist or is not fulfilled by the merchant."
            ))
        })?;
    for item in details["ItemList"].as_array().into_iter().flatten() {
        let line = order
            .lines
            .iter()
            .find(|line| item["OrderItemId"] == line.id.as_str());
        let line = line.ok_or_else(|| {
            Refusal::invalid(format!(
                "The order item {} does not belong to the order.",
                item["OrderItemId"]
            ))
        })?;
        if item["Quantity"].as_i64().unwrap_or(0) > line.open() {
            return Err(Refusal::invalid(
                "The quantity exceeds what is left to ship.",
            ));
        }
    }
    Ok(order)
}

fn service_json(
    ctx: &Ctx<'_>,
    service: &(&str, Carrier, &str, i64, i64),
    details: &Value,
    order: &Order,
) -> Value {
    let (id, carrier, name, cents, days) = service;
    let percent = places::marketplace(&order.marketplace).map_or(100, |found| found.price_percent);
    let weight_g = details
        .pointer("/Weight/Value")
        .and_then(Value::as_f64)
        .unwrap_or(0.0)
        * if details.pointer("/Weight/Unit").and_then(Value::as_str) == Some("oz") {
            28.35
        } else {
            1.0
        };
    let rate = money_number(
        (cents + (weight_g / 40.0) as i64) * percent / 100,
        &order.currency,
    );
    let ship = details["ShipDate"]
        .as_str()
        .and_then(parse_iso)
        .unwrap_or(ctx.now());
    let wish = &details["ShippingServiceOptions"];
    json!({
        "ShippingServiceName": name, "CarrierName": carrier.code(), "ShippingServiceId": id, "ShippingServiceOfferId": format!("{id}-{}", order.id),
        "ShipDate": iso(ship), "EarliestEstimatedDeliveryDate": iso(ship + (days - 1).max(1) * DAY), "LatestEstimatedDeliveryDate": iso(ship + days * DAY),
        "Rate": rate, "RateWithAdjustments": rate, "AdjustmentItemList": [],
        "ShippingServiceOptions": {"DeliveryExperience": wish["DeliveryExperience"], "CarrierWillPickUp": wish["CarrierWillPickUp"], "CarrierWillPickUpOption": "ShipperWillDropOff", "DeclaredValue": money_number(0, &order.currency)},
        "AvailableLabelFormats": ["PDF", "PNG", "ZPL203"], "RequiresAdditionalSellerInputs": false,
    })
}

fn services(ctx: &mut Ctx<'_>) -> Outcome {
    let details = ctx.body()["ShipmentRequestDetails"].clone();
    let order = order(ctx, &details)?;
    let must_arrive = details["MustArriveByDate"].as_str().and_then(parse_iso);
    let offered: Vec<Value> = SERVICES
        .iter()
        .filter(|service| must_arrive.is_none_or(|by| ctx.now() + service.4 * DAY <= by))
        .map(|service| service_json(ctx, service, &details, order))
        .collect();
    Ok(Answer::payload(json!({
        "ShippingServiceList": offered, "RejectedShippingServiceList": [], "TemporarilyUnavailableCarrierList": [], "TermsAndConditionsNotAcceptedCarrierList": [],
    })))
}

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let details = &body["ShipmentRequestDetails"];
    let order = order(ctx, details)?.clone();
    let wanted = body["ShippingServiceId"].as_str().unwrap_or_default();
    let service = SERVICES
        .iter()
        .find(|service| service.0 == wanted)
        .ok_or_else(|| {
            Refusal::invalid(format!("The ShippingServiceId {wanted} is not available."))
        })?;
    let offer = service_json(ctx, service, details, &order);
    let id = numbers::uuid(&mut ctx.world.random);
    let tracking = service.1.tracking_number(&mut ctx.world.random);
    let buyer = &order.buyer;
    let label = Label {
        lines: vec![
            (16.0, service.2.to_owned()),
            (10.0, buyer.name.clone()),
            (10.0, buyer.line1.clone()),
            (
                10.0,
                format!("{} {} {}", buyer.city, buyer.state, buyer.postal_code),
            ),
            (10.0, buyer.country.clone()),
        ],
        code: tracking.clone(),
        contents: None,
    };
    let pdf = labels_pdf(&[label], Sheet::single(BOX_LABEL));
    let contents = crate::bytes::to_base64(&crate::world::jobs::gzip(&pdf));
    let checksum = crate::bytes::to_base64(&blake3::hash(&pdf).as_bytes()[..16]);
    let mut address = json!({
        "Name": buyer.name.chars().take(30).collect::<String>(), "AddressLine1": buyer.line1, "City": buyer.city, "PostalCode": buyer.postal_code,
        "CountryCode": buyer.country, "Phone": buyer.phone, "Email": order.email,
    });
    if !buyer.state.is_empty() {
        address["StateOrProvinceCode"] = json!(buyer.state);
    }
    let shipment = json!({
        "ShipmentId": id, "AmazonOrderId": order.id, "ItemList": details["ItemList"], "ShipFromAddress": details["ShipFromAddress"],
        "ShipToAddress": address, "PackageDimensions": details["PackageDimensions"], "Weight": details["Weight"],
        "Insurance": money_number(0, &order.currency), "ShippingService": offer,
        "Label": {
            "Dimensions": {"Length": 6, "Width": 4, "Unit": "inches"}, "LabelFormat": "PDF",
            "FileContents": {"Contents": contents, "FileType": "application/pdf", "Checksum": checksum},
        },
        "Status": "Purchased", "TrackingId": tracking, "CreatedDate": iso(ctx.now()), "LastUpdatedDate": iso(ctx.now()),
    });
    ctx.account_mut().labels.insert(id, shipment.clone());
    Ok(Answer::payload(shipment))
}

fn is_shipment_id(text: &str) -> bool {
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn held(ctx: &Ctx<'_>) -> Result<Value, Refusal> {
    if !ctx.may_see("") {
        return Err(Refusal::forbidden(
            "The operation is restricted: a restricted data token is required.",
        ));
    }
    let id = ctx.text("shipmentId");
    ctx.account()
        .labels
        .get(id)
        .cloned()
        .ok_or_else(|| absent("shipment", id, is_shipment_id(id)))
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::payload(held(ctx)?))
}

fn cancel(ctx: &mut Ctx<'_>) -> Outcome {
    let mut shipment = held(ctx)?;
    let bought = shipment["CreatedDate"]
        .as_str()
        .and_then(parse_iso)
        .unwrap_or(0);
    if shipment["Status"] != "Purchased" || ctx.now() - bought > 24 * HOUR * 30 {
        return Err(Refusal::invalid("The shipment can no longer be cancelled."));
    }
    shipment["Status"] = json!("RefundPending");
    shipment["LastUpdatedDate"] = json!(iso(ctx.now()));
    let id = ctx.text("shipmentId").to_owned();
    ctx.account_mut().labels.insert(id, shipment.clone());
    Ok(Answer::payload(shipment))
}

fn additional_inputs(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.body()["OrderId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    if !ctx.account().orders.contains_key(&id) {
        return Err(Refusal::invalid(format!("The order {id} does not exist.")));
    }
    Ok(Answer::payload(
        json!({"ShipmentLevelFields": [], "ItemLevelFieldsList": []}),
    ))
}
