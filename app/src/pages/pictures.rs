//! Pictures of a product: shown on its page, and added, put in front and taken away while it is edited. The server keeps
//! them; without a connection the browser shows those that it has seen before.

use super::server::{self, Method};
use crate::books::Books;
use crate::ui::{Action, Card, Fault, FieldError, Glyph, Icon, Toasts, Weight, needs_connection};
use crate::view;
use api::catalogue as wire;
use domain::catalogue::Product;
use domain::ids::ProductId;
use leptos::prelude::*;
use std::sync::Arc;

/// What the server takes. A telephone converts its own format when asked for one of these.
const TAKEN: &str = "image/jpeg,image/png,image/webp";

/// The pictures that stay when one is taken away.
pub fn without(images: &[String], address: &str) -> Vec<String> {
    let stay = images.iter().filter(|image| *image != address);
    stay.cloned().collect()
}

/// The pictures with one of them in front.
pub fn in_front(images: &[String], address: &str) -> Vec<String> {
    if !images.iter().any(|image| image == address) {
        return images.to_vec();
    }
    std::iter::once(address.to_owned())
        .chain(without(images, address))
        .collect()
}

/// A small picture, or its stand-in while it is not to be had.
#[component]
pub fn Small(
    /// Where it is shown.
    address: String,
    /// What it shows.
    alt: String,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let address = format!("{address}?size=small");
    let sync = books.sync();
    let failed = RwSignal::new(false);
    let reachable = crate::memo(move |_| sync.read().reachable == Some(true));
    crate::effect(move |_| {
        if reachable.get() {
            failed.set(false);
        }
    });
    move || {
        if failed.get() {
            view! { <span class="thumb thumb--pic" role="img" aria-label=format!("{alt}, not to be had now") data-testid="picture-missing"><Icon glyph=Glyph::Package /></span> }.into_any()
        } else {
            view! { <span class="thumb thumb--pic"><img src=address.clone() alt=alt.clone() decoding="async" data-testid="picture" on:error=move |_| failed.set(true) /></span> }.into_any()
        }
    }
}

/// The pictures on a product's page.
#[component]
pub fn Pictures(
    /// Of this product.
    product: Arc<Product>,
) -> impl IntoView {
    if product.images.is_empty() {
        return ().into_any();
    }
    let name = product.name.to_string();
    let n = product.images.len();
    let one = move |(at, address): (usize, String)| {
        let alt = format!("Picture {} of {n}, {name}", at + 1);
        let href = address.clone();
        view! { <a href=href target="_blank" rel="noopener"><Small address alt /></a> }
    };
    let all = product.images.clone().into_iter().enumerate().map(one);
    view! { <Card title="Pictures" id="h-pictures"><div class="card-body row" data-testid="pictures">{all.collect_view()}</div></Card> }
        .into_any()
}

/// The pictures while the product is edited. What is done here is done at once, apart from the rest of the form.
#[component]
pub fn PictureCard(
    /// Of this product.
    product: Arc<Product>,
) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let id = product.id;
    let images = RwSignal::new(
        books
            .product_now(id)
            .map_or_else(|| product.images.clone(), |now| now.images.clone()),
    );
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let blocked = needs_connection(books);
    let done = move |answer: Result<wire::Product, Fault>, said: &'static str| match answer {
        Ok(now) => {
            images.try_set(now.images);
            books.sync_now();
            toasts.ok(said);
        }
        Err(fault) => toasts.bad_in(error, fault.words()),
    };
    let change = move |to: fn(&[String], &str) -> Vec<String>, address: String, said| {
        busy.set(true);
        error.set(None);
        server::spawn(async move {
            done(changed(id, to, &address).await, said);
            busy.try_set(false);
        });
    };
    let chosen = move |event: web_sys::Event| {
        let files = chosen_files(&event);
        if files.is_empty() || busy.get_untracked() || blocked.read_untracked().is_some() {
            return;
        }
        busy.set(true);
        error.set(None);
        server::spawn(async move {
            for file in files {
                done(send_picture(id, &file).await, "Picture added");
            }
            busy.try_set(false);
        });
    };
    let name = product.name.to_string();
    let row = move |(at, address): (usize, String)| {
        let alt = format!("Picture {}, {name}", at + 1);
        let (front, gone) = (address.clone(), address.clone());
        let forward = (at > 0).then(|| view! { <Action text="Make first" glyph=Glyph::ArrowUp weight=Weight::Quiet blocked busy on_press=move |()| change(in_front, front.clone(), "It is the first now") testid="picture-first" /> });
        view! {
            <li>
                <Small address alt />
                <div class="grow"><span class="t">{format!("Picture {}", at + 1)}</span>{(at == 0).then(|| view! { <span class="d">"The first one stands for the product"</span> })}</div>
                {forward}
                <Action text="Remove" glyph=Glyph::Trash2 weight=Weight::DangerQuiet blocked busy on_press=move |()| change(without, gone.clone(), "Picture removed") testid="picture-remove" />
            </li>
        }
    };
    let rows = move || {
        images
            .get()
            .into_iter()
            .enumerate()
            .map(row.clone())
            .collect_view()
    };
    let is_off = move || blocked.read().is_some() || busy.get();
    view! {
        <Card title="Pictures" id="h-pictures">
            <ul class="list list--wrap" data-testid="pictures">{rows}</ul>
            <div class="card-body stack-sm">
                <div class="row">
                    <label class="btn" aria-disabled=move || is_off().then_some("true") aria-busy=move || busy.get().then_some("true")><Icon glyph=Glyph::Upload />"Add pictures"
                        <input class="sr" type="file" accept=TAKEN multiple=true disabled=is_off data-testid="picture-file" on:change=chosen /></label>
                    <label class="btn" aria-disabled=move || is_off().then_some("true")><Icon glyph=Glyph::Camera />"Take a picture"
                        <input class="sr" type="file" accept=TAKEN capture="environment" disabled=is_off data-testid="picture-camera" on:change=chosen /></label>
                </div>
                <p class="hint">"JPEG, PNG or WebP, at most 5 MB each. Kept at once, without saving the form."</p>
                <FieldError id="picture-error" error />
                <p class="reason" data-state="offline" data-testid="pictures-offline" hidden=move || blocked.read().is_none()>"Pictures need a connection."</p>
            </div>
        </Card>
    }
}

/// Changes the pictures that the product has by now: somebody else may have added some.
async fn changed(
    id: ProductId,
    to: fn(&[String], &str) -> Vec<String>,
    address: &str,
) -> Result<wire::Product, Fault> {
    let path = format!("/products/{id}");
    let now: wire::Product = server::read(&path).await?;
    let change = wire::ProductChange {
        images: Some(to(&now.images, address)),
        ..wire::ProductChange::default()
    };
    server::send(Method::Patch, &path, &change).await
}

/// Most pixels in a row or column of the small form.
#[cfg(target_arch = "wasm32")]
const SMALL_PIXELS: u32 = 320;

/// Sends a picture, and behind it the small form that lists and heads of pages show.
#[cfg(target_arch = "wasm32")]
async fn send_picture(id: ProductId, file: &web_sys::File) -> Result<wire::Product, Fault> {
    let product = server::upload(&format!("/products/{id}/images"), file).await?;
    // Without one the whole picture is shown.
    if let Err(why) = send_small(file).await {
        crate::platform::log(&format!("quayside: a picture has no small form: {why}"));
    }
    Ok(product)
}

/// Why a picture has no small form.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, thiserror::Error)]
enum NoSmall {
    #[error(transparent)]
    NotDrawn(#[from] crate::platform::picture::NoPicture),
    #[error(transparent)]
    Unreached(#[from] crate::platform::http::Unreached),
    #[error("the server answered {0}")]
    Refused(u16),
}

#[cfg(target_arch = "wasm32")]
async fn send_small(file: &web_sys::File) -> Result<(), NoSmall> {
    use crate::platform::{http, picture};
    let whole = super::import::bytes_of(file).await.unwrap_or_default();
    let digest = blake3::hash(&whole).to_hex();
    let small = picture::smaller(file, SMALL_PIXELS, 0.8).await?;
    let path = format!("/api/v1/images/{digest}/small");
    let body = http::Body::Bytes("image/jpeg", &small);
    let answer = http::request("PUT", &path, body, 20_000).await?;
    match answer.status {
        204 => Ok(()),
        other => Err(NoSmall::Refused(other)),
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn send_picture(_id: ProductId, _file: &web_sys::File) -> Result<wire::Product, Fault> {
    Err(Fault::Offline)
}

/// The files that were chosen; the field is emptied, so that choosing them again asks again.
fn chosen_files(event: &web_sys::Event) -> Vec<web_sys::File> {
    use wasm_bindgen::JsCast;
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some((input, list)) = input.and_then(|input| Some((input.clone(), input.files()?))) else {
        return Vec::new();
    };
    let files = (0..list.length()).filter_map(|at| list.get(at)).collect();
    input.set_value("");
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_goes_to_the_front_or_away_and_the_others_keep_their_order() {
        let images = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(in_front(&images, "c"), ["c", "a", "b"]);
        assert_eq!(in_front(&images, "gone"), images);
        assert_eq!(without(&images, "b"), ["a", "c"]);
        assert_eq!(without(&images, "gone"), images);
    }
}
