//! Stocktakes: starting, settling and completing them, all online (SM-3, OFF-11). Counting itself is
//! [`super::counting`]; what a review finds is [`crate::stocktake::review`].

use super::change::Change;
use super::draft::{Draft, Entry, Stop};
use super::entity::{Entity, EntityRef, ReviewSubject};
use super::refusal::Refusal;
use super::working_set::{Need, Ref, Series, WorkingSet};
use crate::catalogue::{ProductCost, ProductKind};
use crate::ids::{BinId, DeviceId, PassId, ProductId, StocktakeId, UserId};
use crate::ledger::counts::{self, AcceptedCount, Around, Sweep};
use crate::ledger::{Account, Movement, StockKey};
use crate::location::LocationKind;
use crate::money::UnitCost;
use crate::order;
use crate::quantity::Delta;
use crate::stocktake::pass::Ruling;
use crate::stocktake::review::{self, Blocker, Material, Review, ReviewLine};
use crate::stocktake::tolerance::Tolerance;
use crate::stocktake::{
    Assignment, BarrierOverride, BinCount, Coverage, Item, Recount, Resolution, Stocktake,
    StocktakeStatus, Verdict,
};
use crate::text::{Name, RawCode, Remark};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What starting a stocktake says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStocktake {
    /// Its id.
    pub id: StocktakeId,
    /// Where.
    pub location: crate::ids::LocationId,
    /// Of what.
    pub coverage: Coverage,
    /// Counters do not see book quantities.
    pub blind: bool,
    /// Who is to count which bin.
    pub assignments: Vec<Assignment>,
    /// What people call it.
    pub title: Option<Name>,
}

/// Starts a stocktake.
pub fn start(draft: &mut Draft<'_>, new: &NewStocktake) -> Result<(), Stop> {
    let key = EntityRef::Stocktake(new.id);
    if draft.given.stocktake(new.id)?.is_some() {
        return Err(Refusal::Exists(key).into());
    }
    draft.active_location(new.location)?;
    match &new.coverage {
        Coverage::Location => {}
        Coverage::Bins(bins) => {
            require_some(bins)?;
            require_bins(draft, new, bins.iter().copied())?;
        }
        Coverage::Category(category) => {
            if draft.given.category(*category)?.is_none() {
                return Err(Refusal::Missing(EntityRef::Category(*category)).into());
            }
        }
        Coverage::Products(products) => {
            require_some(products)?;
            draft.given.want(
                products
                    .iter()
                    .map(|id| Ref::Entity(EntityRef::Product(*id))),
            )?;
            for product in products {
                draft.stocked_product(*product)?;
            }
        }
    }
    require_bins(
        draft,
        new,
        new.assignments.iter().map(|assignment| assignment.bin),
    )?;
    let number = draft.given.next_number(Series::Stocktake)?.clone();
    let NewStocktake {
        id,
        location,
        coverage,
        blind,
        assignments,
        title,
    } = new.clone();
    let status = StocktakeStatus::InProgress;
    let (started, started_by) = (draft.ctx.now, draft.ctx.actor.user);
    draft.put(Stocktake {
        id,
        number,
        location,
        coverage,
        blind,
        status,
        started,
        started_by,
        assignments,
        title,
        overrides: Vec::new(),
        ended: None,
    });
    Ok(())
}

fn require_some<T>(of: &[T]) -> Result<(), Stop> {
    if of.is_empty() {
        Err(Refusal::WrongCoverage.into())
    } else {
        Ok(())
    }
}

fn require_bins(
    draft: &Draft<'_>,
    new: &NewStocktake,
    bins: impl Iterator<Item = BinId> + Clone,
) -> Result<(), Stop> {
    draft
        .given
        .want(bins.clone().map(|bin| Ref::Entity(EntityRef::Bin(bin))))?;
    for bin in bins {
        draft.require_place(new.location, Some(bin))?;
    }
    Ok(())
}

/// A stocktake that is in progress.
fn in_progress(draft: &Draft<'_>, id: StocktakeId, action: &str) -> Result<Stocktake, Stop> {
    with_status(draft, id, action, &[StocktakeStatus::InProgress])
}

fn with_status(
    draft: &Draft<'_>,
    id: StocktakeId,
    action: &str,
    allowed: &[StocktakeStatus],
) -> Result<Stocktake, Stop> {
    let key = EntityRef::Stocktake(id);
    let stocktake = draft
        .given
        .stocktake(id)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?;
    if allowed.contains(&stocktake.status) {
        return Ok(stocktake.clone());
    }
    let (state, action) = (stocktake.status.title().to_owned(), action.to_owned());
    Err(Refusal::WrongState {
        record: key,
        state,
        action,
    }
    .into())
}

/// Says who is to count which bin (OFF-27).
pub fn assign(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    assignments: &[Assignment],
) -> Result<(), Stop> {
    let mut stocktake = in_progress(draft, id, "assign bins of")?;
    for assignment in assignments {
        draft.require_place(stocktake.location, Some(assignment.bin))?;
        if !stocktake.covers_bin(Some(assignment.bin)) {
            return Err(Refusal::WrongCoverage.into());
        }
    }
    stocktake.assignments = assignments.to_vec();
    draft.put(stocktake);
    Ok(())
}

/// Orders a recount of a bin, or of some products in it.
pub fn order_recount(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    bin: Option<BinId>,
    only: Option<&[ProductId]>,
    user: Option<UserId>,
) -> Result<(), Stop> {
    let stocktake = in_progress(draft, id, "order a recount in")?;
    draft.given.want([
        Ref::Passes { stocktake: id },
        Ref::Entity(EntityRef::BinCount(id, bin)),
    ])?;
    draft.require_place(stocktake.location, bin)?;
    if !stocktake.covers_bin(bin) || only.is_some_and(<[_]>::is_empty) {
        return Err(Refusal::WrongCoverage.into());
    }
    let mut settled = bin_count(draft, id, bin)?;
    let passes = draft
        .given
        .passes(id)?
        .iter()
        .filter(|pass| pass.head.bin == bin);
    let counted = passes.map(|pass| pass.head.generation).max();
    let ordered = settled.recount.as_ref().map(|recount| recount.generation);
    let generation = counted.max(ordered).unwrap_or(0) + 1;
    // Of an earlier one that nobody has begun, nothing is forgotten: one walk to the bin does both.
    let pending = settled
        .recount
        .take()
        .filter(|recount| counted.is_none_or(|counted| counted < recount.generation));
    let only = match (&pending, only) {
        (None, only) => only.map(<[_]>::to_vec),
        (Some(Recount { only: None, .. }), _) | (_, None) => None,
        (
            Some(Recount {
                only: Some(earlier),
                ..
            }),
            Some(more),
        ) => {
            let all: BTreeSet<_> = earlier.iter().chain(more).copied().collect();
            Some(all.into_iter().collect())
        }
    };
    let user = user.or(pending.and_then(|recount| recount.user));
    let by = draft.ctx.actor.user;
    settled.recount = Some(Recount {
        generation,
        only,
        user,
        by,
    });
    draft.put(settled);
    Ok(())
}

/// Settles differing passes of a bin (DECISIONS 4).
pub fn resolve(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    bin: Option<BinId>,
    verdict: &Verdict,
) -> Result<(), Stop> {
    with_status(
        draft,
        id,
        "resolve a conflict in",
        &[StocktakeStatus::InProgress, StocktakeStatus::Completed],
    )?;
    draft.given.want([
        Ref::Passes { stocktake: id },
        Ref::PassLines { stocktake: id },
        Ref::BinCounts { stocktake: id },
        Ref::UnknownCodes { stocktake: id },
        Ref::Entity(EntityRef::BinCount(id, bin)),
    ])?;
    let given = draft.given;
    let states = review::bins(
        given.passes(id)?,
        given.pass_lines(id)?,
        given.bin_counts(id)?,
        given.unknown_codes(id)?,
    );
    let differing = states.get(&bin).and_then(|state| {
        state
            .layers
            .iter()
            .find(|layer| !layer.differing.is_empty())
    });
    let named = match verdict {
        Verdict::Take(pass) => std::slice::from_ref(pass),
        Verdict::Parts(passes) => passes,
    };
    let first = named.first().copied();
    let Some(layer) = differing else {
        let (state, action) = ("without conflict".to_owned(), "resolve".to_owned());
        return Err(Refusal::WrongState {
            record: EntityRef::BinCount(id, bin),
            state,
            action,
        }
        .into());
    };
    let distinct: BTreeSet<_> = order::set(named.iter());
    if let Some(other) = named.iter().find(|pass| !layer.differing.contains(pass)) {
        return Err(Refusal::NotInConflict(*other).into());
    }
    if let Some(first) = first.filter(|_| distinct.len() != named.len()) {
        return Err(Refusal::NotInConflict(first).into());
    }
    if named.is_empty() {
        return Err(Refusal::NothingToDo.into());
    }
    let mut settled = bin_count(draft, id, bin)?;
    settled.resolution = Some(Resolution {
        generation: layer.generation,
        verdict: verdict.clone(),
        judged: layer.differing.clone(),
        by: draft.ctx.actor.user,
        at: draft.ctx.now,
    });
    draft.put(settled);
    Ok(())
}

fn bin_count(
    draft: &Draft<'_>,
    stocktake: StocktakeId,
    bin: Option<BinId>,
) -> Result<BinCount, Stop> {
    let settled = draft.given.bin_count(stocktake, bin)?.cloned();
    Ok(settled.unwrap_or(BinCount {
        stocktake,
        bin,
        recount: None,
        resolution: None,
    }))
}

/// Rules on a pass: its held facts count after all, or the whole pass is set aside.
pub fn rule(draft: &mut Draft<'_>, id: PassId, ruling: Ruling) -> Result<(), Stop> {
    draft.given.want([
        Ref::Entity(EntityRef::Pass(id)),
        Ref::PassEvents { pass: id },
    ])?;
    let mut pass = draft
        .given
        .pass(id)?
        .ok_or(Refusal::Missing(EntityRef::Pass(id)))?
        .clone();
    let stocktake = pass.head.stocktake;
    let states = [StocktakeStatus::InProgress, StocktakeStatus::Completed];
    with_status(draft, stocktake, "rule on a count of", &states)?;
    // Somebody was told that it counts no more, and may have counted again or completed since.
    if (pass.ruling, ruling) == (Some(Ruling::SetAside), Ruling::Released) {
        let refusal = Refusal::WrongState {
            record: EntityRef::Pass(id),
            state: "set aside".into(),
            action: "take up".into(),
        };
        return Err(refusal.into());
    }
    pass.ruling = Some(ruling);
    if ruling == Ruling::Released {
        // What was held took nothing back; now it does.
        let mut log = draft.given.pass_events(id)?.clone();
        let held: Vec<_> = log
            .iter()
            .flat_map(|logged| logged.event.takes_back().to_vec())
            .collect();
        for logged in &mut log {
            if held.contains(&logged.event.id) && !logged.voided {
                logged.voided = true;
                draft.change(Change::Void {
                    event: logged.event.id,
                    pass: id,
                });
            }
        }
        for line in super::counting::lines_of(&pass, &log).into_values() {
            draft.put(line);
        }
    }
    settle_tasks(draft, stocktake, |subject| match subject {
        ReviewSubject::QuarantinedPass { pass } => *pass == id,
        // What counts no longer cannot be late.
        ReviewSubject::LatePass { pass } => *pass == id && ruling == Ruling::SetAside,
        _ => false,
    })?;
    draft.put(pass);
    Ok(())
}

/// Lets a stocktake be completed without a tablet that has not reported (OFF-30).
pub fn override_barrier(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    device: DeviceId,
    reason: &Remark,
) -> Result<(), Stop> {
    let mut stocktake = in_progress(draft, id, "override the barrier of")?;
    if !draft
        .given
        .passes(id)?
        .iter()
        .any(|pass| pass.device == Some(device))
    {
        return Err(Refusal::DeviceNotInvolved(device).into());
    }
    let (user, at) = (draft.ctx.actor.user, draft.ctx.now);
    stocktake.overrides.retain(|known| known.device != device);
    stocktake.overrides.push(BarrierOverride {
        device,
        reason: reason.clone(),
        user,
        at,
    });
    draft.put(stocktake);
    Ok(())
}

/// Says that nobody can tell what an unknown code was: its counts are left out.
pub fn set_code_aside(draft: &mut Draft<'_>, id: StocktakeId, code: &RawCode) -> Result<(), Stop> {
    with_status(
        draft,
        id,
        "change",
        &[StocktakeStatus::InProgress, StocktakeStatus::Completed],
    )?;
    let unknown = draft.given.unknown_code(id, code.clone())?;
    let mut unknown = unknown
        .ok_or_else(|| Refusal::CodeNotScanned(code.clone()))?
        .clone();
    unknown.product = None;
    unknown.set_aside = true;
    draft.put(Entity::UnknownCode(unknown));
    Ok(())
}

/// Annuls a stocktake: nothing is posted.
pub fn void(draft: &mut Draft<'_>, id: StocktakeId) -> Result<(), Stop> {
    let mut stocktake = in_progress(draft, id, "void")?;
    stocktake.status = StocktakeStatus::Voided;
    stocktake.ended = Some((draft.ctx.now, draft.ctx.actor.user));
    draft.put(stocktake);
    Ok(())
}

/// What completing says beside the stocktake.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// Unit costs of products that were found where none was on hand.
    pub unit_costs: Vec<ProductCost>,
    /// Lines whose order against movements is unclear, taken by the middle of their moments all the same.
    pub accept_unclear: Vec<StockKey>,
    /// Such lines that are inside it either way are taken so without a word.
    pub tolerance: Tolerance,
}

impl Completion {
    /// Lines of unclear order that are taken.
    fn accepted(&self, review: &Review) -> BTreeSet<StockKey> {
        let tolerated = review.tolerated(&self.tolerance);
        order::set(self.accept_unclear.iter().copied().chain(tolerated))
    }
}

/// Completes a stocktake: posts the adjustments at their cuts.
pub fn complete(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    completion: &Completion,
) -> Result<(), Stop> {
    let mut stocktake = in_progress(draft, id, "complete")?;
    let loaded = Loaded::new(draft.given, id)?;
    let review = loaded.review(&completion.unit_costs);
    let accepted = completion.accepted(&review);
    let mut blockers = review.blockers.clone();
    blockers.retain(|blocker| !matches!(blocker, Blocker::Unclear(key) if accepted.contains(key)));
    blockers.extend(not_countable(draft, &review)?);
    if !blockers.is_empty() {
        return Err(Refusal::Blocked(blockers).into());
    }
    post(
        draft,
        &loaded,
        &review,
        &review.lines.iter().collect::<Vec<_>>(),
        completion,
    )?;
    stocktake.status = StocktakeStatus::Completed;
    stocktake.ended = Some((draft.ctx.now, draft.ctx.actor.user));
    draft.put(stocktake);
    Ok(())
}

/// Posts what came after completion and is settled; what is in conflict or unclear waits (DECISIONS 5).
pub fn post_supplement(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    completion: &Completion,
) -> Result<(), Stop> {
    with_status(
        draft,
        id,
        "post late counts of",
        &[StocktakeStatus::Completed],
    )?;
    let loaded = Loaded::new(draft.given, id)?;
    let review = loaded.review(&completion.unit_costs);
    let unfit = not_countable(draft, &review)?;
    let accepted = completion.accepted(&review);
    let is_ready = |line: &&ReviewLine| {
        let is_unclear = review.blockers.contains(&Blocker::Unclear(line.key));
        let is_unfit = unfit.contains(&Blocker::NotCountable(line.key.product));
        !is_unfit && (!is_unclear || accepted.contains(&line.key))
    };
    let lines: Vec<_> = review.lines.iter().filter(is_ready).collect();
    if lines.is_empty() && review.confirmed.is_empty() {
        return Err(Refusal::NothingToPost.into());
    }
    post(draft, &loaded, &review, &lines, completion)?;
    settle_tasks(draft, id, |subject| match subject {
        ReviewSubject::LatePass { pass } => !review.bins.values().any(|state| {
            state.open.contains(pass)
                || state
                    .layers
                    .iter()
                    .any(|l| l.winner.is_none() && l.differing.contains(pass))
        }),
        _ => false,
    })
}

/// Kits, services and unknown products among what was counted.
fn not_countable(draft: &Draft<'_>, review: &Review) -> Result<Vec<Blocker>, Stop> {
    let products: BTreeSet<ProductId> =
        order::set(review.lines.iter().map(|line| line.key.product));
    draft.given.want(
        products
            .iter()
            .map(|id| Ref::Entity(EntityRef::Product(*id))),
    )?;
    let mut blockers = Vec::new();
    for id in products {
        if draft
            .given
            .product(id)?
            .is_none_or(|product| product.kind != ProductKind::Stocked)
        {
            blockers.push(Blocker::NotCountable(id));
        }
    }
    Ok(blockers)
}

fn post(
    draft: &mut Draft<'_>,
    loaded: &Loaded<'_>,
    review: &Review,
    lines: &[&ReviewLine],
    completion: &Completion,
) -> Result<(), Stop> {
    let missing: BTreeSet<_> = order::set(
        lines
            .iter()
            .filter(|line| line.needs_cost)
            .map(|line| line.key.product),
    );
    if !missing.is_empty() {
        return Err(Refusal::CostMissing(missing.into_iter().collect()).into());
    }
    let replaced = lines.iter().filter_map(|line| line.replaces);
    draft
        .given
        .want(replaced.map(|count| Ref::PostedByCount { count }))?;
    let mut movements: HashMap<StockKey, Vec<&Movement>> = HashMap::new();
    for movement in loaded.movements {
        movements.entry(movement.key).or_default().push(movement);
    }
    let mut counts: HashMap<StockKey, Vec<&AcceptedCount>> = HashMap::new();
    for count in loaded.counts {
        counts.entry(count.key).or_default().push(count);
    }
    let on_hand: HashMap<StockKey, Delta> = loaded.on_hand().collect();
    for line in lines {
        let known = counts.get(&line.key).map_or(&[][..], Vec::as_slice);
        let old = known
            .iter()
            .copied()
            .find(|count| Some(count.id) == line.replaces);
        let others: Vec<_> = known
            .iter()
            .copied()
            .filter(|count| Some(count.id) != line.replaces)
            .collect();
        let around = Around {
            on_hand: on_hand.get(&line.key).copied().unwrap_or_default(),
            movements: movements.get(&line.key).map_or(&[][..], Vec::as_slice),
            counts: &others,
        };
        let replaced = match old {
            Some(old) => Some((old, *draft.given.posted_by_count(old.id)?)),
            None => None,
        };
        accept(draft, loaded.stocktake.id, line, &around, replaced);
    }
    let (stocktake, location) = (loaded.stocktake.id, loaded.stocktake.location);
    let own = loaded
        .counts
        .iter()
        .filter(|count| count.stocktake == stocktake)
        .map(|count| count.key);
    let settled: BTreeSet<StockKey> = order::set(own.chain(lines.iter().map(|line| line.key)));
    for swept in &review.swept {
        let only = loaded
            .only
            .as_ref()
            .map(|only| only.iter().copied().collect());
        let is_open = |product: &&ProductId| {
            !settled.contains(&StockKey::new(**product, location, swept.bin))
        };
        let except = swept.named.iter().filter(is_open).copied().collect();
        let (bin, at) = (swept.bin, swept.at);
        draft.change(Change::Sweep(Sweep {
            stocktake,
            location,
            bin,
            at,
            only,
            except,
        }));
    }
    let posted: BTreeSet<_> = order::set(lines.iter().map(|line| line.key.product));
    for cost in completion
        .unit_costs
        .iter()
        .filter(|cost| posted.contains(&cost.product))
    {
        if !loaded.costs.contains_key(&cost.product) {
            draft.put(*cost);
        }
    }
    Ok(())
}

fn accept<'a>(
    draft: &mut Draft<'_>,
    stocktake: StocktakeId,
    line: &ReviewLine,
    around: &Around<'a>,
    replaced: Option<(&'a AcceptedCount, Delta)>,
) {
    let mut count = AcceptedCount {
        id: draft.new_count(),
        key: line.key,
        stocktake,
        quantity: line.counted,
        cut: line.at.middle(),
        at: line.at,
        replaced_by: None,
    };
    let posts = counts::accept(&mut count, around, replaced);
    let first = draft.next_movement();
    for post in posts {
        let (effective, at, cause) = post.entry(&count, first);
        let (key, account, delta) = (line.key, Account::OnHand, post.delta);
        let unit_cost = line
            .unit_cost
            .filter(|_| post.role == counts::Role::Adjustment && line.was_zero);
        draft.post(Entry {
            key,
            account,
            delta,
            effective,
            at,
            cause,
            unit_cost,
        });
    }
    if let Some((old, _)) = replaced {
        draft.change(Change::Count(AcceptedCount {
            replaced_by: Some(count.id),
            ..old.clone()
        }));
    }
    draft.change(Change::Count(count));
}

fn settle_tasks(
    draft: &mut Draft<'_>,
    stocktake: StocktakeId,
    is_done: impl Fn(&ReviewSubject) -> bool,
) -> Result<(), Stop> {
    let settled = Some((draft.ctx.now, draft.ctx.actor.user));
    for task in draft.given.tasks_of(stocktake)? {
        if task.settled.is_none() && is_done(&task.subject) {
            let mut task = task.clone();
            task.settled = settled;
            draft.put(Entity::ReviewTask(task));
        }
    }
    Ok(())
}

/// The review of a stocktake as it stands, for the screen.
///
/// # Errors
/// Asks for what it has not been given.
pub fn review(
    id: StocktakeId,
    unit_costs: &[ProductCost],
    given: &WorkingSet,
) -> Result<Option<Review>, Need> {
    match given.stocktake(id)? {
        Some(_) => Ok(Some(Loaded::new(given, id)?.review(unit_costs))),
        None => Ok(None),
    }
}

/// All that a review needs, as given.
struct Loaded<'a> {
    stocktake: &'a Stocktake,
    passes: &'a [crate::stocktake::pass::Pass],
    lines: &'a [crate::stocktake::pass::PassLine],
    bins: &'a [BinCount],
    codes: &'a [crate::stocktake::UnknownCode],
    stock: &'a [crate::ledger::StockRow],
    movements: &'a [Movement],
    counts: &'a [AcceptedCount],
    reports: &'a [super::DeviceReport],
    costs: BTreeMap<ProductId, UnitCost>,
    only: Option<BTreeSet<ProductId>>,
    is_external: bool,
}

impl<'a> Loaded<'a> {
    fn new(given: &'a WorkingSet, id: StocktakeId) -> Result<Self, Need> {
        let Some(stocktake) = given.stocktake(id)? else {
            return Err(Need(vec![Ref::Entity(EntityRef::Stocktake(id))]));
        };
        let location = stocktake.location;
        let category = match stocktake.coverage {
            Coverage::Category(category) => Some(Ref::ProductsIn { category }),
            _ => None,
        };
        given.want(
            [
                Ref::Entity(EntityRef::Location(location)),
                Ref::Passes { stocktake: id },
                Ref::PassLines { stocktake: id },
                Ref::BinCounts { stocktake: id },
                Ref::UnknownCodes { stocktake: id },
                Ref::Reports { stocktake: id },
                Ref::StockOf { location },
                Ref::TasksOf { stocktake: id },
            ]
            .into_iter()
            .chain(category),
        )?;
        let passes = given.passes(id)?;
        let (lines, codes, stock) = (
            given.pass_lines(id)?,
            given.unknown_codes(id)?,
            given.stock_of(location)?,
        );
        let from = review::earliest(stocktake, passes);
        let mapped = codes.iter().filter_map(|code| code.product);
        let counted = lines.iter().filter_map(|line| match &line.item {
            Item::Product(product) => Some(*product),
            Item::Unknown(_) => None,
        });
        let products: BTreeSet<_> = order::set(
            counted
                .chain(mapped)
                .chain(stock.iter().map(|row| row.key.product)),
        );
        let products: Vec<_> = products.into_iter().collect();
        given.want([
            Ref::MovementsAt { location, from },
            Ref::CountsAt { location, from },
            Ref::CostsOf {
                products: products.clone(),
            },
        ])?;
        let costs = given
            .costs_of(products)?
            .iter()
            .map(|cost| (cost.product, cost.unit_cost))
            .collect();
        let only = match &stocktake.coverage {
            Coverage::Location | Coverage::Bins(_) => None,
            Coverage::Category(category) => {
                Some(given.products_in(*category)?.iter().copied().collect())
            }
            Coverage::Products(products) => Some(products.iter().copied().collect()),
        };
        Ok(Self {
            stocktake,
            passes,
            lines,
            bins: given.bin_counts(id)?,
            codes,
            stock,
            movements: given.movements_at(location, from)?,
            counts: given.counts_at(location, from)?,
            reports: given.reports(id)?,
            costs,
            only,
            is_external: given
                .location(location)?
                .is_some_and(|location| location.kind == LocationKind::External),
        })
    }

    fn review(&self, unit_costs: &[ProductCost]) -> Review {
        let mut costs = self.costs.clone();
        for cost in unit_costs {
            costs.entry(cost.product).or_insert(cost.unit_cost);
        }
        review::review(&Material {
            stocktake: self.stocktake,
            passes: self.passes,
            lines: self.lines,
            bins: self.bins,
            codes: self.codes,
            only: self.only.as_ref(),
            stock: self.stock,
            movements: self.movements,
            counts: self.counts,
            reports: self.reports,
            costs: &costs,
            is_external: self.is_external,
        })
    }

    fn on_hand(&self) -> impl Iterator<Item = (StockKey, Delta)> {
        self.stock.iter().map(|row| (row.key, row.level.on_hand))
    }
}
