//! Facts of counting become the count log, passes and their lines. A scan costs the same however long the pass is;
//! only taking something back looks through the events of its item.

use super::change::Change;
use super::draft::{Draft, Stop};
use super::entity::{EntityRef, ReviewSubject};
use super::refusal::Refusal;
use super::working_set::Ref;
use crate::ids::{OperationId, PassId, ProductId, ReviewTaskId, StocktakeId};
use crate::operation::{Disposition, Fact};
use crate::stocktake::pass::{CountEvent, Logged, Pass, PassLine, Tally};
use crate::stocktake::{Item, PassHead, StocktakeStatus, UnknownCode};
use crate::text::RawCode;
use std::collections::BTreeMap;

/// Takes in that a pass was opened. Events that overtook it are waiting in the log and are counted now.
pub fn open(draft: &mut Draft<'_>, head: &PassHead) -> Result<Disposition, Stop> {
    let id = draft.ctx.operation;
    draft.given.want([
        Ref::Event { id },
        Ref::Entity(EntityRef::Pass(head.pass)),
        Ref::Entity(EntityRef::Stocktake(head.stocktake)),
        Ref::PassEvents { pass: head.pass },
    ])?;
    if draft.given.event(id)?.is_some() || draft.given.pass(head.pass)?.is_some() {
        return Ok(Disposition::Duplicate);
    }
    let disposition = disposition_in(draft, head)?;
    let actor = &draft.ctx.actor;
    let mut pass = Pass::opened(
        head.clone(),
        actor.user,
        actor.device,
        draft.ctx.at,
        disposition,
    );
    let event = event(draft, head.pass, Tally::Opened, disposition);
    draft.change(Change::Log(event));
    let waiting = draft.given.pass_events(head.pass)?;
    for logged in waiting {
        pass.arrived(&logged.event);
    }
    for (item, line) in lines_of(&pass, waiting) {
        note_unknown(draft, &pass, &item)?;
        draft.put(line);
    }
    flag(draft, &pass, disposition)?;
    draft.put(pass);
    Ok(disposition)
}

/// The lines that a log amounts to, by item.
pub fn lines_of(pass: &Pass, log: &[Logged]) -> BTreeMap<Item, PassLine> {
    let mut lines = BTreeMap::new();
    for Logged { event, voided } in log {
        if let Some((item, quantity)) = event.tally.counted() {
            let line = lines.entry(item.clone()).or_insert_with(|| {
                PassLine::new(pass.head.pass, pass.head.stocktake, item.clone())
            });
            if !voided && pass.admits(event) {
                line.add(quantity, event.at);
            }
        }
    }
    lines
}

/// Takes in any other fact of a pass.
pub fn tally(draft: &mut Draft<'_>, fact: &Fact) -> Result<Disposition, Stop> {
    let Some((pass_id, tally)) = tally_of(fact) else {
        return Ok(Disposition::Accepted);
    };
    let id = draft.ctx.operation;
    let pass_ref = Ref::Entity(EntityRef::Pass(pass_id));
    let line_ref = tally
        .counted()
        .map(|(item, _)| Ref::Entity(EntityRef::PassLine(pass_id, item.clone())));
    draft.given.want(
        [
            Ref::Event { id },
            Ref::IsVoided {
                event: id,
                pass: pass_id,
            },
            pass_ref,
        ]
        .into_iter()
        .chain(line_ref),
    )?;
    if draft.given.event(id)?.is_some() {
        return Ok(Disposition::Duplicate);
    }
    let Some(pass) = draft.given.pass(pass_id)? else {
        // Overtook its opening, or its opening was lost with a tablet: waits in the log.
        let disposition = if is_doubtful(draft) {
            Disposition::Quarantined
        } else {
            Disposition::OutOfScope
        };
        let event = event(draft, pass_id, tally, disposition);
        void_named(draft, &event);
        draft.change(Change::Log(event));
        return Ok(disposition);
    };
    let mut pass = pass.clone();
    let disposition = disposition_in(draft, &pass.head)?;
    let event = event(draft, pass_id, tally, disposition);
    pass.arrived(&event);
    let is_voided = *draft.given.is_voided(id, pass_id)?;
    match &event.tally {
        Tally::Counted { item, quantity, .. } => {
            let line = draft.given.pass_line(pass_id, item.clone())?;
            let mut line = line
                .cloned()
                .unwrap_or_else(|| PassLine::new(pass_id, pass.head.stocktake, item.clone()));
            if !is_voided && pass.admits(&event) {
                line.add(*quantity, event.at);
            }
            note_unknown(draft, &pass, item)?;
            draft.put(line);
        }
        Tally::Set { item, voids, .. } => {
            note_unknown(draft, &pass, item)?;
            let logged = Logged {
                event: event.clone(),
                voided: is_voided,
            };
            take_back(draft, &pass, voids, Some(&logged))?;
        }
        Tally::Voided { event: of } => take_back(draft, &pass, std::slice::from_ref(of), None)?,
        Tally::Opened
        | Tally::SuspectedDouble { .. }
        | Tally::Closed { .. }
        | Tally::Note { .. } => {}
    }
    void_named(draft, &event);
    draft.change(Change::Log(event));
    flag(draft, &pass, disposition)?;
    draft.put(pass);
    Ok(disposition)
}

/// Makes the lines anew from which events are taken back. `set` is the event that takes them back, if it counts
/// something itself. A fact held in quarantine takes nothing back until it is released.
fn take_back(
    draft: &mut Draft<'_>,
    pass: &Pass,
    voids: &[OperationId],
    set: Option<&Logged>,
) -> Result<(), Stop> {
    draft
        .given
        .want(voids.iter().map(|id| Ref::Event { id: *id }))?;
    let mut items: Vec<Item> = Vec::new();
    items.extend(
        set.and_then(|logged| logged.event.tally.counted())
            .map(|(item, _)| item.clone()),
    );
    for id in voids {
        if let Some(logged) = draft.given.event(*id)?
            && logged.event.pass == pass.head.pass
            && let Some((item, _)) = logged.event.tally.counted()
            && !items.contains(item)
        {
            items.push(item.clone());
        }
    }
    let pass_id = pass.head.pass;
    draft.given.want(items.iter().map(|item| Ref::ItemEvents {
        pass: pass_id,
        item: item.clone(),
    }))?;
    let taken: std::collections::HashSet<_> = voids.iter().collect();
    let counts_now = !is_doubtful(draft);
    for item in items {
        let log = draft.given.item_events(pass_id, item.clone())?;
        let left = log
            .iter()
            .filter(|logged| !counts_now || !taken.contains(&logged.event.id));
        let line = PassLine::rebuilt(pass, &item, left.chain(set));
        draft.put(line);
    }
    Ok(())
}

/// Writes down what an event takes back, whether or not that has arrived. A doubtful author takes nothing back.
fn void_named(draft: &mut Draft<'_>, event: &CountEvent) {
    let voids = match &event.tally {
        Tally::Set { voids, .. } => voids.as_slice(),
        Tally::Voided { event } => std::slice::from_ref(event),
        _ => &[],
    };
    if event.disposition != Disposition::Quarantined {
        for id in voids {
            draft.change(Change::Void {
                event: *id,
                pass: event.pass,
            });
        }
    }
}

/// Says what a code that was unknown when scanned is; its counts follow.
pub fn map_unknown(
    draft: &mut Draft<'_>,
    stocktake: StocktakeId,
    code: &RawCode,
    product: ProductId,
) -> Result<(), Stop> {
    let key = EntityRef::Stocktake(stocktake);
    let document = draft
        .given
        .stocktake(stocktake)?
        .ok_or(Refusal::Missing(key.clone()))?;
    if document.status == StocktakeStatus::Voided {
        let (state, action) = ("voided".to_owned(), "change".to_owned());
        return Err(Refusal::WrongState {
            record: key,
            state,
            action,
        }
        .into());
    }
    draft.stocked_product(product)?;
    let unknown = draft.given.unknown_code(stocktake, code.clone())?;
    let mut unknown = unknown
        .ok_or_else(|| Refusal::CodeNotScanned(code.clone()))?
        .clone();
    if unknown.product != Some(product) || unknown.set_aside {
        unknown.product = Some(product);
        unknown.set_aside = false;
        draft.put(super::Entity::UnknownCode(unknown));
    }
    Ok(())
}

fn is_doubtful(draft: &Draft<'_>) -> bool {
    let actor = &draft.ctx.actor;
    actor.revoked || !actor.may(crate::permission::Permission::Count)
}

/// How a fact of a pass is taken.
fn disposition_in(draft: &Draft<'_>, head: &PassHead) -> Result<Disposition, Stop> {
    let stocktake = draft.given.stocktake(head.stocktake)?;
    if is_doubtful(draft) {
        return Ok(Disposition::Quarantined);
    }
    Ok(match stocktake {
        None => Disposition::OutOfScope,
        Some(stocktake)
            if stocktake.location != head.location || !stocktake.covers_bin(head.bin) =>
        {
            Disposition::OutOfScope
        }
        Some(stocktake) if stocktake.status != StocktakeStatus::InProgress => Disposition::Late,
        Some(_) => Disposition::Accepted,
    })
}

/// Raises what a person has to know about a pass, once.
fn flag(draft: &mut Draft<'_>, pass: &Pass, disposition: Disposition) -> Result<(), Stop> {
    let id = pass.head.pass;
    let (number, subject) = match disposition {
        Disposition::Quarantined => (0, ReviewSubject::QuarantinedPass { pass: id }),
        Disposition::Late => (1, ReviewSubject::LatePass { pass: id }),
        _ => return Ok(()),
    };
    let task = ReviewTaskId::derived(id.uuid(), number);
    draft.raise(
        task,
        subject,
        Some(pass.head.location),
        Some(pass.head.stocktake),
    )
}

/// Puts an unknown code on the list of its stocktake, once.
fn note_unknown(draft: &mut Draft<'_>, pass: &Pass, item: &Item) -> Result<(), Stop> {
    if let Item::Unknown(code) = item {
        let stocktake = pass.head.stocktake;
        if draft.given.unknown_code(stocktake, code.clone())?.is_none() {
            draft.put(super::Entity::UnknownCode(UnknownCode {
                stocktake,
                code: code.clone(),
                product: None,
                set_aside: false,
            }));
        }
    }
    Ok(())
}

fn event(draft: &Draft<'_>, pass: PassId, tally: Tally, disposition: Disposition) -> CountEvent {
    let ctx = draft.ctx;
    CountEvent {
        id: ctx.operation,
        pass,
        tally,
        user: ctx.actor.user,
        device: ctx.actor.device,
        at: ctx.at,
        recorded: ctx.now,
        disposition,
    }
}

fn tally_of(fact: &Fact) -> Option<(PassId, Tally)> {
    Some(match fact.clone() {
        Fact::Counted {
            pass,
            item,
            quantity,
            source,
        } => (
            pass,
            Tally::Counted {
                item,
                quantity,
                source,
            },
        ),
        Fact::Set {
            pass,
            item,
            quantity,
            voids,
            source,
        } => (
            pass,
            Tally::Set {
                item,
                quantity,
                voids,
                source,
            },
        ),
        Fact::Voided { pass, event } => (pass, Tally::Voided { event }),
        Fact::SuspectedDouble { pass, item, code } => (pass, Tally::SuspectedDouble { item, code }),
        Fact::PassClosed {
            pass,
            n_events,
            digest,
            empty_confirmed,
        } => (
            pass,
            Tally::Closed {
                n_events,
                digest,
                empty_confirmed,
            },
        ),
        Fact::Note { pass, text } => (pass, Tally::Note { text }),
        _ => return None,
    })
}
