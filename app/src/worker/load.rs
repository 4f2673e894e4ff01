//! Shows what the client holds: everything at the start, and the state of sync and outbox whenever it changes.

use super::Engine;
use super::lead::Standing;
use crate::books::{
    EntryState, FirstSync, OutboxEntry, PassEvent, PassEventKind, Replica, SyncState, words,
};
use crate::platform::{mark, time};
use domain::books::EntityKind;
use domain::ids::{OperationId, PassId};
use domain::operation::{Fact, Operation};
use domain::stocktake::Item;
use domain::time::Timestamp;
use std::collections::HashMap;
use sync::client::{self, Entry};
use sync::row;
use sync::scope::Scope;
use wasm_bindgen_futures::spawn_local;

/// Kinds that there may be a hundred thousand of: read from their packed pieces, products first.
const MANY: [EntityKind; 4] = [
    EntityKind::Product,
    EntityKind::ProductCost,
    EntityKind::Stock,
    EntityKind::Bin,
];
/// Indexing waits so long for the screen to be painted.
const INDEX_AFTER_MS: u32 = 400;
/// Most entries that the drawer lists of what waits, and of what is done already.
const MOST: usize = 300;

impl Engine {
    /// Fills the tables anew from the client.
    pub(super) fn show_everything(&self) {
        self.unshown.set(false);
        let client = self.client.borrow();
        let mut replica = Replica::default();
        replica.is_on(Some(self.device));
        for kind in EntityKind::ALL.iter().filter(|kind| !MANY.contains(kind)) {
            for record in client.records(*kind, &[]) {
                replica.put(record);
            }
        }
        let scopes = || client.cursors().scopes.iter().map(|state| state.scope);
        for kind in MANY {
            let pieces = scopes().flat_map(|scope| client.segments(scope));
            pieces
                .filter(|piece| piece.kind() == row::number(kind))
                .for_each(|piece| replica.take_piece(piece));
        }
        for (number, id, record) in scopes().flat_map(|scope| client.loose(scope)) {
            match (record, row::key(number, id)) {
                (Some(record), _) => drop(replica.put(record)),
                // Gone from this scope; another may have it.
                (None, Ok(key)) => match client.entity(&key) {
                    Some(record) => drop(replica.put(record)),
                    None => drop(replica.remove(&key)),
                },
                (None, Err(_)) => {}
            }
        }
        for key in client.overlaid() {
            match client.entity(&key) {
                Some(record) => drop(replica.put(record)),
                None => drop(replica.remove(&key)),
            }
        }
        for view in client.entries() {
            if let Some((pass, event)) = own_event(view.n, view.entry) {
                replica.note(pass, event);
            }
        }
        drop(client);
        replica.settle();
        self.books.show_replica(replica);
        if self.has_catalogue() && !self.was_ready.replace(true) {
            mark("quayside:search-ready");
        }
        self.show_status();
        self.index_in_slices();
    }

    /// Whether the catalogue was ever complete here.
    pub(super) fn has_catalogue(&self) -> bool {
        self.with(|client| {
            client
                .cursors()
                .of(Scope::Catalogue)
                .is_some_and(|of| of.revealed.is_some())
        })
    }

    /// Makes the search index ready while nothing else is to be done.
    fn index_in_slices(&self) {
        let books = self.books;
        spawn_local(async move {
            // The screen comes first.
            time::sleep(INDEX_AFTER_MS).await;
            while books.index_more() {
                time::sleep(0).await;
            }
        });
    }

    /// Notes an event of an own pass that has just become durable.
    pub(super) fn note_own(&self, n: u64) {
        let client = self.client.borrow();
        let found = client.entry(n).and_then(|entry| own_event(n, entry));
        drop(client);
        if let Some((pass, event)) = found {
            self.books.note(pass, event);
        }
    }

    /// Shows how the device stands, and what is in the outbox.
    pub(super) fn show_status(&self) {
        let client = self.client.borrow();
        let status = client.status_at(self.clock());
        let now = time::monotonic_ms() as u64;
        let wait = client.wake_at().saturating_sub(now);
        let tried = status.last_success.is_some() || self.was_tried.get();
        // Before this start of the application: what is shown is of then (OFF-60).
        let ahead_ms = status.clock_offset_ms.unwrap_or(0);
        let synced_before = status.as_of.map(|at| at.plus_millis(-ahead_ms));
        let mut state = SyncState {
            // A server that asks for a sign-in has been reached.
            reachable: tried.then_some(status.online || status.sign_in),
            busy: status.syncing,
            pending: status.waiting,
            attention: status.attention,
            held: status.held,
            last_success: status.last_success.or(synced_before),
            as_of: status.as_of,
            next_try: (!status.online && wait > 0).then(|| time::wall().plus_millis(wait as i64)),
            first_sync: status.filling.map(|filling| FirstSync {
                complete: filling.complete,
                parts: filling.scopes,
                rows: filling.rows,
            }),
            needs_sign_in: status.sign_in,
            is_outdated: status.upgrade || self.other_protocol.get(),
        };
        if self.leads() {
            self.tell_standing(Standing {
                reachable: state.reachable,
                last_success: state.last_success,
                next_try: state.next_try,
                needs_sign_in: state.needs_sign_in,
                is_outdated: state.is_outdated,
            });
        } else if let Some(heard) = self.heard.get() {
            state.reachable = heard.reachable;
            state.last_success = heard.last_success;
            state.next_try = heard.next_try;
            state.needs_sign_in = heard.needs_sign_in;
            state.is_outdated = heard.is_outdated;
        }
        let acked = client.acked_n();
        let version = (
            client.next_n(),
            acked,
            status.attention,
            status.held,
            status.syncing,
            status.waiting,
        );
        let is_news = self.shown.replace(Some(version)) != Some(version);
        let (full, revoked, offset) = (status.full, status.revoked, status.clock_offset_ms);
        drop(client);
        self.books.show_status(state, acked, full, revoked, offset);
        if is_news {
            self.books.outbox_changed();
        }
    }

    /// The outbox as the drawer lists it.
    pub(crate) fn outbox(&self) -> Vec<OutboxEntry> {
        let raw = entries(&self.client.borrow());
        raw.into_iter()
            .map(|raw| OutboxEntry {
                what: self.books.describe(raw.operation.as_ref()),
                ..raw.entry
            })
            .collect()
    }
}

struct Raw {
    entry: OutboxEntry,
    operation: Option<Operation>,
}

/// The drawer: what needs attention, what waits, what was done last; newest first in each.
fn entries(client: &client::Client) -> Vec<Raw> {
    let numbers: HashMap<OperationId, u64> = client
        .entries()
        .map(|view| (view.entry.op_id, view.n))
        .collect();
    let mut all: Vec<(u8, Raw)> = Vec::new();
    let (mut n_waiting, mut n_done) = (0, 0);
    let views: Vec<_> = client.entries().collect();
    for view in views.iter().rev() {
        let seen = match &view.state {
            client::EntryState::Waiting | client::EntryState::Sending => &mut n_waiting,
            client::EntryState::Done(_) | client::EntryState::Discarded => &mut n_done,
            _ => &mut 0,
        };
        *seen += 1;
        if *seen > MOST {
            continue;
        }
        let (order, state) = match &view.state {
            client::EntryState::NeedsAttention { code, detail } => {
                let why = if detail.is_empty() {
                    words::refusal(code)
                } else {
                    detail.clone()
                };
                (0, EntryState::Refused { why })
            }
            client::EntryState::Held { behind } => (
                1,
                EntryState::Held {
                    behind: numbers.get(behind).copied().unwrap_or_default(),
                },
            ),
            client::EntryState::Waiting => (2, EntryState::Waiting),
            client::EntryState::Sending => (2, EntryState::Sent),
            client::EntryState::Done(_) | client::EntryState::Discarded => {
                let is_discarded = matches!(view.state, client::EntryState::Discarded);
                (
                    3,
                    if is_discarded {
                        EntryState::Discarded
                    } else {
                        EntryState::Landed
                    },
                )
            }
        };
        let entry = OutboxEntry {
            n: view.n,
            operation: view.entry.op_id,
            what: String::new(),
            at: moment(view.entry),
            by: client.author(view.entry.grant),
            state,
        };
        all.push((
            order,
            Raw {
                entry,
                operation: view.entry.operation(),
            },
        ));
    }
    domain::order::sort_by_key(&mut all, |(order, _)| *order);
    all.into_iter().map(|(_, raw)| raw).collect()
}

/// When an entry was made, as well as the device knows.
fn moment(entry: &Entry) -> Timestamp {
    entry.at.wall.plus_millis(entry.at.offset_ms.unwrap_or(0))
}

/// What an entry shows in the list of last scans.
fn own_event(n: u64, entry: &Entry) -> Option<(PassId, PassEvent)> {
    let Some(Operation::Fact(fact)) = entry.operation() else {
        return None;
    };
    let (pass, item, what) = match fact {
        Fact::Counted {
            pass,
            item,
            quantity,
            source,
        } => (pass, item, PassEventKind::Counted(quantity, source)),
        Fact::Set {
            pass,
            item,
            quantity,
            voids,
            source,
        } => (
            pass,
            item,
            PassEventKind::Set {
                quantity,
                source,
                voids,
            },
        ),
        Fact::Voided { pass, event } => {
            // An event of its own only in that it takes another one back.
            (
                pass,
                Item::Product(domain::ids::ProductId::from_bytes([0; 16])),
                PassEventKind::Undone(event),
            )
        }
        Fact::SuspectedDouble { pass, item, .. } => (pass, item, PassEventKind::SuspectedDouble),
        _ => return None,
    };
    Some((
        pass,
        PassEvent {
            n,
            id: entry.op_id,
            item,
            what,
            at: moment(entry),
            is_unsent: true,
            is_void: false,
        },
    ))
}
