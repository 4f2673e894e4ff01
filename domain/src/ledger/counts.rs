//! The algebra of counts and movements (SYNC 5.7).

use super::StockKey;
use crate::ids::{CountId, StocktakeId};
use crate::quantity::Delta;
use crate::time::{Moment, Order, Timestamp};
use serde::{Deserialize, Serialize};

/// A count that completing a stocktake made part of the ledger: up to its cut the ledger equals its quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedCount {
    /// Its id.
    pub id: CountId,
    /// What was counted, where.
    pub key: StockKey,
    /// By which stocktake.
    pub stocktake: StocktakeId,
    /// Units counted.
    pub quantity: Delta,
    /// Its place in the ledger: movements effective before it are what was counted.
    pub cut: Timestamp,
    /// What is known about when it was counted: what decides its order against a movement.
    pub at: Moment,
    /// The count that replaced it, if one did.
    pub replaced_by: Option<CountId>,
}

/// Where a movement goes in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement<'a> {
    /// Its effective time.
    pub effective: Timestamp,
    /// The next count behind it, to be kept true by a correction; only that one.
    pub next: Option<&'a AcceptedCount>,
    /// Counts of which nobody knows whether the movement lies before or after them.
    pub unclear: Vec<&'a AcceptedCount>,
}

/// Finds the place of a movement among the accepted counts of its key (cuts ascending, none of them replaced).
/// What is proven decides: the effective time is the middle of the moment, brought to the proven side of each
/// count. Where nothing is proven the middle decides and the count is named, so that a person can look.
pub fn place<'a>(at: &Moment, counts: &'a [AcceptedCount]) -> Placement<'a> {
    let orders = || counts.iter().map(|count| (count, at.order(&count.at)));
    let lowest = orders()
        .filter(|(_, order)| *order == Order::After)
        .map(|(count, _)| count.cut)
        .max();
    let lowest = lowest.unwrap_or(Timestamp::MIN);
    let behind = orders().find(|(count, order)| *order == Order::Before && count.cut > lowest);
    let highest = behind.map_or(Timestamp::MAX, |(count, _)| count.cut.plus_millis(-1));
    let effective = at.middle().max(lowest).min(highest);
    Placement {
        effective,
        next: counts.iter().find(|count| count.cut > effective),
        unclear: orders()
            .filter(|(count, order)| {
                *order == Order::Unclear && count.cut > lowest && count.cut <= highest
            })
            .map(|(count, _)| count)
            .collect(),
    }
}
