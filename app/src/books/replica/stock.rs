//! Stock levels, packed: products and places by number, figures beside them.

use super::Catalogue;
use crate::search::Slot;
use domain::ids::{BinId, LocationId, LotId};
use domain::ledger::{Level, StockKey, StockRow};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

type Place = (LocationId, Option<BinId>, Option<LotId>);

/// The levels of every place that the device may see.
#[derive(Debug, Default)]
pub struct Stock {
    places: Vec<Place>,
    numbers: HashMap<Place, u32>,
    levels: BTreeMap<(Slot, u32), Level>,
}

impl Stock {
    /// Takes a level in. A row of nothing takes it out.
    pub fn put(&mut self, row: &StockRow, catalogue: &mut Catalogue) {
        let at = (
            catalogue.slot(row.key.product),
            self.number((row.key.location, row.key.bin, row.key.lot)),
        );
        if row.level.is_empty() {
            self.levels.remove(&at);
        } else {
            self.levels.insert(at, row.level);
        }
    }

    /// Takes a level out.
    pub fn remove(&mut self, key: &StockKey, catalogue: &Catalogue) {
        let place = self.numbers.get(&(key.location, key.bin, key.lot));
        if let (Some(slot), Some(place)) = (catalogue.known_slot(key.product), place) {
            self.levels.remove(&(slot, *place));
        }
    }

    fn number(&mut self, place: Place) -> u32 {
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            u32::try_from(self.places.len() - 1).expect("fewer than 2^32 places")
        })
    }

    /// The levels of one product.
    pub fn of(&self, slot: Slot) -> impl Iterator<Item = (Place, Level)> {
        self.levels
            .range((slot, 0)..=(slot, u32::MAX))
            .map(|((_, place), level)| (self.places[*place as usize], *level))
    }

    /// The levels of the places asked for.
    pub fn at(&self, wanted: impl Fn(&Place) -> bool) -> Vec<(Slot, Place, Level)> {
        // Asked of each place once, not of each level.
        let is_wanted: Vec<bool> = self.places.iter().map(wanted).collect();
        let here = self
            .levels
            .iter()
            .filter(|((_, place), _)| is_wanted[*place as usize]);
        here.map(|((slot, place), level)| (*slot, self.places[*place as usize], *level))
            .collect()
    }

    /// One level.
    pub fn row(&self, key: &StockKey, catalogue: &Catalogue) -> Option<StockRow> {
        let slot = catalogue.known_slot(key.product)?;
        let place = self.numbers.get(&(key.location, key.bin, key.lot))?;
        self.levels.get(&(slot, *place)).map(|level| StockRow {
            key: *key,
            level: *level,
        })
    }
}
