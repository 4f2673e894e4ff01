//! Feeds, API of 2021-06-30.

use serde_json::{Value, json};

use super::reports::{job_json, listed};
use super::{Answer, Ctx, Handler, Outcome, Refusal, absent, compact, is_number};
use crate::clock::MINUTE;
use crate::world::Document;
use crate::world::jobs::{DOCUMENT_LIFE, Job, JobStatus};

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "createFeedDocument" => Some(create_document),
        "getFeedDocument" => Some(document),
        "createFeed" => Some(create),
        "getFeed" => Some(read),
        "getFeeds" => Some(list),
        "cancelFeed" => Some(cancel),
        _ => None,
    }
}

fn create_document(ctx: &mut Ctx<'_>) -> Outcome {
    let content_type = ctx.body()["contentType"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let id = ctx.world.document_id();
    ctx.world.documents.insert(
        id.clone(),
        Document {
            bytes: Vec::new(),
            content_type,
            gzip: false,
            is_upload: true,
            restricted: false,
        },
    );
    ctx.account_mut().idempotency.insert(id.clone());
    Ok(Answer::new(
        201,
        json!({"feedDocumentId": id, "url": ctx.presigned(&id, DOCUMENT_LIFE)}),
    ))
}

fn document(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.text("feedDocumentId").to_owned();
    let is_result = ctx
        .account()
        .jobs
        .feeds
        .values()
        .any(|job| job.document.as_deref() == Some(id.as_str()));
    let is_own = is_result || ctx.account().idempotency.contains(&id);
    let held = ctx
        .world
        .documents
        .get(&id)
        .filter(|_| is_own)
        .ok_or_else(|| absent("feed document", &id, false))?;
    let gzip = held.gzip;
    Ok(Answer::ok(compact(
        json!({"feedDocumentId": id, "url": ctx.presigned(&id, DOCUMENT_LIFE), "compressionAlgorithm": gzip.then_some("GZIP")}),
    )))
}

fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let body = ctx.body().clone();
    let kind = body["feedType"].as_str().unwrap_or_default();
    if !(kind.starts_with("POST_") || kind == "JSON_LISTINGS_FEED" || kind == "UPLOAD_VAT_INVOICE")
    {
        return Err(Refusal::invalid(format!(
            "Feed type {kind} is not supported."
        )));
    }
    let ids = body["marketplaceIds"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let marketplaces = ids
        .map(|id| ctx.marketplace(id).map(|found| found.id.to_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    let input = body["inputFeedDocumentId"].as_str().unwrap_or_default();
    let is_own = ctx.account().idempotency.contains(input);
    match ctx.world.documents.get(input).filter(|_| is_own) {
        None => {
            return Err(Refusal::invalid(format!(
                "The feed document {input} does not exist."
            )));
        }
        Some(held) if held.is_upload => {
            return Err(Refusal::invalid(format!(
                "The feed document {input} has no content."
            )));
        }
        Some(_) => {}
    }
    // Five listings feeds in five minutes and region.
    let n_recent = ctx
        .account()
        .jobs
        .feeds
        .values()
        .filter(|job| job.kind == kind && ctx.now() - job.created < 5 * MINUTE)
        .count();
    if kind == "JSON_LISTINGS_FEED" && n_recent >= 5 {
        return Err(Refusal::new(
            429,
            "QuotaExceeded",
            "You exceeded your quota for the requested resource.",
        ));
    }
    let id = ctx.world.take_feed(
        ctx.seller,
        kind,
        marketplaces,
        input,
        body["feedOptions"].clone(),
    );
    Ok(Answer::new(202, json!({"feedId": id})))
}

fn feed<'a>(ctx: &'a Ctx<'_>) -> Result<&'a Job, Refusal> {
    let id = ctx.text("feedId");
    ctx.account()
        .jobs
        .feeds
        .get(id)
        .ok_or_else(|| absent("feed", id, is_number(id)))
}

fn feed_json(job: &Job) -> Value {
    job_json(job, "feedId", "feedType", "resultFeedDocumentId")
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    Ok(Answer::ok(feed_json(feed(ctx)?)))
}

fn list(ctx: &mut Ctx<'_>) -> Outcome {
    let (feeds, next) = listed(ctx, |account| &account.jobs.feeds, "feedTypes", feed_json)?;
    Ok(Answer::ok(compact(
        json!({"feeds": feeds, "nextToken": next}),
    )))
}

fn cancel(ctx: &mut Ctx<'_>) -> Outcome {
    let job = feed(ctx)?;
    if job.status != JobStatus::InQueue {
        return Err(Refusal::invalid(
            "Only a feed whose processingStatus is IN_QUEUE can be cancelled.",
        ));
    }
    let (id, now) = (job.id.clone(), ctx.now());
    if let Some(job) = ctx.account_mut().jobs.feeds.get_mut(&id) {
        job.status = JobStatus::Cancelled;
        job.ended = Some(now);
    }
    Ok(Answer::empty(200))
}
