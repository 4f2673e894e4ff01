//! Listings items, API of 2021-08-01: submissions are accepted or found invalid at once, and take effect later.

use serde_json::{Map, Value, json};

use super::catalog::image_link;
use super::pages::page;
use super::{Answer, Ctx, Handler, Outcome, Refusal, money};
use crate::clock::{HOUR, iso};
use crate::numbers;
use crate::places::Marketplace;
use crate::small::Code;
use crate::world::jobs::patch_issues;
use crate::world::listings::{Change, Listing, family, issue, submission_issues};

const MAX_RESULTS: usize = 1000;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getListingsItem" => Some(read),
        "searchListingsItems" => Some(search),
        "putListingsItem" => Some(put),
        "patchListingsItem" => Some(patch),
        "deleteListingsItem" => Some(delete),
        _ => None,
    }
}

/// The seller of the path must be the one the token was given for.
fn check_seller(ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let named = ctx.text("sellerId");
    if named == ctx.seller {
        Ok(())
    } else {
        Err(Refusal::forbidden(&format!(
            "The merchant {named} is not authorised for this token."
        )))
    }
}

fn wanted(ctx: &Ctx<'_>) -> Vec<String> {
    let list = ctx.request.list("includedData");
    if list.is_empty() {
        vec!["summaries".to_owned()]
    } else {
        list.to_vec()
    }
}

fn not_found(sku: &str) -> Refusal {
    Refusal::not_found(format!("SKU '{sku}' not found in marketplace(s)."))
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    check_seller(ctx)?;
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let sku = ctx.text("sku");
    let listing = ctx
        .account()
        .listings
        .get(sku)
        .ok_or_else(|| not_found(sku))?;
    if listing.is_live
        && !marketplaces
            .iter()
            .any(|found| listing.offers.contains_key(found.id))
    {
        return Err(not_found(sku));
    }
    Ok(Answer::ok(item_json(
        ctx,
        listing,
        &marketplaces,
        &wanted(ctx),
    )))
}

fn status(listing: &Listing, marketplace: &str) -> Vec<&'static str> {
    if !listing.is_live || listing.asin.is_empty() {
        return Vec::new();
    }
    let has_stock = listing.is_fba() || listing.merchant_quantity() > 0;
    if listing.is_buyable(marketplace) && has_stock {
        vec!["BUYABLE", "DISCOVERABLE"]
    } else {
        vec!["DISCOVERABLE"]
    }
}

fn item_json(
    ctx: &Ctx<'_>,
    listing: &Listing,
    marketplaces: &[&'static Marketplace],
    wanted: &[String],
) -> Value {
    let product = ctx.world.catalogue.product(&listing.asin);
    let offered: Vec<&&Marketplace> = marketplaces
        .iter()
        .filter(|found| listing.offers.contains_key(found.id))
        .collect();
    let mut json = json!({"sku": listing.sku});
    for name in wanted {
        let value = match name.as_str() {
            "attributes" => Value::Object(listing.attributes(product)),
            "issues" => json!(listing.issues),
            "offers" => offered
                .iter()
                .filter(|found| listing.offers[found.id] >= 0 && listing.is_live)
                .map(|found| {
                    json!({
                        "marketplaceId": found.id, "offerType": "B2C", "price": money(listing.offers[found.id], found.currency),
                        "audience": {"value": "ALL", "displayName": "Sell on Amazon"},
                    })
                })
                .collect(),
            "fulfillmentAvailability" => listing
                .channels
                .iter()
                .map(|(code, quantity)| match quantity {
                    Some(quantity) => json!({"fulfillmentChannelCode": code, "quantity": quantity}),
                    None => json!({"fulfillmentChannelCode": code}),
                })
                .collect(),
            "procurement" => json!([]),
            "relationships" => marketplaces.iter().map(|found| json!({"marketplaceId": found.id, "relationships": relationships(ctx, listing)})).collect(),
            "productTypes" => offered.iter().map(|found| json!({"marketplaceId": found.id, "productType": listing.product_type})).collect(),
            _ => offered.iter().filter(|_| listing.is_live).map(|found| summary(ctx, listing, found)).collect(),
        };
        json[name] = value;
    }
    json
}

fn summary(ctx: &Ctx<'_>, listing: &Listing, marketplace: &Marketplace) -> Value {
    let mut summary = json!({
        "marketplaceId": marketplace.id, "productType": listing.product_type, "conditionType": listing.condition,
        "status": status(listing, marketplace.id), "createdDate": iso(listing.created), "lastUpdatedDate": iso(listing.updated),
    });
    if let Some(product) = ctx.world.catalogue.product(&listing.asin) {
        summary["asin"] = json!(product.asin);
        summary["itemName"] = json!(product.title);
        summary["mainImage"] = json!({"link": image_link(&ctx.world.public_url, &product.asin, 0), "height": 64, "width": 64});
    }
    if let Some(stock) = ctx.account().stock.get(&*listing.sku) {
        summary["fnSku"] = json!(stock.fnsku);
    }
    summary
}

fn relationships(ctx: &Ctx<'_>, listing: &Listing) -> Value {
    let catalogue = &ctx.world.catalogue;
    let Some(product) = catalogue.product(&listing.asin) else {
        return json!([]);
    };
    let Some((theme, attributes)) = product.theme() else {
        return json!([]);
    };
    let theme = json!({"attributes": attributes, "theme": theme});
    if product.is_parent() {
        let children: Vec<&str> = family(&ctx.account().listings, catalogue, &product.asin)
            .iter()
            .map(|child| child.sku.as_str())
            .collect();
        return json!([{"type": "VARIATION", "childSkus": children, "variationTheme": theme}]);
    }
    let parents: Vec<&str> = ctx
        .account()
        .listings
        .values()
        .filter(|held| Some(&held.asin) == product.parent.as_ref())
        .map(|held| held.sku.as_str())
        .collect();
    if parents.is_empty() {
        json!([])
    } else {
        json!([{"type": "VARIATION", "parentSkus": parents, "variationTheme": theme}])
    }
}

fn search(ctx: &mut Ctx<'_>) -> Outcome {
    check_seller(ctx)?;
    let request = ctx.request;
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let identifiers = request.list("identifiers");
    if identifiers.is_empty() != request.text("identifiersType").is_none() {
        return Err(Refusal::invalid(
            "The identifiersType parameter is required with identifiers, and only with them.",
        ));
    }
    let kind = request.text("identifiersType").unwrap_or_default();
    let in_range = |after: Option<i64>, before: Option<i64>, at: i64| {
        after.is_none_or(|after| at >= after) && before.is_none_or(|before| at <= before)
    };
    let family_of = request
        .text("variationParentSku")
        .and_then(|sku| ctx.account().listings.get(sku))
        .map(|listing| listing.asin.clone());
    let mut found: Vec<&Listing> = ctx
        .account()
        .listings
        .values()
        .filter(|listing| {
            marketplaces
                .iter()
                .any(|marketplace| listing.offers.contains_key(marketplace.id))
        })
        .filter(|listing| {
            identifiers.is_empty()
                || identifiers
                    .iter()
                    .any(|identifier| is_identified(ctx, listing, kind, identifier))
        })
        .filter(|listing| {
            in_range(
                request.time("createdAfter"),
                request.time("createdBefore"),
                listing.created,
            )
        })
        .filter(|listing| {
            in_range(
                request.time("lastUpdatedAfter"),
                request.time("lastUpdatedBefore"),
                listing.updated,
            )
        })
        .filter(|listing| {
            let severities = request.list("withIssueSeverity");
            severities.is_empty()
                || listing.issues.iter().any(|issue| {
                    severities
                        .iter()
                        .any(|severity| issue["severity"] == severity.as_str())
                })
        })
        .filter(|listing| {
            let has = |wanted: &String| {
                marketplaces
                    .iter()
                    .any(|found| status(listing, found.id).contains(&wanted.as_str()))
            };
            request.list("withStatus").iter().all(has)
                && !request.list("withoutStatus").iter().any(has)
        })
        .filter(|listing| {
            request.text("variationParentSku").is_none()
                || (family_of.is_some()
                    && ctx
                        .world
                        .catalogue
                        .product(&listing.asin)
                        .and_then(|product| product.parent.clone())
                        == family_of)
        })
        .collect();
    match request.text("sortBy").unwrap_or("lastUpdatedDate") {
        "sku" => found.sort_by_cached_key(|listing| listing.sku.to_string()),
        "createdDate" => {
            found.sort_by_cached_key(|listing| (listing.created, listing.sku.to_string()))
        }
        _ => found.sort_by_cached_key(|listing| (listing.updated, listing.sku.to_string())),
    }
    if request.text("sortOrder").unwrap_or("DESC") == "DESC" {
        found.reverse();
    }
    let n_found = found.len();
    let wanted = wanted(ctx);
    let skus: Vec<String> = found
        .into_iter()
        .take(MAX_RESULTS)
        .map(|listing| listing.sku.to_string())
        .collect();
    let token = request.text("pageToken").map(str::to_owned);
    let size = request.integer("pageSize", 10).clamp(1, 20) as usize;
    let page = page(ctx, skus, token.as_deref(), size, HOUR, "")?;
    let listings = &ctx.account().listings;
    let items: Vec<Value> = page
        .items
        .iter()
        .map(|sku| item_json(ctx, &listings[sku], &marketplaces, &wanted))
        .collect();
    let mut body = json!({"numberOfResults": n_found, "items": items});
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn is_identified(ctx: &Ctx<'_>, listing: &Listing, kind: &str, identifier: &str) -> bool {
    match kind {
        "SKU" => listing.sku == identifier,
        "ASIN" => listing.asin == identifier,
        "FNSKU" => ctx
            .account()
            .stock
            .get(&*listing.sku)
            .is_some_and(|stock| stock.fnsku == identifier),
        _ => ctx
            .world
            .catalogue
            .product(&listing.asin)
            .is_some_and(|product| product.ean == identifier),
    }
}

/// Answers a submission: invalid, valid (preview) or accepted.
fn submit(
    ctx: &mut Ctx<'_>,
    sku: &str,
    marketplace: &'static Marketplace,
    issues: Vec<Value>,
    change: Option<Change>,
) -> Outcome {
    let is_preview = ctx.request.text("mode").is_some();
    let is_invalid = issues.iter().any(|issue| issue["severity"] == "ERROR");
    let status = match (is_invalid, is_preview) {
        (true, _) => "INVALID",
        (false, true) => "VALID",
        (false, false) => "ACCEPTED",
    };
    if let Some(change) = change.filter(|_| status == "ACCEPTED") {
        ctx.world.submit_listing(ctx.seller, sku, change);
    }
    let mut body = json!({"sku": sku, "status": status, "submissionId": numbers::hex(&mut ctx.world.random, 32), "issues": issues});
    if ctx.request.list_has("includedData", "identifiers") {
        let asin = ctx
            .account()
            .listings
            .get(sku)
            .map(|listing| listing.asin.clone())
            .filter(|asin| !asin.is_empty())
            .or_else(|| suggested_asin(ctx));
        body["identifiers"] = json!([super::compact(
            json!({"marketplaceId": marketplace.id, "asin": asin})
        )]);
    }
    Ok(Answer::ok(body))
}

/// The ASIN that a new offer says it is for, if there is such a product.
fn suggested_asin(ctx: &Ctx<'_>) -> Option<Code> {
    let asin = ctx.body()["attributes"]["merchant_suggested_asin"][0]["value"].as_str()?;
    let product = ctx.world.catalogue.product(asin)?;
    Some(product.asin.clone())
}

fn check_product_type(name: &str) -> Option<Value> {
    let is_known = name == "PRODUCT" || crate::world::catalogue::kind(name).is_some();
    (!is_known).then(|| {
        issue(
            "90000900",
            &format!("The product type '{name}' is not supported."),
            "ERROR",
            "",
            "INVALID_ATTRIBUTE",
        )
    })
}

fn put(ctx: &mut Ctx<'_>) -> Outcome {
    check_seller(ctx)?;
    let marketplace = ctx.marketplaces("marketplaceIds")?[0];
    let sku = ctx.text("sku").to_owned();
    let body = ctx.body().clone();
    let product_type = body["productType"].as_str().unwrap_or_default().to_owned();
    let attributes: Map<String, Value> =
        body["attributes"].as_object().cloned().unwrap_or_default();
    let requirements = body["requirements"].as_str().unwrap_or("LISTING");
    let mut issues = submission_issues(&attributes, Some(requirements), ctx.account().region);
    issues.extend(check_product_type(&product_type));
    issues.extend(marketplace_issue(&attributes, marketplace));
    submit(
        ctx,
        &sku,
        marketplace,
        issues,
        Some(Change::Put {
            marketplace: marketplace.id.to_owned(),
            product_type,
            attributes,
        }),
    )
}

/// An offer needs the currency of its marketplace.
fn marketplace_issue(attributes: &Map<String, Value>, marketplace: &Marketplace) -> Option<Value> {
    let offers = attributes
        .get("purchasable_offer")
        .and_then(Value::as_array)?;
    offers
        .iter()
        .filter(|offer| {
            offer
                .get("marketplace_id")
                .and_then(Value::as_str)
                .is_none_or(|id| id == marketplace.id)
        })
        .filter_map(|offer| offer["currency"].as_str())
        .find(|currency| *currency != marketplace.currency)
        .map(|currency| {
            issue(
                "90244",
                &format!(
                    "The value '{currency}' specified for 'currency' is invalid in {}.",
                    marketplace.name
                ),
                "ERROR",
                "purchasable_offer",
                "INVALID_ATTRIBUTE",
            )
        })
}

fn patch(ctx: &mut Ctx<'_>) -> Outcome {
    check_seller(ctx)?;
    let marketplace = ctx.marketplaces("marketplaceIds")?[0];
    let sku = ctx.text("sku").to_owned();
    if !ctx.account().listings.contains_key(&sku) {
        return Err(not_found(&sku));
    }
    let body = ctx.body().clone();
    let patches = body["patches"].as_array().cloned().unwrap_or_default();
    let mut issues = patch_issues(&patches, ctx.account().region);
    issues.extend(check_product_type(
        body["productType"].as_str().unwrap_or_default(),
    ));
    submit(
        ctx,
        &sku,
        marketplace,
        issues,
        Some(Change::Patch {
            marketplace: marketplace.id.to_owned(),
            patches,
        }),
    )
}

fn delete(ctx: &mut Ctx<'_>) -> Outcome {
    check_seller(ctx)?;
    let marketplace = ctx.marketplaces("marketplaceIds")?[0];
    let sku = ctx.text("sku").to_owned();
    if !ctx.account().listings.contains_key(&sku) {
        return Err(not_found(&sku));
    }
    submit(
        ctx,
        &sku,
        marketplace,
        Vec::new(),
        Some(Change::Delete {
            marketplace: marketplace.id.to_owned(),
        }),
    )
}
