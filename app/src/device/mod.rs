//! The device: its name, its storage and its clock, and what to warn about.

pub mod storage;
pub mod wake;

use domain::ids::{ClientId, DeviceId};

/// What this device is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceInfo {
    /// Its enrolment, once the server gave one.
    pub device: Option<DeviceId>,
    /// What people call it.
    pub name: String,
    /// The storage instance: who writes this outbox.
    pub client: Option<ClientId>,
    /// The version of the application that runs.
    pub version: String,
    /// Whether it runs as an installed application.
    pub installed: bool,
}

/// Whether what is kept here is safe (OFF-38).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StorageState {
    /// Whether the browser promised not to clear it by itself; `None` until asked.
    pub durable: Option<bool>,
    /// Bytes in use.
    pub used: u64,
    /// Bytes allowed; zero if the browser does not say.
    pub quota: u64,
    /// The last write failed for lack of space: what was scanned is held in memory until there is some.
    pub full: bool,
}

impl StorageState {
    /// Less than this is left: warn.
    pub const LOW_BYTES: u64 = 50 * 1024 * 1024;

    /// Whether space runs out.
    pub fn is_low(&self) -> bool {
        self.full || (self.quota > 0 && self.quota.saturating_sub(self.used) < Self::LOW_BYTES)
    }
}

/// Something about the device that a person has to know. Shown as a banner until it passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The clock is wrong by so many milliseconds; events are still ordered by the server (OFF-55).
    Clock {
        /// Server time minus device time.
        offset_ms: i64,
    },
    /// The browser may clear what is kept here; installing the application usually settles it.
    StorageNotDurable,
    /// Space runs out.
    StorageLow,
    /// Nothing can be kept at all: private window, blocked or broken storage.
    StorageUnavailable {
        /// What the browser said.
        reason: String,
    },
    /// The server no longer speaks this version: update. What is unsent stays (OFF-37).
    Outdated,
    /// The server does not know the session any more: it takes nothing until somebody signs in. What is unsent stays.
    SignIn,
    /// The server does not know this device any more: it delivers what it holds once, then it is wiped (OFF-53).
    Revoked,
    /// Storage of this device was lost and may have held scans that were not sent.
    MayHaveLost {
        /// At most so many scans.
        scans: u32,
    },
}

impl Warning {
    /// What happened, what it means, what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Clock { offset_ms } => {
                let minutes = offset_ms.unsigned_abs().div_ceil(60_000);
                let way = if *offset_ms > 0 { "slow" } else { "fast" };
                format!(
                    "The clock of this device is about {minutes} min {way}. Counts are still put in the right order. Set the clock to automatic in the device's settings."
                )
            }
            Self::StorageNotDurable => "This browser may clear what is kept here when space runs out. Install Quayside on this device to keep it safe.".into(),
            Self::StorageLow => "This device is nearly full. Nothing is lost. Free some space before you go on counting.".into(),
            Self::StorageUnavailable { reason } => format!(
                "This browser does not let Quayside keep anything here ({reason}), so it cannot work without a network. Leave the private window, or allow storage for this address."
            ),
            Self::Outdated => "This version of Quayside is too old for the server. What you counted is safe here. Update to send it.".into(),
            Self::SignIn => "The server asks for a new sign-in. What was recorded is safe here. Sign in to send it.".into(),
            Self::Revoked => "This device was removed from the company. What it had counted has been handed over for a supervisor to decide.".into(),
            Self::MayHaveLost { scans } => format!(
                "The storage of this device was cleared. Up to {scans} scans may be missing. Count the bins that were open here again."
            ),
        }
    }
}
