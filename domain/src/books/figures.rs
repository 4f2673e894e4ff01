//! A stocktake of an external location: a fulfilment service's figures fill it, people change single rows
//! (STK-02 to STK-06, STK-09, STK-17). The figures are one pass of the implicit bin, so that what is compared, posted
//! and remembered is the same as for any count. Reading the service is not done here.

use super::change::Change;
use super::draft::{Draft, Stop};
use super::entity::EntityRef;
use super::refusal::Refusal;
use super::working_set::Ref;
use crate::ids::{OperationId, PassId, ProductId, StocktakeId};
use crate::location::LocationKind;
use crate::operation::Disposition;
use crate::quantity::Quantity;
use crate::stocktake::pass::{CountEvent, Logged, Pass, PassLine, Tally, digest};
use crate::stocktake::{CountSource, Item, PassHead, Stocktake, StocktakeStatus};
use std::collections::{BTreeMap, BTreeSet};

/// The pass that holds the service's figures of a stocktake.
pub fn figures_pass(stocktake: StocktakeId) -> PassId {
    PassId::derived(stocktake.uuid(), 0)
}

/// What the service said last of an item, whether or not a person changed it since (STK-17).
pub fn synced(log: &[Logged], item: &Item) -> Option<Quantity> {
    let said = log.iter().filter_map(|Logged { event, .. }| {
        let (of, quantity) = event.tally.counted()?;
        (of == item && is_service(&event.tally)).then_some((event.recorded, quantity))
    });
    said.max_by_key(|(recorded, _)| *recorded)
        .map(|(_, quantity)| quantity)
}

/// Takes the service's figures in: fills rows, refreshes those it filled before, empties those it no longer reports.
/// Rows that a person changed stay as they are.
pub fn fill(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    figures: &[(ProductId, Quantity)],
    source: CountSource,
) -> Result<(), Stop> {
    let stocktake = external(draft, id)?;
    let products = figures
        .iter()
        .map(|(product, _)| EntityRef::Product(*product));
    draft.given.want(products.map(Ref::Entity))?;
    for (product, _) in figures {
        draft.stocked_product(*product)?;
    }
    let figures: BTreeMap<Item, Quantity> = figures
        .iter()
        .map(|(product, quantity)| (Item::Product(*product), *quantity))
        .collect();
    let mut sheet = Sheet::load(draft, &stocktake)?;
    // Every row that is filled now is measured now, and so is what is missing.
    sheet.pass.opened = sheet.draft.ctx.at;
    let mut rows: BTreeMap<Item, Row> = BTreeMap::new();
    for Logged { event, voided } in &sheet.log {
        if let Some((item, _)) = event.tally.counted()
            && !voided
        {
            let row = rows.entry(item.clone()).or_default();
            row.live.push(event.id);
            row.is_manual |= !is_service(&event.tally);
        }
    }
    let items: BTreeSet<Item> = figures.keys().chain(rows.keys()).cloned().collect();
    for item in items {
        let row = rows.remove(&item).unwrap_or_default();
        match figures.get(&item) {
            Some(quantity) if row.is_manual => {
                if synced(&sheet.log, &item) != Some(*quantity) {
                    let said = sheet.count(item, *quantity, Vec::new(), source);
                    sheet.write(Tally::Voided { event: said });
                }
            }
            Some(quantity) => {
                sheet.count(item, *quantity, row.live, source);
            }
            None if row.is_manual => {}
            None => {
                for event in row.live {
                    sheet.write(Tally::Voided { event });
                }
            }
        }
    }
    let measured = sheet.draft.ctx.at;
    sheet.close(measured);
    Ok(())
}

/// Takes in what a person says is there; what the service said stays beside it.
pub fn enter(
    draft: &mut Draft<'_>,
    id: StocktakeId,
    product: ProductId,
    quantity: Quantity,
) -> Result<(), Stop> {
    let stocktake = external(draft, id)?;
    draft.stocked_product(product)?;
    let mut sheet = Sheet::load(draft, &stocktake)?;
    let item = Item::Product(product);
    let live = crate::stocktake::pass::replaced_by_set(&sheet.log, &item);
    sheet.count(item, quantity, live, CountSource::Hand);
    let measured = sheet
        .pass
        .closed
        .map_or(sheet.draft.ctx.at, |closing| closing.at);
    sheet.close(measured);
    Ok(())
}

const fn is_service(tally: &Tally) -> bool {
    matches!(
        tally,
        Tally::Counted {
            source: CountSource::Sync | CountSource::Job,
            ..
        } | Tally::Set {
            source: CountSource::Sync | CountSource::Job,
            ..
        }
    )
}

fn external(draft: &Draft<'_>, id: StocktakeId) -> Result<Stocktake, Stop> {
    let key = EntityRef::Stocktake(id);
    let stocktake = draft
        .given
        .stocktake(id)?
        .ok_or(Refusal::Missing(key.clone()))?
        .clone();
    if stocktake.status != StocktakeStatus::InProgress {
        return Err(Refusal::WrongState {
            record: key,
            state: stocktake.status.title().to_owned(),
            action: "change".to_owned(),
        }
        .into());
    }
    let location = draft.active_location(stocktake.location)?;
    if location.kind != LocationKind::External {
        return Err(Refusal::NotExternal.into());
    }
    Ok(stocktake)
}

/// What counts of an item before the service is read again.
#[derive(Default)]
struct Row {
    live: Vec<OperationId>,
    is_manual: bool,
}

/// The pass while it is written on.
struct Sheet<'d, 'a> {
    draft: &'d mut Draft<'a>,
    pass: Pass,
    log: Vec<Logged>,
    touched: BTreeSet<Item>,
    n_written: u32,
}

impl<'d, 'a> Sheet<'d, 'a> {
    fn load(draft: &'d mut Draft<'a>, stocktake: &Stocktake) -> Result<Self, Stop> {
        let id = figures_pass(stocktake.id);
        draft.given.want([
            Ref::Entity(EntityRef::Pass(id)),
            Ref::PassEvents { pass: id },
        ])?;
        let log = draft.given.pass_events(id)?.to_vec();
        let known = draft.given.pass(id)?.cloned();
        let is_new = known.is_none();
        let ctx = draft.ctx;
        let pass = known.unwrap_or_else(|| {
            let head = PassHead {
                pass: id,
                stocktake: stocktake.id,
                location: stocktake.location,
                bin: None,
                part: None,
                generation: 0,
                only: None,
            };
            // No tablet holds anything of it back.
            Pass::opened(head, ctx.actor.user, None, ctx.at, Disposition::Accepted)
        });
        let mut sheet = Self {
            draft,
            pass,
            log,
            touched: BTreeSet::new(),
            n_written: 0,
        };
        if is_new {
            sheet.write(Tally::Opened);
        }
        Ok(sheet)
    }

    /// Writes one line of the log of counting.
    fn write(&mut self, tally: Tally) -> OperationId {
        let ctx = self.draft.ctx;
        self.n_written += 1;
        let event = CountEvent {
            id: OperationId::derived(ctx.operation.uuid(), self.n_written),
            pass: self.pass.head.pass,
            tally,
            user: ctx.actor.user,
            device: ctx.actor.device,
            at: ctx.at,
            recorded: ctx.now,
            disposition: Disposition::Accepted,
        };
        let id = event.id;
        self.touched
            .extend(event.tally.counted().map(|(item, _)| item.clone()));
        for taken in event.takes_back() {
            self.draft.change(Change::Void {
                event: *taken,
                pass: event.pass,
            });
            for logged in &mut self.log {
                if logged.event.id == *taken {
                    logged.voided = true;
                    self.touched
                        .extend(logged.event.tally.counted().map(|(item, _)| item.clone()));
                }
            }
        }
        self.pass.arrived(&event);
        self.draft.change(Change::Log(event.clone()));
        self.log.push(Logged {
            event,
            voided: false,
        });
        id
    }

    fn count(
        &mut self,
        item: Item,
        quantity: Quantity,
        voids: Vec<OperationId>,
        source: CountSource,
    ) -> OperationId {
        self.write(if voids.is_empty() {
            Tally::Counted {
                item,
                quantity,
                source,
            }
        } else {
            Tally::Set {
                item,
                quantity,
                voids,
                source,
            }
        })
    }

    /// Closes the pass over everything that it holds now. What it does not name was missing at `measured`.
    fn close(mut self, measured: crate::time::Moment) {
        let numbered = self
            .log
            .iter()
            .filter(|logged| logged.event.tally.is_numbered());
        let sum = numbered
            .clone()
            .fold(0, |sum, logged| sum ^ digest(logged.event.id));
        let n_events = u32::try_from(numbered.count()).unwrap_or(u32::MAX);
        let is_empty = self.touched.is_empty() && n_events == 0;
        self.write(Tally::Closed {
            n_events,
            digest: sum,
            empty_confirmed: is_empty,
        });
        if let Some(closing) = &mut self.pass.closed {
            *closing = crate::stocktake::pass::Closing {
                at: measured,
                n_events,
                digest: sum,
                empty_confirmed: is_empty,
            };
        }
        let mut of_item: BTreeMap<Item, Vec<&Logged>> = BTreeMap::new();
        for logged in &self.log {
            if let Some((item, _)) = logged.event.tally.counted() {
                of_item.entry(item.clone()).or_default().push(logged);
            }
        }
        for item in self.touched {
            let log = of_item.remove(&item).unwrap_or_default();
            self.draft
                .put(PassLine::rebuilt(&self.pass, &item, log.into_iter()));
        }
        self.draft.put(self.pass);
    }
}
