//! Orders, API v0: the deprecated reads (personal data with a restricted data token only), shipment confirmation,
//! and the pick-up and regulated-order operations, which this seller's orders never need.

use serde_json::{Value, json};

use super::pages::{first_asked, remembered, remembered_page};
use super::{Answer, Ctx, Handler, Outcome, Refusal, absent, compact, is_order_id, money_v0};
use crate::clock::{HOUR, MINUTE, Ms, iso, parse_iso};
use crate::places;
use crate::world::orders::{Order, OrderLine, OrderPackage, OrderStatus, address_v0};

const LAG: Ms = 2 * MINUTE;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "getOrders" => Some(list),
        "getOrder" => Some(read),
        "getOrderBuyerInfo" => Some(buyer_info),
        "getOrderAddress" => Some(address),
        "getOrderItems" => Some(items),
        "getOrderItemsBuyerInfo" => Some(items_buyer_info),
        "getOrderRegulatedInfo" => Some(regulated_info),
        "updateVerificationStatus" => Some(update_verification),
        "updateShipmentStatus" => Some(update_shipment_status),
        "confirmShipment" => Some(confirm),
        _ => None,
    }
}

fn order<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Order, Refusal> {
    let id = ctx.text("orderId");
    ctx.account()
        .orders
        .get(id)
        .ok_or_else(|| absent("order", id, is_order_id(id)))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.marketplaces("MarketplaceIds")?;
    let (request, token) = remembered(ctx, "NextToken")?;
    let marketplaces = request.list("MarketplaceIds");
    let ids = request.list("AmazonOrderIds");
    let (created_after, updated_after) = (
        request.time("CreatedAfter"),
        request.time("LastUpdatedAfter"),
    );
    let (by_creation, after) = match (created_after, updated_after) {
        (Some(after), None) => (true, after),
        (None, Some(after)) => (false, after),
        (None, None) if !ids.is_empty() => (true, 0),
        _ => {
            return Err(Refusal::invalid(
                "Either CreatedAfter or LastUpdatedAfter is required, but not both.",
            ));
        }
    };
    let mine = if by_creation {
        "CreatedBefore"
    } else {
        "LastUpdatedBefore"
    };
    let first = first_asked(ctx, token.as_deref(), "")?;
    let before = request.time(mine).unwrap_or(first - LAG);
    if before > ctx.now() - LAG {
        return Err(Refusal::invalid(format!(
            "{mine} must be at least two minutes before the time of the request."
        )));
    }
    let size = request.integer("MaxResultsPerPage", 100).clamp(1, 100) as usize;
    let with_buyer = ctx.may_see("buyerInfo");
    let with_address = ctx.may_see("shippingAddress");
    let mut found: Vec<(String, Value)> = ctx
        .account()
        .orders
        .values()
        .filter(|order| marketplaces.contains(&order.marketplace))
        .filter(|order| ids.is_empty() || ids.contains(&order.id))
        .filter(|order| {
            (after..=before).contains(if by_creation {
                &order.created
            } else {
                &order.updated
            })
        })
        .filter(|order| {
            request.list("OrderStatuses").is_empty()
                || request.list_has("OrderStatuses", order.status.name_v0())
        })
        .filter(|order| {
            request.list("FulfillmentChannels").is_empty()
                || request.list_has(
                    "FulfillmentChannels",
                    if order.is_fba { "AFN" } else { "MFN" },
                )
        })
        .map(|order| {
            (
                format!(
                    "{:015}{}",
                    if by_creation {
                        order.created
                    } else {
                        order.updated
                    },
                    order.id
                ),
                order_json(order, with_buyer, with_address),
            )
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let page = remembered_page(ctx, found, token.as_deref(), size, HOUR, &request)?;
    let mut payload = compact(json!({"Orders": page.items, "NextToken": page.next}));
    payload[mine] = json!(iso(before));
    Ok(Answer::payload(payload))
}

fn order_json(order: &Order, with_buyer: bool, with_address: bool) -> Value {
    let is_pending = order.status == OrderStatus::Pending;
    let shipped: i64 = order.lines.iter().map(|line| line.shipped).sum();
    let open: i64 = order.lines.iter().map(OrderLine::open).sum();
    let mut json = json!({
        "AmazonOrderId": order.id, "PurchaseDate": iso(order.created), "LastUpdateDate": iso(order.updated), "OrderStatus": order.status.name_v0(),
        "FulfillmentChannel": if order.is_fba { "AFN" } else { "MFN" }, "SalesChannel": places::marketplace(&order.marketplace).map_or("", |found| found.name),
        "ShipServiceLevel": format!("{} Shipping", order.service), "NumberOfItemsShipped": shipped, "NumberOfItemsUnshipped": open,
        "PaymentMethod": "Other", "PaymentMethodDetails": ["Standard"], "MarketplaceId": order.marketplace,
        "ShipmentServiceLevelCategory": order.service, "OrderType": "StandardOrder", "EarliestShipDate": iso(order.created),
        "LatestShipDate": iso(order.ship_by), "EarliestDeliveryDate": iso(order.deliver_by.0), "LatestDeliveryDate": iso(order.deliver_by.1),
        "IsBusinessOrder": order.company.is_some(), "IsPrime": order.is_prime, "IsPremiumOrder": false, "IsGlobalExpressEnabled": false,
        "IsReplacementOrder": false, "IsSoldByAB": false, "IsISPU": false, "IsAccessPointOrder": false, "HasRegulatedItems": false,
    });
    if !is_pending {
        json["OrderTotal"] = money_v0(order.total(), &order.currency);
        let mut address = json!({"City": order.buyer.city, "PostalCode": order.buyer.postal_code, "CountryCode": order.buyer.country, "StateOrRegion": order.buyer.state});
        if with_address {
            address = address_v0(&order.buyer);
        }
        json["ShippingAddress"] = address;
        json["BuyerInfo"] = buyer_json(order, with_buyer);
    }
    json
}

fn buyer_json(order: &Order, with_buyer: bool) -> Value {
    if !with_buyer {
        return json!({});
    }
    compact(
        json!({"BuyerEmail": order.email, "BuyerName": order.buyer.name, "PurchaseOrderNumber": order.purchase_order}),
    )
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let (with_buyer, with_address) = (ctx.may_see("buyerInfo"), ctx.may_see("shippingAddress"));
    Ok(Answer::payload(order_json(
        order(ctx)?,
        with_buyer,
        with_address,
    )))
}

fn buyer_info(ctx: &mut Ctx<'_>) -> Outcome {
    let may_see = ctx.may_see("");
    let order = order(ctx)?;
    let mut payload = buyer_json(order, may_see);
    payload["AmazonOrderId"] = json!(order.id);
    Ok(Answer::payload(payload))
}

fn address(ctx: &mut Ctx<'_>) -> Outcome {
    let may_see = ctx.may_see("");
    let order = order(ctx)?;
    let mut payload = json!({"AmazonOrderId": order.id});
    if may_see && order.status != OrderStatus::Pending {
        payload["ShippingAddress"] = address_v0(&order.buyer);
    }
    Ok(Answer::payload(payload))
}

fn items(ctx: &mut Ctx<'_>) -> Outcome {
    let with_buyer = ctx.may_see("buyerInfo");
    let order = order(ctx)?;
    let items: Vec<Value> = order
        .lines
        .iter()
        .map(|line| line_json(order, line, with_buyer))
        .collect();
    Ok(Answer::payload(
        json!({"AmazonOrderId": order.id, "OrderItems": items}),
    ))
}

/// `QuantityOrdered` is "the number of items in the order" (model `ordersV0.json`). The model does not say whether units that were
/// cancelled are among them; here they are, as in `quantityOrdered` of 2026-01-01. What is left to ship v0 tells for the order
/// as a whole alone (`NumberOfItemsUnshipped`).
fn line_json(order: &Order, line: &OrderLine, with_buyer: bool) -> Value {
    let amount = |minor: i64| money_v0(minor, &order.currency);
    let mut json = json!({
        "ASIN": line.asin, "SellerSKU": line.sku, "OrderItemId": line.id, "Title": line.title, "QuantityOrdered": line.quantity,
        "QuantityShipped": line.shipped, "ProductInfo": {"NumberOfItems": "1"}, "IsGift": line.gift_message.is_some().to_string(),
        "ConditionId": "New", "ConditionSubtypeId": "New", "SerialNumberRequired": false, "IsTransparency": false,
    });
    if let Some(reason) = &line.cancel_request {
        json["BuyerRequestedCancel"] =
            json!({"IsBuyerRequestedCancel": "true", "BuyerCancelReason": reason});
    }
    if order.status != OrderStatus::Pending {
        json["ItemPrice"] = amount(line.unit_price * line.quantity);
        json["ItemTax"] = amount(line.tax);
        json["PromotionDiscount"] = amount(line.discount);
        json["PromotionDiscountTax"] = amount(0);
        if line.shipping > 0 {
            json["ShippingPrice"] = amount(line.shipping);
            json["ShippingTax"] = amount(line.shipping_tax);
        }
        if !order.is_tax_included && line.tax > 0 {
            json["TaxCollection"] = json!({"Model": "MarketplaceFacilitator", "ResponsibleParty": "Amazon Services, Inc."});
        }
        if with_buyer {
            json["BuyerInfo"] = gift_json(order, line);
        }
    }
    json
}

fn gift_json(order: &Order, line: &OrderLine) -> Value {
    match &line.gift_message {
        Some(message) => json!({
            "GiftWrapPrice": money_v0(line.gift_wrap, &order.currency), "GiftWrapTax": money_v0(line.gift_wrap_tax, &order.currency),
            "GiftMessageText": message, "GiftWrapLevel": "Classic",
        }),
        None => json!({}),
    }
}

fn items_buyer_info(ctx: &mut Ctx<'_>) -> Outcome {
    let may_see = ctx.may_see("");
    let order = order(ctx)?;
    let items: Vec<Value> = order
        .lines
        .iter()
        .map(|line| {
            let mut json = if may_see {
                gift_json(order, line)
            } else {
                json!({})
            };
            json["OrderItemId"] = json!(line.id);
            json
        })
        .collect();
    Ok(Answer::payload(
        json!({"AmazonOrderId": order.id, "OrderItems": items}),
    ))
}

fn regulated_info(ctx: &mut Ctx<'_>) -> Outcome {
    let order = order(ctx)?;
    Ok(Answer::payload(json!({
        "AmazonOrderId": order.id, "RegulatedInformation": {"Fields": []}, "RequiresDosageLabel": false,
        "RegulatedOrderVerificationStatus": {"Status": "Approved", "RequiresMerchantAction": false, "ValidRejectionReasons": []},
    })))
}

fn update_verification(ctx: &mut Ctx<'_>) -> Outcome {
    order(ctx)?;
    Err(Refusal::invalid("The order holds no regulated items."))
}

fn update_shipment_status(ctx: &mut Ctx<'_>) -> Outcome {
    order(ctx)?;
    Err(Refusal::invalid(
        "The order is not an in-store pickup order.",
    ))
}

/// Carrier codes Amazon takes; anything else must be `Other` with a name.
const CARRIERS: [&str; 43] = [
    "USPS",
    "UPS",
    "UPSMI",
    "FedEx",
    "FEDEX",
    "FedEx SmartPost",
    "DHL",
    "DHL eCommerce",
    "DHL Global Mail",
    "OnTrac",
    "Lasership",
    "Amazon Shipping",
    "AMZN_US",
    "AMZN_UK",
    "Canada Post",
    "CANADA_POST",
    "Purolator",
    "Royal Mail",
    "ROYAL_MAIL",
    "Parcelforce",
    "Yodel",
    "Hermes",
    "Evri",
    "DPD",
    "GLS",
    "Deutsche Post",
    "La Poste",
    "Colissimo",
    "Chronopost",
    "Correos",
    "SEUR",
    "Poste Italiane",
    "BRT",
    "SDA",
    "PostNL",
    "InPost",
    "PostNord",
    "Australia Post",
    "AUSTRALIA_POST",
    "Yamato",
    "YAMATO",
    "Sagawa",
    "Japan Post",
];

fn confirm(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let package = &body["packageDetail"];
    let text = |name: &str| package[name].as_str().unwrap_or_default();
    let order = order(ctx)?.clone();
    if body["marketplaceId"] != order.marketplace.as_str() {
        return Err(Refusal::invalid(
            "The marketplaceId does not match the order.",
        ));
    }
    if order.is_fba {
        return Err(Refusal::invalid(
            "Shipments of orders fulfilled by Amazon cannot be confirmed.",
        ));
    }
    if matches!(order.status, OrderStatus::Pending | OrderStatus::Cancelled) {
        return Err(Refusal::invalid(
            "The order is not in a state in which it can be shipped.",
        ));
    }
    if !text("packageReferenceId")
        .parse::<u64>()
        .is_ok_and(|number| number > 0)
    {
        return Err(Refusal::invalid(
            "The packageReferenceId must be a positive number.",
        ));
    }
    let carrier = match text("carrierCode") {
        "Other" if text("carrierName").is_empty() => {
            return Err(Refusal::invalid(
                "The carrierName is required when the carrierCode is Other.",
            ));
        }
        "Other" => text("carrierName"),
        code if CARRIERS.contains(&code) => code,
        code => {
            return Err(Refusal::invalid(format!(
                "The carrierCode {code} is invalid."
            )));
        }
    };
    let shipped = parse_iso(text("shipDate")).unwrap_or(ctx.now());
    if shipped > ctx.now() + 24 * HOUR || shipped < order.created - HOUR {
        return Err(Refusal::invalid(
            "The shipDate must lie between the purchase and now.",
        ));
    }
    let wanted: Vec<(String, i64)> = package["orderItems"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| {
            (
                item["orderItemId"].as_str().unwrap_or_default().to_owned(),
                item["quantity"].as_i64().unwrap_or(0),
            )
        })
        .collect();
    if wanted.is_empty() {
        return Err(Refusal::invalid("At least one order item is required."));
    }
    let held = order
        .packages
        .iter()
        .find(|held| held.reference == text("packageReferenceId"));
    let own = |id: &str| {
        held.map_or(0, |held| {
            held.lines
                .iter()
                .filter(|line| line.0 == id)
                .map(|line| line.1)
                .sum()
        })
    };
    for (id, quantity) in &wanted {
        let Some(line) = order.lines.iter().find(|line| &line.id == id) else {
            return Err(Refusal::invalid(format!(
                "The order item {id} does not belong to the order."
            )));
        };
        if *quantity < 1 {
            return Err(Refusal::invalid("The quantity must be at least 1."));
        }
        if *quantity > line.open() + own(id) {
            let too_much = format!("The quantity of order item {id} exceeds what is left to ship");
            // What was cancelled in part is not fulfilled: only where all that was to be shipped has left.
            return Err(if line.open() == 0 && line.shipped > 0 {
                let message = format!("{too_much}; it is already fulfilled.");
                Refusal::new(400, "PackageToUpdateNotFound", message)
            } else {
                Refusal::invalid(format!("{too_much}."))
            });
        }
    }
    let confirmed = OrderPackage {
        reference: text("packageReferenceId").to_owned(),
        carrier: carrier.to_owned(),
        service: text("shippingMethod").to_owned(),
        tracking: text("trackingNumber").to_owned(),
        shipped,
        created: ctx.now(),
        lines: wanted,
    };
    let is_edit = held.is_some();
    let id = order.id;
    if is_edit {
        ctx.world.edit_package(ctx.seller, &id, confirmed);
    } else {
        ctx.world.ship_package(ctx.seller, &id, confirmed);
    }
    Ok(Answer::empty(204))
}
