//! First-run set-up and the company's settings.

use super::extract::Json;
use super::problem::Problem;
use super::session::{Entered, enter};
use crate::app::people::Founding;
use crate::app::{App, Caller};
use crate::store::people::Company;
use api::company::{CompanyChange, SetUp, SetupState};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;

/// The company as answers show it.
pub fn company_view(company: Company) -> api::company::Company {
    api::company::Company {
        name: company.name,
        time_zone: company.time_zone,
        base_currency: company.base_currency,
        books_closed_until: company.books_closed_until,
        pin_after_minutes: company.pin_after_minutes,
        offline_hours: company.offline_hours,
        stale_after_hours: company.stale_after_hours,
        tolerance: company.tolerance,
    }
}

/// Whether the company still has to be set up.
pub async fn read_setup(State(app): State<App>) -> Result<axum::Json<SetupState>, Problem> {
    let company = crate::store::people::company(app.store().reader()).await?;
    Ok(axum::Json(SetupState {
        needed: company.is_none(),
        company: company.map(|company| company.name),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }))
}

/// Sets the company up and signs its first administrator in.
pub async fn set_up(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Json(body): Json<SetUp>,
) -> Result<Response, Problem> {
    let secret = body.password.clone();
    let email = body.email.clone();
    app.found(Founding {
        company: body.company,
        time_zone: body.time_zone,
        base_currency: body.base_currency,
        name: body.name,
        email: body.email,
        password: body.password,
    })
    .await?;
    let cookie = super::extract::cookie(&headers, super::DEVICE_COOKIE);
    let admitted = app
        .sign_in(
            &email,
            secret,
            "setup",
            Some(api::session::DeviceHello::default()),
            cookie,
        )
        .await?;
    let Entered { view, cookies } = enter(&app, &session, admitted).await?;
    Ok((StatusCode::CREATED, cookies, axum::Json(view)).into_response())
}

/// The company's settings.
pub async fn read_company(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<api::company::Company>, Problem> {
    Ok(axum::Json(company_view(app.company().await?)))
}

/// Changes the company's settings.
pub async fn change_company(
    State(app): State<App>,
    caller: Caller,
    Json(change): Json<CompanyChange>,
) -> Result<axum::Json<api::company::Company>, Problem> {
    Ok(axum::Json(company_view(
        app.change_company(&caller, change).await?,
    )))
}
