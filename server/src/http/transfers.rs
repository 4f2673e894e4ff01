//! Transfers between own locations.

use super::extract::{IfMatch, Json, OptionalJson, Path, Query};
use super::page::Wanted;
use super::problem::Problem;
use super::{Tagged, tagged};
use crate::app::transfers::Leg;
use crate::app::{App, Caller};
use crate::store::people;
use crate::store::records::{self, Versioned};
use api::common::Page;
use api::transfers as shape;
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::EntityRef;
use domain::ids::{LocationId, TransferId};
use domain::permission::Permission;
use domain::transfer::Transfer;
use serde::Deserialize;

fn view(found: Versioned<Transfer>) -> shape::Transfer {
    let Versioned { record, version } = found;
    shape::Transfer {
        id: record.id,
        number: record.number,
        from: record.from,
        to: record.to,
        status: record.status,
        lines: record
            .lines
            .into_iter()
            .map(|line| shape::TransferLine {
                id: line.id,
                product: line.product,
                quantity: line.quantity,
                reserved: line.reserved,
                sent: line.sent,
                received: line.received,
                written_off: line.written_off,
            })
            .collect(),
        remark: record.remark,
        version,
    }
}

async fn shown(app: &App, id: TransferId) -> Result<Tagged<shape::Transfer>, Problem> {
    let view = view(app.transfer(id).await?);
    Ok(tagged(view.version, view))
}

/// Which transfers are wanted.
#[derive(Debug, Deserialize)]
pub struct TransferQuery {
    location: Option<LocationId>,
    status: Option<String>,
}

/// Transfers, newest first.
pub async fn list_transfers(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<TransferQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::Transfer>>, Problem> {
    caller.require_act(Permission::Transfer)?;
    let before = wanted
        .after::<1>()?
        .and_then(|[id]| id.parse::<TransferId>().ok())
        .map(TransferId::uuid);
    let reader = app.store().reader();
    let found = records::list_transfers(
        reader,
        query.location,
        query.status.as_deref(),
        before,
        wanted.one_more(),
    )
    .await?;
    let views = found.into_iter().map(view).collect();
    Ok(axum::Json(
        wanted.page(views, |transfer: &shape::Transfer| {
            vec![transfer.id.to_string()]
        }),
    ))
}

/// Creates a draft.
pub async fn create_transfer(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewTransfer>,
) -> Result<(StatusCode, Tagged<shape::Transfer>), Problem> {
    let id = app.create_transfer(&caller, new).await?;
    Ok((StatusCode::CREATED, shown(&app, id).await?))
}

/// One transfer.
pub async fn read_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    caller.require_act(Permission::Transfer)?;
    shown(&app, id).await
}

/// Replaces the lines of a draft.
pub async fn set_transfer_lines(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
    seen: IfMatch,
    Json(body): Json<shape::TransferLines>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.set_transfer_lines(&caller, id, &body.lines, seen.of(EntityRef::Transfer(id)))
        .await?;
    shown(&app, id).await
}

/// Reserves the goods.
pub async fn hold_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.hold_transfer(&caller, id).await?;
    shown(&app, id).await
}

/// Goods left.
pub async fn send_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
    OptionalJson(body): OptionalJson<shape::TransferMoves>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.move_transfer(&caller, id, Leg::Send, &body.lines)
        .await?;
    shown(&app, id).await
}

/// Goods arrived.
pub async fn receive_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
    OptionalJson(body): OptionalJson<shape::TransferMoves>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.move_transfer(&caller, id, Leg::Receive, &body.lines)
        .await?;
    shown(&app, id).await
}

/// Annuls a transfer that nothing was sent of.
pub async fn void_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.void_transfer(&caller, id).await?;
    shown(&app, id).await
}

/// Writes off what is still on its way.
pub async fn close_transfer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<Tagged<shape::Transfer>, Problem> {
    app.close_transfer(&caller, id).await?;
    shown(&app, id).await
}

/// What was done to a transfer, at desks and on tablets, oldest first (LOC-14).
pub async fn read_transfer_log(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TransferId>,
) -> Result<axum::Json<Page<shape::LogEntry>>, Problem> {
    caller.require_act(Permission::Transfer)?;
    app.transfer(id).await?;
    let reader = app.store().reader();
    let entries: Vec<shape::LogEntry> = people::audit(reader, Some(&id.to_string()), i64::MAX, 500)
        .await?
        .into_iter()
        .rev()
        .map(|line| shape::LogEntry {
            at: line.at,
            user: line.user,
            user_name: line.user_name,
            device: line.device,
            device_name: line.device_name,
            text: format!("{} {}", words(&line.action), line.detail)
                .trim()
                .to_owned(),
        })
        .collect();
    Ok(axum::Json(Page {
        items: entries,
        next: None,
    }))
}

/// `transfer/sent` as people read it.
fn words(action: &str) -> String {
    let word = action.rsplit('/').next().unwrap_or(action);
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
