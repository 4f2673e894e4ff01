//! How many slips of the finger lie between a typed word and the best-fitting part of a word in the index: letters
//! missing, too many, wrong, or swapped with their neighbour. Bit-parallel (Myers 1999, swaps as in Hyyrö 2003), so a
//! step costs a few instructions for each letter of the text, whatever the length of the pattern.

/// A typed word made ready to be compared with many others.
pub struct Pattern {
    /// Bit i of `at[b]`: the pattern has byte b at i.
    at: [u64; 256],
    length: u32,
    signature: u64,
    slips: u32,
}

impl Pattern {
    /// Longest word that is compared; the rest of a longer one is not looked at.
    pub const MOST: usize = 64;

    /// Prepares a word, or says that it is too short to guess at.
    pub fn new(word: &str) -> Option<Self> {
        let bytes = &word.as_bytes()[..word.len().min(Self::MOST)];
        let slips = match bytes.len() {
            0..=3 => return None,
            4..=7 => 1,
            _ => 2,
        };
        let mut at = [0; 256];
        for (i, byte) in bytes.iter().enumerate() {
            at[usize::from(*byte)] |= 1 << i;
        }
        let length = u32::try_from(bytes.len()).expect("at most 64");
        Some(Self {
            at,
            length,
            signature: signature(bytes),
            slips,
        })
    }

    /// The number of slips between the pattern and the best-fitting part of `text`, if it is not too many.
    pub fn slips_in(&self, text: &[u8], text_signature: u64) -> Option<u32> {
        // One slip takes at most two pairs of letters away, a swap three.
        if (self.signature & !text_signature).count_ones() > 3 * self.slips {
            return None;
        }
        let last = 1_u64 << (self.length - 1);
        let (mut rises, mut falls) = (u64::MAX, 0_u64);
        let (mut here_before, mut diagonal_before) = (0_u64, 0_u64);
        let mut slips = self.length;
        let mut best = slips;
        for byte in text {
            let here = self.at[usize::from(*byte)];
            let swapped = ((!diagonal_before & here) << 1) & here_before;
            let diagonal = (((here & rises).wrapping_add(rises)) ^ rises) | here | falls | swapped;
            let up = falls | !(diagonal | rises);
            let down = diagonal & rises;
            if up & last != 0 {
                slips += 1;
            }
            if down & last != 0 {
                slips -= 1;
            }
            best = best.min(slips);
            // No carry into the lowest bit: the pattern may begin anywhere in the text.
            let up = up << 1;
            rises = (down << 1) | !(diagonal | up);
            falls = diagonal & up;
            here_before = here;
            diagonal_before = diagonal;
        }
        (best <= self.slips).then_some(best)
    }
}

/// A bit for each pair of neighbouring letters, so that most words are ruled out by one comparison.
pub fn signature(bytes: &[u8]) -> u64 {
    bytes.windows(2).fold(0, |bits, pair| {
        let mixed = (u32::from(pair[0]) * 31 + u32::from(pair[1])).wrapping_mul(0x9E37_79B1);
        bits | 1 << (mixed >> 26)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(typed: &str, word: &str) -> Option<u32> {
        Pattern::new(typed)
            .and_then(|pattern| pattern.slips_in(word.as_bytes(), signature(word.as_bytes())))
    }

    /// The plain way, by the whole table: optimal string alignment with the pattern beginning and ending anywhere.
    fn slowly(typed: &str, word: &str) -> u32 {
        let (p, t) = (typed.as_bytes(), word.as_bytes());
        let mut table = vec![vec![0_u32; t.len() + 1]; p.len() + 1];
        for i in 1..=p.len() {
            table[i][0] = u32::try_from(i).unwrap();
            for j in 1..=t.len() {
                let other = u32::from(p[i - 1] != t[j - 1]);
                let mut least = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + other);
                if i > 1 && j > 1 && p[i - 1] == t[j - 2] && p[i - 2] == t[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        table[p.len()].iter().copied().min().unwrap()
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("torch", "torch"), Some(0));
        assert_eq!(slips("toch", "torch"), Some(1));
        assert_eq!(slips("torhc", "torch"), Some(1));
        assert_eq!(slips("tirch", "torch"), Some(1));
        assert_eq!(slips("lnatern", "lanterns"), Some(1));
        assert_eq!(slips("waterprof", "waterproofed"), Some(1));
        assert_eq!(slips("stove", "torch"), None);
        assert_eq!(
            slips("toc", "torch"),
            None,
            "three letters are too few to guess at"
        );
    }

    #[test]
    fn bits_and_table_agree() {
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..20_000 {
            let mut word = |length: u32| -> String {
                (0..length)
                    .map(|_| char::from(b'a' + u8::try_from(random(4)).unwrap()))
                    .collect()
            };
            let (typed, text) = (word(6), word(9));
            let exact = slowly(&typed, &text);
            assert_eq!(
                slips(&typed, &text),
                (exact <= 1).then_some(exact),
                "{typed} in {text}"
            );
        }
    }
}
