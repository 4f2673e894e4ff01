//! What counting asks: which bin, which of several things, which parts of a kit, whether the bin is done.

use super::desk::{Asking, Desk};
use super::lists::AllEvents;
use super::view::is_done;
use crate::books::BinProgress;
use crate::pages::parts::{bin_name, product_name, product_sku, user_name};
use crate::routes;
use crate::scan::Candidate;
use crate::ui::{
    Action, CloseButton, Dialog, Empty, Glyph, Icon, LayerKind, LinkButton, SearchBox, Show, Tag,
    Tone, Weight,
};
use crate::view;
use domain::ids::ProductId;
use domain::quantity::Quantity;
use domain::stocktake::{CountSource, Item};
use domain::text::RawCode;
use leptos::prelude::*;

/// Every question, one open at a time.
#[component]
pub fn Questions() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let asking = desk.asking();
    let is = move |wanted: fn(&Asking) -> bool| crate::derived(move || wanted(&asking.read()));
    let close = Callback::new(move |()| desk.answered());
    let bin_title =
        crate::derived(move || format!("Finish {}?", bin_name(desk.books, desk.bin().get()).get()));
    view! {
        <Dialog open=is(|asking| *asking == Asking::Bin) on_close=close title="Which bin?" testid="bin-dialog"><BinChooser /></Dialog>
        <Dialog open=is(|asking| matches!(asking, Asking::Which(_))) on_close=close title="Which one is it?" testid="which-dialog"><Which /></Dialog>
        <Dialog open=is(|asking| matches!(asking, Asking::Kit(_))) on_close=close title="This is a kit" testid="kit-dialog"><KitParts /></Dialog>
        <Dialog open=is(|asking| *asking == Asking::Done) on_close=close title=bin_title testid="done-dialog"><DoneBody /></Dialog>
        <Dialog open=is(|asking| *asking == Asking::Leave) on_close=close title="Leave this count?" testid="leave-dialog"><LeaveBody /></Dialog>
        <Dialog open=is(|asking| matches!(asking, Asking::Link(_))) on_close=close title="What is it?" testid="link-dialog"><LinkBody /></Dialog>
        <Dialog open=is(|asking| *asking == Asking::Camera) on_close=close title="Camera" testid="camera-dialog"><CameraBody /></Dialog>
        <Dialog open=is(|asking| *asking == Asking::History) on_close=close title="All scans of this bin" kind=LayerKind::Wide testid="history-dialog"><div class="layer-scroll"><AllEvents /></div></Dialog>
    }
}

#[component]
fn BinChooser() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (walk, typed) = (desk.walk(), RwSignal::new(String::new()));
    let shown = crate::memo(move |_| {
        let wanted = typed.read().trim().to_lowercase();
        let fits = |one: &&BinProgress| {
            bin_name(desk.books, one.bin)
                .get()
                .to_lowercase()
                .contains(&wanted)
        };
        walk.read()
            .bins
            .iter()
            .filter(fits)
            .cloned()
            .collect::<Vec<_>>()
    });
    view! {
        <div class="dialog-body">
            <SearchBox id="bin-search" label="Type or scan a bin" value=typed on_change=move |text| typed.set(text) />
            <ul class="list list--bins" data-testid="bin-list">{move || shown.get().into_iter().map(|one| view! { <BinChoice one /> }).collect_view()}</ul>
        </div>
    }
}

/// How far a bin is, in a word.
pub fn bin_words(one: &BinProgress) -> (&'static str, Tone) {
    match one {
        one if !one.counting.is_empty() => ("Being counted", Tone::Info),
        one if one.recount.is_some() && !is_done(one) => ("Count again", Tone::Warn),
        one if one.n_closed > 1 => ("Counted twice", Tone::Ok),
        one if one.n_closed == 1 => ("Counted", Tone::Ok),
        _ => ("To count", Tone::Line),
    }
}

#[component]
fn BinChoice(one: BinProgress) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (text, tone) = bin_words(&one);
    let people = one
        .counting
        .iter()
        .chain(&one.assigned)
        .map(|user| user_name(desk.books, *user))
        .collect::<Vec<_>>()
        .join(", ");
    let bin = one.bin;
    let choose = move |_| {
        desk.answered();
        desk.go_to(bin);
    };
    view! {
        <li><button class="list-button grow" type="button" on:click=choose><span class="bin">{bin_name(desk.books, bin)}</span><span class="d">{people}</span></button><Tag tone text=text.to_owned() /></li>
    }
}

#[component]
fn Which() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let asking = desk.asking();
    let row = move |candidate: Candidate| {
        let (name, note) = match candidate {
            Candidate::Product(id, pack) => {
                let pack = if pack.units() > 1 {
                    format!(" \u{b7} pack of {pack}")
                } else {
                    String::new()
                };
                (
                    product_name(desk.books, id),
                    format!("{}{pack}", product_sku(desk.books, id).get_untracked()),
                )
            }
            Candidate::Bin(_, bin) => (bin_name(desk.books, Some(bin)), "Bin".into()),
        };
        view! { <li><button class="list-button grow" type="button" on:click=move |_| desk.choose(candidate)><span class="t">{name}</span><span class="d">{note}</span></button></li> }
    };
    let rows = move || match asking.get() {
        Asking::Which(candidates) => candidates.into_iter().map(row).collect_view(),
        _ => Vec::new(),
    };
    view! { <div class="dialog-body"><p>"This code names several things. Nothing is counted yet."</p><ul class="list">{rows}</ul></div> }
}

/// A kit has no stock of its own: its parts are counted (DECISIONS 23).
#[component]
fn KitParts() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let asking = desk.asking();
    let parts = crate::memo(move |_| match &*asking.read() {
        Asking::Kit(parts) => parts.clone(),
        _ => Vec::new(),
    });
    let row = move |(id, quantity): (ProductId, Quantity)| {
        view! { <li data-testid="kit-part"><div class="grow"><span class="t">{product_name(desk.books, id)}</span></div><strong>{format!("{quantity} \u{d7}")}</strong></li> }
    };
    let count_all = move |()| {
        let parts = parts.get_untracked();
        desk.answered();
        for (id, quantity) in parts {
            desk.count_item(Item::Product(id), quantity, CountSource::Hand);
        }
    };
    view! {
        <div class="dialog-body"><p>"Kits have no stock of their own. Count the parts of what you scanned, or scan the parts one by one."</p><ul class="list">{move || parts.get().into_iter().map(row).collect_view()}</ul></div>
        <div class="dialog-foot"><Action text="Count nothing" on_press=move |()| desk.answered() /><Action text="Count these parts" weight=Weight::Primary on_press=count_all testid="count-kit" /></div>
    }
}

/// What finishing means: what was not counted is zero.
#[component]
fn DoneBody() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let pass = desk.pass();
    let is_empty = crate::memo(move |_| {
        pass.read()
            .as_ref()
            .is_none_or(|pass| pass.lines.iter().all(|line| line.quantity.is_zero()))
    });
    let words = move || {
        if is_empty.get() {
            "Nothing was counted here. Finish only if you looked and the bin is empty: everything the book has here becomes zero."
        } else {
            "What was not counted here becomes zero. Whoever reviews the stocktake sees which products that are."
        }
    };
    let verb = move || {
        if is_empty.get() {
            "The bin is empty"
        } else {
            "Bin done"
        }
        .to_owned()
    };
    view! {
        <div class="dialog-body"><p>{words}</p></div>
        <div class="dialog-foot">
            <Action text="Go on counting" on_press=move |()| desk.answered() testid="done-keep" />
            <Action text=crate::derived(verb) weight=Weight::Primary on_press=move |()| desk.finish(is_empty.get_untracked()) testid="done-confirm" />
        </div>
    }
}

#[component]
fn LeaveBody() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let pass = desk.pass();
    let words = move || {
        if pass.read().is_some() {
            "This bin stays open under your name. Everything counted so far is saved. Others see that you are counting it."
        } else {
            "Everything counted so far is saved."
        }
    };
    view! {
        <div class="dialog-body"><p>{words}</p></div>
        <div class="dialog-foot">
            <Action text="Go on counting" on_press=move |()| desk.answered() />
            <LinkButton href=routes::stocktake(desk.id) text="Leave" weight=Weight::Primary testid="leave-confirm" />
        </div>
    }
}

/// Products that are offered for an unknown code.
const OFFERED: usize = 8;

#[component]
fn LinkBody() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (asking, typed) = (desk.asking(), RwSignal::new(String::new()));
    let code = crate::memo(move |_| match &*asking.read() {
        Asking::Link(code) => Some(code.clone()),
        _ => None,
    });
    let found = crate::memo(move |_| desk.books.search(&typed.read(), OFFERED));
    let row = move |hit: crate::books::Hit| {
        let link = move |_| {
            if let Some(code) = code.get_untracked() {
                desk.link(code, hit.product);
            }
        };
        view! { <li><button class="list-button grow" type="button" data-testid="link-choice" on:click=link><span class="t">{hit.name.to_string()}</span><span class="sku d">{hit.sku.to_string()}</span></button></li> }
    };
    view! {
        <div class="dialog-body">
            <p>{move || format!("Code {}. What was counted under it follows the product, now and later.", code.get().map(|code: RawCode| code.to_string()).unwrap_or_default())}</p>
            <SearchBox id="link-search" label="Search by name or SKU" value=typed on_change=move |text| typed.set(text) />
            <ul class="list">{move || found.get().into_iter().map(row).collect_view()}</ul>
            <Show when=move || !typed.read().is_empty() && found.read().is_empty()><Empty title="No matches" text="Check the spelling. The code stays counted as unknown until somebody links it." /></Show>
        </div>
        <div class="dialog-foot"><Action text="Not now" on_press=move |()| desk.answered() /></div>
    }
}

/// The camera's picture; each code that comes into sight is a scan.
#[component]
fn CameraBody() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let video = NodeRef::<leptos::html::Video>::new();
    let trouble = RwSignal::new(None::<&'static str>);
    open_camera(desk, video, trouble);
    let said = desk.said();
    view! {
        <div class="dialog-body">
            <video class="camera" node_ref=video playsinline aria-label="Picture of the camera"></video>
            <p class="error" role="alert" hidden=move || trouble.read().is_none()><Icon glyph=Glyph::CircleAlert />{trouble}</p>
            <p class="strong" role="status">{move || said.read().words()}</p>
        </div>
        <div class="dialog-foot"><CloseButton on_close=move |()| desk.answered() /><Action text="Done" weight=Weight::Primary on_press=move |()| desk.answered() /></div>
    }
}

#[cfg(target_arch = "wasm32")]
fn open_camera(
    desk: Desk,
    video: NodeRef<leptos::html::Video>,
    trouble: RwSignal<Option<&'static str>>,
) {
    use crate::scan::camera::Camera;
    let held = StoredValue::new_local(None::<Camera>);
    let read = move |text: String| {
        if let Ok(raw) = RawCode::new(&text) {
            desk.scan(desk.books.read_now(&raw, CountSource::Camera));
        }
    };
    crate::effect(move |_| {
        let Some(video) = video.get() else { return };
        crate::pages::server::spawn(async move {
            match Camera::open(video, read).await {
                // Closed while it was opening: dropping it switches it off.
                Ok(camera) => drop(held.try_set_value(Some(camera))),
                Err(why) => {
                    trouble.try_set(Some(why.words()));
                }
            }
        });
    });
    on_cleanup(move || held.dispose());
}

#[cfg(not(target_arch = "wasm32"))]
fn open_camera(
    _desk: Desk,
    _video: NodeRef<leptos::html::Video>,
    _trouble: RwSignal<Option<&'static str>>,
) {
}
