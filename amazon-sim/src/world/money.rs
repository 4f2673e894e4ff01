//! Money: the transactions of orders, refunds and fulfilment fees, and the settlements that pay them out.
//! The sum of a settlement's lines is its total, to the cent.

use serde::{Deserialize, Serialize};

use super::{Event, World};
use crate::clock::{DAY, Ms};
use crate::places;

/// A booked transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transaction {
    /// Its id.
    pub id: String,
    /// `Shipment`, `Refund`, `ServiceFee`.
    pub kind: String,
    /// When it was posted.
    pub posted: Ms,
    /// Marketplace.
    pub marketplace: String,
    /// Currency.
    pub currency: String,
    /// Order it belongs to; empty for service fees.
    pub order_id: String,
    /// The seller's own order id, for fulfilment fees.
    pub merchant_order_id: String,
    /// `AFN` or `MFN`.
    pub channel: String,
    /// Lines: SKU, ASIN, units, order item id, and amounts by type and description.
    pub lines: Vec<MoneyLine>,
    /// The settlement it went into.
    pub settlement: Option<String>,
}

/// The amounts of one article in a transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MoneyLine {
    /// SKU.
    pub sku: String,
    /// ASIN.
    pub asin: String,
    /// Units.
    pub quantity: i64,
    /// Amazon's line id.
    pub item_id: String,
    /// Amount type, description, minor units.
    pub amounts: Vec<(String, String, i64)>,
}

impl Transaction {
    /// Sum of all amounts.
    pub fn total(&self) -> i64 {
        self.lines
            .iter()
            .flat_map(|line| &line.amounts)
            .map(|(_, _, amount)| amount)
            .sum()
    }
}

/// A payout.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Settlement {
    /// Digits.
    pub id: String,
    /// Its period.
    pub start: Ms,
    /// End of the period.
    pub end: Ms,
    /// When the money arrives.
    pub deposit: Ms,
    /// Currency.
    pub currency: String,
    /// Marketplace the report names.
    pub marketplace: String,
    /// Total.
    pub total: i64,
}

/// Transactions and settlements of one account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MoneyBooks {
    /// All transactions, oldest first.
    pub transactions: Vec<Transaction>,
    /// All settlements, oldest first.
    pub settlements: Vec<Settlement>,
    /// Start of the running period.
    pub period_start: Ms,
}

impl World {
    /// Books what was earned with shipped units of an order.
    pub(super) fn book_shipment(
        &mut self,
        seller: &str,
        order_id: &str,
        shipped: &[(String, i64)],
    ) {
        let Some(order) = self.account(seller).orders.get(order_id) else {
            return;
        };
        let mut lines = Vec::new();
        for (line_id, quantity) in shipped {
            let Some(line) = order.lines.iter().find(|line| &line.id == line_id) else {
                continue;
            };
            let share = |amount: i64| amount * quantity / line.quantity.max(1);
            let principal = line.unit_price * quantity
                - if order.is_tax_included {
                    share(line.tax)
                } else {
                    0
                };
            let mut amounts = vec![
                ("ItemPrice", "Principal", principal),
                ("ItemPrice", "Tax", share(line.tax)),
                ("ItemPrice", "Shipping", share(line.shipping)),
                (
                    "ItemPrice",
                    "ShippingTax",
                    if order.is_tax_included {
                        0
                    } else {
                        share(line.shipping_tax)
                    },
                ),
                ("ItemPrice", "GiftWrap", share(line.gift_wrap)),
                ("Promotion", "Principal", -share(line.discount)),
                (
                    "ItemFees",
                    "Commission",
                    -(line.unit_price * quantity * 15 / 100),
                ),
            ];
            if order.is_fba {
                amounts.push((
                    "ItemFees",
                    "FBAPerUnitFulfillmentFee",
                    -(fba_fee(&order.marketplace) * quantity),
                ));
            }
            if !order.is_tax_included {
                amounts.push((
                    "ItemWithheldTax",
                    "MarketplaceFacilitatorTax-Principal",
                    -share(line.tax),
                ));
                amounts.push((
                    "ItemWithheldTax",
                    "MarketplaceFacilitatorTax-Shipping",
                    -share(line.shipping_tax),
                ));
            }
            lines.push(MoneyLine {
                sku: line.sku.clone(),
                asin: line.asin.clone(),
                quantity: *quantity,
                item_id: line.id.clone(),
                amounts: named(amounts),
            });
        }
        let channel = if order.is_fba { "AFN" } else { "MFN" };
        let (marketplace, currency) = (order.marketplace.clone(), order.currency.clone());
        self.book(
            seller,
            "Shipment",
            order_id,
            "",
            channel,
            &marketplace,
            &currency,
            lines,
        );
    }

    /// Books a refund of everything shipped.
    pub(super) fn book_refund(&mut self, seller: &str, order_id: &str) {
        let Some(order) = self.account(seller).orders.get(order_id) else {
            return;
        };
        let lines = order
            .lines
            .iter()
            .filter(|line| line.shipped > 0)
            .map(|line| {
                let goods = line.unit_price * line.shipped - line.discount;
                let commission = line.unit_price * line.shipped * 15 / 100;
                MoneyLine {
                    sku: line.sku.clone(),
                    asin: line.asin.clone(),
                    quantity: line.shipped,
                    item_id: line.id.clone(),
                    amounts: named(vec![
                        ("ItemPrice", "Principal", -goods),
                        ("ItemFees", "Commission", commission),
                        ("ItemFees", "RefundCommission", -(commission / 5)),
                    ]),
                }
            })
            .collect();
        let channel = if order.is_fba { "AFN" } else { "MFN" };
        let (marketplace, currency) = (order.marketplace.clone(), order.currency.clone());
        self.book(
            seller,
            "Refund",
            order_id,
            "",
            channel,
            &marketplace,
            &currency,
            lines,
        );
    }

    /// Books the fees of a fulfilment order.
    pub(super) fn book_outbound(&mut self, seller: &str, id: &str) {
        let Some(order) = self.account(seller).outbound.get(id) else {
            return;
        };
        let Some(marketplace) = places::marketplace(order.marketplace()) else {
            return;
        };
        let n_units: i64 = order.lines.iter().map(|line| line.shipped).sum();
        let (per_unit, per_order, transport) =
            super::outbound::fees(order.speed(), 500, n_units, marketplace.price_percent);
        let first = order
            .lines
            .first()
            .map(|line| line.sku.clone())
            .unwrap_or_default();
        let line = MoneyLine {
            sku: first,
            asin: String::new(),
            quantity: n_units,
            item_id: String::new(),
            amounts: named(vec![
                ("ItemFees", "FBAPerUnitFulfillmentFee", -per_unit),
                ("ItemFees", "FBAPerOrderFulfillmentFee", -per_order),
                ("ItemFees", "FBATransportationFee", -transport),
            ]),
        };
        let amazon_id = mcf_order_id(id);
        self.book(
            seller,
            "ServiceFee",
            &amazon_id,
            id,
            "AFN",
            marketplace.id,
            marketplace.currency,
            vec![line],
        );
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the columns of one row, each used once"
    )]
    fn book(
        &mut self,
        seller: &str,
        kind: &str,
        order_id: &str,
        merchant_order_id: &str,
        channel: &str,
        marketplace: &str,
        currency: &str,
        lines: Vec<MoneyLine>,
    ) {
        let id = self.random.text(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_",
            36,
        );
        let posted = self.now;
        let lines = lines
            .into_iter()
            .map(|mut line| {
                line.amounts.retain(|(_, _, amount)| *amount != 0);
                line
            })
            .collect();
        let booked = Transaction {
            id,
            kind: kind.to_owned(),
            posted,
            marketplace: marketplace.to_owned(),
            currency: currency.to_owned(),
            order_id: order_id.to_owned(),
            merchant_order_id: merchant_order_id.to_owned(),
            channel: channel.to_owned(),
            lines,
            settlement: None,
        };
        self.publish_transaction(seller, &booked);
        self.account_mut(seller).money.transactions.push(booked);
    }

    /// Pays out what was booked since the last payout, one settlement per currency, each with its report.
    pub(super) fn settle(&mut self, seller: &str) {
        let now = self.now;
        self.schedule(now + 14 * DAY, seller, Event::Settlement);
        let start = std::mem::replace(&mut self.account_mut(seller).money.period_start, now);
        let mut currencies: Vec<(String, String)> = Vec::new();
        for transaction in self
            .account(seller)
            .money
            .transactions
            .iter()
            .filter(|transaction| transaction.settlement.is_none())
        {
            if !currencies
                .iter()
                .any(|(currency, _)| currency == &transaction.currency)
            {
                currencies.push((
                    transaction.currency.clone(),
                    transaction.marketplace.clone(),
                ));
            }
        }
        for (currency, marketplace) in currencies {
            let id = format!("9{}", self.random.digits(10));
            let mut total = 0;
            for transaction in &mut self.account_mut(seller).money.transactions {
                if transaction.settlement.is_none() && transaction.currency == currency {
                    transaction.settlement = Some(id.clone());
                    total += transaction.total();
                }
            }
            let settlement = Settlement {
                id: id.clone(),
                start,
                end: now,
                deposit: now + 2 * DAY,
                currency,
                marketplace,
                total,
            };
            self.account_mut(seller).money.settlements.push(settlement);
            self.publish_settlement_report(seller, &id);
        }
    }
}

/// The `S…` id under which reports and the orders API show a fulfilment order.
pub fn mcf_order_id(seller_fulfillment_order_id: &str) -> String {
    let digest = blake3::hash(seller_fulfillment_order_id.as_bytes());
    let number = digest.as_bytes()[..8]
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!(
        "S{:02}-{:07}-{:07}",
        number % 100,
        number / 100 % 10_000_000,
        number / 1_000_000_007 % 10_000_000
    )
}

/// Amazon's fee per unit in minor units.
pub fn fba_fee(marketplace_id: &str) -> i64 {
    places::marketplace(marketplace_id).map_or(350, |found| 386 * found.price_percent / 100)
}

fn named(amounts: Vec<(&str, &str, i64)>) -> Vec<(String, String, i64)> {
    amounts
        .into_iter()
        .map(|(kind, description, amount)| (kind.to_owned(), description.to_owned(), amount))
        .collect()
}
