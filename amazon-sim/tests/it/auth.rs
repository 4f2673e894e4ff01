//! Login with Amazon, restricted data tokens, regions, roles.

use amazon_sim::clock::{DAY, HOUR, MINUTE};
use amazon_sim::{Call, Delivery};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, header, parsed, refresh_form, text};

/// Proves that each grant and each refusal of the token endpoint has OAuth's form, not the API's.
#[test]
fn tokens_are_exchanged_and_refused_as_oauth_has_it() {
    let amazon = Amazon::new();
    let account = amazon.account("US");
    let (status, body) = amazon.token(&refresh_form(&account));
    assert_eq!(
        (
            status,
            text(&body["token_type"]),
            body["expires_in"].as_i64()
        ),
        (200, "bearer".to_owned(), Some(3600))
    );
    assert!(text(&body["access_token"]).starts_with("Atza|"));
    let check = |name: &str, value: &str, status: u16, error: &str| {
        let form: Vec<_> = refresh_form(&account)
            .into_iter()
            .map(|(held, kept)| (held, if held == name { value.to_owned() } else { kept }))
            .collect();
        let (seen, body) = amazon.token(&form);
        assert_eq!(
            (seen, text(&body["error"])),
            (status, error.to_owned()),
            "{name}={value}"
        );
        assert!(body["error_description"].is_string() && body.get("errors").is_none());
    };
    check("refresh_token", "Atzr|wrong", 400, "invalid_grant");
    check("refresh_token", "", 400, "invalid_request");
    check("client_secret", "wrong", 401, "invalid_client");
    check("client_id", "nobody", 401, "invalid_client");
    check("grant_type", "password", 400, "unsupported_grant_type");
    check("grant_type", "", 400, "invalid_request");
    check("grant_type", "client_credentials", 400, "invalid_scope");
}

/// Proves that the JSON body of Amazon's own C# library is taken too.
#[test]
fn the_token_endpoint_reads_json() {
    let amazon = Amazon::new();
    let form: Value = refresh_form(&amazon.account("DE"))
        .into_iter()
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect();
    let call = Call {
        method: "POST".into(),
        path: "/auth/o2/token".into(),
        headers: vec![("content-type".into(), "application/json".into())],
        body: form.to_string().into_bytes(),
        ..Call::default()
    };
    assert_eq!(amazon.simulator.call(&call).status, 200);
}

/// Proves that a token dies after an hour, a revoked consent at once, a secret after 180 days and a consent after a year,
/// however fresh the secret is; and that a call without a token, with a foreign one and with a dead one is told so.
#[test]
fn tokens_and_consents_die() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let founded = amazon.simulator.now();
    let details = |caller: &Caller<'_>| {
        let (status, body) = caller.call("GET", "/sellers/v1/account", None);
        assert_eq!(
            (status, text(&body["errors"][0]["code"])),
            (403, "Unauthorized".to_owned())
        );
        text(&body["errors"][0]["details"])
    };
    caller.get("/sellers/v1/account");
    amazon.advance(HOUR);
    assert_eq!(
        details(&caller),
        "The access token you provided has expired."
    );
    assert!(
        details(&Caller {
            token: "Atza|foreign".into(),
            ..caller.clone()
        })
        .contains("malformed")
    );
    assert!(
        details(&Caller {
            token: String::new(),
            ..caller.clone()
        })
        .contains("missing")
    );
    let fresh = amazon.caller("US");
    amazon.control(
        "PATCH",
        &format!("/sim/accounts/{}", caller.seller),
        Some(json!({"revoked": true})),
    );
    assert!(details(&fresh).contains("revoked"));
    assert_eq!(
        amazon.token(&refresh_form(&amazon.account("US"))).1["error"],
        "invalid_grant"
    );
    let german = amazon.account("DE");
    let (client, seller) = (text(&german["client_id"]), text(&german["seller_id"]));
    // An hour after the consent that the account began with, so a consent of its own.
    let given_again = amazon
        .simulator
        .change_world(|world| world.authorise(&client, &seller));
    amazon.advance(180 * DAY);
    assert_eq!(
        amazon.token(&refresh_form(&german)).1["error"],
        "invalid_client",
        "a secret lives 180 days"
    );
    let rotate = || {
        amazon.control("POST", &format!("/sim/applications/{client}/rotate"), None);
    };
    rotate();
    amazon.advance(180 * DAY);
    rotate();
    let first = || amazon.account("DE");
    let second = || {
        let mut account = amazon.account("DE");
        account["refresh_token"] = json!(given_again);
        account
    };
    let error = |account: &Value| text(&amazon.token(&refresh_form(account)).1["error"]);
    amazon.simulator.move_to(founded + 365 * DAY - 1);
    amazon.caller_for(&first()).get("/sellers/v1/account");
    amazon.advance(1);
    assert_eq!(error(&first()), "invalid_grant", "a consent lives a year");
    amazon.advance(HOUR - MINUTE);
    let caller = amazon.caller_for(&second());
    caller.get("/sellers/v1/account");
    amazon.advance(MINUTE);
    assert_eq!(error(&second()), "invalid_grant", "so does one given again");
    assert!(
        details(&caller).contains("revoked"),
        "a token does not outlive the consent"
    );
}

/// Proves CON-14's ground: a rotated secret works at once, the old one for seven more days.
#[test]
fn a_rotated_secret_replaces_the_old_one() {
    let amazon = Amazon::new();
    let before = amazon.account("US");
    let (status, body) = amazon.token(&[
        ("grant_type", "client_credentials".to_owned()),
        (
            "scope",
            "sellingpartnerapi::client_credential:rotation".to_owned(),
        ),
        ("client_id", text(&before["client_id"])),
        ("client_secret", text(&before["client_secret"])),
    ]);
    assert_eq!(status, 200, "{body}");
    let rotator = Caller {
        amazon: &amazon,
        token: text(&body["access_token"]),
        seller: String::new(),
        marketplace: String::new(),
    };
    assert_eq!(
        rotator
            .call("POST", "/applications/2023-11-30/clientSecret", None)
            .0,
        204
    );
    let after = amazon.account("US");
    assert_ne!(before["client_secret"], after["client_secret"]);
    assert_eq!(amazon.token(&refresh_form(&before)).0, 200);
    assert_eq!(amazon.token(&refresh_form(&after)).0, 200);
    amazon.advance(7 * DAY);
    assert_eq!(
        amazon.token(&refresh_form(&before)).1["error"],
        "invalid_client"
    );
    assert_eq!(amazon.token(&refresh_form(&after)).0, 200);
}

/// Proves the website flow: consent, code once and for five minutes, a refresh token of its own.
#[test]
fn a_seller_consents_on_the_website() {
    let amazon = Amazon::new();
    let account = amazon.account("US");
    let consent = |seller: &str| {
        let form = format!(
            "application_id={}&state=s%26t&redirect_uri={}&seller_id={seller}",
            encode(&text(&account["application_id"])),
            encode("https://example.com/back")
        );
        amazon.simulator.call(&Call {
            method: "POST".into(),
            path: "/apps/authorize/consent".into(),
            body: form.into_bytes(),
            ..Call::default()
        })
    };
    let reply = consent(&text(&account["seller_id"]));
    assert_eq!(reply.status, 302);
    let location = header(&reply, "location").unwrap();
    assert!(
        location.starts_with("https://example.com/back?state=s%26t&selling_partner_id="),
        "{location}"
    );
    let code = location
        .split("spapi_oauth_code=")
        .nth(1)
        .unwrap()
        .to_owned();
    let form = |code: &str| {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("client_id", text(&account["client_id"])),
            ("client_secret", text(&account["client_secret"])),
        ]
    };
    let (status, body) = amazon.token(&form(&code));
    assert_eq!(status, 200, "{body}");
    assert_ne!(body["refresh_token"], account["refresh_token"]);
    assert_eq!(
        amazon.token(&form(&code)).1["error"],
        "invalid_grant",
        "a code is good once"
    );
    let late = header(&consent(&text(&account["seller_id"])), "location")
        .unwrap()
        .split("spapi_oauth_code=")
        .nth(1)
        .unwrap()
        .to_owned();
    amazon.advance(5 * MINUTE);
    assert_eq!(
        amazon.token(&form(&late)).1["error"],
        "invalid_grant",
        "a code lives five minutes"
    );
}

/// Proves CON-03: the endpoint of another region answers 403, by path and by host name.
#[test]
fn each_region_answers_its_own_sellers() {
    let amazon = Amazon::new();
    let caller = amazon.caller("DE");
    caller.get("/eu/sellers/v1/account");
    assert_eq!(
        caller.refused("GET", "/na/sellers/v1/account", None),
        (403, "Unauthorized".to_owned())
    );
    let at = |host: &str| {
        let headers = vec![
            ("x-amz-access-token".into(), caller.token.clone()),
            ("user-agent".into(), "Tests/1".into()),
            ("host".into(), host.into()),
        ];
        amazon
            .simulator
            .call(&Call {
                method: "GET".into(),
                path: "/sellers/v1/account".into(),
                headers,
                ..Call::default()
            })
            .status
    };
    assert_eq!(
        (
            at("sellingpartnerapi-eu.amazon.com"),
            at("sellingpartnerapi-fe.amazon.com")
        ),
        (200, 403)
    );
    let calls = amazon.control("GET", "/sim/calls?operation=sellers", None);
    let regions: Vec<&Value> = calls["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| &call["region"])
        .collect();
    assert_eq!(regions, ["eu", "na", "eu", "fe"]);
}

/// Proves that a missing role looks like missing rights, and that a plan is told (CON-01).
#[test]
fn roles_and_plans_are_told() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    assert_eq!(
        caller.get("/sellers/v1/account")["payload"]["sellingPlan"],
        "PROFESSIONAL"
    );
    amazon.control(
        "PATCH",
        &format!("/sim/accounts/{}", caller.seller),
        Some(json!({"missing_roles": ["Amazon Fulfillment"], "plan": "INDIVIDUAL"})),
    );
    assert_eq!(
        caller.get("/sellers/v1/account")["payload"]["sellingPlan"],
        "INDIVIDUAL"
    );
    let (status, body) = caller.call("GET", "/fba/outbound/2020-07-01/fulfillmentOrders", None);
    assert_eq!(
        (status, text(&body["errors"][0]["message"])),
        (403, "Access to requested resource is denied.".to_owned())
    );
}

/// Proves that buyer data of v0 need a restricted data token for the very path.
#[test]
fn restricted_data_need_their_token() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let orders = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/orders", caller.seller),
        None,
    );
    let shipped: Vec<String> = orders["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|order| order["status"] == "SHIPPED")
        .map(|order| text(&order["id"]))
        .take(2)
        .collect();
    let path = format!("/orders/v0/orders/{}", shipped[0]);
    let restricted = |resource: Value| {
        caller.call(
            "POST",
            "/tokens/2021-03-01/restrictedDataToken",
            Some(&json!({"restrictedResources": [resource]})),
        )
    };
    let (status, body) =
        restricted(json!({"method": "GET", "path": path, "dataElements": ["buyerInfo"]}));
    assert_eq!((status, body["expiresIn"].as_i64()), (200, Some(3600)));
    let opened = Caller {
        token: text(&body["restrictedDataToken"]),
        ..caller.clone()
    };
    assert!(
        caller.get(&path)["payload"]["BuyerInfo"]
            .get("BuyerName")
            .is_none()
    );
    let read = opened.get(&path);
    assert!(read["payload"]["BuyerInfo"]["BuyerName"].is_string());
    assert!(
        read["payload"]["ShippingAddress"].get("Name").is_none(),
        "only what was asked for"
    );
    assert!(
        opened.get(&format!("/orders/v0/orders/{}", shipped[1]))["payload"]["BuyerInfo"]
            .get("BuyerName")
            .is_none()
    );
    assert_eq!(
        restricted(json!({"method": "GET", "path": "/sellers/v1/account"})).0,
        400
    );
}

/// Proves that errors carry a request id, and that paths nobody knows look like missing rights.
#[test]
fn every_reply_has_a_request_id() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    for path in [
        "/sellers/v1/account",
        "/no/such/path",
        "/orders/v0/orders/1/nothing",
    ] {
        let reply = caller.raw("GET", path, None);
        assert!(
            header(&reply, "x-amzn-requestid").is_some_and(|id| id.len() == 36),
            "{path}"
        );
        assert_eq!(reply.delivery, Delivery::Whole);
    }
    assert_eq!(parsed(&caller.raw("GET", "/no/such/path", None)).0, 403);
}

/// Proves that a caller must say who it is, in at most 500 characters, and that a journal repeats who did not.
#[test]
fn a_caller_introduces_itself() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let ask = |agent: Option<String>| {
        let mut headers = vec![("x-amz-access-token".to_owned(), caller.token.clone())];
        headers.extend(agent.map(|agent| ("user-agent".to_owned(), agent)));
        let call = Call {
            method: "GET".into(),
            path: "/sellers/v1/account".into(),
            headers,
            ..Call::default()
        };
        parsed(&amazon.simulator.call(&call))
    };
    let (status, refusal) = ask(None);
    assert_eq!(
        (status, &refusal["errors"][0]["code"]),
        (400, &json!("InvalidInput"))
    );
    assert_eq!(ask(Some("x".repeat(501))).0, 400);
    assert_eq!(ask(Some(String::new())).0, 400);
    assert_eq!(ask(Some("Shop/1.0 (Language=Rust)".into())).0, 200);
    assert_eq!(ask(Some("x".repeat(500))).0, 200);
    let (_, differences) = amazon
        .simulator
        .journal()
        .replay("http://elsewhere:1")
        .unwrap();
    assert_eq!(differences, []);
}
