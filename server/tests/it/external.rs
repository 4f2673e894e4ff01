//! Locations that a fulfilment service holds: connecting, synchronising a stocktake, and the job that does it unasked.

use crate::amazon::{SimulatedAmazon, link};
use crate::harness::{Browser, Server, on_each};
use crate::processes::Process;
use axum::http::StatusCode;
use channels::sales::{AccountInfo, SalesChannel};
use channels::stub::{SHOP, Stub};
use channels::words::Unread;
use channels::{Error, FulfilmentService};
use serde_json::{Value, json};
use server::services::{Reach, Services};
use std::sync::{Arc, Mutex};

const DAY: i64 = 86_400_000;

/// The second provider in the place of Amazon: services follow what `channels` says, not who is behind it (GEN-06).
#[derive(Clone)]
struct Stubs(Arc<Mutex<Arc<Stub>>>);

impl Stubs {
    fn holding(stock: &[(&str, u32)]) -> Self {
        Self(Arc::new(Mutex::new(Self::stub(stock))))
    }

    fn stub(stock: &[(&str, u32)]) -> Arc<Stub> {
        let now = "2026-11-18T12:00:00Z".parse().unwrap();
        Arc::new(Stub::new(now, stock, Vec::new()))
    }

    fn now_hold(&self, stock: &[(&str, u32)]) {
        *self.0.lock().unwrap() = Self::stub(stock);
    }

    fn service(&self) -> Arc<Stub> {
        self.0.lock().unwrap().clone()
    }
}

#[async_trait::async_trait]
impl Services for Stubs {
    async fn account(&self, _: &Reach) -> Result<AccountInfo, Error> {
        self.service().account().await
    }

    fn fulfilment(&self, _: &Reach) -> Result<Arc<dyn FulfilmentService>, Error> {
        Ok(self.service())
    }
}

fn account(place: Value) -> Value {
    json!({
        "service": "fba", "seller_id": "SELLER", "marketplace_id": SHOP, "client_id": "amzn1.application-oa2-client.1",
        "client_secret": "not to be shown", "refresh_token": "Atzr|not to be shown", "place": place,
    })
}

async fn review(office: &mut Browser, stocktake: &str) -> Value {
    let path = format!("/stocktakes/{stocktake}/review");
    office.get(&path).await.expect(StatusCode::OK)
}

fn row<'a>(rows: &'a Value, product: &str) -> &'a Value {
    rows.as_array()
        .unwrap()
        .iter()
        .find(|row| row["product"] == product)
        .unwrap_or_else(|| panic!("no row of {product} in {rows}"))
}

/// Proves STK-03, STK-04, STK-05, STK-06, STK-07, STK-09, STK-16, STK-17, as far as the interface goes: the
/// service's figures fill both tables, a person changes a row and the synced figure stays beside it, unknown SKUs are
/// named, completing needs a cost and a tick, and posts the differences.
#[tokio::test(flavor = "multi_thread")]
async fn the_services_figures_fill_a_stocktake_of_its_location() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let stubs = Stubs::holding(&[("A", 5), ("B", 2), ("ZERO", 0), ("UNKNOWN", 7)]);
        link(&server, Arc::new(stubs.clone()));
        let products = [
            office.product("A").await,
            office.product("B").await,
            office.product("C").await,
            office.product("ZERO").await,
        ];
        let place = json!({ "new": { "name": "Centre" } });
        let connected = office.post("/connections", account(place)).await;
        assert!(!connected.text.contains("not to be shown"));
        let connected = connected.expect(StatusCode::CREATED);
        let location = connected["connection"]["location"].as_str().unwrap().to_owned();
        for (product, units) in [(&products[0], 3), (&products[2], 4)] {
            let body = json!({ "product": product, "location": location, "delta": units, "reason": "opening", "unit_cost": "2.50" });
            office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        }
        server.clock.advance_millis(60_000);

        let stocktake = office.create("/stocktakes", json!({ "location": location })).await;
        let path = format!("/stocktakes/{stocktake}/figures");
        let empty = office.get(&path).await.expect(StatusCode::OK);
        assert_eq!(empty, json!({ "synced_before": false, "last": null, "rows": [] }), "STK-01: both tables are empty");
        server.clock.advance_millis(60_000);
        let read = office.post(&format!("/stocktakes/{stocktake}/sync"), json!({})).await.expect(StatusCode::OK);
        assert_eq!(read["n_rows"], 2);
        assert_eq!(read["unmatched"], json!([{ "sku": "UNKNOWN", "title": read["unmatched"][0]["title"], "quantity": 7 }]));

        let tables = office.get(&path).await.expect(StatusCode::OK);
        let a = row(&tables["rows"], &products[0]);
        assert_eq!((&a["has_stock"], &a["synced"], &a["unreported"]), (&json!(true), &json!(5), &json!(false)));
        let b = row(&tables["rows"], &products[1]);
        assert_eq!((&b["has_stock"], &b["synced"]), (&json!(false), &json!(2)));
        let c = row(&tables["rows"], &products[2]);
        assert_eq!((&c["has_stock"], &c["synced"], &c["unreported"]), (&json!(true), &Value::Null, &json!(true)));
        assert_eq!(tables["rows"].as_array().unwrap().len(), 3, "what is zero on both sides does not appear");
        let found = review(&mut office, &stocktake).await;
        let line = row(&found["lines"], &products[0]);
        assert_eq!((&line["book"], &line["counted"], &line["variance"]), (&json!(3), &json!(5), &json!(2)));

        // A person changes 5 to 4; reading again changes nothing about that, and both figures are shown.
        let entered = json!({ "product": products[0], "quantity": 4 });
        office.put(&path, entered).await.expect(StatusCode::NO_CONTENT);
        server.clock.advance_millis(60_000);
        stubs.now_hold(&[("A", 6), ("B", 2)]);
        office.post(&format!("/stocktakes/{stocktake}/sync"), json!({})).await.expect(StatusCode::OK);
        let tables = office.get(&path).await.expect(StatusCode::OK);
        let a = row(&tables["rows"], &products[0]);
        assert_eq!((&a["synced"], &a["by_hand"]), (&json!(6), &json!(true)));
        let line = review(&mut office, &stocktake).await;
        assert_eq!(row(&line["lines"], &products[0])["counted"], 4);
        let history = office
            .get(&format!("/stocktakes/{stocktake}/events?product={}", products[0]))
            .await
            .expect(StatusCode::OK);
        let sources: Vec<&Value> = history["items"].as_array().unwrap().iter().map(|event| &event["source"]).collect();
        assert!(sources.contains(&&json!("sync")) && sources.contains(&&json!("hand")), "{history}");

        // A tick for what the service does not report, a cost for what is new.
        let complete = format!("/stocktakes/{stocktake}/complete");
        assert_eq!(office.post(&complete, json!({})).await.refused(StatusCode::CONFLICT), "stocktake/blocked");
        let confirmed = json!({ "product": products[2], "quantity": 0 });
        office.put(&path, confirmed).await.expect(StatusCode::NO_CONTENT);
        assert_eq!(office.post(&complete, json!({})).await.refused(StatusCode::CONFLICT), "stocktake/cost-missing");
        let costs = json!({ "costs": [{ "product": products[1], "unit_cost": "1.50" }] });
        office.put(&format!("/stocktakes/{stocktake}/unit-costs"), costs).await.expect(StatusCode::NO_CONTENT);
        office.post(&complete, json!({})).await.expect(StatusCode::OK);
        for (product, units) in [(0, 4), (1, 2), (2, 0)] {
            assert_eq!(office.figures(&products[product], &location).await[0], units);
        }
        let ended = json!({ "product": products[0], "quantity": 9 });
        assert_eq!(office.put(&path, ended).await.refused(StatusCode::CONFLICT), "record/wrong-state");
        server
    })
    .await;
}

/// A row of a service that cannot be read is no zero and no "not reported": its product is in no line, blocks completion
/// until a person enters what is there, and the job neither posts it nor asks a person to confirm that it is gone. A row that
/// does not even tell its SKU may be of any product that has no figure. The next good reading takes the product over again.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_could_not_be_read_proposes_nothing() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let stubs = Stubs::holding(&[("A", 5), ("B", 2)]);
        link(&server, Arc::new(stubs.clone()));
        let products = [
            office.product("A").await,
            office.product("B").await,
            office.product("C").await,
        ];
        let place = json!({ "new": { "name": "Centre" } });
        let connected = office.post("/connections", account(place)).await.expect(StatusCode::CREATED);
        let location = connected["connection"]["location"].as_str().unwrap().to_owned();
        for (product, units) in [(&products[0], 3), (&products[1], 4), (&products[2], 6)] {
            let body = json!({ "product": product, "location": location, "delta": units, "reason": "opening", "unit_cost": "2.50" });
            office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        }
        server.clock.advance_millis(60_000);
        let stocktake = office.create("/stocktakes", json!({ "location": location })).await;
        let (sync, figures) = (format!("/stocktakes/{stocktake}/sync"), format!("/stocktakes/{stocktake}/figures"));
        office.post(&sync, json!({})).await.expect(StatusCode::OK);
        let about = |found: &Value, product: &str| -> Option<String> {
            let mut blocks = found["blocks"].as_array().unwrap().iter();
            let block = blocks.find(|block| block["product"] == product)?;
            assert_eq!(block["blocking"], true, "{block}");
            Some(block["text"].as_str().unwrap().to_owned())
        };
        let has_line = |found: &Value, product: &str| {
            let mut lines = found["lines"].as_array().unwrap().iter();
            lines.any(|line| line["product"] == product)
        };
        let found = review(&mut office, &stocktake).await;
        assert!(has_line(&found, &products[2]) && about(&found, &products[2]).unwrap().contains("does not report C"));

        // Now the row of B is there and cannot be read.
        server.clock.advance_millis(60_000);
        let garbled = |sku: Option<&str>| Unread {
            about: sku.map(str::to_owned),
            place: "row 2".into(),
            reason: "the quantity is no number".into(),
            raw: json!({ "sku": sku, "quantity": {} }),
        };
        stubs.service().garble(garbled(Some("B")));
        let read = office.post(&sync, json!({})).await.expect(StatusCode::OK);
        assert_eq!((&read["n_rows"], &read["n_unread"]), (&json!(1), &json!(1)));
        assert_eq!(read["unread"][0], json!({ "sku": "B", "product": products[1], "reason": "the quantity is no number" }));
        let found = review(&mut office, &stocktake).await;
        assert!(!has_line(&found, &products[1]), "nothing is proposed: {found}");
        let text = about(&found, &products[1]).expect("it blocks");
        assert!(text.contains("says of B could not be read") && !text.contains("does not report"), "{text}");
        assert!(about(&found, &products[2]).unwrap().contains("does not report C"), "C is missing indeed");
        let tables = office.get(&figures).await.expect(StatusCode::OK);
        let seen = |product: &str| {
            let row = row(&tables["rows"], product);
            (row["unreported"].clone(), row["unread"].clone())
        };
        assert_eq!(seen(&products[1]), (json!(false), json!(true)));
        assert_eq!(seen(&products[2]), (json!(true), json!(false)));
        let notices = office.get("/notifications").await.expect(StatusCode::OK).to_string();
        assert!(notices.contains("B: the quantity is no number"), "{notices}");

        // It blocks even when all else is settled, and what a person enters settles it.
        let complete = format!("/stocktakes/{stocktake}/complete");
        let gone = json!({ "product": products[2], "quantity": 0 });
        office.put(&figures, gone).await.expect(StatusCode::NO_CONTENT);
        let refused = office.post(&complete, json!({})).await;
        assert!(!refused.text.contains("does not report"), "{}", refused.text);
        assert_eq!(refused.refused(StatusCode::CONFLICT), "stocktake/blocked");
        assert_eq!(office.figures(&products[1], &location).await[0], 4, "nothing was posted");

        // A row without a SKU may be of anything that has no figure.
        stubs.now_hold(&[("B", 2)]);
        stubs.service().garble(garbled(None));
        server.clock.advance_millis(60_000);
        office.post(&sync, json!({})).await.expect(StatusCode::OK);
        let found = review(&mut office, &stocktake).await;
        assert!(!has_line(&found, &products[0]) && has_line(&found, &products[1]), "{found}");
        assert!(about(&found, &products[0]).unwrap().contains("could not be read"));
        let there = json!({ "product": products[0], "quantity": 5 });
        office.put(&figures, there).await.expect(StatusCode::NO_CONTENT);
        office.post(&complete, json!({})).await.expect(StatusCode::OK);
        for (product, units) in [(0, 5), (1, 2), (2, 0)] {
            assert_eq!(office.figures(&products[product], &location).await[0], units);
        }

        // The job leaves it alone, too, and asks nobody to confirm that it is gone.
        stubs.now_hold(&[("A", 7), ("B", 9)]);
        stubs.service().garble(garbled(Some("B")));
        let path = format!("/connections/{}", connected["connection"]["id"].as_str().unwrap());
        let rhythm = json!({ "auto_sync": "daily", "sync_hour": 3 });
        office.patch(&path, rhythm).await.expect(StatusCode::OK);
        server.app.start_due_jobs().await.unwrap();
        server.clock.advance_millis(DAY + DAY / 24);
        for run in server.app.start_due_jobs().await.unwrap() {
            run.await.unwrap();
        }
        let runs = office.get("/jobs/stock-sync/runs?limit=1").await.expect(StatusCode::OK);
        assert_eq!(
            runs["items"][0]["summary"],
            "1 connections read, 0 failed; 1 rows posted, 0 wait for a person."
        );
        assert_eq!(office.figures(&products[0], &location).await[0], 7);
        assert_eq!(office.figures(&products[1], &location).await[0], 2, "as it was");
        server
    })
    .await;
}

/// Proves STK-13: the job posts old rows and lets what needs a cost wait in a stocktake of its own, of which the user is
/// told; run again it only brings that one up to date.
#[tokio::test(flavor = "multi_thread")]
async fn the_job_posts_what_needs_nobody_and_keeps_the_rest() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let stubs = Stubs::holding(&[("A", 5), ("NEW", 3)]);
        link(&server, Arc::new(stubs.clone()));
        let products = [office.product("A").await, office.product("NEW").await];
        let place = json!({ "new": { "name": "Centre" } });
        let connected = office.post("/connections", account(place)).await.expect(StatusCode::CREATED);
        let (location, id) = (&connected["connection"]["location"], &connected["connection"]["id"]);
        let body = json!({ "product": products[0], "location": location, "delta": 3, "reason": "opening", "unit_cost": "2" });
        office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        let path = format!("/connections/{}", id.as_str().unwrap());
        let rhythm = json!({ "auto_sync": "daily", "sync_hour": 3 });
        office.patch(&path, rhythm).await.expect(StatusCode::OK);
        let wrong = office.patch(&path, json!({ "sync_hour": 24 })).await;
        assert_eq!(wrong.refused(StatusCode::UNPROCESSABLE_ENTITY), "request/invalid");

        let run = async |office: &mut Browser| {
            for run in server.app.start_due_jobs().await.unwrap() {
                run.await.unwrap();
            }
            let runs = office.get("/jobs/stock-sync/runs?limit=1").await.expect(StatusCode::OK);
            runs["items"][0]["summary"].as_str().unwrap().to_owned()
        };
        let location = location.as_str().unwrap().to_owned();
        server.app.start_due_jobs().await.unwrap();
        server.clock.advance_millis(DAY / 24);
        assert_eq!(run(&mut office).await, "No connection was due.");
        server.clock.advance_millis(DAY);
        assert_eq!(run(&mut office).await, "1 connections read, 0 failed; 1 rows posted, 1 wait for a person.");
        assert_eq!(office.figures(&products[0], &location).await[0], 5);
        assert_eq!(office.figures(&products[1], &location).await[0], 0);
        let notices = office.get("/notifications").await.expect(StatusCode::OK);
        let link = notices["items"][0]["link"].as_str().unwrap().to_owned();
        let waiting = link.split('/').nth(2).unwrap().to_owned();
        let open = office.get("/stocktakes?status=in-progress").await.expect(StatusCode::OK);
        assert_eq!(open["items"].as_array().unwrap().len(), 1);
        assert_eq!(open["items"][0]["id"], json!(waiting));

        // The next day: the same row still waits, in one stocktake, with the newer figure.
        server.clock.advance_millis(DAY);
        stubs.now_hold(&[("A", 5), ("NEW", 4)]);
        run(&mut office).await;
        let open = office.get("/stocktakes?status=in-progress").await.expect(StatusCode::OK);
        assert_eq!(open["items"].as_array().unwrap().len(), 1, "one stocktake waits, not one a day");
        let waiting = open["items"][0]["id"].as_str().unwrap().to_owned();
        let costs = json!({ "costs": [{ "product": products[1], "unit_cost": "1.50" }] });
        office.put(&format!("/stocktakes/{waiting}/unit-costs"), costs).await.expect(StatusCode::NO_CONTENT);
        office.post(&format!("/stocktakes/{waiting}/complete"), json!({})).await.expect(StatusCode::OK);
        assert_eq!(office.figures(&products[1], &location).await[0], 4);
        server
    })
    .await;
}

/// Proves LOC-06, LOC-08, CON-09, CON-10, CON-13, LOC-03: what location a connection gets, and that it stays.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_gets_a_location_of_its_own() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        link(&server, Arc::new(Stubs::holding(&[])));
        let shelves = office
            .create("/locations", json!({ "name": "Shelves" }))
            .await;
        office
            .create(
                &format!("/locations/{shelves}/bins"),
                json!({ "name": "A" }),
            )
            .await;
        let place = json!({ "existing": { "location": shelves } });
        let connected = office
            .post("/connections", account(place.clone()))
            .await
            .expect(StatusCode::CREATED);
        let location = connected["connection"]["location"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_ne!(location, shelves, "a location with bins is left alone");
        assert!(connected["remark"].as_str().unwrap().contains("has bins"));
        assert_eq!(
            office
                .post("/connections", account(place))
                .await
                .refused(StatusCode::CONFLICT),
            "connection/connected"
        );

        let locations = office.get("/locations").await.expect(StatusCode::OK);
        let held = locations["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|held| held["id"] == json!(location))
            .unwrap();
        assert_eq!(held["kind"], "external");
        let path = format!("/locations/{location}");
        assert_eq!(
            office.delete(&path).await.refused(StatusCode::CONFLICT),
            "location/service-connected"
        );
        let connection = format!(
            "/connections/{}",
            connected["connection"]["id"].as_str().unwrap()
        );
        office
            .delete(&connection)
            .await
            .expect(StatusCode::NO_CONTENT);
        let left = office.get(&path).await.expect(StatusCode::OK);
        assert_eq!(left["kind"], "own", "it stays and loses the restrictions");
        let none = office.get("/connections").await.expect(StatusCode::OK);
        assert_eq!(none["items"], json!([]));
        let counter = server
            .user("Counter", "Aisha")
            .await
            .get("/connections")
            .await;
        assert_eq!(counter.refused(StatusCode::FORBIDDEN), "permission/missing");
        server
    })
    .await;
}

/// Proves CON-08, GEN-11: credentials are proved against Amazon, here the simulated one, before anything is kept; its
/// refusal is shown; and its figures fill a stocktake.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_at_the_simulated_amazon_is_proved_and_read() {
    let server = Server::sqlite().await;
    let mut office = server.founded().await;
    let amazon = SimulatedAmazon::start(None).await;
    amazon.link(&server);
    let mut body = amazon.account();
    let token = body["refresh_token"].take();
    body["refresh_token"] = json!("Atzr|wrong");
    let refused = office.post("/connections", body.clone()).await;
    assert_eq!(
        refused.refused(StatusCode::CONFLICT),
        "service/not-authorised"
    );
    assert!(!refused.text.contains("Atzr|wrong"));
    let locations = office.get("/locations").await.expect(StatusCode::OK);
    assert_eq!(locations["items"], json!([]), "nothing is kept");
    body["refresh_token"] = token;
    let connected = office
        .post("/connections", body)
        .await
        .expect(StatusCode::CREATED);
    let location = &connected["connection"]["location"];
    let stocktake = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let read = office
        .post(&format!("/stocktakes/{stocktake}/sync"), json!({}))
        .await
        .expect(StatusCode::OK);
    assert!(
        !read["unmatched"].as_array().unwrap().is_empty(),
        "the world has stock that is unknown here"
    );
    let shown = office.get("/connections").await.expect(StatusCode::OK);
    assert!(shown["items"][0]["last_good"].is_i64());

    // With the service gone nothing changes, and the connection says why.
    amazon.end().await;
}

/// The same account connected several times at once has one connection and one location; the others are told so and leave
/// nothing behind.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_connected_twice_at_once_is_connected_once() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        link(&server, Arc::new(Stubs::holding(&[("A", 5)])));
        for names in [["Centre", "Centre", "Centre"], ["North", "South", "West"]] {
            let mut tries = Vec::new();
            for name in names {
                let mut office = office.clone();
                let body = account(json!({ "new": { "name": name } }));
                tries.push(tokio::spawn(async move {
                    office.post("/connections", body).await
                }));
            }
            let mut connection = None;
            for one in tries {
                let answer = one.await.unwrap();
                match answer.status {
                    StatusCode::CREATED => {
                        let id = answer.body["connection"]["id"].as_str().unwrap().to_owned();
                        assert_eq!(connection.replace(id), None, "connected twice");
                    }
                    _ => assert_eq!(answer.refused(StatusCode::CONFLICT), "connection/connected"),
                }
            }
            let locations = office.get("/locations").await.expect(StatusCode::OK);
            let held: Vec<&Value> = locations["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["kind"] == "external")
                .collect();
            assert_eq!(held.len(), 1, "{locations}");
            let path = format!("/connections/{}", connection.expect("one was faster"));
            office.delete(&path).await.expect(StatusCode::NO_CONTENT);
            let id = held[0]["id"].as_str().unwrap();
            office
                .delete(&format!("/locations/{id}"))
                .await
                .expect(StatusCode::NO_CONTENT);
            let left = office.get("/locations").await.expect(StatusCode::OK);
            assert_eq!(left["items"], json!([]), "nothing else was left behind");
        }
        server
    })
    .await;
}

/// The server is killed again and again while it reads the figures of an account: a stocktake has all of them or none,
/// says when they were read if it has them, and reading once more completes it.
#[tokio::test(flavor = "multi_thread")]
async fn killing_the_server_while_figures_are_read_leaves_nothing_half_done() {
    let server = Server::sqlite().await;
    let mut office = server.founded().await;
    let amazon = SimulatedAmazon::start(None).await;
    let key = amazon.link(&server);
    let connected = office.post("/connections", amazon.account()).await;
    let location = connected.expect(StatusCode::CREATED)["connection"]["location"].clone();
    let first = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let sync = |stocktake: &str| format!("/stocktakes/{stocktake}/sync");
    let read = office.post(&sync(&first), json!({})).await;
    let read = read.expect(StatusCode::OK);
    let mut n_rows = 0;
    for unknown in read["unmatched"].as_array().unwrap() {
        office.product(unknown["sku"].as_str().unwrap()).await;
        n_rows += 1;
    }
    assert!(n_rows > 3, "the account holds stock: {read}");
    let void = format!("/stocktakes/{first}/void");
    office
        .post(&void, json!({ "reason": "only looked" }))
        .await
        .expect(StatusCode::OK);
    let stocktake = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let (url, folder) = server.put_down("killed-reading").await;
    let mut env = vec![("QUAYSIDE_SECRET_KEY_FILE", key.display().to_string())];
    for name in [
        "QUAYSIDE_AMAZON_ENDPOINT_NA",
        "QUAYSIDE_AMAZON_ENDPOINT_EU",
        "QUAYSIDE_AMAZON_ENDPOINT_FE",
    ] {
        env.push((name, amazon.base.clone()));
    }
    env.push((
        "QUAYSIDE_AMAZON_LWA_URL",
        format!("{}/auth/o2/token", amazon.base),
    ));
    let figures = format!("/stocktakes/{stocktake}/figures");
    let mut was_cut = false;
    for round in 0..5_u64 {
        let process = Process::start_with(&url, &env);
        let body = json!({});
        let path = sync(&stocktake);
        let work = process.try_post(&path, &body, &office);
        let kill = async {
            tokio::time::sleep(std::time::Duration::from_millis(10 + 25 * round)).await;
            process.kill();
        };
        let (answer, ()) = tokio::join!(work, kill);
        was_cut |= answer.is_none();
        process.wait();
        drop(process);
        let process = Process::start_with(&url, &env);
        let (_, seen) = process.try_get(&figures, &office).await.unwrap();
        let n = seen["rows"].as_array().unwrap().len();
        let whole = n == 0 && seen["last"].is_null() || n == n_rows && !seen["last"].is_null();
        assert!(
            whole,
            "round {round}: {n} of {n_rows} rows, {}",
            seen["last"]
        );
    }
    assert!(was_cut, "it was killed in the middle at least once");
    let process = Process::start_with(&url, &env);
    let (status, read) = process
        .try_post(&sync(&stocktake), &json!({}), &office)
        .await
        .unwrap();
    assert_eq!((status, &read["n_rows"]), (200, &json!(n_rows)), "{read}");
    drop(process);
    amazon.end().await;
    std::fs::remove_dir_all(folder).unwrap();
}
