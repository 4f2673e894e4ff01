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
    sales::{ChannelOrder, Confirmed, OrderQuery, OrderState, ShipmentConfirmation},
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
