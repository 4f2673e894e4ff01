//! Products and what groups, prices and taxes them: from the interface's shapes to records and back.

use super::beside::{Beside, Shown};
use super::images::no_such_picture;
use super::{Act, ActError, App, Caller, Done, Note, Seen};
use crate::store::images as pictures;
use crate::store::records::{self, Versioned};
use api::catalogue as shape;
use api::common::Change;
use domain::barcode::Code;
use domain::books::{Command, Entity, EntityRef, Record};
use domain::catalogue::{
    Barcode, KitComponent, Measures, PriceTier, Product, ProductCost, ProductKind, TierPrice,
    Variant,
};
use domain::ids::{PriceTierId, ProductId};
use domain::money::{Money, UnitCost};
use domain::permission::Permission;
use domain::quantity::Quantity;
use std::collections::{BTreeSet, HashMap};

/// Most products of one bulk change.
pub const MOST_AT_ONCE: usize = 1_000;
/// Most characters of a description.
const MOST_DESCRIPTION: usize = 20_000;
/// Most barcodes, prices, components or images of one product.
const MOST_PARTS: usize = 200;

fn input(field: impl Into<String>, message: impl ToString) -> ActError {
    ActError::Input {
        field: field.into(),
        message: message.to_string(),
    }
}

/// Refuses more parts than a product has.
pub(super) fn few<T>(field: &str, parts: &[T]) -> Result<(), ActError> {
    if parts.len() > MOST_PARTS {
        return Err(input(field, format!("at most {MOST_PARTS} are allowed")));
    }
    Ok(())
}

fn kind(kind: shape::ProductKind) -> Result<ProductKind, ActError> {
    Ok(match kind {
        shape::ProductKind::Stocked => ProductKind::Stocked,
        shape::ProductKind::Service => ProductKind::Service,
        shape::ProductKind::Kit { components } => {
            few("kind.components", &components)?;
            let part = |part: shape::KitComponent| KitComponent {
                product: part.product,
                quantity: part.quantity,
            };
            ProductKind::Kit(components.into_iter().map(part).collect())
        }
    })
}

fn barcodes(barcodes: Vec<shape::Barcode>) -> Result<Vec<Barcode>, ActError> {
    few("barcodes", &barcodes)?;
    let check = |(at, barcode): (usize, shape::Barcode)| {
        let code = Code::declared(&barcode.code)
            .map_err(|error| input(format!("barcodes[{at}].code"), error))?;
        if barcode.pack == Quantity::ZERO {
            return Err(input(
                format!("barcodes[{at}].pack"),
                "a pack holds at least one",
            ));
        }
        Ok(Barcode {
            code,
            pack: barcode.pack,
        })
    };
    barcodes.into_iter().enumerate().map(check).collect()
}

type Tiers = HashMap<PriceTierId, PriceTier>;

fn prices(prices: Vec<shape::Price>, tiers: &Tiers) -> Result<Vec<TierPrice>, ActError> {
    few("prices", &prices)?;
    let check = |(at, price): (usize, shape::Price)| {
        let tier = tiers.get(&price.tier);
        let tier =
            tier.ok_or_else(|| input(format!("prices[{at}].tier"), "there is no such price tier"))?;
        let amount = Money::parse(&price.amount, tier.currency);
        let price = amount.map_err(|error| input(format!("prices[{at}].amount"), error))?;
        if price.minor < 0 {
            return Err(input(
                format!("prices[{at}].amount"),
                "a price is never below zero",
            ));
        }
        Ok(TierPrice {
            tier: tier.id,
            price,
        })
    };
    prices.into_iter().enumerate().map(check).collect()
}

fn unit_cost(text: &str) -> Result<UnitCost, ActError> {
    // A thousand million of a unit: beyond it sums over a warehouse would not fit.
    const MOST: i64 = 1_000_000_000_000;
    let cost = UnitCost::parse(text).map_err(|error| input("unit_cost", error))?;
    if cost.millionths() > MOST {
        return Err(input("unit_cost", "it is more than 1,000,000"));
    }
    Ok(cost)
}

fn description(text: String) -> Result<String, ActError> {
    if text.chars().count() > MOST_DESCRIPTION {
        return Err(input(
            "description",
            format!("it has more than {MOST_DESCRIPTION} characters"),
        ));
    }
    Ok(text)
}

/// Each once. Whether they are here is asked by [`App::newly_shown`].
fn images(paths: Vec<String>) -> Result<Vec<String>, ActError> {
    few("images", &paths)?;
    let twice = |(at, path): (usize, &String)| paths[..at].contains(path).then_some(at);
    match paths.iter().enumerate().find_map(twice) {
        Some(at) => Err(input(format!("images[{at}]"), "it stands there twice")),
        None => Ok(paths),
    }
}

/// Digests of the pictures that a product named before and does not name any more.
fn no_longer_shown<'a>(before: &'a [String], after: &[String]) -> impl Iterator<Item = &'a str> {
    let gone = before.iter().filter(|address| !after.contains(address));
    gone.filter_map(|address| pictures::digest_of(address))
}

fn variant(variant: shape::Variant) -> Variant {
    Variant {
        family: variant.family,
        values: variant.values,
    }
}

/// Puts a change into a product.
fn apply(
    product: &mut Product,
    change: shape::ProductChange,
    tiers: &Tiers,
) -> Result<(), ActError> {
    if let Some(sku) = change.sku {
        product.sku = sku;
    }
    if let Some(name) = change.name {
        product.name = name;
    }
    if let Some(new) = change.kind {
        product.kind = kind(new)?;
    }
    if let Some(codes) = change.barcodes {
        product.barcodes = barcodes(codes)?;
    }
    match change.variant {
        Change::Keep => {}
        Change::Clear => product.variant = None,
        Change::Set(new) => product.variant = Some(variant(new)),
    }
    change.category.apply(&mut product.category);
    change.brand.apply(&mut product.brand);
    if let Some(text) = change.description {
        product.description = description(text)?;
    }
    change.weight_g.apply(&mut product.measures.weight_g);
    change.width_mm.apply(&mut product.measures.width_mm);
    change.height_mm.apply(&mut product.measures.height_mm);
    change.length_mm.apply(&mut product.measures.length_mm);
    if let Some(new) = change.prices {
        product.prices = prices(new, tiers)?;
    }
    change.tax_rule.apply(&mut product.tax_rule);
    change.default_location.apply(&mut product.default_location);
    change.reorder_level.apply(&mut product.reorder_level);
    if let Some(paths) = change.images {
        product.images = images(paths)?;
    }
    if let Some(archived) = change.archived {
        product.archived = archived;
    }
    Ok(())
}

fn save(product: Product) -> Act {
    Act::Command(Command::Save(Record::Product(Box::new(product))))
}

fn save_cost(product: ProductId, unit_cost: UnitCost) -> Act {
    Act::Command(Command::Save(Record::ProductCost(ProductCost {
        product,
        unit_cost,
    })))
}

impl App {
    async fn tiers(&self) -> Result<Tiers, ActError> {
        let tiers = records::price_tiers(self.store().reader()).await?;
        Ok(tiers
            .into_iter()
            .map(|tier| (tier.record.id, tier.record))
            .collect())
    }

    /// Digests of the pictures that a product is to name and did not name before. All of them are here: no other
    /// server is ever asked for a picture.
    async fn newly_shown<'a>(
        &self,
        before: &[String],
        after: &'a [String],
    ) -> Result<BTreeSet<&'a str>, ActError> {
        let new = || {
            let all = after.iter().enumerate();
            all.filter(move |(_, address)| !before.contains(address))
        };
        let digests = new().filter_map(|(_, address)| pictures::digest_of(address));
        let digests: BTreeSet<&str> = digests.collect();
        let known = pictures::known(self.store().reader(), &digests).await?;
        let is_here = |address: &str| {
            pictures::digest_of(address).is_some_and(|digest| known.contains(digest))
        };
        match new().find(|(_, address)| !is_here(address)) {
            Some((at, _)) => Err(no_such_picture(format!("images[{at}]"))),
            None => Ok(digests),
        }
    }

    /// Creates a product.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub async fn create_product(
        &self,
        caller: &Caller,
        new: shape::NewProduct,
    ) -> Result<ProductId, ActError> {
        let id = ProductId::new(
            caller
                .operation
                .map_or_else(|| self.fresh(), |operation| operation.uuid()),
        );
        let product = Product {
            id,
            sku: new.sku,
            name: new.name,
            kind: kind(new.kind)?,
            barcodes: barcodes(new.barcodes)?,
            variant: new.variant.map(variant),
            category: new.category,
            brand: new.brand,
            description: description(new.description)?,
            measures: Measures {
                weight_g: new.weight_g,
                width_mm: new.width_mm,
                height_mm: new.height_mm,
                length_mm: new.length_mm,
            },
            prices: prices(new.prices, &self.tiers().await?)?,
            tax_rule: new.tax_rule,
            default_location: new.default_location,
            reorder_level: new.reorder_level,
            images: images(new.images)?,
            archived: false,
        };
        let note = Note::new(
            "product/created",
            id,
            format!("{} {}", product.sku, product.name),
        );
        let addresses = product.images.clone();
        let shown = Shown {
            named: self.newly_shown(&[], &addresses).await?,
            ..Shown::default()
        };
        let mut acts = vec![save(product)];
        if let Some(text) = new.unit_cost {
            acts.push(save_cost(id, unit_cost(&text)?));
        }
        self.perform_beside(caller, &acts, None, Some(&note), Beside::Shown(&shown))
            .await?;
        Ok(id)
    }

    /// A product.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn product(&self, id: ProductId) -> Result<Versioned<Product>, ActError> {
        let key = EntityRef::Product(id);
        let found = self.record(&key).await?;
        match found.record {
            Entity::Product(record) => Ok(Versioned {
                record,
                version: found.version,
            }),
            _ => Err(ActError::Missing(key)),
        }
    }

    /// Changes fields of a product.
    ///
    /// # Errors
    /// Says what is wrong, and whether somebody else was quicker.
    pub async fn change_product(
        &self,
        caller: &Caller,
        id: ProductId,
        change: shape::ProductChange,
        seen: Option<Seen>,
    ) -> Result<(), ActError> {
        let tiers = self.tiers().await?;
        let Versioned {
            record: mut product,
            version,
        } = self.product(id).await?;
        // Without `If-Match` the version read here holds: what is saved whole was changed by nobody in between.
        let seen = seen.unwrap_or(Seen {
            record: EntityRef::Product(id),
            version,
        });
        let cost = change.unit_cost.clone();
        let before = product.clone();
        apply(&mut product, change, &tiers)?;
        let note = Note::new(
            "product/changed",
            id,
            differences(&before, &product, !cost.is_keep()),
        );
        let addresses = product.images.clone();
        let shown = Shown {
            named: self.newly_shown(&before.images, &addresses).await?,
            left: no_longer_shown(&before.images, &addresses).collect(),
        };
        let mut acts = vec![save(product)];
        match cost {
            Change::Keep => {}
            Change::Clear => acts.push(Act::Command(Command::Remove(EntityRef::ProductCost(id)))),
            Change::Set(text) => acts.push(save_cost(id, unit_cost(&text)?)),
        }
        let beside = Beside::Shown(&shown);
        self.perform_beside(caller, &acts, Some(&seen), Some(&note), beside)
            .await
            .map(drop)
    }

    /// The same change of many products; all or none.
    ///
    /// # Errors
    /// Says what is wrong.
    pub async fn change_products(
        &self,
        caller: &Caller,
        bulk: shape::BulkChange,
    ) -> Result<usize, ActError> {
        let own = [
            ("change.sku", bulk.change.sku.is_some()),
            ("change.name", bulk.change.name.is_some()),
            ("change.barcodes", bulk.change.barcodes.is_some()),
            ("change.variant", !bulk.change.variant.is_keep()),
        ];
        if let Some((field, _)) = own.iter().find(|(_, given)| *given) {
            return Err(input(*field, "each product has its own"));
        }
        if bulk.products.is_empty() || bulk.products.len() > MOST_AT_ONCE {
            return Err(input(
                "products",
                format!("between 1 and {MOST_AT_ONCE} products can be changed at once"),
            ));
        }
        let tiers = self.tiers().await?;
        let addresses = bulk.change.images.clone().unwrap_or_default();
        let named = self.newly_shown(&[], &addresses).await?;
        let keys: Vec<EntityRef> = bulk
            .products
            .iter()
            .copied()
            .map(EntityRef::Product)
            .collect();
        let found = records::load(self.store().reader(), &keys).await?;
        let (mut acts, mut before) = (Vec::new(), Vec::new());
        for (key, entity) in keys.into_iter().zip(found) {
            let Some(Entity::Product(mut product)) = entity else {
                return Err(ActError::Missing(key));
            };
            if bulk.change.images.is_some() {
                before.extend(product.images.iter().cloned());
            }
            apply(&mut product, bulk.change.clone(), &tiers)?;
            if let Change::Set(text) = &bulk.change.unit_cost {
                acts.push(save_cost(product.id, unit_cost(text)?));
            }
            acts.push(save(product));
        }
        let shown = Shown {
            named,
            left: no_longer_shown(&before, &addresses).collect(),
        };
        let n = bulk.products.len();
        let note = Note {
            action: "product/changed-in-bulk",
            subject: None,
            detail: format!("{n} products"),
        };
        self.perform_beside(caller, &acts, None, Some(&note), Beside::Shown(&shown))
            .await?;
        Ok(n)
    }

    /// Saves a record whole.
    ///
    /// # Errors
    /// Says why not.
    pub async fn save(
        &self,
        caller: &Caller,
        record: Record,
        seen: Option<Seen>,
        note: Note,
    ) -> Result<Done, ActError> {
        self.perform(
            caller,
            &[Act::Command(Command::Save(record))],
            seen.as_ref(),
            Some(&note),
        )
        .await
    }

    /// Removes a record, or archives it if something refers to it.
    ///
    /// # Errors
    /// Says why not.
    pub async fn remove(
        &self,
        caller: &Caller,
        key: EntityRef,
        seen: Option<Seen>,
        note: Note,
    ) -> Result<Done, ActError> {
        self.perform(
            caller,
            &[Act::Command(Command::Remove(key))],
            seen.as_ref(),
            Some(&note),
        )
        .await
    }

    /// Products as the interface shows them; costs only to who may see them.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn product_views(
        &self,
        caller: &Caller,
        products: Vec<Versioned<Product>>,
    ) -> Result<Vec<shape::Product>, ActError> {
        let tiers = self.tiers().await?;
        let mut costs = HashMap::new();
        if caller.actor.may(Permission::ViewCost) {
            let keys: Vec<_> = products
                .iter()
                .map(|product| EntityRef::ProductCost(product.record.id))
                .collect();
            for entity in records::load(self.store().reader(), &keys).await? {
                if let Some(Entity::ProductCost(cost)) = entity {
                    costs.insert(cost.product, cost.unit_cost);
                }
            }
        }
        Ok(products
            .into_iter()
            .map(|product| view(product, &tiers, &costs))
            .collect())
    }
}

fn view(
    Versioned {
        record: product,
        version,
    }: Versioned<Product>,
    tiers: &Tiers,
    costs: &HashMap<ProductId, UnitCost>,
) -> shape::Product {
    let price = |price: &TierPrice| shape::Price {
        tier: price.tier,
        amount: decimal(price.price),
        currency: tiers.get(&price.tier).map(|tier| tier.currency),
    };
    shape::Product {
        id: product.id,
        kind: match &product.kind {
            ProductKind::Stocked => shape::ProductKind::Stocked,
            ProductKind::Service => shape::ProductKind::Service,
            ProductKind::Kit(parts) => shape::ProductKind::Kit {
                components: parts
                    .iter()
                    .map(|part| shape::KitComponent {
                        product: part.product,
                        quantity: part.quantity,
                    })
                    .collect(),
            },
        },
        barcodes: product
            .barcodes
            .iter()
            .map(|barcode| shape::Barcode {
                code: barcode.code.shown().to_owned(),
                pack: barcode.pack,
            })
            .collect(),
        variant: product.variant.map(|variant| shape::Variant {
            family: variant.family,
            values: variant.values,
        }),
        category: product.category,
        brand: product.brand,
        description: product.description,
        weight_g: product.measures.weight_g,
        width_mm: product.measures.width_mm,
        height_mm: product.measures.height_mm,
        length_mm: product.measures.length_mm,
        prices: product.prices.iter().map(price).collect(),
        tax_rule: product.tax_rule,
        default_location: product.default_location,
        reorder_level: product.reorder_level,
        images: product.images,
        unit_cost: costs.get(&product.id).map(ToString::to_string),
        archived: product.archived,
        sku: product.sku,
        name: product.name,
        version,
    }
}

/// An amount without its currency: `12.50`.
fn decimal(money: Money) -> String {
    let text = money.to_string();
    text.split_once(' ')
        .map_or(text.clone(), |(_, amount)| amount.to_owned())
}

/// The names of the fields that differ, for the audit trail.
fn differences(before: &Product, after: &Product, cost: bool) -> String {
    let fields = [
        ("SKU", before.sku != after.sku),
        ("name", before.name != after.name),
        ("kind", before.kind != after.kind),
        ("barcodes", before.barcodes != after.barcodes),
        ("variant", before.variant != after.variant),
        ("category", before.category != after.category),
        ("brand", before.brand != after.brand),
        ("description", before.description != after.description),
        ("measures", before.measures != after.measures),
        ("prices", before.prices != after.prices),
        ("tax rule", before.tax_rule != after.tax_rule),
        (
            "default location",
            before.default_location != after.default_location,
        ),
        ("reorder level", before.reorder_level != after.reorder_level),
        ("images", before.images != after.images),
        ("archived", before.archived != after.archived),
        ("unit cost", cost),
    ];
    let changed: Vec<&str> = fields
        .iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| *name)
        .collect();
    format!("{}: {}", after.sku, changed.join(", "))
}
