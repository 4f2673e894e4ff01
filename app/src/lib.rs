//! The browser application. This crate's runtime keeps the copy of the books on the device and speaks with
//! scanner, speaker, storage and server; its pages read [`books::Books`] and nothing else.
//!
//! Everything that decides without a browser (search, wedge detection, views of the replica) is plain Rust and
//! tested natively; the rest touches the web platform through thin functions.

/// Leptos' `view!` with its type erased. The type of a page is otherwise made of the types of everything on it, and the
/// compiler spends many times as long on them as on the code.
macro_rules! erased_view {
    ($($tokens:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { $($tokens)* })
    };
}

pub(crate) use erase::{Keeper, derived, effect, lasting, memo};
pub(crate) use erased_view as view;
pub(crate) use later::{after, each, hear, next_frame, painted};

pub mod books;
pub mod device;
mod erase;
pub mod format;
mod later;
pub mod measure;
pub mod pages;
pub mod platform;
pub mod router;
pub mod routes;
pub mod scan;
pub mod search;
pub mod session;
pub mod shell;
pub mod sound;
pub mod store;
pub mod ui;
pub mod worker;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the application in the page that loaded it.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into())
    }));
    mount_to_body(|| {
        let books = books::Books::start();
        measure::with(books);
        provide_context(books);
        shell::App()
    });
}
