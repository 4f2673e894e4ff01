//! Rows by keyboard: J and K walk, Enter opens, X selects, E edits, Ctrl Enter does the primary action. Works on whatever
//! list the page shows: rows carry `data-row`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What to do with a row or the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKey {
    /// The row after the one in focus, or the first.
    Next,
    /// The row before it.
    Previous,
    /// Opens it.
    Open,
    /// Selects it.
    Select,
    /// The edit action of the page.
    Edit,
    /// The primary action of the page.
    Primary,
}

/// Does it; says whether there was something to do.
pub fn press(key: RowKey) -> bool {
    match key {
        RowKey::Next => walk(|row| row.next_element_sibling()),
        RowKey::Previous => walk(|row| row.previous_element_sibling()),
        RowKey::Open => current()
            .and_then(|row| find(&row, "a[href]"))
            .is_some_and(click),
        RowKey::Select => current()
            .and_then(|row| find(&row, "input[type=checkbox]"))
            .is_some_and(click),
        RowKey::Edit => document()
            .query_selector("main [data-testid=edit]")
            .ok()
            .flatten()
            .is_some_and(click),
        RowKey::Primary => document()
            .query_selector("main .btn--primary:not([aria-disabled=true])")
            .ok()
            .flatten()
            .is_some_and(click),
    }
}

fn current() -> Option<Element> {
    document()
        .active_element()?
        .closest("[data-row]")
        .ok()
        .flatten()
}

fn find(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

fn click(element: Element) -> bool {
    element
        .dyn_into::<HtmlElement>()
        .map(|element| element.click())
        .is_ok()
}

fn walk(step: impl Fn(&Element) -> Option<Element>) -> bool {
    let to = match current() {
        Some(row) => step(&row).filter(|row| row.has_attribute("data-row")),
        None => document().query_selector("main [data-row]").ok().flatten(),
    };
    // A row that is in the page takes the focus.
    to.and_then(|row| row.dyn_into::<HtmlElement>().ok())
        .is_some_and(|row| row.focus().is_ok())
}
