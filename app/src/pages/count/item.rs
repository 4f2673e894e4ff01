//! The scan box, what was said about the last scan, and the product in hand with its big number.

use super::desk::{Asking, Desk};
use super::view::{Said, over_bins};
use crate::format;
use crate::pages::parts::{bin_name, product_name, product_sku};
use crate::ui::{Glyph, Icon, Show, Tag};
use crate::view;
use domain::permission::Permission;
use domain::stocktake::Item;
use domain::text::RawCode;
use leptos::html;
use leptos::prelude::*;

/// Takes scans by itself and codes that somebody types.
#[component]
pub fn ScanBox() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said = desk.said();
    let node = NodeRef::<html::Input>::new();
    let enter = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = node.get_untracked() {
            desk.typed(&input.value());
            input.set_value("");
        }
    };
    view! {
        <form class="scan" on:submit=enter>
            <label class="sr" for="scan">"Scan or type a barcode or SKU"</label>
            <div class="scanbox" data-said=move || said.read().kind()>
                <Icon glyph=Glyph::ScanBarcode class="icon--xl" />
                <input id="scan" node_ref=node autocomplete="off" spellcheck="false" placeholder="Scan a product or bin" aria-describedby="said" data-testid="scan-box" />
                <button class="btn" type="button" data-testid="camera" on:click=move |_| desk.ask(Asking::Camera)><Icon glyph=Glyph::Camera />"Camera"</button>
            </div>
        </form>
    }
}

/// What was said last, and the product in hand.
#[component]
pub fn ItemCard() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let item = desk.item();
    view! {
        <section class="item countcard" aria-labelledby="cur">
            <SaidBand />
            <Holder />
            // What stands in the card changes with each scan; the card itself does not.
            <Show when=move || item.read().is_some() fallback=NothingInHand><InHand /></Show>
        </section>
    }
}

/// The band. A live region of its own, so that it is read whole and once.
#[component]
fn SaidBand() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said = desk.said();
    let can_link = desk.books.permits(Permission::ManageStocktakes);
    let way = move |said: &Said| {
        match said {
        Said::Double(..) => Some(view! { <button class="btn" type="button" data-testid="count-double" on:click=move |_| desk.count_double()>"Count it"</button> }.into_any()),
        // Whoever may not link would be refused once it is sent: the code stays noted for a supervisor.
        Said::Unknown(code) => {
            let asked = code.clone();
            let link = can_link.get().then(|| view! { <button class="btn" type="button" data-testid="link-code" on:click=move |_| desk.ask(Asking::Link(asked.clone()))>"Link to a product"</button> });
            Some(view! { <PhotoButton code=code.clone() />{link} }.into_any())
        }
        _ => None,
    }
    };
    let band = move || {
        let said = said.get();
        said.kind().map(|kind| {
            let glyph = match kind {
                "ok" => Glyph::Check,
                "dup" => Glyph::Copy,
                _ => Glyph::CircleX,
            };
            view! { <div class="scan-said" data-kind=kind data-testid="said"><Icon glyph /><span class="grow">{said.words()}</span>{way(&said)}</div> }
        })
    };
    view! { <div id="said" role="status">{band}</div> }
}

/// Takes or chooses a photo of what a code stands on, without a network too.
#[component]
fn PhotoButton(code: RawCode) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let chosen = move |event: web_sys::Event| {
        if let Some(file) = crate::pages::import::chosen_file(&event) {
            desk.photograph(code.clone(), file);
        }
    };
    view! {
        <label class="btn file-button"><Icon glyph=Glyph::Camera />"Add a photo"
            <input class="sr" type="file" accept="image/*" data-testid="photo-file" on:change=chosen /></label>
    }
}

/// Somebody else is counting this bin: says so, lets in (OFF-27).
#[component]
fn Holder() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (bin, walk, session) = (desk.bin(), desk.walk(), desk.books.session());
    let holder = crate::memo(move |_| {
        let me = session.read().person().map(|person| person.user);
        let walk = walk.read();
        let one = walk.bins.iter().find(|one| one.bin == bin.get())?;
        let other = one
            .counting
            .iter()
            .chain(&one.assigned)
            .find(|user| Some(**user) != me)?;
        let is_counting = one.counting.contains(other);
        let is_mine = me.is_some_and(|me| one.assigned.contains(&me));
        (is_counting || !is_mine).then(|| {
            (
                crate::pages::parts::user_name(desk.books, *other),
                is_counting,
            )
        })
    });
    let words = |(name, is_counting): (String, bool)| {
        if is_counting {
            format!("{name} is counting this bin. Two counts of one bin are compared, not added.")
        } else {
            format!("This bin is given to {name}.")
        }
    };
    move || {
        holder.get().map(|holder| view! { <p class="holder" data-testid="holder"><Icon glyph=Glyph::Users /><span>{words(holder)}</span></p> })
    }
}

#[component]
fn NothingInHand() -> impl IntoView {
    view! {
        <div class="who who--empty">
            <span class="thumb"><Icon glyph=Glyph::ScanBarcode /></span>
            <div class="grow"><h2 class="name" id="cur">"Ready to scan"</h2><span class="muted">"Scan a product, or scan the label of another bin. You can also type a code, or choose from the list below."</span></div>
        </div>
    }
}

#[component]
fn InHand() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (item, stocktake) = (desk.item(), desk.stocktake());
    let is_blind = move || {
        stocktake
            .read()
            .as_ref()
            .is_some_and(|stocktake| stocktake.blind)
    };
    let words = crate::memo(move |_| match item.get() {
        Some(Item::Product(id)) => (
            product_name(desk.books, id).get(),
            product_sku(desk.books, id).get(),
        ),
        Some(Item::Unknown(code)) => ("Unknown product".to_owned(), code.to_string()),
        None => Default::default(),
    });
    view! {
        <div class="who">
            <span class="thumb"><Icon glyph=Glyph::Package /></span>
            <div class="grow"><h2 class="name" id="cur" data-testid="in-hand">{move || words.read().0.clone()}</h2><span class="sku">{move || words.read().1.clone()}</span></div>
            <span class="hide-sm"><Show when=is_blind><Tag glyph=Glyph::EyeOff text="Expected hidden" /></Show></span>
        </div>
        <CountRow />
    }
}

#[component]
fn CountRow() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (item, count, bin) = (desk.item(), desk.count(), desk.bin());
    let passes = desk.books.passes(desk.id);
    let unit = move || {
        let here = format!("in bin {}", bin_name(desk.books, bin.get()).get());
        let over = item
            .read()
            .as_ref()
            .map(|item| over_bins(&passes.read(), item));
        match over {
            Some((sum, n)) if n > 1 => format!("{here} \u{b7} {} in {n} bins", format::units(sum)),
            _ => here,
        }
    };
    view! {
        <div class="countrow">
            <button type="button" aria-label="One fewer" data-testid="minus" on:click=move |_| desk.minus()><Icon glyph=Glyph::Minus /></button>
            <div>
                <output aria-live="polite" aria-label="Counted in this bin" data-testid="count">{move || format::units(count.get())}</output>
                <div class="unit">{unit}</div>
            </div>
            <button class="plus" type="button" aria-label="One more" data-testid="plus" on:click=move |_| desk.plus()><Icon glyph=Glyph::Plus /></button>
        </div>
    }
}
