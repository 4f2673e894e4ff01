//! The visible books in memory, as tables with the indexes that screens need.
//!
//! Takes records and gives views; knows neither storage nor wire, and decides nothing.

mod catalogue;
mod costs;
mod stock;

pub use catalogue::Catalogue;

use super::Part;
use super::views::{BinProgress, Hit, PassEvent, PassEventKind, PassItem, PassView, StockLine};
use crate::scan::Candidate;
use domain::barcode::Code;
use domain::books::{Entity, EntityKind, EntityRef, Person, ReviewTask};
use domain::catalogue::{
    Brand, Category, Family, PriceTier, Product, ProductCost, ProductKind, TaxRule,
};
use domain::ids::{
    BinId, BrandId, CategoryId, DeviceId, FamilyId, LocationId, PassId, PriceTierId, ProductId,
    ReviewTaskId, StocktakeId, TaxRuleId, TransferId, UserId,
};
use domain::ledger::{Level, StockRow};
use domain::location::{Bin, Location};
use domain::quantity::{Delta, Quantity};
use domain::stocktake::pass::{Pass, PassLine};
use domain::stocktake::{BinCount, Coverage, Item, Stocktake, StocktakeStatus, UnknownCode};
use domain::text::RawCode;
use domain::transfer::{Transfer, TransferStatus};
use rustc_hash::FxHashMap as HashMap;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;
use sync::row;
use sync::segment::{Grouping, Segment};

/// A view of a pass lists so many of its last events: a scan must not cost more the longer a pass is.
const MOST_EVENTS: usize = 500;

/// One change of the visible books.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are records; a box each would cost a first sync dear"
)]
pub enum Change {
    /// The record is now this.
    Put(Entity),
    /// The record is not there (any more).
    Remove(EntityRef),
}

/// The tables.
#[derive(Debug, Default)]
pub struct Replica {
    catalogue: Catalogue,
    stock: stock::Stock,
    costs: costs::Costs,
    families: HashMap<FamilyId, Family>,
    categories: HashMap<CategoryId, Category>,
    brands: HashMap<BrandId, Brand>,
    price_tiers: HashMap<PriceTierId, PriceTier>,
    tax_rules: HashMap<TaxRuleId, TaxRule>,
    locations: HashMap<LocationId, Location>,
    bins: HashMap<BinId, Bin>,
    bins_by_name: HashMap<String, BTreeSet<BinId>>,
    /// The bins of a location as last asked for: each scan asks who counts where, and thousands of them take longer to
    /// sort than a scan may take. Forgotten when a bin changes.
    walks: RefCell<HashMap<LocationId, Arc<Vec<Bin>>>>,
    /// Views as last asked for, forgotten when what they show changes: a scan changes one pass and hardly ever who counts
    /// where, and must not cost more the more was counted before.
    pass_views: RefCell<HashMap<PassId, Arc<PassView>>>,
    progress: RefCell<HashMap<StocktakeId, Arc<Vec<BinProgress>>>>,
    people: HashMap<UserId, Person>,
    stocktakes: HashMap<StocktakeId, Stocktake>,
    passes: HashMap<PassId, Pass>,
    pass_lines: BTreeMap<(PassId, Item), PassLine>,
    bin_counts: HashMap<(StocktakeId, Option<BinId>), BinCount>,
    unknown_codes: BTreeMap<(StocktakeId, RawCode), UnknownCode>,
    tasks: HashMap<ReviewTaskId, ReviewTask>,
    transfers: HashMap<TransferId, Transfer>,
    /// What this device itself recorded in its passes, oldest first.
    events: HashMap<PassId, Vec<PassEvent>>,
    /// Everything up to here is on the server.
    acked_n: u64,
    device: Option<DeviceId>,
}

impl Replica {
    /// Takes changes in, and says which parts of the books they touched.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) -> BTreeSet<Part> {
        let mut parts = BTreeSet::new();
        for change in changes {
            parts.insert(match change {
                Change::Put(record) => self.put(record),
                Change::Remove(key) => self.remove(&key),
            });
        }
        self.catalogue.settle();
        parts
    }

    /// Takes a pulled piece in, into tables that hold nothing of its kind yet; pieces of products first.
    /// [`Replica::settle`] must follow.
    pub fn take_piece(&mut self, piece: &Rc<Segment>) {
        let number = piece.kind();
        let is_taken = match row::kind(number) {
            Some(EntityKind::Product) => self.catalogue.take_piece(piece),
            Some(EntityKind::Stock) => self.stock.take_piece(piece, &mut self.catalogue),
            Some(EntityKind::ProductCost) => {
                self.costs.take_piece(piece);
                true
            }
            _ => false,
        };
        if !is_taken {
            let records = piece
                .rows(number)
                .filter_map(|row| row::decode(number, row.value.as_ref()?).ok());
            for record in records {
                self.put(record);
            }
        }
    }

    /// Reads more of the catalogue into the search index. Answers whether something is left: searching reads all of it.
    pub fn index_more(&self) -> bool {
        self.catalogue.index_more()
    }

    /// Takes one record in. The search index follows with [`Replica::settle`].
    pub fn put(&mut self, record: Entity) -> Part {
        let part = part_of(&record.key());
        match record {
            Entity::Product(product) => self.catalogue.put(&product),
            Entity::ProductCost(cost) => self.costs.put(cost),
            Entity::Family(family) => drop(self.families.insert(family.id, family)),
            Entity::Category(category) => drop(self.categories.insert(category.id, category)),
            Entity::Brand(brand) => drop(self.brands.insert(brand.id, brand)),
            Entity::PriceTier(tier) => drop(self.price_tiers.insert(tier.id, tier)),
            Entity::TaxRule(rule) => drop(self.tax_rules.insert(rule.id, rule)),
            Entity::Location(location) => drop(self.locations.insert(location.id, location)),
            Entity::Bin(bin) => self.put_bin(bin),
            Entity::Stock(row) => self.stock.put(&row, &mut self.catalogue),
            Entity::Transfer(transfer) => drop(self.transfers.insert(transfer.id, transfer)),
            Entity::Stocktake(stocktake) => {
                self.progress.get_mut().remove(&stocktake.id);
                self.stocktakes.insert(stocktake.id, stocktake);
            }
            Entity::Pass(pass) => self.put_pass(pass),
            Entity::PassLine(line) => {
                self.pass_views.get_mut().remove(&line.pass);
                self.pass_lines.insert((line.pass, line.item.clone()), line);
            }
            Entity::BinCount(count) => {
                self.progress.get_mut().remove(&count.stocktake);
                self.bin_counts.insert((count.stocktake, count.bin), count);
            }
            Entity::UnknownCode(code) => {
                drop(
                    self.unknown_codes
                        .insert((code.stocktake, code.code.clone()), code),
                );
            }
            Entity::ReviewTask(task) => drop(self.tasks.insert(task.id, task)),
            Entity::Person(person) => drop(self.people.insert(person.id, person)),
        }
        part
    }

    fn put_pass(&mut self, pass: Pass) {
        let id = pass.head.pass;
        self.pass_views.get_mut().remove(&id);
        let shown = |pass: &Pass| (pass.head.bin, pass.user, pass.closed.is_some());
        let before = self.passes.get(&id).map(shown);
        if before != Some(shown(&pass)) {
            self.progress.get_mut().remove(&pass.head.stocktake);
        }
        self.passes.insert(id, pass);
    }

    fn put_bin(&mut self, bin: Bin) {
        self.remove_bin(bin.id);
        self.bins_by_name
            .entry(bin.name.folded())
            .or_default()
            .insert(bin.id);
        self.bins.insert(bin.id, bin);
    }

    fn remove_bin(&mut self, id: BinId) {
        self.walks.get_mut().clear();
        self.progress.get_mut().clear();
        if let Some(old) = self.bins.remove(&id)
            && let Some(named) = self.bins_by_name.get_mut(&old.name.folded())
        {
            named.remove(&id);
        }
    }

    /// Takes one record out. The search index follows with [`Replica::settle`].
    pub fn remove(&mut self, key: &EntityRef) -> Part {
        match key {
            EntityRef::Product(id) => self.catalogue.remove(*id),
            EntityRef::ProductCost(id) => self.costs.remove(*id),
            EntityRef::Family(id) => drop(self.families.remove(id)),
            EntityRef::Category(id) => drop(self.categories.remove(id)),
            EntityRef::Brand(id) => drop(self.brands.remove(id)),
            EntityRef::PriceTier(id) => drop(self.price_tiers.remove(id)),
            EntityRef::TaxRule(id) => drop(self.tax_rules.remove(id)),
            EntityRef::Location(id) => drop(self.locations.remove(id)),
            EntityRef::Bin(id) => self.remove_bin(*id),
            EntityRef::Stock(key) => self.stock.remove(key, &self.catalogue),
            EntityRef::Transfer(id) => drop(self.transfers.remove(id)),
            EntityRef::Stocktake(id) => {
                self.progress.get_mut().remove(id);
                self.stocktakes.remove(id);
            }
            EntityRef::Pass(id) => {
                self.pass_views.get_mut().remove(id);
                self.progress.get_mut().clear();
                self.passes.remove(id);
            }
            EntityRef::PassLine(pass, item) => {
                self.pass_views.get_mut().remove(pass);
                self.pass_lines.remove(&(*pass, item.clone()));
            }
            EntityRef::BinCount(stocktake, bin) => {
                self.progress.get_mut().remove(stocktake);
                self.bin_counts.remove(&(*stocktake, *bin));
            }
            EntityRef::UnknownCode(stocktake, code) => {
                drop(self.unknown_codes.remove(&(*stocktake, code.clone())))
            }
            EntityRef::ReviewTask(id) => drop(self.tasks.remove(id)),
            EntityRef::Person(id) => drop(self.people.remove(id)),
        }
        part_of(key)
    }

    /// Brings the indexes up to date after [`Replica::put`] and [`Replica::take_piece`].
    pub fn settle(&mut self) {
        self.stock.settle();
        self.catalogue.settle();
    }

    /// Says which device this is, so that its own passes are known.
    pub fn is_on(&mut self, device: Option<DeviceId>) {
        self.pass_views.get_mut().clear();
        self.device = device;
    }

    /// Notes what this device recorded in a pass. Events come by number, but for those of another tab.
    pub fn note(&mut self, pass: PassId, mut event: PassEvent) {
        event.is_unsent = event.n > self.acked_n;
        self.pass_views.get_mut().remove(&pass);
        let events = self.events.entry(pass).or_default();
        let at = events.partition_point(|known| known.n < event.n);
        if events.get(at).is_some_and(|known| known.n == event.n) {
            return;
        }
        let taken_back = match &event.what {
            PassEventKind::Set { voids, .. } => voids.as_slice(),
            PassEventKind::Undone(id) => std::slice::from_ref(id),
            _ => &[],
        };
        if !taken_back.is_empty() {
            for known in events
                .iter_mut()
                .filter(|known| taken_back.contains(&known.id))
            {
                known.is_void = true;
            }
        }
        events.insert(at, event);
    }

    /// Everything up to this number is on the server. Answers whether that is news for an event of a pass.
    pub fn mark_sent(&mut self, acked_n: u64) -> bool {
        if acked_n <= self.acked_n {
            return false;
        }
        self.acked_n = acked_n;
        let mut any = false;
        for (pass, events) in &mut self.events {
            let mut is_news = false;
            for event in events {
                is_news |= event.is_unsent && event.n <= acked_n;
                event.is_unsent &= event.n > acked_n;
            }
            if is_news {
                self.pass_views.get_mut().remove(pass);
            }
            any |= is_news;
        }
        any
    }

    // ---- Catalogue ----

    /// One product.
    pub fn product(&self, id: ProductId) -> Option<Arc<Product>> {
        self.catalogue.product(id)
    }

    /// Products that are not archived, by SKU.
    pub fn products_by_sku(&self) -> Arc<Vec<ProductId>> {
        self.catalogue.by_sku()
    }

    /// Products of a category, by SKU.
    pub fn products_of(&self, category: CategoryId) -> Arc<Vec<ProductId>> {
        self.grouped(|grouping| grouping.category == Some(category))
    }

    /// Products of such a group that are not archived, by SKU.
    pub fn grouped(&self, wanted: impl Fn(&Grouping) -> bool) -> Arc<Vec<ProductId>> {
        self.catalogue.grouped(wanted)
    }

    /// The reorder level of a product, units.
    pub fn reorder_level(&self, id: ProductId) -> Option<i64> {
        self.catalogue.reorder_level(id)
    }

    /// Products that are not archived and have a reorder level, by SKU; units.
    pub fn reorder_levels(&self) -> Vec<(ProductId, i64)> {
        self.catalogue.reorder_levels()
    }

    /// How many products there are, archived ones too.
    pub fn n_products(&self) -> usize {
        self.catalogue.n_products()
    }

    /// Products that fit a query, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let found = self.catalogue.search(query, limit);
        found
            .into_iter()
            .filter_map(|(id, is_guess)| {
                let product = self.product(id)?;
                Some(Hit {
                    product: id,
                    sku: product.sku.clone(),
                    name: product.name.clone(),
                    is_guess,
                })
            })
            .collect()
    }

    /// A product's unit cost, where the device may know it.
    pub fn cost(&self, id: ProductId) -> Option<ProductCost> {
        self.costs.get(id)
    }

    /// Families by name.
    pub fn families(&self) -> Arc<Vec<Family>> {
        sorted(self.families.values(), |family| family.name.folded())
    }

    /// Categories by name.
    pub fn categories(&self) -> Arc<Vec<Category>> {
        sorted(self.categories.values(), |category| category.name.folded())
    }

    /// Brands by name.
    pub fn brands(&self) -> Arc<Vec<Brand>> {
        sorted(self.brands.values(), |brand| brand.name.folded())
    }

    /// Price tiers by number.
    pub fn price_tiers(&self) -> Arc<Vec<PriceTier>> {
        sorted(self.price_tiers.values(), |tier| tier.number)
    }

    /// Tax rules by name.
    pub fn tax_rules(&self) -> Arc<Vec<TaxRule>> {
        sorted(self.tax_rules.values(), |rule| rule.name.folded())
    }

    /// The parts of a kit, if the product is one: scanning a kit while counting offers them (DECISIONS 23).
    pub fn components(&self, id: ProductId) -> Vec<(ProductId, Quantity)> {
        match self.product(id).map(|product| product.kind.clone()) {
            Some(ProductKind::Kit(parts)) => parts
                .iter()
                .map(|part| (part.product, part.quantity))
                .collect(),
            _ => Vec::new(),
        }
    }

    // ---- Places and people ----

    /// Locations by name, archived ones left out.
    pub fn locations(&self) -> Arc<Vec<Location>> {
        sorted(
            self.locations
                .values()
                .filter(|location| !location.archived),
            |location| location.name.folded(),
        )
    }

    /// One location.
    pub fn location(&self, id: LocationId) -> Option<&Location> {
        self.locations.get(&id)
    }

    /// The bins of a location in walking order, archived ones left out.
    pub fn bins(&self, location: LocationId) -> Arc<Vec<Bin>> {
        if let Some(known) = self.walks.borrow().get(&location) {
            return known.clone();
        }
        let here = self
            .bins
            .values()
            .filter(|bin| bin.location == location && !bin.archived);
        let bins = sorted(here, |bin| (bin.walk, bin.name.folded()));
        self.walks.borrow_mut().insert(location, bins.clone());
        bins
    }

    /// One bin.
    pub fn bin(&self, id: BinId) -> Option<&Bin> {
        self.bins.get(&id)
    }

    /// A user as far as others see.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// Users who may sign in, by name.
    pub fn people(&self) -> Arc<Vec<Person>> {
        sorted(
            self.people.values().filter(|person| person.active),
            |person| person.name.folded(),
        )
    }

    // ---- Stock ----

    /// Where a product lies, by location and walking order.
    pub fn stock_of(&self, product: ProductId) -> Arc<Vec<StockLine>> {
        let slot = self.catalogue.known_slot(product);
        let mut lines: Vec<_> = slot
            .into_iter()
            .flat_map(|slot| self.stock.of(slot))
            .map(|(place, level)| StockLine {
                product,
                location: place.0,
                bin: place.1,
                level,
            })
            .collect();
        domain::order::sort_by_cached_key(&mut lines, |line| {
            (
                self.location(line.location)
                    .map(|location| location.name.folded()),
                self.walk(line.bin),
            )
        });
        Arc::new(lines)
    }

    /// The figures of a product over every place of a location, or of all.
    pub fn level(&self, product: ProductId, location: Option<LocationId>) -> Level {
        let slot = self.catalogue.known_slot(product);
        let here = slot.into_iter().flat_map(|slot| self.stock.of(slot));
        let wanted = here.filter(|(place, _)| location.is_none_or(|location| place.0 == location));
        wanted.fold(Level::default(), |mut sum, (_, level)| {
            sum.on_hand += level.on_hand;
            sum.allocated += level.allocated;
            sum.in_transit += level.in_transit;
            sum
        })
    }

    /// Everything in a bin, or in a location and none of its bins, by SKU.
    pub fn stock_in(&self, location: LocationId, bin: Option<BinId>) -> Arc<Vec<StockLine>> {
        let mut found = self.stock.at(|place| (place.0, place.1) == (location, bin));
        domain::order::sort_by_key(&mut found, |(slot, ..)| self.catalogue.rank(*slot));
        Arc::new(
            found
                .into_iter()
                .map(|(slot, place, level)| self.stock_line(slot, place.0, place.1, level))
                .collect(),
        )
    }

    /// Every level in the places asked for, in no order: to be added up. Places are asked for once each.
    pub fn levels_in(
        &self,
        wanted: impl Fn(LocationId, Option<BinId>) -> bool,
        mut with: impl FnMut(StockLine),
    ) {
        for (slot, place, level) in self.stock.at(|place| wanted(place.0, place.1)) {
            with(self.stock_line(slot, place.0, place.1, level));
        }
    }

    /// One stock row.
    pub fn stock_row(&self, key: &domain::ledger::StockKey) -> Option<StockRow> {
        self.stock.row(key, &self.catalogue)
    }

    fn stock_line(
        &self,
        slot: crate::search::Slot,
        location: LocationId,
        bin: Option<BinId>,
        level: Level,
    ) -> StockLine {
        StockLine {
            product: self.catalogue.id(slot),
            location,
            bin,
            level,
        }
    }

    /// Place in the walking order; the implicit bin comes first.
    fn walk(&self, bin: Option<BinId>) -> Option<(u32, String)> {
        bin.and_then(|bin| self.bins.get(&bin))
            .map(|bin| (bin.walk, bin.name.folded()))
    }

    // ---- Counting ----

    /// Stocktakes, open ones first, then the newest.
    pub fn stocktakes(&self) -> Arc<Vec<Stocktake>> {
        sorted(self.stocktakes.values(), |stocktake| {
            (
                stocktake.status != StocktakeStatus::InProgress,
                Reverse(stocktake.started),
                stocktake.id,
            )
        })
    }

    /// One stocktake.
    pub fn stocktake(&self, id: StocktakeId) -> Option<&Stocktake> {
        self.stocktakes.get(&id)
    }

    /// The passes of a stocktake, this device's own first, then the newest.
    pub fn passes(&self, stocktake: StocktakeId) -> Arc<Vec<Arc<PassView>>> {
        let here = self
            .passes
            .values()
            .filter(|pass| pass.head.stocktake == stocktake);
        let mut passes: Vec<_> = here.map(|pass| self.pass_view(pass)).collect();
        domain::order::sort_by_key(&mut passes, |pass| {
            (!pass.is_own, Reverse(pass.opened), pass.id())
        });
        Arc::new(passes)
    }

    /// One pass.
    pub fn pass(&self, id: PassId) -> Option<Arc<PassView>> {
        self.passes.get(&id).map(|pass| self.pass_view(pass))
    }

    /// What is counted of an item in a pass; `None` if it has not been touched.
    pub fn counted(&self, pass: PassId, item: &Item) -> Option<Delta> {
        let line = self.pass_lines.get(&(pass, item.clone()))?;
        (line.n_live > 0).then_some(line.quantity)
    }

    /// The record of a pass.
    pub fn pass_record(&self, id: PassId) -> Option<&Pass> {
        self.passes.get(&id)
    }

    /// Passes opened on this device that are not closed.
    pub fn own_open_passes(&self) -> Vec<PassId> {
        let open = self
            .passes
            .values()
            .filter(|pass| self.is_own(pass) && pass.closed.is_none());
        open.map(|pass| pass.head.pass).collect()
    }

    /// What was recorded here in a pass, oldest first.
    pub fn own_events(&self, pass: PassId) -> &[PassEvent] {
        self.events.get(&pass).map_or(&[], Vec::as_slice)
    }

    fn last_events(&self, pass: PassId) -> Vec<PassEvent> {
        let shown = self
            .own_events(pass)
            .iter()
            .rev()
            .filter(|event| !matches!(event.what, PassEventKind::Undone(_)));
        shown.take(MOST_EVENTS).cloned().collect()
    }

    fn is_own(&self, pass: &Pass) -> bool {
        (pass.device.is_some() && pass.device == self.device)
            || self.events.contains_key(&pass.head.pass)
    }

    fn pass_view(&self, pass: &Pass) -> Arc<PassView> {
        let id = pass.head.pass;
        if let Some(known) = self.pass_views.borrow().get(&id) {
            return known.clone();
        }
        let view = Arc::new(self.new_pass_view(pass));
        self.pass_views.borrow_mut().insert(id, view.clone());
        view
    }

    fn new_pass_view(&self, pass: &Pass) -> PassView {
        let id = pass.head.pass;
        let from = (id, Item::Product(ProductId::from_bytes([0; 16])));
        let mut lines: Vec<_> = self
            .pass_lines
            .range(from..)
            .take_while(|((of, _), _)| *of == id)
            .filter(|(_, line)| line.n_live > 0)
            .map(|(_, line)| PassItem {
                item: line.item.clone(),
                quantity: line.quantity,
                last: line.cut.map_or(pass.opened.middle(), |cut| cut.during.to()),
            })
            .collect();
        domain::order::sort_by_key(&mut lines, |line| Reverse(line.last));
        PassView {
            head: pass.head.clone(),
            counter: pass.user,
            is_own: self.is_own(pass),
            opened: pass.opened.middle(),
            closed: pass.closed.map(|closing| closing.at.middle()),
            lines,
            events: self.last_events(id),
            is_complete: pass.is_complete(),
            empty_confirmed: pass.closed.is_some_and(|closing| closing.empty_confirmed),
        }
    }

    /// The bins of a stocktake in walking order, with who counts or counted there.
    pub fn progress(&self, id: StocktakeId) -> Arc<Vec<BinProgress>> {
        let Some(stocktake) = self.stocktakes.get(&id) else {
            return Arc::default();
        };
        if let Some(known) = self.progress.borrow().get(&id) {
            return known.clone();
        }
        let bins = self.bins(stocktake.location);
        let covered: Vec<Option<BinId>> = match &stocktake.coverage {
            Coverage::Bins(chosen) => bins
                .iter()
                .filter(|bin| chosen.contains(&bin.id))
                .map(|bin| Some(bin.id))
                .collect(),
            _ if bins.is_empty() => vec![None],
            _ => bins.iter().map(|bin| Some(bin.id)).collect(),
        };
        let mut passes: HashMap<Option<BinId>, Vec<&Pass>> = HashMap::default();
        for pass in self
            .passes
            .values()
            .filter(|pass| pass.head.stocktake == id)
        {
            passes.entry(pass.head.bin).or_default().push(pass);
        }
        let progress = covered.into_iter().map(|bin| {
            let here = passes.remove(&bin).unwrap_or_default();
            BinProgress {
                bin,
                assigned: stocktake
                    .assignments
                    .iter()
                    .filter(|assignment| Some(assignment.bin) == bin)
                    .map(|assignment| assignment.user)
                    .collect(),
                counting: here
                    .iter()
                    .filter(|pass| pass.closed.is_none())
                    .map(|pass| pass.user)
                    .collect(),
                n_closed: here.iter().filter(|pass| pass.closed.is_some()).count(),
                recount: self
                    .bin_counts
                    .get(&(id, bin))
                    .and_then(|count| count.recount.clone()),
            }
        });
        let progress: Arc<Vec<BinProgress>> = Arc::new(progress.collect());
        self.progress.borrow_mut().insert(id, progress.clone());
        progress
    }

    /// What is settled about a bin of a stocktake.
    pub fn bin_count(&self, stocktake: StocktakeId, bin: Option<BinId>) -> Option<&BinCount> {
        self.bin_counts.get(&(stocktake, bin))
    }

    /// Codes of a stocktake that were unknown when scanned.
    pub fn unknown_codes(&self, stocktake: StocktakeId) -> Arc<Vec<UnknownCode>> {
        let here = self
            .unknown_codes
            .values()
            .filter(|code| code.stocktake == stocktake);
        Arc::new(here.cloned().collect())
    }

    /// Things a person has to decide, open ones, newest first.
    pub fn tasks(&self) -> Arc<Vec<ReviewTask>> {
        sorted(
            self.tasks.values().filter(|task| task.settled.is_none()),
            |task| (Reverse(task.raised), task.id),
        )
    }

    // ---- Transfers ----

    /// Transfers, open ones first.
    pub fn transfers(&self) -> Arc<Vec<Transfer>> {
        sorted(self.transfers.values(), |transfer| {
            let is_over = matches!(
                transfer.status,
                TransferStatus::Received | TransferStatus::Void
            );
            (is_over, Reverse(transfer.id))
        })
    }

    /// One transfer.
    pub fn transfer(&self, id: TransferId) -> Option<&Transfer> {
        self.transfers.get(&id)
    }

    // ---- Codes ----

    /// Everything that a code names: products by barcode and SKU, bins by name (OFF-43). Archived products are named
    /// when nothing else is.
    pub fn named_by(&self, raw: &RawCode, code: Option<&Code>) -> Vec<Candidate> {
        let folded = raw.as_str().trim().to_lowercase();
        let products = self.catalogue.named_by(&folded, code);
        let bins = self
            .bins_by_name
            .get(&folded)
            .into_iter()
            .flatten()
            .filter_map(|bin| self.bins.get(bin));
        products
            .into_iter()
            .map(|(product, pack)| Candidate::Product(product, pack))
            .chain(
                bins.filter(|bin| !bin.archived)
                    .map(|bin| Candidate::Bin(bin.location, bin.id)),
            )
            .collect()
    }
}

/// The part of the books that a record is shown in.
fn part_of(key: &EntityRef) -> Part {
    match key {
        EntityRef::Product(_)
        | EntityRef::ProductCost(_)
        | EntityRef::Family(_)
        | EntityRef::Category(_)
        | EntityRef::Brand(_)
        | EntityRef::PriceTier(_)
        | EntityRef::TaxRule(_) => Part::Catalogue,
        EntityRef::Location(_) | EntityRef::Bin(_) | EntityRef::Person(_) => Part::Locations,
        EntityRef::Stock(_) => Part::Stock,
        EntityRef::Stocktake(_)
        | EntityRef::Pass(_)
        | EntityRef::PassLine(..)
        | EntityRef::BinCount(..)
        | EntityRef::UnknownCode(..)
        | EntityRef::ReviewTask(_) => Part::Stocktakes,
        EntityRef::Transfer(_) => Part::Transfers,
    }
}

fn sorted<'a, T: Clone + 'a, K: Ord>(
    rows: impl Iterator<Item = &'a T>,
    key: impl Fn(&T) -> K,
) -> Arc<Vec<T>> {
    let mut rows: Vec<T> = rows.cloned().collect();
    domain::order::sort_by_cached_key(&mut rows, key);
    Arc::new(rows)
}

#[cfg(test)]
mod tests;
