//! The training company: invented people, places and goods, made from a seed through the product's own use cases.
//! Nothing is inserted behind their back, and the same seed makes the same company.

use super::people::{Founding, PeopleError};
use super::{Act, ActError, App, Caller};
use crate::store::StoreError;
use domain::barcode::{Code, check_digit};
use domain::books::{Command, OpeningLine, Record};
use domain::catalogue::{
    Barcode, Brand, Category, Family, KitComponent, Measures, PriceTier, Product, ProductCost,
    ProductKind, TaxRule, TierPrice, Variant,
};
use domain::ids::{
    BinId, BrandId, CategoryId, FamilyId, ImportId, LocationId, PriceTierId, ProductId, TaxRuleId,
};
use domain::location::{Bin, Location, LocationKind};
use domain::money::{Currency, Money, UnitCost};
use domain::quantity::Quantity;
use domain::text::{Email, Name, Sku};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// What every user of the training company signs in with.
pub const PASSWORD: &str = "harbour-training";

/// Its users: role, name, address.
pub const USERS: [(&str, &str, &str); 6] = [
    ("Administrator", "Mairi Sinclair", "mairi@tidewater.example"),
    ("Office", "Owen Price", "owen@tidewater.example"),
    ("Supervisor", "Ishbel Grant", "ishbel@tidewater.example"),
    ("Warehouse", "Tomasz Nowak", "tomasz@tidewater.example"),
    ("Counter", "Aisha Khan", "aisha@tidewater.example"),
    ("Counter", "Callum Reid", "callum@tidewater.example"),
];

/// Things done in one transaction.
const BATCH: usize = 500;

/// Why the training company could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its people.
    #[error("the training company's people could not be made")]
    People(#[from] PeopleError),
    /// Its goods.
    #[error("the training company's goods could not be made")]
    Goods(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Products.
    pub products: usize,
    /// The same seed makes the same company.
    pub seed: u64,
}

/// A kind of goods: stem of the SKU, noun, category, options with their values, cost in pence, grams.
struct Goods {
    stem: &'static str,
    noun: &'static str,
    category: &'static str,
    options: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    cost: i64,
    weight_g: u32,
}

const SIZES: (&str, &[(&str, &str)]) = (
    "Size",
    &[
        ("XS", "XS"),
        ("S", "S"),
        ("M", "M"),
        ("L", "L"),
        ("XL", "XL"),
        ("2XL", "2X"),
    ],
);
const COLOURS: (&str, &[(&str, &str)]) = (
    "Colour",
    &[
        ("orange", "OR"),
        ("moss", "MO"),
        ("slate", "SL"),
        ("kelp", "KE"),
        ("buoy red", "BR"),
        ("sand", "SA"),
        ("ink", "IN"),
    ],
);
const LITRES: (&str, &[(&str, &str)]) = (
    "Volume",
    &[
        ("5 L", "5"),
        ("10 L", "10"),
        ("20 L", "20"),
        ("35 L", "35"),
        ("60 L", "60"),
    ],
);
const LENGTHS: (&str, &[(&str, &str)]) = (
    "Length",
    &[
        ("2 m", "2M"),
        ("5 m", "5M"),
        ("10 m", "10M"),
        ("20 m", "20M"),
        ("50 m", "50M"),
    ],
);
const PERSONS: (&str, &[(&str, &str)]) = (
    "Persons",
    &[
        ("1 person", "1P"),
        ("2 person", "2P"),
        ("3 person", "3P"),
        ("4 person", "4P"),
    ],
);

const GOODS: &[Goods] = &[
    Goods {
        stem: "DRYBAG",
        noun: "Dry bag",
        category: "Bags and packs",
        options: &[LITRES, COLOURS],
        cost: 740,
        weight_g: 260,
    },
    Goods {
        stem: "PACK",
        noun: "Trail pack",
        category: "Bags and packs",
        options: &[LITRES, COLOURS],
        cost: 3_850,
        weight_g: 980,
    },
    Goods {
        stem: "DUFFEL",
        noun: "Quay duffel",
        category: "Bags and packs",
        options: &[LITRES, COLOURS],
        cost: 2_620,
        weight_g: 870,
    },
    Goods {
        stem: "TORCH",
        noun: "Head torch",
        category: "Lighting",
        options: &[COLOURS],
        cost: 685,
        weight_g: 92,
    },
    Goods {
        stem: "LANT",
        noun: "LED camp lantern",
        category: "Lighting",
        options: &[COLOURS],
        cost: 1_120,
        weight_g: 310,
    },
    Goods {
        stem: "TENT",
        noun: "Ridge tent",
        category: "Tents and tarps",
        options: &[PERSONS, COLOURS],
        cost: 9_900,
        weight_g: 2_400,
    },
    Goods {
        stem: "TARP",
        noun: "Tarp",
        category: "Tents and tarps",
        options: &[LENGTHS, COLOURS],
        cost: 1_850,
        weight_g: 720,
    },
    Goods {
        stem: "MUG",
        noun: "Enamel mug",
        category: "Camp kitchen",
        options: &[COLOURS],
        cost: 310,
        weight_g: 140,
    },
    Goods {
        stem: "FLASK",
        noun: "Insulated flask",
        category: "Camp kitchen",
        options: &[COLOURS],
        cost: 905,
        weight_g: 380,
    },
    Goods {
        stem: "STOVE",
        noun: "Gas stove",
        category: "Camp kitchen",
        options: &[],
        cost: 2_240,
        weight_g: 420,
    },
    Goods {
        stem: "SOCK",
        noun: "Merino socks",
        category: "Clothing",
        options: &[SIZES, COLOURS],
        cost: 560,
        weight_g: 70,
    },
    Goods {
        stem: "JACKET",
        noun: "Squall jacket",
        category: "Clothing",
        options: &[SIZES, COLOURS],
        cost: 4_690,
        weight_g: 540,
    },
    Goods {
        stem: "BASE",
        noun: "Base layer",
        category: "Clothing",
        options: &[SIZES, COLOURS],
        cost: 1_980,
        weight_g: 190,
    },
    Goods {
        stem: "GLOVE",
        noun: "Rope gloves",
        category: "Clothing",
        options: &[SIZES],
        cost: 1_140,
        weight_g: 120,
    },
    Goods {
        stem: "CARAB",
        noun: "Stainless carabiner",
        category: "Ropes and hardware",
        options: &[],
        cost: 240,
        weight_g: 95,
    },
    Goods {
        stem: "ROPE",
        noun: "Braided rope",
        category: "Ropes and hardware",
        options: &[LENGTHS, COLOURS],
        cost: 820,
        weight_g: 450,
    },
    Goods {
        stem: "COMPASS",
        noun: "Baseplate compass",
        category: "Navigation",
        options: &[],
        cost: 435,
        weight_g: 48,
    },
    Goods {
        stem: "MAPCASE",
        noun: "Map case",
        category: "Navigation",
        options: &[COLOURS],
        cost: 515,
        weight_g: 110,
    },
    Goods {
        stem: "FIRST",
        noun: "First-aid kit",
        category: "Safety",
        options: &[("Size", &[("small", "S"), ("group", "G")])],
        cost: 890,
        weight_g: 260,
    },
    Goods {
        stem: "WHISTLE",
        noun: "Pealess whistle",
        category: "Safety",
        options: &[COLOURS],
        cost: 95,
        weight_g: 12,
    },
    Goods {
        stem: "BOTTLE",
        noun: "Water bottle",
        category: "Water",
        options: &[LITRES, COLOURS],
        cost: 430,
        weight_g: 150,
    },
    Goods {
        stem: "FILTER",
        noun: "Water filter",
        category: "Water",
        options: &[],
        cost: 2_060,
        weight_g: 95,
    },
];

const BRANDS: [&str; 6] = [
    "Tidewater",
    "Skerry",
    "Firth & Fell",
    "Northlight",
    "Cramond",
    "Halyard",
];

const SERIES: [&str; 40] = [
    "Arran", "Barra", "Bute", "Coll", "Corra", "Eigg", "Fara", "Gigha", "Harris", "Hirta", "Inch",
    "Iona", "Islay", "Jura", "Kerrera", "Lewis", "Lismore", "Luing", "Mingulay", "Muck", "Mull",
    "Noss", "Oronsay", "Pabay", "Papa", "Raasay", "Rona", "Ronay", "Rum", "Sanday", "Scarba",
    "Seil", "Skye", "Staffa", "Stroma", "Tiree", "Ulva", "Unst", "Vaila", "Yell",
];

/// Whoever makes the company.
struct Maker<'a> {
    app: &'a App,
    caller: Caller,
    rng: StdRng,
    products: Vec<(Product, ProductCost)>,
}

impl App {
    /// Makes the training company in an empty database. Says whether it was made or was there before.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn make_training_company(&self, size: Size) -> Result<bool, DemoError> {
        let (_, name, email) = USERS[0];
        let founding = Founding {
            company: words("Tidewater Outdoor"),
            time_zone: "Europe/London".to_owned(),
            base_currency: Currency::GBP,
            name: words(name),
            email: address(email),
            password: PASSWORD.to_owned(),
        };
        match self.found(founding).await {
            Err(PeopleError::SetUpAlready) => return Ok(false),
            other => other?,
        };
        for (role, name, email) in &USERS[1..] {
            self.create_user(role, words(name), address(email), PASSWORD.to_owned())
                .await?;
        }
        let caller = self.caller_by_email(&address(email)).await?;
        let rng = StdRng::seed_from_u64(size.seed);
        Maker {
            app: self,
            caller,
            rng,
            products: Vec::new(),
        }
        .make(size.products)
        .await?;
        self.refresh_snapshots().await?;
        Ok(true)
    }
}

fn words(text: &str) -> Name {
    Name::new(text).expect("the training company's names are plain")
}

fn address(text: &str) -> Email {
    Email::new(text).expect("the training company's addresses are plain")
}

fn save(record: Record) -> Act {
    Act::Command(Command::Save(record))
}

impl Maker<'_> {
    fn id(&self) -> uuid::Uuid {
        self.app.fresh()
    }

    async fn run(&self, acts: Vec<Act>) -> Result<(), ActError> {
        for batch in acts.chunks(BATCH) {
            self.app.perform_together(&self.caller, batch, None).await?;
        }
        Ok(())
    }

    async fn make(mut self, n_products: usize) -> Result<(), ActError> {
        let trade = PriceTierId::new(self.id());
        let standard = TaxRuleId::new(self.id());
        self.run(vec![
            save(Record::PriceTier(PriceTier {
                id: trade,
                number: 2,
                name: words("Trade"),
                currency: Currency::GBP,
            })),
            save(Record::TaxRule(TaxRule {
                id: standard,
                name: words("Standard rate"),
                rate_bp: 2_000,
            })),
            save(Record::TaxRule(TaxRule {
                id: TaxRuleId::new(self.id()),
                name: words("Zero rate"),
                rate_bp: 0,
            })),
        ])
        .await?;
        let retail = self.first_tier().await?;
        let (places, bins) = self.make_places(n_products).await?;
        self.make_goods(n_products, [retail, trade], standard, places[0])
            .await?;
        self.open_stock(&places, &bins).await
    }

    async fn first_tier(&self) -> Result<PriceTierId, ActError> {
        let tiers = crate::store::records::price_tiers(self.app.store().reader()).await?;
        Ok(tiers[0].record.id)
    }

    /// Two places with bins in a walking order, one small shop without bins, and a shelf for damaged goods.
    async fn make_places(
        &mut self,
        n_products: usize,
    ) -> Result<([LocationId; 3], Vec<Vec<BinId>>), ActError> {
        let place = |id, name: &str, not_for_sale| Location {
            id,
            name: words(name),
            kind: LocationKind::Own,
            connected: false,
            not_for_sale,
            archived: false,
        };
        let ids = [
            LocationId::new(self.id()),
            LocationId::new(self.id()),
            LocationId::new(self.id()),
        ];
        let names = [
            ("Leith Warehouse", false),
            ("Granton Store", false),
            ("Shore Street Shop", false),
        ];
        let locations = ids
            .iter()
            .zip(names)
            .map(|(id, (name, kept))| save(Record::Location(place(*id, name, kept))));
        let mut acts: Vec<Act> = locations.collect();
        acts.push(save(Record::Location(place(
            LocationId::new(self.id()),
            "Returns cage",
            true,
        ))));
        self.run(acts).await?;
        let mut all = Vec::new();
        for (location, share) in [(ids[0], 14), (ids[1], 40)] {
            let wanted = (n_products / share).clamp(24, 3_000);
            let (mut bins, mut acts) = (Vec::new(), Vec::new());
            let mut walk = 0;
            'aisles: for aisle in 'A'..='Z' {
                for bay in 1..=u32::try_from(wanted.div_ceil(26 * 4).max(6)).unwrap_or(6) {
                    for level in 1..=4 {
                        if bins.len() >= wanted {
                            break 'aisles;
                        }
                        walk += 10;
                        let id = BinId::new(self.id());
                        bins.push(id);
                        acts.push(save(Record::Bin(Bin {
                            id,
                            location,
                            name: words(&format!("{aisle}-{bay:02}-{level}")),
                            zone: Some(words(&format!("Aisle {aisle}"))),
                            walk,
                            not_for_sale: false,
                            archived: false,
                        })));
                    }
                }
            }
            acts.push(save(Record::Bin(Bin {
                id: BinId::new(self.id()),
                location,
                name: words("QUARANTINE"),
                zone: None,
                walk: walk + 10,
                not_for_sale: true,
                archived: false,
            })));
            self.run(acts).await?;
            all.push(bins);
        }
        Ok((ids, all))
    }

    async fn make_goods(
        &mut self,
        n_products: usize,
        tiers: [PriceTierId; 2],
        tax_rule: TaxRuleId,
        location: LocationId,
    ) -> Result<(), ActError> {
        let mut categories: Vec<(&str, CategoryId)> = Vec::new();
        for goods in GOODS {
            if !categories.iter().any(|(name, _)| *name == goods.category) {
                categories.push((goods.category, CategoryId::new(self.id())));
            }
        }
        let brands: Vec<BrandId> = BRANDS.iter().map(|_| BrandId::new(self.id())).collect();
        let mut acts: Vec<Act> = categories
            .iter()
            .map(|(name, id)| {
                save(Record::Category(Category {
                    id: *id,
                    name: words(name),
                }))
            })
            .collect();
        acts.extend(BRANDS.iter().zip(&brands).map(|(name, id)| {
            save(Record::Brand(Brand {
                id: *id,
                name: words(name),
            }))
        }));
        self.run(acts).await?;

        let mut families = Vec::new();
        let mut round = 0;
        while self.products.len() < n_products {
            for goods in GOODS {
                if self.products.len() >= n_products {
                    break;
                }
                let family = (!goods.options.is_empty()).then(|| Family {
                    id: FamilyId::new(self.app.fresh()),
                    name: words(&line_name(goods, round)),
                    options: goods.options.iter().map(|(name, _)| words(name)).collect(),
                    archived: false,
                });
                let category = categories
                    .iter()
                    .find(|(name, _)| *name == goods.category)
                    .map(|(_, id)| *id);
                let brand = brands.choose(&mut self.rng).copied();
                for choice in choices(goods) {
                    if self.products.len() >= n_products {
                        break;
                    }
                    let product =
                        self.product(goods, round, &choice, family.as_ref(), tiers, tax_rule);
                    let cost = ProductCost {
                        product: product.id,
                        unit_cost: self.cost(goods, round),
                    };
                    let default_location = Some(location);
                    self.products.push((
                        Product {
                            category,
                            brand,
                            default_location,
                            ..product
                        },
                        cost,
                    ));
                }
                families.extend(family.map(|family| save(Record::Family(family))));
            }
            round += 1;
        }
        self.run(families).await?;
        let goods = self
            .products
            .iter()
            .map(|(product, _)| save(Record::Product(Box::new(product.clone()))));
        self.run(goods.collect()).await?;
        let costs = self
            .products
            .iter()
            .map(|(_, cost)| save(Record::ProductCost(*cost)));
        self.run(costs.collect()).await?;
        let others = self.kits_and_services(tiers, tax_rule);
        self.run(others).await
    }

    fn cost(&mut self, goods: &Goods, round: usize) -> UnitCost {
        let spread = self.rng.random_range(90..=130);
        let pence = goods.cost * spread / 100 + i64::try_from(round % 7).unwrap_or(0) * 15;
        UnitCost::from_millionths(pence * 10_000).expect("costs are positive")
    }

    fn product(
        &mut self,
        goods: &Goods,
        round: usize,
        choice: &[(&str, &str)],
        family: Option<&Family>,
        tiers: [PriceTierId; 2],
        tax_rule: TaxRuleId,
    ) -> Product {
        let number = self.products.len();
        let mut sku = format!("TW-{}", goods.stem);
        if round > 0 || choice.is_empty() {
            sku.push_str(&format!("-{:02}", round + 1));
        }
        let mut name = line_name(goods, round);
        for (value, code) in choice {
            sku.push_str(&format!("-{code}"));
            name.push_str(&format!(", {value}"));
        }
        let spread = self.rng.random_range(180..=260);
        let retail = (goods.cost * spread / 100 / 50 + 1) * 50 - 1;
        let price = |tier, minor| TierPrice {
            tier,
            price: Money {
                minor,
                currency: Currency::GBP,
            },
        };
        Product {
            id: ProductId::new(self.app.fresh()),
            sku: Sku::new(&sku).expect("short and plain"),
            name: words(&name),
            kind: ProductKind::Stocked,
            barcodes: self.barcodes(number),
            variant: family.map(|family| Variant {
                family: family.id,
                values: choice.iter().map(|(value, _)| words(value)).collect(),
            }),
            category: None,
            brand: None,
            description: format!("{name}. Made for wet hands and long days."),
            measures: Measures {
                weight_g: Some(goods.weight_g + self.rng.random_range(0..20)),
                width_mm: Some(self.rng.random_range(60..400)),
                height_mm: Some(self.rng.random_range(30..300)),
                length_mm: Some(self.rng.random_range(60..600)),
            },
            prices: vec![price(tiers[0], retail), price(tiers[1], retail * 7 / 10)],
            tax_rule: Some(tax_rule),
            default_location: None,
            reorder_level: self
                .rng
                .random_bool(0.4)
                .then(|| quantity(self.rng.random_range(4..20))),
            images: Vec::new(),
            archived: number % 97 == 96,
        }
    }

    /// An EAN of the range for use within a company; for some a case code that counts for a dozen; some have none.
    fn barcodes(&mut self, number: usize) -> Vec<Barcode> {
        let code = |body: String, pack| {
            let text = format!("{body}{}", check_digit(&body));
            Barcode {
                code: Code::scanned(&text).expect("digits"),
                pack: quantity(pack),
            }
        };
        if number % 41 == 40 {
            return Vec::new();
        }
        let mut all = vec![code(format!("20{number:010}"), 1)];
        if number.is_multiple_of(9) {
            all.push(code(format!("120{number:010}"), 12));
        }
        all
    }

    fn kits_and_services(&mut self, tiers: [PriceTierId; 2], tax_rule: TaxRuleId) -> Vec<Act> {
        let component = |at: usize, n| {
            let (product, _) = &self.products[at % self.products.len()];
            KitComponent {
                product: product.id,
                quantity: quantity(n),
            }
        };
        let kit = ProductKind::Kit(vec![component(0, 1), component(1, 2)]);
        let plain = |sku: &str, name: &str, kind, minor: i64| Product {
            id: ProductId::new(self.app.fresh()),
            sku: Sku::new(sku).expect("short and plain"),
            name: words(name),
            kind,
            barcodes: Vec::new(),
            variant: None,
            category: None,
            brand: None,
            description: String::new(),
            measures: Measures::default(),
            prices: tiers
                .map(|tier| TierPrice {
                    tier,
                    price: Money {
                        minor,
                        currency: Currency::GBP,
                    },
                })
                .to_vec(),
            tax_rule: Some(tax_rule),
            default_location: None,
            reorder_level: None,
            images: Vec::new(),
            archived: false,
        };
        let mut all = vec![save(Record::Product(Box::new(plain(
            "TW-ENGRAVE",
            "Engraving",
            ProductKind::Service,
            650,
        ))))];
        if self.products.len() > 1 {
            all.push(save(Record::Product(Box::new(plain(
                "TW-KIT-DAYTRIP",
                "Day trip kit",
                kit,
                4_999,
            )))));
        }
        all
    }

    async fn open_stock(
        &mut self,
        places: &[LocationId; 3],
        bins: &[Vec<BinId>],
    ) -> Result<(), ActError> {
        let import = ImportId::new(self.id());
        let mut lines = Vec::new();
        for at in 0..self.products.len() {
            let (product, cost) = &self.products[at];
            let (product, unit_cost, archived) =
                (product.id, Some(cost.unit_cost), product.archived);
            if archived || self.rng.random_bool(0.06) {
                continue;
            }
            let mut put = |location, bin, units| {
                lines.push(OpeningLine {
                    product,
                    location,
                    bin,
                    quantity: quantity(units),
                    unit_cost,
                });
            };
            let home = bins[0][at * bins[0].len() / self.products.len()];
            put(places[0], Some(home), self.rng.random_range(3..140));
            if self.rng.random_bool(0.12) {
                let other = bins[0]
                    .choose(&mut self.rng)
                    .copied()
                    .filter(|bin| *bin != home);
                if let Some(other) = other {
                    put(places[0], Some(other), self.rng.random_range(1..60));
                }
            }
            if self.rng.random_bool(0.25) {
                put(
                    places[1],
                    bins[1].choose(&mut self.rng).copied(),
                    self.rng.random_range(1..80),
                );
            }
            if self.rng.random_bool(0.08) {
                put(places[2], None, self.rng.random_range(1..12));
            }
        }
        let acts: Vec<Act> = lines
            .chunks(BATCH)
            .map(|lines| {
                Act::Command(Command::OpenStock {
                    import,
                    lines: lines.to_vec(),
                })
            })
            .collect();
        for act in acts {
            self.app
                .perform_together(&self.caller, &[act], None)
                .await?;
        }
        Ok(())
    }
}

fn quantity(units: i64) -> Quantity {
    Quantity::new(units).expect("small and positive")
}

/// `Dry bag` in the first round, `Dry bag Arran` and so on behind it.
fn line_name(goods: &Goods, round: usize) -> String {
    match round {
        0 => goods.noun.to_owned(),
        _ => {
            let series = SERIES[(round - 1) % SERIES.len()];
            let mark = (round - 1) / SERIES.len();
            if mark == 0 {
                format!("{} {series}", goods.noun)
            } else {
                format!("{} {series} {}", goods.noun, mark + 1)
            }
        }
    }
}

/// Every combination of the options' values; one empty one where there are no options.
fn choices(goods: &Goods) -> Vec<Vec<(&'static str, &'static str)>> {
    goods
        .options
        .iter()
        .fold(vec![Vec::new()], |all, (_, values)| {
            all.iter()
                .flat_map(|begun| {
                    values
                        .iter()
                        .map(|value| [begun.as_slice(), &[*value]].concat())
                })
                .collect()
        })
}
