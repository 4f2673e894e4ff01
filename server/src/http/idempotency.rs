//! Writes with an `Idempotency-Key`: a repeat gets the first answer, also if both run at the same time; the effect
//! happens once (EXP-04).
//!
//! The operation id of the write follows from user and key. So even if the server dies between the effect and the
//! keeping of its answer, the repeat posts movements with the ids that are there already, and posts nothing twice.

use super::extract::{AnyCaller, is_json};
use super::problem::Problem;
use crate::app::App;
use crate::clock::real_now;
use crate::store::session::{self, Earlier};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderName, HeaderValue, Method, Response as HttpResponse, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::{OperationId, UserId};
use std::time::Duration;

/// The header.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Most bytes of a body that is hashed: JSON, and files as whoever takes them in allows.
const MOST: usize = super::extract::MOST_JSON;
const MOST_OF_FILE: usize = crate::app::imports::MOST_BYTES;
/// Marks an answer as a repeat of an earlier one.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// A repeat waits so long for the first one to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// The layer.
pub async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_write = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let Some(key) = request.headers().get(&KEY).filter(|_| is_write).cloned() else {
        return next.run(request).await;
    };
    match take(&app, &key, request).await {
        Ok(Taken::First(request, user, key)) => {
            let response = next.run(request).await;
            keep(&app, user, &key, response)
                .await
                .unwrap_or_else(IntoResponse::into_response)
        }
        Ok(Taken::Unbound(request)) => next.run(request).await,
        Ok(Taken::Repeat(response)) => response,
        Err(problem) => problem.into_response(),
    }
}

/// Marks an answer with a secret that is told once: it is not kept, and a repeat is told that it was given.
#[derive(Debug, Clone, Copy)]
pub struct ToldOnce;

enum Taken {
    First(Request, UserId, String),
    /// Nobody is signed in, so nothing that could be done twice will happen.
    Unbound(Request),
    Repeat(Response),
}

async fn take(app: &App, key: &HeaderValue, request: Request) -> Result<Taken, Problem> {
    let key = key
        .to_str()
        .ok()
        .filter(|key| (1..=200).contains(&key.len()))
        .ok_or_else(|| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "request/idempotency-key",
                "`Idempotency-Key` must have 1 to 200 plain characters.",
            )
        })?;
    let (mut parts, body) = request.into_parts();
    let Ok(AnyCaller(caller)) = AnyCaller::from_request_parts(&mut parts, app).await else {
        return Ok(Taken::Unbound(Request::from_parts(parts, body)));
    };
    let user = caller.actor.user;
    let path = parts.uri.path();
    let is_file = path.ends_with("/imports") || path.ends_with("/images");
    let most = if is_file && !is_json(&parts.headers) {
        MOST_OF_FILE
    } else {
        MOST
    };
    let bytes = axum::body::to_bytes(body, most).await.map_err(|_| {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "request/too-large",
            "The request is too large. Nothing was changed.",
        )
    })?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(parts.method.as_str().as_bytes());
    hasher.update(parts.uri.path().as_bytes());
    hasher.update(&bytes);
    let hash = hasher.finalize();
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match session::claim_key(app.store().writer(), user, key, hash.as_bytes(), real_now())
            .await?
        {
            Earlier::Claimed => break,
            Earlier::OtherRequest => {
                return Err(Problem::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "request/idempotency-key-reused",
                    "This `Idempotency-Key` was used for another request. Nothing was changed. Use a new key.",
                ));
            }
            Earlier::Running if tokio::time::Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(25)).await
            }
            Earlier::Running => {
                let text = "The same request is still being worked on. Ask again in a moment.";
                return Err(
                    Problem::new(StatusCode::CONFLICT, "request/running", text).retry_after(2)
                );
            }
            Earlier::Answered {
                status,
                headers,
                body,
            } => return Ok(Taken::Repeat(replay(status, &headers, body))),
        }
    }
    let operation = operation_of(user, key);
    parts.extensions.insert(operation);
    let mut caller = caller;
    caller.operation = Some(operation);
    parts.extensions.insert(caller);
    Ok(Taken::First(
        Request::from_parts(parts, Body::from(bytes)),
        user,
        key.to_owned(),
    ))
}

/// The operation id that follows from user and key.
fn operation_of(user: UserId, key: &str) -> OperationId {
    let mut hasher = blake3::Hasher::new_derive_key("quayside idempotency key v1");
    hasher.update(&user.bytes());
    hasher.update(key.as_bytes());
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    OperationId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Keeps an answer; gives the key back if the server itself failed, so that the request can be tried again.
async fn keep(app: &App, user: UserId, key: &str, response: Response) -> Result<Response, Problem> {
    if response.extensions().get::<ToldOnce>().is_some() {
        let text = "This was done before. The answer held a secret, which is told only once: if it was lost, make a new one.";
        let problem = Problem::new(StatusCode::CONFLICT, "request/told-once", text);
        keep_answer(app, user, key, problem.into_response()).await?;
        return Ok(response);
    }
    keep_answer(app, user, key, response).await
}

async fn keep_answer(
    app: &App,
    user: UserId,
    key: &str,
    response: Response,
) -> Result<Response, Problem> {
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_else(|_| Bytes::new());
    if parts.status.is_server_error() || parts.status == StatusCode::UNAUTHORIZED {
        session::release_key(app.store().writer(), user, key).await?;
    } else {
        let headers: Vec<(String, String)> = [CONTENT_TYPE, ETAG, LOCATION]
            .iter()
            .filter_map(|name| {
                Some((
                    name.to_string(),
                    parts.headers.get(name)?.to_str().ok()?.to_owned(),
                ))
            })
            .collect();
        let headers = serde_json::to_string(&headers).map_err(Problem::internal)?;
        session::answer_key(
            app.store().writer(),
            user,
            key,
            parts.status.as_u16(),
            &headers,
            &bytes,
        )
        .await?;
    }
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn replay(status: u16, headers: &str, body: Vec<u8>) -> Response {
    let mut response = HttpResponse::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers: Vec<(String, String)> = serde_json::from_str(headers).unwrap_or_default();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
