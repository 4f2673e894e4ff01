//! The matrix of pages and states: every page is drawn natively in the states that it can be in before anything comes
//! from the server, and says the right thing in each.

use super::*;
use crate::books::{Books, Replica, SyncState};
use crate::session::{Person, Session};
use crate::shell::{Clock, Layers, Notices, Prefs};
use crate::ui::{Fault, StateKind, Toasts};
use crate::view;
use domain::ids::UserId;
use domain::permission::Permission;
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where a page's data come from: what its first state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The books: skeletons until the first sync, then empty.
    Books,
    /// The server: asked when the page opens.
    Server,
    /// Nothing: a form, settings, this device.
    Device,
}

struct Row {
    path: &'static str,
    needs: Option<Permission>,
    source: Source,
    draw: fn() -> AnyView,
}

macro_rules! pages {
    ($($path:literal $page:path, $needs:expr, $source:ident;)*) => {
        const PAGES: &[Row] = &[$(Row { path: $path, needs: $needs, source: Source::$source, draw: || view! { <$page /> }.into_any() }),*];
    };
}

use Permission as P;

pages! {
    "/" dashboard::DashboardPage, None, Books;
    "/stock" stock::StockPage, Some(P::ViewStock), Books;
    "/products" products::ProductsPage, None, Books;
    "/products/new" product_edit::ProductNewPage, Some(P::EditProducts), Device;
    "/locations" locations::LocationsPage, None, Books;
    "/transfers" transfers::TransfersPage, Some(P::Transfer), Books;
    "/transfers/new" transfer_new::TransferNewPage, Some(P::Transfer), Device;
    "/stocktakes" stocktakes::StocktakesPage, None, Books;
    "/stocktakes/new" stocktake_new::StocktakeNewPage, Some(P::ManageStocktakes), Device;
    "/import" import::ImportPage, Some(P::ImportExport), Server;
    "/outbox" outbox::OutboxPage, None, Device;
    "/notifications" notifications::NotificationsPage, None, Server;
    "/settings" settings::SettingsPage, None, Device;
    "/users" users::UsersPage, Some(P::Users), Server;
    "/users/roles" roles::RolesPage, Some(P::Users), Server;
    "/devices" devices::DevicesPage, Some(P::Users), Server;
    "/jobs" jobs::JobsPage, Some(P::Jobs), Server;
    "/audit" audit::AuditPage, Some(P::Users), Server;
}

/// Effects and timers belong to a browser; natively they wait for ever.
struct Idle;

impl any_spawner::CustomExecutor for Idle {
    fn spawn(&self, work: any_spawner::PinnedFuture<()>) {
        drop(work);
    }

    fn spawn_local(&self, work: any_spawner::PinnedLocalFuture<()>) {
        drop(work);
    }

    fn poll_local(&self) {}
}

fn everything() -> BTreeSet<Permission> {
    Permission::ALL.iter().copied().collect()
}

fn signed_in(permissions: BTreeSet<Permission>) -> Session {
    let person = Person {
        user: UserId::new(Uuid::from_u128(1)),
        name: "Mairi Sinclair".into(),
        email: "mairi@example.com".into(),
        permissions,
    };
    Session::SignedIn {
        person,
        offline_until: None,
        has_pin: false,
    }
}

fn synced() -> SyncState {
    SyncState {
        reachable: Some(true),
        last_success: Some(Timestamp::from_millis(0)),
        ..SyncState::default()
    }
}

/// Draws something as a page at `path` of a device in this state.
fn drawn(path: &str, session: Session, sync: SyncState, draw: fn() -> AnyView) -> String {
    // Set by whichever test comes first.
    let _ = any_spawner::Executor::init_custom_executor(Idle);
    let owner = Owner::new();
    let path = path.to_owned();
    owner.with(move || {
        provide_context(RequestUrl::new(&path));
        let books = Books::detached(Replica::default());
        books.show_session(session);
        books.show_sync(sync);
        provide_context(books);
        provide_context(Layers::default());
        provide_context(Prefs::default());
        provide_context(Toasts::default());
        provide_context(Clock::at(Timestamp::from_millis(0)));
        provide_context(Notices::follow(books));
        view! { <Router>{draw()}</Router> }.to_html()
    })
}

fn shows(html: &str, state: StateKind) -> bool {
    html.contains(&format!("data-state=\"{}\"", state.name()))
}

/// Proves that no page opens without its permission, and says which one it needs (USR-02, what the browser explains).
#[test]
fn who_may_not_is_told_what_it_needs() {
    for row in PAGES {
        let html = drawn(row.path, signed_in(BTreeSet::new()), synced(), row.draw);
        match row.needs {
            Some(needs) => {
                assert!(
                    shows(&html, StateKind::Denied),
                    "{} does not deny",
                    row.path
                );
                assert!(
                    html.contains(needs.title()),
                    "{} does not name the permission",
                    row.path
                );
            }
            None => assert!(!shows(&html, StateKind::Denied), "{} denies", row.path),
        }
    }
}

#[test]
fn every_page_has_a_heading_and_is_drawn_for_who_may() {
    for row in PAGES {
        let html = drawn(row.path, signed_in(everything()), synced(), row.draw);
        assert!(html.contains("<h1"), "{} has no heading", row.path);
        assert!(
            !shows(&html, StateKind::Denied),
            "{} denies an administrator",
            row.path
        );
    }
}

#[test]
fn what_has_not_come_yet_is_loading_and_what_is_not_there_is_empty() {
    for row in PAGES
        .iter()
        .filter(|row| row.source == Source::Books && row.path != "/")
    {
        let html = drawn(
            row.path,
            signed_in(everything()),
            SyncState::default(),
            row.draw,
        );
        assert!(
            shows(&html, StateKind::Loading),
            "{} does not load",
            row.path
        );
        let html = drawn(row.path, signed_in(everything()), synced(), row.draw);
        assert!(shows(&html, StateKind::Empty), "{} is not empty", row.path);
        assert!(
            !shows(&html, StateKind::Loading),
            "{} loads for ever",
            row.path
        );
    }
    for row in PAGES.iter().filter(|row| row.source == Source::Server) {
        let html = drawn(row.path, signed_in(everything()), synced(), row.draw);
        assert!(
            shows(&html, StateKind::Loading),
            "{} does not wait for the server",
            row.path
        );
    }
}

/// Proves that each way in which the server does not give an answer is said, with a way to try again.
#[test]
fn every_fault_of_the_server_is_said_with_a_way_out() {
    type Case = (Fault, StateKind, fn() -> AnyView);
    let faults: [Case; 4] = [
        (Fault::Offline, StateKind::Offline, || {
            view! { <crate::ui::Failed fault=Fault::Offline on_retry=|()| {} /> }.into_any()
        }),
        (Fault::Missing, StateKind::Failed, || {
            view! { <crate::ui::Failed fault=Fault::Missing on_retry=|()| {} /> }.into_any()
        }),
        (Fault::Broken, StateKind::Failed, || {
            view! { <crate::ui::Failed fault=Fault::Broken on_retry=|()| {} /> }.into_any()
        }),
        (Fault::Denied("Not you.".into()), StateKind::Denied, || {
            view! { <crate::ui::Failed fault=Fault::Denied("Not you.".into()) on_retry=|()| {} /> }
                .into_any()
        }),
    ];
    for (fault, state, draw) in faults {
        let html = drawn("/", signed_in(everything()), synced(), draw);
        assert!(shows(&html, state), "{fault:?}");
        assert!(html.contains(&fault.words()), "{fault:?} has no words");
        assert!(html.contains("Try again"), "{fault:?} has no way out");
    }
}

/// Proves that what only the server does is blocked without it, with the reason (OFF-11, the pages that exist).
#[test]
fn without_a_connection_what_needs_one_says_so() {
    let offline = SyncState {
        reachable: Some(false),
        ..synced()
    };
    for path in ["/stocktakes/new", "/locations", "/users", "/users/roles"] {
        let row = PAGES.iter().find(|row| row.path == path).unwrap();
        let html = drawn(path, signed_in(everything()), offline.clone(), row.draw);
        assert!(
            html.contains("aria-disabled=\"true\""),
            "{path} blocks nothing"
        );
        assert!(
            html.contains("Needs a connection"),
            "{path} does not say why"
        );
    }
    let html = drawn("/stocktakes/new", signed_in(everything()), synced(), || {
        view! { <stocktake_new::StocktakeNewPage /> }.into_any()
    });
    assert!(!html.contains("Needs a connection"));
}
