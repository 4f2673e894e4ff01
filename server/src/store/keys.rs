//! API keys as stored. Only the hash of a key is kept: who reads the database cannot use one.

use super::StoreError;
use super::people::{time, time_if};
use super::sql::{column, row, rows, run, values};
use domain::ids::{RoleId, UserId};
use domain::text::Name;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};

/// A key, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The user that it acts as.
    pub id: UserId,
    /// What it is called.
    pub name: Name,
    /// What it may do.
    pub role: RoleId,
    /// The role's name.
    pub role_name: Name,
    /// How it begins.
    pub prefix: String,
    /// When it was made.
    pub made: Timestamp,
    /// By whom.
    pub made_by: UserId,
    /// By whom.
    pub made_by_name: Option<Name>,
    /// From when on it is refused.
    pub expires: Option<Timestamp>,
    /// Last call, to the minute.
    pub last_used: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

const KEY: &str = "SELECT api_key.*, app_user.name, app_user.role, role.name AS role_name, maker.name AS made_by_name
    FROM api_key JOIN app_user ON app_user.id = api_key.app_user JOIN role ON role.id = app_user.role
    LEFT JOIN app_user maker ON maker.id = api_key.made_by";

fn key_of(row: &QueryResult) -> Result<ApiKey, StoreError> {
    let name = |text: String| {
        Name::new(&text).map_err(|error| StoreError::Unfit {
            table: "api_key",
            reason: error.to_string(),
        })
    };
    Ok(ApiKey {
        id: UserId::new(column(row, "app_user")?),
        name: name(column(row, "name")?)?,
        role: RoleId::new(column(row, "role")?),
        role_name: name(column(row, "role_name")?)?,
        prefix: column(row, "prefix")?,
        made: time(row, "made")?,
        made_by: UserId::new(column(row, "made_by")?),
        made_by_name: column::<Option<String>>(row, "made_by_name")?
            .map(name)
            .transpose()?,
        expires: time_if(row, "expires")?,
        last_used: time_if(row, "last_used")?,
        revoked: time_if(row, "revoked")?,
    })
}

/// Every key, newest first.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<ApiKey>, StoreError> {
    let sql = format!("{KEY} ORDER BY api_key.made DESC, api_key.app_user DESC");
    rows(db, &sql, vec![]).await?.iter().map(key_of).collect()
}

/// One key.
pub async fn one<C: ConnectionTrait>(db: &C, id: UserId) -> Result<Option<ApiKey>, StoreError> {
    let sql = format!("{KEY} WHERE api_key.app_user = $1");
    row(db, &sql, values![id.uuid()])
        .await?
        .as_ref()
        .map(key_of)
        .transpose()
}

/// The key with this hash.
pub async fn by_hash<C: ConnectionTrait>(
    db: &C,
    secret_hash: &[u8],
) -> Result<Option<ApiKey>, StoreError> {
    let sql = format!("{KEY} WHERE api_key.secret_hash = $1");
    row(db, &sql, values![secret_hash.to_vec()])
        .await?
        .as_ref()
        .map(key_of)
        .transpose()
}

/// Whether a user is a key and no person.
pub async fn is_key<C: ConnectionTrait>(db: &C, user: UserId) -> Result<bool, StoreError> {
    let sql = "SELECT prefix FROM api_key WHERE app_user = $1";
    Ok(row(db, sql, values![user.uuid()]).await?.is_some())
}

/// Keeps a new key, whose user is there already.
pub async fn put<C: ConnectionTrait>(
    db: &C,
    key: &ApiKey,
    secret_hash: &[u8],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO api_key (app_user, secret_hash, prefix, made, made_by, expires) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = values![
        key.id.uuid(),
        secret_hash.to_vec(),
        key.prefix.as_str(),
        key.made.millis(),
        key.made_by.uuid(),
        key.expires.map(Timestamp::millis),
    ];
    run(db, sql, values).await.map(drop)
}

/// Notes a call.
pub async fn saw<C: ConnectionTrait>(db: &C, id: UserId, at: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE api_key SET last_used = $2 WHERE app_user = $1 AND (last_used IS NULL OR last_used < $2)";
    run(db, sql, values![id.uuid(), at.millis()])
        .await
        .map(drop)
}

/// Revokes a key; says whether it was still allowed.
pub async fn revoke<C: ConnectionTrait>(
    db: &C,
    id: UserId,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE api_key SET revoked = $2 WHERE app_user = $1 AND revoked IS NULL";
    Ok(run(db, sql, values![id.uuid(), at.millis()]).await? > 0)
}
