//! Stock by product and by place: searched as typed, filtered, as of now or of a day. Now comes from the books and
//! works without a network; another day is asked from the server.

use super::parts::{Beginnings, BinCell, bin_name, location_choices, location_name, parsed};
use super::server::{self, Loaded, Remote};
use crate::books::{Books, StockLine};
use crate::format;
use crate::router::{self, Going, Pairs};
use crate::routes;
use crate::shell::{Clock, Layers, Open};
use crate::ui::{
    Action, Banner, Empty, Filling, Gate, Glyph, LinkButton, NoMatch, NotFilled, PageHead,
    SearchBox, Segments, Select, TextField, Tone, VirtualTable, Weight, filling,
};
use crate::view;
use api::common::Page;
use domain::ids::{BinId, LocationId, ProductId};
use domain::ledger::Level;
use domain::permission::Permission;
use domain::quantity::Delta;
use leptos::prelude::*;
use rustc_hash::FxHashMap as HashMap;
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

/// Adds the lines of one product up.
pub fn row_of(product: ProductId, lines: &[StockLine], query: &StockQuery) -> StockRow {
    let is_shown = |line: &&StockLine| {
        query
            .location
            .is_none_or(|location| line.location == location)
            && query.bin.is_none_or(|bin| line.bin == Some(bin))
    };
    let mut level = Level::default();
    let mut place = Where::Nowhere;
    for line in lines.iter().filter(is_shown) {
        level.on_hand += line.level.on_hand;
        level.allocated += line.level.allocated;
        level.in_transit += line.level.in_transit;
        place = match place {
            Where::Nowhere => Where::One(line.location, line.bin),
            Where::One(..) => Where::Several(2),
            Where::Several(n) => Where::Several(n + 1),
        };
    }
    StockRow {
        product,
        level,
        place,
    }
}

/// The products that are listed, in order.
fn listed(books: Books, query: &StockQuery) -> Arc<Vec<ProductId>> {
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
    let levels = levels_here(books, query);
    let keeps = |id: &&ProductId| {
        let level = levels.get(id);
        match query.show {
            Show::All | Show::Stocked => {
                level.is_some() || (query.show == Show::All && query.bin.is_none())
            }
            Show::Negative => level.is_some_and(|(_, least)| *least < Delta::ZERO),
            Show::Low => is_low(books, **id, level.map(|(level, _)| level.available())),
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

/// The figures of every product with stock in the places that are shown, and the least in any of them.
fn levels_here(books: Books, query: &StockQuery) -> HashMap<ProductId, (Level, Delta)> {
    let locations = books.locations();
    let locations = locations.read();
    let is_shown = |location, bin| {
        let is_here = match query.location {
            Some(wanted) => wanted == location,
            None => locations.iter().any(|one| one.id == location),
        };
        is_here && (query.bin.is_none() || query.bin == bin)
    };
    let mut levels: HashMap<ProductId, (Level, Delta)> = HashMap::default();
    books.levels_in(is_shown, |line| {
        let (sum, least) = levels
            .entry(line.product)
            .or_insert((Level::default(), line.level.on_hand));
        sum.on_hand += line.level.on_hand;
        sum.allocated += line.level.allocated;
        sum.in_transit += line.level.in_transit;
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
            (None, Some(at)) => format!("As of {}", format::moment(at, clock.now().get())),
            (None, None) => "As far as this device knows".into(),
        },
    );
    let is_past = crate::memo(move |_| query.read().as_of.is_some());
    view! {
        <PageHead title="Stock" lede>
            <Beginnings />
        </PageHead>
        <section class="card" aria-label="Stock">
            <StockFilters query=query on_change=change />
            <PastOrNow when=is_past past=move || view! { <PastStock query=query /> }.into_any() now=move || view! { <StockNow query=query on_change=change /> }.into_any() />
        </section>
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
    let ids = crate::memo(move |_| listed(books, &query.read()));
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
    let row = Callback::new(move |at: usize| view! { <StockLineRow ids query at /> }.into_any());
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
    at: usize,
) -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let id = crate::memo(move |_| ids.read().get(at).copied());
    let row = crate::memo(move |_| {
        id.get()
            .map(|id| row_of(id, &books.stock_of(id).read(), &query.read()))
    });
    let product = crate::memo(move |_| id.get().and_then(|id| books.product(id).get()));
    let figure = move |pick: fn(&Level) -> Delta| {
        move || {
            row.read()
                .as_ref()
                .map(|row| format::units(pick(&row.level).units()))
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
            layers.show(Open::Why(id));
        }
    };
    view! {
        <tr data-row="" tabindex="-1" aria-rowindex=at + 2 class:is-bad=is_bad data-testid="stock-row">
            <td><a class="t" href=href>{name}</a><span class="sku d">{sku}</span></td>
            <td class="p2">{move || row.get().map(|row| view! { <WhereCell place=row.place /> })}</td>
            <td class="num strong">{figure(|level| level.on_hand)}</td>
            <td class="num p3">{figure(|level| level.allocated)}</td>
            <td class="num">{figure(Level::available)}</td>
            <td class="num p4">{format::UNKNOWN}</td>
            <td class="num p4">{figure(|level| level.in_transit)}</td>
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

/// Stock at the end of a day, from the server.
#[component]
fn PastStock(#[prop(into)] query: Signal<StockQuery>) -> impl IntoView {
    let remote = Remote::<Page<api::stock::StockLine>>::new(move || {
        let query = query.get();
        let place = query
            .location
            .map(|id| format!("&location={id}"))
            .unwrap_or_default();
        let moment = query.as_of.as_deref().and_then(format::end_of_day);
        let as_of = moment
            .map(|at| format!("&as_of={}", at.millis()))
            .unwrap_or_default();
        let path = format!("/stock?by=product&limit=500{as_of}{place}");
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<api::stock::StockLine>| {
        let wanted = query.get_untracked().text.to_lowercase();
        let fits = |line: &api::stock::StockLine| {
            wanted.is_empty()
                || line.name.folded().contains(&wanted)
                || line.sku.folded().contains(&wanted)
        };
        let lines: Vec<_> = page.items.into_iter().filter(fits).collect();
        if lines.is_empty() {
            return view! { <NoMatch title="Nothing on that day" text="No product had stock then, or none matches what is typed." /> }.into_any();
        }
        let more = page.next.is_some().then(|| view! { <Banner tone=Tone::Info head="These are the first 500." text="Search or choose a location to see others, or export the day as a file." /> });
        view! { {more}<PastTable lines /> }.into_any()
    });
    view! { <Loaded remote what="stock of that day" draw /> }
}

#[component]
fn PastTable(lines: Vec<api::stock::StockLine>) -> impl IntoView {
    let has_value = lines.iter().any(|line| line.value_minor.is_some());
    let money = |minor: Option<i64>| {
        minor.map_or_else(
            || format::UNKNOWN.to_owned(),
            |minor| {
                format::money(domain::money::Money {
                    minor,
                    currency: format::base_currency(),
                })
            },
        )
    };
    let row = move |line: api::stock::StockLine| {
        view! {
            <tr data-row="" tabindex="-1"><td><a class="t" href=routes::product(line.product)>{line.name.to_string()}</a><span class="sku d">{line.sku.to_string()}</span></td>
                <td class="num strong">{format::units(line.on_hand.units())}</td><td class="num p3">{format::units(line.allocated.units())}</td>
                <td class="num">{format::units(line.available.units())}</td>{has_value.then(|| view! { <td class="num p2">{money(line.value_minor)}</td> })}</tr>
        }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="past-stock">
            <thead><tr><th>"Product"</th><th class="num">"On hand"</th><th class="num p3">"Allocated"</th><th class="num">"Available"</th>{has_value.then(|| view! { <th class="num p2">"Value"</th> })}</tr></thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table></div>
    }
}

/// A button that asks why a figure is what it is.
#[component]
pub fn WhyButton(
    /// Of this product.
    product: ProductId,
) -> impl IntoView {
    let layers = expect_context::<Layers>();
    view! { <Action text="Why?" weight=Weight::Quiet glyph=Glyph::History on_press=move |()| layers.show(Open::Why(product)) testid="why" /> }
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

    /// Proves LOC-11, as far as showing goes: 3 in one bin and 4 in another are 7.
    #[test]
    fn bins_of_a_location_add_up() {
        let lines = [line(1, Some(10), 3), line(1, Some(11), 4), line(2, None, 5)];
        let product = ProductId::new(Uuid::from_u128(1));
        let here = StockQuery {
            location: Some(location(1)),
            ..StockQuery::default()
        };
        let row = row_of(product, &lines, &here);
        assert_eq!(
            (row.level.on_hand.units(), row.place),
            (7, Where::Several(2))
        );
        assert_eq!(
            row_of(product, &lines, &StockQuery::default())
                .level
                .on_hand
                .units(),
            12
        );
        let bin = StockQuery {
            bin: Some(BinId::new(Uuid::from_u128(11))),
            ..here
        };
        assert_eq!(row_of(product, &lines, &bin).level.on_hand.units(), 4);
    }
}
