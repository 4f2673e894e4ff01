//! Printed labels: drawn as PDF, rendered as a printer would, read as a scanner would.

use crate::harness::{Server, on_each};
use axum::http::{Method, StatusCode};
use domain::barcode::check_digit;
use serde_json::json;
use std::process::Command;
use uuid::Uuid;

/// Every code that a scanner finds on the pages of a PDF, with its symbology.
fn scanned(pdf: &[u8], dpi: u32) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("quayside-labels-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("labels.pdf"), pdf).unwrap();
    let rendered = Command::new("pdftoppm")
        .args(["-r", &dpi.to_string(), "-gray", "labels.pdf", "page"])
        .current_dir(&folder)
        .status()
        .expect("pdftoppm is there: apt-get install poppler-utils");
    assert!(rendered.success());
    let mut pages: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "pgm"));
    pages.sort_unstable();
    let mut codes = Vec::new();
    for page in pages {
        let read = Command::new("zbarimg")
            .args(["--quiet", "-Sdisable", "-Scode128.enable", "-Sean13.enable"])
            .arg(page)
            .output()
            .expect("zbarimg is there: apt-get install zbar-tools");
        // A page is read in any order; pages follow each other.
        let mut found: Vec<String> = String::from_utf8(read.stdout)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        found.sort_unstable();
        codes.extend(found);
    }
    std::fs::remove_dir_all(folder).unwrap();
    codes
}

/// Labels of bins and products decode to what they say, on sheets and on a roll.
#[tokio::test(flavor = "multi_thread")]
async fn printed_labels_are_read_by_a_scanner() {
    on_each(scanned_labels).await;
}

async fn scanned_labels(server: Server) -> Server {
    let mut founder = server.founded().await;
    let location = founder
        .create("/locations", json!({ "name": "Leith Warehouse" }))
        .await;
    let mut bins = Vec::new();
    let names: Vec<String> = (1..=26).map(|bin| format!("A-{bin:02}-1")).collect();
    for name in &names {
        bins.push(
            founder
                .create(
                    &format!("/locations/{location}/bins"),
                    json!({ "name": name, "zone": "Aisle A" }),
                )
                .await,
        );
    }
    let ean = format!("200000000001{}", check_digit("200000000001"));
    let coded = json!({ "sku": "TW-1", "name": "Dry bag, 10 l, orange", "barcodes": [{ "code": ean, "pack": 1 }] });
    let coded = founder.create("/products", coded).await;
    let plain = founder
        .create(
            "/products",
            json!({ "sku": "TW-KIT-DAYTRIP", "name": "Day trip kit <1>" }),
        )
        .await;
    let mut printer = founder.clone();
    let mut pdf = async |path: String| {
        let path = format!("/api/v1{path}");
        let answer = printer.raw(Method::GET, &path, &[], Vec::new()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        assert_eq!(answer.headers["content-type"], "application/pdf");
        answer.bytes
    };
    let expected: Vec<String> = names
        .iter()
        .map(|name| format!("CODE-128:{name}"))
        .collect();
    assert_eq!(
        scanned(&pdf(format!("/locations/{location}/labels.pdf")).await, 300),
        expected,
        "two sheets"
    );
    let some = format!("/labels/bins?ids={},{}&paper=roll", bins[3], bins[0]);
    assert_eq!(
        scanned(&pdf(some).await, 203),
        ["CODE-128:A-01-1", "CODE-128:A-04-1"]
    );
    let expected = [
        "CODE-128:TW-KIT-DAYTRIP".to_owned(),
        format!("EAN-13:{ean}"),
    ];
    for paper in ["sheet", "roll"] {
        let path = format!("/labels/products?ids={coded},{plain}&paper={paper}");
        let mut found = scanned(&pdf(path).await, 300);
        found.sort_unstable();
        assert_eq!(found, expected, "{paper}");
    }
    assert_eq!(
        scanned(&pdf(format!("/products/{coded}/label.pdf")).await, 203),
        expected[1..]
    );

    let three = format!("/labels/products?ids={coded}&paper=roll&quantity=3");
    assert_eq!(
        scanned(&pdf(three).await, 203).len(),
        3,
        "as many as asked for"
    );

    for wrong in [
        "quantity=0",
        "quantity=5001",
        "paper=papyrus",
        "quantity=many",
    ] {
        let refused = founder
            .get(&format!("/labels/products?ids={coded}&{wrong}"))
            .await;
        assert!(
            refused.status.is_client_error(),
            "{wrong}: {}",
            refused.text
        );
    }
    let wrong = founder.get("/labels/bins?ids=nonsense").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = founder
        .get(&format!("/labels/bins?ids=bin_{}", Uuid::now_v7().simple()))
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    server
}
