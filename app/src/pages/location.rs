//! A location: its marks, its bins in walking order, printing their labels.

use super::locations::LocationTags;
use super::not_found::Missing;
use super::parts::id_of_page;
use super::server::{self, Method};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::ui::{
    Action, Banner, Card, Crumbs, Dialog, Empty, FieldError, Glyph, Icon, LinkButton, PageHead,
    Switch, Tag, TextField, Toasts, Tone, Weight, needs_right_and_connection,
};
use crate::view;
use api::common::Change;
use api::places::{BinChange, LocationChange, NewBin, WalkingOrder};
use domain::ids::{BinId, LocationId};
use domain::location::{Bin, Location, LocationKind};
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;
use rustc_hash::FxHashMap as HashMap;
use serde::Serialize;

/// The bins in another order: one of them a place earlier or later.
pub fn moved(bins: &[BinId], bin: BinId, later: bool) -> Option<Vec<BinId>> {
    let at = bins.iter().position(|one| *one == bin)?;
    let to = if later {
        at.checked_add(1)?
    } else {
        at.checked_sub(1)?
    };
    let mut order = bins.to_vec();
    (to < order.len()).then(|| {
        order.swap(at, to);
        order
    })
}

/// The page.
#[component]
pub fn LocationPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<LocationId>();
    let location = crate::memo(move |_| id.get().and_then(|id| books.location(id).get()));
    move || match location.get() {
        Some(location) => view! { <LocationBody location /> }.into_any(),
        None => view! { <Missing what="location" /> }.into_any(),
    }
}

/// What changes places, taken from the context while a component is drawn: events have none.
#[derive(Clone, Copy)]
struct Hand {
    books: Books,
    toasts: Toasts,
}

impl Hand {
    fn here() -> Self {
        Self {
            books: expect_context::<Books>(),
            toasts: expect_context::<Toasts>(),
        }
    }
}

/// Changes something; says so when it is done, or why it was not.
fn change<B: Serialize + 'static>(
    hand: Hand,
    method: Method,
    path: String,
    body: B,
    said: &'static str,
) {
    let Hand { books, toasts } = hand;
    server::spawn(async move {
        match server::act(method, &path, &body).await {
            Ok(()) => {
                books.sync_now();
                toasts.ok(said);
            }
            Err(fault) => toasts.bad(fault.words()),
        }
    });
}

/// A form about a place: what is wrong, whether it is on its way, and how it is closed.
#[derive(Clone, Copy)]
struct Form {
    hand: Hand,
    error: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    close: Callback<()>,
}

impl Form {
    fn here(close: Callback<()>) -> Self {
        Self {
            hand: Hand::here(),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            close,
        }
    }

    /// Sends it, and closes the form once it is done; what is refused can be corrected in it.
    fn send<B: Serialize + 'static>(
        self,
        method: Method,
        path: String,
        body: B,
        said: &'static str,
    ) {
        let Hand { books, toasts } = self.hand;
        self.busy.set(true);
        self.error.set(None);
        server::spawn(async move {
            let answer = server::act(method, &path, &body).await;
            self.busy.set(false);
            match answer {
                Ok(()) => {
                    books.sync_now();
                    toasts.done_in(self.error, said, || {
                        self.close.try_run(());
                    });
                }
                Err(fault) => toasts.bad_in(self.error, fault.words()),
            }
        });
    }
}

/// What is edited: nothing, a new bin, or one of those there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Editing {
    #[default]
    Nothing,
    NewBin,
    Bin(Bin),
    Location,
}

#[component]
fn LocationBody(location: Location) -> impl IntoView {
    let books = expect_context::<Books>();
    let id = location.id;
    let is_external = location.kind == LocationKind::External;
    let editing = RwSignal::new(Editing::Nothing);
    let blocked = needs_right_and_connection(books, Permission::EditLocations);
    let bins = books.bins(id);
    let name = location.name.to_string();
    let tags = location.clone();
    view! {
        <Crumbs href=routes::LOCATIONS.to_owned() up="Locations" here=name.clone() />
        <PageHead title=name>
            <LocationTags one=tags />
            <LinkButton href=format!("{}?location={id}", routes::STOCK) text="What is here" glyph=Glyph::Boxes />
            {(!is_external).then(|| view! { <Action text="Edit" glyph=Glyph::Pencil blocked on_press=move |()| editing.set(Editing::Location) testid="edit-location" /> })}
            {(!is_external).then(|| view! { <Action text="New bin" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| editing.set(Editing::NewBin) testid="new-bin" /> })}
        </PageHead>
        <div class="stack">
            {is_external.then(|| view! { <Banner tone=Tone::Info head="A fulfilment service holds this stock." text="It cannot have bins, and it keeps the name of its connection." /> })}
            <Bins location=id bins editing />
        </div>
        <EditDialog location editing />
    }
}

#[component]
fn Bins(
    location: LocationId,
    bins: Signal<std::sync::Arc<Vec<Bin>>>,
    editing: RwSignal<Editing>,
) -> impl IntoView {
    let labels = format!("/api/v1/locations/{location}/labels.pdf");
    view! {
        <Card title="Bins, in walking order" id="h-bins" tools=move || view! { <a class="btn btn--quiet" href=labels.clone() target="_blank" rel="noopener" data-testid="bin-labels"><Icon glyph=Glyph::Printer />"Labels"</a> }.into_any()>
            {move || if bins.read().is_empty() {
                view! { <Empty title="No bins" text="Goods here lie in no bin. Make bins to know where, or import them from a file." /> }.into_any()
            } else {
                view! { <BinTable location bins editing /> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn BinTable(
    location: LocationId,
    bins: Signal<std::sync::Arc<Vec<Bin>>>,
    editing: RwSignal<Editing>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    // Together, since there may be thousands of bins.
    let filled = crate::memo(move |_| {
        let mut filled: HashMap<BinId, usize> = HashMap::default();
        books.levels_in(
            |of, _| of == location,
            |line| {
                if let Some(bin) = line.bin {
                    *filled.entry(bin).or_default() += 1;
                }
            },
        );
        filled
    });
    view! {
        <div class="table-wrap"><table class="table" data-testid="bin-list">
            <thead><tr><th>"Bin"</th><th class="p2">"Zone"</th><th>"Sale"</th><th class="num p3">"Products"</th><th><span class="sr">"Actions"</span></th></tr></thead>
            <tbody>{move || bins.get().iter().cloned().map(|bin| view! { <BinRow location bin bins filled editing /> }).collect_view()}</tbody>
        </table></div>
    }
}

#[component]
fn BinRow(
    location: LocationId,
    bin: Bin,
    bins: Signal<std::sync::Arc<Vec<Bin>>>,
    filled: Memo<HashMap<BinId, usize>>,
    editing: RwSignal<Editing>,
) -> impl IntoView {
    let hand = Hand::here();
    let books = expect_context::<Books>();
    let id = bin.id;
    let blocked = needs_right_and_connection(books, Permission::EditLocations);
    let n = move || {
        let n = filled.read().get(&id).copied().unwrap_or(0);
        format::units(i64::try_from(n).unwrap_or(0))
    };
    let shift = move |later: bool| {
        let order: Vec<BinId> = bins.read_untracked().iter().map(|bin| bin.id).collect();
        if let Some(bins) = moved(&order, id, later) {
            change(
                hand,
                Method::Put,
                format!("/locations/{location}/walk"),
                WalkingOrder { bins },
                "Walking order changed",
            );
        }
    };
    let edit = bin.clone();
    let is_blocked = move || blocked.read().is_some().then_some("true");
    view! {
        <tr data-row="" tabindex="-1" data-testid="bin-row">
            <td><a class="t" href=format!("{}?bin={id}", routes::STOCK)><span class="bin">{bin.name.to_string()}</span></a></td>
            <td class="p2">{bin.zone.as_ref().map(ToString::to_string)}</td>
            <td>{bin.not_for_sale.then(|| view! { <Tag tone=Tone::Warn glyph=Glyph::Ban text="Not for sale" /> })}</td>
            <td class="num p3">{n}</td>
            <td class="act">
                <button class="btn btn--icon btn--ghost" type="button" aria-label=format!("{}: earlier in the walk", bin.name) aria-disabled=is_blocked on:click=move |_| if blocked.read_untracked().is_none() { shift(false) }><Icon glyph=Glyph::ArrowUp /></button>
                <button class="btn btn--icon btn--ghost" type="button" aria-label=format!("{}: later in the walk", bin.name) aria-disabled=is_blocked on:click=move |_| if blocked.read_untracked().is_none() { shift(true) }><Icon glyph=Glyph::ArrowDown /></button>
                <button class="btn btn--icon btn--ghost" type="button" aria-label=format!("Edit {}", bin.name) aria-disabled=is_blocked on:click=move |_| if blocked.read_untracked().is_none() { editing.set(Editing::Bin(edit.clone())) }><Icon glyph=Glyph::Pencil /></button>
            </td>
        </tr>
    }
}

#[component]
fn EditDialog(location: Location, editing: RwSignal<Editing>) -> impl IntoView {
    let close = Callback::new(move |()| editing.set(Editing::Nothing));
    let title = crate::derived(move || match &*editing.read() {
        Editing::Bin(bin) => format!("Bin {}", bin.name),
        Editing::Location => "Edit location".into(),
        _ => "New bin".into(),
    });
    let location = StoredValue::new(location);
    let body = move || match editing.get() {
        Editing::Nothing => ().into_any(),
        Editing::Location => {
            view! { <LocationForm location=location.get_value() close /> }.into_any()
        }
        Editing::NewBin => {
            view! { <BinForm location=location.get_value().id bin=None close /> }.into_any()
        }
        Editing::Bin(bin) => {
            view! { <BinForm location=bin.location bin=Some(bin) close /> }.into_any()
        }
    };
    view! { <Dialog open=crate::derived(move || *editing.read() != Editing::Nothing) on_close=close title testid="place-edit">{body}</Dialog> }
}

#[component]
fn LocationForm(location: Location, close: Callback<()>) -> impl IntoView {
    let form = Form::here(close);
    let (error, busy) = (form.error, form.busy);
    let name = RwSignal::new(location.name.to_string());
    let closed = RwSignal::new(location.not_for_sale);
    let path = format!("/locations/{}", location.id);
    let archive_path = path.clone();
    let save = move |()| match Name::new(&name.get_untracked()) {
        Ok(name) => {
            let body = LocationChange {
                name: Some(name),
                not_for_sale: Some(closed.get_untracked()),
                archived: None,
            };
            form.send(Method::Patch, path.clone(), body, "Saved");
        }
        Err(why) => error.set(Some(format!("The name {why}."))),
    };
    let archive = move |()| {
        let body = LocationChange {
            archived: Some(true),
            ..LocationChange::default()
        };
        form.send(Method::Patch, archive_path.clone(), body, "Archived");
    };
    view! {
        <div class="dialog-body"><TextField id="location-name" label="Name" value=name error /><Switch label="Not for sale" hint="Goods here are on hand but never available." on=closed on_change=move |on| closed.set(on) /></div>
        <div class="dialog-foot"><Action text="Archive" weight=Weight::DangerQuiet busy on_press=archive /><Action text="Save" weight=Weight::Primary busy on_press=save testid="location-save" /></div>
    }
}

#[component]
fn BinForm(location: LocationId, bin: Option<Bin>, close: Callback<()>) -> impl IntoView {
    let form = Form::here(close);
    let (error, busy) = (form.error, form.busy);
    let name = RwSignal::new(
        bin.as_ref()
            .map(|bin| bin.name.to_string())
            .unwrap_or_default(),
    );
    let zone = RwSignal::new(
        bin.as_ref()
            .and_then(|bin| bin.zone.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
    );
    let closed = RwSignal::new(bin.as_ref().is_some_and(|bin| bin.not_for_sale));
    let id = bin.map(|bin| bin.id);
    let save = move |()| {
        let name = match Name::new(&name.get_untracked()) {
            Ok(name) => name,
            Err(why) => return error.set(Some(format!("The name {why}."))),
        };
        let zone = Name::new(&zone.get_untracked()).ok();
        let not_for_sale = closed.get_untracked();
        match id {
            None => form.send(
                Method::Post,
                format!("/locations/{location}/bins"),
                NewBin {
                    name,
                    zone,
                    walk: None,
                    not_for_sale,
                },
                "Bin made",
            ),
            Some(id) => {
                let zone = zone.map_or(Change::Clear, Change::Set);
                let body = BinChange {
                    name: Some(name),
                    zone,
                    walk: None,
                    not_for_sale: Some(not_for_sale),
                    archived: None,
                };
                form.send(Method::Patch, format!("/bins/{id}"), body, "Saved");
            }
        }
    };
    let archive = id.map(|id| {
        let press = move |()| {
            let body = BinChange {
                archived: Some(true),
                ..BinChange::default()
            };
            form.send(Method::Patch, format!("/bins/{id}"), body, "Archived");
        };
        view! { <Action text="Archive" weight=Weight::DangerQuiet busy on_press=press /> }
    });
    view! {
        <div class="dialog-body">
            <TextField id="bin-name" label="Name on the shelf" value=name hint="Such as: A-04-2" />
            <TextField id="bin-zone" label="Zone" value=zone optional=true hint="Such as: A" />
            <Switch label="Not for sale" hint="Goods here are on hand but never available." on=closed on_change=move |on| closed.set(on) />
            <FieldError id="bin-error" error />
        </div>
        <div class="dialog-foot">{archive}<Action text="Save" weight=Weight::Primary busy on_press=save testid="bin-save" /></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_bin_moves_one_place_and_never_out_of_the_walk() {
        let bin = |n: u128| BinId::new(Uuid::from_u128(n));
        let order = [bin(1), bin(2), bin(3)];
        assert_eq!(
            moved(&order, bin(2), true),
            Some(vec![bin(1), bin(3), bin(2)])
        );
        assert_eq!(moved(&order, bin(1), false), None);
        assert_eq!(moved(&order, bin(3), true), None);
        assert_eq!(moved(&order, bin(9), true), None);
    }
}
