//! Fulfilment inbound, API of 2024-03-20: plans and their options, changed by operations that end later.

use serde_json::{Value, json};

use super::pages::page;
use super::{Answer, Ctx, Handler, Outcome, Refusal, compact, put};
use crate::clock::{DAY, HOUR, iso};
use crate::places;
use crate::world::Document;
use crate::world::inbound::{InboundPlan, InboundShipment, PlanItem, transport_json};
use crate::world::paper::{ITEM_LABEL, Label, PageSize, Sheet, labels_pdf};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "listInboundPlans" => Some(list_plans),
        "createInboundPlan" => Some(create_plan),
        "getInboundPlan" => Some(read_plan),
        "listInboundPlanBoxes" => Some(plan_boxes),
        "cancelInboundPlan" => Some(cancel_plan),
        "listInboundPlanItems" => Some(plan_items),
        "updateInboundPlanName" => Some(rename_plan),
        "listPackingGroupBoxes" => Some(group_boxes),
        "listPackingGroupItems" => Some(group_items),
        "setPackingInformation" => Some(set_packing),
        "listPackingOptions" => Some(packing_options),
        "generatePackingOptions" => Some(generate_packing),
        "confirmPackingOption" => Some(confirm_packing),
        "listInboundPlanPallets" => Some(plan_pallets),
        "listPlacementOptions" => Some(placement_options),
        "generatePlacementOptions" => Some(generate_placement),
        "confirmPlacementOption" => Some(confirm_placement),
        "getShipment" => Some(read_shipment),
        "listShipmentBoxes" => Some(shipment_boxes),
        "listShipmentContentUpdatePreviews" => Some(list_previews),
        "generateShipmentContentUpdatePreviews" => Some(generate_previews),
        "getShipmentContentUpdatePreview" => Some(read_preview),
        "confirmShipmentContentUpdatePreview" => Some(confirm_preview),
        "getDeliveryChallanDocument" => Some(challan),
        "listDeliveryWindowOptions" => Some(list_windows),
        "generateDeliveryWindowOptions" => Some(generate_windows),
        "confirmDeliveryWindowOptions" => Some(confirm_window),
        "listShipmentItems" => Some(shipment_items),
        "updateShipmentName" => Some(rename_shipment),
        "listShipmentPallets" => Some(shipment_pallets),
        "cancelSelfShipAppointment" => Some(cancel_appointment),
        "getSelfShipAppointmentSlots" => Some(list_slots),
        "generateSelfShipAppointmentSlots" => Some(generate_slots),
        "scheduleSelfShipAppointment" => Some(schedule_appointment),
        "updateShipmentSourceAddress" => Some(change_source),
        "updateShipmentTrackingDetails" => Some(give_tracking),
        "listTransportationOptions" => Some(transport_options),
        "generateTransportationOptions" => Some(generate_transport),
        "confirmTransportationOptions" => Some(confirm_transport),
        "listItemComplianceDetails" => Some(compliance),
        "updateItemComplianceDetails" => Some(update_compliance),
        "createMarketplaceItemLabels" => Some(item_labels),
        "listPrepDetails" => Some(prep_details),
        "setPrepDetails" => Some(set_prep),
        "getInboundOperationStatus" => Some(operation_status),
        _ => None,
    }
}

fn bad(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "BadRequest", message)
}

/// What this API says of a thing that is not there: 400, where the other APIs have 404.
fn absent(what: &str, of: &str) -> Refusal {
    bad(format!("The requested {what} does not exist{of}."))
}

const OF_PLAN: &str = " for the specified inbound plan";
const OF_SHIPMENT: &str = " for the given shipment";

fn plan<'a>(ctx: &'a Ctx<'_>) -> Result<&'a InboundPlan, Refusal> {
    let id = ctx.text("inboundPlanId");
    ctx.account()
        .inbound
        .plans
        .get(id)
        .ok_or_else(|| absent("inbound plan", ""))
}

/// The plan, if it can still be changed.
fn open_plan<'a>(ctx: &'a Ctx<'_>) -> Result<&'a InboundPlan, Refusal> {
    let plan = plan(ctx)?;
    let is_checked = !ctx.account().inbound.operations.values().any(|held| {
        held.plan == plan.id && held.kind == "createInboundPlan" && held.status == "IN_PROGRESS"
    });
    match plan.status.as_str() {
        "ACTIVE" if is_checked => Ok(plan),
        "ACTIVE" => Err(bad(
            "The inbound plan is still being created. Wait until its operation has ended.",
        )),
        other => Err(bad(format!(
            "The operation cannot be performed on an inbound plan in status {other}."
        ))),
    }
}

fn shipment<'a>(ctx: &'a Ctx<'_>) -> Result<&'a InboundShipment, Refusal> {
    let id = ctx.text("shipmentId");
    plan(ctx)?
        .shipments
        .get(id)
        .ok_or_else(|| absent("shipmentId", OF_PLAN))
}

/// Starts the operation of the call, answers 202 with its id.
fn start(ctx: &mut Ctx<'_>, target: &str, option: &str) -> Outcome {
    start_with(ctx, target, option, 202)
}

fn start_with(ctx: &mut Ctx<'_>, target: &str, option: &str, status: u16) -> Outcome {
    let (kind, plan) = (
        ctx.operation.id.clone(),
        ctx.text("inboundPlanId").to_owned(),
    );
    let body = ctx.body().clone();
    let id = ctx
        .world
        .start_operation(ctx.seller, &kind, &plan, target, option, &body);
    Ok(Answer::new(status, json!({"operationId": id})))
}

/// A page of a list under its name.
fn listed(ctx: &mut Ctx<'_>, name: &str, items: Vec<Value>) -> Outcome {
    let token = ctx.request.text("paginationToken").map(str::to_owned);
    let size = ctx.request.integer("pageSize", 10).max(1) as usize;
    let page = page(ctx, items, token.as_deref(), size, HOUR, "")?;
    let mut body = json!({});
    body[name] = json!(page.items);
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn summary_json(plan: &InboundPlan) -> Value {
    json!({
        "inboundPlanId": plan.id, "name": plan.name, "status": plan.status, "marketplaceIds": [plan.marketplace],
        "sourceAddress": plan.source, "createdAt": iso(plan.created), "lastUpdatedAt": iso(plan.updated),
    })
}

fn list_plans(ctx: &mut Ctx<'_>) -> Outcome {
    let request = ctx.request;
    let mut plans: Vec<&InboundPlan> = ctx
        .account()
        .inbound
        .plans
        .values()
        .filter(|plan| {
            request
                .text("status")
                .is_none_or(|status| plan.status == status)
        })
        .collect();
    let by_creation = request.text("sortBy") == Some("CREATION_TIME");
    plans.sort_by_key(|plan| {
        (
            if by_creation {
                plan.created
            } else {
                plan.updated
            },
            plan.id.clone(),
        )
    });
    if request.text("sortOrder") != Some("ASC") {
        plans.reverse();
    }
    let items = plans.into_iter().map(summary_json).collect();
    listed(ctx, "inboundPlans", items)
}

fn create_plan(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let marketplace = body["destinationMarketplaces"][0].as_str();
    let marketplace = ctx
        .marketplace(marketplace.unwrap_or_default())
        .map_err(|refusal| bad(refusal.errors[0].1.clone()))?;
    if matches!(marketplace.country, "BR" | "TR" | "IN") {
        return Err(bad("Inbound plans are not available in this marketplace."));
    }
    if !ctx.account().has_fba {
        return Err(bad(
            "The seller is not registered for Fulfillment by Amazon.",
        ));
    }
    let items = body["items"].as_array().cloned().unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    for item in &items {
        if !seen.insert(item["msku"].to_string()) {
            return Err(bad(format!(
                "The msku {} occurs more than once; several expiry dates need several plans.",
                item["msku"]
            )));
        }
    }
    let plan = ctx.world.open_plan(ctx.seller, &body);
    let operation =
        ctx.world
            .start_operation(ctx.seller, "createInboundPlan", &plan, "", "", &body);
    Ok(Answer::new(
        202,
        json!({"inboundPlanId": plan, "operationId": operation}),
    ))
}

fn read_plan(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = plan(ctx)?;
    let mut json = summary_json(plan);
    json["packingOptions"] = plan
        .packing
        .iter()
        .map(|option| json!({"packingOptionId": option.id, "status": option.status}))
        .collect();
    json["placementOptions"] = plan
        .placements
        .iter()
        .map(|option| json!({"placementOptionId": option.id, "status": option.status}))
        .collect();
    json["shipments"] = plan
        .confirmed_shipments()
        .map(|shipment| json!({"shipmentId": shipment.id, "status": shipment.status}))
        .collect();
    Ok(Answer::ok(json))
}

fn rename_plan(ctx: &mut Ctx<'_>) -> Outcome {
    let id = plan(ctx)?.id.clone();
    let (name, now) = (
        ctx.body()["name"].as_str().unwrap_or_default().to_owned(),
        ctx.now(),
    );
    if let Some(plan) = ctx.account_mut().inbound.plans.get_mut(&id) {
        plan.name = name;
        plan.updated = now;
    }
    Ok(Answer::empty(204))
}

fn cancel_plan(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = plan(ctx)?;
    if plan.status == "VOIDED" {
        return Err(bad("The inbound plan is already cancelled."));
    }
    start(ctx, "", "")
}

fn item_json(ctx: &Ctx<'_>, item: &PlanItem) -> Value {
    let account = ctx.account();
    let prep = ctx.world.prep_details(ctx.seller, &item.msku);
    let prep_types: Vec<Value> = prep["prepTypes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|kind| json!({"prepType": kind, "prepOwner": item.prep_owner}))
        .collect();
    compact(json!({
        "msku": item.msku, "quantity": item.quantity, "labelOwner": item.label_owner, "prepInstructions": prep_types,
        "asin": account.listings.get(&item.msku).map_or("0000000000", |listing| if listing.asin.is_empty() { "0000000000" } else { listing.asin.as_str() }),
        "fnsku": account.stock.get(&item.msku).map_or("X000000000", |stock| stock.fnsku.as_str()),
        "expiration": item.expiration, "manufacturingLotCode": item.lot,
    }))
}

fn items_json(ctx: &Ctx<'_>, items: &[PlanItem]) -> Vec<Value> {
    items.iter().map(|item| item_json(ctx, item)).collect()
}

/// Boxes keep the items as they were sent; answers name them in full.
fn box_json(ctx: &Ctx<'_>, held: &Value, target: Option<&InboundShipment>) -> Value {
    let items: Vec<Value> = held["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| {
            let text = |name: &str| item[name].as_str().unwrap_or("SELLER").to_owned();
            item_json(
                ctx,
                &PlanItem {
                    msku: text("msku"),
                    quantity: item["quantity"].as_i64().unwrap_or(1),
                    label_owner: text("labelOwner"),
                    prep_owner: text("prepOwner"),
                    expiration: item["expiration"].as_str().map(str::to_owned),
                    lot: item["manufacturingLotCode"].as_str().map(str::to_owned),
                },
            )
        })
        .collect();
    let mut json = held.clone();
    json["items"] = json!(items);
    if let Some(shipment) = target {
        let centre = centre_of(shipment);
        json["destinationRegion"] =
            json!({"countryCode": centre.country, "warehouseId": shipment.centre});
        if !centre.address.2.is_empty() {
            json["destinationRegion"]["state"] = json!(centre.address.2);
        }
    }
    json
}

fn plan_items(ctx: &mut Ctx<'_>) -> Outcome {
    let items = items_json(ctx, &plan(ctx)?.items);
    listed(ctx, "items", items)
}

fn plan_boxes(ctx: &mut Ctx<'_>) -> Outcome {
    let boxes = plan(ctx)?
        .confirmed_shipments()
        .flat_map(|shipment| {
            shipment
                .boxes
                .iter()
                .map(|held| box_json(ctx, held, Some(shipment)))
        })
        .collect();
    listed(ctx, "boxes", boxes)
}

fn centre_of(shipment: &InboundShipment) -> &'static places::Centre {
    places::CENTRES
        .iter()
        .find(|centre| centre.code == shipment.centre)
        .unwrap_or(&places::CENTRES[0])
}

fn pallet_json(held: &Value) -> Value {
    let mut json = held.clone();
    let seed = blake3::hash(held.to_string().as_bytes()).to_hex();
    json["packageId"] = json!(format!(
        "pa{}-{}-{}-{}-{}",
        &seed[..8],
        &seed[8..12],
        &seed[12..16],
        &seed[16..20],
        &seed[20..32]
    ));
    json
}

fn plan_pallets(ctx: &mut Ctx<'_>) -> Outcome {
    let held: Vec<Value> = plan(ctx)?
        .confirmed_shipments()
        .flat_map(|shipment| shipment.pallets.clone())
        .collect();
    let pallets = held.iter().map(pallet_json).collect();
    listed(ctx, "pallets", pallets)
}

fn group<'a>(ctx: &'a Ctx<'_>) -> Result<&'a crate::world::inbound::PackingGroup, Refusal> {
    let id = ctx.text("packingGroupId");
    plan(ctx)?
        .packing
        .iter()
        .flat_map(|option| &option.groups)
        .find(|group| group.id == id)
        .ok_or_else(|| absent("packingGroupId", OF_PLAN))
}

fn group_items(ctx: &mut Ctx<'_>) -> Outcome {
    let items = items_json(ctx, &group(ctx)?.items);
    listed(ctx, "items", items)
}

fn group_boxes(ctx: &mut Ctx<'_>) -> Outcome {
    let group = group(ctx)?;
    let seed = blake3::hash(group.id.as_bytes()).to_hex();
    let boxes = group
        .boxes
        .iter()
        .enumerate()
        .map(|(index, held)| {
            let mut json = box_json(ctx, held, None);
            json["packageId"] = json!(format!(
                "pk{}-{}-{}-{}-{:012x}",
                &seed[..8],
                &seed[8..12],
                &seed[12..16],
                &seed[16..20],
                index
            ));
            json["templateName"] = json!(format!("P1 - B{}", index + 1));
            json
        })
        .collect();
    listed(ctx, "boxes", boxes)
}

fn generate_packing(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = open_plan(ctx)?;
    if plan.placement().is_some() {
        return Err(bad(
            "Packing options cannot be generated after the placement has been confirmed.",
        ));
    }
    start(ctx, "", "")
}

fn incentive(kind: &str, target: &str, description: &str, minor: i64, currency: &str) -> Value {
    json!({"type": kind, "target": target, "description": description, "value": {"amount": places::number(minor, currency), "code": currency}})
}

fn packing_options(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = plan(ctx)?;
    let currency = places::marketplace(&plan.marketplace).map_or("USD", |found| found.currency);
    let unit = if matches!(plan.marketplace.as_str(), "ATVPDKIKX0DER") {
        ("LB", 1, 50)
    } else {
        ("KG", 1, 23)
    };
    let options = plan
        .packing
        .iter()
        .map(|option| {
            let discounts = if option.discount > 0 { json!([incentive("DISCOUNT", "Placement Services", "Discount for boxes with known content.", option.discount, currency)]) } else { json!([]) };
            json!({
                "packingOptionId": option.id, "status": option.status, "expiration": iso(option.expires), "fees": [], "discounts": discounts,
                "packingGroups": option.groups.iter().map(|group| group.id.clone()).collect::<Vec<_>>(),
                "supportedShippingConfigurations": [
                    {"shippingMode": "GROUND_SMALL_PARCEL", "shippingSolution": "AMAZON_PARTNERED_CARRIER"},
                    {"shippingMode": "GROUND_SMALL_PARCEL", "shippingSolution": "USE_YOUR_OWN_CARRIER"},
                ],
                "supportedConfigurations": [{
                    "boxPackingMethods": ["BOX_CONTENT_PROVIDED", "BARCODE_2D", "MANUAL_PROCESS"],
                    "boxRequirements": {"weight": {"unit": unit.0, "minimum": unit.1, "maximum": unit.2}},
                    "shippingRequirements": [
                        {"solution": "AMAZON_PARTNERED_CARRIER", "modes": ["GROUND_SMALL_PARCEL", "FREIGHT_LTL"]},
                        {"solution": "USE_YOUR_OWN_CARRIER", "modes": ["GROUND_SMALL_PARCEL", "FREIGHT_LTL"]},
                    ],
                }],
            })
        })
        .collect();
    listed(ctx, "packingOptions", options)
}

fn confirm_packing(ctx: &mut Ctx<'_>) -> Outcome {
    let option = ctx.text("packingOptionId").to_owned();
    let plan = open_plan(ctx)?;
    let now = ctx.now();
    let Some(held) = plan.packing.iter().find(|held| held.id == option) else {
        return Err(absent("packingOptionId", OF_PLAN));
    };
    if held.expires <= now || held.status == "EXPIRED" {
        return Err(bad("The packing option has expired."));
    }
    start(ctx, "", &option)
}

fn set_packing(ctx: &mut Ctx<'_>) -> Outcome {
    open_plan(ctx)?;
    for grouping in ctx.body()["packageGroupings"]
        .as_array()
        .into_iter()
        .flatten()
    {
        if grouping.get("packingGroupId").is_some() == grouping.get("shipmentId").is_some() {
            return Err(bad(
                "A package grouping needs either a packingGroupId or a shipmentId.",
            ));
        }
        for sort in grouping["boxes"].as_array().into_iter().flatten() {
            let is_provided = sort["contentInformationSource"] == "BOX_CONTENT_PROVIDED";
            let has_items = sort["items"]
                .as_array()
                .is_some_and(|items| !items.is_empty());
            if is_provided != has_items {
                return Err(bad(
                    "The items of a box must be given with BOX_CONTENT_PROVIDED, and only with it.",
                ));
            }
        }
    }
    start(ctx, "", "")
}

fn generate_placement(ctx: &mut Ctx<'_>) -> Outcome {
    if open_plan(ctx)?.placement().is_some() {
        return Err(bad(
            "Placement options cannot be generated after a placement has been confirmed.",
        ));
    }
    start(ctx, "", "")
}

fn placement_options(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = plan(ctx)?;
    let currency = places::marketplace(&plan.marketplace).map_or("USD", |found| found.currency);
    let options = plan
        .placements
        .iter()
        .map(|option| {
            json!({
                "placementOptionId": option.id, "status": option.status, "expiration": iso(option.expires), "shipmentIds": option.shipment_ids,
                "fees": if option.fee > 0 { json!([incentive("FEE", "Placement Services", "Placement service fee represents service to inbound with minimal shipment splits.", option.fee, currency)]) } else { json!([]) },
                "discounts": if option.discount > 0 { json!([incentive("DISCOUNT", "Placement Services", "Placement discount.", option.discount, currency)]) } else { json!([]) },
            })
        })
        .collect();
    listed(ctx, "placementOptions", options)
}

fn confirm_placement(ctx: &mut Ctx<'_>) -> Outcome {
    let option = ctx.text("placementOptionId").to_owned();
    let plan = open_plan(ctx)?;
    if plan.placement().is_some() {
        return Err(bad("A placement option has been confirmed already."));
    }
    let Some(held) = plan.placements.iter().find(|held| held.id == option) else {
        return Err(absent("placementOptionId", OF_PLAN));
    };
    if held.expires <= ctx.now() {
        return Err(bad("The placement option has expired."));
    }
    start(ctx, "", &option)
}

fn read_shipment(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = plan(ctx)?;
    let shipment = shipment(ctx)?;
    let centre = centre_of(shipment);
    let (street, city, state, postal_code) = centre.address;
    let mut address = json!({"name": "Amazon.com Services", "addressLine1": street, "city": city, "postalCode": postal_code, "countryCode": centre.country});
    if !state.is_empty() {
        address["stateOrProvinceCode"] = json!(state);
    }
    let mut json = json!({
        "shipmentId": shipment.id, "placementOptionId": shipment.placement_id, "name": shipment.name, "status": shipment.status,
        "amazonReferenceId": shipment.reference,
        "destination": {"destinationType": "AMAZON_WAREHOUSE", "warehouseId": shipment.centre, "address": address},
        "source": {"sourceType": "SELLER_FACILITY", "address": shipment.source.as_ref().unwrap_or(&plan.source)},
    });
    put(
        &mut json,
        "shipmentConfirmationId",
        json!(shipment.confirmation_id),
    );
    put(&mut json, "contactInformation", json!(shipment.contact));
    put(&mut json, "freightInformation", json!(shipment.freight));
    put(&mut json, "selectedDeliveryWindow", json!(shipment.window));
    put(
        &mut json,
        "selectedTransportationOptionId",
        json!(shipment.transport.as_ref().map(|option| option.id.clone())),
    );
    if let Some(ready) = shipment.ready {
        json["dates"] = json!({"readyToShipWindow": {"start": iso(ready), "end": iso(ready + 2 * DAY), "editableUntil": iso(ready)}});
    }
    if let Some(appointment) = &shipment.appointment {
        json["selfShipAppointmentDetails"] = json!([appointment]);
    }
    if !shipment.tracking.is_null() {
        let mut tracking = shipment.tracking.clone();
        if let Some(items) = tracking
            .pointer_mut("/spdTrackingDetail/spdTrackingItems")
            .and_then(Value::as_array_mut)
        {
            items
                .iter_mut()
                .for_each(|item| item["trackingNumberValidationStatus"] = json!("VALIDATED"));
        }
        json["trackingDetails"] = tracking;
    }
    Ok(Answer::ok(json))
}

fn rename_shipment(ctx: &mut Ctx<'_>) -> Outcome {
    let (plan_id, id) = (plan(ctx)?.id.clone(), shipment(ctx)?.id.clone());
    let (name, now) = (
        ctx.body()["name"].as_str().unwrap_or_default().to_owned(),
        ctx.now(),
    );
    if let Some(shipment) = ctx
        .account_mut()
        .inbound
        .plans
        .get_mut(&plan_id)
        .and_then(|plan| plan.shipments.get_mut(&id))
    {
        shipment.name = name;
        shipment.updated = now;
    }
    Ok(Answer::empty(204))
}

fn shipment_items(ctx: &mut Ctx<'_>) -> Outcome {
    let items = items_json(ctx, &shipment(ctx)?.items);
    listed(ctx, "items", items)
}

fn shipment_boxes(ctx: &mut Ctx<'_>) -> Outcome {
    let is_shuffled = ctx.strikes("boxes-shuffled");
    let shipment = shipment(ctx)?;
    let mut boxes: Vec<Value> = shipment
        .boxes
        .iter()
        .map(|held| box_json(ctx, held, Some(shipment)))
        .collect();
    if is_shuffled {
        boxes.reverse();
    }
    listed(ctx, "boxes", boxes)
}

fn shipment_pallets(ctx: &mut Ctx<'_>) -> Outcome {
    let held = shipment(ctx)?.pallets.clone();
    let pallets = held.iter().map(pallet_json).collect();
    listed(ctx, "pallets", pallets)
}

fn list_previews(ctx: &mut Ctx<'_>) -> Outcome {
    let previews = shipment(ctx)?.previews.clone();
    listed(ctx, "contentUpdatePreviews", previews)
}

fn generate_previews(ctx: &mut Ctx<'_>) -> Outcome {
    let id = shipment(ctx)?.id.clone();
    start(ctx, &id, "")
}

fn preview<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Value, Refusal> {
    let id = ctx.text("contentUpdatePreviewId");
    shipment(ctx)?
        .previews
        .iter()
        .find(|preview| preview["contentUpdatePreviewId"] == id)
        .ok_or_else(|| absent("contentUpdatePreviewId", OF_SHIPMENT))
}

fn read_preview(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::ok(preview(ctx)?.clone()))
}

fn confirm_preview(ctx: &mut Ctx<'_>) -> Outcome {
    preview(ctx)?;
    let (id, option) = (
        ctx.text("shipmentId").to_owned(),
        ctx.text("contentUpdatePreviewId").to_owned(),
    );
    start(ctx, &id, &option)
}

fn challan(ctx: &mut Ctx<'_>) -> Outcome {
    shipment(ctx)?;
    let is_india =
        places::marketplace(&plan(ctx)?.marketplace).is_some_and(|found| found.country == "IN");
    if is_india {
        let confirmation = shipment(ctx)?.confirmation_id.clone().unwrap_or_default();
        let id = keep_pdf(
            ctx,
            &[Label {
                lines: vec![(14.0, "Delivery Challan".to_owned())],
                code: confirmation,
                contents: None,
            }],
            Sheet::single(ITEM_LABEL),
        );
        return Ok(Answer::ok(
            json!({"documentDownload": {"downloadType": "URL", "uri": ctx.presigned(&id, HOUR), "expiration": iso(ctx.now() + HOUR)}}),
        ));
    }
    Err(bad(
        "Delivery challan documents are available in India only.",
    ))
}

fn keep_pdf(ctx: &mut Ctx<'_>, labels: &[Label], sheet: Sheet) -> String {
    let id = ctx.world.document_id();
    let document = Document {
        bytes: labels_pdf(labels, sheet),
        content_type: "application/pdf".to_owned(),
        gzip: false,
        is_upload: false,
        restricted: false,
    };
    ctx.world.documents.insert(id.clone(), document);
    id
}

fn list_windows(ctx: &mut Ctx<'_>) -> Outcome {
    let windows = shipment(ctx)?.windows.clone();
    listed(ctx, "deliveryWindowOptions", windows)
}

fn generate_windows(ctx: &mut Ctx<'_>) -> Outcome {
    let shipment = shipment(ctx)?;
    if shipment.ready.is_none() {
        return Err(bad(
            "Transportation options must be generated before delivery windows.",
        ));
    }
    let id = shipment.id.clone();
    start(ctx, &id, "")
}

fn confirm_window(ctx: &mut Ctx<'_>) -> Outcome {
    let option = ctx.text("deliveryWindowOptionId").to_owned();
    let shipment = shipment(ctx)?;
    match shipment
        .windows
        .iter()
        .find(|window| window["deliveryWindowOptionId"] == option.as_str())
    {
        None => {
            return Err(absent("deliveryWindowOptionId", OF_SHIPMENT));
        }
        Some(window) if window["availabilityType"] == "BLOCKED" => {
            return Err(bad("The delivery window is blocked."));
        }
        Some(_) => {}
    }
    let id = shipment.id.clone();
    start(ctx, &id, &option)
}

fn generate_slots(ctx: &mut Ctx<'_>) -> Outcome {
    let id = shipment(ctx)?.id.clone();
    start_with(ctx, &id, "", 201)
}

fn list_slots(ctx: &mut Ctx<'_>) -> Outcome {
    let slots = shipment(ctx)?.slots.clone();
    let token = ctx.request.text("paginationToken").map(str::to_owned);
    let size = ctx.request.integer("pageSize", 10).max(1) as usize;
    let page = page(ctx, slots, token.as_deref(), size, HOUR, "")?;
    let mut body = json!({"selfShipAppointmentSlotsAvailability": {"slots": page.items, "expiresAt": iso(ctx.now() + HOUR)}});
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn schedule_appointment(ctx: &mut Ctx<'_>) -> Outcome {
    let slot = ctx.text("slotId").to_owned();
    let (plan_id, id) = (plan(ctx)?.id.clone(), shipment(ctx)?.id.clone());
    let time = shipment(ctx)?
        .slots
        .iter()
        .find(|held| held["slotId"] == slot.as_str())
        .map(|held| held["slotTime"].clone());
    let time = time.ok_or_else(|| absent("slotId", OF_SHIPMENT))?;
    let number = ctx.world.number();
    let details = json!({"appointmentId": 1_000 + number, "appointmentSlotTime": time, "appointmentStatus": "ARRIVAL_SCHEDULED"});
    if let Some(shipment) = ctx
        .account_mut()
        .inbound
        .plans
        .get_mut(&plan_id)
        .and_then(|plan| plan.shipments.get_mut(&id))
    {
        shipment.appointment = Some(details.clone());
    }
    Ok(Answer::ok(json!({"selfShipAppointmentDetails": details})))
}

fn cancel_appointment(ctx: &mut Ctx<'_>) -> Outcome {
    let shipment = shipment(ctx)?;
    if shipment.appointment.is_none() {
        return Err(bad("The shipment has no appointment."));
    }
    let id = shipment.id.clone();
    start(ctx, &id, "")
}

fn change_source(ctx: &mut Ctx<'_>) -> Outcome {
    let id = shipment(ctx)?.id.clone();
    start(ctx, &id, "")
}

fn give_tracking(ctx: &mut Ctx<'_>) -> Outcome {
    let shipment = shipment(ctx)?;
    if shipment.transport.is_none() {
        return Err(bad(
            "Tracking details can be updated once transportation has been confirmed.",
        ));
    }
    let id = shipment.id.clone();
    let details = &ctx.body()["trackingDetails"];
    if details.get("spdTrackingDetail").is_some() == details.get("ltlTrackingDetail").is_some() {
        return Err(bad(
            "Either spdTrackingDetail or ltlTrackingDetail is required.",
        ));
    }
    start(ctx, &id, "")
}

fn generate_transport(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = open_plan(ctx)?;
    let placement = ctx.body()["placementOptionId"].as_str().unwrap_or_default();
    if !plan.placements.iter().any(|option| option.id == placement) {
        return Err(absent("placementOptionId", OF_PLAN));
    }
    let has_unknown = ctx.body()["shipmentTransportationConfigurations"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|held| {
            !plan
                .shipments
                .contains_key(held["shipmentId"].as_str().unwrap_or_default())
        });
    if has_unknown {
        return Err(absent("shipmentId", " under the provided placement option"));
    }
    start(ctx, "", "")
}

fn transport_options(ctx: &mut Ctx<'_>) -> Outcome {
    let request = ctx.request;
    let (placement, shipment_id) = (
        request.text("placementOptionId"),
        request.text("shipmentId"),
    );
    if placement.is_none() && shipment_id.is_none() {
        return Err(bad("Either placementOptionId or shipmentId is required."));
    }
    let plan = plan(ctx)?;
    if shipment_id.is_some_and(|id| !plan.shipments.contains_key(id)) {
        return Err(absent("shipmentId", OF_PLAN));
    }
    let currency = places::marketplace(&plan.marketplace).map_or("USD", |found| found.currency);
    let options = plan
        .transports
        .iter()
        .filter(|option| {
            placement.is_none_or(|id| option.placement_id == id)
                && shipment_id.is_none_or(|id| option.shipment_id == id)
        })
        .map(|option| transport_json(option, currency))
        .collect();
    listed(ctx, "transportationOptions", options)
}

fn confirm_transport(ctx: &mut Ctx<'_>) -> Outcome {
    let plan = open_plan(ctx)?;
    if plan.placement().is_none() {
        return Err(bad(
            "A placement option must be confirmed before transportation.",
        ));
    }
    if plan
        .confirmed_shipments()
        .any(|shipment| shipment.transport.is_some())
    {
        return Err(bad("Transportation has been confirmed already."));
    }
    start(ctx, "", "")
}

/// SKUs of a repeated parameter; Amazon wants `%`, `+` and `,` encoded twice there.
fn mskus(ctx: &Ctx<'_>) -> Vec<String> {
    ctx.request
        .list("mskus")
        .iter()
        .map(|text| {
            percent_encoding::percent_decode_str(text)
                .decode_utf8_lossy()
                .into_owned()
        })
        .collect()
}

/// The SKUs of a call, all of them listed.
fn listed_mskus(ctx: &Ctx<'_>) -> Result<Vec<String>, Refusal> {
    let skus = mskus(ctx);
    let listings = &ctx.account().listings;
    match skus.iter().find(|sku| !listings.contains_key(*sku)) {
        Some(unknown) => Err(bad(format!("The requested MSKU {unknown} is not valid."))),
        None => Ok(skus),
    }
}

fn compliance(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplace(ctx.text("marketplaceId"))?;
    let details: Vec<Value> = listed_mskus(ctx)?
        .iter()
        .filter_map(|msku| {
            let listing = ctx.account().listings.get(msku)?;
            let mut json = json!({"msku": msku});
            if !listing.asin.is_empty() {
                json["asin"] = json!(listing.asin);
            }
            put(
                &mut json,
                "fnsku",
                json!(
                    ctx.account()
                        .stock
                        .get(msku)
                        .map(|stock| stock.fnsku.to_string())
                ),
            );
            put(
                &mut json,
                "taxDetails",
                ctx.account()
                    .inbound
                    .compliance
                    .get(msku)
                    .cloned()
                    .unwrap_or(Value::Null),
            );
            Some(json)
        })
        .collect();
    Ok(Answer::ok(json!({"complianceDetails": details})))
}

fn update_compliance(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplace(ctx.text("marketplaceId"))?;
    start(ctx, "", "")
}

fn prep_details(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplace(ctx.text("marketplaceId"))?;
    let is_puzzle = ctx.strikes("prep-puzzle");
    let details: Vec<Value> = listed_mskus(ctx)?
        .iter()
        .map(|sku| {
            let stock = ctx.account().stock.get(sku);
            let is_told = stock.is_some_and(|stock| stock.prep.is_some());
            match is_puzzle && !is_told {
                true => json!({"msku": sku, "prepCategory": "UNKNOWN", "prepTypes": []}),
                false => ctx.world.prep_details(ctx.seller, sku),
            }
        })
        .collect();
    Ok(Answer::ok(json!({"mskuPrepDetails": details})))
}

fn set_prep(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplace(ctx.body()["marketplaceId"].as_str().unwrap_or_default())?;
    start(ctx, "", "")
}

fn item_labels(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    ctx.marketplace(body["marketplaceId"].as_str().unwrap_or_default())?;
    if body["labelType"] == "THERMAL_PRINTING"
        && (body.get("width").is_none() || body.get("height").is_none())
    {
        return Err(bad(
            "The width and height are required for THERMAL_PRINTING.",
        ));
    }
    let mut labels = Vec::new();
    for wanted in body["mskuQuantities"].as_array().into_iter().flatten() {
        let msku = wanted["msku"].as_str().unwrap_or_default();
        let account = ctx.account();
        let stock = account
            .stock
            .get(msku)
            .ok_or_else(|| bad(format!("The msku {msku} was not found.")))?;
        let title = account
            .listings
            .get(msku)
            .and_then(|listing| ctx.world.catalogue.product(&listing.asin))
            .map_or("", |product| product.title.as_str());
        for _ in 0..wanted["quantity"].as_i64().unwrap_or(1).min(200) {
            labels.push(Label {
                lines: vec![(8.0, title.to_owned()), (8.0, "New".to_owned())],
                code: stock.fnsku.to_string(),
                contents: None,
            });
        }
    }
    let page_type = body["pageType"].as_str().unwrap_or("A4_21");
    let sheet = match (body["width"].as_f64(), body["height"].as_f64()) {
        (Some(width), Some(height)) if body["labelType"] == "THERMAL_PRINTING" => {
            Sheet::single(PageSize(width as f32, height as f32))
        }
        _ => Sheet::of_item_labels(page_type)
            .ok_or_else(|| bad(format!("The pageType {page_type} is not supported.")))?,
    };
    let id = keep_pdf(ctx, &labels, sheet);
    Ok(Answer::ok(
        json!({"documentDownloads": [{"downloadType": "URL", "uri": ctx.presigned(&id, HOUR), "expiration": iso(ctx.now() + HOUR)}]}),
    ))
}

fn operation_status(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("operationId");
    let operation = ctx
        .account()
        .inbound
        .operations
        .get(id)
        .ok_or_else(|| absent("operationId", ""))?;
    Ok(Answer::ok(json!({
        "operation": operation.kind, "operationId": operation.id, "operationStatus": operation.status, "operationProblems": operation.problems,
    })))
}
