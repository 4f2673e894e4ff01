//! Transfers between own locations, open ones first (LOC-14).

use super::parts::{TransferTag, Unsent, location_name};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::ui::{
    Empty, Filling, Gate, Glyph, LinkButton, NotFilled, PageHead, Segments, Weight, filling,
};
use crate::view;
use domain::books::EntityRef;
use domain::permission::Permission;
use domain::transfer::{Transfer, TransferStatus};
use leptos::prelude::*;

/// Whether a transfer still needs somebody.
pub const fn is_open(status: TransferStatus) -> bool {
    !matches!(status, TransferStatus::Received | TransferStatus::Void)
}

/// The page.
#[component]
pub fn TransfersPage() -> impl IntoView {
    view! { <Gate needs=Permission::Transfer what="transfers"><TransfersBody /></Gate> }
}

#[component]
fn TransfersBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let transfers = books.transfers();
    let only_open = RwSignal::new(true);
    let shown = crate::memo(move |_| {
        transfers
            .read()
            .iter()
            .filter(|one| !only_open.get() || is_open(one.status))
            .cloned()
            .collect::<Vec<_>>()
    });
    let choices = crate::derived(move || {
        let all = transfers.read();
        vec![
            (
                true,
                format!(
                    "Open {}",
                    all.iter().filter(|one| is_open(one.status)).count()
                ),
            ),
            (false, format!("All {}", all.len())),
        ]
    });
    let filling = filling(books);
    let can_make = books.permits(Permission::Transfer);
    let is_waiting = move || transfers.read().is_empty() && filling.get() != Filling::Filled;
    view! {
        <PageHead title="Transfers" lede=Signal::stored("Goods leave one location and arrive at another. Sending and receiving work without a connection.".to_owned())>
            <Show when=move || can_make.get()><LinkButton href=routes::TRANSFER_NEW.to_owned() text="New transfer" glyph=Glyph::Plus weight=Weight::Primary testid="new-transfer" /></Show>
        </PageHead>
        <section class="card" aria-label="Transfers">
            <div class="card-head"><h2>"All transfers"</h2><Segments label="Show" choices chosen=only_open on_choose=move |one| only_open.set(one) /></div>
            {move || match shown.get() {
                _ if is_waiting() => view! { <NotFilled what="transfers" /> }.into_any(),
                none if none.is_empty() => view! {
                    <Empty title="No transfer is open" text="Move stock from one location to another. What left is in transit until it arrives.">
                        <Show when=move || can_make.get()><LinkButton href=routes::TRANSFER_NEW.to_owned() text="New transfer" glyph=Glyph::Plus /></Show>
                    </Empty>
                }.into_any(),
                some => view! { <TransferTable some /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn TransferTable(some: Vec<Transfer>) -> impl IntoView {
    let books = expect_context::<Books>();
    let row = move |one: Transfer| {
        let sum = |pick: fn(&domain::transfer::TransferLine) -> i64| {
            format::units(one.lines.iter().map(pick).sum())
        };
        let number = one.number.clone().unwrap_or_else(|| "Pending".into());
        view! {
            <tr data-row="" tabindex="-1" data-testid="transfer-row">
                <td><a class="t" href=routes::transfer(one.id)>{number}</a><span class="d">{one.remark.as_ref().map(ToString::to_string)}</span></td>
                <td>{location_name(books, one.from)}</td><td>{location_name(books, one.to)}</td>
                <td class="num">{sum(|line| line.quantity.units())}</td><td class="num p2">{sum(|line| line.sent.units())}</td><td class="num p2">{sum(|line| line.received.units())}</td>
                <td><TransferTag status=one.status /><Unsent record=EntityRef::Transfer(one.id) /></td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="transfer-list">
            <thead><tr><th>"Transfer"</th><th>"From"</th><th>"To"</th><th class="num">"Units"</th><th class="num p2">"Sent"</th><th class="num p2">"Received"</th><th>"Status"</th></tr></thead>
            <tbody>{some.into_iter().map(row).collect_view()}</tbody>
        </table></div>
    }
}
