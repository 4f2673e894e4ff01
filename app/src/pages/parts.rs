//! What several pages show alike: products, places and people by name, statuses in words.

use super::server;
use crate::books::Books;
use crate::router;
use crate::routes;
use crate::ui::{Action, BinTag, Glyph, LinkButton, Mark, Show, SyncTag, Tag, Tone, Weight};
use crate::view;
use domain::books::EntityRef;
use domain::ids::{BinId, LocationId, ProductId, UserId};
use domain::permission::Permission;
use domain::stocktake::StocktakeStatus;
use domain::transfer::TransferStatus;
use leptos::prelude::*;
use std::str::FromStr;

#[cfg(target_arch = "wasm32")]
use crate::platform::copy as on_clipboard;

/// The id in the address of the page; `None` if it is none.
pub fn id_of_page<T>() -> Memo<Option<T>>
where
    T: FromStr + Copy + PartialEq + Send + Sync + 'static,
{
    let params = router::names();
    crate::memo(move |_| params.read().get("id").and_then(|id| id.parse().ok()))
}

/// The name of a product.
pub fn product_name(books: Books, id: ProductId) -> Signal<String> {
    let product = books.product(id);
    crate::memo(move |_| {
        product.read().as_ref().map_or_else(
            || "Unknown product".to_owned(),
            |product| product.name.to_string(),
        )
    })
    .into()
}

/// The SKU of a product.
pub fn product_sku(books: Books, id: ProductId) -> Signal<String> {
    let product = books.product(id);
    crate::memo(move |_| {
        product
            .read()
            .as_ref()
            .map(|product| product.sku.to_string())
            .unwrap_or_default()
    })
    .into()
}

/// The name of a location.
pub fn location_name(books: Books, id: LocationId) -> Signal<String> {
    let location = books.location(id);
    crate::memo(move |_| {
        location.read().as_ref().map_or_else(
            || "Another location".to_owned(),
            |location| location.name.to_string(),
        )
    })
    .into()
}

/// The name of a bin on the shelf; goods outside bins lie in none.
pub fn bin_name(books: Books, id: Option<BinId>) -> Signal<String> {
    let Some(id) = id else {
        return Signal::stored("No bin".to_owned());
    };
    let bin = books.bin(id);
    crate::memo(move |_| {
        bin.read()
            .as_ref()
            .map_or_else(|| "Another bin".to_owned(), |bin| bin.name.to_string())
    })
    .into()
}

/// The name of a user, or a word for who is not known here.
pub fn user_name(books: Books, id: UserId) -> String {
    books.person(id).with_untracked(|person| {
        person
            .as_ref()
            .map_or_else(|| "Somebody".to_owned(), |person| person.name.to_string())
    })
}

/// What moves or counts stock begins with these, for whoever may.
#[component]
pub fn Beginnings() -> impl IntoView {
    let books = expect_context::<Books>();
    let can_transfer = books.permits(Permission::Transfer);
    let can_count = books.permits(Permission::ManageStocktakes);
    view! {
        <Show when=move || can_transfer.get()><LinkButton href=routes::TRANSFER_NEW.to_owned() text="New transfer" glyph=Glyph::ArrowRightLeft /></Show>
        <Show when=move || can_count.get()><LinkButton href=routes::STOCKTAKE_NEW.to_owned() text="Start a count" glyph=Glyph::ScanBarcode weight=Weight::Primary testid="start-count" /></Show>
    }
}

/// Product and SKU in a cell, leading to the product.
#[component]
pub fn ProductCell(
    /// Which one.
    id: ProductId,
) -> impl IntoView {
    let books = expect_context::<Books>();
    view! {
        <a class="t" href=routes::product(id)>{product_name(books, id)}</a>
        <span class="sku d">{product_sku(books, id)}</span>
    }
}

/// Product and SKU in a cell, leading nowhere.
#[component]
pub fn ProductText(
    /// Which one.
    id: ProductId,
) -> impl IntoView {
    let books = expect_context::<Books>();
    view! {
        <span class="t">{product_name(books, id)}</span>
        <span class="sku d">{product_sku(books, id)}</span>
    }
}

/// A bin in a cell, or a dash for goods outside bins.
#[component]
pub fn BinCell(
    /// Which one.
    id: Option<BinId>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    match id {
        Some(_) => view! { <BinTag name=bin_name(books, id) /> }.into_any(),
        None => view! { <span class="muted">"\u{2014}"<span class="sr">" no bin"</span></span> }
            .into_any(),
    }
}

/// Marks a record that shows something of this device which is not in the server's books yet (OFF-18).
#[component]
pub fn Unsent(
    /// Which one.
    record: EntityRef,
) -> impl IntoView {
    let pending = expect_context::<Books>().is_pending(record);
    view! { <Show when=move || pending.get()><span data-testid="unsent"><SyncTag mark=Mark::Pending text="Not sent yet" /></span></Show> }
}

/// What a transfer's status is called, and what it means.
pub const fn transfer_words(status: TransferStatus) -> (&'static str, Tone) {
    match status {
        TransferStatus::Draft => ("Draft", Tone::Line),
        TransferStatus::OnHold => ("On Hold", Tone::Warn),
        TransferStatus::Sent => ("Sent", Tone::Info),
        TransferStatus::PartlyReceived => ("Partly received", Tone::Info),
        TransferStatus::Received => ("Received", Tone::Ok),
        TransferStatus::Void => ("Void", Tone::Neutral),
    }
}

/// A transfer's status.
#[component]
pub fn TransferTag(
    /// Which one.
    status: TransferStatus,
) -> impl IntoView {
    let (text, tone) = transfer_words(status);
    view! { <Tag tone text=text.to_owned() /> }
}

/// What a stocktake's status is called, and what it means.
pub const fn stocktake_words(status: StocktakeStatus) -> (&'static str, Tone) {
    match status {
        StocktakeStatus::InProgress => ("In progress", Tone::Info),
        StocktakeStatus::Completed => ("Completed", Tone::Ok),
        StocktakeStatus::Voided => ("Voided", Tone::Neutral),
    }
}

/// A stocktake's status.
#[component]
pub fn StocktakeTag(
    /// Which one.
    status: StocktakeStatus,
) -> impl IntoView {
    let (text, tone) = stocktake_words(status);
    view! { <Tag tone text=text.to_owned() /> }
}

/// Locations as choices of a select, an empty one first if wanted.
pub fn location_choices(books: Books, none: Option<&'static str>) -> Signal<Vec<(String, String)>> {
    let locations = books.locations();
    crate::memo(move |_| {
        let none = none.map(|text| (String::new(), text.to_owned()));
        let all = locations.read();
        none.into_iter()
            .chain(
                all.iter()
                    .map(|location| (location.id.to_string(), location.name.to_string())),
            )
            .collect()
    })
    .into()
}

/// Bins of a location as choices of a select, the implicit one first.
pub fn bin_choices(
    books: Books,
    location: Signal<Option<LocationId>>,
) -> Signal<Vec<(String, String)>> {
    crate::memo(move |_| {
        let bins = location
            .get()
            .map(|location| books.bins(location).get())
            .unwrap_or_default();
        let none = (String::new(), "No bin".to_owned());
        std::iter::once(none)
            .chain(
                bins.iter()
                    .map(|bin| (bin.id.to_string(), bin.name.to_string())),
            )
            .collect()
    })
    .into()
}

/// A text as an id, if it is one.
pub fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// Something that is shown once, to be taken along: selected when it is touched, and copied by a button.
#[component]
pub fn ToCopy(
    /// What it is, for those who do not see it.
    label: &'static str,
    /// What is copied.
    #[prop(into)]
    value: String,
    /// For tests.
    testid: &'static str,
) -> impl IntoView {
    let said = RwSignal::new("");
    let shown = value.clone();
    let copy = move |()| {
        let text = value.clone();
        server::spawn(async move {
            let is_copied = on_clipboard(&text).await;
            said.try_set(if is_copied {
                "Copied."
            } else {
                "The browser did not copy it. Select it and copy it by hand."
            });
        });
    };
    view! {
        <div class="row">
            <input class="input input--mono grow" readonly aria-label=label value=shown data-testid=testid on:focus:target=|event| event.target().select() />
            <Action text="Copy" glyph=Glyph::Copy on_press=copy />
        </div>
        <p class="muted sm" role="status">{said}</p>
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn on_clipboard(_text: &str) -> bool {
    false
}
