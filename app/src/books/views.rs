//! What the screen shows, as plain data.

use domain::ids::{BinId, LocationId, OperationId, PassId, ProductId, UserId};
use domain::ledger::Level;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::{CountSource, Item, PassHead, Recount};
use domain::text::{Name, Sku};
use domain::time::Timestamp;

/// Stock of one product in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockLine {
    /// What.
    pub product: ProductId,
    /// Where.
    pub location: LocationId,
    /// In this bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// How much, this device's unsent work included.
    pub level: Level,
}

/// The state of syncing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncState {
    /// Whether the server was reached the last time it was tried; `None` before the first try.
    pub reachable: Option<bool>,
    /// An exchange is under way.
    pub busy: bool,
    /// Entries that are not on the server.
    pub pending: usize,
    /// Entries that a person has to decide about.
    pub attention: usize,
    /// Entries that wait behind those.
    pub held: usize,
    /// When the server was last reached, by this device's clock.
    pub last_success: Option<Timestamp>,
    /// Of when what is shown is: "as of" (OFF-05).
    pub as_of: Option<Timestamp>,
    /// When the next try is due, while the server cannot be reached.
    pub next_try: Option<Timestamp>,
    /// The first filling of this device, until it is done (OFF-02).
    pub first_sync: Option<FirstSync>,
    /// The server asks for a new sign-in before it takes anything. What is unsent stays.
    pub needs_sign_in: bool,
    /// The server wants a newer version before it tells anything new (OFF-37).
    pub is_outdated: bool,
}

/// How far the first filling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSync {
    /// Parts of the books that are complete.
    pub complete: usize,
    /// Parts in all, as far as known.
    pub parts: usize,
    /// Records received and not shown yet.
    pub rows: usize,
}

/// What the sync pill says: the worst that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pill {
    /// So many entries need a person.
    NeedsAttention(usize),
    /// The server cannot be reached; so many entries wait.
    Offline(usize),
    /// So many entries are on their way.
    Pending(usize),
    /// Everything is on the server.
    Synced,
}

impl SyncState {
    /// What the pill says.
    pub fn pill(&self) -> Pill {
        if self.attention > 0 {
            Pill::NeedsAttention(self.attention)
        } else if self.reachable == Some(false) {
            Pill::Offline(self.pending)
        } else if self.pending > 0 {
            Pill::Pending(self.pending)
        } else {
            Pill::Synced
        }
    }
}

/// One thing that this device recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its number in this device's outbox.
    pub n: u64,
    /// Its id.
    pub operation: OperationId,
    /// What was done, in words: "Counted 24 × Enamel mug in A-02-1".
    pub what: String,
    /// When.
    pub at: Timestamp,
    /// By whom, if known.
    pub by: Option<UserId>,
    /// How far it is.
    pub state: EntryState,
}

/// How far an outbox entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryState {
    /// To be sent.
    Waiting,
    /// On its way.
    Sent,
    /// On the server.
    Landed,
    /// Given up by its author, or sent again as another entry.
    Discarded,
    /// Refused. Retry, edit or discard (OFF-17).
    Refused {
        /// What happened, what it means, what to do.
        why: String,
    },
    /// Waits for another entry of the same document that was refused (OFF-16).
    Held {
        /// That entry.
        behind: u64,
    },
}

/// One person's count of one bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassView {
    /// What it declares.
    pub head: PassHead,
    /// Who counts.
    pub counter: UserId,
    /// Made on this device.
    pub is_own: bool,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// What was counted so far, the last touched first. Of other devices' passes as far as they have sent it.
    pub lines: Vec<PassItem>,
    /// What was recorded on this device, newest first; the last 500.
    pub events: Vec<PassEvent>,
    /// Closed, and everything it counted is known here.
    pub is_complete: bool,
    /// Whether the counter said that the bin is empty.
    pub empty_confirmed: bool,
}

impl PassView {
    /// Its id.
    pub fn id(&self) -> PassId {
        self.head.pass
    }

    /// What was counted of this; `None` if it has not been touched.
    pub fn counted(&self, item: &Item) -> Option<Delta> {
        self.lines
            .iter()
            .find(|line| &line.item == item)
            .map(|line| line.quantity)
    }
}

/// The running total of one item in a pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassItem {
    /// What.
    pub item: Item,
    /// How many.
    pub quantity: Delta,
    /// When it was last counted.
    pub last: Timestamp,
}

/// One event of a pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassEvent {
    /// Its number in this device's outbox.
    pub n: u64,
    /// Its id.
    pub id: OperationId,
    /// What was counted.
    pub item: Item,
    /// What happened.
    pub what: PassEventKind,
    /// When.
    pub at: Timestamp,
    /// Still only on this device.
    pub is_unsent: bool,
    /// Taken back by a later one.
    pub is_void: bool,
}

/// What an event of a pass did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassEventKind {
    /// So many more.
    Counted(Quantity, CountSource),
    /// So many in all.
    Set {
        /// So many.
        quantity: Quantity,
        /// How.
        source: CountSource,
        /// Earlier events that it replaces.
        voids: Vec<OperationId>,
    },
    /// Took this event back.
    Undone(OperationId),
    /// The same code twice within the window: kept out until somebody says so.
    SuspectedDouble,
}

/// How far one bin of a stocktake is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinProgress {
    /// The bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// Who is to count it (OFF-27).
    pub assigned: Vec<UserId>,
    /// Who is counting it now.
    pub counting: Vec<UserId>,
    /// Finished passes.
    pub n_closed: usize,
    /// The recount that was ordered last.
    pub recount: Option<Recount>,
}

/// A product that fits a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The product.
    pub product: ProductId,
    /// Its SKU.
    pub sku: Sku,
    /// Its name.
    pub name: Name,
    /// A slip of the finger had to be assumed.
    pub is_guess: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves OFF-18 as far as the pill goes: it says the worst that holds.
    #[test]
    fn the_pill_says_the_worst_that_holds() {
        let mut state = SyncState {
            reachable: Some(true),
            ..SyncState::default()
        };
        assert_eq!(state.pill(), Pill::Synced);
        state.pending = 23;
        assert_eq!(state.pill(), Pill::Pending(23));
        state.reachable = Some(false);
        assert_eq!(state.pill(), Pill::Offline(23));
        state.attention = 1;
        assert_eq!(state.pill(), Pill::NeedsAttention(1));
    }
}
