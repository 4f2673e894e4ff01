//! Marketplaces, regions, and believable people and addresses in their countries.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::random::Random;

/// An SP-API region: an authorisation is good for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Region {
    /// North America and Brazil.
    Na,
    /// Europe, Middle East, Africa and India.
    Eu,
    /// Far East and Australia.
    Fe,
}

impl Region {
    /// `na`, `eu` or `fe`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Na => "na",
            Self::Eu => "eu",
            Self::Fe => "fe",
        }
    }

    /// The region with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Na, Self::Eu, Self::Fe]
            .into_iter()
            .find(|region| region.code() == code)
    }

    /// The fulfilment channel code of listings in this region.
    pub fn channel(self) -> &'static str {
        match self {
            Self::Na => "AMAZON_NA",
            Self::Eu => "AMAZON_EU",
            Self::Fe => "AMAZON_JP",
        }
    }
}

/// A marketplace.
#[derive(Debug)]
pub struct Marketplace {
    /// Two-letter country.
    pub country: &'static str,
    /// Amazon's id.
    pub id: &'static str,
    /// ISO currency.
    pub currency: &'static str,
    /// Its region.
    pub region: Region,
    /// Shop domain.
    pub domain: &'static str,
    /// Default language.
    pub language: &'static str,
    /// Amazon's name for it.
    pub name: &'static str,
    /// Price level: how many minor units of the currency one US cent is worth, in percent.
    pub price_percent: i64,
    /// Sales tax in percent, already inside the price outside North America.
    pub tax_percent: i64,
    /// First group of order ids.
    pub order_prefix: &'static str,
}

impl Marketplace {
    /// Whether prices hold the tax.
    pub fn is_tax_included(&self) -> bool {
        self.region != Region::Na
    }

    /// Decimal places of the currency.
    pub fn n_decimals(&self) -> u32 {
        n_decimals(self.currency)
    }
}

macro_rules! marketplaces {
    ($($country:literal $id:literal $currency:literal $region:ident $domain:literal $language:literal $name:literal $percent:literal $tax:literal $prefix:literal;)*) => {
        /// Every marketplace SP-API knows.
        pub const MARKETPLACES: &[Marketplace] = &[$(Marketplace {
            country: $country, id: $id, currency: $currency, region: Region::$region, domain: $domain,
            language: $language, name: $name, price_percent: $percent, tax_percent: $tax, order_prefix: $prefix,
        }),*];
    };
}

marketplaces! {
    "CA" "A2EUQ1WTGCTBG2" "CAD" Na "www.amazon.ca" "en_CA" "Amazon.ca" 135 13 "701";
    "US" "ATVPDKIKX0DER" "USD" Na "www.amazon.com" "en_US" "Amazon.com" 100 7 "111";
    "MX" "A1AM78C64UM0Y8" "MXN" Na "www.amazon.com.mx" "es_MX" "Amazon.com.mx" 1800 16 "702";
    "BR" "A2Q3Y263D00KWC" "BRL" Na "www.amazon.com.br" "pt_BR" "Amazon.com.br" 520 0 "703";
    "IE" "A28R8C7NBKEWEA" "EUR" Eu "www.amazon.ie" "en_IE" "Amazon.ie" 95 23 "410";
    "ES" "A1RKKUPIHCS9HS" "EUR" Eu "www.amazon.es" "es_ES" "Amazon.es" 94 21 "405";
    "GB" "A1F83G8C2ARO7P" "GBP" Eu "www.amazon.co.uk" "en_GB" "Amazon.co.uk" 82 20 "202";
    "FR" "A13V1IB3VIYZZH" "EUR" Eu "www.amazon.fr" "fr_FR" "Amazon.fr" 95 20 "171";
    "DE" "A1PA6795UKMFR9" "EUR" Eu "www.amazon.de" "de_DE" "Amazon.de" 95 19 "302";
    "IT" "APJ6JRA9NG5V4" "EUR" Eu "www.amazon.it" "it_IT" "Amazon.it" 94 22 "403";
    "BE" "AMEN7PMS3EDWL" "EUR" Eu "www.amazon.com.be" "fr_BE" "Amazon.com.be" 96 21 "406";
    "NL" "A1805IZSGTT6HS" "EUR" Eu "www.amazon.nl" "nl_NL" "Amazon.nl" 96 21 "404";
    "SE" "A2NODRKZP88ZB9" "SEK" Eu "www.amazon.se" "sv_SE" "Amazon.se" 1080 25 "408";
    "ZA" "AE08WJ6YKNBMC" "ZAR" Eu "www.amazon.co.za" "en_ZA" "Amazon.co.za" 1850 15 "411";
    "PL" "A1C3SOZRARQ6R3" "PLN" Eu "www.amazon.pl" "pl_PL" "Amazon.pl" 410 23 "409";
    "EG" "ARBP9OOSHTCHU" "EGP" Eu "www.amazon.eg" "ar_AE" "Amazon.eg" 4800 14 "407";
    "TR" "A33AVAJ2PDY3EV" "TRY" Eu "www.amazon.com.tr" "tr_TR" "Amazon.com.tr" 3300 20 "205";
    "SA" "A17E79C6D8DWNP" "SAR" Eu "www.amazon.sa" "ar_AE" "Amazon.sa" 380 15 "203";
    "AE" "A2VIGQ35RCS4UG" "AED" Eu "www.amazon.ae" "en_AE" "Amazon.ae" 370 5 "204";
    "IN" "A21TJRUUN4KGV" "INR" Eu "www.amazon.in" "en_IN" "Amazon.in" 8300 18 "171";
    "SG" "A19VAU5U5O7RUS" "SGD" Fe "www.amazon.sg" "en_SG" "Amazon.sg" 135 9 "503";
    "AU" "A39IBJ37TRP1C6" "AUD" Fe "www.amazon.com.au" "en_AU" "Amazon.com.au" 150 10 "250";
    "JP" "A1VC38T7YXB528" "JPY" Fe "www.amazon.co.jp" "ja_JP" "Amazon.co.jp" 150 10 "249";
}

/// The marketplace with this id.
pub fn marketplace(id: &str) -> Option<&'static Marketplace> {
    MARKETPLACES.iter().find(|marketplace| marketplace.id == id)
}

/// The marketplace of this country.
pub fn marketplace_of(country: &str) -> Option<&'static Marketplace> {
    MARKETPLACES
        .iter()
        .find(|marketplace| marketplace.country == country)
}

/// Decimal places of a currency.
pub fn n_decimals(currency: &str) -> u32 {
    if currency == "JPY" { 0 } else { 2 }
}

/// An amount in minor units as a decimal text, `12.90` or `1290`.
pub fn decimal(minor: i64, currency: &str) -> String {
    match n_decimals(currency) {
        0 => minor.to_string(),
        _ => format!(
            "{}{}.{:02}",
            if minor < 0 { "-" } else { "" },
            minor.abs() / 100,
            minor.abs() % 100
        ),
    }
}

/// An amount in minor units as a JSON number.
pub fn number(minor: i64, currency: &str) -> Value {
    let text = decimal(minor, currency);
    text.parse::<f64>().map_or(Value::Null, Value::from)
}

/// Reads a decimal text into minor units, rounding half away from zero.
pub fn minor(text: &str, currency: &str) -> Option<i64> {
    let amount: f64 = text.trim().parse().ok()?;
    let scaled = amount * 10_f64.powi(i32::try_from(n_decimals(currency)).unwrap_or(2));
    scaled.is_finite().then(|| scaled.round() as i64)
}

struct Country {
    code: &'static str,
    first: &'static [&'static str],
    last: &'static [&'static str],
    streets: &'static [&'static str],
    /// City, state or region, postal code.
    cities: &'static [(&'static str, &'static str, &'static str)],
}

const COUNTRIES: &[Country] = &[
    Country {
        code: "US",
        first: &[
            "Avery", "Jordan", "Maya", "Elliot", "Rosa", "Theo", "Nadia", "Caleb", "Ines", "Walter",
        ],
        last: &[
            "Whitfield",
            "Okafor",
            "Delgado",
            "Larsen",
            "Pruitt",
            "Nguyen",
            "Abrams",
            "Castellano",
            "Bright",
            "Holloway",
        ],
        streets: &[
            "Maple Ave",
            "Cedar St",
            "Harbor Rd",
            "Lakeview Dr",
            "Mill Ln",
            "5th St",
        ],
        cities: &[
            ("Portland", "OR", "97205"),
            ("Madison", "WI", "53703"),
            ("Tucson", "AZ", "85701"),
            ("Albany", "NY", "12207"),
            ("Boise", "ID", "83702"),
            ("Savannah", "GA", "31401"),
        ],
    },
    Country {
        code: "CA",
        first: &["Chloé", "Liam", "Priya", "Étienne", "Hannah"],
        last: &["Tremblay", "MacLeod", "Singh", "Gagnon", "Friesen"],
        streets: &["Rue Saint-Denis", "King St W", "Granville St"],
        cities: &[
            ("Montréal", "QC", "H2X 3K8"),
            ("Toronto", "ON", "M5V 1J9"),
            ("Vancouver", "BC", "V6Z 1L2"),
        ],
    },
    Country {
        code: "MX",
        first: &["Lucía", "Mateo", "Ximena", "Íñigo"],
        last: &["Hernández", "Muñoz", "Peña", "Ortiz"],
        streets: &["Av. Reforma", "Calle Hidalgo", "Av. Juárez"],
        cities: &[
            ("Guadalajara", "Jalisco", "44100"),
            ("Puebla", "Puebla", "72000"),
        ],
    },
    Country {
        code: "GB",
        first: &["Imogen", "Rhys", "Aisha", "Callum", "Beatrix", "Owen"],
        last: &[
            "Ashworth",
            "Patel",
            "Llewellyn",
            "Drummond",
            "O'Connor",
            "Fairweather",
        ],
        streets: &["High Street", "Station Road", "Mill Lane", "Church Close"],
        cities: &[
            ("Leeds", "West Yorkshire", "LS1 4DY"),
            ("Bristol", "", "BS1 5TR"),
            ("Glasgow", "", "G2 1AL"),
            ("Norwich", "Norfolk", "NR1 3JU"),
        ],
    },
    Country {
        code: "DE",
        first: &["Jürgen", "Annika", "Björn", "Käthe", "Mehmet", "Søren"],
        last: &["Müller", "Großmann", "Yılmaz", "Schäfer", "Köhler", "Weiß"],
        streets: &["Hauptstraße", "Lindenallee", "Am Mühlbach", "Gartenweg"],
        cities: &[
            ("München", "Bayern", "80331"),
            ("Köln", "Nordrhein-Westfalen", "50667"),
            ("Görlitz", "Sachsen", "02826"),
            ("Hamburg", "", "20095"),
        ],
    },
    Country {
        code: "FR",
        first: &["Aurélie", "Benoît", "Zoé", "François"],
        last: &["Lefèvre", "Dubois", "Garçon", "N'Diaye"],
        streets: &["rue de la République", "avenue Foch", "chemin des Vignes"],
        cities: &[
            ("Lyon", "", "69002"),
            ("Besançon", "", "25000"),
            ("Nîmes", "", "30000"),
        ],
    },
    Country {
        code: "IT",
        first: &["Chiara", "Niccolò", "Desirée"],
        last: &["Rossi", "D'Angelo", "Conti"],
        streets: &["Via Garibaldi", "Corso Italia"],
        cities: &[("Torino", "TO", "10121"), ("Forlì", "FC", "47121")],
    },
    Country {
        code: "ES",
        first: &["Núria", "Álvaro", "Begoña"],
        last: &["Ibáñez", "Núñez", "Castaño"],
        streets: &["Calle Mayor", "Avenida de la Constitución"],
        cities: &[
            ("Málaga", "Málaga", "29015"),
            ("A Coruña", "A Coruña", "15001"),
        ],
    },
    Country {
        code: "JP",
        first: &["陽菜", "蓮", "結衣", "大翔"],
        last: &["佐藤", "鈴木", "高橋", "渡辺"],
        streets: &["桜丘町1-2-3", "本町4-5", "緑町7-8-9"],
        cities: &[
            ("渋谷区", "東京都", "150-0031"),
            ("中央区", "大阪府", "540-0008"),
        ],
    },
    Country {
        code: "AU",
        first: &["Matilda", "Darcy", "Minh"],
        last: &["Kowalski", "Brennan", "Tran"],
        streets: &["George Street", "Collins Street"],
        cities: &[("Hobart", "TAS", "7000"), ("Fremantle", "WA", "6160")],
    },
    Country {
        code: "PL",
        first: &["Łukasz", "Żaneta"],
        last: &["Wójcik", "Zieliński"],
        streets: &["ul. Długa", "ul. Piłsudskiego"],
        cities: &[
            ("Kraków", "małopolskie", "31-146"),
            ("Łódź", "łódzkie", "90-001"),
        ],
    },
];

/// A person with an address, in the fields every part of the simulator shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Street and number.
    pub line1: String,
    /// Flat or floor; may be empty.
    pub line2: String,
    /// City.
    pub city: String,
    /// State or region; may be empty.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// Two-letter country.
    pub country: String,
    /// Phone number.
    pub phone: String,
}

impl Person {
    /// Somebody who lives in `country`.
    pub fn in_country(random: &mut Random, country: &str) -> Self {
        let home = COUNTRIES
            .iter()
            .find(|held| held.code == country)
            .unwrap_or(&COUNTRIES[0]);
        let (city, state, postal_code) = *random.pick(home.cities);
        let (first, last) = (*random.pick(home.first), *random.pick(home.last));
        let street = *random.pick(home.streets);
        let house = random.between(1, 240);
        let line1 = match country {
            "US" | "CA" | "GB" | "AU" | "FR" => format!("{house} {street}"),
            "JP" => street.to_owned(),
            _ => format!("{street} {house}"),
        };
        Self {
            name: if country == "JP" {
                format!("{last} {first}")
            } else {
                format!("{first} {last}")
            },
            line1,
            line2: if random.chance(25) {
                format!("Apt {}", random.between(1, 40))
            } else {
                String::new()
            },
            city: city.to_owned(),
            state: state.to_owned(),
            postal_code: postal_code.to_owned(),
            country: country.to_owned(),
            phone: format!("+1 555-01{}", random.digits(2)),
        }
    }

    /// The address with the usual camelCase names; empty fields are left out.
    pub fn to_json(&self) -> Value {
        let mut address = json!({
            "name": self.name, "addressLine1": self.line1, "city": self.city,
            "postalCode": self.postal_code, "countryCode": self.country, "phone": self.phone,
        });
        if !self.line2.is_empty() {
            address["addressLine2"] = json!(self.line2);
        }
        if !self.state.is_empty() {
            address["stateOrRegion"] = json!(self.state);
        }
        address
    }
}

/// A fulfilment centre.
#[derive(Debug)]
pub struct Centre {
    /// Amazon's code for it.
    pub code: &'static str,
    /// Its country.
    pub country: &'static str,
    /// Street, city, state, postal code.
    pub address: (&'static str, &'static str, &'static str, &'static str),
}

/// The centres goods are sent from and to.
pub const CENTRES: &[Centre] = &[
    Centre {
        code: "PHX3",
        country: "US",
        address: ("6835 W Buckeye Rd", "Phoenix", "AZ", "85043"),
    },
    Centre {
        code: "ABE8",
        country: "US",
        address: ("401 Independence Rd", "Florence", "NJ", "08518"),
    },
    Centre {
        code: "DFW7",
        country: "US",
        address: ("700 Westport Pkwy", "Haslet", "TX", "76177"),
    },
    Centre {
        code: "YYZ4",
        country: "CA",
        address: ("8050 Heritage Rd", "Brampton", "ON", "L6Y 0C9"),
    },
    Centre {
        code: "MEX2",
        country: "MX",
        address: ("Av. Industria 12", "Cuautitlán", "México", "54800"),
    },
    Centre {
        code: "LTN4",
        country: "GB",
        address: ("Boscombe Road 23", "Dunstable", "Bedfordshire", "LU5 4FE"),
    },
    Centre {
        code: "LEJ1",
        country: "DE",
        address: ("Amazonstraße 1", "Leipzig", "Sachsen", "04347"),
    },
    Centre {
        code: "DUS2",
        country: "DE",
        address: (
            "Amazonstraße 1",
            "Rheinberg",
            "Nordrhein-Westfalen",
            "47495",
        ),
    },
    Centre {
        code: "LYS1",
        country: "FR",
        address: ("Distripôle Chalon", "Sevrey", "", "71100"),
    },
    Centre {
        code: "NRT5",
        country: "JP",
        address: ("扇町1-2", "川崎市", "神奈川県", "210-0867"),
    },
    Centre {
        code: "BWU2",
        country: "AU",
        address: ("10 Interchange Dr", "Kemps Creek", "NSW", "2178"),
    },
];

/// The centres that serve a marketplace, never none.
pub fn centres_of(country: &str) -> Vec<&'static Centre> {
    let near: Vec<_> = CENTRES
        .iter()
        .filter(|centre| centre.country == country)
        .collect();
    if !near.is_empty() {
        return near;
    }
    let region = marketplace_of(country).map(|marketplace| marketplace.region);
    let regional: Vec<_> = CENTRES
        .iter()
        .filter(|centre| marketplace_of(centre.country).map(|found| found.region) == region)
        .collect();
    if regional.is_empty() {
        vec![&CENTRES[0]]
    } else {
        regional
    }
}
