//! Amazon's catalogue: products with families (a parent and its variations), made from a seed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::numbers;
use crate::random::Random;
use crate::small::{Code, Name, SmallMap};

/// A variation attribute and the values it takes.
type Attribute = (&'static str, &'static [&'static str]);

/// A kind of article: what Amazon calls a product type, with what the generator needs to invent one.
pub struct Kind {
    /// Product type, such as `MUG`.
    pub product_type: &'static str,
    /// Its display name.
    pub display: &'static str,
    /// Browse node id and name.
    pub category: (&'static str, &'static str),
    nouns: &'static [&'static str],
    /// Price range in US cents.
    price: (i64, i64),
    /// Length, width, height in millimetres, weight in grams.
    size: (i64, i64, i64, i64),
    /// Variation theme, its attribute names and their values.
    theme: Option<(&'static str, &'static [Attribute])>,
}

const COLOURS: &[&str] = &["Blue", "Green", "Red", "White", "Charcoal", "Sand"];
const SIZES: &[&str] = &["S", "M", "L", "XL"];

/// Every kind in the catalogue.
pub const KINDS: &[Kind] = &[
    Kind {
        product_type: "MUG",
        display: "Mug",
        category: ("289814", "Novelty Coffee Mugs"),
        nouns: &[
            "Stoneware Mug 300 ml",
            "Enamel Camping Mug",
            "Porcelain Espresso Cup",
        ],
        price: (790, 2490),
        size: (120, 100, 95, 380),
        theme: Some(("COLOR", &[("color", COLOURS)])),
    },
    Kind {
        product_type: "SHIRT",
        display: "Shirt",
        category: ("1045624", "Men's T-Shirts"),
        nouns: &[
            "Organic Cotton Tee",
            "Linen Work Shirt",
            "Long Sleeve Henley",
        ],
        price: (1490, 5990),
        size: (300, 230, 30, 220),
        theme: Some(("SIZE/COLOR", &[("size", SIZES), ("color", COLOURS)])),
    },
    Kind {
        product_type: "BACKPACK",
        display: "Backpack",
        category: ("360832011", "Casual Daypacks"),
        nouns: &[
            "Roll-Top Backpack 22 L",
            "Commuter Daypack",
            "Canvas Rucksack",
        ],
        price: (3490, 12900),
        size: (460, 300, 140, 900),
        theme: Some(("COLOR", &[("color", COLOURS)])),
    },
    Kind {
        product_type: "NOTEBOOK_PAPER",
        display: "Notebook",
        category: ("1069784", "Notebooks & Writing Pads"),
        nouns: &[
            "Dotted Notebook A5",
            "Ruled Field Notes, 3 Pack",
            "Sketchbook A4",
        ],
        price: (590, 2490),
        size: (215, 150, 18, 310),
        theme: None,
    },
    Kind {
        product_type: "HEADPHONES",
        display: "Headphones",
        category: ("172541", "Headphones"),
        nouns: &[
            "Over-Ear Headphones",
            "In-Ear Monitors",
            "Wired Studio Headset",
        ],
        price: (2490, 19900),
        size: (200, 180, 85, 420),
        theme: None,
    },
    Kind {
        product_type: "LAMP",
        display: "Lamp",
        category: ("1063292", "Desk Lamps"),
        nouns: &["Clamp Desk Lamp", "Paper Table Lamp", "LED Reading Light"],
        price: (1890, 8900),
        size: (380, 160, 160, 1300),
        theme: None,
    },
    Kind {
        product_type: "TEA",
        display: "Tea",
        category: ("16318401", "Tea Samplers"),
        nouns: &[
            "Assam Loose Leaf 250 g",
            "Sencha 100 g",
            "Peppermint Infusion, 40 Bags",
        ],
        price: (490, 1990),
        size: (160, 90, 70, 300),
        theme: None,
    },
    Kind {
        product_type: "KNIFE",
        display: "Knife",
        category: ("289857", "Chef's Knives"),
        nouns: &["Chef's Knife 20 cm", "Paring Knife Set", "Bread Knife"],
        price: (1990, 14900),
        size: (380, 90, 30, 290),
        theme: None,
    },
    Kind {
        product_type: "TOY_BUILDING_BLOCK",
        display: "Building Blocks",
        category: ("166092011", "Building Toys"),
        nouns: &["Wooden Blocks, 60 Pieces", "Marble Run", "Stacking Arches"],
        price: (1590, 6900),
        size: (320, 240, 120, 1400),
        theme: None,
    },
    Kind {
        product_type: "TOWEL",
        display: "Towel",
        category: ("1063242", "Bath Towels"),
        nouns: &[
            "Waffle Bath Towel",
            "Linen Tea Towel, 2 Pack",
            "Beach Towel",
        ],
        price: (990, 4490),
        size: (320, 240, 60, 520),
        theme: Some(("COLOR", &[("color", COLOURS)])),
    },
    Kind {
        product_type: "WATER_BOTTLE",
        display: "Water Bottle",
        category: ("3737721", "Water Bottles"),
        nouns: &[
            "Insulated Bottle 750 ml",
            "Glass Bottle with Sleeve",
            "Kids' Flask",
        ],
        price: (1290, 3990),
        size: (270, 80, 80, 400),
        theme: Some(("COLOR", &[("color", COLOURS)])),
    },
    Kind {
        product_type: "PLANTER",
        display: "Planter",
        category: ("553798", "Plant Containers"),
        nouns: &[
            "Terracotta Planter 18 cm",
            "Self-Watering Pot",
            "Hanging Basket",
        ],
        price: (890, 4990),
        size: (200, 200, 190, 1800),
        theme: None,
    },
];

const BRANDS: &[&str] = &[
    "Fennel & Oak",
    "Kestrel",
    "Nordhaven",
    "Bramble Works",
    "Ailwyn",
    "Mori Studio",
    "Saltmarsh",
    "Tern & Tide",
];
const LINES: &[&str] = &[
    "Classic", "Harbour", "Everyday", "Meadow", "Studio", "Atlas", "Drift", "Orchard",
];

/// The kind with this product type.
pub fn kind(product_type: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.product_type == product_type)
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its ASIN.
    pub asin: Code,
    /// Title.
    pub title: String,
    /// Brand.
    pub brand: Name,
    /// Product type.
    pub product_type: Name,
    /// EAN-13; empty for a parent.
    pub ean: Code,
    /// Price level in US cents.
    pub price_cents: i64,
    /// Length, width, height in millimetres.
    pub size_mm: (i64, i64, i64),
    /// Weight in grams.
    pub weight_g: i64,
    /// The parent of a variation.
    pub parent: Option<Code>,
    /// The variations of a parent.
    pub children: Vec<Code>,
    /// Variation attributes of a child, by name.
    pub variation: SmallMap<Name>,
    /// Sales rank.
    pub rank: i64,
    /// Number of pictures.
    pub n_images: i64,
}

impl Product {
    /// Whether this is the parent of a family, which cannot be bought.
    pub fn is_parent(&self) -> bool {
        !self.children.is_empty()
    }

    /// Its kind; products made by hand fall back to the first one.
    pub fn kind(&self) -> &'static Kind {
        kind(&self.product_type).unwrap_or(&KINDS[0])
    }

    /// The variation theme and its attributes, if it belongs to a family.
    pub fn theme(&self) -> Option<(&'static str, Vec<&'static str>)> {
        if self.parent.is_none() && !self.is_parent() {
            return None;
        }
        self.kind()
            .theme
            .map(|(name, attributes)| (name, attributes.iter().map(|(name, _)| *name).collect()))
    }
}

/// All products by ASIN.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Catalogue {
    products: BTreeMap<Code, Product>,
}

impl Catalogue {
    /// The product with this ASIN.
    pub fn product(&self, asin: &str) -> Option<&Product> {
        self.products.get(asin)
    }

    /// All products in the order of their ASINs.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.values()
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.products.len()
    }

    /// Whether there is no product.
    pub fn is_empty(&self) -> bool {
        self.products.is_empty()
    }

    /// Adds or replaces a product.
    pub fn insert(&mut self, product: Product) {
        self.products.insert(product.asin.clone(), product);
    }

    /// Invents products until at least `n` can be bought; answers the ASINs of those, families together.
    pub fn invent(&mut self, random: &mut Random, n: usize) -> Vec<String> {
        let mut sellable = Vec::with_capacity(n);
        let mut products: Vec<(Code, Product)> = Vec::with_capacity(n + n / 4);
        let add = |made: Product| (made.asin.clone(), made);
        while sellable.len() < n {
            let kind = random.pick(KINDS);
            let first = products.len();
            match kind.theme {
                Some((_, attributes)) if random.chance(60) => {
                    let family = invent_family(random, kind, attributes);
                    products.extend(family.into_iter().map(add));
                }
                _ => products.push(add(invent_one(random, kind, None, SmallMap::default()))),
            }
            let made = products[first..].iter();
            let made = made.filter(|(_, made)| !made.is_parent());
            sellable.extend(made.map(|(asin, _)| String::from(asin)));
        }
        super::founding::add_all(&mut self.products, products);
        sellable
    }
}

/// A parent and its variations, the parent last.
fn invent_family(random: &mut Random, kind: &Kind, attributes: &[(&str, &[&str])]) -> Vec<Product> {
    let mut family = Vec::new();
    let mut parent = invented(random, kind);
    parent.ean = Code::default();
    let mut combinations = vec![SmallMap::default()];
    for (name, values) in attributes {
        let n_values = usize::try_from(random.between(2, 4))
            .unwrap_or(2)
            .min(values.len());
        combinations = combinations
            .iter()
            .flat_map(|held: &SmallMap<Name>| {
                values[..n_values].iter().map(move |value| {
                    let mut longer = held.clone();
                    longer.insert(*name, Name::new(value));
                    longer
                })
            })
            .collect();
    }
    for combination in combinations {
        let child = invent_one(random, kind, Some(&parent), combination);
        parent.children.push(child.asin.clone());
        family.push(child);
    }
    parent.children.shrink_to_fit();
    family.push(parent);
    family
}

fn invent_one(
    random: &mut Random,
    kind: &Kind,
    parent: Option<&Product>,
    variation: SmallMap<Name>,
) -> Product {
    let mut product = invented(random, kind);
    if let Some(parent) = parent {
        let values: Vec<&str> = variation.values().map(Name::as_str).collect();
        product.title = format!("{}, {}", parent.title, values.join(", "));
        product.brand.clone_from(&parent.brand);
        product.price_cents = parent.price_cents;
        product.parent = Some(parent.asin.clone());
    }
    product.variation = variation;
    product.title.shrink_to_fit();
    product
}

fn invented(random: &mut Random, kind: &Kind) -> Product {
    let (brand, line, noun) = (
        *random.pick(BRANDS),
        *random.pick(LINES),
        *random.pick(kind.nouns),
    );
    let cents = random.between(kind.price.0, kind.price.1);
    let (length, width, height, weight) = kind.size;
    let stretch = random.between(90, 115);
    Product {
        asin: numbers::asin(random).into(),
        title: format!("{brand} {line} {noun}"),
        brand: brand.into(),
        product_type: kind.product_type.into(),
        ean: numbers::ean(random).into(),
        price_cents: cents - cents % 100 + 99,
        size_mm: (
            length * stretch / 100,
            width * stretch / 100,
            height * stretch / 100,
        ),
        weight_g: weight * stretch / 100,
        parent: None,
        children: Vec::new(),
        variation: SmallMap::default(),
        rank: random.between(40, 240_000),
        n_images: random.between(1, 5),
    }
}
