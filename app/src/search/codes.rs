//! Barcodes: exact lookup by binary search over sorted numbers, others by their text; and the parts of a number that
//! people type by hand, its beginning or its last digits.

use super::{Slot, put_among, sort_by_number};
use domain::barcode::Code;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The product.
    pub slot: Slot,
    /// Eaches one scan stands for.
    pub pack: u32,
}

/// All codes of the catalogue.
#[derive(Debug, Default)]
pub struct Codes {
    /// GTINs by number; the same number may name several products.
    gtins: Vec<(u64, Named)>,
    others: HashMap<Box<str>, Vec<Named>>,
}

impl Codes {
    /// Takes changes in: everything known of the products in `changed` is replaced by `codes`.
    pub fn change(&mut self, changed: &HashSet<Slot>, codes: impl Iterator<Item = (Code, Named)>) {
        if let Some(last) = changed.iter().max() {
            // A hundred thousand numbers are asked: a table of marks answers quicker than a set.
            let mut marks = vec![false; *last as usize + 1];
            for slot in changed {
                marks[*slot as usize] = true;
            }
            let is_changed = |slot: Slot| marks.get(slot as usize).is_some_and(|mark| *mark);
            self.gtins.retain(|(_, named)| !is_changed(named.slot));
            self.others.retain(|_, named| {
                named.retain(|named| !changed.contains(&named.slot));
                !named.is_empty()
            });
        }
        let known = std::mem::take(&mut self.gtins);
        for (code, named) in codes {
            self.add(code.as_str(), named);
        }
        self.settle();
        self.gtins = if self.gtins.is_empty() {
            known
        } else {
            put_among(&known, &self.gtins, &|a, b| a.0 < b.0)
        };
    }

    /// Takes in a code that lies packed, in canonical form. [`Codes::settle`] must follow.
    pub fn add(&mut self, code: &str, named: Named) {
        match domain::barcode::gtin_number(code) {
            Some(number) => self.gtins.push((number, named)),
            None => self.others.entry(code.into()).or_default().push(named),
        }
    }

    /// Brings what was added into order.
    pub fn settle(&mut self) {
        let numbers = self.gtins.iter().map(|(number, _)| *number);
        let mut order: Vec<(u64, u32)> = numbers.zip(0..).collect();
        sort_by_number(&mut order);
        let sorted = order.iter().map(|(_, at)| self.gtins[*at as usize]);
        self.gtins = sorted.collect();
    }

    /// Everything that exactly this code names.
    pub fn exact(&self, code: &Code) -> Vec<Named> {
        match number(code) {
            Some(number) => {
                let from = self.gtins.partition_point(|(known, _)| *known < number);
                self.gtins[from..]
                    .iter()
                    .take_while(|(known, _)| *known == number)
                    .map(|(_, named)| *named)
                    .collect()
            }
            None => self.others.get(code.as_str()).cloned().unwrap_or_default(),
        }
    }

    /// Products with a GTIN that begins or ends with these digits, at most `limit`.
    pub fn partly(&self, digits: &str, limit: usize) -> Vec<Slot> {
        let is_number =
            (4..=14).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let Some(value) = is_number.then(|| digits.parse::<u64>().ok()).flatten() else {
            return Vec::new();
        };
        let length = u32::try_from(digits.len()).expect("at most 14");
        let mut found = Vec::new();
        // EAN-13 has one zero in front of it in the canonical form, UPC-A two, EAN-8 six.
        for zeros in [0, 1, 2, 6] {
            let Some(open) = 14_u32.checked_sub(zeros + length) else {
                continue;
            };
            let (from, to) = (value * 10_u64.pow(open), (value + 1) * 10_u64.pow(open));
            let first = self.gtins.partition_point(|(known, _)| *known < from);
            found.extend(
                self.gtins[first..]
                    .iter()
                    .take_while(|(known, _)| *known < to)
                    .take(limit)
                    .map(|(_, n)| n.slot),
            );
        }
        if found.len() < limit {
            let modulus = 10_u64.pow(length);
            let ends = self
                .gtins
                .iter()
                .filter(|(known, _)| known % modulus == value);
            found.extend(ends.take(limit - found.len()).map(|(_, named)| named.slot));
        }
        let mut seen = HashSet::default();
        found.retain(|slot| seen.insert(*slot));
        found.truncate(limit);
        found
    }
}

fn number(code: &Code) -> Option<u64> {
    domain::barcode::gtin_number(code.as_str())
}
