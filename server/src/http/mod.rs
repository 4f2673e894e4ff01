//! The JSON interface: extract, authorise, call one use case, wrap. No handler holds SQL, and no rule lives only here.

pub mod extract;
mod health;
pub mod idempotency;
mod page;
mod people;
pub mod problem;
mod problems;
mod security;
mod session;
mod setup;
mod sync;
pub mod table;

use crate::access::sessions::Sessions;
use crate::app::App;
use crate::site::Site;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get as on_get;
use problem::REQUEST_ID;
use std::sync::Arc;
use table::{BASE, Table, delete, get, patch, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

/// The cookie of the session.
pub const SESSION_COOKIE: &str = "quayside-session";
/// The cookie that takes a device up again.
pub const DEVICE_COOKIE: &str = "quayside-device";

/// A session ends after so many days without use.
const SESSION_DAYS: i64 = 30;

/// Everything below `/api/v1`, with its description.
fn interface() -> Table {
    let table = Table::default();
    let table = setup_and_people(table);
    table
}

fn setup_and_people(table: Table) -> Table {
    use api::company::{Company, CompanyChange, SetUp, SetupState};
    use api::people::{
        AuditEntry, Device, DeviceChange, Link, NewRole, NewUser, PermissionInfo, Revocation, Role,
        User, UserChange,
    };
    use api::session::{LinkInfo, LinkUse, PasswordChange, PasswordForgotten, Session, SignIn};
    table
        .add(
            get(
                "/setup",
                "read_setup",
                "Whether the company still has to be set up",
            )
            .gives::<SetupState>(),
            setup::read_setup,
        )
        .add(
            post("/setup", "set_up", "Sets the company up; works once")
                .takes::<SetUp>()
                .gives::<Session>()
                .status(201),
            setup::set_up,
        )
        .add(
            get("/company", "read_company", "The company's settings").gives::<Company>(),
            setup::read_company,
        )
        .add(
            patch(
                "/company",
                "change_company",
                "Changes the company's settings",
            )
            .takes::<CompanyChange>()
            .gives::<Company>(),
            setup::change_company,
        )
        .add(
            post("/session", "sign_in", "Signs in")
                .takes::<SignIn>()
                .gives::<Session>(),
            session::sign_in,
        )
        .add(
            get("/session", "read_session", "Who is signed in").gives::<Session>(),
            session::read_session,
        )
        .add(
            delete("/session", "sign_out", "Signs out").status(204),
            session::sign_out,
        )
        .add(
            post(
                "/session/password",
                "change_password",
                "Sets one's own password",
            )
            .takes::<PasswordChange>()
            .status(204),
            session::change_password,
        )
        .add(
            post(
                "/password-resets",
                "forgot_password",
                "Asks for a link by mail",
            )
            .takes::<PasswordForgotten>()
            .status(202),
            session::forgot_password,
        )
        .add(
            get("/links/{token}", "read_link", "What a link is for").gives::<LinkInfo>(),
            session::read_link,
        )
        .add(
            post(
                "/links/{token}",
                "use_link",
                "Sets the password and signs in",
            )
            .takes::<LinkUse>()
            .gives::<Session>(),
            session::use_link,
        )
        .add(
            get("/users", "list_users", "Users").pages::<User>(),
            people::list_users,
        )
        .add(
            post("/users", "invite_user", "Invites somebody")
                .takes::<NewUser>()
                .gives::<Link>()
                .status(201),
            people::invite_user,
        )
        .add(
            get("/users/{id}", "read_user", "One user").gives::<User>(),
            people::read_user,
        )
        .add(
            patch("/users/{id}", "change_user", "Changes a user")
                .takes::<UserChange>()
                .gives::<User>(),
            people::change_user,
        )
        .add(
            post(
                "/users/{id}/link",
                "renew_link",
                "A new invitation or reset link",
            )
            .gives::<Link>(),
            people::renew_link,
        )
        .add(
            get("/roles", "list_roles", "Roles").pages::<Role>(),
            people::list_roles,
        )
        .add(
            post("/roles", "create_role", "Makes a role")
                .takes::<NewRole>()
                .gives::<Role>()
                .status(201),
            people::create_role,
        )
        .add(
            put("/roles/{id}", "change_role", "Changes a role")
                .takes::<NewRole>()
                .gives::<Role>(),
            people::change_role,
        )
        .add(
            delete(
                "/roles/{id}",
                "remove_role",
                "Removes a role that nobody has",
            )
            .status(204),
            people::remove_role,
        )
        .add(
            get("/permissions", "list_permissions", "What a role can allow")
                .pages::<PermissionInfo>(),
            people::list_permissions,
        )
        .add(
            get("/devices", "list_devices", "Tablets and browsers").pages::<Device>(),
            people::list_devices,
        )
        .add(
            patch("/devices/{id}", "rename_device", "Names a device")
                .takes::<DeviceChange>()
                .gives::<Device>(),
            people::rename_device,
        )
        .add(
            post("/devices/{id}/revoke", "revoke_device", "Revokes a device")
                .takes::<Revocation>()
                .gives::<Device>(),
            people::revoke_device,
        )
        .add(
            post("/devices/{id}/restore", "restore_device", "Allows it again").gives::<Device>(),
            people::restore_device,
        )
        .add(
            get("/audit", "list_audit", "Who did what, newest first")
                .query("subject limit after")
                .pages::<AuditEntry>(),
            people::list_audit,
        )
}

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    interface().finish().1
}

/// The whole server: the interface, sync, health and the built app.
pub fn router(app: App, site: Site) -> Router {
    let (interface, document) = interface().finish();
    let document = Arc::new(document.to_json().expect("the document is plain data"));
    let sessions = SessionManagerLayer::new(Sessions::new(app.store().clone()))
        .with_name(SESSION_COOKIE)
        .with_same_site(SameSite::Lax)
        .with_secure(app.is_https())
        .with_expiry(Expiry::OnInactivity(Duration::days(SESSION_DAYS)));
    let openapi = move || async move {
        (
            [(
                axum::http::header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )],
            document.as_str().to_owned(),
        )
    };
    let api = interface
        .route("/openapi.json", on_get(openapi))
        .merge(sync::routes())
        .layer(from_fn_with_state(app.clone(), idempotency::once))
        .layer(sessions)
        .layer(from_fn(security::same_origin))
        .layer(DefaultBodyLimit::max(extract::MOST_JSON));
    let compressed = SizeAbove::new(512)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::const_new("application/wasm"))
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"));
    Router::new()
        .nest(BASE, api)
        .merge(health::routes())
        .fallback(move |State(_): State<App>, request: Request| {
            let site = site.clone();
            async move {
                site.respond(request.method(), request.uri(), request.headers())
                    .await
            }
        })
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn(problem::report))
        .layer(from_fn(health::observe))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

/// A bug stops the one request, never the process.
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = text.unwrap_or("unknown"), "a request panicked");
    problem::Problem::new(
        axum::http::StatusCode::INTERNAL_SERVER_ERROR,
        "server/internal",
        "Something went wrong on the server. Try again; if it stays so, tell whoever runs this server.",
    )
    .into_response()
}

/// A header's name, for tests and other programs.
pub const IDEMPOTENCY_KEY: HeaderName = idempotency::KEY;
