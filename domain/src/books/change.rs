//! What a decision changes. Whoever keeps books writes these, in order, in one transaction.

use super::entity::{Entity, EntityRef};
use crate::ids::{OperationId, PassId};
use crate::ledger::Movement;
use crate::ledger::costs::{CostEntry, CostPlace, Layers};
use crate::ledger::counts::{AcceptedCount, Sweep};
use crate::money::UnitCost;
use crate::stocktake::pass::CountEvent;

/// One change of the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The record is now this. Never a stock row: those are sums of movements.
    Put(Entity),
    /// The record is gone.
    Remove(EntityRef),
    /// A line of the ledger. Whoever keeps stock rows adds its delta there.
    Post {
        /// The movement.
        movement: Movement,
        /// What one unit cost, if whoever caused it knows; otherwise valuing finds it.
        unit_cost: Option<UnitCost>,
    },
    /// An event for the count log.
    Log(CountEvent),
    /// An event of the count log no longer counts, also if it has not arrived yet.
    Void {
        /// The event.
        event: OperationId,
        /// The pass whose event says so.
        pass: PassId,
    },
    /// A count becomes part of the ledger, or its `replaced_by` changes.
    Count(AcceptedCount),
    /// A completed stocktake counted this bin to its end; replaces an earlier sweep of the same bin by it.
    Sweep(Sweep),
    /// The cost layers of a place are now these. Only valuing makes it.
    Layers {
        /// Of this place.
        place: CostPlace,
        /// The layers.
        layers: Layers,
    },
    /// A line of the cost ledger. Only valuing makes it.
    Cost(CostEntry),
}

impl From<Entity> for Change {
    fn from(record: Entity) -> Self {
        Self::Put(record)
    }
}
