//! Application Management 2023-11-30: rotating the application's own secret.
//!
//! A secret lives 180 days. [`RotateApplicationClientSecret`] is called without a seller
//! ([`Scope::ClientCredentialRotation`](crate::auth::Scope)); the new secret does not come back in
//! the answer but as a notification, see [`notifications::NewSecret`](super::notifications::NewSecret).
//! The old one stays good for a week, and refresh tokens survive.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::application::{self, RotateApplicationClientSecret}, auth::Scope, marketplace::Region};
//!
//! let scope = Scope::ClientCredentialRotation;
//! let grantless = session.client().grantless(Region::NorthAmerica, &place.application, scope);
//! grantless.call(&RotateApplicationClientSecret {}).await?;
//! // The new secret comes as a notification. The old one is good for a week more.
//! let until = application::rotate_by(session.client().clock().now());
//! println!("to be rotated again before {until}");
//! # Ok(()) });
//! ```

mod wire;

use std::time::Duration;

use jiff::Timestamp;
pub use wire::*;

/// How long a secret lives.
pub const SECRET_LIFE: Duration = Duration::from_secs(180 * 24 * 3600);

/// Until when a secret that was made at an instant must be rotated. Amazon tells it with a new secret
/// ([`NewSecret::expires`](super::notifications::NewSecret::expires)) and at no other time.
pub fn rotate_by(made: Timestamp) -> Timestamp {
    made.checked_add(SECRET_LIFE).unwrap_or(Timestamp::MAX)
}
