//! The company, its roles, users, links, devices, grants, and the audit trail.

use super::StoreError;
use super::sql::{column, list, row, rows, run, values};
use api::company::Tolerance;
use domain::ids::{DeviceId, GrantId, RoleId, UserId};
use domain::money::Currency;
use domain::permission::Permission;
use domain::text::{Email, Name};
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The company's settings, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Identity of the database.
    pub epoch: Uuid,
    /// Its name.
    pub name: Name,
    /// IANA name.
    pub time_zone: String,
    /// Never changes.
    pub base_currency: Currency,
    /// Books are closed before this.
    pub books_closed_until: Option<Timestamp>,
    /// Rest before the PIN.
    pub pin_after_minutes: u32,
    /// Offline time.
    pub offline_hours: u32,
    /// Stale time.
    pub stale_after_hours: u32,
    /// Differences of a count that nobody needs to look at.
    pub tolerance: Tolerance,
}

/// A role, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: Name,
    /// What it allows.
    pub permissions: BTreeSet<Permission>,
    /// Users and API keys that have it.
    pub n_users: u32,
}

/// A user, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Its name.
    pub name: Name,
    /// Signs in with this.
    pub email: Email,
    /// Its role.
    pub role: RoleId,
    /// The role's name.
    pub role_name: Name,
    /// What the role allows.
    pub permissions: BTreeSet<Permission>,
    /// argon2id, once the invitation was used.
    pub password: Option<String>,
    /// May not sign in.
    pub disabled: bool,
    /// Rises when the password changes.
    pub credential: i64,
    /// Last sign-in.
    pub last_seen: Option<Timestamp>,
}

/// A link by mail, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Of this user.
    pub user: UserId,
    /// `invitation` or `reset`.
    pub purpose: api::session::LinkPurpose,
    /// Until when it works.
    pub expires: Timestamp,
}

/// A device, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its name.
    pub name: Name,
    /// Hash of the secret in its cookie.
    pub secret_hash: Vec<u8>,
    /// Base64.
    pub public_key: Option<String>,
    /// What its browser calls itself.
    pub agent: Option<String>,
    /// When it was first seen.
    pub enrolled: Timestamp,
    /// Last contact.
    pub last_seen: Option<Timestamp>,
    /// Who signed in on it last.
    pub last_user: Option<UserId>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
    /// Entries it still had to send.
    pub unsent: Option<i64>,
    /// Passes it had open.
    pub open_passes: Option<i64>,
    /// Its clock less the server's.
    pub clock_offset_ms: Option<i64>,
}

/// Leave for a device to work in a user's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// In this user's name.
    pub user: UserId,
    /// On this device.
    pub device: DeviceId,
    /// From.
    pub valid_from: Timestamp,
    /// Until.
    pub valid_until: Timestamp,
}

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub user: Option<UserId>,
    /// By whom.
    pub user_name: Option<Name>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// On which device.
    pub device_name: Option<Name>,
    /// What.
    pub action: String,
    /// To what.
    pub subject: Option<String>,
    /// In words.
    pub detail: String,
}

fn unfit(table: &'static str) -> impl Fn(&dyn std::fmt::Display) -> StoreError {
    move |reason| StoreError::Unfit {
        table,
        reason: reason.to_string(),
    }
}

pub(super) fn time(row: &QueryResult, name: &str) -> Result<Timestamp, StoreError> {
    column(row, name).map(Timestamp::from_millis)
}

pub(super) fn time_if(row: &QueryResult, name: &str) -> Result<Option<Timestamp>, StoreError> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp::from_millis))
}

/// The company, once it is set up.
pub async fn company<C: ConnectionTrait>(db: &C) -> Result<Option<Company>, StoreError> {
    let sql = "SELECT company.*, COALESCE(t.units, 0) AS units, COALESCE(t.percent, 0) AS percent,
            COALESCE(t.value_minor, 0) AS value_minor
        FROM company LEFT JOIN count_tolerance t ON t.id = company.id WHERE company.id = 1";
    let Some(row) = row(db, sql, vec![]).await? else {
        return Ok(None);
    };
    let bad = unfit("company");
    let number = |name: &str| -> Result<u32, StoreError> {
        u32::try_from(column::<i64>(&row, name)?).map_err(|error| bad(&error))
    };
    Ok(Some(Company {
        epoch: column(&row, "epoch")?,
        name: Name::new(&column::<String>(&row, "name")?).map_err(|error| bad(&error))?,
        time_zone: column(&row, "time_zone")?,
        base_currency: column::<String>(&row, "base_currency")?
            .parse()
            .map_err(|error| bad(&error))?,
        books_closed_until: time_if(&row, "books_closed_until")?,
        pin_after_minutes: number("pin_after_minutes")?,
        offline_hours: number("offline_hours")?,
        stale_after_hours: number("stale_after_hours")?,
        tolerance: Tolerance {
            units: number("units")?,
            percent: number("percent")?,
            value_minor: column(&row, "value_minor")?,
        },
    }))
}

/// Writes the company down; the first time makes it, later times change its settings.
pub async fn put_company<C: ConnectionTrait>(db: &C, company: &Company) -> Result<(), StoreError> {
    let sql = "INSERT INTO company (id, epoch, name, time_zone, base_currency, books_closed_until, pin_after_minutes,
            offline_hours, stale_after_hours) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, name = excluded.name, time_zone = excluded.time_zone,
            books_closed_until = excluded.books_closed_until, pin_after_minutes = excluded.pin_after_minutes,
            offline_hours = excluded.offline_hours, stale_after_hours = excluded.stale_after_hours";
    let values = values![
        company.epoch,
        company.name.as_str(),
        company.time_zone.as_str(),
        company.base_currency.code(),
        company.books_closed_until.map(Timestamp::millis),
        i64::from(company.pin_after_minutes),
        i64::from(company.offline_hours),
        i64::from(company.stale_after_hours),
    ];
    run(db, sql, values).await?;
    let sql = "INSERT INTO count_tolerance (id, units, percent, value_minor) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET units = excluded.units, percent = excluded.percent,
            value_minor = excluded.value_minor";
    let tolerance = &company.tolerance;
    let values = values![
        i64::from(tolerance.units),
        i64::from(tolerance.percent),
        tolerance.value_minor,
    ];
    run(db, sql, values).await.map(drop)
}

fn permissions(text: &str) -> Result<BTreeSet<Permission>, StoreError> {
    // A word of a newer version allows nothing here.
    let words: Vec<serde_json::Value> =
        serde_json::from_str(text).map_err(|error| unfit("role")(&error))?;
    Ok(words
        .into_iter()
        .filter_map(|word| serde_json::from_value(word).ok())
        .collect())
}

fn role_of(row: &QueryResult) -> Result<Role, StoreError> {
    Ok(Role {
        id: RoleId::new(column(row, "id")?),
        name: Name::new(&column::<String>(row, "name")?).map_err(|error| unfit("role")(&error))?,
        permissions: permissions(&column::<String>(row, "permissions")?)?,
        n_users: u32::try_from(column::<i64>(row, "n_users")?).unwrap_or(u32::MAX),
    })
}

const ROLE: &str = "SELECT role.id, role.name, role.permissions,
    (SELECT COUNT(*) FROM app_user WHERE app_user.role = role.id) AS n_users FROM role";

/// Every role, by name.
pub async fn roles<C: ConnectionTrait>(db: &C) -> Result<Vec<Role>, StoreError> {
    rows(db, &format!("{ROLE} ORDER BY name_folded"), vec![])
        .await?
        .iter()
        .map(role_of)
        .collect()
}

/// One role.
pub async fn role<C: ConnectionTrait>(db: &C, id: RoleId) -> Result<Option<Role>, StoreError> {
    row(
        db,
        &format!("{ROLE} WHERE role.id = $1"),
        values![id.uuid()],
    )
    .await?
    .as_ref()
    .map(role_of)
    .transpose()
}

/// Writes a role down.
pub async fn put_role<C: ConnectionTrait>(
    db: &C,
    id: RoleId,
    name: &Name,
    permissions: &BTreeSet<Permission>,
) -> Result<(), StoreError> {
    let words = serde_json::to_string(permissions).map_err(|error| unfit("role")(&error))?;
    let sql = "INSERT INTO role (id, name, name_folded, permissions) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE
        SET name = excluded.name, name_folded = excluded.name_folded, permissions = excluded.permissions";
    run(
        db,
        sql,
        values![id.uuid(), name.as_str(), name.folded(), words],
    )
    .await
    .map(drop)
}

/// Removes a role that nobody has.
pub async fn remove_role<C: ConnectionTrait>(db: &C, id: RoleId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM role WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM app_user WHERE app_user.role = role.id)";
    Ok(run(db, sql, values![id.uuid()]).await? > 0)
}

const USER: &str = "SELECT app_user.id, app_user.name, email, app_user.role, role.name AS role_name, permissions, password,
    disabled, credential, last_seen FROM app_user JOIN role ON role.id = app_user.role";

fn user_of(row: &QueryResult) -> Result<User, StoreError> {
    let bad = unfit("app_user");
    Ok(User {
        id: UserId::new(column(row, "id")?),
        name: Name::new(&column::<String>(row, "name")?).map_err(|error| bad(&error))?,
        email: Email::new(&column::<String>(row, "email")?).map_err(|error| bad(&error))?,
        role: RoleId::new(column(row, "role")?),
        role_name: Name::new(&column::<String>(row, "role_name")?).map_err(|error| bad(&error))?,
        permissions: permissions(&column::<String>(row, "permissions")?)?,
        password: column(row, "password")?,
        disabled: column(row, "disabled")?,
        credential: column(row, "credential")?,
        last_seen: time_if(row, "last_seen")?,
    })
}

/// Every user, by name. The users that API keys act as are not among them.
pub async fn users<C: ConnectionTrait>(db: &C) -> Result<Vec<User>, StoreError> {
    rows(
        db,
        &format!(
            "{USER} WHERE NOT EXISTS (SELECT 1 FROM api_key WHERE api_key.app_user = app_user.id)
             ORDER BY app_user.name, app_user.id"
        ),
        vec![],
    )
    .await?
    .iter()
    .map(user_of)
    .collect()
}

/// One user.
pub async fn user<C: ConnectionTrait>(db: &C, id: UserId) -> Result<Option<User>, StoreError> {
    row(
        db,
        &format!("{USER} WHERE app_user.id = $1"),
        values![id.uuid()],
    )
    .await?
    .as_ref()
    .map(user_of)
    .transpose()
}

/// The user with this address.
pub async fn user_by_email<C: ConnectionTrait>(
    db: &C,
    email: &Email,
) -> Result<Option<User>, StoreError> {
    let folded = email.as_str().to_lowercase();
    row(
        db,
        &format!("{USER} WHERE email_folded = $1"),
        values![folded],
    )
    .await?
    .as_ref()
    .map(user_of)
    .transpose()
}

/// Writes a user down, all but the time of the last sign-in.
pub async fn put_user<C: ConnectionTrait>(db: &C, user: &User) -> Result<(), StoreError> {
    let sql = "INSERT INTO app_user (id, name, email, email_folded, role, password, disabled, credential)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, email_folded = excluded.email_folded,
            role = excluded.role, password = excluded.password, disabled = excluded.disabled,
            credential = excluded.credential";
    let values = values![
        user.id.uuid(),
        user.name.as_str(),
        user.email.as_str(),
        user.email.as_str().to_lowercase(),
        user.role.uuid(),
        user.password.clone(),
        user.disabled,
        user.credential,
    ];
    run(db, sql, values).await.map(drop)
}

/// Notes a sign-in.
pub async fn saw_user<C: ConnectionTrait>(
    db: &C,
    id: UserId,
    at: Timestamp,
) -> Result<(), StoreError> {
    run(
        db,
        "UPDATE app_user SET last_seen = $2 WHERE id = $1",
        values![id.uuid(), at.millis()],
    )
    .await
    .map(drop)
}

/// Users who may sign in and whose role holds this permission. Roles are few: the words are compared here.
pub async fn active_holders<C: ConnectionTrait>(
    db: &C,
    permission: Permission,
) -> Result<Vec<UserId>, StoreError> {
    let users = users(db).await?;
    Ok(users
        .into_iter()
        .filter(|user| {
            !user.disabled && user.password.is_some() && user.permissions.contains(&permission)
        })
        .map(|user| user.id)
        .collect())
}

const fn purpose_word(purpose: api::session::LinkPurpose) -> &'static str {
    match purpose {
        api::session::LinkPurpose::Invitation => "invitation",
        api::session::LinkPurpose::Reset => "reset",
    }
}

/// Keeps a link; earlier ones of the user stop working.
pub async fn put_link<C: ConnectionTrait>(
    db: &C,
    token_hash: &[u8],
    link: &Link,
) -> Result<(), StoreError> {
    run(
        db,
        "DELETE FROM link WHERE app_user = $1",
        values![link.user.uuid()],
    )
    .await?;
    let sql = "INSERT INTO link (token_hash, app_user, purpose, expires) VALUES ($1, $2, $3, $4)";
    let values = values![
        token_hash.to_vec(),
        link.user.uuid(),
        purpose_word(link.purpose),
        link.expires.millis()
    ];
    run(db, sql, values).await.map(drop)
}

/// A link that was not used yet, whether or not it has expired.
pub async fn link<C: ConnectionTrait>(
    db: &C,
    token_hash: &[u8],
) -> Result<Option<Link>, StoreError> {
    let sql = "SELECT app_user, purpose, expires FROM link WHERE token_hash = $1 AND used IS NULL";
    let Some(row) = row(db, sql, values![token_hash.to_vec()]).await? else {
        return Ok(None);
    };
    let purpose = match column::<String>(&row, "purpose")?.as_str() {
        "invitation" => api::session::LinkPurpose::Invitation,
        _ => api::session::LinkPurpose::Reset,
    };
    Ok(Some(Link {
        user: UserId::new(column(&row, "app_user")?),
        purpose,
        expires: time(&row, "expires")?,
    }))
}

/// Uses a link up; says whether it was still there to be used.
pub async fn use_link<C: ConnectionTrait>(
    db: &C,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE link SET used = $2 WHERE token_hash = $1 AND used IS NULL AND expires > $2";
    Ok(run(db, sql, values![token_hash.to_vec(), at.millis()]).await? > 0)
}

fn device_of(row: &QueryResult) -> Result<Device, StoreError> {
    Ok(Device {
        id: DeviceId::new(column(row, "id")?),
        name: Name::new(&column::<String>(row, "name")?)
            .map_err(|error| unfit("device")(&error))?,
        secret_hash: column(row, "secret_hash")?,
        public_key: column(row, "public_key")?,
        agent: column(row, "agent")?,
        enrolled: time(row, "enrolled")?,
        last_seen: time_if(row, "last_seen")?,
        last_user: column::<Option<Uuid>>(row, "last_user")?.map(UserId::new),
        revoked: time_if(row, "revoked")?,
        unsent: column(row, "unsent")?,
        open_passes: column(row, "open_passes")?,
        clock_offset_ms: column(row, "clock_offset_ms")?,
    })
}

/// Every device, last seen first.
pub async fn devices<C: ConnectionTrait>(db: &C) -> Result<Vec<Device>, StoreError> {
    let sql = "SELECT * FROM device ORDER BY COALESCE(last_seen, enrolled) DESC, id";
    rows(db, sql, vec![]).await?.iter().map(device_of).collect()
}

/// One device.
pub async fn device<C: ConnectionTrait>(
    db: &C,
    id: DeviceId,
) -> Result<Option<Device>, StoreError> {
    row(db, "SELECT * FROM device WHERE id = $1", values![id.uuid()])
        .await?
        .as_ref()
        .map(device_of)
        .transpose()
}

/// Writes a device down.
pub async fn put_device<C: ConnectionTrait>(db: &C, device: &Device) -> Result<(), StoreError> {
    let sql = "INSERT INTO device (id, name, secret_hash, public_key, agent, enrolled, last_seen, last_user, revoked, unsent,
            open_passes, clock_offset_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, public_key = excluded.public_key, agent = excluded.agent,
            last_seen = excluded.last_seen, last_user = excluded.last_user, revoked = excluded.revoked,
            unsent = excluded.unsent, open_passes = excluded.open_passes, clock_offset_ms = excluded.clock_offset_ms";
    let values = values![
        device.id.uuid(),
        device.name.as_str(),
        device.secret_hash.clone(),
        device.public_key.clone(),
        device.agent.clone(),
        device.enrolled.millis(),
        device.last_seen.map(Timestamp::millis),
        device.last_user.map(UserId::uuid),
        device.revoked.map(Timestamp::millis),
        device.unsent,
        device.open_passes,
        device.clock_offset_ms,
    ];
    run(db, sql, values).await.map(drop)
}

/// How many devices there are, to name the next one.
pub async fn n_devices<C: ConnectionTrait>(db: &C) -> Result<i64, StoreError> {
    match row(db, "SELECT COUNT(*) AS n FROM device", vec![]).await? {
        Some(row) => column(&row, "n"),
        None => Ok(0),
    }
}

fn grant_of(row: &QueryResult) -> Result<Grant, StoreError> {
    Ok(Grant {
        id: GrantId::new(column(row, "id")?),
        user: UserId::new(column(row, "app_user")?),
        device: DeviceId::new(column(row, "device")?),
        valid_from: time(row, "valid_from")?,
        valid_until: time(row, "valid_until")?,
    })
}

/// Keeps a grant.
pub async fn put_grant<C: ConnectionTrait>(db: &C, grant: &Grant) -> Result<(), StoreError> {
    let sql = "INSERT INTO device_grant (id, app_user, device, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5)";
    let values = values![
        grant.id.uuid(),
        grant.user.uuid(),
        grant.device.uuid(),
        grant.valid_from.millis(),
        grant.valid_until.millis(),
    ];
    run(db, sql, values).await.map(drop)
}

/// The grant that a user on a device works under: the one that lasts longest.
pub async fn grant_of_device<C: ConnectionTrait>(
    db: &C,
    user: UserId,
    device: DeviceId,
) -> Result<Option<Grant>, StoreError> {
    let sql = "SELECT * FROM device_grant WHERE device = $1 AND app_user = $2 ORDER BY valid_until DESC LIMIT 1";
    row(db, sql, values![device.uuid(), user.uuid()])
        .await?
        .as_ref()
        .map(grant_of)
        .transpose()
}

/// Grants by their ids.
pub async fn grants<C: ConnectionTrait>(db: &C, ids: &[GrantId]) -> Result<Vec<Grant>, StoreError> {
    let sql = format!(
        "SELECT * FROM device_grant WHERE id IN ({})",
        list(1, ids.len())
    );
    let ids = ids
        .iter()
        .map(|id| sea_orm::Value::from(id.uuid()))
        .collect();
    rows(db, &sql, ids).await?.iter().map(grant_of).collect()
}

/// Names of users and devices, for logs.
pub async fn names<C: ConnectionTrait>(db: &C) -> Result<Names, StoreError> {
    let name = |row: &QueryResult| -> Result<(Uuid, Name), StoreError> {
        let text = Name::new(&column::<String>(row, "name")?)
            .map_err(|error| unfit("app_user")(&error))?;
        Ok((column(row, "id")?, text))
    };
    let users = rows(db, "SELECT id, name FROM app_user", vec![])
        .await?
        .iter()
        .map(name)
        .collect::<Result<_, _>>()?;
    let devices = rows(db, "SELECT id, name FROM device", vec![])
        .await?
        .iter()
        .map(name)
        .collect::<Result<_, _>>()?;
    Ok(Names { users, devices })
}

/// Names of users and devices.
#[derive(Debug, Clone, Default)]
pub struct Names {
    users: std::collections::HashMap<Uuid, Name>,
    devices: std::collections::HashMap<Uuid, Name>,
}

impl Names {
    /// The name of a user.
    pub fn user(&self, id: Option<UserId>) -> Option<Name> {
        self.users.get(&id?.uuid()).cloned()
    }

    /// The name of a device.
    pub fn device(&self, id: Option<DeviceId>) -> Option<Name> {
        self.devices.get(&id?.uuid()).cloned()
    }
}

/// By how many milliseconds a device's clock was ahead of real time when it was last heard.
pub async fn clock_offset<C: ConnectionTrait>(
    db: &C,
    device: DeviceId,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT clock_offset_ms FROM device WHERE id = $1";
    match row(db, sql, values![device.uuid()]).await? {
        Some(row) => column(&row, "clock_offset_ms"),
        None => Ok(None),
    }
}

/// Notes by how many milliseconds a device's clock is ahead of real time.
pub async fn put_clock_offset<C: ConnectionTrait>(
    db: &C,
    device: DeviceId,
    offset_ms: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE device SET clock_offset_ms = $2 WHERE id = $1";
    run(db, sql, values![device.uuid(), offset_ms])
        .await
        .map(drop)
}

/// Writes a line of the audit trail.
pub async fn write_audit<C: ConnectionTrait>(
    db: &C,
    at: Timestamp,
    by: (Option<UserId>, Option<DeviceId>),
    action: &str,
    subject: Option<String>,
    detail: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO audit (at, app_user, device, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = values![
        at.millis(),
        by.0.map(UserId::uuid),
        by.1.map(DeviceId::uuid),
        action,
        subject,
        detail
    ];
    run(db, sql, values).await.map(drop)
}

/// Lines of the audit trail before `before`, newest first; of one subject or of all.
pub async fn audit<C: ConnectionTrait>(
    db: &C,
    subject: Option<&str>,
    before: i64,
    limit: u32,
) -> Result<Vec<AuditLine>, StoreError> {
    let sql = "SELECT audit.*, app_user.name AS user_name, device.name AS device_name FROM audit
        LEFT JOIN app_user ON app_user.id = audit.app_user LEFT JOIN device ON device.id = audit.device
        WHERE number < $1 AND ($2 = '' OR subject = $2) ORDER BY number DESC LIMIT $3";
    let found = rows(
        db,
        sql,
        values![before, subject.unwrap_or_default(), i64::from(limit)],
    )
    .await?;
    let name = |row: &QueryResult, column_name: &str| -> Result<Option<Name>, StoreError> {
        Ok(column::<Option<String>>(row, column_name)?.and_then(|name| Name::new(&name).ok()))
    };
    found
        .iter()
        .map(|row| {
            Ok(AuditLine {
                number: column(row, "number")?,
                at: time(row, "at")?,
                user: column::<Option<Uuid>>(row, "app_user")?.map(UserId::new),
                user_name: name(row, "user_name")?,
                device: column::<Option<Uuid>>(row, "device")?.map(DeviceId::new),
                device_name: name(row, "device_name")?,
                action: column(row, "action")?,
                subject: column(row, "subject")?,
                detail: column(row, "detail")?,
            })
        })
        .collect()
}
