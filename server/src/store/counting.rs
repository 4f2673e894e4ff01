//! The log of counting, append-only, and which of its events were taken back.

use super::StoreError;
use super::ledger::json;
use super::records::parse_json;
use super::sql::{column, list, rows, run, tuples, values};
use domain::ids::{OperationId, PassId, ProductId};
use domain::stocktake::Item;
use domain::stocktake::pass::{CountEvent, Logged};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use std::collections::{HashMap, HashSet};

const BATCH: usize = 400;

/// An item as part of a key.
pub(super) fn item_key(item: &Item) -> Vec<u8> {
    match item {
        Item::Product(product) => [&[0], &product.bytes()[..]].concat(),
        Item::Unknown(code) => [&[1], code.as_str().as_bytes()].concat(),
    }
}

/// Appends events.
pub(super) async fn log<C: ConnectionTrait>(
    db: &C,
    events: &[&CountEvent],
) -> Result<(), StoreError> {
    for chunk in events.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO count_event (id, pass, item, recorded, body) VALUES {} ON CONFLICT (id) DO NOTHING",
            tuples(1, chunk.len(), 5)
        );
        let mut bound = Vec::with_capacity(chunk.len() * 5);
        for event in chunk {
            bound.extend(values![
                event.id.uuid(),
                event.pass.uuid(),
                event.tally.counted().map(|(item, _)| item_key(item)),
                event.recorded.millis(),
                json(event),
            ]);
        }
        run(db, &sql, bound).await?;
    }
    Ok(())
}

/// Notes events as taken back, also if they have not arrived yet.
pub(super) async fn void<C: ConnectionTrait>(
    db: &C,
    voids: &[(OperationId, PassId)],
) -> Result<(), StoreError> {
    for chunk in voids.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO count_void (event, pass) VALUES {} ON CONFLICT (event, pass) DO NOTHING",
            tuples(1, chunk.len(), 2)
        );
        run(
            db,
            &sql,
            chunk
                .iter()
                .flat_map(|(event, pass)| values![event.uuid(), pass.uuid()])
                .collect(),
        )
        .await?;
    }
    Ok(())
}

const LOGGED: &str = "SELECT count_event.number, count_event.body, count_void.event IS NOT NULL AS voided FROM count_event
    LEFT JOIN count_void ON count_void.event = count_event.id AND count_void.pass = count_event.pass";

fn logged_of(row: &QueryResult) -> Result<Logged, StoreError> {
    Ok(Logged {
        event: parse_json("count_event", &column::<String>(row, "body")?)?,
        voided: column(row, "voided")?,
    })
}

/// Events by their ids.
pub(super) async fn events<C: ConnectionTrait>(
    db: &C,
    ids: &[OperationId],
) -> Result<HashMap<OperationId, Logged>, StoreError> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(BATCH) {
        let sql = format!(
            "{LOGGED} WHERE count_event.id IN ({})",
            list(1, chunk.len())
        );
        for row in rows(
            db,
            &sql,
            chunk.iter().map(|id| Value::from(id.uuid())).collect(),
        )
        .await?
        {
            let logged = logged_of(&row)?;
            found.insert(logged.event.id, logged);
        }
    }
    Ok(found)
}

/// Which of these events their passes took back.
pub(super) async fn voided<C: ConnectionTrait>(
    db: &C,
    events: &[(OperationId, PassId)],
) -> Result<HashSet<(OperationId, PassId)>, StoreError> {
    let mut found = HashSet::new();
    for chunk in events.chunks(BATCH) {
        let sql = format!(
            "SELECT event, pass FROM count_void WHERE event IN ({})",
            list(1, chunk.len())
        );
        for row in rows(
            db,
            &sql,
            chunk
                .iter()
                .map(|(event, _)| Value::from(event.uuid()))
                .collect(),
        )
        .await?
        {
            found.insert((
                OperationId::new(column(&row, "event")?),
                PassId::new(column(&row, "pass")?),
            ));
        }
    }
    Ok(found)
}

/// Every event of a pass.
pub(super) async fn events_of_pass<C: ConnectionTrait>(
    db: &C,
    pass: PassId,
) -> Result<Vec<Logged>, StoreError> {
    let sql = format!("{LOGGED} WHERE count_event.pass = $1 ORDER BY count_event.number");
    rows(db, &sql, values![pass.uuid()])
        .await?
        .iter()
        .map(logged_of)
        .collect()
}

/// The counting events of one item in a pass.
pub(super) async fn events_of_item<C: ConnectionTrait>(
    db: &C,
    pass: PassId,
    item: &Item,
) -> Result<Vec<Logged>, StoreError> {
    let sql =
        format!("{LOGGED} WHERE count_event.pass = $1 AND item = $2 ORDER BY count_event.number");
    rows(db, &sql, values![pass.uuid(), item_key(item)])
        .await?
        .iter()
        .map(logged_of)
        .collect()
}

/// Events of some passes behind a number, in the order of arrival, with their numbers: all of them, or those that may
/// concern a product. Only `counted` and `set` have it in a column of their own.
pub async fn history<C: ConnectionTrait>(
    db: &C,
    passes: &[PassId],
    product: Option<ProductId>,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Logged)>, StoreError> {
    if passes.is_empty() {
        return Ok(Vec::new());
    }
    let mut bound = values![after, i64::from(limit)];
    let mut first = 3;
    let mut of_product = "";
    if let Some(product) = product {
        of_product = " AND (count_event.item = $3 OR (count_event.item IS NULL AND count_event.body LIKE $4))";
        bound.extend(values![
            item_key(&Item::Product(product)),
            format!("%\"{product}\"%")
        ]);
        first = 5;
    }
    let sql = format!(
        "{LOGGED} WHERE count_event.number > $1{of_product} AND count_event.pass IN ({}) ORDER BY count_event.number LIMIT $2",
        list(first, passes.len())
    );
    bound.extend(passes.iter().map(|pass| Value::from(pass.uuid())));
    rows(db, &sql, bound)
        .await?
        .iter()
        .map(|row| Ok((column(row, "number")?, logged_of(row)?)))
        .collect()
}
