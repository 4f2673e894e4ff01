//! Notifications between servers on one PostgreSQL: which scopes have news.

use super::sql::{row, values};
use super::{Store, StoreError};
use ::sync::wire::Cursor;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{DbBackend, DbErr, RuntimeErr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const CHANNEL: &str = "quayside_poke";
/// PostgreSQL takes less than 8,000 bytes at once.
const MOST: usize = 7_500;

#[derive(Debug, Serialize, Deserialize)]
struct Message {
    from: Uuid,
    landed: Vec<Cursor>,
}

/// What was heard.
#[derive(Debug)]
pub enum Heard {
    /// A server says where something landed; nowhere in particular says: look.
    Poke {
        /// That server.
        from: Uuid,
        /// There.
        landed: Vec<Cursor>,
    },
    /// The connection was lost for a while, and something may have been missed.
    Interrupted,
}

/// An open ear.
pub struct Listener(PgListener);

/// Whether there can be other servers on this database.
pub fn is_possible(store: &Store) -> bool {
    store.backend() == DbBackend::Postgres
}

/// Whether this server has closed the database.
pub fn is_closed(store: &Store) -> bool {
    store.reader().get_postgres_connection_pool().is_closed()
}

fn failed(error: sea_orm::sqlx::Error) -> StoreError {
    StoreError::Database(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
}

/// Listens from now on.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn listen(store: &Store) -> Result<Listener, StoreError> {
    let pool = store.reader().get_postgres_connection_pool();
    let mut listener = PgListener::connect_with(pool).await.map_err(failed)?;
    listener.listen(CHANNEL).await.map_err(failed)?;
    Ok(Listener(listener))
}

impl Listener {
    /// Waits for the next thing to hear.
    ///
    /// # Errors
    /// Fails once the database is closed or does not answer.
    pub async fn hear(&mut self) -> Result<Heard, StoreError> {
        let Some(said) = self.0.try_recv().await.map_err(failed)? else {
            return Ok(Heard::Interrupted);
        };
        Ok(match serde_json::from_str::<Message>(said.payload()) {
            Ok(Message { from, landed }) => Heard::Poke { from, landed },
            // A newer server says more than this one understands.
            Err(_) => Heard::Interrupted,
        })
    }
}

/// Tells the other servers where something landed.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn tell(store: &Store, from: Uuid, landed: &[Cursor]) -> Result<(), StoreError> {
    let text = |landed: Vec<Cursor>| {
        serde_json::to_string(&Message { from, landed }).expect("a message is plain data")
    };
    let mut message = text(landed.to_vec());
    if message.len() > MOST {
        message = text(Vec::new());
    }
    row(
        store.reader(),
        "SELECT CAST(pg_notify($1, $2) AS TEXT) AS told",
        values![CHANNEL, message],
    )
    .await
    .map(drop)
}
