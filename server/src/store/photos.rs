//! Photos of what a counter could not name: by stocktake and code, the bytes among the pictures of products.

use super::StoreError;
use super::images::SHOWN_AT;
use super::sql::{column, row, rows, run, values};
use domain::ids::{StocktakeId, UserId};
use domain::text::RawCode;
use domain::time::Timestamp;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// Notes that a picture that is kept shows what stands behind a code. Once is enough.
pub async fn put<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
    code: &RawCode,
    digest: &str,
    user: UserId,
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO photo (stocktake, code, digest, app_user, received) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (stocktake, code, digest) DO NOTHING";
    let bound = values![
        stocktake.uuid(),
        code.as_str(),
        digest,
        user.uuid(),
        at.millis()
    ];
    run(db, sql, bound).await.map(drop)
}

/// How many others there are of a code.
pub async fn n_others<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
    code: &RawCode,
    digest: &str,
) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM photo WHERE stocktake = $1 AND code = $2 AND digest <> $3";
    let bound = values![stocktake.uuid(), code.as_str(), digest];
    match row(db, sql, bound).await? {
        Some(row) => column(&row, "n"),
        None => Ok(0),
    }
}

/// The addresses of all photos of a stocktake by code, those that came first in front.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
) -> Result<HashMap<String, Vec<String>>, StoreError> {
    let sql = "SELECT code, digest FROM photo WHERE stocktake = $1 ORDER BY received, digest";
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows(db, sql, values![stocktake.uuid()]).await? {
        let digest: String = column(&row, "digest")?;
        let address = format!("{SHOWN_AT}{digest}");
        all.entry(column(&row, "code")?).or_default().push(address);
    }
    Ok(all)
}

/// Forgets photos of stocktakes that ended before a moment. The pictures themselves go with those that nobody names.
pub async fn purge<C: ConnectionTrait>(db: &C, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM photo WHERE stocktake IN (SELECT id FROM stocktake WHERE ended < $1)";
    run(db, sql, values![before.millis()]).await
}
