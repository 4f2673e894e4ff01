//! Counts that a person has to let in: those that came after completion, and those of a revoked device (DECISIONS 5 and
//! 13, OFF-31). Until then they change nothing.

use super::Desk;
use crate::books::Books;
use crate::format;
use crate::pages::parts::{bin_name, user_name};
use crate::pages::server::{self, Method, Remote};
use crate::shell::Clock;
use crate::ui::{
    Action, Card, Confirm, Glyph, Load, Show, Tag, TextField, Tone, Weight,
    needs_right_and_connection,
};
use crate::view;
use api::common::Page;
use api::stocktakes::{CompletionResult, CountEvent, Item, LateDecision, PassRuling};
use domain::books::{ReviewSubject, ReviewTask};
use domain::ids::{PassId, StocktakeId, UserId};
use domain::permission::Permission;
use domain::text::Remark;
use domain::time::Timestamp;
use leptos::prelude::*;

/// Why a count is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It came after completion.
    Late,
    /// Its device had been revoked.
    Revoked,
}

/// A count that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The pass.
    pub pass: PassId,
    /// Who counted.
    pub user: UserId,
    /// When it arrived.
    pub arrived: Timestamp,
    /// Why it is held.
    pub why: Why,
}

/// The counts of a stocktake that are held, oldest first.
pub fn held(tasks: &[ReviewTask], stocktake: StocktakeId) -> Vec<Held> {
    let of_here = tasks
        .iter()
        .filter(|task| task.stocktake == Some(stocktake) && task.settled.is_none());
    let mut held: Vec<Held> = of_here
        .filter_map(|task| {
            let (pass, why) = match task.subject {
                ReviewSubject::LatePass { pass } => (pass, Why::Late),
                ReviewSubject::QuarantinedPass { pass } => (pass, Why::Revoked),
                _ => return None,
            };
            Some(Held {
                pass,
                user: task.user,
                arrived: task.raised,
                why,
            })
        })
        .collect();
    held.sort_by_key(|one| (one.arrived, one.pass));
    held
}

/// Most events of a count that are looked at to say what it holds.
const MOST_EVENTS: usize = 500;

/// Units and products that the events of a count come to, oldest first. A held count is no part of the books, so it is
/// added up here.
pub fn content(events: &[CountEvent]) -> (i64, usize) {
    let mut counted: Vec<(&Item, i64)> = Vec::new();
    for event in events.iter().filter(|event| !event.voided) {
        let (Some(item), Some(quantity)) = (&event.item, event.quantity) else {
            continue;
        };
        let known = counted.iter().position(|(known, _)| *known == item);
        let is_set = match event.kind.as_str() {
            "counted" => false,
            "set" => true,
            _ => continue,
        };
        match known {
            Some(at) if is_set => counted[at].1 = quantity.units(),
            Some(at) => counted[at].1 += quantity.units(),
            None => counted.push((item, quantity.units())),
        }
    }
    (counted.iter().map(|(_, units)| units).sum(), counted.len())
}

/// What a held count holds: "12 units of 3 products".
fn content_words(load: &Load<Page<CountEvent>>) -> String {
    let Some(page) = load.ready() else {
        return "What it holds is not known yet".into();
    };
    let (units, products) = content(&page.items);
    let words = format!(
        "{} units of {}",
        format::units(units),
        format::counted(products, "product", "products")
    );
    match page.next {
        Some(_) => format!("More than {words}"),
        None => words,
    }
}

/// Both kinds of held counts, each in its card.
#[component]
pub(super) fn HeldCounts() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let tasks = desk.books.tasks();
    let of = move |why: Why| {
        crate::memo(move |_| {
            let mut held = held(&tasks.read(), desk.id);
            held.retain(|one| one.why == why);
            held
        })
    };
    let (late, revoked) = (of(Why::Late), of(Why::Revoked));
    view! {
        <Show when=move || !late.read().is_empty()><LateCard late /></Show>
        <Show when=move || !revoked.read().is_empty()><RevokedCard revoked /></Show>
    }
}

#[component]
fn LateCard(late: Memo<Vec<Held>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let blocked = needs_right_and_connection(desk.books, Permission::CompleteStocktake);
    let reason = RwSignal::new(String::new());
    let words = move || {
        crate::derived(move || format::counted(late.read().len(), "late count", "late counts"))
    };
    let post = move |()| {
        if let Some(first) = late.read_untracked().first() {
            decide(desk, first.pass, true, &reason.get_untracked());
        }
    };
    let title = crate::derived(move || format!("{} came after completion", words().get()));
    let text = crate::derived(move || format!("Post {}", words().get()));
    view! {
        <Card title id="h-late" class="card--warn">
            <p class="card-body sm">"The books are as they were completed. Post what these counts found, each at the moment it was counted, or set a count aside. Counts that differ from each other wait until their conflict is settled."</p>
            <ul class="list list--wrap" data-testid="late-passes">{move || late.get().into_iter().map(|one| view! { <HeldRow one reason /> }).collect_view()}</ul>
            <div class="card-body stack-sm">
                <TextField id="late-reason" label="Reason" value=reason optional=true hint="Such as: the tablet had no battery" />
                <div class="row"><Action text weight=Weight::Primary blocked on_press=post testid="late-post" /></div>
            </div>
        </Card>
    }
}

#[component]
fn RevokedCard(revoked: Memo<Vec<Held>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    view! {
        <Card title="Counts of a revoked device" id="h-revoked" class="card--warn">
            <p class="card-body sm">"The device was revoked before these counts arrived, so they count for nothing until somebody lets them in."</p>
            <ul class="list list--wrap" data-testid="revoked-passes">{move || revoked.get().into_iter().map(|one| view! { <HeldRow one reason /> }).collect_view()}</ul>
        </Card>
    }
}

#[component]
fn HeldRow(one: Held, reason: RwSignal<String>) -> impl IntoView {
    let (desk, clock) = (expect_context::<Desk>(), expect_context::<Clock>());
    let books: Books = desk.books;
    let pass = books.pass(one.pass);
    let events = Remote::<Page<CountEvent>>::new(move || async move {
        let (of, pass) = (desk.id, one.pass);
        let path = format!("/stocktakes/{of}/events?pass={pass}&limit={MOST_EVENTS}");
        server::read(&path).await
    })
    .load();
    let who = user_name(books, one.user);
    let place = crate::derived(move || {
        let bin = pass.read().as_ref().map(|pass| pass.head.bin);
        bin.map_or_else(|| "a bin".to_owned(), |bin| bin_name(books, bin).get())
    });
    let title = move || format!("{who}: {}", place.get());
    let note = move || {
        format!(
            "{} \u{b7} arrived {}",
            content_words(&events.read()),
            format::moment_within(one.arrived, clock.now().get())
        )
    };
    let asking = RwSignal::new(false);
    let right = match one.why {
        Why::Late => Permission::CompleteStocktake,
        Why::Revoked => Permission::ResolveConflicts,
    };
    let blocked = needs_right_and_connection(books, right);
    let release = (one.why == Why::Revoked).then(|| {
        view! { <Action text="Let it count" blocked on_press=move |()| rule(desk, one.pass, true) testid="pass-release" /> }
    });
    let set_aside = move |()| {
        asking.set(false);
        match one.why {
            Why::Late => decide(desk, one.pass, false, &reason.get_untracked()),
            Why::Revoked => rule(desk, one.pass, false),
        }
    };
    view! {
        <li data-testid="held-pass">
            <Tag tone=Tone::Warn glyph=Glyph::Clock text=if one.why == Why::Late { "Late" } else { "Held" } />
            <div class="grow"><span class="t">{title}</span><span class="d">{note}</span></div>
            <span class="row row--tight">{release}<Action text="Set aside" weight=Weight::DangerQuiet blocked on_press=move |()| asking.set(true) testid="pass-aside" /></span>
            <Confirm open=asking title="Set this count aside?" body="It stays in the history and changes nothing. It cannot be taken up again; the bin can be counted anew."
                keep="Keep it" act="Set aside" on_keep=move |()| asking.set(false) on_act=set_aside />
        </li>
    }
}

fn decide(desk: Desk, pass: PassId, accept: bool, reason: &str) {
    let body = LateDecision {
        pass,
        accept,
        reason: Remark::new(reason).ok(),
    };
    server::spawn(async move {
        let path = format!("/stocktakes/{}/late", desk.id);
        match server::send::<_, CompletionResult>(Method::Post, &path, &body).await {
            Ok(result) if accept => desk.toasts.ok(format!(
                "{} posted",
                format::counted(result.movements.len(), "movement", "movements")
            )),
            Ok(_) => desk.toasts.ok("Set aside"),
            Err(fault) => desk.toasts.bad(fault.words()),
        }
        desk.remote.again();
        desk.books.sync_now();
    });
}

fn rule(desk: Desk, pass: PassId, release: bool) {
    let said = if release {
        "It counts now"
    } else {
        "Set aside"
    };
    desk.act(
        Method::Post,
        format!("passes/{pass}/rule"),
        PassRuling { release },
        said,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::ReviewTaskId;
    use uuid::Uuid;

    #[test]
    fn only_open_decisions_about_counts_of_this_stocktake_are_listed_oldest_first() {
        let n = Uuid::from_u128;
        let task = |id: u128, of: u128, raised: i64, subject: ReviewSubject| ReviewTask {
            id: ReviewTaskId::new(n(id)),
            subject,
            location: None,
            stocktake: Some(StocktakeId::new(n(of))),
            user: UserId::new(n(9)),
            device: None,
            raised: Timestamp::from_millis(raised),
            settled: None,
        };
        let late = |pass: u128| ReviewSubject::LatePass {
            pass: PassId::new(n(pass)),
        };
        let revoked = ReviewSubject::QuarantinedPass {
            pass: PassId::new(n(3)),
        };
        let settled = ReviewTask {
            settled: Some((Timestamp::from_millis(9), UserId::new(n(9)))),
            ..task(4, 1, 0, late(4))
        };
        let tasks = [
            task(1, 1, 20, late(1)),
            task(2, 2, 0, late(2)),
            task(3, 1, 10, revoked),
            settled,
        ];
        let found = held(&tasks, StocktakeId::new(n(1)));
        assert_eq!(
            found.iter().map(|one| one.why).collect::<Vec<_>>(),
            [Why::Revoked, Why::Late]
        );
    }

    #[test]
    fn a_held_count_is_added_up_from_its_events() {
        let n = Uuid::from_u128;
        let event = |kind: &str, item: u128, quantity: i64, voided: bool| CountEvent {
            id: domain::ids::OperationId::new(n(1)),
            pass: PassId::new(n(1)),
            bin: None,
            item: Some(Item::Product(domain::ids::ProductId::new(n(item)))),
            kind: kind.into(),
            quantity: Some(domain::quantity::Quantity::new(quantity).unwrap()),
            source: None,
            voided,
            user: None,
            user_name: None,
            device: None,
            device_name: None,
            at: (Timestamp::from_millis(0), Timestamp::from_millis(0)),
            received: Timestamp::from_millis(0),
            disposition: "quarantined".into(),
        };
        let events = [
            event("counted", 1, 1, false),
            event("set", 1, 14, false),
            event("counted", 2, 3, false),
            event("counted", 2, 3, true),
            event("suspected-double", 2, 1, false),
        ];
        assert_eq!(content(&events), (17, 2));
    }
}
