//! Reads single cells: numbers as people and spreadsheets write them, yes and no, texts. Every refusal is worded so that
//! it can stand behind the name of its column.

use domain::barcode::{Code, InvalidCode};
use domain::money::{InvalidMoney, UnitCost};
use domain::quantity::Quantity;
use domain::text::InvalidText;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Why a cell cannot be read. The text is for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// A lone comma between three digits and others.
    #[error("\"{0}\" can be read in two ways; write it without a thousands separator")]
    TwoWays(String),
    /// No number.
    #[error("\"{0}\" is not a number")]
    NotANumber(String),
    /// A fraction where there are only wholes.
    #[error("\"{0}\" is not a whole number")]
    NotWhole(String),
    /// More than a machine counts.
    #[error("\"{0}\" is far too many")]
    FarTooMany(String),
    /// Below zero.
    #[error("{0} is negative")]
    Negative(i64),
    /// More than anybody has.
    #[error("{0} is more than {most}; is it a barcode?", most = Quantity::MAX)]
    TooMany(i64),
    /// A pack of nothing.
    #[error("a pack holds at least one unit")]
    EmptyPack,
    /// No amount of money.
    #[error(transparent)]
    Money(#[from] InvalidMoney),
    /// No length or weight.
    #[error("\"{0}\" is not a measure")]
    NotAMeasure(String),
    /// Neither yes nor no.
    #[error("\"{0}\" is neither yes nor no")]
    NeitherYesNorNo(String),
    /// A spreadsheet showed a long number as a power of ten, and saved that.
    #[error(
        "\"{0}\" has lost digits in a spreadsheet; format the column as text and enter the code again"
    )]
    LostDigits(String),
    /// No code.
    #[error(transparent)]
    Code(#[from] InvalidCode),
    /// No kind of product.
    #[error("\"{0}\" is neither \"stocked\" nor \"service\" nor \"kit\"")]
    NoKind(String),
}

/// A text as it was meant: without spaces around it and without the apostrophe that exports put before cells that
/// spreadsheets would take for formulas.
pub fn text(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let plain = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    };
    (!plain.is_empty()).then_some(plain)
}

/// A number: `1248`, `1248.50`, `1,248.50`, `1.248,50`, `1248,5`, with or without a currency sign.
///
/// # Errors
/// Says what is wrong, also where a lone comma or point could mean either thing.
pub fn decimal(cell: &str) -> Result<Decimal, CellFault> {
    let plain: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '£' | '€' | '$' | '¥'))
        .collect();
    let plain = plain.replace('\u{2212}', "-");
    let (commas, points) = (plain.matches(',').count(), plain.matches('.').count());
    let digits_behind = |sign: char| plain.rsplit(sign).next().map_or(0, str::len);
    let normal = match (commas, points) {
        (0, 0 | 1) => plain.clone(),
        (1, 0) if digits_behind(',') == 3 => {
            return Err(CellFault::TwoWays(short(cell)));
        }
        (1, 0) => plain.replace(',', "."),
        (_, 0) => plain.replace(',', ""),
        (0, _) => plain.replace('.', ""),
        _ if plain.rfind(',') > plain.rfind('.') => plain.replace('.', "").replace(',', "."),
        _ => plain.replace(',', ""),
    };
    Decimal::from_str_exact(&normal).map_err(|_| CellFault::NotANumber(short(cell)))
}

/// Whole units, not negative, not absurd.
///
/// # Errors
/// Says what is wrong.
pub fn quantity(cell: &str) -> Result<Quantity, CellFault> {
    let number = decimal(cell)?;
    if !number.fract().is_zero() {
        return Err(CellFault::NotWhole(short(cell)));
    }
    let units = number
        .to_i64()
        .ok_or_else(|| CellFault::FarTooMany(short(cell)))?;
    Quantity::new(units).map_err(|_| {
        if units < 0 {
            CellFault::Negative(units)
        } else {
            CellFault::TooMany(units)
        }
    })
}

/// A cost of one unit.
///
/// # Errors
/// Says what is wrong.
pub fn unit_cost(cell: &str) -> Result<UnitCost, CellFault> {
    let number = decimal(cell)?;
    Ok(UnitCost::parse(&number.to_string())?)
}

/// A measure in a unit of which `per_unit` smaller ones are kept: kilograms as grams.
///
/// # Errors
/// Says what is wrong.
pub fn measure(cell: &str, per_unit: u32) -> Result<u32, CellFault> {
    let number = decimal(cell)?;
    let scaled = number
        .checked_mul(Decimal::from(per_unit))
        .map(|number| number.round());
    scaled
        .and_then(|number| number.to_u32())
        .ok_or_else(|| CellFault::NotAMeasure(short(cell)))
}

/// Yes or no.
///
/// # Errors
/// Says what is wrong.
pub fn yes(cell: &str) -> Result<bool, CellFault> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "oui" => Ok(true),
        "no" | "n" | "false" | "0" | "nein" | "non" => Ok(false),
        _ => Err(CellFault::NeitherYesNorNo(short(cell))),
    }
}

/// Codes separated by spaces, commas, semicolons or bars.
///
/// # Errors
/// Says which one is wrong, and the check digit it should have.
pub fn codes(cell: &str) -> Result<Vec<Code>, CellFault> {
    let parts = cell
        .split([',', ';', '|', ' ', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(code).collect()
}

/// One code.
///
/// # Errors
/// Says what is wrong. A spreadsheet's `5.01234E+12` has lost its digits.
pub fn code(cell: &str) -> Result<Code, CellFault> {
    let mantissa = cell.split_once("E+").map(|(before, _)| before);
    if mantissa.is_some_and(|before| {
        !before.is_empty()
            && before
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    }) {
        return Err(CellFault::LostDigits(short(cell)));
    }
    Ok(Code::declared(cell)?)
}

/// Why a text is refused, behind the name of its column.
pub fn refused_text(error: &InvalidText) -> String {
    error.to_string()
}

pub(super) fn short(cell: &str) -> String {
    let mut short: String = cell.chars().take(40).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |cell| decimal(cell).map(|number| number.normalize().to_string());
        assert_eq!(read("1248.50").as_deref(), Ok("1248.5"));
        assert_eq!(read("£1,248.50").as_deref(), Ok("1248.5"));
        assert_eq!(read("1.248,50 €").as_deref(), Ok("1248.5"));
        assert_eq!(read("4,35").as_deref(), Ok("4.35"));
        assert_eq!(read("1,234,567").as_deref(), Ok("1234567"));
        assert!(read("1,248").is_err());
        assert!(read("NaN").is_err());
    }

    #[test]
    fn absurd_quantities_are_refused_with_the_reason() {
        assert_eq!(quantity("12").map(Quantity::units), Ok(12));
        assert_eq!(quantity("-3"), Err(CellFault::Negative(-3)));
        assert_eq!(quantity("1.5"), Err(CellFault::NotWhole("1.5".into())));
        assert_eq!(
            quantity("5012345678900"),
            Err(CellFault::TooMany(5_012_345_678_900))
        );
        assert!(quantity(&"9".repeat(400)).is_err());
    }

    #[test]
    fn codes_are_checked_and_lost_digits_named() {
        assert_eq!(codes("6291041500213, 036000291452").unwrap().len(), 2);
        assert_eq!(
            code("6291041500214").map_err(|fault| fault.to_string()),
            Err("the check digit of 6291041500214 is wrong; it should be 3".into())
        );
        assert!(matches!(code("6.29104E+12"), Err(CellFault::LostDigits(_))));
        assert_eq!(text(" '=1+1 "), Some("=1+1"));
        assert_eq!(text("  "), None);
    }
}
