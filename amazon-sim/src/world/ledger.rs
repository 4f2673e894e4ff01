//! What moved in Amazon's warehouses: every unit that came, went or was put right, as the ledger reports tell it.

use serde::{Deserialize, Serialize};

use super::account::{Account, FbaStock};
use crate::clock::Ms;

/// Units in a sellable state.
pub const SELLABLE: &str = "SELLABLE";
/// Units that buyers have damaged.
pub const CUSTOMER_DAMAGED: &str = "CUSTOMER_DAMAGED";
/// Units that do not work.
pub const DEFECTIVE: &str = "DEFECTIVE";
/// Every disposition that something moves into or out of.
pub const DISPOSITIONS: [&str; 3] = [SELLABLE, CUSTOMER_DAMAGED, DEFECTIVE];

/// A movement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Movement {
    /// When.
    pub at: Ms,
    /// `Receipts`, `Shipments`, `CustomerReturns`, `Adjustments`.
    pub kind: String,
    /// What was moved.
    pub sku: String,
    /// Units, less than none for those that went.
    pub quantity: i64,
    /// Their state.
    pub disposition: String,
    /// The shipment or order it belongs to.
    pub reference: String,
    /// The warehouse; none where the home one will do.
    pub centre: Option<String>,
    /// Amazon's letter for an adjustment.
    pub reason: String,
}

impl Account {
    /// Notes that units of a SKU have moved.
    pub fn note_movement(
        &mut self,
        at: Ms,
        kind: &str,
        (sku, quantity): (&str, i64),
        disposition: &str,
        reference: &str,
        centre: Option<&str>,
    ) {
        if quantity != 0 {
            let reason = if kind == "Adjustments" { "Q" } else { "" };
            self.movements.push(Movement {
                at,
                kind: kind.to_owned(),
                sku: sku.to_owned(),
                quantity,
                disposition: disposition.to_owned(),
                reference: reference.to_owned(),
                centre: centre.map(str::to_owned),
                reason: reason.to_owned(),
            });
        }
    }

    /// Notes what somebody put right by hand.
    pub fn note_correction(&mut self, at: Ms, sku: &str, before: &FbaStock) {
        let Some(after) = self.stock.get(sku).cloned() else {
            return;
        };
        for disposition in DISPOSITIONS {
            let change = after.balance(disposition) - before.balance(disposition);
            self.note_movement(at, "Adjustments", (sku, change), disposition, "", None);
        }
    }
}

impl FbaStock {
    /// Units of a disposition inside the warehouses, also those that are spoken for.
    pub fn balance(&self, disposition: &str) -> i64 {
        match disposition {
            SELLABLE => self.fulfillable + self.reserved(),
            CUSTOMER_DAMAGED => self.customer_damaged,
            DEFECTIVE => self.defective,
            _ => 0,
        }
    }
}
