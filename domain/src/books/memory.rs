//! Books kept in memory: answers every question, takes every change, and costs the same for the first and the
//! millionth scan. The simulator's server and the tests keep their books so; it does no I/O and shares no state.

use super::change::Change;
use super::entity::{Entity, EntityRef, ReviewTask};
use super::working_set::{Answer, DeviceReport, Ref, Series, Unique, WorkingSet};
use super::{Decision, Step};
use crate::catalogue::{Product, ProductCost, ProductKind};
use crate::ids::{
    BinId, CategoryId, CountId, LocationId, MovementId, OperationId, PassId, StocktakeId,
};
use crate::ledger::costs::{CostEntry, CostPlace, CostPortion, Layers};
use crate::ledger::counts::{AcceptedCount, Sweep};
use crate::ledger::{Account, Level, Movement, StockKey, StockRow};
use crate::quantity::Delta;
use crate::stocktake::pass::{CountEvent, Logged};
use crate::stocktake::{Coverage, Item, StocktakeStatus};
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Books in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    entities: HashMap<EntityRef, Entity>,
    holders: HashMap<Unique, EntityRef>,
    bins: HashMap<LocationId, BTreeSet<BinId>>,
    of_stocktake: HashMap<StocktakeId, BTreeSet<EntityRef>>,
    open: HashMap<LocationId, BTreeSet<StocktakeId>>,
    categories: HashMap<CategoryId, BTreeSet<EntityRef>>,
    levels: HashMap<LocationId, BTreeMap<StockKey, Level>>,
    movements: HashMap<LocationId, Vec<Movement>>,
    operations: HashSet<OperationId>,
    events: HashMap<OperationId, CountEvent>,
    events_of: HashMap<PassId, Vec<OperationId>>,
    items_of: HashMap<(PassId, Item), Vec<OperationId>>,
    voids: HashSet<(OperationId, PassId)>,
    counts: HashMap<CountId, AcceptedCount>,
    counts_by_key: HashMap<StockKey, Vec<CountId>>,
    sweeps: HashMap<(LocationId, Option<BinId>), Vec<Sweep>>,
    posted: HashMap<CountId, Delta>,
    layers: HashMap<CostPlace, Layers>,
    costs: HashMap<MovementId, Vec<CostEntry>>,
    numbers: HashMap<Series, u64>,
    reports: HashMap<StocktakeId, Vec<DeviceReport>>,
}

impl Memory {
    /// Empty books.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps answering until a decision is made. Changes nothing but the counters of document numbers.
    pub fn settle(&mut self, mut step: impl FnMut(&WorkingSet) -> Step) -> Decision {
        let mut given = WorkingSet::new();
        loop {
            match step(&given) {
                Step::Done(decision) => return decision,
                Step::Need(questions) => {
                    for question in questions {
                        let answer = self.answer(&question);
                        given.give(question, answer);
                    }
                }
            }
        }
    }

    /// Says what a tablet has reported.
    pub fn report(&mut self, stocktake: StocktakeId, report: DeviceReport) {
        let reports = self.reports.entry(stocktake).or_default();
        reports.retain(|known| known.client != report.client);
        reports.push(report);
    }

    /// A record.
    pub fn entity(&self, key: &EntityRef) -> Option<&Entity> {
        self.entities.get(key)
    }

    /// Every record, in no order.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// The figures of a stock key.
    pub fn level(&self, key: &StockKey) -> Level {
        self.levels
            .get(&key.location)
            .and_then(|rows| rows.get(key))
            .copied()
            .unwrap_or_default()
    }

    /// Every figure that is not zero, in the order of keys within a location.
    pub fn levels(&self) -> impl Iterator<Item = (&StockKey, &Level)> {
        self.levels
            .values()
            .flatten()
            .filter(|(_, level)| !level.is_empty())
    }

    /// The ledger of a location, in the order of recording.
    pub fn movements(&self, location: LocationId) -> &[Movement] {
        self.movements.get(&location).map_or(&[], Vec::as_slice)
    }

    /// Accepted counts, replaced ones too, in no order.
    pub fn counts(&self) -> impl Iterator<Item = &AcceptedCount> {
        self.counts.values()
    }

    /// What movements put into value or took out of it, in no order.
    pub fn costs(&self) -> impl Iterator<Item = &CostEntry> {
        self.costs.values().flatten()
    }

    /// The layers of a place.
    pub fn layers(&self, place: CostPlace) -> Layers {
        self.layers.get(&place).cloned().unwrap_or_default()
    }

    /// Answers a question. Document numbers are used up by it.
    pub fn answer(&mut self, question: &Ref) -> Answer {
        match question {
            Ref::Entity(EntityRef::Stock(key)) => {
                let level = self
                    .levels
                    .get(&key.location)
                    .and_then(|rows| rows.get(key));
                Answer::Entity(level.map(|level| {
                    Entity::Stock(StockRow {
                        key: *key,
                        level: *level,
                    })
                }))
            }
            Ref::Entity(key) => Answer::Entity(self.entities.get(key).cloned()),
            Ref::Event { id } => {
                Answer::Event(self.events.contains_key(id).then(|| self.logged(id)))
            }
            Ref::IsVoided { event, pass } => {
                Answer::IsVoided(self.voids.contains(&(*event, *pass)))
            }
            Ref::PassEvents { pass } => Answer::PassEvents(self.log(self.events_of.get(pass))),
            Ref::ItemEvents { pass, item } => {
                Answer::ItemEvents(self.log(self.items_of.get(&(*pass, item.clone()))))
            }
            Ref::Holder { value } => Answer::Holder(self.holders.get(value).cloned()),
            Ref::IsReferenced { record } => Answer::IsReferenced(self.is_referenced(record)),
            Ref::HasMovements { operation } => {
                Answer::HasMovements(self.operations.contains(operation))
            }
            Ref::Counts { key, from } => {
                Answer::Counts(self.counts_from(self.counts_by_key.get(key), *from))
            }
            Ref::Sweeps {
                location,
                bin,
                from,
            } => {
                let sweeps = self.sweeps.get(&(*location, *bin)).into_iter().flatten();
                Answer::Sweeps(
                    sweeps
                        .filter(|sweep| sweep.at.during.to() >= *from)
                        .cloned()
                        .collect(),
                )
            }
            Ref::CountIn { stocktake, key } => {
                let ids = self.counts_by_key.get(key).into_iter().flatten();
                let mut counts = ids.map(|id| &self.counts[id]);
                let is_it = |count: &&AcceptedCount| {
                    count.stocktake == *stocktake && count.replaced_by.is_none()
                };
                Answer::CountIn(counts.find(is_it).cloned())
            }
            Ref::PostedByCount { count } => {
                Answer::PostedByCount(self.posted.get(count).copied().unwrap_or_default())
            }
            Ref::StockAt { product, location } => Answer::StockAt(Some(
                self.rows(*location)
                    .filter(|row| row.key.product == *product)
                    .collect(),
            )),
            Ref::StockOf { location } => Answer::StockOf(self.rows(*location).collect()),
            Ref::MovementsAt { location, from } => Answer::MovementsAt(
                self.movements(*location)
                    .iter()
                    .filter(|m| {
                        m.account == Account::OnHand
                            && (m.effective >= *from || m.at.during.to() >= *from)
                    })
                    .cloned()
                    .collect(),
            ),
            Ref::CountsAt { location, from } => {
                let ids = self
                    .counts
                    .values()
                    .filter(|count| count.key.location == *location);
                let ids: Vec<_> = ids.map(|count| count.id).collect();
                Answer::CountsAt(self.counts_from(Some(&ids), *from))
            }
            Ref::CountsOf { stocktake } => {
                let ids = self
                    .counts
                    .values()
                    .filter(|count| count.stocktake == *stocktake);
                let ids: Vec<_> = ids.map(|count| count.id).collect();
                Answer::CountsOf(self.counts_from(Some(&ids), Timestamp::MIN))
            }
            Ref::Passes { stocktake } => {
                Answer::Passes(self.pick(stocktake, |entity| match entity {
                    Entity::Pass(pass) => Some(pass.clone()),
                    _ => None,
                }))
            }
            Ref::PassLines { stocktake } => {
                Answer::PassLines(self.pick(stocktake, |entity| match entity {
                    Entity::PassLine(line) => Some(line.clone()),
                    _ => None,
                }))
            }
            Ref::BinCounts { stocktake } => {
                Answer::BinCounts(self.pick(stocktake, |entity| match entity {
                    Entity::BinCount(bin) => Some(bin.clone()),
                    _ => None,
                }))
            }
            Ref::UnknownCodes { stocktake } => {
                Answer::UnknownCodes(self.pick(stocktake, |entity| match entity {
                    Entity::UnknownCode(code) => Some(code.clone()),
                    _ => None,
                }))
            }
            Ref::TasksOf { stocktake } => {
                Answer::TasksOf(self.pick(stocktake, |entity| match entity {
                    Entity::ReviewTask(task) => Some(ReviewTask::clone(task)),
                    _ => None,
                }))
            }
            Ref::Reports { stocktake } => {
                Answer::Reports(self.reports.get(stocktake).cloned().unwrap_or_default())
            }
            Ref::BinsOf { location } => {
                let bins = self.bins.get(location).into_iter().flatten();
                let bins = bins.filter_map(|id| match self.entities.get(&EntityRef::Bin(*id)) {
                    Some(Entity::Bin(bin)) => Some(bin.clone()),
                    _ => None,
                });
                Answer::BinsOf(bins.collect())
            }
            Ref::OpenStocktakes { location } => Answer::OpenStocktakes(
                self.open
                    .get(location)
                    .into_iter()
                    .flatten()
                    .copied()
                    .collect(),
            ),
            Ref::ProductsIn { category } => {
                let products = self.categories.get(category).into_iter().flatten();
                Answer::ProductsIn(
                    products
                        .filter_map(|key| match key {
                            EntityRef::Product(id) => Some(*id),
                            _ => None,
                        })
                        .collect(),
                )
            }
            Ref::CostsOf { products } => {
                let costs = products.iter().filter_map(|id| {
                    match self.entities.get(&EntityRef::ProductCost(*id)) {
                        Some(Entity::ProductCost(cost)) => Some(*cost),
                        _ => None,
                    }
                });
                Answer::CostsOf(costs.collect::<Vec<ProductCost>>())
            }
            Ref::CostLayers { place } => Answer::CostLayers(self.layers(*place)),
            Ref::CostOf { movement } => {
                Answer::CostOf(self.portions(|entry| entry.movement == *movement, Some(movement)))
            }
            Ref::CostOfCount { count } => {
                let of: HashSet<MovementId> = self
                    .counts
                    .get(count)
                    .map(|count| self.movements(count.key.location))
                    .unwrap_or_default()
                    .iter()
                    .filter(|movement| movement.cause.count() == Some(*count))
                    .map(|movement| movement.id)
                    .collect();
                Answer::CostOfCount(self.portions(|entry| of.contains(&entry.movement), None))
            }
            Ref::NextNumber { series } => {
                let number = self.numbers.entry(*series).or_default();
                *number += 1;
                Answer::NextNumber(Some(format!("{}{number:05}", series.prefix())))
            }
        }
    }

    /// Writes changes down, in order.
    pub fn write(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(entity) => self.put(entity),
                Change::Remove(key) => self.remove(key),
                Change::Post { movement, .. } => self.post(movement),
                Change::Log(event) => self.log_event(event),
                Change::Void { event, pass } => {
                    self.voids.insert((*event, *pass));
                }
                Change::Count(count) => {
                    if self.counts.insert(count.id, count.clone()).is_none() {
                        self.counts_by_key
                            .entry(count.key)
                            .or_default()
                            .push(count.id);
                    }
                }
                Change::Sweep(sweep) => {
                    let sweeps = self.sweeps.entry((sweep.location, sweep.bin)).or_default();
                    sweeps.retain(|known| known.stocktake != sweep.stocktake);
                    sweeps.push(sweep.clone());
                }
                Change::Layers { place, layers } => {
                    self.layers.insert(*place, layers.clone());
                }
                Change::Cost(entry) => self
                    .costs
                    .entry(entry.movement)
                    .or_default()
                    .push(entry.clone()),
            }
        }
    }

    fn put(&mut self, entity: &Entity) {
        let key = entity.key();
        self.remove(&key);
        for value in entity.uniques() {
            self.holders.insert(value, key.clone());
        }
        self.index(entity, true);
        self.entities.insert(key, entity.clone());
    }

    fn remove(&mut self, key: &EntityRef) {
        if let Some(entity) = self.entities.remove(key) {
            for value in entity.uniques() {
                self.holders.remove(&value);
            }
            self.index(&entity, false);
        }
    }

    fn index(&mut self, entity: &Entity, is_there: bool) {
        fn mark<T: Ord>(set: &mut BTreeSet<T>, value: T, is_there: bool) {
            if is_there {
                set.insert(value);
            } else {
                set.remove(&value);
            }
        }
        match entity {
            Entity::Bin(bin) => mark(self.bins.entry(bin.location).or_default(), bin.id, is_there),
            Entity::Product(Product {
                category: Some(category),
                ..
            }) => {
                mark(
                    self.categories.entry(*category).or_default(),
                    entity.key(),
                    is_there,
                );
            }
            Entity::Stocktake(stocktake) => {
                let is_open = is_there && stocktake.status == StocktakeStatus::InProgress;
                mark(
                    self.open.entry(stocktake.location).or_default(),
                    stocktake.id,
                    is_open,
                );
            }
            _ => {}
        }
        let stocktake = match entity {
            Entity::Pass(pass) => Some(pass.head.stocktake),
            Entity::PassLine(line) => Some(line.stocktake),
            Entity::BinCount(bin) => Some(bin.stocktake),
            Entity::UnknownCode(code) => Some(code.stocktake),
            Entity::ReviewTask(task) => task.stocktake,
            _ => None,
        };
        if let Some(stocktake) = stocktake {
            mark(
                self.of_stocktake.entry(stocktake).or_default(),
                entity.key(),
                is_there,
            );
        }
    }

    fn post(&mut self, movement: &Movement) {
        let location = movement.key.location;
        let rows = self.levels.entry(location).or_default();
        rows.entry(movement.key)
            .or_default()
            .post(movement.account, movement.delta);
        if let Some(count) = movement.cause.count() {
            *self.posted.entry(count).or_default() += movement.delta;
        }
        self.operations.extend(movement.origin.operation);
        self.movements
            .entry(location)
            .or_default()
            .push(movement.clone());
    }

    fn log_event(&mut self, event: &CountEvent) {
        if self.events.insert(event.id, event.clone()).is_none() {
            self.events_of.entry(event.pass).or_default().push(event.id);
            if let Some((item, _)) = event.tally.counted() {
                self.items_of
                    .entry((event.pass, item.clone()))
                    .or_default()
                    .push(event.id);
            }
        }
    }

    fn logged(&self, id: &OperationId) -> Logged {
        let event = self.events[id].clone();
        let voided = self.voids.contains(&(*id, event.pass));
        Logged { event, voided }
    }

    fn log(&self, ids: Option<&Vec<OperationId>>) -> Vec<Logged> {
        ids.into_iter()
            .flatten()
            .map(|id| self.logged(id))
            .collect()
    }

    fn rows(&self, location: LocationId) -> impl Iterator<Item = StockRow> {
        let rows = self.levels.get(&location).into_iter().flatten();
        rows.map(|(key, level)| StockRow {
            key: *key,
            level: *level,
        })
    }

    fn counts_from(&self, ids: Option<&Vec<CountId>>, from: Timestamp) -> Vec<AcceptedCount> {
        let counts = ids.into_iter().flatten().map(|id| &self.counts[id]);
        let mut counts: Vec<_> = counts
            .filter(|count| {
                count.replaced_by.is_none() && (count.cut >= from || count.at.during.to() >= from)
            })
            .cloned()
            .collect();
        crate::order::sort_by_key(&mut counts, |count| (count.cut, count.id));
        counts
    }

    fn pick<T>(&self, stocktake: &StocktakeId, as_type: impl Fn(&Entity) -> Option<T>) -> Vec<T> {
        let keys = self.of_stocktake.get(stocktake).into_iter().flatten();
        keys.filter_map(|key| self.entities.get(key).and_then(&as_type))
            .collect()
    }

    fn portions(
        &self,
        is_wanted: impl Fn(&CostEntry) -> bool,
        of: Option<&MovementId>,
    ) -> Vec<CostPortion> {
        let entries: Vec<&CostEntry> = match of {
            Some(movement) => self.costs.get(movement).into_iter().flatten().collect(),
            None => self.costs.values().flatten().collect(),
        };
        entries
            .into_iter()
            .filter(|entry| is_wanted(entry))
            .flat_map(|entry| entry.portions.clone())
            .collect()
    }

    /// Whether any record, stock or movement names this record.
    fn is_referenced(&self, key: &EntityRef) -> bool {
        let in_ledger = || {
            self.movements.values().flatten().any(|movement| match key {
                EntityRef::Product(id) => movement.key.product == *id,
                EntityRef::Location(id) => movement.key.location == *id,
                EntityRef::Bin(id) => movement.key.bin == Some(*id),
                _ => false,
            })
        };
        self.entities.values().any(|entity| names(entity, key)) || in_ledger()
    }
}

/// Whether a record names another one.
fn names(entity: &Entity, key: &EntityRef) -> bool {
    match (entity, key) {
        (Entity::Product(product), EntityRef::Category(id)) => product.category == Some(*id),
        (Entity::Product(product), EntityRef::Brand(id)) => product.brand == Some(*id),
        (Entity::Product(product), EntityRef::TaxRule(id)) => product.tax_rule == Some(*id),
        (Entity::Product(product), EntityRef::Location(id)) => {
            product.default_location == Some(*id)
        }
        (Entity::Product(product), EntityRef::PriceTier(id)) => {
            product.prices.iter().any(|price| price.tier == *id)
        }
        (Entity::Product(product), EntityRef::Family(id)) => product
            .variant
            .as_ref()
            .is_some_and(|variant| variant.family == *id),
        (Entity::Product(product), EntityRef::Product(id)) => match &product.kind {
            ProductKind::Kit(parts) => parts.iter().any(|part| part.product == *id),
            ProductKind::Stocked | ProductKind::Service => false,
        },
        (Entity::Bin(bin), EntityRef::Location(id)) => bin.location == *id,
        (Entity::Transfer(transfer), EntityRef::Location(id)) => {
            transfer.from == *id || transfer.to == *id
        }
        (Entity::Transfer(transfer), EntityRef::Product(id)) => {
            transfer.lines.iter().any(|line| line.product == *id)
        }
        (Entity::Stocktake(stocktake), EntityRef::Location(id)) => stocktake.location == *id,
        (Entity::Stocktake(stocktake), EntityRef::Bin(id)) => {
            matches!(&stocktake.coverage, Coverage::Bins(bins) if bins.contains(id))
        }
        (Entity::Stocktake(stocktake), EntityRef::Category(id)) => {
            stocktake.coverage == Coverage::Category(*id)
        }
        (Entity::Pass(pass), EntityRef::Bin(id)) => pass.head.bin == Some(*id),
        (Entity::PassLine(line), EntityRef::Product(id)) => line.item == Item::Product(*id),
        (Entity::UnknownCode(code), EntityRef::Product(id)) => code.product == Some(*id),
        _ => false,
    }
}
