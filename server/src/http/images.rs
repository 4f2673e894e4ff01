//! Pictures of products: sent as they are, shown for ever under an address that follows from their bytes.

use super::Tagged;
use super::extract::{IfMatch, Path, Query};
use super::problem::Problem;
use super::products::shown;
use super::table::{Table, get, post, put};
use crate::app::images::{ImageFailure, MOST_BYTES, MOST_SMALL_BYTES};
use crate::app::{App, Caller};
use crate::store::images::{SHOWN_AT, digest_of};
use api::catalogue::Product;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::books::EntityRef;
use domain::ids::ProductId;
use serde::Deserialize;

/// Only who is signed in sees it, and it never changes.
const FOR_EVER: &str = "private, max-age=31536000, immutable";
/// The whole picture in place of a small form that may still come.
const FOR_A_DAY: &str = "private, max-age=86400";

/// The addresses of pictures.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            post(
                "/products/{id}/images",
                "add_product_image",
                "Adds a picture, as the body: JPEG, PNG or WebP of at most 5 MB. Order and removal: change the product",
            )
            .gives::<Product>()
            .status(201),
            add_product_image,
        )
        .add(
            get(
                "/images/{digest}",
                "read_image",
                "A picture. Its address follows from its bytes, so that it may be kept for ever. `size=small` asks for its small \
                 form, where it has one",
            )
            .query("size"),
            read_image,
        )
        .add(
            put(
                "/images/{digest}/small",
                "add_small_image",
                "Adds the small form of a picture, as the body: at most 320 pixels in a row or column and 64 KB. The first one stays",
            )
            .status(204),
            add_small_image,
        )
}

/// Adds a picture to a product.
pub async fn add_product_image(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ProductId>,
    seen: IfMatch,
    request: Request,
) -> Result<(StatusCode, Tagged<Product>), Problem> {
    let bytes = axum::body::to_bytes(request.into_body(), MOST_BYTES)
        .await
        .map_err(|_| {
            let text = format!(
                "The picture is larger than {} MB. Nothing was changed. Take a smaller one.",
                MOST_BYTES / 1024 / 1024
            );
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "image/too-large", text)
        })?;
    let seen = seen.of(EntityRef::Product(id));
    app.add_image(&caller, id, seen, bytes.to_vec()).await?;
    Ok((StatusCode::CREATED, shown(&app, &caller, id).await?))
}

/// Adds the small form of a picture.
pub async fn add_small_image(
    State(app): State<App>,
    caller: Caller,
    Path(digest): Path<String>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let bytes = axum::body::to_bytes(request.into_body(), MOST_SMALL_BYTES)
        .await
        .map_err(|_| {
            let text = "The small form is larger than 64 KB. Nothing was changed. Make it smaller.";
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "image/too-large", text)
        })?;
    match app
        .add_small_image(&caller, &digest, bytes.to_vec())
        .await?
    {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found("image/unknown", "such picture")),
    }
}

/// In which size a picture is wanted.
#[derive(Debug, Deserialize)]
pub struct SizeQuery {
    size: Option<String>,
}

/// A picture.
pub async fn read_image(
    State(app): State<App>,
    _: Caller,
    Path(digest): Path<String>,
    Query(query): Query<SizeQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let unknown = || Problem::not_found("image/unknown", "such picture");
    let address = format!("{SHOWN_AT}{digest}");
    let digest = digest_of(&address).ok_or_else(unknown)?;
    let is_small = match query.size.as_deref() {
        None | Some("full") => false,
        Some("small") => true,
        Some(other) => {
            let text = format!("`{other}` is none of small, full");
            return Err(Problem::field("size", text));
        }
    };
    let kept = |tag: String, how_long: &str| [(ETAG, tag), (CACHE_CONTROL, how_long.to_owned())];
    // Whoever names it has it: other bytes have another address, and a small form stays as it is.
    let seen = headers.get(IF_NONE_MATCH);
    let has = |tag: &str| seen.is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    if is_small {
        let tag = format!("\"{}-small\"", &digest[..16]);
        if has(&tag) {
            return Ok((StatusCode::NOT_MODIFIED, kept(tag, FOR_EVER)).into_response());
        }
        if let Some(small) = app.small_image(digest).await? {
            let kind = [(CONTENT_TYPE, small.media_type)];
            return Ok((kept(tag, FOR_EVER), kind, small.bytes).into_response());
        }
    }
    let how_long = if is_small { FOR_A_DAY } else { FOR_EVER };
    let tag = format!("\"{}\"", &digest[..16]);
    if !is_small && has(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept(tag, how_long)).into_response());
    }
    let image = app.image(digest).await?.ok_or_else(unknown)?;
    let kind = [(CONTENT_TYPE, image.media_type)];
    Ok((kept(tag, how_long), kind, image.bytes).into_response())
}

impl From<ImageFailure> for Problem {
    fn from(error: ImageFailure) -> Self {
        let refused = |kind, text: String| Self::new(StatusCode::UNPROCESSABLE_ENTITY, kind, text);
        match error {
            ImageFailure::OtherKind => Self::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "image/other-kind",
                "This is no JPEG, PNG or WebP picture. Nothing was changed. Save it as one of these.",
            ),
            ImageFailure::Damaged => refused(
                "image/damaged",
                "The picture is damaged or cut off. Nothing was changed. Send it again, or take another one.".to_owned(),
            ),
            ImageFailure::TooManyPixels { width, height } => refused(
                "image/too-many-pixels",
                format!("The picture has {width} by {height} pixels, too many for a tablet. Nothing was changed. Make it smaller."),
            ),
            ImageFailure::Act(error) => error.into(),
        }
    }
}
