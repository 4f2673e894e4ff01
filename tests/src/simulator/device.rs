//! A tablet: its storage, its tabs, its clock and the person who holds it.

use super::rng::Rng;
use super::store::Store;
use domain::ids::{DeviceId, GrantId, LocationId, OperationId, PassId, UserId};
use domain::permission::Permission;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use sync::client::{Client, ClockReading, Grant, Position, Setup, StoreFailure, StoreWrite};
use sync::release;
use sync::scope::Scope;

use domain::ids::ClientId;

/// The device's clocks: wrong in every way that real ones are.
#[derive(Debug, Clone)]
pub struct DeviceClock {
    /// Wall clock minus true time when it was set.
    pub offset_ms: i64,
    /// When it was set, in true time.
    pub set: i64,
    /// How fast it runs, in parts per million off.
    pub drift_ppm: i64,
    /// Which start of the device, and when that was in true time.
    pub boot: u64,
    /// See `boot`.
    pub started: i64,
    /// The monotonic clock stands still while the device sleeps, as that of some does.
    pub sleeps: bool,
    /// How long it stood still since its start.
    pub slept_ms: i64,
}

impl DeviceClock {
    /// What a tab reads at a true time. Each tab has a monotonic clock of its own.
    pub fn read(&self, now: i64, tab: u64) -> ClockReading {
        let drift = |span: i64| span + span * self.drift_ppm / 1_000_000;
        ClockReading {
            wall: Timestamp::from_millis(
                now + self.offset_ms + drift(now - self.set) - (now - self.set),
            ),
            monotonic_ms: drift(now - self.started - self.slept_ms).max(0) as u64
                + tab * 7_919 % 100_000,
            boot: self.boot ^ tab.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        }
    }
}

/// What tabs tell each other.
#[derive(Debug, Clone)]
pub enum Broadcast {
    /// A transaction has committed.
    Wrote(StoreWrite, Option<u64>),
    /// A tab has opened the storage and found it so.
    Found(Position),
}

/// A browser tab.
pub struct Tab {
    /// Names it in the history.
    pub uid: u64,
    /// Replica and outbox.
    pub client: Client,
    /// Transactions that were issued and have not run.
    pub issued: VecDeque<StoreWrite>,
    /// Transactions that ran, of which the tab does not know yet.
    pub ran: VecDeque<(StoreWrite, Result<Option<u64>, StoreFailure>)>,
    /// What other tabs broadcast.
    pub heard: VecDeque<Broadcast>,
    /// Believes that it holds the lock.
    pub leads: bool,
    /// Does nothing for the time being.
    pub frozen: bool,
    /// The release of the app that it runs; 0 where there is only one.
    pub release: u16,
    /// Something happened since it last looked what is to be sent.
    pub stirred: bool,
    /// When it wakes by itself, on its monotonic clock.
    pub timer: Option<u64>,
}

/// What the person at the device is busy with.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Operations that were confirmed to them.
    pub confirmed: Vec<OperationId>,
    /// Passes they opened and have not closed.
    pub open: Vec<(PassId, LocationId)>,
}

/// A tablet.
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Who is signed in.
    pub user: UserId,
    /// Under which grant.
    pub grant: GrantId,
    /// What the grant says.
    pub permissions: BTreeSet<Permission>,
    /// Its IndexedDB.
    pub store: Store,
    /// Its tabs.
    pub tabs: Vec<Tab>,
    /// Its clock.
    pub clock: DeviceClock,
    /// The person.
    pub person: Person,
    /// No network until this step.
    pub offline_until: usize,
    /// Was wiped after revocation.
    pub wiped: bool,
    /// Storage was copied from or to another device: numbers of passes are not its own alone.
    pub shared: bool,
    /// Scopes that a restored or changed server may have taken away, by the state revealed last.
    pub dropped: Vec<Scope>,
    /// What was in the storage when it was evicted: may be lost.
    pub evicted: Vec<(ClientId, u64, OperationId)>,
    /// The release of the app that is installed; 0 where there is only one.
    pub release: u16,
    /// The newest release that has worked with the storage: an older one leaves it alone.
    pub opened_by: u16,
    /// The app that is installed is older than the storage, and waits for an update.
    pub parked: bool,
    /// The session has ended; nothing is taken until somebody signs in.
    pub signed_out: bool,
    /// No answers until this step.
    pub deaf_until: usize,
    /// Work of a newer release came in by a rescue file: it is sent on and cannot be shown.
    pub unreadable: bool,
    /// Has just taken in more than one push can carry.
    pub flooded: bool,
    /// Operations that waited when the world healed, or had to be sent once more since then.
    pub owed: usize,
    /// Round trips made since then, while some still waited.
    pub trips: usize,
    /// Server states by the time of the answer that brought them.
    pub states: BTreeMap<Timestamp, (UserId, std::sync::Arc<super::db::State>)>,
}

impl Device {
    /// A new tab on the device's storage.
    pub fn open_tab(
        &mut self,
        rng: &mut Rng,
        uid: u64,
        pull_bytes: u32,
        snapshots: bool,
    ) -> Result<(), String> {
        release::play(self.release);
        let setup = Setup {
            app: u32::from(self.release.max(1)),
            device: self.id,
            fresh: ClientId::new(rng.id()),
            pull_bytes,
            snapshots,
        };
        let mut client =
            Client::open(self.store.rows(), setup).map_err(|error| error.to_string())?;
        self.opened_by = self.opened_by.max(self.release);
        client.sign_in(Grant {
            id: self.grant,
            user: self.user,
            permissions: self.permissions.clone(),
        });
        for other in &mut self.tabs {
            other.heard.push_back(Broadcast::Found(client.position()));
        }
        let leads = self.tabs.iter().all(|tab| !tab.leads);
        client.lead(leads);
        self.tabs.push(Tab {
            uid,
            client,
            issued: VecDeque::new(),
            ran: VecDeque::new(),
            heard: VecDeque::new(),
            leads,
            frozen: false,
            release: self.release,
            stirred: true,
            timer: None,
        });
        Ok(())
    }

    /// The server gives its app no news any more.
    pub fn is_outdated(&self) -> bool {
        let mut tabs = self.tabs.iter();
        tabs.any(|tab| tab.leads && tab.client.status().upgrade)
    }

    /// The lock goes to the next tab if its holder is gone.
    pub fn pass_lead(&mut self) {
        if self.tabs.iter().all(|tab| !tab.leads)
            && let Some(tab) = self.tabs.iter_mut().find(|tab| !tab.frozen)
        {
            tab.leads = true;
            tab.stirred = true;
            tab.client.lead(true);
        }
    }
}
