//! Files in and out: sent, looked at, tried, run, watched, repeated, interrupted.

use crate::harness::{Browser, PASSWORD, Server, on_each};
use axum::http::{Method, StatusCode};
use domain::barcode::check_digit;
use domain::text::Email;
use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};
use server::app::App;
use server::app::demo::Size;
use server::app::exports::Export;
use server::clock::Ids;
use server::export::{Shape, write};
use server::store::Store;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

async fn upload(browser: &mut Browser, name: &str, bytes: impl Into<Vec<u8>>) -> Value {
    let path = format!("/api/v1/imports?name={name}");
    browser
        .raw(
            Method::POST,
            &path,
            &[("content-type", "text/csv")],
            bytes.into(),
        )
        .await
        .expect(StatusCode::CREATED)
}

fn choice(sent: &Value) -> Value {
    json!({ "kind": sent["kind"], "mapping": sent["mapping"] })
}

fn run(sent: &Value, skip_errors: bool) -> Value {
    json!({ "kind": sent["kind"], "mapping": sent["mapping"], "skip_errors": skip_errors })
}

fn path(sent: &Value, verb: &str) -> String {
    format!("/imports/{}{verb}", sent["id"].as_str().unwrap())
}

/// Waits for the end of an import.
async fn ended(browser: &mut Browser, sent: &Value) -> Value {
    for _ in 0..2_000 {
        let import = browser.get(&path(sent, "")).await.expect(StatusCode::OK);
        if import["status"] != "running" {
            return import;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}

async fn imported(browser: &mut Browser, name: &str, text: &str) -> Value {
    let sent = upload(browser, name, text).await;
    browser
        .post(&path(&sent, "/run"), run(&sent, false))
        .await
        .expect(StatusCode::ACCEPTED);
    let done = ended(browser, &sent).await;
    assert_eq!(
        (&done["status"], &done["n_done"]),
        (&json!("finished"), &done["n_total"]),
        "{done}"
    );
    done
}

fn ean(number: u32) -> String {
    let body = format!("20{number:010}");
    format!("{body}{}", check_digit(&body))
}

/// Seven products as another program may have written them: semicolons, decimal commas, its own titles.
fn products() -> String {
    let mut text = "Product code;Title;EAN;Product category;Cost price;Sale price\r\n".to_owned();
    for number in 1..=7 {
        text.push_str(&format!(
            "TW-{number};Dry bag {number} l;{};Bags;{number},50;1{number},99\r\n",
            ean(number)
        ));
    }
    text
}

async fn plan(browser: &mut Browser, sent: &Value) -> [u64; 4] {
    let plan = browser
        .post(&path(sent, "/plan"), choice(sent))
        .await
        .expect(StatusCode::OK);
    ["n_created", "n_changed", "n_unchanged", "n_rejected"].map(|name| plan[name].as_u64().unwrap())
}

async fn n_products(browser: &mut Browser) -> usize {
    browser
        .get("/products?limit=500")
        .await
        .expect(StatusCode::OK)["items"]
        .as_array()
        .unwrap()
        .len()
}

/// A file that swaps two variants of a family is taken in, and the books hold what it says.
#[tokio::test(flavor = "multi_thread")]
async fn variants_are_swapped_by_a_file() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let file = |first: &str, second: &str| {
            format!(
                "SKU,Name,Family,Option 1,Value 1\nTW-A,Mug A,Mug,Colour,{first}\nTW-B,Mug B,Mug,Colour,{second}\n"
            )
        };
        imported(&mut office, "mugs.csv", &file("moss", "ink")).await;
        let sent = upload(&mut office, "swap.csv", file("ink", "moss")).await;
        assert_eq!(plan(&mut office, &sent).await, [0, 2, 0, 0]);
        let started = office.post(&path(&sent, "/run"), run(&sent, false)).await;
        started.expect(StatusCode::ACCEPTED);
        let done = ended(&mut office, &sent).await;
        assert_eq!(done["status"], "finished", "{done}");
        assert_eq!(done["result"]["n_errors"], 0, "{done}");
        let products = office.get("/products").await.expect(StatusCode::OK);
        let colours: BTreeMap<String, Value> = products["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["sku"].to_string(), one["variant"]["values"][0].clone()))
            .collect();
        assert_eq!(
            colours,
            BTreeMap::from([
                ("\"TW-A\"".to_owned(), json!("ink")),
                ("\"TW-B\"".to_owned(), json!("moss")),
            ])
        );
        server
    })
    .await;
}

/// If one of two products that swap their variants is refused when it comes to it, both stay as they were.
#[tokio::test(flavor = "multi_thread")]
async fn a_swap_that_is_refused_leaves_both_as_they_were() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let file = |first: &str, second: &str| {
            format!(
                "SKU,Name,Family,Option 1,Value 1\nTW-A,Mug A,Mug,Colour,{first}\nTW-B,Mug B,Mug,Colour,{second}\n"
            )
        };
        imported(&mut office, "mugs.csv", &file("moss", "ink")).await;
        let before = office.get("/products").await.expect(StatusCode::OK)["items"].clone();
        let family = before[0]["variant"]["family"].as_str().unwrap();
        let gone = office.delete(&format!("/families/{family}")).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text);
        let sent = upload(&mut office, "swap.csv", file("ink", "moss")).await;
        let started = office.post(&path(&sent, "/run"), run(&sent, false)).await;
        started.expect(StatusCode::ACCEPTED);
        let done = ended(&mut office, &sent).await;
        assert_eq!(done["status"], "finished", "{done}");
        let errors = done["result"]["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 2, "{done}");
        for (error, (row, sku)) in errors.iter().zip([(2, "TW-A"), (3, "TW-B")]) {
            assert_eq!(error["row"], row, "{done}");
            let text = error["text"].as_str().unwrap();
            assert!(text.starts_with(&format!("{sku} stays as it was")), "{text}");
        }
        let after = office.get("/products").await.expect(StatusCode::OK)["items"].clone();
        assert_eq!(after, before);
        server
    })
    .await;
}

/// A file is understood, tried without changing anything, carried out to its end, and known again.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_tried_run_and_known_again() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let sent = upload(
            &mut founder,
            "stock list.csv".replace(' ', "%20").as_str(),
            products(),
        )
        .await;
        assert_eq!(
            (&sent["name"], &sent["kind"]),
            (&json!("stock list.csv"), &json!("products"))
        );
        assert_eq!(
            (&sent["n_rows"], &sent["repeats"], &sent["mapping"]["name"]),
            (&json!(7), &Value::Null, &json!("Title"))
        );
        assert_eq!(plan(&mut founder, &sent).await, [7, 0, 0, 0]);
        assert_eq!(
            n_products(&mut founder).await,
            0,
            "a dry run changes nothing"
        );

        let begun = founder
            .post(&path(&sent, "/run"), run(&sent, false))
            .await
            .expect(StatusCode::ACCEPTED);
        assert!(begun["n_total"].as_u64().unwrap() >= 7, "{begun}");
        let done = ended(&mut founder, &sent).await;
        assert_eq!(
            (&done["status"], &done["n_done"]),
            (&json!("finished"), &done["n_total"]),
            "{done}"
        );
        assert_eq!(n_products(&mut founder).await, 7);
        let found = founder
            .get("/products?query=TW-3")
            .await
            .expect(StatusCode::OK);
        assert_eq!(found["items"][0]["name"], "Dry bag 3 l");
        assert_eq!(found["items"][0]["barcodes"][0]["code"], ean(3));
        let twice = founder.post(&path(&sent, "/run"), run(&sent, false)).await;
        assert_eq!(twice.refused(StatusCode::CONFLICT), "import/busy");

        let again = upload(&mut founder, "again.csv", products()).await;
        assert!(again["repeats"].is_i64(), "the same file is known again");
        assert_eq!(plan(&mut founder, &again).await, [0, 0, 7, 0]);
        let changed = upload(
            &mut founder,
            "new.csv",
            products().replace("Dry bag 2", "Wet bag 2"),
        )
        .await;
        assert_eq!(changed["repeats"], Value::Null);
        assert_eq!(plan(&mut founder, &changed).await, [0, 1, 6, 0]);
        server
    })
    .await;
}

/// Every error at once with its row and column; nothing is half done; rows with errors are left out only if asked.
#[tokio::test(flavor = "multi_thread")]
async fn errors_are_all_told_with_their_rows() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let wrong = format!("{}{}", &ean(2)[..12], (ean(2).as_bytes()[12] - b'0' + 1) % 10);
        let text = format!(
            "SKU,Name,Barcode,Unit cost,Reorder level\nTW-1,Dry bag,{},7.50,3\nTW-2,Torch,{wrong},6.85,-4\nTW-1,Twin,,,\n,No SKU,,,\n\
             TW-5,,,,\nTW-6,Mug,,cheap,\nTW-7,<script>alert(1)</script>,,,\n",
            ean(1)
        );
        let sent = upload(&mut founder, "bad.csv", text).await;
        let seen = founder.post(&path(&sent, "/plan"), choice(&sent)).await.expect(StatusCode::OK);
        let rows: Vec<_> = seen["errors"].as_array().unwrap().iter().map(|error| error["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [3, 3, 4, 5, 6, 7], "{seen}");
        assert_eq!((&seen["n_errors"], &seen["n_rejected"], &seen["n_created"]), (&json!(6), &json!(5), &json!(2)));
        assert_eq!(seen["errors"][0]["column"], "Barcode");
        let file = founder.post(&path(&sent, "/errors"), choice(&sent)).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(file.text.lines().count(), 1 + 6, "{}", file.text);

        let refused = founder.post(&path(&sent, "/run"), run(&sent, false)).await;
        assert_eq!(refused.refused(StatusCode::UNPROCESSABLE_ENTITY), "import/errors");
        assert_eq!(n_products(&mut founder).await, 0);
        founder.post(&path(&sent, "/run"), run(&sent, true)).await.expect(StatusCode::ACCEPTED);
        assert_eq!(ended(&mut founder, &sent).await["status"], "finished");
        assert_eq!(n_products(&mut founder).await, 2);
        let script = founder.get("/products?query=TW-7").await.expect(StatusCode::OK);
        assert_eq!(script["items"][0]["name"], "<script>alert(1)</script>", "a name is text, whatever it says");

        let empty = founder.raw(Method::POST, "/api/v1/imports", &[], Vec::new()).await;
        assert_eq!(empty.refused(StatusCode::UNPROCESSABLE_ENTITY), "import/empty");
        let missing = json!({ "kind": "products", "mapping": { "sku": "SKU" } });
        let missing = founder.post(&path(&sent, "/plan"), missing).await;
        assert_eq!(missing.refused(StatusCode::UNPROCESSABLE_ENTITY), "import/mapping");
        server
    })
    .await;
}

/// Rows of the large file, the header not counted.
const MANY: u32 = 100_000;

/// A large file under titles of its own, and its bad rows with the columns that are wrong: five in a thousand.
fn large_file() -> (String, BTreeMap<u32, &'static str>) {
    let mut text = "Product code,Title,EAN,Cost price,Shelf price\r\n".to_owned();
    let mut bad = BTreeMap::new();
    for number in 1..=MANY {
        let (row, code) = (number + 1, ean(number));
        let good = format!("TW-{number},Dry bag {number} l,{code},7.50,12.99");
        let (line, column) = match number % 1_000 {
            100 => {
                let wrong = (code.as_bytes()[12] - b'0' + 1) % 10;
                let line = good.replace(&code, &format!("{}{wrong}", &code[..12]));
                (line, Some("EAN"))
            }
            300 => (format!("TW-{number},,{code},7.50,12.99"), Some("Title")),
            500 => (
                format!("tw-{},Dry bag {number} l,,7.50,12.99", number - 1),
                Some("Product code"),
            ),
            700 => (good.replace("7.50", "cheap"), Some("Cost price")),
            900 => (format!("{good},and more"), Some("")),
            _ => (good, None),
        };
        text.push_str(&line);
        text.push_str("\r\n");
        bad.extend(column.map(|column| (row, column)));
    }
    (text, bad)
}

/// A hundred thousand rows: mapped, tried, every bad row named at once, and the others taken in while the progress is
/// told.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_rows_are_tried_and_taken_in() {
    let server = Server::sqlite().await;
    let mut founder = server.founded().await;
    let (text, bad) = large_file();
    let (n_bad, n_good) = (bad.len(), MANY as usize - bad.len());
    // As the browser sends it: with a key that makes a repeat harmless.
    let headers = [
        ("content-type", "application/octet-stream"),
        ("idempotency-key", "large-file"),
    ];
    let upload = "/api/v1/imports?name=large.csv";
    let sent = founder
        .raw(Method::POST, upload, &headers, text.into_bytes())
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(
        (&sent["n_rows"], &sent["kind"]),
        (&json!(MANY), &json!("products"))
    );
    assert_eq!(sent["sample"][0][0], "TW-1");
    assert_eq!(
        sent["mapping"]["price"],
        Value::Null,
        "the title tells nobody"
    );
    let mut choice = choice(&sent);
    choice["mapping"]["price"] = json!("Shelf price");

    let tried = founder
        .post(&path(&sent, "/plan"), choice.clone())
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        ["n_created", "n_rejected", "n_errors"].map(|name| tried[name].as_u64().unwrap()),
        [n_good, n_bad, n_bad].map(|n| n as u64)
    );
    assert_eq!(
        tried["errors"].as_array().unwrap().len(),
        200,
        "the first ones"
    );
    let file = founder.post(&path(&sent, "/errors"), choice.clone()).await;
    let mut rows = csv::Reader::from_reader(file.text.trim_start_matches('\u{feff}').as_bytes());
    let named: BTreeMap<u32, String> = rows
        .records()
        .map(|record| record.unwrap())
        .map(|record| (record[0].parse().unwrap(), record[1].to_owned()))
        .collect();
    let expected: BTreeMap<u32, String> = bad
        .into_iter()
        .map(|(row, column)| (row, column.to_owned()))
        .collect();
    assert_eq!(named, expected);
    assert_eq!(n_products(&mut founder).await, 0);

    let mut run = choice;
    run["skip_errors"] = json!(true);
    founder
        .post(&path(&sent, "/run"), run)
        .await
        .expect(StatusCode::ACCEPTED);
    let mut progress = vec![0];
    let done = loop {
        let import = founder.get(&path(&sent, "")).await.expect(StatusCode::OK);
        let n_done = import["n_done"].as_u64().unwrap();
        if progress.last() != Some(&n_done) {
            progress.push(n_done);
        }
        if import["status"] != "running" {
            break import;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(progress.is_sorted(), "{progress:?}");
    assert!(
        progress.len() > 20,
        "it is told how far it is: {progress:?}"
    );
    assert_eq!(
        (&done["status"], &done["n_done"]),
        (&json!("finished"), &done["n_total"]),
        "{done}"
    );
    assert_eq!(done["result"]["n_created"], json!(n_good));
    let store = server.app.store();
    let sql = "SELECT COUNT(*) AS n FROM product";
    let counted = Statement::from_string(store.backend(), sql);
    let counted = store
        .reader()
        .query_one_raw(counted)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(counted.try_get::<i64>("", "n").unwrap(), n_good as i64);
    let last = founder.get("/products?query=TW-100000").await;
    let last = &last.expect(StatusCode::OK)["items"][0];
    assert_eq!(last["barcodes"][0]["code"], ean(MANY));
    assert_eq!(last["prices"][0]["amount"], "12.99");
    let list = founder.get("/imports").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["n_rows"], json!(MANY));
    server.close().await;
}

/// The training company comes out of files, by the imports that anybody can look at: all of them finished, nothing left
/// out, and the same seed brings the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_training_company_comes_out_of_files() {
    let make = async || {
        let server = Server::sqlite().await;
        let size = Size {
            products: 200,
            seed: 7,
        };
        assert!(server.app.make_training_company(size).await.unwrap());
        assert!(
            !server.app.make_training_company(size).await.unwrap(),
            "it is there"
        );
        let mut browser = server.browser();
        let sign_in =
            json!({ "email": "mairi@tidewater.example", "password": server::app::demo::PASSWORD });
        browser
            .post("/session", sign_in)
            .await
            .expect(StatusCode::OK);
        (server, browser)
    };
    let (server, mut browser) = make().await;
    let list = browser.get("/imports").await.expect(StatusCode::OK);
    let mut seen = BTreeMap::new();
    for import in list["items"].as_array().unwrap() {
        let result = &import["result"];
        assert_eq!(
            (
                &import["status"],
                &import["n_done"],
                &result["n_errors"],
                &result["n_rejected"]
            ),
            (&json!("finished"), &import["n_total"], &json!(0), &json!(0)),
            "{import}"
        );
        assert_eq!(
            result["n_created"].as_u64().unwrap() + result["n_changed"].as_u64().unwrap(),
            import["n_rows"].as_u64().unwrap()
        );
        seen.insert(
            import["name"].as_str().unwrap().to_owned(),
            import["n_rows"].as_u64().unwrap(),
        );
    }
    assert_eq!(
        seen.keys().collect::<Vec<_>>(),
        [
            "bins.xlsx",
            "case-codes.csv",
            "opening-stock.csv",
            "products.csv"
        ]
    );
    assert_eq!((seen["products.csv"], seen["bins.xlsx"]), (201, 50));
    assert!(
        seen["opening-stock.csv"] > 200 && seen["case-codes.csv"] > 20,
        "{seen:?}"
    );
    let audit = browser.get("/audit?limit=100").await.expect(StatusCode::OK);
    let finished = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "import/finished");
    assert_eq!(finished.count(), 4);

    let variant = browser
        .get("/products?query=TW-DRYBAG-5-OR")
        .await
        .expect(StatusCode::OK)["items"][0]
        .clone();
    assert!(
        variant["variant"]["family"].is_string()
            && variant["category"].is_string()
            && variant["brand"].is_string()
    );
    assert_eq!(variant["prices"].as_array().unwrap().len(), 2, "{variant}");
    assert!(
        variant["unit_cost"].is_string()
            && variant["default_location"].is_string()
            && variant["tax_rule"].is_string()
    );
    let kinds = browser
        .get("/products?query=TW-KIT")
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        kinds["items"][0]["kind"]["kit"]["components"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        server::store::ledger::disagreements(server.app.store().reader())
            .await
            .unwrap(),
        []
    );

    let (again, mut other) = make().await;
    for what in ["products", "barcodes", "bins", "stock"] {
        let path = format!("/exports/{what}?format=csv");
        let first = browser.get(&path).await.text;
        assert!(first.lines().count() > 40, "{what}");
        assert_eq!(other.get(&path).await.text, first, "{what}");
    }
    again.close().await;
    server.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_import_is_refused() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let sent = upload(&mut founder, "a.csv", products()).await;
        let mut counter = server.user("Counter", "Aisha").await;
        let refused = [
            counter
                .raw(
                    Method::POST,
                    "/api/v1/imports?name=a.csv",
                    &[],
                    products().into_bytes(),
                )
                .await,
            counter.get("/imports").await,
            counter.get(&path(&sent, "")).await,
            counter.post(&path(&sent, "/plan"), choice(&sent)).await,
            counter.post(&path(&sent, "/errors"), choice(&sent)).await,
            counter.post(&path(&sent, "/run"), run(&sent, false)).await,
            counter.get("/exports/products").await,
        ];
        for answer in refused {
            assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        }
        assert_eq!(n_products(&mut founder).await, 0);
        server
    })
    .await;
}

const PLACES: &str = "Location,Bin,Zone,Walking order,Not for sale\nLeith,A-01,Aisle A,10,no\nLeith,A-02,Aisle A,20,yes\n";

/// What was taken out goes in again without changing anything, in every shape.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_exported_changes_nothing_when_imported() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        imported(&mut founder, "bins.csv", PLACES).await;
        let odd = products()
            .replace("Dry bag 4 l", "=1+1")
            .replace("Dry bag 5 l", "\"Bag; \"\"large\"\"\"");
        imported(&mut founder, "products.csv", &odd).await;
        imported(
            &mut founder,
            "codes.csv",
            &format!("SKU,Barcode,Pack quantity\nTW-1,{},12\n", ean(900)),
        )
        .await;
        imported(
            &mut founder,
            "stock.csv",
            "SKU,Location,Bin,Quantity\nTW-1,Leith,A-01,5\n",
        )
        .await;
        let product = founder
            .get("/products?query=TW-1")
            .await
            .expect(StatusCode::OK)["items"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(founder.figures(&product, &location).await, [5, 0, 5, 0]);

        let caller = server
            .app
            .caller_by_email(&Email::new("mairi@tidewater.example").unwrap())
            .await
            .unwrap();
        for (what, n) in [
            (Export::Products, 7),
            (Export::Barcodes, 8),
            (Export::Bins, 2),
        ] {
            for shape in [Shape::Csv, Shape::CsvSemicolon, Shape::Xlsx] {
                let bytes = write(&server.app.export(&caller, what).await.unwrap(), shape).unwrap();
                let sent = upload(&mut founder, "again", bytes).await;
                assert_eq!(
                    plan(&mut founder, &sent).await,
                    [0, 0, n, 0],
                    "{what:?} {shape:?}"
                );
            }
        }
        let file = founder.get("/exports/products?format=csv").await;
        assert_eq!(
            file.headers["content-disposition"],
            "attachment; filename=\"quayside-products.csv\""
        );
        let sent = upload(&mut founder, "again", file.text).await;
        assert_eq!(plan(&mut founder, &sent).await, [0, 0, 7, 0]);
        let stock = founder.get("/exports/stock?format=csv").await;
        assert!(
            stock.text.contains("TW-1,Leith,A-01,5,1.5"),
            "{}",
            stock.text
        );
        server
    })
    .await;
}

/// Opening stock that was taken out goes into another company's empty books and comes out again the same, with the bins
/// and the codes that it needs.
#[tokio::test(flavor = "multi_thread")]
async fn opening_stock_comes_out_of_other_books_as_it_went_in() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        imported(&mut founder, "bins.csv", PLACES).await;
        imported(&mut founder, "products.csv", &products()).await;
        let stock = "SKU,Location,Bin,Quantity,Unit cost\nTW-1,Leith,A-01,5,1.25\nTW-1,Leith,A-02,1,1.25\nTW-2,Leith,,7,\n";
        imported(&mut founder, "stock.csv", stock).await;
        let kinds = ["bins", "products", "barcodes", "stock"];
        for format in ["csv", "csv-semicolon", "xlsx"] {
            let other = Server::sqlite().await;
            let mut there = other.founded().await;
            there.create("/locations", json!({ "name": "Leith" })).await;
            for kind in kinds {
                let path = format!("/api/v1/exports/{kind}?format={format}");
                let file = founder.raw(Method::GET, &path, &[], Vec::new()).await;
                assert_eq!(file.status, StatusCode::OK, "{}", file.text);
                let sent = upload(&mut there, kind, file.bytes.clone()).await;
                there
                    .post(&self::path(&sent, "/run"), run(&sent, false))
                    .await
                    .expect(StatusCode::ACCEPTED);
                let done = ended(&mut there, &sent).await;
                assert_eq!(done["status"], "finished", "{kind} {format}: {done}");
                let again = there.raw(Method::GET, &path, &[], Vec::new()).await;
                if format != "xlsx" {
                    assert_eq!(again.text, file.text, "{kind} {format}");
                }
            }
            let here = founder.get("/exports/stock").await.text;
            assert!(here.contains("TW-1,Leith,A-01,5,1.25"), "{here}");
            assert_eq!(there.get("/exports/stock").await.text, here, "{format}");
        }
        server
    })
    .await;
}

/// The same file of opening stock posts once: a second upload is refused until somebody says that the goods came twice.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_opening_stock_is_not_posted_twice_unasked() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = founder.product("TW-1").await;
        let stock = "SKU,Location,Quantity,Unit cost\nTW-1,Leith,5,1.25\n";
        imported(&mut founder, "stock.csv", stock).await;

        let again = upload(&mut founder, "copy.csv", stock).await;
        assert!(again["repeats"].is_i64(), "{again}");
        let refused = founder
            .post(&path(&again, "/run"), run(&again, false))
            .await;
        assert_eq!(
            refused.refused(StatusCode::CONFLICT),
            "import/stock-repeated"
        );
        assert!(
            refused.body["detail"]
                .as_str()
                .unwrap()
                .contains("Nothing was changed")
        );
        assert_eq!(founder.figures(&product, &location).await, [5, 0, 5, 0]);
        let import = founder.get(&path(&again, "")).await.expect(StatusCode::OK);
        assert_eq!(import["status"], "uploaded", "it waits for an answer");

        let mut confirmed = run(&again, false);
        confirmed["post_again"] = json!(true);
        founder
            .post(&path(&again, "/run"), confirmed)
            .await
            .expect(StatusCode::ACCEPTED);
        assert_eq!(ended(&mut founder, &again).await["status"], "finished");
        assert_eq!(founder.figures(&product, &location).await, [10, 0, 10, 0]);
        imported(
            &mut founder,
            "other.csv",
            "SKU,Location,Quantity\nTW-1,Leith,1\n",
        )
        .await;
        server
    })
    .await;
}

fn database(server: &Server) -> PathBuf {
    PathBuf::from(server.sqlite_url().trim_start_matches("sqlite:"))
}

/// Waits until nobody holds the file any more.
async fn freed(database: &Path) {
    for _ in 0..200 {
        if let Ok(store) = Store::open(&format!("sqlite:{}", database.display())).await {
            store.close().await.unwrap();
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the file stays locked");
}

const N_PRODUCTS: u32 = 40;
const N_BINS: u32 = 60;

/// An import of stock whose process is killed goes on after the restart, and posts no row twice.
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_import_goes_on_without_doubling_stock() {
    let server = Server::sqlite().await;
    let (database, clock) = (database(&server), server.clock.clone());
    let mut founder = server.founded().await;
    let location = founder
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let bins: String = (0..N_BINS)
        .map(|bin| format!("Leith,B-{bin:03}\n"))
        .collect();
    imported(&mut founder, "bins.csv", &format!("Location,Bin\n{bins}")).await;
    let goods: String = (0..N_PRODUCTS)
        .map(|at| format!("TW-{at},Bag {at},1.00\n"))
        .collect();
    imported(
        &mut founder,
        "products.csv",
        &format!("SKU,Name,Unit cost\n{goods}"),
    )
    .await;
    let lines = (0..N_PRODUCTS).flat_map(|at| {
        (0..N_BINS).map(move |bin| format!("TW-{at},Leith,B-{bin:03},{}\n", at + 1))
    });
    let file = database.with_file_name("stock.csv");
    std::fs::write(
        &file,
        format!("SKU,Location,Bin,Quantity\n{}", lines.collect::<String>()),
    )
    .unwrap();
    let store = server.app.store().clone();
    founder.router = axum::Router::new();
    drop(server);
    store.close().await.unwrap();
    freed(&database).await;

    let mut child = Command::new(env!("CARGO_BIN_EXE_quayside"))
        .args(["import", "opening-stock"])
        .arg(&file)
        .args(["--user", "mairi@tidewater.example"])
        .env(
            "QUAYSIDE_DATABASE_URL",
            format!("sqlite:{}", database.display()),
        )
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let watcher = Database::connect(format!("sqlite://{}?mode=rw", database.display()))
        .await
        .unwrap();
    let n_done = loop {
        let sql = "SELECT n_done, n_total FROM import_file WHERE name = 'stock.csv'";
        let row = watcher
            .query_one_raw(Statement::from_string(watcher.get_database_backend(), sql))
            .await
            .unwrap();
        let n_done = row.map_or(0, |row| row.try_get::<i64>("", "n_done").unwrap());
        if n_done > 0 {
            break n_done;
        }
        assert!(child.try_wait().unwrap().is_none(), "it ended too soon");
        tokio::time::sleep(Duration::from_millis(2)).await;
    };
    child.kill().unwrap();
    child.wait().unwrap();
    watcher.close().await.unwrap();
    let n_total = i64::from(N_PRODUCTS * N_BINS);
    assert!(
        n_done < n_total,
        "killed in the middle: {n_done} of {n_total}"
    );

    let store = Store::open(&format!("sqlite:{}", database.display()))
        .await
        .unwrap();
    let app = App::new(store, clock, Ids::default(), None);
    app.resume_imports().await.unwrap();
    founder.router = server::http::router(app.clone(), server::site::Site::new(None));
    // The session may have ended with the old process; the password has not.
    let again = json!({ "email": "mairi@tidewater.example", "password": PASSWORD });
    founder.post("/session", again).await.expect(StatusCode::OK);
    let list = founder.get("/imports").await.expect(StatusCode::OK);
    let sent = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|import| import["name"] == "stock.csv")
        .unwrap()
        .clone();
    let done = ended(&mut founder, &sent).await;
    assert_eq!(
        (&done["status"], &done["n_done"]),
        (&json!("finished"), &json!(n_total)),
        "{done}"
    );
    assert_eq!(done["result"]["n_errors"], 0, "{done}");
    for at in [0, 1, N_PRODUCTS - 1] {
        let found = founder
            .get(&format!("/products?query=TW-{at}"))
            .await
            .expect(StatusCode::OK);
        let sku = format!("TW-{at}");
        let product = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|product| product["sku"] == json!(sku))
            .unwrap();
        let units = i64::from((at + 1) * N_BINS);
        assert_eq!(
            founder
                .figures(product["id"].as_str().unwrap(), &location)
                .await,
            [units, 0, units, 0],
            "{sku}"
        );
    }
    assert_eq!(
        server::store::ledger::disagreements(app.store().reader())
            .await
            .unwrap(),
        []
    );
}
