//! What stands in reports: tab-separated tables with Amazon's column names.

use std::collections::BTreeMap;

use super::World;
use super::account::{Account, FbaStock};
use super::jobs::{Job, PLANNING_FRESHNESS, STOCK_FRESHNESS};
use super::ledger::{DISPOSITIONS, Movement, SELLABLE};
use super::listings::Listing;
use super::misbehaviour::{NO_CURRENCY, StrangePrice};
use super::money::{Settlement, mcf_order_id};
use super::orders::{Order, OrderLine, OrderStatus};
use crate::clock::{DAY, Ms, date, format, iso};
use crate::places::{self, decimal};

/// The settlement report's type.
pub const SETTLEMENT: &str = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";

const ALL_LISTINGS: [&str; 29] = [
    "item-name",
    "item-description",
    "listing-id",
    "seller-sku",
    "price",
    "quantity",
    "open-date",
    "image-url",
    "item-is-marketplace",
    "product-id-type",
    "zshop-shipping-fee",
    "item-note",
    "item-condition",
    "zshop-category1",
    "zshop-browse-path",
    "zshop-storefront-feature",
    "asin1",
    "asin2",
    "asin3",
    "will-ship-internationally",
    "expedited-shipping",
    "zshop-boldface",
    "product-id",
    "bid-for-featured-placement",
    "add-delete",
    "pending-quantity",
    "fulfillment-channel",
    "merchant-shipping-group",
    "status",
];
const FBA_INVENTORY: [&str; 21] = [
    "sku",
    "fnsku",
    "asin",
    "product-name",
    "condition",
    "your-price",
    "mfn-listing-exists",
    "mfn-fulfillable-quantity",
    "afn-listing-exists",
    "afn-warehouse-quantity",
    "afn-fulfillable-quantity",
    "afn-unsellable-quantity",
    "afn-reserved-quantity",
    "afn-total-quantity",
    "per-unit-volume",
    "afn-inbound-working-quantity",
    "afn-inbound-shipped-quantity",
    "afn-inbound-receiving-quantity",
    "afn-researching-quantity",
    "afn-reserved-future-supply",
    "afn-future-supply-buyable",
];
const ALL_ORDERS: [&str; 31] = [
    "amazon-order-id",
    "merchant-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "order-channel",
    "ship-service-level",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
    "currency",
    "item-price",
    "item-tax",
    "shipping-price",
    "shipping-tax",
    "gift-wrap-price",
    "gift-wrap-tax",
    "item-promotion-discount",
    "ship-promotion-discount",
    "ship-city",
    "ship-state",
    "ship-postal-code",
    "ship-country",
    "promotion-ids",
    "is-business-order",
    "purchase-order-number",
    "price-designation",
];
const ACTIONABLE_ORDERS: [&str; 27] = [
    "order-id",
    "order-item-id",
    "purchase-date",
    "payments-date",
    "reporting-date",
    "promise-date",
    "days-past-promise",
    "buyer-email",
    "buyer-phone-number",
    "sku",
    "product-name",
    "quantity-purchased",
    "quantity-shipped",
    "quantity-to-ship",
    "ship-service-level",
    "recipient-name",
    "ship-address-1",
    "ship-address-2",
    "ship-address-3",
    "ship-city",
    "ship-state",
    "ship-postal-code",
    "ship-country",
    "is-business-order",
    "purchase-order-number",
    "price-designation",
    "is-prime",
];
const FULFILLED_SHIPMENTS: [&str; 48] = [
    "amazon-order-id",
    "merchant-order-id",
    "shipment-id",
    "shipment-item-id",
    "amazon-order-item-id",
    "merchant-order-item-id",
    "purchase-date",
    "payments-date",
    "shipment-date",
    "reporting-date",
    "buyer-email",
    "buyer-name",
    "buyer-phone-number",
    "sku",
    "product-name",
    "quantity-shipped",
    "currency",
    "item-price",
    "item-tax",
    "shipping-price",
    "shipping-tax",
    "gift-wrap-price",
    "gift-wrap-tax",
    "ship-service-level",
    "recipient-name",
    "ship-address-1",
    "ship-address-2",
    "ship-address-3",
    "ship-city",
    "ship-state",
    "ship-postal-code",
    "ship-country",
    "ship-phone-number",
    "bill-address-1",
    "bill-address-2",
    "bill-address-3",
    "bill-city",
    "bill-state",
    "bill-postal-code",
    "bill-country",
    "item-promotion-discount",
    "ship-promotion-discount",
    "carrier",
    "tracking-number",
    "estimated-arrival-date",
    "fulfillment-center-id",
    "fulfillment-channel",
    "sales-channel",
];
const SETTLEMENT_COLUMNS: [&str; 23] = [
    "settlement-id",
    "settlement-start-date",
    "settlement-end-date",
    "deposit-date",
    "total-amount",
    "currency",
    "transaction-type",
    "order-id",
    "merchant-order-id",
    "adjustment-id",
    "shipment-id",
    "marketplace-name",
    "amount-type",
    "amount-description",
    "amount",
    "fulfillment-id",
    "posted-date",
    "posted-date-time",
    "order-item-code",
    "merchant-order-item-id",
    "merchant-adjustment-item-id",
    "sku",
    "quantity-purchased",
];

/// A table with named columns.
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of two parts.
    fn join(&mut self, common: &[(&str, String)], own: &[(&str, String)]) {
        self.row(&[common, own].concat());
    }

    /// Adds a row; columns that are not given stay empty.
    fn row(&mut self, cells: &[(&str, String)]) {
        let mut row = vec![String::new(); self.columns.len()];
        for (name, value) in cells {
            if let Some(place) = self.columns.iter().position(|held| held == name) {
                // Tab-separated files know no quoting.
                row[place] = value.replace(['\t', '\r', '\n'], " ");
            }
        }
        self.rows.push(row);
    }

    /// The same with strange prices. The table has no column for currencies, so one that there is not stands beside
    /// the amount.
    pub(crate) fn with_strange_prices(&self, parameter: i64) -> Self {
        let place = self.columns.iter().position(|held| held == "price");
        let mut rows = self.rows.clone();
        for (n, row) in rows.iter_mut().enumerate() {
            let Some(cell) = place.and_then(|place| row.get_mut(place)) else {
                continue;
            };
            let strange = StrangePrice::of(parameter, n);
            *cell = strange.amount(cell).unwrap_or_default();
            if strange == StrangePrice::NoCurrency {
                cell.push_str(&format!(" {NO_CURRENCY}"));
            }
        }
        Self {
            columns: self.columns.clone(),
            rows,
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The file.
    pub fn text(&self) -> String {
        let mut text = self.columns.join("\t");
        text.push_str("\r\n");
        for row in &self.rows {
            text.push_str(&row.join("\t"));
            text.push_str("\r\n");
        }
        text
    }
}

/// How often a report is made anew, for those that have a limit.
pub fn freshness(kind: &str) -> Option<Ms> {
    match kind {
        "GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA"
        | "GET_FBA_MYI_ALL_INVENTORY_DATA"
        | "GET_AFN_INVENTORY_DATA"
        | "GET_RESERVED_INVENTORY_DATA" => Some(STOCK_FRESHNESS),
        "GET_FBA_INVENTORY_PLANNING_DATA"
        | "GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT"
        | "GET_LEDGER_SUMMARY_VIEW_DATA"
        | "GET_LEDGER_DETAIL_VIEW_DATA" => Some(PLANNING_FRESHNESS),
        _ => None,
    }
}

/// Whether reading the document takes a restricted data token.
pub fn is_restricted(kind: &str) -> bool {
    matches!(
        kind,
        "GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING"
            | "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING"
            | "GET_FLAT_FILE_ORDER_REPORT_DATA_TAX"
            | "GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING"
            | "GET_ORDER_REPORT_DATA_SHIPPING"
            | "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING"
            | "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX"
    )
}

/// Whether a report of this type can be asked for.
pub fn can_be_asked(kind: &str) -> bool {
    kind.starts_with("GET_")
        && !kind.starts_with("GET_V2_SETTLEMENT")
        && kind
            .chars()
            .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_')
}

/// The table of a report; none when there is no data for it.
pub fn report(world: &World, seller: &str, job: &Job) -> Option<Table> {
    let account = world.account(seller);
    let table = match job.kind.as_str() {
        "GET_MERCHANT_LISTINGS_ALL_DATA" => listings(world, account, job, &ALL_LISTINGS, |_| true),
        "GET_MERCHANT_LISTINGS_DATA" => {
            listings(world, account, job, &ALL_LISTINGS[..28], |listing| {
                listing.is_live && !listing.is_suppressed()
            })
        }
        "GET_MERCHANT_LISTINGS_INACTIVE_DATA" => {
            listings(world, account, job, &ALL_LISTINGS[..28], |listing| {
                !listing.is_live || listing.is_suppressed()
            })
        }
        "GET_FLAT_FILE_OPEN_LISTINGS_DATA" => open_listings(account, job),
        "GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA" | "GET_FBA_MYI_ALL_INVENTORY_DATA" => {
            fba_inventory(world, account, job)
        }
        "GET_AFN_INVENTORY_DATA" => afn_inventory(account),
        "GET_RESERVED_INVENTORY_DATA" => reserved_inventory(world, account),
        "GET_FBA_INVENTORY_PLANNING_DATA" => planning(world, account),
        "GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT" => restock(world, account),
        "GET_LEDGER_DETAIL_VIEW_DATA" => ledger_detail(world, account, job),
        "GET_LEDGER_SUMMARY_VIEW_DATA" => ledger_summary(world, account, job),
        "GET_STRANDED_INVENTORY_UI_DATA" => stranded(world, account, job),
        "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL" => {
            all_orders(account, job, |order| order.updated)
        }
        "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL" => {
            all_orders(account, job, |order| order.created)
        }
        "GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING" => {
            merchant_orders(world, account, |order, line| {
                let is_open = matches!(
                    order.status,
                    OrderStatus::Unshipped | OrderStatus::PartiallyShipped
                );
                is_open && line.open() > 0
            })
        }
        "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING"
        | "GET_FLAT_FILE_ORDER_REPORT_DATA_TAX"
        | "GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING" => {
            merchant_orders(world, account, |order, _| {
                let is_paid =
                    !matches!(order.status, OrderStatus::Pending | OrderStatus::Cancelled);
                is_paid && in_window(job, order.created, world.now)
            })
        }
        "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL"
        | "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING"
        | "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX" => fulfilled_shipments(world, account, job),
        "GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA" => customer_returns(account),
        "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA" => estimated_fees(world, account, job),
        _ => return None,
    };
    // Amazon cancels order reports that would be empty; stock reports come with their header alone.
    (!table.is_empty() || !job.kind.contains("ORDER")).then_some(table)
}

fn marketplace_of(account: &Account, job: &Job) -> &'static places::Marketplace {
    job.marketplaces
        .first()
        .and_then(|id| places::marketplace(id))
        .unwrap_or_else(|| account.home())
}

fn listings(
    world: &World,
    account: &Account,
    job: &Job,
    columns: &[&str],
    wanted: impl Fn(&Listing) -> bool,
) -> Table {
    let marketplace = marketplace_of(account, job);
    let mut table = Table::new(columns);
    for listing in account.listings.values().filter(|listing| wanted(listing)) {
        let Some(price) = listing.offers.get(marketplace.id) else {
            continue;
        };
        let product = world.catalogue.product(&listing.asin);
        let channel = listing
            .channels
            .keys()
            .find(|code| *code != "DEFAULT")
            .cloned()
            .unwrap_or_else(|| "DEFAULT".into());
        let quantity = if listing.is_fba() {
            String::new()
        } else {
            listing.merchant_quantity().to_string()
        };
        let status = match (
            listing.is_live,
            listing.is_suppressed() || listing.asin.is_empty(),
            listing.is_fba() || listing.merchant_quantity() > 0,
        ) {
            (true, false, true) => "Active",
            (_, true, _) => "Incomplete",
            _ => "Inactive",
        };
        table.row(&[
            (
                "item-name",
                product
                    .map(|product| product.title.clone())
                    .unwrap_or_default(),
            ),
            (
                "item-description",
                product
                    .map(|product| format!("{} by {}.", product.kind().display, product.brand))
                    .unwrap_or_default(),
            ),
            ("listing-id", listing.listing_id.to_string()),
            ("seller-sku", listing.sku.to_string()),
            ("price", decimal(*price, marketplace.currency)),
            ("quantity", quantity),
            ("open-date", open_date(listing.created, marketplace.country)),
            (
                "image-url",
                product
                    .map(|product| format!("{}/images/I/{}.png", world.public_url, product.asin))
                    .unwrap_or_default(),
            ),
            ("item-is-marketplace", "y".to_owned()),
            ("product-id-type", "1".to_owned()),
            (
                "item-condition",
                if listing.condition == "new_new" {
                    "11"
                } else {
                    "2"
                }
                .to_owned(),
            ),
            ("asin1", listing.asin.to_string()),
            ("product-id", listing.asin.to_string()),
            (
                "pending-quantity",
                if listing.is_fba() {
                    String::new()
                } else {
                    "0".to_owned()
                },
            ),
            ("fulfillment-channel", channel.to_string()),
            ("merchant-shipping-group", "Migrated Template".to_owned()),
            ("status", status.to_owned()),
        ]);
    }
    table
}

/// Dates of listings carry the zone as a name.
fn open_date(at: Ms, country: &str) -> String {
    let (hours, zone) = match country {
        "US" | "CA" | "MX" => (-8, "PST"),
        "JP" => (9, "JST"),
        "AU" => (10, "AEST"),
        "GB" | "IE" => (0, "GMT"),
        _ => (1, "MET"),
    };
    format!(
        "{} {zone}",
        format(at + hours * 3_600_000, "%Y-%m-%d %H:%M:%S")
    )
}

fn open_listings(account: &Account, job: &Job) -> Table {
    let marketplace = marketplace_of(account, job);
    let mut table = Table::new(&["sku", "asin", "price", "quantity"]);
    for listing in account
        .listings
        .values()
        .filter(|listing| listing.is_buyable(marketplace.id))
    {
        let price = listing.offers.get(marketplace.id).copied().unwrap_or(0);
        table.row(&[
            ("sku", listing.sku.to_string()),
            ("asin", listing.asin.to_string()),
            ("price", decimal(price, marketplace.currency)),
            (
                "quantity",
                if listing.is_fba() {
                    String::new()
                } else {
                    listing.merchant_quantity().to_string()
                },
            ),
        ]);
    }
    table
}

fn stocked<'a>(
    world: &'a World,
    account: &'a Account,
) -> impl Iterator<Item = (&'a Listing, &'a FbaStock, String)> {
    account.stock.iter().filter_map(|(sku, stock)| {
        let listing = account.listings.get(sku)?;
        Some((
            listing,
            stock,
            world
                .catalogue
                .product(&listing.asin)
                .map(|product| product.title.clone())
                .unwrap_or_default(),
        ))
    })
}

/// What names an article in a row.
fn article(listing: &Listing, stock: &FbaStock, title: String) -> [(&'static str, String); 4] {
    [
        ("sku", listing.sku.to_string()),
        ("fnsku", stock.fnsku.to_string()),
        ("asin", listing.asin.to_string()),
        ("product-name", title),
    ]
}

/// Where an order goes, in a row.
fn destination(order: &Order) -> [(&'static str, String); 5] {
    [
        ("ship-city", order.buyer.city.clone()),
        ("ship-state", order.buyer.state.clone()),
        ("ship-postal-code", order.buyer.postal_code.clone()),
        ("ship-country", order.buyer.country.clone()),
        ("is-business-order", order.company.is_some().to_string()),
    ]
}

fn fba_inventory(world: &World, account: &Account, job: &Job) -> Table {
    let marketplace = marketplace_of(account, job);
    let mut table = Table::new(&FBA_INVENTORY);
    for (listing, stock, title) in stocked(world, account) {
        let price = listing.offers.get(marketplace.id).copied().unwrap_or(0);
        let warehouse = stock.fulfillable + stock.unfulfillable() + stock.reserved();
        let volume = world.catalogue.product(&listing.asin).map_or(0, |product| {
            product.size_mm.0 * product.size_mm.1 * product.size_mm.2
        });
        let inbound = stock.inbound_working + stock.inbound_shipped + stock.inbound_receiving;
        table.join(
            &article(listing, stock, title),
            &[
                ("condition", "New".to_owned()),
                ("your-price", decimal(price, marketplace.currency)),
                (
                    "mfn-listing-exists",
                    if listing.channels.contains_key("DEFAULT") {
                        "Yes"
                    } else {
                        "No"
                    }
                    .to_owned(),
                ),
                (
                    "mfn-fulfillable-quantity",
                    listing
                        .channels
                        .get("DEFAULT")
                        .map(|_| listing.merchant_quantity().to_string())
                        .unwrap_or_default(),
                ),
                ("afn-listing-exists", "Yes".to_owned()),
                ("afn-warehouse-quantity", warehouse.to_string()),
                ("afn-fulfillable-quantity", stock.fulfillable.to_string()),
                ("afn-unsellable-quantity", stock.unfulfillable().to_string()),
                ("afn-reserved-quantity", stock.reserved().to_string()),
                ("afn-total-quantity", (warehouse + inbound).to_string()),
                (
                    "per-unit-volume",
                    format!("{:.2}", volume as f64 / 1_000_000_000.0),
                ),
                (
                    "afn-inbound-working-quantity",
                    stock.inbound_working.to_string(),
                ),
                (
                    "afn-inbound-shipped-quantity",
                    stock.inbound_shipped.to_string(),
                ),
                (
                    "afn-inbound-receiving-quantity",
                    stock.inbound_receiving.to_string(),
                ),
                ("afn-researching-quantity", stock.researching.to_string()),
                ("afn-reserved-future-supply", "0".to_owned()),
                ("afn-future-supply-buyable", "0".to_owned()),
            ],
        );
    }
    table
}

fn afn_inventory(account: &Account) -> Table {
    let mut table = Table::new(&[
        "seller-sku",
        "fulfillment-channel-sku",
        "asin",
        "condition-type",
        "Warehouse-Condition-code",
        "Quantity Available",
    ]);
    for (sku, stock) in &account.stock {
        let asin = account
            .listings
            .get(sku)
            .map(|listing| listing.asin.clone())
            .unwrap_or_default();
        for (code, quantity) in [
            ("SELLABLE", stock.fulfillable),
            ("UNSELLABLE", stock.unfulfillable()),
        ] {
            if code == "SELLABLE" || quantity > 0 {
                table.row(&[
                    ("seller-sku", sku.clone()),
                    ("fulfillment-channel-sku", stock.fnsku.to_string()),
                    ("asin", asin.to_string()),
                    ("condition-type", "NewItem".to_owned()),
                    ("Warehouse-Condition-code", code.to_owned()),
                    ("Quantity Available", quantity.to_string()),
                ]);
            }
        }
    }
    table
}

fn reserved_inventory(world: &World, account: &Account) -> Table {
    let mut table = Table::new(&[
        "sku",
        "fnsku",
        "asin",
        "product-name",
        "reserved_qty",
        "reserved_customerorders",
        "reserved_fc-transfers",
        "reserved_fc-processing",
    ]);
    for (listing, stock, title) in
        stocked(world, account).filter(|(_, stock, _)| stock.reserved() > 0)
    {
        table.join(
            &article(listing, stock, title),
            &[
                ("reserved_qty", stock.reserved().to_string()),
                ("reserved_customerorders", stock.reserved_orders.to_string()),
                ("reserved_fc-transfers", stock.reserved_transfer.to_string()),
                (
                    "reserved_fc-processing",
                    stock.reserved_processing.to_string(),
                ),
            ],
        );
    }
    table
}

fn planning(world: &World, account: &Account) -> Table {
    let columns = [
        "snapshot-date",
        "sku",
        "fnsku",
        "asin",
        "product-name",
        "condition",
        "available",
        "units-shipped-t7",
        "units-shipped-t30",
        "units-shipped-t90",
        "your-price",
        "days-of-supply",
        "inbound-quantity",
        "inbound-working",
        "inbound-shipped",
        "inbound-received",
        "unfulfillable-quantity",
    ];
    let mut table = Table::new(&columns);
    for (listing, stock, title) in stocked(world, account) {
        let shipped =
            |days: i64| units_shipped(account, &listing.sku, world.now - days * DAY).to_string();
        let month = units_shipped(account, &listing.sku, world.now - 30 * DAY);
        let home = account.home();
        table.join(
            &article(listing, stock, title),
            &[
                ("snapshot-date", date(world.now)),
                ("condition", "New".to_owned()),
                ("available", stock.fulfillable.to_string()),
                ("units-shipped-t7", shipped(7)),
                ("units-shipped-t30", shipped(30)),
                ("units-shipped-t90", shipped(90)),
                (
                    "your-price",
                    decimal(
                        listing.offers.get(home.id).copied().unwrap_or(0),
                        home.currency,
                    ),
                ),
                (
                    "days-of-supply",
                    if month > 0 {
                        (stock.fulfillable * 30 / month).to_string()
                    } else {
                        String::new()
                    },
                ),
                (
                    "inbound-quantity",
                    (stock.inbound_working + stock.inbound_shipped + stock.inbound_receiving)
                        .to_string(),
                ),
                ("inbound-working", stock.inbound_working.to_string()),
                ("inbound-shipped", stock.inbound_shipped.to_string()),
                ("inbound-received", stock.inbound_receiving.to_string()),
                ("unfulfillable-quantity", stock.unfulfillable().to_string()),
            ],
        );
    }
    table
}

/// The columns are those of third-party copies of the report. What is recommended covers a month of sales.
fn restock(world: &World, account: &Account) -> Table {
    const DAYS: i64 = 30;
    let columns = [
        "Country",
        "Product Name",
        "FNSKU",
        "Merchant SKU",
        "ASIN",
        "Condition",
        "Supplier",
        "Supplier part no.",
        "Currency code",
        "Price",
        "Sales last 30 days",
        "Units Sold Last 30 Days",
        "Total Units",
        "Inbound",
        "Available",
        "FC transfer",
        "FC Processing",
        "Customer Order",
        "Unfulfillable",
        "Working",
        "Shipped",
        "Receiving",
        "Fulfilled by",
        "Total Days of Supply (including units from open shipments)",
        "Days of Supply at Amazon Fulfillment Network",
        "Alert",
        "Recommended replenishment qty",
        "Recommended ship date",
    ];
    let home = account.home();
    let mut table = Table::new(&columns);
    for (listing, stock, title) in stocked(world, account) {
        let sold = units_shipped(account, &listing.sku, world.now - DAYS * DAY);
        let price = listing.offers.get(home.id).copied().unwrap_or(0);
        let inbound = stock.inbound_working + stock.inbound_shipped + stock.inbound_receiving;
        let days = |units: i64| (units * DAYS).checked_div(sold);
        let shown =
            |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let wanted = (sold - stock.fulfillable - inbound).max(0);
        let alert = match (stock.fulfillable, wanted) {
            (0, 1..) => "out_of_stock",
            (_, 1..) => "reorder_now",
            _ => "",
        };
        table.row(&[
            ("Country", home.country.to_owned()),
            ("Product Name", title),
            ("FNSKU", stock.fnsku.to_string()),
            ("Merchant SKU", listing.sku.to_string()),
            ("ASIN", listing.asin.to_string()),
            ("Condition", "New".to_owned()),
            ("Currency code", home.currency.to_owned()),
            ("Price", decimal(price, home.currency)),
            ("Sales last 30 days", decimal(price * sold, home.currency)),
            ("Units Sold Last 30 Days", sold.to_string()),
            ("Total Units", stock.total().to_string()),
            ("Inbound", inbound.to_string()),
            ("Available", stock.fulfillable.to_string()),
            ("FC transfer", stock.reserved_transfer.to_string()),
            ("FC Processing", stock.reserved_processing.to_string()),
            ("Customer Order", stock.reserved_orders.to_string()),
            ("Unfulfillable", stock.unfulfillable().to_string()),
            ("Working", stock.inbound_working.to_string()),
            ("Shipped", stock.inbound_shipped.to_string()),
            ("Receiving", stock.inbound_receiving.to_string()),
            ("Fulfilled by", "Amazon".to_owned()),
            (
                "Total Days of Supply (including units from open shipments)",
                shown(days(stock.fulfillable + inbound)),
            ),
            (
                "Days of Supply at Amazon Fulfillment Network",
                shown(days(stock.fulfillable)),
            ),
            ("Alert", alert.to_owned()),
            ("Recommended replenishment qty", wanted.to_string()),
            (
                "Recommended ship date",
                if wanted > 0 {
                    date(world.now + DAY)
                } else {
                    String::new()
                },
            ),
        ]);
    }
    table
}

fn units_shipped(account: &Account, sku: &str, since: Ms) -> i64 {
    account
        .orders
        .values()
        .filter(|order| order.created >= since)
        .flat_map(|order| &order.lines)
        .filter(|line| line.sku == sku)
        .map(|line| line.shipped)
        .sum()
}

/// The window of a report, a month long if it names none.
fn window(world: &World, job: &Job) -> (Ms, Ms) {
    let end = job.window.1.unwrap_or(world.now);
    (job.window.0.unwrap_or(world.now - 30 * DAY), end)
}

/// Movements of an account from `start` to `end`.
fn movements(account: &Account, (start, end): (Ms, Ms)) -> impl Iterator<Item = &Movement> {
    let all = account.movements.iter();
    all.filter(move |movement| (start..=end).contains(&movement.at))
}

/// The times that a ledger summary has rows for, with what stands under `Date`: the whole window, or what
/// `aggregatedByTimePeriod` cuts it into. How Amazon names a week is not published; its last day stands here.
fn periods(world: &World, job: &Job) -> Vec<(String, (Ms, Ms))> {
    let (start, end) = window(world, job);
    let (pattern, after): (&str, fn(Ms) -> Ms) =
        match job.options["aggregatedByTimePeriod"].as_str() {
            Some("DAILY") => ("%m/%d/%Y", |at| (at.div_euclid(DAY) + 1) * DAY),
            // The first day of all time was a Thursday; weeks begin on Monday.
            Some("WEEKLY") => ("%m/%d/%Y", |at| {
                ((at.div_euclid(DAY) + 3).div_euclid(7) + 1) * 7 * DAY - 3 * DAY
            }),
            Some("MONTHLY") => ("%m/%Y", crate::clock::next_month),
            _ => return vec![(format(end, "%m/%Y"), (start, end))],
        };
    let mut periods = Vec::new();
    let mut from = start;
    while from <= end {
        let next = after(from);
        let last = (next - 1).min(end);
        periods.push((format(last, pattern), (from, last)));
        from = next;
    }
    periods
}

fn ledger_detail(world: &World, account: &Account, job: &Job) -> Table {
    let columns = [
        "Date",
        "FNSKU",
        "ASIN",
        "MSKU",
        "Title",
        "Event Type",
        "Reference ID",
        "Quantity",
        "Fulfillment Center",
        "Disposition",
        "Reason",
        "Country",
        "Reconciled Quantity",
        "Unreconciled Quantity",
    ];
    let mut table = Table::new(&columns);
    let country = account.home().country;
    for movement in movements(account, window(world, job)) {
        let (Some(listing), Some(stock)) = (
            account.listings.get(&movement.sku),
            account.stock.get(&movement.sku),
        ) else {
            continue;
        };
        let product = world.catalogue.product(&listing.asin);
        let centre = movement.centre.as_deref();
        let centre = centre.unwrap_or(places::centres_of(country)[0].code);
        table.row(&[
            ("Date", format(movement.at, "%m/%d/%Y")),
            ("FNSKU", stock.fnsku.to_string()),
            ("ASIN", listing.asin.to_string()),
            ("MSKU", movement.sku.clone()),
            (
                "Title",
                product.map_or_else(String::new, |product| product.title.clone()),
            ),
            ("Event Type", movement.kind.clone()),
            ("Reference ID", movement.reference.clone()),
            ("Quantity", movement.quantity.to_string()),
            ("Fulfillment Center", centre.to_owned()),
            ("Disposition", movement.disposition.clone()),
            ("Reason", movement.reason.clone()),
            ("Country", country.to_owned()),
            ("Reconciled Quantity", movement.quantity.abs().to_string()),
            ("Unreconciled Quantity", "0".to_owned()),
        ]);
    }
    table
}

/// The columns of a ledger summary that movements of a kind are summed up in.
const LEDGER_KINDS: [(&str, &str); 4] = [
    ("Receipts", "Receipts"),
    ("Customer Shipments", "Shipments"),
    ("Customer Returns", "CustomerReturns"),
    ("Other Events", "Adjustments"),
];

fn ledger_summary(world: &World, account: &Account, job: &Job) -> Table {
    let columns = [
        "Date",
        "FNSKU",
        "ASIN",
        "MSKU",
        "Title",
        "Disposition",
        "Starting Warehouse Balance",
        "In Transit Between Warehouses",
        "Receipts",
        "Customer Shipments",
        "Customer Returns",
        "Vendor Returns",
        "Warehouse Transfer In/Out",
        "Found",
        "Lost",
        "Damaged",
        "Disposed",
        "Other Events",
        "Ending Warehouse Balance",
        "Unknown Events",
        "Location",
    ];
    let mut table = Table::new(&columns);
    for (name, period) in periods(world, job) {
        summed_up(world, account, &name, period, &mut table);
    }
    table
}

/// The rows of a ledger summary for one time.
fn summed_up(world: &World, account: &Account, name: &str, period: (Ms, Ms), table: &mut Table) {
    let mut sums: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
    let mut since: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for movement in movements(account, period) {
        let key = (&*movement.sku, &*movement.disposition, &*movement.kind);
        *sums.entry(key).or_default() += movement.quantity;
    }
    for movement in account.movements.iter().filter(|held| held.at > period.1) {
        let key = (&*movement.sku, &*movement.disposition);
        *since.entry(key).or_default() += movement.quantity;
    }
    for (listing, stock, title) in stocked(world, account) {
        for disposition in DISPOSITIONS {
            let sku = &*listing.sku;
            let changes = LEDGER_KINDS.map(|(column, kind)| {
                let sum = sums.get(&(sku, disposition, kind));
                (column, sum.copied().unwrap_or(0))
            });
            let later = since.get(&(sku, disposition)).copied().unwrap_or(0);
            let ending = stock.balance(disposition) - later;
            let starting = ending - changes.iter().map(|(_, units)| units).sum::<i64>();
            let is_still = changes.iter().all(|(_, units)| *units == 0);
            if disposition != SELLABLE && is_still && ending == 0 {
                continue;
            }
            let mut cells = vec![
                ("Date", name.to_owned()),
                ("FNSKU", stock.fnsku.to_string()),
                ("ASIN", listing.asin.to_string()),
                ("MSKU", listing.sku.to_string()),
                ("Title", title.clone()),
                ("Disposition", disposition.to_owned()),
                ("Starting Warehouse Balance", starting.to_string()),
                ("Ending Warehouse Balance", ending.to_string()),
                ("Location", account.home().country.to_owned()),
            ];
            cells.extend(changes.map(|(column, units)| (column, units.to_string())));
            table.row(&cells);
        }
    }
}

/// Stock at Amazon that no buyer can buy, because its listing is suppressed or gone.
fn stranded(world: &World, account: &Account, job: &Job) -> Table {
    let columns = [
        "primary-action",
        "date-stranded",
        "Date-to-take-auto-removal",
        "status-primary",
        "status-secondary",
        "error-message",
        "stranded-reason",
        "asin",
        "sku",
        "fnsku",
        "product-name",
        "condition",
        "fulfilled-by",
        "fulfillable-qty",
        "your-price",
        "unfulfillable-qty",
        "reserved-quantity",
        "inbound-shipped-qty",
    ];
    let marketplace = marketplace_of(account, job);
    let mut table = Table::new(&columns);
    for (listing, stock, title) in stocked(world, account) {
        if stock.fulfillable == 0 || listing.is_buyable(marketplace.id) {
            continue;
        }
        let (action, reason) = if listing.is_suppressed() {
            ("Edit listing", "Listing problem")
        } else {
            ("Relist", "Listing closed")
        };
        let message = listing
            .issues
            .first()
            .and_then(|issue| issue["message"].as_str());
        let price = listing.offers.get(marketplace.id);
        table.join(
            &article(listing, stock, title),
            &[
                ("primary-action", action.to_owned()),
                ("date-stranded", iso(listing.updated)),
                ("Date-to-take-auto-removal", iso(listing.updated + 60 * DAY)),
                ("status-primary", "Inactive".to_owned()),
                ("error-message", message.unwrap_or_default().to_owned()),
                ("stranded-reason", reason.to_owned()),
                ("condition", "New".to_owned()),
                ("fulfilled-by", "Amazon".to_owned()),
                ("fulfillable-qty", stock.fulfillable.to_string()),
                (
                    "your-price",
                    price.map_or_else(String::new, |price| decimal(*price, marketplace.currency)),
                ),
                ("unfulfillable-qty", stock.unfulfillable().to_string()),
                ("reserved-quantity", stock.reserved().to_string()),
                ("inbound-shipped-qty", stock.inbound_shipped.to_string()),
            ],
        );
    }
    table
}

fn in_window(job: &Job, at: Ms, now: Ms) -> bool {
    job.window.0.is_none_or(|start| at >= start) && at <= job.window.1.unwrap_or(now)
}

fn all_orders(account: &Account, job: &Job, instant: impl Fn(&Order) -> Ms) -> Table {
    let mut table = Table::new(&ALL_ORDERS);
    for order in account.orders.values().filter(|order| {
        job.marketplaces.contains(&order.marketplace) && in_window(job, instant(order), i64::MAX)
    }) {
        let name = places::marketplace(&order.marketplace).map_or("", |found| found.name);
        let amount = |minor: i64| {
            if order.status == OrderStatus::Pending {
                String::new()
            } else {
                decimal(minor, &order.currency)
            }
        };
        for line in &order.lines {
            table.join(
                &destination(order),
                &[
                    ("amazon-order-id", order.id.clone()),
                    ("purchase-date", iso(order.created).replace('Z', "+00:00")),
                    (
                        "last-updated-date",
                        iso(order.updated).replace('Z', "+00:00"),
                    ),
                    (
                        "order-status",
                        if order.status == OrderStatus::Cancelled {
                            "Cancelled"
                        } else {
                            order.status.name_v0()
                        }
                        .to_owned(),
                    ),
                    (
                        "fulfillment-channel",
                        if order.is_fba { "Amazon" } else { "Merchant" }.to_owned(),
                    ),
                    ("sales-channel", name.to_owned()),
                    ("ship-service-level", order.service.clone()),
                    ("product-name", line.title.clone()),
                    ("sku", line.sku.clone()),
                    ("asin", line.asin.clone()),
                    (
                        "item-status",
                        if line.open() == 0 {
                            "Shipped"
                        } else {
                            "Unshipped"
                        }
                        .to_owned(),
                    ),
                    ("quantity", (line.quantity - line.cancelled).to_string()),
                    ("currency", order.currency.clone()),
                    ("item-price", amount(line.unit_price * line.quantity)),
                    ("item-tax", amount(line.tax)),
                    ("shipping-price", amount(line.shipping)),
                    ("shipping-tax", amount(line.shipping_tax)),
                    ("gift-wrap-price", amount(line.gift_wrap)),
                    ("gift-wrap-tax", amount(line.gift_wrap_tax)),
                    ("item-promotion-discount", amount(line.discount)),
                    (
                        "purchase-order-number",
                        order.purchase_order.clone().unwrap_or_default(),
                    ),
                ],
            );
        }
    }
    for order in account.outbound.values().filter(|order| {
        job.marketplaces.iter().any(|id| id == order.marketplace())
            && in_window(job, order.updated, i64::MAX)
    }) {
        for line in &order.lines {
            table.row(&[
                ("amazon-order-id", mcf_order_id(&order.id)),
                ("merchant-order-id", order.id.clone()),
                ("purchase-date", iso(order.received).replace('Z', "+00:00")),
                (
                    "last-updated-date",
                    iso(order.updated).replace('Z', "+00:00"),
                ),
                (
                    "order-status",
                    if order.status.is_final() {
                        "Shipped"
                    } else {
                        "Pending"
                    }
                    .to_owned(),
                ),
                ("fulfillment-channel", "Amazon".to_owned()),
                ("sales-channel", "Non-Amazon".to_owned()),
                ("ship-service-level", order.speed().to_owned()),
                ("sku", line.sku.clone()),
                ("quantity", line.quantity.to_string()),
            ]);
        }
    }
    table
}

/// Lines of orders that the seller ships, with what a label needs.
fn merchant_orders(
    world: &World,
    account: &Account,
    wanted: impl Fn(&Order, &OrderLine) -> bool,
) -> Table {
    let mut table = Table::new(&ACTIONABLE_ORDERS);
    for order in account.orders.values().filter(|order| !order.is_fba) {
        for line in order.lines.iter().filter(|line| wanted(order, line)) {
            table.join(
                &destination(order),
                &[
                    ("order-id", order.id.clone()),
                    ("order-item-id", line.id.clone()),
                    ("purchase-date", iso(order.created)),
                    ("payments-date", iso(order.created)),
                    ("reporting-date", iso(world.now)),
                    ("promise-date", iso(order.ship_by)),
                    (
                        "days-past-promise",
                        ((world.now - order.ship_by) / DAY).to_string(),
                    ),
                    ("buyer-email", order.email.clone()),
                    ("buyer-phone-number", order.buyer.phone.clone()),
                    ("sku", line.sku.clone()),
                    ("product-name", line.title.clone()),
                    ("quantity-purchased", line.quantity.to_string()),
                    ("quantity-shipped", line.shipped.to_string()),
                    ("quantity-to-ship", line.open().to_string()),
                    ("ship-service-level", order.service.clone()),
                    ("recipient-name", order.buyer.name.clone()),
                    ("ship-address-1", order.buyer.line1.clone()),
                    ("ship-address-2", order.buyer.line2.clone()),
                    ("is-prime", order.is_prime.to_string()),
                ],
            );
        }
    }
    table
}

fn fulfilled_shipments(world: &World, account: &Account, job: &Job) -> Table {
    let mut table = Table::new(&FULFILLED_SHIPMENTS);
    for order in account.orders.values().filter(|order| order.is_fba) {
        let name = places::marketplace(&order.marketplace).map_or("", |found| found.name);
        for package in order
            .packages
            .iter()
            .filter(|package| in_window(job, package.shipped, world.now))
        {
            for (line_id, quantity) in &package.lines {
                let Some(line) = order.lines.iter().find(|line| &line.id == line_id) else {
                    continue;
                };
                table.join(
                    &destination(order),
                    &[
                        ("amazon-order-id", order.id.clone()),
                        ("shipment-id", format!("D{}", &line.id[..8])),
                        ("shipment-item-id", format!("DI{}", &line.id[..8])),
                        ("amazon-order-item-id", line.id.clone()),
                        ("purchase-date", iso(order.created)),
                        ("payments-date", iso(order.created)),
                        ("shipment-date", iso(package.shipped)),
                        ("reporting-date", iso(package.shipped)),
                        ("buyer-email", order.email.clone()),
                        ("sku", line.sku.clone()),
                        ("product-name", line.title.clone()),
                        ("quantity-shipped", quantity.to_string()),
                        ("currency", order.currency.clone()),
                        (
                            "item-price",
                            decimal(line.unit_price * quantity, &order.currency),
                        ),
                        ("item-tax", decimal(line.tax, &order.currency)),
                        ("shipping-price", decimal(line.shipping, &order.currency)),
                        ("ship-service-level", order.service.clone()),
                        ("carrier", package.carrier.clone()),
                        ("tracking-number", package.tracking.clone()),
                        ("estimated-arrival-date", iso(order.deliver_by.0)),
                        ("fulfillment-channel", "AFN".to_owned()),
                        ("sales-channel", name.to_owned()),
                    ],
                );
            }
        }
    }
    for order in account.outbound.values() {
        for shipment in order.shipments.iter().filter(|shipment| {
            shipment
                .shipped
                .is_some_and(|at| in_window(job, at, world.now))
        }) {
            for (line_id, sku, quantity, parcel) in &shipment.lines {
                let parcel = shipment.parcels.get(*parcel);
                table.row(&[
                    ("amazon-order-id", mcf_order_id(&order.id)),
                    ("merchant-order-id", order.id.clone()),
                    ("shipment-id", shipment.id.clone()),
                    ("merchant-order-item-id", line_id.clone()),
                    ("purchase-date", iso(order.received)),
                    ("shipment-date", iso(shipment.shipped.unwrap_or(0))),
                    ("sku", sku.clone()),
                    ("quantity-shipped", quantity.to_string()),
                    ("ship-service-level", order.speed().to_owned()),
                    (
                        "carrier",
                        parcel
                            .map(|parcel| parcel.carrier.clone())
                            .unwrap_or_default(),
                    ),
                    (
                        "tracking-number",
                        parcel
                            .map(|parcel| parcel.tracking.clone())
                            .unwrap_or_default(),
                    ),
                    ("estimated-arrival-date", iso(shipment.eta)),
                    ("fulfillment-center-id", shipment.centre.clone()),
                    ("fulfillment-channel", "AFN".to_owned()),
                    ("sales-channel", "Non-Amazon".to_owned()),
                ]);
            }
        }
    }
    table
}

/// The state that the units of an order came back in.
fn returned_as<'a>(account: &'a Account, order: &str, sku: &str) -> &'a str {
    let mut movements = account.movements.iter().rev();
    let found = movements.find(|movement| {
        movement.kind == "CustomerReturns" && movement.reference == order && movement.sku == sku
    });
    found.map_or(SELLABLE, |movement| &movement.disposition)
}

fn customer_returns(account: &Account) -> Table {
    let columns = [
        "return-date",
        "order-id",
        "sku",
        "asin",
        "fnsku",
        "product-name",
        "quantity",
        "fulfillment-center-id",
        "detailed-disposition",
        "reason",
        "status",
        "license-plate-number",
        "customer-comments",
    ];
    let mut table = Table::new(&columns);
    for order in account
        .orders
        .values()
        .filter(|order| order.is_fba && order.is_refunded)
    {
        for line in &order.lines {
            table.row(&[
                ("return-date", iso(order.updated)),
                ("order-id", order.id.clone()),
                ("sku", line.sku.clone()),
                ("asin", line.asin.clone()),
                (
                    "fnsku",
                    account
                        .stock
                        .get(&line.sku)
                        .map(|stock| stock.fnsku.to_string())
                        .unwrap_or_default(),
                ),
                ("product-name", line.title.clone()),
                ("quantity", line.shipped.to_string()),
                (
                    "fulfillment-center-id",
                    places::centres_of(account.home().country)[0]
                        .code
                        .to_owned(),
                ),
                (
                    "detailed-disposition",
                    returned_as(account, &order.id, &line.sku).to_owned(),
                ),
                ("reason", "UNWANTED_ITEM".to_owned()),
                ("status", "Unit returned to inventory".to_owned()),
                ("license-plate-number", format!("LPN{}", &line.id[..10])),
            ]);
        }
    }
    table
}

fn estimated_fees(world: &World, account: &Account, job: &Job) -> Table {
    let columns = [
        "sku",
        "fnsku",
        "asin",
        "product-name",
        "product-group",
        "brand",
        "fulfilled-by",
        "your-price",
        "sales-price",
        "longest-side",
        "median-side",
        "shortest-side",
        "length-and-girth",
        "unit-of-dimension",
        "item-package-weight",
        "unit-of-weight",
        "product-size-tier",
        "currency",
        "estimated-fee-total",
        "estimated-referral-fee-per-unit",
        "estimated-variable-closing-fee",
        "expected-domestic-fulfilment-fee-per-unit",
    ];
    let marketplace = marketplace_of(account, job);
    let mut table = Table::new(&columns);
    for (listing, stock, title) in stocked(world, account) {
        let Some(product) = world.catalogue.product(&listing.asin) else {
            continue;
        };
        let price = listing.offers.get(marketplace.id).copied().unwrap_or(0);
        let (referral, fulfilment) = (price * 15 / 100, super::money::fba_fee(marketplace.id));
        let amount = |minor: i64| decimal(minor, marketplace.currency);
        table.join(
            &article(listing, stock, title),
            &[
                ("brand", product.brand.to_string()),
                ("fulfilled-by", "Amazon".to_owned()),
                ("your-price", amount(price)),
                ("sales-price", amount(price)),
                (
                    "longest-side",
                    format!("{:.2}", product.size_mm.0 as f64 / 10.0),
                ),
                (
                    "median-side",
                    format!("{:.2}", product.size_mm.1 as f64 / 10.0),
                ),
                (
                    "shortest-side",
                    format!("{:.2}", product.size_mm.2 as f64 / 10.0),
                ),
                ("unit-of-dimension", "centimeters".to_owned()),
                ("item-package-weight", product.weight_g.to_string()),
                ("unit-of-weight", "grams".to_owned()),
                ("currency", marketplace.currency.to_owned()),
                ("estimated-fee-total", amount(referral + fulfilment)),
                ("estimated-referral-fee-per-unit", amount(referral)),
                ("estimated-variable-closing-fee", amount(0)),
                (
                    "expected-domestic-fulfilment-fee-per-unit",
                    amount(fulfilment),
                ),
            ],
        );
    }
    table
}

/// The settlement report: one summary row, then one row for each amount; their sum is the total.
pub fn settlement(account: &Account, settlement: &Settlement) -> Table {
    let mut table = Table::new(&SETTLEMENT_COLUMNS);
    let amount = |minor: i64| decimal(minor, &settlement.currency);
    let stamp = |at: Ms| format(at, "%Y-%m-%d %H:%M:%S UTC");
    table.row(&[
        ("settlement-id", settlement.id.clone()),
        ("settlement-start-date", stamp(settlement.start)),
        ("settlement-end-date", stamp(settlement.end)),
        ("deposit-date", stamp(settlement.deposit)),
        ("total-amount", amount(settlement.total)),
        ("currency", settlement.currency.clone()),
    ]);
    for transaction in account
        .money
        .transactions
        .iter()
        .filter(|held| held.settlement.as_deref() == Some(settlement.id.as_str()))
    {
        let name = places::marketplace(&transaction.marketplace).map_or("", |found| found.name);
        let kind = match transaction.kind.as_str() {
            "Shipment" => "Order",
            other => other,
        };
        for line in &transaction.lines {
            for (amount_type, description, minor) in &line.amounts {
                table.row(&[
                    ("settlement-id", settlement.id.clone()),
                    ("transaction-type", kind.to_owned()),
                    ("order-id", transaction.order_id.clone()),
                    ("merchant-order-id", transaction.merchant_order_id.clone()),
                    (
                        "marketplace-name",
                        if kind == "ServiceFee" {
                            "Non-Amazon"
                        } else {
                            name
                        }
                        .to_owned(),
                    ),
                    ("amount-type", amount_type.clone()),
                    ("amount-description", description.clone()),
                    ("amount", amount(*minor)),
                    ("fulfillment-id", transaction.channel.clone()),
                    ("posted-date", date(transaction.posted)),
                    ("posted-date-time", stamp(transaction.posted)),
                    ("order-item-code", line.item_id.clone()),
                    ("sku", line.sku.clone()),
                    (
                        "quantity-purchased",
                        if description == "Principal" && amount_type == "ItemPrice" {
                            line.quantity.to_string()
                        } else {
                            String::new()
                        },
                    ),
                ]);
            }
        }
    }
    table
}
