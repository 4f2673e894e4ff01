//! A transfer: its stages, its lines, its log.

use super::not_found::Missing;
use super::parts::{ProductCell, TransferTag, Unsent, id_of_page, location_name};
use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Banner, Card, Confirm, Crumbs, Empty, Gate, Glyph, LinkButton, PageHead, Toasts, Tone,
    Weight, needs_right, needs_right_and_connection,
};
use crate::view;
use api::common::Page;
use api::transfers::LogEntry;
use domain::books::{EntityRef, ReviewSubject, ReviewTask};
use domain::ids::TransferId;
use domain::operation::Fact;
use domain::permission::Permission;
use domain::transfer::{Transfer, TransferLine, TransferStatus};
use leptos::prelude::*;

/// What can be done with a transfer in a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ways {
    /// Reserve its goods.
    pub hold: bool,
    /// Send them.
    pub send: bool,
    /// Receive them.
    pub receive: bool,
    /// Annul it.
    pub void: bool,
    /// Write off what is still on its way.
    pub close: bool,
}

/// Units of a line that are on their way.
pub fn on_its_way(line: &TransferLine) -> i64 {
    line.sent.units() - line.received.units() - line.written_off.units()
}

/// What can be done now.
pub fn ways(transfer: &Transfer) -> Ways {
    let is_sent = transfer.lines.iter().any(|line| !line.sent.is_zero());
    let is_left = transfer
        .lines
        .iter()
        .any(|line| line.sent.units() < line.quantity.units());
    match transfer.status {
        TransferStatus::Draft => Ways {
            hold: true,
            send: true,
            receive: false,
            void: true,
            close: false,
        },
        TransferStatus::OnHold => Ways {
            hold: false,
            send: true,
            receive: false,
            void: !is_sent,
            close: false,
        },
        TransferStatus::Sent | TransferStatus::PartlyReceived => Ways {
            hold: false,
            send: is_left,
            receive: true,
            void: false,
            close: true,
        },
        TransferStatus::Received | TransferStatus::Void => Ways::default(),
    }
}

/// The page.
#[component]
pub fn TransferPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<TransferId>();
    let transfer = crate::memo(move |_| id.get().and_then(|id| books.transfer(id).get()));
    view! { <Gate needs=Permission::Transfer what="transfers">{move || match transfer.get() {
        Some(transfer) => view! { <TransferBody transfer /> }.into_any(),
        None => view! { <Missing what="transfer" /> }.into_any(),
    }}</Gate> }
}

#[component]
fn TransferBody(transfer: Transfer) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let id = transfer.id;
    let number = transfer.number.clone().unwrap_or_else(|| "Pending".into());
    let (from, to) = (
        location_name(books, transfer.from),
        location_name(books, transfer.to),
    );
    let remark = transfer
        .remark
        .as_ref()
        .map(|remark| format!(" \u{b7} {remark}"))
        .unwrap_or_default();
    let lede = crate::derived(move || format!("{} to {}{remark}", from.get(), to.get()));
    let ways = ways(&transfer);
    let blocked = needs_right(books, Permission::Transfer);
    let voiding = RwSignal::new(false);
    let hold = move |()| {
        server::spawn(async move {
            match books.hold_transfer(id).await {
                Ok(_) => toasts.ok("On Hold: the goods are reserved"),
                Err(why) => toasts.bad(why.to_string()),
            }
        })
    };
    let void = move |()| {
        voiding.set(false);
        server::spawn(async move {
            match books.void_transfer(id).await {
                Ok(_) => toasts.ok("Voided"),
                Err(why) => toasts.bad(why.to_string()),
            }
        });
    };
    let closing = RwSignal::new(false);
    let close_blocked = needs_right_and_connection(books, Permission::Transfer);
    let rest: i64 = transfer.lines.iter().map(on_its_way).sum();
    let close = move |()| {
        closing.set(false);
        server::spawn(async move {
            let path = format!("/transfers/{id}/close");
            match server::act(Method::Post, &path, &serde_json::json!({})).await {
                Ok(()) => {
                    toasts.ok("Closed");
                    books.sync_now();
                }
                Err(fault) => toasts.bad(fault.words()),
            }
        });
    };
    let close_body = close_words(rest);
    let title = format!("Transfer {number}");
    view! {
        <Crumbs href=routes::TRANSFERS.to_owned() up="Transfers" here=number />
        <PageHead title lede>
            <Unsent record=EntityRef::Transfer(id) />
            <TransferTag status=transfer.status />
            {ways.void.then(|| view! { <Action text="Void" weight=Weight::DangerQuiet blocked on_press=move |()| voiding.set(true) testid="void-transfer" /> })}
            {ways.close.then(|| view! { <Action text="Close with the rest" weight=Weight::DangerQuiet blocked=close_blocked on_press=move |()| closing.set(true) testid="close-transfer" /> })}
            {ways.hold.then(|| view! { <Action text="Reserve" glyph=Glyph::Lock blocked on_press=hold testid="hold-transfer" /> })}
            {ways.send.then(|| view! { <LinkButton href=routes::transfer_send(id) text="Send" glyph=Glyph::Send weight=if ways.receive { Weight::Plain } else { Weight::Primary } testid="send-transfer" /> })}
            {ways.receive.then(|| view! { <LinkButton href=routes::transfer_receive(id) text="Receive" glyph=Glyph::PackageCheck weight=Weight::Primary testid="receive-transfer" /> })}
        </PageHead>
        <ToDecide id />
        <div class="grid">
            <div class="stack m-7 l-8"><LinesCard lines=transfer.lines.clone() /></div>
            <div class="side m-5 l-4"><LogCard id /></div>
        </div>
        <Confirm open=voiding title="Void this transfer?" body="Nothing was sent, so nothing moves back. What was reserved is free again. A voided transfer cannot be restored."
            keep="Keep transfer" act="Void transfer" on_keep=move |()| voiding.set(false) on_act=void />
        <Confirm open=closing title="Close this transfer?" body=close_body
            keep="Keep waiting" act="Close transfer" on_keep=move |()| closing.set(false) on_act=close />
    }
}

/// The transfer a task is about, if it is about one.
const fn told_of(subject: &ReviewSubject) -> Option<TransferId> {
    match subject {
        ReviewSubject::ReceivedMoreThanSent { transfer }
        | ReviewSubject::MovedThoughVoid { transfer } => Some(*transfer),
        ReviewSubject::HeldFact { fact, .. } => match **fact {
            Fact::TransferSent { transfer, .. } | Fact::TransferReceived { transfer, .. } => {
                Some(transfer)
            }
            _ => None,
        },
        _ => None,
    }
}

/// What somebody has to look at about it.
#[component]
fn ToDecide(id: TransferId) -> impl IntoView {
    let books = expect_context::<Books>();
    let (tasks, decides) = (books.tasks(), books.permits(Permission::ManageStocktakes));
    let banner = move |task: &ReviewTask| {
        view! {
            <Banner tone=Tone::Warn head=format!("{}.", task.subject.title()) text=task.subject.advice().to_owned()>
                <Show when=move || decides.get()><LinkButton href=routes::TASKS.to_owned() text="Decide" /></Show>
            </Banner>
        }
    };
    move || {
        let tasks = tasks.read();
        let of_here = tasks
            .iter()
            .filter(|task| told_of(&task.subject) == Some(id));
        of_here.map(banner).collect_view()
    }
}

/// What closing means for the goods that never came.
fn close_words(rest: i64) -> String {
    let lost = match rest {
        n if n > 0 => format!(
            "{} still on the way {} written off: nobody has them.",
            format::units(n),
            if n == 1 { "is" } else { "are" }
        ),
        _ => "Everything that was sent has arrived.".to_owned(),
    };
    format!(
        "{lost} What was not sent is no longer reserved. Goods that arrive later are still taken in, and somebody is told. A closed transfer cannot be opened again."
    )
}

#[component]
fn LinesCard(lines: Vec<TransferLine>) -> impl IntoView {
    let row = |line: TransferLine| {
        let transit = on_its_way(&line);
        let lost = line.written_off.units();
        let note = (lost != 0).then(|| {
            view! { <span class="d">{format!("{} written off", format::units(lost))}</span> }
        });
        view! {
            <tr data-row="" tabindex="-1"><td><ProductCell id=line.product /></td><td class="num">{format::units(line.quantity.units())}</td><td class="num">{format::units(line.sent.units())}</td>
                <td class="num">{format::units(line.received.units())}{note}</td><td class="num p2">{format::units(transit)}</td></tr>
        }
    };
    view! {
        <Card title="Goods" id="h-goods">
            <div class="table-wrap"><table class="table" data-testid="transfer-lines">
                <thead><tr><th>"Product"</th><th class="num">"Planned"</th><th class="num">"Sent"</th><th class="num">"Received"</th><th class="num p2">"In transit"</th></tr></thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table></div>
        </Card>
    }
}

#[component]
fn LogCard(id: TransferId) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let remote = Remote::<Page<LogEntry>>::new(move || async move {
        server::read(&format!("/transfers/{id}/log")).await
    });
    let draw = Callback::new(move |page: Page<LogEntry>| {
        if page.items.is_empty() {
            return view! { <Empty title="Nothing yet" text="What is done with this transfer is listed here, with who did it." /> }.into_any();
        }
        let row = |entry: LogEntry| {
            let who = match (entry.user_name, entry.device_name) {
                (Some(user), Some(device)) => format!("{user} on {device}"),
                (Some(user), None) => user.to_string(),
                _ => "A job".into(),
            };
            view! { <li><time>{format::moment(entry.at, clock.read())}</time><div>{entry.text}<span class="hint switch-hint">{who}</span></div></li> }
        };
        view! { <ol class="log">{page.items.into_iter().map(row).collect_view()}</ol> }.into_any()
    });
    view! { <Card title="Log" id="h-log"><Loaded remote what="log" draw /></Card> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{LocationId, ProductId, TransferLineId};
    use domain::quantity::{Delta, Quantity};
    use uuid::Uuid;

    #[test]
    fn closing_says_how_many_are_lost() {
        assert!(close_words(3).starts_with("3 still on the way are written off"));
        assert!(close_words(0).starts_with("Everything that was sent has arrived."));
    }

    #[test]
    fn a_transfer_can_be_voided_only_before_anything_left() {
        let n = Uuid::from_u128(1);
        let planned = Quantity::new(5).unwrap();
        let line = TransferLine::planned(TransferLineId::new(n), ProductId::new(n), planned);
        let place = LocationId::new(n);
        let mut transfer = Transfer {
            id: TransferId::new(n),
            number: None,
            from: place,
            to: place,
            status: TransferStatus::OnHold,
            lines: vec![line],
            remark: None,
        };
        assert!(ways(&transfer).void && ways(&transfer).send);
        transfer.lines[0].sent = Delta::new(2);
        transfer.status = TransferStatus::Sent;
        assert_eq!(
            ways(&transfer),
            Ways {
                hold: false,
                send: true,
                receive: true,
                void: false,
                close: true,
            }
        );
        transfer.status = TransferStatus::Received;
        assert_eq!(ways(&transfer), Ways::default());
    }
}
