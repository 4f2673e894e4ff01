//! The history of one row: every event that counted a product in a bin, with who, when, on which device and how
//! (STK-16, OFF-23).

use super::Desk;
use crate::format;
use crate::pages::parts::bin_name;
use crate::pages::server::{self, Loaded, Remote};
use crate::shell::Clock;
use crate::ui::{Dialog, Empty, LayerKind};
use crate::view;
use api::common::Page;
use api::stocktakes::CountEvent;
use domain::ids::{BinId, ProductId};
use domain::stocktake::CountSource;
use leptos::prelude::*;

/// The row whose history is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The product.
    pub product: ProductId,
    /// The bin.
    pub bin: Option<BinId>,
    /// The product's name.
    pub name: String,
}

/// How something was counted.
pub const fn source_words(source: CountSource) -> &'static str {
    match source {
        CountSource::Scan => "Scanner",
        CountSource::Camera => "Camera",
        CountSource::Hand => "By hand",
        CountSource::Sync => "Sync",
        CountSource::Job => "Job",
    }
}

/// What an event did, in words.
pub fn event_words(event: &CountEvent) -> String {
    let n = event
        .quantity
        .map(|quantity| format::units(quantity.units()))
        .unwrap_or_default();
    match event.kind.as_str() {
        "counted" => format!("+{n}"),
        "set" => format!("Set to {n}"),
        "voided" => "Took one back".into(),
        "suspected-double" => "Double scan, kept out".into(),
        "pass-opened" => "Began to count".into(),
        "pass-closed" => "Finished the bin".into(),
        "note" => "Note".into(),
        other => other.to_owned(),
    }
}

/// Why an event does not count, if it does not.
fn aside_words(event: &CountEvent) -> Option<&'static str> {
    if event.voided {
        return Some("taken back");
    }
    match event.disposition.as_str() {
        "late" => Some("came after completion"),
        "quarantined" => Some("from a revoked device"),
        "unknown-item" => Some("product not known"),
        "out-of-scope" => Some("does not belong here"),
        _ => None,
    }
}

/// The dialog.
#[component]
pub(super) fn HistoryDialog(of: RwSignal<Option<Subject>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let title = crate::derived(move || {
        of.read().as_ref().map_or_else(String::new, |subject| {
            format!(
                "{} in {}",
                subject.name,
                bin_name(desk.books, subject.bin).get()
            )
        })
    });
    let close = Callback::new(move |()| of.set(None));
    view! {
        <Dialog open=crate::derived(move || of.read().is_some()) on_close=close title kind=LayerKind::Wide testid="row-history">
            {move || of.get().map(|subject| view! { <History subject /> })}
        </Dialog>
    }
}

#[component]
fn History(subject: Subject) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (id, product, bin) = (desk.id, subject.product, subject.bin);
    let remote = Remote::<Vec<CountEvent>>::new(move || async move {
        // All of them: what is left out would be missing from the sum.
        let (mut events, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/stocktakes/{id}/events?product={product}&limit=500&after={after}");
            let page = server::read::<Page<CountEvent>>(&path).await?;
            events.extend(page.items.into_iter().filter(|event| event.bin == bin));
            match page.next {
                Some(next) => after = next,
                None => return Ok(events),
            }
        }
    });
    let draw = Callback::new(move |mut events: Vec<CountEvent>| {
        events.reverse();
        view! { <EventTable events /> }.into_any()
    });
    view! { <div class="layer-scroll" tabindex="0" role="region" aria-label="History of this row"><Loaded remote what="history" draw /></div> }
}

#[component]
fn EventTable(events: Vec<CountEvent>) -> impl IntoView {
    let clock = expect_context::<Clock>();
    if events.is_empty() {
        return view! { <Empty title="Nobody counted it here" text="It was not scanned in this bin, so the count of the bin makes it zero." /> }.into_any();
    }
    let row = move |event: CountEvent| {
        let what = event_words(&event);
        let aside = aside_words(&event).map(|text| view! { <span class="d">{text}</span> });
        let who = event
            .user_name
            .as_ref()
            .map_or_else(|| "Somebody".to_owned(), ToString::to_string);
        let device = event
            .device_name
            .as_ref()
            .map_or_else(|| format::UNKNOWN.to_owned(), ToString::to_string);
        let source = event.source.map_or(format::UNKNOWN, source_words);
        let at = format::moment(event.at.1, clock.read());
        view! { <tr data-testid="event-row"><td class="nowrap">{at}</td><td><span class="t">{who}</span><span class="d">{device}</span></td><td>{source}</td><td class="num">{what}{aside}</td></tr> }
    };
    view! {
        <div class="table-wrap"><table class="table">
            <thead><tr><th>"When"</th><th>"Who and on what"</th><th>"How"</th><th class="num">"What"</th></tr></thead>
            <tbody>{events.into_iter().map(row).collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}
