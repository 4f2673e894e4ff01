//! What handlers take out of a request, each refusing with a problem.

use super::problem::Problem;
use crate::access::sessions::{SIGNED_IN, SignedIn};
use crate::app::{App, Caller, Seen};
use crate::clock::real_now;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::books::EntityRef;
use domain::ids::OperationId;
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use tower_sessions::Session;

/// Most bytes of a JSON body.
pub const MOST_JSON: usize = 2 * 1024 * 1024;

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "request/not-json",
                "The request's body must be JSON, with the content type application/json.",
            ));
        }
        let bytes = axum::body::to_bytes(request.into_body(), MOST_JSON)
            .await
            .map_err(|_| too_large())?;
        parse(&bytes).map(Self)
    }
}

/// Whether a request says that its body is JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// A JSON body, or the default where there is none.
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequest<App> for OptionalJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let bytes = axum::body::to_bytes(request.into_body(), MOST_JSON)
            .await
            .map_err(|_| too_large())?;
        if bytes.is_empty() {
            Ok(Self(T::default()))
        } else {
            parse(&bytes).map(Self)
        }
    }
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "request/too-large",
        "The request is larger than this server takes in at once. Nothing was changed. Send less at a time.",
    )
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string();
        let cause = error.into_inner();
        let message = cause.to_string();
        if field == "." || !cause.is_data() {
            malformed(&message)
        } else {
            Problem::field(&field, message)
        }
    })?;
    reader
        .end()
        .map_err(|error| malformed(&error.to_string()))?;
    Ok(value)
}

fn malformed(message: &str) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "request/malformed",
        format!("The request's body cannot be read: {message}."),
    )
}

/// Parts of the path.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, app).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::not_found(
                "request/unknown-address",
                "such thing: the id in the address is not one",
            )),
        }
    }
}

/// Query parameters.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match axum::extract::Query::<T>::from_request_parts(parts, app).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "request/query",
                format!(
                    "The part of the address behind `?` cannot be read: {}.",
                    rejection.body_text()
                ),
            )),
        }
    }
}

/// The version that the caller has seen, from `If-Match`.
pub struct IfMatch(pub Option<i64>);

impl IfMatch {
    /// Of this record.
    pub fn of(self, record: EntityRef) -> Option<Seen> {
        self.0.map(|version| Seen { record, version })
    }
}

impl FromRequestParts<App> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let Some(text) = parts.headers.get(IF_MATCH) else {
            return Ok(Self(None));
        };
        let version = text
            .to_str()
            .ok()
            .and_then(|text| text.trim().trim_matches('"').parse().ok());
        match version {
            Some(version) => Ok(Self(Some(version))),
            None => Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "request/if-match",
                "`If-Match` must hold the ETag of the record as it was read.",
            )),
        }
    }
}

/// Where a request comes from, for throttling: the peer's address.
pub struct Origin(pub String);

impl FromRequestParts<App> for Origin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let peer = parts
            .extensions
            .get::<axum::extract::ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map_or_else(
            || "unknown".to_owned(),
            |info| info.0.ip().to_string(),
        )))
    }
}

/// A cookie of the request.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The key that a program shows. Another kind of `Authorization` is a proxy's business.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = text.trim().split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(key.trim_start())
}

/// Why the key of a request opens nothing, so that it is counted once however often it is asked.
#[derive(Clone)]
struct RefusedKey(Problem);

async fn caller_by_key(parts: &mut Parts, app: &App) -> Result<Option<Caller>, Problem> {
    if let Some(RefusedKey(problem)) = parts.extensions.get() {
        return Err(problem.clone());
    }
    let Origin(origin) = Origin::from_request_parts(parts, app).await?;
    let Some(key) = bearer(&parts.headers) else {
        return Ok(None);
    };
    match app.caller_by_key(key, &origin).await {
        Ok(caller) => Ok(Some(caller)),
        Err(refusal) => {
            let problem = Problem::from(refusal);
            parts.extensions.insert(RefusedKey(problem.clone()));
            Err(problem)
        }
    }
}

/// The session of a request.
pub async fn session_of(parts: &mut Parts, app: &App) -> Result<Session, Problem> {
    Session::from_request_parts(parts, app).await.map_err(|_| {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server/internal",
            "Sessions are not available here.",
        )
    })
}

/// What the session of a request remembers, if it still holds.
pub async fn signed_in(parts: &mut Parts, app: &App) -> Result<Option<SignedIn>, Problem> {
    let session = session_of(parts, app).await?;
    let Some(mut signed_in) = session
        .get::<SignedIn>(SIGNED_IN)
        .await
        .map_err(Problem::internal)?
    else {
        return Ok(None);
    };
    let today = real_now().millis() / 86_400_000;
    if signed_in.day != today {
        // Writing it moves its end: a session in use lives on.
        signed_in.day = today;
        session
            .insert(SIGNED_IN, &signed_in)
            .await
            .map_err(Problem::internal)?;
    }
    Ok(Some(signed_in))
}

fn unauthorised() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "session/none",
        "You are not signed in, or your session has ended. Sign in again; nothing that is on this device is lost.",
    )
}

/// The caller, also of a revoked device: only the sync endpoint takes those.
pub struct AnyCaller(pub Caller);

impl FromRequestParts<App> for AnyCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(caller) = parts.extensions.get::<Caller>() {
            return Ok(Self(caller.clone()));
        }
        let mut caller = match caller_by_key(parts, app).await? {
            Some(caller) => caller,
            None => {
                let signed_in = signed_in(parts, app).await?.ok_or_else(unauthorised)?;
                app.caller(&signed_in).await?.ok_or_else(unauthorised)?
            }
        };
        caller.operation = parts.extensions.get::<OperationId>().copied();
        parts.extensions.insert(caller.clone());
        Ok(Self(caller))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let AnyCaller(caller) = AnyCaller::from_request_parts(parts, app).await?;
        if caller.actor.revoked {
            return Err(Problem::new(
                StatusCode::FORBIDDEN,
                "device/revoked",
                "This device has been revoked. What was counted on it is still taken in and kept for a supervisor. Ask an \
                 administrator if it should be allowed again.",
            ));
        }
        Ok(caller)
    }
}
