//! Files out.

use super::extract::Path;
use super::problem::Problem;
use super::table::{Table, get};
use crate::app::exports::{Export, ExportError};
use crate::app::{App, Caller};
use crate::export::{Shape, write};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The addresses of exports.
pub fn addresses(table: Table) -> Table {
    table.add(
        get("/exports/{kind}", "read_export", "A table as a file: products, barcodes, stock or bins; format csv, csv-semicolon or xlsx")
            .query("format"),
        read_export,
    )
}

/// How a file is wanted.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    format: Option<String>,
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
    let format = wanted.format.unwrap_or_else(|| "csv".to_owned());
    let shape = Shape::of_name(&format)
        .ok_or_else(|| Problem::field("format", "is none of csv, csv-semicolon and xlsx"))?;
    let sheet = app.export(&caller, what).await?;
    let name = sheet.name.clone();
    let written = tokio::task::spawn_blocking(move || write(&sheet, shape)).await;
    let bytes = written
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let file = format!(
        "attachment; filename=\"quayside-{name}.{}\"",
        shape.extension()
    );
    let headers = [
        (CONTENT_TYPE, shape.media_type().to_owned()),
        (CONTENT_DISPOSITION, file),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
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
