//! Layers above the page: dialogs, drawers and menus. `<dialog>` and the popover attribute give the top layer, the
//! trapped focus and its return.

use super::field::Edits;
use super::{Glyph, Icon, Show};
use crate::view;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// How a layer stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LayerKind {
    /// In the middle: a question.
    #[default]
    Dialog,
    /// In the middle, for forms and tables.
    Wide,
    /// At the end of the page, full height.
    Drawer,
    /// Near the top, for search.
    Palette,
}

impl LayerKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Dialog => "dialog layer",
            Self::Wide => "dialog dialog--wide layer",
            Self::Drawer => "drawer layer layer--end",
            Self::Palette => "dialog palette layer layer--top",
        }
    }
}

/// A modal layer without a head of its own. Esc and a press beside it ask to close it.
#[component]
pub fn Layer(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Somebody wants to close it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// How it stands.
    #[prop(optional)]
    kind: LayerKind,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
    /// Drawn while open.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let edits = Edits::default();
    let inside = move || {
        provide_context(edits);
        children()
    };
    crate::effect(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            // In the next frame, when its content is there to take the focus.
            crate::next_frame(move || {
                if open.get_untracked() && !dialog.open() {
                    // Refused only for a dialog that is open or not in the page; it is neither.
                    let _ = dialog.show_modal();
                }
            });
        } else if dialog.open() {
            dialog.close();
        }
    });
    let beside = move |event: ev::MouseEvent| {
        let is_backdrop = node.get_untracked().is_some_and(|dialog| {
            event.target().is_some_and(|target| {
                use wasm_bindgen::JsCast;
                target
                    .dyn_ref::<web_sys::Element>()
                    .is_some_and(|hit| hit.is_same_node(Some(dialog.as_ref())))
            })
        });
        if is_backdrop {
            on_close.run(());
        }
    };
    view! {
        <dialog node_ref=node class=kind.class() aria-label=label data-testid=testid on:keydown=enter
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); on_close.run(()); }
            on:input=move |_| edits.count() on:mousedown=beside>
            <Show when=move || open.get()>{inside()}</Show>
        </dialog>
    }
}

/// Enter in a line of a form does what its first button does, as in any form; not in a line that is only to be copied, which
/// would be gone, and once for each press.
fn enter(event: ev::KeyboardEvent) {
    use wasm_bindgen::JsCast;
    const LINES: [&str; 7] = [
        "text",
        "email",
        "password",
        "number",
        "date",
        "tel",
        "datetime-local",
    ];
    let is_first = !event.repeat() && !event.is_composing();
    if event.key() != "Enter" || event.default_prevented() || !is_first {
        return;
    }
    let target = event.target();
    let line = target.and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let is_typed_in = |line: &web_sys::HtmlInputElement| {
        !line.read_only() && LINES.contains(&line.type_().as_str())
    };
    let Some(line) = line.filter(is_typed_in) else {
        return;
    };
    let action = line.closest("dialog").ok().flatten().and_then(|dialog| {
        let first = ".dialog-foot .btn--primary:not([aria-disabled=true])";
        dialog.query_selector(first).ok().flatten()
    });
    if let Some(action) = action.and_then(|action| action.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        action.click();
    }
}

/// A question or a small form: head, body, foot with the safe choice first.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Somebody wants to close it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it asks.
    #[prop(into)]
    title: Signal<String>,
    /// How it stands.
    #[prop(optional)]
    kind: LayerKind,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
    /// What stands under the heading, foot included.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Layer open on_close label=title kind testid>
            <div class="dialog-head">
                <h2 tabindex="-1" autofocus>{title}</h2>
                <CloseButton on_close />
            </div>
            {children.with_value(|children| children())}
        </Layer>
    }
}

/// The cross in the corner of a layer.
#[component]
pub fn CloseButton(
    /// Somebody wants to close it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="btn btn--icon btn--ghost" type="button" aria-label="Close" data-testid="close" on:click=move |_| on_close.run(())>
            <Icon glyph=Glyph::X />
        </button>
    }
}

/// A question with two answers, for what cannot be undone: the safe one first, verbs on both.
#[component]
pub fn Confirm(
    /// Whether it is asked.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What it means.
    #[prop(into)]
    body: Signal<String>,
    /// The verb that leaves things as they are.
    #[prop(into)]
    keep: String,
    /// The verb that does it.
    #[prop(into)]
    act: String,
    /// Leave it.
    #[prop(into)]
    on_keep: Callback<()>,
    /// Do it.
    #[prop(into)]
    on_act: Callback<()>,
) -> impl IntoView {
    let (keep, act) = (StoredValue::new(keep), StoredValue::new(act));
    view! {
        <Layer open on_close=on_keep label=title testid="confirm">
            <div class="dialog-body"><h2 tabindex="-1" autofocus>{title}</h2><p>{body}</p></div>
            <div class="dialog-foot">
                <button class="btn" type="button" data-testid="confirm-keep" on:click=move |_| on_keep.run(())>{keep.get_value()}</button>
                <button class="btn btn--danger" type="button" data-testid="confirm-act" on:click=move |_| on_act.run(())>{act.get_value()}</button>
            </div>
        </Layer>
    }
}

/// A button that opens a menu beside it. The menu's buttons close it again.
#[component]
pub fn Menu(
    /// A name that is unique in the page.
    id: &'static str,
    /// What the button says to screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Class of the button.
    #[prop(default = "btn btn--icon btn--ghost")]
    class: &'static str,
    /// Inside the button.
    #[prop(into)]
    face: ViewFn,
    /// The items.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let close = move |_| {
        if let Some(menu) = node.get_untracked() {
            // Refused only if it is closed already.
            let _ = menu.hide_popover();
        }
    };
    view! {
        <span class="menu-anchor">
            <button class=class type="button" popovertarget=id aria-label=label data-testid=id>{face.run()}</button>
            <div node_ref=node class="menu menu--pop" id=id popover="auto" on:click=close>{children()}</div>
        </span>
    }
}
