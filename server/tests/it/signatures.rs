//! Devices sign what they send (DECISIONS 14).

use crate::harness::{Browser, PASSWORD, Server, Tablet, on_each};
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::operation::{Fact, Intent, Operation};
use domain::quantity::{Delta, Quantity};
use domain::text::Remark;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use server::access::signature::PREFIX;
use sync::wire::{Message, OutcomeCode, Response};

/// A key as a browser keeps it.
struct Key(EcdsaKeyPair);

impl Key {
    fn new() -> Self {
        let (how, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(how, document.as_ref(), &random).unwrap())
    }

    fn public(&self) -> String {
        STANDARD.encode(self.0.public_key().as_ref())
    }

    fn sign(&self, body: &[u8]) -> String {
        let signature = self.0.sign(&SystemRandom::new(), &[PREFIX, body].concat());
        STANDARD.encode(signature.unwrap().as_ref())
    }
}

async fn sign_in(browser: &mut Browser, email: &str, device: Value) -> crate::harness::Answer {
    let body = json!({ "email": email, "password": PASSWORD, "device": device });
    browser.post("/session", body).await
}

async fn push(
    tablet: &mut Tablet,
    bytes: &[u8],
    signature: Option<&str>,
) -> crate::harness::Answer {
    let headers: Vec<(&str, &str)> = signature
        .iter()
        .map(|signature| ("x-quayside-signature", *signature))
        .collect();
    let path = "/api/v1/sync";
    let browser = &mut tablet.browser;
    browser
        .raw(Method::POST, path, &headers, bytes.to_vec())
        .await
}

/// What a device with a key sends without its signature, or with that of other bytes or another key, is refused in plain
/// words and nothing is taken; the same entries arrive once they are signed.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_with_a_key_is_heard_only_with_its_signature() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office
            .create("/locations", json!({ "name": "Leith" }))
            .await;
        let product = office.product("TW-1").await;
        let mut browser = server.user("Warehouse", "Rory").await;
        let email = "rory@tidewater.example";
        let key = Key::new();
        for wrong in ["nonsense", "AAAA"] {
            let refused = sign_in(&mut browser, email, json!({ "public_key": wrong })).await;
            assert_eq!(
                refused.refused(StatusCode::UNPROCESSABLE_ENTITY),
                "request/invalid"
            );
        }
        let device = json!({ "name": "Tablet", "public_key": key.public() });
        let session = sign_in(&mut browser, email, device)
            .await
            .expect(StatusCode::OK);
        assert_eq!(session["device"]["has_key"], true);
        let mut tablet = Tablet::of(browser, &server).await;
        let received = Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(5).unwrap(),
            reference: None,
        };
        let item = tablet.item(&Operation::Fact(received));
        let bytes = tablet.bytes(vec![item.clone()]);
        let other = tablet.bytes(Vec::new());
        for signature in [
            None,
            Some("nonsense".to_owned()),
            Some(key.sign(&other)),
            Some(Key::new().sign(&bytes)),
        ] {
            let refused = push(&mut tablet, &bytes, signature.as_deref()).await;
            assert_eq!(refused.refused(StatusCode::FORBIDDEN), "device/signature");
            assert!(
                refused.body["detail"]
                    .as_str()
                    .unwrap()
                    .contains("Sign in again")
            );
        }
        assert_eq!(office.figures(&product, &location).await, [0, 0, 0, 0]);

        let taken = push(&mut tablet, &bytes, Some(&key.sign(&bytes))).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        let ack = Response::from_bytes(&taken.bytes).unwrap().ack.unwrap();
        assert_eq!((ack.n, ack.outcomes), (1, Vec::new()));
        assert_eq!(office.figures(&product, &location).await, [5, 0, 5, 0]);

        // Its storage was cleared: a new sign-in brings a new key, which is noted, and the old one is good for nothing.
        let renewed = Key::new();
        let device = json!({ "public_key": renewed.public() });
        let mut browser = tablet.browser.clone();
        let again = sign_in(&mut browser, email, device)
            .await
            .expect(StatusCode::OK);
        assert_eq!(again["device"]["id"], session["device"]["id"]);
        tablet.browser = browser;
        let refused = push(&mut tablet, &bytes, Some(&key.sign(&bytes))).await;
        assert_eq!(refused.refused(StatusCode::FORBIDDEN), "device/signature");
        let taken = push(&mut tablet, &bytes, Some(&renewed.sign(&bytes))).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        assert_eq!(
            office.figures(&product, &location).await,
            [5, 0, 5, 0],
            "once"
        );
        let audit = office.get("/audit?limit=50").await.expect(StatusCode::OK);
        let actions: Vec<_> = audit["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| &line["action"])
            .collect();
        assert!(
            actions.contains(&&json!("device/key-changed")),
            "{actions:?}"
        );
        server
    })
    .await;
}

/// A grant is leave for its own device: an intent under somebody else's grant of another device is refused, a fact keeps
/// its author, since a rescue file may be taken in anywhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_grant_of_another_device_decides_nothing_here() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        let location = office.create("/locations", json!({ "name": "Leith" })).await;
        let product = office.product("TW-1").await;
        let body = json!({ "product": product, "location": location, "delta": 10, "reason": "opening", "unit_cost": "1" });
        office.post("/adjustments", body).await.expect(StatusCode::CREATED);
        let supervisor = server.tablet("Office", "Nora").await;
        let mut counter = server.tablet("Counter", "Aisha").await;
        let adjust = |delta: i64| Operation::Intent(Intent::Adjust {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            delta: Delta::new(delta),
            reason: Remark::new("in another's name").unwrap(),
        });
        let received = Operation::Fact(Fact::ReceiptSeen {
            product: product.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: None,
            quantity: Quantity::new(2).unwrap(),
            reference: None,
        });
        let mut items = vec![counter.item(&adjust(-7)), counter.item(&received)];
        for item in &mut items {
            item.grant = supervisor.grant;
        }
        let ack = counter.sends(items).await.ack.unwrap();
        let outcomes: Vec<_> = ack.outcomes.iter().map(|outcome| (outcome.n, outcome.code.clone())).collect();
        assert_eq!(outcomes, [(1, OutcomeCode::Refused("grant/unknown".into()))]);
        assert_eq!(office.figures(&product, &location).await, [12, 0, 12, 0]);
        let page = office.get(&format!("/movements?product={product}")).await.expect(StatusCode::OK);
        assert_eq!(page["items"][0]["user_name"], "Nora", "the fact keeps its author");
        server
    })
    .await;
}
