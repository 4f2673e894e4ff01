//! The books as the screen sees them: a context of signals to read and named methods to call. Pages read and call
//! [`Books`] and nothing else; what is stored, sent and replayed happens behind it.
//!
//! Everything read here is the visible state: what the server last told, with this device's own unsent work on top.
//! Reading never waits; calling a method that records something answers once it is durable on this device.
//!
//! ```ignore
//! let books = expect_context::<Books>();
//! let pill = books.sync();                       // Signal<SyncState>
//! let product = books.product(id);               // Signal<Option<Arc<Product>>>
//! ```

mod photos;
mod record;
mod replica;
mod run;
mod views;
pub mod words;

pub use photos::{NoPhoto, WaitingPhoto};
pub use record::{Counted, Trouble};
pub use replica::{Change, Replica};
pub use run::RescueError;
pub use views::*;

use crate::device::{DeviceInfo, StorageState, Warning};
use crate::scan::{Resolved, Scan};
use crate::session::Session;
use api::company::Company;
use domain::barcode::Code;
use domain::books::{EntityRef, Person, ReviewTask};
use domain::catalogue::{Brand, Category, Family, PriceTier, Product, ProductCost, TaxRule};
use domain::ids::{
    BinId, CategoryId, LocationId, PassId, ProductId, StocktakeId, TransferId, UserId,
};
use domain::ledger::Level;
use domain::location::{Bin, Location};
use domain::operation::Operation;
use domain::permission::Permission;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::{CountSource, Item, Stocktake, UnknownCode};
use domain::text::RawCode;
use domain::transfer::Transfer;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use sync::segment::Grouping;

/// The context that every page reads and calls. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Books {
    replica: StoredValue<RefCell<Replica>, LocalStorage>,
    revisions: Revisions,
    session: RwSignal<Session>,
    sync: RwSignal<SyncState>,
    outbox: RwSignal<Arc<Vec<OutboxEntry>>>,
    outbox_revision: RwSignal<u64>,
    storage: RwSignal<StorageState>,
    device: RwSignal<DeviceInfo>,
    warnings: RwSignal<Vec<Warning>>,
    update_waiting: RwSignal<bool>,
    company: RwSignal<Option<Arc<Company>>>,
    last_scan: RwSignal<Option<Scan>>,
    /// The code that this device read last, in which pass, and when on the monotonic clock.
    last_read: StoredValue<LastRead, LocalStorage>,
    photos: RwSignal<Arc<Vec<WaitingPhoto>>>,
    sending_photos: StoredValue<bool>,
    /// Whoever is signed in may not send photos.
    photos_barred: RwSignal<bool>,
    run: StoredValue<run::Run, LocalStorage>,
}

type LastRead = RefCell<Option<(PassId, RawCode, u64)>>;

/// Counts up when a part of the replica changes, so that only what shows that part is computed again.
#[derive(Clone, Copy)]
struct Revisions {
    catalogue: RwSignal<u64>,
    locations: RwSignal<u64>,
    stock: RwSignal<u64>,
    stocktakes: RwSignal<u64>,
    transfers: RwSignal<u64>,
}

/// A part of the replica, as far as showing it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Products, families, categories, brands, tiers, tax rules.
    Catalogue,
    /// Locations and bins.
    Locations,
    /// Stock levels.
    Stock,
    /// Stocktakes, passes and their counts.
    Stocktakes,
    /// Transfers.
    Transfers,
}

impl Books {
    /// Books without a device behind them: nothing is stored or sent. For rendering pages natively.
    pub fn detached(replica: Replica) -> Self {
        Self {
            replica: StoredValue::new_local(RefCell::new(replica)),
            revisions: Revisions {
                catalogue: RwSignal::new(0),
                locations: RwSignal::new(0),
                stock: RwSignal::new(0),
                stocktakes: RwSignal::new(0),
                transfers: RwSignal::new(0),
            },
            session: RwSignal::new(Session::default()),
            sync: RwSignal::new(SyncState::default()),
            outbox: RwSignal::new(Arc::default()),
            outbox_revision: RwSignal::new(0),
            storage: RwSignal::new(StorageState::default()),
            device: RwSignal::new(DeviceInfo::default()),
            warnings: RwSignal::new(Vec::new()),
            update_waiting: RwSignal::new(false),
            company: RwSignal::new(None),
            last_scan: RwSignal::new(None),
            last_read: StoredValue::new_local(RefCell::new(None)),
            photos: RwSignal::new(Arc::default()),
            sending_photos: StoredValue::new(false),
            photos_barred: RwSignal::new(false),
            run: StoredValue::new_local(run::Run::default()),
        }
    }

    /// Takes changes of the visible books in and shows the parts that changed.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>) {
        let parts = self
            .replica
            .with_value(|replica| replica.borrow_mut().apply(changes));
        for part in parts {
            self.revision(part).update(|revision| *revision += 1);
        }
    }

    /// Shows other books.
    pub fn show_replica(&self, new: Replica) {
        self.replica.with_value(|replica| replica.replace(new));
        for part in [
            Part::Catalogue,
            Part::Locations,
            Part::Stock,
            Part::Stocktakes,
            Part::Transfers,
        ] {
            self.revision(part).update(|revision| *revision += 1);
        }
    }

    /// Reads more of the catalogue into the search index. Answers whether something is left.
    pub fn index_more(&self) -> bool {
        self.read(Replica::index_more)
    }

    /// Notes an event that this device recorded in a pass.
    pub fn note(&self, pass: PassId, event: PassEvent) {
        self.replica
            .with_value(|replica| replica.borrow_mut().note(pass, event));
        self.revision(Part::Stocktakes)
            .update(|revision| *revision += 1);
    }

    /// What an operation did, in words.
    pub fn describe(&self, operation: Option<&Operation>) -> String {
        self.read(|replica| words::describe(operation, replica))
    }

    /// Shows another session. The runtime calls it; tests of pages do.
    pub fn show_session(&self, session: Session) {
        self.session.set(session);
    }

    /// Shows another state of syncing. The runtime calls it; tests of pages do.
    pub fn show_sync(&self, state: SyncState) {
        self.sync.set(state);
    }

    /// Shows these outbox entries where there is no device behind the books, as in tests of pages.
    pub fn show_outbox(&self, entries: Vec<OutboxEntry>) {
        self.outbox.set(Arc::new(entries));
    }

    /// Shows other warnings. The runtime calls it; tests of pages do.
    pub fn show_warnings(&self, warnings: Vec<Warning>) {
        self.warnings.set(warnings);
    }

    // ---- The device and its state ----

    /// Who is here, and whether the screen is locked.
    pub fn session(&self) -> Signal<Session> {
        self.session.into()
    }

    /// Whether the person may do this, by the last known state (OFF-56).
    pub fn permits(&self, permission: Permission) -> Signal<bool> {
        let session = self.session;
        crate::memo(move |_| session.read().permits(permission)).into()
    }

    /// The state of syncing: what the pill shows (OFF-18).
    pub fn sync(&self) -> Signal<SyncState> {
        self.sync.into()
    }

    /// What this device recorded: needing attention first, then waiting, then sent, newest first in each; the last few
    /// hundred. Reckoned only while somebody looks.
    pub fn outbox(&self) -> Signal<Arc<Vec<OutboxEntry>>> {
        let books = *self;
        crate::memo(move |_| {
            books.outbox_revision.track();
            match books.engine() {
                Some(engine) => Arc::new(engine.outbox()),
                None => books.outbox.get(),
            }
        })
        .into()
    }

    /// Whether an own operation that is not in the server's books yet shows in this record (OFF-18).
    pub fn is_pending(&self, record: EntityRef) -> Signal<bool> {
        let books = *self;
        crate::memo(move |_| {
            books.sync.track();
            books
                .engine()
                .is_some_and(|engine| engine.with(|client| client.is_pending(&record)))
        })
        .into()
    }

    /// Whether storage is durable, and how full (OFF-38).
    pub fn storage(&self) -> Signal<StorageState> {
        self.storage.into()
    }

    /// This device.
    pub fn device(&self) -> Signal<DeviceInfo> {
        self.device.into()
    }

    /// What to warn about, the worst first.
    pub fn warnings(&self) -> Signal<Vec<Warning>> {
        self.warnings.into()
    }

    /// Whether a new version is ready and waits for a safe moment (OFF-36).
    pub fn update_waiting(&self) -> Signal<bool> {
        self.update_waiting.into()
    }

    /// The company's settings, as last told: time zone, currency, limits.
    pub fn company(&self) -> Signal<Option<Arc<Company>>> {
        self.company.into()
    }

    /// The last scan, whoever took it.
    pub fn last_scan(&self) -> Signal<Option<Scan>> {
        self.last_scan.into()
    }

    // ---- Catalogue ----

    /// One product.
    pub fn product(&self, id: ProductId) -> Signal<Option<Arc<Product>>> {
        self.derived(Part::Catalogue, move |replica| replica.product(id))
    }

    /// One product now, without following it.
    pub fn product_now(&self, id: ProductId) -> Option<Arc<Product>> {
        self.read(|replica| replica.product(id))
    }

    /// Every product that is not archived, by SKU: for a virtual list.
    pub fn products(&self) -> Signal<Arc<Vec<ProductId>>> {
        self.derived(Part::Catalogue, Replica::products_by_sku)
    }

    /// Products that fit what is typed, best first: by SKU, barcode, words of the name, parts and slips of the finger.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.read(|replica| replica.search(query, limit))
    }

    /// As [`Books::search`], following what is typed and what changes.
    pub fn found(&self, query: Signal<String>, limit: usize) -> Signal<Vec<Hit>> {
        self.derived(Part::Catalogue, move |replica| {
            replica.search(&query.read(), limit)
        })
    }

    /// A product's unit cost, where the person may know it.
    pub fn cost(&self, id: ProductId) -> Signal<Option<ProductCost>> {
        self.derived(Part::Catalogue, move |replica| replica.cost(id))
    }

    /// The parts of a kit now; empty if it is none. Scanning a kit while counting offers them (DECISIONS 23).
    pub fn components_now(&self, id: ProductId) -> Vec<(ProductId, Quantity)> {
        self.read(|replica| replica.components(id))
    }

    /// Products of a category.
    pub fn products_of(&self, category: CategoryId) -> Signal<Arc<Vec<ProductId>>> {
        self.derived(Part::Catalogue, move |replica| {
            replica.products_of(category)
        })
    }

    /// Products of such a group that are not archived, by SKU. Follows the catalogue.
    pub fn grouped(&self, wanted: impl Fn(&Grouping) -> bool) -> Arc<Vec<ProductId>> {
        self.revision(Part::Catalogue).track();
        self.read(|replica| replica.grouped(wanted))
    }

    /// The reorder level of a product now, units.
    pub fn reorder_level_now(&self, id: ProductId) -> Option<i64> {
        self.read(|replica| replica.reorder_level(id))
    }

    /// Products that are not archived and have a reorder level, by SKU; units.
    pub fn reorder_levels(&self) -> Signal<Arc<Vec<(ProductId, i64)>>> {
        self.derived(Part::Catalogue, |replica| {
            Arc::new(replica.reorder_levels())
        })
    }

    /// Families by name.
    pub fn families(&self) -> Signal<Arc<Vec<Family>>> {
        self.derived(Part::Catalogue, Replica::families)
    }

    /// Categories by name.
    pub fn categories(&self) -> Signal<Arc<Vec<Category>>> {
        self.derived(Part::Catalogue, Replica::categories)
    }

    /// Brands by name.
    pub fn brands(&self) -> Signal<Arc<Vec<Brand>>> {
        self.derived(Part::Catalogue, Replica::brands)
    }

    /// Price tiers by number.
    pub fn price_tiers(&self) -> Signal<Arc<Vec<PriceTier>>> {
        self.derived(Part::Catalogue, Replica::price_tiers)
    }

    /// Tax rules by name.
    pub fn tax_rules(&self) -> Signal<Arc<Vec<TaxRule>>> {
        self.derived(Part::Catalogue, Replica::tax_rules)
    }

    // ---- Places ----

    /// Locations by name, archived ones left out.
    pub fn locations(&self) -> Signal<Arc<Vec<Location>>> {
        self.derived(Part::Locations, Replica::locations)
    }

    /// One location.
    pub fn location(&self, id: LocationId) -> Signal<Option<Location>> {
        self.derived(Part::Locations, move |replica| {
            replica.location(id).cloned()
        })
    }

    /// The bins of a location in walking order, archived ones left out.
    pub fn bins(&self, location: LocationId) -> Signal<Arc<Vec<Bin>>> {
        self.derived(Part::Locations, move |replica| replica.bins(location))
    }

    /// One bin.
    pub fn bin(&self, id: BinId) -> Signal<Option<Bin>> {
        self.derived(Part::Locations, move |replica| replica.bin(id).cloned())
    }

    /// A user as far as others see: who counted, who holds a bin.
    pub fn person(&self, id: UserId) -> Signal<Option<Person>> {
        self.derived(Part::Locations, move |replica| replica.person(id).cloned())
    }

    /// Users who may sign in, by name.
    pub fn people(&self) -> Signal<Arc<Vec<Person>>> {
        self.derived(Part::Locations, Replica::people)
    }

    // ---- Stock ----

    /// The figures of a product over every place of a location, or of all.
    pub fn level(&self, product: ProductId, location: Option<LocationId>) -> Signal<Level> {
        self.derived(Part::Stock, move |replica| replica.level(product, location))
    }

    /// Where a product lies, by location and walking order.
    pub fn stock_of(&self, product: ProductId) -> Signal<Arc<Vec<StockLine>>> {
        self.derived(Part::Stock, move |replica| replica.stock_of(product))
    }

    /// Everything in a bin, or in a location and none of its bins, by SKU.
    pub fn stock_in(
        &self,
        location: LocationId,
        bin: Option<BinId>,
    ) -> Signal<Arc<Vec<StockLine>>> {
        self.derived(Part::Stock, move |replica| replica.stock_in(location, bin))
    }

    /// Every level in the places asked for, in no order: to be added up. Follows stock.
    pub fn levels_in(
        &self,
        wanted: impl Fn(LocationId, Option<BinId>) -> bool,
        with: impl FnMut(StockLine),
    ) {
        self.revision(Part::Stock).track();
        self.read(|replica| replica.levels_in(wanted, with));
    }

    // ---- Counting ----

    /// Stocktakes, open ones first, then the newest.
    pub fn stocktakes(&self) -> Signal<Arc<Vec<Stocktake>>> {
        self.derived(Part::Stocktakes, Replica::stocktakes)
    }

    /// One stocktake.
    pub fn stocktake(&self, id: StocktakeId) -> Signal<Option<Stocktake>> {
        self.derived(Part::Stocktakes, move |replica| {
            replica.stocktake(id).cloned()
        })
    }

    /// The passes of a stocktake: who counts or counted where, this device's own first.
    pub fn passes(&self, stocktake: StocktakeId) -> Signal<Arc<Vec<Arc<PassView>>>> {
        self.derived(Part::Stocktakes, move |replica| replica.passes(stocktake))
    }

    /// One pass with its running totals and last scans.
    pub fn pass(&self, id: PassId) -> Signal<Option<Arc<PassView>>> {
        self.derived(Part::Stocktakes, move |replica| replica.pass(id))
    }

    /// What is counted of an item in a pass now, without following it; `None` if it has not been touched.
    pub fn counted_now(&self, pass: PassId, item: &Item) -> Option<Delta> {
        self.read(|replica| replica.counted(pass, item))
    }

    /// The bins of a stocktake in walking order, with who counts or counted there.
    pub fn progress(&self, stocktake: StocktakeId) -> Signal<Arc<Vec<BinProgress>>> {
        self.derived(Part::Stocktakes, move |replica| replica.progress(stocktake))
    }

    /// Codes of a stocktake that were unknown when scanned, and what they were mapped to.
    pub fn unknown_codes(&self, stocktake: StocktakeId) -> Signal<Arc<Vec<UnknownCode>>> {
        self.derived(Part::Stocktakes, move |replica| {
            replica.unknown_codes(stocktake)
        })
    }

    /// Things that a person has to decide, open ones, newest first.
    pub fn tasks(&self) -> Signal<Arc<Vec<ReviewTask>>> {
        self.derived(Part::Stocktakes, Replica::tasks)
    }

    // ---- Transfers ----

    /// Transfers, open ones first.
    pub fn transfers(&self) -> Signal<Arc<Vec<Transfer>>> {
        self.derived(Part::Transfers, Replica::transfers)
    }

    /// One transfer.
    pub fn transfer(&self, id: TransferId) -> Signal<Option<Transfer>> {
        self.derived(Part::Transfers, move |replica| {
            replica.transfer(id).cloned()
        })
    }

    // ---- Codes ----

    /// What a code names (OFF-43). A product wins over nothing; two things of the same code ask.
    pub fn resolve(&self, raw: &RawCode, source: CountSource) -> Scan {
        let code = Code::scanned(raw.as_str()).ok();
        let candidates = self.read(|replica| replica.named_by(raw, code.as_ref()));
        let names = match candidates.as_slice() {
            [] => Resolved::Unknown,
            [one] => (*one).into(),
            _ => Resolved::Several(candidates),
        };
        Scan {
            raw: raw.clone(),
            code,
            source,
            names,
            at_ms: 0,
        }
    }

    // ---- Inside ----

    fn read<T>(&self, read: impl FnOnce(&Replica) -> T) -> T {
        self.replica.with_value(|replica| read(&replica.borrow()))
    }

    fn derived<T>(
        &self,
        part: Part,
        read: impl Fn(&Replica) -> T + Send + Sync + 'static,
    ) -> Signal<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let books = *self;
        crate::memo(move |_| {
            books.revision(part).track();
            books.read(&read)
        })
        .into()
    }

    /// Follows products, places and stock: whoever asks for them at once in a computation is asked again when they
    /// change.
    pub fn follow_goods(&self) {
        for part in [Part::Catalogue, Part::Locations, Part::Stock] {
            self.revision(part).track();
        }
    }

    fn revision(&self, part: Part) -> RwSignal<u64> {
        match part {
            Part::Catalogue => self.revisions.catalogue,
            Part::Locations => self.revisions.locations,
            Part::Stock => self.revisions.stock,
            Part::Stocktakes => self.revisions.stocktakes,
            Part::Transfers => self.revisions.transfers,
        }
    }
}
