//! The whole simulator: one world behind a lock, a clock, the models, the log of calls and the journal. A call goes
//! through here from raw request to raw reply, without any network.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::api::{self, Answer, Ctx, Refusal};
use crate::auth::Grant;
use crate::changes;
use crate::clock::{Clock, MINUTE, Ms, Pace, iso_ms};
use crate::documents;
use crate::journal::{Entry, Journal, Who};
use crate::model::{Models, Operation};
use crate::places::Region;
use crate::store::{Store, StoreError};
use crate::world::World;
use crate::world::founding::{Scale, found};
use crate::world::misbehaviour::{NO_CURRENCY, StrangePrice};

/// How a simulator is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// The seed: equal seeds give equal worlds.
    pub seed: u64,
    /// Virtual instant of the beginning.
    pub start: Ms,
    /// Whether virtual time runs by itself.
    pub pace: Pace,
    /// Address under which callers reach the simulator.
    pub public_url: String,
    /// How large the world is.
    pub scale: Scale,
    /// Where state is kept over restarts.
    pub state: Option<PathBuf>,
    /// Whether an answer that breaks its model becomes a 500.
    pub is_strict: bool,
    /// How many inputs the journal keeps; of a longer run it is cut, and then it cannot be repeated.
    pub max_inputs: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1,
            start: 1_790_000_000_000,
            pace: Pace::Frozen,
            public_url: "http://127.0.0.1:8090".to_owned(),
            scale: Scale::default(),
            state: None,
            is_strict: cfg!(debug_assertions),
            max_inputs: crate::journal::MAX_INPUTS,
        }
    }
}

/// A raw request. Header names are lower case.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Method, upper case.
    pub method: String,
    /// Raw path, starting with a slash.
    pub path: String,
    /// Decoded query.
    pub query: Vec<(String, String)>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Call {
    /// What a client asks of this address, as it would arrive here: header names in lower case, the host among them, the
    /// query taken apart.
    pub fn asked(
        method: &str,
        url: &str,
        headers: impl IntoIterator<Item = (impl AsRef<str>, String)>,
        body: Vec<u8>,
    ) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, target) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = headers
            .into_iter()
            .map(|(name, value)| (name.as_ref().to_ascii_lowercase(), value));
        let host = ("host".to_owned(), host.to_owned());
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: crate::lwa::parse_query(query),
            headers: headers.chain([host]).collect(),
            body,
        }
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether the caller says who it is, as Amazon demands: a `user-agent` of at most 500 characters
    /// (developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests).
    pub fn is_introduced(&self) -> bool {
        self.header("user-agent")
            .is_some_and(|agent| !agent.trim().is_empty() && agent.chars().count() <= 500)
    }
}

/// How the reply travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// As it is.
    #[default]
    Whole,
    /// Not at all: the connection closes.
    Dropped,
    /// Its body comes in drops over this time.
    Slow(Duration),
    /// Its body ends in the middle.
    Truncated,
}

/// A raw reply.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
    /// How it travels.
    pub delivery: Delivery,
}

impl Reply {
    /// A JSON reply.
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.to_string().into_bytes(),
            delivery: Delivery::Whole,
        }
    }

    /// A reply with any content.
    pub fn content(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body,
            delivery: Delivery::Whole,
        }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// One line of the call log.
#[derive(Clone, Debug, Serialize)]
pub struct Logged {
    /// Number since the start.
    pub number: u64,
    /// Virtual instant.
    pub at: String,
    /// Region of the endpoint, if the address names one.
    pub region: Option<Region>,
    /// Seller.
    pub seller_id: Option<String>,
    /// Operation, `lwa/…` or `documents/…`.
    pub operation: String,
    /// Method.
    pub method: String,
    /// Path.
    pub path: String,
    /// Status; 0 when the connection was dropped.
    pub status: u16,
    /// Request body, shortened; never of token calls.
    pub request: String,
    /// Reply body, shortened; never of token calls.
    pub reply: String,
}

const MAX_LOGGED: usize = 2_000;
/// Calls between two snapshots: repeating so many takes about as long as writing one.
const SNAPSHOT_EVERY: u64 = 5_000;

pub(crate) struct Inner {
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) calls: VecDeque<Logged>,
    pub(crate) n_calls: u64,
    pub(crate) journal: Journal,
    pub(crate) faults: Vec<String>,
    store: Option<Store>,
    next_snapshot: u64,
    max_inputs: usize,
}

/// A simulated Amazon. Clones share the same world.
#[derive(Clone)]
pub struct Simulator {
    inner: Arc<Mutex<Inner>>,
    models: Arc<Models>,
    config: Config,
    pub(crate) followers: Arc<crate::control::followers::Followers>,
}

/// What a call turned out to be, for log and journal.
struct Outcome {
    reply: Reply,
    operation: String,
    seller: Option<String>,
    who: Option<Who>,
    is_secret: bool,
}

impl Simulator {
    /// Founds a world, or takes up the one kept in `config.state`.
    ///
    /// # Errors
    /// When kept state cannot be read.
    pub fn new(config: Config) -> Result<Self, StoreError> {
        // The models never change, so that all simulators of a process share them.
        static MODELS: OnceLock<Arc<Models>> = OnceLock::new();
        let models = Arc::clone(MODELS.get_or_init(|| Arc::new(Models::load())));
        let store = config.state.as_ref().map(Store::open).transpose()?;
        let kept = store.as_ref().map(Store::load).transpose()?.flatten();
        let begin = |config: &Config| {
            let world = found(config.seed, config.start, &config.public_url, config.scale);
            let journal = Journal::new(config.seed, config.start, config.scale);
            (world, journal)
        };
        let ((mut world, journal), tail) = match kept {
            Some(kept) => ((kept.world, kept.journal), kept.tail),
            None => (begin(&config), Vec::new()),
        };
        world.public_url.clone_from(&config.public_url);
        let mut clock = Clock::new(world.now, config.pace);
        clock.hold();
        let inner = Inner {
            world,
            clock,
            calls: VecDeque::new(),
            n_calls: 0,
            journal,
            faults: Vec::new(),
            store: None,
            next_snapshot: SNAPSHOT_EVERY,
            max_inputs: config.max_inputs,
        };
        let simulator = Self {
            inner: Arc::new(Mutex::new(inner)),
            models,
            config,
            followers: Arc::default(),
        };
        for entry in tail {
            simulator.repeat(&entry);
        }
        {
            let mut inner = simulator.lock();
            inner.store = store;
            let now = inner.world.now;
            let at = match inner.clock.pace() {
                Pace::Running => now.max(simulator.config.start),
                Pace::Frozen => now,
            };
            inner.clock.release(at);
            inner.snapshot();
        }
        Ok(simulator)
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        // A handler that panicked leaves a world that is still worth looking at.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The models.
    pub fn models(&self) -> &Models {
        &self.models
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Looks at the world directly, at the clock's present instant.
    pub fn with_world<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        let mut inner = self.lock();
        inner.catch_up();
        look(&inner.world)
    }

    /// Changes the world directly, at the clock's present instant. What differs afterwards is journalled, so that a
    /// replay does the same; finding it takes as long as writing the world down twice. The control API is cheaper.
    pub fn change_world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut inner = self.lock();
        inner.catch_up();
        let at = inner.world.now;
        let before = changes::picture(&inner.world);
        let done = change(&mut inner.world);
        let after = changes::picture(&inner.world);
        let changes = changes::between(&before, &after);
        if !changes.is_empty() {
            let reply = changed(&after, &inner.world.public_url);
            inner.keep(Entry::of_change(at, &changes, &reply));
        }
        done
    }

    /// Answers that broke their model, since the start.
    pub fn faults(&self) -> Vec<String> {
        self.lock().faults.clone()
    }

    /// Virtual now.
    pub fn now(&self) -> Ms {
        self.lock().clock.now()
    }

    /// Moves virtual time on by `duration`.
    pub fn advance(&self, duration: Ms) -> Ms {
        let mut inner = self.lock();
        let target = inner.clock.now() + duration;
        inner.move_to(target);
        target
    }

    /// Moves virtual time to `target`.
    pub fn move_to(&self, target: Ms) {
        self.lock().move_to(target);
    }

    /// The journal so far.
    pub fn journal(&self) -> Journal {
        self.lock().journal.clone()
    }

    /// Writes state down, if it is kept.
    pub fn save(&self) {
        self.lock().snapshot();
    }

    /// Answers a call, at the clock's present instant.
    pub fn call(&self, call: &Call) -> Reply {
        let mut inner = self.lock();
        inner.catch_up();
        let outcome = self.answer(&mut inner, call);
        self.finish(&mut inner, call, outcome)
    }

    /// Repeats a journalled call at its own instant and answers it.
    pub fn repeat(&self, entry: &Entry) -> Reply {
        let mut inner = self.lock();
        inner.move_to(entry.at);
        if let Who::Control = entry.who {
            drop(inner);
            return crate::control::answer(self, &entry.call(None));
        }
        if let Who::Consent { client_id, seller } = &entry.who {
            inner.world.consent_code(client_id, seller);
            inner.keep(entry.clone());
            return Reply::json(entry.status, &json!({}));
        }
        if let Who::Token(exchange) = &entry.who {
            crate::lwa::repeat(&mut inner.world, exchange);
            inner.keep(entry.clone());
            return Reply::json(entry.status, &json!({}));
        }
        if let Who::Program = entry.who {
            let reply = match changes::repeat(&mut inner.world, &entry.text) {
                Ok(()) => changed(&changes::picture(&inner.world), &inner.world.public_url),
                Err(error) => Reply::json(
                    500,
                    &errors(&Refusal::new(500, "Change", error.to_string())),
                ),
            };
            inner.keep(entry.clone());
            return reply;
        }
        let token = "Atza|replayed";
        if let Who::Grant(grant) = &entry.who {
            inner.world.lend_token(
                token,
                Grant {
                    expires: i64::MAX,
                    ..grant.clone()
                },
            );
        }
        let mut call = entry.call(Some(token));
        if let (Who::Document, Some(id)) = (&entry.who, entry.path.strip_prefix(documents::PREFIX))
        {
            // The journal keeps no signature; a new one is as good.
            call.query = documents::signed(&inner.world, id, entry.at + 1);
        }
        let outcome = self.answer(&mut inner, &call);
        inner.world.forget_token(token);
        self.finish(&mut inner, &call, outcome)
    }

    fn finish(&self, inner: &mut Inner, call: &Call, outcome: Outcome) -> Reply {
        let Outcome {
            reply,
            operation,
            seller,
            who,
            is_secret,
        } = outcome;
        let shown = |bytes: &[u8]| {
            if is_secret {
                String::new()
            } else {
                documents::without_signatures(&String::from_utf8_lossy(
                    &bytes[..bytes.len().min(1_500)],
                ))
            }
        };
        inner.n_calls += 1;
        let logged = Logged {
            number: inner.n_calls,
            at: iso_ms(inner.world.now),
            region: region_of(call).0,
            seller_id: seller,
            operation,
            method: call.method.clone(),
            path: if is_secret {
                call.path.split('?').next().unwrap_or_default().to_owned()
            } else {
                path_and_query(call)
            },
            status: if reply.delivery == Delivery::Dropped {
                0
            } else {
                reply.status
            },
            request: shown(&call.body),
            reply: shown(&reply.body),
        };
        if inner.calls.len() >= MAX_LOGGED {
            inner.calls.pop_front();
        }
        inner.calls.push_back(logged);
        if let Some(who) = who {
            let entry = Entry::of(inner.world.now, who, call, &reply, &inner.world.public_url);
            inner.keep(entry);
        }
        reply
    }

    /// From raw request to raw reply; the world stands at the instant of the call.
    fn answer(&self, inner: &mut Inner, call: &Call) -> Outcome {
        let (region, path) = region_of(call);
        let other = |reply: Reply, operation: &str, who: Option<Who>, is_secret: bool| Outcome {
            reply,
            operation: operation.to_owned(),
            seller: None,
            who,
            is_secret,
        };
        if path == "/auth/o2/token" {
            let (reply, who) = crate::lwa::token(&mut inner.world, call);
            return Outcome {
                reply,
                operation: "lwa/token".to_owned(),
                seller: who.as_ref().and_then(Who::seller),
                who,
                is_secret: true,
            };
        }
        if path.starts_with("/apps/authorize/consent") {
            let (reply, who) = crate::lwa::consent(&mut inner.world, call);
            return other(reply, "lwa/consent", who, true);
        }
        if let Some(id) = path.strip_prefix(documents::PREFIX) {
            let (reply, who) = document(&mut inner.world, call, id);
            return other(reply, "documents/transfer", who, true);
        }
        if let Some(name) = path.strip_prefix("/images/I/") {
            return other(image(&inner.world, name), "images", None, true);
        }
        self.operation(inner, call, path, region)
    }

    fn operation(
        &self,
        inner: &mut Inner,
        call: &Call,
        path: &str,
        region: Option<Region>,
    ) -> Outcome {
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let request_id = request_id(inner);
        let token = call.header("x-amz-access-token").map(str::to_owned);
        let found = self.models.find(&call.method, &segments);
        let mut outcome = Outcome {
            reply: Reply::default(),
            operation: found
                .map_or("unknown", |operation| operation.key.as_str())
                .to_owned(),
            seller: None,
            who: None,
            is_secret: false,
        };
        let grant = authorised(&inner.world, token.as_deref());
        if let Ok(grant) = &grant {
            outcome.seller.clone_from(&grant.seller);
            outcome.who = Some(Who::Grant(grant.clone()));
        }
        if let (Some(operation), Ok(grant)) = (found, &grant)
            && !operation.sandbox.is_empty()
            && crate::sandbox::is_meant(call)
        {
            outcome.is_secret = outcome.operation == "tokens/createRestrictedDataToken";
            outcome.reply = self
                .sandboxed(inner, operation, grant, call, &segments)
                .with("x-amzn-requestid", &request_id)
                .with("date", &http_date(inner.world.now));
            return outcome;
        }
        let mut rate = None;
        let result = match (found, grant) {
            // What is no operation at all looks like missing rights.
            (None, _) if self.models.knows_path(&segments) => Err(Refusal::new(
                405,
                "MethodNotAllowed",
                "The method is not allowed for the requested resource.",
            )),
            (None, _) => Err(Refusal::forbidden("")),
            (Some(_), Err(refusal)) => Err(refusal),
            (Some(operation), Ok(grant)) => self
                .permitted(inner, operation, &grant, call, path, region)
                .and_then(|()| {
                    let owner = format!(
                        "{}/{}",
                        grant.client_id,
                        grant.seller.as_deref().unwrap_or("-")
                    );
                    let plan = inner.world.buckets.plan(&operation.key, operation.plan);
                    rate = Some(plan.rate);
                    let now = inner.world.now;
                    let is_throttled = strikes(inner, "throttle", &grant, operation);
                    if is_throttled || !inner.world.buckets.take(&owner, &operation.key, plan, now)
                    {
                        return Err(Refusal::new(
                            429,
                            "QuotaExceeded",
                            "You exceeded your quota for the requested resource.",
                        ));
                    }
                    self.perform(inner, operation, &grant, call, path, &segments)
                }),
        };
        let seller = outcome.seller.clone().unwrap_or_default();
        let mut reply = match (&result, found) {
            (Ok(answer), _) => self.rendered(inner, found, answer, &seller),
            (Err(refusal), _) => self.refused(inner, found, refusal),
        };
        reply = reply
            .with("x-amzn-requestid", &request_id)
            .with("x-amz-apigw-id", &request_id[..15])
            .with("date", &http_date(inner.world.now));
        if let Some(rate) = rate.filter(|_| reply.status < 300 || matches!(reply.status, 400 | 404))
        {
            reply = reply.with("x-amzn-ratelimit-limit", &rate.to_string());
        }
        if let Some(operation) = found {
            let now = inner.world.now;
            let strike = |inner: &mut Inner, name: &str| {
                inner
                    .world
                    .misbehaviours
                    .strike(name, &seller, &operation.key, now)
            };
            if strike(inner, "drop-reply-after-accept").is_some() || DROPS.contains(&reply.status) {
                reply.delivery = Delivery::Dropped;
            } else if strike(inner, "server-error-after-accept").is_some() {
                reply = Reply::json(
                    500,
                    &errors(&Refusal::new(
                        500,
                        "InternalFailure",
                        "We encountered an internal error. Please try again.",
                    )),
                );
            } else if let Some(ms) = strike(inner, "slow-body") {
                reply.delivery = Delivery::Slow(Duration::from_millis(if ms > 0 {
                    ms.unsigned_abs()
                } else {
                    5_000
                }));
            } else if strike(inner, "truncated-body").is_some() {
                reply.delivery = Delivery::Truncated;
            }
            if strike(inner, "wrong-charset").is_some() {
                reply
                    .headers
                    .iter_mut()
                    .filter(|(name, _)| name == "content-type")
                    .for_each(|(_, value)| {
                        "application/json; charset=ISO-8859-1".clone_into(value)
                    });
            }
        }
        outcome.is_secret = outcome.operation == "tokens/createRestrictedDataToken";
        outcome.reply = reply;
        outcome
    }

    /// The published answer to a published request.
    fn sandboxed(
        &self,
        inner: &mut Inner,
        operation: &Operation,
        grant: &Grant,
        call: &Call,
        segments: &[&str],
    ) -> Reply {
        let owner = format!(
            "sandbox/{}/{}",
            grant.client_id,
            grant.seller.as_deref().unwrap_or("-")
        );
        let now = inner.world.now;
        let plan = crate::sandbox::PLAN;
        if !inner.world.buckets.take(&owner, &operation.key, plan, now) {
            let refusal = Refusal::new(
                429,
                "QuotaExceeded",
                "You exceeded your quota for the requested resource.",
            );
            return self.refused(inner, Some(operation), &refusal);
        }
        let body = serde_json::from_slice(&call.body).unwrap_or(Value::Null);
        match crate::sandbox::case(operation, segments, &call.query, &body) {
            Some(case) if case.response.is_null() => Reply {
                status: case.status,
                ..Reply::default()
            },
            Some(case) => Reply::json(case.status, &case.response),
            None => {
                let refusal = Refusal::new(400, "InvalidInput", "Could not match input arguments");
                self.refused(inner, Some(operation), &refusal)
            }
        }
    }

    /// Everything that may forbid or hinder a call before its usage plan is asked.
    fn permitted(
        &self,
        inner: &mut Inner,
        operation: &Operation,
        grant: &Grant,
        call: &Call,
        path: &str,
        region: Option<Region>,
    ) -> Result<(), Refusal> {
        let seller = grant.seller.clone().unwrap_or_default();
        if strikes(inner, "maintenance", grant, operation) {
            return Err(Refusal::new(
                503,
                "ServiceUnavailable",
                "Service is temporarily unavailable. Please try again later.",
            ));
        }
        if strikes(inner, "drop-call", grant, operation) {
            return Err(Refusal::new(DROPS[0], "Dropped", ""));
        }
        if strikes(inner, "html-error", grant, operation) {
            return Err(Refusal::new(HTML, "Html", ""));
        }
        if strikes(inner, "server-error", grant, operation) {
            return Err(Refusal::new(
                500,
                "InternalFailure",
                "We encountered an internal error. Please try again.",
            ));
        }
        if strikes(inner, "expired-token", grant, operation) {
            return Err(Refusal::forbidden(
                "The access token you provided has expired.",
            ));
        }
        if strikes(inner, "revoked-authorisation", grant, operation)
            || strikes(inner, "expired-authorisation", grant, operation)
        {
            return Err(Refusal::forbidden(
                "The access token you provided is revoked, malformed or invalid.",
            ));
        }
        if strikes(inner, "missing-role", grant, operation)
            || (path.contains('%') && strikes(inner, "path-forbidden", grant, operation))
        {
            return Err(Refusal::forbidden(""));
        }
        if strikes(inner, "wrong-region", grant, operation) {
            return Err(Refusal::forbidden(""));
        }
        match (api::grantless_scope(&operation.key), &grant.scope) {
            (Some(wanted), Some(scope)) if wanted == scope => {}
            (None, None) => {}
            _ => {
                return Err(Refusal::forbidden(
                    "The token is not of the kind this operation needs.",
                ));
            }
        }
        if grant.seller.is_some() && !inner.world.accounts.contains_key(&seller) {
            return Err(Refusal::forbidden("The seller does not exist."));
        }
        if let Some(account) = inner.world.accounts.get(&seller) {
            if region.is_some_and(|region| region != account.region)
                || account.missing_roles.contains(api::role(&operation.key))
            {
                return Err(Refusal::forbidden(""));
            }
            let is_valid = account.authorisations.iter().any(|held| {
                held.client_id == grant.client_id && !held.revoked && held.expires > inner.world.now
            });
            if !is_valid {
                return Err(Refusal::forbidden(
                    "The access token you provided is revoked, malformed or invalid.",
                ));
            }
        }
        if !call.is_introduced() {
            return Err(Refusal::new(
                400,
                "InvalidInput",
                "The user-agent header is missing or has more than 500 characters.",
            ));
        }
        if call.body.len() > 10_000_000 {
            return Err(Refusal::new(
                413,
                "PayloadTooLarge",
                "The request size exceeded the maximum accepted size.",
            ));
        }
        if strikes(inner, "rejects-valid", grant, operation) {
            return Err(Refusal::new(
                400,
                "InvalidInput",
                "One or more request parameters are invalid.",
            ));
        }
        Ok(())
    }

    /// Checks the request against the model and does what it asks.
    fn perform(
        &self,
        inner: &mut Inner,
        operation: &Operation,
        grant: &Grant,
        call: &Call,
        path: &str,
        segments: &[&str],
    ) -> Result<Answer, Refusal> {
        let wants_body = operation.body_schema().is_some();
        let content_type = call.header("content-type").unwrap_or("application/json");
        if wants_body
            && !call.body.is_empty()
            && !content_type.to_ascii_lowercase().contains("json")
        {
            return Err(Refusal::new(
                415,
                "UnsupportedMediaType",
                "The request's Content-Type header is invalid.",
            ));
        }
        let body = if wants_body && !call.body.is_empty() {
            let parsed = serde_json::from_slice::<Value>(&call.body);
            Some(parsed.map_err(|_| {
                Refusal::new(
                    400,
                    "InvalidInput",
                    "Could not parse the request body: it is not valid JSON.",
                )
            })?)
        } else {
            None
        };
        let request = operation
            .read_request(&self.models, segments, &call.query, &call.headers, body)
            .map_err(|violations| {
                let n = violations.len();
                let text: Vec<String> = violations
                    .iter()
                    .take(10)
                    .map(|violation| violation.text.clone())
                    .collect();
                Refusal {
                    status: 400,
                    errors: vec![(
                        "InvalidInput".to_owned(),
                        format!(
                            "{n} validation error{} detected: {}",
                            if n == 1 { "" } else { "s" },
                            text.join("; ")
                        ),
                        String::new(),
                    )],
                }
            })?;
        let handler = api::handler(&operation.key).ok_or_else(|| {
            Refusal::new(
                500,
                "InternalFailure",
                format!("{} has no handler", operation.key),
            )
        })?;
        let seller = grant.seller.clone().unwrap_or_default();
        let mut ctx = Ctx {
            world: &mut inner.world,
            seller: &seller,
            grant,
            operation,
            request: &request,
            path,
        };
        handler(&mut ctx)
    }

    /// An answer as a reply, checked against its model.
    fn rendered(
        &self,
        inner: &mut Inner,
        operation: Option<&Operation>,
        answer: &Answer,
        seller: &str,
    ) -> Reply {
        let Some(operation) = operation else {
            return Reply::default();
        };
        let violations = self
            .models
            .check_answer(operation, answer.status, answer.body.as_ref());
        if !violations.is_empty() {
            let list: Vec<String> = violations
                .iter()
                .map(|violation| format!("{}: {}", violation.at, violation.text))
                .collect();
            let fault = format!(
                "{} answered {} against its model: {}",
                operation.key,
                answer.status,
                list.join("; ")
            );
            tracing::error!("{fault}");
            inner.faults.push(fault.clone());
            if self.config.is_strict {
                return Reply::json(500, &errors(&Refusal::new(500, "InternalFailure", fault)));
            }
        }
        let now = inner.world.now;
        let mut body = answer.body.clone();
        if inner
            .world
            .misbehaviours
            .strikes("unknown-fields", seller, &operation.key, now)
            && let Some(body) = &mut body
        {
            add_unknown(body);
        }
        if operation.key.starts_with("listings/")
            && let Some(parameter) = inner.world.misbehaviours.strike(
                "listing-price-strange",
                seller,
                &operation.key,
                now,
            )
            && let Some(body) = &mut body
        {
            spoil_prices(body, parameter);
        }
        if let Some(ms) =
            inner
                .world
                .misbehaviours
                .strike("clock-skew", seller, &operation.key, now)
            && let Some(body) = &mut body
        {
            skew(body, if ms == 0 { 5 * MINUTE } else { ms });
        }
        match body {
            Some(body) => Reply::json(answer.status, &body),
            None => Reply {
                status: answer.status,
                ..Reply::default()
            },
        }
    }

    fn refused(
        &self,
        inner: &mut Inner,
        operation: Option<&Operation>,
        refusal: &Refusal,
    ) -> Reply {
        if refusal.status == HTML {
            let page = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n";
            return Reply::content(503, "text/html", page.as_bytes().to_vec());
        }
        let body = errors(refusal);
        let is_bare = operation
            .is_some_and(|operation| self.models.has_bare_errors(operation, refusal.status));
        let body = if is_bare { &body["errors"] } else { &body };
        if let Some(operation) =
            operation.filter(|operation| operation.responses.contains_key(&refusal.status))
        {
            for violation in self
                .models
                .check_answer(operation, refusal.status, Some(body))
            {
                inner.faults.push(format!(
                    "{} refused with {} against its model: {}: {}",
                    operation.key, refusal.status, violation.at, violation.text
                ));
            }
        }
        Reply::json(refusal.status, body)
    }
}

/// Makes the prices of a listing, or of a list of them, strange.
fn spoil_prices(body: &mut Value, parameter: i64) {
    let listings = match body.get_mut("items").and_then(Value::as_array_mut) {
        Some(items) => items.iter_mut().collect(),
        None => vec![body],
    };
    for (row, listing) in listings.into_iter().enumerate() {
        let strange = StrangePrice::of(parameter, row);
        let offers = listing.get_mut("offers").and_then(Value::as_array_mut);
        for price in offers
            .into_iter()
            .flatten()
            .map(|offer| &mut offer["price"])
        {
            match price["amount"]
                .as_str()
                .and_then(|held| strange.amount(held))
            {
                Some(amount) => price["amount"] = json!(amount),
                None => *price = json!({"currencyCode": price["currencyCode"]}),
            }
            if strange == StrangePrice::NoCurrency {
                price["currencyCode"] = json!(NO_CURRENCY);
            }
        }
    }
}

/// What a change without a call is answered with: the print of the world after it.
fn changed(picture: &Value, public_url: &str) -> Reply {
    Reply::json(200, &json!({"world": changes::print(picture, public_url)}))
}

/// Statuses that stand for "no answer at all" and for an HTML page on their way through the code.
const DROPS: [u16; 1] = [0];
const HTML: u16 = 1;

fn strikes(inner: &mut Inner, name: &str, grant: &Grant, operation: &Operation) -> bool {
    let now = inner.world.now;
    inner.world.misbehaviours.strikes(
        name,
        grant.seller.as_deref().unwrap_or_default(),
        &operation.key,
        now,
    )
}

fn errors(refusal: &Refusal) -> Value {
    let list: Vec<Value> = refusal.errors.iter().map(|(code, message, details)| json!({"code": code, "message": message, "details": details})).collect();
    json!({"errors": list})
}

fn authorised(world: &World, token: Option<&str>) -> Result<Grant, Refusal> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Err(Refusal::forbidden(
            "Access token is missing in the request header.",
        ));
    };
    match world.tokens.grant(token) {
        None => Err(Refusal::forbidden(
            "The access token you provided is revoked, malformed or invalid.",
        )),
        Some(grant) if grant.expires <= world.now => Err(Refusal::forbidden(
            "The access token you provided has expired.",
        )),
        Some(grant) => Ok(grant.clone()),
    }
}

/// Region of the endpoint and path without its prefix: `/eu/…`, or the host name of a region.
pub(crate) fn region_of(call: &Call) -> (Option<Region>, &str) {
    let path = crate::sandbox::without_prefix(&call.path);
    for region in [Region::Na, Region::Eu, Region::Fe] {
        if let Some(rest) = path.strip_prefix(&format!("/{}/", region.code())) {
            return (Some(region), &path[path.len() - rest.len() - 1..]);
        }
    }
    let host = call.header("host").unwrap_or_default();
    let named = host
        .split('.')
        .find_map(|part| part.strip_prefix("sellingpartnerapi-"))
        .and_then(Region::from_code);
    (named, path)
}

fn path_and_query(call: &Call) -> String {
    if call.query.is_empty() {
        return call.path.clone();
    }
    let pairs: Vec<String> = call
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{}?{}", call.path, pairs.join("&"))
}

fn request_id(inner: &Inner) -> String {
    let digest =
        blake3::hash(format!("{}/{}", inner.world.seed, inner.n_calls).as_bytes()).to_hex();
    format!(
        "{}-{}-{}-{}-{}",
        &digest[..8],
        &digest[8..12],
        &digest[12..16],
        &digest[16..20],
        &digest[20..32]
    )
}

fn http_date(at: Ms) -> String {
    crate::clock::format(at, "%a, %d %b %Y %H:%M:%S GMT")
}

fn document(world: &mut World, call: &Call, id: &str) -> (Reply, Option<Who>) {
    let refused = |refusal: documents::DocumentRefusal| {
        let (status, xml) = refusal.answer();
        Reply::content(status, "application/xml", xml.into_bytes())
    };
    if call.header("x-amz-access-token").is_some() {
        return (refused(documents::DocumentRefusal::TokenSent), None);
    }
    match call.method.as_str() {
        "PUT" => {
            let result = documents::write(
                world,
                id,
                &call.query,
                call.header("content-type").unwrap_or_default(),
                &call.body,
            );
            let who = result.is_ok().then_some(Who::Document);
            (
                result.map_or_else(refused, |()| Reply {
                    status: 200,
                    ..Reply::default()
                }),
                who,
            )
        }
        _ => match documents::read(world, id, &call.query) {
            Ok((bytes, content_type)) => (Reply::content(200, &content_type, bytes), None),
            Err(refusal) => (refused(refusal), None),
        },
    }
}

fn image(world: &World, name: &str) -> Reply {
    let stem = name.trim_end_matches(".png");
    let (asin, variant) = stem.split_once(".PT").map_or((stem, 0), |(asin, number)| {
        (asin, number.parse().unwrap_or(0))
    });
    match world.catalogue.product(asin) {
        Some(_) => Reply::content(
            200,
            "image/png",
            crate::world::paper::picture(asin, variant),
        ),
        None => Reply::content(404, "text/plain", b"no such picture".to_vec()),
    }
}

/// Members and enum values that no model knows, at several depths.
fn add_unknown(body: &mut Value) {
    match body {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let is_status = name.to_ascii_lowercase().ends_with("status") && member.is_string();
                if is_status {
                    *member = json!("SOMETHING_NEW");
                } else {
                    add_unknown(member);
                }
            }
            members.insert(
                "addedNextYear".to_owned(),
                json!({"deep": [1, null, "text"]}),
            );
        }
        Value::Array(items) => items.iter_mut().for_each(add_unknown),
        _ => {}
    }
}

/// Moves every time in an answer.
fn skew(body: &mut Value, by: Ms) {
    match body {
        Value::Object(members) => members.values_mut().for_each(|member| skew(member, by)),
        Value::Array(items) => items.iter_mut().for_each(|item| skew(item, by)),
        Value::String(text) if text.len() >= 20 && text.ends_with('Z') => {
            if let Some(at) = crate::clock::parse_iso(text) {
                *text = crate::clock::iso(at + by);
            }
        }
        _ => {}
    }
}

impl Inner {
    /// Lets everything happen that is due by the clock.
    pub(crate) fn catch_up(&mut self) {
        let now = self.clock.now();
        self.world.advance_to(now);
    }

    pub(crate) fn move_to(&mut self, target: Ms) {
        self.clock.set(target);
        self.world.advance_to(target);
    }

    /// Journals an input and, if state is kept, writes it down before the reply leaves.
    pub(crate) fn keep(&mut self, entry: Entry) {
        if let Some(store) = &mut self.store
            && let Err(error) = store.append(&entry)
        {
            tracing::error!("the journal could not be written: {error}");
        }
        self.journal.keep(entry, self.max_inputs);
        if self.store.is_some() && self.n_calls >= self.next_snapshot {
            self.next_snapshot = self.n_calls + SNAPSHOT_EVERY;
            self.snapshot();
        }
    }

    pub(crate) fn snapshot(&mut self) {
        let Some(store) = &mut self.store else { return };
        if let Err(error) = store.save(&self.world, &self.journal) {
            tracing::error!("the state could not be written: {error}");
        }
    }
}
