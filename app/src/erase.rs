//! Leptos' signals of closures, with the types of the closures erased: the machinery of a signal is otherwise compiled
//! anew for each of some hundred closures, rather than once for each type of value. Also whom signals belong to that must
//! outlive the page that makes them.

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

/// [`Memo::new`].
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    erased_memo(Box::new(compute))
}

/// [`Signal::derive`].
pub fn derived<T: Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    erased_signal(Box::new(compute))
}

/// [`Effect::new`] of what keeps nothing from one time to the next.
pub fn effect(act: impl FnMut(Option<()>) + 'static) {
    erased_effect(Box::new(act));
}

/// An owner that no page takes away: signals made in it live until it is dropped, for work that goes on when the page
/// that began it is left.
pub fn lasting() -> Owner {
    let mut top = Owner::current().unwrap_or_default();
    while let Some(parent) = top.parent() {
        top = parent;
    }
    top.child()
}

/// Makes signals that live as long as where the keeper was made, whoever asks for them: what a press on a row makes would
/// otherwise go with the row.
#[derive(Clone, Copy)]
pub struct Keeper(StoredValue<WeakOwner>);

impl Keeper {
    /// Of what is being made now.
    pub fn here() -> Self {
        let owner = Owner::current().unwrap_or_default();
        Self(StoredValue::new(owner.downgrade()))
    }

    /// A signal that lives as long as the keeper.
    pub fn signal<T: Send + Sync + 'static>(self, value: T) -> RwSignal<T> {
        match self.0.try_get_value().and_then(|owner| owner.upgrade()) {
            Some(owner) => owner.with(|| RwSignal::new(value)),
            None => RwSignal::new(value),
        }
    }
}

type Computing<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

fn erased_memo<T: PartialEq + Send + Sync + 'static>(compute: Computing<T>) -> Memo<T> {
    Memo::new(compute)
}

fn erased_signal<T: Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
    Signal::derive(compute)
}

fn erased_effect(act: Box<dyn FnMut(Option<()>)>) {
    Effect::new(act);
}
