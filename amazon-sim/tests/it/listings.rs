//! Listings, catalogue, restrictions, product types, prices and fees.

use amazon_sim::clock::{MINUTE, SECOND};
use serde_json::{Value, json};

use crate::harness::{A_MOMENT, A_WHILE, Amazon, Caller, encode, text};

fn path(caller: &Caller<'_>, sku: &str, more: &str) -> String {
    format!(
        "/listings/2021-08-01/items/{}/{}?marketplaceIds={}{more}",
        caller.seller,
        encode(sku),
        caller.marketplace
    )
}

fn read(caller: &Caller<'_>, sku: &str) -> Value {
    caller.amazon.advance(SECOND);
    caller.get(&path(caller, sku, "&includedData=summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes"))
}

fn patch(caller: &Caller<'_>, sku: &str, op: &str, name: &str, value: Value) -> Value {
    caller.amazon.advance(SECOND);
    caller.send("PATCH", &path(caller, sku, ""), json!({"productType": "PRODUCT", "patches": [{"op": op, "path": format!("/attributes/{name}"), "value": value}]}))
}

fn offer(caller: &Caller<'_>, asin: &str, price: f64) -> Value {
    json!({"productType": "MUG", "requirements": "LISTING_OFFER_ONLY", "attributes": {
        "condition_type": [{"value": "new_new", "marketplace_id": caller.marketplace}],
        "merchant_suggested_asin": [{"value": asin, "marketplace_id": caller.marketplace}],
        "purchasable_offer": [{"marketplace_id": caller.marketplace, "currency": "USD", "our_price": [{"schedule": [{"value_with_tax": price}]}]}],
        "fulfillment_availability": [{"fulfillment_channel_code": "DEFAULT", "quantity": 5, "lead_time_to_ship_max_days": 3}],
    }})
}

/// An ASIN anybody may sell.
fn open_asin(caller: &Caller<'_>) -> String {
    let found = caller.get(&format!(
        "/catalog/2022-04-01/items?keywords=mug&pageSize=20&marketplaceIds={}",
        caller.marketplace
    ));
    let item = found["items"].as_array().unwrap().iter().find(|item| {
        item["summaries"][0]["brand"] != "Mori Studio"
            && item["summaries"][0]["itemClassification"] == "BASE_PRODUCT"
    });
    text(&item.unwrap()["asin"])
}

/// Proves trap 15: SKUs with slashes, plus signs, spaces, percent signs and umlauts are read, changed and found.
#[test]
fn awkward_skus_work_everywhere() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let listings = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/listings", caller.seller),
        None,
    );
    let awkward: Vec<String> = listings["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|held| text(&held["sku"]))
        .filter(|sku| {
            !sku.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        })
        .collect();
    assert!(awkward.len() >= 7, "{awkward:?}");
    for sku in awkward {
        assert_eq!(read(&caller, &sku)["sku"], sku.as_str());
        amazon.advance(SECOND);
        let found = caller.get(&format!(
            "/listings/2021-08-01/items/{}?marketplaceIds={}&identifiersType=SKU&identifiers={}",
            caller.seller,
            caller.marketplace,
            encode(&sku)
        ));
        assert_eq!(
            (
                found["numberOfResults"].as_i64(),
                text(&found["items"][0]["sku"])
            ),
            (Some(1), sku)
        );
    }
}

/// Proves AMZ-PUB-14 to AMZ-PUB-19's ground: preview, acceptance, and effect later; a refused submission names its attributes; a
/// PUT replaces everything.
#[test]
fn a_submission_takes_effect_later() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let asin = open_asin(&caller);
    let mut bad = offer(&caller, &asin, 0.0);
    bad["attributes"]
        .as_object_mut()
        .unwrap()
        .remove("condition_type");
    let refused = caller.send("PUT", &path(&caller, "N-1", ""), bad);
    assert_eq!(refused["status"], "INVALID");
    let named: Vec<&Value> = refused["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| &issue["attributeNames"][0])
        .collect();
    assert_eq!(
        named,
        ["condition_type", "purchasable_offer"],
        "all issues at once"
    );
    assert_eq!(
        caller.send(
            "PUT",
            &path(&caller, "N-1", "&mode=VALIDATION_PREVIEW"),
            offer(&caller, &asin, 9.5)
        )["status"],
        "VALID"
    );
    assert_eq!(
        caller.refused("GET", &path(&caller, "N-1", ""), None).0,
        404,
        "a preview makes nothing"
    );
    assert_eq!(
        caller.send("PUT", &path(&caller, "N-1", ""), offer(&caller, &asin, 9.5))["status"],
        "ACCEPTED"
    );
    assert_eq!(
        read(&caller, "N-1")["summaries"],
        json!([]),
        "accepted is not visible"
    );
    amazon.advance(A_WHILE);
    let listing = read(&caller, "N-1");
    assert_eq!(
        (
            listing["summaries"][0]["status"].clone(),
            text(&listing["offers"][0]["price"]["amount"])
        ),
        (json!(["BUYABLE", "DISCOVERABLE"]), "9.50".to_owned())
    );
    let mut second = offer(&caller, &asin, 8.0);
    second["attributes"]["fulfillment_availability"] =
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 1}]);
    caller.send("PUT", &path(&caller, "N-1", ""), second);
    amazon.advance(A_WHILE);
    assert!(
        read(&caller, "N-1")["attributes"]["fulfillment_availability"][0]
            .get("lead_time_to_ship_max_days")
            .is_none()
    );
}

/// Proves traps 12 and 13: `replace` loses siblings, `merge` keeps them, deep paths fail, and a merchant channel on an FBA listing makes it a second
/// channel.
#[test]
fn patches_do_exactly_what_they_say() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let asin = open_asin(&caller);
    caller.send("PUT", &path(&caller, "P-1", ""), offer(&caller, &asin, 9.5));
    amazon.advance(A_WHILE);
    let availability = || read(&caller, "P-1")["attributes"]["fulfillment_availability"].clone();
    patch(
        &caller,
        "P-1",
        "merge",
        "fulfillment_availability",
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 8}]),
    );
    amazon.advance(A_MOMENT);
    assert_eq!(
        availability(),
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 8, "lead_time_to_ship_max_days": 3}])
    );
    patch(
        &caller,
        "P-1",
        "replace",
        "fulfillment_availability",
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 2}]),
    );
    amazon.advance(A_MOMENT);
    assert_eq!(
        availability(),
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 2}])
    );
    assert_eq!(
        patch(
            &caller,
            "P-1",
            "replace",
            "fulfillment_availability/0/quantity",
            json!([{"value": 4}])
        )["status"],
        "INVALID"
    );
    assert_eq!(
        patch(
            &caller,
            "P-1",
            "replace",
            "fulfillment_availability",
            json!([{"fulfillment_channel_code": "DEFAULT", "quantity": -4}])
        )["status"],
        "INVALID"
    );
    let fba = caller.stocked(1)[0].clone();
    patch(
        &caller,
        &fba,
        "merge",
        "fulfillment_availability",
        json!([{"fulfillment_channel_code": "DEFAULT", "quantity": 3}]),
    );
    amazon.advance(A_MOMENT);
    let codes: Vec<String> = read(&caller, &fba)["fulfillmentAvailability"]
        .as_array()
        .unwrap()
        .iter()
        .map(|channel| text(&channel["fulfillmentChannelCode"]))
        .collect();
    assert_eq!(codes, ["AMAZON_NA", "DEFAULT"]);
}

/// Proves that a gated brand is refused by restrictions and suppressed when put all the same; and that restrictions answer errors as a bare array.
#[test]
fn gated_brands_are_suppressed() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let asin = amazon.simulator.with_world(|world| {
        world
            .catalogue
            .products()
            .find(|product| product.brand == "Mori Studio" && !product.is_parent())
            .unwrap()
            .asin
            .clone()
    });
    let ask = |asin: &str| {
        format!(
            "/listings/2021-08-01/restrictions?asin={asin}&sellerId={}&marketplaceIds={}&conditionType=new_new",
            caller.seller, caller.marketplace
        )
    };
    assert_eq!(
        caller.get(&ask(&asin))["restrictions"][0]["reasons"][0]["reasonCode"],
        "APPROVAL_REQUIRED"
    );
    assert_eq!(
        caller.get(&ask(&open_asin(&caller)))["restrictions"],
        json!([])
    );
    assert_eq!(
        caller.get(&ask("B000000000"))["restrictions"][0]["reasons"][0]["reasonCode"],
        "ASIN_NOT_FOUND"
    );
    let (status, body) = caller.call(
        "GET",
        "/listings/2021-08-01/restrictions?asin=B000000000",
        None,
    );
    assert_eq!(
        (status, body.is_array(), text(&body[0]["code"])),
        (400, true, "InvalidInput".to_owned())
    );
    caller.send("PUT", &path(&caller, "G-1", ""), offer(&caller, &asin, 9.5));
    amazon.advance(A_WHILE);
    let listing = read(&caller, "G-1");
    assert_eq!(
        (
            text(&listing["issues"][0]["code"]),
            listing["issues"][0]["enforcements"]["actions"][0]["action"].clone(),
            listing["summaries"][0]["status"].clone()
        ),
        (
            "5461".into(),
            json!("LISTING_SUPPRESSED"),
            json!(["DISCOVERABLE"])
        )
    );
}

/// Proves AMZ-CAT-12 and AMZ-PUB-10's ground: families hang together, words and codes find, filters narrow, pages end.
#[test]
fn the_catalogue_is_searched() {
    let amazon = Amazon::new();
    amazon.control(
        "PUT",
        "/sim/usage-plans/catalog/searchCatalogItems",
        Some(json!({"rate": 100, "burst": 100})),
    );
    let caller = amazon.caller("US");
    let base = format!(
        "/catalog/2022-04-01/items?marketplaceIds={}",
        caller.marketplace
    );
    let (mut token, mut seen) = (String::new(), 0);
    loop {
        let page = caller.get(&format!(
            "{base}&keywords=classic&pageSize=20{}",
            if token.is_empty() {
                String::new()
            } else {
                format!("&pageToken={}", encode(&token))
            }
        ));
        seen += page["items"].as_array().unwrap().len();
        token = text(&page["pagination"]["nextToken"]);
        if token.is_empty() {
            assert_eq!(page["numberOfResults"].as_u64(), Some(seen as u64));
            break;
        }
    }
    let brand = text(
        &caller.get(&format!("{base}&keywords=classic"))["refinements"]["brands"][0]["brandName"],
    );
    let narrowed = caller.get(&format!(
        "{base}&keywords=classic&brandNames={}",
        encode(&brand)
    ));
    assert!(narrowed["numberOfResults"].as_u64() < Some(seen as u64));
    let parent = amazon.simulator.with_world(|world| {
        world
            .catalogue
            .products()
            .find(|product| product.is_parent())
            .unwrap()
            .clone()
    });
    let child = caller.get(&format!(
        "/catalog/2022-04-01/items/{}?marketplaceIds={}&includedData=relationships,identifiers",
        parent.children[0], caller.marketplace
    ));
    assert_eq!(
        child["relationships"][0]["relationships"][0]["parentAsins"],
        json!([parent.asin])
    );
    let code = text(&child["identifiers"][0]["identifiers"][0]["identifier"]);
    let found = caller.get(&format!("{base}&identifiersType=EAN&identifiers={code}"));
    assert_eq!(found["items"][0]["asin"], parent.children[0].as_str());
    assert_eq!(
        caller
            .refused(
                "GET",
                &format!("{base}&keywords=a&identifiers=b&identifiersType=EAN"),
                None
            )
            .0,
        400
    );
    assert_eq!(caller.refused("GET", &base, None).0, 400);
}

/// Proves that a product type's schema is behind an address and asks for what submissions ask for.
#[test]
fn product_types_have_schemas() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let definition = caller.get(&format!("/definitions/2020-09-01/productTypes/MUG?marketplaceIds={}&requirements=LISTING_OFFER_ONLY", caller.marketplace));
    let reply = caller.document(&text(&definition["schema"]["link"]["resource"]));
    let schema: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(
        schema["required"],
        json!([
            "condition_type",
            "merchant_suggested_asin",
            "purchasable_offer",
            "fulfillment_availability"
        ])
    );
    assert_eq!(
        caller
            .refused(
                "GET",
                &format!(
                    "/definitions/2020-09-01/productTypes/NOTHING?marketplaceIds={}",
                    caller.marketplace
                ),
                None
            )
            .0,
        404
    );
}

/// Proves prices, competitors, batches and fees for a known and an unknown article.
#[test]
fn prices_and_fees_are_told() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.stocked(1)[0].clone();
    let price = text(&read(&caller, &sku)["offers"][0]["price"]["amount"])
        .parse::<f64>()
        .unwrap();
    let pricing = caller.get(&format!(
        "/products/pricing/v0/price?MarketplaceId={}&ItemType=Sku&Skus={},NONE",
        caller.marketplace,
        encode(&sku)
    ));
    assert_eq!(
        pricing["payload"][0]["Product"]["Offers"][0]["BuyingPrice"]["ListingPrice"]["Amount"]
            .as_f64(),
        Some(price)
    );
    assert_eq!(pricing["payload"][1]["status"], "ClientError");
    let asin = open_asin(&caller);
    amazon.advance(MINUTE);
    let batch = caller.send("POST", "/batches/products/pricing/v0/itemOffers", json!({"requests": [
        {"uri": format!("/products/pricing/v0/items/{asin}/offers"), "method": "GET", "MarketplaceId": caller.marketplace, "ItemCondition": "New"},
        {"uri": "/products/pricing/v0/items/B000000000/offers", "method": "GET", "MarketplaceId": caller.marketplace, "ItemCondition": "New"},
    ]}));
    let statuses: Vec<i64> = batch["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|held| held["status"]["statusCode"].as_i64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 400]);
    let ask = json!({"FeesEstimateRequest": {"MarketplaceId": caller.marketplace, "IsAmazonFulfilled": true, "Identifier": "x", "PriceToEstimateFees": {"ListingPrice": {"CurrencyCode": "USD", "Amount": 20.0}}}});
    let fees = caller.send(
        "POST",
        &format!("/products/fees/v0/listings/{}/feesEstimate", encode(&sku)),
        ask.clone(),
    );
    assert_eq!(
        fees["payload"]["FeesEstimateResult"]["FeesEstimate"]["TotalFeesEstimate"]["Amount"]
            .as_f64(),
        Some(6.86)
    );
    assert_eq!(
        caller.send(
            "POST",
            "/products/fees/v0/items/B000000000/feesEstimate",
            ask
        )["payload"]["FeesEstimateResult"]["Status"],
        "ClientError"
    );
}
