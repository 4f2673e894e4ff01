//! Bugs that can be planted on purpose, to prove that the simulation would find them. Only the simulation can switch
//! one on; without the feature `planted-bugs` they do not exist.

/// A bug in the protocol's own code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each name says what is wrong")]
pub enum Planted {
    NoForkCheck,
    RepeatsByNumberAlone,
    RefusedNotRecorded,
    UnknownFactDropped,
    NumberNotKept,
    HeldNotHeld,
    RevokedTrusted,
    RevokedFactsRefused,
    AuthorIsSender,
    PoisonBlocks,
    LossNotReported,
    CheckForgotten,
    StockNotNumbered,
    TombstonesForgotten,
    FloorIgnored,
    ScopesOfOthers,
    PageSkipsRow,
    FinalTooEarly,
    RevealEarly,
    NeverLeavesOverlay,
    DroppedKept,
    CursorBeforeData,
    LeavesOverlayOnAck,
    OutboxDeletedOnAck,
    RelaxedOutbox,
    ForkDropsOutbox,
    NewIdsOnFork,
    EpochKeepsCursors,
    EpochForgetsOutbox,
    GivesUp,
    NoFence,
    PurgedTooSoon,
    MergeDeletesStaged,
    LateAnswerTaken,
    OldGenerationMixed,
    SnapshotTakenForHead,
    TombstonesIgnored,
    VoidsForgotten,
    RescueNewIds,
    ClocksTrusted,
    NumbersTrusted,
    SetOnArrival,
    OpaqueForEver,
    PokeOnly,
    PushesOneByOne,
    UpgradeLosesJournal,
    OldCopiesKept,
    NewestRowsForAll,
    ScopesOfNewerApps,
    AnswersInOwnProtocol,
    OutdatedServes,
    RescueSumOfOutbox,
    UpgradeAsksForEver,
    PokesIgnored,
    LateRefusalTaken,
    AckBeyondPush,
    AbortedTakenForDone,
}

impl Planted {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::NoForkCheck,
        Self::RepeatsByNumberAlone,
        Self::RefusedNotRecorded,
        Self::UnknownFactDropped,
        Self::NumberNotKept,
        Self::HeldNotHeld,
        Self::RevokedTrusted,
        Self::RevokedFactsRefused,
        Self::AuthorIsSender,
        Self::PoisonBlocks,
        Self::LossNotReported,
        Self::CheckForgotten,
        Self::StockNotNumbered,
        Self::TombstonesForgotten,
        Self::FloorIgnored,
        Self::ScopesOfOthers,
        Self::PageSkipsRow,
        Self::FinalTooEarly,
        Self::RevealEarly,
        Self::NeverLeavesOverlay,
        Self::DroppedKept,
        Self::CursorBeforeData,
        Self::LeavesOverlayOnAck,
        Self::OutboxDeletedOnAck,
        Self::RelaxedOutbox,
        Self::ForkDropsOutbox,
        Self::NewIdsOnFork,
        Self::EpochKeepsCursors,
        Self::EpochForgetsOutbox,
        Self::GivesUp,
        Self::NoFence,
        Self::PurgedTooSoon,
        Self::MergeDeletesStaged,
        Self::LateAnswerTaken,
        Self::OldGenerationMixed,
        Self::SnapshotTakenForHead,
        Self::TombstonesIgnored,
        Self::VoidsForgotten,
        Self::RescueNewIds,
        Self::ClocksTrusted,
        Self::NumbersTrusted,
        Self::SetOnArrival,
        Self::OpaqueForEver,
        Self::PokeOnly,
        Self::PushesOneByOne,
        Self::UpgradeLosesJournal,
        Self::OldCopiesKept,
        Self::NewestRowsForAll,
        Self::ScopesOfNewerApps,
        Self::AnswersInOwnProtocol,
        Self::OutdatedServes,
        Self::RescueSumOfOutbox,
        Self::UpgradeAsksForEver,
        Self::PokesIgnored,
        Self::LateRefusalTaken,
        Self::AckBeyondPush,
        Self::AbortedTakenForDone,
    ];
}

#[cfg(feature = "planted-bugs")]
mod switch {
    use super::Planted;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Planted>> = const { Cell::new(None) };
    }

    /// Plants a bug in this thread, or none.
    pub fn plant(bug: Option<Planted>) {
        PLANTED.set(bug);
    }

    pub(crate) fn is_planted(bug: Planted) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(feature = "planted-bugs")]
pub(crate) use switch::is_planted;
#[cfg(feature = "planted-bugs")]
pub use switch::plant;

#[cfg(not(feature = "planted-bugs"))]
pub(crate) const fn is_planted(_: Planted) -> bool {
    false
}
