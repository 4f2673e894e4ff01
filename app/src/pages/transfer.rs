//! A transfer: its stages, its lines, its log.

use super::not_found::Missing;
use super::parts::{ProductCell, TransferTag, id_of_page, location_name};
use super::server::{self, Loaded, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Card, Confirm, Crumbs, Empty, Glyph, LinkButton, PageHead, Toasts, Weight, needs_right,
};
use crate::view;
use api::common::Page;
use api::transfers::LogEntry;
use domain::ids::TransferId;
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
        },
        TransferStatus::OnHold => Ways {
            hold: false,
            send: true,
            receive: false,
            void: !is_sent,
        },
        TransferStatus::Sent | TransferStatus::PartlyReceived => Ways {
            hold: false,
            send: is_left,
            receive: true,
            void: false,
        },
        TransferStatus::Received | TransferStatus::Void => Ways::default(),
    }
}

/// The page.
#[component]
pub fn TransferPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<TransferId>();
    let transfer = Memo::new(move |_| id.get().and_then(|id| books.transfer(id).get()));
    move || match transfer.get() {
        Some(transfer) => view! { <TransferBody transfer /> }.into_any(),
        None => view! { <Missing what="transfer" /> }.into_any(),
    }
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
    let lede = Signal::derive(move || format!("{} to {}{remark}", from.get(), to.get()));
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
    let title = format!("Transfer {number}");
    view! {
        <Crumbs href=routes::TRANSFERS.to_owned() up="Transfers" here=number />
        <PageHead title lede>
            <TransferTag status=transfer.status />
            {ways.void.then(|| view! { <Action text="Void" weight=Weight::DangerQuiet blocked on_press=move |()| voiding.set(true) testid="void-transfer" /> })}
            {ways.hold.then(|| view! { <Action text="Reserve" glyph=Glyph::Lock blocked on_press=hold testid="hold-transfer" /> })}
            {ways.send.then(|| view! { <LinkButton href=routes::transfer_send(id) text="Send" glyph=Glyph::Send weight=if ways.receive { Weight::Plain } else { Weight::Primary } testid="send-transfer" /> })}
            {ways.receive.then(|| view! { <LinkButton href=routes::transfer_receive(id) text="Receive" glyph=Glyph::PackageCheck weight=Weight::Primary testid="receive-transfer" /> })}
        </PageHead>
        <div class="grid">
            <div class="stack m-7 l-8"><LinesCard lines=transfer.lines.clone() /></div>
            <div class="side m-5 l-4"><LogCard id /></div>
        </div>
        <Confirm open=voiding title="Void this transfer?" body="Nothing was sent, so nothing moves back. What was reserved is free again. A voided transfer cannot be restored."
            keep="Keep transfer" act="Void transfer" on_keep=move |()| voiding.set(false) on_act=void />
    }
}

#[component]
fn LinesCard(lines: Vec<TransferLine>) -> impl IntoView {
    let row = |line: TransferLine| {
        let transit = line.sent.units() - line.received.units();
        view! {
            <tr data-row="" tabindex="-1"><td><ProductCell id=line.product /></td><td class="num">{format::units(line.quantity.units())}</td><td class="num">{format::units(line.sent.units())}</td>
                <td class="num">{format::units(line.received.units())}</td><td class="num p2">{format::units(transit)}</td></tr>
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
                void: false
            }
        );
        transfer.status = TransferStatus::Received;
        assert_eq!(ways(&transfer), Ways::default());
    }
}
