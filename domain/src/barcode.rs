//! Codes that a scanner reads: recognised by form and check digit, brought to one canonical form so that
//! UPC-A, EAN-13 with a leading zero, GTIN-14 with packaging digit 0, and ISBN-10 and ISBN-13 are the same
//! code (OFF-44). Decoding pictures is not done here.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// A GTIN: EAN-8, UPC-A, EAN-13 (also ISBN and JAN), ITF-14.
    Gtin,
    /// Amazon's number for one seller's item: `X00` and seven more.
    Fnsku,
    /// Anything else: an internal code.
    Internal,
}

/// A code in canonical form. GTINs are 14 digits with leading zeros; all others are upper case without
/// surrounding spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// Nothing in it.
    #[error("the code is empty")]
    Empty,
    /// Longer than any code.
    #[error("the code has {0} characters; at most {most} are allowed", most = Code::MOST)]
    TooLong(usize),
    /// Holds a control character.
    #[error("the code holds a control character")]
    Control,
    /// A GTIN whose check digit is wrong.
    #[error("the check digit of {code} is wrong; it should be {expected}")]
    CheckDigit {
        /// What was given.
        code: String,
        /// The digit that would be right.
        expected: char,
    },
}

impl Code {
    /// Most characters of a code.
    pub const MOST: usize = 80;

    /// Canonical form of what a scanner or a person gave. A number that has the length of a GTIN but a
    /// wrong check digit is kept as an internal code: a scan is never refused for its digits.
    ///
    /// # Errors
    /// Refuses empty and overlong texts and control characters.
    pub fn scanned(text: &str) -> Result<Self, InvalidCode> {
        let text = plain(text)?;
        Ok(Self(
            gtin14(&text).or_else(|| isbn10(&text)).unwrap_or(text),
        ))
    }

    /// Canonical form of a code that somebody declares to be a GTIN or ISBN.
    ///
    /// # Errors
    /// As [`Code::scanned`], and a wrong check digit is refused with the right one (LBL-03, PRD-05).
    pub fn declared(text: &str) -> Result<Self, InvalidCode> {
        let code = Self::scanned(text)?;
        let digits = code.0.as_bytes();
        let gtin_length =
            matches!(digits.len(), 8 | 12 | 13 | 14) && digits.iter().all(u8::is_ascii_digit);
        if gtin_length && code.kind() != CodeKind::Gtin {
            let body = &code.0[..code.0.len() - 1];
            return Err(InvalidCode::CheckDigit {
                code: code.0.clone(),
                expected: check_digit(body),
            });
        }
        Ok(code)
    }

    /// What the code names, judged by its form alone.
    pub fn kind(&self) -> CodeKind {
        let bytes = self.0.as_bytes();
        if gtin_number(&self.0).is_some() {
            CodeKind::Gtin
        } else if bytes.len() == 10
            && self.0.starts_with("X00")
            && bytes.iter().all(u8::is_ascii_alphanumeric)
        {
            CodeKind::Fnsku
        } else {
            CodeKind::Internal
        }
    }

    /// The canonical text; what indexes hold.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form people know: a GTIN without the zeros in front that its shape does not need.
    pub fn shown(&self) -> &str {
        if self.kind() != CodeKind::Gtin {
            return &self.0;
        }
        let zeros = self.0.len() - self.0.trim_start_matches('0').len();
        match zeros {
            6.. => &self.0[6..],
            2..=5 => &self.0[2..],
            1 => &self.0[1..],
            _ => &self.0,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = InvalidCode;
    fn try_from(text: String) -> Result<Self, InvalidCode> {
        Self::scanned(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// The GS1 check digit for the digits in front of it: weights 3, 1, 3, … from the right (GS1 General
/// Specifications, section 7.9).
pub fn check_digit(body: &str) -> char {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).expect("a remainder of ten is a digit")
}

/// The number of a GTIN in canonical form; `None` for any other code.
pub fn gtin_number(canonical: &str) -> Option<u64> {
    if canonical.len() != 14 {
        return None;
    }
    // In one walk, since a hundred thousand are read at every start; weights as in `check_digit`.
    let (mut number, mut sum, mut weight) = (0, 0, 3);
    for byte in canonical.bytes() {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        if digit > 9 {
            return None;
        }
        number = number * 10 + digit;
        sum += digit * weight;
        weight = 4 - weight;
    }
    sum.is_multiple_of(10).then_some(number)
}

fn has_check_digit(digits: &str) -> bool {
    digits.len() > 1 && digits.ends_with(check_digit(&digits[..digits.len() - 1]))
}

fn plain(text: &str) -> Result<String, InvalidCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InvalidCode::Empty);
    }
    let length = text.chars().count();
    if length > Code::MOST {
        return Err(InvalidCode::TooLong(length));
    }
    if text.chars().any(char::is_control) {
        return Err(InvalidCode::Control);
    }
    Ok(text.to_uppercase())
}

fn gtin14(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let fits =
        matches!(digits.len(), 8 | 12 | 13 | 14) && digits.bytes().all(|b| b.is_ascii_digit());
    (fits && has_check_digit(&digits)).then(|| format!("{digits:0>14}"))
}

fn isbn10(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if characters.len() != 10 {
        return None;
    }
    let mut sum = 0;
    for (at, c) in characters.iter().enumerate() {
        let digit = match c {
            'X' if at == 9 => 10,
            _ => c.to_digit(10)?,
        };
        sum += digit * (10 - u32::try_from(at).expect("below ten"));
    }
    if sum % 11 != 0 {
        return None;
    }
    let body: String = "978"
        .chars()
        .chain(characters[..9].iter().copied())
        .collect();
    let check = check_digit(&body);
    Some(format!("0{body}{check}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves OFF-44.
    #[test]
    fn forms_of_one_code_are_one_code() {
        let code = |text| Code::scanned(text).unwrap();
        assert_eq!(code("036000291452"), code("0036000291452"));
        assert_eq!(code("036000291452").kind(), CodeKind::Gtin);
        assert_eq!(code("0-306-40615-2"), code("9780306406157"));
        assert_eq!(code("080442957X").shown(), "9780804429573");
        assert_eq!(code("12345670").shown(), "12345670");
        assert_eq!(code("06291041500213").shown(), "6291041500213");
        assert_eq!(code("x001abcd12").kind(), CodeKind::Fnsku);
        assert_eq!(code("tw-1").as_str(), "TW-1");
    }

    #[test]
    fn a_wrong_check_digit_is_refused_where_a_gtin_is_declared_and_kept_where_it_is_scanned() {
        assert_eq!(
            Code::declared("6291041500214"),
            Err(InvalidCode::CheckDigit {
                code: "6291041500214".into(),
                expected: '3'
            })
        );
        assert_eq!(
            Code::scanned("6291041500214").unwrap().kind(),
            CodeKind::Internal
        );
        assert_eq!(Code::scanned(""), Err(InvalidCode::Empty));
        assert_eq!(
            Code::scanned(&"9".repeat(81)),
            Err(InvalidCode::TooLong(81))
        );
    }
}
