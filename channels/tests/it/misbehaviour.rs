//! Each named misbehaviour of the simulated Amazon, and what a caller of the adapter sees of it.

use std::{fmt::Debug, time::Duration};

use amazon_sim::world::{
    misbehaviour::{KINDS, Misbehaviour, TRAPS},
    orders::{Wish, WishLine},
};
use channels::{
    Error, FulfilmentService, InboundService, SalesChannel,
    amazon::Store,
    contract::FulfilmentBench,
    fulfilment::{OutboundLine, Release, StockQuery},
    inbound::{InboundLine, LabelPaper, OperationState, Owner, Plan, PlanMade},
    sales::{Offer, OrderQuery, StockChange},
    words::{Earlier, Money},
};

use crate::{amazon::FbaBench, simulated::US};

/// What came of a call, in a word or two.
fn sight<T: Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Ok(value) => format!("{value:?}"),
        Err(Error::Unreachable {
            retry_after: Some(_),
            ..
        }) => "unreachable, with a time to come back".into(),
        Err(Error::Unreachable { .. }) => "unreachable".into(),
        Err(Error::OutcomeUnknown { .. }) => "outcome unknown".into(),
        Err(Error::Refused { reason, .. }) => format!("refused: {reason:?}"),
        Err(Error::NotFound(_)) => "not found".into(),
        Err(Error::NotConnected(_)) => "not connected".into(),
        Err(Error::NotPermitted { .. }) => "not permitted".into(),
        Err(Error::Unsupported(_)) => "unsupported".into(),
    }
}

struct Scene {
    bench: FbaBench,
    store: Store,
}

const DAY: Duration = Duration::from_secs(24 * 3600);

impl Scene {
    fn new() -> Self {
        let bench = FbaBench::new(3);
        let store = Store::new(bench.sim.session(), &bench.sim.seller, vec![US.into()]);
        Self { bench, store }
    }

    fn switch(&self, name: &str, operation: Option<&str>, times: Option<u32>) {
        let misbehaviour = Misbehaviour {
            name: name.into(),
            operation: operation.map(str::to_owned),
            times,
            ..Misbehaviour::default()
        };
        self.bench
            .sim
            .simulator
            .with_world(|world| world.misbehaviours.switch_on(misbehaviour))
            .expect("it is known");
    }

    async fn stock(&self) -> String {
        let skus = StockQuery::Skus(vec![self.bench.stocked()]);
        match self.bench.fba.stock(&skus).await {
            Ok(pass) => format!("{} row of stock", pass.rows.len()),
            Err(error) => sight::<()>(Err(error)),
        }
    }

    async fn send(&self) -> String {
        let order = self.bench.order("FO-1", 1);
        let sent = sight(
            self.bench
                .fba
                .send(&order, Release::Ship, Earlier::Never)
                .await,
        );
        let n = self.bench.sim.simulator.with_world(|world| {
            world.accounts[&self.bench.sim.seller]
                .outbound
                .values()
                .filter(|order| order.id == "FO-1")
                .count()
        });
        format!("{sent}, {n} order")
    }

    async fn orders(&self) -> String {
        let query = OrderQuery::ChangedSince(self.bench.now() - DAY * 3);
        let page = self.store.orders(&query, None).await;
        match page {
            Err(error) => sight::<()>(Err(error)),
            Ok(page) => {
                let any = |found: bool| if found { "with" } else { "without" };
                let prices = any(page.orders.iter().any(|order| order.total.is_some()));
                let addresses = any(page.orders.iter().any(|order| order.address.is_some()));
                let ahead = page
                    .watermark
                    .is_some_and(|watermark| watermark > self.bench.now());
                let unread = page.unread.len();
                format!(
                    "orders {prices} prices, {addresses} addresses, {unread} unread, watermark ahead: {ahead}"
                )
            }
        }
    }

    async fn listings(&self) -> String {
        let pass = self.store.listings(US).await;
        match pass {
            Err(error) => sight::<()>(Err(error)),
            Ok(pass) => {
                let damaged = pass.listings.iter().any(|listing| listing.title_damaged);
                let many = pass.listings.len() > 100;
                format!(
                    "listings, many: {many}, {} unread, damaged titles: {damaged}",
                    pass.unread.len()
                )
            }
        }
    }

    /// Publishes an offer and says how far it is after a day.
    async fn publish(&self) -> String {
        let (asin, kind) = self.bench.sim.simulator.with_world(|world| {
            let sku = world
                .add_listings(&self.bench.sim.seller, 1, "KNOWN", true)
                .remove(0);
            let asin = world.accounts[&self.bench.sim.seller].listings[&sku]
                .asin
                .clone();
            let kind = world
                .catalogue
                .product(&asin)
                .expect("listed")
                .product_type
                .clone();
            (asin, kind)
        });
        let offer = Offer {
            sku: "OFFER-1".into(),
            shop: US.into(),
            catalogue_id: asin.to_string(),
            product_type: kind.to_string(),
            condition: "new_new".into(),
            price: Money::new(1999, "USD"),
            quantity: 4,
        };
        if let Err(error) = self.store.publish(&offer).await {
            return sight::<()>(Err(error));
        }
        self.bench.pass(DAY).await;
        sight(self.store.published(&offer).await)
    }

    fn plan(&self) -> Plan {
        let mut from = self.bench.address();
        from.name = "Warehouse".into();
        let line = InboundLine {
            sku: self.bench.stocked(),
            quantity: 5,
            preparation: Owner::Us,
            labels: Owner::Us,
            expires: None,
        };
        Plan {
            name: "IS-1".into(),
            from,
            lines: vec![line],
        }
    }

    async fn ended(&self, made: &PlanMade, after: Duration) -> String {
        self.bench.pass(after).await;
        let operation = made.operation.clone().expect("a step");
        match self.bench.fba.operation(&operation).await {
            Ok(OperationState::Running) => "running".into(),
            Ok(OperationState::Done(_)) => "done".into(),
            Ok(OperationState::Failed(problems)) => {
                format!(
                    "failed: {}",
                    problems[0].code.as_deref().unwrap_or_default()
                )
            }
            Err(error) => sight::<()>(Err(error)),
        }
    }
}

/// What is seen of a misbehaviour. A new one must be given a scene here.
async fn seen(name: &str) -> String {
    let scene = Scene::new();
    let (bench, fba) = (&scene.bench, &scene.bench.fba);
    match name {
        "throttle" | "maintenance" | "missing-role" | "wrong-region" | "rejects-valid"
        | "expired-page-token" => {
            scene.switch(name, None, None);
            match name {
                "expired-page-token" => sight(
                    fba.stock(&StockQuery::Everything)
                        .await
                        .map(|pass| pass.rows.len()),
                ),
                "rejects-valid" => scene.orders().await,
                _ => scene.stock().await,
            }
        }
        "revoked-authorisation" => {
            scene.switch(name, None, None);
            scene.stock().await
        }
        "drop-reply-after-accept"
        | "drop-call"
        | "html-error"
        | "server-error"
        | "server-error-after-accept" => {
            scene.switch(name, Some("outbound/createFulfillmentOrder"), Some(1));
            scene.send().await
        }
        "slow-body" | "truncated-body" | "expired-token" => {
            scene.switch(name, Some("inventory"), Some(1));
            scene.stock().await
        }
        "unknown-fields" | "wrong-charset" => {
            scene.switch(name, None, None);
            format!("{} and {}", scene.stock().await, scene.orders().await)
        }
        "clock-skew" | "stale-list" | "price-absent" | "address-absent" => {
            scene.switch(name, None, None);
            let lines = vec![WishLine {
                sku: bench.stocked(),
                quantity: 1,
                ..WishLine::default()
            }];
            let wish = Wish {
                lines,
                ..Wish::default()
            };
            bench
                .sim
                .simulator
                .with_world(|world| world.place_order(&bench.sim.seller, &wish))
                .expect("bought");
            bench.pass(Duration::from_secs(3600)).await;
            scene.orders().await
        }
        "partial-list" => {
            let all = fba
                .stock(&StockQuery::Everything)
                .await
                .expect("read")
                .rows
                .len();
            scene.switch(name, None, None);
            bench.pass(DAY).await;
            let some = fba
                .stock(&StockQuery::Everything)
                .await
                .expect("read")
                .rows
                .len();
            format!("fewer rows: {}", some < all)
        }
        "stale-inventory" => {
            scene.switch(name, None, None);
            scene.stock().await;
            let sku = bench.stocked();
            let seller = &bench.sim.seller;
            bench.sim.simulator.with_world(|world| {
                world
                    .account_mut(seller)
                    .stock
                    .get_mut(&sku)
                    .expect("there")
                    .fulfillable = 7
            });
            let pass = fba.stock(&StockQuery::Skus(vec![sku])).await.expect("read");
            format!("still {}", pass.rows[0].sellable)
        }
        "stuck-planning" => {
            scene.switch(name, None, None);
            scene.send().await;
            bench.pass(DAY * 7).await;
            sight(
                fba.progress("FO-1", &[])
                    .await
                    .map(|progress| (progress.status, progress.service_status)),
            )
        }
        "estimated-fees-null" => {
            scene.switch(name, None, None);
            let lines = [OutboundLine {
                id: "1".into(),
                sku: bench.stocked(),
                quantity: 1,
            }];
            let offers = fba.preview(&bench.address(), &lines).await;
            let unpriced = offers.map(|offers| {
                offers
                    .iter()
                    .any(|offer| offer.unavailable.is_empty() && offer.cost.is_none())
            });
            format!("offers whose cost is not known: {}", sight(unpriced))
        }
        "tracking-absent" => {
            scene.switch(name, None, None);
            scene.send().await;
            bench.pass(DAY * 4).await;
            sight(fba.progress("FO-1", &[]).await.map(|progress| {
                let numbered = progress
                    .parcels
                    .iter()
                    .filter(|parcel| parcel.tracking_number.is_some())
                    .count();
                format!("{numbered} tracking numbers")
            }))
        }
        "report-cancelled" | "report-fatal" | "report-huge" | "cp1252" | "shift-jis" => {
            scene.switch(name, None, None);
            scene.listings().await
        }
        "feed-fatal" => {
            scene.switch(name, None, None);
            let seller = &bench.sim.seller;
            let skus = bench
                .sim
                .simulator
                .with_world(|world| world.add_listings(seller, 45, "MANY", false));
            let changes: Vec<_> = skus
                .into_iter()
                .map(|sku| StockChange { sku, quantity: 3 })
                .collect();
            let pushed = scene.store.push_stock(US, &changes).await;
            format!(
                "{} of {}, {}",
                pushed
                    .iter()
                    .filter(|pushed| pushed.outcome.is_err())
                    .count(),
                pushed.len(),
                sight(pushed[0].outcome.clone())
            )
        }
        "accepted-never-applied" => {
            scene.switch(name, None, None);
            let held = bench.order("FO-1", 1);
            fba.send(&held, Release::Hold, Earlier::Never)
                .await
                .expect("accepted");
            let released = sight(fba.release("FO-1").await);
            let state = sight(
                fba.progress("FO-1", &[])
                    .await
                    .map(|progress| progress.status),
            );
            let published = scene.publish().await;
            format!("an offer: {published}; letting go: {released}, then {state}")
        }
        "listing-price-zero" => {
            scene.switch(name, None, None);
            scene.publish().await
        }
        "buyer-absent" => {
            scene.switch(name, None, None);
            let query = OrderQuery::ChangedSince(bench.now() - DAY * 3);
            let page = scene.store.orders(&query, None).await.expect("read");
            let named = page
                .orders
                .iter()
                .filter(|order| order.buyer_name.is_some());
            let addressed = page.orders.iter().filter(|order| order.address.is_some());
            format!(
                "{} orders with a name, with an address: {}",
                named.count(),
                addressed.count() > 0
            )
        }
        "patch-replaces" => {
            scene.switch(name, None, None);
            let seller = &bench.sim.seller;
            let sku = bench.sim.simulator.with_world(|world| {
                let sku = world.add_listings(seller, 1, "LEAD", false).remove(0);
                let listing = world.account_mut(seller).listings.get_mut(&sku);
                listing.expect("listed").handling_days = Some(7);
                sku
            });
            let change = [StockChange {
                sku: sku.clone(),
                quantity: 3,
            }];
            let pushed = scene.store.push_stock(US, &change).await.remove(0);
            bench.pass(DAY).await;
            let listing = scene.store.listing(US, &sku).await.expect("read");
            let days = bench
                .sim
                .simulator
                .with_world(|world| world.accounts[seller].listings[&sku].handling_days);
            format!(
                "{}, then {:?} offered with lead time {days:?}",
                sight(pushed.outcome),
                listing.and_then(|listing| listing.quantity)
            )
        }
        "problems-in-blocks" => {
            scene.switch(name, None, None);
            let mut plan = scene.plan();
            plan.lines[0].sku = "NOT-1".into();
            plan.lines.push(InboundLine {
                sku: "NOT-2".into(),
                ..plan.lines[0].clone()
            });
            let made = fba.plan(&plan, Earlier::Never).await.expect("made");
            bench.pass(Duration::from_secs(600)).await;
            let operation = made.operation.expect("a step");
            match fba.operation(&operation).await {
                Ok(OperationState::Failed(problems)) => {
                    format!("failed with {} of two problems", problems.len())
                }
                other => sight(other),
            }
        }
        "boxes-shuffled" => {
            scene.switch(name, None, None);
            let shipments = crate::amazon::inbound_life(bench, "IS-1").await;
            format!("labels and boxes of {shipments} shipment")
        }
        "prep-puzzle" => {
            scene.switch(name, None, None);
            let made = fba.plan(&scene.plan(), Earlier::Never).await.expect("made");
            scene.ended(&made, Duration::from_secs(600)).await
        }
        "operation-fails" | "operation-slow" => {
            scene.switch(name, None, None);
            let made = fba.plan(&scene.plan(), Earlier::Never).await.expect("made");
            scene.ended(&made, Duration::from_secs(600)).await
        }
        "plan-voided" => {
            scene.switch(name, None, None);
            let made = fba.plan(&scene.plan(), Earlier::Never).await.expect("made");
            bench.pass(Duration::from_secs(600)).await;
            sight(fba.plan_state(&made.plan).await)
        }
        "labels-refused" => {
            scene.switch(name, None, None);
            // Nothing to print is refused as what it is; see the inbound lives for labels that come.
            sight(
                fba.box_labels("FBA000000000", LabelPaper::A4, 1)
                    .await
                    .map(|pdf| pdf.len()),
            )
        }
        "path-forbidden" => {
            scene.switch(name, None, None);
            sight(scene.store.listing(US, "A/B-100").await)
        }
        other => panic!("{other} has no scene: give it one"),
    }
}

/// Prepares JOB-10 and the misbehaviours of the simulated Amazon: none is a panic, none loses or
/// doubles anything, and each shows as what is to be done about it.
#[tokio::test]
async fn each_misbehaviour_shows_as_what_is_to_be_done_about_it() {
    let mut table = String::new();
    for kind in KINDS {
        // The clock is the scene's own, so each is run to its end by its own.
        let seen = run(kind.name).await;
        table.push_str(&format!("{:26} {seen}\n", kind.name));
    }
    let expected = include_str!("misbehaviour.txt");
    assert!(table == expected, "the table is now:\n{table}");
    let page = include_str!("../../../docs/amazon.md");
    for (kind, line) in KINDS.iter().zip(table.lines()) {
        let seen = &line[27..];
        let row = format!("| `{}` | {} | {seen} |", kind.name, kind.seen);
        assert!(page.contains(&row), "docs/amazon.md lacks:\n{row}");
    }
    for (n, trap) in (1..).zip(&TRAPS) {
        let kinds: Vec<_> = trap.kinds.iter().map(|name| format!("`{name}`")).collect();
        let row = format!("| {n} | {} | {} |", trap.what, kinds.join(", "));
        assert!(page.contains(&row), "docs/amazon.md lacks:\n{row}");
    }
}

async fn run(name: &str) -> String {
    // Scenes make their world inside, so the clock that drives them is found through the bench.
    crate::simulated::with_clock(seen(name)).await
}
