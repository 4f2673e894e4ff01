//! Sorting, and filling ordered tables, by routines that exist once.
//!
//! The library compiles its sort anew for every type that is sorted, three to six kilobytes each time, and for every
//! ordered table that is collected. The browser loads this crate: here one sort of numbers serves all types, and items
//! are then put into the order found. What sorts hundreds of thousands of rows better uses the library's.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts; equal ones stay as they stand.
///
/// ```
/// let mut words = ["quay", "bin", "tag"];
/// domain::order::sort(&mut words);
/// assert_eq!(words, ["bin", "quay", "tag"]);
/// ```
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by a comparison; equal ones stay as they stand.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = ranked(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    put_in(items, order);
}

/// Sorts by a key, which is made anew for each comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key that is dear to make.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = ranked(items.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    put_in(items, order);
}

/// Sorts numbers that stand for something.
pub fn sort_numbers(numbers: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    numbers.sort_by(|a, b| compare(*a, *b));
}

/// The table of these pairs; of equal keys the last stays.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// The set of these.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// The places of `n` items in their order.
fn ranked(n: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(n).collect();
    sort_numbers(&mut order, &mut |a, b| compare(a as usize, b as usize));
    order
}

/// Puts at each place the item that `order` names for it.
fn put_in<T>(items: &mut [T], mut order: Vec<u32>) {
    for begin in 0..items.len() {
        // Along the circle of items that take each other's places; places that are done name themselves.
        let mut to = begin;
        loop {
            let from = order[to] as usize;
            order[to] = u32::try_from(to).unwrap_or(u32::MAX);
            if from == begin {
                break;
            }
            items.swap(to, from);
            to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_library_does(items: Vec<(u8, u32)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = items.clone();
            sort_by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(&sorted, &expected);
            let mut sorted = items.clone();
            sort_by_cached_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(&sorted, &expected);
            let mut sorted = items.clone();
            sort(&mut sorted);
            expected.sort();
            prop_assert_eq!(&sorted, &expected);
            let collected: BTreeMap<_, _> = items.iter().copied().collect();
            prop_assert_eq!(map(items.iter().copied()), collected);
            let collected: BTreeSet<_> = items.iter().copied().collect();
            prop_assert_eq!(set(items), collected);
        }
    }
}
