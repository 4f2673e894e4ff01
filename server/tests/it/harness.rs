//! A server for one scenario: a fresh database, the router in this process, browsers with cookies, tablets that sync.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::ids::{ClientId, DeviceId, GrantId, OperationId, PassId};
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use domain::stocktake::pass::digest;
use domain::stocktake::{CountSource, Item, PassHead};
use domain::time::{ClockStamp, Timestamp};
use serde_json::{Value, json};
use server::app::App;
use server::clock::{Clock, Ids};
use server::http::router;
use server::site::Site;
use server::store::Store;
use std::collections::BTreeMap;
use std::future::Future;
use std::path::PathBuf;
use sync::wire::operation::{VERSION, encode, kind};
use sync::wire::{Ack, Message, Problem, Pull, Push, PushItem, Report, Response};
use tower::ServiceExt;
use uuid::Uuid;

/// What everybody signs in with.
pub const PASSWORD: &str = "a long enough password";
/// When scenarios begin.
pub const BEGIN: i64 = 1_795_000_000_000;

/// A server over a database of its own.
pub struct Server {
    pub app: App,
    pub router: Router,
    pub clock: Clock,
    folder: PathBuf,
    postgres: Option<(String, String)>,
}

/// Runs a scenario on SQLite, and on PostgreSQL where `QUAYSIDE_TEST_POSTGRES_URL` names a server.
pub async fn on_each<F, S>(scenario: S)
where
    S: Fn(Server) -> F,
    F: Future<Output = Server>,
{
    scenario(Server::sqlite().await).await.close().await;
    if let Ok(url) = std::env::var("QUAYSIDE_TEST_POSTGRES_URL") {
        scenario(Server::postgres(&url).await).await.close().await;
    }
}

impl Server {
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("quayside-test-{}", Uuid::now_v7()));
        let url = format!("sqlite:{}", folder.join("test.db").display());
        Self::over(&url, folder, None).await
    }

    /// On a fresh database of this PostgreSQL server.
    pub async fn postgres(admin: &str) -> Self {
        let name = format!("quayside_{}", Uuid::now_v7().simple());
        let db = sea_orm::Database::connect(admin)
            .await
            .expect("the PostgreSQL server answers");
        sea_orm::ConnectionTrait::execute_unprepared(&db, &format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        db.close().await.unwrap();
        let (server, _) = admin.rsplit_once('/').expect("the URL names a database");
        let folder = std::env::temp_dir().join(format!("quayside-test-{}", Uuid::now_v7()));
        Self::over(
            &format!("{server}/{name}"),
            folder,
            Some((admin.to_owned(), name)),
        )
        .await
    }

    async fn over(url: &str, folder: PathBuf, postgres: Option<(String, String)>) -> Self {
        let store = Store::open(url).await.expect("a fresh database opens");
        let clock = Clock::standing(Timestamp::from_millis(BEGIN));
        let app = App::new(store, clock.clone(), Ids::default(), None);
        let router = router(app.clone(), Site::new(None));
        Self {
            app,
            router,
            clock,
            folder,
            postgres,
        }
    }

    /// Another server on the same database, as far as one process can be two.
    pub fn second_app(&self) -> App {
        let store = self.app.store().clone();
        App::new(store, self.clock.clone(), Ids::default(), None)
    }

    pub fn sqlite_url(&self) -> String {
        format!("sqlite:{}", self.folder.join("test.db").display())
    }

    /// The address of the database, for other processes.
    pub fn database_url(&self) -> String {
        match &self.postgres {
            None => self.sqlite_url(),
            Some((admin, name)) => {
                let (server, _) = admin.rsplit_once('/').expect("the URL names a database");
                format!("{server}/{name}")
            }
        }
    }

    /// Ends it and leaves a copy of its embedded database for other processes: its address, and the folder to remove.
    pub async fn put_down(self, name: &str) -> (String, PathBuf) {
        let folder = std::env::temp_dir().join(format!("quayside-{name}-{}", Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("copy.db");
        let to = file.display().to_string().replace('\'', "''");
        let copy = format!("VACUUM INTO '{to}'");
        let writer = self.app.store().writer();
        sea_orm::ConnectionTrait::execute_unprepared(writer, &copy)
            .await
            .unwrap();
        self.close().await;
        (format!("sqlite:{}", file.display()), folder)
    }

    /// Ends it and removes its database.
    pub async fn close(self) {
        let store = self.app.store().clone();
        drop((self.app, self.router));
        store.close().await.unwrap();
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((admin, name)) = self.postgres {
            let db = sea_orm::Database::connect(&admin).await.unwrap();
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            sea_orm::ConnectionTrait::execute_unprepared(&db, &drop)
                .await
                .unwrap();
            db.close().await.unwrap();
        }
    }

    /// A browser that nobody has signed in on.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Sets the company up; the administrator's browser.
    pub async fn founded(&self) -> Browser {
        let mut browser = self.browser();
        let body = json!({
            "company": "Tidewater Outdoor", "time_zone": "Europe/London", "base_currency": "GBP",
            "name": "Mairi Sinclair", "email": "mairi@tidewater.example", "password": PASSWORD,
        });
        browser
            .post("/setup", body)
            .await
            .expect(StatusCode::CREATED);
        browser
    }

    /// Another user of this role, signed in on a device.
    pub async fn user(&self, role: &str, name: &str) -> Browser {
        use domain::text::{Email, Name};
        let email = format!("{}@tidewater.example", name.to_lowercase());
        let made = self.app.create_user(
            role,
            Name::new(name).unwrap(),
            Email::new(&email).unwrap(),
            PASSWORD.into(),
        );
        made.await.unwrap();
        let mut browser = self.browser();
        let body = json!({ "email": email, "password": PASSWORD, "device": { "name": format!("Tablet of {name}") } });
        browser.post("/session", body).await.expect(StatusCode::OK);
        browser
    }
}

impl Server {
    /// A tablet that a new user of this role is signed in on.
    pub async fn tablet(&self, role: &str, name: &str) -> Tablet {
        Tablet::of(self.user(role, name).await, self).await
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body, if the status is this one.
    #[track_caller]
    pub fn expect(self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.body
    }

    /// Its problem's type, if the status is this one.
    #[track_caller]
    pub fn refused(&self, status: StatusCode) -> &str {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        self.body["type"].as_str().expect("problems have a type")
    }

    pub fn etag(&self) -> String {
        self.headers["etag"].to_str().unwrap().to_owned()
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub async fn raw(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "quayside.test");
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await
            .unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            text,
            bytes: bytes.to_vec(),
        }
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut headers = headers.to_vec();
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let bytes = body
            .map(|body| serde_json::to_vec(&body).unwrap())
            .unwrap_or_default();
        self.raw(method, &format!("/api/v1{path}"), &headers, bytes)
            .await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    pub async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &[], Some(body)).await
    }

    pub async fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &[], Some(body)).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    /// Creates a thing and answers its id.
    #[track_caller]
    pub fn create(&mut self, path: &str, body: Value) -> impl Future<Output = String> {
        let path = path.to_owned();
        async move {
            let answer = self.post(&path, body).await.expect(StatusCode::CREATED);
            answer["id"].as_str().expect("things have ids").to_owned()
        }
    }

    /// A product with this SKU and nothing else.
    pub async fn product(&mut self, sku: &str) -> String {
        self.create(
            "/products",
            json!({ "sku": sku, "name": format!("Product {sku}") }),
        )
        .await
    }

    /// On hand, allocated, available and in transit of a product at a location.
    pub async fn figures(&mut self, product: &str, location: &str) -> [i64; 4] {
        let path = format!("/stock?by=location&product={product}&location={location}");
        let page = self.get(&path).await.expect(StatusCode::OK);
        let line = &page["items"][0];
        ["on_hand", "allocated", "available", "in_transit"]
            .map(|name| line[name].as_i64().unwrap_or(0))
    }
}

/// A tablet: a browser that is signed in on a device and speaks the sync protocol.
pub struct Tablet {
    pub browser: Browser,
    pub client: ClientId,
    pub device: DeviceId,
    pub grant: GrantId,
    pub next_n: u64,
    pub clock: Clock,
}

impl Tablet {
    /// The tablet that somebody is signed in on.
    pub async fn of(mut browser: Browser, server: &Server) -> Self {
        let session = browser.get("/session").await.expect(StatusCode::OK);
        let id = |value: &Value| value.as_str().expect("an id").to_owned();
        Self {
            client: ClientId::new(Uuid::now_v7()),
            device: id(&session["device"]["id"]).parse().unwrap(),
            grant: id(&session["grant"]["id"]).parse().unwrap(),
            next_n: 1,
            clock: server.clock.clone(),
            browser,
        }
    }

    fn request(&self, items: Vec<PushItem>, report: Report) -> sync::wire::Request {
        let push = items
            .first()
            .map(|item| item.n)
            .map(|first_n| Push { first_n, items });
        sync::wire::Request {
            schema: sync::wire::SCHEMA,
            app: 1,
            client: self.client,
            exchange: 1,
            epoch: None,
            t0: self.clock.now(),
            report,
            push,
            pull: Some(Pull {
                cursors: Vec::new(),
                mismatched: Vec::new(),
                max_bytes: 1_000_000,
                snapshots: false,
            }),
        }
    }

    /// An entry of the outbox.
    pub fn item(&mut self, operation: &Operation) -> PushItem {
        let n = self.next_n;
        self.next_n += 1;
        let (lane, number) = kind(operation);
        let at = ClockStamp {
            wall: self.clock.now(),
            monotonic_ms: n * 10,
            boot: self.client.uuid().as_u128() as u64,
            offset_ms: Some(0),
            error_ms: 1,
            age_ms: 0,
        };
        PushItem {
            n,
            op_id: OperationId::new(Uuid::now_v7()),
            chain: None,
            after: None,
            replaces: None,
            lane,
            kind: number,
            v: VERSION,
            body: encode(operation),
            at,
            knew: n - 1,
            seen: None,
            grant: self.grant,
        }
    }

    /// What the tablet says about itself once these are sent.
    pub fn report(&self) -> Report {
        Report {
            next_n: self.next_n,
            open_passes: Vec::new(),
            formerly: None,
        }
    }

    /// Sends what is to be sent and reads the answer.
    pub async fn exchange(&mut self, items: Vec<PushItem>, report: Report) -> Response {
        let bytes = self.request(items, report).to_bytes();
        let answer = self.post_bytes(bytes).await;
        assert_eq!(
            answer.0,
            StatusCode::OK,
            "{}",
            String::from_utf8_lossy(&answer.1)
        );
        Response::from_bytes(&answer.1).expect("a sync response")
    }

    /// Sends what is to be sent, says what it then has, and reads the answer.
    pub async fn sends(&mut self, items: Vec<PushItem>) -> Response {
        let report = self.report();
        self.exchange(items, report).await
    }

    /// A pass as the outbox holds it: opened, each item counted a second apart, closed.
    pub fn pass(
        &mut self,
        stocktake: &str,
        location: &str,
        bin: Option<&str>,
        counted: &[(Item, i64)],
    ) -> Vec<PushItem> {
        let pass = PassId::new(Uuid::now_v7());
        let head = PassHead {
            pass,
            stocktake: stocktake.parse().unwrap(),
            location: location.parse().unwrap(),
            bin: bin.map(|bin| bin.parse().unwrap()),
            part: None,
            generation: 0,
            only: None,
        };
        let mut items = vec![self.item(&Operation::Fact(Fact::PassOpened(head)))];
        let (mut n_events, mut sum) = (0, 0);
        for (item, units) in counted {
            self.clock.advance_millis(1_000);
            let (item, quantity) = (item.clone(), Quantity::new(*units).unwrap());
            let fact = Fact::Counted {
                pass,
                item,
                quantity,
                source: CountSource::Scan,
            };
            let entry = self.item(&Operation::Fact(fact));
            n_events += 1;
            sum ^= digest(entry.op_id);
            items.push(entry);
        }
        self.clock.advance_millis(1_000);
        let closed = Fact::PassClosed {
            pass,
            n_events,
            digest: sum,
            empty_confirmed: counted.is_empty(),
        };
        items.push(self.item(&Operation::Fact(closed)));
        items
    }

    /// Sends bytes to the sync endpoint.
    pub async fn post_bytes(&mut self, bytes: Vec<u8>) -> (StatusCode, Vec<u8>) {
        let cookies: Vec<String> = self
            .browser
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/sync")
            .header(COOKIE, cookies.join("; "))
            .body(Body::from(bytes))
            .unwrap();
        let response = self.browser.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        (
            status,
            axum::body::to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap()
                .to_vec(),
        )
    }

    /// Does something and sends it at once.
    pub async fn does(&mut self, operations: &[Operation]) -> Ack {
        let items = operations
            .iter()
            .map(|operation| self.item(operation))
            .collect();
        let report = self.report();
        let response = self.exchange(items, report).await;
        assert_eq!(response.problem, None);
        response.ack.expect("a push is answered")
    }

    /// Sends bytes that are ready-made, for repeats.
    pub fn bytes(&self, items: Vec<PushItem>) -> Vec<u8> {
        let report = self.report();
        self.request(items, report).to_bytes()
    }

    /// The problem that an empty exchange meets.
    pub async fn problem(&mut self) -> Option<Problem> {
        let report = self.report();
        self.exchange(Vec::new(), report).await.problem
    }
}
