//! Finances, API of 2024-06-19.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::pages::{first_asked, remembered, remembered_page};
use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::clock::{DAY, HOUR, MINUTE, Ms, iso, parse_iso};
use crate::places;
use crate::world::money::Transaction;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "listTransactions" => Some(transactions),
        "listBalances" => Some(balances),
        "listSummary" => Some(summary),
        _ => None,
    }
}

fn amount(minor: i64, currency: &str) -> Value {
    json!({"currencyCode": currency, "currencyAmount": places::number(minor, currency)})
}

/// Posted amounts are held back for a week before they are released.
fn status(transaction: &Transaction, now: Ms) -> &'static str {
    if now - transaction.posted < 7 * DAY && transaction.kind == "Shipment" {
        "DEFERRED"
    } else {
        "RELEASED"
    }
}

fn transactions(ctx: &mut Ctx<'_>) -> Outcome {
    let (request, token) = remembered(ctx, "nextToken")?;
    let (name, value) = (
        request.text("relatedIdentifierName"),
        request.text("relatedIdentifierValue"),
    );
    if name.is_some() != value.is_some() {
        return Err(Refusal::invalid(
            "The relatedIdentifierName and relatedIdentifierValue parameters must be used together.",
        ));
    }
    let after = request.time("postedAfter");
    if after.is_none() && name.is_none() {
        return Err(Refusal::invalid("The postedAfter parameter is required."));
    }
    let before = request
        .time("postedBefore")
        .unwrap_or(first_asked(ctx, token.as_deref(), "")? - 2 * MINUTE);
    if after.is_some_and(|after| before - after > 180 * DAY) {
        return Err(Refusal::invalid(
            "The interval between postedAfter and postedBefore must not exceed 180 days.",
        ));
    }
    let now = ctx.now();
    let found: Vec<(String, Value)> = ctx
        .account()
        .money
        .transactions
        .iter()
        .filter(|held| (after.unwrap_or(0)..=before).contains(&held.posted))
        .filter(|held| {
            request
                .text("marketplaceId")
                .is_none_or(|id| held.marketplace == id)
        })
        .filter(|held| {
            request
                .text("transactionStatus")
                .is_none_or(|wanted| status(held, now) == wanted)
        })
        .filter(|held| match (name, value) {
            (Some("ORDER_ID"), Some(id)) => held.order_id == id,
            (Some("SETTLEMENT_ID" | "FINANCIAL_EVENT_GROUP_ID"), Some(id)) => {
                held.settlement.as_deref() == Some(id)
            }
            (Some(_), Some(_)) => false,
            _ => true,
        })
        .map(|held| {
            (
                format!("{:015}{}", held.posted, held.id),
                transaction_json(ctx, held),
            )
        })
        .collect();
    let page = remembered_page(ctx, found, token.as_deref(), 100, HOUR, &request)?;
    Ok(Answer::payload(super::compact(
        json!({"transactions": page.items, "nextToken": page.next}),
    )))
}

fn transaction_json(ctx: &Ctx<'_>, transaction: &Transaction) -> Value {
    let now = ctx.now();
    let currency = transaction.currency.as_str();
    let mut related = Vec::new();
    if !transaction.order_id.is_empty() {
        related.push(json!({"relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": transaction.order_id}));
    }
    if let Some(settlement) = &transaction.settlement {
        related.push(
            json!({"relatedIdentifierName": "SETTLEMENT_ID", "relatedIdentifierValue": settlement}),
        );
    }
    let mut totals: BTreeMap<&str, (i64, Vec<Value>)> = BTreeMap::new();
    let mut items = Vec::new();
    for line in &transaction.lines {
        let mut parts = Vec::new();
        let mut sum = 0;
        for (kind, description, minor) in &line.amounts {
            let group = match kind.as_str() {
                "ItemPrice" if description == "Principal" => "ProductCharges",
                "ItemFees" => "AmazonFees",
                "Promotion" => "PromotionalRebates",
                "ItemWithheldTax" => "TaxWithheld",
                _ => "Tax",
            };
            let detail =
                json!({"breakdownType": description, "breakdownAmount": amount(*minor, currency)});
            let entry = totals.entry(group).or_default();
            entry.0 += minor;
            entry.1.push(detail.clone());
            parts.push(detail);
            sum += minor;
        }
        items.push(json!({
            "description": ctx.world.catalogue.product(&line.asin).map_or("", |product| product.title.as_str()), "totalAmount": amount(sum, currency), "breakdowns": parts,
            "relatedIdentifiers": [{"itemRelatedIdentifierName": "ORDER_ADJUSTMENT_ITEM_ID", "itemRelatedIdentifierValue": line.item_id}],
            "contexts": [{"contextType": "ProductContext", "asin": line.asin, "sku": line.sku, "quantityShipped": line.quantity, "fulfillmentNetwork": transaction.channel}],
        }));
    }
    let breakdowns: Vec<Value> = totals.into_iter().map(|(group, (sum, parts))| json!({"breakdownType": group, "breakdownAmount": amount(sum, currency), "breakdowns": parts})).collect();
    let mut json = json!({
        "sellingPartnerMetadata": {"sellingPartnerId": ctx.seller, "accountType": "Standard Orders", "marketplaceId": transaction.marketplace},
        "relatedIdentifiers": related, "transactionType": transaction.kind, "transactionId": transaction.id, "transactionStatus": status(transaction, now),
        "description": if transaction.kind == "Refund" { "Refund Order" } else { "Order Payment" }, "postedDate": iso(transaction.posted),
        "totalAmount": amount(transaction.total(), currency),
        "marketplaceDetails": {"marketplaceId": transaction.marketplace, "marketplaceName": places::marketplace(&transaction.marketplace).map_or("", |found| found.name)},
        "items": items, "breakdowns": breakdowns,
    });
    if status(transaction, now) == "DEFERRED" {
        json["contexts"] = json!([{"contextType": "DeferredContext", "deferralReason": "DD7", "maturityDate": iso(transaction.posted + 7 * DAY)}]);
    }
    json
}

fn metadata(ctx: &Ctx<'_>, marketplace: &str) -> Value {
    json!({"partnerId": ctx.seller, "accountType": "Standard Orders", "marketplaceId": marketplace})
}

fn balances(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let now = ctx.now();
    let date = ctx.request.text("asOfDate");
    let end_of = |date: &str| parse_iso(&format!("{date}T00:00:00Z")).map(|at| at + DAY);
    let now = match date {
        None => now,
        Some(date) => end_of(date)
            .ok_or_else(|| Refusal::invalid("The asOfDate is no date."))?
            .min(now),
    };
    let wanted = ctx.request.text("balanceType");
    let money = &ctx.account().money;
    let is_settled = |id: &String| {
        let mut settlements = money.settlements.iter();
        settlements.any(|held| held.id == *id && held.end <= now)
    };
    let mut found = Vec::new();
    for marketplace in marketplaces {
        let open = money.transactions.iter().filter(|held| {
            held.marketplace == marketplace.id
                && held.posted <= now
                && !held.settlement.as_ref().is_some_and(is_settled)
        });
        let (deferred, available) = open.fold((0, 0), |sum, held| {
            if status(held, now) == "DEFERRED" {
                (sum.0 + held.total(), sum.1)
            } else {
                (sum.0, sum.1 + held.total())
            }
        });
        for (kind, minor) in [
            ("AVAILABLE", available),
            ("DEFERRED", deferred),
            ("TOTAL", available + deferred),
        ] {
            if wanted.is_none_or(|wanted| wanted == kind) {
                let mut balance = json!({"partnerMetadata": metadata(ctx, marketplace.id), "balanceType": kind, "amount": amount(minor, marketplace.currency)});
                match date {
                    Some(date) => balance["asOfDate"] = json!(date),
                    None => balance["lastUpdatedTime"] = json!(iso(now)),
                }
                found.push(balance);
            }
        }
    }
    Ok(Answer::ok(json!({"balances": found})))
}

fn summary(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let now = ctx.now();
    let start = ctx.request.time("periodStart").unwrap_or(now - 30 * DAY);
    let end = ctx.request.time("periodEnd").unwrap_or(now);
    let mut found = Vec::new();
    for marketplace in marketplaces {
        let mut groups: BTreeMap<&str, i64> = BTreeMap::new();
        let in_period = ctx.account().money.transactions.iter().filter(|held| {
            held.marketplace == marketplace.id && (start..=end).contains(&held.posted)
        });
        for transaction in in_period {
            *groups.entry(transaction.kind.as_str()).or_default() += transaction.total();
        }
        let net: i64 = groups.values().sum();
        let breakdowns: Vec<Value> = groups.iter().map(|(kind, minor)| json!({"breakdownType": kind, "breakdownAmount": amount(*minor, marketplace.currency)})).collect();
        found.push(json!({
            "partnerMetadata": metadata(ctx, marketplace.id), "netProceeds": amount(net, marketplace.currency), "breakdowns": breakdowns,
            "periodStart": iso(start), "periodEnd": iso(end),
        }));
    }
    Ok(Answer::ok(json!({"summaries": found})))
}
