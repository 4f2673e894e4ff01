//! Multi-channel fulfilment, API of 2026-07-04: the same orders in other words. It has no returns, no tracking
//! events, and changes nothing of a held order but its action.

use serde_json::{Map, Value, json};

use super::outbound::{PreviewLine, force_status, new_line, origin_marketplace, preview_line};
use super::pages::{first_asked, remembered, remembered_page};
use super::{Answer, Ctx, Handler, Outcome, Refusal, compact, money, put};
use crate::clock::{HOUR, MINUTE, Ms, parse_iso};
use crate::places::{self, Marketplace};
use crate::world::outbound::{
    Outbound, OutboundRefusal, OutboundShipment, OutboundStatus, Parcel, fees, promise, reaches,
    stamp,
};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getOrderPreview" => Some(preview),
        "getOffers" => Some(offers),
        "createOrder" => Some(create),
        "getOrder" => Some(read),
        "listOrders" => Some(list),
        "updateOrder" => Some(update),
        "cancelOrder" => Some(cancel),
        "updateOrderStatus" => Some(update_status),
        "updatePackage" => Some(update_package),
        _ => None,
    }
}

/// Pairs of names of one thing in the two generations.
const TIERS: [(&str, &str); 4] = [
    ("STANDARD", "Standard"),
    ("EXPEDITED", "Expedited"),
    ("PRIORITY", "Priority"),
    ("SCHEDULED", "ScheduledDelivery"),
];
const POLICIES: [(&str, &str); 3] = [
    ("FILL_OR_KILL", "FillOrKill"),
    ("FILL_ALL", "FillAll"),
    ("FILL_ALL_AVAILABLE", "FillAllAvailable"),
];

fn old_name(
    pairs: &[(&'static str, &'static str)],
    new: &str,
    what: &str,
) -> Result<&'static str, Refusal> {
    pairs
        .iter()
        .find(|(held, _)| *held == new)
        .map(|(_, old)| *old)
        .ok_or_else(|| Refusal::invalid(format!("The {what} {new} is not supported.")))
}

fn new_name(pairs: &[(&'static str, &'static str)], old: &str) -> &'static str {
    pairs
        .iter()
        .find(|(_, held)| *held == old)
        .map_or(pairs[0].0, |(new, _)| *new)
}

fn tiers_of(body: &Value) -> Result<Vec<&'static str>, Refusal> {
    let wanted = body
        .pointer("/fulfillmentConfiguration/serviceLevel/serviceTiers")
        .and_then(Value::as_array);
    match wanted.filter(|wanted| !wanted.is_empty()) {
        Some(wanted) => wanted
            .iter()
            .map(|tier| old_name(&TIERS, tier.as_str().unwrap_or_default(), "service tier"))
            .collect(),
        None => Ok(vec!["Standard", "Expedited"]),
    }
}

/// Units of an amount; 2026-07-04 writes them as decimal texts.
fn units(amount: &Value) -> Result<i64, Refusal> {
    let text = amount["value"].as_str().unwrap_or_default();
    let number: f64 = text
        .parse()
        .map_err(|_| Refusal::invalid(format!("The amount {text} is not a number.")))?;
    if number.fract() != 0.0 || number < 1.0 {
        return Err(Refusal::invalid(format!(
            "The amount {text} must be a whole number of at least 1."
        )));
    }
    if amount["unit"].as_str().is_some_and(|unit| unit != "EACHES") {
        return Err(Refusal::invalid("The unit of an amount must be EACHES."));
    }
    Ok(number as i64)
}

fn each(quantity: i64) -> Value {
    json!({"unit": "EACHES", "value": quantity.to_string()})
}

fn speed_fits(speed: &str, marketplace: &Marketplace) -> bool {
    match speed {
        "Priority" => matches!(marketplace.country, "CA" | "IN" | "MX"),
        "ScheduledDelivery" => marketplace.country == "JP",
        _ => true,
    }
}

fn constraint(code: &str, message: &str, sku: &str) -> Value {
    json!({"type": "ValidationError", "code": code, "message": message, "details": [{"type": "amazonSku", "value": sku}]})
}

fn preview(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let marketplace = origin_marketplace(
        ctx,
        body.pointer("/origin/countryCode").and_then(Value::as_str),
    )?;
    let mut lines = Vec::new();
    for item in body["lineItems"].as_array().into_iter().flatten() {
        let sku = item
            .pointer("/product/productIdentifier/amazonSku")
            .and_then(Value::as_str)
            .unwrap_or_default();
        lines.push(preview_line(ctx, sku, "", units(&item["amount"])?)?);
    }
    let now = ctx.now();
    let constraints: Vec<Value> = lines
        .iter()
        .filter(|line| line.available < line.quantity)
        .map(|line| {
            constraint(
                "ItemQuantityNotAvailable",
                "There is not enough of the item.",
                &line.sku,
            )
        })
        .collect();
    let is_priced = body["excludeEstimatedFees"] != true && !ctx.strikes("estimated-fees-null");
    let weight_g: i64 = lines.iter().map(|line| line.weight_g * line.quantity).sum();
    let mut planned = Vec::new();
    if constraints.is_empty() && !lines.is_empty() {
        let tiers = tiers_of(&body)?;
        let address = &body["destination"]["deliveryAddress"];
        let offers: Vec<Value> = tiers
            .iter()
            .filter(|speed| speed_fits(speed, marketplace))
            .filter(|speed| reaches(speed, address, marketplace))
            .map(|speed| preview_offer(speed, &lines, marketplace, now, is_priced, &body))
            .collect();
        let items: Vec<Value> = lines.iter().map(|line| json!({"productIdentifier": {"amazonSku": line.sku}, "amount": each(line.quantity)})).collect();
        planned.push(json!({
            "estimatedShippingWeight": {"unit": "KG", "value": format!("{:.3}", weight_g as f64 / 1000.0)}, "items": items, "offers": offers,
        }));
    }
    Ok(Answer::ok(
        json!({"plannedShipments": planned, "constraints": constraints}),
    ))
}

fn preview_offer(
    speed: &str,
    lines: &[PreviewLine],
    marketplace: &Marketplace,
    now: Ms,
    is_priced: bool,
    body: &Value,
) -> Value {
    let (ship_from, ship_to, from, to) = promise(speed, now);
    let n_units = lines.iter().map(|line| line.quantity).sum();
    let weight_g = lines.iter().map(|line| line.weight_g * line.quantity).sum();
    let (per_unit, per_order, transport) =
        fees(speed, weight_g, n_units, marketplace.price_percent);
    let mut offer = json!({"fulfillmentConfiguration": {"serviceLevel": {
        "serviceTier": new_name(&TIERS, speed),
        "shipInterval": {"startTime": stamp(ship_from), "endTime": stamp(ship_to)},
        "deliveryInterval": {"startTime": stamp(from), "endTime": stamp(to)},
    }}});
    if body["includePaymentOnDelivery"] == true {
        let state = if marketplace.country == "JP" {
            "ENABLED"
        } else {
            "DISABLED"
        };
        offer["fulfillmentConfiguration"]["services"] =
            json!({"delivery": {"paymentOnDelivery": state}});
    }
    if is_priced {
        let price = |kind: &str, minor: i64| json!({"type": kind, "value": money(minor, marketplace.currency)});
        offer["estimatedPrice"] = json!({
            "rollupPrices": [price("MCFPerUnitFee", per_unit), price("MCFPerOrderFee", per_order), price("MCFTransportationFee", transport)],
            "totalPrice": money(per_unit + per_order + transport, marketplace.currency),
        });
    }
    offer
}

fn offers(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let marketplace = origin_marketplace(
        ctx,
        body.pointer("/origin/countryCode").and_then(Value::as_str),
    )?;
    let tiers = tiers_of(&body)?;
    let now = ctx.now();
    let mut results = Vec::new();
    for item in body["items"].as_array().into_iter().flatten() {
        let sku = item
            .pointer("/productIdentifier/amazonSku")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let available = ctx.account().stock.get(sku).map(|stock| stock.fulfillable);
        let constraints = match available {
            None => vec![constraint("ItemNotFound", "The item does not exist.", sku)],
            Some(0) => vec![constraint(
                "ItemQuantityNotAvailable",
                "There is not enough of the item.",
                sku,
            )],
            Some(_) => Vec::new(),
        };
        let offers: Vec<Value> = if constraints.is_empty() {
            tiers
                .iter()
                .filter(|speed| speed_fits(speed, marketplace))
                .map(|speed| {
                    let (_, _, from, to) = promise(speed, now);
                    json!({"expiryTime": stamp(now + HOUR), "fulfillmentConfiguration": {"serviceLevel": {
                        "serviceTier": new_name(&TIERS, speed), "deliveryInterval": {"startTime": stamp(from), "endTime": stamp(to)},
                    }}})
                })
                .collect()
        } else {
            Vec::new()
        };
        results.push(json!({"item": {"productIdentifier": {"amazonSku": sku}}, "offers": offers, "constraints": constraints}));
    }
    Ok(Answer::ok(json!({"offerResults": results})))
}

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let id = body["orderId"].as_str().unwrap_or_default().to_owned();
    let marketplace = origin_marketplace(
        ctx,
        body.pointer("/origin/countryCode").and_then(Value::as_str),
    )?;
    let configuration = &body["fulfillmentConfiguration"];
    let tier = configuration
        .pointer("/serviceLevel/serviceTiers/0")
        .and_then(Value::as_str)
        .unwrap_or("STANDARD");
    let speed = old_name(&TIERS, tier, "service tier")?;
    if !speed_fits(speed, marketplace) {
        return Err(Refusal::invalid(format!(
            "The service tier {tier} is not available in {}.",
            marketplace.country
        )));
    }
    let policy = old_name(
        &POLICIES,
        configuration["policy"].as_str().unwrap_or("FILL_OR_KILL"),
        "policy",
    )?;
    let action = match configuration["action"].as_str().unwrap_or("SHIP") {
        "SHIP" => "Ship",
        "HOLD" => "Hold",
        other => {
            return Err(Refusal::invalid(format!(
                "The action {other} is not supported."
            )));
        }
    };
    let mut lines = Vec::new();
    for item in body["lineItems"].as_array().into_iter().flatten() {
        let sku = item
            .pointer("/product/productIdentifier/amazonSku")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut extra = Map::new();
        if let Some(value) = item.pointer("/product/perUnitDeclaredValue") {
            extra.insert(
                "perUnitDeclaredValue".to_owned(),
                json!({"currencyCode": value["currencyCode"], "value": value["amount"]}),
            );
        }
        lines.push(new_line(
            item["lineItemId"].as_str().unwrap_or_default(),
            sku,
            units(&item["amount"])?,
            extra,
        ));
    }
    let slip = |name: &str| {
        configuration
            .pointer(&format!(
                "/services/packaging/packingSlip/templateAttributes/{name}"
            ))
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let mut address = body
        .pointer("/destination/deliveryAddress")
        .cloned()
        .unwrap_or(Value::Null);
    if let Some(address) = address.as_object_mut() {
        address.remove("email");
    }
    let mut request = json!({
        "marketplaceId": marketplace.id,
        "displayableOrderId": slip("orderId").unwrap_or_else(|| id.clone()),
        "displayableOrderDate": slip("orderTime").filter(|text| parse_iso(text).is_some()).unwrap_or_else(|| crate::clock::iso(ctx.world.now)),
        "displayableOrderComment": slip("orderText").unwrap_or_else(|| "Thank you for your order.".to_owned()),
        "shippingSpeedCategory": speed, "fulfillmentAction": action, "fulfillmentPolicy": policy, "destinationAddress": address,
        "original2026": body,
    });
    if let Some(interval) = configuration.pointer("/serviceLevel/deliveryInterval") {
        request["deliveryWindow"] =
            json!({"startDate": interval["startTime"], "endDate": interval["endTime"]});
    }
    let request = request.as_object().cloned().unwrap_or_default();
    ctx.world
        .create_outbound(ctx.seller, &id, request, lines, true)?;
    // Amazon takes some orders first and looks at them later.
    if ctx.world.random.chance(15) {
        return Ok(Answer::new(
            202,
            json!({"orderId": id, "status": "PROCESSING"}),
        ));
    }
    let order = order_json(ctx, &ctx.account().outbound[&id], true, false);
    Ok(Answer::ok(json!({"order": order})))
}

fn order<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Outbound, Refusal> {
    ctx.account()
        .outbound
        .get(ctx.text("orderId"))
        .ok_or_else(|| OutboundRefusal::Unknown.into())
}

fn order_json(
    ctx: &Ctx<'_>,
    order: &Outbound,
    with_shipments: bool,
    hides_tracking: bool,
) -> Value {
    let original = order
        .request
        .get("original2026")
        .cloned()
        .unwrap_or(Value::Null);
    let country = places::marketplace(order.marketplace()).map_or("US", |found| found.country);
    let lines: Vec<Value> = order
        .lines
        .iter()
        .map(|line| {
            let mut json = json!({
                "lineItemId": line.id, "product": {"productIdentifier": {"amazonSku": line.sku}}, "amount": each(line.quantity),
                "cancelledAmount": each(line.cancelled), "unfulfillableAmount": each(line.unfulfillable),
            });
            if let Some(value) = line.extra.get("perUnitDeclaredValue") {
                json["product"]["perUnitDeclaredValue"] = json!({"currencyCode": value["currencyCode"], "amount": value["value"]});
            }
            json
        })
        .collect();
    let mut configuration = json!({
        "serviceLevel": {"serviceTiers": [new_name(&TIERS, order.speed())]},
        "action": if order.is_held { "HOLD" } else { "SHIP" },
        "policy": new_name(&POLICIES, order.request.get("fulfillmentPolicy").and_then(Value::as_str).unwrap_or_default()),
    });
    put(
        &mut configuration,
        "services",
        original
            .pointer("/fulfillmentConfiguration/services")
            .cloned()
            .unwrap_or(Value::Null),
    );
    let mut json = json!({
        "orderId": order.id, "receiveTime": stamp(order.received), "status": order.status.name_2026(), "statusUpdateTime": stamp(order.updated),
        "fulfillmentConfiguration": configuration, "origin": {"countryCode": country},
        "destination": {"deliveryAddress": order.request["destinationAddress"]}, "lineItems": lines,
    });
    for (name, pointer) in [
        ("channel", "/channel"),
        ("paymentInformation", "/paymentInformation"),
    ] {
        put(
            &mut json,
            name,
            original.pointer(pointer).cloned().unwrap_or(Value::Null),
        );
    }
    for name in ["deliveryNotes", "dropOffLocation"] {
        put(
            &mut json["destination"],
            name,
            original
                .pointer(&format!("/destination/{name}"))
                .cloned()
                .unwrap_or(Value::Null),
        );
    }
    if with_shipments {
        json["shipments"] = order
            .shipments
            .iter()
            .map(|shipment| shipment_json(shipment, order, ctx.world.now, hides_tracking))
            .collect();
    }
    json
}

fn shipment_json(
    shipment: &OutboundShipment,
    order: &Outbound,
    now: Ms,
    hides_tracking: bool,
) -> Value {
    let status = match (shipment.is_cancelled, shipment.shipped) {
        (true, _) => "CANCELLED",
        (false, Some(_)) => "SHIPPED",
        (false, None) => "PROCESSING",
    };
    let items: Vec<Value> = shipment
        .lines
        .iter()
        .enumerate()
        .map(|(index, (line, sku, quantity, parcel))| {
            let mut item = json!({
                "productIdentifier": {"amazonSku": sku}, "lineItemId": line, "amount": each(*quantity), "shipmentItemId": format!("{}-{}", shipment.id, index + 1),
            });
            if let Some(parcel) = shipment.parcels.get(*parcel) {
                item["packageId"] = json!(parcel.number.to_string());
            }
            item
        })
        .collect();
    let packages: Vec<Value> = shipment
        .parcels
        .iter()
        .enumerate()
        .map(|(place, parcel)| {
            let item_ids: Vec<String> = shipment
                .lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.3 == place)
                .map(|(index, _)| format!("{}-{}", shipment.id, index + 1))
                .collect();
            package_json(parcel, now, item_ids, hides_tracking)
        })
        .collect();
    compact(json!({
        "amazonShipmentId": shipment.id, "amazonFacility": {"facilityId": shipment.centre}, "status": status,
        // An estimate until it has left.
        "shipTime": shipment.shipped.or(shipment.leaves).filter(|_| !shipment.is_cancelled).map(stamp), "deliveryTime": stamp(shipment.eta), "items": items,
        "packages": if shipment.shipped.is_some() { json!(packages) } else { Value::Null },
        "serviceLevel": {"serviceTier": new_name(&TIERS, order.speed())},
    }))
}

fn package_status(parcel: &Parcel, now: Ms) -> &'static str {
    match parcel.status(now).as_str() {
        "DELIVERED" | "PICKUP_SUCCESSFUL" => "DELIVERED",
        "OUT_FOR_DELIVERY" | "DELIVERY_ATTEMPTED" => "OUT_FOR_DELIVERY",
        "DELAYED" | "CUSTOMER_ACTION" => "DELAYED",
        "UNDELIVERABLE" | "RETURNING" | "RETURNED" => "UNDELIVERABLE",
        "EXPIRED" => "EXPIRED",
        "PROCESSING" => "PROCESSING",
        _ => "IN_TRANSIT",
    }
}

fn package_json(parcel: &Parcel, now: Ms, item_ids: Vec<String>, hides_tracking: bool) -> Value {
    let mut package = json!({
        "packageId": parcel.number.to_string(), "deliveryTime": stamp(parcel.delivered(now).unwrap_or(parcel.eta)),
        "status": package_status(parcel, now), "shipmentItemIds": item_ids,
    });
    if !hides_tracking {
        let mut tracking = json!({"carrier": {"trackingNumber": parcel.tracking, "carrierCode": parcel.carrier, "trackingUrl": parcel.contact.1}});
        if parcel.carrier.starts_with("AMZN") {
            tracking["amazon"] = json!({"trackingNumber": parcel.tracking, "trackingUrl": format!("https://www.swiship.com/track?id={}", parcel.tracking)});
        }
        if parcel.delivered(now).is_some() {
            tracking["proofOfDelivery"] = json!({"receivedBy": "Front door"});
        }
        package["tracking"] = tracking;
    }
    package
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let hides_tracking = ctx.strikes("tracking-absent");
    let with_shipments = ctx.request.text("shipments") != Some("EXCLUDE");
    let order = order(ctx)?;
    Ok(Answer::ok(
        json!({"order": order_json(ctx, order, with_shipments, hides_tracking)}),
    ))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    let (request, token) = remembered(ctx, "pageToken")?;
    let since = request
        .time("updatedAfter")
        .unwrap_or(first_asked(ctx, token.as_deref(), "")? - 36 * HOUR);
    let is_stale = ctx.strikes("stale-list");
    let with_shipments = request.text("shipments") != Some("EXCLUDE");
    let now = ctx.now();
    let mut found: Vec<&Outbound> = ctx
        .account()
        .outbound
        .values()
        .filter(|order| order.updated >= since && !(is_stale && order.updated > now - 10 * MINUTE))
        .collect();
    found.sort_by_key(|order| (order.updated, order.id.clone()));
    let orders = found
        .into_iter()
        .map(|order| {
            let key = format!("{:015}{}", order.updated, order.id);
            (key, order_json(ctx, order, with_shipments, false))
        })
        .collect();
    let page = remembered_page(ctx, orders, token.as_deref(), 50, HOUR, &request)?;
    let mut body = json!({"orders": page.items});
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn update(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("orderId").to_owned();
    let action = match ctx
        .body()
        .pointer("/fulfillmentConfiguration/action")
        .and_then(Value::as_str)
    {
        Some("SHIP") => "Ship",
        Some("HOLD") => "Hold",
        _ => return Err(Refusal::invalid("The action must be SHIP or HOLD.")),
    };
    let change = [("fulfillmentAction".to_owned(), json!(action))]
        .into_iter()
        .collect();
    ctx.world.update_outbound(ctx.seller, &id, change, None)?;
    Ok(Answer::new(202, json!({})))
}

fn cancel(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("orderId").to_owned();
    ctx.world.cancel_outbound(ctx.seller, &id)?;
    Ok(Answer::new(202, json!({})))
}

fn update_status(ctx: &mut Ctx<'_>) -> Outcome {
    order(ctx)?;
    let id = ctx.text("orderId").to_owned();
    let status = match ctx.body()["status"].as_str().unwrap_or_default() {
        "PROCESSING" => OutboundStatus::Processing,
        "COMPLETE" => OutboundStatus::Complete,
        "COMPLETE_PARTIAL" => OutboundStatus::CompletePartialled,
        "CANCELLED" => OutboundStatus::Cancelled,
        "UNFULFILLABLE" => OutboundStatus::Unfulfillable,
        "INVALID" => OutboundStatus::Invalid,
        other => {
            return Err(Refusal::invalid(format!(
                "The status {other} is not supported."
            )));
        }
    };
    force_status(ctx.world, ctx.seller, &id, status);
    Ok(Answer::empty(204))
}

fn update_package(ctx: &mut Ctx<'_>) -> Outcome {
    order(ctx)?;
    let number: i64 = ctx.text("packageId").parse().unwrap_or(0);
    let body = ctx.body().clone();
    let unknown = || Refusal::not_found("There is no package with this packageId.");
    let is_own = ctx
        .world
        .packages
        .get(&number)
        .is_some_and(|(seller, order)| seller == ctx.seller && order == ctx.text("orderId"));
    if !is_own {
        return Err(unknown());
    }
    let now = ctx.now();
    let parcel = ctx.world.parcel_mut(number).ok_or_else(unknown)?;
    let status = body["status"].as_str().unwrap_or_default();
    if status == "DELIVERED" {
        let city = parcel
            .scans
            .last()
            .map(|scan| scan.city.clone())
            .unwrap_or_default();
        parcel.scans.retain(|scan| scan.at <= now);
        parcel.scans.push(crate::world::outbound::Scan {
            at: now,
            code: "EVENT_301".to_owned(),
            city,
        });
        parcel.status = None;
    } else {
        parcel.status = Some(status.to_owned());
    }
    if let Some(text) = body
        .pointer("/tracking/carrier/trackingNumber")
        .and_then(Value::as_str)
    {
        parcel.tracking = text.to_owned();
    }
    if let Some(at) = body["deliveryTime"].as_str().and_then(parse_iso) {
        parcel.eta = at;
    }
    Ok(Answer::empty(204))
}
