//! Listings restrictions, API of 2021-08-01. Its errors are a bare array.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::world::listings::is_gated;

pub(super) fn handler(id: &str) -> Option<Handler> {
    (id == "getListingsRestrictions").then_some(restrictions as Handler)
}

fn restrictions(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.text("sellerId") != ctx.seller {
        return Err(Refusal::forbidden(
            "The sellerId does not belong to the token.",
        ));
    }
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    let asin = ctx.text("asin");
    let condition = ctx.request.text("conditionType");
    let product = ctx.world.catalogue.product(asin);
    let reason = match product {
        None => Some(
            json!({"message": "The ASIN was not found in this marketplace.", "reasonCode": "ASIN_NOT_FOUND"}),
        ),
        Some(product) if product.is_parent() => Some(
            json!({"message": "You cannot list a variation parent.", "reasonCode": "NOT_ELIGIBLE"}),
        ),
        Some(product) if is_gated(product) => {
            let link = format!(
                "https://sellercentral.amazon.com/hz/approvalrequest/restrictions/approve?asin={asin}"
            );
            Some(json!({
                "message": "You need approval to list in this brand.", "reasonCode": "APPROVAL_REQUIRED",
                "links": [{"resource": link, "verb": "GET", "title": "Request Approval via Seller Central.", "type": "text/html"}],
            }))
        }
        Some(product)
            if product.product_type == "KNIFE"
                && condition.is_some_and(|condition| condition != "new_new") =>
        {
            Some(
                json!({"message": "You are not eligible to list this product in this condition.", "reasonCode": "NOT_ELIGIBLE"}),
            )
        }
        Some(_) => None,
    };
    let restrictions: Vec<Value> = match reason {
        None => Vec::new(),
        Some(reason) => marketplaces
            .iter()
            .map(|found| super::compact(json!({"marketplaceId": found.id, "conditionType": condition, "reasons": [reason]})))
            .collect(),
    };
    Ok(Answer::ok(json!({"restrictions": restrictions})))
}
