//! Costs and values, by example and over random histories of people who count and move goods.

use super::{World, check, free_units_by_place};
use crate::books::{Command, Entity, EntityRef, Memory};
use crate::ledger::costs::CostPlace;
use crate::ledger::{Account, Cause, StockKey};
use crate::money::{UnitCost, Value};
use crate::quantity::Delta;
use crate::stocktake::{StocktakeStatus, Verdict};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Proves PRD-08.
#[test]
fn goods_leave_at_the_cost_of_those_that_came_first() {
    check(
        "
        product MUG
        bins Leeds A1
        at 09:00
        stock A1 MUG 1 cost 10.00
        at 10:00
        stock A1 MUG 1 cost 20.00
        at 11:00
        bob adjusts MUG -1 in A1
        show value
        show value at 10:30
        ",
        "
        Leeds MUG GBP 20.00
        Leeds MUG GBP 30.00
        ",
    );
}

#[test]
fn a_transfer_takes_its_cost_along_and_what_is_lost_on_the_way_loses_its_value() {
    check(
        "
        product MUG cost 1.00
        stock Leeds MUG 2 cost 10.00
        stock Leeds MUG 2 cost 20.00
        bob plans T from Leeds to York MUG 3
        bob sends T MUG 3 from Leeds
        show value
        yan unpacks T MUG 2 into York
        show value
        office closes T
        show value
        ",
        "
        Leeds MUG GBP 20.00
        on the way GBP 40.00
        Leeds MUG GBP 20.00
        York MUG GBP 20.00
        on the way GBP 20.00
        Leeds MUG GBP 20.00
        York MUG GBP 20.00
        on the way GBP 0.00
        ",
    );
}

/// What was sold before it came is paid off by the next goods, those that come for nothing too, and what is then left
/// is all that has no cost.
#[test]
fn what_has_no_cost_is_never_more_than_lies_there() {
    check(
        "
        product MUG cost 5.00
        product BAG
        bins Leeds A1
        bob adjusts MUG -3 in A1
        stock A1 MUG 10 cost 0
        bob adjusts BAG -3 in A1
        stock A1 BAG 10 cost 7.00
        show costless
        stock A1 BAG 5 cost 0
        show costless
        bob adjusts MUG -7 in A1
        bob adjusts BAG -8 in A1
        show costless
        bob adjusts BAG -4 in A1
        show costless
        show stock
        ",
        "
        MUG 7 without a cost
        MUG 7 without a cost
        BAG 5 without a cost
        BAG 4 without a cost
        a cost for all
        nothing
        ",
    );
}

#[test]
fn the_correction_of_a_late_movement_reuses_its_cost() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        stock A1 MUG 2 cost 10.00
        stock A1 MUG 3 cost 20.00
        office starts
        bob offline
        at 08:30
        bob adjusts MUG -1 in A1
        at 09:00
        ann opens A1
        at 09:05
        ann counts MUG 4
        ann closes-bin
        office completes
        show value
        at 10:00
        bob sync
        show stock
        show value
        ",
        "
        Leeds MUG GBP 70.00
        A1 MUG 4
        Leeds MUG GBP 70.00
        ",
    );
}

/// Layers hold what the ledger has and are worth what the entries sum up to; and each accepted count is true.
fn check_books(books: &Memory) {
    let mut on_hand: BTreeMap<_, Delta> = BTreeMap::new();
    let mut sums: BTreeMap<StockKey, [Delta; 3]> = BTreeMap::new();
    for location in books
        .levels()
        .map(|(key, _)| key.location)
        .collect::<std::collections::BTreeSet<_>>()
    {
        for m in books.movements(location) {
            let at = match m.account {
                Account::OnHand => 0,
                Account::Allocated => 1,
                Account::InTransit => 2,
            };
            sums.entry(m.key).or_default()[at] += m.delta;
            if at == 0 {
                let place = CostPlace::At {
                    product: m.key.product,
                    location,
                };
                *on_hand.entry(place).or_default() += m.delta;
            }
        }
    }
    for (key, level) in books.levels() {
        let sum = sums.get(key).copied().unwrap_or_default();
        assert_eq!(
            [level.on_hand, level.allocated, level.in_transit],
            sum,
            "{key:?}"
        );
    }
    let mut values: BTreeMap<CostPlace, Value> = BTreeMap::new();
    for entry in books.costs() {
        *values.entry(entry.place).or_default() += entry.value();
    }
    for (place, units) in on_hand {
        assert_eq!(books.layers(place).units(), units, "{place:?}");
    }
    for (place, value) in values {
        assert_eq!(books.layers(place).value(), value, "{place:?}");
    }
    for (place, units) in free_units_by_place(books) {
        let held = books.layers(place).held;
        let free = held
            .iter()
            .filter(|layer| layer.unit_cost == UnitCost::ZERO);
        assert_eq!(
            free.map(|layer| layer.units).sum::<Delta>(),
            units,
            "{place:?}"
        );
    }
    for count in books.counts().filter(|count| count.replaced_by.is_none()) {
        let rows = books.movements(count.key.location).iter();
        let up_to = rows.filter(|m| {
            let is_own =
                m.cause.count() == Some(count.id) && !matches!(m.cause, Cause::AfterCount { .. });
            m.key == count.key
                && m.account == Account::OnHand
                && (m.effective < count.cut || is_own)
        });
        assert_eq!(
            up_to.map(|m| m.delta).sum::<Delta>(),
            count.quantity,
            "{count:?}"
        );
    }
}

/// One thing that somebody does at random.
fn deed() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["ann", "bob", "yan"]);
    let bin = prop::sample::select(vec!["A1", "A2", "Leeds"]);
    let sku = prop::sample::select(vec!["MUG", "CUP"]);
    prop_oneof![
        3 => (who.clone(), sku.clone(), 1..5, bin.clone()).prop_map(|(w, s, n, b)| format!("{w} receives {s} {n} into {b}")),
        3 => (who.clone(), sku.clone(), 1..4).prop_map(|(w, s, n)| format!("{w} moves {s} {n} from A1 to A2")),
        2 => (who.clone(), sku.clone(), -3..0_i32, bin.clone()).prop_map(|(w, s, n, b)| format!("{w} adjusts {s} {n} in {b}")),
        2 => (sku.clone(), 1..4, 1..9, bin.clone()).prop_map(|(s, n, c, b)| format!("stock {b} {s} {n} cost {c}")),
        2 => (who.clone(), sku.clone(), 1..4).prop_map(|(w, s, n)| format!("{w} sends T {s} {n} from A1")),
        2 => (who.clone(), sku.clone(), 1..4).prop_map(|(w, s, n)| format!("{w} unpacks T {s} {n} into Y1")),
        4 => (who.clone(), bin, sku, 0..9).prop_map(|(w, b, s, n)| format!("{w} pass {b} {s} {n}")),
        2 => who.clone().prop_map(|w| format!("{w} offline")),
        3 => who.prop_map(|w| format!("{w} sync")),
        1 => Just("office starts".to_owned()),
        3 => Just("complete".to_owned()),
        2 => Just("resolve".to_owned()),
        1 => Just("office posts-supplement".to_owned()),
        1 => Just("office overrides ann".to_owned()),
        1 => Just("office closes T".to_owned()),
    ]
}

/// Completes; if nothing stands in the way, the review has foretold what is then on hand.
fn complete(world: &mut World) {
    let lines = world.reviewed().lines;
    let stocktake = world.stocktake.unwrap();
    let completion = world.completion(&["MUG", "3.00", "CUP", "1.00"]);
    world.run(&Command::CompleteStocktake {
        stocktake,
        completion: completion.clone(),
    });
    let is_completed = |world: &World| {
        let key = EntityRef::Stocktake(stocktake);
        matches!(world.books.entity(&key), Some(Entity::Stocktake(s)) if s.status == StocktakeStatus::Completed)
    };
    if is_completed(world) && world.out.lines().last() != Some("refused: record/wrong-state") {
        for line in lines {
            assert_eq!(
                world.books.level(&line.key).on_hand,
                line.new_on_hand,
                "{line:?}"
            );
        }
        assert_eq!(world.reviewed().lines, [], "nothing is left to post");
    }
    world.run(&Command::PostSupplement {
        stocktake,
        completion,
    });
}

/// Takes one of the passes of each conflict.
fn resolve(world: &mut World) {
    let stocktake = world.stocktake.unwrap();
    for (bin, state) in world.reviewed().bins {
        let differing = state.layers.iter().find(|layer| layer.winner.is_none());
        if let Some(pass) = differing.and_then(|layer| layer.differing.last()) {
            let verdict = Verdict::Take(*pass);
            world.run(&Command::ResolveConflict {
                stocktake,
                bin,
                verdict,
            });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Proves LOC-13 and PRD-08 over whole histories: after each deed, figures are the sums of movements, layers
    /// are what movements made them, and accepted counts are true.
    #[test]
    fn books_stay_true(deeds in prop::collection::vec((deed(), 1_i64..40), 1..50)) {
        let mut world = World::new();
        for line in [
            "product MUG cost 3.00",
            "product CUP",
            "bins Leeds A1 A2",
            "bins York Y1",
            "stock A1 MUG 5 cost 2.00",
            "bob plans T from Leeds to York MUG 5 CUP 5",
            "office starts",
            "ann offline",
            "ann clock-off-by 1",
        ] {
            world.line(line);
        }
        for (deed, minutes) in deeds {
            world.now = world.now.plus_millis(minutes * 20_000);
            match deed.split_whitespace().collect::<Vec<_>>().as_slice() {
                [who, "pass", bin, sku, n] => {
                    for line in [format!("{who} opens {bin}"), format!("{who} counts {sku} {n}"), format!("{who} closes-bin")] {
                        world.now = world.now.plus_millis(5_000);
                        world.line(&line);
                    }
                }
                ["complete"] => complete(&mut world),
                ["resolve"] => resolve(&mut world),
                _ => world.line(&deed),
            }
            check_books(&world.books);
        }
        prop_assert!(world.books.entity(&EntityRef::Stocktake(world.stocktake.unwrap())).is_some());
    }
}
