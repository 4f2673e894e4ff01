//! Who may go on: transactions of several servers on one PostgreSQL take turns about what they decide on.
//!
//! A decision reads more than the rows it changes, also rows that are not there yet: counts behind a movement, movements
//! behind a count. So before it reads, a transaction takes its turn for each subject that the question is about, and
//! keeps it until it ends; the next one then sees all that it did. Subjects are sorted before they are taken, so that
//! two transactions do not wait for each other; where a later question makes them all the same, the database ends one of
//! them and it is tried again.
//!
//! Subjects share a fixed number of turns, so that even the largest import holds no more locks than the database has.
//! SQLite has one writer at a time anyway.

use super::{StoreError, Tx};
use domain::books::{Change, EntityRef, Ref};
use domain::ids::{LocationId, ProductId};
use domain::ledger::StockKey;
use domain::ledger::costs::CostPlace;
use sea_orm::{ConnectionTrait, DbBackend};
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};

/// Turns of one kind of subject.
const N_TURNS: u32 = 512;
/// Turns asked for in one statement.
const BATCH: usize = 256;

/// Kinds of subjects never share turns: what most only read must not stand in the way of what most change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The stock of a whole location: shared by those who change a product there.
    Location = 0x5175_0001,
    /// Records that most decisions only look at.
    Record = 0x5175_0002,
    /// What is decided about: stock of a product at a location, passes, stocktakes, transfers, unique values, counters.
    Subject = 0x5175_0003,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    /// With others who only look.
    Shared,
    /// Alone.
    Alone,
}

/// Turns by kind and number.
type Held = BTreeMap<(Kind, u32), Hold>;

/// The turns that a transaction has.
#[derive(Debug, Default)]
pub struct Turns {
    held: Held,
    /// As they were at the savepoint: rolling back to it gives back what was taken since.
    at_savepoint: Option<Held>,
}

impl Turns {
    /// Takes what the questions are about.
    pub async fn take_for_questions(
        &mut self,
        tx: &Tx,
        questions: &[Ref],
    ) -> Result<(), StoreError> {
        let mut wanted = Wanted::default();
        questions
            .iter()
            .for_each(|question| wanted.question(question));
        self.take(tx, wanted).await
    }

    /// Takes what the changes are about, as far as no question was about it.
    pub async fn take_for_changes(
        &mut self,
        tx: &Tx,
        changes: &[Change],
    ) -> Result<(), StoreError> {
        let mut wanted = Wanted::default();
        changes.iter().for_each(|change| wanted.change(change));
        self.take(tx, wanted).await
    }

    /// Takes a record that is about to be changed.
    pub async fn take_for_record(&mut self, tx: &Tx, record: &EntityRef) -> Result<(), StoreError> {
        let mut wanted = Wanted::default();
        wanted.record(record, Hold::Alone);
        self.take(tx, wanted).await
    }

    /// Takes a thing that is no record of the books.
    pub async fn take_for(&mut self, tx: &Tx, thing: impl Debug) -> Result<(), StoreError> {
        let mut wanted = Wanted::default();
        wanted.add(Kind::Subject, thing, Hold::Alone);
        self.take(tx, wanted).await
    }

    /// Remembers what is held at a savepoint.
    pub fn set_savepoint(&mut self) {
        self.at_savepoint = Some(self.held.clone());
    }

    /// The savepoint was kept.
    pub fn keep_savepoint(&mut self) {
        self.at_savepoint = None;
    }

    /// The transaction went back to the savepoint.
    pub fn go_back(&mut self) {
        if let Some(held) = self.at_savepoint.take() {
            self.held = held;
        }
    }

    async fn take(&mut self, tx: &Tx, wanted: Wanted) -> Result<(), StoreError> {
        if tx.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let missing: Vec<_> = wanted
            .0
            .into_iter()
            .filter(|(turn, hold)| self.held.get(turn).is_none_or(|held| held < hold))
            .collect();
        for chunk in missing.chunks(BATCH) {
            let mut sql = "SELECT ".to_owned();
            for (at, ((kind, number), hold)) in chunk.iter().enumerate() {
                let shared = match hold {
                    Hold::Shared => "_shared",
                    Hold::Alone => "",
                };
                let comma = if at == 0 { "" } else { "," };
                let kind = *kind as u32;
                write!(sql, "{comma}pg_advisory_xact_lock{shared}({kind},{number})")
                    .expect("a text takes all");
            }
            tx.execute_unprepared(&sql).await?;
        }
        self.held.extend(missing);
        Ok(())
    }
}

/// Turns to be taken, sorted.
#[derive(Default)]
struct Wanted(Held);

impl Wanted {
    fn add(&mut self, kind: Kind, subject: impl Debug, hold: Hold) {
        let digest = blake3::hash(format!("{subject:?}").as_bytes());
        let [a, b, c, d, ..] = *digest.as_bytes();
        let turn = (kind, u32::from_le_bytes([a, b, c, d]) % N_TURNS);
        let held = self.0.entry(turn).or_insert(hold);
        *held = (*held).max(hold);
    }

    fn subject(&mut self, subject: impl Debug) {
        self.add(Kind::Subject, subject, Hold::Alone);
    }

    fn location(&mut self, location: LocationId, hold: Hold) {
        self.add(Kind::Location, location, hold);
    }

    fn stock(&mut self, product: ProductId, location: LocationId) {
        self.location(location, Hold::Shared);
        self.subject((product, location));
    }

    fn key(&mut self, key: &StockKey) {
        self.stock(key.product, key.location);
    }

    fn place(&mut self, place: &CostPlace) {
        match place {
            CostPlace::At { product, location } => self.stock(*product, *location),
            CostPlace::OnTheWay(line) => self.subject(line),
        }
    }

    fn record(&mut self, record: &EntityRef, hold: Hold) {
        match record {
            EntityRef::Stock(key) => self.key(key),
            EntityRef::Transfer(_)
            | EntityRef::Stocktake(_)
            | EntityRef::Pass(_)
            | EntityRef::PassLine(..)
            | EntityRef::ReviewTask(_) => self.subject(record),
            // Of a stocktake: read as a whole by whoever reviews it.
            EntityRef::BinCount(stocktake, _) | EntityRef::UnknownCode(stocktake, _) => {
                self.subject(EntityRef::Stocktake(*stocktake));
            }
            _ => self.add(Kind::Record, record, hold),
        }
    }

    fn question(&mut self, question: &Ref) {
        match question {
            Ref::Entity(record) => self.record(record, Hold::Shared),
            Ref::IsReferenced { record } => self.record(record, Hold::Alone),
            Ref::IsVoided { pass, .. }
            | Ref::PassEvents { pass }
            | Ref::ItemEvents { pass, .. } => {
                self.subject(EntityRef::Pass(*pass));
            }
            Ref::Holder { value } => self.subject(value),
            Ref::HasMovements { operation } => self.subject(operation),
            Ref::Counts { key, .. } => self.key(key),
            Ref::CountIn { stocktake, key } => {
                self.subject(EntityRef::Stocktake(*stocktake));
                self.key(key);
            }
            Ref::StockAt { product, location } => self.stock(*product, *location),
            Ref::CostLayers { place } => self.place(place),
            // Written by completions, which have the location for themselves.
            Ref::Sweeps { location, .. } | Ref::BinsOf { location } => {
                self.location(*location, Hold::Shared);
            }
            Ref::StockOf { location }
            | Ref::MovementsAt { location, .. }
            | Ref::CountsAt { location, .. }
            | Ref::OpenStocktakes { location } => self.location(*location, Hold::Alone),
            Ref::CountsOf { stocktake }
            | Ref::Passes { stocktake }
            | Ref::PassLines { stocktake }
            | Ref::BinCounts { stocktake }
            | Ref::UnknownCodes { stocktake }
            | Ref::TasksOf { stocktake }
            | Ref::Reports { stocktake } => self.subject(EntityRef::Stocktake(*stocktake)),
            Ref::CostsOf { products } => {
                for product in products {
                    self.record(&EntityRef::ProductCost(*product), Hold::Shared);
                }
            }
            Ref::NextNumber { series } => self.subject(series),
            // Of what another question is about as well, or never changed once written.
            Ref::Event { .. }
            | Ref::PostedByCount { .. }
            | Ref::ProductsIn { .. }
            | Ref::CostOf { .. }
            | Ref::CostOfCount { .. } => {}
        }
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Put(record) => self.record(&record.key(), Hold::Alone),
            Change::Remove(record) => self.record(record, Hold::Alone),
            Change::Post { movement, .. } => self.key(&movement.key),
            Change::Count(count) => self.key(&count.key),
            Change::Layers { place, .. } => self.place(place),
            Change::Void { pass, .. } => self.subject(EntityRef::Pass(*pass)),
            Change::Log(_) | Change::Sweep(_) | Change::Cost(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn whoever_reads_a_whole_location_excludes_those_who_change_a_product_there() {
        let location = LocationId::new(Uuid::from_u128(1));
        let product = ProductId::new(Uuid::from_u128(2));
        let mut one = Wanted::default();
        one.question(&Ref::StockAt { product, location });
        let mut whole = Wanted::default();
        whole.question(&Ref::StockOf { location });
        let (turn, hold) = whole.0.first_key_value().expect("one turn");
        assert_eq!((turn.0, *hold), (Kind::Location, Hold::Alone));
        assert_eq!(one.0.get(turn), Some(&Hold::Shared));
        assert_eq!(one.0.len(), 2, "and the product there for itself");
    }

    #[test]
    fn a_question_and_the_change_that_follows_are_about_the_same() {
        let pass = EntityRef::Pass(domain::ids::PassId::new(Uuid::from_u128(3)));
        let (mut asked, mut changed) = (Wanted::default(), Wanted::default());
        asked.question(&Ref::Entity(pass.clone()));
        changed.change(&Change::Remove(pass));
        assert_eq!(asked.0, changed.0);
    }
}
