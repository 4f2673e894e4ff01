//! Transfers at a desk: the same operations as on a tablet.

use super::{Act, ActError, App, Caller, Done, Note, Seen};
use crate::store::records::{self, Versioned};
use api::transfers as shape;
use domain::books::{Command, EntityRef};
use domain::ids::{TransferId, TransferLineId};
use domain::operation::{Fact, Intent, LineEdit, Operation, PlannedLine, TransferMove};
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::transfer::Transfer;

/// Which way goods of a transfer go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leg {
    /// They leave the sender.
    Send,
    /// They arrive at the receiver.
    Receive,
}

impl App {
    /// A transfer.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn transfer(&self, id: TransferId) -> Result<Versioned<Transfer>, ActError> {
        let found = records::transfer(self.store().reader(), id).await?;
        found.ok_or(ActError::Missing(EntityRef::Transfer(id)))
    }

    /// Creates a draft.
    ///
    /// # Errors
    /// Says why not.
    pub async fn create_transfer(
        &self,
        caller: &Caller,
        new: shape::NewTransfer,
    ) -> Result<TransferId, ActError> {
        let transfer = TransferId::new(
            caller
                .operation
                .map_or_else(|| self.fresh(), |operation| operation.uuid()),
        );
        let line = |line: &shape::NewTransferLine| PlannedLine {
            line: TransferLineId::new(self.fresh()),
            product: line.product,
            quantity: line.quantity,
        };
        let lines = new.lines.iter().map(line).collect();
        let intent = Intent::CreateTransfer {
            transfer,
            from: new.from,
            to: new.to,
            lines,
            remark: new.remark,
        };
        self.intend(
            caller,
            intent,
            None,
            Note::new(
                "transfer/created",
                transfer,
                format!("{} lines", new.lines.len()),
            ),
        )
        .await?;
        Ok(transfer)
    }

    /// Replaces the lines of a draft.
    ///
    /// # Errors
    /// Says why not, and whether somebody else was quicker.
    pub async fn set_transfer_lines(
        &self,
        caller: &Caller,
        id: TransferId,
        lines: &[shape::NewTransferLine],
        seen: Option<Seen>,
    ) -> Result<Done, ActError> {
        let Versioned {
            record: transfer,
            version,
        } = self.transfer(id).await?;
        let seen = seen.unwrap_or(Seen {
            record: EntityRef::Transfer(id),
            version,
        });
        let mut edits = Vec::new();
        for line in &transfer.lines {
            let wanted = lines.iter().find(|wanted| wanted.product == line.product);
            edits.push(LineEdit {
                line: line.id,
                product: line.product,
                base: Some(line.quantity),
                new: wanted.map_or(Quantity::ZERO, |wanted| wanted.quantity),
            });
        }
        for wanted in lines.iter().filter(|wanted| {
            !transfer
                .lines
                .iter()
                .any(|line| line.product == wanted.product)
        }) {
            let line = TransferLineId::new(self.fresh());
            edits.push(LineEdit {
                line,
                product: wanted.product,
                base: None,
                new: wanted.quantity,
            });
        }
        let note = Note::new("transfer/edited", id, format!("{} lines", lines.len()));
        self.intend(
            caller,
            Intent::EditTransfer {
                transfer: id,
                edits,
            },
            Some(seen),
            note,
        )
        .await
    }

    /// Reserves the goods of a draft.
    ///
    /// # Errors
    /// Says why not.
    pub async fn hold_transfer(&self, caller: &Caller, id: TransferId) -> Result<Done, ActError> {
        self.intend(
            caller,
            Intent::HoldTransfer { transfer: id },
            None,
            Note::new("transfer/held", id, ""),
        )
        .await
    }

    /// Annuls a transfer that nothing was sent of.
    ///
    /// # Errors
    /// Says why not.
    pub async fn void_transfer(&self, caller: &Caller, id: TransferId) -> Result<Done, ActError> {
        self.intend(
            caller,
            Intent::VoidTransfer { transfer: id },
            None,
            Note::new("transfer/voided", id, ""),
        )
        .await
    }

    /// Writes off what is still on its way.
    ///
    /// # Errors
    /// Says why not.
    pub async fn close_transfer(&self, caller: &Caller, id: TransferId) -> Result<Done, ActError> {
        let note = Note::new("transfer/closed", id, "");
        self.perform(
            caller,
            &[Command::CloseTransfer(id).into()],
            None,
            Some(&note),
        )
        .await
    }

    /// Goods left or arrived; without lines everything that is left to.
    ///
    /// # Errors
    /// Says why not.
    pub async fn move_transfer(
        &self,
        caller: &Caller,
        id: TransferId,
        leg: Leg,
        moves: &[shape::TransferMove],
    ) -> Result<Done, ActError> {
        caller.require_act(Permission::Transfer)?;
        let lines = if moves.is_empty() {
            let transfer = self.transfer(id).await?.record;
            let rest = |line: &domain::transfer::TransferLine| match leg {
                Leg::Send => line.quantity.delta() - line.sent,
                Leg::Receive => line.in_transit(),
            };
            let moved = transfer.lines.iter().filter_map(|line| {
                let quantity = Quantity::new(rest(line).units())
                    .ok()
                    .filter(|quantity| !quantity.is_zero())?;
                Some(TransferMove {
                    line: line.id,
                    bin: None,
                    quantity,
                })
            });
            moved.collect()
        } else {
            moves
                .iter()
                .map(|one| TransferMove {
                    line: one.line,
                    bin: one.bin,
                    quantity: one.quantity,
                })
                .collect::<Vec<_>>()
        };
        if lines.is_empty() || lines.iter().any(|line| line.quantity.is_zero()) {
            return Err(ActError::Refused(domain::books::Refusal::NothingToDo));
        }
        let units: i64 = lines.iter().map(|line| line.quantity.units()).sum();
        let (fact, action) = match leg {
            Leg::Send => (
                Fact::TransferSent {
                    transfer: id,
                    lines,
                },
                "transfer/sent",
            ),
            Leg::Receive => (
                Fact::TransferReceived {
                    transfer: id,
                    lines,
                },
                "transfer/received",
            ),
        };
        let note = Note::new(action, id, format!("{units} units"));
        self.perform(
            caller,
            &[Act::Operation(Operation::Fact(fact))],
            None,
            Some(&note),
        )
        .await
    }

    async fn intend(
        &self,
        caller: &Caller,
        intent: Intent,
        seen: Option<Seen>,
        note: Note,
    ) -> Result<Done, ActError> {
        self.perform(
            caller,
            &[Act::Operation(Operation::Intent(intent))],
            seen.as_ref(),
            Some(&note),
        )
        .await
    }
}
