//! Stocktakes from start to ledger: tablets send what was counted, the office completes.

use crate::harness::{Browser, PASSWORD, Server, Tablet, on_each};
use axum::http::{Method, StatusCode};
use domain::ids::{OperationId, ProductId};
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use domain::stocktake::Item;
use domain::text::RawCode;
use serde_json::{Value, json};
use std::str::FromStr;
use sync::scope::Scope;
use sync::wire::OutcomeCode;

/// A warehouse with two bins and two products: 10 of the first in bin A, 5 of the second in bin B.
pub struct Warehouse {
    pub office: Browser,
    pub location: String,
    pub bins: [String; 2],
    pub products: [String; 2],
}

pub async fn warehouse(server: &Server) -> Warehouse {
    let mut office = server.founded().await;
    let location = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let path = format!("/locations/{location}/bins");
    let bins = [
        office.create(&path, json!({ "name": "A" })).await,
        office.create(&path, json!({ "name": "B" })).await,
    ];
    let products = [office.product("TW-1").await, office.product("TW-2").await];
    for (at, units) in [10, 5].into_iter().enumerate() {
        let body = json!({
            "product": products[at], "location": location, "bin": bins[at], "delta": units, "reason": "opening",
            "unit_cost": "2.50",
        });
        office
            .post("/adjustments", body)
            .await
            .expect(StatusCode::CREATED);
    }
    Warehouse {
        office,
        location,
        bins,
        products,
    }
}

/// A stocktake of the whole warehouse, begun a minute after its goods came.
pub async fn begun(server: &Server) -> (Warehouse, String) {
    let mut warehouse = warehouse(server).await;
    server.clock.advance_millis(60_000);
    let body = json!({ "location": warehouse.location });
    let stocktake = warehouse.office.create("/stocktakes", body).await;
    (warehouse, stocktake)
}

/// Decides on the late pass of the second bin.
async fn decide_late(office: &mut Browser, stocktake: &str, mut decision: Value) {
    let path = format!("/stocktakes/{stocktake}/progress");
    let progress = office.get(&path).await.expect(StatusCode::OK);
    decision["pass"] = progress["bins"][1]["passes"][0]["id"].clone();
    let path = format!("/stocktakes/{stocktake}/late");
    office.post(&path, decision).await.expect(StatusCode::OK);
}

pub fn id<T: FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub fn product(text: &str) -> Item {
    Item::Product(id::<ProductId>(text))
}

/// A completed stocktake: of the first product 8 were found where the books had 10, of the second all 5.
pub async fn completed(server: &Server) -> (Browser, String) {
    let Warehouse {
        mut office,
        location,
        bins,
        products,
    } = warehouse(server).await;
    server.clock.advance_millis(60_000);
    let stocktake = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let mut aisha = server.tablet("Counter", "Aisha").await;
    for (at, units) in [8, 5].into_iter().enumerate() {
        let counted = [(product(&products[at]), units)];
        let items = aisha.pass(&stocktake, &location, Some(&bins[at]), &counted);
        aisha.sends(items).await;
    }
    let fingerprint = review(&mut office, &stocktake).await["fingerprint"].clone();
    office
        .post(
            &format!("/stocktakes/{stocktake}/complete"),
            json!({ "fingerprint": fingerprint }),
        )
        .await
        .expect(StatusCode::OK);
    (office, stocktake)
}

pub async fn review(office: &mut Browser, stocktake: &str) -> Value {
    office
        .get(&format!("/stocktakes/{stocktake}/review"))
        .await
        .expect(StatusCode::OK)
}

/// Proves STK-07, STK-14, STK-15, OFF-24, OFF-29: two tablets count two bins, goods move meanwhile, completing posts the
/// differences at the moment of each count, and a completed stocktake stays as it is.
#[tokio::test(flavor = "multi_thread")]
async fn two_tablets_count_and_the_ledger_comes_out_right() {
    on_each(async |server: Server| {
        let Warehouse { mut office, location, bins, products } = warehouse(&server).await;
        server.clock.advance_millis(60_000);
        let started = office.post("/stocktakes", json!({ "location": location, "title": "Autumn" })).await.expect(StatusCode::CREATED);
        assert_eq!((&started["number"], &started["status"]), (&json!("ST-00001"), &json!("in-progress")));
        let stocktake = started["id"].as_str().unwrap().to_owned();
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let mut callum = server.tablet("Counter", "Callum").await;

        let first = aisha.pass(&stocktake, &location, Some(&bins[0]), &[(product(&products[0]), 8)]);
        server.clock.advance_millis(60_000);
        // After the count one more leaves: the count of 8 was right, 7 are there now.
        let body = json!({ "product": products[0], "location": location, "bin": bins[0], "delta": -1, "reason": "sold" });
        office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        server.clock.advance_millis(60_000);
        let second = callum.pass(&stocktake, &location, Some(&bins[1]), &[(product(&products[1]), 5)]);
        let answer = aisha.sends(first).await;
        assert_eq!(answer.ack.unwrap().outcomes, []);

        let progress = office.get(&format!("/stocktakes/{stocktake}/progress")).await.expect(StatusCode::OK);
        assert_eq!((&progress["n_bins"], &progress["n_counted"]), (&json!(2), &json!(1)));
        assert_eq!(progress["bins"][0]["passes"][0]["user_name"], "Aisha");
        callum.sends(second).await;

        let seen = review(&mut office, &stocktake).await;
        assert_eq!(seen["can_complete"], true, "{}", seen["blocks"]);
        let line = seen["lines"].as_array().unwrap().iter().find(|line| line["product"] == json!(products[0])).unwrap();
        let figures = ["book", "counted", "variance", "moved_since", "new_on_hand"].map(|name| line[name].as_i64().unwrap());
        assert_eq!(figures, [10, 8, -2, -1, 7]);
        assert_eq!(line["value_minor"], -500);

        let fingerprint = seen["fingerprint"].clone();
        let done = office.post(&format!("/stocktakes/{stocktake}/complete"), json!({ "fingerprint": fingerprint })).await;
        let done = done.expect(StatusCode::OK);
        assert_eq!(done["stocktake"]["status"], "completed");
        assert_eq!(done["movements"].as_array().unwrap().len(), 1, "what agrees posts nothing");
        assert_eq!(office.figures(&products[0], &location).await, [7, 0, 7, 0]);
        assert_eq!(office.figures(&products[1], &location).await, [5, 0, 5, 0]);
        assert_eq!(server::store::ledger::disagreements(server.app.store().reader()).await.unwrap(), []);
        let why = office.get(&format!("/movements?product={}&document={stocktake}", products[0])).await.expect(StatusCode::OK);
        assert_eq!(why["items"][0]["cause"], json!({ "kind": "count", "stocktake": stocktake, "number": "ST-00001" }));

        let again = office.post(&format!("/stocktakes/{stocktake}/complete"), json!({})).await;
        assert_eq!(again.refused(StatusCode::CONFLICT), "record/wrong-state");
        let void = office.post(&format!("/stocktakes/{stocktake}/void"), json!({ "reason": "no" })).await;
        assert_eq!(void.refused(StatusCode::CONFLICT), "record/wrong-state");
        let history = office.get(&format!("/stocktakes/{stocktake}/events")).await.expect(StatusCode::OK);
        let counted = history["items"].as_array().unwrap().iter().find(|event| event["kind"] == "counted").unwrap();
        assert_eq!((&counted["source"], &counted["user_name"]), (&json!("scan"), &json!("Aisha")));
        assert_eq!(counted["device_name"], "Tablet of Aisha");
        server
    })
    .await;
}

/// A value that needs a cost nobody knows is said to be unknown, in the review and in the result, before completion and
/// behind it: a sum without it would be a wrong one.
#[tokio::test(flavor = "multi_thread")]
async fn a_value_without_a_cost_is_none() {
    on_each(async |server: Server| {
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse(&server).await;
        let costless = office.product("TW-3").await;
        let body = json!({ "product": costless, "location": location, "bin": bins[0], "delta": 4, "reason": "opening" });
        office
            .post("/adjustments", body)
            .await
            .expect(StatusCode::CREATED);
        server.clock.advance_millis(60_000);
        let stocktake = office
            .create("/stocktakes", json!({ "location": location }))
            .await;
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let counted = [
            vec![(product(&products[0]), 12), (product(&costless), 1)],
            vec![(product(&products[1]), 5)],
        ];
        for (bin, counted) in bins.iter().zip(counted) {
            let items = aisha.pass(&stocktake, &location, Some(bin), &counted);
            aisha.sends(items).await;
        }
        let seen = review(&mut office, &stocktake).await;
        let totals = &seen["totals"];
        assert_eq!(totals["value_over_minor"], 500, "{totals}");
        assert_eq!(totals["value_short_minor"], Value::Null, "{totals}");
        assert_eq!(totals["value_net_minor"], Value::Null, "{totals}");
        assert_eq!(totals["n_costless"], 1, "{totals}");
        let path = format!("/api/v1/stocktakes/{stocktake}/result?format=csv");
        for posted in [false, true] {
            if posted {
                let fingerprint = seen["fingerprint"].clone();
                let path = format!("/stocktakes/{stocktake}/complete");
                let done = office
                    .post(&path, json!({ "fingerprint": fingerprint }))
                    .await;
                done.expect(StatusCode::OK);
            }
            let csv = office.raw(Method::GET, &path, &[], Vec::new()).await.text;
            let line = csv.lines().find(|line| line.contains("TW-3")).unwrap();
            assert!(line.contains(",-3,,"), "{line}");
            assert!(line.trim_end().ends_with("no cost"), "{line}");
        }
        server
    })
    .await;
}

/// A completed stocktake stays in view for a fortnight of business time, wherever real time is: a clock that is followed
/// may be months behind it or ahead.
#[tokio::test(flavor = "multi_thread")]
async fn a_completed_stocktake_stays_in_view_by_the_business_clock() {
    on_each(async |server: Server| {
        for months in [-3, 6] {
            let there = server::clock::real_now().plus_millis(months * 30 * 86_400_000);
            server.clock.stand_at(there);
            let (mut office, location) = match months {
                -3 => {
                    let Warehouse {
                        office, location, ..
                    } = warehouse(&server).await;
                    (office, location)
                }
                _ => {
                    let mut office = server.browser();
                    let body = json!({ "email": "mairi@tidewater.example", "password": PASSWORD });
                    office.post("/session", body).await.expect(StatusCode::OK);
                    let all = office.get("/locations").await.expect(StatusCode::OK);
                    let location = all["items"][0]["id"].as_str().unwrap().to_owned();
                    (office, location)
                }
            };
            let bins = office
                .get(&format!("/locations/{location}/bins"))
                .await
                .expect(StatusCode::OK);
            server.clock.advance_millis(60_000);
            let stocktake = office
                .create("/stocktakes", json!({ "location": location }))
                .await;
            let name = if months < 0 { "Aisha" } else { "Callum" };
            let mut counter = server.tablet("Counter", name).await;
            for bin in bins["items"].as_array().unwrap() {
                let items = counter.pass(
                    &stocktake,
                    &location,
                    Some(bin["id"].as_str().unwrap()),
                    &[],
                );
                counter.sends(items).await;
            }
            let done = office
                .post(&format!("/stocktakes/{stocktake}/complete"), json!({}))
                .await;
            done.expect(StatusCode::OK);
            let scope: Scope = format!("count:{stocktake}").parse().unwrap();
            let mut is_seen = async || {
                let answer = counter.sends(Vec::new()).await;
                let pages = answer.pulled.expect("news").pages;
                pages.iter().any(|page| page.scope == scope)
            };
            server.clock.advance_millis(13 * 86_400_000);
            assert!(is_seen().await, "{months} months off, after 13 days");
            server.clock.advance_millis(2 * 86_400_000);
            assert!(!is_seen().await, "{months} months off, after 15 days");
        }
        server
    })
    .await;
}

/// Proves OFF-15 on the wire: the same bytes sent twice, and at the same moment, have one effect and one answer.
#[tokio::test(flavor = "multi_thread")]
async fn a_push_sent_twice_at_once_counts_once() {
    on_each(async |server: Server| {
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse(&server).await;
        let stocktake = office
            .create("/stocktakes", json!({ "location": location }))
            .await;
        let mut tablet = server.tablet("Counter", "Aisha").await;
        let items = tablet.pass(
            &stocktake,
            &location,
            Some(&bins[0]),
            &[(product(&products[0]), 9)],
        );
        let bytes = tablet.bytes(items);
        let sends = (0..6).map(|_| {
            let mut twin = Tablet {
                browser: tablet.browser.clone(),
                clock: tablet.clock.clone(),
                ..tablet
            };
            let bytes = bytes.clone();
            async move { twin.post_bytes(bytes).await }
        });
        for (status, body) in futures::future::join_all(sends).await {
            assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
            let answer = <sync::wire::Response as sync::wire::Message>::from_bytes(&body).unwrap();
            assert_eq!((answer.problem, answer.ack.unwrap().n), (None, 3));
        }
        let seen = review(&mut office, &stocktake).await;
        assert_eq!(seen["lines"][0]["counted"], 9);
        let (status, _) = tablet
            .post_bytes(b"<html>Sign in to the hotel's network</html>".to_vec())
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        server
    })
    .await;
}

/// Proves OFF-25, STK-06, OFF-30: differing counts, missing costs, unknown codes and silent tablets stand in the way,
/// each until a person has settled it; overriding is logged.
#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_named_and_can_be_settled() {
    on_each(async |server: Server| {
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse(&server).await;
        let found = office.product("TW-NEW").await;
        server.clock.advance_millis(60_000);
        let stocktake = office
            .create("/stocktakes", json!({ "location": location }))
            .await;
        let path = format!("/stocktakes/{stocktake}");
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let mut callum = server.tablet("Counter", "Callum").await;
        let one = aisha.pass(
            &stocktake,
            &location,
            Some(&bins[0]),
            &[(product(&products[0]), 5)],
        );
        aisha.sends(one).await;
        let unknown = Item::Unknown(RawCode::new("MYSTERY").unwrap());
        let other = callum.pass(
            &stocktake,
            &location,
            Some(&bins[0]),
            &[(product(&products[0]), 6)],
        );
        let more = callum.pass(
            &stocktake,
            &location,
            Some(&bins[1]),
            &[
                (product(&products[1]), 5),
                (product(&found), 3),
                (unknown, 2),
            ],
        );
        // Callum's tablet says that it has more to send: it may hold counts.
        let mut report = callum.report();
        report.next_n += 1;
        callum.next_n += 1;
        callum.exchange([other, more].concat(), report).await;

        let seen = review(&mut office, &stocktake).await;
        let mut kinds: Vec<_> = seen["blocks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|block| block["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.sort();
        assert_eq!(
            kinds,
            ["conflict", "device", "unit-cost", "unknown-code"],
            "{}",
            seen["blocks"]
        );
        assert_eq!(seen["can_complete"], false);
        assert_eq!(seen["conflicts"][0]["lines"][0]["counted"], json!([5, 6]));
        let early = office.post(&format!("{path}/complete"), json!({})).await;
        assert_eq!(early.refused(StatusCode::CONFLICT), "stocktake/blocked");
        assert_eq!(
            early.body["reasons"].as_array().unwrap().len(),
            3,
            "{}",
            early.text
        );
        assert_eq!(
            office.figures(&products[0], &location).await[0],
            10,
            "nothing is posted before completion"
        );

        let take = seen["conflicts"][0]["passes"][1]["id"].clone();
        office
            .post(
                &format!("{path}/resolve"),
                json!({ "bin": bins[0], "resolution": { "take": take } }),
            )
            .await
            .expect(StatusCode::NO_CONTENT);
        let map = json!({ "code": "MYSTERY", "product": products[1], "assign": true });
        office
            .post(&format!("{path}/codes"), map)
            .await
            .expect(StatusCode::NO_CONTENT);
        let missing = office
            .post(&format!("{path}/complete"), over(&callum, "gone home"))
            .await;
        assert_eq!(
            missing.refused(StatusCode::CONFLICT),
            "stocktake/cost-missing"
        );
        let costs = json!({ "costs": [{ "product": found, "unit_cost": "1.20" }] });
        office
            .put(&format!("{path}/unit-costs"), costs)
            .await
            .expect(StatusCode::NO_CONTENT);
        let silent = office.post(&format!("{path}/complete"), json!({})).await;
        assert_eq!(silent.refused(StatusCode::CONFLICT), "stocktake/blocked");
        assert!(silent.text.contains(&callum.device.to_string()));
        // Who has seen another state does not complete this one.
        let stale = office
            .post(
                &format!("{path}/complete"),
                json!({ "fingerprint": seen["fingerprint"] }),
            )
            .await;
        assert_eq!(
            stale.refused(StatusCode::PRECONDITION_FAILED),
            "record/changed"
        );

        office
            .post(&format!("{path}/complete"), over(&callum, "gone home"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(office.figures(&products[0], &location).await[0], 6);
        assert_eq!(
            office.figures(&products[1], &location).await[0],
            7,
            "the unknown code was the second product"
        );
        assert_eq!(office.figures(&found, &location).await[0], 3);
        let trail = office
            .get(&format!("/audit?subject={stocktake}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(trail["items"][0]["action"], "stocktake/completed");
        assert!(
            trail["items"][0]["detail"]
                .as_str()
                .unwrap()
                .contains("gone home")
        );
        server
    })
    .await;
}

fn over(tablet: &Tablet, reason: &str) -> Value {
    json!({ "override": { "devices": [tablet.device], "reason": reason } })
}

/// Proves OFF-31: what arrives after completion changes nothing until a person has decided.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_count_changes_nothing_by_itself() {
    on_each(async |server: Server| {
        let (warehouse, stocktake) = begun(&server).await;
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse;
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let mut callum = server.tablet("Counter", "Callum").await;
        let one = aisha.pass(
            &stocktake,
            &location,
            Some(&bins[0]),
            &[(product(&products[0]), 10)],
        );
        let late = callum.pass(
            &stocktake,
            &location,
            Some(&bins[1]),
            &[(product(&products[1]), 4)],
        );
        aisha.sends(one).await;
        office
            .post(&format!("/stocktakes/{stocktake}/complete"), json!({}))
            .await
            .expect(StatusCode::OK);
        server.clock.advance_millis(3_600_000);
        let answer = callum.sends(late).await;
        let outcomes = answer.ack.unwrap().outcomes;
        assert!(
            outcomes
                .iter()
                .any(|outcome| matches!(&outcome.code, OutcomeCode::Noted(word) if word == "late")),
            "{outcomes:?}"
        );
        assert_eq!(office.figures(&products[1], &location).await[0], 5);
        let seen = review(&mut office, &stocktake).await;
        assert_eq!(seen["stocktake"]["has_late"], true);
        assert_eq!(seen["lines"][0]["variance"], -1);
        decide_late(&mut office, &stocktake, json!({ "accept": true })).await;
        assert_eq!(office.figures(&products[1], &location).await[0], 4);
        assert_eq!(waits(&mut office, &stocktake).await, [false; 3]);
        server
    })
    .await;
}

/// A line whose variance is a range stands before completion until both of its ends are inside the company's tolerance; who
/// looked at the review before the tolerance was set looks again.
#[tokio::test(flavor = "multi_thread")]
async fn an_unclear_line_inside_the_tolerance_is_accepted() {
    on_each(async |server: Server| {
        let (warehouse, stocktake) = begun(&server).await;
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse;
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let counted = [(product(&products[0]), 9)];
        let mut pass = aisha.pass(&stocktake, &location, Some(&bins[0]), &counted);
        for item in &mut pass {
            item.at.error_ms = 20_000;
        }
        let sold = json!({
            "product": products[0], "location": location, "bin": bins[0], "delta": -1, "reason": "sold at the door",
        });
        let sold = office.post("/adjustments", sold).await;
        sold.expect(StatusCode::CREATED);
        server.clock.advance_millis(600_000);
        aisha.sends(pass).await;

        let path = format!("/stocktakes/{stocktake}/complete");
        let before = review(&mut office, &stocktake).await;
        assert_eq!(before["lines"][0]["variance_range"], json!([-1, 0]), "{before}");
        let stands = |review: &Value| {
            let blocks = review["blocks"].as_array().unwrap().iter();
            let unclear: Vec<_> = blocks.filter(|one| one["kind"] == "ambiguous").collect();
            assert_eq!(unclear.len(), 1, "{review}");
            let line = &review["lines"][0];
            (
                unclear[0]["blocking"].as_bool().unwrap(),
                line["is_within"].as_bool().unwrap(),
            )
        };
        assert_eq!(stands(&before), (true, false));
        for (tolerance, is_inside) in [
            (json!({ "units": 0, "percent": 9 }), false),
            (json!({ "units": 1, "value_minor": 249 }), false),
            (json!({ "percent": 10 }), true),
            (json!({ "value_minor": 250 }), true),
            (json!({ "units": 1 }), true),
        ] {
            let change = json!({ "tolerance": tolerance });
            let company = office.patch("/company", change).await;
            let company = company.expect(StatusCode::OK);
            assert_eq!(company["tolerance"]["units"], json!(tolerance["units"].as_u64().unwrap_or(0)));
            let now = review(&mut office, &stocktake).await;
            assert_eq!(stands(&now), (!is_inside, is_inside), "{tolerance}");
            assert_eq!(now["can_complete"], json!(is_inside));
        }
        let old = json!({ "fingerprint": before["fingerprint"] });
        office.post(&path, old).await.refused(StatusCode::PRECONDITION_FAILED);
        let now = review(&mut office, &stocktake).await;
        let seen = json!({ "fingerprint": now["fingerprint"] });
        office.post(&path, seen).await.expect(StatusCode::OK);
        let wild = json!({ "tolerance": { "units": 4_000_000_000_u32, "percent": 400, "value_minor": -5 } });
        let company = office.patch("/company", wild).await.expect(StatusCode::OK);
        let within = json!({ "units": 1_000_000, "percent": 100, "value_minor": 0 });
        assert_eq!(company["tolerance"], within);
        server
    })
    .await;
}

/// Whether something late waits for a person, as the stocktake, the list and the review say.
async fn waits(office: &mut Browser, stocktake: &str) -> [bool; 3] {
    let one = office
        .get(&format!("/stocktakes/{stocktake}"))
        .await
        .expect(StatusCode::OK);
    let all = office.get("/stocktakes").await.expect(StatusCode::OK);
    let seen = review(office, stocktake).await;
    [&one, &all["items"][0], &seen["stocktake"]].map(|of| of["has_late"].as_bool().unwrap())
}

/// A pass that was begun before completion and ends after it waits for a person until it is decided, also if the decision
/// is to leave it out.
#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_ends_after_completion_is_late() {
    on_each(async |server: Server| {
        let (warehouse, stocktake) = begun(&server).await;
        let Warehouse {
            mut office,
            location,
            bins,
            products,
        } = warehouse;
        let mut callum = server.tablet("Counter", "Callum").await;
        let counted = [(product(&products[1]), 4)];
        let mut items = callum.pass(&stocktake, &location, Some(&bins[1]), &counted);
        let rest = items.split_off(1);
        callum.sends(items).await;
        assert_eq!(waits(&mut office, &stocktake).await, [false; 3]);
        office
            .post(
                &format!("/stocktakes/{stocktake}/complete"),
                over(&callum, "gone home"),
            )
            .await
            .expect(StatusCode::OK);
        assert_eq!(waits(&mut office, &stocktake).await, [false; 3]);
        server.clock.advance_millis(3_600_000);
        callum.sends(rest).await;
        assert_eq!(waits(&mut office, &stocktake).await, [true; 3]);
        let leave_out = json!({ "accept": false, "reason": "counted elsewhere" });
        decide_late(&mut office, &stocktake, leave_out).await;
        assert_eq!(waits(&mut office, &stocktake).await, [false; 3]);
        assert_eq!(office.figures(&products[1], &location).await[0], 5);
        server
    })
    .await;
}

/// Proves OFF-28 on the wire: a tablet that takes part in a blind count gets no stock of that place, and a counter never.
#[tokio::test(flavor = "multi_thread")]
async fn a_blind_count_shows_no_book() {
    on_each(async |server: Server| {
        let Warehouse {
            mut office,
            location,
            bins,
            ..
        } = warehouse(&server).await;
        let stocktake = office
            .create(
                "/stocktakes",
                json!({ "location": location, "blind": true }),
            )
            .await;
        let scopes = |response: sync::wire::Response| -> Vec<String> {
            response
                .pulled
                .unwrap()
                .pages
                .iter()
                .map(|page| page.scope.to_string())
                .collect()
        };
        let mut counter = server.tablet("Counter", "Aisha").await;
        let report = counter.report();
        let held = scopes(counter.exchange(Vec::new(), report).await);
        assert!(held.iter().any(|scope| scope.starts_with("count:")));
        assert!(
            !held
                .iter()
                .any(|scope| scope.starts_with("stock:") || scope == "cost"),
            "{held:?}"
        );

        let mut supervisor = server.tablet("Supervisor", "Ishbel").await;
        let report = supervisor.report();
        let before = scopes(supervisor.exchange(Vec::new(), report).await);
        assert!(before.contains(&format!("stock:{location}")));
        let opened = supervisor
            .pass(&stocktake, &location, Some(&bins[0]), &[])
            .swap_remove(0);
        supervisor.next_n = opened.n + 1;
        let report = supervisor.report();
        let during = scopes(supervisor.exchange(vec![opened], report).await);
        assert!(!during.contains(&format!("stock:{location}")), "{during:?}");
        server
    })
    .await;
}

/// Proves OFF-10, OFF-56, USR-02 for synced operations: a transfer is received by a tablet, and what its author may not do
/// is refused with the reason.
#[tokio::test(flavor = "multi_thread")]
async fn synced_operations_are_judged_like_any_other() {
    on_each(async |server: Server| {
        let Warehouse { mut office, location, bins, products } = warehouse(&server).await;
        let to = office.create("/locations", json!({ "name": "Granton" })).await;
        let new = json!({ "from": location, "to": to, "lines": [{ "product": products[0], "quantity": 3 }] });
        let transfer = office.create("/transfers", new).await;
        let line = office_line(&mut office, &transfer).await;
        let sent = json!({ "lines": [{ "line": line, "bin": bins[0], "quantity": 3 }] });
        office.post(&format!("/transfers/{transfer}/send"), sent).await.expect(StatusCode::OK);
        let mut tomasz = server.tablet("Warehouse", "Tomasz").await;
        let moves = vec![domain::operation::TransferMove {
            line: id(line.as_str().unwrap()),
            bin: None,
            quantity: Quantity::new(3).unwrap(),
        }];
        let ack = tomasz.does(&[Operation::Fact(Fact::TransferReceived { transfer: id(&transfer), lines: moves })]).await;
        assert_eq!(ack.outcomes, []);
        assert_eq!(office.figures(&products[0], &to).await, [3, 0, 3, 0]);

        let mut aisha = server.tablet("Counter", "Aisha").await;
        let adjust = domain::operation::Intent::Adjust {
            product: id(&products[0]),
            location: id(&to),
            bin: None,
            delta: domain::quantity::Delta::new(50),
            reason: domain::text::Remark::new("please").unwrap(),
        };
        let ack = aisha.does(&[Operation::Intent(adjust)]).await;
        assert!(matches!(&ack.outcomes[0].code, OutcomeCode::Refused(code) if code == "permission/missing"), "{ack:?}");
        assert!(!ack.outcomes[0].detail.is_empty());
        assert_eq!(office.figures(&products[0], &to).await, [3, 0, 3, 0]);
        let _: OperationId = ack.outcomes[0].op_id;
        server
    })
    .await;
}

async fn office_line(office: &mut Browser, transfer: &str) -> Value {
    office.get(&format!("/transfers/{transfer}")).await.body["lines"][0]["id"].clone()
}
