//! Product pricing: API v0, and the batches of 2022-05-01. The offers are those of `crate::world::market`.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, Refusal, compact, is_asin, money_number};
use crate::clock::iso;
use crate::places::{self, Marketplace};
use crate::world::catalogue::Product;
use crate::world::listings::Listing;
use crate::world::market::Offer;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getPricing" => Some(pricing),
        "getCompetitivePricing" => Some(competitive_pricing),
        "getListingOffers" => Some(listing_offers),
        "getItemOffers" => Some(item_offers),
        "getItemOffersBatch" => Some(item_offers_batch),
        "getListingOffersBatch" => Some(listing_offers_batch),
        "getFeaturedOfferExpectedPriceBatch" => Some(expected_price_batch),
        "getCompetitiveSummary" => Some(competitive_summary),
        _ => None,
    }
}

fn offers_of(ctx: &Ctx<'_>, product: &Product, marketplace: &Marketplace) -> Vec<Offer> {
    ctx.world.offers_of(ctx.seller, product, marketplace)
}

fn targets(ctx: &Ctx<'_>) -> Result<Vec<(String, bool)>, Refusal> {
    let by_sku = ctx.text("ItemType") == "Sku";
    let list = ctx.request.list(if by_sku { "Skus" } else { "Asins" });
    if list.is_empty() {
        return Err(Refusal::invalid(
            "Either Asins or Skus is required, fitting the ItemType.",
        ));
    }
    Ok(list.iter().map(|id| (id.clone(), by_sku)).collect())
}

fn find<'a>(
    ctx: &'a Ctx<'_>,
    id: &str,
    by_sku: bool,
) -> Option<(&'a Product, Option<&'a Listing>)> {
    if by_sku {
        let listing = ctx.account().listings.get(id)?;
        return Some((ctx.world.catalogue.product(&listing.asin)?, Some(listing)));
    }
    let product = ctx.world.catalogue.product(id)?;
    Some((
        product,
        ctx.account()
            .listings
            .values()
            .find(|listing| listing.asin == id),
    ))
}

fn identifiers(
    ctx: &Ctx<'_>,
    product: &Product,
    sku: Option<&str>,
    marketplace: &Marketplace,
) -> Value {
    compact(json!({
        "MarketplaceASIN": {"MarketplaceId": marketplace.id, "ASIN": product.asin},
        "SKUIdentifier": sku.map(|sku| json!({"MarketplaceId": marketplace.id, "SellerId": ctx.seller, "SellerSKU": sku})),
    }))
}

fn missing(id: &str, by_sku: bool) -> Value {
    let mut json = json!({"status": "ClientError"});
    json[if by_sku { "SellerSKU" } else { "ASIN" }] = json!(id);
    json
}

fn pricing(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("MarketplaceId"))?;
    let prices: Vec<Value> = targets(ctx)?
        .iter()
        .map(|(id, by_sku)| {
            let Some((product, listing)) = find(ctx, id, *by_sku) else { return missing(id, *by_sku) };
            let own: Vec<Value> = listing
                .filter(|listing| listing.offers.contains_key(marketplace.id))
                .map(|listing| {
                    let price = money_number(listing.offers[marketplace.id], marketplace.currency);
                    json!({
                        "BuyingPrice": {"LandedPrice": price, "ListingPrice": price, "Shipping": money_number(0, marketplace.currency)}, "RegularPrice": price,
                        "FulfillmentChannel": if listing.is_fba() { "AMAZON" } else { "MERCHANT" }, "ItemCondition": "New", "ItemSubCondition": "New", "SellerSKU": listing.sku,
                    })
                })
                .into_iter()
                .collect();
            let mut json = json!({"status": "Success", "ASIN": product.asin, "Product": {"Identifiers": identifiers(ctx, product, by_sku.then_some(id.as_str()), marketplace), "Offers": own}});
            if *by_sku {
                json["SellerSKU"] = json!(id);
            }
            json
        })
        .collect();
    Ok(Answer::payload(json!(prices)))
}

fn competitive_pricing(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("MarketplaceId"))?;
    let prices: Vec<Value> = targets(ctx)?
        .iter()
        .map(|(id, by_sku)| {
            let Some((product, _)) = find(ctx, id, *by_sku) else { return missing(id, *by_sku) };
            let offers = offers_of(ctx, product, marketplace);
            let best: Vec<Value> = offers
                .first()
                .map(|offer| {
                    let amount = |minor: i64| money_number(minor, marketplace.currency);
                    json!({
                        "CompetitivePriceId": "1", "Price": {"LandedPrice": amount(offer.landed()), "ListingPrice": amount(offer.price), "Shipping": amount(offer.shipping)},
                        "condition": "New", "subcondition": "New", "belongsToRequester": offer.is_mine,
                    })
                })
                .into_iter()
                .collect();
            let mut json = json!({"status": "Success", "ASIN": product.asin, "Product": {
                "Identifiers": identifiers(ctx, product, by_sku.then_some(id.as_str()), marketplace),
                "CompetitivePricing": {"CompetitivePrices": best, "NumberOfOfferListings": [{"Count": offers.len(), "condition": "New"}, {"Count": offers.len(), "condition": "Any"}]},
                "SalesRankings": [{"ProductCategoryId": "home_display_on_website", "Rank": product.rank}],
            }});
            if *by_sku {
                json["SellerSKU"] = json!(id);
            }
            json
        })
        .collect();
    Ok(Answer::payload(json!(prices)))
}

fn offers_payload(
    ctx: &Ctx<'_>,
    id: &str,
    by_sku: bool,
    marketplace: &Marketplace,
    condition: &str,
) -> Result<Value, Refusal> {
    let (product, _) = find(ctx, id, by_sku).ok_or_else(|| {
        Refusal::invalid(format!(
            "{id} is an invalid {} for marketplace {}",
            if by_sku { "SellerSKU" } else { "ASIN" },
            marketplace.id
        ))
    })?;
    let offers = if condition == "New" {
        offers_of(ctx, product, marketplace)
    } else {
        Vec::new()
    };
    let amount = |minor: i64| money_number(minor, marketplace.currency);
    let channel = |offer: &Offer| if offer.is_fba { "Amazon" } else { "Merchant" };
    let details: Vec<Value> = offers
        .iter()
        .enumerate()
        .take(20)
        .map(|(index, offer)| {
            json!({
                "MyOffer": offer.is_mine, "SubCondition": "new", "SellerId": offer.seller, "SellerFeedbackRating": {"SellerPositiveFeedbackRating": 96.0, "FeedbackCount": 812},
                "ShippingTime": {"minimumHours": 0, "maximumHours": 24, "availabilityType": "NOW"}, "ListingPrice": amount(offer.price), "Shipping": amount(offer.shipping),
                "IsFulfilledByAmazon": offer.is_fba, "PrimeInformation": {"IsPrime": offer.is_fba, "IsNationalPrime": offer.is_fba},
                "IsBuyBoxWinner": index == 0, "IsFeaturedMerchant": true,
            })
        })
        .collect();
    let count = |is_fba: bool| offers.iter().filter(|offer| offer.is_fba == is_fba).count();
    let mut summary = json!({
        "TotalOfferCount": offers.len(),
        "NumberOfOffers": [{"condition": "new", "fulfillmentChannel": "Amazon", "OfferCount": count(true)}, {"condition": "new", "fulfillmentChannel": "Merchant", "OfferCount": count(false)}],
        "BuyBoxEligibleOffers": [{"condition": "new", "fulfillmentChannel": "Amazon", "OfferCount": count(true)}, {"condition": "new", "fulfillmentChannel": "Merchant", "OfferCount": count(false)}],
        "SalesRankings": [{"ProductCategoryId": "home_display_on_website", "Rank": product.rank}],
    });
    if let Some(best) = offers.first() {
        let price = json!({"condition": "new", "fulfillmentChannel": channel(best), "LandedPrice": amount(best.landed()), "ListingPrice": amount(best.price), "Shipping": amount(best.shipping)});
        summary["LowestPrices"] = json!([price]);
        summary["BuyBoxPrices"] = json!([{"condition": "New", "LandedPrice": amount(best.landed()), "ListingPrice": amount(best.price), "Shipping": amount(best.shipping), "sellerId": best.seller}]);
    }
    let mut payload = json!({
        "marketplaceId": marketplace.id, "ItemCondition": condition, "status": if offers.is_empty() { "NoBuyableOffers" } else { "Success" },
        "Identifier": {"MarketplaceId": marketplace.id, "ItemCondition": condition}, "Summary": summary, "Offers": details,
    });
    payload[if by_sku { "SKU" } else { "ASIN" }] = json!(id);
    payload["Identifier"][if by_sku { "SellerSKU" } else { "ASIN" }] = json!(id);
    Ok(payload)
}

fn listing_offers(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("MarketplaceId"))?;
    Ok(Answer::payload(offers_payload(
        ctx,
        ctx.text("SellerSKU"),
        true,
        marketplace,
        ctx.text("ItemCondition"),
    )?))
}

fn item_offers(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplace = ctx.marketplace(ctx.text("MarketplaceId"))?;
    Ok(Answer::payload(offers_payload(
        ctx,
        ctx.text("Asin"),
        false,
        marketplace,
        ctx.text("ItemCondition"),
    )?))
}

/// The id between `items` or `listings` and `offers` in the address of a batched request.
fn batched_id(uri: &str) -> String {
    let path = uri.split('?').next().unwrap_or_default();
    let id = path
        .trim_end_matches("/offers")
        .rsplit('/')
        .next()
        .unwrap_or_default();
    percent_encoding::percent_decode_str(id)
        .decode_utf8_lossy()
        .into_owned()
}

fn offers_batch(ctx: &mut Ctx<'_>, by_sku: bool) -> Outcome {
    let requests = batched(ctx)?;
    let mut responses = Vec::new();
    for request in &requests {
        let id = batched_id(request["uri"].as_str().unwrap_or_default());
        let text = |name: &str| request[name].as_str().unwrap_or_default();
        let result = ctx
            .marketplace(text("MarketplaceId"))
            .and_then(|marketplace| {
                offers_payload(ctx, &id, by_sku, marketplace, text("ItemCondition"))
            });
        let (status, phrase, body) = match result {
            Ok(payload) => (200, "OK", json!({"payload": payload})),
            Err(refusal) => {
                let errors: Vec<Value> = refusal.errors.iter().map(|(code, message, details)| json!({"code": code, "message": message, "details": details})).collect();
                (refusal.status, "Bad Request", json!({"errors": errors}))
            }
        };
        let mut echoed = compact(
            json!({"MarketplaceId": text("MarketplaceId"), "ItemCondition": text("ItemCondition"), "CustomerType": request.get("CustomerType")}),
        );
        echoed[if by_sku { "SellerSKU" } else { "Asin" }] = json!(id);
        responses.push(json!({"headers": {"Date": iso(ctx.now()), "x-amzn-RequestId": "batched"}, "status": {"statusCode": status, "reasonPhrase": phrase}, "body": body, "request": echoed}));
    }
    Ok(Answer::ok(json!({"responses": responses})))
}

fn item_offers_batch(ctx: &mut Ctx<'_>) -> Outcome {
    offers_batch(ctx, false)
}

fn listing_offers_batch(ctx: &mut Ctx<'_>) -> Outcome {
    offers_batch(ctx, true)
}

/// The requests of a batch, never none.
fn batched(ctx: &Ctx<'_>) -> Result<Vec<Value>, Refusal> {
    let requests = ctx.body()["requests"]
        .as_array()
        .filter(|requests| !requests.is_empty());
    requests
        .cloned()
        .ok_or_else(|| Refusal::invalid("At least one request is required."))
}

fn price_2022(minor: i64, currency: &str) -> Value {
    json!({"currencyCode": currency, "amount": places::number(minor, currency)})
}

fn expected_price_batch(ctx: &mut Ctx<'_>) -> Outcome {
    let requests = batched(ctx)?;
    let mut responses = Vec::new();
    for request in &requests {
        let (sku, marketplace_id) = (
            request["sku"].as_str().unwrap_or_default(),
            request["marketplaceId"].as_str().unwrap_or_default(),
        );
        let echoed = compact(
            json!({"marketplaceId": marketplace_id, "sku": sku, "segment": request.get("segment")}),
        );
        let found = ctx
            .marketplace(marketplace_id)
            .ok()
            .and_then(|marketplace| Some((marketplace, find(ctx, sku, true)?)));
        let (status, phrase, body) = match found {
            Some((marketplace, (product, Some(listing)))) => {
                let best = offers_of(ctx, product, marketplace)
                    .first()
                    .map_or(0, Offer::landed);
                let own = listing.offers.get(marketplace.id).copied().unwrap_or(best);
                let kind = if listing.is_fba() { "AFN" } else { "MFN" };
                (
                    200,
                    "OK",
                    json!({
                        "offerIdentifier": {"marketplaceId": marketplace.id, "sellerId": ctx.seller, "sku": sku, "asin": product.asin, "fulfillmentType": kind},
                        "featuredOfferExpectedPriceResults": [{
                            "featuredOfferExpectedPrice": {"listingPrice": price_2022(best.min(own), marketplace.currency)}, "resultStatus": "VALID_FOEP",
                        }],
                    }),
                )
            }
            _ => (
                400,
                "Bad Request",
                json!({"errors": [{"code": "INVALID_SKU", "message": "The requested SKU does not exist for the seller in the requested marketplace."}]}),
            ),
        };
        responses.push(json!({"request": echoed, "headers": {}, "status": {"statusCode": status, "reasonPhrase": phrase}, "body": body}));
    }
    Ok(Answer::ok(json!({"responses": responses})))
}

fn competitive_summary(ctx: &mut Ctx<'_>) -> Outcome {
    let requests = batched(ctx)?;
    let mut asins = requests.iter().filter_map(|held| held["asin"].as_str());
    if let Some(asin) = asins.find(|asin| !is_asin(asin)) {
        return Err(Refusal::new(
            400,
            "INVALID_ASIN",
            format!("{asin} is not a valid ASIN"),
        ));
    }
    let mut responses = Vec::new();
    for request in &requests {
        let (asin, marketplace_id) = (
            request["asin"].as_str().unwrap_or_default(),
            request["marketplaceId"].as_str().unwrap_or_default(),
        );
        let mut body = json!({"asin": asin, "marketplaceId": marketplace_id});
        let found = ctx
            .marketplace(marketplace_id)
            .ok()
            .and_then(|marketplace| Some((marketplace, ctx.world.catalogue.product(asin)?)));
        let Some((marketplace, product)) = found else {
            body["errors"] = json!([{"code": "NOT_FOUND", "message": "The ASIN was not found in the marketplace."}]);
            responses.push(
                json!({"status": {"statusCode": 404, "reasonPhrase": "Not Found"}, "body": body}),
            );
            continue;
        };
        let offers = offers_of(ctx, product, marketplace);
        let offer_json = |offer: &Offer| {
            json!({
                "sellerId": offer.seller, "condition": "New", "fulfillmentType": if offer.is_fba { "AFN" } else { "MFN" }, "listingPrice": price_2022(offer.price, marketplace.currency),
                "shippingOptions": [{"shippingOptionType": "DEFAULT", "price": price_2022(offer.shipping, marketplace.currency)}], "primeDetails": {"eligibility": if offer.is_fba { "NATIONAL" } else { "NONE" }},
            })
        };
        for wanted in request["includedData"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            match wanted {
                "featuredBuyingOptions" => {
                    body[wanted] = offers
                        .first()
                        .map(|offer| {
                            let mut featured = offer_json(offer);
                            featured["featuredOfferSegments"] = json!([{"customerMembership": "PRIME", "segmentDetails": {"glanceViewWeightPercentage": 72, "sampleLocation": {"postalCode": {"countryCode": marketplace.country, "value": "10001"}}}}]);
                            json!({"buyingOptionType": "New", "segmentedFeaturedOffers": [featured]})
                        })
                        .into_iter()
                        .collect();
                }
                "referencePrices" => {
                    body[wanted] = json!([{"name": "CompetitivePriceThreshold", "price": price_2022(product.price_cents * marketplace.price_percent / 100, marketplace.currency)}])
                }
                "lowestPricedOffers" if !offers.is_empty() => {
                    let input = request
                        .pointer("/lowestPricedOffersInputs/0")
                        .cloned()
                        .unwrap_or(json!({"itemCondition": "New", "offerType": "Consumer"}));
                    body[wanted] = json!([{"lowestPricedOffersInput": input, "offers": offers.iter().take(20).map(offer_json).collect::<Vec<_>>()}]);
                }
                "similarItems" => body[wanted] = json!([{"items": []}]),
                _ => body[wanted] = json!([]),
            }
        }
        responses.push(json!({"status": {"statusCode": 200, "reasonPhrase": "OK"}, "body": body}));
    }
    Ok(Answer::ok(json!({"responses": responses})))
}
