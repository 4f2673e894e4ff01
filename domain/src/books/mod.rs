//! The one place where something that is done becomes changes of the books: used by the server on SQL, by the
//! browser in memory and by the simulator alike ("one way in").
//!
//! [`decide`] is for what devices send (facts and intents), [`command`] for what is done online only and for
//! imports. Both are pure: they say what they need to know ([`Step::Need`]), are given it in a [`WorkingSet`],
//! and are called again with the same arguments until they say what changes. They write nothing, and know
//! neither where the books are kept nor who is asking over which wire.
//!
//! ```
//! use domain::books::{Answer, Step, WorkingSet};
//!
//! // How anybody keeps asking: `answer` looks things up where the books are kept.
//! fn ask(mut step: impl FnMut(&WorkingSet) -> Step, answer: impl Fn(&domain::books::Ref) -> Answer) -> domain::books::Decision {
//!     let mut given = WorkingSet::new();
//!     loop {
//!         match step(&given) {
//!             Step::Done(decision) => return decision,
//!             Step::Need(questions) => {
//!                 for question in questions {
//!                     let answer = answer(&question);
//!                     given.give(question, answer);
//!                 }
//!             }
//!         }
//!     }
//! }
//! ```

mod change;
mod command;
mod counting;
mod draft;
mod entity;
mod figures;
mod memory;
mod moves;
mod products;
mod records;
mod refusal;
mod stocktakes;
mod transfers;
mod value;
mod working_set;

#[cfg(test)]
mod tests;

pub use change::Change;
pub use command::{Command, OpeningLine, Record};
pub use entity::{Entity, EntityKind, EntityRef, Home, Person, ReviewSubject, ReviewTask};
pub use figures::{figures_pass, synced};
pub use memory::Memory;
pub use refusal::Refusal;
pub use stocktakes::{Completion, NewStocktake, review};
pub use value::value;
pub use working_set::{Answer, DeviceReport, Need, Ref, Series, Unique, WorkingSet};

use crate::ids::{DeviceId, OperationId, UserId};
use crate::operation::{Disposition, Fact, Intent, Operation};
use crate::permission::Permission;
use crate::time::{Moment, Timestamp};
use draft::{Draft, Stop};
use std::collections::BTreeSet;

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// The device, if it is a known one.
    pub device: Option<DeviceId>,
    /// What the user may do: for a fact at the time it was made, for anything else now (OFF-56).
    pub permissions: BTreeSet<Permission>,
    /// Whether the device was revoked before this was made (DECISIONS 13).
    pub revoked: bool,
}

impl Actor {
    /// Whether the user may do this.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// All that a decision knows beside the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ctx {
    /// Who does it.
    pub actor: Actor,
    /// The moment of the decision: what is recorded.
    pub now: Timestamp,
    /// Names what is done; ids of whatever follows from it are derived from this one, so that repeating a
    /// decision repeats its ids. A command gets one from its caller.
    pub operation: OperationId,
    /// When it was done.
    pub at: Moment,
    /// Earlier effective times are closed to everything but facts and corrections (DECISIONS 17).
    pub books_closed_until: Option<Timestamp>,
}

/// How far a decision is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Give answers to these and call again.
    Need(Vec<Ref>),
    /// It is decided.
    Done(Decision),
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// An intent or a command takes effect: these changes.
    Changed(Vec<Change>),
    /// A fact is recorded, with these changes.
    Recorded {
        /// How it was taken.
        disposition: Disposition,
        /// What changes.
        changes: Vec<Change>,
    },
    /// An intent or a command is refused; nothing changes.
    Refused(Refusal),
}

impl Decision {
    /// What changes; nothing if it was refused.
    pub fn changes(&self) -> &[Change] {
        match self {
            Self::Changed(changes) | Self::Recorded { changes, .. } => changes,
            Self::Refused(_) => &[],
        }
    }
}

/// Decides what an operation of a device changes.
pub fn decide(operation: &Operation, ctx: &Ctx, given: &WorkingSet) -> Step {
    match operation {
        Operation::Fact(fact) => step(record(fact, ctx, given)),
        Operation::Intent(intent) => step(judge(intent, ctx, given)),
    }
}

/// Decides what a command changes: something that is done online only, or by an import.
pub fn command(command: &Command, ctx: &Ctx, given: &WorkingSet) -> Step {
    step(command::run(command, ctx, given))
}

fn step(result: Result<Decision, Stop>) -> Step {
    match result {
        Ok(decision) => Step::Done(decision),
        Err(Stop::Need(questions)) => Step::Need(questions),
        Err(Stop::Refused(refusal)) => Step::Done(Decision::Refused(*refusal)),
    }
}

/// Takes a fact in. Facts happened, so nothing here refuses: what cannot take effect is held for a person.
fn record(fact: &Fact, ctx: &Ctx, given: &WorkingSet) -> Result<Decision, Stop> {
    let mut draft = Draft::new(ctx, given);
    let disposition = match fact {
        Fact::PassOpened(head) => counting::open(&mut draft, head)?,
        Fact::Counted { .. }
        | Fact::Set { .. }
        | Fact::Voided { .. }
        | Fact::SuspectedDouble { .. }
        | Fact::PassClosed { .. }
        | Fact::Note { .. } => counting::tally(&mut draft, fact)?,
        Fact::BinMoved { .. }
        | Fact::ReceiptSeen { .. }
        | Fact::TransferSent { .. }
        | Fact::TransferReceived { .. } => moves::happened(&mut draft, fact)?,
    };
    Ok(Decision::Recorded {
        disposition,
        changes: draft.into_changes(),
    })
}

fn judge(intent: &Intent, ctx: &Ctx, given: &WorkingSet) -> Result<Decision, Stop> {
    let mut draft = Draft::new(ctx, given);
    if ctx.actor.revoked {
        return Err(Refusal::DeviceRevoked.into());
    }
    draft.require(intent.permission())?;
    match intent {
        Intent::CreateTransfer {
            transfer,
            from,
            to,
            lines,
            remark,
        } => {
            transfers::create(&mut draft, *transfer, *from, *to, lines, remark.as_ref())?;
        }
        Intent::EditTransfer { transfer, edits } => transfers::edit(&mut draft, *transfer, edits)?,
        Intent::HoldTransfer { transfer } => transfers::hold(&mut draft, *transfer)?,
        Intent::VoidTransfer { transfer } => transfers::void(&mut draft, *transfer)?,
        Intent::EditProduct { product, edits } => products::edit(&mut draft, *product, edits)?,
        Intent::AssignBarcode { product, barcode } => {
            products::assign_barcode(&mut draft, *product, barcode)?
        }
        Intent::MapUnknownCode {
            stocktake,
            code,
            product,
        } => {
            counting::map_unknown(&mut draft, *stocktake, code, *product)?;
        }
        Intent::Adjust {
            product,
            location,
            bin,
            delta,
            reason,
        } => {
            moves::adjust(&mut draft, *product, *location, *bin, *delta, reason)?;
        }
    }
    Ok(Decision::Changed(draft.into_changes()))
}
