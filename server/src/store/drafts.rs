//! What a reviewer has noted for the completion of a stocktake: unit costs, and lines accepted although unclear.

use super::StoreError;
use super::ledger::json;
use super::records::parse_json;
use super::sql::{column, row, run, values};
use domain::catalogue::ProductCost;
use domain::ids::StocktakeId;
use domain::ledger::StockKey;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// The notes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Unit costs of products that were found where none was on hand.
    pub unit_costs: Vec<ProductCost>,
    /// Lines that are accepted although nobody knows the order of count and movements.
    pub accept_unclear: Vec<StockKey>,
}

/// The notes of a stocktake.
pub async fn of<C: ConnectionTrait>(db: &C, id: StocktakeId) -> Result<Draft, StoreError> {
    let sql = "SELECT body FROM stocktake_draft WHERE stocktake = $1";
    match row(db, sql, values![id.uuid()]).await? {
        Some(row) => parse_json("stocktake_draft", &column::<String>(&row, "body")?),
        None => Ok(Draft::default()),
    }
}

/// Keeps the notes of a stocktake.
pub async fn put<C: ConnectionTrait>(
    db: &C,
    id: StocktakeId,
    draft: &Draft,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO stocktake_draft (stocktake, body) VALUES ($1, $2)
        ON CONFLICT (stocktake) DO UPDATE SET body = excluded.body";
    run(db, sql, values![id.uuid(), json(draft)])
        .await
        .map(drop)
}
