//! What was done, in words: the lines of the outbox drawer.

use super::Replica;
use domain::books::Refusal;
use domain::ids::{BinId, LocationId, PassId, ProductId, TransferId};
use domain::operation::{Fact, Intent, Operation};
use domain::stocktake::Item;

/// What an operation did: "Counted 24 × Enamel mug in A-02-1".
pub fn describe(operation: Option<&Operation>, replica: &Replica) -> String {
    match operation {
        None => "Something a newer version recorded".into(),
        Some(Operation::Fact(fact)) => fact_words(fact, replica),
        Some(Operation::Intent(intent)) => intent_words(intent, replica),
    }
}

/// What a refusal means when the server gave only its name.
pub fn refusal(code: &str) -> String {
    format!(
        "The server refused this ({code}). Look at the record, then send it again or discard it."
    )
}

/// A refusal by the books as this device knows them.
pub fn refused_here(refusal: &Refusal) -> String {
    format!("{} {}", refusal.sentence(), refusal.advice())
}

fn fact_words(fact: &Fact, replica: &Replica) -> String {
    match fact {
        Fact::PassOpened(head) => {
            format!("Began to count {}", place(head.location, head.bin, replica))
        }
        Fact::Counted {
            pass,
            item,
            quantity,
            ..
        } => {
            format!(
                "Counted {quantity} × {} in {}",
                item_name(item, replica),
                of_pass(*pass, replica)
            )
        }
        Fact::Set {
            pass,
            item,
            quantity,
            ..
        } => {
            format!(
                "Set {} in {} to {quantity}",
                item_name(item, replica),
                of_pass(*pass, replica)
            )
        }
        Fact::Voided { pass, .. } => format!("Undid a count in {}", of_pass(*pass, replica)),
        Fact::SuspectedDouble { pass, item, .. } => {
            format!(
                "Kept a double scan of {} out of {}",
                item_name(item, replica),
                of_pass(*pass, replica)
            )
        }
        Fact::PassClosed { pass, .. } => format!("Finished {}", of_pass(*pass, replica)),
        Fact::Note { pass, .. } => format!("Note on {}", of_pass(*pass, replica)),
        Fact::BinMoved {
            product,
            location,
            from,
            to,
            quantity,
        } => format!(
            "Moved {quantity} × {} from {} to {}",
            product_name(*product, replica),
            place(*location, *from, replica),
            place(*location, *to, replica)
        ),
        Fact::ReceiptSeen {
            product,
            location,
            bin,
            quantity,
            ..
        } => {
            format!(
                "Received {quantity} × {} in {}",
                product_name(*product, replica),
                place(*location, *bin, replica)
            )
        }
        Fact::TransferSent { transfer, .. } => {
            format!("Sent transfer {}", number(*transfer, replica))
        }
        Fact::TransferReceived { transfer, .. } => {
            format!("Received transfer {}", number(*transfer, replica))
        }
    }
}

fn intent_words(intent: &Intent, replica: &Replica) -> String {
    match intent {
        Intent::CreateTransfer {
            from, to, lines, ..
        } => format!(
            "New transfer of {} from {} to {}",
            if lines.len() == 1 {
                "1 product".into()
            } else {
                format!("{} products", lines.len())
            },
            place(*from, None, replica),
            place(*to, None, replica)
        ),
        Intent::EditTransfer { transfer, .. } => {
            format!("Changed transfer {}", number(*transfer, replica))
        }
        Intent::HoldTransfer { transfer } => {
            format!("Reserved transfer {}", number(*transfer, replica))
        }
        Intent::VoidTransfer { transfer } => {
            format!("Voided transfer {}", number(*transfer, replica))
        }
        Intent::EditProduct { product, .. } => {
            format!("Changed {}", product_name(*product, replica))
        }
        Intent::AssignBarcode { product, barcode } => {
            format!(
                "Gave {} the barcode {}",
                product_name(*product, replica),
                barcode.code
            )
        }
        Intent::MapUnknownCode { code, product, .. } => {
            format!(
                "Linked the code {code} to {}",
                product_name(*product, replica)
            )
        }
        Intent::Adjust {
            product,
            location,
            bin,
            delta,
            ..
        } => format!(
            "Adjusted {} in {} by {}{}",
            product_name(*product, replica),
            place(*location, *bin, replica),
            if delta.units() < 0 { "\u{2212}" } else { "+" },
            delta.units().unsigned_abs()
        ),
    }
}

fn item_name(item: &Item, replica: &Replica) -> String {
    match item {
        Item::Product(product) => product_name(*product, replica),
        Item::Unknown(code) => format!("unknown code {code}"),
    }
}

fn product_name(id: ProductId, replica: &Replica) -> String {
    replica.product(id).map_or_else(
        || "a product that is not here".into(),
        |product| product.name.to_string(),
    )
}

fn place(location: LocationId, bin: Option<BinId>, replica: &Replica) -> String {
    let bin = bin
        .and_then(|bin| replica.bin(bin))
        .map(|bin| bin.name.to_string());
    bin.or_else(|| {
        replica
            .location(location)
            .map(|location| location.name.to_string())
    })
    .unwrap_or_else(|| "a place that is not here".into())
}

fn of_pass(id: PassId, replica: &Replica) -> String {
    let head = replica.pass_record(id).map(|pass| &pass.head);
    head.map_or_else(
        || "a bin".into(),
        |head| place(head.location, head.bin, replica),
    )
}

fn number(id: TransferId, replica: &Replica) -> String {
    let number = replica
        .transfer(id)
        .and_then(|transfer| transfer.number.clone());
    number.unwrap_or_else(|| "(number pending)".into())
}
