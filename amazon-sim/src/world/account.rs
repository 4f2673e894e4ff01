//! Selling accounts, the developer applications they have authorised, and Amazon's stock of their goods.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::inbound::InboundBooks;
use super::jobs::JobBooks;
use super::ledger::Movement;
use super::listings::Listing;
use super::money::MoneyBooks;
use super::notify::NotifyBooks;
use super::orders::Order;
use super::outbound::Outbound;
use crate::clock::Ms;
use crate::places::{self, Marketplace, Region};
use crate::small::Code;

/// The contract a seller has with Amazon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SellingPlan {
    /// A Professional account.
    Professional,
    /// An Individual account.
    Individual,
}

/// Units of one SKU in Amazon's hands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FbaStock {
    /// Amazon's own number for the article.
    pub fnsku: Code,
    /// Can be sold now.
    pub fulfillable: i64,
    /// On a plan, not yet sent.
    pub inbound_working: i64,
    /// On the way to Amazon.
    pub inbound_shipped: i64,
    /// Being received.
    pub inbound_receiving: i64,
    /// Promised to buyers or to fulfilment orders.
    pub reserved_orders: i64,
    /// Travelling between centres.
    pub reserved_transfer: i64,
    /// Set aside in a centre.
    pub reserved_processing: i64,
    /// Damaged by a customer.
    pub customer_damaged: i64,
    /// Damaged in a centre.
    pub warehouse_damaged: i64,
    /// Damaged by a carrier.
    pub carrier_damaged: i64,
    /// Defective.
    pub defective: i64,
    /// Being looked for.
    pub researching: i64,
    /// Prep category and types the seller has set.
    pub prep: Option<Value>,
    /// Last change other than of inbound figures.
    pub updated: Ms,
}

impl FbaStock {
    /// Units that cannot be sold.
    pub fn unfulfillable(&self) -> i64 {
        self.customer_damaged + self.warehouse_damaged + self.carrier_damaged + self.defective
    }

    /// Units set aside.
    pub fn reserved(&self) -> i64 {
        self.reserved_orders + self.reserved_transfer + self.reserved_processing
    }

    /// Everything, as `totalQuantity` counts it.
    pub fn total(&self) -> i64 {
        self.fulfillable
            + self.inbound_working
            + self.inbound_shipped
            + self.inbound_receiving
            + self.reserved()
            + self.unfulfillable()
            + self.researching
    }
}

/// A developer's application: private to one seller, or public.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Application {
    /// `amzn1.application-oa2-client.…`.
    pub client_id: String,
    /// `amzn1.sp.solution.…`, the id in consent links.
    pub application_id: String,
    /// Its name.
    pub name: String,
    /// Current secret.
    #[serde(with = "crate::sealed::text")]
    pub secret: String,
    /// The one before, which works for a while after a rotation.
    #[serde(with = "crate::sealed::beside")]
    pub old_secret: Option<(String, Ms)>,
    /// When the current secret stops working.
    pub secret_expires: Ms,
    /// Addresses a consent may return to; empty means any.
    pub redirect_uris: Vec<String>,
    /// Whether any seller may authorise it.
    pub is_public: bool,
}

/// A seller's consent to an application.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authorisation {
    /// Whom it was given to.
    pub client_id: String,
    /// The refresh token.
    #[serde(with = "crate::sealed::text")]
    pub refresh_token: String,
    /// When it lapses.
    pub expires: Ms,
    /// Whether the seller took it back.
    pub revoked: bool,
}

/// One selling account in one region.
#[derive(Serialize, Deserialize)]
pub struct Account {
    /// The seller id (merchant token).
    pub seller_id: String,
    /// Name of the business.
    pub name: String,
    /// Store name.
    pub store: String,
    /// Region.
    pub region: Region,
    /// Marketplaces it takes part in, home first.
    pub marketplace_ids: Vec<String>,
    /// Contract.
    pub plan: SellingPlan,
    /// Whether it uses Fulfilment by Amazon.
    pub has_fba: bool,
    /// Roles missing from the applications that ask for this account.
    pub missing_roles: BTreeSet<String>,
    /// Consents.
    pub authorisations: Vec<Authorisation>,
    /// How many orders buyers place on a day.
    pub orders_per_day: i64,
    /// Listings by SKU.
    pub listings: BTreeMap<String, Listing>,
    /// Amazon-held stock by SKU.
    pub stock: BTreeMap<String, FbaStock>,
    /// What moved in Amazon's warehouses, oldest first.
    #[serde(default)]
    pub movements: Vec<Movement>,
    /// What `stale-inventory` keeps showing.
    pub stale_stock: Option<BTreeMap<String, FbaStock>>,
    /// Store orders by id.
    pub orders: BTreeMap<String, Order>,
    /// Fulfilment orders by the seller's id.
    pub outbound: BTreeMap<String, Outbound>,
    /// Inbound plans and what belongs to them.
    pub inbound: InboundBooks,
    /// Reports and feeds.
    pub jobs: JobBooks,
    /// Transactions and settlements.
    pub money: MoneyBooks,
    /// Subscriptions.
    pub notify: NotifyBooks,
    /// Labels bought through merchant fulfilment, by shipment id.
    pub labels: BTreeMap<String, Value>,
    /// Tokens of calls that must be done once, with what they did.
    pub idempotency: BTreeSet<String>,
}

impl Account {
    /// The home marketplace.
    pub fn home(&self) -> &'static Marketplace {
        self.marketplace_ids
            .iter()
            .find_map(|id| places::marketplace(id))
            .unwrap_or(&places::MARKETPLACES[1])
    }

    /// Its marketplaces.
    pub fn marketplaces(&self) -> impl Iterator<Item = &'static Marketplace> + '_ {
        self.marketplace_ids
            .iter()
            .filter_map(|id| places::marketplace(id))
    }

    /// Whether it sells there.
    pub fn takes_part_in(&self, marketplace_id: &str) -> bool {
        self.marketplace_ids.iter().any(|id| id == marketplace_id)
    }
}
