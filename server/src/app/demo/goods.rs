//! What the training company sells: kinds of goods, what they differ in, and what each is called.

/// A kind of goods: stem of the SKU, noun, category, options with their values, cost in pence, grams.
pub(super) struct Goods {
    pub stem: &'static str,
    pub noun: &'static str,
    pub category: &'static str,
    pub options: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    pub cost: i64,
    pub weight_g: u32,
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

pub(super) const GOODS: &[Goods] = &[
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

pub(super) const BRANDS: [&str; 6] = [
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

/// `Dry bag` in the first round, `Dry bag Arran` and so on behind it.
pub(super) fn line_name(goods: &Goods, round: usize) -> String {
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
pub(super) fn choices(goods: &Goods) -> Vec<Vec<(&'static str, &'static str)>> {
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
