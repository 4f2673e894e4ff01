//! Sending and receiving a transfer by scan: task mode, with and without a network (OFF-10). What left or arrived is a
//! fact: it is never refused, and more than planned is said, not prevented.

use super::not_found::Missing;
use super::parts::{ProductText, bin_choices, id_of_page, location_name, parsed, product_name};
use super::server;
use crate::books::Books;
use crate::format;
use crate::platform::json;
use crate::router;
use crate::routes;
use crate::scan::{Candidate, Resolved, Scan};
use crate::shell::{Frame, SyncPill, TaskStrip, staleness};
use crate::ui::{
    Action, ActionBar, Banner, Confirm, Gate, Gauge, Glyph, Icon, LinkButton, SelectField, Toasts,
    Tone, Weight, title_window,
};
use crate::view;
use domain::ids::{BinId, LocationId, TransferId, TransferLineId};
use domain::operation::TransferMove;
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::transfer::{Transfer, TransferLine};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which way goods go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// They leave.
    Send,
    /// They arrive.
    Receive,
}

impl Way {
    /// How many of a line are still to be done.
    pub fn left(self, line: &TransferLine) -> i64 {
        match self {
            Self::Send => line.quantity.units() - line.sent.units(),
            Self::Receive => line.sent.units() - line.received.units(),
        }
    }

    const fn verb(self) -> &'static str {
        match self {
            Self::Send => "Send",
            Self::Receive => "Receive",
        }
    }
}

/// What was scanned so far, by line and bin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(BTreeMap<(TransferLineId, Option<BinId>), i64>);

impl Tally {
    /// Adds units of a line in a bin; never below nothing.
    pub fn add(&mut self, line: TransferLineId, bin: Option<BinId>, units: i64) {
        let count = self.0.entry((line, bin)).or_default();
        *count = (*count + units).max(0);
    }

    /// Adds what another tally has.
    pub fn join(&mut self, other: &Self) {
        for ((line, bin), units) in &other.0 {
            self.add(*line, *bin, *units);
        }
    }

    /// Units of a line in all bins.
    pub fn of(&self, line: TransferLineId) -> i64 {
        self.0
            .iter()
            .filter(|((one, _), _)| *one == line)
            .map(|(_, units)| units)
            .sum()
    }

    /// Units in all.
    pub fn total(&self) -> i64 {
        self.0.values().sum()
    }

    /// The moves that it amounts to.
    pub fn moves(&self) -> Vec<TransferMove> {
        let some = self.0.iter().filter(|(_, units)| **units > 0);
        some.filter_map(|((line, bin), units)| {
            Some(TransferMove {
                line: *line,
                bin: *bin,
                quantity: Quantity::new(*units).ok()?,
            })
        })
        .collect()
    }
}

/// What was scanned and not recorded yet, kept by this browser from scan to scan: closing the page loses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Units that had been done when it was begun. If there are more now, part of it may be among them.
    done: i64,
    /// What was scanned.
    scanned: Vec<(TransferLineId, Option<BinId>, i64)>,
}

impl Draft {
    fn of(done: i64, tally: &Tally) -> Self {
        let scanned = tally
            .0
            .iter()
            .filter(|(_, units)| **units > 0)
            .map(|((line, bin), units)| (*line, *bin, *units))
            .collect();
        Self { done, scanned }
    }

    /// The tally again, without lines that the transfer no longer has.
    pub fn tally(&self, lines: &[TransferLine]) -> Tally {
        let mut tally = Tally::default();
        for (line, bin, units) in &self.scanned {
            if lines.iter().any(|one| one.id == *line) {
                tally.add(*line, *bin, *units);
            }
        }
        tally
    }
}

/// Units of a transfer that have gone this way.
fn done(way: Way, lines: &[TransferLine]) -> i64 {
    let of = |line: &TransferLine| match way {
        Way::Send => line.sent.units(),
        Way::Receive => line.received.units(),
    };
    lines.iter().map(of).sum()
}

/// Where the draft of a task is kept.
fn draft_key(id: TransferId, way: Way) -> String {
    format!("task/{}/{id}", way.verb())
}

fn kept_draft(key: &str) -> Option<Draft> {
    #[cfg(target_arch = "wasm32")]
    let kept = crate::platform::choice(key);
    #[cfg(not(target_arch = "wasm32"))]
    let kept: Option<String> = {
        let _ = key;
        None
    };
    json::read(kept?.as_bytes()).ok()
}

fn keep_draft(key: &str, draft: Option<&Draft>) {
    let text = draft.and_then(|draft| serde_json::to_string(draft).ok());
    #[cfg(target_arch = "wasm32")]
    crate::platform::choose(key, text.as_deref());
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (key, text);
}

/// Sending.
#[component]
pub fn SendPage() -> impl IntoView {
    view! { <TaskPage way=Way::Send /> }
}

/// Receiving.
#[component]
pub fn ReceivePage() -> impl IntoView {
    view! { <TaskPage way=Way::Receive /> }
}

#[component]
fn TaskPage(way: Way) -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<TransferId>();
    // As it was when the task began: a sync in between must not move rows under a thumb.
    let start = crate::memo(move |before: Option<&Option<Transfer>>| {
        before
            .cloned()
            .flatten()
            .or_else(|| id.get().and_then(|id| books.transfer(id).get()))
    });
    let permitted = books.permits(Permission::Transfer);
    move || match start.get() {
        _ if !permitted.get() => {
            view! { <Frame><Gate needs=Permission::Transfer what="transfers">""</Gate></Frame> }
                .into_any()
        }
        Some(transfer) => view! { <Task transfer way /> }.into_any(),
        None => view! { <Frame><Missing what="transfer" /></Frame> }.into_any(),
    }
}

/// What was said about the last scan.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    kind: &'static str,
    text: String,
}

#[component]
fn Task(transfer: Transfer, way: Way) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let number = transfer.number.clone().unwrap_or_else(|| "pending".into());
    let title = format!("{} {number}", way.verb());
    title_window(Signal::stored(title.clone()));
    let id = transfer.id;
    let place = if way == Way::Send {
        transfer.from
    } else {
        transfer.to
    };
    let key = StoredValue::new(draft_key(id, way));
    let n_done = done(way, &transfer.lines);
    let draft = kept_draft(&key.read_value());
    // Somebody decides about scans that may have been recorded since.
    let (safe, doubtful) = match draft {
        Some(draft) if draft.done == n_done => (Some(draft), None),
        other => (None, other),
    };
    let tally = RwSignal::new(
        safe.map(|draft| draft.tally(&transfer.lines))
            .unwrap_or_default(),
    );
    let taken_up = tally.read_untracked().total();
    let doubtful = RwSignal::new(doubtful);
    let bin = RwSignal::new(String::new());
    let said = RwSignal::new(None::<Said>);
    let lines = StoredValue::new(transfer.lines.clone());
    crate::effect(move |_| {
        let mut all = tally.get();
        // What is not decided yet is kept with what is scanned now, and asked about again.
        let of = doubtful.with_untracked(|before| {
            before.as_ref().map_or(n_done, |before| {
                lines.with_value(|lines| all.join(&before.tally(lines)));
                before.done
            })
        });
        let draft = (all.total() > 0).then(|| Draft::of(of, &all));
        keep_draft(&key.get_value(), draft.as_ref());
    });
    let take = move |scan: Scan| {
        let names = lines.with_value(|lines| meant(scan.names, place, lines));
        let scan = Scan { names, ..scan };
        said.set(Some(scanned(books, way, scan, lines, tally, bin)));
    };
    books.on_scan(take);
    let go = StoredValue::new_local(router::navigation());
    let (asking, twice) = (RwSignal::new(false), RwSignal::new(false));
    let busy = RwSignal::new(false);
    let record = move || {
        asking.set(false);
        twice.set(false);
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (moves, kept_at) = (tally.get_untracked().moves(), key.get_value());
        server::spawn(async move {
            let done = match way {
                Way::Send => books.send_transfer(id, moves).await,
                Way::Receive => books.receive_transfer(id, moves).await,
            };
            match done {
                Ok(_) => {
                    keep_draft(&kept_at, None);
                    toasts.ok(if way == Way::Send { "Sent" } else { "Received" });
                    go.try_with_value(|go| go(&routes::transfer(id), Default::default()));
                }
                Err(why) => {
                    busy.try_set(false);
                    toasts.bad(why.to_string());
                }
            }
        });
    };
    // Another tab or tablet may have recorded these very scans since the task began.
    let current = books.transfer(id);
    let has_gone_on = move || {
        current.with_untracked(|now| {
            now.as_ref()
                .is_some_and(|now| done(way, &now.lines) != n_done)
        })
    };
    // Goods are picked by figures: old ones are asked about first (OFF-60).
    let stale = staleness();
    let is_doubtful = move || way == Way::Send && stale.read_untracked().is_some();
    let finish = move |()| {
        if has_gone_on() {
            twice.set(true);
        } else if is_doubtful() {
            asking.set(true);
        } else {
            record();
        }
    };
    let warning = move || {
        stale.get().filter(|_| way == Way::Send).map(|head| {
            view! { <div data-testid="stale"><Banner tone=Tone::Warn head text="Check the shelf before you pick." /></div> }
        })
    };
    let old = crate::derived(move || stale.get().unwrap_or_default());
    let name = location_name(books, place);
    let planned: i64 = transfer.lines.iter().map(|line| way.left(line)).sum();
    let blocked = crate::derived(move || {
        if doubtful.read().is_some() {
            return Some("Say first what becomes of the units scanned before".to_owned());
        }
        (tally.read().total() == 0).then(|| "Scan or add something first".to_owned())
    });
    let head = crate::derived(move || {
        format!(
            "{} of {} units",
            format::units(tally.read().total()),
            format::units(planned)
        )
    });
    let text = if way == Way::Send {
        "They are in transit until the other side receives them."
    } else {
        "They are on hand here from now on."
    };
    view! {
        <div class="task" data-testid="transfer-task">
            <Bar title id tally planned name />
            <TaskStrip keep="Go on" />
            <main id="main" class="main task-main" tabindex="-1">
                <div class="stack">
                    {warning}
                    <TakenUp taken_up doubtful tally lines />
                    <SaidBand said />
                    <div class="form-grid narrow"><SelectField id="task-bin" label=if way == Way::Send { "Out of bin" } else { "Into bin" } value=bin choices=bin_choices(books, Signal::stored(Some(place))) hint="Or scan the label of a bin" /></div>
                    <ul class="list card">{transfer.lines.into_iter().map(|line| view! { <LineRow line way tally bin /> }).collect_view()}</ul>
                    <div class="row"><Action text="Everything that is left" on_press=move |()| fill(way, lines, tally, bin) testid="fill" /></div>
                </div>
                <ActionBar head text><Action text=way.verb().to_owned() weight=Weight::Primary glyph=Glyph::Check blocked busy on_press=finish testid="task-finish" /></ActionBar>
            </main>
        </div>
        <Confirm open=asking title="Send by old figures?" body=crate::derived(move || format!("{} Somebody else may have taken these goods meanwhile. Send only what is in your hands.", old.get()))
            keep="Look at the shelf first" act="Send" on_keep=move |()| asking.set(false) on_act=move |()| record() />
        <Confirm open=twice title="Record these too?" body="Meanwhile some of this transfer was recorded, perhaps these very units. Leave, and look at the transfer, if you are not sure."
            keep="Look first" act=way.verb() on_keep=move |()| twice.set(false) on_act=move |()| record() />
    }
}

/// Scans of before: taken up, or asked about if the transfer went on since.
#[component]
fn TakenUp(
    taken_up: i64,
    doubtful: RwSignal<Option<Draft>>,
    tally: RwSignal<Tally>,
    lines: StoredValue<Vec<TransferLine>>,
) -> impl IntoView {
    // Only until something is added: later one touch would take too much away.
    let again = move || {
        (taken_up > 0 && tally.read().total() == taken_up).then(|| {
            let units = usize::try_from(taken_up).unwrap_or(0);
            let head = format!("{} scanned before.", format::counted(units, "unit was", "units were"));
            view! {
                <div data-testid="taken-up"><Banner tone=Tone::Info head text="They were not recorded yet. Go on scanning, or start anew.">
                    <Action text="Start anew" on_press=move |()| tally.set(Tally::default()) testid="start-anew" />
                </Banner></div>
            }
        })
    };
    let take = move |()| {
        if let Some(draft) = doubtful.get_untracked() {
            doubtful.set(None);
            let before = lines.with_value(|lines| draft.tally(lines));
            tally.update(|tally| tally.join(&before));
        }
    };
    let drop = move |()| {
        doubtful.set(None);
        // Told once more, so that what is kept is what is shown.
        tally.update(|_| {});
    };
    let asked = move || {
        doubtful.get().map(|draft| {
            let units: i64 = draft.scanned.iter().map(|(_, _, units)| units).sum();
            let head = format!("{} scanned here before.", format::counted(usize::try_from(units).unwrap_or(0), "unit was", "units were"));
            view! {
                <div data-testid="doubtful"><Banner tone=Tone::Warn head text="Meanwhile some of this transfer was recorded, perhaps these. Look at the figures below before you take them up.">
                    <Action text="Take them up" on_press=take testid="take-up" />
                    <Action text="Start anew" weight=Weight::Quiet on_press=drop testid="drop-draft" />
                </Banner></div>
            }
        })
    };
    view! { {again}{asked} }
}

#[component]
fn Bar(
    title: String,
    id: TransferId,
    tally: RwSignal<Tally>,
    planned: i64,
    #[prop(into)] name: Signal<String>,
) -> impl IntoView {
    let done = crate::derived(move || u64::try_from(tally.read().total()).unwrap_or(0));
    let total = Signal::stored(u64::try_from(planned).unwrap_or(0));
    let end = crate::derived(move || format!("{} of {}", done.get(), total.get()));
    view! {
        <header class="taskbar">
            <LinkButton href=routes::transfer(id) text="Leave" glyph=Glyph::ArrowLeft testid="leave-task" />
            <div class="grow"><h1 data-testid="page-title">{title}</h1><div class="sub">{name}</div></div>
            <SyncPill in_task=true />
        </header>
        <section class="berthbar" aria-label="Progress"><Gauge done total label="Units" start=Signal::stored("Units".to_owned()) end class="gauge--frame" /></section>
    }
}

/// What a code means here: bins of the same name elsewhere and goods that are not on the transfer are no reason to ask.
fn meant(names: Resolved, place: LocationId, lines: &[TransferLine]) -> Resolved {
    let candidates = match names.within(place) {
        Resolved::Several(candidates) => candidates,
        one => return one,
    };
    let is_here = |one: &&Candidate| match one {
        Candidate::Product(id, _) => lines.iter().any(|line| line.product == *id),
        Candidate::Bin(..) => true,
    };
    let here: Vec<Candidate> = candidates.iter().filter(is_here).copied().collect();
    match here.as_slice() {
        [one] => (*one).into(),
        _ => Resolved::Several(candidates),
    }
}

/// Takes a scan: a bin changes the bin, a product of the transfer counts, anything else is refused aloud.
fn scanned(
    books: Books,
    way: Way,
    scan: Scan,
    lines: StoredValue<Vec<TransferLine>>,
    tally: RwSignal<Tally>,
    bin: RwSignal<String>,
) -> Said {
    let bad = |text: String| {
        sound(false);
        Said { kind: "bad", text }
    };
    match scan.names {
        Resolved::Bin { bin: id, .. } => {
            bin.set(id.to_string());
            sound(true);
            Said {
                kind: "ok",
                text: format!(
                    "Bin {}",
                    super::parts::bin_name(books, Some(id)).get_untracked()
                ),
            }
        }
        Resolved::Product { product, pack } => {
            let line = lines
                .with_value(|lines| lines.iter().find(|line| line.product == product).cloned());
            let Some(line) = line else {
                return bad(format!(
                    "{} is not on this transfer. Nothing was counted.",
                    product_name(books, product).get_untracked()
                ));
            };
            tally.update(|tally| tally.add(line.id, parsed(&bin.read_untracked()), pack.units()));
            let (n, left) = (tally.read_untracked().of(line.id), way.left(&line));
            sound(n <= left);
            let name = product_name(books, product).get_untracked();
            if n > left {
                Said {
                    kind: "dup",
                    text: format!("{name}: {n}, that is {} more than expected", n - left),
                }
            } else {
                Said {
                    kind: "ok",
                    text: format!("{name}: {n} of {left}"),
                }
            }
        }
        Resolved::Several(_) => {
            bad("This code names several things. Choose the line below.".into())
        }
        Resolved::Unknown => bad(format!(
            "No product has code {}. Nothing was counted.",
            scan.raw
        )),
    }
}

fn sound(is_right: bool) {
    #[cfg(target_arch = "wasm32")]
    crate::sound::play(if is_right {
        crate::sound::Cue::Counted
    } else {
        crate::sound::Cue::Wrong
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = is_right;
}

/// Counts everything that is left into the chosen bin.
fn fill(
    way: Way,
    lines: StoredValue<Vec<TransferLine>>,
    tally: RwSignal<Tally>,
    bin: RwSignal<String>,
) {
    let bin = parsed(&bin.read_untracked());
    tally.update(|tally| {
        lines.with_value(|lines| {
            for line in lines {
                let missing = way.left(line) - tally.of(line.id);
                tally.add(line.id, bin, missing.max(0));
            }
        });
    });
}

#[component]
fn SaidBand(said: RwSignal<Option<Said>>) -> impl IntoView {
    let band = move || {
        said.get().map(|said| view! { <div class="scan-said scan-said--alone" data-kind=said.kind data-testid="said"><Icon glyph=Glyph::ScanBarcode /><span class="grow">{said.text}</span></div> })
    };
    view! { <div role="status">{band}</div> }
}

#[component]
fn LineRow(
    line: TransferLine,
    way: Way,
    tally: RwSignal<Tally>,
    bin: RwSignal<String>,
) -> impl IntoView {
    let (id, left) = (line.id, way.left(&line));
    let change =
        move |units: i64| tally.update(|tally| tally.add(id, parsed(&bin.read_untracked()), units));
    let n = crate::memo(move |_| tally.read().of(id));
    view! {
        <li data-testid="task-line">
            <div class="grow"><ProductText id=line.product /></div>
            <button class="btn btn--icon" type="button" aria-label="One fewer" on:click=move |_| change(-1)><Icon glyph=Glyph::Minus /></button>
            <output class="task-count num" class:is-over=move || { n.get() > left } aria-live="polite">{move || format!("{} / {}", format::units(n.get()), format::units(left))}</output>
            <button class="btn btn--icon" type="button" aria-label="One more" on:click=move |_| change(1)><Icon glyph=Glyph::Plus /></button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn units_of_a_line_add_up_over_bins_and_never_fall_below_nothing() {
        let line = TransferLineId::new(Uuid::from_u128(1));
        let bin = Some(BinId::new(Uuid::from_u128(2)));
        let mut tally = Tally::default();
        tally.add(line, bin, 3);
        tally.add(line, None, 4);
        tally.add(line, None, -9);
        assert_eq!((tally.of(line), tally.total()), (3, 3));
        let moves = tally.moves();
        assert_eq!(moves.len(), 1, "nothing is no move");
        assert_eq!((moves[0].bin, moves[0].quantity.units()), (bin, 3));
    }

    #[test]
    fn a_draft_brings_the_scans_back_as_far_as_their_lines_are_there() {
        let n = Uuid::from_u128;
        let line = |id: u128| TransferLine {
            id: TransferLineId::new(n(id)),
            product: domain::ids::ProductId::new(n(9)),
            quantity: Quantity::new(5).unwrap(),
            reserved: domain::quantity::Delta::ZERO,
            sent: domain::quantity::Delta::new(5),
            received: domain::quantity::Delta::new(2),
            written_off: domain::quantity::Delta::ZERO,
        };
        let mut tally = Tally::default();
        tally.add(line(1).id, None, 3);
        tally.add(line(2).id, None, 1);
        let draft = Draft::of(done(Way::Receive, &[line(1)]), &tally);
        let text = serde_json::to_string(&draft).unwrap();
        let kept: Draft = json::read(text.as_bytes()).unwrap();
        assert_eq!((kept.done, kept.tally(&[line(1)]).total()), (2, 3));
        assert_eq!(kept.tally(&[line(1), line(2)]), tally);
    }

    #[test]
    fn a_code_means_what_is_here_and_on_the_transfer() {
        let n = Uuid::from_u128;
        let (here, there) = (LocationId::new(n(1)), LocationId::new(n(2)));
        let bin = |at, id| Candidate::Bin(at, BinId::new(n(id)));
        let product = |id| domain::ids::ProductId::new(n(id));
        let one = |id| Candidate::Product(product(id), Quantity::new(1).unwrap());
        let none = Quantity::new(1).unwrap();
        let lines = [TransferLine::planned(
            TransferLineId::new(n(3)),
            product(7),
            none,
        )];
        let several = |all: &[Candidate]| meant(Resolved::Several(all.to_vec()), here, &lines);
        assert_eq!(several(&[bin(there, 5), bin(here, 6)]), bin(here, 6).into());
        assert_eq!(several(&[one(7), one(8)]), one(7).into());
        let both = [one(7), bin(here, 6)];
        assert_eq!(several(&both), Resolved::Several(both.to_vec()));
        let strange = [one(8), one(9)];
        assert_eq!(several(&strange), Resolved::Several(strange.to_vec()));
    }
}
