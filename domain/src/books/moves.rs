//! Movements of goods: what happened (facts), and adjustments (intents). Every on-hand movement passes through
//! [`post_on_hand`], which keeps accepted counts true.

use super::change::Change;
use super::draft::{Draft, Entry, Stop};
use super::entity::ReviewSubject;
use super::refusal::Refusal;
use super::transfers;
use super::working_set::Ref;
use crate::catalogue::ProductKind;
use crate::ids::{BinId, LocationId, MovementId, ProductId, ReviewTaskId};
use crate::ledger::counts::{self, AcceptedCount, Sweep};
use crate::ledger::{Account, Cause, StockKey};
use crate::location::LocationKind;
use crate::money::UnitCost;
use crate::operation::{Disposition, Fact};
use crate::order;
use crate::quantity::{Delta, Quantity};
use crate::text::Remark;

/// Takes in a fact about goods.
pub fn happened(draft: &mut Draft<'_>, fact: &Fact) -> Result<Disposition, Stop> {
    let operation = draft.ctx.operation;
    let held = ReviewTaskId::derived(operation.uuid(), 0);
    if *draft.given.has_movements(operation)? || draft.given.review_task(held)?.is_some() {
        return Ok(Disposition::Duplicate);
    }
    if draft.ctx.actor.revoked || !draft.ctx.actor.may(fact.permission()) {
        return hold(draft, fact, Disposition::Quarantined);
    }
    apply(draft, fact)
}

/// Lets a fact take effect, or holds it if it cannot.
pub fn apply(draft: &mut Draft<'_>, fact: &Fact) -> Result<Disposition, Stop> {
    let trouble = match fact {
        Fact::BinMoved {
            product,
            location,
            from,
            to,
            ..
        } => {
            draft
                .given
                .want(questions(*product, *location, [*from, *to]))?;
            trouble(draft, *product, *location, [*from, *to])?
        }
        Fact::ReceiptSeen {
            product,
            location,
            bin,
            ..
        } => {
            draft
                .given
                .want(questions(*product, *location, [*bin, None]))?;
            trouble(draft, *product, *location, [*bin, None])?
        }
        Fact::TransferSent { transfer, lines } | Fact::TransferReceived { transfer, lines } => {
            let is_sent = matches!(fact, Fact::TransferSent { .. });
            transfers::trouble(draft, *transfer, lines, is_sent)?
        }
        _ => None,
    };
    if let Some(disposition) = trouble {
        return hold(draft, fact, disposition);
    }
    match fact {
        Fact::BinMoved {
            product,
            location,
            from,
            to,
            quantity,
        } => {
            move_bins(draft, *product, *location, *from, *to, *quantity)?;
            Ok(Disposition::Accepted)
        }
        Fact::ReceiptSeen {
            product,
            location,
            bin,
            quantity,
            reference,
        } => {
            if !quantity.is_zero() {
                let key = StockKey::new(*product, *location, *bin);
                post_on_hand(
                    draft,
                    key,
                    quantity.delta(),
                    Cause::Receipt {
                        reference: reference.clone(),
                    },
                    None,
                )?;
            }
            Ok(Disposition::Accepted)
        }
        Fact::TransferSent { transfer, lines } => transfers::sent(draft, *transfer, lines),
        Fact::TransferReceived { transfer, lines } => transfers::received(draft, *transfer, lines),
        _ => Ok(Disposition::Accepted),
    }
}

/// Keeps a fact that cannot take effect until a person decides.
fn hold(draft: &mut Draft<'_>, fact: &Fact, disposition: Disposition) -> Result<Disposition, Stop> {
    let id = draft.ctx.operation;
    let subject = ReviewSubject::HeldFact {
        id,
        fact: Box::new(fact.clone()),
        at: draft.ctx.at,
        disposition,
    };
    let location = match fact {
        // A task of a place that is not there is on no device, since quantities are not for everybody; the server lists it.
        Fact::BinMoved { location, .. } | Fact::ReceiptSeen { location, .. } => Some(*location),
        Fact::TransferSent { transfer, .. } => draft
            .given
            .transfer(*transfer)?
            .map(|transfer| transfer.from),
        Fact::TransferReceived { transfer, .. } => {
            draft.given.transfer(*transfer)?.map(|transfer| transfer.to)
        }
        _ => None,
    };
    draft.raise(ReviewTaskId::derived(id.uuid(), 0), subject, location, None)?;
    Ok(disposition)
}

fn questions(
    product: ProductId,
    location: LocationId,
    bins: [Option<BinId>; 2],
) -> impl Iterator<Item = Ref> {
    use super::EntityRef;
    [EntityRef::Product(product), EntityRef::Location(location)]
        .into_iter()
        .chain(bins.into_iter().flatten().map(EntityRef::Bin))
        .map(Ref::Entity)
}

/// Why goods cannot have been moved there, if so. Archived places and products can: what happened, happened.
fn trouble(
    draft: &Draft<'_>,
    product: ProductId,
    location: LocationId,
    bins: [Option<BinId>; 2],
) -> Result<Option<Disposition>, Stop> {
    let Some(product) = draft.given.product(product)? else {
        return Ok(Some(Disposition::UnknownItem));
    };
    let place = draft.given.location(location)?;
    if product.kind != ProductKind::Stocked
        || place.is_none_or(|place| place.kind == LocationKind::External)
    {
        return Ok(Some(Disposition::OutOfScope));
    }
    bin_trouble(draft, location, bins)
}

/// Whether a bin is not one of the location.
pub fn bin_trouble(
    draft: &Draft<'_>,
    location: LocationId,
    bins: impl IntoIterator<Item = Option<BinId>>,
) -> Result<Option<Disposition>, Stop> {
    for bin in bins.into_iter().flatten() {
        if draft
            .given
            .bin(bin)?
            .is_none_or(|bin| bin.location != location)
        {
            return Ok(Some(Disposition::OutOfScope));
        }
    }
    Ok(None)
}

fn move_bins(
    draft: &mut Draft<'_>,
    product: ProductId,
    location: LocationId,
    from: Option<BinId>,
    to: Option<BinId>,
    quantity: Quantity,
) -> Result<(), Stop> {
    if from != to && !quantity.is_zero() {
        let key = |bin| StockKey::new(product, location, bin);
        post_on_hand(draft, key(from), -quantity.delta(), Cause::BinMove, None)?;
        post_on_hand(draft, key(to), quantity.delta(), Cause::BinMove, None)?;
    }
    Ok(())
}

/// Posts an adjustment by hand.
pub fn adjust(
    draft: &mut Draft<'_>,
    product: ProductId,
    location: LocationId,
    bin: Option<BinId>,
    delta: Delta,
    reason: &Remark,
) -> Result<(), Stop> {
    if *draft.given.has_movements(draft.ctx.operation)? {
        return Ok(());
    }
    if delta.is_zero() {
        return Err(Refusal::NothingToDo.into());
    }
    draft
        .given
        .want(questions(product, location, [bin, None]))?;
    draft.stocked_product(product)?;
    draft.require_place(location, bin)?;
    require_open(draft)?;
    post_on_hand(
        draft,
        StockKey::new(product, location, bin),
        delta,
        Cause::Adjustment {
            reason: reason.clone(),
        },
        None,
    )?;
    Ok(())
}

/// Refuses what is not a fact if it would change a closed period (DECISIONS 17).
pub fn require_open(draft: &Draft<'_>) -> Result<(), Stop> {
    match draft.ctx.books_closed_until {
        Some(until) if draft.ctx.at.middle() < until => Err(Refusal::BooksClosed { until }.into()),
        _ => Ok(()),
    }
}

/// Posts an on-hand movement at the moment of the operation. If an accepted count lies behind it, that count (and
/// only the next one) is kept true by a correction at its cut (SYNC 5.7).
pub fn post_on_hand(
    draft: &mut Draft<'_>,
    key: StockKey,
    delta: Delta,
    cause: Cause,
    unit_cost: Option<UnitCost>,
) -> Result<MovementId, Stop> {
    let at = draft.ctx.at;
    let from = at.during.from();
    let (location, bin) = (key.location, key.bin);
    draft.given.want([
        Ref::Counts { key, from },
        Ref::Sweeps {
            location,
            bin,
            from,
        },
    ])?;
    let mut accepted = draft.given.counts(key, from)?.clone();
    for sweep in draft.given.sweeps(location, bin, from)? {
        accepted.extend(zero_by(draft, key, sweep)?);
    }
    order::sort_by_key(&mut accepted, |count| (count.cut, count.id));
    let place = counts::place(&at, &accepted);
    let account = Account::OnHand;
    let id = draft.post(Entry {
        key,
        account,
        delta,
        effective: place.effective,
        at,
        cause,
        unit_cost,
    });
    for count in &place.unclear {
        let task = ReviewTaskId::derived(id.uuid(), 1);
        draft.raise(
            task,
            ReviewSubject::UnclearOrder { key },
            Some(key.location),
            Some(count.stocktake),
        )?;
    }
    if let Some(count) = place.next {
        draft.post(Entry {
            key,
            account,
            delta: -delta,
            effective: count.cut,
            at: count.at,
            cause: Cause::CountCorrection {
                stocktake: count.stocktake,
                count: count.id,
                of: id,
            },
            unit_cost: None,
        });
        let task = ReviewTaskId::derived(count.id.uuid(), 2);
        draft.raise(
            task,
            ReviewSubject::ResultChanged { key },
            Some(key.location),
            Some(count.stocktake),
        )?;
    }
    Ok(id)
}

/// The zero that a sweep implies for a key, if nothing was counted or booked there: nothing had moved there when
/// the stocktake was completed, so the count equals the book and needs no adjustment.
fn zero_by(
    draft: &mut Draft<'_>,
    key: StockKey,
    sweep: &Sweep,
) -> Result<Option<AcceptedCount>, Stop> {
    let stocktake = sweep.stocktake;
    if !sweep.covers(key.product) || draft.given.count_in(stocktake, key)?.is_some() {
        return Ok(None);
    }
    let (at, cut, quantity) = (sweep.at, sweep.at.middle(), Delta::ZERO);
    let count = AcceptedCount {
        id: draft.new_count(),
        key,
        stocktake,
        quantity,
        cut,
        at,
        replaced_by: None,
    };
    draft.change(Change::Count(count.clone()));
    Ok(Some(count))
}
