//! Many rows in few bytes: the pieces that snapshots are made of, and that the browser keeps on disk.
//!
//! A piece is immutable and content-addressed. Its rows are of one kind and sorted by id. Rows are laid out by column
//! (ids, numbers, what follows the id), products by more of them (SKUs, names, codes, the rest), which halves what is
//! left after compression. In memory a piece stays as it is stored ([`Segment`]).

mod read;
mod walk;

pub use read::{Barcodes, Grouping, Keyed, KeyedRow, ProductHead, Segment, Shared};

use crate::wire::{Blob, Row, Value};
use domain::books::EntityKind;
use domain::order;
use serde::Serialize;
use std::collections::HashMap;
use walk::Walk;

/// Bytes that a piece grows to before the next one begins.
pub const PIECE_BYTES: usize = 256 * 1024;

/// A piece as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What is stored and sent.
    pub bytes: Vec<u8>,
    /// Rows in it.
    pub n_rows: u32,
}

/// The content address of a piece.
pub fn address(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// Why bytes are no piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the piece of a snapshot is damaged or of a newer version")]
pub struct UnreadableSegment;

/// Collects rows into pieces.
#[derive(Debug, Default)]
pub struct Builder {
    rows: Vec<Row>,
}

impl Builder {
    /// No rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more row. Rows without a value are passed over.
    pub fn add(&mut self, row: Row) {
        if row.value.is_some() {
            self.rows.push(row);
        }
    }

    /// The pieces.
    pub fn finish(mut self) -> Vec<Piece> {
        order::sort_by(&mut self.rows, |a, b| {
            (a.kind, &a.id.0).cmp(&(b.kind, &b.id.0))
        });
        let mut pieces = Vec::new();
        let mut rows = Vec::new();
        let mut size = 0;
        for row in self.rows {
            let weight = row.id.len() + row.value.as_ref().map_or(0, |value| value.body.len()) + 12;
            let other_kind = rows.last().is_some_and(|last: &Row| last.kind != row.kind);
            if !rows.is_empty() && (other_kind || size + weight > PIECE_BYTES) {
                pieces.push(pack(std::mem::take(&mut rows)));
                size = 0;
            }
            size += weight;
            rows.push(row);
        }
        if !rows.is_empty() {
            pieces.push(pack(rows));
        }
        pieces
    }
}

const PLAIN: u8 = 1;
/// 2 was products in a layout that was never released.
const PRODUCTS: u8 = 3;
const KEYED: u8 = 4;

#[derive(Serialize)]
struct PlainRows {
    kind: u16,
    rows: Vec<(Blob, u64, Value)>,
}

/// Products by column. Every column is made of the bytes of the bodies as they are, so that unpacking gives them back
/// exactly.
#[derive(Default, Serialize)]
struct Products {
    v: u16,
    ids: Ids,
    /// Numbers, as differences.
    seqs: Vec<i64>,
    skus: Column,
    names: Column,
    kinds: Choices,
    barcodes: Column,
    /// Variant, category and brand.
    groups: Choices,
    descriptions: Column,
    measures: Column,
    /// Prices without their amounts: tiers and currencies.
    prices: Choices,
    amounts: Column,
    rests: Choices,
}

/// Rows of any kind whose bodies begin with their id, as nearly all do.
#[derive(Serialize)]
struct KeyedRows {
    kind: u16,
    v: u16,
    /// The first 16 bytes of each id.
    ids: Ids,
    /// What follows them in the id.
    tails: Choices,
    /// Numbers, as differences.
    seqs: Vec<i64>,
    /// What follows the id in the body.
    rests: Rests,
}

#[derive(Serialize)]
enum Rests {
    /// Nearly every row has one of its own.
    Each(Column),
    /// Many rows have the same.
    Few(Choices),
}

impl Rests {
    fn of<'a>(parts: impl Iterator<Item = &'a [u8]> + Clone) -> Self {
        let (mut few, mut known) = (Choices::default(), HashMap::new());
        for part in parts.clone() {
            few.push(part, &mut known);
        }
        if known.len() * 2 <= few.chosen.len() {
            return Self::Few(few);
        }
        let mut each = Column::default();
        parts.for_each(|part| each.push(part));
        Self::Each(each)
    }
}

/// Ids of 16 bytes in their order: a time in the first 6, and 10 more that one server raises by small steps.
#[derive(Default, Serialize)]
struct Ids {
    /// Differences.
    times: Vec<u64>,
    /// Differences, modulo 2^80.
    steps: Vec<u128>,
}

impl Ids {
    /// Bits behind the time.
    const REST_BITS: u32 = 80;
    const REST: u128 = (1 << Self::REST_BITS) - 1;

    /// `None` if they are not in their order.
    fn of<'a>(all: impl Iterator<Item = &'a [u8; 16]>) -> Option<Self> {
        let mut ids = Self::default();
        let (mut time, mut rest) = (0, 0);
        for id in all {
            let number = u128::from_be_bytes(*id);
            let (next_time, next_rest) = ((number >> Self::REST_BITS) as u64, number & Self::REST);
            ids.times.push(next_time.checked_sub(time)?);
            ids.steps.push(next_rest.wrapping_sub(rest) & Self::REST);
            (time, rest) = (next_time, next_rest);
        }
        Some(ids)
    }
}

/// Parts that many products have in common: each once, and which of them a row has.
#[derive(Default, Serialize)]
struct Choices {
    values: Column,
    chosen: Vec<u32>,
}

impl Choices {
    fn push<'a>(&mut self, part: &'a [u8], known: &mut HashMap<&'a [u8], u32>) {
        let next = u32::try_from(self.values.lengths.len()).expect("a piece is small");
        let at = *known.entry(part).or_insert(next);
        if at == next {
            self.values.push(part);
        }
        self.chosen.push(at);
    }
}

#[derive(Default, Serialize)]
struct Column {
    lengths: Vec<u32>,
    bytes: Blob,
}

impl Column {
    fn push(&mut self, part: &[u8]) {
        self.lengths
            .push(u32::try_from(part.len()).expect("a part of a body is small"));
        self.bytes.0.extend_from_slice(part);
    }
}

fn pack(rows: Vec<Row>) -> Piece {
    let n_rows = u32::try_from(rows.len()).expect("a piece is small");
    let kind = rows.first().map_or(0, |row| row.kind);
    let rows: Vec<(Blob, u64, Value)> = rows
        .into_iter()
        .filter_map(|row| Some((row.id, row.seq, row.value?)))
        .collect();
    let products = (kind == EntityKind::Product as u16)
        .then(|| by_column(&rows))
        .flatten();
    let bytes = match products {
        Some(products) => postcard::to_extend(&products, vec![PRODUCTS]),
        None => match keyed(kind, &rows) {
            Some(keyed) => postcard::to_extend(&keyed, vec![KEYED]),
            None => postcard::to_extend(&PlainRows { kind, rows }, vec![PLAIN]),
        },
    };
    Piece {
        bytes: bytes.expect("rows serialise into memory"),
        n_rows,
    }
}

/// `None` if an id is short, or a body does not begin with its id: then the rows stay rows.
fn keyed(kind: u16, rows: &[(Blob, u64, Value)]) -> Option<KeyedRows> {
    let v = rows.first()?.2.v;
    let mut heads = Vec::with_capacity(rows.len());
    let (mut tails, mut known) = (Choices::default(), HashMap::new());
    let mut rests = Vec::with_capacity(rows.len());
    let (mut seqs, mut last_seq) = (Vec::with_capacity(rows.len()), 0_i64);
    for (id, seq, value) in rows {
        let (head, tail) = id.split_first_chunk::<16>()?;
        heads.push(head);
        tails.push(tail, &mut known);
        rests.push(value.body.strip_prefix(id.0.as_slice())?);
        let seq = i64::try_from(*seq).ok()?;
        seqs.push(seq - last_seq);
        last_seq = seq;
        if value.v != v {
            return None;
        }
    }
    Some(KeyedRows {
        kind,
        v,
        ids: Ids::of(heads.into_iter())?,
        tails,
        seqs,
        rests: Rests::of(rests.iter().copied()),
    })
}

/// `None` if a body is not laid out as expected: then the rows stay rows.
fn by_column(rows: &[(Blob, u64, Value)]) -> Option<Products> {
    let mut products = Products {
        v: rows.first()?.2.v,
        ..Products::default()
    };
    let parts: Vec<Parts<'_>> = rows
        .iter()
        .map(|(_, _, value)| Parts::of(&value.body))
        .collect::<Option<_>>()?;
    let (mut kinds, mut groups, mut prices, mut rests) = (
        HashMap::new(),
        HashMap::new(),
        HashMap::new(),
        HashMap::new(),
    );
    products.ids = Ids::of(parts.iter().map(|parts| parts.id))?;
    let mut last_seq = 0_i64;
    for ((id, seq, value), parts) in rows.iter().zip(&parts) {
        if value.v != products.v || parts.id.as_slice() != id.0.as_slice() {
            return None;
        }
        let seq = i64::try_from(*seq).ok()?;
        products.seqs.push(seq - last_seq);
        last_seq = seq;
        products.skus.push(parts.sku);
        products.names.push(parts.name);
        products.kinds.push(parts.kind, &mut kinds);
        products.barcodes.push(parts.barcodes);
        products.groups.push(parts.groups, &mut groups);
        products.descriptions.push(parts.description);
        products.measures.push(parts.measures);
        products.prices.push(&parts.prices, &mut prices);
        products.amounts.push(&parts.amounts);
        products.rests.push(parts.rest, &mut rests);
    }
    Some(products)
}

/// The parts of a product's body (version 1), in their order.
struct Parts<'a> {
    id: &'a [u8; 16],
    sku: &'a [u8],
    name: &'a [u8],
    kind: &'a [u8],
    barcodes: &'a [u8],
    groups: &'a [u8],
    description: &'a [u8],
    measures: &'a [u8],
    prices: Vec<u8>,
    amounts: Vec<u8>,
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(body: &'a [u8]) -> Option<Self> {
        let (id, rest) = body.split_first_chunk::<16>()?;
        let mut walk = Walk::new(rest);
        let sku = walk.take(Walk::text)?;
        let name = walk.take(Walk::text)?;
        let kind = walk.take(|walk| match walk.number()? {
            0 | 2 => Some(()),
            1 => walk.many(|walk| walk.skip(16).and_then(|()| walk.number().map(drop))),
            _ => None,
        })?;
        let barcodes =
            walk.take(|walk| walk.many(|walk| walk.text().and_then(|()| walk.number().map(drop))))?;
        let groups = walk.take(|walk| {
            walk.optional(|walk| walk.skip(16).and_then(|()| walk.many(Walk::text)))?;
            walk.optional(|walk| walk.skip(16))?;
            walk.optional(|walk| walk.skip(16))
        })?;
        let description = walk.take(Walk::text)?;
        let measures = walk
            .take(|walk| (0..4).try_for_each(|_| walk.optional(|walk| walk.number().map(drop))))?;
        let (mut prices, mut amounts) = (Vec::new(), Vec::new());
        let from = walk.at;
        let n_prices = walk.number()?;
        prices.extend_from_slice(&walk.all[from..walk.at]);
        for _ in 0..n_prices {
            prices.extend_from_slice(walk.take(|walk| walk.skip(16))?);
            amounts.extend_from_slice(walk.take(|walk| walk.number().map(drop))?);
            prices.extend_from_slice(walk.take(Walk::text)?);
        }
        let rest = &rest[walk.at..];
        Some(Self {
            id,
            sku,
            name,
            kind,
            barcodes,
            groups,
            description,
            measures,
            prices,
            amounts,
            rest,
        })
    }
}

#[cfg(test)]
mod tests;
