//! What decisions to come will ask, told from their operations alone. Asking for all of it at once saves round trips,
//! and locks the rows of a push in one order: two pushes whose operations touch the same records in opposite orders
//! wait for each other instead of undoing each other for ever.
//!
//! This only foresees. What it misses is asked for when a decision needs it.

use domain::books::{Entity, EntityRef, Ref};
use domain::ids::{
    BinId, LocationId, OperationId, PassId, ProductId, StocktakeId, TransferId, TransferLineId,
};
use domain::ledger::StockKey;
use domain::operation::{Fact, Intent, Operation, TransferMove};
use domain::stocktake::Item;
use std::collections::{BTreeSet, HashMap};

/// The documents that operations name without saying what is in them: passes name their stocktake, transfers their
/// goods. Passes opened by the operations themselves are not among them.
pub(super) fn documents(operations: &[(OperationId, &Operation)]) -> Vec<EntityRef> {
    let mut named = BTreeSet::new();
    for (_, operation) in operations {
        match operation {
            Operation::Fact(fact) => match fact {
                Fact::TransferSent { transfer, .. } | Fact::TransferReceived { transfer, .. } => {
                    named.insert(EntityRef::Transfer(*transfer));
                }
                fact => named.extend(fact.pass().map(EntityRef::Pass)),
            },
            Operation::Intent(
                Intent::EditTransfer { transfer, .. }
                | Intent::HoldTransfer { transfer }
                | Intent::VoidTransfer { transfer },
            ) => {
                named.insert(EntityRef::Transfer(*transfer));
            }
            Operation::Intent(_) => {}
        }
    }
    named.into_iter().collect()
}

/// Every question that can be foreseen, sorted. `known` are the documents found.
pub(super) fn questions(
    operations: &[(OperationId, &Operation)],
    known: &[Entity],
) -> BTreeSet<Ref> {
    let mut foresight = Foresight::default();
    for document in known {
        match document {
            Entity::Pass(pass) => {
                let head = &pass.head;
                foresight.stocktakes.insert(head.pass, head.stocktake);
            }
            Entity::Transfer(transfer) => {
                let lines = transfer.lines.iter();
                let goods = Goods {
                    from: transfer.from,
                    to: transfer.to,
                    lines: lines.map(|line| (line.id, line.product)).collect(),
                };
                foresight.transfers.insert(transfer.id, goods);
            }
            _ => {}
        }
    }
    for (_, operation) in operations {
        match operation {
            Operation::Fact(Fact::PassOpened(head)) => {
                foresight.stocktakes.insert(head.pass, head.stocktake);
            }
            Operation::Intent(Intent::CreateTransfer {
                transfer,
                from,
                to,
                lines,
                ..
            }) => {
                let goods = Goods {
                    from: *from,
                    to: *to,
                    lines: lines.iter().map(|line| (line.line, line.product)).collect(),
                };
                foresight.transfers.insert(*transfer, goods);
            }
            _ => {}
        }
    }
    for (id, operation) in operations {
        match operation {
            Operation::Fact(fact) => foresight.fact(*id, fact),
            Operation::Intent(intent) => foresight.intent(intent),
        }
    }
    foresight.asked
}

/// What a transfer moves.
struct Goods {
    from: LocationId,
    to: LocationId,
    lines: Vec<(TransferLineId, ProductId)>,
}

#[derive(Default)]
struct Foresight {
    stocktakes: HashMap<PassId, StocktakeId>,
    transfers: HashMap<TransferId, Goods>,
    asked: BTreeSet<Ref>,
}

impl Foresight {
    fn record(&mut self, key: EntityRef) {
        self.asked.insert(Ref::Entity(key));
    }

    fn stock(&mut self, product: ProductId, location: LocationId, bin: Option<BinId>) {
        self.record(EntityRef::Product(product));
        self.record(EntityRef::Location(location));
        if let Some(bin) = bin {
            self.record(EntityRef::Bin(bin));
        }
        self.record(EntityRef::Stock(StockKey::new(product, location, bin)));
    }

    fn fact(&mut self, id: OperationId, fact: &Fact) {
        match fact {
            Fact::BinMoved {
                product,
                location,
                from,
                to,
                ..
            } => {
                self.stock(*product, *location, *from);
                self.stock(*product, *location, *to);
            }
            Fact::ReceiptSeen {
                product,
                location,
                bin,
                ..
            } => self.stock(*product, *location, *bin),
            Fact::TransferSent { transfer, lines } => {
                self.moved(*transfer, lines, |goods| goods.from);
            }
            Fact::TransferReceived { transfer, lines } => {
                self.moved(*transfer, lines, |goods| goods.to);
            }
            fact => self.count(id, fact),
        }
    }

    fn moved(
        &mut self,
        transfer: TransferId,
        lines: &[TransferMove],
        place: impl Fn(&Goods) -> LocationId,
    ) {
        self.record(EntityRef::Transfer(transfer));
        let Some(goods) = self.transfers.get(&transfer) else {
            return;
        };
        let place = place(goods);
        let products: HashMap<_, _> = goods.lines.iter().copied().collect();
        for line in lines {
            if let Some(product) = products.get(&line.line) {
                self.stock(*product, place, line.bin);
            }
        }
    }

    fn count(&mut self, id: OperationId, fact: &Fact) {
        let Some(pass) = fact.pass() else {
            return;
        };
        self.record(EntityRef::Pass(pass));
        self.asked.insert(Ref::Event { id });
        self.asked.insert(Ref::IsVoided { event: id, pass });
        let stocktake = self.stocktakes.get(&pass).copied();
        if let Some(stocktake) = stocktake {
            self.record(EntityRef::Stocktake(stocktake));
        }
        match fact {
            Fact::Counted { item, .. }
            | Fact::Set { item, .. }
            | Fact::SuspectedDouble { item, .. } => {
                self.record(EntityRef::PassLine(pass, item.clone()));
                if let (Item::Unknown(code), Some(stocktake)) = (item, stocktake) {
                    self.record(EntityRef::UnknownCode(stocktake, code.clone()));
                }
            }
            Fact::Voided { event, .. } => {
                self.asked.insert(Ref::Event { id: *event });
            }
            _ => {}
        }
    }

    fn intent(&mut self, intent: &Intent) {
        match intent {
            Intent::CreateTransfer {
                transfer,
                from,
                to,
                lines,
                ..
            } => {
                self.record(EntityRef::Transfer(*transfer));
                self.record(EntityRef::Location(*from));
                self.record(EntityRef::Location(*to));
                for line in lines {
                    self.record(EntityRef::Product(line.product));
                }
            }
            Intent::EditTransfer { transfer, edits } => {
                self.record(EntityRef::Transfer(*transfer));
                for edit in edits {
                    self.record(EntityRef::Product(edit.product));
                }
            }
            Intent::HoldTransfer { transfer } | Intent::VoidTransfer { transfer } => {
                self.record(EntityRef::Transfer(*transfer));
                let goods = self.transfers.get(transfer);
                let goods = goods.map(|goods| (goods.from, goods.lines.clone()));
                if let Some((from, lines)) = goods {
                    for (_, product) in lines {
                        self.stock(product, from, None);
                    }
                }
            }
            Intent::EditProduct { product, .. } | Intent::AssignBarcode { product, .. } => {
                self.record(EntityRef::Product(*product));
            }
            Intent::MapUnknownCode {
                stocktake,
                code,
                product,
            } => {
                self.record(EntityRef::Product(*product));
                self.record(EntityRef::Stocktake(*stocktake));
                self.record(EntityRef::UnknownCode(*stocktake, code.clone()));
            }
            Intent::Adjust {
                product,
                location,
                bin,
                ..
            } => self.stock(*product, *location, *bin),
        }
    }
}
