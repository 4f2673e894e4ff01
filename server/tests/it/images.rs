//! Pictures of products: sent, shown, put in order, taken away, and what is refused.

use crate::harness::{Answer, Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use domain::time::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::store::images;
use std::collections::BTreeSet;
use std::time::Duration;

const DAY_MS: i64 = 86_400_000;

/// A picture in grey of one pixel, each number another one.
pub fn picture(number: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0....".to_vec();
    bytes.extend([0, 0, 0, 2, b'I', b'D', b'A', b'T', 0x78, number]);
    bytes.extend(b"....\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

async fn add(browser: &mut Browser, product: &str, bytes: Vec<u8>) -> Answer {
    let path = format!("/api/v1/products/{product}/images");
    let headers = [("content-type", "application/octet-stream")];
    browser.raw(Method::POST, &path, &headers, bytes).await
}

/// The addresses of a product's pictures, in their order.
fn addresses(product: &Value) -> Vec<String> {
    let images = product["images"].as_array().unwrap().iter();
    images
        .map(|image| image.as_str().unwrap().to_owned())
        .collect()
}

async fn pictures_of(browser: &mut Browser, product: &str) -> Vec<String> {
    let path = format!("/products/{product}");
    addresses(&browser.get(&path).await.expect(StatusCode::OK))
}

/// Lets every job run that is due.
pub async fn work(server: &Server) {
    for run in server.app.start_due_jobs().await.unwrap() {
        run.await.unwrap();
    }
}

pub async fn show(browser: &mut Browser, address: &str) -> Answer {
    browser.raw(Method::GET, address, &[], Vec::new()).await
}

/// Proves PRD-05: a product made with every one of these fields, and one changed to them, read back the same.
#[tokio::test(flavor = "multi_thread")]
async fn every_field_of_a_product_is_saved_and_read_back() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office.create("/locations", json!({ "name": "Leith" })).await;
        let rule = office.create("/tax-rules", json!({ "name": "Standard", "rate_bp": 2000 })).await;
        let other = office.product("TW-1").await;
        let shown = add(&mut office, &other, picture(1)).await.expect(StatusCode::CREATED);
        let fields = json!({
            "description": "Bright.\nFor wet hands.",
            "weight_g": 2_405, "width_mm": 405, "height_mm": 30, "length_mm": 1_200,
            "barcodes": [
                { "code": "5012345678900", "pack": 1 },
                { "code": "15012345678907", "pack": 12 },
                { "code": "036000291452", "pack": 1 },
            ],
            "images": addresses(&shown), "tax_rule": rule, "default_location": location, "unit_cost": "6.85",
        });
        let keeps = |product: &Value, when: &str| {
            for (field, value) in fields.as_object().unwrap() {
                assert_eq!(&product[field], value, "{field}, {when}");
            }
        };
        let mut given = fields.clone();
        (given["sku"], given["name"]) = (json!("TW-TORCH"), json!("Head torch"));
        let made = office.create("/products", given).await;
        let path = format!("/products/{made}");
        keeps(&office.get(&path).await.expect(StatusCode::OK), "made with them");

        let nothing = json!({
            "description": "", "weight_g": null, "width_mm": null, "height_mm": null, "length_mm": null, "barcodes": [],
            "images": [], "tax_rule": null, "default_location": null, "unit_cost": null,
        });
        office.patch(&path, nothing.clone()).await.expect(StatusCode::OK);
        let bare = office.get(&path).await.expect(StatusCode::OK);
        for (field, value) in nothing.as_object().unwrap() {
            assert_eq!(&bare[field], value, "{field}, taken away");
        }
        for (field, value) in fields.as_object().unwrap() {
            office.patch(&path, json!({ field: value })).await.expect(StatusCode::OK);
            assert_eq!(&office.get(&path).await.expect(StatusCode::OK)[field], value, "{field}, changed alone");
        }
        keeps(&office.get(&path).await.expect(StatusCode::OK), "changed to them");
        server
    })
    .await;
}

/// A picture is shown as it was sent, only to who is signed in, and may be kept for ever; it is put in order and taken
/// away with the product's other fields, and forgotten once no product shows it.
#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_shown_put_in_order_and_forgotten() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        let other = office.product("TW-2").await;
        for number in 1..=3 {
            let added = add(&mut office, &product, picture(number)).await;
            assert_eq!(
                added.headers["etag"].to_str().unwrap().len(),
                added.body["version"].to_string().len() + 2
            );
            assert_eq!(
                addresses(&added.expect(StatusCode::CREATED)).len(),
                usize::from(number)
            );
        }
        let all = pictures_of(&mut office, &product).await;
        let shown = show(&mut office, &all[0]).await;
        assert_eq!((shown.status, &shown.bytes), (StatusCode::OK, &picture(1)));
        let header = |name: &str| shown.headers[name].to_str().unwrap();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(
            header("cache-control"),
            "private, max-age=31536000, immutable"
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("default-src 'self'"));
        let again = [("if-none-match", header("etag"))];
        let again = office.raw(Method::GET, &all[0], &again, Vec::new()).await;
        assert_eq!(
            (again.status, again.bytes.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
        let stranger = show(&mut server.browser(), &all[0]).await;
        stranger.refused(StatusCode::UNAUTHORIZED);
        let mut counter = server.user("Counter", "Aisha").await;
        assert_eq!(show(&mut counter, &all[0]).await.status, StatusCode::OK);

        // The same picture again is none more, and one picture of two products is kept once.
        add(&mut office, &product, picture(2))
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(pictures_of(&mut office, &product).await, all);
        add(&mut office, &other, picture(1))
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(pictures_of(&mut office, &other).await, all[..1]);

        let path = format!("/products/{product}");
        let order = json!({ "images": [all[2], all[0], all[1]] });
        office
            .patch(&path, order.clone())
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            json!({ "images": pictures_of(&mut office, &product).await }),
            order
        );
        office
            .patch(&path, json!({ "images": [all[1]] }))
            .await
            .expect(StatusCode::OK);
        let audit = office
            .get(&format!("/audit?subject={product}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(audit["items"][0]["detail"], "TW-1: images");

        let work = async || work(&server).await;
        work().await;
        server.clock.advance_millis(DAY_MS + 3_600_000);
        // Put back after it was taken away: it counts as shown from now on.
        office
            .patch(&path, json!({ "images": [all[1], all[2]] }))
            .await
            .expect(StatusCode::OK);
        office
            .patch(&path, json!({ "images": [all[1]] }))
            .await
            .expect(StatusCode::OK);
        work().await;
        for address in &all {
            assert_eq!(
                show(&mut office, address).await.status,
                StatusCode::OK,
                "shown or just taken away"
            );
        }
        server.clock.advance_millis(DAY_MS + 3_600_000);
        work().await;
        assert_eq!(
            show(&mut office, &all[0]).await.status,
            StatusCode::OK,
            "the other product shows it"
        );
        assert_eq!(show(&mut office, &all[1]).await.status, StatusCode::OK);
        assert_eq!(
            show(&mut office, &all[2])
                .await
                .refused(StatusCode::NOT_FOUND),
            "image/unknown"
        );
        let gone = office.patch(&path, json!({ "images": [all[2]] })).await;
        assert_eq!(
            gone.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );
        server
    })
    .await;
}

/// The small form is shown where it is asked for, and the whole picture as long as there is none; the first one stays, and it
/// goes with its picture.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_has_a_small_form() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        work(&server).await;
        let mut large = picture(1);
        large[16..20].copy_from_slice(&4_000_u32.to_be_bytes());
        let added = add(&mut office, &product, large.clone()).await;
        let address = addresses(&added.expect(StatusCode::CREATED)).remove(0);
        let asked = format!("{address}?size=small");
        let path = format!("{address}/small");
        let whole = show(&mut office, &asked).await;
        assert_eq!(whole.bytes, large);
        assert_eq!(whole.headers["cache-control"], "private, max-age=86400");
        let mut heavy = picture(3);
        heavy.resize(64 * 1024 + 1, 0);
        for (bytes, status) in [
            (large.clone(), 422),
            (heavy, 413),
            (b"<svg/>".to_vec(), 415),
        ] {
            let answer = office.raw(Method::PUT, &path, &[], bytes).await;
            answer.refused(StatusCode::from_u16(status).unwrap());
        }
        let mut counter = server.user("Counter", "Aisha").await;
        let answer = counter.raw(Method::PUT, &path, &[], picture(2)).await;
        assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        let unknown = path.replace("images/", "images/00");
        let answer = office.raw(Method::PUT, &unknown, &[], picture(2)).await;
        assert_eq!(answer.refused(StatusCode::NOT_FOUND), "image/unknown");

        for number in [2, 3] {
            let answer = office.raw(Method::PUT, &path, &[], picture(number)).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
            let small = show(&mut counter, &asked).await;
            assert_eq!(small.bytes, picture(2), "the first one stays");
            let kept = "private, max-age=31536000, immutable";
            assert_eq!(small.headers["cache-control"], kept);
            let seen = [("if-none-match", small.headers["etag"].to_str().unwrap())];
            let again = office.raw(Method::GET, &asked, &seen, Vec::new()).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED);
            let whole = office.raw(Method::GET, &address, &seen, Vec::new()).await;
            assert_eq!(whole.bytes, large);
        }
        let other = show(&mut office, &format!("{address}?size=huge")).await;
        other.refused(StatusCode::UNPROCESSABLE_ENTITY);
        let none = json!({ "images": [] });
        let bare = office.patch(&format!("/products/{product}"), none).await;
        bare.expect(StatusCode::OK);
        server.clock.advance_millis(DAY_MS + 3_600_000);
        work(&server).await;
        let gone = show(&mut office, &asked).await;
        assert_eq!(gone.refused(StatusCode::NOT_FOUND), "image/unknown");
        server
    })
    .await;
}

/// A picture that was shown for months and is taken away can be put back for a day, whatever runs in between, also when
/// many products are changed at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_taken_away_stays_for_a_day() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        add(&mut office, &product, picture(1))
            .await
            .expect(StatusCode::CREATED);
        let all = pictures_of(&mut office, &product).await;
        let path = format!("/products/{product}");
        let bulk =
            |images: &Value| json!({ "products": [product], "change": { "images": images } });
        for is_bulk in [false, true] {
            server.clock.advance_millis(60 * DAY_MS);
            work(&server).await;
            let change = json!({ "images": [] });
            let taken = if is_bulk {
                office.post("/products/bulk", bulk(&json!([]))).await
            } else {
                office.patch(&path, change).await
            };
            taken.expect(StatusCode::OK);
            server.clock.advance_millis(23 * 3_600_000);
            work(&server).await;
            assert_eq!(show(&mut office, &all[0]).await.status, StatusCode::OK);
            let back = office.patch(&path, json!({ "images": all })).await;
            back.expect(StatusCode::OK);
        }
        office
            .patch(&path, json!({ "images": [] }))
            .await
            .expect(StatusCode::OK);
        server.clock.advance_millis(DAY_MS + 3_600_000);
        work(&server).await;
        let gone = show(&mut office, &all[0]).await;
        assert_eq!(gone.refused(StatusCode::NOT_FOUND), "image/unknown");
        server
    })
    .await;
}

/// Whoever names a picture while it is being purged is told so, or it stays: a product never shows one that is gone. And
/// one that was lost all the same comes back by being sent again.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_purged_is_not_named() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        let other = office.product("TW-2").await;
        let path = format!("/products/{other}");
        let taken = format!("/products/{product}");
        for number in 0..12 {
            let added = add(&mut office, &product, picture(number)).await;
            let all = addresses(&added.expect(StatusCode::CREATED));
            office
                .patch(&taken, json!({ "images": [] }))
                .await
                .expect(StatusCode::OK);
            server.clock.advance_millis(DAY_MS + 3_600_000);
            let names = json!({ "images": all });
            let (named, ()) = tokio::join!(office.patch(&path, names), work(&server));
            let shown = show(&mut office, &all[0]).await.status;
            if named.status == StatusCode::OK {
                assert_eq!(shown, StatusCode::OK, "it is named");
            } else {
                named.refused(StatusCode::UNPROCESSABLE_ENTITY);
                assert_eq!(shown, StatusCode::NOT_FOUND);
            }
        }

        // In either order, to the statement: a change that waits to be written while the purge runs, and the other way.
        let store = server.app.store();
        let digest = |number: u8| blake3::hash(&picture(number)).to_hex().to_string();
        let (old, now) = (Timestamp::from_millis(1), Timestamp::from_millis(DAY_MS));
        for number in [200, 201] {
            let (db, bytes) = (store.writer(), picture(number));
            images::put(db, &digest(number), "image/png", &bytes, old)
                .await
                .unwrap();
        }
        let kept = digest(200);
        let tx = store.begin().await.unwrap();
        let missing = images::touch(&tx, &BTreeSet::from([kept.as_str()]), now).await;
        assert_eq!(missing.unwrap(), BTreeSet::new());
        let purging = {
            let store = store.clone();
            tokio::spawn(async move { images::purge(store.reader(), store.writer(), now).await })
        };
        tokio::time::sleep(Duration::from_millis(100)).await;
        tx.commit().await.unwrap();
        assert_eq!(purging.await.unwrap().unwrap(), 1, "the other one");
        let tx = store.begin().await.unwrap();
        let gone = digest(201);
        let both = BTreeSet::from([kept.as_str(), gone.as_str()]);
        let missing = images::touch(&tx, &both, now).await.unwrap();
        assert_eq!(missing, BTreeSet::from([gone]));
        tx.commit().await.unwrap();

        let added = add(&mut office, &product, picture(99)).await;
        let address = addresses(&added.expect(StatusCode::CREATED)).remove(0);
        let lost = format!("DELETE FROM image WHERE digest = '{}'", digest(99));
        store.writer().execute_unprepared(&lost).await.unwrap();
        let gone = show(&mut office, &address).await;
        assert_eq!(gone.refused(StatusCode::NOT_FOUND), "image/unknown");
        add(&mut office, &product, picture(99))
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(show(&mut office, &address).await.status, StatusCode::OK);
        server
    })
    .await;
}

/// Whatever is no picture of a product stays outside, and says why; nothing has changed then.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_is_refused() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        let mut large = picture(1);
        large.resize(5 * 1024 * 1024 + 1, 0);
        let mut wide = picture(1);
        wide[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
        let cases = [
            (
                b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                    .to_vec(),
                415,
                "image/other-kind",
            ),
            (b"<!doctype html>".to_vec(), 415, "image/other-kind"),
            (Vec::new(), 415, "image/other-kind"),
            (picture(1)[..40].to_vec(), 422, "image/damaged"),
            (wide, 422, "image/too-many-pixels"),
            (large.clone(), 413, "image/too-large"),
        ];
        for (bytes, status, kind) in cases {
            let answer = add(&mut office, &product, bytes).await;
            assert_eq!(
                answer.refused(StatusCode::from_u16(status).unwrap()),
                kind,
                "{}",
                answer.text
            );
            assert!(
                answer.body["detail"]
                    .as_str()
                    .unwrap()
                    .contains("Nothing was changed."),
                "{}",
                answer.text
            );
        }
        let key = [("idempotency-key", "large")];
        let path = format!("/api/v1/products/{product}/images");
        let keyed = office.raw(Method::POST, &path, &key, large).await;
        assert_eq!(
            keyed.refused(StatusCode::PAYLOAD_TOO_LARGE),
            "image/too-large"
        );

        let mut counter = server.user("Counter", "Aisha").await;
        let answer = add(&mut counter, &product, picture(1)).await;
        assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        let answer = add(&mut server.browser(), &product, picture(1)).await;
        answer.refused(StatusCode::UNAUTHORIZED);
        let nobody = "prd_01a1ffba418978349d4ecdbc8b0f4632";
        let answer = add(&mut office, nobody, picture(1)).await;
        assert_eq!(answer.refused(StatusCode::NOT_FOUND), "record/missing");
        assert_eq!(pictures_of(&mut office, &product).await, [""; 0]);

        let address = addresses(
            &add(&mut office, &product, picture(1))
                .await
                .expect(StatusCode::CREATED),
        )
        .remove(0);
        let unknown = address.replace(&address[address.len() - 4..], "0000");
        let lists = [
            json!(["https://evil.example/x.png"]),
            json!(["//evil.example/x.png"]),
            json!(["/api/v1/session"]),
            json!([unknown]),
            json!([address, address]),
        ];
        for images in lists {
            let answer = office
                .patch(&format!("/products/{product}"), json!({ "images": images }))
                .await;
            assert_eq!(
                answer.refused(StatusCode::UNPROCESSABLE_ENTITY),
                "request/invalid",
                "{images}"
            );
        }
        for path in [
            unknown.as_str(),
            "/api/v1/images/..%2fsession",
            "/api/v1/images/x",
        ] {
            assert_eq!(
                show(&mut office, path).await.refused(StatusCode::NOT_FOUND),
                "image/unknown",
                "{path}"
            );
        }
        assert_eq!(pictures_of(&mut office, &product).await, [address]);
        server
    })
    .await;
}

/// Pictures sent at the same moment all land; who names a version that is no longer the newest is told; a repeat of one
/// call adds nothing.
#[tokio::test(flavor = "multi_thread")]
async fn pictures_sent_at_once_all_land() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let product = office.product("TW-1").await;
        let first = office.get(&format!("/products/{product}")).await.etag();
        let mut sending = tokio::task::JoinSet::new();
        for number in 1..=6 {
            let (mut browser, product) = (office.clone(), product.clone());
            sending.spawn(async move { add(&mut browser, &product, picture(number)).await });
        }
        for answer in sending.join_all().await {
            answer.expect(StatusCode::CREATED);
        }
        let mut all = pictures_of(&mut office, &product).await;
        assert_eq!(all.len(), 6);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 6, "each once");

        let path = format!("/api/v1/products/{product}/images");
        let stale = office
            .raw(Method::POST, &path, &[("if-match", &first)], picture(7))
            .await;
        stale.refused(StatusCode::PRECONDITION_FAILED);
        let key = [("idempotency-key", "one picture")];
        for _ in 0..2 {
            let answer = office.raw(Method::POST, &path, &key, picture(8)).await;
            assert_eq!(addresses(&answer.expect(StatusCode::CREATED)).len(), 7);
        }
        server
    })
    .await;
}
