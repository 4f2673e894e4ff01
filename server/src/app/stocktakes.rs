//! Stocktakes from the office: starting, watching, reviewing, settling, completing. What a review finds and what
//! completing posts is decided by `domain`; this gathers, names and shows it.

use super::{Act, ActError, App, Caller, Done, Note};
use crate::store::people::{self, Names};
use crate::store::records::{self, Versioned};
use crate::store::{StoreError, answers, drafts, photos, sync as synced};
use api::stocktakes as shape;
use domain::books::{
    Answer, Command, Completion, Entity, EntityRef, NewStocktake, Ref, ReviewSubject, ReviewTask,
    WorkingSet, review,
};
use domain::catalogue::{Product, ProductCost};
use domain::ids::{BinId, PassId, ProductId, StocktakeId};
use domain::ledger::StockKey;
use domain::location::Bin;
use domain::money::{Money, UnitCost, Value};
use domain::operation::{Disposition, Intent, Operation};
use domain::permission::Permission;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::bin::{BinState, Standing};
use domain::stocktake::pass::{Pass, PassLine, Ruling};
use domain::stocktake::review::{Blocker, Review, ReviewLine};
use domain::stocktake::tolerance::Tolerance;
use domain::stocktake::{
    Assignment, Coverage, Item, Stocktake, StocktakeStatus, UnknownCode, Verdict,
};
use domain::text::{Name, RawCode};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A stocktake with everything that a review looks at.
struct Gathered {
    stocktake: Versioned<Stocktake>,
    given: WorkingSet,
    passes: Vec<Pass>,
    lines: Vec<PassLine>,
    codes: Vec<UnknownCode>,
    photos: HashMap<String, Vec<String>>,
    bins: Vec<Bin>,
    open_tasks: Vec<ReviewTask>,
    names: Names,
}

impl Gathered {
    fn id(&self) -> StocktakeId {
        self.stocktake.record.id
    }

    /// Bins to count, in walking order; the implicit one for a location without bins.
    fn covered(&self) -> Vec<Option<BinId>> {
        let stocktake = &self.stocktake.record;
        let mut bins: Vec<Option<BinId>> = self
            .bins
            .iter()
            .filter(|bin| !bin.archived && stocktake.covers_bin(Some(bin.id)))
            .map(|bin| Some(bin.id))
            .collect();
        let counted: BTreeSet<Option<BinId>> =
            self.passes.iter().map(|pass| pass.head.bin).collect();
        let more: Vec<_> = counted
            .into_iter()
            .filter(|bin| !bins.contains(bin))
            .collect();
        bins.extend(more);
        if bins.is_empty() { vec![None] } else { bins }
    }

    fn states(&self) -> Result<BTreeMap<Option<BinId>, BinState>, ActError> {
        let settled = match self.given.bin_counts(self.id()) {
            Ok(settled) => settled.as_slice(),
            Err(_) => &[],
        };
        Ok(domain::stocktake::review::bins(
            &self.passes,
            &self.lines,
            settled,
            &self.codes,
        ))
    }
}

impl App {
    /// A stocktake.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn stocktake(&self, id: StocktakeId) -> Result<Versioned<Stocktake>, ActError> {
        let key = EntityRef::Stocktake(id);
        let found = self.record(&key).await?;
        match found.record {
            Entity::Stocktake(record) => Ok(Versioned {
                record,
                version: found.version,
            }),
            _ => Err(ActError::Missing(key)),
        }
    }

    /// Starts a stocktake; zones are expanded to their bins.
    ///
    /// # Errors
    /// Says why not.
    pub async fn start_stocktake(
        &self,
        caller: &Caller,
        new: shape::NewStocktake,
    ) -> Result<StocktakeId, ActError> {
        let id = StocktakeId::new(
            caller
                .operation
                .map_or_else(|| self.fresh(), |operation| operation.uuid()),
        );
        let coverage = match new.coverage {
            shape::Coverage::Location => Coverage::Location,
            shape::Coverage::Bins(bins) => Coverage::Bins(bins),
            shape::Coverage::Category(category) => Coverage::Category(category),
            shape::Coverage::Products(products) => Coverage::Products(products),
            shape::Coverage::Zones(zones) => {
                let wanted: BTreeSet<String> = zones.iter().map(Name::folded).collect();
                let bins = records::bins_of(self.store().reader(), new.location).await?;
                let in_zone = |bin: &Versioned<Bin>| {
                    !bin.record.archived
                        && bin
                            .record
                            .zone
                            .as_ref()
                            .is_some_and(|zone| wanted.contains(&zone.folded()))
                };
                Coverage::Bins(
                    bins.iter()
                        .filter(|bin| in_zone(bin))
                        .map(|bin| bin.record.id)
                        .collect(),
                )
            }
        };
        let assignments = new.assignments.iter().map(assignment).collect();
        let start = NewStocktake {
            id,
            location: new.location,
            coverage,
            blind: new.blind,
            assignments,
            title: new.title,
        };
        let note = Note::new(
            "stocktake/started",
            id,
            if new.blind { "blind" } else { "" },
        );
        self.perform(
            caller,
            &[Act::Command(Command::StartStocktake(start))],
            None,
            Some(&note),
        )
        .await?;
        Ok(id)
    }

    /// Says who counts which bin.
    ///
    /// # Errors
    /// Says why not.
    pub async fn assign_bins(
        &self,
        caller: &Caller,
        id: StocktakeId,
        all: &[shape::Assignment],
    ) -> Result<Done, ActError> {
        let command = Command::AssignBins {
            stocktake: id,
            assignments: all.iter().map(assignment).collect(),
        };
        let note = Note::new("stocktake/assigned", id, format!("{} bins", all.len()));
        self.perform(caller, &[command.into()], None, Some(&note))
            .await
    }

    /// Settles differing passes of a bin.
    ///
    /// # Errors
    /// Says why not.
    pub async fn resolve_conflict(
        &self,
        caller: &Caller,
        id: StocktakeId,
        body: shape::Resolve,
    ) -> Result<Done, ActError> {
        let bin = body.bin;
        let (command, text) = match body.resolution {
            shape::Resolution::Take(pass) => (
                Command::ResolveConflict {
                    stocktake: id,
                    bin,
                    verdict: Verdict::Take(pass),
                },
                format!("took {pass}"),
            ),
            shape::Resolution::Sum => {
                let gathered = self.gather(id).await?;
                let states = gathered.states()?;
                let layer = states.get(&bin).and_then(|state| {
                    state
                        .layers
                        .iter()
                        .find(|layer| !layer.differing.is_empty())
                });
                let passes = layer
                    .map(|layer| layer.differing.clone())
                    .unwrap_or_default();
                let text = format!("added {} counts as parts", passes.len());
                (
                    Command::ResolveConflict {
                        stocktake: id,
                        bin,
                        verdict: Verdict::Parts(passes),
                    },
                    text,
                )
            }
            shape::Resolution::Recount { user } => (
                Command::OrderRecount {
                    stocktake: id,
                    bin,
                    only: None,
                    user,
                },
                "ordered a recount".to_owned(),
            ),
        };
        let note = Note::new("stocktake/conflict-settled", id, text);
        self.perform(caller, &[command.into()], None, Some(&note))
            .await
    }

    /// Orders a recount.
    ///
    /// # Errors
    /// Says why not.
    pub async fn order_recount(
        &self,
        caller: &Caller,
        id: StocktakeId,
        body: shape::NewRecount,
    ) -> Result<Done, ActError> {
        let only = (!body.products.is_empty()).then_some(body.products);
        let text = only.as_ref().map_or("whole bin".to_owned(), |only| {
            format!("{} products", only.len())
        });
        let command = Command::OrderRecount {
            stocktake: id,
            bin: body.bin,
            only,
            user: body.user,
        };
        let note = Note::new("stocktake/recount-ordered", id, text);
        self.perform(caller, &[command.into()], None, Some(&note))
            .await
    }

    /// Says what an unknown code was, or that nobody can tell.
    ///
    /// # Errors
    /// Says why not.
    pub async fn map_code(
        &self,
        caller: &Caller,
        id: StocktakeId,
        body: shape::MapCode,
    ) -> Result<Done, ActError> {
        let code = body.code.clone();
        let mut acts = Vec::new();
        match body.product {
            Some(product) => {
                let map = Intent::MapUnknownCode {
                    stocktake: id,
                    code: code.clone(),
                    product,
                };
                acts.push(Act::Operation(Operation::Intent(map)));
                if body.assign {
                    let code = domain::barcode::Code::scanned(code.as_str()).map_err(|error| {
                        ActError::Input {
                            field: "code".into(),
                            message: error.to_string(),
                        }
                    })?;
                    let pack = Quantity::new(1).expect("one is in range");
                    let barcode = domain::catalogue::Barcode { code, pack };
                    acts.push(Act::Operation(Operation::Intent(Intent::AssignBarcode {
                        product,
                        barcode,
                    })));
                }
            }
            None => acts.push(
                Command::SetCodeAside {
                    stocktake: id,
                    code: code.clone(),
                }
                .into(),
            ),
        }
        let text = body
            .product
            .map_or(format!("{code}: set aside"), |product| {
                format!("{code}: {product}")
            });
        let note = Note::new("stocktake/code-mapped", id, text);
        self.perform(caller, &acts, None, Some(&note)).await
    }

    /// Rules on a pass that is held, or sets any pass aside.
    ///
    /// # Errors
    /// Says why not.
    pub async fn rule_pass(
        &self,
        caller: &Caller,
        id: StocktakeId,
        pass: PassId,
        ruling: Ruling,
    ) -> Result<Done, ActError> {
        let text = match ruling {
            Ruling::Released => format!("{pass}: released"),
            Ruling::SetAside => format!("{pass}: set aside"),
        };
        let note = Note::new("stocktake/pass-ruled", id, text);
        self.perform(
            caller,
            &[Command::RulePass { pass, ruling }.into()],
            None,
            Some(&note),
        )
        .await
    }

    /// Keeps unit costs for the completion to come.
    ///
    /// # Errors
    /// Says why not.
    pub async fn draft_costs(
        &self,
        caller: &Caller,
        id: StocktakeId,
        costs: shape::UnitCosts,
    ) -> Result<(), ActError> {
        caller.require_act(Permission::CompleteStocktake)?;
        self.stocktake(id).await?;
        let mut parsed = Vec::new();
        for (at, cost) in costs.costs.iter().enumerate() {
            let unit_cost = UnitCost::parse(&cost.unit_cost).map_err(|error| ActError::Input {
                field: format!("costs[{at}].unit_cost"),
                message: error.to_string(),
            })?;
            parsed.push(ProductCost {
                product: cost.product,
                unit_cost,
            });
        }
        let tx = self.store().begin().await?;
        let mut draft = drafts::of(&tx, id).await?;
        for cost in parsed {
            draft
                .unit_costs
                .retain(|known| known.product != cost.product);
            draft.unit_costs.push(cost);
        }
        drafts::put(&tx, id, &draft).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Accepts a line although nobody knows whether movements lie before or after its count.
    ///
    /// # Errors
    /// Says why not.
    pub async fn accept_unclear(
        &self,
        caller: &Caller,
        id: StocktakeId,
        product: ProductId,
        bin: Option<BinId>,
    ) -> Result<(), ActError> {
        caller.require_act(Permission::CompleteStocktake)?;
        let stocktake = self.stocktake(id).await?.record;
        let key = StockKey::new(product, stocktake.location, bin);
        let tx = self.store().begin().await?;
        let mut draft = drafts::of(&tx, id).await?;
        if !draft.accept_unclear.contains(&key) {
            draft.accept_unclear.push(key);
        }
        drafts::put(&tx, id, &draft).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// What completing is told.
    async fn completion(&self, id: StocktakeId) -> Result<Completion, ActError> {
        let db = self.store().reader();
        let draft = drafts::of(db, id).await?;
        let company = people::company(db).await?;
        Ok(Completion {
            unit_costs: draft.unit_costs,
            accept_unclear: draft.accept_unclear,
            tolerance: company.as_ref().map(tolerance_of).unwrap_or_default(),
        })
    }

    /// Completes a stocktake, overriding the barrier for tablets that are named.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub async fn complete_stocktake(
        &self,
        caller: &Caller,
        id: StocktakeId,
        body: shape::Complete,
    ) -> Result<Done, ActError> {
        caller.require_act(Permission::CompleteStocktake)?;
        if let Some(seen) = &body.fingerprint
            && *seen != self.review_stocktake(caller, id).await?.fingerprint
        {
            return Err(ActError::Stale(EntityRef::Stocktake(id)));
        }
        let completion = self.completion(id).await?;
        let mut acts: Vec<Act> = Vec::new();
        let mut text = String::new();
        if let Some(over) = body.override_devices {
            for device in &over.devices {
                let (device, reason) = (*device, over.reason.clone());
                acts.push(
                    Command::OverrideBarrier {
                        stocktake: id,
                        device,
                        reason,
                    }
                    .into(),
                );
            }
            text = format!("without {} tablets: {}", over.devices.len(), over.reason);
        }
        acts.push(
            Command::CompleteStocktake {
                stocktake: id,
                completion,
            }
            .into(),
        );
        let note = Note::new("stocktake/completed", id, text);
        self.perform(caller, &acts, None, Some(&note)).await
    }

    /// Annuls a stocktake.
    ///
    /// # Errors
    /// Says why not.
    pub async fn void_stocktake(
        &self,
        caller: &Caller,
        id: StocktakeId,
        reason: &str,
    ) -> Result<Done, ActError> {
        let note = Note::new("stocktake/voided", id, reason);
        self.perform(
            caller,
            &[Command::VoidStocktake(id).into()],
            None,
            Some(&note),
        )
        .await
    }

    /// Decides on a pass that arrived after completion: its differences are posted at their own cuts, or it is set
    /// aside.
    ///
    /// # Errors
    /// Says why not.
    pub async fn decide_late(
        &self,
        caller: &Caller,
        id: StocktakeId,
        body: shape::LateDecision,
    ) -> Result<Done, ActError> {
        let reason = body
            .reason
            .map(|reason| reason.to_string())
            .unwrap_or_default();
        let (command, text) = if body.accept {
            let completion = self.completion(id).await?;
            (
                Command::PostSupplement {
                    stocktake: id,
                    completion,
                },
                format!("{} posted. {reason}", body.pass),
            )
        } else {
            (
                Command::RulePass {
                    pass: body.pass,
                    ruling: Ruling::SetAside,
                },
                format!("{} set aside. {reason}", body.pass),
            )
        };
        let note = Note::new("stocktake/late-count", id, text);
        self.perform(caller, &[command.into()], None, Some(&note))
            .await
    }

    /// Everything that a review looks at, read in one snapshot.
    async fn gather(&self, id: StocktakeId) -> Result<Gathered, ActError> {
        let tx = self.store().snapshot().await?;
        let key = EntityRef::Stocktake(id);
        let found = records::one(&tx, &key)
            .await?
            .ok_or_else(|| ActError::Missing(key.clone()))?;
        let Entity::Stocktake(stocktake) = found.record else {
            return Err(ActError::Missing(key));
        };
        let mut given = WorkingSet::new();
        let costs = drafts::of(&tx, id).await?.unit_costs;
        while let Err(need) = review(id, &costs, &given) {
            let answers = answers::answer(&tx, &need.0).await?;
            for (question, answer) in need.0.into_iter().zip(answers) {
                given.give(question, answer);
            }
        }
        let parts = [
            Ref::Passes { stocktake: id },
            Ref::PassLines { stocktake: id },
            Ref::UnknownCodes { stocktake: id },
        ];
        let (mut passes, mut lines, mut codes) = (Vec::new(), Vec::new(), Vec::new());
        for answer in answers::answer(&tx, &parts).await? {
            match answer {
                Answer::Passes(all) => passes = all,
                Answer::PassLines(all) => lines = all,
                Answer::UnknownCodes(all) => codes = all,
                _ => {}
            }
        }
        let open_tasks = records::open_tasks_of(&tx, id).await?;
        let bins = records::bins_of(&tx, stocktake.location)
            .await?
            .into_iter()
            .map(|bin| bin.record)
            .collect();
        let names = people::names(&tx).await?;
        let photos = photos::of(&tx, id).await?;
        tx.rollback().await.map_err(StoreError::from)?;
        let stocktake = Versioned {
            record: stocktake,
            version: found.version,
        };
        Ok(Gathered {
            stocktake,
            given,
            passes,
            lines,
            codes,
            photos,
            bins,
            open_tasks,
            names,
        })
    }

    /// Who counts where and what is left. Counts bins, never expected products (DECISIONS 6).
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn stocktake_progress(
        &self,
        caller: &Caller,
        id: StocktakeId,
    ) -> Result<shape::Progress, ActError> {
        let gathered = self.gather(id).await?;
        let states = gathered.states()?;
        let shows_units =
            !gathered.stocktake.record.blind || caller.actor.may(Permission::ManageStocktakes);
        let covered = gathered.covered();
        let bins: Vec<shape::BinProgress> = covered
            .iter()
            .map(|bin| shape::BinProgress {
                bin: *bin,
                state: bin_state(
                    states
                        .get(bin)
                        .map_or(Standing::Uncounted, |state| state.standing),
                ),
                passes: gathered
                    .passes
                    .iter()
                    .filter(|pass| pass.head.bin == *bin)
                    .map(|pass| pass_view(&gathered, pass, shows_units))
                    .collect(),
            })
            .collect();
        let n = |states: &[shape::BinState]| {
            u32::try_from(
                bins.iter()
                    .filter(|bin| states.contains(&bin.state))
                    .count(),
            )
            .unwrap_or(u32::MAX)
        };
        let unknown = gathered
            .codes
            .iter()
            .filter(|code| code.product.is_none() && !code.set_aside)
            .count();
        Ok(shape::Progress {
            n_bins: u32::try_from(bins.len()).unwrap_or(u32::MAX),
            n_counted: n(&[
                shape::BinState::Counted,
                shape::BinState::Verified,
                shape::BinState::Conflict,
                shape::BinState::Recount,
            ]),
            n_conflicts: n(&[shape::BinState::Conflict]),
            n_unknown: u32::try_from(unknown).unwrap_or(u32::MAX),
            devices: self.device_progress(&gathered).await?,
            bins,
        })
    }

    async fn device_progress(
        &self,
        gathered: &Gathered,
    ) -> Result<Vec<shape::DeviceProgress>, ActError> {
        let clients = synced::clients_in(self.store().reader(), gathered.id()).await?;
        let mut devices: BTreeSet<_> = gathered
            .passes
            .iter()
            .filter_map(|pass| pass.device)
            .collect();
        devices.extend(clients.iter().map(|client| client.device));
        let nameless = || Name::new("Unknown device").expect("plain words");
        Ok(devices
            .into_iter()
            .map(|device| {
                let of_device = || {
                    gathered
                        .passes
                        .iter()
                        .filter(move |pass| pass.device == Some(device))
                };
                let last = of_device()
                    .map(|pass| {
                        pass.closed
                            .map_or(pass.opened, |closing| closing.at)
                            .during
                            .to()
                    })
                    .max();
                let open = of_device().filter(|pass| pass.closed.is_none()).count();
                let empty = clients
                    .iter()
                    .filter(|client| client.device == device)
                    .filter_map(|client| client.outbox_empty)
                    .max();
                shape::DeviceProgress {
                    device,
                    name: gathered.names.device(Some(device)).unwrap_or_else(nameless),
                    last_seen: clients
                        .iter()
                        .filter(|client| client.device == device)
                        .map(|client| client.seen)
                        .max(),
                    open_passes: u32::try_from(open).unwrap_or(u32::MAX),
                    reported: open == 0 && empty >= last,
                }
            })
            .collect())
    }

    /// The review: variance against the book at each line's own moment.
    ///
    /// # Errors
    /// Says that it is not there, or that the caller may not see stock.
    pub async fn review_stocktake(
        &self,
        caller: &Caller,
        id: StocktakeId,
    ) -> Result<shape::Review, ActError> {
        caller.require_act(Permission::ManageStocktakes)?;
        caller.require_act(Permission::ViewStock)?;
        let gathered = self.gather(id).await?;
        let draft = drafts::of(self.store().reader(), id).await?;
        let found = review(id, &draft.unit_costs, &gathered.given)
            .ok()
            .flatten();
        let mut review = found.ok_or(ActError::Missing(EntityRef::Stocktake(id)))?;
        let company = people::company(self.store().reader()).await?;
        let company = company.ok_or(ActError::Missing(EntityRef::Stocktake(id)))?;
        let (currency, tolerance) = (company.base_currency, tolerance_of(&company));
        let fingerprint = fingerprint(&review, &gathered, &draft, &tolerance);
        let products = self.products_of(&review, &gathered).await?;
        // What a service said and nobody could read is no zero: it stands among what is missing, not among the lines.
        let is_unread = self.unread_figures(id).await?;
        let proposed = |line: &ReviewLine| !(line.is_implied && is_unread(line.key.product));
        review.lines.retain(proposed);
        let sees_cost = caller.actor.may(Permission::ViewCost);
        let minor = |value: Option<Value>| {
            value
                .filter(|_| sees_cost)
                .and_then(|value| value.rounded(currency).ok())
                .map(|money| money.minor)
        };
        let lines: Vec<shape::ReviewLine> = review
            .lines
            .iter()
            .filter_map(|line| {
                let mut shown = line_view(
                    &gathered,
                    &review,
                    line,
                    products.get(&line.key.product)?,
                    sees_cost,
                    &minor,
                )?;
                shown.is_within = line.is_within(&tolerance);
                Some(shown)
            })
            .collect();
        let blocks = self
            .blocks(
                &gathered, &review, &products, &draft, &tolerance, &is_unread,
            )
            .await?;
        let is_open = gathered.stocktake.record.status == StocktakeStatus::InProgress;
        let n_uncounted = review.progress(gathered.covered()).uncounted;
        let view = shape::Review {
            stocktake: stocktake_view(&gathered.stocktake, &gathered.open_tasks),
            currency,
            totals: totals(&review, sees_cost, &minor, n_uncounted),
            can_complete: is_open && blocks.iter().all(|block| !block.blocking),
            conflicts: conflicts(&gathered, &review, &products),
            unknown: unknown_codes(&gathered),
            tolerance: company.tolerance,
            lines,
            blocks,
            fingerprint,
        };
        Ok(view)
    }

    async fn products_of(
        &self,
        review: &Review,
        gathered: &Gathered,
    ) -> Result<HashMap<ProductId, Product>, ActError> {
        let counted = gathered.lines.iter().filter_map(|line| match &line.item {
            Item::Product(product) => Some(*product),
            Item::Unknown(_) => None,
        });
        let ids = review
            .lines
            .iter()
            .map(|line| line.key.product)
            .chain(counted);
        Ok(records::products(self.store().reader(), ids).await?)
    }

    async fn blocks(
        &self,
        gathered: &Gathered,
        review: &Review,
        products: &HashMap<ProductId, Product>,
        draft: &drafts::Draft,
        tolerance: &Tolerance,
        is_unread: &impl Fn(ProductId) -> bool,
    ) -> Result<Vec<shape::Block>, ActError> {
        let mut blocks = Vec::new();
        let sku = |id: ProductId| {
            products
                .get(&id)
                .map_or_else(|| id.to_string(), |product| product.sku.to_string())
        };
        let bin_name = |bin: Option<BinId>| match bin {
            Some(id) => gathered
                .bins
                .iter()
                .find(|known| known.id == id)
                .map_or_else(|| id.to_string(), |bin| bin.name.to_string()),
            None => "the place without a bin".to_owned(),
        };
        let tolerated: BTreeSet<StockKey> = review.tolerated(tolerance).collect();
        let of_pass = |id: PassId| gathered.passes.iter().find(|pass| pass.head.pass == id);
        for blocker in &review.blockers {
            let mut block = shape::Block {
                kind: shape::BlockKind::Conflict,
                text: String::new(),
                bin: None,
                product: None,
                device: None,
                blocking: true,
                can_override: false,
            };
            match blocker {
                Blocker::OpenPass(pass) | Blocker::Quarantine(pass) => {
                    let found = of_pass(*pass);
                    block.kind = shape::BlockKind::OpenPass;
                    block.bin = found.and_then(|pass| pass.head.bin);
                    block.device = found.and_then(|pass| pass.device);
                    let user = found.and_then(|pass| gathered.names.user(Some(pass.user)));
                    let user = user.map_or_else(|| "Somebody".to_owned(), |name| name.to_string());
                    let bin = bin_name(block.bin);
                    block.text = if matches!(blocker, Blocker::Quarantine(_)) {
                        format!(
                            "{user}'s count of {bin} came from a revoked device. Release it or set it aside."
                        )
                    } else {
                        // A tablet that never comes back must not hold the books for ever.
                        block.can_override = block.device.is_some();
                        let device = gathered.names.device(block.device);
                        let on = device.map_or_else(String::new, |name| format!(" on {name}"));
                        format!(
                            "{user} is still counting {bin}{on}, or part of that count has not arrived."
                        )
                    };
                }
                Blocker::Conflict(bin) => {
                    block.bin = *bin;
                    block.text = format!("The counts of {} differ.", bin_name(*bin));
                }
                Blocker::Recount(bin) => {
                    (block.kind, block.bin) = (shape::BlockKind::Recount, *bin);
                    block.text = format!("The recount of {} is not done.", bin_name(*bin));
                }
                Blocker::UnknownCode(code) => {
                    block.kind = shape::BlockKind::UnknownCode;
                    block.text = format!("The code {code} is not linked to a product.");
                }
                Blocker::DeviceNotReported(device) => {
                    (block.kind, block.device) = (shape::BlockKind::Device, Some(*device));
                    let name = gathered.names.device(Some(*device));
                    let name = name.map_or_else(|| device.to_string(), |name| name.to_string());
                    block.text = format!(
                        "{name} has not reported since its last count and may hold counts."
                    );
                    block.can_override = true;
                }
                Blocker::Unclear(key) => {
                    (block.kind, block.bin, block.product) =
                        (shape::BlockKind::Ambiguous, key.bin, Some(key.product));
                    block.blocking =
                        !draft.accept_unclear.contains(key) && !tolerated.contains(key);
                    block.can_override = true;
                    let place = bin_name(key.bin);
                    block.text = format!(
                        "Whether goods moved before or after the count of {} in {place} is not known.",
                        sku(key.product)
                    );
                }
                Blocker::NotCountable(product) => {
                    (block.kind, block.product) = (shape::BlockKind::UnknownCode, Some(*product));
                    block.text = format!(
                        "{} is a kit, a service or unknown and cannot be counted.",
                        sku(*product)
                    );
                }
                Blocker::Unreported(key) => {
                    (block.kind, block.product) = (shape::BlockKind::Unreported, Some(key.product));
                    let sku = sku(key.product);
                    block.text = if is_unread(key.product) {
                        format!(
                            "What the service says of {sku} could not be read. Enter what is there, or synchronise again."
                        )
                    } else {
                        format!(
                            "The service does not report {sku}. Confirm that none is there, or enter what is."
                        )
                    };
                }
            }
            blocks.push(block);
        }
        for line in review.lines.iter().filter(|line| line.needs_cost) {
            blocks.push(shape::Block {
                kind: shape::BlockKind::UnitCost,
                text: format!("{} needs a unit cost.", sku(line.key.product)),
                bin: line.key.bin,
                product: Some(line.key.product),
                device: None,
                blocking: true,
                can_override: false,
            });
        }
        for bin in gathered.covered() {
            if review
                .bins
                .get(&bin)
                .is_none_or(|state| state.standing == Standing::Uncounted)
            {
                blocks.push(shape::Block {
                    kind: shape::BlockKind::Uncounted,
                    text: format!(
                        "Nobody has counted {}; its stock stays as it is.",
                        bin_name(bin)
                    ),
                    bin,
                    product: None,
                    device: None,
                    blocking: false,
                    can_override: false,
                });
            }
        }
        Ok(blocks)
    }
}

fn assignment(assignment: &shape::Assignment) -> Assignment {
    Assignment {
        bin: assignment.bin,
        user: assignment.user,
    }
}

const fn bin_state(standing: Standing) -> shape::BinState {
    match standing {
        Standing::Uncounted => shape::BinState::Waiting,
        Standing::Open => shape::BinState::Counting,
        Standing::Counted => shape::BinState::Counted,
        Standing::Verified => shape::BinState::Verified,
        Standing::Conflict => shape::BinState::Conflict,
        Standing::RecountOrdered => shape::BinState::Recount,
    }
}

/// A stocktake as the interface shows it, with what waits for a person's word about it.
pub fn stocktake_view(
    stocktake: &Versioned<Stocktake>,
    open_tasks: &[ReviewTask],
) -> shape::Stocktake {
    let Versioned { record, version } = stocktake;
    shape::Stocktake {
        id: record.id,
        number: record.number.clone().unwrap_or_default(),
        title: record.title.clone(),
        location: record.location,
        coverage: match &record.coverage {
            Coverage::Location => shape::Coverage::Location,
            Coverage::Bins(bins) => shape::Coverage::Bins(bins.clone()),
            Coverage::Category(category) => shape::Coverage::Category(*category),
            Coverage::Products(products) => shape::Coverage::Products(products.clone()),
        },
        blind: record.blind,
        status: record.status,
        started: record.started,
        started_by: record.started_by,
        ended: record.ended.map(|(at, _)| at),
        assignments: record
            .assignments
            .iter()
            .map(|assignment| shape::Assignment {
                bin: assignment.bin,
                user: assignment.user,
            })
            .collect(),
        has_late: open_tasks
            .iter()
            .any(|task| matches!(task.subject, ReviewSubject::LatePass { .. })),
        version: *version,
    }
}

fn item_view(item: &Item) -> shape::Item {
    match item {
        Item::Product(product) => shape::Item::Product(*product),
        Item::Unknown(code) => shape::Item::Unknown(code.clone()),
    }
}

fn pass_view(gathered: &Gathered, pass: &Pass, shows_units: bool) -> shape::Pass {
    let lines = gathered
        .lines
        .iter()
        .filter(|line| line.pass == pass.head.pass && line.n_live > 0);
    let units: i64 = lines.clone().map(|line| line.quantity.units()).sum();
    shape::Pass {
        id: pass.head.pass,
        bin: pass.head.bin,
        user: Some(pass.user),
        user_name: gathered.names.user(Some(pass.user)),
        device: pass.device,
        device_name: gathered.names.device(pass.device),
        opened: pass.opened.middle(),
        closed: pass.closed.map(|closing| closing.at.middle()),
        complete: pass.is_complete(),
        generation: pass.head.generation,
        part: pass.head.part,
        n_lines: u32::try_from(lines.count()).unwrap_or(u32::MAX),
        units: shows_units.then_some(units),
        late: pass.disposition == Disposition::Late,
    }
}

fn line_view(
    gathered: &Gathered,
    review: &Review,
    line: &ReviewLine,
    product: &Product,
    sees_cost: bool,
    minor: &impl Fn(Option<Value>) -> Option<i64>,
) -> Option<shape::ReviewLine> {
    let state = review.bins.get(&line.key.bin)?;
    let pass = line.passes.first().copied();
    let user = pass
        .and_then(|id| gathered.passes.iter().find(|pass| pass.head.pass == id))
        .map(|pass| pass.user);
    let (least, most) = line.variance_range;
    Some(shape::ReviewLine {
        product: line.key.product,
        sku: product.sku.clone(),
        name: product.name.clone(),
        bin: line.key.bin,
        book: line.book,
        counted: Quantity::new(line.counted.units()).ok(),
        variance: Some(line.variance),
        variance_range: (least != most).then_some((least, most)),
        moved_since: line.moved_since,
        new_on_hand: Some(line.new_on_hand),
        unit_cost: line
            .unit_cost
            .filter(|_| sees_cost)
            .map(|cost| cost.to_string()),
        value_minor: minor(line.value),
        cut: Some((line.at.during.from(), line.at.during.to())),
        implied_zero: line.is_implied,
        needs_cost: line.needs_cost,
        pass,
        user,
        user_name: gathered.names.user(user),
        verified: state.standing == Standing::Verified,
        conflict: state.standing == Standing::Conflict,
        recount: state
            .due
            .as_ref()
            .is_some_and(|due| due.asks_for(line.key.product)),
        is_within: false,
    })
}

fn totals(
    review: &Review,
    sees_cost: bool,
    minor: &impl Fn(Option<Value>) -> Option<i64>,
    n_uncounted: usize,
) -> shape::ReviewTotals {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let lines = || review.lines.iter();
    let short = || lines().filter(|line| line.variance < Delta::ZERO);
    let over = || lines().filter(|line| line.variance > Delta::ZERO);
    fn units<'a>(of: impl Iterator<Item = &'a ReviewLine>) -> i64 {
        of.map(|line| line.variance.units()).sum()
    }
    // A sum without what nobody knows the cost of would be a wrong one.
    fn value<'a>(mut of: impl Iterator<Item = &'a ReviewLine>) -> Option<Value> {
        of.try_fold(Value::ZERO, |sum, line| Some(sum + line.value?))
    }
    let differing = || lines().filter(|line| !line.variance.is_zero());
    let costless: BTreeSet<ProductId> = differing()
        .filter(|line| line.value.is_none())
        .map(|line| line.key.product)
        .collect();
    shape::ReviewTotals {
        n_lines: small(review.lines.len()),
        n_match: small(lines().filter(|line| line.variance.is_zero()).count()),
        n_short: small(short().count()),
        units_short: units(short()),
        value_short_minor: minor(value(short())),
        n_over: small(over().count()),
        units_over: units(over()),
        value_over_minor: minor(value(over())),
        value_net_minor: minor(value(differing())),
        n_costless: if sees_cost { small(costless.len()) } else { 0 },
        units_moved: lines().map(|line| line.moved_since.units().abs()).sum(),
        n_uncounted: small(n_uncounted),
    }
}

fn conflicts(
    gathered: &Gathered,
    review: &Review,
    products: &HashMap<ProductId, Product>,
) -> Vec<shape::Conflict> {
    let mut all = Vec::new();
    for (bin, state) in &review.bins {
        let Some(layer) = state
            .layers
            .iter()
            .find(|layer| layer.winner.is_none() && !layer.differing.is_empty())
        else {
            continue;
        };
        let passes: Vec<&Pass> = layer
            .differing
            .iter()
            .filter_map(|id| gathered.passes.iter().find(|pass| pass.head.pass == *id))
            .collect();
        let mut counted: BTreeMap<&Item, Vec<i64>> = BTreeMap::new();
        for (at, pass) in passes.iter().enumerate() {
            for line in gathered
                .lines
                .iter()
                .filter(|line| line.pass == pass.head.pass)
            {
                counted
                    .entry(&line.item)
                    .or_insert_with(|| vec![0; passes.len()])[at] = line.quantity.units();
            }
        }
        let differing = counted
            .into_iter()
            .filter(|(_, counts)| counts.iter().any(|count| *count != counts[0]));
        let lines = differing.map(|(item, counts)| shape::ConflictLine {
            name: match item {
                Item::Product(id) => products
                    .get(id)
                    .map_or_else(|| id.to_string(), |product| product.name.to_string()),
                Item::Unknown(code) => code.to_string(),
            },
            item: item_view(item),
            counted: counts
                .into_iter()
                .map(|count| Quantity::new(count).unwrap_or_default())
                .collect(),
        });
        all.push(shape::Conflict {
            bin: *bin,
            lines: lines.collect(),
            passes: passes
                .iter()
                .map(|pass| pass_view(gathered, pass, true))
                .collect(),
        });
    }
    all
}

fn unknown_codes(gathered: &Gathered) -> Vec<shape::UnknownCode> {
    let places = |code: &RawCode| {
        let counted = gathered
            .lines
            .iter()
            .filter(|line| line.n_live > 0 && line.item == Item::Unknown(code.clone()));
        counted
            .map(|line| shape::UnknownPlace {
                bin: gathered
                    .passes
                    .iter()
                    .find(|pass| pass.head.pass == line.pass)
                    .and_then(|pass| pass.head.bin),
                pass: line.pass,
                quantity: Quantity::new(line.quantity.units()).unwrap_or_default(),
            })
            .collect()
    };
    let open = gathered.codes.iter().filter(|code| !code.set_aside);
    open.map(|code| shape::UnknownCode {
        code: code.code.clone(),
        places: places(&code.code),
        product: code.product,
        photos: gathered
            .photos
            .get(code.code.as_str())
            .cloned()
            .unwrap_or_default(),
    })
    .collect()
}

/// Changes when anything that would be posted, or stands in the way, does.
fn fingerprint(
    review: &Review,
    gathered: &Gathered,
    draft: &drafts::Draft,
    tolerance: &Tolerance,
) -> String {
    let mut hasher = blake3::Hasher::new();
    for line in &review.lines {
        hasher.update(
            format!(
                "{:?}",
                (line.key, line.counted, line.variance, line.unit_cost)
            )
            .as_bytes(),
        );
    }
    hasher.update(format!("{:?}", review.blockers).as_bytes());
    hasher.update(
        format!(
            "{:?}",
            (
                gathered.stocktake.version,
                &draft.unit_costs,
                &draft.accept_unclear,
                review.tolerated(tolerance).collect::<Vec<_>>(),
            )
        )
        .as_bytes(),
    );
    hasher.finalize().to_hex()[..24].to_owned()
}

/// The company's tolerance as the rules have it.
fn tolerance_of(company: &people::Company) -> Tolerance {
    let set = &company.tolerance;
    Tolerance {
        units: set.units,
        percent: set.percent,
        value: Value::of(Money {
            minor: set.value_minor,
            currency: company.base_currency,
        }),
    }
}
