//! The warehouse as it truly is, in true time. Pickers and receipts change it and say so, thieves change it and do not,
//! counters read it and write down what they saw with clocks that may be wrong, and the office completes stocktakes
//! whenever it likes. At the end the books must be the truth as of the last count and what was said since; where the order
//! of a count and a movement cannot be known, somebody must have been told.

use super::db::{Db, State};
use super::history::{Violation, World, violated};
use super::people::{self, Meant};
use super::rng::Rng;
use super::script::Told;
use super::setup::Place;
use domain::books::{
    Actor, Command, Completion, Ctx, Decision, Entity, EntityRef, Ref, ReviewSubject, Step,
    command, decide, review,
};
use domain::catalogue::ProductCost;
use domain::ids::{BinId, LocationId, OperationId, PassId, ProductId, StocktakeId, UserId};
use domain::ledger::StockKey;
use domain::money::UnitCost;
use domain::operation::{Fact, Operation};
use domain::permission::{Permission, StandardRole};
use domain::quantity::Quantity;
use domain::stocktake::pass::Ruling;
use domain::stocktake::review::{Blocker, Review};
use domain::stocktake::{CountSource, Item, PassHead, StocktakeStatus, Verdict};
use domain::text::Remark;
use domain::time::{Moment, Timestamp, Written};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use sync::server::{Books, Recorded};
use sync::wire::operation::decode;

/// What a counter saw of one product, and from when to when.
#[derive(Debug, Clone, Copy)]
struct Sighting {
    units: i64,
    first: Tick,
    last: Tick,
}

/// A place in true time: no two things happen at one.
type Tick = u64;

/// A pass as its counter remembers it.
#[derive(Debug, Clone)]
struct Plan {
    location: LocationId,
    bin: BinId,
    opened: Tick,
    closed: Option<Tick>,
    to_see: Vec<ProductId>,
    seen: BTreeMap<ProductId, Sighting>,
}

/// What the office did and was told.
#[derive(Debug, Default)]
pub struct Office {
    /// Commands that changed the books.
    pub done: BTreeSet<OperationId>,
    /// Lines that were shown to be of unclear order before they were posted.
    told_unclear: BTreeSet<StockKey>,
    /// The pass that each accepted count comes from.
    from_pass: BTreeMap<StockKey, PassId>,
    /// How often a tablet that had not reported stood in the way.
    pub barriers: usize,
    /// What was decided, in order.
    decided: Vec<(Ctx, Command)>,
}

impl Office {
    fn remember(&mut self, told: Self) {
        self.done.extend(told.done);
        self.told_unclear.extend(told.told_unclear);
        self.from_pass.extend(told.from_pass);
        self.barriers += told.barriers;
    }
}

/// The truth of one history.
#[derive(Debug)]
pub struct Truth {
    stock: BTreeMap<StockKey, i64>,
    tick: Tick,
    moved: BTreeMap<OperationId, Tick>,
    plans: BTreeMap<PassId, Plan>,
    /// What the office did and was told.
    pub office: Arc<Mutex<Office>>,
    /// How many stock figures were compared with the truth, and in how many of them the order was unclear.
    pub compared: (usize, usize),
}

impl Truth {
    /// The truth at the beginning: the books are right.
    pub fn new(place: &Place) -> Self {
        let mut stock = BTreeMap::new();
        for (key, units) in &place.opening {
            *stock.entry(*key).or_default() += units;
        }
        Self {
            stock,
            tick: 0,
            moved: BTreeMap::new(),
            plans: BTreeMap::new(),
            office: Arc::default(),
            compared: (0, 0),
        }
    }

    fn next(&mut self) -> Tick {
        self.tick += 1;
        self.tick
    }

    fn there(&self, key: &StockKey) -> i64 {
        self.stock.get(key).copied().unwrap_or(0)
    }

    fn shift(&mut self, effects: &[(StockKey, i64)]) {
        for (key, units) in effects {
            *self.stock.entry(*key).or_default() += units;
        }
    }
}

fn truth(world: &mut World) -> &mut Truth {
    world.truth.as_mut().expect("this history has a truth")
}

fn quantity(units: i64) -> Quantity {
    Quantity::new(units).expect("a small number")
}

/// Somebody does something in the true warehouse.
pub fn act(world: &mut World, device: usize, tab: usize) {
    match world.rng.below(100) {
        0..55 => count(world, device, tab),
        55..85 => carry(world, device, tab),
        85..92 => steal(world),
        92..97 => work(world, false),
        _ => {}
    }
}

fn steal(world: &mut World) {
    let keys: Vec<StockKey> = truth(world).stock.keys().copied().collect();
    let Some(key) = world.rng.pick(&keys).copied() else {
        return;
    };
    let most = truth(world).there(&key).min(4);
    if most > 0 {
        let units = world.rng.between(1, most);
        world.note(|| format!("thief: takes {units} of {key:?}"));
        truth(world).next();
        truth(world).shift(&[(key, -units)]);
    }
}

/// Goods are moved between bins or arrive, as far as there are any.
fn carry(world: &mut World, device: usize, tab: usize) {
    if !people::may(world, device, Permission::AdjustStock) {
        return;
    }
    let (location, bins) = world
        .rng
        .pick(&world.place.locations)
        .expect("there is one")
        .clone();
    let product = *world
        .rng
        .pick(&world.place.products)
        .expect("there are products");
    let (from, to) = (
        *world.rng.pick(&bins).expect("there are bins"),
        *world.rng.pick(&bins).expect("there are bins"),
    );
    let key = |bin| StockKey::new(product, location, Some(bin));
    let there = truth(world).there(&key(from));
    let (fact, effect) = if from != to && there > 0 {
        let units = world.rng.between(1, there.min(9));
        let fact = Fact::BinMoved {
            product,
            location,
            from: Some(from),
            to: Some(to),
            quantity: quantity(units),
        };
        (fact, vec![(key(from), -units), (key(to), units)])
    } else {
        let units = world.rng.between(1, 9);
        let fact = Fact::ReceiptSeen {
            product,
            location,
            bin: Some(to),
            quantity: quantity(units),
            reference: None,
        };
        (fact, vec![(key(to), units)])
    };
    let meant = Meant::Stock(effect.clone());
    let operation = Operation::Fact(fact);
    if let Ok(op_id) = people::record(world, device, tab, operation, None, meant) {
        let tick = truth(world).next();
        truth(world).moved.insert(op_id, tick);
        truth(world).shift(&effect);
    }
}

fn count(world: &mut World, device: usize, tab: usize) {
    let open = world.devices[device].tabs[tab].client.open_passes();
    let Some(pass) = world.rng.pick(&open).copied() else {
        return open_pass(world, device, tab);
    };
    if !truth(world).plans.contains_key(&pass) {
        return;
    }
    // Several products in one go, then something else happens.
    for _ in 0..world.rng.between(1, 4) {
        let plan = truth(world).plans.get_mut(&pass).expect("just seen");
        match plan.to_see.pop() {
            Some(product) => look(world, device, tab, pass, product),
            None => return close(world, device, tab, pass),
        }
    }
}

fn open_pass(world: &mut World, device: usize, tab: usize) {
    let Some((pass, head)) = people::new_pass(world, device, tab) else {
        return;
    };
    let PassHead { location, bin, .. } = head;
    let Some(bin) = bin else { return };
    let operation = Operation::Fact(Fact::PassOpened(head));
    if people::record(world, device, tab, operation, None, Meant::Open(pass)).is_ok() {
        let mut to_see = world.place.products.clone();
        for at in (1..to_see.len()).rev() {
            to_see.swap(at, world.rng.below(at + 1));
        }
        let opened = truth(world).next();
        let plan = Plan {
            location,
            bin,
            opened,
            closed: None,
            to_see,
            seen: BTreeMap::new(),
        };
        truth(world).plans.insert(pass, plan);
    }
}

/// Counts one product: all units at once, or one after the other while others work.
fn look(world: &mut World, device: usize, tab: usize, pass: PassId, product: ProductId) {
    let plan = &truth(world).plans[&pass];
    let key = StockKey::new(product, plan.location, Some(plan.bin));
    let known = plan.seen.get(&product).copied();
    let there = truth(world).there(&key);
    let left = match known {
        // Whoever counts piece by piece takes what lies there still, and never more than was to be counted.
        Some(sighting) => (there - sighting.units).max(0),
        None => there,
    };
    if left == 0 {
        return;
    }
    let units = if left > 1 && world.rng.chance(250) {
        world.rng.between(1, left - 1)
    } else {
        left
    };
    let fact = Fact::Counted {
        pass,
        item: Item::Product(product),
        quantity: quantity(units),
        source: CountSource::Scan,
    };
    let meant = Meant::Count(pass, Item::Product(product), units, Vec::new());
    if people::record(world, device, tab, Operation::Fact(fact), None, meant).is_err() {
        return;
    }
    let tick = truth(world).next();
    let plan = truth(world).plans.get_mut(&pass).expect("just seen");
    let sighting = plan.seen.entry(product).or_insert(Sighting {
        units: 0,
        first: tick,
        last: tick,
    });
    sighting.units += units;
    sighting.last = tick;
    if units < left {
        plan.to_see.insert(0, product);
    }
}

/// Compares the screen with what was counted, mends what is missing, and closes the pass.
fn close(world: &mut World, device: usize, tab: usize, pass: PassId) {
    let is_quiet = |tab: &super::device::Tab| {
        tab.issued.is_empty() && tab.ran.is_empty() && tab.heard.is_empty()
    };
    if !world.devices[device].tabs.iter().all(is_quiet) {
        return;
    }
    let plan = truth(world).plans[&pass].clone();
    for product in world.place.products.clone() {
        let item = Item::Product(product);
        let client = &world.devices[device].tabs[tab].client;
        let shown = match client.entity(&EntityRef::PassLine(pass, item.clone())) {
            Some(Entity::PassLine(line)) => line.quantity.units(),
            _ => 0,
        };
        let meant = plan.seen.get(&product).map_or(0, |seen| seen.units);
        if shown == meant {
            continue;
        }
        let voids = people::events_of(world, device, tab, pass, &item);
        let key = StockKey::new(product, plan.location, Some(plan.bin));
        let units = truth(world).there(&key);
        let fact = Fact::Set {
            pass,
            item: item.clone(),
            quantity: quantity(units),
            voids: voids.clone(),
            source: CountSource::Hand,
        };
        let meant = Meant::Count(pass, item, units, voids);
        if people::record(world, device, tab, Operation::Fact(fact), None, meant).is_ok() {
            let tick = truth(world).next();
            let plan = truth(world).plans.get_mut(&pass).expect("just seen");
            let sighting = Sighting {
                units,
                first: tick,
                last: tick,
            };
            plan.seen.insert(product, sighting);
        }
        return;
    }
    if people::close(world, device, tab, pass) {
        let tick = truth(world).next();
        truth(world).plans.get_mut(&pass).expect("just seen").closed = Some(tick);
    }
}

// ---- The office ----

/// The office looks at a stocktake and completes it, or posts what came late. `insist`: nobody is waited for any more.
pub fn work(world: &mut World, insist: bool) {
    for (stocktake, location) in world.place.stocktakes.clone() {
        if !insist && world.rng.chance(400) {
            continue;
        }
        let (db, now) = (world.db.clone(), Arc::clone(&world.now));
        let office = Arc::clone(&truth(world).office);
        let mut rng = Rng::new(world.rng.next());
        let clerk = UserId::new(rng.id());
        let products = world.place.products.clone();
        world.note(|| format!("office: looks at {stocktake}, insists: {insist}"));
        world.give_server(Box::pin(async move {
            for _ in 0..20 {
                let at = now.load(std::sync::atomic::Ordering::Relaxed);
                let mut desk = Desk {
                    clerk,
                    now: Timestamp::from_millis(at),
                    rng: rng.clone(),
                    insist,
                    sets_aside: insist,
                    location,
                    products: products.clone(),
                    told: Office::default(),
                };
                if desk.settle(&db, stocktake).await == Some(true) {
                    office
                        .lock()
                        .expect("one thread runs a history")
                        .remember(desk.told);
                    break;
                }
                super::db::yield_now().await;
            }
            Vec::new()
        }));
    }
}

/// A clerk with one stocktake open.
pub struct Desk {
    /// Who.
    pub clerk: UserId,
    /// When.
    pub now: Timestamp,
    /// Chance.
    pub rng: Rng,
    /// Nobody is waited for.
    pub insist: bool,
    /// Passes that are not complete are set aside.
    pub sets_aside: bool,
    /// Where.
    pub location: LocationId,
    /// Every product there is.
    pub products: Vec<ProductId>,
    /// What the clerk was told and did.
    pub told: Office,
}

impl Desk {
    fn ctx(&mut self) -> Ctx {
        Ctx {
            actor: Actor {
                user: self.clerk,
                device: None,
                permissions: StandardRole::Administrator.permissions(),
                revoked: false,
            },
            now: self.now,
            operation: OperationId::new(self.rng.id()),
            at: Moment::exact(self.now),
            books_closed_until: None,
        }
    }

    /// Settles what can be settled and completes the stocktake, or posts what came late. `None` if another transaction was
    /// quicker, `Some(true)` if everything that was decided is committed.
    pub async fn settle(&mut self, db: &Db, stocktake: StocktakeId) -> Option<bool> {
        let mut tx = db.begin().await.ok()?;
        let mut books = Books::new(&mut tx);
        let mut blocked = BTreeSet::new();
        loop {
            let found = look_at(&mut books, stocktake).await?;
            let fresh = found.blockers.iter().find(|b| !blocked.contains(*b));
            let Some(blocker) = fresh.cloned() else {
                self.post(&mut books, stocktake, &found).await?;
                break;
            };
            blocked.insert(blocker.clone());
            if let Some(answer) = self.answer(stocktake, &found, &blocker) {
                self.run(&mut books, answer).await?;
            }
        }
        books.finish().await.ok()?;
        tx.commit().ok()?;
        for (ctx, command) in self.told.decided.drain(..) {
            let (ctx, command) = (Box::new(ctx), Box::new(command));
            db.tell(Told::Command { ctx, command });
        }
        Some(true)
    }

    fn answer(
        &mut self,
        stocktake: StocktakeId,
        found: &Review,
        blocker: &Blocker,
    ) -> Option<Command> {
        match blocker {
            Blocker::OpenPass(pass) if self.sets_aside => Some(Command::RulePass {
                pass: *pass,
                ruling: Ruling::SetAside,
            }),
            Blocker::Quarantine(pass) => Some(Command::RulePass {
                pass: *pass,
                ruling: Ruling::Released,
            }),
            Blocker::Conflict(bin) => {
                let layers = found.bins.get(bin)?.layers.iter();
                let differing = layers.flat_map(|layer| &layer.differing);
                Some(Command::ResolveConflict {
                    stocktake,
                    bin: *bin,
                    verdict: Verdict::Take(*differing.min()?),
                })
            }
            Blocker::DeviceNotReported(device) => {
                self.told.barriers += 1;
                self.insist.then(|| Command::OverrideBarrier {
                    stocktake,
                    device: *device,
                    reason: Remark::new("it will not come back").expect("a short text"),
                })
            }
            _ => None,
        }
    }

    async fn run(
        &mut self,
        books: &mut Books<'_, super::db::ModelTx>,
        what: Command,
    ) -> Option<bool> {
        let ctx = self.ctx();
        let decision = books
            .decide_valued(&ctx, |given| command(&what, &ctx, given))
            .await
            .ok()?;
        let is_done = matches!(decision, Decision::Changed(_));
        if is_done {
            self.told.done.insert(ctx.operation);
            self.told.decided.push((ctx, what));
        }
        Some(is_done)
    }

    async fn post(
        &mut self,
        books: &mut Books<'_, super::db::ModelTx>,
        stocktake: StocktakeId,
        found: &Review,
    ) -> Option<bool> {
        let unclear: Vec<StockKey> = found
            .blockers
            .iter()
            .filter_map(|blocker| match blocker {
                Blocker::Unclear(key) => Some(*key),
                _ => None,
            })
            .collect();
        let cost = UnitCost::from_millionths(1_000_000).expect("not negative");
        let completion = Completion {
            unit_costs: found
                .lines
                .iter()
                .filter(|line| line.needs_cost)
                .map(|line| ProductCost {
                    product: line.key.product,
                    unit_cost: cost,
                })
                .collect(),
            accept_unclear: unclear.clone(),
            ..Completion::default()
        };
        let (counted, status) = counted_before(books, stocktake).await?;
        let what = if status == Some(StocktakeStatus::Completed) {
            Command::PostSupplement {
                stocktake,
                completion,
            }
        } else {
            Command::CompleteStocktake {
                stocktake,
                completion,
            }
        };
        let is_done = self.run(books, what).await?;
        if is_done {
            self.told.told_unclear.extend(unclear);
            for line in &found.lines {
                self.told
                    .from_pass
                    .extend(line.passes.first().map(|pass| (line.key, *pass)));
            }
            let has_line: BTreeSet<StockKey> = found.lines.iter().map(|line| line.key).collect();
            for (bin, state) in &found.bins {
                let whole = state.layers.iter().find(|layer| layer.only.is_none());
                let winner = whole.and_then(|layer| layer.winner.as_ref());
                let pass = winner.and_then(|winner| winner.passes.first().copied());
                for product in &self.products {
                    // What has no line is swept, or was counted before and stays so.
                    let key = StockKey::new(*product, self.location, *bin);
                    if !counted.contains(&key) && !has_line.contains(&key) {
                        self.told.from_pass.extend(pass.map(|pass| (key, pass)));
                    }
                }
            }
        }
        Some(is_done)
    }
}

async fn look_at(
    books: &mut Books<'_, super::db::ModelTx>,
    stocktake: StocktakeId,
) -> Option<Review> {
    let mut found = None;
    let looked = books.decide(|given| match review(stocktake, &[], given) {
        Ok(review) => {
            found = review;
            Step::Done(Decision::Changed(Vec::new()))
        }
        Err(need) => Step::Need(need.0),
    });
    looked.await.ok()?;
    found
}

async fn counted_before(
    books: &mut Books<'_, super::db::ModelTx>,
    stocktake: StocktakeId,
) -> Option<(BTreeSet<StockKey>, Option<StocktakeStatus>)> {
    let mut found = None;
    let looked = books.decide(|given| {
        let asked = [
            Ref::CountsOf { stocktake },
            Ref::Entity(EntityRef::Stocktake(stocktake)),
        ];
        match given.want(asked) {
            Err(need) => Step::Need(need.0),
            Ok(()) => {
                let counts = given.counts_of(stocktake).map(|counts| {
                    let keys = counts.iter().map(|count| count.key);
                    keys.collect::<BTreeSet<_>>()
                });
                let status = given
                    .stocktake(stocktake)
                    .ok()
                    .flatten()
                    .map(|document| document.status);
                found = counts.ok().map(|counts| (counts, status));
                Step::Done(Decision::Changed(Vec::new()))
            }
        }
    });
    looked.await.ok()?;
    found
}

// ---- The end ----

/// The books are the truth as of the last count and what was said since, or somebody was told that nobody can know; and
/// they are so in whatever order the facts had come.
pub fn at_the_end(world: &mut World, state: &State) -> Result<(), Violation> {
    let Some(truth) = world.truth.take() else {
        return Ok(());
    };
    let compared = {
        let office = truth.office.lock().expect("one thread runs a history");
        compare(world, &truth, &office, state, state)?
    };
    if world.seed.is_multiple_of(2) {
        order_does_not_matter(world, &truth, state)?;
    }
    world.truth = Some(Truth { compared, ..truth });
    Ok(())
}

/// I8: the same facts come in another order, some of them after completion, and the books are the same.
fn order_does_not_matter(world: &World, truth: &Truth, state: &State) -> Result<(), Violation> {
    let mut facts: Vec<&Recorded> = state.recorded.values().collect();
    facts.sort_by_key(|fact| (fact.received, fact.client, fact.n));
    let mut rng = Rng::new(world.seed ^ 0x006f_7264_6572);
    let (first, told_first) = tell_again(world, &facts, facts.len(), &mut rng)?;
    for at in (1..facts.len()).rev() {
        facts.swap(at, rng.below(at + 1));
    }
    let midway = facts.len() / 3 + rng.below(facts.len() / 2 + 1);
    let (second, told_second) = tell_again(world, &facts, midway, &mut rng)?;
    compare(world, truth, &told_first, &first, state)?;
    compare(world, truth, &told_second, &second, state)?;
    let unclear = |key: &StockKey| {
        [(&first, &told_first), (&second, &told_second)]
            .iter()
            .any(|(state, told)| told.told_unclear.contains(key) || raised(state).contains(key))
    };
    for key in keys(world) {
        // Whoever decided for another of two passes has another truth.
        if told_first.from_pass.get(&key) != told_second.from_pass.get(&key) || unclear(&key) {
            continue;
        }
        let (one, other) = (first.books.level(&key), second.books.level(&key));
        if one.on_hand != other.on_hand {
            return violated(
                "I8",
                format!(
                    "the books have {:?} of {key:?} in one order of delivery and {:?} in another",
                    one.on_hand, other.on_hand
                ),
            );
        }
    }
    Ok(())
}

/// Books into which the facts come in this order. After `midway` of them the office completes what it can.
fn tell_again(
    world: &World,
    facts: &[&Recorded],
    midway: usize,
    rng: &mut Rng,
) -> Result<(Arc<State>, Office), Violation> {
    let db = world.anew();
    let committed = world.db.committed();
    let mut office = Office::default();
    for (at, fact) in facts.iter().enumerate() {
        if at == midway {
            settle_all(world, &db, false, rng, &mut office);
        }
        let (Ok(operation), Some((seen, knew))) = (
            decode(fact.lane, fact.kind, fact.v, &fact.body),
            world.known.get(&(fact.client, fact.op_id)),
        ) else {
            continue;
        };
        let permissions = committed
            .users
            .get(&fact.user)
            .map(|user| &user.permissions);
        let device = committed.grants.get(&fact.grant).map(|grant| grant.1);
        let ctx = Ctx {
            actor: Actor {
                user: fact.user,
                device,
                permissions: permissions.cloned().unwrap_or_default(),
                revoked: false,
            },
            now: fact.received,
            operation: fact.op_id,
            at: Moment::settled(
                fact.at.interval(sync::server::UNSYNCED_ERROR_MS),
                seen.unwrap_or(Timestamp::MIN),
                fact.received,
                Written::one(fact.client, fact.n, *knew),
                fact.at.ticked(),
            ),
            books_closed_until: None,
        };
        let told = super::run_now(async {
            let mut tx = db.begin().await?;
            let mut books = Books::new(&mut tx);
            books
                .decide_valued(&ctx, |given| decide(&operation, &ctx, given))
                .await?;
            books.finish().await?;
            tx.commit()
        });
        if let Err(error) = told {
            return violated(
                "I8",
                format!("{} cannot be told again: {error}", fact.op_id),
            );
        }
    }
    for _ in 0..3 {
        settle_all(world, &db, true, rng, &mut office);
    }
    Ok((db.committed(), office))
}

fn settle_all(world: &World, db: &Db, sets_aside: bool, rng: &mut Rng, office: &mut Office) {
    for (stocktake, location) in &world.place.stocktakes {
        let mut desk = Desk {
            clerk: UserId::new(rng.id()),
            now: Timestamp::from_millis(world.now()),
            rng: Rng::new(rng.next()),
            insist: true,
            sets_aside,
            location: *location,
            products: world.place.products.clone(),
            told: Office::default(),
        };
        if super::run_now(desk.settle(db, *stocktake)) == Some(true) {
            office.remember(desk.told);
        }
    }
}

fn keys(world: &World) -> Vec<StockKey> {
    let mut keys = Vec::new();
    for (location, bins) in &world.place.locations {
        for bin in bins {
            let key = |product: &ProductId| StockKey::new(*product, *location, Some(*bin));
            keys.extend(world.place.products.iter().map(key));
        }
    }
    keys
}

/// Where somebody was told of an unclear order after completion.
fn raised(state: &State) -> BTreeSet<StockKey> {
    let tasks = state.books.entities().filter_map(|entity| match entity {
        Entity::ReviewTask(task) => Some(&task.subject),
        _ => None,
    });
    tasks
        .filter_map(|subject| match subject {
            ReviewSubject::UnclearOrder { key } => Some(*key),
            _ => None,
        })
        .collect()
}

/// Compares the books of `state` with the truth. `taken` says which movements arrived. Answers how many figures were
/// compared, and how many were unclear.
fn compare(
    world: &World,
    truth: &Truth,
    office: &Office,
    state: &State,
    taken: &State,
) -> Result<(usize, usize), Violation> {
    let mut books = state.books.clone();
    let mut accepted = BTreeMap::new();
    for (stocktake, _) in &world.place.stocktakes {
        let question = Ref::CountsOf {
            stocktake: *stocktake,
        };
        if let domain::books::Answer::CountsOf(counts) = books.answer(&question) {
            accepted.extend(counts.into_iter().map(|count| (count.key, count.quantity)));
        }
    }
    let mut unclear = raised(state);
    unclear.extend(office.told_unclear.iter().copied());
    let mut moves: BTreeMap<StockKey, Vec<(Tick, i64)>> = BTreeMap::new();
    for (op_id, tick) in &truth.moved {
        let Some(recorded) = taken.recorded.get(op_id) else {
            continue;
        };
        if let (None, Some(Meant::Stock(effects))) = (&recorded.outcome, world.meant.get(op_id)) {
            for (key, units) in effects {
                moves.entry(*key).or_default().push((*tick, *units));
            }
        }
    }
    let opening: BTreeMap<StockKey, i64> = world.place.opening.iter().copied().collect();
    let mut compared = (0, 0);
    for key in keys(world) {
        let seen = match office.from_pass.get(&key) {
            Some(pass) => seen_in(truth, *pass, key.product)?,
            None => Sighting {
                units: opening.get(&key).copied().unwrap_or(0),
                first: 0,
                last: 0,
            },
        };
        if let Some(quantity) = accepted.get(&key)
            && quantity.units() != seen.units
        {
            return violated(
                "I4",
                format!(
                    "the books accepted a count of {quantity:?} of {key:?}; {} were counted",
                    seen.units
                ),
            );
        }
        if unclear.contains(&key) {
            compared.1 += 1;
            continue;
        }
        let moves = moves.get(&key).map_or(&[][..], Vec::as_slice);
        let story = || story(truth, office, state, &key);
        if moves
            .iter()
            .any(|(tick, _)| seen.first < *tick && *tick < seen.last)
        {
            return violated(
                "I12",
                format!(
                    "goods moved while {key:?} was counted, and nobody is told{}",
                    story()
                ),
            );
        }
        let since: i64 = moves
            .iter()
            .filter(|(tick, _)| *tick > seen.last)
            .map(|(_, units)| units)
            .sum();
        let there = state.books.level(&key).on_hand.units();
        if there != seen.units + since {
            return violated(
                "I12",
                format!(
                    "the books have {there} of {key:?}; {} were counted and {since} have moved since, and nobody is told that the order is unclear{}",
                    seen.units,
                    story()
                ),
            );
        }
        compared.0 += 1;
    }
    Ok(compared)
}

/// What the books know of a key and what truly happened to it, for the one who looks for the cause.
fn story(truth: &Truth, office: &Office, state: &State, key: &StockKey) -> String {
    let mut story = format!("\nthe pass that counts: {:?}", office.from_pass.get(key));
    let movements = state.books.movements(key.location);
    for movement in movements.iter().filter(|movement| movement.key == *key) {
        let operation = movement.origin.operation;
        let tick = operation.and_then(|id| truth.moved.get(&id));
        story += &format!("\ntruly at {tick:?}: {movement:?}");
    }
    let item = Item::Product(key.product);
    for entity in state.books.entities() {
        let pass = match entity {
            Entity::Pass(pass) if pass.head.bin == key.bin => pass.head.pass,
            Entity::PassLine(line) if line.item == item => line.pass,
            _ => continue,
        };
        if let Some(plan) = truth.plans.get(&pass).filter(|p| Some(p.bin) == key.bin) {
            let (span, seen) = ((plan.opened, plan.closed), plan.seen.get(&key.product));
            story += &format!("\ntruly {span:?}, {seen:?}: {entity:?}");
        }
    }
    story
}

fn seen_in(truth: &Truth, pass: PassId, product: ProductId) -> Result<Sighting, Violation> {
    let Some(plan) = truth.plans.get(&pass) else {
        return violated("I4", format!("the books took {pass}, which nobody counted"));
    };
    let Some(closed) = plan.closed else {
        return violated(
            "I4",
            format!("the books took {pass}, which was never closed"),
        );
    };
    Ok(plan.seen.get(&product).copied().unwrap_or(Sighting {
        units: 0,
        first: plan.opened,
        last: closed,
    }))
}
