//! Products as columns: what is searched and sorted by, and where the whole record lies packed. A hundred thousand
//! products as objects would take three times the memory, and as long to make.

use crate::search::{Builder, Codes, Doc, Found, Index, Named, Slot, put_among, sort_texts};
use domain::barcode::Code;
use domain::books::{Entity, EntityKind, EntityRef};
use domain::catalogue::Product;
use domain::ids::ProductId;
use domain::quantity::Quantity;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use sync::row;
use sync::segment::{Grouping, Segment};

/// So many slots are looked at before a search begins, where one question follows another.
const NEAR: usize = 6;

/// Products without a reorder level.
const NO_LEVEL: i64 = i64::MIN;

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
    ids: Vec<ProductId>,
    /// So many of `ids` stand in their order: those of the pieces.
    n_in_order: usize,
    /// The slots of the others.
    later: HashMap<ProductId, Slot>,
    records: Vec<Record>,
    n_products: usize,
    pieces: Vec<Rc<Segment>>,
    skus: Texts,
    is_archived: Vec<bool>,
    /// Which of `groupings` each has.
    groups: Vec<u32>,
    groupings: Vec<Grouping>,
    grouping_numbers: HashMap<Grouping, u32>,
    /// Units; [`NO_LEVEL`] for none.
    reorder_levels: Vec<i64>,
    codes: Codes,
    index: RefCell<Indexing>,
    /// Slots by SKU, and each slot's place in that order.
    order: Vec<Slot>,
    ranks: Vec<u32>,
    /// Changed since the indexes were brought up to date.
    touched: HashSet<Slot>,
    /// Pieces came since then.
    is_filling: bool,
}

/// The search index, and how far the pieces are read into it. Reading words takes longer than all other tables, and
/// neither a list nor a scan needs them: it is done piece by piece when the screen stands, or at once if somebody
/// searches before that.
#[derive(Debug, Default)]
struct Indexing {
    index: Index,
    reading: Option<Builder>,
    /// The next piece to read.
    next: usize,
}

/// A text for each slot, one behind the other. A text that is replaced leaves its place unused.
#[derive(Debug, Default)]
struct Texts {
    text: String,
    spans: Vec<(u32, u32)>,
}

impl Texts {
    fn of(&self, slot: Slot) -> &str {
        let (from, to) = self.spans[slot as usize];
        &self.text[from as usize..to as usize]
    }

    fn bytes_of(&self, slot: Slot) -> &[u8] {
        self.of(slot).as_bytes()
    }

    /// Sets the text of a slot in lower case.
    fn set_folded(&mut self, slot: Slot, text: &str) {
        let end = |all: &String| u32::try_from(all.len()).expect("less than 4 GB of SKUs");
        let from = end(&self.text);
        if text.is_ascii() {
            self.text.push_str(text);
            self.text[from as usize..].make_ascii_lowercase();
        } else {
            self.text.push_str(&text.to_lowercase());
        }
        self.spans[slot as usize] = (from, end(&self.text));
    }
}

impl Catalogue {
    /// The slot of a product, whether or not it is known.
    pub fn slot(&mut self, id: ProductId) -> Slot {
        match self.known_slot(id) {
            Some(slot) => slot,
            None => self.new_slot(id),
        }
    }

    /// As [`Catalogue::slot`], for questions in the order of ids: `last` is the slot answered before.
    pub fn slot_near(&mut self, last: Slot, id: ProductId) -> Slot {
        if self.n_in_order == self.ids.len() && self.ids.last().is_none_or(|last| *last < id) {
            return self.new_slot(id);
        }
        self.known_near(last, id)
            .unwrap_or_else(|| self.new_slot(id))
    }

    /// As [`Catalogue::known_slot`], for questions in the order of ids.
    fn known_near(&self, last: Slot, id: ProductId) -> Option<Slot> {
        let from = last as usize;
        let near = &self.ids[from.min(self.ids.len())..self.ids.len().min(from + NEAR)];
        match near.iter().zip(last..).find(|(here, _)| **here == id) {
            Some((_, slot)) => Some(slot),
            None => self.known_slot(id),
        }
    }

    fn new_slot(&mut self, id: ProductId) -> Slot {
        let slot = Slot::try_from(self.ids.len()).expect("fewer than 2^32 products");
        if self.n_in_order == self.ids.len() && self.ids.last().is_none_or(|last| *last < id) {
            self.n_in_order += 1;
        } else {
            self.later.insert(id, slot);
        }
        self.ids.push(id);
        self.records.push(Record::None);
        self.skus.spans.push((0, 0));
        self.is_archived.push(false);
        self.groups.push(0);
        self.reorder_levels.push(NO_LEVEL);
        slot
    }

    fn grouping(&mut self, grouping: Grouping) -> u32 {
        *self.grouping_numbers.entry(grouping).or_insert_with(|| {
            self.groupings.push(grouping);
            u32::try_from(self.groupings.len() - 1).expect("fewer than 2^32 groups")
        })
    }

    /// The slot of a product that was spoken of before.
    pub fn known_slot(&self, id: ProductId) -> Option<Slot> {
        match self.ids[..self.n_in_order].binary_search(&id) {
            Ok(at) => Slot::try_from(at).ok(),
            Err(_) => self.later.get(&id).copied(),
        }
    }

    /// The product in a slot.
    pub fn id(&self, slot: Slot) -> ProductId {
        self.ids[slot as usize]
    }

    /// Takes a whole piece of the pulled catalogue in, into a catalogue that holds no products yet. The indexes follow
    /// with [`Catalogue::settle`]. Answers `false`, having done nothing, if the piece is laid out so that its rows have
    /// to be read one by one.
    pub fn take_piece(&mut self, piece: &Rc<Segment>) -> bool {
        let Some(products) = piece.products() else {
            return false;
        };
        let at = u32::try_from(self.pieces.len()).expect("fewer than 2^32 pieces");
        self.pieces.push(piece.clone());
        self.is_filling = true;
        let mut slot = 0;
        let (mut groups, mut levels) = (HashMap::default(), HashMap::default());
        for head in products.flatten() {
            slot = self.slot_near(slot, ProductId::from_bytes(head.id));
            let here = slot as usize;
            if !matches!(self.records[here], Record::None) {
                continue;
            }
            self.records[here] = Record::Packed(at);
            self.n_products += 1;
            for (code, pack) in head.barcodes.iter() {
                let pack = u32::try_from(pack).unwrap_or(1);
                self.codes.add(code, Named { slot, pack });
            }
            self.skus.set_folded(slot, head.sku);
            self.is_archived[here] = head.archived;
            self.groups[here] = *groups
                .entry(head.groups.number)
                .or_insert_with(|| self.grouping(head.groups.grouping().unwrap_or_default()));
            self.reorder_levels[here] = *levels
                .entry(head.rest.number)
                .or_insert_with(|| head.rest.reorder_level().unwrap_or(NO_LEVEL));
        }
        true
    }

    /// Takes a product in. The indexes follow with [`Catalogue::settle`].
    pub fn put(&mut self, product: &Product) {
        let slot = self.slot(product.id);
        let at = slot as usize;
        let bytes = postcard::to_stdvec(product).expect("records serialise into memory");
        if matches!(self.records[at], Record::None) {
            self.n_products += 1;
        }
        self.records[at] = Record::Own(bytes.into_boxed_slice());
        self.skus.set_folded(slot, product.sku.as_str());
        self.is_archived[at] = product.archived;
        self.groups[at] = self.grouping(Grouping {
            family: product.variant.as_ref().map(|variant| variant.family),
            category: product.category,
            brand: product.brand,
        });
        self.reorder_levels[at] = product.reorder_level.map_or(NO_LEVEL, Quantity::units);
        self.touched.insert(slot);
    }

    /// Takes a product out. The indexes follow with [`Catalogue::settle`].
    pub fn remove(&mut self, id: ProductId) {
        let Some(slot) = self.known_slot(id) else {
            return;
        };
        let old = std::mem::replace(&mut self.records[slot as usize], Record::None);
        if !matches!(old, Record::None) {
            self.n_products -= 1;
        }
        self.touched.insert(slot);
    }

    /// Brings the indexes up to date with what was put and removed.
    pub fn settle(&mut self) {
        if std::mem::take(&mut self.is_filling) {
            self.codes.settle();
            let known = (0..).zip(&self.records);
            let known = known.filter(|(_, record)| !matches!(record, Record::None));
            self.order = known.map(|(slot, _)| slot).collect();
            sort_texts(&mut self.order, &|slot| self.skus.bytes_of(slot));
            self.number_ranks();
            self.index.get_mut().reading = Some(Builder::default());
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
        if touched.len() >= Index::MANY_CHANGES && products.len() == self.n_products {
            *self.index.get_mut() = Indexing {
                index: Index::build(docs),
                ..Indexing::default()
            };
        } else {
            let gone: Vec<Slot> = touched
                .iter()
                .copied()
                .filter(|slot| !self.is_known(*slot))
                .collect();
            let index = &mut self.index.get_mut().index;
            index.change(docs, gone.into_iter());
            if index.is_worn() {
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
        let index = Index::build(all.iter().map(|(slot, product)| Doc {
            slot: *slot,
            sku: product.sku.as_str(),
            name: product.name.as_str(),
        }));
        *self.index.get_mut() = Indexing {
            index,
            ..Indexing::default()
        };
    }

    /// Reads the next piece into the search index. Answers whether more is left to do.
    pub fn index_more(&self) -> bool {
        let mut indexing = self.index.borrow_mut();
        let indexing = &mut *indexing;
        let Some(builder) = &mut indexing.reading else {
            return false;
        };
        let Some(piece) = self.pieces.get(indexing.next) else {
            indexing.index.fill(std::mem::take(builder));
            indexing.reading = None;
            return false;
        };
        let mut slot = 0;
        for head in piece.products().into_iter().flatten().flatten() {
            let id = ProductId::from_bytes(head.id);
            let is_next = self.ids.get(slot as usize + 1) == Some(&id);
            let known = if is_next {
                Some(slot + 1)
            } else {
                self.known_slot(id)
            };
            let Some(here) = known else { continue };
            slot = here;
            // What changed meanwhile is in the index already.
            let lies_here = matches!(self.records[slot as usize], Record::Packed(at) if at as usize == indexing.next);
            if lies_here {
                builder.add(Doc {
                    slot,
                    sku: head.sku,
                    name: head.name,
                });
            }
        }
        indexing.next += 1;
        true
    }

    fn sort(&mut self, touched: &HashSet<Slot>) {
        let mut order = std::mem::take(&mut self.order);
        // By their ranks of before: to ask a set a hundred thousand times takes longer than all the rest.
        for slot in touched {
            if let Some(rank) = self
                .ranks
                .get(*slot as usize)
                .filter(|rank| **rank != u32::MAX)
            {
                order[*rank as usize] = u32::MAX;
            }
        }
        order.retain(|slot| *slot != u32::MAX);
        let known = touched.iter().filter(|slot| self.is_known(**slot));
        let mut moved: Vec<Slot> = known.copied().collect();
        sort_texts(&mut moved, &|slot| self.skus.bytes_of(slot));
        self.order = put_among(&order, &moved, &|a, b| self.skus.of(a) < self.skus.of(b));
        self.number_ranks();
    }

    fn number_ranks(&mut self) {
        self.ranks.clear();
        self.ranks.resize(self.ids.len(), u32::MAX);
        for (rank, slot) in (0..).zip(&self.order) {
            self.ranks[*slot as usize] = rank;
        }
    }

    /// How many products there are.
    pub fn n_products(&self) -> usize {
        self.n_products
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
        Arc::new(self.live().map(|slot| self.id(slot)).collect())
    }

    fn live(&self) -> impl Iterator<Item = Slot> {
        let is_live = |slot: &Slot| !self.is_archived[*slot as usize];
        self.order.iter().copied().filter(is_live)
    }

    /// Products of such a group that are not archived, by SKU.
    pub fn grouped(&self, wanted: impl Fn(&Grouping) -> bool) -> Arc<Vec<ProductId>> {
        // Asked of each group once, not of each product.
        let is_wanted: Vec<bool> = self.groupings.iter().map(wanted).collect();
        let of = |slot: &Slot| is_wanted[self.groups[*slot as usize] as usize];
        Arc::new(self.live().filter(of).map(|slot| self.id(slot)).collect())
    }

    /// The reorder level of a product, units.
    pub fn reorder_level(&self, id: ProductId) -> Option<i64> {
        self.known_slot(id)
            .filter(|slot| self.is_known(*slot))
            .and_then(|slot| self.reorder_level_in(slot))
    }

    fn reorder_level_in(&self, slot: Slot) -> Option<i64> {
        Some(self.reorder_levels[slot as usize]).filter(|level| *level != NO_LEVEL)
    }

    /// Products that are not archived and have a reorder level, by SKU.
    pub fn reorder_levels(&self) -> Vec<(ProductId, i64)> {
        let level = |slot| Some((self.id(slot), self.reorder_level_in(slot)?));
        self.live().filter_map(level).collect()
    }

    /// The product with this SKU, and everything with this code, live ones before archived ones.
    pub fn named_by(&self, sku: &str, code: Option<&Code>) -> Vec<(ProductId, Quantity)> {
        let by_code = code.map(|code| self.codes.exact(code)).unwrap_or_default();
        let from = self.order.partition_point(|slot| self.skus.of(*slot) < sku);
        let with_sku = self.order[from..]
            .iter()
            .take_while(|slot| self.skus.of(**slot) == sku);
        let by_sku = with_sku.map(|slot| Named {
            slot: *slot,
            pack: 1,
        });
        let mut seen = HashSet::default();
        let mut all: Vec<Named> = by_code
            .into_iter()
            .chain(by_sku)
            .filter(|named| seen.insert(named.slot))
            .collect();
        domain::order::sort_by_key(&mut all, |named| self.rank(named.slot));
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
        while self.index_more() {}
        let index = &self.index.borrow().index;
        let words = index.find(query, limit, |slot| self.search_rank(slot));
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
