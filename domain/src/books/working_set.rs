//! What a decision may ask for, and what it has been given.

use super::change::Change;
use super::entity::{Entity, EntityRef, ReviewTask};
use crate::barcode::Code;
use crate::catalogue::{
    Brand, Category, Family, PriceTier, Product, ProductCost, TaxRule, Variant,
};
use crate::ids::{
    BinId, BrandId, CategoryId, ClientId, CountId, DeviceId, FamilyId, LocationId, MovementId,
    OperationId, PassId, PriceTierId, ProductId, ReviewTaskId, StocktakeId, TaxRuleId, TransferId,
};
use crate::ledger::costs::{CostPlace, CostPortion, Layers};
use crate::ledger::counts::{AcceptedCount, Sweep};
use crate::ledger::{Movement, StockKey, StockRow};
use crate::location::{Bin, Location};
use crate::quantity::Delta;
use crate::stocktake::pass::{Logged, Pass, PassLine};
use crate::stocktake::{BinCount, Item, Stocktake, UnknownCode};
use crate::text::RawCode;
use crate::time::Timestamp;
use crate::transfer::Transfer;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A value that only one record may have. Texts are folded ([`crate::text::Sku::folded`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each names the field")]
pub enum Unique {
    ProductSku(String),
    ProductName(String),
    Barcode(Code),
    FamilyName(String),
    CategoryName(String),
    BrandName(String),
    PriceTierName(String),
    PriceTierNumber(u16),
    TaxRuleName(String),
    LocationName(String),
    BinName(LocationId, String),
    /// The values of a variant within its family.
    Variant(FamilyId, Vec<String>),
}

impl Unique {
    /// The values of a variant within its family.
    pub fn variant(variant: &Variant) -> Self {
        Self::Variant(
            variant.family,
            variant
                .values
                .iter()
                .map(crate::text::Name::folded)
                .collect(),
        )
    }
}

/// A counter of document numbers (DECISIONS 26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// `ST-…`
    Stocktake,
    /// `TR-…`
    Transfer,
}

impl Series {
    /// What its numbers begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Stocktake => "ST-",
            Self::Transfer => "TR-",
        }
    }
}

/// A tablet that takes part in a stocktake, and how far it has reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceReport {
    /// The tablet.
    pub device: DeviceId,
    /// Its storage instance.
    pub client: ClientId,
    /// When it last said that its outbox was empty; `None` if it never did.
    pub outbox_empty: Option<Timestamp>,
}

macro_rules! probes {
    ($($(#[$doc:meta])* $ask:ident => $name:ident { $($part:ident: $part_type:ty),+ } -> $answer:ty;)*) => {
        /// What can be asked for.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Ref {
            /// A record by its key.
            Entity(EntityRef),
            $($(#[$doc])* $name {
                $(#[doc = concat!("The ", stringify!($part), " asked about.")] $part: $part_type),+
            },)*
        }

        /// An answer to a [`Ref`]; the variant has the same name.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Answer {
            /// The record, or that there is none.
            Entity(Option<Entity>),
            $($(#[$doc])* $name($answer),)*
        }

        impl Answer {
            /// The answer of books that hold nothing of the kind: nothing, none, no. A device gives it to whatever
            /// only the server's books know, such as accepted counts and document numbers.
            pub fn nothing(question: &Ref) -> Self {
                match question {
                    Ref::Entity(_) => Self::Entity(None),
                    $(Ref::$name { .. } => Self::$name(Default::default()),)*
                }
            }

            /// Whether this is the kind of answer that `question` asks for.
            pub const fn fits(&self, question: &Ref) -> bool {
                matches!(
                    (self, question),
                    (Self::Entity(_), Ref::Entity(_)) $(| (Self::$name(_), Ref::$name { .. }))*
                )
            }
        }

        impl WorkingSet {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// Asks for it if it has not been given.
                pub fn $ask(&self, $($part: $part_type),+) -> Result<&$answer, Need> {
                    let question = Ref::$name { $($part),+ };
                    match self.answers.get(&question) {
                        Some(Answer::$name(answer)) => Ok(answer),
                        _ => Err(Need(vec![question])),
                    }
                }
            )*
        }
    };
}

probes! {
    /// An event of the count log.
    event => Event { id: OperationId } -> Option<Logged>;
    /// Whether an event of this pass took this event back, also if this one has not arrived yet.
    is_voided => IsVoided { event: OperationId, pass: PassId } -> bool;
    /// Every event of a pass.
    pass_events => PassEvents { pass: PassId } -> Vec<Logged>;
    /// The `Counted` and `Set` events of one item in a pass.
    item_events => ItemEvents { pass: PassId, item: Item } -> Vec<Logged>;
    /// Who has a value that only one may have.
    holder => Holder { value: Unique } -> Option<EntityRef>;
    /// Whether anything names this record, so that it can only be archived (DECISIONS 25).
    is_referenced => IsReferenced { record: EntityRef } -> bool;
    /// Whether movements came from this operation: then it has been taken in before (SYNC 5.2, second fence).
    has_movements => HasMovements { operation: OperationId } -> bool;
    /// Accepted counts of a stock key that no other count replaced and whose cut or moment reaches `from` or
    /// later, earliest cut first.
    counts => Counts { key: StockKey, from: Timestamp } -> Vec<AcceptedCount>;
    /// Sweeps of a bin whose moment reaches `from` or later.
    sweeps => Sweeps { location: LocationId, bin: Option<BinId>, from: Timestamp } -> Vec<Sweep>;
    /// The accepted count of a stock key by a stocktake, not a replaced one.
    count_in => CountIn { stocktake: StocktakeId, key: StockKey } -> Option<AcceptedCount>;
    /// Sum of the movements that belong to a count: its adjustment, corrections and reversals.
    posted_by_count => PostedByCount { count: CountId } -> Delta;
    /// Stock of a product in every bin of a location; `None` if this copy of the books does not hold it, so that
    /// only the server can judge.
    stock_at => StockAt { product: ProductId, location: LocationId } -> Option<Vec<StockRow>>;
    /// Stock of a location.
    stock_of => StockOf { location: LocationId } -> Vec<StockRow>;
    /// On-hand movements at a location whose effective time or moment reaches `from` or later, in the order of
    /// recording.
    movements_at => MovementsAt { location: LocationId, from: Timestamp } -> Vec<Movement>;
    /// Accepted counts at a location that no other count replaced and whose cut or moment reaches `from` or later.
    counts_at => CountsAt { location: LocationId, from: Timestamp } -> Vec<AcceptedCount>;
    /// Accepted counts of a stocktake that no other count replaced.
    counts_of => CountsOf { stocktake: StocktakeId } -> Vec<AcceptedCount>;
    /// Passes of a stocktake.
    passes => Passes { stocktake: StocktakeId } -> Vec<Pass>;
    /// Lines of every pass of a stocktake.
    pass_lines => PassLines { stocktake: StocktakeId } -> Vec<PassLine>;
    /// What is settled about bins of a stocktake.
    bin_counts => BinCounts { stocktake: StocktakeId } -> Vec<BinCount>;
    /// Codes of a stocktake that were unknown.
    unknown_codes => UnknownCodes { stocktake: StocktakeId } -> Vec<UnknownCode>;
    /// Review tasks of a stocktake, settled ones too.
    tasks_of => TasksOf { stocktake: StocktakeId } -> Vec<ReviewTask>;
    /// Tablets that opened a pass of a stocktake, and how far they have reported.
    reports => Reports { stocktake: StocktakeId } -> Vec<DeviceReport>;
    /// Bins of a location, archived ones too.
    bins_of => BinsOf { location: LocationId } -> Vec<Bin>;
    /// Stocktakes of a location that are in progress.
    open_stocktakes => OpenStocktakes { location: LocationId } -> Vec<StocktakeId>;
    /// Products of a category.
    products_in => ProductsIn { category: CategoryId } -> Vec<ProductId>;
    /// Unit costs of products, where known.
    costs_of => CostsOf { products: Vec<ProductId> } -> Vec<ProductCost>;
    /// The cost layers of a place.
    layers => CostLayers { place: CostPlace } -> Layers;
    /// What a movement put into the value of its location or took out of it.
    cost_of => CostOf { movement: MovementId } -> Vec<CostPortion>;
    /// What the movements of a count put into the value of their location or took out of it, together.
    cost_of_count => CostOfCount { count: CountId } -> Vec<CostPortion>;
    /// The next document number. Every answer is used up by being given; a copy of the books that gives no numbers
    /// answers `None`, and the document is pending (OFF-21).
    next_number => NextNumber { series: Series } -> Option<String>;
}

/// What has to be given before a decision can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need(pub Vec<Ref>);

/// What a decision has been given. Knows the difference between "not asked" and "not there".
#[derive(Debug, Clone, Default)]
pub struct WorkingSet {
    entities: HashMap<EntityRef, Option<Entity>>,
    answers: HashMap<Ref, Answer>,
}

macro_rules! records {
    ($($(#[$doc:meta])* $ask:ident($($part:ident: $part_type:ty),+) -> $name:ident;)*) => {
        impl WorkingSet {
            $(
                $(#[$doc])*
                ///
                /// `None` says that there is none.
                ///
                /// # Errors
                /// Asks for it if it has not been given.
                pub fn $ask(&self, $($part: $part_type),+) -> Result<Option<&$name>, Need> {
                    match self.entity(&EntityRef::$name($($part),+))? {
                        Some(Entity::$name(record)) => Ok(Some(record)),
                        _ => Ok(None),
                    }
                }
            )*
        }
    };
}

records! {
    /// A product.
    product(id: ProductId) -> Product;
    /// A product's unit cost.
    product_cost(id: ProductId) -> ProductCost;
    /// A family.
    family(id: FamilyId) -> Family;
    /// A category.
    category(id: CategoryId) -> Category;
    /// A brand.
    brand(id: BrandId) -> Brand;
    /// A price tier.
    price_tier(id: PriceTierId) -> PriceTier;
    /// A tax rule.
    tax_rule(id: TaxRuleId) -> TaxRule;
    /// A location.
    location(id: LocationId) -> Location;
    /// A bin.
    bin(id: BinId) -> Bin;
    /// A transfer.
    transfer(id: TransferId) -> Transfer;
    /// A stocktake.
    stocktake(id: StocktakeId) -> Stocktake;
    /// A pass.
    pass(id: PassId) -> Pass;
    /// A line of a pass.
    pass_line(pass: PassId, item: Item) -> PassLine;
    /// What is settled about a bin of a stocktake.
    bin_count(stocktake: StocktakeId, bin: Option<BinId>) -> BinCount;
    /// A code of a stocktake that was unknown.
    unknown_code(stocktake: StocktakeId, code: RawCode) -> UnknownCode;
    /// A review task.
    review_task(id: ReviewTaskId) -> ReviewTask;
}

impl WorkingSet {
    /// Nothing asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an answer in.
    ///
    /// # Panics
    /// If the answer is of another kind than the question: its giver is wrong.
    pub fn give(&mut self, question: Ref, answer: Answer) {
        assert!(
            answer.fits(&question),
            "the answer to {question:?} is of another kind"
        );
        match (question, answer) {
            (Ref::Entity(key), Answer::Entity(record)) => {
                self.entities.insert(key, record);
            }
            (question, answer) => {
                self.answers.insert(question, answer);
            }
        }
    }

    /// A record by its key.
    ///
    /// # Errors
    /// Asks for it if it has not been given.
    pub fn entity(&self, key: &EntityRef) -> Result<Option<&Entity>, Need> {
        self.entities
            .get(key)
            .map(Option::as_ref)
            .ok_or_else(|| Need(vec![Ref::Entity(key.clone())]))
    }

    /// Asks at once for all of `questions` that have not been given.
    ///
    /// # Errors
    /// Names those.
    pub fn want(&self, questions: impl IntoIterator<Item = Ref>) -> Result<(), Need> {
        let missing: Vec<_> = questions
            .into_iter()
            .filter(|question| !self.knows(question))
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Need(missing))
        }
    }

    /// Whether a question has been answered.
    pub fn knows(&self, question: &Ref) -> bool {
        match question {
            Ref::Entity(key) => self.entities.contains_key(key),
            _ => self.answers.contains_key(question),
        }
    }

    /// Brings what was given up to date with changes that have been written, so that the next decision of the
    /// same transaction need not ask again for records. Answers other than records are forgotten: ask anew.
    pub fn absorb(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(record) => {
                    self.entities.insert(record.key(), Some(record.clone()));
                }
                Change::Remove(key) => {
                    self.entities.insert(key.clone(), None);
                }
                Change::Post { movement, .. } => {
                    let key = EntityRef::Stock(movement.key);
                    if let Some(row) = self.entities.get_mut(&key) {
                        let row = row.get_or_insert(Entity::Stock(StockRow::empty(movement.key)));
                        if let Entity::Stock(row) = row {
                            row.level.post(movement.account, movement.delta);
                        }
                    }
                }
                _ => {}
            }
        }
        if !changes.is_empty() {
            self.answers.clear();
        }
    }
}
