//! Giving news: every scope the caller may hold, in one snapshot of the database.

use super::push::{Arrival, OUTDATED};
use super::tx::{IndexRow, ScopeHead, Tx};
use crate::planted::{Planted, is_planted};
use crate::release;
use crate::row;
use crate::scope::Scope;
use crate::wire::{Blob, MOST_PULL_BYTES, Page, Problem, Pulled, ReadTo, Request, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Rows read at a time.
const BATCH: usize = 500;
/// What a row weighs beside its body.
const ROW_OVERHEAD: usize = 24;

/// What a pull comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum PullAnswer {
    /// News.
    News(Pulled),
    /// None, and why.
    Problem(Problem),
}

/// Answers the pull of a request, within one reading transaction whose statements all see one snapshot. Begin it after
/// the push of the same request has committed: then the sender may find its own operations in the answer.
///
/// # Errors
/// What the database says.
pub async fn pull<T: Tx>(
    tx: &mut T,
    arrival: &Arrival<'_>,
    min_app: u32,
) -> Result<PullAnswer, T::Error> {
    let request = arrival.request;
    if arrival.caller.revoked {
        return Ok(PullAnswer::Problem(Problem::Revoked));
    }
    let release = release::current();
    if request.app < min_app || request.schema < release.oldest_schema {
        return Ok(PullAnswer::Problem(Problem::Upgrade));
    }
    // Rows that this server writes lack what a newer app knows of them, and it cannot read what a newer server wrote.
    let outdated = tx.is_outdated().await? && !is_planted(Planted::OutdatedServes);
    if request.schema > release.schema || outdated {
        return Ok(PullAnswer::Problem(OUTDATED));
    }
    let Some(wish) = &request.pull else {
        return Ok(PullAnswer::News(Pulled {
            last_n: 0,
            pages: Vec::new(),
            dropped: Vec::new(),
        }));
    };
    let last_n = tx.client(request.client).await?.map_or(0, |row| row.last_n);
    let mut held = tx.viewer(arrival.caller).await?.scopes();
    // An older app could not even read their names.
    held.retain(|scope| scope.since() <= request.schema || is_planted(Planted::ScopesOfNewerApps));
    let held = if is_planted(Planted::ScopesOfOthers) {
        with_everything(held)
    } else {
        held
    };
    let cursors: BTreeMap<Scope, ReadTo> = wish
        .cursors
        .iter()
        .map(|cursor| (cursor.scope, *cursor))
        .collect();
    let dropped = cursors
        .keys()
        .copied()
        .filter(|scope| !held.contains(scope))
        .collect();
    let mismatched: BTreeSet<Scope> = wish.mismatched.iter().copied().collect();
    let scopes: Vec<Scope> = held.into_iter().collect();
    let heads = tx.heads(&scopes).await?;
    let mut budget = (wish.max_bytes as usize).min(MOST_PULL_BYTES);
    let mut pages = Vec::with_capacity(scopes.len());
    for (scope, head) in scopes.into_iter().zip(heads) {
        let cursor = cursors.get(&scope).copied().unwrap_or(ReadTo {
            scope,
            seq: 0,
            since: 0,
        });
        let from = start(cursor, head, mismatched.contains(&scope));
        let restart = cursor.seq > 0 && from == 0;
        let page = read_page(
            tx,
            Page {
                scope,
                from,
                to: from,
                head: head.head,
                check: None,
                restart,
                snapshot: None,
                rows: Vec::new(),
            },
            head,
            request,
            &mut budget,
        );
        pages.push(page.await?);
    }
    Ok(PullAnswer::News(Pulled {
        last_n,
        pages,
        dropped,
    }))
}

/// What a server gives that does not ask who may have what.
fn with_everything(mut held: BTreeSet<Scope>) -> BTreeSet<Scope> {
    let places: Vec<_> = held
        .iter()
        .filter_map(|scope| match scope {
            Scope::Location(id) => Some(*id),
            _ => None,
        })
        .collect();
    held.extend(places.into_iter().map(Scope::Stock));
    held
}

/// Where reading begins: behind the cursor, unless tombstones behind it are gone, the cursor is from another
/// life of the database, or the client's sum disagreed.
fn start(cursor: ReadTo, head: ScopeHead, mismatched: bool) -> u64 {
    let below = cursor.seq.max(cursor.since) < head.floor && !is_planted(Planted::FloorIgnored);
    if mismatched || below || cursor.seq > head.head {
        0
    } else {
        cursor.seq
    }
}

async fn read_page<T: Tx>(
    tx: &mut T,
    mut page: Page,
    head: ScopeHead,
    request: &Request,
    budget: &mut usize,
) -> Result<Page, T::Error> {
    if page.from == 0
        && request.pull.as_ref().is_some_and(|wish| wish.snapshots)
        && head.head > 0
        && let Some(snapshot) = tx.snapshot(page.scope, request.schema).await?
        && snapshot.seq >= head.floor
    {
        page.snapshot = Some(snapshot);
        return Ok(page);
    }
    while page.to < head.head && *budget > 0 {
        let skipped = u64::from(page.to > 0 && is_planted(Planted::PageSkipsRow));
        let rows = tx.rows_after(page.scope, page.to + skipped, BATCH).await?;
        if rows.is_empty() {
            // The last rows were purged tombstones.
            page.to = head.head;
            break;
        }
        add_rows(tx, &mut page, rows, request.schema, budget).await?;
    }
    if *budget == 0 && is_planted(Planted::FinalTooEarly) {
        page.to = head.head;
    }
    if page.to == head.head {
        page.check = Some(head.check);
    }
    Ok(page)
}

async fn add_rows<T: Tx>(
    tx: &mut T,
    page: &mut Page,
    rows: Vec<IndexRow>,
    schema: u16,
    budget: &mut usize,
) -> Result<(), T::Error> {
    let live: Vec<_> = rows.iter().filter(|row| !row.deleted).collect();
    let keys: Vec<_> = live
        .iter()
        .map(|row| row::key(row.kind, &row.id).expect("the server wrote this key itself"))
        .collect();
    let schema = if is_planted(Planted::NewestRowsForAll) {
        u16::MAX
    } else {
        schema
    };
    let mut entities = tx.entities(&keys).await?.into_iter();
    for IndexRow {
        seq,
        kind,
        id,
        deleted,
    } in rows
    {
        let entity = if deleted {
            None
        } else {
            entities.next().flatten()
        };
        let value = entity.as_ref().map(|known| row::encode_for(known, schema));
        let weight = ROW_OVERHEAD + id.len() + value.as_ref().map_or(0, |value| value.body.len());
        page.to = seq;
        // A client that begins has nothing that a tombstone could remove.
        if page.from > 0 || value.is_some() {
            page.rows.push(Row {
                seq,
                kind,
                id: Blob(id.0),
                value,
            });
        }
        *budget = budget.saturating_sub(weight);
        if *budget == 0 {
            break;
        }
    }
    Ok(())
}
