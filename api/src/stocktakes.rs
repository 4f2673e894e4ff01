//! Stocktakes: starting, watching, reviewing, completing.

use crate::macros::{choices, shapes};
use domain::ids::{
    BinId, CategoryId, DeviceId, LocationId, MovementId, OperationId, PassId, ProductId,
    StocktakeId, UserId,
};
use domain::money::Currency;
use domain::quantity::{Delta, Quantity};
use domain::stocktake::{CountSource, StocktakeStatus};
use domain::text::{Name, RawCode, Remark, Sku};
use domain::time::Timestamp;

choices! {
    /// What a stocktake covers.
    pub enum Coverage {
        /// Everything in the location.
        Location,
        /// These bins.
        Bins(Vec<BinId>),
        /// The bins of these zones.
        Zones(Vec<Name>),
        /// Products of a category.
        Category(CategoryId),
        /// These products.
        Products(Vec<ProductId>),
    }

    /// What was counted.
    pub enum Item {
        /// A known product.
        Product(ProductId),
        /// A code that resolves to nothing yet.
        Unknown(RawCode),
    }

    /// How far a bin is.
    #[derive(Copy)]
    pub enum BinState {
        /// Nobody has opened it.
        Waiting,
        /// Being counted.
        Counting,
        /// Counted once.
        Counted,
        /// Two passes agree.
        Verified,
        /// Two passes differ.
        Conflict,
        /// A recount was ordered.
        Recount,
    }

    /// How a conflict is solved.
    pub enum Resolution {
        /// This pass counts; the others do not.
        Take(PassId),
        /// The passes counted parts of the bin; they add up.
        Sum,
        /// Somebody counts again.
        Recount {
            /// Who; anybody if absent.
            #[serde(default)]
            user: Option<UserId>,
        },
    }

    /// Why a stocktake cannot be completed yet.
    #[derive(Copy)]
    pub enum BlockKind {
        /// Two passes of a bin differ.
        Conflict,
        /// A recount was ordered and is not done.
        Recount,
        /// A product new to the location has no unit cost.
        UnitCost,
        /// A tablet opened a pass and has not reported everything since.
        Device,
        /// A pass is still open.
        OpenPass,
        /// A code is not mapped to a product.
        UnknownCode,
        /// The order of a count and a movement cannot be told and matters.
        Ambiguous,
        /// A bin was not counted; a warning, not a block.
        Uncounted,
        /// The fulfilment service does not report a product that the books have there.
        Unreported,
    }
}

shapes! {
    /// `POST /stocktakes`: starts one.
    pub struct NewStocktake {
        /// Where.
        pub location: LocationId,
        /// Of what.
        #[serde(default = "whole")]
        pub coverage: Coverage,
        /// Counters do not see book quantities.
        #[serde(default)]
        pub blind: bool,
        /// What people call it.
        #[serde(default)]
        pub title: Option<Name>,
        /// Who is to count which bin.
        #[serde(default)]
        pub assignments: Vec<Assignment>,
    }

    /// A stocktake.
    pub struct Stocktake {
        /// Its id.
        pub id: StocktakeId,
        /// `ST-…`.
        pub number: String,
        /// What people call it.
        pub title: Option<Name>,
        /// Where.
        pub location: LocationId,
        /// Of what.
        pub coverage: Coverage,
        /// Counters do not see book quantities.
        pub blind: bool,
        /// `in-progress`, `completed` or `voided`.
        pub status: StocktakeStatus,
        /// When it started.
        pub started: Timestamp,
        /// By whom.
        pub started_by: UserId,
        /// When it was completed or voided.
        pub ended: Option<Timestamp>,
        /// Who is to count which bin.
        pub assignments: Vec<Assignment>,
        /// Facts arrived after completion and wait for a decision.
        pub has_late: bool,
        /// Rises with each change; also the `ETag`.
        pub version: i64,
    }

    /// Somebody's bin to count. `PUT /stocktakes/{id}/assignments` takes a list of them.
    pub struct Assignment {
        /// The bin.
        pub bin: BinId,
        /// The counter.
        pub user: UserId,
    }

    /// `PUT /stocktakes/{id}/assignments`.
    pub struct Assignments {
        /// Replaces those there are.
        pub assignments: Vec<Assignment>,
    }

    /// `GET /stocktakes/{id}/progress`: who counts where and what is left. Counts bins, never expected products.
    pub struct Progress {
        /// Bins it covers; 1 for a location without bins.
        pub n_bins: u32,
        /// Of them counted at least once.
        pub n_counted: u32,
        /// Of them in conflict.
        pub n_conflicts: u32,
        /// Codes that resolve to nothing yet.
        pub n_unknown: u32,
        /// Every bin in walking order.
        pub bins: Vec<BinProgress>,
        /// Every tablet that takes part.
        pub devices: Vec<DeviceProgress>,
    }

    /// How far one bin is.
    pub struct BinProgress {
        /// The bin; `null` is the implicit one.
        pub bin: Option<BinId>,
        /// How far.
        pub state: BinState,
        /// Its passes.
        pub passes: Vec<Pass>,
    }

    /// One person's count of one bin.
    pub struct Pass {
        /// Its id.
        pub id: PassId,
        /// The bin.
        pub bin: Option<BinId>,
        /// By whom.
        pub user: Option<UserId>,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// When it was opened, by the server's judgement.
        pub opened: Timestamp,
        /// When it was closed; `null` while it is open.
        pub closed: Option<Timestamp>,
        /// All events that the device announced have arrived.
        pub complete: bool,
        /// 0 at first; a recount is one more.
        pub generation: u32,
        /// Declared part of a shared bin.
        pub part: Option<u8>,
        /// Lines counted.
        pub n_lines: u32,
        /// Units counted; `null` for who may not see stock of a blind stocktake.
        pub units: Option<i64>,
        /// Arrived after completion.
        pub late: bool,
    }

    /// What is known of one tablet that takes part.
    pub struct DeviceProgress {
        /// The device.
        pub device: DeviceId,
        /// Its name.
        pub name: Name,
        /// Last contact.
        pub last_seen: Option<Timestamp>,
        /// Passes open on it.
        pub open_passes: u32,
        /// It said that nothing is left to send, after its last pass was closed.
        pub reported: bool,
    }

    /// `GET /stocktakes/{id}/review`.
    pub struct Review {
        /// The stocktake.
        pub stocktake: Stocktake,
        /// Base currency of all values.
        pub currency: Currency,
        /// Sums over all lines.
        pub totals: ReviewTotals,
        /// One product in one bin each.
        pub lines: Vec<ReviewLine>,
        /// What stands before completion.
        pub blocks: Vec<Block>,
        /// Bins in which two passes differ.
        pub conflicts: Vec<Conflict>,
        /// Codes that resolve to nothing yet.
        pub unknown: Vec<UnknownCode>,
        /// What is accepted without a look.
        #[serde(default)]
        pub tolerance: crate::company::Tolerance,
        /// Whether `complete` would succeed now.
        pub can_complete: bool,
        /// Changes when anything above does; given to `complete`, so that nobody posts what he has not seen.
        pub fingerprint: String,
    }

    /// Sums over all lines of a review.
    pub struct ReviewTotals {
        /// Lines counted.
        pub n_lines: u32,
        /// Without difference.
        pub n_match: u32,
        /// Lines short.
        pub n_short: u32,
        /// Units short.
        pub units_short: i64,
        /// Value short, minor units; `null` without the right to see costs, and if the cost of any of it is not known.
        pub value_short_minor: Option<i64>,
        /// Lines over.
        pub n_over: u32,
        /// Units over.
        pub units_over: i64,
        /// Value over, minor units; `null` as above.
        pub value_over_minor: Option<i64>,
        /// Net value, minor units; `null` as above.
        pub value_net_minor: Option<i64>,
        /// Products with a difference whose cost is not known; 0 without the right to see costs.
        #[serde(default)]
        pub n_costless: u32,
        /// Units moved while counting.
        pub units_moved: i64,
        /// Lines of open or unopened bins with stock on the book.
        pub n_uncounted: u32,
    }

    /// One product in one bin.
    pub struct ReviewLine {
        /// The product.
        pub product: ProductId,
        /// Its SKU.
        pub sku: Sku,
        /// Its name.
        pub name: Name,
        /// The bin.
        pub bin: Option<BinId>,
        /// Book at the cut of this line.
        pub book: Delta,
        /// Counted; `null` if not counted.
        pub counted: Option<Quantity>,
        /// Counted less book.
        pub variance: Option<Delta>,
        /// The variance when the order of count and movements cannot be told: least and most.
        pub variance_range: Option<(Delta, Delta)>,
        /// Moved since the cut; informs only.
        pub moved_since: Delta,
        /// Counted plus moved since; informs only.
        pub new_on_hand: Option<Delta>,
        /// Unit cost, base currency.
        pub unit_cost: Option<String>,
        /// Value of the variance, minor units.
        pub value_minor: Option<i64>,
        /// The cut: first and last moment it may be.
        pub cut: Option<(Timestamp, Timestamp)>,
        /// Product was not scanned in a closed pass: counted as zero.
        pub implied_zero: bool,
        /// Has no stock and no cost here yet; needs a unit cost before completion.
        pub needs_cost: bool,
        /// Accepted pass.
        pub pass: Option<PassId>,
        /// Counted by.
        pub user: Option<UserId>,
        /// Counted by.
        pub user_name: Option<Name>,
        /// Two passes agree.
        pub verified: bool,
        /// Two passes differ.
        pub conflict: bool,
        /// A recount was ordered.
        pub recount: bool,
        /// The difference is inside the company's tolerance, or there is none.
        #[serde(default)]
        pub is_within: bool,
    }

    /// One thing that stands before completion.
    pub struct Block {
        /// What kind.
        pub kind: BlockKind,
        /// In words.
        pub text: String,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub bin: Option<BinId>,
        /// Of what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub product: Option<ProductId>,
        /// Which tablet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub device: Option<DeviceId>,
        /// Whether completion waits for it; a tablet can be overridden, an uncounted bin only warns.
        pub blocking: bool,
        /// Whether a reason overrides it.
        pub can_override: bool,
    }

    /// A bin in which passes differ.
    pub struct Conflict {
        /// The bin.
        pub bin: Option<BinId>,
        /// The passes that differ.
        pub passes: Vec<Pass>,
        /// Where they differ.
        pub lines: Vec<ConflictLine>,
    }

    /// An item that passes disagree about.
    pub struct ConflictLine {
        /// What.
        pub item: Item,
        /// Its name or the code.
        pub name: String,
        /// What each pass says, in the order of `passes`.
        pub counted: Vec<Quantity>,
    }

    /// `POST /stocktakes/{id}/resolve`.
    pub struct Resolve {
        /// The bin; `null` is the implicit one.
        #[serde(default)]
        pub bin: Option<BinId>,
        /// How.
        pub resolution: Resolution,
    }

    /// `POST /stocktakes/{id}/recounts`: orders a recount.
    pub struct NewRecount {
        /// The bin; `null` is the implicit one.
        #[serde(default)]
        pub bin: Option<BinId>,
        /// Only these products; all if empty.
        #[serde(default)]
        pub products: Vec<ProductId>,
        /// Who; anybody if absent.
        #[serde(default)]
        pub user: Option<UserId>,
    }

    /// A code that resolved to nothing when it was scanned.
    pub struct UnknownCode {
        /// As scanned.
        pub code: RawCode,
        /// Where and how many.
        pub places: Vec<UnknownPlace>,
        /// What it was mapped to.
        pub product: Option<ProductId>,
        /// Addresses of photos that counters took of it.
        #[serde(default)]
        pub photos: Vec<String>,
    }

    /// Where an unknown code was counted.
    pub struct UnknownPlace {
        /// The bin.
        pub bin: Option<BinId>,
        /// The pass.
        pub pass: PassId,
        /// How many.
        pub quantity: Quantity,
    }

    /// `POST /stocktakes/{id}/codes`: says what a code was.
    pub struct MapCode {
        /// As scanned.
        pub code: RawCode,
        /// The product it was; `null` leaves it out of the result.
        pub product: Option<ProductId>,
        /// Also gives the product this barcode.
        #[serde(default)]
        pub assign: bool,
    }

    /// `PUT /stocktakes/{id}/unit-costs`.
    pub struct UnitCosts {
        /// One for each product.
        pub costs: Vec<ProductUnitCost>,
    }

    /// What one of a product new to the location cost.
    pub struct ProductUnitCost {
        /// The product.
        pub product: ProductId,
        /// Decimal text of the base currency.
        pub unit_cost: String,
    }

    /// `POST /stocktakes/{id}/complete`.
    #[derive(Default)]
    pub struct Complete {
        /// From the review that was seen; refused if the review has changed since. Not checked if absent.
        #[serde(default)]
        pub fingerprint: Option<String>,
        /// Completes without these tablets.
        #[serde(default, rename = "override")]
        pub override_devices: Option<Override>,
    }

    /// Completes although tablets have not reported.
    pub struct Override {
        /// Each missing tablet by name: a person must have seen the list.
        pub devices: Vec<DeviceId>,
        /// Why; goes into the log.
        pub reason: Remark,
    }

    /// `POST /stocktakes/{id}/accept-unclear`: the line is posted although nobody knows whether goods moved before or
    /// after it was counted.
    pub struct UnclearLine {
        /// The product.
        pub product: ProductId,
        /// The bin; `null` is the implicit one.
        #[serde(default)]
        pub bin: Option<BinId>,
    }

    /// `POST /stocktakes/{id}/passes/{pass}/rule`: a count that is held because its tablet was revoked, or any other.
    pub struct PassRuling {
        /// It counts; otherwise the whole pass is set aside.
        pub release: bool,
    }

    /// `POST /stocktakes/{id}/void`.
    pub struct VoidStocktake {
        /// Why.
        pub reason: Remark,
    }

    /// `GET /stocktakes/{id}/events?bin=&product=&limit=&after=`: the history of counting.
    pub struct CountEvent {
        /// The event.
        pub id: OperationId,
        /// Its pass.
        pub pass: PassId,
        /// The bin.
        pub bin: Option<BinId>,
        /// Of what.
        pub item: Option<Item>,
        /// `pass-opened`, `counted`, `set`, `voided`, `suspected-double`, `pass-closed`, `note`.
        pub kind: String,
        /// How many.
        pub quantity: Option<Quantity>,
        /// How.
        pub source: Option<CountSource>,
        /// No longer counts.
        pub voided: bool,
        /// By whom.
        pub user: Option<UserId>,
        /// The user's name.
        pub user_name: Option<Name>,
        /// On which device.
        pub device: Option<DeviceId>,
        /// The device's name.
        pub device_name: Option<Name>,
        /// First and last moment it may have happened.
        pub at: (Timestamp, Timestamp),
        /// When the server received it.
        pub received: Timestamp,
        /// `accepted`, `late`, `unknown-item`, `out-of-scope` or `quarantined`.
        pub disposition: String,
    }

    /// `POST /stocktakes/{id}/late`: decides on passes that arrived after completion.
    pub struct LateDecision {
        /// The pass.
        pub pass: PassId,
        /// Post its differences at their own cuts, or leave the books alone.
        pub accept: bool,
        /// Why.
        #[serde(default)]
        pub reason: Option<Remark>,
    }

    /// Answer of completing and of late decisions.
    pub struct CompletionResult {
        /// The stocktake now.
        pub stocktake: Stocktake,
        /// Movements posted.
        pub movements: Vec<MovementId>,
    }
}

fn whole() -> Coverage {
    Coverage::Location
}
