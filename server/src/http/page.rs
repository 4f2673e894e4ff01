//! Pages of collections: `?limit=&after=` in, `items` and `next` out.

use super::problem::Problem;
use api::common::Page;
use axum::http::StatusCode;
use serde::Deserialize;

/// Items of a page unless said otherwise.
const USUAL: u32 = 50;
/// Most items of a page.
const MOST: u32 = 500;

/// Which page is wanted.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    limit: Option<u32>,
    after: Option<String>,
}

impl Wanted {
    /// How many items it has at most.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    /// One more than fits, to see whether another page follows.
    pub fn one_more(&self) -> u32 {
        self.limit() + 1
    }

    /// The parts of the cursor, if the page begins behind one.
    ///
    /// # Errors
    /// Refuses what this server has not given out.
    pub fn after<const N: usize>(&self) -> Result<Option<[String; N]>, Problem> {
        let Some(text) = self.after.as_deref().filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let wrong = || {
            let text =
                "`after` is not a cursor that this server gave out. Start from the first page.";
            Problem::new(StatusCode::BAD_REQUEST, "request/cursor", text)
        };
        let bytes = sync::wire::Blob::from_hex(text).ok_or_else(wrong)?;
        let parts = String::from_utf8(bytes.0).map_err(|_| wrong())?;
        let parts: Vec<String> = parts.split('\u{1f}').map(str::to_owned).collect();
        parts.try_into().map(Some).map_err(|_| wrong())
    }

    /// Cuts a list that was read with [`Wanted::one_more`] to a page.
    pub fn page<T>(&self, mut items: Vec<T>, cursor: impl Fn(&T) -> Vec<String>) -> Page<T> {
        let limit = self.limit() as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| {
            let text = cursor(last).join("\u{1f}");
            sync::wire::Blob(text.into_bytes()).to_hex()
        });
        Page { items, next }
    }
}

/// A collection that always fits on one page.
pub fn whole<T>(items: Vec<T>) -> Page<T> {
    Page { items, next: None }
}
