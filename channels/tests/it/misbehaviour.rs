//! Each named misbehaviour of the simulated Amazon, and what a caller of the adapter sees of it: the same scene is
//! played in the same world without it and with it, and what is seen must differ.

use std::{fmt::Debug, time::Duration};

use amazon_sim::world::misbehaviour::{KINDS, Misbehaviour, TRAPS};
use channels::{
    Error, FulfilmentService, InboundService, SalesChannel,
    amazon::{Fba, Fba2026, Store},
    contract::{Bench, FulfilmentBench},
    fulfilment::{OutboundLine, Release, StockQuery},
    inbound::{
        InboundLine, LabelKind, LabelPaper, LabelRequest, OperationState, Owner, Plan, PlanMade,
    },
    sales::{ChannelOrder, Offer, OrderQuery, StockChange},
    words::{Earlier, Money},
};
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde_json::json;

use crate::{
    amazon::FbaBench,
    paper,
    sending_in::{SIMPLE, inbound_life},
    simulated::{US, with_clock},
};

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

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Which calls a misbehaviour strikes in its scene.
#[derive(Clone, Copy)]
enum Strikes {
    /// All of them.
    Always,
    /// All of them, with this parameter.
    With(i64),
    /// All of them for so long.
    For(Duration),
    /// One call of each of these operations.
    Once(&'static [&'static str]),
    /// The same with this parameter.
    OnceWith(&'static [&'static str], i64),
}

impl Strikes {
    fn switches(self, name: &str, now: i64) -> Vec<Misbehaviour> {
        let all = Misbehaviour {
            name: name.into(),
            ..Misbehaviour::default()
        };
        let once = |operations: &[&str], parameter| {
            let one = |operation: &&str| Misbehaviour {
                operation: Some((*operation).into()),
                times: Some(1),
                parameter,
                ..all.clone()
            };
            operations.iter().map(one).collect()
        };
        match self {
            Self::Always => vec![all],
            Self::With(parameter) => vec![Misbehaviour {
                parameter: Some(parameter),
                ..all
            }],
            Self::For(time) => vec![Misbehaviour {
                until: Some(now + i64::try_from(time.as_millis()).expect("short")),
                ..all
            }],
            Self::Once(operations) => once(operations, None),
            Self::OnceWith(operations, parameter) => once(operations, Some(parameter)),
        }
    }
}

type Act = for<'a> fn(&'a Scene) -> BoxFuture<'a, String>;

const CREATE: &str = "outbound/createFulfillmentOrder";
const STOCK: &str = "inventory/getInventorySummaries";

/// Of each misbehaviour which calls it strikes, and what a caller does then.
const SCENES: &[(&str, Strikes, Act)] = &[
    ("throttle", Strikes::Always, |scene| Box::pin(scene.order())),
    (
        "drop-reply-after-accept",
        Strikes::Once(&[CREATE]),
        |scene| Box::pin(scene.counted(scene.send())),
    ),
    ("drop-call", Strikes::Once(&[CREATE]), |scene| {
        Box::pin(scene.counted(scene.send()))
    }),
    // Slower than the client waits.
    (
        "slow-body",
        Strikes::OnceWith(&[CREATE, STOCK], 200_000),
        |scene| Box::pin(scene.counted(scene.stock_and_send())),
    ),
    ("truncated-body", Strikes::Once(&[CREATE, STOCK]), |scene| {
        Box::pin(scene.counted(scene.stock_and_send()))
    }),
    ("html-error", Strikes::Once(&[CREATE, STOCK]), |scene| {
        Box::pin(scene.counted(scene.stock_and_send()))
    }),
    ("server-error", Strikes::Once(&[CREATE, STOCK]), |scene| {
        Box::pin(scene.counted(scene.stock_and_send()))
    }),
    (
        "server-error-after-accept",
        Strikes::Once(&[CREATE]),
        |scene| Box::pin(scene.counted(scene.send())),
    ),
    ("maintenance", Strikes::For(HOUR), |scene| {
        Box::pin(scene.an_hour())
    }),
    ("expired-token", Strikes::Once(&[STOCK]), |scene| {
        Box::pin(scene.counted(scene.stock()))
    }),
    ("revoked-authorisation", Strikes::Always, |scene| {
        Box::pin(scene.stock())
    }),
    ("expired-authorisation", Strikes::Always, |scene| {
        Box::pin(scene.stock())
    }),
    ("missing-role", Strikes::Always, |scene| {
        Box::pin(scene.stock())
    }),
    ("wrong-region", Strikes::Always, |scene| {
        Box::pin(scene.stock())
    }),
    ("rejects-valid", Strikes::For(HOUR), |scene| {
        Box::pin(scene.an_hour())
    }),
    // Further than the order of the scene is past.
    ("clock-skew", Strikes::With(600_000), |scene| {
        Box::pin(scene.order())
    }),
    ("stuck-planning", Strikes::Always, |scene| {
        Box::pin(scene.late())
    }),
    ("estimated-fees-null", Strikes::Always, |scene| {
        Box::pin(scene.costs())
    }),
    ("tracking-absent", Strikes::Always, |scene| {
        Box::pin(scene.a_week_after_sending())
    }),
    ("partial-list", Strikes::Always, |scene| {
        Box::pin(scene.all_stock())
    }),
    ("stale-list", Strikes::Always, |scene| {
        Box::pin(scene.order_twice())
    }),
    ("stale-inventory", Strikes::Always, |scene| {
        Box::pin(scene.changed_stock())
    }),
    ("expired-page-token", Strikes::Always, |scene| {
        Box::pin(scene.all_stock())
    }),
    ("price-absent", Strikes::Always, |scene| {
        Box::pin(scene.order())
    }),
    ("address-absent", Strikes::Always, |scene| {
        Box::pin(scene.order())
    }),
    ("buyer-absent", Strikes::Always, |scene| {
        Box::pin(scene.order())
    }),
    ("report-cancelled", Strikes::Always, |scene| {
        Box::pin(scene.listings())
    }),
    ("report-fatal", Strikes::Always, |scene| {
        Box::pin(scene.listings())
    }),
    ("report-huge", Strikes::With(30_000_000), |scene| {
        Box::pin(scene.listings())
    }),
    ("cp1252", Strikes::Always, |scene| {
        Box::pin(scene.listings())
    }),
    ("shift-jis", Strikes::Always, |scene| {
        Box::pin(scene.listings())
    }),
    ("feed-fatal", Strikes::Always, |scene| {
        Box::pin(scene.feed())
    }),
    ("accepted-never-applied", Strikes::Always, |scene| {
        Box::pin(scene.publish_and_release())
    }),
    ("listing-price-zero", Strikes::Always, |scene| {
        Box::pin(scene.publish())
    }),
    ("listing-price-strange", Strikes::With(1), |scene| {
        Box::pin(scene.prices())
    }),
    ("listing-quantity-zero", Strikes::Always, |scene| {
        Box::pin(scene.publish())
    }),
    ("patch-replaces", Strikes::Always, |scene| {
        Box::pin(scene.patched())
    }),
    ("prep-puzzle", Strikes::Always, |scene| {
        Box::pin(scene.plan_and_prepare())
    }),
    ("problems-in-blocks", Strikes::Always, |scene| {
        Box::pin(scene.wrong_plan())
    }),
    ("boxes-shuffled", Strikes::Always, |scene| {
        Box::pin(scene.boxes())
    }),
    ("operation-fails", Strikes::Always, |scene| {
        Box::pin(scene.plan_made())
    }),
    ("operation-slow", Strikes::Always, |scene| {
        Box::pin(scene.plan_made())
    }),
    ("plan-voided", Strikes::Always, |scene| {
        Box::pin(scene.plan_made())
    }),
    ("labels-refused", Strikes::Always, |scene| {
        Box::pin(scene.label_of_one_box())
    }),
    ("path-forbidden", Strikes::Always, |scene| {
        Box::pin(scene.odd_listing())
    }),
    ("unknown-fields", Strikes::Always, |scene| {
        Box::pin(scene.order())
    }),
    ("wrong-charset", Strikes::Always, |scene| {
        Box::pin(scene.title())
    }),
];

/// A title that no old character set holds whole.
const TITLE: &str = "Škoda 東京";

struct Scene {
    bench: FbaBench,
    store: Store,
}

impl Scene {
    /// A scene in which this misbehaviour is switched on, or none.
    fn new(switched: Option<(&str, Strikes)>) -> Self {
        let bench = FbaBench::new(3);
        let store = Store::new(bench.sim.session(), &bench.sim.seller, vec![US.into()]);
        let wanted = json!({"sku": "TITLE-1", "title": TITLE, "fba": false, "quantity": 5});
        bench.sim.simulator.change_world(|world| {
            let made = world.add_listing(&bench.sim.seller, &wanted);
            made.expect("it can be listed");
        });
        let now = bench.now().as_millisecond();
        let switches = switched.map(|(name, strikes)| strikes.switches(name, now));
        for switch in switches.into_iter().flatten() {
            bench.sim.switch_on(switch);
        }
        Self { bench, store }
    }

    /// What is seen, with what it took: masked trouble costs calls, tokens and time.
    async fn counted(&self, seen: impl Future<Output = String>) -> String {
        let sim = &self.bench.sim;
        let (calls, began) = (sim.n_calls(), self.bench.now());
        let seen = seen.await;
        let minutes = self.bench.now().duration_since(began).as_secs() / 60;
        format!(
            "{seen} (calls: {}, tokens: {}, minutes: {minutes})",
            sim.n_calls() - calls,
            sim.tokens().len()
        )
    }

    async fn stock(&self) -> String {
        let skus = StockQuery::Skus(vec![self.bench.stocked()]);
        match self.bench.fba.stock(&skus).await {
            Ok(pass) => format!("rows of stock: {}", pass.rows.len()),
            Err(error) => sight::<()>(Err(error)),
        }
    }

    async fn all_stock(&self) -> String {
        let seller = &self.bench.sim.seller;
        let there = self
            .bench
            .sim
            .simulator
            .with_world(|world| world.accounts[seller].stock.len());
        let pass = self.bench.fba.stock(&StockQuery::Everything).await;
        match pass {
            Ok(pass) => format!("{} of {there} rows", pass.rows.len()),
            Err(error) => sight::<()>(Err(error)),
        }
    }

    /// Goods are sold at Amazon between two looks.
    async fn changed_stock(&self) -> String {
        let sku = self.bench.stocked();
        let query = StockQuery::Skus(vec![sku.clone()]);
        let look = async || {
            let pass = self.bench.fba.stock(&query).await.expect("read");
            pass.rows[0].sellable
        };
        let before = look().await;
        self.bench.sim.simulator.change_world(|world| {
            let account = world.account_mut(&self.bench.sim.seller);
            account.stock.get_mut(&sku).expect("there").fulfillable = 7;
        });
        format!("{before}, then {}, where 7 are left", look().await)
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
            let orders = world.accounts[&self.bench.sim.seller].outbound.values();
            orders.filter(|order| order.id == "FO-1").count()
        });
        format!("{sent}, orders there: {n}")
    }

    async fn stock_and_send(&self) -> String {
        format!("{}; {}", self.stock().await, self.send().await)
    }

    /// A buyer comes and pays; the order's id.
    async fn bought(&self) -> String {
        let order = self.bench.sim.buy(&self.bench.stocked, 1);
        let seller = &self.bench.sim.seller;
        self.bench.sim.simulator.change_world(|world| {
            world.order_confirmed(seller, &order);
            let held = world.account_mut(seller).orders.get_mut(&order);
            held.expect("there").buyer.name = "Ana Škoda".into();
        });
        order
    }

    /// All pages of what changed since, and the watermark for the next time.
    async fn changed_since(
        &self,
        since: Timestamp,
    ) -> Result<(Vec<ChannelOrder>, Option<Timestamp>, usize), Error> {
        let query = OrderQuery::ChangedSince(since);
        let (mut orders, mut unread, mut cursor) = (Vec::new(), 0, None);
        loop {
            let page = self.store.orders(&query, cursor.as_ref()).await?;
            orders.extend(page.orders);
            unread += page.unread.len();
            cursor = page.next;
            if cursor.is_none() {
                return Ok((orders, page.watermark, unread));
            }
        }
    }

    /// An order that was made five minutes ago, and what is told of it.
    async fn order(&self) -> String {
        let id = self.bought().await;
        self.bench.pass(MINUTE * 5).await;
        let (orders, watermark, unread) = match self.changed_since(self.bench.now() - DAY * 3).await
        {
            Ok(seen) => seen,
            Err(error) => return sight::<()>(Err(error)),
        };
        let Some(order) = orders.into_iter().find(|order| order.id == id) else {
            return "no such order".into();
        };
        let ahead = |at: Option<Timestamp>| match at {
            Some(at) if at > self.bench.now() => "ahead of us",
            Some(_) => "past",
            None => "unknown",
        };
        let with = |there: bool| if there { "with" } else { "without" };
        format!(
            "{:?} order {} total, {} address, {}, changed {}, watermark {}, unread: {unread}",
            order.state,
            with(order.total.is_some()),
            with(order.address.is_some()),
            order.buyer_name.as_deref().unwrap_or("nameless"),
            ahead(order.changed_at),
            ahead(watermark),
        )
    }

    /// An order that is made before a look, and is found by that look or by the next, an hour later.
    async fn order_twice(&self) -> String {
        let id = self.bought().await;
        self.bench.pass(MINUTE * 5).await;
        let since = self.bench.now() - DAY * 3;
        let (first, watermark, _) = self.changed_since(since).await.expect("read");
        self.bench.pass(HOUR).await;
        let since = watermark.expect("told on the last page");
        let (second, ..) = self.changed_since(since).await.expect("read");
        let holds = |orders: &[ChannelOrder]| orders.iter().any(|order| order.id == id);
        format!(
            "the new order: {}, an hour later by the watermark: {}",
            holds(&first),
            holds(&first) || holds(&second)
        )
    }

    /// Orders are read and one is sent, now and again an hour later; in between a buyer comes.
    async fn an_hour(&self) -> String {
        let since = self.bench.now() - DAY;
        let bought = self.bought().await;
        self.bench.pass(MINUTE * 5).await;
        let look = async || {
            let seen = self.changed_since(since).await;
            sight(seen.map(|(orders, ..)| orders.iter().any(|order| order.id == bought)))
        };
        let during = format!(
            "order read: {}, sending: {}",
            look().await,
            self.send().await
        );
        self.bench.pass(HOUR).await;
        let order = self.bench.order("FO-1", 1);
        let again = self.bench.fba.send(&order, Release::Ship, Earlier::Perhaps);
        let again = sight(again.await);
        let n_orders = self
            .bench
            .sim
            .simulator
            .with_world(|world| world.accounts[&self.bench.sim.seller].outbound.len());
        format!(
            "{during}; an hour later order read: {}, sending: {again}, orders there: {n_orders}",
            look().await
        )
    }

    async fn a_week_after_sending(&self) -> String {
        self.send().await;
        self.bench.pass(DAY * 7).await;
        let progress = self.bench.fba.progress("FO-1", &[]).await.expect("read");
        let numbered = progress
            .parcels
            .iter()
            .filter(|parcel| parcel.tracking_number.is_some());
        format!(
            "{:?}, at Amazon {}, parcels: {}, tracking numbers: {}",
            progress.status.expect("a known word"),
            progress.service_status,
            progress.parcels.len(),
            numbered.count()
        )
    }

    /// Whether an order that was sent should have left, soon after and after a week: by what is told of it itself,
    /// and by what was promised before it was sent where the newer generation tells nothing.
    async fn late(&self) -> String {
        let newer = Fba2026::new(Fba::new(self.bench.sim.session(), US));
        let lines = [OutboundLine {
            id: "1".into(),
            sku: self.bench.stocked(),
            quantity: 1,
        }];
        let offers = newer.preview(&self.bench.address(), &lines).await;
        let method = &self.bench.order("FO-1", 1).method;
        let offers = offers.expect("a preview");
        let offer = offers.iter().find(|offer| offer.method == *method);
        let promised = offer.expect("it is offered").ships_by;
        let late = async || {
            let now = self.bench.now();
            let told = self.bench.fba.progress("FO-1", &[]).await.expect("read");
            let by_offer = newer.progress("FO-1", &[]).await.expect("read");
            let late = (
                told.should_have_left(None, now),
                by_offer.should_have_left(promised, now),
            );
            match late {
                (true, true) => format!("{}, which is late", told.service_status),
                (false, false) => format!("{}, which is not late", told.service_status),
                late => format!("late by one reading alone: {late:?}"),
            }
        };
        self.send().await;
        self.bench.pass(MINUTE * 20).await;
        let soon = late().await;
        self.bench.pass(DAY * 7).await;
        format!("soon {soon}; a week later {}", late().await)
    }

    async fn costs(&self) -> String {
        let lines = [OutboundLine {
            id: "1".into(),
            sku: self.bench.stocked(),
            quantity: 1,
        }];
        let offers = self.bench.fba.preview(&self.bench.address(), &lines).await;
        let offers = offers.expect("a preview");
        let to_be_had: Vec<_> = offers
            .iter()
            .filter(|offer| offer.unavailable.is_empty())
            .collect();
        let priced = to_be_had.iter().filter(|offer| offer.cost.is_some());
        format!(
            "{} of {} offers have a cost",
            priced.count(),
            to_be_had.len()
        )
    }

    /// The report of all listings, and in it a title that not every character set holds.
    async fn listings(&self) -> String {
        let there = self.bench.sim.simulator.with_world(|world| {
            let listings = world.accounts[&self.bench.sim.seller].listings.values();
            listings
                .filter(|listing| listing.offers.contains_key(US))
                .count()
        });
        let pass = match self.store.listings(US).await {
            Ok(pass) => pass,
            Err(error) => return sight::<()>(Err(error)),
        };
        let skus: std::collections::BTreeSet<_> =
            pass.listings.iter().map(|listing| &listing.sku).collect();
        let titled = pass
            .listings
            .iter()
            .find(|listing| listing.sku == "TITLE-1");
        let titled = titled.expect("it is listed");
        let damaged = if titled.title_damaged {
            ", damaged"
        } else {
            ""
        };
        let all = if skus.len() == there {
            "all"
        } else {
            "not all"
        };
        let rows = pass.listings.len() / skus.len();
        let rows = if rows > 50 { "over 50" } else { "1" };
        format!(
            "{all} listings, rows of each: {rows}, unread: {}, one called {}{damaged}",
            pass.unread.len(),
            titled.title.as_deref().unwrap_or_default()
        )
    }

    /// How many listings have a price, in the list, and what is said of the price of one that is read alone.
    async fn prices(&self) -> String {
        let pass = self.store.listings(US).await.expect("read");
        let priced = pass
            .listings
            .iter()
            .filter(|listing| listing.price.is_some());
        let priced = match priced.count() {
            0 => "none",
            n if n == pass.listings.len() => "all",
            _ => "some",
        };
        let one = self.store.listing(US, "TITLE-1").await.expect("read");
        let one = one.expect("it is listed");
        let told = one.unread.first().map(|lost| lost.reason.as_str());
        format!(
            "{priced} of the listings have a price; one: {}",
            told.unwrap_or("has one")
        )
    }

    /// The same title by itself, and how its answer was labelled.
    async fn title(&self) -> String {
        let listing = self.store.listing(US, "TITLE-1").await.expect("read");
        let listing = listing.expect("it is listed");
        format!(
            "{}, from {}",
            listing.title.as_deref().expect("it has one"),
            self.bench.sim.last_content_type()
        )
    }

    async fn odd_listing(&self) -> String {
        let sku = "A/B 1+2,3";
        let wanted = json!({"sku": sku, "fba": false, "quantity": 1});
        self.bench.sim.simulator.change_world(|world| {
            let made = world.add_listing(&self.bench.sim.seller, &wanted);
            made.expect("it can be listed");
        });
        sight(
            self.store
                .listing(US, sku)
                .await
                .map(|listing| listing.map(|listing| listing.value.sku)),
        )
    }

    async fn feed(&self) -> String {
        let seller = &self.bench.sim.seller;
        let skus = self
            .bench
            .sim
            .simulator
            .change_world(|world| world.add_listings(seller, 45, "MANY", false));
        let changes: Vec<_> = skus
            .into_iter()
            .map(|sku| StockChange { sku, quantity: 3 })
            .collect();
        let pushed = self.store.push_stock(US, &changes).await;
        let failed = pushed.iter().filter(|pushed| pushed.outcome.is_err());
        format!(
            "{} of {} failed, {}",
            failed.count(),
            pushed.len(),
            sight(pushed[0].outcome.clone())
        )
    }

    /// Publishes an offer and says how far it is after a day.
    async fn publish(&self) -> String {
        let (asin, kind) = self.bench.sim.simulator.change_world(|world| {
            let sku = world
                .add_listings(&self.bench.sim.seller, 1, "KNOWN", true)
                .remove(0);
            let asin = world.accounts[&self.bench.sim.seller].listings[&sku]
                .asin
                .clone();
            let product = world.catalogue.product(&asin).expect("listed");
            (asin, product.product_type.clone())
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

    async fn publish_and_release(&self) -> String {
        let fba = &self.bench.fba;
        let held = self.bench.order("FO-1", 1);
        fba.send(&held, Release::Hold, Earlier::Never)
            .await
            .expect("accepted");
        let released = sight(fba.release("FO-1").await);
        let progress = fba.progress("FO-1", &[]).await;
        let state = sight(progress.map(|progress| progress.status));
        let published = self.publish().await;
        format!("an offer: {published}; letting go: {released}, then {state}")
    }

    async fn patched(&self) -> String {
        let seller = &self.bench.sim.seller;
        let sku = self.bench.sim.simulator.change_world(|world| {
            let sku = world.add_listings(seller, 1, "LEAD", false).remove(0);
            let listing = world.account_mut(seller).listings.get_mut(&sku);
            listing.expect("listed").handling_days = Some(7);
            sku
        });
        let change = [StockChange {
            sku: sku.clone(),
            quantity: 3,
        }];
        let pushed = self.store.push_stock(US, &change).await.remove(0);
        self.bench.pass(DAY).await;
        let listing = self.store.listing(US, &sku).await.expect("read");
        let days = self
            .bench
            .sim
            .simulator
            .with_world(|world| world.accounts[seller].listings[&sku].handling_days);
        format!(
            "{}, then {:?} offered with lead time {days:?}",
            sight(pushed.outcome),
            listing.and_then(|listing| listing.quantity)
        )
    }

    /// A plan with nothing wrong in it: whoever must prepare, does.
    fn plan(&self) -> Plan {
        let sku = self.bench.stocked();
        let prep = self
            .bench
            .sim
            .simulator
            .with_world(|world| world.prep_details(&self.bench.sim.seller, &sku));
        let mut from = self.bench.address();
        from.name = "Warehouse".into();
        let line = InboundLine {
            sku,
            quantity: 5,
            preparation: match prep["prepOwnerConstraint"].as_str() {
                Some("SELLER_ONLY") => Owner::Us,
                _ => Owner::Nobody,
            },
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
            Ok(OperationState::Failed(problems)) => format!(
                "failed: {}",
                problems[0].code.as_deref().unwrap_or_default()
            ),
            Err(error) => sight::<()>(Err(error)),
        }
    }

    async fn plan_made(&self) -> String {
        let fba = &self.bench.fba;
        let made = fba.plan(&self.plan(), Earlier::Never).await.expect("made");
        let soon = self.ended(&made, MINUTE * 10).await;
        let late = self.ended(&made, HOUR * 10).await;
        let state = sight(fba.plan_state(&made.plan).await);
        format!("{soon}, ten hours later {late}, {state}")
    }

    async fn plan_and_prepare(&self) -> String {
        let fba = &self.bench.fba;
        let plan = self.plan();
        let made = fba.plan(&plan, Earlier::Never).await.expect("made");
        let first = self.ended(&made, MINUTE * 10).await;
        let prepared = fba.prepare(&[plan.lines[0].sku.clone()]).await;
        let Some(operation) = prepared.expect("asked") else {
            return format!("{first}, with nothing to prepare");
        };
        let step = PlanMade {
            plan: String::new(),
            operation: Some(operation),
        };
        let told = self.ended(&step, MINUTE * 10).await;
        let plan = self.plan();
        let made = fba.plan(&plan, Earlier::Never).await.expect("made");
        let second = self.ended(&made, MINUTE * 10).await;
        format!("{first}, preparation told: {told}, then {second}")
    }

    async fn wrong_plan(&self) -> String {
        let mut plan = self.plan();
        plan.lines[0].sku = "NOT-1".into();
        plan.lines.push(InboundLine {
            sku: "NOT-2".into(),
            ..plan.lines[0].clone()
        });
        let made = self.bench.fba.plan(&plan, Earlier::Never).await;
        let made = made.expect("made");
        self.bench.pass(MINUTE * 10).await;
        let operation = made.operation.expect("a step");
        match self.bench.fba.operation(&operation).await {
            Ok(OperationState::Failed(problems)) => {
                format!("failed with {} of two problems", problems.len())
            }
            other => sight(other),
        }
    }

    /// The boxes of a shipment in the order that they come in, each of which has its label.
    async fn boxes(&self) -> String {
        let ready = inbound_life(&self.bench, "IS-1", SIMPLE).await.remove(0);
        let names: Vec<_> = ready
            .boxes
            .iter()
            .map(|held| held.name.as_deref().unwrap_or("nameless"))
            .collect();
        let request = ready.labels(LabelKind::Box, LabelPaper::Thermal);
        let labels = self.bench.fba.labels(&request).await.expect("labels");
        let codes = paper::scanned(&labels.pdf);
        let labelled = ready.boxes.iter().filter(|held| codes.contains(&held.id));
        format!("{}; with a label: {}", names.join(", "), labelled.count())
    }

    async fn label_of_one_box(&self) -> String {
        let ready = inbound_life(&self.bench, "IS-1", SIMPLE).await.remove(0);
        let one = LabelRequest {
            boxes: vec![ready.boxes[2].id.clone()],
            ..ready.labels(LabelKind::Box, LabelPaper::Thermal)
        };
        let labels = self.bench.fba.labels(&one).await.expect("labels");
        let codes = paper::scanned(&labels.pdf);
        format!(
            "labels: {}, the box asked for is among them: {}, told to be all: {}",
            codes.len(),
            codes.contains(&one.boxes[0]),
            labels.whole_shipment
        )
    }
}

/// Prepares JOB-10 and the misbehaviours of the simulated Amazon: none is a panic, none loses or doubles anything, each
/// shows as what is to be done about it, and without it the same scene goes otherwise.
#[tokio::test]
async fn each_misbehaviour_shows_as_what_is_to_be_done_about_it() {
    let mut table = String::new();
    let (mut rows, mut same) = (Vec::new(), Vec::new());
    for kind in KINDS {
        let scene = SCENES.iter().find(|(name, ..)| *name == kind.name);
        let (name, strikes, act) = scene.unwrap_or_else(|| panic!("{} has no scene", kind.name));
        // The clock is the scene's own, so each is run to its end by its own.
        let play = async |switched| with_clock(async { act(&Scene::new(switched)).await }).await;
        let without = play(None).await;
        let with = play(Some((*name, *strikes))).await;
        if without == with {
            same.push(*name);
        }
        table.push_str(&format!(
            "{name}\n  without: {without}\n  with:    {with}\n"
        ));
        rows.push(format!("| `{name}` | {} | {without} | {with} |", kind.seen));
    }
    assert_eq!(SCENES.len(), KINDS.len(), "a scene is of no misbehaviour");
    assert!(same.is_empty(), "nothing differs with {same:?}:\n{table}");
    let expected = include_str!("misbehaviour.txt");
    assert!(table == expected, "the table is now:\n{table}");
    let page = include_str!("../../../docs/amazon.md");
    let lacking: Vec<_> = rows.iter().filter(|row| !page.contains(*row)).collect();
    assert!(lacking.is_empty(), "docs/amazon.md lacks:\n{lacking:#?}");
    for (n, trap) in (1..).zip(&TRAPS) {
        let kinds: Vec<_> = trap.kinds.iter().map(|name| format!("`{name}`")).collect();
        let row = format!("| {n} | {} | {} |", trap.what, kinds.join(", "));
        assert!(page.contains(&row), "docs/amazon.md lacks:\n{row}");
    }
}
