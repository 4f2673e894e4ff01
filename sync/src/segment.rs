//! Many rows in few bytes: the pieces that snapshots are made of, and that the browser keeps on disk.
//!
//! A piece is immutable and content-addressed. Its rows are of one kind and sorted by id.

use crate::check::Sum;
use crate::wire::{Blob, Row, Value};
use serde::{Deserialize, Serialize};

/// Bytes that a piece grows to before the next one begins.
pub const PIECE_BYTES: usize = 64 * 1024;

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
        self.rows
            .sort_by(|a, b| (a.kind, &a.id.0).cmp(&(b.kind, &b.id.0)));
        let mut pieces = Vec::new();
        let mut rows = Vec::new();
        let mut size = 0;
        for row in self.rows {
            let weight = row.id.len() + row.value.as_ref().map_or(0, |value| value.body.len()) + 12;
            let other_kind = rows.last().is_some_and(|last: &Row| last.kind != row.kind);
            if !rows.is_empty() && (other_kind || size + weight > PIECE_BYTES) {
                pieces.push(pack(&std::mem::take(&mut rows)));
                size = 0;
            }
            size += weight;
            rows.push(row);
        }
        if !rows.is_empty() {
            pieces.push(pack(&rows));
        }
        pieces
    }
}

const PLAIN: u8 = 1;

#[derive(Serialize, Deserialize)]
struct PlainRows {
    kind: u16,
    rows: Vec<(Blob, u64, Value)>,
}

fn pack(rows: &[Row]) -> Piece {
    let kind = rows.first().map_or(0, |row| row.kind);
    let plain = PlainRows {
        kind,
        rows: rows
            .iter()
            .filter_map(|row| Some((row.id.clone(), row.seq, row.value.clone()?)))
            .collect(),
    };
    let bytes = postcard::to_extend(&plain, vec![PLAIN]).expect("rows serialise into memory");
    Piece {
        bytes,
        n_rows: u32::try_from(rows.len()).expect("a piece is small"),
    }
}

/// A piece in memory.
#[derive(Debug, Clone)]
pub struct Segment {
    kind: u16,
    rows: Vec<(Blob, u64, Value)>,
    sum: Sum,
}

impl Segment {
    /// Reads a piece.
    ///
    /// # Errors
    /// Refuses what is damaged or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableSegment> {
        let [PLAIN, rest @ ..] = bytes else {
            return Err(UnreadableSegment);
        };
        let plain: PlainRows = postcard::from_bytes(rest).map_err(|_| UnreadableSegment)?;
        let mut sum = Sum::EMPTY;
        for (id, seq, _) in &plain.rows {
            sum.add(plain.kind, id, *seq);
        }
        Ok(Self {
            kind: plain.kind,
            rows: plain.rows,
            sum,
        })
    }

    /// The kind of its rows.
    pub fn kind(&self) -> u16 {
        self.kind
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> u32 {
        u32::try_from(self.rows.len()).expect("a piece is small")
    }

    /// The sum of its rows.
    pub fn sum(&self) -> Sum {
        self.sum
    }

    /// Number and value of a row.
    pub fn find(&self, kind: u16, id: &[u8]) -> Option<(u64, Value)> {
        if kind != self.kind {
            return None;
        }
        let at = self
            .rows
            .binary_search_by(|(row, ..)| row.0.as_slice().cmp(id))
            .ok()?;
        Some((self.rows[at].1, self.rows[at].2.clone()))
    }

    /// Its rows, if they are of this kind.
    pub fn rows(&self, kind: u16) -> impl Iterator<Item = Row> {
        let rows = if kind == self.kind {
            self.rows.as_slice()
        } else {
            &[]
        };
        rows.iter().map(move |(id, seq, value)| Row {
            seq: *seq,
            kind,
            id: id.clone(),
            value: Some(value.clone()),
        })
    }

    /// Kinds and ids of its rows.
    pub fn keys(&self) -> impl Iterator<Item = (u16, Vec<u8>)> {
        self.rows.iter().map(|(id, ..)| (self.kind, id.0.clone()))
    }
}
