//! Orders that change while they are read.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use amazon::clock::Clock;
use amazon_sim::world::{founding::Scale, misbehaviour::Misbehaviour};
use channels::{
    Error, SalesChannel,
    amazon::Store,
    contract::SalesBench,
    sales::{
        ChannelOrder, Confirmed, Cursor, OrderPage, OrderQuery, OrderState, ShipmentConfirmation,
    },
};
use jiff::Timestamp;
use serde_json::json;

use crate::{
    amazon::StoreBench,
    simulated::{Sim, US},
};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A buyer who pays later, one who pays now, one who has paid by now, and two who change their minds: about an order that has
/// been read in this pass, and about one that has not.
fn bustle(sim: &Sim, seen: &HashMap<String, usize>) {
    for stay_pending in [true, false] {
        let wish = json!({"marketplace_id": US, "stay_pending": stay_pending});
        // What chance picks may have been sold out.
        let bought = (0..50).find_map(|_| sim.order(&wish));
        bought.expect("something can be bought");
    }
    let (paid, read, unread) = sim.simulator.with_world(|world| {
        let orders = &world.accounts[&sim.seller].orders;
        let of = |state: &'static str| {
            let found = orders
                .values()
                .filter(move |order| order.status.name() == state && order.marketplace == US);
            found.map(|order| order.id.clone())
        };
        (
            of("PENDING").next(),
            of("UNSHIPPED").find(|id| seen.contains_key(id)),
            of("UNSHIPPED").find(|id| !seen.contains_key(id)),
        )
    });
    let told = |id: String, verb: &str, why: &serde_json::Value| {
        let path = format!("/sim/accounts/{}/orders/{id}/{verb}", sim.seller);
        // It may be too late.
        sim.asked("POST", &path, &[], why);
    };
    if let Some(id) = paid {
        told(id, "confirm", &json!({}));
    }
    for id in read.into_iter().chain(unread) {
        let why = json!({"by": "BUYER", "reason": "BUYER_CANCELLED"});
        told(id, "cancel", &why);
    }
}

/// Proves AMZ-ORD-02 at the channel: orders are asked for every hour by the watermark of the hour before, while buyers come,
/// pay and cancel between two pages, and the list lags behind by ten minutes in every third answer. No pass tells an order
/// twice, and in the end the last change of every order is known.
#[tokio::test]
async fn no_change_is_missed_between_pages_and_passes() {
    let sim = Sim::of(
        55,
        Scale {
            orders_per_day: 60,
            history_days: 20,
            ..Scale::default()
        },
    );
    let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
    sim.switch_on(Misbehaviour {
        name: "stale-list".into(),
        every: Some(3),
        ..Misbehaviour::default()
    });
    let began = sim.clock.now();
    let mut watermark = began - HOUR * 24 * 5;
    let since = watermark;
    let mut known: BTreeMap<String, ChannelOrder> = BTreeMap::new();
    let (mut most_pages, mut n_again) = (0, 0);
    let day = async {
        for poll in 0..30 {
            if poll == 28 {
                // The last two passes come over a world at rest that lags no longer.
                sim.behave();
            }
            let query = OrderQuery::ChangedSince(watermark);
            let mut seen: HashMap<String, usize> = HashMap::new();
            let mut cursor = None;
            for n_pages in 1.. {
                most_pages = most_pages.max(n_pages);
                let page = store.orders(&query, cursor.as_ref()).await.expect("read");
                assert!(page.unread.is_empty(), "{:?}", page.unread);
                for order in page.orders {
                    let before = seen.insert(order.id.clone(), n_pages);
                    assert_eq!(before, None, "{} twice in pass {poll}", order.id);
                    // What a job does: an older version than the one it knows is ignored.
                    let held = known.get(&order.id);
                    if held.is_some_and(|held| held.changed_at >= order.changed_at) {
                        n_again += 1;
                    } else {
                        known.insert(order.id.clone(), order);
                    }
                }
                if poll < 28 {
                    bustle(&sim, &seen);
                    sim.pass(Duration::from_secs(45));
                }
                cursor = page.next;
                if cursor.is_none() {
                    watermark = page.watermark.expect("the last page has it");
                    break;
                }
            }
            sim.pass(HOUR - MINUTE * 4);
            if poll < 27 {
                // Shortly before the next look, which may lag.
                bustle(&sim, &HashMap::new());
            }
            sim.pass(MINUTE * 4);
        }
    };
    sim.clock.run(day).await;
    assert!(most_pages >= 3, "{most_pages} pages at the most");
    let mut n_changed_since = 0;
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let there = sim
        .simulator
        .with_world(|world| world.accounts[&sim.seller].orders.clone());
    for order in there.values().filter(|order| order.marketplace == US) {
        let changed = Timestamp::from_millisecond(order.updated).expect("an instant");
        if !(since..=watermark).contains(&changed) {
            continue;
        }
        n_changed_since += usize::from(changed > began);
        let held = known.get(&order.id);
        let held = held.unwrap_or_else(|| panic!("{} was never told", order.id));
        let told = held.changed_at.map(|at| at.as_second());
        assert_eq!(
            told,
            Some(changed.as_second()),
            "{}: the last change",
            order.id
        );
        let state = match order.status.name() {
            "PENDING" => OrderState::Pending,
            "UNSHIPPED" => OrderState::Unshipped,
            "PARTIALLY_SHIPPED" => OrderState::PartlyShipped,
            "SHIPPED" => OrderState::Shipped,
            "CANCELLED" => OrderState::Cancelled,
            other => panic!("{other}"),
        };
        assert_eq!(held.state, state, "{}", order.id);
        *states.entry(order.status.name()).or_default() += 1;
    }
    assert!(n_again > 0, "what was known is told again by the overlap");
    assert!(n_changed_since > 80, "{n_changed_since} changes");
    assert!(states.len() >= 3, "{states:?}");
}

/// Proves that an order of three of which the buyer took one back is told as two to ship, in the list of what changed too: two
/// in two parcels are confirmed, three are refused and not taken for confirmed elsewhere.
#[tokio::test]
async fn what_was_cancelled_in_part_is_not_to_ship() {
    let bench = StoreBench::new(91).await;
    let began = bench.sim.clock.now();
    let life = async {
        let order = bench.partly_cancelled_order().await;
        let changed = OrderQuery::ChangedSince(began - HOUR);
        let page = bench.store.orders(&changed, None).await.expect("read");
        let listed = page.orders.iter().find(|listed| listed.id == order.id);
        let listed = &listed.expect("it has changed").lines[0];
        assert_eq!(
            (listed.quantity, listed.shipped, listed.open),
            (Some(3), Some(0), Some(2))
        );
        let parcel = |parcel: u32, quantity: u32| ShipmentConfirmation {
            order: order.id.clone(),
            shop: US.into(),
            parcel,
            carrier_code: "UPS".into(),
            carrier_name: None,
            method: None,
            tracking_number: format!("1Z999AA1012345678{parcel}"),
            shipped_at: bench.sim.clock.now(),
            lines: vec![(listed.id.clone(), quantity)],
        };
        let confirm = async |sent| bench.store.confirm_shipment(&sent).await;
        let left = async || {
            bench.sim.pass(HOUR);
            let order = bench.store.order(&order.id).await.expect("read").value;
            (order.state, order.lines[0].shipped, order.lines[0].open)
        };
        for (number, quantity, shipped) in [(1, 3, 0), (2, 2, 1)] {
            let refused = confirm(parcel(number, quantity)).await;
            assert!(
                matches!(refused, Err(Error::Refused { .. })),
                "{quantity}: {refused:?}"
            );
            let taken = confirm(parcel(number, 1)).await.expect("confirmed");
            assert_eq!(taken, Confirmed::Accepted);
            let state = match shipped {
                0 => OrderState::PartlyShipped,
                _ => OrderState::Shipped,
            };
            assert_eq!(left().await, (state, Some(shipped + 1), Some(1 - shipped)));
        }
        let late = confirm(parcel(3, 1)).await.expect("it is done");
        assert_eq!(late, Confirmed::Elsewhere, "all of it has left");
    };
    bench.sim.clock.run(life).await;
}

/// A store with several pages of orders in five days, and the query for what changed in them.
fn busy(seed: u64) -> (std::sync::Arc<Sim>, Store, Timestamp, OrderQuery) {
    let scale = Scale {
        orders_per_day: 60,
        history_days: 20,
        ..Scale::default()
    };
    let sim = Sim::of(seed, scale);
    let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
    let since = sim.clock.now() - HOUR * 24 * 5;
    (sim, store, since, OrderQuery::ChangedSince(since))
}

/// A cursor that was stored and comes back.
fn kept(page: &OrderPage) -> Cursor {
    let cursor = page.next.as_ref().expect("there is a further page");
    let text = serde_json::to_string(cursor).expect("it can be stored");
    serde_json::from_str(&text).expect("it was stored")
}

/// This page and all further ones, and the watermark of the last.
async fn read_on(
    store: &Store,
    query: &OrderQuery,
    mut page: OrderPage,
) -> (BTreeMap<String, ChannelOrder>, Timestamp) {
    let mut known = BTreeMap::new();
    loop {
        assert!(page.unread.is_empty(), "{:?}", page.unread);
        for order in std::mem::take(&mut page.orders) {
            known.insert(order.id.clone(), order);
        }
        if page.next.is_none() {
            return (known, page.watermark.expect("the last page has it"));
        }
        let cursor = kept(&page);
        page = store.orders(query, Some(&cursor)).await.expect("read");
    }
}

/// Whatever changed between the two is known as it changed last. How many orders that are.
fn none_is_missing(
    sim: &Sim,
    known: &BTreeMap<String, ChannelOrder>,
    (since, watermark): (Timestamp, Timestamp),
) -> usize {
    let there = sim
        .simulator
        .with_world(|world| world.accounts[&sim.seller].orders.clone());
    let mut n = 0;
    for order in there.values().filter(|order| order.marketplace == US) {
        let changed = Timestamp::from_millisecond(order.updated).expect("an instant");
        if (since..=watermark).contains(&changed) {
            n += 1;
            let held = known.get(&order.id);
            let held = held.unwrap_or_else(|| panic!("{} was never told", order.id));
            let told = held.changed_at.map(|at| at.as_second());
            assert_eq!(told, Some(changed.as_second()), "{}", order.id);
        }
    }
    n
}

/// How long the caller is told to stay away, for an error that passes.
fn pause<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Duration {
    match outcome {
        Err(Error::Unreachable {
            retry_after: Some(pause),
            ..
        }) => pause,
        other => panic!("{other:?}"),
    }
}

/// A cursor is taken up after a day, when its token is no longer good: the pass begins anew with the query that it began with,
/// whatever the caller would ask for by now, up to the bound of now. No order is left out, also none that changed meanwhile.
#[tokio::test]
async fn a_cursor_that_was_kept_too_long_begins_anew() {
    let (sim, store, since, query) = busy(56);
    let began = sim.clock.now();
    let read = async {
        let first = store.orders(&query, None).await.expect("read");
        let cursor = kept(&first);
        bustle(&sim, &HashMap::new());
        sim.pass(HOUR * 25);
        let now = OrderQuery::ChangedSince(sim.clock.now());
        let page = store.orders(&now, Some(&cursor)).await;
        let page = page.expect("an old cursor is no reason to give up");
        assert_eq!(page.watermark, None, "it is the first of several pages");
        read_on(&store, &now, page).await
    };
    let (known, watermark) = sim.clock.run(read).await;
    assert!(watermark > began + HOUR * 24, "{watermark}");
    let n = none_is_missing(&sim, &known, (since, watermark));
    assert!(n > 100, "{n}");
}

/// Where every token is refused as expired, as soon as it is used, the caller is told when to come back and sent round no circle:
/// each visit costs one call, or two when the pass begins anew. When tokens are good again the pass comes to its end.
#[tokio::test]
async fn a_token_that_is_never_good_leads_round_no_circle() {
    let (sim, store, since, query) = busy(57);
    let read = async {
        let first = store.orders(&query, None).await.expect("read");
        let mut cursor = kept(&first);
        sim.switch("expired-page-token", Some("orders"));
        for _ in 0..3 {
            let n_calls = sim.n_calls();
            let wait = pause(store.orders(&query, Some(&cursor)).await);
            assert!(wait <= MINUTE * 15 && wait > MINUTE * 14, "{wait:?}");
            assert_eq!(sim.n_calls() - n_calls, 1);
            sim.pass(wait);
            let page = store.orders(&query, Some(&cursor)).await;
            cursor = kept(&page.expect("begun anew"));
            assert_eq!(sim.n_calls() - n_calls, 3);
        }
        sim.behave();
        // The orders of the first page were told before the cursor was given.
        let first = store.orders(&query, None).await.expect("read");
        let next = store.orders(&query, Some(&cursor)).await.expect("read");
        let (mut known, watermark) = read_on(&store, &query, next).await;
        for order in first.orders {
            known.entry(order.id.clone()).or_insert(order);
        }
        (known, watermark)
    };
    let (known, watermark) = sim.clock.run(read).await;
    let n = none_is_missing(&sim, &known, (since, watermark));
    assert!(n > 100, "{n}");
}

/// Amazon refuses valid searches for hours (trap 8): the first page, a further page and a single order are told as what passes,
/// with a time to come back, and afterwards the same cursor leads on where it stood. After more than a day it begins anew. What
/// the caller got wrong stays refused.
#[tokio::test]
async fn orders_outlast_a_region_that_refuses_valid_searches() {
    let (sim, store, since, query) = busy(58);
    let read = async {
        let first = store.orders(&query, None).await.expect("read");
        let cursor = kept(&first);
        let id = first.orders[0].id.clone();
        let refused = async |hours: u64| {
            sim.switch("rejects-valid", Some("orders"));
            for _ in 0..hours {
                for cursor in [None, Some(&cursor)] {
                    let outcome = store.orders(&query, cursor).await;
                    assert!(matches!(&outcome, Err(error) if error.retryable()));
                    assert_eq!(pause(outcome), MINUTE * 15);
                }
                assert_eq!(pause(store.order(&id).await), MINUTE * 15);
                let wrong = store.order("no-such-order").await;
                assert!(matches!(wrong, Err(Error::Refused { .. })), "{wrong:?}");
                sim.pass(HOUR);
            }
            sim.behave();
        };
        refused(3).await;
        let next = store.orders(&query, Some(&cursor)).await.expect("read");
        let is_new = |order: &ChannelOrder| first.orders.iter().all(|held| held.id != order.id);
        assert!(!next.orders.is_empty() && next.orders.iter().all(is_new));

        refused(22).await;
        let anew = store.orders(&query, Some(&cursor)).await.expect("read");
        let now = sim.clock.now();
        let backwards = OrderQuery::MadeBetween(now, since);
        let backwards = store.orders(&backwards, None).await;
        assert!(matches!(backwards, Err(Error::Refused { .. })));
        let young = OrderQuery::MadeBetween(now - MINUTE, now);
        assert!(pause(store.orders(&young, None).await) < MINUTE * 5);
        read_on(&store, &query, anew).await
    };
    let (known, watermark) = sim.clock.run(read).await;
    let n = none_is_missing(&sim, &known, (since, watermark));
    assert!(n > 100, "{n}");
}
