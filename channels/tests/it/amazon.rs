//! The Amazon adapter keeps the contracts, against the simulated Amazon, also when the way there is bad.

use std::{sync::Arc, time::Duration};

use amazon::clock::Clock;
use amazon_sim::world::orders::Wish;
use async_trait::async_trait;
use channels::{
    FulfilmentService, SalesChannel,
    amazon::{Fba, Fba2026, Store},
    contract::{self, Bench, FulfilmentBench, SalesBench},
    fulfilment::{OutboundLine, OutboundOrder, Release, Status, StockQuery, StockRow},
    sales::{ChannelOrder, OrderState},
    words::{Address, Earlier},
};
use jiff::Timestamp;

use crate::simulated::{Sim, US, wish};

pub struct FbaBench {
    pub sim: Arc<Sim>,
    pub fba: Fba,
    pub stocked: String,
    exhausted: String,
}

impl FbaBench {
    pub fn new(seed: u64) -> Self {
        Self::over(Sim::new(seed))
    }

    pub fn over(sim: Arc<Sim>) -> Self {
        // Fresh listings, which no buyer's order touches.
        let (stocked, exhausted) = sim.simulator.change_world(|world| {
            let skus = world.add_listings(&sim.seller, 2, "FRESH", true);
            let stock = &mut world.account_mut(&sim.seller).stock;
            stock.get_mut(&skus[0]).expect("stocked").fulfillable = 80;
            stock.get_mut(&skus[1]).expect("stocked").fulfillable = 0;
            (skus[0].clone(), skus[1].clone())
        });
        let fba = Fba::new(sim.session(), US);
        Self {
            sim,
            fba,
            stocked,
            exhausted,
        }
    }

    pub fn order(&self, id: &str, quantity: u32) -> OutboundOrder {
        OutboundOrder {
            id: id.into(),
            number: id.into(),
            date: self.now(),
            comment: "Thank you".into(),
            method: self.fba.methods().remove(0),
            address: self.address(),
            lines: vec![OutboundLine {
                id: "1".into(),
                sku: self.stocked.clone(),
                quantity,
            }],
            notify: Vec::new(),
        }
    }
}

/// Gives benches the world that they have a simulator of.
macro_rules! in_simulated_world {
    ($($bench:ty: $($sim:ident).+),+) => {$(
        #[async_trait]
        impl Bench for $bench {
            fn run(&self) -> String {
                "run".into()
            }
            fn now(&self) -> Timestamp {
                self.$($sim).+.clock.now()
            }
            async fn pass(&self, time: Duration) {
                self.$($sim).+.pass(time);
            }
        }
    )+};
}

in_simulated_world!(FbaBench: sim, Bench2026: base.sim, StoreBench: sim);

impl FulfilmentBench for FbaBench {
    fn service(&self) -> &dyn FulfilmentService {
        &self.fba
    }
    fn stocked(&self) -> String {
        self.stocked.clone()
    }
    fn exhausted(&self) -> String {
        self.exhausted.clone()
    }
    fn address(&self) -> Address {
        Address {
            name: "A. Buyer".into(),
            line1: "1200 Harbour Lane".into(),
            city: Some("Seattle".into()),
            region: Some("WA".into()),
            postal_code: Some("98101".into()),
            country: "US".into(),
            phone: Some("2065550100".into()),
            ..Address::default()
        }
    }
}

/// The same bench with outbound by the newer generation.
pub struct Bench2026 {
    pub base: FbaBench,
    pub fba: Fba2026,
}

impl Bench2026 {
    pub fn new(seed: u64) -> Self {
        let base = FbaBench::new(seed);
        let fba = Fba2026::new(Fba::new(base.sim.session(), US));
        Self { base, fba }
    }
}

impl FulfilmentBench for Bench2026 {
    fn service(&self) -> &dyn FulfilmentService {
        &self.fba
    }
    fn stocked(&self) -> String {
        self.base.stocked()
    }
    fn exhausted(&self) -> String {
        self.base.exhausted()
    }
    fn address(&self) -> Address {
        self.base.address()
    }
}

/// Prepares GEN-06: the newer generation keeps the same contract, with other capabilities.
#[tokio::test]
async fn amazon_keeps_the_contract_by_2026_07_04_too() {
    for seed in [31, 32, 33] {
        let bench = Bench2026::new(seed);
        bench.base.sim.clock.run(contract::fulfilment(&bench)).await;
        assert_eq!(bench.base.sim.simulator.faults(), Vec::<String>::new());
    }
}

/// Both generations tell the same about the same order, so that an account can change between them
/// while orders are under way.
#[tokio::test]
async fn both_generations_tell_the_same_of_an_order() {
    let bench = Bench2026::new(34);
    let told = bench.base.sim.clock.run(async {
        let order = bench.base.order("BOTH-1", 3);
        bench
            .fba
            .send(&order, Release::Hold, Earlier::Never)
            .await
            .expect("accepted");
        let mut told = Vec::new();
        for day in 0..12 {
            if day == 1 {
                bench.fba.release("BOTH-1").await.expect("released");
            }
            let old = bench.base.fba.progress("BOTH-1", &[]).await.expect("read");
            let new = bench.fba.progress("BOTH-1", &[]).await.expect("read");
            assert_eq!(old.status, new.status, "day {day}");
            assert_eq!(old.lines, new.lines, "day {day}");
            assert_eq!(old.held_until, new.held_until, "day {day}");
            let parcels = |progress: &channels::fulfilment::Progress| {
                progress
                    .parcels
                    .iter()
                    .map(|parcel| {
                        (
                            parcel.id.clone(),
                            parcel.shipment.clone(),
                            parcel.carrier.clone(),
                            parcel.tracking_number.clone(),
                            parcel.contents.clone(),
                            parcel.delivered,
                        )
                    })
                    .collect::<Vec<_>>()
            };
            assert_eq!(parcels(&old), parcels(&new), "day {day}");
            told.push(new.status.expect("a known word"));
            bench.pass(Duration::from_secs(24 * 3600)).await;
        }
        told
    });
    let told = told.await;
    assert_eq!(told.first(), Some(&Status::OnHold));
    assert!(
        matches!(told.last(), Some(Status::Delivered | Status::Completed)),
        "{told:?}"
    );
}

/// Proves GEN-06, SAL-11, SAL-12 at the service: Amazon keeps the same contract as the stub; the methods of a preview
/// are the service's, and one that cannot be had says why.
#[tokio::test]
async fn amazon_keeps_the_contract_of_fulfilment_services() {
    let bench = FbaBench::new(11);
    let methods: Vec<String> = bench.fba.methods().into_iter().map(|held| held.0).collect();
    // Japan alone has a fourth, for which a time of delivery must be agreed.
    let amazons = ["Standard", "Expedited", "Priority"];
    assert_eq!(methods, amazons, "these and no others");
    bench.sim.clock.run(contract::fulfilment(&bench)).await;
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

pub struct StoreBench {
    pub sim: Arc<Sim>,
    pub store: Store,
    pub own: String,
    channels: Option<String>,
    pub offerable: Option<(String, String, String)>,
    restricted: Option<String>,
}

impl StoreBench {
    pub async fn new(seed: u64) -> Self {
        Self::over(Sim::new(seed)).await
    }

    pub async fn over(sim: Arc<Sim>) -> Self {
        let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
        let (own, channels, products) = sim.simulator.change_world(|world| {
            let own = world.add_listings(&sim.seller, 1, "OWN", false).remove(0);
            let channels = world.add_listings(&sim.seller, 1, "THEIRS", true).pop();
            let account = &world.accounts[&sim.seller];
            let listings = account.listings.values();
            let listed: Vec<&str> = listings.map(|listing| &*listing.asin).collect();
            let products: Vec<_> = world
                .catalogue
                .products()
                .filter(|product| {
                    !product.is_parent()
                        && product.product_type != "KNIFE"
                        && !listed.contains(&&*product.asin)
                })
                .map(|product| (product.asin.to_string(), product.product_type.to_string()))
                .collect();
            (own, channels, products)
        });
        let mut offerable = None;
        let mut restricted = None;
        for (asin, kind) in products {
            if offerable.is_some() && restricted.is_some() {
                break;
            }
            let why = sim
                .clock
                .run(store.restrictions(US, &asin, "new_new"))
                .await
                .expect("can be asked");
            if why.is_empty() {
                offerable = Some((asin, kind, "new_new".into()));
            } else {
                restricted = Some(asin);
            }
        }
        Self {
            sim,
            store,
            own,
            channels,
            offerable,
            restricted,
        }
    }

    /// An order of our own listing that was pending and is paid.
    async fn paid_order(&self, quantity: i64) -> ChannelOrder {
        let id = self.sim.simulator.change_world(|world| {
            let wish = Wish {
                stay_pending: true,
                ..wish(&self.own, quantity)
            };
            world
                .place_order(&self.sim.seller, &wish)
                .expect("it can be bought")
        });
        let pending = self
            .store
            .order(&id)
            .await
            .expect("an order that was made can be read");
        assert_eq!(
            pending.state,
            OrderState::Pending,
            "an unpaid order is not to be shipped"
        );
        self.sim
            .simulator
            .change_world(|world| world.order_confirmed(&self.sim.seller, &id));
        self.pass(Duration::from_secs(600)).await;
        self.store
            .order(&id)
            .await
            .expect("an order that was paid can be read")
            .value
    }
}

#[async_trait]
impl SalesBench for StoreBench {
    fn channel(&self) -> &dyn SalesChannel {
        &self.store
    }
    fn shop(&self) -> String {
        US.into()
    }
    fn currency(&self) -> String {
        "USD".into()
    }
    fn own_listing(&self) -> String {
        self.own.clone()
    }
    fn channel_listing(&self) -> Option<String> {
        self.channels.clone()
    }
    async fn unshipped_order(&self) -> ChannelOrder {
        self.paid_order(2).await
    }
    async fn partly_cancelled_order(&self) -> ChannelOrder {
        let order = self.paid_order(3).await;
        let unit = (&*order.lines[0].id, 1);
        let why = ("BUYER", "BUYER_CANCELLED");
        let is_done = self
            .sim
            .simulator
            .change_world(|world| world.cancel_units(&self.sim.seller, &order.id, unit, why));
        assert!(is_done, "a unit can be cancelled: {order:?}");
        self.pass(Duration::from_secs(600)).await;
        let read = self.store.order(&order.id).await;
        read.expect("an order that lost a unit can be read").value
    }
    fn offerable(&self) -> Option<(String, String, String)> {
        self.offerable.clone()
    }
    fn restricted(&self) -> Option<String> {
        self.restricted.clone()
    }
}

/// Proves AMZ-ORD-03, AMZ-ORD-22, AMZ-PUB-16, AMZ-PUB-19 at the channel: orders come over all
/// pages with one watermark, an unpaid one is pending; a shipment is confirmed once; the catalogue is searched; an offer
/// is believed only when it is read back, is not doubled by a retry, and a restricted one is explained.
#[tokio::test]
async fn amazon_keeps_the_contract_of_sales_channels() {
    let bench = StoreBench::new(12).await;
    assert!(
        bench.offerable.is_some() && bench.restricted.is_some(),
        "the world has both kinds of products"
    );
    bench.sim.clock.run(contract::sales(&bench)).await;
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

/// What a job does with a step: again and again, until it is clear.
macro_rules! persist {
    ($bench:expr, $earlier:ident => $call:expr) => {{
        let mut $earlier = Earlier::Never;
        let mut rounds = 0;
        loop {
            rounds += 1;
            assert!(rounds < 60, "a step does not end");
            match $call.await {
                Err(error) if error.retryable() => {
                    $earlier = Earlier::Perhaps;
                    $bench.pass(Duration::from_secs(1800)).await;
                }
                outcome => break outcome,
            }
        }
    }};
}

pub(crate) use persist;

/// Proves FUL-23: a whole life of an order over a way that loses, delays or doubles four of ten
/// calls ends with one order that was sent once.
#[tokio::test]
async fn a_stormy_outbound_life_ends_with_one_order() {
    let bench = FbaBench::new(13);
    let calm = bench
        .sim
        .clock
        .run(bench.fba.stock(&StockQuery::Skus(vec![bench.stocked()])))
        .await
        .expect("stock");
    let before = calm.rows[0].sellable;
    for seed in 0..12 {
        bench.sim.storm(seed, 40);
        let order = bench.order(&format!("STORM-{seed}"), 2);
        let life = async {
            persist!(bench, earlier => bench.fba.send(&order, Release::Hold, earlier))
                .expect("accepted");
            let mut edited = order.clone();
            edited.comment = "Edited in the storm".into();
            persist!(bench, _earlier => bench.fba.edit_held(&edited)).expect("edited");
            persist!(bench, _earlier => bench.fba.release(&order.id)).expect("released");
            let mut known = Status::OnHold;
            for _ in 0..60 {
                let progress = persist!(bench, _earlier => bench.fba.progress(&order.id, &[]))
                    .expect("followed");
                known = progress.settle(&known, None);
                // The simulated carriers lose a parcel now and then, as real ones do.
                let is_lost = progress
                    .parcels
                    .iter()
                    .any(|parcel| parcel.exception.as_deref() == Some("UNDELIVERABLE"));
                if known == Status::Delivered || (known == Status::Completed && is_lost) {
                    return progress;
                }
                bench.pass(Duration::from_secs(12 * 3600)).await;
            }
            panic!("seed {seed} ends as {known:?}");
        };
        let progress = bench.sim.clock.run(life).await;
        assert_eq!(
            progress
                .lines
                .iter()
                .map(|line| line.shipped)
                .sum::<Option<u32>>(),
            Some(2),
            "seed {seed}"
        );
    }
    bench.sim.calm();
    let (orders, units) = bench.sim.simulator.with_world(|world| {
        let ours = world.accounts[&bench.sim.seller]
            .outbound
            .values()
            .filter(|order| order.id.starts_with("STORM-"));
        let units: i64 = ours
            .clone()
            .flat_map(|order| &order.lines)
            .map(|line| line.shipped)
            .sum();
        (ours.count(), units)
    });
    assert_eq!((orders, units), (12, 24));
    let after = bench
        .sim
        .clock
        .run(bench.fba.stock(&StockQuery::Skus(vec![bench.stocked()])))
        .await
        .expect("stock");
    assert_eq!(before - after.rows[0].sellable, 24, "no unit left twice");
}

/// Every figure of a row of stock, in the order of Amazon's.
pub fn figures(row: &StockRow) -> [Option<u32>; 9] {
    [
        Some(row.sellable),
        row.inbound_working,
        row.inbound_shipped,
        row.inbound_receiving,
        row.reserved_orders,
        row.reserved_moving,
        row.reserved_processing,
        row.researching,
        row.unfulfillable,
    ]
}

/// Proves CAT-04's figures: every page of the inventory comes in, each part of a row is where it belongs, and the parts
/// make the sum that Amazon has.
#[tokio::test]
async fn the_inventory_is_read_to_the_last_page() {
    let bench = FbaBench::new(15);
    let there = bench.sim.simulator.change_world(|world| {
        let stock = &mut world.account_mut(&bench.sim.seller).stock;
        let one = stock.get_mut(&bench.stocked).expect("stocked");
        // No two parts alike, so that none can stand for another.
        let parts = [
            &mut one.inbound_working,
            &mut one.inbound_shipped,
            &mut one.inbound_receiving,
            &mut one.reserved_orders,
            &mut one.reserved_transfer,
            &mut one.reserved_processing,
            &mut one.researching,
            &mut one.customer_damaged,
            &mut one.warehouse_damaged,
            &mut one.carrier_damaged,
            &mut one.defective,
        ];
        for (units, part) in (1..).zip(parts) {
            *part = 1 << units;
        }
        stock.clone()
    });
    let pass = bench.fba.stock(&StockQuery::Everything);
    let pass = bench.sim.clock.run(pass).await.expect("stock");
    assert!(there.len() > 100, "more than one page");
    assert_eq!(pass.rows.len(), there.len());
    for row in &pass.rows {
        let stock = &there[&row.sku];
        let told = figures(row);
        let held = [
            stock.fulfillable,
            stock.inbound_working,
            stock.inbound_shipped,
            stock.inbound_receiving,
            stock.reserved_orders,
            stock.reserved_transfer,
            stock.reserved_processing,
            stock.researching,
            stock.unfulfillable(),
        ];
        let told = told.map(|part| part.expect("every part is told"));
        assert_eq!(told.map(i64::from), held, "{}", row.sku);
        assert_eq!(
            row.total().map(i64::from),
            Some(stock.total()),
            "{}",
            row.sku
        );
        assert_eq!(row.total(), Some(told.iter().sum::<u32>()), "{}", row.sku);
    }
    let one = pass.rows.iter().find(|row| row.sku == bench.stocked);
    assert_eq!(
        one.and_then(StockRow::total),
        Some(80 + (1 << 12) - 2),
        "eighty to be sold, and every part"
    );
}
