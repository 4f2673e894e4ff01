//! FBA inventory: summaries, page by page, and the three operations of the dynamic sandbox.

use std::ops::Bound;

use serde_json::{Value, json};

use super::pages::{last_given, remembered, remembered_page};
use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::clock::{DAY, SECOND, iso};
use crate::world::account::FbaStock;

const PAGE_SIZE: usize = 50;
const TOKEN_LIFE: i64 = 30 * SECOND;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getInventorySummaries" => Some(summaries),
        "createInventoryItem" => Some(create_item),
        "deleteInventoryItem" => Some(delete_item),
        "addInventory" => Some(add),
        _ => None,
    }
}

fn summaries(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(&ctx.request.list("marketplaceIds")[0])?;
    if ctx.text("granularityId") != marketplace.id {
        return Err(Refusal::invalid(
            "The granularityId does not match the marketplaceIds.",
        ));
    }
    if !ctx.account().has_fba {
        return Err(Refusal::invalid(
            "The seller is not registered for Fulfillment by Amazon.",
        ));
    }
    let (request, token) = remembered(ctx, "nextToken")?;
    let last = last_given(ctx, token.as_deref())?;
    let since = request.time("startDateTime");
    if since.is_some_and(|since| since < ctx.now() - 548 * DAY) {
        return Err(Refusal::invalid(
            "The startDateTime must not be earlier than 18 months before now.",
        ));
    }
    let single: Vec<String> = request
        .text("sellerSku")
        .map(str::to_owned)
        .into_iter()
        .collect();
    let skus = if single.is_empty() {
        request.list("sellerSkus")
    } else {
        &single
    };
    let is_stale = ctx
        .world
        .misbehaviours
        .active()
        .iter()
        .any(|held| held.name == "stale-inventory");
    let account = ctx.world.account_mut(ctx.seller);
    if !is_stale {
        account.stale_stock = None;
    } else if account.stale_stock.is_none() {
        account.stale_stock = Some(account.stock.clone());
    }
    let account = ctx.account();
    let stock = account.stale_stock.as_ref().unwrap_or(&account.stock);
    let wants_details = request.text("details") == Some("true");
    // Only the rows of this page are looked at and rendered: accounts may hold tens of thousands.
    let found: Vec<(String, String)> = stock
        .range::<str, _>((Bound::Excluded(last.as_str()), Bound::Unbounded))
        .filter(|(sku, held)| {
            (skus.is_empty() || skus.contains(sku))
                && since.is_none_or(|since| held.updated >= since)
        })
        .take(PAGE_SIZE + 1)
        .map(|(sku, _)| (sku.clone(), sku.clone()))
        .collect();
    let page = remembered_page(
        ctx,
        found,
        token.as_deref(),
        PAGE_SIZE,
        TOKEN_LIFE,
        &request,
    )?;
    let account = ctx.account();
    let stock = account.stale_stock.as_ref().unwrap_or(&account.stock);
    let rows: Vec<Value> = page
        .items
        .iter()
        .map(|sku| summary(ctx, sku, &stock[sku], wants_details))
        .collect();
    let mut body = json!({
        "payload": {
            "granularity": {"granularityType": "Marketplace", "granularityId": marketplace.id},
            "inventorySummaries": rows,
        },
    });
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn summary(ctx: &Ctx<'_>, sku: &str, stock: &FbaStock, wants_details: bool) -> Value {
    let asin = ctx
        .account()
        .listings
        .get(sku)
        .map(|listing| listing.asin.clone())
        .unwrap_or_default();
    let title = ctx
        .world
        .catalogue
        .product(&asin)
        .map(|product| product.title.clone())
        .unwrap_or_default();
    let mut summary = json!({
        "asin": asin, "fnSku": stock.fnsku, "sellerSku": sku, "condition": "NewItem", "productName": title,
        "lastUpdatedTime": iso(stock.updated), "totalQuantity": stock.total(), "stores": [],
    });
    if wants_details {
        summary["inventoryDetails"] = json!({
            "fulfillableQuantity": stock.fulfillable,
            "inboundWorkingQuantity": stock.inbound_working,
            "inboundShippedQuantity": stock.inbound_shipped,
            "inboundReceivingQuantity": stock.inbound_receiving,
            "reservedQuantity": {
                "totalReservedQuantity": stock.reserved(), "pendingCustomerOrderQuantity": stock.reserved_orders,
                "pendingTransshipmentQuantity": stock.reserved_transfer, "fcProcessingQuantity": stock.reserved_processing,
            },
            "researchingQuantity": {
                "totalResearchingQuantity": stock.researching,
                "researchingQuantityBreakdown": [
                    {"name": "researchingQuantityInShortTerm", "quantity": stock.researching},
                    {"name": "researchingQuantityInMidTerm", "quantity": 0},
                    {"name": "researchingQuantityInLongTerm", "quantity": 0},
                ],
            },
            "unfulfillableQuantity": {
                "totalUnfulfillableQuantity": stock.unfulfillable(), "customerDamagedQuantity": stock.customer_damaged,
                "warehouseDamagedQuantity": stock.warehouse_damaged, "distributorDamagedQuantity": 0,
                "carrierDamagedQuantity": stock.carrier_damaged, "defectiveQuantity": stock.defective, "expiredQuantity": 0,
            },
        });
    }
    summary
}

fn create_item(ctx: &mut Ctx<'_>) -> Outcome {
    let (sku, title) = (
        ctx.body()["sellerSku"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        ctx.body()["productName"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    );
    let marketplace = ctx.marketplace(ctx.body()["marketplaceId"].as_str().unwrap_or_default())?;
    if ctx.account().stock.contains_key(&sku) {
        return Err(Refusal::invalid(format!(
            "The inventory item {sku} already exists."
        )));
    }
    let asin = ctx
        .world
        .catalogue
        .invent(&mut ctx.world.random, 1)
        .into_iter()
        .next()
        .unwrap_or_default();
    if let Some(mut product) = ctx.world.catalogue.product(&asin).cloned() {
        product.title = title;
        ctx.world.catalogue.insert(product);
    }
    ctx.world.list_product(ctx.seller, &sku, &asin, true, 0);
    if let Some(listing) = ctx.account_mut().listings.get_mut(&sku) {
        listing.offers.retain(|id, _| id == marketplace.id);
    }
    Ok(Answer::ok(json!({})))
}

fn delete_item(ctx: &mut Ctx<'_>) -> Outcome {
    let sku = ctx.text("sellerSku").to_owned();
    ctx.marketplace(ctx.text("marketplaceId"))?;
    if ctx.account_mut().stock.remove(&sku).is_none() {
        return Err(Refusal::not_found(format!(
            "The inventory item {sku} does not exist."
        )));
    }
    ctx.account_mut().listings.remove(&sku);
    Ok(Answer::ok(json!({})))
}

fn add(ctx: &mut Ctx<'_>) -> Outcome {
    let token = ctx.text("x-amzn-idempotency-token").to_owned();
    if !ctx.account_mut().idempotency.insert(token) {
        return Ok(Answer::ok(json!({})));
    }
    let items = ctx.body()["inventoryItems"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let now = ctx.now();
    for item in &items {
        let sku = item["sellerSku"].as_str().unwrap_or_default();
        let quantity = item["quantity"].as_i64().unwrap_or(0);
        let account = ctx.account_mut();
        let Some(stock) = account.stock.get_mut(sku) else {
            return Err(Refusal::not_found(format!(
                "The inventory item {sku} does not exist."
            )));
        };
        let before = stock.clone();
        stock.fulfillable += quantity;
        stock.updated = now;
        account.note_correction(now, sku, &before);
    }
    Ok(Answer::ok(json!({})))
}
