//! Signatures of devices (DECISIONS 14): a device signs what it sends with a key that its browser never gives out; the
//! server keeps the public half from the device's enrolment.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// What stands before the bytes that are signed, so that a signature is good for nothing else.
pub const PREFIX: &[u8] = b"quayside-sync-1\n";

/// An uncompressed point of P-256: a mark and two numbers.
const POINT: usize = 65;

/// A device's public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Vec<u8>);

impl PublicKey {
    /// Reads an uncompressed point in base64.
    pub fn of_text(text: &str) -> Option<Self> {
        let point = STANDARD.decode(text).ok()?;
        (point.len() == POINT && point[0] == 4).then_some(Self(point))
    }

    /// Whether the device signed this body so; the signature is in base64.
    pub fn has_signed(&self, body: &[u8], signature: &str) -> bool {
        let Ok(signature) = STANDARD.decode(signature) else {
            return false;
        };
        let signed = [PREFIX, body].concat();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0)
            .verify(&signed, &signature)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    #[test]
    fn a_signature_is_of_this_key_and_these_bytes() {
        let random = SystemRandom::new();
        let how = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = || {
            let document = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
            EcdsaKeyPair::from_pkcs8(how, document.as_ref(), &random).unwrap()
        };
        let (own, other) = (pair(), pair());
        let key = |pair: &EcdsaKeyPair| {
            PublicKey::of_text(&STANDARD.encode(pair.public_key().as_ref())).unwrap()
        };
        let signature = own.sign(&random, &[PREFIX, b"body"].concat()).unwrap();
        let signature = STANDARD.encode(signature.as_ref());
        assert!(key(&own).has_signed(b"body", &signature));
        assert!(!key(&own).has_signed(b"bodY", &signature));
        assert!(!key(&other).has_signed(b"body", &signature));
        assert!(!key(&own).has_signed(b"body", "no base64"));
        let bare = STANDARD.encode(own.sign(&random, b"body").unwrap().as_ref());
        assert!(!key(&own).has_signed(b"body", &bare));
        for wrong in ["", "AAAA", "no base64"] {
            assert_eq!(PublicKey::of_text(wrong), None);
        }
    }
}
