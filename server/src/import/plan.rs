//! Turns the rows of a table into commands, or into every error at once, each with its row and column. Nothing is
//! written here: a plan that is only looked at is the dry run.

use super::cells::{self, CellFault};
use super::columns::{self, Kind, Mapping};
use super::read::{Row, Sheet};
use domain::barcode::Code;
use domain::books::{Command, OpeningLine, Record};
use domain::catalogue::{
    Barcode, Brand, Category, Family, PriceTier, Product, ProductCost, ProductKind, TaxRule,
    TierPrice, Variant,
};
use domain::ids::{BinId, BrandId, CategoryId, FamilyId, ImportId, LocationId, ProductId};
use domain::location::{Bin, Location, LocationKind};
use domain::money::{Money, UnitCost};
use domain::quantity::Quantity;
use domain::text::{InvalidText, Name, Sku};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What the books hold that rows may speak of.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each is all of what its name says")]
pub struct Known {
    pub products: Vec<Product>,
    pub costs: Vec<ProductCost>,
    pub families: Vec<Family>,
    pub categories: Vec<Category>,
    pub brands: Vec<Brand>,
    pub tiers: Vec<PriceTier>,
    pub tax_rules: Vec<TaxRule>,
    pub locations: Vec<Location>,
    pub bins: Vec<Bin>,
}

/// What a file would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Commands in stages; the next stage builds on the one before.
    pub stages: Vec<Stage>,
    /// Rows that make something new.
    pub created: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is so already.
    pub unchanged: usize,
    /// Every error, by row.
    pub errors: Vec<CellError>,
    /// What is done although it may not be meant, by row.
    pub warnings: Vec<CellError>,
}

/// Commands that are carried out before those of the next stage.
#[derive(Debug, Clone)]
pub enum Stage {
    /// They have nothing to do with each other.
    Apart(Vec<Planned>),
    /// All or none of them, in this order: each may build on those before it.
    Together(Vec<Planned>),
}

impl Stage {
    /// Its commands.
    pub fn planned(&self) -> &[Planned] {
        match self {
            Self::Apart(planned) | Self::Together(planned) => planned,
        }
    }
}

/// One command of a plan.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The row it comes from; 0 if no row of its own led to it. Opening stock is posted once for each row of an import,
    /// however often the import is run.
    pub row: u32,
    /// What to do.
    pub command: Command,
}

/// Something wrong in one cell, or in a row as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// Row as a spreadsheet shows it.
    pub row: u32,
    /// Title of the column in the file; `None` is the row as a whole.
    pub column: Option<String>,
    /// What is wrong, for people.
    pub text: String,
}

/// Plans a file. `fresh` makes ids.
pub fn plan(
    kind: Kind,
    sheet: &Sheet,
    mapping: &Mapping,
    known: &Known,
    import: ImportId,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Plan {
    let mut taken = HashMap::new();
    // A row may take the variant that another row gives up, so this is judged when all rows are read. Rows that want one
    // which somebody keeps are then read again as the errors that they are: they give nothing up.
    loop {
        let mut planner = Planner::new(sheet, mapping, known, &taken, fresh);
        for fault in &sheet.faults {
            planner.errors.push(CellError {
                row: fault.number,
                column: None,
                text: fault.text.clone(),
            });
        }
        match kind {
            Kind::Products => planner.products(false),
            Kind::AmazonListings => planner.products(true),
            Kind::Barcodes => planner.barcodes(),
            Kind::OpeningStock => planner.opening_stock(import),
            Kind::Bins => planner.bins(),
        }
        let found = planner.taken_variants();
        if found.is_empty() {
            return planner.into_plan();
        }
        taken.extend(found);
    }
}

type Fault = (Option<&'static str>, String);
type VariantKey = (FamilyId, Vec<String>);

struct Planner<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    known: &'a Known,
    fresh: &'a mut dyn FnMut() -> Uuid,
    by_sku: HashMap<String, usize>,
    products: Vec<Product>,
    by_id: HashMap<ProductId, usize>,
    touched: HashSet<usize>,
    costs: HashMap<ProductId, UnitCost>,
    names: HashMap<String, ProductId>,
    codes: HashMap<Code, ProductId>,
    /// Rows that want a variant which another product keeps, and what is said of it.
    taken: &'a HashMap<u32, String>,
    /// The row of each product that is taken in.
    rows: HashMap<ProductId, u32>,
    categories: HashMap<String, CategoryId>,
    brands: HashMap<String, BrandId>,
    families: HashMap<String, Family>,
    locations: HashMap<String, LocationId>,
    bins: HashMap<(LocationId, String), Bin>,
    groups: Vec<Command>,
    families_changed: Vec<FamilyId>,
    new_costs: Vec<ProductCost>,
    lines: Vec<(u32, OpeningLine)>,
    saved_bins: Vec<Command>,
    import: Option<ImportId>,
    errors: Vec<CellError>,
    warnings: Vec<CellError>,
    counts: [usize; 3],
}

const CREATED: usize = 0;
const CHANGED: usize = 1;
const UNCHANGED: usize = 2;

impl<'a> Planner<'a> {
    fn new(
        sheet: &'a Sheet,
        mapping: &'a Mapping,
        known: &'a Known,
        taken: &'a HashMap<u32, String>,
        fresh: &'a mut dyn FnMut() -> Uuid,
    ) -> Self {
        let places = known.locations.iter().filter(|location| !location.archived);
        let codes = known.products.iter().flat_map(|product| {
            product
                .barcodes
                .iter()
                .map(|barcode| (barcode.code.clone(), product.id))
        });
        Self {
            sheet,
            mapping,
            known,
            fresh,
            by_sku: known
                .products
                .iter()
                .enumerate()
                .map(|(at, product)| (product.sku.folded(), at))
                .collect(),
            names: known
                .products
                .iter()
                .map(|product| (product.name.folded(), product.id))
                .collect(),
            codes: codes.collect(),
            taken,
            rows: HashMap::new(),
            products: known.products.clone(),
            by_id: known
                .products
                .iter()
                .enumerate()
                .map(|(at, product)| (product.id, at))
                .collect(),
            touched: HashSet::new(),
            costs: known
                .costs
                .iter()
                .map(|cost| (cost.product, cost.unit_cost))
                .collect(),
            categories: known
                .categories
                .iter()
                .map(|one| (one.name.folded(), one.id))
                .collect(),
            brands: known
                .brands
                .iter()
                .map(|one| (one.name.folded(), one.id))
                .collect(),
            families: known
                .families
                .iter()
                .map(|one| (one.name.folded(), one.clone()))
                .collect(),
            locations: places.map(|one| (one.name.folded(), one.id)).collect(),
            bins: known
                .bins
                .iter()
                .map(|bin| ((bin.location, bin.name.folded()), bin.clone()))
                .collect(),
            groups: Vec::new(),
            families_changed: Vec::new(),
            new_costs: Vec::new(),
            lines: Vec::new(),
            saved_bins: Vec::new(),
            import: None,
            errors: Vec::new(),
            warnings: Vec::new(),
            counts: [0; 3],
        }
    }

    fn cell<'r>(&self, row: &'r Row, key: &str) -> Option<&'r str> {
        cells::text(row.cells.get(self.mapping.column(key)?)?)
    }

    fn title(&self, key: &str) -> Option<String> {
        self.mapping
            .column(key)
            .and_then(|column| self.sheet.headers.get(column))
            .cloned()
    }

    fn fault(&mut self, row: &Row, (key, text): Fault) {
        let column = key.and_then(|key| self.title(key));
        self.errors.push(CellError {
            row: row.number,
            column,
            text,
        });
    }

    fn warn(&mut self, row: &Row, key: &str, text: String) {
        self.warnings.push(CellError {
            row: row.number,
            column: self.title(key),
            text,
        });
    }

    fn each(&mut self, mut take: impl FnMut(&mut Self, &Row) -> Result<usize, Vec<Fault>>) {
        let sheet = self.sheet;
        for row in &sheet.rows {
            match take(self, row) {
                Ok(outcome) => self.counts[outcome] += 1,
                Err(faults) => {
                    for fault in faults {
                        self.fault(row, fault);
                    }
                }
            }
        }
    }

    fn products(&mut self, from_amazon: bool) {
        let mut seen: HashMap<String, u32> = HashMap::new();
        self.each(|planner, row| {
            let mut faults = Vec::new();
            let sku = planner.sku(row, &mut faults);
            if let Some(sku) = &sku
                && let Some(before) = seen.insert(sku.folded(), row.number)
            {
                faults.push((
                    Some("sku"),
                    format!("SKU {sku} stands in row {before} already"),
                ));
            }
            let name = match planner.cell(row, "name") {
                None => None,
                Some(name) => text_of(Name::new(name), "name", &mut faults),
            };
            let barcodes = if from_amazon {
                planner.amazon_barcode(row, &mut faults)
            } else {
                planner.barcode_cells(row, &mut faults)
            };
            let prices = planner.prices(row, &mut faults);
            let parts = Parts {
                kind: planner.read(row, "kind", &mut faults, product_kind),
                reorder_level: planner.read(row, "reorder_level", &mut faults, cells::quantity),
                unit_cost: planner.read(row, "unit_cost", &mut faults, cells::unit_cost),
                weight_g: planner.read(row, "weight_kg", &mut faults, |cell| {
                    cells::measure(cell, 1_000)
                }),
                width_mm: planner.read(row, "width_cm", &mut faults, |cell| {
                    cells::measure(cell, 10)
                }),
                height_mm: planner.read(row, "height_cm", &mut faults, |cell| {
                    cells::measure(cell, 10)
                }),
                length_mm: planner.read(row, "length_cm", &mut faults, |cell| {
                    cells::measure(cell, 10)
                }),
                description: planner.cell(row, "description").map(str::to_owned),
                prices,
            };
            let Some(sku) = sku.filter(|_| faults.is_empty()) else {
                return Err(faults);
            };
            planner.product(row, sku, name, barcodes, parts)
        });
    }

    fn sku(&self, row: &Row, faults: &mut Vec<Fault>) -> Option<Sku> {
        match self.cell(row, "sku") {
            None => {
                faults.push((Some("sku"), "the SKU is missing".into()));
                None
            }
            Some(sku) => text_of(Sku::new(sku), "sku", faults),
        }
    }

    fn read<T>(
        &self,
        row: &Row,
        key: &'static str,
        faults: &mut Vec<Fault>,
        read: impl Fn(&str) -> Result<T, CellFault>,
    ) -> Option<T> {
        match self.cell(row, key).map(read)? {
            Ok(value) => Some(value),
            Err(fault) => {
                faults.push((Some(key), fault.to_string()));
                None
            }
        }
    }

    /// Prices in the tiers there are.
    fn prices(&self, row: &Row, faults: &mut Vec<Fault>) -> Vec<TierPrice> {
        let mut prices = Vec::new();
        for (key, number) in columns::PRICES {
            let Some(amount) = self.read(row, key, faults, cells::decimal) else {
                continue;
            };
            let Some(tier) = self.known.tiers.iter().find(|tier| tier.number == number) else {
                faults.push((Some(key), format!("there is no price tier {number}")));
                continue;
            };
            match Money::parse(&amount.to_string(), tier.currency) {
                Ok(price) if price.minor < 0 => {
                    faults.push((Some(key), "a price is never below zero".into()));
                }
                Ok(price) => prices.push(TierPrice {
                    tier: tier.id,
                    price,
                }),
                Err(error) => faults.push((Some(key), error.to_string())),
            }
        }
        prices
    }

    fn barcode_cells(&self, row: &Row, faults: &mut Vec<Fault>) -> Vec<Barcode> {
        let codes = self
            .read(row, "barcode", faults, cells::codes)
            .unwrap_or_default();
        let pack = self
            .read(row, "pack", faults, pack)
            .unwrap_or(Quantity::ONE);
        codes
            .into_iter()
            .map(|code| Barcode { code, pack })
            .collect()
    }

    /// `product-id-type` 2 is an ISBN, 3 a UPC, 4 an EAN; 1 is an ASIN, which is on no package.
    fn amazon_barcode(&self, row: &Row, faults: &mut Vec<Fault>) -> Vec<Barcode> {
        if !matches!(self.cell(row, "product_id_type"), Some("2" | "3" | "4")) {
            return Vec::new();
        }
        // A UPC that went through a spreadsheet may have lost its zeros in front.
        let padded = |cell: &str| match cell.len() {
            9..=11 if cell.bytes().all(|b| b.is_ascii_digit()) => {
                cells::code(&format!("{cell:0>12}"))
            }
            _ => cells::code(cell),
        };
        let code = self.read(row, "product_id", faults, padded);
        code.map(|code| Barcode {
            code,
            pack: Quantity::ONE,
        })
        .into_iter()
        .collect()
    }

    fn product(
        &mut self,
        row: &Row,
        sku: Sku,
        name: Option<Name>,
        barcodes: Vec<Barcode>,
        parts: Parts,
    ) -> Result<usize, Vec<Fault>> {
        let at = self.by_sku.get(&sku.folded()).copied();
        let id = at.map_or_else(|| ProductId::new((self.fresh)()), |at| self.products[at].id);
        let name = match (name, at) {
            (Some(name), _) => self.free_name(row, name, &sku, id),
            (None, Some(at)) => self.products[at].name.clone(),
            (None, None) => return Err(vec![(Some("name"), "the name is missing".into())]),
        };
        let mut product = match at {
            Some(at) => self.products[at].clone(),
            None => blank(id, sku.clone(), name.clone()),
        };
        product.name = name;
        let mut faults = Vec::new();
        for barcode in barcodes {
            match self.codes.get(&barcode.code) {
                Some(other) if *other != id => {
                    let text = format!(
                        "barcode {} belongs to {} already",
                        barcode.code,
                        self.sku_of(*other)
                    );
                    faults.push((Some("barcode"), text));
                }
                _ => put_barcode(&mut product, barcode),
            }
        }
        self.place_in_groups(row, &mut product, &mut faults);
        parts.apply(&mut product, &mut faults);
        if let Some(text) = self.taken.get(&row.number) {
            faults.push((Some("family"), text.clone()));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        self.rows.insert(id, row.number);
        if let Some(unit_cost) = parts.unit_cost
            && self.costs.insert(id, unit_cost) != Some(unit_cost)
        {
            self.new_costs.push(ProductCost {
                product: id,
                unit_cost,
            });
        }
        self.names.insert(product.name.folded(), id);
        self.codes.extend(
            product
                .barcodes
                .iter()
                .map(|barcode| (barcode.code.clone(), id)),
        );
        Ok(self.keep(at, product))
    }

    /// DECISIONS 25: names that clash on import get the SKU appended.
    fn free_name(&mut self, row: &Row, name: Name, sku: &Sku, id: ProductId) -> Name {
        if self
            .names
            .get(&name.folded())
            .is_none_or(|owner| *owner == id)
        {
            return name;
        }
        let stem: String = name
            .as_str()
            .chars()
            .take(Name::MOST - Sku::MOST - 3)
            .collect();
        let longer = Name::new(&format!("{stem} ({sku})")).expect("shortened to fit");
        self.warn(
            row,
            "name",
            format!("another product is called \"{name}\"; this one becomes \"{longer}\""),
        );
        longer
    }

    fn keep(&mut self, at: Option<usize>, product: Product) -> usize {
        match at {
            Some(at) if self.products[at] == product => UNCHANGED,
            Some(at) => {
                self.products[at] = product;
                self.touched.insert(at);
                CHANGED
            }
            None => {
                let at = self.products.len();
                self.by_sku.insert(product.sku.folded(), at);
                self.by_id.insert(product.id, at);
                self.products.push(product);
                self.touched.insert(at);
                CREATED
            }
        }
    }

    fn sku_of(&self, id: ProductId) -> String {
        self.by_id.get(&id).map_or_else(
            || "another row".to_owned(),
            |at| self.products[*at].sku.to_string(),
        )
    }

    fn place_in_groups(&mut self, row: &Row, product: &mut Product, faults: &mut Vec<Fault>) {
        let named = |planner: &Self, key: &'static str, faults: &mut Vec<Fault>| {
            planner
                .cell(row, key)
                .and_then(|cell| text_of(Name::new(cell), key, faults))
        };
        if let Some(name) = named(self, "category", faults) {
            let id = match self.categories.get(&name.folded()) {
                Some(id) => *id,
                None => {
                    let id = CategoryId::new((self.fresh)());
                    self.categories.insert(name.folded(), id);
                    let record = Record::Category(Category { id, name });
                    self.groups.push(Command::Save(record));
                    id
                }
            };
            product.category = Some(id);
        }
        if let Some(name) = named(self, "brand", faults) {
            let id = match self.brands.get(&name.folded()) {
                Some(id) => *id,
                None => {
                    let id = BrandId::new((self.fresh)());
                    self.brands.insert(name.folded(), id);
                    let record = Record::Brand(Brand { id, name });
                    self.groups.push(Command::Save(record));
                    id
                }
            };
            product.brand = Some(id);
        }
        if let Some(name) = named(self, "tax_rule", faults) {
            let rule = self
                .known
                .tax_rules
                .iter()
                .find(|rule| rule.name.folded() == name.folded());
            match rule {
                Some(rule) => product.tax_rule = Some(rule.id),
                None => faults.push((Some("tax_rule"), format!("there is no tax rule \"{name}\""))),
            }
        }
        if let Some(name) = named(self, "default_location", faults) {
            match self.locations.get(&name.folded()) {
                Some(id) => product.default_location = Some(*id),
                None => faults.push((
                    Some("default_location"),
                    format!("there is no location \"{name}\""),
                )),
            }
        }
        if let Some(name) = named(self, "family", faults) {
            self.place_in_family(row, name, product, faults);
        }
    }

    fn place_in_family(
        &mut self,
        row: &Row,
        name: Name,
        product: &mut Product,
        faults: &mut Vec<Fault>,
    ) {
        const OPTIONS: [(&str, &str); Family::MOST_OPTIONS] = [
            ("option1", "value1"),
            ("option2", "value2"),
            ("option3", "value3"),
        ];
        let (mut options, mut values) = (Vec::new(), Vec::new());
        for (option, value) in OPTIONS {
            match (self.cell(row, option), self.cell(row, value)) {
                (Some(title), Some(cell)) => {
                    options.extend(text_of(Name::new(title), option, faults));
                    values.extend(text_of(Name::new(cell), value, faults));
                }
                (None, None) => {}
                (Some(_), None) => faults.push((Some(value), "the option has no value".into())),
                (None, Some(_)) => faults.push((Some(option), "the value has no option".into())),
            }
        }
        if !faults.is_empty() {
            return;
        }
        let key = name.folded();
        let family = match self.families.get(&key) {
            Some(family) if family.options != options => {
                let has: Vec<&str> = family.options.iter().map(Name::as_str).collect();
                let text = format!(
                    "family \"{name}\" has the options {}, in this order",
                    has.join(", ")
                );
                faults.push((Some("family"), text));
                return;
            }
            Some(family) => family.id,
            None => {
                let family = Family {
                    id: FamilyId::new((self.fresh)()),
                    name,
                    options,
                    archived: false,
                };
                self.families_changed.push(family.id);
                let id = family.id;
                self.families.insert(key, family);
                id
            }
        };
        product.variant = Some(Variant { family, values });
    }

    fn existing(&self, row: &Row, faults: &mut Vec<Fault>) -> Option<usize> {
        let sku = self.sku(row, faults)?;
        let at = self.by_sku.get(&sku.folded()).copied();
        if at.is_none() {
            faults.push((
                Some("sku"),
                format!("there is no product with the SKU {sku}; import it first"),
            ));
        }
        at
    }

    fn barcodes(&mut self) {
        self.each(|planner, row| {
            let mut faults = Vec::new();
            let at = planner.existing(row, &mut faults);
            let code = planner.read(row, "barcode", &mut faults, cells::code);
            let pack = planner
                .read(row, "pack", &mut faults, pack)
                .unwrap_or(Quantity::ONE);
            if planner.cell(row, "barcode").is_none() {
                faults.push((Some("barcode"), "the barcode is missing".into()));
            }
            let (Some(at), Some(code), true) = (at, code, faults.is_empty()) else {
                return Err(faults);
            };
            let mut product = planner.products[at].clone();
            match planner.codes.get(&code) {
                Some(other) if *other != product.id => {
                    let text = format!(
                        "barcode {code} belongs to {} already",
                        planner.sku_of(*other)
                    );
                    Err(vec![(Some("barcode"), text)])
                }
                _ => {
                    planner.codes.insert(code.clone(), product.id);
                    put_barcode(&mut product, Barcode { code, pack });
                    Ok(planner.keep(Some(at), product))
                }
            }
        });
    }

    fn location(&self, row: &Row, faults: &mut Vec<Fault>) -> Option<LocationId> {
        let Some(name) = self.cell(row, "location") else {
            faults.push((Some("location"), "the location is missing".into()));
            return None;
        };
        let id = self.locations.get(&name.to_lowercase()).copied();
        if id.is_none() {
            faults.push((
                Some("location"),
                format!("there is no location \"{name}\"; create it first"),
            ));
        }
        id
    }

    fn opening_stock(&mut self, import: ImportId) {
        self.import = Some(import);
        let mut seen: HashMap<(ProductId, LocationId, Option<BinId>), u32> = HashMap::new();
        self.each(|planner, row| {
            let mut faults = Vec::new();
            let at = planner.existing(row, &mut faults);
            let location = planner.location(row, &mut faults);
            let quantity = planner.read(row, "quantity", &mut faults, cells::quantity);
            if planner.cell(row, "quantity").is_none() {
                faults.push((Some("quantity"), "the quantity is missing".into()));
            }
            let unit_cost = planner.read(row, "unit_cost", &mut faults, cells::unit_cost);
            let bin = match (planner.cell(row, "bin"), location) {
                (Some(name), Some(location)) => {
                    let bin = planner
                        .bins
                        .get(&(location, name.to_lowercase()))
                        .filter(|bin| !bin.archived);
                    if bin.is_none() {
                        faults.push((
                            Some("bin"),
                            format!("there is no bin \"{name}\" there; import bins first"),
                        ));
                    }
                    bin.map(|bin| bin.id)
                }
                _ => None,
            };
            if let Some(at) = at
                && planner.products[at].kind != ProductKind::Stocked
            {
                faults.push((
                    Some("sku"),
                    "kits and services have no stock of their own".into(),
                ));
            }
            let (Some(at), Some(location), Some(quantity), true) =
                (at, location, quantity, faults.is_empty())
            else {
                return Err(faults);
            };
            let product = planner.products[at].id;
            if let Some(before) = seen.insert((product, location, bin), row.number) {
                return Err(vec![(
                    None,
                    format!("the same product and bin stand in row {before} already"),
                )]);
            }
            let unit_cost = unit_cost.or_else(|| planner.costs.get(&product).copied());
            let line = OpeningLine {
                product,
                location,
                bin,
                quantity,
                unit_cost,
            };
            planner.lines.push((row.number, line));
            Ok(CREATED)
        });
    }

    fn bins(&mut self) {
        let mut seen = HashSet::new();
        let external: HashSet<LocationId> = self
            .known
            .locations
            .iter()
            .filter(|one| one.kind == LocationKind::External)
            .map(|one| one.id)
            .collect();
        self.each(|planner, row| {
            let mut faults = Vec::new();
            let location = planner.location(row, &mut faults);
            let name = match planner.cell(row, "bin") {
                Some(name) => text_of(Name::new(name), "bin", &mut faults),
                None => {
                    faults.push((Some("bin"), "the bin is missing".into()));
                    None
                }
            };
            let zone = planner
                .cell(row, "zone")
                .and_then(|zone| text_of(Name::new(zone), "zone", &mut faults));
            let walk = planner.read(row, "walk", &mut faults, cells::quantity);
            let not_for_sale = planner.read(row, "not_for_sale", &mut faults, cells::yes);
            if location.is_some_and(|location| external.contains(&location)) {
                faults.push((
                    Some("location"),
                    "the stock there is held by a fulfilment service; it has no bins".into(),
                ));
            }
            let (Some(location), Some(name), true) = (location, name, faults.is_empty()) else {
                return Err(faults);
            };
            let key = (location, name.folded());
            if !seen.insert(key.clone()) {
                return Err(vec![(
                    Some("bin"),
                    format!("bin {name} stands in the file twice"),
                )]);
            }
            let next_walk = u32::try_from(planner.bins.len())
                .unwrap_or(u32::MAX)
                .saturating_mul(10);
            let before = planner.bins.get(&key).cloned();
            let mut bin = before.clone().unwrap_or_else(|| Bin {
                id: BinId::new((planner.fresh)()),
                location,
                name: name.clone(),
                zone: None,
                walk: next_walk,
                not_for_sale: false,
                archived: false,
            });
            bin.zone = zone.or(bin.zone);
            bin.walk = walk.map_or(bin.walk, |walk| {
                u32::try_from(walk.units()).unwrap_or(u32::MAX)
            });
            bin.not_for_sale = not_for_sale.unwrap_or(bin.not_for_sale);
            let outcome = match &before {
                None => CREATED,
                Some(before) if *before == bin => return Ok(UNCHANGED),
                Some(_) => CHANGED,
            };
            planner.bins.insert(key, bin.clone());
            planner.saved_bins.push(Command::Save(Record::Bin(bin)));
            Ok(outcome)
        });
    }

    /// Rows whose variant another product keeps or a row above takes, and what is said of them.
    fn taken_variants(&self) -> HashMap<u32, String> {
        let before: HashMap<ProductId, VariantKey> = variants(&self.known.products).collect();
        let (mut kept, mut moved) = (HashMap::new(), Vec::new());
        for (id, key) in variants(&self.products) {
            match self.rows.get(&id) {
                Some(row) if before.get(&id) != Some(&key) => moved.push((*row, id, key)),
                _ => drop(kept.insert(key, id)),
            }
        }
        moved.sort_unstable_by_key(|(row, ..)| *row);
        let mut refused = HashMap::new();
        for (row, id, key) in moved {
            let Some(owner) = kept.get(&key).copied() else {
                kept.insert(key, id);
                continue;
            };
            // Who is refused keeps what it had, and so does who would have had that.
            let mut next = Some((row, id, owner));
            while let Some((row, id, owner)) = next {
                let text = format!(
                    "{} is this variant of the family already",
                    self.sku_of(owner)
                );
                refused.insert(row, text);
                let back = before.get(&id).cloned();
                let displaced = back.and_then(|key| kept.insert(key, id));
                next = displaced.and_then(|other| Some((*self.rows.get(&other)?, other, id)));
            }
        }
        refused
    }

    /// Products that hand variants on to each other, each group by itself. A variant has one owner before and one after,
    /// so a group is a chain or a ring.
    fn exchanges(&self) -> Vec<Vec<ProductId>> {
        let after: HashMap<VariantKey, ProductId> = variants(&self.products)
            .map(|(id, key)| (key, id))
            .collect();
        let handed_on = variants(&self.known.products).filter_map(|(giver, key)| {
            let taker = *after.get(&key)?;
            (taker != giver).then_some((giver, taker))
        });
        let handed_on: Vec<(ProductId, ProductId)> = handed_on.collect();
        let takers: HashSet<ProductId> = handed_on.iter().map(|(_, taker)| *taker).collect();
        let next: HashMap<ProductId, ProductId> = handed_on.iter().copied().collect();
        // A chain begins at who takes nothing; what is left then is rings, which begin anywhere.
        let mut heads: Vec<ProductId> = handed_on.iter().map(|(giver, _)| *giver).collect();
        heads.sort_by_key(|head| takers.contains(head));
        let (mut seen, mut groups) = (HashSet::new(), Vec::new());
        for head in heads {
            let mut group = Vec::new();
            let mut at = Some(head);
            while let Some(id) = at.filter(|id| seen.insert(*id)) {
                group.push(id);
                at = next.get(&id).copied();
            }
            if !group.is_empty() {
                groups.push(group);
            }
        }
        groups
    }

    /// Takes one group over: all give up their variants first, so that each is free when the next one takes it.
    fn exchange(&self, group: &[ProductId], products: &mut [Option<Product>]) -> Stage {
        let places = || group.iter().filter_map(|id| self.by_id.get(id).copied());
        let known = places().filter_map(|at| self.known.products.get(at));
        let released = known.filter(|product| product.variant.is_some());
        let released = released.map(|product| {
            let mut product = product.clone();
            product.variant = None;
            Planned {
                row: 0,
                command: save(product),
            }
        });
        let mut planned: Vec<Planned> = released.collect();
        let taken = places().filter_map(|at| products[at].take());
        let mut saved: Vec<Planned> = taken.map(|product| self.saved(product)).collect();
        saved.sort_by_key(|one| one.row);
        planned.extend(saved);
        Stage::Together(planned)
    }

    fn saved(&self, product: Product) -> Planned {
        Planned {
            row: self.rows.get(&product.id).copied().unwrap_or_default(),
            command: save(product),
        }
    }

    fn into_plan(mut self) -> Plan {
        let exchanges = self.exchanges();
        let changed: HashSet<FamilyId> = self.families_changed.drain(..).collect();
        let families = std::mem::take(&mut self.families)
            .into_values()
            .filter(|family| changed.contains(&family.id));
        let mut families: Vec<Family> = families.collect();
        families.sort_by(|a, b| a.name.cmp(&b.name));
        let mut touched: Vec<usize> = self.touched.drain().collect();
        touched.sort_unstable();
        let products = std::mem::take(&mut self.products);
        let mut products: Vec<Option<Product>> = products.into_iter().map(Some).collect();
        let exchanged: Vec<Stage> = exchanges
            .iter()
            .map(|group| self.exchange(group, &mut products))
            .collect();
        let saved = touched.into_iter().filter_map(|at| products[at].take());
        let saved: Vec<Planned> = saved.map(|product| self.saved(product)).collect();
        let import = self.import;
        let unnumbered = |commands: Vec<Command>| {
            let planned = commands.into_iter();
            Stage::Apart(planned.map(|command| Planned { row: 0, command }).collect())
        };
        let opened = self.lines.into_iter().filter_map(|(row, line)| {
            Some(Planned {
                row,
                command: Command::OpenStock {
                    import: import?,
                    lines: vec![line],
                },
            })
        });
        let mut stages = vec![
            unnumbered(self.groups),
            unnumbered(
                families
                    .into_iter()
                    .map(|family| Command::Save(Record::Family(family)))
                    .collect(),
            ),
            unnumbered(self.saved_bins),
        ];
        stages.extend(exchanged);
        stages.extend([
            Stage::Apart(saved),
            unnumbered(
                self.new_costs
                    .into_iter()
                    .map(|cost| Command::Save(Record::ProductCost(cost)))
                    .collect(),
            ),
            Stage::Apart(opened.collect()),
        ]);
        self.errors.sort_by_key(|error| error.row);
        Plan {
            stages: stages
                .into_iter()
                .filter(|stage| !stage.planned().is_empty())
                .collect(),
            created: self.counts[CREATED],
            changed: self.counts[CHANGED],
            unchanged: self.counts[UNCHANGED],
            errors: self.errors,
            warnings: self.warnings,
        }
    }
}

fn save(product: Product) -> Command {
    Command::Save(Record::Product(Box::new(product)))
}

/// By what a variant is told from the others of its family.
fn variant_key(product: &Product) -> Option<VariantKey> {
    let variant = product.variant.as_ref()?;
    let values = variant.values.iter().map(Name::folded).collect();
    Some((variant.family, values))
}

fn variants(products: &[Product]) -> impl Iterator<Item = (ProductId, VariantKey)> {
    let each = products.iter();
    each.filter_map(|product| Some((product.id, variant_key(product)?)))
}

/// Cells of a product row, as the books take them.
struct Parts {
    kind: Option<ProductKind>,
    reorder_level: Option<Quantity>,
    unit_cost: Option<UnitCost>,
    weight_g: Option<u32>,
    width_mm: Option<u32>,
    height_mm: Option<u32>,
    length_mm: Option<u32>,
    description: Option<String>,
    prices: Vec<TierPrice>,
}

impl Parts {
    /// Cells that are empty leave what is there.
    fn apply(&self, product: &mut Product, faults: &mut Vec<Fault>) {
        match (&self.kind, &product.kind) {
            // A file names no components: what is a kit stays the kit it is.
            (Some(ProductKind::Kit(_)), ProductKind::Kit(_)) | (None, _) => {}
            (Some(ProductKind::Kit(_)), _) => {
                let text = "kits need their components; create them in Quayside";
                faults.push((Some("kind"), text.to_owned()));
            }
            (Some(kind), _) => product.kind = kind.clone(),
        }
        product.reorder_level = self.reorder_level.or(product.reorder_level);
        let measures = &mut product.measures;
        measures.weight_g = self.weight_g.or(measures.weight_g);
        measures.width_mm = self.width_mm.or(measures.width_mm);
        measures.height_mm = self.height_mm.or(measures.height_mm);
        measures.length_mm = self.length_mm.or(measures.length_mm);
        if let Some(description) = &self.description {
            product.description.clone_from(description);
        }
        for price in &self.prices {
            let mut known = product.prices.iter_mut();
            match known.find(|before| before.tier == price.tier) {
                Some(before) => *before = *price,
                None => product.prices.push(*price),
            }
        }
    }
}

fn text_of<T>(
    read: Result<T, InvalidText>,
    key: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    read.map_err(|error| faults.push((Some(key), cells::refused_text(&error))))
        .ok()
}

fn pack(cell: &str) -> Result<Quantity, CellFault> {
    let pack = cells::quantity(cell)?;
    if pack.is_zero() {
        Err(CellFault::EmptyPack)
    } else {
        Ok(pack)
    }
}

fn product_kind(cell: &str) -> Result<ProductKind, CellFault> {
    match cell.to_lowercase().as_str() {
        "stocked" | "stock" | "product" | "inventory" => Ok(ProductKind::Stocked),
        "service" | "non-stock" | "nonstock" => Ok(ProductKind::Service),
        "kit" | "bundle" => Ok(ProductKind::Kit(Vec::new())),
        _ => Err(CellFault::NoKind(cells::short(cell))),
    }
}

fn put_barcode(product: &mut Product, barcode: Barcode) {
    match product
        .barcodes
        .iter_mut()
        .find(|before| before.code == barcode.code)
    {
        Some(before) => before.pack = barcode.pack,
        None => product.barcodes.push(barcode),
    }
}

fn blank(id: ProductId, sku: Sku, name: Name) -> Product {
    Product {
        id,
        sku,
        name,
        kind: ProductKind::Stocked,
        barcodes: Vec::new(),
        variant: None,
        category: None,
        brand: None,
        description: String::new(),
        measures: Default::default(),
        prices: Vec::new(),
        tax_rule: None,
        default_location: None,
        reorder_level: None,
        images: Vec::new(),
        archived: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::{Reading, sheet};
    use super::*;
    use domain::ids::PriceTierId;
    use domain::money::Currency;

    struct Try {
        known: Known,
        made: u128,
    }

    impl Try {
        fn new() -> Self {
            let location = Location {
                id: LocationId::new(Uuid::from_u128(1)),
                name: Name::new("Leith Warehouse").unwrap(),
                kind: LocationKind::Own,
                connected: false,
                not_for_sale: false,
                archived: false,
            };
            let tier = |number| PriceTier {
                id: PriceTierId::new(Uuid::from_u128(10 + u128::from(number))),
                number,
                name: Name::new(&format!("Tier {number}")).unwrap(),
                currency: Currency::GBP,
            };
            Self {
                known: Known {
                    locations: vec![location],
                    tiers: vec![tier(1), tier(2)],
                    ..Known::default()
                },
                made: 1_000,
            }
        }

        fn plan(&mut self, kind: Kind, file: &str) -> Plan {
            let sheet = sheet(file.as_bytes(), Reading::default()).unwrap();
            let mapping = Mapping::suggested(kind, &sheet.headers);
            mapping.check(kind).unwrap();
            let made = &mut self.made;
            let mut fresh = || {
                *made += 1;
                Uuid::from_u128(*made)
            };
            let import = ImportId::new(Uuid::from_u128(9));
            plan(kind, &sheet, &mapping, &self.known, import, &mut fresh)
        }

        /// Plans it and takes it as done.
        fn done(&mut self, kind: Kind, file: &str) -> Plan {
            let plan = self.plan(kind, file);
            assert_eq!(plan.errors, []);
            for command in plan.stages.iter().flat_map(Stage::planned) {
                match command.command.clone() {
                    Command::Save(Record::Product(product)) => {
                        self.known.products.retain(|before| before.id != product.id);
                        self.known.products.push(*product);
                    }
                    Command::Save(Record::Bin(bin)) => self.known.bins.push(bin),
                    Command::Save(Record::Category(category)) => {
                        self.known.categories.push(category)
                    }
                    Command::Save(Record::Family(family)) => self.known.families.push(family),
                    Command::Save(Record::ProductCost(cost)) => self.known.costs.push(cost),
                    _ => {}
                }
            }
            plan
        }
    }

    fn said(plan: &Plan) -> Vec<String> {
        let line = |error: &CellError| {
            format!(
                "{} {}: {}",
                error.row,
                error.column.as_deref().unwrap_or("row"),
                error.text
            )
        };
        plan.errors.iter().map(line).collect()
    }

    #[test]
    fn every_error_is_named_at_once_with_its_row_and_column() {
        let plan = Try::new().plan(
            Kind::Products,
            "SKU,Name,EAN,Cost\nA,Rope,6291041500214,1\n,Mug,,2\nB,Torch,,-4\nB,Lamp,,1\nC,\"x\ny\",,1\nD,Peg,,abc\n",
        );
        assert_eq!(
            said(&plan),
            [
                "2 EAN: the check digit of 6291041500214 is wrong; it should be 3",
                "3 SKU: the SKU is missing",
                "4 Cost: `-4000000` is below zero",
                "5 SKU: SKU B stands in row 4 already",
                "6 Name: holds a control character",
                "7 Cost: \"abc\" is not a number",
            ]
        );
    }

    #[test]
    fn importing_the_same_file_twice_changes_nothing_the_second_time() {
        let mut books = Try::new();
        let file = "SKU;Name;Barcode;Category;Family;Option 1;Value 1;Unit cost;Weight (kg)\n\
                    M-R;Mug, red;6291041500213;Kitchen;Mug;Colour;Red;4,35;0,35\n\
                    M-B;Mug, blue;036000291452;Kitchen;Mug;Colour;Blue;4,35;0,35\n";
        let first = books.done(Kind::Products, file);
        assert_eq!((first.created, first.changed, first.unchanged), (2, 0, 0));
        let stages = first.stages.iter().map(Stage::planned);
        let titles: Vec<usize> = stages.map(<[Planned]>::len).collect();
        assert_eq!(titles, [1, 1, 2, 2]);
        let again = books.plan(Kind::Products, file);
        assert_eq!((again.created, again.changed, again.unchanged), (0, 0, 2));
        assert!(again.stages.is_empty());
    }

    #[test]
    fn prices_go_into_their_tiers_and_keep_their_order() {
        let mut books = Try::new();
        let both = "SKU,Name,Price (tier 1),Price (tier 2)\nA,Rope,4.99,3.50\nB,Mug,,2.00\n";
        books.done(Kind::Products, both);
        let minor = |books: &Try, at: usize| {
            let prices = books.known.products[at].prices.iter();
            prices.map(|price| price.price.minor).collect::<Vec<_>>()
        };
        assert_eq!(
            (minor(&books, 0), minor(&books, 1)),
            (vec![499, 350], vec![200])
        );
        let one = books.plan(Kind::Products, "SKU,Name,Price (tier 1)\nA,Rope,4.99\n");
        assert_eq!((one.changed, one.unchanged), (0, 1), "the other tier stays");
        let wrong = "SKU,Name,Price (tier 1),Price (tier 3)\nA,Rope,-1,\nB,Mug,2,1\n";
        assert_eq!(
            said(&books.plan(Kind::Products, wrong)),
            [
                "2 Price (tier 1): a price is never below zero",
                "3 Price (tier 3): there is no price tier 3",
            ]
        );
    }

    #[test]
    fn a_variant_that_another_product_is_names_that_product() {
        let mut books = Try::new();
        let head = "SKU,Name,Family,Option 1,Value 1";
        books.done(
            Kind::Products,
            &format!("{head}\nA,Mug moss,Mug,Colour,moss\n"),
        );
        let plan = books.plan(
            Kind::Products,
            &format!("{head}\nB,Mug two,Mug,Colour,Moss\nC,Mug ink,Mug,Colour,ink\nD,Mug four,Mug,Colour,INK\n"),
        );
        assert_eq!(plan.created, 1);
        assert_eq!(
            said(&plan),
            [
                "2 Family: A is this variant of the family already",
                "4 Family: C is this variant of the family already",
            ]
        );
    }

    /// Variants that are swapped, or handed on from row to row, are judged by what is so in the end: whoever gives one up
    /// does so first. A row that is refused gives up nothing, so who would take over from it is refused too.
    #[test]
    fn variants_may_be_swapped_within_a_file() {
        let mut books = Try::new();
        let file = |values: &[(&str, &str)]| {
            let head = "SKU,Name,Family,Option 1,Value 1\n".to_owned();
            let row = |(sku, value): &(&str, &str)| format!("{sku},Mug {sku},Mug,Colour,{value}\n");
            head + &values.iter().map(row).collect::<String>()
        };
        let first = [("A", "moss"), ("B", "ink"), ("C", "rust"), ("D", "chalk")];
        books.done(Kind::Products, &file(&first));
        let value = |books: &Try, sku: &str| {
            let mut products = books.known.products.iter();
            let found = products.find(|product| product.sku.as_str() == sku);
            found.unwrap().variant.as_ref().unwrap().values[0].to_string()
        };

        let swap = file(&[("A", "ink"), ("B", "moss")]);
        let plan = books.done(Kind::Products, &swap);
        assert_eq!((plan.changed, plan.created), (2, 0));
        let [Stage::Together(planned)] = plan.stages.as_slice() else {
            panic!("all or nothing")
        };
        let rows: Vec<u32> = planned.iter().map(|one| one.row).collect();
        assert_eq!(rows, [0, 0, 2, 3], "both are released first");
        assert_eq!(
            (value(&books, "A"), value(&books, "B")),
            ("ink".into(), "moss".into())
        );
        assert_eq!(books.plan(Kind::Products, &swap).unchanged, 2);

        let chain = file(&[("A", "moss"), ("B", "rust"), ("C", "teal"), ("E", "ink")]);
        let plan = books.plan(Kind::Products, &chain);
        assert_eq!((said(&plan), plan.changed, plan.created), (vec![], 3, 1));
        let of = |stage: &Stage| (matches!(stage, Stage::Together(_)), stage.planned().len());
        let stages: Vec<(bool, usize)> = plan.stages.iter().map(of).collect();
        // C gives up rust for B, B moss for A, A ink for E, which is new: three give up, then four are saved.
        assert_eq!(stages, [(true, 7)]);

        let wrong = file(&[("E", "ink"), ("A", "moss"), ("B", "rust"), ("C", "chalk")]);
        let plan = books.plan(Kind::Products, &wrong);
        assert_eq!(
            said(&plan),
            [
                "2 Family: A is this variant of the family already",
                "3 Family: B is this variant of the family already",
                "4 Family: C is this variant of the family already",
                "5 Family: D is this variant of the family already",
            ]
        );
        assert!(plan.stages.is_empty());
    }

    #[test]
    fn names_that_clash_get_the_sku_appended() {
        let plan = Try::new().plan(Kind::Products, "SKU,Name\nA,Rope\nB,rope\n");
        assert_eq!(plan.created, 2);
        assert_eq!(
            plan.warnings[0].text,
            "another product is called \"rope\"; this one becomes \"rope (B)\""
        );
    }

    #[test]
    fn stock_needs_products_and_bins_that_exist() {
        let mut books = Try::new();
        books.done(
            Kind::Products,
            "SKU,Name,Kind\nA,Rope,stocked\nS,Repair,service\n",
        );
        books.done(
            Kind::Bins,
            "Location,Bin,Zone,Not for sale\nLeith Warehouse,A-01-1,A,no\n",
        );
        let plan = books.plan(
            Kind::OpeningStock,
            "SKU,Location,Bin,Quantity,Cost\na,leith warehouse,a-01-1,12,4.35\nA,Leith Warehouse,B-9,1,\n\
             X,Leith Warehouse,,1,\nS,Leith Warehouse,,1,\nA,Nowhere,,1,\nA,Leith Warehouse,A-01-1,5,\nA,Leith Warehouse,,-5,\n",
        );
        assert_eq!(plan.created, 1);
        assert_eq!(
            said(&plan),
            [
                "3 Bin: there is no bin \"B-9\" there; import bins first",
                "4 SKU: there is no product with the SKU X; import it first",
                "5 SKU: kits and services have no stock of their own",
                "6 Location: there is no location \"Nowhere\"; create it first",
                "7 row: the same product and bin stand in row 2 already",
                "8 Quantity: -5 is negative",
            ]
        );
        let Some(Command::OpenStock { lines, .. }) = plan
            .stages
            .last()
            .and_then(|stage| stage.planned().first())
            .map(|one| &one.command)
        else {
            panic!("stock is opened last")
        };
        assert_eq!(lines[0].unit_cost, Some(UnitCost::parse("4.35").unwrap()));
    }

    #[test]
    fn a_listing_report_of_amazon_brings_products_without_quantities() {
        let mut books = Try::new();
        let report = "item-name\titem-description\tlisting-id\tseller-sku\tprice\tquantity\tproduct-id-type\tproduct-id\tstatus\n\
                      Tarp 6\" hem\tStrong\t1\tTW 1,a\t12.99\t8\t4\t6291041500213\tActive\n\
                      Mug\t\t2\tTW-2\t3.50\t\t1\tB000000001\tInactive\n";
        let plan = books.done(Kind::AmazonListings, report);
        assert_eq!(plan.created, 2);
        let tarp = &books.known.products[0];
        assert_eq!(
            (tarp.sku.as_str(), tarp.name.as_str()),
            ("TW 1,a", "Tarp 6\" hem")
        );
        assert_eq!(tarp.barcodes.len(), 1);
        assert!(books.known.products[1].barcodes.is_empty());
    }
}
