//! What is done online only, and by imports: commands. They never enter an outbox (OFF-11).

use super::draft::{Draft, Stop};
use super::entity::{EntityRef, ReviewSubject};
use super::refusal::Refusal;
use super::stocktakes::{Completion, NewStocktake};
use super::{Actor, Ctx, Decision, WorkingSet};
use super::{figures, moves, records, stocktakes, transfers};
use crate::catalogue::{Brand, Category, Family, PriceTier, Product, ProductCost, TaxRule};
use crate::ids::{
    BinId, DeviceId, ImportId, LocationId, PassId, ProductId, ReviewTaskId, StocktakeId,
    TransferId, UserId,
};
use crate::ledger::{Cause, StockKey};
use crate::location::{Bin, Location};
use crate::money::UnitCost;
use crate::operation::Disposition;
use crate::permission::Permission;
use crate::quantity::Quantity;
use crate::stocktake::pass::Ruling;
use crate::stocktake::{Assignment, CountSource, Verdict};
use crate::text::{RawCode, Remark};

/// Something done online only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Create or change a record. Whoever edits fields loads it, changes it, and saves it whole.
    Save(Record),
    /// Remove a record, or archive it if something refers to it (DECISIONS 25).
    Remove(EntityRef),
    /// Stock that was there when the company began, or that an import brings.
    OpenStock {
        /// The import.
        import: ImportId,
        /// What lies where.
        lines: Vec<OpeningLine>,
    },
    /// Write off what is still on its way.
    CloseTransfer(TransferId),
    /// Let a held fact take effect.
    ReleaseFact(ReviewTaskId),
    /// Say that a review task is done with; a held fact is set aside by it, for good. Held counts are ruled on in
    /// their stocktake instead.
    SettleTask(ReviewTaskId),
    /// Start a stocktake.
    StartStocktake(NewStocktake),
    /// Say who counts which bin.
    AssignBins {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// All assignments there are then.
        assignments: Vec<Assignment>,
    },
    /// Have a bin counted again.
    OrderRecount {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// This bin.
        bin: Option<BinId>,
        /// Only these products; `None` is the whole bin.
        only: Option<Vec<ProductId>>,
        /// By this user, if by anybody in particular.
        user: Option<UserId>,
    },
    /// Settle differing passes of a bin.
    ResolveConflict {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// This bin.
        bin: Option<BinId>,
        /// What counts.
        verdict: Verdict,
    },
    /// Release a pass that is held, or set any pass aside.
    RulePass {
        /// The pass.
        pass: PassId,
        /// What becomes of it.
        ruling: Ruling,
    },
    /// Leave an unknown code out, since nobody can tell what it was.
    SetCodeAside {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// The code as scanned.
        code: RawCode,
    },
    /// Allow completing without a tablet that has not reported.
    OverrideBarrier {
        /// This stocktake.
        stocktake: StocktakeId,
        /// The tablet.
        device: DeviceId,
        /// Why.
        reason: Remark,
    },
    /// Complete a stocktake.
    CompleteStocktake {
        /// This one.
        stocktake: StocktakeId,
        /// Costs, and what is accepted although unclear.
        completion: Completion,
    },
    /// Post what was counted but arrived after completion.
    PostSupplement {
        /// Of this stocktake.
        stocktake: StocktakeId,
        /// Costs, and what is accepted although unclear.
        completion: Completion,
    },
    /// Annul a stocktake.
    VoidStocktake(StocktakeId),
    /// Fill a stocktake of an external location with the service's figures (STK-03).
    FillFigures {
        /// This stocktake.
        stocktake: StocktakeId,
        /// What the service reports; a product that it does not report is proposed at zero.
        figures: Vec<(ProductId, Quantity)>,
        /// [`CountSource::Sync`] if a person asked, [`CountSource::Job`] if a job did.
        source: CountSource,
    },
    /// Say what is there of one product at an external location, whatever the service says (STK-17).
    EnterFigure {
        /// In this stocktake.
        stocktake: StocktakeId,
        /// Of this.
        product: ProductId,
        /// So many.
        quantity: Quantity,
    },
}

/// A record that people keep.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each names its type")]
pub enum Record {
    Product(Box<Product>),
    ProductCost(ProductCost),
    Family(Family),
    Category(Category),
    Brand(Brand),
    PriceTier(PriceTier),
    TaxRule(TaxRule),
    Location(Location),
    Bin(Bin),
}

impl Record {
    /// The permission to save or remove it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Product(_)
            | Self::ProductCost(_)
            | Self::Family(_)
            | Self::Category(_)
            | Self::Brand(_) => Permission::EditProducts,
            Self::PriceTier(_) | Self::TaxRule(_) => Permission::Settings,
            Self::Location(_) | Self::Bin(_) => Permission::EditLocations,
        }
    }
}

/// Stock of one product in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningLine {
    /// The product.
    pub product: ProductId,
    /// The location.
    pub location: LocationId,
    /// The bin; `None` is the implicit one.
    pub bin: Option<BinId>,
    /// Units to add.
    pub quantity: Quantity,
    /// Cost of each, if known.
    pub unit_cost: Option<UnitCost>,
}

pub fn run(command: &Command, ctx: &Ctx, given: &WorkingSet) -> Result<Decision, Stop> {
    if ctx.actor.revoked {
        return Err(Refusal::DeviceRevoked.into());
    }
    let mut draft = Draft::new(ctx, given);
    match command {
        Command::Save(record) => {
            draft.require(record.permission())?;
            records::save(&mut draft, record)?;
        }
        Command::Remove(key) => {
            draft.require(permission_to_remove(key)?)?;
            records::remove(&mut draft, key)?;
        }
        Command::OpenStock { import, lines } => {
            draft.require(Permission::ImportExport)?;
            open_stock(&mut draft, *import, lines)?;
        }
        Command::CloseTransfer(transfer) => {
            draft.require(Permission::Transfer)?;
            transfers::close(&mut draft, *transfer)?;
        }
        Command::ReleaseFact(task) => return release(draft, *task),
        Command::SettleTask(task) => {
            draft.require(Permission::ManageStocktakes)?;
            require_settled_by_hand(&draft, *task)?;
            settle(&mut draft, *task)?;
        }
        Command::StartStocktake(new) => {
            draft.require(Permission::ManageStocktakes)?;
            stocktakes::start(&mut draft, new)?;
        }
        Command::AssignBins {
            stocktake,
            assignments,
        } => {
            draft.require(Permission::ManageStocktakes)?;
            stocktakes::assign(&mut draft, *stocktake, assignments)?;
        }
        Command::OrderRecount {
            stocktake,
            bin,
            only,
            user,
        } => {
            draft.require(Permission::ManageStocktakes)?;
            stocktakes::order_recount(&mut draft, *stocktake, *bin, only.as_deref(), *user)?;
        }
        Command::ResolveConflict {
            stocktake,
            bin,
            verdict,
        } => {
            draft.require(Permission::ResolveConflicts)?;
            stocktakes::resolve(&mut draft, *stocktake, *bin, verdict)?;
        }
        Command::RulePass { pass, ruling } => {
            draft.require(Permission::ResolveConflicts)?;
            stocktakes::rule(&mut draft, *pass, *ruling)?;
        }
        Command::SetCodeAside { stocktake, code } => {
            draft.require(Permission::ManageStocktakes)?;
            stocktakes::set_code_aside(&mut draft, *stocktake, code)?;
        }
        Command::OverrideBarrier {
            stocktake,
            device,
            reason,
        } => {
            draft.require(Permission::OverrideBarrier)?;
            stocktakes::override_barrier(&mut draft, *stocktake, *device, reason)?;
        }
        Command::CompleteStocktake {
            stocktake,
            completion,
        } => {
            draft.require(Permission::CompleteStocktake)?;
            stocktakes::complete(&mut draft, *stocktake, completion)?;
        }
        Command::PostSupplement {
            stocktake,
            completion,
        } => {
            draft.require(Permission::CompleteStocktake)?;
            stocktakes::post_supplement(&mut draft, *stocktake, completion)?;
        }
        Command::VoidStocktake(stocktake) => {
            draft.require(Permission::CompleteStocktake)?;
            stocktakes::void(&mut draft, *stocktake)?;
        }
        Command::FillFigures {
            stocktake,
            figures,
            source,
        } => {
            draft.require(Permission::ManageStocktakes)?;
            figures::fill(&mut draft, *stocktake, figures, *source)?;
        }
        Command::EnterFigure {
            stocktake,
            product,
            quantity,
        } => {
            draft.require(Permission::ManageStocktakes)?;
            figures::enter(&mut draft, *stocktake, *product, *quantity)?;
        }
    }
    Ok(Decision::Changed(draft.into_changes()))
}

fn permission_to_remove(key: &EntityRef) -> Result<Permission, Stop> {
    Ok(match key {
        EntityRef::Product(_)
        | EntityRef::ProductCost(_)
        | EntityRef::Family(_)
        | EntityRef::Category(_)
        | EntityRef::Brand(_) => Permission::EditProducts,
        EntityRef::PriceTier(_) | EntityRef::TaxRule(_) => Permission::Settings,
        EntityRef::Location(_) | EntityRef::Bin(_) => Permission::EditLocations,
        other => {
            let (state, action) = ("part of the history".to_owned(), "remove".to_owned());
            return Err(Refusal::WrongState {
                record: other.clone(),
                state,
                action,
            }
            .into());
        }
    })
}

fn open_stock(draft: &mut Draft<'_>, import: ImportId, lines: &[OpeningLine]) -> Result<(), Stop> {
    if *draft.given.has_movements(draft.ctx.operation)? {
        return Ok(());
    }
    moves::require_open(draft)?;
    let keys = lines.iter().flat_map(|line| {
        let bin = line.bin.map(EntityRef::Bin);
        [
            EntityRef::Product(line.product),
            EntityRef::Location(line.location),
        ]
        .into_iter()
        .chain(bin)
    });
    draft.given.want(keys.map(super::Ref::Entity))?;
    for line in lines {
        draft.stocked_product(line.product)?;
        draft.require_place(line.location, line.bin)?;
    }
    let from = draft.ctx.at.during.from();
    let key = |line: &OpeningLine| StockKey::new(line.product, line.location, line.bin);
    draft
        .given
        .want(lines.iter().map(|line| super::Ref::Counts {
            key: key(line),
            from,
        }))?;
    for line in lines.iter().filter(|line| !line.quantity.is_zero()) {
        moves::post_on_hand(
            draft,
            key(line),
            line.quantity.delta(),
            Cause::Opening { import },
            line.unit_cost,
        )?;
    }
    Ok(())
}

/// Decides a held fact once more, in the name of its author and at its moment.
fn release(mut draft: Draft<'_>, id: ReviewTaskId) -> Result<Decision, Stop> {
    let key = EntityRef::ReviewTask(id);
    let task = draft
        .given
        .review_task(id)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?
        .clone();
    let ReviewSubject::HeldFact {
        id: operation,
        fact,
        at,
        ..
    } = &task.subject
    else {
        let (state, action) = ("not a held fact".to_owned(), "release".to_owned());
        return Err(Refusal::WrongState {
            record: key,
            state,
            action,
        }
        .into());
    };
    draft.require(fact.permission())?;
    draft.require(Permission::ManageStocktakes)?;
    settle(&mut draft, id)?;
    let author = Actor {
        user: task.user,
        device: task.device,
        permissions: [fact.permission()].into(),
        revoked: false,
    };
    let ctx = Ctx {
        actor: author,
        operation: *operation,
        at: *at,
        ..draft.ctx.clone()
    };
    let mut released = Draft::new(&ctx, draft.given);
    // Goods of a voided transfer are booked and flagged, so that is an effect too.
    let took_effect = matches!(
        moves::apply(&mut released, fact)?,
        Disposition::Accepted | Disposition::Late
    );
    if !took_effect {
        let (state, action) = (
            "still without what it names".to_owned(),
            "release".to_owned(),
        );
        return Err(Refusal::WrongState {
            record: key,
            state,
            action,
        }
        .into());
    }
    let mut changes = draft.into_changes();
    changes.extend(released.into_changes());
    Ok(Decision::Changed(changes))
}

/// Refuses tasks that only a decision of their stocktake settles.
fn require_settled_by_hand(draft: &Draft<'_>, id: ReviewTaskId) -> Result<(), Stop> {
    let about_a_count = draft
        .given
        .review_task(id)?
        .is_some_and(|task| task.subject.is_about_a_count());
    if !about_a_count {
        return Ok(());
    }
    let (state, action) = (
        "about a count, which its stocktake decides".to_owned(),
        "settle".to_owned(),
    );
    Err(Refusal::WrongState {
        record: EntityRef::ReviewTask(id),
        state,
        action,
    }
    .into())
}

/// Marks a task as done with.
fn settle(draft: &mut Draft<'_>, id: ReviewTaskId) -> Result<(), Stop> {
    let key = EntityRef::ReviewTask(id);
    let mut task = draft
        .given
        .review_task(id)?
        .ok_or_else(|| Refusal::Missing(key.clone()))?
        .clone();
    if task.settled.is_some() {
        let (state, action) = ("settled already".to_owned(), "settle".to_owned());
        return Err(Refusal::WrongState {
            record: key,
            state,
            action,
        }
        .into());
    }
    task.settled = Some((draft.ctx.now, draft.ctx.actor.user));
    draft.put(super::Entity::ReviewTask(task));
    Ok(())
}
