//! Releases that come and go: tablets that are updated, also without a network and back again, and two server processes
//! that are updated one after the other. What the releases differ in is said in [`sync::release`].

use super::bugs::{Bug, has};
use super::history::{Task, Violation, World};
use domain::time::Timestamp;
use sync::client::Grant;
use sync::release;
use sync::server;

impl World {
    /// What came later than the rest of what can go wrong.
    pub fn later_misfortune(&mut self) -> Result<(), Violation> {
        let later = self.options.later.clone();
        let device = self.luck.below(self.devices.len());
        if self.luck.chance(later.deaf) {
            let until = self.step + 2 + self.luck.below(30);
            self.note(|| format!("tablet {device}: hears nothing until {until}"));
            self.devices[device].deaf_until = until;
        }
        if self.luck.chance(later.all_offline) {
            let until = self.step + 2 + self.luck.below(20);
            self.note(|| format!("nobody has a network until {until}"));
            for device in &mut self.devices {
                device.offline_until = device.offline_until.max(until);
            }
        }
        if later.versioned && self.luck.chance(later.deploy) {
            self.deploy();
        }
        if self.devices[device].wiped {
            return Ok(());
        }
        if self.luck.chance(later.sign_out) {
            self.note(|| format!("tablet {device}: its session ends"));
            self.devices[device].signed_out = true;
        } else if self.devices[device].signed_out && self.luck.chance(300) {
            self.sign_in_again(device);
        }
        if self.luck.chance(later.month) && self.age() < 10 * DAY {
            self.month_in_a_drawer(device);
        }
        // Once all of it is on disk, a copy may be made of more than one push can carry.
        if self.devices[device].flooded && self.luck.chance(60) {
            self.devices[device].flooded = false;
            self.clone_storage(device)?;
        }
        if later.flood > 0 && self.step == self.options.steps / 2 {
            super::people::flood(self, device, later.flood);
        }
        if later.versioned && self.luck.chance(later.update) {
            let to = if self.luck.chance(800) {
                self.servers[0].max(self.servers[1])
            } else {
                self.luck.between(1, i64::from(release::NEWEST)) as u16
            };
            self.update(device, to)?;
        }
        Ok(())
    }

    /// The same person signs in again.
    pub fn sign_in_again(&mut self, device: usize) {
        self.note(|| format!("tablet {device}: signs in again"));
        let device = &mut self.devices[device];
        device.signed_out = false;
        for tab in &mut device.tabs {
            release::play(tab.release);
            tab.stirred = true;
            tab.client.sign_in(Grant {
                id: device.grant,
                user: device.user,
                permissions: device.permissions.clone(),
            });
        }
    }

    fn month_in_a_drawer(&mut self, device: usize) {
        let until = self.step + 20 + self.luck.below(80);
        let days = self.luck.between(20, 35);
        self.note(|| format!("tablet {device}: in a drawer for {days} days"));
        self.devices[device].offline_until = until;
        self.pass_time(days * DAY);
        for device in &mut self.devices {
            device.clock.slept_ms += if device.clock.sleeps { days * DAY } else { 0 };
        }
    }

    /// A process of the server begins anew with the next release, or goes back to the one that the other runs.
    fn deploy(&mut self) {
        let process = self.luck.below(self.servers.len());
        let other = self.servers[1 - process];
        let state = self.db.committed();
        let next = match self.servers[process] {
            // A server does not begin with a database of a newer one.
            own if other < own && self.luck.chance(300) => {
                if release::simulated(other).database < state.database {
                    return;
                }
                other
            }
            own if own < other => other,
            own => (own + 1).min(release::NEWEST),
        };
        self.begin_anew(process, next);
    }

    fn begin_anew(&mut self, process: usize, next: u16) {
        self.note(|| format!("server: process {process} begins anew with release {next}"));
        self.tasks.retain(|job| job.process != process);
        self.inbox.retain(|arrived| arrived.process() != process);
        self.servers[process] = next;
        let database = release::simulated(next).database;
        self.db
            .administer(|state| state.database = state.database.max(database));
        self.understand(process);
    }

    /// What an older server could only store is looked at by this one.
    fn understand(&mut self, process: usize) {
        if has(Bug::NeverUnderstands) {
            return;
        }
        let (db, now) = (self.db.clone(), Timestamp::from_millis(self.now()));
        let task: Task = Box::pin(async move {
            let (mut after, mut tries) = (None, 0);
            while tries < 40 {
                let Ok(mut tx) = db.begin().await else {
                    tries += 1;
                    continue;
                };
                match server::understand(&mut tx, after, now).await {
                    Ok(None) => break,
                    Ok(Some(understood)) => match tx.commit() {
                        Ok(()) => after = Some(understood.next),
                        Err(_) => tries += 1,
                    },
                    Err(_) => {
                        drop(tx);
                        tries += 1;
                        super::db::yield_now().await;
                    }
                }
            }
            Vec::new()
        });
        self.work(process, task);
    }

    /// A tablet gets another release of the app. Its pages load anew, but for one that somebody holds back.
    fn update(&mut self, device: usize, to: u16) -> Result<(), Violation> {
        let at = &mut self.devices[device];
        if at.release == to {
            return Ok(());
        }
        let from = std::mem::replace(&mut at.release, to);
        at.parked = false;
        let keeps = self.luck.chance(250);
        at.tabs.truncate(usize::from(keeps));
        self.note(|| format!("tablet {device}: release {from} becomes {to}, holds back: {keeps}"));
        self.open_tab(device)
    }

    /// The world heals: both processes run the newest release that there is, and so do tablets that it does not speak with,
    /// and some of the others.
    pub fn update_all(&mut self) -> Result<(), Violation> {
        if !self.options.later.versioned {
            return Ok(());
        }
        // Storage that a newer app has worked with waits for that one.
        let apps = self.devices.iter().map(|at| at.release.max(at.opened_by));
        let newest = apps.chain(self.servers).max().unwrap_or_default();
        let spoken = release::simulated(newest).oldest_protocol;
        for process in 0..self.servers.len() {
            self.begin_anew(process, newest);
        }
        for device in 0..self.devices.len() {
            let at = &self.devices[device];
            let is_mute = release::simulated(at.release).protocol < spoken;
            let holds_back = at.tabs.iter().any(|tab| tab.release != at.release);
            let gets_it = at.parked || is_mute || holds_back || self.luck.chance(400);
            if gets_it && !at.wiped {
                self.devices[device].tabs.clear();
                self.devices[device].release = newest;
                self.devices[device].parked = false;
                self.open_tab(device)?;
            }
        }
        Ok(())
    }

    /// Pages wake. One that lost the lead while it slept is told.
    pub fn thaw(&mut self, device: usize) {
        let tabs = &mut self.devices[device].tabs;
        let timers = self.options.later.timers;
        let holder = tabs.iter().rposition(|tab| tab.leads);
        for (at, tab) in tabs.iter_mut().enumerate() {
            release::play(tab.release);
            tab.frozen = false;
            tab.stirred = true;
            if timers && tab.leads && Some(at) != holder {
                tab.leads = false;
                tab.client.lead(false);
            }
        }
        self.devices[device].pass_lead();
    }
}

const DAY: i64 = 24 * 3_600_000;
