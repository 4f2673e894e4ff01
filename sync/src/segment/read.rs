//! A piece in memory. It stays as it is stored: what is looked up goes to the column, and a row is put together only for
//! who asks for it. So opening a hundred thousand products is a walk over lengths.

use super::walk::Walk;
use super::{KEYED, PLAIN, PRODUCTS, UnreadableSegment};
use crate::check::Sum;
use crate::wire::{Row, Value};
use domain::books::EntityKind;
use domain::ids::{BrandId, CategoryId, FamilyId};
use std::cell::OnceCell;
use std::cmp::Ordering;

/// The ten columns of products, as [`super::Parts`] names them.
const SKU: usize = 0;
const NAME: usize = 1;
const KIND: usize = 2;
const BARCODES: usize = 3;
const GROUPS: usize = 4;
const DESCRIPTION: usize = 5;
const MEASURES: usize = 6;
const PRICES: usize = 7;
const AMOUNTS: usize = 8;
const REST: usize = 9;

/// A piece in memory.
#[derive(Debug, Clone)]
pub struct Segment {
    kind: u16,
    bytes: Box<[u8]>,
    seqs: Box<[u64]>,
    layout: Layout,
    /// Reckoned when first asked for: opening a device does not need it.
    sum: OnceCell<Sum>,
}

#[derive(Debug, Clone)]
enum Layout {
    Plain(Box<[PlainRow]>),
    Products {
        v: u16,
        ids: Box<[[u8; 16]]>,
        columns: Box<[Parts; 10]>,
    },
    Keyed {
        v: u16,
        ids: Box<[[u8; 16]]>,
        tails: Parts,
        rests: Parts,
    },
}

#[derive(Debug, Clone)]
struct PlainRow {
    v: u16,
    id: Span,
    body: Span,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    from: u32,
    to: u32,
}

impl Span {
    fn of(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.from as usize..self.to as usize]
    }
}

/// A part of each row.
#[derive(Debug, Clone)]
enum Parts {
    Each(Column),
    Few { values: Column, chosen: Box<[u32]> },
}

impl Parts {
    fn of<'a>(&self, bytes: &'a [u8], row: usize) -> &'a [u8] {
        match self {
            Self::Each(column) => column.part(bytes, row),
            Self::Few { values, chosen } => values.part(bytes, chosen[row] as usize),
        }
    }

    /// Which of [`Parts::values`] a row has.
    fn number(&self, row: u32) -> u32 {
        match self {
            Self::Each(_) => row,
            Self::Few { chosen, .. } => chosen[row as usize],
        }
    }

    /// All of them; each once, if some are equal.
    fn values<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let (Self::Few { values, .. } | Self::Each(values)) = self;
        (0..values.n()).map(move |at| values.part(bytes, at))
    }

    fn shared<'a>(&self, bytes: &'a [u8], row: usize) -> Shared<'a> {
        let number = self.number(u32::try_from(row).expect("a piece is small"));
        Shared {
            number,
            bytes: self.of(bytes, row),
        }
    }
}

/// Parts one behind the other: where each begins, and where the last ends.
#[derive(Debug, Clone)]
struct Column(Box<[u32]>);

impl Column {
    fn n(&self) -> usize {
        self.0.len() - 1
    }

    fn part<'a>(&self, bytes: &'a [u8], at: usize) -> &'a [u8] {
        &bytes[self.0[at] as usize..self.0[at + 1] as usize]
    }
}

/// What a product is searched and resolved by, read in place.
#[derive(Debug, Clone, Copy)]
pub struct ProductHead<'a> {
    /// Its id.
    pub id: [u8; 16],
    /// Its SKU.
    pub sku: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its codes.
    pub barcodes: Barcodes<'a>,
    /// What it is grouped by: see [`Shared::grouping`].
    pub groups: Shared<'a>,
    /// What is left of it: see [`Shared::reorder_level`].
    pub rest: Shared<'a>,
    /// Whether it is archived.
    pub archived: bool,
}

/// A part that many rows of a piece have in common.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    /// The same for all rows of the piece that have it.
    pub number: u32,
    bytes: &'a [u8],
}

/// What products are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Grouping {
    /// The family that it is a variant of.
    pub family: Option<FamilyId>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Its brand.
    pub brand: Option<BrandId>,
}

impl Shared<'_> {
    /// What [`ProductHead::groups`] says.
    pub fn grouping(self) -> Option<Grouping> {
        let mut walk = Walk::new(self.bytes);
        let family = walk.id()?;
        if family.is_some() {
            walk.many(Walk::text)?;
        }
        Some(Grouping {
            family: family.map(FamilyId::from_bytes),
            category: walk.id()?.map(CategoryId::from_bytes),
            brand: walk.id()?.map(BrandId::from_bytes),
        })
    }

    /// The reorder level that [`ProductHead::rest`] says, units.
    pub fn reorder_level(self) -> Option<i64> {
        let mut walk = Walk::new(self.bytes);
        let (_tax_rule, _location) = (walk.id()?, walk.id()?);
        match walk.number()? {
            1 => walk.signed(),
            _ => None,
        }
    }
}

impl<'a> ProductHead<'a> {
    fn of(
        id: [u8; 16],
        [sku, name, barcodes]: [&'a [u8]; 3],
        [groups, rest]: [Shared<'a>; 2],
    ) -> Option<Self> {
        let text = |part: &'a [u8]| {
            let mut walk = Walk::new(part);
            let length = walk.number()?;
            let text = &part[walk.at..];
            (text.len() as u64 == length)
                .then(|| std::str::from_utf8(text).ok())
                .flatten()
        };
        let archived = match rest.bytes.last()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        Some(Self {
            id,
            sku: text(sku)?,
            name: text(name)?,
            barcodes: Barcodes(barcodes),
            groups,
            rest,
            archived,
        })
    }
}

/// The codes of a product, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Barcodes<'a>(&'a [u8]);

impl<'a> Barcodes<'a> {
    /// Each code in canonical form, and the eaches that it stands for.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, i64)> {
        let mut walk = Walk::new(self.0);
        let n = walk.number().unwrap_or(0);
        (0..n).map_while(move |_| {
            let length = usize::try_from(walk.number()?).ok()?;
            let code = walk.take(|walk| walk.skip(length))?;
            Some((std::str::from_utf8(code).ok()?, walk.signed()?))
        })
    }
}

/// Rows whose bodies begin with their ids, by column.
#[derive(Debug, Clone, Copy)]
pub struct Keyed<'a> {
    segment: &'a Segment,
    /// Version of the bodies.
    pub v: u16,
    ids: &'a [[u8; 16]],
    tails: &'a Parts,
    rests: &'a Parts,
}

/// A row by column.
#[derive(Debug, Clone, Copy)]
pub struct KeyedRow {
    /// The first 16 bytes of its id.
    pub head: [u8; 16],
    /// Which of [`Keyed::tails`] follows them.
    pub tail: u32,
    /// Which of [`Keyed::rests`] follows the id in the body.
    pub rest: u32,
}

impl<'a> Keyed<'a> {
    /// What follows the first 16 bytes in the ids; each once.
    pub fn tails(self) -> impl Iterator<Item = &'a [u8]> {
        self.tails.values(&self.segment.bytes)
    }

    /// What follows the ids in the bodies; each once, if some are equal.
    pub fn rests(self) -> impl Iterator<Item = &'a [u8]> {
        self.rests.values(&self.segment.bytes)
    }

    /// The rows in the order of their ids.
    pub fn rows(self) -> impl Iterator<Item = KeyedRow> {
        (0..).zip(self.ids).map(move |(row, head)| KeyedRow {
            head: *head,
            tail: self.tails.number(row),
            rest: self.rests.number(row),
        })
    }
}

impl Segment {
    /// Reads a piece.
    ///
    /// # Errors
    /// Refuses what is damaged or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableSegment> {
        // Places in a piece are 32 bits.
        if u32::try_from(bytes.len()).is_err() {
            return Err(UnreadableSegment);
        }
        let mut walk = Walk::new(bytes);
        let read = walk.number().and_then(|layout| match layout as u8 {
            PLAIN => plain(&mut walk),
            PRODUCTS => products(&mut walk),
            KEYED => keyed(&mut walk),
            _ => None,
        });
        let (kind, seqs, layout) = read
            .filter(|_| walk.at == bytes.len())
            .ok_or(UnreadableSegment)?;
        Ok(Self {
            kind,
            bytes: bytes.into(),
            seqs,
            layout,
            sum: OnceCell::new(),
        })
    }

    /// The kind of its rows.
    pub fn kind(&self) -> u16 {
        self.kind
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> u32 {
        u32::try_from(self.seqs.len()).expect("a piece is small")
    }

    /// The sum of its rows.
    pub fn sum(&self) -> Sum {
        *self.sum.get_or_init(|| {
            let (mut sum, mut id) = (Sum::EMPTY, Vec::new());
            for (row, seq) in self.seqs.iter().enumerate() {
                id.clear();
                self.put_id(row, &mut id);
                sum.add(self.kind, &id, *seq);
            }
            sum
        })
    }

    /// Number of a row in the scope.
    pub fn seq(&self, kind: u16, id: &[u8]) -> Option<u64> {
        self.place(kind, id).map(|row| self.seqs[row])
    }

    /// Number and value of a row.
    pub fn find(&self, kind: u16, id: &[u8]) -> Option<(u64, Value)> {
        let row = self.place(kind, id)?;
        Some((self.seqs[row], self.value(row)))
    }

    /// Its rows, if they are of this kind, in the order of ids.
    pub fn rows(&self, kind: u16) -> impl Iterator<Item = Row> {
        self.beginning(kind, &[])
    }

    /// Its rows, if they are of this kind and their ids begin so, in the order of ids.
    pub fn beginning(&self, kind: u16, prefix: &[u8]) -> impl Iterator<Item = Row> {
        let n = if kind == self.kind {
            self.seqs.len()
        } else {
            0
        };
        let from = partition(n, |row| self.compare(row, prefix) == Ordering::Less);
        let rest = partition(n - from, |row| self.begins_with(from + row, prefix));
        (from..from + rest).map(|row| Row {
            seq: self.seqs[row],
            kind: self.kind,
            id: self.id(row).into(),
            value: Some(self.value(row)),
        })
    }

    /// Kinds and ids of its rows.
    pub fn keys(&self) -> impl Iterator<Item = (u16, Vec<u8>)> {
        (0..self.seqs.len()).map(|row| (self.kind, self.id(row)))
    }

    /// Its products, if it holds some of version 1 whose columns this version knows. One that cannot be read in place is
    /// `None`.
    pub fn products(&self) -> Option<impl Iterator<Item = Option<ProductHead<'_>>>> {
        let Layout::Products { v: 1, ids, columns } = &self.layout else {
            return None;
        };
        let part = |column: usize, row| columns[column].of(&self.bytes, row);
        let shared = |column: usize, row| columns[column].shared(&self.bytes, row);
        Some(ids.iter().enumerate().map(move |(row, id)| {
            ProductHead::of(
                *id,
                [part(SKU, row), part(NAME, row), part(BARCODES, row)],
                [shared(GROUPS, row), shared(REST, row)],
            )
        }))
    }

    /// Its rows by column, if their bodies begin with their ids.
    pub fn keyed(&self) -> Option<Keyed<'_>> {
        match &self.layout {
            Layout::Keyed {
                v,
                ids,
                tails,
                rests,
            } => Some(Keyed {
                segment: self,
                v: *v,
                ids,
                tails,
                rests,
            }),
            _ => None,
        }
    }

    fn place(&self, kind: u16, id: &[u8]) -> Option<usize> {
        let n = if kind == self.kind {
            self.seqs.len()
        } else {
            0
        };
        let row = partition(n, |row| self.compare(row, id) == Ordering::Less);
        (row < n && self.compare(row, id) == Ordering::Equal).then_some(row)
    }

    fn compare(&self, row: usize, id: &[u8]) -> Ordering {
        match &self.layout {
            Layout::Plain(rows) => rows[row].id.of(&self.bytes).cmp(id),
            Layout::Products { ids, .. } => ids[row].as_slice().cmp(id),
            Layout::Keyed { ids, tails, .. } => {
                let head = &id[..id.len().min(16)];
                let tail = || tails.of(&self.bytes, row).cmp(&id[head.len()..]);
                ids[row].as_slice().cmp(head).then_with(tail)
            }
        }
    }

    fn begins_with(&self, row: usize, prefix: &[u8]) -> bool {
        match &self.layout {
            Layout::Plain(rows) => rows[row].id.of(&self.bytes).starts_with(prefix),
            Layout::Products { ids, .. } => ids[row].starts_with(prefix),
            Layout::Keyed { ids, tails, .. } => match prefix.split_at_checked(16) {
                Some((head, tail)) => {
                    ids[row] == head && tails.of(&self.bytes, row).starts_with(tail)
                }
                None => ids[row].starts_with(prefix),
            },
        }
    }

    fn id(&self, row: usize) -> Vec<u8> {
        let mut id = Vec::with_capacity(50);
        self.put_id(row, &mut id);
        id
    }

    fn put_id(&self, row: usize, into: &mut Vec<u8>) {
        match &self.layout {
            Layout::Plain(rows) => into.extend_from_slice(rows[row].id.of(&self.bytes)),
            Layout::Products { ids, .. } => into.extend_from_slice(&ids[row]),
            Layout::Keyed { ids, tails, .. } => {
                into.extend_from_slice(&ids[row]);
                into.extend_from_slice(tails.of(&self.bytes, row));
            }
        }
    }

    /// The row put together.
    fn value(&self, row: usize) -> Value {
        let bytes = &self.bytes;
        let mut body = Vec::with_capacity(128);
        let v = match &self.layout {
            Layout::Plain(rows) => {
                body.extend_from_slice(rows[row].body.of(bytes));
                rows[row].v
            }
            Layout::Products { v, ids, columns } => {
                body.extend_from_slice(&ids[row]);
                for column in [SKU, NAME, KIND, BARCODES, GROUPS, DESCRIPTION, MEASURES] {
                    body.extend_from_slice(columns[column].of(bytes, row));
                }
                let (shape, amounts) = (
                    columns[PRICES].of(bytes, row),
                    columns[AMOUNTS].of(bytes, row),
                );
                // What does not fit together is found damaged by whoever decodes the row.
                let _: Option<()> = put_prices(shape, amounts, &mut body);
                body.extend_from_slice(columns[REST].of(bytes, row));
                *v
            }
            Layout::Keyed { v, rests, .. } => {
                self.put_id(row, &mut body);
                body.extend_from_slice(rests.of(bytes, row));
                *v
            }
        };
        Value {
            v,
            body: body.into(),
        }
    }
}

/// The first of `n` places of which `is_before` does not hold.
fn partition(n: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Puts amounts back between tiers and currencies.
fn put_prices(prices: &[u8], amounts: &[u8], into: &mut Vec<u8>) -> Option<()> {
    let (mut shape, mut amounts) = (Walk::new(prices), Walk::new(amounts));
    let n_prices = shape.number()?;
    into.extend_from_slice(&prices[..shape.at]);
    for _ in 0..n_prices {
        into.extend_from_slice(shape.take(|walk| walk.skip(16))?);
        into.extend_from_slice(amounts.take(|walk| walk.number().map(drop))?);
        into.extend_from_slice(shape.take(Walk::text)?);
    }
    Some(())
}

// ---- Reading what `super` writes ----

type Read = (u16, Box<[u64]>, Layout);

fn plain(walk: &mut Walk<'_>) -> Option<Read> {
    let kind = u16::try_from(walk.number()?).ok()?;
    let n = walk.count()?;
    let (mut rows, mut seqs) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for _ in 0..n {
        let id = span(walk)?;
        seqs.push(walk.number()?);
        let v = u16::try_from(walk.number()?).ok()?;
        let body = span(walk)?;
        rows.push(PlainRow { v, id, body });
    }
    Some((kind, seqs.into(), Layout::Plain(rows.into())))
}

fn span(walk: &mut Walk<'_>) -> Option<Span> {
    let length = walk.count()?;
    let from = u32::try_from(walk.at).ok()?;
    walk.skip(length)?;
    let to = u32::try_from(walk.at).ok()?;
    Some(Span { from, to })
}

fn products(walk: &mut Walk<'_>) -> Option<Read> {
    let v = u16::try_from(walk.number()?).ok()?;
    let ids = ids(walk)?;
    let n = ids.len();
    let seqs = seqs(walk, n)?;
    let columns = [
        each(walk, n)?,
        each(walk, n)?,
        few(walk, n)?,
        each(walk, n)?,
        few(walk, n)?,
        each(walk, n)?,
        each(walk, n)?,
        few(walk, n)?,
        each(walk, n)?,
        few(walk, n)?,
    ];
    let columns = Box::new(columns);
    let kind = EntityKind::Product as u16;
    Some((kind, seqs, Layout::Products { v, ids, columns }))
}

fn keyed(walk: &mut Walk<'_>) -> Option<Read> {
    let kind = u16::try_from(walk.number()?).ok()?;
    let v = u16::try_from(walk.number()?).ok()?;
    let ids = ids(walk)?;
    let tails = few(walk, ids.len())?;
    let seqs = seqs(walk, ids.len())?;
    let rests = match walk.number()? {
        0 => each(walk, ids.len())?,
        1 => few(walk, ids.len())?,
        _ => return None,
    };
    let layout = Layout::Keyed {
        v,
        ids,
        tails,
        rests,
    };
    Some((kind, seqs, layout))
}

/// Reads what `super::Ids` writes.
fn ids(walk: &mut Walk<'_>) -> Option<Box<[[u8; 16]]>> {
    const REST_BITS: u32 = super::Ids::REST_BITS;
    let n = walk.count()?;
    let mut times = Vec::with_capacity(n);
    let mut time = 0_u64;
    for _ in 0..n {
        time = time.checked_add(walk.number()?)?;
        times.push(time);
    }
    if time >> 48 != 0 || walk.count()? != n {
        return None;
    }
    let mut rest = 0_u128;
    let mut ids = Vec::with_capacity(n);
    for time in times {
        rest = rest.wrapping_add(walk.wide()?) & super::Ids::REST;
        ids.push((u128::from(time) << REST_BITS | rest).to_be_bytes());
    }
    Some(ids.into())
}

fn seqs(walk: &mut Walk<'_>, n: usize) -> Option<Box<[u64]>> {
    if walk.count()? != n {
        return None;
    }
    let mut seq = 0_i64;
    let mut seqs = Vec::with_capacity(n);
    for _ in 0..n {
        seq = seq.checked_add(walk.signed()?)?;
        seqs.push(u64::try_from(seq).ok()?);
    }
    Some(seqs.into())
}

fn column(walk: &mut Walk<'_>) -> Option<Column> {
    let n = walk.count()?;
    let mut begins = Vec::with_capacity(n + 1);
    let mut total = 0_u32;
    begins.push(0);
    for _ in 0..n {
        total = total.checked_add(walk.small()?)?;
        begins.push(total);
    }
    if walk.count()? != total as usize {
        return None;
    }
    let from = u32::try_from(walk.at).ok()?;
    walk.skip(total as usize)?;
    begins.iter_mut().for_each(|begin| *begin += from);
    Some(Column(begins.into()))
}

fn each(walk: &mut Walk<'_>, n: usize) -> Option<Parts> {
    let column = column(walk)?;
    (column.n() == n).then_some(Parts::Each(column))
}

fn few(walk: &mut Walk<'_>, n: usize) -> Option<Parts> {
    let values = column(walk)?;
    if walk.count()? != n {
        return None;
    }
    let mut chosen = Vec::with_capacity(n);
    for _ in 0..n {
        chosen.push(walk.small().filter(|at| (*at as usize) < values.n())?);
    }
    Some(Parts::Few {
        values,
        chosen: chosen.into(),
    })
}
