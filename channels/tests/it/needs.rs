//! What requirements ask of the Amazon side, as far as it can be proven without a screen, a job or a database. Each
//! test says which part of a check it is; the rest is proven where the screens and jobs are.

use std::time::Duration;

use amazon::{
    Error as CallError,
    api::{application, sellers::GetMarketplaceParticipations},
    auth,
    clock::Clock,
    credentials::Secret,
    marketplace,
};
use amazon_sim::world::{misbehaviour::Misbehaviour, outbound::OutboundStatus};
use channels::{
    Error, FulfilmentService, InboundService, Reason, SalesChannel,
    amazon::{Fba, Fba2026, Store},
    contract::{Bench, FulfilmentBench},
    fulfilment::{Method, OutboundLine, OutboundOrder, Release, Status, StockQuery},
    inbound::PlanState,
    sales::{OrderQuery, OrderState},
    words::{Address, Earlier},
};

use crate::{
    amazon::{FbaBench, StoreBench},
    simulated::{Sim, US},
};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn sent(bench: &FbaBench, id: &str, quantity: u32, release: Release) {
    bench
        .fba
        .send(&bench.order(id, quantity), release, Earlier::Never)
        .await
        .expect("accepted");
}

fn order_in_world<T>(
    bench: &FbaBench,
    id: &str,
    look: impl FnOnce(&amazon_sim::world::outbound::Outbound) -> T,
) -> T {
    bench.sim.simulator.with_world(|world| {
        let account = world.account(&bench.sim.seller);
        look(account.outbound.get(id).expect("it is there"))
    })
}

/// Proves CON-03, AMZ-CON-06: each of the nine marketplaces that can be chosen leads its calls to the endpoint of its
/// own region, by the record of the other side. An account in the wrong region is refused, without its credentials
/// being called wrong.
#[tokio::test]
async fn each_marketplace_calls_its_own_region() {
    let sim = Sim::new(41);
    for (country, region) in [
        ("US", "na"),
        ("CA", "na"),
        ("MX", "na"),
        ("UK", "eu"),
        ("FR", "eu"),
        ("DE", "eu"),
        ("IT", "eu"),
        ("ES", "eu"),
        ("AU", "fe"),
    ] {
        let chosen = marketplace::by_country(country).expect(country);
        let seller = sim.simulator.with_world(|world| {
            let held = world.accounts.values().find(|account| {
                account.has_fba && account.marketplace_ids.iter().any(|id| id == chosen.id)
            });
            held.expect("the world sells everywhere").seller_id.clone()
        });
        let account = sim.account_of(&seller, chosen.region);
        let session = sim.session_of(&account);
        let call = session.payload(&GetMarketplaceParticipations {});
        sim.clock.run(call).await.expect(country);
        let last = sim.recorded().pop().expect("a call");
        assert_eq!(last["operation"], "sellers/getMarketplaceParticipations");
        let held = last["region"].as_str().unwrap_or_default();
        assert!(held.eq_ignore_ascii_case(region), "{country}: {last}");
    }
    let stray = sim.account_of(&sim.seller, marketplace::Region::Europe);
    let stray = sim.session_of(&stray);
    let call = stray.payload(&GetMarketplaceParticipations {});
    let refused = sim.clock.run(call).await.expect_err("not Europe's");
    assert!(
        matches!(refused, CallError::NotPermitted { .. }),
        "{refused}"
    );
}

/// Proves CON-01's ground: an Individual account is told from a Professional one before anything is saved.
#[tokio::test]
async fn an_individual_account_is_told_from_a_professional_one() {
    let sim = Sim::new(42);
    let individual = sim.simulator.with_world(|world| {
        let held = world
            .accounts
            .values()
            .find(|account| account.plan == amazon_sim::world::account::SellingPlan::Individual);
        held.expect("there is one").seller_id.clone()
    });
    for (seller, expected) in [(individual, false), (sim.seller.clone(), true)] {
        let account = sim.account_of(&seller, marketplace::Region::NorthAmerica);
        let store = Store::new(sim.session_of(&account), &seller, vec![US.into()]);
        let told = sim.clock.run(store.account()).await.expect("can be asked");
        assert_eq!(told.professional, Some(expected), "{told:?}");
    }
}

/// Proves CON-04: a call after the access token has expired succeeds without the user, with a new token.
#[tokio::test]
async fn a_connection_outlives_its_access_token() {
    let bench = FbaBench::new(43);
    let all = StockQuery::Skus(vec![bench.stocked()]);
    for hours in [0, 2, 30] {
        bench.sim.pass(Duration::from_secs(hours * 3600));
        let read = bench.sim.clock.run(bench.fba.stock(&all)).await;
        assert_eq!(read.expect("connected").rows.len(), 1);
    }
    assert_eq!(bench.sim.tokens().len(), 3, "one token each time");
}

/// What a seller's jobs came to beside those of another.
struct Jobs {
    /// How long the seller's own took.
    took: Duration,
    /// What came of each of the seller's own calls.
    own: Vec<Result<(), Error>>,
    /// The same of the other's.
    other: Vec<Result<(), Error>>,
    /// How many of the other's calls were sent in that time, and how many of them were throttled.
    n_sent: usize,
    n_throttled: usize,
}

/// Two sellers of one client read orders and stock at the same time, which share two places for calls under way.
async fn beside(throttled: bool) -> Jobs {
    let sim = Sim::new(54);
    let neighbour = sim.simulator.with_world(|world| {
        let mut accounts = world.accounts.values();
        let found = accounts.find(|account| account.has_fba && account.seller_id != sim.seller);
        found.expect("there are two").seller_id.clone()
    });
    if throttled {
        sim.switch_on(Misbehaviour {
            name: "throttle".into(),
            seller_id: Some(neighbour.clone()),
            ..Misbehaviour::default()
        });
    }
    let client = sim.client(2);
    let began = sim.clock.now();
    let work = async |seller: &str| {
        let shop = sim
            .simulator
            .with_world(|world| world.accounts[seller].marketplace_ids[0].to_owned());
        let region = marketplace::by_id(&shop).expect("known").region;
        let account = sim.account_of(seller, region);
        let session = client.session(&account);
        let fba = Fba::new(session.clone(), shop.clone());
        let store = Store::new(session, seller, vec![shop]);
        let query = OrderQuery::ChangedSince(began - DAY);
        let mut outcomes = Vec::new();
        for _ in 0..25 {
            outcomes.push(store.orders(&query, None).await.map(drop));
            let skus = StockQuery::Skus(vec!["A".into()]);
            outcomes.push(fba.stock(&skus).await.map(drop));
        }
        (outcomes, sim.clock.now())
    };
    let own = async {
        let (outcomes, ended) = work(&sim.seller).await;
        (outcomes, ended, sim.recorded())
    };
    let both = futures::future::join(own, work(&neighbour));
    let ((own, ended, calls), (other, _)) = sim.clock.run(both).await;
    let theirs = calls.iter().filter(|call| {
        let is_of_token = call["path"]
            .as_str()
            .is_some_and(|path| path.contains("/auth/"));
        call["seller_id"] == *neighbour && !is_of_token
    });
    Jobs {
        took: ended.duration_since(began).unsigned_abs(),
        own,
        other,
        n_sent: theirs.clone().count(),
        n_throttled: theirs.filter(|call| call["status"] == 429).count(),
    }
}

/// Proves JOB-10 at the service, in virtual time, with the real limiter against the simulated one: of two sellers whose
/// calls share a client, one is throttled on every call; the other's jobs end as they do without that, neither later nor
/// with a call less. The throttled one is told when to come back and is not hammered meanwhile.
#[tokio::test]
async fn a_throttled_seller_does_not_slow_another() {
    let calm = beside(false).await;
    let beside = beside(true).await;
    for jobs in [&calm, &beside] {
        assert_eq!(jobs.own.len(), 50);
        let failed: Vec<_> = jobs.own.iter().filter(|call| call.is_err()).collect();
        assert!(failed.is_empty(), "{failed:?}");
    }
    // Twenty searches at once, then one in 178 seconds: five more take a quarter of an hour.
    let expected = Duration::from_secs(5 * 178);
    for took in [calm.took, beside.took] {
        assert!(
            took.abs_diff(expected) < Duration::from_secs(30),
            "{took:?}"
        );
    }
    assert!(
        beside.took <= calm.took + Duration::from_secs(1),
        "{:?} beside a throttled seller, {:?} otherwise",
        beside.took,
        calm.took
    );
    assert!(calm.other.iter().all(Result::is_ok) && calm.n_throttled == 0);
    assert!(
        beside.other.iter().all(|call| matches!(
            call,
            Err(Error::Unreachable {
                retry_after: Some(_),
                ..
            })
        )),
        "{:?}",
        beside.other
    );
    assert!(beside.n_throttled > 0 && beside.n_throttled == beside.n_sent);
    // Its plans allow two reads of stock a second, and a quarter of an hour of them.
    let allowed = 2 * usize::try_from(beside.took.as_secs()).expect("short");
    assert!(
        beside.n_sent < allowed / 20,
        "{} calls of {allowed}",
        beside.n_sent
    );
}

/// Prepares CON-02, whose guide is a page: the way that it leads through. The address names the application and a state of the
/// session, at the Seller Central of the marketplace; the browser comes back with that state, the seller and a code; the code
/// is good once and for five minutes and brings the token that connects. When the seller takes the consent back, calls say
/// that the account is not connected, until it is given anew.
#[tokio::test]
async fn a_seller_authorises_revokes_and_authorises_again() {
    const BACK: &str = "https://quayside.example/amazon/back";
    let sim = Sim::new(56);
    let mut account = sim.account();
    let (application, name) = sim.simulator.with_world(|world| {
        let held = &world.applications[&account.application.client_id];
        (held.application_id.clone(), held.name.clone())
    });
    let central = marketplace::by_id(US).expect("known").seller_central;
    let consent = |state: &str| {
        let url = auth::consent_url(central, &application, state, Some(BACK), true);
        assert!(url.starts_with("https://sellercentral.amazon.com/apps/authorize/consent?"));
        assert!(url.ends_with("&version=beta"), "{url}");
        let (status, _, page) = sim.browse(&url, None);
        assert!(status == 200 && page.contains(&name), "{page}");
        let (status, location, _) = sim.browse(&url, Some(&format!("seller_id={}", sim.seller)));
        assert_eq!(status, 302);
        let (address, query) = location.split_once('?').expect("a query");
        assert_eq!(address, BACK);
        query.to_owned()
    };
    let query = consent("of this session & no other");
    let stray = auth::Authorised::read(&query, "of another").expect_err("stray");
    assert_eq!(stray, auth::NotAuthorised::Stray);
    let cut = query.split("&spapi").next().expect("the beginning");
    let cut = auth::Authorised::read(cut, "of this session & no other").expect_err("cut");
    assert_eq!(cut, auth::NotAuthorised::Lacks("spapi_oauth_code"));
    let given = auth::Authorised::read(&query, "of this session & no other").expect("ours");
    assert_eq!(given.seller_id, sim.seller);

    let client = sim.client(4);
    let exchange = async |code: &Secret| {
        let exchanged = client.lwa().exchange(&account.application, code, BACK);
        exchanged.await
    };
    let tokens = sim.clock.run(exchange(&given.code)).await.expect("good");
    let again = sim.clock.run(exchange(&given.code)).await;
    assert!(again.is_err_and(|refused| refused.revoked()), "good once");
    let late = auth::Authorised::read(&consent("late"), "late").expect("ours");
    sim.pass(Duration::from_secs(301));
    let late = sim.clock.run(exchange(&late.code)).await;
    assert!(late.is_err_and(|refused| refused.revoked()), "five minutes");

    let connected = async |refresh_token: &Secret| {
        let mut held = account.clone();
        held.refresh_token = refresh_token.clone();
        let store = Store::new(client.session(&held), &sim.seller, vec![US.into()]);
        store.account().await.map(|account| account.shops.len())
    };
    let shops = sim.clock.run(connected(&tokens.refresh_token)).await;
    assert!(shops.expect("connected") > 0);
    let path = format!("/sim/accounts/{}", sim.seller);
    let taken_back = serde_json::json!({"revoked": true});
    sim.control("PATCH", &path, &[], &taken_back);
    for _ in 0..2 {
        let refused = sim.clock.run(connected(&tokens.refresh_token)).await;
        let refused = refused.expect_err("revoked");
        assert!(matches!(refused, Error::NotConnected(_)), "{refused:?}");
        assert!(!refused.retryable(), "only the seller can help");
    }
    let anew = auth::Authorised::read(&consent("anew"), "anew").expect("ours");
    let tokens = sim.clock.run(exchange(&anew.code)).await.expect("good");
    account.refresh_token = tokens.refresh_token;
    let store = Store::new(client.session(&account), &sim.seller, vec![US.into()]);
    let shops = sim.clock.run(store.account()).await;
    assert!(!shops.expect("connected again").shops.is_empty());
}

/// Proves CON-08's ground: a wrong token and a wrong secret are refused with Amazon's reason, and are told apart from
/// trouble that passes. That nothing is saved is for whoever saves.
#[tokio::test]
async fn a_wrong_token_is_refused_with_amazons_reason() {
    let sim = Sim::new(44);
    let mut wrong = sim.account();
    wrong.refresh_token = Secret::new("Atzr|somebody-elses");
    let mut stale = sim.account();
    stale.application.client_secret = Secret::new("amzn1.oa2-cs.v1.of-last-year");
    for (account, reason) in [(wrong, "invalid_grant"), (stale, "invalid_client")] {
        let fba = Fba::new(sim.session_of(&account), US);
        let refused = sim
            .clock
            .run(fba.stock(&StockQuery::Everything))
            .await
            .expect_err("refused");
        assert!(!refused.retryable(), "{refused}");
        assert!(
            matches!(&refused, Error::NotConnected(text) if text.contains(reason)),
            "{refused:?}"
        );
    }
}

/// Proves CON-14's ground: when a secret must be rotated follows from when it was made. Until then calls succeed, after it
/// they are refused with the reason, and a rotated one has as long again.
#[tokio::test]
async fn when_a_secret_must_be_rotated_is_known() {
    let sim = Sim::new(60);
    let read = async |account: amazon::Account| {
        let fba = Fba::new(sim.session_of(&account), US);
        let stock = fba.stock(&StockQuery::Everything).await;
        stock.map(|stock| stock.rows.len())
    };
    let old = sim.account();
    let rows = sim.clock.run(read(old.clone())).await;
    assert!(rows.expect("it is still good") > 0);

    let client = &old.application.client_id;
    let path = format!("/sim/applications/{client}/rotate");
    sim.control("POST", &path, &[], &serde_json::Value::Null);
    let rotated = sim.clock.now();
    let new = sim.account();
    assert_ne!(
        new.application.client_secret.expose(),
        old.application.client_secret.expose()
    );
    for (days, account, is_good) in [
        (6, &old, true),
        (6, &new, true),
        (8, &old, false),
        (179, &new, true),
        (181, &new, false),
    ] {
        let at = rotated + DAY * days;
        sim.pass(at.duration_since(sim.clock.now()).unsigned_abs());
        let rows = sim.clock.run(read(account.clone())).await;
        match rows {
            Ok(_) => assert!(is_good, "day {days}"),
            Err(Error::NotConnected(reason)) => {
                assert!(
                    !is_good && reason.contains("invalid_client"),
                    "{days}: {reason}"
                );
            }
            Err(error) => panic!("day {days}: {error}"),
        }
    }
    let until = application::rotate_by(rotated);
    assert!(rotated + DAY * 179 < until && until < rotated + DAY * 181);
}

/// Proves CON-14's ground: a 403 is told with the operation that it hit and what Amazon said.
#[tokio::test]
async fn a_missing_right_is_told_by_name() {
    let bench = FbaBench::new(45);
    bench.sim.simulator.change_world(|world| {
        let account = world.account_mut(&bench.sim.seller);
        account
            .missing_roles
            .insert(amazon_sim::api::role("inventory/getInventorySummaries").to_owned());
    });
    let read = bench.fba.stock(&StockQuery::Everything);
    let refused = bench.sim.clock.run(read).await.expect_err("refused");
    let Error::NotPermitted { operation, message } = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!(operation, "getInventorySummaries");
    assert!(message.contains("denied"), "{message}");
}

/// Proves FUL-03: the comment is in the request, and one of 751 characters is refused before it leaves.
#[tokio::test]
async fn a_comment_is_passed_on() {
    let bench = FbaBench::new(46);
    bench
        .sim
        .clock
        .run(async {
            let mut order = bench.order("NOTE-1", 1);
            order.comment = "Leave it behind the green door".into();
            let sent = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
            sent.expect("accepted");
            let there = order_in_world(&bench, "NOTE-1", |held| {
                held.request["displayableOrderComment"].clone()
            });
            assert_eq!(there, "Leave it behind the green door");
            let n_calls = bench.sim.recorded().len();
            order.id = "NOTE-2".into();
            order.comment = "x".repeat(751);
            let refused = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
            let refused = refused.expect_err("too long").to_string();
            assert!(
                refused.contains("751") && refused.contains("750"),
                "{refused}"
            );
            assert_eq!(bench.sim.recorded().len(), n_calls, "nothing was asked");
        })
        .await;
}

/// Proves FUL-14 at the service: the address of a held order is changed there, and a change that comes too late is
/// refused with a reason.
#[tokio::test]
async fn a_held_order_is_edited_at_the_service() {
    let bench = FbaBench::new(47);
    bench
        .sim
        .clock
        .run(async {
            let mut order = bench.order("EDIT-1", 1);
            let sent = bench.fba.send(&order, Release::Hold, Earlier::Never).await;
            sent.expect("accepted");
            order.address.line1 = "9 Elsewhere Road".into();
            bench.fba.edit_held(&order).await.expect("edited");
            let there = order_in_world(&bench, "EDIT-1", |held| {
                held.request["destinationAddress"]["addressLine1"].clone()
            });
            assert_eq!(there, "9 Elsewhere Road");
            bench.fba.release("EDIT-1").await.expect("released");
            let late = bench.fba.edit_held(&order).await.expect_err("too late");
            assert!(
                matches!(&late, Error::Refused { reason: Reason::NotNow, message, .. } if !message.is_empty()),
                "{late:?}"
            );
            // What is said of one order is not said of the next.
            bench.fba.edit_held(&order).await.expect_err("still too late");
            let mut held = bench.order("EDIT-2", 1);
            let sent = bench.fba.send(&held, Release::Hold, Earlier::Never).await;
            sent.expect("accepted");
            held.address.line1 = "10 Elsewhere Road".into();
            bench.fba.edit_held(&held).await.expect("edited");
            bench.fba.release("EDIT-2").await.expect("released");
        })
        .await;
}

/// Proves FUL-16 at the service: what is being picked cannot be cancelled, which is said, and it stays as it was.
#[tokio::test]
async fn what_is_being_picked_cannot_be_cancelled() {
    let bench = FbaBench::new(48);
    bench
        .sim
        .clock
        .run(async {
            sent(&bench, "LATE-1", 1, Release::Ship).await;
            being_picked(&bench, "LATE-1").await;
            let refused = FulfilmentService::cancel(&bench.fba, "LATE-1").await.expect_err("too late");
            assert!(
                matches!(&refused, Error::Refused { reason: Reason::NotNow, message, .. } if !message.is_empty()),
                "{refused:?}"
            );
            let progress = bench.fba.progress("LATE-1", &[]).await.expect("read");
            assert_eq!(progress.status, Some(Status::Shipped));
            assert_eq!(progress.service_status, "Processing");
        })
        .await;
}

/// Waits until an order is being picked.
async fn being_picked(bench: &FbaBench, id: &str) {
    bench.pass(Duration::from_secs(3600)).await;
    let status = order_in_world(bench, id, |held| held.status);
    assert_eq!(status, OutboundStatus::Processing, "an hour later");
}

/// Proves FUL-22 at the service: goods that are not there end as Failed, with the reason.
#[tokio::test]
async fn goods_that_are_not_there_fail_with_the_reason() {
    let bench = FbaBench::new(49);
    bench
        .sim
        .clock
        .run(async {
            let mut order = bench.order("NONE-1", 1);
            order.lines[0].sku = bench.exhausted();
            let refused = bench
                .fba
                .send(&order, Release::Ship, Earlier::Never)
                .await
                .expect_err("there is none");
            assert!(
                matches!(&refused, Error::Refused { reason: Reason::OutOfStock, message, .. } if !message.is_empty()),
                "{refused:?}"
            );
            assert!(!refused.retryable());
        })
        .await;
}

/// Proves STK-18 at the service: of twelve units two are sold at Amazon and reserved there; with that order captured here and
/// one unit queued here eleven are proposed. Once the order has left, it is no longer counted.
#[tokio::test]
async fn what_is_reserved_for_captured_orders_is_proposed_too() {
    let bench = FbaBench::new(58);
    bench.sim.simulator.change_world(|world| {
        let stock = &mut world.account_mut(&bench.sim.seller).stock;
        stock.get_mut(&bench.stocked).expect("stocked").fulfillable = 12;
    });
    let row = async || {
        let skus = StockQuery::Skus(vec![bench.stocked()]);
        let pass = bench.fba.stock(&skus).await.expect("read");
        pass.rows[0].clone()
    };
    let work = async {
        let order = bench.sim.buy(&bench.stocked, 2);
        let reserved = row().await;
        assert_eq!((reserved.sellable, reserved.reserved_orders), (10, Some(2)));
        assert_eq!(reserved.proposed(2, 1), 11);
        bench.sim.simulator.change_world(|world| {
            world.order_confirmed(&bench.sim.seller, &order);
        });
        bench.pass(DAY * 3).await;
        let store = Store::new(bench.sim.session(), &bench.sim.seller, vec![US.into()]);
        let left = store.order(&order).await.expect("read");
        assert_eq!(left.state, OrderState::Shipped);
        let gone = row().await;
        assert_eq!((gone.sellable, gone.reserved_orders), (10, Some(0)));
        assert_eq!(gone.proposed(0, 1), 9);
    };
    bench.sim.clock.run(work).await;
}

/// Proves FUL-27 at the service, in both generations: until when an order is held is told; that Amazon dropped it after 14
/// days is among what changed, and it is cancelled by Amazon. One that was cancelled from here is not.
#[tokio::test]
async fn a_held_order_that_amazon_drops_is_noticed() {
    let bench = FbaBench::new(50);
    let newer = Fba2026::new(Fba::new(bench.sim.session(), US));
    let services: [(&str, &dyn FulfilmentService); 2] = [("old", &bench.fba), ("new", &newer)];
    let work = async {
        let began = bench.now();
        for (name, service) in services {
            for id in [format!("HELD-{name}"), format!("OURS-{name}")] {
                let order = bench.order(&id, 1);
                let sent = service.send(&order, Release::Hold, Earlier::Never).await;
                sent.expect("accepted");
                let held = service.progress(&id, &[]).await.expect("read");
                let until = held.held_until.expect("it is told");
                let days = until.duration_since(began).as_hours() as f64 / 24.0;
                assert!((13.9..14.1).contains(&days), "{days} days");
            }
        }
        bench.pass(DAY * 13).await;
        for (name, service) in services {
            let held = service.progress(&format!("HELD-{name}"), &[]).await;
            assert_eq!(held.expect("read").status, Some(Status::OnHold));
            service
                .cancel(&format!("OURS-{name}"))
                .await
                .expect("asked");
        }
        let since = bench.now();
        bench.pass(DAY * 2).await;
        for (name, service) in services {
            // What the job does: it asks what has changed, and looks at that.
            let changed = service.changed_since(since).await.expect("listed");
            for (id, why) in [
                (
                    format!("HELD-{name}"),
                    Some("Cancelled by Amazon, after 14 days on hold"),
                ),
                (format!("OURS-{name}"), None),
            ] {
                assert!(
                    changed.iter().any(|order| order.id == id),
                    "{id}: {changed:?}"
                );
                let dropped = service.progress(&id, &[]).await.expect("read");
                assert_eq!(dropped.status, Some(Status::Cancelled), "{id}");
                assert_eq!(dropped.explanation.as_deref(), why, "{id}");
                assert_eq!(dropped.held_until, None, "{id}");
            }
        }
    };
    bench.sim.clock.run(work).await;
}

/// Proves FUL-28 at the service, in both generations: while an order is being picked, units that were promised to it are
/// not found. What is there goes, and what is not is told by line: of two units one, of a line of its own all.
#[tokio::test]
async fn what_is_not_filled_is_told_by_line() {
    let bench = FbaBench::new(51);
    let newer = Fba2026::new(Fba::new(bench.sim.session(), US));
    let others = bench.sim.simulator.change_world(|world| {
        let skus = world.add_listings(&bench.sim.seller, 2, "OTHER", true);
        let stock = &mut world.account_mut(&bench.sim.seller).stock;
        for sku in &skus {
            stock.get_mut(sku).expect("stocked").fulfillable = 3;
        }
        skus
    });
    let lose = |sku: &str, found: u32, lost: u32| {
        let path = format!("/sim/accounts/{}/stock/{sku}", bench.sim.seller);
        let change = serde_json::json!({"reserved_orders": found, "researching": lost});
        bench.sim.control("PATCH", &path, &[], &change);
    };
    let figures = async |id: &str| {
        let mut told = Vec::new();
        for service in [&bench.fba as &dyn FulfilmentService, &newer] {
            let progress = service.progress(id, &[]).await.expect("read");
            let lines = progress.lines.iter();
            let lines: Vec<_> = lines
                .map(|line| (line.ordered, line.shipped, line.unfulfillable))
                .collect();
            let open: Vec<_> = progress
                .open_quantities()
                .map(|(line, quantity)| (line.to_owned(), quantity))
                .collect();
            let sent = progress.parcels.iter().flat_map(|parcel| &parcel.contents);
            let sent: Option<u32> = sent.map(|(_, quantity)| *quantity).sum();
            told.push((lines, open, sent, progress.status));
        }
        assert_eq!(told[0], told[1], "{id}: both generations");
        told.remove(0)
    };
    let work = async {
        sent(&bench, "PART-1", 2, Release::Ship).await;
        let mut order = bench.order("PART-2", 1);
        let line = |id: &str, sku: &String| OutboundLine {
            id: id.into(),
            sku: sku.clone(),
            quantity: 3,
        };
        order.lines = vec![line("1", &others[0]), line("2", &others[1])];
        let two = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
        two.expect("accepted");
        being_picked(&bench, "PART-1").await;
        being_picked(&bench, "PART-2").await;
        lose(&bench.stocked(), 1, 1);
        lose(&others[1], 0, 3);
        bench.pass(DAY * 8).await;
        (figures("PART-1").await, figures("PART-2").await)
    };
    let (one, two) = bench.sim.clock.run(work).await;
    let delivered = Some(Status::Delivered);
    let open = |line: &str, quantity| vec![(line.to_owned(), quantity)];
    let line = |ordered, shipped, lost| (Some(ordered), Some(shipped), Some(lost));
    let lines = vec![line(2, 1, 1)];
    assert_eq!(one, (lines, open("1", 1), Some(1), delivered.clone()));
    let lines = vec![line(3, 3, 0), line(3, 0, 3)];
    assert_eq!(two, (lines, open("2", 3), Some(3), delivered));
}

/// Proves TRK-03, TRK-09, TRK-11 at the service: one order comes in several parcels, each with what is in it; where
/// Amazon carries itself, its own number and a page for the customer are there; where a parcel was is told with time
/// and place, oldest first.
#[tokio::test]
async fn parcels_are_followed_as_the_service_sends_them() {
    let bench = FbaBench::new(52);
    bench
        .sim
        .clock
        .run(async {
            let ids: Vec<String> = (0..6).map(|n| format!("TRACK-{n}")).collect();
            for id in &ids {
                sent(&bench, id, 12, Release::Ship).await;
            }
            bench.pass(DAY * 10).await;
            let mut own_carrier = 0;
            for id in &ids {
                let progress = bench.fba.progress(id, &[]).await.expect("read");
                assert!(progress.parcels.len() > 1, "{id}: {:?}", progress.parcels);
                let units: Option<u32> = progress
                    .parcels
                    .iter()
                    .flat_map(|parcel| &parcel.contents)
                    .map(|(_, quantity)| *quantity)
                    .sum();
                assert_eq!(units, Some(12), "{id}");
                for parcel in &progress.parcels {
                    assert!(!parcel.events.is_empty(), "{parcel:?}");
                    assert!(parcel.events.is_sorted_by_key(|event| event.at));
                    assert!(
                        parcel.events.iter().all(|event| event.at.is_some()
                            && event
                                .place
                                .as_deref()
                                .is_some_and(|place| !place.is_empty())),
                        "{parcel:?}"
                    );
                    if parcel
                        .carrier
                        .as_deref()
                        .is_some_and(|code| code.starts_with("AMZN"))
                    {
                        own_carrier += 1;
                        assert!(parcel.service_tracking_number.is_some(), "{parcel:?}");
                        assert!(parcel.link.is_some(), "{parcel:?}");
                    }
                }
            }
            assert!(own_carrier > 0, "Amazon carried some of them");
        })
        .await;
}

/// Proves INB-05's ground: a plan that was made elsewhere is seen, by its own name.
#[tokio::test]
async fn plans_made_elsewhere_are_seen() {
    let bench = FbaBench::new(53);
    let since = bench.now() - DAY;
    let foreign = bench.sim.simulator.change_world(|world| {
        let body = serde_json::json!({
            "name": "Made in Seller Central", "destinationMarketplaces": [US],
            "sourceAddress": {"name": "A. Seller", "addressLine1": "1 Quay St", "city": "Portland", "stateOrProvinceCode": "OR", "postalCode": "97205", "countryCode": "US"},
            "items": [{"msku": bench.stocked(), "quantity": 4, "prepOwner": "NONE", "labelOwner": "SELLER"}],
        });
        world.open_plan(&bench.sim.seller, &body)
    });
    let seen = bench.sim.clock.run(bench.fba.plans_since(since)).await;
    let seen = seen.expect("listed");
    let plan = seen.iter().find(|plan| plan.id == foreign);
    assert_eq!(
        plan.map(|plan| (plan.name.as_str(), &plan.state)),
        Some(("Made in Seller Central", &PlanState::Active)),
        "{seen:?}"
    );
    // How it stands is followed.
    let given_up = bench
        .sim
        .clock
        .run(InboundService::cancel(&bench.fba, &foreign))
        .await;
    given_up.expect("given up");
    bench.sim.pass(Duration::from_secs(3600));
    let seen = bench.sim.clock.run(bench.fba.plans_since(since)).await;
    let seen = seen.expect("listed");
    let state = seen.iter().find(|plan| plan.id == foreign);
    assert_eq!(
        state.map(|plan| &plan.state),
        Some(&PlanState::Voided),
        "{seen:?}"
    );
}

/// Proves SAL-12 at the service, in both generations: an address that Priority does not go to has Standard, and the
/// other methods say why they cannot be had; an order sent there all the same is refused, and nothing is made.
#[tokio::test]
async fn a_method_that_an_address_does_not_have_says_why() {
    let bench = FbaBench::new(45);
    let line = OutboundLine {
        id: "1".into(),
        sku: bench.stocked(),
        quantity: 1,
    };
    let home = bench.address();
    let island = Address {
        city: Some("Honolulu".into()),
        region: Some("HI".into()),
        postal_code: Some("96813".into()),
        ..home.clone()
    };
    let forces = Address {
        city: Some("APO".into()),
        region: Some("AE".into()),
        postal_code: Some("09021".into()),
        ..home.clone()
    };
    let newer = Fba2026::new(Fba::new(bench.sim.session(), US));
    let work = async {
        for (address, missing) in [
            (&home, &[][..]),
            (&island, &["Priority"][..]),
            (&forces, &["Expedited", "Priority"][..]),
        ] {
            let offers = bench
                .fba
                .preview(address, std::slice::from_ref(&line))
                .await;
            let offers = offers.expect("a preview");
            assert!(offers.len() >= 3, "{offers:?}");
            for offer in &offers {
                let method = offer.method.0.as_str();
                // Japan alone has the fourth.
                let is_missing = missing.contains(&method) || method == "ScheduledDelivery";
                assert_eq!(
                    offer.unavailable.is_empty(),
                    !is_missing,
                    "{address:?} {offer:?}"
                );
                if is_missing {
                    let why = &offer.unavailable[0].message;
                    assert_eq!(why, "Amazon does not offer this method for the address");
                    assert!(offer.cost.is_none() && offer.arrives.is_none(), "{offer:?}");
                }
            }
            let newer = newer.preview(address, std::slice::from_ref(&line)).await;
            let expedited = newer
                .expect("a preview")
                .into_iter()
                .find(|offer| offer.method.0 == "Expedited");
            let expedited = expedited.expect("it is offered or explained");
            assert_eq!(
                expedited.unavailable.is_empty(),
                !missing.contains(&"Expedited"),
                "{expedited:?}"
            );
        }
        let order = OutboundOrder {
            address: island,
            method: Method("Priority".into()),
            ..bench.order("FAR-1", 1)
        };
        let sent = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
        assert!(
            matches!(&sent, Err(Error::Refused { message, .. }) if message.contains("Delivery SLA")),
            "{sent:?}"
        );
    };
    bench.sim.clock.run(work).await;
    let n_orders = bench
        .sim
        .simulator
        .with_world(|world| world.account(&bench.sim.seller).outbound.len());
    assert_eq!(n_orders, 0);
}

/// Proves AMZ-ORD-11 at the channel: an order names its payer, and says nothing of a billing address, neither in what is
/// read of it nor in what Amazon sent.
#[tokio::test]
async fn of_the_billing_side_the_name_alone_is_told() {
    let bench = StoreBench::new(46).await;
    let name = bench.sim.simulator.change_world(|world| {
        let seller = &bench.sim.seller;
        let wish = amazon_sim::world::orders::Wish::default();
        let order = world.place_order(seller, &wish).expect("an order");
        world.order_confirmed(seller, &order);
        (
            world.account(seller).orders[&order].buyer.name.clone(),
            order,
        )
    });
    bench.sim.pass(Duration::from_secs(600));
    let since = bench.sim.clock.now() - DAY;
    let query = OrderQuery::ChangedSince(since);
    let page = bench.sim.clock.run(bench.store.orders(&query, None)).await;
    let orders = page.expect("read").orders;
    let order = orders
        .iter()
        .find(|order| order.id == name.1)
        .expect("the order");
    assert_eq!(order.buyer_name.as_ref(), Some(&name.0));
    assert!(order.address.is_some(), "where it goes to");
    let told = serde_json::to_string(order)
        .expect("it can be stored")
        .to_lowercase();
    assert!(!told.contains("billing"), "{told}");
}
