//! Photos that counters take of what they cannot name.

use super::extract::{Path, Query};
use super::problem::Problem;
use super::table::{Table, put};
use crate::app::photos::{MOST_BYTES, PhotoFailure};
use crate::app::{App, Caller};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::ids::StocktakeId;
use domain::permission::Permission;
use domain::text::RawCode;
use serde::Deserialize;

/// The addresses of photos.
pub fn addresses(table: Table) -> Table {
    table.add(
        put(
            "/stocktakes/{id}/photos/{digest}",
            "add_photo",
            "Adds a photo of what was scanned as an unknown code, as the body: JPEG, PNG or WebP of at most 1 MB, named by the \
             BLAKE3 digest of its bytes. Its scan comes first; a repeat changes nothing",
        )
        .query("code")
        .status(204),
        add_photo,
    )
}

/// Of which code it is.
#[derive(Debug, Deserialize)]
pub struct PhotoQuery {
    code: Option<String>,
}

/// Keeps a photo.
pub async fn add_photo(
    State(app): State<App>,
    caller: Caller,
    Path((id, digest)): Path<(StocktakeId, String)>,
    Query(query): Query<PhotoQuery>,
    request: Request,
) -> Result<StatusCode, Problem> {
    caller.require_act(Permission::Count)?;
    let code = RawCode::new(query.code.as_deref().unwrap_or_default())
        .map_err(|error| Problem::field("code", error.to_string()))?;
    let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES)
        .await
        .map_err(|_| {
            let text = "The photo is larger than 1 MB. Nothing was changed. Take a smaller one.";
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "image/too-large", text)
        })?;
    app.add_photo(&caller, id, &code, &digest, bytes.to_vec())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<PhotoFailure> for Problem {
    fn from(error: PhotoFailure) -> Self {
        match error {
            PhotoFailure::NotScanned(code) => Self::new(
                StatusCode::CONFLICT,
                "photo/not-scanned",
                format!(
                    "Code {code} was not scanned in this stocktake, or the scan has not arrived yet. Nothing was changed. Send the photo again after it."
                ),
            ),
            PhotoFailure::OtherBytes => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "photo/other-bytes",
                "The photo changed on its way. Nothing was changed. Send it again.",
            ),
            PhotoFailure::Enough(code) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "photo/enough",
                format!("Code {code} has as many photos as are kept. Nothing was changed."),
            ),
            PhotoFailure::Image(error) => error.into(),
        }
    }
}
