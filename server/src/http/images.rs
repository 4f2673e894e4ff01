//! Pictures of products: sent as they are, shown for ever under an address that follows from their bytes.

use super::Tagged;
use super::extract::{IfMatch, Path};
use super::problem::Problem;
use super::products::shown;
use super::table::{Table, get, post};
use crate::app::images::{ImageFailure, MOST_BYTES};
use crate::app::{App, Caller};
use crate::store::images::{SHOWN_AT, digest_of};
use api::catalogue::Product;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::books::EntityRef;
use domain::ids::ProductId;

/// Only who is signed in sees it, and it never changes.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

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
                "A picture. Its address follows from its bytes, so that it may be kept for ever",
            ),
            read_image,
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

/// A picture.
pub async fn read_image(
    State(app): State<App>,
    _: Caller,
    Path(digest): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let unknown = || Problem::not_found("image/unknown", "such picture");
    let address = format!("{SHOWN_AT}{digest}");
    let digest = digest_of(&address).ok_or_else(unknown)?;
    let tag = format!("\"{}\"", &digest[..16]);
    let kept = [(ETAG, tag.clone()), (CACHE_CONTROL, FOR_EVER.to_owned())];
    // Whoever names it has it: other bytes have another address.
    let seen = headers.get(IF_NONE_MATCH);
    if seen.is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let image = app.image(digest).await?.ok_or_else(unknown)?;
    Ok((kept, [(CONTENT_TYPE, image.media_type)], image.bytes).into_response())
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
