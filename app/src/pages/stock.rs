//! Stock by product and by place: searched as typed, filtered, as of now or of a day. Now comes from the books and
//! works without a network; another day is asked from the server.

use super::parts::{Beginnings, BinCell, bin_name, location_choices, location_name, parsed};
use super::server::{self, Loaded, Remote};
use super::why::{Place, Question};
use crate::books::{Books, StockLine};
use crate::format;
use crate::router::{self, Going, Pairs};
use crate::routes;
use crate::shell::{Clock, Layers, Open};
use crate::ui::{
    Action, Banner, Empty, Filling, Gate, Glyph, Icon, LinkButton, NoMatch, NotFilled, PageHead,
    SearchBox, Segments, Select, TextField, Tone, VirtualTable, Weight, filling,
};
use crate::view;
use api::common::Page;
use domain::ids::{BinId, LocationId, ProductId};
use domain::ledger::Level;
use domain::permission::Permission;
use domain::quantity::Delta;
use domain::time::Timestamp;
use leptos::prelude::*;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::Arc;

/// Which products are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// With something on hand or on its way.
    Stocked,
    /// At or below their reorder level.
    Low,
    /// Below zero somewhere.
    Negative,
}

impl Show {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::All, "", "All"),
        (Self::Stocked, "stocked", "In stock"),
        (Self::Low, "low", "Low"),
        (Self::Negative, "negative", "Below zero"),
    ];

    fn from_key(key: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|(_, own, _)| *own == key)
            .map_or(Self::All, |(show, _, _)| show)
    }

    fn key(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(show, _, _)| *show == self)
            .map_or("", |(_, key, _)| key)
    }
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StockQuery {
    /// Typed.
    pub text: String,
    /// Only here.
    pub location: Option<LocationId>,
    /// Only in this bin.
    pub bin: Option<BinId>,
    /// Which products.
    pub show: Show,
    /// Of a day, `2026-11-20`; now if `None`.
    pub as_of: Option<String>,
}

impl StockQuery {
    /// Reads the query of the address.
    pub fn read(map: &Pairs) -> Self {
        let text = |name: &str| map.get(name).unwrap_or_default();
        Self {
            text: text("q"),
            location: parsed(&text("location")),
            bin: parsed(&text("bin")),
            show: Show::from_key(&text("show")),
            as_of: Some(text("as-of")).filter(|day| !day.is_empty()),
        }
    }

    /// The address that asks for this.
    pub fn address(&self) -> String {
        let parts = [
            ("q", self.text.clone()),
            (
                "location",
                self.location.map(|id| id.to_string()).unwrap_or_default(),
            ),
            ("bin", self.bin.map(|id| id.to_string()).unwrap_or_default()),
            ("show", self.show.key().to_owned()),
            ("as-of", self.as_of.clone().unwrap_or_default()),
        ];
        let set = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query = set
            .map(|(name, value)| format!("{name}={}", routes::encoded(&value)))
            .collect::<Vec<_>>()
            .join("&");
        if query.is_empty() {
            routes::STOCK.into()
        } else {
            format!("{}?{query}", routes::STOCK)
        }
    }

    /// How many filters are on besides the text.
    fn n_filters(&self) -> usize {
        usize::from(self.location.is_some())
            + usize::from(self.bin.is_some())
            + usize::from(self.show != Show::All)
    }
}

/// A row: a product with its figures over the places that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockRow {
    /// Which product.
    pub product: ProductId,
    /// Its figures.
    pub level: Level,
    /// What may be promised of them: places not for sale offer nothing (DECISIONS 19).
    pub available: Delta,
    /// The place it lies in, if it is one; how many, if several.
    pub place: Where,
}

/// Where a product lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Nowhere.
    Nowhere,
    /// In one place.
    One(LocationId, Option<BinId>),
    /// In so many places.
    Several(usize),
}

/// Places whose goods are on hand and never available.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closed {
    locations: HashSet<LocationId>,
    bins: HashSet<BinId>,
}

impl Closed {
    fn of(books: Books) -> Self {
        let mut closed = Self::default();
        for location in books.locations().read().iter() {
            if location.not_for_sale {
                closed.locations.insert(location.id);
            }
            let bins = books.bins(location.id);
            let bins = bins.read();
            let of_location = bins.iter().filter(|bin| bin.not_for_sale);
            closed.bins.extend(of_location.map(|bin| bin.id));
        }
        closed
    }

    /// What a place offers of its figures.
    fn available(&self, line: &StockLine) -> Delta {
        let is_closed = self.locations.contains(&line.location)
            || line.bin.is_some_and(|bin| self.bins.contains(&bin));
        if is_closed {
            Delta::ZERO
        } else {
            line.level.available()
        }
    }
}

/// Where the figures of a query are of.
fn place_of(books: Books, query: &StockQuery) -> Place {
    let bin = query.bin.and_then(|id| books.bin(id).get_untracked());
    match (bin, query.location) {
        (Some(bin), _) => Place::In(bin.location, Some(bin.id)),
        (None, Some(location)) => Place::At(location),
        (None, None) => Place::Everywhere,
    }
}

/// Adds the lines of one product up.
pub fn row_of(
    product: ProductId,
    lines: &[StockLine],
    query: &StockQuery,
    closed: &Closed,
) -> StockRow {
    let is_shown = |line: &&StockLine| {
        query
            .location
            .is_none_or(|location| line.location == location)
            && query.bin.is_none_or(|bin| line.bin == Some(bin))
    };
    let mut level = Level::default();
    let mut available = Delta::ZERO;
    let mut place = Where::Nowhere;
    for line in lines.iter().filter(is_shown) {
        level.on_hand += line.level.on_hand;
        level.allocated += line.level.allocated;
        level.in_transit += line.level.in_transit;
        available += closed.available(line);
        place = match place {
            Where::Nowhere => Where::One(line.location, line.bin),
            Where::One(..) => Where::Several(2),
            Where::Several(n) => Where::Several(n + 1),
        };
    }
    StockRow {
        product,
        level,
        available,
        place,
    }
}

/// The products that are listed, in order.
fn listed(books: Books, query: &StockQuery, closed: &Closed) -> Arc<Vec<ProductId>> {
    let all: Arc<Vec<ProductId>> = if query.text.trim().is_empty() {
        books.products().get()
    } else {
        Arc::new(
            books
                .search(&query.text, MOST_FOUND)
                .into_iter()
                .map(|hit| hit.product)
                .collect(),
        )
    };
    if query.n_filters() == 0 {
        return all;
    }
    let levels = levels_here(books, query, closed);
    let keeps = |id: &&ProductId| {
        let level = levels.get(id);
        match query.show {
            Show::All | Show::Stocked => {
                level.is_some() || (query.show == Show::All && query.bin.is_none())
            }
            Show::Negative => level.is_some_and(|(_, least)| *least < Delta::ZERO),
            Show::Low => is_low(books, **id, level.map(|(available, _)| *available)),
        }
    };
    Arc::new(all.iter().filter(keeps).copied().collect())
}

/// Most products that a search lists.
const MOST_FOUND: usize = 500;

fn is_low(books: Books, id: ProductId, available: Option<Delta>) -> bool {
    let available = available.unwrap_or_default().units();
    books
        .reorder_level_now(id)
        .is_some_and(|level| available <= level)
}

/// What is available of every product with stock in the places that are shown, and the least on hand in any of them.
fn levels_here(
    books: Books,
    query: &StockQuery,
    closed: &Closed,
) -> HashMap<ProductId, (Delta, Delta)> {
    let locations = books.locations();
    let locations = locations.read();
    let is_shown = |location, bin| {
        let is_here = match query.location {
            Some(wanted) => wanted == location,
            None => locations.iter().any(|one| one.id == location),
        };
        is_here && (query.bin.is_none() || query.bin == bin)
    };
    let mut levels: HashMap<ProductId, (Delta, Delta)> = HashMap::default();
    books.levels_in(is_shown, |line| {
        let (available, least) = levels
            .entry(line.product)
            .or_insert((Delta::ZERO, line.level.on_hand));
        *available += closed.available(&line);
        *least = (*least).min(line.level.on_hand);
    });
    levels
}

/// The page.
#[component]
pub fn StockPage() -> impl IntoView {
    view! { <Gate needs=Permission::ViewStock what="stock"><StockBody /></Gate> }
}

#[component]
fn StockBody() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let map = router::query();
    let query = crate::memo(move |_| StockQuery::read(&map.read()));
    let go = StoredValue::new_local(router::navigation());
    let change = Callback::new(move |next: StockQuery| {
        let options = Going {
            replace: true,
            scroll: false,
        };
        go.with_value(|go| go(&next.address(), options));
    });
    let sync = books.sync();
    let lede = crate::derived(
        move || match (query.get().as_of, sync.read().last_success) {
            (Some(day), _) => format!("As of the end of {day}"),
            (None, Some(at)) => format!("As of {}", format::moment_within(at, clock.now().get())),
            (None, None) => "As far as this device knows".into(),
        },
    );
    let is_past = crate::memo(move |_| query.read().as_of.is_some());
    view! {
        <PageHead title="Stock" lede>
            <Beginnings />
        </PageHead>
        <div class="stack">
            <StockTabs day=crate::derived(move || query.read().as_of.clone()) />
            <section class="card" aria-label="Stock">
                <StockFilters query=query on_change=change />
                <PastOrNow when=is_past past=move || view! { <PastStock query=query /> }.into_any() now=move || view! { <StockNow query=query on_change=change /> }.into_any() />
            </section>
        </div>
    }
}

/// One of two views.
#[component]
fn PastOrNow(
    #[prop(into)] when: Signal<bool>,
    #[prop(into)] past: ViewFn,
    #[prop(into)] now: ViewFn,
) -> impl IntoView {
    move || if when.get() { past.run() } else { now.run() }
}

#[component]
fn StockFilters(
    #[prop(into)] query: Signal<StockQuery>,
    on_change: Callback<StockQuery>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let with = move |edit: fn(&mut StockQuery, String), value: String| {
        let mut next = query.get_untracked();
        edit(&mut next, value);
        on_change.run(next);
    };
    let start = query.get_untracked();
    let place = RwSignal::new(start.location.map(|id| id.to_string()).unwrap_or_default());
    let day = RwSignal::new(start.as_of.unwrap_or_default());
    // The selects hold texts of their own; what they say goes to the address, where it is read from.
    Effect::new(move |before: Option<(String, String)>| {
        let now = (place.get(), day.get());
        if before.as_ref().is_some_and(|before| *before != now) {
            let mut next = query.get_untracked();
            next.location = parsed(&now.0);
            next.bin = next
                .bin
                .filter(|_| next.location == query.get_untracked().location);
            next.as_of = Some(now.1.clone()).filter(|day| !day.is_empty());
            on_change.run(next);
        }
        now
    });
    let choices = Signal::stored(
        Show::ALL
            .into_iter()
            .map(|(show, _, text)| (show, text.to_owned()))
            .collect::<Vec<_>>(),
    );
    let choose = move |show: Show| {
        let mut next = query.get_untracked();
        next.show = show;
        on_change.run(next);
    };
    view! {
        <div class="filters">
            <SearchBox id="stock-search" label="Search by SKU, name or barcode" value=crate::derived(move || query.read().text.clone())
                on_change=move |text| with(|query, text| query.text = text, text) />
            <div class="filter-select"><Select id="stock-location" label="Location" value=place choices=location_choices(books, Some("All locations")) /></div>
            <Segments label="Show" choices chosen=crate::derived(move || query.read().show) on_choose=choose />
            <div class="filter-date"><TextField id="stock-as-of" label="As of" kind="date" value=day /></div>
            <BinFilter query on_change />
        </div>
    }
}

/// The bin that is shown alone, with a way back.
#[component]
fn BinFilter(query: Signal<StockQuery>, on_change: Callback<StockQuery>) -> impl IntoView {
    let books = expect_context::<Books>();
    move || {
        query.read().bin.map(|bin| {
            let name = bin_name(books, Some(bin));
            let clear = move |_| {
                let next = StockQuery { bin: None, ..query.get_untracked() };
                on_change.run(next);
            };
            view! { <button class="filter" type="button" data-on="" on:click=clear>{move || format!("Bin {} \u{d7}", name.get())}<span class="sr">", take this filter away"</span></button> }
        })
    }
}

#[component]
fn StockNow(
    #[prop(into)] query: Signal<StockQuery>,
    on_change: Callback<StockQuery>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let closed = crate::memo(move |_| Closed::of(books));
    let ids = crate::memo(move |_| listed(books, &query.read(), &closed.read()));
    let filling = filling(books);
    let len = crate::memo(move |_| ids.read().len());
    let state = crate::memo(move |_| {
        match (
            len.get(),
            query.read().text.is_empty() && query.read().n_filters() == 0,
            filling.get(),
        ) {
            (0, true, Filling::Filled) => ListState::Empty,
            (0, true, _) => ListState::Loading,
            (0, false, _) => ListState::NoMatch,
            _ => ListState::Full,
        }
    });
    let row =
        Callback::new(move |at: usize| view! { <StockLineRow ids query closed at /> }.into_any());
    let none = move || {
        let query = query.get();
        if query.n_filters() == 0 {
            format!("No matches for \u{201c}{}\u{201d}", query.text)
        } else {
            "No products match".to_owned()
        }
    };
    let hint = move || match query.read().n_filters() {
        0 => "Check the spelling, or scan the barcode.".to_owned(),
        1 => "1 filter is on.".to_owned(),
        n => format!("{n} filters are on."),
    };
    let clear = Callback::new(move |()| on_change.run(StockQuery::default()));
    move || {
        match state.get() {
        ListState::Loading => view! { <NotFilled what="stock" /> }.into_any(),
        ListState::Empty => view! {
            <Empty title="No products yet" text="Import a file with your products and opening stock, or make the first product by hand.">
                <LinkButton href=routes::IMPORT.to_owned() text="Import a file" glyph=Glyph::Upload weight=Weight::Primary />
                <LinkButton href=routes::PRODUCT_NEW.to_owned() text="New product" glyph=Glyph::Plus />
            </Empty>
        }.into_any(),
        ListState::NoMatch => view! { <NoMatch title=crate::derived(none) text=crate::derived(hint) on_clear=clear /> }.into_any(),
        ListState::Full => view! {
            <p class="sr" role="status">{move || format!("{} listed", format::counted(len.get(), "product", "products"))}</p>
            <VirtualTable label="Stock by product" len columns=8 head=|| view! { <StockHead /> } row on_painted=painted() testid="stock-list" />
        }.into_any(),
    }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListState {
    Loading,
    Empty,
    NoMatch,
    Full,
}

/// Marks the moment in which the first fifty rows, or all there are, stand on screen.
pub fn painted() -> Callback<usize> {
    Callback::new(|_: usize| mark_painted())
}

fn mark_painted() {
    #[cfg(target_arch = "wasm32")]
    crate::platform::mark("quayside:list-painted");
}

#[component]
fn StockHead() -> impl IntoView {
    view! {
        <th>"Product"</th><th class="p2">"Where"</th><th class="num">"On hand"</th><th class="num p3">"Allocated"</th>
        <th class="num">"Available"</th><th class="num p4">"On order"</th><th class="num p4">"In transit"</th><th class="p2"><span class="sr">"Actions"</span></th>
    }
}

#[component]
fn StockLineRow(
    ids: Memo<Arc<Vec<ProductId>>>,
    query: Signal<StockQuery>,
    closed: Memo<Closed>,
    at: usize,
) -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let id = crate::memo(move |_| ids.read().get(at).copied());
    let row = crate::memo(move |_| {
        id.get().map(|id| {
            row_of(
                id,
                &books.stock_of(id).read(),
                &query.read(),
                &closed.read(),
            )
        })
    });
    let product = crate::memo(move |_| id.get().and_then(|id| books.product(id).get()));
    let figure = move |pick: fn(&StockRow) -> Delta| {
        move || {
            row.read()
                .as_ref()
                .map(|row| format::units(pick(row).units()))
        }
    };
    let href = move || id.get().map(routes::product);
    let name = move || {
        product
            .read()
            .as_ref()
            .map(|product| product.name.to_string())
    };
    let sku = move || {
        product
            .read()
            .as_ref()
            .map(|product| product.sku.to_string())
    };
    let is_bad = move || {
        row.read()
            .as_ref()
            .is_some_and(|row| row.level.on_hand < Delta::ZERO)
    };
    let why = move |_| {
        if let Some(id) = id.get_untracked() {
            let place = place_of(books, &query.read_untracked());
            layers.show(Open::Why(Question::of(id).at(place)));
        }
    };
    view! {
        <tr data-row="" tabindex="-1" aria-rowindex=at + 2 class:is-bad=is_bad data-testid="stock-row">
            <td><a class="t" href=href>{name}</a><span class="sku d">{sku}</span></td>
            <td class="p2">{move || row.get().map(|row| view! { <WhereCell place=row.place /> })}</td>
            <td class="num strong">{figure(|row| row.level.on_hand)}</td>
            <td class="num p3">{figure(|row| row.level.allocated)}</td>
            <td class="num">{figure(|row| row.available)}</td>
            <td class="num p4">{format::UNKNOWN}</td>
            <td class="num p4">{figure(|row| row.level.in_transit)}</td>
            <td class="act p2"><button class="btn btn--quiet" type="button" data-testid="why" on:click=why>"Why?"</button></td>
        </tr>
    }
}

#[component]
fn WhereCell(place: Where) -> impl IntoView {
    let books = expect_context::<Books>();
    match place {
        Where::Nowhere => view! { <span class="muted">{format::UNKNOWN}</span> }.into_any(),
        Where::One(_, Some(bin)) => view! { <BinCell id=Some(bin) /> }.into_any(),
        Where::One(location, None) => location_name(books, location).into_any(),
        Where::Several(n) => format!("{n} places").into_any(),
    }
}

/// Products of a past day that are asked for at once.
const AT_ONCE: u32 = 500;
/// So many rows before the last one that is here, those behind it are asked for.
const AHEAD: usize = 100;

impl StockQuery {
    /// Where the figures of its day are, those behind a cursor.
    pub fn past_path(&self, after: Option<&str>) -> String {
        let moment = self.as_of.as_deref().and_then(format::end_of_day);
        let parts = [
            ("as_of", moment.map(|at| at.millis().to_string())),
            ("location", self.location.map(|id| id.to_string())),
            ("bin", self.bin.map(|id| id.to_string())),
            ("q", Some(self.text.trim().to_owned())),
            ("after", after.map(str::to_owned)),
        ];
        let asked = parts
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("&{name}={}", routes::encoded(&value)));
        format!(
            "/stock?by=product&limit={AT_ONCE}{}",
            asked.collect::<String>()
        )
    }
}

/// Stock at the end of a day, from the server.
#[component]
fn PastStock(#[prop(into)] query: Signal<StockQuery>) -> impl IntoView {
    let path = crate::memo(move |_| query.read().past_path(None));
    let remote = Remote::<Page<api::stock::StockLine>>::new(move || {
        let path = path.get();
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<api::stock::StockLine>| {
        if page.items.is_empty() {
            return view! { <NoMatch title="Nothing on that day" text="No product had stock then, or none matches what is typed." /> }.into_any();
        }
        view! { <PastList query=query.get_untracked() page /> }.into_any()
    });
    let is_of_now = move || matches!(query.read().show, Show::Low | Show::Negative);
    let note = move || {
        is_of_now().then(|| view! { <Banner tone=Tone::Info head="\u{201c}Low\u{201d} and \u{201c}Below zero\u{201d} are of now." text="All products of that day are listed." /> })
    };
    view! { {note}<Loaded remote what="stock of that day" draw /> }
}

/// What is here of a past day; the rest comes as it is scrolled to, or on demand.
#[derive(Clone, Copy)]
struct Past {
    query: StoredValue<StockQuery>,
    lines: RwSignal<Vec<api::stock::StockLine>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    fault: RwSignal<Option<String>>,
}

impl Past {
    /// Asks for the next page, if there is one and nobody has.
    fn more(self) {
        let Some(after) = self.next.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let path = self.query.with_value(|query| query.past_path(Some(&after)));
        server::spawn(async move {
            match server::read::<Page<api::stock::StockLine>>(&path).await {
                Ok(page) => {
                    self.lines.try_update(|lines| lines.extend(page.items));
                    self.next.try_set(page.next);
                    self.fault.try_set(None);
                }
                Err(why) => {
                    self.fault.try_set(Some(why.words()));
                }
            }
            self.busy.try_set(false);
        });
    }
}

#[component]
fn PastList(query: StockQuery, page: Page<api::stock::StockLine>) -> impl IntoView {
    let has_value = page.items.iter().any(|line| line.value_minor.is_some());
    let past = Past {
        query: StoredValue::new(query),
        lines: RwSignal::new(page.items),
        next: RwSignal::new(page.next),
        busy: RwSignal::new(false),
        fault: RwSignal::new(None),
    };
    let len = crate::memo(move |_| past.lines.read().len());
    let row = Callback::new(move |at: usize| view! { <PastRow past at has_value /> }.into_any());
    let said = move || {
        let n = format::counted(len.get(), "product", "products");
        if past.next.read().is_some() {
            format!("The first {n}. More come as you scroll.")
        } else {
            format!("{n}, all of that day.")
        }
    };
    let head = move || {
        view! {
            <th>"Product"</th><th class="num">"On hand"</th><th class="num p3">"Allocated"</th><th class="num">"Available"</th>
            <th class="num p4">"On order"</th><th class="num p4">"In transit"</th>{has_value.then(|| view! { <th class="num p2">"Value"</th> })}<th class="p2"><span class="sr">"Actions"</span></th>
        }
    };
    view! {
        <VirtualTable label="Stock of that day by product" len columns=8 head row testid="past-stock" />
        <div class="card-foot">
            <span class="hint grow" role="status" data-testid="past-said">{said}</span>
            {move || past.fault.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            {move || past.next.read().is_some().then(|| view! { <Action text="Load more" busy=past.busy on_press=move |()| past.more() testid="past-more" /> })}
            <FileLink href=crate::derived(move || past.query.with_value(report_of)) />
        </div>
    }
}

/// Where the file of a day's stock is.
fn report_of(query: &StockQuery) -> String {
    let moment = query.as_of.as_deref().and_then(format::end_of_day);
    report(moment, query.location)
}

/// Where the file of stock and its value is, as of a moment or now.
pub fn report(as_of: Option<Timestamp>, location: Option<LocationId>) -> String {
    let as_of = as_of.map(|at| format!("as_of={}", at.millis()));
    let location = location.map(|id| format!("location={id}"));
    let asked: Vec<String> = [as_of, location].into_iter().flatten().collect();
    format!("/api/v1/exports/stock-value?{}", asked.join("&"))
}

/// A link to a file, for who may take files out and reaches the server.
#[component]
pub fn FileLink(
    /// Where it is.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let (permitted, sync) = (books.permits(Permission::ImportExport), books.sync());
    view! {
        <crate::ui::Show when=move || permitted.get() && sync.read().reachable != Some(false)>
            <a class="btn" href=href download="" data-testid="report"><Icon glyph=Glyph::Download />"Export CSV"</a>
        </crate::ui::Show>
    }
}

/// An amount in minor units of the base currency, or a dash where nobody knows it.
pub fn amount(minor: Option<i64>) -> String {
    minor.map_or_else(
        || format::UNKNOWN.to_owned(),
        |minor| {
            format::money(domain::money::Money {
                minor,
                currency: format::base_currency(),
            })
        },
    )
}

#[component]
fn PastRow(past: Past, at: usize, has_value: bool) -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    if at + AHEAD >= past.lines.with_untracked(Vec::len) {
        crate::effect(move |_| past.more());
    }
    // A row that is here stays what it is: lines are only added behind it.
    let Some(line) = past.lines.with_untracked(|lines| lines.get(at).cloned()) else {
        return ().into_any();
    };
    let product = line.product;
    let why = move |_| {
        let (place, day) = past
            .query
            .with_value(|query| (place_of(books, query), query.as_of.clone()));
        let as_of = day.as_deref().and_then(format::end_of_day);
        layers.show(Open::Why(Question::of(product).at(place).as_of(as_of)));
    };
    let units = |delta: Delta| format::units(delta.units());
    view! {
        <tr data-row="" tabindex="-1" aria-rowindex=at + 2 class:is-bad=line.on_hand < Delta::ZERO data-testid="past-row"><td><a class="t" href=routes::product(product)>{line.name.to_string()}</a><span class="sku d">{line.sku.to_string()}</span></td>
            <td class="num strong">{units(line.on_hand)}</td><td class="num p3">{units(line.allocated)}</td><td class="num">{units(line.available)}</td>
            <td class="num p4">{format::UNKNOWN}</td><td class="num p4">{units(line.in_transit)}</td>{has_value.then(|| view! { <td class="num p2">{amount(line.value_minor)}</td> })}
            <td class="act p2"><button class="btn btn--quiet" type="button" data-testid="why" on:click=why>"Why?"</button></td></tr>
    }
    .into_any()
}

/// Figures and value of stock, side by side for who may see values.
#[component]
pub fn StockTabs(
    /// The value is shown.
    #[prop(optional)]
    is_value: bool,
    /// Of this day; now if `None`.
    #[prop(into)]
    day: Signal<Option<String>>,
) -> impl IntoView {
    let sees_cost = expect_context::<Books>().permits(Permission::ViewCost);
    let of_day = move |path: &str| match &*day.read() {
        Some(day) => format!("{path}?as-of={}", routes::encoded(day)),
        None => path.to_owned(),
    };
    let current = |is: bool| is.then_some("page");
    view! {
        <crate::ui::Show when=move || sees_cost.get()>
            <nav class="tabs" aria-label="Stock">
                <a href=move || of_day(routes::STOCK) aria-current=current(!is_value)>"Figures"</a>
                <a href=move || of_day(routes::STOCK_VALUE) aria-current=current(is_value) data-testid="value-tab">"Value"</a>
            </nav>
        </crate::ui::Show>
    }
}

/// A button that asks why a figure is what it is.
#[component]
pub fn WhyButton(
    /// Of this product.
    product: ProductId,
) -> impl IntoView {
    let layers = expect_context::<Layers>();
    view! { <Action text="Why?" weight=Weight::Quiet glyph=Glyph::History on_press=move |()| layers.show(Open::Why(Question::of(product))) testid="why" /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn location(n: u128) -> LocationId {
        LocationId::new(Uuid::from_u128(n))
    }

    fn line(place: u128, bin: Option<u128>, on_hand: i64) -> StockLine {
        let level = Level {
            on_hand: Delta::new(on_hand),
            ..Level::default()
        };
        let bin = bin.map(|bin| BinId::new(Uuid::from_u128(bin)));
        StockLine {
            product: ProductId::new(Uuid::from_u128(1)),
            location: location(place),
            bin,
            level,
        }
    }

    #[test]
    fn the_address_says_what_is_asked_and_is_read_back() {
        let query = StockQuery {
            text: "head torch".into(),
            location: Some(location(7)),
            bin: None,
            show: Show::Low,
            as_of: Some("2026-11-20".into()),
        };
        let address = query.address();
        assert!(
            address.starts_with("/stock?q=head%20torch&location=loc_"),
            "{address}"
        );
        assert!(address.ends_with("&show=low&as-of=2026-11-20"));
        assert_eq!(StockQuery::default().address(), "/stock");
        let (_, asked) = address.split_once('?').expect("it asks for something");
        let map = Pairs::of_query(asked);
        assert_eq!(StockQuery::read(&map), query);
    }

    #[test]
    fn a_past_day_is_asked_page_by_page_with_what_is_typed() {
        let query = StockQuery {
            text: " head torch".into(),
            location: Some(location(7)),
            as_of: Some("2026-11-20".into()),
            ..StockQuery::default()
        };
        let end = format::end_of_day("2026-11-20").unwrap().millis();
        let first = query.past_path(None);
        assert!(
            first.starts_with(&format!(
                "/stock?by=product&limit=500&as_of={end}&location=loc_"
            )),
            "{first}"
        );
        assert!(first.ends_with("&q=head%20torch"), "{first}");
        assert_eq!(query.past_path(Some("0a")), format!("{first}&after=0a"));
        assert_eq!(report(None, None), "/api/v1/exports/stock-value?");
        assert!(report_of(&query).contains(&format!("?as_of={end}&location=loc_")));
    }

    /// Proves LOC-11, as far as showing goes: 3 in one bin and 4 in another are 7.
    #[test]
    fn bins_of_a_location_add_up() {
        let lines = [line(1, Some(10), 3), line(1, Some(11), 4), line(2, None, 5)];
        let product = ProductId::new(Uuid::from_u128(1));
        let here = StockQuery {
            location: Some(location(1)),
            ..StockQuery::default()
        };
        let row = row_of(product, &lines, &here, &Closed::default());
        assert_eq!(
            (row.level.on_hand.units(), row.place),
            (7, Where::Several(2))
        );
        assert_eq!(
            row_of(product, &lines, &StockQuery::default(), &Closed::default())
                .level
                .on_hand
                .units(),
            12
        );
        let bin = StockQuery {
            bin: Some(BinId::new(Uuid::from_u128(11))),
            ..here
        };
        let mut closed = Closed::default();
        closed.bins.insert(BinId::new(Uuid::from_u128(10)));
        let row = |query| row_of(product, &lines, query, &closed);
        assert_eq!(row(&bin).level.on_hand.units(), 4);
        let all = row(&StockQuery::default());
        assert_eq!((all.level.on_hand.units(), all.available.units()), (12, 9));
    }
}
