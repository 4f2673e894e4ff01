//! Secrets at rest: credentials of connections are sealed with a key that lies outside the database, so that a copy of
//! the database alone opens nothing. Passwords are not kept here; they are hashed.

use rand::TryRngCore;
use rand::rngs::OsRng;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::io::Write;
use std::path::{Path, PathBuf};

const KEY_LEN: usize = 32;

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file of the key cannot be read or made.
    #[error("the key file {} cannot be used", path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file does not hold a key.
    #[error("{} does not hold a key of 32 bytes", .0.display())]
    NotAKey(PathBuf),
    /// It was sealed with another key, for something else, or is damaged.
    #[error("a stored secret cannot be opened with this key file")]
    Closed,
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
}

/// Seals and opens.
pub struct Vault(LessSafeKey);

impl Vault {
    /// The vault of a key file, which is made if it is not there.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn at(path: &Path) -> Result<Self, VaultError> {
        let failed = |source| VaultError::File {
            path: path.to_owned(),
            source,
        };
        let key = match std::fs::read(path) {
            Ok(key) => key,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut key = vec![0; KEY_LEN];
                OsRng
                    .try_fill_bytes(&mut key)
                    .map_err(|_| VaultError::NoRandomness)?;
                match write_new(path, &key) {
                    // Another process was faster: its key is the one.
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                        std::fs::read(path).map_err(failed)?
                    }
                    Err(error) => return Err(failed(error)),
                    Ok(()) => key,
                }
            }
            Err(error) => return Err(failed(error)),
        };
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key)
            .map_err(|_| VaultError::NotAKey(path.to_owned()))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals a secret of a thing; it opens only as a secret of the same thing.
    ///
    /// # Errors
    /// Fails without randomness.
    pub fn seal(&self, of: &str, secret: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE_LEN];
        OsRng
            .try_fill_bytes(&mut nonce)
            .map_err(|_| VaultError::NoRandomness)?;
        let mut sealed = secret.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(of.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| VaultError::Closed)?;
        let mut whole = nonce.to_vec();
        whole.append(&mut sealed);
        Ok(whole)
    }

    /// Opens a secret of a thing.
    ///
    /// # Errors
    /// Fails if it was sealed with another key or for something else.
    pub fn open(&self, of: &str, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (nonce, body) = sealed
            .split_first_chunk::<NONCE_LEN>()
            .ok_or(VaultError::Closed)?;
        let mut body = body.to_vec();
        let open = self
            .0
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(of.as_bytes()),
                &mut body,
            )
            .map_err(|_| VaultError::Closed)?;
        Ok(open.to_vec())
    }
}

fn write_new(path: &Path, key: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(key)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_only_with_its_key_and_for_its_thing() {
        let folder = std::env::temp_dir().join(format!("quayside-vault-{}", uuid::Uuid::now_v7()));
        let first = Vault::at(&folder.join("a.key")).unwrap();
        let sealed = first.seal("con_1", b"refresh token").unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"refresh"));
        let again = Vault::at(&folder.join("a.key")).unwrap();
        assert_eq!(again.open("con_1", &sealed).unwrap(), b"refresh token");
        assert!(matches!(
            again.open("con_2", &sealed),
            Err(VaultError::Closed)
        ));
        let other = Vault::at(&folder.join("b.key")).unwrap();
        assert!(matches!(
            other.open("con_1", &sealed),
            Err(VaultError::Closed)
        ));
        assert!(matches!(
            first.open("con_1", b"short"),
            Err(VaultError::Closed)
        ));
        std::fs::write(folder.join("c.key"), b"too short").unwrap();
        assert!(matches!(
            Vault::at(&folder.join("c.key")),
            Err(VaultError::NotAKey(_))
        ));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
