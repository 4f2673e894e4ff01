//! Letters that are owed to users: a link to a new password. Real time throughout.

use super::StoreError;
use super::sql::{column, rows, run, values};
use domain::ids::UserId;
use domain::time::Timestamp;
use sea_orm::ConnectionTrait;

/// A letter that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// To whom.
    pub user: UserId,
    /// How often it was tried.
    pub tries: usize,
}

/// Owes a user a letter; one that is owed already is tried anew.
pub async fn owe<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO letter_owed (app_user, due, tries) VALUES ($1, $2, 0)
        ON CONFLICT (app_user) DO UPDATE SET due = excluded.due, tries = 0";
    run(db, sql, values![user.uuid(), now.millis()])
        .await
        .map(drop)
}

/// Those that are due and no server is at, longest due first.
pub async fn due<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<Vec<Owed>, StoreError> {
    let sql = "SELECT app_user, tries FROM letter_owed
        WHERE due <= $1 AND (claimed_until IS NULL OR claimed_until <= $1) ORDER BY due, app_user";
    rows(db, sql, values![now.millis()])
        .await?
        .iter()
        .map(|row| {
            Ok(Owed {
                user: UserId::new(column(row, "app_user")?),
                tries: usize::try_from(column::<i64>(row, "tries")?).unwrap_or(0),
            })
        })
        .collect()
}

/// Takes one on until a moment; says whether nobody else has.
pub async fn claim<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE letter_owed SET claimed_until = $3
        WHERE app_user = $1 AND due <= $2 AND (claimed_until IS NULL OR claimed_until <= $2)";
    let values = values![user.uuid(), now.millis(), until.millis()];
    Ok(run(db, sql, values).await? > 0)
}

/// It has left, or was given up.
pub async fn settle<C: ConnectionTrait>(db: &C, user: UserId) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM letter_owed WHERE app_user = $1",
        values![user.uuid()],
    )
    .await
    .map(drop)
}

/// It did not leave; it is tried again at a moment.
pub async fn put_off<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    until: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE letter_owed SET due = $2, tries = tries + 1, claimed_until = NULL WHERE app_user = $1";
    run(db, sql, values![user.uuid(), until.millis()])
        .await
        .map(drop)
}

/// Frees what an earlier server on this database was at.
pub async fn free<C: ConnectionTrait>(db: &C) -> Result<(), StoreError> {
    run(db, "UPDATE letter_owed SET claimed_until = NULL", vec![])
        .await
        .map(drop)
}
