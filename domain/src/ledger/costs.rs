//! FIFO cost layers per product and location (DECISIONS 21, PRD-08). Layers are consumed in the order in which
//! movements are recorded; goods on a transfer take their layers along; corrections reuse the original cost.
//!
//! Stock may be negative for a while. What is taken out before it came is *owed*, at the cost it is then taken to
//! have; the next goods that come pay it off, and the difference between assumed and true cost comes to light as
//! [`CostEntry::revalued`]. So at any time the layers of a place hold as many units as the ledger has there, and
//! are worth the sum of its entries. Which movement does what is said in [`crate::books::value`].

use crate::ids::{LocationId, MovementId, ProductId, TransferLineId};
use crate::money::{UnitCost, Value};
use crate::quantity::Delta;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Where goods lie as far as cost is concerned: bins of a location share their layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CostPlace {
    /// A product at a location.
    At {
        /// The product.
        product: ProductId,
        /// The location.
        location: LocationId,
    },
    /// On the way on a transfer line.
    OnTheWay(TransferLineId),
}

/// Units that cost the same each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPortion {
    /// Units; negative where they are taken out.
    pub units: Delta,
    /// Cost of each.
    pub unit_cost: UnitCost,
}

impl CostPortion {
    /// What they are worth.
    pub fn value(&self) -> Value {
        self.unit_cost.value(self.units)
    }
}

/// Layers of one place, oldest first. Below zero, `owed` holds what was taken before it came; never both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Layers {
    /// What is there.
    pub held: VecDeque<CostPortion>,
    /// What was taken out although nothing was there, at the cost it was then taken to have.
    pub owed: VecDeque<CostPortion>,
}

impl Layers {
    /// Units there; negative if some are owed.
    pub fn units(&self) -> Delta {
        let sum =
            |portions: &VecDeque<CostPortion>| -> Delta { portions.iter().map(|p| p.units).sum() };
        sum(&self.held) - sum(&self.owed)
    }

    /// What they are worth.
    pub fn value(&self) -> Value {
        let sum = |portions: &VecDeque<CostPortion>| -> Value {
            portions.iter().map(CostPortion::value).sum()
        };
        sum(&self.held) - sum(&self.owed)
    }

    /// What the next units are taken to cost when nobody says: the same as the newest here.
    pub fn newest_cost(&self) -> Option<UnitCost> {
        self.held
            .back()
            .or(self.owed.back())
            .map(|portion| portion.unit_cost)
    }

    /// Puts goods in, paying off first what is owed. Answers the difference between assumed and true cost.
    pub fn put(&mut self, portions: &[CostPortion]) -> Value {
        let mut revalued = Value::ZERO;
        for portion in portions {
            let mut units = portion.units;
            while units > Delta::ZERO
                && let Some(owed) = self.owed.front_mut()
            {
                let paid = units.min(owed.units);
                revalued += owed.unit_cost.value(paid) - portion.unit_cost.value(paid);
                units -= paid;
                owed.units -= paid;
                if owed.units.is_zero() {
                    self.owed.pop_front();
                }
            }
            if units > Delta::ZERO {
                self.hold(CostPortion { units, ..*portion });
            }
        }
        revalued
    }

    /// Layers next to each other that cost the same are one, so that a busy place stays small.
    fn hold(&mut self, portion: CostPortion) {
        match self.held.back_mut() {
            Some(newest) if newest.unit_cost == portion.unit_cost => newest.units += portion.units,
            _ => self.held.push_back(portion),
        }
    }

    /// Takes goods out, oldest first; what is not there is owed at `otherwise`. Answers what was taken.
    pub fn take(&mut self, units: Delta, otherwise: UnitCost) -> Vec<CostPortion> {
        let mut taken = Vec::new();
        let mut left = units;
        while left > Delta::ZERO
            && let Some(oldest) = self.held.front_mut()
        {
            let part = left.min(oldest.units);
            taken.push(CostPortion {
                units: part,
                unit_cost: oldest.unit_cost,
            });
            left -= part;
            oldest.units -= part;
            if oldest.units.is_zero() {
                self.held.pop_front();
            }
        }
        if left > Delta::ZERO {
            let owed = CostPortion {
                units: left,
                unit_cost: otherwise,
            };
            taken.push(owed);
            match self.owed.back_mut() {
                Some(newest) if newest.unit_cost == otherwise => newest.units += left,
                _ => self.owed.push_back(owed),
            }
        }
        taken
    }

    /// Takes goods out at the cost of `like`, as far as such layers are there, newest first; the rest oldest first.
    /// So a correction takes out again what the movement that it corrects brought in.
    pub fn take_like(
        &mut self,
        units: Delta,
        like: &[CostPortion],
        otherwise: UnitCost,
    ) -> Vec<CostPortion> {
        let mut taken = Vec::new();
        let mut left = units;
        for wanted in like {
            let mut of_this = left.min(wanted.units);
            for layer in self
                .held
                .iter_mut()
                .rev()
                .filter(|layer| layer.unit_cost == wanted.unit_cost)
            {
                let part = of_this.min(layer.units);
                if part > Delta::ZERO {
                    taken.push(CostPortion {
                        units: part,
                        unit_cost: layer.unit_cost,
                    });
                    layer.units -= part;
                    of_this -= part;
                    left -= part;
                }
            }
        }
        self.held.retain(|layer| !layer.units.is_zero());
        if left > Delta::ZERO {
            taken.extend(self.take(left, otherwise));
        }
        taken
    }
}

/// A line of the cost ledger: what one movement put into or took out of the value of a place. The value of stock at
/// a date is the sum of the entries that count until then (DECISIONS 17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostEntry {
    /// The movement.
    pub movement: MovementId,
    /// Where.
    pub place: CostPlace,
    /// What it put in (positive) or took out (negative).
    pub portions: Vec<CostPortion>,
    /// Difference that came to light when goods arrived that had been taken out before at an assumed cost.
    pub revalued: Value,
    /// When it counts: the movement's effective time, or the end of the closed period if that is later.
    pub effective: Timestamp,
    /// When it was written down.
    pub recorded: Timestamp,
}

impl CostEntry {
    /// By how much the value of the place changes.
    pub fn value(&self) -> Value {
        self.portions.iter().map(CostPortion::value).sum::<Value>() + self.revalued
    }
}

/// Units that came at no cost and are still there, after entries of one place in the order in which they were written.
/// What was owed before it came is gone, whatever it cost, so these are never more than lie there.
pub fn free_units<'a>(entries: impl IntoIterator<Item = &'a [CostPortion]>) -> Delta {
    let (mut free, mut paid, mut owed) = (Delta::ZERO, Delta::ZERO, Delta::ZERO);
    for portion in entries.into_iter().flatten() {
        let is_free = portion.unit_cost == UnitCost::ZERO;
        if portion.units > Delta::ZERO {
            let settles = portion.units.min(owed);
            owed -= settles;
            *(if is_free { &mut free } else { &mut paid }) += portion.units - settles;
            continue;
        }
        let mut left = -portion.units;
        // Of some entries only, as they are as of a date, the others may be what is left.
        let order = if is_free {
            [&mut free, &mut paid]
        } else {
            [&mut paid, &mut free]
        };
        for held in order {
            let part = left.min(*held);
            *held -= part;
            left -= part;
        }
        owed += left;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn portion(units: i64, cost: i64) -> CostPortion {
        let unit_cost = UnitCost::from_millionths(cost).unwrap();
        CostPortion {
            units: Delta::new(units),
            unit_cost,
        }
    }

    #[test]
    fn what_was_owed_is_paid_off_at_the_true_cost() {
        let mut layers = Layers::default();
        let assumed = portion(0, 5).unit_cost;
        assert_eq!(layers.take(Delta::new(3), assumed), vec![portion(3, 5)]);
        assert_eq!(
            layers.put(&[portion(10, 7)]),
            Value::from_millionths(3 * 5 - 3 * 7)
        );
        assert_eq!(
            (layers.units(), layers.value()),
            (Delta::new(7), Value::from_millionths(49))
        );
    }

    #[test]
    fn a_correction_takes_out_what_the_late_goods_brought_in() {
        let mut layers = Layers::default();
        layers.put(&[portion(5, 1), portion(2, 9), portion(1, 1)]);
        assert_eq!(
            layers.take_like(Delta::new(2), &[portion(2, 9)], UnitCost::ZERO),
            vec![portion(2, 9)]
        );
        assert_eq!(layers.held, [portion(5, 1), portion(1, 1)]);
    }

    /// What is still there of what came for nothing, as the layers have it.
    fn held_free(layers: &Layers) -> Delta {
        let free = |layer: &&CostPortion| layer.unit_cost == UnitCost::ZERO;
        layers.held.iter().filter(free).map(|p| p.units).sum()
    }

    proptest! {
        /// However goods come and go, below zero too, entries tell how many of those at no cost are there.
        #[test]
        fn entries_tell_what_is_there_without_a_cost(steps in prop::collection::vec((-6_i64..=6, 0_i64..3, any::<bool>()), 1..60)) {
            let mut layers = Layers::default();
            let mut entries: Vec<Vec<CostPortion>> = Vec::new();
            for (step, cost, is_correction) in steps {
                if step > 0 {
                    layers.put(&[portion(step, cost)]);
                    entries.push(vec![portion(step, cost)]);
                } else {
                    let (units, otherwise) = (Delta::new(-step), portion(0, cost).unit_cost);
                    let taken = if is_correction {
                        layers.take_like(units, &[portion(-step, cost)], otherwise)
                    } else {
                        layers.take(units, otherwise)
                    };
                    entries.push(taken.iter().map(|p| CostPortion { units: -p.units, ..*p }).collect());
                }
                let told = free_units(entries.iter().map(Vec::as_slice));
                prop_assert_eq!(told, held_free(&layers));
                prop_assert!(told <= layers.units().max(Delta::ZERO));
            }
        }

        /// Proves PRD-08 for one place: units leave in the order in which they came, each at its own cost, and
        /// nothing is lost or made on the way, also below zero.
        #[test]
        fn first_in_first_out(steps in prop::collection::vec((-6_i64..=6, 1_i64..9), 1..60)) {
            let mut layers = Layers::default();
            let mut queue: VecDeque<i64> = VecDeque::new();
            let mut owed = 0;
            let (mut units, mut value) = (0, 0_i128);
            for (step, cost) in steps {
                units += step;
                if step > 0 {
                    let revalued = layers.put(&[portion(step, cost)]);
                    value += i128::from(step * cost) + revalued.millionths();
                    for _ in 0..step {
                        if owed > 0 { owed -= 1 } else { queue.push_back(cost) }
                    }
                } else {
                    let taken = layers.take(Delta::new(-step), portion(0, cost).unit_cost);
                    value -= taken.iter().map(|p| p.value().millionths()).sum::<i128>();
                    let mut each = taken.iter().flat_map(|p| {
                        (0..p.units.units()).map(|_| p.unit_cost.millionths())
                    });
                    for _ in 0..-step {
                        let expected = queue.pop_front();
                        owed += i64::from(expected.is_none());
                        prop_assert_eq!(each.next(), Some(expected.unwrap_or(cost)));
                    }
                }
                prop_assert_eq!(layers.units().units(), units);
                prop_assert_eq!(layers.value().millionths(), value);
                prop_assert!(layers.held.is_empty() || layers.owed.is_empty());
            }
        }
    }
}
