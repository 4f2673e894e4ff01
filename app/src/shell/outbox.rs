//! The outbox: what this device recorded, what waits, what needs a person (OFF-17, OFF-18, SM-8).

use super::mend::{MendDialog, can_edit};
use super::{Clock, Layers, Open};
use crate::books::{Books, EntryState, OutboxEntry, SyncState, WaitingPhoto};
use crate::format;
use crate::ui::{
    Action, Banner, CloseButton, Empty, Glyph, Layer, LayerKind, Mark, MarkGlyph, Tone, Weight,
};
use crate::view;
use domain::time::Timestamp;
use leptos::prelude::*;

/// The entries in the groups in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutboxView {
    /// Refused ones, and those held behind them.
    pub attention: Vec<OutboxEntry>,
    /// On their way.
    pub waiting: Vec<OutboxEntry>,
    /// In the books; newest first.
    pub landed: Vec<OutboxEntry>,
}

impl OutboxView {
    /// Landed entries that are listed; the rest is counted.
    pub const LANDED_SHOWN: usize = 10;

    /// Sorts entries into groups, each in the order given.
    pub fn of(entries: &[OutboxEntry]) -> Self {
        let mut view = Self::default();
        for entry in entries {
            let group = match entry.state {
                EntryState::Refused { .. } | EntryState::Held { .. } => &mut view.attention,
                EntryState::Waiting | EntryState::Sent => &mut view.waiting,
                EntryState::Landed | EntryState::Discarded => &mut view.landed,
            };
            group.push(entry.clone());
        }
        view
    }
}

const fn entry_mark(state: &EntryState) -> Mark {
    match state {
        EntryState::Refused { .. } => Mark::Rejected,
        EntryState::Held { .. } => Mark::Offline,
        EntryState::Waiting | EntryState::Sent => Mark::Pending,
        EntryState::Landed | EntryState::Discarded => Mark::Synced,
    }
}

/// The second line of an entry.
fn entry_note(entry: &OutboxEntry, now: Timestamp) -> String {
    let when = format::brief(entry.at, now);
    match &entry.state {
        EntryState::Refused { why } => format!("Refused. {why}"),
        EntryState::Held { .. } => "Held until the one above is solved".into(),
        EntryState::Waiting => when,
        EntryState::Sent => format!("{when} \u{b7} sent, not yet confirmed"),
        EntryState::Landed => format!("{when} \u{b7} on the server"),
        EntryState::Discarded => format!("{when} \u{b7} discarded, not sent"),
    }
}

/// What the banner on top says, if anything.
fn banner_words(state: &SyncState, now: Timestamp) -> Option<(String, String)> {
    if state.reachable != Some(false) {
        return None;
    }
    let head = match state.last_success {
        Some(at) => format!("No connection since {}.", format::brief(at, now)),
        None => "No connection.".into(),
    };
    let text = match state.pending {
        0 => "Nothing is waiting to be sent.".into(),
        1 => "1 change is safe on this device. It sends by itself.".into(),
        n => format!("{n} changes are safe on this device. They send by themselves, in order."),
    };
    Some((head, text))
}

/// What stands at the foot: when it is tried again.
fn next_try_words(state: &SyncState, now: Timestamp) -> String {
    match (state.busy, state.next_try, state.last_success) {
        (true, _, _) => "Sending\u{2026}".into(),
        (false, Some(at), _) => format!("Next try in {} s", at.millis_since(now).max(0) / 1000 + 1),
        (false, None, Some(at)) => format!("Last success {}", format::brief(at, now)),
        (false, None, None) => String::new(),
    }
}

/// The outbox as a drawer.
#[component]
pub fn OutboxDrawer() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let close = Callback::new(move |()| layers.close());
    view! {
        <Layer open=layers.is(Open::Outbox) on_close=close label="Outbox" kind=LayerKind::Drawer testid="outbox-drawer">
            <div class="dialog-head"><h2 tabindex="-1" autofocus>"Outbox"</h2><CloseButton on_close=close /></div>
            <div class="layer-scroll" tabindex="0" role="region" aria-label="Outbox contents"><OutboxList /></div>
            <OutboxFoot />
        </Layer>
    }
}

/// When the next try is, and a way to try now.
#[component]
pub fn OutboxFoot() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let sync = books.sync();
    let now = clock.now();
    view! {
        <div class="dialog-foot">
            <span class="hint push-start" role="status">{move || next_try_words(&sync.read(), now.get())}</span>
            <Action text="Save to a file" glyph=Glyph::FileDown on_press=move |()| books.save_rescue_file() testid="rescue-file" />
            <Action text="Try now" glyph=Glyph::RefreshCw weight=Weight::Primary on_press=move |()| books.sync_now() testid="sync-now" />
        </div>
    }
}

/// Entries by group.
#[component]
pub fn OutboxList() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let (sync, outbox, now) = (books.sync(), books.outbox(), clock.now());
    let photos = books.photos();
    let groups = crate::memo(move |_| OutboxView::of(&outbox.read()));
    let banner = move || {
        let words = banner_words(&sync.read(), now.get());
        words.map(|(head, text)| view! { <div class="drawer-note"><Banner tone=Tone::Neutral head text /></div> })
    };
    let group = move |title: &'static str, entries: Vec<OutboxEntry>, n: usize| {
        (n > 0).then(|| {
            view! {
                <h2 class="eyebrow drawer-group">{format!("{title} \u{b7} {n}")}</h2>
                <ul class="list drawer-list">{entries.into_iter().map(|entry| view! { <OutboxRow entry /> }).collect_view()}</ul>
            }
        })
    };
    let lists = move || {
        let view = groups.get();
        let photos = photos.get();
        if view == OutboxView::default() && photos.is_empty() {
            return view! { <Empty title="Nothing waiting" text="Everything here is on the server." /> }.into_any();
        }
        let n = view.landed.len();
        let landed = view
            .landed
            .into_iter()
            .take(OutboxView::LANDED_SHOWN)
            .collect();
        let (n_attention, n_waiting) = (view.attention.len(), view.waiting.len());
        (
            group("Needs attention", view.attention, n_attention),
            group("Waiting", view.waiting, n_waiting),
            waiting_photos(&photos),
            group("Sent", landed, n),
        )
            .into_any()
    };
    view! { {banner}{lists} }
}

/// The photos that wait, if there are any.
fn waiting_photos(photos: &[WaitingPhoto]) -> Option<AnyView> {
    (!photos.is_empty()).then(|| {
        let rows = photos.iter().cloned();
        view! {
            <h2 class="eyebrow drawer-group">{format!("Photos \u{b7} {}", photos.len())}</h2>
            <ul class="list drawer-list">{rows.map(|photo| view! { <PhotoRow photo /> }).collect_view()}</ul>
        }
    })
}

#[component]
fn PhotoRow(photo: WaitingPhoto) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let mark = if photo.refused.is_some() {
        Mark::Rejected
    } else {
        Mark::Pending
    };
    let when = format::brief(photo.at, clock.read());
    let (refused, barred) = (photo.refused.clone(), books.photos_barred());
    let note = move || match &refused {
        Some(why) => format!("Refused. {why}"),
        None if barred.get() => {
            format!("{when} \u{b7} waits for somebody who may count to sign in")
        }
        None => format!("{when} \u{b7} sends by itself after its scan"),
    };
    let what = format!("Photo of code {}", photo.code);
    let asking = RwSignal::new(false);
    view! {
        <li data-testid="outbox-photo" data-state=mark.state()>
            <span class="sync sync--inline mark-box" data-sync=mark.state()><MarkGlyph mark /></span>
            <div class="grow"><span class="t">{what}</span><span class="d">{note}</span></div>
            <Action text="Discard" weight=Weight::DangerQuiet on_press=move |()| asking.set(true) testid="photo-discard" />
            <crate::ui::Confirm open=asking title="Discard this photo?" body="It is deleted on this device and will not be sent. What was counted stays."
                keep="Keep it" act="Discard" on_keep=move |()| asking.set(false)
                on_act=move |()| { asking.set(false); books.drop_photo(&photo); } />
        </li>
    }
}

#[component]
fn OutboxRow(entry: OutboxEntry) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let mark = entry_mark(&entry.state);
    let note = entry_note(&entry, clock.read());
    let is_refused = matches!(entry.state, EntryState::Refused { .. });
    let n = entry.n;
    let (asking, mending) = (RwSignal::new(false), RwSignal::new(false));
    let is_editable = is_refused
        && books
            .operation_of(n)
            .is_some_and(|operation| can_edit(&operation));
    let ways = is_refused.then(|| {
        view! {
            <div class="row row--tight mt-2">
                <Action text="Retry" on_press=move |()| books.retry(n) testid="outbox-retry" />
                {is_editable.then(|| view! { <Action text="Edit" glyph=Glyph::Pencil on_press=move |()| mending.set(true) testid="outbox-edit" /> })}
                <Action text="Discard" weight=Weight::DangerQuiet on_press=move |()| asking.set(true) testid="outbox-discard" />
            </div>
            <crate::ui::Confirm open=asking title="Discard this change?" body="It is taken back on this device and will not be sent. It cannot be restored."
                keep="Keep it" act="Discard" on_keep=move |()| asking.set(false)
                on_act=move |()| { asking.set(false); books.discard(n); } />
            <MendDialog n open=mending />
        }
    });
    view! {
        <li data-testid="outbox-entry" data-state=mark.state()>
            <span class="sync sync--inline mark-box" data-sync=mark.state()><MarkGlyph mark /></span>
            <div class="grow"><span class="t">{entry.what}</span><span class="d">{note}</span>{ways}</div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::OperationId;
    use uuid::Uuid;

    fn entry(n: u64, state: EntryState) -> OutboxEntry {
        let operation = OperationId::new(Uuid::from_u128(u128::from(n)));
        OutboxEntry {
            n,
            operation,
            what: format!("entry {n}"),
            at: Timestamp::from_millis(0),
            by: None,
            state,
        }
    }

    #[test]
    fn refused_and_held_entries_stand_together_above_what_waits() {
        let entries = [
            entry(
                3,
                EntryState::Refused {
                    why: "A-05-3 has none.".into(),
                },
            ),
            entry(4, EntryState::Held { behind: 3 }),
            entry(5, EntryState::Waiting),
            entry(1, EntryState::Landed),
        ];
        let view = OutboxView::of(&entries);
        let numbers = |group: &[OutboxEntry]| group.iter().map(|entry| entry.n).collect::<Vec<_>>();
        assert_eq!(numbers(&view.attention), [3, 4]);
        assert_eq!(numbers(&view.waiting), [5]);
        assert_eq!(numbers(&view.landed), [1]);
        let now = Timestamp::from_millis(0);
        assert_eq!(entry_note(&entries[0], now), "Refused. A-05-3 has none.");
    }

    #[test]
    fn being_offline_says_that_nothing_is_lost() {
        let now = Timestamp::from_millis(60_000);
        let offline = SyncState {
            reachable: Some(false),
            pending: 23,
            last_success: Some(Timestamp::from_millis(0)),
            ..SyncState::default()
        };
        let (head, text) = banner_words(&offline, now).unwrap();
        assert_eq!(head, "No connection since 00:00.");
        assert!(text.starts_with("23 changes are safe on this device."));
        assert_eq!(banner_words(&SyncState::default(), now), None);
        assert_eq!(
            next_try_words(
                &SyncState {
                    next_try: Some(now.plus_millis(39_500)),
                    ..offline
                },
                now
            ),
            "Next try in 40 s"
        );
    }
}
