//! A sales channel: a shop elsewhere that brings orders, is told stock and prices, and pays out.

use std::collections::HashMap;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::Error,
    words::{Address, Money, Problem, Single, Told, Unread},
};

/// What a channel can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelCapabilities {
    /// It can be told that an order was shipped.
    pub confirm_shipments: bool,
    /// Listings can be made from here.
    pub publish: bool,
    /// It ships some of its orders itself.
    pub ships_itself: bool,
    /// What it pays out can be read.
    pub payouts: bool,
    /// The channel mails the seller for each report that is asked for, unless that is switched off.
    pub report_mail: Option<ReportMail>,
}

/// Mails that reading a channel's listings brings to the seller, and where to be rid of them (CON-12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMail {
    /// So many reports a pass every hour asks for in a day, however often somebody looks in between.
    pub reports_a_day: u32,
    /// The way to the switch, from menu to menu, in the channel's own words.
    pub switched_off_at: Vec<String>,
}

/// One of the channel's shops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// The channel's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Its currency.
    pub currency: String,
    /// Whether the account sells there.
    pub active: bool,
}

/// The account behind a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountInfo {
    /// Its name, as far as the channel says.
    pub name: Option<String>,
    /// Whether it may be connected (CON-01); `None` when the channel does not say.
    pub professional: Option<bool>,
    /// Its shops.
    pub shops: Vec<Shop>,
}

/// Who ships.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ShippedBy {
    /// We do.
    Us,
    /// The channel does.
    Channel,
    /// A word that is new to us.
    Unknown(String),
}

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Our SKU there.
    pub sku: String,
    /// The channel's id of the product.
    pub catalogue_id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Whether a title was damaged on its way, so that it must not replace a better one.
    pub title_damaged: bool,
    /// The price.
    pub price: Option<Money>,
    /// The quantity offered; `None` where the channel ships, and where it does not tell.
    pub quantity: Option<u32>,
    /// Who ships.
    pub shipped_by: ShippedBy,
    /// The condition, in the channel's word.
    pub condition: Option<String>,
    /// Whether buyers can buy it.
    pub buyable: bool,
    /// A picture.
    pub image: Option<String>,
    /// What is wrong with it.
    pub issues: Vec<Problem>,
}

/// Listings of a shop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListingPass {
    /// The listings.
    pub listings: Vec<Listing>,
    /// Rows that could not be read.
    pub unread: Vec<Unread>,
}

/// Which orders are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderQuery {
    /// Changed since the watermark. The channel overlaps by itself.
    ChangedSince(Timestamp),
    /// Made between two instants: history, and the daily reconciliation.
    MadeBetween(Timestamp, Timestamp),
}

/// Where the next page begins; opaque, and good for storing. It holds the query that the pass began with. Kept for longer than
/// the channel keeps the place, it begins the pass anew: the first page comes again, with the orders that were told already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(pub String);

/// A page of orders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderPage {
    /// The orders.
    pub orders: Vec<ChannelOrder>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// The next page.
    pub next: Option<Cursor>,
    /// The watermark for the next pass. Only on the last page, and only for what changed.
    pub watermark: Option<Timestamp>,
}

/// The state of an order at the channel (SM-7).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderState {
    /// Not payable yet: reserve perhaps, never ship, never book.
    Pending,
    /// Paid, nothing shipped.
    Unshipped,
    /// Partly shipped.
    PartlyShipped,
    /// Shipped.
    Shipped,
    /// Cancelled.
    Cancelled,
    /// Cannot be shipped.
    Unfulfillable,
    /// A word that is new to us, or none at all.
    Unknown(String),
}

/// What a charge is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChargeKind {
    /// The goods.
    Item,
    /// Shipping.
    Shipping,
    /// Gift wrap.
    GiftWrap,
    /// Tax.
    Tax,
    /// A discount, negative as it reduces.
    Discount,
    /// Cash on delivery.
    CashOnDelivery,
    /// Something else, in the channel's word.
    Other(String),
}

/// An amount of an order or line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// What for.
    pub kind: ChargeKind,
    /// How much; `None` where the channel does not tell it or it could not be read. It is not nothing.
    pub amount: Option<Money>,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The channel's id.
    pub id: String,
    /// Our SKU there.
    pub sku: Option<String>,
    /// The channel's id of the product.
    pub catalogue_id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// How many were ordered; `None` where the channel does not tell it or it could not be read: read the order again.
    pub quantity: Option<u32>,
    /// How many of them were shipped, with the same.
    pub shipped: Option<u32>,
    /// How many are left to ship, with the same: neither shipped nor cancelled. Never reckoned from the other two, as the
    /// quantity holds what was cancelled since.
    pub open: Option<u32>,
    /// The price of one; may be missing while pending.
    pub unit_price: Option<Money>,
    /// Its amounts.
    pub charges: Vec<Charge>,
    /// The sum of its amounts, as the channel says.
    pub total: Option<Money>,
    /// Why the buyer wants it cancelled. It is still ours to ship or to cancel.
    pub cancel_wish: Option<String>,
    /// A message that goes with a gift.
    pub gift_message: Option<String>,
}

/// A parcel that the channel knows of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderParcel {
    /// Its reference.
    pub reference: String,
    /// The carrier.
    pub carrier: Option<String>,
    /// The number.
    pub tracking_number: Option<String>,
    /// When it left.
    pub shipped_at: Option<Timestamp>,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelOrder {
    /// The channel's id.
    pub id: String,
    /// Its state.
    pub state: OrderState,
    /// Who ships.
    pub shipped_by: ShippedBy,
    /// Whether it is one of our own outbound orders coming back, and so no sale.
    pub is_own_outbound: bool,
    /// The shop.
    pub shop: Option<String>,
    /// When it was made.
    pub made_at: Option<Timestamp>,
    /// When it last changed: an older one than known is ignored.
    pub changed_at: Option<Timestamp>,
    /// The buyer's name; absent means not permitted or not yet.
    pub buyer_name: Option<String>,
    /// The buyer's company.
    pub buyer_company: Option<String>,
    /// The buyer's address for mail, made anonymous by the channel.
    pub buyer_email: Option<String>,
    /// Where to; absent means not permitted or not yet.
    pub address: Option<Address>,
    /// Ship by.
    pub ship_by: Option<Timestamp>,
    /// The level of service, in the channel's word.
    pub service_level: Option<String>,
    /// The lines.
    pub lines: Vec<OrderLine>,
    /// The amounts of the whole order, by kind.
    pub charges: Vec<Charge>,
    /// The grand total; may be missing while pending.
    pub total: Option<Money>,
    /// What was paid, by method; without an amount where that is not known.
    pub payments: Vec<(String, Option<Money>)>,
    /// Parcels of what we ship.
    pub parcels: Vec<OrderParcel>,
    /// The order as it came.
    pub raw: Value,
}

/// A new quantity of a listing. Always the whole quantity, never a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockChange {
    /// The listing.
    pub sku: String,
    /// What is offered from now on.
    pub quantity: u32,
}

/// A new price of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceChange {
    /// The listing.
    pub sku: String,
    /// What it costs from now on, taxes as the shop shows them.
    pub price: Money,
}

/// How a change was taken.
#[derive(Clone, Debug)]
pub struct Pushed {
    /// The listing.
    pub sku: String,
    /// Accepted, which for some channels is not yet applied; or why not.
    pub outcome: Result<(), Error>,
}

/// A parcel that we sent (AMZ-ORD-22).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentConfirmation {
    /// The channel's order.
    pub order: String,
    /// The shop.
    pub shop: String,
    /// Our number of the parcel in this order, from 1. The same number again corrects that parcel.
    pub parcel: u32,
    /// The carrier's code in the channel's list, or `Other`.
    pub carrier_code: String,
    /// The carrier's name, for `Other`.
    pub carrier_name: Option<String>,
    /// The carrier's method.
    pub method: Option<String>,
    /// The number.
    pub tracking_number: String,
    /// When it left.
    pub shipped_at: Timestamp,
    /// Line ids with quantities.
    pub lines: Vec<(String, u32)>,
}

/// How a confirmation was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It was accepted. Read the order to see it.
    Accepted,
    /// The order was confirmed elsewhere: read it and settle.
    Elsewhere,
}

/// An item of the channel's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueItem {
    /// The channel's id.
    pub catalogue_id: String,
    /// The title.
    pub title: Option<String>,
    /// The brand.
    pub brand: Option<String>,
    /// A picture.
    pub image: Option<String>,
    /// The channel's category of it.
    pub category: Option<Category>,
    /// What kind of product it is, for publishing.
    pub product_type: Option<String>,
    /// Barcodes.
    pub barcodes: Vec<String>,
    /// A parent of variations is not for sale itself.
    pub is_family: bool,
    /// Of which family it is a variant, and by which options; `None` for a product without options.
    pub variant_of: Option<Variant>,
    /// How much one weighs, in grams.
    pub weight_g: Option<u32>,
    /// Length, width and height in millimetres.
    pub size_mm: Option<[u32; 3]>,
}

/// A category of a channel's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Category {
    /// The channel's id, by which a search is narrowed.
    pub id: String,
    /// Its name, in the channel's words.
    pub name: String,
}

/// What makes a product one of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The channel's id of the family.
    pub family: String,
    /// Options with the values of this variant, in the family's order.
    pub options: Vec<(String, String)>,
}

/// What becomes of items of a catalogue here (AMZ-CAT-02).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueEntry {
    /// Without options: a product.
    Product(CatalogueItem),
    /// With options: a family, and each variant a product of it.
    Family {
        /// The channel's id.
        catalogue_id: String,
        /// Its title; a variant's where the family's own is not known.
        title: Option<String>,
        /// The names of its options.
        options: Vec<String>,
        /// Its variants, in the order they came.
        variants: Vec<CatalogueItem>,
    },
}

/// Sorts items into products and families. A family stands where its first member came; one without any variant is
/// left out, as it is not for sale.
pub fn entries(items: impl IntoIterator<Item = CatalogueItem>) -> Vec<CatalogueEntry> {
    let items: Vec<CatalogueItem> = items.into_iter().collect();
    let titles: HashMap<String, Option<String>> = items
        .iter()
        .filter(|item| item.is_family)
        .map(|item| (item.catalogue_id.clone(), item.title.clone()))
        .collect();
    let mut entries: Vec<CatalogueEntry> = Vec::new();
    for item in items {
        let Some(variant) = item.variant_of.clone() else {
            if !item.is_family {
                entries.push(CatalogueEntry::Product(item));
            }
            continue;
        };
        let known = entries.iter_mut().find_map(|entry| match entry {
            CatalogueEntry::Family {
                catalogue_id,
                variants,
                ..
            } if *catalogue_id == variant.family => Some(variants),
            _ => None,
        });
        match known {
            Some(variants) => variants.push(item),
            None => entries.push(CatalogueEntry::Family {
                title: titles
                    .get(&variant.family)
                    .cloned()
                    .flatten()
                    .or_else(|| item.title.clone()),
                options: variant
                    .options
                    .iter()
                    .map(|(name, _)| name.clone())
                    .collect(),
                catalogue_id: variant.family,
                variants: vec![item],
            }),
        }
    }
    entries
}

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueQuery {
    /// Words of the title, perhaps within a category.
    Words {
        /// The words.
        words: Vec<String>,
        /// The id of the category.
        category: Option<String>,
    },
    /// A barcode, of any kind.
    Barcode(String),
    /// The channel's ids, however many.
    Ids(Vec<String>),
}

/// What is to be offered (AMZ-PUB).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Our SKU.
    pub sku: String,
    /// The shop.
    pub shop: String,
    /// The channel's id of the product, which must exist.
    pub catalogue_id: String,
    /// The kind of product, from the catalogue.
    pub product_type: String,
    /// The condition, from the channel's list.
    pub condition: String,
    /// The price.
    pub price: Money,
    /// The quantity.
    pub quantity: u32,
}

/// The three stages of publishing (AMZ-PUB-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// The offer is checked and made.
    Offer,
    /// Its price is there.
    Price,
    /// Its quantity is there, and buyers can buy.
    Quantity,
}

/// How far an offer is at the channel. Only what the channel answers counts (AMZ-PUB-16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishState {
    /// It is not there.
    Absent,
    /// The stages up to this one are seen at the channel; the next is awaited.
    Reached(Stage),
    /// Buyers can buy it.
    Listed,
    /// The channel says what is wrong with it.
    Failed(Vec<Problem>),
}

/// Whether we may offer a product (AMZ-PUB-19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// In words.
    pub message: String,
    /// The channel's code of the reason.
    pub reason: Option<String>,
    /// Where to ask for permission.
    pub links: Vec<String>,
}

/// What was paid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// The channel's id.
    pub id: String,
    /// The amount.
    pub total: Money,
    /// When, as the channel writes it.
    pub paid: Option<String>,
    /// Of what it is made.
    pub entries: Vec<PayoutEntry>,
    /// Whether the entries add up to the amount.
    pub adds_up: bool,
}

/// Part of a payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutEntry {
    /// The order, if it is about one.
    pub order: Option<String>,
    /// The SKU, if it is about one.
    pub sku: Option<String>,
    /// The channel's words for what it is.
    pub kind: String,
    /// How much.
    pub amount: Money,
}

/// A shop elsewhere.
#[async_trait]
pub trait SalesChannel: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> ChannelCapabilities;

    /// The account and its shops.
    ///
    /// # Errors
    /// See [`Error`].
    async fn account(&self) -> Result<AccountInfo, Error>;

    /// All listings of a shop. May take an hour, as the channel makes a report of it.
    ///
    /// # Errors
    /// See [`Error`]. No error means that there is nothing: keep what is known.
    async fn listings(&self, shop: &str) -> Result<ListingPass, Error>;

    /// One listing as it is now; `None` when there is none.
    ///
    /// # Errors
    /// See [`Error`].
    async fn listing(&self, shop: &str, sku: &str) -> Result<Option<Single<Listing>>, Error>;

    /// A page of orders; further ones by the page's cursor.
    ///
    /// # Errors
    /// See [`Error`]. After one that passes ([`Error::retryable`]) the watermark and the cursor are as good as before.
    async fn orders(&self, query: &OrderQuery, cursor: Option<&Cursor>)
    -> Result<OrderPage, Error>;

    /// One order as it is now.
    ///
    /// # Errors
    /// See [`Error`].
    async fn order(&self, id: &str) -> Result<Single<ChannelOrder>, Error>;

    /// Tells quantities. A listing that the channel ships is refused, never written.
    async fn push_stock(&self, shop: &str, changes: &[StockChange]) -> Vec<Pushed>;

    /// Tells prices.
    async fn push_prices(&self, shop: &str, changes: &[PriceChange]) -> Vec<Pushed>;

    /// Tells that a parcel was sent. Repeating is harmless.
    ///
    /// # Errors
    /// See [`Error`].
    async fn confirm_shipment(
        &self,
        confirmation: &ShipmentConfirmation,
    ) -> Result<Confirmed, Error>;

    /// Looks for products to offer.
    ///
    /// # Errors
    /// See [`Error`].
    async fn search(
        &self,
        shop: &str,
        query: &CatalogueQuery,
    ) -> Result<Told<CatalogueItem>, Error>;

    /// Why we may not offer a product; empty when we may.
    ///
    /// # Errors
    /// See [`Error`]. What cannot be read is never told as "we may".
    async fn restrictions(
        &self,
        shop: &str,
        catalogue_id: &str,
        condition: &str,
    ) -> Result<Vec<Restriction>, Error>;

    /// Makes an offer after checking it. Never touches a listing that is there and is not ours to make.
    ///
    /// # Errors
    /// See [`Error`].
    async fn publish(&self, offer: &Offer) -> Result<(), Error>;

    /// How far an offer is, by reading it back.
    ///
    /// # Errors
    /// See [`Error`].
    async fn published(&self, offer: &Offer) -> Result<PublishState, Error>;

    /// What was paid out since an instant. One payout of which an amount cannot be read is unread as a whole, and keeps
    /// none of the others back.
    ///
    /// # Errors
    /// See [`Error`].
    async fn payouts(&self, since: Timestamp) -> Result<Told<Payout>, Error>;
}
