//! What somebody did to a world beside all calls, as the places that differ, so that a journal repeats it as well.
//!
//! Pictures of a world are made without a key, so secrets are fingerprints in them. A change of a secret itself can
//! therefore not be repeated, and says so.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::sealed::Key;
use crate::world::World;

/// A place of a world, as a JSON pointer into its picture, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    /// It holds this now. A place beyond the end of a list is added to it.
    Set {
        /// Where.
        at: String,
        /// What.
        to: Value,
    },
    /// It is no more.
    Gone {
        /// Where.
        at: String,
    },
}

/// Why changes cannot be repeated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    /// The changes, or the world with them, cannot be read.
    #[error("the change cannot be repeated")]
    Json(#[from] serde_json::Error),
    /// The world has no such place.
    #[error("the world has no {0}")]
    Place(String),
}

/// A world as it would be kept, but for its secrets.
pub(crate) fn picture(world: &World) -> Value {
    serde_json::to_value(world).expect("a world can always be kept")
}

/// The parts of a picture that two worlds with the same past share, whatever was done with their tokens.
pub(crate) fn print(picture: &Value, public_url: &str) -> String {
    let shared =
        [&picture["accounts"], &picture["random"], &picture["queue"]].map(Value::to_string);
    let text = shared.concat().replace(public_url, "");
    blake3::hash(text.as_bytes()).to_hex()[..24].to_owned()
}

/// How the first picture becomes the second.
pub(crate) fn between(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", before, after, &mut changes);
    changes
}

fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let place =
                |name: &str| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
            for (name, value) in after {
                let at = place(name);
                match before.get(name) {
                    Some(held) => compare(&at, held, value, changes),
                    None => changes.push(Change::Set {
                        at,
                        to: value.clone(),
                    }),
                }
            }
            for name in before.keys().filter(|name| !after.contains_key(*name)) {
                changes.push(Change::Gone { at: place(name) });
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            for (n, value) in after.iter().enumerate() {
                let at = format!("{path}/{n}");
                match before.get(n) {
                    Some(held) => compare(&at, held, value, changes),
                    None => changes.push(Change::Set {
                        at,
                        to: value.clone(),
                    }),
                }
            }
            // From the end, so that no other place moves.
            for n in (after.len()..before.len()).rev() {
                changes.push(Change::Gone {
                    at: format!("{path}/{n}"),
                });
            }
        }
        _ if before == after => {}
        _ => changes.push(Change::Set {
            at: path.to_owned(),
            to: after.clone(),
        }),
    }
}

/// Does to a world what [`between`] found, given as the text of a journal's entry.
pub(crate) fn repeat(world: &mut World, text: &str) -> Result<(), ChangeError> {
    let changes: Vec<Change> = serde_json::from_str(text)?;
    // Secrets pass through the picture under a key that nobody keeps.
    Key::PASSING.during(|| -> Result<(), ChangeError> {
        let mut picture = serde_json::to_value(&*world)?;
        for change in changes {
            apply(&mut picture, change)?;
        }
        *world = serde_json::from_value(picture)?;
        Ok(())
    })
}

fn apply(picture: &mut Value, change: Change) -> Result<(), ChangeError> {
    let (at, to) = match change {
        Change::Set { at, to } => (at, Some(to)),
        Change::Gone { at } => (at, None),
    };
    let (holder, last) = at.rsplit_once('/').unwrap_or_default();
    let last = last.replace("~1", "/").replace("~0", "~");
    let missing = || ChangeError::Place(at.clone());
    match (picture.pointer_mut(holder), to) {
        (Some(Value::Object(members)), Some(to)) => {
            members.insert(last, to);
        }
        (Some(Value::Object(members)), None) => {
            members.remove(&last).ok_or_else(missing)?;
        }
        (Some(Value::Array(list)), to) => {
            let n: usize = last.parse().map_err(|_| missing())?;
            match to {
                Some(to) if n == list.len() => list.push(to),
                Some(to) => *list.get_mut(n).ok_or_else(missing)? = to,
                None if n < list.len() => drop(list.remove(n)),
                None => return Err(missing()),
            }
        }
        _ => return Err(missing()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Whatever a picture becomes, the changes between the two make the one into the other.
    #[test]
    fn changes_make_the_one_picture_into_the_other() {
        let pictures = [
            json!({"a/b~c": {"n": 1, "gone": true}, "list": [1, 2, 3, 4], "held": null}),
            json!({"a/b~c": {"n": 2}, "list": [1, {"two": []}], "new": {"x": null}}),
            json!({"a/b~c": null, "list": [0, 1, 2, 3, 4, 5], "held": [[]]}),
            json!({}),
        ];
        for before in &pictures {
            for after in &pictures {
                let mut now = before.clone();
                let changes = between(before, after);
                let text = serde_json::to_string(&changes).unwrap();
                let changes: Vec<Change> = serde_json::from_str(&text).unwrap();
                assert_eq!(changes.is_empty(), before == after);
                for change in changes {
                    apply(&mut now, change).unwrap();
                }
                assert_eq!(&now, after, "from {before}");
            }
        }
        let nowhere = Change::Gone {
            at: "/list/9".to_owned(),
        };
        assert!(apply(&mut json!({"list": []}), nowhere).is_err());
    }
}
