//! Two small Amazons: one behind the transport trait, which lives in virtual time, and one on a
//! socket, for what only a socket can do wrong.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use amazon::{
    Account, Client, Endpoints,
    clock::{Clock, VirtualClock},
    credentials::{Application, Secret},
    http::{Http, HttpError, HttpRequest, HttpResponse},
    marketplace::Region,
};
use async_trait::async_trait;

/// Secrets that must never be seen outside requests.
pub const CLIENT_SECRET: &str = "amzn1.oa2-cs.v1.client-secret-hush";
pub const REFRESH_TOKEN: &str = "Atzr|refresh-token-hush";
pub const ACCESS_TOKEN: &str = "Atza|access-token-hush";

type Reply = Result<HttpResponse, HttpError>;
type Script = Box<dyn Fn(usize, &HttpRequest) -> Reply + Send + Sync>;

/// An Amazon that answers tokens by itself and everything else by a script.
pub struct Peer {
    script: Script,
    clock: VirtualClock,
    latency: Duration,
    pub logins: AtomicUsize,
    pub calls: AtomicUsize,
    pub seen: Mutex<Vec<HttpRequest>>,
    pub login: Mutex<Option<HttpResponse>>,
}

impl Peer {
    /// `script` is given the number of the call, from 0, and the request.
    pub fn new(
        script: impl Fn(usize, &HttpRequest) -> Reply + Send + Sync + 'static,
    ) -> (Arc<Self>, VirtualClock) {
        let clock = VirtualClock::new("2026-08-05T00:00:00Z".parse().expect("instant"));
        let peer = Self {
            script: Box::new(script),
            clock: clock.clone(),
            latency: Duration::from_millis(20),
            logins: AtomicUsize::new(0),
            calls: AtomicUsize::new(0),
            seen: Mutex::default(),
            login: Mutex::default(),
        };
        (Arc::new(peer), clock)
    }

    pub fn client(self: &Arc<Self>) -> Client {
        Client::builder("Tests", "1.0")
            .endpoints(Endpoints::at("https://amazon.test"))
            .http(self.clone())
            .clock(Arc::new(self.clock.clone()))
            .build()
            .expect("client")
    }

    pub fn n_calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    pub fn n_logins(&self) -> usize {
        self.logins.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Http for Peer {
    async fn send(&self, request: HttpRequest) -> Reply {
        self.clock.sleep(self.latency).await;
        self.seen.lock().expect("unpoisoned").push(request.clone());
        if request.url.ends_with("/auth/o2/token") {
            let n = self.logins.fetch_add(1, Ordering::SeqCst);
            let scripted = self.login.lock().expect("unpoisoned").clone();
            return Ok(scripted.unwrap_or_else(|| {
                json(200, &format!(r#"{{"access_token":"{ACCESS_TOKEN}-{n}","token_type":"bearer","expires_in":3600,"refresh_token":"{REFRESH_TOKEN}"}}"#))
            }));
        }
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        (self.script)(n, &request)
    }
}

pub fn json(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        status,
        headers: vec![
            ("content-type".into(), "application/json".into()),
            ("x-amzn-requestid".into(), "req-1".into()),
        ],
        body: body.as_bytes().to_vec(),
    }
}

pub fn error(status: u16, code: &str, message: &str, details: &str) -> HttpResponse {
    json(
        status,
        &format!(
            r#"{{"errors":[{{"code":"{code}","message":"{message}","details":"{details}"}}]}}"#
        ),
    )
}

pub fn account(name: &str) -> Account {
    Account {
        name: name.into(),
        region: Region::Europe,
        application: Application {
            client_id: "client-1".into(),
            client_secret: Secret::new(CLIENT_SECRET),
        },
        refresh_token: Secret::new(REFRESH_TOKEN),
    }
}

pub fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request
        .headers
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
