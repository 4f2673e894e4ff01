//! Signing in and out, links, passwords.

use super::DEVICE_COOKIE;
use super::extract::{AnyCaller, Json, Origin, Path, bearer, cookie};
use super::people::{device_view, user_view};
use super::problem::Problem;
use super::setup::company_view;
use crate::access::sessions::{SIGNED_IN, SignedIn};
use crate::app::people::Admitted;
use crate::app::{App, Caller};
use crate::clock::real_now;
use crate::store::people::{Device, Grant, User};
use api::session::{LinkInfo, LinkUse, PasswordChange, PasswordForgotten, SignIn};
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::ids::DeviceId;
use tower_sessions::Session;

/// Somebody who was let in: what to answer.
pub struct Entered {
    /// The body.
    pub view: api::session::Session,
    /// The cookie of a new device.
    pub cookies: AppendHeaders<Vec<(axum::http::HeaderName, HeaderValue)>>,
}

/// Begins a session for somebody who was let in.
pub async fn enter(app: &App, session: &Session, admitted: Admitted) -> Result<Entered, Problem> {
    // A new id: whoever knew the one before the sign-in must not know the one behind it.
    session.cycle_id().await.map_err(Problem::internal)?;
    let signed_in = SignedIn {
        user: admitted.user.id,
        credential: admitted.user.credential,
        device: admitted.device.as_ref().map(|device| device.id),
        grant: admitted.grant.map(|grant| grant.id),
        day: real_now().millis() / 86_400_000,
    };
    session
        .insert(SIGNED_IN, &signed_in)
        .await
        .map_err(Problem::internal)?;
    let mut cookies = Vec::new();
    if let Some(secret) = &admitted.device_secret {
        let secure = if app.is_https() { "; Secure" } else { "" };
        let text = format!(
            "{DEVICE_COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000{secure}"
        );
        cookies.push((
            SET_COOKIE,
            HeaderValue::from_str(&text).expect("hexadecimal digits and plain words"),
        ));
    }
    let view = session_view(app, &admitted.user, admitted.device, admitted.grant).await?;
    Ok(Entered {
        view,
        cookies: AppendHeaders(cookies),
    })
}

async fn session_view(
    app: &App,
    user: &User,
    device: Option<Device>,
    grant: Option<Grant>,
) -> Result<api::session::Session, Problem> {
    Ok(api::session::Session {
        user: user_view(user),
        permissions: user.permissions.iter().copied().collect(),
        company: company_view(app.company().await?),
        device: device.map(device_view),
        grant: grant.map(|grant| api::session::Grant {
            id: grant.id,
            valid_from: grant.valid_from,
            valid_until: grant.valid_until,
        }),
        server_time: app.now(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Signs in.
pub async fn sign_in(
    State(app): State<App>,
    session: Session,
    Origin(origin): Origin,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    let known = cookie(&headers, DEVICE_COOKIE);
    let admitted = app
        .sign_in(&body.email, body.password, &origin, body.device, known)
        .await?;
    let Entered { view, cookies } = enter(&app, &session, admitted).await?;
    Ok((cookies, axum::Json(view)).into_response())
}

/// Who is signed in. Renews the grant of the device.
pub async fn read_session(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<api::session::Session>, Problem> {
    let device: Option<DeviceId> = caller.actor.device;
    let (mut view_device, mut grant) = (None, None);
    if let Some(id) = device {
        view_device = crate::store::people::device(app.store().reader(), id).await?;
        grant = app.renewed_grant(caller.actor.user, id).await?;
    }
    Ok(axum::Json(
        session_view(&app, &caller.user, view_device, grant).await?,
    ))
}

/// Signs out. Also works without a session: the browser may ask twice.
pub async fn sign_out(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    caller: Result<AnyCaller, Problem>,
) -> Result<StatusCode, Problem> {
    if let Ok(AnyCaller(caller)) = caller
        && bearer(&headers).is_none()
    {
        app.sign_out(&caller).await?;
    }
    session.flush().await.map_err(Problem::internal)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets one's own password. This session goes on, all others end.
pub async fn change_password(
    State(app): State<App>,
    session: Session,
    caller: Caller,
    Json(body): Json<PasswordChange>,
) -> Result<StatusCode, Problem> {
    let credential = app.change_password(&caller, body.current, body.new).await?;
    let signed_in: Option<SignedIn> = session.get(SIGNED_IN).await.map_err(Problem::internal)?;
    if let Some(mut signed_in) = signed_in {
        signed_in.credential = credential;
        session
            .insert(SIGNED_IN, &signed_in)
            .await
            .map_err(Problem::internal)?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Asks for a link by mail. The answer does not tell whether the address is known.
pub async fn forgot_password(
    State(app): State<App>,
    Origin(origin): Origin,
    Json(body): Json<PasswordForgotten>,
) -> Result<StatusCode, Problem> {
    app.forgot_password(&body.email, &origin).await?;
    Ok(StatusCode::ACCEPTED)
}

/// What a link is for.
pub async fn read_link(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<axum::Json<LinkInfo>, Problem> {
    let (link, user) = app.link(&token).await?;
    Ok(axum::Json(LinkInfo {
        purpose: link.purpose,
        email: user.email,
        name: user.name,
        expires: link.expires,
        company: app.company().await?.name,
    }))
}

/// Sets the password by a link and signs in.
pub async fn use_link(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Path(token): Path<String>,
    Json(body): Json<LinkUse>,
) -> Result<Response, Problem> {
    let known = cookie(&headers, DEVICE_COOKIE);
    let admitted = app
        .use_link(&token, body.password, body.device, known)
        .await?;
    let Entered { view, cookies } = enter(&app, &session, admitted).await?;
    Ok((cookies, axum::Json(view)).into_response())
}
