//! Waiting for what Amazon does in its own time: reports, feeds, inbound operations.

use std::time::Duration;

use crate::{
    client::Session,
    clock::{after, until},
    error::Error,
};

/// How often to look, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Pacing {
    /// The first pause; each further one is half as long again.
    pub first: Duration,
    /// No pause is longer.
    pub longest: Duration,
    /// After this it is left unfinished.
    pub patience: Duration,
}

impl Pacing {
    /// For reports and feeds: 15 seconds, slowing to two minutes, for two hours.
    pub const DOCUMENT: Self = Self {
        first: Duration::from_secs(15),
        longest: Duration::from_secs(120),
        patience: Duration::from_secs(2 * 3600),
    };

    /// For inbound operations: two seconds, slowing to thirty, for fifteen minutes.
    pub const OPERATION: Self = Self {
        first: Duration::from_secs(2),
        longest: Duration::from_secs(30),
        patience: Duration::from_secs(15 * 60),
    };
}

/// Why waiting ended without a result.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WaitError {
    /// A look at it failed.
    #[error("its state could not be read")]
    Call(#[source] Error),
    /// It is still not finished. Its id stays good: wait again later.
    #[error("it was not finished in time")]
    Unfinished,
}

/// Calls `look` until it returns something.
///
/// # Errors
/// `look` failed, or time ran out.
pub async fn wait<T, F>(session: &Session, pacing: Pacing, mut look: F) -> Result<T, WaitError>
where
    F: AsyncFnMut() -> Result<Option<T>, Error>,
{
    let clock = session.client().clock();
    let deadline = after(clock.now(), pacing.patience);
    let mut pause = pacing.first;
    loop {
        if let Some(found) = look().await.map_err(WaitError::Call)? {
            return Ok(found);
        }
        if until(clock.now(), deadline) < pause {
            return Err(WaitError::Unfinished);
        }
        clock.sleep(pause).await;
        pause = pause.mul_f64(1.5).min(pacing.longest);
    }
}
