//! Bugs that can be planted on purpose, to prove that the simulation would find them. Only the simulation can switch
//! one on; without the feature `planted-bugs` they do not exist.

/// A bug in the protocol's own code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each name says what is wrong")]
pub enum Planted {
    NoForkCheck,
    NoGapCheck,
    RepeatsApplied,
    RepeatsByNumberAlone,
    RefusedNotRecorded,
    HeldNotHeld,
    FactsHeldToo,
    HeadsUnsorted,
    CheckForgotten,
    TombstonesForgotten,
    RowNotNumbered,
    FloorIgnored,
    RevokedTrusted,
    UnknownFactDropped,
    PoisonBlocks,
    LossNotReported,
    ScopesOfOthers,
    FinalTooEarly,
    PageSkipsRow,
    CursorBeforeData,
    RevealEarly,
    SumIgnored,
    LeavesOverlayOnAck,
    NeverLeavesOverlay,
    OutboxDeletedOnAck,
    RelaxedOutbox,
    BeepBeforeCommit,
    NewIdsOnFork,
    ForkDropsOutbox,
    EpochKeepsCursors,
    EpochForgetsOutbox,
    DroppedKept,
    LateAnswerTaken,
    NoLeaderFence,
    PurgeUnlanded,
    RescueNewIds,
    LastWriteWins,
    ClockTrusted,
    NoBackoffEnd,
    DiscardStillSent,
    RestartLosesStage,
}

impl Planted {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::NoForkCheck,
        Self::NoGapCheck,
        Self::RepeatsApplied,
        Self::RepeatsByNumberAlone,
        Self::RefusedNotRecorded,
        Self::HeldNotHeld,
        Self::FactsHeldToo,
        Self::HeadsUnsorted,
        Self::CheckForgotten,
        Self::TombstonesForgotten,
        Self::RowNotNumbered,
        Self::FloorIgnored,
        Self::RevokedTrusted,
        Self::UnknownFactDropped,
        Self::PoisonBlocks,
        Self::LossNotReported,
        Self::ScopesOfOthers,
        Self::FinalTooEarly,
        Self::PageSkipsRow,
        Self::CursorBeforeData,
        Self::RevealEarly,
        Self::SumIgnored,
        Self::LeavesOverlayOnAck,
        Self::NeverLeavesOverlay,
        Self::OutboxDeletedOnAck,
        Self::RelaxedOutbox,
        Self::BeepBeforeCommit,
        Self::NewIdsOnFork,
        Self::ForkDropsOutbox,
        Self::EpochKeepsCursors,
        Self::EpochForgetsOutbox,
        Self::DroppedKept,
        Self::LateAnswerTaken,
        Self::NoLeaderFence,
        Self::PurgeUnlanded,
        Self::RescueNewIds,
        Self::LastWriteWins,
        Self::ClockTrusted,
        Self::NoBackoffEnd,
        Self::DiscardStillSent,
        Self::RestartLosesStage,
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
