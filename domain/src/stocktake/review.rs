//! Comparing what was counted with the book at the cut of each line, and what stands in the way of completing.
//! Says what would be posted; posting is the business of [`crate::books`].

use super::bin::{self, BinState, PassWithLines, Standing};
use super::pass::{Pass, PassLine};
use super::tolerance::Tolerance;
use super::{BinCount, Stocktake, UnknownCode};
use crate::books::DeviceReport;
use crate::ids::{BinId, CountId, DeviceId, MovementId, PassId, ProductId};
use crate::ledger::counts::{AcceptedCount, Around, measure};
use crate::ledger::{Movement, StockKey, StockRow};
use crate::money::{UnitCost, Value};
use crate::order;
use crate::quantity::Delta;
use crate::text::RawCode;
use crate::time::{Moment, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands in the way of completing a stocktake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocker {
    /// A pass was opened and not closed, or not all of it has arrived.
    OpenPass(PassId),
    /// Passes of a bin differ (OFF-25).
    Conflict(Option<BinId>),
    /// A recount was ordered and is not done.
    Recount(Option<BinId>),
    /// A pass came from a revoked device and nobody has ruled on it.
    Quarantine(PassId),
    /// A code was scanned that nobody has mapped to a product.
    UnknownCode(RawCode),
    /// A tablet took part and has not reported since its last pass that it has nothing left (OFF-30).
    DeviceNotReported(DeviceId),
    /// Nobody knows whether movements lie before or after the count, and it makes a difference.
    Unclear(StockKey),
    /// A kit, a service or a product that the books do not know was counted.
    NotCountable(ProductId),
    /// The fulfilment service does not report a product that the books have there: a person confirms the zero or
    /// enters what is there (STK-09).
    Unreported(StockKey),
}

/// All that a review looks at.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The stocktake.
    pub stocktake: &'a Stocktake,
    /// Its passes.
    pub passes: &'a [Pass],
    /// Their lines.
    pub lines: &'a [PassLine],
    /// What is settled about its bins.
    pub bins: &'a [BinCount],
    /// Its unknown codes.
    pub codes: &'a [UnknownCode],
    /// Products that it covers; `None` is all.
    pub only: Option<&'a BTreeSet<ProductId>>,
    /// Stock of its location.
    pub stock: &'a [StockRow],
    /// On-hand movements at its location that reach [`Material::from`] or later.
    pub movements: &'a [Movement],
    /// Accepted counts at its location that reach [`Material::from`] or later, none replaced.
    pub counts: &'a [AcceptedCount],
    /// How far its tablets have reported.
    pub reports: &'a [DeviceReport],
    /// Unit costs, as far as known.
    pub costs: &'a BTreeMap<ProductId, UnitCost>,
    /// A fulfilment service holds the stock: what it does not report may be its mistake.
    pub is_external: bool,
}

/// The earliest moment that a review of these passes looks at.
pub fn earliest(stocktake: &Stocktake, passes: &[Pass]) -> Timestamp {
    let opened = passes.iter().map(|pass| pass.opened.during.from());
    opened
        .chain([stocktake.started])
        .min()
        .unwrap_or(stocktake.started)
}

/// One line of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// What and where.
    pub key: StockKey,
    /// Units counted.
    pub counted: Delta,
    /// Nobody found any, in a bin that was counted to its end: the zero is implied.
    pub is_implied: bool,
    /// When it was counted.
    pub at: Moment,
    /// By these passes.
    pub passes: Vec<PassId>,
    /// On hand by the book at the cut.
    pub book: Delta,
    /// Counted less book (DECISIONS 1).
    pub variance: Delta,
    /// The least and the most that the variance may be, if the order of movements is unclear.
    pub variance_range: (Delta, Delta),
    /// Movements of unclear order.
    pub unclear: Vec<MovementId>,
    /// Moved since the cut.
    pub moved_since: Delta,
    /// What is on hand once this is posted.
    pub new_on_hand: Delta,
    /// Cost of one, if known.
    pub unit_cost: Option<UnitCost>,
    /// Variance at that cost.
    pub value: Option<Value>,
    /// Nothing of the product was on hand at the location: the second table (STK-03).
    pub was_zero: bool,
    /// More was found than the book has, none was on hand, and no cost is known: one has to be entered (STK-06).
    pub needs_cost: bool,
    /// The count of this stocktake that it would replace: a supplementary review (DECISIONS 5).
    pub replaces: Option<CountId>,
}

impl ReviewLine {
    /// Whether it is inside a tolerance, whichever way round things happened: both ends of what the variance may be are.
    pub fn is_within(&self, tolerance: &Tolerance) -> bool {
        let (least, most) = self.variance_range;
        let is_inside =
            |variance: Delta| tolerance.allows(self.counted - variance, variance, self.unit_cost);
        [least, self.variance, most].into_iter().all(is_inside)
    }
}

/// How far a stocktake is, in bins: safe to show to those who count blind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each counts the bins of that standing")]
pub struct Progress {
    pub uncounted: usize,
    pub open: usize,
    pub counted: usize,
    pub verified: usize,
    pub conflict: usize,
    pub recount_ordered: usize,
}

impl Progress {
    /// Sums standings up.
    pub fn of(standings: impl IntoIterator<Item = Standing>) -> Self {
        let mut progress = Self::default();
        for standing in standings {
            *match standing {
                Standing::Uncounted => &mut progress.uncounted,
                Standing::Open => &mut progress.open,
                Standing::Counted => &mut progress.counted,
                Standing::Verified => &mut progress.verified,
                Standing::Conflict => &mut progress.conflict,
                Standing::RecountOrdered => &mut progress.recount_ordered,
            } += 1;
        }
        progress
    }
}

/// What a review finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What would be posted, by key. What an earlier posting of this stocktake settled is left out.
    pub lines: Vec<ReviewLine>,
    /// What stands in the way.
    pub blockers: Vec<Blocker>,
    /// Every bin in which something was opened or settled.
    pub bins: BTreeMap<Option<BinId>, BinState>,
    /// Accepted counts of this stocktake that a later pass agrees with.
    pub confirmed: Vec<CountId>,
    /// Bins that were counted to their end.
    pub swept: Vec<SweptBin>,
}

/// A bin that was counted to its end: what nobody found there was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweptBin {
    /// The bin.
    pub bin: Option<BinId>,
    /// From opening to closing.
    pub at: Moment,
    /// Products that were found there, that the book has or had there, or that somebody recounted: each has a line
    /// of its own, or none yet.
    pub named: BTreeSet<ProductId>,
}

impl Review {
    /// Lines whose order against movements is unclear and does not matter: inside the tolerance either way.
    pub fn tolerated<'a>(
        &'a self,
        tolerance: &'a Tolerance,
    ) -> impl Iterator<Item = StockKey> + 'a {
        let is_unclear = |line: &&ReviewLine| self.blockers.contains(&Blocker::Unclear(line.key));
        let lines = self.lines.iter().filter(is_unclear);
        lines
            .filter(|line| line.is_within(tolerance))
            .map(|line| line.key)
    }

    /// How many bins stand where. `bins` are those to count: of the location, or those that were chosen.
    pub fn progress(&self, bins: impl IntoIterator<Item = Option<BinId>>) -> Progress {
        let of = |bin| {
            self.bins
                .get(&bin)
                .map_or(Standing::Uncounted, |state| state.standing)
        };
        Progress::of(bins.into_iter().map(of))
    }
}

/// Judges every bin of a stocktake that has passes or something settled.
pub fn bins<'a>(
    passes: &'a [Pass],
    lines: &'a [PassLine],
    settled: &[BinCount],
    codes: &[UnknownCode],
) -> BTreeMap<Option<BinId>, BinState> {
    let codes: BTreeMap<_, _> = order::map(codes.iter().map(|code| (&code.code, code)));
    let mut of_pass: HashMap<PassId, Vec<&PassLine>> = HashMap::new();
    for line in lines {
        of_pass.entry(line.pass).or_default().push(line);
    }
    let mut of_bin: BTreeMap<Option<BinId>, Vec<PassWithLines<'a>>> = BTreeMap::new();
    for pass in passes {
        let lines = of_pass.remove(&pass.head.pass).unwrap_or_default();
        of_bin
            .entry(pass.head.bin)
            .or_default()
            .push(PassWithLines { pass, lines });
    }
    for bin in settled {
        of_bin.entry(bin.bin).or_default();
    }
    let settled: HashMap<_, _> = settled
        .iter()
        .map(|settled| (settled.bin, settled))
        .collect();
    let judge = |(bin, passes): (Option<BinId>, Vec<PassWithLines<'_>>)| {
        (bin, bin::judge(settled.get(&bin).copied(), &passes, &codes))
    };
    of_bin.into_iter().map(judge).collect()
}

/// Compares what was counted with the book.
pub fn review(material: &Material<'_>) -> Review {
    let stocktake = material.stocktake;
    let in_scope: Vec<Pass> = material
        .passes
        .iter()
        .filter(|pass| {
            pass.head.location == stocktake.location && stocktake.covers_bin(pass.head.bin)
        })
        .cloned()
        .collect();
    let bins = bins(&in_scope, material.lines, material.bins, material.codes);
    let mut blockers = blockers(material, &in_scope, &bins);
    let ledger = Ledger::new(material);
    let mut lines = Vec::new();
    let mut confirmed = Vec::new();
    for (bin, state) in &bins {
        for product in ledger.products(*bin, state) {
            if !ledger.covers(product) {
                continue;
            }
            let Some((counted, is_found, measurement)) = state.of(product) else {
                continue;
            };
            let key = StockKey::new(product, stocktake.location, *bin);
            let before = ledger.own.get(&key).copied();
            if let Some(before) = before
                && before.quantity == counted.quantity
            {
                if before.at != counted.at {
                    confirmed.push(before.id);
                }
                continue;
            }
            let line = ledger.line(key, counted, is_found, measurement.passes.clone(), before);
            if !line.unclear.is_empty() && line.variance_range.0 != line.variance_range.1 {
                blockers.push(Blocker::Unclear(key));
            }
            if material.is_external && line.is_implied && !line.variance.is_zero() {
                blockers.push(Blocker::Unreported(key));
            }
            lines.push(line);
        }
    }
    order::sort(&mut blockers);
    blockers.dedup();
    let swept = bins.iter().filter_map(|(bin, state)| {
        let whole = state.layers.iter().find(|layer| layer.only.is_none())?;
        let at = whole.winner.as_ref()?.span;
        let mut named = ledger.products(*bin, state);
        named.extend(
            state
                .layers
                .iter()
                .filter_map(|layer| layer.only.as_ref())
                .flatten(),
        );
        Some(SweptBin {
            bin: *bin,
            at,
            named,
        })
    });
    let swept = swept.collect();
    Review {
        lines,
        blockers,
        bins,
        confirmed,
        swept,
    }
}

fn blockers(
    material: &Material<'_>,
    passes: &[Pass],
    bins: &BTreeMap<Option<BinId>, BinState>,
) -> Vec<Blocker> {
    let overridden = |device: Option<DeviceId>| {
        device.is_some_and(|device| {
            material
                .stocktake
                .overrides
                .iter()
                .any(|o| o.device == device)
        })
    };
    let devices: HashMap<_, _> = passes
        .iter()
        .map(|pass| (pass.head.pass, pass.device))
        .collect();
    let mut blockers = Vec::new();
    for (bin, state) in bins {
        let open = state
            .open
            .iter()
            .filter(|pass| !overridden(devices.get(pass).copied().flatten()));
        blockers.extend(open.map(|pass| Blocker::OpenPass(*pass)));
        blockers.extend(state.held.iter().map(|pass| Blocker::Quarantine(*pass)));
        blockers.extend(
            state
                .unknown()
                .into_iter()
                .map(|code| Blocker::UnknownCode(code.clone())),
        );
        if state.layers.iter().any(|layer| layer.winner.is_none()) {
            blockers.push(Blocker::Conflict(*bin));
        }
        if state.due.is_some() {
            blockers.push(Blocker::Recount(*bin));
        }
    }
    // A tablet has reported when its outbox was empty after the last thing that it did in its passes.
    let mut last: HashMap<DeviceId, Timestamp> = HashMap::new();
    for pass in passes {
        if let Some(device) = pass.device {
            let ended = pass
                .closed
                .map_or(pass.opened, |closing| closing.at)
                .during
                .to();
            let last = last.entry(device).or_insert(ended);
            *last = ended.max(*last);
        }
    }
    let mut missing: Vec<_> = last
        .into_iter()
        .filter(|(device, last)| {
            let mut reports = material
                .reports
                .iter()
                .filter(|report| report.device == *device);
            !reports.any(|report| report.outbox_empty.is_some_and(|empty| empty >= *last))
        })
        .map(|(device, _)| device)
        .filter(|device| !overridden(Some(*device)))
        .collect();
    order::sort(&mut missing);
    blockers.extend(missing.into_iter().map(Blocker::DeviceNotReported));
    blockers
}

/// What the books say about the location, by key.
struct Ledger<'a> {
    material: &'a Material<'a>,
    movements: HashMap<StockKey, Vec<&'a Movement>>,
    counts: HashMap<StockKey, Vec<&'a AcceptedCount>>,
    own: HashMap<StockKey, &'a AcceptedCount>,
    on_hand: HashMap<StockKey, Delta>,
    in_location: HashMap<ProductId, Delta>,
    in_bin: HashMap<Option<BinId>, BTreeSet<ProductId>>,
}

impl<'a> Ledger<'a> {
    fn new(material: &'a Material<'a>) -> Self {
        let mut ledger = Self {
            material,
            movements: HashMap::new(),
            counts: HashMap::new(),
            own: HashMap::new(),
            on_hand: HashMap::new(),
            in_location: HashMap::new(),
            in_bin: HashMap::new(),
        };
        for movement in material.movements {
            ledger
                .movements
                .entry(movement.key)
                .or_default()
                .push(movement);
            ledger
                .in_bin
                .entry(movement.key.bin)
                .or_default()
                .insert(movement.key.product);
        }
        for count in material.counts {
            ledger.counts.entry(count.key).or_default().push(count);
            if count.stocktake == material.stocktake.id {
                ledger.own.insert(count.key, count);
            }
        }
        for row in material.stock {
            if !row.level.on_hand.is_zero() {
                ledger.on_hand.insert(row.key, row.level.on_hand);
                *ledger.in_location.entry(row.key.product).or_default() += row.level.on_hand;
                ledger
                    .in_bin
                    .entry(row.key.bin)
                    .or_default()
                    .insert(row.key.product);
            }
        }
        ledger
    }

    /// Products that were found in a bin, or that the book has there or had while it was counted.
    fn products(&self, bin: Option<BinId>, state: &BinState) -> BTreeSet<ProductId> {
        let mut products = state.found();
        products.extend(self.in_bin.get(&bin).into_iter().flatten());
        products
    }

    fn covers(&self, product: ProductId) -> bool {
        self.material
            .only
            .is_none_or(|only| only.contains(&product))
    }

    fn line(
        &self,
        key: StockKey,
        counted: bin::Counted,
        is_found: bool,
        passes: Vec<PassId>,
        before: Option<&AcceptedCount>,
    ) -> ReviewLine {
        let before = before.map(|before| before.id);
        let counts = self.counts.get(&key).map_or(&[][..], Vec::as_slice);
        let counts: Vec<_> = counts
            .iter()
            .copied()
            .filter(|count| Some(count.id) != before)
            .collect();
        // What was posted for the count that would be replaced would be taken back.
        let movements = self
            .movements
            .get(&key)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .copied();
        let is_own = |movement: &&Movement| before.is_some() && movement.cause.count() == before;
        let (own, movements): (Vec<_>, Vec<_>) = movements.partition(is_own);
        let on_hand = self.on_hand.get(&key).copied().unwrap_or_default();
        let on_hand = on_hand - own.iter().map(|movement| movement.delta).sum();
        let around = Around {
            on_hand,
            movements: &movements,
            counts: &counts,
        };
        let measured = measure(&counted.at, &around);
        let variance = counted.quantity - measured.book;
        let unit_cost = self.material.costs.get(&key.product).copied();
        let was_zero = self
            .in_location
            .get(&key.product)
            .is_none_or(|sum| *sum <= Delta::ZERO);
        ReviewLine {
            key,
            counted: counted.quantity,
            is_implied: !is_found,
            at: counted.at,
            passes,
            book: measured.book,
            variance,
            variance_range: (
                counted.quantity - measured.book_range.1,
                counted.quantity - measured.book_range.0,
            ),
            unclear: measured.unclear,
            moved_since: on_hand - measured.book,
            new_on_hand: on_hand + variance,
            unit_cost,
            value: unit_cost.map(|cost| cost.value(variance)),
            was_zero,
            needs_cost: was_zero && variance > Delta::ZERO && unit_cost.is_none(),
            replaces: before,
        }
    }
}
