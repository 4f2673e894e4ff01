//! Keys of the tables of pulled rows.

use super::{StoreOp, Table};
use crate::scope::Scope;

/// Keys sort by scope, generation and number.
pub(super) fn page_key(scope: Scope, generation: u32, at: u64) -> Vec<u8> {
    let mut key = scope.to_string().into_bytes();
    key.push(0);
    key.extend(generation.to_be_bytes());
    key.extend(at.to_be_bytes());
    key
}

pub(super) fn segment_key(scope: Scope, generation: u32, at: u32) -> Vec<u8> {
    page_key(scope, generation, u64::from(at))
}

pub(super) fn read_page_key(key: &[u8]) -> Option<(Scope, u32, u64)> {
    let (rest, at) = key.split_last_chunk::<8>()?;
    let (rest, generation) = rest.split_last_chunk::<4>()?;
    let name = std::str::from_utf8(rest.strip_suffix(&[0])?).ok()?;
    Some((
        name.parse().ok()?,
        u32::from_be_bytes(*generation),
        u64::from_be_bytes(*at),
    ))
}

pub(super) fn next_key(key: &[u8]) -> Vec<u8> {
    [key, &[0]].concat()
}

pub(super) fn delete_generation(scope: Scope, generation: u32) -> [StoreOp; 2] {
    [Table::Page, Table::Segment].map(|table| StoreOp::DeleteRange {
        table,
        from: page_key(scope, generation, 0),
        to: page_key(scope, generation + 1, 0),
    })
}

pub(super) fn delete_scope(scope: Scope) -> [StoreOp; 2] {
    [Table::Page, Table::Segment].map(|table| StoreOp::DeleteRange {
        table,
        from: page_key(scope, 0, 0),
        to: page_key(scope, u32::MAX, u64::MAX),
    })
}
