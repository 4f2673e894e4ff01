//! An address that leads nowhere.

use crate::books::Books;
use crate::routes;
use crate::ui::{Filling, Glyph, Icon, LinkButton, NotFilled, Weight, filling};
use crate::view;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    crate::ui::title_window(Signal::stored("Not found".to_owned()));
    view! {
        <section class="card">
            <div class="empty" data-testid="not-found">
                <span class="thumb thumb--lg"><Icon glyph=Glyph::SearchX /></span>
                <h1 class="h3" tabindex="-1">"This page is not here"</h1>
                <p>"The address leads nowhere, or what it showed has been removed. Search for it, or start at the dashboard."</p>
                <LinkButton href=routes::DASHBOARD.to_owned() text="Dashboard" weight=Weight::Primary />
            </div>
        </section>
    }
}

/// A thing that this device does not know: not here yet, removed, or never here.
#[component]
pub fn Missing(
    /// What is missing, such as `product`.
    what: &'static str,
) -> impl IntoView {
    let filling = filling(expect_context::<Books>());
    move || {
        match filling.get() {
        Filling::Filled => view! { <Gone what /> }.into_any(),
        Filling::OnItsWay | Filling::OutOfReach => view! {
            <section class="card"><h1 class="sr" tabindex="-1">{format!("This {what}")}</h1><NotFilled what /></section>
        }
        .into_any(),
    }
    }
}

#[component]
fn Gone(what: &'static str) -> impl IntoView {
    crate::ui::title_window(Signal::stored("Not here".to_owned()));
    view! {
        <section class="card">
            <div class="empty" data-state="failed" data-testid="missing">
                <span class="thumb thumb--lg"><Icon glyph=Glyph::SearchX /></span>
                <h1 class="h3" tabindex="-1">{format!("This {what} is not on this device")}</h1>
                <p>"It may have been removed, or belong to a place that you may not see. If it is new, it comes with the next sync."</p>
            </div>
        </section>
    }
}
