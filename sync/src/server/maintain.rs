//! Chores of the log: snapshots and the purge of tombstones. Jobs call them, each in a transaction of its own.

use super::tx::Tx;
use crate::release;
use crate::row;
use crate::scope::Scope;
use crate::segment::Builder;
use crate::wire::{Row, SegmentRef, Snapshot};

/// Purges the tombstones of a scope up to the oldest cursor that is still expected to come back. A client that comes
/// from below the new floor reads the scope anew.
///
/// # Errors
/// What the database says.
pub async fn purge_tombstones<T: Tx>(
    tx: &mut T,
    scope: Scope,
    oldest_cursor: u64,
) -> Result<(), T::Error> {
    let head = tx
        .heads(&[scope])
        .await?
        .pop()
        .unwrap_or(super::tx::ScopeHead::EMPTY);
    let floor = oldest_cursor.min(head.head);
    if floor > head.floor {
        tx.purge(scope, floor).await
    } else {
        Ok(())
    }
}

/// Makes a snapshot of a scope, within one transaction whose statements all see one snapshot of the database. `None` if a
/// newer server has taken the place of this one.
///
/// # Errors
/// What the database says.
pub async fn build_snapshot<T: Tx>(tx: &mut T, scope: Scope) -> Result<Option<Snapshot>, T::Error> {
    const BATCH: usize = 2_000;
    if tx.is_outdated().await? {
        return Ok(None);
    }
    let head = tx
        .heads(&[scope])
        .await?
        .pop()
        .unwrap_or(super::tx::ScopeHead::EMPTY);
    let mut builder = Builder::new();
    let mut after = 0;
    loop {
        let rows = tx.rows_after(scope, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        let live: Vec<_> = rows.into_iter().filter(|row| !row.deleted).collect();
        let keys: Vec<_> = live
            .iter()
            .map(|row| row::key(row.kind, &row.id).expect("the server wrote this key itself"))
            .collect();
        for (index, entity) in live.into_iter().zip(tx.entities(&keys).await?) {
            let value = entity.as_ref().map(row::encode);
            builder.add(Row {
                seq: index.seq,
                kind: index.kind,
                id: index.id,
                value,
            });
        }
    }
    let pieces: Vec<_> = builder
        .finish()
        .into_iter()
        .map(|piece| (crate::segment::address(&piece.bytes), piece))
        .collect();
    let segments = pieces
        .iter()
        .map(|(hash, piece)| SegmentRef {
            hash: hash.clone(),
            bytes: u32::try_from(piece.bytes.len()).expect("a piece is small"),
            rows: piece.n_rows,
        })
        .collect();
    let snapshot = Snapshot {
        seq: head.head,
        check: head.check,
        segments,
    };
    let pieces: Vec<_> = pieces
        .into_iter()
        .map(|(hash, piece)| (hash, piece.bytes))
        .collect();
    tx.put_snapshot(scope, release::current().schema, &snapshot, &pieces)
        .await?;
    Ok(Some(snapshot))
}
