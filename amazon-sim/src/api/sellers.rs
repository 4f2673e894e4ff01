//! Sellers: who the account is and where it sells.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome};
use crate::places::Marketplace;
use crate::world::account::SellingPlan;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getMarketplaceParticipations" => Some(marketplace_participations),
        "getAccount" => Some(account),
        _ => None,
    }
}

fn participation(marketplace: &Marketplace, store: &str) -> Value {
    json!({
        "marketplace": {
            "id": marketplace.id, "name": marketplace.name, "countryCode": marketplace.country,
            "defaultCurrencyCode": marketplace.currency, "defaultLanguageCode": marketplace.language, "domainName": marketplace.domain,
        },
        "participation": {"isParticipating": true, "hasSuspendedListings": false},
        "storeName": store,
    })
}

fn participations(ctx: &Ctx<'_>) -> Vec<Value> {
    ctx.account()
        .marketplaces()
        .map(|marketplace| participation(marketplace, &ctx.account().store))
        .collect()
}

fn marketplace_participations(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::payload(json!(participations(ctx))))
}

fn account(ctx: &mut Ctx<'_>) -> Outcome {
    let account = ctx.account();
    let is_professional = account.plan == SellingPlan::Professional;
    let country = account.home().country;
    let address = json!({"addressLine1": "1 Quay Street", "city": "Port", "postalCode": "10001", "countryCode": country, "stateOrProvinceCode": ""});
    let mut payload = json!({
        "marketplaceParticipationList": participations(ctx),
        "businessType": if is_professional { "PRIVATE_LIMITED" } else { "INDIVIDUAL" },
        "sellingPlan": if is_professional { "PROFESSIONAL" } else { "INDIVIDUAL" },
        "primaryContact": {"name": "Robin Keel", "address": address},
    });
    if is_professional {
        payload["business"] = json!({"name": account.name, "registeredBusinessAddress": address, "companyRegistrationNumber": "0000000"});
    }
    Ok(Answer::payload(payload))
}
