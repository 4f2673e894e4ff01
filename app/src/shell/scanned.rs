//! Scan anywhere: what a code names and what can be done with it, when no page asked for a scan.

use super::{Layers, Open};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::scan::{Candidate, Resolved, Scan};
use crate::ui::{BinTag, CloseButton, Glyph, Icon, Layer, LinkButton, Weight};
use crate::view;
use domain::ids::{BinId, LocationId, ProductId};
use leptos::prelude::*;

/// The layer that a scan opens.
#[component]
pub fn ScannedDialog() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let now = layers.now();
    let open = crate::memo(move |_| matches!(*now.read(), Open::Scanned(_)));
    let close = Callback::new(move |()| layers.close());
    let body = move || match now.get() {
        Open::Scanned(scan) => Some(draw(scan, close)),
        _ => None,
    };
    view! { <Layer open on_close=close label="Scanned" testid="scanned">{body}</Layer> }
}

fn draw(scan: Scan, close: Callback<()>) -> AnyView {
    let raw = scan.raw.to_string();
    match scan.names {
        Resolved::Product { product, .. } => {
            view! { <Said kind="ok" raw /><ProductBody product close /> }.into_any()
        }
        Resolved::Bin { location, bin } => {
            view! { <Said kind="ok" raw /><BinBody location bin close /> }.into_any()
        }
        Resolved::Several(candidates) => {
            view! { <Said kind="dup" raw /><SeveralBody candidates close /> }.into_any()
        }
        Resolved::Unknown => {
            view! { <Said kind="bad" raw=raw.clone() /><UnknownBody raw close /> }.into_any()
        }
    }
}

#[component]
fn Said(kind: &'static str, raw: String) -> impl IntoView {
    view! {
        <div class="scan-said" data-kind=kind role="status">
            <Icon glyph=Glyph::ScanBarcode />
            <span class="grow">"Scanned "<span class="mono">{raw}</span></span>
        </div>
    }
}

#[component]
fn ProductBody(product: ProductId, close: Callback<()>) -> impl IntoView {
    let books = expect_context::<Books>();
    let found = books.product(product);
    let lines = books.stock_of(product);
    let tiles = move || {
        let lines = lines.get();
        let tile = |line: &crate::books::StockLine| {
            let name = place_of(books, line.location, line.bin);
            view! { <div class="tile"><dt><BinTag name /></dt><dd>{format::units(line.level.on_hand.units())}</dd></div> }
        };
        (!lines.is_empty()).then(|| view! { <dl class="tiles tiles--sm">{lines.iter().take(6).map(tile).collect_view()}</dl> })
    };
    let name = move || {
        found
            .read()
            .as_ref()
            .map(|product| product.name.to_string())
    };
    let sku = move || found.read().as_ref().map(|product| product.sku.to_string());
    view! {
        <div class="dialog-body">
            <div class="row row--nowrap">
                <span class="thumb"><Icon glyph=Glyph::Package /></span>
                <div class="grow"><h2 tabindex="-1" autofocus data-testid="scanned-name">{name}</h2><span class="sku">{sku}</span></div>
                <CloseButton on_close=close />
            </div>
            {tiles}
            <div class="pair" on:click=move |_| close.run(())>
                <LinkButton href=routes::product(product) text="Open product" glyph=Glyph::Package weight=Weight::Primary />
                <LinkButton href=routes::stocktake_of(product) text="Count it" glyph=Glyph::ScanBarcode />
                <LinkButton href=routes::transfer_of(product) text="Move" glyph=Glyph::MoveRight />
                <LinkButton href=format!("{}?why=1", routes::product(product)) text="Movements" glyph=Glyph::History />
            </div>
        </div>
    }
}

/// The bin's name, or the location's where goods lie outside bins.
fn place_of(books: Books, location: LocationId, bin: Option<BinId>) -> String {
    let bin = bin
        .and_then(|bin| books.bin(bin).get_untracked())
        .map(|bin| bin.name.to_string());
    bin.or_else(|| {
        books
            .location(location)
            .get_untracked()
            .map(|location| location.name.to_string())
    })
    .unwrap_or_default()
}

#[component]
fn BinBody(location: LocationId, bin: BinId, close: Callback<()>) -> impl IntoView {
    let books = expect_context::<Books>();
    let name = move || books.bin(bin).get().map(|bin| bin.name.to_string());
    let place = move || {
        books
            .location(location)
            .get()
            .map(|location| location.name.to_string())
    };
    view! {
        <div class="dialog-body">
            <div class="row row--nowrap">
                <h2 class="plate plate--lg" tabindex="-1" autofocus data-testid="scanned-name">{name}</h2>
                <span class="grow muted">{place}</span>
                <CloseButton on_close=close />
            </div>
            <div class="pair" on:click=move |_| close.run(())>
                <LinkButton href=format!("{}?bin={bin}", routes::STOCK) text="What is in it" glyph=Glyph::Boxes weight=Weight::Primary />
                <LinkButton href=format!("{}?bin={bin}", routes::STOCKTAKE_NEW) text="Count it" glyph=Glyph::ScanBarcode />
            </div>
        </div>
    }
}

#[component]
fn SeveralBody(candidates: Vec<Candidate>, close: Callback<()>) -> impl IntoView {
    let books = expect_context::<Books>();
    let row = move |candidate: Candidate| {
        let (glyph, title, note, href) = match candidate {
            Candidate::Product(id, pack) => {
                let product = books.product_now(id);
                let name = product
                    .as_ref()
                    .map(|product| product.name.to_string())
                    .unwrap_or_default();
                let note = product
                    .map(|product| product.sku.to_string())
                    .unwrap_or_default();
                let pack = if pack.units() > 1 {
                    format!("{note} \u{b7} pack of {pack}")
                } else {
                    note
                };
                (Glyph::Package, name, pack, routes::product(id))
            }
            Candidate::Bin(location, bin) => {
                let href = format!("{}?bin={bin}", routes::STOCK);
                (
                    Glyph::MapPin,
                    place_of(books, location, Some(bin)),
                    place_of(books, location, None),
                    href,
                )
            }
        };
        view! { <li><Icon glyph /><div class="grow"><a class="t" href=href>{title}</a><span class="d">{note}</span></div></li> }
    };
    view! {
        <div class="dialog-body">
            <div class="row row--between"><h2 tabindex="-1" autofocus>"Which one is it?"</h2><CloseButton on_close=close /></div>
            <ul class="list" on:click=move |_| close.run(())>{candidates.into_iter().map(row).collect_view()}</ul>
        </div>
    }
}

#[component]
fn UnknownBody(raw: String, close: Callback<()>) -> impl IntoView {
    let search = format!("{}?assign={}", routes::PRODUCTS, routes::encoded(&raw));
    let create = format!("{}?barcode={}", routes::PRODUCT_NEW, routes::encoded(&raw));
    view! {
        <div class="dialog-body">
            <div class="row row--between"><h2 tabindex="-1" autofocus>"No product has this code"</h2><CloseButton on_close=close /></div>
            <p>"Scan it again to be sure. If it is right, link it to a product, or make a new one."</p>
            <div class="pair" on:click=move |_| close.run(())>
                <LinkButton href=search text="Link to a product" glyph=Glyph::Tag weight=Weight::Primary />
                <LinkButton href=create text="New product" glyph=Glyph::Plus />
            </div>
        </div>
    }
}
