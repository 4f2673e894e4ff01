//! The matrix of pages and states: every page of the route table is drawn natively in each state that it can be in, and
//! says the right thing. What needs a browser (looks, keys, sizes) is the journey `pages`.

use super::server::tests::Answers;
use super::*;
use crate::books::{Books, Change, Replica, SyncState};
use crate::router::{self, OpenedAt, Router, route};
use crate::session::{Person, Session};
use crate::shell::{self, Clock, Layers, Notices, Prefs};
use crate::ui::{Fault, StateKind, Toasts};
use crate::view;
use api::common::Page;
use domain::books::Entity;
use domain::ids::{BinId, LocationId, ProductId, StocktakeId, UserId};
use domain::location::{Location, LocationKind};
use domain::permission::Permission;
use domain::time::Timestamp;
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where a page's data come from: which states it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A list of the books: on its way, out of reach, empty. A storage that fails is the device's warning above it.
    Books,
    /// One thing of the books: on its way, out of reach, not there.
    Record,
    /// The server: awaited, out of reach, broken, refused; empty if it is a list.
    Server,
    /// Nothing: a form, settings, this device. It works without a network or says what does not.
    Device,
}

struct Row {
    pattern: &'static str,
    needs: Option<Permission>,
    source: Source,
    draw: fn() -> AnyView,
}

impl Row {
    /// An address that fits, of things that nobody has unless a test makes them.
    fn address(&self) -> String {
        let thing = self.pattern.split('/').nth(1).unwrap_or_default();
        let id = match thing {
            "products" => ProductId::new(Uuid::from_u128(1)).to_string(),
            "locations" => LocationId::new(Uuid::from_u128(1)).to_string(),
            "transfers" => domain::ids::TransferId::new(Uuid::from_u128(1)).to_string(),
            "stocktakes" => StocktakeId::new(Uuid::from_u128(1)).to_string(),
            "import" => domain::ids::ImportId::new(Uuid::from_u128(1)).to_string(),
            _ => String::new(),
        };
        self.pattern.replace(":id", &id)
    }
}

macro_rules! pages {
    ($($pattern:tt $page:path, $needs:expr, $source:ident;)*) => {
        const PAGES: &[Row] = &[$(Row {
            pattern: $pattern,
            needs: $needs,
            source: Source::$source,
            draw: || router::pages(
                const { &[route($pattern, || $page().into_any())] },
                || "lost".into_any(),
            ),
        }),*];
    };
}

use Permission as P;

pages! {
    "/" dashboard::DashboardPage, None, Device;
    "/stock" stock::StockPage, Some(P::ViewStock), Books;
    "/stock/value" value::ValuePage, Some(P::ViewCost), Server;
    "/products" products::ProductsPage, None, Books;
    "/products/new" product_edit::ProductNewPage, Some(P::EditProducts), Device;
    "/products/:id" product::ProductPage, None, Record;
    "/products/:id/edit" product_edit::ProductEditPage, Some(P::EditProducts), Record;
    "/locations" locations::LocationsPage, None, Books;
    "/locations/:id" location::LocationPage, None, Record;
    "/transfers" transfers::TransfersPage, Some(P::Transfer), Books;
    "/transfers/new" transfer_new::TransferNewPage, Some(P::Transfer), Device;
    "/transfers/:id" transfer::TransferPage, Some(P::Transfer), Record;
    "/transfers/:id/send" transfer_task::SendPage, Some(P::Transfer), Record;
    "/transfers/:id/receive" transfer_task::ReceivePage, Some(P::Transfer), Record;
    "/stocktakes" stocktakes::StocktakesPage, None, Books;
    "/stocktakes/new" stocktake_new::StocktakeNewPage, Some(P::ManageStocktakes), Device;
    "/stocktakes/:id" stocktake::StocktakePage, None, Record;
    "/stocktakes/:id/count" count::CountPage, Some(P::Count), Record;
    "/stocktakes/:id/review" review::ReviewPage, Some(P::ManageStocktakes), Server;
    "/review-tasks" tasks::TasksPage, Some(P::ManageStocktakes), Server;
    "/import" import::ImportPage, Some(P::ImportExport), Server;
    "/import/:id" import::ImportRunPage, Some(P::ImportExport), Server;
    "/outbox" outbox::OutboxPage, None, Device;
    "/notifications" notifications::NotificationsPage, None, Server;
    "/settings" settings::SettingsPage, None, Device;
    "/settings/catalogue" reference::ReferencePage, None, Books;
    "/integrations/fba" integrations::FbaPage, Some(P::IntegrationFba), Server;
    "/users" users::UsersPage, Some(P::Users), Server;
    "/users/roles" roles::RolesPage, Some(P::Users), Server;
    "/users/keys" keys::KeysPage, Some(P::Users), Server;
    "/devices" devices::DevicesPage, Some(P::Users), Server;
    "/jobs" jobs::JobsPage, Some(P::Jobs), Server;
    "/audit" audit::AuditPage, Some(P::Users), Server;
}

/// Effects and timers belong to a browser; natively they wait for ever.
pub(crate) struct Idle;

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

/// The device, its books and the server when something is drawn.
struct World {
    session: Session,
    sync: SyncState,
    now: Timestamp,
    books: Vec<Entity>,
    answers: Option<Answers>,
}

impl World {
    /// An administrator, everything synced, nothing there.
    fn calm() -> Self {
        Self {
            session: signed_in(everything()),
            sync: synced(),
            now: Timestamp::from_millis(0),
            books: Vec::new(),
            answers: None,
        }
    }

    /// A device that has never been filled.
    fn unfilled(reachable: Option<bool>) -> Self {
        Self {
            sync: SyncState {
                reachable,
                ..SyncState::default()
            },
            ..Self::calm()
        }
    }

    fn offline() -> Self {
        Self {
            sync: SyncState {
                reachable: Some(false),
                ..synced()
            },
            ..Self::calm()
        }
    }

    fn of_person(permissions: BTreeSet<Permission>) -> Self {
        Self {
            session: signed_in(permissions),
            ..Self::calm()
        }
    }

    fn with(self, books: Vec<Entity>) -> Self {
        Self { books, ..self }
    }

    fn answering(self, answers: Answers) -> Self {
        Self {
            answers: Some(answers),
            ..self
        }
    }

    /// Draws something as a page at an address.
    fn draw(self, address: &str, draw: fn() -> AnyView) -> String {
        // Set by whichever test comes first.
        let _ = any_spawner::Executor::init_custom_executor(Idle);
        let owner = Owner::new();
        let address = address.to_owned();
        owner.with(move || {
            provide_context(OpenedAt(address));
            let books = Books::detached(Replica::default());
            books.apply(self.books.into_iter().map(Change::Put));
            books.show_session(self.session);
            books.show_sync(self.sync);
            provide_context(books);
            if let Some(answers) = self.answers {
                provide_context(answers);
            }
            provide_context(Layers::default());
            provide_context(Prefs::default());
            provide_context(Toasts::default());
            provide_context(Clock::at(self.now));
            provide_context(Notices::follow(books));
            view! { <Router>{draw()}</Router> }.to_html()
        })
    }

    fn page(self, row: &Row) -> String {
        self.draw(&row.address(), row.draw)
    }
}

fn shows(html: &str, state: StateKind) -> bool {
    html.contains(&format!("data-state=\"{}\"", state.name()))
}

fn of(source: Source) -> impl Iterator<Item = &'static Row> {
    PAGES.iter().filter(move |row| row.source == source)
}

fn row(pattern: &str) -> &'static Row {
    let found = PAGES.iter().find(|row| row.pattern == pattern);
    found.unwrap_or_else(|| panic!("{pattern} is no page"))
}

/// The table above and that of the router name the same addresses.
#[test]
fn every_route_is_in_the_matrix() {
    let tables = [shell::OUTSIDE, shell::TASKS, shell::PAGES];
    let routed: BTreeSet<&str> = tables
        .iter()
        .flat_map(|table| table.iter().map(|route| route.pattern))
        .collect();
    // Those of who is not signed in, and two more names of pages that are there.
    let others = ["/set-up", "/welcome/:token", "/sign-in", "/stocktake"];
    let expected: BTreeSet<&str> = PAGES.iter().map(|row| row.pattern).chain(others).collect();
    assert_eq!(routed, expected);
}

/// Proves that no page opens without its permission, and says which one it needs (USR-02, what the browser explains).
#[test]
fn who_may_not_is_told_what_it_needs() {
    for row in PAGES {
        let html = World::of_person(BTreeSet::new()).page(row);
        match row.needs {
            Some(needs) => {
                assert!(
                    shows(&html, StateKind::Denied),
                    "{} does not deny",
                    row.pattern
                );
                assert!(
                    html.contains(needs.title()),
                    "{} does not name the permission",
                    row.pattern
                );
            }
            None => assert!(!shows(&html, StateKind::Denied), "{} denies", row.pattern),
        }
    }
}

#[test]
fn every_page_has_a_heading_and_is_drawn_for_who_may() {
    for row in PAGES {
        let html = World::calm().page(row);
        assert!(html.contains("<h1"), "{} has no heading", row.pattern);
        assert!(
            !shows(&html, StateKind::Denied),
            "{} denies an administrator",
            row.pattern
        );
    }
}

#[test]
fn books_that_have_not_come_are_loading_or_out_of_reach_and_what_is_not_there_is_said() {
    for row in of(Source::Books).chain(of(Source::Record)) {
        let html = World::unfilled(None).page(row);
        assert!(
            shows(&html, StateKind::Loading),
            "{} does not load",
            row.pattern
        );
        let html = World::unfilled(Some(false)).page(row);
        assert!(
            shows(&html, StateKind::Offline),
            "{} does not say that it is out of reach",
            row.pattern
        );
        let html = World::calm().page(row);
        assert!(
            !shows(&html, StateKind::Loading),
            "{} loads for ever",
            row.pattern
        );
        let nothing = match row.source {
            Source::Books => StateKind::Empty,
            _ => StateKind::Failed,
        };
        assert!(
            shows(&html, nothing),
            "{} does not say that there is nothing",
            row.pattern
        );
    }
}

/// Proves that each way in which the server does not give an answer is said on each page that asks, with a way to try
/// again.
#[test]
fn every_fault_of_the_server_is_said_with_a_way_out() {
    let faults = [
        (Fault::Offline, StateKind::Offline),
        (Fault::Missing, StateKind::Failed),
        (Fault::Broken, StateKind::Failed),
        (
            Fault::Refused("The server says no.".into()),
            StateKind::Failed,
        ),
        (Fault::Denied("Not you.".into()), StateKind::Denied),
    ];
    for row in of(Source::Server) {
        let html = World::calm().page(row);
        assert!(
            shows(&html, StateKind::Loading),
            "{} does not wait for the server",
            row.pattern
        );
        for (fault, state) in &faults {
            let html = World::calm()
                .answering(Answers::fault(fault.clone()))
                .page(row);
            let place = row.pattern;
            assert!(shows(&html, *state), "{place} hides {fault:?}");
            assert!(
                html.contains(&fault.words()),
                "{place}: {fault:?} has no words"
            );
            assert!(
                html.contains("Try again"),
                "{place}: {fault:?} has no way out"
            );
        }
    }
}

#[test]
fn lists_of_the_server_say_that_they_are_empty() {
    fn none<T: Clone + Send + Sync + 'static>() -> Box<dyn std::any::Any + Send + Sync> {
        Box::new(Page::<T> {
            items: Vec::new(),
            next: None,
        })
    }
    let answers = || {
        Answers::given(vec![
            none::<api::people::User>(),
            none::<api::people::Device>(),
            none::<api::people::ApiKey>(),
            none::<api::people::AuditEntry>(),
            none::<api::jobs::Job>(),
            none::<api::jobs::Notification>(),
            none::<api::imports::Import>(),
            none::<api::tasks::ReviewTask>(),
            none::<api::connections::Connection>(),
        ])
    };
    for pattern in [
        "/users",
        "/users/keys",
        "/devices",
        "/audit",
        "/jobs",
        "/notifications",
        "/import",
        "/review-tasks",
        "/integrations/fba",
    ] {
        let html = World::calm().answering(answers()).page(row(pattern));
        assert!(shows(&html, StateKind::Empty), "{pattern} is not empty");
    }
}

/// Proves that what only the server does is blocked without it, with the reason (OFF-11, the pages that exist).
#[test]
fn without_a_connection_what_needs_one_says_so() {
    for pattern in [
        "/stocktakes/new",
        "/locations",
        "/users",
        "/users/roles",
        "/users/keys",
        "/settings/catalogue",
    ] {
        let row = row(pattern);
        let html = World::offline().page(row);
        assert!(
            html.contains("aria-disabled=\"true\""),
            "{pattern} blocks nothing"
        );
        assert!(
            html.contains("Needs a connection"),
            "{pattern} does not say why"
        );
        let html = World::calm().page(row);
        assert!(!html.contains("Needs a connection"), "{pattern} blocks");
    }
}

// ---- Pages with something on them ----

fn warehouse() -> Vec<Entity> {
    use domain::location::{Bin, Location, LocationKind};
    use domain::stocktake::{Coverage, Stocktake, StocktakeStatus};
    let n = Uuid::from_u128;
    let name = |text: &str| domain::text::Name::new(text).unwrap();
    let location = LocationId::new(n(1));
    vec![
        Entity::Location(Location {
            id: location,
            name: name("Leith Warehouse"),
            kind: LocationKind::Own,
            connected: false,
            not_for_sale: false,
            archived: false,
        }),
        Entity::Bin(Bin {
            id: BinId::new(n(5)),
            location,
            name: name("A-01-1"),
            zone: None,
            walk: 1,
            not_for_sale: false,
            archived: false,
        }),
        Entity::Stocktake(Stocktake {
            id: StocktakeId::new(n(1)),
            number: Some("ST-000042".into()),
            location,
            coverage: Coverage::Location,
            blind: true,
            status: StocktakeStatus::InProgress,
            started: Timestamp::from_millis(0),
            started_by: UserId::new(n(1)),
            assignments: Vec::new(),
            title: None,
            overrides: Vec::new(),
            ended: None,
        }),
    ]
}

#[test]
fn counting_is_drawn_offline_as_online_and_without_the_right_only_the_reason() {
    let count = row("/stocktakes/:id/count");
    for world in [World::calm(), World::offline()] {
        let html = world.with(warehouse()).page(count);
        assert!(html.contains("data-testid=\"count-page\""));
        assert!(html.contains("ST-000042"));
        assert!(html.contains("A-01-1"));
        assert!(html.contains("Blind count"));
    }
    let html = World::of_person([P::ViewStock].into())
        .with(warehouse())
        .page(count);
    assert!(!html.contains("data-testid=\"count-page\""));
    assert!(shows(&html, StateKind::Denied));
}

/// Proves that the locations page marks a location that is used for external fulfilment, and no other (LOC-09).
#[test]
fn locations_of_a_fulfilment_service_are_marked() {
    let page = row("/locations");
    let html = World::calm().with(warehouse()).page(page);
    assert!(html.contains("Own stock") && !html.contains("External fulfilment"));
    let mut books = warehouse();
    for entity in &mut books {
        if let Entity::Location(location) = entity {
            location.kind = LocationKind::External;
        }
    }
    let html = World::calm().with(books).page(page);
    assert!(html.contains("External fulfilment") && !html.contains("Own stock"));
}

/// Proves OFF-60: offline for longer than the set age there is a banner above the pages, and sending goods of a transfer
/// warns before it uses the figures. Younger figures are used without a word.
#[test]
fn old_figures_are_called_old_and_warned_about_before_goods_are_picked() {
    use domain::transfer::{Transfer, TransferLine, TransferStatus};
    let n = Uuid::from_u128;
    let books = || {
        let place = LocationId::new(n(1));
        let five = domain::quantity::Quantity::new(5).unwrap();
        let line = TransferLine::planned(
            domain::ids::TransferLineId::new(n(1)),
            ProductId::new(n(1)),
            five,
        );
        let mut books = warehouse();
        books.push(Entity::Transfer(Transfer {
            id: domain::ids::TransferId::new(n(1)),
            number: Some("TR-000007".into()),
            from: place,
            to: LocationId::new(n(2)),
            status: TransferStatus::Draft,
            lines: vec![line],
            remark: None,
        }));
        books
    };
    let after = |hours: i64| World {
        now: Timestamp::from_millis(hours * 3_600_000),
        ..World::offline()
    };
    let banner: fn() -> AnyView = || view! { <shell::Strips /> }.into_any();
    let send = row("/transfers/:id/send");
    let warning = "Stock figures are from";
    assert!(!after(11).draw("/", banner).contains(warning));
    assert!(after(13).draw("/", banner).contains(warning));
    let young = after(11).with(books()).page(send);
    assert!(young.contains("data-testid=\"transfer-task\"") && !young.contains(warning));
    let old = after(13).with(books()).page(send);
    assert!(old.contains(warning) && old.contains("Check the shelf before you pick."));
    let receive = row("/transfers/:id/receive");
    assert!(!after(13).with(books()).page(receive).contains(warning));
}

/// The totals of a review in which nothing was counted.
pub(crate) fn no_totals() -> api::stocktakes::ReviewTotals {
    api::stocktakes::ReviewTotals {
        n_lines: 0,
        n_match: 0,
        n_short: 0,
        units_short: 0,
        value_short_minor: None,
        n_over: 0,
        units_over: 0,
        value_over_minor: None,
        value_net_minor: None,
        n_costless: 0,
        units_moved: 0,
        n_uncounted: 0,
    }
}

/// The review of a stocktake that was just started, at a location of this kind; `figures` is what the server says of the
/// service.
fn fresh_review(kind: LocationKind, synced_before: bool) -> String {
    let (location, id) = (
        LocationId::new(Uuid::from_u128(9)),
        StocktakeId::new(Uuid::from_u128(1)),
    );
    let books = vec![Entity::Location(Location {
        id: location,
        name: domain::text::Name::new("Centre").unwrap(),
        kind,
        connected: kind == LocationKind::External,
        not_for_sale: false,
        archived: false,
    })];
    let stocktake = api::stocktakes::Stocktake {
        id,
        number: "ST-00001".into(),
        title: None,
        location,
        coverage: api::stocktakes::Coverage::Location,
        blind: false,
        status: domain::stocktake::StocktakeStatus::InProgress,
        started: Timestamp::from_millis(0),
        started_by: UserId::new(Uuid::from_u128(1)),
        ended: None,
        assignments: Vec::new(),
        has_late: false,
        version: 1,
    };
    let review = api::stocktakes::Review {
        stocktake,
        currency: "GBP".parse().unwrap(),
        totals: no_totals(),
        lines: Vec::new(),
        blocks: Vec::new(),
        conflicts: Vec::new(),
        unknown: Vec::new(),
        tolerance: api::company::Tolerance::default(),
        can_complete: true,
        fingerprint: String::new(),
    };
    let figures = api::connections::Figures {
        synced_before,
        last: None,
        rows: Vec::new(),
    };
    World::calm()
        .with(books)
        .answering(Answers::given(vec![Box::new(review), Box::new(figures)]))
        .page(row("/stocktakes/:id/review"))
}

/// Proves STK-01, STK-02, STK-10, STK-11, LOC-04: a stocktake of an external location opens with empty tables, a Sync
/// button, the two conditions, and why the first synchronisation matters as long as there was none; one of an own location
/// has none of these.
#[test]
fn a_stocktake_of_an_external_location_can_be_synchronised() {
    let never = fresh_review(LocationKind::External, false);
    assert!(never.contains("data-testid=\"sync-figures\""));
    assert!(!never.contains("data-testid=\"figure-row\""));
    assert!(never.contains("Let no other application change"));
    assert!(never.contains("hourly to weekly"));
    assert!(never.contains("This location was never synchronised."));
    assert!(never.contains("Pick cannot be authorised for lack of stock"));
    let again = fresh_review(LocationKind::External, true);
    assert!(again.contains("Let no other application change"));
    assert!(!again.contains("This location was never synchronised."));
    let own = fresh_review(LocationKind::Own, false);
    assert!(
        own.contains("data-testid=\"totals\""),
        "the review is drawn"
    );
    assert!(!own.contains("sync-figures"));
}

/// Proves that a figure of a bin says what it consists of there and as of when, with a way to all of the location; and
/// without a network what this device knows, and since when (LOC-13, OFF-05).
#[test]
fn a_figure_says_why_it_is_what_it_is_with_and_without_a_network() {
    use super::why::{Figure, Place, Question, WhyBody};
    use api::stock::{Cause, Movement, Part, Why};
    use domain::ledger::{Account, Level, StockKey, StockRow};
    use domain::quantity::Delta;
    fn asked(figure: Figure) -> Question {
        let (location, bin) = (
            LocationId::new(Uuid::from_u128(1)),
            BinId::new(Uuid::from_u128(5)),
        );
        let product = ProductId::new(Uuid::from_u128(1));
        let place = Place::In(location, Some(bin));
        Question::of(product).at(place).about(figure)
    }
    fn drawn(figure: Figure) -> AnyView {
        view! { <WhyBody asked=asked(figure) close=Callback::new(|()| ()) /> }
    }
    let n = Uuid::from_u128;
    let transfer = domain::ids::TransferId::new(n(7));
    let cause = Cause::Transfer {
        transfer,
        number: Some("TR-000007".into()),
    };
    let why = Why {
        as_of: Timestamp::from_millis(0),
        on_hand: Delta::new(1_248),
        allocated: Delta::new(48),
        available: Delta::new(1_200),
        withheld: Delta::ZERO,
        on_order: None,
        in_transit: Delta::ZERO,
        parts: vec![Part {
            account: Account::Allocated,
            cause: cause.clone(),
            units: Delta::new(48),
        }],
    };
    let movement = Movement {
        id: domain::ids::MovementId::new(n(1)),
        product: ProductId::new(n(1)),
        location: LocationId::new(n(1)),
        bin: None,
        lot: None,
        account: Account::OnHand,
        delta: Delta::new(-3),
        balance: Some(Delta::new(9)),
        running: Some(Delta::new(1_248)),
        effective: Timestamp::from_millis(0),
        recorded: Timestamp::from_millis(0),
        cause,
        user: None,
        user_name: None,
        device: None,
        device_name: None,
        operation: None,
        value_minor: None,
    };
    let page = Page {
        items: vec![movement],
        next: Some("0a".to_owned()),
    };
    let online = |draw: fn() -> AnyView| {
        World::calm()
            .with(warehouse())
            .answering(Answers::given(vec![
                Box::new(why.clone()),
                Box::new(page.clone()),
            ]))
            .draw("/", draw)
    };
    let html = online(|| drawn(Figure::OnHand));
    for told in [
        "Leith Warehouse, A-01-1",
        "All of Leith Warehouse",
        "As of ",
        "Transfer TR-000007",
        "\u{2192} 1,248",
        "Older movements",
        "data-testid=\"why-export\"",
    ] {
        assert!(html.contains(told), "{told} is not in {html}");
    }
    let html = online(|| drawn(Figure::Allocated));
    assert!(html.contains("Held by") && html.contains("data-testid=\"why-part\""));
    let html = online(|| drawn(Figure::Available));
    assert!(html.contains("data-testid=\"why-sum\"") && html.contains("1,200"));

    let mut books = warehouse();
    books.push(Entity::Stock(StockRow {
        key: StockKey::new(
            ProductId::new(n(1)),
            LocationId::new(n(1)),
            Some(BinId::new(n(5))),
        ),
        level: Level {
            on_hand: Delta::new(31),
            ..Level::default()
        },
    }));
    let html = World::offline()
        .with(books)
        .answering(Answers::fault(Fault::Offline))
        .draw("/", || drawn(Figure::OnHand));
    assert!(html.contains("As this device knows it, last in range"));
    assert!(html.contains("31") && !html.contains("why-export"));
    assert!(
        shows(&html, StateKind::Offline),
        "movements need the server"
    );
}

/// What stock is worth: known values in money, unknown ones a dash and named, never nothing.
#[test]
fn a_value_that_nobody_knows_is_a_dash_with_the_products_named() {
    use api::stock::{Costless, LocationValue, StockValue};
    use domain::quantity::Delta;
    let place = |value_minor: Option<i64>, n_costless: u32| LocationValue {
        location: Some(LocationId::new(Uuid::from_u128(1))),
        units: Delta::new(9),
        value_minor,
        n_costless,
        units_costless: Delta::new(i64::from(n_costless) * 9),
    };
    let value = |total_minor: Option<i64>, locations: Vec<LocationValue>, n: u32| StockValue {
        as_of: Timestamp::from_millis(0),
        currency: "GBP".parse().unwrap(),
        total_minor,
        locations,
        n_costless: n,
        costless: (0..n.min(1))
            .map(|_| Costless {
                product: ProductId::new(Uuid::from_u128(1)),
                sku: domain::text::Sku::new("TW-MUG").unwrap(),
                name: domain::text::Name::new("Enamel mug").unwrap(),
                units: Delta::new(9),
            })
            .collect(),
    };
    let page = |value: StockValue| {
        World::calm()
            .with(warehouse())
            .answering(Answers::given(vec![Box::new(value)]))
            .page(row("/stock/value"))
    };
    let html = page(value(None, vec![place(None, 1)], 1));
    assert!(html.contains("Enamel mug") && html.contains("9 units of 1 product without a cost"));
    assert!(html.contains("No product has a known cost") && !html.contains("\u{a3}0.00"));
    let html = page(value(Some(1_250), vec![place(Some(1_250), 0)], 0));
    assert!(html.contains("\u{a3}12.50") && !html.contains("without a cost."));
    let html = page(value(Some(1_250), vec![place(Some(1_250), 3)], 3));
    assert!(html.contains("And 2 more"), "what is not named is counted");
    assert!(shows(&page(value(Some(0), vec![], 0)), StateKind::Empty));
}
