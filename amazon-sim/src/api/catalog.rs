//! Catalogue items, API of 2022-04-01.

use serde_json::{Value, json};

use super::pages::page;
use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::clock::HOUR;
use crate::places::Marketplace;
use crate::world::catalogue::Product;

/// Amazon gives out no more than this many results of one search.
const MAX_RESULTS: usize = 1000;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "searchCatalogItems" => Some(search),
        "getCatalogItem" => Some(read),
        _ => None,
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

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let asin = ctx.text("asin");
    let product = ctx.world.catalogue.product(asin).ok_or_else(|| {
        Refusal::not_found(format!(
            "Requested item '{asin}' not found in marketplace(s) {}.",
            marketplaces[0].id
        ))
    })?;
    Ok(Answer::ok(item_json(
        ctx,
        product,
        &marketplaces,
        &wanted(ctx),
    )))
}

fn search(ctx: &mut Ctx<'_>) -> Outcome {
    let request = ctx.request;
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let (identifiers, keywords) = (request.list("identifiers"), request.list("keywords"));
    match (identifiers.is_empty(), keywords.is_empty()) {
        (true, true) => {
            return Err(Refusal::invalid(
                "Either identifiers or keywords is required.",
            ));
        }
        (false, false) => {
            return Err(Refusal::invalid(
                "The identifiers and keywords parameters cannot be used together.",
            ));
        }
        _ => {}
    }
    if identifiers.is_empty() != request.text("identifiersType").is_none() {
        return Err(Refusal::invalid(
            "The identifiersType parameter is required with identifiers, and only with them.",
        ));
    }
    let kind = request.text("identifiersType").unwrap_or_default();
    if kind == "SKU" && request.text("sellerId").is_none() {
        return Err(Refusal::invalid(
            "The sellerId parameter is required when the identifiersType is SKU.",
        ));
    }
    let catalogue = &ctx.world.catalogue;
    let found: Vec<&Product> = if identifiers.is_empty() {
        let words: Vec<String> = keywords
            .iter()
            .flat_map(|text| text.split_whitespace())
            .map(str::to_lowercase)
            .collect();
        catalogue
            .products()
            .filter(|product| words.iter().all(|word| matches_word(product, word)))
            .filter(|product| {
                request.list("brandNames").is_empty()
                    || request.list_has("brandNames", &product.brand)
            })
            .filter(|product| {
                request.list("classificationIds").is_empty()
                    || request.list_has("classificationIds", product.kind().category.0)
            })
            .take(MAX_RESULTS)
            .collect()
    } else {
        identifiers
            .iter()
            .filter_map(|identifier| find(ctx, kind, identifier))
            .collect()
    };
    let n_found = found.len();
    let refinements = refinements(&found);
    let wanted = wanted(ctx);
    let asins: Vec<String> = found
        .into_iter()
        .map(|product| product.asin.to_string())
        .collect();
    let size = if identifiers.is_empty() {
        request.integer("pageSize", 10).clamp(1, 20)
    } else {
        20
    };
    let token = request.text("pageToken").map(str::to_owned);
    let page = page(
        ctx,
        asins,
        token.as_deref(),
        size as usize,
        HOUR,
        &format!("{keywords:?}"),
    )?;
    let items: Vec<Value> = page
        .items
        .iter()
        .filter_map(|asin| ctx.world.catalogue.product(asin))
        .map(|product| item_json(ctx, product, &marketplaces, &wanted))
        .collect();
    let mut body = json!({"numberOfResults": n_found, "items": items});
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    if identifiers.is_empty() {
        body["refinements"] = refinements;
    }
    Ok(Answer::ok(body))
}

fn matches_word(product: &Product, word: &str) -> bool {
    product.title.to_lowercase().contains(word)
        || product.brand.to_lowercase().contains(word)
        || product.kind().display.to_lowercase().contains(word)
        || product.asin.eq_ignore_ascii_case(word)
}

fn find<'a>(ctx: &'a Ctx<'_>, kind: &str, identifier: &str) -> Option<&'a Product> {
    let catalogue = &ctx.world.catalogue;
    match kind {
        "ASIN" => catalogue.product(identifier),
        "SKU" => {
            let seller = ctx.request.text("sellerId")?;
            let listing = ctx.world.accounts.get(seller)?.listings.get(identifier)?;
            catalogue.product(&listing.asin)
        }
        _ => {
            let code = identifier.trim_start_matches('0');
            catalogue.products().find(|product| {
                !product.ean.is_empty() && product.ean.trim_start_matches('0') == code
            })
        }
    }
}

fn refinements(found: &[&Product]) -> Value {
    let mut brands: std::collections::BTreeMap<&str, i64> = Default::default();
    let mut classes: std::collections::BTreeMap<(&str, &str), i64> = Default::default();
    for product in found {
        *brands.entry(&product.brand).or_default() += 1;
        *classes.entry(product.kind().category).or_default() += 1;
    }
    json!({
        "brands": brands.iter().map(|(name, n)| json!({"numberOfResults": n, "brandName": name})).collect::<Vec<_>>(),
        "classifications": classes.iter().map(|((id, name), n)| json!({"numberOfResults": n, "displayName": name, "classificationId": id})).collect::<Vec<_>>(),
    })
}

/// A browse class, the way it hangs below its parent.
pub(super) fn classification(product: &Product) -> Value {
    let (id, name) = product.kind().category;
    json!({"displayName": name, "classificationId": id, "parent": {"displayName": "All Departments", "classificationId": "1055398"}})
}

/// Address of a picture.
pub(super) fn image_link(public_url: &str, asin: &str, variant: i64) -> String {
    if variant == 0 {
        format!("{public_url}/images/I/{asin}.png")
    } else {
        format!("{public_url}/images/I/{asin}.PT{variant:02}.png")
    }
}

fn item_json(
    ctx: &Ctx<'_>,
    product: &Product,
    marketplaces: &[&'static Marketplace],
    wanted: &[String],
) -> Value {
    let mut json = json!({"asin": product.asin});
    for name in wanted {
        json[name] = match name.as_str() {
            "attributes" => attributes(product, marketplaces),
            "vendorDetails" => json!([]),
            _ => marketplaces
                .iter()
                .map(|marketplace| data_set(ctx, product, marketplace, name))
                .collect(),
        };
    }
    json
}

fn attributes(product: &Product, marketplaces: &[&'static Marketplace]) -> Value {
    let each = |make: &dyn Fn(&Marketplace) -> Value| -> Value {
        marketplaces
            .iter()
            .map(|marketplace| make(marketplace))
            .collect()
    };
    let mut attributes = json!({
        "item_name": each(&|found| json!({"value": product.title, "language_tag": found.language, "marketplace_id": found.id})),
        "brand": each(&|found| json!({"value": product.brand, "language_tag": found.language, "marketplace_id": found.id})),
        "item_weight": each(&|found| json!({"unit": "grams", "value": product.weight_g, "marketplace_id": found.id})),
        "list_price": each(&|found| json!({"currency": found.currency, "value": crate::places::number(product.price_cents * found.price_percent / 100, found.currency), "marketplace_id": found.id})),
    });
    for (name, value) in &product.variation {
        attributes[&**name] = each(
            &|found| json!({"value": value, "language_tag": found.language, "marketplace_id": found.id}),
        );
    }
    attributes
}

fn data_set(ctx: &Ctx<'_>, product: &Product, marketplace: &Marketplace, name: &str) -> Value {
    let id = marketplace.id;
    match name {
        "classifications" => {
            json!({"marketplaceId": id, "classifications": [classification(product)]})
        }
        "dimensions" => {
            let millimetres = |value: i64| json!({"unit": "millimeters", "value": value});
            let (length, width, height) = product.size_mm;
            let size = json!({"length": millimetres(length), "width": millimetres(width), "height": millimetres(height), "weight": {"unit": "grams", "value": product.weight_g}});
            json!({"marketplaceId": id, "item": size, "package": size})
        }
        "identifiers" => {
            let identifiers = if product.ean.is_empty() {
                json!([])
            } else {
                json!([{"identifierType": "EAN", "identifier": product.ean}])
            };
            json!({"marketplaceId": id, "identifiers": identifiers})
        }
        "images" => {
            let images: Vec<Value> = (0..product.n_images)
                .map(|index| {
                    let variant = if index == 0 { "MAIN".to_owned() } else { format!("PT{index:02}") };
                    json!({"variant": variant, "link": image_link(&ctx.world.public_url, &product.asin, index), "height": 64, "width": 64})
                })
                .collect();
            json!({"marketplaceId": id, "images": images})
        }
        "productTypes" => json!({"marketplaceId": id, "productType": product.product_type}),
        "relationships" => json!({"marketplaceId": id, "relationships": relationships(product)}),
        "salesRanks" => {
            let (class, title) = product.kind().category;
            json!({
                "marketplaceId": id,
                "classificationRanks": [{"classificationId": class, "title": title, "link": format!("https://{}/gp/bestsellers/{class}", marketplace.domain), "rank": product.rank / 20 + 1}],
                "displayGroupRanks": [{"websiteDisplayGroup": "home_display_on_website", "title": "Home", "rank": product.rank}],
            })
        }
        _ => summary(product, id),
    }
}

fn summary(product: &Product, marketplace_id: &str) -> Value {
    let (class, name) = product.kind().category;
    let mut summary = json!({
        "marketplaceId": marketplace_id, "adultProduct": false, "autographed": false, "brand": product.brand,
        "browseClassification": {"displayName": name, "classificationId": class},
        "itemClassification": if product.is_parent() { "VARIATION_PARENT" } else { "BASE_PRODUCT" },
        "itemName": product.title, "manufacturer": product.brand, "memorabilia": false, "packageQuantity": 1,
        "partNumber": product.asin, "tradeInEligible": false, "websiteDisplayGroup": "home_display_on_website", "websiteDisplayGroupName": "Home",
    });
    for name in ["color", "size"] {
        if let Some(value) = product.variation.get(name) {
            summary[name] = json!(value);
        }
    }
    summary
}

fn relationships(product: &Product) -> Value {
    let Some((theme, attributes)) = product.theme() else {
        return json!([]);
    };
    let theme = json!({"attributes": attributes, "theme": theme});
    match &product.parent {
        Some(parent) => {
            json!([{"type": "VARIATION", "parentAsins": [parent], "variationTheme": theme}])
        }
        None => {
            json!([{"type": "VARIATION", "childAsins": product.children, "variationTheme": theme}])
        }
    }
}
