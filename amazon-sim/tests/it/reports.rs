//! Reports, feeds, their documents, money, and merchant labels.

use std::io::Read;

use amazon_sim::clock::{DAY, HOUR, MINUTE, iso};
use serde_json::{Value, json};

use crate::harness::{Amazon, Caller, encode, header, text};

const REPORTS: &str = "/reports/2021-06-30/reports";

fn ask(caller: &Caller<'_>, kind: &str) -> String {
    text(
        &caller.send(
            "POST",
            REPORTS,
            json!({"reportType": kind, "marketplaceIds": [caller.marketplace]}),
        )["reportId"],
    )
}

fn finished(caller: &Caller<'_>, kind: &str) -> Value {
    let id = ask(caller, kind);
    caller.amazon.advance(3 * MINUTE);
    caller.get(&format!("{REPORTS}/{id}"))
}

fn document(caller: &Caller<'_>, report: &Value) -> (String, Vec<u8>) {
    let found = caller.get(&format!(
        "/reports/2021-06-30/documents/{}",
        encode(&text(&report["reportDocumentId"]))
    ));
    let reply = caller.document(&text(&found["url"]));
    assert_eq!(reply.status, 200);
    let content_type = header(&reply, "content-type").unwrap().to_owned();
    if found["compressionAlgorithm"] != "GZIP" {
        return (content_type, reply.body);
    }
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(reply.body.as_slice())
        .read_to_end(&mut plain)
        .unwrap();
    (content_type, plain)
}

fn rows(caller: &Caller<'_>, report: &Value) -> Vec<std::collections::BTreeMap<String, String>> {
    let (_, bytes) = document(caller, report);
    let body = String::from_utf8(bytes).unwrap();
    let mut lines = body.lines();
    let names: Vec<String> = lines
        .next()
        .unwrap()
        .split('\t')
        .map(str::to_owned)
        .collect();
    lines
        .map(|line| {
            names
                .iter()
                .cloned()
                .zip(line.split('\t').map(str::to_owned))
                .collect()
        })
        .collect()
}

/// Proves the states of a report, its list, its cancellation, and that its address lives five minutes and fails in XML.
#[test]
fn a_report_is_made_and_fetched() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let id = ask(&caller, "GET_MERCHANT_LISTINGS_ALL_DATA");
    let status = || text(&caller.get(&format!("{REPORTS}/{id}"))["processingStatus"]);
    let mut seen = vec![status()];
    for _ in 0..14 {
        amazon.advance(10_000);
        let now = status();
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    assert_eq!(seen, ["IN_QUEUE", "IN_PROGRESS", "DONE"]);
    let report = caller.get(&format!("{REPORTS}/{id}"));
    let listed = rows(&caller, &report);
    assert_eq!(listed.len(), 70);
    assert!(
        listed
            .iter()
            .any(|row| row["fulfillment-channel"] == "AMAZON_NA" && row["quantity"].is_empty())
    );
    let found = caller.get(&format!(
        "/reports/2021-06-30/documents/{}",
        text(&report["reportDocumentId"])
    ));
    amazon.advance(5 * MINUTE);
    let late = caller.document(&text(&found["url"]));
    assert_eq!(
        (late.status, header(&late, "content-type")),
        (403, Some("application/xml"))
    );
    assert!(String::from_utf8_lossy(&late.body).contains("<Code>AccessDenied</Code>"));
    let second = ask(&caller, "GET_MERCHANT_LISTINGS_ALL_DATA");
    assert_eq!(
        caller
            .call("DELETE", &format!("{REPORTS}/{second}"), None)
            .0,
        200
    );
    assert_eq!(
        caller.get(&format!("{REPORTS}/{second}"))["processingStatus"],
        "CANCELLED"
    );
    assert_eq!(
        caller.refused("DELETE", &format!("{REPORTS}/{id}"), None).0,
        400
    );
    let first = caller.get(&format!(
        "{REPORTS}?reportTypes=GET_MERCHANT_LISTINGS_ALL_DATA&pageSize=1"
    ));
    let token = encode(&text(&first["nextToken"]));
    assert_eq!(
        caller
            .refused(
                "GET",
                &format!("{REPORTS}?nextToken={token}&pageSize=1"),
                None
            )
            .0,
        400,
        "a token stands alone"
    );
    assert_ne!(
        caller.get(&format!("{REPORTS}?nextToken={token}"))["reports"][0]["reportId"],
        first["reports"][0]["reportId"]
    );
}

/// Proves that a stock report asked for again too soon is cancelled, as is one without data; and that unknown types are refused.
#[test]
fn reports_are_cancelled_without_a_reason() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let kind = "GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA";
    assert_eq!(finished(&caller, kind)["processingStatus"], "DONE");
    let again = finished(&caller, kind);
    assert_eq!(
        (
            text(&again["processingStatus"]),
            again.get("reportDocumentId")
        ),
        ("CANCELLED".to_owned(), None)
    );
    amazon.advance(30 * MINUTE);
    let report = finished(&caller, kind);
    for row in rows(&caller, &report) {
        let n = |name: &str| row[name].parse::<i64>().unwrap();
        assert_eq!(
            n("afn-warehouse-quantity"),
            n("afn-fulfillable-quantity")
                + n("afn-unsellable-quantity")
                + n("afn-reserved-quantity")
        );
        assert_eq!(
            n("afn-total-quantity"),
            n("afn-warehouse-quantity")
                + n("afn-inbound-working-quantity")
                + n("afn-inbound-shipped-quantity")
                + n("afn-inbound-receiving-quantity")
        );
    }
    assert_eq!(
        finished(&caller, "GET_SOMETHING_NOBODY_HAS_DATA_FOR")["processingStatus"],
        "CANCELLED"
    );
    for kind in ["NONSENSE", "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2"] {
        assert_eq!(
            caller
                .refused(
                    "POST",
                    REPORTS,
                    Some(&json!({"reportType": kind, "marketplaceIds": [caller.marketplace]}))
                )
                .0,
            400
        );
    }
}

/// Proves AMZ-ORD-11's ground and trap 11: the charset is told by the content type, and letters outside it are already damaged.
#[test]
fn reports_come_in_several_charsets() {
    let amazon = Amazon::new();
    let caller = amazon.caller("DE");
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/listings", caller.seller),
        Some(json!({"items": [{"sku": "CH", "title": "Mühle Škoda 東京", "quantity": 1}]})),
    );
    let line = |bytes: &[u8]| {
        bytes
            .split(|byte| *byte == b'\n')
            .find(|line| line.windows(4).any(|part| part == b"\tCH\t"))
            .unwrap()
            .to_vec()
    };
    let (kind, bytes) = document(
        &caller,
        &finished(&caller, "GET_MERCHANT_LISTINGS_ALL_DATA"),
    );
    assert_eq!(kind, "text/plain; charset=UTF-8");
    assert!(line(&bytes).starts_with("Mühle Škoda 東京".as_bytes()));
    amazon.switch_on(json!({"name": "cp1252"}));
    let (kind, bytes) = document(
        &caller,
        &finished(&caller, "GET_MERCHANT_LISTINGS_ALL_DATA"),
    );
    assert_eq!(kind, "text/plain; charset=Cp1252");
    assert!(
        line(&bytes).starts_with(b"M\xfchle \x8akoda ??\t"),
        "{:?}",
        line(&bytes)
    );
    amazon.switch_off();
    amazon.switch_on(json!({"name": "shift-jis"}));
    let (kind, bytes) = document(
        &caller,
        &finished(&caller, "GET_MERCHANT_LISTINGS_ALL_DATA"),
    );
    assert_eq!(kind, "text/plain; charset=Shift_JIS");
    assert!(line(&bytes).starts_with(b"M?hle ?koda \x93\x8c\x8b\x9e\t"));
}

/// Proves that restricted reports need a restricted data token for the very document.
#[test]
fn personal_reports_need_their_token() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.merchant_sku();
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders", caller.seller),
        Some(json!({"lines": [{"sku": sku, "quantity": 1}], "count": 4})),
    );
    let caller = caller.later(HOUR);
    let report = finished(&caller, "GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING");
    let path = format!(
        "/reports/2021-06-30/documents/{}",
        text(&report["reportDocumentId"])
    );
    assert_eq!(
        caller.refused("GET", &path, None),
        (403, "Unauthorized".to_owned())
    );
    let token = caller.send(
        "POST",
        "/tokens/2021-03-01/restrictedDataToken",
        json!({"restrictedResources": [{"method": "GET", "path": path}]}),
    );
    let opened = Caller {
        token: text(&token["restrictedDataToken"]),
        ..caller.clone()
    };
    assert!(opened.get(&path)["url"].is_string());
    // The other restricted ones are made too, and ask for their own token.
    for kind in [
        "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING",
        "GET_FLAT_FILE_ORDER_REPORT_DATA_TAX",
        "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING",
    ] {
        let report = finished(&caller, kind);
        let path = format!(
            "/reports/2021-06-30/documents/{}",
            text(&report["reportDocumentId"])
        );
        assert_eq!(opened.refused("GET", &path, None).0, 403, "{kind}");
        assert_eq!(caller.refused("GET", &path, None).0, 403, "{kind}");
    }
}

/// Proves that every settlement adds up to the cent and shows up by itself, and that the finances API tells the same sums.
#[test]
fn settlements_add_up() {
    let amazon = Amazon::new();
    let caller = amazon.caller("DE");
    let caller = caller.later(15 * DAY);
    let found = caller.get(&format!(
        "{REPORTS}?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2&pageSize=100"
    ));
    let reports = found["reports"].as_array().unwrap();
    assert!(reports.len() >= 2, "one for each currency at least");
    let cents = |text: &str| (text.parse::<f64>().unwrap() * 100.0).round() as i64;
    for report in reports.iter().take(6) {
        let rows = rows(&caller, report);
        let sum: i64 = rows[1..].iter().map(|row| cents(&row["amount"])).sum();
        assert_eq!(sum, cents(&rows[0]["total-amount"]));
        assert!(rows[0]["amount"].is_empty() && rows[1]["total-amount"].is_empty());
        let id = &rows[0]["settlement-id"];
        let listed = caller.get(&format!("/finances/2024-06-19/transactions?relatedIdentifierName=SETTLEMENT_ID&relatedIdentifierValue={id}"));
        if listed["payload"].get("nextToken").is_none() {
            let told: i64 = listed["payload"]["transactions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|held| {
                    (held["totalAmount"]["currencyAmount"].as_f64().unwrap() * 100.0).round() as i64
                })
                .sum();
            assert_eq!(told, sum);
        }
    }
    let balances = |asked: &str| {
        let path = format!("/finances/2024-06-19/balances?balanceType=TOTAL{asked}");
        caller.get(&path)["balances"].as_array().unwrap().clone()
    };
    assert!(caller.get("/finances/2024-06-19/balances")["balances"][2].is_object());
    let now = balances("");
    assert!(
        now.iter()
            .all(|held| held["asOfDate"].is_null() && held["lastUpdatedTime"].is_string())
    );
    let date = iso(amazon.simulator.now() - 9 * DAY)[..10].to_owned();
    let then = balances(&format!("&asOfDate={date}"));
    assert!(
        then.iter()
            .all(|held| held["asOfDate"] == date.as_str() && held["lastUpdatedTime"].is_null())
    );
    let amounts = |held: &[Value]| {
        held.iter()
            .map(|held| held["amount"].clone())
            .collect::<Vec<_>>()
    };
    assert_ne!(
        amounts(&now),
        amounts(&then),
        "much was sold and paid out since"
    );
    let before = balances("&asOfDate=2001-01-01");
    assert!(
        before
            .iter()
            .all(|held| held["amount"]["currencyAmount"].as_f64() == Some(0.0))
    );
    assert!(
        caller.get("/finances/2024-06-19/summary")["summaries"]
            .as_array()
            .unwrap()
            .len()
            >= 3
    );
}

/// Proves that a schedule asks again and again.
#[test]
fn schedules_ask_by_themselves() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let id = text(&caller.send("POST", "/reports/2021-06-30/schedules", json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace], "period": "PT8H"}))["reportScheduleId"]);
    let caller = caller.later(DAY);
    let made = caller.get(&format!(
        "{REPORTS}?reportTypes=GET_MERCHANT_LISTINGS_ALL_DATA"
    ))["reports"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|report| report["reportScheduleId"] == id.as_str())
        .count();
    assert!((3..=4).contains(&made), "{made}");
    assert_eq!(
        caller
            .call(
                "DELETE",
                &format!("/reports/2021-06-30/schedules/{id}"),
                None
            )
            .0,
        200
    );
    assert_eq!(
        caller
            .refused("GET", &format!("/reports/2021-06-30/schedules/{id}"), None)
            .0,
        404
    );
}

/// Sends a feed; answers the finished feed.
fn feed(caller: &Caller<'_>, kind: &str, content_type: &str, body: &[u8]) -> Value {
    let created = caller.send(
        "POST",
        "/feeds/2021-06-30/documents",
        json!({"contentType": content_type}),
    );
    assert_eq!(
        caller
            .upload(&text(&created["url"]), content_type, body)
            .status,
        200
    );
    let id = text(&caller.send("POST", "/feeds/2021-06-30/feeds", json!({"feedType": kind, "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": created["feedDocumentId"]}))["feedId"]);
    caller.amazon.advance(3 * MINUTE);
    caller.get(&format!("/feeds/2021-06-30/feeds/{id}"))
}

/// Proves that what is recommended to be sent in covers what was sold, less what is there and on its way.
#[test]
fn restocking_follows_what_was_sold() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let report = finished(&caller, "GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT");
    let rows = rows(&caller, &report);
    assert!(rows.len() > 10, "{} rows", rows.len());
    let mut n_sold = 0;
    for row in &rows {
        let number = |name: &str| row[name].parse::<i64>().unwrap();
        let sold = number("Units Sold Last 30 Days");
        let wanted = (sold - number("Available") - number("Inbound")).max(0);
        assert_eq!(number("Recommended replenishment qty"), wanted);
        assert_eq!(row["Alert"].is_empty(), wanted == 0, "{row:?}");
        assert_eq!(row["Recommended ship date"].is_empty(), wanted == 0);
        assert_eq!(
            number("Available"),
            caller.fulfillable(&row["Merchant SKU"])
        );
        n_sold += sold;
    }
    assert!(n_sold > 0, "something was sold");
}

/// Proves a listings feed message by message, its report against Amazon's schema, and that old listing feeds end FATAL.
#[test]
fn listings_feeds_report_on_each_message() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.merchant_sku();
    let content = json!({"header": {"sellerId": caller.seller, "version": "2.0"}, "messages": [
        {"messageId": 1, "sku": sku, "operationType": "PARTIAL_UPDATE", "productType": "PRODUCT", "attributes": {"fulfillment_availability": [{"fulfillment_channel_code": "DEFAULT", "quantity": 41}]}},
        {"messageId": 2, "sku": sku, "operationType": "PATCH", "productType": "PRODUCT", "patches": [{"op": "replace", "path": "/attributes/purchasable_offer/0", "value": [{}]}]},
        {"messageId": 3, "sku": "NOBODY", "operationType": "DELETE"},
    ]});
    assert_eq!(
        amazon
            .simulator
            .models()
            .check_schema("listings-feed", &content),
        []
    );
    let done = feed(
        &caller,
        "JSON_LISTINGS_FEED",
        "application/json; charset=UTF-8",
        content.to_string().as_bytes(),
    );
    assert_eq!(done["processingStatus"], "DONE");
    let found = caller.get(&format!(
        "/feeds/2021-06-30/documents/{}",
        encode(&text(&done["resultFeedDocumentId"]))
    ));
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(caller.document(&text(&found["url"])).body.as_slice())
        .read_to_end(&mut plain)
        .unwrap();
    let report: Value = serde_json::from_slice(&plain).unwrap();
    assert_eq!(
        amazon
            .simulator
            .models()
            .check_schema("listings-feed-report", &report),
        []
    );
    assert_eq!(
        (
            report["summary"]["messagesAccepted"].as_i64(),
            report["summary"]["messagesInvalid"].as_i64()
        ),
        (Some(1), Some(2))
    );
    let listing = amazon.control(
        "GET",
        &format!("/sim/accounts/{}/listings/{}", caller.seller, encode(&sku)),
        None,
    );
    assert_eq!(listing["channels"]["DEFAULT"], 41);
    assert_eq!(
        feed(
            &caller,
            "POST_PRODUCT_DATA",
            "text/xml; charset=UTF-8",
            b"<AmazonEnvelope/>"
        )["processingStatus"],
        "FATAL"
    );
    let created = caller.send(
        "POST",
        "/feeds/2021-06-30/documents",
        json!({"contentType": "application/json; charset=UTF-8"}),
    );
    assert_eq!(
        caller
            .upload(&text(&created["url"]), "text/plain", b"{}")
            .status,
        403,
        "the content type is part of the signature"
    );
    assert_eq!(caller.refused("POST", "/feeds/2021-06-30/feeds", Some(&json!({"feedType": "JSON_LISTINGS_FEED", "marketplaceIds": [caller.marketplace], "inputFeedDocumentId": created["feedDocumentId"]}))).0, 400, "nothing was uploaded");
}

/// Proves that a shipping confirmation by flat file ships the order.
#[test]
fn a_flat_file_confirms_shipments() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.merchant_sku();
    let ids = amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders", caller.seller),
        Some(json!({"lines": [{"sku": sku, "quantity": 1}], "stay_pending": true, "count": 3})),
    )["ids"]
        .clone();
    let ids: Vec<String> = ids.as_array().unwrap().iter().map(text).collect();
    ids.iter().for_each(|id| {
        drop(amazon.control(
            "POST",
            &format!("/sim/accounts/{}/orders/{id}/confirm", caller.seller),
            Some(json!({})),
        ))
    });
    let id = ids
        .iter()
        .find(|id| {
            amazon.control(
                "GET",
                &format!("/sim/accounts/{}/orders/{id}", caller.seller),
                None,
            )["status"]
                == "UNSHIPPED"
        })
        .unwrap();
    let file = format!(
        "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-number\tship-method\r\n{id}\t\t\t2026-09-21\tUPS\t\t1Z5R89390357567127\tGround\r\n"
    );
    assert_eq!(
        feed(
            &caller,
            "POST_FLAT_FILE_FULFILLMENT_DATA",
            "text/tab-separated-values; charset=UTF-8",
            file.as_bytes()
        )["processingStatus"],
        "DONE"
    );
    assert_eq!(
        amazon.control(
            "GET",
            &format!("/sim/accounts/{}/orders/{id}", caller.seller),
            None
        )["packages"][0]["tracking"],
        "1Z5R89390357567127"
    );
}

/// Proves TRK-09's ground: services, a label that is a PDF, a restricted read, and cancellation.
#[test]
fn a_merchant_buys_a_label() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let sku = caller.merchant_sku();
    let id = text(
        &amazon.control(
            "POST",
            &format!("/sim/accounts/{}/orders", caller.seller),
            Some(json!({"lines": [{"sku": sku, "quantity": 1}]})),
        )["ids"][0],
    );
    let item = text(
        &caller.get(&format!("/orders/v0/orders/{id}/orderItems"))["payload"]["OrderItems"][0]["OrderItemId"],
    );
    let details = json!({
        "AmazonOrderId": id, "ItemList": [{"OrderItemId": item, "Quantity": 1}], "PackageDimensions": {"Length": 8, "Width": 6, "Height": 4, "Unit": "inches"}, "Weight": {"Value": 20, "Unit": "oz"},
        "ShipFromAddress": {"Name": "Dock 3", "AddressLine1": "1 Quay St", "City": "Portland", "StateOrProvinceCode": "OR", "PostalCode": "97205", "CountryCode": "US", "Email": "dock@example.com", "Phone": "5550100"},
        "ShippingServiceOptions": {"DeliveryExperience": "DeliveryConfirmationWithoutSignature", "CarrierWillPickUp": false},
    });
    let services = caller.send(
        "POST",
        "/mfn/v0/eligibleShippingServices",
        json!({"ShipmentRequestDetails": details}),
    );
    let service = services["payload"]["ShippingServiceList"][0]["ShippingServiceId"].clone();
    let shipment = caller.send(
        "POST",
        "/mfn/v0/shipments",
        json!({"ShipmentRequestDetails": details, "ShippingServiceId": service}),
    )["payload"]
        .clone();
    assert!(
        text(&shipment["Label"]["FileContents"]["Contents"]).starts_with("H4sI"),
        "base64 of gzip"
    );
    let path = format!("/mfn/v0/shipments/{}", text(&shipment["ShipmentId"]));
    assert_eq!(caller.refused("GET", &path, None).0, 403);
    let token = |method: &str| {
        let token = caller.send(
            "POST",
            "/tokens/2021-03-01/restrictedDataToken",
            json!({"restrictedResources": [{"method": method, "path": path}]}),
        );
        Caller {
            token: text(&token["restrictedDataToken"]),
            ..caller.clone()
        }
    };
    amazon.advance(2_000);
    assert_eq!(
        token("GET").get(&path)["payload"]["TrackingId"],
        shipment["TrackingId"]
    );
    assert_eq!(
        token("DELETE").call("DELETE", &path, None).1["payload"]["Status"],
        "RefundPending"
    );
}

/// Proves that a ledger summary is cut into the periods asked for, that these join, and that their sums are those of the whole.
#[test]
fn a_ledger_summary_is_cut_into_periods() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let path = "/reports/2021-06-30/reports";
    let wish = |options: Value| {
        json!({
            "reportType": "GET_LEDGER_SUMMARY_VIEW_DATA", "marketplaceIds": [caller.marketplace], "reportOptions": options,
            "dataStartTime": "2026-09-07T00:00:00Z", "dataEndTime": "2026-09-20T23:59:59Z",
        })
    };
    let wrong = wish(json!({"aggregatedByTimePeriod": "HOURLY"}));
    assert_eq!(
        caller.refused("POST", path, Some(&wrong)),
        (400, "InvalidInput".to_owned())
    );
    let mut sums = Vec::new();
    let mut asking = caller.clone();
    for (period, n_periods) in [("MONTHLY", 1), ("WEEKLY", 2), ("DAILY", 14)] {
        let wish = wish(json!({"aggregatedByTimePeriod": period}));
        let id = text(&asking.send("POST", path, wish)["reportId"]);
        // A report that is asked for again too soon is cancelled.
        asking = asking.later(5 * HOUR);
        let caller = &asking;
        let report = caller.get(&format!("{path}/{id}"));
        assert_eq!(report["processingStatus"], "DONE", "{report}");
        let document = format!(
            "/reports/2021-06-30/documents/{}",
            text(&report["reportDocumentId"])
        );
        let document = caller.get(&document);
        let bytes = caller.document(&text(&document["url"])).body;
        let bytes = match document["compressionAlgorithm"].as_str() {
            Some("GZIP") => {
                let mut plain = Vec::new();
                Read::read_to_end(
                    &mut flate2::read::GzDecoder::new(bytes.as_slice()),
                    &mut plain,
                )
                .unwrap();
                plain
            }
            _ => bytes,
        };
        let told = String::from_utf8(bytes).unwrap();
        let mut lines = told.lines();
        let heads: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        let column = |name: &str| heads.iter().position(|head| *head == name).unwrap();
        let number = |row: &Vec<&str>, name: &str| row[column(name)].parse::<i64>().unwrap_or(0);
        let mut dates: Vec<&str> = rows.iter().map(|row| row[column("Date")]).collect();
        dates.dedup();
        assert_eq!(dates.len(), n_periods, "{dates:?}");
        // What is there at the end of one period is there at the beginning of the next.
        let mut held = std::collections::BTreeMap::new();
        for row in rows
            .iter()
            .filter(|row| row[column("Disposition")] == "SELLABLE")
        {
            let before = held.insert(row[column("MSKU")], number(row, "Ending Warehouse Balance"));
            if let Some(before) = before {
                assert_eq!(number(row, "Starting Warehouse Balance"), before, "{row:?}");
            }
        }
        let sum: i64 = rows
            .iter()
            .map(|row| number(row, "Customer Shipments"))
            .sum();
        sums.push(sum);
    }
    assert!(sums[0] < 0, "{sums:?}");
    assert_eq!((sums[1], sums[2]), (sums[0], sums[0]));
}
