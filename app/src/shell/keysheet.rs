//! The list of keys (`?`), and the choice of the place this browser stands at.

use super::keys::{GO, OTHERS};
use super::{Layers, Open, Prefs};
use crate::books::Books;
use crate::ui::{Dialog, OptionCard, Switch};
use crate::view;
use domain::location::Location;
use leptos::prelude::*;

/// The list of keys.
#[component]
pub fn KeySheet() -> impl IntoView {
    let (layers, prefs) = (expect_context::<Layers>(), expect_context::<Prefs>());
    let close = Callback::new(move |()| layers.close());
    let row =
        |keys: String, what: &'static str| view! { <dt><kbd>{keys}</kbd></dt><dd>{what}</dd> };
    view! {
        <Dialog open=layers.is(Open::Keys) on_close=close title="Keys" testid="keys-dialog">
            <div class="dialog-body">
                <dl class="kv">{OTHERS.into_iter().map(|(keys, what)| row(keys.to_owned(), what)).collect_view()}</dl>
                <h3>"G, then"</h3>
                <dl class="kv">{GO.into_iter().map(|(key, _, what)| row(key.to_owned(), what)).collect_view()}</dl>
                <Switch label="Single letters are shortcuts" hint="They never act inside a field." on=prefs.single_keys()
                    on_change=move |on| prefs.use_single_keys(on) />
            </div>
        </Dialog>
    }
}

/// Where this browser stands: what counts, transfers and adjustments begin with.
#[component]
pub fn PlaceDialog() -> impl IntoView {
    let (books, layers, prefs) = (
        expect_context::<Books>(),
        expect_context::<Layers>(),
        expect_context::<Prefs>(),
    );
    let close = Callback::new(move |()| layers.close());
    let place = prefs.place();
    let locations = books.locations();
    let card = move |location: &Location| {
        let id = location.id;
        let choose = move |()| {
            prefs.choose_place(Some(id));
            layers.close();
        };
        let hint = if location.not_for_sale {
            "Not for sale"
        } else {
            ""
        };
        view! { <OptionCard group="place" title=location.name.to_string() hint chosen=crate::derived(move || place.get() == Some(id)) on_choose=choose /> }
    };
    let all = move |()| {
        prefs.choose_place(None);
        layers.close();
    };
    view! {
        <Dialog open=layers.is(Open::Place) on_close=close title="Where are you?" testid="place-dialog">
            <div class="dialog-body">
                <p class="hint">"Counts, transfers and lists begin with this place. You can choose another one each time."</p>
                {move || locations.read().iter().map(card).collect_view()}
                <OptionCard group="place" title="All locations" hint="Begin without a place" chosen=crate::derived(move || place.get().is_none()) on_choose=all />
            </div>
        </Dialog>
    }
}
