//! Edits of products that travel field by field (DECISIONS 12), and barcodes found while working. Whole records
//! are the business of [`super::records`].

use super::draft::{Draft, Stop};
use super::entity::EntityRef;
use super::records;
use super::refusal::Refusal;
use super::working_set::{Ref, Unique};
use crate::catalogue::{Barcode, Product};
use crate::ids::ProductId;
use crate::operation::ProductEdit;

/// Changes fields of a product. Fields changed by others merge; the same field changed to something else asks
/// (OFF-33).
pub fn edit(draft: &mut Draft<'_>, id: ProductId, edits: &[ProductEdit]) -> Result<(), Stop> {
    let key = EntityRef::Product(id);
    let before = draft
        .given
        .product(id)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?;
    let mut after = before.clone();
    let fields: Vec<String> = edits
        .iter()
        .filter(|edit| !merge(&mut after, edit))
        .map(|edit| field(edit).to_owned())
        .collect();
    if !fields.is_empty() {
        return Err(Refusal::Changed {
            record: key,
            fields,
        }
        .into());
    }
    records::check_product(draft, &after, Some(before))?;
    if after != *before {
        draft.put(after);
    }
    Ok(())
}

/// Gives a product one more barcode, or another pack quantity to one that it has.
pub fn assign_barcode(draft: &mut Draft<'_>, id: ProductId, barcode: &Barcode) -> Result<(), Stop> {
    let value = Unique::Barcode(barcode.code.clone());
    draft.given.want([
        Ref::Entity(EntityRef::Product(id)),
        Ref::Holder {
            value: value.clone(),
        },
    ])?;
    let mut product = draft.active_product(id)?.clone();
    if barcode.pack.is_zero() {
        return Err(Refusal::ZeroQuantity.into());
    }
    match draft.given.holder(value.clone())? {
        Some(by) if *by != EntityRef::Product(id) => {
            return Err(Refusal::Taken {
                value,
                by: by.clone(),
            }
            .into());
        }
        _ => {}
    }
    match product
        .barcodes
        .iter_mut()
        .find(|known| known.code == barcode.code)
    {
        Some(known) if known == barcode => return Ok(()),
        Some(known) => known.pack = barcode.pack,
        None => product.barcodes.push(barcode.clone()),
    }
    draft.put(product);
    Ok(())
}

/// Makes one edit; `false` if somebody else changed the field to something else.
fn merge(product: &mut Product, edit: &ProductEdit) -> bool {
    fn set<T: PartialEq + Clone>(field: &mut T, base: &T, new: &T) -> bool {
        let is_free = field == base || field == new;
        if is_free {
            field.clone_from(new);
        }
        is_free
    }
    match edit {
        ProductEdit::Sku { base, new } => set(&mut product.sku, base, new),
        ProductEdit::Name { base, new } => set(&mut product.name, base, new),
        ProductEdit::Description { base, new } => set(&mut product.description, base, new),
        ProductEdit::Category { base, new } => set(&mut product.category, base, new),
        ProductEdit::Brand { base, new } => set(&mut product.brand, base, new),
        ProductEdit::Measures { base, new } => set(&mut product.measures, base, new),
        ProductEdit::ReorderLevel { base, new } => set(&mut product.reorder_level, base, new),
        ProductEdit::DefaultLocation { base, new } => set(&mut product.default_location, base, new),
        ProductEdit::Archived { base, new } => set(&mut product.archived, base, new),
        ProductEdit::RemoveBarcode { base } => {
            product.barcodes.retain(|barcode| barcode.code != *base);
            true
        }
    }
}

/// What people call the field.
const fn field(edit: &ProductEdit) -> &'static str {
    match edit {
        ProductEdit::Sku { .. } => "SKU",
        ProductEdit::Name { .. } => "name",
        ProductEdit::Description { .. } => "description",
        ProductEdit::Category { .. } => "category",
        ProductEdit::Brand { .. } => "brand",
        ProductEdit::Measures { .. } => "size and weight",
        ProductEdit::ReorderLevel { .. } => "reorder level",
        ProductEdit::DefaultLocation { .. } => "default location",
        ProductEdit::Archived { .. } => "archive state",
        ProductEdit::RemoveBarcode { .. } => "barcodes",
    }
}
