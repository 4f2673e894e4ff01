//! Locations and bins.

use crate::common::Change;
use crate::macros::shapes;
use domain::ids::{BinId, LocationId};
use domain::location::LocationKind;
use domain::text::Name;

shapes! {
    /// A place that holds stock.
    pub struct Location {
        /// Its id.
        pub id: LocationId,
        /// Its name.
        pub name: Name,
        /// `own` or `external` (held by a fulfilment service).
        pub kind: LocationKind,
        /// Stock here is on hand but never available.
        pub not_for_sale: bool,
        /// Takes part in nothing new.
        pub archived: bool,
        /// Bins that are not archived.
        pub n_bins: u32,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// `POST /locations`.
    pub struct NewLocation {
        /// Unique without regard to case.
        pub name: Name,
        /// Stock here is on hand but never available.
        #[serde(default)]
        pub not_for_sale: bool,
    }

    /// `PATCH /locations/{id}`.
    #[derive(Default)]
    pub struct LocationChange {
        /// New name; refused for external locations.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// New setting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub not_for_sale: Option<bool>,
        /// Archives it or takes it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub archived: Option<bool>,
    }

    /// A bin.
    pub struct Bin {
        /// Its id.
        pub id: BinId,
        /// Where it is.
        pub location: LocationId,
        /// Its name on the shelf.
        pub name: Name,
        /// Its zone.
        pub zone: Option<Name>,
        /// Place in the walking order, from low to high.
        pub walk: u32,
        /// Stock here is on hand but never available.
        pub not_for_sale: bool,
        /// Takes part in nothing new.
        pub archived: bool,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// `POST /locations/{id}/bins`.
    pub struct NewBin {
        /// Unique in the location without regard to case.
        pub name: Name,
        /// Its zone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub zone: Option<Name>,
        /// Place in the walking order; last if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub walk: Option<u32>,
        /// Stock here is on hand but never available.
        #[serde(default)]
        pub not_for_sale: bool,
    }

    /// `PATCH /bins/{id}`.
    #[derive(Default)]
    pub struct BinChange {
        /// New name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// New zone; `null` takes it out of its zone.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub zone: Change<Name>,
        /// New place in the walking order.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub walk: Option<u32>,
        /// New setting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub not_for_sale: Option<bool>,
        /// Archives it or takes it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub archived: Option<bool>,
    }

    /// `PUT /locations/{id}/walk`: the walking order of the whole location.
    pub struct WalkingOrder {
        /// Its bins, first to last.
        pub bins: Vec<BinId>,
    }
}
