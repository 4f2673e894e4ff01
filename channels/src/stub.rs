//! A fulfilment service and sales channel in memory: small, honest, and nothing like Amazon.
//!
//! It keeps the same contracts with other capabilities: it cannot hold orders, does not track,
//! takes no returns, and takes goods in only where it was made with a house ([`Stub::with_depot`]).
//! The product never offers it; tests and screens use it to prove that they follow what a service
//! can do (GEN-06, GEN-07).

mod depot;

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;

use crate::{
    error::{Error, Reason},
    fulfilment::{
        Cancellation, Capabilities, Changed, FulfilmentService, LineProgress, Method, MethodOffer,
        OutboundLine, OutboundOrder, Parcel, Progress, Release, ReturnProgress, ReturnReason,
        ReturnUnit, Sent, Status, StockPass, StockQuery, StockRow, Window,
    },
    inbound::InboundService,
    sales::{
        AccountInfo, CatalogueItem, CatalogueQuery, ChannelCapabilities, ChannelOrder, Charge,
        ChargeKind, Confirmed, Cursor, Listing, ListingPass, Offer, OrderLine, OrderPage,
        OrderParcel, OrderQuery, OrderState, Payout, PayoutEntry, PriceChange, PublishState,
        Pushed, Restriction, SalesChannel, ShipmentConfirmation, ShippedBy, Shop, StockChange,
    },
    words::{Address, Earlier, Money, Problem, Single, Told, Unread},
};

/// The stub's only shop.
pub const SHOP: &str = "corner-shop";
const CURRENCY: &str = "EUR";
/// From acceptance to dispatch.
const HANDLING: Duration = Duration::from_secs(24 * 3600);
/// From dispatch to the estimated arrival.
const TRAVEL: Duration = Duration::from_secs(3 * 24 * 3600);
const LONGEST_COMMENT: usize = 200;
/// Orders on a page.
const PAGE: usize = 2;

/// The stub, with a world of its own that time must be let pass in.
pub struct Stub {
    world: Mutex<World>,
    has_depot: bool,
}

struct World {
    now: Timestamp,
    stock: BTreeMap<String, u32>,
    unread: Vec<Unread>,
    outbound: BTreeMap<String, Kept>,
    listings: BTreeMap<String, Listing>,
    orders: BTreeMap<String, ChannelOrder>,
    depot: depot::Depot,
}

struct Kept {
    order: OutboundOrder,
    accepted: Timestamp,
    cancelled: Option<Timestamp>,
}

impl Kept {
    fn dispatched(&self) -> Timestamp {
        self.accepted + HANDLING
    }

    fn arrival(&self) -> Timestamp {
        self.dispatched() + TRAVEL
    }
}

impl Stub {
    /// Changes listings; a SKU that is none is not found.
    fn push<T>(
        &self,
        changes: impl Iterator<Item = (String, T)>,
        change: impl Fn(&mut Listing, T),
    ) -> Vec<Pushed> {
        let mut world = self.lock();
        changes
            .map(|(sku, value)| {
                let listing = world.listings.get_mut(&sku);
                let outcome = listing
                    .map(|listing| change(listing, value))
                    .ok_or_else(|| Error::NotFound(sku.clone()));
                Pushed { sku, outcome }
            })
            .collect()
    }

    /// A stub with this stock and these orders of its shop, at an instant. Each SKU is listed.
    pub fn new(now: Timestamp, stock: &[(&str, u32)], orders: Vec<ChannelOrder>) -> Self {
        let listing = |(sku, quantity): &(&str, u32)| Listing {
            sku: (*sku).to_owned(),
            catalogue_id: Some(format!("P-{sku}")),
            title: Some(format!("Thing {sku}")),
            title_damaged: false,
            price: Some(Money::new(1000, CURRENCY)),
            quantity: Some(*quantity),
            shipped_by: ShippedBy::Us,
            condition: Some("new_new".into()),
            buyable: true,
            image: None,
            issues: Vec::new(),
        };
        let world = World {
            now,
            stock: stock
                .iter()
                .map(|(sku, quantity)| ((*sku).to_owned(), *quantity))
                .collect(),
            unread: Vec::new(),
            outbound: BTreeMap::new(),
            listings: stock
                .iter()
                .map(|entry| (entry.0.to_owned(), listing(entry)))
                .collect(),
            orders: orders
                .into_iter()
                .map(|order| (order.id.clone(), order))
                .collect(),
            depot: depot::Depot::default(),
        };
        Self {
            world: Mutex::new(world),
            has_depot: false,
        }
    }

    /// The same, with a house that takes goods in.
    pub fn with_depot(self) -> Self {
        Self {
            has_depot: true,
            ..self
        }
    }

    /// The buyer takes back a unit of each line of an order, as far as there is one left to ship. None if there is no such order.
    pub fn take_back(&self, id: &str) -> Option<ChannelOrder> {
        let mut world = self.lock();
        let now = world.now;
        let order = world.orders.get_mut(id)?;
        for line in &mut order.lines {
            line.open = line.open.map(|open| open.saturating_sub(1));
        }
        order.changed_at = Some(now);
        Some(order.clone())
    }

    /// From now on this stands among the rows of stock and cannot be read; a SKU that it names has no other row.
    pub fn garble(&self, row: Unread) {
        self.lock().unread.push(row);
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let mut world = self.lock();
        world.now += time;
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        self.lock().now
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An order of the stub's shop with one line, to be shipped by us.
pub fn simple_order(id: &str, sku: &str, quantity: u32, at: Timestamp) -> ChannelOrder {
    let total = Money::new(1000 * i64::from(quantity), CURRENCY);
    ChannelOrder {
        id: id.to_owned(),
        state: OrderState::Unshipped,
        shipped_by: ShippedBy::Us,
        is_own_outbound: false,
        shop: Some(SHOP.to_owned()),
        made_at: Some(at),
        changed_at: Some(at),
        buyer_name: Some("A. Buyer".into()),
        buyer_company: None,
        buyer_email: None,
        address: None,
        ship_by: None,
        service_level: None,
        lines: vec![OrderLine {
            id: format!("{id}-1"),
            sku: Some(sku.to_owned()),
            catalogue_id: None,
            title: None,
            quantity: Some(quantity),
            shipped: Some(0),
            open: Some(quantity),
            unit_price: Some(Money::new(1000, CURRENCY)),
            charges: vec![Charge {
                kind: ChargeKind::Item,
                amount: Some(total.clone()),
            }],
            total: Some(total.clone()),
            cancel_wish: None,
            gift_message: None,
        }],
        charges: Vec::new(),
        total: Some(total),
        payments: Vec::new(),
        parcels: Vec::new(),
        raw: json!({ "id": id }),
    }
}

/// How many units of a line can have been shipped in the end.
fn most_shipped(line: &OrderLine) -> Option<u32> {
    line.shipped.zip(line.open).map(|(sent, open)| sent + open)
}

fn out_of_stock(sku: &str) -> Error {
    let message = format!("there is not enough of {sku}");
    Error::Refused {
        reason: Reason::OutOfStock,
        problems: vec![Problem::of(sku, message.clone())],
        message,
    }
}

#[async_trait]
impl FulfilmentService for Stub {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hold: false,
            edit_held: false,
            cancel_released: true,
            tracking: false,
            methods_by_address: false,
            printed_comment: false,
            returns: false,
            inbound: self.has_depot,
            longest_hold: None,
            longest_comment: Some(LONGEST_COMMENT),
            most_lines: None,
            most_units: None,
            longest_id: 60,
        }
    }

    fn methods(&self) -> Vec<Method> {
        vec![Method("Van".into())]
    }

    fn check(&self, order: &OutboundOrder) -> Vec<Problem> {
        let mut problems = Vec::new();
        if order.lines.is_empty() {
            problems.push(Problem::of("lines", "there is nothing to send"));
        }
        if order.comment.chars().count() > LONGEST_COMMENT {
            problems.push(Problem::of("comment", "the comment is too long"));
        }
        problems
    }

    async fn preview(
        &self,
        _address: &Address,
        lines: &[OutboundLine],
    ) -> Result<Told<MethodOffer>, Error> {
        let world = self.lock();
        let short = lines.iter().filter(|line| {
            world
                .stock
                .get(&line.sku)
                .is_none_or(|there| *there < line.quantity)
        });
        let unavailable = short
            .map(|line| Problem::of(&line.sku, "not enough of it"))
            .collect();
        let departure = world.now + HANDLING;
        let offer = MethodOffer {
            method: Method("Van".into()),
            unavailable,
            cost: Some(Money::new(500, CURRENCY)),
            ships_by: Some(departure),
            arrives: Some(Window {
                earliest: None,
                latest: Some(departure + TRAVEL),
            }),
        };
        Ok([offer].into_iter().collect())
    }

    async fn send(
        &self,
        order: &OutboundOrder,
        release: Release,
        _earlier: Earlier,
    ) -> Result<Sent, Error> {
        if release == Release::Hold {
            return Err(Error::Unsupported("hold orders"));
        }
        let problems = self.check(order);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let mut world = self.lock();
        if world.outbound.contains_key(&order.id) {
            return Ok(Sent::Before);
        }
        if let Some(line) = order.lines.iter().find(|line| {
            world
                .stock
                .get(&line.sku)
                .is_none_or(|there| *there < line.quantity)
        }) {
            return Err(out_of_stock(&line.sku));
        }
        for line in &order.lines {
            if let Some(there) = world.stock.get_mut(&line.sku) {
                *there -= line.quantity;
            }
        }
        let kept = Kept {
            order: order.clone(),
            accepted: world.now,
            cancelled: None,
        };
        world.outbound.insert(order.id.clone(), kept);
        Ok(Sent::Now)
    }

    async fn edit_held(&self, _order: &OutboundOrder) -> Result<(), Error> {
        Err(Error::Unsupported("edit held orders"))
    }

    async fn release(&self, id: &str) -> Result<(), Error> {
        // Everything here goes at once, so a known order has gone.
        if self.lock().outbound.contains_key(id) {
            Ok(())
        } else {
            Err(Error::NotFound(id.to_owned()))
        }
    }

    async fn cancel(&self, id: &str) -> Result<Cancellation, Error> {
        let mut guard = self.lock();
        let world = &mut *guard;
        let kept = world
            .outbound
            .get_mut(id)
            .ok_or_else(|| Error::NotFound(id.to_owned()))?;
        if kept.cancelled.is_some() {
            return Ok(Cancellation::Done);
        }
        if kept.dispatched() <= world.now {
            let message = "it has been dispatched".to_owned();
            return Err(Error::Refused {
                reason: Reason::NotNow,
                message,
                problems: Vec::new(),
            });
        }
        kept.cancelled = Some(world.now);
        for line in &kept.order.lines {
            *world.stock.entry(line.sku.clone()).or_default() += line.quantity;
        }
        Ok(Cancellation::Done)
    }

    async fn progress(&self, id: &str, _delivered: &[String]) -> Result<Progress, Error> {
        let world = self.lock();
        let kept = world
            .outbound
            .get(id)
            .ok_or_else(|| Error::NotFound(id.to_owned()))?;
        let dispatched = kept.cancelled.is_none() && kept.dispatched() <= world.now;
        let (status, word, changed_at) = match kept.cancelled {
            Some(at) => (Status::Cancelled, "cancelled", at),
            None if kept.arrival() < world.now => (Status::Completed, "gone", kept.dispatched()),
            None if dispatched => (Status::Shipped, "gone", kept.dispatched()),
            None => (Status::Shipped, "waiting", kept.accepted),
        };
        let line = |line: &OutboundLine| LineProgress {
            id: line.id.clone(),
            sku: line.sku.clone(),
            ordered: Some(line.quantity),
            shipped: Some(if dispatched { line.quantity } else { 0 }),
            cancelled: Some(if kept.cancelled.is_some() {
                line.quantity
            } else {
                0
            }),
            unfulfillable: Some(0),
        };
        let parcel = Parcel {
            id: "1".into(),
            shipment: "1".into(),
            carrier: Some("Van".into()),
            shipped_at: Some(kept.dispatched()),
            estimated_arrival: Some(kept.arrival()),
            contents: kept
                .order
                .lines
                .iter()
                .map(|line| (line.id.clone(), Some(line.quantity)))
                .collect(),
            ..Parcel::default()
        };
        Ok(Progress {
            id: id.to_owned(),
            status: Some(status),
            service_status: word.to_owned(),
            changed_at: Some(changed_at),
            held_until: None,
            explanation: None,
            lines: kept.order.lines.iter().map(line).collect(),
            parcels: if dispatched { vec![parcel] } else { Vec::new() },
            ships_by: (!dispatched && kept.cancelled.is_none()).then(|| kept.dispatched()),
            estimated_arrival: Some(kept.arrival()),
            returns: Vec::new(),
            unread: Vec::new(),
        })
    }

    async fn changed_since(&self, since: Timestamp) -> Result<Told<Changed>, Error> {
        let world = self.lock();
        let changed = world
            .outbound
            .values()
            .filter(|kept| kept.accepted >= since)
            .map(|kept| Changed {
                id: kept.order.id.clone(),
                service_status: "kept".into(),
                changed_at: Some(kept.cancelled.unwrap_or(kept.accepted)),
            });
        Ok(changed.collect())
    }

    async fn return_reasons(
        &self,
        _order: &str,
        _sku: &str,
        _language: &str,
    ) -> Result<Told<ReturnReason>, Error> {
        Err(Error::Unsupported("take returns"))
    }

    async fn announce_return(
        &self,
        _order: &str,
        _units: &[ReturnUnit],
        _earlier: Earlier,
    ) -> Result<Vec<ReturnProgress>, Error> {
        Err(Error::Unsupported("take returns"))
    }

    async fn stock(&self, query: &StockQuery) -> Result<StockPass, Error> {
        let world = self.lock();
        let asked = |sku: &String| match query {
            StockQuery::Skus(skus) => skus.contains(sku),
            StockQuery::Everything | StockQuery::ChangedSince(_) => true,
        };
        let rows = world
            .stock
            .iter()
            .filter(|(sku, _)| asked(sku))
            .filter(|(sku, _)| {
                let mut unread = world.unread.iter();
                unread.all(|row| row.about.as_ref() != Some(*sku))
            })
            .map(|(sku, there)| StockRow {
                sku: sku.clone(),
                sellable: *there,
                as_of: Some(world.now),
                ..StockRow::default()
            })
            .collect();
        Ok(StockPass {
            rows,
            unread: world.unread.clone(),
        })
    }

    fn inbound(&self) -> Option<&dyn InboundService> {
        self.has_depot.then_some(self as &dyn InboundService)
    }
}

#[async_trait]
impl SalesChannel for Stub {
    fn capabilities(&self) -> ChannelCapabilities {
        ChannelCapabilities {
            confirm_shipments: true,
            publish: true,
            ships_itself: false,
            payouts: true,
            report_mail: None,
        }
    }

    async fn account(&self) -> Result<AccountInfo, Error> {
        let shop = Shop {
            id: SHOP.into(),
            name: "The corner shop".into(),
            country: "DE".into(),
            currency: CURRENCY.into(),
            active: true,
        };
        Ok(AccountInfo {
            name: Some("Stub".into()),
            professional: None,
            shops: vec![shop],
        })
    }

    async fn listings(&self, _shop: &str) -> Result<ListingPass, Error> {
        Ok(ListingPass {
            listings: self.lock().listings.values().cloned().collect(),
            unread: Vec::new(),
        })
    }

    async fn listing(&self, _shop: &str, sku: &str) -> Result<Option<Single<Listing>>, Error> {
        Ok(self.lock().listings.get(sku).cloned().map(Single::whole))
    }

    async fn orders(
        &self,
        query: &OrderQuery,
        cursor: Option<&Cursor>,
    ) -> Result<OrderPage, Error> {
        let world = self.lock();
        let asked = |order: &&ChannelOrder| match query {
            OrderQuery::ChangedSince(since) => order.changed_at >= Some(*since),
            OrderQuery::MadeBetween(from, until) => {
                order.made_at >= Some(*from) && order.made_at < Some(*until)
            }
        };
        let after = cursor.map(|cursor| cursor.0.as_str()).unwrap_or_default();
        let mut rest = world
            .orders
            .values()
            .filter(asked)
            .filter(|order| order.id.as_str() > after);
        let orders: Vec<ChannelOrder> = rest.by_ref().take(PAGE).cloned().collect();
        let more = rest.next().is_some();
        let next = orders
            .last()
            .filter(|_| more)
            .map(|last| Cursor(last.id.clone()));
        let changed = matches!(query, OrderQuery::ChangedSince(_));
        Ok(OrderPage {
            orders,
            unread: Vec::new(),
            watermark: (changed && !more).then_some(world.now),
            next,
        })
    }

    async fn order(&self, id: &str) -> Result<Single<ChannelOrder>, Error> {
        self.lock()
            .orders
            .get(id)
            .cloned()
            .map(Single::whole)
            .ok_or_else(|| Error::NotFound(id.to_owned()))
    }

    async fn push_stock(&self, _shop: &str, changes: &[StockChange]) -> Vec<Pushed> {
        let of = |change: &StockChange| (change.sku.clone(), change.quantity);
        self.push(changes.iter().map(of), |listing, quantity| {
            listing.quantity = Some(quantity);
        })
    }

    async fn push_prices(&self, _shop: &str, changes: &[PriceChange]) -> Vec<Pushed> {
        let of = |change: &PriceChange| (change.sku.clone(), change.price.clone());
        self.push(changes.iter().map(of), |listing, price| {
            listing.price = Some(price);
        })
    }

    async fn confirm_shipment(
        &self,
        confirmation: &ShipmentConfirmation,
    ) -> Result<Confirmed, Error> {
        let mut world = self.lock();
        let now = world.now;
        let order = world
            .orders
            .get_mut(&confirmation.order)
            .ok_or_else(|| Error::NotFound(confirmation.order.clone()))?;
        let sent_of = |line: &OrderLine| {
            let mut lines = confirmation.lines.iter();
            lines.find(|(id, _)| *id == line.id).map(|(_, sent)| *sent)
        };
        let too_many = order
            .lines
            .iter()
            .find(|line| sent_of(line) > most_shipped(line));
        if let Some(line) = too_many {
            let message = "more than is left to ship".to_owned();
            return Err(Error::Refused {
                reason: Reason::Invalid,
                problems: vec![Problem::of(&line.id, message.clone())],
                message,
            });
        }
        let parcel = OrderParcel {
            reference: confirmation.parcel.to_string(),
            carrier: Some(confirmation.carrier_code.clone()),
            tracking_number: Some(confirmation.tracking_number.clone()),
            shipped_at: Some(confirmation.shipped_at),
        };
        order
            .parcels
            .retain(|known| known.reference != parcel.reference);
        order.parcels.push(parcel);
        for line in &mut order.lines {
            let most = most_shipped(line);
            line.shipped = line.shipped.max(sent_of(line));
            line.open = most
                .zip(line.shipped)
                .map(|(most, shipped)| most.saturating_sub(shipped));
        }
        let all = order.lines.iter().all(|line| line.open == Some(0));
        order.state = if all {
            OrderState::Shipped
        } else {
            OrderState::PartlyShipped
        };
        order.changed_at = Some(now);
        Ok(Confirmed::Accepted)
    }

    async fn search(
        &self,
        _shop: &str,
        query: &CatalogueQuery,
    ) -> Result<Told<CatalogueItem>, Error> {
        let CatalogueQuery::Ids(ids) = query else {
            return Ok(Told::default());
        };
        let item = |id: &String| CatalogueItem {
            catalogue_id: id.clone(),
            title: Some(format!("Product {id}")),
            brand: None,
            image: None,
            category: None,
            product_type: Some("THING".into()),
            barcodes: Vec::new(),
            is_family: false,
            variant_of: None,
            weight_g: None,
            size_mm: None,
        };
        Ok(ids.iter().map(item).collect())
    }

    async fn restrictions(
        &self,
        _shop: &str,
        catalogue_id: &str,
        _condition: &str,
    ) -> Result<Vec<Restriction>, Error> {
        let restricted = catalogue_id.starts_with("R-");
        let restriction = Restriction {
            message: "the maker must agree".into(),
            reason: Some("APPROVAL".into()),
            links: Vec::new(),
        };
        Ok(if restricted {
            vec![restriction]
        } else {
            Vec::new()
        })
    }

    async fn publish(&self, offer: &Offer) -> Result<(), Error> {
        let listing = Listing {
            sku: offer.sku.clone(),
            catalogue_id: Some(offer.catalogue_id.clone()),
            title: None,
            title_damaged: false,
            price: Some(offer.price.clone()),
            quantity: Some(offer.quantity),
            shipped_by: ShippedBy::Us,
            condition: Some(offer.condition.clone()),
            buyable: true,
            image: None,
            issues: Vec::new(),
        };
        self.lock()
            .listings
            .entry(offer.sku.clone())
            .or_insert(listing);
        Ok(())
    }

    async fn published(&self, offer: &Offer) -> Result<PublishState, Error> {
        let there = self.lock().listings.contains_key(&offer.sku);
        Ok(if there {
            PublishState::Listed
        } else {
            PublishState::Absent
        })
    }

    async fn payouts(&self, since: Timestamp) -> Result<Told<Payout>, Error> {
        let world = self.lock();
        let made = world
            .orders
            .values()
            .filter(|order| order.made_at >= Some(since));
        let payout = |order: &ChannelOrder| {
            let total = order.total.clone()?;
            let entry = PayoutEntry {
                order: Some(order.id.clone()),
                sku: None,
                kind: "order".into(),
                amount: total.clone(),
            };
            Some(Payout {
                id: format!("pay-{}", order.id),
                total,
                paid: None,
                entries: vec![entry],
                adds_up: true,
            })
        };
        Ok(made.filter_map(payout).collect())
    }
}
