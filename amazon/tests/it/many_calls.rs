//! What takes more than one call: creating exactly once, operations, reports, feeds, labels, pages.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use amazon::{
    Effort, Session,
    api::{fba_inventory, feeds, inbound_2024, inbound_v0, outbound_2020, reports},
    clock::VirtualClock,
    http::{HttpError, HttpRequest, HttpResponse},
    operation::{Created, Earlier},
    polling::Pacing,
};
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::peer::{Peer, account, error, header, json};

fn hasty(peer: &Arc<Peer>) -> Session {
    peer.client().session(&account("a")).with_effort(Effort {
        patience: Duration::from_secs(3600),
        attempts: 3,
    })
}

/// What an unreliable way does to a call.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Through,
    LostBefore,
    LostAfter,
    Broken,
}

impl Fate {
    fn any(random: &mut StdRng) -> Self {
        match random.random_range(0..10) {
            0..5 => Self::Through,
            5..7 => Self::LostBefore,
            7..9 => Self::LostAfter,
            _ => Self::Broken,
        }
    }

    fn apply(self, work: impl FnOnce() -> HttpResponse) -> Result<HttpResponse, HttpError> {
        match self {
            Self::Through => Ok(work()),
            Self::LostBefore => Err(HttpError::Broken("lost on the way there".into())),
            Self::LostAfter => {
                work();
                Err(HttpError::Timeout)
            }
            Self::Broken => {
                work();
                Ok(json(502, "<html>Bad gateway</html>"))
            }
        }
    }
}

/// An Amazon that knows nothing of ids being repeated: every create that arrives makes an order.
fn careless(seed: u64) -> (Arc<Peer>, VirtualClock, Arc<Mutex<Vec<String>>>) {
    let orders: Arc<Mutex<Vec<String>>> = Arc::default();
    let random = Mutex::new(StdRng::seed_from_u64(seed));
    let kept = orders.clone();
    let (peer, clock) = Peer::new(move |_, request: &HttpRequest| {
        let fate = Fate::any(&mut random.lock().expect("unpoisoned"));
        fate.apply(|| {
            let mut orders = kept.lock().expect("unpoisoned");
            if request.method == "POST" {
                let body: serde_json::Value =
                    serde_json::from_slice(request.body.as_deref().unwrap_or_default())
                        .expect("JSON");
                orders.push(
                    body["sellerFulfillmentOrderId"]
                        .as_str()
                        .expect("id")
                        .to_owned(),
                );
                json(200, "{}")
            } else {
                let id = request.url.rsplit('/').next().unwrap_or_default();
                match orders.iter().any(|order| order == id) {
                    true => json(200, r#"{"payload":{"fulfillmentOrder":{}}}"#),
                    false => error(404, "NotFound", "no such order", ""),
                }
            }
        })
    });
    (peer, clock, orders)
}

/// Prepares FUL-23: under 500 seeds of lost, broken and late answers, a caller who repeats until it
/// succeeds ends with one order, at an Amazon that would happily make two.
#[tokio::test]
async fn lost_answers_never_make_a_second_order() {
    let mut before = 0;
    for seed in 0..500 {
        let (peer, clock, orders) = careless(seed);
        let session = hasty(&peer);
        let request = outbound_2020::CreateFulfillmentOrderRequest {
            seller_fulfillment_order_id: "FO-1".into(),
            ..Default::default()
        };
        let mut earlier = Earlier::Never;
        let mut rounds = 0;
        let created = loop {
            rounds += 1;
            assert!(rounds < 50, "seed {seed} does not end");
            match clock
                .run(outbound_2020::ensure_created(&session, &request, earlier))
                .await
            {
                Ok(created) => break created,
                // What a job does: come back later, with the same id.
                Err(_) => clock.advance(Duration::from_secs(3600)),
            }
            earlier = Earlier::Perhaps;
        };
        before += u32::from(created == Created::Before);
        assert_eq!(orders.lock().expect("unpoisoned").len(), 1, "seed {seed}");
    }
    assert!(before > 50, "orders found after a lost answer: {before}");
}

#[tokio::test]
async fn a_refused_order_is_not_looked_for() {
    let (peer, clock) =
        Peer::new(|_, _| Ok(error(400, "InvalidInput", "Address line 1 is missing", "")));
    let session = hasty(&peer);
    let request = Default::default();
    let failed = clock
        .run(outbound_2020::ensure_created(
            &session,
            &request,
            Earlier::Never,
        ))
        .await
        .expect_err("refused");
    assert!(!failed.retryable());
    assert_eq!(peer.n_calls(), 1);
}

#[tokio::test]
async fn a_plan_whose_answer_was_lost_is_found_by_its_name() {
    let (peer, clock) = Peer::new(|_, request| match request.method {
        "POST" => Err(HttpError::Timeout),
        _ => Ok(json(
            200,
            r#"{"inboundPlans":[{"name":"other","inboundPlanId":"wf1"},{"name":"IS-7","inboundPlanId":"wf2","status":"VOIDED"},{"name":"IS-7","inboundPlanId":"wf3","status":"ACTIVE"}]}"#,
        )),
    });
    let request = inbound_2024::CreateInboundPlanRequest {
        name: Some("IS-7".into()),
        ..Default::default()
    };
    let plan = clock
        .run(inbound_2024::ensure_plan(
            &hasty(&peer),
            &request,
            Earlier::Never,
        ))
        .await
        .expect("found");
    assert_eq!(plan.inbound_plan_id.as_deref(), Some("wf3"));
    assert_eq!(peer.n_calls(), 3, "made, found, looked for doubles");
}

/// A request that arrived twice leaves two plans of one name; the one that nobody knows is cancelled.
#[tokio::test]
async fn a_plan_that_was_made_twice_is_cancelled_once() {
    let cancelled = Arc::new(Mutex::new(Vec::new()));
    let seen = cancelled.clone();
    let (peer, clock) = Peer::new(move |_, request| match request.method {
        "POST" => Ok(json(202, r#"{"inboundPlanId":"wf2","operationId":"op2"}"#)),
        "PUT" => {
            seen.lock().expect("unpoisoned").push(request.url.clone());
            Ok(json(202, r#"{"operationId":"op3"}"#))
        }
        _ => Ok(json(
            200,
            r#"{"inboundPlans":[{"name":"IS-7","inboundPlanId":"wf2","status":"ACTIVE"},{"name":"IS-8","inboundPlanId":"wf0","status":"ACTIVE"},{"name":"IS-7","inboundPlanId":"wf1","status":"ACTIVE"}]}"#,
        )),
    });
    let request = inbound_2024::CreateInboundPlanRequest {
        name: Some("IS-7".into()),
        ..Default::default()
    };
    let made = clock
        .run(inbound_2024::ensure_plan(
            &hasty(&peer),
            &request,
            Earlier::Never,
        ))
        .await
        .expect("made");
    assert_eq!(made.inbound_plan_id.as_deref(), Some("wf2"));
    let cancelled = cancelled.lock().expect("unpoisoned");
    assert_eq!(cancelled.len(), 1);
    assert!(
        cancelled[0].ends_with("/inboundPlans/wf1/cancellation"),
        "{cancelled:?}"
    );
}

#[tokio::test]
async fn an_operation_is_followed_to_its_end() {
    let (peer, clock) = Peer::new(|n, _| {
        let status = ["IN_PROGRESS", "SOMETHING_NEW", "FAILED"][n.min(2)];
        Ok(json(
            200,
            &format!(
                r#"{{"operationStatus":"{status}","operationProblems":[{{"code":"FBA_INB_0182","severity":"ERROR"}},{{"code":"B"}}]}}"#
            ),
        ))
    });
    let ended = clock
        .run(inbound_2024::await_operation(
            &hasty(&peer),
            "op",
            Pacing::OPERATION,
        ))
        .await
        .expect("ended");
    let inbound_2024::Ended::Failed(problems) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!(problems.len(), 2);
    assert_eq!(peer.n_calls(), 3);
}

#[tokio::test]
async fn an_inventory_pass_whose_token_died_starts_over_without_doubles() {
    let (peer, clock) = Peer::new(|n, request| {
        let page = |rows: &str, next: &str| {
            json(
                200,
                &format!(
                    r#"{{"payload":{{"inventorySummaries":[{rows}]}},"pagination":{{"nextToken":"{next}"}}}}"#
                ),
            )
        };
        Ok(match (n, request.url.contains("nextToken=")) {
            (1, true) => error(400, "InvalidInput", "Next token expired", ""),
            (_, false) => page(r#"{"sellerSku":"A"}"#, "t"),
            (_, true) => page(r#"{"sellerSku":"B"}"#, ""),
        })
    });
    let pass = clock
        .run(fba_inventory::all(&hasty(&peer), "M", None))
        .await
        .expect("read");
    let skus: Vec<_> = pass
        .rows
        .iter()
        .filter_map(|row| row.seller_sku.as_deref())
        .collect();
    assert_eq!(skus, ["A", "B"]);
    assert_eq!(peer.n_calls(), 4);
}

#[tokio::test]
async fn the_next_token_of_reports_is_the_only_parameter() {
    let (peer, clock) = Peer::new(|n, _| {
        Ok(json(
            200,
            if n == 0 {
                r#"{"reports":[],"nextToken":"t 1"}"#
            } else {
                r#"{"reports":[]}"#
            },
        ))
    });
    let session = hasty(&peer);
    let list = reports::GetReports {
        report_types: Some(vec!["X".into()]),
        page_size: Some(10),
        ..Default::default()
    };
    clock
        .run(futures::TryStreamExt::try_collect::<Vec<_>>(
            session.pages(list),
        ))
        .await
        .expect("both");
    let seen = peer.seen.lock().expect("unpoisoned");
    assert!(
        seen.last()
            .expect("call")
            .url
            .ends_with("/reports?nextToken=t%201"),
        "{}",
        seen.last().expect("call").url
    );
}

fn document(bytes: &str) -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: vec![("content-type".into(), "text/plain; charset=UTF-8".into())],
        body: bytes.as_bytes().to_vec(),
    }
}

#[tokio::test]
async fn a_restricted_report_is_fetched_with_a_token_for_its_document_alone() {
    let (peer, clock) = Peer::new(|_, request| {
        Ok(match () {
            () if request.url.contains("/restrictedDataToken") => json(
                200,
                r#"{"restrictedDataToken":"Atz.sprdt|r","expiresIn":3600}"#,
            ),
            () if request.url.contains("/reports/R1") => json(
                200,
                r#"{"processingStatus":"DONE","reportDocumentId":"D 1","reportType":"GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING"}"#,
            ),
            () if request.url.contains("/documents/") => {
                json(200, r#"{"url":"https://storage.test/d"}"#)
            }
            () => document("order-id\n1\n"),
        })
    });
    let text = clock
        .run(reports::fetch(&hasty(&peer), "R1", Pacing::DOCUMENT))
        .await
        .expect("report")
        .text();
    assert_eq!(text, "order-id\n1\n");
    let seen = peer.seen.lock().expect("unpoisoned");
    let asked = seen
        .iter()
        .find(|request| request.url.contains("restrictedDataToken"))
        .expect("asked");
    let body: serde_json::Value =
        serde_json::from_slice(asked.body.as_deref().expect("body")).expect("JSON");
    assert_eq!(
        body["restrictedResources"][0]["path"],
        "/reports/2021-06-30/documents/D%201"
    );
    let fetched = seen
        .iter()
        .find(|request| request.url.contains("/documents/D"))
        .expect("fetched");
    assert_eq!(header(fetched, "x-amz-access-token"), Some("Atz.sprdt|r"));
}

#[tokio::test]
async fn cancelled_and_fatal_reports_are_told_apart_and_explained() {
    let (peer, clock) = Peer::new(|_, request| {
        Ok(match () {
            () if request.url.contains("/reports/C") => {
                json(200, r#"{"processingStatus":"CANCELLED"}"#)
            }
            () if request.url.contains("/reports/F") => json(
                200,
                r#"{"processingStatus":"FATAL","reportDocumentId":"D"}"#,
            ),
            () if request.url.contains("/documents/") => {
                json(200, r#"{"url":"https://storage.test/d"}"#)
            }
            () => document("dates are too far apart"),
        })
    });
    let session = hasty(&peer);
    let cancelled = clock
        .run(reports::fetch(&session, "C", Pacing::DOCUMENT))
        .await
        .expect_err("cancelled");
    assert!(matches!(cancelled, reports::ReportError::Cancelled(_)) && cancelled.retryable());
    let fatal = clock
        .run(reports::fetch(&session, "F", Pacing::DOCUMENT))
        .await
        .expect_err("fatal");
    assert!(
        matches!(&fatal, reports::ReportError::Fatal { explanation: Some(text), .. } if text.contains("too far"))
    );
}

#[tokio::test]
async fn a_report_that_takes_for_ever_keeps_its_id() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, r#"{"processingStatus":"IN_QUEUE"}"#)));
    let failed = clock
        .run(reports::fetch(&hasty(&peer), "R", Pacing::DOCUMENT))
        .await
        .expect_err("unfinished");
    assert!(failed.retryable());
    assert_eq!(failed.to_string(), "waiting for report R ended");
    assert!(peer.n_calls() < 80, "{} looks in two hours", peer.n_calls());
}

#[tokio::test]
async fn a_feed_goes_up_and_its_issues_come_down() {
    let (peer, clock) = Peer::new(|n, request| {
        Ok(match () {
            () if request.url.ends_with("/documents") => json(
                201,
                r#"{"feedDocumentId":"in","url":"https://storage.test/up"}"#,
            ),
            () if request.url.ends_with("/up") => document(""),
            () if request.url.ends_with("/feeds") => json(202, r#"{"feedId":"F1"}"#),
            () if request.url.contains("/feeds/F1") && n < 4 => {
                json(200, r#"{"processingStatus":"IN_PROGRESS"}"#)
            }
            () if request.url.contains("/feeds/F1") => json(
                200,
                r#"{"processingStatus":"DONE","resultFeedDocumentId":"out"}"#,
            ),
            () if request.url.contains("/documents/out") => {
                json(200, r#"{"url":"https://storage.test/down"}"#)
            }
            () => document(
                r#"{"summary":{"messagesProcessed":1,"messagesAccepted":0},"issues":[{"messageId":1,"sku":"A","severity":"ERROR"}]}"#,
            ),
        })
    });
    let session = hasty(&peer);
    let message = feeds::ListingsMessage {
        message_id: 1,
        sku: "A".into(),
        operation_type: feeds::ListingsOperation::Patch,
        product_type: Some("PRODUCT".into()),
        patches: Some(vec![amazon::api::listings_2021::quantity_patch(7)]),
        ..Default::default()
    };
    let bytes = feeds::ListingsFeed::new("SELLER", vec![message]).to_bytes();
    let feed = clock
        .run(feeds::submit(
            &session,
            feeds::JSON_LISTINGS_FEED,
            &["M".into()],
            feeds::JSON,
            bytes,
        ))
        .await
        .expect("submitted");
    let result = clock
        .run(feeds::result(&session, &feed, Pacing::DOCUMENT))
        .await
        .expect("done")
        .expect("document");
    let report = feeds::ListingsReport::read(&result).expect("JSON");
    assert_eq!(
        (report.summary.messages_accepted, report.issues.len()),
        (Some(0), 1)
    );
    let seen = peer.seen.lock().expect("unpoisoned");
    let up = seen
        .iter()
        .find(|request| request.url.ends_with("/up"))
        .expect("uploaded");
    assert_eq!(
        (header(up, "content-type"), header(up, "x-amz-access-token")),
        (Some(feeds::JSON), None)
    );
    let sent: serde_json::Value =
        serde_json::from_slice(up.body.as_deref().expect("body")).expect("JSON");
    assert_eq!(
        sent,
        serde_json::json!({
            "header": { "sellerId": "SELLER", "version": "2.0" },
            "messages": [{
                "messageId": 1, "sku": "A", "operationType": "PATCH", "productType": "PRODUCT",
                "patches": [{ "op": "merge", "path": "/attributes/fulfillment_availability",
                    "value": [{ "fulfillment_channel_code": "DEFAULT", "quantity": 7 }] }]
            }]
        })
    );
}

#[tokio::test]
async fn labels_of_refused_packages_are_asked_for_as_a_whole() {
    let (peer, clock) = Peer::new(|_, request| {
        Ok(match () {
            () if request.url.contains("PackageLabelsToPrint") => {
                error(400, "InvalidInput", "invalid package", "")
            }
            () if request.url.contains("/labels") => json(
                200,
                r#"{"payload":{"DownloadURL":"https://storage.test/l"}}"#,
            ),
            () => document("%PDF-1.4"),
        })
    });
    let request = inbound_v0::GetLabels {
        shipment_id: "FBA1".into(),
        package_labels_to_print: Some(vec!["FBA1U000001".into()]),
        ..Default::default()
    };
    let labels = clock
        .run(inbound_v0::labels(&hasty(&peer), &request))
        .await
        .expect("labels");
    assert_eq!(labels.document.bytes, b"%PDF-1.4");
    assert!(labels.is_whole_shipment, "more than was asked for");
}

#[tokio::test]
async fn a_return_whose_answer_was_lost_is_found_on_the_order() {
    let returned: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let kept = returned.clone();
    let (peer, clock) = Peer::new(move |_, request| match request.method {
        "PUT" => {
            assert!(
                kept.lock().expect("unpoisoned").insert("RI-1".into()),
                "returned twice"
            );
            Err(HttpError::Timeout)
        }
        _ => Ok(json(
            200,
            r#"{"payload":{"returnItems":[{"sellerReturnItemId":"RI-1"},{"sellerReturnItemId":"older"}],"returnAuthorizations":[{"amazonRmaId":"rma"}]}}"#,
        )),
    });
    let request = outbound_2020::CreateFulfillmentReturnRequest {
        items: vec![outbound_2020::CreateReturnItem {
            seller_return_item_id: "RI-1".into(),
            ..Default::default()
        }],
    };
    let result = clock
        .run(outbound_2020::ensure_returned(
            &hasty(&peer),
            "FO-1",
            &request,
            Earlier::Never,
        ))
        .await
        .expect("found");
    assert_eq!(result.return_items.map(|items| items.len()), Some(1));
    assert_eq!(returned.lock().expect("unpoisoned").len(), 1);
}
