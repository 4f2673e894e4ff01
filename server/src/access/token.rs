//! Secrets that are handed out once and kept as hashes: links by mail, the cookie that takes a device up again.

use rand::TryRngCore;
use rand::rngs::OsRng;

/// A new secret of 256 bits, in characters that need no escaping.
pub fn fresh() -> String {
    let mut bytes = [0_u8; 32];
    OsRng
        .try_fill_bytes(&mut bytes)
        .expect("the operating system gives randomness");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is kept of a secret. The secrets are random, so a fast hash is enough.
pub fn hash(secret: &str) -> Vec<u8> {
    blake3::hash(secret.as_bytes()).as_bytes().to_vec()
}

/// Compares hashes of secrets; equal time, since the compared bytes are hashes already.
pub fn is_same(hashed: &[u8], secret: &str) -> bool {
    blake3::Hash::from_slice(hashed).is_ok_and(|hashed| hashed == blake3::hash(secret.as_bytes()))
}
