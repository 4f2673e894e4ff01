//! Where one bin of a stocktake stands, judged by its passes alone: counted or not, in agreement or not. Knows no
//! book quantity, so that it can be shown to those who count blind.

use super::pass::{Pass, PassLine, Ruling};
use super::{BinCount, Item, Recount, UnknownCode, Verdict};
use crate::ids::{PassId, ProductId};
use crate::quantity::Delta;
use crate::text::RawCode;
use crate::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// Where a bin stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody has counted it: what lies there is unknown, never zero.
    Uncounted,
    /// Somebody is counting, or their facts are still on the way.
    Open,
    /// Counted once.
    Counted,
    /// Two counts agree.
    Verified,
    /// Counts differ, and a person has to decide (DECISIONS 4).
    Conflict,
    /// A recount was ordered and has not come.
    RecountOrdered,
}

/// What was measured of one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Units.
    pub quantity: Delta,
    /// From the first to the last event.
    pub at: Moment,
}

/// One measurement of a bin, or of some products in it: a pass, or several that counted declared parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// The passes.
    pub passes: Vec<PassId>,
    /// What was counted. What is not in here was not there.
    pub counted: BTreeMap<ProductId, Counted>,
    /// Codes that are no known product yet.
    pub unknown: BTreeMap<RawCode, Delta>,
    /// From opening to closing: the moment of what was not there.
    pub span: Moment,
}

impl Measurement {
    fn of(
        pass: &Pass,
        lines: &[&PassLine],
        codes: &BTreeMap<&RawCode, &UnknownCode>,
    ) -> Option<Self> {
        let passes = vec![pass.head.pass];
        let span = pass.span()?;
        let mut all = Self {
            passes,
            counted: BTreeMap::new(),
            unknown: BTreeMap::new(),
            span,
        };
        for line in lines {
            let Some(at) = line.cut else { continue };
            match &line.item {
                Item::Product(product) => all.count(
                    *product,
                    Counted {
                        quantity: line.quantity,
                        at,
                    },
                ),
                Item::Unknown(code) => match codes.get(code) {
                    Some(UnknownCode {
                        product: Some(product),
                        ..
                    }) => {
                        all.count(
                            *product,
                            Counted {
                                quantity: line.quantity,
                                at,
                            },
                        );
                    }
                    Some(UnknownCode {
                        set_aside: true, ..
                    }) => {}
                    _ => *all.unknown.entry(code.clone()).or_default() += line.quantity,
                },
            }
        }
        Some(all)
    }

    fn count(&mut self, product: ProductId, more: Counted) {
        let counted = self.counted.entry(product).and_modify(|counted| {
            counted.quantity += more.quantity;
            counted.at = counted.at.hull(more.at);
        });
        counted.or_insert(more);
    }

    /// The sum of declared parts (DECISIONS 4).
    fn sum(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        parts.into_iter().reduce(|mut all, part| {
            all.passes.extend(part.passes);
            all.span = all.span.hull(part.span);
            for (product, counted) in part.counted {
                all.count(product, counted);
            }
            for (code, quantity) in part.unknown {
                *all.unknown.entry(code).or_default() += quantity;
            }
            all
        })
    }

    /// Whether both found the same.
    pub fn agrees(&self, other: &Self) -> bool {
        fn found(all: &Measurement) -> impl Iterator<Item = (&ProductId, Delta)> {
            let counted = all
                .counted
                .iter()
                .map(|(product, counted)| (product, counted.quantity));
            counted.filter(|(_, quantity)| !quantity.is_zero())
        }
        fn odd(all: &Measurement) -> impl Iterator<Item = (&RawCode, &Delta)> {
            all.unknown
                .iter()
                .filter(|(_, quantity)| !quantity.is_zero())
        }
        found(self).eq(found(other)) && odd(self).eq(odd(other))
    }
}

/// Measurements of one generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// 0 at first, one more with each recount.
    pub generation: u32,
    /// What it covers; `None` is the whole bin.
    pub only: Option<BTreeSet<ProductId>>,
    /// What counts, if that is settled.
    pub winner: Option<Measurement>,
    /// Whether at least two measurements agree.
    pub is_verified: bool,
    /// Passes that differ from each other.
    pub differing: Vec<PassId>,
}

/// All that can be said about a bin without knowing the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinState {
    /// In one word.
    pub standing: Standing,
    /// What decides, newest first: recounts of some products, then the newest of the whole bin.
    pub layers: Vec<Layer>,
    /// Passes that are not closed or not all here.
    pub open: Vec<PassId>,
    /// Passes that wait for a supervisor's ruling.
    pub held: Vec<PassId>,
    /// The recount that was ordered and has not come.
    pub due: Option<Recount>,
}

impl BinState {
    /// What counts for a product: its units and moment, and whether it was found at all (if not, its zero is
    /// implied). `None` if nothing settled covers it.
    pub fn of(&self, product: ProductId) -> Option<(Counted, bool, &Measurement)> {
        let covers = |layer: &&Layer| {
            layer
                .only
                .as_ref()
                .is_none_or(|only| only.contains(&product))
        };
        let measurement = self.layers.iter().find(covers)?.winner.as_ref()?;
        Some(match measurement.counted.get(&product) {
            Some(counted) => (*counted, true, measurement),
            None => (
                Counted {
                    quantity: Delta::ZERO,
                    at: measurement.span,
                },
                false,
                measurement,
            ),
        })
    }

    /// Products that some deciding measurement found.
    pub fn found(&self) -> BTreeSet<ProductId> {
        let winners = self.layers.iter().filter_map(|layer| layer.winner.as_ref());
        winners
            .flat_map(|winner| winner.counted.keys().copied())
            .collect()
    }

    /// Codes among what decides that are no known product yet.
    pub fn unknown(&self) -> BTreeSet<&RawCode> {
        let winners = self.layers.iter().filter_map(|layer| layer.winner.as_ref());
        let codes = winners.flat_map(|winner| &winner.unknown);
        codes
            .filter(|(_, quantity)| !quantity.is_zero())
            .map(|(code, _)| code)
            .collect()
    }
}

/// A pass with its lines.
#[derive(Debug, Clone)]
pub struct PassWithLines<'a> {
    /// The pass.
    pub pass: &'a Pass,
    /// Its lines.
    pub lines: Vec<&'a PassLine>,
}

/// Judges a bin by its passes.
pub fn judge(
    settled: Option<&BinCount>,
    passes: &[PassWithLines<'_>],
    codes: &BTreeMap<&RawCode, &UnknownCode>,
) -> BinState {
    let live = || {
        passes
            .iter()
            .filter(|p| p.pass.ruling != Some(Ruling::SetAside))
    };
    let mut groups: BTreeMap<(u32, Option<BTreeSet<ProductId>>), Vec<&PassWithLines<'_>>> =
        BTreeMap::new();
    for pass in live().filter(|p| p.pass.is_measurement()) {
        let head = &pass.pass.head;
        let only = head
            .only
            .as_ref()
            .map(|only| only.iter().copied().collect());
        groups
            .entry((head.generation, only))
            .or_default()
            .push(pass);
    }
    let mut layers = Vec::new();
    for ((generation, only), group) in groups.into_iter().rev() {
        let is_whole = only.is_none();
        layers.push(layer(generation, only, &group, settled, codes));
        if is_whole {
            break; // Older generations decide nothing any more.
        }
    }
    let base = layers
        .last()
        .filter(|layer| layer.only.is_none())
        .map_or(0, |layer| layer.generation);
    let counts_still = |p: &&PassWithLines<'_>| p.pass.head.generation >= base;
    let held: Vec<_> = live()
        .filter(counts_still)
        .filter(|p| p.pass.is_held())
        .map(|p| p.pass.head.pass)
        .collect();
    let open: Vec<_> = live()
        .filter(counts_still)
        .filter(|p| !p.pass.is_held() && !p.pass.is_complete())
        .map(|p| p.pass.head.pass)
        .collect();
    let measured = layers.first().map(|layer| layer.generation);
    let due = settled
        .and_then(|settled| settled.recount.as_ref())
        .filter(|recount| measured.is_none_or(|measured| measured < recount.generation))
        .cloned();
    let standing = if layers.iter().any(|layer| layer.winner.is_none()) {
        Standing::Conflict
    } else if due.is_some() && open.is_empty() {
        Standing::RecountOrdered
    } else if !open.is_empty() {
        Standing::Open
    } else if layers.last().is_some_and(|layer| layer.is_verified) {
        Standing::Verified
    } else if layers.iter().any(|layer| layer.only.is_none()) {
        Standing::Counted
    } else if layers.is_empty() {
        Standing::Uncounted
    } else {
        Standing::Counted
    };
    BinState {
        standing,
        layers,
        open,
        held,
        due,
    }
}

fn layer(
    generation: u32,
    only: Option<BTreeSet<ProductId>>,
    group: &[&PassWithLines<'_>],
    settled: Option<&BinCount>,
    codes: &BTreeMap<&RawCode, &UnknownCode>,
) -> Layer {
    let of = |pass: &PassWithLines<'_>| Measurement::of(pass.pass, &pass.lines, codes);
    let mut measurements: Vec<Measurement> = group
        .iter()
        .filter(|p| p.pass.head.part.is_none())
        .filter_map(|p| of(p))
        .collect();
    let mut agreed_parts: Vec<Measurement> = Vec::new();
    let mut is_part_disputed = false;
    let mut by_part: BTreeMap<u8, Vec<Measurement>> = BTreeMap::new();
    for pass in group {
        if let (Some(part), Some(measurement)) = (pass.pass.head.part, of(pass)) {
            by_part.entry(part).or_default().push(measurement);
        }
    }
    for of_part in by_part.into_values() {
        is_part_disputed |= of_part.iter().any(|other| !other.agrees(&of_part[0]));
        agreed_parts.extend(of_part.into_iter().next());
    }
    measurements.extend(Measurement::sum(agreed_parts));
    let first = measurements.first().cloned();
    let agree = !is_part_disputed && measurements.windows(2).all(|pair| pair[0].agrees(&pair[1]));
    let n_measurements = measurements.len();
    let mut layer = Layer {
        generation,
        only,
        winner: first.filter(|_| agree),
        is_verified: agree && n_measurements > 1,
        differing: Vec::new(),
    };
    if layer.winner.is_none() {
        layer.differing = group.iter().map(|p| p.pass.head.pass).collect();
        layer.winner = settled.and_then(|settled| verdict(generation, group, settled, codes));
    }
    layer
}

/// What a person decided about differing passes, if it still speaks of all of them.
fn verdict(
    generation: u32,
    group: &[&PassWithLines<'_>],
    settled: &BinCount,
    codes: &BTreeMap<&RawCode, &UnknownCode>,
) -> Option<Measurement> {
    let resolution = settled
        .resolution
        .as_ref()
        .filter(|r| r.generation == generation)?;
    let measurement = |id: &PassId| {
        let pass = group.iter().find(|p| p.pass.head.pass == *id)?;
        Measurement::of(pass.pass, &pass.lines, codes)
    };
    let decided = match &resolution.verdict {
        Verdict::Take(pass) => measurement(pass)?,
        Verdict::Parts(parts) => {
            Measurement::sum(parts.iter().map(measurement).collect::<Option<Vec<_>>>()?)?
        }
    };
    let is_news = |p: &&&PassWithLines<'_>| !resolution.judged.contains(&p.pass.head.pass);
    let mut news = group
        .iter()
        .filter(is_news)
        .filter_map(|p| Measurement::of(p.pass, &p.lines, codes));
    news.all(|news| news.agrees(&decided)).then_some(decided)
}
