//! Multi-channel fulfilment: orders a seller asks Amazon to ship, their states, shipments, parcels and returns.
//!
//! Both API generations (2020-07-01 and 2026-07-04) read and write these same orders.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::ledger::{CUSTOMER_DAMAGED, DEFECTIVE, SELLABLE};
use super::{Event, World};
use crate::clock::{DAY, HOUR, MINUTE, Ms, iso};
use crate::numbers::{self, Carrier};
use crate::places::{self, Region};

/// State of a fulfilment order, as the 2020-07-01 API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutboundStatus {
    /// Handed in, and not looked at yet.
    New,
    /// Accepted.
    Received,
    /// Being planned; may still be cancelled.
    Planning,
    /// Being picked and packed.
    Processing,
    /// Cancelled.
    Cancelled,
    /// All units have left.
    Complete,
    /// Some have left, the rest never will.
    CompletePartialled,
    /// Cannot be fulfilled.
    Unfulfillable,
    /// Not valid.
    Invalid,
}

impl OutboundStatus {
    /// Name in the 2020-07-01 API.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Received => "Received",
            Self::Planning => "Planning",
            Self::Processing => "Processing",
            Self::Cancelled => "Cancelled",
            Self::Complete => "Complete",
            Self::CompletePartialled => "CompletePartialled",
            Self::Unfulfillable => "Unfulfillable",
            Self::Invalid => "Invalid",
        }
    }

    /// Name in the 2026-07-04 API.
    pub fn name_2026(self) -> &'static str {
        match self {
            Self::New | Self::Received | Self::Planning | Self::Processing => "PROCESSING",
            Self::Cancelled => "CANCELLED",
            Self::Complete => "COMPLETE",
            Self::CompletePartialled => "COMPLETE_PARTIAL",
            Self::Unfulfillable => "UNFULFILLABLE",
            Self::Invalid => "INVALID",
        }
    }

    /// The state with this 2020-07-01 name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "New" => Some(Self::New),
            "Received" => Some(Self::Received),
            "Planning" => Some(Self::Planning),
            "Processing" => Some(Self::Processing),
            "Cancelled" => Some(Self::Cancelled),
            "Complete" => Some(Self::Complete),
            "CompletePartialled" => Some(Self::CompletePartialled),
            "Unfulfillable" => Some(Self::Unfulfillable),
            "Invalid" => Some(Self::Invalid),
            _ => None,
        }
    }

    /// Whether nothing more will happen to its units.
    pub fn is_final(self) -> bool {
        !matches!(
            self,
            Self::New | Self::Received | Self::Planning | Self::Processing
        )
    }
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutboundLine {
    /// The seller's id of the line.
    pub id: String,
    /// SKU.
    pub sku: String,
    /// Units wanted.
    pub quantity: i64,
    /// Units taken out of what can be sold.
    pub reserved: i64,
    /// Units shipped.
    pub shipped: i64,
    /// Units cancelled.
    pub cancelled: i64,
    /// Units that cannot be fulfilled.
    pub unfulfillable: i64,
    /// Everything else the seller sent for the line, in 2020-07-01 form.
    pub extra: Map<String, Value>,
}

/// A scan of a parcel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scan {
    /// When.
    pub at: Ms,
    /// `EVENT_…`.
    pub code: String,
    /// City.
    pub city: String,
}

/// A parcel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parcel {
    /// Amazon's number, unique over all sellers.
    pub number: i64,
    /// Carrier.
    pub carrier: String,
    /// Phone number and web address of the carrier.
    pub contact: (String, String),
    /// Tracking number.
    pub tracking: String,
    /// Expected arrival.
    pub eta: Ms,
    /// Scans, those to come included.
    pub scans: Vec<Scan>,
    /// Status set from outside, which wins over the scans.
    pub status: Option<String>,
}

impl Parcel {
    /// The scans that have happened.
    pub fn seen(&self, now: Ms) -> impl Iterator<Item = &Scan> {
        self.scans.iter().filter(move |scan| scan.at <= now)
    }

    /// Tracking status of the 2020-07-01 API.
    pub fn status(&self, now: Ms) -> String {
        if let Some(status) = &self.status {
            return status.clone();
        }
        match self.seen(now).last().map(|scan| scan.code.as_str()) {
            None | Some("EVENT_101" | "EVENT_102" | "EVENT_201" | "EVENT_202") => "IN_TRANSIT",
            Some("EVENT_301" | "EVENT_801" | "EVENT_804") => "DELIVERED",
            Some("EVENT_302") => "OUT_FOR_DELIVERY",
            Some("EVENT_304") => "DELIVERY_ATTEMPTED",
            Some("EVENT_308") => "AVAILABLE_FOR_PICKUP",
            Some("EVENT_309") => "RETURNED",
            Some("EVENT_408") => "RETURNING",
            Some("EVENT_409" | "EVENT_416") => "UNDELIVERABLE",
            Some("EVENT_402" | "EVENT_404" | "EVENT_418") => "DELAYED",
            Some("EVENT_401" | "EVENT_406" | "EVENT_413") => "CUSTOMER_ACTION",
            Some(_) => "IN_TRANSIT",
        }
        .to_owned()
    }

    /// When it was delivered.
    pub fn delivered(&self, now: Ms) -> Option<Ms> {
        self.seen(now)
            .find(|scan| scan.code == "EVENT_301")
            .map(|scan| scan.at)
    }
}

/// A shipment out of one centre.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutboundShipment {
    /// Amazon's id.
    pub id: String,
    /// Centre.
    pub centre: String,
    /// Whether it has left; before, it is pending.
    pub shipped: Option<Ms>,
    /// When it should leave; unknown in states kept by earlier versions.
    #[serde(default)]
    pub leaves: Option<Ms>,
    /// Expected arrival.
    pub eta: Ms,
    /// Line id, SKU, units, index of the parcel.
    pub lines: Vec<(String, String, i64, usize)>,
    /// Parcels, known once it has left.
    pub parcels: Vec<Parcel>,
    /// Cancelled before it left.
    pub is_cancelled: bool,
}

/// A unit on its way back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnedUnit {
    /// The seller's id of it.
    pub id: String,
    /// Line it belongs to.
    pub line_id: String,
    /// Shipment it went out with.
    pub shipment_id: String,
    /// Reason code.
    pub reason: String,
    /// Comment.
    pub comment: Option<String>,
    /// Authorisation.
    pub authorisation: String,
    /// Centre it goes to.
    pub centre: String,
    /// Last change.
    pub updated: Ms,
    /// Condition, once received.
    pub condition: Option<String>,
}

/// A fulfilment order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outbound {
    /// The seller's id.
    pub id: String,
    /// The create request in 2020-07-01 form, without lines.
    pub request: Map<String, Value>,
    /// Whether it came through the 2026-07-04 API.
    pub is_2026: bool,
    /// Whether it waits for the seller's word.
    pub is_held: bool,
    /// State.
    pub status: OutboundStatus,
    /// When it was accepted.
    pub received: Ms,
    /// When a held one was let go.
    #[serde(default)]
    pub let_go: Option<Ms>,
    /// When the state or anything else last changed.
    pub updated: Ms,
    /// The only instant at which it moves by itself.
    pub next_move: Ms,
    /// Whether a cancellation was asked for.
    pub is_cancel_asked: bool,
    /// Lines.
    pub lines: Vec<OutboundLine>,
    /// Shipments.
    pub shipments: Vec<OutboundShipment>,
    /// Returned units.
    pub returns: Vec<ReturnedUnit>,
    /// Return authorisations.
    pub authorisations: Vec<Value>,
}

impl Outbound {
    /// Shipping speed.
    pub fn speed(&self) -> &str {
        self.request
            .get("shippingSpeedCategory")
            .and_then(Value::as_str)
            .unwrap_or("Standard")
    }

    /// Marketplace.
    pub fn marketplace(&self) -> &str {
        self.request
            .get("marketplaceId")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn policy(&self) -> &str {
        self.request
            .get("fulfillmentPolicy")
            .and_then(Value::as_str)
            .unwrap_or("FillOrKill")
    }

    fn blocks_amazon_logistics(&self) -> bool {
        let features = self
            .request
            .get("featureConstraints")
            .and_then(Value::as_array);
        features
            .into_iter()
            .flatten()
            .any(|feature| feature["featureName"] == "BLOCK_AMZL")
    }
}

/// Why an order is refused at creation or on an edit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundRefusal {
    /// The id is taken.
    #[error(
        "Duplicate request. A fulfillment order with the same sellerFulfillmentOrderId already exists."
    )]
    Duplicate,
    /// No order of this id.
    #[error("No fulfillment order exists for the given sellerFulfillmentOrderId.")]
    Unknown,
    /// A SKU Amazon does not hold.
    #[error("Value {0} for parameter sellerSku is invalid. Reason: Unknown SKU.")]
    UnknownSku(String),
    /// A speed that the address does not have.
    #[error("Delivery SLA is not available for destination address.")]
    NotReached,
    /// Too little stock.
    #[error("Unable to complete this order. No inventory available for {0}.")]
    NoInventory(String),
    /// Two lines with one id.
    #[error(
        "Value {0} for parameter sellerFulfillmentOrderItemId is invalid. Reason: Duplicate item ID."
    )]
    DuplicateLine(String),
    /// More lines or units than allowed.
    #[error("{0}")]
    TooLarge(String),
    /// A value that is not accepted.
    #[error("{0}")]
    Value(String),
    /// The order may not be changed any more.
    #[error("The fulfillment order cannot be updated in its current state.")]
    NotHeld,
    /// The order may not be cancelled any more.
    #[error("The fulfillment order cannot be cancelled in its current state: {0}.")]
    NotCancellable(&'static str),
}

/// How long each speed takes: hours until it leaves, and days on the way.
fn pace(speed: &str) -> ((i64, i64), (i64, i64)) {
    match speed {
        "Priority" => ((1, 4), (1, 1)),
        "Expedited" => ((2, 8), (1, 2)),
        "ScheduledDelivery" => ((4, 12), (2, 4)),
        _ => ((4, 20), (2, 5)),
    }
}

/// Parts of the United States that are no mainland, and the forces abroad.
const FAR_STATES: [&str; 9] = ["AK", "HI", "PR", "GU", "VI", "AS", "AA", "AE", "AP"];
const FORCES: [&str; 3] = ["AA", "AE", "AP"];

/// Whether a speed is to be had for an address: nothing fast goes to the forces or to a box of a post office, and the
/// fastest stays on the mainland of the marketplace's own country. Amazon documents that there are such addresses, not
/// which.
pub fn reaches(speed: &str, address: &Value, marketplace: &places::Marketplace) -> bool {
    let text = |name: &str| address[name].as_str().unwrap_or_default().trim();
    let country = text("countryCode");
    let state = text("stateOrRegion").to_ascii_uppercase();
    let line = text("addressLine1").to_ascii_lowercase().replace('.', "");
    let is_american = country == "US";
    let is_box = line.starts_with("po box") || line.starts_with("post office box");
    let is_slow = is_box || (is_american && FORCES.contains(&&*state));
    let is_far = is_slow
        || (is_american && FAR_STATES.contains(&&*state))
        || (!country.is_empty() && country != marketplace.country);
    match speed {
        "Priority" => !is_far,
        "Expedited" => !is_slow,
        _ => true,
    }
}

/// Latest ship and arrival for a preview or a promise: `(earliest ship, latest ship, earliest arrival, latest arrival)`.
pub fn promise(speed: &str, now: Ms) -> (Ms, Ms, Ms, Ms) {
    let (ship, travel) = pace(speed);
    (
        now + ship.0 * HOUR,
        now + ship.1 * HOUR + 2 * HOUR,
        now + ship.0 * HOUR + travel.0 * DAY,
        now + ship.1 * HOUR + travel.1 * DAY,
    )
}

/// Fees in minor units of `currency`: per unit, per order, transport.
pub fn fees(speed: &str, weight_g: i64, n_units: i64, price_percent: i64) -> (i64, i64, i64) {
    let base = match speed {
        "Priority" => 1495,
        "Expedited" => 925,
        _ => 599,
    };
    let scale = |cents: i64| cents * price_percent / 100;
    (
        scale(105 * n_units),
        scale(475),
        scale(base - 475 + weight_g / 20),
    )
}

impl World {
    /// Takes a new fulfilment order.
    ///
    /// # Errors
    /// When Amazon would refuse it.
    pub fn create_outbound(
        &mut self,
        seller: &str,
        id: &str,
        request: Map<String, Value>,
        lines: Vec<OutboundLine>,
        is_2026: bool,
    ) -> Result<(), OutboundRefusal> {
        if self.account(seller).outbound.contains_key(id) {
            return Err(OutboundRefusal::Duplicate);
        }
        check_request(id, &request, &lines)?;
        let text = |name: &str| request.get(name).and_then(Value::as_str);
        let marketplace = text("marketplaceId").and_then(places::marketplace);
        let marketplace = marketplace.unwrap_or(self.account(seller).home());
        let address = request.get("destinationAddress").unwrap_or(&Value::Null);
        let speed = text("shippingSpeedCategory").unwrap_or("Standard");
        if !reaches(speed, address, marketplace) {
            return Err(OutboundRefusal::NotReached);
        }
        let now = self.now;
        let mut order = Outbound {
            id: id.to_owned(),
            is_held: request.get("fulfillmentAction").and_then(Value::as_str) == Some("Hold"),
            request,
            is_2026,
            status: OutboundStatus::Received,
            received: now,
            let_go: None,
            updated: now,
            next_move: now,
            is_cancel_asked: false,
            lines,
            shipments: Vec::new(),
            returns: Vec::new(),
            authorisations: Vec::new(),
        };
        if order.marketplace().is_empty() {
            order.request.insert(
                "marketplaceId".to_owned(),
                json!(self.account(seller).home().id),
            );
        }
        self.check_lines(seller, &order)?;
        self.reserve(seller, &mut order);
        let is_held = order.is_held;
        self.account_mut(seller)
            .outbound
            .insert(id.to_owned(), order);
        if is_held {
            self.schedule(now + 14 * DAY, seller, Event::HoldExpires(id.to_owned()));
        } else {
            self.plan_move(seller, id, MINUTE, 4 * MINUTE);
        }
        self.publish_outbound(seller, id);
        Ok(())
    }

    fn check_lines(&self, seller: &str, order: &Outbound) -> Result<(), OutboundRefusal> {
        let account = self.account(seller);
        let mut n_available = 0;
        for (index, line) in order.lines.iter().enumerate() {
            if order.lines[..index].iter().any(|other| other.id == line.id) {
                return Err(OutboundRefusal::DuplicateLine(line.id.clone()));
            }
            let stock = account
                .stock
                .get(&line.sku)
                .ok_or_else(|| OutboundRefusal::UnknownSku(line.sku.clone()))?;
            let free = stock.fulfillable + line.reserved;
            n_available += free.min(line.quantity);
            if free < line.quantity && order.policy() == "FillOrKill" {
                return Err(OutboundRefusal::NoInventory(line.sku.clone()));
            }
        }
        match order.lines.first() {
            Some(line) if n_available == 0 => Err(OutboundRefusal::NoInventory(line.sku.clone())),
            _ => Ok(()),
        }
    }

    fn reserve(&mut self, seller: &str, order: &mut Outbound) {
        let now = self.now;
        let account = self.account_mut(seller);
        for line in &mut order.lines {
            let Some(stock) = account.stock.get_mut(&line.sku) else {
                continue;
            };
            let wanted =
                line.quantity - line.cancelled - line.unfulfillable - line.shipped - line.reserved;
            let taken = wanted.min(stock.fulfillable).max(0);
            if taken > 0 {
                stock.fulfillable -= taken;
                stock.reserved_orders += taken;
                stock.updated = now;
                line.reserved += taken;
            }
        }
    }

    fn release(&mut self, seller: &str, order: &mut Outbound) {
        let now = self.now;
        let account = self.account_mut(seller);
        for line in &mut order.lines {
            if let Some(stock) = account.stock.get_mut(&line.sku) {
                stock.fulfillable += line.reserved;
                stock.reserved_orders -= line.reserved;
                stock.updated = now;
            }
            line.reserved = 0;
        }
    }

    fn plan_move(&mut self, seller: &str, id: &str, soonest: Ms, latest: Ms) {
        let at = self.now + self.random.between(soonest, latest);
        if let Some(order) = self.account_mut(seller).outbound.get_mut(id) {
            order.next_move = at;
            self.schedule(at, seller, Event::OutboundMoves(id.to_owned()));
        }
    }

    /// Changes a held order, or releases it with `fulfillmentAction` Ship.
    ///
    /// # Errors
    /// When the order is unknown, not held, or the change is not accepted.
    pub fn update_outbound(
        &mut self,
        seller: &str,
        id: &str,
        change: Map<String, Value>,
        lines: Option<Vec<OutboundLine>>,
    ) -> Result<(), OutboundRefusal> {
        let mut order = self
            .account(seller)
            .outbound
            .get(id)
            .cloned()
            .ok_or(OutboundRefusal::Unknown)?;
        if !order.is_held || order.status.is_final() || order.is_cancel_asked {
            return Err(OutboundRefusal::NotHeld);
        }
        let before = order.clone();
        for (name, value) in change {
            if !value.is_null() && name != "items" {
                order.request.insert(name, value);
            }
        }
        if let Some(lines) = lines {
            let mut lines = lines;
            for line in &mut lines {
                if let Some(held) = before.lines.iter().find(|held| held.id == line.id) {
                    line.reserved = held.reserved;
                    if line.sku.is_empty() {
                        line.sku.clone_from(&held.sku);
                    }
                }
            }
            order.lines = lines;
        }
        check_request(id, &order.request, &order.lines)?;
        self.check_lines(seller, &order)?;
        let now = self.now;
        if self
            .misbehaviours
            .strikes("accepted-never-applied", seller, "outbound", now)
        {
            return Ok(());
        }
        // Give everything back and take it anew: quantities may have fallen as well as risen.
        let mut released = before;
        self.release(seller, &mut released);
        order.lines.iter_mut().for_each(|line| line.reserved = 0);
        self.reserve(seller, &mut order);
        order.is_held = order
            .request
            .get("fulfillmentAction")
            .and_then(Value::as_str)
            == Some("Hold");
        order.updated = self.now;
        let is_held = order.is_held;
        order.let_go = (!is_held).then_some(now);
        self.account_mut(seller)
            .outbound
            .insert(id.to_owned(), order);
        if !is_held {
            self.plan_move(seller, id, MINUTE, 3 * MINUTE);
        }
        Ok(())
    }

    /// Asks to stop an order; it stops a little later.
    ///
    /// # Errors
    /// When it is unknown or too late.
    pub fn cancel_outbound(&mut self, seller: &str, id: &str) -> Result<(), OutboundRefusal> {
        let now = self.now;
        let order = self
            .account_mut(seller)
            .outbound
            .get_mut(id)
            .ok_or(OutboundRefusal::Unknown)?;
        match order.status {
            OutboundStatus::Cancelled => return Ok(()),
            OutboundStatus::New | OutboundStatus::Received | OutboundStatus::Planning => {}
            other => return Err(OutboundRefusal::NotCancellable(other.name())),
        }
        order.is_cancel_asked = true;
        order.updated = now;
        self.plan_move(seller, id, 20_000, 2 * MINUTE);
        Ok(())
    }

    pub(super) fn hold_expires(&mut self, seller: &str, id: &str) {
        let is_held = self
            .account(seller)
            .outbound
            .get(id)
            .is_some_and(|order| order.is_held && !order.status.is_final());
        if is_held {
            self.end_outbound(seller, id, OutboundStatus::Cancelled);
        }
    }

    /// Ends an order: what is reserved goes back, and every open unit is cancelled or unfulfillable.
    pub fn end_outbound(&mut self, seller: &str, id: &str, status: OutboundStatus) {
        let Some(mut order) = self.account_mut(seller).outbound.remove(id) else {
            return;
        };
        self.release(seller, &mut order);
        for line in &mut order.lines {
            let open = line.quantity - line.shipped - line.cancelled - line.unfulfillable;
            match status {
                OutboundStatus::Cancelled => line.cancelled += open,
                OutboundStatus::Complete => {}
                _ => line.unfulfillable += open,
            }
        }
        for shipment in order
            .shipments
            .iter_mut()
            .filter(|shipment| shipment.shipped.is_none())
        {
            shipment.is_cancelled = true;
        }
        order.status = status;
        order.updated = self.now;
        self.account_mut(seller)
            .outbound
            .insert(id.to_owned(), order);
        self.publish_outbound(seller, id);
    }

    pub(super) fn outbound_moves(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(order) = self.account(seller).outbound.get(id) else {
            return;
        };
        if now < order.next_move || order.status.is_final() {
            return;
        }
        if order.is_cancel_asked {
            self.end_outbound(seller, id, OutboundStatus::Cancelled);
            return;
        }
        if order.is_held {
            return;
        }
        match order.status {
            OutboundStatus::New | OutboundStatus::Received => {
                self.set_outbound_status(seller, id, OutboundStatus::Planning);
                self.plan_move(seller, id, 10 * MINUTE, 40 * MINUTE);
            }
            OutboundStatus::Planning => self.leave_planning(seller, id),
            OutboundStatus::Processing => self.ship_outbound(seller, id),
            _ => {}
        }
    }

    /// Puts an order into a state and tells subscribers.
    pub fn set_outbound_status(&mut self, seller: &str, id: &str, status: OutboundStatus) {
        let now = self.now;
        if let Some(order) = self.account_mut(seller).outbound.get_mut(id) {
            order.status = status;
            order.updated = now;
            self.publish_outbound(seller, id);
        }
    }

    fn leave_planning(&mut self, seller: &str, id: &str) {
        let now = self.now;
        if self
            .misbehaviours
            .strikes("stuck-planning", seller, "outbound", now)
        {
            self.plan_move(seller, id, 2 * HOUR, 4 * HOUR);
            return;
        }
        let Some(mut order) = self.account_mut(seller).outbound.remove(id) else {
            return;
        };
        self.reserve(seller, &mut order);
        let n_open: i64 = order
            .lines
            .iter()
            .map(|line| line.quantity - line.reserved - line.cancelled - line.unfulfillable)
            .sum();
        let is_waiting = n_open > 0 && order.policy() == "FillAll" && now < order.received + DAY;
        let n_reserved: i64 = order.lines.iter().map(|line| line.reserved).sum();
        if n_open > 0 && !is_waiting {
            for line in &mut order.lines {
                line.unfulfillable +=
                    line.quantity - line.reserved - line.cancelled - line.unfulfillable;
            }
        }
        if n_reserved > 0 && !is_waiting {
            order.shipments = self.pack(&order);
        }
        self.account_mut(seller)
            .outbound
            .insert(id.to_owned(), order);
        if is_waiting {
            self.plan_move(seller, id, HOUR, 2 * HOUR);
        } else if n_reserved == 0 {
            self.end_outbound(seller, id, OutboundStatus::Unfulfillable);
        } else {
            self.set_outbound_status(seller, id, OutboundStatus::Processing);
            let speed = self.account(seller).outbound[id].speed().to_owned();
            let (hours, _) = pace(&speed);
            self.plan_move(seller, id, hours.0 * HOUR, hours.1 * HOUR);
        }
    }

    /// Divides what is reserved into shipments, at most two.
    fn pack(&mut self, order: &Outbound) -> Vec<OutboundShipment> {
        let country = places::marketplace(order.marketplace()).map_or("US", |found| found.country);
        let centres = places::centres_of(country);
        let lines: Vec<_> = order
            .lines
            .iter()
            .filter(|line| line.reserved > 0)
            .collect();
        let n_groups = if lines.len() > 1 && self.random.chance(35) {
            2
        } else {
            1
        };
        let (_, leaves, _, eta) = promise(order.speed(), self.now);
        (0..n_groups)
            .map(|group| OutboundShipment {
                id: format!(
                    "D{}",
                    self.random.text(
                        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789",
                        8
                    )
                ),
                centre: centres[group % centres.len()].code.to_owned(),
                shipped: None,
                leaves: Some(leaves),
                eta,
                lines: lines
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| index % n_groups == group)
                    .map(|(_, line)| (line.id.clone(), line.sku.clone(), line.reserved, 0))
                    .collect(),
                parcels: Vec::new(),
                is_cancelled: false,
            })
            .collect()
    }

    /// Takes what is promised off the shelves. What is not found there cannot be sent, and as picking has begun the rest
    /// goes all the same, whatever the order's policy.
    fn pick(&self, seller: &str, order: &mut Outbound) {
        let stock = &self.account(seller).stock;
        for line in &mut order.lines {
            let held = stock.get(&line.sku).map_or(0, |held| held.reserved_orders);
            let mut n_missing = line.reserved - line.reserved.min(held.max(0));
            line.reserved -= n_missing;
            for shipment in &mut order.shipments {
                if shipment.shipped.is_some() || n_missing == 0 {
                    continue;
                }
                for packed in shipment.lines.iter_mut().filter(|held| held.0 == line.id) {
                    let less = packed.2.min(n_missing);
                    packed.2 -= less;
                    n_missing -= less;
                }
                shipment.lines.retain(|held| held.2 > 0);
                shipment.is_cancelled |= shipment.lines.is_empty();
            }
        }
    }

    /// Everything packed leaves.
    pub fn ship_outbound(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(mut order) = self.account_mut(seller).outbound.remove(id) else {
            return;
        };
        if order.shipments.is_empty() {
            self.reserve(seller, &mut order);
            order.shipments = self.pack(&order);
        }
        self.pick(seller, &mut order);
        let is_nothing_left = order
            .shipments
            .iter()
            .all(|shipment| shipment.is_cancelled && shipment.shipped.is_none());
        if is_nothing_left && !order.shipments.is_empty() {
            self.account_mut(seller)
                .outbound
                .insert(id.to_owned(), order);
            self.end_outbound(seller, id, OutboundStatus::Unfulfillable);
            return;
        }
        let mut numbers = Vec::new();
        for index in 0..order.shipments.len() {
            let parcels = self.parcels(&order, &order.shipments[index]);
            let shipment = &mut order.shipments[index];
            if shipment.shipped.is_some() || shipment.is_cancelled {
                continue;
            }
            shipment.shipped = Some(now);
            shipment.eta = parcels
                .iter()
                .map(|parcel| parcel.eta)
                .max()
                .unwrap_or(shipment.eta);
            if parcels.len() > 1 {
                shipment.lines = shipment
                    .lines
                    .iter()
                    .flat_map(|line| split_line(line, parcels.len()))
                    .collect();
            }
            for parcel in &parcels {
                numbers.push((
                    parcel.number,
                    parcel.scans.last().map_or(now, |scan| scan.at),
                ));
            }
            shipment.parcels = parcels;
        }
        let account = self.account_mut(seller);
        for line in &mut order.lines {
            if let Some(stock) = account.stock.get_mut(&line.sku) {
                stock.reserved_orders -= line.reserved;
                stock.updated = now;
                let moved = (&*line.sku, -line.reserved);
                account.note_movement(now, "Shipments", moved, SELLABLE, id, None);
            }
            line.shipped += line.reserved;
            line.reserved = 0;
            line.unfulfillable = line.quantity - line.shipped - line.cancelled;
        }
        let is_partial = order.lines.iter().any(|line| line.shipped < line.quantity);
        order.status = if is_partial {
            OutboundStatus::CompletePartialled
        } else {
            OutboundStatus::Complete
        };
        order.updated = now;
        self.account_mut(seller)
            .outbound
            .insert(id.to_owned(), order);
        for (number, last) in numbers {
            self.packages
                .insert(number, (seller.to_owned(), id.to_owned()));
            self.schedule(last, seller, Event::PackageScanned(number));
        }
        self.book_outbound(seller, id);
        self.publish_outbound(seller, id);
    }

    fn parcels(&mut self, order: &Outbound, shipment: &OutboundShipment) -> Vec<Parcel> {
        let n_units: i64 = shipment.lines.iter().map(|line| line.2).sum();
        let n_parcels = if n_units > 5 { 2 } else { 1 };
        let address = &order.request["destinationAddress"];
        let country = address["countryCode"].as_str().unwrap_or("US");
        let city = address["city"]
            .as_str()
            .or_else(|| address["stateOrRegion"].as_str())
            .unwrap_or("Unknown")
            .to_owned();
        let from = places::CENTRES
            .iter()
            .find(|centre| centre.code == shipment.centre)
            .map_or("Unknown", |centre| centre.address.1);
        let (_, days) = pace(order.speed());
        let carriers: Vec<Carrier> = Carrier::of_country(country)
            .iter()
            .copied()
            .filter(|carrier| {
                *carrier != Carrier::AmazonLogistics || !order.blocks_amazon_logistics()
            })
            .collect();
        (0..n_parcels)
            .map(|_| {
                let carrier = *self.random.pick(&carriers);
                let travel = self.random.between(days.0 * 20, days.1 * 24) * HOUR;
                let arrives = self.now + travel;
                let mut scans = vec![
                    (self.now, "EVENT_102", from),
                    (self.now + travel / 6, "EVENT_202", from),
                    (self.now + travel * 4 / 6, "EVENT_201", city.as_str()),
                    (arrives - 5 * HOUR, "EVENT_302", city.as_str()),
                ];
                if self.random.chance(7) {
                    scans.push((arrives, "EVENT_304", city.as_str()));
                    scans.push((arrives + 20 * HOUR, "EVENT_302", city.as_str()));
                    scans.push((arrives + DAY, "EVENT_301", city.as_str()));
                } else if self.random.chance(2) {
                    scans.truncate(3);
                    scans.push((arrives + 2 * DAY, "EVENT_409", city.as_str()));
                } else {
                    scans.push((arrives, "EVENT_301", city.as_str()));
                }
                let (phone, url) = carrier.contact();
                Parcel {
                    number: 800_000_000 + self.number(),
                    carrier: carrier.code().to_owned(),
                    contact: (phone.to_owned(), url.to_owned()),
                    tracking: carrier.tracking_number(&mut self.random),
                    eta: arrives,
                    scans: scans
                        .into_iter()
                        .map(|(at, code, city)| Scan {
                            at,
                            code: code.to_owned(),
                            city: city.to_owned(),
                        })
                        .collect(),
                    status: None,
                }
            })
            .collect()
    }

    /// The last scan of a parcel has happened.
    pub(super) fn package_scanned(&mut self, number: i64) {
        let Some((seller, id)) = self.packages.get(&number).cloned() else {
            return;
        };
        self.publish_outbound(&seller, &id);
    }

    /// The parcel with this number.
    pub fn parcel_mut(&mut self, number: i64) -> Option<&mut Parcel> {
        let (seller, id) = self.packages.get(&number)?.clone();
        let order = self.accounts.get_mut(&seller)?.outbound.get_mut(&id)?;
        order
            .shipments
            .iter_mut()
            .flat_map(|shipment| &mut shipment.parcels)
            .find(|parcel| parcel.number == number)
    }

    /// Lets a returned unit arrive.
    pub(super) fn return_arrives(&mut self, seller: &str, order_id: &str, return_id: &str) {
        let now = self.now;
        let condition = *self.random.pick(&[
            "Sellable",
            "Sellable",
            "Sellable",
            "Defective",
            "CustomerDamaged",
        ]);
        let account = self.account_mut(seller);
        let Some(order) = account.outbound.get_mut(order_id) else {
            return;
        };
        let Some(unit) = order
            .returns
            .iter_mut()
            .find(|unit| unit.id == return_id && unit.condition.is_none())
        else {
            return;
        };
        unit.condition = Some(condition.to_owned());
        unit.updated = now;
        let (line_id, centre) = (unit.line_id.clone(), unit.centre.clone());
        order.updated = now;
        let sku = order
            .lines
            .iter()
            .find(|line| line.id == line_id)
            .map(|line| line.sku.clone())
            .unwrap_or_default();
        if let Some(stock) = account.stock.get_mut(&sku) {
            let (units, disposition) = match condition {
                "Sellable" => (&mut stock.fulfillable, SELLABLE),
                "Defective" => (&mut stock.defective, DEFECTIVE),
                _ => (&mut stock.customer_damaged, CUSTOMER_DAMAGED),
            };
            *units += 1;
            stock.updated = now;
            let (kind, moved) = ("CustomerReturns", (&*sku, 1));
            account.note_movement(now, kind, moved, disposition, order_id, Some(&centre));
        }
        self.publish_outbound(seller, order_id);
    }

    /// A new return authorisation for an order.
    pub fn authorise_return(&mut self, seller: &str, order_id: &str) -> (String, String) {
        let marketplace = self
            .account(seller)
            .outbound
            .get(order_id)
            .map(|order| order.marketplace().to_owned())
            .unwrap_or_default();
        let country = places::marketplace(&marketplace).map_or("US", |found| found.country);
        let centre = places::centres_of(country)[0];
        let id = numbers::uuid(&mut self.random);
        let rma = format!(
            "D{}RRMA",
            self.random.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8)
        );
        let (street, city, state, postal_code) = centre.address;
        let mut address = json!({
            "name": "Amazon Returns Center", "addressLine1": street, "city": city,
            "postalCode": postal_code, "countryCode": centre.country,
        });
        if !state.is_empty() {
            address["stateOrRegion"] = json!(state);
        }
        let authorisation = json!({
            "returnAuthorizationId": id, "fulfillmentCenterId": centre.code, "returnToAddress": address,
            "amazonRmaId": rma, "rmaPageURL": format!("{}/documents/rma/{rma}", self.public_url),
        });
        if let Some(order) = self.account_mut(seller).outbound.get_mut(order_id) {
            order.authorisations.push(authorisation);
        }
        (id, centre.code.to_owned())
    }
}

fn split_line(
    line: &(String, String, i64, usize),
    n_parcels: usize,
) -> Vec<(String, String, i64, usize)> {
    let (id, sku, quantity, _) = line;
    let first = quantity - quantity / 2;
    [(first, 0), (quantity - first, 1)]
        .into_iter()
        .filter(|(units, parcel)| *units > 0 && *parcel < n_parcels)
        .map(|(units, parcel)| (id.clone(), sku.clone(), units, parcel))
        .collect()
}

fn check_request(
    id: &str,
    request: &Map<String, Value>,
    lines: &[OutboundLine],
) -> Result<(), OutboundRefusal> {
    let refuse = |name: &str, value: &str, reason: &str| {
        Err(OutboundRefusal::Value(format!(
            "Value {value} for parameter {name} is invalid. Reason: {reason}."
        )))
    };
    let text = |name: &str| {
        request
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    if lines.is_empty() {
        return Err(OutboundRefusal::TooLarge(
            "The fulfillment order must contain at least one item.".to_owned(),
        ));
    }
    if lines.len() > 100 {
        return Err(OutboundRefusal::TooLarge(
            "The fulfillment order exceeds the maximum of 100 items.".to_owned(),
        ));
    }
    if lines.iter().map(|line| line.quantity).sum::<i64>() > 250 {
        return Err(OutboundRefusal::TooLarge(
            "The fulfillment order exceeds the maximum of 250 units.".to_owned(),
        ));
    }
    if let Some(line) = lines.iter().find(|line| line.quantity < 1) {
        return refuse(
            "quantity",
            &line.quantity.to_string(),
            "The quantity must be greater than zero",
        );
    }
    if id.trim().is_empty() {
        return refuse(
            "sellerFulfillmentOrderId",
            id,
            "The value must not be empty",
        );
    }
    if id.contains("  ") || text("displayableOrderId").contains("  ") {
        return refuse(
            "displayableOrderId",
            text("displayableOrderId"),
            "Double spaces are not allowed",
        );
    }
    if text("displayableOrderId")
        .chars()
        .any(|letter| u32::from(letter) > 0xFF)
    {
        return refuse(
            "displayableOrderId",
            text("displayableOrderId"),
            "Only ISO 8859-1 characters are allowed",
        );
    }
    if text("fulfillmentAction") == "Hold" && text("shippingSpeedCategory") == "ScheduledDelivery" {
        return refuse(
            "fulfillmentAction",
            "Hold",
            "Hold is not valid with ScheduledDelivery",
        );
    }
    let marketplace = places::marketplace(text("marketplaceId"));
    if text("shippingSpeedCategory") == "ScheduledDelivery"
        && marketplace.is_some_and(|found| found.country != "JP")
    {
        return refuse(
            "shippingSpeedCategory",
            "ScheduledDelivery",
            "Scheduled delivery is available in Japan only",
        );
    }
    let address = request.get("destinationAddress").unwrap_or(&Value::Null);
    let country = address["countryCode"].as_str().unwrap_or_default();
    let has_city = address["city"]
        .as_str()
        .is_some_and(|city| !city.trim().is_empty());
    match (country, has_city) {
        ("JP", true) => {
            return refuse(
                "city",
                address["city"].as_str().unwrap_or_default(),
                "The city must not be given for addresses in Japan",
            );
        }
        ("JP", false) | (_, true) => {}
        (_, false) => return refuse("city", "null", "The city is required"),
    }
    let region_of = |code: &str| places::marketplace_of(code).map(|found| found.region);
    if let Some(found) = marketplace
        && region_of(country)
            .is_some_and(|region| region != found.region && found.region == Region::Na)
    {
        return refuse(
            "countryCode",
            country,
            "Cross-border delivery to this country is not available",
        );
    }
    if marketplace.is_some_and(|found| found.country == "IN")
        && request.get("paymentInformation").is_none()
    {
        return refuse(
            "paymentInformation",
            "null",
            "Payment information is required in India",
        );
    }
    Ok(())
}

/// An instant as FO20 and FO26 write it.
pub fn stamp(at: Ms) -> Value {
    Value::String(iso(at))
}
