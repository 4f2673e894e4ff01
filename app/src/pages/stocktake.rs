//! A stocktake as its supervisor sees it, live: who counts where, what is left, which tablets still hold counts.

use super::assign::{AssignList, Given};
use super::not_found::Missing;
use super::parts::{BinCell, StocktakeTag, id_of_page, location_name, user_name};
use super::server::{self, Loaded, Method, Remote};
use super::stocktakes::coverage_words;
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Avatar, Banner, Card, Crumbs, Dialog, Empty, FieldError, Gauge, Glyph, LayerKind,
    LinkButton, Mark, PageHead, Show, SyncTag, Tag, TextField, Toasts, Tone, Weight,
    needs_right_and_connection,
};
use crate::view;
use api::stocktakes::{
    Assignment, Assignments, BinProgress, BinState, DeviceProgress, Progress, VoidStocktake,
};
use domain::ids::{BinId, StocktakeId, UserId};
use domain::permission::Permission;
use domain::stocktake::{Stocktake, StocktakeStatus};
use domain::text::Remark;
use domain::time::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// The page.
#[component]
pub fn StocktakePage() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<StocktakeId>();
    let stocktake = crate::memo(move |_| id.get().and_then(|id| books.stocktake(id).get()));
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
    let lede = crate::derived(move || {
        format!(
            "{} \u{b7} {what} \u{b7} started {} by {by}{blind}",
            place.get(),
            format::moment_within(started, clock.now().get())
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
    let (voiding, assigning) = (RwSignal::new(false), RwSignal::new(false));
    let assign_blocked = needs_right_and_connection(books, Permission::ManageStocktakes);
    let has_bins = !books.bins(stocktake.location).read_untracked().is_empty();
    let blocked = needs_right_and_connection(books, Permission::CompleteStocktake);
    view! {
        <Crumbs href=routes::STOCKTAKES.to_owned() up="Stocktakes" here=number />
        <PageHead title lede>
            <StocktakeTag status=stocktake.status />
            {is_open.then(|| view! { <Action text="Void" weight=Weight::DangerQuiet blocked on_press=move |()| voiding.set(true) testid="void" /> })}
            {(is_open && has_bins).then(|| view! { <Action text="Assign bins" glyph=Glyph::Users blocked=assign_blocked on_press=move |()| assigning.set(true) testid="assign-open" /> })}
            <LinkButton href=routes::stocktake_review(id) text="Review" glyph=Glyph::ListChecks testid="review" />
            {is_open.then(|| view! { <LinkButton href=routes::stocktake_count(id) text="Count" glyph=Glyph::ScanBarcode weight=Weight::Primary testid="count-link" /> })}
        </PageHead>
        <div class="stack">
            <Live progress id />
        </div>
        <VoidDialog id open=voiding />
        <Dialog open=assigning on_close=move |()| assigning.set(false) title="Who counts what" kind=LayerKind::Wide testid="assign-dialog"><AssignBody id open=assigning /></Dialog>
    }
}

/// Changes who is to count which bin, while it is counted (OFF-27).
#[component]
fn AssignBody(id: StocktakeId, open: RwSignal<bool>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let stocktake = books.stocktake(id).get_untracked();
    let Some(stocktake) = stocktake else {
        return ().into_any();
    };
    let all = books.bins(stocktake.location);
    let coverage = stocktake.clone();
    let bins = crate::derived(move || {
        all.read()
            .iter()
            .filter(|bin| coverage.covers_bin(Some(bin.id)))
            .cloned()
            .collect::<Vec<_>>()
    });
    let given: Given = stocktake
        .assignments
        .iter()
        .map(|one| (one.bin, one.user))
        .collect();
    let given = RwSignal::new(given);
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let save = move |()| {
        let assignments = given
            .get_untracked()
            .into_iter()
            .map(|(bin, user)| Assignment { bin, user })
            .collect();
        busy.set(true);
        server::spawn(async move {
            let path = format!("/stocktakes/{id}/assignments");
            let answer = server::act(Method::Put, &path, &Assignments { assignments }).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    books.sync_now();
                    toasts.done_in(error, "Bins assigned", || open.set(false));
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    view! {
        <div class="dialog-body">
            <p class="hint">"Somebody who enters a bin that was given to another person is told so, and let in."</p>
            <div class="layer-scroll" tabindex="0" role="region" aria-label="Bins and zones"><AssignList bins given /></div>
            <FieldError id="assign-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| open.set(false) /><Action text="Assign" weight=Weight::Primary busy on_press=save testid="assign-save" /></div>
    }
    .into_any()
}

fn ask_again_and_again(progress: Remote<Progress>) {
    crate::effect(move |_| crate::each(ASK_EACH, move || progress.again()));
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
    let left = left_words(total.saturating_sub(done));
    let working = at_work(&now.bins);
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
            <p class="strong" data-testid="left">{left}</p>
            {conflicts}{unknown}
        </div>
        <div class="grid card-body">
            <div class="m-7 l-8"><BinTable bins=now.bins id /></div>
            <div class="stack m-5 l-4"><AtWork working /><Devices devices=now.devices /></div>
        </div>
    }
}

/// How much is left.
fn left_words(n: u64) -> String {
    match n {
        0 => "Nothing is left to count.".into(),
        1 => "1 bin is left.".into(),
        n => format!("{n} bins are left."),
    }
}

/// Somebody who is counting a bin now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Working {
    name: String,
    device: Option<String>,
    bin: Option<BinId>,
    since: Timestamp,
    n_lines: u32,
}

/// Who is counting now, the longest at it first.
fn at_work(bins: &[BinProgress]) -> Vec<Working> {
    let open = bins
        .iter()
        .flat_map(|one| &one.passes)
        .filter(|pass| pass.closed.is_none() && !pass.late);
    let mut working: Vec<Working> = open
        .map(|pass| Working {
            name: pass
                .user_name
                .as_ref()
                .map_or_else(|| "Somebody".to_owned(), ToString::to_string),
            device: pass.device_name.as_ref().map(ToString::to_string),
            bin: pass.bin,
            since: pass.opened,
            n_lines: pass.n_lines,
        })
        .collect();
    working.sort_by_key(|one| one.since);
    working
}

/// Who counts where, now.
#[component]
fn AtWork(working: Vec<Working>) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    if working.is_empty() {
        return view! { <h2 class="eyebrow">"Counting now"</h2><p class="muted">"Nobody is in a bin."</p> }
            .into_any();
    }
    let row = move |one: Working| {
        let lines = format::counted(
            usize::try_from(one.n_lines).unwrap_or(0),
            "product",
            "products",
        );
        let on = one
            .device
            .map(|device| format!(" \u{b7} {device}"))
            .unwrap_or_default();
        let note = format!(
            "Since {} \u{b7} {lines} so far{on}",
            format::brief(one.since, clock.read())
        );
        view! { <li data-testid="working"><Avatar name=one.name.clone() /><div class="grow"><span class="t">{one.name}" in "{super::parts::bin_name(books, one.bin)}</span><span class="d">{note}</span></div></li> }
    };
    view! { <h2 class="eyebrow">"Counting now"</h2><ul class="list" data-testid="at-work">{working.into_iter().map(row).collect_view()}</ul> }
        .into_any()
}

#[component]
fn BinTable(bins: Vec<BinProgress>, id: StocktakeId) -> impl IntoView {
    let books = expect_context::<Books>();
    let given: Vec<(BinId, UserId)> = books.stocktake(id).with_untracked(|stocktake| {
        let all = stocktake.as_ref().map(|one| one.assignments.as_slice());
        all.unwrap_or_default()
            .iter()
            .map(|one| (one.bin, one.user))
            .collect()
    });
    let row = move |one: BinProgress| {
        let (text, tone) = bin_state_words(one.state);
        let assigned = given
            .iter()
            .filter(|(bin, _)| Some(*bin) == one.bin)
            .map(|(_, user)| user_name(books, *user))
            .collect::<Vec<_>>()
            .join(", ");
        let names = one
            .passes
            .iter()
            .filter_map(|pass| pass.user_name.as_ref().map(ToString::to_string))
            .collect::<Vec<_>>()
            .join(", ");
        let n: u32 = one.passes.iter().map(|pass| pass.n_lines).sum();
        view! {
            <tr data-row="" tabindex="-1" data-testid="bin-row"><td><BinCell id=one.bin /></td><td><Tag tone text=text.to_owned() /></td><td class="p3 muted">{assigned}</td><td class="p2">{names}</td><td class="num p2">{(n > 0).then(|| format::units(i64::from(n)))}</td></tr>
        }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="bin-table"><thead><tr><th>"Bin"</th><th>"State"</th><th class="p3">"Given to"</th><th class="p2">"Counted by"</th><th class="num p2">"Lines"</th></tr></thead>
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
    view! { <h2 class="eyebrow">"Tablets"</h2><ul class="list" data-testid="device-progress">{devices.into_iter().map(row).collect_view()}</ul> }.into_any()
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
                    toasts.done_in(error, "Voided", || open.set(false));
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    view! {
        <div class="dialog-body"><p>"Nothing of it is posted. The counts stay as history. A voided stocktake cannot be taken up again."</p><TextField id="void-reason" label="Reason" value=reason error /></div>
        <div class="dialog-foot"><Action text="Keep it" on_press=move |()| open.set(false) /><Action text="Void stocktake" weight=Weight::Danger busy on_press=void testid="void-confirm" /></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::stocktakes::Pass;
    use domain::ids::PassId;
    use domain::text::Name;
    use uuid::Uuid;

    fn pass(n: u128, name: &str, closed: bool) -> Pass {
        let at = |n: u128| Timestamp::from_millis(i64::try_from(n).unwrap());
        Pass {
            id: PassId::new(Uuid::from_u128(n)),
            bin: Some(BinId::new(Uuid::from_u128(n))),
            user: None,
            user_name: Some(Name::new(name).unwrap()),
            device: None,
            device_name: Some(Name::new("Tablet 3").unwrap()),
            opened: at(100 - n),
            closed: closed.then(|| at(200)),
            complete: closed,
            generation: 0,
            part: None,
            n_lines: 4,
            units: None,
            late: false,
        }
    }

    #[test]
    fn who_is_in_a_bin_is_named_and_who_has_finished_is_not() {
        let bin = |n: u128, name: &str, closed: bool| BinProgress {
            bin: Some(BinId::new(Uuid::from_u128(n))),
            state: BinState::Counting,
            passes: vec![pass(n, name, closed)],
        };
        let working = at_work(&[
            bin(1, "Aisha Khan", false),
            bin(2, "Tomasz Nowak", false),
            bin(3, "Callum Reid", true),
        ]);
        let names: Vec<_> = working.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Tomasz Nowak", "Aisha Khan"]);
        assert_eq!(working[0].device.as_deref(), Some("Tablet 3"));
        assert_eq!(left_words(1), "1 bin is left.");
    }
}
