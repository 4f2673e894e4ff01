//! Records of the books: one table a kind, each row the whole record as JSON beside the columns that the database
//! keeps unique, points at or searches by. Stock rows and people are records too, but live elsewhere: in sums of the
//! ledger and among the users.

use super::sql::{column, containing, list, row, rows, run, tuples, values};
use super::{StoreError, ledger};
use domain::books::{Entity, EntityKind, EntityRef, Person};
use domain::catalogue::{Product, ProductKind};
use domain::ids::{ProductId, TransferId, UserId};
use domain::stocktake::StocktakeStatus;
use domain::text::Name;
use domain::transfer::Transfer;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// Rows in one statement: both databases stay far below their limits of bound values.
const BATCH: usize = 400;

/// Where records of a kind are kept.
struct Table {
    name: &'static str,
    key: &'static str,
    columns: &'static [&'static str],
}

/// Stock rows and people have no table of their own.
const fn table(kind: EntityKind) -> Option<Table> {
    let (name, key, columns): (_, _, &[&str]) = match kind {
        EntityKind::Product => (
            "product",
            "id",
            &[
                "sku_folded",
                "name_folded",
                "family",
                "variant",
                "category",
                "brand",
                "tax_rule",
                "default_location",
                "archived",
            ],
        ),
        EntityKind::ProductCost => ("product_cost", "product", &[]),
        EntityKind::Family => ("family", "id", &["name_folded"]),
        EntityKind::Category => ("category", "id", &["name_folded"]),
        EntityKind::Brand => ("brand", "id", &["name_folded"]),
        EntityKind::PriceTier => ("price_tier", "id", &["number", "name_folded"]),
        EntityKind::TaxRule => ("tax_rule", "id", &["name_folded"]),
        EntityKind::Location => ("location", "id", &["name_folded", "archived"]),
        EntityKind::Bin => (
            "bin",
            "id",
            &["location", "name_folded", "walk", "archived"],
        ),
        EntityKind::Transfer => (
            "transfer",
            "id",
            &["number", "from_location", "to_location", "status"],
        ),
        EntityKind::Stocktake => (
            "stocktake",
            "id",
            &["number", "location", "status", "started", "ended"],
        ),
        EntityKind::Pass => ("pass", "id", &["stocktake", "location", "device", "open"]),
        EntityKind::PassLine => ("pass_line", "key", &["pass", "stocktake"]),
        EntityKind::BinCount => ("bin_count", "key", &["stocktake"]),
        EntityKind::UnknownCode => ("unknown_code", "key", &["stocktake"]),
        EntityKind::ReviewTask => ("review_task", "id", &["stocktake", "location", "settled"]),
        EntityKind::Stock | EntityKind::Person => return None,
    };
    Some(Table { name, key, columns })
}

/// The order in which kinds are written, so that a reference finds what it names.
pub(super) const fn rank(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Category
        | EntityKind::Brand
        | EntityKind::Family
        | EntityKind::PriceTier
        | EntityKind::TaxRule
        | EntityKind::Location
        | EntityKind::Person => 0,
        EntityKind::Bin | EntityKind::Product => 1,
        EntityKind::ProductCost
        | EntityKind::Transfer
        | EntityKind::Stocktake
        | EntityKind::Stock => 2,
        EntityKind::Pass
        | EntityKind::PassLine
        | EntityKind::BinCount
        | EntityKind::UnknownCode
        | EntityKind::ReviewTask => 3,
    }
}

/// The key of a record as the database holds it: the id, or its parts in one.
fn key_value(key: &EntityRef) -> Value {
    let bytes = sync::row::id(key).0;
    match (key.kind(), <[u8; 16]>::try_from(bytes.as_slice())) {
        (EntityKind::PassLine | EntityKind::BinCount | EntityKind::UnknownCode, _)
        | (_, Err(_)) => Value::from(bytes),
        (_, Ok(id)) => Value::from(uuid::Uuid::from_bytes(id)),
    }
}

/// The folded text by which a variant is unique: its family and values.
pub(super) fn variant_text(family: domain::ids::FamilyId, values: &[String]) -> String {
    let folded: Vec<String> = values.iter().map(|value| value.to_lowercase()).collect();
    format!("{family} {}", serde_json::json!(folded))
}

/// A word as JSON writes it, without the quotes.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("states are written as words"),
    }
}

fn column_values(entity: &Entity) -> Vec<Value> {
    match entity {
        Entity::Product(e) => values![
            e.sku.folded(),
            e.name.folded(),
            e.variant.as_ref().map(|variant| variant.family.uuid()),
            e.variant.as_ref().map(|variant| {
                let values: Vec<String> = variant.values.iter().map(Name::folded).collect();
                variant_text(variant.family, &values)
            }),
            e.category.map(|id| id.uuid()),
            e.brand.map(|id| id.uuid()),
            e.tax_rule.map(|id| id.uuid()),
            e.default_location.map(|id| id.uuid()),
            e.archived,
        ],
        Entity::ProductCost(_) | Entity::Stock(_) | Entity::Person(_) => vec![],
        Entity::Family(e) => values![e.name.folded()],
        Entity::Category(e) => values![e.name.folded()],
        Entity::Brand(e) => values![e.name.folded()],
        Entity::PriceTier(e) => values![i64::from(e.number), e.name.folded()],
        Entity::TaxRule(e) => values![e.name.folded()],
        Entity::Location(e) => values![e.name.folded(), e.archived],
        Entity::Bin(e) => values![
            e.location.uuid(),
            e.name.folded(),
            i64::from(e.walk),
            e.archived
        ],
        Entity::Transfer(e) => values![
            e.number.clone(),
            e.from.uuid(),
            e.to.uuid(),
            word(&e.status)
        ],
        Entity::Stocktake(e) => values![
            e.number.clone(),
            e.location.uuid(),
            word(&e.status),
            e.started.millis(),
            e.ended.map(|(at, _)| at.millis()),
        ],
        Entity::Pass(e) => values![
            e.head.stocktake.uuid(),
            e.head.location.uuid(),
            e.device.map(|id| id.uuid()),
            e.closed.is_none(),
        ],
        Entity::PassLine(e) => values![e.pass.uuid(), e.stocktake.uuid()],
        Entity::BinCount(e) => values![e.stocktake.uuid()],
        Entity::UnknownCode(e) => values![e.stocktake.uuid()],
        Entity::ReviewTask(e) => {
            values![
                e.stocktake.map(|id| id.uuid()),
                e.location.map(|id| id.uuid()),
                e.settled.is_some()
            ]
        }
    }
}

fn body(entity: &Entity) -> String {
    let text = match entity {
        Entity::Product(e) => serde_json::to_string(e),
        Entity::ProductCost(e) => serde_json::to_string(e),
        Entity::Family(e) => serde_json::to_string(e),
        Entity::Category(e) => serde_json::to_string(e),
        Entity::Brand(e) => serde_json::to_string(e),
        Entity::PriceTier(e) => serde_json::to_string(e),
        Entity::TaxRule(e) => serde_json::to_string(e),
        Entity::Location(e) => serde_json::to_string(e),
        Entity::Bin(e) => serde_json::to_string(e),
        Entity::Stock(e) => serde_json::to_string(e),
        Entity::Transfer(e) => serde_json::to_string(e),
        Entity::Stocktake(e) => serde_json::to_string(e),
        Entity::Pass(e) => serde_json::to_string(e),
        Entity::PassLine(e) => serde_json::to_string(e),
        Entity::BinCount(e) => serde_json::to_string(e),
        Entity::UnknownCode(e) => serde_json::to_string(e),
        Entity::ReviewTask(e) => serde_json::to_string(e),
        Entity::Person(e) => serde_json::to_string(e),
    };
    text.expect("records are plain data with text keys")
}

/// Reads JSON that this or an earlier version wrote.
pub(super) fn parse_json<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unfit {
        table,
        reason: error.to_string(),
    })
}

fn parse(kind: EntityKind, text: &str) -> Result<Entity, StoreError> {
    fn read<T: DeserializeOwned + Into<Entity>>(
        table: &'static str,
        text: &str,
    ) -> Result<Entity, StoreError> {
        parse_json::<T>(table, text).map(Into::into)
    }
    match kind {
        EntityKind::Product => read::<Product>("product", text),
        EntityKind::ProductCost => read::<domain::catalogue::ProductCost>("product_cost", text),
        EntityKind::Family => read::<domain::catalogue::Family>("family", text),
        EntityKind::Category => read::<domain::catalogue::Category>("category", text),
        EntityKind::Brand => read::<domain::catalogue::Brand>("brand", text),
        EntityKind::PriceTier => read::<domain::catalogue::PriceTier>("price_tier", text),
        EntityKind::TaxRule => read::<domain::catalogue::TaxRule>("tax_rule", text),
        EntityKind::Location => read::<domain::location::Location>("location", text),
        EntityKind::Bin => read::<domain::location::Bin>("bin", text),
        EntityKind::Stock => read::<domain::ledger::StockRow>("stock", text),
        EntityKind::Transfer => read::<Transfer>("transfer", text),
        EntityKind::Stocktake => read::<domain::stocktake::Stocktake>("stocktake", text),
        EntityKind::Pass => read::<domain::stocktake::pass::Pass>("pass", text),
        EntityKind::PassLine => read::<domain::stocktake::pass::PassLine>("pass_line", text),
        EntityKind::BinCount => read::<domain::stocktake::BinCount>("bin_count", text),
        EntityKind::UnknownCode => read::<domain::stocktake::UnknownCode>("unknown_code", text),
        EntityKind::ReviewTask => read::<domain::books::ReviewTask>("review_task", text),
        EntityKind::Person => read::<Person>("app_user", text),
    }
}

/// A record and its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The record.
    pub record: T,
    /// Rises with each change.
    pub version: i64,
}

/// Records by their keys, in the order asked.
pub async fn load<C: ConnectionTrait>(
    db: &C,
    keys: &[EntityRef],
) -> Result<Vec<Option<Entity>>, StoreError> {
    let mut kinds: HashMap<EntityKind, Vec<usize>> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        kinds.entry(key.kind()).or_default().push(at);
    }
    let mut order: Vec<_> = kinds.into_iter().collect();
    order.sort_unstable();
    let mut found: Vec<Option<Entity>> = vec![None; keys.len()];
    for (kind, places) in order {
        match (kind, table(kind)) {
            (EntityKind::Stock, _) => {
                let wanted = places.iter().filter_map(|&at| match &keys[at] {
                    EntityRef::Stock(key) => Some(*key),
                    _ => None,
                });
                let stock = ledger::stock_rows(db, &wanted.collect::<Vec<_>>()).await?;
                for (&at, row) in places.iter().zip(stock) {
                    found[at] = row.map(Entity::Stock);
                }
            }
            (_, None) => {
                for at in places {
                    if let EntityRef::Person(id) = keys[at] {
                        found[at] = person(db, id).await?.map(Entity::Person);
                    }
                }
            }
            (_, Some(table)) => load_kind(db, kind, &table, keys, &places, &mut found).await?,
        }
    }
    Ok(found)
}

async fn load_kind<C: ConnectionTrait>(
    db: &C,
    kind: EntityKind,
    table: &Table,
    keys: &[EntityRef],
    places: &[usize],
    found: &mut [Option<Entity>],
) -> Result<(), StoreError> {
    for chunk in places.chunks(BATCH) {
        let sql = format!(
            "SELECT body FROM {} WHERE {} IN ({})",
            table.name,
            table.key,
            list(1, chunk.len())
        );
        let mut by_key = HashMap::with_capacity(chunk.len());
        for row in rows(
            db,
            &sql,
            chunk.iter().map(|&at| key_value(&keys[at])).collect(),
        )
        .await?
        {
            let entity = parse(kind, &column::<String>(&row, "body")?)?;
            by_key.insert(entity.key(), entity);
        }
        for &at in chunk {
            found[at] = by_key.get(&keys[at]).cloned();
        }
    }
    Ok(())
}

/// A user as others see them.
async fn person<C: ConnectionTrait>(db: &C, id: UserId) -> Result<Option<Person>, StoreError> {
    let sql = "SELECT name, disabled FROM app_user WHERE id = $1";
    let Some(row) = row(db, sql, values![id.uuid()]).await? else {
        return Ok(None);
    };
    let name = Name::new(&column::<String>(&row, "name")?).map_err(|error| StoreError::Unfit {
        table: "app_user",
        reason: error.to_string(),
    })?;
    Ok(Some(Person {
        id,
        name,
        active: !column::<bool>(&row, "disabled")?,
    }))
}

/// Writes records of one kind, each key once.
pub(super) async fn put<C: ConnectionTrait>(
    db: &C,
    kind: EntityKind,
    records: &[&Entity],
) -> Result<(), StoreError> {
    // Stock rows are sums of movements, people are written with the users.
    let Some(table) = table(kind) else {
        return Ok(());
    };
    let all: Vec<&str> = [table.key]
        .into_iter()
        .chain(table.columns.iter().copied())
        .chain(["version", "body"])
        .collect();
    let updates: Vec<String> = table
        .columns
        .iter()
        .chain(&["body"])
        .map(|name| format!("{name} = excluded.{name}"))
        .chain([format!("version = {}.version + 1", table.name)])
        .collect();
    let mut sorted: Vec<(EntityRef, &Entity)> = records
        .iter()
        .map(|entity| (entity.key(), *entity))
        .collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    for chunk in sorted.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {} ON CONFLICT ({}) DO UPDATE SET {}",
            table.name,
            all.join(", "),
            tuples(1, chunk.len(), all.len()),
            table.key,
            updates.join(", ")
        );
        let mut bound = Vec::with_capacity(chunk.len() * all.len());
        for (key, entity) in chunk {
            bound.push(key_value(key));
            bound.extend(column_values(entity));
            bound.push(Value::from(1_i64));
            bound.push(Value::from(body(entity)));
        }
        run(db, &sql, bound).await?;
    }
    match kind {
        EntityKind::Product => put_product_parts(db, &sorted).await,
        EntityKind::Transfer => put_transfer_lines(db, &sorted).await,
        _ => Ok(()),
    }
}

async fn put_product_parts<C: ConnectionTrait>(
    db: &C,
    products: &[(EntityRef, &Entity)],
) -> Result<(), StoreError> {
    let products: Vec<&Product> = products
        .iter()
        .filter_map(|(_, entity)| match entity {
            Entity::Product(product) => Some(product),
            _ => None,
        })
        .collect();
    let ids: Vec<Value> = products
        .iter()
        .map(|product| Value::from(product.id.uuid()))
        .collect();
    let mut codes = Vec::new();
    let mut components = Vec::new();
    for product in &products {
        codes.extend(
            product
                .barcodes
                .iter()
                .map(|barcode| (barcode.code.as_str(), product.id)),
        );
        if let ProductKind::Kit(parts) = &product.kind {
            components.extend(parts.iter().map(|part| (product.id, part.product)));
        }
    }
    for chunk in ids.chunks(BATCH) {
        let places = list(1, chunk.len());
        run(
            db,
            &format!("DELETE FROM product_barcode WHERE product IN ({places})"),
            chunk.to_vec(),
        )
        .await?;
        run(
            db,
            &format!("DELETE FROM kit_component WHERE kit IN ({places})"),
            chunk.to_vec(),
        )
        .await?;
    }
    for chunk in codes.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO product_barcode (code, product) VALUES {}",
            tuples(1, chunk.len(), 2)
        );
        run(
            db,
            &sql,
            chunk
                .iter()
                .flat_map(|(code, product)| values![*code, product.uuid()])
                .collect(),
        )
        .await?;
    }
    for chunk in components.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO kit_component (kit, product) VALUES {}",
            tuples(1, chunk.len(), 2)
        );
        run(
            db,
            &sql,
            chunk
                .iter()
                .flat_map(|(kit, part)| values![kit.uuid(), part.uuid()])
                .collect(),
        )
        .await?;
    }
    Ok(())
}

async fn put_transfer_lines<C: ConnectionTrait>(
    db: &C,
    transfers: &[(EntityRef, &Entity)],
) -> Result<(), StoreError> {
    for (_, entity) in transfers {
        let Entity::Transfer(transfer) = entity else {
            continue;
        };
        run(
            db,
            "DELETE FROM transfer_line WHERE transfer = $1",
            values![transfer.id.uuid()],
        )
        .await?;
        for chunk in transfer.lines.chunks(BATCH) {
            let sql = format!(
                "INSERT INTO transfer_line (transfer, line, product) VALUES {}",
                tuples(1, chunk.len(), 3)
            );
            let line = |line: &domain::transfer::TransferLine| {
                values![transfer.id.uuid(), line.id.uuid(), line.product.uuid()]
            };
            run(db, &sql, chunk.iter().flat_map(line).collect()).await?;
        }
    }
    Ok(())
}

/// Removes a record.
pub(super) async fn remove<C: ConnectionTrait>(db: &C, key: &EntityRef) -> Result<(), StoreError> {
    let Some(table) = table(key.kind()) else {
        return Ok(());
    };
    let sql = format!("DELETE FROM {} WHERE {} = $1", table.name, table.key);
    run(db, &sql, vec![key_value(key)]).await.map(drop)
}

fn versioned(kind: EntityKind, row: &QueryResult) -> Result<Versioned<Entity>, StoreError> {
    Ok(Versioned {
        record: parse(kind, &column::<String>(row, "body")?)?,
        version: column(row, "version")?,
    })
}

/// One record with its version.
pub async fn one<C: ConnectionTrait>(
    db: &C,
    key: &EntityRef,
) -> Result<Option<Versioned<Entity>>, StoreError> {
    let Some(table) = table(key.kind()) else {
        return Ok(None);
    };
    let sql = format!(
        "SELECT body, version FROM {} WHERE {} = $1",
        table.name, table.key
    );
    row(db, &sql, vec![key_value(key)])
        .await?
        .as_ref()
        .map(|row| versioned(key.kind(), row))
        .transpose()
}

/// Records of a kind that a condition selects; `condition` begins behind the table's name and counts its values
/// from 1.
pub(super) async fn selected<C: ConnectionTrait>(
    db: &C,
    kind: EntityKind,
    condition: &str,
    values: Vec<Value>,
) -> Result<Vec<Versioned<Entity>>, StoreError> {
    let Some(table) = table(kind) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT {0}.body, {0}.version FROM {0} {condition}",
        table.name
    );
    rows(db, &sql, values)
        .await?
        .iter()
        .map(|row| versioned(kind, row))
        .collect()
}

/// Unwraps records of one kind.
macro_rules! of_kind {
    ($entities:expr, $kind:ident) => {
        $entities
            .into_iter()
            .filter_map(|versioned| match versioned.record {
                domain::books::Entity::$kind(record) => Some($crate::store::records::Versioned {
                    record,
                    version: versioned.version,
                }),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}
pub(crate) use of_kind;

/// Whether anything names a record, so that it can only be archived (DECISIONS 25).
pub(super) async fn is_referenced<C: ConnectionTrait>(
    db: &C,
    key: &EntityRef,
) -> Result<bool, StoreError> {
    let questions: &[&str] = match key {
        EntityRef::Product(_) => &[
            "SELECT 1 AS one FROM movement WHERE product = $1 LIMIT 1",
            "SELECT 1 AS one FROM kit_component WHERE product = $1 LIMIT 1",
            "SELECT 1 AS one FROM transfer_line WHERE product = $1 LIMIT 1",
            "SELECT 1 AS one FROM accepted_count WHERE product = $1 LIMIT 1",
        ],
        EntityRef::Family(_) => &["SELECT 1 AS one FROM product WHERE family = $1 LIMIT 1"],
        EntityRef::Category(_) => &["SELECT 1 AS one FROM product WHERE category = $1 LIMIT 1"],
        EntityRef::Brand(_) => &["SELECT 1 AS one FROM product WHERE brand = $1 LIMIT 1"],
        EntityRef::TaxRule(_) => &["SELECT 1 AS one FROM product WHERE tax_rule = $1 LIMIT 1"],
        EntityRef::Location(_) => &[
            "SELECT 1 AS one FROM bin WHERE location = $1 LIMIT 1",
            "SELECT 1 AS one FROM product WHERE default_location = $1 LIMIT 1",
            "SELECT 1 AS one FROM movement WHERE location = $1 LIMIT 1",
            "SELECT 1 AS one FROM transfer WHERE from_location = $1 OR to_location = $1 LIMIT 1",
            "SELECT 1 AS one FROM stocktake WHERE location = $1 LIMIT 1",
        ],
        EntityRef::Bin(_) => &[
            "SELECT 1 AS one FROM stock WHERE bin = $1 LIMIT 1",
            "SELECT 1 AS one FROM accepted_count WHERE bin = $1 LIMIT 1",
        ],
        EntityRef::PriceTier(id) => return tier_is_priced(db, id.to_string()).await,
        _ => &[],
    };
    for question in questions {
        if row(db, question, vec![key_value(key)]).await?.is_some() {
            return Ok(true);
        }
    }
    key_is_counted(db, key).await
}

/// Prices are inside the product's body: the tier's id stands there as text.
async fn tier_is_priced<C: ConnectionTrait>(db: &C, id: String) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM product WHERE body LIKE $1 LIMIT 1";
    Ok(row(db, sql, values![format!("%{id}%")]).await?.is_some())
}

/// Whether a count speaks of a product or bin: their ids stand as text in the lines and passes.
async fn key_is_counted<C: ConnectionTrait>(db: &C, key: &EntityRef) -> Result<bool, StoreError> {
    let (sql, id) = match key {
        EntityRef::Product(id) => (
            "SELECT 1 AS one FROM pass_line WHERE body LIKE $1 LIMIT 1",
            id.to_string(),
        ),
        EntityRef::Bin(id) => (
            "SELECT 1 AS one FROM pass WHERE body LIKE $1 LIMIT 1",
            id.to_string(),
        ),
        _ => return Ok(false),
    };
    Ok(row(db, sql, values![format!("%{id}%")]).await?.is_some())
}

/// Products by their ids, for names in lists.
pub async fn products<C: ConnectionTrait>(
    db: &C,
    ids: impl IntoIterator<Item = ProductId>,
) -> Result<HashMap<ProductId, Product>, StoreError> {
    let mut keys: Vec<EntityRef> = ids.into_iter().map(EntityRef::Product).collect();
    keys.sort_unstable();
    keys.dedup();
    let found = load(db, &keys).await?;
    Ok(found
        .into_iter()
        .filter_map(|entity| match entity {
            Some(Entity::Product(product)) => Some((product.id, product)),
            _ => None,
        })
        .collect())
}

/// Numbers of documents, for "why?".
pub async fn document_numbers<C: ConnectionTrait>(
    db: &C,
    ids: &[uuid::Uuid],
) -> Result<HashMap<uuid::Uuid, String>, StoreError> {
    let mut numbers = HashMap::new();
    for table in ["transfer", "stocktake"] {
        for chunk in ids.chunks(BATCH) {
            let sql = format!(
                "SELECT id, number FROM {table} WHERE number IS NOT NULL AND id IN ({})",
                list(1, chunk.len())
            );
            for row in rows(db, &sql, chunk.iter().map(|id| Value::from(*id)).collect()).await? {
                numbers.insert(column(&row, "id")?, column(&row, "number")?);
            }
        }
    }
    Ok(numbers)
}

/// A transfer with its version.
pub async fn transfer<C: ConnectionTrait>(
    db: &C,
    id: TransferId,
) -> Result<Option<Versioned<Transfer>>, StoreError> {
    Ok(one(db, &EntityRef::Transfer(id))
        .await?
        .and_then(|versioned| match versioned.record {
            Entity::Transfer(record) => Some(Versioned {
                record,
                version: versioned.version,
            }),
            _ => None,
        }))
}

/// The word of a stocktake's state, as stored.
pub(super) fn status_word(status: StocktakeStatus) -> String {
    word(&status)
}

/// Price tiers by number.
pub async fn price_tiers<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<Versioned<domain::catalogue::PriceTier>>, StoreError> {
    let found = selected(db, EntityKind::PriceTier, "ORDER BY number", vec![]).await?;
    Ok(of_kind!(found, PriceTier))
}

/// Bins of a location in walking order, archived ones too.
pub async fn bins_of<C: ConnectionTrait>(
    db: &C,
    location: domain::ids::LocationId,
) -> Result<Vec<Versioned<domain::location::Bin>>, StoreError> {
    let condition = "WHERE location = $1 ORDER BY walk, name_folded, id";
    let found = selected(db, EntityKind::Bin, condition, values![location.uuid()]).await?;
    Ok(of_kind!(found, Bin))
}

/// Locations by name, archived ones too.
pub async fn locations<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<Versioned<domain::location::Location>>, StoreError> {
    Ok(of_kind!(
        selected(db, EntityKind::Location, "ORDER BY name_folded", vec![]).await?,
        Location
    ))
}

/// How many bins in use each location has.
pub async fn n_bins<C: ConnectionTrait>(
    db: &C,
) -> Result<HashMap<domain::ids::LocationId, u32>, StoreError> {
    let sql = "SELECT location, COUNT(*) AS n FROM bin WHERE NOT archived GROUP BY location";
    let found = rows(db, sql, vec![]).await?;
    found
        .iter()
        .map(|row| {
            let n: i64 = column(row, "n")?;
            Ok((
                domain::ids::LocationId::new(column(row, "location")?),
                u32::try_from(n).unwrap_or(u32::MAX),
            ))
        })
        .collect()
}

/// Categories by name.
pub async fn categories<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::catalogue::Category>, StoreError> {
    let found = of_kind!(
        selected(db, EntityKind::Category, "ORDER BY name_folded", vec![]).await?,
        Category
    );
    Ok(found
        .into_iter()
        .map(|versioned| versioned.record)
        .collect())
}

/// Brands by name.
pub async fn brands<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::catalogue::Brand>, StoreError> {
    let found = of_kind!(
        selected(db, EntityKind::Brand, "ORDER BY name_folded", vec![]).await?,
        Brand
    );
    Ok(found
        .into_iter()
        .map(|versioned| versioned.record)
        .collect())
}

/// Tax rules by name.
pub async fn tax_rules<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::catalogue::TaxRule>, StoreError> {
    let found = of_kind!(
        selected(db, EntityKind::TaxRule, "ORDER BY name_folded", vec![]).await?,
        TaxRule
    );
    Ok(found
        .into_iter()
        .map(|versioned| versioned.record)
        .collect())
}

/// Families by name behind a name and id.
pub async fn families<C: ConnectionTrait>(
    db: &C,
    after: Option<(&str, uuid::Uuid)>,
    limit: u32,
) -> Result<Vec<(Versioned<domain::catalogue::Family>, u32)>, StoreError> {
    let (name, id) = after.unwrap_or(("", uuid::Uuid::nil()));
    let condition = "WHERE (name_folded, id) > ($1, $2) ORDER BY name_folded, id LIMIT $3";
    let found = selected(
        db,
        EntityKind::Family,
        condition,
        values![name, id, i64::from(limit)],
    )
    .await?;
    let mut all = Vec::new();
    for family in of_kind!(found, Family) {
        let sql = "SELECT COUNT(*) AS n FROM product WHERE family = $1";
        let n: i64 = match row(db, sql, values![family.record.id.uuid()]).await? {
            Some(row) => column(&row, "n")?,
            None => 0,
        };
        all.push((family, u32::try_from(n).unwrap_or(u32::MAX)));
    }
    Ok(all)
}

/// Which products somebody asks for.
#[derive(Debug, Clone, Default)]
pub struct ProductFilter {
    /// Part of the SKU or name, or a whole barcode.
    pub query: Option<String>,
    /// In this category.
    pub category: Option<domain::ids::CategoryId>,
    /// Of this brand.
    pub brand: Option<domain::ids::BrandId>,
    /// Of this family.
    pub family: Option<domain::ids::FamilyId>,
    /// Archived ones, others, or both.
    pub archived: Option<bool>,
    /// Behind this name and id.
    pub after: Option<(String, uuid::Uuid)>,
}

/// Products by name.
pub async fn list_products<C: ConnectionTrait>(
    db: &C,
    filter: &ProductFilter,
    limit: u32,
) -> Result<Vec<Versioned<Product>>, StoreError> {
    let mut bound: Vec<Value> = Vec::new();
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    if let Some(query) = filter
        .query
        .as_ref()
        .map(|query| query.trim())
        .filter(|query| !query.is_empty())
    {
        let like = place(containing(query).into());
        let code = domain::barcode::Code::scanned(query)
            .map(|code| code.as_str().to_owned())
            .unwrap_or_default();
        let code = place(code.into());
        conditions.push(format!(
            "(sku_folded LIKE {like} ESCAPE '\\' OR name_folded LIKE {like} ESCAPE '\\'
                OR id IN (SELECT product FROM product_barcode WHERE code = {code}))"
        ));
    }
    if let Some(category) = filter.category {
        conditions.push(format!("category = {}", place(category.uuid().into())));
    }
    if let Some(brand) = filter.brand {
        conditions.push(format!("brand = {}", place(brand.uuid().into())));
    }
    if let Some(family) = filter.family {
        conditions.push(format!("family = {}", place(family.uuid().into())));
    }
    if let Some(archived) = filter.archived {
        conditions.push(format!("archived = {}", place(archived.into())));
    }
    if let Some((name, id)) = &filter.after {
        let (name, id) = (place(name.as_str().into()), place((*id).into()));
        conditions.push(format!("(name_folded, id) > ({name}, {id})"));
    }
    let limit = place(i64::from(limit).into());
    let condition = format!(
        "WHERE {} ORDER BY name_folded, id LIMIT {limit}",
        conditions.join(" AND ")
    );
    Ok(of_kind!(
        selected(db, EntityKind::Product, &condition, bound).await?,
        Product
    ))
}

/// Transfers, newest first.
pub async fn list_transfers<C: ConnectionTrait>(
    db: &C,
    location: Option<domain::ids::LocationId>,
    status: Option<&str>,
    before: Option<uuid::Uuid>,
    limit: u32,
) -> Result<Vec<Versioned<Transfer>>, StoreError> {
    let mut bound: Vec<Value> = Vec::new();
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    if let Some(location) = location {
        let location = place(location.uuid().into());
        conditions.push(format!(
            "(from_location = {location} OR to_location = {location})"
        ));
    }
    if let Some(status) = status {
        conditions.push(format!("status = {}", place(status.into())));
    }
    if let Some(before) = before {
        conditions.push(format!("id < {}", place(before.into())));
    }
    let limit = place(i64::from(limit).into());
    let condition = format!(
        "WHERE {} ORDER BY id DESC LIMIT {limit}",
        conditions.join(" AND ")
    );
    Ok(of_kind!(
        selected(db, EntityKind::Transfer, &condition, bound).await?,
        Transfer
    ))
}

/// Stocktakes, newest first.
pub async fn list_stocktakes<C: ConnectionTrait>(
    db: &C,
    location: Option<domain::ids::LocationId>,
    status: Option<&str>,
    before: Option<(i64, uuid::Uuid)>,
    limit: u32,
) -> Result<Vec<Versioned<domain::stocktake::Stocktake>>, StoreError> {
    let mut bound: Vec<Value> = Vec::new();
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    if let Some(location) = location {
        conditions.push(format!("location = {}", place(location.uuid().into())));
    }
    if let Some(status) = status {
        conditions.push(format!("status = {}", place(status.into())));
    }
    if let Some((started, id)) = before {
        let (started, id) = (place(started.into()), place(id.into()));
        conditions.push(format!("(started, id) < ({started}, {id})"));
    }
    let limit = place(i64::from(limit).into());
    let condition = format!(
        "WHERE {} ORDER BY started DESC, id DESC LIMIT {limit}",
        conditions.join(" AND ")
    );
    Ok(of_kind!(
        selected(db, EntityKind::Stocktake, &condition, bound).await?,
        Stocktake
    ))
}

/// Passes of a stocktake.
pub async fn passes_of<C: ConnectionTrait>(
    db: &C,
    id: domain::ids::StocktakeId,
) -> Result<Vec<domain::stocktake::pass::Pass>, StoreError> {
    let found = selected(
        db,
        EntityKind::Pass,
        "WHERE stocktake = $1 ORDER BY id",
        values![id.uuid()],
    )
    .await?;
    Ok(of_kind!(found, Pass)
        .into_iter()
        .map(|versioned| versioned.record)
        .collect())
}

/// What waits for a person's word about a stocktake.
pub async fn open_tasks_of<C: ConnectionTrait>(
    db: &C,
    id: domain::ids::StocktakeId,
) -> Result<Vec<domain::books::ReviewTask>, StoreError> {
    let found = selected(
        db,
        EntityKind::ReviewTask,
        "WHERE stocktake = $1 AND NOT settled ORDER BY id",
        values![id.uuid()],
    )
    .await?;
    Ok(of_kind!(found, ReviewTask)
        .into_iter()
        .map(|versioned| versioned.record)
        .collect())
}

/// All products, for imports and exports.
pub async fn all_products<C: ConnectionTrait>(db: &C) -> Result<Vec<Product>, StoreError> {
    let found = selected(db, EntityKind::Product, "ORDER BY sku_folded", vec![]).await?;
    Ok(of_kind!(found, Product)
        .into_iter()
        .map(|one| one.record)
        .collect())
}

/// All unit costs, for imports and exports.
pub async fn all_costs<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::catalogue::ProductCost>, StoreError> {
    let found = selected(db, EntityKind::ProductCost, "ORDER BY product", vec![]).await?;
    Ok(of_kind!(found, ProductCost)
        .into_iter()
        .map(|one| one.record)
        .collect())
}

/// All families, for imports and exports.
pub async fn all_families<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::catalogue::Family>, StoreError> {
    let found = selected(db, EntityKind::Family, "ORDER BY name_folded", vec![]).await?;
    Ok(of_kind!(found, Family)
        .into_iter()
        .map(|one| one.record)
        .collect())
}

/// All bins, for imports and exports.
pub async fn all_bins<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<domain::location::Bin>, StoreError> {
    let found = selected(db, EntityKind::Bin, "ORDER BY location, walk", vec![]).await?;
    Ok(of_kind!(found, Bin)
        .into_iter()
        .map(|one| one.record)
        .collect())
}
