//! The browser's database: the tables of [`sync::client`] as object stores of byte strings, and one of our own for what
//! belongs to the device rather than to the books.
//!
//! Each write is one transaction: encoded before it is opened, nothing else awaited inside it. What a person is told is
//! kept is written with strict durability. A write that fails wrote nothing.

mod ahead;

use crate::platform::reason;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::typed_array::{Uint8Array, Uint8ArraySlice};
use indexed_db_futures::{KeyRange, Result as DbResult};
use js_sys::ArrayBuffer;
use std::cell::RefCell;
use std::collections::BTreeSet;
use sync::client::{Durability, NEXT_N, Require, StoreFailure, StoreOp, StoreWrite, Table};
use wasm_bindgen::{JsCast, JsValue};

/// The name of the database.
const NAME: &str = "quayside";
/// Its layout. A new one only ever adds object stores: the outbox is never moved, and what was pulled can be pulled again.
const VERSION: u32 = 1;
/// Our own object store: who is signed in, keys, choices. Keys are texts.
const DEVICE: &str = "device";

/// Why there is no database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Private window, blocked or broken storage.
    #[error("the browser does not open its database: {0}")]
    Unavailable(String),
    /// A newer version of the application has been here.
    #[error("the database was written by a newer version")]
    Newer,
}

/// A row of any table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRow {
    /// Of this table.
    pub table: Table,
    /// Under this key.
    pub key: Vec<u8>,
    /// This.
    pub value: Vec<u8>,
}

/// The open database.
pub struct Store {
    db: RefCell<Option<Database>>,
}

impl Store {
    /// Opens the database, making or extending it as needed.
    ///
    /// # Errors
    /// If the browser does not let us keep anything here.
    pub async fn open() -> Result<Self, OpenError> {
        Ok(Self {
            db: RefCell::new(Some(connect().await?)),
        })
    }

    /// Opens it anew after the connection was lost.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn reopen(&self) -> Result<(), OpenError> {
        self.db.replace(None);
        let db = connect().await?;
        self.db.replace(Some(db));
        Ok(())
    }

    /// Every row of every table, read in one snapshot.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn everything(&self) -> Result<Vec<StoredRow>, StoreFailure> {
        if let Some(rows) = ahead::take().await {
            return Ok(rows);
        }
        let db = self.connection()?;
        let names = Table::ALL.map(Table::name);
        let tx = db
            .transaction(names)
            .build()
            .map_err(|error| failure(&error))?;
        // All are asked at once, so that the database reads on while rows are taken over.
        let asked: Vec<_> = Table::ALL.map(|table| all_of(&tx, table)).into();
        let mut rows = Vec::new();
        for answer in asked {
            rows.extend(
                answer
                    .map_err(|error| failure(&error))?
                    .await
                    .map_err(|error| failure(&error))?,
            );
        }
        Ok(rows)
    }

    /// Rows of one table.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn table(&self, table: Table) -> Result<Vec<StoredRow>, StoreFailure> {
        let db = self.connection()?;
        let tx = db
            .transaction(table.name())
            .build()
            .map_err(|error| failure(&error))?;
        let asked = all_of(&tx, table).map_err(|error| failure(&error))?;
        asked.await.map_err(|error| failure(&error))
    }

    /// Carries out one write, all of it or nothing. Answers the first number that [`StoreOp::Append`] gave.
    ///
    /// # Errors
    /// Says whether nothing was written, or nobody knows.
    pub async fn write(&self, write: &StoreWrite) -> Result<Option<u64>, StoreFailure> {
        let db = self.connection()?;
        let mut tables: BTreeSet<&str> = write
            .require
            .iter()
            .map(|required| required.table.name())
            .collect();
        for op in &write.ops {
            match op {
                StoreOp::Put { table, .. }
                | StoreOp::Delete { table, .. }
                | StoreOp::DeleteRange { table, .. } => {
                    tables.insert(table.name());
                }
                StoreOp::Append { .. } => {
                    tables.extend([Table::Counter.name(), Table::Outbox.name()])
                }
            }
        }
        if tables.is_empty() {
            return Ok(None);
        }
        let names: Vec<&str> = tables.into_iter().collect();
        let mut options = TransactionOptions::new();
        options.set_durability(match write.durability {
            Durability::Strict => TransactionDurability::Strict,
            Durability::Relaxed => TransactionDurability::Relaxed,
        });
        let tx = db
            .transaction(names)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()
            .map_err(|error| failure(&error))?;
        match carry_out(&tx, write).await {
            Ok(Outcome::Done(first)) => tx
                .commit()
                .await
                .map(|()| first)
                .map_err(|error| failure(&error)),
            // Dropping the transaction rolls it back.
            Ok(Outcome::Stale) => Err(StoreFailure::Stale),
            Err(error) => Err(failure(&error)),
        }
    }

    /// A value of the device's own, if there is one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn own(&self, key: &str) -> Result<Option<JsValue>, StoreFailure> {
        let db = self.connection()?;
        let read = async {
            let tx = db.transaction(DEVICE).build()?;
            let store = tx.object_store(DEVICE)?;
            store.get::<JsValue, _, _>(key).primitive()?.await
        };
        read.await.map_err(|error| failure(&error))
    }

    /// Keeps a value of the device's own; strictly, since it may be the key that unsent work is signed with.
    ///
    /// # Errors
    /// If it could not be written.
    pub async fn keep(&self, key: &str, value: &JsValue) -> Result<(), StoreFailure> {
        let db = self.connection()?;
        let write = async {
            let tx = own_transaction(&db)?;
            tx.object_store(DEVICE)?
                .put(value.clone())
                .with_key(key)
                .without_key_type()
                .primitive()?;
            tx.commit().await
        };
        write.await.map_err(|error| failure(&error))
    }

    /// The keys of the device's own values that begin so.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn own_keys(&self, begin: &str) -> Result<Vec<String>, StoreFailure> {
        let db = self.connection()?;
        let read = async {
            let tx = db.transaction(DEVICE).build()?;
            let store = tx.object_store(DEVICE)?;
            let keys = store.get_all_keys::<JsValue>().primitive()?.await?;
            keys.collect::<DbResult<Vec<JsValue>>>()
        };
        let keys = read.await.map_err(|error| failure(&error))?;
        let texts = keys.iter().filter_map(JsValue::as_string);
        Ok(texts.filter(|key| key.starts_with(begin)).collect())
    }

    /// Forgets a value of the device's own.
    ///
    /// # Errors
    /// If it could not be written.
    pub async fn forget(&self, key: &str) -> Result<(), StoreFailure> {
        let db = self.connection()?;
        let write = async {
            let tx = own_transaction(&db)?;
            tx.object_store(DEVICE)?
                .delete::<&str, _>(key)
                .primitive()?;
            tx.commit().await
        };
        write.await.map_err(|error| failure(&error))
    }

    /// Empties every table in one transaction: after it nothing of the company is left here (OFF-52, OFF-53).
    ///
    /// # Errors
    /// If it could not be written; then everything is still there.
    pub async fn wipe(&self) -> Result<(), StoreFailure> {
        let db = self.connection()?;
        let names: Vec<&str> = Table::ALL
            .iter()
            .map(|table| table.name())
            .chain([DEVICE])
            .collect();
        let write = async {
            let mut options = TransactionOptions::new();
            options.set_durability(TransactionDurability::Strict);
            let tx = db
                .transaction(names.clone())
                .with_mode(TransactionMode::Readwrite)
                .with_options(options)
                .build()?;
            for name in &names {
                tx.object_store(name)?.clear()?;
            }
            tx.commit().await
        };
        write.await.map_err(|error| failure(&error))
    }

    fn connection(&self) -> Result<Database, StoreFailure> {
        self.db.borrow().clone().ok_or(StoreFailure::Unknown)
    }
}

async fn connect() -> Result<Database, OpenError> {
    let opening = Database::open(NAME)
        .with_version(VERSION)
        .with_on_upgrade_needed(|event: VersionChangeEvent, db: Database| {
            upgrade(event.old_version() as u32, &db)
        })
        .await;
    opening.map_err(|error| match error {
        OpenDbError::Base(Error::DomException(exception)) => {
            let exception: web_sys::DomException = exception.into();
            if exception.name() == "VersionError" {
                OpenError::Newer
            } else {
                OpenError::Unavailable(format!("{}: {}", exception.name(), exception.message()))
            }
        }
        other => OpenError::Unavailable(other.to_string()),
    })
}

/// Adds what a layout older than this one lacks.
fn upgrade(from: u32, db: &Database) -> Result<(), Error> {
    if from < 1 {
        for name in Table::ALL.iter().map(|table| table.name()).chain([DEVICE]) {
            db.create_object_store(name).build()?;
        }
    }
    Ok(())
}

fn own_transaction(db: &Database) -> DbResult<Transaction<'_>> {
    let mut options = TransactionOptions::new();
    options.set_durability(TransactionDurability::Strict);
    db.transaction(DEVICE)
        .with_mode(TransactionMode::Readwrite)
        .with_options(options)
        .build()
}

enum Outcome {
    Done(Option<u64>),
    Stale,
}

async fn carry_out(tx: &Transaction<'_>, write: &StoreWrite) -> DbResult<Outcome> {
    // All that is read is asked for at once: each answer is a way to another process and back.
    let is_append = |op: &StoreOp| matches!(op, StoreOp::Append { .. });
    let next_n = match write.ops.iter().any(is_append) {
        true => Some(read(tx, Table::Counter, NEXT_N)?),
        false => None,
    };
    let found = write
        .require
        .iter()
        .map(|Require { table, key, .. }| read(tx, *table, key))
        .collect::<DbResult<Vec<_>>>()?;
    for (Require { value, .. }, found) in write.require.iter().zip(found) {
        if found.await?.as_deref() != value.as_ref() {
            return Ok(Outcome::Stale);
        }
    }
    let mut next_n = match next_n {
        Some(found) => found
            .await?
            .and_then(|value| value.as_ref().try_into().ok())
            .map_or(1, u64::from_be_bytes),
        None => 1,
    };
    let mut first = None;
    for op in &write.ops {
        match op {
            StoreOp::Put { table, key, value } => put(&tx.object_store(table.name())?, key, value)?,
            StoreOp::Delete { table, key } => {
                tx.object_store(table.name())?
                    .delete::<Uint8ArraySlice<'_>, _>(bytes(key))
                    .primitive()?;
            }
            StoreOp::DeleteRange { table, from, to } => {
                let range = KeyRange::Bound(bytes(from), false, bytes(to), true);
                tx.object_store(table.name())?
                    .delete::<Uint8ArraySlice<'_>, _>(range)
                    .primitive()?;
            }
            StoreOp::Append { values } => {
                first = Some(next_n);
                append(tx, values, &mut next_n)?;
            }
        }
    }
    Ok(Outcome::Done(first))
}

/// Asks for the value of a key.
fn read(
    tx: &Transaction<'_>,
    table: Table,
    key: &[u8],
) -> DbResult<impl Future<Output = DbResult<Option<Uint8Array>>>> {
    let store = tx.object_store(table.name())?;
    store.get::<Uint8Array, _, _>(bytes(key)).primitive()
}

/// Gives numbers inside the transaction, so that several tabs can append.
fn append(tx: &Transaction<'_>, values: &[Vec<u8>], next_n: &mut u64) -> DbResult<()> {
    let outbox = tx.object_store(Table::Outbox.name())?;
    for value in values {
        put(&outbox, &next_n.to_be_bytes(), value)?;
        *next_n += 1;
    }
    let counter = tx.object_store(Table::Counter.name())?;
    put(&counter, NEXT_N, &next_n.to_be_bytes())
}

/// Asks for a write without waiting for it: committing waits for all of them, and fails if one failed.
fn put(store: &ObjectStore<'_>, key: &[u8], value: &[u8]) -> DbResult<()> {
    store
        .put(bytes(value))
        .with_key(bytes(key))
        .without_key_type()
        .primitive()?;
    Ok(())
}

/// Asks for every row of a table at once; what is answered reads them.
fn all_of(
    tx: &Transaction<'_>,
    table: Table,
) -> DbResult<impl Future<Output = DbResult<Vec<StoredRow>>>> {
    let store = tx.object_store(table.name())?;
    let keys = store.get_all_keys::<JsValue>().primitive()?;
    let values = store.get_all::<Uint8Array>().primitive()?;
    Ok(async move {
        let (keys, values) = (keys.await?, values.await?);
        let mut rows = Vec::new();
        for (key, value) in keys.zip(values) {
            let key = js_sys::Uint8Array::new(&key?.unchecked_into::<ArrayBuffer>()).to_vec();
            rows.push(StoredRow {
                table,
                key,
                value: value?.into(),
            });
        }
        Ok(rows)
    })
}

fn bytes(of: &[u8]) -> Uint8ArraySlice<'_> {
    Uint8ArraySlice::new(of)
}

/// What became of a write that failed. Only a lost connection leaves it open whether it was written.
fn failure(error: &Error) -> StoreFailure {
    let name = match error {
        Error::DomException(exception) => web_sys::DomException::from(exception.clone()).name(),
        other => {
            crate::platform::log(&format!(
                "the browser's database failed: {}",
                reason(&other.to_string().into())
            ));
            return StoreFailure::Unknown;
        }
    };
    match name.as_str() {
        "QuotaExceededError" => StoreFailure::Full,
        "InvalidStateError" | "UnknownError" | "TimeoutError" => StoreFailure::Unknown,
        _ => StoreFailure::Aborted,
    }
}
