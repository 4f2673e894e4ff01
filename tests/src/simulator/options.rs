//! What a history is like: drawn from its seed, printed whole with a failure.

use super::db::Flavour;
use super::rng::Rng;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The set of options of one history. Rates are per thousand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each name says what happens so often")]
pub struct Options {
    pub tablets: usize,
    pub steps: usize,
    pub flavour: Flavour,
    pub pull_bytes: u32,
    pub snapshots: bool,
    /// How many small things happen in a step.
    pub bustle: usize,
    pub group_commit: bool,
    pub intents: bool,
    pub blind: bool,

    pub drop: u32,
    pub duplicate: u32,
    pub late_duplicate: u32,
    pub truncate: u32,
    pub portal: u32,
    pub partition: u32,

    pub kill_tab: u32,
    pub power_cut: u32,
    pub freeze: u32,
    pub quota: u32,
    pub connection_lost: u32,
    pub second_tab: u32,
    pub evict: u32,
    pub clone_storage: u32,

    pub server_crash: u32,
    pub restore: u32,
    pub poison: u32,
    pub purge: u32,

    pub skewed: bool,
    pub clock_jump: u32,
    pub reboot: u32,
    pub long_offline: u32,

    pub revoke: u32,
    pub rights: u32,
    pub rescue: u32,
    pub rescued: u32,
    pub newer_kind: u32,

    /// The true warehouse is followed, and stocktakes are completed.
    pub truth: bool,

    #[serde(default)]
    pub later: Later,
}

/// Faults that came later: absent from histories written down before. They are drawn aside, so that all else stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Later {
    /// Apps ask when they wake or something happened, as real ones do, and not at any moment.
    pub timers: bool,
    /// Apps and servers are of different releases.
    pub versioned: bool,
    /// A server process begins anew with the next release, or goes back to the one before.
    pub deploy: u32,
    /// A tablet gets another release of the app.
    pub update: u32,

    pub poke_drop: u32,
    pub poke_duplicate: u32,
    pub poke_late: u32,
    /// Answers come long after nobody waits for them.
    pub late_answer: u32,
    /// A request arrives cut off.
    pub truncate_up: u32,
    /// A tablet's requests arrive and no answer comes back.
    pub deaf: u32,
    /// Nobody has a network.
    pub all_offline: u32,
    pub server_error: u32,
    pub sign_out: u32,

    /// The browser rolls a transaction back.
    pub abort: u32,
    /// A tablet lies in a drawer for a month.
    pub month: u32,
    /// So many scans in one go, without a network.
    pub flood: u32,
    /// A bin is counted once more, in the next generation.
    pub recount: u32,
}

impl Later {
    fn draw(mut rng: Rng, restore: u32) -> Self {
        let mut rate = |most: i64| {
            if rng.chance(400) {
                rng.between(1, most) as u32
            } else {
                0
            }
        };
        let (poke_drop, poke_duplicate, poke_late) = (rate(900), rate(300), rate(500));
        let (late_answer, truncate_up, deaf) = (rate(60), rate(40), rate(15));
        let (all_offline, server_error, sign_out) = (rate(6), rate(40), rate(8));
        let (abort, month, recount) = (rate(25), rate(4), rate(150));
        let (deploy, update) = (rate(30), rate(40));
        Self {
            timers: rng.chance(900),
            versioned: rng.chance(450),
            deploy,
            update,
            poke_drop,
            poke_duplicate,
            poke_late,
            late_answer,
            truncate_up,
            deaf,
            all_offline,
            server_error,
            sign_out,
            abort,
            // What landed is purged after a week, and a restored server could not ask for it any more.
            month: if restore == 0 { month } else { 0 },
            flood: if rng.chance(40) {
                rng.between(400, 1_600) as u32
            } else {
                0
            },
            recount,
        }
    }

    fn healed(&self) -> Self {
        Self {
            timers: self.timers,
            versioned: self.versioned,
            recount: self.recount,
            ..Self::default()
        }
    }
}

impl Options {
    /// What the history of a seed is like.
    pub fn of_seed(seed: u64) -> Self {
        Self::draw(&mut Rng::new(seed))
    }

    /// The same, following the true warehouse.
    pub fn of_seed_in_truth(seed: u64) -> Self {
        let mut options = Self::of_seed(seed);
        options.follow_truth();
        options
    }

    /// What the search for planted bugs plays under a seed: three in ten follow the true warehouse.
    pub fn for_bugs(seed: u64) -> Self {
        if Rng::new(seed ^ 0x0074_7275_7468).chance(300) {
            Self::of_seed_in_truth(seed)
        } else {
            Self::of_seed(seed)
        }
    }

    /// Simpler ones, those that leave most out first: a fault that does not happen, fewer steps, fewer tablets.
    pub fn simpler(&self) -> Vec<Self> {
        let Ok(Value::Object(fields)) = serde_json::to_value(self) else {
            return Vec::new();
        };
        let mut simpler = Vec::new();
        for (name, value) in &fields {
            let values = match value {
                Value::Object(inner) => simpler_fields(inner),
                value => simpler_values(name, value),
            };
            for value in values {
                let mut fields = fields.clone();
                fields.insert(name.clone(), value);
                simpler.extend(serde_json::from_value(Value::Object(fields)).ok());
            }
        }
        simpler
    }

    /// Follows the true warehouse. What takes work away from its author, and with it from the truth, is left to the other
    /// histories.
    fn follow_truth(&mut self) {
        self.truth = true;
        self.intents = false;
        self.evict = 0;
        self.clone_storage = 0;
        self.restore = 0;
        self.poison = 0;
        self.revoke = 0;
        self.rights = 0;
        self.rescue = 0;
        self.rescued = 0;
        self.newer_kind = 0;
        self.later.versioned = false;
        self.later.month = 0;
        self.later.flood = 0;
        self.later.recount = 0;
    }

    /// Draws a set.
    pub fn draw(rng: &mut Rng) -> Self {
        let aside = rng.aside();
        // About half of all faults are absent from a history, so that rare ones are also seen alone.
        let mut rate = |most: i64| {
            if rng.chance(450) {
                rng.between(1, most) as u32
            } else {
                0
            }
        };
        let (drop, duplicate, late_duplicate) = (rate(200), rate(150), rate(60));
        let (truncate, portal, partition) = (rate(60), rate(60), rate(30));
        let (kill_tab, power_cut, freeze) = (rate(25), rate(12), rate(15));
        let (quota, connection_lost, second_tab) = (rate(40), rate(15), rate(25));
        let (evict, clone_storage) = (rate(4), rate(4));
        let (server_crash, restore, poison, purge) = (rate(25), rate(5), rate(6), rate(25));
        let (clock_jump, reboot, long_offline) = (rate(10), rate(10), rate(8));
        let (revoke, rights, rescue, newer_kind) = (rate(3), rate(12), rate(8), rate(8));
        Self {
            tablets: rng.between(3, 12) as usize,
            steps: 300,
            flavour: if rng.chance(600) {
                Flavour::Postgres
            } else {
                Flavour::Sqlite
            },
            pull_bytes: *rng.pick(&[400, 1_500, 6_000, 250_000]).expect("not empty"),
            snapshots: rng.chance(500),
            bustle: rng.between(4, 14) as usize,
            group_commit: rng.chance(500),
            intents: rng.chance(700),
            blind: rng.chance(300),
            drop,
            duplicate,
            late_duplicate,
            truncate,
            portal,
            partition,
            kill_tab,
            power_cut,
            freeze,
            quota,
            connection_lost,
            second_tab,
            evict,
            clone_storage,
            server_crash,
            restore,
            poison,
            purge,
            skewed: rng.chance(500),
            clock_jump,
            reboot,
            long_offline,
            revoke,
            rights,
            rescue,
            rescued: rescue,
            newer_kind,
            truth: false,
            later: Later::draw(aside, restore),
        }
    }

    /// The same without any fault, for the end of a history.
    pub fn healed(&self) -> Self {
        Self {
            drop: 0,
            duplicate: 0,
            late_duplicate: 0,
            truncate: 0,
            portal: 0,
            partition: 0,
            kill_tab: 0,
            power_cut: 0,
            freeze: 0,
            quota: 0,
            connection_lost: 0,
            second_tab: 0,
            evict: 0,
            clone_storage: 0,
            server_crash: 0,
            restore: 0,
            poison: 0,
            purge: 0,
            clock_jump: 0,
            reboot: 0,
            long_offline: 0,
            revoke: 0,
            rights: 0,
            rescue: 0,
            newer_kind: 0,
            later: self.later.healed(),
            ..self.clone()
        }
    }
}

/// The same fields with one of them simpler.
fn simpler_fields(fields: &serde_json::Map<String, Value>) -> Vec<Value> {
    let mut simpler = Vec::new();
    for (name, value) in fields {
        for value in simpler_values(name, value) {
            let mut fields = fields.clone();
            fields.insert(name.clone(), value);
            simpler.push(Value::Object(fields));
        }
    }
    simpler
}

fn simpler_values(name: &str, value: &Value) -> Vec<Value> {
    match (name, value) {
        ("flavour" | "truth" | "pull_bytes" | "timers", _) => Vec::new(),
        ("steps", Value::Number(n)) => {
            let n = n.as_u64().unwrap_or_default();
            let fewer = [n / 2, n * 3 / 4, n * 9 / 10, n.saturating_sub(1)];
            fewer
                .into_iter()
                .filter(|f| *f < n)
                .map(Value::from)
                .collect()
        }
        ("tablets" | "bustle", Value::Number(n)) => {
            let n = n.as_u64().unwrap_or_default();
            let fewer = [n / 2, n.saturating_sub(1)];
            let fewer = fewer.into_iter().filter(|fewer| (1..n).contains(fewer));
            fewer.map(Value::from).collect()
        }
        (_, Value::Number(n)) if n.as_u64() != Some(0) => vec![Value::from(0)],
        (_, Value::Bool(true)) => vec![Value::from(false)],
        _ => Vec::new(),
    }
}
