//! The outbox as a page: the start page of the installed application's shortcut.

use super::server;
use crate::books::Books;
use crate::shell::{OutboxFoot, OutboxList};
use crate::ui::{Glyph, Icon, PageHead, Toasts};
use crate::view;
use leptos::prelude::*;

/// The page.
#[component]
pub fn OutboxPage() -> impl IntoView {
    view! {
        <PageHead title="Outbox" lede=Signal::stored("What this device recorded and where it is.".to_owned())><RescueImport /></PageHead>
        <section class="card" aria-label="Outbox" data-testid="outbox-page"><OutboxList /><OutboxFoot /></section>
    }
}

/// Takes a rescue file in (OFF-59).
#[component]
fn RescueImport() -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let chosen = move |event: web_sys::Event| {
        let Some(file) = super::import::chosen_file(&event) else {
            return;
        };
        server::spawn(async move {
            match super::import::bytes_of(&file).await {
                Some(bytes) => match books.take_rescue_file(bytes).await {
                    Ok(n) => toasts.ok(format!(
                        "{} taken in. They send by themselves.",
                        crate::format::counted(n, "new entry", "new entries")
                    )),
                    Err(why) => toasts.bad(why.to_string()),
                },
                None => toasts.bad("The file could not be read."),
            }
        });
    };
    view! {
        <label class="btn file-button"><Icon glyph=Glyph::FileUp />"Take a rescue file in"
            <input class="sr" type="file" accept=".bin" data-testid="rescue-import" on:change=chosen /></label>
    }
}
