//! Bad input and trouble: a clear answer in plain words, nothing half done, nothing lost.

use crate::harness::{Browser, PASSWORD, Server, on_each};
use crate::processes::Process;
use axum::http::{Method, StatusCode};
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use server::clock::Clock;
use std::collections::BTreeSet;
use std::time::Duration;

async fn upload(browser: &mut Browser, bytes: Vec<u8>) -> crate::harness::Answer {
    let path = "/api/v1/imports?name=file";
    browser.raw(Method::POST, path, &[], bytes).await
}

async fn n_products(browser: &mut Browser) -> usize {
    let page = browser
        .get("/products?limit=500")
        .await
        .expect(StatusCode::OK);
    page["items"].as_array().unwrap().len()
}

/// Files that were cut off, are no tables, or speak another encoding: each is refused with what is the matter, or read
/// right; nothing is taken in half.
#[tokio::test(flavor = "multi_thread")]
async fn broken_files_are_refused_and_foreign_encodings_read() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        office.product("TW-0").await;
        let workbook = office
            .raw(
                Method::GET,
                "/api/v1/exports/products?format=xlsx",
                &[],
                Vec::new(),
            )
            .await
            .bytes;
        let whole = workbook.len();
        for cut in [whole / 2, whole - 20] {
            let refused = upload(&mut office, workbook[..cut].to_vec()).await;
            assert_eq!(
                refused.refused(StatusCode::UNPROCESSABLE_ENTITY),
                "import/unreadable"
            );
        }
        let cut_off = upload(&mut office, b"SKU,Name\nTW-1,\"Dry bag".to_vec()).await;
        assert_eq!(
            cut_off.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "import/cut-off"
        );
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(
            "SKU\tName\r\nTW-2\tCaf\u{e9} mug\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        let windows = b"SKU;Name\r\nTW-3;Caf\xe9 mug \x80\r\n".to_vec();
        for (bytes, name) in [
            (utf16, "Caf\u{e9} mug"),
            (windows, "Caf\u{e9} mug \u{20ac}"),
        ] {
            let read = upload(&mut office, bytes).await.expect(StatusCode::CREATED);
            assert_eq!(read["sample"][0][1], name, "{read}");
        }
        assert_eq!(n_products(&mut office).await, 1);
        server
    })
    .await;
}

/// Quantities beyond all reason, fields of ten megabytes, names that are scripts, and what is no JSON at all.
#[tokio::test(flavor = "multi_thread")]
async fn absurd_input_changes_nothing() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office.create("/locations", json!({ "name": "Leith" })).await;
        let product = office.product("TW-1").await;
        for delta in [json!(i64::MAX), json!(1e30), json!(-1.5), json!("many"), json!(0), Value::Null] {
            let body = json!({ "product": product, "location": location, "delta": delta, "reason": "x", "unit_cost": "1" });
            let refused = office.post("/adjustments", body).await;
            assert!(refused.status.is_client_error(), "{delta}: {} {}", refused.status, refused.text);
            assert!(!refused.body["detail"].as_str().unwrap_or_default().is_empty(), "{delta}: {}", refused.text);
        }
        for cost in ["-1", "1e9", "999999999999999999999", "cheap"] {
            let body = json!({ "product": product, "location": location, "delta": 1, "reason": "x", "unit_cost": cost });
            let refused = office.post("/adjustments", body).await;
            assert!(refused.status.is_client_error(), "{cost}: {}", refused.text);
        }
        let negative = json!({ "product": product, "location": location, "quantity": -5 });
        assert!(office.post("/receipts", negative).await.status.is_client_error());
        let huge = "x".repeat(10 * 1024 * 1024);
        let refused = office.post("/products", json!({ "sku": "TW-2", "name": huge })).await;
        assert_eq!(refused.refused(StatusCode::PAYLOAD_TOO_LARGE), "request/too-large");
        let long = "x".repeat(100_000);
        let refused = office.post("/products", json!({ "sku": "TW-2", "name": long })).await;
        assert_eq!(refused.refused(StatusCode::UNPROCESSABLE_ENTITY), "request/invalid");
        let sent = upload(&mut office, format!("SKU,Name\nTW-2,{huge}\nTW-3,Torch\n").into_bytes()).await;
        if sent.status == StatusCode::CREATED {
            let choice = json!({ "kind": "products", "mapping": { "sku": "SKU", "name": "Name" } });
            let path = format!("/imports/{}/plan", sent.body["id"].as_str().unwrap());
            let plan = office.post(&path, choice).await.expect(StatusCode::OK);
            assert_eq!((&plan["n_errors"], &plan["errors"][0]["row"]), (&json!(1), &json!(2)), "the row is named");
            assert!(plan.to_string().len() < 10_000, "and not repeated");
        } else {
            assert!(sent.status.is_client_error(), "{}", sent.text);
        }
        let script = "<script>alert('x')</script>";
        let named = office.create("/products", json!({ "sku": "TW-9", "name": script })).await;
        let read = office.get(&format!("/products/{named}")).await;
        assert_eq!(read.headers["content-type"], "application/json");
        assert_eq!(read.body["name"], script, "a name is text");
        let json = &[("content-type", "application/json")][..];
        for body in ["", "{", "[]", "null", "{\"sku\":1}"] {
            let refused = office.raw(Method::POST, "/api/v1/products", json, body.into()).await;
            assert!(refused.status.is_client_error(), "{body}: {}", refused.text);
        }
        assert_eq!(n_products(&mut office).await, 2);
        assert_eq!(office.figures(&product, &location).await, [0, 0, 0, 0]);
        server
    })
    .await;
}

/// A session that has ended answers 401 in plain words; the tablet's entries are taken once its person has signed in
/// again.
#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_keeps_the_outbox() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let mut tablet = server.tablet("Warehouse", "Rory").await;
        let received = Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(5).unwrap(),
            reference: None,
        };
        let item = tablet.item(&Operation::Fact(received));
        let bytes = tablet.bytes(vec![item]);
        server
            .app
            .store()
            .writer()
            .execute_unprepared("UPDATE session SET expires = 1")
            .await
            .unwrap();
        let (status, answer) = tablet.post_bytes(bytes.clone()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let problem: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(problem["type"], "session/none");
        assert!(
            problem["detail"]
                .as_str()
                .unwrap()
                .contains("nothing that is on this device is lost")
        );
        let again =
            json!({ "email": "rory@tidewater.example", "password": PASSWORD, "device": {} });
        tablet
            .browser
            .post("/session", again)
            .await
            .expect(StatusCode::OK);
        assert_eq!(tablet.post_bytes(bytes).await.0, StatusCode::OK);
        let again = json!({ "email": "mairi@tidewater.example", "password": PASSWORD });
        office.post("/session", again).await.expect(StatusCode::OK);
        assert_eq!(office.figures(&product, &location).await, [5, 0, 5, 0]);
        server
    })
    .await;
}

/// Proves OFF-55 on the wire: tablets whose clocks are two days off are taken in all the same, in the order of the
/// server; the offset is kept and shown with the device.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_clocks_are_noted_and_change_no_order() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        // An answer that lacks this is somebody else's, and so is its clock.
        assert_eq!(office.get("/session").await.headers["x-quayside"], "1");
        let location = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let two_days = 2 * 86_400_000;
        for (name, off) in [("Rory", two_days), ("Effie", -two_days), ("Callum", 0)] {
            let mut tablet = server.tablet("Warehouse", name).await;
            tablet.clock = Clock::default();
            tablet.clock.advance_millis(off);
            let received = Fact::ReceiptSeen {
                product: product.parse().unwrap(),
                location: location.parse().unwrap(),
                bin: None,
                quantity: Quantity::new(1).unwrap(),
                reference: None,
            };
            let ack = tablet.does(&[Operation::Fact(received)]).await;
            assert_eq!(ack.n, 1);
            server.clock.advance_millis(60_000);
        }
        assert_eq!(office.figures(&product, &location).await, [3, 0, 3, 0]);
        let page = office
            .get(&format!("/movements?product={product}"))
            .await
            .expect(StatusCode::OK);
        let names: Vec<_> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|movement| movement["user_name"].clone())
            .collect();
        assert_eq!(
            names,
            ["Callum", "Effie", "Rory"],
            "newest first, as they arrived"
        );
        let devices = office.get("/devices").await.expect(StatusCode::OK);
        for (name, off) in [("Rory", two_days), ("Effie", -two_days), ("Callum", 0)] {
            let device = devices["items"]
                .as_array()
                .unwrap()
                .iter()
                .find(|device| device["name"] == format!("Tablet of {name}"));
            let shown = device.unwrap()["clock_offset_ms"].as_i64().unwrap();
            assert!((shown - off).abs() < 60_000, "{name}: {shown}");
        }
        server
    })
    .await;
}

/// An app of another protocol is told to update, in words and by status, and keeps what it holds.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_app_is_told_to_update() {
    on_each(async |server: Server| {
        server.founded().await;
        let mut tablet = server.tablet("Counter", "Aisha").await;
        let mut bytes = tablet.bytes(Vec::new());
        bytes[3] = bytes[3].wrapping_add(1);
        let (status, answer) = tablet.post_bytes(bytes).await;
        assert_eq!(status, StatusCode::UPGRADE_REQUIRED);
        let problem: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(problem["type"], "sync/protocol");
        assert!(
            problem["detail"]
                .as_str()
                .unwrap()
                .contains("what it has not sent is kept")
        );
        let whole = tablet.bytes(Vec::new());
        let (status, _) = tablet.post_bytes(whole[..whole.len() / 2].to_vec()).await;
        assert_eq!(
            status,
            StatusCode::BAD_REQUEST,
            "a message that was cut off"
        );
        assert_eq!(
            tablet.problem().await,
            None,
            "and the next whole one is heard"
        );
        server
    })
    .await;
}

/// The disk is full: writing says so in plain words and changes nothing, reading goes on, and once there is room the same
/// entries are taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing() {
    let server = Server::sqlite().await;
    let mut office = server.founded().await;
    let location = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let product = office.product("TW-1").await;
    let body = json!({ "product": product, "location": location, "delta": 5, "reason": "found", "unit_cost": "1" });
    office
        .post("/adjustments", body)
        .await
        .expect(StatusCode::CREATED);
    let writer = server.app.store().writer().clone();
    let pages = Statement::from_string(writer.get_database_backend(), "PRAGMA page_count");
    let row = writer.query_one_raw(pages).await.unwrap().unwrap();
    let pages: i64 = row.try_get("", "page_count").unwrap();
    // What SQLite says when the disk is full it says for this limit as well.
    writer
        .execute_unprepared(&format!("PRAGMA max_page_count = {pages}"))
        .await
        .unwrap();
    let mut n_kept = 1;
    let mut refused = None;
    for number in 0..2_000 {
        let name = format!("{number} {}", "x".repeat(150));
        let answer = office
            .post(
                "/products",
                json!({ "sku": format!("F-{number}"), "name": name }),
            )
            .await;
        if answer.status == StatusCode::CREATED {
            n_kept += 1;
        } else {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("the disk is full in the end");
    assert_eq!(
        refused.refused(StatusCode::INSUFFICIENT_STORAGE),
        "server/full"
    );
    assert!(
        refused.body["detail"]
            .as_str()
            .unwrap()
            .contains("disk is full")
    );
    assert_eq!(
        office.figures(&product, &location).await,
        [5, 0, 5, 0],
        "reading goes on"
    );
    writer
        .execute_unprepared("PRAGMA max_page_count = 1073741823")
        .await
        .unwrap();
    let more = office.product("TW-2").await;
    assert!(
        office
            .get(&format!("/products/{more}"))
            .await
            .status
            .is_success()
    );
    let page = office
        .get("/products?limit=500&query=F-")
        .await
        .expect(StatusCode::OK);
    assert!(
        page["items"].as_array().unwrap().len() >= (n_kept - 1).min(500),
        "what was kept is there"
    );
    let wrong = server::store::ledger::disagreements(server.app.store().reader()).await;
    assert_eq!(wrong.unwrap(), []);
    server.close().await;
}

/// The server is killed while it works, again and again: whatever it acknowledged is there afterwards, and every figure
/// is the sum of its movements.
#[tokio::test(flavor = "multi_thread")]
async fn killing_the_server_loses_nothing_acknowledged() {
    let server = Server::sqlite().await;
    let mut office = server.founded().await;
    let location = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let product = office.product("TW-1").await;
    let (url, folder) = server.put_down("kill").await;
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    for round in 0..4_u64 {
        let process = Process::start(&url);
        let body = json!({ "product": product, "location": location, "delta": 1, "reason": "found", "unit_cost": "1" });
        let work = async {
            let lane = async || {
                let mut posted = Vec::new();
                while let Some((201, answer)) =
                    process.try_post("/adjustments", &body, &office).await
                {
                    posted.push(answer["movements"][0].as_str().unwrap().to_owned());
                }
                posted
            };
            let kill = async {
                tokio::time::sleep(Duration::from_millis(150 + 90 * round)).await;
                process.kill();
            };
            let (a, b, c, ()) = tokio::join!(lane(), lane(), lane(), kill);
            [a, b, c].concat()
        };
        let posted = work.await;
        assert!(
            !posted.is_empty(),
            "round {round}: it worked before it was killed"
        );
        acknowledged.extend(posted);
        process.wait();
    }
    let store = server::store::Store::open(&url).await.unwrap();
    let sql = "SELECT lower(hex(id)) AS id FROM movement";
    let rows = store
        .reader()
        .query_all_raw(Statement::from_string(store.backend(), sql))
        .await
        .unwrap();
    let kept: BTreeSet<String> = rows
        .iter()
        .map(|row| row.try_get::<String>("", "id").unwrap())
        .collect();
    for movement in &acknowledged {
        let (_, id) = movement.rsplit_once('_').unwrap();
        assert!(
            kept.contains(&id.replace('-', "").to_lowercase()),
            "{movement} is lost"
        );
    }
    assert_eq!(
        server::store::ledger::disagreements(store.reader())
            .await
            .unwrap(),
        []
    );
    store.close().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
