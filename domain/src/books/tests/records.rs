//! Records that people keep.

use super::{World, check, product};
use crate::books::{Command, Decision, EntityRef, Record, Refusal, command};
use crate::catalogue::{Barcode, Family, KitComponent, PriceTier, ProductKind, TierPrice, Variant};
use crate::ids::{BinId, FamilyId, LocationId, PriceTierId, ProductId};
use crate::location::{Bin, Location, LocationKind};
use crate::money::{Currency, Money};
use crate::permission::StandardRole;
use crate::quantity::Quantity;
use crate::text::{Name, Sku};

fn save(world: &mut World, record: Record) -> Result<(), Refusal> {
    run(world, &Command::Save(record), StandardRole::Administrator)
}

fn run(world: &mut World, what: &Command, role: StandardRole) -> Result<(), Refusal> {
    let ctx = world.ctx(role);
    match world.books.settle(|given| command(what, &ctx, given)) {
        Decision::Refused(refusal) => Err(refusal),
        decision => {
            world.books.write(decision.changes());
            Ok(())
        }
    }
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn code_of(result: Result<(), Refusal>) -> &'static str {
    result.map_or_else(|refusal| refusal.code(), |()| "saved")
}

/// Proves PRD-01.
#[test]
fn sku_name_and_barcode_belong_to_one_product() {
    let mut world = World::new();
    let id = |n| ProductId::from_bytes([n; 16]);
    let mut saved = |record| code_of(save(&mut world, Record::Product(Box::new(record))));
    let barcode = |code| Barcode {
        code: crate::barcode::Code::scanned(code).unwrap(),
        pack: Quantity::ONE,
    };
    let mut first = product(id(1), "TW-1");
    first.barcodes.push(barcode("036000291452"));
    assert_eq!(saved(first.clone()), "saved");
    let mut second = product(id(2), "tw-1");
    second.name = name("Another");
    assert_eq!(saved(second.clone()), "product/sku-taken");
    second.sku = Sku::new("TW-2").unwrap();
    second.name = name("TW-1");
    assert_eq!(saved(second.clone()), "product/name-taken");
    second.name = name("Another");
    second.barcodes.push(barcode("0036000291452"));
    assert_eq!(saved(second.clone()), "product/barcode-taken");
    second.barcodes.clear();
    assert_eq!(saved(second.clone()), "saved");
    first.sku = Sku::new("tw-2").unwrap();
    assert_eq!(saved(first.clone()), "product/sku-taken");
    first.sku = Sku::new("TW-9").unwrap();
    assert_eq!(saved(first), "saved");
    second.sku = Sku::new("TW-1").unwrap();
    assert_eq!(saved(second), "saved");
}

/// Proves PRD-02.
#[test]
fn a_family_has_three_options_at_most_and_each_variant_its_own_values() {
    let mut world = World::new();
    let family = |options: &[&str]| Family {
        id: FamilyId::from_bytes([1; 16]),
        name: name("Shirt"),
        options: options.iter().map(|option| name(option)).collect(),
        archived: false,
    };
    let four = family(&["Colour", "Size", "Cut", "Cloth"]);
    assert_eq!(
        code_of(save(&mut world, Record::Family(four))),
        "family/too-many-options"
    );
    assert_eq!(
        save(&mut world, Record::Family(family(&["Colour", "Size"]))),
        Ok(())
    );
    let variant = |n: u8, values: &[&str]| {
        let mut variant = product(ProductId::from_bytes([n; 16]), &format!("SHIRT-{n}"));
        let values = values.iter().map(|value| name(value)).collect();
        variant.variant = Some(Variant {
            family: FamilyId::from_bytes([1; 16]),
            values,
        });
        Record::Product(Box::new(variant))
    };
    assert_eq!(save(&mut world, variant(1, &["Red", "S"])), Ok(()));
    assert_eq!(
        code_of(save(&mut world, variant(2, &["Red"]))),
        "product/wrong-variant"
    );
    assert_eq!(
        code_of(save(&mut world, variant(2, &["red", "s"]))),
        "product/variant-taken"
    );
    assert_eq!(save(&mut world, variant(2, &["Red", "M"])), Ok(()));
    assert_eq!(
        code_of(save(&mut world, Record::Family(family(&["Colour"])))),
        "family/has-variants"
    );
}

/// Proves LOC-01, LOC-02 and LOC-03.
#[test]
fn an_external_location_has_no_bins_keeps_its_name_and_stays_while_connected() {
    let mut world = World::new();
    let id = LocationId::from_bytes([9; 16]);
    let mut location = Location {
        id,
        name: name("FBA"),
        kind: LocationKind::External,
        connected: true,
        not_for_sale: false,
        archived: false,
    };
    assert_eq!(save(&mut world, Record::Location(location.clone())), Ok(()));
    let bin = Bin {
        id: BinId::from_bytes([9; 16]),
        location: id,
        name: name("A1"),
        zone: None,
        walk: 0,
        not_for_sale: false,
        archived: false,
    };
    assert_eq!(
        code_of(save(&mut world, Record::Bin(bin))),
        "location/external-has-no-bins"
    );
    location.name = name("Amazon");
    assert_eq!(
        code_of(save(&mut world, Record::Location(location.clone()))),
        "location/external-keeps-name"
    );
    let remove = Command::Remove(EntityRef::Location(id));
    let removed = run(&mut world, &remove, StandardRole::Administrator);
    assert_eq!(code_of(removed), "location/service-connected");
    location.name = name("FBA");
    location.connected = false;
    assert_eq!(save(&mut world, Record::Location(location)), Ok(()));
    assert_eq!(
        run(&mut world, &remove, StandardRole::Administrator),
        Ok(())
    );
}

/// Proves PRD-04 for the first tier.
#[test]
fn tier_one_stays_and_prices_are_in_the_currency_of_their_tier() {
    let mut world = World::new();
    let id = PriceTierId::from_bytes([1; 16]);
    let mut tier = PriceTier {
        id,
        number: 1,
        name: name("Retail"),
        currency: Currency::GBP,
    };
    assert_eq!(save(&mut world, Record::PriceTier(tier.clone())), Ok(()));
    let mut mug = product(ProductId::from_bytes([1; 16]), "MUG");
    mug.prices.push(TierPrice {
        tier: id,
        price: Money::parse("4", Currency::EUR).unwrap(),
    });
    assert_eq!(
        code_of(save(&mut world, Record::Product(Box::new(mug.clone())))),
        "price/wrong-currency"
    );
    mug.prices[0].price.currency = Currency::GBP;
    assert_eq!(save(&mut world, Record::Product(Box::new(mug))), Ok(()));
    tier.number = 2;
    assert_eq!(
        code_of(save(&mut world, Record::PriceTier(tier))),
        "price-tier/first-stays"
    );
    let remove = Command::Remove(EntityRef::PriceTier(id));
    assert_eq!(
        code_of(run(&mut world, &remove, StandardRole::Administrator)),
        "price-tier/first-stays"
    );
}

#[test]
fn kits_are_made_of_stocked_products_and_have_no_stock() {
    let mut world = World::new();
    let id = |n| ProductId::from_bytes([n; 16]);
    assert_eq!(
        save(&mut world, Record::Product(Box::new(product(id(1), "MUG")))),
        Ok(())
    );
    let mut kit = product(id(2), "SET");
    kit.kind = ProductKind::Kit(vec![]);
    assert_eq!(
        code_of(save(&mut world, Record::Product(Box::new(kit.clone())))),
        "product/wrong-kit"
    );
    let part = |product| KitComponent {
        product,
        quantity: Quantity::ONE,
    };
    kit.kind = ProductKind::Kit(vec![part(id(1)), part(id(2))]);
    assert_eq!(
        code_of(save(&mut world, Record::Product(Box::new(kit.clone())))),
        "record/missing"
    );
    kit.kind = ProductKind::Kit(vec![part(id(1))]);
    assert_eq!(
        save(&mut world, Record::Product(Box::new(kit.clone()))),
        Ok(())
    );
    world.products.insert("SET".into(), kit.id);
    world.line("stock Leeds SET 3");
    assert_eq!(world.out, "refused: product/not-stocked\n");
    let refused = run(
        &mut world,
        &Command::Save(Record::Product(Box::new(kit))),
        StandardRole::Warehouse,
    );
    assert_eq!(code_of(refused), "permission/missing");
}

/// Proves OFF-33 for products.
#[test]
fn different_fields_merge_and_the_same_field_asks() {
    check(
        "
        product MUG
        bob offline
        yan offline
        bob renames MUG from MUG to Mug
        yan describes MUG as blue
        yan renames MUG from MUG to Cup
        bob sync
        yan sync
        bob renames MUG from Mug to Mug
        bob labels MUG 4006381333931
        show product MUG
        product CUP
        bob labels CUP 4006381333931
        ",
        "
        refused: record/changed name
        MUG \"Mug\" blue 4006381333931
        refused: product/barcode-taken
        ",
    );
}

#[test]
fn what_has_a_history_is_archived_and_what_holds_stock_stays() {
    check(
        "
        product MUG
        product CUP
        bins Leeds A1 A2
        stock A1 MUG 1
        office archives CUP
        office archives MUG
        show product CUP
        show product MUG
        office removes A1
        office removes A2
        bob adjusts MUG -1 in A1
        bob receives MUG 1 into A1
        office removes A2
        ",
        "
        no such product
        MUG \"MUG\"   archived
        refused: place/holds-stock
        refused: record/archived
        refused: record/missing
        ",
    );
}
