//! What the server does by itself: fresh snapshots, purges, backups. Each is a reconciler: a run sees what is to be
//! done by now and does it, so that a run missed while the server was down is made up by one. When a run is due follows
//! from business time in the company's time zone; that a run lives is a matter of real time.
//!
//! What failed is told in the notification centre; the runs themselves say what they saw and did.

use super::{App, Caller};
use crate::clock::real_now;
use crate::store::backup::{self, BackupError};
use crate::store::notices::{self, Notice};
use crate::store::sync::{SyncTx, snapshot_lags};
use crate::store::{StoreError, images, imports, jobs as stored, letters, people, photos, session};
use ::sync::server::purge_tombstones;
use api::jobs::{JobRun, RunOutcome, Weight};
use croner::Cron;
use domain::ids::JobRunId;
use domain::permission::Permission;
use domain::time::Timestamp;
use jiff::tz::TimeZone;
use sea_orm::DbBackend;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// How often the server looks for what is due.
const LOOK: Duration = Duration::from_secs(2);
/// A run that has not said for so long that it lives is dead.
const LEASE_MS: i64 = 60_000;
/// How often a run says that it lives.
const RENEW: Duration = Duration::from_secs(15);
/// Backups that are kept.
const N_BACKUPS: usize = 14;

const DAY_MS: i64 = 86_400_000;
/// Bytes of imported files are kept so long.
const IMPORTS_MS: i64 = 30 * DAY_MS;
/// Photos of what could not be named are kept so long after the end of their stocktake.
const PHOTOS_MS: i64 = 90 * DAY_MS;
/// A device that was away for longer reads anew instead of following tombstones.
const TOMBSTONES_MS: i64 = 60 * DAY_MS;
/// Runs that went well are kept so long.
const WELL_MS: i64 = 7 * DAY_MS;
/// Runs that failed are kept so long.
const FAILED_MS: i64 = 90 * DAY_MS;

/// A job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Fresh snapshots for devices that begin.
    Snapshots,
    /// Forgets what has had its time.
    Purge,
    /// Copies the embedded database.
    Backup,
    /// Takes over the figures of fulfilment services that are due.
    StockSync,
}

impl Job {
    const ALL: [Self; 4] = [Self::Snapshots, Self::Purge, Self::Backup, Self::StockSync];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Snapshots => "snapshots",
            Self::Purge => "purge",
            Self::Backup => "backup",
            Self::StockSync => "stock-sync",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Snapshots => "Snapshots for tablets",
            Self::Purge => "Purge of what has had its time",
            Self::Backup => "Backup",
            Self::StockSync => "Stock at fulfilment services",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Snapshots => "Every minute",
            Self::Purge => "Hourly, at ten past",
            Self::Backup => "Daily at 02:30",
            Self::StockSync => "Hourly; each connection at its own time",
        }
    }

    const fn pattern(self) -> &'static str {
        match self {
            Self::Snapshots => "* * * * *",
            Self::Purge => "10 * * * *",
            Self::Backup => "30 2 * * *",
            Self::StockSync => "0 * * * *",
        }
    }

    /// The first instant after a moment at which it is due.
    pub fn next(self, zone: &TimeZone, after: Timestamp) -> Option<Timestamp> {
        let cron: Cron = self
            .pattern()
            .parse()
            .expect("the patterns are written above");
        let after = jiff::Timestamp::from_millisecond(after.millis()).ok()?;
        let next = cron
            .find_next_occurrence(&after.to_zoned(zone.clone()), false)
            .ok()?;
        Some(Timestamp::from_millis(next.timestamp().as_millisecond()))
    }
}

/// Why a job was not run or shown.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// There is no such job here.
    #[error("there is no job `{0}`")]
    Unknown(String),
    /// A run is at it.
    #[error("the job `{}` is running", .0.name())]
    Busy(Job),
    /// The permission is missing.
    #[error("the permission {0:?} is missing")]
    Forbidden(Permission),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
enum RunError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the backup was not made")]
    Backup(#[from] BackupError),
    #[error("the folder {} cannot be used", path.display())]
    Folder {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
}

/// A job that a run has taken.
struct Claimed {
    job: Job,
    claim: Uuid,
    run: JobRun,
}

impl App {
    /// Frees what an earlier server on this embedded database had claimed: there is no other now.
    pub(super) async fn free_claims(&self) {
        if self.store().backend() == DbBackend::Sqlite
            && let Err(error) = self.free_all().await
        {
            // They end by themselves a minute after the server that took them.
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "claims on jobs could not be freed"
            );
        }
    }

    async fn free_all(&self) -> Result<(), StoreError> {
        stored::free(self.store().writer()).await?;
        letters::free(self.store().writer()).await
    }

    /// Looks for what is due for as long as the server runs.
    pub async fn keep_house(self) {
        self.free_claims().await;
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            look.tick().await;
            if let Err(error) = self.start_due_jobs().await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "jobs could not be started"
                );
            }
        }
    }

    /// Starts what is due and no run is at, and sends letters that are owed; both go on by themselves. Nothing once a newer
    /// server has taken the place of this one.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn start_due_jobs(&self) -> Result<Vec<JoinHandle<JobRun>>, StoreError> {
        match self.store().refuse_newer().await {
            Err(StoreError::Newer { .. }) => return Ok(Vec::new()),
            asked => asked?,
        }
        self.start_letters();
        let (now, zone) = (self.now(), self.zone().await?);
        let kept = stored::all(self.store().reader()).await?;
        let kept: HashMap<&str, &stored::Kept> =
            kept.iter().map(|kept| (kept.name.as_str(), kept)).collect();
        let mut started = Vec::new();
        for job in self.jobs() {
            let next = job.next(&zone, now).unwrap_or(Timestamp::MAX);
            match kept.get(job.name()) {
                None => stored::add(self.store().writer(), job.name(), next).await?,
                Some(kept) if kept.due <= now => {
                    if let Some(claimed) = self.claim_job(job, kept.due, now).await? {
                        started.push(tokio::spawn(self.clone().carry_job_out(claimed)));
                    }
                }
                // The company has moved to another time zone, or the clock was put right.
                Some(kept) if kept.due != next => {
                    stored::move_to(self.store().writer(), job.name(), next).await?
                }
                Some(_) => {}
            }
        }
        Ok(started)
    }

    /// The jobs with their last and next runs.
    ///
    /// # Errors
    /// Refuses who may not see them.
    pub async fn job_list(&self, caller: &Caller) -> Result<Vec<api::jobs::Job>, JobError> {
        may(caller)?;
        let (now, zone) = (self.now(), self.zone().await?);
        let kept = stored::all(self.store().reader()).await?;
        let mut shown = Vec::new();
        for job in self.jobs() {
            let kept = kept.iter().find(|kept| kept.name == job.name());
            let newest = async |outcome| {
                let db = self.store().reader();
                let found = stored::runs(db, job.name(), outcome, FROM_THE_END, 1).await;
                found.map(|mut found| found.pop())
            };
            shown.push(api::jobs::Job {
                name: job.name().to_owned(),
                title: job.title().to_owned(),
                schedule: job.words().to_owned(),
                next: kept.map(|kept| kept.due).or_else(|| job.next(&zone, now)),
                last: newest(None).await?,
                last_failed: newest(Some(RunOutcome::Failed)).await?,
                running: kept
                    .is_some_and(|kept| kept.claimed_until.is_some_and(|until| until > real_now())),
            });
        }
        Ok(shown)
    }

    /// Runs of a job, newest first.
    ///
    /// # Errors
    /// Refuses who may not see them.
    pub async fn job_runs(
        &self,
        caller: &Caller,
        name: &str,
        outcome: Option<RunOutcome>,
        before: Option<(Timestamp, JobRunId)>,
        limit: u32,
    ) -> Result<Vec<JobRun>, JobError> {
        may(caller)?;
        let job = self.job(name)?;
        let before = before.map_or(FROM_THE_END, |(at, id)| (at, id.uuid()));
        Ok(stored::runs(self.store().reader(), job.name(), outcome, before, limit).await?)
    }

    /// Runs a job now; it goes on by itself.
    ///
    /// # Errors
    /// Says that it runs already, or is not there.
    pub async fn run_job(&self, caller: &Caller, name: &str) -> Result<JobRun, JobError> {
        may(caller)?;
        self.store().refuse_newer().await?;
        let (job, now) = (self.job(name)?, self.now());
        let next = job.next(&self.zone().await?, now).unwrap_or(Timestamp::MAX);
        stored::add(self.store().writer(), job.name(), next).await?;
        let claimed = self
            .claim_job(job, now, Timestamp::MAX)
            .await?
            .ok_or(JobError::Busy(job))?;
        let run = claimed.run.clone();
        tokio::spawn(self.clone().carry_job_out(claimed));
        Ok(run)
    }

    fn jobs(&self) -> impl Iterator<Item = Job> {
        let is_embedded = self.store().backend() == DbBackend::Sqlite;
        Job::ALL
            .into_iter()
            .filter(move |job| is_embedded || *job != Job::Backup)
    }

    fn job(&self, name: &str) -> Result<Job, JobError> {
        self.jobs()
            .find(|job| job.name() == name)
            .ok_or_else(|| JobError::Unknown(name.chars().take(64).collect()))
    }

    /// The company's time zone, UTC before it has one.
    pub(super) async fn zone(&self) -> Result<TimeZone, StoreError> {
        let company = people::company(self.store().reader()).await?;
        let zone = company.and_then(|company| TimeZone::get(&company.time_zone).ok());
        Ok(zone.unwrap_or(TimeZone::UTC))
    }

    async fn claim_job(
        &self,
        job: Job,
        due: Timestamp,
        due_by: Timestamp,
    ) -> Result<Option<Claimed>, StoreError> {
        let (claim, now) = (Uuid::now_v7(), real_now());
        let tx = self.store().begin().await?;
        if !stored::claim(
            &tx,
            job.name(),
            claim,
            due_by,
            now,
            now.plus_millis(LEASE_MS),
        )
        .await?
        {
            tx.rollback().await?;
            return Ok(None);
        }
        let run = JobRun {
            id: JobRunId::new(self.fresh()),
            due,
            started: self.now(),
            ended: None,
            outcome: RunOutcome::Running,
            summary: String::new(),
        };
        stored::begin_run(&tx, job.name(), &run).await?;
        tx.commit().await?;
        Ok(Some(Claimed { job, claim, run }))
    }

    async fn carry_job_out(self, claimed: Claimed) -> JobRun {
        let Claimed {
            job,
            claim,
            mut run,
        } = claimed;
        // A task of its own: what breaks in it ends this run, not the server's looking after jobs.
        let app = self.clone();
        let mut work = tokio::spawn(async move { app.work(job).await });
        let mut renew = tokio::time::interval(RENEW);
        let outcome = loop {
            tokio::select! {
                outcome = &mut work => break outcome,
                _ = renew.tick() => {
                    let until = real_now().plus_millis(LEASE_MS);
                    if let Err(error) = stored::renew(self.store().writer(), job.name(), claim, until).await {
                        tracing::warn!(job = job.name(), error = &error as &dyn std::error::Error, "a claim was not renewed");
                    }
                }
            }
        };
        (run.outcome, run.summary) = match outcome {
            Ok(Ok(summary)) => (RunOutcome::Succeeded, summary),
            Ok(Err(error)) => {
                let words = crate::http::problem::chain(&error);
                tracing::error!(job = job.name(), error = words, "a job failed");
                (RunOutcome::Failed, words)
            }
            Err(error) => {
                tracing::error!(
                    job = job.name(),
                    error = &error as &dyn std::error::Error,
                    "a job broke"
                );
                (
                    RunOutcome::Failed,
                    "It broke inside; the server's log says where.".to_owned(),
                )
            }
        };
        run.ended = Some(self.now());
        if let Err(error) = self.end_job(job, claim, &run).await {
            tracing::error!(
                job = job.name(),
                error = &error as &dyn std::error::Error,
                "the end of a job was not noted"
            );
        }
        run
    }

    async fn end_job(&self, job: Job, claim: Uuid, run: &JobRun) -> Result<(), StoreError> {
        let next = job
            .next(&self.zone().await?, run.started)
            .unwrap_or(Timestamp::MAX);
        let tx = self.store().begin().await?;
        stored::end_run(&tx, run).await?;
        stored::release(&tx, job.name(), claim, next).await?;
        if run.outcome == RunOutcome::Failed {
            let notice = Notice {
                weight: Weight::Problem,
                title: format!("{} failed", job.title()),
                text: format!(
                    "{}. It is tried again at its next time; you can run it now on the page of jobs.",
                    run.summary.trim_end_matches('.')
                ),
                link: Some("/jobs".to_owned()),
                topic: Some(format!("job/{}", job.name())),
            };
            notices::add(&tx, &notice, self.now()).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Does what is to be done by now, and says what that was.
    async fn work(&self, job: Job) -> Result<String, RunError> {
        match job {
            Job::Snapshots => {
                self.understand_facts().await?;
                let built = self.refresh_snapshots().await?;
                Ok(match built.len() {
                    0 => "Every snapshot is fresh enough.".to_owned(),
                    n => format!("{n} snapshots made."),
                })
            }
            Job::Purge => Ok(self.purge().await?),
            Job::Backup => self.back_up().await,
            Job::StockSync => Ok(self.sync_due().await?),
        }
    }

    async fn purge(&self) -> Result<String, StoreError> {
        let (db, now) = (self.store().writer(), self.now());
        let sessions = session::purge(db, real_now()).await?;
        let files = imports::purge(db, now.plus_millis(-IMPORTS_MS)).await?;
        photos::purge(db, now.plus_millis(-PHOTOS_MS)).await?;
        let pictures = images::purge(self.store().reader(), db, now.plus_millis(-DAY_MS)).await?;
        let runs =
            stored::purge(db, now.plus_millis(-WELL_MS), now.plus_millis(-FAILED_MS)).await?;
        for (scope, head, _) in snapshot_lags(self.store().reader()).await? {
            let name = scope.to_string();
            stored::mark(db, &name, head, now, now.plus_millis(-DAY_MS)).await?;
            if let Some(old) =
                stored::marked_before(db, &name, now.plus_millis(-TOMBSTONES_MS)).await?
            {
                let mut tx = SyncTx::writing(self.store()).await?;
                purge_tombstones(&mut tx, scope, old).await?;
                tx.commit().await?;
            }
        }
        Ok(format!(
            "{sessions} sessions, sign-in failures and answers, {files} imported files, {pictures} pictures that nothing shows any more and {runs} runs of jobs were forgotten."
        ))
    }

    async fn back_up(&self) -> Result<String, RunError> {
        let Some(database) = backup::file(self.store()).await? else {
            return Ok("PostgreSQL makes its own backups.".to_owned());
        };
        let folder = database.parent().unwrap_or(Path::new(".")).join("backups");
        std::fs::create_dir_all(&folder).map_err(|source| RunError::Folder {
            path: folder.clone(),
            source,
        })?;
        let at = jiff::Timestamp::from_millisecond(self.now().millis()).unwrap_or_default();
        let name = format!("quayside-{}.db", at.strftime("%Y%m%dT%H%M%S%3fZ"));
        let size = backup::write(self.store().reader(), &folder.join(&name)).await?;
        let gone = keep_newest(&folder).map_err(|source| RunError::Folder {
            path: folder,
            source,
        })?;
        Ok(format!(
            "backups/{name} made, {size} bytes; {gone} older ones removed."
        ))
    }
}

/// Behind every run.
const FROM_THE_END: (Timestamp, Uuid) = (Timestamp::MAX, Uuid::max());

fn may(caller: &Caller) -> Result<(), JobError> {
    if caller.actor.may(Permission::Jobs) {
        Ok(())
    } else {
        Err(JobError::Forbidden(Permission::Jobs))
    }
}

/// Removes all but the newest backups; their names are in the order of their times.
fn keep_newest(folder: &Path) -> std::io::Result<usize> {
    let mut made = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with("quayside-") && name.ends_with(".db") {
            made.push(path);
        }
    }
    made.sort_unstable();
    let n_gone = made.len().saturating_sub(N_BACKUPS);
    for path in &made[..n_gone] {
        std::fs::remove_file(path)?;
    }
    Ok(n_gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The backup's instants of a week in a zone where 02:30 is left out or comes twice.
    fn backups(zone: &str, from: &str) -> Vec<String> {
        let zone = TimeZone::get(zone).unwrap();
        let mut at =
            Timestamp::from_millis(from.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let mut seen = Vec::new();
        for _ in 0..4 {
            at = Job::Backup.next(&zone, at).unwrap();
            seen.push(
                jiff::Timestamp::from_millisecond(at.millis())
                    .unwrap()
                    .to_string(),
            );
        }
        seen
    }

    #[test]
    fn a_daily_job_runs_once_a_day_over_daylight_saving() {
        // Spring: 02:30 does not exist on the 28th; autumn: it comes twice on the 31st.
        let spring = backups("Europe/Berlin", "2027-03-26T12:00:00Z");
        assert_eq!(
            spring.iter().map(|at| &at[..10]).collect::<Vec<_>>(),
            ["2027-03-27", "2027-03-28", "2027-03-29", "2027-03-30"]
        );
        assert_eq!(
            (&spring[0][11..16], &spring[1][11..13], &spring[2][11..16]),
            ("01:30", "01", "00:30")
        );
        let autumn = backups("Europe/Berlin", "2027-10-29T12:00:00Z");
        assert_eq!(
            autumn.iter().map(|at| &at[..10]).collect::<Vec<_>>(),
            ["2027-10-30", "2027-10-31", "2027-11-01", "2027-11-02"]
        );
    }
}
