//! What people do at their tablets, and what they meant by it.

use super::device::Tab;
use super::history::{Violation, World};
use super::{check, rng::Rng, truth};
use domain::books::{Entity, EntityRef};
use domain::ids::{OperationId, PassId, ProductId, TransferId, TransferLineId};
use domain::ledger::StockKey;
use domain::operation::{Fact, Intent, Operation, PlannedLine, ProductEdit, TransferMove};
use domain::permission::Permission;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::{CountSource, Item, PassHead};
use domain::text::{Name, RawCode, Remark};
use domain::transfer::TransferStatus;
use sync::client::{Draft, EntryState, RecordError};
use sync::release;
use sync::wire::operation::{is_known, kind};
use uuid::Uuid;

/// What an operation does if it is taken as its author meant it.
#[derive(Debug, Clone)]
pub enum Meant {
    /// Units on hand change.
    Stock(Vec<(StockKey, i64)>),
    /// A pass is opened.
    Open(PassId),
    /// Units are counted, and earlier events no longer count.
    Count(PassId, Item, i64, Vec<OperationId>),
    /// An event no longer counts.
    Void(PassId, OperationId),
    /// Something without a number.
    Other,
}

/// Somebody does something.
pub fn act(world: &mut World) -> Result<(), Violation> {
    let device = world.rng.below(world.devices.len());
    let usable: Vec<usize> = world.devices[device]
        .tabs
        .iter()
        .enumerate()
        .filter(|(_, tab)| !tab.frozen)
        .map(|(at, _)| at)
        .collect();
    let Some(&tab) = world.rng.pick(&usable) else {
        return Ok(());
    };
    release::play(world.devices[device].tabs[tab].release);
    let done = act_at(world, device, tab);
    // A tab that recorded something looks what is to be sent.
    if let Some(tab) = world.devices[device].tabs.get_mut(tab) {
        tab.stirred = true;
    }
    done
}

fn act_at(world: &mut World, device: usize, tab: usize) -> Result<(), Violation> {
    if world.rng.chance(300) {
        check::own_counts(world, device, tab)?;
        check::seen(world, device, tab)?;
    }
    if world.truth.is_some() {
        truth::act(world, device, tab);
        return Ok(());
    }
    let open = world.devices[device].tabs[tab].client.open_passes();
    match world.rng.below(100) {
        0..50 if !open.is_empty() => {
            // A burst: several scans before anything else happens.
            let pass = open[world.rng.below(open.len())];
            for _ in 0..world.rng.between(1, 5) {
                count(world, device, tab, pass);
            }
        }
        50..58 if !open.is_empty() => {
            let pass = open[world.rng.below(open.len())];
            close(world, device, tab, pass);
        }
        0..22 | 50..58 => open_pass(world, device, tab),
        22..45 | 58..75 => move_goods(world, device, tab),
        75..90 if world.options.intents => intend(world, device, tab),
        90..100 if world.options.intents => attend(world, device, tab),
        _ => {}
    }
    Ok(())
}

fn quantity(units: i64) -> Quantity {
    Quantity::new(units).expect("a small number")
}

/// Gives an operation to the tab.
pub fn record(
    world: &mut World,
    device: usize,
    tab: usize,
    operation: Operation,
    chain: Option<Uuid>,
    meant: Meant,
) -> Result<OperationId, RecordError> {
    let op_id = OperationId::new(world.rng.id());
    if !is_known(kind(&operation).1) {
        // An app of this release does not offer it.
        return Err(RecordError::NotSettling);
    }
    let uid = world.devices[device].tabs[tab].uid;
    let clock = world.devices[device].clock.read(world.now(), uid);
    let grant = world.devices[device].grant;
    let text = world.trace.is_some().then(|| format!("{operation:?}"));
    let Tab { client, .. } = &mut world.devices[device].tabs[tab];
    client.record(
        Draft {
            op_id,
            operation,
            chain,
            replaces: None,
            grant,
        },
        clock,
    )?;
    world.note(|| format!("tablet {device}: does {op_id} {}", text.unwrap_or_default()));
    world.meant.insert(op_id, meant);
    world.authors.insert(op_id, world.devices[device].user);
    if super::bugs::has(super::bugs::Bug::BeepBeforeCommit) {
        world.confirmed.insert(op_id, device);
    }
    if world.rng.chance(world.options.newer_kind) {
        world.newer.insert(op_id);
    }
    Ok(op_id)
}

/// The browser could not write it: the person was told and does not count on it.
pub fn not_recorded(world: &mut World, _device: usize, op_id: OperationId) {
    world.newer.remove(&op_id);
}

/// Whether the person at the device may do this.
pub fn may(world: &World, device: usize, permission: Permission) -> bool {
    world.devices[device].permissions.contains(&permission)
}

fn open_pass(world: &mut World, device: usize, tab: usize) {
    if let Some((pass, head)) = new_pass(world, device, tab) {
        let fact = Operation::Fact(Fact::PassOpened(head));
        let _ = record(world, device, tab, fact, None, Meant::Open(pass));
    }
}

/// What somebody would count next, if they may and are not busy.
pub fn new_pass(world: &mut World, device: usize, tab: usize) -> Option<(PassId, PassHead)> {
    if !may(world, device, Permission::Count) {
        return None;
    }
    let (stocktake, location) = *world
        .rng
        .pick(&world.place.stocktakes)
        .expect("there is one");
    let client = &world.devices[device].tabs[tab].client;
    if client.open_passes().len() >= 2 || client.entity(&EntityRef::Stocktake(stocktake)).is_none()
    {
        return None;
    }
    let bins = &world
        .place
        .locations
        .iter()
        .find(|(id, _)| *id == location)
        .expect("its location")
        .1;
    let bin = *world.rng.pick(bins).expect("there are bins");
    let pass = PassId::new(world.rng.id());
    let generation = u16::from(world.luck.chance(world.options.later.recount));
    let head = PassHead {
        pass,
        stocktake,
        location,
        bin: Some(bin),
        part: None,
        generation: generation.into(),
        only: None,
    };
    Some((pass, head))
}

fn item(rng: &mut Rng, products: &[ProductId]) -> Item {
    if rng.chance(60) {
        Item::Unknown(RawCode::new(&format!("CODE-{}", rng.below(3))).expect("a short code"))
    } else {
        Item::Product(*rng.pick(products).expect("there are products"))
    }
}

/// The events of a pass that this client knows of, with what they were meant to count.
pub fn events_of(
    world: &World,
    device: usize,
    tab: usize,
    pass: PassId,
    of: &Item,
) -> Vec<OperationId> {
    let client = &world.devices[device].tabs[tab].client;
    client
        .entries()
        .filter(|view| {
            matches!(world.meant.get(&view.entry.op_id), Some(Meant::Count(p, item, ..)) if *p == pass && item == of)
        })
        .map(|view| view.entry.op_id)
        .collect()
}

fn count(world: &mut World, device: usize, tab: usize, pass: PassId) {
    let item = item(&mut world.rng, &world.place.products);
    let known = events_of(world, device, tab, pass, &item);
    let (fact, meant) = match world.rng.below(20) {
        0 => {
            let units = world.rng.between(0, 30);
            let fact = Fact::Set {
                pass,
                item: item.clone(),
                quantity: quantity(units),
                voids: known.clone(),
                source: CountSource::Hand,
            };
            (fact, Meant::Count(pass, item, units, known))
        }
        1 if !known.is_empty() => {
            let event = known[world.rng.below(known.len())];
            (Fact::Voided { pass, event }, Meant::Void(pass, event))
        }
        2 => {
            let code = RawCode::new("5012345678900").expect("a code");
            (Fact::SuspectedDouble { pass, item, code }, Meant::Other)
        }
        _ => {
            let units = if world.rng.chance(700) {
                1
            } else {
                world.rng.between(2, 12)
            };
            let fact = Fact::Counted {
                pass,
                item: item.clone(),
                quantity: quantity(units),
                source: CountSource::Scan,
            };
            (fact, Meant::Count(pass, item, units, Vec::new()))
        }
    };
    let _ = record(world, device, tab, Operation::Fact(fact), None, meant);
}

/// Somebody scans a whole aisle without a network.
pub fn flood(world: &mut World, device: usize, n_scans: u32) {
    let Some(tab) = world.devices[device].tabs.first().filter(|tab| !tab.frozen) else {
        return;
    };
    release::play(tab.release);
    let Some(pass) = tab.client.open_passes().first().copied() else {
        return;
    };
    let until = world.step + 40;
    world.note(|| format!("tablet {device}: offline until {until}, and scans {n_scans} times"));
    world.devices[device].offline_until = until;
    for _ in 0..n_scans {
        count(world, device, 0, pass);
    }
    world.devices[device].flooded = true;
}

/// Finishes a pass; says whether the tab took it.
pub fn close(world: &mut World, device: usize, tab: usize, pass: PassId) -> bool {
    let client = &world.devices[device].tabs[tab].client;
    let Some(Entity::Pass(seen)) = client.entity(&EntityRef::Pass(pass)) else {
        return false;
    };
    let fact = Fact::PassClosed {
        pass,
        n_events: seen.n_events,
        digest: seen.digest,
        empty_confirmed: false,
    };
    record(
        world,
        device,
        tab,
        Operation::Fact(fact),
        None,
        Meant::Other,
    )
    .is_ok()
}

fn move_goods(world: &mut World, device: usize, tab: usize) {
    let (location, bins) = world
        .rng
        .pick(&world.place.locations)
        .expect("there is one")
        .clone();
    let product = *world
        .rng
        .pick(&world.place.products)
        .expect("there are products");
    let units = world.rng.between(1, 9);
    if world.options.intents && world.rng.chance(200) {
        return transfer_goods(world, device, tab);
    }
    if !may(world, device, Permission::AdjustStock) {
        return;
    }
    let to = *world.rng.pick(&bins).expect("there are bins");
    let into = StockKey::new(product, location, Some(to));
    let (fact, effect) = if world.rng.chance(600) {
        let from = *world.rng.pick(&bins).expect("there are bins");
        if from == to {
            return;
        }
        let fact = Fact::BinMoved {
            product,
            location,
            from: Some(from),
            to: Some(to),
            quantity: quantity(units),
        };
        (
            fact,
            vec![
                (StockKey::new(product, location, Some(from)), -units),
                (into, units),
            ],
        )
    } else {
        let fact = Fact::ReceiptSeen {
            product,
            location,
            bin: Some(to),
            quantity: quantity(units),
            reference: None,
        };
        (fact, vec![(into, units)])
    };
    let _ = record(
        world,
        device,
        tab,
        Operation::Fact(fact),
        None,
        Meant::Stock(effect),
    );
}

/// Sends or receives goods of a transfer that the tablet knows of.
fn transfer_goods(world: &mut World, device: usize, tab: usize) {
    if !may(world, device, Permission::Transfer) {
        return;
    }
    let client = &world.devices[device].tabs[tab].client;
    let transfers = client.records(domain::books::EntityKind::Transfer, &[]);
    let Some(Entity::Transfer(transfer)) = world.rng.pick(&transfers).cloned() else {
        return;
    };
    let Some(line) = transfer.lines.first().cloned() else {
        return;
    };
    let units = world.rng.between(1, 4);
    let moved = vec![TransferMove {
        line: line.id,
        bin: None,
        quantity: quantity(units),
    }];
    let (id, product) = (transfer.id, line.product);
    let (fact, effect) = if world.rng.chance(500) {
        (
            Fact::TransferSent {
                transfer: id,
                lines: moved,
            },
            (StockKey::new(product, transfer.from, None), -units),
        )
    } else {
        (
            Fact::TransferReceived {
                transfer: id,
                lines: moved,
            },
            (StockKey::new(product, transfer.to, None), units),
        )
    };
    let _ = record(
        world,
        device,
        tab,
        Operation::Fact(fact),
        Some(id.uuid()),
        Meant::Stock(vec![effect]),
    );
}

fn intend(world: &mut World, device: usize, tab: usize) {
    let product = *world
        .rng
        .pick(&world.place.products)
        .expect("there are products");
    match world.rng.below(4) {
        0 => {
            let (location, bins) = world
                .rng
                .pick(&world.place.locations)
                .expect("there is one")
                .clone();
            let bin = world.rng.pick(&bins).copied();
            let delta = if world.rng.chance(500) {
                world.rng.between(1, 5)
            } else {
                world.rng.between(-5, -1)
            };
            let reason = Remark::new("found while tidying").expect("a short text");
            let intent = Intent::Adjust {
                product,
                location,
                bin,
                delta: Delta::new(delta),
                reason,
            };
            let key = StockKey::new(product, location, bin);
            let _ = record(
                world,
                device,
                tab,
                Operation::Intent(intent),
                None,
                Meant::Stock(vec![(key, delta)]),
            );
        }
        1 if world.place.locations.len() > 1 => new_transfer(world, device, tab, product),
        2 => {
            let client = &world.devices[device].tabs[tab].client;
            let transfers = client.records(domain::books::EntityKind::Transfer, &[]);
            let Some(Entity::Transfer(transfer)) = world.rng.pick(&transfers).cloned() else {
                return;
            };
            let intent = match (transfer.status, world.rng.chance(700)) {
                (TransferStatus::Draft, true) => Intent::HoldTransfer {
                    transfer: transfer.id,
                },
                _ => Intent::VoidTransfer {
                    transfer: transfer.id,
                },
            };
            let chain = Some(transfer.id.uuid());
            let _ = record(
                world,
                device,
                tab,
                Operation::Intent(intent),
                chain,
                Meant::Other,
            );
        }
        _ => {
            let client = &world.devices[device].tabs[tab].client;
            let Some(Entity::Product(seen)) = client.entity(&EntityRef::Product(product)) else {
                return;
            };
            let new = Name::new(&format!(
                "Product {} {}",
                world.rng.below(1_000),
                world.rng.below(1_000)
            ));
            let new = new.expect("a short name");
            let edits = vec![ProductEdit::Name {
                base: seen.name,
                new,
            }];
            let intent = Intent::EditProduct { product, edits };
            let _ = record(
                world,
                device,
                tab,
                Operation::Intent(intent),
                Some(product.uuid()),
                Meant::Other,
            );
        }
    }
}

fn new_transfer(world: &mut World, device: usize, tab: usize, product: ProductId) {
    let transfer = TransferId::new(world.rng.id());
    let line = TransferLineId::new(world.rng.id());
    let (mut from, mut to) = (world.place.locations[0].0, world.place.locations[1].0);
    if world.rng.chance(500) {
        std::mem::swap(&mut from, &mut to);
    }
    let units = world.rng.between(1, 60);
    let lines = vec![PlannedLine {
        line,
        product,
        quantity: quantity(units),
    }];
    let create = Intent::CreateTransfer {
        transfer,
        from,
        to,
        lines,
        remark: None,
    };
    let chain = Some(transfer.uuid());
    if record(
        world,
        device,
        tab,
        Operation::Intent(create),
        chain,
        Meant::Other,
    )
    .is_ok()
        && world.rng.chance(600)
    {
        let hold = Intent::HoldTransfer { transfer };
        let _ = record(
            world,
            device,
            tab,
            Operation::Intent(hold),
            chain,
            Meant::Other,
        );
    }
}

/// Somebody looks after what was refused.
fn attend(world: &mut World, device: usize, tab: usize) {
    let client = &world.devices[device].tabs[tab].client;
    let refused = client
        .entries()
        .find(|view| matches!(view.state, EntryState::NeedsAttention { .. }));
    let Some((op_id, operation)) =
        refused.and_then(|view| Some((view.entry.op_id, view.entry.operation()?)))
    else {
        return;
    };
    let uid = world.devices[device].tabs[tab].uid;
    let clock = world.devices[device].clock.read(world.now(), uid);
    let grant = world.devices[device].grant;
    let again = OperationId::new(world.rng.id());
    let retry = world.rng.chance(500);
    world.note(|| {
        format!(
            "tablet {device}: {} {op_id}",
            if retry { "tries again" } else { "gives up" }
        )
    });
    let meant = world.meant.get(&op_id).cloned().unwrap_or(Meant::Other);
    let client = &mut world.devices[device].tabs[tab].client;
    if retry {
        let draft = Draft {
            op_id: again,
            operation,
            chain: None,
            replaces: None,
            grant,
        };
        if client.retry(op_id, draft, clock).is_ok() {
            world.meant.insert(again, meant);
            world.authors.insert(again, world.devices[device].user);
        }
    } else if client.discard(op_id).is_ok() {
        world.giving_up.insert(op_id);
    }
}
