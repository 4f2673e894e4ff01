//! A fulfilment service: stores our goods and sends them to our customers (SM-2).

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    inbound::InboundService,
    words::{Address, Earlier, Money, Problem, Told, Unread},
};

/// What a service can do. Screens and actions follow it (GEN-07).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Orders can be sent to be held, edited and released.
    pub hold: bool,
    /// A held order's lines and address can be edited, not only released.
    pub edit_held: bool,
    /// An order can be cancelled after it was released.
    pub cancel_released: bool,
    /// Where parcels are is known.
    pub tracking: bool,
    /// Which shipping methods an address has is known.
    pub methods_by_address: bool,
    /// Comments are printed on papers for the customer.
    pub printed_comment: bool,
    /// Customers' returns can be announced.
    pub returns: bool,
    /// Goods can be sent to it from here.
    pub inbound: bool,
    /// What is held longer is dropped by the service.
    pub longest_hold: Option<Duration>,
    /// The longest comment.
    pub longest_comment: Option<usize>,
    /// The most lines of an order.
    pub most_lines: Option<usize>,
    /// The most units of an order.
    pub most_units: Option<u32>,
    /// The longest order id.
    pub longest_id: usize,
}

/// A shipping method of a service, by the service's name for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Method(pub String);

/// A shipping method for an address and lines, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodOffer {
    /// The method.
    pub method: Method,
    /// Why it cannot be had for these; empty when it can.
    pub unavailable: Vec<Problem>,
    /// What it would cost; `None` when the service does not say, which is not "nothing".
    pub cost: Option<Money>,
    /// By when all of it would have left the service (UTC); `None` when the service does not say. It holds for an order
    /// that is sent now and not held.
    pub ships_by: Option<Timestamp>,
    /// When it would arrive.
    pub arrives: Option<Window>,
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The earliest instant.
    pub earliest: Option<Timestamp>,
    /// The latest instant.
    pub latest: Option<Timestamp>,
}

/// A line to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundLine {
    /// Our id of the line, unique in the order.
    pub id: String,
    /// The service's SKU.
    pub sku: String,
    /// How many units.
    pub quantity: u32,
}

/// An order to a service. Its id is minted and stored before it is first sent (FUL-23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundOrder {
    /// Our id, unique for ever.
    pub id: String,
    /// The number that the customer sees.
    pub number: String,
    /// The date that the customer sees.
    pub date: Timestamp,
    /// The comment for the customer.
    pub comment: String,
    /// The method.
    pub method: Method,
    /// Where to.
    pub address: Address,
    /// What.
    pub lines: Vec<OutboundLine>,
    /// Whom the service may write to.
    pub notify: Vec<String>,
}

/// Whether an order is sent to be shipped or to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Release {
    /// Ship at once.
    Ship,
    /// Accept, reserve, and wait.
    Hold,
}

/// How an order came to be at the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// By this call.
    Now,
    /// An earlier call whose answer was lost had done it.
    Before,
}

/// The state of an order as far as the service decides it. Queued is ours alone and not here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Accepted and reserved, not dispatched.
    OnHold,
    /// The service is working on it or has sent it.
    Shipped,
    /// Taken as done: the estimated arrival has passed without a report.
    Completed,
    /// Reported as delivered.
    Delivered,
    /// Cancelled by us or by the service.
    Cancelled,
    /// Rejected.
    Failed,
}

impl Status {
    /// Whether nothing follows any more.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Delivered | Self::Cancelled | Self::Failed)
    }
}

/// What a service says about an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Our id of the order.
    pub id: String,
    /// The state; `None` when the service uses a word we do not know, and then the state stays as it was.
    pub status: Option<Status>,
    /// The service's own word.
    pub service_status: String,
    /// Since when it is so, by the service's clock.
    pub changed_at: Option<Timestamp>,
    /// When the service drops it if it stays held.
    pub held_until: Option<Timestamp>,
    /// Why it failed or was cancelled, as far as the service says.
    pub explanation: Option<String>,
    /// Line by line.
    pub lines: Vec<LineProgress>,
    /// The parcels, which need not be the boxes we meant (TRK-03).
    pub parcels: Vec<Parcel>,
    /// By when the next of what has not left should leave the service (UTC). `None` when all has left, while the order
    /// is held, and when the service does not say. Services put it off: see [`Progress::should_have_left`].
    pub ships_by: Option<Timestamp>,
    /// When the last parcel should arrive.
    pub estimated_arrival: Option<Timestamp>,
    /// What comes back.
    pub returns: Vec<ReturnProgress>,
    /// What of the answer could not be read. The figures that it would have given are `None`.
    pub unread: Vec<Unread>,
}

impl Progress {
    /// The state after this was read, when `known` was the state before, as of `known_at`.
    ///
    /// A final state never moves back because of a stale read, and an older reading than the one
    /// known changes nothing.
    pub fn settle(&self, known: &Status, known_at: Option<Timestamp>) -> Status {
        let stale =
            matches!((self.changed_at, known_at), (Some(read), Some(known)) if read < known);
        match &self.status {
            Some(status) if !known.is_final() && !stale => match (known, status) {
                // Released is released: a list that still shows the hold is late.
                (Status::Shipped | Status::Completed, Status::OnHold)
                | (Status::Completed, Status::Shipped) => known.clone(),
                _ => status.clone(),
            },
            _ => known.clone(),
        }
    }

    /// Whether something is at the service still that should have left: an order that it took and does not work on,
    /// which a person should look at, cancel and send anew under another id. `promised` is
    /// [`MethodOffer::ships_by`] of the offer that it was sent by, or what an earlier reading said; it counts beside
    /// what is said now, which may be later or nothing.
    pub fn should_have_left(&self, promised: Option<Timestamp>, now: Timestamp) -> bool {
        let may_wait = self.status.is_none() || self.status == Some(Status::Shipped);
        let has_left = !self.lines.is_empty() && self.lines.iter().all(LineProgress::has_left);
        let mut instants = [promised, self.ships_by].into_iter().flatten();
        may_wait && !has_left && instants.any(|by| by < now)
    }

    /// Units that are known not to come, by line: to be resolved by a person (FUL-28).
    pub fn open_quantities(&self) -> impl Iterator<Item = (&str, u32)> {
        self.lines
            .iter()
            .map(|line| {
                let parts = [line.cancelled, line.unfulfillable];
                (line.id.as_str(), parts.into_iter().flatten().sum())
            })
            .filter(|(_, open)| *open > 0)
    }
}

/// What became of a line. A figure is `None` where the service does not tell it or it could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProgress {
    /// Our id of the line.
    pub id: String,
    /// The SKU.
    pub sku: String,
    /// How many were ordered.
    pub ordered: Option<u32>,
    /// How many are in parcels that were sent.
    pub shipped: Option<u32>,
    /// How many were cancelled.
    pub cancelled: Option<u32>,
    /// How many the service cannot send.
    pub unfulfillable: Option<u32>,
}

impl LineProgress {
    /// Whether it is known that nothing of it is to leave any more.
    pub fn has_left(&self) -> bool {
        let parts = [self.shipped, self.cancelled, self.unfulfillable];
        let gone: Option<u32> = parts.into_iter().sum();
        matches!((self.ordered, gone), (Some(ordered), Some(gone)) if gone >= ordered)
    }
}

/// A parcel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// The service's id of it, unique in the order.
    pub id: String,
    /// The service's id of the shipment that it is part of.
    pub shipment: String,
    /// The carrier's code.
    pub carrier: Option<String>,
    /// The carrier's number.
    pub tracking_number: Option<String>,
    /// The service's own number, where it carries itself (TRK-09).
    pub service_tracking_number: Option<String>,
    /// A page for the customer.
    pub link: Option<String>,
    /// When it left.
    pub shipped_at: Option<Timestamp>,
    /// When it should arrive.
    pub estimated_arrival: Option<Timestamp>,
    /// When it was delivered.
    pub delivered_at: Option<Timestamp>,
    /// Whether it is delivered.
    pub delivered: bool,
    /// Something that a person should know: returning, undeliverable, delayed.
    pub exception: Option<String>,
    /// What is in it: our ids of lines, with how many as far as that is known.
    pub contents: Vec<(String, Option<u32>)>,
    /// Where it was, oldest first (TRK-11).
    pub events: Vec<TrackingEvent>,
}

impl Parcel {
    /// The number to show: the carrier's, or the service's own where there is no other (TRK-09).
    pub fn number(&self) -> Option<&str> {
        let own = self.service_tracking_number.as_deref();
        self.tracking_number.as_deref().or(own)
    }
}

/// Where a parcel was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackingEvent {
    /// When.
    pub at: Option<Timestamp>,
    /// The service's code.
    pub code: String,
    /// In words, as far as the service says.
    pub description: Option<String>,
    /// Where.
    pub place: Option<String>,
}

/// How a cancellation was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancellation {
    /// It is cancelled.
    Done,
    /// It was asked for: read the progress until it says so, or says otherwise.
    Asked,
}

/// What is announced to come back: one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnUnit {
    /// Our id of it, unique for ever.
    pub id: String,
    /// The order's line.
    pub line: String,
    /// The service's id of the shipment that it came in.
    pub shipment: String,
    /// One of the service's reasons.
    pub reason: String,
    /// A comment.
    pub comment: Option<String>,
}

/// A reason for a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnReason {
    /// The service's code.
    pub code: String,
    /// In words.
    pub description: String,
}

/// What became of an announced return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnProgress {
    /// Our id of it.
    pub id: String,
    /// The line.
    pub line: Option<String>,
    /// Whether it has arrived.
    pub arrived: bool,
    /// In what condition, in the service's word.
    pub condition: Option<String>,
    /// The service's number that goes on the parcel.
    pub authorisation: Option<String>,
    /// Where the customer sends it, as one text.
    pub send_to: Option<String>,
    /// Why it is not accepted.
    pub refused: Option<String>,
}

/// Stock of a SKU at the service, in its parts (CAT-04). There is no row without the figure that counts; another part is
/// `None` where the service does not tell it or it could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRow {
    /// The service's SKU.
    pub sku: String,
    /// The service's own identifiers: catalogue number and label code.
    pub catalogue_id: Option<String>,
    /// The code on the service's label.
    pub label_code: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The condition, in the service's word.
    pub condition: Option<String>,
    /// Can be sold: the only figure that counts.
    pub sellable: u32,
    /// On a plan, not yet sent.
    pub inbound_working: Option<u32>,
    /// On its way.
    pub inbound_shipped: Option<u32>,
    /// Being received.
    pub inbound_receiving: Option<u32>,
    /// Reserved for customers' orders.
    pub reserved_orders: Option<u32>,
    /// Moving between the service's houses.
    pub reserved_moving: Option<u32>,
    /// Being worked on.
    pub reserved_processing: Option<u32>,
    /// Being looked for.
    pub researching: Option<u32>,
    /// Cannot be sold.
    pub unfulfillable: Option<u32>,
    /// As of.
    pub as_of: Option<Timestamp>,
}

impl StockRow {
    /// The sum of all parts, inbound ones included; `None` when one is not known.
    pub fn total(&self) -> Option<u32> {
        let parts = [
            self.inbound_working,
            self.inbound_shipped,
            self.inbound_receiving,
            self.reserved_orders,
            self.reserved_moving,
            self.reserved_processing,
            self.researching,
            self.unfulfillable,
        ];
        let others: u32 = parts.into_iter().sum::<Option<u32>>()?;
        self.sellable.checked_add(others)
    }

    /// The quantity that a sync proposes for the location (STK-18): what can be sold, and what the
    /// service has reserved for orders captured here and not yet shipped, less what is queued here
    /// and not yet sent there.
    pub fn proposed(&self, captured_unshipped: u32, queued: u32) -> u32 {
        self.sellable
            .saturating_add(captured_unshipped)
            .saturating_sub(queued)
    }
}

/// Which stock is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StockQuery {
    /// All of it. Believe a missing SKU only when two such passes miss it.
    Everything,
    /// What changed since. Services leave things out here.
    ChangedSince(Timestamp),
    /// These SKUs, before something is decided by them.
    Skus(Vec<String>),
}

/// Rows of stock.
pub type StockPass = Told<StockRow>;

/// An order at the service that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Our id, or that of whoever made it: an unknown one is foreign.
    pub id: String,
    /// The service's word for its state.
    pub service_status: String,
    /// Since when.
    pub changed_at: Option<Timestamp>,
}

/// A service that stores our goods and sends them to our customers.
#[async_trait]
pub trait FulfilmentService: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// The methods it has, whatever the address.
    fn methods(&self) -> Vec<Method>;

    /// What is wrong with an order, as far as that is known without asking. Empty when nothing is. An order with an
    /// error is not sent; one with a warning is, and what it warns of does not happen.
    fn check(&self, order: &OutboundOrder) -> Vec<Problem>;

    /// Every method with its price and arrival for these lines to this address, or why it cannot be
    /// had (SAL-11, SAL-12). A method of which the answer cannot be read stands among what is unread, by its name: it
    /// may be had or not.
    ///
    /// # Errors
    /// See [`Error`].
    async fn preview(
        &self,
        address: &Address,
        lines: &[OutboundLine],
    ) -> Result<Told<MethodOffer>, Error>;

    /// Sends an order, exactly once whatever is lost on the way (FUL-23).
    ///
    /// # Errors
    /// [`Error::Refused`] is final. After a retryable error send again with [`Earlier::Perhaps`].
    async fn send(
        &self,
        order: &OutboundOrder,
        release: Release,
        earlier: Earlier,
    ) -> Result<Sent, Error>;

    /// Replaces address, method, comment and lines of a held order (FUL-14).
    ///
    /// # Errors
    /// See [`Error`].
    async fn edit_held(&self, order: &OutboundOrder) -> Result<(), Error>;

    /// Lets a held order go. An order that has gone already is fine.
    ///
    /// # Errors
    /// See [`Error`].
    async fn release(&self, id: &str) -> Result<(), Error>;

    /// Cancels an order. One that is cancelled already is fine.
    ///
    /// # Errors
    /// [`Reason::NotNow`](crate::Reason::NotNow) when it is too late (FUL-16).
    async fn cancel(&self, id: &str) -> Result<Cancellation, Error>;

    /// What became of an order. `delivered` names the parcels known to be delivered, which need not
    /// be asked about again.
    ///
    /// # Errors
    /// See [`Error`].
    async fn progress(&self, id: &str, delivered: &[String]) -> Result<Progress, Error>;

    /// Which orders changed since an instant, those made elsewhere included.
    ///
    /// # Errors
    /// See [`Error`].
    async fn changed_since(&self, since: Timestamp) -> Result<Told<Changed>, Error>;

    /// Why a line of an order may be returned.
    ///
    /// # Errors
    /// See [`Error`].
    async fn return_reasons(
        &self,
        order: &str,
        sku: &str,
        language: &str,
    ) -> Result<Told<ReturnReason>, Error>;

    /// Announces returns, each unit once whatever is lost on the way.
    ///
    /// # Errors
    /// See [`Error`].
    async fn announce_return(
        &self,
        order: &str,
        units: &[ReturnUnit],
        earlier: Earlier,
    ) -> Result<Vec<ReturnProgress>, Error>;

    /// Its catalogue of our goods with their stock.
    ///
    /// # Errors
    /// See [`Error`].
    async fn stock(&self, query: &StockQuery) -> Result<StockPass, Error>;

    /// Sending goods to it, if it can be done from here.
    fn inbound(&self) -> Option<&dyn InboundService>;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves STK-18: fulfillable 10, captured AFN order of 2 reserved, Queued order of 1: proposed 11.
    #[test]
    fn the_proposed_quantity_counts_captured_and_queued() {
        let row = StockRow {
            sellable: 10,
            reserved_orders: Some(2),
            inbound_shipped: Some(50),
            researching: Some(3),
            inbound_working: Some(0),
            inbound_receiving: Some(0),
            reserved_moving: Some(0),
            reserved_processing: Some(0),
            unfulfillable: Some(0),
            ..StockRow::default()
        };
        assert_eq!(row.proposed(2, 1), 11);
        assert_eq!(row.proposed(0, 20), 0);
        assert_eq!(row.total(), Some(65));
        let partly = StockRow {
            researching: None,
            ..row
        };
        assert_eq!(
            partly.total(),
            None,
            "a part that is not known makes no sum"
        );
    }

    fn read(status: Option<Status>, at: &str) -> Progress {
        Progress {
            id: "FO".into(),
            status,
            service_status: String::new(),
            changed_at: at.parse().ok(),
            held_until: None,
            explanation: None,
            lines: Vec::new(),
            parcels: Vec::new(),
            ships_by: None,
            estimated_arrival: None,
            returns: Vec::new(),
            unread: Vec::new(),
        }
    }

    #[test]
    fn what_has_not_left_in_time_should_have() {
        let now: Timestamp = "2026-08-05T12:00:00Z".parse().expect("instant");
        let line = |shipped, cancelled| LineProgress {
            ordered: Some(3),
            shipped,
            cancelled: Some(cancelled),
            unfulfillable: Some(0),
            ..LineProgress::default()
        };
        let hour = Duration::from_secs(3600);
        let (past, coming) = (Some(now - hour), Some(now + hour));
        let shipped = Some(Status::Shipped);
        for (status, line, promised, ships_by, expected) in [
            (shipped.clone(), line(Some(0), 0), None, past, true),
            (shipped.clone(), line(Some(0), 0), None, coming, false),
            (shipped.clone(), line(Some(0), 0), None, None, false),
            // Put off, or not told.
            (shipped.clone(), line(Some(0), 0), past, coming, true),
            (shipped.clone(), line(Some(0), 0), past, None, true),
            (shipped.clone(), line(Some(2), 0), past, None, true),
            (shipped.clone(), line(None, 0), past, None, true),
            (shipped.clone(), line(Some(2), 1), past, None, false),
            (shipped.clone(), line(Some(3), 0), past, None, false),
            (None, line(Some(0), 0), past, None, true),
            (Some(Status::OnHold), line(Some(0), 0), past, None, false),
            (Some(Status::Cancelled), line(Some(0), 0), past, None, false),
            (Some(Status::Delivered), line(Some(3), 0), past, None, false),
        ] {
            let about = format!("{status:?} {line:?} {promised:?} {ships_by:?}");
            let seen = Progress {
                ships_by,
                lines: vec![line],
                ..read(status, "2026-08-05T12:00:00Z")
            };
            assert_eq!(seen.should_have_left(promised, now), expected, "{about}");
        }
    }

    #[test]
    fn stale_and_unknown_readings_change_nothing() {
        let now = "2026-08-05T12:00:00Z";
        let later = "2026-08-05T13:00:00Z".parse().ok();
        let cases = [
            (
                Status::Delivered,
                Some(Status::Shipped),
                None,
                Status::Delivered,
            ),
            (
                Status::Cancelled,
                Some(Status::OnHold),
                None,
                Status::Cancelled,
            ),
            (Status::Failed, Some(Status::Shipped), None, Status::Failed),
            (Status::OnHold, Some(Status::Shipped), None, Status::Shipped),
            (Status::OnHold, Some(Status::Shipped), later, Status::OnHold),
            (Status::Shipped, Some(Status::OnHold), None, Status::Shipped),
            (Status::Shipped, None, None, Status::Shipped),
            (
                Status::Completed,
                Some(Status::Delivered),
                None,
                Status::Delivered,
            ),
            (
                Status::Completed,
                Some(Status::Shipped),
                None,
                Status::Completed,
            ),
            (
                Status::Shipped,
                Some(Status::Cancelled),
                None,
                Status::Cancelled,
            ),
        ];
        for (known, seen, known_at, expected) in cases {
            assert_eq!(
                read(seen.clone(), now).settle(&known, known_at),
                expected,
                "{known:?} then {seen:?}"
            );
        }
    }
}
