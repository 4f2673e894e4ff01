//! Restricted data tokens, and the rotation of application secrets.

use serde_json::json;

use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::auth::{RestrictedResource, TOKEN_LIFE};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "createRestrictedDataToken" => Some(create_restricted_data_token),
        "rotateApplicationClientSecret" => Some(rotate_application_client_secret),
        _ => None,
    }
}

const ELEMENTS: [&str; 3] = ["buyerInfo", "shippingAddress", "buyerTaxInformation"];

fn create_restricted_data_token(ctx: &mut Ctx<'_>) -> Outcome {
    let wanted = ctx.body()["restrictedResources"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if wanted.is_empty() || wanted.len() > 50 {
        return Err(Refusal::invalid(
            "The number of restrictedResources must be between 1 and 50.",
        ));
    }
    let mut resources = Vec::new();
    for resource in &wanted {
        let path = resource["path"].as_str().unwrap_or_default().to_owned();
        let is_restricted = [
            "/orders/v0/orders",
            "/mfn/v0/",
            "/reports/2021-06-30/documents/",
            "/messaging/",
            "/shipping/",
            "/easyShip/",
        ]
        .iter()
        .any(|prefix| path.starts_with(prefix));
        if !is_restricted {
            return Err(Refusal::invalid(format!(
                "The path {path} is not a restricted resource."
            )));
        }
        if path.starts_with("/reports/") && path.contains('{') {
            return Err(Refusal::invalid(
                "A restricted report document must be named by its own path.",
            ));
        }
        let elements: Vec<String> = resource["dataElements"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|element| element.as_str().map(str::to_owned))
            .collect();
        if let Some(unknown) = elements
            .iter()
            .find(|element| !ELEMENTS.contains(&element.as_str()))
        {
            return Err(Refusal::invalid(format!(
                "The data element {unknown} is not known."
            )));
        }
        if !elements.is_empty() && !path.starts_with("/orders/v0/") {
            return Err(Refusal::invalid(format!(
                "Data elements are not supported for {path}."
            )));
        }
        let method = resource["method"].as_str().unwrap_or_default().to_owned();
        resources.push(RestrictedResource {
            method,
            path,
            elements,
        });
    }
    let client_id = ctx.grant.client_id.clone();
    let token = ctx
        .world
        .grant_restricted(&client_id, ctx.seller, resources);
    Ok(Answer::ok(
        json!({"restrictedDataToken": token, "expiresIn": TOKEN_LIFE / 1000}),
    ))
}

fn rotate_application_client_secret(ctx: &mut Ctx<'_>) -> Outcome {
    let client_id = ctx.grant.client_id.clone();
    ctx.world
        .rotate_secret(&client_id)
        .ok_or_else(|| Refusal::not_found("There is no such application."))?;
    Ok(Answer::empty(204))
}
