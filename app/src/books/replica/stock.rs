//! Stock levels, packed: products and places by number, figures beside them. What came in pieces lies in one sorted
//! table; what changed since lies on top of it.

use super::Catalogue;
use crate::search::Slot;
use domain::books::EntityKind;
use domain::ids::{BinId, LocationId, LotId, ProductId};
use domain::ledger::{Level, StockKey, StockRow};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;
use sync::row;
use sync::segment::Segment;

type Place = (LocationId, Option<BinId>, Option<LotId>);
type Key = (Slot, u32);

/// The levels of every place that the device may see.
#[derive(Debug, Default)]
pub struct Stock {
    places: Vec<Place>,
    numbers: HashMap<Place, u32>,
    /// The figures in the pieces; those that are equal within a piece stand here once.
    figures: Vec<Level>,
    /// From the pieces, by product: place and number of the figures.
    packed: Vec<(u32, u32)>,
    /// Where those of each product begin, and the end.
    begins: Vec<u32>,
    /// From pieces, not in order yet.
    unsettled: Vec<(Key, u32)>,
    /// Instead of them, and besides; `None` hides one.
    changed: BTreeMap<Key, Option<Level>>,
}

impl Stock {
    /// Takes a piece in. [`Stock::settle`] must follow. Answers `false`, having done nothing, if the piece is laid out
    /// so that its rows have to be read one by one.
    pub fn take_piece(&mut self, piece: &Segment, catalogue: &mut Catalogue) -> bool {
        let is_stock = piece.kind() == row::number(EntityKind::Stock);
        let Some(keyed) = piece
            .keyed()
            .filter(|keyed| is_stock && keyed.v == row::VERSION)
        else {
            return false;
        };
        let places: Result<Vec<Place>, _> = keyed.tails().map(postcard::from_bytes).collect();
        let Ok(places) = places else { return false };
        let places: Vec<u32> = places.into_iter().map(|place| self.number(place)).collect();
        let first = self.figures.len();
        // What cannot be read is nothing.
        let figures = keyed
            .rests()
            .map(|rest| postcard::from_bytes::<Level>(rest).unwrap_or_default());
        self.figures.extend(figures);
        let mut slot = 0;
        for row in keyed.rows() {
            let number = first + row.rest as usize;
            if !self.figures[number].is_empty() {
                slot = catalogue.slot_near(slot, ProductId::from_bytes(row.head));
                let number = u32::try_from(number).expect("fewer than 2^32 figures");
                self.unsettled
                    .push(((slot, places[row.tail as usize]), number));
            }
        }
        true
    }

    /// Brings what pieces brought into order.
    pub fn settle(&mut self) {
        if self.unsettled.is_empty() {
            return;
        }
        let mut levels = std::mem::take(&mut self.unsettled);
        levels.extend(self.every_packed());
        let n = levels.iter().map(|((slot, _), _)| *slot + 1).max();
        let mut begins = vec![0_u32; n.unwrap_or(0) as usize + 1];
        for ((slot, _), _) in &levels {
            begins[*slot as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        self.packed = vec![(0, 0); levels.len()];
        for ((slot, place), figures) in levels {
            let to = &mut next[slot as usize];
            self.packed[*to as usize] = (place, figures);
            *to += 1;
        }
        self.begins = begins;
    }

    /// The packed levels of a product.
    fn packed_of(&self, slot: Slot) -> &[(u32, u32)] {
        let at = slot as usize;
        match (self.begins.get(at), self.begins.get(at + 1)) {
            (Some(from), Some(to)) => &self.packed[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Numbers of all packed figures.
    fn every_packed(&self) -> impl Iterator<Item = (Key, u32)> {
        let slots = (0..).take(self.begins.len());
        slots.flat_map(|slot| {
            let levels = self.packed_of(slot).iter();
            levels.map(move |(place, figures)| ((slot, *place), *figures))
        })
    }

    /// Takes a level in. A row of nothing takes it out.
    pub fn put(&mut self, row: &StockRow, catalogue: &mut Catalogue) {
        let at = (
            catalogue.slot(row.key.product),
            self.number((row.key.location, row.key.bin, row.key.lot)),
        );
        let level = Some(row.level).filter(|level| !level.is_empty());
        self.changed.insert(at, level);
    }

    /// Takes a level out.
    pub fn remove(&mut self, key: &StockKey, catalogue: &Catalogue) {
        if let Some(at) = self.key(key, catalogue) {
            self.changed.insert(at, None);
        }
    }

    fn number(&mut self, place: Place) -> u32 {
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            u32::try_from(self.places.len() - 1).expect("fewer than 2^32 places")
        })
    }

    fn key(&self, key: &StockKey, catalogue: &Catalogue) -> Option<Key> {
        let place = self.numbers.get(&(key.location, key.bin, key.lot))?;
        Some((catalogue.known_slot(key.product)?, *place))
    }

    /// The levels of one product.
    pub fn of(&self, slot: Slot) -> impl Iterator<Item = (Place, Level)> {
        let packed = self.packed_of(slot).iter();
        let packed = packed.map(move |(place, figures)| ((slot, *place), *figures));
        let changed = self.changed.range((slot, 0)..=(slot, u32::MAX));
        self.seen(packed, changed)
            .map(|((_, place), level)| (self.places[place as usize], level))
    }

    /// The levels of the places asked for.
    pub fn at(&self, wanted: impl Fn(&Place) -> bool) -> Vec<(Slot, Place, Level)> {
        // Asked of each place once, not of each level.
        let is_wanted: Vec<bool> = self.places.iter().map(wanted).collect();
        let packed = self
            .every_packed()
            .filter(|((_, place), _)| is_wanted[*place as usize]);
        let changed = self
            .changed
            .iter()
            .filter(|((_, place), _)| is_wanted[*place as usize]);
        self.seen(packed, changed)
            .map(|((slot, place), level)| (slot, self.places[place as usize], level))
            .collect()
    }

    /// Packed levels that did not change, and those that did.
    fn seen<'a>(
        &'a self,
        packed: impl Iterator<Item = (Key, u32)>,
        changed: impl Iterator<Item = (&'a Key, &'a Option<Level>)>,
    ) -> impl Iterator<Item = (Key, Level)> {
        packed
            .filter(|(key, _)| self.changed.is_empty() || !self.changed.contains_key(key))
            .map(|(key, figures)| (key, self.figures[figures as usize]))
            .chain(changed.filter_map(|(key, level)| Some((*key, (*level)?))))
    }

    /// One level.
    pub fn row(&self, key: &StockKey, catalogue: &Catalogue) -> Option<StockRow> {
        let at = self.key(key, catalogue)?;
        let level = match self.changed.get(&at) {
            Some(changed) => (*changed)?,
            None => {
                let mut levels = self.packed_of(at.0).iter();
                let (_, figures) = levels.find(|(place, _)| *place == at.1)?;
                self.figures[*figures as usize]
            }
        };
        Some(StockRow { key: *key, level })
    }
}
