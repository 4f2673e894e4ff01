//! Copies of the embedded database: taken while the server works, checked and put back while none does. PostgreSQL has
//! tools of its own for this.

use super::lock::FileLock;
use super::sql::{column, row, rows, run, values};
use super::{Store, StoreError, people};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Every SQLite file begins with this.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Why a copy was not made or put back. The database in use is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file could not be read or written.
    #[error("{} cannot be read or written", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// There is something already.
    #[error("{} is there already; name a file that is not", .0.display())]
    Exists(PathBuf),
    /// The file is no database of this program.
    #[error("{} is not a backup of Quayside", .0.display())]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error("{} is damaged and was not put back: {found}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What the database found.
        found: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError + '_ {
    move |source| BackupError::File {
        path: path.to_owned(),
        source,
    }
}

/// The file of an embedded database; `None` on PostgreSQL.
pub async fn file(store: &Store) -> Result<Option<PathBuf>, StoreError> {
    if store.backend() != DbBackend::Sqlite {
        return Ok(None);
    }
    for row in rows(store.reader(), "PRAGMA database_list", vec![]).await? {
        if column::<String>(&row, "name")? == "main" {
            return Ok(Some(PathBuf::from(column::<String>(&row, "file")?)));
        }
    }
    Ok(None)
}

/// Copies the database to a file that is complete as soon as it is there. People go on working meanwhile.
pub async fn write<C: ConnectionTrait>(db: &C, target: &Path) -> Result<u64, BackupError> {
    if target.exists() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let partial = beside(target, ".partial");
    remove(&partial)?;
    let name = partial
        .to_str()
        .ok_or_else(|| file_error(&partial)(std::io::ErrorKind::InvalidFilename.into()))?;
    if let Err(error) = run(db, "VACUUM INTO $1", values![name]).await {
        // What is half written helps nobody; the error that counts is the one above.
        let _ = fs::remove_file(&partial);
        return Err(error.into());
    }
    let written = File::open(&partial).map_err(file_error(&partial))?;
    written.sync_all().map_err(file_error(&partial))?;
    let size = written.metadata().map_err(file_error(&partial))?.len();
    fs::rename(&partial, target).map_err(file_error(target))?;
    sync_folder(target)?;
    Ok(size)
}

/// Copies the database of a data folder, whether or not a server works on it.
pub async fn write_from(database: &Path, target: &Path) -> Result<u64, BackupError> {
    let db = connect(database).await?;
    let size = write(&db, target).await;
    db.close().await.map_err(StoreError::from)?;
    size
}

/// Puts a copy back in place of the database, which is kept beside it under the name that is returned. Devices see a
/// new epoch and send again what they hold and this copy lacks (SYNC 5.8).
pub async fn restore(
    backup: &Path,
    database: &Path,
    epoch: Uuid,
) -> Result<Option<PathBuf>, BackupError> {
    let mut magic = [0; 16];
    let mut file = File::open(backup).map_err(file_error(backup))?;
    if file.read_exact(&mut magic).is_err() || &magic != MAGIC {
        return Err(BackupError::Foreign(backup.to_owned()));
    }
    if let Some(folder) = database.parent() {
        fs::create_dir_all(folder).map_err(file_error(folder))?;
    }
    let _lock = FileLock::take(database)?;
    let fresh = beside(database, ".restoring");
    let leftovers = ["", "-wal", "-shm", ".lock"].map(|end| beside(&fresh, end));
    leftovers.iter().try_for_each(|path| remove(path))?;
    fs::copy(backup, &fresh).map_err(file_error(backup))?;
    let made = prepare(backup, &fresh, epoch).await;
    if let Err(error) = made {
        leftovers.iter().try_for_each(|path| remove(path))?;
        return Err(error);
    }
    let kept = swap(&fresh, database).await?;
    leftovers.iter().try_for_each(|path| remove(path))?;
    Ok(kept)
}

/// Sees that the copy is whole and of this program, brings it up to date and gives it its new epoch.
async fn prepare(backup: &Path, fresh: &Path, epoch: Uuid) -> Result<(), BackupError> {
    let damaged = |found: String| BackupError::Damaged {
        path: backup.to_owned(),
        found,
    };
    let reason = |error: StoreError| match std::error::Error::source(&error) {
        Some(cause) => damaged(cause.to_string()),
        None => damaged(error.to_string()),
    };
    let db = match connect(fresh).await {
        Err(BackupError::Store(error)) => return Err(reason(error)),
        other => other?,
    };
    let sound = row(&db, "PRAGMA integrity_check(1)", vec![]).await;
    let ours = "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name IN ('schema_change', 'company', 'sync_client')";
    let ours = row(&db, ours, vec![]).await;
    db.close().await.map_err(StoreError::from)?;
    let said = match sound.map_err(reason)? {
        Some(row) => column::<String>(&row, "integrity_check")?,
        None => String::new(),
    };
    if said != "ok" {
        return Err(damaged(said));
    }
    if !matches!(ours.map_err(reason)?, Some(row) if column::<i64>(&row, "n")? == 3) {
        return Err(BackupError::Foreign(backup.to_owned()));
    }
    let store = Store::open(&format!("sqlite:{}", fresh.display())).await?;
    let renewed = renew_epoch(&store, epoch).await;
    let folded = row(store.writer(), "PRAGMA wal_checkpoint(TRUNCATE)", vec![]).await;
    store.close().await?;
    renewed?;
    folded?;
    File::open(fresh)
        .and_then(|file| file.sync_all())
        .map_err(file_error(fresh))
}

/// Gives the database a new identity, so that devices compare what they hold with what it holds.
pub async fn renew_epoch(store: &Store, epoch: Uuid) -> Result<(), StoreError> {
    // A database that nobody has set up has no devices either.
    if let Some(mut company) = people::company(store.writer()).await? {
        company.epoch = epoch;
        people::put_company(store.writer(), &company).await?;
    }
    Ok(())
}

/// Keeps the old database under another name and puts the new one in its place.
async fn swap(fresh: &Path, database: &Path) -> Result<Option<PathBuf>, BackupError> {
    let mut kept = None;
    if database.exists() {
        // Folds the journal into the file. A database too damaged for it is kept with its journal as it is.
        if let Ok(db) = connect(database).await {
            let _ = row(&db, "PRAGMA wal_checkpoint(TRUNCATE)", vec![]).await;
            let _ = db.close().await;
        }
        let mut n = 1;
        let aside = loop {
            let name = beside(database, &format!(".before-restore-{n}"));
            if !name.exists() {
                break name;
            }
            n += 1;
        };
        fs::hard_link(database, &aside)
            .or_else(|_| fs::copy(database, &aside).map(drop))
            .map_err(file_error(&aside))?;
        let journal = beside(database, "-wal");
        if journal.exists() {
            fs::rename(&journal, beside(&aside, "-wal")).map_err(file_error(&journal))?;
        }
        remove(&beside(database, "-shm"))?;
        kept = Some(aside);
    }
    fs::rename(fresh, database).map_err(file_error(database))?;
    sync_folder(database)?;
    Ok(kept)
}

async fn connect(path: &Path) -> Result<DatabaseConnection, BackupError> {
    File::open(path).map_err(file_error(path))?;
    Ok(
        Database::connect(format!("sqlite://{}?mode=rw", path.display()))
            .await
            .map_err(StoreError::from)?,
    )
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file_error(path)(error)),
        _ => Ok(()),
    }
}

/// A new name is on the disk only when its folder is.
fn sync_folder(path: &Path) -> Result<(), BackupError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file_error(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
