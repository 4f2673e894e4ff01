//! Stock figures, the movements behind them, adjustments and bin moves.

use crate::macros::{choices, shapes};
use domain::ids::{
    BinId, DeviceId, ImportId, LocationId, LotId, MovementId, OperationId, ProductId, StocktakeId,
    TransferId, UserId,
};
use domain::ledger::Account;
use domain::money::Currency;
use domain::quantity::{Delta, Quantity};
use domain::text::{Name, Remark, Sku};
use domain::time::Timestamp;

shapes! {
    /// `GET /stock?q=&location=&product=&bin=&category=&as_of=&recorded=&limit=&after=`: one product in one place, or with
    /// `by=product` one product over all places. `q` is a part of the SKU or name. `as_of` is effective time; `recorded` shows the books as
    /// they were known then.
    pub struct StockLine {
        /// The product.
        pub product: ProductId,
        /// Its SKU.
        pub sku: Sku,
        /// Its name.
        pub name: Name,
        /// Where; `null` when summed over all.
        pub location: Option<LocationId>,
        /// Where in the location; `null` is the implicit bin, or a sum over bins.
        pub bin: Option<BinId>,
        /// Lot, if lots are kept.
        pub lot: Option<LotId>,
        /// Units there.
        pub on_hand: Delta,
        /// Units promised.
        pub allocated: Delta,
        /// On hand less allocated; zero in places not for sale.
        pub available: Delta,
        /// Expected from suppliers; `null` until purchasing exists, shown as "—".
        pub on_order: Option<Delta>,
        /// On their way here.
        pub in_transit: Delta,
        /// Value at FIFO cost, minor units of the base currency; `null` without the right to see costs, and where nobody
        /// knows what the goods cost.
        pub value_minor: Option<i64>,
    }

    /// `GET /stock/why?product=&location=&bin=&as_of=&recorded=`: the figures of a product in a place, or over all
    /// places, and what allocations and goods on their way consist of. The movements behind them are in `GET /movements`.
    pub struct Why {
        /// Moment the figures hold for.
        pub as_of: Timestamp,
        /// Units there.
        pub on_hand: Delta,
        /// Units promised.
        pub allocated: Delta,
        /// On hand less allocated, without what lies in places not for sale.
        pub available: Delta,
        /// Of on hand less allocated, what lies in places not for sale.
        pub withheld: Delta,
        /// Expected from suppliers; `null` until purchasing exists.
        pub on_order: Option<Delta>,
        /// On their way here.
        pub in_transit: Delta,
        /// Each document that holds a part of `allocated` or `in_transit`, oldest first.
        pub parts: Vec<Part>,
    }

    /// What one document holds of a figure.
    pub struct Part {
        /// `allocated` or `in-transit`.
        pub account: Account,
        /// The document.
        pub cause: Cause,
        /// Units.
        pub units: Delta,
    }

    /// `GET /stock/value?as_of=&location=`: value of stock by location, or of one alone. What nobody knows the cost of is named and has no value.
    pub struct StockValue {
        /// Moment it holds for.
        pub as_of: Timestamp,
        /// Base currency.
        pub currency: Currency,
        /// Sum of what is known, goods on their way included, minor units; `null` if nothing there has a known cost.
        pub total_minor: Option<i64>,
        /// By location, and what was on its way last.
        pub locations: Vec<LocationValue>,
        /// Products with units that nobody knows the cost of.
        pub n_costless: u32,
        /// The first 200 of them by SKU.
        pub costless: Vec<Costless>,
    }

    /// Value of the stock of one location.
    pub struct LocationValue {
        /// The location; `null` for goods on their way between locations.
        pub location: Option<LocationId>,
        /// Units on hand.
        pub units: Delta,
        /// Minor units of the base currency, of the units with a known cost; `null` if none has one.
        pub value_minor: Option<i64>,
        /// Products with units here that nobody knows the cost of.
        pub n_costless: u32,
        /// Those units.
        pub units_costless: Delta,
    }

    /// A product with units that nobody knows the cost of.
    pub struct Costless {
        /// The product.
        pub product: ProductId,
        /// Its SKU.
        pub sku: Sku,
        /// Its name.
        pub name: Name,
        /// Those units, over all locations.
        pub units: Delta,
    }

    /// `GET /movements?product=&location=&bin=&account=&document=&from=&until=&as_of=&recorded=&limit=&after=`: answers
    /// "why?", newest recorded first. `as_of` is effective time, the moment itself included; `recorded` leaves out what
    /// was written down later.
    pub struct Movement {
        /// Its id.
        pub id: MovementId,
        /// What.
        pub product: ProductId,
        /// Where.
        pub location: LocationId,
        /// Where in the location.
        pub bin: Option<BinId>,
        /// Lot, if lots are kept.
        pub lot: Option<LotId>,
        /// `on-hand`, `allocated` or `in-transit`.
        pub account: Account,
        /// By how much.
        pub delta: Delta,
        /// The figure of this product, place and account after it, by recorded order.
        pub balance: Option<Delta>,
        /// The figure that was asked for after it, by recorded order: of the product and account in the places, and up to
        /// the moment, that the filter names. `null` where the filter names no product, or leaves out a part of the
        /// figure by `document` or `from`.
        pub running: Option<Delta>,
        /// When it happened.
        pub effective: Timestamp,
        /// When the server wrote it down.
        pub recorded: Timestamp,
        /// Why.
        pub cause: Cause,
        /// By whom; `null` for a job.
        pub user: Option<UserId>,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// The synced operation it came from.
        pub operation: Option<OperationId>,
        /// Value moved, minor units of the base currency; `null` without the right to see costs.
        pub value_minor: Option<i64>,
    }

    /// `POST /adjustments`.
    pub struct NewAdjustment {
        /// A stocked product.
        pub product: ProductId,
        /// Where.
        pub location: LocationId,
        /// Where in the location.
        #[serde(default)]
        pub bin: Option<BinId>,
        /// Not zero.
        pub delta: Delta,
        /// Why.
        pub reason: Remark,
        /// What one cost, for an increase; taken from the product if absent.
        #[serde(default)]
        pub unit_cost: Option<String>,
        /// When it happened; now if absent.
        #[serde(default)]
        pub effective: Option<Timestamp>,
    }

    /// `POST /bin-moves`.
    pub struct NewBinMove {
        /// A stocked product.
        pub product: ProductId,
        /// In this location.
        pub location: LocationId,
        /// Out of; `null` is the implicit bin.
        #[serde(default)]
        pub from: Option<BinId>,
        /// Into; `null` is the implicit bin.
        #[serde(default)]
        pub to: Option<BinId>,
        /// How many.
        pub quantity: Quantity,
    }

    /// `POST /receipts`: goods that arrived without a document.
    pub struct NewReceipt {
        /// A stocked product.
        pub product: ProductId,
        /// In this location.
        pub location: LocationId,
        /// Into; `null` is the implicit bin.
        #[serde(default)]
        pub bin: Option<BinId>,
        /// How many.
        pub quantity: Quantity,
        /// What the delivery note said.
        #[serde(default)]
        pub reference: Option<Remark>,
    }

    /// Answer of a posting: the movements it made.
    pub struct Posted {
        /// In the order they were written.
        pub movements: Vec<MovementId>,
    }
}

choices! {
    /// Why stock changed.
    #[serde(tag = "kind")]
    pub enum Cause {
        /// Stock there was at the beginning.
        Opening {
            /// The import that brought it.
            import: ImportId,
        },
        /// Adjusted by hand.
        Adjustment {
            /// Why.
            reason: Remark,
        },
        /// Goods seen arriving.
        Receipt {
            /// What the delivery note said.
            reference: Option<Remark>,
        },
        /// Moved between bins.
        BinMove,
        /// A transfer.
        Transfer {
            /// Which.
            transfer: TransferId,
            /// Its number.
            number: Option<String>,
        },
        /// Difference found by a count.
        Count {
            /// Which stocktake.
            stocktake: StocktakeId,
            /// Its number.
            number: Option<String>,
        },
        /// Keeps a later count true.
        CountCorrection {
            /// Which stocktake.
            stocktake: StocktakeId,
            /// Its number.
            number: Option<String>,
            /// The late movement.
            of: MovementId,
        },
        /// Takes a replaced count back.
        CountReversal {
            /// Which stocktake.
            stocktake: StocktakeId,
            /// Its number.
            number: Option<String>,
            /// The movement taken back.
            of: MovementId,
        },
        /// A cause of a newer version.
        Other {
            /// What it calls itself.
            name: String,
        },
    }
}
