//! Usage plans in virtual time, against an Amazon that counts strictly.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, atomic::Ordering},
    time::Duration,
};

use amazon::{
    Client, Effort, Endpoints, Operation, Priority,
    api::{
        fba_inventory::{self, GetInventorySummaries},
        listings_2021::GetListingsItem,
        orders_2026::{self, SearchOrders},
        registry,
    },
    clock::{Clock, VirtualClock},
    http::HttpResponse,
    operation::UsagePlan,
    plan::{BucketKey, MemoryStore, PlanStore, Plans},
};
use amazon_sim::model::Models;
use futures::{TryStreamExt, future::join_all};
use jiff::Timestamp;

use crate::peer::{Peer, account, error, json};

/// Amazon's side of a usage plan: tokens that drip into a bucket.
struct Bucket {
    plan: UsagePlan,
    tokens: f64,
    at: Timestamp,
}

impl Bucket {
    fn new(plan: UsagePlan, now: Timestamp) -> Self {
        Self {
            plan,
            tokens: f64::from(plan.burst),
            at: now,
        }
    }

    fn take(&mut self, now: Timestamp) -> bool {
        let passed = now.duration_since(self.at).as_secs_f64();
        self.at = now;
        self.tokens = (self.tokens + passed * self.plan.rate).min(f64::from(self.plan.burst));
        let there = self.tokens > 1.0 - 1e-6;
        if there {
            self.tokens -= 1.0;
        }
        there
    }
}

fn quota() -> HttpResponse {
    error(
        429,
        "QuotaExceeded",
        "You exceeded your quota for the requested resource.",
        "",
    )
}

/// A peer that serves `rows` things in pages of `page`, counting by `plan`.
fn strict(
    plan: UsagePlan,
    rows: usize,
    page: usize,
    write: fn(usize) -> String,
    wrap: fn(Vec<String>, String) -> String,
) -> (Arc<Peer>, VirtualClock) {
    let clock_for_script: Arc<Mutex<Option<VirtualClock>>> = Arc::default();
    let clock = clock_for_script.clone();
    let bucket: Mutex<Option<Bucket>> = Mutex::default();
    let (peer, virtual_clock) = Peer::new(move |_, request| {
        let now = clock
            .lock()
            .expect("unpoisoned")
            .as_ref()
            .expect("set")
            .now();
        let mut bucket = bucket.lock().expect("unpoisoned");
        if !bucket
            .get_or_insert_with(|| Bucket::new(plan, now))
            .take(now)
        {
            return Ok(quota());
        }
        let from: usize = request
            .url
            .split("oken=")
            .nth(1)
            .and_then(|t| t.split('&').next()?.parse().ok())
            .unwrap_or(0);
        let until = (from + page).min(rows);
        let next = if until < rows {
            until.to_string()
        } else {
            String::new()
        };
        Ok(json(200, &wrap((from..until).map(write).collect(), next)))
    });
    *clock_for_script.lock().expect("unpoisoned") = Some(virtual_clock.clone());
    (peer, virtual_clock)
}

fn order(n: usize) -> String {
    format!(
        r#"{{"orderId":"902-{n:07}-0000000","orderItems":[{{"orderItemId":"{n}","quantityOrdered":1}}]}}"#
    )
}

fn orders(rows: Vec<String>, next: String) -> String {
    format!(
        r#"{{"orders":[{}],"pagination":{{"nextToken":"{next}"}}}}"#,
        rows.join(",")
    )
}

fn stock(n: usize) -> String {
    format!(r#"{{"sellerSku":"SKU-{n}","totalQuantity":{n}}}"#)
}

fn stocks(rows: Vec<String>, next: String) -> String {
    format!(
        r#"{{"payload":{{"inventorySummaries":[{}]}},"pagination":{{"nextToken":"{next}"}}}}"#,
        rows.join(",")
    )
}

/// The shortest time in which `calls` calls fit into a plan.
fn shortest(plan: UsagePlan, calls: u32) -> f64 {
    f64::from(calls.saturating_sub(plan.burst)) / plan.rate
}

/// Proves the quota budget for orders: fewest calls and shortest time within 5 %.
#[tokio::test]
async fn ten_thousand_orders_come_in_the_shortest_time_the_plan_allows() {
    let (peer, clock) = strict(SearchOrders::PLAN, 10_000, 100, order, orders);
    let session = peer.client().session(&account("a")).with_effort(Effort {
        patience: Duration::from_secs(3600),
        attempts: 3,
    });
    let started = clock.now();
    let search = orders_2026::updated_between(&["ATVPDKIKX0DER".into()], started, started);
    let eta = session
        .eta::<SearchOrders>(100)
        .await
        .expect("known")
        .as_secs_f64();
    let pages: Vec<_> = clock
        .run(session.pages(search).try_collect())
        .await
        .expect("all pages");
    let ids: std::collections::HashSet<_> = pages
        .iter()
        .flat_map(|page| page.body.orders.iter().flatten())
        .filter_map(|order| order.order_id.clone())
        .collect();
    assert_eq!(ids.len(), 10_000);
    let took = clock.now().duration_since(started).as_secs_f64();
    let best = shortest(SearchOrders::PLAN, 100);
    assert!(peer.n_calls() <= 105, "{} calls", peer.n_calls());
    assert!(took <= best * 1.05, "{took} s, best is {best} s");
    assert!((eta - best).abs() < 1.0, "the estimate said {eta} s");
}

/// Proves the quota budget for inventory: fewest calls and shortest time within 5 %.
#[tokio::test]
async fn fifty_thousand_inventory_rows_come_in_the_shortest_time_the_plan_allows() {
    let (peer, clock) = strict(GetInventorySummaries::PLAN, 50_000, 50, stock, stocks);
    let session = peer.client().session(&account("a"));
    let started = clock.now();
    let pass = clock
        .run(fba_inventory::all(&session, "ATVPDKIKX0DER", None))
        .await
        .expect("all pages");
    assert_eq!(pass.rows.len(), 50_000);
    let took = clock.now().duration_since(started).as_secs_f64();
    let best = shortest(GetInventorySummaries::PLAN, 1000);
    assert!(peer.n_calls() <= 1050, "{} calls", peer.n_calls());
    assert!(took <= best * 1.05, "{took} s, best is {best} s");
}

/// An account whose real limit is a third of the stated one, which Amazon never says: the client
/// finds its pace and wastes few calls.
#[tokio::test]
async fn a_lower_limit_than_stated_costs_few_calls() {
    let real = UsagePlan::new(GetInventorySummaries::PLAN.rate / 3.0, 1);
    let (peer, clock) = strict(real, 5_000, 50, stock, stocks);
    let session = peer.client().session(&account("a"));
    let started = clock.now();
    let pass = clock
        .run(fba_inventory::all(&session, "ATVPDKIKX0DER", None))
        .await
        .expect("all pages");
    assert_eq!(pass.rows.len(), 5_000);
    let took = clock.now().duration_since(started).as_secs_f64();
    assert!(
        peer.n_calls() <= 200,
        "{} calls for 100 pages",
        peer.n_calls()
    );
    assert!(took <= shortest(real, 100) * 3.0, "{took} s");
}

#[tokio::test]
async fn the_rate_in_the_header_is_adopted() {
    let (peer, clock) = Peer::new(|_, _| {
        let mut reply = json(200, "{}");
        reply
            .headers
            .push(("x-amzn-RateLimit-Limit".into(), "4.0".into()));
        Ok(reply)
    });
    let session = peer.client().session(&account("a"));
    let operation = GetInventorySummaries::default();
    let started = clock.now();
    for _ in 0..42 {
        clock.run(session.call(&operation)).await.expect("called");
    }
    let took = clock.now().duration_since(started).as_secs_f64();
    // Forty calls after the burst: at the stated two a second it would be 20 seconds.
    assert!((9.0..12.0).contains(&took), "{took} s");
}

/// Proves JOB-10 at the client: one store's trouble does not stop another's.
#[tokio::test]
async fn a_throttled_account_does_not_delay_another() {
    let (peer, clock) = Peer::new(|_, request| {
        let from_a = request.url.contains("/A/");
        Ok(if from_a { quota() } else { json(200, "{}") })
    });
    let client = peer.client();
    let call = |name: &str| GetListingsItem {
        seller_id: name.into(),
        sku: "S".into(),
        ..Default::default()
    };
    let impatient = Effort {
        patience: Duration::from_secs(600),
        attempts: 3,
    };
    let (a, b) = (
        client.session(&account("a")).with_effort(impatient),
        client.session(&account("b")),
    );
    let (call_a, call_b) = (call("A"), call("B"));
    let started = clock.now();
    let finished_b = Mutex::new(None);
    clock
        .run(async {
            let many_a = join_all((0..50).map(|_| a.call(&call_a)));
            let many_b = async {
                let answers = join_all((0..20).map(|_| b.call(&call_b))).await;
                *finished_b.lock().expect("unpoisoned") = Some(clock.now());
                answers
            };
            let (a, b) = futures::join!(many_a, many_b);
            assert!(a.iter().all(Result::is_err));
            assert!(b.iter().all(Result::is_ok));
        })
        .await;
    let took = finished_b
        .lock()
        .expect("unpoisoned")
        .expect("finished")
        .duration_since(started)
        .as_secs_f64();
    // Ten at once, ten more at five a second.
    assert!(took < 3.0, "{took} s");
}

#[tokio::test]
async fn the_urgent_go_first_and_equals_in_turn() {
    let clock = VirtualClock::new(Timestamp::UNIX_EPOCH);
    let plans = Plans::new(Arc::<MemoryStore>::default(), Arc::new(clock.clone()), 8);
    let key = BucketKey {
        account: "a".into(),
        operation: "x".into(),
    };
    let plan = UsagePlan::new(1.0, 1);
    let order = Mutex::new(Vec::new());
    let patience = Duration::from_secs(100);
    let ask = |name: &'static str, priority: Priority| {
        let (plans, key, order) = (&plans, &key, &order);
        async move {
            plans
                .take(key, plan, priority, patience)
                .await
                .expect("taken");
            order.lock().expect("unpoisoned").push(name);
        }
    };
    clock
        .run(async {
            ask("first", Priority::Sync).await;
            futures::join!(
                ask("backfill", Priority::Backfill),
                ask("sync 1", Priority::Sync),
                ask("sync 2", Priority::Sync),
                ask("write", Priority::Write),
                ask("person", Priority::Interactive),
            );
        })
        .await;
    assert_eq!(
        *order.lock().expect("unpoisoned"),
        ["first", "person", "write", "sync 1", "sync 2", "backfill"]
    );
    assert_eq!(clock.now().as_second(), 5);
}

#[tokio::test]
async fn a_caller_who_leaves_makes_room() {
    let clock = VirtualClock::new(Timestamp::UNIX_EPOCH);
    let plans = Plans::new(Arc::<MemoryStore>::default(), Arc::new(clock.clone()), 8);
    let key = BucketKey {
        account: "a".into(),
        operation: "x".into(),
    };
    let plan = UsagePlan::new(0.1, 1);
    let take = |priority| plans.take(&key, plan, priority, Duration::from_secs(1000));
    clock
        .run(async {
            take(Priority::Sync).await.expect("the first");
            let mut leaves = Box::pin(take(Priority::Interactive));
            assert!(futures::FutureExt::now_or_never(&mut leaves).is_none());
            assert_eq!(plans.waiting(&key), 1);
            drop(leaves);
            assert_eq!(plans.waiting(&key), 0);
            take(Priority::Backfill).await.expect("nobody is before it");
        })
        .await;
    assert_eq!(clock.now().as_second(), 10);
}

#[tokio::test]
async fn an_estimate_counts_those_who_wait() {
    let clock = VirtualClock::new(Timestamp::UNIX_EPOCH);
    let plans = Plans::new(Arc::<MemoryStore>::default(), Arc::new(clock.clone()), 8);
    let key = BucketKey {
        account: "a".into(),
        operation: "x".into(),
    };
    let plan = UsagePlan::new(0.1, 2);
    let take = || plans.take(&key, plan, Priority::Sync, Duration::from_secs(1000));
    let eta = |calls| plans.eta(&key, plan, calls);
    clock
        .run(async {
            assert_eq!(eta(0).await.expect("kept"), Duration::ZERO);
            assert_eq!(eta(2).await.expect("kept"), Duration::ZERO);
            assert_eq!(eta(3).await.expect("kept").as_secs(), 10);
            futures::join!(take(), take()).0.expect("the burst");
            let mut waiting = [Box::pin(take()), Box::pin(take()), Box::pin(take())];
            for one in &mut waiting {
                assert!(futures::FutureExt::now_or_never(one).is_none());
            }
            // Three wait: they need until 30 s, and two more until 50 s.
            let (held, two_more) = (eta(0).await.expect("kept"), eta(2).await.expect("kept"));
            assert_eq!((held.as_secs(), two_more.as_secs()), (30, 50));
            let before = clock.now();
            for done in join_all(waiting).await {
                done.expect("taken");
            }
            futures::join!(take(), take()).1.expect("taken");
            let took = clock.now().duration_since(before);
            assert_eq!(took.as_secs(), 50, "as the estimate said");
        })
        .await;
}

#[tokio::test]
async fn history_leaves_a_quarter_of_the_bucket_to_others() {
    let clock = VirtualClock::new(Timestamp::UNIX_EPOCH);
    let plans = Plans::new(Arc::<MemoryStore>::default(), Arc::new(clock.clone()), 8);
    let key = BucketKey {
        account: "a".into(),
        operation: "x".into(),
    };
    let plan = UsagePlan::new(0.01, 20);
    let none = Duration::ZERO;
    let mut history = 0;
    while plans
        .take(&key, plan, Priority::Backfill, none)
        .await
        .is_ok()
    {
        history += 1;
    }
    let mut others = 0;
    while plans.take(&key, plan, Priority::Sync, none).await.is_ok() {
        others += 1;
    }
    assert_eq!((history, others), (15, 5));
}

/// A restart does not fill the bucket, and two processes do not empty it twice.
#[tokio::test]
async fn several_processes_share_one_bucket() {
    let clock = VirtualClock::new(Timestamp::UNIX_EPOCH);
    let store: Arc<dyn PlanStore> = Arc::<MemoryStore>::default();
    let process = || Plans::new(store.clone(), Arc::new(clock.clone()), 8);
    let key = BucketKey {
        account: "a".into(),
        operation: "x".into(),
    };
    let plan = UsagePlan::new(2.0, 6);
    let (one, two) = (process(), process());
    let none = Duration::ZERO;
    let mut taken = 0;
    for plans in [&one, &two].into_iter().cycle().take(20) {
        taken += u32::from(plans.take(&key, plan, Priority::Sync, none).await.is_ok());
    }
    assert_eq!(taken, 6);
    assert!(
        process()
            .take(&key, plan, Priority::Sync, none)
            .await
            .is_err(),
        "after a restart"
    );
    clock
        .run(async {
            let patience = Duration::from_secs(60);
            let all = (0..10).map(|n| if n % 2 == 0 { &one } else { &two });
            join_all(all.map(|plans| plans.take(&key, plan, Priority::Sync, patience)))
                .await
                .iter()
                .for_each(|taken| {
                    assert!(taken.is_ok());
                });
        })
        .await;
    let took = clock
        .now()
        .duration_since(Timestamp::UNIX_EPOCH)
        .as_secs_f64();
    assert!(
        (4.99..5.06).contains(&took),
        "ten more at two a second: {took} s"
    );
}

/// Places for calls under way go round the accounts, so that one with a thousand calls waiting does
/// not keep another out.
#[tokio::test]
async fn a_busy_account_does_not_keep_others_out() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, "{}")));
    let client = Client::builder("Tests", "1.0")
        .endpoints(Endpoints::at("https://amazon.test"))
        .http(peer.clone())
        .clock(Arc::new(clock.clone()))
        .under_way(2)
        .build()
        .expect("client");
    let (busy, quiet) = (
        client.session(&account("busy")),
        client.session(&account("quiet")),
    );
    let operations: Vec<_> = (0..30)
        .map(|n| amazon::api::outbound_2020::GetFulfillmentOrder {
            seller_fulfillment_order_id: format!("B{n}"),
        })
        .collect();
    let one = amazon::api::outbound_2020::GetFulfillmentOrder {
        seller_fulfillment_order_id: "Q".into(),
    };
    clock
        .run(async {
            let many = join_all(operations.iter().map(|operation| busy.call(operation)));
            let (many, one) = futures::join!(many, quiet.call(&one));
            assert!(one.is_ok() && many.iter().all(Result::is_ok));
        })
        .await;
    let seen = peer.seen.lock().expect("unpoisoned");
    let calls: Vec<&str> = seen
        .iter()
        .filter_map(|request| request.url.rsplit('/').next())
        .filter(|id| *id != "token")
        .collect();
    let at = calls.iter().position(|id| *id == "Q").expect("called");
    assert!(
        at <= 6,
        "the quiet account was served at place {at} of {}",
        calls.len()
    );
    assert_eq!(peer.calls.load(Ordering::SeqCst), 31);
}

/// What the client counts by for each operation of each model is what the simulated Amazon, which reads the descriptions
/// of the models by a pattern of its own, grants it; and the operations whose description has no figures are these.
#[test]
fn the_client_and_the_simulator_read_the_same_usage_plans() {
    // Each API as its operations with their plans: the two name the models differently.
    type Apis = BTreeMap<String, BTreeMap<String, (f64, f64)>>;
    let unstated = UsagePlan::unstated();
    let mut ours = Apis::new();
    for about in registry::ALL {
        let plan = (about.plan.rate, f64::from(about.plan.burst));
        let api = ours.entry(about.api.to_owned()).or_default();
        assert_eq!(api.insert(about.name.to_owned(), plan), None, "twice");
    }
    let mut theirs = Apis::new();
    let mut without = Vec::new();
    let models = Models::load();
    for operation in models.operations() {
        let plan = match operation.plan {
            Some(plan) => (plan.rate, plan.burst),
            None => {
                without.push(operation.id.as_str());
                (unstated.rate, f64::from(unstated.burst))
            }
        };
        let api = theirs.entry(operation.model.to_owned()).or_default();
        assert_eq!(api.insert(operation.id.clone(), plan), None, "twice");
    }
    let sorted = |apis: Apis| {
        let mut apis: Vec<_> = apis.into_values().collect();
        apis.sort_by(|one, other| one.keys().cmp(other.keys()));
        apis
    };
    let (ours, theirs) = (sorted(ours), sorted(theirs));
    let n_operations: usize = ours.iter().map(BTreeMap::len).sum();
    assert_eq!((ours.len(), n_operations), (23, 149));
    assert_eq!(theirs.len(), ours.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
    without.sort_unstable();
    assert_eq!(
        without,
        [
            "addInventory",
            "cancelSelfShipAppointment",
            "createInventoryItem",
            "deleteInventoryItem",
            "generateSelfShipAppointmentSlots",
            "getSelfShipAppointmentSlots",
            "listPrepDetails",
            "scheduleSelfShipAppointment",
            "submitFulfillmentOrderStatusUpdate",
            "updateOrderStatus",
            "updatePackage",
        ]
    );
}

/// Plans of operations that a shop's day depends on, copied by hand from Amazon's descriptions, against what the generator
/// read there; an operation that is registered twice is told. All others are compared in the test above.
#[test]
fn the_usage_plans_are_amazons() {
    let plans: HashMap<(&str, &str), UsagePlan> = registry::ALL
        .iter()
        .map(|about| ((about.api, about.name), about.plan))
        .collect();
    for (api, name, rate, burst) in [
        ("fbaInventory", "getInventorySummaries", 2.0, 2),
        (
            "fulfillmentOutbound_2020-07-01",
            "createFulfillmentOrder",
            2.0,
            30,
        ),
        ("fulfillmentOutbound_2020-07-01", "deliveryOffers", 5.0, 30),
        ("fulfillmentOutbound_2026-07-04", "createOrder", 2.0, 30),
        ("orders_2026-01-01", "searchOrders", 0.0056, 20),
        ("orders_2026-01-01", "getOrder", 0.5, 30),
        ("ordersV0", "getOrders", 0.0167, 20),
        ("ordersV0", "confirmShipment", 2.0, 10),
        ("catalogItems_2022-04-01", "searchCatalogItems", 2.0, 2),
        ("listingsItems_2021-08-01", "getListingsItem", 5.0, 10),
        ("listingsItems_2021-08-01", "patchListingsItem", 5.0, 5),
        ("reports_2021-06-30", "createReport", 0.0167, 15),
        ("reports_2021-06-30", "getReports", 0.0222, 10),
        ("feeds_2021-06-30", "createFeed", 0.0083, 15),
        ("feeds_2021-06-30", "createFeedDocument", 0.5, 15),
        ("fulfillmentInbound_2024-03-20", "createInboundPlan", 2.0, 2),
        (
            "fulfillmentInbound_2024-03-20",
            "getInboundOperationStatus",
            2.0,
            6,
        ),
        ("fulfillmentInboundV0", "getLabels", 2.0, 30),
        ("fbaInbound", "getItemEligibilityPreview", 1.0, 1),
        ("tokens_2021-03-01", "createRestrictedDataToken", 1.0, 10),
        ("sellers", "getMarketplaceParticipations", 0.016, 15),
        ("finances_2024-06-19", "listTransactions", 0.5, 10),
        (
            "merchantFulfillmentV0",
            "getEligibleShipmentServices",
            6.0,
            12,
        ),
        ("productPricingV0", "getItemOffersBatch", 0.1, 1),
        (
            "productPricing_2022-05-01",
            "getCompetitiveSummary",
            0.033,
            1,
        ),
        ("productFeesV0", "getMyFeesEstimates", 0.5, 1),
        ("notifications", "getDestinations", 1.0, 5),
        (
            "definitionsProductTypes_2020-09-01",
            "searchDefinitionsProductTypes",
            5.0,
            10,
        ),
        (
            "definitionsProductTypes_2020-09-01",
            "getDefinitionsProductType",
            5.0,
            10,
        ),
    ] {
        assert_eq!(
            plans.get(&(api, name)),
            Some(&UsagePlan::new(rate, burst)),
            "{api} {name}"
        );
    }
    assert_eq!(plans.len(), registry::ALL.len(), "no operation twice");
}
