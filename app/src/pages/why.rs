//! Why a figure is what it is: the movements behind it, newest first, each with its document, user and device
//! (LOC-13, USR-04).

use super::parts::{bin_name, location_name, product_name};
use super::server::{self, Loaded, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::{Clock, Layers, Open};
use crate::ui::{CloseButton, Empty, Layer, LayerKind};
use crate::view;
use api::common::Page;
use api::stock::{Cause, Movement};
use domain::ids::ProductId;
use domain::ledger::Account;
use leptos::prelude::*;

/// What a cause is called, and where its document is.
pub fn cause_words(cause: &Cause) -> (String, Option<String>) {
    let numbered = |what: &str, number: &Option<String>| match number {
        Some(number) => format!("{what} {number}"),
        None => format!("{what}, number pending"),
    };
    match cause {
        Cause::Opening { import } => ("Opening stock".into(), Some(routes::import(*import))),
        Cause::Adjustment { reason } => (format!("Adjusted: {reason}"), None),
        Cause::Receipt {
            reference: Some(reference),
        } => (format!("Received: {reference}"), None),
        Cause::Receipt { reference: None } => ("Received without a document".into(), None),
        Cause::BinMove => ("Moved between bins".into(), None),
        Cause::Transfer { transfer, number } => (
            numbered("Transfer", number),
            Some(routes::transfer(*transfer)),
        ),
        Cause::Count { stocktake, number } => (
            numbered("Stocktake", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::CountCorrection {
            stocktake, number, ..
        } => (
            numbered("Keeps true the count of", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::CountReversal {
            stocktake, number, ..
        } => (
            numbered("Takes back the count of", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::Other { name } => (name.clone(), None),
    }
}

/// What an account is called.
pub const fn account_words(account: Account) -> &'static str {
    match account {
        Account::OnHand => "on hand",
        Account::Allocated => "allocated",
        Account::InTransit => "in transit",
    }
}

/// The drawer.
#[component]
pub fn WhyDrawer() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let now = layers.now();
    let product = crate::memo(move |_| match &*now.read() {
        Open::Why(product) => Some(*product),
        _ => None,
    });
    let close = Callback::new(move |()| layers.close());
    view! {
        <Layer open=crate::derived(move || product.read().is_some()) on_close=close label="Movements" kind=LayerKind::Drawer testid="why-drawer">
            {move || product.get().map(|product| view! { <WhyBody product close /> })}
        </Layer>
    }
}

#[component]
fn WhyBody(product: ProductId, close: Callback<()>) -> impl IntoView {
    let books = expect_context::<Books>();
    view! {
        <div class="dialog-head"><h2 tabindex="-1" autofocus>{move || format!("Why? {}", product_name(books, product).get())}</h2><CloseButton on_close=close /></div>
        <div class="layer-scroll" tabindex="0" role="region" aria-label="Movements"><Movements product /></div>
    }
}

/// The movements of a product.
#[component]
pub fn Movements(
    /// Of this product.
    product: ProductId,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let remote = Remote::<Page<Movement>>::new(move || {
        let path = format!("/movements?product={product}&limit=100");
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<Movement>| {
        if page.items.is_empty() {
            return view! { <Empty title="Nothing has moved" text="Every receipt, transfer, count and adjustment of this product is listed here." /> }.into_any();
        }
        let now = clock.read();
        let rows = page
            .items
            .into_iter()
            .map(|movement| view! { <MovementRow movement now /> })
            .collect_view();
        view! { <ol class="log" data-testid="movements">{rows}</ol> }.into_any()
    });
    view! { <Loaded remote what="movements" draw /> }
}

#[component]
fn MovementRow(movement: Movement, now: domain::time::Timestamp) -> impl IntoView {
    let books = expect_context::<Books>();
    let (what, href) = cause_words(&movement.cause);
    let place = move || {
        format!(
            "{}, {}",
            location_name(books, movement.location).get(),
            bin_name(books, movement.bin).get()
        )
    };
    let who = match (&movement.user_name, &movement.device_name) {
        (Some(user), Some(device)) => format!("{user} on {device}"),
        (Some(user), None) => user.to_string(),
        (None, _) => "A job".into(),
    };
    let late = movement.recorded.millis_since(movement.effective) > 60_000;
    let recorded = late.then(|| {
        format!(
            " \u{b7} recorded {}",
            format::moment(movement.recorded, now)
        )
    });
    let balance = movement
        .balance
        .map(|balance| format!(" \u{2192} {}", format::units(balance.units())))
        .unwrap_or_default();
    let title = match href {
        Some(href) => view! { <a href=href>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    view! {
        <li data-kind=if movement.delta.units() < 0 { "net" } else { "ok" }>
            <time>{format::moment(movement.effective, now)}</time>
            <div>
                <strong>{format::signed(movement.delta.units())}</strong>" "{account_words(movement.account)}{balance}" \u{b7} "{title}
                <span class="hint switch-hint">{place}" \u{b7} "{who}{recorded}</span>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::TransferId;
    use uuid::Uuid;

    /// Proves that a figure names its document (LOC-13, as far as showing goes).
    #[test]
    fn every_cause_has_words_and_documents_a_link() {
        let transfer = TransferId::new(Uuid::from_u128(1));
        let (words, href) = cause_words(&Cause::Transfer {
            transfer,
            number: Some("TR-0422".into()),
        });
        assert_eq!(words, "Transfer TR-0422");
        assert_eq!(href, Some(routes::transfer(transfer)));
        let (pending, _) = cause_words(&Cause::Transfer {
            transfer,
            number: None,
        });
        assert_eq!(pending, "Transfer, number pending");
        assert_eq!(cause_words(&Cause::BinMove).1, None);
    }
}
