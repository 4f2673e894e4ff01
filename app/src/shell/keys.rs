//! The keyboard map (design section 6). [`KeyMap`] says what keys mean; [`listen`] hears them. Scans are not typing and
//! never arrive here: `crate::scan` takes them first.

use super::rows::RowKey;
use crate::routes;
use leptos::ev;
use leptos::prelude::*;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Search and commands.
    Palette,
    /// The list of keys.
    Keys,
    /// The outbox.
    Outbox,
    /// Notifications.
    Notifications,
    /// Go there.
    Go(&'static str),
    /// New, by page.
    New,
    /// Count the product in view.
    Count,
    /// Move the product in view.
    Move,
    /// Something with rows, or the action of the page.
    Row(RowKey),
}

/// A key as pressed.
#[derive(Debug, Clone, Copy)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// Ctrl or Command.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// A field has the focus.
    pub in_field: bool,
}

/// Remembers a pressed G.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyMap {
    go_pending: bool,
}

impl KeyMap {
    /// What a key asks for. Single letters ask for nothing inside a field or when switched off.
    pub fn press(&mut self, press: Press<'_>, single_keys: bool) -> Option<Command> {
        let key = press.key.to_lowercase();
        if press.ctrl {
            self.go_pending = false;
            return match key.as_str() {
                "k" => Some(Command::Palette),
                "enter" => Some(Command::Row(RowKey::Primary)),
                _ => None,
            };
        }
        if press.alt {
            self.go_pending = false;
            return match key.as_str() {
                "o" => Some(Command::Outbox),
                "n" => Some(Command::Notifications),
                "c" => Some(Command::Count),
                "m" => Some(Command::Move),
                _ => None,
            };
        }
        if press.in_field || !single_keys {
            self.go_pending = false;
            return None;
        }
        if std::mem::take(&mut self.go_pending) {
            return destination(&key).map(Command::Go);
        }
        match key.as_str() {
            "g" => {
                self.go_pending = true;
                None
            }
            "/" => Some(Command::Palette),
            "?" => Some(Command::Keys),
            "n" => Some(Command::New),
            "j" => Some(Command::Row(RowKey::Next)),
            "k" => Some(Command::Row(RowKey::Previous)),
            "x" => Some(Command::Row(RowKey::Select)),
            "e" => Some(Command::Row(RowKey::Edit)),
            "enter" => Some(Command::Row(RowKey::Open)),
            _ => None,
        }
    }
}

/// Where G and this letter lead.
fn destination(key: &str) -> Option<&'static str> {
    GO.iter()
        .find(|(letter, _, _)| letter.eq_ignore_ascii_case(key))
        .map(|(_, path, _)| *path)
}

/// The letters behind G.
pub const GO: [(&str, &str, &str); 8] = [
    ("D", routes::DASHBOARD, "Dashboard"),
    ("S", routes::STOCK, "Stock"),
    ("T", routes::STOCKTAKES, "Stocktakes"),
    ("P", routes::PRODUCTS, "Products"),
    ("L", routes::LOCATIONS, "Locations"),
    ("R", routes::TRANSFERS, "Transfers"),
    ("I", routes::IMPORT, "Import"),
    ("E", routes::SETTINGS, "Settings"),
];

/// The other keys, as the list of keys shows them.
pub const OTHERS: [(&str, &str); 15] = [
    ("Ctrl K or /", "Search and commands; > for commands only"),
    ("?", "These keys"),
    ("N", "New: count, transfer or product, by page"),
    ("J, K", "Next and previous row"),
    ("Enter", "Open the row"),
    ("X", "Select the row"),
    ("E", "Edit"),
    ("Ctrl Enter", "The primary action"),
    ("Alt C", "Count the product in view"),
    ("Alt M", "Move the product in view"),
    ("Alt O, Alt N", "Outbox, notifications"),
    ("+ \u{2212} 0\u{2013}9 Enter", "Counting: change, set"),
    ("Backspace, Ctrl Z", "Counting: correct, undo the last scan"),
    ("[ ]", "Counting: previous, next bin"),
    ("Esc", "Close the top layer; leave a task"),
];

/// Hears keys on the whole page as long as its owner lives.
pub fn listen(single_keys: Signal<bool>, act: impl Fn(Command) -> bool + 'static) {
    let map = StoredValue::new(KeyMap::default());
    crate::hear(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = event.key();
        let press = Press {
            key: &key,
            ctrl: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
            in_field: is_field(event.target()),
        };
        let command = map
            .try_update_value(|map| map.press(press, single_keys.get_untracked()))
            .flatten();
        if command.is_some_and(&act) {
            event.prevent_default();
        }
    });
}

/// Whether something takes typing.
pub fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    use wasm_bindgen::JsCast;
    target
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element
                    .closest("[contenteditable]")
                    .ok()
                    .flatten()
                    .is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(map: &mut KeyMap, key: &str) -> Option<Command> {
        map.press(
            Press {
                key,
                ctrl: false,
                alt: false,
                in_field: false,
            },
            true,
        )
    }

    #[test]
    fn g_and_a_letter_go_somewhere_and_other_letters_do_not() {
        let mut map = KeyMap::default();
        assert_eq!(press(&mut map, "g"), None);
        assert_eq!(press(&mut map, "t"), Some(Command::Go(routes::STOCKTAKES)));
        assert_eq!(press(&mut map, "t"), None);
        assert_eq!(press(&mut map, "n"), Some(Command::New));
    }

    #[test]
    fn single_letters_are_silent_in_fields_and_when_switched_off() {
        let mut map = KeyMap::default();
        let in_field = Press {
            key: "n",
            ctrl: false,
            alt: false,
            in_field: true,
        };
        assert_eq!(map.press(in_field, true), None);
        let outside = Press {
            in_field: false,
            ..in_field
        };
        assert_eq!(map.press(outside, false), None);
        let search = Press {
            key: "k",
            ctrl: true,
            alt: false,
            in_field: true,
        };
        assert_eq!(map.press(search, false), Some(Command::Palette));
        let primary = Press {
            key: "Enter",
            ..search
        };
        assert_eq!(
            map.press(primary, false),
            Some(Command::Row(RowKey::Primary))
        );
    }
}
