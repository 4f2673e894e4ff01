//! The person at the screen: who it is, locking, a PIN, signing out with unsent work (OFF-52).

use super::{Layers, Open};
use crate::books::Books;
use crate::format;
use crate::pages::server;
use crate::routes;
use crate::session::Session;
use crate::ui::{Action, Avatar, Dialog, Glyph, Icon, Layer, Menu, TextField, Toasts, Weight};
use crate::view;
use leptos::prelude::*;

/// The name of who is here.
pub fn person_name(books: Books) -> Signal<String> {
    let session = books.session();
    crate::memo(move |_| {
        session
            .read()
            .person()
            .map(|person| person.name.clone())
            .unwrap_or_default()
    })
    .into()
}

/// The menu behind the avatar.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let name = person_name(books);
    let session = books.session();
    let has_pin =
        crate::memo(move |_| matches!(&*session.read(), Session::SignedIn { has_pin: true, .. }));
    let label = crate::memo(move |_| {
        format!(
            "{}, {}, account",
            format::initials(&name.read()),
            name.read()
        )
    });
    let email = move || session.read().person().map(|person| person.email.clone());
    let toasts = expect_context::<Toasts>();
    let sign_out = move |_| leave(books, layers, toasts);
    view! {
        <Menu id="account" label face=move || view! { <Avatar name /> }>
            <p class="menu-head"><strong>{name}</strong><span class="hint">{email}</span></p>
            <hr />
            <button type="button" hidden=move || !has_pin.get() data-testid="lock" on:click=move |_| books.lock()><Icon glyph=Glyph::Lock />"Lock this screen"</button>
            <button type="button" data-testid="set-pin" on:click=move |_| layers.show(Open::Pin)><Icon glyph=Glyph::KeyRound />{move || if has_pin.get() { "Change PIN" } else { "Set a PIN" }}</button>
            <button type="button" on:click=move |_| layers.show(Open::Keys)><Icon glyph=Glyph::Keyboard />"Keys"</button>
            <a href=routes::SETTINGS><Icon glyph=Glyph::Settings />"Settings"</a>
            <hr />
            <button type="button" data-testid="sign-out" on:click=sign_out><Icon glyph=Glyph::LogOut />"Sign out"</button>
        </Menu>
    }
}

/// Signs out at once if everything is on the server, else asks. Photos are looked for on the device: another tab may have
/// taken one.
fn leave(books: Books, layers: Layers, toasts: Toasts) {
    server::spawn(async move {
        let Ok(n_photos) = books.find_photos().await else {
            return toasts.bad(
                "Not signed out: what this device holds could not be read. Load the page again, then try once more.",
            );
        };
        let Some(state) = books.sync().try_get_untracked() else {
            return;
        };
        if state.pending + state.attention + n_photos > 0 {
            layers.show(Open::SignOut);
        } else {
            sign_out(books, toasts);
        }
    });
}

fn sign_out(books: Books, toasts: Toasts) {
    server::spawn(async move {
        if let Err(why) = books.sign_out().await {
            toasts.bad(why.to_string());
        }
    });
}

/// Signing out with unsent work: stay, save it to a file, or delete it by name.
#[component]
pub fn SignOutDialog() -> impl IntoView {
    let (books, layers) = (expect_context::<Books>(), expect_context::<Layers>());
    let toasts = expect_context::<Toasts>();
    let sync = books.sync();
    let photos = books.photos();
    let n_unsent =
        crate::memo(move |_| sync.read().pending + sync.read().attention + photos.read().len());
    let title = crate::memo(move |_| match n_unsent.get() {
        1 => "1 change is still on this device".to_owned(),
        n => format!("{n} changes are still on this device"),
    });
    let typed = RwSignal::new(String::new());
    let word = crate::memo(move |_| format!("delete {}", n_unsent.get()));
    let blocked = crate::memo(move |_| {
        (typed.read().trim().to_lowercase() != word.get())
            .then(|| format!("Type \u{201c}{}\u{201d} first", word.get()))
    });
    let hint = move || format!("To delete them, type \u{201c}{}\u{201d}.", word.get());
    let close = Callback::new(move |()| layers.close());
    let delete = move |()| {
        layers.close();
        sign_out(books, toasts);
    };
    view! {
        <Layer open=layers.is(Open::SignOut) on_close=close label=title testid="sign-out-dialog">
            <div class="dialog-body">
                <h2 tabindex="-1" autofocus>{title}</h2>
                <p>"Signing out deletes them. Go back in range and let them send, or save them to a file first."</p>
                <TextField id="sign-out-word" label=crate::derived(hint) value=typed />
            </div>
            <div class="dialog-foot">
                <Action text="Stay" weight=Weight::Primary on_press=close testid="sign-out-stay" />
                <Action text="Save file" glyph=Glyph::FileDown on_press=move |()| books.save_rescue_file() testid="sign-out-save" />
                <Action text="Delete" weight=Weight::Danger blocked on_press=delete testid="sign-out-delete" />
            </div>
        </Layer>
    }
}

/// Whether a text may be a PIN: four to eight digits.
pub fn is_pin(text: &str) -> bool {
    (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Sets, changes or takes away the PIN of this screen. It guards the screen, not the data (DECISIONS 14).
#[component]
pub fn PinDialog() -> impl IntoView {
    let (books, layers, toasts) = (
        expect_context::<Books>(),
        expect_context::<Layers>(),
        expect_context::<Toasts>(),
    );
    let (first, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let close = Callback::new(move |()| {
        first.set(String::new());
        again.set(String::new());
        error.set(None);
        layers.close();
    });
    let save = move |pin: Option<String>, said: &'static str| {
        server::spawn(async move {
            match books.set_pin(pin).await {
                Ok(()) => toasts.done_in(error, said, || {
                    close.try_run(());
                }),
                Err(why) => toasts.bad_in(error, why.to_string()),
            }
        });
    };
    let set = move |()| {
        let pin = first.get_untracked();
        if !is_pin(&pin) {
            error.set(Some("A PIN has four to eight digits.".into()));
        } else if pin != again.get_untracked() {
            error.set(Some("The two are not the same.".into()));
        } else {
            save(Some(pin), "PIN set");
        }
    };
    view! {
        <Dialog open=layers.is(Open::Pin) on_close=close title="PIN for this screen" testid="pin-dialog">
            <div class="dialog-body">
                <p>"After a while without a touch, the screen asks for it. It works without a connection. It guards the screen, not the data on the device."</p>
                <TextField id="pin-new" label="PIN, four to eight digits" value=first kind="password" mode="numeric" autocomplete="new-password" error />
                <TextField id="pin-again" label="The same again" value=again kind="password" mode="numeric" autocomplete="new-password" />
            </div>
            <div class="dialog-foot">
                <Action text="Cancel" on_press=close />
                <Action text="No PIN" on_press=move |()| save(None, "No PIN any more") />
                <Action text="Set PIN" weight=Weight::Primary on_press=set testid="pin-save" />
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_four_to_eight_digits() {
        assert!(is_pin("0000"));
        assert!(is_pin("12345678"));
        assert!(!is_pin("123"));
        assert!(!is_pin("123456789"));
        assert!(!is_pin("12a4"));
    }
}
