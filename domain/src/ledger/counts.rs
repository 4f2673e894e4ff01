//! The algebra of counts and movements (SYNC 5.7): how counts, late movements, late counts and replaced counts
//! stay true although nothing in the ledger is ever changed.
//!
//! For each accepted count, the ledger up to its cut equals its quantity; so stock now is the last count and the
//! movements since. Each fact writes at most two rows and touches
//! one other count. What is *proven* about order decides ([`Moment::order`]); effective times are chosen so that the
//! ledger shows it.

use super::{Account, Cause, Movement, StockKey};
use crate::ids::{BinId, CountId, LocationId, MovementId, ProductId, StocktakeId};
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

/// A bin that a completed stocktake counted to its end. Of what was not found there, and the book did not have
/// there either, the count is zero all the same: it becomes an accepted count of its own as soon as a movement
/// turns up that reaches back so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// By which stocktake; one sweep for each bin of it.
    pub stocktake: StocktakeId,
    /// In this location.
    pub location: LocationId,
    /// The bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// From opening to closing.
    pub at: Moment,
    /// Of these products; `None` is all.
    pub only: Option<Vec<ProductId>>,
    /// Not of these: the book had them there, and what was counted of them is not settled.
    pub except: Vec<ProductId>,
}

impl Sweep {
    /// Whether it says anything about a product.
    pub fn covers(&self, product: ProductId) -> bool {
        !self.except.contains(&product)
            && self
                .only
                .as_ref()
                .is_none_or(|only| only.contains(&product))
    }
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
/// The effective time is the middle of the moment, brought to the proven side of each count. Where nothing is
/// proven the middle decides and the count is named, so that a person can look.
pub fn place<'a>(at: &Moment, counts: &'a [AcceptedCount]) -> Placement<'a> {
    let orders = || counts.iter().map(|count| (count, at.order(&count.at)));
    let after = orders()
        .filter(|(_, order)| *order == Order::After)
        .map(|(count, _)| count.cut);
    let lowest = after.max().unwrap_or(Timestamp::MIN);
    let before = orders().find(|(count, order)| *order == Order::Before && count.cut > lowest);
    let highest = before.map_or(Timestamp::MAX, |(count, _)| count.cut.plus_millis(-1));
    let effective = at.middle().max(lowest).min(highest);
    let unclear = orders()
        .filter(|(count, order)| {
            *order == Order::Unclear && count.cut > lowest && count.cut <= highest
        })
        .map(|(count, _)| count)
        .collect();
    Placement {
        effective,
        next: counts.iter().find(|count| count.cut > effective),
        unclear,
    }
}

/// What the ledger of one stock key says around a count.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// On hand now.
    pub on_hand: Delta,
    /// On-hand movements of the key that reach into the time of the count or lie after it. Earlier ones, and those
    /// of other accounts, are not needed and do no harm.
    pub movements: &'a [&'a Movement],
    /// Accepted counts of the key that reach into that time or lie after it, none replaced, cuts ascending.
    pub counts: &'a [&'a AcceptedCount],
}

/// A count compared with the book at its cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Where it goes in the ledger.
    pub cut: Timestamp,
    /// The book at the cut.
    pub book: Delta,
    /// The least and the most that the book may have been, movements of unclear order taken either way.
    pub book_range: (Delta, Delta),
    /// Movements of unclear order.
    pub unclear: Vec<MovementId>,
    /// What the ledger has before the cut although it happened after the count for certain.
    pub misplaced: Vec<(MovementId, Delta)>,
}

/// Compares a count with the book.
pub fn measure(at: &Moment, around: &Around<'_>) -> Measured {
    let movements = || {
        around
            .movements
            .iter()
            .filter(|m| m.account == Account::OnHand)
    };
    let real = || {
        movements()
            .filter(|m| m.cause.count().is_none())
            .map(|m| (*m, m.at.order(at)))
    };
    let cut = cut(at, around, real());
    let later: Delta = movements()
        .filter(|m| m.effective >= cut)
        .map(|m| m.delta)
        .sum();
    let mut book = around.on_hand - later;
    let misplaced: Vec<_> = real()
        .filter(|(m, order)| *order == Order::After && m.effective < cut)
        .map(|(m, _)| (m.id, m.delta))
        .collect();
    book -= misplaced.iter().map(|(_, delta)| *delta).sum();
    let mut book_range = (book, book);
    let mut unclear = Vec::new();
    for (movement, _) in real().filter(|(_, order)| *order == Order::Unclear) {
        unclear.push(movement.id);
        let other = if movement.effective < cut {
            -movement.delta
        } else {
            movement.delta
        };
        let end = if other < Delta::ZERO {
            &mut book_range.0
        } else {
            &mut book_range.1
        };
        *end += other;
    }
    Measured {
        cut,
        book,
        book_range,
        unclear,
        misplaced,
    }
}

/// Behind everything that happened before the count for certain, before everything that happened after it as far
/// as the ledger allows, and apart from every other cut.
fn cut<'a>(
    at: &Moment,
    around: &Around<'_>,
    real: impl Iterator<Item = (&'a Movement, Order)> + Clone,
) -> Timestamp {
    let others = || {
        around
            .counts
            .iter()
            .map(|count| (count.cut, count.at.order(at)))
    };
    let before = real
        .clone()
        .filter(|(_, order)| *order == Order::Before)
        .map(|(m, _)| m.effective);
    let before = before.chain(
        others()
            .filter(|(_, order)| *order == Order::Before)
            .map(|(cut, _)| cut),
    );
    let after = real
        .filter(|(_, order)| *order == Order::After)
        .map(|(m, _)| m.effective);
    let after_counts = others().filter(|(_, order)| *order == Order::After);
    let after = after.chain(after_counts.map(|(cut, _)| cut.plus_millis(-1)));
    let mut cut = at.middle().min(after.min().unwrap_or(Timestamp::MAX));
    if let Some(before) = before.max() {
        cut = cut.max(before.plus_millis(1));
    }
    while around.counts.iter().any(|count| count.cut == cut) {
        cut = cut.plus_millis(1);
    }
    cut
}

/// A line that accepting a count writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post<'a> {
    /// By how much.
    pub delta: Delta,
    /// Why, and thereby when.
    pub role: Role<'a>,
}

impl Post<'_> {
    /// The place of the line in the ledger, what is known about its moment, and its cause. `accepted` is the count
    /// that was accepted, `first` the first movement written for it.
    pub fn entry(&self, accepted: &AcceptedCount, first: MovementId) -> (Timestamp, Moment, Cause) {
        let stocktake = accepted.stocktake;
        match self.role {
            Role::Reversal(old) => {
                let cause = Cause::CountReversal {
                    stocktake: old.stocktake,
                    count: old.id,
                };
                (old.cut, old.at, cause)
            }
            Role::Adjustment => (
                accepted.cut,
                accepted.at,
                Cause::Count {
                    stocktake,
                    count: accepted.id,
                },
            ),
            Role::Misplaced(of) => {
                let cause = Cause::AfterCount {
                    stocktake,
                    count: accepted.id,
                    of,
                };
                (accepted.cut, accepted.at, cause)
            }
            Role::Correction(later) => {
                let (stocktake, count) = (later.stocktake, later.id);
                (
                    later.cut,
                    later.at,
                    Cause::CountCorrection {
                        stocktake,
                        count,
                        of: first,
                    },
                )
            }
        }
    }
}

/// Why accepting a count writes a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role<'a> {
    /// Takes back all that was posted for the count that is replaced, at its cut.
    Reversal(&'a AcceptedCount),
    /// Brings the ledger to the quantity, at the cut.
    Adjustment,
    /// Adds again, behind the cut, what happened after it for certain.
    Misplaced(MovementId),
    /// Keeps this later count true, at its cut.
    Correction(&'a AcceptedCount),
}

/// Makes a count part of the ledger. `replaced` is the count that it replaces and the sum of what was posted for
/// that one; it is not among `around.counts`. The lines are in the order in which they are to be written.
pub fn accept<'a>(
    count: &mut AcceptedCount,
    around: &Around<'a>,
    replaced: Option<(&'a AcceptedCount, Delta)>,
) -> Vec<Post<'a>> {
    let mut posts = Vec::new();
    let mut corrections: Vec<(&'a AcceptedCount, Delta)> = Vec::new();
    let next = |cut: Timestamp| around.counts.iter().find(|other| other.cut > cut).copied();
    let mut correct = |behind: Option<&'a AcceptedCount>, delta: Delta| {
        if let Some(behind) = behind {
            match corrections
                .iter_mut()
                .find(|(known, _)| known.id == behind.id)
            {
                Some((_, sum)) => *sum -= delta,
                None => corrections.push((behind, -delta)),
            }
        }
    };
    let measured = measure(&count.at, around);
    count.cut = measured.cut;
    let mut book = measured.book;
    if let Some((old, posted)) = replaced {
        posts.push(Post {
            delta: -posted,
            role: Role::Reversal(old),
        });
        if old.cut < count.cut {
            book -= posted;
        }
        let behind = next(old.cut);
        correct(behind, -posted);
        // A count between the two keeps the reversal from reaching the new one.
        if behind.is_some_and(|behind| behind.cut < count.cut) {
            book += posted;
        }
    }
    let misplaced: Delta = measured.misplaced.iter().map(|(_, delta)| *delta).sum();
    let net = count.quantity - book;
    posts.push(Post {
        delta: net - misplaced,
        role: Role::Adjustment,
    });
    posts.extend(measured.misplaced.iter().map(|(of, delta)| Post {
        delta: *delta,
        role: Role::Misplaced(*of),
    }));
    correct(next(count.cut), net);
    posts.extend(corrections.into_iter().map(|(behind, delta)| Post {
        delta,
        role: Role::Correction(behind),
    }));
    posts.retain(|post| !post.delta.is_zero());
    posts
}

#[cfg(test)]
mod tests;
