//! A process that is older than its database takes nothing and gives nothing (decision 48).

use super::problem::Problem;
use crate::app::App;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Where devices exchange; the rules of sync answer them in their own words.
pub const EXCHANGE: &str = "/sync";

/// Answers that a newer server has taken the place of this one, if that is so.
pub async fn step_aside(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if request.uri().path() != EXCHANGE {
        app.store().refuse_newer().await?;
    }
    Ok(next.run(request).await)
}
