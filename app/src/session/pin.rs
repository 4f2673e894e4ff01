//! The PIN that guards the screen. It protects no secret from somebody who takes the device apart; it keeps the next
//! person from working in another one's name (DECISIONS 14).

use crate::platform::{time, window};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A kept PIN: never the digits, only what they come to after many rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    salt: Vec<u8>,
    rounds: u32,
    derived: Vec<u8>,
    /// Wrong tries in a row, kept so that reloading the page does not help.
    pub wrong: u32,
    /// Wall time before which no further try is taken, in milliseconds.
    pub not_before_ms: i64,
}

/// Why a PIN was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Not four to eight digits.
    #[error("A PIN has four to eight digits.")]
    Malformed,
    /// Wrong.
    #[error("That is not the PIN. Try again.")]
    Wrong,
    /// Too many wrong ones.
    #[error("Too many tries. Wait {seconds} seconds, or sign in with your password.")]
    Wait {
        /// Until the next try.
        seconds: u32,
    },
    /// The browser cannot do it, or did not keep it.
    #[error(
        "This browser could not keep the PIN. Open Quayside at an https address and try again."
    )]
    Unavailable,
    /// Nobody is signed in, or there is no PIN.
    #[error("There is nothing to unlock. Sign in with your password.")]
    Nothing,
}

/// About a quarter of a second on a tablet.
const ROUNDS: u32 = 310_000;
/// So many tries are free.
const FREE: u32 = 4;

impl Pin {
    /// Prepares a PIN to be kept.
    ///
    /// # Errors
    /// If it is none, or the browser cannot derive keys.
    pub async fn new(digits: &str) -> Result<Self, PinError> {
        if !(4..=8).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::Malformed);
        }
        let mut salt = vec![0; 16];
        getrandom::fill(&mut salt).map_err(|_| PinError::Unavailable)?;
        let derived = derive(digits, &salt, ROUNDS)
            .await
            .map_err(|_| PinError::Unavailable)?;
        Ok(Self {
            salt,
            rounds: ROUNDS,
            derived,
            wrong: 0,
            not_before_ms: 0,
        })
    }

    /// Tries digits. Counts wrong ones: the caller keeps the PIN again afterwards.
    ///
    /// # Errors
    /// If they are wrong or come too soon.
    pub async fn try_digits(&mut self, digits: &str) -> Result<(), PinError> {
        let now_ms = time::wall().millis();
        if now_ms < self.not_before_ms {
            let seconds = u32::try_from((self.not_before_ms - now_ms).div_euclid(1_000) + 1)
                .unwrap_or(u32::MAX);
            return Err(PinError::Wait { seconds });
        }
        let derived = derive(digits, &self.salt, self.rounds)
            .await
            .map_err(|_| PinError::Unavailable)?;
        if derived == self.derived {
            self.wrong = 0;
            return Ok(());
        }
        self.wrong += 1;
        if self.wrong > FREE {
            let seconds = 15_u32 << (self.wrong - FREE - 1).min(6);
            self.not_before_ms = now_ms + i64::from(seconds) * 1_000;
            return Err(PinError::Wait { seconds });
        }
        Err(PinError::Wrong)
    }
}

/// PBKDF2 with SHA-256, by the browser.
async fn derive(digits: &str, salt: &[u8], rounds: u32) -> Result<Vec<u8>, JsValue> {
    let subtle = window().crypto()?.subtle();
    let raw = js_sys::Uint8Array::from(digits.as_bytes());
    let usages = js_sys::Array::of1(&"deriveBits".into());
    let importing = subtle.import_key_with_str("raw", &raw, "PBKDF2", false, &usages)?;
    let key: web_sys::CryptoKey = JsFuture::from(importing).await?.unchecked_into();
    let how = js_sys::Object::new();
    js_sys::Reflect::set(&how, &"name".into(), &"PBKDF2".into())?;
    js_sys::Reflect::set(&how, &"hash".into(), &"SHA-256".into())?;
    js_sys::Reflect::set(&how, &"salt".into(), &js_sys::Uint8Array::from(salt))?;
    js_sys::Reflect::set(&how, &"iterations".into(), &rounds.into())?;
    let bits = JsFuture::from(subtle.derive_bits_with_object(&how, &key, 256)?).await?;
    Ok(js_sys::Uint8Array::new(&bits).to_vec())
}
