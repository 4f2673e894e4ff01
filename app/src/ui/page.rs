//! The parts that every page is made of, in nearly the same order: crumbs, heading, cards, action bar.

use super::{Bar, Glyph, Icon, Toasts};
use crate::view;
use leptos::prelude::*;

/// The heading of a page. Its title is also that of the window; a change of page focuses it.
#[component]
pub fn PageHead(
    /// What the page is.
    #[prop(into)]
    title: Signal<String>,
    /// Stands above the heading.
    #[prop(optional, into)]
    eyebrow: Option<Signal<String>>,
    /// Stands below the heading.
    #[prop(optional, into)]
    lede: Option<Signal<String>>,
    /// What can be done, at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    title_window(title);
    view! {
        <div class="page-head">
            <div>
                {eyebrow.map(|eyebrow| view! { <p class="eyebrow">{eyebrow}</p> })}
                <h1 tabindex="-1" data-testid="page-title">{title}</h1>
                {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
        </div>
    }
}

/// Gives the window the title of the page.
pub fn title_window(title: Signal<String>) {
    crate::effect(move |_| document().set_title(&format!("{} \u{b7} Quayside", title.get())));
}

/// The way back up.
#[component]
pub fn Crumbs(
    /// Where up is.
    #[prop(into)]
    href: String,
    /// What it is called.
    #[prop(into)]
    up: Signal<String>,
    /// Where the person is.
    #[prop(into)]
    here: Signal<String>,
    /// Where up from up is, and what it is called.
    #[prop(optional)]
    top: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label="Breadcrumb">
            {top.map(|(href, text)| view! { <a href=href>{text}</a><Icon glyph=Glyph::ChevronRight /> })}
            <a href=href>{up}</a>
            <Icon glyph=Glyph::ChevronRight />
            <span aria-current="page">{here}</span>
        </nav>
    }
}

/// A card with a head.
#[component]
pub fn Card(
    /// What it holds.
    #[prop(into)]
    title: Signal<String>,
    /// A name that is unique in the page, for the heading.
    id: &'static str,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// At the end of the head.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("card {class}") aria-labelledby=id>
            <div class="card-head"><h2 id=id>{title}</h2>{tools.map(|tools| tools.run())}</div>
            {children()}
        </section>
    }
}

/// The bar at the end of a long task: what will happen, and the button that does it.
#[component]
pub fn ActionBar(
    /// What will happen.
    #[prop(into)]
    head: Signal<String>,
    /// More about it.
    #[prop(into)]
    text: Signal<String>,
    /// The buttons, the primary one last.
    children: Children,
) -> impl IntoView {
    expect_context::<Toasts>().make_room(Bar::Action);
    view! {
        <div class="actionbar">
            <div class="grow"><strong>{head}</strong><div class="muted sm">{text}</div></div>
            {children()}
        </div>
    }
}

/// A figure with its name and a note.
#[component]
pub fn Tile(
    /// What it counts.
    #[prop(into)]
    name: Signal<String>,
    /// How many.
    #[prop(into)]
    value: Signal<String>,
    /// What else to know.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    /// A person has to solve it.
    #[prop(optional, into)]
    bad: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="tile" class:tile--bad=bad>
            <dt>{name}</dt>
            <dd>{value}</dd>
            {note.map(|note| view! { <dd class="tile-n">{note}</dd> })}
        </div>
    }
}
