//! Users, roles, devices, audit trail.

use super::extract::{Json, OptionalJson, Path, Query};
use super::idempotency::ToldOnce;
use super::page::{Wanted, whole};
use super::problem::Problem;
use crate::app::people::MadeLink;
use crate::app::{App, Caller};
use crate::store::people as stored;
use api::common::Page;
use api::people::{
    AuditEntry, Device, DeviceChange, DeviceStatus, Link, NewRole, NewUser, PermissionInfo,
    Revocation, Role, User, UserChange, UserStatus,
};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{DeviceId, RoleId, UserId};
use domain::permission::Permission;
use serde::Deserialize;

/// A user as answers show them.
pub fn user_view(user: &stored::User) -> User {
    User {
        id: user.id,
        name: user.name.clone(),
        email: user.email.clone(),
        role: user.role,
        role_name: user.role_name.clone(),
        status: match (user.disabled, &user.password) {
            (true, _) => UserStatus::Disabled,
            (false, None) => UserStatus::Invited,
            (false, Some(_)) => UserStatus::Active,
        },
        last_seen: user.last_seen,
    }
}

fn role_view(role: stored::Role) -> Role {
    Role {
        id: role.id,
        name: role.name,
        permissions: role.permissions,
        n_users: role.n_users,
    }
}

/// A device as answers show it.
pub fn device_view(device: stored::Device) -> Device {
    Device {
        id: device.id,
        name: device.name,
        status: if device.revoked.is_some() {
            DeviceStatus::Revoked
        } else {
            DeviceStatus::Active
        },
        last_user: device.last_user,
        last_seen: device.last_seen,
        enrolled: device.enrolled,
        agent: device.agent,
        has_key: device.public_key.is_some(),
        unsent: device.unsent.and_then(|n| u64::try_from(n).ok()),
        open_passes: device.open_passes.and_then(|n| u32::try_from(n).ok()),
        clock_offset_ms: device.clock_offset_ms,
    }
}

fn link_view(made: &MadeLink) -> Link {
    Link {
        user: user_view(&made.user),
        path: made.path(),
        expires: made.expires,
        mailed: made.mailed,
    }
}

/// Every user, for who manages them.
pub async fn list_users(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<User>>, Problem> {
    caller.require_act(Permission::Users)?;
    Ok(axum::Json(whole(
        app.users().await?.iter().map(user_view).collect(),
    )))
}

/// One user.
pub async fn read_user(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<axum::Json<User>, Problem> {
    caller.require_act(Permission::Users)?;
    Ok(axum::Json(user_view(&app.user(id).await?)))
}

/// Invites somebody.
pub async fn invite_user(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewUser>,
) -> Result<(StatusCode, Extension<ToldOnce>, axum::Json<Link>), Problem> {
    let made = app.invite(&caller, new).await?;
    Ok((
        StatusCode::CREATED,
        Extension(ToldOnce),
        axum::Json(link_view(&made)),
    ))
}

/// Changes a user.
pub async fn change_user(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<UserId>,
    Json(change): Json<UserChange>,
) -> Result<axum::Json<User>, Problem> {
    Ok(axum::Json(user_view(
        &app.change_user(&caller, id, change).await?,
    )))
}

/// A new link for a user.
pub async fn renew_link(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<(Extension<ToldOnce>, axum::Json<Link>), Problem> {
    let made = app.renew_link(&caller, id).await?;
    Ok((Extension(ToldOnce), axum::Json(link_view(&made))))
}

/// Every role.
pub async fn list_roles(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<Role>>, Problem> {
    caller.require_act(Permission::Users)?;
    Ok(axum::Json(whole(
        app.roles().await?.into_iter().map(role_view).collect(),
    )))
}

/// Makes a role.
pub async fn create_role(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewRole>,
) -> Result<(StatusCode, axum::Json<Role>), Problem> {
    let role = app
        .save_role(&caller, None, &new.name, &new.permissions)
        .await?;
    Ok((StatusCode::CREATED, axum::Json(role_view(role))))
}

/// Changes a role.
pub async fn change_role(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoleId>,
    Json(new): Json<NewRole>,
) -> Result<axum::Json<Role>, Problem> {
    Ok(axum::Json(role_view(
        app.save_role(&caller, Some(id), &new.name, &new.permissions)
            .await?,
    )))
}

/// Removes a role.
pub async fn remove_role(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoleId>,
) -> Result<StatusCode, Problem> {
    app.remove_role(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everything a role can allow.
pub async fn list_permissions(_: Caller) -> axum::Json<Page<PermissionInfo>> {
    let all = Permission::ALL.iter().map(|&id| PermissionInfo {
        id,
        title: id.title().to_owned(),
    });
    axum::Json(whole(all.collect()))
}

/// Every device.
pub async fn list_devices(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Page<Device>>, Problem> {
    if !caller.actor.may(Permission::ManageStocktakes) {
        caller.require(Permission::Users)?;
    }
    Ok(axum::Json(whole(
        app.devices().await?.into_iter().map(device_view).collect(),
    )))
}

/// Names a device.
pub async fn rename_device(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<DeviceId>,
    Json(change): Json<DeviceChange>,
) -> Result<axum::Json<Device>, Problem> {
    Ok(axum::Json(device_view(
        app.rename_device(&caller, id, change.name).await?,
    )))
}

/// Revokes a device.
pub async fn revoke_device(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<DeviceId>,
    OptionalJson(body): OptionalJson<Revocation>,
) -> Result<axum::Json<Device>, Problem> {
    let reason = body
        .reason
        .map(|reason| reason.to_string())
        .unwrap_or_default();
    Ok(axum::Json(device_view(
        app.revoke_device(&caller, id, reason).await?,
    )))
}

/// Allows a revoked device again.
pub async fn restore_device(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<DeviceId>,
) -> Result<axum::Json<Device>, Problem> {
    Ok(axum::Json(device_view(
        app.restore_device(&caller, id).await?,
    )))
}

/// Of what the audit trail is wanted.
#[derive(Debug, Deserialize)]
pub struct AuditQuery {
    subject: Option<String>,
}

/// The audit trail.
pub async fn list_audit(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<AuditQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<AuditEntry>>, Problem> {
    caller.require(Permission::Users)?;
    let before = match wanted.after::<1>()? {
        Some([number]) => number.parse().unwrap_or(i64::MAX),
        None => i64::MAX,
    };
    let lines = stored::audit(
        app.store().reader(),
        query.subject.as_deref(),
        before,
        wanted.one_more(),
    )
    .await?;
    let entries = lines.into_iter().map(|line| AuditEntry {
        number: line.number,
        at: line.at,
        user: line.user,
        user_name: line.user_name,
        device: line.device,
        device_name: line.device_name,
        action: line.action,
        subject: line.subject,
        detail: line.detail,
    });
    Ok(axum::Json(wanted.page(entries.collect(), |entry| {
        vec![entry.number.to_string()]
    })))
}
