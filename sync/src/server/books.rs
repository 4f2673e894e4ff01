//! Decisions over an open transaction: asks the database what a decision needs, keeps what was learnt for the next
//! one, writes changes in batches, and at the end numbers the rows that changed.
//!
//! Every change of the books goes through here, whether it comes from a device, the interface, an import or a job:
//! a row that is written past it reaches no tablet.

use super::foresight;
use super::tx::{IndexRow, Tx};
use crate::check::Sum;
use crate::planted::{Planted, is_planted};
use crate::row;
use crate::scope::Scope;
use crate::wire::{Blob, Cursor};
use domain::books::{
    Answer, Change, Ctx, Decision, Entity, EntityRef, Need, Ref, Step, WorkingSet, value,
};
use domain::ids::OperationId;
use domain::operation::Operation;
use std::collections::{BTreeMap, HashMap};

/// Most changes that wait for being written together.
const MOST_UNWRITTEN: usize = 2_000;

/// The books as one transaction sees them.
pub struct Books<'t, T: Tx> {
    tx: &'t mut T,
    given: WorkingSet,
    /// Answers about the count log, which `WorkingSet::absorb` forgets and this keeps up to date.
    log: HashMap<Ref, Answer>,
    unwritten: Vec<Change>,
    /// Rows to be numbered: true for those that are gone.
    dirty: BTreeMap<Scope, BTreeMap<(u16, Vec<u8>), bool>>,
}

impl<'t, T: Tx> Books<'t, T> {
    /// Opens the books of a writing transaction.
    pub fn new(tx: &'t mut T) -> Self {
        Self {
            tx,
            given: WorkingSet::new(),
            log: HashMap::new(),
            unwritten: Vec::new(),
            dirty: BTreeMap::new(),
        }
    }

    /// The transaction, for what is not part of the books. Changes that wait are written first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn tx(&mut self) -> Result<&mut T, T::Error> {
        self.flush().await?;
        Ok(self.tx)
    }

    /// Decides: calls `step` until it has been given all it needs. Changes of the decision are taken in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn decide(
        &mut self,
        mut step: impl FnMut(&WorkingSet) -> Step + Send,
    ) -> Result<Decision, T::Error> {
        let decision = loop {
            match step(&self.given) {
                Step::Done(decision) => break decision,
                Step::Need(questions) => self.learn(questions).await?,
            }
        };
        if !decision.changes().is_empty() {
            self.take(decision.changes().to_vec()).await?;
        }
        Ok(decision)
    }

    /// Like [`Books::decide`], and values what moves: the changes to cost layers go with the movements. `ctx` is that of the
    /// decision. Answers the decision without them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn decide_valued(
        &mut self,
        ctx: &Ctx,
        mut step: impl FnMut(&WorkingSet) -> Step + Send,
    ) -> Result<Decision, T::Error> {
        loop {
            let questions = match step(&self.given) {
                Step::Need(questions) => questions,
                Step::Done(decision) => match value(decision.changes(), ctx, &self.given) {
                    Err(Need(questions)) => questions,
                    Ok(valued) => {
                        let changes = decision.changes().iter().cloned().chain(valued).collect();
                        self.take(changes).await?;
                        return Ok(decision);
                    }
                },
            };
            self.learn(questions).await?;
        }
    }

    /// Like [`Books::decide_valued`], and writes the changes at once, so that a failure is this decision's.
    pub(super) async fn decide_alone(
        &mut self,
        ctx: &Ctx,
        step: impl FnMut(&WorkingSet) -> Step + Send,
    ) -> Result<Decision, T::Error> {
        let dirty = self.dirty.clone();
        let decision = self.decide_valued(ctx, step).await;
        let written = match decision {
            Ok(decision) => self.flush().await.map(|()| decision),
            Err(error) => Err(error),
        };
        if written.is_err() {
            self.dirty = dirty;
        }
        written
    }

    /// Forgets what was learnt and what waits, after a rollback to a savepoint.
    pub(super) fn forget(&mut self) {
        self.given = WorkingSet::new();
        self.log.clear();
        self.unwritten.clear();
    }

    /// Takes changes in that were decided elsewhere.
    ///
    /// # Errors
    /// What the database says.
    pub async fn take(&mut self, changes: Vec<Change>) -> Result<(), T::Error> {
        for change in &changes {
            self.mark(change).await?;
            match change {
                Change::Log(event) => {
                    let logged = domain::stocktake::pass::Logged {
                        event: event.clone(),
                        voided: false,
                    };
                    self.log
                        .insert(Ref::Event { id: event.id }, Answer::Event(Some(logged)));
                }
                Change::Void { event, pass } => {
                    self.log.insert(
                        Ref::IsVoided {
                            event: *event,
                            pass: *pass,
                        },
                        Answer::IsVoided(true),
                    );
                    if let Some(Answer::Event(Some(logged))) =
                        self.log.get_mut(&Ref::Event { id: *event })
                    {
                        logged.voided = true;
                    }
                }
                _ => {}
            }
        }
        self.given.absorb(&changes);
        self.unwritten.extend(changes);
        if self.unwritten.len() >= MOST_UNWRITTEN {
            self.flush().await
        } else {
            Ok(())
        }
    }

    /// Asks in one go for what decisions to come will need, as far as that can be told from them, and locks it in one
    /// order. Call it before the first of them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn foresee(
        &mut self,
        operations: &[(OperationId, &Operation)],
    ) -> Result<(), T::Error> {
        let documents = foresight::documents(operations);
        let found = if documents.is_empty() {
            Vec::new()
        } else {
            // Only looked at: they are locked with everything else.
            self.tx.entities(&documents).await?
        };
        let known: Vec<Entity> = found.into_iter().flatten().collect();
        let mut questions: Vec<Ref> = foresight::questions(operations, &known)
            .into_iter()
            .collect();
        questions
            .retain(|question| !self.given.knows(question) && !self.log.contains_key(question));
        if questions.is_empty() {
            Ok(())
        } else {
            self.learn(questions).await
        }
    }

    async fn learn(&mut self, questions: Vec<Ref>) -> Result<(), T::Error> {
        let mut unknown = Vec::new();
        for question in questions {
            match self.log.get(&question) {
                Some(answer) => self.given.give(question, answer.clone()),
                None => unknown.push(question),
            }
        }
        if unknown.is_empty() {
            return Ok(());
        }
        self.flush().await?;
        let answers = self.tx.load(&unknown).await?;
        for (question, answer) in unknown.into_iter().zip(answers) {
            if matches!(question, Ref::Event { .. } | Ref::IsVoided { .. }) {
                self.log.insert(question.clone(), answer.clone());
            }
            self.given.give(question, answer);
        }
        Ok(())
    }

    /// Notes which rows of which scopes a change touches. A record that moves to another scope is gone from the one
    /// it was in, in the same transaction.
    async fn mark(&mut self, change: &Change) -> Result<(), T::Error> {
        let (key, gone_from, put_in) = match change {
            Change::Put(entity) => {
                let key = entity.key();
                let before = self
                    .given
                    .entity(&key)
                    .ok()
                    .flatten()
                    .map(row::scopes)
                    .unwrap_or_default();
                (key, before, row::scopes(entity))
            }
            Change::Remove(key) => {
                let before = match self.given.entity(key) {
                    Ok(entity) => entity.map(row::scopes),
                    Err(_) => self
                        .tx
                        .entities(std::slice::from_ref(key))
                        .await?
                        .pop()
                        .flatten()
                        .as_ref()
                        .map(row::scopes),
                };
                (key.clone(), before.unwrap_or_default(), Vec::new())
            }
            Change::Post { .. } if is_planted(Planted::StockNotNumbered) => return Ok(()),
            Change::Post { movement, .. } => (
                EntityRef::Stock(movement.key),
                Vec::new(),
                vec![Scope::Stock(movement.key.location)],
            ),
            _ => return Ok(()),
        };
        let index = (row::number(key.kind()), row::id(&key).0);
        for scope in gone_from {
            self.dirty
                .entry(scope)
                .or_default()
                .insert(index.clone(), true);
        }
        for scope in put_in {
            self.dirty
                .entry(scope)
                .or_default()
                .insert(index.clone(), false);
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), T::Error> {
        if self.unwritten.is_empty() {
            return Ok(());
        }
        let changes = std::mem::take(&mut self.unwritten);
        self.tx.write(&changes).await
    }

    /// Writes what waits and numbers the rows that changed. Comes last in a transaction: the heads stay locked from
    /// here until it commits, for about one flush. The answer says where everything landed; it is what a poke
    /// tells once the transaction has committed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn finish(mut self) -> Result<Vec<Cursor>, T::Error> {
        self.flush().await?;
        let mut landed = Vec::with_capacity(self.dirty.len());
        // Sorted order keeps two transactions from waiting for each other.
        for (scope, rows) in std::mem::take(&mut self.dirty) {
            landed.push(Cursor {
                scope,
                seq: number(self.tx, scope, rows).await?,
            });
        }
        Ok(landed)
    }
}

/// Gives the rows of one scope that changed their numbers and keeps its sum.
async fn number<T: Tx>(
    tx: &mut T,
    scope: Scope,
    rows: BTreeMap<(u16, Vec<u8>), bool>,
) -> Result<u64, T::Error> {
    let n_rows = rows.len() as u64;
    // The lock on the head is what makes numbers become visible in order: take it before anything is read.
    let head = tx.raise_head(scope, n_rows).await?;
    let keys: Vec<(u16, Blob)> = rows
        .keys()
        .map(|(kind, id)| (*kind, Blob(id.clone())))
        .collect();
    let mut change = Sum::EMPTY;
    for old in tx.index_rows(scope, &keys).await? {
        if !old.deleted {
            change.remove(old.kind, &old.id, old.seq);
        }
    }
    let mut seq = head - n_rows;
    let mut numbered = Vec::with_capacity(keys.len());
    for ((kind, id), deleted) in rows {
        seq += 1;
        if !deleted {
            change.add(kind, &id, seq);
        }
        if deleted && is_planted(Planted::TombstonesForgotten) {
            continue;
        }
        numbered.push(IndexRow {
            seq,
            kind,
            id: Blob(id),
            deleted,
        });
    }
    tx.put_index_rows(scope, &numbered).await?;
    if !is_planted(Planted::CheckForgotten) {
        tx.add_to_check(scope, change.bits()).await?;
    }
    Ok(head)
}
