//! One immutable layer of the index: the distinct words in sorted order, and for each the products it occurs in.

use super::fold::fold_into;
use super::order::sort_texts;
use super::typo::{Pattern, signature};
use super::{Doc, Fit, Found, Slot};

/// More words than this in a query tell nothing more.
pub const MOST_WORDS: usize = 8;

/// Fits from here on assume a slip.
pub const GUESS: u8 = 32;
const WHOLE_WORD: u8 = 1;
const BEGINNING: u8 = 3;
const PART: u8 = 6;
const NONE: u8 = u8::MAX;

/// Where in a product a word stands: a SKU tells more than the first word of the name, that more than the others.
const IN_SKU: u32 = 0;
const IN_NAME_FIRST: u32 = 1;
const IN_NAME: u32 = 2;
const PLACES: u32 = 4;

/// The words of some products.
#[derive(Debug, Default)]
pub struct Layer {
    /// All distinct words, sorted, one behind the other.
    text: Vec<u8>,
    /// Where each word begins, and the end.
    begins: Vec<u32>,
    /// Pairs of letters of each word.
    signatures: Vec<u64>,
    /// Where each word's postings begin, and the end.
    postings_begin: Vec<u32>,
    /// `slot * PLACES + place`.
    postings: Vec<u32>,
    slots: usize,
}

impl Layer {
    /// Builds a layer over these products.
    pub fn build<'a>(docs: impl Iterator<Item = Doc<'a>>) -> Self {
        let mut builder = Builder::default();
        for doc in docs {
            builder.add(doc);
        }
        builder.finish()
    }

    /// The products in which every word of the query occurs, and how well.
    pub fn find(&self, words: &[&str], is_live: impl Fn(Slot) -> bool) -> Vec<Found> {
        if self.slots == 0 {
            return Vec::new();
        }
        let mut total = vec![0_u16; self.slots];
        for (at, word) in words.iter().enumerate() {
            let mut fits = vec![NONE; self.slots];
            let mut any = false;
            self.matches(word, &is_live, |n, fit| {
                any = true;
                for posting in self.postings_of(n) {
                    let fit = fit + u8::try_from(posting % PLACES).expect("below four");
                    let best = &mut fits[(posting / PLACES) as usize];
                    *best = fit.min(*best);
                }
            });
            if !any {
                return Vec::new();
            }
            for (total, fit) in total.iter_mut().zip(&fits) {
                *total = match (*fit, *total) {
                    (NONE, _) => u16::MAX,
                    (_, u16::MAX) => u16::MAX,
                    // The worst word decides whether the whole is a guess: it weighs more than all the others.
                    (fit, sum) => {
                        if at == 0 {
                            u16::from(fit)
                        } else {
                            sum + u16::from(fit)
                        }
                    }
                };
            }
        }
        let found = total
            .iter()
            .enumerate()
            .filter(|(_, fit)| **fit != u16::MAX);
        found
            .map(|(slot, fit)| Found {
                fit: Fit(*fit),
                slot: u32::try_from(slot).expect("slots are 32 bits"),
            })
            .filter(|found| is_live(found.slot))
            .collect()
    }

    /// Calls `with` for each word that the typed one may mean. Only if it occurs in no live product as typed, slips are
    /// assumed.
    fn matches(
        &self,
        typed: &str,
        is_live: &impl Fn(Slot) -> bool,
        mut with: impl FnMut(usize, u8),
    ) {
        let occurs = |n: usize| {
            let mut postings = self.postings_of(n).iter();
            postings.any(|posting| is_live(posting / PLACES))
        };
        let mut any = false;
        let typed_bytes = typed.as_bytes();
        let from = self.first_from(typed_bytes);
        let mut at = from;
        while at < self.signatures.len() && self.word(at).starts_with(typed_bytes) {
            any = any || occurs(at);
            with(
                at,
                if self.word(at).len() == typed_bytes.len() {
                    WHOLE_WORD
                } else {
                    BEGINNING
                },
            );
            at += 1;
        }
        let to = at;
        if typed_bytes.len() >= 2 {
            let wanted = signature(typed_bytes);
            for at in (0..from).chain(to..self.signatures.len()) {
                if wanted & !self.signatures[at] == 0 && contains(self.word(at), typed_bytes) {
                    any = any || occurs(at);
                    with(at, PART);
                }
            }
        }
        if any {
            return;
        }
        let Some(pattern) = Pattern::new(typed) else {
            return;
        };
        for (at, signature) in self.signatures.iter().enumerate() {
            if let Some(slips) = pattern.slips_in(self.word(at), *signature) {
                with(at, GUESS + u8::try_from(slips).expect("at most two") * 8);
            }
        }
    }

    fn first_from(&self, typed: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.signatures.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < typed {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn word(&self, n: usize) -> &[u8] {
        &self.text[self.begins[n] as usize..self.begins[n + 1] as usize]
    }

    fn postings_of(&self, n: usize) -> &[u32] {
        &self.postings[self.postings_begin[n] as usize..self.postings_begin[n + 1] as usize]
    }
}

fn contains(word: &[u8], part: &[u8]) -> bool {
    word.windows(part.len()).any(|window| window == part)
}

/// Takes products one by one and makes a layer of them.
#[derive(Debug, Default)]
pub struct Builder {
    words: Words,
    /// Word and posting.
    occurrences: Vec<(u32, u32)>,
    slots: usize,
    /// The text at hand, folded.
    folded: String,
}

impl Builder {
    /// One more product.
    pub fn add(&mut self, doc: Doc<'_>) {
        self.slots = self.slots.max(doc.slot as usize + 1);
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(doc.sku, &mut folded);
        self.note(&folded, doc.slot, IN_SKU);
        fold_into(doc.name, &mut folded);
        let mut place = IN_NAME_FIRST;
        for word in folded.split_whitespace() {
            let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
            if !word.is_empty() {
                self.note(word, doc.slot, place);
                place = IN_NAME;
            }
        }
        self.folded = folded;
    }

    fn note(&mut self, word: &str, slot: Slot, place: u32) {
        self.occurrences
            .push((self.words.id(word), slot * PLACES + place));
    }

    /// The layer.
    pub fn finish(self) -> Layer {
        let Self {
            words,
            occurrences,
            slots,
            ..
        } = self;
        let n = words.begins.len();
        let mut order: Vec<u32> = (0..u32::try_from(n).expect("fewer than 2^32 words")).collect();
        sort_texts(&mut order, &|id| words.word(id));
        let mut place = vec![0_u32; n];
        let mut layer = Layer {
            text: Vec::with_capacity(words.text.len()),
            slots,
            ..Layer::default()
        };
        for (at, id) in order.iter().enumerate() {
            place[*id as usize] = u32::try_from(at).expect("fewer than 2^32 words");
            let word = words.word(*id);
            layer
                .begins
                .push(u32::try_from(layer.text.len()).expect("less than 4 GB of words"));
            layer.text.extend_from_slice(word);
            layer.signatures.push(signature(word));
        }
        layer
            .begins
            .push(u32::try_from(layer.text.len()).expect("less than 4 GB of words"));

        // Counting sort of the occurrences by word.
        layer.postings_begin = vec![0; n + 1];
        for (id, _) in &occurrences {
            layer.postings_begin[place[*id as usize] as usize + 1] += 1;
        }
        for at in 0..n {
            layer.postings_begin[at + 1] += layer.postings_begin[at];
        }
        let mut next = layer.postings_begin.clone();
        layer.postings = vec![0; occurrences.len()];
        for (id, posting) in occurrences {
            let at = &mut next[place[id as usize] as usize];
            layer.postings[*at as usize] = posting;
            *at += 1;
        }
        layer
    }
}

/// Distinct words while a layer is built: an open hash table of numbers, the texts in one piece.
#[derive(Debug)]
struct Words {
    text: Vec<u8>,
    begins: Vec<u32>,
    /// Number of a word plus one; zero is free.
    table: Vec<u32>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            begins: Vec::new(),
            table: vec![0; 1_024],
        }
    }
}

impl Words {
    fn id(&mut self, word: &str) -> u32 {
        if self.begins.len() * 2 >= self.table.len() {
            self.grow();
        }
        let word = word.as_bytes();
        let at = self.place_of(word);
        if self.table[at] == 0 {
            self.begins
                .push(u32::try_from(self.text.len()).expect("less than 4 GB of words"));
            self.text.extend_from_slice(word);
            self.table[at] = u32::try_from(self.begins.len()).expect("fewer than 2^32 words");
        }
        self.table[at] - 1
    }

    /// Where the word is in the table, or the free place where it belongs.
    fn place_of(&self, word: &[u8]) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash(word) as usize & mask;
        while self.table[at] != 0 && self.word(self.table[at] - 1) != word {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let bigger = self.table.len() * 2;
        let old = std::mem::replace(&mut self.table, vec![0; bigger]);
        for entry in old.into_iter().filter(|entry| *entry != 0) {
            let mask = bigger - 1;
            let mut at = hash(self.word(entry - 1)) as usize & mask;
            while self.table[at] != 0 {
                at = (at + 1) & mask;
            }
            self.table[at] = entry;
        }
    }

    fn word(&self, id: u32) -> &[u8] {
        let end = self
            .begins
            .get(id as usize + 1)
            .map_or(self.text.len(), |end| *end as usize);
        &self.text[self.begins[id as usize] as usize..end]
    }
}

/// FNV-1a, folded so that its high bits count too.
fn hash(bytes: &[u8]) -> u32 {
    let full = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (full ^ (full >> 32)) as u32
}
