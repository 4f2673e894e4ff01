//! Stocktakes: the document, and the facts that counting makes. [`pass`] turns facts into the result of a pass,
//! [`review`] compares accepted passes with the book.

pub mod pass;
pub mod review;

use crate::ids::{BinId, CategoryId, LocationId, PassId, ProductId, StocktakeId, UserId};
use crate::text::{Name, RawCode};
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
    pub number: String,
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
