//! Feeds 2021-06-30: telling Amazon many things at once, mostly listings as `JSON_LISTINGS_FEED`.
//!
//! A feed is a document that is uploaded first and then named. Its result is a document too, with
//! issues for each message. Traps: five listings feeds in five minutes per region at most, 25,000
//! messages each; a feed and a patch for one SKU are unordered, so use one way for a SKU at a time;
//! the old XML and flat-file listing feeds end in `FATAL`.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::{feeds::{self, ListingsFeed, ListingsMessage, ListingsOperation, ListingsReport}, listings_2021}, polling::Pacing};
//!
//! let message = ListingsMessage {
//!     message_id: 1,
//!     sku: place.own.clone(),
//!     operation_type: ListingsOperation::Patch,
//!     product_type: Some(listings_2021::ANY_PRODUCT.into()),
//!     patches: Some(vec![listings_2021::quantity_patch(7)]),
//!     ..Default::default()
//! };
//! let bytes = ListingsFeed::new(&place.seller, vec![message]).to_bytes();
//! let shops = [place.home.clone()];
//! // Feeds are not ordered among each other, so those under way are waited for.
//! let known = feeds::settle(&session, feeds::JSON_LISTINGS_FEED, Pacing::DOCUMENT).await?;
//! let (feed, _) =
//!     feeds::ensure_submitted(&session, feeds::JSON_LISTINGS_FEED, &shops, feeds::JSON, &bytes, &known).await?;
//! let result = feeds::result(&session, &feed, Pacing::DOCUMENT).await?;
//! let report = ListingsReport::read(&result.expect("it has one"))?;
//! assert!(report.issues.is_empty());
//! # Ok(()) });
//! ```

mod wire;

use std::{collections::BTreeSet, time::Duration};

use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
pub use wire::*;

use super::listings_2021::PatchOperation;
use crate::{
    client::Session,
    documents::{Document, DocumentError},
    error::Error,
    lenient::{self, wire_enum},
    operation::{Created, Operation, Safety},
    polling::{Pacing, Pauses, WaitError},
};

/// The feed type for listings.
pub const JSON_LISTINGS_FEED: &str = "JSON_LISTINGS_FEED";
/// The most messages of one listings feed.
pub const MOST_MESSAGES: usize = 25_000;
/// How far back feeds are looked for that may still be under way.
const LOOK_BACK: Duration = Duration::from_secs(3 * 3600);
/// Amazon shows a new feed to readers only after some seconds.
const SETTLING: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;

/// The content type of JSON feeds.
pub const JSON: &str = "application/json; charset=UTF-8";

/// Why a feed did not go through.
#[derive(Clone, Debug, thiserror::Error)]
pub enum FeedError {
    /// A call failed. Nothing was fed unless it was the last one, `createFeed`.
    #[error("the feed could not be submitted")]
    Call(#[source] Error),
    /// A document did not come through.
    #[error("a document of the feed could not be carried")]
    Document(#[source] DocumentError),
    /// Waiting ended; the feed goes on.
    #[error("waiting for feed {feed} ended")]
    Wait {
        /// The feed; its id stays good.
        feed: String,
        /// Why.
        #[source]
        source: WaitError,
    },
    /// Amazon did not process it.
    #[error("feed {feed} ended as {status}")]
    Ended {
        /// The feed.
        feed: String,
        /// `CANCELLED` or `FATAL`.
        status: FeedProcessingStatus,
        /// What its result document says, if it has one.
        explanation: Option<String>,
    },
}

/// Waits until no feed of a type is under way any more, and says which ones there are.
///
/// Feeds are not ordered among each other nor with patches of the same SKU. Whoever waits here before
/// each of them cannot be overtaken by a feed whose answer was lost an hour ago, and by what is told
/// [`ensure_submitted`] knows its own.
///
/// # Errors
/// The feeds could not be listed, or one does not end.
pub async fn settle(
    session: &Session,
    feed_type: &str,
    pacing: Pacing,
) -> Result<BTreeSet<String>, FeedError> {
    let mut known = BTreeSet::new();
    for feed in recent(session, feed_type).await? {
        let (Some(id), status) = (feed.feed_id, feed.processing_status) else {
            continue;
        };
        if !status.as_ref().is_some_and(is_end) {
            let look = GetFeed {
                feed_id: id.clone(),
            };
            ended(session, &look, pacing)
                .await
                .map_err(|source| FeedError::Wait {
                    feed: id.clone(),
                    source,
                })?;
        }
        known.insert(id);
    }
    Ok(known)
}

/// Uploads a document and submits it as a feed exactly once, however many answers are lost; the
/// feed's id. `known` are the feeds that [`settle`] told just before: after a lost answer one that is
/// not among them is ours. Two callers for one account and type at a time would take each other's.
///
/// # Errors
/// See [`FeedError`].
pub async fn ensure_submitted(
    session: &Session,
    feed_type: &str,
    marketplace_ids: &[String],
    content_type: &str,
    bytes: &[u8],
    known: &BTreeSet<String>,
) -> Result<(String, Created), FeedError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let outcome = submit(
            session,
            feed_type,
            marketplace_ids,
            content_type,
            bytes.to_vec(),
        );
        let error = match outcome.await {
            Ok(feed) => return Ok((feed, Created::Now)),
            Err(FeedError::Call(error)) if error.outcome_unknown(Safety::Once) => error,
            Err(error) => return Err(error),
        };
        for look in 0..2 {
            if look > 0 {
                session.client().clock().sleep(SETTLING).await;
            }
            let feeds = recent(session, feed_type).await?;
            // A request that came twice made two of them; the later one decides.
            let ours = feeds
                .into_iter()
                .filter(|feed| feed.feed_id.as_ref().is_some_and(|id| !known.contains(id)))
                .max_by_key(|feed| feed.created_time.as_ref().and_then(|time| time.instant()));
            if let Some(id) = ours.and_then(|feed| feed.feed_id) {
                return Ok((id, Created::Before));
            }
        }
        if attempt == ATTEMPTS {
            return Err(FeedError::Call(error));
        }
    }
}

/// The feeds of a type that were made lately, whatever became of them.
async fn recent(session: &Session, feed_type: &str) -> Result<Vec<Feed>, FeedError> {
    let now = session.client().clock().now();
    let since = now.checked_sub(LOOK_BACK).unwrap_or(now);
    let list = GetFeeds {
        feed_types: Some(vec![feed_type.to_owned()]),
        created_since: Some(since.into()),
        page_size: Some(100),
        ..GetFeeds::default()
    };
    let pages: Vec<_> = session
        .pages(list)
        .try_collect()
        .await
        .map_err(FeedError::Call)?;
    Ok(pages
        .into_iter()
        .flat_map(|page| page.body.feeds.unwrap_or_default())
        .collect())
}

fn is_end(status: &FeedProcessingStatus) -> bool {
    matches!(
        status,
        FeedProcessingStatus::Done | FeedProcessingStatus::Cancelled | FeedProcessingStatus::Fatal
    )
}

/// Uploads a document and submits it as a feed; the feed's id.
///
/// # Errors
/// See [`FeedError`]. When the outcome of the last call is unknown, the feed may be there: see
/// [`ensure_submitted`], which finds it.
pub async fn submit(
    session: &Session,
    feed_type: &str,
    marketplace_ids: &[String],
    content_type: &str,
    bytes: Vec<u8>,
) -> Result<String, FeedError> {
    let asked = CreateFeedDocument {
        body: CreateFeedDocumentSpecification {
            content_type: content_type.to_owned(),
        },
    };
    let document = session.call(&asked).await.map_err(FeedError::Call)?.body;
    let url = document.url.unwrap_or_default();
    session
        .client()
        .upload(&url, content_type, bytes)
        .await
        .map_err(FeedError::Document)?;
    let specification = CreateFeedSpecification {
        feed_type: feed_type.to_owned(),
        marketplace_ids: marketplace_ids.to_vec(),
        input_feed_document_id: document.feed_document_id.unwrap_or_default(),
        feed_options: None,
    };
    let answer = session
        .call(&CreateFeed {
            body: specification,
        })
        .await
        .map_err(FeedError::Call)?;
    answer
        .body
        .feed_id
        .ok_or(FeedError::Call(Error::Unreadable {
            operation: CreateFeed::NAME,
            reason: "the answer names no feed".to_owned(),
            request_id: answer.request_id,
        }))
}

/// Waits for a feed and fetches its result document, if it has one.
///
/// # Errors
/// See [`FeedError`].
pub async fn result(
    session: &Session,
    feed_id: &str,
    pacing: Pacing,
) -> Result<Option<Document>, FeedError> {
    let look = GetFeed {
        feed_id: feed_id.to_owned(),
    };
    let feed = ended(session, &look, pacing)
        .await
        .map_err(|source| FeedError::Wait {
            feed: feed_id.to_owned(),
            source,
        })?;
    let document = match feed.result_feed_document_id {
        Some(id) => {
            let get = GetFeedDocument {
                feed_document_id: id,
                ..GetFeedDocument::default()
            };
            let found = session.call(&get).await.map_err(FeedError::Call)?.body;
            let compressed = found.compression_algorithm.is_some();
            let url = found.url.unwrap_or_default();
            Some(
                session
                    .client()
                    .download(&url, compressed)
                    .await
                    .map_err(FeedError::Document)?,
            )
        }
        None => None,
    };
    match feed.processing_status {
        Some(FeedProcessingStatus::Done) => Ok(document),
        status => Err(FeedError::Ended {
            feed: feed_id.to_owned(),
            status: status.unwrap_or_default(),
            explanation: document.map(|document| document.text()),
        }),
    }
}

async fn ended(session: &Session, look: &GetFeed, pacing: Pacing) -> Result<Feed, WaitError> {
    let mut pauses = Pauses::new(session, pacing);
    loop {
        let state = session.call(look).await.map_err(WaitError::Call)?.body;
        if state.processing_status.as_ref().is_some_and(is_end) {
            return Ok(state);
        }
        pauses.pause().await?;
    }
}

/// A `JSON_LISTINGS_FEED` document, version 2.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListingsFeed {
    /// Whose feed it is.
    pub header: ListingsFeedHeader,
    /// One for each SKU.
    pub messages: Vec<ListingsMessage>,
}

/// The head of a listings feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListingsFeedHeader {
    /// The seller.
    pub seller_id: String,
    /// `2.0`.
    pub version: String,
    /// The language of issues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
}

wire_enum! {
    /// What a message of a listings feed does.
    pub enum ListingsOperation {
        /// Replaces the whole listing.
        Update = "UPDATE",
        /// Replaces whole attributes.
        PartialUpdate = "PARTIAL_UPDATE",
        /// Applies patches.
        Patch = "PATCH",
        /// Removes the listing.
        Delete = "DELETE",
    }
}

/// One message of a listings feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsMessage {
    /// Unique in the feed; results refer to it.
    pub message_id: u32,
    /// The SKU.
    pub sku: String,
    /// What to do.
    pub operation_type: ListingsOperation,
    /// The product type; `PRODUCT` will do for offer attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
    /// The set of requirements, for whole listings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<String>,
    /// Attributes, for updates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Map<String, Value>>,
    /// Patches, for patches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patches: Option<Vec<PatchOperation>>,
}

impl ListingsFeed {
    /// A feed of these messages.
    pub fn new(seller_id: &str, messages: Vec<ListingsMessage>) -> Self {
        let header = ListingsFeedHeader {
            seller_id: seller_id.to_owned(),
            version: "2.0".to_owned(),
            issue_locale: None,
        };
        Self { header, messages }
    }

    /// The document to upload.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("keys are texts and values are JSON")
    }
}

/// The result of a listings feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsReport {
    /// Counts.
    pub summary: ListingsSummary,
    /// What was wrong, by message.
    pub issues: Vec<ListingsIssue>,
}

/// The counts of a listings feed's result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsSummary {
    /// How many errors.
    pub errors: Option<i64>,
    /// How many warnings.
    pub warnings: Option<i64>,
    /// How many messages were looked at.
    pub messages_processed: Option<i64>,
    /// How many were accepted.
    pub messages_accepted: Option<i64>,
    /// How many were not.
    pub messages_invalid: Option<i64>,
}

/// One issue of a listings feed's result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsIssue {
    /// The message it is about.
    pub message_id: Option<i64>,
    /// The SKU it is about.
    pub sku: Option<String>,
    /// A code.
    pub code: Option<String>,
    /// `ERROR`, `WARNING` or `INFO`.
    pub severity: Option<String>,
    /// What is wrong, for people.
    pub message: Option<String>,
    /// The attribute it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_name: Option<String>,
}

impl ListingsReport {
    /// Reads a result document.
    ///
    /// # Errors
    /// It is not JSON.
    pub fn read(document: &Document) -> Result<Self, serde_json::Error> {
        lenient::read(document.text().as_bytes()).map(|(report, _)| report)
    }
}
