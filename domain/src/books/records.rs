//! Records that people keep: products and what groups, prices and taxes them, locations and bins. The same checks
//! hold for forms, the JSON interface, imports and edits from devices.

use super::draft::{Draft, Stop};
use super::entity::{Entity, EntityRef};
use super::refusal::Refusal;
use super::working_set::{Ref, Unique};
use crate::catalogue::{Brand, Category, Family, PriceTier, Product, ProductKind, TaxRule};
use crate::ids::{LocationId, ProductId};
use crate::location::{Bin, Location, LocationKind};
use crate::order;
use std::collections::BTreeSet;

/// Saves a record, new or changed, if every rule about it holds.
pub fn save(draft: &mut Draft<'_>, record: &super::Record) -> Result<(), Stop> {
    use super::Record;
    match record {
        Record::Product(product) => {
            let before = draft.given.product(product.id)?;
            check_product(draft, product, before)?;
            put_if_new(draft, product.as_ref().clone(), before)
        }
        Record::ProductCost(cost) => {
            let before = draft.given.product_cost(cost.product)?;
            if draft.given.product(cost.product)?.is_none() {
                return Err(Refusal::Missing(EntityRef::Product(cost.product)).into());
            }
            put_if_new(draft, *cost, before)
        }
        Record::Family(family) => {
            let before = draft.given.family(family.id)?;
            check_family(draft, family, before)?;
            put_if_new(draft, family.clone(), before)
        }
        Record::Category(category) => {
            let before = draft.given.category(category.id)?;
            free(
                draft,
                Unique::CategoryName(category.name.folded()),
                &EntityRef::Category(category.id),
            )?;
            put_if_new::<Category>(draft, category.clone(), before)
        }
        Record::Brand(brand) => {
            let before = draft.given.brand(brand.id)?;
            free(
                draft,
                Unique::BrandName(brand.name.folded()),
                &EntityRef::Brand(brand.id),
            )?;
            put_if_new::<Brand>(draft, brand.clone(), before)
        }
        Record::PriceTier(tier) => {
            let before = draft.given.price_tier(tier.id)?;
            check_tier(draft, tier, before)?;
            put_if_new(draft, tier.clone(), before)
        }
        Record::TaxRule(rule) => {
            let before = draft.given.tax_rule(rule.id)?;
            free(
                draft,
                Unique::TaxRuleName(rule.name.folded()),
                &EntityRef::TaxRule(rule.id),
            )?;
            put_if_new::<TaxRule>(draft, rule.clone(), before)
        }
        Record::Location(location) => {
            let before = draft.given.location(location.id)?;
            check_location(draft, location, before)?;
            put_if_new(draft, location.clone(), before)
        }
        Record::Bin(bin) => {
            let before = draft.given.bin(bin.id)?;
            check_bin(draft, bin, before)?;
            put_if_new(draft, bin.clone(), before)
        }
    }
}

/// Removes a record that nothing refers to and archives one that something does (DECISIONS 25). What cannot be
/// archived and is in use stays.
pub fn remove(draft: &mut Draft<'_>, key: &EntityRef) -> Result<(), Stop> {
    draft.given.want([
        Ref::Entity(key.clone()),
        Ref::IsReferenced {
            record: key.clone(),
        },
    ])?;
    let record = draft
        .given
        .entity(key)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?
        .clone();
    let is_referenced = *draft.given.is_referenced(key.clone())?;
    match record {
        Entity::PriceTier(tier) if tier.number == PriceTier::FIRST => {
            return Err(Refusal::FirstTierStays.into());
        }
        Entity::Location(ref location) => {
            require_disconnected(location)?;
            require_empty_location(draft, location.id)?;
        }
        Entity::Bin(ref bin) => require_empty_bin(draft, bin)?,
        _ => {}
    }
    if !is_referenced {
        draft.change(super::Change::Remove(key.clone()));
        return Ok(());
    }
    match record {
        Entity::Product(mut product) => {
            product.archived = true;
            draft.put(product);
        }
        Entity::Family(mut family) => {
            family.archived = true;
            draft.put(family);
        }
        Entity::Location(mut location) => {
            location.archived = true;
            draft.put(location);
        }
        Entity::Bin(mut bin) => {
            bin.archived = true;
            draft.put(bin);
        }
        _ => {
            let (state, action) = ("in use".to_owned(), "remove".to_owned());
            return Err(Refusal::WrongState {
                record: key.clone(),
                state,
                action,
            }
            .into());
        }
    }
    Ok(())
}

fn put_if_new<T: Into<Entity> + PartialEq>(
    draft: &mut Draft<'_>,
    record: T,
    before: Option<&T>,
) -> Result<(), Stop> {
    if before != Some(&record) {
        draft.put(record);
    }
    Ok(())
}

/// Refuses a value that another record has.
fn free(draft: &Draft<'_>, value: Unique, of: &EntityRef) -> Result<(), Stop> {
    match draft.given.holder(value.clone())? {
        Some(by) if by != of => Err(Refusal::Taken {
            value,
            by: by.clone(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// Checks a product as it is to be. Only what changed is asked about: an edit of a name costs one look-up.
pub fn check_product(
    draft: &Draft<'_>,
    after: &Product,
    before: Option<&Product>,
) -> Result<(), Stop> {
    let me = EntityRef::Product(after.id);
    let mut values = Vec::new();
    if before.is_none_or(|before| before.sku.folded() != after.sku.folded()) {
        values.push(Unique::ProductSku(after.sku.folded()));
    }
    if before.is_none_or(|before| before.name.folded() != after.name.folded()) {
        values.push(Unique::ProductName(after.name.folded()));
    }
    let known: BTreeSet<_> = order::set(
        before
            .iter()
            .flat_map(|before| &before.barcodes)
            .map(|barcode| &barcode.code),
    );
    let new = after
        .barcodes
        .iter()
        .filter(|barcode| !known.contains(&barcode.code));
    values.extend(new.map(|barcode| Unique::Barcode(barcode.code.clone())));
    if let Some(variant) = &after.variant
        && before.is_none_or(|before| before.variant.as_ref() != Some(variant))
    {
        values.push(Unique::variant(variant));
    }
    let named = named_by(after, before);
    let questions = values.iter().map(|value| Ref::Holder {
        value: value.clone(),
    });
    draft
        .given
        .want(questions.chain(named.iter().cloned().map(Ref::Entity)))?;
    for value in values {
        free(draft, value, &me)?;
    }
    for record in named {
        if draft.given.entity(&record)?.is_none() {
            return Err(Refusal::Missing(record).into());
        }
    }
    check_codes(after)?;
    check_kit(draft, after, before)?;
    check_variant(draft, after, before)?;
    check_prices(draft, after, before)?;
    let was_stocked = before.is_some_and(|before| before.kind == ProductKind::Stocked);
    if was_stocked
        && after.kind != ProductKind::Stocked
        && *draft.given.is_referenced(me.clone())?
    {
        let (state, action) = (
            "kept on shelves and has a history".to_owned(),
            "change the kind of".to_owned(),
        );
        return Err(Refusal::WrongState {
            record: me,
            state,
            action,
        }
        .into());
    }
    Ok(())
}

/// Records that a product names and did not name before.
fn named_by(after: &Product, before: Option<&Product>) -> Vec<EntityRef> {
    fn all(product: &Product) -> BTreeSet<EntityRef> {
        let components: &[_] = match &product.kind {
            ProductKind::Kit(components) => components,
            ProductKind::Stocked | ProductKind::Service => &[],
        };
        let grouped = product
            .category
            .map(EntityRef::Category)
            .into_iter()
            .chain(product.brand.map(EntityRef::Brand));
        let sold = product.tax_rule.map(EntityRef::TaxRule).into_iter();
        grouped
            .chain(sold)
            .chain(product.default_location.map(EntityRef::Location))
            .chain(
                product
                    .variant
                    .as_ref()
                    .map(|variant| EntityRef::Family(variant.family)),
            )
            .chain(
                product
                    .prices
                    .iter()
                    .map(|price| EntityRef::PriceTier(price.tier)),
            )
            .chain(
                components
                    .iter()
                    .map(|component| EntityRef::Product(component.product)),
            )
            .collect()
    }
    let old = before.map(all).unwrap_or_default();
    all(after).difference(&old).cloned().collect()
}

fn check_codes(product: &Product) -> Result<(), Stop> {
    let codes: BTreeSet<_> = order::set(product.barcodes.iter().map(|barcode| &barcode.code));
    if let Some(twice) = product
        .barcodes
        .iter()
        .map(|barcode| &barcode.code)
        .find(|_| codes.len() < product.barcodes.len())
    {
        let value = Unique::Barcode(twice.clone());
        return Err(Refusal::Taken {
            value,
            by: EntityRef::Product(product.id),
        }
        .into());
    }
    if product
        .barcodes
        .iter()
        .any(|barcode| barcode.pack.is_zero())
    {
        return Err(Refusal::ZeroQuantity.into());
    }
    Ok(())
}

fn check_kit(draft: &Draft<'_>, after: &Product, before: Option<&Product>) -> Result<(), Stop> {
    let ProductKind::Kit(components) = &after.kind else {
        return Ok(());
    };
    if before.is_some_and(|before| before.kind == after.kind) {
        return Ok(());
    }
    let distinct: BTreeSet<ProductId> =
        order::set(components.iter().map(|component| component.product));
    if components.is_empty() || distinct.len() != components.len() || distinct.contains(&after.id) {
        return Err(Refusal::WrongKit.into());
    }
    for component in components {
        if component.quantity.is_zero() {
            return Err(Refusal::ZeroQuantity.into());
        }
        if draft
            .given
            .product(component.product)?
            .is_none_or(|part| part.kind != ProductKind::Stocked)
        {
            return Err(Refusal::WrongKit.into());
        }
    }
    Ok(())
}

fn check_variant(draft: &Draft<'_>, after: &Product, before: Option<&Product>) -> Result<(), Stop> {
    let Some(variant) = &after.variant else {
        return Ok(());
    };
    if before.is_some_and(|before| before.variant.as_ref() == Some(variant)) {
        return Ok(());
    }
    let key = EntityRef::Family(variant.family);
    let family = draft
        .given
        .family(variant.family)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?;
    if family.archived {
        Err(Refusal::Archived(key).into())
    } else if family.options.len() == variant.values.len() {
        Ok(())
    } else {
        Err(Refusal::WrongVariant.into())
    }
}

fn check_prices(draft: &Draft<'_>, after: &Product, before: Option<&Product>) -> Result<(), Stop> {
    if before.is_some_and(|before| before.prices == after.prices) {
        return Ok(());
    }
    draft.given.want(
        after
            .prices
            .iter()
            .map(|price| Ref::Entity(EntityRef::PriceTier(price.tier))),
    )?;
    for price in &after.prices {
        let key = EntityRef::PriceTier(price.tier);
        let tier = draft
            .given
            .price_tier(price.tier)?
            .ok_or(Refusal::Missing(key))?;
        if tier.currency != price.price.currency {
            return Err(Refusal::WrongCurrency.into());
        }
    }
    Ok(())
}

fn check_family(draft: &Draft<'_>, after: &Family, before: Option<&Family>) -> Result<(), Stop> {
    if after.options.len() > Family::MOST_OPTIONS {
        return Err(Refusal::TooManyOptions.into());
    }
    let names: BTreeSet<_> = order::set(after.options.iter().map(crate::text::Name::folded));
    if names.len() != after.options.len() {
        return Err(Refusal::WrongVariant.into());
    }
    let me = EntityRef::Family(after.id);
    free(draft, Unique::FamilyName(after.name.folded()), &me)?;
    let is_resized = before.is_some_and(|before| before.options.len() != after.options.len());
    if is_resized && *draft.given.is_referenced(me)? {
        return Err(Refusal::HasVariants.into());
    }
    Ok(())
}

fn check_tier(
    draft: &Draft<'_>,
    after: &PriceTier,
    before: Option<&PriceTier>,
) -> Result<(), Stop> {
    let me = EntityRef::PriceTier(after.id);
    if after.number == 0 {
        return Err(Refusal::ZeroQuantity.into());
    }
    draft.given.want([
        Ref::Holder {
            value: Unique::PriceTierName(after.name.folded()),
        },
        Ref::Holder {
            value: Unique::PriceTierNumber(after.number),
        },
    ])?;
    free(draft, Unique::PriceTierName(after.name.folded()), &me)?;
    free(draft, Unique::PriceTierNumber(after.number), &me)?;
    let Some(before) = before else { return Ok(()) };
    if before.number == PriceTier::FIRST && after.number != PriceTier::FIRST {
        return Err(Refusal::FirstTierStays.into());
    }
    if before.currency != after.currency && *draft.given.is_referenced(me)? {
        return Err(Refusal::WrongCurrency.into());
    }
    Ok(())
}

fn check_location(
    draft: &Draft<'_>,
    after: &Location,
    before: Option<&Location>,
) -> Result<(), Stop> {
    let me = EntityRef::Location(after.id);
    if let Some(before) = before {
        if before.kind == LocationKind::External && before.name != after.name {
            return Err(Refusal::ExternalKeepsName.into());
        }
        if before.kind != after.kind {
            let bins = draft.given.bins_of(after.id)?;
            if after.kind == LocationKind::External && bins.iter().any(|bin| !bin.archived) {
                return Err(Refusal::ExternalHasNoBins.into());
            }
        }
        if after.archived && !before.archived {
            require_disconnected(before)?;
            require_empty_location(draft, after.id)?;
        }
    }
    free(draft, Unique::LocationName(after.name.folded()), &me)
}

/// LOC-03: a connected location stays. Disconnecting a service turns its location's `connected` off.
fn require_disconnected(location: &Location) -> Result<(), Stop> {
    if location.connected {
        Err(Refusal::ServiceConnected.into())
    } else {
        Ok(())
    }
}

fn require_empty_location(draft: &Draft<'_>, id: LocationId) -> Result<(), Stop> {
    draft.given.want([
        Ref::StockOf { location: id },
        Ref::OpenStocktakes { location: id },
    ])?;
    if draft
        .given
        .stock_of(id)?
        .iter()
        .any(|row| !row.level.is_empty())
    {
        return Err(Refusal::HoldsStock(EntityRef::Location(id)).into());
    }
    match draft.given.open_stocktakes(id)?.first() {
        Some(_) => {
            let (state, action) = ("being counted".to_owned(), "archive".to_owned());
            Err(Refusal::WrongState {
                record: EntityRef::Location(id),
                state,
                action,
            }
            .into())
        }
        None => Ok(()),
    }
}

fn require_empty_bin(draft: &Draft<'_>, bin: &Bin) -> Result<(), Stop> {
    let rows = draft.given.stock_of(bin.location)?;
    if rows
        .iter()
        .any(|row| row.key.bin == Some(bin.id) && !row.level.is_empty())
    {
        return Err(Refusal::HoldsStock(EntityRef::Bin(bin.id)).into());
    }
    Ok(())
}

fn check_bin(draft: &Draft<'_>, after: &Bin, before: Option<&Bin>) -> Result<(), Stop> {
    let me = EntityRef::Bin(after.id);
    let name = Unique::BinName(after.location, after.name.folded());
    draft.given.want([
        Ref::Entity(EntityRef::Location(after.location)),
        Ref::Holder {
            value: name.clone(),
        },
    ])?;
    let key = EntityRef::Location(after.location);
    let location = draft
        .given
        .location(after.location)?
        .ok_or(Refusal::Missing(key))?;
    if location.kind == LocationKind::External {
        return Err(Refusal::ExternalHasNoBins.into());
    }
    if before.is_some_and(|before| before.location != after.location) {
        return Err(Refusal::BinElsewhere.into());
    }
    if after.archived && before.is_some_and(|before| !before.archived) {
        require_empty_bin(draft, after)?;
    }
    free(draft, name, &me)
}
