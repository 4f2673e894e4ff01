//! The one source of chance. Written out here because the same seed must give the same world with every
//! version of every library (SplitMix64, public domain).

use serde::{Deserialize, Serialize};

/// A deterministic stream of numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x5157_4159_5349_4445)
    }

    /// A stream of its own for `purpose`, independent of what was drawn before.
    pub fn fork(seed: u64, purpose: &str) -> Self {
        let digest = blake3::hash(format!("{seed}/{purpose}").as_bytes());
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&digest.as_bytes()[..8]);
        Self(u64::from_le_bytes(bytes))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number in `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.bits() % width).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of `items`, which may not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let last = i64::try_from(items.len()).unwrap_or(1) - 1;
        &items[usize::try_from(self.between(0, last.max(0))).unwrap_or(0)]
    }

    /// An index below `len`, low ones far more often than high ones, as best-sellers sell.
    pub fn popular(&mut self, len: usize) -> usize {
        let len = i64::try_from(len.max(1)).unwrap_or(1);
        let bound = self.between(1, len);
        usize::try_from(self.between(0, bound - 1)).unwrap_or(0)
    }

    /// `n` characters out of `alphabet`, which is ASCII.
    pub fn text(&mut self, alphabet: &str, n: usize) -> String {
        let mut text = String::with_capacity(n);
        text.extend((0..n).map(|_| char::from(*self.pick(alphabet.as_bytes()))));
        text
    }

    /// `n` digits.
    pub fn digits(&mut self, n: usize) -> String {
        self.text("0123456789", n)
    }
}
