//! Products: searched as typed, filtered, several changed at once, a scanned code given to one of them.

use super::parts::{Unsent, parsed};
use super::server::{self, Method};
use super::stock::painted;
use crate::books::Books;
use crate::format;
use crate::router;
use crate::routes;
use crate::ui::{
    Action, Advice, Banner, CellCheck, Dialog, Empty, FieldError, Filling, Glyph, Icon, LinkButton,
    NoMatch, NotFilled, PageHead, SearchBox, Select, SelectField, Show, TextField, Toasts, Tone,
    VirtualTable, Weight, filling, needs_right, needs_right_and_connection,
};
use crate::view;
use api::catalogue::{BulkChange, BulkChanged, ProductChange};
use api::common::Change;
use domain::barcode::Code;
use domain::books::EntityRef;
use domain::catalogue::{Barcode, Product};
use domain::ids::{BrandId, CategoryId, ProductId};
use domain::permission::Permission;
use domain::quantity::Quantity;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most products that one bulk change takes.
const MOST_BULK: usize = 1_000;

/// What narrows the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Narrow {
    text: String,
    category: Option<CategoryId>,
    brand: Option<BrandId>,
}

impl Narrow {
    fn is_on(&self) -> bool {
        *self != Self::default()
    }

    fn takes(&self, product: &Product) -> bool {
        self.category
            .is_none_or(|category| product.category == Some(category))
            && self.brand.is_none_or(|brand| product.brand == Some(brand))
    }
}

/// The list and what is chosen in it, for its rows.
#[derive(Clone, Copy)]
struct List {
    ids: Memo<Arc<Vec<ProductId>>>,
    chosen: RwSignal<BTreeSet<ProductId>>,
    assign: Signal<Option<String>>,
}

/// The page.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let query = router::query();
    let assign = crate::derived(move || query.read().get("assign").filter(|code| !code.is_empty()));
    let (text, category, brand) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let narrow = crate::memo(move |_| Narrow {
        text: text.get(),
        category: parsed(&category.read()),
        brand: parsed(&brand.read()),
    });
    let ids = crate::memo(move |_| listed(books, &narrow.read()));
    let chosen = RwSignal::new(BTreeSet::new());
    provide_context(List {
        ids,
        chosen,
        assign,
    });
    let blocked = needs_right(books, Permission::EditProducts);
    let go = StoredValue::new_local(router::navigation());
    let clear = Callback::new(move |()| {
        text.set(String::new());
        category.set(String::new());
        brand.set(String::new());
    });
    view! {
        <PageHead title="Products">
            <LinkButton href=routes::IMPORT.to_owned() text="Import" glyph=Glyph::Upload />
            <Action text="New product" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| go.with_value(|go| go(routes::PRODUCT_NEW, Default::default())) testid="new-product" />
        </PageHead>
        <AssignBanner />
        <section class="card" aria-label="Products">
            <div class="filters">
                <SearchBox id="product-search" label="Search by SKU, name or barcode" value=text on_change=move |value| text.set(value) />
                <div class="filter-select"><Select id="product-category" label="Category" value=category choices=category_choices(books) /></div>
                <div class="filter-select"><Select id="product-brand" label="Brand" value=brand choices=brand_choices(books) /></div>
            </div>
            <BulkBar />
            <Rows narrow on_clear=clear />
        </section>
    }
}

fn listed(books: Books, narrow: &Narrow) -> Arc<Vec<ProductId>> {
    let found = if narrow.text.trim().is_empty() {
        return books.grouped(|grouping| {
            (narrow.category.is_none() || grouping.category == narrow.category)
                && (narrow.brand.is_none() || grouping.brand == narrow.brand)
        });
    } else {
        books.products().track();
        Arc::new(
            books
                .search(&narrow.text, 500)
                .into_iter()
                .map(|hit| hit.product)
                .collect(),
        )
    };
    if narrow.category.is_none() && narrow.brand.is_none() {
        return found;
    }
    let takes = |id: &&ProductId| {
        books
            .product_now(**id)
            .is_some_and(|product| narrow.takes(&product))
    };
    Arc::new(found.iter().filter(takes).copied().collect())
}

/// Categories as choices, none first.
pub fn category_choices(books: Books) -> Signal<Vec<(String, String)>> {
    let all = books.categories();
    crate::derived(move || {
        named_choices(
            "All categories",
            all.read()
                .iter()
                .map(|one| (one.id.to_string(), one.name.to_string())),
        )
    })
}

/// Brands as choices, none first.
pub fn brand_choices(books: Books) -> Signal<Vec<(String, String)>> {
    let all = books.brands();
    crate::derived(move || {
        named_choices(
            "All brands",
            all.read()
                .iter()
                .map(|one| (one.id.to_string(), one.name.to_string())),
        )
    })
}

/// Tax rules, and none of them.
pub fn tax_choices(books: Books) -> Signal<Vec<(String, String)>> {
    let all = books.tax_rules();
    crate::derived(move || {
        named_choices(
            "None",
            all.read()
                .iter()
                .map(|one| (one.id.to_string(), one.name.to_string())),
        )
    })
}

fn named_choices(none: &str, all: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), none.to_owned()))
        .chain(all)
        .collect()
}

/// A scanned code waits for its product.
#[component]
fn AssignBanner() -> impl IntoView {
    let list = expect_context::<List>();
    move || {
        list.assign.get().map(|code| {
            view! {
                <div class="banner banner--warn" data-testid="assign-banner"><Icon glyph=Glyph::Tag />
                    <p class="grow"><strong>{format!("Which product has code {code}?")}</strong>" Choose it in the list."</p>
                    <LinkButton href=routes::PRODUCTS.to_owned() text="Not now" /></div>
            }
        })
    }
}

#[component]
fn Rows(narrow: Memo<Narrow>, on_clear: Callback<()>) -> impl IntoView {
    let (books, list) = (expect_context::<Books>(), expect_context::<List>());
    let len = crate::memo(move |_| list.ids.read().len());
    let filling = filling(books);
    let row = Callback::new(|at: usize| view! { <ProductRow at /> }.into_any());
    let state = crate::memo(move |_| {
        (
            len.get() == 0,
            narrow.read().is_on(),
            filling.get() == Filling::Filled,
        )
    });
    move || {
        match state.get() {
        (true, true, _) => view! { <NoMatch title="No products match" text="Check the spelling, or scan the barcode." on_clear /> }.into_any(),
        (true, false, false) => view! { <NotFilled what="products" /> }.into_any(),
        (true, false, true) => view! {
            <Empty title="No products yet" text="Import a file with your products, or make the first one by hand."><LinkButton href=routes::IMPORT.to_owned() text="Import a file" glyph=Glyph::Upload weight=Weight::Primary /></Empty>
        }.into_any(),
        _ => view! { <VirtualTable label="List of products" len columns=6 head=|| view! { <Head /> } row on_painted=painted() testid="product-list" /> }.into_any(),
    }
    }
}

#[component]
fn Head() -> impl IntoView {
    view! { <th><span class="sr">"Select"</span></th><th>"Product"</th><th class="p2">"Barcode"</th><th class="p3">"Category"</th><th class="num p3">"Price"</th><th class="num">"Reorder at"</th> }
}

#[component]
fn ProductRow(at: usize) -> impl IntoView {
    let (books, list) = (expect_context::<Books>(), expect_context::<List>());
    let (categories, tiers) = (books.categories(), books.price_tiers());
    let id = crate::memo(move |_| list.ids.read().get(at).copied());
    let product = crate::memo(move |_| id.get().and_then(|id| books.product(id).get()));
    let get = move |pick: fn(&Product) -> Option<String>| {
        move || product.read().as_ref().and_then(|product| pick(product))
    };
    let category = move || {
        let wanted = product.read().as_ref()?.category?;
        categories
            .read()
            .iter()
            .find(|one| one.id == wanted)
            .map(|one| one.name.to_string())
    };
    let price = move || {
        let first = tiers.read().first()?.id;
        product
            .read()
            .as_ref()?
            .prices
            .iter()
            .find(|price| price.tier == first)
            .map(|price| format::money(price.price))
    };
    let checked =
        crate::derived(move || id.get().is_some_and(|id| list.chosen.read().contains(&id)));
    let choose = move |on: bool| {
        let Some(id) = id.get_untracked() else { return };
        list.chosen.update(|chosen| {
            if on {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    let label = crate::derived(move || {
        format!(
            "Select {}",
            product
                .read()
                .as_ref()
                .map(|product| product.name.to_string())
                .unwrap_or_default()
        )
    });
    view! {
        <tr data-row="" tabindex="-1" aria-rowindex=at + 2 aria-selected=move || checked.get().then_some("true") data-testid="product-row">
            <td><CellCheck label checked on_change=choose /></td>
            <td><a class="t" href=move || id.get().map(routes::product)>{get(|product| Some(product.name.to_string()))}</a><span class="sku d">{get(|product| Some(product.sku.to_string()))}{move || id.get().map(|id| view! { <Unsent record=EntityRef::Product(id) /> })}</span></td>
            <td class="p2 mono">{get(|product| product.barcodes.first().map(|barcode| barcode.code.to_string()))}</td>
            <td class="p3">{category}</td>
            <td class="num p3">{price}</td>
            <td class="num">{get(|product| product.reorder_level.map(|level| format::units(level.units())))}{move || list.assign.get().zip(id.get()).map(|(code, id)| view! { <AssignButton code id /> })}</td>
        </tr>
    }
}

#[component]
fn AssignButton(code: String, id: ProductId) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let go = StoredValue::new_local(router::navigation());
    let give = move |()| {
        let Ok(code) = Code::scanned(&code) else {
            return;
        };
        server::spawn(async move {
            match books
                .assign_barcode(
                    id,
                    Barcode {
                        code,
                        pack: Quantity::ONE,
                    },
                )
                .await
            {
                Ok(_) => {
                    toasts.ok("The code belongs to this product now");
                    go.try_with_value(|go| go(&routes::product(id), Default::default()));
                }
                Err(why) => toasts.bad(why.to_string()),
            }
        });
    };
    view! { <Action text="This one" on_press=give testid="assign-code" /> }
}

/// What can be done with several products at once.
#[component]
fn BulkBar() -> impl IntoView {
    let (books, list) = (expect_context::<Books>(), expect_context::<List>());
    let n = crate::memo(move |_| list.chosen.read().len());
    let editing = RwSignal::new(false);
    let right = needs_right_and_connection(books, Permission::EditProducts);
    let blocked = crate::derived(move || {
        right.get().or_else(|| {
            (n.get() > MOST_BULK).then(|| format!("At most {} at once", format::units(1_000)))
        })
    });
    view! {
        <Show when=move || { n.get() > 0 }>
            <div class="bulkbar" data-testid="bulkbar">
                <strong>{move || format!("{} chosen", format::counted(n.get(), "product", "products"))}</strong>
                <Action text="Change" glyph=Glyph::Pencil blocked on_press=move |()| editing.set(true) testid="bulk-edit" />
                <Action text="Choose none" on_press=move |()| list.chosen.set(BTreeSet::new()) />
            </div>
        </Show>
        <Dialog open=editing on_close=move |()| editing.set(false) title="Change several products" testid="bulk-dialog"><BulkBody editing /></Dialog>
    }
}

/// A bulk change: only what was chosen changes.
fn bulk_change(
    category: &str,
    brand: &str,
    reorder: &str,
    archive: bool,
) -> Result<ProductChange, Advice> {
    let reorder_level = match reorder.trim() {
        "" => Change::Keep,
        text => Change::Set(
            text.parse()
                .ok()
                .and_then(|n| Quantity::new(n).ok())
                .ok_or("The reorder level is a whole number.")?,
        ),
    };
    let change = ProductChange {
        category: parsed(category).map_or(Change::Keep, Change::Set),
        brand: parsed(brand).map_or(Change::Keep, Change::Set),
        reorder_level,
        archived: archive.then_some(true),
        ..ProductChange::default()
    };
    if change == ProductChange::default() {
        Err("Choose what to change.".into())
    } else {
        Ok(change)
    }
}

#[component]
fn BulkBody(editing: RwSignal<bool>) -> impl IntoView {
    let (books, list, toasts) = (
        expect_context::<Books>(),
        expect_context::<List>(),
        expect_context::<Toasts>(),
    );
    let (category, brand, reorder) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let archive = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let apply = move |()| match bulk_change(
        &category.get_untracked(),
        &brand.get_untracked(),
        &reorder.get_untracked(),
        archive.get_untracked(),
    ) {
        Ok(change) => {
            let body = BulkChange {
                products: list.chosen.get_untracked().into_iter().collect(),
                change,
            };
            server::spawn(async move {
                match server::send::<_, BulkChanged>(Method::Post, "/products/bulk", &body).await {
                    Ok(done) => {
                        books.sync_now();
                        let n = usize::try_from(done.changed).unwrap_or(0);
                        let said = format!("{} changed", format::counted(n, "product", "products"));
                        list.chosen.set(BTreeSet::new());
                        toasts.done_in(error, said, || editing.set(false));
                    }
                    Err(fault) => toasts.bad_in(error, fault.words()),
                }
            });
        }
        Err(why) => error.set(Some(why.into_text())),
    };
    let keep = |choices: Signal<Vec<(String, String)>>| {
        crate::derived(move || {
            choices
                .get()
                .into_iter()
                .map(|(key, text)| {
                    if key.is_empty() {
                        (key, "Leave as it is".to_owned())
                    } else {
                        (key, text)
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="dialog-body">
            <Banner tone=Tone::Info head="All or none." text="If one of them cannot be changed, none is." />
            <SelectField id="bulk-category" label="Category" value=category choices=keep(category_choices(books)) />
            <SelectField id="bulk-brand" label="Brand" value=brand choices=keep(brand_choices(books)) />
            <TextField id="bulk-reorder" label="Reorder level" value=reorder optional=true mode="numeric" class="input input--num" />
            <crate::ui::Check label="Archive them" checked=archive on_change=move |on| archive.set(on) />
            <FieldError id="bulk-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| editing.set(false) /><Action text="Change them" weight=Weight::Primary on_press=apply testid="bulk-apply" /></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_bulk_change_touches_only_what_was_chosen() {
        let category = CategoryId::new(Uuid::from_u128(1));
        let change = bulk_change(&category.to_string(), "", "12", false).unwrap();
        assert_eq!(change.category, Change::Set(category));
        assert!(change.brand.is_keep() && change.archived.is_none());
        assert_eq!(
            change.reorder_level,
            Change::Set(Quantity::new(12).unwrap())
        );
        assert_eq!(
            bulk_change("", "", "", false).unwrap_err(),
            "Choose what to change."
        );
        assert_eq!(
            bulk_change("", "", "many", false).unwrap_err(),
            "The reorder level is a whole number."
        );
    }
}
