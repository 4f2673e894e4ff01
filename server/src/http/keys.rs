//! API keys: made, listed, revoked. How a call shows one is in `extract`.

use super::extract::{Json, Path};
use super::idempotency::ToldOnce;
use super::page::whole;
use super::problem::Problem;
use super::table::{Table, get, post};
use crate::app::{App, Caller};
use crate::store::keys as stored;
use api::common::Page;
use api::people::{ApiKey, ApiKeyStatus, MadeApiKey, NewApiKey};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::UserId;
use domain::time::Timestamp;

/// The addresses.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get(
                "/api-keys",
                "list_api_keys",
                "Keys of programs, newest first",
            )
            .pages::<ApiKey>(),
            list_api_keys,
        )
        .add(
            post(
                "/api-keys",
                "create_api_key",
                "Makes a key, which is told once",
            )
            .takes::<NewApiKey>()
            .gives::<MadeApiKey>()
            .status(201),
            create_api_key,
        )
        .add(
            post(
                "/api-keys/{id}/revoke",
                "revoke_api_key",
                "Revokes a key at once and for good",
            )
            .gives::<ApiKey>(),
            revoke_api_key,
        )
}

fn key_view(key: stored::ApiKey, now: Timestamp) -> ApiKey {
    ApiKey {
        status: match (key.revoked, key.expires) {
            (Some(_), _) => ApiKeyStatus::Revoked,
            (None, Some(expires)) if expires <= now => ApiKeyStatus::Expired,
            (None, _) => ApiKeyStatus::Active,
        },
        id: key.id,
        name: key.name,
        prefix: key.prefix,
        role: key.role,
        role_name: key.role_name,
        made: key.made,
        made_by: key.made_by,
        made_by_name: key.made_by_name,
        expires: key.expires,
        last_used: key.last_used,
        revoked: key.revoked,
    }
}

/// Every key.
pub async fn list_api_keys(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<ApiKey>>, Problem> {
    let now = app.now();
    let keys = app.api_keys(&caller).await?;
    Ok(axum::Json(whole(
        keys.into_iter().map(|key| key_view(key, now)).collect(),
    )))
}

/// Makes a key.
pub async fn create_api_key(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewApiKey>,
) -> Result<(StatusCode, Extension<ToldOnce>, axum::Json<MadeApiKey>), Problem> {
    let made = app.make_api_key(&caller, new).await?;
    let view = MadeApiKey {
        key: key_view(made.key, app.now()),
        secret: made.secret,
    };
    Ok((StatusCode::CREATED, Extension(ToldOnce), axum::Json(view)))
}

/// Revokes a key.
pub async fn revoke_api_key(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<axum::Json<ApiKey>, Problem> {
    let key = app.revoke_api_key(&caller, id).await?;
    Ok(axum::Json(key_view(key, app.now())))
}
