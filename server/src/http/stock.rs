//! Stock figures, "why?", adjustments, bin moves and receipts at a desk.

use super::extract::{Json, Query};
use super::page::Wanted;
use super::problem::Problem;
use crate::app::{Act, App, Caller, Note};
use crate::store::ledger::{self, After, Figure, Grain, MovementFilter, StockFilter};
use crate::store::{people, records};
use api::common::Page;
use api::stock as shape;
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::Command;
use domain::ids::{BinId, CategoryId, LocationId, MovementId, ProductId, TransferId};
use domain::ledger::{Account, Cause};
use domain::money::{Currency, UnitCost, Value};
use domain::operation::{Fact, Intent, Operation};
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::time::Timestamp;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Which stock is wanted.
#[derive(Debug, Deserialize)]
pub struct StockQuery {
    by: Option<String>,
    location: Option<LocationId>,
    product: Option<ProductId>,
    bin: Option<String>,
    category: Option<CategoryId>,
    q: Option<String>,
    as_of: Option<i64>,
    recorded: Option<i64>,
}

/// `bin=none` asks for the implicit bin.
fn bin_of(text: Option<&str>) -> Result<Option<Option<BinId>>, Problem> {
    match text {
        None | Some("") => Ok(None),
        Some("none") => Ok(Some(None)),
        Some(text) => text
            .parse()
            .map(|bin| Some(Some(bin)))
            .map_err(|error| Problem::field("bin", format!("{error}"))),
    }
}

fn pence(millionths: i64, currency: Currency) -> Option<i64> {
    Value::from_millionths(i128::from(millionths))
        .rounded(currency)
        .ok()
        .map(|money| money.minor)
}

async fn currency(app: &App) -> Result<Currency, Problem> {
    Ok(app.company().await?.base_currency)
}

/// Stock by product, location or bin; now or as of a moment.
pub async fn list_stock(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<StockQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::StockLine>>, Problem> {
    caller.require_act(Permission::ViewStock)?;
    let grain = match query.by.as_deref() {
        None | Some("bin") => Grain::Bin,
        Some("location") => Grain::Location,
        Some("product") => Grain::Product,
        Some(other) => {
            return Err(Problem::field(
                "by",
                format!("`{other}` is none of product, location, bin"),
            ));
        }
    };
    let after = wanted.after::<4>()?.map(|[sku_folded, place @ ..]| After {
        sku_folded,
        place: place.map(|part| Uuid::try_parse(&part).unwrap_or_default()),
    });
    let filter = StockFilter {
        product: query.product,
        location: query.location,
        bin: bin_of(query.bin.as_deref())?,
        category: query.category,
        text: query
            .q
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty()),
        as_of: query.as_of.map(Timestamp::from_millis),
        recorded: query.recorded.map(Timestamp::from_millis),
        after,
    };
    let figures = ledger::figures(app.store().reader(), grain, &filter, wanted.one_more()).await?;
    let page = wanted.page(figures, cursor);
    let products = records::products(
        app.store().reader(),
        page.items.iter().map(|figure| figure.product),
    )
    .await?;
    let values = values(&app, &caller, &page.items, &filter).await?;
    let items = page.items.iter().filter_map(|figure| {
        let product = products.get(&figure.product)?;
        Some(line(
            figure,
            product,
            values.get(&(figure.product, figure.location)).copied(),
        ))
    });
    Ok(axum::Json(Page {
        items: items.collect(),
        next: page.next,
    }))
}

fn cursor(figure: &Figure) -> Vec<String> {
    let After { sku_folded, place } = figure.after();
    let place = place.iter().map(Uuid::to_string);
    std::iter::once(sku_folded).chain(place).collect()
}

/// Values in minor units by product and location, and by product alone, of those that are known. Layers belong to a
/// location as a whole, so lines by bin have none.
async fn values(
    app: &App,
    caller: &Caller,
    figures: &[Figure],
    filter: &StockFilter,
) -> Result<HashMap<(ProductId, Option<LocationId>), i64>, Problem> {
    let by_bin = filter.bin.is_some() || figures.iter().any(|figure| figure.key.is_some());
    if !caller.actor.may(Permission::ViewCost) || by_bin {
        return Ok(HashMap::new());
    }
    let currency = currency(app).await?;
    let mut products: Vec<ProductId> = figures.iter().map(|figure| figure.product).collect();
    products.dedup();
    let (reader, at) = (app.store().reader(), (filter.as_of, filter.recorded));
    let found = ledger::values_by_product(reader, &products, at.0, at.1).await?;
    let free = ledger::known_free(reader, &products).await?;
    let mut sums: HashMap<(ProductId, Option<LocationId>), i64> = HashMap::new();
    for ((product, location), value) in found {
        // A sum over the places that were asked for.
        if filter.location.is_some_and(|wanted| wanted != location) {
            continue;
        }
        *sums.entry((product, Some(location))).or_default() += value;
        *sums.entry((product, None)).or_default() += value;
    }
    let known = figures.iter().filter_map(|figure| {
        let at = (figure.product, figure.location);
        let value = sums.get(&at).copied().unwrap_or_default();
        let is_known =
            value != 0 || figure.level.on_hand.is_zero() || free.contains(&figure.product);
        Some((at, pence(value, currency)?)).filter(|_| is_known)
    });
    Ok(known.collect())
}

fn line(
    figure: &Figure,
    product: &domain::catalogue::Product,
    value_minor: Option<i64>,
) -> shape::StockLine {
    shape::StockLine {
        product: figure.product,
        sku: product.sku.clone(),
        name: product.name.clone(),
        location: figure.location,
        bin: figure.key.and_then(|key| key.bin),
        lot: figure.key.and_then(|key| key.lot),
        on_hand: figure.level.on_hand,
        allocated: figure.level.allocated,
        // DECISIONS 19: what lies in a place not for sale is on hand and never available.
        available: figure.level.available() - figure.withheld,
        on_order: None,
        in_transit: figure.level.in_transit,
        value_minor,
    }
}

/// As of when the value is wanted, and of which place.
#[derive(Debug, Deserialize)]
pub struct ValueQuery {
    as_of: Option<i64>,
    location: Option<LocationId>,
}

/// Value of stock by location.
pub async fn read_stock_value(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ValueQuery>,
) -> Result<axum::Json<shape::StockValue>, Problem> {
    caller.require_act(Permission::ViewStock)?;
    caller.require_act(Permission::ViewCost)?;
    let as_of = query
        .as_of
        .map_or_else(|| app.now(), Timestamp::from_millis);
    Ok(axum::Json(app.stock_value(as_of, query.location).await?))
}

/// Which figures somebody asks "why?" of.
#[derive(Debug, Deserialize)]
pub struct WhyQuery {
    product: Option<ProductId>,
    location: Option<LocationId>,
    bin: Option<String>,
    as_of: Option<i64>,
    recorded: Option<i64>,
}

/// The figures of a product in a place, and the documents that hold parts of them.
pub async fn read_why(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<WhyQuery>,
) -> Result<axum::Json<shape::Why>, Problem> {
    caller.require_act(Permission::ViewStock)?;
    let Some(product) = query.product else {
        return Err(Problem::field("product", "name the product"));
    };
    let (reader, bin) = (app.store().reader(), bin_of(query.bin.as_deref())?);
    let filter = StockFilter {
        product: Some(product),
        location: query.location,
        bin,
        as_of: query.as_of.map(Timestamp::from_millis),
        recorded: query.recorded.map(Timestamp::from_millis),
        ..StockFilter::default()
    };
    let found = ledger::figures(reader, Grain::Product, &filter, 1).await?;
    let level = found.first().map(|figure| figure.level).unwrap_or_default();
    let withheld = found
        .first()
        .map(|figure| figure.withheld)
        .unwrap_or_default();
    let moved = MovementFilter {
        product: Some(product),
        location: query.location,
        bin,
        until: query
            .as_of
            .map(|at| Timestamp::from_millis(at.saturating_add(1))),
        recorded: query.recorded.map(Timestamp::from_millis),
        ..MovementFilter::default()
    };
    let parts = ledger::parts(reader, &moved).await?;
    let documents: Vec<Uuid> = parts.iter().filter_map(|part| part.document).collect();
    let numbers = records::document_numbers(reader, &documents).await?;
    let parts = parts.into_iter().map(|part| shape::Part {
        account: part.account,
        cause: match part.document {
            Some(document) if part.kind.starts_with("transfer") => shape::Cause::Transfer {
                transfer: TransferId::new(document),
                number: numbers.get(&document).cloned(),
            },
            _ => shape::Cause::Other { name: part.kind },
        },
        units: part.units,
    });
    Ok(axum::Json(shape::Why {
        as_of: filter.as_of.unwrap_or_else(|| app.now()),
        on_hand: level.on_hand,
        allocated: level.allocated,
        available: level.available() - withheld,
        withheld,
        on_order: None,
        in_transit: level.in_transit,
        parts: parts.collect(),
    }))
}

/// Which movements are wanted.
#[derive(Debug, Deserialize)]
pub struct MovementQuery {
    product: Option<ProductId>,
    location: Option<LocationId>,
    bin: Option<String>,
    account: Option<Account>,
    document: Option<String>,
    from: Option<i64>,
    until: Option<i64>,
    as_of: Option<i64>,
    recorded: Option<i64>,
}

impl MovementQuery {
    /// What it asks of the ledger.
    ///
    /// # Errors
    /// Refuses what is no bin or document.
    pub fn filter(&self) -> Result<MovementFilter, Problem> {
        let as_of = self.as_of.map(|at| at.saturating_add(1));
        Ok(MovementFilter {
            product: self.product,
            location: self.location,
            bin: bin_of(self.bin.as_deref())?,
            account: self.account,
            document: self.document.as_deref().map(document).transpose()?,
            from: self.from.map(Timestamp::from_millis),
            until: [self.until, as_of]
                .into_iter()
                .flatten()
                .min()
                .map(Timestamp::from_millis),
            recorded: self.recorded.map(Timestamp::from_millis),
            before: None,
        })
    }
}

/// Reads the id of a transfer, stocktake or import.
fn document(text: &str) -> Result<Uuid, Problem> {
    let id = text.rsplit_once('_').map_or(text, |(_, id)| id);
    Uuid::try_parse(id).map_err(|_| Problem::field("document", "it is no id of a document"))
}

/// Movements, newest first: the answer to "why?".
pub async fn list_movements(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<MovementQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::Movement>>, Problem> {
    caller.require_act(Permission::ViewStock)?;
    let before = wanted
        .after::<1>()?
        .and_then(|[number]| number.parse().ok());
    let filter = MovementFilter {
        before,
        ..query.filter()?
    };
    let reader = app.store().reader();
    let found = ledger::movements(reader, &filter, wanted.one_more()).await?;
    let page = wanted.page(found, |numbered| vec![numbered.number.to_string()]);
    let running = ledger::running(reader, &filter, &page.items).await?;
    let names = people::names(reader).await?;
    let ids: Vec<MovementId> = page
        .items
        .iter()
        .map(|numbered| numbered.movement.id)
        .collect();
    let values = if caller.actor.may(Permission::ViewCost) {
        ledger::values_of(reader, &ids).await?
    } else {
        HashMap::new()
    };
    let documents: Vec<Uuid> = page
        .items
        .iter()
        .filter_map(|numbered| ledger::document_of(&numbered.movement.cause))
        .collect();
    let numbers = records::document_numbers(reader, &documents).await?;
    let currency = currency(&app).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for (at, numbered) in page.items.into_iter().enumerate() {
        let movement = numbered.movement;
        let balance =
            ledger::balance_after(reader, &movement.key, movement.account, numbered.number).await?;
        items.push(shape::Movement {
            id: movement.id,
            product: movement.key.product,
            location: movement.key.location,
            bin: movement.key.bin,
            lot: movement.key.lot,
            account: movement.account,
            delta: movement.delta,
            balance: Some(balance),
            running: running.as_ref().and_then(|after| after.get(at)).copied(),
            effective: movement.effective,
            recorded: movement.recorded,
            cause: cause_view(&movement.cause, &numbers),
            user: movement.origin.user,
            user_name: names.user(movement.origin.user),
            device: movement.origin.device,
            device_name: names.device(movement.origin.device),
            operation: movement.origin.operation,
            value_minor: values
                .get(&movement.id)
                .and_then(|value| pence(*value, currency)),
        });
    }
    Ok(axum::Json(Page {
        items,
        next: page.next,
    }))
}

fn cause_view(cause: &Cause, numbers: &HashMap<Uuid, String>) -> shape::Cause {
    let number = ledger::document_of(cause).and_then(|id| numbers.get(&id).cloned());
    match cause {
        Cause::Opening { import } => shape::Cause::Opening { import: *import },
        Cause::Adjustment { reason } => shape::Cause::Adjustment {
            reason: reason.clone(),
        },
        Cause::Receipt { reference } => shape::Cause::Receipt {
            reference: reference.clone(),
        },
        Cause::BinMove => shape::Cause::BinMove,
        Cause::Transfer { transfer, .. } | Cause::TransferClosed { transfer, .. } => {
            shape::Cause::Transfer {
                transfer: *transfer,
                number,
            }
        }
        Cause::Count { stocktake, .. } => shape::Cause::Count {
            stocktake: *stocktake,
            number,
        },
        Cause::CountCorrection { stocktake, of, .. } => shape::Cause::CountCorrection {
            stocktake: *stocktake,
            number,
            of: *of,
        },
        Cause::CountReversal { stocktake, count } => {
            // What was taken back is a count, not one movement: its id leads to its movements.
            shape::Cause::CountReversal {
                stocktake: *stocktake,
                number,
                of: MovementId::new(count.uuid()),
            }
        }
        Cause::AfterCount { .. } => shape::Cause::Other {
            name: "Moved behind a count that it came after".to_owned(),
        },
    }
}

/// How the audit trail names a product: people know it by its SKU.
async fn sku(app: &App, product: ProductId) -> Result<String, Problem> {
    let found = records::products(app.store().reader(), [product]).await?;
    let known = found.get(&product).map(|product| product.sku.to_string());
    Ok(known.unwrap_or_else(|| product.to_string()))
}

/// Adjusts stock, with its reason.
pub async fn create_adjustment(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewAdjustment>,
) -> Result<(StatusCode, axum::Json<shape::Posted>), Problem> {
    if new.effective.is_some() {
        return Err(Problem::field(
            "effective",
            "an adjustment takes effect now; leave it out",
        ));
    }
    if Quantity::new(new.delta.units().saturating_abs()).is_err() {
        let text = format!("an adjustment moves at most {} units", Quantity::MAX);
        return Err(Problem::field("delta", text));
    }
    let mut acts = Vec::new();
    if let Some(text) = &new.unit_cost {
        let unit_cost = UnitCost::parse(text)
            .map_err(|error| Problem::field("unit_cost", error.to_string()))?;
        let cost = domain::catalogue::ProductCost {
            product: new.product,
            unit_cost,
        };
        acts.push(Act::Command(Command::Save(
            domain::books::Record::ProductCost(cost),
        )));
    }
    let sku = sku(&app, new.product).await?;
    let text = format!("{} of {sku}: {}", new.delta, new.reason);
    let adjust = Intent::Adjust {
        product: new.product,
        location: new.location,
        bin: new.bin,
        delta: new.delta,
        reason: new.reason,
    };
    acts.push(Act::Operation(Operation::Intent(adjust)));
    let note = Note::new("stock/adjusted", new.product, text);
    let done = app.perform(&caller, &acts, None, Some(&note)).await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(shape::Posted {
            movements: done.movements(),
        }),
    ))
}

async fn happened(
    app: &App,
    caller: &Caller,
    fact: Fact,
    note: Note,
) -> Result<(StatusCode, axum::Json<shape::Posted>), Problem> {
    let done = app
        .perform(
            caller,
            &[Act::Operation(Operation::Fact(fact))],
            None,
            Some(&note),
        )
        .await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(shape::Posted {
            movements: done.movements(),
        }),
    ))
}

/// Moves goods between bins.
pub async fn create_bin_move(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewBinMove>,
) -> Result<(StatusCode, axum::Json<shape::Posted>), Problem> {
    if new.from == new.to {
        return Err(domain::books::Refusal::SamePlace.into());
    }
    if new.quantity.is_zero() {
        return Err(domain::books::Refusal::NothingToDo.into());
    }
    let sku = sku(&app, new.product).await?;
    let text = format!("{} of {sku} between bins", new.quantity);
    let note = Note::new("stock/moved", new.product, text);
    let fact = Fact::BinMoved {
        product: new.product,
        location: new.location,
        from: new.from,
        to: new.to,
        quantity: new.quantity,
    };
    happened(&app, &caller, fact, note).await
}

/// Takes goods in that arrived without a document.
pub async fn create_receipt(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewReceipt>,
) -> Result<(StatusCode, axum::Json<shape::Posted>), Problem> {
    if new.quantity.is_zero() {
        return Err(domain::books::Refusal::NothingToDo.into());
    }
    let sku = sku(&app, new.product).await?;
    let text = format!("{} of {sku}", new.quantity);
    let note = Note::new("stock/received", new.product, text);
    let fact = Fact::ReceiptSeen {
        product: new.product,
        location: new.location,
        bin: new.bin,
        quantity: new.quantity,
        reference: new.reference,
    };
    happened(&app, &caller, fact, note).await
}
