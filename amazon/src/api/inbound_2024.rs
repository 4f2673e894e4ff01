//! Fulfilment Inbound 2024-03-20: sending stock to Amazon, from plan to transport.
//!
//! Nearly every POST and PUT answers with an operation id; store it, then follow it with
//! [`await_operation`], also after a restart. The way is: prep details, plan, packing options and
//! box contents, placement options (irreversible once confirmed), transportation options, delivery
//! windows where they are a precondition, confirmation of one transportation option for *every*
//! shipment, then labels from [`inbound_v0`](super::inbound_v0).
//!
//! Traps:
//! - Plans carry no id of ours but their name: create through [`ensure_plan`] with a unique name.
//! - Missing prep details make the plan fail with `FBA_INB_0182`; "no prep" is category `NONE` with
//!   type `ITEM_NO_PREP`, and the owner that is right then stands in the message after
//!   "Accepted values": see [`accepted_values`].
//! - Boxes come back in another order: match them by their template name.
//! - Tracking can be sent only once the transportation is confirmed.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::{api::inbound_2024::*, operation::Earlier, polling::Pacing};
//!
//! let request = CreateInboundPlanRequest {
//!     // Ours, and unique: the plan is found by it after a lost answer.
//!     name: Some("Autumn 1".into()),
//!     destination_marketplaces: vec![place.home.clone()],
//!     source_address: AddressInput {
//!         name: "Harbour Lane".into(),
//!         address_line1: "1 Quay St".into(),
//!         city: "Portland".into(),
//!         state_or_province_code: Some("OR".into()),
//!         postal_code: "97205".into(),
//!         country_code: "US".into(),
//!         phone_number: "5035550100".into(),
//!         ..Default::default()
//!     },
//!     items: vec![ItemInput {
//!         msku: Some(place.stocked.clone()),
//!         quantity: Some(6),
//!         prep_owner: Some(PrepOwner::Seller),
//!         label_owner: Some(LabelOwner::Seller),
//!         ..Default::default()
//!     }],
//! };
//! let made = ensure_plan(&session, &request, Earlier::Never).await?;
//! // Stored before it is followed, so that a restart goes on.
//! let operation = made.operation_id.unwrap_or_default();
//! match await_operation(&session, &operation, Pacing::OPERATION).await? {
//!     Ended::Done(_) => println!("on to packing"),
//!     // Who prepares is a puzzle: the problem names who would be right.
//!     Ended::Failed(problems) => {
//!         for problem in &problems {
//!             println!("{:?}, right would be {:?}", problem.message, accepted_values(problem));
//!         }
//!     }
//! }
//! # Ok(()) });
//! ```

mod wire;

use futures::{StreamExt, TryStreamExt};
pub use wire::*;

use crate::{
    client::Session,
    error::Error,
    operation::{Earlier, Safety},
    polling::{Pacing, Pauses, WaitError},
};

/// The longest name of a plan.
pub const LONGEST_NAME: usize = 40;

/// How an operation ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// It was done, perhaps with warnings.
    Done(Vec<OperationProblem>),
    /// It was not, for these reasons. Amazon gives them in blocks: after mending, others may follow.
    Failed(Vec<OperationProblem>),
}

/// Waits for an operation.
///
/// # Errors
/// It could not be read, or is not finished in time: its id stays good.
pub async fn await_operation(
    session: &Session,
    operation_id: &str,
    pacing: Pacing,
) -> Result<Ended, WaitError> {
    let look = GetInboundOperationStatus {
        operation_id: operation_id.to_owned(),
    };
    let mut pauses = Pauses::new(session, pacing);
    loop {
        let state = session.call(&look).await.map_err(WaitError::Call)?.body;
        let problems = state.operation_problems.unwrap_or_default();
        match state.operation_status {
            Some(OperationStatus::Success) => return Ok(Ended::Done(problems)),
            Some(OperationStatus::Failed) => return Ok(Ended::Failed(problems)),
            // An unknown status may be a further stage.
            _ => pauses.pause().await?,
        }
    }
}

/// Creates a plan exactly once. Its name must be unique: it is what a plan is found by when the
/// answer is lost, and what shows that a request arrived twice. A second plan of the name, which
/// nobody would ever look at again, is cancelled at once.
///
/// # Errors
/// Amazon refuses the plan, or its fate could not be found out: calling this again with
/// [`Earlier::Perhaps`] is right.
pub async fn ensure_plan(
    session: &Session,
    request: &CreateInboundPlanRequest,
    earlier: Earlier,
) -> Result<CreateInboundPlanResponse, Error> {
    let name = request.name.as_deref().unwrap_or_default();
    let create = CreateInboundPlan {
        body: request.clone(),
    };
    if name.is_empty() {
        // Nothing to be found by.
        return Ok(session.call(&create).await?.body);
    }
    if earlier == Earlier::Perhaps
        && let Some(found) = only_plan(session, name).await?
    {
        return Ok(found);
    }
    let error = match session.call(&create).await {
        Ok(answer) => {
            let kept = answer.body.inbound_plan_id.as_deref().unwrap_or_default();
            cancel_doubles(session, name, kept).await?;
            return Ok(answer.body);
        }
        Err(error) => error,
    };
    if !error.outcome_unknown(Safety::Once) {
        return Err(error);
    }
    session
        .client()
        .clock()
        .sleep(Pacing::OPERATION.first)
        .await;
    match only_plan(session, name).await? {
        Some(found) => Ok(found),
        None => {
            let made = session.call(&create).await?.body;
            let kept = made.inbound_plan_id.as_deref().unwrap_or_default();
            cancel_doubles(session, name, kept).await?;
            Ok(made)
        }
    }
}

/// The newest plan of this name; any others are cancelled.
async fn only_plan(
    session: &Session,
    name: &str,
) -> Result<Option<CreateInboundPlanResponse>, Error> {
    let Some(newest) = find_plan(session, name).await? else {
        return Ok(None);
    };
    let kept = newest.inbound_plan_id.as_deref().unwrap_or_default();
    cancel_doubles(session, name, kept).await?;
    Ok(Some(CreateInboundPlanResponse {
        inbound_plan_id: newest.inbound_plan_id,
        operation_id: None,
    }))
}

/// Cancels every plan of this name but one.
async fn cancel_doubles(session: &Session, name: &str, kept: &str) -> Result<(), Error> {
    for double in plans_of(session, name).await? {
        let Some(id) = double.inbound_plan_id.filter(|id| id != kept) else {
            continue;
        };
        tracing::warn!(plan = %id, %name, "a plan was made twice; the second is cancelled");
        let cancel = CancelInboundPlan {
            inbound_plan_id: id,
        };
        match session.call(&cancel).await {
            // A double that failed by itself or is gone already needs nothing more.
            Ok(_) | Err(Error::Refused { .. } | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The newest plan of this name, among those that are neither voided nor failed.
///
/// # Errors
/// The plans could not be listed.
pub async fn find_plan(session: &Session, name: &str) -> Result<Option<InboundPlanSummary>, Error> {
    Ok(plans_of(session, name).await?.into_iter().next())
}

/// The plans of this name that are neither voided nor failed, newest first.
async fn plans_of(session: &Session, name: &str) -> Result<Vec<InboundPlanSummary>, Error> {
    const PAGES: usize = 5;
    let list = ListInboundPlans {
        page_size: Some(30),
        sort_by: Some(SortBy::CreationTime),
        sort_order: Some(SortOrder::Desc),
        ..ListInboundPlans::default()
    };
    let pages: Vec<_> = session.pages(list).take(PAGES).try_collect().await?;
    let plans = pages
        .into_iter()
        .flat_map(|page| page.body.inbound_plans.unwrap_or_default());
    let is_gone =
        |plan: &InboundPlanSummary| matches!(plan.status.as_deref(), Some("VOIDED" | "ERRORED"));
    Ok(plans
        .filter(|plan| plan.name.as_deref() == Some(name) && !is_gone(plan))
        .collect())
}

/// The values that a problem's text offers after "Accepted values": `[NONE, SELLER]`.
pub fn accepted_values(problem: &OperationProblem) -> Vec<String> {
    let texts = [problem.message.as_deref(), problem.details.as_deref()];
    let list = texts.into_iter().flatten().find_map(|text| {
        let start = text.to_ascii_lowercase().find("accepted values")?;
        let open = start + text[start..].find('[')?;
        let close = open + text[open..].find(']')?;
        Some(text[open + 1..close].to_owned())
    });
    list.iter()
        .flat_map(|list| list.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|v| !v.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_that_would_be_right_is_read_from_the_problem() {
        let problem = OperationProblem {
            message: Some("ERROR: SKU-1 requires prepOwner but NONE was assigned. Accepted values: [SELLER, AMAZON]".into()),
            ..OperationProblem::default()
        };
        assert_eq!(accepted_values(&problem), ["SELLER", "AMAZON"]);
        assert!(accepted_values(&OperationProblem::default()).is_empty());
    }
}
