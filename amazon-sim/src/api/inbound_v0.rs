//! Fulfilment inbound, API v0: what the newer API lacks, above all labels and received quantities.

use serde_json::{Value, json};

use super::pages::{note_of, page_with_note};
use super::{Answer, Ctx, Handler, Outcome, Refusal, compact, is_asin};
use crate::clock::HOUR;
use crate::world::Document;
use crate::world::inbound::{InboundPlan, InboundShipment, box_id};
use crate::world::jobs::LABEL_LIFE;
use crate::world::paper::{BOX_LABEL, Label, Sheet, labels_pdf};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getPrepInstructions" => Some(prep_instructions),
        "getLabels" => Some(labels),
        "getBillOfLading" => Some(bill_of_lading),
        "getShipments" => Some(shipments),
        "getShipmentItemsByShipmentId" => Some(items_of_shipment),
        "getShipmentItems" => Some(items),
        _ => None,
    }
}

fn prep_instructions(ctx: &mut Ctx<'_>) -> Outcome {
    let request = ctx.request;
    let (skus, asins) = (request.list("SellerSKUList"), request.list("ASINList"));
    if skus.is_empty() == asins.is_empty() {
        return Err(Refusal::invalid(
            "Either SellerSKUList or ASINList is required.",
        ));
    }
    if !asins.iter().all(|asin| is_asin(asin)) {
        return Err(Refusal::invalid("Data is invalid. Please check."));
    }
    let prep = |kinds: &Value| -> Value {
        kinds
            .as_array()
            .into_iter()
            .flatten()
            .map(|kind| match kind.as_str() {
                Some("ITEM_BUBBLEWRAP") => "BubbleWrapping",
                Some("ITEM_POLYBAGGING") => "Polybagging",
                Some("ITEM_LABELING") => "Labeling",
                _ => "NoPrep",
            })
            .collect()
    };
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for sku in skus {
        match ctx.account().listings.get(sku) {
            Some(listing) => known.push(json!({
                "SellerSKU": sku, "ASIN": listing.asin, "BarcodeInstruction": "RequiresFNSKULabel", "PrepGuidance": "SeePrepInstructionsList",
                "PrepInstructionList": prep(&ctx.world.prep_details(ctx.seller, sku)["prepTypes"]),
            })),
            None => unknown.push(json!({"SellerSKU": sku, "ErrorReason": "DoesNotExist"})),
        }
    }
    let mut known_asins = Vec::new();
    let mut unknown_asins = Vec::new();
    for asin in asins {
        if ctx.world.catalogue.product(asin).is_some() {
            known_asins.push(json!({"ASIN": asin, "BarcodeInstruction": "RequiresFNSKULabel", "PrepGuidance": "ConsultHelpDocuments", "PrepInstructionList": []}));
        } else {
            unknown_asins.push(json!({"ASIN": asin, "ErrorReason": "InvalidASIN"}));
        }
    }
    Ok(Answer::payload(json!({
        "SKUPrepInstructionsList": known, "InvalidSKUList": unknown, "ASINPrepInstructionsList": known_asins, "InvalidASINList": unknown_asins,
    })))
}

/// Whether an id can be the confirmation id of a shipment: `FBA` and at least eight letters or digits.
fn is_confirmation(id: &str) -> bool {
    let rest = id.strip_prefix("FBA").unwrap_or_default();
    rest.len() >= 8 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn confirmed<'a>(
    ctx: &'a Ctx<'_>,
) -> Result<(&'a InboundPlan, &'a InboundShipment, String), Refusal> {
    let id = ctx.text("shipmentId");
    if !is_confirmation(id) {
        return Err(Refusal::invalid("Data is invalid. Please check."));
    }
    let unknown = || Refusal::not_found(format!("The shipment {id} was not found."));
    let (plan, shipment) = ctx.account().inbound.shipment(id).ok_or_else(unknown)?;
    // v0 knows shipments by their confirmation id alone.
    match &shipment.confirmation_id {
        Some(confirmation) if confirmation == id => Ok((plan, shipment, confirmation.clone())),
        _ => Err(unknown()),
    }
}

/// Every pallet has four labels alike, one for each side (`NumberOfPallets` in the model).
const PALLET_SIDES: usize = 4;

fn labels(ctx: &mut Ctx<'_>) -> Outcome {
    let named: Vec<String> = ctx.request.list("PackageLabelsToPrint").to_vec();
    let is_refused = !named.is_empty() && ctx.strikes("labels-refused");
    let (plan, shipment, confirmation) = confirmed(ctx)?;
    if shipment.transport.is_none() {
        return Err(Refusal::invalid(
            "Labels can be printed once transportation has been confirmed.",
        ));
    }
    let is_freight = shipment
        .transport
        .as_ref()
        .is_some_and(|transport| transport.mode != "GROUND_SMALL_PARCEL");
    let is_partnered = shipment
        .transport
        .as_ref()
        .is_some_and(|transport| transport.is_partnered);
    let known: Vec<String> = match (
        shipment.boxes.len(),
        ctx.request.integer("NumberOfPackages", 0),
    ) {
        (0, n) => (1..=n.max(1) as usize)
            .map(|number| box_id(&confirmation, number))
            .collect(),
        _ => shipment
            .boxes
            .iter()
            .filter_map(|held| held["boxId"].as_str().map(str::to_owned))
            .collect(),
    };
    if is_refused || named.iter().any(|id| !known.contains(id)) {
        return Err(Refusal::invalid(
            "The value of PackageLabelsToPrint is invalid: the packages do not belong to the shipment.",
        ));
    }
    if is_freight && !is_partnered && ctx.request.text("PageSize").is_none() {
        return Err(Refusal::invalid(
            "PageSize and PageStartIndex are required for shipments with a carrier of your own.",
        ));
    }
    let is_of_pallets = ctx.request.text("LabelType") == Some("PALLET");
    if is_of_pallets && !is_freight {
        return Err(Refusal::invalid(
            "Pallet labels are only available for shipments that travel as freight.",
        ));
    }
    let mut ids = if named.is_empty() { known } else { named };
    ids.sort();
    if is_of_pallets {
        let n_pallets = ctx.request.integer("NumberOfPallets", 1).clamp(1, 1000) as usize;
        ids = vec![confirmation.clone(); n_pallets * PALLET_SIDES];
    } else if ctx.request.text("PageSize").is_some() {
        let start = ctx.request.integer("PageStartIndex", 0).max(0) as usize;
        ids = ids
            .into_iter()
            .skip(start)
            .take(ctx.request.integer("PageSize", 1).clamp(1, 1000) as usize)
            .collect();
    }
    let n_labels = ids.len();
    let place = |index: usize| match is_of_pallets {
        false => format!("Box {} of {n_labels}", index + 1),
        true => format!(
            "Pallet {} of {}",
            index / PALLET_SIDES + 1,
            n_labels / PALLET_SIDES
        ),
    };
    let has_contents = ctx.request.text("LabelType") == Some("BARCODE_2D");
    let contents = |id: &str| {
        let held = shipment.boxes.iter().find(|held| held["boxId"] == id)?;
        box_contents(ctx, &confirmation, held).filter(|_| has_contents)
    };
    let sheets: Vec<Label> = ids
        .into_iter()
        .enumerate()
        .map(|(index, id)| Label {
            lines: vec![
                (18.0, "FBA".to_owned()),
                (11.0, place(index)),
                (
                    9.0,
                    format!(
                        "Ship from: {}",
                        plan.source["name"].as_str().unwrap_or_default()
                    ),
                ),
                (
                    9.0,
                    format!(
                        "{}, {}",
                        plan.source["addressLine1"].as_str().unwrap_or_default(),
                        plan.source["city"].as_str().unwrap_or_default()
                    ),
                ),
                (
                    9.0,
                    format!(
                        "Ship to: FBA: {} c/o Amazon, {}",
                        ctx.account().name,
                        shipment.centre
                    ),
                ),
                (9.0, format!("{} | {}", shipment.name, shipment.reference)),
            ],
            contents: contents(&id),
            code: id,
        })
        .collect();
    let paper = Sheet::of_box_labels(ctx.text("PageType"));
    let bytes = labels_pdf(&sheets, paper);
    let url = keep(ctx, bytes);
    Ok(Answer::payload(json!({"DownloadURL": url})))
}

/// What the two-dimensional code of a box says; nothing where the seller has not told what is in it. The order of
/// its parts is that of Seller Central's help page 202049090 on two-dimensional barcodes for box contents: the prefix
/// `AMZN`, the shipment as `PO`, then each article with its quantity, colons within parts and commas between them.
fn box_contents(ctx: &Ctx<'_>, confirmation: &str, held: &Value) -> Option<String> {
    let items = held["items"].as_array().filter(|items| !items.is_empty())?;
    let listings = &ctx.account().listings;
    let told = items.iter().map(|item| {
        let sku = item["msku"].as_str().unwrap_or_default();
        let asin = listings.get(sku).map_or(sku, |listing| &listing.asin);
        format!("ASIN:{asin},QTY:{}", item["quantity"])
    });
    Some(format!(
        "AMZN,PO:{confirmation},{}",
        told.collect::<Vec<_>>().join(",")
    ))
}

fn keep(ctx: &mut Ctx<'_>, bytes: Vec<u8>) -> String {
    let id = ctx.world.document_id();
    ctx.world.documents.insert(
        id.clone(),
        Document {
            bytes,
            content_type: "application/pdf".to_owned(),
            gzip: false,
            is_upload: false,
            restricted: false,
        },
    );
    ctx.presigned(&id, LABEL_LIFE)
}

fn bill_of_lading(ctx: &mut Ctx<'_>) -> Outcome {
    let (_, shipment, confirmation) = confirmed(ctx)?;
    let is_partnered_freight = shipment
        .transport
        .as_ref()
        .is_some_and(|transport| transport.is_partnered && transport.mode != "GROUND_SMALL_PARCEL");
    if !is_partnered_freight {
        return Err(Refusal::invalid(
            "A bill of lading exists only for shipments with a partnered freight carrier.",
        ));
    }
    let sheet = Label {
        lines: vec![
            (18.0, "Bill of Lading".to_owned()),
            (10.0, format!("Destination {}", shipment.centre)),
            (10.0, format!("{} pallets", shipment.pallets.len())),
        ],
        code: confirmation,
        contents: None,
    };
    let bytes = labels_pdf(&[sheet], Sheet::single(BOX_LABEL));
    let url = keep(ctx, bytes);
    Ok(Answer::payload(json!({"DownloadURL": url})))
}

/// v0 has no name for what waits for its carrier.
fn status_v0(status: &str) -> &str {
    match status {
        "READY_TO_SHIP" | "UNCONFIRMED" => "WORKING",
        other => other,
    }
}

fn shipment_json(plan: &InboundPlan, shipment: &InboundShipment) -> Value {
    let source = shipment.source.as_ref().unwrap_or(&plan.source);
    let text = |name: &str| source[name].as_str().unwrap_or_default();
    compact(json!({
        "ShipmentId": shipment.confirmation_id, "ShipmentName": shipment.name, "DestinationFulfillmentCenterId": shipment.centre,
        "ShipmentStatus": status_v0(&shipment.status), "LabelPrepType": "SELLER_LABEL", "AreCasesRequired": false,
        "ShipFromAddress": {
            "Name": text("name"), "AddressLine1": text("addressLine1"), "City": text("city"), "StateOrProvinceCode": text("stateOrProvinceCode"),
            "CountryCode": text("countryCode"), "PostalCode": text("postalCode"),
        },
        "BoxContentsSource": if shipment.boxes.is_empty() { "NONE" } else { "INTERACTIVE" },
    }))
}

fn item_rows(ctx: &Ctx<'_>, shipment: &InboundShipment) -> Vec<Value> {
    shipment
        .items
        .iter()
        .map(|item| {
            json!({
                "ShipmentId": shipment.confirmation_id, "SellerSKU": item.msku, "QuantityShipped": item.quantity,
                "FulfillmentNetworkSKU": ctx.account().stock.get(&item.msku).map(|stock| stock.fnsku.clone()).unwrap_or_default(),
                "QuantityReceived": shipment.received.get(&item.msku).copied().unwrap_or(0), "QuantityInCase": 0, "PrepDetailsList": [],
            })
        })
        .collect()
}

/// Filters of the two lists; with `NEXT_TOKEN` they come from the token.
fn filter(ctx: &mut Ctx<'_>) -> Result<(Value, Option<String>), Refusal> {
    let request = ctx.request;
    ctx.marketplace(ctx.text("MarketplaceId"))?;
    let token = request.text("NextToken").map(str::to_owned);
    match request.required("QueryType") {
        "NEXT_TOKEN" => {
            let token = token.ok_or_else(|| {
                Refusal::invalid(
                    "The NextToken parameter is required when the QueryType is NEXT_TOKEN.",
                )
            })?;
            Ok((note_of(ctx, &token, "")?, Some(token)))
        }
        "DATE_RANGE" => {
            let (Some(after), Some(before)) = (
                request.time("LastUpdatedAfter"),
                request.time("LastUpdatedBefore"),
            ) else {
                return Err(Refusal::invalid(
                    "LastUpdatedAfter and LastUpdatedBefore are required when the QueryType is DATE_RANGE.",
                ));
            };
            Ok((
                json!({"after": after, "before": before, "statuses": request.list("ShipmentStatusList"), "ids": request.list("ShipmentIdList")}),
                None,
            ))
        }
        _ => {
            if request.list("ShipmentStatusList").is_empty()
                && request.list("ShipmentIdList").is_empty()
            {
                return Err(Refusal::invalid(
                    "ShipmentStatusList or ShipmentIdList is required when the QueryType is SHIPMENT.",
                ));
            }
            Ok((
                json!({"statuses": request.list("ShipmentStatusList"), "ids": request.list("ShipmentIdList")}),
                None,
            ))
        }
    }
}

fn found<'a>(ctx: &'a Ctx<'_>, filter: &Value) -> Vec<(&'a InboundPlan, &'a InboundShipment)> {
    let has = |name: &str, value: &str| {
        filter[name]
            .as_array()
            .is_none_or(|wanted| wanted.is_empty() || wanted.iter().any(|held| held == value))
    };
    let mut list: Vec<_> = ctx
        .account()
        .inbound
        .plans
        .values()
        .flat_map(|plan| {
            plan.shipments
                .values()
                .map(move |shipment| (plan, shipment))
        })
        .filter(|(_, shipment)| {
            shipment
                .confirmation_id
                .as_deref()
                .is_some_and(|id| has("ids", id))
        })
        .filter(|(_, shipment)| {
            has("statuses", &shipment.status) || has("statuses", status_v0(&shipment.status))
        })
        .filter(|(_, shipment)| {
            filter["after"]
                .as_i64()
                .is_none_or(|after| shipment.updated >= after)
                && filter["before"]
                    .as_i64()
                    .is_none_or(|before| shipment.updated <= before)
        })
        .collect();
    list.sort_by_key(|(_, shipment)| shipment.confirmation_id.clone());
    list
}

fn shipments(ctx: &mut Ctx<'_>) -> Outcome {
    let (filter, token) = filter(ctx)?;
    let rows = found(ctx, &filter)
        .into_iter()
        .map(|(plan, shipment)| {
            (
                shipment.confirmation_id.clone().unwrap_or_default(),
                shipment_json(plan, shipment),
            )
        })
        .collect();
    let page = page_with_note(ctx, rows, token.as_deref(), 50, HOUR, "", &filter)?;
    Ok(Answer::payload(compact(
        json!({"ShipmentData": page.items, "NextToken": page.next}),
    )))
}

fn items_of_shipment(ctx: &mut Ctx<'_>) -> Outcome {
    let (_, shipment, _) = confirmed(ctx)?;
    Ok(Answer::payload(
        json!({"ItemData": item_rows(ctx, shipment)}),
    ))
}

fn items(ctx: &mut Ctx<'_>) -> Outcome {
    let (filter, token) = filter(ctx)?;
    let rows = found(ctx, &filter)
        .into_iter()
        .flat_map(|(_, shipment)| item_rows(ctx, shipment))
        .map(|row| (format!("{}{}", row["ShipmentId"], row["SellerSKU"]), row))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_iter()
        .collect();
    let page = page_with_note(ctx, rows, token.as_deref(), 50, HOUR, "", &filter)?;
    Ok(Answer::payload(compact(
        json!({"ItemData": page.items, "NextToken": page.next}),
    )))
}
