//! The notification centre.

use super::extract::{Path, Query};
use super::page::Wanted;
use super::problem::Problem;
use crate::app::{App, Caller};
use crate::store::notices;
use api::common::Page;
use api::jobs::Notification;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::NotificationId;
use domain::time::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Which messages are wanted.
#[derive(Debug, Deserialize)]
pub struct NoticeQuery {
    #[serde(default)]
    unread: bool,
}

/// Messages, newest first.
pub async fn list_notifications(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<NoticeQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<Notification>>, Problem> {
    let before = wanted.after::<2>()?.and_then(|[at, id]| {
        Some((
            Timestamp::from_millis(at.parse().ok()?),
            id.parse::<NotificationId>().ok()?.uuid(),
        ))
    });
    let before = before.unwrap_or((Timestamp::MAX, Uuid::max()));
    let reader = app.store().reader();
    let found = notices::list(
        reader,
        caller.actor.user,
        query.unread,
        before,
        wanted.one_more(),
    )
    .await?;
    Ok(axum::Json(wanted.page(found, |notice: &Notification| {
        vec![notice.at.millis().to_string(), notice.id.to_string()]
    })))
}

/// Marks one as read.
pub async fn read_notification(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<NotificationId>,
) -> Result<StatusCode, Problem> {
    notices::mark_read(app.store().writer(), caller.actor.user, Some(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks all as read.
pub async fn read_all_notifications(
    State(app): State<App>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    notices::mark_read(app.store().writer(), caller.actor.user, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
