//! Lets anyone measure in the running application what its User Timing marks cannot tell: a browser's clock is coarser
//! than a search. In the console of a page:
//!
//! ```js
//! const app = await import(document.querySelector("link[rel=modulepreload]").href);
//! app.search_ms("head torch", 50, 100);
//! ```
//!
//! It reads and changes nothing.

use crate::books::Books;
use crate::platform::time;
use domain::stocktake::CountSource;
use domain::text::RawCode;
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static BOOKS: Cell<Option<Books>> = const { Cell::new(None) };
}

/// Measures with these books from now on.
pub fn with(books: Books) {
    BOOKS.set(Some(books));
}

/// Milliseconds to resolve a scanned code, over `times` repetitions.
#[wasm_bindgen]
pub fn resolve_ms(code: &str, times: u32) -> f64 {
    let (Some(books), Ok(code)) = (BOOKS.get(), RawCode::new(code)) else {
        return f64::NAN;
    };
    repeated(times, || books.resolve(&code, CountSource::Scan))
}

/// Milliseconds to find the first `limit` products for what is typed, over `times` repetitions.
#[wasm_bindgen]
pub fn search_ms(query: &str, limit: usize, times: u32) -> f64 {
    let Some(books) = BOOKS.get() else {
        return f64::NAN;
    };
    repeated(times, || books.search(query, limit))
}

fn repeated<T>(times: u32, what: impl Fn() -> T) -> f64 {
    let begun = time::monotonic_ms();
    for _ in 0..times {
        std::hint::black_box(what());
    }
    (time::monotonic_ms() - begun) / f64::from(times.max(1))
}
