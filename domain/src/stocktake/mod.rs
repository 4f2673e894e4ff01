//! Stocktakes: the document, and the facts that counting makes. [`pass`] turns facts into the result of a pass,
//! [`review`] compares accepted passes with the book.

pub mod bin;
pub mod pass;
pub mod review;
pub mod tolerance;

use crate::ids::{BinId, CategoryId, DeviceId, LocationId, PassId, ProductId, StocktakeId, UserId};
use crate::text::{Name, RawCode, Remark};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// SM-3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StocktakeStatus {
    /// Being counted.
    InProgress,
    /// Posted; what arrives later is a supplementary review.
    Completed,
    /// Annulled; nothing is posted.
    Voided,
}

impl StocktakeStatus {
    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::InProgress => "in progress",
            Self::Completed => "completed",
            Self::Voided => "voided",
        }
    }
}

/// What a stocktake covers (DECISIONS 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Everything in the location.
    Location,
    /// These bins; a zone is expanded when the stocktake starts.
    Bins(Vec<BinId>),
    /// Products of a category, wherever they lie in the location.
    Category(CategoryId),
    /// These products, wherever they lie in the location.
    Products(Vec<ProductId>),
}

/// A stocktake. Started online, counted offline, completed online (SM-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stocktake {
    /// Its id.
    pub id: StocktakeId,
    /// `ST-…`, given by the server.
    pub number: Option<String>,
    /// Where.
    pub location: LocationId,
    /// Of what.
    pub coverage: Coverage,
    /// Counters do not see book quantities (OFF-28).
    pub blind: bool,
    /// Whether it is open.
    pub status: StocktakeStatus,
    /// When it started.
    pub started: Timestamp,
    /// By whom.
    pub started_by: UserId,
    /// Who is to count which bin (OFF-27).
    pub assignments: Vec<Assignment>,
    /// What people call it, if anything.
    pub title: Option<Name>,
    /// Tablets that it may be completed without (OFF-30).
    pub overrides: Vec<BarrierOverride>,
    /// When it was completed or voided, and by whom.
    pub ended: Option<(Timestamp, UserId)>,
}

impl Stocktake {
    /// Whether `bin` belongs to it, as far as bins decide: for a category or a list of products every bin does.
    pub fn covers_bin(&self, bin: Option<BinId>) -> bool {
        match &self.coverage {
            Coverage::Bins(bins) => bin.is_some_and(|bin| bins.contains(&bin)),
            Coverage::Location | Coverage::Category(_) | Coverage::Products(_) => true,
        }
    }
}

/// Leave to complete without a tablet that has not reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarrierOverride {
    /// The tablet.
    pub device: DeviceId,
    /// Why.
    pub reason: Remark,
    /// By whom.
    pub user: UserId,
    /// When.
    pub at: Timestamp,
}

/// Somebody's bin to count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The bin.
    pub bin: BinId,
    /// The counter.
    pub user: UserId,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// A known product.
    Product(ProductId),
    /// A code that resolved to nothing when it was scanned; mapped later, and its counts follow.
    Unknown(RawCode),
}

/// How a count was made (STK-16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountSource {
    /// A wedge scanner.
    Scan,
    /// The camera.
    Camera,
    /// A person's fingers.
    Hand,
    /// A fulfilment service's figures.
    Sync,
    /// A scheduled job.
    Job,
}

/// What opening a pass declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassHead {
    /// Its id.
    pub pass: PassId,
    /// Of this stocktake.
    pub stocktake: StocktakeId,
    /// In this location.
    pub location: LocationId,
    /// The bin; `None` is the implicit one of a location without bins.
    pub bin: Option<BinId>,
    /// A declared part of a bin that two people share; parts add up.
    pub part: Option<u8>,
    /// 0 at first; a recount is one more.
    pub generation: u32,
    /// A recount of these products only; implied zero holds inside them, never beyond (DECISIONS 2).
    pub only: Option<Vec<ProductId>>,
}

/// What is settled about one bin of a stocktake beyond its passes: the recount that was ordered and the conflict
/// that was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinCount {
    /// In this stocktake.
    pub stocktake: StocktakeId,
    /// The bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// The recount asked for last; passes of lower generations no longer decide what it covers.
    pub recount: Option<Recount>,
    /// How a person settled differing passes.
    pub resolution: Option<Resolution>,
}

/// A recount that was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recount {
    /// From 1; what its passes carry.
    pub generation: u32,
    /// Only these products; `None` is the whole bin.
    pub only: Option<Vec<ProductId>>,
    /// Who is to do it, if anybody in particular.
    pub user: Option<UserId>,
    /// By whom it was ordered.
    pub by: UserId,
}

impl Recount {
    /// Whether it asks for a product.
    pub fn asks_for(&self, product: ProductId) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.contains(&product))
    }
}

/// How differing passes of a bin were settled (DECISIONS 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Of this generation.
    pub generation: u32,
    /// What counts.
    pub verdict: Verdict,
    /// The passes that were looked at; one that comes later and differs asks again.
    pub judged: Vec<PassId>,
    /// By whom.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// What counts among differing passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// This one.
    Take(PassId),
    /// They were parts of one bin after all: their sum.
    Parts(Vec<PassId>),
}

/// What a code that was unknown when scanned turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownCode {
    /// In this stocktake.
    pub stocktake: StocktakeId,
    /// As scanned.
    pub code: RawCode,
    /// The product it was mapped to.
    pub product: Option<ProductId>,
    /// Nobody can tell what it was: its counts are left out.
    pub set_aside: bool,
}
