//! The numbers by which apps and servers of different releases know each other, and what each of them knows.
//!
//! A release of its own number is needed whenever an envelope, an operation, a row, a scope or what lies on a device
//! changes. Only the simulation runs other releases than this one: it switches, in its own thread, between four of them
//! that differ in all of this ([`play`]). Without the feature `planted-bugs` there is this one only.

use domain::books::EntityKind;

/// What one release speaks and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// The protocol that it speaks.
    pub protocol: u16,
    /// The oldest protocol that it still answers in.
    pub oldest_protocol: u16,
    /// Version of the rows and operations that it writes.
    pub schema: u16,
    /// The oldest schema that it gives news to. What is *sent* is read in every version that was ever released.
    pub oldest_schema: u16,
    /// Version of stored entries of the outbox that it writes; it reads every older one.
    pub entry: u8,
    /// The oldest schema whose copies of rows it can read on a device; older ones are fetched anew.
    pub oldest_copies: u16,
    /// Version of the server's database that it works with.
    pub database: u16,
}

/// This release.
pub const THIS: Release = Release {
    protocol: crate::wire::PROTOCOL,
    oldest_protocol: crate::wire::OLDEST_PROTOCOL,
    schema: crate::wire::SCHEMA,
    oldest_schema: crate::wire::OLDEST_SCHEMA,
    entry: 1,
    oldest_copies: 1,
    database: 1,
};

/// Since which schema an operation is known.
pub(crate) fn since_operation(kind: u16) -> u16 {
    variant::since_operation(kind)
}

/// Since which schema rows of a kind are known.
pub(crate) fn since_row(kind: EntityKind) -> u16 {
    variant::since_row(kind)
}

/// Since which schema a scope is known, by the number of its kind.
pub(crate) fn since_scope(tag: u8) -> u16 {
    variant::since_scope(tag)
}

/// Adds to the first form of something what its form of version `v` has beside it.
pub(crate) fn extended(bytes: Vec<u8>, v: u16) -> Vec<u8> {
    variant::extended(bytes, v)
}

/// What the form of version `v` has in common with the first; `None` if the bytes are not of that version.
pub(crate) fn common(bytes: &[u8], v: u16) -> Option<&[u8]> {
    variant::common(bytes, v)
}

/// The release that runs.
pub(crate) fn current() -> Release {
    variant::current()
}

#[cfg(not(feature = "planted-bugs"))]
mod variant {
    use super::*;

    pub(super) const fn current() -> Release {
        THIS
    }

    pub(super) const fn since_operation(_: u16) -> u16 {
        1
    }

    pub(super) const fn since_row(_: EntityKind) -> u16 {
        1
    }

    pub(super) const fn since_scope(_: u8) -> u16 {
        1
    }

    pub(super) const fn extended(bytes: Vec<u8>, _: u16) -> Vec<u8> {
        bytes
    }

    pub(super) const fn common(bytes: &[u8], _: u16) -> Option<&[u8]> {
        Some(bytes)
    }
}

#[cfg(feature = "planted-bugs")]
pub use variant::{NEWEST, is_played, play, simulated};

/// Releases that exist in the simulation only.
#[cfg(feature = "planted-bugs")]
mod variant {
    use super::*;
    use std::cell::Cell;

    /// The newest release of the simulation; the oldest is 1.
    pub const NEWEST: u16 = 4;

    thread_local! {
        static PLAYED: Cell<u16> = const { Cell::new(0) };
    }

    /// Runs this release in this thread from now on, or the one that the code is (0). Answers which ran before.
    pub fn play(release: u16) -> u16 {
        PLAYED.replace(release)
    }

    /// The release that is played, 0 if none is.
    pub fn is_played() -> u16 {
        PLAYED.get()
    }

    /// What a release of the simulation speaks. The second needs no change of the database, the third does, and also
    /// changes the envelope and what lies on a device; it takes what the first sends and gives it no news. The fourth no
    /// longer speaks the protocol of the first two.
    pub fn simulated(release: u16) -> Release {
        match release {
            0 => THIS,
            n => Release {
                protocol: 1 + u16::from(n >= 3),
                oldest_protocol: 1 + u16::from(n >= 4),
                schema: n,
                oldest_schema: match n {
                    1 | 2 => 1,
                    n => n - 1,
                },
                entry: 1 + u8::from(n >= 3),
                oldest_copies: if n >= 3 { 3 } else { 1 },
                database: 1 + u16::from(n >= 3),
            },
        }
    }

    pub(super) fn current() -> Release {
        simulated(PLAYED.get())
    }

    fn since(release: u16) -> u16 {
        if PLAYED.get() == 0 { 1 } else { release }
    }

    /// Receipts as seen and adjustments came with the second release.
    pub(super) fn since_operation(kind: u16) -> u16 {
        since(if matches!(kind, 9 | 108) { 2 } else { 1 })
    }

    /// Categories came with the third.
    pub(super) fn since_row(kind: EntityKind) -> u16 {
        since(if kind == EntityKind::Category { 3 } else { 1 })
    }

    /// Costs came with the second.
    pub(super) fn since_scope(tag: u8) -> u16 {
        since(if tag == 2 { 2 } else { 1 })
    }

    /// Each version has a field more than the one before.
    pub(super) fn extended(mut bytes: Vec<u8>, v: u16) -> Vec<u8> {
        bytes.extend((1..v).map(|field| field as u8));
        bytes
    }

    pub(super) fn common(bytes: &[u8], v: u16) -> Option<&[u8]> {
        let n_fields = usize::from(v.saturating_sub(1));
        let (bytes, fields) = bytes.split_at_checked(bytes.len().checked_sub(n_fields)?)?;
        fields
            .iter()
            .copied()
            .eq((1..v).map(|field| field as u8))
            .then_some(bytes)
    }
}
