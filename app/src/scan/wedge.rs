//! Listens to the keys of the whole page and takes a scanner's burst out of them, whatever has the focus (OFF-40).
//!
//! In a field, the first keys of a burst have been typed before it is certain; the field is put back as it was. Outside
//! of fields keys are held for the length of one gap and then passed on, so that a code beginning with N does not open
//! a new sale.

use super::burst::{BurstConfig, Bursts, Key, Verdict};
use crate::platform::{document, events, time, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Event, EventInit, EventTarget, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    KeyboardEventInit,
};

/// Listens for as long as the page lives.
#[derive(Clone)]
pub struct Wedge(Rc<Inner>);

struct Inner {
    bursts: RefCell<Bursts>,
    /// The focused field as it was before the first key of what may be a burst.
    field: RefCell<Option<FieldBefore>>,
    /// Keys held back outside of fields.
    held: RefCell<Vec<(EventTarget, KeyboardEvent)>>,
    /// Whether somebody waits for the gap after the held keys.
    watching: Cell<bool>,
    /// Passing held keys on: they are not looked at again.
    passing: Cell<bool>,
    wanted: Box<dyn Fn() -> bool>,
    scanned: Box<dyn Fn(String)>,
}

impl Wedge {
    /// Begins to listen; `scanned` is called with each code while `wanted` says so. At other times, as on the sign-in
    /// page, keys are nobody's business but the page's.
    pub fn listen(
        config: BurstConfig,
        wanted: impl Fn() -> bool + 'static,
        scanned: impl Fn(String) + 'static,
    ) -> Self {
        let wedge = Self(Rc::new(Inner {
            bursts: RefCell::new(Bursts::new(config)),
            field: RefCell::default(),
            held: RefCell::default(),
            watching: Cell::new(false),
            passing: Cell::new(false),
            wanted: Box::new(wanted),
            scanned: Box::new(scanned),
        }));
        let inner = wedge.0.clone();
        events::listen_first::<KeyboardEvent>(&window(), "keydown", move |event| {
            inner.clone().key(event)
        });
        wedge
    }

    /// Takes another setting of the scanner.
    pub fn configure(&self, config: BurstConfig) {
        self.0.bursts.replace(Bursts::new(config));
    }
}

impl Inner {
    fn key(self: Rc<Self>, event: KeyboardEvent) {
        if self.passing.get() || !(self.wanted)() {
            return;
        }
        let key = recognised(&event);
        let at_ms = event.time_stamp();
        let field = Field::focused(&event);
        let is_first = !self.bursts.borrow().is_within(at_ms);
        if is_first || key == Key::Other {
            self.give_back();
            self.field
                .replace(field.as_ref().map(FieldBefore::remember));
        }
        // The verdict first: what follows may cause further key events.
        let verdict = self.bursts.borrow_mut().key(key, at_ms);
        match verdict {
            Verdict::Typing => match key {
                Key::Char(c) if c != ' ' && field.is_none() => self.hold(event),
                Key::Char(_) if field.is_some() => {}
                Key::Modifier => {}
                _ => self.give_back(),
            },
            Verdict::Burst { take_back } => {
                keep_from_page(&event);
                if take_back > 0 {
                    self.put_field_back();
                    self.take_back_outside(take_back);
                }
                self.hold_within_burst(event);
            }
            Verdict::Scan { code, take_back } => {
                keep_from_page(&event);
                if take_back > 0 {
                    self.put_field_back();
                }
                self.held.borrow_mut().clear();
                self.field.replace(None);
                (self.scanned)(code);
            }
        }
    }

    fn hold(self: Rc<Self>, event: KeyboardEvent) {
        keep_from_page(&event);
        self.hold_within_burst(event);
    }

    /// Holds a key, and looks after the gap whether it was typing after all.
    fn hold_within_burst(self: Rc<Self>, event: KeyboardEvent) {
        if let Some(target) = event.target() {
            self.held.borrow_mut().push((target, event));
        }
        // One watch for all keys of a burst: timers for each would be a fifth of the work of a scan.
        if self.watching.replace(true) {
            return;
        }
        spawn_local(async move {
            loop {
                let open_ms = self.bursts.borrow().open_for_ms(time::monotonic_ms());
                time::sleep(open_ms + 5).await;
                // After a long piece of work, timers may run before the keys that waited for it. A second turn lets those
                // in.
                time::sleep(10).await;
                if !self.bursts.borrow().is_within(time::monotonic_ms() - 15.0) {
                    break;
                }
            }
            self.watching.set(false);
            self.give_back();
        });
    }

    /// It was typing after all: the page gets what was kept from it.
    fn give_back(&self) {
        let keys = self.bursts.borrow_mut().give_up();
        if let (Some(keys), Some(before)) = (keys, &*self.field.borrow()) {
            self.held.borrow_mut().clear();
            before.type_in(&keys);
        }
        self.pass_on();
    }

    /// Gives held keys to the page, in their order.
    fn pass_on(&self) {
        let held = self.held.take();
        self.passing.set(true);
        for (target, event) in held {
            let init = KeyboardEventInit::new();
            init.set_key(&event.key());
            init.set_code(&event.code());
            init.set_shift_key(event.shift_key());
            init.set_bubbles(true);
            init.set_cancelable(true);
            if let Ok(copy) = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init) {
                // Whether the page used it makes no difference any more.
                let _ = target.dispatch_event(&copy);
            }
        }
        self.passing.set(false);
    }

    /// Keys outside of fields that were passed on before the rest of a scan came, late, are deleted again, as far as
    /// whoever took them knows of deleting: a keypad does.
    fn take_back_outside(&self, n: usize) {
        if self.field.borrow().is_some() || !self.held.borrow().is_empty() {
            return;
        }
        let Some(target) = document().active_element() else {
            return;
        };
        self.passing.set(true);
        for _ in 0..n {
            let init = KeyboardEventInit::new();
            init.set_key("Backspace");
            init.set_bubbles(true);
            init.set_cancelable(true);
            if let Ok(key) = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init) {
                let _ = target.dispatch_event(&key);
            }
        }
        self.passing.set(false);
    }

    fn put_field_back(&self) {
        if let Some(before) = &*self.field.borrow() {
            before.put_back();
        }
    }
}

fn recognised(event: &KeyboardEvent) -> Key {
    if event.is_composing()
        || event.repeat()
        || event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
    {
        return Key::Other;
    }
    let key = event.key();
    let mut characters = key.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => Key::Char(c),
        _ => match key.as_str() {
            "Enter" | "Tab" => Key::End,
            "Shift" | "CapsLock" | "AltGraph" => Key::Modifier,
            _ => Key::Other,
        },
    }
}

fn keep_from_page(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

/// A field that keys go into.
#[derive(Clone)]
enum Field {
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
}

impl Field {
    fn focused(event: &KeyboardEvent) -> Option<Self> {
        let target = event.target()?;
        if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
            let is_text = !matches!(
                input.type_().as_str(),
                "button"
                    | "checkbox"
                    | "radio"
                    | "range"
                    | "color"
                    | "file"
                    | "submit"
                    | "reset"
                    | "image"
            );
            return is_text.then(|| Self::Input(input.clone()));
        }
        target
            .dyn_ref::<HtmlTextAreaElement>()
            .map(|area| Self::Area(area.clone()))
    }

    fn value(&self) -> String {
        match self {
            Self::Input(input) => input.value(),
            Self::Area(area) => area.value(),
        }
    }

    fn set(&self, value: &str, selection: Option<(u32, u32)>) {
        match self {
            Self::Input(input) => {
                input.set_value(value);
                if let Some((from, to)) = selection {
                    // Number and e-mail fields have no selection; their caret goes to the end.
                    let _ = input.set_selection_range(from, to);
                }
            }
            Self::Area(area) => {
                area.set_value(value);
                if let Some((from, to)) = selection {
                    let _ = area.set_selection_range(from, to);
                }
            }
        }
        let init = EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
            let target: &EventTarget = match self {
                Self::Input(input) => input,
                Self::Area(area) => area,
            };
            let _ = target.dispatch_event(&event);
        }
    }

    fn selection(&self) -> Option<(u32, u32)> {
        let (from, to) = match self {
            Self::Input(input) => (input.selection_start(), input.selection_end()),
            Self::Area(area) => (area.selection_start(), area.selection_end()),
        };
        Some((from.ok()??, to.ok()??))
    }
}

/// A field as it was.
struct FieldBefore {
    field: Field,
    value: String,
    selection: Option<(u32, u32)>,
}

impl FieldBefore {
    fn remember(field: &Field) -> Self {
        Self {
            field: field.clone(),
            value: field.value(),
            selection: field.selection(),
        }
    }

    fn put_back(&self) {
        if self.field.value() != self.value {
            self.field.set(&self.value, self.selection);
        }
    }

    /// Types keys that were kept from the field after all.
    fn type_in(&self, keys: &str) {
        let units: Vec<u16> = self.value.encode_utf16().collect();
        let end = u32::try_from(units.len()).unwrap_or(u32::MAX);
        let (from, to) = self.selection.unwrap_or((end, end));
        let cut = |from: u32, to: u32| String::from_utf16_lossy(&units[from as usize..to as usize]);
        let value = format!("{}{keys}{}", cut(0, from), cut(to, end));
        let caret = from + u32::try_from(keys.encode_utf16().count()).unwrap_or(0);
        self.field.set(&value, Some((caret, caret)));
    }
}

/// Whether keys go into a field now: single-letter shortcuts must not act then.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        element.dyn_ref::<HtmlInputElement>().is_some()
            || element.dyn_ref::<HtmlTextAreaElement>().is_some()
            || element
                .get_attribute("contenteditable")
                .is_some_and(|value| value != "false")
    })
}
