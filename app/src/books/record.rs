//! What a person does, as named methods. Each answers once it is durable on this device; before that nothing is
//! confirmed, and what fails is nowhere. What succeeds is heard from here; what fails, from whoever says why.

use super::{Books, PassEvent, PassEventKind, words};
use crate::scan::{Candidate, Resolved, Scan};
use crate::session::Session;
use crate::sound::{self, Cue};
use crate::worker::NotRecorded;
use domain::catalogue::{Barcode, ProductKind};
use domain::ids::{
    BinId, LocationId, OperationId, PassId, ProductId, StocktakeId, TransferId, TransferLineId,
};
use domain::operation::{
    Fact, Intent, LineEdit, Operation, PlannedLine, ProductEdit, TransferMove,
};
use domain::quantity::{Delta, Quantity};
use domain::stocktake::pass::{DOUBLE_READ_MS, is_double_read};
use domain::stocktake::{CountSource, Item, PassHead};
use domain::text::{RawCode, Remark};
use leptos::prelude::*;
use sync::client::{Draft, RecordError, StoreFailure};
use uuid::Uuid;

/// Why something was not done. Its text is for the person: what happened, what it means, what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// Nobody is signed in, or the screen is locked.
    #[error("Nobody is signed in here, so nothing was recorded. Sign in and do it again.")]
    NotSignedIn,
    /// The books as known here refuse it.
    #[error("{0}")]
    Refused(String),
    /// The device is full.
    #[error(
        "This device has no space left, so this was not recorded. Free some space, then do it again."
    )]
    Full,
    /// The browser's database did not take it.
    #[error("The browser did not keep this, so it was not recorded. Do it again.")]
    NotKept,
    /// The pass is not open on this device.
    #[error("This bin is not being counted on this device. Open it and scan again.")]
    NoPass,
    /// There is nothing to undo.
    #[error("There is nothing to undo in this bin.")]
    NothingToUndo,
}

impl From<NotRecorded> for Trouble {
    fn from(error: NotRecorded) -> Self {
        match error {
            NotRecorded::Refused(RecordError::Refused(refusal)) => {
                Self::Refused(words::refused_here(&refusal))
            }
            NotRecorded::Refused(RecordError::UnknownGrant | RecordError::NotSettling) => {
                Self::NotSignedIn
            }
            NotRecorded::NotKept(StoreFailure::Full) => Self::Full,
            NotRecorded::NotKept(_) => Self::NotKept,
        }
    }
}

/// What became of a scan while counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// Counted: so many more of this.
    Product {
        /// The event.
        event: OperationId,
        /// What.
        product: ProductId,
        /// How many more.
        quantity: Quantity,
    },
    /// Noted under its code, since no product has it; link it when it is known.
    Unknown {
        /// The event.
        event: OperationId,
        /// The code.
        code: RawCode,
    },
    /// The same code twice within the window: kept out until somebody says so.
    Suspected {
        /// The event to give to [`Books::count_suspected`].
        event: OperationId,
        /// What it would have counted.
        item: Item,
        /// How many.
        quantity: Quantity,
    },
    /// A bin: nothing is counted; change there.
    Bin(LocationId, BinId),
    /// Several things have this code: ask, then [`Books::count`].
    Several(Vec<Candidate>),
    /// A kit is stocked as its components: these stand for what was scanned, pack included. Ask whether they are there,
    /// then [`Books::count`] each.
    Kit(Vec<(ProductId, Quantity)>),
    /// A service has no stock: nothing is counted.
    Service(ProductId),
}

/// The parts of a pack of kits. More than can be counted at once is nobody's pack: it stays at the most.
fn in_packs(mut parts: Vec<(ProductId, Quantity)>, pack: Quantity) -> Vec<(ProductId, Quantity)> {
    const MOST: Quantity = match Quantity::new(Quantity::MAX as i64) {
        Ok(most) => most,
        Err(_) => Quantity::ONE,
    };
    for (_, quantity) in &mut parts {
        *quantity = Quantity::new(quantity.units() * pack.units()).unwrap_or(MOST);
    }
    parts
}

impl Books {
    /// Records an operation. `document` names what it belongs to: intents of one document wait for each other.
    ///
    /// # Errors
    /// If it was not recorded; then it is nowhere.
    pub async fn record(
        &self,
        operation: Operation,
        document: Option<Uuid>,
    ) -> Result<OperationId, Trouble> {
        let op_id = OperationId::new(Uuid::now_v7());
        let engine = self.engine().ok_or(Trouble::NotSignedIn)?;
        let grant = self.grant().ok_or(Trouble::NotSignedIn)?;
        if !matches!(*self.session.read_untracked(), Session::SignedIn { .. }) {
            return Err(Trouble::NotSignedIn);
        }
        engine
            .record(Draft {
                op_id,
                operation,
                chain: document,
                replaces: None,
                grant,
            })
            .await?;
        Ok(op_id)
    }

    async fn fact(&self, fact: Fact) -> Result<OperationId, Trouble> {
        self.record(Operation::Fact(fact), None).await
    }

    // ---- Counting ----

    /// Opens a bin for counting, or goes on with this device's open pass of it. `only` names products of a recount.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn open_pass(
        &self,
        stocktake: StocktakeId,
        bin: Option<BinId>,
        part: Option<u8>,
    ) -> Result<PassId, Trouble> {
        let (location, recount, open) = self.read(|replica| {
            let location = replica
                .stocktake(stocktake)
                .map(|stocktake| stocktake.location);
            let recount = replica
                .bin_count(stocktake, bin)
                .and_then(|count| count.recount.clone());
            let generation = recount.as_ref().map_or(0, |recount| recount.generation);
            let open = replica.own_open_passes().into_iter().find(|id| {
                replica.pass_record(*id).is_some_and(|pass| {
                    let head = &pass.head;
                    head.stocktake == stocktake
                        && head.bin == bin
                        && head.part == part
                        && head.generation == generation
                })
            });
            (location, recount, open)
        });
        let location = location.ok_or(Trouble::NoPass)?;
        if let Some(pass) = open {
            return Ok(pass);
        }
        let pass = PassId::new(Uuid::now_v7());
        let (generation, only) =
            recount.map_or((0, None), |recount| (recount.generation, recount.only));
        self.fact(Fact::PassOpened(PassHead {
            pass,
            stocktake,
            location,
            bin,
            part,
            generation,
            only,
        }))
        .await?;
        Ok(pass)
    }

    /// Counts so many more, and sounds once it is durable.
    ///
    /// # Errors
    /// If it was not recorded: it is not counted.
    pub async fn count(
        &self,
        pass: PassId,
        item: Item,
        quantity: Quantity,
        source: CountSource,
    ) -> Result<OperationId, Trouble> {
        let done = self
            .fact(Fact::Counted {
                pass,
                item,
                quantity,
                source,
            })
            .await;
        if done.is_ok() {
            sound::play(Cue::Counted);
        }
        done
    }

    /// Takes a scan while a bin is counted: counts it, or says what has to be asked first.
    ///
    /// # Errors
    /// If it was not recorded: it is not counted.
    pub async fn count_scan(&self, pass: PassId, scan: &Scan) -> Result<Counted, Trouble> {
        let (item, quantity) = match &scan.names {
            Resolved::Bin { location, bin } => return Ok(Counted::Bin(*location, *bin)),
            Resolved::Several(candidates) => {
                sound::play(Cue::Duplicate);
                return Ok(Counted::Several(candidates.clone()));
            }
            Resolved::Unknown => (Item::Unknown(scan.raw.clone()), Quantity::ONE),
            Resolved::Product { product, pack } => {
                match self
                    .product_now(*product)
                    .map(|product| product.kind.clone())
                {
                    Some(ProductKind::Kit(_)) => {
                        sound::play(Cue::Duplicate);
                        return Ok(Counted::Kit(in_packs(self.components_now(*product), *pack)));
                    }
                    Some(ProductKind::Service) => {
                        sound::play(Cue::Wrong);
                        return Ok(Counted::Service(*product));
                    }
                    _ => (Item::Product(*product), *pack),
                }
            }
        };
        // Hand-typed codes are no scanner's stutter.
        let is_double = scan.source != CountSource::Hand && self.is_stutter(pass, scan);
        if is_double {
            let code = scan.raw.clone();
            let event = self
                .fact(Fact::SuspectedDouble {
                    pass,
                    item: item.clone(),
                    code,
                })
                .await;
            let event = event?;
            sound::play(Cue::Duplicate);
            return Ok(Counted::Suspected {
                event,
                item,
                quantity,
            });
        }
        let event = self
            .fact(Fact::Counted {
                pass,
                item: item.clone(),
                quantity,
                source: scan.source,
            })
            .await;
        let event = event?;
        sound::play(match item {
            Item::Product(_) => Cue::Counted,
            Item::Unknown(_) => Cue::Wrong,
        });
        Ok(match item {
            Item::Product(product) => Counted::Product {
                event,
                product,
                quantity,
            },
            Item::Unknown(code) => Counted::Unknown { event, code },
        })
    }

    /// The same code on this device in the same pass within the window.
    fn is_stutter(&self, pass: PassId, scan: &Scan) -> bool {
        self.last_read.with_value(|last| {
            let last = last.replace(Some((pass, scan.raw.clone(), scan.at_ms)));
            let before = last
                .as_ref()
                .filter(|(of, ..)| *of == pass)
                .map(|(_, code, at)| (code, *at));
            is_double_read(before, &scan.raw, scan.at_ms, DOUBLE_READ_MS)
        })
    }

    /// "Count it": the suspected double was a second piece after all.
    ///
    /// # Errors
    /// If it was not recorded: it is not counted.
    pub async fn count_suspected(
        &self,
        pass: PassId,
        item: Item,
        quantity: Quantity,
    ) -> Result<OperationId, Trouble> {
        self.count(pass, item, quantity, CountSource::Hand).await
    }

    /// "Set to": so many are there, whatever was counted before in this pass (DECISIONS 3).
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn set_count(
        &self,
        pass: PassId,
        item: Item,
        quantity: Quantity,
        source: CountSource,
    ) -> Result<OperationId, Trouble> {
        let voids = self.read(|replica| {
            let counts = |event: &&PassEvent| {
                !event.is_void
                    && event.item == item
                    && matches!(
                        event.what,
                        PassEventKind::Counted(..) | PassEventKind::Set { .. }
                    )
            };
            replica
                .own_events(pass)
                .iter()
                .filter(counts)
                .map(|event| event.id)
                .collect()
        });
        let done = self
            .fact(Fact::Set {
                pass,
                item,
                quantity,
                voids,
                source,
            })
            .await;
        if done.is_ok() {
            sound::play(Cue::Counted);
        }
        done
    }

    /// Takes an event of a pass back.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn void(&self, pass: PassId, event: OperationId) -> Result<OperationId, Trouble> {
        self.fact(Fact::Voided { pass, event }).await
    }

    /// Takes the last count of a pass back, and says which it was.
    ///
    /// # Errors
    /// If there is nothing to undo, or it was not recorded.
    pub async fn undo(&self, pass: PassId) -> Result<PassEvent, Trouble> {
        let last = self.read(|replica| {
            let counts = |event: &&PassEvent| {
                !event.is_void
                    && matches!(
                        event.what,
                        PassEventKind::Counted(..) | PassEventKind::Set { .. }
                    )
            };
            replica.own_events(pass).iter().rev().find(counts).cloned()
        });
        let last = last.ok_or(Trouble::NothingToUndo)?;
        self.void(pass, last.id).await?;
        Ok(last)
    }

    /// Finishes a bin. A bin in which nothing was counted has to be confirmed as empty.
    ///
    /// # Errors
    /// If the pass is not of this device, or it was not recorded.
    pub async fn close_pass(
        &self,
        pass: PassId,
        empty_confirmed: bool,
    ) -> Result<OperationId, Trouble> {
        let record = self
            .read(|replica| replica.pass_record(pass).cloned())
            .ok_or(Trouble::NoPass)?;
        let (n_events, digest) = (record.n_events, record.digest);
        let done = self
            .fact(Fact::PassClosed {
                pass,
                n_events,
                digest,
                empty_confirmed,
            })
            .await;
        if done.is_ok() {
            sound::play(Cue::Finished);
        }
        done
    }

    /// Writes a remark on a pass.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn remark(&self, pass: PassId, text: Remark) -> Result<OperationId, Trouble> {
        self.fact(Fact::Note { pass, text }).await
    }

    /// Says what an unknown code of a stocktake was; its counts follow.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn map_unknown(
        &self,
        stocktake: StocktakeId,
        code: RawCode,
        product: ProductId,
    ) -> Result<OperationId, Trouble> {
        self.record(
            Operation::Intent(Intent::MapUnknownCode {
                stocktake,
                code,
                product,
            }),
            None,
        )
        .await
    }

    // ---- Goods ----

    /// Goods were moved between bins.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn move_bins(
        &self,
        product: ProductId,
        location: LocationId,
        from: Option<BinId>,
        to: Option<BinId>,
        quantity: Quantity,
    ) -> Result<OperationId, Trouble> {
        self.fact(Fact::BinMoved {
            product,
            location,
            from,
            to,
            quantity,
        })
        .await
    }

    /// Goods arrived without a document.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn receive(
        &self,
        product: ProductId,
        location: LocationId,
        bin: Option<BinId>,
        quantity: Quantity,
        reference: Option<Remark>,
    ) -> Result<OperationId, Trouble> {
        self.fact(Fact::ReceiptSeen {
            product,
            location,
            bin,
            quantity,
            reference,
        })
        .await
    }

    /// Adjusts stock, with the reason.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn adjust(
        &self,
        product: ProductId,
        location: LocationId,
        bin: Option<BinId>,
        delta: Delta,
        reason: Remark,
    ) -> Result<OperationId, Trouble> {
        self.record(
            Operation::Intent(Intent::Adjust {
                product,
                location,
                bin,
                delta,
                reason,
            }),
            None,
        )
        .await
    }

    // ---- Transfers ----

    /// A new transfer, in Draft. Its number comes from the server; until then it is pending (OFF-21).
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn create_transfer(
        &self,
        from: LocationId,
        to: LocationId,
        lines: Vec<(ProductId, Quantity)>,
        remark: Option<Remark>,
    ) -> Result<TransferId, Trouble> {
        let transfer = TransferId::new(Uuid::now_v7());
        let lines = lines
            .into_iter()
            .map(|(product, quantity)| PlannedLine {
                line: TransferLineId::new(Uuid::now_v7()),
                product,
                quantity,
            })
            .collect();
        self.of_transfer(
            transfer,
            Intent::CreateTransfer {
                transfer,
                from,
                to,
                lines,
                remark,
            },
        )
        .await?;
        Ok(transfer)
    }

    /// Changes lines of a draft transfer.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn edit_transfer(
        &self,
        transfer: TransferId,
        edits: Vec<LineEdit>,
    ) -> Result<OperationId, Trouble> {
        self.of_transfer(transfer, Intent::EditTransfer { transfer, edits })
            .await
    }

    /// Reserves the goods of a transfer.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn hold_transfer(&self, transfer: TransferId) -> Result<OperationId, Trouble> {
        self.of_transfer(transfer, Intent::HoldTransfer { transfer })
            .await
    }

    /// Annuls a transfer of which nothing was sent.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn void_transfer(&self, transfer: TransferId) -> Result<OperationId, Trouble> {
        self.of_transfer(transfer, Intent::VoidTransfer { transfer })
            .await
    }

    /// Goods of a transfer left.
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn send_transfer(
        &self,
        transfer: TransferId,
        lines: Vec<TransferMove>,
    ) -> Result<OperationId, Trouble> {
        self.record(
            Operation::Fact(Fact::TransferSent { transfer, lines }),
            Some(transfer.uuid()),
        )
        .await
    }

    /// Goods of a transfer arrived (OFF-10).
    ///
    /// # Errors
    /// If it was not recorded.
    pub async fn receive_transfer(
        &self,
        transfer: TransferId,
        lines: Vec<TransferMove>,
    ) -> Result<OperationId, Trouble> {
        self.record(
            Operation::Fact(Fact::TransferReceived { transfer, lines }),
            Some(transfer.uuid()),
        )
        .await
    }

    async fn of_transfer(
        &self,
        transfer: TransferId,
        intent: Intent,
    ) -> Result<OperationId, Trouble> {
        self.record(Operation::Intent(intent), Some(transfer.uuid()))
            .await
    }

    // ---- Products ----

    /// Changes fields of a product.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn edit_product(
        &self,
        product: ProductId,
        edits: Vec<ProductEdit>,
    ) -> Result<OperationId, Trouble> {
        let intent = Intent::EditProduct { product, edits };
        self.record(Operation::Intent(intent), Some(product.uuid()))
            .await
    }

    /// Gives a product one more barcode.
    ///
    /// # Errors
    /// If the books refuse it, or it was not recorded.
    pub async fn assign_barcode(
        &self,
        product: ProductId,
        barcode: Barcode,
    ) -> Result<OperationId, Trouble> {
        let intent = Intent::AssignBarcode { product, barcode };
        self.record(Operation::Intent(intent), Some(product.uuid()))
            .await
    }

    // ---- What needs its author ----

    /// Sends a refused entry again, as it is (OFF-17).
    pub fn retry(&self, n: u64) {
        let operation = self
            .engine()
            .and_then(|engine| engine.with(|client| client.entry(n)?.operation()));
        if let Some(operation) = operation {
            self.resend(n, operation);
        }
    }

    /// Sends a refused entry again, changed.
    pub fn resend(&self, n: u64, operation: Operation) {
        let (Some(engine), Some(grant)) = (self.engine(), self.grant()) else {
            return;
        };
        let refused = engine.with(|client| client.entry(n).map(|entry| entry.op_id));
        if let Some(refused) = refused {
            let op_id = OperationId::new(Uuid::now_v7());
            let draft = Draft {
                op_id,
                operation,
                chain: None,
                replaces: Some(refused),
                grant,
            };
            // Settled meanwhile, perhaps in another tab: the drawer shows how.
            let _ = engine.retry(refused, draft);
        }
    }

    /// The operation of an entry, to be edited and given to [`Books::resend`].
    pub fn operation_of(&self, n: u64) -> Option<Operation> {
        self.engine()?.with(|client| client.entry(n)?.operation())
    }

    /// Gives a refused entry up. What was held behind it goes on.
    pub fn discard(&self, n: u64) {
        let Some(engine) = self.engine() else { return };
        if let Some(refused) = engine.with(|client| client.entry(n).map(|entry| entry.op_id)) {
            // Settled meanwhile, perhaps in another tab: the drawer shows how.
            let _ = engine.discard(refused);
        }
    }
}
