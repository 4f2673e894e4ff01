//! What the movements of a decision do to cost layers. Only whoever keeps the books calls this, in the transaction
//! that writes the movements: a device without the right to see costs never holds any.

use super::Ctx;
use super::change::Change;
use super::entity::EntityRef;
use super::working_set::{Need, Ref, WorkingSet};
use crate::ids::MovementId;
use crate::ledger::costs::{CostEntry, CostPlace, CostPortion, Layers};
use crate::ledger::{Account, Cause, Movement};
use crate::money::{UnitCost, Value};
use crate::quantity::Delta;
use std::collections::{BTreeMap, HashMap};

/// Values the movements among `changes`. The changes that this answers are written after those.
///
/// # Errors
/// Asks for what it has not been given.
pub fn value(changes: &[Change], ctx: &Ctx, given: &WorkingSet) -> Result<Vec<Change>, Need> {
    let posts = || {
        changes.iter().filter_map(|change| match change {
            Change::Post {
                movement,
                unit_cost,
            } if matters(movement) => Some((movement, *unit_cost)),
            _ => None,
        })
    };
    let here: HashMap<MovementId, ()> = posts().map(|(movement, _)| (movement.id, ())).collect();
    given
        .want(posts().flat_map(|(movement, _)| questions(movement, |id| here.contains_key(&id))))?;
    let mut books = Valuation {
        ctx,
        given,
        layers: BTreeMap::new(),
        entries: Vec::new(),
        known: HashMap::new(),
    };
    for (movement, unit_cost) in posts() {
        books.value(movement, unit_cost)?;
    }
    let layers = books
        .layers
        .into_iter()
        .map(|(place, layers)| Change::Layers { place, layers });
    Ok(layers
        .chain(books.entries.into_iter().map(Change::Cost))
        .collect())
}

/// Moves between bins change no value; allocation and transit are promises, except what is written off on the way.
const fn matters(movement: &Movement) -> bool {
    match movement.account {
        Account::OnHand => !matches!(movement.cause, Cause::BinMove),
        Account::InTransit => matches!(movement.cause, Cause::TransferClosed { .. }),
        Account::Allocated => false,
    }
}

const fn at(movement: &Movement) -> CostPlace {
    CostPlace::At {
        product: movement.key.product,
        location: movement.key.location,
    }
}

fn questions(movement: &Movement, is_here: impl Fn(MovementId) -> bool) -> Vec<Ref> {
    let mut questions = vec![
        Ref::CostLayers {
            place: at(movement),
        },
        Ref::Entity(EntityRef::ProductCost(movement.key.product)),
    ];
    match movement.cause {
        Cause::Transfer { line, .. } | Cause::TransferClosed { line, .. } => {
            questions.push(Ref::CostLayers {
                place: CostPlace::OnTheWay(line),
            });
        }
        Cause::CountCorrection { of, .. } | Cause::AfterCount { of, .. } if !is_here(of) => {
            questions.push(Ref::CostOf { movement: of });
        }
        Cause::CountReversal { count, .. } => questions.push(Ref::CostOfCount { count }),
        _ => {}
    }
    questions
}

struct Valuation<'a> {
    ctx: &'a Ctx,
    given: &'a WorkingSet,
    layers: BTreeMap<CostPlace, Layers>,
    entries: Vec<CostEntry>,
    /// What movements of this decision did at their locations.
    known: HashMap<MovementId, Vec<CostPortion>>,
}

impl Valuation<'_> {
    fn value(&mut self, movement: &Movement, unit_cost: Option<UnitCost>) -> Result<(), Need> {
        let here = at(movement);
        let units = movement.delta;
        let cost = match unit_cost {
            Some(cost) => cost,
            None => self.usual_cost(movement, here)?,
        };
        match movement.cause {
            Cause::Transfer { line, .. } if units < Delta::ZERO => {
                let taken = self.layers(here)?.take(-units, cost);
                self.enter(movement, here, out(&taken), Value::ZERO);
                let way = CostPlace::OnTheWay(line);
                let revalued = self.layers(way)?.put(&taken);
                self.enter(movement, way, taken, revalued);
            }
            Cause::Transfer { line, .. } => {
                let way = CostPlace::OnTheWay(line);
                let taken = self.layers(way)?.take(units, cost);
                self.enter(movement, way, out(&taken), Value::ZERO);
                let revalued = self.layers(here)?.put(&taken);
                self.enter(movement, here, taken, revalued);
            }
            Cause::TransferClosed { line, .. } => {
                let way = CostPlace::OnTheWay(line);
                let layers = self.layers(way)?;
                if units < Delta::ZERO {
                    let taken = layers.take(-units, cost);
                    self.enter(movement, way, out(&taken), Value::ZERO);
                } else {
                    // More arrived than left: what is owed is given up at the cost it was taken to have.
                    let owed: Vec<_> = layers.owed.iter().copied().collect();
                    let revalued = layers.put(&owed);
                    self.enter(movement, way, owed, revalued);
                }
            }
            Cause::CountCorrection { of, .. } | Cause::AfterCount { of, .. } => {
                let like = match self.known.get(&of) {
                    Some(known) => known.clone(),
                    None => self.given.cost_of(of)?.clone(),
                };
                self.like(movement, here, &like, cost)?;
            }
            Cause::CountReversal { count, .. } => {
                let like = self.given.cost_of_count(count)?.clone();
                self.like(movement, here, &like, cost)?;
            }
            _ if units < Delta::ZERO => {
                let taken = self.layers(here)?.take(-units, cost);
                self.enter(movement, here, out(&taken), Value::ZERO);
            }
            _ => {
                let portions = vec![CostPortion {
                    units,
                    unit_cost: cost,
                }];
                let revalued = self.layers(here)?.put(&portions);
                self.enter(movement, here, portions, revalued);
            }
        }
        Ok(())
    }

    /// Puts in or takes out at the cost of what is corrected or reversed.
    fn like(
        &mut self,
        movement: &Movement,
        here: CostPlace,
        like: &[CostPortion],
        otherwise: UnitCost,
    ) -> Result<(), Need> {
        let like = units_each(like);
        if movement.delta < Delta::ZERO {
            let taken = self
                .layers(here)?
                .take_like(-movement.delta, &like, otherwise);
            self.enter(movement, here, out(&taken), Value::ZERO);
            return Ok(());
        }
        let mut left = movement.delta;
        let mut portions = Vec::new();
        for portion in like.iter().copied().chain([CostPortion {
            units: left,
            unit_cost: otherwise,
        }]) {
            let units = left.min(portion.units);
            if units > Delta::ZERO {
                portions.push(CostPortion { units, ..portion });
                left -= units;
            }
        }
        let revalued = self.layers(here)?.put(&portions);
        self.enter(movement, here, portions, revalued);
        Ok(())
    }

    /// What one unit is taken to cost when nobody says: as the newest here, else the product's own cost.
    fn usual_cost(&mut self, movement: &Movement, here: CostPlace) -> Result<UnitCost, Need> {
        if let Some(cost) = self.layers(here)?.newest_cost() {
            return Ok(cost);
        }
        Ok(self
            .given
            .product_cost(movement.key.product)?
            .map_or(UnitCost::ZERO, |cost| cost.unit_cost))
    }

    fn layers(&mut self, place: CostPlace) -> Result<&mut Layers, Need> {
        use std::collections::btree_map::Entry;
        match self.layers.entry(place) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(free) => Ok(free.insert(self.given.layers(place)?.clone())),
        }
    }

    fn enter(
        &mut self,
        movement: &Movement,
        place: CostPlace,
        portions: Vec<CostPortion>,
        revalued: Value,
    ) {
        if matches!(place, CostPlace::At { .. }) {
            self.known.insert(movement.id, portions.clone());
        }
        // DECISIONS 17: what falls into a closed period is valued in the open one.
        let open = self.ctx.books_closed_until.unwrap_or(movement.effective);
        let effective = movement.effective.max(open);
        let recorded = movement.recorded;
        self.entries.push(CostEntry {
            movement: movement.id,
            place,
            portions,
            revalued,
            effective,
            recorded,
        });
    }
}

fn out(taken: &[CostPortion]) -> Vec<CostPortion> {
    taken
        .iter()
        .map(|portion| CostPortion {
            units: -portion.units,
            ..*portion
        })
        .collect()
}

/// Units by cost, without sign: several movements of a count may have put in and taken out.
fn units_each(portions: &[CostPortion]) -> Vec<CostPortion> {
    let mut sums: BTreeMap<UnitCost, Delta> = BTreeMap::new();
    for portion in portions {
        *sums.entry(portion.unit_cost).or_default() += portion.units;
    }
    let magnitude = |units: Delta| if units < Delta::ZERO { -units } else { units };
    sums.into_iter()
        .map(|(unit_cost, units)| CostPortion {
            units: magnitude(units),
            unit_cost,
        })
        .collect()
}
