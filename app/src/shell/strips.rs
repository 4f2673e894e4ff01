//! Conditions that last: no connection, old figures, a new version, something wrong with the device. Each stands in
//! place, and nothing moves when it goes.

use super::Clock;
use crate::books::{Books, SyncState};
use crate::device::Warning;
use crate::format;
use crate::ui::{Action, Banner, Glyph, Icon, Show, Tone};
use crate::view;
use crate::{router, routes};
use domain::time::Timestamp;
use leptos::prelude::*;

/// Figures older than this are shown as stale when the company has not said otherwise (OFF-60).
pub const STALE_AFTER_MS: i64 = 12 * 3_600_000;

/// What the strip of a page says while figures are old, if they are.
pub fn stale_words(state: &SyncState, now: Timestamp, after_ms: i64) -> Option<String> {
    let last = state.last_success?;
    let is_stale = now.millis_since(last) > after_ms;
    is_stale.then(|| {
        format!(
            "Stock figures are from {}.",
            format::moment_within(last, now)
        )
    })
}

/// What is said while the figures of this device are older than the company allows (OFF-60).
pub fn staleness() -> Memo<Option<String>> {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let (sync, company, now) = (books.sync(), books.company(), clock.now());
    let after_ms = crate::memo(move |_| {
        company.read().as_ref().map_or(STALE_AFTER_MS, |company| {
            i64::from(company.stale_after_hours) * 3_600_000
        })
    });
    crate::memo(move |_| stale_words(&sync.read(), now.get(), after_ms.get()))
}

/// Whether somebody at this device has noted that the browser may clear what is kept here. That warning asks for
/// nothing at once: it is said where work begins until it is noted, and always where the device's storage is looked at.
#[derive(Clone, Copy)]
pub struct Noted(RwSignal<bool>);

/// Where it is kept.
#[cfg(target_arch = "wasm32")]
const NOTED: &str = "storage-noted";

impl Default for Noted {
    fn default() -> Self {
        #[cfg(target_arch = "wasm32")]
        let is_noted = crate::platform::choice(NOTED).is_some();
        #[cfg(not(target_arch = "wasm32"))]
        let is_noted = false;
        Self(RwSignal::new(is_noted))
    }
}

impl Noted {
    fn here() -> Self {
        use_context().unwrap_or_default()
    }

    fn note(self) {
        self.0.set(true);
        #[cfg(target_arch = "wasm32")]
        crate::platform::choose(NOTED, Some("yes"));
    }

    /// The warnings that are shown at an address.
    fn shown(self, warnings: Vec<Warning>, path: &str) -> Vec<Warning> {
        let of_storage = [routes::OUTBOX, routes::SETTINGS].contains(&path);
        let of_work = path == routes::DASHBOARD || routes::is_task(path);
        let is_shown = of_storage || (of_work && !self.0.get());
        let mut shown = warnings;
        shown.retain(|warning| is_shown || *warning != Warning::StorageNotDurable);
        shown
    }
}

/// Banners above the page: new version, old figures, warnings of the device.
#[component]
pub fn Strips() -> impl IntoView {
    let books = expect_context::<Books>();
    let (sync, warnings) = (books.sync(), books.warnings());
    let stale = staleness();
    let stale_banner = move || {
        stale.get().map(|head| view! { <div data-testid="stale"><Banner tone=Tone::Warn head text="Check the shelf before you pick or move." /></div> })
    };
    let (noted, path) = (Noted::here(), router::path());
    let shown = crate::memo(move |_| noted.shown(warnings.get(), &path.read()));
    let warning = move |warning: Warning| {
        let way = (warning == Warning::SignIn).then(|| view! { <SignInAgain /> });
        let is_note = warning == Warning::StorageNotDurable;
        let note = is_note.then(|| view! { <Note noted /> });
        let tone = if is_note { Tone::Info } else { Tone::Warn };
        view! { <Banner tone head="" text=warning.words()>{way}{note}</Banner> }
    };
    let first = crate::memo(move |_| sync.read().first_sync);
    let has_any = move || {
        stale.read().is_some()
            || !shown.read().is_empty()
            || books.update_waiting().get()
            || first.get().is_some()
    };
    view! {
        <div class="strips" class:is-empty=move || !has_any() data-testid="strips">
            <FirstFilling />
            <UpdateBanner />
            {stale_banner}
            {move || shown.get().into_iter().map(warning).collect_view()}
        </div>
    }
}

/// Puts a warning aside for good, but for where the device's storage is looked at.
#[component]
fn Note(noted: Noted) -> impl IntoView {
    let is_noted = noted.0;
    view! { <Show when=move || !is_noted.get()><Action text="Understood" on_press=move |()| noted.note() testid="noted" /></Show> }
}

/// To the sign-in page; what is unsent stays with its author (DECISIONS 13).
#[component]
fn SignInAgain() -> impl IntoView {
    let books = expect_context::<Books>();
    view! { <Action text="Sign in" on_press=move |()| books.switch_person() testid="sign-in-again" /> }
}

/// How far the first filling of this device is (OFF-02).
#[component]
fn FirstFilling() -> impl IntoView {
    let sync = expect_context::<Books>().sync();
    let part = move |pick: fn(crate::books::FirstSync) -> usize| {
        crate::derived(move || {
            u64::try_from(sync.read().first_sync.map_or(0, pick)).unwrap_or(u64::MAX)
        })
    };
    let (done, total) = (part(|first| first.complete), part(|first| first.parts));
    let end = crate::derived(move || {
        let rows = sync.read().first_sync.map_or(0, |first| first.rows);
        format!(
            "{} of {} parts \u{b7} {}",
            done.get(),
            total.get(),
            format::counted(rows, "record", "records")
        )
    });
    view! {
        <Show when=move || sync.read().first_sync.is_some()>
            <section class="card"><div class="card-body stack-sm" data-testid="first-sync">
                <crate::ui::Gauge done total label="First filling of this device" start=Signal::stored("Filling this device".to_owned()) end />
                <p class="hint">"You can look around already. If it is interrupted, it goes on from here."</p>
            </div></section>
        </Show>
    }
}

/// A new version is ready: announced, taken over when somebody says so (OFF-36).
#[component]
fn UpdateBanner() -> impl IntoView {
    let books = expect_context::<Books>();
    let waiting = books.update_waiting();
    let later = RwSignal::new(false);
    view! {
        <Show when=move || waiting.get() && !later.get()>
            <div class="banner banner--info" data-testid="update">
                <Icon glyph=Glyph::Download />
                <p class="grow"><strong>"A new version is ready."</strong>" It takes a second. Nothing waiting is lost."</p>
                <Action text="Later" on_press=move |()| later.set(true) />
                <Action text="Use it now" on_press=move |()| books.take_update() testid="update-now" />
            </div>
        </Show>
    }
}

/// The strip of task mode: no connection, and that it does not matter.
#[component]
pub fn TaskStrip(
    /// What is being done.
    #[prop(into)]
    keep: String,
) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let sync = books.sync();
    let last = move || {
        sync.read()
            .last_success
            .map(|at| format!("Last in range {}", format::brief(at, clock.now().get())))
    };
    let keep = StoredValue::new(keep);
    let update = books.update_waiting();
    view! {
        <section aria-label="Connection" class="task-strips">
            <Show when=move || sync.read().reachable == Some(false)>
                <div class="offline-strip" role="status" data-testid="offline-strip">
                    <Icon glyph=Glyph::WifiOff />
                    <span class="grow">{move || format!("No connection. {}: everything is saved on this device.", keep.get_value())}</span>
                    <span class="nowrap not-narrow">{last}</span>
                </div>
            </Show>
            <Show when=move || update.get()>
                <div class="offline-strip" role="status">
                    <Icon glyph=Glyph::Download />
                    <span class="grow">"A new version is ready. It starts when this is closed. Nothing waiting is lost."</span>
                </div>
            </Show>
            <TaskWarnings />
        </section>
    }
}

#[component]
fn TaskWarnings() -> impl IntoView {
    let (warnings, noted) = (expect_context::<Books>().warnings(), Noted::here());
    let path = router::path();
    let shown = crate::memo(move |_| noted.shown(warnings.get(), &path.read()));
    let strip = |warning: Warning| {
        let way = (warning == Warning::SignIn).then(|| view! { <SignInAgain /> });
        view! { <div class="offline-strip offline-strip--warn" role="status"><Icon glyph=Glyph::TriangleAlert /><span class="grow">{warning.words()}</span>{way}</div> }
    };
    move || shown.get().into_iter().map(strip).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::StocktakeId;
    use uuid::Uuid;

    #[test]
    fn what_was_noted_is_said_again_only_where_storage_is_looked_at() {
        let owner = Owner::new();
        owner.with(|| {
            let all = || vec![Warning::StorageNotDurable, Warning::StorageLow];
            let noted = Noted::default();
            let count = routes::stocktake_count(StocktakeId::new(Uuid::from_u128(1)));
            for place in [routes::DASHBOARD, &count] {
                assert_eq!(noted.shown(all(), place), all());
            }
            assert_eq!(noted.shown(all(), "/stock"), [Warning::StorageLow]);
            noted.note();
            for place in [routes::DASHBOARD, &count, "/stock"] {
                assert_eq!(noted.shown(all(), place), [Warning::StorageLow]);
            }
            for place in [routes::OUTBOX, routes::SETTINGS] {
                assert_eq!(noted.shown(all(), place), all());
            }
        });
    }

    /// Proves that data beyond the set age are shown as stale (OFF-60, the banner).
    #[test]
    fn figures_beyond_the_set_age_are_called_old() {
        let now = Timestamp::from_millis(100 * 3_600_000);
        let synced = |hours: i64| SyncState {
            last_success: Some(now.plus_millis(-hours * 3_600_000)),
            ..SyncState::default()
        };
        assert_eq!(stale_words(&synced(1), now, STALE_AFTER_MS), None);
        assert_eq!(
            stale_words(&synced(13), now, STALE_AFTER_MS).as_deref(),
            Some("Stock figures are from yesterday 15:00.")
        );
        assert_eq!(
            stale_words(&SyncState::default(), now, STALE_AFTER_MS),
            None
        );
    }
}
