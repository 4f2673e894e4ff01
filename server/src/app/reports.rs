//! Reports to take along: movements, stock with its value as of a moment, the result of a stocktake. Unlike exports,
//! nothing here is read by an import.

use super::exports::{ExportError, require};
use super::{ActError, App, Caller};
use crate::documents::table::Head;
use crate::export::{Cell, Sheet};
use crate::store::ledger::{self, Grain, MovementFilter, Numbered, StockFilter, Worth};
use crate::store::{StoreError, people, records};
use api::stock::{Costless, LocationValue, StockValue};
use api::stocktakes as shape;
use domain::books::EntityRef;
use domain::catalogue::Product;
use domain::ids::{BinId, CountId, LocationId, ProductId, StocktakeId};
use domain::ledger::{Account, Cause, Movement};
use domain::money::{Currency, Value};
use domain::permission::Permission;
use domain::quantity::Delta;
use domain::stocktake::StocktakeStatus;
use domain::text::Name;
use domain::time::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Rows read at once.
const BATCH: u32 = 5_000;
/// Most rows of a report; a workbook cannot hold many more.
const MOST: usize = 1_000_000;

/// Most products without a cost that are named; the file names all of them.
const MOST_NAMED: usize = 200;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It cannot be taken out.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The thing itself cannot be looked at.
    #[error(transparent)]
    Act(#[from] ActError),
    /// There are more rows than a file holds.
    #[error("a report has at most {MOST} rows")]
    TooMany,
}

impl From<StoreError> for ReportError {
    fn from(error: StoreError) -> Self {
        Self::Export(error.into())
    }
}

/// Names of what rows are about.
struct Known {
    products: HashMap<ProductId, Product>,
    locations: HashMap<LocationId, Name>,
    bins: HashMap<BinId, String>,
    currency: Currency,
    zone: TimeZone,
    sees_cost: bool,
}

impl Known {
    fn money(&self, millionths: i64) -> Cell {
        self.minor(self.in_minor(millionths))
    }

    /// Minor units, for who may see values.
    fn in_minor(&self, millionths: i64) -> Option<i64> {
        let value = Value::from_millionths(i128::from(millionths));
        let money = value.rounded(self.currency).ok()?;
        self.sees_cost.then_some(money.minor)
    }

    fn minor(&self, minor: Option<i64>) -> Cell {
        minor.map_or(Cell::Empty, |minor| {
            Cell::Decimal(Decimal::new(minor, self.currency.minor_digits()).to_string())
        })
    }

    fn location(&self, id: Option<LocationId>) -> Cell {
        Cell::maybe(id.and_then(|id| self.locations.get(&id)))
    }

    fn bin(&self, id: Option<BinId>) -> Cell {
        Cell::maybe(id.and_then(|id| self.bins.get(&id)))
    }

    fn product(&self, id: ProductId) -> [Cell; 2] {
        let product = self.products.get(&id);
        [
            Cell::maybe(product.map(|product| &product.sku)),
            Cell::maybe(product.map(|product| &product.name)),
        ]
    }

    /// A moment on the company's clock.
    fn moment(&self, at: Timestamp) -> String {
        match jiff::Timestamp::from_millisecond(at.millis()) {
            Ok(at) => at
                .to_zoned(self.zone.clone())
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string(),
            Err(_) => at.millis().to_string(),
        }
    }

    fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }
}

impl App {
    async fn known_names(&self, caller: &Caller) -> Result<Known, StoreError> {
        let db = self.store().reader();
        let products = records::all_products(db).await?;
        let locations = records::locations(db).await?;
        let bins = records::all_bins(db).await?;
        let company = people::company(db).await?.ok_or(StoreError::Unfit {
            table: "company",
            reason: "the company is not set up".to_owned(),
        })?;
        Ok(Known {
            products: products.into_iter().map(|one| (one.id, one)).collect(),
            locations: locations
                .into_iter()
                .map(|one| (one.record.id, one.record.name))
                .collect(),
            bins: bins
                .into_iter()
                .map(|bin| (bin.id, bin.name.to_string()))
                .collect(),
            currency: company.base_currency,
            zone: self.zone().await?,
            sees_cost: caller.actor.may(Permission::ViewCost),
        })
    }

    /// Movements that pass a filter, oldest first. Values are in it only for who may see costs.
    ///
    /// # Errors
    /// Says why not.
    pub async fn movement_report(
        &self,
        caller: &Caller,
        mut filter: MovementFilter,
    ) -> Result<Sheet, ReportError> {
        require(caller, Permission::ImportExport)?;
        require(caller, Permission::ViewStock)?;
        let (db, known) = (self.store().reader(), self.known_names(caller).await?);
        let names = people::names(db).await?;
        let mut rows = Vec::new();
        loop {
            let found = ledger::movements(db, &filter, BATCH).await?;
            let Some(last) = found.last() else { break };
            filter.before = Some(last.number);
            let is_last = found.len() < BATCH as usize;
            let movements: Vec<Movement> = found.into_iter().map(|one| one.movement).collect();
            let ids: Vec<_> = movements.iter().map(|movement| movement.id).collect();
            let values = ledger::values_of(db, &ids).await?;
            let documents: Vec<Uuid> = movements
                .iter()
                .filter_map(|movement| ledger::document_of(&movement.cause))
                .collect();
            let numbers = records::document_numbers(db, &documents).await?;
            rows.extend(movements.iter().map(|movement| {
                let [sku, name] = known.product(movement.key.product);
                let number = ledger::document_of(&movement.cause)
                    .and_then(|document| numbers.get(&document));
                vec![
                    known.moment(movement.effective).as_str().into(),
                    known.moment(movement.recorded).as_str().into(),
                    sku,
                    name,
                    known.location(Some(movement.key.location)),
                    known.bin(movement.key.bin),
                    account(movement.account).into(),
                    Cell::Number(movement.delta.units()),
                    values
                        .get(&movement.id)
                        .map_or(Cell::Empty, |value| known.money(*value)),
                    cause(&movement.cause).into(),
                    Cell::maybe(number),
                    Cell::maybe(reason(&movement.cause)),
                    Cell::maybe(names.user(movement.origin.user)),
                    Cell::maybe(names.device(movement.origin.device)),
                ]
            }));
            if rows.len() > MOST {
                return Err(ReportError::TooMany);
            }
            if is_last {
                break;
            }
        }
        rows.reverse();
        let zone = known.zone_name();
        let mut headers = vec![format!("Happened ({zone})"), format!("Recorded ({zone})")];
        headers.extend(["SKU", "Name", "Location", "Bin", "Figure", "Change"].map(str::to_owned));
        headers.push(format!("Value {}", known.currency));
        headers.extend(["Cause", "Document", "Reason", "User", "Device"].map(str::to_owned));
        Ok(Sheet {
            name: "movements".to_owned(),
            headers,
            rows,
        })
    }

    /// What stock was worth as of a moment, by location or at one of them, with the products that nobody knows the cost of.
    ///
    /// # Errors
    /// Says why not.
    pub async fn stock_value(
        &self,
        as_of: Timestamp,
        only: Option<LocationId>,
    ) -> Result<StockValue, StoreError> {
        let db = self.store().reader();
        let company = people::company(db).await?.ok_or(StoreError::Unfit {
            table: "company",
            reason: "the company is not set up".to_owned(),
        })?;
        let currency = company.base_currency;
        let minor = |value: i128| {
            let money = Value::from_millionths(value).rounded(currency).ok()?;
            Some(money.minor)
        };
        let (worths, costless) = (
            ledger::worths(db, as_of, only).await?,
            ledger::costless(db, as_of, only).await?,
        );
        let mut at_location: HashMap<Option<LocationId>, (u32, Delta)> = HashMap::new();
        let mut of_product: HashMap<ProductId, Delta> = HashMap::new();
        for ((product, location), units) in &costless {
            let (n, sum) = at_location.entry(*location).or_default();
            *n += 1;
            *sum += *units;
            *of_product.entry(*product).or_default() += *units;
        }
        let total: i128 = worths.iter().map(|worth| i128::from(worth.value)).sum();
        let is_known = total != 0 || costless.is_empty();
        let location = |worth: &Worth| {
            let costless = at_location.get(&worth.location);
            let (n_costless, units_costless) = costless.copied().unwrap_or_default();
            let is_known = worth.value != 0 || n_costless == 0;
            LocationValue {
                location: worth.location,
                units: worth.units,
                value_minor: minor(i128::from(worth.value)).filter(|_| is_known),
                n_costless,
                units_costless,
            }
        };
        let is_there = |worth: &&Worth| worth.location.is_some() || !worth.units.is_zero();
        let n_costless = u32::try_from(of_product.len()).unwrap_or(u32::MAX);
        let products = records::products(db, of_product.keys().copied()).await?;
        let mut named: Vec<Costless> = of_product
            .into_iter()
            .filter_map(|(id, units)| {
                let product = products.get(&id)?;
                Some(Costless {
                    product: id,
                    sku: product.sku.clone(),
                    name: product.name.clone(),
                    units,
                })
            })
            .collect();
        named.sort_by_cached_key(|one| one.sku.folded());
        named.truncate(MOST_NAMED);
        Ok(StockValue {
            as_of,
            currency,
            total_minor: minor(total).filter(|_| is_known),
            locations: worths.iter().filter(is_there).map(location).collect(),
            n_costless,
            costless: named,
        })
    }

    /// Stock by product and location as of a moment, with its value at cost for who may see costs.
    ///
    /// # Errors
    /// Says why not.
    pub async fn stock_report(
        &self,
        caller: &Caller,
        location: Option<LocationId>,
        as_of: Timestamp,
    ) -> Result<Sheet, ReportError> {
        require(caller, Permission::ImportExport)?;
        require(caller, Permission::ViewStock)?;
        let (db, known) = (self.store().reader(), self.known_names(caller).await?);
        let mut filter = StockFilter {
            location,
            as_of: Some(as_of),
            ..StockFilter::default()
        };
        let costless = ledger::costless(db, as_of, location).await?;
        let mut rows = Vec::new();
        loop {
            let found = ledger::figures(db, Grain::Location, &filter, BATCH).await?;
            let Some(last) = found.last() else { break };
            filter.after = Some(last.after());
            let mut products: Vec<ProductId> = found.iter().map(|figure| figure.product).collect();
            products.dedup();
            let values = ledger::values_by_product(db, &products, Some(as_of), None).await?;
            for figure in &found {
                let [sku, name] = known.product(figure.product);
                let at = figure.location.map(|location| (figure.product, location));
                let n_costless = at
                    .and_then(|(product, location)| costless.get(&(product, Some(location))))
                    .copied();
                // What came in without a cost was posted at none, which is no value that anybody knows.
                let value = at
                    .and_then(|at| values.get(&at))
                    .filter(|value| **value != 0 || n_costless.is_none());
                let remark = n_costless.filter(|_| known.sees_cost);
                rows.push(vec![
                    sku,
                    name,
                    known.location(figure.location),
                    Cell::Number(figure.level.on_hand.units()),
                    Cell::Number(figure.level.allocated.units()),
                    Cell::Number((figure.level.available() - figure.withheld).units()),
                    Cell::Number(figure.level.in_transit.units()),
                    value.map_or(Cell::Empty, |value| known.money(*value)),
                    Cell::maybe(remark.map(|units| format!("no cost for {units}"))),
                ]);
            }
            if rows.len() > MOST {
                return Err(ReportError::TooMany);
            }
            if found.len() < BATCH as usize {
                break;
            }
        }
        rows.sort_by_cached_key(|row| {
            (row[2].shown().to_lowercase(), row[0].shown().to_lowercase())
        });
        let mut headers = ["SKU", "Name", "Location"].map(str::to_owned).to_vec();
        headers.push(format!(
            "On hand at {} {}",
            known.moment(as_of),
            known.zone_name()
        ));
        headers.extend(["Allocated", "Available", "In transit"].map(str::to_owned));
        headers.push(format!("Value {}", known.currency));
        headers.push("Remark".to_owned());
        Ok(Sheet {
            name: "stock-value".to_owned(),
            headers,
            rows,
        })
    }

    /// What a stocktake found, or has found so far: its lines, and what stands above them on paper.
    ///
    /// # Errors
    /// Says why not.
    pub async fn stocktake_report(
        &self,
        caller: &Caller,
        id: StocktakeId,
    ) -> Result<(Head, Sheet), ReportError> {
        let review = self.review_stocktake(caller, id).await?;
        let known = self.known_names(caller).await?;
        let lines = match review.stocktake.status {
            // What was posted stays as it was, whatever has been counted or moved since.
            StocktakeStatus::Completed => self.posted_lines(id, &known).await?,
            _ => review.lines.iter().map(Line::reviewed).collect(),
        };
        let row = |line: &Line| {
            let [sku, name] = known.product(line.product);
            vec![
                known.bin(line.bin),
                sku,
                name,
                Cell::Number(line.book),
                line.counted.map_or(Cell::Empty, Cell::Number),
                line.variance.map_or(Cell::Empty, Cell::Number),
                known.minor(line.value_minor),
                line.at
                    .map_or(Cell::Empty, |at| known.moment(at).as_str().into()),
                Cell::Text(line.by.clone()),
                line.remark(known.sees_cost).as_str().into(),
            ]
        };
        let head = head(&review.stocktake, &lines, &known);
        let mut headers = ["Bin", "SKU", "Name", "Book at count", "Counted", "Variance"]
            .map(str::to_owned)
            .to_vec();
        headers.push(format!("Value {}", known.currency));
        headers.push(format!("Counted at ({})", known.zone_name()));
        headers.extend(["Counted by", "Remark"].map(str::to_owned));
        let sheet = Sheet {
            name: format!("stocktake-{}", review.stocktake.number),
            headers,
            rows: lines.iter().map(row).collect(),
        };
        Ok((head, sheet))
    }

    /// The accepted counts of a completed stocktake, with what each of them posted.
    async fn posted_lines(&self, id: StocktakeId, known: &Known) -> Result<Vec<Line>, ReportError> {
        let db = self.store().reader();
        let mut filter = MovementFilter {
            document: Some(id.uuid()),
            ..MovementFilter::default()
        };
        let mut posted: HashMap<CountId, (i64, i64)> = HashMap::new();
        loop {
            let found = ledger::movements(db, &filter, BATCH).await?;
            filter.before = found.last().map(|last| last.number);
            let is_last = found.len() < BATCH as usize;
            let ids: Vec<_> = found.iter().map(|one| one.movement.id).collect();
            let values = ledger::values_of(db, &ids).await?;
            for Numbered { movement, .. } in found {
                // Corrections keep a count true later on; they are no part of what it found.
                let Cause::Count { count, .. } = &movement.cause else {
                    continue;
                };
                let sums = posted.entry(*count).or_default();
                sums.0 += movement.delta.units();
                sums.1 += values.get(&movement.id).copied().unwrap_or_default();
            }
            if is_last {
                break;
            }
        }
        let (names, passes) = (people::names(db).await?, records::passes_of(db, id).await?);
        let by = |bin: Option<BinId>| {
            let mut users: Vec<String> = passes
                .iter()
                .filter(|pass| pass.head.bin == bin)
                .filter_map(|pass| Some(names.user(Some(pass.user))?.to_string()))
                .collect();
            users.sort_unstable();
            users.dedup();
            users.join(", ")
        };
        let counts: Vec<_> = ledger::counts_of(db, id)
            .await?
            .into_iter()
            .filter(|count| count.replaced_by.is_none())
            .collect();
        let costs: Vec<EntityRef> = counts
            .iter()
            .map(|count| EntityRef::ProductCost(count.key.product))
            .collect();
        let costs = records::load(db, &costs).await?;
        let mut lines: Vec<Line> = counts
            .into_iter()
            .zip(costs)
            .map(|(count, cost)| {
                let (variance, value) = posted.get(&count.id).copied().unwrap_or_default();
                // Without a cost it was posted at none, which is no value that anybody knows.
                let is_costless = cost.is_none() && value == 0 && variance != 0;
                let value_minor = known.in_minor(value).filter(|_| !is_costless);
                Line {
                    bin: count.key.bin,
                    product: count.key.product,
                    book: count.quantity.units() - variance,
                    counted: Some(count.quantity.units()),
                    variance: Some(variance),
                    value_minor,
                    at: Some(count.cut),
                    by: by(count.key.bin),
                    remark: "",
                }
            })
            .collect();
        lines.sort_by_cached_key(|line| {
            let [sku, _] = known.product(line.product);
            (known.bin(line.bin).shown(), sku.shown())
        });
        Ok(lines)
    }
}

/// One product in one bin, as a result shows it.
struct Line {
    bin: Option<BinId>,
    product: ProductId,
    book: i64,
    counted: Option<i64>,
    variance: Option<i64>,
    value_minor: Option<i64>,
    at: Option<Timestamp>,
    by: String,
    remark: &'static str,
}

impl Line {
    fn reviewed(line: &shape::ReviewLine) -> Self {
        Self {
            bin: line.bin,
            product: line.product,
            book: line.book.units(),
            counted: line.counted.map(|counted| counted.units()),
            variance: line.variance.map(|variance| variance.units()),
            value_minor: line.value_minor,
            at: line.cut.map(|(first, _)| first),
            by: line
                .user_name
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            remark: remark(line),
        }
    }

    /// Whether it differs and nobody knows what that is worth.
    fn is_costless(&self) -> bool {
        self.value_minor.is_none() && self.variance.is_some_and(|variance| variance != 0)
    }

    fn remark(&self, sees_cost: bool) -> String {
        let cost = if sees_cost && self.is_costless() {
            "no cost"
        } else {
            ""
        };
        let said = [self.remark, cost]
            .into_iter()
            .filter(|said| !said.is_empty());
        said.collect::<Vec<_>>().join(", ")
    }
}

fn head(stocktake: &shape::Stocktake, lines: &[Line], known: &Known) -> Head {
    let number = stocktake.number.as_str();
    let status = match stocktake.status {
        StocktakeStatus::InProgress => "in progress: figures may change",
        StocktakeStatus::Completed => "completed",
        StocktakeStatus::Voided => "voided: nothing was posted",
    };
    let title = match &stocktake.title {
        Some(title) => format!("Stocktake {number}: {title}"),
        None => format!("Stocktake {number}"),
    };
    let place = known.location(Some(stocktake.location)).shown();
    let ended = stocktake
        .ended
        .map_or(String::new(), |at| format!(", ended {}", known.moment(at)));
    let variances = || lines.iter().filter_map(|line| line.variance);
    let (n_match, short, over) = (
        variances().filter(|variance| *variance == 0).count(),
        variances().filter(|variance| *variance < 0),
        variances().filter(|variance| *variance > 0),
    );
    let net = match known.sees_cost {
        true => {
            let costless: BTreeSet<ProductId> = lines
                .iter()
                .filter(|line| line.is_costless())
                .map(|line| line.product)
                .collect();
            match costless.len() {
                0 => {
                    let net = lines.iter().filter_map(|line| line.value_minor).sum();
                    let net = known.minor(Some(net)).shown();
                    format!(", net value {} {net}", known.currency)
                }
                1 => ", net value not known: no cost for 1 product".to_owned(),
                n => format!(", net value not known: no cost for {n} products"),
            }
        }
        false => String::new(),
    };
    Head {
        title,
        lines: vec![
            format!(
                "{place}, {status}. Started {}{ended} ({}).",
                known.moment(stocktake.started),
                known.zone_name()
            ),
            format!(
                "{} lines: {n_match} agree, {} short by {} units, {} over by {} units{net}.",
                lines.len(),
                short.clone().count(),
                -short.sum::<i64>(),
                over.clone().count(),
                over.sum::<i64>()
            ),
        ],
    }
}

const fn account(account: Account) -> &'static str {
    match account {
        Account::OnHand => "on hand",
        Account::Allocated => "allocated",
        Account::InTransit => "in transit",
    }
}

const fn cause(cause: &Cause) -> &'static str {
    match cause {
        Cause::Opening { .. } => "opening stock",
        Cause::Adjustment { .. } => "adjustment",
        Cause::Receipt { .. } => "receipt",
        Cause::BinMove => "moved between bins",
        Cause::Transfer { .. } => "transfer",
        Cause::TransferClosed { .. } => "transfer closed",
        Cause::Count { .. } => "count",
        Cause::CountCorrection { .. } => "correction of a count",
        Cause::CountReversal { .. } => "count taken back",
        Cause::AfterCount { .. } => "moved behind a count",
    }
}

fn reason(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Adjustment { reason } => Some(reason.to_string()),
        Cause::Receipt { reference } => reference.as_ref().map(ToString::to_string),
        _ => None,
    }
}

const fn remark(line: &shape::ReviewLine) -> &'static str {
    if line.conflict {
        "counts differ"
    } else if line.recount {
        "recount ordered"
    } else if line.counted.is_none() {
        "not counted"
    } else if line.implied_zero {
        "not found: counted as none"
    } else if line.verified {
        "counted twice"
    } else {
        ""
    }
}
