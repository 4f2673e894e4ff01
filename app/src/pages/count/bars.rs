//! The task bar and the berth bar: which stocktake, who else, which bin, how far.

use super::desk::{Asking, Desk};
use super::number_of;
use super::view::{Walk, company_words};
use crate::pages::parts::{bin_name, user_name};
use crate::shell::SyncPill;
use crate::ui::{Avatar, Gauge, Glyph, Icon, Menu, Show};
use crate::view;
use domain::ids::BinId;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Who else counts where: name and bin.
fn others(desk: Desk) -> Memo<Vec<(String, String)>> {
    let (walk, session) = (desk.walk(), desk.books.session());
    crate::memo(move |_| {
        let me = session.read().person().map(|person| person.user);
        let walk = walk.read();
        let pairs = walk
            .bins
            .iter()
            .flat_map(|one| one.counting.iter().map(move |user| (*user, one.bin)));
        pairs
            .filter(|(user, _)| Some(*user) != me)
            .map(|(user, bin)| (user_name(desk.books, user), bin_name(desk.books, bin).get()))
            .collect()
    })
}

/// The bar on top.
#[component]
pub fn Taskbar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let stocktake = desk.stocktake();
    let others = others(desk);
    let names = crate::memo(move |_| {
        others
            .read()
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<BTreeSet<_>>()
    });
    let label = move || match names.read().len() {
        1 => "1 other is counting".to_owned(),
        n => format!("{n} others are counting"),
    };
    let is_blind = crate::memo(move |_| {
        stocktake
            .read()
            .as_ref()
            .is_some_and(|stocktake| stocktake.blind)
    });
    view! {
        <header class="taskbar">
            <button class="btn btn--icon btn--ghost" type="button" aria-label="Leave count" data-testid="leave-count" on:click=move |_| desk.ask(Asking::Leave)>
                <Icon glyph=Glyph::ArrowLeft />
            </button>
            <div class="grow">
                <h1 data-testid="page-title">{move || format!("Stocktake {}", number_of(&stocktake.read()))}</h1>
                <div class="sub">{move || company_words(&others.read())}</div>
            </div>
            <Show when=move || is_blind.get()>
                <span class="btn btn--frame hide-sm" data-testid="blind"><Icon glyph=Glyph::EyeOff />"Blind count"</span>
            </Show>
            <Show when=move || !names.read().is_empty()>
                <span class="avatars" role="img" aria-label=label>{move || names.get().into_iter().take(4).map(|name| view! { <Avatar name /> }).collect_view()}</span>
            </Show>
            <SyncPill in_task=true />
            <More />
        </header>
    }
}

#[component]
fn More() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <Menu id="count-more" label="More actions" face=|| view! { <Icon glyph=Glyph::EllipsisVertical /> }>
            <button type="button" on:click=move |_| desk.undo_last()><Icon glyph=Glyph::Undo2 />"Undo the last scan"</button>
            <button type="button" on:click=move |_| desk.ask(Asking::History)><Icon glyph=Glyph::History />"All scans of this bin"</button>
            <button type="button" on:click=move |_| desk.ask(Asking::Bin)><Icon glyph=Glyph::MapPin />"Choose a bin"</button>
            <a href=crate::routes::stocktake(desk.id)><Icon glyph=Glyph::ListChecks />"Who counts where"</a>
        </Menu>
    }
}

/// The bar with the bin and the progress.
#[component]
pub fn Berthbar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (bin, walk) = (desk.bin(), desk.walk());
    let name = crate::memo(move |_| bin_name(desk.books, bin.get()).get());
    let (done, total) = (
        crate::memo(move |_| small(walk.read().n_done())),
        crate::memo(move |_| small(walk.read().bins.len())),
    );
    let start = crate::derived(move || match walk.read().place(bin.get()) {
        Some(at) => format!("Bin {} of {}", at + 1, total.get()),
        None => "Not in this stocktake".into(),
    });
    let end = crate::derived(move || format!("{} of {} bins done", done.get(), total.get()));
    view! {
        <section class="berthbar" aria-label="Bin and progress">
            <StepButton forward=false bin walk />
            <button class="plate plate--lg plate--tap" type="button" aria-haspopup="dialog" data-testid="bin" aria-label=move || format!("Bin {}, change bin", name.get())
                on:click=move |_| desk.ask(Asking::Bin)>{name}</button>
            <StepButton forward=true bin walk />
            <Gauge done total label="Bins done" start end class="gauge--frame" />
            <button class="btn" type="button" data-testid="bin-done" on:click=move |_| desk.ask(Asking::Done)><Icon glyph=Glyph::Check />"Bin done"</button>
        </section>
    }
}

fn small(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[component]
fn StepButton(forward: bool, bin: Memo<Option<BinId>>, walk: Memo<Walk>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let word = if forward { "Next" } else { "Previous" };
    let beside = crate::memo(move |_| walk.read().beside(bin.get(), forward).map(|one| one.bin));
    let label = move || match beside.get() {
        Some(bin) => format!("{word} bin, {}", bin_name(desk.books, bin).get()),
        None => format!("{word} bin, there is none"),
    };
    let glyph = if forward {
        Glyph::ChevronRight
    } else {
        Glyph::ChevronLeft
    };
    view! {
        <button class="btn" type="button" aria-label=label aria-disabled=move || beside.read().is_none().then_some("true") data-testid=if forward { "bin-next" } else { "bin-previous" }
            on:click=move |_| desk.step(forward)><Icon glyph /></button>
    }
}
