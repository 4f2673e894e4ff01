//! Which layer of the shell is open. One at a time: a second one takes the place of the first.

use crate::pages::why::Question;
use crate::scan::Scan;
use domain::ids::ProductId;
use leptos::prelude::*;

/// A layer of the shell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Open {
    /// None.
    #[default]
    Nothing,
    /// Search and commands.
    Palette,
    /// The outbox.
    Outbox,
    /// Notifications.
    Notifications,
    /// The list of keys.
    Keys,
    /// Where this browser stands.
    Place,
    /// Signing out with unsent work.
    SignOut,
    /// A PIN for this screen.
    Pin,
    /// A scan that no page asked for.
    Scanned(Scan),
    /// Why a figure is what it is.
    Why(Question),
}

/// The context by which pages open layers of the shell.
#[derive(Clone, Copy, Default)]
pub struct Layers {
    open: RwSignal<Open>,
    in_view: RwSignal<Option<ProductId>>,
}

impl Layers {
    /// What is open.
    pub fn now(&self) -> Signal<Open> {
        self.open.into()
    }

    /// Whether this layer is open.
    pub fn is(&self, layer: Open) -> Signal<bool> {
        let open = self.open;
        crate::memo(move |_| *open.read() == layer).into()
    }

    /// Opens a layer.
    pub fn show(&self, layer: Open) {
        self.open.set(layer);
    }

    /// Closes whatever is open.
    pub fn close(&self) {
        self.open.set(Open::Nothing);
    }

    /// The product that Alt C and Alt M mean.
    pub fn in_view(&self) -> Option<ProductId> {
        self.in_view.get_untracked()
    }

    /// Says which product the page shows, as long as its owner lives.
    pub fn view(&self, product: ProductId) {
        let in_view = self.in_view;
        in_view.set(Some(product));
        on_cleanup(move || {
            in_view.try_set(None);
        });
    }
}
