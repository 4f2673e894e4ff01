//! A simulator and callers of it.

use std::path::Path;

use amazon_sim::clock::{HOUR, MINUTE, Ms, SECOND, iso};
use amazon_sim::world::founding::Scale;
use amazon_sim::{Call, Config, Reply, Simulator};
use serde_json::{Value, json};

/// Small enough to be founded in a moment, long enough to have been paid out once.
pub const SMALL: Scale = Scale {
    n_listings: 70,
    orders_per_day: 6,
    history_days: 16,
};

/// A settled configuration: time stands still, and an answer against its model is a 500.
pub fn config() -> Config {
    Config {
        seed: 7,
        scale: SMALL,
        is_strict: true,
        ..Config::default()
    }
}

/// A simulator under test. Dropping it fails the test if any answer broke its model.
pub struct Amazon {
    pub simulator: Simulator,
}

/// Where failing tests leave what was asked of their simulator.
pub const LEFT: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/journals");

impl Drop for Amazon {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.leave();
        } else {
            let faults = self.simulator.faults();
            if !faults.is_empty() {
                self.leave();
            }
            assert_eq!(faults, Vec::<String>::new());
        }
    }
}

impl Amazon {
    pub fn new() -> Self {
        Self {
            simulator: Simulator::new(config()).unwrap(),
        }
    }

    /// Leaves the run of a test that fails, and says how it is repeated.
    fn leave(&self) {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("test").replace("::", "-");
        match self.simulator.journal().leave(Path::new(LEFT), &name) {
            Ok(path) => eprintln!(
                "the simulator's journal was left: cargo run -q -p amazon-sim -- replay {}",
                path.display()
            ),
            Err(error) => eprintln!("the simulator's journal could not be left: {error}"),
        }
    }

    /// The account at home in a country.
    pub fn account(&self, country: &str) -> Value {
        let accounts = self.control("GET", "/sim/accounts", None);
        let found = accounts["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|account| {
                account["countries"][0] == country && account["plan"] == "PROFESSIONAL"
            });
        found.unwrap().clone()
    }

    /// A caller with a fresh token for that account.
    pub fn caller(&self, country: &str) -> Caller<'_> {
        let account = self.account(country);
        self.caller_for(&account)
    }

    pub fn caller_for(&self, account: &Value) -> Caller<'_> {
        let (status, body) = self.token(&refresh_form(account));
        assert_eq!(status, 200, "{body}");
        Caller {
            amazon: self,
            token: body["access_token"].as_str().unwrap().to_owned(),
            seller: text(&account["seller_id"]),
            marketplace: text(&account["marketplace_ids"][0]),
        }
    }

    /// The same application without a seller, for destinations and subscriptions by their id.
    pub fn without_seller<'a>(&'a self, account: &Value, caller: &Caller<'a>) -> Caller<'a> {
        self.with_scope(account, caller, "sellingpartnerapi::notifications")
    }

    /// The same application without a seller, with a token of a scope.
    pub fn with_scope<'a>(
        &'a self,
        account: &Value,
        caller: &Caller<'a>,
        scope: &str,
    ) -> Caller<'a> {
        let (_, body) = self.token(&[
            ("grant_type", "client_credentials".to_owned()),
            ("scope", scope.to_owned()),
            ("client_id", text(&account["client_id"])),
            ("client_secret", text(&account["client_secret"])),
        ]);
        Caller {
            token: text(&body["access_token"]),
            ..caller.clone()
        }
    }

    /// Posts a form to the token endpoint.
    pub fn token(&self, form: &[(&str, String)]) -> (u16, Value) {
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let call = Call {
            method: "POST".into(),
            path: "/auth/o2/token".into(),
            headers: vec![(
                "content-type".into(),
                "application/x-www-form-urlencoded;charset=UTF-8".into(),
            )],
            body: pairs.join("&").into_bytes(),
            ..Call::default()
        };
        parsed(&self.simulator.call(&call))
    }

    /// A call of the control API, through the same door as on the network.
    pub fn control(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let reply = self.control_raw(method, path, body);
        let (status, body) = parsed(&reply);
        assert_eq!(status, 200, "{method} {path}: {body}");
        body
    }

    pub fn control_raw(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let call = Call {
            method: method.into(),
            path: path.into(),
            query: query_of(query),
            body: body
                .map(|body| body.to_string().into_bytes())
                .unwrap_or_default(),
            ..Call::default()
        };
        amazon_sim::control::answer(&self.simulator, &call)
    }

    pub fn switch_on(&self, misbehaviour: Value) {
        self.control("POST", "/sim/misbehaviours", Some(misbehaviour));
    }

    pub fn switch_off(&self) {
        self.control("DELETE", "/sim/misbehaviours", None);
    }

    pub fn advance(&self, duration: Ms) {
        self.simulator.advance(duration);
    }

    pub fn now(&self) -> String {
        iso(self.simulator.now())
    }
}

pub fn refresh_form(account: &Value) -> Vec<(&'static str, String)> {
    vec![
        ("grant_type", "refresh_token".to_owned()),
        ("refresh_token", text(&account["refresh_token"])),
        ("client_id", text(&account["client_id"])),
        ("client_secret", text(&account["client_secret"])),
    ]
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn query_of(query: &str) -> Vec<(String, String)> {
    let decode = |part: &str| {
        percent_encoding::percent_decode_str(part)
            .decode_utf8_lossy()
            .into_owned()
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            pair.split_once('=')
                .map_or((decode(pair), String::new()), |(name, value)| {
                    (decode(name), decode(value))
                })
        })
        .collect()
}

pub fn parsed(reply: &Reply) -> (u16, Value) {
    (
        reply.status,
        serde_json::from_slice(&reply.body).unwrap_or(Value::Null),
    )
}

pub fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    reply
        .headers
        .iter()
        .find(|(held, _)| held == name)
        .map(|(_, value)| value.as_str())
}

/// Somebody with a token.
#[derive(Clone)]
pub struct Caller<'a> {
    pub amazon: &'a Amazon,
    pub token: String,
    pub seller: String,
    pub marketplace: String,
}

impl Caller<'_> {
    pub fn raw(&self, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut headers = vec![
            ("x-amz-access-token".to_owned(), self.token.clone()),
            ("user-agent".to_owned(), "Tests/1".to_owned()),
        ];
        if body.is_some() {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        let call = Call {
            method: method.into(),
            path: path.into(),
            query: query_of(query),
            headers,
            body: body
                .map(|body| body.to_string().into_bytes())
                .unwrap_or_default(),
        };
        self.amazon.simulator.call(&call)
    }

    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        parsed(&self.raw(method, path, body))
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, None);
        assert_eq!(status, 200, "GET {path}: {body}");
        body
    }

    #[track_caller]
    pub fn send(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(method, path, Some(&body));
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {answer}"
        );
        answer
    }

    /// Status and first error code of a refusal.
    #[track_caller]
    pub fn refused(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String) {
        let (status, answer) = self.call(method, path, body);
        assert!(status >= 400, "{method} {path} was not refused: {answer}");
        let error = answer.pointer("/errors/0").or_else(|| answer.pointer("/0"));
        (
            status,
            error.map(|error| text(&error["code"])).unwrap_or_default(),
        )
    }

    /// SKUs in Amazon's hands with at least `least` units.
    pub fn stocked(&self, least: i64) -> Vec<String> {
        let stock =
            self.amazon
                .control("GET", &format!("/sim/accounts/{}/stock", self.seller), None);
        stock["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|held| held["fulfillable"].as_i64().unwrap() >= least)
            .map(|held| text(&held["sku"]))
            .collect()
    }

    pub fn fulfillable(&self, sku: &str) -> i64 {
        let stock = self.amazon.control(
            "GET",
            &format!("/sim/accounts/{}/stock/{}", self.seller, encode(sku)),
            None,
        );
        stock["fulfillable"].as_i64().unwrap()
    }

    /// A SKU the seller ships, with stock.
    pub fn merchant_sku(&self) -> String {
        let listings = self.amazon.control(
            "GET",
            &format!("/sim/accounts/{}/listings", self.seller),
            None,
        );
        let found = listings["items"].as_array().unwrap().iter().find(|held| {
            held["is_fba"] == false && held["channels"]["DEFAULT"].as_i64() > Some(20)
        });
        text(&found.unwrap()["sku"])
    }

    /// A fulfilment order request.
    pub fn outbound(&self, id: &str, sku: &str, quantity: i64) -> Value {
        json!({
            "marketplaceId": self.marketplace, "sellerFulfillmentOrderId": id, "displayableOrderId": id, "displayableOrderDate": self.amazon.now(),
            "displayableOrderComment": "Thank you", "shippingSpeedCategory": "Standard",
            "destinationAddress": {"name": "Rosa Delgado", "addressLine1": "12 Mill Ln", "city": "Albany", "stateOrRegion": "NY", "postalCode": "12207", "countryCode": "US"},
            "items": [{"sellerSku": sku, "sellerFulfillmentOrderItemId": "line-1", "quantity": quantity}],
        })
    }

    /// Reads a document behind a presigned address.
    pub fn document(&self, url: &str) -> Reply {
        let path = url
            .strip_prefix(&self.amazon.simulator.config().public_url)
            .unwrap();
        let (path, query) = path.split_once('?').unwrap();
        self.amazon.simulator.call(&Call {
            method: "GET".into(),
            path: path.into(),
            query: query_of(query),
            ..Call::default()
        })
    }

    pub fn upload(&self, url: &str, content_type: &str, body: &[u8]) -> Reply {
        let path = url
            .strip_prefix(&self.amazon.simulator.config().public_url)
            .unwrap();
        let (path, query) = path.split_once('?').unwrap();
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        self.amazon.simulator.call(&Call {
            method: "PUT".into(),
            path: path.into(),
            query: query_of(query),
            headers,
            body: body.to_vec(),
        })
    }

    /// Advances time and takes a new token, since tokens live an hour.
    pub fn later(&self, duration: Ms) -> Self {
        self.amazon.advance(duration);
        let account = self
            .amazon
            .control("GET", &format!("/sim/accounts/{}", self.seller), None);
        let fresh = self.amazon.caller_for(&account);
        Self {
            token: fresh.token,
            ..self.clone()
        }
    }
}

pub const A_WHILE: Ms = 10 * MINUTE;
pub const A_MOMENT: Ms = 30 * SECOND;
pub const LONG: Ms = 60 * HOUR;
