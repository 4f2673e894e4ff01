//! The last scans with their undo, and what is in the bin.

use super::desk::{Asking, Desk, can_undo};
use super::view::{BinLine, bin_lines};
use crate::books::{PassEvent, PassEventKind};
use crate::format;
use crate::pages::parts::{bin_name, product_name, product_sku};
use crate::ui::{Glyph, Icon, Show, Tag, Tone};
use crate::view;
use domain::ids::ProductId;
use domain::stocktake::Item;
use leptos::prelude::*;
use std::sync::Arc;

/// Scans that are listed beside the count.
const SHOWN: usize = 6;

/// What an event did, short: `+1`, `set 12`, `double`.
pub fn event_words(what: &PassEventKind) -> String {
    match what {
        PassEventKind::Counted(n, _) => format!("+{}", format::units(n.units())),
        PassEventKind::Set { quantity, .. } => format!("set {}", format::units(quantity.units())),
        PassEventKind::Undone(_) => "undo".into(),
        PassEventKind::SuspectedDouble => "double".into(),
    }
}

/// The events of this device in this bin, newest first.
fn events(desk: Desk) -> Memo<Arc<Vec<PassEvent>>> {
    let pass = desk.pass();
    crate::memo(move |_| {
        let pass = pass.read();
        let all = pass.iter().flat_map(|pass| &pass.events);
        Arc::new(
            all.filter(|event| !matches!(event.what, PassEventKind::Undone(_)))
                .cloned()
                .collect(),
        )
    })
}

/// The last scans.
#[component]
pub fn LastScans() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let events = events(desk);
    view! {
        <section class="last card" aria-labelledby="lasth">
            <div class="card-head">
                <h2 id="lasth">"Last scans"</h2>
                <button class="btn btn--quiet" type="button" data-testid="all-scans" on:click=move |_| desk.ask(Asking::History)>{move || format!("All {}", events.read().len())}</button>
            </div>
            <EventList events most=SHOWN />
        </section>
    }
}

/// Every event of the bin.
#[component]
pub fn AllEvents() -> impl IntoView {
    view! { <EventList events=events(expect_context::<Desk>()) most=usize::MAX /> }
}

#[component]
fn EventList(events: Memo<Arc<Vec<PassEvent>>>, most: usize) -> impl IntoView {
    let shown = move || events.get().iter().take(most).cloned().collect::<Vec<_>>();
    // A row stands as long as its event: what may become of an event is looked up, newest first.
    let standing = move |id| {
        crate::memo(move |_| {
            let events = events.read();
            let event = events.iter().take(most).find(|event| event.id == id);
            event.map_or_else(Standing::default, |event| Standing {
                is_void: event.is_void,
                is_unsent: event.is_unsent,
                can_undo: can_undo(event),
            })
        })
    };
    view! {
        <ol class="lastscans" data-testid="last-scans">
            <For each=shown key=|event| event.id let:event><EventRow standing=standing(event.id) event /></For>
        </ol>
        <Show when=move || events.read().is_empty()><p class="card-body muted">"Nothing scanned in this bin yet."</p></Show>
    }
}

/// What can change about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Standing {
    is_void: bool,
    is_unsent: bool,
    can_undo: bool,
}

#[component]
fn EventRow(event: PassEvent, standing: Memo<Standing>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (name, sku) = match &event.item {
        Item::Product(id) => (product_name(desk.books, *id), product_sku(desk.books, *id)),
        Item::Unknown(code) => (
            Signal::stored("Unknown product".to_owned()),
            Signal::stored(code.to_string()),
        ),
    };
    let what = StoredValue::new(event_words(&event.what));
    let label = move || format!("Undo {} {}", name.get(), what.get_value());
    view! {
        <li class:is-void=move || standing.read().is_void data-unsent=move || standing.read().is_unsent.then_some("")>
            <time>{format::time(event.at)}</time>
            <div class="cell"><span class="t">{name}</span><span class="sku sm">{sku}</span></div>
            <span class="q">{what.get_value()}<Show when=move || standing.read().is_void><span class="muted sm">"undone"</span></Show></span>
            <Show when=move || standing.read().can_undo>
                <button class="btn btn--icon btn--ghost" type="button" aria-label=label data-testid="undo-scan" on:click=move |_| desk.undo(event.id)><Icon glyph=Glyph::Undo2 /></button>
            </Show>
        </li>
    }
}

/// What was counted in the bin, and what is still to count unless the count is blind.
#[component]
pub fn InBin() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (bin, pass, stocktake) = (desk.bin(), desk.pass(), desk.stocktake());
    let expected = crate::memo(move |_| {
        let stocktake = stocktake.read();
        let Some(stocktake) = stocktake.as_ref().filter(|stocktake| !stocktake.blind) else {
            return Vec::new();
        };
        let lines = desk.books.stock_in(stocktake.location, bin.get()).get();
        let is_there = |line: &&crate::books::StockLine| line.level.on_hand.units() != 0;
        lines
            .iter()
            .filter(is_there)
            .map(|line| line.product)
            .collect::<Vec<ProductId>>()
    });
    let lines = crate::memo(move |_| {
        let pass = pass.read();
        bin_lines(
            pass.as_ref().map_or(&[], |pass| pass.lines.as_slice()),
            &expected.read(),
        )
    });
    let n_counted = move || {
        lines
            .read()
            .iter()
            .filter(|line| line.counted.is_some())
            .count()
    };
    let words = move || match (n_counted(), lines.read().len()) {
        (n, all) if expected.read().is_empty() || n == all => format!("{n} counted"),
        (n, all) => format!("{n} of {all} counted"),
    };
    view! {
        <section class="binl card" aria-labelledby="binh">
            <div class="card-head"><h2 id="binh">{move || format!("In {}", bin_name(desk.books, bin.get()).get())}</h2><span class="muted sm" data-testid="in-bin">{words}</span></div>
            <ul class="list"><For each=move || lines.get() key=BinLine::clone let:line><BinRow line /></For></ul>
        </section>
    }
}

#[component]
fn BinRow(line: BinLine) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let name = match &line.item {
        Item::Product(id) => product_name(desk.books, *id),
        Item::Unknown(code) => Signal::stored(code.to_string()),
    };
    let tag = match line.counted {
        Some(n) => {
            view! { <Tag tone=Tone::Ok glyph=Glyph::Check text=format::units(n) /> }.into_any()
        }
        None => view! { <Tag tone=Tone::Line text="To count" /> }.into_any(),
    };
    let item = line.item;
    view! {
        <li><button class="list-button grow" type="button" on:click=move |_| desk.pick_up(item.clone())><span class="t">{name}</span></button>{tag}</li>
    }
}
