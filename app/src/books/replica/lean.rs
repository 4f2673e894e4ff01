//! Reads of a packed product only what is searched and resolved by, without making an object of it: a hundred thousand
//! of them are read at every start.

use domain::barcode::{Code, CodeKind};
use domain::catalogue::{Measures, ProductKind, TierPrice};
use domain::ids::{BrandId, CategoryId, FamilyId, LocationId, ProductId, TaxRuleId};
use serde::Deserialize;

/// A product as it lies packed: field for field that of [`domain::catalogue::Product`].
#[derive(Debug, Deserialize)]
#[expect(
    dead_code,
    reason = "fields that are not read keep their place in the packed form"
)]
pub struct Lean<'a> {
    /// Its id.
    pub id: ProductId,
    /// Its SKU.
    pub sku: &'a str,
    /// Its name.
    pub name: &'a str,
    kind: ProductKind,
    /// Its codes.
    #[serde(borrow)]
    pub barcodes: Vec<LeanBarcode<'a>>,
    variant: Option<(FamilyId, Vec<&'a str>)>,
    category: Option<CategoryId>,
    brand: Option<BrandId>,
    description: &'a str,
    measures: Measures,
    prices: Vec<TierPrice>,
    tax_rule: Option<TaxRuleId>,
    default_location: Option<LocationId>,
    reorder_level: Option<i64>,
    images: Vec<&'a str>,
    /// Whether it is archived.
    pub archived: bool,
}

/// A code as it lies packed.
#[derive(Debug, Deserialize)]
pub struct LeanBarcode<'a> {
    /// In canonical form.
    pub code: &'a str,
    /// Eaches.
    pub pack: i64,
}

impl LeanBarcode<'_> {
    /// The number of a GTIN; `None` for any other code.
    pub fn number(&self) -> Option<u64> {
        let is_number =
            self.code.len() == 14 && self.code.bytes().all(|byte| byte.is_ascii_digit());
        let code = is_number.then(|| Code::scanned(self.code).ok()).flatten()?;
        (code.kind() == CodeKind::Gtin)
            .then(|| code.as_str().parse().ok())
            .flatten()
    }
}

/// Reads a packed product.
pub fn read(bytes: &[u8]) -> Option<Lean<'_>> {
    postcard::from_bytes(bytes).ok()
}
