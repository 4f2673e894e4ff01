//! What somebody has to decide or to know (DECISIONS 13, SYNC 5.7): facts that are held, goods that arrived without having
//! left, results of counts that changed later. Held counts are decided in the review of their stocktake. Deciding needs
//! the server.

use super::parts::{bin_name, location_name, product_sku};
use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Card, Confirm, Empty, Gate, Glyph, LinkButton, PageHead, Segments, Tag, TextField,
    Toasts, Tone, Weight, needs_right_and_connection,
};
use crate::view;
use api::common::Page;
use api::tasks::{HeldFact, ReviewTask, TaskDecision, TaskKind};
use api::transfers::TransferMove;
use domain::ids::{StocktakeId, TransferId};
use domain::permission::Permission;
use domain::text::Remark;
use domain::time::Timestamp;
use leptos::prelude::*;

/// Tasks of a page.
const OF_A_PAGE: usize = 100;

/// The page.
#[component]
pub fn TasksPage() -> impl IntoView {
    view! { <Gate needs=Permission::ManageStocktakes what="what is to decide"><TasksBody /></Gate> }
}

#[component]
fn TasksBody() -> impl IntoView {
    let settled = RwSignal::new(false);
    let after = RwSignal::new(None::<String>);
    let remote = Remote::<Page<ReviewTask>>::new(move || {
        let state = if settled.get() { "settled" } else { "open" };
        let after = after
            .get()
            .map(|after| format!("&after={}", routes::encoded(&after)))
            .unwrap_or_default();
        let path = format!("/review-tasks?state={state}&limit={OF_A_PAGE}{after}");
        async move { server::read(&path).await }
    });
    let choices = Signal::stored(vec![
        (false, "To decide".to_owned()),
        (true, "Settled".to_owned()),
    ]);
    let draw = Callback::new(move |page: Page<ReviewTask>| {
        if page.items.is_empty() && after.get_untracked().is_some() {
            // The last of a later page was decided: there are earlier ones.
            after.set(None);
            return ().into_any();
        }
        if page.items.is_empty() {
            let (title, text) = if settled.get_untracked() {
                (
                    "Nothing was settled yet",
                    "What was decided stays listed here.",
                )
            } else {
                (
                    "Nothing is to decide",
                    "What a revoked device moved, what names goods that are not there and what changes a finished count is listed here.",
                )
            };
            return view! { <Empty title text /> }.into_any();
        }
        let next = page.next.clone().map(|next| {
            view! { <div class="card-foot"><Action text="More" on_press=move |()| after.set(Some(next.clone())) testid="more-tasks" /></div> }
        });
        view! { <TaskList tasks=page.items remote /> {next} }.into_any()
    });
    let choose = move |one| {
        after.set(None);
        settled.set(one);
    };
    view! {
        <PageHead title="To decide" lede=Signal::stored("What happened and could not simply be booked. Nothing of it is lost; held goods change no stock until somebody decides.".to_owned()) />
        <section class="card" aria-label="Review tasks">
            <div class="card-head"><h2>"Review tasks"</h2><Segments label="Show" choices chosen=settled on_choose=choose /></div>
            <Loaded remote what="what is to decide" draw />
        </section>
    }
}

/// What came up about a stocktake after it was completed, if anything did.
#[component]
pub fn AfterCompletion(
    /// This one.
    stocktake: StocktakeId,
) -> impl IntoView {
    let remote = Remote::<Page<ReviewTask>>::new(move || async move {
        server::read(&format!("/review-tasks?stocktake={stocktake}&limit=500")).await
    });
    let load = remote.load();
    // Held counts have their own cards.
    let tasks = crate::memo(move |_| {
        let load = load.read();
        let items = load.ready().map(|page| page.items.as_slice());
        let others = |task: &&ReviewTask| {
            !matches!(task.kind, TaskKind::QuarantinedPass | TaskKind::LatePass)
        };
        items
            .unwrap_or_default()
            .iter()
            .filter(others)
            .cloned()
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !tasks.read().is_empty()>
            <Card title="After completion" id="h-after" class="card--warn">
                {move || view! { <TaskList tasks=tasks.get() remote /> }}
            </Card>
        </Show>
    }
}

#[component]
fn TaskList(tasks: Vec<ReviewTask>, remote: Remote<Page<ReviewTask>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let asks = tasks
        .iter()
        .any(|task| task.kind == TaskKind::HeldFact && task.settled.is_none());
    let why = asks.then(|| {
        view! { <div class="card-body narrow"><TextField id="task-reason" label="Reason" value=reason optional=true hint="Kept in the audit log with your next decision" /></div> }
    });
    view! {
        {why}
        <ul class="list list--wrap" data-testid="review-tasks">{tasks.into_iter().map(|task| view! { <TaskRow task remote reason /> }).collect_view()}</ul>
    }
}

/// What a task is about, in the words of this device's books.
fn about(books: Books, task: &ReviewTask) -> Signal<String> {
    let held = task.held.clone();
    let (product, location, bin, transfer) = (task.product, task.location, task.bin, task.transfer);
    crate::derived(move || match &held {
        Some(HeldFact::Moved {
            product,
            location,
            from,
            to,
            quantity,
        }) => format!(
            "{quantity} of {} from {} to {}, {}",
            product_sku(books, *product).get(),
            bin_name(books, *from).get(),
            bin_name(books, *to).get(),
            location_name(books, *location).get()
        ),
        Some(HeldFact::Received {
            product,
            location,
            bin,
            quantity,
            reference,
        }) => {
            let reference = reference.as_ref().map(|text| format!(" ({text})"));
            format!(
                "{quantity} of {} into {}, {}{}",
                product_sku(books, *product).get(),
                bin_name(books, *bin).get(),
                location_name(books, *location).get(),
                reference.unwrap_or_default()
            )
        }
        Some(HeldFact::Sent { transfer, lines } | HeldFact::Arrived { transfer, lines }) => {
            let number = transfer_number(books, *transfer).get();
            format!("{number}: {}", goods(books, *transfer, lines))
        }
        None => {
            let product = product.map(|id| product_sku(books, id).get());
            let transfer = transfer.map(|id| transfer_number(books, id).get());
            let place = location.map(|id| match bin {
                Some(bin) => format!(
                    "{}, {}",
                    bin_name(books, Some(bin)).get(),
                    location_name(books, id).get()
                ),
                None => location_name(books, id).get(),
            });
            let parts: Vec<String> = [product, transfer, place].into_iter().flatten().collect();
            parts.join(" \u{b7} ")
        }
    })
}

fn transfer_number(books: Books, id: TransferId) -> Signal<String> {
    let transfer = books.transfer(id);
    crate::derived(move || {
        let number = transfer
            .read()
            .as_ref()
            .and_then(|transfer| transfer.number.clone());
        number.unwrap_or_else(|| "A transfer".to_owned())
    })
}

/// Units and goods: "2 of MUG, 1 of CUP".
fn goods(books: Books, transfer: TransferId, lines: &[TransferMove]) -> String {
    let transfer = books.transfer(transfer);
    let words = lines.iter().map(|moved| {
        let product = transfer.read().as_ref().and_then(|transfer| {
            let line = transfer.lines.iter().find(|line| line.id == moved.line)?;
            Some(line.product)
        });
        let sku = product.map_or_else(
            || "a line that is not there".to_owned(),
            |product| product_sku(books, product).get(),
        );
        format!("{} of {sku}", moved.quantity)
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Who did it, on what, and when it happened and arrived.
fn source(task: &ReviewTask, now: Timestamp) -> String {
    let who = task
        .user_name
        .as_ref()
        .map_or_else(|| "Somebody".to_owned(), ToString::to_string);
    let device = task
        .device_name
        .as_ref()
        .map(|device| format!(" on {device}"));
    let happened = task.happened.map(|(from, _)| {
        let at = format::moment_within(from, now);
        format!(" \u{b7} happened {at}")
    });
    let settled = task.settled.map(|at| {
        let at = format::moment_within(at, now);
        format!(" \u{b7} settled {at}")
    });
    format!(
        "{who}{}{} \u{b7} arrived {}{}",
        device.unwrap_or_default(),
        happened.unwrap_or_default(),
        format::moment_within(task.raised, now),
        settled.unwrap_or_default()
    )
}

/// Where one goes on from a task.
fn way_on(task: &ReviewTask) -> Option<(String, &'static str)> {
    match task.kind {
        TaskKind::QuarantinedPass | TaskKind::LatePass => {
            Some((routes::stocktake_review(task.stocktake?), "Review"))
        }
        TaskKind::ReceivedMoreThanSent | TaskKind::MovedThoughVoid => {
            Some((routes::transfer(task.transfer?), "Transfer"))
        }
        TaskKind::UnclearOrder | TaskKind::ResultChanged => {
            Some((routes::stocktake_of(task.product?), "Count again"))
        }
        TaskKind::HeldFact => task.transfer.map(|id| (routes::transfer(id), "Transfer")),
    }
}

#[component]
fn TaskRow(
    task: ReviewTask,
    remote: Remote<Page<ReviewTask>>,
    reason: RwSignal<String>,
) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let toasts = expect_context::<Toasts>();
    let blocked = needs_right_and_connection(books, Permission::ManageStocktakes);
    let asking = RwSignal::new(false);
    let is_held = task.kind == TaskKind::HeldFact;
    let is_open = task.settled.is_none();
    let by_hand = is_open && !matches!(task.kind, TaskKind::QuarantinedPass | TaskKind::LatePass);
    let id = task.id;
    let decide = move |how: &'static str, said: &'static str| {
        asking.set(false);
        let body = TaskDecision {
            reason: Remark::new(&reason.get_untracked()).ok(),
        };
        server::spawn(async move {
            let path = format!("/review-tasks/{id}/{how}");
            match server::act(Method::Post, &path, &body).await {
                Ok(()) => toasts.ok(said),
                Err(fault) => toasts.bad(fault.words()),
            }
            remote.again();
            books.sync_now();
        });
    };
    let acts = by_hand.then(|| {
        if is_held {
            view! {
                <Action text="Release" blocked on_press=move |()| decide("release", "Booked at the moment it happened") testid="task-release" />
                <Action text="Set aside" weight=Weight::DangerQuiet blocked on_press=move |()| asking.set(true) testid="task-aside" />
            }
            .into_any()
        } else {
            view! { <Action text="Done" blocked on_press=move |()| decide("settle", "Settled") testid="task-done" /> }.into_any()
        }
    });
    let way =
        way_on(&task).map(|(href, text)| view! { <LinkButton href text weight=Weight::Quiet /> });
    let confirm = by_hand.then(|| {
        view! {
            <Confirm open=asking title="Set this aside?" body="It never changes stock and cannot be taken up again. What was sent stays in the audit log."
                keep="Keep it" act="Set aside" on_keep=move |()| asking.set(false) on_act=move |()| decide("settle", "Set aside") />
        }
    });
    let (title, text, from) = (
        task.title.clone(),
        task.text.clone(),
        source(&task, clock.read()),
    );
    let (tone, word) = match (is_open, is_held) {
        (false, _) => (Tone::Ok, "Settled"),
        (true, true) => (Tone::Warn, "Held"),
        (true, false) => (Tone::Info, "Look"),
    };
    view! {
        <li data-testid="review-task">
            <Tag tone glyph=Glyph::Flag text=word />
            <div class="grow"><span class="t">{title}": "{about(books, &task)}</span><span class="d">{from}</span><span class="d">{text}</span></div>
            <span class="row row--tight">{way}{acts}</span>
            {confirm}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ProductId, ReviewTaskId, UserId};
    use uuid::Uuid;

    fn task(kind: TaskKind) -> ReviewTask {
        let n = Uuid::from_u128;
        ReviewTask {
            id: ReviewTaskId::new(n(1)),
            kind,
            title: "A receipt is held".into(),
            text: String::new(),
            held: None,
            because: None,
            happened: Some((Timestamp::from_millis(0), Timestamp::from_millis(0))),
            product: Some(ProductId::new(n(2))),
            location: None,
            bin: None,
            transfer: Some(TransferId::new(n(3))),
            stocktake: Some(StocktakeId::new(n(4))),
            pass: None,
            user: UserId::new(n(5)),
            user_name: None,
            device: None,
            device_name: None,
            raised: Timestamp::from_millis(0),
            settled: None,
            settled_by: None,
            version: 1,
        }
    }

    #[test]
    fn each_kind_leads_to_where_it_is_settled() {
        let ways: Vec<_> = [
            TaskKind::LatePass,
            TaskKind::MovedThoughVoid,
            TaskKind::ResultChanged,
            TaskKind::HeldFact,
        ]
        .into_iter()
        .map(|kind| way_on(&task(kind)).expect("it has what it names").1)
        .collect();
        assert_eq!(ways, ["Review", "Transfer", "Count again", "Transfer"]);
    }

    #[test]
    fn who_did_what_when_is_said_with_what_is_known() {
        let now = Timestamp::from_millis(0);
        let mut one = task(TaskKind::HeldFact);
        one.user_name = domain::text::Name::new("Ann").ok();
        one.device_name = domain::text::Name::new("Tablet 3").ok();
        assert!(source(&one, now).starts_with("Ann on Tablet 3 \u{b7} happened "));
        one.happened = None;
        one.user_name = None;
        assert!(source(&one, now).starts_with("Somebody on Tablet 3 \u{b7} arrived "));
    }
}
