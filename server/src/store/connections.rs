//! Connections to fulfilment services with their sealed credentials, and the last reading of their figures.

use super::StoreError;
use super::ledger::json;
use super::people::time;
use super::records::parse_json;
use super::sql::{column, list, row, rows, run, values};
use api::connections::{AutoSync, Service, SyncResult};
use domain::ids::{ConnectionId, LocationId, ProductId, StocktakeId, UserId};
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use std::collections::HashMap;

/// A connection as it is kept.
#[derive(Clone)]
pub struct Connection {
    /// What may be shown.
    pub shown: api::connections::Connection,
    /// Its credentials, sealed.
    pub secrets: Vec<u8>,
    /// When its rhythm was set.
    pub sync_from: Timestamp,
    /// When its figures are due to be read.
    pub sync_due: Option<Timestamp>,
    /// The stocktake whose rows wait for a person.
    pub sync_draft: Option<StocktakeId>,
    /// Who connected it.
    pub connected_by: UserId,
}

const fn word(rhythm: AutoSync) -> &'static str {
    match rhythm {
        AutoSync::Never => "never",
        AutoSync::Daily => "daily",
        AutoSync::Weekly => "weekly",
        AutoSync::Monthly => "monthly",
    }
}

fn maybe_time(row: &QueryResult, name: &str) -> Result<Option<Timestamp>, StoreError> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp::from_millis))
}

fn of_row(row: &QueryResult) -> Result<Connection, StoreError> {
    let shown = api::connections::Connection {
        id: ConnectionId::new(column(row, "id")?),
        service: Service::Fba,
        name: column(row, "name")?,
        seller_id: column(row, "seller_id")?,
        marketplace_id: column(row, "marketplace_id")?,
        location: LocationId::new(column(row, "location")?),
        auto_sync: match column::<String>(row, "auto_sync")?.as_str() {
            "daily" => AutoSync::Daily,
            "weekly" => AutoSync::Weekly,
            "monthly" => AutoSync::Monthly,
            _ => AutoSync::Never,
        },
        sync_hour: u8::try_from(column::<i64>(row, "sync_hour")?).unwrap_or_default(),
        connected: time(row, "connected")?,
        last_good: maybe_time(row, "last_good")?,
        last_error: column(row, "last_error")?,
        last_sync: maybe_time(row, "last_sync")?,
    };
    Ok(Connection {
        shown,
        secrets: column(row, "secrets")?,
        sync_from: time(row, "sync_from")?,
        sync_due: maybe_time(row, "sync_due")?,
        sync_draft: column::<Option<uuid::Uuid>>(row, "sync_draft")?.map(StocktakeId::new),
        connected_by: UserId::new(column(row, "connected_by")?),
    })
}

/// Every connection, by name.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<Connection>, StoreError> {
    let sql = "SELECT * FROM connection ORDER BY name, id";
    rows(db, sql, vec![]).await?.iter().map(of_row).collect()
}

/// One connection.
pub async fn one<C: ConnectionTrait>(
    db: &C,
    id: ConnectionId,
) -> Result<Option<Connection>, StoreError> {
    let sql = "SELECT * FROM connection WHERE id = $1";
    row(db, sql, values![id.uuid()])
        .await?
        .as_ref()
        .map(of_row)
        .transpose()
}

/// The connection that holds the stock of a location.
pub async fn of_location<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
) -> Result<Option<Connection>, StoreError> {
    let sql = "SELECT * FROM connection WHERE location = $1";
    row(db, sql, values![location.uuid()])
        .await?
        .as_ref()
        .map(of_row)
        .transpose()
}

/// Keeps a new connection.
///
/// # Errors
/// Names the constraint if the account or the location is connected already.
pub async fn add<C: ConnectionTrait>(db: &C, new: &Connection) -> Result<(), StoreError> {
    let sql = "INSERT INTO connection (id, service, name, seller_id, marketplace_id, location, secrets, auto_sync, sync_hour, \
               sync_from, connected, connected_by, last_good) VALUES ($1, 'fba', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let shown = &new.shown;
    let bound = values![
        shown.id.uuid(),
        shown.name.as_str(),
        shown.seller_id.as_str(),
        shown.marketplace_id.as_str(),
        shown.location.uuid(),
        new.secrets.clone(),
        word(shown.auto_sync),
        i64::from(shown.sync_hour),
        new.sync_from.millis(),
        shown.connected.millis(),
        new.connected_by.uuid(),
        shown.last_good.map(Timestamp::millis),
    ];
    run(db, sql, bound).await.map(drop)
}

/// Forgets a connection with its credentials.
pub async fn remove<C: ConnectionTrait>(db: &C, id: ConnectionId) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM connection WHERE id = $1",
        values![id.uuid()],
    )
    .await
    .map(drop)
}

/// Changes how often and when the figures are read.
pub async fn set_rhythm<C: ConnectionTrait>(
    db: &C,
    id: ConnectionId,
    rhythm: AutoSync,
    hour: u8,
    from: Timestamp,
    due: Option<Timestamp>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connection SET auto_sync = $1, sync_hour = $2, sync_from = $3, sync_due = $4 WHERE id = $5";
    let bound = values![
        word(rhythm),
        i64::from(hour),
        from.millis(),
        due.map(Timestamp::millis),
        id.uuid()
    ];
    run(db, sql, bound).await.map(drop)
}

/// Moves the next reading.
pub async fn set_due<C: ConnectionTrait>(
    db: &C,
    id: ConnectionId,
    due: Option<Timestamp>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connection SET sync_due = $1 WHERE id = $2";
    run(db, sql, values![due.map(Timestamp::millis), id.uuid()])
        .await
        .map(drop)
}

/// Notes that the service answered, or what it failed with.
pub async fn note_health<C: ConnectionTrait>(
    db: &C,
    id: ConnectionId,
    at: Timestamp,
    error: Option<&str>,
) -> Result<(), StoreError> {
    match error {
        None => {
            let sql = "UPDATE connection SET last_good = $1, last_error = NULL WHERE id = $2";
            run(db, sql, values![at.millis(), id.uuid()]).await
        }
        Some(error) => {
            let sql = "UPDATE connection SET last_error = $1 WHERE id = $2";
            run(db, sql, values![error, id.uuid()]).await
        }
    }
    .map(drop)
}

/// Notes which stocktake waits for a person.
pub async fn set_draft<C: ConnectionTrait>(
    db: &C,
    id: ConnectionId,
    draft: Option<StocktakeId>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connection SET sync_draft = $1 WHERE id = $2";
    run(db, sql, values![draft.map(StocktakeId::uuid), id.uuid()])
        .await
        .map(drop)
}

/// Notes what a reading brought beside the rows that it filled.
pub async fn put_reading<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
    reading: &SyncResult,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO stocktake_reading (stocktake, location, at, body) VALUES ($1, $2, $3, $4)
        ON CONFLICT (stocktake) DO UPDATE SET at = excluded.at, body = excluded.body";
    let bound = values![
        reading.stocktake.uuid(),
        location.uuid(),
        reading.at.millis(),
        json(reading)
    ];
    run(db, sql, bound).await?;
    let sql = "UPDATE connection SET last_sync = $1 WHERE location = $2";
    run(db, sql, values![reading.at.millis(), location.uuid()])
        .await
        .map(drop)
}

/// The last reading into a stocktake.
pub async fn reading<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
) -> Result<Option<SyncResult>, StoreError> {
    let sql = "SELECT body FROM stocktake_reading WHERE stocktake = $1";
    match row(db, sql, values![stocktake.uuid()]).await? {
        Some(row) => parse_json("stocktake_reading", &column::<String>(&row, "body")?).map(Some),
        None => Ok(None),
    }
}

/// Whether a location was read into another stocktake before.
pub async fn was_read<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
    but: StocktakeId,
) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS one FROM stocktake_reading WHERE location = $1 AND stocktake <> $2 LIMIT 1";
    Ok(row(db, sql, values![location.uuid(), but.uuid()])
        .await?
        .is_some())
}

/// Products by folded SKU, archived ones left out.
pub async fn products_by_sku<C: ConnectionTrait>(
    db: &C,
    skus: &[String],
) -> Result<HashMap<String, ProductId>, StoreError> {
    const AT_ONCE: usize = 500;
    let mut found = HashMap::new();
    for some in skus.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT id, sku_folded FROM product WHERE archived = ${} AND sku_folded IN ({})",
            some.len() + 1,
            list(1, some.len())
        );
        let mut bound: Vec<Value> = some.iter().map(|sku| Value::from(sku.as_str())).collect();
        bound.push(Value::from(false));
        for row in rows(db, &sql, bound).await? {
            found.insert(
                column(&row, "sku_folded")?,
                ProductId::new(column(&row, "id")?),
            );
        }
    }
    Ok(found)
}
