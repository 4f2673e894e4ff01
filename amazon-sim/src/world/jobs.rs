//! Reports and feeds: asked for now, done later, with documents behind addresses that soon expire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::listings::{Change, submission_issues};
use super::tables::{self, Table};
use super::{Document, Event, World};
use crate::clock::{DAY, HOUR, MINUTE, Ms, SECOND, parse_iso};
use crate::numbers;
use crate::places;

/// State of a report or a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobStatus {
    /// Waiting.
    InQueue,
    /// Being worked on.
    InProgress,
    /// Done.
    Done,
    /// No data, asked too often, or cancelled.
    Cancelled,
    /// Failed for good.
    Fatal,
}

impl JobStatus {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::InQueue => "IN_QUEUE",
            Self::InProgress => "IN_PROGRESS",
            Self::Done => "DONE",
            Self::Cancelled => "CANCELLED",
            Self::Fatal => "FATAL",
        }
    }
}

/// A report or a feed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// Report or feed type.
    pub kind: String,
    /// Marketplaces.
    pub marketplaces: Vec<String>,
    /// Data window.
    pub window: (Option<Ms>, Option<Ms>),
    /// Options.
    pub options: Value,
    /// When it was asked for.
    pub created: Ms,
    /// State.
    pub status: JobStatus,
    /// When work began.
    pub started: Option<Ms>,
    /// When work ended.
    pub ended: Option<Ms>,
    /// Input document, for feeds.
    pub input: Option<String>,
    /// The report, or the result of the feed.
    pub document: Option<String>,
    /// Schedule that asked for it.
    pub schedule: Option<String>,
}

/// A report schedule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Schedule {
    /// Its id.
    pub id: String,
    /// Report type.
    pub kind: String,
    /// Marketplaces.
    pub marketplaces: Vec<String>,
    /// Options.
    pub options: Value,
    /// ISO 8601 period.
    pub period: String,
    /// Next report.
    pub next: Ms,
}

/// Reports, schedules and feeds of one account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct JobBooks {
    /// Reports by id.
    pub reports: BTreeMap<String, Job>,
    /// Feeds by id.
    pub feeds: BTreeMap<String, Job>,
    /// Schedules by id.
    pub schedules: BTreeMap<String, Schedule>,
}

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

impl World {
    /// A document id of Amazon's shape.
    pub fn document_id(&mut self) -> String {
        format!(
            "amzn1.spdoc.1.4.{}.{}",
            self.account_domain(),
            numbers::uuid(&mut self.random)
        )
    }

    fn account_domain(&mut self) -> String {
        self.random.text(LETTERS, 2)
    }

    /// Asks for a report.
    pub fn ask_report(
        &mut self,
        seller: &str,
        kind: &str,
        marketplaces: Vec<String>,
        window: (Option<Ms>, Option<Ms>),
        options: Value,
        schedule: Option<String>,
    ) -> String {
        let id = format!(
            "{}{:05}",
            50_000 + self.random.between(0, 9_999),
            self.number()
        );
        let now = self.now;
        let job = new_job(&id, kind, marketplaces, window, options, now);
        self.account_mut(seller)
            .jobs
            .reports
            .insert(id.clone(), Job { schedule, ..job });
        let at = now + self.random.between(5 * SECOND, 30 * SECOND);
        self.schedule(at, seller, Event::ReportMoves(id.clone()));
        id
    }

    pub(super) fn report_moves(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(job) = self.account(seller).jobs.reports.get(id).cloned() else {
            return;
        };
        match job.status {
            JobStatus::InQueue => {
                self.change_report(seller, id, |job| {
                    job.status = JobStatus::InProgress;
                    job.started = Some(now);
                });
                let at = now + self.random.between(15 * SECOND, 90 * SECOND);
                self.schedule(at, seller, Event::ReportMoves(id.to_owned()));
            }
            JobStatus::InProgress => self.finish_report(seller, &job),
            _ => {}
        }
    }

    fn change_report(&mut self, seller: &str, id: &str, change: impl FnOnce(&mut Job)) {
        if let Some(job) = self.account_mut(seller).jobs.reports.get_mut(id) {
            change(job);
        }
    }

    fn finish_report(&mut self, seller: &str, job: &Job) {
        let now = self.now;
        let mut status = JobStatus::Done;
        let mut document = None;
        if self
            .misbehaviours
            .strikes("report-fatal", seller, "reports", now)
        {
            status = JobStatus::Fatal;
            let text = "errorDetails\r\nThe report could not be created. Try again later.\r\n";
            document =
                Some(self.keep_document(text.as_bytes(), "text/plain; charset=UTF-8", false));
        } else if self
            .misbehaviours
            .strikes("report-cancelled", seller, "reports", now)
            || self.is_too_soon(seller, job)
        {
            status = JobStatus::Cancelled;
        } else {
            match tables::report(self, seller, job) {
                Some(table) => document = Some(self.keep_table(seller, &job.kind, &table)),
                None => status = JobStatus::Cancelled,
            }
        }
        let ended = Job {
            status,
            ended: Some(now),
            document,
            ..job.clone()
        };
        self.publish_report(seller, &ended);
        self.change_report(seller, &job.id, |job| *job = ended);
    }

    fn publish_report(&mut self, seller: &str, job: &Job) {
        let payload = json!({"reportProcessingFinishedNotification": with_document(json!({
            "sellerId": seller, "accountId": format!("amzn1.merchant.o.{seller}"), "reportId": job.id,
            "reportType": job.kind, "processingStatus": job.status.name(),
        }), "reportDocumentId", job.document.clone())});
        self.publish_job(seller, "REPORT_PROCESSING_FINISHED", payload);
    }

    /// Amazon makes its stock reports at most every half hour, planning ones every four hours; asked again
    /// sooner, it cancels.
    fn is_too_soon(&self, seller: &str, job: &Job) -> bool {
        let Some(window) = tables::freshness(&job.kind) else {
            return false;
        };
        self.account(seller).jobs.reports.values().any(|other| {
            other.id != job.id
                && other.kind == job.kind
                && other.marketplaces == job.marketplaces
                && other.status == JobStatus::Done
                && other.created <= job.created
                && job.created - other.created < window
        })
    }

    fn keep_table(&mut self, seller: &str, kind: &str, table: &Table) -> String {
        let now = self.now;
        let spoilt = kind.contains("_LISTINGS_").then(|| {
            self.misbehaviours
                .strike("listing-price-strange", seller, "reports", now)
        });
        let mut text = match spoilt.flatten() {
            Some(parameter) => table.with_strange_prices(parameter).text(),
            None => table.text(),
        };
        if let Some(wanted) = self
            .misbehaviours
            .strike("report-huge", seller, "reports", now)
        {
            let wanted = usize::try_from(wanted).unwrap_or(0).max(10_000_000);
            let rows: String = text.split_inclusive("\r\n").skip(1).collect();
            while !rows.is_empty() && text.len() < wanted {
                text.push_str(&rows);
            }
        }
        let (bytes, charset) = if self.misbehaviours.strikes("cp1252", seller, "reports", now) {
            (encode(&text, encoding_rs::WINDOWS_1252), "Cp1252")
        } else if self
            .misbehaviours
            .strikes("shift-jis", seller, "reports", now)
        {
            (encode(&text, encoding_rs::SHIFT_JIS), "Shift_JIS")
        } else {
            (text.into_bytes(), "UTF-8")
        };
        let restricted = tables::is_restricted(kind);
        self.keep_document(
            &gzip(&bytes),
            &format!("text/plain; charset={charset}"),
            restricted,
        )
    }

    fn keep_document(&mut self, bytes: &[u8], content_type: &str, restricted: bool) -> String {
        let id = self.document_id();
        let gzip = bytes.starts_with(&[0x1f, 0x8b]);
        let document = Document {
            bytes: bytes.to_vec(),
            content_type: content_type.to_owned(),
            gzip,
            is_upload: false,
            restricted,
        };
        self.documents.insert(id.clone(), document);
        id
    }

    /// Settlement reports appear by themselves.
    pub(super) fn publish_settlement_report(&mut self, seller: &str, settlement: &str) {
        let Some(found) = self
            .account(seller)
            .money
            .settlements
            .iter()
            .find(|held| held.id == settlement)
            .cloned()
        else {
            return;
        };
        let table = tables::settlement(self.account(seller), &found);
        let document = self.keep_table(seller, tables::SETTLEMENT, &table);
        let id = format!(
            "{}{:05}",
            50_000 + self.random.between(0, 9_999),
            self.number()
        );
        let now = self.now;
        let job = new_job(
            &id,
            tables::SETTLEMENT,
            vec![found.marketplace.clone()],
            (Some(found.start), Some(found.end)),
            Value::Null,
            now,
        );
        let job = Job {
            status: JobStatus::Done,
            started: Some(now),
            ended: Some(now),
            document: Some(document),
            ..job
        };
        self.publish_report(seller, &job);
        self.account_mut(seller).jobs.reports.insert(id, job);
    }

    pub(super) fn schedule_due(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(schedule) = self.account(seller).jobs.schedules.get(id).cloned() else {
            return;
        };
        if now < schedule.next {
            return;
        }
        let period = crate::clock::parse_duration(&schedule.period).unwrap_or(DAY);
        self.ask_report(
            seller,
            &schedule.kind,
            schedule.marketplaces,
            (Some(now - period), Some(now)),
            schedule.options,
            Some(id.to_owned()),
        );
        if let Some(held) = self.account_mut(seller).jobs.schedules.get_mut(id) {
            held.next = now + period;
        }
        self.schedule(now + period, seller, Event::ScheduleDue(id.to_owned()));
    }

    /// Takes a feed.
    pub fn take_feed(
        &mut self,
        seller: &str,
        kind: &str,
        marketplaces: Vec<String>,
        input: &str,
        options: Value,
    ) -> String {
        let id = format!(
            "{}{:05}",
            60_000 + self.random.between(0, 9_999),
            self.number()
        );
        let now = self.now;
        let job = new_job(&id, kind, marketplaces, (None, None), options, now);
        self.account_mut(seller).jobs.feeds.insert(
            id.clone(),
            Job {
                input: Some(input.to_owned()),
                ..job
            },
        );
        let at = now + self.random.between(5 * SECOND, 20 * SECOND);
        self.schedule(at, seller, Event::FeedMoves(id.clone()));
        id
    }

    pub(super) fn feed_moves(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(job) = self.account(seller).jobs.feeds.get(id).cloned() else {
            return;
        };
        match job.status {
            JobStatus::InQueue => {
                if let Some(job) = self.account_mut(seller).jobs.feeds.get_mut(id) {
                    job.status = JobStatus::InProgress;
                    job.started = Some(now);
                }
                let at = now + self.random.between(15 * SECOND, MINUTE);
                self.schedule(at, seller, Event::FeedMoves(id.to_owned()));
            }
            JobStatus::InProgress => self.finish_feed(seller, &job),
            _ => {}
        }
    }

    fn finish_feed(&mut self, seller: &str, job: &Job) {
        let now = self.now;
        let input = job
            .input
            .as_ref()
            .and_then(|id| self.documents.get(id))
            .cloned();
        let is_fatal = self
            .misbehaviours
            .strikes("feed-fatal", seller, "feeds", now);
        let text = input
            .as_ref()
            .filter(|_| !is_fatal)
            .and_then(|document| decode(&document.bytes, &document.content_type));
        let result = match (text, job.kind.as_str()) {
            (Some(text), "JSON_LISTINGS_FEED") => self
                .listings_feed(seller, job, &text)
                .map(|report| (report.to_string(), "application/json; charset=UTF-8")),
            (Some(text), "POST_FLAT_FILE_FULFILLMENT_DATA") => Some((
                self.shipping_feed(seller, &text),
                "text/plain; charset=UTF-8",
            )),
            _ => None,
        };
        let status = if result.is_some() {
            JobStatus::Done
        } else {
            JobStatus::Fatal
        };
        let document = result.map(|(text, content_type)| {
            self.keep_document(&gzip(text.as_bytes()), content_type, false)
        });
        let kept = document.clone();
        if let Some(job) = self.account_mut(seller).jobs.feeds.get_mut(&job.id) {
            job.status = status;
            job.ended = Some(now);
            job.document = kept;
        }
        let payload = json!({"feedProcessingFinishedNotification": with_document(json!({
            "sellerId": seller, "accountId": format!("amzn1.merchant.o.{seller}"), "feedId": job.id,
            "feedType": job.kind, "processingStatus": status.name(),
        }), "resultFeedDocumentId", document)});
        self.publish_job(seller, "FEED_PROCESSING_FINISHED", payload);
    }

    /// Applies a JSON listings feed and reports on each message; none when the feed is no such feed at all.
    fn listings_feed(&mut self, seller: &str, job: &Job, text: &str) -> Option<Value> {
        let feed: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        let messages = feed["messages"].as_array()?.clone();
        let mut issues = Vec::new();
        let mut n_accepted = 0;
        if feed.pointer("/header/version").and_then(Value::as_str) != Some("2.0") {
            issues.push(json!({"code": "4000000", "severity": "ERROR", "message": "The feed version is not supported."}));
        }
        let is_foreign = feed.pointer("/header/sellerId").and_then(Value::as_str) != Some(seller);
        if is_foreign {
            issues.push(json!({"code": "4000002", "severity": "ERROR", "message": "The seller ID of the feed is not that of the account."}));
        }
        if messages.len() > 25_000 {
            issues.push(json!({"code": "4000004", "severity": "ERROR", "message": "A feed may hold at most 25000 messages."}));
        }
        let is_refused = !issues.is_empty();
        for message in &messages {
            let found = if is_refused {
                Vec::new()
            } else {
                self.feed_message(seller, job, message)
            };
            if found.is_empty() && !is_refused {
                n_accepted += 1;
            }
            for issue in found {
                let mut told = json!({"code": issue["code"], "severity": issue["severity"], "message": issue["message"]});
                if let Some(id) = message["messageId"].as_i64().filter(|id| *id > 0) {
                    told["messageId"] = json!(id);
                }
                if let Some(sku) = message["sku"].as_str().filter(|sku| !sku.is_empty()) {
                    told["sku"] = json!(sku);
                }
                if let Some(name) = issue.pointer("/attributeNames/0") {
                    told["attributeName"] = name.clone();
                }
                issues.push(told);
            }
        }
        let mut report = json!({
            "header": {"sellerId": seller, "version": "2.0", "feedId": job.id},
            "issues": issues,
            "summary": {
                "errors": issues.iter().filter(|issue| issue["severity"] == "ERROR").count(),
                "warnings": issues.iter().filter(|issue| issue["severity"] == "WARNING").count(),
                "messagesProcessed": messages.len(), "messagesAccepted": n_accepted,
                "messagesInvalid": messages.len() - n_accepted,
            },
        });
        if let Some(wanted) = feed.pointer("/header/report") {
            report["header"]["report"] = wanted.clone();
        }
        Some(report)
    }

    fn feed_message(&mut self, seller: &str, job: &Job, message: &Value) -> Vec<Value> {
        let refuse = |code: &str, text: &str| {
            vec![json!({"code": code, "severity": "ERROR", "message": text})]
        };
        let sku = message["sku"].as_str().unwrap_or_default().to_owned();
        if sku.is_empty() || message["messageId"].as_i64().unwrap_or(0) < 1 {
            return refuse("4000001", "A message needs a messageId and a sku.");
        }
        let marketplace = job.marketplaces.first().cloned().unwrap_or_default();
        let region = self.account(seller).region;
        let is_known = self.account(seller).listings.contains_key(&sku);
        let attributes = message["attributes"].as_object().cloned();
        let product_type = message["productType"]
            .as_str()
            .unwrap_or("PRODUCT")
            .to_owned();
        let change = match message["operationType"].as_str() {
            Some("DELETE") => Change::Delete { marketplace },
            Some("UPDATE") => {
                let Some(attributes) = attributes else {
                    return refuse("4000001", "An UPDATE needs attributes.");
                };
                let requirements = message["requirements"].as_str().unwrap_or("LISTING");
                let issues = submission_issues(&attributes, Some(requirements), region);
                if !issues.is_empty() {
                    return issues;
                }
                Change::Put {
                    marketplace,
                    product_type,
                    attributes,
                }
            }
            Some("PARTIAL_UPDATE") => {
                let Some(attributes) = attributes else {
                    return refuse("4000001", "A PARTIAL_UPDATE needs attributes.");
                };
                let issues = submission_issues(&attributes, None, region);
                if !issues.is_empty() {
                    return issues;
                }
                let patches = attributes.iter().map(|(name, value)| json!({"op": "replace", "path": format!("/attributes/{name}"), "value": value})).collect();
                Change::Patch {
                    marketplace,
                    patches,
                }
            }
            Some("PATCH") => {
                let patches = message["patches"].as_array().cloned().unwrap_or_default();
                let issues = patch_issues(&patches, region);
                if !issues.is_empty() {
                    return issues;
                }
                Change::Patch {
                    marketplace,
                    patches,
                }
            }
            _ => return refuse("4000001", "The operationType is not known."),
        };
        if !is_known && !matches!(change, Change::Put { .. }) {
            return refuse("4000003", "The SKU does not exist.");
        }
        self.submit_listing(seller, &sku, change);
        Vec::new()
    }

    /// Confirms shipments by flat file; answers Amazon's processing summary.
    fn shipping_feed(&mut self, seller: &str, text: &str) -> String {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let header: Vec<String> = lines
            .next()
            .unwrap_or_default()
            .split('\t')
            .map(|name| name.trim().to_ascii_lowercase())
            .collect();
        let mut n_rows = 0;
        let mut faults = String::new();
        for line in lines {
            n_rows += 1;
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |name: &str| {
                header
                    .iter()
                    .position(|held| held == name)
                    .and_then(|place| cells.get(place))
                    .map_or("", |text| text.trim())
            };
            let order_id = cell("order-id").to_owned();
            let order = self.account(seller).orders.get(&order_id).cloned();
            let wanted: Option<Vec<(String, i64)>> =
                order.as_ref().filter(|order| !order.is_fba).map(|order| {
                    order
                        .lines
                        .iter()
                        .filter(|held| {
                            cell("order-item-id").is_empty() || held.id == cell("order-item-id")
                        })
                        .map(|held| {
                            (
                                held.id.clone(),
                                cell("quantity")
                                    .parse()
                                    .unwrap_or(held.open())
                                    .min(held.open()),
                            )
                        })
                        .filter(|(_, quantity)| *quantity > 0)
                        .collect()
                });
            match wanted {
                Some(lines) if !lines.is_empty() => {
                    let package = super::orders::OrderPackage {
                        reference: (order.map_or(0, |order| order.packages.len()) + 1).to_string(),
                        carrier: if cell("carrier-code") == "Other" { cell("carrier-name") } else { cell("carrier-code") }.to_owned(),
                        service: cell("ship-method").to_owned(),
                        tracking: cell("tracking-number").to_owned(),
                        shipped: parse_iso(cell("ship-date")).unwrap_or(self.now),
                        created: self.now,
                        lines,
                    };
                    self.ship_package(seller, &order_id, package);
                }
                Some(_) => faults.push_str(&format!("{n_rows}\t{order_id}\t18028\tError\tThe order has nothing left to ship.\r\n")),
                None => faults.push_str(&format!("{n_rows}\t{order_id}\t18028\tError\tThe order does not exist or is fulfilled by Amazon.\r\n")),
            }
        }
        let n_faults = faults.lines().count();
        format!(
            "Feed Processing Summary:\r\n\tNumber of records processed\t\t{n_rows}\r\n\tNumber of records successful\t\t{}\r\n\r\noriginal-record-number\torder-id\terror-code\terror-type\terror-message\r\n{faults}",
            n_rows - n_faults
        )
    }
}

/// Syntactic issues of patch operations.
pub fn patch_issues(patches: &[Value], region: places::Region) -> Vec<Value> {
    let mut issues = Vec::new();
    for patch in patches {
        let path = patch["path"].as_str().unwrap_or_default();
        let name = path.strip_prefix("/attributes/").unwrap_or_default();
        if name.is_empty() || name.contains('/') {
            let message = format!(
                "The patch path '{path}' is invalid: only whole attributes such as /attributes/fulfillment_availability can be patched."
            );
            issues.push(super::listings::issue(
                "4000001",
                &message,
                "ERROR",
                "",
                "INVALID_ATTRIBUTE",
            ));
            continue;
        }
        if patch["op"] == "delete" {
            continue;
        }
        match patch.get("value") {
            Some(value) => {
                let single: Map<String, Value> =
                    [(name.to_owned(), value.clone())].into_iter().collect();
                issues.extend(submission_issues(&single, None, region));
            }
            None => {
                let message = format!("The patch of '{path}' has no value.");
                issues.push(super::listings::issue(
                    "4000001",
                    &message,
                    "ERROR",
                    name,
                    "INVALID_ATTRIBUTE",
                ));
            }
        }
    }
    issues
}

fn with_document(mut payload: Value, name: &str, document: Option<String>) -> Value {
    if let Some(document) = document {
        payload[name] = json!(document);
    }
    payload
}

fn new_job(
    id: &str,
    kind: &str,
    marketplaces: Vec<String>,
    window: (Option<Ms>, Option<Ms>),
    options: Value,
    now: Ms,
) -> Job {
    Job {
        id: id.to_owned(),
        kind: kind.to_owned(),
        marketplaces,
        window,
        options,
        created: now,
        status: JobStatus::InQueue,
        started: None,
        ended: None,
        input: None,
        document: None,
        schedule: None,
    }
}

/// Gzip bytes.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}

/// Text in another charset; letters it lacks become `?`, as at Amazon.
fn encode(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for letter in text.chars() {
        let (encoded, _, is_lossy) = encoding.encode(letter.encode_utf8(&mut buffer));
        if is_lossy {
            bytes.push(b'?')
        } else {
            bytes.extend_from_slice(&encoded)
        }
    }
    bytes
}

/// Text of an uploaded document by the charset of its content type.
fn decode(bytes: &[u8], content_type: &str) -> Option<String> {
    use std::io::Read as _;
    let mut plain = bytes.to_vec();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        plain = Vec::new();
        flate2::read::GzDecoder::new(bytes)
            .read_to_end(&mut plain)
            .ok()?;
    }
    let label = content_type
        .to_ascii_lowercase()
        .split("charset=")
        .nth(1)
        .map_or_else(
            || "utf-8".to_owned(),
            |label| label.trim_matches(['"', ' ', ';']).to_owned(),
        );
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, _, is_broken) = encoding.decode(&plain);
    (!is_broken).then(|| text.into_owned())
}

/// How long a presigned address of a report or feed document lives.
pub const DOCUMENT_LIFE: Ms = 5 * MINUTE;
/// How long a label's address lives.
pub const LABEL_LIFE: Ms = 15 * SECOND;
/// How long a report can be read.
pub const REPORT_LIFE: Ms = 90 * DAY;
/// Shortest time between two stock reports.
pub const STOCK_FRESHNESS: Ms = 30 * MINUTE;
/// Shortest time between two planning reports.
pub const PLANNING_FRESHNESS: Ms = 4 * HOUR;
