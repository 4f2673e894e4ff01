//! Comparing accepted passes with the book at the cut of each line.

use crate::ids::{BinId, DeviceId, PassId};
use crate::ledger::StockKey;
use crate::text::RawCode;
use serde::{Deserialize, Serialize};

/// What stands in the way of completing a stocktake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocker {
    /// A pass was opened and not closed, or not all of it has arrived.
    OpenPass(PassId),
    /// Passes of a bin differ (OFF-25).
    Conflict(Option<BinId>),
    /// A recount was ordered and is not done.
    Recount(Option<BinId>),
    /// A pass came from a revoked device and nobody has ruled on it.
    Quarantine(PassId),
    /// A code was scanned that nobody has mapped to a product.
    UnknownCode(RawCode),
    /// A tablet took part and has not reported since its last pass that it has nothing left (OFF-30).
    DeviceNotReported(DeviceId),
    /// Nobody knows whether movements lie before or after the count, and it makes a difference.
    Unclear(StockKey),
}
