//! Reports 2021-06-30: asking for a report, waiting for it, fetching its document.
//!
//! Traps:
//! - `CANCELLED` means no data, *or* asked too often, *or* cancelled by somebody, and nothing tells
//!   which: never empty local data because of it. `FATAL` may have a document that explains it.
//! - Creating costs one call a minute: look for a fresh finished one with [`find_done`] first.
//! - A next token must be the only parameter of the next call.
//! - Restricted reports need a token for the one document: see [`tokens`].
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::reports, polling::Pacing};
//!
//! let asked = reports::CreateReportSpecification {
//!     report_type: "GET_MERCHANT_LISTINGS_ALL_DATA".into(),
//!     marketplace_ids: vec![place.home.clone()],
//!     ..Default::default()
//! };
//! let (report, _) = reports::ensure_created(&session, asked).await?;
//! let document = reports::fetch(&session, &report, Pacing::DOCUMENT).await?;
//! assert!(document.text().starts_with("item-name"));
//! # Ok(()) });
//! ```

mod wire;

use std::time::Duration;

use jiff::Timestamp;
pub use wire::*;

use super::tokens;
use crate::{
    client::Session,
    documents::{Document, DocumentError},
    error::Error,
    lenient::DateTime,
    operation::{Created, Operation, Safety},
    polling::{Pacing, Pauses, WaitError},
};

/// Amazon shows a new report to readers only after some seconds.
const SETTLING: Duration = Duration::from_secs(5);
/// How far Amazon's clock and ours may be apart.
const CLOCK_SKEW: Duration = Duration::from_secs(300);
const ATTEMPTS: u32 = 3;

/// Why there is no report.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReportError {
    /// A call failed.
    #[error("the report could not be asked for")]
    Call(#[source] Error),
    /// It was not finished in time.
    #[error("waiting for report {report} ended")]
    Wait {
        /// The report; its id stays good.
        report: String,
        /// Why.
        #[source]
        source: WaitError,
    },
    /// No data, or asked too often, or cancelled: there is no way to tell.
    #[error("Amazon cancelled report {0}")]
    Cancelled(String),
    /// Amazon failed to make it.
    #[error("Amazon could not make report {report}")]
    Fatal {
        /// The report.
        report: String,
        /// What its document says, if it has one.
        explanation: Option<String>,
    },
    /// The document did not come through.
    #[error("the document of report {report} could not be fetched")]
    Document {
        /// The report.
        report: String,
        /// Why.
        #[source]
        source: DocumentError,
    },
}

impl ReportError {
    /// Whether asking again later can help.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Call(error) => error.retryable(),
            Self::Document { source, .. } => source.retryable(),
            Self::Wait { .. } | Self::Cancelled(_) => true,
            Self::Fatal { .. } => false,
        }
    }
}

/// The newest finished report of a type that is not older than `since`.
///
/// # Errors
/// The reports could not be listed.
pub async fn find_done(
    session: &Session,
    report_type: &str,
    marketplace_ids: &[String],
    since: Timestamp,
) -> Result<Option<Report>, Error> {
    let list = GetReports {
        report_types: Some(vec![report_type.to_owned()]),
        processing_statuses: Some(vec![ProcessingStatus::Done]),
        marketplace_ids: Some(marketplace_ids.to_vec()),
        created_since: Some(since.into()),
        page_size: Some(10),
        ..GetReports::default()
    };
    let reports = session.call(&list).await?.body.reports.unwrap_or_default();
    let made = |report: &Report| report.created_time.as_ref().and_then(|time| time.instant());
    Ok(reports
        .into_iter()
        .filter(|report| report.report_document_id.is_some())
        .max_by_key(made))
}

/// Asks for a report; its id.
///
/// # Errors
/// Amazon refuses.
pub async fn create(
    session: &Session,
    specification: CreateReportSpecification,
) -> Result<String, Error> {
    let answer = session
        .call(&CreateReport {
            body: specification,
        })
        .await?;
    answer.body.report_id.ok_or(Error::Unreadable {
        operation: CreateReport::NAME,
        reason: "the answer names no report".to_owned(),
        request_id: answer.request_id,
    })
}

/// Asks for a report once, however many answers are lost: a second one within the time that a type
/// stays fresh would come back cancelled. After a lost answer a report of the same type, marketplaces
/// and dates that was made since is as good as our own.
///
/// # Errors
/// Amazon refuses, or what became of the call could not be found out.
pub async fn ensure_created(
    session: &Session,
    specification: CreateReportSpecification,
) -> Result<(String, Created), Error> {
    let began = session.client().clock().now();
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match create(session, specification.clone()).await {
            Ok(report) => return Ok((report, Created::Now)),
            Err(error) if error.outcome_unknown(Safety::Once) => error,
            Err(error) => return Err(error),
        };
        for look in 0..2 {
            if look > 0 {
                session.client().clock().sleep(SETTLING).await;
            }
            if let Some(report) = find_made(session, &specification, began).await? {
                return Ok((report, Created::Before));
            }
        }
        if attempt == ATTEMPTS {
            return Err(error);
        }
    }
}

/// The newest report like this one that was made since an instant of our clock.
async fn find_made(
    session: &Session,
    specification: &CreateReportSpecification,
    since: Timestamp,
) -> Result<Option<String>, Error> {
    let since = since.checked_sub(CLOCK_SKEW).unwrap_or(since);
    let list = GetReports {
        report_types: Some(vec![specification.report_type.clone()]),
        marketplace_ids: Some(specification.marketplace_ids.clone()),
        created_since: Some(since.into()),
        page_size: Some(100),
        ..GetReports::default()
    };
    let instant = |time: &Option<DateTime>| time.as_ref().and_then(|time| time.instant());
    let asked_begin = instant(&specification.data_start_time);
    let asked_end = instant(&specification.data_end_time);
    let fits = |report: &Report| {
        // Amazon fills in dates that were not asked for.
        (asked_begin.is_none() || instant(&report.data_start_time) == asked_begin)
            && (asked_end.is_none() || instant(&report.data_end_time) == asked_end)
            && !matches!(
                report.processing_status,
                Some(ReportProcessingStatus::Cancelled | ReportProcessingStatus::Fatal)
            )
    };
    let reports = session.call(&list).await?.body.reports.unwrap_or_default();
    let newest = reports
        .into_iter()
        .filter(fits)
        .max_by_key(|report| instant(&report.created_time));
    Ok(newest.and_then(|report| report.report_id))
}

/// Waits for a report and fetches its document.
///
/// # Errors
/// See [`ReportError`].
pub async fn fetch(
    session: &Session,
    report_id: &str,
    pacing: Pacing,
) -> Result<Document, ReportError> {
    let report = report_id.to_owned();
    let look = GetReport {
        report_id: report.clone(),
    };
    let found = ended(session, &look, pacing)
        .await
        .map_err(|source| ReportError::Wait {
            report: report.clone(),
            source,
        })?;
    match (found.processing_status, found.report_document_id) {
        (Some(ReportProcessingStatus::Done), Some(id)) => {
            document(session, report_id, &id, found.report_type.as_deref()).await
        }
        (Some(ReportProcessingStatus::Fatal), id) => {
            let explanation = match id {
                Some(id) => document(session, report_id, &id, None)
                    .await
                    .ok()
                    .map(|document| document.text()),
                None => None,
            };
            Err(ReportError::Fatal {
                report,
                explanation,
            })
        }
        _ => Err(ReportError::Cancelled(report)),
    }
}

async fn ended(session: &Session, look: &GetReport, pacing: Pacing) -> Result<Report, WaitError> {
    let mut pauses = Pauses::new(session, pacing);
    loop {
        let state = session.call(look).await.map_err(WaitError::Call)?.body;
        match state.processing_status {
            Some(
                ReportProcessingStatus::Done
                | ReportProcessingStatus::Cancelled
                | ReportProcessingStatus::Fatal,
            ) => return Ok(state),
            _ => pauses.pause().await?,
        }
    }
}

/// Fetches a report's document; for a restricted type with a token of its own.
///
/// # Errors
/// See [`ReportError`].
pub async fn document(
    session: &Session,
    report_id: &str,
    document_id: &str,
    report_type: Option<&str>,
) -> Result<Document, ReportError> {
    let get = GetReportDocument {
        report_document_id: document_id.to_owned(),
        ..GetReportDocument::default()
    };
    let session = if report_type.is_some_and(is_restricted) {
        tokens::restricted(session, &get, &[])
            .await
            .map_err(ReportError::Call)?
    } else {
        session.clone()
    };
    let mut refetched = false;
    loop {
        let found = session.call(&get).await.map_err(ReportError::Call)?.body;
        let compressed = found.compression_algorithm.is_some();
        let outcome = session
            .client()
            .download(&found.url.unwrap_or_default(), compressed)
            .await;
        match outcome {
            // The address lives five minutes; a queue may be longer.
            Err(DocumentError::Expired) if !refetched => refetched = true,
            outcome => {
                return outcome.map_err(|source| ReportError::Document {
                    report: report_id.to_owned(),
                    source,
                });
            }
        }
    }
}

/// Whether a report type holds personal data, so that its document needs a restricted token.
pub fn is_restricted(report_type: &str) -> bool {
    const STARTS: [&str; 4] = [
        "GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING",
        "GET_FLAT_FILE_ORDER_REPORT_DATA_",
        "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING",
        "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX",
    ];
    STARTS.iter().any(|start| report_type.starts_with(start))
}
