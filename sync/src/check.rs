//! Sums by which client and server see that they hold the same rows of a scope.
//!
//! A sum is the wrapping total of one hash per live row, so that it can be kept while rows come and go in any
//! order. It is evidence against lost and doubled rows, not a defence against an attacker.

use serde::{Deserialize, Serialize};

/// Total over the live rows of one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sum(u64);

impl Sum {
    /// The sum of no rows.
    pub const EMPTY: Self = Self(0);

    /// From its stored number.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The number to store.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The rows of another sum came to be.
    pub fn include(&mut self, other: Self) {
        self.0 = self.0.wrapping_add(other.0);
    }

    /// A row came to be, with the number it got in the scope.
    pub fn add(&mut self, kind: u16, id: &[u8], seq: u64) {
        self.0 = self.0.wrapping_add(hash(kind, id, seq));
    }

    /// A row with this number went away or got another number.
    pub fn remove(&mut self, kind: u16, id: &[u8], seq: u64) {
        self.0 = self.0.wrapping_sub(hash(kind, id, seq));
    }
}

/// A hash that never changes between versions: both sides must agree for years.
fn hash(kind: u16, id: &[u8], seq: u64) -> u64 {
    let mut state = mix(u64::from(kind) ^ 0x9e37_79b9_7f4a_7c15, id.len() as u64);
    for chunk in id.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(word));
    }
    mix(state, seq)
}

/// The finaliser of SplitMix64 over two words.
fn mix(state: u64, word: u64) -> u64 {
    let mut x = state
        .rotate_left(23)
        .wrapping_add(word)
        .wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_does_not_depend_on_order_and_tells_rows_apart() {
        let rows = [(1, [1; 16], 5), (1, [2; 16], 6), (2, [1; 16], 5)];
        let sum = |order: &[usize]| {
            let mut sum = Sum::EMPTY;
            for &at in order {
                let (kind, id, seq) = &rows[at];
                sum.add(*kind, id, *seq);
            }
            sum
        };
        assert_eq!(sum(&[0, 1, 2]), sum(&[2, 0, 1]));
        assert_ne!(sum(&[0, 1]), sum(&[1, 2]));
        let mut sum = sum(&[0, 1]);
        sum.remove(1, &[2; 16], 6);
        sum.remove(1, &[1; 16], 5);
        assert_eq!(sum, Sum::EMPTY);
    }

    #[test]
    fn the_hash_is_the_one_that_devices_in_the_field_compute() {
        assert_eq!(hash(7, &[3; 16], 42), 0x5249_a27e_118f_9cc0);
    }
}
