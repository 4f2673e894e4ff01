//! Starting a stocktake: where, of what, blind or not, who counts what. Needs the server (OFF-11); counting does not.

use super::assign::{AssignList, Given};
use super::parts::{location_choices, parsed};
use super::server::{self, Method};
use crate::books::Books;
use crate::router;
use crate::routes;
use crate::shell::Prefs;
use crate::ui::{
    Action, Advice, Card, CellCheck, Crumbs, FieldError, Gate, Glyph, OptionCard, PageHead,
    SearchBox, SelectField, Show, Switch, TextField, Toasts, Weight, needs_connection,
};
use crate::view;
use api::stocktakes::{Assignment, Coverage, NewStocktake, Stocktake};
use domain::ids::{BinId, CategoryId, LocationId, ProductId};
use domain::location::Bin;
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Scope {
    #[default]
    Location,
    Bins,
    Category,
    Products,
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct NewForm {
    location: String,
    scope: Scope,
    bins: BTreeSet<BinId>,
    category: String,
    products: Vec<ProductId>,
    blind: bool,
    title: String,
    assignments: Given,
}

impl NewForm {
    fn checked(&self) -> Result<NewStocktake, Advice> {
        let location: LocationId = parsed(&self.location).ok_or("Choose a location.")?;
        let coverage = match self.scope {
            Scope::Location => Coverage::Location,
            Scope::Bins if self.bins.is_empty() => return Err("Choose at least one bin.".into()),
            Scope::Bins => Coverage::Bins(self.bins.iter().copied().collect()),
            Scope::Category => Coverage::Category(
                parsed::<CategoryId>(&self.category).ok_or("Choose a category.")?,
            ),
            Scope::Products if self.products.is_empty() => {
                return Err("Add at least one product.".into());
            }
            Scope::Products => Coverage::Products(self.products.clone()),
        };
        let title = if self.title.trim().is_empty() {
            None
        } else {
            Some(Name::new(&self.title).map_err(|why| format!("The title {why}."))?)
        };
        let covered = |bin: &BinId| self.scope != Scope::Bins || self.bins.contains(bin);
        let given = self.assignments.iter().filter(|(bin, _)| covered(bin));
        let assignments = given
            .map(|(bin, user)| Assignment {
                bin: *bin,
                user: *user,
            })
            .collect();
        Ok(NewStocktake {
            location,
            coverage,
            blind: self.blind,
            title,
            assignments,
        })
    }
}

/// The page.
#[component]
pub fn StocktakeNewPage() -> impl IntoView {
    view! { <Gate needs=Permission::ManageStocktakes what="starting a stocktake"><NewBody /></Gate> }
}

#[component]
fn NewBody() -> impl IntoView {
    let (books, prefs) = (expect_context::<Books>(), expect_context::<Prefs>());
    let toasts = expect_context::<Toasts>();
    let form = RwSignal::new(start_form(books, prefs));
    let location = RwSignal::new(form.read_untracked().location.clone());
    let title = RwSignal::new(String::new());
    let given = RwSignal::new(Given::new());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let go = StoredValue::new_local(router::navigation());
    let start = move |()| {
        form.update(|form| {
            form.location = location.get_untracked();
            form.title = title.get_untracked();
            form.assignments = given.get_untracked();
        });
        match form.get_untracked().checked() {
            Ok(body) => begin((books, toasts), body, busy, error, move |id| {
                go.try_with_value(|go| go(&routes::stocktake(id), Default::default()));
            }),
            Err(why) => error.set(Some(why.into_text())),
        }
    };
    let blocked = needs_connection(books);
    view! {
        <Crumbs href=routes::STOCKTAKES.to_owned() up="Stocktakes" here="New" />
        <PageHead title="Start a count" lede=Signal::stored("Starting needs a connection. Counting then works without one.".to_owned()) />
        <div class="stack narrow">
            <Card title="Where and of what" id="h-where">
                <div class="card-body stack">
                    <SelectField id="location" label="Location" value=location choices=location_choices(books, None) />
                    <ScopeCards form />
                    <ScopeDetail form location />
                </div>
            </Card>
            <Card title="How" id="h-how">
                <div class="card-body stack">
                    <Switch label="Blind count" hint="Counters do not see what the book expects." on=crate::derived(move || form.read().blind) on_change=move |on| form.update(|form| form.blind = on) testid="blind" />
                    <TextField id="title" label="Title" value=title optional=true hint="Such as: before the audit" />
                </div>
            </Card>
            <Assign form location given />
            <FieldError id="start-error" error />
            <div class="row"><Action text="Start" glyph=Glyph::Play weight=Weight::Primary blocked busy on_press=start testid="start" /></div>
            <p class="reason" data-state="offline" hidden=move || blocked.read().is_none()>"Starting needs a connection. Stocktakes that are open already can be counted now."</p>
        </div>
    }
}

fn start_form(books: Books, prefs: Prefs) -> NewForm {
    let query = router::query();
    let query = query.read_untracked();
    let product = query.get("product").and_then(|id| parsed::<ProductId>(&id));
    let bin = query.get("bin").and_then(|id| parsed::<BinId>(&id));
    let of_bin = bin
        .and_then(|bin| books.bin(bin).get_untracked())
        .map(|bin| bin.location);
    let wanted = query.get("location");
    let wanted = wanted.and_then(|id| parsed::<LocationId>(&id));
    let first = books
        .locations()
        .read_untracked()
        .first()
        .map(|location| location.id);
    let location = wanted
        .or(of_bin)
        .or(prefs.place().get_untracked())
        .or(first);
    let scope = if product.is_some() {
        Scope::Products
    } else if bin.is_some() {
        Scope::Bins
    } else {
        Scope::Location
    };
    NewForm {
        location: location.map(|id| id.to_string()).unwrap_or_default(),
        scope,
        bins: bin.into_iter().collect(),
        products: product.into_iter().collect(),
        ..NewForm::default()
    }
}

fn begin(
    (books, toasts): (Books, Toasts),
    body: NewStocktake,
    busy: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    then: impl Fn(domain::ids::StocktakeId) + 'static,
) {
    busy.set(true);
    error.set(None);
    server::spawn(async move {
        let answer = server::send::<_, Stocktake>(Method::Post, "/stocktakes", &body).await;
        busy.try_set(false);
        match answer {
            Ok(stocktake) => {
                books.sync_now();
                toasts.ok("Stocktake started");
                then(stocktake.id);
            }
            Err(fault) => {
                toasts.bad_in(error, fault.words());
            }
        }
    });
}

#[component]
fn ScopeCards(form: RwSignal<NewForm>) -> impl IntoView {
    let card = move |scope: Scope,
                     title: &'static str,
                     hint: &'static str,
                     testid: &'static str| {
        view! {
            <OptionCard group="scope" title hint chosen=crate::derived(move || form.read().scope == scope) testid
                on_choose=move |()| form.update(|form| form.scope = scope) />
        }
    };
    view! {
        <fieldset class="pair" aria-label="Of what">
            {card(Scope::Location, "The whole location", "Every bin, in walking order", "scope-location")}
            {card(Scope::Bins, "Some bins", "One shelf, one aisle, one zone", "scope-bins")}
            {card(Scope::Category, "A category", "Its products, wherever they lie", "scope-category")}
            {card(Scope::Products, "A list of products", "These products, wherever they lie", "scope-products")}
        </fieldset>
    }
}

#[component]
fn ScopeDetail(form: RwSignal<NewForm>, location: RwSignal<String>) -> impl IntoView {
    let scope = crate::memo(move |_| form.read().scope);
    move || match scope.get() {
        Scope::Location => ().into_any(),
        Scope::Bins => view! { <BinPicker form location /> }.into_any(),
        Scope::Category => view! { <CategoryPicker form /> }.into_any(),
        Scope::Products => view! { <ProductPicker form /> }.into_any(),
    }
}

/// The bins of the chosen location.
fn bins_here(location: RwSignal<String>) -> Memo<Vec<Bin>> {
    let books = expect_context::<Books>();
    crate::memo(move |_| {
        parsed::<LocationId>(&location.read())
            .map(|id| books.bins(id).get().to_vec())
            .unwrap_or_default()
    })
}

#[component]
fn BinPicker(form: RwSignal<NewForm>, location: RwSignal<String>) -> impl IntoView {
    let bins = bins_here(location);
    let zones = crate::memo(move |_| {
        bins.read()
            .iter()
            .filter_map(|bin| bin.zone.as_ref().map(ToString::to_string))
            .collect::<BTreeSet<_>>()
    });
    let zone = move |zone: String| {
        let of = zone.clone();
        let take = move |_| {
            let bins = bins.get_untracked();
            let here = bins
                .iter()
                .filter(|bin| bin.zone.as_ref().is_some_and(|zone| zone.as_str() == of))
                .map(|bin| bin.id);
            form.update(|form| form.bins.extend(here));
        };
        view! { <button class="filter" type="button" on:click=take>{format!("All of {zone}")}</button> }
    };
    let row = move |bin: Bin| {
        let id = bin.id;
        let change = move |on: bool| {
            form.update(|form| {
                if on {
                    form.bins.insert(id);
                } else {
                    form.bins.remove(&id);
                }
            })
        };
        let zone = bin.zone.map(|zone| zone.to_string()).unwrap_or_default();
        view! {
            <li><CellCheck label=format!("Count {}", bin.name) checked=crate::derived(move || form.read().bins.contains(&id)) on_change=change />
                <div class="grow"><span class="bin">{bin.name.to_string()}</span></div><span class="muted sm">{zone}</span></li>
        }
    };
    view! {
        <div class="stack-sm">
            <div class="row row--tight">{move || zones.get().into_iter().map(zone).collect_view()}<span class="muted sm" role="status">{move || format!("{} chosen", form.read().bins.len())}</span></div>
            <ul class="list list--bins card">{move || bins.get().into_iter().map(row).collect_view()}</ul>
        </div>
    }
}

#[component]
fn CategoryPicker(form: RwSignal<NewForm>) -> impl IntoView {
    let categories = expect_context::<Books>().categories();
    let value = RwSignal::new(form.read_untracked().category.clone());
    crate::effect(move |_| form.update(|form| form.category = value.get()));
    let choices = crate::derived(move || {
        let none = (String::new(), "Choose a category".to_owned());
        std::iter::once(none)
            .chain(
                categories
                    .read()
                    .iter()
                    .map(|one| (one.id.to_string(), one.name.to_string())),
            )
            .collect::<Vec<_>>()
    });
    view! { <SelectField id="category" label="Category" value choices /> }
}

/// Products offered while typing.
const OFFERED: usize = 6;

#[component]
fn ProductPicker(form: RwSignal<NewForm>) -> impl IntoView {
    let books = expect_context::<Books>();
    let typed = RwSignal::new(String::new());
    let add = move |id: ProductId| {
        typed.set(String::new());
        form.update(|form| {
            if !form.products.contains(&id) {
                form.products.push(id);
            }
        });
    };
    books.on_scan(move |scan| {
        if let crate::scan::Resolved::Product { product, .. } = scan.names {
            add(product);
        }
    });
    let found = crate::memo(move |_| {
        if typed.read().trim().is_empty() {
            Vec::new()
        } else {
            books.search(&typed.read(), OFFERED)
        }
    });
    let offer = move |hit: crate::books::Hit| {
        view! { <li><button class="list-button grow" type="button" on:click=move |_| add(hit.product)><span class="t">{hit.name.to_string()}</span><span class="sku d">{hit.sku.to_string()}</span></button></li> }
    };
    let row = move |id: ProductId| {
        let remove = move |_| form.update(|form| form.products.retain(|one| *one != id));
        view! { <li><div class="grow"><super::parts::ProductText id /></div><button class="btn btn--icon btn--ghost" type="button" aria-label="Take it off the list" on:click=remove><crate::ui::Icon glyph=Glyph::X /></button></li> }
    };
    let chosen = crate::memo(move |_| form.read().products.clone());
    view! {
        <div class="stack-sm">
            <SearchBox id="product-search" label="Add a product: type or scan" value=typed on_change=move |text| typed.set(text) />
            <ul class="list">{move || found.get().into_iter().map(offer).collect_view()}</ul>
            <h3>{move || format!("On the list: {}", chosen.read().len())}</h3>
            <ul class="list card">{move || chosen.get().into_iter().map(row).collect_view()}</ul>
        </div>
    }
}

/// Who counts which bin (OFF-27).
#[component]
fn Assign(
    form: RwSignal<NewForm>,
    location: RwSignal<String>,
    given: RwSignal<Given>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let bins = bins_here(location);
    let people = books.people();
    let covered = crate::memo(move |_| {
        let form = form.read();
        bins.read()
            .iter()
            .filter(|bin| form.scope != Scope::Bins || form.bins.contains(&bin.id))
            .cloned()
            .collect::<Vec<_>>()
    });
    let open = RwSignal::new(false);
    let is_offered = move || !covered.read().is_empty() && people.read().len() > 1;
    view! {
        <Show when=is_offered>
            <Card title="Who counts what" id="h-who" tools=move || view! { <Action text=crate::derived(move || if open.get() { "Hide" } else { "Choose" }.to_owned()) weight=Weight::Quiet on_press=move |()| open.update(|open| *open = !*open) testid="assign" /> }.into_any()>
                <Show when=move || open.get() fallback=|| view! { <p class="card-body hint">"Anybody counts any bin. Somebody who enters a bin that was given to another person is told so."</p> }>
                    <AssignList bins=covered given />
                </Show>
            </Card>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::UserId;
    use uuid::Uuid;

    #[test]
    fn a_stocktake_covers_what_was_chosen_and_nothing_is_started_without() {
        let location = LocationId::new(Uuid::from_u128(1));
        let bin = |n: u128| BinId::new(Uuid::from_u128(n));
        let user = UserId::new(Uuid::from_u128(9));
        let whole = NewForm {
            location: location.to_string(),
            ..NewForm::default()
        };
        assert_eq!(whole.checked().unwrap().coverage, Coverage::Location);
        let none = NewForm {
            scope: Scope::Bins,
            ..whole.clone()
        };
        assert_eq!(none.checked().unwrap_err(), "Choose at least one bin.");
        let some = NewForm {
            bins: [bin(2)].into(),
            assignments: [(bin(2), user), (bin(3), user)].into(),
            ..none
        };
        let body = some.checked().unwrap();
        assert_eq!(body.coverage, Coverage::Bins(vec![bin(2)]));
        assert_eq!(
            body.assignments.len(),
            1,
            "a bin that is not covered is given to nobody"
        );
        assert_eq!(
            NewForm::default().checked().unwrap_err(),
            "Choose a location."
        );
    }
}
