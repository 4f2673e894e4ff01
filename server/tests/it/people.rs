//! Set-up, sessions, invitations, roles, devices.

use crate::harness::{PASSWORD, Server, Tablet, on_each};
use axum::http::{Method, StatusCode};
use domain::operation::{Fact, Intent, Operation, ProductEdit};
use domain::quantity::{Delta, Quantity};
use domain::text::{Name, Remark};
use serde_json::{Value, json};
use sync::wire::Problem;

#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_set_up_once() {
    on_each(async |server: Server| {
        let mut browser = server.browser();
        assert_eq!(
            browser.get("/setup").await.expect(StatusCode::OK)["needed"],
            true
        );
        let body = |zone: &str, password: &str, email: &str| {
            json!({
                "company": "Tidewater", "time_zone": zone, "base_currency": "GBP",
                "name": "Mairi", "email": email, "password": password,
            })
        };
        let wrong = [
            (
                body("Europe/Atlantis", PASSWORD, "a@b.example"),
                "time_zone",
            ),
            (body("Europe/London", "short", "a@b.example"), "password"),
            (body("Europe/London", PASSWORD, "nobody"), "email"),
        ];
        for (body, field) in wrong {
            let answer = browser.post("/setup", body).await;
            assert_eq!(
                answer.refused(StatusCode::UNPROCESSABLE_ENTITY),
                "request/invalid"
            );
            assert_eq!(answer.body["fields"][0]["field"], field);
        }
        assert_eq!(
            browser.get("/setup").await.expect(StatusCode::OK)["needed"],
            true
        );

        // Two at once: one of them makes the company, the other is told so.
        let (mut one, mut two) = (server.browser(), server.browser());
        let (first, second) = tokio::join!(
            one.post("/setup", body("Europe/London", PASSWORD, "one@b.example")),
            two.post("/setup", body("Europe/London", PASSWORD, "two@b.example")),
        );
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
        let answer = server
            .browser()
            .post("/setup", body("Europe/London", PASSWORD, "c@b.example"))
            .await;
        assert_eq!(answer.refused(StatusCode::CONFLICT), "setup/done");

        // PRD-04: tier 1 exists from the beginning.
        let mut founder = if first.status == StatusCode::CREATED {
            one
        } else {
            two
        };
        let tiers = founder.get("/price-tiers").await.expect(StatusCode::OK);
        assert_eq!(tiers["items"][0]["number"], 1);
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_begin_hold_and_end() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let mut stranger = server.browser();
        assert_eq!(
            stranger
                .get("/session")
                .await
                .refused(StatusCode::UNAUTHORIZED),
            "session/none"
        );

        let sign_in =
            |password: &str| json!({ "email": "MAIRI@tidewater.example", "password": password });
        let wrong = stranger
            .post("/session", sign_in("not the password at all"))
            .await;
        assert_eq!(
            wrong.refused(StatusCode::UNAUTHORIZED),
            "session/wrong-password"
        );
        let unknown = stranger
            .post(
                "/session",
                json!({ "email": "nobody@b.example", "password": PASSWORD }),
            )
            .await;
        assert_eq!(
            unknown.body["detail"], wrong.body["detail"],
            "the answer must not tell whether an address is known"
        );

        let mut second = server.browser();
        let answer = second.post("/session", sign_in(PASSWORD)).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let session = answer.expect(StatusCode::OK);
        assert_eq!(session["user"]["name"], "Mairi Sinclair");
        assert_eq!(
            session["device"],
            Value::Null,
            "a program that names no device gets none"
        );

        // A new password ends the other sessions and not this one.
        let change = json!({ "current": PASSWORD, "new": "another long password" });
        founder
            .post("/session/password", change)
            .await
            .expect(StatusCode::NO_CONTENT);
        founder.get("/session").await.expect(StatusCode::OK);
        second
            .get("/session")
            .await
            .refused(StatusCode::UNAUTHORIZED);
        second
            .post("/session", sign_in(PASSWORD))
            .await
            .refused(StatusCode::UNAUTHORIZED);

        let kept = founder.clone();
        founder
            .delete("/session")
            .await
            .expect(StatusCode::NO_CONTENT);
        let mut thief = kept;
        thief
            .get("/session")
            .await
            .refused(StatusCode::UNAUTHORIZED);
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_sign_ins_have_to_wait() {
    on_each(async |server: Server| {
        server.founded().await;
        let mut browser = server.browser();
        let wrong = json!({ "email": "mairi@tidewater.example", "password": "a wrong password" });
        for _ in 0..5 {
            browser
                .post("/session", wrong.clone())
                .await
                .refused(StatusCode::UNAUTHORIZED);
        }
        let right = json!({ "email": "mairi@tidewater.example", "password": PASSWORD });
        let answer = browser.post("/session", right.clone()).await;
        assert_eq!(
            answer.refused(StatusCode::TOO_MANY_REQUESTS),
            "session/too-many-tries"
        );
        assert!(answer.headers.contains_key("retry-after"));
        // Others are not held up.
        server.user("Counter", "Aisha").await;
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_join_by_a_link_that_works_once() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let roles = founder.get("/roles").await.expect(StatusCode::OK);
        let counter = roles["items"].as_array().unwrap().iter().find(|role| role["name"] == "Counter").unwrap();
        let new = json!({ "name": "Aisha Khan", "email": "aisha@tidewater.example", "role": counter["id"] });
        let link = founder.post("/users", new.clone()).await.expect(StatusCode::CREATED);
        assert_eq!(link["user"]["status"], "invited");
        assert_eq!(founder.post("/users", new).await.refused(StatusCode::CONFLICT), "people/taken");

        let token = link["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let mut aisha = server.browser();
        let info = aisha.get(&format!("/links/{token}")).await.expect(StatusCode::OK);
        assert_eq!((&info["purpose"], &info["name"]), (&json!("invitation"), &json!("Aisha Khan")));
        let short = aisha.post(&format!("/links/{token}"), json!({ "password": "short" })).await;
        short.refused(StatusCode::UNPROCESSABLE_ENTITY);
        let session = aisha.post(&format!("/links/{token}"), json!({ "password": PASSWORD })).await.expect(StatusCode::OK);
        assert_eq!(session["permissions"], json!(["count"]));
        let again = server.browser().post(&format!("/links/{token}"), json!({ "password": PASSWORD })).await;
        assert_eq!(again.refused(StatusCode::NOT_FOUND), "link/dead");

        // A disabled user is out at once.
        let id = session["user"]["id"].as_str().unwrap().to_owned();
        founder.patch(&format!("/users/{id}"), json!({ "disabled": true })).await.expect(StatusCode::OK);
        aisha.get("/session").await.refused(StatusCode::UNAUTHORIZED);

        // Nobody locks everybody out.
        let me = founder.get("/session").await.expect(StatusCode::OK)["user"]["id"].as_str().unwrap().to_owned();
        let answer = founder.patch(&format!("/users/{me}"), json!({ "disabled": true })).await;
        assert_eq!(answer.refused(StatusCode::CONFLICT), "people/last-administrator");
        server
    })
    .await;
}

/// Proves USR-02, USR-03: the server asks for the permission of every call, whatever the screen shows.
#[tokio::test(flavor = "multi_thread")]
async fn a_counter_may_count_and_nothing_else() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder.create("/locations", json!({ "name": "Leith" })).await;
        let product = founder.product("TW-1").await;
        let stocktake = founder.create("/stocktakes", json!({ "location": location })).await;
        let mut counter = server.user("Counter", "Aisha").await;
        counter.get(&format!("/stocktakes/{stocktake}")).await.expect(StatusCode::OK);
        counter.get(&format!("/stocktakes/{stocktake}/progress")).await.expect(StatusCode::OK);

        let reason = json!({ "reason": "because" });
        let calls = [
            (Method::GET, "/stock".to_owned(), None),
            (Method::GET, "/stock/value".to_owned(), None),
            (Method::GET, "/movements".to_owned(), None),
            (Method::GET, "/transfers".to_owned(), None),
            (Method::GET, "/audit".to_owned(), None),
            (Method::GET, "/devices".to_owned(), None),
            (Method::GET, format!("/stocktakes/{stocktake}/review"), None),
            (Method::GET, format!("/stocktakes/{stocktake}/events"), None),
            (Method::POST, format!("/stocktakes/{stocktake}/complete"), Some(json!({}))),
            (Method::POST, format!("/stocktakes/{stocktake}/void"), Some(reason)),
            (Method::POST, format!("/stocktakes/{stocktake}/recounts"), Some(json!({ "bin": null }))),
            (Method::POST, "/stocktakes".to_owned(), Some(json!({ "location": location }))),
            (Method::POST, "/locations".to_owned(), Some(json!({ "name": "Granton" }))),
            (Method::POST, format!("/locations/{location}/bins"), Some(json!({ "name": "A-01" }))),
            (Method::POST, "/products".to_owned(), Some(json!({ "sku": "TW-2", "name": "Two" }))),
            (Method::PATCH, format!("/products/{product}"), Some(json!({ "name": "Other" }))),
            (Method::DELETE, format!("/products/{product}"), None),
            (Method::POST, "/categories".to_owned(), Some(json!({ "name": "Lamps" }))),
            (Method::POST, "/tax-rules".to_owned(), Some(json!({ "name": "Rule", "rate_bp": 5 }))),
            (Method::PATCH, "/company".to_owned(), Some(json!({ "name": "Mine now" }))),
            (Method::POST, "/roles".to_owned(), Some(json!({ "name": "King", "permissions": ["users"] }))),
            (
                Method::POST,
                "/adjustments".to_owned(),
                Some(json!({ "product": product, "location": location, "delta": 5, "reason": "found" })),
            ),
            (
                Method::POST,
                "/receipts".to_owned(),
                Some(json!({ "product": product, "location": location, "quantity": 5 })),
            ),
        ];
        for (method, path, body) in calls {
            let answer = counter.send(method.clone(), &path, &[], body).await;
            assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing", "{method} {path}");
        }
        // Costs are absent from what the counter may read.
        founder.patch(&format!("/products/{product}"), json!({ "unit_cost": "4.35" })).await.expect(StatusCode::OK);
        let seen = counter.get(&format!("/products/{product}")).await.expect(StatusCode::OK);
        assert!(seen.get("unit_cost").is_none());
        server
    })
    .await;
}

/// Proves USR-04: what is done names user and device.
#[tokio::test(flavor = "multi_thread")]
async fn the_audit_trail_names_user_and_device() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let mut office = server.user("Office", "Owen").await;
        let product = office.product("TW-1").await;
        office
            .patch(
                &format!("/products/{product}"),
                json!({ "name": "Head torch" }),
            )
            .await
            .expect(StatusCode::OK);
        let trail = founder
            .get(&format!("/audit?subject={product}"))
            .await
            .expect(StatusCode::OK);
        let entries: Vec<_> = trail["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                [
                    &entry["action"],
                    &entry["user_name"],
                    &entry["device_name"],
                    &entry["detail"],
                ]
                .map(|v| v.as_str().unwrap())
            })
            .collect();
        assert_eq!(
            entries,
            [
                ["product/changed", "Owen", "Tablet of Owen", "TW-1: name"],
                [
                    "product/created",
                    "Owen",
                    "Tablet of Owen",
                    "TW-1 Product TW-1"
                ],
            ]
        );
        server
    })
    .await;
}

/// Proves USR-04 for what comes by sync: changes stand in the trail with their author and the device they were made on,
/// and what was refused does not. Counts stand in their stocktake.
#[tokio::test(flavor = "multi_thread")]
async fn what_tablets_send_stands_in_the_audit_trail() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let location = founder
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = founder.product("TW-1").await;
        let mut tomasz = server.tablet("Administrator", "Tomasz").await;
        let id = product.parse().unwrap();
        let place = location.parse().unwrap();
        let name = |base: &str, new: &str| {
            Operation::Intent(Intent::EditProduct {
                product: id,
                edits: vec![ProductEdit::Name {
                    base: Name::new(base).unwrap(),
                    new: Name::new(new).unwrap(),
                }],
            })
        };
        let received = Operation::Fact(Fact::ReceiptSeen {
            product: id,
            location: place,
            bin: None,
            quantity: Quantity::new(7).unwrap(),
            reference: Some(Remark::new("PO 12").unwrap()),
        });
        let adjusted = Operation::Intent(Intent::Adjust {
            product: id,
            location: place,
            bin: None,
            delta: Delta::new(-2),
            reason: Remark::new("broken").unwrap(),
        });
        let stale = name("Some other name", "Lamp");
        let ack = tomasz
            .does(&[
                name("Product TW-1", "Head torch"),
                received,
                adjusted,
                stale,
            ])
            .await;
        assert_eq!(
            ack.outcomes.len(),
            1,
            "only the stale one is told: {:?}",
            ack.outcomes
        );
        let trail = founder
            .get(&format!("/audit?subject={product}"))
            .await
            .expect(StatusCode::OK);
        let told: Vec<_> = trail["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["user_name"] == "Tomasz")
            .map(|entry| {
                ["action", "device_name", "detail"]
                    .map(|member| entry[member].as_str().unwrap_or_default().to_owned())
            })
            .collect();
        assert_eq!(
            told,
            [
                ["stock/adjusted", "Tablet of Tomasz", "TW-1: -2, broken"],
                ["stock/received", "Tablet of Tomasz", "TW-1: 7 for PO 12"],
                ["product/changed", "Tablet of Tomasz", "TW-1: name"],
            ]
        );
        server
    })
    .await;
}

/// Proves OFF-53 as far as the server goes: a revoked device is told so, and everything but sync is closed to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_is_told_so() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let browser = server.user("Counter", "Aisha").await;
        let mut tablet = Tablet::of(browser, &server).await;
        assert_eq!(tablet.problem().await, None);
        let path = format!("/devices/{}/revoke", tablet.device);
        founder
            .post(&path, json!({ "reason": "left in a taxi" }))
            .await
            .expect(StatusCode::OK);
        assert_eq!(tablet.problem().await, Some(Problem::Revoked));
        assert_eq!(
            tablet
                .browser
                .get("/products")
                .await
                .refused(StatusCode::FORBIDDEN),
            "device/revoked"
        );
        let again =
            json!({ "email": "aisha@tidewater.example", "password": PASSWORD, "device": {} });
        assert_eq!(
            tablet
                .browser
                .post("/session", again)
                .await
                .refused(StatusCode::FORBIDDEN),
            "device/revoked"
        );
        let trail = founder
            .get(&format!("/audit?subject={}", tablet.device))
            .await
            .expect(StatusCode::OK);
        assert_eq!(trail["items"][0]["detail"], "left in a taxi");
        server
    })
    .await;
}
