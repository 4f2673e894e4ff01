//! Connections to fulfilment services, and the stocktakes that their figures fill.

use super::extract::{Json, Path};
use super::page::whole;
use super::problem::Problem;
use super::table::{Table, delete, get, patch, post, put};
use crate::app::connections::ConnectionError;
use crate::app::{App, Caller};
use api::common::Page;
use api::connections::{
    Connected, Connection, ConnectionChange, EnteredFigure, Figures, NewConnection, SyncResult,
};
use axum::extract::State;
use axum::http::StatusCode;
use channels::Error as ServiceError;
use domain::ids::{ConnectionId, StocktakeId};

pub(super) fn addresses(table: Table) -> Table {
    table
        .add(
            get(
                "/connections",
                "list_connections",
                "Connections to fulfilment services",
            )
            .pages::<Connection>(),
            list,
        )
        .add(
            post(
                "/connections",
                "connect_service",
                "Connects an account, once it has answered",
            )
            .takes::<NewConnection>()
            .gives::<Connected>()
            .status(201),
            connect,
        )
        .add(
            patch(
                "/connections/{id}",
                "change_connection",
                "Changes how often its figures are taken over",
            )
            .takes::<ConnectionChange>()
            .gives::<Connection>(),
            change,
        )
        .add(
            delete(
                "/connections/{id}",
                "disconnect_service",
                "Disconnects an account; its location stays",
            )
            .status(204),
            disconnect,
        )
        .add(
            post(
                "/stocktakes/{id}/sync",
                "sync_stocktake",
                "Reads the service's figures into a stocktake of its location",
            )
            .gives::<SyncResult>(),
            sync,
        )
        .add(
            get(
                "/stocktakes/{id}/figures",
                "read_figures",
                "What the service said beside what the books have",
            )
            .gives::<Figures>(),
            figures,
        )
        .add(
            put(
                "/stocktakes/{id}/figures",
                "enter_figure",
                "Says what is there of a product, whatever the service says",
            )
            .takes::<EnteredFigure>()
            .status(204),
            enter,
        )
}

async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<Connection>>, Problem> {
    Ok(axum::Json(whole(app.connections(&caller).await?)))
}

async fn connect(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewConnection>,
) -> Result<(StatusCode, axum::Json<Connected>), Problem> {
    let connected = app.connect(&caller, new).await?;
    Ok((StatusCode::CREATED, axum::Json(connected)))
}

async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConnectionId>,
    Json(change): Json<ConnectionChange>,
) -> Result<axum::Json<Connection>, Problem> {
    Ok(axum::Json(
        app.change_connection(&caller, id, change).await?,
    ))
}

async fn disconnect(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConnectionId>,
) -> Result<StatusCode, Problem> {
    app.disconnect(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn sync(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
) -> Result<axum::Json<SyncResult>, Problem> {
    Ok(axum::Json(app.sync_stocktake(&caller, id).await?))
}

async fn figures(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
) -> Result<axum::Json<Figures>, Problem> {
    Ok(axum::Json(app.figures(&caller, id).await?))
}

async fn enter(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StocktakeId>,
    Json(entered): Json<EnteredFigure>,
) -> Result<StatusCode, Problem> {
    app.enter_figure(&caller, id, entered.product, entered.quantity)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<ConnectionError> for Problem {
    fn from(error: ConnectionError) -> Self {
        match error {
            ConnectionError::Act(error) => error.into(),
            ConnectionError::Service(error) => service(error),
            ConnectionError::Vault(error) => Self::internal(error),
            ConnectionError::NoServices => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "connection/no-services",
                "This server was started without access to fulfilment services. Ask whoever runs it.",
            ),
            ConnectionError::Empty(field) => Self::field(field, "it is empty"),
            ConnectionError::NotProfessional => Self::new(
                StatusCode::CONFLICT,
                "connection/not-professional",
                "This is an Individual selling account. Only a Professional one can be connected. Upgrade it at the \
                 service first; nothing was kept.",
            ),
            ConnectionError::NotInMarketplace(marketplace) => Self::new(
                StatusCode::CONFLICT,
                "connection/not-in-marketplace",
                format!(
                    "This account does not sell in the marketplace {marketplace}. Choose one of its own; nothing was kept."
                ),
            ),
            ConnectionError::Connected => Self::new(
                StatusCode::CONFLICT,
                "connection/connected",
                "This account is connected for this marketplace already. Change or disconnect that connection.",
            ),
            ConnectionError::Missing => Self::not_found("connection/missing", "connection"),
            ConnectionError::NotConnected => Self::new(
                StatusCode::CONFLICT,
                "connection/not-connected",
                "No fulfilment service is connected to this location. Connect one under Integrations, or enter the \
                 quantities by hand.",
            ),
        }
    }
}

/// What a service says, in our words, and what to do about it.
fn service(error: ServiceError) -> Problem {
    let (status, kind, text) = match &error {
        ServiceError::Unreachable { .. } | ServiceError::OutcomeUnknown { .. } => (
            StatusCode::BAD_GATEWAY,
            "service/unreachable",
            "The service does not answer at the moment. Nothing was changed. Try again in a few minutes.".to_owned(),
        ),
        ServiceError::NotConnected(said) => (
            StatusCode::CONFLICT,
            "service/not-authorised",
            format!(
                "The service does not accept the authorisation: {said}. Check the application's id, its secret and the \
                 refresh token, or authorise again."
            ),
        ),
        ServiceError::NotPermitted { message, .. } => (
            StatusCode::CONFLICT,
            "service/not-permitted",
            format!(
                "The authorisation lacks a right: {message}. Give the application that role at the service and authorise \
                 again."
            ),
        ),
        other => (
            StatusCode::CONFLICT,
            "service/refused",
            format!("{other}. Nothing was changed."),
        ),
    };
    Problem::new(status, kind, text)
}
