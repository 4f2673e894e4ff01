//! Product fees, API v0.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, compact, money_number};
use crate::clock::iso;
use crate::places;
use crate::world::money::fba_fee;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getMyFeesEstimateForSKU" => Some(for_sku),
        "getMyFeesEstimateForASIN" => Some(for_asin),
        "getMyFeesEstimates" => Some(batch),
        _ => None,
    }
}

fn for_sku(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("SellerSKU").to_owned();
    one(ctx, "SellerSKU", &id)
}

fn for_asin(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("Asin").to_owned();
    one(ctx, "ASIN", &id)
}

fn one(ctx: &mut Ctx<'_>, kind: &str, id: &str) -> Outcome {
    let request = ctx.body()["FeesEstimateRequest"].clone();
    let result = estimate(ctx, &request, kind, id);
    Ok(Answer::payload(json!({"FeesEstimateResult": result})))
}

fn batch(ctx: &mut Ctx<'_>) -> Outcome {
    let requests = ctx.body().as_array().cloned().unwrap_or_default();
    let results: Vec<Value> = requests
        .iter()
        .map(|held| {
            estimate(
                ctx,
                &held["FeesEstimateRequest"],
                held["IdType"].as_str().unwrap_or("ASIN"),
                held["IdValue"].as_str().unwrap_or_default(),
            )
        })
        .collect();
    Ok(Answer::ok(json!(results)))
}

fn estimate(ctx: &Ctx<'_>, request: &Value, kind: &str, id: &str) -> Value {
    let marketplace_id = request["MarketplaceId"].as_str().unwrap_or_default();
    let is_fba = request["IsAmazonFulfilled"] == true;
    let identifier = compact(json!({
        "MarketplaceId": marketplace_id, "SellerId": ctx.seller, "IdType": kind, "IdValue": id, "IsAmazonFulfilled": is_fba,
        "PriceToEstimateFees": request["PriceToEstimateFees"], "SellerInputIdentifier": request["Identifier"],
        "OptionalFulfillmentProgram": request.get("OptionalFulfillmentProgram"),
    }));
    let is_known = match kind {
        "SellerSKU" => ctx.account().listings.contains_key(id),
        _ => ctx.world.catalogue.product(id).is_some(),
    };
    let marketplace =
        places::marketplace(marketplace_id).filter(|found| ctx.account().takes_part_in(found.id));
    let (Some(marketplace), true) = (marketplace, is_known) else {
        return json!({
            "Status": "ClientError", "FeesEstimateIdentifier": identifier,
            "Error": {"Type": "Sender", "Code": "InvalidParameterValue", "Message": "There is an client-side error. Please verify your inputs.", "Detail": []},
        });
    };
    let currency = marketplace.currency;
    let amount = |pointer: &str| {
        request
            .pointer(pointer)
            .and_then(Value::as_f64)
            .and_then(|number| places::minor(&number.to_string(), currency))
            .unwrap_or(0)
    };
    let price = amount("/PriceToEstimateFees/ListingPrice/Amount")
        + amount("/PriceToEstimateFees/Shipping/Amount");
    let fee = |name: &str, minor: i64| json!({"FeeType": name, "FeeAmount": money_number(minor, currency), "FeePromotion": money_number(0, currency), "FinalFee": money_number(minor, currency)});
    let referral = price * 15 / 100;
    let mut details = vec![
        fee("ReferralFee", referral),
        fee("VariableClosingFee", 0),
        fee("PerItemFee", 0),
    ];
    let mut total = referral;
    if is_fba {
        let minor = fba_fee(marketplace.id);
        let mut held = fee("FBAFees", minor);
        held["IncludedFeeDetailList"] = json!([fee("FBAPickAndPack", minor)]);
        details.push(held);
        total += minor;
    }
    json!({
        "Status": "Success", "FeesEstimateIdentifier": identifier,
        "FeesEstimate": {"TimeOfFeesEstimation": iso(ctx.now()), "TotalFeesEstimate": money_number(total, currency), "FeeDetailList": details},
    })
}
