//! Secrets in kept state: sealed under a key that stands in a file of its own beside it, so that state that is
//! searched, copied or attached to a report shows no token and no client secret.
//!
//! It does not protect against somebody who has the whole directory. Whatever is written without a key, such as a
//! comparison of two worlds, gets a fingerprint of each secret, which nobody can read back.

use std::cell::Cell;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::Path;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const SEALED: &str = "sealed:";
const FINGERPRINT: &str = "fingerprint:";

/// What secrets are sealed under.
#[derive(Clone, Copy)]
pub(crate) struct Key([u8; 32]);

thread_local! {
    static KEY: Cell<Option<Key>> = const { Cell::new(None) };
}

impl Key {
    /// For secrets that are written only to be read again at once.
    pub(crate) const PASSING: Self = Self([0; 32]);

    /// The key kept in a file, made on the first call.
    pub(crate) fn kept_in(path: &Path) -> std::io::Result<Self> {
        let mut key = [0; 32];
        match OpenOptions::new().read(true).open(path) {
            Ok(mut file) => file.read_exact(&mut key)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                getrandom::fill(&mut key)
                    .map_err(|error| std::io::Error::other(error.to_string()))?;
                let mut options = OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                options.open(path)?.write_all(&key)?;
            }
            Err(error) => return Err(error),
        }
        Ok(Self(key))
    }

    /// Writes or reads something under this key.
    pub(crate) fn during<T>(self, work: impl FnOnce() -> T) -> T {
        let before = KEY.replace(Some(self));
        let done = work();
        KEY.set(before);
        done
    }

    /// Bytes that only the key and this number give, as many as asked for.
    fn stream(self, number: &[u8], n: usize) -> Vec<u8> {
        let mut bytes = vec![0; n];
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(b"stream").update(number);
        hasher.finalize_xof().fill(&mut bytes);
        bytes
    }

    /// The number that a secret is sealed with. It depends on the secret, so that equal states are equal files, and
    /// opening proves that nothing was changed.
    fn number(self, secret: &[u8]) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(b"number").update(secret);
        let mut number = [0; 16];
        hasher.finalize_xof().fill(&mut number);
        number
    }

    fn seal(self, secret: &str) -> String {
        let number = self.number(secret.as_bytes());
        let sealed = xor(secret.as_bytes(), &self.stream(&number, secret.len()));
        format!(
            "{SEALED}{}{}",
            crate::bytes::to_hex(&number),
            crate::bytes::to_hex(&sealed)
        )
    }

    fn open(self, text: &str) -> Option<String> {
        let bytes = crate::bytes::from_hex(text.strip_prefix(SEALED)?)?;
        let (number, sealed) = bytes.split_at_checked(16)?;
        let secret = xor(sealed, &self.stream(number, sealed.len()));
        let is_ours = self.number(&secret) == number;
        String::from_utf8(secret).ok().filter(|_| is_ours)
    }
}

fn xor(left: &[u8], right: &[u8]) -> Vec<u8> {
    left.iter()
        .zip(right)
        .map(|(left, right)| left ^ right)
        .collect()
}

/// A secret on its way to a file or back.
struct Sealed(String);

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match KEY.get() {
            Some(key) => key.seal(&self.0),
            None => format!("{FINGERPRINT}{}", blake3::hash(self.0.as_bytes()).to_hex()),
        };
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = KEY.get();
        let secret = key.and_then(|key| key.open(&text));
        let secret =
            secret.ok_or_else(|| D::Error::custom("a secret is not sealed under this key"))?;
        Ok(Self(secret))
    }
}

/// A secret text.
pub(crate) mod text {
    use super::{Deserialize, Deserializer, Sealed, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(secret: &str, serializer: S) -> Result<S::Ok, S::Error> {
        Sealed(secret.to_owned()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<String, D::Error> {
        Sealed::deserialize(deserializer).map(|sealed| sealed.0)
    }
}

/// What stands beside a secret, if there is one.
pub(crate) mod beside {
    use super::{Deserialize, DeserializeOwned, Deserializer, Sealed, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        held: &Option<(String, T)>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let held = held.as_ref();
        held.map(|(secret, value)| (Sealed(secret.clone()), value))
            .serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<(String, T)>, D::Error> {
        let held = Option::<(Sealed, T)>::deserialize(deserializer)?;
        Ok(held.map(|(secret, value)| (secret.0, value)))
    }
}

/// A table whose keys are secrets.
pub(crate) mod keys {
    use std::collections::BTreeMap;

    use super::{Deserialize, DeserializeOwned, Deserializer, Sealed, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        table: &BTreeMap<String, T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            table
                .iter()
                .map(|(secret, value)| (Sealed(secret.clone()), value)),
        )
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<String, T>, D::Error> {
        let rows = Vec::<(Sealed, T)>::deserialize(deserializer)?;
        Ok(rows
            .into_iter()
            .map(|(secret, value)| (secret.0, value))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_under_its_key_alone() {
        let (key, other) = (Key([7; 32]), Key([8; 32]));
        let sealed = key.seal("Atzr|hush");
        assert!(!sealed.contains("hush") && sealed == key.seal("Atzr|hush"));
        assert_eq!(key.open(&sealed).as_deref(), Some("Atzr|hush"));
        assert_eq!(other.open(&sealed), None);
        let bent = format!("{}0", &sealed[..sealed.len() - 1]);
        assert!(bent == sealed || key.open(&bent).is_none());
        assert_eq!(key.open("Atzr|hush"), None);
    }
}
