//! Tokens, retries, refusals, documents and secrets, seen from outside.

use std::{
    io::Write as _,
    sync::{Arc, Mutex},
    time::Duration,
};

use amazon::{
    Client, Effort, Endpoints, Error, Priority,
    api::{fba_inventory::GetInventorySummaries, outbound_2020, sellers},
    auth::Scope,
    clock::Clock,
    credentials::Secret,
    documents::DocumentError,
    http::{HttpError, HttpResponse, Limits},
    operation::{Operation, Safety},
};
use futures::future::join_all;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::peer::{ACCESS_TOKEN, CLIENT_SECRET, Peer, REFRESH_TOKEN, account, error, header, json};

fn order() -> outbound_2020::GetFulfillmentOrder {
    outbound_2020::GetFulfillmentOrder {
        seller_fulfillment_order_id: "FO-1".into(),
    }
}

fn create() -> outbound_2020::CreateFulfillmentOrder {
    outbound_2020::CreateFulfillmentOrder {
        body: outbound_2020::CreateFulfillmentOrderRequest {
            seller_fulfillment_order_id: "FO-1".into(),
            ..Default::default()
        },
    }
}

#[tokio::test]
async fn many_callers_share_one_renewal() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, r#"{"payload":{}}"#)));
    let session = peer.client().session(&account("a"));
    let operation = order();
    let answers = clock
        .run(join_all((0..25).map(|_| session.call(&operation))))
        .await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!((peer.n_calls(), peer.n_logins()), (25, 1));
}

/// Prepares CON-04: after the access token expires the next call succeeds without the user.
#[tokio::test]
async fn an_expired_token_is_renewed_without_the_user() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, "{}")));
    let session = peer.client().session(&account("a"));
    clock.run(session.call(&order())).await.expect("first");
    clock.advance(Duration::from_secs(3301));
    clock.run(session.call(&order())).await.expect("second");
    assert_eq!(peer.n_logins(), 2);
    let seen = peer.seen.lock().expect("unpoisoned");
    assert_eq!(
        header(&seen[1], "x-amz-access-token"),
        Some(&*format!("{ACCESS_TOKEN}-0"))
    );
    assert_eq!(
        header(&seen[3], "x-amz-access-token"),
        Some(&*format!("{ACCESS_TOKEN}-1"))
    );
    assert!(
        header(&seen[1], "user-agent")
            .expect("agent")
            .starts_with("Tests/1.0 (Language=Rust; Platform=")
    );
}

#[tokio::test]
async fn a_token_that_amazon_calls_expired_is_renewed_once() {
    let (peer, clock) = Peer::new(|n, _| {
        Ok(match n {
            0 => error(
                403,
                "Unauthorized",
                "Access to requested resource is denied.",
                "The access token you provided has expired.",
            ),
            _ => json(200, "{}"),
        })
    });
    let session = peer.client().session(&account("a"));
    clock.run(session.call(&order())).await.expect("renewed");
    assert_eq!((peer.n_calls(), peer.n_logins()), (2, 2));
}

/// Inbound 2024-03-20 answers 400 where other APIs have 404; other 400s stay refusals.
#[tokio::test]
async fn what_is_not_there_is_told_from_what_is_wrong() {
    let (peer, clock) = Peer::new(|n, _| {
        let message = match n {
            0 => "The requested inbound plan does not exist.",
            _ => "The inbound plan is already cancelled.",
        };
        Ok(error(400, "BadRequest", message, ""))
    });
    let session = peer.client().session(&account("a"));
    let plan = amazon::api::inbound_2024::GetInboundPlan {
        inbound_plan_id: "wf1".into(),
    };
    let absent = clock.run(session.call(&plan)).await.expect_err("absent");
    assert!(matches!(absent, Error::NotFound { .. }), "{absent}");
    let refused = clock.run(session.call(&plan)).await.expect_err("refused");
    assert!(matches!(refused, Error::Refused { .. }), "{refused}");
}

/// A missing role looks like a bad token and is not one: no renewal, no repetition, the operation named.
#[tokio::test]
async fn a_missing_role_is_told_from_a_bad_token() {
    let (peer, clock) = Peer::new(|_, _| {
        Ok(error(
            403,
            "Unauthorized",
            "Access to requested resource is denied.",
            "",
        ))
    });
    let session = peer.client().session(&account("a"));
    let failed = clock
        .run(session.call(&order()))
        .await
        .expect_err("no role");
    assert!(matches!(
        failed,
        Error::NotPermitted {
            operation: "getFulfillmentOrder",
            ..
        }
    ));
    assert!(!failed.retryable() && !failed.authorisation_revoked());
    assert_eq!((peer.n_calls(), peer.n_logins()), (1, 1));
}

#[tokio::test]
async fn a_revoked_authorisation_stops_the_account_and_spares_amazon() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, "{}")));
    let refused = json(
        400,
        r#"{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"}"#,
    );
    *peer.login.lock().expect("unpoisoned") = Some(refused);
    let client = peer.client();
    let session = client.session(&account("a"));
    for _ in 0..3 {
        let failed = clock
            .run(session.call(&order()))
            .await
            .expect_err("revoked");
        assert!(failed.authorisation_revoked() && !failed.retryable());
    }
    assert_eq!((peer.n_calls(), peer.n_logins()), (0, 1));
    // The seller authorises again: another refresh token, and it goes on.
    *peer.login.lock().expect("unpoisoned") = None;
    let mut again = account("a");
    again.refresh_token = Secret::new("Atzr|new");
    clock
        .run(client.session(&again).call(&order()))
        .await
        .expect("authorised again");
}

#[tokio::test]
async fn a_rotated_secret_is_no_revoked_authorisation() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, "{}")));
    *peer.login.lock().expect("unpoisoned") = Some(json(
        401,
        r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#,
    ));
    let failed = clock
        .run(peer.client().session(&account("a")).call(&order()))
        .await
        .expect_err("rotated");
    assert!(
        matches!(&failed, Error::Authentication { source, .. } if !source.revoked() && !source.retryable())
    );
}

/// A 429 did nothing at Amazon, so also a call that creates something is sent again.
#[tokio::test]
async fn throttling_is_waited_out_even_for_what_creates() {
    let (peer, clock) = Peer::new(|n, _| {
        Ok(match n {
            0..3 => error(
                429,
                "QuotaExceeded",
                "You exceeded your quota for the requested resource.",
                "",
            ),
            _ => json(200, "{}"),
        })
    });
    let session = peer.client().session(&account("a"));
    let started = clock.now();
    clock
        .run(session.call(&create()))
        .await
        .expect("accepted in the end");
    assert_eq!(peer.n_calls(), 4);
    let waited = clock.now().duration_since(started);
    // At two a second: at least half a second after each.
    assert!(waited.as_millis() >= 1500, "{waited:?}");
}

#[tokio::test]
async fn a_caller_without_patience_learns_when_to_come_back() {
    let (peer, clock) = Peer::new(|_, _| Ok(error(429, "QuotaExceeded", "no", "")));
    let session = peer.client().session(&account("a")).with_effort(Effort {
        patience: Duration::from_secs(60),
        attempts: 3,
    });
    let operation = sellers::GetMarketplaceParticipations::default();
    let failed = clock
        .run(session.call(&operation))
        .await
        .expect_err("one call a minute");
    let Error::Throttled { retry_after, .. } = failed else {
        panic!("{failed}")
    };
    assert!(retry_after > Duration::from_secs(60), "{retry_after:?}");
    assert_eq!(peer.n_calls(), 1);
}

#[tokio::test]
async fn reads_are_repeated_and_creations_are_not() {
    let trouble = || -> [Result<HttpResponse, HttpError>; 4] {
        [
            Ok(json(503, "<html>maintenance</html>")),
            Err(HttpError::Timeout),
            Err(HttpError::Broken("reset".into())),
            Ok(json(200, r#"{"payload":{"fulfillmentOr"#)),
        ]
    };
    for kind in 0..4 {
        let (peer, clock) = Peer::new(move |n, _| {
            if n == 0 {
                trouble()[kind].clone()
            } else {
                Ok(json(200, "{}"))
            }
        });
        let session = peer.client().session(&account("a"));
        clock.run(session.call(&order())).await.expect("repeated");
        assert_eq!(peer.n_calls(), 2);

        let (peer, clock) = Peer::new(move |_, _| trouble()[kind].clone());
        let session = peer.client().session(&account("a"));
        let failed = clock
            .run(session.call(&create()))
            .await
            .expect_err("not repeated");
        assert_eq!(peer.n_calls(), 1, "trouble {kind}");
        assert!(failed.outcome_unknown(Safety::Once), "{failed}");
        assert!(failed.retryable());
    }
}

#[tokio::test]
async fn a_call_that_never_left_is_sent_again_whatever_it_is() {
    let (peer, clock) = Peer::new(|n, _| {
        if n == 0 {
            Err(HttpError::Connect("refused".into()))
        } else {
            Ok(json(200, "{}"))
        }
    });
    clock
        .run(peer.client().session(&account("a")).call(&create()))
        .await
        .expect("sent again");
    assert_eq!(peer.n_calls(), 2);
}

#[tokio::test]
async fn refusals_are_final_and_keep_what_amazon_said() {
    let (peer, clock) = Peer::new(|_, _| {
        Ok(json(
            400,
            r#"[{"code":"InvalidInput","message":"bad city","details":"d"}]"#,
        ))
    });
    let failed = clock
        .run(peer.client().session(&account("a")).call(&create()))
        .await
        .expect_err("refused");
    assert_eq!(
        failed.to_string(),
        "createFulfillmentOrder was refused: InvalidInput: bad city (d)"
    );
    assert_eq!(
        failed
            .refusal()
            .and_then(|refusal| refusal.request_id.as_deref()),
        Some("req-1")
    );
    assert_eq!(peer.n_calls(), 1);
}

#[tokio::test]
async fn errors_beside_a_missing_payload_are_a_refusal_even_with_status_200() {
    let (peer, clock) = Peer::new(|_, _| {
        Ok(json(
            200,
            r#"{"payload":null,"errors":[{"code":"X","message":"m"}]}"#,
        ))
    });
    let failed = clock
        .run(peer.client().session(&account("a")).payload(&order()))
        .await
        .expect_err("refused");
    assert!(matches!(failed, Error::Refused { refusal, .. } if refusal.has_code("X")));
}

#[tokio::test]
async fn html_with_status_200_is_an_error_and_a_strange_field_is_not() {
    let (peer, clock) = Peer::new(|n, _| {
        Ok(match n {
            0 => json(
                200,
                r#"{"payload":{"inventorySummaries":[{"sellerSku":"A","totalQuantity":"many"},7,{"sellerSku":"B"}]},"pagination":{"nextToken":""}}"#,
            ),
            _ => json(200, "<!doctype html><title>Amazon</title>"),
        })
    });
    let session = peer.client().session(&account("a"));
    let operation = GetInventorySummaries::default();
    let page = clock.run(session.payload(&operation)).await.expect("page");
    let skus: Vec<_> = page
        .body
        .inventory_summaries
        .iter()
        .flatten()
        .map(|row| row.seller_sku.clone())
        .collect();
    assert_eq!(skus, [Some("A".to_owned()), Some("B".to_owned())]);
    assert_eq!(page.unread.len(), 2);
    let once = session.with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    let failed = clock.run(once.call(&operation)).await.expect_err("HTML");
    assert!(failed.to_string().contains("HTML"), "{failed}");
}

#[tokio::test]
async fn bodies_in_a_foreign_charset_are_read() {
    let (peer, clock) = Peer::new(|_, _| {
        let mut reply = json(200, "");
        reply.headers[0].1 = "application/json;charset=ISO-8859-1".into();
        reply.body =
            b"{\"payload\":{\"inventorySummaries\":[{\"productName\":\"caf\xe9\"}]}}".to_vec();
        Ok(reply)
    });
    let page = clock
        .run(
            peer.client()
                .session(&account("a"))
                .payload(&GetInventorySummaries::default()),
        )
        .await;
    let rows = page.expect("page").body.inventory_summaries.expect("rows");
    assert_eq!(rows[0].product_name.as_deref(), Some("café"));
}

/// A maintenance hour: after two failed calls the operation rests, only a person gets through.
#[tokio::test]
async fn what_keeps_failing_is_left_alone_for_a_while() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(503, "")));
    let session = peer.client().session(&account("a")).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    for _ in 0..2 {
        clock.run(session.call(&order())).await.expect_err("503");
    }
    assert_eq!(peer.n_calls(), 2);
    clock
        .run(session.call(&order()))
        .await
        .expect_err("resting");
    assert_eq!(peer.n_calls(), 2);
    clock
        .run(session.with_priority(Priority::Interactive).call(&order()))
        .await
        .expect_err("503");
    assert_eq!(peer.n_calls(), 3);
    let other = peer.client().session(&account("b")).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    clock
        .run(other.call(&order()))
        .await
        .expect_err("503, but asked");
    assert_eq!(peer.n_calls(), 4);
    clock.advance(Duration::from_secs(3600));
    clock
        .run(session.call(&order()))
        .await
        .expect_err("asked again");
    assert_eq!(peer.n_calls(), 5);
}

/// What rests was not sent: a creation is not in doubt for it, and may be tried again when the rest is over.
#[tokio::test]
async fn what_rests_was_not_sent() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(503, "")));
    let session = peer.client().session(&account("a")).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    for _ in 0..2 {
        let failed = clock.run(session.call(&create())).await.expect_err("503");
        assert!(failed.outcome_unknown(Safety::Once));
    }
    let resting = clock.run(session.call(&create())).await.expect_err("rest");
    assert_eq!(peer.n_calls(), 2);
    assert!(
        matches!(&resting, Error::Resting { retry_after, last, .. }
        if *retry_after == Duration::from_secs(30) && last.contains("503")),
        "{resting:?}"
    );
    assert!(resting.retryable() && !resting.outcome_unknown(Safety::Once));
}

/// A refusal with 403 is about one thing: the next one of its kind is asked for all the same.
#[tokio::test]
async fn what_may_not_be_had_does_not_stand_for_others() {
    let (peer, clock) = Peer::new(|n, _| {
        Ok(match n {
            0..3 => error(
                403,
                "Unauthorized",
                "Access to requested resource is denied.",
                "",
            ),
            _ => json(200, "{}"),
        })
    });
    let session = peer.client().session(&account("a"));
    for _ in 0..3 {
        let refused = clock.run(session.call(&order())).await.expect_err("403");
        assert!(matches!(refused, Error::NotPermitted { .. }), "{refused:?}");
    }
    clock
        .run(session.call(&order()))
        .await
        .expect("another one");
    assert_eq!(peer.n_calls(), 4);
}

#[tokio::test]
async fn grants_are_presented_as_lwa_wants_them() {
    let (peer, clock) = Peer::new(|_, _| Ok(json(200, r#"{"payload":[]}"#)));
    let client = peer.client();
    let seller = account("a");
    clock
        .run(client.session(&seller).call(&order()))
        .await
        .expect("refresh token");
    let grantless = client.grantless(seller.region, &seller.application, Scope::Notifications);
    clock
        .run(grantless.call(&amazon::api::notifications::GetDestinations::default()))
        .await
        .expect("client credentials");
    let tokens = clock
        .run(client.lwa().exchange(
            &seller.application,
            &Secret::new("code/1"),
            "https://q.test/back",
        ))
        .await
        .expect("code");
    assert_eq!(tokens.refresh_token, Secret::new(REFRESH_TOKEN));
    let seen = peer.seen.lock().expect("unpoisoned");
    let forms: Vec<String> = seen
        .iter()
        .filter(|request| request.url.ends_with("/token"))
        .map(|request| String::from_utf8(request.body.clone().expect("form")).expect("text"))
        .collect();
    let identity = "&client_id=client-1&client_secret=amzn1.oa2-cs.v1.client-secret-hush";
    assert_eq!(
        forms,
        [
            format!("grant_type=refresh_token&refresh_token=Atzr%7Crefresh-token-hush{identity}"),
            format!(
                "grant_type=client_credentials&scope=sellingpartnerapi%3A%3Anotifications{identity}"
            ),
            format!(
                "grant_type=authorization_code&code=code%2F1&redirect_uri=https%3A%2F%2Fq.test%2Fback{identity}"
            ),
        ]
    );
}

#[tokio::test]
async fn documents_are_unpacked_decoded_and_fetched_without_the_token() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed
        .write_all(b"sku\ttitle\nA\tcaf\xe9\n")
        .expect("in memory");
    let packed = packed.finish().expect("in memory");
    let (peer, clock) = Peer::new(move |n, _| {
        let headers = vec![(
            "content-type".to_owned(),
            "text/plain; charset=Cp1252".to_owned(),
        )];
        Ok(match n {
            0 => HttpResponse { status: 200, headers, body: packed.clone() },
            1 => HttpResponse { status: 200, headers, body: b"said to be packed".to_vec() },
            _ => HttpResponse { status: 403, headers, body: b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>".to_vec() },
        })
    });
    let client = peer.client();
    let url = Secret::new("https://storage.test/doc?X-Amz-Signature=hush");
    let document = client.download(&url, true);
    let document = {
        // Unpacking runs on another thread, which virtual time does not wait for.
        let run = clock.clone();
        let ticking = tokio::spawn(async move {
            loop {
                run.step();
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        });
        let document = document.await.expect("document");
        ticking.abort();
        document
    };
    assert_eq!(document.text(), "sku\ttitle\nA\tcafé\n");
    let plain = clock
        .run(client.download(&url, true))
        .await
        .expect("document");
    assert_eq!(plain.bytes, b"said to be packed");
    let expired = clock
        .run(client.download(&url, false))
        .await
        .expect_err("expired");
    assert!(matches!(expired, DocumentError::Expired));
    for request in peer.seen.lock().expect("unpoisoned").iter() {
        assert_eq!(header(request, "x-amz-access-token"), None);
    }
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("unpoisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Prepares OFF-50: everything logged at the finest level and every error, in a run where Amazon
/// even echoes secrets back, is searched for the secrets.
#[tokio::test]
async fn no_secret_reaches_logs_or_errors() {
    // For the whole process: what other tests log meanwhile is searched too.
    let captured = Captured::default();
    let writer = captured.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    tracing::subscriber::set_global_default(subscriber).expect("no other test sets one");
    let echo = format!("token {ACCESS_TOKEN}-0 and {CLIENT_SECRET} and {REFRESH_TOKEN}");
    let (peer, clock) = Peer::new(move |n, request| {
        Ok(match n % 4 {
            0 => error(400, "Bad", &echo, &echo),
            1 => json(503, &format!("<html>{echo}</html>")),
            2 if request.url.contains("storage") => {
                json(403, &format!("<Error>{}</Error>", request.url))
            }
            _ => json(200, &format!(r#"{{"payload":{{"x":"{echo}"}}}}"#)),
        })
    });
    let client = peer.client();
    let seller = account("a");
    let mut texts = format!("{seller:?}");
    let session = client.session(&seller).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    for _ in 0..8 {
        match clock.run(session.call(&order())).await {
            Ok(answer) => texts.push_str(&format!("{answer:?}")),
            Err(error) => texts.push_str(&format!("{error} {error:?}")),
        }
    }
    let url = Secret::new(
        "https://storage.test/doc?X-Amz-Credential=hush-key&X-Amz-Signature=hush-signature",
    );
    for _ in 0..4 {
        if let Err(error) = clock.run(client.download(&url, false)).await {
            texts.push_str(&format!("{error} {error:?}"));
        }
    }
    *peer.login.lock().expect("unpoisoned") = Some(json(
        400,
        &format!(r#"{{"error":"invalid_client","error_description":"{CLIENT_SECRET}"}}"#),
    ));
    client.lwa().forget("a");
    let failed = clock
        .run(session.call(&order()))
        .await
        .expect_err("refused");
    texts.push_str(&format!("{failed} {failed:?}"));
    texts.push_str(&String::from_utf8_lossy(
        &captured.0.lock().expect("unpoisoned"),
    ));
    assert!(
        texts.contains("called") && texts.contains("access token not renewed"),
        "something was captured"
    );
    for secret in [
        "client-secret-hush",
        "refresh-token-hush",
        "access-token-hush",
        "hush-key",
        "hush-signature",
    ] {
        let at = texts.find(secret);
        assert!(
            at.is_none(),
            "{secret} in …{}",
            &texts[at.unwrap_or(0).saturating_sub(80)..][..160]
        );
    }
}

/// A socket that plays one answer, byte by byte as given, and then closes.
async fn socket(reply: Vec<u8>, hang: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let address = listener.local_addr().expect("address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let reply = reply.clone();
            tokio::spawn(async move {
                let mut request = [0; 8192];
                let n = stream.read(&mut request).await.unwrap_or(0);
                let login = String::from_utf8_lossy(&request[..n]).contains("/auth/o2/token");
                let token = br#"{"access_token":"t","expires_in":3600}"#;
                let token = [
                    format!(
                        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                        token.len()
                    )
                    .as_bytes(),
                    token,
                ]
                .concat();
                let _ = stream.write_all(if login { &token } else { &reply }).await;
                if hang && !login {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            });
        }
    });
    format!("http://{address}")
}

async fn over_socket(
    reply: Vec<u8>,
    hang: bool,
) -> Result<amazon::Answer<outbound_2020::GetFulfillmentOrderResponse>, Error> {
    let base = socket(reply, hang).await;
    let limits = Limits {
        total: Duration::from_millis(800),
        body: 16 * 1024 * 1024,
        ..Limits::default()
    };
    let client = Client::builder("Tests", "1.0")
        .endpoints(Endpoints::at(&base))
        .limits(limits)
        .build()
        .expect("client");
    let once = client.session(&account("a")).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    once.call(&order()).await
}

fn reply(length: usize, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n").as_bytes(), body].concat()
}

#[tokio::test]
async fn truncated_slow_and_endless_answers_are_errors_over_a_real_socket() {
    let cut = over_socket(reply(100, b"{\"payload\":"), false)
        .await
        .expect_err("cut");
    assert!(
        matches!(
            cut,
            Error::NoAnswer {
                sent: true,
                source: HttpError::Broken(_),
                ..
            }
        ),
        "{cut:?}"
    );
    let slow = over_socket(reply(100, b"{"), true).await.expect_err("slow");
    assert!(
        matches!(
            slow,
            Error::NoAnswer {
                sent: true,
                source: HttpError::Timeout,
                ..
            }
        ),
        "{slow:?}"
    );
    let silent = over_socket(Vec::new(), false).await.expect_err("silent");
    assert!(
        matches!(silent, Error::NoAnswer { sent: true, .. }),
        "{silent:?}"
    );
    let long = vec![b' '; 17 * 1024 * 1024];
    let endless = over_socket(reply(long.len(), &long), false)
        .await
        .expect_err("endless");
    assert!(
        matches!(endless, Error::Unreadable { .. } | Error::NoAnswer { .. }),
        "{endless:?}"
    );
}

#[tokio::test]
async fn ten_megabytes_are_read_over_a_real_socket() {
    let filler = "x".repeat(10 * 1024 * 1024);
    let body = format!(
        r#"{{"payload":{{"fulfillmentOrder":{{"sellerFulfillmentOrderId":"{filler}"}}}}}}"#
    );
    let answer = over_socket(reply(body.len(), body.as_bytes()), false)
        .await
        .expect("read");
    let order = answer
        .body
        .payload
        .and_then(|payload| payload.fulfillment_order)
        .expect("order");
    assert_eq!(
        order.seller_fulfillment_order_id.map(|id| id.len()),
        Some(filler.len())
    );
}

#[tokio::test]
async fn nobody_listening_means_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let address = listener.local_addr().expect("address");
    drop(listener);
    let base = socket(Vec::new(), false).await;
    let mut endpoints = Endpoints::at(&base);
    endpoints.eu = format!("http://{address}");
    let client = Client::builder("Tests", "1.0")
        .endpoints(endpoints)
        .build()
        .expect("client");
    let once = client.session(&account("a")).with_effort(Effort {
        attempts: 1,
        ..Effort::default()
    });
    let failed = once.call(&create()).await.expect_err("refused");
    assert!(
        !failed.outcome_unknown(outbound_2020::CreateFulfillmentOrder::SAFETY),
        "{failed:?}"
    );
}
