//! Sessions of browsers, failed sign-ins and the answers of repeated writes. Real time throughout.

use super::StoreError;
use super::people::time;
use super::sql::{column, row, run, values};
use domain::ids::UserId;
use domain::time::Timestamp;
use sea_orm::ConnectionTrait;

/// A stored session: JSON and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// JSON.
    pub record: String,
    /// End.
    pub expires: Timestamp,
}

/// Keeps a new session; says whether its id was free.
pub async fn create<C: ConnectionTrait>(
    db: &C,
    id_hash: &[u8],
    session: &StoredSession,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO session (id_hash, record, expires) VALUES ($1, $2, $3) ON CONFLICT (id_hash) DO NOTHING";
    let values = values![
        id_hash.to_vec(),
        session.record.as_str(),
        session.expires.millis()
    ];
    Ok(run(db, sql, values).await? > 0)
}

/// Keeps a session that may be there already.
pub async fn save<C: ConnectionTrait>(
    db: &C,
    id_hash: &[u8],
    session: &StoredSession,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO session (id_hash, record, expires) VALUES ($1, $2, $3)
        ON CONFLICT (id_hash) DO UPDATE SET record = excluded.record, expires = excluded.expires";
    let values = values![
        id_hash.to_vec(),
        session.record.as_str(),
        session.expires.millis()
    ];
    run(db, sql, values).await.map(drop)
}

/// A session that has not ended.
pub async fn load<C: ConnectionTrait>(
    db: &C,
    id_hash: &[u8],
    now: Timestamp,
) -> Result<Option<StoredSession>, StoreError> {
    let sql = "SELECT record, expires FROM session WHERE id_hash = $1 AND expires > $2";
    let Some(row) = row(db, sql, values![id_hash.to_vec(), now.millis()]).await? else {
        return Ok(None);
    };
    Ok(Some(StoredSession {
        record: column(&row, "record")?,
        expires: time(&row, "expires")?,
    }))
}

/// Ends a session.
pub async fn delete<C: ConnectionTrait>(db: &C, id_hash: &[u8]) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM session WHERE id_hash = $1",
        values![id_hash.to_vec()],
    )
    .await
    .map(drop)
}

/// Forgets what has ended: sessions, failures and answers of repeated writes older than a day.
pub async fn purge<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<u64, StoreError> {
    let day_ago = now.plus_millis(-86_400_000).millis();
    let sessions = run(
        db,
        "DELETE FROM session WHERE expires <= $1",
        values![now.millis()],
    )
    .await?;
    let failures = run(
        db,
        "DELETE FROM sign_in_failure WHERE last <= $1",
        values![day_ago],
    )
    .await?;
    let answers = run(
        db,
        "DELETE FROM idempotency WHERE at <= $1",
        values![day_ago],
    )
    .await?;
    Ok(sessions + failures + answers)
}

/// Failed sign-ins of a subject: how many, and when the last one was.
pub async fn failures<C: ConnectionTrait>(
    db: &C,
    subject: &str,
) -> Result<(i64, Timestamp), StoreError> {
    let sql = "SELECT n, last FROM sign_in_failure WHERE subject = $1";
    match row(db, sql, values![subject]).await? {
        Some(row) => Ok((column(&row, "n")?, time(&row, "last")?)),
        None => Ok((0, Timestamp::from_millis(0))),
    }
}

/// Counts one more failed sign-in; starts anew if the last one was before `since`.
pub async fn add_failure<C: ConnectionTrait>(
    db: &C,
    subject: &str,
    now: Timestamp,
    since: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO sign_in_failure (subject, n, last) VALUES ($1, 1, $2) ON CONFLICT (subject) DO UPDATE
        SET n = CASE WHEN sign_in_failure.last < $3 THEN 1 ELSE sign_in_failure.n + 1 END, last = excluded.last";
    run(db, sql, values![subject, now.millis(), since.millis()])
        .await
        .map(drop)
}

/// Forgets the failed sign-ins of a subject.
pub async fn clear_failures<C: ConnectionTrait>(db: &C, subject: &str) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM sign_in_failure WHERE subject = $1",
        values![subject],
    )
    .await
    .map(drop)
}

/// What is known of a write with an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: the caller holds the key now and must answer or give it back.
    Claimed,
    /// The same key came with another request.
    OtherRequest,
    /// The first request is still at it.
    Running,
    /// The first request was answered so.
    Answered {
        /// Status.
        status: u16,
        /// JSON list of names and values.
        headers: String,
        /// Body.
        body: Vec<u8>,
    },
}

/// A claim whose request died with its server is given up after this long.
const CLAIM_MS: i64 = 120_000;

/// Claims an idempotency key, or says what became of the request that claimed it first.
pub async fn claim_key<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    key: &str,
    request: &[u8],
    now: Timestamp,
) -> Result<Earlier, StoreError> {
    let sql = "INSERT INTO idempotency (app_user, key, request, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (app_user, key) DO UPDATE SET at = excluded.at
            WHERE idempotency.status IS NULL AND idempotency.request = excluded.request AND idempotency.at < $5";
    let stale = now.plus_millis(-CLAIM_MS).millis();
    if run(
        db,
        sql,
        values![user.uuid(), key, request.to_vec(), now.millis(), stale],
    )
    .await?
        > 0
    {
        return Ok(Earlier::Claimed);
    }
    let sql =
        "SELECT request, status, headers, body FROM idempotency WHERE app_user = $1 AND key = $2";
    let Some(row) = row(db, sql, values![user.uuid(), key]).await? else {
        return Ok(Earlier::Running);
    };
    if column::<Vec<u8>>(&row, "request")? != request {
        return Ok(Earlier::OtherRequest);
    }
    match column::<Option<i64>>(&row, "status")? {
        None => Ok(Earlier::Running),
        Some(status) => Ok(Earlier::Answered {
            status: u16::try_from(status).unwrap_or(500),
            headers: column::<Option<String>>(&row, "headers")?.unwrap_or_default(),
            body: column::<Option<Vec<u8>>>(&row, "body")?.unwrap_or_default(),
        }),
    }
}

/// Keeps the answer of a claimed key.
pub async fn answer_key<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    key: &str,
    status: u16,
    headers: &str,
    body: &[u8],
) -> Result<(), StoreError> {
    let sql = "UPDATE idempotency SET status = $3, headers = $4, body = $5 WHERE app_user = $1 AND key = $2";
    run(
        db,
        sql,
        values![user.uuid(), key, i64::from(status), headers, body.to_vec()],
    )
    .await
    .map(drop)
}

/// Gives a claimed key back: the request did nothing and may be tried again.
pub async fn release_key<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    key: &str,
) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM idempotency WHERE app_user = $1 AND key = $2 AND status IS NULL",
        values![user.uuid(), key],
    )
    .await
    .map(drop)
}
