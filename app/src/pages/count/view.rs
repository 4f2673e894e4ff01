//! What counting shows, as plain data.

use crate::books::{BinProgress, PassItem, PassView};
use crate::format;
use domain::ids::{BinId, ProductId, UserId};
use domain::stocktake::Item;
use domain::text::RawCode;
use std::sync::Arc;

/// What was said last about a scan. Stays until the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Said {
    /// Nothing yet.
    #[default]
    Nothing,
    /// Counted; so many in this bin now.
    Counted(i64),
    /// The same code twice in a moment: kept out, asks.
    Double(Item, RawCode),
    /// No product has this code; counted under the code.
    Unknown(RawCode),
    /// Not counted, and why.
    Refused(String),
    /// Another bin now.
    Moved(String),
    /// Taken back.
    Undone,
}

impl Said {
    /// Which band it is.
    pub const fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Counted(_) | Self::Moved(_) | Self::Undone => Some("ok"),
            Self::Double(..) => Some("dup"),
            Self::Unknown(_) | Self::Refused(_) => Some("bad"),
        }
    }

    /// Its words.
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Counted(n) => format!("Counted. {} in this bin", format::units(*n)),
            Self::Double(_, code) => format!("{code} came twice in a moment and was counted once"),
            Self::Unknown(code) => {
                format!("No product has barcode {code}. It is counted under this code")
            }
            Self::Refused(why) => why.clone(),
            Self::Moved(bin) => format!("Counting {bin}"),
            Self::Undone => "Taken back".into(),
        }
    }
}

/// What the keypad does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PadMode {
    /// Replaces the count (DECISIONS 3).
    #[default]
    Set,
    /// Adds to it.
    Add,
}

/// The digits on the keypad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pad {
    /// What it does.
    pub mode: PadMode,
    /// Typed so far; empty shows the count.
    pub digits: String,
}

impl Pad {
    /// Most digits: a scanned barcode typed here stays out.
    const MOST: usize = 7;

    /// Types a digit.
    pub fn digit(&mut self, digit: char) {
        if self.digits == "0" {
            self.digits.clear();
        }
        if self.digits.len() < Self::MOST && digit.is_ascii_digit() {
            self.digits.push(digit);
        }
    }

    /// Takes the last digit back.
    pub fn delete(&mut self) {
        self.digits.pop();
    }

    /// The number typed.
    pub fn number(&self) -> Option<i64> {
        self.digits.parse().ok()
    }

    /// What the read-out shows over a present count.
    pub fn shown(&self, count: i64) -> String {
        match (self.number(), self.mode) {
            (Some(n), _) => format::units(n),
            (None, PadMode::Set) => format::units(count),
            (None, PadMode::Add) => "0".into(),
        }
    }

    /// What the button says.
    pub fn verb(&self, count: i64) -> String {
        match self.mode {
            PadMode::Set => format!("Set {}", self.shown(count)),
            PadMode::Add => format!("Add {}", self.shown(count)),
        }
    }
}

/// Where a bin stands in the walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walk {
    /// The bins in walking order.
    pub bins: Vec<BinProgress>,
}

impl Walk {
    /// Its place, from 0.
    pub fn place(&self, bin: Option<BinId>) -> Option<usize> {
        self.bins.iter().position(|one| one.bin == bin)
    }

    /// The one before or after it.
    pub fn beside(&self, bin: Option<BinId>, forward: bool) -> Option<&BinProgress> {
        let at = self.place(bin)?;
        let next = if forward {
            at.checked_add(1)?
        } else {
            at.checked_sub(1)?
        };
        self.bins.get(next)
    }

    /// Bins counted at least once.
    pub fn n_done(&self) -> usize {
        self.bins.iter().filter(|one| is_done(one)).count()
    }

    /// Where to begin: a bin this person is counting, else the first one assigned and not done, else the first not done.
    pub fn start(&self, me: Option<UserId>) -> Option<&BinProgress> {
        let mine = |one: &&BinProgress| me.is_some_and(|me| one.counting.contains(&me));
        let given =
            |one: &&BinProgress| !is_done(one) && me.is_some_and(|me| one.assigned.contains(&me));
        let open = |one: &&BinProgress| !is_done(one) && one.counting.is_empty();
        let all = || self.bins.iter();
        all()
            .find(mine)
            .or_else(|| all().find(given))
            .or_else(|| all().find(open))
            .or_else(|| all().next())
    }

    /// The next bin that is not done, behind this one and then from the start.
    pub fn next_open(&self, bin: Option<BinId>) -> Option<&BinProgress> {
        let at = self.place(bin).map_or(0, |at| at + 1);
        let is_open =
            |one: &&BinProgress| !is_done(one) && one.counting.is_empty() && one.bin != bin;
        self.bins[at.min(self.bins.len())..]
            .iter()
            .find(is_open)
            .or_else(|| self.bins.iter().find(is_open))
    }
}

/// Whether a bin needs nobody: counted, and no recount ordered.
pub fn is_done(one: &BinProgress) -> bool {
    let n_needed = one.recount.as_ref().map_or(1, |recount| {
        usize::try_from(recount.generation).unwrap_or(0) + 1
    });
    one.n_closed >= n_needed && one.counting.is_empty()
}

/// A line of the list of what is in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BinLine {
    /// What.
    pub item: Item,
    /// How many were counted; `None` is still to count.
    pub counted: Option<i64>,
}

/// What was counted in the bin, last touched first, then what is expected and not yet counted. Blind counts expect
/// nothing (DECISIONS 6).
pub fn bin_lines(counted: &[PassItem], expected: &[ProductId]) -> Vec<BinLine> {
    let done = counted.iter().map(|line| BinLine {
        item: line.item.clone(),
        counted: Some(line.quantity.units()),
    });
    let is_open = |id: &&ProductId| !counted.iter().any(|line| line.item == Item::Product(**id));
    let open = expected.iter().filter(is_open).map(|id| BinLine {
        item: Item::Product(*id),
        counted: None,
    });
    done.chain(open).collect()
}

/// How many of an item this device counted in this stocktake, and in how many bins.
pub fn over_bins(passes: &[Arc<PassView>], item: &Item) -> (i64, usize) {
    let counts = passes
        .iter()
        .filter(|pass| pass.is_own)
        .filter_map(|pass| pass.counted(item))
        .map(|count| count.units());
    counts
        .filter(|count| *count != 0)
        .fold((0, 0), |(sum, n), count| (sum + count, n + 1))
}

/// Who else counts where: "With Tomasz in A-06-1, Aisha in B-01-3".
pub fn company_words(others: &[(String, String)]) -> String {
    let word = |(name, bin): &(String, String)| format!("{} in {bin}", format::first_name(name));
    match others {
        [] => "You are the only one counting".into(),
        some => format!(
            "With {}",
            some.iter().map(word).collect::<Vec<_>>().join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::quantity::Delta;
    use domain::time::Timestamp;
    use uuid::Uuid;

    fn bin(n: u128) -> Option<BinId> {
        Some(BinId::new(Uuid::from_u128(n)))
    }

    fn user(n: u128) -> UserId {
        UserId::new(Uuid::from_u128(n))
    }

    fn progress(n: u128, n_closed: usize, counting: &[u128], assigned: &[u128]) -> BinProgress {
        let users = |all: &[u128]| all.iter().map(|n| user(*n)).collect();
        BinProgress {
            bin: bin(n),
            assigned: users(assigned),
            counting: users(counting),
            n_closed,
            recount: None,
        }
    }

    #[test]
    fn the_walk_starts_where_the_person_is_then_where_he_is_sent_then_at_the_first_open_bin() {
        let walk = Walk {
            bins: vec![
                progress(1, 1, &[], &[]),
                progress(2, 0, &[7], &[]),
                progress(3, 0, &[], &[8]),
                progress(4, 0, &[], &[]),
            ],
        };
        assert_eq!(walk.start(Some(user(7))).unwrap().bin, bin(2));
        assert_eq!(walk.start(Some(user(8))).unwrap().bin, bin(3));
        assert_eq!(walk.start(Some(user(9))).unwrap().bin, bin(3));
        assert_eq!(walk.n_done(), 1);
        assert_eq!(walk.beside(bin(2), true).unwrap().bin, bin(3));
        assert_eq!(walk.beside(bin(1), false), None);
        assert_eq!(walk.next_open(bin(4)).unwrap().bin, bin(3));
        assert_eq!(walk.next_open(bin(3)).unwrap().bin, bin(4));
    }

    #[test]
    fn the_keypad_shows_the_count_until_something_is_typed_and_takes_no_barcode() {
        let mut pad = Pad::default();
        assert_eq!(pad.verb(27), "Set 27");
        for digit in "0012".chars() {
            pad.digit(digit);
        }
        assert_eq!((pad.number(), pad.verb(27)), (Some(12), "Set 12".into()));
        pad.delete();
        assert_eq!(pad.number(), Some(1));
        for digit in "5012345678900".chars() {
            pad.digit(digit);
        }
        assert_eq!(pad.digits.len(), Pad::MOST);
        let add = Pad {
            mode: PadMode::Add,
            digits: String::new(),
        };
        assert_eq!(add.verb(27), "Add 0");
    }

    /// Proves that the list of a blind count holds only what was counted (OFF-28, as far as the list goes).
    #[test]
    fn a_blind_count_lists_only_what_was_counted() {
        let product = |n: u128| ProductId::new(Uuid::from_u128(n));
        let counted = [PassItem {
            item: Item::Product(product(1)),
            quantity: Delta::new(27),
            last: Timestamp::from_millis(0),
        }];
        let open = bin_lines(&counted, &[product(1), product(2)]);
        assert_eq!(
            open.iter().map(|line| line.counted).collect::<Vec<_>>(),
            [Some(27), None]
        );
        assert_eq!(bin_lines(&counted, &[]).len(), 1);
    }

    #[test]
    fn company_is_named_with_its_bins() {
        let others = [
            ("Tomasz Nowak".to_owned(), "A-06-1".to_owned()),
            ("Aisha Khan".to_owned(), "B-01-3".to_owned()),
        ];
        assert_eq!(
            company_words(&others),
            "With Tomasz in A-06-1, Aisha in B-01-3"
        );
        assert_eq!(company_words(&[]), "You are the only one counting");
    }
}
