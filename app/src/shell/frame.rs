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
    Clock, Layers, LockScreen, Notices, Open, Prefs, SetUpPage, SignInPage, Strips, WelcomePage,
};
use crate::books::Books;
use crate::format::{self, Conventions};
use crate::pages;
use crate::routes::{self, Section};
use crate::session::{LockReason, Session};
use crate::ui::{ToastStack, Toasts};
use crate::view;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;

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
    provide_context(Clock::running(move || books.now()));
    keep_install_offer();
    // The page that asked last gets a scan alone; without one it is "scan anywhere".
    books.on_scan(move |scan| layers.show(Open::Scanned(scan)));
}

/// Keeps the browser's offer to install until somebody asks for it in settings.
fn keep_install_offer() {
    #[cfg(target_arch = "wasm32")]
    {
        let kept = window_event_listener_untyped("beforeinstallprompt", |event| {
            event.prevent_default();
            // A plain property of the window.
            let _ = js_sys::Reflect::set(&window(), &"quaysideInstall".into(), &event);
        });
        on_cleanup(move || kept.remove());
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
#[component]
fn Outside() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <SignInPage /> }>
            <Route path=path!("/set-up") view=SetUpPage />
            <Route path=path!("/welcome/:token") view=WelcomePage />
        </Routes>
    }
}

/// Pages for who is signed in. Tasks stand outside the frame: no navigation, nothing that moves.
#[component]
fn Inside() -> impl IntoView {
    let books = expect_context::<Books>();
    provide_context(Notices::follow(books));
    listen_to_keys();
    view! {
        <Routes fallback=|| view! { <Frame><pages::not_found::NotFoundPage /></Frame> }>
            <Route path=path!("/stocktakes/:id/count") view=pages::count::CountPage />
            <Route path=path!("/transfers/:id/send") view=pages::transfer_task::SendPage />
            <Route path=path!("/transfers/:id/receive") view=pages::transfer_task::ReceivePage />
            <ParentRoute path=path!("") view=|| view! { <Frame><Outlet /></Frame> }>
                <Route path=path!("/") view=pages::dashboard::DashboardPage />
                <Route path=path!("/sign-in") view=pages::dashboard::DashboardPage />
                <Route path=path!("/stock") view=pages::stock::StockPage />
                <Route path=path!("/products") view=pages::products::ProductsPage />
                <Route path=path!("/products/new") view=pages::product_edit::ProductNewPage />
                <Route path=path!("/products/:id") view=pages::product::ProductPage />
                <Route path=path!("/products/:id/edit") view=pages::product_edit::ProductEditPage />
                <Route path=path!("/locations") view=pages::locations::LocationsPage />
                <Route path=path!("/locations/:id") view=pages::location::LocationPage />
                <Route path=path!("/transfers") view=pages::transfers::TransfersPage />
                <Route path=path!("/transfers/new") view=pages::transfer_new::TransferNewPage />
                <Route path=path!("/transfers/:id") view=pages::transfer::TransferPage />
                <PeopleRoutes />
                <StocktakeRoutes />
            </ParentRoute>
        </Routes>
        <ShellLayers />
    }
}

#[component(transparent)]
fn StocktakeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    leptos::prelude::view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/stocktake") view=pages::stocktakes::StocktakesPage />
            <Route path=path!("/stocktakes") view=pages::stocktakes::StocktakesPage />
            <Route path=path!("/stocktakes/new") view=pages::stocktake_new::StocktakeNewPage />
            <Route path=path!("/stocktakes/:id") view=pages::stocktake::StocktakePage />
            <Route path=path!("/stocktakes/:id/review") view=pages::review::ReviewPage />
            <Route path=path!("/import") view=pages::import::ImportPage />
            <Route path=path!("/import/:id") view=pages::import::ImportRunPage />
            <Route path=path!("/outbox") view=pages::outbox::OutboxPage />
            <Route path=path!("/notifications") view=pages::notifications::NotificationsPage />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn PeopleRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    leptos::prelude::view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/settings") view=pages::settings::SettingsPage />
            <Route path=path!("/integrations/fba") view=pages::integrations::FbaPage />
            <Route path=path!("/settings/catalogue") view=pages::reference::ReferencePage />
            <Route path=path!("/users") view=pages::users::UsersPage />
            <Route path=path!("/users/roles") view=pages::roles::RolesPage />
            <Route path=path!("/devices") view=pages::devices::DevicesPage />
            <Route path=path!("/jobs") view=pages::jobs::JobsPage />
            <Route path=path!("/audit") view=pages::audit::AuditPage />
        </ParentRoute>
    }
    .into_inner()
}

/// Navigation, top bar and the main column around a page. A change of page focuses its heading.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let path = use_location().pathname;
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
            request_animation_frame(|| {
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
    let path = use_location().pathname;
    let go = use_navigate();
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
