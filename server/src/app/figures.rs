//! Stocktakes that a fulfilment service's figures fill (STK-02 to STK-06, STK-09, STK-13, STK-17): on a person's word, and
//! by the job. What the figures do to the rows is decided by `domain`.

use super::beside::{Beside, Waiting};
use super::connections::{ConnectionError, next_reading};
use super::{Act, App, Caller, Note};
use crate::store::connections::{self as stored, Connection};
use crate::store::notices::{self, Notice};
use crate::store::records;
use crate::store::{StoreError, answers, drafts, ledger, people};
use api::connections::{AutoSync, FigureRow, Figures, SyncResult, Unmatched, UnreadRow};
use api::jobs::Weight;
use channels::fulfilment::{StockPass, StockQuery};
use domain::books::{Answer, Command, EntityRef, NewStocktake, Ref, figures_pass, synced};
use domain::catalogue::ProductKind;
use domain::ids::{LocationId, ProductId, StocktakeId};
use domain::permission::Permission;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::pass::{Logged, Tally};
use domain::stocktake::{CountSource, Coverage, Item, StocktakeStatus};
use domain::text::Sku;
use std::collections::{BTreeMap, BTreeSet};

/// What a service holds, in products that are known here.
struct Reading {
    /// By product; several SKUs of one product add up.
    figures: BTreeMap<ProductId, Quantity>,
    unmatched: Vec<Unmatched>,
    /// Rows that could not be read. Nothing is known of their products: neither what is there nor that there is none.
    unread: Vec<UnreadRow>,
}

/// Whether one of these rows may be of a product. One without a name may be of any.
fn may_be_of(unread: &[UnreadRow], product: ProductId) -> bool {
    let mut rows = unread.iter();
    rows.any(|row| row.sku.is_none() || row.product == Some(product))
}

impl Reading {
    /// Whether the service does not report a product.
    fn lacks(&self, product: ProductId) -> bool {
        !self.figures.contains_key(&product) && !may_be_of(&self.unread, product)
    }

    fn result(
        &self,
        stocktake: StocktakeId,
        at: domain::time::Timestamp,
        n_rows: usize,
    ) -> SyncResult {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        SyncResult {
            stocktake,
            at,
            n_rows: small(n_rows),
            unmatched: self.unmatched.clone(),
            n_unread: small(self.unread.len()),
            unread: self.unread.clone(),
        }
    }
}

/// How a connection's figures went into the books by themselves.
#[derive(Debug, Default)]
struct Taken {
    n_posted: usize,
    n_waiting: usize,
}

impl App {
    /// Reads the service's figures into a stocktake of its location.
    ///
    /// # Errors
    /// Says what the service or the rules say.
    pub async fn sync_stocktake(
        &self,
        caller: &Caller,
        id: StocktakeId,
    ) -> Result<SyncResult, ConnectionError> {
        caller.require_act(Permission::ManageStocktakes)?;
        let stocktake = self.stocktake(id).await?.record;
        let connection = stored::of_location(self.store().reader(), stocktake.location)
            .await?
            .ok_or(ConnectionError::NotConnected)?;
        let reading = self.read_figures(&connection).await?;
        let here = self.products_here(stocktake.location).await?;
        let covered = self.covered(&stocktake.coverage).await?;
        let figures: Vec<_> = reading
            .figures
            .iter()
            .filter(|(product, quantity)| {
                covered
                    .as_ref()
                    .is_none_or(|covered| covered.contains(product))
                    && (!quantity.is_zero() || here.contains(product))
            })
            .map(|(product, quantity)| (*product, *quantity))
            .collect();
        let result = reading.result(id, self.now(), figures.len());
        let note = Note::new(
            "stocktake/synchronised",
            id,
            format!(
                "{} rows, {} unmatched, {} unread",
                result.n_rows,
                result.unmatched.len(),
                result.n_unread
            ),
        );
        let fill = Command::FillFigures {
            stocktake: id,
            figures,
            source: CountSource::Sync,
        };
        let beside = Beside::Read(stocktake.location, &result);
        self.perform_beside(caller, &[fill.into()], None, Some(&note), beside)
            .await?;
        Ok(result)
    }

    /// Takes in what a person says is there of a product.
    ///
    /// # Errors
    /// Says why not.
    pub async fn enter_figure(
        &self,
        caller: &Caller,
        id: StocktakeId,
        product: ProductId,
        quantity: Quantity,
    ) -> Result<(), ConnectionError> {
        let enter = Command::EnterFigure {
            stocktake: id,
            product,
            quantity,
        };
        let note = Note::new(
            "stocktake/figure-entered",
            id,
            format!("{product}: {quantity}"),
        );
        self.perform(caller, &[enter.into()], None, Some(&note))
            .await?;
        Ok(())
    }

    /// The two tables of a stocktake of an external location: what the service said beside each line of its review.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn figures(
        &self,
        caller: &Caller,
        id: StocktakeId,
    ) -> Result<Figures, ConnectionError> {
        caller.require_act(Permission::ManageStocktakes)?;
        let stocktake = self.stocktake(id).await?.record;
        let reader = self.store().reader();
        let asked = [Ref::PassEvents {
            pass: figures_pass(id),
        }];
        let log = match answers::answer(reader, &asked).await?.pop() {
            Some(Answer::PassEvents(log)) => log,
            _ => Vec::new(),
        };
        let live = live_by_item(&log);
        let here = self.products_here(stocktake.location).await?;
        let covered = self.covered(&stocktake.coverage).await?;
        let is_covered = |product: &ProductId| {
            covered
                .as_ref()
                .is_none_or(|covered| covered.contains(product))
        };
        let named = log
            .iter()
            .filter_map(|logged| match logged.event.tally.counted() {
                Some((Item::Product(product), _)) => Some(*product),
                _ => None,
            });
        let last = stored::reading(reader, id).await?;
        let mut products: BTreeSet<ProductId> = named.collect();
        if last.is_some() {
            products.extend(here.iter().filter(|product| is_covered(product)).copied());
        }
        let unread = last.as_ref().map_or(&[][..], |last| &last.unread);
        let rows = products.into_iter().map(|product| {
            let item = Item::Product(product);
            let is_live = live.get(&item);
            let is_unread = is_live.is_none() && may_be_of(unread, product);
            FigureRow {
                product,
                has_stock: here.contains(&product),
                synced: synced(&log, &item),
                by_hand: is_live == Some(&true),
                unreported: is_live.is_none() && !is_unread,
                unread: is_unread,
            }
        });
        let rows = rows.collect();
        Ok(Figures {
            synced_before: stored::was_read(reader, stocktake.location, id).await?,
            last,
            rows,
        })
    }

    /// Of which products the last reading into a stocktake said something that could not be read.
    pub(super) async fn unread_figures(
        &self,
        id: StocktakeId,
    ) -> Result<impl Fn(ProductId) -> bool + use<>, StoreError> {
        let last = stored::reading(self.store().reader(), id).await?;
        let unread = last.map(|last| last.unread).unwrap_or_default();
        Ok(move |product| may_be_of(&unread, product))
    }

    /// Reads every connection that is due, and says what came of it (STK-13). One that fails stops no other.
    pub(super) async fn sync_due(&self) -> Result<String, StoreError> {
        let (now, zone) = (self.now(), self.zone().await?);
        let (mut read, mut posted, mut waiting, mut failed) = (0, 0, 0, 0);
        for connection in stored::all(self.store().reader()).await? {
            let shown = &connection.shown;
            if shown.auto_sync == AutoSync::Never || connection.sync_due.is_none_or(|due| due > now)
            {
                continue;
            }
            match self.take_figures(&connection).await {
                Ok(taken) => {
                    read += 1;
                    posted += taken.n_posted;
                    waiting += taken.n_waiting;
                }
                Err(error) => {
                    failed += 1;
                    let words = crate::http::problem::chain(&error);
                    tracing::error!(connection = %shown.id, error = words, "figures were not taken over");
                    let notice = Notice {
                        weight: Weight::Problem,
                        title: format!("The figures of {} were not taken over", shown.name),
                        text: format!(
                            "{}. Nothing was changed. It is tried again at its next time; you can start a stocktake of its \
                             location and synchronise it now.",
                            words.trim_end_matches('.')
                        ),
                        link: Some("/stocktakes".to_owned()),
                        topic: Some(format!("sync/{}", shown.id)),
                    };
                    notices::add(self.store().writer(), &notice, now).await?;
                }
            }
            let next = next_reading(
                shown.auto_sync,
                shown.sync_hour,
                connection.sync_from,
                now,
                &zone,
            );
            stored::set_due(self.store().writer(), shown.id, next).await?;
        }
        Ok(match (read, failed) {
            (0, 0) => "No connection was due.".to_owned(),
            _ => format!(
                "{read} connections read, {failed} failed; {posted} rows posted, {waiting} wait for a person."
            ),
        })
    }

    /// Takes a connection's figures over: rows that need nothing from a person are posted, the others wait in a
    /// stocktake of their own.
    async fn take_figures(&self, connection: &Connection) -> Result<Taken, ConnectionError> {
        let location = connection.shown.location;
        let caller = self.caller_of(connection).await?;
        let reading = self.read_figures(connection).await?;
        let here = self.products_here(location).await?;
        let costs: BTreeSet<ProductId> = records::all_costs(self.store().reader())
            .await?
            .into_iter()
            .map(|cost| cost.product)
            .collect();
        let (mut ready, mut waiting) = (Vec::new(), BTreeSet::new());
        for (product, quantity) in &reading.figures {
            match (here.contains(product), quantity.is_zero()) {
                (true, _) => ready.push((*product, *quantity)),
                (false, true) => {}
                (false, false) if costs.contains(product) => ready.push((*product, *quantity)),
                (false, false) => {
                    waiting.insert(*product);
                }
            }
        }
        // What the books have and the service does not report is for a person to confirm (STK-09).
        waiting.extend(
            here.iter()
                .copied()
                .filter(|product| reading.lacks(*product)),
        );
        let taken = Taken {
            n_posted: ready.len(),
            n_waiting: waiting.len(),
        };
        if !ready.is_empty() {
            let id = StocktakeId::new(self.fresh());
            let start = new_stocktake(id, location, ready.iter().map(|(product, _)| *product));
            let fill = Command::FillFigures {
                stocktake: id,
                figures: ready,
                source: CountSource::Job,
            };
            let complete = Command::CompleteStocktake {
                stocktake: id,
                completion: domain::books::Completion::default(),
            };
            let note = Note::new(
                "stocktake/synchronised",
                id,
                format!("by the job: {} rows", taken.n_posted),
            );
            let acts: [Act; 3] = [
                Command::StartStocktake(start).into(),
                fill.into(),
                complete.into(),
            ];
            let result = reading.result(id, self.now(), taken.n_posted);
            let beside = Beside::Read(location, &result);
            self.perform_beside(&caller, &acts, None, Some(&note), beside)
                .await?;
        }
        self.wait_for_a_person(connection, &caller, &reading, waiting)
            .await?;
        Ok(taken)
    }

    /// Keeps rows that only a person can settle in one open stocktake, the costs entered so far included.
    async fn wait_for_a_person(
        &self,
        connection: &Connection,
        caller: &Caller,
        reading: &Reading,
        waiting: BTreeSet<ProductId>,
    ) -> Result<(), ConnectionError> {
        let location = connection.shown.location;
        let mut acts: Vec<Act> = Vec::new();
        let mut entered = drafts::Draft::default();
        if let Some(before) = connection.sync_draft
            && let Ok(found) = self.stocktake(before).await
            && found.record.status == StocktakeStatus::InProgress
        {
            entered = drafts::of(self.store().reader(), before).await?;
            acts.push(Command::VoidStocktake(before).into());
        }
        if waiting.is_empty() {
            let beside = Beside::NothingWaits(connection.shown.id);
            self.perform_beside(caller, &acts, None, None, beside)
                .await?;
            return Ok(());
        }
        let id = StocktakeId::new(self.fresh());
        let figures: Vec<_> = reading
            .figures
            .iter()
            .filter(|(product, _)| waiting.contains(product))
            .map(|(product, quantity)| (*product, *quantity))
            .collect();
        let n_rows = figures.len();
        acts.push(
            Command::StartStocktake(new_stocktake(id, location, waiting.iter().copied())).into(),
        );
        acts.push(
            Command::FillFigures {
                stocktake: id,
                figures,
                source: CountSource::Job,
            }
            .into(),
        );
        let note = Note::new(
            "stocktake/synchronised",
            id,
            format!("by the job: {} rows wait for a person", waiting.len()),
        );
        entered
            .unit_costs
            .retain(|cost| waiting.contains(&cost.product));
        let notice = Notice {
            weight: Weight::Warning,
            title: format!("{} rows of {} wait for you", waiting.len(), connection.shown.name),
            text: "The service reports products that need a unit cost, or does not report products that the books have \
                   there. Nothing of these was posted. Open the stocktake, settle the rows and complete it."
                .to_owned(),
            link: Some(format!("/stocktakes/{id}/review")),
            topic: Some(format!("sync-waiting/{}", connection.shown.id)),
        };
        let waits = Waiting {
            stocktake: id,
            location,
            reading: &reading.result(id, self.now(), n_rows),
            draft: &entered,
            notice: &notice,
        };
        let beside = Beside::Waits(connection.shown.id, waits);
        self.perform_beside(caller, &acts, None, Some(&note), beside)
            .await?;
        Ok(())
    }

    /// Reads all that the service holds, and notes whether it answered.
    async fn read_figures(&self, connection: &Connection) -> Result<Reading, ConnectionError> {
        let id = connection.shown.id;
        let answer = self
            .service(connection)?
            .stock(&StockQuery::Everything)
            .await;
        let failed = answer.as_ref().err().map(ToString::to_string);
        stored::note_health(self.store().writer(), id, self.now(), failed.as_deref()).await?;
        let reading = self.understood(answer?).await?;
        if !reading.unread.is_empty() {
            self.tell_unread(connection, &reading.unread).await?;
        }
        Ok(reading)
    }

    /// Tells a person which rows could not be read. A product's figure stays as it was until its row can be.
    async fn tell_unread(
        &self,
        connection: &Connection,
        unread: &[UnreadRow],
    ) -> Result<(), StoreError> {
        const MOST: usize = 20;
        let shown = &connection.shown;
        let named = unread.iter().take(MOST).map(|row| {
            let sku = row.sku.as_deref().unwrap_or("a row without a SKU");
            format!("{sku}: {}", row.reason)
        });
        let mut named: Vec<String> = named.collect();
        if unread.len() > MOST {
            named.push(format!("and {} more", unread.len() - MOST));
        }
        let notice = Notice {
            weight: Weight::Warning,
            title: format!("{} rows of {} could not be read", unread.len(), shown.name),
            text: format!(
                "Nothing was changed for these, and no zero is assumed. {}",
                named.join("; ")
            ),
            link: None,
            topic: Some(format!("sync-unread/{}", shown.id)),
        };
        notices::add(self.store().writer(), &notice, self.now()).await?;
        Ok(())
    }

    /// Rows of a service as figures of products that are known here. Nothing is left out without being named.
    async fn understood(&self, pass: StockPass) -> Result<Reading, ConnectionError> {
        let folded = |sku: &str| Sku::new(sku).ok().map(|sku| sku.folded());
        // A row that was read may have lost something beside its figure; that is no unread row.
        let rows: BTreeSet<&str> = pass.rows.iter().map(|row| row.sku.as_str()).collect();
        let is_row = |sku: &Option<String>| sku.as_deref().is_none_or(|sku| !rows.contains(sku));
        let mut unread: Vec<UnreadRow> = pass
            .unread
            .iter()
            .filter(|lost| is_row(&lost.about))
            .map(|lost| UnreadRow {
                sku: lost.about.clone(),
                product: None,
                reason: lost.reason.clone(),
            })
            .collect();
        let named = unread.iter().filter_map(|row| row.sku.as_deref());
        let skus: Vec<String> = rows
            .iter()
            .copied()
            .chain(named)
            .filter_map(folded)
            .collect();
        let known = stored::products_by_sku(self.store().reader(), &skus).await?;
        let products = records::products(self.store().reader(), known.values().copied()).await?;
        for row in &mut unread {
            let sku = row.sku.as_deref().and_then(folded);
            row.product = sku.and_then(|sku| known.get(&sku).copied());
        }
        let mut reading = Reading {
            figures: BTreeMap::new(),
            unmatched: Vec::new(),
            unread,
        };
        for row in pass.rows {
            // Sales are not kept here yet, so that nothing captured or queued shifts the figure (STK-18).
            let proposed = row.proposed(0, 0);
            let product = folded(&row.sku)
                .and_then(|sku| known.get(&sku))
                .filter(|id| {
                    products
                        .get(id)
                        .is_some_and(|product| product.kind == ProductKind::Stocked)
                });
            let quantity = Quantity::new(i64::from(proposed)).ok();
            match (product, quantity) {
                (Some(product), Some(quantity)) => {
                    let sum = reading.figures.entry(*product).or_default();
                    *sum = Quantity::new(sum.units() + quantity.units()).unwrap_or(*sum);
                }
                _ if proposed == 0 => {}
                _ => reading.unmatched.push(Unmatched {
                    sku: row.sku,
                    title: row.title,
                    quantity: proposed,
                }),
            }
        }
        // With one of its SKUs unread, the sum of the others is not what is there.
        let unknown = |product: &ProductId| {
            let mut rows = reading.unread.iter();
            rows.any(|row| row.product == Some(*product))
        };
        reading.figures.retain(|product, _| !unknown(product));
        Ok(reading)
    }

    /// Products with something on hand at a location.
    async fn products_here(&self, location: LocationId) -> Result<BTreeSet<ProductId>, StoreError> {
        let mut sums: BTreeMap<ProductId, Delta> = BTreeMap::new();
        for row in ledger::stock_of(self.store().reader(), location).await? {
            *sums.entry(row.key.product).or_default() += row.level.on_hand;
        }
        sums.retain(|_, sum| !sum.is_zero());
        Ok(sums.into_keys().collect())
    }

    /// Products that a stocktake covers; `None` is all.
    async fn covered(
        &self,
        coverage: &Coverage,
    ) -> Result<Option<BTreeSet<ProductId>>, StoreError> {
        Ok(match coverage {
            Coverage::Location | Coverage::Bins(_) => None,
            Coverage::Products(products) => Some(products.iter().copied().collect()),
            Coverage::Category(category) => {
                let all = records::all_products(self.store().reader()).await?;
                let of_category = all
                    .into_iter()
                    .filter(|product| product.category == Some(*category));
                Some(of_category.map(|product| product.id).collect())
            }
        })
    }

    /// The job acts for whoever connected the account.
    async fn caller_of(&self, connection: &Connection) -> Result<Caller, ConnectionError> {
        let user = people::user(self.store().reader(), connection.connected_by)
            .await?
            .ok_or(super::ActError::Missing(EntityRef::Person(
                connection.connected_by,
            )))?;
        Ok(Caller::without_session(user))
    }
}

fn new_stocktake(
    id: StocktakeId,
    location: LocationId,
    products: impl Iterator<Item = ProductId>,
) -> NewStocktake {
    NewStocktake {
        id,
        location,
        coverage: Coverage::Products(products.collect()),
        blind: false,
        assignments: Vec::new(),
        title: None,
    }
}

/// Items that count, and whether a person said so last.
fn live_by_item(log: &[Logged]) -> BTreeMap<Item, bool> {
    let mut live = BTreeMap::new();
    for Logged { event, voided } in log {
        let source = match &event.tally {
            Tally::Counted { source, .. } | Tally::Set { source, .. } => *source,
            _ => continue,
        };
        if let Some((item, _)) = event.tally.counted()
            && !voided
        {
            let by_hand = !matches!(source, CountSource::Sync | CountSource::Job);
            live.insert(item.clone(), by_hand);
        }
    }
    live
}
