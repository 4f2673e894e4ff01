//! Wire types and operations of `reports_2021-06-30`: The Selling Partner API for Reports lets you retrieve and manage a variety of reports that can help selling partners manage their businesses.
//!
//! Written by `cargo run -p amazon --example generate` from `models/reports_2021-06-30.json`, Copyright
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

/// Returns the information required for retrieving a report document's contents.
///
/// `GET /reports/2021-06-30/documents/{reportDocumentId}`, 0.0167 requests per second, burst 15.
///
/// Trap: the address lives five minutes, takes no access token, and tells its charset in the content type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReportDocument {
    /// The identifier for the report document.
    pub report_document_id: String,
    /// When `true`, the Content-Encoding header on the returned URL is set to `gzip` instead of the default `identity` when `compressionAlgorithm` is `GZIP`. This allows automatic decompression by HTTP clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_content_encoding_url_header: Option<bool>,
}

impl Operation for GetReportDocument {
    type Answer = ReportDocument;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "getReportDocument";
    const PLAN: UsagePlan = UsagePlan::new(0.0167, 15);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/reports/2021-06-30/documents/{reportDocumentId}")
            .segment("reportDocumentId", &self.report_document_id)
            .query_opt(
                "enableContentEncodingUrlHeader",
                &self.enable_content_encoding_url_header,
            )
    }
}

/// Returns report details for the reports that match the filters that you specify.
///
/// `GET /reports/2021-06-30/reports`, 0.0222 requests per second, burst 10.
///
/// Trap: the token of the next page must be the only parameter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReports {
    /// A list of report types used to filter reports. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information. When reportTypes is provided, the other filter parameters (processingStatuses, marketplaceIds, createdSince, createdUntil) and pageSize may also be provided. Either reportTypes or nextToken is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_types: Option<Vec<String>>,
    /// A list of processing statuses used to filter reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_statuses: Option<Vec<ProcessingStatus>>,
    /// A list of marketplace identifiers used to filter reports. The reports returned will match at least one of the marketplaces that you specify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The maximum number of reports to return in a single call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// The earliest report creation date and time for reports to include in the response, in ISO 8601 date time format. The default is 90 days ago. Reports are retained for a maximum of 90 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_since: Option<DateTime>,
    /// The latest report creation date and time for reports to include in the response, in ISO 8601 date time format. The default is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_until: Option<DateTime>,
    /// A string token returned in the response to your previous request. `nextToken` is returned when the number of results exceeds the specified `pageSize` value. To get the next page of results, call the `getReports` operation and include this token as the only parameter. Specifying `nextToken` with any other parameters will cause the request to fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for GetReports {
    type Answer = GetReportsResponse;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "getReports";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/reports/2021-06-30/reports")
            .list_opt("reportTypes", &self.report_types)
            .list_opt("processingStatuses", &self.processing_statuses)
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .query_opt("pageSize", &self.page_size)
            .query_opt("createdSince", &self.created_since)
            .query_opt("createdUntil", &self.created_until)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Creates a report.
///
/// `POST /reports/2021-06-30/reports`, 0.0167 requests per second, burst 15.
///
/// Trap: CANCELLED may mean no data, asked too often or cancelled: never empty anything because of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReport {
    /// Information required to create the report.
    pub body: CreateReportSpecification,
}

impl Operation for CreateReport {
    type Answer = CreateReportResponse;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "createReport";
    const PLAN: UsagePlan = UsagePlan::new(0.0167, 15);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/reports/2021-06-30/reports").body(&self.body)
    }
}

/// Cancels the report that you specify. Only reports with `processingStatus=IN_QUEUE` can be cancelled. Cancelled reports are returned in subsequent calls to the `getReport` and `getReports` operations.
///
/// `DELETE /reports/2021-06-30/reports/{reportId}`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelReport {
    /// The identifier for the report. This identifier is unique only in combination with a seller ID.
    pub report_id: String,
}

impl Operation for CancelReport {
    type Answer = Nothing;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "cancelReport";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/reports/2021-06-30/reports/{reportId}")
            .segment("reportId", &self.report_id)
    }
}

/// Returns report details (including the `reportDocumentId`, if available) for the report that you specify.
///
/// `GET /reports/2021-06-30/reports/{reportId}`, 2 requests per second, burst 15.
///
/// Trap: DONE may take an hour; FATAL may have a document that explains.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReport {
    /// The identifier for the report. This identifier is unique only in combination with a seller ID.
    pub report_id: String,
}

impl Operation for GetReport {
    type Answer = Report;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "getReport";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 15);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/reports/2021-06-30/reports/{reportId}")
            .segment("reportId", &self.report_id)
    }
}

/// Returns report schedule details that match the filters that you specify.
///
/// `GET /reports/2021-06-30/schedules`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReportSchedules {
    /// A list of report types used to filter report schedules. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information.
    pub report_types: Vec<String>,
}

impl Operation for GetReportSchedules {
    type Answer = ReportScheduleList;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "getReportSchedules";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/reports/2021-06-30/schedules").list("reportTypes", &self.report_types)
    }
}

/// Creates a report schedule. If a report schedule with the same report type and marketplace IDs already exists, it will be cancelled and replaced with this one.
///
/// `POST /reports/2021-06-30/schedules`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReportSchedule {
    /// Information required to create the report schedule.
    pub body: CreateReportScheduleSpecification,
}

impl Operation for CreateReportSchedule {
    type Answer = CreateReportScheduleResponse;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "createReportSchedule";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/reports/2021-06-30/schedules").body(&self.body)
    }
}

/// Cancels the report schedule that you specify.
///
/// `DELETE /reports/2021-06-30/schedules/{reportScheduleId}`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelReportSchedule {
    /// The identifier for the report schedule. This identifier is unique only in combination with a seller ID.
    pub report_schedule_id: String,
}

impl Operation for CancelReportSchedule {
    type Answer = Nothing;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "cancelReportSchedule";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/reports/2021-06-30/schedules/{reportScheduleId}")
            .segment("reportScheduleId", &self.report_schedule_id)
    }
}

/// Returns report schedule details for the report schedule that you specify.
///
/// `GET /reports/2021-06-30/schedules/{reportScheduleId}`, 0.0222 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReportSchedule {
    /// The identifier for the report schedule. This identifier is unique only in combination with a seller ID.
    pub report_schedule_id: String,
}

impl Operation for GetReportSchedule {
    type Answer = ReportSchedule;
    const API: &'static str = "reports_2021-06-30";
    const NAME: &'static str = "getReportSchedule";
    const PLAN: UsagePlan = UsagePlan::new(0.0222, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/reports/2021-06-30/schedules/{reportScheduleId}")
            .segment("reportScheduleId", &self.report_schedule_id)
    }
}

/// The response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReportResponse {
    /// The identifier for the report. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReportScheduleResponse {
    /// The identifier for the report schedule. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_schedule_id: Option<String>,
}

/// Information required to create the report schedule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReportScheduleSpecification {
    /// A list of marketplace identifiers for the report schedule.
    pub marketplace_ids: Vec<String>,
    /// The date and time when the schedule will create its next report, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_report_creation_time: Option<DateTime>,
    /// One of a set of predefined ISO 8601 periods that specifies how often a report should be created.
    pub period: CreateReportScheduleSpecificationPeriod,
    /// Additional information passed to reports. This varies by report type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_options: Option<BTreeMap<String, String>>,
    /// The report type. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information.
    pub report_type: String,
}

/// Information required to create the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReportSpecification {
    /// The end of a date and time range, in ISO 8601 date time format, used for selecting the data to report. The default is now. The value must be prior to or equal to the current date and time. Not all report types make use of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_end_time: Option<DateTime>,
    /// The start of a date and time range, in ISO 8601 date time format, used for selecting the data to report. The default is now. The value must be prior to or equal to the current date and time. Not all report types make use of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_start_time: Option<DateTime>,
    /// A list of marketplace identifiers. The report document's contents will contain data for all of the specified marketplaces, unless the report type indicates otherwise.
    pub marketplace_ids: Vec<String>,
    /// Additional information passed to reports. This varies by report type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_options: Option<BTreeMap<String, String>>,
    /// The report type. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information.
    pub report_type: String,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// Error response returned when the request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// The response for the `getReports` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetReportsResponse {
    /// Returned when the number of results exceeds `pageSize`. To get the next page of results, call `getReports` with this token as the only parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// The reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports: Option<Vec<Report>>,
}

/// Detailed information about the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Report {
    /// The date and time when the report was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_time: Option<DateTime>,
    /// The end of a date and time range used for selecting the data to report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_end_time: Option<DateTime>,
    /// The start of a date and time range used for selecting the data to report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_start_time: Option<DateTime>,
    /// A list of marketplace identifiers for the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The date and time when the report processing completed, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_end_time: Option<DateTime>,
    /// The date and time when the report processing started, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_start_time: Option<DateTime>,
    /// The processing status of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_status: Option<ReportProcessingStatus>,
    /// The identifier for the report document. Pass this into the `getReportDocument` operation to get the information you will need to retrieve the report document's contents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_document_id: Option<String>,
    /// The identifier for the report. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
    /// The identifier of the report schedule that created this report (if any). This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_schedule_id: Option<String>,
    /// The report type. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_type: Option<String>,
}

/// Information required for the report document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReportDocument {
    /// If the report document contents have been compressed, the compression algorithm used is returned in this property and you must decompress the report when you download. Otherwise, you can download the report directly. Refer to [Step 2. Download the report](https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-retrieve-a-report#step-2-download-the-report) in the use case guide, where sample code is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compression_algorithm: Option<ReportDocumentCompressionAlgorithm>,
    /// The identifier for the report document. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_document_id: Option<String>,
    /// A presigned URL for the report document. If `compressionAlgorithm` is not returned, you can download the report directly from this URL. This URL expires after 5 minutes.
    #[serde(skip_serializing)]
    pub url: Option<Secret>,
}

/// Detailed information about a report schedule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReportSchedule {
    /// A list of marketplace identifiers. The report document's contents will contain data for all of the specified marketplaces, unless the report type indicates otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The date and time when the schedule will create its next report, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_report_creation_time: Option<DateTime>,
    /// An ISO 8601 period value that indicates how often a report should be created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Additional information passed to reports. This varies by report type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_options: Option<BTreeMap<String, String>>,
    /// The identifier for the report schedule. This identifier is unique only in combination with a seller ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_schedule_id: Option<String>,
    /// The report type. Refer to [Report Type Values](https://developer-docs.amazon.com/sp-api/docs/report-type-values) for more information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_type: Option<String>,
}

/// A list of report schedules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReportScheduleList {
    /// Detailed information about a report schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_schedules: Option<Vec<ReportSchedule>>,
}

wire_enum! {
    /// One of a set of predefined ISO 8601 periods that specifies how often a report should be created.
    pub enum CreateReportScheduleSpecificationPeriod {
        /// 5 minutes
        Pt5m = "PT5M",
        /// 15 minutes
        Pt15m = "PT15M",
        /// 30 minutes
        Pt30m = "PT30M",
        /// 1 hour
        Pt1h = "PT1H",
        /// 2 hours
        Pt2h = "PT2H",
        /// 4 hours
        Pt4h = "PT4H",
        /// 8 hours
        Pt8h = "PT8H",
        /// 12 hours
        Pt12h = "PT12H",
        /// 1 day
        P1d = "P1D",
        /// 2 days
        P2d = "P2D",
        /// 3 days
        P3d = "P3D",
        /// 84 hours
        Pt84h = "PT84H",
        /// 7 days
        P7d = "P7D",
        /// 14 days
        P14d = "P14D",
        /// 15 days
        P15d = "P15D",
        /// 18 days
        P18d = "P18D",
        /// 30 days
        P30d = "P30D",
        /// 1 month
        P1m = "P1M",
    }
}

wire_enum! {
    /// Values of `ProcessingStatus`.
    pub enum ProcessingStatus {
        /// The report was cancelled. There are two ways a report can be cancelled: an explicit cancellation request before the report starts processing, or an automatic cancellation if there is no data to return.
        Cancelled = "CANCELLED",
        /// The report has completed processing.
        Done = "DONE",
        /// The report was aborted due to a fatal error.
        Fatal = "FATAL",
        /// The report is being processed.
        InProgress = "IN_PROGRESS",
        /// The report has not yet started processing. It may be waiting for another `IN_PROGRESS` report.
        InQueue = "IN_QUEUE",
    }
}

wire_enum! {
    /// If the report document contents have been compressed, the compression algorithm used is returned in this property and you must decompress the report when you download. Otherwise, you can download the report directly. Refer to [Step 2. Download the report](https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-retrieve-a-report#step-2-download-the-report) in the use case guide, where sample code is provided.
    pub enum ReportDocumentCompressionAlgorithm {
        /// The gzip compression algorithm.
        Gzip = "GZIP",
    }
}

wire_enum! {
    /// The processing status of the report.
    pub enum ReportProcessingStatus {
        /// The report was cancelled. There are two ways a report can be cancelled: an explicit cancellation request before the report starts processing, or an automatic cancellation if there is no data to return.
        Cancelled = "CANCELLED",
        /// The report has completed processing.
        Done = "DONE",
        /// The report was aborted due to a fatal error.
        Fatal = "FATAL",
        /// The report is being processed.
        InProgress = "IN_PROGRESS",
        /// The report has not yet started processing. It may be waiting for another `IN_PROGRESS` report.
        InQueue = "IN_QUEUE",
    }
}
