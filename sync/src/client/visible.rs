//! What a person sees: the replica, with what was done here and has not landed laid on top.
//!
//! Passes counted on this device are kept as a running image of their own facts, so that a scan costs the same
//! whatever waits and a pull costs nothing for it. Everything else that waits, usually a handful, is decided anew
//! over each new state of the replica by the same code that decides on the server.

use super::outbox::{Entry, Outbox};
use super::replica::Replica;
use crate::planted::{Planted, is_planted};
use crate::row;
use crate::scope::Scope;
use domain::books::{
    Answer, Change, Ctx, Decision, Entity, EntityKind, EntityRef, Ref, Step, WorkingSet, decide,
};
use domain::catalogue::ProductKind;
use domain::ids::{OperationId, PassId, ProductId, StocktakeId};
use domain::ledger::{StockKey, StockRow};
use domain::operation::{Fact, Operation};
use domain::order;
use domain::quantity::Delta;
use domain::stocktake::StocktakeStatus;
use domain::stocktake::pass::Logged;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A pass counted here, as its own facts make it.
#[derive(Debug, Clone, Default)]
struct Tallied {
    records: BTreeMap<EntityRef, Entity>,
    log: Vec<Logged>,
    at: HashMap<OperationId, usize>,
    voids: HashSet<OperationId>,
    first_n: u64,
    last_n: u64,
}

/// Records over the replica.
#[derive(Debug, Clone, Default)]
pub(super) struct Visible {
    passes: HashMap<PassId, Tallied>,
    /// Which entries the images of passes are made of, so that those that wait need not be read to know it.
    tallied_in: BTreeMap<u64, PassId>,
    overlay: BTreeMap<EntityRef, Option<Entity>>,
    /// Intents that the replica as it is now would refuse, so that they are not laid on top.
    doubtful: BTreeSet<u64>,
}

/// How entries are put into context when they are decided.
pub(super) trait Context {
    fn ctx(&self, n: u64, entry: &Entry) -> Ctx;
}

impl Visible {
    /// A record as it is seen.
    pub fn entity(&self, replica: &Replica, key: &EntityRef) -> Option<Entity> {
        if let Some(entity) = self.tallied(key) {
            return Some(entity.clone());
        }
        if let Some(entity) = self.overlay.get(key) {
            return entity.clone();
        }
        base(replica, key).or_else(|| self.noted(key).cloned())
    }

    /// Every record of a kind whose id begins so, as it is seen.
    pub fn records(&self, replica: &Replica, kind: EntityKind, prefix: &[u8]) -> Vec<Entity> {
        let number = row::number(kind);
        let mut found: BTreeMap<Vec<u8>, Entity> = order::map(
            replica
                .with_prefix(number, prefix)
                .filter_map(|(id, value)| Some((id, row::decode(number, &value).ok()?))),
        );
        for (key, entity) in self.overlay.iter().filter(|(key, _)| key.kind() == kind) {
            let id = row::id(key).0;
            if id.starts_with(prefix) {
                match entity {
                    Some(entity) => found.insert(id, entity.clone()),
                    None => found.remove(&id),
                };
            }
        }
        for (key, entity) in self.passes.values().flat_map(|pass| &pass.records) {
            let id = row::id(key).0;
            if key.kind() != kind || !id.starts_with(prefix) {
                continue;
            }
            if self.tallied(key).is_some() {
                found.insert(id, entity.clone());
            } else if self.noted(key).is_some() && !self.overlay.contains_key(key) {
                found.entry(id).or_insert_with(|| entity.clone());
            }
        }
        found.into_values().collect()
    }

    /// Whether an own operation waits under this record.
    pub fn is_pending(&self, key: &EntityRef, covered_n: u64) -> bool {
        let pass = match key {
            EntityRef::Pass(pass) | EntityRef::PassLine(pass, _) => self.passes.get(pass),
            _ => None,
        };
        self.overlay.contains_key(key) || pass.is_some_and(|pass| pass.last_n > covered_n)
    }

    /// Records that are laid over the replica.
    pub fn overlaid(&self) -> Vec<EntityRef> {
        self.overlay.keys().cloned().collect()
    }

    /// Entries that the replica as it is now would refuse.
    pub fn doubtful(&self) -> &BTreeSet<u64> {
        &self.doubtful
    }

    /// Passes counted here that are open.
    pub fn open_passes(&self) -> Vec<PassId> {
        let mut open: Vec<PassId> = self
            .passes
            .iter()
            .filter(|(id, pass)| {
                matches!(pass.records.get(&EntityRef::Pass(**id)), Some(Entity::Pass(pass)) if pass.closed.is_none())
            })
            .map(|(id, _)| *id)
            .collect();
        order::sort(&mut open);
        open
    }

    /// The numbers that the image of a pass is made of, first and last, for those passes that still need them.
    pub fn spans(&self) -> impl Iterator<Item = (u64, u64)> {
        self.passes.values().map(|pass| (pass.first_n, pass.last_n))
    }

    /// What would become of an operation here and now. Changes nothing.
    pub fn consider(&self, replica: &Replica, operation: &Operation, ctx: &Ctx) -> Decision {
        let mut given = WorkingSet::new();
        loop {
            match decide(operation, ctx, &given) {
                Step::Done(decision) => return decision,
                Step::Need(questions) => {
                    for question in questions {
                        let answer = self.answer(replica, &question);
                        given.give(question, answer);
                    }
                }
            }
        }
    }

    /// Lays one more entry on top. Costs the same however many wait. Answers what it changed.
    pub fn add(
        &mut self,
        replica: &Replica,
        n: u64,
        entry: &Entry,
        ctx: &Ctx,
        is_pending: bool,
    ) -> Vec<EntityRef> {
        let Some(operation) = entry.operation() else {
            return Vec::new();
        };
        if let Some(pass) = counted_pass(&operation) {
            let opens = matches!(operation, Operation::Fact(Fact::PassOpened(_)));
            if opens || self.passes.contains_key(&pass) {
                return self.tally(replica, n, pass, &operation, ctx);
            }
        }
        if !is_pending {
            return Vec::new();
        }
        match self.consider(replica, &operation, ctx) {
            Decision::Refused(_) => {
                self.doubtful.insert(n);
                Vec::new()
            }
            decision => self.lay(replica, decision.changes()),
        }
    }

    /// Builds everything anew: after the replica moved, or entries left the outbox. Images of passes stay as they
    /// are unless `whole` is asked for. Answers what changed.
    pub fn rebuild(
        &mut self,
        replica: &Replica,
        outbox: &Outbox,
        context: &impl Context,
        whole: Whole,
    ) -> Vec<EntityRef> {
        let mut changed: BTreeSet<EntityRef> =
            order::set(std::mem::take(&mut self.overlay).into_keys());
        self.doubtful.clear();
        let covered = outbox.progress.covered_n.max(outbox.progress.hidden_upto);
        if whole == Whole::Yes {
            changed.extend(
                self.passes
                    .drain()
                    .flat_map(|(_, pass)| pass.records.into_keys()),
            );
            self.tallied_in.clear();
        } else {
            self.retire(covered, &mut changed);
        }
        let from = if whole == Whole::Yes { 0 } else { covered + 1 };
        for (n, entry) in outbox.entries.range(from..) {
            if self.tallied_in.contains_key(n) {
                continue;
            }
            let stands = outbox.marks.get(n).is_none_or(|mark| mark.code.is_done());
            if stands {
                changed.extend(self.add(
                    replica,
                    *n,
                    entry,
                    &context.ctx(*n, entry),
                    outbox.is_pending(*n),
                ));
            }
        }
        if whole == Whole::Yes {
            self.retire(covered, &mut changed);
        }
        changed.into_iter().collect()
    }

    /// Lets go of passes that are closed and in the replica whole.
    fn retire(&mut self, covered: u64, changed: &mut BTreeSet<EntityRef>) {
        let open: HashSet<PassId> = self.open_passes().into_iter().collect();
        self.passes.retain(|id, pass| {
            let keep = open.contains(id) || pass.last_n > covered;
            if !keep {
                changed.extend(pass.records.keys().cloned());
            }
            keep
        });
        let passes = &self.passes;
        self.tallied_in.retain(|_, pass| passes.contains_key(pass));
    }

    fn tally(
        &mut self,
        replica: &Replica,
        n: u64,
        pass: PassId,
        operation: &Operation,
        ctx: &Ctx,
    ) -> Vec<EntityRef> {
        self.tallied_in.insert(n, pass);
        let own = self.passes.entry(pass).or_insert_with(|| Tallied {
            first_n: n,
            ..Tallied::default()
        });
        own.last_n = own.last_n.max(n);
        let decision = self.consider(replica, operation, ctx);
        let mut changed = Vec::new();
        let own = self.passes.entry(pass).or_default();
        for change in decision.changes() {
            match change {
                Change::Put(
                    entity @ (Entity::Pass(_) | Entity::PassLine(_) | Entity::UnknownCode(_)),
                ) => {
                    changed.push(entity.key());
                    own.records.insert(entity.key(), entity.clone());
                }
                Change::Log(event) => {
                    let voided = own.voids.contains(&event.id);
                    own.at.insert(event.id, own.log.len());
                    own.log.push(Logged {
                        event: event.clone(),
                        voided,
                    });
                }
                Change::Void { .. } if is_planted(Planted::VoidsForgotten) => {}
                Change::Void { event, .. } => {
                    own.voids.insert(*event);
                    if let Some(at) = own.at.get(event) {
                        own.log[*at].voided = true;
                    }
                }
                _ => {}
            }
        }
        changed
    }

    fn lay(&mut self, replica: &Replica, changes: &[Change]) -> Vec<EntityRef> {
        let mut changed = Vec::new();
        for change in changes {
            let (key, entity) = match change {
                Change::Put(entity) => (entity.key(), Some(entity.clone())),
                Change::Remove(key) => (key.clone(), None),
                Change::Post { movement, .. } => {
                    // A device that may not see the stock of a place does not begin to make some up.
                    if replica
                        .revealed(Scope::Stock(movement.key.location))
                        .is_none()
                    {
                        continue;
                    }
                    let key = EntityRef::Stock(movement.key);
                    let row = match self.entity(replica, &key) {
                        Some(Entity::Stock(row)) => row,
                        _ => StockRow::empty(movement.key),
                    };
                    let mut row = row;
                    row.level.post(movement.account, movement.delta);
                    (key, Some(Entity::Stock(row)))
                }
                _ => continue,
            };
            changed.push(key.clone());
            self.overlay.insert(key, entity);
        }
        changed
    }

    fn tallied(&self, key: &EntityRef) -> Option<&Entity> {
        match key {
            EntityRef::Pass(pass) | EntityRef::PassLine(pass, _) => {
                self.passes.get(pass)?.records.get(key)
            }
            _ => None,
        }
    }

    /// A code that was unknown in a pass of this device, until the server tells of it or somebody here maps it.
    fn noted(&self, key: &EntityRef) -> Option<&Entity> {
        if key.kind() != EntityKind::UnknownCode {
            return None;
        }
        self.passes.values().find_map(|pass| pass.records.get(key))
    }

    fn answer(&self, replica: &Replica, question: &Ref) -> Answer {
        match question {
            Ref::Entity(EntityRef::Pass(pass)) if self.passes.contains_key(pass) => {
                Answer::Entity(self.tallied(&EntityRef::Pass(*pass)).cloned())
            }
            Ref::Entity(key @ EntityRef::PassLine(pass, _)) if self.passes.contains_key(pass) => {
                Answer::Entity(self.tallied(key).cloned())
            }
            Ref::Entity(key) => Answer::Entity(self.entity(replica, key)),
            Ref::Event { id } => Answer::Event(self.logged(*id).cloned()),
            Ref::IsVoided { event, pass } => Answer::IsVoided(
                self.passes
                    .get(pass)
                    .is_some_and(|pass| pass.voids.contains(event)),
            ),
            Ref::PassEvents { pass } => Answer::PassEvents(
                self.passes
                    .get(pass)
                    .map(|pass| pass.log.clone())
                    .unwrap_or_default(),
            ),
            Ref::ItemEvents { pass, item } => {
                let log = self
                    .passes
                    .get(pass)
                    .map(|pass| pass.log.as_slice())
                    .unwrap_or_default();
                let of_item = |logged: &&Logged| {
                    logged
                        .event
                        .tally
                        .counted()
                        .is_some_and(|(of, _)| of == item)
                };
                Answer::ItemEvents(log.iter().filter(of_item).cloned().collect())
            }
            Ref::StockAt { product, location } => {
                Answer::StockAt(self.stock_at(replica, *product, *location))
            }
            Ref::StockOf { location } => {
                let rows = self.stock_rows(replica, &[], |key| key.location == *location);
                Answer::StockOf(rows)
            }
            Ref::Passes { stocktake } => {
                Answer::Passes(
                    self.pick(replica, EntityKind::Pass, &[], |entity| match entity {
                        Entity::Pass(pass) if pass.head.stocktake == *stocktake => Some(pass),
                        _ => None,
                    }),
                )
            }
            Ref::PassLines { stocktake } => {
                Answer::PassLines(self.pick(replica, EntityKind::PassLine, &[], |entity| {
                    match entity {
                        Entity::PassLine(line) if line.stocktake == *stocktake => Some(line),
                        _ => None,
                    }
                }))
            }
            Ref::BinCounts { stocktake } => Answer::BinCounts(self.pick(
                replica,
                EntityKind::BinCount,
                &stocktake.bytes(),
                |entity| match entity {
                    Entity::BinCount(bin) => Some(bin),
                    _ => None,
                },
            )),
            Ref::UnknownCodes { stocktake } => {
                Answer::UnknownCodes(self.unknown_codes(replica, *stocktake))
            }
            Ref::TasksOf { stocktake } => {
                Answer::TasksOf(self.pick(replica, EntityKind::ReviewTask, &[], |entity| {
                    match entity {
                        Entity::ReviewTask(task) if task.stocktake == Some(*stocktake) => {
                            Some(task)
                        }
                        _ => None,
                    }
                }))
            }
            Ref::BinsOf { location } => {
                Answer::BinsOf(
                    self.pick(replica, EntityKind::Bin, &[], |entity| match entity {
                        Entity::Bin(bin) if bin.location == *location => Some(bin),
                        _ => None,
                    }),
                )
            }
            Ref::OpenStocktakes { location } => {
                Answer::OpenStocktakes(self.pick(replica, EntityKind::Stocktake, &[], |entity| {
                    match entity {
                        Entity::Stocktake(stocktake)
                            if stocktake.location == *location
                                && stocktake.status == StocktakeStatus::InProgress =>
                        {
                            Some(stocktake.id)
                        }
                        _ => None,
                    }
                }))
            }
            Ref::ProductsIn { category } => {
                Answer::ProductsIn(self.pick(replica, EntityKind::Product, &[], |entity| {
                    match entity {
                        Entity::Product(product)
                            if product.category == Some(*category)
                                && product.kind == ProductKind::Stocked =>
                        {
                            Some(product.id)
                        }
                        _ => None,
                    }
                }))
            }
            Ref::CostsOf { products } => Answer::CostsOf(
                products
                    .iter()
                    .filter_map(
                        |id| match self.entity(replica, &EntityRef::ProductCost(*id)) {
                            Some(Entity::ProductCost(cost)) => Some(cost),
                            _ => None,
                        },
                    )
                    .collect(),
            ),
            // What only the server can judge: here nothing stands against it.
            Ref::Holder { .. } => Answer::Holder(None),
            Ref::IsReferenced { .. } => Answer::IsReferenced(true),
            Ref::HasMovements { .. } => Answer::HasMovements(false),
            Ref::Counts { .. } => Answer::Counts(Vec::new()),
            Ref::PostedByCount { .. } => Answer::PostedByCount(Delta::ZERO),
            Ref::MovementsAt { .. } => Answer::MovementsAt(Vec::new()),
            Ref::CountsAt { .. } => Answer::CountsAt(Vec::new()),
            Ref::CountsOf { .. } => Answer::CountsOf(Vec::new()),
            Ref::Sweeps { .. } => Answer::Sweeps(Vec::new()),
            Ref::CountIn { .. } => Answer::CountIn(None),
            Ref::Reports { .. } => Answer::Reports(Vec::new()),
            Ref::CostLayers { .. } => Answer::CostLayers(Default::default()),
            Ref::CostOf { .. } => Answer::CostOf(Vec::new()),
            Ref::CostOfCount { .. } => Answer::CostOfCount(Vec::new()),
            Ref::NextNumber { .. } => Answer::NextNumber(None),
        }
    }

    fn logged(&self, id: OperationId) -> Option<&Logged> {
        self.passes
            .values()
            .find_map(|pass| pass.at.get(&id).map(|at| &pass.log[*at]))
    }

    fn unknown_codes(
        &self,
        replica: &Replica,
        stocktake: StocktakeId,
    ) -> Vec<domain::stocktake::UnknownCode> {
        self.pick(
            replica,
            EntityKind::UnknownCode,
            &stocktake.bytes(),
            |entity| match entity {
                Entity::UnknownCode(code) => Some(code),
                _ => None,
            },
        )
    }

    fn stock_at(
        &self,
        replica: &Replica,
        product: ProductId,
        location: domain::ids::LocationId,
    ) -> Option<Vec<StockRow>> {
        replica.revealed(Scope::Stock(location))?;
        let prefix = [product.bytes(), location.bytes()].concat();
        Some(self.stock_rows(replica, &prefix, |_| true))
    }

    fn stock_rows(
        &self,
        replica: &Replica,
        prefix: &[u8],
        wanted: impl Fn(&StockKey) -> bool,
    ) -> Vec<StockRow> {
        self.pick(replica, EntityKind::Stock, prefix, |entity| match entity {
            Entity::Stock(row) if wanted(&row.key) => Some(row),
            _ => None,
        })
    }

    fn pick<R>(
        &self,
        replica: &Replica,
        kind: EntityKind,
        prefix: &[u8],
        choose: impl Fn(Entity) -> Option<R>,
    ) -> Vec<R> {
        self.records(replica, kind, prefix)
            .into_iter()
            .filter_map(choose)
            .collect()
    }
}

/// Whether images of passes are built anew too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Yes,
    No,
}

fn base(replica: &Replica, key: &EntityRef) -> Option<Entity> {
    let number = row::number(key.kind());
    row::decode(number, &*replica.row(number, &row::id(key))?).ok()
}

/// The pass that a fact of counting belongs to.
fn counted_pass(operation: &Operation) -> Option<PassId> {
    match operation {
        Operation::Fact(fact) => fact.pass(),
        Operation::Intent(_) => None,
    }
}
