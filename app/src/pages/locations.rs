//! Locations and bins (LOC-09): which are the company's own, which are held by a fulfilment service, which are not for
//! sale.

use super::server::{self, Method};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::ui::{
    Action, Dialog, Empty, FieldError, Filling, Glyph, LinkButton, NotFilled, PageHead, Switch,
    Tag, TextField, Toasts, Tone, Weight, filling, needs_right_and_connection,
};
use crate::view;
use api::places::NewLocation;
use domain::location::{Location, LocationKind};
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;

/// The page.
#[component]
pub fn LocationsPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let (locations, filling) = (books.locations(), filling(books));
    let adding = RwSignal::new(false);
    let blocked = needs_right_and_connection(books, Permission::EditLocations);
    let body = move || {
        let all = locations.get();
        if all.is_empty() && filling.get() != Filling::Filled {
            view! { <NotFilled what="locations" /> }.into_any()
        } else if all.is_empty() {
            view! { <Empty title="No locations yet" text="A location is a place that holds stock: a warehouse, a shop, a fulfilment centre." /> }.into_any()
        } else {
            view! { <LocationTable all=all.to_vec() /> }.into_any()
        }
    };
    view! {
        <PageHead title="Locations and bins">
            <LinkButton href=format!("{}?kind=bins", routes::IMPORT) text="Import bins" glyph=Glyph::Upload />
            <Action text="New location" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| adding.set(true) testid="new-location" />
        </PageHead>
        <section class="card" aria-label="Locations">{body}</section>
        <Dialog open=adding on_close=move |()| adding.set(false) title="New location" testid="location-dialog"><NewLocationBody adding /></Dialog>
    }
}

#[component]
fn LocationTable(all: Vec<Location>) -> impl IntoView {
    let books = expect_context::<Books>();
    let row = move |one: Location| {
        let bins = books.bins(one.id);
        let n = move || format::units(i64::try_from(bins.read().len()).unwrap_or(0));
        view! {
            <tr data-row="" tabindex="-1" data-testid="location-row"><td><a class="t" href=routes::location(one.id)>{one.name.to_string()}</a></td><td><LocationTags one=one.clone() /></td><td class="num">{n}</td></tr>
        }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="location-list"><thead><tr><th>"Location"</th><th>"Kind"</th><th class="num">"Bins"</th></tr></thead>
            <tbody>{all.into_iter().map(row).collect_view()}</tbody></table></div>
    }
}

/// The marks of a location: who holds it, and whether it sells.
#[component]
pub fn LocationTags(
    /// Which one.
    one: Location,
) -> impl IntoView {
    let kind = match one.kind {
        LocationKind::Own => view! { <Tag glyph=Glyph::House text="Own stock" /> }.into_any(),
        LocationKind::External => {
            view! { <Tag tone=Tone::Info glyph=Glyph::Warehouse text="External fulfilment" /> }
                .into_any()
        }
    };
    let closed = one
        .not_for_sale
        .then(|| view! { <Tag tone=Tone::Warn glyph=Glyph::Ban text="Not for sale" /> });
    view! { <span class="row row--tight">{kind}{closed}</span> }
}

#[component]
fn NewLocationBody(adding: RwSignal<bool>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let name = RwSignal::new(String::new());
    let closed = RwSignal::new(false);
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let make = move |()| {
        let body = match Name::new(&name.get_untracked()) {
            Ok(name) => NewLocation {
                name,
                not_for_sale: closed.get_untracked(),
            },
            Err(why) => return error.set(Some(format!("The name {why}."))),
        };
        busy.set(true);
        server::spawn(async move {
            let answer = server::act(Method::Post, "/locations", &body).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    books.sync_now();
                    toasts.done_in(error, "Location made", || adding.set(false));
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    view! {
        <div class="dialog-body">
            <TextField id="location-name" label="Name" value=name hint="Such as: Leith Warehouse" />
            <Switch label="Not for sale" hint="Goods here are on hand but never available: damaged, quarantine." on=closed on_change=move |on| closed.set(on) />
            <FieldError id="location-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| adding.set(false) /><Action text="Make location" weight=Weight::Primary busy on_press=make testid="location-save" /></div>
    }
}
