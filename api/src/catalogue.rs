//! Products, families, categories and brands.

use crate::common::Change;
use crate::macros::{choices, shapes};
use domain::ids::{BrandId, CategoryId, FamilyId, LocationId, PriceTierId, ProductId, TaxRuleId};
use domain::money::Currency;
use domain::quantity::Quantity;
use domain::text::{Name, Sku};

choices! {
    /// How a product relates to stock.
    #[derive(Default)]
    pub enum ProductKind {
        /// Kept on shelves and counted.
        #[default]
        Stocked,
        /// Sold as one, stocked as its components.
        Kit {
            /// What is in it.
            components: Vec<KitComponent>,
        },
        /// Never moves stock.
        Service,
    }
}

shapes! {
    /// Part of a kit.
    pub struct KitComponent {
        /// A stocked product.
        pub product: ProductId,
        /// Units of it in one kit.
        pub quantity: Quantity,
    }

    /// A code on a product or its packaging.
    pub struct Barcode {
        /// Digits, or the text of other codes.
        pub code: String,
        /// Eaches that one scan stands for.
        #[serde(default = "one")]
        pub pack: Quantity,
    }

    /// A price in one tier, as decimal text of the tier's currency.
    pub struct Price {
        /// In this tier.
        pub tier: PriceTierId,
        /// Such as `12.50`.
        pub amount: String,
        /// Of the tier; ignored when written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub currency: Option<Currency>,
    }

    /// Which variant of which family a product is.
    pub struct Variant {
        /// The family.
        pub family: FamilyId,
        /// One value for each option of the family, in order.
        pub values: Vec<Name>,
    }

    /// A product.
    pub struct Product {
        /// Its id.
        pub id: ProductId,
        /// Unique without regard to case.
        pub sku: Sku,
        /// Unique without regard to case.
        pub name: Name,
        /// Stocked, kit or service.
        pub kind: ProductKind,
        /// The first is printed on labels.
        pub barcodes: Vec<Barcode>,
        /// Its place in a family.
        pub variant: Option<Variant>,
        /// Its category.
        pub category: Option<CategoryId>,
        /// Its brand.
        pub brand: Option<BrandId>,
        /// Free text.
        pub description: String,
        /// Grams.
        pub weight_g: Option<u32>,
        /// Millimetres.
        pub width_mm: Option<u32>,
        /// Millimetres.
        pub height_mm: Option<u32>,
        /// Millimetres.
        pub length_mm: Option<u32>,
        /// By tier.
        pub prices: Vec<Price>,
        /// Sale tax rule.
        pub tax_rule: Option<TaxRuleId>,
        /// Where it is sold from unless chosen otherwise.
        pub default_location: Option<LocationId>,
        /// Available quantity at which it should be ordered again.
        pub reorder_level: Option<Quantity>,
        /// Addresses of images.
        pub images: Vec<String>,
        /// What one is taken to cost, base currency; absent without the right to see costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit_cost: Option<String>,
        /// Takes part in nothing new.
        pub archived: bool,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// `POST /products`. Only SKU and name are needed.
    pub struct NewProduct {
        /// Unique without regard to case.
        pub sku: Sku,
        /// Unique without regard to case.
        pub name: Name,
        /// Stocked unless said otherwise.
        #[serde(default)]
        pub kind: ProductKind,
        /// The first is printed on labels.
        #[serde(default)]
        pub barcodes: Vec<Barcode>,
        /// Its place in a family.
        #[serde(default)]
        pub variant: Option<Variant>,
        /// Its category.
        #[serde(default)]
        pub category: Option<CategoryId>,
        /// Its brand.
        #[serde(default)]
        pub brand: Option<BrandId>,
        /// Free text.
        #[serde(default)]
        pub description: String,
        /// Grams.
        #[serde(default)]
        pub weight_g: Option<u32>,
        /// Millimetres.
        #[serde(default)]
        pub width_mm: Option<u32>,
        /// Millimetres.
        #[serde(default)]
        pub height_mm: Option<u32>,
        /// Millimetres.
        #[serde(default)]
        pub length_mm: Option<u32>,
        /// By tier.
        #[serde(default)]
        pub prices: Vec<Price>,
        /// Sale tax rule.
        #[serde(default)]
        pub tax_rule: Option<TaxRuleId>,
        /// Where it is sold from unless chosen otherwise.
        #[serde(default)]
        pub default_location: Option<LocationId>,
        /// Available quantity at which it should be ordered again.
        #[serde(default)]
        pub reorder_level: Option<Quantity>,
        /// Addresses of images below this server.
        #[serde(default)]
        pub images: Vec<String>,
        /// What one is taken to cost, base currency.
        #[serde(default)]
        pub unit_cost: Option<String>,
    }

    /// `PATCH /products/{id}`: fields left out stay as they are.
    #[derive(Default)]
    pub struct ProductChange {
        /// New SKU.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sku: Option<Sku>,
        /// New name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// New kind; refused once stock has moved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<ProductKind>,
        /// All barcodes, replacing those there are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub barcodes: Option<Vec<Barcode>>,
        /// New place in a family.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Variant>))]
        pub variant: Change<Variant>,
        /// New category.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub category: Change<CategoryId>,
        /// New brand.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub brand: Change<BrandId>,
        /// New description.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub description: Option<String>,
        /// Grams.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
        pub weight_g: Change<u32>,
        /// Millimetres.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
        pub width_mm: Change<u32>,
        /// Millimetres.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
        pub height_mm: Change<u32>,
        /// Millimetres.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
        pub length_mm: Change<u32>,
        /// All prices, replacing those there are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub prices: Option<Vec<Price>>,
        /// New tax rule.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub tax_rule: Change<TaxRuleId>,
        /// New default location.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub default_location: Change<LocationId>,
        /// New reorder level.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
        pub reorder_level: Change<Quantity>,
        /// All images, replacing those there are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub images: Option<Vec<String>>,
        /// New unit cost.
        #[serde(default, skip_serializing_if = "Change::is_keep")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        pub unit_cost: Change<String>,
        /// Archives it or takes it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub archived: Option<bool>,
    }

    /// `POST /products/bulk`: one change of many products; all or none.
    pub struct BulkChange {
        /// At most 1,000.
        pub products: Vec<ProductId>,
        /// SKU, name, barcodes and variant are refused here.
        pub change: ProductChange,
    }

    /// Answer of a bulk change.
    pub struct BulkChanged {
        /// Products changed.
        pub changed: u32,
    }

    /// Products that are variants of one thing.
    pub struct Family {
        /// Its id.
        pub id: FamilyId,
        /// Its name.
        pub name: Name,
        /// What the variants differ in, at most three.
        pub options: Vec<Name>,
        /// No new variants.
        pub archived: bool,
        /// Products in it.
        pub n_products: u32,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// `POST /families` and `PUT /families/{id}`.
    pub struct NewFamily {
        /// Its name.
        pub name: Name,
        /// What the variants differ in, at most three; fixed once it has variants.
        pub options: Vec<Name>,
    }

    /// A category: one flat level.
    pub struct Category {
        /// Its id.
        pub id: CategoryId,
        /// Its name.
        pub name: Name,
    }

    /// A brand.
    pub struct Brand {
        /// Its id.
        pub id: BrandId,
        /// Its name.
        pub name: Name,
    }
}

fn one() -> Quantity {
    Quantity::new(1).expect("one is in range")
}
