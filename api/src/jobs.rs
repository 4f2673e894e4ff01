//! Jobs and the notification centre.

use crate::macros::{choices, shapes};
use domain::ids::{JobRunId, NotificationId};
use domain::time::Timestamp;

choices! {
    /// How a run of a job ended.
    #[derive(Copy)]
    pub enum RunOutcome {
        /// Still at it.
        Running,
        /// Done.
        Succeeded,
        /// Not done; the reason is in the summary.
        Failed,
    }

    /// How much a notification matters.
    #[derive(Copy)]
    pub enum Weight {
        /// Good to know.
        Info,
        /// Should be looked at.
        Warning,
        /// Somebody has to act.
        Problem,
    }
}

shapes! {
    /// A scheduled job.
    pub struct Job {
        /// Its name in addresses.
        pub name: String,
        /// What people read.
        pub title: String,
        /// When it runs, in words.
        pub schedule: String,
        /// Its next run.
        pub next: Option<Timestamp>,
        /// Its last run.
        pub last: Option<JobRun>,
        /// The last run that failed, as long as it is kept.
        pub last_failed: Option<JobRun>,
        /// Whether it runs now.
        pub running: bool,
    }

    /// One run of a job.
    pub struct JobRun {
        /// Its id.
        pub id: JobRunId,
        /// When it was due.
        pub due: Timestamp,
        /// When it began.
        pub started: Timestamp,
        /// When it ended.
        pub ended: Option<Timestamp>,
        /// How it ended.
        pub outcome: RunOutcome,
        /// What was seen, done and left over, in words.
        pub summary: String,
    }

    /// A message of the notification centre.
    pub struct Notification {
        /// Its id.
        pub id: NotificationId,
        /// When.
        pub at: Timestamp,
        /// How much it matters.
        pub weight: Weight,
        /// One line.
        pub title: String,
        /// What happened, what it means, what to do.
        pub text: String,
        /// Path of the page of its object.
        pub link: Option<String>,
        /// Read by this user.
        pub read: bool,
    }
}
