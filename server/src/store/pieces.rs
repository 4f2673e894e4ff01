//! Pieces of snapshots as devices fetch them. They are compressed once, in idle time, and not for every device anew.
//!
//! A piece is stored as it is, until it is packed: then a zero stands in front of its compressed bytes. No layout of a
//! piece has that number.

use super::StoreError;
use super::records::parse_json;
use super::sql::{column, row, rows, run, values};
use ::sync::scope::Scope;
use ::sync::wire::Snapshot;
use sea_orm::ConnectionTrait;
use std::io;

const PACKED: u8 = 0;
/// Between what a device downloads and how long the server takes: about 10 MB a second.
const QUALITY: i32 = 7;

/// A piece as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As devices read it.
    Plain(Vec<u8>),
    /// Compressed by Brotli.
    Packed(Vec<u8>),
}

impl Piece {
    fn of(mut stored: Vec<u8>) -> Self {
        if stored.first() == Some(&PACKED) {
            stored.remove(0);
            Self::Packed(stored)
        } else {
            Self::Plain(stored)
        }
    }

    /// As devices read it.
    ///
    /// # Errors
    /// If what is stored is damaged.
    pub fn plain(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Plain(bytes) => Ok(bytes),
            Self::Packed(bytes) => {
                let mut plain = Vec::new();
                brotli::BrotliDecompress(&mut bytes.as_slice(), &mut plain)?;
                Ok(plain)
            }
        }
    }
}

/// A piece of the newest snapshot of a scope.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn piece<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    hash: &str,
) -> Result<Option<Piece>, StoreError> {
    let sql = "SELECT sync_piece.bytes AS bytes, sync_snapshot.body AS body FROM sync_piece
        JOIN sync_scope ON sync_scope.scope = $2 JOIN sync_snapshot ON sync_snapshot.scope = sync_scope.number
        WHERE sync_piece.hash = $1";
    let Some(row) = row(db, sql, values![hash, scope.to_string()]).await? else {
        return Ok(None);
    };
    let snapshot: Snapshot = parse_json("sync_snapshot", &column::<String>(&row, "body")?)?;
    if snapshot.segments.iter().any(|segment| segment.hash == hash) {
        Ok(Some(Piece::of(column(&row, "bytes")?)))
    } else {
        Ok(None)
    }
}

/// Packs the pieces that are not packed yet, one after the other; answers how many those were.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn pack<C: ConnectionTrait>(db: &C) -> Result<usize, StoreError> {
    let sql = "SELECT hash FROM sync_piece WHERE substr(bytes, 1, 1) <> $1";
    let plain = rows(db, sql, values![vec![PACKED]]).await?;
    for found in &plain {
        let hash: String = column(found, "hash")?;
        let sql = "SELECT bytes FROM sync_piece WHERE hash = $1";
        let Some(found) = row(db, sql, values![hash.as_str()]).await? else {
            continue;
        };
        let Piece::Plain(bytes) = Piece::of(column(&found, "bytes")?) else {
            continue;
        };
        let packing = tokio::task::spawn_blocking(move || packed(&bytes));
        let packed = packing.await.expect("packing does not panic");
        let sql = "UPDATE sync_piece SET bytes = $2 WHERE hash = $1";
        run(db, sql, values![hash.as_str(), packed]).await?;
    }
    Ok(plain.len())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = vec![PACKED];
    let mut from = bytes;
    brotli::BrotliCompress(&mut from, &mut packed, &parameters).expect("memory takes bytes");
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_piece_is_smaller_and_reads_the_same() {
        let bytes = b"PX-100041 PX-100042 PX-100043 PX-100044 ".repeat(50);
        let stored = packed(&bytes);
        assert!(stored.len() < bytes.len() / 4);
        let piece = Piece::of(stored);
        assert!(matches!(piece, Piece::Packed(_)));
        assert_eq!(piece.plain().expect("it reads"), bytes);
        assert_eq!(Piece::of(bytes.clone()), Piece::Plain(bytes));
    }
}
