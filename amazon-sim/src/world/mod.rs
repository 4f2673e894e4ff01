//! The simulated world: everything Amazon would know, and what happens in it as virtual time passes.
//!
//! A world is a pure function of its seed and of the calls made at their virtual instants: no real clock, no
//! real chance. It knows nothing of HTTP; `crate::api` turns it into answers.

pub mod account;
pub mod catalogue;
pub mod founding;
pub mod inbound;
pub mod jobs;
pub mod ledger;
pub mod listings;
pub(crate) mod market;
pub mod misbehaviour;
pub mod money;
pub mod notify;
pub mod orders;
pub mod outbound;
pub mod paper;
pub mod tables;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use serde::{Deserialize, Serialize, Serializer};

use self::account::{Account, Application};
use self::catalogue::Catalogue;
use self::misbehaviour::Misbehaviours;
use crate::auth::Tokens;
use crate::clock::Ms;
use crate::random::Random;
use crate::usage::Buckets;

/// Something that will happen by itself. The text fields name the thing within the seller's account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Event {
    /// A buyer may order something.
    BuyerArrives,
    /// An order's payment is settled: it becomes unshipped.
    OrderConfirmed(String),
    /// An order Amazon fulfils leaves.
    OrderShips(String),
    /// An order the seller never shipped is cancelled.
    OrderLapses(String),
    /// A buyer sends goods back and gets the money.
    OrderReturned(String),
    /// A fulfilment order moves on to its next state.
    OutboundMoves(String),
    /// A held fulfilment order has been held too long.
    HoldExpires(String),
    /// A package is scanned.
    PackageScanned(i64),
    /// A returned unit reaches the centre.
    ReturnArrives(String, String),
    /// A submitted listing takes effect.
    ListingSettles(String),
    /// An asynchronous inbound operation ends.
    OperationEnds(String),
    /// An inbound shipment moves on.
    InboundMoves(String),
    /// A report moves on.
    ReportMoves(String),
    /// A feed moves on.
    FeedMoves(String),
    /// A report schedule is due.
    ScheduleDue(String),
    /// Amazon pays out.
    Settlement,
    /// A buyer takes back part of an order.
    UnitsWithdrawn(String),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Due {
    at: Ms,
    order: u64,
    seller: String,
    event: Event,
}

/// Writes what will happen in the order in which it will, so that equal worlds are equal files.
fn in_order<S: Serializer>(
    queue: &BinaryHeap<Reverse<Due>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut due: Vec<&Due> = queue.iter().map(|Reverse(due)| due).collect();
    due.sort();
    serializer.collect_seq(due)
}

/// A document behind a presigned address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// Its bytes.
    #[serde(with = "crate::bytes")]
    pub bytes: Vec<u8>,
    /// Content type to serve, or the one an upload must carry.
    pub content_type: String,
    /// Whether the bytes are gzip.
    pub gzip: bool,
    /// Whether it waits for an upload.
    pub is_upload: bool,
    /// Whether reading it takes a restricted data token.
    pub restricted: bool,
}

/// The whole simulated world.
#[derive(Serialize, Deserialize)]
pub struct World {
    /// The seed it was founded with.
    pub seed: u64,
    /// Virtual instant of its founding.
    pub founded: Ms,
    /// Virtual now.
    pub now: Ms,
    /// Address under which callers reach the simulator, without a trailing slash.
    pub public_url: String,
    /// Chance.
    pub random: Random,
    /// Amazon's catalogue.
    pub catalogue: Catalogue,
    /// Selling accounts by seller id.
    pub accounts: BTreeMap<String, Account>,
    /// Developer applications by client id.
    pub applications: BTreeMap<String, Application>,
    /// Access tokens and codes.
    pub tokens: Tokens,
    /// Usage plan buckets.
    pub buckets: Buckets,
    /// What is switched to go wrong.
    pub misbehaviours: Misbehaviours,
    /// Documents by id.
    pub documents: BTreeMap<String, Document>,
    /// Notification destinations by id.
    pub destinations: BTreeMap<String, serde_json::Value>,
    /// Which seller a package number belongs to, and in which fulfilment order.
    pub packages: BTreeMap<i64, (String, String)>,
    #[serde(serialize_with = "in_order")]
    queue: BinaryHeap<Reverse<Due>>,
    n_scheduled: u64,
    next_number: i64,
}

impl World {
    /// An empty world; `founding::found` fills it.
    pub fn empty(seed: u64, now: Ms, public_url: &str) -> Self {
        Self {
            seed,
            founded: now,
            now,
            public_url: public_url.to_owned(),
            random: Random::new(seed),
            catalogue: Catalogue::default(),
            accounts: BTreeMap::new(),
            applications: BTreeMap::new(),
            tokens: Tokens::default(),
            buckets: Buckets::default(),
            misbehaviours: Misbehaviours::default(),
            documents: BTreeMap::new(),
            destinations: BTreeMap::new(),
            packages: BTreeMap::new(),
            queue: BinaryHeap::new(),
            n_scheduled: 0,
            next_number: 1,
        }
    }

    /// Lets `event` happen at `at`, or at once if that has passed.
    pub fn schedule(&mut self, at: Ms, seller: &str, event: Event) {
        self.n_scheduled += 1;
        self.queue.push(Reverse(Due {
            at: at.max(self.now),
            order: self.n_scheduled,
            seller: seller.to_owned(),
            event,
        }));
    }

    /// When the next event is due.
    pub fn next_due(&self) -> Option<Ms> {
        self.queue.peek().map(|Reverse(due)| due.at)
    }

    /// A number never given before.
    pub fn number(&mut self) -> i64 {
        self.next_number += 1;
        self.next_number
    }

    /// Moves virtual time to `target`, letting everything happen at its proper instant.
    pub fn advance_to(&mut self, target: Ms) {
        while let Some(Reverse(due)) = self.queue.peek() {
            if due.at > target {
                break;
            }
            let Some(Reverse(due)) = self.queue.pop() else {
                break;
            };
            self.now = self.now.max(due.at);
            self.happen(&due.seller, due.event);
        }
        self.now = self.now.max(target);
    }

    fn happen(&mut self, seller: &str, event: Event) {
        if !self.accounts.contains_key(seller) {
            return;
        }
        match event {
            Event::BuyerArrives => self.buyer_arrives(seller),
            Event::OrderConfirmed(id) => self.order_confirmed(seller, &id),
            Event::OrderShips(id) => self.order_ships(seller, &id),
            Event::OrderLapses(id) => self.order_lapses(seller, &id),
            Event::OrderReturned(id) => self.order_returned(seller, &id),
            Event::OutboundMoves(id) => self.outbound_moves(seller, &id),
            Event::HoldExpires(id) => self.hold_expires(seller, &id),
            Event::PackageScanned(number) => self.package_scanned(number),
            Event::ReturnArrives(order, id) => self.return_arrives(seller, &order, &id),
            Event::ListingSettles(sku) => self.listing_settles(seller, &sku),
            Event::OperationEnds(id) => self.operation_ends(seller, &id),
            Event::InboundMoves(id) => self.inbound_moves(seller, &id),
            Event::ReportMoves(id) => self.report_moves(seller, &id),
            Event::FeedMoves(id) => self.feed_moves(seller, &id),
            Event::ScheduleDue(id) => self.schedule_due(seller, &id),
            Event::Settlement => self.settle(seller),
            Event::UnitsWithdrawn(id) => self.units_withdrawn(seller, &id),
        }
    }

    /// The account of a seller known to exist.
    pub fn account(&self, seller: &str) -> &Account {
        self.accounts
            .get(seller)
            .expect("callers are authorised for accounts that exist")
    }

    /// The account of a seller known to exist, to change it.
    pub fn account_mut(&mut self, seller: &str) -> &mut Account {
        self.accounts
            .get_mut(seller)
            .expect("callers are authorised for accounts that exist")
    }
}
