//! Stocktakes from the office.

use super::extract::{Json, OptionalJson, Path, Query};
use super::page::Wanted;
use super::problem::Problem;
use super::{Tagged, tagged};
use crate::app::stocktakes::stocktake_view;
use crate::app::{App, Caller, Done};
use crate::store::{counting, people, records};
use api::common::Page;
use api::stocktakes as shape;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{BinId, LocationId, PassId, ProductId, StocktakeId};
use domain::permission::Permission;
use domain::stocktake::Item;
use domain::stocktake::pass::{Logged, Pass, Ruling, Tally};
use serde::Deserialize;

async fn shown(app: &App, id: StocktakeId) -> Result<Tagged<shape::Stocktake>, Problem> {
    let found = app.stocktake(id).await?;
    let tasks = records::open_tasks_of(app.store().reader(), id).await?;
    let view = stocktake_view(&found, &tasks);
    Ok(tagged(view.version, view))
}

async fn completed(
    app: &App,
    id: StocktakeId,
    done: Done,
) -> Result<axum::Json<shape::CompletionResult>, Problem> {
    let Tagged(_, axum::Json(stocktake)) = shown(app, id).await?;
    Ok(axum::Json(shape::CompletionResult {
        stocktake,
        movements: done.movements(),
    }))
}

fn require_part(caller: &Caller) -> Result<(), Problem> {
    if !caller.actor.may(Permission::ManageStocktakes) {
        caller.require_act(Permission::Count)?;
    }
    Ok(())
}

/// Which stocktakes are wanted.
#[derive(Debug, Deserialize)]
pub struct StocktakeQuery {
    location: Option<LocationId>,
    status: Option<String>,
}

/// Stocktakes, newest first.
pub async fn list_stocktakes(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<StocktakeQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::Stocktake>>, Problem> {
    require_part(&caller)?;
    let before = wanted.after::<2>()?.and_then(|[started, id]| {
        Some((
            started.parse().ok()?,
            id.parse::<StocktakeId>().ok()?.uuid(),
        ))
    });
    let reader = app.store().reader();
    let found = records::list_stocktakes(
        reader,
        query.location,
        query.status.as_deref(),
        before,
        wanted.one_more(),
    )
    .await?;
    let mut views = Vec::with_capacity(found.len());
    for stocktake in found {
        let tasks = records::open_tasks_of(reader, stocktake.record.id).await?;
        views.push(stocktake_view(&stocktake, &tasks));
    }
    Ok(axum::Json(wanted.page(
        views,
        |stocktake: &shape::Stocktake| {
            vec![
                stocktake.started.millis().to_string(),
                stocktake.id.to_string(),
            ]
        },
    )))
}

/// Starts a stocktake.
pub async fn start_stocktake(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewStocktake>,
) -> Result<(StatusCode, Tagged<shape::Stocktake>), Problem> {
    let id = app.start_stocktake(&caller, new).await?;
    Ok((StatusCode::CREATED, shown(&app, id).await?))
}

/// One stocktake.
pub async fn read_stocktake(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
) -> Result<Tagged<shape::Stocktake>, Problem> {
    require_part(&caller)?;
    shown(&app, id).await
}

/// Says who counts which bin.
pub async fn assign_bins(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::Assignments>,
) -> Result<Tagged<shape::Stocktake>, Problem> {
    app.assign_bins(&caller, id, &body.assignments).await?;
    shown(&app, id).await
}

/// Who counts where and what is left.
pub async fn read_progress(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
) -> Result<axum::Json<shape::Progress>, Problem> {
    require_part(&caller)?;
    Ok(axum::Json(app.stocktake_progress(&caller, id).await?))
}

/// The review.
pub async fn read_review(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
) -> Result<axum::Json<shape::Review>, Problem> {
    Ok(axum::Json(app.review_stocktake(&caller, id).await?))
}

/// Settles differing passes.
pub async fn resolve_conflict(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::Resolve>,
) -> Result<StatusCode, Problem> {
    app.resolve_conflict(&caller, id, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Orders a recount.
pub async fn order_recount(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::NewRecount>,
) -> Result<StatusCode, Problem> {
    app.order_recount(&caller, id, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says what an unknown code was.
pub async fn map_code(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::MapCode>,
) -> Result<StatusCode, Problem> {
    app.map_code(&caller, id, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps unit costs for the completion to come.
pub async fn draft_costs(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::UnitCosts>,
) -> Result<StatusCode, Problem> {
    app.draft_costs(&caller, id, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Accepts a line of unclear order.
pub async fn accept_unclear(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::UnclearLine>,
) -> Result<StatusCode, Problem> {
    app.accept_unclear(&caller, id, body.product, body.bin)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rules on a held pass, or sets one aside.
pub async fn rule_pass(
    State(app): State<App>,
    caller: Caller,
    Path((id, pass)): Path<(StocktakeId, PassId)>,
    Json(body): Json<shape::PassRuling>,
) -> Result<StatusCode, Problem> {
    let ruling = if body.release {
        Ruling::Released
    } else {
        Ruling::SetAside
    };
    app.rule_pass(&caller, id, pass, ruling).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Completes a stocktake.
pub async fn complete_stocktake(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    OptionalJson(body): OptionalJson<shape::Complete>,
) -> Result<axum::Json<shape::CompletionResult>, Problem> {
    let done = app.complete_stocktake(&caller, id, body).await?;
    completed(&app, id, done).await
}

/// Annuls a stocktake.
pub async fn void_stocktake(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::VoidStocktake>,
) -> Result<Tagged<shape::Stocktake>, Problem> {
    app.void_stocktake(&caller, id, body.reason.as_str())
        .await?;
    shown(&app, id).await
}

/// Decides on a pass that arrived after completion.
pub async fn decide_late(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(body): Json<shape::LateDecision>,
) -> Result<axum::Json<shape::CompletionResult>, Problem> {
    let done = app.decide_late(&caller, id, body).await?;
    completed(&app, id, done).await
}

/// Which events are wanted.
#[derive(Debug, Deserialize)]
pub struct EventQuery {
    bin: Option<BinId>,
    pass: Option<PassId>,
    product: Option<ProductId>,
}

/// The history of counting, in the order of arrival (STK-16, OFF-23).
pub async fn list_events(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Query(query): Query<EventQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::CountEvent>>, Problem> {
    caller.require_act(Permission::ManageStocktakes)?;
    app.stocktake(id).await?;
    let reader = app.store().reader();
    let passes: Vec<Pass> = records::passes_of(reader, id)
        .await?
        .into_iter()
        .filter(|pass| query.bin.is_none_or(|bin| pass.head.bin == Some(bin)))
        .filter(|pass| query.pass.is_none_or(|wanted| pass.head.pass == wanted))
        .collect();
    let after = wanted
        .after::<1>()?
        .and_then(|[number]| number.parse().ok())
        .unwrap_or(0);
    let ids: Vec<PassId> = passes.iter().map(|pass| pass.head.pass).collect();
    let found = counting::history(reader, &ids, query.product, after, wanted.one_more()).await?;
    let page = wanted.page(found, |(number, _)| vec![number.to_string()]);
    let names = people::names(reader).await?;
    let views = page
        .items
        .iter()
        .map(|(_, logged)| event_view(logged, &passes, &names));
    let wanted_item = query.product.map(shape::Item::Product);
    let items = views
        .filter(|event| wanted_item.is_none() || event.item == wanted_item)
        .collect();
    Ok(axum::Json(Page {
        items,
        next: page.next,
    }))
}

fn event_view(logged: &Logged, passes: &[Pass], names: &people::Names) -> shape::CountEvent {
    let event = &logged.event;
    let item_view = |item: &Item| match item {
        Item::Product(product) => shape::Item::Product(*product),
        Item::Unknown(code) => shape::Item::Unknown(code.clone()),
    };
    let (kind, item, quantity, source) = match &event.tally {
        Tally::Opened => ("pass-opened", None, None, None),
        Tally::Counted {
            item,
            quantity,
            source,
        } => (
            "counted",
            Some(item_view(item)),
            Some(*quantity),
            Some(*source),
        ),
        Tally::Set {
            item,
            quantity,
            source,
            ..
        } => ("set", Some(item_view(item)), Some(*quantity), Some(*source)),
        Tally::Voided { .. } => ("voided", None, None, None),
        Tally::SuspectedDouble { item, .. } => {
            ("suspected-double", Some(item_view(item)), None, None)
        }
        Tally::Closed { .. } => ("pass-closed", None, None, None),
        Tally::Note { .. } => ("note", None, None, None),
    };
    let disposition = serde_json::to_value(event.disposition).ok();
    shape::CountEvent {
        id: event.id,
        pass: event.pass,
        bin: passes
            .iter()
            .find(|pass| pass.head.pass == event.pass)
            .and_then(|pass| pass.head.bin),
        item,
        kind: kind.to_owned(),
        quantity,
        source,
        voided: logged.voided,
        user: Some(event.user),
        user_name: names.user(Some(event.user)),
        device: event.device,
        device_name: names.device(event.device),
        at: (event.at.during.from(), event.at.during.to()),
        received: event.recorded,
        disposition: disposition
            .as_ref()
            .and_then(|word| word.as_str())
            .unwrap_or("accepted")
            .to_owned(),
    }
}
