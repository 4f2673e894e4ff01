//! Places that hold stock: own locations with bins, and external ones held by a fulfilment service.

use crate::ids::{BinId, LocationId};
use crate::text::Name;
use serde::{Deserialize, Serialize};

/// Who holds the stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocationKind {
    /// The company itself.
    #[default]
    Own,
    /// A connected fulfilment service; has no bins (LOC-01).
    External,
}

/// A place that holds stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Its id.
    pub id: LocationId,
    /// Unique without regard to case.
    pub name: Name,
    /// Own or external.
    pub kind: LocationKind,
    /// A fulfilment service is connected that holds it.
    pub connected: bool,
    /// Stock here is on hand but never available (DECISIONS 19).
    pub not_for_sale: bool,
    /// Takes part in nothing new.
    pub archived: bool,
}

/// A position in an own location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// Its id.
    pub id: BinId,
    /// Where it is.
    pub location: LocationId,
    /// Its name on the shelf, such as `A-04-2`; unique in the location without regard to case.
    pub name: Name,
    /// The zone it belongs to, such as an aisle.
    pub zone: Option<Name>,
    /// Place in the walking order, from low to high (DECISIONS 7).
    pub walk: u32,
    /// Stock here is on hand but never available.
    pub not_for_sale: bool,
    /// Takes part in nothing new.
    pub archived: bool,
}
