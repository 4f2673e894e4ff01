//! What the books are made of, as far as it is kept row by row and synced: one enum over every kind of record,
//! its key, and the part of the books it belongs to. The sync crate maps [`Home`] to its scopes.

use super::working_set::Unique;
use crate::catalogue::{Brand, Category, Family, PriceTier, Product, ProductCost, TaxRule};
use crate::ids::{
    BinId, BrandId, CategoryId, DeviceId, FamilyId, LocationId, OperationId, PassId, PriceTierId,
    ProductId, ReviewTaskId, StocktakeId, TaxRuleId, TransferId, UserId,
};
use crate::ledger::{StockKey, StockRow};
use crate::location::{Bin, Location};
use crate::operation::{Disposition, Fact};
use crate::stocktake::pass::{Pass, PassLine};
use crate::stocktake::{BinCount, Item, Stocktake, UnknownCode};
use crate::text::{Name, RawCode};
use crate::time::{Moment, Timestamp};
use crate::transfer::Transfer;
use serde::{Deserialize, Serialize};

/// A user as far as others see: who counted, who holds a bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The user.
    pub id: UserId,
    /// Their name.
    pub name: Name,
    /// May still sign in.
    pub active: bool,
}

/// Something that a person has to decide or to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewTask {
    /// Its id; follows from what it is about, so that it is raised once.
    pub id: ReviewTaskId,
    /// What it is about.
    pub subject: ReviewSubject,
    /// Where, if a place is concerned.
    pub location: Option<LocationId>,
    /// In which stocktake, if one is concerned.
    pub stocktake: Option<StocktakeId>,
    /// Who caused it.
    pub user: UserId,
    /// On which device.
    pub device: Option<DeviceId>,
    /// When it was raised.
    pub raised: Timestamp,
    /// When it was settled, and by whom.
    pub settled: Option<(Timestamp, UserId)>,
}

/// What a review task is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewSubject {
    /// A fact that could not take effect; releasing the task decides it once more.
    HeldFact {
        /// The operation that brought it.
        id: OperationId,
        /// The fact.
        fact: Box<Fact>,
        /// When it happened.
        at: Moment,
        /// Why it is held.
        disposition: Disposition,
    },
    /// A pass whose facts came from a revoked device.
    QuarantinedPass {
        /// The pass.
        pass: PassId,
    },
    /// A pass, or more of one, that came after its stocktake was completed or voided (OFF-31).
    LatePass {
        /// The pass.
        pass: PassId,
    },
    /// A movement about which nobody knows whether it lies before or after an accepted count. It was taken by the
    /// middle of its interval; a recount of the line settles it.
    UnclearOrder {
        /// Where.
        key: StockKey,
    },
    /// A transfer of which more arrived than left.
    ReceivedMoreThanSent {
        /// The transfer.
        transfer: TransferId,
    },
    /// Goods of a voided transfer left or arrived all the same.
    MovedThoughVoid {
        /// The transfer.
        transfer: TransferId,
    },
    /// A movement that came after completion changed the result of a count.
    ResultChanged {
        /// Where.
        key: StockKey,
    },
}

impl ReviewSubject {
    /// What is the matter, in a few words.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::HeldFact { fact, .. } => match **fact {
                Fact::BinMoved { .. } => "A move is held",
                Fact::ReceiptSeen { .. } => "A receipt is held",
                Fact::TransferSent { .. } => "Goods sent are held",
                Fact::TransferReceived { .. } => "Goods received are held",
                _ => "Something that happened is held",
            },
            Self::QuarantinedPass { .. } => "A count of a revoked device",
            Self::LatePass { .. } => "A count came after completion",
            Self::UnclearOrder { .. } => "Moved before or after the count?",
            Self::ReceivedMoreThanSent { .. } => "More arrived than left",
            Self::MovedThoughVoid { .. } => "Goods of a voided transfer moved",
            Self::ResultChanged { .. } => "The result of a count changed",
        }
    }

    /// What it means, and what can be done.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::HeldFact { disposition, .. } => match disposition {
                Disposition::UnknownItem => {
                    "It names a product, transfer or line that is not there, so stock has not changed. Release it once \
                     that is there again, or set it aside."
                }
                Disposition::OutOfScope => {
                    "It cannot have happened there: the bin belongs to another location, or the goods have no stock. \
                     Stock has not changed. Release it once that is mended, or set it aside."
                }
                _ => {
                    "The device had been revoked, or the user had no right to it, so stock has not changed. Release it \
                     if it really happened, or set it aside."
                }
            },
            Self::QuarantinedPass { .. } => {
                "It counts for nothing until somebody lets it in. Decide in the stocktake."
            }
            Self::LatePass { .. } => {
                "The books are as they were completed. Decide in the stocktake whether it is posted."
            }
            Self::UnclearOrder { .. } => {
                "Nobody can tell whether the goods moved before or after they were counted; the likelier order was \
                     taken. Count that line again to be sure."
            }
            Self::ReceivedMoreThanSent { .. } => {
                "Stock is as the receiver said. Find out what left, or count again where it came from."
            }
            Self::MovedThoughVoid { .. } => {
                "The goods were booked, since they moved. Find out whether the transfer should have been voided."
            }
            Self::ResultChanged { .. } => {
                "A movement from before the count arrived after completion. Stock now is right; the difference that was \
                     posted is not the one you saw."
            }
        }
    }

    /// Whether a decision of its stocktake settles it, and nothing else does.
    pub const fn is_about_a_count(&self) -> bool {
        matches!(self, Self::QuarantinedPass { .. } | Self::LatePass { .. })
    }
}

/// The part of the books that a record belongs to: the unit of permission, paging and compaction (DECISIONS 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    /// Products and what groups and prices them.
    Catalogue,
    /// Unit costs.
    Cost,
    /// What every device has: places by name, people by name.
    Settings,
    /// Bins of a location and its stocktakes.
    Location(LocationId),
    /// Stock figures of a location.
    Stock(LocationId),
    /// Transfers from and to a location.
    Transfers(LocationId),
    /// What the counters of a stocktake share.
    Count(StocktakeId),
    /// What only the reviewers of a stocktake see.
    Review(StocktakeId),
}

macro_rules! entities {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $number:literal, by ($($part:ty),+) $key:expr, in $home:expr;)*) => {
        /// A record of the books.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Entity { $($(#[$doc])* $name($type),)* }

        /// Names a record of the books.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum EntityRef { $($(#[$doc])* $name($($part),+),)* }

        /// Kinds of records. The number is on the wire and in rows: it never changes and is never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[repr(u8)]
        pub enum EntityKind { $($(#[$doc])* $name = $number,)* }

        impl EntityKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }

        impl Entity {
            /// What names it.
            pub fn key(&self) -> EntityRef {
                match self { $(Self::$name(record) => {
                    let key: fn(&$type) -> EntityRef = $key;
                    key(record)
                })* }
            }

            /// Its kind.
            pub const fn kind(&self) -> EntityKind {
                match self { $(Self::$name(_) => EntityKind::$name,)* }
            }

            /// Every part of the books that it belongs to; a transfer belongs to both of its ends.
            pub fn homes(&self) -> Vec<Home> {
                match self { $(Self::$name(record) => {
                    let homes: fn(&$type) -> Vec<Home> = $home;
                    homes(record)
                })* }
            }
        }

        impl EntityRef {
            /// The kind of what it names.
            pub const fn kind(&self) -> EntityKind {
                match self { $(Self::$name(..) => EntityKind::$name,)* }
            }
        }

        $(impl From<$type> for Entity {
            fn from(record: $type) -> Self {
                Self::$name(record)
            }
        })*
    };
}

entities! {
    /// A product.
    Product(Product) = 1, by (ProductId) |e| EntityRef::Product(e.id), in |_| vec![Home::Catalogue];
    /// A product's unit cost.
    ProductCost(ProductCost) = 2, by (ProductId) |e| EntityRef::ProductCost(e.product), in |_| vec![Home::Cost];
    /// A product family.
    Family(Family) = 3, by (FamilyId) |e| EntityRef::Family(e.id), in |_| vec![Home::Catalogue];
    /// A category.
    Category(Category) = 4, by (CategoryId) |e| EntityRef::Category(e.id), in |_| vec![Home::Catalogue];
    /// A brand.
    Brand(Brand) = 5, by (BrandId) |e| EntityRef::Brand(e.id), in |_| vec![Home::Catalogue];
    /// A price tier.
    PriceTier(PriceTier) = 6, by (PriceTierId) |e| EntityRef::PriceTier(e.id), in |_| vec![Home::Catalogue];
    /// A tax rule.
    TaxRule(TaxRule) = 7, by (TaxRuleId) |e| EntityRef::TaxRule(e.id), in |_| vec![Home::Catalogue];
    /// A location.
    Location(Location) = 8, by (LocationId) |e| EntityRef::Location(e.id), in |_| vec![Home::Settings];
    /// A bin.
    Bin(Bin) = 9, by (BinId) |e| EntityRef::Bin(e.id), in |e| vec![Home::Location(e.location)];
    /// The figures of a stock key. Derived from movements: a decision posts those and never puts this.
    Stock(StockRow) = 10, by (StockKey) |e| EntityRef::Stock(e.key), in |e| vec![Home::Stock(e.key.location)];
    /// A transfer.
    Transfer(Transfer) = 11, by (TransferId) |e| EntityRef::Transfer(e.id),
        in |e| vec![Home::Transfers(e.from), Home::Transfers(e.to)];
    /// A stocktake.
    Stocktake(Stocktake) = 12, by (StocktakeId) |e| EntityRef::Stocktake(e.id),
        in |e| vec![Home::Location(e.location)];
    /// A pass.
    Pass(Pass) = 13, by (PassId) |e| EntityRef::Pass(e.head.pass), in |e| vec![Home::Count(e.head.stocktake)];
    /// What a pass says about one item.
    PassLine(PassLine) = 14, by (PassId, Item) |e| EntityRef::PassLine(e.pass, e.item.clone()),
        in |e| vec![Home::Count(e.stocktake)];
    /// What is settled about a bin of a stocktake.
    BinCount(BinCount) = 15, by (StocktakeId, Option<BinId>) |e| EntityRef::BinCount(e.stocktake, e.bin),
        in |e| vec![Home::Count(e.stocktake)];
    /// A code that was unknown when scanned.
    UnknownCode(UnknownCode) = 16, by (StocktakeId, RawCode) |e| EntityRef::UnknownCode(e.stocktake, e.code.clone()),
        in |e| vec![Home::Count(e.stocktake)];
    /// Something a person has to decide.
    ReviewTask(ReviewTask) = 17, by (ReviewTaskId) |e| EntityRef::ReviewTask(e.id), in |e| {
        match (e.stocktake, e.location) {
            (Some(stocktake), _) => vec![Home::Review(stocktake)],
            (None, Some(location)) => vec![Home::Stock(location)],
            (None, None) => vec![Home::Settings],
        }
    };
    /// A user's name.
    Person(Person) = 18, by (UserId) |e| EntityRef::Person(e.id), in |_| vec![Home::Settings];
}

impl Entity {
    /// Values that no other record may have.
    pub fn uniques(&self) -> Vec<Unique> {
        match self {
            Self::Product(product) => {
                let variant = product.variant.as_ref().map(Unique::variant);
                let codes = product
                    .barcodes
                    .iter()
                    .map(|barcode| Unique::Barcode(barcode.code.clone()));
                [
                    Unique::ProductSku(product.sku.folded()),
                    Unique::ProductName(product.name.folded()),
                ]
                .into_iter()
                .chain(variant)
                .chain(codes)
                .collect()
            }
            Self::Family(family) => vec![Unique::FamilyName(family.name.folded())],
            Self::Category(category) => vec![Unique::CategoryName(category.name.folded())],
            Self::Brand(brand) => vec![Unique::BrandName(brand.name.folded())],
            Self::PriceTier(tier) => {
                vec![
                    Unique::PriceTierName(tier.name.folded()),
                    Unique::PriceTierNumber(tier.number),
                ]
            }
            Self::TaxRule(rule) => vec![Unique::TaxRuleName(rule.name.folded())],
            Self::Location(location) => vec![Unique::LocationName(location.name.folded())],
            Self::Bin(bin) => vec![Unique::BinName(bin.location, bin.name.folded())],
            _ => Vec::new(),
        }
    }
}
