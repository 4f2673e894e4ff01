//! The control API: what the page and the demo stand on.

use amazon_sim::clock::{HOUR, MINUTE};
use amazon_sim::model::fits;
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, header, parsed, text};

/// Proves DESIGN's shape of the ready-made accounts, and that North America and Europe have listings and stock.
#[test]
fn ready_made_accounts_are_listed() {
    let amazon = Amazon::new();
    let accounts = amazon.control("GET", "/sim/accounts", None);
    let items = accounts["items"].as_array().unwrap();
    for account in items {
        for name in ["seller_id", "client_id", "client_secret", "refresh_token"] {
            assert!(
                account[name].as_str().is_some_and(|text| !text.is_empty()),
                "{name}"
            );
        }
        amazon.caller_for(account);
    }
    for (country, region) in [("US", "na"), ("DE", "eu"), ("JP", "fe"), ("AU", "fe")] {
        let account = amazon.account(country);
        assert_eq!(account["region"], region);
        assert!(
            account["n_listings"].as_u64() > Some(20) && account["n_stock"].as_u64() > Some(10),
            "{country}"
        );
    }
    assert!(items.iter().any(|account| account["plan"] == "INDIVIDUAL"));
    assert!(
        items[0]["n_stock"].as_u64() > Some(10),
        "whoever takes the first account finds stock"
    );
}

/// A world in which every collection of the control API holds something.
fn furnished<'a>(amazon: &'a Amazon) -> (Caller<'a>, String) {
    crate::inbound::unlimited(amazon);
    let account = amazon.account("US");
    let caller = amazon.caller_for(&account);
    let grantless = amazon.without_seller(&account, &caller);
    let queue = json!({"name": "q", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-1:123456789012:queue"}}});
    let made = grantless.send("POST", "/notifications/v1/destinations", queue);
    let wish = json!({"payloadVersion": "1.0", "destinationId": made["payload"]["destinationId"]});
    caller.send("POST", "/notifications/v1/subscriptions/ORDER_CHANGE", wish);
    let sku = caller.stocked(3)[0].clone();
    let orders = "/fba/outbound/2020-07-01/fulfillmentOrders";
    caller.send("POST", orders, caller.outbound("C1", &sku, 1));
    let report = json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]});
    caller.send("POST", "/reports/2021-06-30/reports", report);
    let document = json!({"contentType": "application/json"});
    let document = caller.send("POST", "/feeds/2021-06-30/documents", document);
    caller.upload(&text(&document["url"]), "application/json", b"{}");
    let feed = json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": document["feedDocumentId"]});
    caller.send("POST", "/feeds/2021-06-30/feeds", feed);
    let merchant = caller.merchant_sku();
    let line = json!({"lines": [{"sku": merchant, "quantity": 1, "gift_message": "Hello"}]});
    let placed = format!("/sim/accounts/{}/orders", caller.seller);
    let order = text(&amazon.control("POST", &placed, Some(line))["ids"][0]);
    let caller = caller.later(48 * HOUR);
    let skus = crate::inbound::prepared(&caller, 1);
    crate::inbound::packed(&caller, &skus[0]);
    amazon.switch_on(json!({"name": "partial-list", "operation": "orders", "for": "PT1H"}));
    (caller, order)
}

/// Somebody at the control API over a real socket.
struct Hand<'a> {
    url: String,
    document: &'a Value,
}

impl Hand<'_> {
    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> (u16, String, Value) {
        let request = reqwest::Client::new().request(
            method.to_uppercase().parse().unwrap(),
            format!("{}{path}", self.url),
        );
        let reply = match body {
            Some(body) => request.body(body).send().await.unwrap(),
            None => request.send().await.unwrap(),
        };
        let (status, kind) = (
            reply.status().as_u16(),
            reply.headers()["content-type"].clone(),
        );
        let text = reply.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        (status, kind.to_str().unwrap().to_owned(), body)
    }

    /// Whether a reply is described, and fits what is said of it.
    #[track_caller]
    fn fits(&self, operation: &Value, (status, kind, body): &(u16, String, Value)) {
        let id = &operation["operationId"];
        let described = &operation["responses"][status.to_string()]["content"][kind]["schema"];
        assert!(
            described.is_object(),
            "{id}: {status} {kind} is not described: {body}"
        );
        let wrong: Vec<String> = fits(self.document, described, body)
            .into_iter()
            .map(|violation| violation.text)
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{id} {status}: {body}");
    }
}

/// A value of another type than a schema wants.
fn of_another_type(document: &Value, schema: &Value) -> Value {
    let candidates = [
        json!({"a": 1}),
        json!("?"),
        json!(-0.5),
        json!(["?"]),
        json!(true),
    ];
    let other = candidates
        .into_iter()
        .find(|value| !fits(document, schema, value).is_empty());
    other.unwrap()
}

/// Proves that the document says of every read and write what the server does: each is called, its answer has exactly the members
/// and types that are described, and wrong input is refused with problem details that name the place.
#[tokio::test]
async fn the_document_says_what_the_server_does() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let amazon = Amazon::new();
    let (caller, order) = furnished(&amazon);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(amazon_sim::http::serve(
        listener,
        amazon.simulator.clone(),
        std::future::pending(),
    ));
    let document = amazon.control("GET", "/sim/openapi.json", None);
    let hand = Hand {
        url,
        document: &document,
    };
    let of = |name: &str| {
        amazon.control(
            "GET",
            &format!("/sim/accounts/{}/{name}", caller.seller),
            None,
        )["items"][0]
            .clone()
    };
    let stock = caller.stocked(3)[0].clone();
    let known = [
        ("{seller_id}", caller.seller.clone()),
        ("{sku}", encode(&stock)),
        ("{order_id}", order),
        ("{id}", "C1".to_owned()),
        (
            "{number}",
            of("fulfilment-orders")["parcels"][0]["number"].to_string(),
        ),
        (
            "{shipment_id}",
            text(&of("inbound-plans")["shipments"][0]["id"]),
        ),
        ("{client_id}", text(&amazon.account("US")["client_id"])),
        ("{name}", "tests".to_owned()),
        ("{id_or_name}", "throttle".to_owned()),
        ("{model}", "outbound".to_owned()),
        ("{operation}", "createFulfillmentOrder".to_owned()),
        ("{action}", "request-cancellation".to_owned()),
    ];
    // Reads first, while there is something to read; then what changes, and at last what empties.
    let mut operations: Vec<(&String, &String, &Value)> = Vec::new();
    for method in ["get", "put", "patch", "post", "delete"] {
        for (path, methods) in document["paths"].as_object().unwrap() {
            let found = methods
                .as_object()
                .unwrap()
                .iter()
                .filter(|(held, _)| *held == method);
            operations.extend(found.map(|(method, operation)| (path, method, operation)));
        }
    }
    assert!(operations.len() > 40, "{}", operations.len());
    for (path, method, operation) in operations {
        let id = text(&operation["operationId"]);
        let mut real = path.clone();
        for (name, value) in &known {
            real = real.replace(name, value);
        }
        assert!(!real.contains('{'), "{real}");
        let input = &operation["requestBody"]["content"]["application/json"];
        let mut good = input["example"].clone();
        if id == "follow_clock" {
            good["wait_seconds"] = json!(0);
        }
        let schema = &input["schema"];
        if schema.is_object() {
            let name = text(&schema["$ref"]);
            let described = document.pointer(&name[1..]).unwrap();
            let mut wrong = vec![("no JSON", "{\"".to_owned()), ("a list", "[]".to_owned())];
            let mut strange = good.clone();
            strange["nobody_knows"] = json!(1);
            wrong.push(("a member that nobody knows", strange.to_string()));
            for (member, wanted) in described["properties"].as_object().unwrap() {
                let mut other = good.clone();
                other[member] = of_another_type(&document, wanted);
                wrong.push((member, other.to_string()));
            }
            for member in described["required"].as_array().into_iter().flatten() {
                let mut other = good.clone();
                other
                    .as_object_mut()
                    .unwrap()
                    .remove(member.as_str().unwrap());
                wrong.push(("something missing", other.to_string()));
            }
            for (what, body) in wrong {
                let told = hand.ask(method, &real, Some(body.clone())).await;
                assert_eq!(told.0, 400, "{id}, {what}: {body} was taken: {}", told.2);
                hand.fits(operation, &told);
                assert!(
                    told.2["errors"][0]["text"].is_string(),
                    "{id}, {what}: {}",
                    told.2
                );
            }
            if operation["requestBody"]["required"] == true {
                let told = hand.ask(method, &real, None).await;
                assert_eq!(told.0, 400, "{id} without a body");
            }
        }
        for parameter in operation["parameters"].as_array().unwrap() {
            if parameter["in"] == "query" && parameter["schema"]["type"] == "integer" {
                let asked = format!("{real}?{}=-x", text(&parameter["name"]));
                let told = hand.ask(method, &asked, None).await;
                assert_eq!(told.0, 400, "{asked}");
                hand.fits(operation, &told);
            }
        }
        if operation["responses"]["404"].is_object() {
            let (name, _) = known.iter().rfind(|(name, _)| path.contains(name)).unwrap();
            let absent = path.split('/').map(|part| match (part == *name, part) {
                (true, "{number}" | "{id_or_name}") => "999999999".to_owned(),
                (true, _) => "nobody".to_owned(),
                (false, part) => known
                    .iter()
                    .find(|(name, _)| *name == part)
                    .map_or(part.to_owned(), |(_, value)| value.clone()),
            });
            let absent = absent.collect::<Vec<_>>().join("/");
            let told = hand
                .ask(
                    method,
                    &absent,
                    Some(good.to_string()).filter(|_| schema.is_object()),
                )
                .await;
            assert_eq!(told.0, 404, "{id}: {absent}: {}", told.2);
            hand.fits(operation, &told);
        }
        let body = (!good.is_null()).then(|| good.to_string());
        let told = hand.ask(method, &real, body).await;
        assert_eq!(told.0, 200, "{id}: {real}: {}", told.2);
        hand.fits(operation, &told);
        if told.2["items"].is_array() && id != "list_faults" {
            assert!(
                !told.2["items"].as_array().unwrap().is_empty(),
                "{id} shows nothing"
            );
        }
    }
    let (status, kind, body) = hand.ask("GET", "/sim/nothing", None).await;
    assert_eq!(
        (status, kind.as_str(), &body["status"]),
        (404, "application/problem+json", &json!(404))
    );
    assert_eq!(hand.ask("DELETE", "/sim/clock", None).await.0, 405);
    let page = amazon.control_raw("GET", "/sim/", None);
    assert_eq!(
        (page.status, header(&page, "content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
}

/// Proves that time is advanced and everything due happens at its own instant.
#[test]
fn a_day_is_made_to_pass() {
    let amazon = Amazon::new();
    let clock = amazon.control("GET", "/sim/clock", None);
    let before = amazon_sim::clock::parse_iso(&text(&clock["now"])).unwrap();
    assert_eq!(clock["running"], false);
    let caller = amazon.caller("US");
    let sku = caller.stocked(2)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("T1", &sku, 1),
    );
    amazon.control("POST", "/sim/clock", Some(json!({"advance": "PT24H"})));
    assert_eq!(amazon.simulator.now() - before, 24 * HOUR);
    let order = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/fulfilment-orders/T1", caller.seller),
        None,
    );
    let updated = amazon_sim::clock::parse_iso(&text(&order["updated"])).unwrap();
    assert!(
        order["status"] == "Complete" && updated > before + HOUR && updated < before + 23 * HOUR,
        "{order}"
    );
    assert_eq!(
        parsed(&amazon.control_raw("POST", "/sim/clock", Some(json!({"advance": "a while"})))).0,
        400
    );
}

/// Proves that the parts of an account are steered: accounts, listings by hand and in bulk, stock, parcels.
#[test]
fn a_world_is_arranged() {
    let amazon = Amazon::new();
    let opened = amazon.control(
        "POST",
        "/sim/accounts",
        Some(
            json!({"name": "Test Ltd", "region": "eu", "countries": ["GB", "IE"], "has_fba": true}),
        ),
    );
    let caller = amazon.caller_for(&opened);
    let listed = amazon.control("POST", &format!("/sim/accounts/{}/listings", caller.seller), Some(json!({"items": [{"sku": "A/1", "title": "Blue mug", "ean": "2000000000008", "quantity": 9}, {"sku": "M-1", "fba": false, "quantity": 3}]})));
    assert_eq!(listed["skus"], json!(["A/1", "M-1"]));
    assert_eq!(
        amazon.control(
            "POST",
            &format!("/sim/accounts/{}/listings", caller.seller),
            Some(json!({"count": 500}))
        )["n_listings"],
        500
    );
    let found = caller.get(&format!(
        "/catalog/2022-04-01/items?identifiersType=EAN&identifiers=2000000000008&marketplaceIds={}",
        caller.marketplace
    ));
    assert_eq!(found["items"][0]["summaries"][0]["itemName"], "Blue mug");
    assert_eq!(caller.fulfillable("A/1"), 9);
    amazon.control(
        "PATCH",
        &format!("/sim/accounts/{}/stock/A%2F1", caller.seller),
        Some(json!({"fulfillable": 40, "defective": 2})),
    );
    assert_eq!(caller.fulfillable("A/1"), 40);
    let order = amazon.control("POST", &format!("/sim/accounts/{}/orders", caller.seller), Some(json!({"lines": [{"sku": "M-1", "quantity": 2, "gift_message": "Hello", "discount": 100}], "business": true})));
    let order = amazon.control(
        "GET",
        &format!(
            "/sim/accounts/{}/orders/{}",
            caller.seller,
            text(&order["ids"][0])
        ),
        None,
    );
    assert!(
        order["company"].is_string()
            && order["lines"][0]["gift_message"] == "Hello"
            && order["currency"] == "GBP"
    );
}

/// Proves that the log of calls shows who asked what and how it went, with filters.
#[test]
fn calls_are_logged() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    caller.get("/sellers/v1/account");
    caller.call("GET", "/orders/2026-01-01/orders", None);
    let log = amazon.control("GET", "/sim/calls", None);
    let seen: Vec<(String, u64)> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| (text(&call["operation"]), call["status"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        seen,
        [
            ("lwa/token".into(), 200),
            ("sellers/getAccount".into(), 200),
            ("orders/searchOrders".into(), 400)
        ]
    );
    let filtered = amazon.control(
        "GET",
        &format!("/sim/calls?seller_id={}&status=400", caller.seller),
        None,
    );
    assert_eq!(filtered["items"].as_array().unwrap().len(), 1);
    let last = &log["items"][1]["number"];
    assert_eq!(
        amazon.control("GET", &format!("/sim/calls?after={last}"), None)["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

/// Proves that subscriptions deliver messages that fit Amazon's schemas.
#[test]
fn notifications_fit_their_schemas() {
    let amazon = Amazon::new();
    let account = amazon.account("US");
    let caller = amazon.caller_for(&account);
    let grantless = amazon.without_seller(&account, &caller);
    assert_eq!(
        caller
            .refused("GET", "/notifications/v1/destinations", None)
            .0,
        403,
        "grantless calls need a grantless token"
    );
    let destination = text(&grantless.send("POST", "/notifications/v1/destinations", json!({"name": "q", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-1:123456789012:queue"}}}))["payload"]["destinationId"]);
    let types = [
        ("ORDER_CHANGE", "1.0"),
        ("FULFILLMENT_ORDER_STATUS", "1.0"),
        ("REPORT_PROCESSING_FINISHED", "2020-09-04"),
        ("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "1.0"),
        ("FEED_PROCESSING_FINISHED", "2020-09-04"),
        ("FBA_INVENTORY_AVAILABILITY_CHANGES", "1.0"),
        ("FBA_OUTBOUND_SHIPMENT_STATUS", "1.0"),
    ];
    for (kind, version) in types {
        let made = caller.send(
            "POST",
            &format!("/notifications/v1/subscriptions/{kind}"),
            json!({"payloadVersion": version, "destinationId": destination}),
        );
        amazon.advance(2_000);
        let id = text(&made["payload"]["subscriptionId"]);
        assert_eq!(
            grantless.get(&format!("/notifications/v1/subscriptions/{kind}/{id}"))["payload"]["destinationId"],
            destination.as_str()
        );
    }
    let sku = caller.stocked(3)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("N1", &sku, 1),
    );
    let merchant = caller.merchant_sku();
    caller.send("PATCH", &format!("/listings/2021-08-01/items/{}/{}?marketplaceIds={}", caller.seller, encode(&merchant), caller.marketplace), json!({"productType": "PRODUCT", "patches": [{"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 33}]}]}));
    caller.send("POST", "/reports/2021-06-30/reports", json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]}));
    let upload = caller.send(
        "POST",
        "/feeds/2021-06-30/documents",
        json!({"contentType": "application/json; charset=UTF-8"}),
    );
    caller.upload(
        &text(&upload["url"]),
        "application/json; charset=UTF-8",
        br#"{"header": {"version": "2.0"}, "messages": []}"#,
    );
    caller.send("POST", "/feeds/2021-06-30/feeds", json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": upload["feedDocumentId"]}));
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders", caller.seller),
        Some(json!({"lines": [{"sku": sku, "quantity": 1}]})),
    );
    amazon.advance(48 * HOUR);
    let messages = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/notifications", caller.seller),
        None,
    );
    let messages = messages["items"].as_array().unwrap();
    for (kind, _) in types {
        let found: Vec<&Value> = messages
            .iter()
            .filter(|message| message["kind"] == kind)
            .collect();
        assert!(!found.is_empty(), "no {kind}");
        for message in found {
            let missing: Vec<String> = amazon
                .simulator
                .models()
                .check_schema(kind, &message["body"])
                .into_iter()
                .map(|violation| violation.text)
                .collect();
            assert_eq!(missing, Vec::<String>::new(), "{kind}: {}", message["body"]);
        }
    }
    amazon.advance(MINUTE);
}
