//! Jobs: when each is due, which run is at it, and what runs came to. A claim is a lease in real time, so that a run
//! whose server died is taken over, and a run that lives is never joined by a second one.

use super::StoreError;
use super::people::time;
use super::sql::{column, row, rows, run, values};
use api::jobs::{JobRun, RunOutcome};
use domain::ids::JobRunId;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

/// A job as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// When it is due, in business time.
    pub due: Timestamp,
    /// Until when a run has it, in real time.
    pub claimed_until: Option<Timestamp>,
}

const fn word(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Running => "running",
        RunOutcome::Succeeded => "succeeded",
        RunOutcome::Failed => "failed",
    }
}

fn of_row(row: &QueryResult) -> Result<JobRun, StoreError> {
    Ok(JobRun {
        id: JobRunId::new(column(row, "id")?),
        due: time(row, "due")?,
        started: time(row, "started")?,
        ended: column::<Option<i64>>(row, "ended")?.map(Timestamp::from_millis),
        outcome: match column::<String>(row, "outcome")?.as_str() {
            "running" => RunOutcome::Running,
            "succeeded" => RunOutcome::Succeeded,
            _ => RunOutcome::Failed,
        },
        summary: column(row, "summary")?,
    })
}

/// Every job that is kept.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<Kept>, StoreError> {
    rows(
        db,
        "SELECT name, due, claimed_until FROM job ORDER BY name",
        vec![],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Kept {
            name: column(row, "name")?,
            due: time(row, "due")?,
            claimed_until: column::<Option<i64>>(row, "claimed_until")?.map(Timestamp::from_millis),
        })
    })
    .collect()
}

/// Keeps a job, unless it is kept already.
pub async fn add<C: ConnectionTrait>(db: &C, name: &str, due: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO job (name, due) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    run(db, sql, values![name, due.millis()]).await.map(drop)
}

/// Moves the next run of a job that nobody is at.
pub async fn move_to<C: ConnectionTrait>(
    db: &C,
    name: &str,
    due: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE job SET due = $1 WHERE name = $2 AND claim IS NULL";
    run(db, sql, values![due.millis(), name]).await.map(drop)
}

/// Claims a job that is due by `due_by` and that no living run has; of two calls at once one wins. `now` and `until`
/// are real time.
pub async fn claim<C: ConnectionTrait>(
    db: &C,
    name: &str,
    claim: Uuid,
    due_by: Timestamp,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE job SET claim = $1, claimed_until = $2
        WHERE name = $3 AND due <= $4 AND (claim IS NULL OR claimed_until <= $5)";
    let bound = values![claim, until.millis(), name, due_by.millis(), now.millis()];
    Ok(run(db, sql, bound).await? == 1)
}

/// Says that the run with this claim lives.
pub async fn renew<C: ConnectionTrait>(
    db: &C,
    name: &str,
    claim: Uuid,
    until: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE job SET claimed_until = $1 WHERE name = $2 AND claim = $3";
    run(db, sql, values![until.millis(), name, claim])
        .await
        .map(drop)
}

/// Gives a job back, due at its next instant.
pub async fn release<C: ConnectionTrait>(
    db: &C,
    name: &str,
    claim: Uuid,
    due: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE job SET claim = NULL, claimed_until = NULL, due = $1 WHERE name = $2 AND claim = $3";
    run(db, sql, values![due.millis(), name, claim])
        .await
        .map(drop)
}

/// Frees every claim: for a server that knows itself alone on its database and has just begun.
pub async fn free<C: ConnectionTrait>(db: &C) -> Result<(), StoreError> {
    let sql = "UPDATE job SET claim = NULL, claimed_until = NULL WHERE claim IS NOT NULL";
    run(db, sql, vec![]).await.map(drop)
}

/// Notes the beginning of a run. Runs of the same job that never ended are dead: the claim says so.
pub async fn begin_run<C: ConnectionTrait>(
    db: &C,
    job: &str,
    begun: &JobRun,
) -> Result<(), StoreError> {
    let dead = "UPDATE job_run SET outcome = 'failed', ended = $1, summary = $2 WHERE job = $3 AND outcome = 'running'";
    let text = "The server stopped before this run ended. It was run again.";
    run(db, dead, values![begun.started.millis(), text, job]).await?;
    let sql = "INSERT INTO job_run (id, job, due, started, outcome, summary) VALUES ($1, $2, $3, $4, $5, $6)";
    let bound = values![
        begun.id.uuid(),
        job,
        begun.due.millis(),
        begun.started.millis(),
        word(begun.outcome),
        begun.summary.as_str(),
    ];
    run(db, sql, bound).await.map(drop)
}

/// Notes the end of a run.
pub async fn end_run<C: ConnectionTrait>(db: &C, ended: &JobRun) -> Result<(), StoreError> {
    let sql = "UPDATE job_run SET ended = $1, outcome = $2, summary = $3 WHERE id = $4";
    let at = ended.ended.map(Timestamp::millis);
    run(
        db,
        sql,
        values![
            at,
            word(ended.outcome),
            ended.summary.as_str(),
            ended.id.uuid()
        ],
    )
    .await
    .map(drop)
}

/// Runs of a job that began before a moment, newest first; of one outcome, if it is given.
pub async fn runs<C: ConnectionTrait>(
    db: &C,
    job: &str,
    outcome: Option<RunOutcome>,
    before: (Timestamp, Uuid),
    limit: u32,
) -> Result<Vec<JobRun>, StoreError> {
    let sql = "SELECT * FROM job_run WHERE job = $1 AND (started, id) < ($2, $3) AND ($4 = '' OR outcome = $4)
        ORDER BY started DESC, id DESC LIMIT $5";
    let bound = values![
        job,
        before.0.millis(),
        before.1,
        outcome.map_or("", word),
        i64::from(limit)
    ];
    rows(db, sql, bound).await?.iter().map(of_row).collect()
}

/// Forgets runs: those that went well sooner than those that failed.
pub async fn purge<C: ConnectionTrait>(
    db: &C,
    well: Timestamp,
    failed: Timestamp,
) -> Result<u64, StoreError> {
    let sql = "DELETE FROM job_run WHERE (outcome = 'succeeded' AND started < $1) OR (outcome = 'failed' AND started < $2)";
    run(db, sql, values![well.millis(), failed.millis()]).await
}

/// Notes how far a scope is, at most once since `since`.
pub async fn mark<C: ConnectionTrait>(
    db: &C,
    scope: &str,
    head: u64,
    at: Timestamp,
    since: Timestamp,
) -> Result<(), StoreError> {
    let last = "SELECT MAX(at) AS last FROM sync_mark WHERE scope = $1";
    let last = match row(db, last, values![scope]).await? {
        Some(row) => column::<Option<i64>>(&row, "last")?,
        None => None,
    };
    if last.is_some_and(|last| last > since.millis()) {
        return Ok(());
    }
    let sql = "INSERT INTO sync_mark (scope, at, head) VALUES ($1, $2, $3) ON CONFLICT (scope, at) DO NOTHING";
    let head = i64::try_from(head).map_err(|error| StoreError::Unfit {
        table: "sync_mark",
        reason: error.to_string(),
    })?;
    run(db, sql, values![scope, at.millis(), head])
        .await
        .map(drop)
}

/// How far a scope was at the last mark before a moment; earlier marks are forgotten.
pub async fn marked_before<C: ConnectionTrait>(
    db: &C,
    scope: &str,
    before: Timestamp,
) -> Result<Option<u64>, StoreError> {
    let sql =
        "SELECT at, head FROM sync_mark WHERE scope = $1 AND at < $2 ORDER BY at DESC LIMIT 1";
    let Some(found) = row(db, sql, values![scope, before.millis()]).await? else {
        return Ok(None);
    };
    let forget = "DELETE FROM sync_mark WHERE scope = $1 AND at < $2";
    run(db, forget, values![scope, column::<i64>(&found, "at")?]).await?;
    Ok(u64::try_from(column::<i64>(&found, "head")?).ok())
}
