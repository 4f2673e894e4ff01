//! Reports to take along: movements, stock at a date, the result of a stocktake.

use crate::harness::{Answer, BEGIN, Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use domain::ids::ProductId;
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::json;
use server::import::read::{Reading, sheet};
use std::process::Command;
use std::time::{Duration, Instant};
use uuid::Uuid;

const HOUR: i64 = 3_600_000;

async fn file(browser: &mut Browser, path: &str) -> Answer {
    let path = format!("/api/v1{path}");
    let answer = browser.raw(Method::GET, &path, &[], Vec::new()).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer
}

/// Rows of a CSV or workbook below its titles.
fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let read = sheet(&answer.bytes, Reading::default()).unwrap();
    read.rows.into_iter().map(|row| row.cells).collect()
}

/// The text of a PDF as a reader sees it.
fn text_of(pdf: &[u8]) -> String {
    let folder = std::env::temp_dir().join(format!("quayside-report-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("report.pdf");
    std::fs::write(&file, pdf).unwrap();
    let read = Command::new("pdftotext")
        .args(["-layout"])
        .arg(&file)
        .arg("-")
        .output()
        .expect("pdftotext is there: apt-get install poppler-utils");
    std::fs::remove_dir_all(folder).unwrap();
    assert!(read.status.success());
    String::from_utf8(read.stdout).unwrap()
}

async fn adjusted(browser: &mut Browser, product: &str, location: &str, delta: i64, cost: &str) {
    let mut body =
        json!({ "product": product, "location": location, "delta": delta, "reason": "=2+2 test" });
    if !cost.is_empty() {
        body["unit_cost"] = json!(cost);
    }
    browser
        .post("/adjustments", body)
        .await
        .expect(StatusCode::CREATED);
}

/// Movements and stock as files answer for a moment in the past what they answered then, with values only for who may
/// see costs.
#[tokio::test(flavor = "multi_thread")]
async fn movements_and_stock_are_taken_out_as_of_a_moment() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let (bag, mug) = (office.product("TW-1").await, office.product("TW-2").await);
        adjusted(&mut office, &bag, &leith, 10, "2.50").await;
        adjusted(&mut office, &mug, &granton, 3, "1.00").await;
        server.clock.advance_millis(HOUR);
        adjusted(&mut office, &bag, &leith, -4, "").await;
        let then = BEGIN + HOUR / 2;

        let past = file(&mut office, &format!("/exports/stock-value?as_of={then}")).await;
        let short: Vec<Vec<String>> = rows(&past)
            .into_iter()
            .map(|row| [0, 2, 3, 7].map(|at| row[at].clone()).to_vec())
            .collect();
        assert_eq!(
            short,
            [
                ["TW-2", "Granton", "3", "3.00"],
                ["TW-1", "Leith", "10", "25.00"]
            ]
        );
        let now = rows(
            &file(
                &mut office,
                &format!("/exports/stock-value?location={leith}"),
            )
            .await,
        );
        assert_eq!(now.len(), 1);
        assert_eq!((now[0][3].as_str(), now[0][7].as_str()), ("6", "15.00"));
        let book = file(&mut office, "/exports/stock-value?format=xlsx").await;
        assert_eq!(rows(&book).len(), 2);
        // The value as of then is what the interface says too.
        let value = office
            .get(&format!("/stock/value?as_of={then}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(value["total_minor"], 2_800);

        let all = file(&mut office, "/exports/movements").await;
        assert!(
            all.text.contains("Happened (Europe/London)"),
            "{}",
            all.text
        );
        let moved: Vec<(String, String, String)> = rows(&all)
            .into_iter()
            .map(|row| (row[2].clone(), row[7].clone(), row[8].clone()))
            .collect();
        let expected = [
            ("TW-1", "10", "25.00"),
            ("TW-2", "3", "3.00"),
            ("TW-1", "-4", "-10.00"),
        ];
        assert_eq!(
            moved,
            expected.map(|(sku, delta, value)| (
                sku.to_owned(),
                delta.to_owned(),
                value.to_owned()
            ))
        );
        assert!(all.text.contains("'=2+2 test"), "no cell becomes a formula");
        assert!(all.text.contains("Mairi Sinclair"));
        for (filter, n) in [
            (format!("product={bag}"), 2),
            (format!("location={granton}"), 1),
            (format!("as_of={then}"), 2),
            (format!("recorded={then}&product={bag}"), 1),
            (format!("from={then}"), 1),
            ("account=allocated".to_owned(), 0),
        ] {
            let found = file(&mut office, &format!("/exports/movements?{filter}")).await;
            assert_eq!(rows(&found).len(), n, "{filter}");
        }
        let wrong = office.get("/exports/movements?format=pdf").await;
        assert_eq!(
            wrong.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );

        let mut counter = server.user("Counter", "Aisha").await;
        for path in ["/exports/movements", "/exports/stock-value"] {
            let refused = counter.get(path).await;
            assert_eq!(refused.refused(StatusCode::FORBIDDEN), "permission/missing");
        }
        let permissions = json!(["import-export", "view-stock"]);
        office
            .post(
                "/roles",
                json!({ "name": "Clerk", "permissions": permissions }),
            )
            .await
            .expect(StatusCode::CREATED);
        let mut clerk = server.user("Clerk", "Ewan").await;
        let blind = file(&mut clerk, "/exports/stock-value").await;
        assert!(
            rows(&blind).iter().all(|row| row[7].is_empty()),
            "{}",
            blind.text
        );
        let blind = file(&mut clerk, "/exports/movements").await;
        assert!(
            rows(&blind).iter().all(|row| row[8].is_empty()),
            "{}",
            blind.text
        );
        server
    })
    .await;
}

/// The result of a stocktake is a table and a printed page with the same figures.
#[tokio::test(flavor = "multi_thread")]
async fn the_result_of_a_stocktake_is_printed() {
    on_each(async |server: Server| {
        let (mut office, stocktake) = crate::counting::completed(&server).await;
        let path = |format: &str| format!("/stocktakes/{stocktake}/result?format={format}");
        let csv = file(&mut office, &path("csv")).await;
        let table = rows(&csv);
        let figures = |row: &Vec<String>| [0, 1, 3, 4, 5, 6].map(|at| row[at].clone());
        assert_eq!(table.len(), 2, "{}", csv.text);
        assert_eq!(figures(&table[0]), ["A", "TW-1", "10", "8", "-2", "-5.00"]);
        assert_eq!(figures(&table[1]), ["B", "TW-2", "5", "5", "0", "0.00"]);
        assert_eq!(table[0][8], "Aisha");
        assert_eq!(rows(&file(&mut office, &path("xlsx")).await).len(), 2);

        let pdf = file(&mut office, &path("pdf")).await;
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let text = text_of(&pdf.bytes);
        for expected in [
            "Stocktake ST-00001",
            "completed",
            "TW-1",
            "-5.00",
            "Aisha",
            "page 1 of 1",
            "1 short by 2 units",
        ] {
            assert!(text.contains(expected), "{expected} is not in\n{text}");
        }
        let mut counter = server.user("Counter", "Callum").await;
        let refused = counter.get(&path("pdf")).await;
        assert_eq!(refused.refused(StatusCode::FORBIDDEN), "permission/missing");
        let wrong = office.get(&path("docx")).await;
        assert_eq!(
            wrong.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );
        server
    })
    .await;
}

/// Proves LOC-12, LOC-13 for "why?" and "as of when?": a figure is asked of a bin, a location or everywhere, now or as of
/// a moment; its movements are paged, the figure after each adds up across pages, and what is allocated or on its way
/// names its transfer.
#[tokio::test(flavor = "multi_thread")]
async fn a_figure_says_why_it_is_what_it_is_where_and_as_of_when() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let bins = format!("/locations/{leith}/bins");
        let a = office.create(&bins, json!({ "name": "A" })).await;
        let cage = json!({ "name": "CAGE", "not_for_sale": true });
        let cage = office.create(&bins, cage).await;
        let bag = office.product("TW-1").await;
        for (bin, delta) in [(Some(&a), 10), (Some(&cage), 4), (None, 2), (Some(&a), -3)] {
            let body = json!({ "product": bag, "location": leith, "bin": bin, "delta": delta, "reason": "test" });
            let done = office.post("/adjustments", body).await;
            done.expect(StatusCode::CREATED);
            server.clock.advance_millis(HOUR);
        }
        let lines = json!([{ "product": bag, "quantity": 2 }]);
        let new = json!({ "from": leith, "to": granton, "lines": lines });
        let draft = office.create("/transfers", new.clone()).await;
        let held = office
            .post(&format!("/transfers/{draft}/hold"), json!({}))
            .await;
        held.expect(StatusCode::OK);
        let sent = office.create("/transfers", new).await;
        server.clock.advance_millis(HOUR);
        let done = office
            .post(&format!("/transfers/{sent}/send"), json!({ "lines": [] }))
            .await;
        done.expect(StatusCode::OK);

        let mut asked = async |query: &str| {
            let path = format!("/stock/why?product={bag}{query}");
            let why = office.get(&path).await.expect(StatusCode::OK);
            let figures = ["on_hand", "allocated", "available", "withheld", "in_transit"];
            (figures.map(|name| why[name].as_i64().unwrap()), why)
        };
        // What was sent left on hand, the one on hold still keeps its part, and four lie where nothing is for sale.
        let (everywhere, why) = asked("").await;
        assert_eq!(everywhere, [11, 2, 5, 4, 2]);
        let part = |account: &str| {
            let parts = why["parts"].as_array().unwrap();
            let mut of = parts.iter().filter(|part| part["account"] == account);
            let part = of.next().expect("it is held by something").clone();
            assert!(of.next().is_none());
            (part["cause"]["transfer"].clone(), part["units"].clone())
        };
        assert_eq!(part("allocated"), (json!(draft), json!(2)));
        assert_eq!(part("in-transit"), (json!(sent), json!(2)));
        assert_eq!(asked(&format!("&location={granton}")).await.0, [0, 0, 0, 0, 2]);
        assert_eq!(asked(&format!("&bin={cage}")).await.0, [4, 0, 0, 4, 0]);
        let of_bin = format!("&location={leith}&bin={a}");
        let then = BEGIN + HOUR;
        let (figures, past) = asked(&format!("{of_bin}&as_of={then}")).await;
        assert_eq!((figures, &past["as_of"]), ([10, 0, 10, 0, 0], &json!(then)));
        assert_eq!(asked(&format!("&as_of={}", BEGIN - 1)).await.0, [0; 5]);

        // One movement a page: the figure after each is the same as on one page, and ends at the figure itself.
        for (query, expected) in [
            (String::new(), vec![11, 13, 16, 14, 10]),
            (format!("&location={leith}&bin=none"), vec![0, 2]),
            (format!("&as_of={then}"), vec![14, 10]),
        ] {
            let path = format!("/movements?product={bag}&account=on-hand&limit=1{query}");
            let (mut after, mut running) = (String::new(), Vec::new());
            loop {
                let page = office.get(&format!("{path}&after={after}")).await;
                let page = page.expect(StatusCode::OK);
                running.push(page["items"][0]["running"].as_i64().unwrap());
                match page["next"].as_str() {
                    Some(next) => next.clone_into(&mut after),
                    None => break,
                }
            }
            assert_eq!(running, expected, "{query}");
        }
        // A part of a figure has no figure after it.
        let some = format!("/movements?product={bag}&from={then}");
        let some = office.get(&some).await;
        assert_eq!(some.expect(StatusCode::OK)["items"][0]["running"], json!(null));

        let nameless = office.get("/stock/why").await;
        assert_eq!(
            nameless.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );
        let mut counter = server.user("Counter", "Aisha").await;
        let blind = counter.get(&format!("/stock/why?product={bag}")).await;
        assert_eq!(blind.refused(StatusCode::FORBIDDEN), "permission/missing");
        server
    })
    .await;
}

/// Stock of a past moment is paged to its end, whatever lies between; what is typed finds by SKU and name, and signs that
/// mean something to a database mean themselves.
#[tokio::test(flavor = "multi_thread")]
async fn past_stock_is_paged_to_its_end() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let mut then = Vec::new();
        for n in 0..9 {
            // The later it is made, the earlier it stands; and a sign that languages pass over counts.
            let sign = if n == 7 { "" } else { "_" };
            let product = office.product(&format!("TW{sign}{}", 8 - n)).await;
            // Every third is there only later, and leaves a gap in each page.
            if n % 3 == 2 {
                server.clock.advance_millis(HOUR);
                adjusted(&mut office, &product, &leith, 5, "1").await;
                server.clock.advance_millis(-HOUR);
            } else {
                adjusted(&mut office, &product, &leith, 5, "1").await;
                adjusted(&mut office, &product, &granton, 1, "1").await;
                then.push(product);
            }
        }
        let at = BEGIN + HOUR / 2;
        // `TW1` comes before `TW_2`, as devices have it.
        then.reverse();
        for (by, per_product) in [("product", 1), ("location", 2), ("bin", 2)] {
            for limit in [1, 2, 4, 500] {
                let (mut after, mut found) = (String::new(), Vec::new());
                loop {
                    let path = format!("/stock?by={by}&as_of={at}&limit={limit}&after={after}");
                    let page = office.get(&path).await.expect(StatusCode::OK);
                    let items = page["items"].as_array().unwrap();
                    assert!(items.len() <= limit);
                    found.extend(
                        items
                            .iter()
                            .map(|line| line["product"].as_str().unwrap().to_owned()),
                    );
                    match page["next"].as_str() {
                        Some(next) => next.clone_into(&mut after),
                        None => break,
                    }
                }
                let expected: Vec<String> = then
                    .iter()
                    .flat_map(|id| vec![id.clone(); per_product])
                    .collect();
                assert_eq!(found, expected, "{limit} {by}: in the order of SKUs");
            }
        }
        for (typed, n) in [
            ("tw_4", 1),
            ("PRODUCT%20TW", 6),
            ("%25", 0),
            ("tw-4", 0),
            ("", 6),
        ] {
            for query in [
                format!("&as_of={at}"),
                format!("&as_of={at}&location={granton}"),
            ] {
                let page = office
                    .get(&format!("/stock?by=product{query}&q={typed}"))
                    .await;
                let page = page.expect(StatusCode::OK);
                assert_eq!(page["items"].as_array().unwrap().len(), n, "{typed}{query}");
            }
        }
        server
    })
    .await;
}

/// Writes `n` products beside the one that is there, each with its stock and movements; their SKUs rise in another order
/// than their ids.
async fn copied(server: &Server, product: &str, sku: &str, n: usize) {
    let store = server.app.store();
    let is_sqlite = store.backend() == DbBackend::Sqlite;
    let literal = |id: Uuid| match is_sqlite {
        true => format!("X'{}'", id.simple()),
        false => format!("'{id}'::uuid"),
    };
    let like = literal(product.parse::<ProductId>().unwrap().uuid());
    let tx = store.begin().await.unwrap();
    let numbers: Vec<usize> = (1..=n).collect();
    for chunk in numbers.chunks(5_000) {
        let row = |number: &usize| {
            let id = ProductId::new(Uuid::from_u128(1 << 100 | *number as u128));
            let copy = format!("{sku}-{:06}", number * 7_919 % n);
            format!("({}, '{id}', '{copy}')", literal(id.uuid()))
        };
        let all: Vec<String> = chunk.iter().map(row).collect();
        let with = format!("WITH v(id, named, sku) AS (VALUES {})", all.join(","));
        let place = "location, bin, lot";
        let moved = "account, delta, effective, reach, recorded, moment, cause_kind, document, count_id, cause, app_user, device, operation";
        for sql in [
            format!(
                "INSERT INTO product (id, sku_folded, name_folded, archived, version, body)
                 {with} SELECT v.id, lower(v.sku), 'product ' || lower(v.sku), p.archived, p.version,
                    replace(replace(p.body, '{sku}', v.sku), '{product}', v.named) FROM product p, v WHERE p.id = {like}"
            ),
            format!(
                "INSERT INTO stock (product, {place}, on_hand, allocated, in_transit)
                 {with} SELECT v.id, {place}, on_hand, allocated, in_transit FROM stock, v WHERE product = {like}"
            ),
            format!(
                "INSERT INTO movement (id, product, {place}, {moved})
                 {with} SELECT v.id, v.id, {place}, {moved} FROM movement, v WHERE product = {like}"
            ),
        ] {
            tx.execute_unprepared(&sql).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// The pages of past stock of many products are all of them, in order; how long it takes is printed. With
/// `RUN_SLOW_TESTS` these are 100,000.
#[tokio::test(flavor = "multi_thread")]
async fn many_products_are_paged_as_of_a_date() {
    let many = match std::env::var_os("RUN_SLOW_TESTS") {
        Some(_) => 100_000,
        None => 4_000,
    };
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW").await;
        adjusted(&mut office, &product, &leith, 5, "").await;
        copied(&server, &product, "TW", many).await;
        let (mut after, mut skus, mut times) = (String::new(), Vec::new(), Vec::new());
        loop {
            let path = format!("/stock?by=location&as_of={BEGIN}&limit=500&after={after}");
            let begun = Instant::now();
            let page = office.get(&path).await.expect(StatusCode::OK);
            times.push(begun.elapsed());
            let items = page["items"].as_array().unwrap().iter();
            skus.extend(items.map(|line| line["sku"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => break,
            }
        }
        assert_eq!(skus.len(), many + 1);
        assert!(skus.is_sorted_by(|a, b| a.to_lowercase() < b.to_lowercase()));
        let (n, sum) = (times.len() as u32, times.iter().sum::<Duration>());
        let slowest = times.iter().max().unwrap();
        println!(
            "past stock, {n} pages of 500: {:?} each, {slowest:?} at most",
            sum / n
        );
        let begun = Instant::now();
        let path = format!("/stock?by=product&as_of={}&limit=50", BEGIN - 1);
        let none = office.get(&path).await.expect(StatusCode::OK);
        assert_eq!(none["items"], json!([]));
        println!("past stock before there was any: {:?}", begun.elapsed());
        let begun = Instant::now();
        let path = format!("/stock?by=product&as_of={BEGIN}&limit=50&q=tw-00099");
        let some = office.get(&path).await.expect(StatusCode::OK);
        assert_eq!(some["items"].as_array().unwrap().len(), 10);
        println!("past stock of what is typed: {:?}", begun.elapsed());
        server
    })
    .await;
}

/// What nobody knows the cost of has no value: it is counted and named, by location, by product and in the file, and
/// what is known to cost nothing is worth nothing. Goods on their way are worth what they were where they left.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_cost_has_no_value() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let nothing = office.get("/stock/value").await;
        let nothing = nothing.expect(StatusCode::OK);
        assert_eq!(
            (&nothing["total_minor"], &nothing["n_costless"]),
            (&json!(0), &json!(0))
        );
        let mug = office.product("TW-MUG").await;
        let bag = office.product("TW-BAG").await;
        let leaflet = office.product("TW-LEAFLET").await;
        adjusted(&mut office, &mug, &granton, 7, "").await;
        let unknown = office.get("/stock/value").await;
        let unknown = unknown.expect(StatusCode::OK);
        assert_eq!(
            unknown["total_minor"],
            json!(null),
            "nothing there has a known cost"
        );
        adjusted(&mut office, &bag, &leith, 10, "2.50").await;
        adjusted(&mut office, &leaflet, &leith, 100, "0").await;

        let lines = json!([{ "product": bag, "quantity": 4 }]);
        let new = json!({ "from": leith, "to": granton, "lines": lines });
        let sent = office.create("/transfers", new).await;
        let done = office
            .post(&format!("/transfers/{sent}/send"), json!({ "lines": [] }))
            .await;
        done.expect(StatusCode::OK);

        let value = office.get("/stock/value").await.expect(StatusCode::OK);
        assert_eq!(
            (&value["total_minor"], &value["n_costless"]),
            (&json!(2_500), &json!(1))
        );
        let row = |place: &serde_json::Value| {
            let locations = value["locations"].as_array().unwrap();
            let row = locations
                .iter()
                .find(|row| row["location"] == *place)
                .unwrap();
            ["units", "value_minor", "n_costless", "units_costless"].map(|name| row[name].clone())
        };
        assert_eq!(
            row(&json!(leith)),
            [json!(106), json!(1_500), json!(0), json!(0)]
        );
        assert_eq!(
            row(&json!(granton)),
            [json!(7), json!(null), json!(1), json!(7)]
        );
        assert_eq!(
            row(&json!(null)),
            [json!(4), json!(1_000), json!(0), json!(0)]
        );
        let named = &value["costless"][0];
        assert_eq!(
            (&named["sku"], &named["units"]),
            (&json!("TW-MUG"), &json!(7))
        );

        let page = office.get("/stock?by=product").await.expect(StatusCode::OK);
        let worth = |product: &str| {
            let lines = page["items"].as_array().unwrap();
            let line = lines
                .iter()
                .find(|line| line["product"] == product)
                .unwrap();
            line["value_minor"].clone()
        };
        assert_eq!(
            [worth(&mug), worth(&bag), worth(&leaflet)],
            [json!(null), json!(1_500), json!(0)]
        );
        let report = rows(&file(&mut office, "/exports/stock-value").await);
        let mut report: Vec<[&str; 3]> = report
            .iter()
            .map(|row| [0, 7, 8].map(|at| row.get(at).map_or("", String::as_str)))
            .collect();
        report.retain(|row| row[0] != "TW-BAG");
        assert_eq!(
            report,
            [["TW-MUG", "", "no cost for 7"], ["TW-LEAFLET", "0.00", ""]]
        );
        server
    })
    .await;
}

/// What was taken before it came is paid off by what comes, so no more lacks a cost than lies there; and goods without a
/// cost are found on their way too.
#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_a_cost_is_never_more_than_lies_there() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let leith = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let granton = office
            .create("/locations", json!({ "name": "Granton" }))
            .await;
        let mug = office.product("TW-MUG").await;
        let bag = office.product("TW-BAG").await;
        let lacking = async |office: &mut Browser, at: &str| {
            let value = office.get(&format!("/stock/value{at}")).await;
            let value = value.expect(StatusCode::OK);
            let lines = value["costless"].as_array().unwrap().iter();
            lines
                .map(|line| (line["sku"].to_string(), line["units"].as_i64().unwrap()))
                .collect::<Vec<_>>()
        };
        // Sold before it came, paid off by mugs with a cost, and sold out; then some come that nobody knows the cost of.
        adjusted(&mut office, &mug, &leith, -3, "").await;
        adjusted(&mut office, &mug, &granton, 5, "3.00").await;
        let lines = json!([{ "product": mug, "quantity": 5 }]);
        let new = json!({ "from": granton, "to": leith, "lines": lines });
        let sent = office.create("/transfers", new).await;
        for step in ["send", "receive"] {
            let done = office
                .post(&format!("/transfers/{sent}/{step}"), json!({ "lines": [] }))
                .await;
            done.expect(StatusCode::OK);
        }
        adjusted(&mut office, &mug, &leith, -2, "").await;
        assert_eq!(lacking(&mut office, "").await, []);
        let unknown = json!({ "unit_cost": null });
        let path = format!("/products/{mug}");
        office.patch(&path, unknown).await.expect(StatusCode::OK);
        adjusted(&mut office, &mug, &leith, 4, "").await;
        let mugs = "\"TW-MUG\"".to_owned();
        assert_eq!(lacking(&mut office, "").await, [(mugs, 4)]);
        adjusted(&mut office, &mug, &leith, -4, "").await;

        adjusted(&mut office, &bag, &leith, -4, "").await;
        assert_eq!(lacking(&mut office, "").await, []);
        adjusted(&mut office, &bag, &leith, 10, "").await;
        adjusted(&mut office, &bag, &granton, 2, "").await;
        let bags = "\"TW-BAG\"".to_owned();
        assert_eq!(lacking(&mut office, "").await, [(bags.clone(), 8)]);
        let only = format!("?location={leith}");
        assert_eq!(lacking(&mut office, &only).await, [(bags.clone(), 6)]);

        let lines = json!([{ "product": bag, "quantity": 5 }]);
        let new = json!({ "from": leith, "to": granton, "lines": lines });
        let sent = office.create("/transfers", new).await;
        let done = office
            .post(&format!("/transfers/{sent}/send"), json!({ "lines": [] }))
            .await;
        done.expect(StatusCode::OK);
        assert_eq!(lacking(&mut office, "").await, [(bags.clone(), 8)]);
        assert_eq!(lacking(&mut office, &only).await, [(bags, 1)]);
        server
    })
    .await;
}

/// The history of a row is of its product from the first page on, however much else was counted before it (STK-16).
#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_row_is_paged_by_its_own_events() {
    on_each(async |server: Server| {
        let (mut office, stocktake) = crate::counting::completed(&server).await;
        let products = office.get("/products?q=TW-2").await;
        let mug = products.expect(StatusCode::OK)["items"][0]["id"].clone();
        let product = mug.as_str().unwrap();
        let path = format!("/stocktakes/{stocktake}/events?product={product}&limit=1");
        let page = office.get(&path).await.expect(StatusCode::OK);
        let events = page["items"].as_array().unwrap();
        assert_eq!(
            events.len(),
            1,
            "it was counted after another product: {page}"
        );
        assert_eq!(
            (&events[0]["item"]["product"], &page["next"]),
            (&mug, &json!(null))
        );
        assert_eq!(events[0]["source"], "scan");
        server
    })
    .await;
}
