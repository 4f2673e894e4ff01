//! The books in SQL, on SQLite and PostgreSQL alike. One module per aggregate, functions named for the question.
//!
//! Functions take the connection or transaction in; use cases open and commit. Nothing here decides: rules live in
//! `domain`. Rows that do not fit their domain type are a bug with a name ([`StoreError::Unfit`]).

pub mod answers;
pub mod backup;
pub mod connections;
pub mod counting;
pub mod drafts;
pub mod images;
pub mod imports;
pub mod jobs;
pub mod keys;
pub mod ledger;
pub mod letters;
mod lock;
mod migrate;
pub mod notices;
pub mod notify;
pub mod people;
pub mod photos;
pub mod pieces;
pub mod records;
pub mod session;
mod sql;
pub mod sync;
pub mod tasks;
mod trail;
mod turns;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A transaction that may write.
pub type Tx = DatabaseTransaction;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("the database failed")]
    Database(#[from] DbErr),
    /// A unique or other named constraint was violated.
    #[error("constraint `{0}` is violated")]
    Constraint(String),
    /// A stored row is not what this version writes.
    #[error("a row of `{table}` does not fit: {reason}")]
    Unfit {
        /// The table.
        table: &'static str,
        /// What does not fit.
        reason: String,
    },
    /// The database was written by a newer version.
    #[error(
        "the database is of version {found}, this program knows versions up to {known}: run the newer program"
    )]
    Newer {
        /// Version found.
        found: i64,
        /// Last version known here.
        known: i64,
    },
    /// Another server works on this file.
    #[error("another server is working on {}: stop it first, or give this one a data folder of its own", .0.display())]
    InUse(PathBuf),
    /// The data folder or lock file could not be made.
    #[error("cannot work in {}", path.display())]
    Folder {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The address names no database that is supported.
    #[error("`{0}` is not a database address; it begins with `sqlite:` or `postgres:`")]
    Address(String),
}

impl StoreError {
    /// Whether the disk is full: SQLite says so itself, PostgreSQL by its code.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Database(error) => {
                sql::code(error).is_some_and(|code| matches!(code.as_str(), "13" | "53100"))
            }
            _ => false,
        }
    }

    /// Whether the same call may succeed in a moment.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Database(DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) => true,
            Self::Database(error) => sql::code(error).is_some_and(|code| {
                // SQLite busy and locked; PostgreSQL serialisation failure, deadlock, too many connections, starting up.
                matches!(
                    code.as_str(),
                    "5" | "6" | "261" | "517" | "40001" | "40P01" | "53300" | "57P03"
                )
            }),
            _ => false,
        }
    }
}

/// The database: one writer and some readers on SQLite, one pool on PostgreSQL.
#[derive(Debug, Clone)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    _lock: Option<Arc<lock::FileLock>>,
}

impl Store {
    /// Opens the database, keeps a second server off an SQLite file, and brings the schema up to date.
    ///
    /// # Errors
    /// Fails if the database cannot be reached, is of a newer version or is in use.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = if let Some(path) = url.strip_prefix("sqlite:") {
            Self::open_sqlite(Path::new(path.trim_start_matches("//"))).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(20))
                .sqlx_logging(false);
            let pool = Database::connect(options).await?;
            Self {
                writer: pool.clone(),
                reader: pool,
                _lock: None,
            }
        } else {
            return Err(StoreError::Address(
                url.split(':').next().unwrap_or_default().to_owned(),
            ));
        };
        migrate::up(&store).await?;
        Ok(store)
    }

    async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        let lock = lock::FileLock::take(path)?;
        let options = |connections: u32| {
            let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
            options
                .max_connections(connections)
                .min_connections(1)
                .acquire_timeout(Duration::from_secs(60))
                .idle_timeout(None::<Duration>)
                .max_lifetime(None::<Duration>)
                .sqlx_logging(false)
                .map_sqlx_sqlite_opts(|sqlite| {
                    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
                    // FULL: a commit is on the disk before it is acknowledged, so pulling the plug loses nothing.
                    sqlite
                        .journal_mode(SqliteJournalMode::Wal)
                        .synchronous(SqliteSynchronous::Full)
                        .busy_timeout(Duration::from_secs(20))
                        .foreign_keys(true)
                        .statement_cache_capacity(300)
                        .pragma("cache_size", "-65536")
                        .pragma("temp_store", "memory")
                });
            options
        };
        let writer = Database::connect(options(1)).await?;
        let reader = Database::connect(options(4)).await?;
        Ok(Self {
            writer,
            reader,
            _lock: Some(Arc::new(lock)),
        })
    }

    /// Which kind of database it is.
    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For writing one statement outside a transaction.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// A transaction that may write. On SQLite it waits for the one writer before it.
    ///
    /// # Errors
    /// Fails if the database does not answer, or has been changed by a newer version.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let tx = self.begin_unasked().await?;
        migrate::refuse_newer(&tx).await?;
        Ok(tx)
    }

    /// The same for whoever asks by itself which version the database is of.
    async fn begin_unasked(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// A transaction that reads one snapshot.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        let isolation_level = (self.backend() == DbBackend::Postgres)
            .then_some(sea_orm::IsolationLevel::RepeatableRead);
        Ok(self
            .reader
            .begin_with_options(TransactionOptions {
                isolation_level,
                ..Default::default()
            })
            .await?)
    }

    /// Refuses to go on if a newer version has changed the database since it was opened: this process would write what
    /// that one no longer expects.
    ///
    /// # Errors
    /// Fails with [`StoreError::Newer`] then, or if the database does not answer.
    pub async fn refuse_newer(&self) -> Result<(), StoreError> {
        migrate::refuse_newer(&self.reader).await
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reader.ping().await?)
    }

    /// Closes every connection; what is committed is on the disk already.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}

/// The driver's own error, if the database answered with one.
fn driver(error: &DbErr) -> Option<&sea_orm::sqlx::Error> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            Some(error)
        }
        _ => None,
    }
}
