//! Files out.

use super::extract::{Path, Query};
use super::problem::Problem;
use super::stock::MovementQuery;
use super::table::{Table, get};
use crate::app::exports::{Export, ExportError};
use crate::app::reports::ReportError;
use crate::app::{App, Caller};
use crate::documents::table::pdf;
use crate::export::{Shape, Sheet, write};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::{LocationId, StocktakeId};
use domain::time::Timestamp;
use serde::Deserialize;

/// The addresses of exports.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get(
                "/exports/{kind}",
                "read_export",
                "A table as a file: products, barcodes, stock or bins; format csv, csv-semicolon or xlsx",
            )
            .query("format"),
            read_export,
        )
        .add(
            get(
                "/exports/movements",
                "read_movement_report",
                "Movements as a file, oldest first, with the filters of the list",
            )
            .query("format product location bin account document from until as_of recorded"),
            read_movement_report,
        )
        .add(
            get(
                "/exports/stock-value",
                "read_stock_report",
                "Stock by product and location as of a moment, with its value, as a file",
            )
            .query("format location as_of"),
            read_stock_report,
        )
        .add(
            get(
                "/stocktakes/{id}/result",
                "read_stocktake_report",
                "What a stocktake found, as a file; format also pdf, to print",
            )
            .query("format"),
            read_stocktake_report,
        )
}

/// How a file is wanted.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    format: Option<String>,
}

impl Wanted {
    fn shape(&self) -> Result<Shape, Problem> {
        Shape::of_name(self.format.as_deref().unwrap_or("csv"))
            .ok_or_else(|| Problem::field("format", "is none of csv, csv-semicolon and xlsx"))
    }
}

/// A table as a file.
pub async fn read_export(
    State(app): State<App>,
    caller: Caller,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let what = Export::of_name(&kind)
        .ok_or_else(|| Problem::not_found("export/unknown", "such export"))?;
    let shape = wanted.shape()?;
    written(app.export(&caller, what).await?, shape).await
}

/// Movements as a file.
pub async fn read_movement_report(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<MovementQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let (filter, shape) = (query.filter()?, wanted.shape()?);
    written(app.movement_report(&caller, filter).await?, shape).await
}

/// Of which stock a report is wanted.
#[derive(Debug, Deserialize)]
pub struct StockQuery {
    location: Option<LocationId>,
    as_of: Option<i64>,
}

/// Stock and its value as of a moment, as a file.
pub async fn read_stock_report(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<StockQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let shape = wanted.shape()?;
    let as_of = query
        .as_of
        .map_or_else(|| app.now(), Timestamp::from_millis);
    written(
        app.stock_report(&caller, query.location, as_of).await?,
        shape,
    )
    .await
}

/// What a stocktake found, as a file or to print.
pub async fn read_stocktake_report(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    if wanted.format.as_deref() != Some("pdf") {
        let shape = wanted
            .shape()
            .map_err(|_| Problem::field("format", "is none of csv, csv-semicolon, xlsx and pdf"))?;
        return written(app.stocktake_report(&caller, id).await?.1, shape).await;
    }
    let (head, sheet) = app.stocktake_report(&caller, id).await?;
    let file = format!("inline; filename=\"quayside-{}.pdf\"", sheet.name);
    let drawn = tokio::task::spawn_blocking(move || pdf(&head, &sheet)).await;
    let bytes = drawn
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    Ok(sent("application/pdf", file, bytes))
}

/// Writing takes a while: not on the thread that answers others.
async fn written(sheet: Sheet, shape: Shape) -> Result<Response, Problem> {
    let file = format!(
        "attachment; filename=\"quayside-{}.{}\"",
        sheet.name,
        shape.extension()
    );
    let written = tokio::task::spawn_blocking(move || write(&sheet, shape)).await;
    let bytes = written
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    Ok(sent(shape.media_type(), file, bytes))
}

fn sent(kind: &'static str, file: String, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, file),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Export(error) => error.into(),
            ReportError::Act(error) => error.into(),
            ReportError::TooMany => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "export/too-large",
                "These are more rows than a file holds. Ask for a shorter time, one location or one product.",
            ),
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Forbidden(permission) => {
                domain::books::Refusal::NotAllowed(permission).into()
            }
            ExportError::Store(error) => error.into(),
        }
    }
}
