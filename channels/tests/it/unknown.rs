//! Answers with something missing or strange in them: unknown is not zero, and what cannot be read is named.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use amazon::{
    Client, Session,
    api::{
        reports::{self, GetReports, Report},
        settlement::REPORT_TYPE,
    },
    http::{Http, HttpError, HttpRequest, HttpResponse},
};
use amazon_sim::world::{
    Document, founding::Scale, listings::is_gated, misbehaviour::Misbehaviour,
};
use async_trait::async_trait;
use channels::{
    Error, FulfilmentService, InboundService, SalesChannel,
    amazon::{Fba, Fba2026, Store},
    contract::{Bench, FulfilmentBench},
    fulfilment::{OutboundLine, Progress, Release, StockQuery},
    inbound::{PlanSeen, PlanState, ShipmentStatus},
    sales::{
        CatalogueQuery, ChannelOrder, Charge, ChargeKind, OrderPage, OrderQuery, Payout, ShippedBy,
    },
    words::{Earlier, Money, Single, Told, Unread},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    amazon::{FbaBench, figures},
    sending_in::{SIMPLE, Way, inbound_life},
    simulated::{Sim, US},
};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// What is done to a row of an answer.
#[derive(Clone, Debug)]
enum Change {
    Removed,
    Strange,
    Becomes(Value),
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
        Change::Becomes(value) => {
            holder.insert(last.clone(), value.clone());
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
    Seen {
        rows: page.orders.iter().map(of_order).collect(),
        unread: page.unread,
    }
}

fn of_order(order: &ChannelOrder) -> (String, Vec<Option<u32>>) {
    let lines = order.lines.iter();
    let figures = lines.flat_map(|line| {
        let amounts = [&line.unit_price, &line.total].map(minor);
        [&[line.quantity, line.shipped, line.open][..], &amounts].concat()
    });
    let figures = figures.chain([minor(&order.total)]).collect();
    (order.id.clone(), figures)
}

fn minor(money: &Option<Money>) -> Option<u32> {
    let minor = money.as_ref()?.minor;
    Some(u32::try_from(minor).expect("no discount"))
}

/// One thing that was asked for by its name; where that is refused because it cannot be read, there is no row.
fn of_single<T>(
    told: Result<Single<T>, Error>,
    row: impl Fn(&T) -> (String, Vec<Option<u32>>),
) -> Seen {
    match told {
        Ok(told) => Seen {
            rows: vec![row(&told.value)],
            unread: told.unread,
        },
        Err(error) => Seen {
            rows: Vec::new(),
            unread: vec![Unread {
                about: None,
                place: "the answer".into(),
                reason: error.to_string(),
                raw: Value::Null,
            }],
        },
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

/// Proves that unknown is not zero for all that the adapters read: stock, received goods, plans, orders with their
/// lines, changes and progress by both generations, items of the catalogue, and a listing, an order and a restriction that are
/// asked for alone. Each member of an answer is removed and made strange in turn; no figure
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
        let own = bench.sim.simulator.change_world(|world| {
            world
                .add_listings(&bench.sim.seller, 1, "OWN", false)
                .remove(0)
        });
        let ready = inbound_life(&bench, "UNKNOWN", SIMPLE).await.remove(0);
        let confirmation = ready.shipment.confirmation.expect("confirmed");
        let order = bench.order("UNKNOWN-1", 2);
        fba.send(&order, Release::Ship, Earlier::Never)
            .await
            .expect("accepted");
        let bought = bench.sim.buy(&bench.stocked(), 2);
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
        n += played(&http, (ONE_ORDER, "/order"), async || {
            of_single(store.order(&bought).await, of_order)
        })
        .await;
        n += played(&http, (ONE_LISTING, ""), async || {
            let told = store.listing(US, &own).await.transpose();
            of_single(told.expect("it is there"), |listing| {
                (
                    listing.sku.clone(),
                    vec![listing.quantity, minor(&listing.price)],
                )
            })
        })
        .await;
        let (asins, gated) = bench.sim.simulator.with_world(|world| {
            let (gated, free): (Vec<_>, Vec<_>) = world
                .catalogue
                .products()
                .filter(|product| !product.is_parent())
                .partition(|product| is_gated(product));
            let free = free.iter().take(2).map(|product| product.asin.to_string());
            (free.collect::<Vec<_>>(), gated[0].asin.to_string())
        });
        let ids = CatalogueQuery::Ids(asins);
        n += played(
            &http,
            ("/catalog/2022-04-01/items", "/items/0"),
            async || {
                let told = store.search(US, &ids).await.expect("read");
                Seen::without_figures(told, |item| item.catalogue_id)
            },
        )
        .await;
        // A restriction may become unknown, and never a permission.
        n += played(
            &http,
            ("/listings/2021-08-01/restrictions", ""),
            async || {
                let told = store.restrictions(US, &gated, "new_new").await;
                of_single(told.map(Single::whole), |why| {
                    let word = if why.is_empty() {
                        "allowed"
                    } else {
                        "restricted"
                    };
                    (word.to_owned(), Vec::new())
                })
            },
        )
        .await;
        n
    };
    let n = bench.sim.clock.run(work).await;
    assert!(n > 400, "only {n} answers");
}

/// Where one order and one listing are read.
const ONE_ORDER: &str = "/orders/2026-01-01/orders/";
const ONE_LISTING: &str = "/listings/2021-08-01/items/";

fn path(steps: &str) -> Vec<String> {
    steps.split('/').map(str::to_owned).collect()
}

/// A charge whose amount is missing, has no currency or one that there is not, is a charge without an amount, and is told:
/// of the order and of a line, in the list and alone. All other charges stay what they are.
#[tokio::test]
async fn a_charge_without_an_amount_is_told() {
    let bench = FbaBench::new(84);
    let http = Arc::new(Tampered {
        sim: bench.sim.clone(),
        tampering: Mutex::default(),
    });
    let store = Store::new(http.session(), &bench.sim.seller, vec![US.into()]);
    let since = bench.now() - DAY;
    let id = bench.sim.buy(&bench.stocked(), 2);
    let listed = async || {
        let query = OrderQuery::ChangedSince(since);
        let page = store.orders(&query, None).await.expect("read");
        let mut orders = page.orders.into_iter();
        let value = orders.find(|order| order.id == id).expect("it is listed");
        let unread = page.unread;
        Single { value, unread }
    };
    let alone = async || store.order(&id).await.expect("read");
    let work = async {
        bench.pass(DAY).await;
        let whole = alone().await;
        assert_eq!((&whole, &listed().await), (&listed().await, &whole));
        let all = |order: &ChannelOrder| -> Vec<Charge> {
            let lines = order.lines.iter().flat_map(|line| &line.charges);
            order.charges.iter().chain(lines).cloned().collect()
        };
        let charges = all(&whole);
        assert!(charges.iter().all(|charge| charge.amount.is_some()) && charges.len() > 2);
        let page = store.orders(&OrderQuery::ChangedSince(since), None).await;
        let orders = page.expect("read").orders;
        let n = orders
            .iter()
            .position(|order| order.id == id)
            .expect("there");
        let in_list: &'static str = Box::leak(format!("/orders/{n}").into_boxed_str());
        let of_order = whole.charges.len();
        for (at, place) in [
            ("proceeds/breakdowns/0", 0),
            ("orderItems/0/proceeds/breakdowns/0", of_order),
        ] {
            for (member, change, reason) in [
                ("subtotal", Change::Removed, "the amount is not told"),
                ("subtotal/amount", Change::Removed, "the amount is not told"),
                ("subtotal/amount", Change::Strange, "the amount is not told"),
                (
                    "subtotal/amount",
                    Change::Becomes(json!("much")),
                    "the amount is not told",
                ),
                (
                    "subtotal/currencyCode",
                    Change::Removed,
                    "the currency is not told",
                ),
                (
                    "subtotal/currencyCode",
                    Change::Becomes(json!("ZZZ")),
                    "no currency ZZZ",
                ),
            ] {
                let about = format!("{at}/{member} {change:?}");
                let change = || Some((path(&format!("{at}/{member}")), change.clone()));
                for (answer, look) in [
                    (ONE_ORDER, "/order"),
                    ("/orders/2026-01-01/orders?", in_list),
                ] {
                    http.set((answer, look), change());
                    let order = match look {
                        "/order" => alone().await,
                        _ => listed().await,
                    };
                    let seen = all(&order);
                    assert_eq!(seen.len(), charges.len(), "{about}");
                    for (n, (then, now)) in charges.iter().zip(&seen).enumerate() {
                        assert_eq!(then.kind, now.kind, "{about}");
                        let expected = if n == place { &None } else { &then.amount };
                        assert_eq!(&now.amount, expected, "{about}");
                    }
                    let told = order.unread.iter().any(|lost| {
                        lost.about.as_ref() == Some(&id)
                            && lost.reason.contains(reason)
                            && lost.place.contains("breakdowns")
                    });
                    assert!(told, "{about}: {:?}", order.unread);
                }
            }
        }
        assert_eq!(charges[0].kind, ChargeKind::Item);
    };
    bench.sim.clock.run(work).await;
}

/// Listings with prices that are none (negative, with more digits than the currency has, in a currency that there is not,
/// without an amount): each is told with its listing, in the list and alone, and none becomes another price or hides the
/// listing. An offer with such a price is not said to be listed.
#[tokio::test]
async fn a_strange_price_is_told_and_becomes_no_other() {
    let sim = Sim::new(85);
    let store = Store::new(sim.session(), &sim.seller, vec![US.into()]);
    let sku = sim.simulator.change_world(|world| {
        world
            .add_listings(&sim.seller, 1, "PRICED", false)
            .remove(0)
    });
    let strange = |parameter: Option<i64>| {
        sim.behave();
        sim.switch_on(Misbehaviour {
            name: "listing-price-strange".into(),
            parameter,
            ..Misbehaviour::default()
        });
        // A report of the last hour would do otherwise.
        sim.pass(Duration::from_secs(3600));
    };
    let work = async {
        let whole = store.listing(US, &sku).await.expect("read").expect("there");
        assert_eq!(whole.unread, []);
        let price = whole.price.clone().expect("it has a price");
        let n_listings = store.listings(US).await.expect("read").listings.len();
        for (parameter, alone, in_list, seen) in [
            (
                1,
                "a price cannot be negative",
                Some("a price cannot be negative"),
                None,
            ),
            (
                2,
                "more digits than its currency",
                Some("more digits than its currency"),
                Some(&price),
            ),
            (3, "there is no currency ZZZ", Some("it is no number"), None),
            (4, "the amount is not told", None, None),
        ] {
            strange(Some(parameter));
            let listing = store.listing(US, &sku).await.expect("read").expect("there");
            assert_eq!(listing.price.as_ref(), seen, "{parameter}");
            let [lost] = &*listing.unread else {
                panic!("{parameter}: {:?}", listing.unread)
            };
            assert_eq!(lost.about.as_ref(), Some(&sku));
            assert!(lost.reason.contains(alone), "{lost:?}");
            assert!(lost.raw.is_object(), "what was told is kept: {lost:?}");
            let rest = (&listing.title, listing.quantity, &listing.shipped_by);
            assert_eq!(rest, (&whole.title, whole.quantity, &ShippedBy::Us));

            let pass = store.listings(US).await.expect("read");
            assert_eq!(pass.listings.len(), n_listings, "{parameter}");
            let row = pass
                .listings
                .iter()
                .find(|row| row.sku == sku)
                .expect("there");
            assert_eq!(row.price.as_ref(), seen, "{parameter}");
            let told = pass
                .unread
                .iter()
                .find(|lost| lost.about.as_ref() == Some(&sku));
            match in_list {
                Some(reason) => {
                    let lost = told.expect("it is told");
                    assert!(
                        lost.reason.contains(reason) && lost.place.contains("price"),
                        "{lost:?}"
                    );
                }
                None => assert_eq!(told, None, "an empty cell is no price"),
            }
        }
        // Each listing in its turn: none is lost, and every second one has no price left.
        strange(None);
        let pass = store.listings(US).await.expect("read");
        assert_eq!(pass.listings.len(), n_listings);
        let reasons: BTreeSet<&str> = pass.unread.iter().map(|lost| &*lost.reason).collect();
        assert!(reasons.len() > 2, "{reasons:?}");
    };
    sim.clock.run(work).await;
    assert_eq!(sim.simulator.faults(), Vec::<String>::new());
}

/// Proves INB-31 at the service, read as the job reads it: a shipment with a status that is new to us, and a plan with one,
/// are shown with it as it is, in a list with the others, which lack nothing.
#[tokio::test]
async fn an_unknown_status_stands_in_the_list_as_it_is() {
    let bench = FbaBench::new(86);
    let http = Arc::new(Tampered {
        sim: bench.sim.clone(),
        tampering: Mutex::default(),
    });
    let fba = Fba::new(http.session(), US);
    let since = bench.now() - DAY;
    let work = async {
        let way = Way {
            shipments: 2,
            ..SIMPLE
        };
        inbound_life(&bench, "STATUS-1", way).await;
        inbound_life(&bench, "STATUS-2", SIMPLE).await;
        let plans = fba.plans_since(since).await.expect("read");
        assert_eq!(plans.unread, []);
        // Whoever guessed wrong who prepares has left a plan of the same name that failed.
        let named = |name: &str| {
            let is_it = |plan: &PlanSeen| plan.name == name && plan.state != PlanState::Errored;
            plans.iter().position(is_it).expect("there")
        };
        let (first, second) = (&plans[named("STATUS-1")], &plans[named("STATUS-2")]);
        let before = fba.shipments(&first.id).await.expect("read");
        assert_eq!((before.len(), before.unread.len()), (2, 0));
        let word = || Change::Becomes(json!("BEING_PALLETISED"));

        // The address is looked for as a whole, so that of the two shipments one alone has the word.
        let address: &'static str =
            Box::leak(format!("/shipments/{}", before[0].id).into_boxed_str());
        http.set((address, ""), Some((path("status"), word())));
        let shipments = fba.shipments(&first.id).await.expect("read");
        assert_eq!(shipments.unread, []);
        let unknown = ShipmentStatus::Unknown("BEING_PALLETISED".into());
        assert!(!unknown.is_final(), "it is read again");
        let mut expected = before.clone();
        expected[0].status = unknown;
        assert_eq!(shipments, expected);

        let row = format!("/inboundPlans/{}", named("STATUS-1"));
        let row: &'static str = Box::leak(row.into_boxed_str());
        http.set(("/inboundPlans?", row), Some((path("status"), word())));
        let told = fba.plans_since(since).await.expect("read");
        let mut expected = plans.clone();
        expected[named("STATUS-1")].state = PlanState::Unknown("BEING_PALLETISED".into());
        assert_eq!(told, expected);
        assert_eq!(told[named("STATUS-2")].state, second.state);
    };
    bench.sim.clock.run(work).await;
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
    let sku = sim.simulator.change_world(|world| {
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

/// What of a preview cannot be read makes no method one that cannot be had, or one that costs less or leaves earlier: by
/// both generations each member is removed and made strange in turn, and whole lists and rows of lists besides. So are
/// the reasons of returns, and how goods are prepared, which is not told away.
#[tokio::test]
async fn a_preview_that_cannot_be_read_is_not_one_without_methods() {
    let bench = FbaBench::new(88);
    let http = Arc::new(Tampered {
        sim: bench.sim.clone(),
        tampering: Mutex::default(),
    });
    let fba = Fba::new(http.session(), US);
    let newer = Fba2026::new(Fba::new(http.session(), US));
    let (older_preview, newer_preview) = ("/fulfillmentOrders/preview", "/2026-07-04/previews");
    let line = [OutboundLine {
        id: "1".into(),
        sku: bench.stocked(),
        quantity: 1,
    }];
    let offers = async |service: &dyn FulfilmentService| {
        let offers = service.preview(&bench.address(), &line).await;
        offers.expect("a preview")
    };
    let seen = async |service: &dyn FulfilmentService| {
        let told = offers(service).await;
        // Instants move with the clock; whether there is one does not.
        let there = |there: bool| there.then_some(1);
        let rows = told.rows.into_iter().map(|offer| {
            let figures = vec![
                Some(u32::from(offer.unavailable.is_empty())),
                minor(&offer.cost),
                there(offer.ships_by.is_some()),
                there(offer.arrives.is_some()),
            ];
            (offer.method.0, figures)
        });
        Seen {
            rows: rows.collect(),
            unread: told.unread,
        }
    };
    let work = async {
        let mut n = 0;
        let at = (older_preview, "/payload/fulfillmentPreviews/0");
        n += played(&http, at, async || seen(&fba).await).await;
        let at = (newer_preview, "/plannedShipments/0");
        n += played(&http, at, async || seen(&newer).await).await;
        assert!(n > 60, "only {n} answers");

        let services: [(&dyn FulfilmentService, _, _); 2] = [
            (&fba, older_preview, "/payload"),
            (&newer, newer_preview, ""),
        ];
        let all = |service: &dyn FulfilmentService| -> BTreeSet<String> {
            let methods = service.methods().into_iter();
            methods.map(|method| method.0).collect()
        };
        for (generation, at, change) in [
            (0, "fulfillmentPreviews", Change::Removed),
            (0, "fulfillmentPreviews", Change::Becomes(json!(true))),
            (0, "fulfillmentPreviews", Change::Becomes(json!([true]))),
            (1, "plannedShipments", Change::Removed),
            (1, "plannedShipments", Change::Becomes(json!(true))),
            (1, "plannedShipments", Change::Becomes(json!([true]))),
            (1, "plannedShipments/0/offers", Change::Removed),
            (1, "plannedShipments/0/offers", Change::Strange),
            (
                1,
                "plannedShipments/0/offers",
                Change::Becomes(json!([true])),
            ),
            (1, "constraints", Change::Becomes(json!([true]))),
            (1, "constraints", Change::Becomes(json!(true))),
        ] {
            let (service, address, row) = services[generation];
            let about = format!("{address} {at} {change:?}");
            http.set((address, row), Some((path(at), change)));
            let told = offers(service).await;
            assert_eq!(told.rows, [], "{about}");
            let unread = told.unread.iter().filter_map(|lost| lost.about.clone());
            assert_eq!(
                unread.collect::<BTreeSet<_>>(),
                all(service),
                "{about}: {:?}",
                told.unread
            );
        }
        // A fee among others that cannot be read makes no smaller sum, a shipment among others no earlier day.
        for (at, list, is_cost) in [
            (
                "estimatedFees",
                json!([{"name": "FBAPerUnitFulfillmentFee", "amount": {"currencyCode": "USD", "value": "1.00"}}, true]),
                true,
            ),
            (
                "fulfillmentPreviewShipments",
                json!([{"latestShipDate": "2030-01-01T00:00:00Z", "latestArrivalDate": "2030-01-02T00:00:00Z"}, true]),
                false,
            ),
        ] {
            let row = "/payload/fulfillmentPreviews/0";
            http.set(
                (older_preview, row),
                Some((path(at), Change::Becomes(list))),
            );
            let told = offers(&fba).await;
            let lacking: Vec<_> = told
                .iter()
                .map(|offer| match is_cost {
                    true => offer.cost.is_none(),
                    false => offer.ships_by.is_none() && offer.arrives.is_none(),
                })
                .collect();
            assert_eq!(lacking, [true, false, false], "{at}: {told:?}");
            assert_eq!(told.unread.len(), 1, "{:?}", told.unread);
        }
        http.set(("", ""), None);

        let order = bench.order("REASONS-1", 1);
        let sent = fba.send(&order, Release::Ship, Earlier::Never).await;
        sent.expect("accepted");
        let at = ("/returnReasonCodes", "/payload/reasonCodeDetails/0");
        played(&http, at, async || {
            let sku = bench.stocked();
            let reasons = fba.return_reasons("REASONS-1", &sku, "en_US").await;
            Seen::without_figures(reasons.expect("read"), |reason| reason.code)
        })
        .await;

        let skus = [bench.stocked()];
        let prepared = || {
            let world = |world: &amazon_sim::world::World| {
                world.prep_details(&bench.sim.seller, &bench.stocked())
            };
            bench.sim.simulator.with_world(world)
        };
        fba.prepare(&skus).await.expect("told");
        bench.pass(DAY).await;
        let before = prepared();
        assert_eq!(fba.prepare(&skus).await.expect("nothing to tell"), None);
        for (at, change) in [
            ("mskuPrepDetails/0/prepCategory", Change::Strange),
            ("mskuPrepDetails/0/prepCategory", Change::Removed),
            ("mskuPrepDetails/0/msku", Change::Strange),
            ("mskuPrepDetails", Change::Becomes(json!([true]))),
            ("mskuPrepDetails", Change::Becomes(json!(true))),
            ("mskuPrepDetails", Change::Removed),
        ] {
            let about = format!("{at} {change:?}");
            http.set(("/items/prepDetails", ""), Some((path(at), change)));
            let told = fba.prepare(&skus).await;
            assert!(
                matches!(&told, Err(Error::Refused { problems, .. }) if !problems.is_empty()),
                "{about}: {told:?}"
            );
            bench.pass(DAY).await;
            assert_eq!(prepared(), before, "{about}: nothing was told");
        }
    };
    bench.sim.clock.run(work).await;
}

/// A settlement with this cell of a line in another way.
fn with_cell(text: &str, line: usize, column: &str, cell: &str) -> String {
    let mut lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let at = lines[0].iter().position(|name| *name == column);
    lines[line][at.expect("there is such a column")] = cell;
    let lines: Vec<String> = lines.iter().map(|line| line.join("\t")).collect();
    lines.join("\n")
}

/// Of several settlements one cannot be read: an amount is none or more than can be kept, the currency is none, its summary is not
/// there, its document is damaged or gone, or its report names none. It is told by its report with the reason; all others are paid
/// out as before.
#[tokio::test]
async fn one_payout_that_cannot_be_read_keeps_no_other_back() {
    let scale = Scale {
        orders_per_day: 5,
        history_days: 60,
        ..Scale::default()
    };
    let sim = Sim::of(87, scale);
    let http = Arc::new(Tampered {
        sim: sim.clone(),
        tampering: Mutex::default(),
    });
    let store = Store::new(http.session(), &sim.seller, vec![US.into()]);
    let since: Timestamp = amazon::clock::Clock::now(&sim.clock) - DAY * 60;
    let list = GetReports {
        report_types: Some(vec![REPORT_TYPE.into()]),
        created_since: Some(since.into()),
        page_size: Some(100),
        ..Default::default()
    };
    let work = async {
        let whole = store.payouts(since).await.expect("read");
        assert_eq!(whole.unread, []);
        assert!(whole.len() > 2, "{}", whole.len());
        let listed = http.session().call(&list).await.expect("read").body.reports;
        let Report {
            report_id: Some(id),
            report_document_id: Some(document),
            ..
        } = listed.expect("there are reports")[1].clone()
        else {
            panic!("a report names itself and its document")
        };
        let text = reports::document(&http.session(), &id, &document, None).await;
        let text = text.expect("read").text();
        let settlement = text.lines().nth(1).and_then(|line| line.split('\t').next());
        let settlement = settlement.expect("it names itself").to_owned();
        let others: Vec<Payout> = whole
            .iter()
            .filter(|payout| payout.id != settlement)
            .cloned()
            .collect();
        assert_eq!(others.len() + 1, whole.len());

        let exchanged = |new: Option<Document>| {
            sim.simulator.change_world(|world| match new {
                Some(new) => world.documents.insert(document.clone(), new),
                None => world.documents.remove(&document),
            })
        };
        let original = exchanged(None).expect("it was there");
        let plain = |text: String| Document {
            bytes: text.into_bytes(),
            gzip: false,
            ..original.clone()
        };
        let cut = Document {
            bytes: original.bytes[..original.bytes.len() / 2].to_vec(),
            ..original.clone()
        };
        let huge = "79228162514264337593543950335";
        let header = text.lines().next().expect("a header").to_owned();
        for (new, reason) in [
            (Some(plain(with_cell(&text, 2, "amount", "much"))), "much"),
            (Some(plain(with_cell(&text, 2, "amount", huge))), huge),
            (Some(plain(with_cell(&text, 1, "total-amount", huge))), huge),
            (Some(plain(with_cell(&text, 1, "currency", "ZZZ"))), "ZZZ"),
            (Some(plain(header)), "summary"),
            (Some(plain("nothing".into())), "no column"),
            (Some(cut), ""),
            (None, ""),
        ] {
            exchanged(new);
            let told = store.payouts(since).await.expect("the others are read");
            assert_eq!(told.rows, others, "{reason}");
            let [lost] = &*told.unread else {
                panic!("{reason}: {:?}", told.unread)
            };
            assert_eq!(lost.about.as_ref(), Some(&id));
            assert!(
                lost.reason.contains(reason) && !lost.reason.is_empty(),
                "{lost:?}"
            );
            assert!(lost.place.contains(&id), "{lost:?}");
            assert_eq!(lost.raw["reportDocumentId"], *document);
        }
        exchanged(Some(original.clone()));
        for change in [Change::Removed, Change::Strange] {
            let path = path("reportDocumentId");
            http.set(("/reports?", "/reports/1"), Some((path, change)));
            let told = store.payouts(since).await.expect("the others are read");
            assert_eq!(told.rows, others);
            let [lost] = &*told.unread else {
                panic!("{:?}", told.unread)
            };
            assert_eq!(lost.about.as_ref(), Some(&id));
        }
        http.set(("", ""), None);
        sim.switch("rejects-valid", Some("reports/getReportDocument"));
        let refused = store.payouts(since).await;
        let passes = matches!(&refused, Err(error) if error.retryable());
        assert!(passes, "none is to be had: {refused:?}");
        sim.behave();
        let healed = store.payouts(since).await.expect("read");
        assert_eq!(healed, whole);
    };
    sim.clock.run(work).await;
}
