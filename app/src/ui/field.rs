//! Fields of forms. Each has its label, its hint and its error tied to it; what a field holds is text until the page
//! checks it into a type.

use super::{Glyph, Icon};
use crate::view;
use leptos::prelude::*;

/// How often something was typed or chosen in a layer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edits(RwSignal<u32>);

impl Edits {
    /// Something was.
    pub(super) fn count(self) {
        self.0.try_update(|n| *n = n.wrapping_add(1));
    }
}

/// What is wrong, until something changes in the layer that the field stands in.
fn until_edited(error: Signal<Option<String>>) -> Signal<Option<String>> {
    let Some(Edits(edits)) = use_context::<Edits>() else {
        return error;
    };
    let since = RwSignal::new(edits.get_untracked());
    crate::effect(move |_| {
        error.track();
        since.set(edits.get_untracked());
    });
    crate::derived(move || error.get().filter(|_| edits.get() == since.get()))
}

/// A line of text with label, hint and error.
#[component]
pub fn TextField(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// A name that is unique in the page.
    id: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `type` of the field.
    #[prop(default = "text")]
    kind: &'static str,
    /// `inputmode` of the field.
    #[prop(optional)]
    mode: Option<&'static str>,
    /// `autocomplete` of the field.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
    /// Class of the field.
    #[prop(default = "input")]
    class: &'static str,
) -> impl IntoView {
    let error = until_edited(error);
    let described = described_by(id, hint.is_some());
    view! {
        <div class="field">
            <FieldLabel label id optional />
            <input class=class id=id type=kind inputmode=mode autocomplete=autocomplete data-testid=id
                prop:value=value on:input:target=move |event| value.set(event.target().value())
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby=described />
            <FieldNotes id hint error />
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// A name that is unique in the page.
    id: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let error = until_edited(error);
    let described = described_by(id, hint.is_some());
    view! {
        <div class="field">
            <FieldLabel label id optional=true />
            <textarea class="input" id=id rows="3" data-testid=id prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby=described></textarea>
            <FieldNotes id hint error />
        </div>
    }
}

/// One of many. The value of a choice is text: ids and codes have one.
#[component]
pub fn SelectField(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// A name that is unique in the page.
    id: &'static str,
    /// The choices: value and what it says.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
    /// What is chosen.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = until_edited(error);
    let described = described_by(id, hint.is_some());
    view! {
        <div class="field">
            <FieldLabel label id optional />
            <Select id value choices described />
            <FieldNotes id hint error />
        </div>
    }
}

/// A bare select, for tables that label it by their heading.
#[component]
pub fn Select(
    /// A name that is unique in the page.
    #[prop(into)]
    id: String,
    /// What is chosen.
    value: RwSignal<String>,
    /// The choices: value and what it says.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
    /// What describes it.
    #[prop(optional, into)]
    described: Option<String>,
    /// What it is, if no label says so.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let option = move |(key, text): (String, String)| {
        let chosen = key.clone();
        view! { <option value=key prop:selected=move || *value.read() == chosen>{text}</option> }
    };
    view! {
        <select class="select" id=id.clone() data-testid=id aria-label=label aria-describedby=described
            on:change:target=move |event| value.set(event.target().value())>
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    }
}

#[component]
fn FieldLabel(
    #[prop(into)] label: Signal<String>,
    id: &'static str,
    optional: bool,
) -> impl IntoView {
    view! { <label class="label" for=id>{label}{optional.then(|| view! { <span class="opt">" (optional)"</span> })}</label> }
}

#[component]
fn FieldNotes(
    id: &'static str,
    hint: Option<String>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
        {said(format!("{id}-error"), error)}
    }
}

/// What is wrong with a field.
#[component]
pub fn FieldError(
    /// The name by which the field refers to it.
    #[prop(into)]
    id: String,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    said(id, until_edited(error))
}

fn said(id: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div id=id>
            {move || error.get().map(|text| view! { <p class="error" role="alert"><Icon glyph=Glyph::CircleAlert />{text}</p> })}
        </div>
    }
}

fn described_by(id: &str, has_hint: bool) -> String {
    if has_hint {
        format!("{id}-hint {id}-error")
    } else {
        format!("{id}-error")
    }
}

/// A tick box.
#[component]
pub fn Check(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was pressed.
    #[prop(into)]
    on_change: Callback<bool>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked data-testid=testid on:change:target=move |event| on_change.run(event.target().checked()) />
            <span>{label}</span>
        </label>
    }
}

/// A tick box in a table cell, labelled for screen readers only.
#[component]
pub fn CellCheck(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was pressed.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check check--cell">
            <input type="checkbox" aria-label=label prop:checked=checked on:change:target=move |event| on_change.run(event.target().checked()) />
        </label>
    }
}

/// On or off, working at once.
#[component]
pub fn Switch(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// It was pressed.
    #[prop(into)]
    on_change: Callback<bool>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    view! {
        <label class="switch">
            <span class="grow"><span>{label}</span>{hint.map(|hint| view! { <span class="hint switch-hint">{hint}</span> })}</span>
            <input type="checkbox" role="switch" prop:checked=on data-testid=testid on:change:target=move |event| on_change.run(event.target().checked()) />
        </label>
    }
}

/// One of two to five choices with consequences, as a card.
#[component]
pub fn OptionCard(
    /// Name of the group.
    group: &'static str,
    /// What it is.
    #[prop(into)]
    title: Signal<String>,
    /// What it means.
    #[prop(into)]
    hint: Signal<String>,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// It was chosen.
    #[prop(into)]
    on_choose: Callback<()>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    view! {
        <label class="option">
            <input type="radio" name=group prop:checked=chosen data-testid=testid on:change=move |_| on_choose.run(()) />
            <span><strong>{title}</strong><small>{hint}</small></span>
        </label>
    }
}

/// A search box that answers as typed.
#[component]
pub fn SearchBox(
    /// A name that is unique in the page.
    id: &'static str,
    /// What it searches, as label and placeholder.
    label: &'static str,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// It changed.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="searchbox grow">
            <Icon glyph=Glyph::Search />
            <input class="input" id=id type="search" autocomplete="off" spellcheck="false" aria-label=label placeholder=label data-testid=id
                prop:value=value on:input:target=move |event| on_change.run(event.target().value()) />
        </div>
    }
}
