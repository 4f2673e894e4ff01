//! Review tasks: what a person has to decide or to know. They are raised by `domain::books` and told in the notification
//! centre as they are written; here they are settled.

use super::{ActError, App, Caller, Note};
use crate::store::records::Versioned;
use crate::store::tasks as stored;
use domain::books::{Command, EntityRef, ReviewTask};
use domain::ids::ReviewTaskId;
use domain::permission::Permission;
use domain::text::Remark;

/// What becomes of a review task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settling {
    /// The held fact takes effect at the moment it happened, in the name of its author.
    Release,
    /// It is done with; a held fact never takes effect.
    SetAside,
}

impl App {
    /// A review task.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn task(&self, id: ReviewTaskId) -> Result<Versioned<ReviewTask>, ActError> {
        let found = stored::one(self.store().reader(), id).await?;
        found.ok_or(ActError::Missing(EntityRef::ReviewTask(id)))
    }

    /// Settles a review task.
    ///
    /// # Errors
    /// Says why not: it is settled already, a count's stocktake has to decide, or what a held fact names is still not
    /// there.
    pub async fn settle_task(
        &self,
        caller: &Caller,
        id: ReviewTaskId,
        settling: Settling,
        reason: Option<&Remark>,
    ) -> Result<(), ActError> {
        caller.require_act(Permission::ManageStocktakes)?;
        let (command, action) = match settling {
            Settling::Release => (Command::ReleaseFact(id), "review-task/released"),
            Settling::SetAside => (Command::SettleTask(id), "review-task/settled"),
        };
        let task = self.task(id).await?.record;
        let reason = reason.map(|reason| format!(". {reason}"));
        let detail = format!("{}{}", task.subject.title(), reason.unwrap_or_default());
        let note = Note::new(action, id, detail);
        self.perform(caller, &[command.into()], None, Some(&note))
            .await
            .map(drop)
    }
}
