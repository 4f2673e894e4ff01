//! Making and editing a product: identity, codes with pack quantity, prices by tier, family, parts of a kit, sizes.
//! Everything is checked at once and the server decides; while it cannot be reached, the fields that travel as edits are
//! kept in the outbox and merge by field (OFF-33).

use super::not_found::Missing;
use super::parts::{ProductText, id_of_page, location_choices, parsed};
use super::pictures::PictureCard;
use super::products::{brand_choices, category_choices, tax_choices};
use super::server::{self, Method};
use super::transfer_new::ProductAdder;
use crate::Keeper;
use crate::books::Books;
use crate::router;
use crate::routes;
use crate::scan::Resolved;
use crate::ui::{
    Action, ActionBar, Advice, Banner, Card, Crumbs, Fault, FieldError, Gate, Glyph, Icon,
    OptionCard, PageHead, SelectField, Show, Switch, TextArea, TextField, Toasts, Tone, Weight,
};
use crate::view;
use api::catalogue as wire;
use api::common::Change;
use domain::barcode::Code;
use domain::catalogue::{Measures, Product, ProductKind};
use domain::ids::{FamilyId, PriceTierId, ProductId};
use domain::money::{Currency, Money, UnitCost};
use domain::operation::ProductEdit;
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::text::{Name, Sku};
use leptos::prelude::*;
use std::sync::Arc;

/// A code as typed, with its pack quantity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeRow {
    /// The code.
    pub code: String,
    /// Eaches in one scan.
    pub pack: String,
}

/// What is typed, all of it as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// SKU.
    pub sku: String,
    /// Name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// `stocked`, `kit` or `service`.
    pub kind: Kind,
    /// Parts of a kit with their quantities.
    pub parts: Vec<(ProductId, String)>,
    /// Codes.
    pub codes: Vec<CodeRow>,
    /// Prices by tier.
    pub prices: Vec<(PriceTierId, Currency, String)>,
    /// Category.
    pub category: String,
    /// Brand.
    pub brand: String,
    /// Tax rule.
    pub tax: String,
    /// Family.
    pub family: String,
    /// Values of the family's options.
    pub values: Vec<String>,
    /// Default location.
    pub location: String,
    /// Reorder level.
    pub reorder: String,
    /// Unit cost.
    pub cost: String,
    /// Kilograms.
    pub weight: String,
    /// Centimetres: width, height, length.
    pub size: [String; 3],
    /// Archived.
    pub archived: bool,
}

/// How a product relates to stock, as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Kept on shelves.
    #[default]
    Stocked,
    /// Sold as one, stocked as parts.
    Kit,
    /// Never moves stock.
    Service,
}

/// What is wrong, each with its field.
pub type Wrong = Vec<(&'static str, String)>;

impl Form {
    /// The form of a product there is.
    pub fn of(
        product: &Product,
        cost: Option<UnitCost>,
        tiers: &[domain::catalogue::PriceTier],
    ) -> Self {
        let text = |id: Option<String>| id.unwrap_or_default();
        let m = product.measures;
        let cm = |mm: Option<u32>| mm.map(crate::format::centimetres).unwrap_or_default();
        Self {
            sku: product.sku.to_string(),
            name: product.name.to_string(),
            description: product.description.clone(),
            kind: match product.kind {
                ProductKind::Stocked => Kind::Stocked,
                ProductKind::Kit(_) => Kind::Kit,
                ProductKind::Service => Kind::Service,
            },
            parts: match &product.kind {
                ProductKind::Kit(parts) => parts
                    .iter()
                    .map(|part| (part.product, part.quantity.to_string()))
                    .collect(),
                _ => Vec::new(),
            },
            codes: product
                .barcodes
                .iter()
                .map(|barcode| CodeRow {
                    code: barcode.code.to_string(),
                    pack: barcode.pack.to_string(),
                })
                .collect(),
            prices: Self::price_rows(tiers, |tier| {
                product
                    .prices
                    .iter()
                    .find(|price| price.tier == tier)
                    .map(|price| price.price)
            }),
            category: text(product.category.map(|id| id.to_string())),
            brand: text(product.brand.map(|id| id.to_string())),
            tax: text(product.tax_rule.map(|id| id.to_string())),
            family: text(
                product
                    .variant
                    .as_ref()
                    .map(|variant| variant.family.to_string()),
            ),
            values: product
                .variant
                .as_ref()
                .map(|variant| variant.values.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            location: text(product.default_location.map(|id| id.to_string())),
            reorder: text(product.reorder_level.map(|level| level.to_string())),
            cost: text(cost.map(|cost| cost.to_string())),
            weight: m
                .weight_g
                .map(|g| crate::format::weight(g).replace(" kg", ""))
                .unwrap_or_default(),
            size: [cm(m.width_mm), cm(m.height_mm), cm(m.length_mm)],
            archived: product.archived,
        }
    }

    /// A row for each price tier.
    pub fn price_rows(
        tiers: &[domain::catalogue::PriceTier],
        price: impl Fn(PriceTierId) -> Option<Money>,
    ) -> Vec<(PriceTierId, Currency, String)> {
        tiers
            .iter()
            .map(|tier| {
                (
                    tier.id,
                    tier.currency,
                    price(tier.id).map(plain).unwrap_or_default(),
                )
            })
            .collect()
    }

    /// Everything as the server takes it, or all that is wrong at once.
    ///
    /// # Errors
    /// Each wrong field with a sentence.
    pub fn checked(&self) -> Result<wire::NewProduct, Wrong> {
        let mut wrong = Wrong::new();
        let sku = keep(
            &mut wrong,
            "sku",
            Sku::new(&self.sku).map_err(|why| format!("The SKU {why}.").into()),
        );
        let name = keep(
            &mut wrong,
            "name",
            Name::new(&self.name).map_err(|why| format!("The name {why}.").into()),
        );
        let barcodes = keep(&mut wrong, "codes", self.barcodes()).unwrap_or_default();
        let prices = keep(&mut wrong, "prices", self.price_list()).unwrap_or_default();
        let kind = keep(&mut wrong, "kind", self.wire_kind()).unwrap_or_default();
        let reorder_level = keep(&mut wrong, "reorder", optional(&self.reorder, whole)).flatten();
        let unit_cost = keep(
            &mut wrong,
            "cost",
            optional(&self.cost, |text| {
                UnitCost::parse(text)
                    .map(|_| text.to_owned())
                    .map_err(|_| "A unit cost is a number such as 4.35.".into())
            }),
        )
        .flatten();
        let measures = keep(&mut wrong, "size", self.measures()).unwrap_or_default();
        let variant = keep(&mut wrong, "family", self.variant()).flatten();
        let (Some(sku), Some(name), true) = (sku, name, wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok(wire::NewProduct {
            sku,
            name,
            kind,
            barcodes,
            variant,
            category: parsed(&self.category),
            brand: parsed(&self.brand),
            description: self.description.clone(),
            weight_g: measures.weight_g,
            width_mm: measures.width_mm,
            height_mm: measures.height_mm,
            length_mm: measures.length_mm,
            prices,
            tax_rule: parsed(&self.tax),
            default_location: parsed(&self.location),
            reorder_level,
            images: Vec::new(),
            unit_cost,
        })
    }

    fn barcodes(&self) -> Result<Vec<wire::Barcode>, Advice> {
        let rows = self.codes.iter().filter(|row| !row.code.trim().is_empty());
        rows.map(|row| {
            let code = Code::declared(&row.code).map_err(|why| format!("{why}."))?;
            let pack = if row.pack.trim().is_empty() {
                Quantity::ONE
            } else {
                whole(&row.pack)?
            };
            if pack.is_zero() {
                return Err("A pack holds at least one.".into());
            }
            Ok(wire::Barcode {
                code: code.to_string(),
                pack,
            })
        })
        .collect()
    }

    fn price_list(&self) -> Result<Vec<wire::Price>, Advice> {
        let rows = self
            .prices
            .iter()
            .filter(|(_, _, text)| !text.trim().is_empty());
        rows.map(|(tier, currency, text)| {
            Money::parse(text, *currency)
                .ok()
                .filter(|money| money.minor >= 0)
                .ok_or("A price is a number such as 12.50.")?;
            Ok(wire::Price {
                tier: *tier,
                amount: text.trim().to_owned(),
                currency: None,
            })
        })
        .collect()
    }

    fn wire_kind(&self) -> Result<wire::ProductKind, Advice> {
        match self.kind {
            Kind::Stocked => Ok(wire::ProductKind::Stocked),
            Kind::Service => Ok(wire::ProductKind::Service),
            Kind::Kit if self.parts.is_empty() => Err("A kit needs at least one part.".into()),
            Kind::Kit => {
                let part = |(product, text): &(ProductId, String)| {
                    Ok(wire::KitComponent {
                        product: *product,
                        quantity: whole(text)?,
                    })
                };
                let components = self.parts.iter().map(part).collect::<Result<_, Advice>>()?;
                Ok(wire::ProductKind::Kit { components })
            }
        }
    }

    fn measures(&self) -> Result<Measures, Advice> {
        let [width, height, length] = &self.size;
        Ok(Measures {
            weight_g: optional(&self.weight, |text| {
                scaled(text, 3, "A weight is a number of kilograms such as 2.4.")
            })?,
            width_mm: optional(width, centimetres)?,
            height_mm: optional(height, centimetres)?,
            length_mm: optional(length, centimetres)?,
        })
    }

    fn variant(&self) -> Result<Option<wire::Variant>, Advice> {
        let Some(family) = parsed::<FamilyId>(&self.family) else {
            return Ok(None);
        };
        let values = self
            .values
            .iter()
            .map(|value| Name::new(value))
            .collect::<Result<Vec<_>, _>>();
        let values = values.map_err(|_| "Each option of the family needs a value.".to_owned())?;
        Ok(Some(wire::Variant { family, values }))
    }

    /// What changed against the form as it was opened, as edits that travel by field. `None` if something changed that
    /// only the server can take.
    pub fn edits(&self, before: &Self, product: &Product) -> Option<Vec<ProductEdit>> {
        let movable = Self {
            sku: before.sku.clone(),
            name: before.name.clone(),
            description: before.description.clone(),
            category: before.category.clone(),
            brand: before.brand.clone(),
            reorder: before.reorder.clone(),
            location: before.location.clone(),
            archived: before.archived,
            weight: before.weight.clone(),
            size: before.size.clone(),
            ..self.clone()
        };
        if movable != *before {
            return None;
        }
        let new = self.checked().ok()?;
        let measures = Measures {
            weight_g: new.weight_g,
            width_mm: new.width_mm,
            height_mm: new.height_mm,
            length_mm: new.length_mm,
        };
        let edits = [
            (product.sku != new.sku).then(|| ProductEdit::Sku {
                base: product.sku.clone(),
                new: new.sku.clone(),
            }),
            (product.name != new.name).then(|| ProductEdit::Name {
                base: product.name.clone(),
                new: new.name.clone(),
            }),
            (product.description != new.description).then(|| ProductEdit::Description {
                base: product.description.clone(),
                new: new.description.clone(),
            }),
            (product.category != new.category).then_some(ProductEdit::Category {
                base: product.category,
                new: new.category,
            }),
            (product.brand != new.brand).then_some(ProductEdit::Brand {
                base: product.brand,
                new: new.brand,
            }),
            (product.measures != measures).then_some(ProductEdit::Measures {
                base: product.measures,
                new: measures,
            }),
            (product.reorder_level != new.reorder_level).then_some(ProductEdit::ReorderLevel {
                base: product.reorder_level,
                new: new.reorder_level,
            }),
            (product.default_location != new.default_location).then_some(
                ProductEdit::DefaultLocation {
                    base: product.default_location,
                    new: new.default_location,
                },
            ),
            (product.archived != self.archived).then_some(ProductEdit::Archived {
                base: product.archived,
                new: self.archived,
            }),
        ];
        Some(edits.into_iter().flatten().collect())
    }

    /// Everything as a change of a product there is.
    fn change(&self, new: wire::NewProduct) -> wire::ProductChange {
        fn set<T>(value: Option<T>) -> Change<T> {
            value.map_or(Change::Clear, Change::Set)
        }
        wire::ProductChange {
            sku: Some(new.sku),
            name: Some(new.name),
            kind: Some(new.kind),
            barcodes: Some(new.barcodes),
            variant: set(new.variant),
            category: set(new.category),
            brand: set(new.brand),
            description: Some(new.description),
            weight_g: set(new.weight_g),
            width_mm: set(new.width_mm),
            height_mm: set(new.height_mm),
            length_mm: set(new.length_mm),
            prices: Some(new.prices),
            tax_rule: set(new.tax_rule),
            default_location: set(new.default_location),
            reorder_level: set(new.reorder_level),
            images: None,
            unit_cost: new.unit_cost.map_or(Change::Keep, Change::Set),
            archived: Some(self.archived),
        }
    }
}

fn keep<T>(wrong: &mut Wrong, field: &'static str, result: Result<T, Advice>) -> Option<T> {
    result
        .map_err(|why| wrong.push((field, why.into_text())))
        .ok()
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, Advice>) -> Result<Option<T>, Advice> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some),
    }
}

fn whole(text: &str) -> Result<Quantity, Advice> {
    text.trim()
        .parse()
        .ok()
        .and_then(|n| Quantity::new(n).ok())
        .ok_or_else(|| "A quantity is a whole number.".into())
}

fn centimetres(text: &str) -> Result<u32, Advice> {
    scaled(text, 1, "A size is a number of centimetres such as 40.5.")
}

/// A decimal number times a power of ten, exactly.
fn scaled(text: &str, digits: usize, why: &str) -> Result<u32, Advice> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let fits = part.len() <= digits
        && !whole.is_empty()
        && whole
            .bytes()
            .chain(part.bytes())
            .all(|byte| byte.is_ascii_digit());
    let joined = format!("{whole}{part:0<digits$}");
    joined
        .parse()
        .ok()
        .filter(|_| fits)
        .ok_or_else(|| why.into())
}

/// Money as a plain decimal.
fn plain(money: Money) -> String {
    money
        .to_string()
        .split_once(' ')
        .map(|(_, amount)| amount.to_owned())
        .unwrap_or_default()
}

/// Making one.
#[component]
pub fn ProductNewPage() -> impl IntoView {
    view! { <Gate needs=Permission::EditProducts what="making products"><NewBody /></Gate> }
}

#[component]
fn NewBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let query = router::query();
    let code = query.read_untracked().get("barcode").map(|code| CodeRow {
        code,
        pack: "1".into(),
    });
    let prices = Form::price_rows(&books.price_tiers().get_untracked(), |_| None);
    let form = Form {
        codes: code.into_iter().collect(),
        prices,
        ..Form::default()
    };
    view! { <Editor before=form product=None /> }
}

/// Editing one.
#[component]
pub fn ProductEditPage() -> impl IntoView {
    view! { <Gate needs=Permission::EditProducts what="editing products"><EditBody /></Gate> }
}

#[component]
fn EditBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let id = id_of_page::<ProductId>();
    // As it was when editing began: a sync in between must not change fields under the fingers.
    let start = crate::memo(move |before: Option<&Option<Arc<Product>>>| {
        before
            .cloned()
            .flatten()
            .or_else(|| id.get().and_then(|id| books.product(id).get()))
    });
    move || match start.get() {
        Some(product) => {
            let cost = books
                .cost(product.id)
                .get_untracked()
                .map(|cost| cost.unit_cost);
            let form = Form::of(&product, cost, &books.price_tiers().get_untracked());
            view! { <Editor before=form product=Some(product) /> }.into_any()
        }
        None => view! { <Missing what="product" /> }.into_any(),
    }
}

/// The form in hand, for its parts.
#[derive(Clone, Copy)]
struct Desk {
    form: RwSignal<Form>,
    wrong: RwSignal<Wrong>,
}

impl Desk {
    fn error(self, field: &'static str) -> Signal<Option<String>> {
        let wrong = self.wrong;
        crate::derived(move || {
            wrong
                .read()
                .iter()
                .find(|(of, _)| *of == field)
                .map(|(_, why)| why.clone())
        })
    }

    /// A field of the form as a signal of its own.
    fn field(
        self,
        pick: fn(&Form) -> &String,
        put: fn(&mut Form) -> &mut String,
    ) -> RwSignal<String> {
        let value = RwSignal::new(pick(&self.form.read_untracked()).clone());
        let form = self.form;
        crate::effect(move |before: Option<()>| {
            let text = value.get();
            if before.is_some() {
                form.update(|form| *put(form) = text);
            }
        });
        value
    }
}

#[component]
fn Editor(before: Form, product: Option<Arc<Product>>) -> impl IntoView {
    let desk = Desk {
        form: RwSignal::new(before.clone()),
        wrong: RwSignal::new(Wrong::new()),
    };
    provide_context(desk);
    let busy = RwSignal::new(false);
    let title = product.as_ref().map_or_else(
        || "New product".to_owned(),
        |product| format!("Edit {}", product.name),
    );
    let up = product.as_ref().map_or_else(
        || routes::PRODUCTS.to_owned(),
        |product| routes::product(product.id),
    );
    let is_old = product.is_some();
    let pictures = product
        .clone()
        .map(|product| view! { <PictureCard product /> });
    let save = saver(before, product, desk, busy);
    let n_wrong = move || match desk.wrong.read().len() {
        0 => "Everything is checked before it is saved.".to_owned(),
        1 => "1 field needs you.".to_owned(),
        n => format!("{n} fields need you."),
    };
    view! {
        <Crumbs href=up up="Products" here=title.clone() />
        <PageHead title />
        <div class="stack">
            <div class="grid">
                <div class="stack m-7 l-8"><Identity /><Codes />{pictures}<KindCard /></div>
                <div class="side m-5 l-4"><Sorting /><Prices /><Sizes /></div>
            </div>
            {is_old.then(|| view! { <Archive /> })}
        </div>
        <ActionBar head=if is_old { "Save changes" } else { "Make product" }.to_owned() text=crate::derived(n_wrong)>
            <Action text="Save" weight=Weight::Primary busy on_press=save testid="product-save" />
        </ActionBar>
    }
}

/// Saves with the server; where it is out of reach, keeps what can travel as edits.
fn saver(
    before: Form,
    product: Option<Arc<Product>>,
    desk: Desk,
    busy: RwSignal<bool>,
) -> Callback<()> {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let go = StoredValue::new_local(router::navigation());
    let to = move |id: ProductId| {
        go.try_with_value(|go| go(&routes::product(id), Default::default()));
    };
    Callback::new(move |()| {
        let form = desk.form.get_untracked();
        let new = match form.checked() {
            Ok(new) => new,
            Err(wrong) => return desk.wrong.set(wrong),
        };
        desk.wrong.set(Wrong::new());
        let edits = product
            .as_ref()
            .and_then(|product| form.edits(&before, product));
        let product = product.clone();
        busy.set(true);
        server::spawn(async move {
            let done: Result<ProductId, Advice> = match (&product, edits) {
                (Some(product), Some(edits)) if edits.is_empty() => Ok(product.id),
                (Some(product), Some(edits)) => books
                    .edit_product(product.id, edits)
                    .await
                    .map(|_| product.id)
                    .map_err(|why| Advice::from(why.to_string())),
                (Some(product), None) => {
                    let id = product.id;
                    server::act(Method::Patch, &format!("/products/{id}"), &form.change(new))
                        .await
                        .map(|()| id)
                        .map_err(|fault| Advice::from(online_words(&fault)))
                }
                (None, _) => server::send::<_, wire::Product>(Method::Post, "/products", &new)
                    .await
                    .map(|made| made.id)
                    .map_err(|fault| Advice::from(online_words(&fault))),
            };
            busy.try_set(false);
            match done {
                Ok(id) => {
                    books.sync_now();
                    toasts.ok("Saved");
                    to(id);
                }
                Err(why) => toasts.bad(why.into_text()),
            }
        });
    })
}

fn online_words(fault: &Fault) -> String {
    match fault {
        Fault::Offline => "Codes, prices, family, kind and new products need a connection. What you typed stays here.".into(),
        other => other.words(),
    }
}

#[component]
fn Identity() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let sku = desk.field(|form| &form.sku, |form| &mut form.sku);
    let name = desk.field(|form| &form.name, |form| &mut form.name);
    let description = desk.field(|form| &form.description, |form| &mut form.description);
    view! {
        <Card title="Product" id="h-identity">
            <div class="card-body stack">
                <div class="form-grid">
                    <TextField id="sku" label="SKU" value=sku error=desk.error("sku") class="input input--mono" />
                    <TextField id="name" label="Name" value=name error=desk.error("name") />
                </div>
                <TextArea id="description" label="Description" value=description />
            </div>
        </Card>
    }
}

/// Codes with their pack quantity. A scan adds one.
#[component]
fn Codes() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let books = expect_context::<Books>();
    let rows = RwSignal::new(
        desk.form
            .read_untracked()
            .codes
            .iter()
            .map(|row| {
                (
                    RwSignal::new(row.code.clone()),
                    RwSignal::new(row.pack.clone()),
                )
            })
            .collect::<Vec<_>>(),
    );
    crate::effect(move |_| {
        let codes = rows
            .read()
            .iter()
            .map(|(code, pack)| CodeRow {
                code: code.get(),
                pack: pack.get(),
            })
            .collect();
        desk.form.update(|form| form.codes = codes);
    });
    let keeper = Keeper::here();
    let add = move |code: String| {
        let row = (keeper.signal(code), keeper.signal("1".into()));
        rows.update(|rows| rows.push(row));
    };
    let taken = RwSignal::new(None::<String>);
    books.on_scan(move |scan| {
        taken.set(match &scan.names {
            Resolved::Product { product, .. } => books
                .product_now(*product)
                .map(|product| format!("{} belongs to {}.", scan.raw, product.name)),
            _ => None,
        });
        add(scan.raw.to_string());
    });
    let row = move |(at, (code, pack)): (usize, (RwSignal<String>, RwSignal<String>))| {
        let remove = move |_| {
            rows.update(|rows| {
                rows.remove(at);
            });
        };
        view! {
            <li>
                <input class="input input--mono grow" aria-label=format!("Barcode {}", at + 1) prop:value=code on:input:target=move |event| code.set(event.target().value()) data-testid="barcode" />
                <div class="affix pack"><span>"pack of"</span><input class="input input--num" inputmode="numeric" aria-label=format!("Eaches in one scan of barcode {}", at + 1) prop:value=pack on:input:target=move |event| pack.set(event.target().value()) /></div>
                <button class="btn btn--icon btn--ghost" type="button" aria-label=format!("Remove barcode {}", at + 1) on:click=remove><Icon glyph=Glyph::Trash2 /></button>
            </li>
        }
    };
    view! {
        <Card title="Barcodes" id="h-codes" tools=move || view! { <Action text="Add" glyph=Glyph::Plus weight=Weight::Quiet on_press=move |()| add(String::new()) testid="add-code" /> }.into_any()>
            {move || taken.get().map(|text| view! { <div class="card-body"><Banner tone=Tone::Warn head=text text="Two products with one code are asked about at each scan." /></div> })}
            <ul class="list">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <div class="card-body stack-sm"><p class="hint">"Scan codes here. The first one is printed on labels. A box of 12 gets its own code with pack 12."</p><FieldError id="codes-error" error=desk.error("codes") /></div>
        </Card>
    }
}

#[component]
fn KindCard() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let kind = crate::memo(move |_| desk.form.read().kind);
    let card = move |one: Kind, title: &'static str, hint: &'static str| {
        view! { <OptionCard group="kind" title hint chosen=crate::derived(move || kind.get() == one) on_choose=move |()| desk.form.update(|form| form.kind = one) /> }
    };
    view! {
        <Card title="How it relates to stock" id="h-kind">
            <div class="card-body stack">
                <fieldset class="form-grid" aria-label="Kind">
                    {card(Kind::Stocked, "Stocked", "Kept on shelves and counted")}
                    {card(Kind::Kit, "Kit", "Sold as one, stocked as its parts")}
                    {card(Kind::Service, "Service", "Never moves stock")}
                </fieldset>
                <Show when=move || kind.get() == Kind::Kit><KitParts /></Show>
                <FieldError id="kind-error" error=desk.error("kind") />
            </div>
        </Card>
    }
}

#[component]
fn KitParts() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let parts = RwSignal::new(
        desk.form
            .read_untracked()
            .parts
            .iter()
            .map(|(id, n)| (*id, RwSignal::new(n.clone())))
            .collect::<Vec<_>>(),
    );
    crate::effect(move |_| {
        let now = parts.read().iter().map(|(id, n)| (*id, n.get())).collect();
        desk.form.update(|form| form.parts = now);
    });
    let keeper = Keeper::here();
    let add = move |id: ProductId| {
        let is_new = !parts.read_untracked().iter().any(|(known, _)| *known == id);
        if is_new {
            let part = (id, keeper.signal("1".into()));
            parts.update(|parts| parts.push(part));
        }
    };
    view! {
        <ProductAdder on_add=add />
        <ul class="list card">
            <For each=move || parts.get() key=|(id, _)| *id let((id, n))>
                <li><div class="grow"><ProductText id /></div>
                    <input class="input input--num pack" inputmode="numeric" aria-label="Units in one kit" prop:value=n on:input:target=move |event| n.set(event.target().value()) />
                    <button class="btn btn--icon btn--ghost" type="button" aria-label="Remove this part" on:click=move |_| parts.update(|parts| parts.retain(|(one, _)| *one != id))><Icon glyph=Glyph::Trash2 /></button></li>
            </For>
        </ul>
    }
}

#[component]
fn Sorting() -> impl IntoView {
    let (books, desk) = (expect_context::<Books>(), expect_context::<Desk>());
    let category = desk.field(|form| &form.category, |form| &mut form.category);
    let brand = desk.field(|form| &form.brand, |form| &mut form.brand);
    let tax = desk.field(|form| &form.tax, |form| &mut form.tax);
    let location = desk.field(|form| &form.location, |form| &mut form.location);
    let reorder = desk.field(|form| &form.reorder, |form| &mut form.reorder);
    let cost = desk.field(|form| &form.cost, |form| &mut form.cost);
    let sees_cost = books.permits(Permission::ViewCost);
    let none = |choices: Signal<Vec<(String, String)>>| {
        crate::derived(move || {
            choices
                .get()
                .into_iter()
                .map(|(key, text)| {
                    if key.is_empty() {
                        (key, "None".to_owned())
                    } else {
                        (key, text)
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Card title="Sorting and ordering" id="h-sorting">
            <div class="card-body stack">
                <SelectField id="category" label="Category" value=category choices=none(category_choices(books)) optional=true />
                <SelectField id="brand" label="Brand" value=brand choices=none(brand_choices(books)) optional=true />
                <FamilyFields />
                <SelectField id="tax-rule" label="Tax rule" value=tax choices=none(tax_choices(books)) optional=true />
                <SelectField id="default-location" label="Default location" value=location choices=location_choices(books, Some("None")) optional=true />
                <TextField id="reorder" label="Reorder level" value=reorder optional=true mode="numeric" class="input input--num" error=desk.error("reorder") hint="Order again once this many can be sold" />
                <Show when=move || sees_cost.get()><TextField id="cost" label="Unit cost" value=cost optional=true mode="decimal" class="input input--num" error=desk.error("cost") hint="Taken when nothing better is known" /></Show>
            </div>
        </Card>
    }
}

/// The family and a value for each of its options (PRD-02).
#[component]
fn FamilyFields() -> impl IntoView {
    let (books, desk) = (expect_context::<Books>(), expect_context::<Desk>());
    let families = books.families();
    let family = desk.field(|form| &form.family, |form| &mut form.family);
    let choices = crate::derived(move || {
        std::iter::once((String::new(), "None".to_owned()))
            .chain(
                families
                    .read()
                    .iter()
                    .map(|one| (one.id.to_string(), one.name.to_string())),
            )
            .collect::<Vec<_>>()
    });
    let options = crate::memo(move |_| {
        let id = parsed::<FamilyId>(&family.read());
        families
            .read()
            .iter()
            .find(|one| Some(one.id) == id)
            .map(|one| {
                one.options
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    crate::effect(move |_| {
        let n = options.read().len();
        desk.form
            .update(|form| form.values.resize(n, String::new()));
    });
    let field = move |(at, option): (usize, String)| {
        let value = desk
            .form
            .read_untracked()
            .values
            .get(at)
            .cloned()
            .unwrap_or_default();
        let change = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            desk.form.update(|form| {
                if let Some(value) = form.values.get_mut(at) {
                    *value = text;
                }
            });
        };
        view! { <label class="field"><span class="label">{option}</span><input class="input" value=value on:input=change /></label> }
    };
    view! {
        <SelectField id="family" label="Family" value=family choices optional=true error=desk.error("family") hint="Variants of one thing, such as sizes and colours" />
        {move || options.get().into_iter().enumerate().map(field).collect_view()}
    }
}

#[component]
fn Prices() -> impl IntoView {
    let (books, desk) = (expect_context::<Books>(), expect_context::<Desk>());
    let tiers = books.price_tiers();
    let row = move |(at, (_, currency, text)): (usize, (PriceTierId, Currency, String))| {
        let name = tiers
            .read_untracked()
            .get(at)
            .map(|tier| tier.name.to_string())
            .unwrap_or_default();
        let change = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            desk.form.update(|form| {
                if let Some(price) = form.prices.get_mut(at) {
                    price.2 = text;
                }
            });
        };
        view! { <label class="field"><span class="label">{name.clone()}</span><span class="affix"><span>{currency.code().to_owned()}</span><input class="input input--num" inputmode="decimal" aria-label=format!("Price, {name}") value=text on:input=change /></span></label> }
    };
    let rows = desk.form.read_untracked().prices.clone();
    view! { <Card title="Prices" id="h-prices"><div class="card-body stack">{rows.into_iter().enumerate().map(row).collect_view()}<FieldError id="prices-error" error=desk.error("prices") /></div></Card> }
}

#[component]
fn Sizes() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let weight = desk.field(|form| &form.weight, |form| &mut form.weight);
    let width = desk.field(|form| &form.size[0], |form| &mut form.size[0]);
    let height = desk.field(|form| &form.size[1], |form| &mut form.size[1]);
    let length = desk.field(|form| &form.size[2], |form| &mut form.size[2]);
    view! {
        <Card title="Weight and size" id="h-sizes">
            <div class="card-body stack">
                <TextField id="weight" label="Weight, kg" value=weight optional=true mode="decimal" class="input input--num" />
                <div class="triple">
                    <TextField id="width" label="Width, cm" value=width mode="decimal" class="input input--num" />
                    <TextField id="height" label="Height, cm" value=height mode="decimal" class="input input--num" />
                    <TextField id="length" label="Length, cm" value=length mode="decimal" class="input input--num" />
                </div>
                <FieldError id="size-error" error=desk.error("size") />
            </div>
        </Card>
    }
}

#[component]
fn Archive() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <Card title="Archive" id="h-archive"><div class="card-body">
            <Switch label="Archived" hint="Takes part in nothing new. Its history stays." on=crate::derived(move || desk.form.read().archived) on_change=move |on| desk.form.update(|form| form.archived = on) testid="archived" />
        </div></Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn product() -> Product {
        Product {
            id: ProductId::new(Uuid::from_u128(1)),
            sku: Sku::new("TW-1").unwrap(),
            name: Name::new("Head torch").unwrap(),
            kind: ProductKind::Stocked,
            barcodes: Vec::new(),
            variant: None,
            category: None,
            brand: None,
            description: String::new(),
            measures: Measures {
                weight_g: Some(2_400),
                width_mm: Some(405),
                height_mm: None,
                length_mm: None,
            },
            prices: Vec::new(),
            tax_rule: None,
            default_location: None,
            reorder_level: Some(Quantity::new(5).unwrap()),
            images: Vec::new(),
            archived: false,
        }
    }

    #[test]
    fn a_form_reads_back_what_it_shows_and_changes_nothing_by_itself() {
        let product = product();
        let form = Form::of(&product, None, &[]);
        assert_eq!(
            (form.weight.as_str(), form.size[0].as_str()),
            ("2.4", "40.5")
        );
        let new = form.checked().unwrap();
        assert_eq!((new.weight_g, new.width_mm), (Some(2_400), Some(405)));
        assert_eq!(form.edits(&form, &product), Some(Vec::new()));
    }

    /// Proves that an edit carries only the fields that changed, with what the author saw (OFF-33, the sending side).
    #[test]
    fn an_edit_carries_the_changed_field_and_what_was_there() {
        let product = product();
        let before = Form::of(&product, None, &[]);
        let after = Form {
            name: "Head torch 300 lm".into(),
            ..before.clone()
        };
        let edits = after.edits(&before, &product).unwrap();
        assert_eq!(
            edits,
            [ProductEdit::Name {
                base: product.name.clone(),
                new: Name::new("Head torch 300 lm").unwrap()
            }]
        );
        let with_code = Form {
            codes: vec![CodeRow {
                code: "5060412780368".into(),
                pack: "1".into(),
            }],
            ..before.clone()
        };
        assert_eq!(
            with_code.edits(&before, &product),
            None,
            "codes are the server's business"
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = Form {
            codes: vec![CodeRow {
                code: "6291041500214".into(),
                pack: "1".into(),
            }],
            reorder: "many".into(),
            kind: Kind::Kit,
            ..Form::default()
        };
        let wrong: Vec<&str> = form
            .checked()
            .unwrap_err()
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(wrong, ["sku", "name", "codes", "kind", "reorder"]);
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(scaled("2.4", 3, ""), Ok(2_400));
        assert_eq!(scaled("40", 1, ""), Ok(400));
        assert!(scaled("2.45", 1, "").is_err());
        assert!(scaled("-2", 1, "").is_err());
        assert!(scaled(".5", 1, "").is_err());
    }
}
