//! The dashboard: what needs somebody, what is under way, what runs low.

use super::parts::{Beginnings, ProductCell, StocktakeTag, TransferTag, location_name, user_name};
use super::server::{self, Loaded, Remote};
use crate::books::{Books, EntryState, OutboxEntry, StockLine};
use crate::format;
use crate::routes;
use crate::shell::{Clock, Layers, Open, Prefs, person_name, place_name};
use crate::ui::{Action, Card, Empty, Glyph, Icon, LinkButton, PageHead, Show, Tile, Weight};
use crate::view;
use api::common::Page;
use api::jobs::{Job, RunOutcome};
use domain::books::ReviewTask;
use domain::ids::ProductId;
use domain::location::Location;
use domain::permission::Permission;
use domain::quantity::Delta;
use domain::stocktake::{Stocktake, StocktakeStatus};
use domain::transfer::{Transfer, TransferStatus};
use leptos::prelude::*;
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;

/// A product of which too little can be sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LowStock {
    /// Which one.
    pub product: ProductId,
    /// What can be sold.
    pub available: i64,
    /// At which it should be ordered again.
    pub level: i64,
}

/// Sums over all stock of this device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StockSums {
    /// Units on hand.
    pub on_hand: i64,
    /// Units on their way between locations.
    pub in_transit: i64,
    /// Places with less than nothing.
    pub n_negative: usize,
    /// What can be sold, by product.
    pub available: HashMap<ProductId, i64>,
}

impl StockSums {
    /// Adds a line. Places not for sale offer nothing.
    pub fn add(&mut self, line: &StockLine, is_for_sale: bool) {
        self.on_hand += line.level.on_hand.units();
        self.in_transit += line.level.in_transit.units();
        self.n_negative += usize::from(line.level.on_hand < Delta::ZERO);
        let offered = if is_for_sale {
            line.level.available().units()
        } else {
            0
        };
        *self.available.entry(line.product).or_default() += offered;
    }

    /// Products at or below their reorder level, the emptiest first.
    pub fn low(&self, levels: impl Iterator<Item = (ProductId, i64)>) -> Vec<LowStock> {
        let mut low: Vec<LowStock> = levels
            .map(|(product, level)| LowStock {
                product,
                available: self.available.get(&product).copied().unwrap_or(0),
                level,
            })
            .filter(|low| low.available <= low.level)
            .collect();
        domain::order::sort_by_key(&mut low, |low| (low.available - low.level, low.product));
        low
    }
}

/// Sums over every location that this device may see.
pub fn stock_sums(books: Books) -> Memo<StockSums> {
    let locations = books.locations();
    crate::memo(move |_| {
        let mut sums = StockSums::default();
        let locations = locations.read();
        let of = |id| locations.iter().find(|location| location.id == id);
        let mut closed = HashSet::new();
        for location in locations.iter() {
            closed.extend(bins_not_for_sale(books, location));
        }
        let is_shown = |location, _| of(location).is_some();
        books.levels_in(is_shown, |line| {
            let sells = of(line.location).is_some_and(|location| !location.not_for_sale);
            sums.add(
                &line,
                sells && !line.bin.is_some_and(|bin| closed.contains(&bin)),
            );
        });
        sums
    })
}

fn bins_not_for_sale(books: Books, location: &Location) -> Vec<domain::ids::BinId> {
    books
        .bins(location.id)
        .read()
        .iter()
        .filter(|bin| bin.not_for_sale)
        .map(|bin| bin.id)
        .collect()
}

/// What both cards about stock show.
#[derive(Clone, Copy)]
struct Shown {
    sums: Memo<StockSums>,
    low: Memo<Vec<LowStock>>,
}

impl Shown {
    fn of(books: Books) -> Self {
        let (sums, levels) = (stock_sums(books), books.reorder_levels());
        let low = crate::memo(move |_| sums.read().low(levels.read().iter().copied()));
        Self { sums, low }
    }
}

/// The page.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let prefs = expect_context::<Prefs>();
    let (name, place) = (person_name(books), place_name(books, prefs));
    let now = clock.now();
    let title = crate::memo(move |_| {
        format!(
            "{}, {}",
            format::greeting(now.get()),
            format::first_name(&name.read())
        )
    });
    let eyebrow =
        crate::derived(move || format!("{} \u{b7} {}", format::long_day(now.get()), place.get()));
    let sees_stock = books.permits(Permission::ViewStock);
    provide_context(Shown::of(books));
    view! {
        <PageHead title eyebrow>
            <Beginnings />
        </PageHead>
        <div class="stack">
            <Show when=move || sees_stock.get()><Figures /></Show>
            <div class="grid">
                <div class="stack m-7 l-8"><NeedsYou /><OpenStocktakes /><OpenTransfers /></div>
                <div class="side m-5 l-4"><Show when=move || sees_stock.get()><LowStockCard /></Show><JobsCard /></div>
            </div>
        </div>
    }
}

#[component]
fn Figures() -> impl IntoView {
    let books = expect_context::<Books>();
    let Shown { sums, low } = expect_context();
    let (products, stocktakes) = (books.products(), books.stocktakes());
    let text = |n: usize| format::units(i64::try_from(n).unwrap_or(i64::MAX));
    let n_low = crate::memo(move |_| low.read().len());
    let open = crate::memo(move |_| {
        stocktakes
            .read()
            .iter()
            .filter(|one| one.status == StocktakeStatus::InProgress)
            .count()
    });
    let negative = crate::memo(move |_| sums.read().n_negative);
    let note = crate::derived(move || match negative.get() {
        0 => "No place below zero".to_owned(),
        n => format!("{} below zero", format::counted(n, "place", "places")),
    });
    view! {
        <dl class="tiles" data-testid="figures">
            <Tile name="Products" value=crate::derived(move || text(products.read().len())) />
            <Tile name="Units on hand" value=crate::derived(move || format::units(sums.read().on_hand)) note bad=crate::derived(move || negative.get() > 0) />
            <Tile name="In transit" value=crate::derived(move || format::units(sums.read().in_transit)) note=Signal::stored("Between locations".to_owned()) />
            <Tile name="Open stocktakes" value=crate::derived(move || text(open.get())) />
            <Tile name="Low stock" value=crate::derived(move || text(n_low.get())) note=Signal::stored("At or below their reorder level".to_owned()) />
        </dl>
    }
}

/// Refused work of this device, and what waits for a decision, if there is any.
#[component]
fn NeedsYou() -> impl IntoView {
    let books = expect_context::<Books>();
    let (sync, tasks) = (books.sync(), books.tasks());
    let decides = books.permits(Permission::ManageStocktakes);
    view! {
        <Show when=move || { sync.read().attention > 0 }><Refused /></Show>
        <Show when=move || decides.get() && !tasks.read().is_empty()><ToDecide /></Show>
    }
}

/// Tasks that are listed; their page has all.
const TASKS_SHOWN: usize = 3;

#[component]
fn ToDecide() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let tasks = books.tasks();
    let row = move |task: &ReviewTask| {
        let href = match task.stocktake {
            Some(stocktake) => routes::stocktake_review(stocktake),
            None => routes::TASKS.to_owned(),
        };
        let note = format!(
            "{} \u{b7} arrived {}",
            user_name(books, task.user),
            format::moment_within(task.raised, clock.read())
        );
        view! { <li><div class="grow"><a class="t" href=href>{task.subject.title()}</a><span class="d">{note}</span></div></li> }
    };
    let title = crate::derived(move || {
        let n = tasks.read().len();
        format!("To decide: {}", format::counted(n, "thing", "things"))
    });
    view! {
        <Card title id="h-decide" class="card--warn" tools=|| view! { <LinkButton href=routes::TASKS.to_owned() text="All" weight=Weight::Quiet testid="to-decide" /> }.into_any()>
            <ul class="list">{move || tasks.read().iter().take(TASKS_SHOWN).map(row).collect_view()}</ul>
        </Card>
    }
}

/// Refused entries that are listed; the outbox has all.
const REFUSED_SHOWN: usize = 3;

#[component]
fn Refused() -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let outbox = books.outbox();
    let refused = crate::memo(move |_| {
        let is_refused = |entry: &&OutboxEntry| matches!(entry.state, EntryState::Refused { .. });
        outbox
            .read()
            .iter()
            .filter(is_refused)
            .cloned()
            .collect::<Vec<_>>()
    });
    let row = |entry: OutboxEntry| {
        let why = match entry.state {
            EntryState::Refused { why } => why,
            _ => String::new(),
        };
        view! { <li><div class="grow"><span class="t">{entry.what}</span><span class="d">{why}</span></div></li> }
    };
    let title = move || {
        format!(
            "Needs you: {} refused",
            format::counted(refused.read().len(), "change", "changes")
        )
    };
    view! {
        <section class="card card--bad" aria-labelledby="h-needs" data-testid="needs-you">
            <div class="card-head">
                <h2 id="h-needs" class="row row--tight"><Icon glyph=Glyph::TriangleAlert />{title}</h2>
                <Action text="Outbox" weight=Weight::Quiet on_press=move |()| layers.show(Open::Outbox) />
            </div>
            <ul class="list">{move || refused.get().into_iter().take(REFUSED_SHOWN).map(row).collect_view()}</ul>
        </section>
    }
}

#[component]
fn OpenStocktakes() -> impl IntoView {
    let books = expect_context::<Books>();
    let can_start = books.permits(Permission::ManageStocktakes);
    let stocktakes = books.stocktakes();
    let open = crate::memo(move |_| {
        stocktakes
            .read()
            .iter()
            .filter(|one| one.status == StocktakeStatus::InProgress)
            .cloned()
            .collect::<Vec<Stocktake>>()
    });
    view! {
        <Card title="Stocktakes" id="h-counts" tools=|| view! { <LinkButton href=routes::STOCKTAKES.to_owned() text="All" weight=Weight::Quiet /> }.into_any()>
            {move || match open.get() {
                none if none.is_empty() => view! {
                    <Empty title="No count is open" text="Count one bin or the whole warehouse. You can go on without a connection.">
                        <Show when=move || can_start.get()><LinkButton href=routes::STOCKTAKE_NEW.to_owned() text="Start a count" glyph=Glyph::ScanBarcode /></Show>
                    </Empty>
                }.into_any(),
                some => view! { <ul class="list">{some.into_iter().map(|one| view! { <StocktakeRow one /> }).collect_view()}</ul> }.into_any(),
            }}
        </Card>
    }
}

#[component]
fn StocktakeRow(one: Stocktake) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let place = location_name(books, one.location);
    let started = format::moment_within(one.started, clock.read());
    let passes = books.passes(one.id);
    let counters = move || {
        let open: HashSet<_> = passes
            .read()
            .iter()
            .filter(|pass| pass.closed.is_none())
            .map(|pass| pass.counter)
            .collect();
        format::counted(open.len(), "counter", "counters")
    };
    let title = one
        .title
        .map(|title| format!(" \u{b7} {title}"))
        .unwrap_or_default();
    view! {
        <li data-row="" tabindex="-1">
            <div class="grow">
                <a class="t" href=routes::stocktake(one.id)>{one.number.unwrap_or_else(|| "Pending".into())}{title}</a>
                <span class="d">{move || format!("{} \u{b7} started {started} \u{b7} {}", place.get(), counters())}</span>
            </div>
            <StocktakeTag status=one.status />
            <LinkButton href=routes::stocktake_count(one.id) text="Count" glyph=Glyph::ScanBarcode />
        </li>
    }
}

#[component]
fn OpenTransfers() -> impl IntoView {
    let books = expect_context::<Books>();
    let transfers = books.transfers();
    let open = crate::memo(move |_| {
        let is_open = |one: &&Transfer| {
            !matches!(one.status, TransferStatus::Received | TransferStatus::Void)
        };
        transfers
            .read()
            .iter()
            .filter(is_open)
            .take(6)
            .cloned()
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !open.read().is_empty()>
            <Card title="Transfers under way" id="h-transfers" tools=|| view! { <LinkButton href=routes::TRANSFERS.to_owned() text="All" weight=Weight::Quiet /> }.into_any()>
                <ul class="list">{move || open.get().into_iter().map(|one| view! { <TransferRow one /> }).collect_view()}</ul>
            </Card>
        </Show>
    }
}

#[component]
fn TransferRow(one: Transfer) -> impl IntoView {
    let books = expect_context::<Books>();
    let (from, to) = (location_name(books, one.from), location_name(books, one.to));
    let n: i64 = one.lines.iter().map(|line| line.quantity.units()).sum();
    let number = one.number.clone().unwrap_or_else(|| "Pending".into());
    view! {
        <li data-row="" tabindex="-1">
            <div class="grow">
                <a class="t" href=routes::transfer(one.id)>{number}</a>
                <span class="d">{move || format!("{} to {} \u{b7} {} units", from.get(), to.get(), format::units(n))}</span>
            </div>
            <TransferTag status=one.status />
        </li>
    }
}

/// Low products that are listed; the stock page has all.
const LOW_SHOWN: usize = 6;

#[component]
fn LowStockCard() -> impl IntoView {
    let Shown { low, .. } = expect_context();
    let all = move || format!("All {}", low.read().len());
    let row = |one: LowStock| {
        view! {
            <li><div class="grow"><ProductCell id=one.product /></div>
                <div class="num"><strong>{format::units(one.available)}</strong>" "<span class="muted">{format!("/ {}", format::units(one.level))}</span></div></li>
        }
    };
    view! {
        <Card title="Low stock" id="h-low" tools=move || view! { <LinkButton href=format!("{}?show=low", routes::STOCK) text=crate::derived(all) weight=Weight::Quiet /> }.into_any()>
            {move || match low.get() {
                none if none.is_empty() => view! { <Empty title="Nothing runs low" text="Products with a reorder level are listed here once they reach it." /> }.into_any(),
                some => view! { <ul class="list">{some.into_iter().take(LOW_SHOWN).map(row).collect_view()}</ul> }.into_any(),
            }}
        </Card>
    }
}

/// What runs by itself, for who may see it.
#[component]
fn JobsCard() -> impl IntoView {
    let books = expect_context::<Books>();
    let sees = books.permits(Permission::Jobs);
    view! { <Show when=move || sees.get()><JobsList /></Show> }
}

#[component]
fn JobsList() -> impl IntoView {
    let clock = expect_context::<Clock>();
    let jobs = Remote::<Page<Job>>::new(|| server::read("/jobs"));
    let draw = Callback::new(move |page: Page<Job>| {
        let now = clock.read();
        let when = move |at: Option<domain::time::Timestamp>| {
            at.map_or_else(|| format::UNKNOWN.to_owned(), |at| format::brief(at, now))
        };
        let row = move |job: Job| {
            let last = job.last.as_ref().map(|run| run.started);
            let note = job
                .last
                .as_ref()
                .map(|run| run.summary.clone())
                .unwrap_or_default();
            let is_bad = job
                .last
                .as_ref()
                .is_some_and(|run| run.outcome == RunOutcome::Failed);
            view! {
                <tr class:is-bad=is_bad><td><span class="t">{job.title}</span><span class="d">{note}</span></td><td class="num">{when(last)}</td><td class="num">{when(job.next)}</td></tr>
            }
        };
        view! {
            <div class="table-wrap"><table class="table"><thead><tr><th>"Job"</th><th class="num">"Last"</th><th class="num">"Next"</th></tr></thead>
                <tbody>{page.items.into_iter().map(row).collect_view()}</tbody></table></div>
        }
        .into_any()
    });
    let zone = format!("Times in {}", format::zone());
    view! {
        <Card title="Scheduled jobs" id="h-jobs" tools=move || view! { <span class="muted sm">{zone.clone()}</span> }.into_any()>
            <Loaded remote=jobs what="jobs" draw />
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;
    use domain::ledger::Level;
    use uuid::Uuid;

    fn line(product: u128, on_hand: i64, allocated: i64) -> StockLine {
        let level = Level {
            on_hand: Delta::new(on_hand),
            allocated: Delta::new(allocated),
            in_transit: Delta::new(2),
        };
        StockLine {
            product: ProductId::new(Uuid::from_u128(product)),
            location: LocationId::new(Uuid::from_u128(9)),
            bin: None,
            level,
        }
    }

    #[test]
    fn what_is_not_for_sale_is_on_hand_but_offers_nothing() {
        let mut sums = StockSums::default();
        sums.add(&line(1, 10, 4), true);
        sums.add(&line(2, -1, 0), true);
        sums.add(&line(1, 5, 0), false);
        assert_eq!((sums.on_hand, sums.in_transit, sums.n_negative), (14, 6, 1));
        let one = ProductId::new(Uuid::from_u128(1));
        assert_eq!(sums.available[&one], 6);
        let low = sums.low([(one, 6), (ProductId::new(Uuid::from_u128(3)), 1)].into_iter());
        assert_eq!(low.len(), 2);
        assert_eq!(low[0].available, 0);
    }
}
