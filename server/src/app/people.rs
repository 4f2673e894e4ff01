//! People and their devices: first-run set-up, signing in, invitations, roles, revocation.

use super::{App, Caller};
use crate::access::password::{self, Unfit};
use crate::access::signature::PublicKey;
use crate::access::token;
use crate::clock::real_now;
use crate::store::keys;
use crate::store::letters;
use crate::store::people::{self, Company, Device, Grant, Link, Role, User};
use crate::store::records;
use crate::store::sync::SyncTx;
use crate::store::{StoreError, session};
use api::company::Tolerance;
use api::session::{DeviceHello, LinkPurpose};
use domain::books::{Actor, Entity, EntityRef, Person};
use domain::catalogue::PriceTier;
use domain::ids::{DeviceId, GrantId, PriceTierId, RoleId, UserId};
use domain::permission::{Permission, StandardRole};
use domain::text::{Email, Name};
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend};
use std::collections::BTreeSet;

/// A link by mail works for so long.
const LINK_MS: i64 = 7 * 86_400_000;
/// Failed sign-ins count for so long.
const FAILURE_WINDOW_MS: i64 = 15 * 60_000;
/// Failed sign-ins of one address before it has to wait.
const FREE_TRIES: i64 = 5;
/// Failed sign-ins from one origin before it has to wait.
const FREE_TRIES_OF_ORIGIN: i64 = 40;
const HOUR_MS: i64 = 3_600_000;

/// Why something about people was not done. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The company is set up already.
    #[error("the company is set up already")]
    SetUpAlready,
    /// The company is not set up yet.
    #[error("the company is not set up yet")]
    NotSetUp,
    /// The caller lacks a permission.
    #[error("the permission `{}` is missing", .0.title())]
    NotAllowed(Permission),
    /// Address and password do not belong together, or the user may not sign in.
    #[error("address or password is wrong")]
    WrongPassword,
    /// Too many failed sign-ins.
    #[error("too many failed sign-ins")]
    Throttled {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The device was revoked.
    #[error("the device is revoked")]
    DeviceRevoked,
    /// What the device gave as its public key is none.
    #[error("the device's public key is no point of P-256")]
    DeviceKey,
    /// The password cannot be taken.
    #[error("the password cannot be taken: {0}")]
    Password(Unfit),
    /// The address has not the shape of one.
    #[error("`{0}` is not an e-mail address")]
    Address(Email),
    /// The time zone is not known.
    #[error("the time zone `{0}` is not known")]
    Zone(String),
    /// The link is used up, too old or never was one.
    #[error("the link does not work")]
    DeadLink,
    /// There is no such user, role or device.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// Another has this address or name.
    #[error("another {0} has it")]
    Taken(&'static str),
    /// Somebody must be left who can administer users.
    #[error("nobody would be left who may administer users")]
    LastAdministrator,
    /// The role is somebody's.
    #[error("users have this role")]
    RoleInUse,
    /// Letters cannot leave this server.
    #[error("no mail is set up")]
    NoMail,
    /// An expiry that has passed.
    #[error("the expiry has passed already")]
    OverAlready,
    /// Only a person who is signed in may do this.
    #[error("an API key may not do this")]
    NotByKey,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for PeopleError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Constraint(name) if name.contains("email") => Self::Taken("user"),
            StoreError::Constraint(name) if name.contains("role") && name.contains("name") => {
                Self::Taken("role")
            }
            _ => Self::Store(error),
        }
    }
}

/// A link that was made for somebody.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// For whom.
    pub user: User,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// What proves it; only its hash is kept.
    pub secret: String,
    /// Until when it works.
    pub expires: Timestamp,
    /// Whether the mail server has taken a letter with it.
    pub mailed: bool,
}

impl MadeLink {
    /// Where it leads, below the server's own address.
    pub fn path(&self) -> String {
        format!("/welcome/{}", self.secret)
    }
}

/// What a company starts with.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The company's name.
    pub company: Name,
    /// IANA name.
    pub time_zone: String,
    /// Of all costs and values.
    pub base_currency: domain::money::Currency,
    /// The first administrator.
    pub name: Name,
    /// The first administrator's address.
    pub email: Email,
    /// The first administrator's password.
    pub password: String,
}

/// A successful sign-in.
#[derive(Debug, Clone)]
pub struct Admitted {
    /// Who.
    pub user: User,
    /// On which device.
    pub device: Option<Device>,
    /// The secret for the device's cookie, if the device is new.
    pub device_secret: Option<String>,
    /// Under which grant.
    pub grant: Option<Grant>,
}

/// Failures before this are forgotten.
pub(super) fn failures_since() -> Timestamp {
    real_now().plus_millis(-FAILURE_WINDOW_MS)
}

/// Somebody who may be invited, named anew and switched off: no API key.
async fn human<C: ConnectionTrait>(db: &C, id: UserId) -> Result<User, PeopleError> {
    let user = people::user(db, id).await?;
    match user {
        Some(user) if !keys::is_key(db, id).await? => Ok(user),
        _ => Err(PeopleError::Missing("user")),
    }
}

/// Checks the shape of an address: something, one `@`, something with a dot or a plain host.
fn check_address(email: &Email) -> Result<(), PeopleError> {
    let shaped = email.as_str().split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    let spaced = email.as_str().contains(char::is_whitespace);
    if shaped && !spaced {
        Ok(())
    } else {
        Err(PeopleError::Address(email.clone()))
    }
}

/// The user as others see them.
pub(super) fn person(user: &User) -> Entity {
    Entity::Person(Person {
        id: user.id,
        name: user.name.clone(),
        active: !user.disabled,
    })
}

impl Caller {
    /// Refuses who lacks a permission.
    ///
    /// # Errors
    /// Names the permission.
    pub fn require(&self, permission: Permission) -> Result<(), PeopleError> {
        if self.actor.may(permission) {
            Ok(())
        } else {
            Err(PeopleError::NotAllowed(permission))
        }
    }

    /// Who it is, for the audit trail.
    pub(super) fn by(&self) -> (Option<UserId>, Option<DeviceId>) {
        (Some(self.actor.user), self.actor.device)
    }
}

impl App {
    /// The company's settings.
    ///
    /// # Errors
    /// Fails if it is not set up yet.
    pub async fn company(&self) -> Result<Company, PeopleError> {
        people::company(self.store().reader())
            .await?
            .ok_or(PeopleError::NotSetUp)
    }

    /// Sets the company up and makes its first administrator. Works once.
    ///
    /// # Errors
    /// Refuses a second time, and what makes no sense.
    pub async fn found(&self, founding: Founding) -> Result<UserId, PeopleError> {
        check_address(&founding.email)?;
        password::check(&founding.password).map_err(PeopleError::Password)?;
        check_zone(&founding.time_zone)?;
        if people::company(self.store().reader()).await?.is_some() {
            return Err(PeopleError::SetUpAlready);
        }
        let hashed = password::hash(founding.password).await;
        let tx = SyncTx::writing(self.store()).await?;
        if people::company(tx.db()).await?.is_some() {
            return Err(PeopleError::SetUpAlready);
        }
        let company = Company {
            epoch: self.fresh(),
            name: founding.company,
            time_zone: founding.time_zone,
            base_currency: founding.base_currency,
            books_closed_until: None,
            pin_after_minutes: 5,
            offline_hours: 72,
            stale_after_hours: 24,
            tolerance: Tolerance::default(),
        };
        people::put_company(tx.db(), &company).await?;
        let mut administrator = None;
        for standard in StandardRole::ALL {
            let id = RoleId::new(self.fresh());
            let name = Name::new(standard.name()).expect("a short word");
            people::put_role(tx.db(), id, &name, &standard.permissions()).await?;
            if standard == StandardRole::Administrator {
                administrator = Some(id);
            }
        }
        let role = administrator.expect("one of the standard roles");
        let user = User {
            id: UserId::new(self.fresh()),
            name: founding.name,
            email: founding.email,
            role,
            role_name: Name::new(StandardRole::Administrator.name()).expect("a short word"),
            permissions: StandardRole::Administrator.permissions(),
            password: Some(hashed),
            disabled: false,
            credential: 1,
            last_seen: None,
        };
        people::put_user(tx.db(), &user).await?;
        let by = (Some(user.id), None);
        people::write_audit(
            tx.db(),
            self.now(),
            by,
            "company/founded",
            None,
            company.name.as_str(),
        )
        .await?;
        // PRD-04: tier 1 always exists.
        let tier = Entity::PriceTier(PriceTier {
            id: PriceTierId::new(self.fresh()),
            number: 1,
            name: Name::new("Tier 1").expect("a short word"),
            currency: company.base_currency,
        });
        let id = user.id;
        self.put_rows(tx, vec![tier, person(&user)])
            .await
            .map_err(|error| match &error {
                StoreError::Constraint(name) if name.contains("company") => {
                    PeopleError::SetUpAlready
                }
                _ => error.into(),
            })?;
        Ok(id)
    }

    /// Changes the company's settings.
    ///
    /// # Errors
    /// Refuses who lacks the right, and unknown time zones.
    pub async fn change_company(
        &self,
        caller: &Caller,
        change: api::company::CompanyChange,
    ) -> Result<Company, PeopleError> {
        caller.require(Permission::Settings)?;
        if let Some(zone) = &change.time_zone {
            check_zone(zone)?;
        }
        let tx = self.store().begin().await?;
        let mut company = people::company(&tx).await?.ok_or(PeopleError::NotSetUp)?;
        let before = company.clone();
        if let Some(name) = change.name {
            company.name = name;
        }
        if let Some(zone) = change.time_zone {
            company.time_zone = zone;
        }
        change
            .books_closed_until
            .apply(&mut company.books_closed_until);
        if let Some(minutes) = change.pin_after_minutes {
            company.pin_after_minutes = minutes.clamp(1, 240);
        }
        if let Some(hours) = change.offline_hours {
            company.offline_hours = hours.clamp(1, 24 * 90);
        }
        if let Some(hours) = change.stale_after_hours {
            company.stale_after_hours = hours.clamp(1, 24 * 90);
        }
        if let Some(Tolerance {
            units,
            percent,
            value_minor,
        }) = change.tolerance
        {
            company.tolerance = Tolerance {
                units: units.min(1_000_000),
                percent: percent.min(100),
                value_minor: value_minor.clamp(0, 1_000_000_000_000),
            };
        }
        people::put_company(&tx, &company).await?;
        let detail = differences(&before, &company);
        people::write_audit(
            &tx,
            self.now(),
            caller.by(),
            "company/changed",
            None,
            &detail,
        )
        .await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(company)
    }

    /// Signs somebody in. Failures are counted by address and by origin; both have to wait longer and longer.
    ///
    /// # Errors
    /// Says no without saying whether the address is known.
    pub async fn sign_in(
        &self,
        email: &Email,
        secret: String,
        origin: &str,
        hello: Option<DeviceHello>,
        device_cookie: Option<&str>,
    ) -> Result<Admitted, PeopleError> {
        let subjects = [
            (
                format!("address {}", email.as_str().to_lowercase()),
                FREE_TRIES,
            ),
            (format!("origin {origin}"), FREE_TRIES_OF_ORIGIN),
        ];
        for (subject, free) in &subjects {
            self.require_patience(subject, *free).await?;
        }
        let user = people::user_by_email(self.store().reader(), email).await?;
        let hashed = user
            .as_ref()
            .filter(|user| !user.disabled)
            .and_then(|user| user.password.clone());
        let right = password::is_right(secret, hashed).await;
        let Some(user) = user.filter(|_| right) else {
            let (now, since) = (real_now(), failures_since());
            for (subject, _) in &subjects {
                session::add_failure(self.store().writer(), subject, now, since).await?;
            }
            let detail = format!("sign-in failed from {origin}");
            let subject = Some(email.to_string());
            people::write_audit(
                self.store().writer(),
                self.now(),
                (None, None),
                "session/refused",
                subject,
                &detail,
            )
            .await?;
            return Err(PeopleError::WrongPassword);
        };
        session::clear_failures(self.store().writer(), &subjects[0].0).await?;
        self.admit(user, hello, device_cookie).await
    }

    pub(super) async fn require_patience(
        &self,
        subject: &str,
        free: i64,
    ) -> Result<(), PeopleError> {
        let (n, last) = session::failures(self.store().reader(), subject).await?;
        let since = real_now().millis_since(last);
        if n < free || since > FAILURE_WINDOW_MS {
            return Ok(());
        }
        // 2 s, 4 s, 8 s … up to the window.
        let doublings = u32::try_from((n - free).min(20)).unwrap_or(0);
        let wait = (2_000_i64 << doublings).min(FAILURE_WINDOW_MS);
        if since >= wait {
            return Ok(());
        }
        Err(PeopleError::Throttled {
            seconds: u64::try_from((wait - since) / 1_000 + 1).unwrap_or(1),
        })
    }

    /// Lets a proven user in: takes the device up or enrols it, and gives it a grant.
    async fn admit(
        &self,
        user: User,
        hello: Option<DeviceHello>,
        device_cookie: Option<&str>,
    ) -> Result<Admitted, PeopleError> {
        let now = self.now();
        let tx = self.store().begin().await?;
        let company = people::company(&tx).await?.ok_or(PeopleError::NotSetUp)?;
        let mut admitted = Admitted {
            user,
            device: None,
            device_secret: None,
            grant: None,
        };
        if let Some(hello) = hello {
            let known = match device_cookie.and_then(|cookie| cookie.split_once('.')) {
                Some((id, secret)) => match id.parse::<DeviceId>() {
                    Ok(id) => people::device(&tx, id)
                        .await?
                        .filter(|device| token::is_same(&device.secret_hash, secret)),
                    Err(_) => None,
                },
                None => None,
            };
            if known
                .as_ref()
                .is_some_and(|device| device.revoked.is_some())
            {
                return Err(PeopleError::DeviceRevoked);
            }
            let mut device = match known {
                Some(device) => device,
                None => {
                    let secret = token::fresh();
                    let number = people::n_devices(&tx).await? + 1;
                    let device = Device {
                        id: DeviceId::new(self.fresh()),
                        name: Name::new(&format!("Device {number}")).expect("a short word"),
                        secret_hash: token::hash(&secret),
                        public_key: None,
                        agent: None,
                        enrolled: now,
                        last_seen: None,
                        last_user: None,
                        revoked: None,
                        unsent: None,
                        open_passes: None,
                        clock_offset_ms: None,
                    };
                    admitted.device_secret = Some(format!("{}.{secret}", device.id));
                    device
                }
            };
            if let Some(name) = hello.name {
                device.name = name;
            }
            let offered = hello.public_key;
            if offered
                .as_deref()
                .is_some_and(|key| PublicKey::of_text(key).is_none())
            {
                return Err(PeopleError::DeviceKey);
            }
            // A browser that lost its storage has a new key, one without https none: password and cookie vouch for it.
            if device.public_key != offered && admitted.device_secret.is_none() {
                let by = (Some(admitted.user.id), Some(device.id));
                let subject = Some(device.id.to_string());
                people::write_audit(&tx, now, by, "device/key-changed", subject, "at signing in")
                    .await?;
            }
            device.public_key = offered;
            if let Some(agent) = hello.agent {
                device.agent = Some(agent.chars().take(200).collect());
            }
            device.last_seen = Some(now);
            device.last_user = Some(admitted.user.id);
            people::put_device(&tx, &device).await?;
            let grant = Grant {
                id: GrantId::new(self.fresh()),
                user: admitted.user.id,
                device: device.id,
                valid_from: now,
                valid_until: now.plus_millis(i64::from(company.offline_hours) * HOUR_MS),
            };
            people::put_grant(&tx, &grant).await?;
            admitted.grant = Some(grant);
            admitted.device = Some(device);
        }
        people::saw_user(&tx, admitted.user.id, now).await?;
        let by = (
            Some(admitted.user.id),
            admitted.device.as_ref().map(|device| device.id),
        );
        people::write_audit(&tx, now, by, "session/begun", None, "signed in").await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(admitted)
    }

    /// The grant of a session, renewed while the device is in contact, so that the offline time counts from the last
    /// contact.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn renewed_grant(
        &self,
        user: UserId,
        device: DeviceId,
    ) -> Result<Option<Grant>, PeopleError> {
        let company = self.company().await?;
        let now = self.now();
        let wanted = now.plus_millis(i64::from(company.offline_hours) * HOUR_MS);
        let current = people::grant_of_device(self.store().reader(), user, device).await?;
        let Some(current) = current else {
            return Ok(None);
        };
        // Half the offline time is left at least: nothing to do yet.
        if wanted.millis_since(current.valid_until) < i64::from(company.offline_hours) * HOUR_MS / 2
        {
            return Ok(Some(current));
        }
        let grant = Grant {
            id: GrantId::new(self.fresh()),
            valid_from: now,
            valid_until: wanted,
            ..current
        };
        people::put_grant(self.store().writer(), &grant).await?;
        Ok(Some(grant))
    }

    /// Notes that somebody signed out.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn sign_out(&self, caller: &Caller) -> Result<(), PeopleError> {
        let writer = self.store().writer();
        Ok(people::write_audit(
            writer,
            self.now(),
            caller.by(),
            "session/ended",
            None,
            "signed out",
        )
        .await?)
    }

    /// Changes the caller's own password; older sessions end.
    ///
    /// # Errors
    /// Refuses a wrong present password and an unfit new one.
    pub async fn change_password(
        &self,
        caller: &Caller,
        current: String,
        new: String,
    ) -> Result<i64, PeopleError> {
        password::check(&new).map_err(PeopleError::Password)?;
        let subject = format!("address {}", caller.user.email.as_str().to_lowercase());
        self.require_patience(&subject, FREE_TRIES).await?;
        if !password::is_right(current, caller.user.password.clone()).await {
            let (now, since) = (real_now(), failures_since());
            session::add_failure(self.store().writer(), &subject, now, since).await?;
            return Err(PeopleError::WrongPassword);
        }
        self.set_password(caller.actor.user, new, caller.by()).await
    }

    async fn set_password(
        &self,
        user: UserId,
        new: String,
        by: (Option<UserId>, Option<DeviceId>),
    ) -> Result<i64, PeopleError> {
        let hashed = password::hash(new).await;
        let tx = self.store().begin().await?;
        let mut user = people::user(&tx, user)
            .await?
            .ok_or(PeopleError::Missing("user"))?;
        user.password = Some(hashed);
        user.credential += 1;
        people::put_user(&tx, &user).await?;
        let subject = Some(user.id.to_string());
        people::write_audit(
            &tx,
            self.now(),
            by,
            "user/password-set",
            subject,
            user.name.as_str(),
        )
        .await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(user.credential)
    }

    /// Every user.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn users(&self) -> Result<Vec<User>, PeopleError> {
        Ok(people::users(self.store().reader()).await?)
    }

    /// One user.
    ///
    /// # Errors
    /// Says that there is no such user.
    pub async fn user(&self, id: UserId) -> Result<User, PeopleError> {
        human(self.store().reader(), id).await
    }

    /// Invites somebody: the answer holds the secret of the link, which is told once and sent by mail where that is set
    /// up.
    ///
    /// # Errors
    /// Refuses who lacks the right, and an address that is taken.
    pub async fn invite(
        &self,
        caller: &Caller,
        new: api::people::NewUser,
    ) -> Result<MadeLink, PeopleError> {
        caller.require(Permission::Users)?;
        check_address(&new.email)?;
        let tx = SyncTx::writing(self.store()).await?;
        let role = people::role(tx.db(), new.role)
            .await?
            .ok_or(PeopleError::Missing("role"))?;
        if people::user_by_email(tx.db(), &new.email).await?.is_some() {
            return Err(PeopleError::Taken("user"));
        }
        let user = User {
            id: UserId::new(self.fresh()),
            name: new.name,
            email: new.email,
            role: role.id,
            role_name: role.name,
            permissions: role.permissions,
            password: None,
            disabled: false,
            credential: 0,
            last_seen: None,
        };
        people::put_user(tx.db(), &user).await?;
        let (secret, expires) = self
            .put_link(tx.db(), user.id, LinkPurpose::Invitation)
            .await?;
        let detail = format!("{} as {}", user.email, user.role_name);
        people::write_audit(
            tx.db(),
            self.now(),
            caller.by(),
            "user/invited",
            Some(user.id.to_string()),
            &detail,
        )
        .await?;
        let row = person(&user);
        self.put_rows(tx, vec![row]).await?;
        let mut made = MadeLink {
            user,
            purpose: LinkPurpose::Invitation,
            secret,
            expires,
            mailed: false,
        };
        made.mailed = self.mail_link(&made).await;
        Ok(made)
    }

    /// A new link for somebody: an invitation again, or a password reset.
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn renew_link(&self, caller: &Caller, id: UserId) -> Result<MadeLink, PeopleError> {
        caller.require(Permission::Users)?;
        let tx = self.store().begin().await?;
        let user = human(&tx, id).await?;
        let purpose = if user.password.is_some() {
            LinkPurpose::Reset
        } else {
            LinkPurpose::Invitation
        };
        let (secret, expires) = self.put_link(&tx, id, purpose).await?;
        let subject = Some(id.to_string());
        people::write_audit(
            &tx,
            self.now(),
            caller.by(),
            "user/link-made",
            subject,
            user.email.as_str(),
        )
        .await?;
        tx.commit().await.map_err(StoreError::from)?;
        let mut made = MadeLink {
            user,
            purpose,
            secret,
            expires,
            mailed: false,
        };
        made.mailed = self.mail_link(&made).await;
        Ok(made)
    }

    /// A password reset that somebody without a session asks for: the link goes out by mail only.
    ///
    /// # Errors
    /// Says that there is no mail here. An unknown address is no error, and takes no longer: the answer must not tell.
    pub async fn forgot_password(&self, email: &Email, origin: &str) -> Result<(), PeopleError> {
        if self.mail().is_none_or(|mail| !mail.is_set_up()) {
            return Err(PeopleError::NoMail);
        }
        let subject = format!("reset {origin}");
        self.require_patience(&subject, FREE_TRIES).await?;
        let (now, since) = (real_now(), failures_since());
        session::add_failure(self.store().writer(), &subject, now, since).await?;
        let found = people::user_by_email(self.store().reader(), email).await?;
        let Some(user) = found.filter(|user| !user.disabled && user.password.is_some()) else {
            return Ok(());
        };
        let tx = self.store().begin().await?;
        letters::owe(&tx, user.id, real_now()).await?;
        let subject = Some(user.id.to_string());
        people::write_audit(
            &tx,
            self.now(),
            (None, None),
            "user/reset-asked",
            subject,
            user.email.as_str(),
        )
        .await?;
        tx.commit().await.map_err(StoreError::from)?;
        self.start_letters();
        Ok(())
    }

    pub(super) async fn put_link(
        &self,
        tx: &crate::store::Tx,
        user: UserId,
        purpose: LinkPurpose,
    ) -> Result<(String, Timestamp), StoreError> {
        let secret = token::fresh();
        let expires = real_now().plus_millis(LINK_MS);
        people::put_link(
            tx,
            &token::hash(&secret),
            &Link {
                user,
                purpose,
                expires,
            },
        )
        .await?;
        Ok((secret, expires))
    }

    /// What a link is for.
    ///
    /// # Errors
    /// Says that it does not work.
    pub async fn link(&self, secret: &str) -> Result<(Link, User), PeopleError> {
        let link = people::link(self.store().reader(), &token::hash(secret))
            .await?
            .ok_or(PeopleError::DeadLink)?;
        if link.expires <= real_now() {
            return Err(PeopleError::DeadLink);
        }
        let user = people::user(self.store().reader(), link.user)
            .await?
            .filter(|user| !user.disabled);
        Ok((link, user.ok_or(PeopleError::DeadLink)?))
    }

    /// Sets a password by a link, uses the link up and lets the user in.
    ///
    /// # Errors
    /// Refuses dead links and unfit passwords.
    pub async fn use_link(
        &self,
        secret: &str,
        new: String,
        hello: Option<DeviceHello>,
        device_cookie: Option<&str>,
    ) -> Result<Admitted, PeopleError> {
        password::check(&new).map_err(PeopleError::Password)?;
        let (link, _) = self.link(secret).await?;
        if !people::use_link(self.store().writer(), &token::hash(secret), real_now()).await? {
            return Err(PeopleError::DeadLink);
        }
        self.set_password(link.user, new, (Some(link.user), None))
            .await?;
        let user = self.user(link.user).await?;
        self.admit(user, hello, device_cookie).await
    }

    /// Changes a user.
    ///
    /// # Errors
    /// Refuses who lacks the right, and to leave nobody who may administer users.
    pub async fn change_user(
        &self,
        caller: &Caller,
        id: UserId,
        change: api::people::UserChange,
    ) -> Result<User, PeopleError> {
        caller.require(Permission::Users)?;
        let tx = SyncTx::writing(self.store()).await?;
        let mut user = human(tx.db(), id).await?;
        let mut parts = Vec::new();
        if let Some(name) = change.name {
            parts.push(format!("name: {name}"));
            user.name = name;
        }
        if let Some(role) = change.role {
            let role = people::role(tx.db(), role)
                .await?
                .ok_or(PeopleError::Missing("role"))?;
            parts.push(format!("role: {}", role.name));
            (user.role, user.role_name, user.permissions) = (role.id, role.name, role.permissions);
        }
        if let Some(disabled) = change.disabled {
            parts.push(if disabled {
                "disabled".to_owned()
            } else {
                "enabled".to_owned()
            });
            user.disabled = disabled;
        }
        people::put_user(tx.db(), &user).await?;
        require_administrator(tx.db()).await?;
        let subject = Some(id.to_string());
        people::write_audit(
            tx.db(),
            self.now(),
            caller.by(),
            "user/changed",
            subject,
            &parts.join(", "),
        )
        .await?;
        let row = person(&user);
        self.put_rows(tx, vec![row]).await?;
        Ok(user)
    }

    /// Every role.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn roles(&self) -> Result<Vec<Role>, PeopleError> {
        Ok(people::roles(self.store().reader()).await?)
    }

    /// Makes a role, or changes one.
    ///
    /// # Errors
    /// Refuses who lacks the right, and to leave nobody who may administer users.
    pub async fn save_role(
        &self,
        caller: &Caller,
        id: Option<RoleId>,
        name: &Name,
        permissions: &BTreeSet<Permission>,
    ) -> Result<Role, PeopleError> {
        caller.require(Permission::Users)?;
        let tx = self.store().begin().await?;
        let is_new = id.is_none();
        let id = id.unwrap_or_else(|| RoleId::new(self.fresh()));
        if !is_new && people::role(&tx, id).await?.is_none() {
            return Err(PeopleError::Missing("role"));
        }
        people::put_role(&tx, id, name, permissions).await?;
        require_administrator(&tx).await?;
        let words: Vec<&str> = permissions
            .iter()
            .map(|permission| permission.title())
            .collect();
        let action = if is_new { "role/made" } else { "role/changed" };
        let detail = format!("{name}: {}", words.join(", "));
        people::write_audit(
            &tx,
            self.now(),
            caller.by(),
            action,
            Some(id.to_string()),
            &detail,
        )
        .await?;
        let role = people::role(&tx, id)
            .await?
            .ok_or(PeopleError::Missing("role"))?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(role)
    }

    /// Removes a role that nobody has.
    ///
    /// # Errors
    /// Refuses who lacks the right, and roles in use.
    pub async fn remove_role(&self, caller: &Caller, id: RoleId) -> Result<(), PeopleError> {
        caller.require(Permission::Users)?;
        let tx = self.store().begin().await?;
        let role = people::role(&tx, id)
            .await?
            .ok_or(PeopleError::Missing("role"))?;
        if !people::remove_role(&tx, id).await? {
            return Err(PeopleError::RoleInUse);
        }
        let subject = Some(id.to_string());
        people::write_audit(
            &tx,
            self.now(),
            caller.by(),
            "role/removed",
            subject,
            role.name.as_str(),
        )
        .await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Every device.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn devices(&self) -> Result<Vec<Device>, PeopleError> {
        Ok(people::devices(self.store().reader()).await?)
    }

    /// Names a device anew.
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn rename_device(
        &self,
        caller: &Caller,
        id: DeviceId,
        name: Name,
    ) -> Result<Device, PeopleError> {
        self.change_device(
            caller,
            id,
            "device/renamed",
            name.as_str().to_owned(),
            |device| device.name = name,
        )
        .await
    }

    /// Revokes a device: it may deliver its facts once more, into quarantine, and is then wiped (DECISIONS 13).
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn revoke_device(
        &self,
        caller: &Caller,
        id: DeviceId,
        reason: String,
    ) -> Result<Device, PeopleError> {
        let now = self.now();
        self.change_device(caller, id, "device/revoked", reason, |device| {
            device.revoked.get_or_insert(now);
        })
        .await
    }

    /// Allows a revoked device again.
    ///
    /// # Errors
    /// Refuses who lacks the right.
    pub async fn restore_device(
        &self,
        caller: &Caller,
        id: DeviceId,
    ) -> Result<Device, PeopleError> {
        self.change_device(caller, id, "device/restored", String::new(), |device| {
            device.revoked = None
        })
        .await
    }

    async fn change_device(
        &self,
        caller: &Caller,
        id: DeviceId,
        action: &str,
        detail: String,
        change: impl FnOnce(&mut Device),
    ) -> Result<Device, PeopleError> {
        caller.require(Permission::Users)?;
        let tx = self.store().begin().await?;
        let mut device = people::device(&tx, id)
            .await?
            .ok_or(PeopleError::Missing("device"))?;
        change(&mut device);
        people::put_device(&tx, &device).await?;
        people::write_audit(
            &tx,
            self.now(),
            caller.by(),
            action,
            Some(id.to_string()),
            &detail,
        )
        .await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(device)
    }

    /// Whom a session belongs to, if it still holds.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn caller(
        &self,
        signed_in: &crate::access::sessions::SignedIn,
    ) -> Result<Option<Caller>, StoreError> {
        let reader = self.store().reader();
        let user = people::user(reader, signed_in.user).await?;
        let Some(user) =
            user.filter(|user| !user.disabled && user.credential == signed_in.credential)
        else {
            return Ok(None);
        };
        let device = match signed_in.device {
            Some(id) => people::device(reader, id).await?,
            None => None,
        };
        let actor = Actor {
            user: user.id,
            device: signed_in.device,
            permissions: user.permissions.clone(),
            revoked: signed_in.device.is_some()
                && device
                    .as_ref()
                    .is_none_or(|device| device.revoked.is_some()),
        };
        Ok(Some(Caller {
            actor,
            user,
            grant: signed_in.grant,
            device_key: device
                .and_then(|device| device.public_key)
                .and_then(|key| PublicKey::of_text(&key)),
            operation: None,
        }))
    }

    /// The user as a caller without session or device, for the command line and the demo.
    ///
    /// # Errors
    /// Says that there is no such user.
    pub async fn caller_by_email(&self, email: &Email) -> Result<Caller, PeopleError> {
        let user = people::user_by_email(self.store().reader(), email)
            .await?
            .ok_or(PeopleError::Missing("user"))?;
        Ok(Caller::without_session(user))
    }

    /// Makes a user with a password at once, for the command line and the demo.
    ///
    /// # Errors
    /// Refuses an address that is taken, an unknown role and an unfit password.
    pub async fn create_user(
        &self,
        role_name: &str,
        name: Name,
        email: Email,
        secret: String,
    ) -> Result<UserId, PeopleError> {
        check_address(&email)?;
        password::check(&secret).map_err(PeopleError::Password)?;
        let hashed = password::hash(secret).await;
        let tx = SyncTx::writing(self.store()).await?;
        let roles = people::roles(tx.db()).await?;
        let wanted = role_name.to_lowercase();
        let role = roles
            .into_iter()
            .find(|role| role.name.folded() == wanted)
            .ok_or(PeopleError::Missing("role"))?;
        if people::user_by_email(tx.db(), &email).await?.is_some() {
            return Err(PeopleError::Taken("user"));
        }
        let user = User {
            id: UserId::new(self.fresh()),
            name,
            email,
            role: role.id,
            role_name: role.name,
            permissions: role.permissions,
            password: Some(hashed),
            disabled: false,
            credential: 1,
            last_seen: None,
        };
        people::put_user(tx.db(), &user).await?;
        let detail = format!("{} as {}, on the command line", user.email, user.role_name);
        let subject = Some(user.id.to_string());
        people::write_audit(
            tx.db(),
            self.now(),
            (None, None),
            "user/made",
            subject,
            &detail,
        )
        .await?;
        let row = person(&user);
        self.put_rows(tx, vec![row]).await?;
        Ok(user.id)
    }

    /// Whether records of the books are there, for a first look at a database.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn knows(&self, key: &EntityRef) -> Result<bool, StoreError> {
        let found = records::load(self.store().reader(), std::slice::from_ref(key)).await?;
        Ok(found.iter().any(Option::is_some))
    }

    /// Kind of the database, for the start-up line.
    pub fn backend(&self) -> &'static str {
        match self.store().backend() {
            DbBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        }
    }
}

fn check_zone(name: &str) -> Result<(), PeopleError> {
    jiff::tz::TimeZone::get(name)
        .map(drop)
        .map_err(|_| PeopleError::Zone(name.chars().take(64).collect()))
}

/// Somebody must be left who can administer users.
async fn require_administrator(tx: &crate::store::Tx) -> Result<(), PeopleError> {
    if people::active_holders(tx, Permission::Users)
        .await?
        .is_empty()
    {
        Err(PeopleError::LastAdministrator)
    } else {
        Ok(())
    }
}

fn differences(before: &Company, after: &Company) -> String {
    let mut parts = Vec::new();
    if before.name != after.name {
        parts.push(format!("name: {} -> {}", before.name, after.name));
    }
    if before.time_zone != after.time_zone {
        parts.push(format!(
            "time zone: {} -> {}",
            before.time_zone, after.time_zone
        ));
    }
    if before.books_closed_until != after.books_closed_until {
        let text = after.books_closed_until.map_or("opened".to_owned(), |at| {
            format!("closed until {}", at.millis())
        });
        parts.push(format!("books {text}"));
    }
    if before.pin_after_minutes != after.pin_after_minutes {
        parts.push(format!("PIN after {} min", after.pin_after_minutes));
    }
    if before.offline_hours != after.offline_hours {
        parts.push(format!("offline for {} h", after.offline_hours));
    }
    if before.stale_after_hours != after.stale_after_hours {
        parts.push(format!("stale after {} h", after.stale_after_hours));
    }
    if before.tolerance != after.tolerance {
        let Tolerance {
            units,
            percent,
            value_minor,
        } = after.tolerance;
        parts.push(format!(
            "tolerance of counts: {units} units, {percent} %, value {value_minor} in minor units"
        ));
    }
    parts.join(", ")
}
