//! The page of jobs: what runs by itself, what came of it, run now.

use super::extract::{Path, Query};
use super::page::{Wanted, whole};
use super::problem::Problem;
use super::table::{Table, get, post};
use crate::app::jobs::JobError;
use crate::app::{App, Caller};
use api::common::Page;
use api::jobs::{Job, JobRun, RunOutcome};
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::JobRunId;
use domain::time::Timestamp;
use serde::Deserialize;

/// The addresses of jobs.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get(
                "/jobs",
                "list_jobs",
                "Scheduled jobs with their last and next runs",
            )
            .pages::<Job>(),
            list_jobs,
        )
        .add(
            get(
                "/jobs/{name}/runs",
                "list_job_runs",
                "Runs of a job, newest first",
            )
            .query("outcome limit after")
            .pages::<JobRun>(),
            list_job_runs,
        )
        .add(
            post(
                "/jobs/{name}/run",
                "run_job",
                "Runs a job now; it goes on by itself",
            )
            .gives::<JobRun>()
            .status(202),
            run_job,
        )
}

/// The jobs.
pub async fn list_jobs(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<Job>>, Problem> {
    Ok(axum::Json(whole(app.job_list(&caller).await?)))
}

/// Which runs are wanted.
#[derive(Debug, Deserialize)]
pub struct RunQuery {
    outcome: Option<RunOutcome>,
}

/// Runs of a job.
pub async fn list_job_runs(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    Query(query): Query<RunQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<JobRun>>, Problem> {
    let before = wanted.after::<2>()?.and_then(|[at, id]| {
        Some((
            Timestamp::from_millis(at.parse().ok()?),
            id.parse::<JobRunId>().ok()?,
        ))
    });
    let found = app
        .job_runs(&caller, &name, query.outcome, before, wanted.one_more())
        .await?;
    Ok(axum::Json(wanted.page(found, |run: &JobRun| {
        vec![run.started.millis().to_string(), run.id.to_string()]
    })))
}

/// Runs a job now.
pub async fn run_job(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<(StatusCode, axum::Json<JobRun>), Problem> {
    Ok((
        StatusCode::ACCEPTED,
        axum::Json(app.run_job(&caller, &name).await?),
    ))
}

impl From<JobError> for Problem {
    fn from(error: JobError) -> Self {
        match error {
            JobError::Unknown(_) => Self::not_found("job/unknown", "such job"),
            JobError::Busy(_) => Self::new(
                StatusCode::CONFLICT,
                "job/running",
                "This job is running. Wait for its end; it never runs twice at once.",
            ),
            JobError::Forbidden(permission) => {
                domain::books::Refusal::NotAllowed(permission).into()
            }
            JobError::Store(error) => error.into(),
        }
    }
}
