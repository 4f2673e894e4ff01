//! What stock is worth, by location, now or at the end of a day. What nobody knows the cost of is named, and has a dash
//! where a value would stand.

use super::parts::location_name;
use super::server::{self, Loaded, Remote};
use super::stock::{FileLink, StockTabs, amount, report};
use crate::books::Books;
use crate::format;
use crate::router::{self, Going};
use crate::routes;
use crate::shell::Clock;
use crate::ui::{Banner, Card, Empty, Gate, PageHead, TextField, Tile, Tone};
use crate::view;
use api::stock::{Costless, LocationValue, StockValue};
use domain::permission::Permission;
use domain::quantity::Delta;
use leptos::prelude::*;

/// Where the value of a day is; now if `None`.
pub fn value_path(day: Option<&str>) -> String {
    match day.and_then(format::end_of_day) {
        Some(at) => format!("/stock/value?as_of={}", at.millis()),
        None => "/stock/value".into(),
    }
}

/// What is said of units without a cost in a place.
pub fn costless_words(of: &LocationValue) -> Option<String> {
    let n = usize::try_from(of.n_costless).unwrap_or(usize::MAX);
    (n > 0).then(|| {
        format!(
            "{} of {} without a cost",
            format::counted(
                usize::try_from(of.units_costless.units()).unwrap_or(0),
                "unit",
                "units"
            ),
            format::counted(n, "product", "products")
        )
    })
}

/// The page.
#[component]
pub fn ValuePage() -> impl IntoView {
    view! { <Gate needs=Permission::ViewCost what="the value of stock"><ValueBody /></Gate> }
}

#[component]
fn ValueBody() -> impl IntoView {
    let clock = expect_context::<Clock>();
    let map = router::query();
    let day = crate::memo(move |_| map.read().get("as-of").filter(|day| !day.is_empty()));
    let remote = Remote::<StockValue>::new(move || {
        let path = value_path(day.read().as_deref());
        async move { server::read(&path).await }
    });
    let lede = crate::derived(move || match (day.get(), remote.value()) {
        (Some(day), _) => format!("As of the end of {day}"),
        (None, Some(value)) => format!(
            "As of {}",
            format::moment_within(value.as_of, clock.now().get())
        ),
        (None, None) => "At what it cost".into(),
    });
    let file =
        crate::derived(move || report(day.read().as_deref().and_then(format::end_of_day), None));
    let draw = Callback::new(move |value: StockValue| view! { <Value value /> }.into_any());
    view! {
        <PageHead title="Stock value" lede><FileLink href=file /></PageHead>
        <div class="stack">
            <StockTabs is_value=true day />
            <section class="card" aria-label="Day"><DayFilter day /></section>
            <Loaded remote what="the value of stock" draw />
        </div>
    }
}

/// The day whose end is asked about; what is chosen goes to the address.
#[component]
fn DayFilter(#[prop(into)] day: Signal<Option<String>>) -> impl IntoView {
    let go = StoredValue::new_local(router::navigation());
    let chosen = RwSignal::new(day.get_untracked().unwrap_or_default());
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            let address = if now.is_empty() {
                routes::STOCK_VALUE.to_owned()
            } else {
                format!("{}?as-of={}", routes::STOCK_VALUE, routes::encoded(&now))
            };
            let options = Going {
                replace: true,
                scroll: false,
            };
            go.with_value(|go| go(&address, options));
        }
        now
    });
    view! {
        <div class="filters">
            <div class="filter-date"><TextField id="value-as-of" label="As of" kind="date" value=chosen /></div>
            <p class="hint">"At the end of the day. Leave it empty for now."</p>
        </div>
    }
}

#[component]
fn Value(value: StockValue) -> impl IntoView {
    let units: i64 = value
        .locations
        .iter()
        .filter(|one| one.location.is_some())
        .map(|one| one.units.units())
        .sum();
    if value.locations.is_empty() {
        return view! { <section class="card"><Empty title="Nothing was in stock" text="Receive goods, or import opening stock, and their value stands here." /></section> }.into_any();
    }
    let n_costless = usize::try_from(value.n_costless).unwrap_or(usize::MAX);
    let note = match (value.total_minor, n_costless) {
        (None, _) => "No product has a known cost".to_owned(),
        (Some(_), 0) => format!("At cost, in {}", value.currency),
        (Some(_), _) => format!("In {}, without what has no cost", value.currency),
    };
    let warning = (n_costless > 0).then(|| {
        let head = format!("{} without a cost.", format::counted(n_costless, "product", "products"));
        view! { <Banner tone=Tone::Warn head text="What they are worth is not known, so they are in no sum here." /> }
    });
    let (total, n_named) = (value.total_minor, value.costless.len());
    let left = n_costless.saturating_sub(n_named);
    let costless = (n_named > 0).then(|| view! { <WithoutCost costless=value.costless left /> });
    view! {
        <dl class="tiles tiles--md" data-testid="value-tiles">
            <Tile name="Stock value" value=amount(total) note=Signal::stored(note) />
            <Tile name="Units on hand" value=format::units(units) />
            <Tile name="Products without a cost" value=format::units(i64::from(value.n_costless)) />
        </dl>
        {warning}
        <Card title="By location" id="h-value"><Locations locations=value.locations total /></Card>
        {costless}
    }
    .into_any()
}

#[component]
fn Locations(locations: Vec<LocationValue>, total: Option<i64>) -> impl IntoView {
    let books = expect_context::<Books>();
    let units: Delta = locations.iter().map(|one| one.units).sum();
    let row = move |one: LocationValue| {
        let name = match one.location {
            Some(id) => view! { <a class="t" href=format!("{}?location={id}", routes::STOCK)>{location_name(books, id)}</a> }.into_any(),
            None => view! { <span class="t">"On their way between locations"</span> }.into_any(),
        };
        let costless = costless_words(&one).map(|text| view! { <span class="d">{text}</span> });
        view! { <tr data-row="" tabindex="-1" data-testid="value-row"><td>{name}{costless}</td><td class="num">{format::units(one.units.units())}</td><td class="num strong">{amount(one.value_minor)}</td></tr> }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="value-list">
            <thead><tr><th>"Location"</th><th class="num">"Units"</th><th class="num">"Value"</th></tr></thead>
            <tbody>{locations.into_iter().map(row).collect_view()}</tbody>
            <tfoot><tr><td>"Total"</td><td class="num">{format::units(units.units())}</td><td class="num">{amount(total)}</td></tr></tfoot>
        </table></div>
    }
}

/// Products that nobody knows the cost of, by name.
#[component]
fn WithoutCost(costless: Vec<Costless>, left: usize) -> impl IntoView {
    let row = |one: Costless| {
        view! {
            <li data-testid="costless"><div class="grow"><a class="t" href=routes::product_edit(one.product)>{one.name.to_string()}</a><span class="sku d">{one.sku.to_string()}</span></div>
                <span class="num">{format::counted(usize::try_from(one.units.units()).unwrap_or(0), "unit", "units")}</span></li>
        }
    };
    view! {
        <Card title="Without a cost" id="h-costless">
            <ul class="list">{costless.into_iter().map(row).collect_view()}</ul>
            <p class="card-foot hint">
                {(left > 0).then(|| format!("And {} more: the file names all of them. ", format::units(i64::try_from(left).unwrap_or(i64::MAX))))}
                "Give a product a unit cost, and what comes in from then on has one."
            </p>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_how_much_of_it_has_no_cost() {
        let place = |n_costless: u32, units: i64| LocationValue {
            location: None,
            units: Delta::new(40),
            value_minor: None,
            n_costless,
            units_costless: Delta::new(units),
        };
        assert_eq!(costless_words(&place(0, 0)), None);
        assert_eq!(
            costless_words(&place(1, 1)).as_deref(),
            Some("1 unit of 1 product without a cost")
        );
        assert_eq!(
            costless_words(&place(2, 1_248)).as_deref(),
            Some("1,248 units of 2 products without a cost")
        );
    }

    #[test]
    fn the_value_is_asked_at_the_end_of_the_day() {
        assert_eq!(value_path(None), "/stock/value");
        assert_eq!(value_path(Some("nonsense")), "/stock/value");
        let end = format::end_of_day("2026-11-20").unwrap().millis();
        assert_eq!(
            value_path(Some("2026-11-20")),
            format!("/stock/value?as_of={end}")
        );
    }
}
