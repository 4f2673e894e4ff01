//! The result of one pass: a set union of its facts less the voided ones, so that duplicates, order and partial
//! arrival do no harm. Comparing passes with each other and with the book is the business of [`super::review`].

use super::{CountSource, Item, PassHead};
use crate::ids::{DeviceId, OperationId, PassId, StocktakeId, UserId};
use crate::operation::{Disposition, Fact};
use crate::quantity::{Delta, Quantity};
use crate::text::{RawCode, Remark};
use crate::time::{Moment, Timestamp};
use serde::{Deserialize, Serialize};

/// One person's count of one bin, as far as its facts have arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// What it declared when it was opened.
    pub head: PassHead,
    /// The counter.
    pub user: UserId,
    /// The tablet.
    pub device: Option<DeviceId>,
    /// When it was opened.
    pub opened: Moment,
    /// What it declared when it was closed.
    pub closed: Option<Closing>,
    /// `Counted`, `Set`, `Voided` and `SuspectedDouble` events that have arrived.
    pub n_events: u32,
    /// Exclusive or of the halves of their ids.
    pub digest: u64,
    /// Events of it that arrived from a revoked device.
    pub n_quarantined: u32,
    /// What a supervisor said about its quarantine or its lateness.
    pub ruling: Option<Ruling>,
    /// How its opening was taken.
    pub disposition: Disposition,
}

/// What the last fact of a pass declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub at: Moment,
    /// Events it made.
    pub n_events: u32,
    /// Exclusive or of the halves of their ids.
    pub digest: u64,
    /// The counter confirmed that the bin is empty.
    pub empty_confirmed: bool,
}

/// A supervisor's word on a pass whose facts were held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// Its facts count as if nothing had been wrong.
    Released,
    /// The whole pass is set aside.
    SetAside,
}

impl Pass {
    /// A pass of which nothing but the opening is known.
    pub const fn opened(
        head: PassHead,
        user: UserId,
        device: Option<DeviceId>,
        at: Moment,
        disposition: Disposition,
    ) -> Self {
        Self {
            head,
            user,
            device,
            opened: at,
            closed: None,
            n_events: 0,
            digest: 0,
            n_quarantined: 0,
            ruling: None,
            disposition,
        }
    }

    /// Notes that an event has arrived. Called once for each event id.
    pub fn arrived(&mut self, event: &CountEvent) {
        if event.tally.is_numbered() {
            self.n_events += 1;
            self.digest ^= digest(event.id);
        }
        if event.disposition == Disposition::Quarantined {
            self.n_quarantined += 1;
        }
        if let Tally::Closed {
            n_events,
            digest,
            empty_confirmed,
        } = event.tally
        {
            // Closed twice: what was counted last has seen the most, whichever arrives first.
            if self.closed.is_none_or(|closed| closed.n_events < n_events) {
                self.closed = Some(Closing {
                    at: event.at,
                    n_events,
                    digest,
                    empty_confirmed,
                });
            }
        }
    }

    /// Whether it was closed and every event it made has arrived.
    pub fn is_complete(&self) -> bool {
        self.closed.is_some_and(|closing| {
            closing.n_events == self.n_events && closing.digest == self.digest
        })
    }

    /// Whether a supervisor has to say first whether it counts.
    pub const fn is_held(&self) -> bool {
        self.ruling.is_none()
            && (self.n_quarantined > 0 || matches!(self.disposition, Disposition::Quarantined))
    }

    /// Whether it can be measured by: complete, neither held nor set aside.
    pub fn is_measurement(&self) -> bool {
        self.is_complete() && !self.is_held() && self.ruling != Some(Ruling::SetAside)
    }

    /// From opening to closing: the cut of an implied zero.
    pub fn span(&self) -> Option<Moment> {
        self.closed.map(|closing| self.opened.hull(closing.at))
    }

    /// Whether an event of it takes part in sums.
    pub fn admits(&self, event: &CountEvent) -> bool {
        event.disposition != Disposition::Quarantined || self.ruling == Some(Ruling::Released)
    }
}

/// What an event contributes to the digest of its pass.
pub fn digest(event: OperationId) -> u64 {
    let bits = event.uuid().as_u128();
    (bits >> 64) as u64 ^ bits as u64
}

/// One line of the log of counting. Never changed, never removed (OFF-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountEvent {
    /// The operation that brought it.
    pub id: OperationId,
    /// In this pass.
    pub pass: PassId,
    /// What was done.
    pub tally: Tally,
    /// By whom.
    pub user: UserId,
    /// On which device.
    pub device: Option<DeviceId>,
    /// When.
    pub at: Moment,
    /// When the server wrote it down.
    pub recorded: Timestamp,
    /// How it was taken.
    pub disposition: Disposition,
}

impl CountEvent {
    /// Events that this one takes back.
    pub fn takes_back(&self) -> &[OperationId] {
        match &self.tally {
            Tally::Set { voids, .. } => voids,
            Tally::Voided { event } => std::slice::from_ref(event),
            _ => &[],
        }
    }
}

/// What a counter did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tally {
    /// Began.
    Opened,
    /// Counted so many more.
    Counted {
        /// Of this.
        item: Item,
        /// Eaches.
        quantity: Quantity,
        /// How.
        source: CountSource,
    },
    /// Set the quantity (DECISIONS 3).
    Set {
        /// Of this.
        item: Item,
        /// Eaches.
        quantity: Quantity,
        /// Events that no longer count.
        voids: Vec<OperationId>,
        /// How.
        source: CountSource,
    },
    /// Took an event back.
    Voided {
        /// That one.
        event: OperationId,
    },
    /// The scanner gave a code twice at once.
    SuspectedDouble {
        /// Of this.
        item: Item,
        /// The raw code.
        code: RawCode,
    },
    /// Finished.
    Closed {
        /// Events made.
        n_events: u32,
        /// Exclusive or of the halves of their ids.
        digest: u64,
        /// The bin is empty.
        empty_confirmed: bool,
    },
    /// Remarked.
    Note {
        /// What was said.
        text: Remark,
    },
}

impl Tally {
    /// Whether `n_events` and `digest` of a closing speak of it.
    pub const fn is_numbered(&self) -> bool {
        matches!(
            self,
            Self::Counted { .. }
                | Self::Set { .. }
                | Self::Voided { .. }
                | Self::SuspectedDouble { .. }
        )
    }

    /// What it counts, if it counts.
    pub const fn counted(&self) -> Option<(&Item, Quantity)> {
        match self {
            Self::Counted { item, quantity, .. } | Self::Set { item, quantity, .. } => {
                Some((item, *quantity))
            }
            _ => None,
        }
    }
}

/// An event and whether another one of its pass took it back ([`crate::books::Change::Void`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The event.
    pub event: CountEvent,
    /// Whether it no longer counts.
    pub voided: bool,
}

/// What one pass says about one item. Kept beside the log so that a scan costs the same on the first and on the
/// ten-thousandth event; [`PassLine::rebuilt`] makes it anew from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassLine {
    /// Of this pass.
    pub pass: PassId,
    /// Of its stocktake.
    pub stocktake: StocktakeId,
    /// Of this.
    pub item: Item,
    /// Sum of the events that count.
    pub quantity: Delta,
    /// How many count.
    pub n_live: u32,
    /// From the first to the last that counts; `None` if none does.
    pub cut: Option<Moment>,
}

impl PassLine {
    /// A line of which nothing is known.
    pub const fn new(pass: PassId, stocktake: StocktakeId, item: Item) -> Self {
        Self {
            pass,
            stocktake,
            item,
            quantity: Delta::ZERO,
            n_live: 0,
            cut: None,
        }
    }

    /// Takes one more event in that counts.
    pub fn add(&mut self, quantity: Quantity, at: Moment) {
        self.quantity += quantity.delta();
        self.n_live += 1;
        self.cut = Some(self.cut.map_or(at, |cut| cut.hull(at)));
    }

    /// The line as the log of the pass has it. Events of other items and voided ones are passed over.
    pub fn rebuilt<'a>(pass: &Pass, item: &Item, log: impl Iterator<Item = &'a Logged>) -> Self {
        let mut line = Self::new(pass.head.pass, pass.head.stocktake, item.clone());
        for Logged { event, voided } in log {
            if let Some((of, quantity)) = event.tally.counted()
                && of == item
                && !voided
                && pass.admits(event)
            {
                line.add(quantity, event.at);
            }
        }
        line
    }
}

/// What "Set to" takes back: every event of the item in its pass that still counts (DECISIONS 3).
pub fn replaced_by_set(log: &[Logged], item: &Item) -> Vec<OperationId> {
    let of_item = log.iter().filter(|logged| {
        logged
            .event
            .tally
            .counted()
            .is_some_and(|(of, _)| of == item)
    });
    of_item
        .filter(|logged| !logged.voided)
        .map(|logged| logged.event.id)
        .collect()
}

/// The fact that undoes an event. What an event took back stays taken back, so undoing "Set to" sets what the item
/// had before; `before` is `None` if it had not been counted. `None` if there is nothing to undo.
pub fn undo(event: &CountEvent, before: Option<Quantity>) -> Option<Fact> {
    let (pass, id) = (event.pass, event.id);
    match (&event.tally, before) {
        (Tally::Set { item, source, .. }, Some(quantity)) => Some(Fact::Set {
            pass,
            item: item.clone(),
            quantity,
            voids: vec![id],
            source: *source,
        }),
        (Tally::Counted { .. } | Tally::Set { .. }, _) => Some(Fact::Voided { pass, event: id }),
        _ => None,
    }
}

/// Milliseconds within which a repeat of a code on one device is taken for a scanner's double read.
pub const DOUBLE_READ_MS: u64 = 400;

/// Whether a code read now is to be kept out until a person says so: the same code on the same device within the
/// site's window. Times are of one monotonic clock since one start.
pub fn is_double_read<Code: PartialEq>(
    last: Option<(&Code, u64)>,
    code: &Code,
    monotonic_ms: u64,
    window_ms: u64,
) -> bool {
    last.is_some_and(|(before, at)| before == code && monotonic_ms.saturating_sub(at) < window_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{LocationId, ProductId};
    use proptest::prelude::*;

    fn counted(n: u8, tally: Tally) -> Logged {
        let event = CountEvent {
            id: OperationId::from_bytes([n; 16]),
            pass: PassId::from_bytes([1; 16]),
            tally,
            user: UserId::from_bytes([2; 16]),
            device: None,
            at: Moment::exact(Timestamp::from_millis(i64::from(n))),
            recorded: Timestamp::from_millis(0),
            disposition: Disposition::Accepted,
        };
        Logged {
            event,
            voided: false,
        }
    }

    fn mug() -> Item {
        Item::Product(ProductId::from_bytes([9; 16]))
    }

    fn units(n: i64) -> Quantity {
        Quantity::new(n).unwrap()
    }

    fn pass() -> Pass {
        let head = PassHead {
            pass: PassId::from_bytes([1; 16]),
            stocktake: StocktakeId::from_bytes([3; 16]),
            location: LocationId::from_bytes([4; 16]),
            bin: None,
            part: None,
            generation: 0,
            only: None,
        };
        let at = Moment::exact(Timestamp::from_millis(0));
        Pass::opened(
            head,
            UserId::from_bytes([2; 16]),
            None,
            at,
            Disposition::Accepted,
        )
    }

    #[test]
    fn undoing_a_set_quantity_brings_the_former_one_back() {
        let source = CountSource::Hand;
        let log = [
            counted(
                1,
                Tally::Counted {
                    item: mug(),
                    quantity: units(3),
                    source,
                },
            ),
            counted(
                2,
                Tally::Counted {
                    item: mug(),
                    quantity: units(1),
                    source,
                },
            ),
        ];
        let voids = replaced_by_set(&log, &mug());
        assert_eq!(voids.len(), 2);
        let set = counted(
            3,
            Tally::Set {
                item: mug(),
                quantity: units(9),
                voids,
                source,
            },
        )
        .event;
        let expected = Fact::Set {
            pass: set.pass,
            item: mug(),
            quantity: units(4),
            voids: vec![set.id],
            source,
        };
        assert_eq!(undo(&set, Some(units(4))), Some(expected));
        assert_eq!(
            undo(&set, None),
            Some(Fact::Voided {
                pass: set.pass,
                event: set.id
            })
        );
    }

    /// The same code on one device within 400 ms is kept out, another code or a later read is not.
    #[test]
    fn a_scanner_that_reads_twice_is_noticed() {
        assert!(is_double_read(
            Some((&"A", 1_000)),
            &"A",
            1_399,
            DOUBLE_READ_MS
        ));
        assert!(!is_double_read(
            Some((&"A", 1_000)),
            &"A",
            1_400,
            DOUBLE_READ_MS
        ));
        assert!(!is_double_read(
            Some((&"A", 1_000)),
            &"B",
            1_001,
            DOUBLE_READ_MS
        ));
        assert!(!is_double_read(None, &"A", 0, DOUBLE_READ_MS));
    }

    proptest! {
        /// A pass is complete when what it declares has arrived, in whatever order; never with one missing.
        #[test]
        fn a_pass_is_complete_when_all_has_arrived(n in 1_u8..30, missing in 0_u8..30, order in any::<u64>()) {
            let source = CountSource::Scan;
            let mut log: Vec<_> = (1..=n)
                .map(|n| counted(n, Tally::Counted { item: mug(), quantity: units(1), source }).event)
                .collect();
            let digest = log.iter().fold(0, |sum, event| sum ^ digest(event.id));
            let closed = Tally::Closed { n_events: u32::from(n), digest, empty_confirmed: false };
            log.push(counted(99, closed).event);
            let shift = usize::try_from(order % u64::from(n)).unwrap();
            log.rotate_left(shift);
            let mut whole = pass();
            log.iter().for_each(|event| whole.arrived(event));
            prop_assert!(whole.is_complete());
            let mut part = pass();
            let missing = usize::from(missing) % log.len();
            let some = log.iter().enumerate().filter(|(at, _)| *at != missing);
            some.for_each(|(_, event)| part.arrived(event));
            prop_assert!(!part.is_complete());
        }
    }
}
