//! Money: `i64` minor units with their currency, unit costs as `i64` millionths of the base currency.
//! Decimal types appear only while parsing and rounding (half to even); no float anywhere.

use crate::quantity::Delta;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Why a text is not a currency or an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    /// Not three capital letters.
    #[error("`{0}` is not a currency code of three letters")]
    Currency(String),
    /// Not a decimal number.
    #[error("`{0}` is not an amount")]
    Amount(String),
    /// More digits than can be kept.
    #[error("`{0}` is too large an amount")]
    TooLarge(String),
    /// Below zero where that makes no sense.
    #[error("`{0}` is below zero")]
    Negative(String),
}

impl Currency {
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");

    /// Digits behind the point of its minor unit (ISO 4217).
    pub fn minor_digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }
}

impl FromStr for Currency {
    type Err = InvalidMoney;
    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        match text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|l| l.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(InvalidMoney::Currency(text.chars().take(16).collect())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = InvalidMoney;
    fn try_from(text: String) -> Result<Self, InvalidMoney> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: pence, cents.
    pub minor: i64,
    /// Of this currency.
    pub currency: Currency,
}

impl Money {
    /// Reads a plain decimal such as `1248.50`, rounding half to even to the minor unit.
    ///
    /// # Errors
    /// Refuses what is no number or does not fit.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, InvalidMoney> {
        let minor = scaled(text, currency.minor_digits())?;
        Ok(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = Decimal::new(self.minor, self.currency.minor_digits());
        write!(f, "{} {amount}", self.currency)
    }
}

/// Cost of one unit: millionths of the base currency's major unit. Never negative.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct UnitCost(i64);

impl UnitCost {
    /// Costs nothing.
    pub const ZERO: Self = Self(0);

    /// From millionths of the base currency.
    ///
    /// # Errors
    /// Refuses negative costs.
    pub fn from_millionths(millionths: i64) -> Result<Self, InvalidMoney> {
        if millionths < 0 {
            Err(InvalidMoney::Negative(millionths.to_string()))
        } else {
            Ok(Self(millionths))
        }
    }

    /// Reads a plain decimal such as `4.35`.
    ///
    /// # Errors
    /// Refuses what is no number, negative or does not fit.
    pub fn parse(text: &str) -> Result<Self, InvalidMoney> {
        Self::from_millionths(scaled(text, 6)?)
    }

    /// Millionths of the base currency.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Value of `units` at this cost.
    pub fn value(self, units: Delta) -> Value {
        Value(i128::from(self.0) * i128::from(units.units()))
    }
}

impl fmt::Display for UnitCost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, 6).normalize().fmt(f)
    }
}

/// A value of stock: millionths of the base currency, signed, wide enough for sums over everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Value(i128);

impl Value {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From millionths of the base currency.
    pub const fn from_millionths(millionths: i128) -> Self {
        Self(millionths)
    }

    /// What money of the base currency is worth.
    pub fn of(money: Money) -> Self {
        let scale = 10_i128.pow(6_u32.saturating_sub(money.currency.minor_digits()));
        Self(i128::from(money.minor) * scale)
    }

    /// Millionths of the base currency.
    pub const fn millionths(self) -> i128 {
        self.0
    }

    /// As money of the base currency, rounded half to even.
    ///
    /// # Errors
    /// Refuses values beyond what money can hold.
    pub fn rounded(self, base: Currency) -> Result<Money, InvalidMoney> {
        let too_large = || InvalidMoney::TooLarge(self.0.to_string());
        let decimal = Decimal::try_from_i128_with_scale(self.0, 6).map_err(|_| too_large())?;
        let minor = to_minor(decimal, base.minor_digits()).ok_or_else(too_large)?;
        Ok(Money {
            minor,
            currency: base,
        })
    }
}

impl std::ops::Add for Value {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Value {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::ops::AddAssign for Value {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl std::ops::Neg for Value {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Value {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, std::ops::Add::add)
    }
}

fn scaled(text: &str, digits: u32) -> Result<i64, InvalidMoney> {
    let short = || text.chars().take(32).collect::<String>();
    let decimal =
        Decimal::from_str_exact(text.trim()).map_err(|_| InvalidMoney::Amount(short()))?;
    to_minor(decimal, digits).ok_or_else(|| InvalidMoney::TooLarge(short()))
}

fn to_minor(decimal: Decimal, digits: u32) -> Option<i64> {
    let rounded = decimal.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven);
    rounded
        .checked_mul(Decimal::from(10_i64.pow(digits)))?
        .to_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list of ISO 4217 itself would weigh more in the browser than the codes that differ.
    #[test]
    fn currencies_have_the_digits_of_iso_4217() {
        let letters = || b'A'..=b'Z';
        let mut n = 0;
        for code in
            letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c])))
        {
            let currency = Currency(code);
            let known = iso_currency::Currency::from_code(currency.code());
            let Some(digits) = known
                .filter(|known| !known.is_fund())
                .and_then(|known| known.exponent())
            else {
                continue;
            };
            assert_eq!(currency.minor_digits(), u32::from(digits), "{currency}");
            n += 1;
        }
        assert!(n > 140, "{n} currencies");
    }

    #[test]
    fn amounts_are_exact_and_round_half_to_even() {
        assert_eq!(
            Money::parse("1248.50", Currency::GBP).unwrap().minor,
            124_850
        );
        assert_eq!(Money::parse("0.125", Currency::GBP).unwrap().minor, 12);
        assert_eq!(Money::parse("0.135", Currency::GBP).unwrap().minor, 14);
        assert_eq!(
            Money::parse("500", "JPY".parse().unwrap()).unwrap().minor,
            500
        );
        assert_eq!(UnitCost::parse("4.35").unwrap().millionths(), 4_350_000);
        assert_eq!(
            UnitCost::parse("-1"),
            Err(InvalidMoney::Negative("-1000000".into()))
        );
        assert!(matches!(
            Money::parse("1e400", Currency::GBP),
            Err(InvalidMoney::Amount(_))
        ));
        let value = UnitCost::parse("0.333333").unwrap().value(Delta::new(3));
        assert_eq!(value.rounded(Currency::EUR).unwrap().minor, 100);
        assert_eq!(
            Money {
                minor: -6_770,
                currency: Currency::GBP
            }
            .to_string(),
            "GBP -67.70"
        );
    }
}
