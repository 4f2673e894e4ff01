//! The keypad: sets a count or adds to it, and shows which.

use super::desk::Desk;
use super::view::PadMode;
use crate::ui::{Glyph, Icon};
use crate::view;
use leptos::prelude::*;

/// The keypad.
#[component]
pub fn PadBox() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (pad, count, item) = (desk.pad(), desk.count(), desk.item());
    let head = move || match pad.read().mode {
        PadMode::Set => "Set count to",
        PadMode::Add => "Add to the count",
    };
    let is_idle = move || item.read().is_none().then_some("true");
    view! {
        <section class="pad padbox" aria-label="Keypad">
            <div class="padread"><span class="muted">{head}</span><b data-testid="pad-read">{move || pad.read().shown(count.get())}</b></div>
            <div class="btn-group btn-group--even" role="group" aria-label="Keypad mode"><ModeButton mode=PadMode::Set text="Set to" /><ModeButton mode=PadMode::Add text="Add" /></div>
            <Keys />
            <button class="btn btn--primary btn--go" type="button" aria-disabled=is_idle data-testid="pad-go" on:click=move |_| desk.enter()>{move || pad.read().verb(count.get())}</button>
        </section>
    }
}

#[component]
fn ModeButton(mode: PadMode, text: &'static str) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let pad = desk.pad();
    let testid = if mode == PadMode::Set {
        "mode-set"
    } else {
        "mode-add"
    };
    view! { <button class="btn" type="button" aria-pressed=move || (pad.read().mode == mode).to_string() data-testid=testid on:click=move |_| desk.key(|pad| pad.mode = mode)>{text}</button> }
}

#[component]
fn Keys() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let key = move |digit: char| view! { <button type="button" on:click=move |_| desk.key(|pad| pad.digit(digit))>{digit.to_string()}</button> };
    view! {
        <div class="keypad" data-testid="keypad">
            {('1'..='9').map(key).collect_view()}
            <button class="fn" type="button" aria-label="Clear" on:click=move |_| desk.key(|pad| pad.digits.clear())>"C"</button>
            {key('0')}
            <button class="fn" type="button" aria-label="Delete last digit" on:click=move |_| desk.key(|pad| pad.delete())><Icon glyph=Glyph::Delete /></button>
        </div>
    }
}
