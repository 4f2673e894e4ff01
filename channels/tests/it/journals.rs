//! What a failing test leaves can be repeated exactly: all that its simulator was asked, and what the test itself did to the
//! world.

use std::time::Duration;

use channels::{
    FulfilmentService, SalesChannel,
    amazon::Store,
    contract::{Bench, FulfilmentBench},
    fulfilment::Release,
    sales::{OrderQuery, StockChange},
    words::Earlier,
};

use crate::{
    amazon::FbaBench,
    sending_in::{SIMPLE, inbound_life},
    simulated::US,
};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Sending, selling and supplying in a world that is changed by its tests' own hands in between.
#[tokio::test]
async fn a_tests_journal_is_repeated_exactly() {
    let bench = FbaBench::new(89);
    let sim = &bench.sim;
    let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
    let work = async {
        let own = sim
            .simulator
            .change_world(|world| world.add_listings(&sim.seller, 1, "OWN", false).remove(0));
        let since = bench.now();
        for id in ["J-1", "J-2"] {
            let order = bench.order(id, 2);
            let sent = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
            sent.expect("accepted");
        }
        inbound_life(&bench, "J-3", SIMPLE).await;
        sim.buy(&bench.stocked(), 1);
        sim.switch("buyer-absent", None);
        let change = [StockChange {
            sku: own,
            quantity: 9,
        }];
        let pushed = store.push_stock(US, &change).await.remove(0);
        pushed.outcome.expect("taken");
        sim.simulator.change_world(|world| {
            let stock = &mut world.account_mut(&sim.seller).stock;
            stock
                .get_mut(&bench.stocked())
                .expect("stocked")
                .fulfillable = 3;
        });
        bench.pass(DAY * 9).await;
        sim.behave();
        store.listings(US).await.expect("read");
        bench.fba.progress("J-1", &[]).await.expect("read");
        let page = store.orders(&OrderQuery::ChangedSince(since), None).await;
        assert!(!page.expect("read").orders.is_empty());
    };
    sim.clock.run(work).await;
    let journal = sim.simulator.journal();
    assert!(journal.entries.len() > 40, "{}", journal.entries.len());
    let (_, differences) = journal.replay("https://elsewhere.test").expect("founded");
    let differences: Vec<_> = differences.iter().map(ToString::to_string).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
