//! Files in: send, look, try, run, watch.

use super::extract::{Json, Path};
use super::page::whole;
use super::problem::Problem;
use super::table::{Table, get, post};
use crate::app::imports::{ImportFailure, MOST_BYTES, inner_kind, suggested};
use crate::app::{App, Caller};
use crate::import::read::ReadError;
use api::common::Page;
use api::imports::{Import, ImportChoice, ImportKind, ImportPlan, ImportRun};
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::ImportId;
use serde::Deserialize;

/// The addresses of imports.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get("/imports", "list_imports", "The latest imports").pages::<Import>(),
            list_imports,
        )
        .add(
            post(
                "/imports",
                "upload_import",
                "Takes in a file, as the body; nothing is done with it yet",
            )
            .query("name encoding")
            .gives::<Import>()
            .status(201),
            upload_import,
        )
        .add(
            get(
                "/imports/{id}",
                "read_import",
                "An import and how far it is",
            )
            .query("kind")
            .gives::<Import>(),
            read_import,
        )
        .add(
            post(
                "/imports/{id}/plan",
                "plan_import",
                "The dry run: what the file would do",
            )
            .takes::<ImportChoice>()
            .gives::<ImportPlan>(),
            plan_import,
        )
        .add(
            post(
                "/imports/{id}/errors",
                "list_import_errors",
                "Every error of the file, as CSV",
            )
            .takes::<ImportChoice>(),
            list_import_errors,
        )
        .add(
            post(
                "/imports/{id}/run",
                "run_import",
                "Carries the import out; it goes on by itself",
            )
            .takes::<ImportRun>()
            .gives::<Import>()
            .status(202),
            run_import,
        )
}

/// How a file is sent.
#[derive(Debug, Deserialize)]
pub struct Upload {
    name: Option<String>,
    encoding: Option<String>,
}

/// The latest imports.
pub async fn list_imports(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<Import>>, Problem> {
    Ok(axum::Json(whole(app.imports(&caller).await?)))
}

/// Takes in a file.
pub async fn upload_import(
    State(app): State<App>,
    caller: Caller,
    Query(upload): Query<Upload>,
    request: Request,
) -> Result<(StatusCode, axum::Json<Import>), Problem> {
    let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES)
        .await
        .map_err(|_| {
            let text = format!(
                "The file is larger than {} MB. Split it, or leave columns out.",
                MOST_BYTES / 1024 / 1024
            );
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "import/too-large", text)
        })?;
    let name = upload.name.unwrap_or_else(|| "file".to_owned());
    let import = app
        .upload_import(&caller, &name, upload.encoding, bytes.to_vec())
        .await?;
    Ok((StatusCode::CREATED, axum::Json(import)))
}

/// For which kind fields and mapping are wanted.
#[derive(Debug, Deserialize)]
pub struct Looking {
    kind: Option<ImportKind>,
}

/// An import and how far it is; with `kind`, as if it were of that kind.
pub async fn read_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ImportId>,
    Query(looking): Query<Looking>,
) -> Result<axum::Json<Import>, Problem> {
    let mut import = app.import(&caller, id).await?;
    if let Some(kind) = looking.kind {
        import.kind = Some(kind);
        import.fields = app.import_fields(kind).await?;
        import.mapping = suggested(inner_kind(kind), &import.headers);
    }
    Ok(axum::Json(import))
}

/// The dry run.
pub async fn plan_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ImportId>,
    Json(choice): Json<ImportChoice>,
) -> Result<axum::Json<ImportPlan>, Problem> {
    Ok(axum::Json(app.plan_import(&caller, id, &choice).await?))
}

/// Every error of the file, as CSV.
pub async fn list_import_errors(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ImportId>,
    Json(choice): Json<ImportChoice>,
) -> Result<Response, Problem> {
    let errors = app.import_errors(&caller, id, &choice).await?;
    let mut out = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    let written = out
        .write_record(["Row", "Column", "Problem"])
        .and_then(|()| {
            errors.iter().try_for_each(|error| {
                let row = error.row.to_string();
                out.write_record([
                    row.as_str(),
                    error.column.as_deref().unwrap_or_default(),
                    error.text.as_str(),
                ])
            })
        });
    written.map_err(Problem::internal)?;
    let bytes = out
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"import-errors.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// Carries an import out.
pub async fn run_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ImportId>,
    Json(run): Json<ImportRun>,
) -> Result<(StatusCode, axum::Json<Import>), Problem> {
    Ok((
        StatusCode::ACCEPTED,
        axum::Json(app.run_import(&caller, id, run).await?),
    ))
}

impl From<ImportFailure> for Problem {
    fn from(error: ImportFailure) -> Self {
        match error {
            ImportFailure::Unknown(_) => Self::not_found("import/unknown", "such import"),
            ImportFailure::Purged(_) => Self::new(
                StatusCode::GONE,
                "import/purged",
                "The file is no longer kept. Send it again.",
            ),
            ImportFailure::Read(error) => {
                let kind = match &error {
                    ReadError::Empty => "import/empty",
                    ReadError::CutOff(_) => "import/cut-off",
                    _ => "import/unreadable",
                };
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, kind, error.to_string())
            }
            ImportFailure::Mapping(error) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "import/mapping",
                error.to_string(),
            ),
            ImportFailure::Errors(plan) => {
                let text = format!(
                    "The file has {} errors in {} rows. Nothing was changed. Mend them, or leave these rows out.",
                    plan.n_errors, plan.n_rejected
                );
                let reasons = plan.errors.iter().take(20).map(|error| {
                    let column = error
                        .column
                        .as_ref()
                        .map(|column| format!(", {column}"))
                        .unwrap_or_default();
                    format!("Row {}{column}: {}", error.row, error.text)
                });
                let reasons = reasons.collect();
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "import/errors", text)
                    .with_reasons(reasons)
            }
            ImportFailure::Repeated { .. } => Self::new(
                StatusCode::CONFLICT,
                "import/stock-repeated",
                "The very same file has posted opening stock before. Nothing was changed: its quantities would be added \
                 once more. If these goods really came twice, confirm that they are to be added again.",
            ),
            ImportFailure::Busy(_) => Self::new(
                StatusCode::CONFLICT,
                "import/busy",
                "This import is running or done already. Look at its progress; to import the file again, send it again.",
            ),
            ImportFailure::Forbidden(permission) => {
                domain::books::Refusal::NotAllowed(permission).into()
            }
            ImportFailure::Store(error) => error.into(),
        }
    }
}
