//! Sessions of browsers in our own database. The cookie holds the id, the database only its hash.

use crate::clock::real_now;
use crate::store::session::{self, StoredSession};
use crate::store::{Store, StoreError};
use async_trait::async_trait;
use domain::ids::{DeviceId, GrantId, UserId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// The key under which [`SignedIn`] is kept in a session.
pub const SIGNED_IN: &str = "signed-in";

/// What a session remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub user: UserId,
    /// The user's credential when signing in: a new password ends older sessions.
    pub credential: i64,
    /// On which device.
    pub device: Option<DeviceId>,
    /// Under which grant.
    pub grant: Option<GrantId>,
    /// The day of its last use, so that it lives on while it is used.
    pub day: i64,
}

/// Keeps sessions.
#[derive(Debug, Clone)]
pub struct Sessions(Store);

impl Sessions {
    /// In this database.
    pub const fn new(store: Store) -> Self {
        Self(store)
    }
}

fn hash(id: &Id) -> Vec<u8> {
    blake3::hash(&id.0.to_be_bytes()).as_bytes().to_vec()
}

fn stored(record: &Record) -> Result<StoredSession> {
    let text =
        serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    let expires =
        i64::try_from(record.expiry_date.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX);
    Ok(StoredSession {
        record: text,
        expires: Timestamp::from_millis(expires),
    })
}

fn failed(error: StoreError) -> Error {
    Error::Backend(crate::http::problem::chain(&error))
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let session = stored(record)?;
        while !session::create(self.0.writer(), &hash(&record.id), &session)
            .await
            .map_err(failed)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        session::save(self.0.writer(), &hash(&record.id), &stored(record)?)
            .await
            .map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = session::load(self.0.reader(), &hash(id), real_now())
            .await
            .map_err(failed)?;
        let Some(session) = found else {
            return Ok(None);
        };
        let data = serde_json::from_str(&session.record)
            .map_err(|error| Error::Decode(error.to_string()))?;
        let nanos = i128::from(session.expires.millis()) * 1_000_000;
        let expiry_date = OffsetDateTime::from_unix_timestamp_nanos(nanos)
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        session::delete(self.0.writer(), &hash(id))
            .await
            .map_err(failed)
    }
}
