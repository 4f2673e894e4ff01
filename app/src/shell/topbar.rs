//! The bar on top of every page: search, scanner, sync state, notifications, account.

use super::{Layers, Open, account::AccountMenu};
use crate::books::{Books, Pill};
use crate::format;
use crate::ui::{Bar, Glyph, Icon, Mark, MarkGlyph, Tag, Toasts, Tone};
use crate::view;
use leptos::prelude::*;

/// The top bar.
#[component]
pub fn Topbar() -> impl IntoView {
    let layers = expect_context::<Layers>();
    expect_context::<Toasts>().make_room(Bar::Top);
    view! {
        <header class="topbar">
            <button class="search-open" type="button" aria-haspopup="dialog" data-testid="search-open" on:click=move |_| layers.show(Open::Palette)>
                <Icon glyph=Glyph::Search />
                <span>"Search, or scan anything"</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <div class="topbar-end">
                <span class="only-desk scanner"><Tag tone=Tone::Line glyph=Glyph::ScanBarcode text="Scanner ready" /></span>
                <SyncPill />
                <Bell />
                <AccountMenu />
            </div>
        </header>
    }
}

/// What the pill says: the worst that holds.
pub fn pill_words(pill: Pill) -> String {
    match pill {
        Pill::NeedsAttention(1) => "1 needs attention".into(),
        Pill::NeedsAttention(n) => format!("{n} need attention"),
        Pill::Offline(0) => "Offline".into(),
        Pill::Offline(n) => format!("Offline \u{b7} {n}"),
        Pill::Pending(n) => format!("{n} pending"),
        Pill::Synced => "Synced".into(),
    }
}

/// The same in task mode, where what matters is that nothing is lost.
pub fn pill_words_in_task(pill: Pill) -> String {
    match pill {
        Pill::Offline(n) if n > 0 => format!("{n} saved here"),
        other => pill_words(other),
    }
}

/// The sync pill: on every page, also in task mode; opens the outbox (OFF-18).
#[component]
pub fn SyncPill(
    /// Words for task mode.
    #[prop(optional)]
    in_task: bool,
) -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let sync = books.sync();
    let pill = crate::memo(move |_| sync.read().pill());
    let mark = crate::memo(move |_| Mark::of(pill.get()));
    let words = move || {
        if in_task {
            pill_words_in_task(pill.get())
        } else {
            pill_words(pill.get())
        }
    };
    view! {
        <button class="sync" type="button" data-sync=move || mark.get().state() aria-haspopup="dialog" data-testid="sync-pill"
            on:click=move |_| layers.show(Open::Outbox)>
            <MarkGlyph mark />
            <span>{words}</span>
            <span class="sr">", open outbox"</span>
        </button>
    }
}

#[component]
fn Bell() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let notices = expect_context::<super::notices::Notices>();
    let n_unread = notices.unread();
    let label = move || match n_unread.get() {
        0 => "Notifications".to_owned(),
        n => format!(
            "Notifications, {} unread",
            format::units(i64::try_from(n).unwrap_or(i64::MAX))
        ),
    };
    view! {
        <button class="btn btn--icon btn--ghost bell" type="button" aria-label=label data-testid="bell" on:click=move |_| layers.show(Open::Notifications)>
            <Icon glyph=Glyph::Bell />
            {move || (n_unread.get() > 0).then(|| view! { <span class="badge badge--alert" aria-hidden="true">{n_unread}</span> })}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves that each sync state has words of its own (OFF-18, in part).
    #[test]
    fn the_pill_has_words_for_every_state() {
        assert_eq!(pill_words(Pill::Synced), "Synced");
        assert_eq!(pill_words(Pill::Pending(23)), "23 pending");
        assert_eq!(pill_words(Pill::Offline(23)), "Offline · 23");
        assert_eq!(pill_words(Pill::Offline(0)), "Offline");
        assert_eq!(pill_words(Pill::NeedsAttention(1)), "1 needs attention");
        assert_eq!(pill_words_in_task(Pill::Offline(23)), "23 saved here");
    }
}
