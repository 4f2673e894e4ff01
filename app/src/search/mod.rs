//! Finds products as one types: by SKU, by words of the name, by parts of either, with a slip of the finger, and by
//! barcode. Plain Rust without the browser.
//!
//! The index holds each distinct word once with the products it occurs in. That is small enough to look at every word
//! for each query, so parts and slips need no index of their own: 100,000 products have some 120,000 distinct words,
//! most of them SKUs, and a 64-bit signature leaves few of them to be compared. Postings of trigrams took six times
//! the memory and a longer start for the same answers.

mod codes;
mod fold;
mod layer;
mod order;
mod typo;

pub use codes::{Codes, Named};
pub use fold::fold;
pub use layer::Builder;
pub use order::{put_among, sort_by_number, sort_texts};

use layer::Layer;
use std::collections::HashMap;

/// A product's place in the columns of the replica.
pub type Slot = u32;

/// What is searched of one product.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    /// The product.
    pub slot: Slot,
    /// Its SKU.
    pub sku: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// How well a product fits a query; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit(u16);

impl Fit {
    /// Whether a slip of the finger had to be assumed.
    pub fn is_guess(self) -> bool {
        self.0 >= u16::from(layer::GUESS)
    }
}

/// A product that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How well.
    pub fit: Fit,
    /// The product.
    pub slot: Slot,
}

/// The index over SKUs and names: a large layer built at once, and a small one with what changed since.
#[derive(Debug, Default)]
pub struct Index {
    base: Layer,
    /// Bit per slot: the base is out of date about it.
    stale: Vec<u64>,
    recent: Layer,
    recent_docs: HashMap<Slot, (String, String)>,
}

impl Index {
    /// So many changes are kept beside the base before it is worth building anew.
    pub const MANY_CHANGES: usize = 4_096;

    /// Builds the index over everything.
    pub fn build<'a>(docs: impl Iterator<Item = Doc<'a>>) -> Self {
        Self {
            base: Layer::build(docs),
            ..Self::default()
        }
    }

    /// Takes in everything that a builder has read. What changed since the builder began stays as it changed.
    pub fn fill(&mut self, builder: Builder) {
        self.base = builder.finish();
    }

    /// Takes changes in: new or changed products, and products that are gone.
    pub fn change<'a>(
        &mut self,
        put: impl Iterator<Item = Doc<'a>>,
        gone: impl Iterator<Item = Slot>,
    ) {
        for doc in put {
            self.spoil(doc.slot);
            self.recent_docs
                .insert(doc.slot, (doc.sku.to_owned(), doc.name.to_owned()));
        }
        for slot in gone {
            self.spoil(slot);
            self.recent_docs.remove(&slot);
        }
        let docs = self.recent_docs.iter().map(|(slot, (sku, name))| Doc {
            slot: *slot,
            sku,
            name,
        });
        self.recent = Layer::build(docs);
    }

    /// Whether so much has changed that building anew in an idle moment pays.
    pub fn is_worn(&self) -> bool {
        self.recent_docs.len() >= Self::MANY_CHANGES
    }

    /// The products that fit every word of the query, best first, at most `limit`. Equally good ones come in the order
    /// of `rank`, which is that of their SKUs.
    pub fn find(&self, query: &str, limit: usize, rank: impl Fn(Slot) -> u32) -> Vec<Found> {
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().take(layer::MOST_WORDS).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found = self.base.find(&words, |slot| !self.is_stale(slot));
        found.extend(self.recent.find(&words, |_| true));
        // A product that fits as typed is never buried under guesses.
        if found.iter().any(|found| !found.fit.is_guess()) {
            found.retain(|found| !found.fit.is_guess());
        }
        let key = |found: &Found| (found.fit, rank(found.slot));
        if found.len() > limit {
            found.select_nth_unstable_by_key(limit, key);
            found.truncate(limit);
        }
        domain::order::sort_by_key(&mut found, key);
        found
    }

    fn spoil(&mut self, slot: Slot) {
        let word = slot as usize / 64;
        if self.stale.len() <= word {
            self.stale.resize(word + 1, 0);
        }
        self.stale[word] |= 1 << (slot % 64);
    }

    fn is_stale(&self, slot: Slot) -> bool {
        self.stale
            .get(slot as usize / 64)
            .is_some_and(|bits| bits & (1 << (slot % 64)) != 0)
    }
}

#[cfg(test)]
mod tests;
