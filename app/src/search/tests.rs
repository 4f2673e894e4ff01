use super::*;
use domain::barcode::Code;
use rustc_hash::FxHashSet as HashSet;
use std::time::Instant;

const SHELF: &[(&str, &str)] = &[
    ("TW-TORCH-HD-2", "Head torch 300 lm, USB-C"),
    ("TW-TORCH-MNT", "Torch wall mount"),
    ("TW-LANT-LED-01", "LED camp lantern, 400 lm"),
    ("TW-MUG-EN-BL", "Enamel mug 350 ml, blue"),
    ("TW-STOVE-PK", "Pocket gas stove"),
    ("TW-CREME", "Crème brûlée torch"),
];

fn shelf() -> Index {
    Index::build(docs())
}

fn docs() -> impl Iterator<Item = Doc<'static>> {
    (0..)
        .zip(SHELF)
        .map(|(slot, (sku, name))| Doc { slot, sku, name })
}

#[track_caller]
fn check(query: &str, wanted: &[&str]) {
    let found: Vec<_> = shelf()
        .find(query, 10, |slot| slot)
        .iter()
        .map(|found| SHELF[found.slot as usize].0)
        .collect();
    assert_eq!(found, wanted, "{query}");
}

/// Proves OFF-05 for searching: SKU, name, parts, several words.
#[test]
fn words_beginnings_and_parts_are_found() {
    check("tw-torch-hd-2", &["TW-TORCH-HD-2"]);
    check("TW-TORCH", &["TW-TORCH-HD-2", "TW-TORCH-MNT"]);
    check("torch", &["TW-TORCH-MNT", "TW-TORCH-HD-2", "TW-CREME"]);
    check("head tor", &["TW-TORCH-HD-2"]);
    check("antern", &["TW-LANT-LED-01"]);
    check("lm 300", &["TW-TORCH-HD-2"]);
    check("creme brul", &["TW-CREME"]);
    check("usb-c", &["TW-TORCH-HD-2"]);
    check("stove mug", &[]);
    check("   ", &[]);
}

#[test]
fn a_slip_of_the_finger_is_forgiven_where_nothing_fits_as_typed() {
    check("lanten", &["TW-LANT-LED-01"]);
    check("enmael mug", &["TW-MUG-EN-BL"]);
    check("poket stvoe", &["TW-STOVE-PK"]);
    check("qqqqqq", &[]);
}

#[test]
fn changes_replace_what_was_known() {
    let mut index = shelf();
    let new = Doc {
        slot: 4,
        sku: "TW-STOVE-PK",
        name: "Pocket petrol cooker",
    };
    index.change([new].into_iter(), [0].into_iter());
    let slots = |index: &Index, query: &str| -> Vec<Slot> {
        index
            .find(query, 10, |slot| slot)
            .iter()
            .map(|found| found.slot)
            .collect()
    };
    assert_eq!(slots(&index, "cooker"), [4]);
    assert_eq!(slots(&index, "stove"), [4], "by its SKU only, once");
    assert_eq!(slots(&index, "head"), [] as [Slot; 0]);
    index.change([].into_iter(), [4].into_iter());
    assert_eq!(slots(&index, "cooker"), [] as [Slot; 0]);
}

/// Proves OFF-44 in the index: the forms of one code find the same product.
#[test]
fn codes_are_found_whole_and_in_part() {
    let code = |text: &str| Code::scanned(text).unwrap();
    let named = |slot| Named { slot, pack: 1 };
    let mut codes = Codes::default();
    let all = [
        (code("5012345678900"), named(0)),
        (code("036000291452"), named(1)),
        (code("X001ABCD12"), named(2)),
        (code("12345670"), named(3)),
        (code("5012345678900"), named(4)),
    ];
    codes.change(&HashSet::default(), all.into_iter());
    assert_eq!(codes.exact(&code("0036000291452")), [named(1)]);
    assert_eq!(codes.exact(&code("x001abcd12")), [named(2)]);
    assert_eq!(
        codes.exact(&code("5012345678900")),
        [named(0), named(4)],
        "two products of one code"
    );
    assert_eq!(codes.partly("501234", 10), [0, 4]);
    assert_eq!(codes.partly("0360", 10), [1]);
    assert_eq!(codes.partly("1234567", 10), [3]);
    assert_eq!(codes.partly("1452", 10), [1]);
    codes.change(
        &HashSet::from_iter([0]),
        [(code("96385074"), named(0))].into_iter(),
    );
    assert_eq!(codes.exact(&code("5012345678900")), [named(4)]);
    assert_eq!(codes.exact(&code("96385074")), [named(0)]);
}

/// Prints how long things take at 100,000 products; the figures that count are taken in the browser.
#[test]
fn a_hundred_thousand_products_are_searched() {
    let things = [
        "torch", "lantern", "mug", "stove", "jacket", "compass", "bottle", "rope", "tent", "anchor",
    ];
    let kinds = [
        "brass",
        "enamel",
        "folding",
        "waterproof",
        "merino",
        "titanium",
        "harbour",
        "storm",
        "pocket",
        "quiet",
    ];
    let skus: Vec<(String, String)> = (0..100_000_usize)
        .map(|n| {
            let name = format!(
                "{} {} {} cm, batch {}",
                kinds[n % 10],
                things[n / 10 % 10],
                n % 97,
                n % 5_003
            );
            (format!("TW-{:06}-{}", n, n % 7), name)
        })
        .collect();
    let start = Instant::now();
    let index = Index::build(
        (0..)
            .zip(&skus)
            .map(|(slot, (sku, name))| Doc { slot, sku, name }),
    );
    eprintln!("built in {:?}", start.elapsed());
    for query in [
        "tw-0423",
        "t",
        "waterproof lantern",
        "aterproo",
        "waterprof lantrn",
        "batch 4711",
        "zzzzzzzz",
        "tw-043210-9",
    ] {
        let start = Instant::now();
        let found = index.find(query, 50, |slot| slot);
        eprintln!("{query:>20}: {:>3} in {:?}", found.len(), start.elapsed());
    }
    let found = index.find("waterprof lantrn 41 cm", 50, |slot| slot);
    let best = found
        .first()
        .map(|found| skus[found.slot as usize].1.as_str());
    assert!(
        best.is_some_and(|name| name.starts_with("waterproof lantern 41 cm")),
        "{best:?}"
    );
}
