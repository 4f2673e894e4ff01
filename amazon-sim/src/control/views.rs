//! How the control API shows the world.

use serde_json::{Value, json};

use crate::clock::{Ms, iso};
use crate::places::decimal;
use crate::world::World;
use crate::world::account::{Account, Application, FbaStock};
use crate::world::inbound::InboundPlan;
use crate::world::jobs::Job;
use crate::world::listings::Listing;
use crate::world::misbehaviour::Misbehaviour;
use crate::world::money::{MoneyLine, Transaction};
use crate::world::notify::Message;
use crate::world::orders::{Order, OrderPackage};
use crate::world::outbound::{Outbound, Parcel};

/// An account, with the credentials of its private application.
pub(super) fn account(world: &World, account: &Account) -> Value {
    let authorisation = account.authorisations.first();
    let application = authorisation.and_then(|held| world.applications.get(&held.client_id));
    json!({
        "seller_id": account.seller_id,
        "client_id": application.map(|held| held.client_id.clone()),
        "client_secret": application.map(|held| held.secret.clone()),
        "refresh_token": authorisation.map(|held| held.refresh_token.clone()),
        "marketplace_ids": account.marketplace_ids,
        "countries": account.marketplaces().map(|found| found.country).collect::<Vec<_>>(),
        "application_id": application.map(|held| held.application_id.clone()),
        "secret_expires": application.map(|held| iso(held.secret_expires)),
        "name": account.name,
        "region": account.region,
        "plan": account.plan,
        "has_fba": account.has_fba,
        "missing_roles": account.missing_roles,
        "revoked": authorisation.is_some_and(|held| held.revoked),
        "orders_per_day": account.orders_per_day,
        "n_listings": account.listings.len(),
        "n_stock": account.stock.len(),
        "n_orders": account.orders.len(),
        "n_fulfilment_orders": account.outbound.len(),
        "n_inbound_plans": account.inbound.plans.len(),
    })
}

pub(super) fn listing(world: &World, listing: &Listing) -> Value {
    json!({
        "sku": listing.sku, "asin": listing.asin, "title": world.catalogue.product(&listing.asin).map(|product| product.title.clone()),
        "ean": world.catalogue.product(&listing.asin).map(|product| product.ean.clone()), "product_type": listing.product_type,
        "is_live": listing.is_live, "is_fba": listing.is_fba(), "channels": listing.channels, "prices": listing.offers,
        "issues": listing.issues, "n_pending": listing.pending.len(), "updated": iso(listing.updated),
    })
}

pub(super) fn stock(sku: &str, stock: &FbaStock) -> Value {
    let mut json = json!(stock);
    json["sku"] = json!(sku);
    json["total"] = json!(stock.total());
    json["updated"] = json!(iso(stock.updated));
    json
}

pub(super) fn order(order: &Order) -> Value {
    json!({
        "id": order.id, "marketplace_id": order.marketplace, "status": order.status, "is_fba": order.is_fba, "created": iso(order.created),
        "updated": iso(order.updated), "total": decimal(order.total(), &order.currency), "currency": order.currency, "buyer": order.buyer,
        "company": order.company, "lines": order.lines, "packages": order.packages.iter().map(package).collect::<Vec<_>>(),
        "cancelled_by": order.cancelled_by.as_ref().map(|(by, reason)| json!({"by": by, "reason": reason})),
        "is_refunded": order.is_refunded,
    })
}

fn package(package: &OrderPackage) -> Value {
    let lines = package.lines.iter();
    json!({
        "reference": package.reference, "carrier": package.carrier, "service": package.service, "tracking": package.tracking,
        "shipped": iso(package.shipped), "created": iso(package.created),
        "lines": lines.map(|(id, quantity)| json!({"order_item_id": id, "quantity": quantity})).collect::<Vec<_>>(),
    })
}

pub(super) fn message(message: &Message) -> Value {
    json!({"at": iso(message.at), "destination": message.destination, "kind": message.kind, "body": message.body})
}

pub(super) fn transaction(held: &Transaction) -> Value {
    let line = |line: &MoneyLine| {
        let amounts = line.amounts.iter();
        json!({
            "sku": line.sku, "asin": line.asin, "quantity": line.quantity, "item_id": line.item_id,
            "amounts": amounts.map(|(kind, description, minor)| json!({"type": kind, "description": description, "minor": minor})).collect::<Vec<_>>(),
        })
    };
    json!({
        "id": held.id, "kind": held.kind, "posted": iso(held.posted), "marketplace": held.marketplace, "currency": held.currency,
        "order_id": held.order_id, "merchant_order_id": held.merchant_order_id, "channel": held.channel,
        "settlement": held.settlement, "lines": held.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

pub(super) fn job(job: &Job) -> Value {
    json!({
        "id": job.id, "kind": job.kind, "marketplaces": job.marketplaces, "from": job.window.0.map(iso), "to": job.window.1.map(iso),
        "options": job.options, "created": iso(job.created), "status": job.status, "started": job.started.map(iso),
        "ended": job.ended.map(iso), "input": job.input, "document": job.document, "schedule": job.schedule,
    })
}

/// An application without its secrets; those of private ones stand beside their account.
pub(super) fn application(held: &Application) -> Value {
    json!({
        "client_id": held.client_id, "application_id": held.application_id, "name": held.name, "is_public": held.is_public,
        "redirect_uris": held.redirect_uris, "secret_expires": iso(held.secret_expires),
    })
}

pub(super) fn misbehaviour(held: &Misbehaviour) -> Value {
    let mut json = json!(held);
    json["until"] = json!(held.until.map(iso));
    json
}

pub(super) fn parcel(parcel: &Parcel, now: Ms) -> Value {
    json!({
        "number": parcel.number, "carrier": parcel.carrier, "tracking": parcel.tracking, "status": parcel.status(now), "eta": iso(parcel.eta),
        "scans": parcel.seen(now).map(|scan| json!({"at": iso(scan.at), "event": scan.code, "city": scan.city})).collect::<Vec<_>>(),
    })
}

pub(super) fn outbound(order: &Outbound, now: Ms) -> Value {
    json!({
        "id": order.id, "status": order.status.name(), "is_held": order.is_held, "marketplace_id": order.marketplace(), "speed": order.speed(),
        "received": iso(order.received), "updated": iso(order.updated), "address": order.request.get("destinationAddress"),
        "comment": order.request.get("displayableOrderComment"),
        "lines": order.lines.iter().map(|line| json!({"id": line.id, "sku": line.sku, "quantity": line.quantity, "shipped": line.shipped, "cancelled": line.cancelled, "unfulfillable": line.unfulfillable})).collect::<Vec<_>>(),
        "parcels": order.shipments.iter().flat_map(|shipment| &shipment.parcels).map(|held| parcel(held, now)).collect::<Vec<_>>(),
        "n_returns": order.returns.len(),
    })
}

pub(super) fn plan(plan: &InboundPlan) -> Value {
    json!({
        "id": plan.id, "name": plan.name, "status": plan.status, "marketplace_id": plan.marketplace, "created": iso(plan.created),
        "updated": iso(plan.updated), "items": plan.items,
        "shipments": plan.confirmed_shipments().map(|shipment| json!({
            "id": shipment.id, "confirmation_id": shipment.confirmation_id, "status": shipment.status, "centre": shipment.centre,
            "items": shipment.items, "received": shipment.received, "tracking": shipment.tracking, "n_boxes": shipment.boxes.len(),
        })).collect::<Vec<_>>(),
    })
}
