//! From keys and pictures to things: recognises a wedge scanner's burst ([`burst`], [`wedge`]), reads
//! the camera ([`camera`]), and says what a code names.

pub mod burst;
pub mod camera;
pub mod wedge;

use domain::barcode::Code;
use domain::ids::{BinId, LocationId, ProductId};
use domain::quantity::Quantity;
use domain::stocktake::CountSource;
use domain::text::RawCode;

/// A code that was read, and what it names in the local copy (OFF-43).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// As read, prefix and suffix taken off.
    pub raw: RawCode,
    /// In canonical form, if it has one.
    pub code: Option<Code>,
    /// How it was read.
    pub source: CountSource,
    /// What it names.
    pub names: Resolved,
    /// When, on the device's monotonic clock.
    pub at_ms: u64,
}

/// What a code names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// One product.
    Product {
        /// This one.
        product: ProductId,
        /// Eaches one scan stands for.
        pack: Quantity,
    },
    /// A bin.
    Bin {
        /// Where it is.
        location: LocationId,
        /// This one.
        bin: BinId,
    },
    /// Several things: ask.
    Several(Vec<Candidate>),
    /// Nothing here; it can be assigned or noted.
    Unknown,
}

/// One of several things that a code may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candidate {
    /// A product and the eaches one scan stands for.
    Product(ProductId, Quantity),
    /// A bin.
    Bin(LocationId, BinId),
}
