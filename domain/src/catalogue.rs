//! Products and what groups, prices and taxes them. Stock is not here: see [`crate::ledger`].

use crate::barcode::Code;
use crate::ids::{BrandId, CategoryId, FamilyId, LocationId, PriceTierId, ProductId, TaxRuleId};
use crate::money::{Currency, Money, UnitCost};
use crate::quantity::Quantity;
use crate::text::{Name, Sku};
use serde::{Deserialize, Serialize};

/// How a product relates to stock.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProductKind {
    /// Kept on shelves and counted.
    #[default]
    Stocked,
    /// Sold as one, stocked as its components; never counted itself (DECISIONS 23).
    Kit(Vec<KitComponent>),
    /// Never moves stock (PRD-07).
    Service,
}

/// Part of a kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitComponent {
    /// A stocked product.
    pub product: ProductId,
    /// Units of it in one kit; at least one.
    pub quantity: Quantity,
}

/// A code on a product or its packaging.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barcode {
    /// In canonical form.
    pub code: Code,
    /// Eaches that one scan of it stands for; at least one.
    pub pack: Quantity,
}

/// A price in one tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierPrice {
    /// In this tier.
    pub tier: PriceTierId,
    /// For one each.
    pub price: Money,
}

/// Size and weight of one each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Measures {
    /// Weight in grams.
    pub weight_g: Option<u32>,
    /// Width in millimetres.
    pub width_mm: Option<u32>,
    /// Height in millimetres.
    pub height_mm: Option<u32>,
    /// Length in millimetres.
    pub length_mm: Option<u32>,
}

/// A product. Its unit cost is not part of it: cost has its own scope, so that a device without the
/// right never holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Unique without regard to case.
    pub sku: Sku,
    /// Unique without regard to case.
    pub name: Name,
    /// Stocked, kit or service.
    pub kind: ProductKind,
    /// Codes that resolve to it, the first being printed on labels.
    pub barcodes: Vec<Barcode>,
    /// Its family and the values of the family's options, in their order.
    pub variant: Option<Variant>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Its brand.
    pub brand: Option<BrandId>,
    /// Free text; empty if there is none.
    pub description: String,
    /// Size and weight.
    pub measures: Measures,
    /// Prices by tier.
    pub prices: Vec<TierPrice>,
    /// Sale tax rule.
    pub tax_rule: Option<TaxRuleId>,
    /// Where it is sold from unless chosen otherwise.
    pub default_location: Option<LocationId>,
    /// Available quantity at which it should be ordered again.
    pub reorder_level: Option<Quantity>,
    /// Addresses of images, below the server's own origin.
    pub images: Vec<String>,
    /// Archived products take part in nothing new; their history stays.
    pub archived: bool,
}

/// Which variant of which family a product is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The family.
    pub family: FamilyId,
    /// One value for each option of the family, in order.
    pub values: Vec<Name>,
}

/// What one unit of a product is taken to cost when nothing better is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCost {
    /// Of this product.
    pub product: ProductId,
    /// For one each, base currency.
    pub unit_cost: UnitCost,
}

/// Products that are variants of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Its id.
    pub id: FamilyId,
    /// Its name.
    pub name: Name,
    /// What the variants differ in; at most [`Family::MOST_OPTIONS`] (PRD-02).
    pub options: Vec<Name>,
    /// No new variants.
    pub archived: bool,
}

impl Family {
    /// Most options of a family (PRD-02).
    pub const MOST_OPTIONS: usize = 3;
}

/// A category; they have no parents (PRD-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name, unique without regard to case.
    pub name: Name,
}

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// Its name, unique without regard to case.
    pub name: Name,
}

/// A column of prices. Tier 1 always exists and is the default (PRD-04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTier {
    /// Its id.
    pub id: PriceTierId,
    /// From 1; tier 1 is the default.
    pub number: u16,
    /// Its name.
    pub name: Name,
    /// Of its prices.
    pub currency: Currency,
}

impl PriceTier {
    /// Number of the tier that always exists.
    pub const FIRST: u16 = 1;
}

/// A tax rule: a name and a rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRule {
    /// Its id.
    pub id: TaxRuleId,
    /// Its name.
    pub name: Name,
    /// Rate in hundredths of a percent: 2000 is 20 %.
    pub rate_bp: u32,
}
