//! How a page says: nothing here, wait, it went wrong, not now, not you. Every page has each of these states
//! ([`StateKind`]); the words follow design section 7.

use super::{Action, Glyph, Icon, Show, Tone, Weight};
use crate::books::Books;
use crate::view;
use domain::permission::Permission;
use leptos::prelude::*;
use std::time::Duration;

/// A state that every page must be able to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateKind {
    /// Nothing here yet.
    Empty,
    /// On its way.
    Loading,
    /// It went wrong.
    Failed,
    /// It needs a connection, or shows what was last known.
    Offline,
    /// This person may not.
    Denied,
}

impl StateKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Empty,
        Self::Loading,
        Self::Failed,
        Self::Offline,
        Self::Denied,
    ];

    /// Its value of `data-state`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Loading => "loading",
            Self::Failed => "failed",
            Self::Offline => "offline",
            Self::Denied => "denied",
        }
    }
}

/// Why something from the server is not here. The words are those for the person at the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The server was not reached.
    Offline,
    /// The server says this person may not.
    Denied(String),
    /// There is no such thing.
    Missing,
    /// The server says why not.
    Refused(String),
    /// Nobody knows why.
    Broken,
}

impl Fault {
    /// What happened, what it means, what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Offline => "The server was not reached. Go back in range and try again.".into(),
            Self::Denied(detail) | Self::Refused(detail) => detail.clone(),
            Self::Missing => "It is not here any more. Somebody may have removed it.".into(),
            Self::Broken => {
                "Something went wrong on the server. Nothing was changed. Try again.".into()
            }
        }
    }
}

/// Something asked from the server: not there yet, there, or not to be had.
#[derive(Debug, Clone, PartialEq)]
pub enum Load<T> {
    /// Asked for.
    Waiting,
    /// Here.
    Ready(T),
    /// Not to be had.
    Fault(Fault),
}

impl<T> Load<T> {
    /// What is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Waiting | Self::Fault(_) => None,
        }
    }
}

/// The drawing of a bollard, for the first empty state of a page.
const BOLLARD: &str = r#"<path class="art-quay" d="M6 64h120"/><path d="M6 77c7.5 0 7.5 5 15 5s7.5-5 15-5 7.5 5 15 5 7.5-5 15-5 7.5 5 15 5 7.5-5 15-5 7.5 5 15 5 7.5-5 15-5"/><path class="art-bollard" d="M40 61v-5a4 4 0 0 1 4-4h8V30h-6a6 6 0 0 1-6-6v-4a6 6 0 0 1 6-6h40a6 6 0 0 1 6 6v4a6 6 0 0 1-6 6h-6v22h8a4 4 0 0 1 4 4v5z"/><path d="M51 38c9 4 21 4 30 0M51 45c9 4 21 4 30 0M81 45c16 2 30-6 44-26"/>"#;

/// Nothing here yet: what belongs here, and the way to it.
#[component]
pub fn Empty(
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(into)]
    text: Signal<String>,
    /// The way to it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty" data-state="empty" data-testid="empty">
            <svg class="art" viewBox="0 0 132 88" aria-hidden="true" inner_html=BOLLARD></svg>
            <h2 class="h3">{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}

/// Nothing matches a search or filters.
#[component]
pub fn NoMatch(
    /// What does not match.
    #[prop(into)]
    title: Signal<String>,
    /// What is on, and what to do.
    #[prop(into)]
    text: Signal<String>,
    /// Take the filters away.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="empty" data-state="empty" data-testid="no-match">
            <span class="thumb thumb--lg"><Icon glyph=Glyph::SearchX /></span>
            <h2 class="h3">{title}</h2>
            <p>{text}</p>
            {on_clear.map(|clear| view! { <Action text="Clear filters" on_press=clear testid="clear-filters" /> })}
        </div>
    }
}

/// The real shape of a list, after 300 ms.
#[component]
pub fn Loading(
    /// What is on its way.
    #[prop(into)]
    what: Signal<String>,
) -> impl IntoView {
    let late = RwSignal::new(false);
    crate::effect(move |_| crate::after(Duration::from_millis(300), move || late.set(true)));
    view! {
        <div class="card-body stack" data-state="loading" data-testid="loading" aria-busy="true" class:is-late=late>
            <span class="sr" role="status">{move || late.get().then(|| format!("Loading {}", what.get()))}</span>
            <div class="stack loading-shape" aria-hidden="true">
                <span class="skel skel--w72"></span><span class="skel skel--w38"></span>
                <span class="skel skel--w58"></span><span class="skel skel--w44"></span>
                <span class="skel skel--w80"></span><span class="skel skel--w30"></span>
            </div>
        </div>
    }
}

/// How far this device is with its copy of the books: whether nothing means that there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// They have never come, and are on their way.
    OnItsWay,
    /// They have never come, and the server is not reached.
    OutOfReach,
    /// What is not here is not there.
    Filled,
}

/// How far this device is with its copy of the books.
pub fn filling(books: Books) -> Signal<Filling> {
    let sync = books.sync();
    crate::memo(move |_| {
        let sync = sync.read();
        match (sync.last_success, sync.reachable) {
            (Some(_), _) => Filling::Filled,
            (None, Some(false)) => Filling::OutOfReach,
            (None, _) => Filling::OnItsWay,
        }
    })
    .into()
}

/// Stands in for a list of the books that has not come yet.
#[component]
pub fn NotFilled(
    /// What is missing.
    #[prop(into)]
    what: Signal<String>,
) -> impl IntoView {
    let filling = filling(expect_context::<Books>());
    move || {
        match filling.get() {
        Filling::OutOfReach => view! {
            <div class="empty" data-state="offline" data-testid="not-filled">
                <span class="thumb thumb--lg"><Icon glyph=Glyph::WifiOff /></span>
                <h2 class="h3">"No connection, and nothing here yet"</h2>
                <p>{move || format!("This device has not been filled, so it knows no {}. Bring it in range once; afterwards it works without.", what.get())}</p>
            </div>
        }
        .into_any(),
        Filling::OnItsWay | Filling::Filled => view! { <Loading what /> }.into_any(),
    }
    }
}

/// One panel could not be filled.
#[component]
pub fn Failed(
    /// Why.
    fault: Fault,
    /// Try again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let is_offline = fault == Fault::Offline;
    if matches!(fault, Fault::Denied(_)) {
        expect_context::<Books>().renew_soon();
    }
    let (tone, state, head) = match &fault {
        Fault::Offline => (Tone::Neutral, "offline", "No connection."),
        Fault::Denied(_) => (Tone::Warn, "denied", "Not for you."),
        Fault::Missing => (Tone::Warn, "failed", "Not found."),
        Fault::Refused(_) | Fault::Broken => (Tone::Bad, "failed", "That did not work."),
    };
    view! {
        <div class="card-body stack-sm" data-state=state data-testid=state>
            <Banner tone head text=fault.words() />
            <div class="row"><Action text="Try again" glyph=Glyph::RefreshCw on_press=on_retry weight=Weight::Plain testid="retry" /></div>
            {is_offline.then(|| view! { <p class="hint">"Stock, counting and the outbox go on working."</p> })}
        </div>
    }
}

/// A condition that lasts, in place.
#[component]
pub fn Banner(
    /// What it means.
    tone: Tone,
    /// What happened.
    #[prop(into)]
    head: Signal<String>,
    /// What it means and what to do.
    #[prop(into)]
    text: Signal<String>,
    /// The way out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.banner()>
            <Icon glyph=tone.glyph() />
            <p class="grow"><strong>{head}</strong>" "{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// This person may not open the page. Says which permission it needs.
#[component]
pub fn Denied(
    /// What cannot be opened.
    #[prop(into)]
    what: String,
    /// What it needs.
    needs: Permission,
) -> impl IntoView {
    expect_context::<Books>().renew_soon();
    view! {
        <section class="card">
            <div class="empty" data-state="denied" data-testid="denied">
                <span class="thumb thumb--lg"><Icon glyph=Glyph::Lock /></span>
                <h1 class="h3" tabindex="-1">{format!("You cannot open {what}")}</h1>
                <p>{format!("It needs the permission \u{201c}{}\u{201d}. An administrator can give it to you.", needs.title())}</p>
            </div>
        </section>
    }
}

/// Draws its children for who has the permission, and says who else cannot.
#[component]
pub fn Gate(
    /// What it needs.
    needs: Permission,
    /// What cannot be opened without.
    #[prop(into)]
    what: String,
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let permitted = expect_context::<Books>().permits(needs);
    let what = StoredValue::new(what);
    view! { <Show when=move || permitted.get() fallback=move || view! { <Denied what=what.get_value() needs /> }>{children()}</Show> }
}

/// Why something that only the server can do cannot be done now, if so (OFF-11).
pub fn needs_connection(books: Books) -> Signal<Option<String>> {
    let sync = books.sync();
    crate::memo(move |_| {
        (sync.read().reachable == Some(false)).then(|| "Needs a connection".to_owned())
    })
    .into()
}

/// Why something that needs a permission or a connection cannot be done now, if so.
pub fn needs_right_and_connection(books: Books, needs: Permission) -> Signal<Option<String>> {
    let (permitted, offline) = (books.permits(needs), needs_connection(books));
    crate::memo(move |_| {
        if permitted.get() {
            offline.get()
        } else {
            Some(lacking(needs))
        }
    })
    .into()
}

/// Why something that needs a permission cannot be done, if so.
pub fn needs_right(books: Books, needs: Permission) -> Signal<Option<String>> {
    let permitted = books.permits(needs);
    crate::memo(move |_| (!permitted.get()).then(|| lacking(needs))).into()
}

fn lacking(needs: Permission) -> String {
    format!("Needs the permission \u{201c}{}\u{201d}", needs.title())
}
