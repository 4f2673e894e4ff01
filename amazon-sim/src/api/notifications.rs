//! Notifications: destinations of an application, subscriptions of a seller.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, Refusal, compact};
use crate::numbers;
use crate::world::notify::{Message, Subscription, TYPES};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getSubscriptions" => Some(list),
        "getSubscription" => Some(read),
        "createSubscription" => Some(create),
        "getSubscriptionById" => Some(read_by_id),
        "deleteSubscriptionById" => Some(delete_by_id),
        "sendTestNotification" => Some(send_test),
        "getDestinations" => Some(destinations),
        "createDestination" => Some(create_destination),
        "getDestination" => Some(destination),
        "deleteDestination" => Some(delete_destination),
        _ => None,
    }
}

fn kind(ctx: &Ctx<'_>) -> Result<String, Refusal> {
    let name = ctx.text("notificationType");
    if TYPES.iter().any(|(known, _)| *known == name) {
        return Ok(name.to_owned());
    }
    Err(Refusal::invalid(format!(
        "The notification type {name} is not supported."
    )))
}

fn subscription_json(subscription: &Subscription) -> Value {
    compact(json!({
        "subscriptionId": subscription.id, "payloadVersion": subscription.version, "destinationId": subscription.destination,
        "processingDirective": subscription.directive,
    }))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    let found: Vec<Value> = ctx
        .account()
        .notify
        .subscriptions
        .iter()
        .filter(|(kind, _)| ctx.request.list_has("notificationTypes", kind))
        .map(|(_, held)| subscription_json(held))
        .collect();
    Ok(Answer::payload(json!({"subscriptions": found})))
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let kind = kind(ctx)?;
    let found = ctx
        .account()
        .notify
        .subscriptions
        .get(&kind)
        .ok_or_else(|| Refusal::not_found("There is no subscription of this type."))?;
    Ok(Answer::payload(subscription_json(found)))
}

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let kind = kind(ctx)?;
    let body = ctx.body().clone();
    let client_id = ctx.grant.client_id.clone();
    let destination = body["destinationId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    if !ctx
        .world
        .destinations
        .get(&destination)
        .is_some_and(|held| held["clientId"] == client_id.as_str())
    {
        return Err(Refusal::invalid("The destinationId does not exist."));
    }
    if ctx.account().notify.subscriptions.contains_key(&kind) {
        return Err(Refusal::new(
            409,
            "Conflict",
            "A subscription of this type already exists.",
        ));
    }
    let version = body["payloadVersion"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    if !TYPES
        .iter()
        .any(|(known, held)| *known == kind && *held == version)
    {
        return Err(Refusal::invalid(format!(
            "The payload version {version} is not supported."
        )));
    }
    let subscription = Subscription {
        id: numbers::uuid(&mut ctx.world.random),
        version,
        destination,
        directive: body.get("processingDirective").cloned(),
        client_id,
    };
    let json = subscription_json(&subscription);
    ctx.account_mut()
        .notify
        .subscriptions
        .insert(kind, subscription);
    Ok(Answer::payload(json))
}

/// The seller whose subscription has the id, among those of the calling application.
fn owner(ctx: &Ctx<'_>) -> Result<(String, String), Refusal> {
    let kind = kind(ctx)?;
    let id = ctx.text("subscriptionId");
    let found = ctx.world.accounts.values().find(|account| {
        account
            .notify
            .subscriptions
            .get(&kind)
            .is_some_and(|held| held.id == id && held.client_id == ctx.grant.client_id)
    });
    found
        .map(|account| (account.seller_id.clone(), kind))
        .ok_or_else(|| Refusal::not_found("There is no subscription with this subscriptionId."))
}

fn read_by_id(ctx: &mut Ctx<'_>) -> Outcome {
    let (seller, kind) = owner(ctx)?;
    Ok(Answer::payload(subscription_json(
        &ctx.world.account(&seller).notify.subscriptions[&kind],
    )))
}

fn delete_by_id(ctx: &mut Ctx<'_>) -> Outcome {
    let (seller, kind) = owner(ctx)?;
    ctx.world
        .account_mut(&seller)
        .notify
        .subscriptions
        .remove(&kind);
    Ok(Answer::ok(json!({})))
}

fn send_test(ctx: &mut Ctx<'_>) -> Outcome {
    let kind = kind(ctx)?;
    let body = ctx.body().clone();
    let destination = body["destinationId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    if !ctx.world.destinations.contains_key(&destination) {
        return Err(Refusal::invalid("The destinationId does not exist."));
    }
    let client_id = ctx.grant.client_id.clone();
    let (id, now) = (numbers::uuid(&mut ctx.world.random), ctx.now());
    let message = json!({
        "NotificationVersion": "1.0", "NotificationType": kind, "PayloadVersion": body.pointer("/testNotification/payloadVersion").cloned().unwrap_or(json!("1.0")),
        "EventTime": crate::clock::iso_ms(now), "Payload": {"TestNotification": true},
        "NotificationMetadata": {"ApplicationId": client_id, "SubscriptionId": "test", "PublishTime": crate::clock::iso_ms(now), "NotificationId": id},
    });
    let owner = ctx
        .world
        .accounts
        .values()
        .find(|account| {
            account
                .authorisations
                .iter()
                .any(|held| held.client_id == client_id)
        })
        .map(|account| account.seller_id.clone());
    if let Some(owner) = owner {
        ctx.world.account_mut(&owner).notify.messages.push(Message {
            at: now,
            destination,
            kind,
            body: message,
        });
    }
    Ok(Answer::payload(json!({})))
}

fn destination_json(id: &str, held: &Value) -> Value {
    json!({"destinationId": id, "name": held["name"], "resource": held["resource"]})
}

fn destinations(ctx: &mut Ctx<'_>) -> Outcome {
    let found: Vec<Value> = ctx
        .world
        .destinations
        .iter()
        .filter(|(_, held)| held["clientId"] == ctx.grant.client_id.as_str())
        .map(|(id, held)| destination_json(id, held))
        .collect();
    Ok(Answer::payload(json!(found)))
}

fn create_destination(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let mut resource = body["resourceSpecification"].clone();
    if let Some(bridge) = resource.get("eventBridge").cloned() {
        resource["eventBridge"] = json!({"name": format!("aws.partner/sellingpartnerapi.amazon.com/{}", body["name"].as_str().unwrap_or_default()), "region": bridge["region"], "accountId": bridge["accountId"]});
    }
    if resource.get("sqs").is_none() && resource.get("eventBridge").is_none() {
        return Err(Refusal::invalid(
            "The resourceSpecification needs sqs or eventBridge.",
        ));
    }
    let is_double = ctx.world.destinations.values().any(|held| {
        held["clientId"] == ctx.grant.client_id.as_str() && held["resource"] == resource
    });
    if is_double {
        return Err(Refusal::new(
            409,
            "Conflict",
            "A destination with this resource already exists.",
        ));
    }
    let id = numbers::uuid(&mut ctx.world.random);
    let held = json!({"clientId": ctx.grant.client_id, "name": body["name"], "resource": resource});
    let json = destination_json(&id, &held);
    ctx.world.destinations.insert(id, held);
    Ok(Answer::payload(json))
}

fn own_destination(ctx: &Ctx<'_>) -> Result<(String, Value), Refusal> {
    let id = ctx.text("destinationId");
    let found = ctx
        .world
        .destinations
        .get(id)
        .filter(|held| held["clientId"] == ctx.grant.client_id.as_str());
    found
        .map(|held| (id.to_owned(), held.clone()))
        .ok_or_else(|| Refusal::not_found("There is no destination with this destinationId."))
}

fn destination(ctx: &mut Ctx<'_>) -> Outcome {
    let (id, held) = own_destination(ctx)?;
    Ok(Answer::payload(destination_json(&id, &held)))
}

fn delete_destination(ctx: &mut Ctx<'_>) -> Outcome {
    let (id, _) = own_destination(ctx)?;
    ctx.world.destinations.remove(&id);
    Ok(Answer::ok(json!({})))
}
