//! The server's side: push, pull and the log of versions, over a [`Tx`] of small SQL-shaped primitives.
//!
//! How a server answers `POST /api/v1/sync`:
//!
//! 1. Read the [`Request`](crate::wire::Request); establish the [`Caller`] from session, device and signature.
//! 2. Begin a writing transaction; [`push`] one or several requests; commit. If it failed for a passing reason, roll back,
//!    wait a moment that grows and differs from that of others, and try again; if for another, once more with
//!    [`Care::EachAlone`].
//! 3. Begin a reading transaction (one snapshot for all its statements); [`pull`].
//! 4. [`respond`]; after the answer, poke everybody with where things landed.
//!
//! Everything else that changes the books uses [`Books`] in the same way, so that its rows are numbered:
//! `Books::new(&mut tx)`, `decide(|given| command(…))`, `finish()`, commit, poke.
//!
//! Nothing here knows SQL, HTTP or a clock.

mod books;
mod foresight;
mod maintain;
mod pull;
mod push;
mod tx;

pub use books::Books;
pub use maintain::{build_snapshot, purge_tombstones};
pub use pull::{PullAnswer, pull};
pub use push::{Arrival, Care, Pushed, UNSYNCED_ERROR_MS, Understood, push, understand};
pub use tx::{Caller, ClientRow, GrantRow, IndexRow, LossReport, Recorded, ScopeHead, Tx};

use crate::wire::{Epoch, Problem, Request, Response};
use domain::time::Timestamp;

/// What a response says beside what became of push and pull.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// When the request came.
    pub t1: Timestamp,
    /// When the answer leaves.
    pub t2: Timestamp,
    /// Identity of the database.
    pub epoch: Epoch,
    /// Oldest app that is still served.
    pub min_app: u32,
}

/// Puts the parts of a response together. `pulled` is `None` if the push found a problem that makes news useless.
pub fn respond(
    request: &Request,
    header: Header,
    pushed: Pushed,
    pulled: Option<PullAnswer>,
) -> Response {
    let (pulled, pull_problem) = match pulled {
        Some(PullAnswer::News(news)) => (request.pull.is_some().then_some(news), None),
        Some(PullAnswer::Problem(problem)) => (None, Some(problem)),
        None => (None, None),
    };
    Response {
        exchange: request.exchange,
        t1: header.t1,
        t2: header.t2,
        epoch: header.epoch,
        min_app: header.min_app,
        problem: pushed.problem.or(pull_problem),
        ack: pushed.ack,
        pulled,
    }
}

/// Whether news are worth reading after a push with this result.
pub fn wants_pull(pushed: &Pushed) -> bool {
    !matches!(
        pushed.problem,
        Some(Problem::Forked | Problem::Epoch { .. } | Problem::Revoked | Problem::Slow { .. })
    )
}
