//! Lists of an answer, row by row: what can be read of them, and what cannot, by name.
//!
//! The client takes out of an answer what does not fit its type, and nearly every member may be missing. A quantity that
//! is not there is unknown, never none: a row that cannot do without it is handed on as [`Unread`].

use ::amazon::lenient;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::words::{Told, Unread};

/// Why a row cannot be read, in words.
#[derive(Debug)]
pub(super) struct Unreadable(pub(super) String);

impl From<&str> for Unreadable {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

/// What the client could not read of an answer, until it is handed on with the rows that it was part of.
pub(super) struct Lost(Vec<lenient::Unread>);

impl From<Vec<lenient::Unread>> for Lost {
    fn from(lost: Vec<lenient::Unread>) -> Self {
        Self(lost)
    }
}

impl Lost {
    /// Reads the rows of the list at `list`, such as `payload.itemData`; `name` is the member that names a row. A row
    /// that `read` refuses is unread as a whole, with what was taken out of it put back.
    pub(super) fn rows<W: Serialize, T>(
        &mut self,
        list: &str,
        name: &str,
        rows: Option<Vec<W>>,
        mut read: impl FnMut(W) -> Result<T, Unreadable>,
    ) -> Told<T> {
        let mut told = Told::default();
        let (here, elsewhere) = std::mem::take(&mut self.0)
            .into_iter()
            .map(|lost| (of_row(&lost.path, list), lost))
            .partition::<Vec<_>, _>(|(row, lost)| row.is_some() || lost.path == list);
        self.0 = elsewhere.into_iter().map(|(_, lost)| lost).collect();
        // Rows that were taken out whole shift the numbers of the others, whose parts then have no name.
        let is_whole =
            |row: &Option<(usize, String)>| matches!(row, Some((_, rest)) if rest.is_empty());
        let is_shifted = here.iter().any(|(row, _)| is_whole(row));
        let mut parts: Vec<(usize, String, lenient::Unread)> = Vec::new();
        for (row, lost) in here {
            match row {
                Some((number, rest)) if !is_shifted => parts.push((number, rest, lost)),
                _ => told.unread.push(unread(named(&lost.raw, name), lost)),
            }
        }
        for (number, row) in rows.into_iter().flatten().enumerate() {
            let mut raw = serde_json::to_value(&row).unwrap_or_default();
            let about = named(&raw, name);
            let of_it = parts.extract_if(.., |(at, _, _)| *at == number);
            match read(row) {
                Ok(row) => {
                    told.rows.push(row);
                    told.unread
                        .extend(of_it.map(|(_, _, lost)| unread(about.clone(), lost)));
                }
                Err(Unreadable(mut reason)) => {
                    for (_, rest, lost) in of_it {
                        reason.push_str(&format!("; {rest}: {}", lost.reason));
                        put_back(&mut raw, &rest, lost.raw);
                    }
                    let place = format!("{list}[{number}]");
                    told.unread.push(Unread {
                        about,
                        place,
                        reason,
                        raw,
                    });
                }
            }
        }
        told.unread
            .extend(parts.into_iter().map(|(_, _, lost)| unread(None, lost)));
        told
    }

    /// Where what is left of it stood.
    pub(super) fn places(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|lost| lost.path.as_str())
    }

    /// What was in none of the lists that were read.
    pub(super) fn rest(self, about: Option<&str>) -> Vec<Unread> {
        let about = about.map(str::to_owned);
        let lost = self.0.into_iter();
        lost.map(|lost| unread(about.clone(), lost)).collect()
    }
}

/// The latest of several instants; `None` when one of them is not told, as that may be later.
pub(super) fn latest(instants: impl IntoIterator<Item = Option<Timestamp>>) -> Option<Timestamp> {
    let instants: Option<Vec<Timestamp>> = instants.into_iter().collect();
    instants?.into_iter().max()
}

/// A count from the wire; `None` when it is missing or no count, which is not "none at all".
pub(super) fn count(quantity: Option<i64>) -> Option<u32> {
    u32::try_from(quantity?).ok()
}

/// The same where a row is nothing without it; `what` is what would be counted.
pub(super) fn needed(quantity: Option<i64>, what: &str) -> Result<u32, Unreadable> {
    count(quantity).ok_or_else(|| match quantity {
        Some(strange) => Unreadable(format!("{what} cannot be {strange}")),
        None => Unreadable(format!("{what} is not told")),
    })
}

/// An id or name that a row is nothing without.
pub(super) fn present(id: Option<String>, what: &str) -> Result<String, Unreadable> {
    id.filter(|id| !id.trim().is_empty())
        .ok_or_else(|| Unreadable(format!("{what} is not told")))
}

fn unread(about: Option<String>, lost: lenient::Unread) -> Unread {
    Unread {
        about,
        place: lost.path,
        reason: lost.reason,
        raw: lost.raw,
    }
}

/// The number of a list's row that `path` lies in, and where in the row.
fn of_row(path: &str, list: &str) -> Option<(usize, String)> {
    let (number, rest) = path
        .strip_prefix(list)?
        .strip_prefix('[')?
        .split_once(']')?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    Some((number.parse().ok()?, rest.to_owned()))
}

/// What a row calls itself.
fn named(raw: &Value, name: &str) -> Option<String> {
    match raw.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Puts what was taken out of a row to where it stood, as far as the way there still exists.
fn put_back(row: &mut Value, rest: &str, raw: Value) {
    let mut at = row;
    let mut keys = rest.split('.').peekable();
    while let (Some(key), Value::Object(map)) = (keys.next(), at) {
        if keys.peek().is_none() {
            map.insert(key.to_owned(), raw);
            return;
        }
        match map.get_mut(key) {
            Some(inner) => at = inner,
            None => return,
        }
    }
}
