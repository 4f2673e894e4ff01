//! API keys: programs that call the interface. A key acts as a user of its own, so that a role says what it may do and
//! whatever it does carries its name; nobody can sign in as that user.

use super::people::{PeopleError, person};
use super::{App, Caller};
use crate::access::token;
use crate::clock::real_now;
use crate::store::keys::{self, ApiKey};
use crate::store::people::{self, User};
use crate::store::sync::SyncTx;
use crate::store::{StoreError, session};
use domain::ids::UserId;
use domain::permission::Permission;
use domain::text::Email;

/// How every key begins, so that one that leaks is recognised.
const MARK: &str = "qsk_";
/// So many characters of a key are shown later on.
const SHOWN: usize = MARK.len() + 8;
/// Wrong keys from one origin before it has to wait.
const FREE_TRIES: i64 = 10;
/// The last call is noted to the minute: a busy program does not write for each of its reads.
const NOTED_EVERY_MS: i64 = 60_000;

/// A key that was just made.
#[derive(Debug, Clone)]
pub struct MadeKey {
    /// As it is kept.
    pub key: ApiKey,
    /// The key itself; only its hash is kept.
    pub secret: String,
}

/// Why a key opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum KeyRefusal {
    /// There is no such key.
    #[error("there is no such API key")]
    Unknown,
    /// Its time is over.
    #[error("the API key `{0}` has expired")]
    Expired(String),
    /// Somebody has revoked it.
    #[error("the API key `{0}` is revoked")]
    Revoked(String),
    /// Too many wrong keys came from there.
    #[error("too many wrong API keys")]
    Throttled {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Every key, newest first, revoked ones too.
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn api_keys(&self, caller: &Caller) -> Result<Vec<ApiKey>, PeopleError> {
        caller.require(Permission::Users)?;
        Ok(keys::all(self.store().reader()).await?)
    }

    /// Makes a key. A key makes no others: revoking one would not end what it began.
    ///
    /// # Errors
    /// Refuses who lacks the right, keys, an unknown role and an expiry that has passed.
    pub async fn make_api_key(
        &self,
        caller: &Caller,
        new: api::people::NewApiKey,
    ) -> Result<MadeKey, PeopleError> {
        caller.require(Permission::Users)?;
        let now = self.now();
        if new.expires.is_some_and(|expires| expires <= now) {
            return Err(PeopleError::OverAlready);
        }
        let tx = SyncTx::writing(self.store()).await?;
        if keys::is_key(tx.db(), caller.actor.user).await? {
            return Err(PeopleError::NotByKey);
        }
        let role = people::role(tx.db(), new.role)
            .await?
            .ok_or(PeopleError::Missing("role"))?;
        let id = UserId::new(self.fresh());
        let secret = format!("{MARK}{}", token::fresh());
        // `.invalid` belongs to nobody (RFC 2606): no letter goes there.
        let email = format!("{}@api-key.invalid", id.uuid().simple());
        let user = User {
            id,
            name: new.name,
            email: Email::new(&email).expect("an address of plain letters"),
            role: role.id,
            role_name: role.name,
            permissions: role.permissions,
            password: None,
            disabled: true,
            credential: 0,
            last_seen: None,
        };
        let key = ApiKey {
            id,
            name: user.name.clone(),
            role: user.role,
            role_name: user.role_name.clone(),
            prefix: secret.chars().take(SHOWN).collect(),
            made: now,
            made_by: caller.actor.user,
            made_by_name: Some(caller.user.name.clone()),
            expires: new.expires,
            last_used: None,
            revoked: None,
        };
        people::put_user(tx.db(), &user).await?;
        keys::put(tx.db(), &key, &token::hash(&secret)).await?;
        let detail = format!("{} as {}, {}…", key.name, key.role_name, key.prefix);
        let subject = Some(id.to_string());
        people::write_audit(tx.db(), now, caller.by(), "key/made", subject, &detail).await?;
        self.put_rows(tx, vec![person(&user)]).await?;
        Ok(MadeKey { key, secret })
    }

    /// Revokes a key at once and for good; doing it again changes nothing.
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn revoke_api_key(&self, caller: &Caller, id: UserId) -> Result<ApiKey, PeopleError> {
        caller.require(Permission::Users)?;
        let now = self.now();
        let tx = self.store().begin().await?;
        let is_new = keys::revoke(&tx, id, now).await?;
        let key = keys::one(&tx, id)
            .await?
            .ok_or(PeopleError::Missing("API key"))?;
        if is_new {
            let subject = Some(id.to_string());
            let detail = format!("{}, {}…", key.name, key.prefix);
            people::write_audit(&tx, now, caller.by(), "key/revoked", subject, &detail).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        Ok(key)
    }

    /// Whom a key belongs to. A right key is never kept waiting by wrong ones: guessing 256 bits is hopeless, and others
    /// behind the same address must not be able to lock a program out.
    ///
    /// # Errors
    /// Says why the key opens nothing.
    pub async fn caller_by_key(&self, secret: &str, origin: &str) -> Result<Caller, KeyRefusal> {
        let reader = self.store().reader();
        let now = self.now();
        let refusal = match keys::by_hash(reader, &token::hash(secret)).await? {
            None => KeyRefusal::Unknown,
            Some(key) if key.revoked.is_some() => KeyRefusal::Revoked(key.prefix),
            Some(key) if key.expires.is_some_and(|expires| expires <= now) => {
                KeyRefusal::Expired(key.prefix)
            }
            Some(key) => match people::user(reader, key.id).await? {
                Some(user) => return Ok(self.as_key(key, user).await?),
                None => KeyRefusal::Unknown,
            },
        };
        self.refuse_key(refusal, origin).await
    }

    async fn as_key(&self, key: ApiKey, user: User) -> Result<Caller, StoreError> {
        let now = self.now();
        let is_due = key
            .last_used
            .is_none_or(|last| now.millis_since(last) >= NOTED_EVERY_MS);
        if is_due {
            keys::saw(self.store().writer(), key.id, now).await?;
        }
        Ok(Caller::without_session(user))
    }

    /// Counts a wrong key against where it came from, and writes it down; who has to wait is not counted again.
    async fn refuse_key(&self, refusal: KeyRefusal, origin: &str) -> Result<Caller, KeyRefusal> {
        let subject = format!("key {origin}");
        match self.require_patience(&subject, FREE_TRIES).await {
            Err(PeopleError::Throttled { seconds }) => {
                return Err(KeyRefusal::Throttled { seconds });
            }
            Err(PeopleError::Store(error)) => return Err(error.into()),
            _ => {}
        }
        let writer = self.store().writer();
        let (now, since) = (real_now(), super::people::failures_since());
        session::add_failure(writer, &subject, now, since).await?;
        let detail = format!("{refusal}, from {origin}");
        people::write_audit(
            writer,
            self.now(),
            (None, None),
            "key/refused",
            None,
            &detail,
        )
        .await?;
        Err(refusal)
    }
}
