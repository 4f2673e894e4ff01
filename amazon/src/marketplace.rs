//! Amazon's marketplaces: identifier, country, currency, region and Seller Central host.
//!
//! At run time prefer what `getMarketplaceParticipations` says; this table is for choosing a region
//! before there is a connection.

/// The three regions, each with an endpoint of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// North and South America.
    NorthAmerica,
    /// Europe, Middle East, Africa, India.
    Europe,
    /// Singapore, Australia, Japan.
    FarEast,
}

/// One marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marketplace {
    /// The identifier, such as `ATVPDKIKX0DER`.
    pub id: &'static str,
    /// The ISO country code.
    pub country: &'static str,
    /// The currency.
    pub currency: &'static str,
    /// The region whose endpoint serves it.
    pub region: Region,
    /// The host of its Seller Central.
    pub seller_central: &'static str,
}

const fn row(
    country: &'static str,
    id: &'static str,
    currency: &'static str,
    region: Region,
    seller_central: &'static str,
) -> Marketplace {
    Marketplace {
        id,
        country,
        currency,
        region,
        seller_central,
    }
}

use Region::{Europe as EU, FarEast as FE, NorthAmerica as NA};

/// All of them.
pub const ALL: &[Marketplace] = &[
    row("CA", "A2EUQ1WTGCTBG2", "CAD", NA, "sellercentral.amazon.ca"),
    row("US", "ATVPDKIKX0DER", "USD", NA, "sellercentral.amazon.com"),
    row(
        "MX",
        "A1AM78C64UM0Y8",
        "MXN",
        NA,
        "sellercentral.amazon.com.mx",
    ),
    row(
        "BR",
        "A2Q3Y263D00KWC",
        "BRL",
        NA,
        "sellercentral.amazon.com.br",
    ),
    row("IE", "A28R8C7NBKEWEA", "EUR", EU, "sellercentral.amazon.ie"),
    row(
        "ES",
        "A1RKKUPIHCS9HS",
        "EUR",
        EU,
        "sellercentral-europe.amazon.com",
    ),
    row(
        "GB",
        "A1F83G8C2ARO7P",
        "GBP",
        EU,
        "sellercentral-europe.amazon.com",
    ),
    row(
        "FR",
        "A13V1IB3VIYZZH",
        "EUR",
        EU,
        "sellercentral-europe.amazon.com",
    ),
    row(
        "DE",
        "A1PA6795UKMFR9",
        "EUR",
        EU,
        "sellercentral-europe.amazon.com",
    ),
    row(
        "IT",
        "APJ6JRA9NG5V4",
        "EUR",
        EU,
        "sellercentral-europe.amazon.com",
    ),
    row(
        "BE",
        "AMEN7PMS3EDWL",
        "EUR",
        EU,
        "sellercentral.amazon.com.be",
    ),
    row("NL", "A1805IZSGTT6HS", "EUR", EU, "sellercentral.amazon.nl"),
    row("SE", "A2NODRKZP88ZB9", "SEK", EU, "sellercentral.amazon.se"),
    row(
        "ZA",
        "AE08WJ6YKNBMC",
        "ZAR",
        EU,
        "sellercentral.amazon.co.za",
    ),
    row("PL", "A1C3SOZRARQ6R3", "PLN", EU, "sellercentral.amazon.pl"),
    row("EG", "ARBP9OOSHTCHU", "EGP", EU, "sellercentral.amazon.eg"),
    row(
        "TR",
        "A33AVAJ2PDY3EV",
        "TRY",
        EU,
        "sellercentral.amazon.com.tr",
    ),
    row("SA", "A17E79C6D8DWNP", "SAR", EU, "sellercentral.amazon.sa"),
    row("AE", "A2VIGQ35RCS4UG", "AED", EU, "sellercentral.amazon.ae"),
    row("IN", "A21TJRUUN4KGV", "INR", EU, "sellercentral.amazon.in"),
    row("SG", "A19VAU5U5O7RUS", "SGD", FE, "sellercentral.amazon.sg"),
    row(
        "AU",
        "A39IBJ37TRP1C6",
        "AUD",
        FE,
        "sellercentral.amazon.com.au",
    ),
    row(
        "JP",
        "A1VC38T7YXB528",
        "JPY",
        FE,
        "sellercentral.amazon.co.jp",
    ),
];

/// The marketplace with this identifier.
pub fn by_id(id: &str) -> Option<&'static Marketplace> {
    ALL.iter().find(|marketplace| marketplace.id == id)
}

/// The marketplace of this country; `UK` is understood as `GB`.
pub fn by_country(country: &str) -> Option<&'static Marketplace> {
    let country = if country.eq_ignore_ascii_case("UK") {
        "GB"
    } else {
        country
    };
    ALL.iter()
        .find(|marketplace| marketplace.country.eq_ignore_ascii_case(country))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prepares AMZ-CON-06: the nine that can be chosen, each with the right region.
    #[test]
    fn each_offered_marketplace_has_its_region() {
        for (country, region) in [
            ("US", NA),
            ("CA", NA),
            ("MX", NA),
            ("UK", EU),
            ("FR", EU),
            ("DE", EU),
            ("IT", EU),
            ("ES", EU),
            ("AU", FE),
        ] {
            assert_eq!(by_country(country).expect(country).region, region);
        }
        for marketplace in ALL {
            assert_eq!(by_id(marketplace.id), Some(marketplace), "ids are unique");
        }
    }
}
