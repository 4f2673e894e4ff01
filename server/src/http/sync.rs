//! The sync endpoint, snapshots and the stream of pokes.

use super::extract::AnyCaller;
use super::outdated::EXCHANGE;
use super::problem::Problem;
use crate::app::App;
use crate::store::pieces::{Piece, piece};
use crate::store::sync::SyncTx;
use ::sync::scope::Scope;
use ::sync::server::{Caller, Tx};
use ::sync::wire::{Cursor, Message, PROTOCOL, Poke, Request, Unreadable};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures::stream::{self, Stream};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;

/// Most bytes of a sync request: 500 items of generous size.
const MOST: usize = 4 * 1024 * 1024;
/// The binary form.
const BINARY: &str = "application/vnd.quayside.sync";
/// Asks for the readable form.
const DEBUG: HeaderName = HeaderName::from_static("x-quayside-debug");
/// The device's signature of the body, in base64.
const SIGNATURE: HeaderName = HeaderName::from_static("x-quayside-signature");
/// A sign of life for proxies and for the browser's judgement whether it is online.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// The routes; not part of the JSON interface.
pub fn routes() -> Router<App> {
    Router::new()
        .route(EXCHANGE, post(exchange).layer(DefaultBodyLimit::max(MOST)))
        .route("/sync/snapshots/{scope}/{hash}", get(read_piece))
        .route("/sync/events", get(events))
}

fn device_caller(caller: &crate::app::Caller) -> Result<Caller, Problem> {
    let device = caller.actor.device.ok_or_else(|| {
        Problem::new(
            StatusCode::FORBIDDEN,
            "device/none",
            "This session belongs to no device. Sign in again from the app; programs use the JSON interface.",
        )
    })?;
    Ok(Caller {
        user: caller.actor.user,
        device,
        revoked: caller.actor.revoked,
    })
}

/// Takes what a device sends and gives it the news.
async fn exchange(
    State(app): State<App>,
    AnyCaller(caller): AnyCaller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    check_signature(&caller, &headers, &body)?;
    let caller = device_caller(&caller)?;
    let readable = headers.contains_key(&DEBUG);
    let (protocol, request) = if readable {
        let request = serde_json::from_slice::<Request>(&body);
        (
            PROTOCOL,
            request.map_err(|_| unreadable(&Unreadable::Damaged))?,
        )
    } else {
        Request::read(&body).map_err(|reason| unreadable(&reason))?
    };
    let response = app.sync(caller, request).await?;
    if readable {
        return Ok(axum::Json(response).into_response());
    }
    Ok((
        [(CONTENT_TYPE, HeaderValue::from_static(BINARY))],
        response.to_bytes_in(protocol),
    )
        .into_response())
}

/// A device that has a key signs what it sends: whoever stole its cookie cannot speak for it.
fn check_signature(
    caller: &crate::app::Caller,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), Problem> {
    let Some(key) = &caller.device_key else {
        return Ok(());
    };
    let signature = headers
        .get(SIGNATURE)
        .and_then(|signature| signature.to_str().ok());
    if signature.is_some_and(|signature| key.has_signed(body, signature)) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "device/signature",
        "This message does not carry the signature of this device, so nothing was taken from it. What the device holds stays \
         there. Sign in again on it: it then gets a new signature and sends everything.",
    ))
}

fn unreadable(reason: &Unreadable) -> Problem {
    match reason {
        Unreadable::Protocol(_) => Problem::new(
            StatusCode::UPGRADE_REQUIRED,
            "sync/protocol",
            "This app and this server speak different protocols. Update the app; what it has not sent is kept.",
        ),
        Unreadable::Damaged => Problem::new(
            StatusCode::BAD_REQUEST,
            "sync/damaged",
            "The message was damaged on its way. Nothing was taken; it will be sent again.",
        ),
    }
}

/// A piece of a snapshot: immutable under its hash, private to those who hold the scope.
async fn read_piece(
    State(app): State<App>,
    AnyCaller(caller): AnyCaller,
    super::extract::Path((scope, hash)): super::extract::Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let gone = || {
        Problem::not_found(
            "sync/no-such-piece",
            "such piece of a snapshot; ask for news again",
        )
    };
    let scope: Scope = scope.parse().map_err(|_| gone())?;
    if !held(&app, device_caller(&caller)?).await?.contains(&scope) {
        return Err(gone());
    }
    let piece = piece(app.store().reader(), scope, &hash)
        .await?
        .ok_or_else(gone)?;
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (
            CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=31536000, immutable"),
        ),
        (VARY, HeaderValue::from_name(ACCEPT_ENCODING)),
    ];
    Ok(match piece {
        Piece::Packed(bytes) if takes_brotli(&asked) => {
            let packing = [(CONTENT_ENCODING, HeaderValue::from_static("br"))];
            (headers, packing, bytes).into_response()
        }
        piece => (headers, piece.plain().map_err(Problem::internal)?).into_response(),
    })
}

/// Whether an answer may be compressed by Brotli. Browsers say so over HTTPS and on the machine itself.
fn takes_brotli(asked: &HeaderMap) -> bool {
    let mut encodings = asked
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    encodings.any(|value| {
        value.split(',').any(|encoding| {
            let mut parts = encoding.split(';').map(str::trim);
            parts.next() == Some("br") && parts.all(|part| part != "q=0")
        })
    })
}

async fn held(app: &App, caller: Caller) -> Result<BTreeSet<Scope>, Problem> {
    if caller.revoked {
        return Ok(BTreeSet::new());
    }
    let mut tx = SyncTx::reading(app.store()).await?.at(app.now());
    let scopes = tx.viewer(caller).await?.scopes();
    tx.rollback().await?;
    Ok(scopes)
}

/// Pokes: scopes that moved, of those that the caller holds. Scopes are looked up anew for each poke about one that
/// is not known yet, so that a new stocktake is heard of.
async fn events(
    State(app): State<App>,
    AnyCaller(caller): AnyCaller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let caller = device_caller(&caller)?;
    let listener = app.pokes().listen();
    let scopes = held(&app, caller).await?;
    let begin = (app, caller, listener, scopes);
    let pokes = stream::unfold(
        begin,
        |(app, caller, mut listener, mut scopes)| async move {
            loop {
                let heads = match listener.recv().await {
                    Ok(None) => return None,
                    Ok(Some(landed)) => {
                        if landed.iter().any(|cursor| !scopes.contains(&cursor.scope)) {
                            scopes = held(&app, caller).await.unwrap_or(scopes);
                        }
                        landed
                            .into_iter()
                            .filter(|cursor| scopes.contains(&cursor.scope))
                            .collect::<Vec<Cursor>>()
                    }
                    // Too slow: something was missed, so ask for everything.
                    Err(RecvError::Lagged(_)) if app.pokes().is_stopped() => return None,
                    Err(RecvError::Lagged(_)) => Vec::new(),
                    Err(RecvError::Closed) => return None,
                };
                // A change of a location or stocktake can give or take whole scopes; an empty poke says "look".
                let event = Event::default().event("poke").json_data(Poke { heads });
                if let Ok(event) = event {
                    return Some((Ok(event), (app, caller, listener, scopes)));
                }
            }
        },
    );
    Ok(Sse::new(pokes).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("alive")))
}
