//! How large a difference may be that nobody needs to look at (SYNC 5.7).

use crate::money::{UnitCost, Value};
use crate::quantity::Delta;

/// What a difference may be and still be accepted without a look. A limit of zero is none: what is not limited at all is
/// never inside, so that without a tolerance every difference is looked at.
///
/// ```
/// use domain::money::Value;
/// use domain::quantity::Delta;
/// use domain::stocktake::tolerance::Tolerance;
///
/// let tolerance = Tolerance { units: 2, percent: 5, value: Value::ZERO };
/// let allows = |book, variance| tolerance.allows(Delta::new(book), Delta::new(variance), None);
/// assert!(allows(10, -2) && !allows(10, -3));
/// assert!(allows(100, 5) && !allows(100, 6));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tolerance {
    /// So many units are inside.
    pub units: u32,
    /// So many units of a hundred on the book are inside, where that is more.
    pub percent: u32,
    /// Whatever is worth more is outside, and so is what nobody knows the worth of.
    pub value: Value,
}

impl Tolerance {
    /// Whether a difference from the book is inside.
    pub fn allows(&self, book: Delta, variance: Delta, unit_cost: Option<UnitCost>) -> bool {
        let magnitude = |units: Delta| i128::from(units.units().unsigned_abs());
        let (book, difference) = (magnitude(book), magnitude(variance));
        if difference == 0 {
            return true;
        }
        let by_quantity = (self.units > 0 || self.percent > 0).then(|| {
            difference <= i128::from(self.units)
                || difference * 100 <= book * i128::from(self.percent)
        });
        let by_value = (self.value > Value::ZERO).then(|| {
            unit_cost.is_some_and(|cost| {
                let worth = cost.value(variance).millionths();
                worth.unsigned_abs() <= self.value.millionths().unsigned_abs()
            })
        });
        match (by_quantity, by_value) {
            (None, None) => false,
            (by_quantity, by_value) => by_quantity.unwrap_or(true) && by_value.unwrap_or(true),
        }
    }
}
