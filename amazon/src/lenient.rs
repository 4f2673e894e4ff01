//! Reading what Amazon really sends: unknown enumeration values, numbers as text and text as
//! numbers, foreign charsets, fields of a wrong kind.
//!
//! The rule is that one strange value never loses a page: [`read`] keeps everything it can type and
//! hands back the rest as [`Unread`], raw.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

/// Declares an enumeration that keeps values it does not know and reads without regard to case.
macro_rules! wire_enum {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $wire:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A value the model does not list, as Amazon wrote it.
            Unlisted(String),
        }

        impl $name {
            /// The values the model lists.
            pub const LISTED: &'static [&'static str] = &[$($wire),*];

            /// The value as Amazon writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unlisted(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $(if text.eq_ignore_ascii_case($wire) { return Self::$variant; })*
                Self::Unlisted(text.to_owned())
            }
        }

        impl Default for $name {
            /// An empty value, which no model lists.
            fn default() -> Self {
                Self::Unlisted(String::new())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(&*text))
            }
        }
    };
}
pub(crate) use wire_enum;

/// A point in time as Amazon wrote it. The text is kept, so that nothing is lost where it is not
/// the ISO 8601 that it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateTime(String);

impl DateTime {
    /// The instant, or nothing when the text is not a time with an offset.
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.0.parse().ok()
    }

    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<jiff::Timestamp> for DateTime {
    /// Whole seconds in UTC, the form that every operation accepts.
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const NO_NUMBER: &str = "is not a decimal number";

/// The digits of `raw`, a JSON number or a JSON string that holds one. No float is ever made.
fn digits<E: serde::de::Error>(raw: &RawValue) -> Result<String, E> {
    let text = raw.get().trim();
    let text = match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) => inner.trim(),
        None => text,
    };
    if rust_decimal::Decimal::from_str(text).is_ok()
        || rust_decimal::Decimal::from_scientific(text).is_ok()
    {
        Ok(text.to_owned())
    } else {
        Err(E::custom(format_args!("`{text}` {NO_NUMBER}")))
    }
}

macro_rules! number {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The digits as Amazon wrote them.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The value for calculating, or nothing when it exceeds 28 digits.
            pub fn value(&self) -> Option<rust_decimal::Decimal> {
                let text = &self.0;
                text.parse().or_else(|_| rust_decimal::Decimal::from_scientific(text)).ok()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("0".to_owned())
            }
        }

        impl From<rust_decimal::Decimal> for $name {
            fn from(value: rust_decimal::Decimal) -> Self {
                Self(value.to_string())
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value.to_string())
            }
        }

        impl FromStr for $name {
            type Err = rust_decimal::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                rust_decimal::Decimal::from_str(text).map(|_| Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = Box::<RawValue>::deserialize(deserializer)?;
                digits(&raw).map(Self)
            }
        }
    };
}

number! {
    /// A decimal that Amazon's model writes as text; read from either form, digits untouched.
    Decimal
}

number! {
    /// A decimal that Amazon's model writes as a JSON number; read from either form, digits untouched.
    Number
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.clone()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// A part of an answer that did not fit its type and was left out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Where it stood, such as `orders[3].orderItems[0].quantityOrdered`; `[*]` stands for every element.
    pub path: String,
    /// What stood there.
    pub raw: Value,
    /// Why it could not be read.
    pub reason: String,
}

/// How many different places of one answer are repaired before it counts as unreadable. The same field of the rows
/// of a list is one place.
const REPAIRS: usize = 200;

/// How many rows may each have something else that is wrong with one field, before it is taken out of all of them.
const ROWS: usize = 8;

/// Reads a body into `T`, repairing what has the wrong kind.
///
/// A number where text is expected becomes text, and the other way round; anything else that does
/// not fit is taken out and handed back. An element of a list that cannot be read at all is taken
/// out alone; its neighbours stay.
///
/// # Errors
/// The body is not JSON, or its outermost shape does not fit `T`.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<(T, Vec<Unread>), serde_json::Error> {
    match serde_json::from_slice(body) {
        Ok(value) => Ok((value, Vec::new())),
        Err(error) if error.is_data() => repair(serde_json::from_slice(body)?),
        Err(error) => Err(error),
    }
}

fn repair<T: DeserializeOwned>(mut value: Value) -> Result<(T, Vec<Unread>), serde_json::Error> {
    let mut unread = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    while places.len() < REPAIRS {
        let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
            Ok(read) => return Ok((read, unread)),
            Err(error) => error,
        };
        let path: Vec<Step> = error.path().iter().filter_map(Step::new).collect();
        let n_rows = places.entry(place(&path)).or_default();
        *n_rows += 1;
        let reason = error.inner().to_string();
        let Some(offender) = find(&mut value, &path).map(|found| found.clone()) else {
            return Err(error.into_inner());
        };
        if path.is_empty() {
            return Err(error.into_inner());
        }
        match converted(&offender, &reason) {
            Some(_) => {
                // The same field of the sibling elements is of the same wrong kind, most likely.
                each(&mut value, &path, &mut |found| {
                    if std::mem::discriminant(found) == std::mem::discriminant(&offender)
                        && let Some(better) = converted(found, &reason)
                    {
                        *found = better;
                    }
                });
            }
            // What is wrong in one row is most likely wrong in every row.
            None => {
                let mut taken = Vec::new();
                let is_wrong = |other: &Value| {
                    *n_rows > ROWS && kind(other) == kind(&offender)
                        || is_wrong_too(other, &offender, &reason)
                };
                take_out_of_all(&mut value, &path, &is_wrong, String::new(), &mut taken);
                unread.extend(taken.into_iter().map(|(path, raw)| Unread {
                    path,
                    raw,
                    reason: reason.clone(),
                }));
            }
        }
    }
    serde_json::from_value(value).map(|read| (read, unread))
}

#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    fn new(segment: &serde_path_to_error::Segment) -> Option<Self> {
        match segment {
            serde_path_to_error::Segment::Map { key } => Some(Self::Key(key.clone())),
            serde_path_to_error::Segment::Seq { index } => Some(Self::Index(*index)),
            _ => None,
        }
    }
}

fn find<'a>(value: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |at, step| match step {
        Step::Key(key) => at.get_mut(key),
        Step::Index(index) => at.get_mut(index),
    })
}

/// Calls `change` for the place at `path` and for the same place below every sibling element.
fn each(value: &mut Value, path: &[Step], change: &mut dyn FnMut(&mut Value)) {
    let Some((step, rest)) = path.split_first() else {
        return change(value);
    };
    match (step, value) {
        (Step::Key(key), Value::Object(map)) => {
            if let Some(inner) = map.get_mut(key) {
                each(inner, rest, change);
            }
        }
        (Step::Index(_), Value::Array(list)) => {
            for inner in list {
                each(inner, rest, change);
            }
        }
        _ => {}
    }
}

/// A path without the numbers of rows.
fn place(path: &[Step]) -> String {
    let part = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Index(_) => "[]".to_owned(),
    };
    path.iter().map(part).collect()
}

/// The kind of a value, as far as a type can ask for it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Whether `other` cannot be read for the same reason as `offender`, which stands at the same place of another row.
fn is_wrong_too(other: &Value, offender: &Value, reason: &str) -> bool {
    let is_text = |value: &Value| {
        let text = value.as_str().map(str::trim);
        text.is_some_and(|text| {
            rust_decimal::Decimal::from_str(text).is_err()
                && rust_decimal::Decimal::from_scientific(text).is_err()
        })
    };
    other == offender
        || (reason.starts_with("invalid type")
            && kind(other) == kind(offender)
            && converted(other, reason).is_none())
        || (reason.contains(NO_NUMBER) && is_text(other) && is_text(offender))
}

/// Takes out what is wrong at `path` and at the same place of every other row.
fn take_out_of_all(
    value: &mut Value,
    path: &[Step],
    is_wrong: &dyn Fn(&Value) -> bool,
    at: String,
    taken: &mut Vec<(String, Value)>,
) {
    match (path, value) {
        ([Step::Key(key)], Value::Object(map)) if map.get(key).is_some_and(is_wrong) => {
            taken.extend(map.remove(key).map(|raw| (joined(&at, key), raw)));
        }
        ([Step::Key(key), rest @ ..], Value::Object(map)) => {
            if let Some(inner) = map.get_mut(key) {
                take_out_of_all(inner, rest, is_wrong, joined(&at, key), taken);
            }
        }
        ([Step::Index(_)], Value::Array(list)) => {
            let mut number = 0;
            list.retain_mut(|inner| {
                number += 1;
                let is_kept = !is_wrong(inner);
                if !is_kept {
                    taken.push((format!("{at}[{}]", number - 1), inner.take()));
                }
                is_kept
            });
        }
        ([Step::Index(_), rest @ ..], Value::Array(list)) => {
            for (number, inner) in list.iter_mut().enumerate() {
                take_out_of_all(inner, rest, is_wrong, format!("{at}[{number}]"), taken);
            }
        }
        _ => {}
    }
}

fn joined(at: &str, key: &str) -> String {
    if at.is_empty() {
        key.to_owned()
    } else {
        format!("{at}.{key}")
    }
}

/// `value` in the kind that the error message asks for, if that loses nothing.
fn converted(value: &Value, reason: &str) -> Option<Value> {
    let wants = |kind: &str| reason.contains(&format!("expected {kind}"));
    match value {
        Value::Number(number) if wants("a string") || wants("string") => {
            Some(Value::String(number.to_string()))
        }
        Value::Bool(flag) if wants("a string") || wants("string") => {
            Some(Value::String(flag.to_string()))
        }
        Value::String(text) if wants("i64") => text.trim().parse::<i64>().ok().map(Value::from),
        Value::String(text) if wants("a boolean") => text
            .trim()
            .to_ascii_lowercase()
            .parse::<bool>()
            .ok()
            .map(Value::from),
        Value::Number(number) if wants("i64") => {
            let whole = rust_decimal::Decimal::from_str(&number.to_string()).ok()?;
            (whole.fract().is_zero())
                .then(|| i64::try_from(whole).ok().map(Value::from))
                .flatten()
        }
        Value::Object(map) if wants("a sequence") && !map.is_empty() => {
            Some(Value::Array(vec![value.clone()]))
        }
        _ => None,
    }
}

/// Text from bytes whose charset a `Content-Type` names; without one, UTF-8 if it is UTF-8, else
/// Windows-1252, which is what Amazon sends then.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    let label = content_type.and_then(charset);
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => match named {
            Some(encoding) if encoding != encoding_rs::UTF_8 => (encoding, bytes),
            _ if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
            _ => (encoding_rs::WINDOWS_1252, bytes),
        },
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The charset parameter of a content type. `CP932` is how Amazon Japan spells Shift_JIS.
fn charset(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("charset=")?;
    let label = content_type[at + 8..]
        .split(';')
        .next()?
        .trim()
        .trim_matches('"');
    Some(match label.to_ascii_lowercase().as_str() {
        "cp932" | "ms932" => "shift_jis",
        "cp1252" => "windows-1252",
        _ => label,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    wire_enum! {
        /// For the tests.
        pub enum Colour {
            /// Red.
            Red = "RED",
        }
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Row {
        id: Option<String>,
        n: Option<i64>,
        ok: Option<bool>,
        price: Option<Number>,
        colour: Option<Colour>,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Page {
        rows: Option<Vec<Row>>,
        next: Option<String>,
    }

    #[track_caller]
    fn check(body: &str, lost: &[&str]) -> Page {
        let (page, unread) = read::<Page>(body.as_bytes()).expect("readable");
        assert_eq!(
            unread.iter().map(|u| u.path.as_str()).collect::<Vec<_>>(),
            lost
        );
        page
    }

    #[test]
    fn values_of_the_wrong_kind_are_converted_where_nothing_is_lost() {
        let page = check(
            r#"{"rows":[{"id":7,"n":"5","ok":"TRUE","price":"1.10"},{"id":8,"n":2.0,"colour":"red"}],"next":3}"#,
            &[],
        );
        let rows = page.rows.expect("rows");
        assert_eq!(rows[0].id.as_deref(), Some("7"));
        assert_eq!((rows[0].n, rows[1].n), (Some(5), Some(2)));
        assert_eq!(rows[0].ok, Some(true));
        assert_eq!(rows[0].price.as_ref().map(Number::as_str), Some("1.10"));
        assert_eq!(rows[1].colour, Some(Colour::Red));
        assert_eq!(page.next.as_deref(), Some("3"));
    }

    #[test]
    fn one_strange_value_never_loses_its_page() {
        let page = check(
            r#"{"rows":[{"id":"a"},17,{"id":"c","n":{"x":1},"colour":"mauve","new":{}}],"next":"t"}"#,
            &["rows[1]", "rows[1].n"],
        );
        let rows = page.rows.expect("rows");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].colour, Some(Colour::Unlisted("mauve".into())));
        assert_eq!(page.next.as_deref(), Some("t"));
        assert_eq!(Colour::LISTED, ["RED"]);
    }

    #[test]
    fn a_list_where_a_single_object_came_is_a_list_of_one() {
        assert_eq!(
            check(r#"{"rows":{"id":"a"}}"#, &[])
                .rows
                .map(|rows| rows.len()),
            Some(1)
        );
    }

    #[test]
    fn digits_survive_untouched() {
        for text in ["0.10", "19.990", "123456789012345.67", "-3", "1E+2"] {
            let number: Number = serde_json::from_str(text).expect(text);
            assert_eq!(number.as_str(), text);
            assert!(number.value().is_some());
        }
        assert_eq!(
            serde_json::to_string(&Number("1.50".into())).expect("writes"),
            "1.50"
        );
        assert_eq!(
            serde_json::to_string(&Decimal("1.50".into())).expect("writes"),
            "\"1.50\""
        );
        assert!(serde_json::from_str::<Number>("\"abc\"").is_err());
    }

    #[test]
    fn broken_bodies_are_errors() {
        for body in ["", "{", "<html>", "[1", "nul", "{\"rows\":[{\"id\":\"a"] {
            assert!(read::<Page>(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn charsets_are_read_by_label_by_mark_and_by_guess() {
        assert_eq!(
            decode(b"caf\xe9", Some("text/plain; charset=Cp1252")),
            "café"
        );
        assert_eq!(decode(b"caf\xe9", None), "café");
        assert_eq!(decode("café".as_bytes(), None), "café");
        assert_eq!(decode(b"\xef\xbb\xbfx", Some("text/plain")), "x");
        assert_eq!(
            decode(
                b"\x83e\x83X\x83g",
                Some("text/tab-separated-values; charset=CP932")
            ),
            "テスト"
        );
    }
}
