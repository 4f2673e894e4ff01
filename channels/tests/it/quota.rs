//! What usage plans leave of a client's day: large lists from the simulated Amazon itself, whose plans are in force, in the
//! virtual time that both sides share.

use std::time::Duration;

use amazon::{
    Operation,
    api::{
        fba_inventory::{self, GetInventorySummaries},
        orders_2026::{self, SearchOrders},
    },
    clock::Clock,
    operation::UsagePlan,
};
use amazon_sim::world::founding::Scale;
use futures::TryStreamExt;

use crate::simulated::{Sim, US};

/// The shortest time in which a plan that has rested lets so many calls through, in seconds.
fn shortest(plan: UsagePlan, calls: usize) -> f64 {
    (calls as f64 - f64::from(plan.burst)).max(0.0) / plan.rate
}

/// How many calls of an operation were let through, and how many were throttled.
fn calls(sim: &Sim, operation: &str) -> (usize, usize) {
    let recorded = sim.recorded();
    let of = recorded
        .iter()
        .filter(|call| call["operation"] == operation);
    let (throttled, passed): (Vec<_>, Vec<_>) = of.partition(|call| call["status"] == 429);
    (passed.len(), throttled.len())
}

/// Requires that an operation needed at most 5 % more calls, and more seconds, than it takes at least.
fn keeps_to_the_plan(sim: &Sim, operation: &str, plan: UsagePlan, fewest: usize, took: f64) {
    let (passed, throttled) = calls(sim, operation);
    let sent = (passed + throttled) as f64;
    assert!(
        sent <= fewest as f64 * 1.05,
        "{passed} calls and {throttled} throttled, {fewest} at least"
    );
    let best = shortest(plan, fewest);
    assert!(took <= best * 1.05, "{took} s, {best} s at best");
}

/// Proves the quota budget for orders against the simulator: ten thousand orders come in within 5 % of the fewest calls and of the
/// shortest time that the usage plan allows.
#[tokio::test]
async fn ten_thousand_orders_come_in_as_fast_as_the_plan_allows() {
    let sim = Sim::of(
        1,
        Scale {
            n_listings: 240,
            orders_per_day: 680,
            history_days: 26,
        },
    );
    let session = sim.session();
    let began = sim.clock.now();
    // A search must keep two minutes' distance from now.
    let until = began - Duration::from_secs(180);
    let since = began - Duration::from_secs(60 * 24 * 3600);
    let search = orders_2026::updated_between(&[US.into()], since, until);
    let pages = session.pages(search).try_collect::<Vec<_>>();
    let pages = sim.clock.run(pages).await.expect("all pages");
    let ids: std::collections::BTreeSet<_> = pages
        .iter()
        .flat_map(|page| page.body.orders.iter().flatten())
        .filter_map(|order| order.order_id.clone())
        .collect();
    assert!(ids.len() >= 10_000, "{} orders", ids.len());
    // What changed while the pages came in is found by the next search.
    let lost = sim.simulator.with_world(|world| {
        let orders = world.accounts[&sim.seller].orders.values();
        let was_due = orders
            .filter(|order| order.marketplace == US && order.updated < until.as_millisecond());
        was_due.filter(|order| !ids.contains(&order.id)).count()
    });
    assert_eq!(lost, 0, "orders that did not come in");
    let fewest = ids.len().div_ceil(100);
    let took = sim.clock.now().duration_since(began);
    keeps_to_the_plan(
        &sim,
        "orders/searchOrders",
        SearchOrders::PLAN,
        fewest,
        took.as_secs_f64(),
    );
}

/// Proves the same for fifty thousand rows of inventory.
#[tokio::test]
async fn fifty_thousand_rows_of_stock_come_in_as_fast_as_the_plan_allows() {
    let sim = Sim::of(
        1,
        Scale {
            n_listings: 84_000,
            orders_per_day: 5,
            history_days: 2,
        },
    );
    let session = sim.session();
    let began = sim.clock.now();
    let pass = fba_inventory::all(&session, US, None);
    let pass = sim.clock.run(pass).await.expect("all pages");
    assert!(pass.rows.len() >= 50_000, "{} rows", pass.rows.len());
    let fewest = pass.rows.len().div_ceil(50);
    let took = sim.clock.now().duration_since(began);
    keeps_to_the_plan(
        &sim,
        "inventory/getInventorySummaries",
        GetInventorySummaries::PLAN,
        fewest,
        took.as_secs_f64(),
    );
}
