//! What devices sent, as lines of the audit trail (USR-04). Counts are not among them: their stocktake lists them event by
//! event. What was refused changed nothing, and its author is told.

use super::people::{self, write_audit};
use super::{StoreError, records};
use ::sync::server::Recorded;
use ::sync::wire::OutcomeCode;
use domain::books::{Entity, EntityRef};
use domain::ids::{DeviceId, GrantId, ProductId};
use domain::operation::{Fact, Intent, Operation, ProductEdit};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// A line that is not written yet.
struct Line {
    action: &'static str,
    subject: String,
    /// Named before the detail.
    product: Option<ProductId>,
    detail: String,
}

impl Line {
    fn new(action: &'static str, subject: impl ToString, detail: String) -> Self {
        Self {
            action,
            subject: subject.to_string(),
            product: None,
            detail,
        }
    }

    fn of_product(action: &'static str, product: ProductId, detail: String) -> Self {
        Self {
            product: Some(product),
            ..Self::new(action, product, detail)
        }
    }
}

/// Writes down what was changed by operations that have just been taken in.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn write<C: ConnectionTrait>(db: &C, recorded: &[Recorded]) -> Result<(), StoreError> {
    let lines: Vec<_> = recorded
        .iter()
        .filter_map(|row| Some((row, line(row)?)))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    let grants: Vec<GrantId> = lines.iter().map(|(row, _)| row.grant).collect();
    let devices: HashMap<GrantId, DeviceId> = people::grants(db, &grants)
        .await?
        .into_iter()
        .map(|grant| (grant.id, grant.device))
        .collect();
    for (row, line) in lines {
        let mut detail = line.detail;
        if let Some(product) = line.product
            && let Some(found) = records::one(db, &EntityRef::Product(product)).await?
            && let Entity::Product(product) = found.record
        {
            detail = format!("{}: {detail}", product.sku);
        }
        if row.outcome.is_some() {
            detail.push_str(" (kept for review)");
        }
        let by = (Some(row.user), devices.get(&row.grant).copied());
        let subject = Some(line.subject);
        write_audit(db, row.received, by, line.action, subject, detail.trim()).await?;
    }
    Ok(())
}

fn line(row: &Recorded) -> Option<Line> {
    match &row.outcome {
        None | Some(OutcomeCode::Noted(_) | OutcomeCode::Quarantined) => {}
        Some(OutcomeCode::Opaque | OutcomeCode::Refused(_) | OutcomeCode::Held { .. }) => {
            return None;
        }
    }
    let operation = ::sync::wire::operation::decode(row.lane, row.kind, row.v, &row.body.0).ok()?;
    match operation {
        Operation::Fact(fact) => of_fact(&fact),
        Operation::Intent(intent) => Some(of_intent(&intent)),
    }
}

fn of_fact(fact: &Fact) -> Option<Line> {
    let n_lines = |n: usize| match n {
        1 => "1 line".to_owned(),
        n => format!("{n} lines"),
    };
    Some(match fact {
        Fact::PassOpened(_)
        | Fact::Counted { .. }
        | Fact::Set { .. }
        | Fact::Voided { .. }
        | Fact::SuspectedDouble { .. }
        | Fact::PassClosed { .. }
        | Fact::Note { .. } => return None,
        Fact::BinMoved {
            product, quantity, ..
        } => Line::of_product("stock/moved", *product, quantity.to_string()),
        Fact::ReceiptSeen {
            product,
            quantity,
            reference,
            ..
        } => {
            let reference = reference.as_ref().map(|text| format!(" for {text}"));
            let detail = format!("{quantity}{}", reference.unwrap_or_default());
            Line::of_product("stock/received", *product, detail)
        }
        Fact::TransferSent { transfer, lines } => {
            Line::new("transfer/sent", transfer, n_lines(lines.len()))
        }
        Fact::TransferReceived { transfer, lines } => {
            Line::new("transfer/received", transfer, n_lines(lines.len()))
        }
    })
}

fn of_intent(intent: &Intent) -> Line {
    match intent {
        Intent::CreateTransfer {
            transfer, lines, ..
        } => Line::new(
            "transfer/created",
            transfer,
            format!("{} lines", lines.len()),
        ),
        Intent::EditTransfer { transfer, edits } => Line::new(
            "transfer/edited",
            transfer,
            format!("{} lines", edits.len()),
        ),
        Intent::HoldTransfer { transfer } => Line::new("transfer/held", transfer, String::new()),
        Intent::VoidTransfer { transfer } => Line::new("transfer/voided", transfer, String::new()),
        Intent::EditProduct { product, edits } => {
            let fields: Vec<&str> = edits.iter().map(field).collect();
            Line::of_product("product/changed", *product, fields.join(", "))
        }
        Intent::AssignBarcode { product, barcode } => Line::of_product(
            "product/changed",
            *product,
            format!("barcodes, {} added", barcode.code),
        ),
        Intent::MapUnknownCode {
            stocktake, code, ..
        } => Line::new("stocktake/code-mapped", stocktake, code.as_str().to_owned()),
        Intent::Adjust {
            product,
            delta,
            reason,
            ..
        } => Line::of_product("stock/adjusted", *product, format!("{delta}, {reason}")),
    }
}

/// What a field is called in the trail.
const fn field(edit: &ProductEdit) -> &'static str {
    match edit {
        ProductEdit::Sku { .. } => "SKU",
        ProductEdit::Name { .. } => "name",
        ProductEdit::Description { .. } => "description",
        ProductEdit::Category { .. } => "category",
        ProductEdit::Brand { .. } => "brand",
        ProductEdit::Measures { .. } => "measures",
        ProductEdit::ReorderLevel { .. } => "reorder level",
        ProductEdit::DefaultLocation { .. } => "default location",
        ProductEdit::Archived { .. } => "archived",
        ProductEdit::RemoveBarcode { .. } => "barcodes",
    }
}
