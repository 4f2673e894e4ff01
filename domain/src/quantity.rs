//! Quantities: whole eaches, never fractions. [`Quantity`] is an amount of goods in hand, [`Delta`] a signed
//! change or a balance.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

pub use encapsulate::Quantity;

/// An amount that nobody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a quantity between 0 and {max}", max = Quantity::MAX)]
pub struct OutOfRange(pub i64);

mod encapsulate {
    use super::OutOfRange;
    use serde::{Deserialize, Serialize};

    /// Units of one product. Invariant: between 0 and [`Quantity::MAX`].
    #[derive(
        Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
    )]
    #[serde(try_from = "i64", into = "i64")]
    pub struct Quantity(u32);

    impl Quantity {
        /// Nothing.
        pub const ZERO: Self = Self(0);
        /// One unit.
        pub const ONE: Self = Self(1);
        /// The most that one count, line or adjustment may hold: a scanned barcode typed into a quantity
        /// field stays out.
        pub const MAX: u32 = 9_999_999;

        /// Checks an amount.
        ///
        /// # Errors
        /// Refuses negative amounts and those above [`Quantity::MAX`].
        pub const fn new(units: i64) -> Result<Self, OutOfRange> {
            if units < 0 || units > Self::MAX as i64 {
                Err(OutOfRange(units))
            } else {
                Ok(Self(units as u32))
            }
        }

        /// The units.
        pub const fn units(self) -> i64 {
            self.0 as i64
        }
    }
}

impl Quantity {
    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// As a change upwards.
    pub const fn delta(self) -> Delta {
        Delta::new(self.units())
    }
}

impl TryFrom<i64> for Quantity {
    type Error = OutOfRange;
    fn try_from(units: i64) -> Result<Self, OutOfRange> {
        Self::new(units)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        quantity.units()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.units().fmt(f)
    }
}

/// A signed number of units: a change, or a balance (negative bins are allowed and flagged).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Delta(i64);

impl Delta {
    /// No change.
    pub const ZERO: Self = Self(0);

    /// A change of so many units.
    pub const fn new(units: i64) -> Self {
        Self(units)
    }

    /// The units, signed.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Whether nothing changes.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Delta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Add for Delta {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Delta {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Delta {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Delta {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Delta {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Delta {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}
