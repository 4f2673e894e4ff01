//! Brings the schema up to date: one file a change, applied in order, each in a transaction of its own.
//!
//! A file once released is never edited. Every statement can be run again without harm. A database that knows more
//! changes than this program is refused: the older program would write what the newer one no longer expects.

use super::sql::{column, row, run, values};
use super::{Store, StoreError};
use crate::clock::real_now;
use sea_orm::{ConnectionTrait, DbBackend};

/// Every change, in order. Numbers count from 1.
const CHANGES: &[(&str, &str)] = &[
    ("people", include_str!("schema/0001_people.sql")),
    ("records", include_str!("schema/0002_records.sql")),
    ("ledger", include_str!("schema/0003_ledger.sql")),
    ("sync", include_str!("schema/0004_sync.sql")),
    (
        "stocktake draft",
        include_str!("schema/0005_stocktake_draft.sql"),
    ),
    ("import", include_str!("schema/0006_import.sql")),
    ("jobs", include_str!("schema/0007_jobs.sql")),
    ("connections", include_str!("schema/0008_connections.sql")),
    ("API keys", include_str!("schema/0009_api_keys.sql")),
    ("letters", include_str!("schema/0010_letters.sql")),
    ("past figures", include_str!("schema/0011_past_figures.sql")),
    ("images", include_str!("schema/0012_images.sql")),
    (
        "import content",
        include_str!("schema/0013_import_content.sql"),
    ),
    (
        "facts not understood",
        include_str!("schema/0014_facts_not_understood.sql"),
    ),
    ("photos", include_str!("schema/0015_photos.sql")),
    ("tolerance", include_str!("schema/0016_tolerance.sql")),
    ("small images", include_str!("schema/0017_small_images.sql")),
];

/// The version of the schema that this program writes.
pub const VERSION: i64 = CHANGES.len() as i64;

/// Held while the schema changes, so that two servers starting on one PostgreSQL do not both change it.
const ADVISORY_KEY: i64 = 0x5175_6179_7369_6465;

/// The version of the schema that the database has.
pub async fn found<C: ConnectionTrait>(db: &C) -> Result<i64, StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS found FROM schema_change";
    match row(db, sql, vec![]).await? {
        Some(row) => column(&row, "found"),
        None => Ok(0),
    }
}

/// Refuses a database that a newer version has changed.
pub async fn refuse_newer<C: ConnectionTrait>(db: &C) -> Result<(), StoreError> {
    let found = found(db).await?;
    if found > VERSION {
        return Err(StoreError::Newer {
            found,
            known: VERSION,
        });
    }
    Ok(())
}

/// Applies what is missing.
pub async fn up(store: &Store) -> Result<(), StoreError> {
    let tx = store.begin_unasked().await?;
    if store.backend() == DbBackend::Postgres {
        row(
            &tx,
            "SELECT pg_advisory_xact_lock($1)",
            values![ADVISORY_KEY],
        )
        .await?;
    }
    tx.execute_unprepared(&dialect(
        store.backend(),
        "CREATE TABLE IF NOT EXISTS schema_change (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL);",
    ))
    .await?;
    refuse_newer(&tx).await?;
    let found = found(&tx).await?;
    for (number, (name, sql)) in (1_i64..).zip(CHANGES).filter(|(number, _)| *number > found) {
        tx.execute_unprepared(&dialect(store.backend(), sql))
            .await?;
        run(
            &tx,
            "INSERT INTO schema_change (number, name, applied) VALUES ($1, $2, $3)",
            values![number, *name, real_now().millis()],
        )
        .await?;
        tracing::info!(number, name, "schema changed");
    }
    tx.commit().await?;
    Ok(())
}

/// The schema files speak PostgreSQL; SQLite wants other names for the types and has no strict tables by default.
fn dialect(backend: DbBackend, sql: &str) -> String {
    if backend != DbBackend::Sqlite {
        return sql.to_owned();
    }
    let mut text = String::with_capacity(sql.len());
    for line in sql.lines() {
        let code = line.split("--").next().unwrap_or_default();
        text.push_str(
            &code
                .replace(
                    "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "INTEGER PRIMARY KEY AUTOINCREMENT",
                )
                .replace(" UUID", " BLOB")
                .replace(" BYTEA", " BLOB")
                .replace(" BIGINT", " INTEGER")
                .replace(" BOOLEAN", " INTEGER")
                .replace(" COLLATE \"C\"", ""),
        );
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_of_the_schema_can_be_run_again() {
        for (name, sql) in CHANGES {
            let code: String = sql
                .lines()
                .map(|line| line.split("--").next().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("\n");
            for statement in code
                .split(';')
                .map(str::trim)
                .filter(|statement| !statement.is_empty())
            {
                let again =
                    statement.contains("IF NOT EXISTS") || statement.contains("ON CONFLICT");
                assert!(again, "{name}: {statement}");
            }
        }
    }
}
