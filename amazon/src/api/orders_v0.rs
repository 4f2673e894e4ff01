//! Orders v0: [`ConfirmShipment`] has no successor; the reading operations are deprecated and end on
//! 27 March 2027, read by [`orders_2026`](super::orders_2026) instead.
//!
//! Confirming twice with the same package reference edits that package, so it may be repeated. It is
//! for orders that the merchant ships; `carrierCode` must be one of Amazon's list, or `Other` with a
//! `carrierName`. An order confirmed elsewhere is refused ([`is_confirmed_elsewhere`]): read it again
//! and settle. The result is checked by reading, not by the 204.

mod wire;

pub use wire::*;

use crate::error::Error;

/// Whether a refusal of [`ConfirmShipment`] means that the shipment is confirmed already, by hand or
/// by another application.
pub fn is_confirmed_elsewhere(error: &Error) -> bool {
    matches!(error, Error::Refused { refusal, .. }
        if refusal.has_code("PackageToUpdateNotFound")
            || refusal.mentions("PackageToUpdateNotFound")
            || refusal.mentions("already fulfilled")
            || refusal.mentions("already been fulfilled"))
}
