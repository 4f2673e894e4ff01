//! Waiting for what Amazon does in its own time: reports, feeds, inbound operations.

use std::time::Duration;

use jiff::Timestamp;

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

/// The pauses of one wait.
pub struct Pauses<'a> {
    session: &'a Session,
    pacing: Pacing,
    deadline: Timestamp,
    next: Duration,
}

impl<'a> Pauses<'a> {
    /// Begins to wait now.
    pub fn new(session: &'a Session, pacing: Pacing) -> Self {
        let deadline = after(session.client().clock().now(), pacing.patience);
        Self {
            session,
            pacing,
            deadline,
            next: pacing.first,
        }
    }

    /// Pauses until it is time to look again.
    ///
    /// # Errors
    /// Time has run out.
    pub async fn pause(&mut self) -> Result<(), WaitError> {
        let clock = self.session.client().clock();
        if until(clock.now(), self.deadline) < self.next {
            return Err(WaitError::Unfinished);
        }
        clock.sleep(self.next).await;
        self.next = self.next.mul_f64(1.5).min(self.pacing.longest);
        Ok(())
    }
}
