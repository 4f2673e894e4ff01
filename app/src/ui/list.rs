//! A table of any length: only the rows in view are in the page, the header stays. Rows have one height, given by the
//! style (`--vrow`).

use crate::view;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Rows drawn at least, so that the first fifty of a list are painted at once (DESIGN 3).
const FEWEST: usize = 50;
/// Rows drawn beyond the view on either side.
const BEYOND: usize = 8;

/// Which rows are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub first: usize,
    /// One behind the last one.
    pub end: usize,
}

impl Window {
    /// Rows to draw of `len` rows of `row` pixels, `top` pixels being scrolled away and `view` visible.
    pub fn of(len: usize, row: f64, top: f64, view: f64) -> Self {
        let row = row.max(1.0);
        let rows = |pixels: f64| whole(pixels.max(0.0) / row);
        let first = rows(top).saturating_sub(BEYOND);
        let n_drawn = (rows(view) + 2 * BEYOND + 1).max(FEWEST);
        let end = (first + n_drawn).min(len);
        Self {
            first: first.min(end.saturating_sub(FEWEST)),
            end,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what rows there can be"
)]
fn whole(n: f64) -> usize {
    n.clamp(0.0, 1e9) as usize
}

#[expect(clippy::cast_precision_loss, reason = "no list comes near 2^52 rows")]
fn pixels(rows: usize, row: f64) -> String {
    format!("{}px", rows as f64 * row)
}

/// A virtual table.
#[component]
pub fn VirtualTable(
    /// What it lists, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// How many rows there are.
    #[prop(into)]
    len: Signal<usize>,
    /// How many columns the head has.
    columns: u32,
    /// The cells of the head.
    #[prop(into)]
    head: ViewFn,
    /// Draws the row at a place. The row follows what stands at its place by itself.
    #[prop(into)]
    row: Callback<usize, AnyView>,
    /// The first rows are on screen.
    #[prop(optional, into)]
    on_painted: Option<Callback<usize>>,
    /// For tests.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    let scroll = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let view = RwSignal::new(800.0_f64);
    let height = RwSignal::new(58.0_f64);
    let window = crate::memo(move |_| Window::of(len.get(), height.get(), top.get(), view.get()));

    let measure = move || {
        let Some(node) = scroll.get_untracked() else {
            return;
        };
        view.set(f64::from(node.client_height()));
        let drawn = node
            .query_selector("tbody tr[aria-rowindex]")
            .ok()
            .flatten();
        if let Some(drawn) = drawn.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) {
            let h = f64::from(drawn.offset_height());
            if h > 1.0 && (h - height.get_untracked()).abs() > 0.5 {
                height.set(h);
            }
        }
    };
    crate::effect(move |_| {
        if scroll.get().is_none() || len.get() == 0 {
            return;
        }
        crate::next_frame(measure);
        crate::painted(move || {
            if let Some(painted) = on_painted {
                let window = window.get_untracked();
                painted.run(window.end - window.first);
            }
        });
    });
    crate::hear(ev::resize, move |_| measure());

    let scrolled = move |_| {
        if let Some(node) = scroll.get_untracked() {
            top.set(f64::from(node.scroll_top()));
        }
    };
    let above = move || pixels(window.get().first, height.get());
    let below = move || pixels(len.get().saturating_sub(window.get().end), height.get());
    view! {
        <div node_ref=scroll class="table-wrap vscroll" tabindex="0" role="region" aria-label=label data-testid=testid on:scroll=scrolled>
            <table class="table vtable" aria-rowcount=move || len.get() + 1>
                <thead><tr aria-rowindex="1">{head.run()}</tr></thead>
                <tbody>
                    <tr class="vpad" aria-hidden="true" style:block-size=above><td colspan=columns></td></tr>
                    <For each=move || { let w = window.get(); w.first..w.end } key=|at| *at let:at>{row.run(at)}</For>
                    <tr class="vpad" aria-hidden="true" style:block-size=below><td colspan=columns></td></tr>
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_near_the_view_are_drawn_and_never_fewer_than_fifty() {
        assert_eq!(
            Window::of(10_000, 50.0, 0.0, 900.0),
            Window { first: 0, end: 50 }
        );
        let middle = Window::of(10_000, 50.0, 250_000.0, 900.0);
        assert_eq!(
            middle,
            Window {
                first: 4_992,
                end: 5_042
            }
        );
        let last = Window::of(10_000, 50.0, 499_100.0, 900.0);
        assert_eq!(last.end, 10_000);
        assert!(last.first <= 9_974);
        assert_eq!(Window::of(3, 50.0, 0.0, 900.0), Window { first: 0, end: 3 });
        assert_eq!(
            Window::of(0, 50.0, 700.0, 900.0),
            Window { first: 0, end: 0 }
        );
        assert_eq!(Window::of(3, 50.0, 90_000.0, 900.0).end, 3);
    }
}
