//! Counting in a started stocktake, with and without a network: task mode. Landscape has the keypad at the right,
//! portrait below the product, a desk the last scans as a third column.

mod bars;
mod desk;
mod item;
mod layers;
mod lists;
mod pad;
mod view;

use self::bars::{Berthbar, Taskbar};
use self::desk::{Asking, Desk};
use self::item::{ItemCard, ScanBox};
use self::lists::{InBin, LastScans};
use self::pad::PadBox;
use super::not_found::Missing;
use super::parts::{id_of_page, parsed};
use crate::books::Books;
use crate::router;
use crate::shell::{Frame, Layers, Open, TaskStrip, is_field};
use crate::ui::{Gate, title_window};
use crate::view;
use domain::ids::StocktakeId;
use domain::permission::Permission;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CountPage() -> impl IntoView {
    let id = id_of_page::<StocktakeId>();
    let books = expect_context::<Books>();
    let permitted = books.permits(Permission::Count);
    let is_here = crate::memo(move |_| {
        id.get()
            .is_some_and(|id| books.stocktake(id).get().is_some())
    });
    move || match id.get() {
        Some(id) if is_here.get() && permitted.get() => view! { <Counting id /> }.into_any(),
        _ if !permitted.get() => {
            view! { <Frame><Gate needs=Permission::Count what="counting">""</Gate></Frame> }
                .into_any()
        }
        _ => view! { <Frame><Missing what="stocktake" /></Frame> }.into_any(),
    }
}

#[component]
fn Counting(id: StocktakeId) -> impl IntoView {
    let desk = Desk::new(id);
    provide_context(desk);
    let stocktake = desk.stocktake();
    title_window(crate::derived(move || {
        format!("Count {}", number_of(&stocktake.read()))
    }));
    begin_at_address(desk);
    desk.books.on_scan(move |scan| {
        desk.answered();
        desk.scan(scan);
    });
    listen_to_keys(desk);
    keep_awake();
    view! {
        <div class="task" data-testid="count-page">
            <Taskbar />
            <Berthbar />
            <TaskStrip keep="Keep counting" />
            <main id="main" class="count" tabindex="-1">
                <ScanBox />
                <ItemCard />
                <PadBox />
                <LastScans />
                <InBin />
            </main>
        </div>
        <layers::Questions />
    }
}

fn number_of(stocktake: &Option<domain::stocktake::Stocktake>) -> String {
    stocktake
        .as_ref()
        .and_then(|stocktake| stocktake.number.clone())
        .unwrap_or_else(|| "pending".into())
}

/// `?bin=` says where to begin.
fn begin_at_address(desk: Desk) {
    let query = router::query();
    if let Some(bin) = query
        .read_untracked()
        .get("bin")
        .and_then(|bin| parsed(&bin))
    {
        desk.go_to(Some(bin));
    }
}

/// Keys of counting (design section 6). Digits go to the keypad unless a field has the focus.
fn listen_to_keys(desk: Desk) {
    let layers = expect_context::<Layers>();
    // As an effect, since only a browser has keys.
    crate::effect(move |_| {
        crate::hear(leptos::ev::keydown, move |event| {
            let is_open = layers.now().get_untracked() != Open::Nothing
                || desk.asking().get_untracked() != Asking::Nothing;
            let in_field = is_field(event.target());
            if is_open
                || event.default_prevented()
                || event.alt_key()
                || (in_field && event.key() != "Escape")
            {
                return;
            }
            if event.ctrl_key() || event.meta_key() {
                if event.key() == "z" {
                    desk.undo_last();
                    event.prevent_default();
                }
                return;
            }
            if press(desk, &event.key()) {
                event.prevent_default();
            }
        });
    });
}

fn press(desk: Desk, key: &str) -> bool {
    match key {
        "+" => desk.plus(),
        "-" | "\u{2212}" => desk.minus(),
        "Enter" => desk.enter(),
        "Backspace" => desk.key(|pad| pad.delete()),
        "[" => desk.step(false),
        "]" => desk.step(true),
        "Escape" => desk.ask(Asking::Leave),
        digit if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => {
            let digit = char::from(digit.as_bytes()[0]);
            desk.key(|pad| pad.digit(digit));
        }
        _ => return false,
    }
    true
}

/// The screen stays on while somebody counts.
fn keep_awake() {
    #[cfg(target_arch = "wasm32")]
    {
        let awake = StoredValue::new_local(crate::device::wake::Awake::keep());
        on_cleanup(move || awake.dispose());
    }
}
