//! Who is using this device: signed out, locked or signed in, and what they may do. The server decides what is
//! allowed; this side explains a disabled control and protects the screen.

mod keep;
mod key;
mod pin;

pub use keep::{Kept, end, sign_in};
pub use key::{public_key, signature};
pub use pin::{Pin, PinError};

use domain::ids::UserId;
use domain::permission::Permission;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The person at the screen, as last told by the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they may do, by the last known state (OFF-56).
    pub permissions: BTreeSet<Permission>,
}

/// Whether somebody may work here now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Session {
    /// The device's storage has not been read yet.
    #[default]
    Opening,
    /// Nobody is signed in: show the sign-in page.
    SignedOut,
    /// Somebody is signed in, the screen is locked: ask for the PIN.
    Locked {
        /// Who.
        person: Person,
        /// Why it is locked.
        why: LockReason,
    },
    /// Somebody works here.
    SignedIn {
        /// Who.
        person: Person,
        /// Until when they may work without reaching the server.
        offline_until: Option<Timestamp>,
        /// Whether a PIN guards the screen.
        has_pin: bool,
    },
}

/// Why the screen is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockReason {
    /// Nobody touched it for a while, or somebody locked it.
    Idle,
    /// The time to work offline has passed: signing in with the server unlocks it (DECISIONS 13).
    GrantExpired,
}

impl Session {
    /// The person at the screen, locked or not.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Opening | Self::SignedOut => None,
            Self::Locked { person, .. } | Self::SignedIn { person, .. } => Some(person),
        }
    }

    /// Whether the person may do this, by the last known state.
    pub fn permits(&self, permission: Permission) -> bool {
        self.person()
            .is_some_and(|person| person.permissions.contains(&permission))
    }
}

/// Why somebody could not sign in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// What was typed is no e-mail address.
    #[error("That is no e-mail address. Check it and try again.")]
    NoAddress,
    /// The server was not reached.
    #[error(
        "The server cannot be reached. Signing in needs a connection. Check the network and try again."
    )]
    Unreached,
    /// The server said no, in its own words.
    #[error("{0}")]
    Refused(String),
    /// Something answered that is not the server.
    #[error(
        "Something else answered in place of the server. Open the network's own sign-in page, then try again."
    )]
    NotOurs,
    /// Nothing can be kept on this device.
    #[error(
        "This browser does not let Quayside keep anything here. Leave the private window, or allow storage for this address."
    )]
    NotKept,
}
