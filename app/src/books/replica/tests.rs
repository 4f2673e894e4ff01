use super::*;
use domain::catalogue::{Barcode, Measures};
use domain::ids::{LotId, OperationId};
use domain::ledger::StockKey;
use domain::location::LocationKind;
use domain::operation::Disposition;
use domain::quantity::Delta;
use domain::stocktake::pass::Closing;
use domain::stocktake::{Assignment, CountSource, PassHead};
use domain::text::{Name, Sku};
use domain::time::{Moment, Timestamp};
use uuid::Uuid;

fn product(n: u128, sku: &str, name: &str, codes: &[(&str, i64)]) -> Entity {
    let barcode = |(code, pack): &(&str, i64)| Barcode {
        code: Code::scanned(code).unwrap(),
        pack: Quantity::new(*pack).unwrap(),
    };
    Entity::Product(Product {
        id: ProductId::new(Uuid::from_u128(n)),
        sku: Sku::new(sku).unwrap(),
        name: Name::new(name).unwrap(),
        kind: ProductKind::Stocked,
        barcodes: codes.iter().map(barcode).collect(),
        variant: None,
        category: None,
        brand: None,
        description: String::new(),
        measures: Measures::default(),
        prices: Vec::new(),
        tax_rule: None,
        default_location: None,
        reorder_level: None,
        images: Vec::new(),
        archived: false,
    })
}

fn place(n: u128, name: &str) -> Entity {
    let id = LocationId::new(Uuid::from_u128(n));
    let name = Name::new(name).unwrap();
    Entity::Location(Location {
        id,
        name,
        kind: LocationKind::Own,
        connected: false,
        not_for_sale: false,
        archived: false,
    })
}

fn bin(n: u128, name: &str, walk: u32) -> Entity {
    Entity::Bin(Bin {
        id: BinId::new(Uuid::from_u128(n)),
        location: LocationId::new(Uuid::from_u128(100)),
        name: Name::new(name).unwrap(),
        zone: None,
        walk,
        not_for_sale: false,
        archived: false,
    })
}

fn stock(n: u128, bin: u128, on_hand: i64) -> Entity {
    let key = StockKey {
        product: ProductId::new(Uuid::from_u128(n)),
        location: LocationId::new(Uuid::from_u128(100)),
        bin: Some(BinId::new(Uuid::from_u128(bin))),
        lot: None::<LotId>,
    };
    Entity::Stock(StockRow {
        key,
        level: Level {
            on_hand: Delta::new(on_hand),
            ..Level::default()
        },
    })
}

fn books() -> Replica {
    let mut replica = Replica::default();
    let records = [
        stock(1, 11, 5),
        stock(2, 10, 7),
        stock(1, 10, 3),
        product(
            1,
            "TW-TORCH",
            "Head torch",
            &[("5012345678900", 1), ("15012345678907", 12)],
        ),
        product(2, "TW-MUG", "Enamel mug", &[("036000291452", 1)]),
        place(100, "Leith"),
        bin(11, "A-02", 2),
        bin(10, "A-01", 1),
    ];
    replica.apply(records.map(Change::Put));
    replica
}

/// A replica as a device reads it at its start: from pieces.
fn unpacked(records: &[Entity]) -> Replica {
    let mut builder = sync::segment::Builder::new();
    for record in records {
        let key = record.key();
        builder.add(sync::wire::Row {
            seq: 1,
            kind: row::number(key.kind()),
            id: row::id(&key),
            value: Some(row::encode(record)),
        });
    }
    let mut replica = Replica::default();
    for piece in builder.finish() {
        replica.take_piece(&Rc::new(Segment::from_bytes(&piece.bytes).unwrap()));
    }
    replica.settle();
    replica
}

fn named(replica: &Replica, text: &str) -> Vec<Candidate> {
    let raw = RawCode::new(text).unwrap();
    replica.named_by(&raw, Code::scanned(text).ok().as_ref())
}

/// Proves OFF-05: stock is found per location and bin, in walking order.
#[test]
fn stock_is_found_by_product_location_and_bin() {
    let replica = books();
    let torch = ProductId::new(Uuid::from_u128(1));
    let units = |lines: &[StockLine]| -> Vec<i64> {
        lines
            .iter()
            .map(|line| line.level.on_hand.units())
            .collect()
    };
    assert_eq!(units(&replica.stock_of(torch)), [3, 5]);
    let leith = LocationId::new(Uuid::from_u128(100));
    let mut all = 0;
    replica.levels_in(
        |place, _| place == leith,
        |line| all += line.level.on_hand.units(),
    );
    assert_eq!(all, 15);
    assert_eq!(
        units(&replica.stock_in(leith, Some(BinId::new(Uuid::from_u128(11))))),
        [5]
    );
    assert_eq!(replica.level(torch, None).on_hand, Delta::new(8));
}

/// Proves OFF-43 and OFF-44 in the local copy: SKU, barcode in any form, pack barcode, bin; several hits; unknown.
#[test]
fn a_code_names_products_and_bins() {
    let mut replica = books();
    let torch = ProductId::new(Uuid::from_u128(1));
    let mug = ProductId::new(Uuid::from_u128(2));
    assert_eq!(
        named(&replica, "5012345678900"),
        [Candidate::Product(torch, Quantity::ONE)]
    );
    assert_eq!(
        named(&replica, "15012345678907"),
        [Candidate::Product(torch, Quantity::new(12).unwrap())]
    );
    assert_eq!(
        named(&replica, "0036000291452"),
        [Candidate::Product(mug, Quantity::ONE)]
    );
    assert_eq!(
        named(&replica, "tw-mug"),
        [Candidate::Product(mug, Quantity::ONE)]
    );
    let Entity::Bin(here) = bin(10, "A-01", 1) else {
        unreachable!("it is a bin")
    };
    assert_eq!(
        named(&replica, "a-01"),
        [Candidate::Bin(here.location, here.id)]
    );
    assert_eq!(named(&replica, "nothing"), []);
    replica.apply([Change::Put(product(
        3,
        "A-01",
        "Named like a bin",
        &[("5012345678900", 1)],
    ))]);
    assert_eq!(
        named(&replica, "a-01").len(),
        2,
        "a product and a bin: asks"
    );
    assert_eq!(
        named(&replica, "5012345678900").len(),
        2,
        "two products: asks"
    );
}

#[test]
fn a_change_replaces_what_was_known() {
    let mut replica = books();
    replica.apply([Change::Put(product(
        1,
        "TW-LAMP",
        "Head lamp",
        &[("96385074", 1)],
    ))]);
    assert_eq!(named(&replica, "5012345678900"), []);
    assert_eq!(named(&replica, "tw-torch"), []);
    assert_eq!(replica.search("lamp", 5).len(), 1);
    assert!(replica.search("torch", 5).is_empty());
    replica.apply([Change::Remove(EntityRef::Product(ProductId::new(
        Uuid::from_u128(1),
    )))]);
    assert!(replica.search("lamp", 5).is_empty());
    assert_eq!(replica.products_by_sku().len(), 1);
}

/// What was pulled in packed pieces is the same as what was put record by record.
#[test]
fn packed_products_are_searched_resolved_and_unpacked() {
    let records = [
        product(
            1,
            "TW-TORCH",
            "Head torch",
            &[
                ("5012345678900", 1),
                ("15012345678907", 12),
                ("X001ABCD12", 1),
            ],
        ),
        product(2, "TW-MUG", "Enamel mug", &[("036000291452", 1)]),
    ];
    let mut replica = unpacked(&records);
    let torch = ProductId::new(Uuid::from_u128(1));
    assert_eq!(
        replica
            .product(torch)
            .map(|product| Entity::Product(Arc::unwrap_or_clone(product)))
            .as_ref(),
        Some(&records[0])
    );
    assert_eq!(
        named(&replica, "15012345678907"),
        [Candidate::Product(torch, Quantity::new(12).unwrap())]
    );
    assert_eq!(
        named(&replica, "x001abcd12"),
        [Candidate::Product(torch, Quantity::ONE)]
    );
    assert_eq!(replica.search("torhc", 5).len(), 1);
    assert_eq!(replica.products_by_sku().len(), 2);
    replica.apply([Change::Put(product(1, "TW-LAMP", "Head lamp", &[]))]);
    assert_eq!(named(&replica, "5012345678900"), []);
    assert_eq!(replica.search("lamp", 5).len(), 1);
    assert!(replica.search("torch", 5).is_empty());
}

fn cost(n: u128, minor: i64) -> Entity {
    Entity::ProductCost(ProductCost {
        product: ProductId::new(Uuid::from_u128(n)),
        unit_cost: domain::money::UnitCost::from_millionths(minor).unwrap(),
    })
}

/// Tables read from pieces answer as tables do that were told every record, before and after changes, and while the
/// search index is only half read.
#[test]
fn tables_from_pieces_answer_as_tables_from_records() {
    let mut seed = 11_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u128::from((seed >> 16) % below)
    };
    for _ in 0..40 {
        let some = |random: &mut dyn FnMut(u32) -> u128| match random(4) {
            0 => {
                let (n, word) = (random(40), random(30));
                let code = format!("X00{:07}", random(25));
                product(
                    n,
                    &format!("TW-{n}-{word}"),
                    &format!("Lamp number{word}"),
                    &[(&code, 1)],
                )
            }
            1 => cost(random(40), random(900) as i64),
            _ => stock(random(45), 10 + random(3), random(4) as i64),
        };
        let mut records: BTreeMap<EntityRef, Entity> = (0..60)
            .map(|_| some(&mut random))
            .map(|record| (record.key(), record))
            .collect();
        // Nothing lies nowhere: no server sends such a row.
        records.retain(|_, record| !matches!(record, Entity::Stock(row) if row.level.is_empty()));
        let base: Vec<Entity> = records.values().cloned().collect();
        let (mut packed, mut told) = (unpacked(&base), Replica::default());
        told.apply(base.into_iter().map(Change::Put));
        if random(2) == 0 {
            packed.index_more();
        }
        let changes: Vec<Change> = (0..random(12))
            .map(|_| match some(&mut random) {
                record if random(3) == 0 => Change::Remove(record.key()),
                record => Change::Put(record),
            })
            .collect();
        packed.apply(changes.clone());
        told.apply(changes);
        assert_eq!(packed.products_by_sku(), told.products_by_sku());
        assert_eq!(packed.n_products(), told.n_products());
        for n in 0..45 {
            let id = ProductId::new(Uuid::from_u128(n));
            assert_eq!(packed.product(id), told.product(id));
            assert_eq!(packed.cost(id), told.cost(id));
            assert_eq!(packed.level(id, None), told.level(id, None));
            let lines = |replica: &Replica| {
                let mut lines = replica.stock_of(id).to_vec();
                lines.sort_by_key(|line| line.bin);
                lines
            };
            assert_eq!(lines(&packed), lines(&told));
            let Some(key) = lines(&told).first().map(|line| StockKey {
                product: id,
                location: line.location,
                bin: line.bin,
                lot: None,
            }) else {
                continue;
            };
            assert_eq!(packed.stock_row(&key), told.stock_row(&key));
        }
        let leith = LocationId::new(Uuid::from_u128(100));
        assert_eq!(packed.reorder_levels(), told.reorder_levels());
        let lit =
            |replica: &Replica| replica.grouped(|of| of.brand.is_some() && of.category.is_none());
        assert_eq!(lit(&packed), lit(&told));
        for bin in 10..13 {
            let bin = BinId::new(Uuid::from_u128(bin));
            let products = |replica: &Replica| {
                let mut lines = replica.stock_in(leith, Some(bin)).to_vec();
                lines.sort_by_key(|line| line.product);
                lines
            };
            assert_eq!(products(&packed), products(&told));
        }
        for n in 0..30 {
            for query in [
                format!("number{n}"),
                format!("tw-{n}"),
                format!("X00{n:07}"),
            ] {
                let hits = |replica: &Replica| {
                    let mut hits = replica.search(&query, 100);
                    hits.sort_by_key(|hit| hit.product);
                    hits
                };
                assert_eq!(hits(&packed), hits(&told), "{query}");
                assert_eq!(named(&packed, &query), named(&told, &query), "{query}");
            }
        }
    }
}

fn event(n: u64, what: PassEventKind) -> PassEvent {
    PassEvent {
        n,
        id: OperationId::new(Uuid::from_u128(u128::from(n))),
        item: Item::Product(ProductId::new(Uuid::from_u128(1))),
        what,
        at: Timestamp::from_millis(i64::try_from(n).unwrap()),
        is_unsent: true,
        is_void: false,
    }
}

/// What is kept of passes between two questions is never older than the books: however they change, the answer is that
/// of a replica that keeps nothing.
#[test]
fn passes_and_progress_are_seen_as_they_are_now() {
    let mut seed = 5_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u128::from((seed >> 16) % below)
    };
    let id = Uuid::from_u128;
    let (take, leith) = (StocktakeId::new(id(70)), LocationId::new(id(100)));
    let at = |ms: u128| Moment::exact(Timestamp::from_millis(ms as i64));
    let mut replica = books();
    for n in 0..400 {
        let pass = PassId::new(id(80 + random(4)));
        let in_bin = BinId::new(id(10 + random(2)));
        let item = Item::Product(ProductId::new(id(1 + random(2))));
        match random(7) {
            0 => {
                let stocktake = Stocktake {
                    id: take,
                    number: None,
                    location: leith,
                    coverage: Coverage::Location,
                    blind: random(2) == 0,
                    status: StocktakeStatus::InProgress,
                    started: Timestamp::from_millis(0),
                    started_by: UserId::new(id(1)),
                    assignments: vec![Assignment {
                        bin: in_bin,
                        user: UserId::new(id(random(3))),
                    }],
                    title: None,
                    overrides: Vec::new(),
                    ended: None,
                };
                replica.apply([Change::Put(Entity::Stocktake(stocktake))]);
            }
            1 | 2 => {
                let closing = Closing {
                    at: at(n),
                    n_events: 1,
                    digest: 0,
                    empty_confirmed: false,
                };
                let pass = Pass {
                    head: PassHead {
                        pass,
                        stocktake: take,
                        location: leith,
                        bin: Some(in_bin),
                        part: None,
                        generation: 0,
                        only: None,
                    },
                    user: UserId::new(id(random(3))),
                    device: None,
                    opened: at(n),
                    closed: (random(3) == 0).then_some(closing),
                    n_events: n as u32,
                    digest: 0,
                    n_quarantined: 0,
                    ruling: None,
                    disposition: Disposition::Accepted,
                };
                replica.apply([Change::Put(Entity::Pass(pass))]);
            }
            3 => {
                let line = PassLine {
                    quantity: Delta::new(n as i64),
                    n_live: random(2) as u32,
                    cut: Some(at(n)),
                    ..PassLine::new(pass, take, item)
                };
                replica.apply([Change::Put(Entity::PassLine(line))]);
            }
            4 => {
                let what = PassEventKind::Counted(Quantity::ONE, CountSource::Scan);
                replica.note(pass, event(1_000 + n as u64, what));
            }
            5 => drop(replica.mark_sent(1_000 + n as u64 / 2)),
            _ => {
                let gone = [
                    EntityRef::Pass(pass),
                    EntityRef::PassLine(pass, item),
                    EntityRef::Bin(in_bin),
                ];
                replica.apply([Change::Remove(gone[random(3) as usize].clone())]);
                replica.apply([
                    Change::Put(bin(10, "A-01", 1)),
                    Change::Put(bin(11, "A-02", 2)),
                ]);
            }
        }
        let seen = (replica.passes(take), replica.progress(take));
        replica.pass_views.borrow_mut().clear();
        replica.progress.borrow_mut().clear();
        assert_eq!(
            seen,
            (replica.passes(take), replica.progress(take)),
            "after {n}"
        );
    }
}

/// The list of last scans: newest first, what was taken back is marked, what is on the server is not called unsent.
#[test]
fn events_of_a_pass_are_listed_with_what_became_of_them() {
    let mut replica = books();
    let pass = PassId::new(Uuid::from_u128(9));
    let one = |n| event(n, PassEventKind::Counted(Quantity::ONE, CountSource::Scan));
    for n in [2, 3, 5] {
        replica.note(pass, one(n));
    }
    // Of another tab, late; and one that is known already.
    replica.note(pass, one(4));
    replica.note(pass, one(5));
    replica.note(
        pass,
        event(
            6,
            PassEventKind::Undone(OperationId::new(Uuid::from_u128(5))),
        ),
    );
    assert!(replica.mark_sent(3));
    assert!(!replica.mark_sent(3), "no news");
    let listed: Vec<_> = replica
        .last_events(pass)
        .iter()
        .map(|e| (e.n, e.is_void, e.is_unsent))
        .collect();
    assert_eq!(
        listed,
        [
            (5, true, true),
            (4, false, true),
            (3, false, false),
            (2, false, false)
        ]
    );
}
