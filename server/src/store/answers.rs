//! Answers the questions that decisions ask of the books, and writes their changes.

use super::records::{self, of_kind};
use super::sql::{column, row, rows, run, values};
use super::{StoreError, counting, ledger};
use domain::books::{
    Answer, Change, DeviceReport, Entity, EntityKind, EntityRef, Ref, Series, Unique,
};
use domain::ids::{ClientId, DeviceId, ProductId, StocktakeId};
use domain::ledger::costs::CostPlace;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, Value};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Answers questions in their order. Questions of one kind are asked together where a push or an import asks many.
pub async fn answer<C: ConnectionTrait>(
    db: &C,
    questions: &[Ref],
) -> Result<Vec<Answer>, StoreError> {
    let mut answers: Vec<Option<Answer>> = vec![None; questions.len()];
    let mut keys = Vec::new();
    let mut events = Vec::new();
    let mut voids = Vec::new();
    let mut operations = Vec::new();
    let mut places: Vec<(usize, CostPlace)> = Vec::new();
    let mut holders: BTreeMap<&'static str, Vec<(usize, &Unique)>> = BTreeMap::new();
    for (at, question) in questions.iter().enumerate() {
        match question {
            Ref::Entity(key) => keys.push((at, key.clone())),
            Ref::Event { id } => events.push((at, *id)),
            Ref::IsVoided { event, pass } => voids.push((at, (*event, *pass))),
            Ref::HasMovements { operation } => operations.push((at, *operation)),
            Ref::CostLayers { place } => places.push((at, *place)),
            Ref::Holder { value } => holders
                .entry(holder_column(value).0)
                .or_default()
                .push((at, value)),
            other => answers[at] = Some(one(db, other).await?),
        }
    }
    let records = records::load(
        db,
        &keys.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>(),
    )
    .await?;
    for ((at, _), record) in keys.into_iter().zip(records) {
        answers[at] = Some(Answer::Entity(record));
    }
    let logged =
        counting::events(db, &events.iter().map(|(_, id)| *id).collect::<Vec<_>>()).await?;
    for (at, id) in events {
        answers[at] = Some(Answer::Event(logged.get(&id).cloned()));
    }
    let taken_back =
        counting::voided(db, &voids.iter().map(|(_, void)| *void).collect::<Vec<_>>()).await?;
    for (at, void) in voids {
        answers[at] = Some(Answer::IsVoided(taken_back.contains(&void)));
    }
    let ids: Vec<_> = operations.iter().map(|(_, id)| *id).collect();
    let posted = ledger::with_movements(db, &ids).await?;
    for (at, id) in operations {
        answers[at] = Some(Answer::HasMovements(posted.contains(&id)));
    }
    let layers = ledger::layers(
        db,
        &places.iter().map(|(_, place)| *place).collect::<Vec<_>>(),
    )
    .await?;
    for ((at, _), layers) in places.into_iter().zip(layers) {
        answers[at] = Some(Answer::CostLayers(layers));
    }
    for values in holders.into_values() {
        for (at, holder) in find_holders(db, &values).await? {
            answers[at] = Some(Answer::Holder(holder));
        }
    }
    Ok(answers
        .into_iter()
        .map(|answer| answer.expect("every kind of question is answered above"))
        .collect())
}

async fn one<C: ConnectionTrait>(db: &C, question: &Ref) -> Result<Answer, StoreError> {
    Ok(match question {
        Ref::Entity(_)
        | Ref::Event { .. }
        | Ref::IsVoided { .. }
        | Ref::CostLayers { .. }
        | Ref::HasMovements { .. }
        | Ref::Holder { .. } => {
            unreachable!("asked together with others of the kind")
        }
        Ref::PassEvents { pass } => Answer::PassEvents(counting::events_of_pass(db, *pass).await?),
        Ref::ItemEvents { pass, item } => {
            Answer::ItemEvents(counting::events_of_item(db, *pass, item).await?)
        }
        Ref::IsReferenced { record } => {
            Answer::IsReferenced(records::is_referenced(db, record).await?)
        }
        Ref::Counts { key, from } => Answer::Counts(ledger::counts(db, key, *from).await?),
        Ref::Sweeps {
            location,
            bin,
            from,
        } => Answer::Sweeps(ledger::sweeps(db, *location, *bin, *from).await?),
        Ref::CountIn { stocktake, key } => {
            Answer::CountIn(ledger::count_in(db, *stocktake, key).await?)
        }
        Ref::PostedByCount { count } => {
            Answer::PostedByCount(ledger::posted_by_count(db, *count).await?)
        }
        Ref::StockAt { product, location } => {
            Answer::StockAt(Some(ledger::stock_at(db, *product, *location).await?))
        }
        Ref::StockOf { location } => Answer::StockOf(ledger::stock_of(db, *location).await?),
        Ref::MovementsAt { location, from } => {
            Answer::MovementsAt(ledger::movements_at(db, *location, *from).await?)
        }
        Ref::CountsAt { location, from } => {
            Answer::CountsAt(ledger::counts_at(db, *location, *from).await?)
        }
        Ref::CountsOf { stocktake } => Answer::CountsOf(ledger::counts_of(db, *stocktake).await?),
        Ref::Passes { stocktake } => {
            let found = of_stocktake(db, EntityKind::Pass, *stocktake).await?;
            Answer::Passes(
                of_kind!(found, Pass)
                    .into_iter()
                    .map(|pass| pass.record)
                    .collect(),
            )
        }
        Ref::PassLines { stocktake } => {
            let found = of_stocktake(db, EntityKind::PassLine, *stocktake).await?;
            Answer::PassLines(
                of_kind!(found, PassLine)
                    .into_iter()
                    .map(|line| line.record)
                    .collect(),
            )
        }
        Ref::BinCounts { stocktake } => {
            let found = of_stocktake(db, EntityKind::BinCount, *stocktake).await?;
            Answer::BinCounts(
                of_kind!(found, BinCount)
                    .into_iter()
                    .map(|bin| bin.record)
                    .collect(),
            )
        }
        Ref::UnknownCodes { stocktake } => {
            let found = of_stocktake(db, EntityKind::UnknownCode, *stocktake).await?;
            Answer::UnknownCodes(
                of_kind!(found, UnknownCode)
                    .into_iter()
                    .map(|code| code.record)
                    .collect(),
            )
        }
        Ref::TasksOf { stocktake } => {
            let found = of_stocktake(db, EntityKind::ReviewTask, *stocktake).await?;
            Answer::TasksOf(
                of_kind!(found, ReviewTask)
                    .into_iter()
                    .map(|task| task.record)
                    .collect(),
            )
        }
        Ref::Reports { stocktake } => Answer::Reports(reports(db, *stocktake).await?),
        Ref::BinsOf { location } => {
            let condition = "WHERE location = $1 ORDER BY walk, name_folded";
            let found =
                records::selected(db, EntityKind::Bin, condition, values![location.uuid()]).await?;
            Answer::BinsOf(
                of_kind!(found, Bin)
                    .into_iter()
                    .map(|bin| bin.record)
                    .collect(),
            )
        }
        Ref::OpenStocktakes { location } => {
            let word = records::status_word(domain::stocktake::StocktakeStatus::InProgress);
            let sql = "SELECT id FROM stocktake WHERE location = $1 AND status = $2 ORDER BY id";
            let found = rows(db, sql, values![location.uuid(), word]).await?;
            let ids: Result<_, StoreError> = found
                .iter()
                .map(|row| Ok(StocktakeId::new(column(row, "id")?)))
                .collect();
            Answer::OpenStocktakes(ids?)
        }
        Ref::ProductsIn { category } => {
            let sql = "SELECT id FROM product WHERE category = $1 ORDER BY id";
            let found = rows(db, sql, values![category.uuid()]).await?;
            let ids: Result<_, StoreError> = found
                .iter()
                .map(|row| Ok(ProductId::new(column(row, "id")?)))
                .collect();
            Answer::ProductsIn(ids?)
        }
        Ref::CostsOf { products } => {
            let keys: Vec<EntityRef> = products
                .iter()
                .map(|id| EntityRef::ProductCost(*id))
                .collect();
            let found = records::load(db, &keys).await?;
            let costs = found.into_iter().filter_map(|entity| match entity {
                Some(Entity::ProductCost(cost)) => Some(cost),
                _ => None,
            });
            Answer::CostsOf(costs.collect())
        }
        Ref::CostOf { movement } => Answer::CostOf(ledger::cost_of(db, *movement).await?),
        Ref::CostOfCount { count } => Answer::CostOfCount(ledger::cost_of_count(db, *count).await?),
        Ref::NextNumber { series } => Answer::NextNumber(Some(next_number(db, *series).await?)),
    })
}

async fn of_stocktake<C: ConnectionTrait>(
    db: &C,
    kind: EntityKind,
    stocktake: StocktakeId,
) -> Result<Vec<records::Versioned<Entity>>, StoreError> {
    let key = match kind {
        EntityKind::Pass | EntityKind::ReviewTask => "id",
        _ => "key",
    };
    records::selected(
        db,
        kind,
        &format!("WHERE stocktake = $1 ORDER BY {key}"),
        values![stocktake.uuid()],
    )
    .await
}

/// Tablets that opened a pass of a stocktake, and how far they have reported.
pub async fn reports<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
) -> Result<Vec<DeviceReport>, StoreError> {
    let sql = "SELECT id, device, outbox_empty FROM sync_client
        WHERE device IN (SELECT device FROM pass WHERE stocktake = $1 AND device IS NOT NULL) ORDER BY device, id";
    let found = rows(db, sql, values![stocktake.uuid()]).await?;
    found
        .iter()
        .map(|row| {
            Ok(DeviceReport {
                device: DeviceId::new(column(row, "device")?),
                client: ClientId::new(column(row, "id")?),
                outbox_empty: column::<Option<i64>>(row, "outbox_empty")?
                    .map(Timestamp::from_millis),
            })
        })
        .collect()
}

async fn next_number<C: ConnectionTrait>(db: &C, series: Series) -> Result<String, StoreError> {
    let prefix = series.prefix();
    let sql = "INSERT INTO counter (name, value) VALUES ($1, 1)
        ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value";
    let number: i64 = match row(db, sql, values![prefix]).await? {
        Some(row) => column(&row, "value")?,
        None => {
            return Err(StoreError::Unfit {
                table: "counter",
                reason: format!("no number for {prefix}"),
            });
        }
    };
    Ok(format!("{prefix}{number:05}"))
}

/// Table, column and value by which one holder is found; and what the holder is.
fn holder_column(value: &Unique) -> (&'static str, &'static str, &'static str, Value) {
    match value {
        Unique::ProductSku(text) => ("product sku", "product", "sku_folded", text.as_str().into()),
        Unique::ProductName(text) => (
            "product name",
            "product",
            "name_folded",
            text.as_str().into(),
        ),
        Unique::Barcode(code) => ("barcode", "product_barcode", "code", code.as_str().into()),
        Unique::FamilyName(text) => ("family", "family", "name_folded", text.as_str().into()),
        Unique::CategoryName(text) => ("category", "category", "name_folded", text.as_str().into()),
        Unique::BrandName(text) => ("brand", "brand", "name_folded", text.as_str().into()),
        Unique::PriceTierName(text) => (
            "tier name",
            "price_tier",
            "name_folded",
            text.as_str().into(),
        ),
        Unique::PriceTierNumber(number) => (
            "tier number",
            "price_tier",
            "number",
            i64::from(*number).into(),
        ),
        Unique::TaxRuleName(text) => ("tax rule", "tax_rule", "name_folded", text.as_str().into()),
        Unique::LocationName(text) => ("location", "location", "name_folded", text.as_str().into()),
        Unique::BinName(_, text) => ("bin", "bin", "name_folded", text.as_str().into()),
        Unique::Variant(family, values) => (
            "variant",
            "product",
            "variant",
            records::variant_text(*family, values).into(),
        ),
    }
}

/// Who has values of one kind.
async fn find_holders<C: ConnectionTrait>(
    db: &C,
    wanted: &[(usize, &Unique)],
) -> Result<Vec<(usize, Option<EntityRef>)>, StoreError> {
    let mut answers = Vec::with_capacity(wanted.len());
    for chunk in wanted.chunks(400) {
        let (_, table, name, _) = holder_column(chunk[0].1);
        let id = if table == "product_barcode" {
            "product"
        } else {
            "id"
        };
        let location = if table == "bin" { "location" } else { id };
        let sql = format!(
            "SELECT {name} AS value, {id} AS holder, {location} AS place FROM {table} WHERE {name} IN ({})",
            super::sql::list(1, chunk.len())
        );
        let bound = chunk
            .iter()
            .map(|(_, value)| holder_column(value).3)
            .collect();
        let mut found: HashMap<(String, Option<Uuid>), Uuid> = HashMap::new();
        for row in rows(db, &sql, bound).await? {
            let value = match name {
                "number" => column::<i64>(&row, "value")?.to_string(),
                _ => column::<String>(&row, "value")?,
            };
            let place = if table == "bin" {
                Some(column(&row, "place")?)
            } else {
                None
            };
            found.insert((value, place), column(&row, "holder")?);
        }
        for (at, unique) in chunk {
            let value = match holder_column(unique).3 {
                Value::BigInt(Some(number)) => number.to_string(),
                Value::String(Some(text)) => text.to_string(),
                _ => String::new(),
            };
            let place = match unique {
                Unique::BinName(location, _) => Some(location.uuid()),
                _ => None,
            };
            answers.push((
                *at,
                found.get(&(value, place)).map(|id| holder_ref(unique, *id)),
            ));
        }
    }
    Ok(answers)
}

fn holder_ref(value: &Unique, id: Uuid) -> EntityRef {
    match value {
        Unique::ProductSku(_)
        | Unique::ProductName(_)
        | Unique::Barcode(_)
        | Unique::Variant(..) => EntityRef::Product(ProductId::new(id)),
        Unique::FamilyName(_) => EntityRef::Family(domain::ids::FamilyId::new(id)),
        Unique::CategoryName(_) => EntityRef::Category(domain::ids::CategoryId::new(id)),
        Unique::BrandName(_) => EntityRef::Brand(domain::ids::BrandId::new(id)),
        Unique::PriceTierName(_) | Unique::PriceTierNumber(_) => {
            EntityRef::PriceTier(domain::ids::PriceTierId::new(id))
        }
        Unique::TaxRuleName(_) => EntityRef::TaxRule(domain::ids::TaxRuleId::new(id)),
        Unique::LocationName(_) => EntityRef::Location(domain::ids::LocationId::new(id)),
        Unique::BinName(..) => EntityRef::Bin(domain::ids::BinId::new(id)),
    }
}

/// Writes changes. Only the last state of a record that changes several times is written, and what needs no order
/// is written together; around a removal everything keeps its order.
pub async fn write<C: ConnectionTrait>(db: &C, changes: &[Change]) -> Result<(), StoreError> {
    let mut rest = changes;
    while !rest.is_empty() {
        let n = rest
            .iter()
            .position(|change| matches!(change, Change::Remove(_)))
            .unwrap_or(rest.len());
        write_together(db, &rest[..n]).await?;
        if let Some(Change::Remove(key)) = rest.get(n) {
            records::remove(db, key).await?;
        }
        rest = rest.get(n + 1..).unwrap_or_default();
    }
    Ok(())
}

async fn write_together<C: ConnectionTrait>(db: &C, changes: &[Change]) -> Result<(), StoreError> {
    let mut last: BTreeMap<EntityRef, &Entity> = BTreeMap::new();
    let mut movements = Vec::new();
    let mut events = Vec::new();
    let mut voids = Vec::new();
    let mut layers = BTreeMap::new();
    let mut costs = Vec::new();
    for change in changes {
        match change {
            Change::Put(entity) => {
                last.insert(entity.key(), entity);
            }
            Change::Remove(_) => unreachable!("removals are written one by one"),
            Change::Post { movement, .. } => movements.push(movement),
            Change::Log(event) => events.push(event),
            Change::Void { event, pass } => voids.push((*event, *pass)),
            Change::Count(count) => ledger::put_count(db, count).await?,
            Change::Sweep(sweep) => ledger::put_sweep(db, sweep).await?,
            Change::Layers { place, layers: now } => {
                layers.insert(*place, now);
            }
            Change::Cost(entry) => costs.push(entry),
        }
    }
    let mut kinds: BTreeMap<(u8, EntityKind), Vec<&Entity>> = BTreeMap::new();
    for (key, entity) in last {
        kinds
            .entry((records::rank(key.kind()), key.kind()))
            .or_default()
            .push(entity);
    }
    for ((_, kind), entities) in kinds {
        records::put(db, kind, &entities).await?;
    }
    ledger::post(db, &movements).await?;
    counting::log(db, &events).await?;
    voids.sort_unstable();
    voids.dedup();
    counting::void(db, &voids).await?;
    ledger::put_layers(db, &layers).await?;
    ledger::put_costs(db, &costs).await
}

/// Makes a document number series begin behind `value`, for an import of older documents.
pub async fn raise_number<C: ConnectionTrait>(
    db: &C,
    series: Series,
    value: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE
        SET value = CASE WHEN counter.value < excluded.value THEN excluded.value ELSE counter.value END";
    run(db, sql, values![series.prefix(), value])
        .await
        .map(drop)
}
