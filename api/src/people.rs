//! Users, roles, devices and the audit trail.

use crate::macros::{choices, shapes};
use domain::ids::{DeviceId, RoleId, UserId};
use domain::permission::Permission;
use domain::text::{Email, Name, Remark};
use domain::time::Timestamp;
use std::collections::BTreeSet;

choices! {
    /// How far a user is.
    #[derive(Copy)]
    pub enum UserStatus {
        /// Has not set a password yet.
        Invited,
        /// May sign in.
        Active,
        /// May not sign in.
        Disabled,
    }

    /// Whether an API key works.
    #[derive(Copy)]
    pub enum ApiKeyStatus {
        /// It works.
        Active,
        /// Its time is over.
        Expired,
        /// Somebody has revoked it.
        Revoked,
    }

    /// How far a device is.
    #[derive(Copy)]
    pub enum DeviceStatus {
        /// May sync.
        Active,
        /// Refused; wiped at its next contact.
        Revoked,
    }
}

shapes! {
    /// A user.
    pub struct User {
        /// Its id.
        pub id: UserId,
        /// Name that others see.
        pub name: Name,
        /// Signs in with this.
        pub email: Email,
        /// Its role.
        pub role: RoleId,
        /// The role's name.
        pub role_name: Name,
        /// How far it is.
        pub status: UserStatus,
        /// Last sign-in.
        pub last_seen: Option<Timestamp>,
    }

    /// `POST /users`: invites somebody.
    pub struct NewUser {
        /// Name that others see.
        pub name: Name,
        /// Signs in with this; unique without regard to case.
        pub email: Email,
        /// Its role.
        pub role: RoleId,
    }

    /// `PATCH /users/{id}`.
    #[derive(Default)]
    pub struct UserChange {
        /// New name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// New role.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<RoleId>,
        /// Whether sign-in is refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub disabled: Option<bool>,
    }

    /// A link to hand over: an invitation or a password reset. Shown once.
    pub struct Link {
        /// To whom it belongs.
        pub user: User,
        /// Path below the server's own address.
        pub path: String,
        /// Until when it works.
        pub expires: Timestamp,
        /// Whether it was also sent by mail.
        pub mailed: bool,
    }

    /// A role.
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

    /// `POST /roles` and `PUT /roles/{id}`.
    pub struct NewRole {
        /// Its name, unique without regard to case.
        pub name: Name,
        /// What it allows.
        pub permissions: BTreeSet<Permission>,
    }

    /// One thing that a role may allow.
    pub struct PermissionInfo {
        /// The word programs use.
        pub id: Permission,
        /// What people read.
        pub title: String,
    }

    /// A tablet or browser.
    pub struct Device {
        /// Its id.
        pub id: DeviceId,
        /// Its name.
        pub name: Name,
        /// How far it is.
        pub status: DeviceStatus,
        /// Who signed in on it last.
        pub last_user: Option<UserId>,
        /// Last contact.
        pub last_seen: Option<Timestamp>,
        /// Enrolled.
        pub enrolled: Timestamp,
        /// What its browser calls itself.
        pub agent: Option<String>,
        /// Whether it has a key to sign with.
        pub has_key: bool,
        /// Entries it said it still had to send at its last contact.
        pub unsent: Option<u64>,
        /// Passes it had open at its last contact.
        pub open_passes: Option<u32>,
        /// Its clock less the server's when last measured, in milliseconds.
        pub clock_offset_ms: Option<i64>,
    }

    /// `PATCH /devices/{id}`.
    pub struct DeviceChange {
        /// New name.
        pub name: Name,
    }

    /// `POST /devices/{id}/revoke`.
    #[derive(Default)]
    pub struct Revocation {
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<Remark>,
    }

    /// A key by which a program calls this interface: `Authorization: Bearer …`. It acts under a name of its own, with
    /// the permissions of its role.
    pub struct ApiKey {
        /// Its id; in the audit trail and on documents it stands as a user.
        pub id: UserId,
        /// What it is called.
        pub name: Name,
        /// How it begins; the rest is not kept.
        pub prefix: String,
        /// Its role.
        pub role: RoleId,
        /// The role's name.
        pub role_name: Name,
        /// Whether it works.
        pub status: ApiKeyStatus,
        /// When it was made.
        pub made: Timestamp,
        /// By whom.
        pub made_by: UserId,
        /// By whom.
        pub made_by_name: Option<Name>,
        /// From when on it is refused; `null` for never.
        pub expires: Option<Timestamp>,
        /// Last call, to the minute; `null` before the first.
        pub last_used: Option<Timestamp>,
        /// When it was revoked.
        pub revoked: Option<Timestamp>,
    }

    /// `POST /api-keys`.
    pub struct NewApiKey {
        /// What it is called: the program that uses it.
        pub name: Name,
        /// What it may do.
        pub role: RoleId,
        /// From when on it is refused; left out for never.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expires: Option<Timestamp>,
    }

    /// A key that was just made. Shown once.
    pub struct MadeApiKey {
        /// What is kept of it.
        pub key: ApiKey,
        /// The key itself.
        pub secret: String,
    }

    /// A line of the audit trail.
    pub struct AuditEntry {
        /// Its number, rising.
        pub number: i64,
        /// When.
        pub at: Timestamp,
        /// By whom; `null` for a job or an attempt without a session.
        pub user: Option<UserId>,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// What was done, such as `user/invited`.
        pub action: String,
        /// To what, as an id.
        pub subject: Option<String>,
        /// In words.
        pub detail: String,
    }
}
