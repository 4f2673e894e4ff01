//! The stock ledger. Stock is the sum of append-only movements; nothing is ever changed or removed
//! (LOC-13, DESIGN 4.1). Allocation and transit are movements too, on accounts of their own.
//!
//! This file says what a movement is; [`counts`] holds the algebra by which counts, late movements and late
//! counts stay true; [`costs`] the FIFO layers.

pub mod costs;
pub mod counts;

use crate::ids::{
    BinId, CountId, DeviceId, ImportId, LocationId, LotId, MovementId, OperationId, ProductId,
    StocktakeId, TransferId, TransferLineId, UserId,
};
use crate::quantity::Delta;
use crate::text::Remark;
use crate::time::{Moment, Timestamp};
use serde::{Deserialize, Serialize};

/// Where stock of a product lies. Unbinned stock has the implicit bin `None`; lots are kept but unused by
/// screens for now (DECISIONS 18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StockKey {
    /// The product; always a stocked one.
    pub product: ProductId,
    /// The location.
    pub location: LocationId,
    /// The bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// The lot, if lots are kept.
    pub lot: Option<LotId>,
}

impl StockKey {
    /// A key without a lot.
    pub const fn new(product: ProductId, location: LocationId, bin: Option<BinId>) -> Self {
        Self {
            product,
            location,
            bin,
            lot: None,
        }
    }
}

/// Which figure a movement changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// Units physically there.
    OnHand,
    /// Units on hand promised to a document. A reservation is a movement up; posting or voiding it is the
    /// movement down that names the same document.
    Allocated,
    /// Units sent to this location and not yet received.
    InTransit,
}

/// Why stock changed: the document and, for a correction, what it corrects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Stock there was when the company began, or imported later.
    Opening {
        /// The import that brought it.
        import: ImportId,
    },
    /// Adjusted by hand.
    Adjustment {
        /// Who-knows-why is not enough: the reason.
        reason: Remark,
    },
    /// Goods seen arriving without a document.
    Receipt {
        /// What the delivery note said.
        reference: Option<Remark>,
    },
    /// Moved between bins.
    BinMove,
    /// Written off or corrected while a transfer was closed.
    TransferClosed {
        /// The transfer.
        transfer: TransferId,
        /// The line.
        line: TransferLineId,
    },
    /// Reserved for, sent by, received by or freed from a transfer.
    Transfer {
        /// The transfer.
        transfer: TransferId,
        /// The line.
        line: TransferLineId,
    },
    /// Difference found by an accepted count, posted at its cut.
    Count {
        /// The stocktake.
        stocktake: StocktakeId,
        /// The count.
        count: CountId,
    },
    /// Keeps a later accepted count true after a late movement or a late count (SYNC 5.7).
    CountCorrection {
        /// The stocktake whose count is kept true.
        stocktake: StocktakeId,
        /// The count that is kept true.
        count: CountId,
        /// The movement that came late; its cost is reused.
        of: MovementId,
    },
    /// Takes back the adjustment and the corrections of a count that another count replaced.
    CountReversal {
        /// The stocktake whose count was replaced.
        stocktake: StocktakeId,
        /// The count taken back.
        count: CountId,
    },
    /// Adds again, behind a count, what happened after it for certain although the ledger has it before.
    AfterCount {
        /// The stocktake.
        stocktake: StocktakeId,
        /// The count.
        count: CountId,
        /// The movement.
        of: MovementId,
    },
}

/// Who and what caused a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The user; `None` for a job.
    pub user: Option<UserId>,
    /// The device it was done on, if it was a known one.
    pub device: Option<DeviceId>,
    /// The synced operation it came from, if it came that way.
    pub operation: Option<OperationId>,
}

/// One line of the ledger. Never changed, never removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Its id.
    pub id: MovementId,
    /// Where.
    pub key: StockKey,
    /// Which figure.
    pub account: Account,
    /// By how much.
    pub delta: Delta,
    /// Its place in the ledger; "as of" means this (DECISIONS 17).
    pub effective: Timestamp,
    /// What is known about when it happened: what decides its order against a count.
    pub at: Moment,
    /// When the server wrote it down.
    pub recorded: Timestamp,
    /// Why.
    pub cause: Cause,
    /// By whom.
    pub origin: Origin,
}

/// The figures of one stock key, all derived from movements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Level {
    /// Units physically there; negative is allowed and flagged.
    pub on_hand: Delta,
    /// Units on hand promised to documents.
    pub allocated: Delta,
    /// Units on their way here.
    pub in_transit: Delta,
}

impl Level {
    /// On hand − allocated (LOC-12). Places not for sale offer nothing: their caller passes that by.
    pub fn available(&self) -> Delta {
        self.on_hand - self.allocated
    }

    /// Takes one movement in.
    pub fn post(&mut self, account: Account, delta: Delta) {
        match account {
            Account::OnHand => self.on_hand += delta,
            Account::Allocated => self.allocated += delta,
            Account::InTransit => self.in_transit += delta,
        }
    }

    /// Whether every figure is zero, so that nothing needs to be kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The figures of several stock keys together, such as of a product at a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Their sums.
    pub level: Level,
    /// What may be promised: on hand where stock is for sale, less allocated (LOC-12, DECISIONS 19).
    pub available: Delta,
}

impl Figures {
    /// Sums rows up; each says whether its place is for sale.
    pub fn sum(rows: impl IntoIterator<Item = (Level, bool)>) -> Self {
        rows.into_iter()
            .fold(Self::default(), |mut figures, (level, is_for_sale)| {
                figures.level.on_hand += level.on_hand;
                figures.level.allocated += level.allocated;
                figures.level.in_transit += level.in_transit;
                figures.available -= level.allocated;
                if is_for_sale {
                    figures.available += level.on_hand;
                }
                figures
            })
    }
}

/// The level of one key: what the `stock:{location}` scope carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRow {
    /// Where.
    pub key: StockKey,
    /// How much.
    pub level: Level,
}

impl StockRow {
    /// Nothing there.
    pub fn empty(key: StockKey) -> Self {
        Self {
            key,
            level: Level::default(),
        }
    }
}

impl Cause {
    /// The count that the movement belongs to: it was posted at that count's cut to make or keep the count true,
    /// and is taken back with it.
    pub const fn count(&self) -> Option<CountId> {
        match self {
            Self::Count { count, .. }
            | Self::CountCorrection { count, .. }
            | Self::CountReversal { count, .. }
            | Self::AfterCount { count, .. } => Some(*count),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves LOC-11, LOC-12 with a reservation.
    #[test]
    fn bins_add_up_and_damaged_goods_are_not_available() {
        let level = |on_hand, allocated| Level {
            on_hand: Delta::new(on_hand),
            allocated: Delta::new(allocated),
            in_transit: Delta::ZERO,
        };
        let rows = [
            (level(3, 0), true),
            (level(4, 0), true),
            (level(2, 0), false),
            (level(0, 2), true),
        ];
        let figures = Figures::sum(rows);
        assert_eq!(figures.level.on_hand, Delta::new(9));
        assert_eq!(figures.available, Delta::new(5));
    }
}
