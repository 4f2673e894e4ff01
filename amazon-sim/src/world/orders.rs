//! Store orders: buyers, what they order, and the life of an order from pending to shipped, cancelled or
//! returned.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ledger::{CUSTOMER_DAMAGED, SELLABLE};
use super::listings::DEFAULT_CHANNEL;
use super::{Event, World};
use crate::clock::{DAY, HOUR, MINUTE, Ms};
use crate::numbers::{self, Carrier};
use crate::places::{self, Person};
use crate::random::Random;

/// State of an order, as the 2026-01-01 API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    /// Payment is not settled.
    Pending,
    /// To be shipped.
    Unshipped,
    /// Some units have left.
    PartiallyShipped,
    /// All units have left.
    Shipped,
    /// Cancelled.
    Cancelled,
    /// Amazon cannot fulfil it.
    Unfulfillable,
}

impl OrderStatus {
    /// Name in the 2026-01-01 API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Unshipped => "UNSHIPPED",
            Self::PartiallyShipped => "PARTIALLY_SHIPPED",
            Self::Shipped => "SHIPPED",
            Self::Cancelled => "CANCELLED",
            Self::Unfulfillable => "UNFULFILLABLE",
        }
    }

    /// Name in the v0 API, which spells `Canceled` with one L.
    pub fn name_v0(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Unshipped => "Unshipped",
            Self::PartiallyShipped => "PartiallyShipped",
            Self::Shipped => "Shipped",
            Self::Cancelled => "Canceled",
            Self::Unfulfillable => "Unfulfillable",
        }
    }
}

/// One line of an order; amounts are minor units for the whole line but `unit_price`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderLine {
    /// Amazon's id of the line.
    pub id: String,
    /// The seller's SKU.
    pub sku: String,
    /// ASIN.
    pub asin: String,
    /// Title at the time of the order.
    pub title: String,
    /// Condition of the listing.
    pub condition: String,
    /// Units ordered, those cancelled since among them.
    pub quantity: i64,
    /// Units shipped.
    pub shipped: i64,
    /// Units cancelled.
    pub cancelled: i64,
    /// Price of one unit.
    pub unit_price: i64,
    /// Tax on the goods.
    pub tax: i64,
    /// Shipping.
    pub shipping: i64,
    /// Tax on shipping.
    pub shipping_tax: i64,
    /// Gift wrap.
    pub gift_wrap: i64,
    /// Tax on gift wrap.
    pub gift_wrap_tax: i64,
    /// Gift message, if a gift.
    pub gift_message: Option<String>,
    /// Discount on the goods.
    pub discount: i64,
    /// Reason of a buyer's wish to cancel.
    pub cancel_request: Option<String>,
}

impl OrderLine {
    /// What the buyer pays for the line. Where prices hold the tax, it is not added again.
    pub fn total(&self, is_tax_included: bool) -> i64 {
        let tax = if is_tax_included {
            0
        } else {
            self.tax + self.shipping_tax + self.gift_wrap_tax
        };
        self.unit_price * self.quantity + self.shipping + self.gift_wrap - self.discount + tax
    }

    /// Units still to be shipped.
    pub fn open(&self) -> i64 {
        self.quantity - self.shipped - self.cancelled
    }
}

/// A package the seller has confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderPackage {
    /// The seller's number for it.
    pub reference: String,
    /// Carrier code or name.
    pub carrier: String,
    /// Shipping method.
    pub service: String,
    /// Tracking number.
    pub tracking: String,
    /// Ship time given.
    pub shipped: Ms,
    /// When it was confirmed.
    pub created: Ms,
    /// Line ids and units.
    pub lines: Vec<(String, i64)>,
}

/// A store order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Amazon's id.
    pub id: String,
    /// Marketplace.
    pub marketplace: String,
    /// When it was placed.
    pub created: Ms,
    /// When it last changed.
    pub updated: Ms,
    /// State.
    pub status: OrderStatus,
    /// Whether Amazon fulfils it.
    pub is_fba: bool,
    /// Lines.
    pub lines: Vec<OrderLine>,
    /// The buyer and the address.
    pub buyer: Person,
    /// Anonymised address of the buyer.
    pub email: String,
    /// A company, for business orders.
    pub company: Option<String>,
    /// The company's own order number.
    pub purchase_order: Option<String>,
    /// Currency.
    pub currency: String,
    /// Whether prices hold the tax.
    pub is_tax_included: bool,
    /// Service level.
    pub service: String,
    /// Ship-by instant.
    pub ship_by: Ms,
    /// Deliver-by window.
    pub deliver_by: (Ms, Ms),
    /// Prime.
    pub is_prime: bool,
    /// Packages (merchant fulfilled), or the one Amazon sent.
    pub packages: Vec<OrderPackage>,
    /// Who cancelled it and why.
    pub cancelled_by: Option<(String, String)>,
    /// Units refunded already.
    pub is_refunded: bool,
}

impl Order {
    /// What the buyer pays.
    pub fn total(&self) -> i64 {
        self.lines
            .iter()
            .map(|line| line.total(self.is_tax_included))
            .sum()
    }
}

/// What a control call or a buyer wants ordered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// SKUs and units; empty lets chance decide.
    pub lines: Vec<WishLine>,
    /// Marketplace; the home one if none.
    pub marketplace_id: Option<String>,
    /// Leave it pending until told otherwise.
    pub stay_pending: bool,
    /// A business buyer.
    pub business: Option<bool>,
}

/// One line of a [`Wish`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WishLine {
    /// SKU.
    pub sku: String,
    /// Units.
    pub quantity: i64,
    /// Gift wrap and a message.
    pub gift_message: Option<String>,
    /// Discount in minor units.
    pub discount: i64,
}

impl World {
    /// A buyer comes, perhaps orders, and the next one is awaited.
    pub(super) fn buyer_arrives(&mut self, seller: &str) {
        let per_day = self.account(seller).orders_per_day;
        if per_day > 0 {
            let mean = DAY / per_day;
            let wait = self.random.between(mean / 3, mean * 5 / 3);
            self.schedule(self.now + wait.max(MINUTE), seller, Event::BuyerArrives);
            self.place_order(seller, &Wish::default());
        }
    }

    /// Places an order; none if nothing wished for can be bought.
    pub fn place_order(&mut self, seller: &str, wish: &Wish) -> Option<String> {
        let marketplace = match &wish.marketplace_id {
            Some(id) => places::marketplace(id)?,
            None => {
                let account = self.account(seller);
                let all: Vec<_> = account.marketplaces().collect();
                // Most buyers come to the home marketplace.
                let index = if self.random.chance(70) {
                    0
                } else {
                    self.random.popular(all.len())
                };
                all.get(index).copied()?
            }
        };
        let wanted = if wish.lines.is_empty() {
            self.chance_basket(seller, marketplace.id)
        } else {
            wish.lines.clone()
        };
        let mut lines = Vec::new();
        let mut is_fba = None;
        for wanted in &wanted {
            let account = self.account(seller);
            let Some(listing) = account.listings.get(&wanted.sku) else {
                continue;
            };
            let fba = listing.is_fba();
            // One order is fulfilled by one party: Amazon splits baskets the same way.
            if *is_fba.get_or_insert(fba) != fba || !listing.is_live {
                continue;
            }
            let listing = listing.clone();
            let quantity = wanted.quantity.max(1);
            if !self.take_stock(seller, &listing.sku, quantity, fba) {
                continue;
            }
            lines.push(self.order_line(&listing, quantity, wanted, marketplace));
        }
        let is_fba = is_fba?;
        if lines.is_empty() {
            return None;
        }
        let id = numbers::order_id(&mut self.random, marketplace.order_prefix);
        let buyer = Person::in_country(&mut self.random, marketplace.country);
        let is_business = wish.business.unwrap_or_else(|| self.random.chance(8));
        let is_expedited = self.random.chance(20);
        let email = format!(
            "{}@marketplace.{}",
            self.random.text("abcdefghijklmnopqrstuvwxyz0123456789", 15),
            marketplace.domain.trim_start_matches("www.")
        );
        let purchase_order = if is_business {
            Some(format!("PO-{}", self.random.digits(6)))
        } else {
            None
        };
        let now = self.now;
        let order = Order {
            id: id.clone(),
            marketplace: marketplace.id.to_owned(),
            created: now,
            updated: now,
            status: OrderStatus::Pending,
            is_fba,
            lines,
            company: is_business.then(|| format!("{} & Partners", buyer.name)),
            purchase_order,
            buyer,
            email,
            currency: marketplace.currency.to_owned(),
            is_tax_included: marketplace.is_tax_included(),
            service: if is_expedited {
                "Expedited"
            } else {
                "Standard"
            }
            .to_owned(),
            ship_by: now + if is_expedited { DAY } else { 2 * DAY },
            deliver_by: (
                now + 2 * DAY,
                now + if is_expedited { 4 * DAY } else { 7 * DAY },
            ),
            is_prime: is_fba,
            packages: Vec::new(),
            cancelled_by: None,
            is_refunded: false,
        };
        self.account_mut(seller).orders.insert(id.clone(), order);
        self.publish_order(seller, &id);
        if !wish.stay_pending {
            let wait = if self.random.chance(5) {
                6 * HOUR
            } else {
                self.random.between(20 * MINUTE, 40 * MINUTE)
            };
            self.schedule(now + wait, seller, Event::OrderConfirmed(id.clone()));
            if wish.lines.is_empty() {
                self.perhaps_withdraw(seller, &id, now + wait);
            }
        }
        Some(id)
    }

    /// Of the orders of several units that chance put together for the seller to ship, a tenth lose a unit within the hour
    /// after payment. The chance is the order's own, so that nothing else in a world's history depends on it.
    fn perhaps_withdraw(&mut self, seller: &str, id: &str, paid: Ms) {
        let order = &self.account(seller).orders[id];
        let n_units: i64 = order.lines.iter().map(|line| line.quantity).sum();
        // As with wishes to cancel, sellers were spared before the simulation begins.
        if order.is_fba || n_units < 2 || self.now < self.founded {
            return;
        }
        let mut random = Random::fork(self.seed, &format!("withdrawn/{id}"));
        if random.chance(10) {
            let at = paid + random.between(10 * MINUTE, HOUR);
            self.schedule(at, seller, Event::UnitsWithdrawn(id.to_owned()));
        }
    }

    /// A buyer takes back one unit of what is not shipped; something stays to be shipped.
    pub(super) fn units_withdrawn(&mut self, seller: &str, id: &str) {
        let Some(order) = self
            .account(seller)
            .orders
            .get(id)
            .filter(|order| order.status == OrderStatus::Unshipped)
        else {
            return;
        };
        if order.lines.iter().map(OrderLine::open).sum::<i64>() < 2 {
            return;
        }
        let most = order.lines.iter().max_by_key(|line| line.open());
        if let Some(line) = most.map(|line| line.id.clone()) {
            self.cancel_units(seller, id, (&line, 1), ("BUYER", "BUYER_CANCELLED"));
        }
    }

    fn chance_basket(&mut self, seller: &str, marketplace: &str) -> Vec<WishLine> {
        let n_lines = if self.random.chance(80) {
            1
        } else {
            self.random.between(2, 3)
        };
        let n_listings = self.account(seller).listings.len();
        let mut basket: Vec<WishLine> = Vec::new();
        for _ in 0..n_lines * 3 {
            let place = self.random.popular(n_listings.min(400));
            let account = self.account(seller);
            let Some(listing) = account.listings.values().nth(place) else {
                continue;
            };
            if !listing.is_buyable(marketplace) || basket.iter().any(|line| line.sku == listing.sku)
            {
                continue;
            }
            let sku = listing.sku.to_string();
            let price = listing.offers.get(marketplace).copied().unwrap_or(0);
            let quantity = if self.random.chance(85) {
                1
            } else {
                self.random.between(2, 4)
            };
            let gift_message = self
                .random
                .chance(6)
                .then(|| "Happy birthday! Enjoy.".to_owned());
            let discount = if self.random.chance(10) {
                price * quantity / 10
            } else {
                0
            };
            basket.push(WishLine {
                sku,
                quantity,
                gift_message,
                discount,
            });
            if basket.len() as i64 == n_lines {
                break;
            }
        }
        basket
    }

    fn order_line(
        &mut self,
        listing: &super::listings::Listing,
        quantity: i64,
        wanted: &WishLine,
        marketplace: &places::Marketplace,
    ) -> OrderLine {
        let unit_price = listing
            .offers
            .get(marketplace.id)
            .or_else(|| listing.offers.values().next())
            .copied()
            .unwrap_or(0);
        let unit = 10_i64.pow(marketplace.n_decimals());
        let shipping = if listing.is_fba() || self.random.chance(50) {
            0
        } else {
            4 * unit * marketplace.price_percent / 100
        };
        let gift_wrap = if wanted.gift_message.is_some() {
            3 * unit * marketplace.price_percent / 100
        } else {
            0
        };
        let tax_of = |amount: i64| {
            let percent = marketplace.tax_percent;
            if marketplace.is_tax_included() {
                amount * percent / (100 + percent)
            } else {
                amount * percent / 100
            }
        };
        // Some states of the US have no sales tax.
        let is_taxed = marketplace.is_tax_included() || !self.random.chance(10);
        let tax = |amount: i64| if is_taxed { tax_of(amount) } else { 0 };
        OrderLine {
            id: numbers::order_item_id(&mut self.random),
            sku: listing.sku.to_string(),
            asin: String::from(&listing.asin),
            title: self
                .catalogue
                .product(&listing.asin)
                .map_or_else(|| listing.sku.to_string(), |product| product.title.clone()),
            condition: String::from(&listing.condition),
            quantity,
            shipped: 0,
            cancelled: 0,
            unit_price,
            tax: tax(unit_price * quantity - wanted.discount),
            shipping,
            shipping_tax: tax(shipping),
            gift_wrap,
            gift_wrap_tax: tax(gift_wrap),
            gift_message: wanted.gift_message.clone(),
            discount: wanted.discount,
            cancel_request: None,
        }
    }

    /// Reserves units for an order.
    fn take_stock(&mut self, seller: &str, sku: &str, quantity: i64, is_fba: bool) -> bool {
        let now = self.now;
        let account = self.account_mut(seller);
        if is_fba {
            let Some(stock) = account
                .stock
                .get_mut(sku)
                .filter(|stock| stock.fulfillable >= quantity)
            else {
                return false;
            };
            stock.fulfillable -= quantity;
            stock.reserved_orders += quantity;
            stock.updated = now;
            self.publish_stock(seller, sku);
            return true;
        }
        let channel = account
            .listings
            .get_mut(sku)
            .and_then(|listing| listing.channels.value_mut(DEFAULT_CHANNEL));
        let Some(Some(offered)) = channel else {
            return false;
        };
        if *offered < quantity {
            return false;
        }
        *offered -= quantity;
        true
    }

    fn return_stock(&mut self, seller: &str, sku: &str, quantity: i64, is_fba: bool) {
        let now = self.now;
        let account = self.account_mut(seller);
        if is_fba {
            if let Some(stock) = account.stock.get_mut(sku) {
                stock.reserved_orders -= quantity;
                stock.fulfillable += quantity;
                stock.updated = now;
                self.publish_stock(seller, sku);
            }
        } else if let Some(Some(offered)) = account
            .listings
            .get_mut(sku)
            .and_then(|listing| listing.channels.value_mut(DEFAULT_CHANNEL))
        {
            *offered += quantity;
        }
    }

    /// Payment is settled, or the buyer has gone.
    pub fn order_confirmed(&mut self, seller: &str, id: &str) {
        let is_gone = self.random.chance(3);
        let now = self.now;
        let Some(order) = self
            .account_mut(seller)
            .orders
            .get_mut(id)
            .filter(|order| order.status == OrderStatus::Pending)
        else {
            return;
        };
        if is_gone {
            self.cancel_order(seller, id, "BUYER", "BUYER_CANCELLED");
            return;
        }
        order.status = OrderStatus::Unshipped;
        order.updated = now;
        let is_fba = order.is_fba;
        if is_fba {
            let wait = self.random.between(2 * HOUR, 20 * HOUR);
            self.schedule(now + wait, seller, Event::OrderShips(id.to_owned()));
        } else if now < self.founded {
            // Before the simulation begins the seller ships punctually.
            let wait = self.ship_habit();
            self.schedule(now + wait, seller, Event::OrderShips(id.to_owned()));
        } else {
            let lapses = self.account(seller).orders[id].ship_by + 7 * DAY;
            self.schedule(lapses, seller, Event::OrderLapses(id.to_owned()));
            if self.random.chance(3) {
                self.request_cancellation(seller, id, "Ordered by mistake");
            }
        }
        self.publish_order(seller, id);
    }

    fn ship_habit(&mut self) -> Ms {
        self.random.between(4 * HOUR, 30 * HOUR)
    }

    /// The buyer asks the seller to cancel.
    pub fn request_cancellation(&mut self, seller: &str, id: &str, reason: &str) -> bool {
        let now = self.now;
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return false;
        };
        order.updated = now;
        order
            .lines
            .iter_mut()
            .for_each(|line| line.cancel_request = Some(reason.to_owned()));
        self.publish_wish(seller, id);
        true
    }

    /// Cancels what is not shipped.
    pub fn cancel_order(&mut self, seller: &str, id: &str, by: &str, reason: &str) -> bool {
        let now = self.now;
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return false;
        };
        if matches!(order.status, OrderStatus::Shipped | OrderStatus::Cancelled) {
            return false;
        }
        let mut back = Vec::new();
        for line in &mut order.lines {
            back.push((line.sku.clone(), line.open()));
            line.cancelled += line.open();
        }
        let is_partly_shipped = order.lines.iter().any(|line| line.shipped > 0);
        order.status = if is_partly_shipped {
            OrderStatus::Shipped
        } else {
            OrderStatus::Cancelled
        };
        order.cancelled_by = Some((by.to_owned(), reason.to_owned()));
        order.updated = now;
        let is_fba = order.is_fba;
        for (sku, quantity) in back {
            self.return_stock(seller, &sku, quantity, is_fba);
        }
        self.publish_order(seller, id);
        true
    }

    /// Cancels some units of one line. `what` is the line's id and the units, `why` who cancels and the reason.
    pub fn cancel_units(
        &mut self,
        seller: &str,
        id: &str,
        what: (&str, i64),
        why: (&str, &str),
    ) -> bool {
        let (line_id, quantity) = what;
        let now = self.now;
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return false;
        };
        let is_fba = order.is_fba;
        let Some(line) = order
            .lines
            .iter_mut()
            .find(|line| line.id == line_id && (1..=line.open()).contains(&quantity))
        else {
            return false;
        };
        line.cancelled += quantity;
        order.cancelled_by = Some((why.0.to_owned(), why.1.to_owned()));
        let sku = line.sku.clone();
        order.updated = now;
        settle_status(order);
        self.return_stock(seller, &sku, quantity, is_fba);
        self.publish_order(seller, id);
        true
    }

    /// An order leaves as a whole: Amazon's own, or a merchant's in the time before the simulation.
    pub(super) fn order_ships(&mut self, seller: &str, id: &str) {
        let country = self
            .account(seller)
            .orders
            .get(id)
            .map(|order| order.buyer.country.clone())
            .unwrap_or_default();
        let carriers = Carrier::of_country(&country);
        let Some(order) = self.account(seller).orders.get(id) else {
            return;
        };
        if matches!(order.status, OrderStatus::Cancelled | OrderStatus::Shipped) {
            return;
        }
        let carrier = if order.is_fba {
            carriers[0]
        } else {
            *self.random.pick(carriers)
        };
        let tracking = carrier.tracking_number(&mut self.random);
        let now = self.now;
        let lines = self.account(seller).orders[id]
            .lines
            .iter()
            .filter(|line| line.open() > 0)
            .map(|line| (line.id.clone(), line.open()))
            .collect();
        let package = OrderPackage {
            reference: "1".to_owned(),
            carrier: carrier.code().to_owned(),
            service: "Standard".to_owned(),
            tracking,
            shipped: now,
            created: now,
            lines,
        };
        let shipment = self.account(seller).orders[id]
            .lines
            .first()
            .filter(|_| self.account(seller).orders[id].is_fba)
            .map(|line| format!("D{}", &line.id[..8]));
        self.ship_package(seller, id, package);
        if let Some(shipment) = shipment {
            self.publish_shipment(seller, id, &shipment);
        }
    }

    /// Books a package: units shipped, state, stock, money, and perhaps a later return.
    pub fn ship_package(&mut self, seller: &str, id: &str, package: OrderPackage) {
        let now = self.now;
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return;
        };
        let mut gone = Vec::new();
        for (line_id, quantity) in &package.lines {
            if let Some(line) = order.lines.iter_mut().find(|line| &line.id == line_id) {
                line.shipped += quantity;
                gone.push((line.sku.clone(), *quantity));
            }
        }
        let shipped = package.lines.clone();
        order
            .packages
            .retain(|held| held.reference != package.reference);
        order.packages.push(package);
        settle_status(order);
        order.updated = now;
        let (is_fba, is_done) = (order.is_fba, order.status == OrderStatus::Shipped);
        if is_fba {
            let account = self.account_mut(seller);
            for (sku, quantity) in gone {
                if let Some(stock) = account.stock.get_mut(&sku) {
                    stock.reserved_orders -= quantity;
                    stock.updated = now;
                    account.note_movement(now, "Shipments", (&sku, -quantity), SELLABLE, id, None);
                }
            }
        }
        self.book_shipment(seller, id, &shipped);
        if is_done && self.random.chance(6) {
            let wait = self.random.between(6 * DAY, 16 * DAY);
            self.schedule(now + wait, seller, Event::OrderReturned(id.to_owned()));
        }
        self.publish_order(seller, id);
    }

    /// Amazon cancels what a seller has not shipped a week after the promise.
    pub(super) fn order_lapses(&mut self, seller: &str, id: &str) {
        let is_late = self
            .account(seller)
            .orders
            .get(id)
            .is_some_and(|order| order.status == OrderStatus::Unshipped);
        if is_late {
            self.cancel_order(seller, id, "AMAZON", "SellerDidNotShip");
        }
    }

    /// Goods come back and the buyer is refunded.
    pub fn order_returned(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let is_sellable = self.random.chance(70);
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return;
        };
        if order.is_refunded || order.status != OrderStatus::Shipped {
            return;
        }
        order.is_refunded = true;
        order.updated = now;
        let back: Vec<_> = order
            .lines
            .iter()
            .map(|line| (line.sku.clone(), line.shipped))
            .collect();
        if order.is_fba {
            let account = self.account_mut(seller);
            for (sku, quantity) in back {
                if let Some(stock) = account.stock.get_mut(&sku) {
                    let disposition = if is_sellable {
                        stock.fulfillable += quantity;
                        SELLABLE
                    } else {
                        stock.customer_damaged += quantity;
                        CUSTOMER_DAMAGED
                    };
                    stock.updated = now;
                    let moved = (&*sku, quantity);
                    account.note_movement(now, "CustomerReturns", moved, disposition, id, None);
                }
            }
        }
        self.book_refund(seller, id);
    }

    /// The address, name and so on of an order, changed from outside (control API).
    pub fn touch_order(&mut self, seller: &str, id: &str, change: impl FnOnce(&mut Order)) -> bool {
        let now = self.now;
        let Some(order) = self.account_mut(seller).orders.get_mut(id) else {
            return false;
        };
        change(order);
        order.updated = now;
        self.publish_order(seller, id);
        true
    }
}

fn settle_status(order: &mut Order) {
    let (shipped, open) = order.lines.iter().fold((0, 0), |(shipped, open), line| {
        (shipped + line.shipped, open + line.open())
    });
    order.status = match (shipped, open) {
        (0, 0) => OrderStatus::Cancelled,
        (_, 0) => OrderStatus::Shipped,
        (0, _) => order.status,
        _ => OrderStatus::PartiallyShipped,
    };
}

/// Reads the address of an order back as v0 spells it.
pub fn address_v0(person: &Person) -> Value {
    let mut address = serde_json::json!({
        "Name": person.name, "AddressLine1": person.line1, "City": person.city, "PostalCode": person.postal_code,
        "CountryCode": person.country, "Phone": person.phone, "AddressType": "Residential",
    });
    if !person.line2.is_empty() {
        address["AddressLine2"] = person.line2.clone().into();
    }
    if !person.state.is_empty() {
        address["StateOrRegion"] = person.state.clone().into();
    }
    address
}

impl World {
    /// Ships all that is open, as Amazon or as the seller would.
    pub fn ship_order(&mut self, seller: &str, id: &str) {
        self.order_ships(seller, id);
    }

    /// Confirming a known package reference again edits that package instead of shipping more.
    pub fn edit_package(&mut self, seller: &str, id: &str, package: OrderPackage) {
        self.touch_order(seller, id, |order| {
            let Some(place) = order
                .packages
                .iter()
                .position(|held| held.reference == package.reference)
            else {
                return;
            };
            let before = std::mem::replace(&mut order.packages[place], package);
            for (line_id, quantity) in &before.lines {
                if let Some(line) = order.lines.iter_mut().find(|line| &line.id == line_id) {
                    line.shipped -= quantity;
                }
            }
            for (line_id, quantity) in order.packages[place].lines.clone() {
                if let Some(line) = order.lines.iter_mut().find(|line| line.id == line_id) {
                    line.shipped += quantity;
                }
            }
            let is_open = order.lines.iter().any(|line| line.open() > 0);
            order.status = if is_open {
                OrderStatus::PartiallyShipped
            } else {
                OrderStatus::Shipped
            };
        });
    }
}
