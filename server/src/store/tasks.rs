//! Review tasks: lists of them, and the message that each leaves in the notification centre as it is raised.

use super::notices::{self, Notice};
use super::records::{self, Versioned, of_kind, selected};
use super::{StoreError, people};
use api::jobs::Weight;
use domain::books::{Change, Entity, EntityKind, EntityRef, ReviewSubject, ReviewTask};
use domain::ids::{LocationId, ReviewTaskId, StocktakeId};
use sea_orm::{ConnectionTrait, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Which review tasks are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Settled ones or open ones; both if `None`.
    pub settled: Option<bool>,
    /// About this location.
    pub location: Option<LocationId>,
    /// About this stocktake.
    pub stocktake: Option<StocktakeId>,
    /// Behind this one.
    pub after: Option<Uuid>,
}

/// One of them.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn one<C: ConnectionTrait>(
    db: &C,
    id: ReviewTaskId,
) -> Result<Option<Versioned<ReviewTask>>, StoreError> {
    let found = records::one(db, &EntityRef::ReviewTask(id)).await?;
    Ok(of_kind!(found, ReviewTask).pop())
}

/// Those that fit, in the order of their ids.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    wish: &Wish,
    limit: u32,
) -> Result<Vec<Versioned<ReviewTask>>, StoreError> {
    let mut bound: Vec<Value> = Vec::new();
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut place = |value: Value| {
        bound.push(value);
        format!("${}", bound.len())
    };
    if let Some(settled) = wish.settled {
        conditions.push(format!("settled = {}", place(settled.into())));
    }
    if let Some(location) = wish.location {
        conditions.push(format!("location = {}", place(location.uuid().into())));
    }
    if let Some(stocktake) = wish.stocktake {
        conditions.push(format!("stocktake = {}", place(stocktake.uuid().into())));
    }
    if let Some(after) = wish.after {
        conditions.push(format!("id > {}", place(after.into())));
    }
    let limit = place(i64::from(limit).into());
    let condition = format!(
        "WHERE {} ORDER BY id LIMIT {limit}",
        conditions.join(" AND ")
    );
    let found = selected(db, EntityKind::ReviewTask, &condition, bound).await?;
    Ok(of_kind!(found, ReviewTask))
}

/// Leaves a message about what was raised by these changes, one for each matter.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn tell<C: ConnectionTrait>(db: &C, changes: &[Change]) -> Result<(), StoreError> {
    let raised = changes.iter().filter_map(|change| match change {
        Change::Put(Entity::ReviewTask(task)) if task.settled.is_none() => Some(task),
        _ => None,
    });
    let by_matter: BTreeMap<String, &ReviewTask> =
        raised.map(|task| (matter(task), task)).collect();
    for (topic, task) in by_matter {
        let notice = notice(db, task, topic).await?;
        notices::add(db, &notice, task.raised).await?;
    }
    Ok(())
}

/// What is one matter: everything that one device or user sent that is held, everything that changed in one stocktake.
fn matter(task: &ReviewTask) -> String {
    match (&task.subject, task.device, task.stocktake) {
        (ReviewSubject::HeldFact { .. }, Some(device), _) => format!("held/{device}"),
        (ReviewSubject::HeldFact { .. }, None, _) => format!("held/{}", task.user),
        (
            ReviewSubject::UnclearOrder { .. } | ReviewSubject::ResultChanged { .. },
            _,
            Some(stocktake),
        ) => format!("changed/{stocktake}"),
        _ => format!("review-task/{}", task.id),
    }
}

async fn notice<C: ConnectionTrait>(
    db: &C,
    task: &ReviewTask,
    topic: String,
) -> Result<Notice, StoreError> {
    let mut about = Vec::new();
    if let Some(stocktake) = task.stocktake
        && let Some(found) = records::one(db, &EntityRef::Stocktake(stocktake)).await?
        && let Entity::Stocktake(stocktake) = found.record
    {
        about.extend(stocktake.number);
    }
    if let ReviewSubject::ReceivedMoreThanSent { transfer }
    | ReviewSubject::MovedThoughVoid { transfer } = task.subject
        && let Some(found) = records::transfer(db, transfer).await?
    {
        about.extend(found.record.number);
    }
    if let Some(location) = task.location
        && let Some(found) = records::one(db, &EntityRef::Location(location)).await?
        && let Entity::Location(location) = found.record
    {
        about.push(location.name.to_string());
    }
    if let Some(device) = task.device
        && let Some(device) = people::device(db, device).await?
    {
        about.push(device.name.to_string());
    }
    let title = match about.as_slice() {
        [] => task.subject.title().to_owned(),
        about => format!("{} ({})", task.subject.title(), about.join(", ")),
    };
    let link = match task.stocktake {
        Some(stocktake) => format!("/stocktakes/{stocktake}/review"),
        None => "/review-tasks".to_owned(),
    };
    Ok(Notice {
        weight: Weight::Warning,
        title,
        text: task.subject.advice().to_owned(),
        link: Some(link),
        topic: Some(topic),
    })
}
