//! Bugs that are planted on purpose: those in the protocol's own code ([`Planted`]) and those that only a server or a
//! browser around it could have.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;
use sync::planted::{self, Planted};

/// A bug around the protocol: in how a server or a browser uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each name says what is wrong")]
pub enum Bug {
    SequenceCursor,
    PullReadCommitted,
    EntitiesUnlocked,
    ClientRowUnlocked,
    AnswerBeforeCommit,
    EpochKeptOnRestore,
    RequirementsIgnored,
    CounterNotAtomic,
    NumberBeforeItems,
    BeepBeforeCommit,
    CountsForgotten,
    ReversalForgotten,
    MovementsForgotten,
    NeverUnderstands,
}

impl Bug {
    const ALL: [Self; 14] = [
        Self::SequenceCursor,
        Self::PullReadCommitted,
        Self::EntitiesUnlocked,
        Self::ClientRowUnlocked,
        Self::AnswerBeforeCommit,
        Self::EpochKeptOnRestore,
        Self::RequirementsIgnored,
        Self::CounterNotAtomic,
        Self::NumberBeforeItems,
        Self::BeepBeforeCommit,
        Self::CountsForgotten,
        Self::ReversalForgotten,
        Self::MovementsForgotten,
        Self::NeverUnderstands,
    ];
}

/// One planted bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyBug {
    /// In the protocol's own code.
    Inside(Planted),
    /// Around it.
    Around(Bug),
}

impl AnyBug {
    /// Every bug there is.
    pub fn all() -> Vec<Self> {
        let inside = Planted::ALL.iter().copied().map(Self::Inside);
        inside
            .chain(Bug::ALL.into_iter().map(Self::Around))
            .collect()
    }
}

impl fmt::Display for AnyBug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Inside(bug) => format!("{bug:?}"),
            Self::Around(bug) => format!("{bug:?}"),
        };
        for (at, letter) in name.chars().enumerate() {
            if letter.is_uppercase() && at > 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

/// No bug has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no bug is called `{0}`")]
pub struct UnknownBug(String);

impl FromStr for AnyBug {
    type Err = UnknownBug;
    fn from_str(name: &str) -> Result<Self, UnknownBug> {
        Self::all()
            .into_iter()
            .find(|bug| bug.to_string() == name)
            .ok_or_else(|| UnknownBug(name.to_owned()))
    }
}

thread_local! {
    static AROUND: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// Plants a bug in this thread, or none.
pub fn plant(bug: Option<AnyBug>) {
    let (inside, around) = match bug {
        Some(AnyBug::Inside(bug)) => (Some(bug), None),
        Some(AnyBug::Around(bug)) => (None, Some(bug)),
        None => (None, None),
    };
    planted::plant(inside);
    AROUND.set(around);
}

/// Whether this bug is planted.
pub fn has(bug: Bug) -> bool {
    AROUND.get() == Some(bug)
}
