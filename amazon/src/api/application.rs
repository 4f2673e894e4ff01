//! Application Management 2023-11-30: rotating the application's own secret.
//!
//! A secret lives 180 days. [`RotateApplicationClientSecret`] is called without a seller
//! ([`Scope::ClientCredentialRotation`](crate::auth::Scope)); the new secret does not come back in
//! the answer but as a notification, see [`notifications::NewSecret`](super::notifications::NewSecret).
//! The old one stays good for a week, and refresh tokens survive.

mod wire;

use std::time::Duration;

pub use wire::*;

/// How long a secret lives.
pub const SECRET_LIFE: Duration = Duration::from_secs(180 * 24 * 3600);
