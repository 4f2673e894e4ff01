//! Wire types and operations of `feeds_2021-06-30`: The Selling Partner API for Feeds lets you upload data to Amazon on behalf of a selling partner.
//!
//! Written by `cargo run -p amazon --example generate` from `models/feeds_2021-06-30.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    credentials::Secret,
    error::ErrorItem,
    lenient::DateTime,
    lenient::wire_enum,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Creates a feed document for the feed type that you specify. This operation returns a presigned URL for uploading the feed document contents. It also returns a `feedDocumentId` value that you can pass in with a subsequent call to the [`createFeed`](https://developer-docs.amazon.com/sp-api/reference/createfeed) operation.
///
/// `POST /feeds/2021-06-30/documents`, 0.5 requests per second, burst 15.
///
/// Trap: the upload must carry the very content type that was announced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeedDocument {
    /// Specifies the content type for the createFeedDocument operation.
    pub body: CreateFeedDocumentSpecification,
}

impl Operation for CreateFeedDocument {
    type Answer = CreateFeedDocumentResponse;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "createFeedDocument";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 15);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("POST", "/feeds/2021-06-30/documents").body(&self.body)
    }
}

/// Returns the information required for retrieving a feed document's contents.
///
/// `GET /feeds/2021-06-30/documents/{feedDocumentId}`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeedDocument {
    /// The identifier of the feed document.
    pub feed_document_id: String,
    /// When `true`, the Content-Encoding header on the returned URL is set to `gzip` instead of the default `identity` when `compressionAlgorithm` is `GZIP`. This allows automatic decompression by HTTP clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_content_encoding_url_header: Option<bool>,
}

impl Operation for GetFeedDocument {
    type Answer = FeedDocument;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "getFeedDocument";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/feeds/2021-06-30/documents/{feedDocumentId}")
            .segment("feedDocumentId", &self.feed_document_id)
            .query_opt(
                "enableContentEncodingUrlHeader",
                &self.enable_content_encoding_url_header,
            )
    }
}

/// Returns feed details for the feeds that match the filters that you specify.
///
/// `GET /feeds/2021-06-30/feeds`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeeds {
    /// A list of feed types used to filter feeds. When feedTypes is provided, the other filter parameters (processingStatuses, marketplaceIds, createdSince, createdUntil) and pageSize may also be provided. Either feedTypes or nextToken is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_types: Option<Vec<String>>,
    /// A list of marketplace identifiers used to filter feeds. The feeds returned will match at least one of the marketplaces that you specify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The maximum number of feeds to return in a single call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A list of processing statuses used to filter feeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_statuses: Option<Vec<ProcessingStatus>>,
    /// The earliest feed creation date and time for feeds included in the response, in ISO 8601 format. The default is 90 days ago. Feeds are retained for a maximum of 90 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_since: Option<DateTime>,
    /// The latest feed creation date and time for feeds included in the response, in ISO 8601 format. The default is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_until: Option<DateTime>,
    /// A string token returned in the response to your previous request. nextToken is returned when the number of results exceeds the specified pageSize value. To get the next page of results, call the getFeeds operation and include this token as the only parameter. Specifying nextToken with any other parameters will cause the request to fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for GetFeeds {
    type Answer = GetFeedsResponse;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "getFeeds";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/feeds/2021-06-30/feeds")
            .list_opt("feedTypes", &self.feed_types)
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .query_opt("pageSize", &self.page_size)
            .list_opt("processingStatuses", &self.processing_statuses)
            .query_opt("createdSince", &self.created_since)
            .query_opt("createdUntil", &self.created_until)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Creates a feed. Upload the contents of the feed document before calling this operation.
///
/// `POST /feeds/2021-06-30/feeds`, 0.0083 requests per second, burst 15.
///
/// Trap: one in two minutes: prefer single patches for a few SKUs. Feeds and patches for one SKU are unordered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeed {
    /// Information required to create the feed.
    pub body: CreateFeedSpecification,
}

impl Operation for CreateFeed {
    type Answer = CreateFeedResponse;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "createFeed";
    const PLAN: UsagePlan = UsagePlan::new(0.0083, 15);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/feeds/2021-06-30/feeds").body(&self.body)
    }
}

/// Cancels the feed that you specify. Only feeds with `processingStatus=IN_QUEUE` can be cancelled. Cancelled feeds are returned in subsequent calls to the [`getFeed`](https://developer-docs.amazon.com/sp-api/reference/getfeed) and [`getFeeds`](https://developer-docs.amazon.com/sp-api/reference/getfeeds) operations.
///
/// `DELETE /feeds/2021-06-30/feeds/{feedId}`, 2 requests per second, burst 15.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelFeed {
    /// The identifier for the feed. This identifier is unique only in combination with a seller ID.
    pub feed_id: String,
}

impl Operation for CancelFeed {
    type Answer = Nothing;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "cancelFeed";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 15);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/feeds/2021-06-30/feeds/{feedId}").segment("feedId", &self.feed_id)
    }
}

/// Returns feed details (including the `resultDocumentId`, if available) for the feed that you specify.
///
/// `GET /feeds/2021-06-30/feeds/{feedId}`, 2 requests per second, burst 15.
///
/// Trap: DONE says nothing of the messages: read the result document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeed {
    /// The identifier for the feed. This identifier is unique only in combination with a seller ID.
    pub feed_id: String,
}

impl Operation for GetFeed {
    type Answer = Feed;
    const API: &'static str = "feeds_2021-06-30";
    const NAME: &'static str = "getFeed";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 15);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/feeds/2021-06-30/feeds/{feedId}").segment("feedId", &self.feed_id)
    }
}

/// Information required to upload a feed document's contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeedDocumentResponse {
    /// The identifier of the feed document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_document_id: Option<String>,
    /// The presigned URL for uploading the feed contents. This URL expires after 5 minutes.
    #[serde(skip_serializing)]
    pub url: Option<Secret>,
}

/// Specifies the content type for the createFeedDocument operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeedDocumentSpecification {
    /// The content type of the feed.
    pub content_type: String,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeedResponse {
    /// The identifier for the feed. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_id: Option<String>,
}

/// Information required to create the feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFeedSpecification {
    /// Additional options to control the feed. These vary by feed type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_options: Option<BTreeMap<String, String>>,
    /// The feed type.
    pub feed_type: String,
    /// The document identifier returned by the createFeedDocument operation. Upload the feed document contents before calling the createFeed operation.
    pub input_feed_document_id: String,
    /// A list of identifiers for marketplaces that you want the feed to be applied to.
    pub marketplace_ids: Vec<String>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// An error response returned when the request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Detailed information about the feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Feed {
    /// The date and time when the feed was created, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_time: Option<DateTime>,
    /// The identifier for the feed. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_id: Option<String>,
    /// The feed type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_type: Option<String>,
    /// A list of identifiers for the marketplaces that the feed is applied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The date and time when feed processing completed, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_end_time: Option<DateTime>,
    /// The date and time when feed processing started, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_start_time: Option<DateTime>,
    /// The processing status of the feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_status: Option<FeedProcessingStatus>,
    /// The identifier for the feed document. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_feed_document_id: Option<String>,
}

/// Information required for the feed document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeedDocument {
    /// If the feed document contents have been compressed, the compression algorithm used is returned in this property and you must decompress the feed when you download. Otherwise, you can download the feed directly. Refer to \[Step 7. Download the feed processing report](doc:feeds-api-v2021-06-30-use-case-guide#step-7-download-the-feed-processing-report) in the use case guide, where sample code is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compression_algorithm: Option<FeedDocumentCompressionAlgorithm>,
    /// The identifier for the feed document. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_document_id: Option<String>,
    /// A presigned URL for the feed document. If `compressionAlgorithm` is not returned, you can download the feed directly from this URL. This URL expires after 5 minutes.
    #[serde(skip_serializing)]
    pub url: Option<Secret>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeedsResponse {
    /// The feeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feeds: Option<Vec<Feed>>,
    /// Returned when the number of results exceeds pageSize. To get the next page of results, call the getFeeds operation with this token as the only parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

wire_enum! {
    /// If the feed document contents have been compressed, the compression algorithm used is returned in this property and you must decompress the feed when you download. Otherwise, you can download the feed directly. Refer to \[Step 7. Download the feed processing report](doc:feeds-api-v2021-06-30-use-case-guide#step-7-download-the-feed-processing-report) in the use case guide, where sample code is provided.
    pub enum FeedDocumentCompressionAlgorithm {
        /// The gzip compression algorithm.
        Gzip = "GZIP",
    }
}

wire_enum! {
    /// The processing status of the feed.
    pub enum FeedProcessingStatus {
        /// The feed was cancelled before it started processing.
        Cancelled = "CANCELLED",
        /// The feed has completed processing. Examine the contents of the result document to determine if there were any errors during processing.
        Done = "DONE",
        /// The feed was aborted due to a fatal error. Some, none, or all of the operations within the feed may have completed successfully.
        Fatal = "FATAL",
        /// The feed is being processed.
        InProgress = "IN_PROGRESS",
        /// The feed has not yet started processing. It may be waiting for another IN_PROGRESS feed.
        InQueue = "IN_QUEUE",
    }
}

wire_enum! {
    /// Values of `ProcessingStatus`.
    pub enum ProcessingStatus {
        /// The feed was cancelled before it started processing.
        Cancelled = "CANCELLED",
        /// The feed has completed processing. Examine the contents of the result document to determine if there were any errors during processing.
        Done = "DONE",
        /// The feed was aborted due to a fatal error. Some, none, or all of the operations within the feed may have completed successfully.
        Fatal = "FATAL",
        /// The feed is being processed.
        InProgress = "IN_PROGRESS",
        /// The feed has not yet started processing. It may be waiting for another IN_PROGRESS feed.
        InQueue = "IN_QUEUE",
    }
}
