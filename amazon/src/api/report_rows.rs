//! Rows of the reports about stock and orders, typed: [`rows`] reads any of them.
//!
//! The columns are those of Amazon's pages
//! [FBA inventory](https://developer-docs.amazon.com/sp-api/docs/fba-inventory-reports-attributes),
//! [order tracking](https://developer-docs.amazon.com/sp-api/docs/order-tracking-reports-attributes) and
//! [order](https://developer-docs.amazon.com/sp-api/docs/order-reports-attributes) report attributes. They are found by
//! name, in any order; every one may be missing. What no field is for, and what is no number where one belongs, is kept
//! in `more`, so that a new column or a strange value never loses a row.
//!
//! Decode the document by its charset first ([`Document::text`](crate::documents::Document::text)). The reports with
//! addresses are restricted, see [`reports::is_restricted`](super::reports::is_restricted).
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::{report_rows::{self, LedgerEvent}, reports}, polling::Pacing};
//!
//! let now = session.client().clock().now();
//! let asked = reports::CreateReportSpecification {
//!     report_type: "GET_LEDGER_DETAIL_VIEW_DATA".into(),
//!     marketplace_ids: vec![place.home.clone()],
//!     data_start_time: Some((now - std::time::Duration::from_secs(20 * 24 * 3600)).into()),
//!     data_end_time: Some(now.into()),
//!     ..Default::default()
//! };
//! let (report, _) = reports::ensure_created(&session, asked).await?;
//! let document = reports::fetch(&session, &report, Pacing::DOCUMENT).await?;
//! for event in report_rows::rows::<LedgerEvent>(&document.text())? {
//!     println!("{:?} {:?} {:?}", event.sku, event.event, event.reference);
//! }
//! # Ok(()) });
//! ```

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::flat_file::{FlatFile, Row, amount};

/// What stands in a cell of some kind.
trait Cell: Sized {
    fn read(text: &str) -> Option<Self>;
}

impl Cell for String {
    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Cell for i64 {
    /// A whole number, also where it is written with decimals.
    fn read(text: &str) -> Option<Self> {
        let number = amount(text).filter(|number| number.fract().is_zero())?;
        number.try_into().ok()
    }
}

impl Cell for Decimal {
    fn read(text: &str) -> Option<Self> {
        amount(text)
    }
}

impl Cell for bool {
    fn read(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "y" | "1" => Some(true),
            "false" | "no" | "n" | "0" => Some(false),
            _ => None,
        }
    }
}

/// A row of a report.
pub trait ReportRow: Sized {
    /// The report types that hold such rows.
    const TYPES: &'static [&'static str];
    /// The column without which it is another kind of file.
    const KEY: &'static str;

    /// Reads one.
    fn read(row: &Row<'_>) -> Self;
}

/// A file that holds other rows than were asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report has no column `{0}`")]
pub struct OtherReport(pub &'static str);

/// The rows of a report.
///
/// # Errors
/// Its key column is missing: it is another report, or none. A file without rows has none.
pub fn rows<T: ReportRow>(text: &str) -> Result<Vec<T>, OtherReport> {
    let file = FlatFile::read(text);
    if !file.has(T::KEY) {
        return Err(OtherReport(T::KEY));
    }
    Ok(file.rows().map(|row| T::read(&row)).collect())
}

macro_rules! report_row {
    ($($(#[$about:meta])* $name:ident of $types:tt by $key:literal { $($(#[$doc:meta])* $field:ident: $kind:ty = $column:literal,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            /// The line in the file, counted from 1.
            pub line: usize,
            $($(#[$doc])* pub $field: Option<$kind>,)*
            /// Other columns that are not empty, by their names in lower case.
            pub more: BTreeMap<String, String>,
        }

        impl ReportRow for $name {
            const TYPES: &'static [&'static str] = &$types;
            const KEY: &'static str = $key;

            fn read(row: &Row<'_>) -> Self {
                let mut read = Self { line: row.line, ..Self::default() };
                for (column, text) in row.cells() {
                    let is_read = match column {
                        $($column => {
                            read.$field = Cell::read(text);
                            read.$field.is_some()
                        })*
                        _ => false,
                    };
                    if !is_read {
                        read.more.insert(column.to_owned(), text.to_owned());
                    }
                }
                read
            }
        }
    )*};
}

report_row! {
    /// A movement in Amazon's warehouses.
    LedgerEvent of ["GET_LEDGER_DETAIL_VIEW_DATA"] by "msku" {
        /// The day, as Amazon writes it: month first.
        date: String = "date",
        /// Amazon's label.
        fn_sku: String = "fnsku",
        /// The product.
        asin: String = "asin",
        /// The seller's SKU.
        sku: String = "msku",
        /// The title.
        title: String = "title",
        /// `Receipts`, `Shipments`, `CustomerReturns`, `VendorReturns`, `WhseTransfers`, `Adjustments`.
        event: String = "event-type",
        /// The shipment, order or adjustment it belongs to.
        reference: String = "reference-id",
        /// Units; less than none for those that went.
        quantity: i64 = "quantity",
        /// The warehouse.
        centre: String = "fulfillment-center",
        /// `SELLABLE`, `CUSTOMER_DAMAGED`, ….
        disposition: String = "disposition",
        /// Amazon's letter for an adjustment.
        reason: String = "reason",
        /// The country.
        country: String = "country",
        /// Units that were settled.
        reconciled: i64 = "reconciled-quantity",
        /// Units that were not.
        unreconciled: i64 = "unreconciled-quantity",
    }

    /// What moved of a SKU in a time, and what was there before and after.
    LedgerSummary of ["GET_LEDGER_SUMMARY_VIEW_DATA"] by "msku" {
        /// The month or day, as Amazon writes it.
        date: String = "date",
        /// Amazon's label.
        fn_sku: String = "fnsku",
        /// The product.
        asin: String = "asin",
        /// The seller's SKU.
        sku: String = "msku",
        /// `SELLABLE`, `CUSTOMER_DAMAGED`, ….
        disposition: String = "disposition",
        /// Units before.
        starting: i64 = "starting-warehouse-balance",
        /// Units between warehouses; they are in no balance.
        in_transit: i64 = "in-transit-between-warehouses",
        /// Units received.
        receipts: i64 = "receipts",
        /// Units sent, less than none.
        shipments: i64 = "customer-shipments",
        /// Units that came back.
        returns: i64 = "customer-returns",
        /// Units given back to the seller.
        vendor_returns: i64 = "vendor-returns",
        /// Units that came from or went to other warehouses.
        transfers: i64 = "warehouse-transfer-in/out",
        /// Units found.
        found: i64 = "found",
        /// Units lost.
        lost: i64 = "lost",
        /// Units damaged.
        damaged: i64 = "damaged",
        /// Units disposed of.
        disposed: i64 = "disposed",
        /// Whatever else moved.
        other: i64 = "other-events",
        /// Units after.
        ending: i64 = "ending-warehouse-balance",
        /// What nobody can explain.
        unknown: i64 = "unknown-events",
        /// The country.
        location: String = "location",
    }

    /// A line of an order, of whoever ships it.
    OrderRow of ["GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL", "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL"] by "amazon-order-id" {
        /// Amazon's id.
        order_id: String = "amazon-order-id",
        /// Our own id, for multi-channel orders.
        merchant_order_id: String = "merchant-order-id",
        /// When it was placed.
        purchased: String = "purchase-date",
        /// When it last changed.
        updated: String = "last-updated-date",
        /// Its status.
        status: String = "order-status",
        /// `Amazon` or `Merchant`.
        channel: String = "fulfillment-channel",
        /// `Amazon.com`, …, or `Non-Amazon`.
        sales_channel: String = "sales-channel",
        /// How fast it goes.
        service: String = "ship-service-level",
        /// The title.
        title: String = "product-name",
        /// The SKU.
        sku: String = "sku",
        /// The product.
        asin: String = "asin",
        /// The line's status.
        item_status: String = "item-status",
        /// Units.
        quantity: i64 = "quantity",
        /// The currency of every amount.
        currency: String = "currency",
        /// The price of the whole line, not of a unit.
        price: Decimal = "item-price",
        /// Its tax.
        tax: Decimal = "item-tax",
        /// Shipping.
        shipping: Decimal = "shipping-price",
        /// Its tax.
        shipping_tax: Decimal = "shipping-tax",
        /// Gift wrap.
        gift_wrap: Decimal = "gift-wrap-price",
        /// Its tax.
        gift_wrap_tax: Decimal = "gift-wrap-tax",
        /// What was taken off the price.
        discount: Decimal = "item-promotion-discount",
        /// What was taken off the shipping.
        shipping_discount: Decimal = "ship-promotion-discount",
        /// Where it goes.
        city: String = "ship-city",
        /// Where it goes.
        state: String = "ship-state",
        /// Where it goes.
        postal_code: String = "ship-postal-code",
        /// Where it goes.
        country: String = "ship-country",
        /// Whether a business buys.
        business: bool = "is-business-order",
        /// That business's own number.
        purchase_order: String = "purchase-order-number",
    }

    /// A line of an order that the seller ships, with the address.
    ShippableRow of ["GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING", "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING"] by "order-item-id" {
        /// Amazon's id.
        order_id: String = "order-id",
        /// The line.
        item_id: String = "order-item-id",
        /// When it was placed.
        purchased: String = "purchase-date",
        /// By when it must be sent.
        promised: String = "promise-date",
        /// How many days late it is, less than none while it is not.
        days_late: i64 = "days-past-promise",
        /// The buyer's anonymised address.
        email: String = "buyer-email",
        /// The buyer's telephone.
        phone: String = "buyer-phone-number",
        /// The SKU.
        sku: String = "sku",
        /// The title.
        title: String = "product-name",
        /// Units ordered.
        quantity: i64 = "quantity-purchased",
        /// Units sent.
        shipped: i64 = "quantity-shipped",
        /// Units not sent yet.
        open: i64 = "quantity-to-ship",
        /// How fast it goes.
        service: String = "ship-service-level",
        /// To whom.
        recipient: String = "recipient-name",
        /// Where.
        line1: String = "ship-address-1",
        /// Where.
        line2: String = "ship-address-2",
        /// Where.
        line3: String = "ship-address-3",
        /// Where.
        city: String = "ship-city",
        /// Where.
        state: String = "ship-state",
        /// Where.
        postal_code: String = "ship-postal-code",
        /// Where.
        country: String = "ship-country",
        /// Whether a business buys.
        business: bool = "is-business-order",
        /// Whether it is Prime.
        prime: bool = "is-prime",
    }

    /// A line of a parcel that Amazon has sent. The report is up to a day late, and a window is 31 days at most.
    ShipmentRow of ["GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL"] by "shipment-item-id" {
        /// Amazon's id.
        order_id: String = "amazon-order-id",
        /// Our own id, for multi-channel orders: the bridge to what we asked for.
        merchant_order_id: String = "merchant-order-id",
        /// The parcel.
        shipment_id: String = "shipment-id",
        /// The line of the parcel.
        shipment_item_id: String = "shipment-item-id",
        /// The line of the order.
        item_id: String = "amazon-order-item-id",
        /// Our own id of the line.
        merchant_item_id: String = "merchant-order-item-id",
        /// When it was sent.
        shipped: String = "shipment-date",
        /// The SKU.
        sku: String = "sku",
        /// The title.
        title: String = "product-name",
        /// Units.
        quantity: i64 = "quantity-shipped",
        /// The currency of every amount.
        currency: String = "currency",
        /// The price of the whole line.
        price: Decimal = "item-price",
        /// Its tax.
        tax: Decimal = "item-tax",
        /// Who carries it.
        carrier: String = "carrier",
        /// The carrier's number.
        tracking: String = "tracking-number",
        /// When it should arrive.
        arrives: String = "estimated-arrival-date",
        /// The warehouse.
        centre: String = "fulfillment-center-id",
        /// `Amazon.com`, …, or `Non-Amazon`.
        sales_channel: String = "sales-channel",
    }

    /// Units that a buyer sent back to Amazon.
    ReturnRow of ["GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA"] by "return-date" {
        /// When.
        returned: String = "return-date",
        /// The order.
        order_id: String = "order-id",
        /// The SKU.
        sku: String = "sku",
        /// The product.
        asin: String = "asin",
        /// Amazon's label.
        fn_sku: String = "fnsku",
        /// Units.
        quantity: i64 = "quantity",
        /// The warehouse.
        centre: String = "fulfillment-center-id",
        /// `SELLABLE`, `CUSTOMER_DAMAGED`, ….
        disposition: String = "detailed-disposition",
        /// Why.
        reason: String = "reason",
        /// What became of them.
        status: String = "status",
        /// What the buyer says.
        comment: String = "customer-comments",
    }
}

impl LedgerSummary {
    /// What is missing between the balances and what moved; zero for a row that adds up. Columns that are missing count
    /// as none.
    pub fn difference(&self) -> i64 {
        let moved = [
            self.receipts,
            self.shipments,
            self.returns,
            self.vendor_returns,
            self.transfers,
            self.found,
            self.lost,
            self.damaged,
            self.disposed,
            self.other,
            self.unknown,
        ];
        let moved: i64 = moved.into_iter().flatten().sum();
        self.ending.unwrap_or(0) - self.starting.unwrap_or(0) - moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_name_and_nothing_is_lost() {
        let text = "Date\tMSKU\tQuantity\tEvent Type\tColour\tReconciled Quantity\n06/03/2026\tA\t-2\tShipments\tred\tsome\n\tB\t1.0\n";
        let events: Vec<LedgerEvent> = rows(text).expect("a ledger");
        assert_eq!(
            (events[0].quantity, events[1].quantity),
            (Some(-2), Some(1))
        );
        assert_eq!(events[0].event.as_deref(), Some("Shipments"));
        assert_eq!(
            events[0]
                .more
                .iter()
                .map(|(k, v)| (&**k, &**v))
                .collect::<Vec<_>>(),
            [("colour", "red"), ("reconciled-quantity", "some")]
        );
        assert_eq!((events[0].reconciled, events[1].line), (None, 3));
        assert_eq!(
            rows::<LedgerEvent>("sku\tx\n1\t2"),
            Err(OtherReport("msku"))
        );
        assert_eq!(
            rows::<OrderRow>("<html>"),
            Err(OtherReport("amazon-order-id"))
        );
    }

    #[test]
    fn amounts_are_read_as_marketplaces_write_them() {
        let text = "amazon-order-id\titem-price\tis-business-order\tquantity\n1\t1.234,50\tTRUE\t2\n2\tfree\tperhaps\t2.5\n";
        let orders: Vec<OrderRow> = rows(text).expect("orders");
        assert_eq!(orders[0].price, Some(Decimal::new(123_450, 2)));
        assert_eq!(
            (orders[0].business, orders[0].quantity),
            (Some(true), Some(2))
        );
        assert_eq!(
            (orders[1].price, orders[1].business, orders[1].quantity),
            (None, None, None)
        );
        assert_eq!(orders[1].more.len(), 3);
    }

    #[test]
    fn a_summary_adds_up_or_says_by_how_much_not() {
        let row = |ending: i64| LedgerSummary {
            starting: Some(10),
            shipments: Some(-3),
            ending: Some(ending),
            ..LedgerSummary::default()
        };
        assert_eq!((row(7).difference(), row(9).difference()), (0, 2));
    }
}
