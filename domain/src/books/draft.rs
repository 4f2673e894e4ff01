//! A decision while it is being made: the changes so far, and what every rule needs to make them.

use super::Ctx;
use super::change::Change;
use super::entity::{Entity, EntityRef, ReviewSubject, ReviewTask};
use super::refusal::Refusal;
use super::working_set::{Need, Ref, WorkingSet};
use crate::catalogue::{Product, ProductKind};
use crate::ids::{BinId, CountId, LocationId, MovementId, ProductId, ReviewTaskId, StocktakeId};
use crate::ledger::{Account, Cause, Movement, Origin, StockKey};
use crate::location::{Location, LocationKind};
use crate::money::UnitCost;
use crate::permission::Permission;
use crate::quantity::Delta;
use crate::time::{Moment, Timestamp};

/// Why a rule cannot go on.
#[derive(Debug)]
pub enum Stop {
    /// It has to know more.
    Need(Vec<Ref>),
    /// It says no.
    Refused(Box<Refusal>),
}

impl From<Need> for Stop {
    fn from(need: Need) -> Self {
        Self::Need(need.0)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// The changes so far.
pub struct Draft<'a> {
    pub ctx: &'a Ctx,
    pub given: &'a WorkingSet,
    changes: Vec<Change>,
    n_movements: u32,
    n_counts: u32,
}

impl<'a> Draft<'a> {
    pub const fn new(ctx: &'a Ctx, given: &'a WorkingSet) -> Self {
        Self {
            ctx,
            given,
            changes: Vec::new(),
            n_movements: 0,
            n_counts: 0,
        }
    }

    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    pub fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub fn put(&mut self, record: impl Into<Entity>) {
        self.changes.push(Change::Put(record.into()));
    }

    /// Refuses unless the author may do this.
    pub fn require(&self, permission: Permission) -> Result<(), Stop> {
        if self.ctx.actor.may(permission) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed(permission).into())
        }
    }

    pub const fn origin(&self) -> Origin {
        let actor = &self.ctx.actor;
        Origin {
            user: Some(actor.user),
            device: actor.device,
            operation: Some(self.ctx.operation),
        }
    }

    /// The id of the movement that will be posted next.
    pub fn next_movement(&self) -> MovementId {
        MovementId::derived(self.ctx.operation.uuid(), self.n_movements)
    }

    /// An id for one more accepted count.
    pub fn new_count(&mut self) -> CountId {
        self.n_counts += 1;
        CountId::derived(self.ctx.operation.uuid(), self.n_counts)
    }

    /// Writes one line of the ledger.
    pub fn post(&mut self, entry: Entry) -> MovementId {
        let id = self.next_movement();
        self.n_movements += 1;
        let movement = Movement {
            id,
            key: entry.key,
            account: entry.account,
            delta: entry.delta,
            effective: entry.effective,
            at: entry.at,
            recorded: self.ctx.now,
            cause: entry.cause,
            origin: self.origin(),
        };
        self.changes.push(Change::Post {
            movement,
            unit_cost: entry.unit_cost,
        });
        id
    }

    /// Raises a review task unless it stands already; a settled one is opened again.
    pub fn raise(
        &mut self,
        id: ReviewTaskId,
        subject: ReviewSubject,
        location: Option<LocationId>,
        stocktake: Option<StocktakeId>,
    ) -> Result<(), Stop> {
        if self
            .given
            .review_task(id)?
            .is_some_and(|task| task.settled.is_none())
        {
            return Ok(());
        }
        let actor = &self.ctx.actor;
        let (user, device, raised) = (actor.user, actor.device, self.ctx.now);
        self.put(Entity::ReviewTask(ReviewTask {
            id,
            subject,
            location,
            stocktake,
            user,
            device,
            raised,
            settled: None,
        }));
        Ok(())
    }

    /// A product that takes part in new things.
    pub fn active_product(&self, id: ProductId) -> Result<&'a Product, Stop> {
        let key = EntityRef::Product(id);
        let product = self
            .given
            .product(id)?
            .ok_or(Refusal::Missing(key.clone()))?;
        if product.archived {
            Err(Refusal::Archived(key).into())
        } else {
            Ok(product)
        }
    }

    /// A product that takes part in new things and has stock.
    pub fn stocked_product(&self, id: ProductId) -> Result<&'a Product, Stop> {
        let product = self.active_product(id)?;
        if product.kind == ProductKind::Stocked {
            Ok(product)
        } else {
            Err(Refusal::NotStocked(id).into())
        }
    }

    /// A location that takes part in new things.
    pub fn active_location(&self, id: LocationId) -> Result<&'a Location, Stop> {
        let key = EntityRef::Location(id);
        let location = self
            .given
            .location(id)?
            .ok_or(Refusal::Missing(key.clone()))?;
        if location.archived {
            Err(Refusal::Archived(key).into())
        } else {
            Ok(location)
        }
    }

    /// Refuses a place that cannot take stock: a bin that is archived or of another location.
    pub fn require_place(&self, location: LocationId, bin: Option<BinId>) -> Result<(), Stop> {
        let location = self.active_location(location)?;
        let Some(bin) = bin else { return Ok(()) };
        if location.kind == LocationKind::External {
            return Err(Refusal::ExternalHasNoBins.into());
        }
        let key = EntityRef::Bin(bin);
        let bin = self.given.bin(bin)?.ok_or(Refusal::Missing(key.clone()))?;
        if bin.location != location.id {
            Err(Refusal::BinElsewhere.into())
        } else if bin.archived {
            Err(Refusal::Archived(key).into())
        } else {
            Ok(())
        }
    }
}

/// What a line of the ledger says beyond who wrote it and when.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: StockKey,
    pub account: Account,
    pub delta: Delta,
    pub effective: Timestamp,
    pub at: Moment,
    pub cause: Cause,
    pub unit_cost: Option<UnitCost>,
}
