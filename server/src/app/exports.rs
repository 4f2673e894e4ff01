//! What stands in exported tables. Products, barcodes, bins and stock have the columns of the imports, so that a file
//! that was taken out can be changed and brought in again.

use super::{App, Caller};
use crate::export::{Cell, Sheet};
use crate::import::columns::{Kind, PRICES};
use crate::store::{StoreError, ledger, records};
use domain::catalogue::{Product, ProductKind};
use domain::ids::{BinId, LocationId, PriceTierId, ProductId};
use domain::money::UnitCost;
use domain::permission::Permission;
use domain::quantity::Quantity;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What can be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Products, as imports read them.
    Products,
    /// One row a barcode.
    Barcodes,
    /// Stock on hand by bin.
    Stock,
    /// Bins of all locations.
    Bins,
}

impl Export {
    /// By the word in an address.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "products" => Some(Self::Products),
            "barcodes" => Some(Self::Barcodes),
            "stock" => Some(Self::Stock),
            "bins" => Some(Self::Bins),
            _ => None,
        }
    }

    /// The word in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Barcodes => "barcodes",
            Self::Stock => "stock",
            Self::Bins => "bins",
        }
    }
}

/// Why nothing can be taken out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The permission is missing.
    #[error("the permission {0:?} is missing")]
    Forbidden(Permission),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// A table of the books as they are now. Costs are in it only for who may see them.
    ///
    /// # Errors
    /// Says why not.
    pub async fn export(&self, caller: &Caller, what: Export) -> Result<Sheet, ExportError> {
        require(caller, Permission::ImportExport)?;
        let rows = match what {
            Export::Products => self.product_rows(caller).await?,
            Export::Barcodes => self.barcode_rows().await?,
            Export::Stock => {
                require(caller, Permission::ViewStock)?;
                self.stock_rows(caller).await?
            }
            Export::Bins => self.bin_rows().await?,
        };
        let kind = match what {
            Export::Products => Kind::Products,
            Export::Barcodes => Kind::Barcodes,
            Export::Stock => Kind::OpeningStock,
            Export::Bins => Kind::Bins,
        };
        let tiers = records::price_tiers(self.store().reader()).await?;
        let numbers: Vec<u16> = tiers.iter().map(|tier| tier.record.number).collect();
        let headers = kind
            .fields()
            .iter()
            .filter(|field| field.is_of(&numbers))
            .map(|field| field.title.to_owned())
            .collect();
        Ok(Sheet {
            name: what.name().to_owned(),
            headers,
            rows,
        })
    }

    async fn product_rows(&self, caller: &Caller) -> Result<Vec<Vec<Cell>>, StoreError> {
        let db = self.store().reader();
        let products = records::all_products(db).await?;
        let costs = match caller.actor.may(Permission::ViewCost) {
            true => records::all_costs(db).await?,
            false => Vec::new(),
        };
        let costs: HashMap<_, _> = costs
            .into_iter()
            .map(|cost| (cost.product, cost.unit_cost))
            .collect();
        let categories: HashMap<_, _> = records::categories(db)
            .await?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect();
        let brands: HashMap<_, _> = records::brands(db)
            .await?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect();
        let rules: HashMap<_, _> = records::tax_rules(db)
            .await?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect();
        let families: HashMap<_, _> = records::all_families(db)
            .await?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
        let locations: HashMap<_, _> = records::locations(db)
            .await?
            .into_iter()
            .map(|one| (one.record.id, one.record.name))
            .collect();
        let numbered: HashMap<u16, _> = records::price_tiers(db)
            .await?
            .into_iter()
            .map(|one| (one.record.number, one.record.id))
            .collect();
        let tiers: Vec<_> = PRICES
            .iter()
            .filter_map(|(_, number)| numbered.get(number))
            .collect();
        let row = |product: &Product| {
            let family = product
                .variant
                .as_ref()
                .and_then(|variant| families.get(&variant.family));
            let option = |at: usize| Cell::maybe(family.and_then(|family| family.options.get(at)));
            let value = |at: usize| {
                Cell::maybe(
                    product
                        .variant
                        .as_ref()
                        .and_then(|variant| variant.values.get(at)),
                )
            };
            // Codes with a pack quantity of their own are rows of the barcode file.
            let codes: Vec<&str> = product
                .barcodes
                .iter()
                .filter(|barcode| barcode.pack == Quantity::ONE)
                .map(|barcode| barcode.code.shown())
                .collect();
            let price = |tier: &PriceTierId| {
                let price = product.prices.iter().find(|price| price.tier == *tier);
                price.map_or(Cell::Empty, |price| {
                    let digits = price.price.currency.minor_digits();
                    Cell::Decimal(Decimal::new(price.price.minor, digits).to_string())
                })
            };
            let measures = &product.measures;
            let mut cells = vec![
                product.sku.as_str().into(),
                product.name.as_str().into(),
                match product.kind {
                    ProductKind::Stocked => "stocked".into(),
                    ProductKind::Kit(_) => "kit".into(),
                    ProductKind::Service => "service".into(),
                },
                if codes.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(codes.join(" "))
                },
                Cell::Empty,
                Cell::maybe(product.category.and_then(|id| categories.get(&id))),
                Cell::maybe(product.brand.and_then(|id| brands.get(&id))),
                Cell::maybe(family.map(|family| &family.name)),
                option(0),
                value(0),
                option(1),
                value(1),
                option(2),
                value(2),
                if product.description.is_empty() {
                    Cell::Empty
                } else {
                    product.description.as_str().into()
                },
                scaled(measures.weight_g, 3),
                scaled(measures.width_mm, 1),
                scaled(measures.height_mm, 1),
                scaled(measures.length_mm, 1),
                costs
                    .get(&product.id)
                    .map_or(Cell::Empty, |cost| Cell::Decimal(cost.to_string())),
            ];
            cells.extend(tiers.iter().copied().map(price));
            cells.extend([
                Cell::maybe(product.tax_rule.and_then(|id| rules.get(&id))),
                Cell::maybe(product.default_location.and_then(|id| locations.get(&id))),
                product
                    .reorder_level
                    .map_or(Cell::Empty, |level| Cell::Number(level.units())),
            ]);
            cells
        };
        Ok(products
            .iter()
            .filter(|product| !product.archived)
            .map(row)
            .collect())
    }

    async fn barcode_rows(&self) -> Result<Vec<Vec<Cell>>, StoreError> {
        let products = records::all_products(self.store().reader()).await?;
        let row = |product: &Product| {
            let sku = product.sku.clone();
            let rows = product.barcodes.iter().map(move |barcode| {
                vec![
                    sku.as_str().into(),
                    barcode.code.shown().into(),
                    Cell::Number(barcode.pack.units()),
                ]
            });
            rows.collect::<Vec<_>>()
        };
        Ok(products
            .iter()
            .filter(|product| !product.archived)
            .flat_map(row)
            .collect())
    }

    async fn stock_rows(&self, caller: &Caller) -> Result<Vec<Vec<Cell>>, StoreError> {
        let db = self.store().reader();
        let products: HashMap<ProductId, Product> = records::all_products(db)
            .await?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
        let costs = match caller.actor.may(Permission::ViewCost) {
            true => records::all_costs(db).await?,
            false => Vec::new(),
        };
        let costs: HashMap<_, _> = costs
            .into_iter()
            .map(|cost| (cost.product, cost.unit_cost))
            .collect();
        let bins: HashMap<BinId, _> = records::all_bins(db)
            .await?
            .into_iter()
            .map(|bin| (bin.id, bin.name))
            .collect();
        let mut rows = Vec::new();
        for location in records::locations(db).await? {
            let id: LocationId = location.record.id;
            let mut stock = ledger::stock_of(db, id).await?;
            let mut units: HashMap<ProductId, i64> = HashMap::new();
            for row in &stock {
                *units.entry(row.key.product).or_default() += row.level.on_hand.units();
            }
            let held: Vec<ProductId> = match caller.actor.may(Permission::ViewCost) {
                true => units.keys().copied().collect(),
                false => Vec::new(),
            };
            let values = ledger::values_by_product(db, &held, None, None).await?;
            // What the goods here cost is what they are to cost where they are brought in again.
            let cost_of = |product: ProductId| {
                let n_units = units.get(&product).copied().filter(|units| *units > 0)?;
                let value = values.get(&(product, id)).filter(|value| **value > 0)?;
                UnitCost::from_millionths((value + n_units / 2) / n_units).ok()
            };
            stock.sort_by(|a, b| {
                let name = |row: &domain::ledger::StockRow| {
                    row.key
                        .bin
                        .and_then(|bin| bins.get(&bin))
                        .map(|name| name.folded())
                };
                let sku = |row: &domain::ledger::StockRow| {
                    products
                        .get(&row.key.product)
                        .map(|product| product.sku.folded())
                };
                (name(a), sku(a)).cmp(&(name(b), sku(b)))
            });
            for row in stock.iter().filter(|row| !row.level.on_hand.is_zero()) {
                let Some(product) = products.get(&row.key.product) else {
                    continue;
                };
                rows.push(vec![
                    product.sku.as_str().into(),
                    location.record.name.as_str().into(),
                    Cell::maybe(row.key.bin.and_then(|bin| bins.get(&bin))),
                    Cell::Number(row.level.on_hand.units()),
                    cost_of(product.id)
                        .or_else(|| costs.get(&product.id).copied())
                        .map_or(Cell::Empty, |cost| Cell::Decimal(cost.to_string())),
                ]);
            }
        }
        Ok(rows)
    }

    async fn bin_rows(&self) -> Result<Vec<Vec<Cell>>, StoreError> {
        let db = self.store().reader();
        let mut rows = Vec::new();
        for location in records::locations(db).await? {
            for bin in records::bins_of(db, location.record.id)
                .await?
                .into_iter()
                .map(|one| one.record)
            {
                if bin.archived {
                    continue;
                }
                rows.push(vec![
                    location.record.name.as_str().into(),
                    bin.name.as_str().into(),
                    Cell::maybe(bin.zone.as_ref()),
                    Cell::Number(i64::from(bin.walk)),
                    if bin.not_for_sale {
                        "yes".into()
                    } else {
                        "no".into()
                    },
                ]);
            }
        }
        Ok(rows)
    }
}

fn scaled(measure: Option<u32>, digits: u32) -> Cell {
    measure.map_or(Cell::Empty, |measure| {
        Cell::Decimal(
            Decimal::new(i64::from(measure), digits)
                .normalize()
                .to_string(),
        )
    })
}

/// Refuses who lacks a permission.
pub(super) fn require(caller: &Caller, permission: Permission) -> Result<(), ExportError> {
    if caller.actor.may(permission) {
        Ok(())
    } else {
        Err(ExportError::Forbidden(permission))
    }
}
