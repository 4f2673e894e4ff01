//! What must hold, after each reveal and at the end. The invariants are those of SYNC 6:
//!
//! - I1 no confirmed operation is lost, or its loss is reported;
//! - I2 none is applied twice: counts and stock are what their authors meant, each once;
//! - I3 what a tablet reveals is a state that the server had, row by row;
//! - I4 stock is the sum of the ledger;
//! - I5 a person sees their own work at once and for ever, and nothing twice;
//! - I6 no row below a cursor is missing: sums never disagree;
//! - I7 a device holds no scope that its user may not have;
//! - I9 once the world heals, everything arrives;
//! - I10 nothing blocks anything behind it;
//! - I11 every movement names the operation that caused it;
//! - I4 and I12 for counts in true time: see [`super::truth`].

use super::db::State;
use super::device::Tab;
use super::history::{NEWER_KIND, Violation, World, violated};
use super::people::Meant;
use super::truth;
use domain::books::{Entity, EntityKind, EntityRef};
use domain::ids::{OperationId, PassId};
use domain::ledger::{Cause, StockKey};
use domain::stocktake::Item;
use std::collections::{BTreeMap, BTreeSet};
use sync::client::{Client, EntryState, Table};
use sync::release;
use sync::row;
use sync::scope::Scope;
use sync::server::Recorded;
use sync::wire::{Lane, OutcomeCode, Value};

/// A tab shows a new server state.
pub fn revealed(world: &mut World, device: usize, uid: u64, whole: bool) -> Result<(), Violation> {
    let at = &world.devices[device];
    let Some(tab) = at.tabs.iter().find(|tab| tab.uid == uid) else {
        return Ok(());
    };
    let cursors = tab.client.cursors();
    let Some((user, state)) = cursors.as_of.and_then(|as_of| at.states.get(&as_of)) else {
        return Ok(());
    };
    same_as(tab, state, whole, &format!("tablet {device}/{uid}"))?;
    let allowed = state.viewer(*user, at.id).scopes();
    if let Some(scope) = cursors
        .scopes
        .iter()
        .map(|s| s.scope)
        .find(|scope| !allowed.contains(scope))
    {
        return violated(
            "I7",
            format!(
                "tablet {device} holds {scope} as of {:?}, which its user may not have: {allowed:?}",
                cursors.as_of
            ),
        );
    }
    if tab.leads && tab.issued.is_empty() && tab.ran.is_empty() && tab.heard.is_empty() {
        nothing_else_on_disk(world, device, tab)?;
    }
    // Whoever holds a copy of another's outbox sees its work twice until both have sent it.
    if whole && !at.shared && !at.unreadable {
        seen_stock(world, device, tab, state)
    } else {
        Ok(())
    }
}

/// What a person looks at between two reveals: their own work has neither gone nor doubled.
pub fn seen(world: &World, device: usize, tab: usize) -> Result<(), Violation> {
    let at = &world.devices[device];
    let tab = &at.tabs[tab];
    let state = tab
        .client
        .cursors()
        .as_of
        .and_then(|as_of| at.states.get(&as_of));
    match state {
        Some((_, state)) if !at.shared && !at.unreadable && tab.heard.is_empty() => {
            seen_stock(world, device, tab, state)
        }
        _ => Ok(()),
    }
}

/// Sums of a scope disagreed. Nothing in this world corrupts rows, so something went missing.
pub fn healing(_world: &World, scopes: &[Scope]) -> Result<(), Violation> {
    violated("I6", format!("rows went missing in {scopes:?}"))
}

fn nothing_else_on_disk(world: &World, device: usize, tab: &Tab) -> Result<(), Violation> {
    let held: BTreeSet<Scope> = tab
        .client
        .cursors()
        .scopes
        .iter()
        .map(|state| state.scope)
        .collect();
    for table in [Table::Page, Table::Segment] {
        for key in world.devices[device].store.keys(table) {
            let name = key.split(|byte| *byte == 0).next().unwrap_or_default();
            let scope = std::str::from_utf8(name)
                .ok()
                .and_then(|name| name.parse::<Scope>().ok());
            if scope.is_none_or(|scope| !held.contains(&scope)) {
                return violated(
                    "I7",
                    format!("tablet {device} keeps rows of {scope:?} on disk"),
                );
            }
        }
    }
    Ok(())
}

/// The replica is this state of the server.
fn same_as(tab: &Tab, state: &State, whole: bool, who: &str) -> Result<(), Violation> {
    let client = &tab.client;
    for scope in client
        .cursors()
        .scopes
        .iter()
        .filter(|scope| scope.revealed.is_some())
    {
        let table = state.scopes.get(&scope.scope);
        let (head, check) = table.map_or((0, 0), |table| (table.head, table.check));
        let shown = scope.revealed.unwrap_or_default();
        if shown != head || client.sum(scope.scope).bits() != check {
            return violated(
                "I3",
                format!(
                    "{who} shows {} up to {shown} of {head}, sums equal: {}",
                    scope.scope,
                    client.sum(scope.scope).bits() == check
                ),
            );
        }
        if !whole {
            continue;
        }
        let mut rows: BTreeMap<(u16, Vec<u8>), Value> = BTreeMap::new();
        for segment in client.segments(scope.scope) {
            for packed in segment.rows(segment.kind()) {
                rows.extend(
                    packed
                        .value
                        .map(|value| ((packed.kind, packed.id.0), value)),
                );
            }
        }
        for (kind, id, value) in client.loose_values(scope.scope) {
            match value {
                Some(value) => rows.insert((kind, id.to_vec()), value.clone()),
                None => rows.remove(&(kind, id.to_vec())),
            };
        }
        let n_live = table.map_or(0, |table| table.live().count());
        if rows.len() != n_live {
            return violated(
                "I3",
                format!(
                    "{who} has {} rows in {}, the server {n_live}",
                    rows.len(),
                    scope.scope
                ),
            );
        }
        for ((kind, id), value) in &rows {
            same_row(tab, state, (*kind, id), value, who)?;
        }
    }
    Ok(())
}

/// A row is what the server had, as far as this release of the app knows rows of its kind.
fn same_row(
    tab: &Tab,
    state: &State,
    (kind, id): (u16, &[u8]),
    value: &Value,
    who: &str,
) -> Result<(), Violation> {
    let Ok(key) = row::key(kind, id) else {
        // Of a kind that came with a later release: kept, and not shown.
        return if release::is_played() < release::NEWEST && tab.release > 0 {
            Ok(())
        } else {
            violated(
                "I3",
                format!("{who} has a row of kind {kind} that names nothing"),
            )
        };
    };
    let (shown, there) = (row::decode(kind, value), state.entity(&key));
    if shown.as_ref().ok() != there.as_ref() {
        return violated(
            "I3",
            format!(
                "{who} shows {shown:?} in version {}\nthe server has {there:?}",
                value.v
            ),
        );
    }
    let written_by = state.written_by.get(&key).copied().unwrap_or_default();
    if value.v < tab.release.min(written_by) {
        return violated(
            "I3",
            format!(
                "{who}, of release {}, shows {key:?} in version {}, which lacks what release {written_by} wrote",
                tab.release, value.v
            ),
        );
    }
    Ok(())
}

/// Stock as a person sees it: what the server had, and their own work that it did not have yet.
fn seen_stock(world: &World, device: usize, tab: &Tab, state: &State) -> Result<(), Violation> {
    if world.options.rights > 0 {
        return Ok(());
    }
    let client = &tab.client;
    let mut expected: BTreeMap<StockKey, i64> = BTreeMap::new();
    let mut mine: BTreeSet<OperationId> = BTreeSet::new();
    for view in client.entries() {
        let Some(Meant::Stock(effects)) = world.meant.get(&view.entry.op_id) else {
            continue;
        };
        let stands = match view.state {
            EntryState::NeedsAttention { .. } | EntryState::Held { .. } | EntryState::Discarded => {
                false
            }
            _ => !view.doubtful,
        };
        if stands
            && !state.recorded.contains_key(&view.entry.op_id)
            && mine.insert(view.entry.op_id)
        {
            for (key, units) in effects {
                *expected.entry(*key).or_default() += units;
            }
        }
    }
    let held = |key: &StockKey| {
        client
            .cursors()
            .of(Scope::Stock(key.location))
            .is_some_and(|scope| scope.revealed.is_some())
    };
    let keys: BTreeSet<StockKey> = world
        .place
        .opening
        .iter()
        .map(|(key, _)| *key)
        .chain(expected.keys().copied())
        .collect();
    for key in keys
        .into_iter()
        .filter(|key| key.bin.is_some() && held(key))
    {
        let own = expected.get(&key).copied().unwrap_or(0);
        let base = state.books.level(&key).on_hand.units();
        let seen = match client.entity(&EntityRef::Stock(key)) {
            Some(Entity::Stock(row)) => row.level.on_hand.units(),
            _ => 0,
        };
        if seen != base + own {
            return violated(
                "I5",
                format!(
                    "tablet {device}/{} shows {seen} of {key:?}; the server had {base}, own work makes {own}",
                    tab.uid
                ),
            );
        }
    }
    Ok(())
}

/// What a person has counted in their open passes is on their screen.
pub fn own_counts(world: &World, device: usize, tab: usize) -> Result<(), Violation> {
    if world.devices[device].unreadable {
        return Ok(());
    }
    let tab = &world.devices[device].tabs[tab];
    let client = &tab.client;
    for pass in client.open_passes() {
        let own: Vec<OperationId> = client.entries().map(|view| view.entry.op_id).collect();
        for (item, units) in naive_lines(world, own.iter().copied(), pass) {
            let seen = match client.entity(&EntityRef::PassLine(pass, item.clone())) {
                Some(Entity::PassLine(line)) => line.quantity.units(),
                _ => 0,
            };
            if seen != units {
                return violated(
                    "I5",
                    format!(
                        "tablet {device}/{} shows {seen} of {item:?} in {pass}; {units} were counted",
                        tab.uid
                    ),
                );
            }
        }
    }
    Ok(())
}

/// Sums of a pass, made in the plainest way from what its events were meant to say.
fn naive_lines(
    world: &World,
    events: impl Iterator<Item = OperationId> + Clone,
    pass: PassId,
) -> BTreeMap<Item, i64> {
    let mut voided: BTreeSet<OperationId> = BTreeSet::new();
    for id in events.clone() {
        match world.meant.get(&id) {
            Some(Meant::Count(of, _, _, voids)) if *of == pass => voided.extend(voids),
            Some(Meant::Void(of, event)) if *of == pass => {
                voided.insert(*event);
            }
            _ => {}
        }
    }
    let mut lines = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for id in events {
        if let Some(Meant::Count(of, item, units, _)) = world.meant.get(&id)
            && *of == pass
            && seen.insert(id)
        {
            *lines.entry(item.clone()).or_default() +=
                if voided.contains(&id) { 0 } else { *units };
        }
    }
    lines
}

/// Whether everything has arrived everywhere.
pub fn is_settled(world: &World) -> bool {
    let state = world.db.committed();
    let up_to_date = |client: &Client| {
        client.cursors().scopes.iter().all(|scope| {
            scope.stage.is_none()
                && scope.revealed
                    == Some(state.scopes.get(&scope.scope).map_or(0, |table| table.head))
        })
    };
    world
        .devices
        .iter()
        .filter(|device| !device.wiped)
        .all(|device| {
            device.tabs.iter().any(|tab| tab.leads)
                && device.tabs.iter().all(|tab| {
                    let status = tab.client.status();
                    status.waiting == 0
                        && (status.revoked
                            || device.is_outdated()
                            || (status.filling.is_none() && up_to_date(&tab.client)))
                })
        })
}

/// Says what did not arrive.
pub fn why_unsettled(world: &World) -> Result<(), Violation> {
    let mut text = String::new();
    for (at, device) in world.devices.iter().enumerate() {
        for tab in &device.tabs {
            let status = tab.client.status();
            text += &format!(
                "\n  tablet {at}/{} leads {}: {status:?}",
                tab.uid, tab.leads
            );
        }
    }
    violated(
        "I9",
        format!("after healing not everything has arrived: {text}"),
    )
}

/// The end of a history.
pub fn at_the_end(world: &mut World) -> Result<(), Violation> {
    release::play(0);
    let state = world.db.committed();
    if state.trampled {
        return violated(
            "I3",
            "an older server has written over what a newer one knows",
        );
    }
    nothing_lost(world, &state)?;
    chains_held(world, &state)?;
    counts_as_meant(world, &state)?;
    stock_as_meant(world, &state)?;
    truth::at_the_end(world, &state)?;
    for device in world
        .devices
        .iter()
        .enumerate()
        .filter(|(_, device)| !device.wiped)
    {
        let (at, device) = device;
        for tab in &device.tabs {
            release::play(tab.release);
            if tab.client.status().revoked || device.is_outdated() {
                continue;
            }
            same_as(tab, &state, true, &format!("tablet {at}/{}", tab.uid))?;
            let held: BTreeSet<Scope> = tab
                .client
                .cursors()
                .scopes
                .iter()
                .map(|s| s.scope)
                .collect();
            let mut allowed = state.viewer(device.user, device.id).scopes();
            // An app knows nothing of scopes that came after it.
            allowed.retain(|scope| scope.to_string().parse() == Ok(*scope));
            if held != allowed {
                return violated(
                    "I7",
                    format!("tablet {at} holds {held:?}, its user may have {allowed:?}"),
                );
            }
            if !device.unreadable {
                nothing_on_top(&state, at, tab)?;
            }
        }
    }
    Ok(())
}

/// I10 and OFF-16: what builds on a refused operation waits, and nothing else does.
fn chains_held(world: &World, state: &State) -> Result<(), Violation> {
    for ((client, op_id, n), after) in &world.after {
        let outcome = |id| state.recorded.get(id).map(|recorded| &recorded.outcome);
        let refused = matches!(outcome(after), Some(Some(OutcomeCode::Refused(_))));
        let recorded = state.recorded.get(op_id);
        let is_of = |row: &&Recorded| row.client == *client && row.n == *n;
        let taken = recorded
            .filter(is_of)
            .is_some_and(|row| row.outcome.is_none());
        if refused && taken && !world.restored {
            return violated(
                "I10",
                format!("{op_id} took effect though {after}, on which it builds, was refused"),
            );
        }
    }
    for op_id in &world.given_up {
        let taken = state
            .recorded
            .get(op_id)
            .is_some_and(|recorded| recorded.outcome.is_none());
        if taken && world.options.rescued == 0 {
            return violated(
                "I2",
                format!("{op_id} took effect though its author had given it up"),
            );
        }
    }
    Ok(())
}

fn nothing_lost(world: &World, state: &State) -> Result<(), Violation> {
    for (op_id, device) in &world.confirmed {
        let Some(recorded) = state.recorded.get(op_id) else {
            if let Some((client, n)) = world.evicted.get(op_id) {
                let known = state
                    .clients
                    .get(client)
                    .is_some_and(|row| row.next_n > *n && row.last_n < *n);
                let reported = state.losses.iter().any(|loss| loss.client == *client);
                let back = state
                    .clients
                    .values()
                    .any(|row| row.device == world.devices[*device].id && row.id != *client);
                if known && back && !reported {
                    return violated(
                        "I1",
                        format!("{op_id} was lost with evicted storage and nobody is told"),
                    );
                }
                continue;
            }
            let excused = world.restored
                && (world.devices[*device].wiped || is_settled_intent(world, *op_id));
            if excused {
                continue;
            }
            return violated(
                "I1",
                format!("{op_id}, confirmed on tablet {device}, never reached the server"),
            );
        };
        let bad = recorded.lane == Lane::Fact
            && matches!(
                recorded.outcome,
                Some(OutcomeCode::Refused(_) | OutcomeCode::Held { .. })
            );
        if bad {
            return violated(
                "I1",
                format!("the fact {op_id} was refused: {:?}", recorded.outcome),
            );
        }
        if world
            .authors
            .get(op_id)
            .is_some_and(|author| *author != recorded.user)
        {
            return violated(
                "I11",
                format!("{op_id} is put down to somebody else than its author"),
            );
        }
        let is_stuck = recorded.outcome == Some(OutcomeCode::Opaque)
            && world.options.later.versioned
            && recorded.kind != NEWER_KIND
            && !world.poisoned.contains(op_id);
        if is_stuck {
            return violated(
                "I1",
                format!("{op_id} was stored by an older server and never understood"),
            );
        }
        let device_id = recorded.client;
        let revoked = state
            .clients
            .get(&device_id)
            .and_then(|row| world.revoked.get(&row.device));
        if recorded.outcome.is_none() && revoked.is_some_and(|at| *at < recorded.received) {
            return violated(
                "I7",
                format!("{op_id} of a revoked device was taken as if nothing were wrong"),
            );
        }
        let meant_ok = !world.newer.contains(op_id) || recorded.outcome.is_some();
        if !meant_ok {
            return violated(
                "I1",
                format!("{op_id} of a newer app was taken for something else"),
            );
        }
    }
    Ok(())
}

/// Intents whose author settled them are not sent again to a restored server.
fn is_settled_intent(world: &World, op_id: OperationId) -> bool {
    world
        .devices
        .iter()
        .flat_map(|device| &device.tabs)
        .all(|tab| {
            tab.client
                .entries()
                .all(|view| view.entry.op_id != op_id || view.entry.lane == Lane::Intent)
        })
        && matches!(
            world.meant.get(&op_id),
            Some(Meant::Stock(_) | Meant::Other)
        )
}

fn takes_effect(state: &State, op_id: OperationId) -> bool {
    match state.recorded.get(&op_id) {
        Some(recorded) => match &recorded.outcome {
            None => true,
            Some(OutcomeCode::Noted(_)) => true,
            Some(_) => false,
        },
        None => false,
    }
}

fn counts_as_meant(world: &World, state: &State) -> Result<(), Violation> {
    let effective: Vec<OperationId> = state
        .recorded
        .keys()
        .copied()
        .filter(|id| takes_effect(state, *id))
        .collect();
    let mut of_pass: BTreeMap<PassId, Vec<OperationId>> = BTreeMap::new();
    for id in effective {
        if let Some(Meant::Count(pass, ..) | Meant::Void(pass, _) | Meant::Open(pass)) =
            world.meant.get(&id)
        {
            of_pass.entry(*pass).or_default().push(id);
        }
    }
    for (pass, events) in of_pass {
        if state.books.entity(&EntityRef::Pass(pass)).is_none() {
            continue;
        }
        for (item, units) in naive_lines(world, events.iter().copied(), pass) {
            let there = match state.books.entity(&EntityRef::PassLine(pass, item.clone())) {
                Some(Entity::PassLine(line)) => line.quantity.units(),
                _ => 0,
            };
            if there != units {
                return violated(
                    "I2",
                    format!("{pass} has {there} of {item:?}; {units} were counted"),
                );
            }
        }
    }
    Ok(())
}

fn stock_as_meant(world: &World, state: &State) -> Result<(), Violation> {
    let mut expected: BTreeMap<StockKey, i64> = BTreeMap::new();
    for (key, units) in &world.place.opening {
        *expected.entry(*key).or_default() += units;
    }
    for (op_id, recorded) in &state.recorded {
        if let Some(Meant::Stock(effects)) = world.meant.get(op_id) {
            // Goods of a transfer that was voided move all the same, and people are told: by the ledger or not at all.
            let noted = matches!(recorded.outcome, Some(OutcomeCode::Noted(_)));
            let moved = || {
                moved_by(world, state, *op_id)
                    == effects.iter().copied().collect::<BTreeMap<_, _>>()
            };
            if recorded.outcome.is_some() && !(noted && moved()) {
                continue;
            }
            for (key, units) in effects {
                *expected.entry(*key).or_default() += units;
            }
        }
    }
    let mut ledger: BTreeMap<StockKey, i64> = BTreeMap::new();
    for (location, _) in &world.place.locations {
        for movement in state.books.movements(*location) {
            if movement.account == domain::ledger::Account::OnHand {
                *ledger.entry(movement.key).or_default() += movement.delta.units();
            }
            let traced = matches!(movement.cause, Cause::Opening { .. })
                || movement
                    .origin
                    .operation
                    .is_some_and(|id| state.recorded.contains_key(&id) || by_office(world, id));
            if !traced {
                return violated(
                    "I11",
                    format!("{movement:?} names no operation that is recorded"),
                );
            }
        }
    }
    let keys: BTreeSet<StockKey> = expected.keys().chain(ledger.keys()).copied().collect();
    for key in keys {
        let (meant, summed) = (
            expected.get(&key).copied().unwrap_or(0),
            ledger.get(&key).copied().unwrap_or(0),
        );
        let there = state.books.level(&key).on_hand.units();
        if there != summed {
            return violated(
                "I4",
                format!("stock of {key:?} is {there}, its ledger comes to {summed}"),
            );
        }
        // Where stocktakes are completed, counts decide: the truth is compared below.
        if there != meant && world.truth.is_none() {
            return violated(
                "I2",
                format!("stock of {key:?} is {there}; what was done comes to {meant}"),
            );
        }
    }
    Ok(())
}

fn by_office(world: &World, op_id: OperationId) -> bool {
    world.truth.as_ref().is_some_and(|truth| {
        let office = truth.office.lock().expect("one thread runs a history");
        office.done.contains(&op_id)
    })
}

/// What the ledger says that an operation moved.
fn moved_by(world: &World, state: &State, op_id: OperationId) -> BTreeMap<StockKey, i64> {
    let places = world
        .place
        .locations
        .iter()
        .flat_map(|(location, _)| state.books.movements(*location));
    let own = places.filter(|movement| {
        movement.origin.operation == Some(op_id)
            && movement.account == domain::ledger::Account::OnHand
    });
    let mut sums = BTreeMap::new();
    for movement in own {
        *sums.entry(movement.key).or_default() += movement.delta.units();
    }
    sums
}

/// Everything has landed, so a person sees what the server has.
fn nothing_on_top(state: &State, at: usize, tab: &Tab) -> Result<(), Violation> {
    let client = &tab.client;
    for scope in &client.cursors().scopes {
        let Some(table) = state.scopes.get(&scope.scope) else {
            continue;
        };
        for ((kind, id), _) in table.live() {
            let Ok(key) = row::key(*kind, id) else {
                continue;
            };
            // The image of an open pass is the device's own.
            if matches!(key.kind(), EntityKind::Pass | EntityKind::PassLine) {
                continue;
            }
            let (seen, there) = (client.entity(&key), state.entity(&key));
            if seen != there {
                return violated(
                    "I5",
                    format!(
                        "tablet {at}/{} shows {seen:?}\nthe server has {there:?}",
                        tab.uid
                    ),
                );
            }
        }
    }
    Ok(())
}
