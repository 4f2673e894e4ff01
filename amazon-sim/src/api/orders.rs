//! Orders, API of 2026-01-01: search and read, with the data sets a caller asks for.

use serde_json::{Value, json};

use super::pages::{first_asked, page_by_key};
use super::{Answer, Ctx, Handler, Outcome, Refusal, absent, compact, is_order_id, money, put};
use crate::clock::{DAY, MINUTE, Ms, iso};
use crate::places;
use crate::world::money::mcf_order_id;
use crate::world::orders::{Order, OrderLine, OrderStatus};
use crate::world::outbound::{Outbound, OutboundStatus};

const TOKEN_LIFE: Ms = DAY;
const LAG: Ms = 2 * MINUTE;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "searchOrders" => Some(search),
        "getOrder" => Some(read),
        _ => None,
    }
}

/// Where an order was sold.
#[derive(Clone, Copy)]
enum Kind {
    Store,
    Outbound,
}

/// What hides parts of orders.
#[derive(Clone, Copy)]
struct View {
    hides_price: bool,
    hides_buyer: bool,
    hides_address: bool,
    may_see_buyer: bool,
    may_see_address: bool,
}

fn view(ctx: &mut Ctx<'_>) -> View {
    let missing = &ctx.account().missing_roles;
    let (may_see_buyer, may_see_address) = (
        !missing.contains("Tax Invoicing"),
        !missing.contains("Direct-to-Consumer Shipping"),
    );
    let hides_address = ctx.strikes("address-absent");
    View {
        hides_price: ctx.strikes("price-absent"),
        hides_buyer: hides_address || ctx.strikes("buyer-absent"),
        hides_address,
        may_see_buyer,
        may_see_address,
    }
}

fn search(ctx: &mut Ctx<'_>) -> Outcome {
    let request = ctx.request;
    let (created_after, updated_after) = (
        request.time("createdAfter"),
        request.time("lastUpdatedAfter"),
    );
    let by_creation = match (created_after, updated_after) {
        (Some(_), None) => true,
        (None, Some(_)) => false,
        _ => {
            return Err(Refusal::invalid(
                "Exactly one of createdAfter and lastUpdatedAfter must be provided.",
            ));
        }
    };
    let (mine, other) = if by_creation {
        ("createdBefore", "lastUpdatedBefore")
    } else {
        ("lastUpdatedBefore", "createdBefore")
    };
    if request.text(other).is_some() {
        return Err(Refusal::invalid(format!(
            "{other} cannot be used with this request."
        )));
    }
    let size = request.integer("maxResultsPerPage", 100);
    if !(1..=100).contains(&size) {
        return Err(Refusal::invalid(
            "maxResultsPerPage must be between 1 and 100.",
        ));
    }
    let after = created_after.or(updated_after).unwrap_or(0);
    if let Some(before) = request.time(mine)
        && before > ctx.now() - LAG
    {
        return Err(Refusal::invalid(format!(
            "{mine} must be at least two minutes before the time of the request."
        )));
    }
    let marketplaces: Vec<&str> = ctx
        .marketplaces("marketplaceIds")?
        .iter()
        .map(|found| found.id)
        .collect();
    let token = request.text("paginationToken").map(str::to_owned);
    let bound = format!(
        "{after}{by_creation}{:?}{marketplaces:?}{:?}{:?}",
        request.text(mine),
        request.list("fulfillmentStatuses"),
        request.list("fulfilledBy")
    );
    let before = match request.time(mine) {
        Some(before) => before,
        None => first_asked(ctx, token.as_deref(), &bound)? - LAG,
    };
    if after > before {
        return Err(Refusal::invalid(
            "The start of the interval must lie before its end, and at least two minutes before the time of the request.",
        ));
    }
    // With `stale-list` what changed in the last ten minutes is not there yet.
    let shown_until = if ctx.strikes("stale-list") {
        before.min(ctx.now() - 10 * MINUTE)
    } else {
        before
    };
    let fits = |status: &str, by: &str| {
        (request.list("fulfillmentStatuses").is_empty()
            || request.list_has("fulfillmentStatuses", status))
            && (request.list("fulfilledBy").is_empty() || request.list_has("fulfilledBy", by))
    };
    let account = ctx.account();
    let in_window = |created: Ms, updated: Ms| {
        (after..=shown_until).contains(if by_creation { &created } else { &updated })
    };
    // Keys first, so that only one page of many thousand orders is rendered.
    let mut found: Vec<(String, (Kind, String))> = Vec::new();
    for order in account.orders.values() {
        let by = if order.is_fba { "AMAZON" } else { "MERCHANT" };
        if in_window(order.created, order.updated)
            && marketplaces.contains(&order.marketplace.as_str())
            && fits(order.status.name(), by)
        {
            let at = if by_creation {
                order.created
            } else {
                order.updated
            };
            found.push((
                format!("{at:015}{}", order.id),
                (Kind::Store, order.id.clone()),
            ));
        }
    }
    for order in account.outbound.values() {
        if in_window(order.received, order.updated)
            && marketplaces.contains(&order.marketplace())
            && fits(mcf_status(order), "AMAZON")
        {
            let at = if by_creation {
                order.received
            } else {
                order.updated
            };
            found.push((
                format!("{at:015}{}", order.id),
                (Kind::Outbound, order.id.clone()),
            ));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let page = page_by_key(
        ctx,
        found,
        token.as_deref(),
        size as usize,
        TOKEN_LIFE,
        &bound,
    )?;
    let view = view(ctx);
    let (account, wanted) = (ctx.account(), request.list("includedData"));
    let orders: Vec<Value> = page
        .items
        .iter()
        .map(|(kind, id)| match kind {
            Kind::Store => order_json(&account.orders[id], wanted, view),
            Kind::Outbound => mcf_json(&account.outbound[id], wanted),
        })
        .collect();
    let mut body = json!({"orders": orders});
    body[mine] = json!(iso(before));
    if let Some(next) = page.next {
        body["pagination"] = json!({"nextToken": next});
    }
    Ok(Answer::ok(body))
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let view = view(ctx);
    let id = ctx.text("orderId");
    let wanted = ctx.request.list("includedData");
    if let Some(order) = ctx.account().orders.get(id) {
        return Ok(Answer::ok(
            json!({"order": order_json(order, wanted, view)}),
        ));
    }
    let outbound = ctx
        .account()
        .outbound
        .values()
        .find(|order| mcf_order_id(&order.id) == id);
    match outbound {
        Some(order) => Ok(Answer::ok(json!({"order": mcf_json(order, wanted)}))),
        None => Err(absent("order", id, is_order_id(id))),
    }
}

fn has(wanted: &[String], name: &str) -> bool {
    wanted.iter().any(|held| held == name)
}

fn order_json(order: &Order, wanted: &[String], view: View) -> Value {
    let is_pending = order.status == OrderStatus::Pending;
    let hides_price = is_pending || view.hides_price;
    let marketplace = places::marketplace(&order.marketplace);
    let mut programs = Vec::new();
    if order.is_prime {
        programs.push("PRIME");
    }
    if order.company.is_some() {
        programs.push("AMAZON_BUSINESS");
    }
    let items: Vec<Value> = order
        .lines
        .iter()
        .map(|line| line_json(order, line, wanted, hides_price))
        .collect();
    let mut json = json!({
        "orderId": order.id, "createdTime": iso(order.created), "lastUpdatedTime": iso(order.updated), "programs": programs,
        "salesChannel": {"channelName": "AMAZON", "marketplaceId": order.marketplace, "marketplaceName": marketplace.map_or("", |found| found.name)},
        "orderItems": items,
    });
    if has(wanted, "BUYER") && !is_pending && !view.hides_buyer {
        let mut buyer = json!({});
        if view.may_see_buyer {
            put(&mut buyer, "buyerName", json!(order.buyer.name));
        }
        if !order.is_fba {
            put(&mut buyer, "buyerEmail", json!(order.email));
        }
        put(&mut buyer, "buyerCompanyName", json!(order.company));
        put(
            &mut buyer,
            "buyerPurchaseOrderNumber",
            json!(order.purchase_order),
        );
        json["buyer"] = buyer;
    }
    if has(wanted, "RECIPIENT") && !is_pending && !view.hides_address {
        let mut address = json!({"city": order.buyer.city, "postalCode": order.buyer.postal_code, "countryCode": order.buyer.country});
        if !order.buyer.state.is_empty() {
            address["stateOrRegion"] = json!(order.buyer.state);
        }
        if view.may_see_address && !order.is_fba {
            address["name"] = json!(order.buyer.name);
            address["addressLine1"] = json!(order.buyer.line1);
            address["phone"] = json!(order.buyer.phone);
            address["addressType"] = json!("RESIDENTIAL");
            if !order.buyer.line2.is_empty() {
                address["addressLine2"] = json!(order.buyer.line2);
            }
        }
        json["recipient"] = json!({"deliveryAddress": address});
    }
    if has(wanted, "PROCEEDS") && !hides_price {
        json["proceeds"] = json!({"grandTotal": money(order.total(), &order.currency), "breakdowns": order_breakdowns(order)});
    }
    if has(wanted, "PAYMENT") && !hides_price {
        json["payment"] = json!({"paymentExecutions": [{"paymentMethod": "CreditCard", "paymentAmount": money(order.total(), &order.currency)}]});
    }
    if has(wanted, "TAX")
        && let Some(company) = &order.company
    {
        json["tax"] = json!({
            "taxRegistrations": [{"entityType": "BUYER", "legalName": company}], "taxInvoicing": {"buyerInvoicePreference": "BUSINESS"},
        });
    }
    if has(wanted, "FULFILLMENT") {
        json["fulfillment"] = json!({
            "fulfillmentStatus": order.status.name(), "fulfilledBy": if order.is_fba { "AMAZON" } else { "MERCHANT" },
            "fulfillmentServiceLevel": order.service.to_uppercase(),
            "shipByWindow": {"earliestDateTime": iso(order.created), "latestDateTime": iso(order.ship_by)},
            "deliverByWindow": {"earliestDateTime": iso(order.deliver_by.0), "latestDateTime": iso(order.deliver_by.1)},
        });
    }
    if has(wanted, "PACKAGES") && !order.is_fba && !order.packages.is_empty() {
        json["packages"] = order
            .packages
            .iter()
            .map(|package| {
                json!({
                    "packageReferenceId": package.reference, "createdTime": iso(package.created), "packageStatus": {"status": "SHIPPED"},
                    "carrier": package.carrier, "shipTime": iso(package.shipped), "shippingService": package.service,
                    "trackingNumber": package.tracking,
                    "packageItems": package.lines.iter().map(|(id, quantity)| json!({"orderItemId": id, "quantity": quantity})).collect::<Vec<_>>(),
                })
            })
            .collect();
    }
    json
}

fn order_breakdowns(order: &Order) -> Value {
    let sum = |of: fn(&OrderLine) -> i64| order.lines.iter().map(of).sum::<i64>();
    let parts = [
        ("ITEM", sum(|line| line.unit_price * line.quantity)),
        ("SHIPPING", sum(|line| line.shipping)),
        ("GIFT_WRAP", sum(|line| line.gift_wrap)),
        (
            "TAX",
            sum(|line| line.tax + line.shipping_tax + line.gift_wrap_tax),
        ),
        ("DISCOUNT", sum(|line| line.discount)),
    ];
    parts
        .into_iter()
        .filter(|(kind, minor)| *kind == "ITEM" || *minor != 0)
        .map(|(kind, minor)| json!({"type": kind, "subtotal": money(minor, &order.currency)}))
        .collect()
}

/// `quantityOrdered` is what "the customer ordered", `quantityUnfulfilled` what "remain[s] to be processed and shipped" (model
/// `orders_2026-01-01.json`). The model names no quantity of cancelled units and does not say whether they are among those
/// ordered; here they are, and they are never among those left to ship.
fn line_json(order: &Order, line: &OrderLine, wanted: &[String], hides_price: bool) -> Value {
    let mut product = json!({
        "asin": line.asin, "title": line.title, "sellerSku": line.sku,
        "condition": {"conditionType": if line.condition == "new_new" { "NEW" } else { "USED" }, "conditionSubtype": if line.condition == "new_new" { "NEW" } else { "GOOD" }},
    });
    if !hides_price {
        product["price"] = compact(json!({
            "unitPrice": money(line.unit_price, &order.currency), "priceDesignation": order.company.as_ref().map(|_| "BUSINESS_PRICE"),
        }));
    }
    let mut json =
        json!({"orderItemId": line.id, "quantityOrdered": line.quantity, "product": product});
    if has(wanted, "PROCEEDS") && !hides_price {
        let amount = |minor: i64| money(minor, &order.currency);
        let mut parts =
            vec![json!({"type": "ITEM", "subtotal": amount(line.unit_price * line.quantity)})];
        for (kind, minor) in [
            ("SHIPPING", line.shipping),
            ("GIFT_WRAP", line.gift_wrap),
            ("DISCOUNT", line.discount),
        ] {
            if minor != 0 {
                parts.push(json!({"type": kind, "subtotal": amount(minor)}));
            }
        }
        let tax = line.tax + line.shipping_tax + line.gift_wrap_tax;
        if tax != 0 {
            let details: Vec<Value> = [
                ("ITEM", line.tax),
                ("SHIPPING", line.shipping_tax),
                ("GIFT_WRAP", line.gift_wrap_tax),
            ]
            .into_iter()
            .filter(|(_, minor)| *minor != 0)
            .map(|(kind, minor)| json!({"subtype": kind, "value": amount(minor)}))
            .collect();
            parts.push(
                json!({"type": "TAX", "subtotal": amount(tax), "detailedBreakdowns": details}),
            );
        }
        json["proceeds"] = json!({"proceedsTotal": amount(line.total(order.is_tax_included)), "breakdowns": parts});
    }
    if has(wanted, "PROMOTION") && line.discount > 0 {
        json["promotion"] =
            json!({"breakdowns": [{"promotionId": format!("PROMO-{}", &line.id[..6])}]});
    }
    if has(wanted, "CANCELLATION") {
        let execution = order.cancelled_by.as_ref().filter(|_| line.cancelled > 0).map(|(by, reason)| {
            json!({"cancelledBy": if by == "SELLER" { "MERCHANT" } else { by }, "cancelReason": reason})
        });
        let request = line
            .cancel_request
            .as_ref()
            .map(|reason| json!({"requester": "BUYER", "cancelReason": reason}));
        if execution.is_some() || request.is_some() {
            json["cancellation"] = compact(
                json!({"cancellationRequest": request, "cancellationExecution": execution}),
            );
        }
    }
    if has(wanted, "FULFILLMENT") {
        let mut fulfillment =
            json!({"quantityFulfilled": line.shipped, "quantityUnfulfilled": line.open()});
        if let Some(message) = &line.gift_message {
            fulfillment["packing"] =
                json!({"giftOption": {"giftMessage": message, "giftWrapLevel": "Classic"}});
        }
        json["fulfillment"] = fulfillment;
    }
    if has(wanted, "TAX") && !order.is_tax_included && line.tax > 0 {
        json["tax"] = json!({"taxCollections": [{"model": "MARKETPLACE_FACILITATOR", "responsibleParty": "Amazon Services, Inc."}]});
    }
    json
}

fn mcf_status(order: &Outbound) -> &'static str {
    match order.status {
        OutboundStatus::Complete | OutboundStatus::CompletePartialled => "SHIPPED",
        OutboundStatus::Cancelled => "CANCELLED",
        OutboundStatus::Unfulfillable | OutboundStatus::Invalid => "UNFULFILLABLE",
        _ => "UNSHIPPED",
    }
}

/// A fulfilment order as the orders API shows it: sold elsewhere, fulfilled by Amazon.
fn mcf_json(order: &Outbound, wanted: &[String]) -> Value {
    let items: Vec<Value> = order
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let mut json = json!({"orderItemId": format!("{:014}", index + 1), "quantityOrdered": line.quantity, "product": {"sellerSku": line.sku}});
            if has(wanted, "FULFILLMENT") {
                json["fulfillment"] = json!({"quantityFulfilled": line.shipped, "quantityUnfulfilled": line.quantity - line.shipped - line.cancelled});
            }
            json
        })
        .collect();
    let mut json = json!({
        "orderId": mcf_order_id(&order.id), "orderAliases": [{"aliasId": order.id, "aliasType": "SELLER_ORDER_ID"}],
        "createdTime": iso(order.received), "lastUpdatedTime": iso(order.updated),
        "salesChannel": {"channelName": "NON_AMAZON", "marketplaceId": order.marketplace(), "marketplaceName": "Non-Amazon"},
        "orderItems": items,
    });
    if has(wanted, "FULFILLMENT") {
        json["fulfillment"] = json!({"fulfillmentStatus": mcf_status(order), "fulfilledBy": "AMAZON", "fulfillmentServiceLevel": order.speed().to_uppercase()});
    }
    json
}
