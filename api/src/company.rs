//! The company: first-run set-up and settings.

use crate::macros::shapes;
use domain::ids::{PriceTierId, TaxRuleId};
use domain::money::Currency;
use domain::text::{Email, Name};
use domain::time::Timestamp;

shapes! {
    /// Answer of `GET /setup`: whether the company still has to be set up. Needs no session.
    pub struct SetupState {
        /// Nobody has set this server up yet.
        pub needed: bool,
        /// The company's name once it has one.
        pub company: Option<Name>,
        /// The server's version.
        pub version: String,
    }

    /// `POST /setup`: works once, and signs the first administrator in.
    pub struct SetUp {
        /// The company's name.
        pub company: Name,
        /// IANA name such as `Europe/London`; shown with every time.
        pub time_zone: String,
        /// Cannot be changed later.
        pub base_currency: Currency,
        /// The administrator's name.
        pub name: Name,
        /// The administrator's address.
        pub email: Email,
        /// At least 10 characters.
        pub password: String,
    }

    /// The company's settings.
    pub struct Company {
        /// Its name.
        pub name: Name,
        /// IANA name of its one time zone.
        pub time_zone: String,
        /// Of all costs and values.
        pub base_currency: Currency,
        /// Nothing but corrections may take effect before this moment (DECISIONS 17).
        pub books_closed_until: Option<Timestamp>,
        /// Minutes of rest after which a screen asks for the PIN.
        pub pin_after_minutes: u32,
        /// Hours a device may work without reaching the server.
        pub offline_hours: u32,
        /// Hours after which data on a device are shown as stale.
        pub stale_after_hours: u32,
        /// Differences of a count that nobody needs to look at.
        #[serde(default)]
        pub tolerance: Tolerance,
    }

    /// How large a difference of a count may be and still be accepted without a look. 0 is no limit; without any limit every
    /// difference is looked at. With both, quantity and value have to be inside.
    #[derive(Default)]
    pub struct Tolerance {
        /// So many units.
        #[serde(default)]
        pub units: u32,
        /// So many units of a hundred on the book, where that is more.
        #[serde(default)]
        pub percent: u32,
        /// Worth at most this, minor units of the base currency. What has no known cost is outside.
        #[serde(default)]
        pub value_minor: i64,
    }

    /// `PATCH /company`.
    #[derive(Default)]
    pub struct CompanyChange {
        /// New name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// New time zone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
        /// Closes the books; absent leaves them, `null` opens them.
        #[serde(default, skip_serializing_if = "crate::common::Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
        pub books_closed_until: crate::common::Change<Timestamp>,
        /// New rest before the PIN.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pin_after_minutes: Option<u32>,
        /// New offline time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub offline_hours: Option<u32>,
        /// New stale time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stale_after_hours: Option<u32>,
        /// New tolerance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tolerance: Option<Tolerance>,
    }

    /// A column of prices, as read.
    pub struct PriceTier {
        /// Its id.
        pub id: PriceTierId,
        /// From 1; tier 1 is the default.
        pub number: u16,
        /// Its name.
        pub name: Name,
        /// Of its prices.
        pub currency: Currency,
    }

    /// `POST /price-tiers`.
    pub struct NewPriceTier {
        /// Its name.
        pub name: Name,
        /// Of its prices.
        pub currency: Currency,
    }

    /// A tax rule, as read.
    pub struct TaxRule {
        /// Its id.
        pub id: TaxRuleId,
        /// Its name.
        pub name: Name,
        /// Hundredths of a percent: 2000 is 20 %.
        pub rate_bp: u32,
    }

    /// `POST /tax-rules` and `PUT /tax-rules/{id}`.
    pub struct NewTaxRule {
        /// Its name.
        pub name: Name,
        /// Hundredths of a percent.
        pub rate_bp: u32,
    }

    /// `PUT` on a thing that has only a name.
    pub struct Renaming {
        /// The new name.
        pub name: Name,
    }
}
