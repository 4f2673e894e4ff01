//! API keys: programs call the interface in a name of their own.

use crate::harness::{Answer, Browser, Server, on_each};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

async fn role(office: &mut Browser, name: &str) -> Value {
    let roles = office.get("/roles").await.expect(StatusCode::OK);
    let roles = roles["items"].as_array().unwrap();
    let found = roles.iter().find(|role| role["name"] == name);
    found.expect("a standard role")["id"].clone()
}

/// A new key: what is kept of it, and the key itself.
async fn key(office: &mut Browser, role_name: &str, expires: Option<i64>) -> (Value, String) {
    let role = role(office, role_name).await;
    let mut body = json!({ "name": "Parcel scales", "role": role });
    if let Some(expires) = expires {
        body["expires"] = json!(expires);
    }
    let made = office.post("/api-keys", body).await;
    let made = made.expect(StatusCode::CREATED);
    let secret = made["secret"].as_str().unwrap().to_owned();
    (made["key"].clone(), secret)
}

/// A program without cookies that shows a key.
async fn call(
    server: &Server,
    key: &str,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> Answer {
    let shown = format!("Bearer {key}");
    let headers = [("authorization", shown.as_str())];
    server.browser().send(method, path, &headers, body).await
}

/// Every byte that the database keeps as text or bytes, so that a secret in it would be seen.
async fn everything_kept(server: &Server) -> String {
    use server::store::sync::SyncTx;
    let tx = SyncTx::reading(server.app.store()).await.unwrap();
    let mut kept = String::new();
    for (table, columns) in [
        ("api_key", "prefix"),
        ("audit", "detail"),
        ("idempotency", "headers"),
        ("idempotency", "body"),
        ("session", "record"),
        ("app_user", "email"),
    ] {
        let sql = format!("SELECT {columns} AS kept FROM {table} WHERE {columns} IS NOT NULL");
        let backend = sea_orm::ConnectionTrait::get_database_backend(tx.db());
        let rows = sea_orm::ConnectionTrait::query_all_raw(
            tx.db(),
            sea_orm::Statement::from_string(backend, sql),
        );
        for row in rows.await.unwrap() {
            let text = row.try_get::<String>("", "kept").unwrap_or_else(|_| {
                let bytes = row.try_get::<Vec<u8>>("", "kept").unwrap_or_default();
                String::from_utf8_lossy(&bytes).into_owned()
            });
            kept.push_str(&text);
            kept.push('\n');
        }
    }
    tx.rollback().await.unwrap();
    kept
}

/// A program with a key does what its role allows and nothing else, and what it does carries its name.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_acts_in_its_own_name_with_the_rights_of_its_role() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let (kept, secret) = key(&mut office, "Administrator", None).await;
        assert!(
            secret.starts_with(kept["prefix"].as_str().unwrap()),
            "{kept}"
        );
        assert_eq!(
            (&kept["status"], &kept["last_used"]),
            (&json!("active"), &Value::Null)
        );
        let who = call(&server, &secret, Method::GET, "/session", None).await;
        let who = who.expect(StatusCode::OK);
        assert_eq!(who["user"]["name"], "Parcel scales");
        assert_eq!(
            (&who["device"], &who["grant"]),
            (&Value::Null, &Value::Null)
        );

        let location = call(
            &server,
            &secret,
            Method::POST,
            "/locations",
            Some(json!({ "name": "Leith" })),
        );
        let location = location.await.expect(StatusCode::CREATED)["id"].clone();
        let audit = office.get("/audit?limit=1").await.expect(StatusCode::OK);
        assert_eq!(audit["items"][0]["action"], "location/created", "{audit}");
        assert_eq!(audit["items"][0]["user_name"], "Parcel scales");
        assert_eq!(audit["items"][0]["user"], kept["id"]);
        let product = office.product("TW-1").await;
        let adjustment =
            json!({ "product": product, "location": location, "delta": 3, "reason": "weighed" });
        call(
            &server,
            &secret,
            Method::POST,
            "/adjustments",
            Some(adjustment),
        )
        .await
        .expect(StatusCode::CREATED);
        let why = office
            .get(&format!("/movements?product={product}"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(why["items"][0]["user_name"], "Parcel scales", "{why}");

        let listed = office.get("/api-keys").await.expect(StatusCode::OK);
        assert_ne!(listed["items"][0]["last_used"], Value::Null, "{listed}");
        assert_eq!(listed["items"][0]["made_by_name"], "Mairi Sinclair");
        // It is no user: nobody invites, renames or signs in as it, and it counts as no administrator.
        let users = office.get("/users").await.expect(StatusCode::OK);
        assert_eq!(users["items"].as_array().unwrap().len(), 1, "{users}");
        let id = kept["id"].as_str().unwrap();
        for answer in [
            office.get(&format!("/users/{id}")).await,
            office
                .patch(&format!("/users/{id}"), json!({ "disabled": false }))
                .await,
            office.post(&format!("/users/{id}/link"), json!({})).await,
        ] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        }
        let mairi = users["items"][0]["id"].as_str().unwrap();
        let last = office
            .patch(&format!("/users/{mairi}"), json!({ "disabled": true }))
            .await;
        assert_eq!(
            last.refused(StatusCode::CONFLICT),
            "people/last-administrator"
        );
        // A key makes no other keys, and its role stays while it has it.
        let body = json!({ "name": "Another", "role": kept["role"] });
        let made = call(&server, &secret, Method::POST, "/api-keys", Some(body)).await;
        assert_eq!(made.refused(StatusCode::FORBIDDEN), "key/not-by-key");

        let (_, counter) = key(&mut office, "Counter", None).await;
        let refused = call(
            &server,
            &counter,
            Method::POST,
            "/locations",
            Some(json!({ "name": "Granton" })),
        );
        assert_eq!(
            refused.await.refused(StatusCode::FORBIDDEN),
            "permission/missing"
        );
        let users = call(&server, &counter, Method::GET, "/api-keys", None).await;
        assert_eq!(users.refused(StatusCode::FORBIDDEN), "permission/missing");
        // Whose role loses a permission loses it with the next call.
        let role = role(&mut office, "Counter").await;
        let role = role.as_str().unwrap();
        call(&server, &counter, Method::GET, "/stocktakes", None)
            .await
            .expect(StatusCode::OK);
        let nothing = json!({ "name": "Counter", "permissions": [] });
        office
            .put(&format!("/roles/{role}"), nothing)
            .await
            .expect(StatusCode::OK);
        let stock = call(&server, &counter, Method::GET, "/stock?by=product", None).await;
        assert_eq!(stock.refused(StatusCode::FORBIDDEN), "permission/missing");
        server
    })
    .await;
}

/// A key works until it expires or is revoked, whichever comes first, and is refused with the reason from then on.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_ends_when_it_expires_or_is_revoked() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let soon = server.clock.now().plus_millis(60_000).millis();
        let (_, brief) = key(&mut office, "Counter", Some(soon)).await;
        let (kept, revoked) = key(&mut office, "Counter", None).await;
        for secret in [&brief, &revoked] {
            call(&server, secret, Method::GET, "/products", None)
                .await
                .expect(StatusCode::OK);
        }
        let path = format!("/api-keys/{}/revoke", kept["id"].as_str().unwrap());
        let body = office.post(&path, json!({})).await.expect(StatusCode::OK);
        assert_eq!(body["status"], "revoked");
        let again = office.post(&path, json!({})).await.expect(StatusCode::OK);
        assert_eq!(again["revoked"], body["revoked"]);
        let refused = call(&server, &revoked, Method::GET, "/products", None).await;
        assert_eq!(refused.refused(StatusCode::UNAUTHORIZED), "key/revoked");
        assert_eq!(refused.headers["www-authenticate"], "Bearer");
        server.clock.advance_millis(60_000);
        let refused = call(&server, &brief, Method::GET, "/products", None).await;
        assert_eq!(refused.refused(StatusCode::UNAUTHORIZED), "key/expired");
        let listed = office.get("/api-keys").await.expect(StatusCode::OK);
        let states: Vec<_> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| key["status"].as_str().unwrap())
            .collect();
        assert_eq!(states.len(), 2);
        assert!(states.contains(&"revoked") && states.contains(&"expired"));

        let past = json!({ "name": "Late", "role": kept["role"], "expires": 1 });
        let answer = office.post("/api-keys", past).await;
        assert_eq!(
            answer.refused(StatusCode::UNPROCESSABLE_ENTITY),
            "request/invalid"
        );
        let nobody = office
            .post(
                "/api-keys/usr_00000000-0000-7000-8000-000000000000/revoke",
                json!({}),
            )
            .await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
        let mut counter = server.user("Counter", "Aisha").await;
        let body = json!({ "name": "Mine", "role": kept["role"] });
        let answer = counter.post("/api-keys", body).await;
        assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        let answer = counter.post(&path, json!({})).await;
        assert_eq!(answer.refused(StatusCode::FORBIDDEN), "permission/missing");
        server
    })
    .await;
}

/// Wrong keys are counted against where they come from, and waited for; a right key is not kept waiting by them.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_have_to_wait() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let (_, secret) = key(&mut office, "Counter", None).await;
        for _ in 0..10 {
            let refused = call(&server, "qsk_guess", Method::GET, "/products", None).await;
            assert_eq!(refused.refused(StatusCode::UNAUTHORIZED), "key/unknown");
        }
        let refused = call(&server, "qsk_guess", Method::GET, "/products", None).await;
        assert_eq!(
            refused.refused(StatusCode::TOO_MANY_REQUESTS),
            "key/too-many-tries"
        );
        assert!(refused.headers.contains_key("retry-after"));
        call(&server, &secret, Method::GET, "/products", None)
            .await
            .expect(StatusCode::OK);
        // Each was counted once, also where the key is asked for more than once on the way.
        let audit = office.get("/audit?limit=50").await.expect(StatusCode::OK);
        let n_refused = |audit: &Value| {
            let items = audit["items"].as_array().unwrap();
            items
                .iter()
                .filter(|line| line["action"] == "key/refused")
                .count()
        };
        assert_eq!(n_refused(&audit), 10);
        // People who sign in from there are not held up.
        let mut counter = server.user("Counter", "Aisha").await;
        counter.get("/session").await.expect(StatusCode::OK);
        server
    })
    .await;
}

/// A key needs no cookie and no origin, and where it is shown the cookie counts for nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_stands_instead_of_cookie_and_origin() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let (_, secret) = key(&mut office, "Administrator", None).await;
        let shown = format!("bearer {secret}");
        let elsewhere = ("origin", "https://elsewhere.example");
        let site = ("sec-fetch-site", "cross-site");
        let place = |name: &str| Some(json!({ "name": name }));
        let mut program = server.browser();
        let headers = [("authorization", shown.as_str()), elsewhere, site];
        let answer = program.send(Method::POST, "/locations", &headers, place("Leith"));
        answer.await.expect(StatusCode::CREATED);
        let answer = office
            .send(Method::POST, "/locations", &[elsewhere], place("Granton"))
            .await;
        assert_eq!(
            answer.refused(StatusCode::FORBIDDEN),
            "request/other-origin"
        );
        // A page elsewhere that makes a key up gains nothing from the cookie of who looks at it.
        let made_up = [("authorization", "Bearer qsk_made-up"), elsewhere, site];
        let answer = office.send(Method::POST, "/locations", &made_up, place("Granton"));
        assert_eq!(
            answer.await.refused(StatusCode::UNAUTHORIZED),
            "key/unknown"
        );
        // What a proxy in front asks for is not ours.
        let proxy = [("authorization", "Basic d2FyZWhvdXNlOmdhdGU=")];
        let answer = office.send(Method::GET, "/session", &proxy, None).await;
        assert_eq!(
            answer.expect(StatusCode::OK)["user"]["name"],
            "Mairi Sinclair"
        );
        for nonsense in [
            "Bearer",
            "Bearer ",
            "Bearer \t",
            "bearer qsk_",
            "Bearer  a b c",
        ] {
            let headers = [("authorization", nonsense)];
            let answer = program.send(Method::GET, "/session", &headers, None).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{nonsense:?}");
        }
        // A tablet's protocol is for tablets.
        let headers = [("authorization", shown.as_str())];
        let sync = program
            .raw(Method::POST, "/api/v1/sync", &headers, b"nonsense".to_vec())
            .await;
        assert!(sync.status.is_client_error(), "{}", sync.text);
        // Signing out is of a session; the key goes on.
        let answer = program
            .send(Method::DELETE, "/session", &headers, None)
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        let answer = program.send(Method::GET, "/session", &headers, None).await;
        answer.expect(StatusCode::OK);
        server
    })
    .await;
}

/// A key is told once: a repeat of the request that made it learns that it was made, and the database knows only its
/// hash. Links are kept as secret.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_told_once_and_kept_nowhere() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let role = role(&mut office, "Counter").await;
        let body = json!({ "name": "Parcel scales", "role": role });
        let headers = [("idempotency-key", "make-it-once")];
        let made = office
            .send(Method::POST, "/api-keys", &headers, Some(body.clone()))
            .await;
        let secret = made.expect(StatusCode::CREATED)["secret"]
            .as_str()
            .unwrap()
            .to_owned();
        let again = office
            .send(Method::POST, "/api-keys", &headers, Some(body))
            .await;
        assert_eq!(again.refused(StatusCode::CONFLICT), "request/told-once");
        let listed = office.get("/api-keys").await.expect(StatusCode::OK);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let guest = json!({ "name": "Callum", "email": "callum@tidewater.example", "role": role });
        let headers = [("idempotency-key", "invite-once")];
        let link = office
            .send(Method::POST, "/users", &headers, Some(guest))
            .await;
        let link = link.expect(StatusCode::CREATED)["path"].clone();
        let token = link
            .as_str()
            .unwrap()
            .trim_start_matches("/welcome/")
            .to_owned();

        call(&server, &secret, Method::GET, "/products", None)
            .await
            .expect(StatusCode::OK);
        call(
            &server,
            &format!("{secret}0"),
            Method::GET,
            "/products",
            None,
        )
        .await
        .refused(StatusCode::UNAUTHORIZED);
        let kept = everything_kept(&server).await;
        assert!(kept.contains(&secret[..12]), "the prefix is there");
        for secret in [&secret[12..], &token] {
            assert!(!kept.contains(secret), "{kept}");
        }
        server
    })
    .await;
}
