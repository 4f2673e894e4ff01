//! Review tasks: what a person has to decide or to know.

use super::extract::{OptionalJson, Path, Query};
use super::page::Wanted;
use super::problem::Problem;
use super::table::{Table, get, post};
use super::{Tagged, tagged};
use crate::app::tasks::Settling;
use crate::app::{App, Caller};
use crate::store::people::{self, Names};
use crate::store::records::Versioned;
use crate::store::tasks::{self, Wish};
use api::common::Page;
use api::tasks as shape;
use api::transfers::TransferMove;
use axum::extract::State;
use domain::books::{ReviewSubject, ReviewTask};
use domain::ids::{LocationId, ReviewTaskId, StocktakeId};
use domain::operation::{Disposition, Fact};
use domain::permission::Permission;
use serde::Deserialize;

/// The addresses of review tasks.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get(
                "/review-tasks",
                "list_review_tasks",
                "What a person has to decide or to know; open ones unless asked otherwise",
            )
            .query("state location stocktake limit after")
            .pages::<shape::ReviewTask>(),
            list_tasks,
        )
        .add(
            get("/review-tasks/{id}", "read_review_task", "One of them")
                .gives::<shape::ReviewTask>(),
            read_task,
        )
        .add(
            post(
                "/review-tasks/{id}/release",
                "release_held_fact",
                "Lets a held fact take effect at the moment it happened",
            )
            .takes::<shape::TaskDecision>()
            .gives::<shape::ReviewTask>(),
            release_task,
        )
        .add(
            post(
                "/review-tasks/{id}/settle",
                "settle_review_task",
                "Says that it is done with; a held fact is set aside for good",
            )
            .takes::<shape::TaskDecision>()
            .gives::<shape::ReviewTask>(),
            settle_task,
        )
}

/// Which tasks are wanted.
#[derive(Debug, Deserialize)]
pub struct TaskQuery {
    state: Option<TaskState>,
    location: Option<LocationId>,
    stocktake: Option<StocktakeId>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TaskState {
    Open,
    Settled,
    All,
}

async fn list_tasks(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<TaskQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::ReviewTask>>, Problem> {
    caller.require_act(Permission::ManageStocktakes)?;
    let after = wanted
        .after::<1>()?
        .and_then(|[id]| id.parse::<ReviewTaskId>().ok())
        .map(ReviewTaskId::uuid);
    let wish = Wish {
        settled: match query.state.unwrap_or(TaskState::Open) {
            TaskState::Open => Some(false),
            TaskState::Settled => Some(true),
            TaskState::All => None,
        },
        location: query.location,
        stocktake: query.stocktake,
        after,
    };
    let reader = app.store().reader();
    let found = tasks::list(reader, &wish, wanted.one_more()).await?;
    let names = people::names(reader).await?;
    let views = found
        .into_iter()
        .map(|task| view(task, &names, &caller))
        .collect();
    Ok(axum::Json(
        wanted.page(views, |task: &shape::ReviewTask| vec![task.id.to_string()]),
    ))
}

async fn shown(
    app: &App,
    caller: &Caller,
    id: ReviewTaskId,
) -> Result<Tagged<shape::ReviewTask>, Problem> {
    let names = people::names(app.store().reader()).await?;
    let view = view(app.task(id).await?, &names, caller);
    Ok(tagged(view.version, view))
}

async fn read_task(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ReviewTaskId>,
) -> Result<Tagged<shape::ReviewTask>, Problem> {
    caller.require_act(Permission::ManageStocktakes)?;
    shown(&app, &caller, id).await
}

async fn release_task(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ReviewTaskId>,
    OptionalJson(body): OptionalJson<shape::TaskDecision>,
) -> Result<Tagged<shape::ReviewTask>, Problem> {
    app.settle_task(&caller, id, Settling::Release, body.reason.as_ref())
        .await?;
    shown(&app, &caller, id).await
}

async fn settle_task(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ReviewTaskId>,
    OptionalJson(body): OptionalJson<shape::TaskDecision>,
) -> Result<Tagged<shape::ReviewTask>, Problem> {
    app.settle_task(&caller, id, Settling::SetAside, body.reason.as_ref())
        .await?;
    shown(&app, &caller, id).await
}

const fn kind(subject: &ReviewSubject) -> shape::TaskKind {
    match subject {
        ReviewSubject::HeldFact { .. } => shape::TaskKind::HeldFact,
        ReviewSubject::QuarantinedPass { .. } => shape::TaskKind::QuarantinedPass,
        ReviewSubject::LatePass { .. } => shape::TaskKind::LatePass,
        ReviewSubject::UnclearOrder { .. } => shape::TaskKind::UnclearOrder,
        ReviewSubject::ReceivedMoreThanSent { .. } => shape::TaskKind::ReceivedMoreThanSent,
        ReviewSubject::MovedThoughVoid { .. } => shape::TaskKind::MovedThoughVoid,
        ReviewSubject::ResultChanged { .. } => shape::TaskKind::ResultChanged,
    }
}

const fn because(disposition: Disposition) -> Option<shape::HeldBecause> {
    match disposition {
        Disposition::Quarantined => Some(shape::HeldBecause::Quarantined),
        Disposition::UnknownItem => Some(shape::HeldBecause::UnknownItem),
        Disposition::OutOfScope => Some(shape::HeldBecause::OutOfScope),
        Disposition::Late => Some(shape::HeldBecause::Late),
        Disposition::Accepted | Disposition::Duplicate => None,
    }
}

/// The held fact; counts are held with their pass and never here.
fn held(fact: &Fact) -> Option<shape::HeldFact> {
    let moves = |lines: &[domain::operation::TransferMove]| {
        lines
            .iter()
            .map(|moved| TransferMove {
                line: moved.line,
                bin: moved.bin,
                quantity: moved.quantity,
            })
            .collect()
    };
    Some(match fact {
        Fact::BinMoved {
            product,
            location,
            from,
            to,
            quantity,
        } => shape::HeldFact::Moved {
            product: *product,
            location: *location,
            from: *from,
            to: *to,
            quantity: *quantity,
        },
        Fact::ReceiptSeen {
            product,
            location,
            bin,
            quantity,
            reference,
        } => shape::HeldFact::Received {
            product: *product,
            location: *location,
            bin: *bin,
            quantity: *quantity,
            reference: reference.clone(),
        },
        Fact::TransferSent { transfer, lines } => shape::HeldFact::Sent {
            transfer: *transfer,
            lines: moves(lines),
        },
        Fact::TransferReceived { transfer, lines } => shape::HeldFact::Arrived {
            transfer: *transfer,
            lines: moves(lines),
        },
        _ => return None,
    })
}

/// A task as somebody may see it: what is held says how much there is, which takes the right to see stock.
fn view(found: Versioned<ReviewTask>, names: &Names, caller: &Caller) -> shape::ReviewTask {
    let Versioned { record, version } = found;
    let subject = &record.subject;
    let mut view = shape::ReviewTask {
        id: record.id,
        kind: kind(subject),
        title: subject.title().to_owned(),
        text: subject.advice().to_owned(),
        held: None,
        because: None,
        happened: None,
        product: None,
        location: record.location,
        bin: None,
        transfer: None,
        stocktake: record.stocktake,
        pass: None,
        user: record.user,
        user_name: names.user(Some(record.user)),
        device: record.device,
        device_name: names.device(record.device),
        raised: record.raised,
        settled: record.settled.map(|(at, _)| at),
        settled_by: record.settled.map(|(_, by)| by),
        version,
    };
    match subject {
        ReviewSubject::HeldFact {
            fact,
            at,
            disposition,
            ..
        } => {
            view.held = held(fact).filter(|_| caller.actor.may(Permission::ViewStock));
            view.because = because(*disposition);
            view.happened = Some((at.during.from(), at.during.to()));
            match **fact {
                Fact::BinMoved { product, .. } | Fact::ReceiptSeen { product, .. } => {
                    view.product = Some(product);
                }
                Fact::TransferSent { transfer, .. } | Fact::TransferReceived { transfer, .. } => {
                    view.transfer = Some(transfer);
                }
                _ => {}
            }
        }
        ReviewSubject::QuarantinedPass { pass } | ReviewSubject::LatePass { pass } => {
            view.pass = Some(*pass);
        }
        ReviewSubject::UnclearOrder { key } | ReviewSubject::ResultChanged { key } => {
            view.product = Some(key.product);
            view.bin = key.bin;
        }
        ReviewSubject::ReceivedMoreThanSent { transfer }
        | ReviewSubject::MovedThoughVoid { transfer } => view.transfer = Some(*transfer),
    }
    view
}
