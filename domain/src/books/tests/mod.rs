//! Scenarios of the whole domain as text: people with tablets, an office, and one set of books. A line is what
//! somebody does; `show …` prints what the books then say, and refusals and unusual answers print themselves.

mod counting;
mod external;
mod records;
mod transfers;
mod values;

use super::*;
use crate::barcode::Code;
use crate::catalogue::{Product, ProductCost, ProductKind};
use crate::ids::{
    BinId, ClientId, LocationId, PassId, ProductId, ReviewTaskId, StocktakeId, TransferId,
    TransferLineId,
};
use crate::ledger::costs::{CostEntry, CostPlace, CostPortion, free_units};
use crate::ledger::{Account, Cause, StockKey};
use crate::location::{Bin, Location, LocationKind};
use crate::money::{Currency, UnitCost};
use crate::operation::{PlannedLine, TransferMove};
use crate::permission::StandardRole;
use crate::quantity::{Delta, Quantity};
use crate::stocktake::pass::{Ruling, digest};
use crate::stocktake::tolerance::Tolerance;
use crate::stocktake::{CountSource, Coverage, Item, PassHead, Verdict};
use crate::text::{Name, RawCode, Remark, Sku};
use crate::time::{Interval, Ticked, Written};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use uuid::Uuid;

/// Runs a scenario and compares what it prints.
#[track_caller]
pub fn check(scenario: &str, expected: &str) {
    let mut world = World::new();
    for line in scenario
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        world.line(line);
    }
    let tidy = |text: &str| {
        text.lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(
        tidy(&world.out),
        tidy(expected),
        "\n--- it said:\n{}",
        world.out
    );
}

/// A person with a tablet.
struct Hand {
    user: UserId,
    device: DeviceId,
    client: ClientId,
    n: u64,
    is_offline: bool,
    is_revoked: bool,
    error_ms: i64,
    seen: Timestamp,
    queue: Vec<(OperationId, u64, Operation, Timestamp)>,
    sent: Vec<(OperationId, u64, Operation, Timestamp)>,
    pass: Option<PassId>,
    bin: String,
    events: Vec<(OperationId, Option<Item>)>,
}

/// What lies at each location without a cost, by its entries as they were written.
fn free_units_by_place(books: &Memory) -> BTreeMap<CostPlace, Delta> {
    let mut of_movement: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let is_at = |entry: &&CostEntry| matches!(entry.place, CostPlace::At { .. });
    for entry in books.costs().filter(is_at) {
        of_movement.entry(entry.movement).or_default().push(entry);
    }
    let locations: BTreeSet<_> = books.levels().map(|(key, _)| key.location).collect();
    let movements = locations.iter().flat_map(|at| books.movements(*at));
    let mut entries: BTreeMap<_, Vec<&[CostPortion]>> = BTreeMap::new();
    for entry in movements.flat_map(|one| of_movement.get(&one.id).into_iter().flatten()) {
        entries
            .entry(entry.place)
            .or_default()
            .push(&entry.portions);
    }
    let each = entries.into_iter();
    each.map(|(place, all)| (place, free_units(all))).collect()
}

pub struct World {
    books: Memory,
    now: Timestamp,
    n_ids: u128,
    hands: BTreeMap<String, Hand>,
    products: BTreeMap<String, ProductId>,
    places: BTreeMap<String, (LocationId, Option<BinId>)>,
    passes: BTreeMap<String, PassId>,
    transfers: BTreeMap<String, (TransferId, Vec<(TransferLineId, ProductId)>)>,
    stocktake: Option<StocktakeId>,
    tolerance: Tolerance,
    out: String,
}

const HOUR: i64 = 3_600_000;

impl World {
    fn new() -> Self {
        let now = Timestamp::from_millis(8 * HOUR);
        let none = BTreeMap::new;
        let mut world = Self {
            books: Memory::new(),
            now,
            n_ids: 0,
            hands: BTreeMap::new(),
            products: none(),
            places: BTreeMap::new(),
            passes: BTreeMap::new(),
            transfers: BTreeMap::new(),
            stocktake: None,
            tolerance: Tolerance::default(),
            out: String::new(),
        };
        for name in ["Leeds", "York"] {
            world.location(name);
        }
        world
    }

    fn uuid(&mut self) -> Uuid {
        self.n_ids += 1;
        Uuid::from_u128((self.n_ids << 70) | self.n_ids)
    }

    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["at", time] => self.now = clock(time),
            ["product", sku] => self.product(sku, None),
            ["product", sku, "cost", cost] => self.product(sku, Some(cost)),
            ["external", place] => self.external(place),
            ["bins", place, names @ ..] => names.iter().for_each(|name| self.bin(place, name)),
            ["stock", place, sku, units] => self.open_stock(place, sku, units, None),
            ["stock", place, sku, units, "cost", cost] => {
                self.open_stock(place, sku, units, Some(cost))
            }
            ["show", what @ ..] => self.show(what),
            [
                "tolerance",
                units,
                "units",
                percent,
                "percent",
                "worth",
                value,
            ] => {
                self.tolerance = Tolerance {
                    units: units.parse().unwrap(),
                    percent: percent.parse().unwrap(),
                    value: UnitCost::parse(value).unwrap().value(Delta::new(1)),
                };
            }
            ["office", what @ ..] => self.office(what),
            [who, what @ ..] => self.hand_does(who, what),
            [] => {}
        }
    }

    fn say(&mut self, text: impl std::fmt::Display) {
        writeln!(self.out, "{text}").unwrap();
    }

    // What the office does.

    fn ctx(&mut self, role: StandardRole) -> Ctx {
        let actor = Actor {
            user: UserId::from_bytes([0xff; 16]),
            device: None,
            permissions: role.permissions(),
            revoked: false,
        };
        Ctx {
            actor,
            now: self.now,
            operation: OperationId::new(self.uuid()),
            at: Moment::exact(self.now),
            books_closed_until: None,
        }
    }

    fn run(&mut self, command: &Command) {
        let ctx = self.ctx(StandardRole::Administrator);
        let decision = self
            .books
            .settle(|given| super::command(command, &ctx, given));
        self.write(&ctx, &decision);
    }

    fn write(&mut self, ctx: &Ctx, decision: &Decision) {
        if let Decision::Refused(refusal) = decision {
            let names = self.names_in(refusal);
            self.say(format!("refused: {}{names}", refusal.code()));
        }
        self.books.write(decision.changes());
        let changes = decision.changes().to_vec();
        let valued = self
            .books
            .settle(|given| match value(&changes, ctx, given) {
                Ok(more) => Step::Done(Decision::Changed(more)),
                Err(need) => Step::Need(need.0),
            });
        self.books.write(valued.changes());
    }

    fn names_in(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Blocked(blockers) => blockers
                .iter()
                .map(|blocker| format!("\n  {}", self.blocker(blocker)))
                .collect(),
            Refusal::CostMissing(products) => products
                .iter()
                .map(|id| format!(" {}", self.sku(*id)))
                .collect(),
            Refusal::Short {
                product,
                wanted,
                available,
            } => {
                format!(
                    " {} wanted {wanted} available {available}",
                    self.sku(*product)
                )
            }
            Refusal::Changed { fields, .. } => format!(" {}", fields.join(", ")),
            _ => String::new(),
        }
    }

    fn save(&mut self, record: Record) {
        self.run(&Command::Save(record));
    }

    fn product(&mut self, sku: &str, cost: Option<&str>) {
        let id = ProductId::new(self.uuid());
        self.products.insert(sku.to_owned(), id);
        let product = product(id, sku);
        self.save(Record::Product(Box::new(product)));
        if let Some(cost) = cost {
            let unit_cost = UnitCost::parse(cost).unwrap();
            self.save(Record::ProductCost(ProductCost {
                product: id,
                unit_cost,
            }));
        }
    }

    fn location(&mut self, name: &str) {
        let id = LocationId::new(self.uuid());
        self.places.insert(name.to_owned(), (id, None));
        self.save(Record::Location(Location {
            id,
            name: Name::new(name).unwrap(),
            kind: LocationKind::Own,
            connected: false,
            not_for_sale: false,
            archived: false,
        }));
    }

    /// The place is held by a fulfilment service from here on.
    fn external(&mut self, place: &str) {
        let id = LocationId::new(self.uuid());
        self.places.insert(place.to_owned(), (id, None));
        self.save(Record::Location(Location {
            id,
            name: Name::new(&format!("{place} at the service")).unwrap(),
            kind: LocationKind::External,
            connected: true,
            not_for_sale: false,
            archived: false,
        }));
    }

    fn bin(&mut self, place: &str, name: &str) {
        let (location, id) = (self.place(place).0, BinId::new(self.uuid()));
        self.places.insert(name.to_owned(), (location, Some(id)));
        self.save(Record::Bin(Bin {
            id,
            location,
            name: Name::new(name).unwrap(),
            zone: None,
            walk: 0,
            not_for_sale: false,
            archived: false,
        }));
    }

    fn open_stock(&mut self, place: &str, sku: &str, units: &str, cost: Option<&&str>) {
        let (location, bin) = self.place(place);
        let line = OpeningLine {
            product: self.products[sku],
            location,
            bin,
            quantity: quantity(units),
            unit_cost: cost.map(|cost| UnitCost::parse(cost).unwrap()),
        };
        let import = crate::ids::ImportId::new(self.uuid());
        self.run(&Command::OpenStock {
            import,
            lines: vec![line],
        });
    }

    fn office(&mut self, words: &[&str]) {
        let stocktake = self.stocktake.unwrap_or(StocktakeId::from_bytes([0; 16]));
        let command = match words {
            ["starts", rest @ ..] => {
                let id = StocktakeId::new(self.uuid());
                self.stocktake = Some(id);
                let coverage = match rest {
                    [] => Coverage::Location,
                    ["bins", bins @ ..] => {
                        Coverage::Bins(bins.iter().map(|bin| self.place(bin).1.unwrap()).collect())
                    }
                    skus => {
                        Coverage::Products(skus.iter().map(|sku| self.products[*sku]).collect())
                    }
                };
                Command::StartStocktake(NewStocktake {
                    id,
                    location: self.place("Leeds").0,
                    coverage,
                    blind: false,
                    assignments: vec![],
                    title: None,
                })
            }
            ["is-told", pairs @ ..] => {
                let figures = pairs
                    .chunks(2)
                    .map(|pair| (self.products[pair[0]], quantity(pair[1])))
                    .collect();
                Command::FillFigures {
                    stocktake,
                    figures,
                    source: CountSource::Sync,
                }
            }
            ["enters", sku, units] => Command::EnterFigure {
                stocktake,
                product: self.products[*sku],
                quantity: quantity(units),
            },
            ["takes", pass] => {
                let pass = self.passes[*pass];
                let bin = self.bin_of(pass);
                Command::ResolveConflict {
                    stocktake,
                    bin,
                    verdict: Verdict::Take(pass),
                }
            }
            ["adds", passes @ ..] => {
                let passes: Vec<_> = passes.iter().map(|pass| self.passes[*pass]).collect();
                let bin = self.bin_of(passes[0]);
                Command::ResolveConflict {
                    stocktake,
                    bin,
                    verdict: Verdict::Parts(passes),
                }
            }
            ["recounts", bin, only @ ..] => {
                let only = (!only.is_empty())
                    .then(|| only.iter().map(|sku| self.products[*sku]).collect());
                Command::OrderRecount {
                    stocktake,
                    bin: self.place(bin).1,
                    only,
                    user: None,
                }
            }
            ["releases", pass] => Command::RulePass {
                pass: self.passes[*pass],
                ruling: Ruling::Released,
            },
            ["sets-aside", pass] => Command::RulePass {
                pass: self.passes[*pass],
                ruling: Ruling::SetAside,
            },
            ["overrides", who] => Command::OverrideBarrier {
                stocktake,
                device: self.hands[*who].device,
                reason: Remark::new("lost").unwrap(),
            },
            ["completes", costs @ ..] => Command::CompleteStocktake {
                stocktake,
                completion: self.completion(costs),
            },
            ["posts-supplement", costs @ ..] => Command::PostSupplement {
                stocktake,
                completion: self.completion(costs),
            },
            ["assigns", bin, who] => Command::AssignBins {
                stocktake,
                assignments: vec![crate::stocktake::Assignment {
                    bin: self.place(bin).1.unwrap(),
                    user: self.hands[*who].user,
                }],
            },
            ["sets-code-aside", code] => Command::SetCodeAside {
                stocktake,
                code: RawCode::new(code).unwrap(),
            },
            ["voids-stocktake"] => Command::VoidStocktake(stocktake),
            ["closes", transfer] => Command::CloseTransfer(self.transfers[*transfer].0),
            ["releases-held"] => Command::ReleaseFact(self.open_task()),
            ["releases-last"] => Command::ReleaseFact(self.tasks().last().unwrap().id),
            ["settles"] => Command::SettleTask(self.open_task()),
            ["archives", sku] => Command::Remove(EntityRef::Product(self.products[*sku])),
            ["removes", place] => match self.place(place) {
                (location, None) => Command::Remove(EntityRef::Location(location)),
                (_, Some(bin)) => Command::Remove(EntityRef::Bin(bin)),
            },
            ["maps", code, sku] => {
                let intent = Intent::MapUnknownCode {
                    stocktake,
                    code: RawCode::new(code).unwrap(),
                    product: self.products[*sku],
                };
                return self.intend(&intent);
            }
            _ => panic!("the office cannot {words:?}"),
        };
        self.run(&command);
    }

    fn intend(&mut self, intent: &Intent) {
        let ctx = self.ctx(StandardRole::Administrator);
        let operation = Operation::Intent(intent.clone());
        let decision = self.books.settle(|given| decide(&operation, &ctx, given));
        self.write(&ctx, &decision);
    }

    fn completion(&self, costs: &[&str]) -> Completion {
        let costs = costs.chunks(2).map(|pair| ProductCost {
            product: self.products[pair[0]],
            unit_cost: UnitCost::parse(pair[1]).unwrap(),
        });
        Completion {
            unit_costs: costs.collect(),
            accept_unclear: vec![],
            tolerance: self.tolerance,
        }
    }

    // What people with tablets do.

    fn hand_does(&mut self, who: &str, words: &[&str]) {
        if !self.hands.contains_key(who) {
            let byte = u8::try_from(self.hands.len() + 1).unwrap();
            let hand = Hand {
                user: UserId::from_bytes([byte; 16]),
                device: DeviceId::from_bytes([byte; 16]),
                client: ClientId::from_bytes([byte; 16]),
                n: 0,
                is_offline: false,
                is_revoked: false,
                error_ms: 50,
                seen: self.now,
                queue: vec![],
                sent: vec![],
                pass: None,
                bin: String::new(),
                events: vec![],
            };
            self.hands.insert(who.to_owned(), hand);
        }
        match words {
            ["offline"] => self.hand(who).is_offline = true,
            ["sync"] => {
                self.hand(who).is_offline = false;
                self.push(who);
            }
            ["sends-again"] => {
                let sent = self.hand(who).sent.clone();
                self.hand(who).queue = sent.into_iter().rev().collect();
                self.push(who);
            }
            ["clock-off-by", hours] => {
                self.hand(who).error_ms = hours.parse::<i64>().unwrap() * HOUR
            }
            ["revoked"] => self.hand(who).is_revoked = true,
            _ => {
                let id = OperationId::new(self.uuid());
                let operation = self.made(who, id, words);
                let now = self.now;
                let hand = self.hand(who);
                hand.n += 1;
                hand.queue.push((id, hand.n, operation, now));
                if !hand.is_offline {
                    self.push(who);
                }
            }
        }
    }

    fn hand(&mut self, who: &str) -> &mut Hand {
        self.hands.get_mut(who).unwrap()
    }

    /// What a deed is as an operation.
    fn made(&mut self, who: &str, id: OperationId, words: &[&str]) -> Operation {
        if let Some(intent) = self.intent(words) {
            return Operation::Intent(intent);
        }
        let pass = self.hand(who).pass;
        let source = CountSource::Scan;
        let fact = match words {
            ["opens", bin, rest @ ..] => Fact::PassOpened(self.opens(who, bin, rest)),
            ["scans", sku] => self.counted(who, id, sku, "1"),
            ["counts", sku, units] => self.counted(who, id, sku, units),
            ["sets", sku, units] => {
                let item = self.item(sku);
                let hand = self.hand(who);
                let of_item = hand
                    .events
                    .iter()
                    .filter(|(_, of)| of.as_ref() == Some(&item));
                let voids = of_item.map(|(id, _)| *id).collect();
                hand.events.push((id, Some(item.clone())));
                Fact::Set {
                    pass: pass.unwrap(),
                    item,
                    quantity: quantity(units),
                    voids,
                    source,
                }
            }
            ["undoes", sku, "to", units] => {
                let item = self.item(sku);
                let hand = self.hand(who);
                let event = hand.events.last().unwrap().0;
                hand.events.push((id, Some(item)));
                let Answer::Event(Some(logged)) = self.books.answer(&Ref::Event { id: event })
                else {
                    panic!("{who} has nothing to undo");
                };
                crate::stocktake::pass::undo(&logged.event, Some(quantity(units))).unwrap()
            }
            ["undoes"] => {
                let hand = self.hand(who);
                let event = hand.events.last().unwrap().0;
                hand.events.push((id, None));
                Fact::Voided {
                    pass: pass.unwrap(),
                    event,
                }
            }
            ["closes-bin"] => {
                let events = &self.hand(who).events;
                let n_events = u32::try_from(events.len()).unwrap();
                let digest = events.iter().fold(0, |sum, (id, _)| sum ^ digest(*id));
                Fact::PassClosed {
                    pass: pass.unwrap(),
                    n_events,
                    digest,
                    empty_confirmed: events.is_empty(),
                }
            }
            ["moves", sku, units, "from", from, "to", to] => Fact::BinMoved {
                product: self.product_id(sku),
                location: self.place(from).0,
                from: self.place(from).1,
                to: self.place(to).1,
                quantity: quantity(units),
            },
            ["receives", sku, units, "into", bin] => Fact::ReceiptSeen {
                product: self.product_id(sku),
                location: self.place(bin).0,
                bin: self.place(bin).1,
                quantity: quantity(units),
                reference: None,
            },
            ["sends", transfer, sku, units, "from", bin] => {
                let (transfer, lines) = self.transfer_move(transfer, sku, units, bin);
                Fact::TransferSent { transfer, lines }
            }
            ["unpacks", transfer, sku, units, "into", bin] => {
                let (transfer, lines) = self.transfer_move(transfer, sku, units, bin);
                Fact::TransferReceived { transfer, lines }
            }
            _ => panic!("{who} cannot {words:?}"),
        };
        Operation::Fact(fact)
    }

    fn intent(&mut self, words: &[&str]) -> Option<Intent> {
        Some(match words {
            ["adjusts", sku, by, "in", bin] => Intent::Adjust {
                product: self.product_id(sku),
                location: self.place(bin).0,
                bin: self.place(bin).1,
                delta: Delta::new(by.parse().unwrap()),
                reason: Remark::new("damaged").unwrap(),
            },
            ["plans", name, "from", from, "to", to, lines @ ..] => {
                let transfer = TransferId::new(self.uuid());
                let mut planned = vec![];
                for pair in lines.chunks(2) {
                    let line = TransferLineId::new(self.uuid());
                    planned.push(PlannedLine {
                        line,
                        product: self.products[pair[0]],
                        quantity: quantity(pair[1]),
                    });
                }
                let ids = planned
                    .iter()
                    .map(|line| (line.line, line.product))
                    .collect();
                self.transfers.insert((*name).to_owned(), (transfer, ids));
                let (from, to) = (self.place(from).0, self.place(to).0);
                Intent::CreateTransfer {
                    transfer,
                    from,
                    to,
                    lines: planned,
                    remark: None,
                }
            }
            ["edits", name, sku, "from", base, "to", new] => {
                let (transfer, lines) = self.transfers[*name].clone();
                let product = self.products[*sku];
                let line = lines.iter().find(|(_, of)| *of == product).unwrap().0;
                let (base, new) = (Some(quantity(base)), quantity(new));
                Intent::EditTransfer {
                    transfer,
                    edits: vec![crate::operation::LineEdit {
                        line,
                        product,
                        base,
                        new,
                    }],
                }
            }
            ["holds", name] => Intent::HoldTransfer {
                transfer: self.transfers[*name].0,
            },
            ["voids", name] => Intent::VoidTransfer {
                transfer: self.transfers[*name].0,
            },
            ["renames", sku, "from", base, "to", new] => Intent::EditProduct {
                product: self.products[*sku],
                edits: vec![crate::operation::ProductEdit::Name {
                    base: Name::new(base).unwrap(),
                    new: Name::new(new).unwrap(),
                }],
            },
            ["describes", sku, "as", text] => Intent::EditProduct {
                product: self.products[*sku],
                edits: vec![crate::operation::ProductEdit::Description {
                    base: String::new(),
                    new: (*text).to_owned(),
                }],
            },
            ["labels", sku, code] => Intent::AssignBarcode {
                product: self.products[*sku],
                barcode: crate::catalogue::Barcode {
                    code: Code::scanned(code).unwrap(),
                    pack: Quantity::ONE,
                },
            },
            _ => return None,
        })
    }

    fn opens(&mut self, who: &str, bin: &str, rest: &[&str]) -> PassHead {
        let pass = PassId::new(self.uuid());
        let (location, bin_id) = self.place(bin);
        let stocktake = self.stocktake.unwrap();
        let mut name = format!("{who}-{bin}");
        while self.passes.contains_key(&name) {
            name.push('\'');
        }
        self.passes.insert(name, pass);
        let hand = self.hand(who);
        hand.pass = Some(pass);
        hand.bin = bin.to_owned();
        hand.events.clear();
        let mut head = PassHead {
            pass,
            stocktake,
            location,
            bin: bin_id,
            part: None,
            generation: 0,
            only: None,
        };
        for pair in rest.chunks(2) {
            match pair {
                ["part", part] => head.part = Some(part.parse().unwrap()),
                ["generation", generation] => head.generation = generation.parse().unwrap(),
                ["only", sku] => {
                    let only = head.only.get_or_insert_default();
                    only.push(self.products[*sku]);
                }
                _ => panic!("cannot open with {pair:?}"),
            }
        }
        head
    }

    fn counted(&mut self, who: &str, id: OperationId, sku: &str, units: &str) -> Fact {
        let item = self.item(sku);
        let hand = self.hand(who);
        hand.events.push((id, Some(item.clone())));
        Fact::Counted {
            pass: hand.pass.unwrap(),
            item,
            quantity: quantity(units),
            source: CountSource::Scan,
        }
    }

    fn transfer_move(
        &self,
        name: &str,
        sku: &str,
        units: &str,
        bin: &str,
    ) -> (TransferId, Vec<TransferMove>) {
        let (transfer, lines) = &self.transfers[name];
        let product = self.products[sku];
        let line = lines.iter().find(|(_, of)| *of == product).unwrap().0;
        (
            *transfer,
            vec![TransferMove {
                line,
                bin: self.place(bin).1,
                quantity: quantity(units),
            }],
        )
    }

    /// Delivers what a tablet has waiting.
    fn push(&mut self, who: &str) {
        let now = self.now;
        let hand = self.hand(who);
        let queue = std::mem::take(&mut hand.queue);
        let (user, device, client) = (hand.user, hand.device, hand.client);
        let (error, seen, revoked) = (hand.error_ms, hand.seen, hand.is_revoked);
        for (id, n, operation, wall) in queue {
            let actor = Actor {
                user,
                device: Some(device),
                permissions: StandardRole::Administrator.permissions(),
                revoked,
            };
            let claimed = Interval::new(wall.plus_millis(-error), wall.plus_millis(error));
            let written = Written::one(client, n, n - 1);
            let boot = client.uuid().as_u128() as u64;
            let ticked = Ticked {
                boot,
                first_ms: n,
                last_ms: n,
            };
            let at = Moment::settled(claimed, seen.min(wall), now, written, ticked);
            let ctx = Ctx {
                actor,
                now,
                operation: id,
                at,
                books_closed_until: None,
            };
            let decision = self.books.settle(|given| decide(&operation, &ctx, given));
            if let Decision::Recorded { disposition, .. } = &decision
                && *disposition != Disposition::Accepted
            {
                self.say(format!("{who}: {disposition:?}"));
            }
            self.write(&ctx, &decision);
            self.hand(who).sent.push((id, n, operation, wall));
        }
        self.hand(who).seen = now;
        if let Some(stocktake) = self.stocktake {
            let report = DeviceReport {
                device,
                client,
                outbox_empty: Some(now),
            };
            self.books.report(stocktake, report);
        }
    }

    // What the books say.

    fn show(&mut self, words: &[&str]) {
        let text = match words {
            ["stock"] => self.stock(),
            ["review"] => self.review(),
            ["bins"] => self.standings(),
            ["tasks"] => self.open_tasks(),
            ["why", sku, bin] => self.why(sku, bin),
            ["transfer", name] => self.transfer(name),
            ["value"] => self.value_at(Timestamp::MAX),
            ["value", "at", time] => self.value_at(clock(time)),
            ["costless"] => self.costless(),
            ["product", sku] => self.product_text(sku),
            _ => panic!("cannot show {words:?}"),
        };
        self.out.push_str(&text);
    }

    fn stock(&self) -> String {
        let mut lines: Vec<String> = self
            .books
            .levels()
            .map(|(key, level)| {
                let mut line = format!(
                    "{} {} {}",
                    self.place_name(key),
                    self.sku(key.product),
                    level.on_hand
                );
                if !level.allocated.is_zero() {
                    write!(line, " allocated {}", level.allocated).unwrap();
                }
                if !level.in_transit.is_zero() {
                    write!(line, " in transit {}", level.in_transit).unwrap();
                }
                line + "\n"
            })
            .collect();
        lines.sort();
        if lines.is_empty() {
            "nothing\n".to_owned()
        } else {
            lines.concat()
        }
    }

    fn reviewed(&mut self) -> crate::stocktake::review::Review {
        let stocktake = self.stocktake.unwrap();
        let mut given = WorkingSet::new();
        loop {
            match review(stocktake, &[], &given) {
                Ok(review) => return review.unwrap(),
                Err(Need(questions)) => {
                    for question in questions {
                        let answer = self.books.answer(&question);
                        given.give(question, answer);
                    }
                }
            }
        }
    }

    fn review(&mut self) -> String {
        let review = self.reviewed();
        let mut text = String::new();
        for line in &review.lines {
            let (place, sku) = (self.place_name(&line.key), self.sku(line.key.product));
            write!(
                text,
                "{place} {sku} book {} counted {} variance {}",
                line.book, line.counted, line.variance
            )
            .unwrap();
            if line.variance_range.0 != line.variance_range.1 {
                write!(
                    text,
                    " ({}..{})",
                    line.variance_range.0, line.variance_range.1
                )
                .unwrap();
            }
            write!(text, " moved {} new {}", line.moved_since, line.new_on_hand).unwrap();
            if let Some(value) = line.value.filter(|_| !line.variance.is_zero()) {
                write!(text, " value {}", value.rounded(Currency::GBP).unwrap()).unwrap();
            }
            for (is, what) in [
                (line.is_implied, "implied"),
                (line.needs_cost, "needs cost"),
                (line.replaces.is_some(), "replaces"),
            ] {
                if is {
                    write!(text, " {what}").unwrap();
                }
            }
            text.push('\n');
        }
        for blocker in &review.blockers {
            writeln!(text, "blocked: {}", self.blocker(blocker)).unwrap();
        }
        if text.is_empty() {
            "nothing to post\n".to_owned()
        } else {
            text
        }
    }

    fn standings(&mut self) -> String {
        let review = self.reviewed();
        let names: Vec<_> = self
            .places
            .iter()
            .filter(|(_, (_, bin))| bin.is_some())
            .collect();
        let mut text = String::new();
        for (name, (_, bin)) in names {
            let state = review.bins.get(bin);
            let standing = state.map_or(crate::stocktake::bin::Standing::Uncounted, |s| s.standing);
            write!(text, "{name} {standing:?}").unwrap();
            let due = state.and_then(|state| state.due.as_ref());
            for product in due.iter().filter_map(|due| due.only.as_ref()).flatten() {
                write!(text, " {}", self.sku(*product)).unwrap();
            }
            text.push('\n');
        }
        text
    }

    fn tasks(&self) -> Vec<ReviewTask> {
        let tasks = self.books.entities().filter_map(|entity| match entity {
            Entity::ReviewTask(task) => Some(task.clone()),
            _ => None,
        });
        let mut tasks: Vec<_> = tasks.collect();
        tasks.sort_by_key(|task| (task.raised, task.id));
        tasks
    }

    fn open_task(&self) -> ReviewTaskId {
        let open = |task: &ReviewTask| task.settled.is_none();
        self.tasks().into_iter().find(open).unwrap().id
    }

    fn open_tasks(&self) -> String {
        let open = self
            .tasks()
            .into_iter()
            .filter(|task| task.settled.is_none());
        let text: String = open
            .map(|task| match task.subject {
                ReviewSubject::HeldFact { disposition, .. } => {
                    format!("held fact: {disposition:?}\n")
                }
                ReviewSubject::QuarantinedPass { pass } => {
                    format!("quarantined {}\n", self.pass_name(pass))
                }
                ReviewSubject::LatePass { pass } => format!("late {}\n", self.pass_name(pass)),
                ReviewSubject::UnclearOrder { key } => {
                    format!(
                        "unclear order {} {}\n",
                        self.place_name(&key),
                        self.sku(key.product)
                    )
                }
                ReviewSubject::ReceivedMoreThanSent { .. } => {
                    "received more than sent\n".to_owned()
                }
                ReviewSubject::MovedThoughVoid { .. } => "moved though void\n".to_owned(),
                ReviewSubject::ResultChanged { key } => {
                    format!(
                        "result changed {} {}\n",
                        self.place_name(&key),
                        self.sku(key.product)
                    )
                }
            })
            .collect();
        if text.is_empty() {
            "no tasks\n".to_owned()
        } else {
            text
        }
    }

    /// The movements behind a figure, oldest effective time first.
    fn why(&self, sku: &str, bin: &str) -> String {
        let (location, bin) = self.place(bin);
        let key = StockKey::new(self.products[sku], location, bin);
        let rows = self.books.movements(location).iter();
        let mut rows: Vec<_> = rows
            .filter(|m| m.key == key && m.account == Account::OnHand)
            .collect();
        rows.sort_by_key(|m| m.effective);
        rows.iter().fold(String::new(), |mut text, m| {
            let cause = match m.cause {
                Cause::Opening { .. } => "opening",
                Cause::Adjustment { .. } => "adjusted",
                Cause::Receipt { .. } => "received",
                Cause::BinMove => "moved",
                Cause::Transfer { .. } => "transfer",
                Cause::TransferClosed { .. } => "transfer closed",
                Cause::Count { .. } => "count",
                Cause::CountCorrection { .. } => "correction",
                Cause::CountReversal { .. } => "reversal",
                Cause::AfterCount { .. } => "after count",
            };
            writeln!(text, "{} {:+} {cause}", hhmm(m.effective), m.delta.units()).unwrap();
            text
        })
    }

    fn transfer(&self, name: &str) -> String {
        let Some(Entity::Transfer(transfer)) = self
            .books
            .entity(&EntityRef::Transfer(self.transfers[name].0))
        else {
            return "no such transfer\n".to_owned();
        };
        let mut text = format!(
            "{} {}\n",
            transfer.number.as_deref().unwrap_or("pending"),
            transfer.status.title()
        );
        for line in &transfer.lines {
            let (sku, quantity) = (self.sku(line.product), line.quantity);
            writeln!(
                text,
                "  {sku} planned {quantity} sent {} received {}",
                line.sent, line.received
            )
            .unwrap();
        }
        text
    }

    fn value_at(&self, at: Timestamp) -> String {
        let mut values: BTreeMap<String, crate::money::Value> = BTreeMap::new();
        for entry in self.books.costs().filter(|entry| entry.effective <= at) {
            let name = match entry.place {
                CostPlace::At { product, location } => {
                    let place = self
                        .places
                        .iter()
                        .find(|(_, place)| **place == (location, None))
                        .unwrap()
                        .0;
                    format!("{place} {}", self.sku(product))
                }
                CostPlace::OnTheWay(_) => "on the way".to_owned(),
            };
            *values.entry(name).or_default() += entry.value();
        }
        values
            .iter()
            .fold(String::new(), |mut text, (name, value)| {
                writeln!(text, "{name} {}", value.rounded(Currency::GBP).unwrap()).unwrap();
                text
            })
    }

    fn costless(&self) -> String {
        let mut text = String::new();
        for (place, units) in free_units_by_place(&self.books) {
            if let CostPlace::At { product, .. } = place
                && !units.is_zero()
            {
                writeln!(text, "{} {units} without a cost", self.sku(product)).unwrap();
            }
        }
        if text.is_empty() {
            text.push_str("a cost for all\n");
        }
        text
    }

    fn product_text(&self, sku: &str) -> String {
        let Some(Entity::Product(product)) =
            self.books.entity(&EntityRef::Product(self.products[sku]))
        else {
            return "no such product\n".to_owned();
        };
        let codes: Vec<_> = product
            .barcodes
            .iter()
            .map(|barcode| barcode.code.to_string())
            .collect();
        let archived = if product.archived { " archived" } else { "" };
        format!(
            "{} {:?} {} {}{archived}\n",
            product.sku,
            product.name.as_str(),
            product.description,
            codes.join(" ")
        )
    }

    fn blocker(&self, blocker: &crate::stocktake::review::Blocker) -> String {
        use crate::stocktake::review::Blocker;
        match blocker {
            Blocker::OpenPass(pass) => format!("open {}", self.pass_name(*pass)),
            Blocker::Conflict(bin) => format!("conflict {}", self.bin_name(*bin)),
            Blocker::Recount(bin) => format!("recount {}", self.bin_name(*bin)),
            Blocker::Quarantine(pass) => format!("quarantine {}", self.pass_name(*pass)),
            Blocker::UnknownCode(code) => format!("unknown code {code}"),
            Blocker::DeviceNotReported(device) => {
                let hand = self.hands.iter().find(|(_, hand)| hand.device == *device);
                format!("not reported {}", hand.unwrap().0)
            }
            Blocker::Unclear(key) => {
                format!("unclear {} {}", self.place_name(key), self.sku(key.product))
            }
            Blocker::NotCountable(product) => format!("not countable {}", self.sku(*product)),
            Blocker::Unreported(key) => format!("unreported {}", self.sku(key.product)),
        }
    }

    // Names.

    fn place(&self, name: &str) -> (LocationId, Option<BinId>) {
        self.places[name]
    }

    fn product_id(&self, sku: &str) -> ProductId {
        self.products
            .get(sku)
            .copied()
            .unwrap_or(ProductId::from_bytes([0xee; 16]))
    }

    fn item(&self, sku: &str) -> Item {
        match self.products.get(sku) {
            Some(id) => Item::Product(*id),
            None => Item::Unknown(RawCode::new(sku).unwrap()),
        }
    }

    fn sku(&self, id: ProductId) -> &str {
        self.products
            .iter()
            .find(|(_, of)| **of == id)
            .map_or("?", |(sku, _)| sku)
    }

    fn place_name(&self, key: &StockKey) -> &str {
        let place = (key.location, key.bin);
        self.places
            .iter()
            .find(|(_, of)| **of == place)
            .map_or("?", |(name, _)| name)
    }

    fn bin_name(&self, bin: Option<BinId>) -> &str {
        self.places
            .iter()
            .find(|(_, of)| of.1 == bin)
            .map_or("?", |(name, _)| name)
    }

    fn pass_name(&self, pass: PassId) -> &str {
        self.passes
            .iter()
            .find(|(_, of)| **of == pass)
            .map_or("?", |(name, _)| name)
    }

    fn bin_of(&self, pass: PassId) -> Option<BinId> {
        match self.books.entity(&EntityRef::Pass(pass)) {
            Some(Entity::Pass(pass)) => pass.head.bin,
            _ => None,
        }
    }
}

pub fn product(id: ProductId, sku: &str) -> Product {
    Product {
        id,
        sku: Sku::new(sku).unwrap(),
        name: Name::new(sku).unwrap(),
        kind: ProductKind::Stocked,
        barcodes: vec![],
        variant: None,
        category: None,
        brand: None,
        description: String::new(),
        measures: crate::catalogue::Measures::default(),
        prices: vec![],
        tax_rule: None,
        default_location: None,
        reorder_level: None,
        images: vec![],
        archived: false,
    }
}

fn quantity(units: &str) -> Quantity {
    Quantity::new(units.parse().unwrap()).unwrap()
}

fn clock(text: &str) -> Timestamp {
    let parts: Vec<i64> = text.split(':').map(|part| part.parse().unwrap()).collect();
    let seconds = parts.get(2).copied().unwrap_or_default();
    Timestamp::from_millis(parts[0] * HOUR + parts[1] * 60_000 + seconds * 1_000)
}

fn hhmm(at: Timestamp) -> String {
    let minutes = (at.millis() + 30_000).div_euclid(60_000);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
