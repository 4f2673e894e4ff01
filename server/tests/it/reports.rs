//! Reports to take along: movements, stock at a date, the result of a stocktake.

use crate::harness::{Answer, BEGIN, Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::import::read::{Reading, sheet};
use std::process::Command;
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
