//! Many rows in few bytes: the pieces that snapshots are made of, and that the browser keeps on disk.
//!
//! A piece is immutable and content-addressed. Its rows are of one kind and sorted by id. Rows are laid out by column
//! (ids, numbers, what follows the id), products by more of them (SKUs, names, codes, the rest), which halves what is
//! left after compression. In memory a piece is its rows' bodies in one buffer, to be read in place.

use crate::check::Sum;
use crate::wire::{Blob, Row, Value};
use domain::books::EntityKind;
use domain::order;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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

#[derive(Serialize, Deserialize)]
struct PlainRows {
    kind: u16,
    rows: Vec<(Blob, u64, Value)>,
}

/// Products by column. Every column is made of the bytes of the bodies as they are, so that unpacking gives them back
/// exactly.
#[derive(Default, Serialize, Deserialize)]
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
#[derive(Serialize, Deserialize)]
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

#[derive(Serialize, Deserialize)]
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

    fn read(&self, n_rows: usize) -> Result<Vec<&[u8]>, UnreadableSegment> {
        Ok(match self {
            Self::Each(column) => column.read(n_rows)?.collect(),
            Self::Few(choices) => choices.read(n_rows)?.collect(),
        })
    }
}

/// Ids of 16 bytes in their order: a time in the first 6, and 10 more that one server raises by small steps.
#[derive(Default, Serialize, Deserialize)]
struct Ids {
    /// Differences.
    times: Vec<u64>,
    /// Differences, modulo 2^80.
    steps: Vec<u128>,
}

impl Ids {
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

    fn read(&self, n_rows: usize) -> Result<Vec<[u8; 16]>, UnreadableSegment> {
        if self.times.len() != n_rows || self.steps.len() != n_rows {
            return Err(UnreadableSegment);
        }
        let (mut time, mut rest) = (0_u64, 0_u128);
        let mut ids = Vec::with_capacity(n_rows);
        for (later, step) in self.times.iter().zip(&self.steps) {
            let next = time.checked_add(*later);
            time = next
                .filter(|time| *time >> 48 == 0)
                .ok_or(UnreadableSegment)?;
            rest = rest.wrapping_add(*step) & Self::REST;
            ids.push((u128::from(time) << Self::REST_BITS | rest).to_be_bytes());
        }
        Ok(ids)
    }
}

/// Parts that many products have in common: each once, and which of them a row has.
#[derive(Default, Serialize, Deserialize)]
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

    fn read(&self, n_rows: usize) -> Result<impl Iterator<Item = &[u8]>, UnreadableSegment> {
        let values: Vec<&[u8]> = self.values.read(self.values.lengths.len())?.collect();
        let known = self.chosen.iter().all(|at| (*at as usize) < values.len());
        if !known || self.chosen.len() != n_rows {
            return Err(UnreadableSegment);
        }
        Ok(self.chosen.iter().map(move |at| values[*at as usize]))
    }
}

#[derive(Default, Serialize, Deserialize)]
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

    fn read(&self, n_rows: usize) -> Result<impl Iterator<Item = &[u8]>, UnreadableSegment> {
        let total: usize = self.lengths.iter().map(|length| *length as usize).sum();
        if self.lengths.len() != n_rows || total != self.bytes.len() {
            return Err(UnreadableSegment);
        }
        let mut at = 0;
        Ok(self.lengths.iter().map(move |length| {
            let from = at;
            at += *length as usize;
            &self.bytes[from..at]
        }))
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
        let mut walk = Walk { all: rest, at: 0 };
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

    /// Puts amounts back between tiers and currencies.
    fn prices(prices: &[u8], amounts: &[u8], into: &mut Vec<u8>) -> Option<()> {
        let (mut shape, mut amounts) = (
            Walk { all: prices, at: 0 },
            Walk {
                all: amounts,
                at: 0,
            },
        );
        let n_prices = shape.number()?;
        into.extend_from_slice(&prices[..shape.at]);
        for _ in 0..n_prices {
            into.extend_from_slice(shape.take(|walk| walk.skip(16))?);
            into.extend_from_slice(amounts.take(|walk| walk.number().map(drop))?);
            into.extend_from_slice(shape.take(Walk::text)?);
        }
        Some(())
    }
}

/// Walks over postcard without building anything.
struct Walk<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    fn take(&mut self, step: impl FnOnce(&mut Self) -> Option<()>) -> Option<&'a [u8]> {
        let from = self.at;
        step(self)?;
        self.all.get(from..self.at)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.all.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn skip(&mut self, n: usize) -> Option<()> {
        self.at = self.at.checked_add(n).filter(|at| *at <= self.all.len())?;
        Some(())
    }

    fn text(&mut self) -> Option<()> {
        let length = usize::try_from(self.number()?).ok()?;
        self.skip(length)
    }

    fn optional(&mut self, one: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        match self.number()? {
            0 => Some(()),
            1 => one(self),
            _ => None,
        }
    }

    fn many(&mut self, one: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        (0..self.number()?).try_for_each(|_| one(self))
    }
}

/// A row of a piece, read in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed<'a> {
    /// The entity's id.
    pub id: &'a [u8],
    /// Its number in the scope.
    pub seq: u64,
    /// Version of `body`.
    pub v: u16,
    /// The row.
    pub body: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
struct Place {
    seq: u64,
    v: u16,
    id_length: u16,
    /// In front of the body, or the same as `body_from` where the body begins with the id.
    id_from: u32,
    body_from: u32,
    body_to: u32,
}

/// A piece in memory: ids and bodies in one buffer.
#[derive(Debug, Clone)]
pub struct Segment {
    kind: u16,
    bytes: Vec<u8>,
    places: Vec<Place>,
    sum: Sum,
}

impl Segment {
    /// Reads a piece.
    ///
    /// # Errors
    /// Refuses what is damaged or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableSegment> {
        let (layout, rest) = bytes.split_first().ok_or(UnreadableSegment)?;
        match *layout {
            PLAIN => {
                let plain: PlainRows = postcard::from_bytes(rest).map_err(|_| UnreadableSegment)?;
                let mut segment = Self::empty(plain.kind);
                for (id, seq, value) in &plain.rows {
                    segment.push(id, *seq, value.v, &[&value.body])?;
                }
                Ok(segment)
            }
            PRODUCTS => {
                Self::from_columns(&postcard::from_bytes(rest).map_err(|_| UnreadableSegment)?)
            }
            KEYED => Self::from_keyed(&postcard::from_bytes(rest).map_err(|_| UnreadableSegment)?),
            _ => Err(UnreadableSegment),
        }
    }

    fn from_columns(products: &Products) -> Result<Self, UnreadableSegment> {
        let n_rows = products.seqs.len();
        let ids = products.ids.read(n_rows)?;
        let mut segment = Self::empty(EntityKind::Product as u16);
        let mut skus = products.skus.read(n_rows)?;
        let mut names = products.names.read(n_rows)?;
        let mut kinds = products.kinds.read(n_rows)?;
        let mut barcodes = products.barcodes.read(n_rows)?;
        let mut groups = products.groups.read(n_rows)?;
        let mut descriptions = products.descriptions.read(n_rows)?;
        let mut measures = products.measures.read(n_rows)?;
        let mut prices = products.prices.read(n_rows)?;
        let mut amounts = products.amounts.read(n_rows)?;
        let mut rests = products.rests.read(n_rows)?;
        let mut priced = Vec::new();
        let mut seq = 0_i64;
        for (id, later) in ids.iter().zip(&products.seqs) {
            seq = seq.checked_add(*later).ok_or(UnreadableSegment)?;
            priced.clear();
            let (shape, amount) = (
                prices.next().unwrap_or_default(),
                amounts.next().unwrap_or_default(),
            );
            Parts::prices(shape, amount, &mut priced).ok_or(UnreadableSegment)?;
            let body = [
                id.as_slice(),
                skus.next().unwrap_or_default(),
                names.next().unwrap_or_default(),
                kinds.next().unwrap_or_default(),
                barcodes.next().unwrap_or_default(),
                groups.next().unwrap_or_default(),
                descriptions.next().unwrap_or_default(),
                measures.next().unwrap_or_default(),
                &priced,
                rests.next().unwrap_or_default(),
            ];
            let seq = u64::try_from(seq).map_err(|_| UnreadableSegment)?;
            segment.push(id, seq, products.v, &body)?;
        }
        Ok(segment)
    }

    fn from_keyed(rows: &KeyedRows) -> Result<Self, UnreadableSegment> {
        let n_rows = rows.seqs.len();
        let (ids, rests) = (rows.ids.read(n_rows)?, rows.rests.read(n_rows)?);
        let mut segment = Self::empty(rows.kind);
        let (mut seq, mut id) = (0_i64, Vec::new());
        let tails = rows.tails.read(n_rows)?;
        for (((head, tail), rest), later) in ids.iter().zip(tails).zip(rests).zip(&rows.seqs) {
            seq = seq.checked_add(*later).ok_or(UnreadableSegment)?;
            id.clear();
            id.extend_from_slice(head);
            id.extend_from_slice(tail);
            let seq = u64::try_from(seq).map_err(|_| UnreadableSegment)?;
            segment.push(&id, seq, rows.v, &[&id, rest])?;
        }
        Ok(segment)
    }

    fn empty(kind: u16) -> Self {
        Self {
            kind,
            bytes: Vec::new(),
            places: Vec::new(),
            sum: Sum::EMPTY,
        }
    }

    fn push(
        &mut self,
        id: &[u8],
        seq: u64,
        v: u16,
        body: &[&[u8]],
    ) -> Result<(), UnreadableSegment> {
        let end = |bytes: &Vec<u8>| u32::try_from(bytes.len()).map_err(|_| UnreadableSegment);
        let id_from = end(&self.bytes)?;
        let id_length = u16::try_from(id.len()).map_err(|_| UnreadableSegment)?;
        if !body.first().is_some_and(|part| part.starts_with(id)) {
            self.bytes.extend_from_slice(id);
        }
        let body_from = end(&self.bytes)?;
        for part in body {
            self.bytes.extend_from_slice(part);
        }
        let body_to = end(&self.bytes)?;
        self.sum.add(self.kind, id, seq);
        self.places.push(Place {
            seq,
            v,
            id_length,
            id_from,
            body_from,
            body_to,
        });
        Ok(())
    }

    fn id(&self, place: &Place) -> &[u8] {
        let from = place.id_from as usize;
        &self.bytes[from..from + usize::from(place.id_length)]
    }

    fn packed(&self, place: &Place) -> Packed<'_> {
        let body = &self.bytes[place.body_from as usize..place.body_to as usize];
        Packed {
            id: self.id(place),
            seq: place.seq,
            v: place.v,
            body,
        }
    }

    /// The kind of its rows.
    pub fn kind(&self) -> u16 {
        self.kind
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> u32 {
        u32::try_from(self.places.len()).expect("a piece is small")
    }

    /// The sum of its rows.
    pub fn sum(&self) -> Sum {
        self.sum
    }

    /// A row by its id, read in place.
    pub fn row(&self, kind: u16, id: &[u8]) -> Option<Packed<'_>> {
        if kind != self.kind {
            return None;
        }
        let at = self
            .places
            .binary_search_by(|place| self.id(place).cmp(id))
            .ok()?;
        Some(self.packed(&self.places[at]))
    }

    /// Number and value of a row.
    pub fn find(&self, kind: u16, id: &[u8]) -> Option<(u64, Value)> {
        let packed = self.row(kind, id)?;
        Some((
            packed.seq,
            Value {
                v: packed.v,
                body: packed.body.to_vec().into(),
            },
        ))
    }

    /// Its rows in the order of ids, read in place.
    pub fn packed_rows(&self) -> impl ExactSizeIterator<Item = Packed<'_>> {
        self.places.iter().map(|place| self.packed(place))
    }

    /// Its rows, if they are of this kind, on their own.
    pub fn rows(&self, kind: u16) -> impl Iterator<Item = Row> {
        let places = if kind == self.kind {
            self.places.as_slice()
        } else {
            &[]
        };
        places.iter().map(move |place| {
            let packed = self.packed(place);
            let value = Value {
                v: packed.v,
                body: packed.body.to_vec().into(),
            };
            Row {
                seq: packed.seq,
                kind,
                id: packed.id.to_vec().into(),
                value: Some(value),
            }
        })
    }

    /// Kinds and ids of its rows.
    pub fn keys(&self) -> impl Iterator<Item = (u16, Vec<u8>)> {
        self.places
            .iter()
            .map(|place| (self.kind, self.id(place).to_vec()))
    }
}

#[cfg(test)]
mod tests;
