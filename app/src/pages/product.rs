//! A product: where it lies, its codes, prices, family and parts.

use super::adjust::AdjustDialog;
use super::goods::{MoveDialog, ReceiveDialog};
use super::not_found::Missing;
use super::parts::{BinCell, ProductCell, Unsent, id_of_page, location_name};
use super::pictures::Pictures;
use super::stock::WhyButton;
use super::why::{Figure, FigureButton, Place, Question, figures_now, known_figures};
use crate::books::{Books, StockLine};
use crate::format;
use crate::router;
use crate::routes;
use crate::shell::{Layers, Open};
use crate::ui::{
    Action, Card, Crumbs, Empty, Glyph, LinkButton, PageHead, Show, Tag, Tile, Tone, Weight,
    needs_right,
};
use crate::view;
use domain::books::EntityRef;
use domain::catalogue::{Barcode, KitComponent, Product, ProductKind};
use domain::ids::{FamilyId, ProductId};
use domain::ledger::StockKey;
use domain::money::Money;
use domain::permission::Permission;
use domain::quantity::Delta;
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
#[component]
pub fn ProductPage() -> impl IntoView {
    let id = id_of_page::<ProductId>();
    move || match id.get() {
        Some(id) => view! { <Known id /> }.into_any(),
        None => view! { <Missing what="product" /> }.into_any(),
    }
}

#[component]
fn Known(id: ProductId) -> impl IntoView {
    let books = expect_context::<Books>();
    let product = books.product(id);
    move || match product.get() {
        Some(product) => view! { <ProductBody product /> }.into_any(),
        None => view! { <Missing what="product" /> }.into_any(),
    }
}

/// What a kind is called.
pub const fn kind_words(kind: &ProductKind) -> &'static str {
    match kind {
        ProductKind::Stocked => "Stocked",
        ProductKind::Kit(_) => "Kit",
        ProductKind::Service => "Service",
    }
}

#[component]
fn ProductBody(product: Arc<Product>) -> impl IntoView {
    let layers = expect_context::<Layers>();
    let books = expect_context::<Books>();
    let id = product.id;
    layers.view(id);
    let query = router::query();
    crate::effect(move |_| {
        if query.read().get("why").is_some() {
            layers.show(Open::Why(Question::of(id)));
        }
    });
    let (adjusting, moving, receiving) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let is_stocked = product.kind == ProductKind::Stocked;
    let sees_stock = books.permits(Permission::ViewStock);
    let blocked = needs_right(books, Permission::AdjustStock);
    let kind = kind_words(&product.kind);
    let archived = product.archived;
    view! {
        <Crumbs href=routes::PRODUCTS.to_owned() up="Products" here=product.sku.to_string() />
        <PageHead title=product.name.to_string() lede=Signal::stored(format!("{} \u{b7} {kind}", product.sku))>
            <Unsent record=EntityRef::Product(id) />
            {archived.then(|| view! { <Tag tone=Tone::Warn text="Archived" /> })}
            {is_stocked.then(|| view! { <Action text="Adjust" glyph=Glyph::Scale blocked on_press=move |()| adjusting.set(true) testid="adjust" /> })}
            {is_stocked.then(|| view! { <Action text="Receive" glyph=Glyph::PackageCheck blocked on_press=move |()| receiving.set(true) testid="receive" /> })}
            {is_stocked.then(|| view! { <Action text="Move bin" glyph=Glyph::MoveRight blocked on_press=move |()| moving.set(true) testid="move" /> })}
            {is_stocked.then(|| view! { <LinkButton href=routes::transfer_of(id) text="Transfer" glyph=Glyph::ArrowRightLeft /> })}
            {is_stocked.then(|| view! { <LinkButton href=routes::stocktake_of(id) text="Count" glyph=Glyph::ScanBarcode /> })}
            <LinkButton href=routes::product_edit(id) text="Edit" glyph=Glyph::Pencil weight=Weight::Primary testid="edit" />
        </PageHead>
        <div class="stack">
            <Show when=move || is_stocked && sees_stock.get()><Figures id /></Show>
            <div class="grid">
                <div class="stack m-7 l-8">
                    <Show when=move || is_stocked && sees_stock.get()><Places id /></Show>
                    <Parts kind=product.kind.clone() />
                    <Codes id barcodes=product.barcodes.clone() />
                </div>
                <div class="side m-5 l-4"><Pictures product=product.clone() /><Details product=product.clone() /><Prices product=product.clone() /><Variants product /></div>
            </div>
        </div>
        <AdjustDialog product=id open=adjusting />
        <MoveDialog product=id open=moving />
        <ReceiveDialog product=id open=receiving />
    }
}

/// On hand, allocated, available, on order, in transit (LOC-12). Each answers "why?".
#[component]
fn Figures(id: ProductId) -> impl IntoView {
    let books = expect_context::<Books>();
    let figures = known_figures(books, id, Place::Everywhere);
    let tile = move |figure: Figure| {
        let bad = move || figure == Figure::OnHand && figures.read().on_hand < Delta::ZERO;
        view! {
            <div class="tile" class:tile--bad=bad><dt>{figure.title()}</dt><dd><FigureButton question=Question::of(id).about(figure) units=crate::derived(move || figure.of(&figures.read()).units()) /></dd></div>
        }
    };
    view! {
        <dl class="tiles tiles--md" data-testid="levels">
            {tile(Figure::OnHand)}
            {tile(Figure::Allocated)}
            {tile(Figure::Available)}
            <Tile name="On order" value=format::UNKNOWN.to_owned() note=Signal::stored("Shown once purchasing exists".to_owned()) />
            {tile(Figure::InTransit)}
        </dl>
    }
}

#[component]
fn Places(id: ProductId) -> impl IntoView {
    let books = expect_context::<Books>();
    let lines = books.stock_of(id);
    let row = move |line: &StockLine| {
        let figures = figures_now(books, std::slice::from_ref(line), Place::Everywhere);
        let is_bad = line.level.on_hand < Delta::ZERO;
        let asked = Question::of(id).at(Place::In(line.location, line.bin));
        let cell = move |figure: Figure| {
            let units = Signal::stored(figure.of(&figures).units());
            view! { <FigureButton question=asked.about(figure) units /> }
        };
        view! {
            <tr class:is-bad=is_bad><td>{location_name(books, line.location)}<Unsent record=EntityRef::Stock(StockKey::new(id, line.location, line.bin)) /></td><td><BinCell id=line.bin /></td>
                <td class="num strong">{cell(Figure::OnHand)}</td><td class="num p2">{cell(Figure::Allocated)}</td>
                <td class="num">{cell(Figure::Available)}</td><td class="num p3">{format::UNKNOWN}</td><td class="num p2">{cell(Figure::InTransit)}</td></tr>
        }
    };
    view! {
        <Card title="Where it lies" id="h-places" tools=move || view! { <WhyButton product=id /> }.into_any()>
            {move || if lines.read().is_empty() {
                view! { <Empty title="None on hand" text="Receive it, move it here, or count it where it lies." /> }.into_any()
            } else {
                view! {
                    <div class="table-wrap"><table class="table" data-testid="places">
                        <thead><tr><th>"Location"</th><th>"Bin"</th><th class="num">"On hand"</th><th class="num p2">"Allocated"</th><th class="num">"Available"</th><th class="num p3">"On order"</th><th class="num p2">"In transit"</th></tr></thead>
                        <tbody>{lines.read().iter().map(row).collect_view()}</tbody>
                    </table></div>
                }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Parts(kind: ProductKind) -> impl IntoView {
    let ProductKind::Kit(parts) = kind else {
        return ().into_any();
    };
    let row = |part: KitComponent| view! { <li><div class="grow"><ProductCell id=part.product /></div><strong class="num">{format!("{} \u{d7}", part.quantity)}</strong></li> };
    view! {
        <Card title="In one kit" id="h-kit">
            <ul class="list">{parts.into_iter().map(row).collect_view()}</ul>
            <p class="card-foot hint">"A kit has no stock of its own. Counting it offers its parts."</p>
        </Card>
    }
    .into_any()
}

#[component]
fn Codes(id: ProductId, barcodes: Vec<Barcode>) -> impl IntoView {
    let row = |barcode: Barcode| {
        let pack = if barcode.pack.units() == 1 {
            "one".to_owned()
        } else {
            format!("pack of {}", barcode.pack)
        };
        view! { <li><span class="mono grow">{barcode.code.to_string()}</span><span class="muted">{pack}</span></li> }
    };
    let is_empty = barcodes.is_empty();
    let rows = barcodes.into_iter().map(row).collect_view();
    let labels = format!("/api/v1/products/{id}/label.pdf");
    view! {
        <Card title="Barcodes" id="h-codes" tools=move || view! { <a class="btn btn--quiet" href=labels.clone() target="_blank" rel="noopener" data-testid="label"><crate::ui::Icon glyph=Glyph::Printer />"Label"</a> }.into_any()>
            {if is_empty {
                view! { <Empty title="No barcode" text="Scan one while editing. Without one the SKU is printed and scanned." /> }.into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Details(product: Arc<Product>) -> impl IntoView {
    let books = expect_context::<Books>();
    let category = named(
        books
            .categories()
            .read_untracked()
            .iter()
            .find(|one| Some(one.id) == product.category)
            .map(|one| one.name.to_string()),
    );
    let brand = named(
        books
            .brands()
            .read_untracked()
            .iter()
            .find(|one| Some(one.id) == product.brand)
            .map(|one| one.name.to_string()),
    );
    let tax = named(
        books
            .tax_rules()
            .read_untracked()
            .iter()
            .find(|one| Some(one.id) == product.tax_rule)
            .map(|one| one.name.to_string()),
    );
    let home = product.default_location.map(|id| location_name(books, id));
    let cost = books.cost(product.id);
    let sees_cost = books.permits(Permission::ViewCost);
    let m = product.measures;
    let size = match (m.width_mm, m.height_mm, m.length_mm) {
        (Some(w), Some(h), Some(l)) => format!(
            "{} \u{d7} {} \u{d7} {} cm",
            format::centimetres(w),
            format::centimetres(h),
            format::centimetres(l)
        ),
        _ => format::UNKNOWN.into(),
    };
    view! {
        <Card title="Details" id="h-details">
            <dl class="card-body kv">
                <dt>"Category"</dt><dd>{category}</dd>
                <dt>"Brand"</dt><dd>{brand}</dd>
                <dt>"Tax rule"</dt><dd>{tax}</dd>
                <dt>"Default location"</dt><dd>{home.map_or_else(|| format::UNKNOWN.into_any(), IntoAny::into_any)}</dd>
                <dt>"Reorder level"</dt><dd>{product.reorder_level.map_or_else(|| format::UNKNOWN.to_owned(), |level| format::units(level.units()))}</dd>
                <dt>"Weight"</dt><dd>{m.weight_g.map_or_else(|| format::UNKNOWN.to_owned(), format::weight)}</dd>
                <dt>"Size"</dt><dd>{size}</dd>
                <Show when=move || sees_cost.get()><dt>"Unit cost"</dt><dd>{move || cost.get().map_or_else(|| format::UNKNOWN.to_owned(), |cost| format::unit_cost(cost.unit_cost))}</dd></Show>
            </dl>
            {(!product.description.is_empty()).then(|| view! { <p class="card-foot pre">{product.description.clone()}</p> })}
        </Card>
    }
}

fn named(name: Option<String>) -> String {
    name.unwrap_or_else(|| format::UNKNOWN.into())
}

#[component]
fn Prices(product: Arc<Product>) -> impl IntoView {
    let tiers = expect_context::<Books>().price_tiers();
    let row = move |number: u16, name: String, price: Option<Money>| {
        let rank = format!("Tier {number}");
        let rank = (rank != name).then_some(rank);
        view! { <li><div class="grow"><span class="t">{name}</span>{rank.map(|rank| view! { <span class="d">{rank}</span> })}</div><span class="num">{price.map_or_else(|| format::UNKNOWN.to_owned(), format::money)}</span></li> }
    };
    let rows = move || {
        let prices = &product.prices;
        tiers
            .read()
            .iter()
            .map(|tier| {
                let price = prices
                    .iter()
                    .find(|price| price.tier == tier.id)
                    .map(|price| price.price);
                row(tier.number, tier.name.to_string(), price)
            })
            .collect_view()
    };
    view! { <Card title="Prices" id="h-prices"><ul class="list">{rows}</ul></Card> }
}

/// Other variants of the family.
#[component]
fn Variants(product: Arc<Product>) -> impl IntoView {
    let books = expect_context::<Books>();
    let Some(variant) = product.variant.clone() else {
        return ().into_any();
    };
    let family = books.families();
    let title = crate::derived(move || family_name(&family.read(), variant.family));
    let (own, of) = (product.id, variant.family);
    let siblings = crate::memo(move |_| {
        let family = books.grouped(|grouping| grouping.family == Some(of));
        let others = family.iter().filter(|id| **id != own);
        others.copied().collect::<Vec<_>>()
    });
    let values = variant
        .values
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    view! {
        <Card title=title id="h-family">
            <p class="card-body muted">{format!("This one: {values}")}</p>
            <ul class="list">{move || siblings.get().into_iter().map(|id| view! { <li><div class="grow"><ProductCell id /></div></li> }).collect_view()}</ul>
        </Card>
    }
    .into_any()
}

fn family_name(families: &[domain::catalogue::Family], id: FamilyId) -> String {
    families.iter().find(|family| family.id == id).map_or_else(
        || "Family".to_owned(),
        |family| format!("Family {}", family.name),
    )
}
