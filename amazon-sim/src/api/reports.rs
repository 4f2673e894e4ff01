//! Reports, API of 2021-06-30.

use serde_json::{Value, json};

use super::pages::{note_of, page_with_note};
use super::{Answer, Ctx, Handler, Outcome, Refusal, absent, compact, is_number};
use crate::clock::{DAY, Ms, iso, parse_iso};
use crate::world::Event;
use crate::world::jobs::{DOCUMENT_LIFE, Job, JobStatus, REPORT_LIFE, Schedule};
use crate::world::tables;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "createReport" => Some(create),
        "getReport" => Some(read),
        "getReports" => Some(list),
        "cancelReport" => Some(cancel),
        "getReportDocument" => Some(document),
        "createReportSchedule" => Some(create_schedule),
        "getReportSchedule" => Some(read_schedule),
        "getReportSchedules" => Some(list_schedules),
        "cancelReportSchedule" => Some(cancel_schedule),
        _ => None,
    }
}

fn check_kind(kind: &str) -> Result<(), Refusal> {
    if tables::can_be_asked(kind) {
        Ok(())
    } else {
        Err(Refusal::invalid(format!(
            "Report type {kind} is not supported or cannot be requested."
        )))
    }
}

/// The options that a report is known to take, and what each may say.
fn check_options(kind: &str, options: &Value) -> Result<(), Refusal> {
    if kind != "GET_LEDGER_SUMMARY_VIEW_DATA" {
        return Ok(());
    }
    let known: [(&str, &[&str]); 2] = [
        ("aggregatedByTimePeriod", &["DAILY", "WEEKLY", "MONTHLY"]),
        ("aggregateByLocation", &["COUNTRY", "FC"]),
    ];
    for (name, values) in known {
        let given = options[name].as_str();
        if given.is_some_and(|given| !values.contains(&given)) {
            let list = values.join(", ");
            return Err(Refusal::invalid(format!(
                "The reportOption {name} must be one of {list}."
            )));
        }
    }
    Ok(())
}

fn body_marketplaces(ctx: &Ctx<'_>) -> Result<Vec<String>, Refusal> {
    let ids = ctx.body()["marketplaceIds"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    ids.map(|id| ctx.marketplace(id).map(|found| found.id.to_owned()))
        .collect()
}

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let kind = body["reportType"].as_str().unwrap_or_default();
    check_kind(kind)?;
    let marketplaces = body_marketplaces(ctx)?;
    let time = |name: &str| body[name].as_str().and_then(parse_iso);
    let window = (time("dataStartTime"), time("dataEndTime"));
    if let (Some(start), Some(end)) = window
        && start > end
    {
        return Err(Refusal::invalid(
            "The dataStartTime must be before the dataEndTime.",
        ));
    }
    check_options(kind, &body["reportOptions"])?;
    let id = ctx.world.ask_report(
        ctx.seller,
        kind,
        marketplaces,
        window,
        body["reportOptions"].clone(),
        None,
    );
    Ok(Answer::new(202, json!({"reportId": id})))
}

fn report<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Job, Refusal> {
    let id = ctx.text("reportId");
    let now = ctx.now();
    ctx.account()
        .jobs
        .reports
        .get(id)
        .filter(|job| now - job.created < REPORT_LIFE)
        .ok_or_else(|| absent("report", id, is_number(id)))
}

/// Members that reports and feeds share.
pub(super) fn job_json(job: &Job, id_name: &str, kind_name: &str, document_name: &str) -> Value {
    let mut json = compact(json!({
        "marketplaceIds": job.marketplaces, "createdTime": iso(job.created), "processingStatus": job.status.name(),
        "processingStartTime": job.started.map(iso), "processingEndTime": job.ended.map(iso),
    }));
    json[id_name] = json!(job.id);
    json[kind_name] = json!(job.kind);
    if let Some(document) = &job.document {
        json[document_name] = json!(document);
    }
    json
}

fn report_json(job: &Job) -> Value {
    let mut json = job_json(job, "reportId", "reportType", "reportDocumentId");
    let window: [(&str, Option<Ms>); 2] = [
        ("dataStartTime", job.window.0),
        ("dataEndTime", job.window.1),
    ];
    for (name, at) in window {
        if let Some(at) = at {
            json[name] = json!(iso(at));
        }
    }
    if let Some(schedule) = &job.schedule {
        json["reportScheduleId"] = json!(schedule);
    }
    json
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::ok(report_json(report(ctx)?)))
}

/// Filters of a list of reports or feeds. With a token, nothing else may be given.
pub(super) fn listed<'a>(
    ctx: &mut Ctx<'a>,
    jobs: fn(&crate::world::account::Account) -> &std::collections::BTreeMap<String, Job>,
    kinds: &str,
    render: fn(&Job) -> Value,
) -> Result<(Vec<Value>, Option<String>), Refusal> {
    let request = ctx.request;
    let token = request.text("nextToken").map(str::to_owned);
    // Clients that add the marketplace to every call are let through, as Amazon lets them.
    let has_filters = request.lists.keys().any(|name| name != "marketplaceIds")
        || ["pageSize", "createdSince", "createdUntil"]
            .iter()
            .any(|name| request.text(name).is_some());
    if token.is_some() && has_filters {
        return Err(Refusal::invalid(
            "When nextToken is given, it must be the only parameter.",
        ));
    }
    if token.is_none() && request.list(kinds).is_empty() {
        return Err(Refusal::invalid(format!(
            "Either {kinds} or nextToken is required."
        )));
    }
    // A token stands for the filters of the first page.
    let filter = match &token {
        Some(token) => note_of(ctx, token, "")?,
        None => json!({
            "kinds": request.list(kinds), "marketplaces": request.list("marketplaceIds"), "statuses": request.list("processingStatuses"),
            "since": request.time("createdSince").unwrap_or(ctx.now() - REPORT_LIFE), "until": request.time("createdUntil").unwrap_or(i64::MAX),
            "size": request.integer("pageSize", 10),
        }),
    };
    let size = filter["size"].as_i64().unwrap_or(10);
    if !(1..=100).contains(&size) {
        return Err(Refusal::invalid("The pageSize must be between 1 and 100."));
    }
    let fits = |name: &str, value: &str| {
        let wanted = filter[name].as_array();
        wanted.is_none_or(|wanted| wanted.is_empty() || wanted.iter().any(|held| held == value))
    };
    let (since, until) = (
        filter["since"].as_i64().unwrap_or(0),
        filter["until"].as_i64().unwrap_or(i64::MAX),
    );
    let mut found: Vec<(String, Value)> = jobs(ctx.account())
        .values()
        .filter(|job| {
            fits("kinds", &job.kind)
                && fits("statuses", job.status.name())
                && (since..=until).contains(&job.created)
        })
        .filter(|job| job.marketplaces.iter().any(|id| fits("marketplaces", id)))
        .map(|job| {
            (
                format!("{:015}{}", 999_999_999_999_999 - job.created, job.id),
                render(job),
            )
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let page = page_with_note(
        ctx,
        found,
        token.as_deref(),
        size as usize,
        DAY,
        "",
        &filter,
    )?;
    Ok((page.items, page.next))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    let (reports, next) = listed(
        ctx,
        |account| &account.jobs.reports,
        "reportTypes",
        report_json,
    )?;
    Ok(Answer::ok(compact(
        json!({"reports": reports, "nextToken": next}),
    )))
}

fn cancel(ctx: &mut Ctx<'_>) -> Outcome {
    let job = report(ctx)?;
    if job.status != JobStatus::InQueue {
        return Err(Refusal::invalid(
            "Only a report whose processingStatus is IN_QUEUE can be cancelled.",
        ));
    }
    let (id, now) = (job.id.clone(), ctx.now());
    if let Some(job) = ctx.account_mut().jobs.reports.get_mut(&id) {
        job.status = JobStatus::Cancelled;
        job.ended = Some(now);
    }
    Ok(Answer::empty(200))
}

fn document(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("reportDocumentId").to_owned();
    let is_own = ctx
        .account()
        .jobs
        .reports
        .values()
        .any(|job| job.document.as_deref() == Some(id.as_str()));
    let held = ctx
        .world
        .documents
        .get(&id)
        .filter(|_| is_own)
        .ok_or_else(|| absent("report document", &id, false))?;
    let (gzip, restricted) = (held.gzip, held.restricted);
    if restricted && !ctx.may_see("") {
        return Err(Refusal::forbidden(
            "The report document is restricted: a restricted data token for its path is required.",
        ));
    }
    Ok(Answer::ok(compact(
        json!({"reportDocumentId": id, "url": ctx.presigned(&id, DOCUMENT_LIFE), "compressionAlgorithm": gzip.then_some("GZIP")}),
    )))
}

fn create_schedule(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let kind = body["reportType"].as_str().unwrap_or_default().to_owned();
    check_kind(&kind)?;
    let marketplaces = body_marketplaces(ctx)?;
    let period = body["period"].as_str().unwrap_or("P1D").to_owned();
    let now = ctx.now();
    let next = body["nextReportCreationTime"]
        .as_str()
        .and_then(parse_iso)
        .unwrap_or(now)
        .max(now);
    // One schedule for a type and its marketplaces: a new one replaces the old.
    ctx.account_mut()
        .jobs
        .schedules
        .retain(|_, held| held.kind != kind || held.marketplaces != marketplaces);
    let id = format!("{}", 70_000 + ctx.world.number());
    let schedule = Schedule {
        id: id.clone(),
        kind,
        marketplaces,
        options: body["reportOptions"].clone(),
        period,
        next,
    };
    ctx.account_mut()
        .jobs
        .schedules
        .insert(id.clone(), schedule);
    ctx.world
        .schedule(next, ctx.seller, Event::ScheduleDue(id.clone()));
    Ok(Answer::new(201, json!({"reportScheduleId": id})))
}

fn schedule_json(schedule: &Schedule) -> Value {
    compact(json!({
        "reportScheduleId": schedule.id, "reportType": schedule.kind, "marketplaceIds": schedule.marketplaces,
        "reportOptions": schedule.options, "period": schedule.period, "nextReportCreationTime": iso(schedule.next),
    }))
}

fn schedule<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Schedule, Refusal> {
    let id = ctx.text("reportScheduleId");
    ctx.account()
        .jobs
        .schedules
        .get(id)
        .ok_or_else(|| absent("report schedule", id, is_number(id)))
}

fn read_schedule(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::ok(schedule_json(schedule(ctx)?)))
}

fn list_schedules(ctx: &mut Ctx<'_>) -> Outcome {
    for kind in ctx.request.list("reportTypes") {
        check_kind(kind)?;
    }
    let found: Vec<Value> = ctx
        .account()
        .jobs
        .schedules
        .values()
        .filter(|held| ctx.request.list_has("reportTypes", &held.kind))
        .map(schedule_json)
        .collect();
    Ok(Answer::ok(json!({"reportSchedules": found})))
}

fn cancel_schedule(ctx: &mut Ctx<'_>) -> Outcome {
    let id = schedule(ctx)?.id.clone();
    ctx.account_mut().jobs.schedules.remove(&id);
    Ok(Answer::empty(200))
}
