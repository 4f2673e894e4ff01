//! Buttons and switches between views. A blocked action stays visible and says why (design principle 5).

use super::{Glyph, Icon};
use crate::view;
use leptos::prelude::*;

/// How strongly a button speaks. One primary action per screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The next move.
    Primary,
    /// An ordinary action.
    #[default]
    Plain,
    /// Looks like a link.
    Quiet,
    /// Cannot be undone.
    Danger,
    /// Would lose something, asked again.
    DangerQuiet,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn--primary",
            Self::Plain => "btn",
            Self::Quiet => "btn btn--quiet",
            Self::Danger => "btn btn--danger",
            Self::DangerQuiet => "btn btn--danger-quiet",
        }
    }
}

/// A button that may be blocked for a reason. The reason stands in the description of the button and beside it.
#[component]
pub fn Action(
    /// What it does.
    #[prop(into)]
    text: Signal<String>,
    /// Do it.
    #[prop(into)]
    on_press: Callback<()>,
    /// How strongly it speaks.
    #[prop(optional)]
    weight: Weight,
    /// In front of the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Why it cannot be done now.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// It is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    let is_blocked = crate::memo(move |_| blocked.read().is_some() || busy.get());
    let press = move |_| {
        if !is_blocked.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <span class="action">
            <button class=weight.class() type="button" data-testid=testid on:click=press
                aria-disabled=move || is_blocked.get().then_some("true")
                aria-busy=move || busy.get().then_some("true")
                title=move || blocked.get()>
                {glyph.map(|glyph| view! { <Icon glyph /> })}
                {text}
                {move || blocked.get().map(|why| view! { <span class="sr">". "{why}</span> })}
            </button>
        </span>
    }
}

/// Two to five views of the same thing, one of them shown.
#[component]
pub fn Segments<T>(
    /// What they choose, for screen readers.
    label: &'static str,
    /// The choices with what they say.
    #[prop(into)]
    choices: Signal<Vec<(T, String)>>,
    /// The one that is shown.
    #[prop(into)]
    chosen: Signal<T>,
    /// Another one was chosen.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let button = move |(value, text): (T, String)| {
        view! {
            <button class="btn" type="button" aria-pressed=move || (chosen.get() == value).to_string()
                on:click=move |_| on_choose.run(value)>{text}</button>
        }
    };
    view! {
        <div class="btn-group" role="group" aria-label=label>
            {move || choices.get().into_iter().map(button).collect_view()}
        </div>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// How strongly it speaks.
    #[prop(optional)]
    weight: Weight,
    /// In front of the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    view! {
        <a class=weight.class() href=href data-testid=testid>{glyph.map(|glyph| view! { <Icon glyph /> })}{text}</a>
    }
}

/// A group of same-page alternatives.
#[component]
pub fn Tabs<T>(
    /// What they choose between, for screen readers.
    label: &'static str,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<(T, String)>>,
    /// The one that is shown.
    #[prop(into)]
    chosen: Signal<T>,
    /// Another one was chosen.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let tab = move |(value, text): (T, String)| {
        view! {
            <button type="button" role="tab" aria-selected=move || (chosen.get() == value).to_string()
                on:click=move |_| on_choose.run(value)>{text}</button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label>{move || tabs.get().into_iter().map(tab).collect_view()}</div>
    }
}
