//! The ledger: movements, the stock figures that are their sums, accepted counts, and what stock cost.

use super::StoreError;
use super::records::{parse_json, word};
use super::sql::{column, containing, in_bytes, list, row, rows, run, tuples, values};
use domain::ids::{
    BinId, CountId, DeviceId, LocationId, LotId, MovementId, OperationId, ProductId, StocktakeId,
    UserId,
};
use domain::ledger::costs::{CostEntry, CostPlace, CostPortion, Layers, free_units};
use domain::ledger::counts::{AcceptedCount, Sweep};
use domain::ledger::{Account, Cause, Level, Movement, Origin, StockKey, StockRow};
use domain::quantity::Delta;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

const BATCH: usize = 400;

/// Most products whose figures are added up at once for a page of the stock view that fewer would do for.
const MOST_LOOKED_AT: u32 = 4_000;

pub(super) const fn account_number(account: Account) -> i64 {
    match account {
        Account::OnHand => 0,
        Account::Allocated => 1,
        Account::InTransit => 2,
    }
}

fn account_of(number: i64) -> Result<Account, StoreError> {
    match number {
        0 => Ok(Account::OnHand),
        1 => Ok(Account::Allocated),
        2 => Ok(Account::InTransit),
        other => Err(StoreError::Unfit {
            table: "movement",
            reason: format!("account {other}"),
        }),
    }
}

/// The implicit bin as the database holds it.
pub(super) fn bin_value(bin: Option<BinId>) -> Uuid {
    bin.map_or(Uuid::nil(), BinId::uuid)
}

fn lot_value(lot: Option<LotId>) -> Uuid {
    lot.map_or(Uuid::nil(), LotId::uuid)
}

fn key_values(key: &StockKey) -> Vec<Value> {
    values![
        key.product.uuid(),
        key.location.uuid(),
        bin_value(key.bin),
        lot_value(key.lot)
    ]
}

/// The key of a row with `product`, `location`, `bin` and `lot`.
pub(super) fn key_of(row: &QueryResult) -> Result<StockKey, StoreError> {
    let bin: Uuid = column(row, "bin")?;
    let lot: Uuid = column(row, "lot")?;
    Ok(StockKey {
        product: ProductId::new(column(row, "product")?),
        location: LocationId::new(column(row, "location")?),
        bin: (!bin.is_nil()).then(|| BinId::new(bin)),
        lot: (!lot.is_nil()).then(|| LotId::new(lot)),
    })
}

fn delta(row: &QueryResult, name: &str) -> Result<Delta, StoreError> {
    column(row, name).map(Delta::new)
}

fn stock_row_of(row: &QueryResult) -> Result<StockRow, StoreError> {
    Ok(StockRow {
        key: key_of(row)?,
        level: Level {
            on_hand: delta(row, "on_hand")?,
            allocated: delta(row, "allocated")?,
            in_transit: delta(row, "in_transit")?,
        },
    })
}

/// The figures of some keys, in the order asked.
pub(super) async fn stock_rows<C: ConnectionTrait>(
    db: &C,
    keys: &[StockKey],
) -> Result<Vec<Option<StockRow>>, StoreError> {
    let mut found: HashMap<StockKey, StockRow> = HashMap::new();
    for chunk in keys.chunks(BATCH) {
        let sql = format!(
            "SELECT * FROM stock WHERE (product, location, bin, lot) IN (VALUES {})",
            tuples(1, chunk.len(), 4)
        );
        for row in rows(db, &sql, chunk.iter().flat_map(key_values).collect()).await? {
            let stock = stock_row_of(&row)?;
            found.insert(stock.key, stock);
        }
    }
    Ok(keys.iter().map(|key| found.get(key).copied()).collect())
}

/// Stock of a product in every bin of a location.
pub async fn stock_at<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
    location: LocationId,
) -> Result<Vec<StockRow>, StoreError> {
    let sql = "SELECT * FROM stock WHERE product = $1 AND location = $2 ORDER BY bin, lot";
    rows(db, sql, values![product.uuid(), location.uuid()])
        .await?
        .iter()
        .map(stock_row_of)
        .collect()
}

/// Stock of a location.
pub async fn stock_of<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
) -> Result<Vec<StockRow>, StoreError> {
    let sql = "SELECT * FROM stock WHERE location = $1 ORDER BY product, bin, lot";
    rows(db, sql, values![location.uuid()])
        .await?
        .iter()
        .map(stock_row_of)
        .collect()
}

/// The transfer, stocktake or import that a movement belongs to.
pub fn document_of(cause: &Cause) -> Option<Uuid> {
    cause_parts(cause).1
}

fn cause_parts(cause: &Cause) -> (&'static str, Option<Uuid>) {
    match cause {
        Cause::Opening { import } => ("opening", Some(import.uuid())),
        Cause::Adjustment { .. } => ("adjustment", None),
        Cause::Receipt { .. } => ("receipt", None),
        Cause::BinMove => ("bin-move", None),
        Cause::TransferClosed { transfer, .. } => ("transfer-closed", Some(transfer.uuid())),
        Cause::Transfer { transfer, .. } => ("transfer", Some(transfer.uuid())),
        Cause::Count { stocktake, .. } => ("count", Some(stocktake.uuid())),
        Cause::CountCorrection { stocktake, .. } => ("count-correction", Some(stocktake.uuid())),
        Cause::CountReversal { stocktake, .. } => ("count-reversal", Some(stocktake.uuid())),
        Cause::AfterCount { .. } => ("after-count", None),
    }
}

/// JSON of plain data.
pub(super) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data with text keys")
}

/// Appends movements in order and adds their deltas to the stock figures.
pub(super) async fn post<C: ConnectionTrait>(
    db: &C,
    movements: &[&Movement],
) -> Result<(), StoreError> {
    for chunk in movements.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO movement (id, product, location, bin, lot, account, delta, effective, reach, recorded, moment,
                cause_kind, document, count_id, cause, app_user, device, operation) VALUES {}",
            tuples(1, chunk.len(), 18)
        );
        let mut bound = Vec::with_capacity(chunk.len() * 18);
        for movement in chunk {
            let (kind, document) = cause_parts(&movement.cause);
            bound.push(Value::from(movement.id.uuid()));
            bound.extend(key_values(&movement.key));
            bound.extend(values![
                account_number(movement.account),
                movement.delta.units(),
                movement.effective.millis(),
                movement.effective.max(movement.at.during.to()).millis(),
                movement.recorded.millis(),
                json(&movement.at),
                kind,
                document,
                movement.cause.count().map(CountId::uuid),
                json(&movement.cause),
                movement.origin.user.map(UserId::uuid),
                movement.origin.device.map(DeviceId::uuid),
                movement.origin.operation.map(OperationId::uuid),
            ]);
        }
        run(db, &sql, bound).await?;
    }
    // Sorted, so that two transactions never wait for each other.
    let mut sums: BTreeMap<StockKey, Level> = BTreeMap::new();
    for movement in movements {
        sums.entry(movement.key)
            .or_default()
            .post(movement.account, movement.delta);
    }
    let sums: Vec<_> = sums.into_iter().collect();
    for chunk in sums.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO stock (product, location, bin, lot, on_hand, allocated, in_transit) VALUES {}
             ON CONFLICT (product, location, bin, lot) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand,
                allocated = stock.allocated + excluded.allocated, in_transit = stock.in_transit + excluded.in_transit",
            tuples(1, chunk.len(), 7)
        );
        let mut bound = Vec::with_capacity(chunk.len() * 7);
        for (key, level) in chunk {
            bound.extend(key_values(key));
            bound.extend(values![
                level.on_hand.units(),
                level.allocated.units(),
                level.in_transit.units()
            ]);
        }
        run(db, &sql, bound).await?;
    }
    Ok(())
}

/// A movement and its number in the order of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// Its number.
    pub number: i64,
    /// The movement.
    pub movement: Movement,
}

fn movement_of(row: &QueryResult) -> Result<Numbered, StoreError> {
    Ok(Numbered {
        number: column(row, "number")?,
        movement: Movement {
            id: MovementId::new(column(row, "id")?),
            key: key_of(row)?,
            account: account_of(column(row, "account")?)?,
            delta: delta(row, "delta")?,
            effective: Timestamp::from_millis(column(row, "effective")?),
            at: parse_json("movement", &column::<String>(row, "moment")?)?,
            recorded: Timestamp::from_millis(column(row, "recorded")?),
            cause: parse_json("movement", &column::<String>(row, "cause")?)?,
            origin: Origin {
                user: column::<Option<Uuid>>(row, "app_user")?.map(UserId::new),
                device: column::<Option<Uuid>>(row, "device")?.map(DeviceId::new),
                operation: column::<Option<Uuid>>(row, "operation")?.map(OperationId::new),
            },
        },
    })
}

/// On-hand movements at a location that happened at `from` or later, or may have.
pub(super) async fn movements_at<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
    from: Timestamp,
) -> Result<Vec<Movement>, StoreError> {
    let sql = "SELECT * FROM movement WHERE location = $1 AND account = 0 AND reach >= $2 ORDER BY number";
    let found = rows(db, sql, values![location.uuid(), from.millis()]).await?;
    found
        .iter()
        .map(|row| movement_of(row).map(|numbered| numbered.movement))
        .collect()
}

/// Which of these operations have posted anything.
pub(super) async fn with_movements<C: ConnectionTrait>(
    db: &C,
    operations: &[OperationId],
) -> Result<HashSet<OperationId>, StoreError> {
    let mut posted = HashSet::new();
    for batch in operations.chunks(BATCH) {
        let places = list(1, batch.len());
        let sql = format!("SELECT DISTINCT operation FROM movement WHERE operation IN ({places})");
        let bound = batch.iter().map(|id| Value::from(id.uuid())).collect();
        for row in rows(db, &sql, bound).await? {
            posted.insert(OperationId::new(column(&row, "operation")?));
        }
    }
    Ok(posted)
}

/// Which movements somebody asks for.
#[derive(Debug, Clone, Default)]
pub struct MovementFilter {
    /// Of this product.
    pub product: Option<ProductId>,
    /// At this location.
    pub location: Option<LocationId>,
    /// In this bin; `Some(None)` is the implicit one.
    pub bin: Option<Option<BinId>>,
    /// On this account.
    pub account: Option<Account>,
    /// Of this transfer, stocktake or import.
    pub document: Option<Uuid>,
    /// Effective at this moment or later.
    pub from: Option<Timestamp>,
    /// Effective before this moment.
    pub until: Option<Timestamp>,
    /// Recorded at this moment or earlier.
    pub recorded: Option<Timestamp>,
    /// Recorded before the one with this number.
    pub before: Option<i64>,
}

impl MovementFilter {
    /// What it asks, as conditions and the values that they are bound to.
    fn conditions(&self) -> (Vec<String>, Vec<Value>) {
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut bound: Vec<Value> = Vec::new();
        let mut add = |text: &str, value: Value| {
            bound.push(value);
            conditions.push(format!("{text} ${}", bound.len()));
        };
        if let Some(product) = self.product {
            add("product =", product.uuid().into());
        }
        if let Some(location) = self.location {
            add("location =", location.uuid().into());
        }
        if let Some(bin) = self.bin {
            add("bin =", bin_value(bin).into());
        }
        if let Some(account) = self.account {
            add("account =", account_number(account).into());
        }
        if let Some(document) = self.document {
            add("document =", document.into());
        }
        if let Some(from) = self.from {
            add("effective >=", from.millis().into());
        }
        if let Some(until) = self.until {
            add("effective <", until.millis().into());
        }
        if let Some(recorded) = self.recorded {
            add("recorded <=", recorded.millis().into());
        }
        if let Some(before) = self.before {
            add("number <", before.into());
        }
        (conditions, bound)
    }

    /// Whether what it takes adds up to a figure: everything that moved a product in a place up to a moment.
    fn is_of_figure(&self) -> bool {
        self.product.is_some() && self.document.is_none() && self.from.is_none()
    }
}

/// Movements, newest recorded first.
pub async fn movements<C: ConnectionTrait>(
    db: &C,
    filter: &MovementFilter,
    limit: u32,
) -> Result<Vec<Numbered>, StoreError> {
    let (conditions, mut bound) = filter.conditions();
    bound.push(i64::from(limit).into());
    let sql = format!(
        "SELECT * FROM movement WHERE {} ORDER BY number DESC LIMIT ${}",
        conditions.join(" AND "),
        bound.len()
    );
    rows(db, &sql, bound)
        .await?
        .iter()
        .map(movement_of)
        .collect()
}

/// The figure that was asked for after each of the movements of a page, newest first: what all that pass the filter add
/// up to, this one included. Nothing where the filter leaves out a part of the figure.
pub async fn running<C: ConnectionTrait>(
    db: &C,
    filter: &MovementFilter,
    page: &[Numbered],
) -> Result<Option<Vec<Delta>>, StoreError> {
    let Some(newest) = page.first().filter(|_| filter.is_of_figure()) else {
        return Ok(None);
    };
    let upto = MovementFilter {
        before: Some(newest.number.saturating_add(1)),
        ..filter.clone()
    };
    let (conditions, bound) = upto.conditions();
    let sql = format!(
        "SELECT account, CAST(SUM(delta) AS BIGINT) AS total FROM movement WHERE {} GROUP BY account",
        conditions.join(" AND ")
    );
    let mut totals: HashMap<i64, Delta> = HashMap::new();
    for row in rows(db, &sql, bound).await? {
        totals.insert(column(&row, "account")?, delta(&row, "total")?);
    }
    let after = page.iter().map(|Numbered { movement, .. }| {
        let total = totals.entry(account_number(movement.account)).or_default();
        let after = *total;
        *total -= movement.delta;
        after
    });
    Ok(Some(after.collect()))
}

/// The figure of one key and account after a movement, by the order of recording.
pub async fn balance_after<C: ConnectionTrait>(
    db: &C,
    key: &StockKey,
    account: Account,
    number: i64,
) -> Result<Delta, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(delta), 0) AS BIGINT) AS total FROM movement
        WHERE product = $1 AND location = $2 AND bin = $3 AND lot = $4 AND account = $5 AND number <= $6";
    let mut bound = key_values(key);
    bound.extend(values![account_number(account), number]);
    match row(db, sql, bound).await? {
        Some(row) => delta(&row, "total"),
        None => Ok(Delta::ZERO),
    }
}

/// One figure of the stock view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The product.
    pub product: ProductId,
    /// The location; `None` in a sum over all of them.
    pub location: Option<LocationId>,
    /// The folded SKU of the product: lines stand in its order.
    pub sku_folded: String,
    /// Bin and lot; `None` in a sum over them.
    pub key: Option<StockKey>,
    /// The figures.
    pub level: Level,
    /// Of `on_hand` and `allocated`, what lies in places not for sale.
    pub withheld: Delta,
}

/// How finely the stock view is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// One line a product, over all locations.
    Product,
    /// One line a product and location.
    Location,
    /// One line a stock key.
    Bin,
}

/// Which stock somebody asks for.
#[derive(Debug, Clone, Default)]
pub struct StockFilter {
    /// Of this product.
    pub product: Option<ProductId>,
    /// At this location.
    pub location: Option<LocationId>,
    /// In this bin.
    pub bin: Option<Option<BinId>>,
    /// Of products in this category.
    pub category: Option<domain::ids::CategoryId>,
    /// Of products whose SKU or name holds this text.
    pub text: Option<String>,
    /// As the books say it was at this moment.
    pub as_of: Option<Timestamp>,
    /// As the books were known at this moment.
    pub recorded: Option<Timestamp>,
    /// Behind this line.
    pub after: Option<After>,
}

/// A line of the stock view, as far as its order goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The folded SKU of its product.
    pub sku_folded: String,
    /// Location, bin and lot; nil where they are summed up.
    pub place: [Uuid; 3],
}

impl Figure {
    /// Its place in the order of the stock view.
    pub fn after(&self) -> After {
        let bin = self.key.and_then(|key| key.bin);
        let lot = self.key.and_then(|key| key.lot);
        After {
            sku_folded: self.sku_folded.clone(),
            place: [
                self.location.map_or(Uuid::nil(), LocationId::uuid),
                bin_value(bin),
                lot.map_or(Uuid::nil(), |lot| lot.uuid()),
            ],
        }
    }
}

/// The stock view: figures by product, location or bin, now or as of a moment, zero lines left out. Lines stand in the
/// order of SKUs, as devices list them.
pub async fn figures<C: ConnectionTrait>(
    db: &C,
    grain: Grain,
    filter: &StockFilter,
    limit: u32,
) -> Result<Vec<Figure>, StoreError> {
    // Figures are sums: only those of products that may stand on the page are added up. Where most of them are zero by
    // then, more products are looked at each time.
    let wanted = limit as usize;
    let mut at_once = limit;
    let mut found: Vec<Figure> = Vec::new();
    let mut behind = filter
        .after
        .as_ref()
        .map(|after| (after.sku_folded.clone(), grain == Grain::Product));
    loop {
        let products = products_behind(db, filter, behind, at_once).await?;
        let Some((_, last)) = products.last() else {
            return Ok(found);
        };
        behind = Some((last.clone(), true));
        let left = u32::try_from(wanted - found.len()).unwrap_or(limit);
        let ids: Vec<Uuid> = products.iter().map(|(id, _)| *id).collect();
        found.extend(figures_of(db, grain, filter, &ids, left).await?);
        if found.len() >= wanted || products.len() < at_once as usize {
            return Ok(found);
        }
        at_once = (at_once * 2).min(MOST_LOOKED_AT).max(limit);
    }
}

/// The next products in the order of SKUs that have, or ever had, stock in the places that are asked for, with their folded
/// SKUs: behind one, or from it on.
async fn products_behind<C: ConnectionTrait>(
    db: &C,
    filter: &StockFilter,
    behind: Option<(String, bool)>,
    limit: u32,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut bound: Vec<Value> = Vec::new();
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    let sku = in_bytes(db, "p.sku_folded");
    let mut conditions = Vec::new();
    if let Some((after, is_behind)) = behind {
        let than = if is_behind { ">" } else { ">=" };
        conditions.push(format!("{sku} {than} {}", place(after.into())));
    }
    conditions.extend(filter.of_product(&mut place));
    let mut here = vec!["s.product = p.id".to_owned()];
    if !filter.is_past() {
        here.push(SOME.to_owned());
    }
    here.extend(filter.of_place("s.", &mut place));
    conditions.push(format!(
        "EXISTS (SELECT 1 FROM stock s WHERE {})",
        here.join(" AND ")
    ));
    let limit = place(i64::from(limit).into());
    let sql = format!(
        "SELECT p.id AS id, p.sku_folded AS sku_folded FROM product p WHERE {} ORDER BY {sku} LIMIT {limit}",
        conditions.join(" AND ")
    );
    rows(db, &sql, bound)
        .await?
        .iter()
        .map(|row| Ok((column(row, "id")?, column(row, "sku_folded")?)))
        .collect()
}

/// Lines that are not zero throughout.
const SOME: &str = "(s.on_hand <> 0 OR s.allocated <> 0 OR s.in_transit <> 0)";

impl StockFilter {
    /// Whether figures of another moment than now are asked for.
    const fn is_past(&self) -> bool {
        self.as_of.is_some() || self.recorded.is_some()
    }

    /// What it asks of the place, of columns with this prefix.
    fn of_place(&self, prefix: &str, place: &mut impl FnMut(Value) -> String) -> Vec<String> {
        let product = self.product.map(|id| ("product", id.uuid()));
        let location = self.location.map(|id| ("location", id.uuid()));
        let bin = self.bin.map(|bin| ("bin", bin_value(bin)));
        let asked = [product, location, bin].into_iter().flatten();
        asked
            .map(|(column, id)| format!("{prefix}{column} = {}", place(id.into())))
            .collect()
    }

    /// What it asks of the product `p`.
    fn of_product(&self, place: &mut impl FnMut(Value) -> String) -> Vec<String> {
        let mut conditions = Vec::new();
        if let Some(product) = self.product {
            conditions.push(format!("p.id = {}", place(product.uuid().into())));
        }
        if let Some(category) = self.category {
            conditions.push(format!("p.category = {}", place(category.uuid().into())));
        }
        if let Some(text) = &self.text {
            let like = place(containing(text).into());
            conditions.push(format!(
                "(p.sku_folded LIKE {like} ESCAPE '\\' OR p.name_folded LIKE {like} ESCAPE '\\')"
            ));
        }
        conditions
    }
}

/// Figures of some products.
async fn figures_of<C: ConnectionTrait>(
    db: &C,
    grain: Grain,
    filter: &StockFilter,
    products: &[Uuid],
    limit: u32,
) -> Result<Vec<Figure>, StoreError> {
    let mut bound: Vec<Value> = products.iter().map(|id| Value::from(*id)).collect();
    let these = format!("product IN ({})", list(1, products.len()));
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    let of_place = filter.of_place("", &mut place);
    let conditions: Vec<String> = std::iter::once(these).chain(of_place).collect();
    let conditions = conditions.join(" AND ");
    let source = if filter.is_past() {
        let until = place(filter.as_of.unwrap_or(Timestamp::MAX).millis().into());
        let known = place(filter.recorded.unwrap_or(Timestamp::MAX).millis().into());
        format!(
            "SELECT product, location, bin, lot,
                CAST(SUM(CASE WHEN account = 0 THEN delta ELSE 0 END) AS BIGINT) AS on_hand,
                CAST(SUM(CASE WHEN account = 1 THEN delta ELSE 0 END) AS BIGINT) AS allocated,
                CAST(SUM(CASE WHEN account = 2 THEN delta ELSE 0 END) AS BIGINT) AS in_transit
             FROM movement WHERE {conditions} AND effective <= {until} AND recorded <= {known}
             GROUP BY product, location, bin, lot"
        )
    } else {
        format!(
            "SELECT product, location, bin, lot, on_hand, allocated, in_transit FROM stock WHERE {conditions}"
        )
    };
    let mut conditions = vec![SOME.to_owned()];
    let keys: &[&str] = match grain {
        Grain::Product => &["s.product"],
        Grain::Location => &["s.product", "s.location"],
        Grain::Bin => &["s.product", "s.location", "s.bin", "s.lot"],
    };
    let mut order = vec![in_bytes(db, "p.sku_folded")];
    order.extend(keys[1..].iter().map(|key| (*key).to_owned()));
    if let Some(after) = &filter.after {
        let mut behind = vec![place(after.sku_folded.clone().into())];
        let places = after.place.iter().take(keys.len() - 1);
        behind.extend(places.map(|id| place((*id).into())));
        conditions.push(format!("({}) > ({})", order.join(", "), behind.join(", ")));
    }
    let limit = place(i64::from(limit).into());
    let sql = format!(
        "SELECT {keys}, p.sku_folded AS sku_folded, CAST(SUM(s.on_hand) AS BIGINT) AS on_hand, CAST(SUM(s.allocated) AS BIGINT) AS allocated,
            CAST(SUM(s.in_transit) AS BIGINT) AS in_transit,
            CAST(SUM(CASE WHEN l.body LIKE '%\"not_for_sale\":true%' OR b.body LIKE '%\"not_for_sale\":true%'
                THEN s.on_hand - s.allocated ELSE 0 END) AS BIGINT) AS withheld
         FROM ({source}) s JOIN product p ON p.id = s.product JOIN location l ON l.id = s.location
            LEFT JOIN bin b ON b.id = s.bin
         WHERE {conditions} GROUP BY {keys}, p.sku_folded ORDER BY {order} LIMIT {limit}",
        keys = keys.join(", "),
        order = order.join(", "),
        conditions = conditions.join(" AND "),
    );
    rows(db, &sql, bound)
        .await?
        .iter()
        .map(|row| {
            Ok(Figure {
                product: ProductId::new(column(row, "product")?),
                location: match grain {
                    Grain::Product => None,
                    Grain::Location | Grain::Bin => Some(LocationId::new(column(row, "location")?)),
                },
                sku_folded: column(row, "sku_folded")?,
                key: match grain {
                    Grain::Bin => Some(key_of(row)?),
                    Grain::Product | Grain::Location => None,
                },
                level: Level {
                    on_hand: delta(row, "on_hand")?,
                    allocated: delta(row, "allocated")?,
                    in_transit: delta(row, "in_transit")?,
                },
                withheld: delta(row, "withheld")?,
            })
        })
        .collect()
}

fn count_of(row: &QueryResult) -> Result<AcceptedCount, StoreError> {
    parse_json("accepted_count", &column::<String>(row, "body")?)
}

async fn counts_where<C: ConnectionTrait>(
    db: &C,
    condition: &str,
    bound: Vec<Value>,
) -> Result<Vec<AcceptedCount>, StoreError> {
    let sql = format!(
        "SELECT body FROM accepted_count WHERE replaced_by IS NULL AND {condition} ORDER BY cut, id"
    );
    rows(db, &sql, bound).await?.iter().map(count_of).collect()
}

/// Accepted counts of a key from a moment on.
pub(super) async fn counts<C: ConnectionTrait>(
    db: &C,
    key: &StockKey,
    from: Timestamp,
) -> Result<Vec<AcceptedCount>, StoreError> {
    let mut bound = key_values(key);
    bound.push(from.millis().into());
    counts_where(
        db,
        "product = $1 AND location = $2 AND bin = $3 AND lot = $4 AND reach >= $5",
        bound,
    )
    .await
}

/// Accepted counts at a location from a moment on.
pub(super) async fn counts_at<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
    from: Timestamp,
) -> Result<Vec<AcceptedCount>, StoreError> {
    counts_where(
        db,
        "location = $1 AND reach >= $2",
        values![location.uuid(), from.millis()],
    )
    .await
}

/// Accepted counts of a stocktake.
pub async fn counts_of<C: ConnectionTrait>(
    db: &C,
    id: StocktakeId,
) -> Result<Vec<AcceptedCount>, StoreError> {
    counts_where(db, "stocktake = $1", values![id.uuid()]).await
}

/// Sum of the movements that belong to a count.
pub(super) async fn posted_by_count<C: ConnectionTrait>(
    db: &C,
    count: CountId,
) -> Result<Delta, StoreError> {
    let sql =
        "SELECT CAST(COALESCE(SUM(delta), 0) AS BIGINT) AS total FROM movement WHERE count_id = $1";
    match row(db, sql, values![count.uuid()]).await? {
        Some(row) => delta(&row, "total"),
        None => Ok(Delta::ZERO),
    }
}

/// Writes a count, or what replaced it.
pub(super) async fn put_count<C: ConnectionTrait>(
    db: &C,
    count: &AcceptedCount,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO accepted_count (id, product, location, bin, lot, stocktake, cut, reach, replaced_by, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (id) DO UPDATE SET replaced_by = excluded.replaced_by, body = excluded.body";
    let mut bound = values![count.id.uuid()];
    bound.extend(key_values(&count.key));
    bound.extend(values![
        count.stocktake.uuid(),
        count.cut.millis(),
        count.cut.max(count.at.during.to()).millis(),
        count.replaced_by.map(CountId::uuid),
        json(count),
    ]);
    run(db, sql, bound).await.map(drop)
}

/// The accepted count of a key by a stocktake.
pub(super) async fn count_in<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
    key: &StockKey,
) -> Result<Option<AcceptedCount>, StoreError> {
    let mut bound = key_values(key);
    bound.push(stocktake.uuid().into());
    let condition = "product = $1 AND location = $2 AND bin = $3 AND lot = $4 AND stocktake = $5";
    Ok(counts_where(db, condition, bound).await?.pop())
}

/// Sweeps of a bin from a moment on.
pub(super) async fn sweeps<C: ConnectionTrait>(
    db: &C,
    location: LocationId,
    bin: Option<BinId>,
    from: Timestamp,
) -> Result<Vec<Sweep>, StoreError> {
    let sql = "SELECT body FROM sweep WHERE location = $1 AND bin = $2 AND reach >= $3 ORDER BY reach, stocktake";
    let found = rows(
        db,
        sql,
        values![location.uuid(), bin_value(bin), from.millis()],
    )
    .await?;
    found
        .iter()
        .map(|row| parse_json("sweep", &column::<String>(row, "body")?))
        .collect()
}

/// Notes that a stocktake counted a bin to its end; replaces its earlier sweep of the bin.
pub(super) async fn put_sweep<C: ConnectionTrait>(db: &C, sweep: &Sweep) -> Result<(), StoreError> {
    let sql = "INSERT INTO sweep (stocktake, location, bin, reach, body) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (stocktake, location, bin) DO UPDATE SET reach = excluded.reach, body = excluded.body";
    let bound = values![
        sweep.stocktake.uuid(),
        sweep.location.uuid(),
        bin_value(sweep.bin),
        sweep.at.during.to().millis(),
        json(sweep),
    ];
    run(db, sql, bound).await.map(drop)
}

fn place_key(place: &CostPlace) -> Vec<u8> {
    match place {
        CostPlace::At { product, location } => {
            [&[0], &product.bytes()[..], &location.bytes()].concat()
        }
        CostPlace::OnTheWay(line) => [&[1], &line.bytes()[..]].concat(),
    }
}

/// The cost layers of places, in the order asked.
pub(super) async fn layers<C: ConnectionTrait>(
    db: &C,
    places: &[CostPlace],
) -> Result<Vec<Layers>, StoreError> {
    let keys: Vec<Vec<u8>> = places.iter().map(place_key).collect();
    let mut found: HashMap<Vec<u8>, Layers> = HashMap::new();
    for chunk in keys.chunks(BATCH) {
        let sql = format!(
            "SELECT place, body FROM cost_layers WHERE place IN ({})",
            list(1, chunk.len())
        );
        for row in rows(
            db,
            &sql,
            chunk.iter().map(|key| Value::from(key.clone())).collect(),
        )
        .await?
        {
            found.insert(
                column(&row, "place")?,
                parse_json("cost_layers", &column::<String>(&row, "body")?)?,
            );
        }
    }
    Ok(keys
        .iter()
        .map(|key| found.get(key).cloned().unwrap_or_default())
        .collect())
}

/// Writes the layers of places, each place once.
pub(super) async fn put_layers<C: ConnectionTrait>(
    db: &C,
    layers: &BTreeMap<CostPlace, &Layers>,
) -> Result<(), StoreError> {
    let all: Vec<_> = layers.iter().collect();
    for chunk in all.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO cost_layers (place, body) VALUES {} ON CONFLICT (place) DO UPDATE SET body = excluded.body",
            tuples(1, chunk.len(), 2)
        );
        run(
            db,
            &sql,
            chunk
                .iter()
                .flat_map(|(place, layers)| values![place_key(place), json(*layers)])
                .collect(),
        )
        .await?;
    }
    Ok(())
}

/// Appends lines of the cost ledger.
pub(super) async fn put_costs<C: ConnectionTrait>(
    db: &C,
    entries: &[&CostEntry],
) -> Result<(), StoreError> {
    for chunk in entries.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO cost_entry (movement, product, location, line, value, portions, revalued, effective, recorded)
             VALUES {}",
            tuples(1, chunk.len(), 9)
        );
        let mut bound = Vec::with_capacity(chunk.len() * 9);
        for entry in chunk {
            let (product, location, line) = match entry.place {
                CostPlace::At { product, location } => {
                    (Some(product.uuid()), Some(location.uuid()), None)
                }
                CostPlace::OnTheWay(line) => (None, None, Some(line.uuid())),
            };
            let portions = entry
                .portions
                .iter()
                .map(|portion| portion.unit_cost.value(portion.units).millionths());
            let value = portions.sum::<i128>() + entry.revalued.millionths();
            bound.extend(values![
                entry.movement.uuid(),
                product,
                location,
                line,
                fitting(value)?,
                json(&entry.portions),
                fitting(entry.revalued.millionths())?,
                entry.effective.millis(),
                entry.recorded.millis(),
            ]);
        }
        run(db, &sql, bound).await?;
    }
    Ok(())
}

/// A value as the database can add it up: up to nine million million of the base currency.
fn fitting(millionths: i128) -> Result<i64, StoreError> {
    i64::try_from(millionths).map_err(|_| StoreError::Unfit {
        table: "cost_entry",
        reason: format!("a value of {millionths} millionths"),
    })
}

fn portions_of(rows: &[QueryResult]) -> Result<Vec<CostPortion>, StoreError> {
    let mut portions = Vec::new();
    for row in rows {
        portions.extend(parse_json::<Vec<CostPortion>>(
            "cost_entry",
            &column::<String>(row, "portions")?,
        )?);
    }
    Ok(portions)
}

/// What a movement put into value or took out of it.
pub(super) async fn cost_of<C: ConnectionTrait>(
    db: &C,
    movement: MovementId,
) -> Result<Vec<CostPortion>, StoreError> {
    let sql = "SELECT portions FROM cost_entry WHERE movement = $1 ORDER BY number";
    portions_of(&rows(db, sql, values![movement.uuid()]).await?)
}

/// What the movements of a count put into value or took out of it.
pub(super) async fn cost_of_count<C: ConnectionTrait>(
    db: &C,
    count: CountId,
) -> Result<Vec<CostPortion>, StoreError> {
    let sql = "SELECT portions FROM cost_entry JOIN movement ON movement.id = cost_entry.movement
        WHERE movement.count_id = $1 ORDER BY cost_entry.number";
    portions_of(&rows(db, sql, values![count.uuid()]).await?)
}

/// Value of each movement, millionths of the base currency.
pub async fn values_of<C: ConnectionTrait>(
    db: &C,
    movements: &[MovementId],
) -> Result<HashMap<MovementId, i64>, StoreError> {
    let mut found = HashMap::new();
    for chunk in movements.chunks(BATCH) {
        let sql = format!(
            "SELECT movement, CAST(SUM(value) AS BIGINT) AS value FROM cost_entry WHERE movement IN ({}) AND line IS NULL
             GROUP BY movement",
            list(1, chunk.len())
        );
        for row in rows(
            db,
            &sql,
            chunk.iter().map(|id| Value::from(id.uuid())).collect(),
        )
        .await?
        {
            found.insert(
                MovementId::new(column(&row, "movement")?),
                column(&row, "value")?,
            );
        }
    }
    Ok(found)
}

/// What the stock of one location was worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// The location; `None` for goods on their way.
    pub location: Option<LocationId>,
    /// Units there.
    pub units: Delta,
    /// Millionths of the base currency, as far as costs are known.
    pub value: i64,
}

/// Units and value by location as of a moment, and of what was on its way then; or of one location alone.
pub async fn worths<C: ConnectionTrait>(
    db: &C,
    as_of: Timestamp,
    only: Option<LocationId>,
) -> Result<Vec<Worth>, StoreError> {
    let mut bound = values![as_of.millis()];
    let here = of_location("location", only, &mut bound);
    let sql = format!(
        "SELECT m.location AS location, m.units AS units, COALESCE(c.value, 0) AS value FROM
            (SELECT location, CAST(SUM(delta) AS BIGINT) AS units FROM movement
             WHERE account = 0 AND effective <= $1{here} GROUP BY location) m
         LEFT JOIN (SELECT location, CAST(SUM(value) AS BIGINT) AS value FROM cost_entry
             WHERE location IS NOT NULL AND effective <= $1{here} GROUP BY location) c
             ON c.location = m.location ORDER BY m.location"
    );
    let found = rows(db, &sql, bound).await?;
    let mut worths = Vec::with_capacity(found.len() + 1);
    for row in &found {
        worths.push(Worth {
            location: Some(LocationId::new(column(row, "location")?)),
            units: delta(row, "units")?,
            value: column(row, "value")?,
        });
    }
    if only.is_some() {
        return Ok(worths);
    }
    let sql = "SELECT
            (SELECT CAST(COALESCE(SUM(delta), 0) AS BIGINT) FROM movement WHERE account = 2 AND effective <= $1) AS units,
            (SELECT CAST(COALESCE(SUM(value), 0) AS BIGINT) FROM cost_entry WHERE line IS NOT NULL AND effective <= $1)
                AS value";
    if let Some(row) = row(db, sql, values![as_of.millis()]).await? {
        worths.push(Worth {
            location: None,
            units: delta(&row, "units")?,
            value: column(&row, "value")?,
        });
    }
    Ok(worths)
}

/// A condition that leaves out all places but one, if one is wanted.
fn of_location(column: &str, only: Option<LocationId>, bound: &mut Vec<Value>) -> String {
    only.map_or_else(String::new, |location| {
        bound.push(location.uuid().into());
        format!(" AND {column} = ${}", bound.len())
    })
}

/// Units there as of a moment whose cost nobody knew, by product and location, or on their way if there is none: they came
/// in at no cost, and the product is not one that is known to cost nothing.
pub async fn costless<C: ConnectionTrait>(
    db: &C,
    as_of: Timestamp,
    only: Option<LocationId>,
) -> Result<BTreeMap<(ProductId, Option<LocationId>), Delta>, StoreError> {
    let mut bound = values![as_of.millis()];
    let here = of_location("c.location", only, &mut bound);
    // Only places that something came to without a cost are read: none where all costs are known. There it takes all
    // entries to tell what is left of it.
    let sql = format!(
        "WITH free AS (
            SELECT DISTINCT m.product AS product, c.location AS location, c.line AS line FROM cost_entry c
            JOIN movement m ON m.id = c.movement
            LEFT JOIN product_cost k ON k.product = m.product
            WHERE c.effective <= $1{here} AND c.portions LIKE '%\"unit_cost\":0}}%'
                AND (k.body IS NULL OR k.body NOT LIKE '%\"unit_cost\":0}}%'))
         SELECT f.product AS product, c.location AS location, c.line AS line, c.portions AS portions, c.number AS number
         FROM free f JOIN cost_entry c ON c.product = f.product AND c.location = f.location
         WHERE f.line IS NULL AND c.effective <= $1
         UNION ALL
         SELECT f.product, c.location, c.line, c.portions, c.number FROM free f JOIN cost_entry c ON c.line = f.line
         WHERE c.line IS NOT NULL AND c.effective <= $1
         ORDER BY number"
    );
    type Place = (ProductId, Option<LocationId>, Option<Uuid>);
    let mut entries: BTreeMap<Place, Vec<Vec<CostPortion>>> = BTreeMap::new();
    for row in rows(db, &sql, bound).await? {
        let location: Option<Uuid> = column(&row, "location")?;
        let at = (
            ProductId::new(column(&row, "product")?),
            location.map(LocationId::new),
            column(&row, "line")?,
        );
        let portions = parse_json("cost_entry", &column::<String>(&row, "portions")?)?;
        entries.entry(at).or_default().push(portions);
    }
    let mut found: BTreeMap<(ProductId, Option<LocationId>), Delta> = BTreeMap::new();
    for ((product, location, _), entries) in entries {
        let units = free_units(entries.iter().map(Vec::as_slice));
        *found.entry((product, location)).or_default() += units;
    }
    found.retain(|_, units| *units > Delta::ZERO);
    Ok(found)
}

/// Which of some products are known to cost nothing: what came in for nothing has a value, and it is zero.
pub async fn known_free<C: ConnectionTrait>(
    db: &C,
    products: &[ProductId],
) -> Result<HashSet<ProductId>, StoreError> {
    let mut free = HashSet::new();
    for chunk in products.chunks(BATCH) {
        let sql = format!(
            "SELECT product FROM product_cost WHERE body LIKE '%\"unit_cost\":0}}%' AND product IN ({})",
            list(1, chunk.len())
        );
        let bound = chunk.iter().map(|id| Value::from(id.uuid())).collect();
        for row in rows(db, &sql, bound).await? {
            free.insert(ProductId::new(column(&row, "product")?));
        }
    }
    Ok(free)
}

/// What a document still holds of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of which figure.
    pub account: Account,
    /// The transfer, stocktake or import; `None` for movements without one.
    pub document: Option<Uuid>,
    /// The kind of its movements.
    pub kind: String,
    /// Units.
    pub units: Delta,
}

/// What allocations and goods on their way consist of: what each document still holds, those that hold nothing left out.
pub async fn parts<C: ConnectionTrait>(
    db: &C,
    filter: &MovementFilter,
) -> Result<Vec<Part>, StoreError> {
    let (conditions, bound) = filter.conditions();
    let sql = format!(
        "SELECT account, document, MIN(cause_kind) AS kind, CAST(SUM(delta) AS BIGINT) AS units FROM movement
         WHERE {} AND account IN (1, 2) GROUP BY account, document HAVING SUM(delta) <> 0 ORDER BY account, MIN(number)",
        conditions.join(" AND ")
    );
    let found = rows(db, &sql, bound).await?;
    found
        .iter()
        .map(|row| {
            Ok(Part {
                account: account_of(column(row, "account")?)?,
                document: column(row, "document")?,
                kind: column(row, "kind")?,
                units: delta(row, "units")?,
            })
        })
        .collect()
}

/// Value (millionths) of products at locations now, for the stock view.
pub async fn values_by_product<C: ConnectionTrait>(
    db: &C,
    products: &[ProductId],
    as_of: Option<Timestamp>,
    recorded: Option<Timestamp>,
) -> Result<HashMap<(ProductId, LocationId), i64>, StoreError> {
    let mut found = HashMap::new();
    for chunk in products.chunks(BATCH) {
        let sql = format!(
            "SELECT product, location, CAST(SUM(value) AS BIGINT) AS value FROM cost_entry
             WHERE location IS NOT NULL AND effective <= $1 AND recorded <= $2 AND product IN ({})
             GROUP BY product, location",
            list(3, chunk.len())
        );
        let mut bound = values![
            as_of.unwrap_or(Timestamp::MAX).millis(),
            recorded.unwrap_or(Timestamp::MAX).millis()
        ];
        bound.extend(chunk.iter().map(|id| Value::from(id.uuid())));
        for row in rows(db, &sql, bound).await? {
            let at = (
                ProductId::new(column(&row, "product")?),
                LocationId::new(column(&row, "location")?),
            );
            found.insert(at, column(&row, "value")?);
        }
    }
    Ok(found)
}

/// Stock keys whose figures are not the sums of their movements: empty in sound books (LOC-13).
pub async fn disagreements<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<(StockKey, Level, Level)>, StoreError> {
    let sums = "SELECT product, location, bin, lot,
            CAST(SUM(CASE WHEN account = 0 THEN delta ELSE 0 END) AS BIGINT) AS on_hand,
            CAST(SUM(CASE WHEN account = 1 THEN delta ELSE 0 END) AS BIGINT) AS allocated,
            CAST(SUM(CASE WHEN account = 2 THEN delta ELSE 0 END) AS BIGINT) AS in_transit
        FROM movement GROUP BY product, location, bin, lot";
    let read = |rows: Vec<QueryResult>| -> Result<BTreeMap<StockKey, Level>, StoreError> {
        rows.iter()
            .map(|row| stock_row_of(row).map(|stock| (stock.key, stock.level)))
            .collect()
    };
    let rebuilt = read(rows(db, sums, vec![]).await?)?;
    let kept = read(rows(db, "SELECT * FROM stock", vec![]).await?)?;
    let keys: std::collections::BTreeSet<_> = rebuilt.keys().chain(kept.keys()).copied().collect();
    let level =
        |map: &BTreeMap<StockKey, Level>, key: StockKey| map.get(&key).copied().unwrap_or_default();
    let compared = keys
        .into_iter()
        .map(|key| (key, level(&kept, key), level(&rebuilt, key)));
    Ok(compared
        .filter(|(_, kept, rebuilt)| kept != rebuilt)
        .collect())
}

/// The word of an account in answers.
pub fn account_word(account: Account) -> String {
    word(&account)
}
