//! The files that the training company comes with, in the shapes of the product's own imports: bins in their walking
//! order, products, codes of cases, and what lies where. All of them follow from one seed.

use super::Size;
use super::goods::{BRANDS, GOODS, Goods, choices, line_name};
use crate::export::{Cell, Sheet};
use crate::import::columns::Kind;
use domain::barcode::check_digit;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rust_decimal::Decimal;

/// Where goods are sold from: two warehouses with bins, one shop without.
pub(super) const PLACES: [&str; 3] = ["Leith Warehouse", "Granton Store", "Shore Street Shop"];
/// The tax rule of all products.
pub(super) const STANDARD_RATE: &str = "Standard rate";

/// A file before it is written.
pub(super) struct Table {
    /// What it is about.
    pub kind: Kind,
    /// What stands in it.
    pub sheet: Sheet,
}

/// A bin of one of the warehouses.
struct Shelf {
    name: String,
    zone: Option<String>,
    walk: i64,
    not_for_sale: bool,
}

/// A product. Money in pence, weight in grams, sizes in millimetres: width, height, length.
struct Line {
    sku: String,
    name: String,
    barcode: Option<String>,
    case: Option<String>,
    family: Option<String>,
    /// Each option of the family with this product's value.
    values: Vec<(&'static str, &'static str)>,
    category: &'static str,
    brand: &'static str,
    weight_g: u32,
    size_mm: [u32; 3],
    cost: i64,
    retail: i64,
    reorder: Option<i64>,
    archived: bool,
}

/// Units of a product in a place.
struct Lot {
    line: usize,
    place: &'static str,
    bin: Option<String>,
    units: i64,
}

/// Everything that the files say.
pub(super) struct Files {
    shelves: [Vec<Shelf>; 2],
    lines: Vec<Line>,
    lots: Vec<Lot>,
}

impl Files {
    /// The files of a company of this size.
    pub fn of(size: Size) -> Self {
        let mut rng = StdRng::seed_from_u64(size.seed);
        let shelves = [14, 40].map(|share| shelves((size.products / share).clamp(24, 3_000)));
        let lines = lines(&mut rng, size.products);
        let lots = lots(&mut rng, &lines, &shelves);
        Self {
            shelves,
            lines,
            lots,
        }
    }

    /// SKUs of products that are sold no more.
    pub fn archived(&self) -> impl Iterator<Item = &str> {
        let archived = self.lines.iter().filter(|line| line.archived);
        archived.map(|line| line.sku.as_str())
    }

    /// The SKUs of the first two products, if there are as many.
    pub fn first_skus(&self) -> Option<[&str; 2]> {
        match self.lines.as_slice() {
            [one, other, ..] => Some([&one.sku, &other.sku]),
            _ => None,
        }
    }

    /// Bins in their walking order.
    pub fn bins(&self) -> Table {
        let rows = self
            .shelves
            .iter()
            .zip(PLACES)
            .flat_map(|(shelves, place)| {
                shelves.iter().map(move |shelf| {
                    vec![
                        place.into(),
                        shelf.name.as_str().into(),
                        Cell::maybe(shelf.zone.as_ref()),
                        Cell::Number(shelf.walk),
                        if shelf.not_for_sale { "yes" } else { "no" }.into(),
                    ]
                })
            });
        let columns = ["location", "bin", "zone", "walk", "not_for_sale"];
        table(Kind::Bins, "bins", &columns, rows.collect())
    }

    /// Products with their families, groups, prices and costs, and one service.
    pub fn products(&self) -> Table {
        let columns = [
            "sku",
            "name",
            "kind",
            "barcode",
            "category",
            "brand",
            "family",
            "option1",
            "value1",
            "option2",
            "value2",
            "description",
            "weight_kg",
            "width_cm",
            "height_cm",
            "length_cm",
            "unit_cost",
            "price",
            "price_2",
            "tax_rule",
            "default_location",
            "reorder_level",
        ];
        let mut rows: Vec<Vec<Cell>> = self.lines.iter().map(product_row).collect();
        let mut engraving = vec![Cell::Empty; columns.len()];
        for (key, cell) in [
            ("sku", "TW-ENGRAVE".into()),
            ("name", "Engraving".into()),
            ("kind", "service".into()),
            ("price", pounds(650)),
            ("price_2", pounds(650)),
            ("tax_rule", STANDARD_RATE.into()),
        ] {
            let at = columns.iter().position(|column| *column == key);
            engraving[at.expect("it is a column above")] = cell;
        }
        rows.push(engraving);
        table(Kind::Products, "products", &columns, rows)
    }

    /// Codes on cases of a dozen.
    pub fn case_codes(&self) -> Table {
        let cased = self
            .lines
            .iter()
            .filter_map(|line| Some((line, line.case.as_deref()?)));
        let rows =
            cased.map(|(line, code)| vec![line.sku.as_str().into(), code.into(), Cell::Number(12)]);
        let columns = ["sku", "barcode", "pack"];
        table(Kind::Barcodes, "case-codes", &columns, rows.collect())
    }

    /// What lies where, and what it cost.
    pub fn opening_stock(&self) -> Table {
        let rows = self.lots.iter().map(|lot| {
            let line = &self.lines[lot.line];
            vec![
                line.sku.as_str().into(),
                lot.place.into(),
                Cell::maybe(lot.bin.as_ref()),
                Cell::Number(lot.units),
                pounds(line.cost),
            ]
        });
        let columns = ["sku", "location", "bin", "quantity", "unit_cost"];
        table(
            Kind::OpeningStock,
            "opening-stock",
            &columns,
            rows.collect(),
        )
    }
}

fn table(kind: Kind, name: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    let title = |key: &&str| {
        let field = kind.fields().iter().find(|field| field.key == *key);
        field.expect("it is a field of the kind").title.to_owned()
    };
    let sheet = Sheet {
        name: name.to_owned(),
        headers: columns.iter().map(title).collect(),
        rows,
    };
    Table { kind, sheet }
}

fn decimal(number: i64, digits: u32) -> Cell {
    Cell::Decimal(Decimal::new(number, digits).to_string())
}

fn pounds(pence: i64) -> Cell {
    decimal(pence, 2)
}

/// A trader pays seven tenths.
fn product_row(line: &Line) -> Vec<Cell> {
    let option = |at: usize| {
        let (option, value) = line.values.get(at).copied().unzip();
        [Cell::maybe(option), Cell::maybe(value)]
    };
    let ([option_1, value_1], [option_2, value_2]) = (option(0), option(1));
    let [width, height, length] = line.size_mm.map(|mm| decimal(mm.into(), 1));
    vec![
        line.sku.as_str().into(),
        line.name.as_str().into(),
        "stocked".into(),
        Cell::maybe(line.barcode.as_ref()),
        line.category.into(),
        line.brand.into(),
        Cell::maybe(line.family.as_ref()),
        option_1,
        value_1,
        option_2,
        value_2,
        Cell::Text(format!("{}. Made for wet hands and long days.", line.name)),
        decimal(line.weight_g.into(), 3),
        width,
        height,
        length,
        pounds(line.cost),
        pounds(line.retail),
        pounds(line.retail * 7 / 10),
        STANDARD_RATE.into(),
        PLACES[0].into(),
        line.reorder.map_or(Cell::Empty, Cell::Number),
    ]
}

/// Bins in a walking order, the last one for what may not be sold.
fn shelves(wanted: usize) -> Vec<Shelf> {
    let n_bays = wanted.div_ceil(26 * 4).max(6);
    let places = ('A'..='Z').flat_map(|aisle| {
        (1..=n_bays).flat_map(move |bay| (1..=4).map(move |level| (aisle, bay, level)))
    });
    let mut shelves: Vec<Shelf> = (1_i64..)
        .zip(places.take(wanted))
        .map(|(at, (aisle, bay, level))| Shelf {
            name: format!("{aisle}-{bay:02}-{level}"),
            zone: Some(format!("Aisle {aisle}")),
            walk: at * 10,
            not_for_sale: false,
        })
        .collect();
    let last = shelves.last().map_or(0, |shelf| shelf.walk);
    shelves.push(Shelf {
        name: "QUARANTINE".to_owned(),
        zone: None,
        walk: last + 10,
        not_for_sale: true,
    });
    shelves
}

fn lines(rng: &mut StdRng, wanted: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut round = 0;
    while lines.len() < wanted {
        for goods in GOODS {
            if lines.len() >= wanted {
                break;
            }
            let brand = BRANDS.choose(rng).copied().unwrap_or_default();
            for choice in choices(goods) {
                if lines.len() >= wanted {
                    break;
                }
                lines.push(line(rng, lines.len(), goods, round, &choice, brand));
            }
        }
        round += 1;
    }
    lines
}

fn line(
    rng: &mut StdRng,
    number: usize,
    goods: &Goods,
    round: usize,
    choice: &[(&'static str, &'static str)],
    brand: &'static str,
) -> Line {
    let mut sku = format!("TW-{}", goods.stem);
    if round > 0 || choice.is_empty() {
        sku.push_str(&format!("-{:02}", round + 1));
    }
    let mut name = line_name(goods, round);
    for (value, code) in choice {
        sku.push_str(&format!("-{code}"));
        name.push_str(&format!(", {value}"));
    }
    let spread = rng.random_range(180..=260);
    let retail = (goods.cost * spread / 100 / 50 + 1) * 50 - 1;
    let weight_g = goods.weight_g + rng.random_range(0..20);
    let size_mm = [
        rng.random_range(60..400),
        rng.random_range(30..300),
        rng.random_range(60..600),
    ];
    let reorder = rng.random_bool(0.4).then(|| rng.random_range(4..20));
    let spread = rng.random_range(90..=130);
    let cost = goods.cost * spread / 100 + i64::try_from(round % 7).unwrap_or(0) * 15;
    let titles = goods.options.iter().map(|(title, _)| *title);
    let has_code = number % 41 != 40;
    Line {
        sku,
        name,
        barcode: has_code.then(|| coded(format!("20{number:010}"))),
        case: (has_code && number.is_multiple_of(9)).then(|| coded(format!("120{number:010}"))),
        family: (!goods.options.is_empty()).then(|| line_name(goods, round)),
        values: titles.zip(choice.iter().map(|(value, _)| *value)).collect(),
        category: goods.category,
        brand,
        weight_g,
        size_mm,
        cost,
        retail,
        reorder,
        archived: number % 97 == 96,
    }
}

/// A code of the range for use within a company, or of a case of it.
fn coded(body: String) -> String {
    let digit = check_digit(&body);
    format!("{body}{digit}")
}

fn lots(rng: &mut StdRng, lines: &[Line], shelves: &[Vec<Shelf>; 2]) -> Vec<Lot> {
    // Nothing lies in the last bin of a warehouse at first.
    let [bins, other_bins] = shelves.each_ref().map(|shelves| {
        let sold_from = shelves.iter().filter(|shelf| !shelf.not_for_sale);
        sold_from.map(|shelf| &shelf.name).collect::<Vec<_>>()
    });
    let mut lots = Vec::new();
    for (line, product) in lines.iter().enumerate() {
        if product.archived || rng.random_bool(0.06) {
            continue;
        }
        let mut put = |place, bin: Option<&String>, units| {
            let bin = bin.cloned();
            lots.push(Lot {
                line,
                place,
                bin,
                units,
            });
        };
        let home = bins[line * bins.len() / lines.len()];
        put(PLACES[0], Some(home), rng.random_range(3..140));
        if rng.random_bool(0.12) {
            let other = bins.choose(rng).copied().filter(|bin| *bin != home);
            if let Some(other) = other {
                put(PLACES[0], Some(other), rng.random_range(1..60));
            }
        }
        if rng.random_bool(0.25) {
            let bin = other_bins.choose(rng).copied();
            put(PLACES[1], bin, rng.random_range(1..80));
        }
        if rng.random_bool(0.08) {
            put(PLACES[2], None, rng.random_range(1..12));
        }
    }
    lots
}
