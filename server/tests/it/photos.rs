//! Photos of what a counter could not name: sent after the scan, shown in the review, refused, and forgotten in the end.

use crate::counting::{Warehouse, begun, review};
use crate::harness::{Answer, Browser, Server, Tablet, on_each};
use crate::images::{picture, show, work};
use axum::http::{Method, StatusCode};
use domain::stocktake::Item;
use domain::text::RawCode;
use serde_json::json;

const DAY_MS: i64 = 86_400_000;

async fn send(browser: &mut Browser, stocktake: &str, code: &str, bytes: Vec<u8>) -> Answer {
    let digest = blake3::hash(&bytes).to_hex();
    let path = format!("/api/v1/stocktakes/{stocktake}/photos/{digest}?code={code}");
    let headers = [("content-type", "application/octet-stream")];
    browser.raw(Method::PUT, &path, &headers, bytes).await
}

/// Scans a code that no product has.
async fn scanned(tablet: &mut Tablet, warehouse: &Warehouse, stocktake: &str, code: &str) {
    let unknown = Item::Unknown(RawCode::new(code).unwrap());
    let bin = Some(warehouse.bins[0].as_str());
    let pass = tablet.pass(stocktake, &warehouse.location, bin, &[(unknown, 2)]);
    tablet.sends(pass).await;
}

fn photos_of(review: &serde_json::Value, code: &str) -> Vec<String> {
    let codes = review["unknown"].as_array().unwrap();
    let found = codes.iter().find(|one| one["code"] == code);
    let photos = found.map_or(&serde_json::Value::Null, |one| &one["photos"]);
    let photos = photos.as_array().into_iter().flatten();
    photos.map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// A photo waits for its scan, is taken once however often it is sent, and stands where the code is resolved, as it was
/// sent; what it shows is seen by who reviews. When the stocktake is long over, it is gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_photo_follows_its_scan_and_is_seen_in_the_review() {
    on_each(async |server: Server| {
        let (mut warehouse, stocktake) = begun(&server).await;
        let mut aisha = server.tablet("Counter", "Aisha").await;
        let early = send(&mut aisha.browser, &stocktake, "MYSTERY", picture(1)).await;
        assert_eq!(early.refused(StatusCode::CONFLICT), "photo/not-scanned");
        scanned(&mut aisha, &warehouse, &stocktake, "MYSTERY").await;
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..3 {
            let (mut browser, stocktake) = (aisha.browser.clone(), stocktake.clone());
            sending
                .spawn(async move { send(&mut browser, &stocktake, "MYSTERY", picture(1)).await });
        }
        for answer in sending.join_all().await {
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
        }
        let office = &mut warehouse.office;
        let photos = photos_of(&review(office, &stocktake).await, "MYSTERY");
        assert_eq!(photos.len(), 1);
        assert_eq!(show(office, &photos[0]).await.bytes, picture(1));

        // It stays as long as anybody may ask what it was, and no longer.
        server.clock.advance_millis(200 * DAY_MS);
        work(&server).await;
        assert_eq!(show(office, &photos[0]).await.status, StatusCode::OK);
        let void = format!("/stocktakes/{stocktake}/void");
        let voided = office.post(&void, json!({ "reason": "test" })).await;
        assert!(voided.status.is_success(), "{}", voided.text);
        server.clock.advance_millis(89 * DAY_MS);
        work(&server).await;
        assert_eq!(show(office, &photos[0]).await.status, StatusCode::OK);
        server.clock.advance_millis(2 * DAY_MS);
        work(&server).await;
        let gone = show(office, &photos[0]).await;
        assert_eq!(gone.refused(StatusCode::NOT_FOUND), "image/unknown");
        assert_eq!(
            photos_of(&review(office, &stocktake).await, "MYSTERY"),
            [""; 0]
        );
        server
    })
    .await;
}

/// Whatever is no photo of a scan stays outside and says why.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_photo_of_a_scan_is_refused() {
    on_each(async |server: Server| {
        let (mut warehouse, stocktake) = begun(&server).await;
        let role = json!({ "name": "Nobody", "permissions": [] });
        warehouse.office.create("/roles", role).await;
        let mut aisha = server.tablet("Counter", "Aisha").await;
        scanned(&mut aisha, &warehouse, &stocktake, "MYSTERY").await;
        let browser = &mut aisha.browser;
        let mut large = picture(1);
        large.resize(1024 * 1024 + 1, 0);
        for (bytes, status, kind) in [
            (b"<svg/>".to_vec(), 415, "image/other-kind"),
            (picture(1)[..40].to_vec(), 422, "image/damaged"),
            (large, 413, "image/too-large"),
        ] {
            let answer = send(browser, &stocktake, "MYSTERY", bytes).await;
            assert_eq!(answer.refused(StatusCode::from_u16(status).unwrap()), kind);
        }
        let nobody = "stk_01a1ffba418978349d4ecdbc8b0f4632";
        for (stocktake, code) in [(stocktake.as_str(), "OTHER"), (nobody, "MYSTERY")] {
            let answer = send(browser, stocktake, code, picture(1)).await;
            assert_eq!(answer.refused(StatusCode::CONFLICT), "photo/not-scanned");
        }
        let none = send(browser, &stocktake, "", picture(1)).await;
        assert_eq!(
            none.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );
        let path = format!(
            "/api/v1/stocktakes/{stocktake}/photos/{}?code=MYSTERY",
            "0".repeat(64)
        );
        let other = browser.raw(Method::PUT, &path, &[], picture(1)).await;
        assert_eq!(
            other.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "photo/other-bytes"
        );
        for number in 0..6 {
            let answer = send(browser, &stocktake, "MYSTERY", picture(number)).await;
            let expected = if number < 5 { 204 } else { 422 };
            assert_eq!(answer.status.as_u16(), expected, "{}", answer.text);
        }
        let again = send(browser, &stocktake, "MYSTERY", picture(0)).await;
        assert_eq!(again.status, StatusCode::NO_CONTENT, "it is there already");
        let mut clerk = server.user("Nobody", "Niels").await;
        let answer = send(&mut clerk, &stocktake, "MYSTERY", picture(7)).await;
        assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        let answer = send(&mut server.browser(), &stocktake, "MYSTERY", picture(7)).await;
        answer.refused(StatusCode::UNAUTHORIZED);
        server
    })
    .await;
}
