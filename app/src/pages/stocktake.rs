//! A stocktake as its supervisor sees it, live: who counts where, what is left, which tablets still hold counts.

use super::not_found::Missing;
use super::parts::{BinCell, StocktakeTag, id_of_page, location_name, user_name};
use super::server::{self, Loaded, Method, Remote};
use super::stocktakes::coverage_words;
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Banner, Card, Crumbs, Dialog, Empty, Gauge, Glyph, LinkButton, Mark, PageHead, SyncTag,
    Tag, TextField, Toasts, Tone, Weight, needs_right_and_connection,
};
use crate::view;
use api::stocktakes::{BinProgress, BinState, DeviceProgress, Progress, VoidStocktake};
use domain::ids::StocktakeId;
use domain::permission::Permission;
use domain::stocktake::{Stocktake, StocktakeStatus};
use domain::text::Remark;
use leptos::prelude::*;
use std::time::Duration;

/// The page.
#[component]
pub fn StocktakePage() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<StocktakeId>();
    let stocktake = Memo::new(move |_| id.get().and_then(|id| books.stocktake(id).get()));
    move || match stocktake.get() {
        Some(stocktake) => view! { <StocktakeBody stocktake /> }.into_any(),
        None => view! { <Missing what="stocktake" /> }.into_any(),
    }
}

/// How often the live view asks.
const ASK_EACH: Duration = Duration::from_secs(5);

#[component]
fn StocktakeBody(stocktake: Stocktake) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let id = stocktake.id;
    let number = stocktake.number.clone().unwrap_or_else(|| "Pending".into());
    let is_open = stocktake.status == StocktakeStatus::InProgress;
    let blind = if stocktake.blind {
        " \u{b7} counted blind"
    } else {
        ""
    };
    let (place, started, by) = (
        location_name(books, stocktake.location),
        stocktake.started,
        user_name(books, stocktake.started_by),
    );
    let what = coverage_words(books, &stocktake.coverage);
    let lede = Signal::derive(move || {
        format!(
            "{} \u{b7} {what} \u{b7} started {} by {by}{blind}",
            place.get(),
            format::moment(started, clock.now().get())
        )
    });
    let title = stocktake.title.as_ref().map_or_else(
        || format!("Stocktake {number}"),
        |title| format!("{number}: {title}"),
    );
    let progress = Remote::<Progress>::new(move || async move {
        server::read(&format!("/stocktakes/{id}/progress")).await
    });
    if is_open {
        ask_again_and_again(progress);
    }
    let voiding = RwSignal::new(false);
    let blocked = needs_right_and_connection(books, Permission::CompleteStocktake);
    view! {
        <Crumbs href=routes::STOCKTAKES.to_owned() up="Stocktakes" here=number />
        <PageHead title lede>
            <StocktakeTag status=stocktake.status />
            {is_open.then(|| view! { <Action text="Void" weight=Weight::DangerQuiet blocked on_press=move |()| voiding.set(true) testid="void" /> })}
            <LinkButton href=routes::stocktake_review(id) text="Review" glyph=Glyph::ListChecks testid="review" />
            {is_open.then(|| view! { <LinkButton href=routes::stocktake_count(id) text="Count" glyph=Glyph::ScanBarcode weight=Weight::Primary testid="count-link" /> })}
        </PageHead>
        <div class="stack">
            <Live progress id />
        </div>
        <VoidDialog id open=voiding />
    }
}

fn ask_again_and_again(progress: Remote<Progress>) {
    Effect::new(move |_| {
        if let Ok(interval) = set_interval_with_handle(move || progress.again(), ASK_EACH) {
            on_cleanup(move || interval.clear());
        }
    });
}

/// The live view from the server; without it, what this device knows.
#[component]
fn Live(progress: Remote<Progress>, id: StocktakeId) -> impl IntoView {
    let books = expect_context::<Books>();
    let offline = books.sync();
    let draw = Callback::new(move |now: Progress| view! { <ProgressView now id /> }.into_any());
    view! {
        <Show when=move || offline.read().reachable == Some(false) fallback=move || view! { <section class="card"><Loaded remote=progress what="progress" draw /></section> }>
            <LocalProgress id />
        </Show>
    }
}

#[component]
fn LocalProgress(id: StocktakeId) -> impl IntoView {
    let books = expect_context::<Books>();
    let bins = books.progress(id);
    let row = move |one: crate::books::BinProgress| {
        let (text, tone) = local_words(&one);
        let people = one
            .counting
            .iter()
            .chain(&one.assigned)
            .map(|user| user_name(books, *user))
            .collect::<Vec<_>>()
            .join(", ");
        view! { <tr><td><BinCell id=one.bin /></td><td><Tag tone text=text.to_owned() /></td><td class="p2 muted">{people}</td></tr> }
    };
    view! {
        <Banner tone=Tone::Neutral head="No connection." text="This is what the device knows. Counts of others appear once it is back in range." />
        <Card title="Bins" id="h-bins">
            <div class="table-wrap" data-state="offline"><table class="table"><thead><tr><th>"Bin"</th><th>"State"</th><th class="p2">"Who"</th></tr></thead>
                <tbody>{move || bins.read().iter().cloned().map(row).collect_view()}</tbody></table></div>
        </Card>
    }
}

fn local_words(one: &crate::books::BinProgress) -> (&'static str, Tone) {
    match (one.counting.is_empty(), one.n_closed) {
        (false, _) => ("Being counted", Tone::Info),
        (true, 0) => ("To count", Tone::Line),
        (true, _) => ("Counted", Tone::Ok),
    }
}

/// What a state of a bin is called.
pub const fn bin_state_words(state: BinState) -> (&'static str, Tone) {
    match state {
        BinState::Waiting => ("To count", Tone::Line),
        BinState::Counting => ("Being counted", Tone::Info),
        BinState::Counted => ("Counted", Tone::Ok),
        BinState::Verified => ("Counted twice, equal", Tone::Ok),
        BinState::Conflict => ("Two counts differ", Tone::Bad),
        BinState::Recount => ("Count again", Tone::Warn),
    }
}

#[component]
fn ProgressView(now: Progress, id: StocktakeId) -> impl IntoView {
    let (done, total) = (u64::from(now.n_counted), u64::from(now.n_bins));
    let end = format!("{done} of {total} bins counted");
    let conflicts = (now.n_conflicts > 0).then(|| {
        let text = format!("{} two counts that differ.", format::counted(usize::try_from(now.n_conflicts).unwrap_or(0), "bin has", "bins have"));
        view! { <Banner tone=Tone::Bad head=text text="Somebody has to say which is right."><LinkButton href=routes::stocktake_review(id) text="Resolve" /></Banner> }
    });
    let unknown = (now.n_unknown > 0).then(|| {
        let text = format!("{} not linked to a product.", format::counted(usize::try_from(now.n_unknown).unwrap_or(0), "code is", "codes are"));
        view! { <Banner tone=Tone::Warn head=text text="Link them in the review."><LinkButton href=routes::stocktake_review(id) text="Link" /></Banner> }
    });
    view! {
        <div class="card-body stack">
            <Gauge done=Signal::stored(done) total=Signal::stored(total) label="Bins counted" start=Signal::stored("Bins".to_owned()) end=Signal::stored(end) />
            {conflicts}{unknown}
        </div>
        <div class="grid card-body">
            <div class="m-7 l-8"><BinTable bins=now.bins /></div>
            <div class="m-5 l-4"><Devices devices=now.devices /></div>
        </div>
    }
}

#[component]
fn BinTable(bins: Vec<BinProgress>) -> impl IntoView {
    let row = |one: BinProgress| {
        let (text, tone) = bin_state_words(one.state);
        let names = one
            .passes
            .iter()
            .filter_map(|pass| pass.user_name.as_ref().map(ToString::to_string))
            .collect::<Vec<_>>()
            .join(", ");
        let n: u32 = one.passes.iter().map(|pass| pass.n_lines).sum();
        view! {
            <tr data-row="" tabindex="-1" data-testid="bin-row"><td><BinCell id=one.bin /></td><td><Tag tone text=text.to_owned() /></td><td class="p2">{names}</td><td class="num p2">{(n > 0).then(|| format::units(i64::from(n)))}</td></tr>
        }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="bin-table"><thead><tr><th>"Bin"</th><th>"State"</th><th class="p2">"Who"</th><th class="num p2">"Lines"</th></tr></thead>
            <tbody>{bins.into_iter().map(row).collect_view()}</tbody></table></div>
    }
}

/// Tablets that take part, and whether they have sent everything.
#[component]
fn Devices(devices: Vec<DeviceProgress>) -> impl IntoView {
    let clock = expect_context::<Clock>();
    if devices.is_empty() {
        return view! { <Empty title="No tablet yet" text="Open this stocktake on a tablet and scan the first bin." /> }.into_any();
    }
    let row = move |one: DeviceProgress| {
        let tag = if one.reported {
            view! { <SyncTag mark=Mark::Synced text="Sent" /> }.into_any()
        } else {
            view! { <SyncTag mark=Mark::Pending text="May hold counts" /> }.into_any()
        };
        let seen = one.last_seen.map_or_else(
            || "Not heard yet".to_owned(),
            |at| format!("Heard {}", format::ago(at, clock.read())),
        );
        let open = if one.open_passes > 0 {
            format!(
                " \u{b7} {} open",
                format::counted(usize::try_from(one.open_passes).unwrap_or(0), "bin", "bins")
            )
        } else {
            String::new()
        };
        view! { <li><div class="grow"><span class="t">{one.name.to_string()}</span><span class="d">{seen}{open}</span></div>{tag}</li> }
    };
    view! { <h3 class="eyebrow">"Tablets"</h3><ul class="list" data-testid="device-progress">{devices.into_iter().map(row).collect_view()}</ul> }.into_any()
}

#[component]
fn VoidDialog(id: StocktakeId, open: RwSignal<bool>) -> impl IntoView {
    view! { <Dialog open on_close=move |()| open.set(false) title="Void this stocktake?" testid="void-dialog"><VoidBody id open /></Dialog> }
}

#[component]
fn VoidBody(id: StocktakeId, open: RwSignal<bool>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let reason = RwSignal::new(String::new());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let void = move |()| {
        let Ok(reason) = Remark::new(&reason.get_untracked()) else {
            error.set(Some("Say why.".into()));
            return;
        };
        busy.set(true);
        server::spawn(async move {
            let answer = server::act(
                Method::Post,
                &format!("/stocktakes/{id}/void"),
                &VoidStocktake { reason },
            )
            .await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    books.sync_now();
                    toasts.ok("Voided");
                    open.try_set(false);
                }
                Err(fault) => {
                    error.try_set(Some(fault.words()));
                }
            }
        });
    };
    view! {
        <div class="dialog-body"><p>"Nothing of it is posted. The counts stay as history. A voided stocktake cannot be taken up again."</p><TextField id="void-reason" label="Reason" value=reason error /></div>
        <div class="dialog-foot"><Action text="Keep it" on_press=move |()| open.set(false) /><Action text="Void stocktake" weight=Weight::Danger busy on_press=void testid="void-confirm" /></div>
    }
}
