//! Connections to fulfilment services: proving an account, giving it a location, its rhythm, its health. What its figures
//! fill is the business of [`super::figures`].

use super::beside::Beside;
use super::{Act, ActError, App, Caller, Note};
use crate::access::vault::{Vault, VaultError};
use crate::services::{Reach, Services};
use crate::store::connections::{self as stored, Connection};
use crate::store::records::{self, Versioned};
use crate::store::{StoreError, people};
use ::amazon::credentials::Secret;
use api::connections as shape;
use api::connections::AutoSync;
use channels::{Error as ServiceError, FulfilmentService};
use domain::books::{Command, Record};
use domain::ids::{ConnectionId, LocationId};
use domain::location::{Location, LocationKind};
use domain::permission::Permission;
use domain::text::Name;
use domain::time::Timestamp;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What the server reaches services by.
pub struct Links {
    services: Arc<dyn Services>,
    key: PathBuf,
    vault: OnceLock<Vault>,
}

impl Links {
    /// Services, and the file of the key that their credentials are sealed with; made when the first are kept.
    pub fn new(services: Arc<dyn Services>, key: PathBuf) -> Self {
        Self {
            services,
            key,
            vault: OnceLock::new(),
        }
    }

    fn vault(&self) -> Result<&Vault, VaultError> {
        if let Some(vault) = self.vault.get() {
            return Ok(vault);
        }
        let vault = Vault::at(&self.key)?;
        Ok(self.vault.get_or_init(|| vault))
    }
}

/// Why something was not done with a connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionError {
    /// The rules say no, or the database failed.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The service said no, or nothing.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// Credentials cannot be kept or read.
    #[error("credentials cannot be used")]
    Vault(#[from] VaultError),
    /// This process was started without services.
    #[error("this server reaches no services")]
    NoServices,
    /// A field of the request is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// The account may not be connected (CON-01).
    #[error("the account is an Individual account")]
    NotProfessional,
    /// The account does not sell in that marketplace.
    #[error("the account does not take part in {0}")]
    NotInMarketplace(String),
    /// It is connected already (CON-10).
    #[error("the account is connected already")]
    Connected,
    /// There is no such connection.
    #[error("there is no such connection")]
    Missing,
    /// No service is connected to the location.
    #[error("no service is connected to the location")]
    NotConnected,
}

impl From<StoreError> for ConnectionError {
    fn from(error: StoreError) -> Self {
        match error {
            // PostgreSQL names the index, SQLite its columns.
            StoreError::Constraint(name)
                if ["connection_account", "connection_location", "connection."]
                    .iter()
                    .any(|known| name.starts_with(known)) =>
            {
                Self::Connected
            }
            other => Self::Act(other.into()),
        }
    }
}

/// The location that a connection gets, as it becomes.
struct Chosen {
    location: Location,
    note: Note,
    /// What a person should know about the choice.
    remark: Option<String>,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    client_id: String,
    client_secret: String,
    refresh_token: String,
}

impl App {
    /// Says by what this process reaches services. The first word stands.
    pub fn use_services(&self, links: Links) {
        if self.0.links.set(links).is_err() {
            tracing::warn!("services were linked already");
        }
    }

    fn links(&self) -> Result<&Links, ConnectionError> {
        self.0.links.get().ok_or(ConnectionError::NoServices)
    }

    /// The service behind a connection.
    pub(super) fn service(
        &self,
        connection: &Connection,
    ) -> Result<Arc<dyn FulfilmentService>, ConnectionError> {
        let links = self.links()?;
        let reach = reach(links.vault()?, connection)?;
        Ok(links.services.fulfilment(&reach)?)
    }

    /// Every connection.
    ///
    /// # Errors
    /// Refuses who may not see them.
    pub async fn connections(
        &self,
        caller: &Caller,
    ) -> Result<Vec<shape::Connection>, ConnectionError> {
        caller.require_act(Permission::IntegrationFba)?;
        let all = stored::all(self.store().reader()).await?;
        Ok(all.into_iter().map(|kept| kept.shown).collect())
    }

    /// Connects an account: it is proved first, and nothing is kept if it does not answer.
    ///
    /// # Errors
    /// Says what the service says, or which rule forbids it.
    pub async fn connect(
        &self,
        caller: &Caller,
        new: shape::NewConnection,
    ) -> Result<shape::Connected, ConnectionError> {
        caller.require_act(Permission::IntegrationFba)?;
        for (field, value) in [
            ("seller_id", &new.seller_id),
            ("marketplace_id", &new.marketplace_id),
            ("client_id", &new.client_id),
            ("client_secret", &new.client_secret),
            ("refresh_token", &new.refresh_token),
        ] {
            if value.trim().is_empty() {
                return Err(ConnectionError::Empty(field));
            }
        }
        let links = self.links()?;
        let id = ConnectionId::new(self.fresh());
        let sealed = Sealed {
            client_id: new.client_id.trim().to_owned(),
            client_secret: new.client_secret.trim().to_owned(),
            refresh_token: new.refresh_token.trim().to_owned(),
        };
        let bytes = serde_json::to_vec(&sealed).expect("three texts are JSON");
        let mut kept = Connection {
            shown: shape::Connection {
                id,
                service: new.service,
                name: new.seller_id.trim().to_owned(),
                seller_id: new.seller_id.trim().to_owned(),
                marketplace_id: new.marketplace_id.trim().to_owned(),
                location: LocationId::new(id.uuid()),
                auto_sync: AutoSync::Never,
                sync_hour: 3,
                connected: self.now(),
                last_good: None,
                last_error: None,
                last_sync: None,
            },
            secrets: links.vault()?.seal(&id.to_string(), &bytes)?,
            sync_from: self.now(),
            sync_due: None,
            sync_draft: None,
            connected_by: caller.actor.user,
        };
        if self.is_connected(&kept.shown).await? {
            return Err(ConnectionError::Connected);
        }
        let account = links
            .services
            .account(&reach(links.vault()?, &kept)?)
            .await?;
        if account.professional == Some(false) {
            return Err(ConnectionError::NotProfessional);
        }
        let shop = account
            .shops
            .iter()
            .find(|shop| shop.id == kept.shown.marketplace_id && shop.active)
            .ok_or_else(|| ConnectionError::NotInMarketplace(kept.shown.marketplace_id.clone()))?;
        kept.shown.name = match account.name {
            Some(name) if !name.trim().is_empty() => format!("{name} ({})", shop.name),
            _ => format!("{} ({})", kept.shown.seller_id, shop.name),
        };
        kept.shown.last_good = Some(self.now());
        let Chosen {
            location,
            note,
            remark,
        } = self.place_for(new.place, &kept.shown.name).await?;
        kept.shown.location = location.id;
        let save = Act::Command(Command::Save(Record::Location(location)));
        let beside = Beside::Connected(&kept);
        let done = self
            .perform_beside(caller, &[save], None, Some(&note), beside)
            .await;
        if let Err(error) = done {
            // Somebody else was faster: his location may have taken the name as well, which is the lesser news.
            return Err(match error {
                _ if self.is_connected(&kept.shown).await? => ConnectionError::Connected,
                ActError::Store(error) => error.into(),
                other => ConnectionError::Act(other),
            });
        }
        Ok(shape::Connected {
            connection: kept.shown,
            remark,
        })
    }

    /// Whether the account is connected, by whatever connection.
    async fn is_connected(&self, wanted: &shape::Connection) -> Result<bool, StoreError> {
        let known = stored::all(self.store().reader()).await?;
        Ok(known.iter().any(|kept| {
            kept.shown.seller_id == wanted.seller_id
                && kept.shown.marketplace_id == wanted.marketplace_id
        }))
    }

    /// Disconnects an account. Its location keeps its stock and history and loses the restrictions (CON-13).
    ///
    /// # Errors
    /// Says why not.
    pub async fn disconnect(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<(), ConnectionError> {
        caller.require_act(Permission::IntegrationFba)?;
        let kept = self.connection(id).await?;
        let mut location = self.location_of(kept.shown.location).await?.record;
        location.connected = false;
        location.kind = LocationKind::Own;
        let note = Note::new("connection/disconnected", id, kept.shown.name.clone());
        let save = Act::Command(Command::Save(Record::Location(location)));
        self.perform_beside(caller, &[save], None, Some(&note), Beside::Disconnected(id))
            .await?;
        Ok(())
    }

    /// Changes how often the figures of a connection are read.
    ///
    /// # Errors
    /// Says why not.
    pub async fn change_connection(
        &self,
        caller: &Caller,
        id: ConnectionId,
        change: shape::ConnectionChange,
    ) -> Result<shape::Connection, ConnectionError> {
        caller.require_act(Permission::IntegrationFba)?;
        let kept = self.connection(id).await?;
        let rhythm = change.auto_sync.unwrap_or(kept.shown.auto_sync);
        let hour = change.sync_hour.unwrap_or(kept.shown.sync_hour);
        if hour > 23 {
            return Err(ConnectionError::Act(ActError::Input {
                field: "sync_hour".to_owned(),
                message: "it is an hour of the day, 0 to 23".to_owned(),
            }));
        }
        let now = self.now();
        let due = next_reading(rhythm, hour, now, now, &self.zone().await?);
        stored::set_rhythm(self.store().writer(), id, rhythm, hour, now, due).await?;
        let by = (Some(caller.actor.user), caller.actor.device);
        people::write_audit(
            self.store().writer(),
            now,
            by,
            "connection/changed",
            Some(id.to_string()),
            &format!("{rhythm:?} at {hour}:00"),
        )
        .await?;
        Ok(self.connection(id).await?.shown)
    }

    pub(super) async fn connection(&self, id: ConnectionId) -> Result<Connection, ConnectionError> {
        stored::one(self.store().reader(), id)
            .await?
            .ok_or(ConnectionError::Missing)
    }

    async fn location_of(&self, id: LocationId) -> Result<Versioned<Location>, StoreError> {
        let all = records::locations(self.store().reader()).await?;
        all.into_iter()
            .find(|location| location.record.id == id)
            .ok_or_else(|| StoreError::Unfit {
                table: "location",
                reason: format!("{id} is not there"),
            })
    }

    /// The location that a new connection gets, and what a person should know about the choice (LOC-06 to LOC-08).
    async fn place_for(
        &self,
        place: shape::Place,
        account: &str,
    ) -> Result<Chosen, ConnectionError> {
        let reader = self.store().reader();
        let all = records::locations(reader).await?;
        let n_bins = records::n_bins(reader).await?;
        let has_bins = |location: &Location| n_bins.get(&location.id).is_some_and(|n| *n > 0);
        let is_taken = |name: &Name| {
            all.iter()
                .any(|location| location.record.name.folded() == name.folded())
        };
        let wanted = match &place {
            shape::Place::New { name } => all
                .iter()
                .find(|location| location.record.name.folded() == name.folded()),
            shape::Place::Existing { location } => {
                all.iter().find(|known| known.record.id == *location)
            }
        };
        let fits = |location: &Location| {
            !has_bins(location) && !location.archived && location.kind == LocationKind::Own
        };
        if let Some(found) = wanted.filter(|found| fits(&found.record)) {
            let mut location = found.record.clone();
            location.kind = LocationKind::External;
            location.connected = true;
            let (id, name) = (location.id, location.name.to_string());
            return Ok(Chosen {
                location,
                note: Note::new("location/taken-over", id, name),
                remark: None,
            });
        }
        let base = match &place {
            shape::Place::New { name } => name.clone(),
            shape::Place::Existing { .. } => short_name(account),
        };
        let name = free_name(&base, is_taken);
        let remark = wanted.map(|found| {
            let why = if has_bins(&found.record) {
                "has bins"
            } else {
                "is archived or held by another service"
            };
            format!(
                "“{}” {why}, so it was left alone. The stock is kept in the new location “{name}”.",
                found.record.name
            )
        });
        let id = LocationId::new(self.fresh());
        let location = Location {
            id,
            name: name.clone(),
            kind: LocationKind::External,
            connected: true,
            not_for_sale: false,
            archived: false,
        };
        Ok(Chosen {
            location,
            note: Note::new("location/created", id, name.as_str()),
            remark,
        })
    }
}

fn reach(vault: &Vault, connection: &Connection) -> Result<Reach, ConnectionError> {
    let shown = &connection.shown;
    let bytes = vault.open(&shown.id.to_string(), &connection.secrets)?;
    let sealed: Sealed = serde_json::from_slice(&bytes).map_err(|_| VaultError::Closed)?;
    Ok(Reach {
        service: shown.service,
        name: shown.seller_id.clone(),
        seller_id: shown.seller_id.clone(),
        marketplace_id: shown.marketplace_id.clone(),
        client_id: sealed.client_id,
        client_secret: Secret::new(sealed.client_secret),
        refresh_token: Secret::new(sealed.refresh_token),
    })
}

/// An account's name as the name of a location.
fn short_name(account: &str) -> Name {
    Name::new(account).unwrap_or_else(|_| Name::new("Fulfilment service").expect("a short text"))
}

/// The name itself, or with the first number that nobody has: "Amazon 1", "Amazon 2" (LOC-07).
fn free_name(base: &Name, is_taken: impl Fn(&Name) -> bool) -> Name {
    if !is_taken(base) {
        return base.clone();
    }
    (1_u32..)
        .filter_map(|number| Name::new(&format!("{base} {number}")).ok())
        .find(|name| !is_taken(name))
        .expect("numbers do not end before names do")
}

/// The first instant after `now` of a rhythm that was set at `from`: at the hour in the company's zone, every day, week
/// or month since.
pub fn next_reading(
    rhythm: AutoSync,
    hour: u8,
    from: Timestamp,
    now: Timestamp,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let step: fn(i32) -> Span = match rhythm {
        AutoSync::Never => return None,
        AutoSync::Daily => |n| n.days(),
        AutoSync::Weekly => |n| n.weeks(),
        AutoSync::Monthly => |n| n.months(),
    };
    let begin = jiff::Timestamp::from_millisecond(from.millis()).ok()?;
    let day = begin.to_zoned(zone.clone()).date();
    let at = day.at(i8::try_from(hour).ok()?, 0, 0, 0);
    let passed = now.millis_since(from) / 86_400_000;
    // A start not far behind `now`, so that years of a daily rhythm are not walked through.
    let first = match rhythm {
        AutoSync::Daily => passed - 2,
        AutoSync::Weekly => passed / 7 - 2,
        _ => passed / 32 - 2,
    };
    let mut n = i32::try_from(first.max(0)).ok()?;
    loop {
        let next = at.checked_add(step(n)).ok()?.to_zoned(zone.clone()).ok()?;
        let next = Timestamp::from_millis(next.timestamp().as_millisecond());
        if next > now {
            return Some(next);
        }
        n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_monthly_reading_keeps_its_day_and_its_hour() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let from = at("2027-01-31T12:00:00Z");
        let mut now = from;
        let mut seen = Vec::new();
        for _ in 0..3 {
            now = next_reading(AutoSync::Monthly, 3, from, now, &zone).unwrap();
            seen.push(
                jiff::Timestamp::from_millisecond(now.millis())
                    .unwrap()
                    .to_string(),
            );
        }
        assert_eq!(
            seen,
            [
                "2027-02-28T03:00:00Z",
                "2027-03-31T02:00:00Z",
                "2027-04-30T02:00:00Z"
            ]
        );
        let daily = next_reading(AutoSync::Daily, 3, from, at("2027-01-31T12:00:01Z"), &zone);
        assert_eq!(daily, Some(at("2027-02-01T03:00:00Z")));
        assert_eq!(next_reading(AutoSync::Never, 3, from, from, &zone), None);
    }

    /// Proves LOC-07, as far as names go.
    #[test]
    fn a_taken_name_gets_the_next_free_number() {
        let base = Name::new("Amazon").unwrap();
        let taken = ["amazon", "amazon 1"];
        let name = free_name(&base, |name| taken.contains(&name.folded().as_str()));
        assert_eq!(name.as_str(), "Amazon 2");
    }
}
