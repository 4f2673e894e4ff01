//! Tells a wedge scanner from a person typing. A burst is a run of keys that follow each other within
//! [`BurstConfig::gap_ms`] on average, ended by Enter or Tab; a person does not type that fast (OFF-40). A single key may
//! be late: scanners over radio and busy tablets stutter.
//!
//! Knows nothing of the page: keys and times go in, verdicts come out.

use serde::{Deserialize, Serialize};

/// How the scanner is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BurstConfig {
    /// Most milliseconds between two keys of one burst, on average.
    pub gap_ms: u32,
    /// Fewest characters of a scan.
    pub fewest: usize,
    /// Characters the scanner puts in front of each code, to be taken off; empty if none.
    pub prefix: String,
    /// Characters the scanner puts behind each code, in front of Enter or Tab; empty if none.
    pub suffix: String,
}

impl Default for BurstConfig {
    fn default() -> Self {
        // Wedge scanners send a key every 1 to 20 ms; a fast typist one every 60 to 80.
        Self {
            gap_ms: 35,
            fewest: 3,
            prefix: String::new(),
            suffix: String::new(),
        }
    }
}

/// A key as the page saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, without Ctrl, Alt or Meta.
    Char(char),
    /// Enter or Tab.
    End,
    /// Shift and the like: part of typing a capital, no character itself.
    Modifier,
    /// Any other key.
    Other,
}

/// What a key turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing known yet, or typing: let the key through.
    Typing,
    /// Certainly part of a burst: keep it from the field, and take back what reached the field before it was certain.
    Burst {
        /// Characters that slipped through.
        take_back: usize,
    },
    /// The burst is complete; keep the ending key from the page too.
    Scan {
        /// The code, prefix and suffix taken off.
        code: String,
        /// Characters that slipped through and must be taken back.
        take_back: usize,
    },
}

/// The state of recognising.
#[derive(Debug, Clone, Default)]
pub struct Bursts {
    config: BurstConfig,
    keys: String,
    slipped: usize,
    is_burst: bool,
    first_ms: f64,
    last_ms: f64,
    /// When the last few keys came.
    recent_ms: [f64; CERTAIN],
}

/// So many fast keys in a row make a burst before its end is seen; the few before slip into the focused field and are
/// taken back.
const CERTAIN: usize = 3;

impl Bursts {
    /// Recognises scanners set up like this.
    pub fn new(config: BurstConfig) -> Self {
        Self {
            config,
            ..Self::default()
        }
    }

    /// Takes one key at a time in milliseconds of any monotonic clock.
    pub fn key(&mut self, key: Key, at_ms: f64) -> Verdict {
        let continues = self.is_within(at_ms);
        match key {
            Key::Modifier => Verdict::Typing,
            Key::Other => {
                self.forget();
                Verdict::Typing
            }
            Key::Char(c) => {
                if !continues {
                    self.forget();
                    self.first_ms = at_ms;
                }
                self.last_ms = at_ms;
                self.recent_ms.rotate_left(1);
                self.recent_ms[CERTAIN - 1] = at_ms;
                self.keys.push(c);
                self.character()
            }
            Key::End => {
                let verdict = if continues {
                    self.end()
                } else {
                    Verdict::Typing
                };
                self.forget();
                verdict
            }
        }
    }

    /// Whether a key at this time would go on with what was begun, be it typing or a burst.
    pub fn is_within(&self, at_ms: f64) -> bool {
        !self.keys.is_empty() && at_ms - self.last_ms <= f64::from(self.pause_ms())
    }

    /// How long after this time it is certain that no key goes on with what was begun; 0 if nothing was.
    pub fn open_for_ms(&self, at_ms: f64) -> u32 {
        if self.keys.is_empty() {
            return 0;
        }
        // A negative rest is none.
        (self.last_ms + f64::from(self.pause_ms()) - at_ms).ceil() as u32
    }

    /// A pause longer than this ends what was begun.
    pub fn pause_ms(&self) -> u32 {
        self.config.gap_ms * 2
    }

    /// Gives up on what was begun, since no key follows: the characters that were kept from the page and must be given
    /// back. It is not forgotten: a key that was pressed in time and only comes late goes on with it, or a busy tablet
    /// would count the tail of a code.
    pub fn give_up(&mut self) -> Option<String> {
        let keys = self.is_burst.then(|| self.keys.clone());
        self.is_burst = false;
        self.slipped = self.keys.chars().count();
        keys
    }

    fn character(&mut self) -> Verdict {
        let n = self.keys.chars().count();
        if self.is_burst {
            return Verdict::Burst { take_back: 0 };
        }
        let took_ms = self.last_ms - self.recent_ms[0];
        if n < CERTAIN || took_ms > self.at_most_ms(CERTAIN) {
            self.slipped += 1;
            return Verdict::Typing;
        }
        self.is_burst = true;
        Verdict::Burst {
            take_back: std::mem::take(&mut self.slipped),
        }
    }

    fn end(&self) -> Verdict {
        let n = self.keys.chars().count();
        if n < self.config.fewest || self.last_ms - self.first_ms > self.at_most_ms(n) {
            return Verdict::Typing;
        }
        let code = self
            .keys
            .strip_prefix(&self.config.prefix)
            .unwrap_or(&self.keys);
        let code = code.strip_suffix(&self.config.suffix).unwrap_or(code);
        Verdict::Scan {
            code: code.to_owned(),
            take_back: if self.is_burst { 0 } else { self.slipped },
        }
    }

    /// How long so many keys of a scanner take at most.
    fn at_most_ms(&self, n_keys: usize) -> f64 {
        f64::from(self.config.gap_ms) * n_keys.saturating_sub(1) as f64
    }

    fn forget(&mut self) {
        self.keys.clear();
        self.slipped = 0;
        self.is_burst = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `text` and Enter, a key every `gap_ms`; answers the scan, and what is left in the focused field.
    fn type_in(
        bursts: &mut Bursts,
        text: &str,
        gap_ms: f64,
        from_ms: f64,
    ) -> (Option<String>, String) {
        let mut field = String::new();
        let mut at = from_ms;
        for c in text.chars() {
            at += gap_ms;
            match bursts.key(Key::Char(c), at) {
                Verdict::Typing => field.push(c),
                Verdict::Burst { take_back } => field.truncate(field.len() - take_back),
                Verdict::Scan { .. } => unreachable!("a character ends nothing"),
            }
        }
        let scan = match bursts.key(Key::End, at + gap_ms) {
            Verdict::Scan { code, take_back } => {
                field.truncate(field.len() - take_back);
                Some(code)
            }
            _ => None,
        };
        (scan, field)
    }

    /// Proves OFF-40, as far as deciding goes; the page around it is proven in Chromium.
    #[test]
    fn a_burst_is_a_scan_and_leaves_the_field_as_it_was() {
        for gap_ms in [1.0, 5.0, 20.0, 30.0] {
            let mut bursts = Bursts::new(BurstConfig::default());
            let (scan, field) = type_in(&mut bursts, "5012345678900", gap_ms, 0.0);
            assert_eq!(
                scan.as_deref(),
                Some("5012345678900"),
                "a key every {gap_ms} ms"
            );
            assert_eq!(field, "");
        }
    }

    /// Proves OFF-40: slow typing is typing.
    #[test]
    fn typing_is_not_a_scan() {
        for gap_ms in [60.0, 90.0, 400.0] {
            let mut bursts = Bursts::new(BurstConfig::default());
            let (scan, field) = type_in(&mut bursts, "5012345678900", gap_ms, 0.0);
            assert_eq!(scan, None, "a key every {gap_ms} ms");
            assert_eq!(field, "5012345678900");
        }
    }

    /// Proves OFF-40: prefix and suffix can be set.
    #[test]
    fn prefix_and_suffix_are_taken_off() {
        let config = BurstConfig {
            prefix: "]C1".into(),
            suffix: "~".into(),
            ..BurstConfig::default()
        };
        let mut bursts = Bursts::new(config);
        assert_eq!(
            type_in(&mut bursts, "]C1A-04-2~", 5.0, 0.0).0.as_deref(),
            Some("A-04-2")
        );
        assert_eq!(
            type_in(&mut bursts, "A-04-2", 5.0, 500.0).0.as_deref(),
            Some("A-04-2")
        );
    }

    #[test]
    fn ten_codes_a_second_are_ten_scans() {
        let mut bursts = Bursts::new(BurstConfig::default());
        let codes: Vec<String> = (0..10).map(|n| format!("50123456789{n:02}")).collect();
        let read: Vec<_> = codes
            .iter()
            .enumerate()
            .filter_map(|(at, code)| type_in(&mut bursts, code, 5.0, at as f64 * 100.0).0)
            .collect();
        assert_eq!(read, codes);
    }

    #[test]
    fn a_late_key_does_not_break_a_scan() {
        let mut bursts = Bursts::new(BurstConfig::default());
        let mut at = 0.0;
        for (n, c) in "5012345678900".chars().enumerate() {
            at += if n == 1 || n == 7 { 60.0 } else { 8.0 };
            bursts.key(Key::Char(c), at);
        }
        assert!(
            matches!(bursts.key(Key::End, at + 30.0), Verdict::Scan { code, .. } if code == "5012345678900")
        );
    }

    #[test]
    fn fast_keys_without_an_end_are_given_back() {
        let mut bursts = Bursts::new(BurstConfig::default());
        for (at, c) in "hello".chars().enumerate() {
            bursts.key(Key::Char(c), at as f64 * 10.0);
        }
        assert!(bursts.is_within(60.0));
        assert!(!bursts.is_within(120.0));
        assert_eq!(bursts.give_up().as_deref(), Some("hello"));
        assert_eq!(bursts.give_up(), None);
    }

    /// Proves OFF-40: a tablet that was busy in the middle of a scan does not take its tail for a code.
    #[test]
    fn keys_that_come_late_but_were_pressed_in_time_go_on_with_the_scan() {
        let mut bursts = Bursts::new(BurstConfig::default());
        for (at, c) in "200000000".chars().enumerate() {
            bursts.key(Key::Char(c), at as f64 * 5.0);
        }
        assert_eq!(bursts.give_up().as_deref(), Some("200000000"));
        assert_eq!(
            bursts.key(Key::Char('0'), 45.0),
            Verdict::Burst { take_back: 9 }
        );
        for (at, c) in "756".chars().enumerate() {
            bursts.key(Key::Char(c), 50.0 + at as f64 * 5.0);
        }
        let whole = Verdict::Scan {
            code: "2000000000756".into(),
            take_back: 0,
        };
        assert_eq!(bursts.key(Key::End, 65.0), whole);
        assert_eq!(
            type_in(&mut bursts, "12", 60.0, 400.0).0,
            None,
            "begun anew"
        );
    }
}
