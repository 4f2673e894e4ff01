//! What files may be about, which fields each kind has, and which column of a file is likely to be which field.

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Products: one row each, by SKU.
    Products,
    /// More barcodes of products: one row each.
    Barcodes,
    /// Stock that is there: product, location, bin, quantity.
    OpeningStock,
    /// Bins of locations.
    Bins,
    /// Amazon's report of all listings (`GET_MERCHANT_LISTINGS_ALL_DATA`): products by seller SKU, no quantities.
    AmazonListings,
}

/// A field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings.
    pub key: &'static str,
    /// What people read.
    pub title: &'static str,
    /// A file without it says nothing.
    pub required: bool,
    /// Other titles that mean it, folded as by [`fold`].
    pub aliases: &'static [&'static str],
}

/// Fields that hold prices, with the numbers of their tiers.
pub const PRICES: [(&str, u16); 8] = [
    ("price", 1),
    ("price_2", 2),
    ("price_3", 3),
    ("price_4", 4),
    ("price_5", 5),
    ("price_6", 6),
    ("price_7", 7),
    ("price_8", 8),
];

impl Field {
    /// Whether it can hold something in books with price tiers of these numbers.
    pub fn is_of(&self, tiers: &[u16]) -> bool {
        let price = PRICES.iter().find(|(key, _)| *key == self.key);
        price.is_none_or(|(_, number)| tiers.contains(number))
    }
}

const fn field(key: &'static str, title: &'static str, aliases: &'static [&'static str]) -> Field {
    Field {
        key,
        title,
        required: false,
        aliases,
    }
}

const fn required(
    key: &'static str,
    title: &'static str,
    aliases: &'static [&'static str],
) -> Field {
    Field {
        key,
        title,
        required: true,
        aliases,
    }
}

const SKU: Field = required(
    "sku",
    "SKU",
    &[
        "productcode",
        "code",
        "itemcode",
        "sellersku",
        "artikelnummer",
        "référence",
    ],
);
const BARCODE_ALIASES: &[&str] = &[
    "ean",
    "upc",
    "gtin",
    "ean13",
    "isbn",
    "jan",
    "barcodenumber",
];
const LOCATION: Field = required("location", "Location", &["warehouse", "site", "lager"]);
const BIN_ALIASES: &[&str] = &["binname", "shelf", "position", "lagerplatz"];
const COST: Field = field(
    "unit_cost",
    "Unit cost",
    &["cost", "costprice", "purchaseprice", "averagecost"],
);

const PRODUCTS: &[Field] = &[
    SKU,
    required(
        "name",
        "Name",
        &["productname", "title", "itemname", "product", "bezeichnung"],
    ),
    field("kind", "Kind", &["type", "producttype"]),
    field("barcode", "Barcode", BARCODE_ALIASES),
    field(
        "pack",
        "Barcode pack quantity",
        &["packquantity", "packsize"],
    ),
    field("category", "Category", &["productcategory"]),
    field("brand", "Brand", &["manufacturer"]),
    field("family", "Family", &["productfamily", "parent"]),
    field("option1", "Option 1", &["option1name"]),
    field("value1", "Value 1", &["option1value"]),
    field("option2", "Option 2", &["option2name"]),
    field("value2", "Value 2", &["option2value"]),
    field("option3", "Option 3", &["option3name"]),
    field("value3", "Value 3", &["option3value"]),
    field("description", "Description", &["productdescription"]),
    field("weight_kg", "Weight (kg)", &["weight", "weightkg"]),
    field("width_cm", "Width (cm)", &["width", "widthcm"]),
    field("height_cm", "Height (cm)", &["height", "heightcm"]),
    field("length_cm", "Length (cm)", &["length", "lengthcm", "depth"]),
    COST,
    field(
        "price",
        "Price (tier 1)",
        &["pricetier1", "saleprice", "tier1"],
    ),
    field("price_2", "Price (tier 2)", &["pricetier2", "tier2"]),
    field("price_3", "Price (tier 3)", &["pricetier3", "tier3"]),
    field("price_4", "Price (tier 4)", &["pricetier4", "tier4"]),
    field("price_5", "Price (tier 5)", &["pricetier5", "tier5"]),
    field("price_6", "Price (tier 6)", &["pricetier6", "tier6"]),
    field("price_7", "Price (tier 7)", &["pricetier7", "tier7"]),
    field("price_8", "Price (tier 8)", &["pricetier8", "tier8"]),
    field("tax_rule", "Tax rule", &["saletaxrule", "tax"]),
    field("default_location", "Default location", &[]),
    field(
        "reorder_level",
        "Reorder level",
        &["reorderpoint", "minimumstock", "minstock"],
    ),
];

const BARCODES: &[Field] = &[
    SKU,
    required("barcode", "Barcode", BARCODE_ALIASES),
    field(
        "pack",
        "Pack quantity",
        &["packquantity", "packsize", "quantity"],
    ),
];

const OPENING_STOCK: &[Field] = &[
    SKU,
    LOCATION,
    field("bin", "Bin", BIN_ALIASES),
    required(
        "quantity",
        "Quantity",
        &["onhand", "qty", "stock", "soh", "menge"],
    ),
    COST,
];

const BINS: &[Field] = &[
    LOCATION,
    required("bin", "Bin", BIN_ALIASES),
    field("zone", "Zone", &["aisle", "area"]),
    field("walk", "Walking order", &["order", "sequence", "walkorder"]),
    field("not_for_sale", "Not for sale", &["quarantine", "blocked"]),
];

/// Titles as Amazon gives them; the Japanese ones as its report has them there (formats of listing reports).
const AMAZON_LISTINGS: &[Field] = &[
    required("sku", "Seller SKU", &["sellersku", "出品者sku"]),
    required("name", "Item name", &["itemname", "商品名"]),
    field(
        "description",
        "Item description",
        &["itemdescription", "商品説明"],
    ),
    field("price", "Price", &["価格"]),
    field("product_id", "Product ID", &["productid", "商品id"]),
    field(
        "product_id_type",
        "Product ID type",
        &["productidtype", "商品idタイプ"],
    ),
];

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Products,
        Self::Barcodes,
        Self::OpeningStock,
        Self::Bins,
        Self::AmazonListings,
    ];

    /// Its name in addresses and commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Barcodes => "barcodes",
            Self::OpeningStock => "opening-stock",
            Self::Bins => "bins",
            Self::AmazonListings => "amazon-listings",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What may stand in such a file, in the order in which it is exported.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Products => PRODUCTS,
            Self::Barcodes => BARCODES,
            Self::OpeningStock => OPENING_STOCK,
            Self::Bins => BINS,
            Self::AmazonListings => AMAZON_LISTINGS,
        }
    }
}

/// Which column is which field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(&'static str, usize)>);

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A field that this kind does not have.
    #[error("There is no field called \"{0}\" in such a file.")]
    UnknownField(String),
    /// A column that the file does not have.
    #[error("The file has no column \"{0}\".")]
    UnknownColumn(String),
    /// A field without which rows say nothing.
    #[error("Say which column holds the {0}.")]
    Missing(&'static str),
}

impl Mapping {
    /// What the titles suggest.
    pub fn suggested(kind: Kind, headers: &[String]) -> Self {
        let folded: Vec<String> = headers.iter().map(|title| fold(title)).collect();
        let column = |field: &Field| {
            let names = [fold(field.key), fold(field.title)];
            let exact = folded
                .iter()
                .position(|title| !title.is_empty() && names.contains(title));
            exact.or_else(|| {
                folded
                    .iter()
                    .position(|title| field.aliases.contains(&title.as_str()))
            })
        };
        Self(
            kind.fields()
                .iter()
                .filter_map(|field| Some((field.key, column(field)?)))
                .collect(),
        )
    }

    /// What a person chose: pairs of field and title of a column.
    ///
    /// # Errors
    /// Names the field or column that there is not.
    pub fn chosen<'a>(
        kind: Kind,
        headers: &[String],
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for (key, title) in pairs {
            let field = kind.fields().iter().find(|field| field.key == key);
            let field = field.ok_or_else(|| MappingError::UnknownField(key.to_owned()))?;
            let column = headers.iter().position(|header| header == title);
            let column = column.ok_or_else(|| MappingError::UnknownColumn(title.to_owned()))?;
            mapping.0.push((field.key, column));
        }
        Ok(mapping)
    }

    /// Whether every required field has a column.
    ///
    /// # Errors
    /// Names the first that has none.
    pub fn check(&self, kind: Kind) -> Result<(), MappingError> {
        let missing = kind
            .fields()
            .iter()
            .find(|field| field.required && self.column(field.key).is_none());
        missing.map_or(Ok(()), |field| Err(MappingError::Missing(field.title)))
    }

    /// The column of a field.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.0
            .iter()
            .find(|(field, _)| *field == key)
            .map(|(_, column)| *column)
    }

    /// Fields and their columns.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        self.0.iter().copied()
    }
}

/// A title without case, spaces and punctuation, as aliases are written.
pub fn fold(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The kind that a file is most likely about, judged by its titles.
pub fn likely_kind(headers: &[String]) -> Option<Kind> {
    let has = |wanted: &str| headers.iter().any(|title| fold(title) == fold(wanted));
    if has("item-name") && has("seller-sku") || has("出品者SKU") {
        return Some(Kind::AmazonListings);
    }
    let score = |kind: &Kind| {
        let mapping = Mapping::suggested(*kind, headers);
        mapping
            .check(*kind)
            .ok()
            .map(|()| (mapping.0.len(), usize::MAX - kind.fields().len()))
    };
    // Amazon's own report was known by its titles above.
    Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::AmazonListings && score(kind).is_some())
        .max_by_key(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(titles: &str) -> Vec<String> {
        titles.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn titles_suggest_kind_and_columns() {
        let headers = titles("Product Code|Title|EAN|Cost price|Colour");
        let mapping = Mapping::suggested(Kind::Products, &headers);
        assert_eq!(mapping.column("sku"), Some(0));
        assert_eq!(mapping.column("name"), Some(1));
        assert_eq!(mapping.column("barcode"), Some(2));
        assert_eq!(mapping.column("unit_cost"), Some(3));
        assert_eq!(mapping.check(Kind::Products), Ok(()));
        assert_eq!(likely_kind(&headers), Some(Kind::Products));
        assert_eq!(likely_kind(&titles("sku|name")), Some(Kind::Products));
        assert_eq!(
            likely_kind(&titles("SKU|Location|Bin|Quantity|Unit cost")),
            Some(Kind::OpeningStock)
        );
        assert_eq!(likely_kind(&titles("Location|Bin|Zone")), Some(Kind::Bins));
        assert_eq!(
            likely_kind(&titles("item-name|seller-sku|price")),
            Some(Kind::AmazonListings)
        );
        assert_eq!(
            likely_kind(&titles("SKU|Barcode|Pack quantity")),
            Some(Kind::Barcodes)
        );
        assert_eq!(likely_kind(&titles("a|b")), None);
    }

    #[test]
    fn a_chosen_mapping_is_checked() {
        let headers = titles("a|b");
        let chosen = |pairs: &[(&str, &str)]| {
            Mapping::chosen(Kind::Products, &headers, pairs.iter().copied())
        };
        assert_eq!(
            chosen(&[("sku", "a")]).unwrap().check(Kind::Products),
            Err(MappingError::Missing("Name"))
        );
        assert_eq!(
            chosen(&[("sku", "z")]),
            Err(MappingError::UnknownColumn("z".into()))
        );
        assert_eq!(
            chosen(&[("what", "a")]),
            Err(MappingError::UnknownField("what".into()))
        );
    }
}
