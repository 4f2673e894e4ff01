//! Pictures, each kept once under the digest of its bytes, for as long as a product names it or it is a photo of something
//! that was counted.

use super::StoreError;
use super::records::parse_json;
use super::sql::{column, list, row, rows, run, values};
use domain::catalogue::Product;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, Value};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where a picture is shown: this, then its digest. Products hold these addresses.
pub const SHOWN_AT: &str = "/api/v1/images/";

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What a browser is told.
    pub media_type: String,
    /// As it was sent.
    pub bytes: Vec<u8>,
}

/// The digest in the address of a picture of this server.
pub fn digest_of(address: &str) -> Option<&str> {
    let digest = address.strip_prefix(SHOWN_AT)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    (digest.len() == 2 * blake3::OUT_LEN && digest.bytes().all(is_digit)).then_some(digest)
}

/// Keeps a picture. One that is there stays as it is.
pub async fn put<C: ConnectionTrait>(
    db: &C,
    digest: &str,
    media_type: &str,
    bytes: &[u8],
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO image (digest, media_type, bytes, used) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO UPDATE SET used = EXCLUDED.used";
    let bound = values![digest, media_type, bytes.to_vec(), at.millis()];
    run(db, sql, bound).await.map(drop)
}

/// Keeps the small form of a picture that is here; one that has one keeps it. Answers whether the picture is here.
pub async fn put_small<C: ConnectionTrait>(
    db: &C,
    digest: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO small_image (digest, media_type, bytes) SELECT digest, $2, $3 FROM image WHERE digest = $1
        ON CONFLICT (digest) DO UPDATE SET digest = excluded.digest";
    let bound = values![digest, media_type, bytes.to_vec()];
    Ok(run(db, sql, bound).await? > 0)
}

/// The small form of a picture, if it has one.
pub async fn small<C: ConnectionTrait>(db: &C, digest: &str) -> Result<Option<Image>, StoreError> {
    let sql = "SELECT media_type, bytes FROM small_image WHERE digest = $1";
    image(db, sql, digest).await
}

/// A picture.
pub async fn one<C: ConnectionTrait>(db: &C, digest: &str) -> Result<Option<Image>, StoreError> {
    let sql = "SELECT media_type, bytes FROM image WHERE digest = $1";
    image(db, sql, digest).await
}

async fn image<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    digest: &str,
) -> Result<Option<Image>, StoreError> {
    let Some(row) = row(db, sql, values![digest]).await? else {
        return Ok(None);
    };
    Ok(Some(Image {
        media_type: column(&row, "media_type")?,
        bytes: column(&row, "bytes")?,
    }))
}

/// Which of these are kept.
pub async fn known<C: ConnectionTrait>(
    db: &C,
    digests: &BTreeSet<&str>,
) -> Result<BTreeSet<String>, StoreError> {
    if digests.is_empty() {
        return Ok(BTreeSet::new());
    }
    let places = list(1, digests.len());
    let sql = format!("SELECT digest FROM image WHERE digest IN ({places})");
    let bound = digests.iter().map(|digest| Value::from(*digest)).collect();
    let found = rows(db, &sql, bound).await?;
    found.iter().map(|row| column(row, "digest")).collect()
}

/// Notes that a product names these now, or did until now. Answers those that are not here: they may have been purged
/// since they were last seen. The others stay for a day from now, whoever purges meanwhile.
pub async fn touch<C: ConnectionTrait>(
    db: &C,
    digests: &BTreeSet<&str>,
    at: Timestamp,
) -> Result<BTreeSet<String>, StoreError> {
    let mut missing = BTreeSet::new();
    for digest in digests {
        let sql = "UPDATE image SET used = $1 WHERE digest = $2";
        if run(db, sql, values![at.millis(), *digest]).await? == 0 {
            missing.insert((*digest).to_owned());
        }
    }
    Ok(missing)
}

/// Forgets pictures that no product and no photo names and none has named since a moment.
pub async fn purge<R: ConnectionTrait, W: ConnectionTrait>(
    reader: &R,
    writer: &W,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let old = "SELECT digest FROM image WHERE used < $1
        AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.digest = image.digest)";
    let mut gone: BTreeSet<String> = BTreeSet::new();
    for row in rows(reader, old, values![before.millis()]).await? {
        gone.insert(column(&row, "digest")?);
    }
    if gone.is_empty() {
        return Ok(0);
    }
    // One walk over the products, however many pictures there are, a piece at a time.
    let pattern = format!("%{SHOWN_AT}%");
    let mut behind = Uuid::nil();
    loop {
        let named =
            "SELECT id, body FROM product WHERE id > $1 AND body LIKE $2 ORDER BY id LIMIT 1000";
        let piece = rows(reader, named, values![behind, pattern.as_str()]).await?;
        let Some(last) = piece.last() else { break };
        behind = column(last, "id")?;
        for row in &piece {
            let product: Product = parse_json("product", &column::<String>(row, "body")?)?;
            for digest in product
                .images
                .iter()
                .filter_map(|address| digest_of(address))
            {
                gone.remove(digest);
            }
        }
    }
    let mut n_gone = 0;
    for digest in gone {
        // A product or photo may have named it while we looked.
        let sql = "DELETE FROM image WHERE digest = $1 AND used < $2
            AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.digest = image.digest)";
        n_gone += run(writer, sql, values![digest, before.millis()]).await?;
    }
    Ok(n_gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_kept_pictures_have_a_digest() {
        let digest = blake3::hash(b"picture").to_hex().to_string();
        assert_eq!(
            digest_of(&format!("{SHOWN_AT}{digest}")),
            Some(digest.as_str())
        );
        for other in [
            format!("{SHOWN_AT}{}", &digest[1..]),
            format!("{SHOWN_AT}{}", digest.to_uppercase()),
            format!("{SHOWN_AT}../session"),
            format!("https://evil.example{SHOWN_AT}{digest}"),
            "/files/torch.png".to_owned(),
        ] {
            assert_eq!(digest_of(&other), None, "{other}");
        }
    }
}
