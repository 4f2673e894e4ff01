//! The copy of the server's rows: what is revealed, and what waits to be.
//!
//! Rows are pulled into a stage and revealed all at once, when every scope has been read to its head in one
//! snapshot of the server. So what a person sees is always a state that the server had.

use crate::check::Sum;
use crate::planted::{Planted, is_planted};
use crate::scope::Scope;
use crate::segment::Segment;
use crate::wire::{Blob, Page, Row, SegmentRef, Snapshot, Value};
use domain::order;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// How far one scope is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeState {
    /// The scope.
    pub scope: Scope,
    /// Which reading of the scope its rows belong to; a restart begins the next one beside it.
    pub generation: u32,
    /// Revealed up to this number; `None` if the scope was never complete.
    pub revealed: Option<u64>,
    /// Rows that wait.
    pub stage: Option<Stage>,
}

/// Rows of a scope that have been pulled and not revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// The generation that the rows belong to.
    pub generation: u32,
    /// Pulled up to this number.
    pub to: u64,
    /// The head when reading from the beginning began; 0 if it did not begin there.
    pub since: u64,
    /// The snapshot that the generation begins with, and how many of its pieces are here.
    pub snapshot: Option<(Snapshot, u32)>,
}

impl Stage {
    /// The next piece of a snapshot to fetch.
    pub fn missing(&self) -> Option<&SegmentRef> {
        let (snapshot, fetched) = self.snapshot.as_ref()?;
        snapshot.segments.get(*fetched as usize)
    }
}

/// The cursor row in storage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursors {
    /// One for each scope held.
    pub scopes: Vec<ScopeState>,
    /// Server time of the last answer.
    pub seen: Option<Timestamp>,
    /// Server time of the last reveal: "as of".
    pub as_of: Option<Timestamp>,
}

impl Cursors {
    /// How far a scope is, if it is held.
    pub fn of(&self, scope: Scope) -> Option<&ScopeState> {
        self.scopes.iter().find(|state| state.scope == scope)
    }
}

/// A row as one scope has it.
#[derive(Debug, Clone)]
struct Held {
    scope: Scope,
    seq: u64,
    /// `None` hides a row of a segment.
    value: Option<Rc<Value>>,
}

type Key = (u16, Vec<u8>);

/// What a move of the cursors changed.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// Keys of loose rows.
    pub keys: Vec<Key>,
    /// Pieces came or went: any of their rows.
    pub pieces: Vec<Rc<Segment>>,
}

/// The replica in memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Replica {
    rows: BTreeMap<Key, Vec<Held>>,
    segments: HashMap<Scope, Vec<Rc<Segment>>>,
    /// What `rows` add to and take from the sums of the segments.
    loose_sums: HashMap<Scope, Sum>,
    /// Pulled, not revealed: pages by scope, generation and last number, and pieces of snapshots.
    staged: BTreeMap<(Scope, u32, u64), Rc<[Row]>>,
    staged_segments: BTreeMap<(Scope, u32, u32), Rc<Segment>>,
    pub cursors: Cursors,
}

impl Replica {
    /// The row of an entity, whichever scope has it.
    pub fn row(&self, kind: u16, id: &[u8]) -> Option<Rc<Value>> {
        let loose = self.rows.get(&(kind, id.to_vec()));
        if let Some(value) = loose.and_then(|held| held.iter().find_map(|held| held.value.clone()))
        {
            return Some(value);
        }
        self.segments.iter().find_map(|(scope, segments)| {
            let hidden = self.held(*scope, kind, id).is_some();
            if hidden {
                None
            } else {
                segments
                    .iter()
                    .find_map(|s| s.find(kind, id))
                    .map(|(_, value)| Rc::new(value))
            }
        })
    }

    /// Every row of a kind whose id begins so.
    pub fn with_prefix<'a>(
        &'a self,
        kind: u16,
        prefix: &'a [u8],
    ) -> impl Iterator<Item = (Vec<u8>, Rc<Value>)> + 'a {
        let plain = self
            .rows
            .range((kind, prefix.to_vec())..)
            .take_while(move |((of, id), _)| *of == kind && id.starts_with(prefix))
            .filter_map(|((_, id), held)| {
                Some((id.clone(), held.iter().find_map(|held| held.value.clone())?))
            });
        let packed = self.segments.values().flatten().flat_map(move |segment| {
            segment
                .beginning(kind, prefix)
                .filter(move |row| !self.rows.contains_key(&(kind, row.id.0.clone())))
                .filter_map(|row| Some((row.id.0, Rc::new(row.value?))))
        });
        plain.chain(packed)
    }

    /// The packed pieces of a scope, for indexes that read columns. Rows of [`Replica::row`] override them.
    pub fn segments(&self, scope: Scope) -> &[Rc<Segment>] {
        self.segments.get(&scope).map_or(&[], Vec::as_slice)
    }

    /// Rows of a scope that are not packed, with `None` for those that hide a packed one.
    pub fn loose(&self, scope: Scope) -> impl Iterator<Item = (u16, &[u8], Option<&Rc<Value>>)> {
        self.rows.iter().flat_map(move |((kind, id), held)| {
            held.iter()
                .filter(move |held| held.scope == scope)
                .map(move |held| (*kind, id.as_slice(), held.value.as_ref()))
        })
    }

    pub fn revealed(&self, scope: Scope) -> Option<u64> {
        self.cursors.of(scope)?.revealed
    }

    pub fn sum(&self, scope: Scope) -> Sum {
        let mut sum = self.loose_sum(scope);
        for segment in self.segments(scope) {
            sum.include(segment.sum());
        }
        sum
    }

    fn loose_sum(&self, scope: Scope) -> Sum {
        self.loose_sums.get(&scope).copied().unwrap_or(Sum::EMPTY)
    }

    /// Number of rows that wait to be revealed.
    pub fn n_staged(&self) -> usize {
        let packed: u32 = self
            .staged_segments
            .values()
            .map(|segment| segment.n_rows())
            .sum();
        self.staged.values().map(|rows| rows.len()).sum::<usize>() + packed as usize
    }

    fn held(&self, scope: Scope, kind: u16, id: &[u8]) -> Option<&Held> {
        self.rows
            .get(&(kind, id.to_vec()))?
            .iter()
            .find(|held| held.scope == scope)
    }

    /// The sum that a scope will have when `stage` and `page` are revealed.
    pub fn sum_after(&self, scope: Scope, stage: &Stage, page: &[Row]) -> Sum {
        let base = self
            .cursors
            .of(scope)
            .is_some_and(|state| state.generation == stage.generation);
        let mut sum = if base { self.sum(scope) } else { Sum::EMPTY };
        let mut packed: Vec<&Rc<Segment>> = Vec::new();
        if base {
            packed.extend(self.segments(scope));
        }
        for segment in self
            .staged_segments
            .range((scope, stage.generation, 0)..=(scope, stage.generation, u32::MAX))
        {
            sum.include(segment.1.sum());
            packed.push(segment.1);
        }
        let mut latest: HashMap<(u16, &[u8]), Option<u64>> = HashMap::new();
        let waiting = self
            .staged
            .range((scope, stage.generation, 0)..=(scope, stage.generation, u64::MAX));
        for row in waiting.flat_map(|(_, rows)| rows.iter()).chain(page) {
            let key = (row.kind, row.id.as_ref());
            let old = latest.get(&key).copied().unwrap_or_else(|| {
                let held = if base {
                    self.held(scope, row.kind, &row.id)
                } else {
                    None
                };
                match held {
                    Some(held) => held.value.as_ref().map(|_| held.seq),
                    None => packed
                        .iter()
                        .find_map(|segment| segment.seq(row.kind, &row.id)),
                }
            });
            if let Some(seq) = old {
                sum.remove(row.kind, &row.id, seq);
            }
            if row.value.is_some() {
                sum.add(row.kind, &row.id, row.seq);
            }
            latest.insert(key, row.value.as_ref().map(|_| row.seq));
        }
        sum
    }

    pub fn stage_page(&mut self, scope: Scope, generation: u32, to: u64, rows: Vec<Row>) {
        self.staged.insert((scope, generation, to), rows.into());
    }

    pub fn stage_segment(&mut self, scope: Scope, generation: u32, at: u32, segment: Segment) {
        self.staged_segments
            .insert((scope, generation, at), Rc::new(segment));
    }

    /// Takes the cursor row that storage has now, and reveals what it reveals. Answers what changed.
    pub fn move_to(&mut self, cursors: Cursors) -> Moved {
        let mut changed = Moved::default();
        let before = std::mem::replace(&mut self.cursors, cursors);
        for state in &before.scopes {
            if self.cursors.of(state.scope).is_none() {
                self.forget(state.scope, &mut changed);
                self.staged.retain(|(scope, ..), _| *scope != state.scope);
                self.staged_segments
                    .retain(|(scope, ..), _| *scope != state.scope);
            }
        }
        for state in self.cursors.scopes.clone() {
            let Some(revealed) = state.revealed else {
                continue;
            };
            let was = before.of(state.scope);
            let anew =
                was.is_some_and(|was| was.revealed.is_some() && was.generation != state.generation);
            if anew && !is_planted(Planted::OldGenerationMixed) {
                self.forget(state.scope, &mut changed);
            }
            self.reveal(state.scope, state.generation, revealed, &mut changed);
        }
        // Readings that were given up.
        let wanted = |scope: &Scope, generation: u32| {
            let state = self.cursors.of(*scope);
            state.is_some_and(|state| match &state.stage {
                Some(stage) => stage.generation == generation,
                None => state.generation == generation,
            })
        };
        let (staged, segments) = (&self.staged, &self.staged_segments);
        let drop_pages: Vec<_> = staged
            .keys()
            .filter(|(s, g, _)| !wanted(s, *g))
            .copied()
            .collect();
        let drop_segments: Vec<_> = segments
            .keys()
            .filter(|(s, g, _)| !wanted(s, *g))
            .copied()
            .collect();
        for key in drop_pages {
            self.staged.remove(&key);
        }
        for key in drop_segments {
            self.staged_segments.remove(&key);
        }
        changed
    }

    fn reveal(&mut self, scope: Scope, generation: u32, upto: u64, changed: &mut Moved) {
        let mut sum = self.loose_sum(scope);
        let pieces: Vec<_> = self
            .staged_segments
            .range((scope, generation, 0)..=(scope, generation, u32::MAX))
            .map(|(k, _)| *k)
            .collect();
        for key in pieces {
            let segment = self.staged_segments.remove(&key).expect("just listed");
            changed.pieces.push(segment.clone());
            self.segments.entry(scope).or_default().push(segment);
        }
        let pages: Vec<_> = self
            .staged
            .range((scope, generation, 0)..=(scope, generation, upto))
            .map(|(key, _)| *key)
            .collect();
        for key in pages {
            let rows = self.staged.remove(&key).expect("just listed");
            for row in rows.iter() {
                self.put(scope, row, &mut sum);
                changed.keys.push((row.kind, row.id.0.clone()));
            }
        }
        self.loose_sums.insert(scope, sum);
    }

    fn put(&mut self, scope: Scope, row: &Row, sum: &mut Sum) {
        let key = (row.kind, row.id.0.clone());
        let packed = self
            .segments(scope)
            .iter()
            .find_map(|segment| segment.seq(row.kind, &row.id));
        let held = self.rows.entry(key).or_default();
        let at = held.iter().position(|held| held.scope == scope);
        let old = match at {
            Some(at) => held[at].value.as_ref().map(|_| held[at].seq),
            None => packed,
        };
        if at.is_some_and(|at| held[at].seq >= row.seq) {
            return;
        }
        if let Some(seq) = old {
            sum.remove(row.kind, &row.id, seq);
        }
        if row.value.is_some() {
            sum.add(row.kind, &row.id, row.seq);
        }
        if let Some(at) = at {
            held.remove(at);
        }
        if is_planted(Planted::TombstonesIgnored) && row.value.is_none() {
            return;
        }
        if row.value.is_some() || packed.is_some() {
            held.push(Held {
                scope,
                seq: row.seq,
                value: row.value.clone().map(Rc::new),
            });
        }
        if held.is_empty() {
            self.rows.remove(&(row.kind, row.id.0.clone()));
        }
    }

    fn forget(&mut self, scope: Scope, changed: &mut Moved) {
        self.rows.retain(|key, held| {
            let before = held.len();
            held.retain(|held| held.scope != scope);
            if held.len() != before {
                changed.keys.push(key.clone());
            }
            !held.is_empty()
        });
        changed
            .pieces
            .extend(self.segments.remove(&scope).unwrap_or_default());
        self.loose_sums.remove(&scope);
    }

    /// The loose rows of a scope by number: what its pages come to when they are merged.
    pub fn merged(&self, scope: Scope) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .flat_map(|((kind, id), held)| {
                held.iter()
                    .filter(|held| held.scope == scope)
                    .map(|held| Row {
                        seq: held.seq,
                        kind: *kind,
                        id: Blob(id.clone()),
                        value: held.value.as_deref().cloned(),
                    })
            })
            .collect();
        order::sort_by_key(&mut rows, |row| row.seq);
        rows
    }
}

/// What a page does to the state of its scope. `None` if it does not continue what is here: an answer out of order.
pub(super) fn staged_after(state: Option<&ScopeState>, page: &Page) -> Option<Stage> {
    let generation = state.map_or(0, |state| state.generation);
    let stage = state.and_then(|state| state.stage.as_ref());
    let begun = state.is_some_and(|state| state.revealed.is_some());
    let newest = stage
        .map_or(generation, |stage| stage.generation)
        .max(generation);
    if page.restart || page.snapshot.is_some() {
        let next = if begun || stage.is_some() {
            newest + 1
        } else {
            generation
        };
        let snapshot = page.snapshot.clone();
        let for_head = is_planted(Planted::SnapshotTakenForHead);
        let stands_for = |snapshot: &Snapshot| if for_head { page.head } else { snapshot.seq };
        let to = snapshot.as_ref().map_or(page.to, stands_for);
        return (page.from == 0).then_some(Stage {
            generation: next,
            to,
            since: if snapshot.is_some() { to } else { page.head },
            snapshot: snapshot.map(|s| (s, 0)),
        });
    }
    match (stage, state.and_then(|state| state.revealed)) {
        (Some(stage), _) if stage.to == page.from => Some(Stage {
            to: page.to,
            since: if page.from == 0 {
                page.head
            } else {
                stage.since
            },
            ..stage.clone()
        }),
        (None, Some(revealed)) if revealed == page.from => Some(Stage {
            generation,
            to: page.to,
            since: if page.from == 0 { page.head } else { 0 },
            snapshot: None,
        }),
        (None, None) if page.from == 0 => Some(Stage {
            generation,
            to: page.to,
            since: page.head,
            snapshot: None,
        }),
        _ => None,
    }
}
