//! Answers with something missing or strange in them: unknown is not zero, and what cannot be read is named.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use amazon::{
    Client, Session,
    http::{Http, HttpError, HttpRequest, HttpResponse},
};
use async_trait::async_trait;
use channels::{
    FulfilmentService, InboundService, SalesChannel,
    amazon::{Fba, Fba2026, Store},
    contract::{Bench, FulfilmentBench},
    fulfilment::{Progress, Release, StockQuery},
    sales::{OrderPage, OrderQuery},
    words::{Earlier, Told, Unread},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    amazon::{FbaBench, figures},
    sending_in::{SIMPLE, inbound_life},
    simulated::{Sim, US},
};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// What is done to a row of an answer.
#[derive(Clone, Debug)]
enum Change {
    Removed,
    Strange,
}

/// Where in the answers of which address something is changed, and the row as it was before.
#[derive(Default)]
struct Tampering {
    address: &'static str,
    row: &'static str,
    change: Option<(Vec<String>, Change)>,
    seen: Option<Value>,
}

/// The simulator behind somebody who changes its answers.
struct Tampered {
    sim: Arc<Sim>,
    tampering: Mutex<Tampering>,
}

impl Tampered {
    fn session(self: &Arc<Self>) -> Session {
        Client::builder("Tests", "1.0")
            .http(self.clone())
            .clock(Arc::new(self.sim.clock.clone()))
            .build()
            .expect("client")
            .session(&self.sim.account())
            .with_effort(amazon::Effort {
                patience: Duration::from_secs(3600),
                attempts: 4,
            })
    }

    fn set(&self, at: (&'static str, &'static str), change: Option<(Vec<String>, Change)>) {
        *self.tampering.lock().expect("unpoisoned") = Tampering {
            address: at.0,
            row: at.1,
            change,
            seen: None,
        };
    }
}

#[async_trait]
impl Http for Tampered {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let url = request.url.clone();
        let mut response = self.sim.send(request).await?;
        let mut tampering = self.tampering.lock().expect("unpoisoned");
        let is_meant = !tampering.address.is_empty() && url.contains(tampering.address);
        if is_meant
            && let Ok(mut body) = serde_json::from_slice::<Value>(&response.body)
            && let Some(row) = body.pointer_mut(tampering.row)
        {
            tampering.seen.get_or_insert_with(|| row.clone());
            if let Some((path, change)) = &tampering.change {
                alter(row, path, change);
                response.body = body.to_string().into_bytes();
            }
        }
        Ok(response)
    }
}

fn alter(row: &mut Value, path: &[String], change: &Change) {
    let (last, way) = path.split_last().expect("a member");
    let holder = way.iter().try_fold(row, |at, step| match at {
        Value::Array(list) => list.get_mut(step.parse::<usize>().ok()?),
        at => at.get_mut(step),
    });
    let Some(Value::Object(holder)) = holder else {
        return;
    };
    match change {
        Change::Removed => {
            holder.remove(last);
        }
        Change::Strange => {
            let strange = match &holder[last] {
                Value::Object(_) => json!(true),
                _ => json!({"strange": [true]}),
            };
            holder.insert(last.clone(), strange);
        }
    }
}

/// Every member of a row, those of the first entries of its lists included.
fn members(value: &Value, at: &[String], found: &mut Vec<Vec<String>>) {
    let below = |step: &str| [at, &[step.to_owned()]].concat();
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                found.push(below(key));
                members(inner, &below(key), found);
            }
        }
        Value::Array(list) => {
            if let Some(first) = list.first() {
                members(first, &below("0"), found);
            }
        }
        _ => {}
    }
}

/// What a caller sees: rows with their names and figures, and what could not be read.
#[derive(Debug)]
struct Seen {
    rows: Vec<(String, Vec<Option<u32>>)>,
    unread: Vec<Unread>,
}

impl Seen {
    fn without_figures<T>(told: Told<T>, name: impl Fn(T) -> String) -> Self {
        let rows = told.rows.into_iter().map(|row| (name(row), Vec::new()));
        Self {
            rows: rows.collect(),
            unread: told.unread,
        }
    }
}

fn of_progress(progress: Progress) -> Seen {
    let mut rows: Vec<_> = progress
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let figures = vec![
                line.ordered,
                line.shipped,
                line.cancelled,
                line.unfulfillable,
            ];
            (format!("line {n}"), figures)
        })
        .collect();
    // Parcels are followed by their ids; what is in one that is told is told or unknown.
    rows.sort();
    Seen {
        rows,
        unread: progress.unread,
    }
}

fn of_orders(page: OrderPage) -> Seen {
    let rows = page.orders.into_iter().map(|order| {
        let figures = order.lines.iter();
        (
            order.id.clone(),
            figures
                .flat_map(|line| [line.quantity, line.shipped])
                .collect(),
        )
    });
    Seen {
        rows: rows.collect(),
        unread: page.unread,
    }
}

/// Plays the answers of an address, each with one member of a row removed or strange. How many answers were played.
async fn played(
    http: &Tampered,
    at: (&'static str, &'static str),
    look: impl AsyncFn() -> Seen,
) -> usize {
    http.set(at, None);
    let whole = look().await;
    assert!(!whole.rows.is_empty(), "{at:?}: there is something to read");
    assert_eq!(whole.unread, [], "{at:?}: all of it is read");
    let row = http.tampering.lock().expect("unpoisoned").seen.clone();
    let mut paths = Vec::new();
    members(&row.expect("the answer has such a row"), &[], &mut paths);
    for path in &paths {
        for change in [Change::Removed, Change::Strange] {
            http.set(at, Some((path.clone(), change.clone())));
            let seen = look().await;
            let about = format!("{at:?} {path:?} {change:?}: {:?}", seen.unread);
            for (name, figures) in &whole.rows {
                match seen.rows.iter().find(|(other, _)| other == name) {
                    Some((_, now)) if now.len() == figures.len() => {
                        for (then, now) in figures.iter().zip(now) {
                            assert!(
                                now == then || now.is_none(),
                                "{name}: {then:?} is {now:?}; {about}"
                            );
                        }
                    }
                    _ => assert!(!seen.unread.is_empty(), "{name} vanishes; {about}"),
                }
            }
            let known = |name: &String| whole.rows.iter().any(|(other, _)| other == name);
            assert!(
                seen.rows.iter().all(|(name, _)| known(name)),
                "{:?}; {about}",
                seen.rows
            );
            for lost in &seen.unread {
                assert!(
                    !lost.reason.is_empty() && !lost.place.is_empty(),
                    "{lost:?}"
                );
            }
        }
    }
    http.set(("", ""), None);
    paths.len() * 2
}

/// Proves that unknown is not zero for all that the adapters read in lists: stock, received goods, plans, orders with their
/// lines, changes and progress by both generations. Each member of an answer is removed and made strange in turn; no figure
/// becomes another one, and a row that does not come is named.
#[tokio::test]
async fn what_is_missing_or_strange_is_never_zero() {
    let bench = FbaBench::new(81);
    let http = Arc::new(Tampered {
        sim: bench.sim.clone(),
        tampering: Mutex::default(),
    });
    let fba = Fba::new(http.session(), US);
    let newer = Fba2026::new(Fba::new(http.session(), US));
    let store = Store::new(http.session(), &bench.sim.seller, vec![US.into()]);
    let work = async {
        let since = bench.now() - DAY;
        let ready = inbound_life(&bench, "UNKNOWN", SIMPLE).await.remove(0);
        let confirmation = ready.shipment.confirmation.expect("confirmed");
        let order = bench.order("UNKNOWN-1", 2);
        fba.send(&order, Release::Ship, Earlier::Never)
            .await
            .expect("accepted");
        bench.sim.buy(&bench.stocked(), 2);
        bench.pass(DAY * 6).await;
        let mut n = 0;
        n += played(
            &http,
            ("/summaries", "/payload/inventorySummaries/0"),
            async || {
                let pass = fba.stock(&StockQuery::Everything).await.expect("read");
                let rows = pass.rows.into_iter();
                let rows = rows.map(|row| (row.sku.clone(), figures(&row).to_vec()));
                Seen {
                    rows: rows.collect(),
                    unread: pass.unread,
                }
            },
        )
        .await;
        n += played(&http, ("/items", "/payload/ItemData/0"), async || {
            let told = fba.received(&confirmation).await.expect("read");
            let rows = told.rows.into_iter();
            let rows = rows.map(|row| (row.sku, vec![Some(row.announced), Some(row.received)]));
            Seen {
                rows: rows.collect(),
                unread: told.unread,
            }
        })
        .await;
        n += played(&http, ("/inboundPlans", "/inboundPlans/0"), async || {
            let told = fba.plans_since(since).await.expect("read");
            Seen::without_figures(told, |plan| plan.id)
        })
        .await;
        n += played(
            &http,
            ("/fulfillmentOrders?", "/payload/fulfillmentOrders/0"),
            async || {
                let told = fba.changed_since(since).await.expect("read");
                Seen::without_figures(told, |order| order.id)
            },
        )
        .await;
        n += played(&http, ("/orders?", "/orders/0"), async || {
            let told = newer.changed_since(since).await.expect("read");
            Seen::without_figures(told, |order| order.id)
        })
        .await;
        n += played(
            &http,
            ("/fulfillmentOrders/UNKNOWN-1", "/payload"),
            async || of_progress(fba.progress("UNKNOWN-1", &[]).await.expect("read")),
        )
        .await;
        n += played(&http, ("/orders/UNKNOWN-1", "/order"), async || {
            of_progress(newer.progress("UNKNOWN-1", &[]).await.expect("read"))
        })
        .await;
        n += played(
            &http,
            ("/orders/2026-01-01/orders", "/orders/0"),
            async || {
                let query = OrderQuery::ChangedSince(since);
                of_orders(store.orders(&query, None).await.expect("read"))
            },
        )
        .await;
        n
    };
    let n = bench.sim.clock.run(work).await;
    assert!(n > 300, "only {n} answers");
}

/// The ids of all orders that a query brings.
async fn ids(store: &Store, query: &OrderQuery) -> Vec<String> {
    let mut ids = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.orders(query, cursor.as_ref()).await.expect("read");
        assert_eq!(page.unread, []);
        assert!(
            page.watermark.is_none() || matches!(query, OrderQuery::ChangedSince(_)),
            "only what changed has a watermark"
        );
        ids.extend(page.orders.into_iter().map(|order| order.id));
        cursor = page.next;
        if cursor.is_none() {
            ids.sort();
            return ids;
        }
    }
}

/// Orders that the list of changes leaves out, and that the watermark then has passed, are found by asking for all that
/// were made that day.
#[tokio::test]
async fn orders_that_the_changes_left_out_are_found_by_the_day() {
    let sim = Sim::new(82);
    let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
    let began: Timestamp = amazon::clock::Clock::now(&sim.clock);
    let sku = sim.simulator.with_world(|world| {
        let skus = world.add_listings(&sim.seller, 1, "DAILY", true);
        let stock = &mut world.account_mut(&sim.seller).stock;
        stock.get_mut(&skus[0]).expect("stocked").fulfillable = 50;
        skus[0].clone()
    });
    sim.pass(Duration::from_secs(600));
    let mut made: Vec<String> = (0..9).map(|_| sim.buy(&sku, 1)).collect();
    made.sort();
    sim.pass(Duration::from_secs(3600));
    let work = async {
        sim.switch("partial-list", Some("orders"));
        let partial = ids(&store, &OrderQuery::ChangedSince(began)).await;
        sim.behave();
        let missed: Vec<_> = made.iter().filter(|id| !partial.contains(id)).collect();
        assert!(!missed.is_empty(), "the list leaves some out");
        let now = amazon::clock::Clock::now(&sim.clock);
        let day = ids(&store, &OrderQuery::MadeBetween(began, now)).await;
        assert_eq!(day, made, "all that were made, and no others");
        let before = ids(&store, &OrderQuery::MadeBetween(began - DAY, began)).await;
        assert!(
            before.iter().all(|id| !made.contains(id)),
            "none that came later"
        );
    };
    sim.clock.run(work).await;
}

/// What changed of the stock is told as a whole reading tells it; a partial reading lacks rows, and the next one brings them.
#[tokio::test]
async fn stock_that_a_reading_left_out_comes_with_the_next() {
    let bench = FbaBench::new(83);
    let work = async {
        bench.pass(DAY).await;
        let since = bench.now();
        bench.pass(Duration::from_secs(600)).await;
        bench.sim.buy(&bench.stocked(), 1);
        bench.pass(DAY).await;
        let whole = bench
            .fba
            .stock(&StockQuery::Everything)
            .await
            .expect("read");
        let changed = bench
            .fba
            .stock(&StockQuery::ChangedSince(since))
            .await
            .expect("read");
        assert_eq!(changed.unread, []);
        assert!(changed.len() < whole.len(), "not all has changed");
        assert!(
            changed.iter().any(|row| row.sku == bench.stocked()),
            "what was sold has"
        );
        for row in &changed {
            assert!(whole.contains(row), "{row:?}");
        }
        bench.sim.switch("partial-list", None);
        let partial = bench
            .fba
            .stock(&StockQuery::Everything)
            .await
            .expect("read");
        bench.sim.behave();
        assert!(partial.len() < whole.len(), "a third is left out");
        let next = bench
            .fba
            .stock(&StockQuery::Everything)
            .await
            .expect("read");
        // Missing is what two passes miss.
        let is_missing = |sku: &str| {
            ![&partial, &next]
                .iter()
                .any(|pass| pass.iter().any(|row| row.sku == sku))
        };
        assert!(
            whole.iter().all(|row| !is_missing(&row.sku)),
            "two passes miss nothing"
        );
        assert_eq!(next, whole);
    };
    bench.sim.clock.run(work).await;
}
