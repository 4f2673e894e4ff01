//! The notification centre: messages kept until read, each with a link to its object (GEN-13).

use super::StoreError;
use super::people::time;
use super::sql::{column, rows, run, values};
use api::jobs::Weight;
use domain::ids::{NotificationId, UserId};
use domain::time::Timestamp;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// A message to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// One line.
    pub title: String,
    /// What happened, what it means, what to do.
    pub text: String,
    /// Path of the page of its object.
    pub link: Option<String>,
    /// The matter; told once. A matter that comes up again is unread again.
    pub topic: Option<String>,
}

const fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Info => "info",
        Weight::Warning => "warning",
        Weight::Problem => "problem",
    }
}

/// Keeps a message.
pub async fn add<C: ConnectionTrait>(
    db: &C,
    notice: &Notice,
    at: Timestamp,
) -> Result<(), StoreError> {
    if let Some(topic) = &notice.topic {
        run(
            db,
            "DELETE FROM notification WHERE topic = $1",
            values![topic.as_str()],
        )
        .await?;
    }
    // Another transaction may tell of the same matter at the same moment: neither fails by it.
    let sql = "INSERT INTO notification (id, at, weight, title, body, link, topic) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (topic) DO UPDATE SET at = excluded.at, weight = excluded.weight, title = excluded.title,
            body = excluded.body, link = excluded.link";
    let bound = values![
        Uuid::now_v7(),
        at.millis(),
        word(notice.weight),
        notice.title.as_str(),
        notice.text.as_str(),
        notice.link.clone(),
        notice.topic.clone(),
    ];
    run(db, sql, bound).await.map(drop)
}

/// Messages for a user before a moment, newest first.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    unread_only: bool,
    before: (Timestamp, Uuid),
    limit: u32,
) -> Result<Vec<api::jobs::Notification>, StoreError> {
    let sql = "SELECT notification.*, notification_read.app_user IS NOT NULL AS seen FROM notification
        LEFT JOIN notification_read ON notification_read.notification = notification.id AND notification_read.app_user = $1
        WHERE (notification.at, notification.id) < ($2, $3) AND ($4 = 0 OR notification_read.app_user IS NULL)
        ORDER BY notification.at DESC, notification.id DESC LIMIT $5";
    let bound = values![
        user.uuid(),
        before.0.millis(),
        before.1,
        i64::from(unread_only),
        i64::from(limit)
    ];
    rows(db, sql, bound)
        .await?
        .iter()
        .map(|row| {
            Ok(api::jobs::Notification {
                id: NotificationId::new(column(row, "id")?),
                at: time(row, "at")?,
                weight: match column::<String>(row, "weight")?.as_str() {
                    "info" => Weight::Info,
                    "warning" => Weight::Warning,
                    _ => Weight::Problem,
                },
                title: column(row, "title")?,
                text: column(row, "body")?,
                link: column(row, "link")?,
                read: column(row, "seen")?,
            })
        })
        .collect()
}

/// Marks a message, or all of them, as read by a user.
pub async fn mark_read<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    id: Option<NotificationId>,
) -> Result<u64, StoreError> {
    let insert =
        "INSERT INTO notification_read (notification, app_user) SELECT id, $1 FROM notification";
    match id {
        Some(id) => {
            let sql =
                format!("{insert} WHERE id = $2 ON CONFLICT (notification, app_user) DO NOTHING");
            run(db, &sql, values![user.uuid(), id.uuid()]).await
        }
        None => {
            let sql =
                format!("{insert} WHERE TRUE ON CONFLICT (notification, app_user) DO NOTHING");
            run(db, &sql, values![user.uuid()]).await
        }
    }
}
