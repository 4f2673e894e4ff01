//! The control API under `/sim/…`, described by `/sim/openapi.json`, and the page at `/sim/`.
//!
//! It is for people, demos and tests; no Selling Partner client knows of it. Collections answer
//! `{"items": […], "next": …}` to `?limit=&after=`.

pub(crate) mod followers;
mod openapi;
mod views;

use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::{Pace, iso_ms, parse_duration, parse_iso};
use crate::journal::{Entry, Who};
use crate::model::Violation;
use crate::places::{self, Region};
use crate::simulator::{Call, Inner, Reply, Simulator};
use crate::world::Event;
use crate::world::account::SellingPlan;
use crate::world::misbehaviour::{KINDS, Misbehaviour};
use crate::world::orders::Wish;
use crate::world::outbound::{OutboundStatus, Scan};

const PAGE: &str = include_str!("page.html");

/// A refusal of the control API.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct ControlRefusal {
    status: u16,
    text: String,
    /// Places of the input that are wrong.
    places: Vec<Violation>,
}

impl ControlRefusal {
    /// As problem details (RFC 9457).
    fn reply(&self) -> Reply {
        let title = match self.status {
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            409 => "Conflict",
            _ => "Internal Server Error",
        };
        let mut problem = json!({"type": "about:blank", "title": title, "status": self.status, "detail": self.text});
        if !self.places.is_empty() {
            let places = self.places.iter();
            problem["errors"] = places
                .map(|place| json!({"at": place.at, "text": place.text}))
                .collect();
        }
        let body = problem.to_string().into_bytes();
        Reply::content(self.status, "application/problem+json", body)
    }
}

fn refuse(status: u16, text: impl Into<String>) -> ControlRefusal {
    ControlRefusal {
        status,
        text: text.into(),
        places: Vec::new(),
    }
}

/// The body of a call that fits the document.
fn checked(call: &Call, segments: &[&str]) -> Result<Value, ControlRefusal> {
    match openapi::find(&call.method, segments) {
        openapi::Found::Operation(operation) => match openapi::read(operation, call) {
            (body, places) if places.is_empty() => Ok(body),
            (_, places) => Err(ControlRefusal {
                places,
                ..refuse(400, "The input is wrong: see errors.")
            }),
        },
        openapi::Found::OtherMethods(methods) => {
            Err(refuse(405, format!("There is only {methods} here.")))
        }
        openapi::Found::Nothing => Err(unknown("resource")),
    }
}

/// The decoded parts of a path.
fn segments_of(call: &Call) -> Vec<String> {
    let parts = call.path.trim_matches('/').split('/');
    parts
        .map(|part| {
            percent_encoding::percent_decode_str(part)
                .decode_utf8_lossy()
                .into_owned()
        })
        .collect()
}

fn unknown(what: &str) -> ControlRefusal {
    refuse(404, format!("There is no such {what}."))
}

type Outcome = Result<Value, ControlRefusal>;

/// Answers a call, waiting where a call may wait: when time is advanced with followers, and for the followers.
pub(crate) async fn respond(simulator: &Simulator, call: Call) -> Reply {
    let segments = segments_of(&call);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), segments.as_slice()) {
        ("PUT", ["sim", "clock", "followers", name]) => {
            let body = match checked(&call, &segments) {
                Ok(body) => body,
                Err(refusal) => return refusal.reply(),
            };
            let wake_at = body["wake_at"].as_str().and_then(parse_iso);
            let wait = Duration::from_secs(body["wait_seconds"].as_u64().unwrap_or(20));
            let now = simulator
                .followers
                .follow(simulator, name, wake_at, wait)
                .await;
            Reply::json(200, &json!({"now": iso_ms(now)}))
        }
        ("POST", ["sim", "clock"]) => {
            let body = checked(&call, &segments);
            if let Some(target) = body.ok().and_then(|body| target(simulator, &body)) {
                // The call is journalled by its own answer, which then finds the clock already there.
                simulator.followers.advance(simulator, target).await;
                let set = json!({"set": iso_ms(target)}).to_string().into_bytes();
                return answer(simulator, &Call { body: set, ..call });
            }
            answer(simulator, &call)
        }
        _ => answer(simulator, &call),
    }
}

fn target(simulator: &Simulator, body: &Value) -> Option<i64> {
    let advanced = body["advance"]
        .as_str()
        .and_then(parse_duration)
        .map(|duration| simulator.now() + duration.max(0));
    advanced.or_else(|| body["set"].as_str().and_then(parse_iso))
}

/// Answers a call at once.
pub fn answer(simulator: &Simulator, call: &Call) -> Reply {
    let segments = segments_of(call);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), segments.as_slice()) {
        ("GET", ["sim"]) => {
            return Reply::content(200, "text/html; charset=utf-8", PAGE.as_bytes().to_vec());
        }
        ("GET", ["sim", "openapi.json"]) => return Reply::json(200, openapi::document()),
        ("GET", ["sim", "journal"]) => {
            let mut bytes = Vec::new();
            return match simulator.journal().write(&mut bytes) {
                Ok(()) => Reply::content(200, "application/x-ndjson", bytes),
                Err(error) => refuse(500, error.to_string()).reply(),
            };
        }
        _ => {}
    }
    let body = match checked(call, &segments) {
        Ok(body) => body,
        Err(refusal) => return refusal.reply(),
    };
    let mut inner = simulator.lock();
    inner.catch_up();
    let at = inner.world.now;
    let result = if call.method == "GET" {
        read(simulator, &inner, &segments, call)
    } else {
        change(simulator, &mut inner, &segments, call, &body)
    };
    let reply = match result {
        Ok(body) => Reply::json(200, &body),
        Err(refusal) => refusal.reply(),
    };
    if call.method != "GET" && reply.status == 200 {
        let entry = Entry::of(at, Who::Control, call, &reply, &inner.world.public_url);
        inner.keep(entry);
    }
    reply
}

fn read(simulator: &Simulator, inner: &Inner, segments: &[&str], call: &Call) -> Outcome {
    let world = &inner.world;
    let account = |seller: &str| world.accounts.get(seller).ok_or_else(|| unknown("account"));
    let body = match segments {
        ["sim", "accounts"] => {
            // Full accounts first: whoever takes the first one finds listings and stock there.
            let mut accounts: Vec<_> = world.accounts.values().collect();
            accounts.sort_by_key(|account| {
                (
                    account.plan == SellingPlan::Individual,
                    !account.has_fba,
                    account.region,
                    account.seller_id.clone(),
                )
            });
            page(
                call,
                accounts
                    .into_iter()
                    .map(|account| views::account(world, account))
                    .collect(),
            )
        }
        ["sim", "accounts", seller] => views::account(world, account(seller)?),
        ["sim", "accounts", seller, "listings"] => page(
            call,
            account(seller)?
                .listings
                .values()
                .map(|listing| views::listing(world, listing))
                .collect(),
        ),
        ["sim", "accounts", seller, "listings", sku] => views::listing(
            world,
            account(seller)?
                .listings
                .get(*sku)
                .ok_or_else(|| unknown("listing"))?,
        ),
        ["sim", "accounts", seller, "stock"] => page(
            call,
            account(seller)?
                .stock
                .iter()
                .map(|(sku, stock)| views::stock(sku, stock))
                .collect(),
        ),
        ["sim", "accounts", seller, "stock", sku] => views::stock(
            sku,
            account(seller)?
                .stock
                .get(*sku)
                .ok_or_else(|| unknown("stock"))?,
        ),
        ["sim", "accounts", seller, "orders"] => {
            let mut orders: Vec<_> = account(seller)?.orders.values().collect();
            orders.sort_by_key(|order| std::cmp::Reverse(order.updated));
            page(call, orders.into_iter().map(views::order).collect())
        }
        ["sim", "accounts", seller, "orders", id] => views::order(
            account(seller)?
                .orders
                .get(*id)
                .ok_or_else(|| unknown("order"))?,
        ),
        ["sim", "accounts", seller, "fulfilment-orders"] => {
            let mut orders: Vec<_> = account(seller)?.outbound.values().collect();
            orders.sort_by_key(|order| std::cmp::Reverse(order.updated));
            page(
                call,
                orders
                    .into_iter()
                    .map(|order| views::outbound(order, world.now))
                    .collect(),
            )
        }
        ["sim", "accounts", seller, "fulfilment-orders", id] => views::outbound(
            account(seller)?
                .outbound
                .get(*id)
                .ok_or_else(|| unknown("fulfilment order"))?,
            world.now,
        ),
        ["sim", "accounts", seller, "inbound-plans"] => page(
            call,
            account(seller)?
                .inbound
                .plans
                .values()
                .map(views::plan)
                .collect(),
        ),
        ["sim", "accounts", seller, "notifications"] => page(
            call,
            account(seller)?
                .notify
                .messages
                .iter()
                .map(views::message)
                .collect(),
        ),
        ["sim", "accounts", seller, "transactions"] => page(
            call,
            account(seller)?
                .money
                .transactions
                .iter()
                .map(views::transaction)
                .collect(),
        ),
        ["sim", "accounts", seller, "reports"] => page(
            call,
            account(seller)?
                .jobs
                .reports
                .values()
                .map(views::job)
                .collect(),
        ),
        ["sim", "accounts", seller, "feeds"] => page(
            call,
            account(seller)?
                .jobs
                .feeds
                .values()
                .map(views::job)
                .collect(),
        ),
        ["sim", "applications"] => page(
            call,
            world
                .applications
                .values()
                .map(views::application)
                .collect(),
        ),
        ["sim", "calls"] => calls(inner, call),
        ["sim", "clock"] => clock(simulator, inner),
        ["sim", "misbehaviours"] => {
            let active = world.misbehaviours.active().iter();
            json!({"items": active.map(views::misbehaviour).collect::<Vec<_>>(), "next": null})
        }
        ["sim", "misbehaviours", "kinds"] => {
            json!({"items": KINDS.iter().map(|kind| json!({"name": kind.name, "seen": kind.seen})).collect::<Vec<_>>(), "next": null})
        }
        ["sim", "usage-plans"] => {
            let plans = simulator.models().operations().iter().map(|operation| {
                let plan = world.buckets.plan(&operation.key, operation.plan);
                json!({"operation": operation.key, "method": operation.method, "path": operation.path, "rate": plan.rate, "burst": plan.burst})
            });
            page(call, plans.collect())
        }
        ["sim", "faults"] => json!({"items": inner.faults, "next": null}),
        _ => return Err(unknown("resource")),
    };
    Ok(body)
}

/// A page of a collection; `after` is the number of items already seen.
fn page(call: &Call, items: Vec<Value>) -> Value {
    let number = |name: &str| {
        call.query
            .iter()
            .find(|(held, _)| held == name)
            .and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let (after, limit) = (
        number("after").unwrap_or(0),
        number("limit").unwrap_or(1_000),
    );
    let n_items = items.len();
    let items: Vec<Value> = items.into_iter().skip(after).take(limit).collect();
    let end = after + items.len();
    json!({"items": items, "next": if end < n_items { json!(end.to_string()) } else { Value::Null }, "total": n_items})
}

fn calls(inner: &Inner, call: &Call) -> Value {
    let wanted = |name: &str| {
        call.query
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.clone())
    };
    let after: u64 = wanted("after")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let limit: usize = wanted("limit")
        .and_then(|text| text.parse().ok())
        .unwrap_or(200);
    let fits = inner.calls.iter().filter(|logged| {
        logged.number > after
            && wanted("operation").is_none_or(|operation| {
                logged.operation == operation
                    || logged.operation.starts_with(&format!("{operation}/"))
            })
            && wanted("seller_id")
                .is_none_or(|seller| logged.seller_id.as_deref() == Some(seller.as_str()))
            && wanted("status").is_none_or(|status| logged.status.to_string() == status)
    });
    let found: Vec<_> = if after > 0 {
        fits.take(limit).collect()
    } else {
        fits.rev()
            .take(limit)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect()
    };
    let next = if after > 0 && found.len() == limit {
        json!(found.last().map(|logged| logged.number.to_string()))
    } else {
        Value::Null
    };
    json!({"items": found, "next": next, "total": inner.n_calls})
}

fn clock(simulator: &Simulator, inner: &Inner) -> Value {
    let followers: Vec<Value> = simulator
        .followers
        .list()
        .into_iter()
        .map(|(name, wake_at)| json!({"name": name, "wake_at": wake_at.map(iso_ms)}))
        .collect();
    json!({
        "now": iso_ms(inner.world.now), "started": iso_ms(inner.world.founded), "running": inner.clock.pace() == Pace::Running,
        "next_event": inner.world.next_due().map(iso_ms), "followers": followers,
    })
}

fn change(
    simulator: &Simulator,
    inner: &mut Inner,
    segments: &[&str],
    call: &Call,
    body: &Value,
) -> Outcome {
    match (call.method.as_str(), segments) {
        ("POST", ["sim", "clock"]) => change_clock(inner, body),
        ("DELETE", ["sim", "calls"]) => {
            inner.calls.clear();
            Ok(json!({}))
        }
        ("POST", ["sim", "misbehaviours"]) => switch_on(inner, body),
        ("DELETE", ["sim", "misbehaviours"]) => {
            inner.world.misbehaviours.clear(None);
            Ok(json!({}))
        }
        ("DELETE", ["sim", "misbehaviours", which]) => {
            match which.parse() {
                Ok(id) if inner.world.misbehaviours.switch_off(id) => {}
                Ok(_) => return Err(unknown("misbehaviour")),
                Err(_) if KINDS.iter().any(|kind| kind.name == *which) => {
                    inner.world.misbehaviours.clear(Some(which));
                }
                Err(_) => return Err(unknown("misbehaviour")),
            }
            Ok(json!({}))
        }
        ("PUT", ["sim", "usage-plans", model, operation]) => {
            let (Some(rate), Some(burst)) = (body["rate"].as_f64(), body["burst"].as_f64()) else {
                return Err(refuse(400, "A usage plan needs rate and burst."));
            };
            let key = format!("{model}/{operation}");
            if simulator.models().operation(&key).is_none() {
                return Err(unknown("operation"));
            }
            inner.world.buckets.overrides.insert(key, (rate, burst));
            Ok(json!({}))
        }
        ("POST", ["sim", "applications", client_id, "rotate"]) => {
            inner
                .world
                .rotate_secret(client_id)
                .ok_or_else(|| unknown("application"))?;
            Ok(views::application(&inner.world.applications[*client_id]))
        }
        ("PATCH", ["sim", "applications", client_id]) => {
            let application = inner
                .world
                .applications
                .get_mut(*client_id)
                .ok_or_else(|| unknown("application"))?;
            if let Some(uris) = body["redirect_uris"].as_array() {
                application.redirect_uris = uris
                    .iter()
                    .filter_map(|uri| uri.as_str().map(str::to_owned))
                    .collect();
            }
            if let Some(at) = body["secret_expires"].as_str().and_then(parse_iso) {
                application.secret_expires = at;
            }
            Ok(views::application(application))
        }
        ("POST", ["sim", "accounts"]) => open_account(inner, body),
        (method, ["sim", "accounts", seller, rest @ ..]) => {
            if !inner.world.accounts.contains_key(*seller) {
                return Err(unknown("account"));
            }
            change_account(inner, method, seller, rest, body)
        }
        ("PATCH", ["sim", "parcels", number]) => change_parcel(inner, number, body),
        _ => Err(unknown("resource")),
    }
}

fn change_clock(inner: &mut Inner, body: &Value) -> Outcome {
    if let Some(running) = body["running"].as_bool() {
        inner
            .clock
            .set_pace(if running { Pace::Running } else { Pace::Frozen });
    }
    if let Some(text) = body["advance"].as_str() {
        let duration = parse_duration(text)
            .filter(|duration| *duration >= 0)
            .ok_or_else(|| refuse(400, format!("{text} is no ISO 8601 duration.")))?;
        // From where the world stands, so that a repeated run arrives at the same instant.
        let target = inner.world.now + duration;
        inner.move_to(target);
    }
    if let Some(text) = body["set"].as_str() {
        let at =
            parse_iso(text).ok_or_else(|| refuse(400, format!("{text} is no ISO 8601 time.")))?;
        inner.move_to(at);
    }
    Ok(json!({"now": iso_ms(inner.world.now)}))
}

fn switch_on(inner: &mut Inner, body: &Value) -> Outcome {
    let mut wanted = body.clone();
    // "for" is how a person says until when.
    if let Some(duration) = body["for"].as_str().and_then(parse_duration) {
        wanted["until"] = json!(inner.world.now + duration);
    }
    if let Some(at) = body["until"].as_str().and_then(parse_iso) {
        wanted["until"] = json!(at);
    }
    if let Some(members) = wanted.as_object_mut() {
        members.remove("for");
    }
    let misbehaviour: Misbehaviour = serde_json::from_value(wanted)
        .map_err(|error| refuse(400, format!("That is no misbehaviour: {error}.")))?;
    let id = inner
        .world
        .misbehaviours
        .switch_on(misbehaviour)
        .map_err(|error| {
            refuse(
                400,
                format!("{error}; GET /sim/misbehaviours/kinds lists them."),
            )
        })?;
    Ok(json!({"id": id}))
}

fn open_account(inner: &mut Inner, body: &Value) -> Outcome {
    let region = body["region"]
        .as_str()
        .and_then(Region::from_code)
        .ok_or_else(|| refuse(400, "An account needs a region: na, eu or fe."))?;
    let countries: Vec<&str> = body["countries"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let marketplaces: Vec<String> = countries
        .iter()
        .filter_map(|code| places::marketplace_of(code))
        .filter(|found| found.region == region)
        .map(|found| found.id.to_owned())
        .collect();
    if marketplaces.is_empty() {
        return Err(refuse(
            400,
            "An account needs at least one country of its region.",
        ));
    }
    let seller = inner.world.open_account(
        body["name"].as_str().unwrap_or("New Seller"),
        region,
        marketplaces,
        body["has_fba"] != json!(false),
        body["plan"] == json!("INDIVIDUAL"),
    );
    Ok(views::account(&inner.world, inner.world.account(&seller)))
}

fn change_account(
    inner: &mut Inner,
    method: &str,
    seller: &str,
    rest: &[&str],
    body: &Value,
) -> Outcome {
    let world = &mut inner.world;
    let count = |name: &str| body[name].as_i64().unwrap_or(0).clamp(0, 200_000);
    match (method, rest) {
        ("PATCH", []) => {
            let account = world.account_mut(seller);
            if let Some(plan) = body["plan"].as_str() {
                account.plan = if plan == "INDIVIDUAL" {
                    SellingPlan::Individual
                } else {
                    SellingPlan::Professional
                };
            }
            if let Some(roles) = body["missing_roles"].as_array() {
                account.missing_roles = roles
                    .iter()
                    .filter_map(|role| role.as_str().map(str::to_owned))
                    .collect();
            }
            if let Some(has_fba) = body["has_fba"].as_bool() {
                account.has_fba = has_fba;
            }
            if let Some(revoked) = body["revoked"].as_bool() {
                account
                    .authorisations
                    .iter_mut()
                    .for_each(|held| held.revoked = revoked);
            }
            if let Some(n) = body["orders_per_day"].as_i64() {
                let was_idle = account.orders_per_day == 0;
                account.orders_per_day = n.max(0);
                if was_idle && n > 0 {
                    world.schedule(world.now, seller, Event::BuyerArrives);
                }
            }
            Ok(views::account(world, world.account(seller)))
        }
        ("POST", ["listings"]) => {
            let mut skus = Vec::new();
            if body["items"].is_array() {
                for item in body["items"].as_array().into_iter().flatten() {
                    skus.push(world.add_listing(seller, item).ok_or_else(|| {
                        refuse(
                            400,
                            "A listing needs a sku, and an asin that exists or none.",
                        )
                    })?);
                }
            } else {
                skus = world.add_listings(
                    seller,
                    count("count") as usize,
                    body["prefix"].as_str().unwrap_or("BULK"),
                    body["fba"] != json!(false),
                );
            }
            Ok(
                json!({"n_listings": skus.len(), "skus": skus.into_iter().take(1_000).collect::<Vec<_>>()}),
            )
        }
        ("PATCH", ["stock", sku]) => {
            let now = world.now;
            let account = world.account_mut(seller);
            let stock = account.stock.get_mut(*sku);
            let stock = stock.ok_or_else(|| unknown("stock"))?;
            let before = stock.clone();
            let mut changed = json!(stock);
            for (name, value) in body
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(_, value)| value.is_i64())
            {
                changed[name] = value.clone();
            }
            changed["updated"] = json!(now);
            *stock = serde_json::from_value(changed)
                .map_err(|error| refuse(400, format!("That is no stock: {error}.")))?;
            let view = views::stock(sku, stock);
            account.note_correction(now, sku, &before);
            Ok(view)
        }
        ("POST", ["orders"]) => {
            let mut ids = Vec::new();
            let wish: Wish = serde_json::from_value(body.clone())
                .map_err(|error| refuse(400, format!("That is no order: {error}.")))?;
            for _ in 0..count("count").max(1) {
                ids.extend(world.place_order(seller, &wish));
            }
            if ids.is_empty() {
                Err(refuse(409, "Nothing of that can be bought."))
            } else {
                Ok(json!({"ids": ids}))
            }
        }
        ("POST", ["orders", id, verb]) => {
            let is_done = match *verb {
                "confirm" => {
                    world.order_confirmed(seller, id);
                    true
                }
                "cancel" => world.cancel_order(
                    seller,
                    id,
                    body["by"].as_str().unwrap_or("BUYER"),
                    body["reason"].as_str().unwrap_or("BUYER_CANCELLED"),
                ),
                "request-cancellation" => world.request_cancellation(
                    seller,
                    id,
                    body["reason"].as_str().unwrap_or("Ordered by mistake"),
                ),
                "cancel-units" => world.cancel_units(
                    seller,
                    id,
                    (
                        body["order_item_id"].as_str().unwrap_or_default(),
                        body["quantity"].as_i64().unwrap_or(1),
                    ),
                    (
                        body["by"].as_str().unwrap_or("SELLER"),
                        body["reason"].as_str().unwrap_or("NoInventory"),
                    ),
                ),
                "ship" => {
                    world.ship_order(seller, id);
                    true
                }
                "return" => {
                    world.order_returned(seller, id);
                    true
                }
                _ => return Err(unknown("action")),
            };
            let order = world
                .account(seller)
                .orders
                .get(*id)
                .ok_or_else(|| unknown("order"))?;
            if is_done {
                Ok(views::order(order))
            } else {
                Err(refuse(
                    409,
                    "The order is not in a state in which that can be done.",
                ))
            }
        }
        ("POST", ["fulfilment-orders", id, "status"]) => {
            let status = body["status"]
                .as_str()
                .and_then(OutboundStatus::from_name)
                .ok_or_else(|| refuse(400, "The status is not known."))?;
            if !world.account(seller).outbound.contains_key(*id) {
                return Err(unknown("fulfilment order"));
            }
            crate::api::force_status(world, seller, id, status);
            Ok(views::outbound(
                &world.account(seller).outbound[*id],
                world.now,
            ))
        }
        ("POST", ["inbound-shipments", id, "status"]) => {
            let status = body["status"].as_str().unwrap_or_default().to_owned();
            if world.set_inbound_status(seller, id, &status) {
                Ok(json!({}))
            } else {
                Err(unknown("shipment"))
            }
        }
        _ => Err(unknown("resource")),
    }
}

fn change_parcel(inner: &mut Inner, number: &str, body: &Value) -> Outcome {
    let now = inner.world.now;
    let parcel = number
        .parse()
        .ok()
        .and_then(|number| inner.world.parcel_mut(number))
        .ok_or_else(|| unknown("parcel"))?;
    if let Some(code) = body["event"].as_str() {
        let city = body["city"]
            .as_str()
            .map(str::to_owned)
            .or_else(|| parcel.scans.last().map(|scan| scan.city.clone()))
            .unwrap_or_default();
        parcel.scans.retain(|scan| scan.at <= now);
        parcel.scans.push(Scan {
            at: now,
            code: code.to_owned(),
            city,
        });
        parcel.status = None;
    }
    if let Some(status) = body["status"].as_str() {
        parcel.status = Some(status.to_owned());
    }
    Ok(views::parcel(parcel, now))
}
