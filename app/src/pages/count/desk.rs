//! Counting as a person does it: what is in hand, what was said last, and the queue by which scans become facts one
//! after the other. Nothing is confirmed before it is durable.

use super::view::{Pad, PadMode, Said, Walk};
use crate::books::Counted;
use crate::books::{Books, PassEvent, PassEventKind, PassView, Trouble};
use crate::pages::parts::bin_name;
use crate::pages::server;
use crate::scan::{Candidate, Resolved, Scan};
use crate::ui::{Advice, Toasts};
use domain::ids::{BinId, OperationId, PassId, ProductId, StocktakeId};
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::stocktake::{CountSource, Item, Stocktake};
use domain::text::RawCode;
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use leptos::prelude::*;
use std::sync::Arc;

/// What is asked before something happens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asking {
    /// Nothing.
    #[default]
    Nothing,
    /// Which of several things a code names.
    Which(Vec<Candidate>),
    /// Whether the parts of the kits that were scanned are there.
    Kit(Vec<(ProductId, Quantity)>),
    /// Which bin.
    Bin,
    /// Whether the bin is done, being empty or with goods not counted.
    Done,
    /// Whether to leave an open pass.
    Leave,
    /// What an unknown code is.
    Link(RawCode),
    /// The camera.
    Camera,
    /// Every scan of this pass.
    History,
}

/// Something to record, in its bin.
#[derive(Debug, Clone)]
struct Work {
    bin: Option<BinId>,
    task: Task,
}

#[derive(Debug, Clone)]
enum Task {
    Scan(Scan),
    Count(Item, Quantity, CountSource),
    Set(Item, Quantity),
    Undo(OperationId),
    Close { is_empty: bool },
}

/// The context of the count page.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The books.
    pub books: Books,
    /// The stocktake.
    pub id: StocktakeId,
    toasts: Toasts,
    stocktake: Signal<Option<Stocktake>>,
    walk: Memo<Walk>,
    chosen: RwSignal<Option<Option<BinId>>>,
    bin: Memo<Option<BinId>>,
    pass: Memo<Option<Arc<PassView>>>,
    item: RwSignal<Option<Item>>,
    said: RwSignal<Said>,
    pad: RwSignal<Pad>,
    asking: RwSignal<Asking>,
    queue: StoredValue<UnboundedSender<Work>>,
}

impl Desk {
    /// A desk at a stocktake.
    pub fn new(id: StocktakeId) -> Self {
        let (queue, work) = unbounded();
        let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
        // The page keeps the desk, and so does what waits in the queue: who leaves at once loses no scan.
        let owner = crate::lasting();
        let queue = StoredValue::new(queue);
        let _kept = StoredValue::new(owner.clone());
        let desk = owner.with(|| Self::made(id, books, toasts, queue));
        server::spawn(async move {
            desk.work_off(work).await;
            drop(owner);
        });
        desk
    }

    fn made(
        id: StocktakeId,
        books: Books,
        toasts: Toasts,
        queue: StoredValue<UnboundedSender<Work>>,
    ) -> Self {
        // Made once: each scan asks for them, and what is computed lives as long as the desk.
        let (progress, session, passes) = (books.progress(id), books.session(), books.passes(id));
        let walk = crate::memo(move |_| Walk {
            bins: progress.read().to_vec(),
        });
        let chosen = RwSignal::new(None);
        let bin = crate::memo(move |_| {
            let me = session.read().person().map(|person| person.user);
            chosen
                .get()
                .unwrap_or_else(|| walk.read().start(me).and_then(|one| one.bin))
        });
        Self {
            books,
            id,
            toasts,
            stocktake: books.stocktake(id),
            walk,
            chosen,
            bin,
            pass: crate::memo(move |_| own_open(&passes.read(), bin.get())),
            item: RwSignal::new(None),
            said: RwSignal::new(Said::Nothing),
            pad: RwSignal::new(Pad::default()),
            asking: RwSignal::new(Asking::Nothing),
            queue,
        }
    }

    // ---- What is shown ----

    /// The stocktake.
    pub fn stocktake(&self) -> Signal<Option<Stocktake>> {
        self.stocktake
    }

    /// The bins in walking order.
    pub fn walk(&self) -> Memo<Walk> {
        self.walk
    }

    /// The bin that is counted: chosen, or where the walk begins.
    pub fn bin(&self) -> Memo<Option<BinId>> {
        self.bin
    }

    /// This device's open pass of the bin, if there is one.
    pub fn pass(&self) -> Memo<Option<Arc<PassView>>> {
        self.pass
    }

    /// What is in hand.
    pub fn item(&self) -> Signal<Option<Item>> {
        self.item.into()
    }

    /// How many of it were counted in the bin.
    pub fn count(&self) -> Memo<i64> {
        let (pass, item) = (self.pass, self.item);
        crate::memo(move |_| {
            let pass = pass.read();
            let counted = pass
                .as_ref()
                .zip(item.get())
                .and_then(|(pass, item)| pass.counted(&item));
            counted.map_or(0, domain::quantity::Delta::units)
        })
    }

    /// What was said last.
    pub fn said(&self) -> Signal<Said> {
        self.said.into()
    }

    /// The keypad.
    pub fn pad(&self) -> Signal<Pad> {
        self.pad.into()
    }

    /// What is asked.
    pub fn asking(&self) -> Signal<Asking> {
        self.asking.into()
    }

    // ---- What a person does ----

    /// Asks something.
    pub fn ask(&self, asking: Asking) {
        self.asking.set(asking);
    }

    /// Takes the question away.
    pub fn answered(&self) {
        self.asking.set(Asking::Nothing);
    }

    /// Goes to a bin.
    pub fn go_to(&self, bin: Option<BinId>) {
        if self.bin.get_untracked() == bin && self.chosen.get_untracked().is_some() {
            return;
        }
        self.chosen.set(Some(bin));
        self.item.set(None);
        self.pad.set(Pad::default());
        self.said
            .set(Said::Moved(bin_name(self.books, bin).get_untracked()));
        play(Cue::BinChanged);
    }

    /// Goes to the bin before or after.
    pub fn step(&self, forward: bool) {
        let here = self.bin.get_untracked();
        if let Some(next) = self.walk.read_untracked().beside(here, forward) {
            self.go_to(next.bin);
        }
    }

    /// Takes a scan.
    pub fn scan(&self, scan: Scan) {
        let location = self
            .stocktake()
            .get_untracked()
            .map(|stocktake| stocktake.location);
        let scan = match location {
            Some(location) => Scan {
                names: scan.names.within(location),
                ..scan
            },
            None => scan,
        };
        match scan.names {
            Resolved::Bin { location, bin } => self.bin_scanned(location, bin),
            Resolved::Several(candidates) => self.ask(Asking::Which(candidates)),
            Resolved::Product { .. } | Resolved::Unknown => self.send(Task::Scan(scan)),
        }
    }

    /// Takes what somebody typed into the scan box.
    pub fn typed(&self, text: &str) {
        if let Ok(raw) = RawCode::new(text) {
            self.scan(self.books.resolve(&raw, CountSource::Hand));
        }
    }

    /// Takes one of several candidates.
    pub fn choose(&self, candidate: Candidate) {
        self.answered();
        match candidate {
            Candidate::Product(product, pack) => {
                self.count_item(Item::Product(product), pack, CountSource::Hand)
            }
            Candidate::Bin(location, bin) => self.bin_scanned(location, bin),
        }
    }

    /// Takes an item in hand without counting it.
    pub fn pick_up(&self, item: Item) {
        self.item.set(Some(item));
        self.pad.set(Pad::default());
        self.said.set(Said::Nothing);
    }

    /// One more of what is in hand.
    pub fn plus(&self) {
        if let Some(item) = self.item.get_untracked() {
            self.count_item(item, Quantity::ONE, CountSource::Hand);
        }
    }

    /// One fewer of what is in hand: sets the count anew.
    pub fn minus(&self) {
        let count = self.count().get_untracked();
        if let (Some(item), Ok(less)) = (self.item.get_untracked(), Quantity::new(count - 1)) {
            self.send(Task::Set(item, less));
        }
    }

    /// Changes the keypad.
    pub fn key(&self, change: impl FnOnce(&mut Pad)) {
        self.pad.update(change);
    }

    /// Sets or adds what the keypad shows.
    pub fn enter(&self) {
        let (pad, count) = (self.pad.get_untracked(), self.count().get_untracked());
        let Some(item) = self.item.get_untracked() else {
            return;
        };
        let number = pad
            .number()
            .unwrap_or(if pad.mode == PadMode::Set { count } else { 0 });
        let Ok(quantity) = Quantity::new(number) else {
            self.refuse(format!(
                "At most {} at a time.",
                crate::format::units(i64::from(Quantity::MAX))
            ));
            return;
        };
        self.pad.set(Pad {
            mode: pad.mode,
            digits: String::new(),
        });
        match pad.mode {
            PadMode::Set => self.send(Task::Set(item, quantity)),
            PadMode::Add if quantity.is_zero() => {}
            PadMode::Add => self.count_item(item, quantity, CountSource::Hand),
        }
    }

    /// Counts a suspected double read after all.
    pub fn count_double(&self) {
        if let Said::Double(item, _) = self.said.get_untracked() {
            self.count_item(item, Quantity::ONE, CountSource::Hand);
        }
    }

    /// Takes an event back.
    pub fn undo(&self, event: OperationId) {
        self.send(Task::Undo(event));
    }

    /// Takes the last event back.
    pub fn undo_last(&self) {
        let pass = self.pass.get_untracked();
        let last = pass
            .iter()
            .flat_map(|pass| &pass.events)
            .find(|event| can_undo(event));
        if let Some(event) = last {
            self.undo(event.id);
        }
    }

    /// Keeps a photo of what no product is known for, so that a supervisor sees what it was.
    pub fn photograph(&self, code: RawCode, photo: web_sys::File) {
        let (books, toasts, id) = (self.books, self.toasts, self.id);
        server::spawn(async move {
            match books.keep_photo(id, code, &photo).await {
                Ok(()) => toasts.ok("Photo kept. It sends by itself."),
                Err(why) => toasts.bad(why.words()),
            }
        });
    }

    /// Says what an unknown code is; its counts follow.
    pub fn link(&self, code: RawCode, product: ProductId) {
        let (books, toasts, id) = (self.books, self.toasts, self.id);
        // Asked before the dialog goes, and with it whatever was asked in it.
        let may_edit = books.permits(Permission::EditProducts).get_untracked();
        self.answered();
        let item = self.item;
        let barcode = domain::barcode::Code::scanned(code.as_str())
            .ok()
            .map(|code| domain::catalogue::Barcode {
                code,
                pack: Quantity::ONE,
            });
        server::spawn(async move {
            let mapped = books.map_unknown(id, code, product).await;
            if let Some(barcode) = barcode
                && may_edit
            {
                // The counts follow the mapping; that the product also gets the barcode is a convenience.
                let _ = books.assign_barcode(product, barcode).await;
            }
            match mapped {
                Ok(_) => {
                    item.try_set(Some(Item::Product(product)));
                    toasts.ok("Linked. What was counted under the code follows.");
                }
                Err(why) => toasts.bad(why.to_string()),
            }
        });
    }

    /// Finishes the bin. `is_empty` says that somebody looked and nothing is there.
    pub fn finish(&self, is_empty: bool) {
        self.answered();
        self.send(Task::Close { is_empty });
    }

    // ---- How it becomes facts ----

    /// Counts so many of an item.
    pub fn count_item(&self, item: Item, quantity: Quantity, source: CountSource) {
        self.item.set(Some(item.clone()));
        self.send(Task::Count(item, quantity, source));
    }

    fn bin_scanned(&self, location: domain::ids::LocationId, bin: BinId) {
        let Some(stocktake) = self.stocktake.get_untracked() else {
            return;
        };
        let name = bin_name(self.books, Some(bin)).get_untracked();
        if stocktake.location != location {
            self.refuse(format!(
                "{name} is in another location. Nothing was counted."
            ));
        } else if !stocktake.covers_bin(Some(bin)) {
            self.refuse(format!(
                "{name} is not part of this stocktake. Nothing was counted."
            ));
        } else {
            self.go_to(Some(bin));
        }
    }

    fn refuse(&self, why: String) {
        self.said.set(Said::Refused(why));
        play(Cue::Wrong);
    }

    fn send(&self, task: Task) {
        let work = Work {
            bin: self.bin.get_untracked(),
            task,
        };
        // Taken in as long as the page lives, and worked off to its end.
        let _ = self
            .queue
            .try_with_value(|queue| queue.unbounded_send(work));
    }

    async fn work_off(self, mut work: UnboundedReceiver<Work>) {
        while let Some(next) = work.next().await {
            if let Err(why) = self.perform(next).await {
                self.said.try_set(Said::Refused(why.into_text()));
                play(Cue::Wrong);
            }
        }
    }

    async fn perform(&self, work: Work) -> Result<(), Advice> {
        let words = |why: Trouble| Advice::from(why.to_string());
        let pass = match &work.task {
            Task::Undo(_) => self
                .pass()
                .try_get_untracked()
                .flatten()
                .map(|pass| pass.id())
                .ok_or("This bin is finished. Count it again to correct it.")?,
            _ => self
                .books
                .open_pass(self.id, work.bin, None)
                .await
                .map_err(words)?,
        };
        match work.task {
            Task::Scan(scan) => {
                let counted = self.books.count_scan(pass, &scan).await.map_err(words)?;
                self.scanned(counted, &scan, pass);
            }
            Task::Count(item, quantity, source) => {
                self.books
                    .count(pass, item.clone(), quantity, source)
                    .await
                    .map_err(words)?;
                self.counted(item, pass);
            }
            Task::Set(item, quantity) => {
                self.books
                    .set_count(pass, item.clone(), quantity, CountSource::Hand)
                    .await
                    .map_err(words)?;
                self.counted(item, pass);
            }
            Task::Undo(event) => {
                self.books.void(pass, event).await.map_err(words)?;
                self.said.set(Said::Undone);
            }
            Task::Close { is_empty } => {
                self.books.close_pass(pass, is_empty).await.map_err(words)?;
                self.closed(work.bin);
            }
        }
        Ok(())
    }

    /// Says what became of a scan. Its sound has been heard by now.
    fn scanned(&self, counted: Counted, scan: &Scan, pass: PassId) {
        match counted {
            Counted::Product { product, .. } => self.counted(Item::Product(product), pass),
            Counted::Unknown { code, .. } => {
                self.item.set(Some(Item::Unknown(code.clone())));
                self.said.set(Said::Unknown(code));
            }
            Counted::Suspected { item, .. } => {
                self.item.set(Some(item.clone()));
                self.said.set(Said::Double(item, scan.raw.clone()));
            }
            Counted::Bin(location, bin) => self.bin_scanned(location, bin),
            Counted::Several(candidates) => self.ask(Asking::Which(candidates)),
            Counted::Kit(parts) => self.ask(Asking::Kit(parts)),
            Counted::Service(_) => self.said.set(Said::Refused(
                "This is a service. Services have no stock and are not counted.".into(),
            )),
        }
    }

    fn counted(&self, item: Item, pass: PassId) {
        let now = self.books.counted_now(pass, &item);
        self.said
            .set(Said::Counted(now.map_or(0, domain::quantity::Delta::units)));
        self.item.set(Some(item));
    }

    fn closed(&self, bin: Option<BinId>) {
        self.toasts.ok(format!(
            "{} is done",
            bin_name(self.books, bin).get_untracked()
        ));
        let next = self
            .walk()
            .read_untracked()
            .next_open(bin)
            .map(|one| one.bin);
        if let Some(next) = next {
            self.go_to(next);
        }
    }
}

/// Whether an event can be taken back: it counts.
pub fn can_undo(event: &PassEvent) -> bool {
    !event.is_void
        && matches!(
            event.what,
            PassEventKind::Counted(..) | PassEventKind::Set { .. }
        )
}

fn own_open(passes: &[Arc<PassView>], bin: Option<BinId>) -> Option<Arc<PassView>> {
    passes
        .iter()
        .find(|pass| pass.is_own && pass.closed.is_none() && pass.head.bin == bin)
        .cloned()
}

#[cfg(target_arch = "wasm32")]
use crate::sound::{Cue, play};

#[cfg(not(target_arch = "wasm32"))]
use silent::{Cue, play};

#[cfg(not(target_arch = "wasm32"))]
mod silent {
    //! Nothing is heard natively.

    /// What would be heard.
    pub enum Cue {
        /// Another bin.
        BinChanged,
        /// Something wrong.
        Wrong,
    }

    /// Plays nothing.
    pub fn play(_cue: Cue) {}
}
