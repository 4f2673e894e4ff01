//! The browser's database: atomic transactions, strict and relaxed ones, and what a power cut leaves of them.

use super::bugs::{Bug, has};
use super::rng::Rng;
use std::collections::BTreeMap;
use sync::client::{Durability, NEXT_N, StoreFailure, StoreOp, StoreWrite, Table};

type Key = (Table, Vec<u8>);

/// One origin's IndexedDB.
#[derive(Debug, Clone, Default)]
pub struct Store {
    rows: BTreeMap<Key, Vec<u8>>,
    /// What was there before each transaction that is not on disk yet.
    undo: Vec<Vec<(Key, Option<Vec<u8>>)>>,
}

impl Store {
    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = (Table, Vec<u8>, Vec<u8>)> {
        self.rows
            .iter()
            .map(|((table, key), value)| (*table, key.clone(), value.clone()))
    }

    /// Keys of a table.
    pub fn keys(&self, table: Table) -> impl Iterator<Item = &[u8]> {
        self.rows
            .range((table, Vec::new())..)
            .take_while(move |((of, _), _)| *of == table)
            .map(|((_, key), _)| key.as_slice())
    }

    /// Whether nothing was ever written.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Runs a transaction.
    pub fn run(&mut self, write: &StoreWrite) -> Result<Option<u64>, StoreFailure> {
        if !has(Bug::RequirementsIgnored) {
            for require in &write.require {
                if self.rows.get(&(require.table, require.key.clone())) != require.value.as_ref() {
                    return Err(StoreFailure::Stale);
                }
            }
        }
        let mut before = Vec::new();
        let mut first_n = None;
        for op in &write.ops {
            match op {
                StoreOp::Put { table, key, value } => {
                    self.put(*table, key.clone(), Some(value.clone()), &mut before)
                }
                StoreOp::Delete { table, key } => self.put(*table, key.clone(), None, &mut before),
                StoreOp::DeleteRange { table, from, to } => {
                    let range = (*table, from.clone())..(*table, to.clone());
                    let keys: Vec<Key> =
                        self.rows.range(range).map(|(key, _)| key.clone()).collect();
                    for (table, key) in keys {
                        self.put(table, key, None, &mut before);
                    }
                }
                StoreOp::Append { values } => {
                    let counter = self.rows.get(&(Table::Counter, NEXT_N.to_vec()));
                    let first = counter.map_or(1, |bytes| {
                        u64::from_be_bytes(bytes.as_slice().try_into().expect("eight bytes"))
                    });
                    first_n = Some(first);
                    for (n, value) in (first..).zip(values) {
                        self.put(
                            Table::Outbox,
                            n.to_be_bytes().to_vec(),
                            Some(value.clone()),
                            &mut before,
                        );
                    }
                    let next = first + values.len() as u64;
                    // As if the counter were written a moment later, in a transaction of its own that may not happen.
                    if !has(Bug::CounterNotAtomic) || !next.is_multiple_of(7) {
                        let value = next.to_be_bytes().to_vec();
                        self.put(Table::Counter, NEXT_N.to_vec(), Some(value), &mut before);
                    }
                }
            }
        }
        match write.durability {
            Durability::Strict => self.undo.clear(),
            Durability::Relaxed => self.undo.push(before),
        }
        Ok(first_n)
    }

    fn put(
        &mut self,
        table: Table,
        key: Vec<u8>,
        value: Option<Vec<u8>>,
        before: &mut Vec<(Key, Option<Vec<u8>>)>,
    ) {
        let key = (table, key);
        let old = match value {
            Some(value) => self.rows.insert(key.clone(), value),
            None => self.rows.remove(&key),
        };
        before.push((key, old));
    }

    /// The power fails: some of the last relaxed transactions never reached the disk.
    pub fn lose_power(&mut self, rng: &mut Rng) {
        let lost = rng.below(self.undo.len() + 1);
        for _ in 0..lost {
            for (key, old) in self.undo.pop().into_iter().flatten().rev() {
                match old {
                    Some(value) => self.rows.insert(key, value),
                    None => self.rows.remove(&key),
                };
            }
        }
        self.undo.clear();
    }
}
