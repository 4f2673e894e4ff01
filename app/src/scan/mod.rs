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

impl Resolved {
    /// What it means to somebody who works in this location: bins of the same name elsewhere are no reason to ask.
    #[must_use]
    pub fn within(self, location: LocationId) -> Self {
        let Self::Several(candidates) = self else {
            return self;
        };
        let is_elsewhere =
            |one: &Candidate| matches!(one, Candidate::Bin(at, _) if *at != location);
        let here: Vec<Candidate> = candidates
            .iter()
            .filter(|one| !is_elsewhere(one))
            .copied()
            .collect();
        match (here.as_slice(), candidates.first()) {
            ([one], _) | ([], Some(one)) => (*one).into(),
            _ => Self::Several(here),
        }
    }
}

impl From<Candidate> for Resolved {
    fn from(candidate: Candidate) -> Self {
        match candidate {
            Candidate::Product(product, pack) => Self::Product { product, pack },
            Candidate::Bin(location, bin) => Self::Bin { location, bin },
        }
    }
}

/// One of several things that a code may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candidate {
    /// A product and the eaches one scan stands for.
    Product(ProductId, Quantity),
    /// A bin.
    Bin(LocationId, BinId),
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    /// Proves that a bin's label is no question where only one bin of that name can be meant (OFF-43).
    #[test]
    fn bins_of_the_same_name_elsewhere_are_not_asked_about() {
        let [here, there] = [1, 2].map(|n| LocationId::new(Uuid::from_u128(n)));
        let bin = BinId::new(Uuid::from_u128(3));
        let product = Candidate::Product(ProductId::new(Uuid::from_u128(4)), Quantity::ONE);
        let (own, other) = (Candidate::Bin(here, bin), Candidate::Bin(there, bin));
        let within = |candidates: &[Candidate]| Resolved::Several(candidates.to_vec()).within(here);
        assert_eq!(within(&[other, own]), Resolved::from(own));
        assert_eq!(within(&[other, product]), Resolved::from(product));
        assert_eq!(
            within(&[own, other, product]),
            Resolved::Several(vec![own, product])
        );
        let elsewhere = Resolved::from(other);
        assert_eq!(within(&[other, other]), elsewhere, "named, and refused");
    }
}
