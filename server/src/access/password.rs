//! Passwords: argon2id, made and checked away from the threads that serve requests.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub const FEWEST: usize = 10;
/// Most bytes of a password: hashing more would be a way to keep the server busy.
pub const MOST: usize = 1_000;

/// Each hash needs 19 MiB; a flood of sign-ins must not need more than a few of them.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Compared against where there is no user, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password"));

/// Why a password cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Too short.
    #[error("it has fewer than {FEWEST} characters")]
    Short,
    /// Too long.
    #[error("it has more than {MOST} bytes")]
    Long,
}

/// Whether a new password can be taken.
///
/// # Errors
/// Says what is wrong with it.
pub fn check(password: &str) -> Result<(), Unfit> {
    if password.chars().count() < FEWEST {
        Err(Unfit::Short)
    } else if password.len() > MOST {
        Err(Unfit::Long)
    } else {
        Ok(())
    }
}

fn hasher() -> Argon2<'static> {
    let params =
        Params::new(19_456, 2, 1, None).expect("the parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str) -> String {
    let mut bytes = [0_u8; 16];
    OsRng
        .try_fill_bytes(&mut bytes)
        .expect("the operating system gives randomness");
    let salt = SaltString::encode_b64(&bytes).expect("16 bytes are a salt");
    hasher()
        .hash_password(password.as_bytes(), &salt)
        .expect("length and salt are within argon2's limits")
        .to_string()
}

/// Hashes a password that was checked.
pub async fn hash(password: String) -> String {
    let _turn = AT_ONCE
        .acquire()
        .await
        .expect("the semaphore is never closed");
    tokio::task::spawn_blocking(move || hash_now(&password))
        .await
        .expect("hashing does not panic")
}

/// Whether a password is the one that was hashed; takes as long where there is no hash.
pub async fn is_right(password: String, hashed: Option<String>) -> bool {
    if password.len() > MOST {
        return false;
    }
    let _turn = AT_ONCE
        .acquire()
        .await
        .expect("the semaphore is never closed");
    let compare = move || {
        let text = hashed.as_deref().unwrap_or(NOBODY.as_str());
        let matches = PasswordHash::new(text).is_ok_and(|parsed| {
            hasher()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        });
        matches && hashed.is_some()
    };
    tokio::task::spawn_blocking(compare).await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_is_right() {
        let hashed = hash("correct horse battery".into()).await;
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("correct horse battery".into(), Some(hashed.clone())).await);
        assert!(!is_right("correct horse batterz".into(), Some(hashed.clone())).await);
        assert!(!is_right("x".repeat(MOST + 1), Some(hashed)).await);
        assert!(!is_right("nobody has this password".into(), None).await);
        assert_eq!(check("short"), Err(Unfit::Short));
    }
}
