//! Files sent to be imported: kept until they are done with, so that an import goes on where a restart ended it.

use super::StoreError;
use super::ledger::json;
use super::records::parse_json;
use super::sql::{column, row, rows, run, values};
use api::imports::{ImportKind, ImportPlan, ImportStatus};
use domain::ids::{ImportId, UserId};
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A file and how far it is.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub name: String,
    /// When it was sent.
    pub uploaded: Timestamp,
    /// By whom.
    pub author: UserId,
    /// Digest of the bytes.
    pub digest: String,
    /// Encoding, if the sender said.
    pub encoding: Option<String>,
    /// How far it is.
    pub status: ImportStatus,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Commands carried out.
    pub n_done: i64,
    /// Commands to carry out.
    pub n_total: i64,
    /// The rest.
    pub body: Body,
}

/// Parts of an import that are only read as a whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Body {
    /// What it is about.
    pub kind: Option<ImportKind>,
    /// Field to title of its column.
    pub mapping: Option<BTreeMap<String, String>>,
    /// Rows with errors are left out.
    pub skip_errors: bool,
    /// What came of it.
    pub result: Option<ImportPlan>,
    /// Why it stopped.
    pub failure: Option<String>,
    /// What the file looks like, so that nobody has to read all of it again to show that. Imports of earlier versions
    /// have none.
    #[serde(default)]
    pub look: Option<Look>,
}

/// What a file looks like.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Look {
    /// How it was read.
    pub format: String,
    /// Titles of its columns.
    pub headers: Vec<String>,
    /// Rows below the header.
    pub n_rows: u32,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
}

const COLUMNS: &str =
    "id, name, uploaded, author, digest, encoding, status, ended, n_done, n_total, body";

fn of_row(row: &QueryResult) -> Result<Stored, StoreError> {
    let status: String = column(row, "status")?;
    Ok(Stored {
        id: ImportId::new(column(row, "id")?),
        name: column(row, "name")?,
        uploaded: Timestamp::from_millis(column(row, "uploaded")?),
        author: UserId::new(column::<Uuid>(row, "author")?),
        digest: column(row, "digest")?,
        encoding: column(row, "encoding")?,
        status: parse_json("import_file", &status)?,
        ended: column::<Option<i64>>(row, "ended")?.map(Timestamp::from_millis),
        n_done: column(row, "n_done")?,
        n_total: column(row, "n_total")?,
        body: parse_json("import_file", &column::<String>(row, "body")?)?,
    })
}

/// Keeps a file, in a transaction of the caller's.
pub async fn put<C: ConnectionTrait>(
    db: &C,
    import: &Stored,
    bytes: Vec<u8>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_file (id, name, uploaded, author, digest, encoding, status, n_done, n_total, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = values![
        import.id.uuid(),
        import.name.as_str(),
        import.uploaded.millis(),
        import.author.uuid(),
        import.digest.as_str(),
        import.encoding.clone(),
        json(&import.status),
        import.n_done,
        import.n_total,
        json(&import.body),
    ];
    run(db, sql, values).await?;
    let sql = "INSERT INTO import_content (import, bytes) VALUES ($1, $2)";
    run(db, sql, values![import.id.uuid(), bytes])
        .await
        .map(drop)
}

/// An import.
pub async fn one<C: ConnectionTrait>(db: &C, id: ImportId) -> Result<Option<Stored>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM import_file WHERE id = $1");
    row(db, &sql, values![id.uuid()])
        .await?
        .as_ref()
        .map(of_row)
        .transpose()
}

/// The bytes of a file; `None` once they are purged.
pub async fn bytes<C: ConnectionTrait>(
    db: &C,
    id: ImportId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT COALESCE(import_content.bytes, import_file.bytes) AS bytes FROM import_file
        LEFT JOIN import_content ON import_content.import = import_file.id WHERE import_file.id = $1";
    match row(db, sql, values![id.uuid()]).await? {
        Some(row) => column(&row, "bytes"),
        None => Ok(None),
    }
}

/// The latest imports.
pub async fn latest<C: ConnectionTrait>(db: &C, limit: i64) -> Result<Vec<Stored>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM import_file ORDER BY uploaded DESC, id LIMIT $1");
    rows(db, &sql, values![limit])
        .await?
        .iter()
        .map(of_row)
        .collect()
}

/// Imports that were running when the server stopped.
pub async fn interrupted<C: ConnectionTrait>(db: &C) -> Result<Vec<Stored>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM import_file WHERE status = $1 ORDER BY uploaded");
    rows(db, &sql, values![json(&ImportStatus::Running)])
        .await?
        .iter()
        .map(of_row)
        .collect()
}

/// When the same file was last imported, or began to be.
pub async fn same_before<C: ConnectionTrait>(
    db: &C,
    import: &Stored,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT MAX(COALESCE(ended, uploaded)) AS at FROM import_file
        WHERE digest = $1 AND status <> $2 AND id <> $3";
    let bound = values![
        import.digest.as_str(),
        json(&ImportStatus::Uploaded),
        import.id.uuid()
    ];
    match row(db, sql, bound).await? {
        Some(row) => Ok(column::<Option<i64>>(&row, "at")?.map(Timestamp::from_millis)),
        None => Ok(None),
    }
}

/// Another import of the same file that has posted opening stock, or part of it, or is about to: its id and when it was
/// sent. A repeat of the same import is none: its rows are posted once.
pub async fn stock_of_same<C: ConnectionTrait>(
    db: &C,
    import: &Stored,
) -> Result<Option<(ImportId, Timestamp)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM import_file WHERE digest = $1 AND id <> $2 AND status <> $3 ORDER BY uploaded"
    );
    let bound = values![
        import.digest.as_str(),
        import.id.uuid(),
        json(&ImportStatus::Uploaded)
    ];
    for row in rows(db, &sql, bound).await? {
        let earlier = of_row(&row)?;
        if earlier.body.kind == Some(ImportKind::OpeningStock) {
            return Ok(Some((earlier.id, earlier.uploaded)));
        }
    }
    Ok(None)
}

/// Takes an import over into running, unless somebody else has: of two calls at once one wins.
pub async fn begin<C: ConnectionTrait>(
    db: &C,
    id: ImportId,
    body: &Body,
    n_total: i64,
) -> Result<bool, StoreError> {
    let sql =
        "UPDATE import_file SET status = $1, body = $2, n_done = 0, n_total = $3, ended = NULL
        WHERE id = $4 AND status <> $1 AND status <> $5";
    let (running, finished) = (json(&ImportStatus::Running), json(&ImportStatus::Finished));
    let touched = run(
        db,
        sql,
        values![running, json(body), n_total, id.uuid(), finished],
    )
    .await?;
    Ok(touched == 1)
}

/// Notes progress.
pub async fn progress<C: ConnectionTrait>(
    db: &C,
    id: ImportId,
    n_done: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE import_file SET n_done = $1 WHERE id = $2";
    run(db, sql, values![n_done, id.uuid()]).await.map(drop)
}

/// Notes how an import ended.
pub async fn end<C: ConnectionTrait>(
    db: &C,
    id: ImportId,
    status: ImportStatus,
    body: &Body,
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE import_file SET status = $1, body = $2, ended = $3 WHERE id = $4";
    let values = values![json(&status), json(body), at.millis(), id.uuid()];
    run(db, sql, values).await.map(drop)
}

/// Forgets the bytes of files sent before a moment, keeping what came of them.
pub async fn purge<C: ConnectionTrait>(db: &C, before: Timestamp) -> Result<u64, StoreError> {
    let bound = || values![before.millis(), json(&ImportStatus::Running)];
    let sql = "UPDATE import_file SET bytes = NULL WHERE uploaded < $1 AND status <> $2 AND bytes IS NOT NULL";
    let old = run(db, sql, bound()).await?;
    let sql = "DELETE FROM import_content WHERE import IN
        (SELECT id FROM import_file WHERE uploaded < $1 AND status <> $2)";
    Ok(old + run(db, sql, bound()).await?)
}
