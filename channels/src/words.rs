//! Words that both kinds of channel use: money, addresses, identifiers, problems.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether a thing may have been sent before, so that the provider is asked about it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Earlier {
    /// This is the first time.
    Never,
    /// An earlier attempt ended without a clear answer.
    Perhaps,
}

/// An amount in minor units of its currency: cents, pence, yen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units, with sign.
    pub minor: i64,
    /// The ISO code of the currency.
    pub currency: String,
}

impl Money {
    /// An amount of minor units.
    pub fn new(minor: i64, currency: impl Into<String>) -> Self {
        Self {
            minor,
            currency: currency.into(),
        }
    }

    /// An amount in major units, rounded half to even where it has more digits than the currency;
    /// `None` when it exceeds what minor units can hold, and where there is no such currency.
    pub fn from_major(amount: Decimal, currency: impl Into<String>) -> Option<Self> {
        let currency = currency.into();
        let exponent = exponent(&currency)?;
        let scaled = amount.checked_mul(Decimal::from(10_i64.pow(exponent)))?;
        let minor = scaled
            .round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven)
            .to_i64()?;
        Some(Self { minor, currency })
    }

    /// The amount in major units.
    pub fn to_major(&self) -> Decimal {
        Decimal::new(self.minor, exponent(&self.currency).unwrap_or(2))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_major(), self.currency)
    }
}

/// How many digits a currency has after the point (ISO 4217); `None` where there is no such currency, and for metals and
/// units of account, which have no minor units, so that nobody guesses.
fn exponent(currency: &str) -> Option<u32> {
    let digits = iso_currency::Currency::from_code(currency)?.exponent()?;
    Some(digits.into())
}

/// Whether there is a currency of this code.
pub(crate) fn is_currency(code: &str) -> bool {
    exponent(code).is_some()
}

/// Where somebody lives. What a service needs of it, [`FulfilmentService::check`](crate::FulfilmentService::check) tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The person.
    pub name: String,
    /// The company, if any.
    pub company: Option<String>,
    /// Street and number.
    pub line1: String,
    /// More of it.
    pub line2: Option<String>,
    /// More of it.
    pub line3: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// State, province or region.
    pub region: Option<String>,
    /// District or county.
    pub district: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The ISO code of the country.
    pub country: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// An email address.
    pub email: Option<String>,
}

/// A line of something that was received but does not fit: kept whole, so that nothing is skipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unread {
    /// What it was part of, by the provider's name of that: a SKU, an order, a plan. `None` where the name itself could
    /// not be read, so that it may be of anything.
    pub about: Option<String>,
    /// Where it stood.
    pub place: String,
    /// Why it does not fit.
    pub reason: String,
    /// What it was.
    pub raw: Value,
}

/// What a provider told of a list: rows, and what could not be read. It is looked at as its rows.
///
/// A row stands in one of the two. What an imported row lost besides is named too, with the row's name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            unread: Vec::new(),
        }
    }
}

impl<T> Told<T> {
    /// Takes in what was told next.
    pub fn extend(&mut self, next: Self) {
        self.rows.extend(next.rows);
        self.unread.extend(next.unread);
    }
}

impl<T> FromIterator<T> for Told<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            unread: Vec::new(),
        }
    }
}

impl<T> Deref for Told<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.rows
    }
}

impl<T> DerefMut for Told<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }
}

impl<'a, T> IntoIterator for &'a Told<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<T> IntoIterator for Told<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

/// One thing that a provider told, and what of it could not be read. It is looked at as the thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Single<T> {
    /// The thing.
    pub value: T,
    /// What of it could not be read.
    pub unread: Vec<Unread>,
}

impl<T> Single<T> {
    /// A thing that was read whole.
    pub fn whole(value: T) -> Self {
        Self {
            value,
            unread: Vec::new(),
        }
    }
}

impl<T> Deref for Single<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Something that a provider says is wrong, or that we know it would say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The provider's code, if it has one.
    pub code: Option<String>,
    /// In words.
    pub message: String,
    /// Which line, SKU or field it is about.
    pub about: Option<String>,
    /// Whether it keeps the thing from happening.
    pub severity: Severity,
}

impl Problem {
    /// A problem of our own finding that keeps the thing from happening.
    pub fn of(about: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: None,
            message: message.into(),
            about: Some(about.into()),
            severity: Severity::Error,
        }
    }

    /// A problem of our own finding that something is left out for.
    pub fn warning(about: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::of(about, message)
        }
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// It keeps the thing from happening.
    Error,
    /// It does not.
    Warning,
    /// It is only told.
    Info,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_the_digits_of_its_currency() {
        for (major, currency, minor) in [
            ("19.99", "USD", 1999),
            ("-3", "EUR", -300),
            ("250", "JPY", 250),
            ("1.234", "KWD", 1234),
        ] {
            let money = Money::from_major(major.parse().expect("decimal"), currency).expect("fits");
            assert_eq!(money.minor, minor);
            assert_eq!(money.to_major(), major.parse::<Decimal>().expect("decimal"));
        }
        let half = |text: &str| {
            Money::from_major(text.parse().expect("decimal"), "USD")
                .expect("fits")
                .minor
        };
        assert_eq!((half("0.125"), half("0.135")), (12, 14));
        assert_eq!(Money::from_major(Decimal::MAX, "USD"), None);
        for code in ["ZZZ", "", "usd", "USD EUR", "XAU"] {
            assert_eq!(Money::from_major(Decimal::ONE, code), None, "{code}");
        }
    }
}
