//! Transfers between own locations (LOC-14, DECISIONS 24). The documents are intents; goods leaving and arriving
//! are facts and commute: in transit may be negative for a while when the arrival is known before the sending.

use super::draft::{Draft, Entry, Stop};
use super::entity::{EntityRef, ReviewSubject};
use super::moves::{bin_trouble, post_on_hand};
use super::refusal::Refusal;
use super::working_set::{Ref, Series};
use crate::catalogue::ProductKind;
use crate::ids::{LocationId, ProductId, ReviewTaskId, TransferId};
use crate::ledger::{Account, Cause, StockKey};
use crate::location::LocationKind;
use crate::operation::{Disposition, LineEdit, PlannedLine, TransferMove};
use crate::order;
use crate::quantity::Delta;
use crate::text::Remark;
use crate::transfer::{Transfer, TransferAction, TransferLine, TransferStatus};
use std::collections::BTreeMap;

/// Creates a draft.
pub fn create(
    draft: &mut Draft<'_>,
    id: TransferId,
    from: LocationId,
    to: LocationId,
    lines: &[PlannedLine],
    remark: Option<&Remark>,
) -> Result<(), Stop> {
    let key = EntityRef::Transfer(id);
    let products = lines.iter().map(|line| EntityRef::Product(line.product));
    let places = [EntityRef::Location(from), EntityRef::Location(to)];
    draft
        .given
        .want(products.chain(places).chain([key.clone()]).map(Ref::Entity))?;
    if draft.given.transfer(id)?.is_some() {
        return Err(Refusal::Exists(key).into());
    }
    if from == to {
        return Err(Refusal::SamePlace.into());
    }
    for place in [from, to] {
        if draft.active_location(place)?.kind == LocationKind::External {
            let action = "use for a transfer".to_owned();
            let state = "held by a fulfilment service".to_owned();
            return Err(Refusal::WrongState {
                record: EntityRef::Location(place),
                state,
                action,
            }
            .into());
        }
    }
    for line in lines {
        draft.stocked_product(line.product)?;
        if line.quantity.is_zero() {
            return Err(Refusal::ZeroQuantity.into());
        }
    }
    let lines: Vec<_> = lines
        .iter()
        .map(|line| TransferLine::planned(line.line, line.product, line.quantity))
        .collect();
    require_distinct(&lines)?;
    let number = draft.given.next_number(Series::Transfer)?.clone();
    draft.put(Transfer {
        id,
        number,
        from,
        to,
        status: TransferStatus::Draft,
        lines,
        remark: remark.cloned(),
    });
    Ok(())
}

/// Changes the lines of a draft; a line that somebody else changed meanwhile asks (OFF-33).
pub fn edit(draft: &mut Draft<'_>, id: TransferId, edits: &[LineEdit]) -> Result<(), Stop> {
    let mut transfer = allowed(draft, id, TransferAction::Edit)?;
    draft.given.want(
        edits
            .iter()
            .map(|edit| Ref::Entity(EntityRef::Product(edit.product))),
    )?;
    let mut changed = Vec::new();
    for edit in edits {
        let at = transfer.lines.iter().position(|line| line.id == edit.line);
        let quantity = at.map(|at| transfer.lines[at].quantity);
        if quantity.unwrap_or_default() == edit.new {
            continue; // Both want the same.
        }
        if quantity != edit.base {
            let product = draft.given.product(edit.product)?;
            changed.push(product.map_or_else(
                || edit.product.to_string(),
                |product| product.sku.to_string(),
            ));
            continue;
        }
        match at {
            Some(at) if edit.new.is_zero() => drop(transfer.lines.remove(at)),
            Some(at) => transfer.lines[at].quantity = edit.new,
            None => {
                draft.stocked_product(edit.product)?;
                transfer
                    .lines
                    .push(TransferLine::planned(edit.line, edit.product, edit.new));
            }
        }
    }
    if !changed.is_empty() {
        return Err(Refusal::Changed {
            record: EntityRef::Transfer(id),
            fields: changed,
        }
        .into());
    }
    require_distinct(&transfer.lines)?;
    draft.put(transfer);
    Ok(())
}

/// Reserves the goods of a draft at the sender.
pub fn hold(draft: &mut Draft<'_>, id: TransferId) -> Result<(), Stop> {
    let mut transfer = allowed(draft, id, TransferAction::Hold)?;
    if transfer.lines.is_empty() {
        return Err(Refusal::WrongLines.into());
    }
    let from = transfer.from;
    let products: Vec<ProductId> = transfer.lines.iter().map(|line| line.product).collect();
    draft
        .given
        .want(products.iter().map(|product| Ref::StockAt {
            product: *product,
            location: from,
        }))?;
    for line in &mut transfer.lines {
        let wanted = line.quantity.delta();
        if let Some(rows) = draft.given.stock_at(line.product, from)? {
            let available: Delta = rows.iter().map(|row| row.level.available()).sum();
            if wanted > available {
                return Err(Refusal::Short {
                    product: line.product,
                    wanted,
                    available,
                }
                .into());
            }
        }
        line.reserved = wanted;
        reserve(draft, &transfer.id, from, line, wanted);
    }
    transfer.status = TransferStatus::OnHold;
    draft.put(transfer);
    Ok(())
}

/// Annuls a transfer that nothing was sent of.
pub fn void(draft: &mut Draft<'_>, id: TransferId) -> Result<(), Stop> {
    let status = known(draft, id)?.status;
    if matches!(
        status,
        TransferStatus::Sent | TransferStatus::PartlyReceived | TransferStatus::Received
    ) {
        return Err(Refusal::AlreadySent.into());
    }
    let mut transfer = allowed(draft, id, TransferAction::Void)?;
    release_all(draft, &mut transfer);
    transfer.status = TransferStatus::Void;
    draft.put(transfer);
    Ok(())
}

/// Writes off what is still on its way, and frees what is still reserved. What arrived without having left for
/// certain stays visible as negative until then.
pub fn close(draft: &mut Draft<'_>, id: TransferId) -> Result<(), Stop> {
    let mut transfer = allowed(draft, id, TransferAction::Close)?;
    release_all(draft, &mut transfer);
    let to = transfer.to;
    for line in &mut transfer.lines {
        let rest = line.in_transit();
        if !rest.is_zero() {
            line.written_off += rest;
            post_in_transit(
                draft,
                to,
                line.product,
                -rest,
                Cause::TransferClosed {
                    transfer: id,
                    line: line.id,
                },
            );
        }
    }
    transfer.status = TransferStatus::Received;
    draft.put(transfer);
    Ok(())
}

/// Why goods of a transfer cannot be taken as sent or received, if so.
pub fn trouble(
    draft: &Draft<'_>,
    id: TransferId,
    moves: &[TransferMove],
    is_sent: bool,
) -> Result<Option<Disposition>, Stop> {
    let Some(transfer) = draft.given.transfer(id)? else {
        return Ok(Some(Disposition::UnknownItem));
    };
    let lines = moves
        .iter()
        .map(|moved| transfer.lines.iter().find(|line| line.id == moved.line));
    let lines: Option<Vec<_>> = lines.collect();
    let Some(lines) = lines else {
        return Ok(Some(Disposition::UnknownItem));
    };
    let products = lines.iter().map(|line| EntityRef::Product(line.product));
    let bins = moves
        .iter()
        .filter_map(|moved| moved.bin)
        .map(EntityRef::Bin);
    draft.given.want(products.chain(bins).map(Ref::Entity))?;
    for line in lines {
        match draft.given.product(line.product)? {
            None => return Ok(Some(Disposition::UnknownItem)),
            Some(product) if product.kind != ProductKind::Stocked => {
                return Ok(Some(Disposition::OutOfScope));
            }
            Some(_) => {}
        }
    }
    let place = if is_sent { transfer.from } else { transfer.to };
    bin_trouble(draft, place, moves.iter().map(|moved| moved.bin))
}

/// Goods left: on hand falls at the sender, in transit rises at the receiver, the reservation is used up.
pub fn sent(
    draft: &mut Draft<'_>,
    id: TransferId,
    moves: &[TransferMove],
) -> Result<Disposition, Stop> {
    let mut transfer = known(draft, id)?;
    let disposition = flag_void(draft, &transfer)?;
    for (line, bin, quantity) in merged(&transfer, moves) {
        let (from, to) = (transfer.from, transfer.to);
        let line = &mut transfer.lines[line];
        let cause = Cause::Transfer {
            transfer: id,
            line: line.id,
        };
        post_on_hand(
            draft,
            StockKey::new(line.product, from, bin),
            -quantity,
            cause.clone(),
            None,
        )?;
        post_in_transit(draft, to, line.product, quantity, cause);
        let used = quantity.min(line.reserved);
        if !used.is_zero() {
            line.reserved -= used;
            reserve(draft, &id, from, line, -used);
        }
        line.sent += quantity;
    }
    watch_excess(draft, &transfer)?;
    settle(draft, transfer);
    Ok(disposition)
}

/// Goods arrived: on hand rises at the receiver, in transit falls there.
pub fn received(
    draft: &mut Draft<'_>,
    id: TransferId,
    moves: &[TransferMove],
) -> Result<Disposition, Stop> {
    let mut transfer = known(draft, id)?;
    let disposition = flag_void(draft, &transfer)?;
    for (line, bin, quantity) in merged(&transfer, moves) {
        let to = transfer.to;
        let line = &mut transfer.lines[line];
        let cause = Cause::Transfer {
            transfer: id,
            line: line.id,
        };
        post_on_hand(
            draft,
            StockKey::new(line.product, to, bin),
            quantity,
            cause.clone(),
            None,
        )?;
        post_in_transit(draft, to, line.product, -quantity, cause);
        line.received += quantity;
    }
    watch_excess(draft, &transfer)?;
    settle(draft, transfer);
    Ok(disposition)
}

/// Somebody is told while more has arrived than left. What left may be heard of later, and then nobody need look.
fn watch_excess(draft: &mut Draft<'_>, transfer: &Transfer) -> Result<(), Stop> {
    let id = ReviewTaskId::derived(transfer.id.uuid(), 0);
    let is_excess = transfer
        .lines
        .iter()
        .any(|line| line.in_transit() < Delta::ZERO);
    if is_excess {
        let subject = ReviewSubject::ReceivedMoreThanSent {
            transfer: transfer.id,
        };
        return draft.raise(id, subject, Some(transfer.to), None);
    }
    if let Some(task) = draft.given.review_task(id)?
        && task.settled.is_none()
    {
        let mut task = task.clone();
        task.settled = Some((draft.ctx.now, draft.ctx.actor.user));
        draft.put(task);
    }
    Ok(())
}

/// Quantities by line and bin, so that each stock key is posted to once: place in the transfer's lines, bin, units.
fn merged(
    transfer: &Transfer,
    moves: &[TransferMove],
) -> Vec<(usize, Option<crate::ids::BinId>, Delta)> {
    let mut sums: BTreeMap<_, Delta> = BTreeMap::new();
    for moved in moves {
        if let Some(line) = transfer.lines.iter().position(|line| line.id == moved.line) {
            *sums.entry((line, moved.bin)).or_default() += moved.quantity.delta();
        }
    }
    sums.into_iter()
        .filter(|(_, sum)| !sum.is_zero())
        .map(|((line, bin), sum)| (line, bin, sum))
        .collect()
}

fn settle(draft: &mut Draft<'_>, mut transfer: Transfer) {
    transfer.status = transfer.status_by_goods();
    if transfer.status == TransferStatus::Received {
        release_all(draft, &mut transfer);
    }
    draft.put(transfer);
}

fn release_all(draft: &mut Draft<'_>, transfer: &mut Transfer) {
    let (id, from) = (transfer.id, transfer.from);
    for line in &mut transfer.lines {
        let reserved = std::mem::take(&mut line.reserved);
        if !reserved.is_zero() {
            reserve(draft, &id, from, line, -reserved);
        }
    }
}

fn reserve(
    draft: &mut Draft<'_>,
    transfer: &TransferId,
    from: LocationId,
    line: &TransferLine,
    delta: Delta,
) {
    draft.post(Entry {
        key: StockKey::new(line.product, from, None),
        account: Account::Allocated,
        delta,
        effective: draft.ctx.at.middle(),
        at: draft.ctx.at,
        cause: Cause::Transfer {
            transfer: *transfer,
            line: line.id,
        },
        unit_cost: None,
    });
}

fn post_in_transit(
    draft: &mut Draft<'_>,
    to: LocationId,
    product: ProductId,
    delta: Delta,
    cause: Cause,
) {
    draft.post(Entry {
        key: StockKey::new(product, to, None),
        account: Account::InTransit,
        delta,
        effective: draft.ctx.at.middle(),
        at: draft.ctx.at,
        cause,
        unit_cost: None,
    });
}

/// Goods of a voided transfer moved all the same: they are booked, and somebody is told.
fn flag_void(draft: &mut Draft<'_>, transfer: &Transfer) -> Result<Disposition, Stop> {
    if transfer.status != TransferStatus::Void {
        return Ok(Disposition::Accepted);
    }
    let id = transfer.id;
    let task = ReviewTaskId::derived(id.uuid(), 1);
    draft.raise(
        task,
        ReviewSubject::MovedThoughVoid { transfer: id },
        Some(transfer.from),
        None,
    )?;
    Ok(Disposition::Late)
}

fn known(draft: &Draft<'_>, id: TransferId) -> Result<Transfer, Stop> {
    Ok(draft
        .given
        .transfer(id)?
        .ok_or(Refusal::Missing(EntityRef::Transfer(id)))?
        .clone())
}

fn allowed(draft: &Draft<'_>, id: TransferId, action: TransferAction) -> Result<Transfer, Stop> {
    let transfer = known(draft, id)?;
    if transfer.status.allows(action) {
        return Ok(transfer);
    }
    let (state, action) = (
        transfer.status.title().to_owned(),
        action.title().to_owned(),
    );
    Err(Refusal::WrongState {
        record: EntityRef::Transfer(id),
        state,
        action,
    }
    .into())
}

fn require_distinct(lines: &[TransferLine]) -> Result<(), Stop> {
    let mut products: Vec<_> = lines.iter().map(|line| line.product).collect();
    let mut ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    order::sort(&mut products);
    products.dedup();
    order::sort(&mut ids);
    ids.dedup();
    let all = lines.len();
    if products.len() == all && ids.len() == all {
        Ok(())
    } else {
        Err(Refusal::WrongLines.into())
    }
}
