//! Every address of the application, in one place: builders for links, patterns for the router. Addresses are
//! readable and stay (DESIGN 3).

use domain::ids::{ImportId, LocationId, ProductId, StocktakeId, TransferId};

/// The dashboard.
pub const DASHBOARD: &str = "/";
/// Sign-in.
pub const SIGN_IN: &str = "/sign-in";
/// First-run set-up.
pub const SET_UP: &str = "/set-up";
/// Stock by product, location and bin.
pub const STOCK: &str = "/stock";
/// What stock is worth.
pub const STOCK_VALUE: &str = "/stock/value";
/// Products.
pub const PRODUCTS: &str = "/products";
/// A new product.
pub const PRODUCT_NEW: &str = "/products/new";
/// Locations and bins.
pub const LOCATIONS: &str = "/locations";
/// Transfers.
pub const TRANSFERS: &str = "/transfers";
/// A new transfer.
pub const TRANSFER_NEW: &str = "/transfers/new";
/// Stocktakes.
pub const STOCKTAKES: &str = "/stocktakes";
/// Starting a stocktake.
pub const STOCKTAKE_NEW: &str = "/stocktakes/new";
/// Imports and exports.
pub const IMPORT: &str = "/import";
/// What waits to be sent.
pub const OUTBOX: &str = "/outbox";
/// What somebody has to decide.
pub const TASKS: &str = "/review-tasks";
/// Messages of jobs and reviews.
pub const NOTIFICATIONS: &str = "/notifications";
/// Scheduled jobs.
pub const JOBS: &str = "/jobs";
/// Settings.
pub const SETTINGS: &str = "/settings";
/// Families, categories, brands, price tiers, tax rules.
pub const REFERENCE: &str = "/settings/catalogue";
/// Connections to Fulfilment by Amazon.
pub const FBA: &str = "/integrations/fba";
/// Users.
pub const USERS: &str = "/users";
/// Roles.
pub const ROLES: &str = "/users/roles";
/// Keys of programs.
pub const KEYS: &str = "/users/keys";
/// Tablets and browsers.
pub const DEVICES: &str = "/devices";
/// Who changed what.
pub const AUDIT: &str = "/audit";

/// A product.
pub fn product(id: ProductId) -> String {
    format!("/products/{id}")
}

/// Editing a product.
pub fn product_edit(id: ProductId) -> String {
    format!("/products/{id}/edit")
}

/// A location with its bins.
pub fn location(id: LocationId) -> String {
    format!("/locations/{id}")
}

/// A transfer.
pub fn transfer(id: TransferId) -> String {
    format!("/transfers/{id}")
}

/// Sending a transfer by scan.
pub fn transfer_send(id: TransferId) -> String {
    format!("/transfers/{id}/send")
}

/// Receiving a transfer by scan.
pub fn transfer_receive(id: TransferId) -> String {
    format!("/transfers/{id}/receive")
}

/// A new transfer of one product.
pub fn transfer_of(id: ProductId) -> String {
    format!("{TRANSFER_NEW}?product={id}")
}

/// A stocktake as its supervisor sees it.
pub fn stocktake(id: StocktakeId) -> String {
    format!("/stocktakes/{id}")
}

/// Counting.
pub fn stocktake_count(id: StocktakeId) -> String {
    format!("/stocktakes/{id}/count")
}

/// Reviewing variances.
pub fn stocktake_review(id: StocktakeId) -> String {
    format!("/stocktakes/{id}/review")
}

/// Starting a stocktake of one product.
pub fn stocktake_of(id: ProductId) -> String {
    format!("{STOCKTAKE_NEW}?product={id}")
}

/// Starting a stocktake of one location.
pub fn stocktake_at(id: LocationId) -> String {
    format!("{STOCKTAKE_NEW}?location={id}")
}

/// An import with its preview, errors and progress.
pub fn import(id: ImportId) -> String {
    format!("/import/{id}")
}

/// Stock, searched for something.
pub fn stock_search(query: &str) -> String {
    format!("{STOCK}?q={}", encoded(query))
}

/// Percent-encodes a query value.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A place of the navigation that a path belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The dashboard.
    Dashboard,
    /// Stock figures.
    Stock,
    /// Stocktakes.
    Stocktake,
    /// What somebody has to decide.
    Tasks,
    /// Products.
    Products,
    /// Locations and bins.
    Locations,
    /// Transfers.
    Transfers,
    /// Import and export.
    Import,
    /// Settings, users, devices, jobs, audit log.
    Settings,
    /// None of them: outbox, notifications, sign-in.
    Elsewhere,
}

impl Section {
    /// The section of a path.
    pub fn of(path: &str) -> Self {
        let first = path
            .trim_start_matches('/')
            .split(['/', '?'])
            .next()
            .unwrap_or("");
        match first {
            "" => Self::Dashboard,
            "stock" => Self::Stock,
            "stocktakes" | "stocktake" => Self::Stocktake,
            "review-tasks" => Self::Tasks,
            "products" => Self::Products,
            "locations" => Self::Locations,
            "transfers" => Self::Transfers,
            "import" => Self::Import,
            "settings" | "users" | "devices" | "jobs" | "audit" | "integrations" => Self::Settings,
            _ => Self::Elsewhere,
        }
    }
}

/// Whether a path is in task mode: no navigation, no update takes over (DECISIONS 15).
pub fn is_task(path: &str) -> bool {
    let mut parts = path.trim_matches('/').split('/');
    matches!(
        (parts.next(), parts.next(), parts.next()),
        (Some("stocktakes"), Some(_), Some("count"))
            | (Some("transfers"), Some(_), Some("send" | "receive"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn addresses_are_readable() {
        let n = Uuid::from_u128(7);
        let all = [
            product(ProductId::new(n)),
            product_edit(ProductId::new(n)),
            location(LocationId::new(n)),
            transfer(TransferId::new(n)),
            transfer_send(TransferId::new(n)),
            transfer_receive(TransferId::new(n)),
            stocktake(StocktakeId::new(n)),
            stocktake_count(StocktakeId::new(n)),
            stocktake_review(StocktakeId::new(n)),
            import(ImportId::new(n)),
            stock_search("head torch & co"),
        ];
        let text = all
            .join("\n")
            .replace("00000000000000000000000000000007", "7");
        assert_eq!(
            text,
            "/products/prd_7\n/products/prd_7/edit\n/locations/loc_7\n/transfers/trf_7\n/transfers/trf_7/send\n\
             /transfers/trf_7/receive\n/stocktakes/stk_7\n/stocktakes/stk_7/count\n/stocktakes/stk_7/review\n\
             /import/imp_7\n/stock?q=head%20torch%20%26%20co"
        );
    }

    #[test]
    fn every_path_knows_its_section_and_whether_it_is_a_task() {
        assert_eq!(Section::of("/stocktakes/stk_1/count"), Section::Stocktake);
        assert_eq!(Section::of("/users/roles"), Section::Settings);
        assert_eq!(Section::of("/"), Section::Dashboard);
        assert!(is_task("/stocktakes/stk_1/count"));
        assert!(is_task("/transfers/trf_1/receive"));
        assert!(!is_task("/stocktakes/stk_1/review"));
    }
}
