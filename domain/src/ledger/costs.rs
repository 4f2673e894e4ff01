//! FIFO cost layers per product and location (DECISIONS 21). Layers are consumed in the order in which movements
//! are recorded; goods on a transfer take their layers along.

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

/// Layers of one place, oldest first. Below zero, `owed` holds what was taken before it came; never both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Layers {
    /// What is there.
    pub held: VecDeque<CostPortion>,
    /// What was taken out although nothing was there, at the cost it was then taken to have.
    pub owed: VecDeque<CostPortion>,
}

/// A line of the cost ledger: what one movement put into or took out of the value of a place.
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
