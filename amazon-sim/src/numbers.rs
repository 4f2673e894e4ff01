//! Numbers as the world prints them: Amazon's ids, article codes and the tracking numbers of real carriers,
//! all with right check digits.

use crate::random::Random;

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const HEX: &str = "0123456789abcdef";

/// `111-1234567-1234567`.
pub fn order_id(random: &mut Random, prefix: &str) -> String {
    format!("{prefix}-{}-{}", random.digits(7), random.digits(7))
}

/// Fourteen digits.
pub fn order_item_id(random: &mut Random) -> String {
    format!("{}{}", random.between(1, 9), random.digits(13))
}

/// `B0` and eight more.
pub fn asin(random: &mut Random) -> String {
    format!("B0{}", random.text(UPPER, 8))
}

/// `X00` and seven more: an Amazon sticker.
pub fn fnsku(random: &mut Random) -> String {
    format!("X00{}", random.text(UPPER, 7))
}

/// An EAN-13 of the range 2xx, which no real article uses.
pub fn ean(random: &mut Random) -> String {
    with_gtin_check(&format!("2{}", random.digits(11)))
}

/// Appends the GS1 check digit.
pub fn with_gtin_check(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| u32::from(byte - b'0') * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// `FBA` and nine more.
pub fn fba_shipment_id(random: &mut Random) -> String {
    format!("FBA1{}", random.text(UPPER, 8))
}

/// Two letters and 36 characters, as the 2024-03-20 inbound API mints them.
pub fn inbound_id(random: &mut Random, prefix: &str) -> String {
    let body = random.text(HEX, 32);
    format!(
        "{prefix}{}-{}-{}-{}-{}",
        &body[..8],
        &body[8..12],
        &body[12..16],
        &body[16..20],
        &body[20..]
    )
}

/// A UUID-shaped id.
pub fn uuid(random: &mut Random) -> String {
    let body = random.text(HEX, 32);
    format!(
        "{}-{}-4{}-a{}-{}",
        &body[..8],
        &body[8..12],
        &body[13..16],
        &body[17..20],
        &body[20..]
    )
}

/// Lower case hexadecimal digits.
pub fn hex(random: &mut Random, n: usize) -> String {
    random.text(HEX, n)
}

/// A carrier with the code Amazon uses for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// Amazon Logistics.
    AmazonLogistics,
    /// UPS.
    Ups,
    /// US Postal Service.
    Usps,
    /// FedEx.
    FedEx,
    /// DHL (parcels).
    Dhl,
    /// DPD.
    Dpd,
    /// Royal Mail.
    RoyalMail,
    /// Canada Post.
    CanadaPost,
    /// Yamato.
    Yamato,
    /// Australia Post.
    AustraliaPost,
}

impl Carrier {
    /// The carriers seen in a country, most frequent first.
    pub fn of_country(country: &str) -> &'static [Self] {
        match country {
            "US" | "MX" => &[Self::AmazonLogistics, Self::Ups, Self::Usps, Self::FedEx],
            "CA" => &[Self::AmazonLogistics, Self::CanadaPost, Self::Ups],
            "GB" | "IE" => &[Self::AmazonLogistics, Self::RoyalMail, Self::Dpd],
            "JP" => &[Self::AmazonLogistics, Self::Yamato],
            "AU" | "SG" => &[Self::AmazonLogistics, Self::AustraliaPost],
            _ => &[Self::AmazonLogistics, Self::Dhl, Self::Dpd, Self::Ups],
        }
    }

    /// The code in SP-API answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::AmazonLogistics => "AMZN_US",
            Self::Ups => "UPS",
            Self::Usps => "USPS",
            Self::FedEx => "FEDEX",
            Self::Dhl => "DHL",
            Self::Dpd => "DPD",
            Self::RoyalMail => "ROYAL_MAIL",
            Self::CanadaPost => "CANADA_POST",
            Self::Yamato => "YAMATO",
            Self::AustraliaPost => "AUSTRALIA_POST",
        }
    }

    /// A phone number and a web address.
    pub fn contact(self) -> (&'static str, &'static str) {
        match self {
            Self::AmazonLogistics => ("1-888-280-4331", "https://track.amazon.com"),
            Self::Ups => ("1-800-742-5877", "https://www.ups.com"),
            Self::Usps => ("1-800-275-8777", "https://www.usps.com"),
            Self::FedEx => ("1-800-463-3339", "https://www.fedex.com"),
            Self::Dhl => ("+49 228 4333112", "https://www.dhl.de"),
            Self::Dpd => ("+44 121 275 0500", "https://www.dpd.com"),
            Self::RoyalMail => ("+44 345 774 0740", "https://www.royalmail.com"),
            Self::CanadaPost => ("1-866-607-6301", "https://www.canadapost.ca"),
            Self::Yamato => ("+81 3 3541 4141", "https://www.kuronekoyamato.co.jp"),
            Self::AustraliaPost => ("+61 13 76 78", "https://auspost.com.au"),
        }
    }

    /// A tracking number of this carrier's format.
    pub fn tracking_number(self, random: &mut Random) -> String {
        match self {
            Self::AmazonLogistics => format!("TBA{}", random.digits(12)),
            Self::Ups => ups(&format!("{}03{}", random.text(UPPER, 6), random.digits(7))),
            Self::Usps => with_gtin_check(&format!("9400{}", random.digits(17))),
            Self::FedEx => fedex(&random.digits(11)),
            Self::Dhl => format!("JJD{}", random.digits(10)),
            Self::Dpd => dpd(&format!("09{}", random.digits(12))),
            Self::RoyalMail => s10("RM", &random.digits(8), "GB"),
            Self::CanadaPost => with_gtin_check(&random.digits(15)),
            Self::Yamato => yamato(&random.digits(11)),
            Self::AustraliaPost => s10("LX", &random.digits(8), "AU"),
        }
    }
}

/// `1Z` and fifteen more, mod 10 with letters as (ASCII − 3) mod 10 and every second place doubled.
fn ups(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let value = if byte.is_ascii_digit() {
                u32::from(byte - b'0')
            } else {
                (u32::from(byte) - 3) % 10
            };
            if place % 2 == 1 { value * 2 } else { value }
        })
        .sum();
    format!("1Z{body}{}", (10 - sum % 10) % 10)
}

/// Eleven digits with weights 3, 1, 7 and mod 11 mod 10.
fn fedex(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .zip([3, 1, 7].iter().cycle())
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    format!("{body}{}", sum % 11 % 10)
}

/// The S10 format of the world's postal services.
fn s10(service: &str, body: &str, country: &str) -> String {
    let sum: u32 = body
        .bytes()
        .zip([8, 6, 4, 2, 3, 5, 9, 7])
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    format!("{service}{body}{check}{country}")
}

/// Fourteen characters and a check character by mod 37/36.
fn dpd(body: &str) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut check = 36;
    for byte in body.bytes() {
        let value = ALPHABET
            .iter()
            .position(|letter| *letter == byte)
            .unwrap_or(0);
        check += value;
        if check > 36 {
            check -= 36;
        }
        check *= 2;
        if check > 36 {
            check -= 37;
        }
    }
    let check = 37 - check;
    format!(
        "{body}{}",
        char::from(ALPHABET[if check == 36 { 0 } else { check }])
    )
}

/// Eleven digits and their remainder by seven.
fn yamato(body: &str) -> String {
    let number: u64 = body.parse().unwrap_or(0);
    format!("{body}{}", number % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves that the check digits agree with published numbers of each carrier.
    #[test]
    fn check_digits_agree_with_published_numbers() {
        assert_eq!(ups("5R8939035756712"), "1Z5R89390357567127");
        assert_eq!(fedex("98657878885"), "986578788855");
        assert_eq!(s10("RB", "12345678", "GB"), "RB123456785GB");
        assert_eq!(dpd("09980000020033"), "09980000020033F");
        assert_eq!(
            with_gtin_check("940011120620640626078"),
            "9400111206206406260787"
        );
        assert_eq!(with_gtin_check("007393800054929"), "0073938000549297");
        assert_eq!(with_gtin_check("629104150021"), "6291041500213");
    }
}
