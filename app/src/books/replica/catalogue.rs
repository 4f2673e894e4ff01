//! Products as columns: what is searched and sorted by, and where the whole record lies packed. A hundred thousand
//! products as objects would take three times the memory, and as long to make.

use super::lean;
use crate::search::{Builder, Codes, Doc, Found, Index, Named, Slot};
use domain::barcode::Code;
use domain::books::{Entity, EntityKind, EntityRef};
use domain::catalogue::Product;
use domain::ids::ProductId;
use domain::quantity::Quantity;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::rc::Rc;
use std::sync::Arc;
use sync::row;
use sync::segment::Segment;

/// Where a product's record lies.
#[derive(Debug)]
enum Record {
    /// Nowhere: a product that is only spoken of, or gone.
    None,
    /// In this piece of the pulled catalogue, shared with the replica.
    Packed(u32),
    /// Here, since it changed after the pieces were made.
    Own(Box<[u8]>),
}

/// All products that the device holds.
#[derive(Debug, Default)]
pub struct Catalogue {
    slots: HashMap<ProductId, Slot>,
    ids: Vec<ProductId>,
    records: Vec<Record>,
    pieces: Vec<Rc<Segment>>,
    skus: Vec<Box<str>>,
    is_archived: Vec<bool>,
    codes: Codes,
    by_sku: HashMap<Box<str>, Slot>,
    index: Index,
    /// Slots by SKU, and each slot's place in that order.
    order: Vec<Slot>,
    ranks: Vec<u32>,
    /// Changed since the indexes were brought up to date.
    touched: HashSet<Slot>,
    /// While everything is read for the first time: the index to be.
    filling: Option<Filling>,
}

#[derive(Debug, Default)]
struct Filling {
    words: Builder,
    codes: Vec<(Option<u64>, Box<str>, Named)>,
}

impl Catalogue {
    /// The slot of a product, whether or not it is known.
    pub fn slot(&mut self, id: ProductId) -> Slot {
        if let Some(slot) = self.slots.get(&id) {
            return *slot;
        }
        let slot = Slot::try_from(self.ids.len()).expect("fewer than 2^32 products");
        self.slots.insert(id, slot);
        self.ids.push(id);
        self.records.push(Record::None);
        self.skus.push(Box::default());
        self.is_archived.push(false);
        slot
    }

    /// The slot of a product that was spoken of before.
    pub fn known_slot(&self, id: ProductId) -> Option<Slot> {
        self.slots.get(&id).copied()
    }

    /// The product in a slot.
    pub fn id(&self, slot: Slot) -> ProductId {
        self.ids[slot as usize]
    }

    /// Takes a whole piece of the pulled catalogue in, into a catalogue that holds no products yet. The indexes follow
    /// with [`Catalogue::settle`].
    pub fn take_piece(&mut self, piece: &Rc<Segment>) {
        let number = row::number(EntityKind::Product);
        let at = u32::try_from(self.pieces.len()).expect("fewer than 2^32 pieces");
        self.pieces.push(piece.clone());
        if piece.kind() != number {
            return;
        }
        for packed in piece.packed_rows() {
            let head = (packed.v == row::VERSION)
                .then(|| lean::read(packed.body))
                .flatten();
            let Some(head) = head else { continue };
            let slot = self.slot(head.id);
            let here = slot as usize;
            if !matches!(self.records[here], Record::None) {
                continue;
            }
            self.records[here] = Record::Packed(at);
            let filling = self.filling.get_or_insert_default();
            filling.words.add(Doc {
                slot,
                sku: head.sku,
                name: head.name,
            });
            for barcode in &head.barcodes {
                let pack = u32::try_from(barcode.pack).unwrap_or(1);
                let number = barcode.number();
                let text = if number.is_some() {
                    Box::default()
                } else {
                    barcode.code.into()
                };
                filling.codes.push((number, text, Named { slot, pack }));
            }
            self.skus[here] = head.sku.to_lowercase().into_boxed_str();
            self.is_archived[here] = head.archived;
            self.by_sku.insert(self.skus[here].clone(), slot);
        }
    }

    /// Takes a product in. The indexes follow with [`Catalogue::settle`].
    pub fn put(&mut self, product: &Product) {
        let slot = self.slot(product.id);
        let at = slot as usize;
        let bytes = postcard::to_stdvec(product).expect("records serialise into memory");
        self.forget_sku(slot);
        self.records[at] = Record::Own(bytes.into_boxed_slice());
        self.skus[at] = product.sku.folded().into_boxed_str();
        self.is_archived[at] = product.archived;
        self.by_sku.insert(self.skus[at].clone(), slot);
        self.touched.insert(slot);
    }

    /// Takes a product out. The indexes follow with [`Catalogue::settle`].
    pub fn remove(&mut self, id: ProductId) {
        if let Some(slot) = self.known_slot(id) {
            self.forget_sku(slot);
            self.records[slot as usize] = Record::None;
            self.touched.insert(slot);
        }
    }

    fn forget_sku(&mut self, slot: Slot) {
        let sku = std::mem::take(&mut self.skus[slot as usize]);
        if self.by_sku.get(&sku) == Some(&slot) {
            self.by_sku.remove(&sku);
        }
    }

    /// Brings the indexes up to date with what was put and removed.
    pub fn settle(&mut self) {
        if let Some(filling) = self.filling.take() {
            self.codes.fill(filling.codes);
            self.index = Index::of(filling.words);
            let all = (0..)
                .zip(&self.records)
                .filter(|(_, record)| !matches!(record, Record::None));
            let filled: HashSet<Slot> = all.map(|(slot, _)| slot).collect();
            self.sort(&filled);
        }
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return;
        }
        let products: Vec<(Slot, Product)> = touched
            .iter()
            .filter_map(|slot| Some((*slot, self.unpack(*slot)?)))
            .collect();
        let codes = products.iter().flat_map(|(slot, product)| {
            product.barcodes.iter().map(|barcode| {
                let pack = u32::try_from(barcode.pack.units()).unwrap_or(1);
                (barcode.code.clone(), Named { slot: *slot, pack })
            })
        });
        self.codes.change(&touched, codes);
        let docs = products.iter().map(|(slot, product)| Doc {
            slot: *slot,
            sku: product.sku.as_str(),
            name: product.name.as_str(),
        });
        if touched.len() >= Index::MANY_CHANGES && products.len() == self.n_products() {
            self.index = Index::build(docs);
        } else {
            let gone: Vec<Slot> = touched
                .iter()
                .copied()
                .filter(|slot| !self.is_known(*slot))
                .collect();
            self.index.change(docs, gone.into_iter());
            if self.index.is_worn() {
                self.rebuild();
            }
        }
        self.sort(&touched);
    }

    fn rebuild(&mut self) {
        let all: Vec<(Slot, Product)> = (0..Slot::try_from(self.ids.len())
            .expect("fewer than 2^32 products"))
            .filter_map(|slot| Some((slot, self.unpack(slot)?)))
            .collect();
        self.index = Index::build(all.iter().map(|(slot, product)| Doc {
            slot: *slot,
            sku: product.sku.as_str(),
            name: product.name.as_str(),
        }));
    }

    fn sort(&mut self, touched: &HashSet<Slot>) {
        let mut order = std::mem::take(&mut self.order);
        order.retain(|slot| !touched.contains(slot));
        order.extend(touched.iter().filter(|slot| self.is_known(**slot)));
        // Mostly sorted already, which this sort takes advantage of.
        domain::order::sort_numbers(&mut order, &mut |a, b| {
            self.skus[a as usize].cmp(&self.skus[b as usize])
        });
        self.ranks.clear();
        self.ranks.resize(self.ids.len(), u32::MAX);
        for (rank, slot) in (0..).zip(&order) {
            self.ranks[*slot as usize] = rank;
        }
        self.order = order;
    }

    /// How many products there are.
    pub fn n_products(&self) -> usize {
        self.records
            .iter()
            .filter(|record| !matches!(record, Record::None))
            .count()
    }

    fn is_known(&self, slot: Slot) -> bool {
        self.records
            .get(slot as usize)
            .is_some_and(|record| !matches!(record, Record::None))
    }

    /// One product.
    pub fn product(&self, id: ProductId) -> Option<Arc<Product>> {
        self.known_slot(id)
            .and_then(|slot| self.unpack(slot))
            .map(Arc::new)
    }

    fn unpack(&self, slot: Slot) -> Option<Product> {
        match self.records.get(slot as usize)? {
            Record::None => None,
            Record::Own(bytes) => {
                Some(postcard::from_bytes(bytes).expect("what was packed here is unpacked here"))
            }
            Record::Packed(piece) => {
                let number = row::number(EntityKind::Product);
                let id = row::id(&EntityRef::Product(self.id(slot)));
                let (_, value) = self.pieces[*piece as usize].find(number, &id)?;
                match row::decode(number, &value) {
                    Ok(Entity::Product(product)) => Some(product),
                    _ => None,
                }
            }
        }
    }

    /// The place of a product in the order of SKUs; unknown ones come last.
    pub fn rank(&self, slot: Slot) -> u32 {
        self.ranks.get(slot as usize).copied().unwrap_or(u32::MAX)
    }

    /// Products that are not archived, by SKU.
    pub fn by_sku(&self) -> Arc<Vec<ProductId>> {
        let live = self
            .order
            .iter()
            .filter(|slot| !self.is_archived[**slot as usize]);
        Arc::new(live.map(|slot| self.ids[*slot as usize]).collect())
    }

    /// Every product of a condition; for the rare question that no index answers.
    pub fn every(&self, wanted: impl Fn(&Product) -> bool) -> Vec<ProductId> {
        let all = (0..)
            .take(self.ids.len())
            .filter_map(|slot| self.unpack(slot));
        all.filter(|product| wanted(product))
            .map(|product| product.id)
            .collect()
    }

    /// The product with this SKU, and everything with this code, live ones before archived ones.
    pub fn named_by(&self, sku: &str, code: Option<&Code>) -> Vec<(ProductId, Quantity)> {
        let by_code = code.map(|code| self.codes.exact(code)).unwrap_or_default();
        let by_sku = self.by_sku.get(sku).map(|slot| Named {
            slot: *slot,
            pack: 1,
        });
        let mut seen = HashSet::default();
        let mut all: Vec<Named> = by_code
            .into_iter()
            .chain(by_sku)
            .filter(|named| seen.insert(named.slot))
            .collect();
        if all
            .iter()
            .any(|named| !self.is_archived[named.slot as usize])
        {
            all.retain(|named| !self.is_archived[named.slot as usize]);
        }
        all.into_iter()
            .map(|named| {
                (
                    self.id(named.slot),
                    Quantity::new(i64::from(named.pack)).unwrap_or(Quantity::ONE),
                )
            })
            .collect()
    }

    /// Searches SKUs, names and codes; best first, live ones before archived ones.
    pub fn search(&self, query: &str, limit: usize) -> Vec<(ProductId, bool)> {
        let by_code = Code::scanned(query)
            .map(|code| self.codes.exact(&code))
            .unwrap_or_default();
        let digits: String = query.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let mut found: Vec<(Slot, bool)> = by_code
            .into_iter()
            .map(|named| (named.slot, false))
            .collect();
        let words = self.index.find(query, limit, |slot| self.search_rank(slot));
        let is_guess = |found: &Found| found.fit.is_guess();
        found.extend(
            words
                .iter()
                .filter(|found| !is_guess(found))
                .map(|found| (found.slot, false)),
        );
        if found.len() < limit {
            found.extend(
                self.codes
                    .partly(&digits, limit - found.len())
                    .into_iter()
                    .map(|slot| (slot, false)),
            );
        }
        found.extend(
            words
                .iter()
                .filter(|found| is_guess(found))
                .map(|found| (found.slot, true)),
        );
        let mut seen = HashSet::default();
        found.retain(|(slot, _)| seen.insert(*slot) && self.is_known(*slot));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(slot, is_guess)| (self.id(slot), is_guess))
            .collect()
    }

    fn search_rank(&self, slot: Slot) -> u32 {
        let archived = self
            .is_archived
            .get(slot as usize)
            .copied()
            .unwrap_or(false);
        self.rank(slot)
            .saturating_add(if archived { u32::MAX / 2 } else { 0 })
    }
}
