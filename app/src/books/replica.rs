//! The copy of the books in memory, as tables with the indexes that screens need.
//!
//! Takes rows and gives views; knows neither storage nor wire.

use super::views::{PassView, StockLine};
use crate::scan::Candidate;
use domain::barcode::Code;
use domain::catalogue::{Brand, Category, Family, PriceTier, Product, ProductKind, TaxRule};
use domain::ids::{
    BinId, BrandId, CategoryId, FamilyId, LocationId, PassId, PriceTierId, ProductId, StocktakeId,
    TaxRuleId, TransferId, UserId,
};
use domain::ledger::StockRow;
use domain::location::{Bin, Location};
use domain::quantity::Quantity;
use domain::stocktake::{Stocktake, StocktakeStatus};
use domain::text::RawCode;
use domain::transfer::{Transfer, TransferStatus};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The tables.
#[derive(Debug, Clone, Default)]
pub struct Replica {
    products: HashMap<ProductId, Arc<Product>>,
    codes: HashMap<Code, Vec<(ProductId, Quantity)>>,
    skus: HashMap<String, ProductId>,
    families: HashMap<FamilyId, Family>,
    categories: HashMap<CategoryId, Category>,
    brands: HashMap<BrandId, Brand>,
    price_tiers: HashMap<PriceTierId, PriceTier>,
    tax_rules: HashMap<TaxRuleId, TaxRule>,
    locations: HashMap<LocationId, Location>,
    bins: HashMap<BinId, Bin>,
    stock: BTreeMap<domain::ledger::StockKey, StockRow>,
    stocktakes: HashMap<StocktakeId, Stocktake>,
    passes: HashMap<PassId, PassView>,
    transfers: HashMap<TransferId, Transfer>,
    users: HashMap<UserId, String>,
}

impl Replica {
    /// Takes a product in, in place of an older version.
    pub fn put_product(&mut self, product: Product) {
        self.remove_product(product.id);
        for barcode in &product.barcodes {
            self.codes
                .entry(barcode.code.clone())
                .or_default()
                .push((product.id, barcode.pack));
        }
        self.skus.insert(product.sku.folded(), product.id);
        self.products.insert(product.id, Arc::new(product));
    }

    /// Takes a product out.
    pub fn remove_product(&mut self, id: ProductId) {
        let Some(old) = self.products.remove(&id) else {
            return;
        };
        for barcode in &old.barcodes {
            if let Some(owners) = self.codes.get_mut(&barcode.code) {
                owners.retain(|(owner, _)| *owner != id);
            }
        }
        self.skus.remove(&old.sku.folded());
    }

    /// Takes a location in.
    pub fn put_location(&mut self, location: Location) {
        self.locations.insert(location.id, location);
    }

    /// Takes a bin in.
    pub fn put_bin(&mut self, bin: Bin) {
        self.bins.insert(bin.id, bin);
    }

    /// Takes a level in.
    pub fn put_stock(&mut self, row: StockRow) {
        if row.level.is_empty() {
            self.stock.remove(&row.key);
        } else {
            self.stock.insert(row.key, row);
        }
    }

    /// Takes a stocktake in.
    pub fn put_stocktake(&mut self, stocktake: Stocktake) {
        self.stocktakes.insert(stocktake.id, stocktake);
    }

    /// Takes a pass in.
    pub fn put_pass(&mut self, pass: PassView) {
        self.passes.insert(pass.id(), pass);
    }

    /// Takes a transfer in.
    pub fn put_transfer(&mut self, transfer: Transfer) {
        self.transfers.insert(transfer.id, transfer);
    }

    /// Takes the name of a user in.
    pub fn put_user(&mut self, id: UserId, name: String) {
        self.users.insert(id, name);
    }

    /// One product.
    pub fn product(&self, id: ProductId) -> Option<Arc<Product>> {
        self.products.get(&id).cloned()
    }

    /// Products that are not archived, by SKU.
    pub fn products_by_sku(&self) -> Arc<Vec<ProductId>> {
        let mut all: Vec<_> = self
            .products
            .values()
            .filter(|product| !product.archived)
            .collect();
        all.sort_by_cached_key(|product| product.sku.folded());
        Arc::new(all.into_iter().map(|product| product.id).collect())
    }

    /// Families by name.
    pub fn families(&self) -> Arc<Vec<Family>> {
        sorted(self.families.values(), |family| family.name.folded())
    }

    /// Categories by name.
    pub fn categories(&self) -> Arc<Vec<Category>> {
        sorted(self.categories.values(), |category| category.name.folded())
    }

    /// Brands by name.
    pub fn brands(&self) -> Arc<Vec<Brand>> {
        sorted(self.brands.values(), |brand| brand.name.folded())
    }

    /// Price tiers by number.
    pub fn price_tiers(&self) -> Arc<Vec<PriceTier>> {
        sorted(self.price_tiers.values(), |tier| tier.number)
    }

    /// Tax rules by name.
    pub fn tax_rules(&self) -> Arc<Vec<TaxRule>> {
        sorted(self.tax_rules.values(), |rule| rule.name.folded())
    }

    /// Locations by name, archived ones left out.
    pub fn locations(&self) -> Arc<Vec<Location>> {
        sorted(
            self.locations
                .values()
                .filter(|location| !location.archived),
            |location| location.name.folded(),
        )
    }

    /// One location.
    pub fn location(&self, id: LocationId) -> Option<&Location> {
        self.locations.get(&id)
    }

    /// The bins of a location in walking order, archived ones left out.
    pub fn bins(&self, location: LocationId) -> Arc<Vec<Bin>> {
        let here = self
            .bins
            .values()
            .filter(|bin| bin.location == location && !bin.archived);
        sorted(here, |bin| (bin.walk, bin.name.folded()))
    }

    /// One bin.
    pub fn bin(&self, id: BinId) -> Option<&Bin> {
        self.bins.get(&id)
    }

    /// Where a product lies, by location and walking order.
    pub fn stock_of(&self, product: ProductId) -> Arc<Vec<StockLine>> {
        self.stock_where(|row| row.key.product == product)
    }

    /// Everything in a location, by walking order and SKU.
    pub fn stock_at(&self, location: LocationId) -> Arc<Vec<StockLine>> {
        self.stock_where(|row| row.key.location == location)
    }

    /// Everything in a bin, by SKU.
    pub fn stock_in(&self, bin: BinId) -> Arc<Vec<StockLine>> {
        self.stock_where(|row| row.key.bin == Some(bin))
    }

    /// Stocktakes, open ones first, then the newest.
    pub fn stocktakes(&self) -> Arc<Vec<Stocktake>> {
        sorted(self.stocktakes.values(), |stocktake| {
            (
                stocktake.status != StocktakeStatus::InProgress,
                std::cmp::Reverse(stocktake.started),
            )
        })
    }

    /// One stocktake.
    pub fn stocktake(&self, id: StocktakeId) -> Option<&Stocktake> {
        self.stocktakes.get(&id)
    }

    /// The passes of a stocktake, this device's own first, then the newest.
    pub fn passes(&self, stocktake: StocktakeId) -> Arc<Vec<PassView>> {
        let here = self
            .passes
            .values()
            .filter(|pass| pass.head.stocktake == stocktake);
        sorted(here, |pass| {
            (!pass.is_own, std::cmp::Reverse(pass.opened), pass.id())
        })
    }

    /// One pass.
    pub fn pass(&self, id: PassId) -> Option<&PassView> {
        self.passes.get(&id)
    }

    /// Transfers, open ones first.
    pub fn transfers(&self) -> Arc<Vec<Transfer>> {
        sorted(self.transfers.values(), |transfer| {
            let is_over = matches!(
                transfer.status,
                TransferStatus::Received | TransferStatus::Void
            );
            (is_over, std::cmp::Reverse(transfer.id))
        })
    }

    /// One transfer.
    pub fn transfer(&self, id: TransferId) -> Option<&Transfer> {
        self.transfers.get(&id)
    }

    /// The name of a user.
    pub fn user(&self, id: UserId) -> Option<&str> {
        self.users.get(&id).map(String::as_str)
    }

    /// Everything that a code names: products by barcode and SKU, bins by name (OFF-43). Archived things are named too
    /// when nothing else is.
    pub fn named_by(&self, raw: &RawCode, code: Option<&Code>) -> Vec<Candidate> {
        let folded = raw.as_str().trim().to_lowercase();
        let by_code = code
            .and_then(|code| self.codes.get(code))
            .into_iter()
            .flatten()
            .copied();
        let by_sku = self
            .skus
            .get(&folded)
            .map(|product| (*product, Quantity::ONE));
        let mut products: Vec<(ProductId, Quantity)> = Vec::new();
        for (product, pack) in by_code.chain(by_sku) {
            if !products.iter().any(|(known, _)| *known == product) {
                products.push((product, pack));
            }
        }
        let is_live = |product: &ProductId| {
            self.products
                .get(product)
                .is_some_and(|product| !product.archived)
        };
        if products.iter().any(|(product, _)| is_live(product)) {
            products.retain(|(product, _)| is_live(product));
        }
        let bins = self
            .bins
            .values()
            .filter(|bin| !bin.archived && bin.name.folded() == folded);
        products
            .into_iter()
            .map(|(product, pack)| Candidate::Product(product, pack))
            .chain(bins.map(|bin| Candidate::Bin(bin.location, bin.id)))
            .collect()
    }

    /// The parts of a kit, if the product is one: scanning a kit while counting offers them (DECISIONS 23).
    pub fn components(&self, id: ProductId) -> Vec<(ProductId, Quantity)> {
        match self.products.get(&id).map(|product| &product.kind) {
            Some(ProductKind::Kit(parts)) => parts
                .iter()
                .map(|part| (part.product, part.quantity))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn stock_where(&self, wanted: impl Fn(&StockRow) -> bool) -> Arc<Vec<StockLine>> {
        let mut lines: Vec<_> = self
            .stock
            .values()
            .filter(|row| wanted(row))
            .map(|row| StockLine {
                product: row.key.product,
                location: row.key.location,
                bin: row.key.bin,
                level: row.level,
            })
            .collect();
        lines.sort_by_cached_key(|line| {
            let location = self
                .locations
                .get(&line.location)
                .map(|location| location.name.folded());
            let walk = line
                .bin
                .and_then(|bin| self.bins.get(&bin))
                .map(|bin| (bin.walk, bin.name.folded()));
            let sku = self
                .products
                .get(&line.product)
                .map(|product| product.sku.folded());
            (location, walk, sku)
        });
        Arc::new(lines)
    }
}

fn sorted<'a, T: Clone + 'a, K: Ord>(
    rows: impl Iterator<Item = &'a T>,
    key: impl Fn(&T) -> K,
) -> Arc<Vec<T>> {
    let mut rows: Vec<T> = rows.cloned().collect();
    rows.sort_by_cached_key(key);
    Arc::new(rows)
}
