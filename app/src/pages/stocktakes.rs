//! Stocktakes: open ones first, then the newest.

use super::parts::{StocktakeTag, location_name, user_name};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Empty, Filling, Glyph, LinkButton, NotFilled, PageHead, Segments, Show, Weight, filling,
};
use crate::view;
use domain::permission::Permission;
use domain::stocktake::{Coverage, Stocktake, StocktakeStatus};
use leptos::prelude::*;

/// Which ones are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Open,
    Done,
    All,
}

impl Which {
    fn takes(self, status: StocktakeStatus) -> bool {
        match self {
            Self::Open => status == StocktakeStatus::InProgress,
            Self::Done => status != StocktakeStatus::InProgress,
            Self::All => true,
        }
    }
}

/// What a stocktake covers, in words.
pub fn coverage_words(books: Books, coverage: &Coverage) -> String {
    match coverage {
        Coverage::Location => "Everything".into(),
        Coverage::Bins(bins) => format::counted(bins.len(), "bin", "bins"),
        Coverage::Category(id) => {
            let all = books.categories().get_untracked();
            let name = all
                .iter()
                .find(|category| category.id == *id)
                .map(|category| category.name.to_string());
            format!("Category {}", name.unwrap_or_else(|| "unknown".into()))
        }
        Coverage::Products(products) => format::counted(products.len(), "product", "products"),
    }
}

/// The page.
#[component]
pub fn StocktakesPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let stocktakes = books.stocktakes();
    let which = RwSignal::new(Which::All);
    let shown = crate::memo(move |_| {
        stocktakes
            .read()
            .iter()
            .filter(|one| which.get().takes(one.status))
            .cloned()
            .collect::<Vec<_>>()
    });
    let can_start = books.permits(Permission::ManageStocktakes);
    let count = move |which: Which| {
        stocktakes
            .read()
            .iter()
            .filter(|one| which.takes(one.status))
            .count()
    };
    let choices = crate::derived(move || {
        [
            (Which::All, "All"),
            (Which::Open, "Open"),
            (Which::Done, "Finished"),
        ]
        .into_iter()
        .map(|(one, text)| (one, format!("{text} {}", count(one))))
        .collect::<Vec<_>>()
    });
    let filling = filling(books);
    let is_waiting = move || stocktakes.read().is_empty() && filling.get() != Filling::Filled;
    view! {
        <PageHead title="Stocktakes" lede=Signal::stored("Counted on tablets, also without a connection. Nothing is posted before completion.".to_owned())>
            <Show when=move || can_start.get()><LinkButton href=routes::STOCKTAKE_NEW.to_owned() text="Start a count" glyph=Glyph::ScanBarcode weight=Weight::Primary testid="start-count" /></Show>
        </PageHead>
        <section class="card" aria-label="Stocktakes">
            <div class="card-head"><h2>"All stocktakes"</h2><Segments label="Show" choices chosen=which on_choose=move |one| which.set(one) /></div>
            {move || match shown.get() {
                _ if is_waiting() => view! { <NotFilled what="stocktakes" /> }.into_any(),
                none if none.is_empty() => view! {
                    <Empty title="No stocktakes yet" text="Count one bin or the whole warehouse. Once started, you can count without a connection.">
                        <Show when=move || can_start.get()><LinkButton href=routes::STOCKTAKE_NEW.to_owned() text="Start a count" glyph=Glyph::ScanBarcode weight=Weight::Primary /></Show>
                    </Empty>
                }.into_any(),
                some => view! { <StocktakeTable some /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn StocktakeTable(some: Vec<Stocktake>) -> impl IntoView {
    view! {
        <div class="table-wrap"><table class="table" data-testid="stocktake-list">
            <thead><tr><th>"Stocktake"</th><th class="p2">"Location"</th><th class="p3">"Of what"</th><th class="p3">"Started"</th><th>"Status"</th><th><span class="sr">"Actions"</span></th></tr></thead>
            <tbody>{some.into_iter().map(|one| view! { <StocktakeRow one /> }).collect_view()}</tbody>
        </table></div>
    }
}

#[component]
fn StocktakeRow(one: Stocktake) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let number = one.number.clone().unwrap_or_else(|| "Pending".into());
    let title = one
        .title
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let by = user_name(books, one.started_by);
    let is_open = one.status == StocktakeStatus::InProgress;
    view! {
        <tr data-row="" tabindex="-1" data-testid="stocktake-row">
            <td><a class="t" href=routes::stocktake(one.id)>{number}</a><span class="d">{title}</span></td>
            <td class="p2">{location_name(books, one.location)}</td>
            <td class="p3">{coverage_words(books, &one.coverage)}{one.blind.then_some(" \u{b7} blind")}</td>
            <td class="p3">{format::moment(one.started, clock.read())}<span class="d">{by}</span></td>
            <td><StocktakeTag status=one.status /></td>
            <td class="act">{is_open.then(|| view! { <LinkButton href=routes::stocktake_count(one.id) text="Count" glyph=Glyph::ScanBarcode /> })}</td>
        </tr>
    }
}
