//! Multi-channel fulfilment, API of 2020-07-01.

use serde_json::{Map, Value, json};

use super::pages::{first_asked, page, remembered, remembered_page};
use super::{Answer, Ctx, Handler, Outcome, Refusal, compact, put};
use crate::clock::{DAY, HOUR, Ms};
use crate::places::{self, Marketplace, decimal};
use crate::world::Event;
use crate::world::outbound::{
    Outbound, OutboundLine, OutboundRefusal, OutboundShipment, OutboundStatus, Parcel,
    ReturnedUnit, fees, promise, reaches, stamp,
};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getFulfillmentPreview" => Some(preview),
        "deliveryOffers" => Some(delivery_offers),
        "createFulfillmentOrder" => Some(create),
        "getFulfillmentOrder" => Some(read),
        "listAllFulfillmentOrders" => Some(list),
        "updateFulfillmentOrder" => Some(update),
        "cancelFulfillmentOrder" => Some(cancel),
        "submitFulfillmentOrderStatusUpdate" => Some(submit_status),
        "getPackageTrackingDetails" => Some(track),
        "listReturnReasonCodes" => Some(reason_codes),
        "createFulfillmentReturn" => Some(create_return),
        "getFeatures" => Some(features),
        "getFeatureInventory" => Some(feature_inventory),
        "getFeatureSKU" => Some(feature_sku),
        _ => None,
    }
}

impl From<OutboundRefusal> for Refusal {
    fn from(refusal: OutboundRefusal) -> Self {
        match &refusal {
            OutboundRefusal::Unknown => Self::not_found(refusal.to_string()),
            // Amazon answers 403 when an order that is not held is edited.
            OutboundRefusal::NotHeld => Self::new(403, "Unauthorized", refusal.to_string()),
            _ => Self::invalid(refusal.to_string()),
        }
    }
}

fn preview_marketplace(ctx: &Ctx<'_>, id: Option<&str>) -> Result<&'static Marketplace, Refusal> {
    match id {
        Some(id) => ctx.marketplace(id),
        None => Ok(ctx.account().home()),
    }
}

/// A line of a preview: SKU, line id, units, units in stock, weight of one unit in grams.
pub(super) struct PreviewLine {
    pub(super) sku: String,
    pub(super) id: String,
    pub(super) quantity: i64,
    pub(super) available: i64,
    pub(super) weight_g: i64,
}

pub(super) fn preview_line(
    ctx: &Ctx<'_>,
    sku: &str,
    id: &str,
    quantity: i64,
) -> Result<PreviewLine, Refusal> {
    let account = ctx.account();
    let stock = account
        .stock
        .get(sku)
        .ok_or_else(|| Refusal::from(OutboundRefusal::UnknownSku(sku.to_owned())))?;
    let weight_g = account
        .listings
        .get(sku)
        .and_then(|listing| ctx.world.catalogue.product(&listing.asin))
        .map_or(500, |product| product.weight_g);
    Ok(PreviewLine {
        sku: sku.to_owned(),
        id: id.to_owned(),
        quantity,
        available: stock.fulfillable,
        weight_g,
    })
}

fn preview(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let marketplace = preview_marketplace(ctx, body["marketplaceId"].as_str())?;
    let items = body["items"].as_array().cloned().unwrap_or_default();
    let mut lines = Vec::new();
    for item in &items {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        lines.push(preview_line(
            ctx,
            &text("sellerSku"),
            &text("sellerFulfillmentOrderItemId"),
            item["quantity"].as_i64().unwrap_or(0),
        )?);
    }
    if lines.is_empty()
        || lines.len() > 100
        || lines.iter().map(|line| line.quantity).sum::<i64>() > 250
    {
        return Err(Refusal::invalid(
            "A fulfillment preview needs 1 to 100 items and at most 250 units.",
        ));
    }
    let speeds: Vec<String> = match body["shippingSpeedCategories"].as_array() {
        Some(wanted) => wanted
            .iter()
            .filter_map(|speed| speed.as_str().map(str::to_owned))
            .collect(),
        None => ["Standard", "Expedited", "Priority"]
            .map(str::to_owned)
            .to_vec(),
    };
    let hides_fees = ctx.strikes("estimated-fees-null") || marketplace.country == "IN";
    let now = ctx.now();
    let previews: Vec<Value> = speeds
        .iter()
        .map(|speed| preview_of(speed, &lines, marketplace, now, hides_fees, &body))
        .collect();
    Ok(Answer::payload(json!({"fulfillmentPreviews": previews})))
}

fn preview_of(
    speed: &str,
    lines: &[PreviewLine],
    marketplace: &Marketplace,
    now: Ms,
    hides_fees: bool,
    body: &Value,
) -> Value {
    let is_offered = (speed != "ScheduledDelivery" || marketplace.country == "JP")
        && reaches(speed, &body["address"], marketplace);
    let missing: Vec<&PreviewLine> = lines
        .iter()
        .filter(|line| line.available < line.quantity)
        .collect();
    let is_fulfillable = missing.is_empty() && is_offered;
    let weight_g: i64 = lines.iter().map(|line| line.weight_g * line.quantity).sum();
    let weight =
        |grams: i64| json!({"unit": "KG", "value": format!("{:.3}", grams as f64 / 1000.0)});
    let mut preview = json!({
        "shippingSpeedCategory": speed, "isFulfillable": is_fulfillable, "isCODCapable": marketplace.country == "JP",
        "marketplaceId": marketplace.id,
    });
    if is_fulfillable {
        let n_units = lines.iter().map(|line| line.quantity).sum();
        let (per_unit, per_order, transport) =
            fees(speed, weight_g, n_units, marketplace.price_percent);
        let fee = |name: &str, minor: i64| json!({"name": name, "amount": {"currencyCode": marketplace.currency, "value": decimal(minor, marketplace.currency)}});
        if !hides_fees {
            preview["estimatedFees"] = json!([
                fee("FBAPerUnitFulfillmentFee", per_unit),
                fee("FBAPerOrderFulfillmentFee", per_order),
                fee("FBATransportationFee", transport),
            ]);
        }
        preview["estimatedShippingWeight"] = weight(weight_g);
        let (ship_from, ship_to, arrive_from, arrive_to) = promise(speed, now);
        let items: Vec<Value> = lines
            .iter()
            .map(|line| {
                json!({
                    "sellerSku": line.sku, "quantity": line.quantity, "sellerFulfillmentOrderItemId": line.id,
                    "estimatedShippingWeight": weight(line.weight_g * line.quantity), "shippingWeightCalculationMethod": "Package",
                })
            })
            .collect();
        preview["fulfillmentPreviewShipments"] = json!([{
            "earliestShipDate": stamp(ship_from), "latestShipDate": stamp(ship_to),
            "earliestArrivalDate": stamp(arrive_from), "latestArrivalDate": stamp(arrive_to), "fulfillmentPreviewItems": items,
        }]);
        if speed == "ScheduledDelivery" && body["includeDeliveryWindows"] == true {
            let windows: Vec<Value> = (2..6).map(|day| json!({"startDate": stamp(now + day * DAY), "endDate": stamp(now + day * DAY + 3 * HOUR)})).collect();
            preview["scheduledDeliveryInfo"] =
                json!({"deliveryTimeZone": "Asia/Tokyo", "deliveryWindows": windows});
        }
    } else {
        let reasons = |line: &&PreviewLine| {
            if line.available == 0 {
                json!(["NO_INVENTORY"])
            } else {
                json!(["NOT_ENOUGH_INVENTORY"])
            }
        };
        preview["unfulfillablePreviewItems"] = missing
            .iter()
            .map(|line| {
                json!({
                    "sellerSku": line.sku, "quantity": line.quantity, "sellerFulfillmentOrderItemId": line.id,
                    "itemUnfulfillableReasons": reasons(line),
                })
            })
            .collect();
        let reason = if is_offered {
            "INVENTORY_UNAVAILABLE"
        } else {
            "DeliverySLAUnavailable"
        };
        preview["orderUnfulfillableReasons"] = json!([reason]);
    }
    put(
        &mut preview,
        "featureConstraints",
        body["featureConstraints"].clone(),
    );
    preview
}

fn delivery_offers(ctx: &mut Ctx<'_>) -> Outcome {
    let sku = ctx
        .body()
        .pointer("/product/productIdentifier/merchantSku")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let stock = ctx
        .account()
        .stock
        .get(&sku)
        .ok_or_else(|| Refusal::from(OutboundRefusal::UnknownSku(sku.clone())))?;
    let now = ctx.now();
    let offers: Vec<Value> = if stock.fulfillable == 0 {
        Vec::new()
    } else {
        ["Standard", "Expedited"]
            .into_iter()
            .map(|speed| {
                let (_, _, from, to) = promise(speed, now);
                json!({
                    "expiresAt": stamp(now + HOUR), "dateRange": {"earliest": stamp(from), "latest": stamp(to)},
                    "policy": {"message": {"text": format!("Arrives in {} to {} days", (from - now) / DAY, (to - now) / DAY + 1), "locale": "en_US"}},
                })
            })
            .collect()
    };
    Ok(Answer::payload(json!({"deliveryOffers": offers})))
}

fn lines_of(items: &Value) -> Vec<OutboundLine> {
    items
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| {
            let mut extra = item.as_object().cloned().unwrap_or_default();
            extra.retain(|name, value| {
                !value.is_null()
                    && !matches!(
                        name.as_str(),
                        "sellerSku" | "sellerFulfillmentOrderItemId" | "quantity"
                    )
            });
            new_line(
                item["sellerFulfillmentOrderItemId"]
                    .as_str()
                    .unwrap_or_default(),
                item["sellerSku"].as_str().unwrap_or_default(),
                item["quantity"].as_i64().unwrap_or(0),
                extra,
            )
        })
        .collect()
}

pub(super) fn new_line(
    id: &str,
    sku: &str,
    quantity: i64,
    extra: Map<String, Value>,
) -> OutboundLine {
    OutboundLine {
        id: id.to_owned(),
        sku: sku.to_owned(),
        quantity,
        reserved: 0,
        shipped: 0,
        cancelled: 0,
        unfulfillable: 0,
        extra,
    }
}

/// Members of a create request that belong to the order as such.
const ORDER_MEMBERS: [&str; 15] = [
    "marketplaceId",
    "displayableOrderId",
    "displayableOrderDate",
    "displayableOrderComment",
    "shippingSpeedCategory",
    "deliveryWindow",
    "destinationAddress",
    "fulfillmentAction",
    "fulfillmentPolicy",
    "codSettings",
    "notificationEmails",
    "featureConstraints",
    "paymentInformation",
    "shipFromCountryCode",
    "deliveryPreferences",
];

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    if let Some(id) = body["marketplaceId"].as_str() {
        ctx.marketplace(id)?;
    }
    let mut request = body.as_object().cloned().unwrap_or_default();
    request.retain(|name, value| ORDER_MEMBERS.contains(&name.as_str()) && !value.is_null());
    request.entry("fulfillmentAction").or_insert(json!("Ship"));
    request
        .entry("fulfillmentPolicy")
        .or_insert(json!("FillOrKill"));
    let id = body["sellerFulfillmentOrderId"]
        .as_str()
        .unwrap_or_default();
    ctx.world
        .create_outbound(ctx.seller, id, request, lines_of(&body["items"]), false)?;
    Ok(Answer::ok(json!({})))
}

fn order<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Outbound, Refusal> {
    ctx.account()
        .outbound
        .get(ctx.text("sellerFulfillmentOrderId"))
        .ok_or_else(|| OutboundRefusal::Unknown.into())
}

/// The order's head, as lists and reads show it.
fn head(order: &Outbound) -> Value {
    let mut head = json!({
        "sellerFulfillmentOrderId": order.id, "marketplaceId": order.marketplace(), "shippingSpeedCategory": order.speed(),
        "receivedDate": stamp(order.received), "fulfillmentOrderStatus": order.status.name(), "statusUpdatedDate": stamp(order.updated),
        "fulfillmentAction": if order.is_held { "Hold" } else { "Ship" },
    });
    for name in [
        "displayableOrderId",
        "displayableOrderDate",
        "displayableOrderComment",
        "deliveryWindow",
        "destinationAddress",
        "fulfillmentPolicy",
        "codSettings",
        "notificationEmails",
        "featureConstraints",
    ] {
        put(
            &mut head,
            name,
            order.request.get(name).cloned().unwrap_or(Value::Null),
        );
    }
    head
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let hides_tracking = ctx.strikes("tracking-absent");
    let order = order(ctx)?;
    let (_, ship_to, _, arrive_to) = promise(order.speed(), order.let_go.unwrap_or(order.received));
    let items: Vec<Value> = order
        .lines
        .iter()
        .map(|line| {
            let mut item = Value::Object(line.extra.clone());
            item["sellerSku"] = json!(line.sku);
            item["sellerFulfillmentOrderItemId"] = json!(line.id);
            item["quantity"] = json!(line.quantity);
            item["cancelledQuantity"] = json!(line.cancelled);
            item["unfulfillableQuantity"] = json!(line.unfulfillable);
            let shipment = order
                .shipments
                .iter()
                .find(|shipment| shipment.lines.iter().any(|held| held.0 == line.id));
            if !order.is_held && line.cancelled + line.unfulfillable < line.quantity {
                let leaves = shipment.and_then(|held| held.shipped.or(held.leaves));
                item["estimatedShipDate"] = stamp(leaves.unwrap_or(ship_to));
                item["estimatedArrivalDate"] = stamp(shipment.map_or(arrive_to, |held| held.eta));
            }
            item
        })
        .collect();
    let shipments: Vec<Value> = order
        .shipments
        .iter()
        .map(|shipment| shipment_json(shipment, ctx.now(), hides_tracking))
        .collect();
    let mut payload = json!({
        "fulfillmentOrder": head(order), "fulfillmentOrderItems": items, "fulfillmentShipments": shipments,
        "returnItems": order.returns.iter().map(return_json).collect::<Vec<_>>(), "returnAuthorizations": order.authorisations,
    });
    put(
        &mut payload,
        "paymentInformation",
        order
            .request
            .get("paymentInformation")
            .cloned()
            .unwrap_or(Value::Null),
    );
    Ok(Answer::payload(payload))
}

fn shipment_json(shipment: &OutboundShipment, now: Ms, hides_tracking: bool) -> Value {
    let status = match (shipment.is_cancelled, shipment.shipped) {
        (true, _) => "CANCELLED_BY_SELLER",
        (false, Some(_)) => "SHIPPED",
        (false, None) => "PENDING",
    };
    let items: Vec<Value> = shipment
        .lines
        .iter()
        .map(|(line, sku, quantity, parcel)| {
            let mut item = json!({"sellerSku": sku, "sellerFulfillmentOrderItemId": line, "quantity": quantity});
            if let Some(parcel) = shipment.parcels.get(*parcel) {
                item["packageNumber"] = json!(parcel.number);
            }
            item
        })
        .collect();
    let mut json = json!({
        "amazonShipmentId": shipment.id, "fulfillmentCenterId": shipment.centre, "fulfillmentShipmentStatus": status,
        "estimatedArrivalDate": stamp(shipment.eta), "fulfillmentShipmentItem": items,
    });
    // An estimate until it has left.
    if let Some(at) = shipment.shipped.or(shipment.leaves)
        && !shipment.is_cancelled
    {
        json["shippingDate"] = stamp(at);
    }
    if shipment.shipped.is_some() {
        json["fulfillmentShipmentPackage"] = shipment
            .parcels
            .iter()
            .map(|parcel| package_json(parcel, now, hides_tracking))
            .collect();
    }
    json
}

/// Where Amazon's own drivers leave parcels.
const DROP_OFFS: [&str; 4] = ["FRONT_DOOR", "DELIVERY_BOX", "GARAGE", "RECEPTIONIST"];

fn package_json(parcel: &Parcel, now: Ms, hides_tracking: bool) -> Value {
    let mut package = json!({"packageNumber": parcel.number, "carrierCode": parcel.carrier, "estimatedArrivalDate": stamp(parcel.eta)});
    if !hides_tracking {
        package["trackingNumber"] = json!(parcel.tracking);
        if parcel.carrier.starts_with("AMZN") {
            package["amazonFulfillmentTrackingNumber"] = json!(parcel.tracking);
        }
    }
    // Known once it is delivered, and of Amazon's own drivers alone.
    if parcel.carrier.starts_with("AMZN") && parcel.delivered(now).is_some() {
        let place = usize::try_from(parcel.number).unwrap_or(0) % DROP_OFFS.len();
        package["deliveryInformation"] = json!({"dropOffLocation": {"type": DROP_OFFS[place]}});
    }
    package
}

fn return_json(unit: &ReturnedUnit) -> Value {
    compact(json!({
        "sellerReturnItemId": unit.id, "sellerFulfillmentOrderItemId": unit.line_id, "amazonShipmentId": unit.shipment_id,
        "sellerReturnReasonCode": unit.reason, "returnComment": unit.comment, "amazonReturnReasonCode": unit.reason,
        "status": if unit.condition.is_some() { "Processed" } else { "New" }, "statusChangedDate": stamp(unit.updated),
        "returnAuthorizationId": unit.authorisation, "returnReceivedCondition": unit.condition, "fulfillmentCenterId": unit.centre,
    }))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    let (request, token) = remembered(ctx, "nextToken")?;
    // Without a date Amazon answers the orders of the last 36 hours.
    let since = request
        .time("queryStartDate")
        .unwrap_or(first_asked(ctx, token.as_deref(), "")? - 36 * HOUR);
    let is_stale = ctx.strikes("stale-list");
    let now = ctx.now();
    let mut found: Vec<&Outbound> = ctx
        .account()
        .outbound
        .values()
        .filter(|order| order.updated >= since && !(is_stale && order.updated > now - 10 * 60_000))
        .collect();
    found.sort_by_key(|order| (order.updated, order.id.clone()));
    let heads = found
        .into_iter()
        .map(|order| (format!("{:015}{}", order.updated, order.id), head(order)))
        .collect();
    let page = remembered_page(ctx, heads, token.as_deref(), 50, HOUR, &request)?;
    Ok(Answer::payload(compact(
        json!({"fulfillmentOrders": page.items, "nextToken": page.next}),
    )))
}

fn update(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("sellerFulfillmentOrderId").to_owned();
    let body = ctx.body().clone();
    let mut change = body.as_object().cloned().unwrap_or_default();
    change.retain(|name, _| ORDER_MEMBERS.contains(&name.as_str()));
    let lines = body["items"]
        .as_array()
        .filter(|items| !items.is_empty())
        .map(|_| lines_of(&body["items"]));
    ctx.world.update_outbound(ctx.seller, &id, change, lines)?;
    Ok(Answer::ok(json!({})))
}

fn cancel(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("sellerFulfillmentOrderId").to_owned();
    ctx.world.cancel_outbound(ctx.seller, &id)?;
    Ok(Answer::ok(json!({})))
}

/// Moves an order on at the caller's word: the dynamic sandbox and the control page do so.
pub fn force_status(
    world: &mut crate::world::World,
    seller: &str,
    id: &str,
    status: OutboundStatus,
) {
    match status {
        OutboundStatus::Complete => world.ship_outbound(seller, id),
        OutboundStatus::Cancelled
        | OutboundStatus::Unfulfillable
        | OutboundStatus::Invalid
        | OutboundStatus::CompletePartialled => world.end_outbound(seller, id, status),
        _ => world.set_outbound_status(seller, id, status),
    }
}

fn submit_status(ctx: &mut Ctx<'_>) -> Outcome {
    order(ctx)?;
    let status = ctx.body()["fulfillmentOrderStatus"]
        .as_str()
        .and_then(OutboundStatus::from_name);
    let status =
        status.ok_or_else(|| Refusal::invalid("The fulfillmentOrderStatus is required."))?;
    let id = ctx.text("sellerFulfillmentOrderId").to_owned();
    force_status(ctx.world, ctx.seller, &id, status);
    Ok(Answer::ok(json!({})))
}

fn track(ctx: &mut Ctx<'_>) -> Outcome {
    let now = ctx.now();
    let hides_tracking = ctx.strikes("tracking-absent");
    let number: i64 = ctx.text("packageNumber").parse().unwrap_or(0);
    let seller = ctx.seller.to_owned();
    let unknown = || Refusal::not_found("There is no package with this packageNumber.");
    let (owner, id) = ctx
        .world
        .packages
        .get(&number)
        .cloned()
        .ok_or_else(unknown)?;
    if owner != seller {
        return Err(unknown());
    }
    let order = &ctx.account().outbound[&id];
    let found = order.shipments.iter().find_map(|shipment| {
        shipment
            .parcels
            .iter()
            .find(|parcel| parcel.number == number)
            .map(|parcel| (shipment, parcel))
    });
    let (shipment, parcel) = found.ok_or_else(unknown)?;
    let address = &order.request["destinationAddress"];
    let place = |city: &str| json!({"city": city, "state": address["stateOrRegion"].as_str().unwrap_or(""), "country": address["countryCode"]});
    let events: Vec<Value> = parcel
        .seen(now)
        .map(|scan| json!({"eventDate": stamp(scan.at), "eventAddress": place(&scan.city), "eventCode": scan.code, "eventDescription": event_text(&scan.code)}))
        .collect();
    let status = parcel.status(now);
    let mut details = json!({
        "packageNumber": parcel.number, "carrierCode": parcel.carrier, "carrierPhoneNumber": parcel.contact.0, "carrierURL": parcel.contact.1,
        "shipDate": stamp(shipment.shipped.unwrap_or(now)), "estimatedArrivalDate": stamp(parcel.eta),
        "shipToAddress": place(address["city"].as_str().unwrap_or("")), "currentStatus": status,
        "currentStatusDescription": status_text(&status), "trackingEvents": events,
    });
    if !hides_tracking {
        details["trackingNumber"] = json!(parcel.tracking);
        details["customerTrackingLink"] = json!(format!(
            "https://www.swiship.com/track?id={}",
            parcel.tracking
        ));
    }
    if status == "DELIVERED" {
        details["signedForBy"] = address["name"].clone();
        details["additionalLocationInfo"] = json!("FRONT_DOOR");
    }
    Ok(Answer::payload(details))
}

fn event_text(code: &str) -> &'static str {
    match code {
        "EVENT_101" => "Carrier notified to pick up package.",
        "EVENT_102" => "Shipment picked up from seller's facility.",
        "EVENT_201" => "Arrival scan.",
        "EVENT_202" => "Departure scan.",
        "EVENT_301" => "Delivered.",
        "EVENT_302" => "Out for delivery.",
        "EVENT_304" => "Delivery attempted.",
        "EVENT_308" => "Available for pickup.",
        "EVENT_309" => "Returned to seller.",
        "EVENT_404" => "Delay in delivery due to external factors.",
        "EVENT_408" => "Returning to seller.",
        "EVENT_409" => "Lost by carrier.",
        "EVENT_416" => "Undeliverable.",
        "EVENT_418" => "Shipment delayed.",
        _ => "In transit.",
    }
}

fn status_text(status: &str) -> &'static str {
    match status {
        "DELIVERED" => "Delivered to the destination address.",
        "OUT_FOR_DELIVERY" => "Out for delivery.",
        "DELIVERY_ATTEMPTED" => "Delivery attempted.",
        "UNDELIVERABLE" => "Undeliverable because package was lost or destroyed.",
        "DELAYED" => "Delayed.",
        "RETURNING" => "In the process of being returned to Amazon's fulfillment network.",
        "RETURNED" => "Returned to Amazon's fulfillment network.",
        _ => "In transit to the destination address.",
    }
}

/// Reason codes with their English words.
const REASONS: [(&str, &str); 8] = [
    ("UNWANTED_ITEM", "Unwanted item"),
    ("NO_LONGER_NEEDED", "No longer needed"),
    ("DEFECTIVE", "Item defective or does not work"),
    ("DAMAGED_BY_CARRIER", "Package damaged in transit"),
    ("DAMAGED_BY_FC", "Item damaged in the fulfillment center"),
    ("WRONG_ITEM", "Wrong item was sent"),
    ("NOT_AS_DESCRIBED", "Item not as described"),
    ("UNDELIVERABLE_UNKNOWN", "Undeliverable"),
];

fn reason_codes(ctx: &mut Ctx<'_>) -> Outcome {
    let sku = ctx.text("sellerSku").to_owned();
    match (
        ctx.request.text("marketplaceId"),
        ctx.request.text("sellerFulfillmentOrderId"),
    ) {
        (Some(id), _) => {
            ctx.marketplace(id)?;
        }
        (None, Some(id)) => {
            ctx.account()
                .outbound
                .get(id)
                .ok_or(OutboundRefusal::Unknown)?;
        }
        (None, None) => {
            return Err(Refusal::invalid(
                "Either marketplaceId or sellerFulfillmentOrderId is required.",
            ));
        }
    }
    if !ctx.account().stock.contains_key(&sku) {
        return Err(OutboundRefusal::UnknownSku(sku).into());
    }
    let has_language = ctx.request.text("language").is_some();
    let codes: Vec<Value> = REASONS
        .iter()
        .map(|(code, text)| {
            let mut detail = json!({"returnReasonCode": code, "description": text});
            if has_language {
                detail["translatedDescription"] = json!(text);
            }
            detail
        })
        .collect();
    Ok(Answer::payload(json!({"reasonCodeDetails": codes})))
}

fn create_return(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("sellerFulfillmentOrderId").to_owned();
    order(ctx)?;
    let items = ctx.body()["items"].as_array().cloned().unwrap_or_default();
    let mut invalid = Vec::new();
    let mut accepted = Vec::new();
    let mut authorisation: Option<(String, String)> = None;
    for item in &items {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        if let Some((code, description)) = return_fault(ctx, &id, item) {
            invalid.push(json!({
                "sellerReturnItemId": text("sellerReturnItemId"), "sellerFulfillmentOrderItemId": text("sellerFulfillmentOrderItemId"),
                "invalidItemReason": {"invalidItemReasonCode": code, "description": description},
            }));
            continue;
        }
        if authorisation.is_none() {
            authorisation = Some(ctx.world.authorise_return(ctx.seller, &id));
        }
        let (authorisation_id, centre) = authorisation.clone().unwrap_or_default();
        let unit = ReturnedUnit {
            id: text("sellerReturnItemId"),
            line_id: text("sellerFulfillmentOrderItemId"),
            shipment_id: text("amazonShipmentId"),
            reason: text("returnReasonCode"),
            comment: item["returnComment"].as_str().map(str::to_owned),
            authorisation: authorisation_id,
            centre,
            updated: ctx.now(),
            condition: None,
        };
        accepted.push(return_json(&unit));
        let at = ctx.now() + ctx.world.random.between(4 * DAY, 9 * DAY);
        ctx.world.schedule(
            at,
            ctx.seller,
            Event::ReturnArrives(id.clone(), unit.id.clone()),
        );
        let now = ctx.now();
        if let Some(order) = ctx.account_mut().outbound.get_mut(&id) {
            order.returns.push(unit);
            order.updated = now;
        }
    }
    let authorisations: Vec<Value> = match &authorisation {
        Some((authorisation_id, _)) => ctx.account().outbound[&id]
            .authorisations
            .iter()
            .filter(|held| held["returnAuthorizationId"] == authorisation_id.as_str())
            .cloned()
            .collect(),
        None => Vec::new(),
    };
    Ok(Answer::payload(
        json!({"returnItems": accepted, "invalidReturnItems": invalid, "returnAuthorizations": authorisations}),
    ))
}

fn return_fault(ctx: &Ctx<'_>, id: &str, item: &Value) -> Option<(&'static str, &'static str)> {
    let order = &ctx.account().outbound[id];
    let text = |name: &str| item[name].as_str().unwrap_or_default();
    if !REASONS
        .iter()
        .any(|(code, _)| *code == text("returnReasonCode"))
    {
        return Some((
            "InvalidValues",
            "The return reason code is not valid for this item.",
        ));
    }
    if order
        .returns
        .iter()
        .any(|unit| unit.id == text("sellerReturnItemId"))
    {
        return Some((
            "DuplicateRequest",
            "A return item with this sellerReturnItemId already exists.",
        ));
    }
    if !order
        .lines
        .iter()
        .any(|line| line.id == text("sellerFulfillmentOrderItemId"))
    {
        return Some((
            "InvalidValues",
            "The order has no item with this sellerFulfillmentOrderItemId.",
        ));
    }
    let shipment = order
        .shipments
        .iter()
        .find(|shipment| shipment.id == text("amazonShipmentId") && shipment.shipped.is_some());
    let Some(shipment) = shipment else {
        return Some((
            "NoCompletedShipItems",
            "The item has not been shipped in this shipment.",
        ));
    };
    let n_shipped: i64 = shipment
        .lines
        .iter()
        .filter(|line| line.0 == text("sellerFulfillmentOrderItemId"))
        .map(|line| line.2)
        .sum();
    let n_back = order
        .returns
        .iter()
        .filter(|unit| {
            unit.line_id == text("sellerFulfillmentOrderItemId") && unit.shipment_id == shipment.id
        })
        .count() as i64;
    (n_back >= n_shipped).then_some((
        "NoReturnableQuantity",
        "Every unit of this item is already being returned.",
    ))
}

const FEATURES: [(&str, &str); 6] = [
    (
        "BLANK_BOX",
        "Ships orders in packaging without Amazon branding.",
    ),
    (
        "BLOCK_AMZL",
        "Ships orders with carriers other than Amazon Logistics.",
    ),
    ("OVERBOX", "Ships orders in an additional box."),
    ("PACKING_SLIP", "Puts a packing slip into the package."),
    (
        "SIGNATURE_CONFIRMATION",
        "Asks for a signature on delivery.",
    ),
    (
        "DELIVER_TOGETHER",
        "Delivers all items of an order together.",
    ),
];

fn features(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplace(ctx.text("marketplaceId"))?;
    let features: Vec<Value> = FEATURES.iter().map(|(name, text)| json!({"featureName": name, "featureDescription": text, "sellerEligible": true})).collect();
    Ok(Answer::payload(json!({"features": features})))
}

fn feature_name(ctx: &Ctx<'_>) -> Result<String, Refusal> {
    let name = ctx.text("featureName");
    if FEATURES.iter().any(|(known, _)| *known == name) {
        return Ok(name.to_owned());
    }
    Err(Refusal::invalid(format!(
        "The feature {name} is not known."
    )))
}

fn feature_inventory(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("marketplaceId"))?;
    let name = feature_name(ctx)?;
    let skus: Vec<Value> = ctx
        .account()
        .stock
        .iter()
        .map(|(sku, stock)| {
            let asin = ctx.account().listings.get(sku).map(|listing| listing.asin.clone()).unwrap_or_default();
            json!({"sellerSku": sku, "fnSku": stock.fnsku, "asin": asin, "skuCount": stock.fulfillable, "overlappingSkus": []})
        })
        .collect();
    let token = ctx.request.text("nextToken").map(str::to_owned);
    let page = page(ctx, skus, token.as_deref(), 50, HOUR, &name)?;
    Ok(Answer::payload(compact(
        json!({"marketplaceId": marketplace.id, "featureName": name, "nextToken": page.next, "featureSkus": page.items}),
    )))
}

fn feature_sku(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("marketplaceId"))?;
    let name = feature_name(ctx)?;
    let sku = ctx.text("sellerSku").to_owned();
    let stock = ctx
        .account()
        .stock
        .get(&sku)
        .ok_or_else(|| Refusal::not_found(format!("The SKU {sku} does not exist.")))?;
    let asin = ctx
        .account()
        .listings
        .get(&sku)
        .map(|listing| listing.asin.clone())
        .unwrap_or_default();
    let is_eligible = stock.fulfillable > 0;
    Ok(Answer::payload(json!({
        "marketplaceId": marketplace.id, "featureName": name, "isEligible": is_eligible,
        "ineligibleReasons": if is_eligible { json!([]) } else { json!(["OUT_OF_STOCK"]) },
        "sellerSku": sku, "fnSku": stock.fnsku, "asin": asin, "skuCount": stock.fulfillable,
    })))
}

/// The marketplace a country's goods are sent from.
pub(super) fn origin_marketplace(
    ctx: &Ctx<'_>,
    country: Option<&str>,
) -> Result<&'static Marketplace, Refusal> {
    match country {
        None => Ok(ctx.account().home()),
        Some(code) => {
            let found = places::marketplace_of(code).ok_or_else(|| {
                Refusal::invalid(format!("The origin country {code} is not supported."))
            })?;
            ctx.marketplace(found.id)
        }
    }
}
