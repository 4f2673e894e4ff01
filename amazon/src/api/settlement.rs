//! Settlement reports, `GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2`: what Amazon paid out, and of
//! what the amount is made.
//!
//! Amazon schedules these reports; they cannot be requested. Find them with
//! [`GetReports`](super::reports::GetReports) by this type.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::{reports::{self, GetReports}, settlement::{self, Settlement}};
//!
//! let since = session.client().clock().now() - std::time::Duration::from_secs(60 * 24 * 3600);
//! let list = GetReports {
//!     report_types: Some(vec![settlement::REPORT_TYPE.into()]),
//!     created_since: Some(since.into()),
//!     ..Default::default()
//! };
//! let found = session.call(&list).await?.body.reports.unwrap_or_default();
//! for report in &found {
//!     let (Some(id), Some(document)) = (&report.report_id, &report.report_document_id) else { continue };
//!     let document = reports::document(&session, id, document, None).await?;
//!     let settlement = Settlement::read(&document.text())?;
//!     assert!(settlement.difference().is_zero());
//!     println!("{}: {} {}", settlement.id, settlement.total, settlement.currency);
//! }
//! # assert!(!found.is_empty());
//! # Ok(()) });
//! ```

use rust_decimal::Decimal;

use crate::flat_file::{self, FlatFile, Row};

/// The report type.
pub const REPORT_TYPE: &str = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";

/// One settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Amazon's id of it.
    pub id: String,
    /// The period and the day of the payment, as Amazon writes them; their style differs by marketplace.
    pub start: Option<String>,
    /// As `start`.
    pub end: Option<String>,
    /// As `start`.
    pub deposited: Option<String>,
    /// The amount paid out.
    pub total: Decimal,
    /// The currency of every amount.
    pub currency: String,
    /// What the amount is made of.
    pub entries: Vec<Entry>,
}

/// One amount of a settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The line in the file.
    pub line: usize,
    /// `Order`, `Refund`, `ServiceFee`, …; new ones appear.
    pub transaction: String,
    /// `ItemPrice`, `ItemFees`, `Promotion`, …; new ones appear.
    pub amount_type: String,
    /// `Principal`, `Commission`, …; new ones appear.
    pub description: String,
    /// The amount, with its sign.
    pub amount: Decimal,
    /// The Amazon order, if it belongs to one.
    pub order_id: Option<String>,
    /// For multi-channel orders, our own id of the outbound order.
    pub merchant_order_id: Option<String>,
    /// The item of the order.
    pub order_item_id: Option<String>,
    /// The seller's SKU.
    pub sku: Option<String>,
    /// How many units it is about.
    pub quantity: Option<i64>,
    /// `AFN` or `MFN`.
    pub fulfilment: Option<String>,
    /// The marketplace's name.
    pub marketplace: Option<String>,
    /// When it was posted, as Amazon writes it.
    pub posted: Option<String>,
}

/// Why a settlement report cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SettlementError {
    /// It is another kind of file.
    #[error("the report has no column `{0}`")]
    Column(&'static str),
    /// The first row, which tells the total, is not there.
    #[error("the report has no summary row")]
    Summary,
    /// A cell is no amount.
    #[error("line {line} has `{text}` where an amount belongs")]
    Amount {
        /// The line in the file.
        line: usize,
        /// What stands there.
        text: String,
    },
}

impl Settlement {
    /// Reads a report.
    ///
    /// # Errors
    /// The file is no settlement report, or an amount in it is none. Nothing is ever guessed about money.
    pub fn read(text: &str) -> Result<Self, SettlementError> {
        let file = FlatFile::read(text);
        for column in ["settlement-id", "total-amount", "currency", "amount"] {
            if !file.has(column) {
                return Err(SettlementError::Column(column));
            }
        }
        let mut rows = file.rows();
        let summary = rows.next().ok_or(SettlementError::Summary)?;
        let (Some(id), Some(total), Some(currency)) = (
            summary.value("settlement-id"),
            summary.value("total-amount"),
            summary.value("currency"),
        ) else {
            return Err(SettlementError::Summary);
        };
        let owned = |column| summary.value(column).map(str::to_owned);
        Ok(Self {
            id: id.to_owned(),
            start: owned("settlement-start-date"),
            end: owned("settlement-end-date"),
            deposited: owned("deposit-date"),
            total: amount(total, summary.line)?,
            currency: currency.to_owned(),
            entries: rows
                .map(|row| Entry::read(&row))
                .collect::<Result<_, _>>()?,
        })
    }

    /// What is missing between the entries and the total; zero for a whole report.
    pub fn difference(&self) -> Decimal {
        self.total
            - self
                .entries
                .iter()
                .map(|entry| entry.amount)
                .sum::<Decimal>()
    }
}

impl Entry {
    fn read(row: &Row<'_>) -> Result<Self, SettlementError> {
        let owned = |column| row.value(column).map(str::to_owned);
        Ok(Self {
            line: row.line,
            transaction: owned("transaction-type").unwrap_or_default(),
            amount_type: owned("amount-type").unwrap_or_default(),
            description: owned("amount-description").unwrap_or_default(),
            amount: amount(row.value("amount").unwrap_or("0"), row.line)?,
            order_id: owned("order-id"),
            merchant_order_id: owned("merchant-order-id"),
            order_item_id: owned("order-item-code"),
            sku: owned("sku"),
            quantity: row.value("quantity-purchased").and_then(|n| n.parse().ok()),
            fulfilment: owned("fulfillment-id"),
            marketplace: owned("marketplace-name"),
            posted: row
                .any(&["posted-date-time", "posted-date"])
                .map(str::to_owned),
        })
    }
}

fn amount(text: &str, line: usize) -> Result<Decimal, SettlementError> {
    flat_file::amount(text).ok_or_else(|| SettlementError::Amount {
        line,
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\tquantity-purchased";

    fn entry(kind: &str, description: &str, amount: &str) -> String {
        format!(
            "9000000001\t\t\t\t\t\tOrder\t111-0000001-0000001\tFO-7\t\tD0\tAmazon.com\t{kind}\t{description}\t{amount}\tAFN\t2026-06-03\t2026-06-03 10:00:00 UTC\t100\t\t\tQS-MUG-01\t1"
        )
    }

    #[test]
    fn a_settlement_adds_up_to_its_total() {
        let summary = "9000000001\t2026-06-01 00:00:00 UTC\t2026-06-15 00:00:00 UTC\t2026-06-17 00:00:00 UTC\t14.52\tUSD";
        let rows = [
            entry("ItemPrice", "Principal", "19.99"),
            entry("ItemFees", "Commission", "-3.00"),
            entry("ItemFees", "New Fee", "-2.47"),
        ];
        let text = format!("{HEADER}\n{summary}\n{}\n", rows.join("\n"));
        let settlement = Settlement::read(&text).expect("report");
        assert_eq!(settlement.difference(), Decimal::ZERO);
        assert_eq!(settlement.entries.len(), 3);
        assert_eq!(settlement.entries[2].description, "New Fee");
        assert_eq!(
            settlement.entries[0].merchant_order_id.as_deref(),
            Some("FO-7")
        );
        let cut = format!("{HEADER}\n{summary}\n{}\n", rows[..2].join("\n"));
        assert_eq!(
            Settlement::read(&cut).expect("report").difference(),
            Decimal::new(-247, 2)
        );
    }

    #[test]
    fn amounts_of_every_marketplace_are_read_and_nothing_is_guessed() {
        for (text, value) in [
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("-3,00", "-3.00"),
            ("12", "12"),
            ("1 234,5", "1234.5"),
        ] {
            assert_eq!(
                amount(text, 1),
                Ok(value.parse().expect("decimal")),
                "{text}"
            );
        }
        assert_eq!(
            amount("n/a", 4),
            Err(SettlementError::Amount {
                line: 4,
                text: "n/a".into()
            })
        );
        assert_eq!(
            Settlement::read("a\tb\n1\t2"),
            Err(SettlementError::Column("settlement-id"))
        );
        assert_eq!(Settlement::read(HEADER), Err(SettlementError::Summary));
    }
}
