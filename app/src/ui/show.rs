//! Something that is there while a condition holds. Leptos has the same, compiled anew for every condition.

use leptos::prelude::*;

/// Draws its children while the condition holds, and the fallback while it does not.
#[component]
pub fn Show<W>(
    /// What is drawn.
    children: ChildrenFn,
    /// The condition.
    when: W,
    /// What is drawn instead.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    chosen(crate::memo(move |_| when()), children, fallback)
}

fn chosen(holds: Memo<bool>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let draw = move || {
        if holds.get() {
            children()
        } else {
            fallback.run()
        }
    };
    draw.into_any()
}
