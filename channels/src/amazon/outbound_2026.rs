//! Fulfilment by Amazon by the 2026-07-04 generation of outbound.
//!
//! Orders are previewed, sent, released, cancelled and followed by it; where a parcel is stands in
//! the order itself, so that following takes one call. It has no returns, no tracking events and no
//! edit of a held order: returns, stock and inbound go the ways of [`Fba`], the other two are not
//! among the capabilities. Methods have the same names in both, so that an account can be moved from
//! one generation to the other without touching its settings.

use std::collections::HashMap;

use ::amazon::{
    Operation, Priority,
    api::{
        outbound_2020,
        outbound_2026::{
            self as wire, Amount, CancelOrder, Constraint, CreateOrder, CreateOrderLineItem,
            CreateOrderRequest, FulfillmentOrder, GetOrder, GetOrderPreview,
            GetOrderPreviewRequest, ListOrders, OrderDestination, OrderFulfillmentConfiguration,
            OrderOrigin, OrderPackingSlip, OrderProduct, OrderServices, PackagingService,
            PreviewDeliveryOffer, PreviewDestination, PreviewFulfillmentConfiguration,
            PreviewLineItem, PreviewPlannedShipment, PreviewProduct, PreviewServiceLevel,
            ProductIdentifier, ServiceLevel, Shipment, Shipments,
            UpdateOrderFulfillmentConfiguration, UpdateOrderRequest,
        },
    },
    lenient::{DateTime, Decimal},
    marketplace,
};
use async_trait::async_trait;
use futures::TryStreamExt;
use jiff::Timestamp;
use rust_decimal::prelude::ToPrimitive;

use super::{
    Fba, filled, fulfilment, lower_lines, mapping,
    reading::{Lost, latest, present},
    told,
};
use crate::{
    error::{Error, Reason},
    fulfilment::{
        Cancellation, Capabilities, Changed, FulfilmentService, LineProgress, Method, MethodOffer,
        OutboundLine, OutboundOrder, Parcel, Progress, Release, ReturnProgress, ReturnReason,
        ReturnUnit, Sent, Status, StockPass, StockQuery, Window,
    },
    inbound::InboundService,
    words::{self, Earlier, Money, Problem, Severity, Told},
};

/// Amazon's tiers with the names that our methods have in both generations.
const TIERS: [(&str, &str); 3] = [
    ("STANDARD", "Standard"),
    ("EXPEDITED", "Expedited"),
    ("PRIORITY", "Priority"),
];
/// Where planned shipments stand in their answer.
const SHIPMENTS: &str = "plannedShipments";
/// Where the tier `PRIORITY` exists.
const WITH_PRIORITY: [&str; 3] = ["CA", "IN", "MX"];

/// A seller's FBA in one marketplace, by the newer generation of outbound.
pub struct Fba2026 {
    base: Fba,
}

impl Fba2026 {
    /// The same account and marketplace as `base`, with outbound by 2026-07-04.
    pub fn new(base: Fba) -> Self {
        Self { base }
    }

    fn country(&self) -> Option<&'static str> {
        marketplace::by_id(&self.base.marketplace).map(|found| found.country)
    }

    fn origin(&self) -> OrderOrigin {
        OrderOrigin {
            country_code: self.country().map(str::to_owned),
        }
    }

    async fn read(&self, id: &str) -> Result<FulfillmentOrder, Error> {
        Ok(self.read_whole(id).await?.0)
    }

    /// An order, and what of it could not be read.
    async fn read_whole(&self, id: &str) -> Result<(FulfillmentOrder, Lost), Error> {
        let get = GetOrder {
            order_id: id.to_owned(),
            ..GetOrder::default()
        };
        match self.base.session.call(&get).await {
            Ok(answer) => {
                let order = answer.body.order.ok_or_else(|| Error::Unreachable {
                    retry_after: None,
                    cause: "getOrder was answered without an order".to_owned(),
                })?;
                Ok((order, answer.unread.into()))
            }
            Err(error) if outbound_2020::is_absent(&error) => Err(Error::NotFound(id.to_owned())),
            Err(error) => Err(told::<GetOrder>(error, id)),
        }
    }

    async fn write<O: Operation>(&self, operation: &O, id: &str) -> Result<(), Error> {
        let session = self.base.session.with_priority(Priority::Write);
        match session.call(operation).await {
            Ok(_) => Ok(()),
            Err(error) => Err(match told::<O>(error, id) {
                // What an order's state does not allow is refused with 403.
                Error::NotPermitted { message, .. } => Error::Refused {
                    reason: Reason::NotNow,
                    message,
                    problems: Vec::new(),
                },
                error => error,
            }),
        }
    }
}

#[async_trait]
impl FulfilmentService for Fba2026 {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            edit_held: false,
            ..self.base.capabilities()
        }
    }

    fn methods(&self) -> Vec<Method> {
        let has_priority = self
            .country()
            .is_some_and(|country| WITH_PRIORITY.contains(&country));
        TIERS
            .iter()
            .filter(|(tier, _)| *tier != "PRIORITY" || has_priority)
            .map(|(_, name)| Method((*name).to_owned()))
            .collect()
    }

    fn check(&self, order: &OutboundOrder) -> Vec<Problem> {
        let mut problems = self.base.check(order);
        if order.notify.len() > 1 {
            problems.push(Problem::warning(
                "notify",
                "Amazon writes to the first of these addresses alone, as the order has place for one",
            ));
        }
        if !self.methods().contains(&order.method) {
            problems.push(Problem::of(
                "method",
                format!("Amazon has no method {} here", order.method.0),
            ));
        }
        problems
    }

    async fn preview(
        &self,
        address: &words::Address,
        lines: &[OutboundLine],
    ) -> Result<Told<MethodOffer>, Error> {
        let wrong = fulfilment::check_address(address);
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        let methods = self.methods();
        let request = GetOrderPreview {
            fulfillment_service_id: None,
            body: GetOrderPreviewRequest {
                destination: PreviewDestination {
                    delivery_address: wire_address(address),
                },
                origin: Some(self.origin()),
                line_items: lines
                    .iter()
                    .map(|line| PreviewLineItem {
                        amount: each(line.quantity),
                        product: PreviewProduct {
                            product_identifier: product(&line.sku),
                            ..PreviewProduct::default()
                        },
                    })
                    .collect(),
                fulfillment_configuration: Some(PreviewFulfillmentConfiguration {
                    service_level: Some(PreviewServiceLevel {
                        service_tiers: Some(methods.iter().map(tier).collect()),
                    }),
                    ..PreviewFulfillmentConfiguration::default()
                }),
                ..GetOrderPreviewRequest::default()
            },
        };
        // A person waits for it.
        let session = self.base.session.with_priority(Priority::Interactive);
        let answer = session
            .call(&request)
            .await
            .map_err(|error| told::<GetOrderPreview>(error, "preview"))?;
        let lost = Lost::from(answer.unread);
        let constraints = answer.body.constraints.into_iter().flatten();
        let planned = Planned {
            holes: holes(answer.body.planned_shipments.as_deref(), &lost),
            shipments: answer.body.planned_shipments.unwrap_or_default(),
            constraints: constraints.map(constraint).collect(),
        };
        let mut offers = Told::default();
        for method in methods {
            match planned.offer(&method) {
                Some(offer) => offers.rows.push(offer),
                None => offers
                    .unread
                    .push(fulfilment::untold_method(&method, SHIPMENTS)),
            }
        }
        offers.unread.extend(lost.rest(None));
        Ok(offers)
    }

    async fn send(
        &self,
        order: &OutboundOrder,
        release: Release,
        earlier: Earlier,
    ) -> Result<Sent, Error> {
        let mut problems = self.check(order);
        problems.retain(|problem| problem.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let action = match release {
            Release::Ship => "SHIP",
            Release::Hold => "HOLD",
        };
        let create = CreateOrder {
            fulfillment_service_id: None,
            body: CreateOrderRequest {
                order_id: order.id.clone(),
                origin: Some(self.origin()),
                destination: OrderDestination {
                    delivery_address: Some(wire::Address {
                        // Whom Amazon writes to has its place in the address here, and is one: `check` tells.
                        email: order.notify.first().cloned(),
                        ..wire_address(&order.address)
                    }),
                    ..OrderDestination::default()
                },
                fulfillment_configuration: Some(OrderFulfillmentConfiguration {
                    action: Some(action.to_owned()),
                    policy: None,
                    service_level: Some(ServiceLevel {
                        service_tiers: Some(vec![tier(&order.method)]),
                        delivery_interval: None,
                    }),
                    services: Some(packing_slip(order)),
                }),
                line_items: order
                    .lines
                    .iter()
                    .map(|line| CreateOrderLineItem {
                        amount: each(line.quantity),
                        line_item_id: line.id.clone(),
                        product: OrderProduct {
                            product_identifier: Some(product(&line.sku)),
                            ..OrderProduct::default()
                        },
                        fulfillment_configuration: None,
                    })
                    .collect(),
                ..CreateOrderRequest::default()
            },
        };
        let earlier = match earlier {
            Earlier::Never => ::amazon::operation::Earlier::Never,
            Earlier::Perhaps => ::amazon::operation::Earlier::Perhaps,
        };
        let session = self.base.session.with_priority(Priority::Write);
        match wire::ensure_created(&session, &order.id, &create, earlier).await {
            Ok(::amazon::operation::Created::Now) => Ok(Sent::Now),
            Ok(::amazon::operation::Created::Before) => Ok(Sent::Before),
            Err(error) => Err(told::<CreateOrder>(error, &order.id)),
        }
    }

    async fn edit_held(&self, _order: &OutboundOrder) -> Result<(), Error> {
        Err(Error::Unsupported("edit held orders"))
    }

    async fn release(&self, id: &str) -> Result<(), Error> {
        let ship = wire::UpdateOrder {
            fulfillment_service_id: None,
            order_id: id.to_owned(),
            body: UpdateOrderRequest {
                fulfillment_configuration: Some(UpdateOrderFulfillmentConfiguration {
                    action: Some("SHIP".to_owned()),
                }),
            },
        };
        match self.write(&ship, id).await {
            Err(
                error @ Error::Refused {
                    reason: Reason::NotNow,
                    ..
                },
            ) => {
                // It may have gone already, by a call whose answer was lost.
                let order = self.read(id).await?;
                let action = order
                    .fulfillment_configuration
                    .and_then(|configuration| configuration.action);
                if action.is_some_and(|action| action.eq_ignore_ascii_case("SHIP")) {
                    Ok(())
                } else {
                    Err(error)
                }
            }
            outcome => outcome,
        }
    }

    async fn cancel(&self, id: &str) -> Result<Cancellation, Error> {
        let cancel = CancelOrder {
            fulfillment_service_id: None,
            order_id: id.to_owned(),
        };
        let refusal = match self.write(&cancel, id).await {
            Ok(()) => None,
            Err(refused @ Error::Refused { .. }) => Some(refused),
            Err(error) => return Err(error),
        };
        let word = self.read(id).await?.status.unwrap_or_default();
        match refusal {
            _ if word.eq_ignore_ascii_case("CANCELLED") => Ok(Cancellation::Done),
            None => Ok(Cancellation::Asked),
            Some(Error::Refused {
                message, problems, ..
            }) => Err(Error::Refused {
                reason: Reason::NotNow,
                message,
                problems,
            }),
            Some(error) => Err(error),
        }
    }

    async fn progress(&self, id: &str, delivered: &[String]) -> Result<Progress, Error> {
        let (order, lost) = self.read_whole(id).await?;
        let now = self.base.session.client().clock().now();
        // Returns are the older generation's alone, and nothing comes back that was not sent.
        let is_sent = order.shipments.iter().flatten().any(is_sent);
        let returns = if is_sent {
            self.base.returns_of(id).await?
        } else {
            Told::default()
        };
        let mut progress = progress(id, order, returns.rows, delivered, now);
        progress.unread.extend(returns.unread);
        progress.unread.extend(lost.rest(Some(id)));
        Ok(progress)
    }

    async fn changed_since(&self, since: Timestamp) -> Result<Told<Changed>, Error> {
        let list = ListOrders {
            updated_after: Some(since.into()),
            shipments: Some(Shipments::Exclude),
            ..ListOrders::default()
        };
        let pages: Vec<_> = self
            .base
            .session
            .pages(list)
            .try_collect()
            .await
            .map_err(|error| told::<ListOrders>(error, "orders"))?;
        let mut changed = Told::default();
        for page in pages {
            let mut lost = Lost::from(page.unread);
            changed.extend(lost.rows("orders", "orderId", page.body.orders, |order| {
                Ok(Changed {
                    id: present(order.order_id, "the order's id")?,
                    service_status: order.status.unwrap_or_default(),
                    changed_at: order.status_update_time.and_then(|time| time.instant()),
                })
            }));
            changed.unread.extend(lost.rest(None));
        }
        Ok(changed)
    }

    async fn return_reasons(
        &self,
        order: &str,
        sku: &str,
        language: &str,
    ) -> Result<Told<ReturnReason>, Error> {
        self.base.return_reasons(order, sku, language).await
    }

    async fn announce_return(
        &self,
        order: &str,
        units: &[ReturnUnit],
        earlier: Earlier,
    ) -> Result<Vec<ReturnProgress>, Error> {
        self.base.announce_return(order, units, earlier).await
    }

    async fn stock(&self, query: &StockQuery) -> Result<StockPass, Error> {
        self.base.stock(query).await
    }

    fn inbound(&self) -> Option<&dyn InboundService> {
        self.base.inbound()
    }
}

/// Amazon's tier of a method; a name that is new to us is passed on as it is.
fn tier(method: &Method) -> String {
    TIERS
        .iter()
        .find(|(_, name)| *name == method.0)
        .map_or_else(|| method.0.clone(), |(tier, _)| (*tier).to_owned())
}

fn product(sku: &str) -> ProductIdentifier {
    ProductIdentifier {
        amazon_sku: Some(sku.to_owned()),
    }
}

fn each(quantity: u32) -> Amount {
    Amount {
        unit: Some("EACHES".to_owned()),
        value: Some(Decimal::from(rust_decimal::Decimal::from(quantity))),
    }
}

/// Whole units of an amount; `None` when it is missing or no number of whole units.
fn units(amount: Option<&Amount>) -> Option<u32> {
    let value = amount?.value.as_ref()?.value()?;
    value.to_u32().filter(|_| value.is_integer())
}

fn wire_address(address: &words::Address) -> wire::Address {
    // One that does not fit is refused by `check_address`.
    let [address_line2, address_line3] = lower_lines(address).unwrap_or_default();
    wire::Address {
        name: filled(&address.name),
        address_line1: filled(&address.line1),
        address_line2,
        address_line3,
        city: address.city.as_deref().and_then(filled),
        district_or_county: address.district.as_deref().and_then(filled),
        state_or_region: address.region.as_deref().and_then(filled),
        postal_code: address.postal_code.as_deref().and_then(filled),
        country_code: filled(&address.country),
        phone: address.phone.as_deref().and_then(filled),
        email: None,
    }
}

/// What the customer reads: number, date and comment of the order.
fn packing_slip(order: &OutboundOrder) -> OrderServices {
    let attributes = [
        ("orderId", fulfilment::printable(&order.number)),
        ("orderTime", order.date.to_string()),
        ("orderText", fulfilment::comment(order)),
    ];
    OrderServices {
        packaging: Some(PackagingService {
            packing_slip: Some(OrderPackingSlip {
                template_name: None,
                template_attributes: Some(
                    attributes
                        .into_iter()
                        .map(|(name, text)| (name.to_owned(), text))
                        .collect(),
                ),
            }),
            ..PackagingService::default()
        }),
        ..OrderServices::default()
    }
}

fn constraint(constraint: Constraint) -> Problem {
    let about = constraint
        .details
        .into_iter()
        .flatten()
        .find_map(|detail| detail.value);
    let message = constraint
        .message
        .or_else(|| constraint.code.clone())
        .unwrap_or_else(|| "Amazon cannot fulfil this and does not say why".to_owned());
    Problem {
        code: constraint.code,
        message,
        about,
        severity: Severity::Error,
    }
}

/// What Amazon plans for a preview.
struct Planned {
    shipments: Vec<PreviewPlannedShipment>,
    constraints: Vec<Problem>,
    holes: Holes,
}

/// What of a preview could not be read or is not told.
#[derive(Default)]
struct Holes {
    /// A shipment, or all of them.
    shipments: bool,
    /// An offer of a shipment, or its tier.
    offers: bool,
    /// A constraint.
    constraints: bool,
}

fn holes(shipments: Option<&[PreviewPlannedShipment]>, lost: &Lost) -> Holes {
    let is_nameless = |shipment: &PreviewPlannedShipment| {
        let offers = shipment.offers.as_deref();
        offers.is_none_or(|offers| offers.iter().any(|offer| level(offer).is_none()))
    };
    let mut holes = Holes {
        shipments: shipments.is_none(),
        offers: shipments.unwrap_or_default().iter().any(is_nameless),
        constraints: false,
    };
    for place in lost.places() {
        let is_element = place.ends_with(']');
        holes.constraints |= place.starts_with("constraints");
        if let Some(rest) = place.strip_prefix(SHIPMENTS) {
            holes.shipments |= is_element && !rest.contains('.');
            holes.offers |= is_element && rest.contains(".offers[");
        }
    }
    holes
}

impl Planned {
    /// A method can be had when every planned shipment has an offer of it. `None` when that cannot be told.
    fn offer(&self, method: &Method) -> Option<MethodOffer> {
        if !self.constraints.is_empty() {
            return Some(MethodOffer {
                unavailable: self.constraints.clone(),
                ..fulfilment::not_offered(method.clone())
            });
        }
        if self.holes.constraints || self.holes.shipments {
            return None;
        }
        let wanted = tier(method);
        let of_method = |shipment: &PreviewPlannedShipment| -> Option<PreviewDeliveryOffer> {
            let mut offers = shipment.offers.iter().flatten();
            offers
                .find(|offer| level(offer).is_some_and(|held| held == wanted))
                .cloned()
        };
        let offers: Option<Vec<PreviewDeliveryOffer>> =
            self.shipments.iter().map(of_method).collect();
        let Some(offers) = offers.filter(|offers| !offers.is_empty()) else {
            let is_whole = !self.holes.offers;
            return is_whole.then(|| fulfilment::not_offered(method.clone()));
        };
        let last = |of: fn(&wire::PreviewOfferServiceLevel) -> Option<&DateTime>| {
            latest(offers.iter().map(|offer| {
                let configuration = offer.fulfillment_configuration.as_ref()?;
                of(configuration.service_level.as_ref()?)?.instant()
            }))
        };
        let earliest = last(|level| level.delivery_interval.as_ref()?.start_time.as_ref());
        let latest = last(|level| level.delivery_interval.as_ref()?.end_time.as_ref());
        Some(MethodOffer {
            method: method.clone(),
            unavailable: Vec::new(),
            cost: cost(&offers),
            ships_by: last(|level| level.ship_interval.as_ref()?.end_time.as_ref()),
            arrives: (earliest.is_some() || latest.is_some())
                .then_some(Window { earliest, latest }),
        })
    }
}

fn level(offer: &PreviewDeliveryOffer) -> Option<&str> {
    offer
        .fulfillment_configuration
        .as_ref()?
        .service_level
        .as_ref()?
        .service_tier
        .as_deref()
}

/// The sum over all shipments; nothing when one has no price or they differ in currency.
fn cost(offers: &[PreviewDeliveryOffer]) -> Option<Money> {
    let prices = offers.iter().map(|offer| {
        let price = offer.estimated_price.as_ref()?.total_price.as_ref()?;
        Money::from_major(
            price.amount.as_ref()?.value()?,
            price.currency_code.clone()?,
        )
    });
    let prices: Vec<Money> = prices.collect::<Option<_>>()?;
    let currency = prices.first()?.currency.clone();
    let mut minor = 0_i64;
    for price in &prices {
        if price.currency != currency {
            return None;
        }
        minor = minor.checked_add(price.minor)?;
    }
    Some(Money::new(minor, currency))
}

/// When a shipment left, or should leave as long as it has not.
fn leaves(shipment: &Shipment) -> Option<Timestamp> {
    shipment.ship_time.as_ref()?.instant()
}

/// Whether a shipment is being made.
fn is_pending(shipment: &Shipment) -> bool {
    let word = shipment.status.as_deref().unwrap_or_default();
    ["PENDING", "PROCESSING"]
        .iter()
        .any(|pending| word.eq_ignore_ascii_case(pending))
}

fn is_sent(shipment: &Shipment) -> bool {
    shipment
        .status
        .as_deref()
        .is_some_and(|word| word.eq_ignore_ascii_case("SHIPPED"))
}

fn parcels(order: &FulfillmentOrder, delivered: &[String], now: Timestamp) -> Vec<Parcel> {
    let mut parcels = Vec::new();
    for shipment in order.shipments.iter().flatten() {
        let mut contents: HashMap<&str, Vec<(String, Option<u32>)>> = HashMap::new();
        for item in shipment.items.iter().flatten() {
            if let Some(package) = item.package_id.as_deref() {
                contents.entry(package).or_default().push((
                    item.line_item_id.clone().unwrap_or_default(),
                    units(item.amount.as_ref()),
                ));
            }
        }
        for package in shipment.packages.iter().flatten() {
            let id = package.package_id.clone().unwrap_or_default();
            let word = package
                .status
                .as_deref()
                .unwrap_or_default()
                .to_ascii_uppercase();
            let tracking = package.tracking.clone().unwrap_or_default();
            let carrier = tracking.carrier.unwrap_or_default();
            let own = tracking.amazon.unwrap_or_default();
            let time = package
                .delivery_time
                .as_ref()
                .and_then(|time| time.instant());
            let is_delivered = word == "DELIVERED" || delivered.contains(&id);
            parcels.push(Parcel {
                shipment: shipment.amazon_shipment_id.clone().unwrap_or_default(),
                carrier: carrier.carrier_code.as_deref().and_then(filled),
                tracking_number: carrier.tracking_number.as_deref().and_then(filled),
                service_tracking_number: own.tracking_number.as_deref().and_then(filled),
                link: carrier.tracking_url.or(own.tracking_url),
                shipped_at: leaves(shipment).filter(|_| is_sent(shipment)),
                estimated_arrival: time,
                // The one time of a package is an estimate until it has arrived.
                delivered_at: time.filter(|at| is_delivered && *at <= now),
                delivered: is_delivered,
                exception: matches!(&*word, "UNDELIVERABLE" | "DELAYED" | "EXPIRED")
                    .then(|| word.clone()),
                contents: contents.remove(id.as_str()).unwrap_or_default(),
                id,
                events: Vec::new(),
            });
        }
    }
    parcels
}

fn progress(
    id: &str,
    order: FulfillmentOrder,
    returns: Vec<ReturnProgress>,
    delivered: &[String],
    now: Timestamp,
) -> Progress {
    let status = mapping::status_2026(&order, now);
    let parcels = parcels(&order, delivered, now);
    // A shipment without a state and an item without a line may be of any line: then nobody knows.
    let shipped = |line: &str| -> Option<u32> {
        let mut sum = 0;
        for shipment in order.shipments.as_ref()? {
            if shipment.status.is_some() && !is_sent(shipment) {
                continue;
            }
            for item in shipment.items.as_ref()? {
                if item.line_item_id.as_deref()? == line {
                    shipment.status.as_ref()?;
                    sum += units(item.amount.as_ref())?;
                }
            }
        }
        Some(sum)
    };
    let unread = match order.line_items {
        Some(_) => Vec::new(),
        None => vec![fulfilment::untold_lines(id)],
    };
    let lines = order
        .line_items
        .iter()
        .flatten()
        .map(|line| {
            let id = line.line_item_id.clone().unwrap_or_default();
            let sku = line
                .product
                .as_ref()
                .and_then(|product| product.product_identifier.as_ref()?.amazon_sku.clone());
            LineProgress {
                sku: sku.unwrap_or_default(),
                ordered: units(line.amount.as_ref()),
                shipped: shipped(&id).filter(|_| !id.is_empty()),
                cancelled: units(line.cancelled_amount.as_ref()),
                unfulfillable: units(line.unfulfillable_amount.as_ref()),
                id,
            }
        })
        .collect();
    let shipments = order.shipments.iter().flatten();
    let estimated_arrival = shipments
        .filter_map(|shipment| shipment.delivery_time.as_ref()?.instant())
        .chain(parcels.iter().filter_map(|parcel| parcel.estimated_arrival))
        .max();
    // Before it is packed, an order of this generation has no date of departure.
    let may_wait = status.is_none() || status == Some(Status::Shipped);
    let pending = order
        .shipments
        .iter()
        .flatten()
        .filter(|held| is_pending(held));
    let ships_by = pending.filter_map(leaves).min().filter(|_| may_wait);
    let word = order.status.unwrap_or_default();
    let action = order
        .fulfillment_configuration
        .and_then(|configuration| configuration.action);
    let was_held = action.is_some_and(|action| action.eq_ignore_ascii_case("HOLD"));
    let received = order.receive_time.and_then(|time| time.instant());
    let changed_at = order.status_update_time.and_then(|time| time.instant());
    Progress {
        id: id.to_owned(),
        explanation: mapping::explanation(status.as_ref(), &word, was_held, received, changed_at),
        held_until: received
            .filter(|_| status == Some(Status::OnHold))
            .and_then(|at| at.checked_add(outbound_2020::LONGEST_HOLD).ok()),
        status,
        service_status: word,
        changed_at,
        lines,
        parcels,
        ships_by,
        estimated_arrival,
        returns,
        unread,
    }
}
