//! The application: contexts, the session's screen, the routes, the frame around pages.

use super::account::{PinDialog, SignOutDialog};
use super::keys::{self, Command};
use super::keysheet::{KeySheet, PlaceDialog};
use super::nav::Nav;
use super::notices::NoticeDrawer;
use super::outbox::OutboxDrawer;
use super::palette::Palette;
use super::rows::{self, RowKey};
use super::scanned::ScannedDialog;
use super::topbar::Topbar;
use super::{
    Clock, Layers, LockScreen, Noted, Notices, Open, Prefs, SetUpPage, SignInPage, Strips,
    WelcomePage,
};
use crate::books::Books;
use crate::format::{self, Conventions};
use crate::pages;
use crate::router::{self, Route, Router, route};
use crate::routes::{self, Section};
use crate::session::{LockReason, Session};
use crate::ui::{ToastStack, Toasts};
use crate::view;
use leptos::prelude::*;

/// The whole application. Needs [`Books`] as context.
#[component]
pub fn App() -> impl IntoView {
    let books = expect_context::<Books>();
    provide_contexts(books);
    view! { <Router><Screen /></Router> }
}

/// Provides what pages expect besides [`Books`].
pub fn provide_contexts(books: Books) {
    let layers = Layers::default();
    provide_context(layers);
    provide_context(Prefs::default());
    provide_context(Toasts::default());
    provide_context(Noted::default());
    provide_context(Clock::running(move || books.now()));
    keep_install_offer();
    // The page that asked last gets a scan alone; without one it is "scan anywhere".
    books.on_scan(move |scan| layers.show(Open::Scanned(scan)));
}

/// Keeps the browser's offer to install until somebody asks for it in settings.
fn keep_install_offer() {
    #[cfg(target_arch = "wasm32")]
    {
        let offer = leptos::ev::Custom::<web_sys::Event>::new("beforeinstallprompt");
        crate::hear(offer, |event| {
            event.prevent_default();
            // A plain property of the window.
            let _ = js_sys::Reflect::set(&window(), &"quaysideInstall".into(), &event);
        });
    }
}

/// What the session allows to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Out,
    Locked(LockReason),
    In,
}

impl Stage {
    fn of(session: &Session) -> Self {
        match session {
            Session::Opening => Self::Opening,
            Session::SignedOut => Self::Out,
            Session::Locked { why, .. } => Self::Locked(*why),
            Session::SignedIn { .. } => Self::In,
        }
    }
}

#[component]
fn Screen() -> impl IntoView {
    let session = expect_context::<Books>().session();
    let stage = crate::memo(move |_| Stage::of(&session.read()));
    let company = expect_context::<Books>().company();
    let conventions = crate::memo(move |_| {
        company.read().as_ref().map(|company| Conventions {
            zone: company.time_zone.clone(),
            currency: company.base_currency,
            ..Conventions::default()
        })
    });
    let screen = move || {
        // Before anything is drawn by them; a change draws everything anew.
        if let Some(conventions) = conventions.get() {
            format::adopt(conventions);
        }
        draw(stage.get())
    };
    view! { {screen}<ToastStack /> }
}

fn draw(stage: Stage) -> AnyView {
    match stage {
        Stage::Opening => view! { <main class="main" id="main"><p class="sr" role="status">"Opening Quayside"</p></main> }.into_any(),
        Stage::Out => view! { <Outside /> }.into_any(),
        Stage::Locked(why) => view! { <LockScreen why /> }.into_any(),
        Stage::In => view! { <Inside /> }.into_any(),
    }
}

/// Pages for who is not signed in.
pub(crate) const OUTSIDE: &[Route] = &[
    route("/set-up", || SetUpPage().into_any()),
    route("/welcome/:token", || WelcomePage().into_any()),
];

/// Tasks stand outside the frame: no navigation, nothing that moves.
pub(crate) const TASKS: &[Route] = &[
    route("/stocktakes/:id/count", || {
        pages::count::CountPage().into_any()
    }),
    route("/transfers/:id/send", || {
        pages::transfer_task::SendPage().into_any()
    }),
    route("/transfers/:id/receive", || {
        pages::transfer_task::ReceivePage().into_any()
    }),
];

/// Pages within the frame. The first that fits an address is shown.
pub(crate) const PAGES: &[Route] = &[
    route("/", || pages::dashboard::DashboardPage().into_any()),
    route("/sign-in", || pages::dashboard::DashboardPage().into_any()),
    route("/stock", || pages::stock::StockPage().into_any()),
    route("/stock/value", || pages::value::ValuePage().into_any()),
    route("/products", || pages::products::ProductsPage().into_any()),
    route("/products/new", || {
        pages::product_edit::ProductNewPage().into_any()
    }),
    route("/products/:id", || pages::product::ProductPage().into_any()),
    route("/products/:id/edit", || {
        pages::product_edit::ProductEditPage().into_any()
    }),
    route("/locations", || {
        pages::locations::LocationsPage().into_any()
    }),
    route("/locations/:id", || {
        pages::location::LocationPage().into_any()
    }),
    route("/transfers", || {
        pages::transfers::TransfersPage().into_any()
    }),
    route("/transfers/new", || {
        pages::transfer_new::TransferNewPage().into_any()
    }),
    route("/transfers/:id", || {
        pages::transfer::TransferPage().into_any()
    }),
    route("/stocktake", || {
        pages::stocktakes::StocktakesPage().into_any()
    }),
    route("/stocktakes", || {
        pages::stocktakes::StocktakesPage().into_any()
    }),
    route("/stocktakes/new", || {
        pages::stocktake_new::StocktakeNewPage().into_any()
    }),
    route("/stocktakes/:id", || {
        pages::stocktake::StocktakePage().into_any()
    }),
    route("/stocktakes/:id/review", || {
        pages::review::ReviewPage().into_any()
    }),
    route("/review-tasks", || pages::tasks::TasksPage().into_any()),
    route("/import", || pages::import::ImportPage().into_any()),
    route("/import/:id", || pages::import::ImportRunPage().into_any()),
    route("/outbox", || pages::outbox::OutboxPage().into_any()),
    route("/notifications", || {
        pages::notifications::NotificationsPage().into_any()
    }),
    route("/settings", || pages::settings::SettingsPage().into_any()),
    route("/integrations/fba", || {
        pages::integrations::FbaPage().into_any()
    }),
    route("/settings/catalogue", || {
        pages::reference::ReferencePage().into_any()
    }),
    route("/users", || pages::users::UsersPage().into_any()),
    route("/users/roles", || pages::roles::RolesPage().into_any()),
    route("/users/keys", || pages::keys::KeysPage().into_any()),
    route("/devices", || pages::devices::DevicesPage().into_any()),
    route("/jobs", || pages::jobs::JobsPage().into_any()),
    route("/audit", || pages::audit::AuditPage().into_any()),
];

#[component]
fn Outside() -> impl IntoView {
    router::pages(OUTSIDE, || view! { <SignInPage /> })
}

/// Pages for who is signed in.
#[component]
fn Inside() -> impl IntoView {
    let books = expect_context::<Books>();
    provide_context(Notices::follow(books));
    listen_to_keys();
    view! { {router::pages(TASKS, framed)}<ShellLayers /> }
}

/// The frame stays while pages in it change.
fn framed() -> AnyView {
    view! { <Frame>{router::pages(PAGES, || view! { <pages::not_found::NotFoundPage /> })}</Frame> }
}

/// Navigation, top bar and the main column around a page. A change of page focuses its heading.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let path = router::path();
    let section = crate::memo(move |_| Section::of(&path.read()));
    focus_heading_on_change(path.into());
    view! {
        <div class="app">
            <a class="skip" href="#main">"Skip to content"</a>
            <Nav section />
            <Topbar />
            <main class="main" id="main" tabindex="-1"><Strips />{children()}</main>
        </div>
    }
}

fn focus_heading_on_change(path: Signal<String>) {
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            crate::next_frame(|| {
                use wasm_bindgen::JsCast;
                let heading = document().query_selector("main h1").ok().flatten();
                if let Some(heading) =
                    heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    // A heading that is in the page takes the focus.
                    let _ = heading.focus();
                }
            });
        }
        now
    });
}

/// The layers that any page may open.
#[component]
fn ShellLayers() -> impl IntoView {
    view! {
        <Palette />
        <OutboxDrawer />
        <NoticeDrawer />
        <KeySheet />
        <PlaceDialog />
        <SignOutDialog />
        <PinDialog />
        <ScannedDialog />
        <pages::why::WhyDrawer />
    }
}

/// What N makes, by page.
fn new_for(section: Section) -> &'static str {
    match section {
        Section::Products => routes::PRODUCT_NEW,
        Section::Transfers => routes::TRANSFER_NEW,
        _ => routes::STOCKTAKE_NEW,
    }
}

/// Whether a row itself has the focus, not a control in it.
fn on_row() -> bool {
    document()
        .active_element()
        .is_some_and(|element| element.has_attribute("data-row"))
}

fn listen_to_keys() {
    let (layers, prefs) = (expect_context::<Layers>(), expect_context::<Prefs>());
    let path = router::path();
    let go = router::navigation();
    keys::listen(prefs.single_keys(), move |command| {
        let path = path.get_untracked();
        let in_task = routes::is_task(&path);
        let is_open = layers.now().get_untracked() != Open::Nothing;
        let to = |href: &str| {
            layers.close();
            go(href, Default::default());
        };
        match command {
            Command::Outbox => layers.show(Open::Outbox),
            Command::Notifications => layers.show(Open::Notifications),
            _ if in_task || is_open => return false,
            Command::Palette => layers.show(Open::Palette),
            Command::Keys => layers.show(Open::Keys),
            Command::Go(href) => to(href),
            Command::New => to(new_for(Section::of(&path))),
            // Enter on a button presses the button.
            Command::Row(RowKey::Open) if !on_row() => return false,
            Command::Row(key) => return rows::press(key),
            Command::Count => match layers.in_view() {
                Some(product) => to(&routes::stocktake_of(product)),
                None => return false,
            },
            Command::Move => match layers.in_view() {
                Some(product) => to(&routes::transfer_of(product)),
                None => return false,
            },
        }
        true
    });
}
