//! Results that can be undone: shown for eight seconds, held while somebody points at them or has them in focus.
//! What needs an answer is not a toast.

use super::{Glyph, Icon};
use crate::view;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// What a toast means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// It worked.
    Ok,
    /// It worked, but.
    Warn,
    /// It did not work.
    Bad,
}

impl ToastKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Ok => "toast toast--ok",
            Self::Warn => "toast toast--warn",
            Self::Bad => "toast toast--bad",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::Check,
            Self::Warn => Glyph::WifiOff,
            Self::Bad => Glyph::CircleX,
        }
    }
}

/// One toast.
#[derive(Clone)]
struct Toast {
    id: u64,
    kind: ToastKind,
    text: String,
    action: Option<(String, Deed)>,
}

/// What a toast does when it is pressed, wherever the person is by then.
type Deed = Arc<dyn Fn() + Send + Sync>;

/// The context by which pages say what happened.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u64>,
    top_bars: RwSignal<u32>,
    action_bars: RwSignal<u32>,
}

/// What stands on the screen, so that toasts find a place that hides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// The bar on top: toasts stand in it where it is wide enough.
    Top,
    /// The bar at the end of a long task: toasts stand above it.
    Action,
}

impl Default for Toasts {
    fn default() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
            top_bars: RwSignal::new(0),
            action_bars: RwSignal::new(0),
        }
    }
}

impl Toasts {
    /// So many at most; older ones give way.
    const MOST: usize = 3;

    /// Says that something worked.
    pub fn ok(&self, text: impl Into<String>) {
        self.show(ToastKind::Ok, text.into(), None);
    }

    /// Says that something worked only in part.
    pub fn warn(&self, text: impl Into<String>) {
        self.show(ToastKind::Warn, text.into(), None);
    }

    /// Says that something did not work.
    pub fn bad(&self, text: impl Into<String>) {
        self.show(ToastKind::Bad, text.into(), None);
    }

    /// Says in the form that it did not work, or here if the form is gone.
    pub fn bad_in(&self, form: RwSignal<Option<String>>, text: impl Into<String>) {
        if let Some(Some(text)) = form.try_set(Some(text.into())) {
            self.bad(format!("Not done. {text}"));
        }
    }

    /// Says that what a form asked for was done, and closes it, unless that was done already: another may stand there.
    pub fn done_in(
        &self,
        form: RwSignal<Option<String>>,
        text: impl Into<String>,
        close: impl FnOnce(),
    ) {
        self.ok(text);
        if !form.is_disposed() {
            close();
        }
    }

    /// Says that something worked and offers to take it back.
    pub fn undoable(&self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(
            ToastKind::Ok,
            text.into(),
            Some(("Undo".into(), Arc::new(undo))),
        );
    }

    /// Shows a toast with an action of its own.
    fn show(&self, kind: ToastKind, text: String, action: Option<(String, Deed)>) {
        self.last.update_value(|last| *last += 1);
        let id = self.last.get_value();
        self.shown.update(|shown| {
            shown.push(Toast {
                id,
                kind,
                text,
                action,
            });
            let extra = shown.len().saturating_sub(Self::MOST);
            shown.drain(..extra);
        });
    }

    /// Makes room for a bar as long as the calling component stands. (Style could find it with `:has`, but then each change
    /// of a page would style the whole page anew.)
    pub fn make_room(&self, bar: Bar) {
        let bars = match bar {
            Bar::Top => self.top_bars,
            Bar::Action => self.action_bars,
        };
        bars.update(|n| *n += 1);
        on_cleanup(move || {
            let _ = bars.try_update(|n| *n -= 1);
        });
    }

    fn dismiss(&self, id: u64) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where toasts stand.
#[component]
pub fn ToastStack() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div class="toasts" class:toasts--in-bar=move || toasts.top_bars.get() != 0 class:toasts--above-bar=move || toasts.action_bars.get() != 0 role="status" aria-live="polite" data-testid="toasts">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastRow toast />
            </For>
        </div>
    }
}

const TICK: Duration = Duration::from_millis(250);
const TICKS_SHOWN: u32 = 32;

#[component]
fn ToastRow(toast: Toast) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let held = RwSignal::new(false);
    let left = StoredValue::new(TICKS_SHOWN);
    let id = toast.id;
    crate::effect(move |_| {
        crate::each(TICK, move || {
            if held.get_untracked() {
                return;
            }
            left.update_value(|left| *left = left.saturating_sub(1));
            if left.get_value() == 0 {
                toasts.dismiss(id);
            }
        });
    });
    let action = toast.action.map(|(verb, act)| {
        let press = move |_| {
            toasts.dismiss(id);
            act();
        };
        view! { <button class="btn" type="button" data-testid="toast-action" on:click=press>{verb}</button> }
    });
    view! {
        <div class=toast.kind.class() on:mouseenter=move |_| held.set(true) on:mouseleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true) on:focusout=move |_| held.set(false)>
            <Icon glyph=toast.kind.glyph() />
            <span class="grow">{toast.text}</span>
            {action}
        </div>
    }
}
