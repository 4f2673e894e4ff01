//! Following another program's clock (DECISIONS 29): the simulated Amazon's, so that both live in one time. While that
//! clock is moved forward it stops at each instant that this server names, and goes on once the work of that instant is
//! done.

use super::App;
use crate::store::{StoreError, jobs as stored};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// The other side answers that soon at the latest, woken or not: a clock that was moved a little is noticed.
const WAIT_S: u64 = 1;
/// An answer that takes longer never comes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Before it is asked again after a failure.
const PAUSE: Duration = Duration::from_secs(2);

/// Why the clock cannot be followed at the moment.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// It does not answer as one that can be followed.
    #[error("the clock at {url} does not answer as one that can be followed")]
    Silent {
        /// Its address.
        url: String,
        /// Why.
        #[source]
        source: reqwest::Error,
    },
    /// It answers with no moment.
    #[error("the clock at {url} shows no moment: {shown}")]
    NoMoment {
        /// Its address.
        url: String,
        /// What it shows.
        shown: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Debug, Deserialize)]
struct Shown {
    now: String,
    /// Whether it runs by itself; absent while one waits to be woken.
    #[serde(default)]
    running: Option<bool>,
}

#[derive(Debug, Serialize)]
struct Wish {
    wake_at: Option<String>,
    wait_seconds: u64,
}

/// A clock elsewhere, and who we are there.
#[derive(Debug, Clone)]
pub struct Leader {
    url: String,
    name: String,
    client: reqwest::Client,
}

impl Leader {
    /// The clock at an address.
    ///
    /// # Errors
    /// Fails if this machine cannot make requests at all.
    pub fn new(url: &str) -> Result<Self, FollowError> {
        // Fails only if a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let url = url.trim_end_matches('/').to_owned();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .no_proxy()
            .build();
        let client = client.map_err(|source| FollowError::Silent {
            url: url.clone(),
            source,
        })?;
        // Several servers may follow at once.
        let (_, name) = Uuid::now_v7().as_u64_pair();
        Ok(Self {
            url,
            name: format!("quayside-{name:016x}"),
            client,
        })
    }

    async fn asked(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(Timestamp, Shown), FollowError> {
        let silent = |source| FollowError::Silent {
            url: self.url.clone(),
            source,
        };
        let answer = request.send().await.map_err(silent)?;
        let answer = answer.error_for_status().map_err(silent)?;
        let shown: Shown = answer.json().await.map_err(silent)?;
        match shown.now.parse::<jiff::Timestamp>() {
            Ok(now) => Ok((Timestamp::from_millis(now.as_millisecond()), shown)),
            Err(_) => Err(FollowError::NoMoment {
                url: self.url.clone(),
                shown: shown.now,
            }),
        }
    }

    /// Says that everything until now is done and when to be woken, and waits for that instant or a while.
    async fn wait(&self, wake_at: Option<Timestamp>) -> Result<(), FollowError> {
        let wake_at = wake_at
            .and_then(|at| jiff::Timestamp::from_millisecond(at.millis()).ok())
            .map(|at| at.to_string());
        let wish = Wish {
            wake_at,
            wait_seconds: WAIT_S,
        };
        let url = format!("{}/followers/{}", self.url, self.name);
        self.asked(self.client.put(url).json(&wish)).await.map(drop)
    }

    async fn look(&self) -> Result<(Timestamp, bool), FollowError> {
        let (now, shown) = self.asked(self.client.get(&self.url)).await?;
        Ok((now, shown.running.unwrap_or(false)))
    }
}

impl App {
    /// Sets this server's clock to the leader's.
    ///
    /// # Errors
    /// Says that it does not answer; then the clock is as it was.
    pub async fn meet_clock(&self, leader: &Leader) -> Result<(), FollowError> {
        let (now, running) = leader.look().await?;
        if running {
            self.clock().run_from(now);
        } else {
            self.clock().stand_at(now);
        }
        Ok(())
    }

    /// Does what is due and steps to the next wake, for as long as the server runs; in place of
    /// [`App::keep_house`].
    pub async fn follow_clock(self, leader: Leader) {
        self.free_claims().await;
        let mut is_lost = false;
        loop {
            match self.step(&leader).await {
                Ok(()) => is_lost = false,
                Err(error) => {
                    if !std::mem::replace(&mut is_lost, true) {
                        tracing::warn!(
                            error = &error as &dyn std::error::Error,
                            "the clock that this server follows is lost; time goes on from where it was"
                        );
                        self.clock().run_from(self.now());
                    }
                    if let Err(error) = self.start_due_jobs().await {
                        tracing::error!(
                            error = &error as &dyn std::error::Error,
                            "jobs could not be started"
                        );
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// The work of this instant to its end, then the next instant.
    async fn step(&self, leader: &Leader) -> Result<(), FollowError> {
        self.meet_clock(leader).await?;
        for run in self.start_due_jobs().await? {
            if let Err(error) = run.await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a job was not watched to its end"
                );
            }
        }
        // What another server has claimed is its work, and so is the instant.
        let kept = stored::all(self.store().reader()).await?;
        let now = self.now();
        let next = kept
            .iter()
            .map(|job| job.due)
            .filter(|due| *due > now)
            .min();
        leader.wait(next).await
    }
}
