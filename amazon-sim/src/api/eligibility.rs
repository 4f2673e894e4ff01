//! FBA inbound eligibility.

use serde_json::json;

use super::{Answer, Ctx, Handler, Outcome, Refusal, is_asin};
use crate::world::listings::is_gated;

pub(super) fn handler(id: &str) -> Option<Handler> {
    (id == "getItemEligibilityPreview").then_some(preview as Handler)
}

fn preview(ctx: &mut Ctx<'_>) -> Outcome {
    let program = ctx.text("program").to_owned();
    let marketplaces = ctx.marketplaces("marketplaceIds")?;
    if program == "INBOUND" && ctx.request.list("marketplaceIds").is_empty() {
        return Err(Refusal::invalid(
            "The marketplaceIds parameter is required when the program is INBOUND.",
        ));
    }
    let asin = ctx.text("asin").to_owned();
    if !is_asin(&asin) {
        return Err(Refusal::not_found("The requested resource doesn't exist."));
    }
    let reasons = match ctx.world.catalogue.product(&asin) {
        None => vec!["FBA_INB_0004"],
        Some(product) if product.is_parent() => vec!["FBA_INB_0017"],
        Some(product) if is_gated(product) => vec!["FBA_INB_0019"],
        Some(_) => Vec::new(),
    };
    let mut payload = json!({"asin": asin, "marketplaceId": marketplaces[0].id, "program": program, "isEligibleForProgram": reasons.is_empty()});
    if !reasons.is_empty() {
        payload["ineligibilityReasonList"] = json!(reasons);
    }
    Ok(Answer::payload(payload))
}
