use super::*;
use crate::check::Sum;
use crate::row;
use domain::barcode::Code;
use domain::books::{Entity, EntityRef};
use domain::catalogue::{Barcode, KitComponent, Measures, Product, ProductKind, TierPrice};
use domain::ids::{BinId, BrandId, CategoryId, LocationId, PriceTierId, ProductId};
use domain::ledger::{Level, StockKey, StockRow};
use domain::money::{Currency, Money};
use domain::quantity::{Delta, Quantity};
use domain::text::{Name, Sku};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Numbers without an order that compression could use.
struct Scatter(u64);

impl Scatter {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[(self.next() % words.len() as u64) as usize]
    }
}

/// A product such as a warehouse of household goods has: ids by time, EAN-13 codes, two prices.
fn product(at: u64, scatter: &mut Scatter) -> Product {
    let time = 1_700_000_000_000 + at * 3;
    let id = (u128::from(time) << 80)
        | (0x7 << 76)
        | (u128::from(scatter.next()) << 8)
        | u128::from(scatter.next() & 0xff);
    let colours = [
        "Black",
        "White",
        "Navy",
        "Sage green",
        "Terracotta",
        "Slate",
        "Mustard",
        "Oak",
    ];
    let things = [
        "Enamel mug",
        "Head torch",
        "Storage basket",
        "Linen apron",
        "Bread tin",
        "Door mat",
        "Watering can",
    ];
    let makes = ["Harbour", "Tidewell", "Northcote", "Pemberley", "Ashdown"];
    let size = scatter.next() % 90 + 10;
    let (make, thing, colour) = (
        scatter.pick(&makes),
        scatter.pick(&things),
        scatter.pick(&colours),
    );
    let body = format!("50{:010}", scatter.next() % 10_000_000_000);
    let code = format!("{body}{}", domain::barcode::check_digit(&body));
    let price = i64::try_from(scatter.next() % 9_000 + 99).expect("small");
    let tier = |n: u128| PriceTierId::new(Uuid::from_u128(0xabc_0000 + n));
    let money = |minor| Money {
        minor,
        currency: Currency::GBP,
    };
    Product {
        id: ProductId::new(Uuid::from_u128(id)),
        sku: Sku::new(&format!("{}-{:06}-{size}", &make[..3].to_uppercase(), at)).expect("short"),
        name: Name::new(&format!("{make} {thing} {colour} {size} cm")).expect("short"),
        kind: ProductKind::Stocked,
        barcodes: vec![Barcode {
            code: Code::scanned(&code).expect("a code"),
            pack: Quantity::ONE,
        }],
        variant: None,
        category: Some(CategoryId::new(Uuid::from_u128(
            0xca70 + u128::from(scatter.next() % 40),
        ))),
        brand: Some(BrandId::new(Uuid::from_u128(
            0xb4a0 + u128::from(scatter.next() % 5),
        ))),
        description: String::new(),
        measures: Measures {
            weight_g: Some((scatter.next() % 2_000) as u32),
            ..Measures::default()
        },
        prices: vec![
            TierPrice {
                tier: tier(1),
                price: money(price),
            },
            TierPrice {
                tier: tier(2),
                price: money(price * 8 / 10),
            },
        ],
        tax_rule: None,
        default_location: None,
        reorder_level: None,
        images: Vec::new(),
        archived: false,
    }
}

fn as_row(entity: &Entity, seq: u64) -> Row {
    let key = entity.key();
    Row {
        seq,
        kind: row::number(key.kind()),
        id: row::id(&key),
        value: Some(row::encode(entity)),
    }
}

/// Proves the budget of DESIGN 5: 100,000 products come to at most 3.5 MB over the wire.
#[test]
fn a_hundred_thousand_products_fit_the_wire() {
    let mut scatter = Scatter(7);
    let mut builder = Builder::new();
    let mut plain = 0;
    for at in 0..100_000 {
        let row = as_row(&Entity::Product(product(at, &mut scatter)), at + 1);
        plain += row.value.as_ref().map_or(0, |value| value.body.len());
        builder.add(row);
    }
    let pieces = builder.finish();
    let mut wire = 0;
    for piece in &pieces {
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 5,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut piece.bytes.as_slice(), &mut packed, &parameters).unwrap();
        wire += packed.len();
    }
    println!(
        "{} pieces, {plain} bytes of bodies, {wire} on the wire",
        pieces.len()
    );
    assert_eq!(
        pieces.iter().map(|piece| piece.n_rows).sum::<u32>(),
        100_000
    );
    assert!(wire <= 3_500_000, "{wire} bytes");
}

#[test]
fn products_come_back_as_they_were_whatever_their_kind() {
    let mut scatter = Scatter(3);
    let mut products: Vec<Product> = (0..50).map(|at| product(at, &mut scatter)).collect();
    products[3].kind = ProductKind::Service;
    let component = KitComponent {
        product: products[1].id,
        quantity: Quantity::new(3).unwrap(),
    };
    products[4].kind = ProductKind::Kit(vec![component.clone(), component]);
    products[5].barcodes.clear();
    let mut builder = Builder::new();
    for (seq, product) in (1..).zip(&products) {
        builder.add(as_row(&Entity::Product(product.clone()), seq * 7 % 51));
    }
    let pieces = builder.finish();
    assert_eq!(pieces[0].bytes[0], PRODUCTS);
    let segment = Segment::from_bytes(&pieces[0].bytes).unwrap();
    for product in &products {
        let id = row::id(&EntityRef::Product(product.id));
        let (_, value) = segment.find(segment.kind(), &id).unwrap();
        assert_eq!(
            row::decode(segment.kind(), &value).unwrap(),
            Entity::Product(product.clone())
        );
    }
}

/// A level of a product, of one of a few, in one of forty bins.
fn stock(id: ProductId, scatter: &mut Scatter) -> Entity {
    let number = |space: u128, n: u64| Uuid::from_u128(space << 80 | u128::from(n));
    Entity::Stock(StockRow {
        key: StockKey {
            product: id,
            location: LocationId::new(number(0x10c, 1)),
            bin: Some(BinId::new(number(0xb14, scatter.next() % 40))),
            lot: None,
        },
        level: Level {
            on_hand: Delta::new((scatter.next() % 40) as i64),
            ..Level::default()
        },
    })
}

/// The ids of one server are a small step apart, and pieces of stock hold little else than what differs.
#[test]
fn levels_take_a_few_bytes_each() {
    let mut scatter = Scatter(11);
    let mut builder = Builder::new();
    let mut id = 0x0190_0000_0000_7000_8123_4567_89ab_cdef_u128;
    for seq in 1..=10_000 {
        id += u128::from(scatter.next() % 4_096)
            + (u128::from(scatter.next().is_multiple_of(8)) << 80);
        let product = ProductId::new(Uuid::from_u128(id));
        builder.add(as_row(&stock(product, &mut scatter), seq));
    }
    let pieces = builder.finish();
    assert!(pieces.iter().all(|piece| piece.bytes[0] == KEYED));
    let bytes: usize = pieces.iter().map(|piece| piece.bytes.len()).sum();
    assert!(bytes < 110_000, "{bytes} bytes, before they are compressed");
}

#[test]
fn a_damaged_piece_is_refused_and_not_misread() {
    let mut scatter = Scatter(3);
    let (mut products, mut levels) = (Builder::new(), Builder::new());
    for at in 0..20 {
        let product = product(at, &mut scatter);
        levels.add(as_row(&stock(product.id, &mut scatter), at + 1));
        products.add(as_row(&Entity::Product(product), at + 1));
    }
    for mut pieces in [products.finish(), levels.finish()] {
        let bytes = pieces.remove(0).bytes;
        for length in 0..bytes.len() {
            assert!(
                Segment::from_bytes(&bytes[..length]).is_err(),
                "cut at {length}"
            );
        }
    }
}

proptest! {
    #[test]
    fn rows_of_any_kind_come_back(rows in prop::collection::btree_map(
        prop::collection::vec(any::<u8>(), 1..15), (1..u64::MAX / 2, prop::collection::vec(any::<u8>(), 0..40)), 0..60,
    ), kind in 1..40_u16, long in any::<bool>(), keyed in any::<bool>()) {
        let rows: BTreeMap<Vec<u8>, (u64, Vec<u8>)> = rows
            .into_iter()
            .map(|(mut id, (seq, body))| {
                if long {
                    id.extend([7; 20]);
                }
                let body = if keyed { [id.clone(), body].concat() } else { body };
                (id, (seq, body))
            })
            .collect();
        let mut builder = Builder::new();
        let mut sum = Sum::EMPTY;
        for (id, (seq, body)) in &rows {
            sum.add(kind, id, *seq);
            let value = Some(Value { v: 9, body: body.clone().into() });
            builder.add(Row { seq: *seq, kind, id: id.clone().into(), value });
        }
        let pieces = builder.finish();
        for piece in &pieces {
            prop_assert_eq!(piece.bytes[0] == KEYED, long && keyed);
        }
        let segments: Vec<Segment> =
            pieces.iter().map(|piece| Segment::from_bytes(&piece.bytes).unwrap()).collect();
        let back: Vec<Row> = segments.iter().flat_map(|segment| segment.rows(kind)).collect();
        prop_assert_eq!(back.len(), rows.len());
        for row in back {
            let (seq, body) = &rows[&row.id.0];
            prop_assert_eq!(&row.seq, seq);
            prop_assert_eq!(&row.value.unwrap().body.0, body);
        }
        let total = segments.iter().fold(0_u64, |total, segment| total.wrapping_add(segment.sum().bits()));
        prop_assert_eq!(total, sum.bits());
    }
}
