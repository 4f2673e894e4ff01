//! Exactly once, call by call: every call of a life is in its turn lost on the way there, loses its
//! answer, is late, arrives twice or arrives behind the call that was made instead, and each life ends with
//! one effect at Amazon.
//!
//! What may be repeated by its nature (reading, asking for options) is swept with the rest, as a
//! caller cannot choose which of its calls the network loses.

use std::time::Duration;

use ::amazon::api::listings_2021::{self, DeleteListingsItem};
use amazon_sim::world::{
    listings::Listing,
    misbehaviour::Misbehaviour,
    outbound::{Outbound, OutboundStatus},
};
use channels::{
    Error, FulfilmentService, SalesChannel,
    contract::Bench,
    fulfilment::{Cancellation, Release, ReturnUnit, Status},
    sales::{
        Confirmed, Offer, OrderState, PriceChange, PublishState, Pushed, ShipmentConfirmation,
        StockChange,
    },
    words::{Earlier, Money},
};

use crate::{
    amazon::{Bench2026, FbaBench, StoreBench, persist},
    sending_in::{SIMPLE, Way, inbound_life, plans_and_shipments},
    simulated::{Fate, Sim, US, wish},
};

const FATES: [Fate; 5] = [
    Fate::LostThere,
    Fate::LostBack,
    Fate::Late,
    Fate::Twice,
    Fate::Overtaken,
];
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Lives a life again and again, until each of its calls has met with each fate; the name of every
/// life tells which. The number of lives.
async fn sweep(sim: &Sim, mut life: impl AsyncFnMut(&str)) -> usize {
    let mut lives = 0;
    for fate in FATES {
        lives += swept(sim, fate, &mut life).await;
    }
    lives
}

/// The same with one fate.
async fn swept(sim: &Sim, fate: Fate, life: &mut impl AsyncFnMut(&str)) -> usize {
    for n in 0.. {
        sim.strike(n, fate);
        sim.clock.run(life(&format!("{fate:?}-{n}"))).await;
        if !sim.was_struck() {
            // The life has fewer calls than that: every one was struck.
            assert_eq!(sim.simulator.faults(), Vec::<String>::new());
            return n + 1;
        }
    }
    unreachable!("every life has an end")
}

/// A world whose seller's consent does not lapse, and whose stock of one SKU lasts for hundreds of lives.
fn lasting(sim: &Sim, stocked: &str) {
    sim.simulator.change_world(|world| {
        let account = world.account_mut(&sim.seller);
        for authorisation in &mut account.authorisations {
            authorisation.expires += 20 * 365 * 24 * 3600 * 1000;
        }
        if let Some(stock) = account.stock.get_mut(stocked) {
            stock.fulfillable = 100_000;
        }
    });
}

fn lasting_bench(seed: u64) -> FbaBench {
    let bench = FbaBench::new(seed);
    lasting(&bench.sim, &bench.stocked);
    bench
}

async fn lasting_store(seed: u64) -> StoreBench {
    let bench = StoreBench::new(seed).await;
    lasting(&bench.sim, "");
    bench
}

fn outbound<T>(bench: &FbaBench, id: &str, look: impl FnOnce(&Outbound) -> T) -> T {
    bench
        .sim
        .simulator
        .with_world(|world| look(&world.accounts[&bench.sim.seller].outbound[id]))
}

/// What was sent of an order, and in how many shipments.
fn sent(order: &Outbound) -> (i64, usize) {
    let units = order.lines.iter().map(|line| line.shipped).sum();
    let shipments = order.shipments.iter().filter(|held| held.shipped.is_some());
    (units, shipments.count())
}

/// From hold to parcel, by either generation.
async fn outbound_life(bench: &FbaBench, service: &dyn FulfilmentService, id: &str) {
    let order = bench.order(id, 1);
    persist!(bench, earlier => service.send(&order, Release::Hold, earlier)).expect("accepted");
    if service.capabilities().edit_held {
        let mut edited = order.clone();
        edited.comment = "Edited".into();
        persist!(bench, _earlier => service.edit_held(&edited)).expect("edited");
    }
    persist!(bench, _earlier => service.release(&order.id)).expect("released");
    for _ in 0..40 {
        let progress = persist!(bench, _earlier => service.progress(id, &[])).expect("followed");
        if progress.lines[0].shipped > Some(0) && !progress.parcels.is_empty() {
            assert_eq!(progress.lines[0].shipped, Some(1), "{id}");
            return;
        }
        bench.pass(Duration::from_secs(12 * 3600)).await;
    }
    panic!("{id} is never sent");
}

async fn swept_outbound(bench: &FbaBench, service: &dyn FulfilmentService) {
    let lives = sweep(&bench.sim, async |id| {
        outbound_life(bench, service, id).await;
        assert_eq!(
            outbound(bench, id, sent),
            (1, 1),
            "{id}: one unit in one shipment"
        );
    })
    .await;
    assert!(lives > FATES.len() * 5, "only {lives} lives");
    let ours = bench
        .sim
        .simulator
        .with_world(|world| world.accounts[&bench.sim.seller].outbound.len());
    assert_eq!(ours, lives, "one order for each life");
}

/// Proves FUL-23 at every call: the life of an order ends with one order that was sent once.
#[tokio::test]
async fn whichever_call_fails_an_outbound_life_ends_with_one_order() {
    let bench = lasting_bench(36);
    swept_outbound(&bench, &bench.fba).await;
}

/// The same by the newer generation.
#[tokio::test]
async fn whichever_call_fails_an_outbound_life_by_2026_07_04_ends_with_one_order() {
    let bench = Bench2026::new(38);
    lasting(&bench.base.sim, &bench.base.stocked);
    swept_outbound(&bench.base, &bench.fba).await;
}

/// A held order that is cancelled is cancelled, and its stock is free again, by both generations.
#[tokio::test]
async fn whichever_call_fails_a_cancelled_order_is_cancelled() {
    let both = Bench2026::new(39);
    let bench = &both.base;
    lasting(&bench.sim, &bench.stocked);
    let fulfillable = || {
        bench
            .sim
            .simulator
            .with_world(|world| world.accounts[&bench.sim.seller].stock[&bench.stocked].fulfillable)
    };
    let before = fulfillable();
    let services: [(&str, &dyn FulfilmentService); 2] = [("old", &bench.fba), ("new", &both.fba)];
    for (name, service) in services {
        let lives = sweep(&bench.sim, async |id| {
            let order = bench.order(&format!("{name}-{id}"), 2);
            persist!(bench, earlier => service.send(&order, Release::Hold, earlier))
                .expect("accepted");
            let mut asked = Cancellation::Asked;
            for _ in 0..10 {
                asked = persist!(bench, _earlier => service.cancel(&order.id)).expect("cancelled");
                if asked == Cancellation::Done {
                    break;
                }
                bench.pass(Duration::from_secs(600)).await;
            }
            assert_eq!(asked, Cancellation::Done, "{}", order.id);
            let progress =
                persist!(bench, _earlier => service.progress(&order.id, &[])).expect("read");
            assert_eq!(progress.status, Some(Status::Cancelled), "{}", order.id);
            let held = outbound(bench, &order.id, |order| (order.status, sent(order)));
            assert_eq!(held, (OutboundStatus::Cancelled, (0, 0)), "{}", order.id);
        })
        .await;
        assert!(lives > FATES.len() * 3, "only {lives} lives");
    }
    assert_eq!(fulfillable(), before, "no unit is left reserved");
}

/// Every unit that comes back is announced once, and what Amazon calls a duplicate is told as
/// announced: it was.
#[tokio::test]
async fn whichever_call_fails_each_unit_is_announced_to_come_back_once() {
    let bench = lasting_bench(40);
    let order = bench.order("BACK", 200);
    let sent_out = async {
        bench
            .fba
            .send(&order, Release::Ship, Earlier::Never)
            .await
            .expect("accepted");
        bench.pass(DAY * 12).await;
    };
    bench.sim.clock.run(sent_out).await;
    // Where units are still to be had from: a shipment may hold a part of them only.
    let mut left: Vec<(String, i64)> = outbound(&bench, "BACK", |order| {
        order
            .shipments
            .iter()
            .map(|held| (held.id.clone(), held.lines.iter().map(|line| line.2).sum()))
            .collect()
    });
    let mut announced = 0;
    let lives = sweep(&bench.sim, async |id| {
        let reasons =
            persist!(bench, _earlier => bench.fba.return_reasons("BACK", &bench.stocked, "en_US"))
                .expect("reasons");
        let unit = |n: u32, shipment: &str| ReturnUnit {
            id: format!("{id}-{n}"),
            line: order.lines[0].id.clone(),
            shipment: shipment.to_owned(),
            reason: reasons[0].code.clone(),
            comment: None,
        };
        let from = left
            .iter_mut()
            .find(|(_, units)| *units > 1)
            .expect("enough was sent");
        from.1 -= 2;
        let mut units = vec![unit(1, &from.0), unit(2, &from.0)];
        // One that cannot come back, as it never was there: it must not hide the others.
        units.push(unit(3, "no-such-shipment"));
        let told = persist!(bench, earlier => bench.fba.announce_return("BACK", &units, earlier))
            .expect("announced");
        announced += 2;
        let mut ids: Vec<_> = told
            .iter()
            .map(|unit| (unit.id.as_str(), unit.refused.is_some()))
            .collect();
        ids.sort_unstable();
        let expected: Vec<_> = units
            .iter()
            .map(|unit| (unit.id.as_str(), unit.shipment == "no-such-shipment"))
            .collect();
        assert_eq!(ids, expected, "{id}: {told:?}");
        let progress = persist!(bench, _earlier => bench.fba.progress("BACK", &[])).expect("read");
        for unit in &units[..2] {
            let mut seen = progress.returns.iter().filter(|back| back.id == unit.id);
            assert!(seen.next().is_some() && seen.next().is_none(), "{id}");
        }
    })
    .await;
    assert!(lives > FATES.len() * 3, "only {lives} lives");
    let held = outbound(&bench, "BACK", |order| order.returns.len());
    assert_eq!(held, announced, "each unit once");
}

/// Lives the life of goods sent in one way until each of its calls has met with each fate.
async fn swept_inbound(seed: u64, way: Way, shortest: usize) {
    for fate in FATES {
        // A world for each, as a look for a plan reads all that there are.
        let bench = lasting_bench(seed);
        let lives = swept(&bench.sim, fate, &mut async |id: &str| {
            let name = format!("IS-{id}");
            let ready = inbound_life(&bench, &name, way).await;
            bench.pass(Duration::from_secs(3600)).await;
            let held = plans_and_shipments(&bench, &name);
            assert_eq!(held, (1, way.shipments), "{name}");
            let mut ids: Vec<_> = ready.iter().flat_map(|one| &one.boxes).collect();
            ids.sort_by(|one, other| one.id.cmp(&other.id));
            ids.dedup_by(|one, other| one.id == other.id);
            assert_eq!(ids.len(), 6, "{name}: each box is in one shipment");
        })
        .await;
        assert!(lives > shortest, "{fate:?}: only {lives} lives");
    }
}

/// Proves INB-06 at every call: the life of what is sent in to one house ends with one plan and one shipment.
#[tokio::test]
async fn whichever_call_fails_an_inbound_life_ends_with_one_plan() {
    swept_inbound(37, SIMPLE, 35).await;
}

/// Proves INB-29 at every call: of the placements offered the one with two shipments is chosen, and the life ends with
/// these two, once each, whose delivery windows and tracking numbers were told.
#[tokio::test]
async fn whichever_call_fails_a_split_plan_ends_with_its_shipments_once_each() {
    let way = Way {
        shipments: 2,
        partnered: false,
        freight: false,
    };
    swept_inbound(46, way, 60).await;
}

/// Proves AMZ-ORD-22 at every call: a parcel that is told is there once, with every unit once.
#[tokio::test]
async fn whichever_call_fails_a_shipment_is_confirmed_once() {
    let bench = lasting_store(41).await;
    let lives = sweep(&bench.sim, async |id| {
        let order = bench.sim.simulator.change_world(|world| {
            let listing = world
                .account_mut(&bench.sim.seller)
                .listings
                .get_mut(&bench.own);
            let channels = &mut listing.expect("listed").channels;
            channels.insert("DEFAULT", Some(50));
            let wish = wish(&bench.own, 3);
            // Some buyers think better of it at once.
            loop {
                let order = world.place_order(&bench.sim.seller, &wish).expect("bought");
                world.order_confirmed(&bench.sim.seller, &order);
                let held = &world.accounts[&bench.sim.seller].orders[&order];
                if held.cancelled_by.is_none() {
                    break order;
                }
            }
        });
        bench.pass(Duration::from_secs(600)).await;
        let seen = persist!(bench, _earlier => bench.store.order(&order)).expect("read");
        let mut parcel = ShipmentConfirmation {
            order: order.clone(),
            shop: US.into(),
            parcel: 1,
            carrier_code: "UPS".into(),
            carrier_name: None,
            method: Some("Ground".into()),
            tracking_number: "1Z999AA10123456784".into(),
            shipped_at: bench.now(),
            lines: vec![(seen.lines[0].id.clone(), 2)],
        };
        for number in 1..=2 {
            parcel.parcel = number;
            let confirmed =
                persist!(bench, _earlier => bench.store.confirm_shipment(&parcel)).expect("told");
            assert_eq!(confirmed, Confirmed::Accepted, "{id}");
            parcel.lines[0].1 = 1;
        }
        bench.pass(Duration::from_secs(600)).await;
        let seen = persist!(bench, _earlier => bench.store.order(&order)).expect("read");
        assert_eq!(seen.state, OrderState::Shipped, "{id}");
        let (packages, shipped) = bench.sim.simulator.with_world(|world| {
            let held = &world.accounts[&bench.sim.seller].orders[&order];
            (held.packages.len(), held.lines[0].shipped)
        });
        assert_eq!((packages, shipped), (2, 3), "{id}");
    })
    .await;
    assert!(lives > FATES.len() * 4, "only {lives} lives");
}

fn listing<T>(bench: &StoreBench, sku: &str, look: impl FnOnce(Option<&Listing>) -> T) -> T {
    bench
        .sim
        .simulator
        .with_world(|world| look(world.accounts[&bench.sim.seller].listings.get(sku)))
}

fn settled(pushed: Vec<Pushed>) -> Result<(), Error> {
    pushed.into_iter().try_for_each(|pushed| pushed.outcome)
}

/// An offer is made once, changed as told and removed: put, patch and delete.
#[tokio::test]
async fn whichever_call_fails_a_listing_is_made_changed_and_removed() {
    let bench = lasting_store(42).await;
    let (catalogue_id, product_type, condition) = bench.offerable.clone().expect("there is one");
    let session = bench.sim.session();
    let lives = sweep(&bench.sim, async |id| {
        let sku = format!("OFFER-{id}");
        let offer = Offer {
            sku: sku.clone(),
            shop: US.into(),
            catalogue_id: catalogue_id.clone(),
            product_type: product_type.clone(),
            condition: condition.clone(),
            price: Money::new(1999, "USD"),
            quantity: 4,
        };
        persist!(bench, _earlier => bench.store.publish(&offer)).expect("published");
        let mut state = PublishState::Absent;
        for _ in 0..40 {
            state = persist!(bench, _earlier => bench.store.published(&offer)).expect("read");
            if state == PublishState::Listed {
                break;
            }
            bench.pass(Duration::from_secs(900)).await;
        }
        assert_eq!(state, PublishState::Listed, "{id}");
        let made = listing(&bench, &sku, |held| {
            let held = held.expect("there");
            (held.asin.clone(), held.is_fba(), held.merchant_quantity())
        });
        assert_eq!(made, (catalogue_id.as_str().into(), false, 4), "{id}");

        let stock = [StockChange {
            sku: sku.clone(),
            quantity: 9,
        }];
        let price = [PriceChange {
            sku: sku.clone(),
            price: Money::new(2150, "USD"),
        }];
        persist!(bench, _earlier => async { settled(bench.store.push_stock(US, &stock).await) })
            .expect("told");
        persist!(bench, _earlier => async { settled(bench.store.push_prices(US, &price).await) })
            .expect("told");
        bench.pass(DAY).await;
        let changed = listing(&bench, &sku, |held| {
            let held = held.expect("there");
            (held.merchant_quantity(), held.offers[US])
        });
        assert_eq!(changed, (9, 2150), "{id}");

        let delete = DeleteListingsItem {
            seller_id: bench.sim.seller.clone(),
            sku: sku.clone(),
            marketplace_ids: vec![US.into()],
            ..DeleteListingsItem::default()
        };
        let mut rounds = 0;
        while let Err(error) = listings_2021::ensure_deleted(&session, &delete).await {
            rounds += 1;
            assert!(error.retryable() && rounds < 10, "{id}: {error}");
            bench.pass(Duration::from_secs(1800)).await;
        }
        bench.pass(DAY).await;
        let seen = persist!(bench, _earlier => bench.store.listing(US, &sku)).expect("read");
        assert_eq!(seen, None, "{id}");
        assert!(listing(&bench, &sku, |held| held.is_none()), "{id}");
    })
    .await;
    assert!(lives > FATES.len() * 8, "only {lives} lives");
}

/// A feed is submitted once, and what it says is what holds afterwards.
#[tokio::test]
async fn whichever_call_fails_a_feed_is_submitted_once() {
    let bench = lasting_store(43).await;
    let seller = &bench.sim.seller;
    let skus = bench
        .sim
        .simulator
        .change_world(|world| world.add_listings(seller, 45, "MANY", false));
    let n_feeds = || {
        bench
            .sim
            .simulator
            .with_world(|world| world.accounts[seller].jobs.feeds.len())
    };
    let mut quantity = 0;
    let lives = sweep(&bench.sim, async |id| {
        quantity += 1;
        let before = n_feeds();
        let changes: Vec<_> = skus
            .iter()
            .map(|sku| StockChange {
                sku: sku.clone(),
                quantity,
            })
            .collect();
        persist!(bench, _earlier => async { settled(bench.store.push_stock(US, &changes).await) })
            .expect("told");
        bench.pass(DAY).await;
        // A request that the network doubles is two requests to Amazon, which say the same.
        let most = if id.starts_with("Twice") { 2 } else { 1 };
        assert!(
            (1..=most).contains(&(n_feeds() - before)),
            "{id}: {}",
            n_feeds() - before
        );
        for sku in &skus {
            let held = listing(&bench, sku, |held| held.expect("there").merchant_quantity());
            assert_eq!(held, i64::from(quantity), "{id}: {sku}");
        }
    })
    .await;
    assert!(lives > FATES.len() * 6, "only {lives} lives");
}

/// A feed whose every answer was lost may run an hour later: what is told afterwards waits for it, so
/// that old quantities never overwrite new ones; also when the program was started anew in between.
#[tokio::test]
async fn a_feed_that_nobody_knows_of_does_not_overtake_what_is_told_later() {
    for is_restarted in [false, true] {
        let mut bench = lasting_store(44).await;
        let seller = bench.sim.seller.clone();
        let skus = bench
            .sim
            .simulator
            .change_world(|world| world.add_listings(&seller, 45, "MANY", false));
        let of = |quantity| {
            let change = |sku: &String| StockChange {
                sku: sku.clone(),
                quantity,
            };
            skus.iter().map(change).collect::<Vec<_>>()
        };
        bench
            .sim
            .switch("drop-reply-after-accept", Some("feeds/createFeed"));
        bench.sim.switch_on(Misbehaviour {
            name: "drop-call".into(),
            operation: Some("feeds/getFeeds".into()),
            after: 1,
            ..Default::default()
        });
        let pushed = bench
            .sim
            .clock
            .run(async { settled(bench.store.push_stock(US, &of(3)).await) })
            .await;
        assert!(pushed.is_err_and(|error| error.retryable()));
        bench.sim.behave();
        if is_restarted {
            let session = bench.sim.session();
            bench.store = channels::amazon::Store::new(session, &seller, vec![US.into()]);
        }
        let newer = of(8)[..1].to_vec();
        bench
            .sim
            .clock
            .run(async {
                settled(bench.store.push_stock(US, &newer).await).expect("told");
                bench.pass(DAY).await;
            })
            .await;
        let held: Vec<_> = skus
            .iter()
            .map(|sku| listing(&bench, sku, |held| held.expect("there").merchant_quantity()))
            .collect();
        assert_eq!(held[0], 8, "the newer quantity holds");
        assert!(
            held[1..].iter().all(|quantity| *quantity == 3),
            "the lost feed was applied: {held:?}"
        );
    }
}

/// A report is asked for once, as a second one would come back cancelled.
#[tokio::test]
async fn whichever_call_fails_a_report_is_asked_for_once() {
    let bench = lasting_store(45).await;
    let n_reports = || {
        bench.sim.simulator.with_world(|world| {
            let jobs = &world.accounts[&bench.sim.seller].jobs;
            let ours = |kind: &str| kind == "GET_MERCHANT_LISTINGS_ALL_DATA";
            jobs.reports.values().filter(|job| ours(&job.kind)).count()
        })
    };
    let lives = sweep(&bench.sim, async |id| {
        let before = n_reports();
        let pass = persist!(bench, _earlier => bench.store.listings(US)).expect("read");
        assert!(pass.listings.len() > 50, "{id}");
        let most = if id.starts_with("Twice") { 2 } else { 1 };
        assert!(
            (1..=most).contains(&(n_reports() - before)),
            "{id}: {}",
            n_reports() - before
        );
        bench.pass(DAY).await;
    })
    .await;
    assert!(lives > FATES.len() * 4, "only {lives} lives");
}
