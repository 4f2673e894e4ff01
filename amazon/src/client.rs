//! The client: sends any [`Operation`] for any account, politely and at most as often as is safe.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::Stream;
use jiff::Timestamp;
use rand::Rng;

use crate::{
    auth::{Grant, Lwa, Scope},
    clock::{Clock, SystemClock, after, until},
    credentials::{Application, Secret},
    error::{Error, Refusal},
    http::{Http, HttpError, HttpRequest, HttpResponse, Limits, Reqwest},
    lenient::{self, Unread},
    marketplace::Region,
    operation::{Enveloped, Operation, Safety},
    paging::Paged,
    plan::{BucketKey, MemoryStore, NotTaken, PlanStore, Plans, Priority},
};

/// Where Amazon is. Everything can be pointed elsewhere, for the sandbox and for simulators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// North America.
    pub na: String,
    /// Europe.
    pub eu: String,
    /// Far East.
    pub fe: String,
    /// Login with Amazon's token endpoint.
    pub lwa: String,
}

impl Endpoints {
    /// The real ones.
    pub fn production() -> Self {
        Self::hosts("https://sellingpartnerapi")
    }

    /// Amazon's sandbox, where every operation allows five requests a second.
    pub fn sandbox() -> Self {
        Self::hosts("https://sandbox.sellingpartnerapi")
    }

    /// One server that plays everything, its token endpoint at `/auth/o2/token`.
    pub fn at(base: &str) -> Self {
        let base = base.trim_end_matches('/');
        Self {
            na: base.into(),
            eu: base.into(),
            fe: base.into(),
            lwa: format!("{base}/auth/o2/token"),
        }
    }

    fn hosts(start: &str) -> Self {
        Self {
            na: format!("{start}-na.amazon.com"),
            eu: format!("{start}-eu.amazon.com"),
            fe: format!("{start}-fe.amazon.com"),
            lwa: "https://api.amazon.com/auth/o2/token".into(),
        }
    }

    /// The endpoint of a region.
    pub fn of(&self, region: Region) -> &str {
        match region {
            Region::NorthAmerica => &self.na,
            Region::Europe => &self.eu,
            Region::FarEast => &self.fe,
        }
    }
}

/// A seller's account, as far as calling for it goes.
#[derive(Clone, Debug)]
pub struct Account {
    /// What the caller calls it; buckets and log lines bear this name. One authorisation, one name.
    pub name: String,
    /// The region whose endpoint serves it.
    pub region: Region,
    /// The application that the seller authorised; a private one is the seller's own.
    pub application: Application,
    /// The refresh token of that authorisation.
    pub refresh_token: Secret,
}

/// How long to try.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How long a call may wait for its usage plan and for pauses between attempts, all in all.
    pub patience: Duration,
    /// How often a call that may be repeated is sent when Amazon fails or does not answer.
    pub attempts: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(15 * 60),
            attempts: 4,
        }
    }
}

/// A success.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// What was answered.
    pub body: T,
    /// What did not fit the types, raw.
    pub unread: Vec<Unread>,
    /// The HTTP status.
    pub status: u16,
    /// Amazon's id of the request.
    pub request_id: Option<String>,
}

impl<T> Answer<T> {
    /// The same with another body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            body: change(self.body),
            unread: self.unread,
            status: self.status,
            request_id: self.request_id,
        }
    }
}

/// Builds a [`Client`].
pub struct Builder {
    endpoints: Endpoints,
    user_agent: String,
    http: Option<Arc<dyn Http>>,
    clock: Arc<dyn Clock>,
    store: Arc<dyn PlanStore>,
    under_way: usize,
    limits: Limits,
}

impl Builder {
    /// Where Amazon is.
    pub fn endpoints(mut self, endpoints: Endpoints) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// Another transport than reqwest.
    pub fn http(mut self, http: Arc<dyn Http>) -> Self {
        self.http = Some(http);
        self
    }

    /// Limits of the built-in transport.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Another clock than this machine's.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Where usage plans are kept; by default in this process.
    pub fn plan_store(mut self, store: Arc<dyn PlanStore>) -> Self {
        self.store = store;
        self
    }

    /// How many calls may be under way at a time, over all accounts.
    pub fn under_way(mut self, calls: usize) -> Self {
        self.under_way = calls;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// The transport cannot be set up.
    pub fn build(self) -> Result<Client, HttpError> {
        let http = match self.http {
            Some(http) => http,
            None => Reqwest::new(self.limits)?.shared(),
        };
        Ok(Client {
            inner: Arc::new(Inner {
                lwa: Lwa::new(http.clone(), self.clock.clone(), &self.endpoints.lwa),
                plans: Plans::new(self.store, self.clock.clone(), self.under_way),
                endpoints: self.endpoints,
                user_agent: self.user_agent,
                http,
                clock: self.clock,
                breakers: Mutex::default(),
            }),
        })
    }
}

/// The connection to Amazon: one pool, one set of usage plans, for any number of accounts. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    endpoints: Endpoints,
    user_agent: String,
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
    lwa: Lwa,
    plans: Plans,
    breakers: Mutex<HashMap<BucketKey, Breaker>>,
}

/// Remembers that an operation keeps failing for an account, so that it is left alone for a while.
#[derive(Clone, Debug)]
struct Breaker {
    failures: u32,
    open_until: Timestamp,
    last: String,
}

impl Client {
    /// Begins a client for production; `name` and `version` are the calling application's, which
    /// Amazon wants to know.
    pub fn builder(name: &str, version: &str) -> Builder {
        let agent = format!(
            "{name}/{version} (Language=Rust; Platform={})",
            std::env::consts::OS
        );
        Builder {
            endpoints: Endpoints::production(),
            user_agent: agent
                .chars()
                .filter(|c| c.is_ascii() && !c.is_ascii_control())
                .take(500)
                .collect(),
            http: None,
            clock: Arc::new(SystemClock),
            store: Arc::<MemoryStore>::default(),
            under_way: 32,
            limits: Limits::default(),
        }
    }

    /// Calls for a seller.
    pub fn session(&self, account: &Account) -> Session {
        Session {
            client: self.clone(),
            name: account.name.clone(),
            base: self.inner.endpoints.of(account.region).to_owned(),
            application: account.application.clone(),
            grant: Grant::RefreshToken(account.refresh_token.clone()),
            restricted: None,
            priority: Priority::default(),
            effort: Effort::default(),
        }
    }

    /// Calls that belong to no seller, such as notification destinations.
    pub fn grantless(&self, region: Region, application: &Application, scope: Scope) -> Session {
        Session {
            client: self.clone(),
            name: format!("{} {scope}", application.client_id),
            base: self.inner.endpoints.of(region).to_owned(),
            application: application.clone(),
            grant: Grant::ClientCredentials(scope),
            restricted: None,
            priority: Priority::default(),
            effort: Effort::default(),
        }
    }

    /// Tokens: exchanging an authorisation code, forgetting an account.
    pub fn lwa(&self) -> &Lwa {
        &self.inner.lwa
    }

    /// Usage plans: how long a number of calls would take.
    pub fn plans(&self) -> &Plans {
        &self.inner.plans
    }

    /// The clock everything here goes by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    pub(crate) fn http(&self) -> &Arc<dyn Http> {
        &self.inner.http
    }

    pub(crate) fn user_agent(&self) -> &str {
        &self.inner.user_agent
    }
}

/// Calls on behalf of one account. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    client: Client,
    name: String,
    base: String,
    application: Application,
    grant: Grant,
    restricted: Option<Secret>,
    priority: Priority,
    effort: Effort,
}

/// What one attempt came to.
enum Attempt {
    Success(HttpResponse),
    /// Not accepted because of the usage plan; nothing happened at Amazon.
    Throttled,
    /// The token was no longer good.
    Expired(Secret, Refusal),
    Failed(Error),
}

impl Session {
    /// The same with another priority.
    pub fn with_priority(&self, priority: Priority) -> Self {
        Self {
            priority,
            ..self.clone()
        }
    }

    /// The same with another effort.
    pub fn with_effort(&self, effort: Effort) -> Self {
        Self {
            effort,
            ..self.clone()
        }
    }

    /// The same with a restricted data token, for calls that give personal data.
    pub fn with_restricted_token(&self, token: Secret) -> Self {
        Self {
            restricted: Some(token),
            ..self.clone()
        }
    }

    /// The account's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The client that this session belongs to.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The bucket of an operation for this account.
    pub fn bucket<O: Operation>(&self) -> BucketKey {
        BucketKey {
            account: self.name.clone(),
            operation: format!("{}.{}", O::API, O::NAME),
        }
    }

    /// How long `calls` more calls of an operation would take.
    ///
    /// # Errors
    /// The store of the usage plans failed.
    pub async fn eta<O: Operation>(&self, calls: u32) -> Result<Duration, Error> {
        let eta = self
            .client
            .inner
            .plans
            .eta(&self.bucket::<O>(), O::PLAN, calls)
            .await;
        eta.map_err(|source| Error::Plan {
            operation: O::NAME,
            source,
        })
    }

    /// Calls an operation: waits for its usage plan, renews the token when needed, and repeats what
    /// may be repeated.
    ///
    /// # Errors
    /// See [`Error`]. For an operation of [`Safety::Once`], ask [`Error::outcome_unknown`] before
    /// trying again.
    pub async fn call<O: Operation>(&self, operation: &O) -> Result<Answer<O::Answer>, Error> {
        let inner = &self.client.inner;
        let key = self.bucket::<O>();
        let deadline = after(inner.clock.now(), self.effort.patience);
        let mut failures = 0;
        let mut renewed = false;
        self.ask_breaker::<O>(&key)?;
        loop {
            let outcome = match self.attempt(operation, &key, deadline).await? {
                Attempt::Success(response) => {
                    let rate = response
                        .header("x-amzn-ratelimit-limit")
                        .and_then(|rate| rate.trim().parse().ok());
                    let noted = inner.plans.succeeded(&key, O::PLAN, rate).await;
                    noted.map_err(|source| Error::Plan {
                        operation: O::NAME,
                        source,
                    })?;
                    read::<O>(response)
                }
                Attempt::Throttled => {
                    let noted = inner.plans.throttled(&key, O::PLAN).await;
                    noted.map_err(|source| Error::Plan {
                        operation: O::NAME,
                        source,
                    })?;
                    continue;
                }
                Attempt::Expired(token, refusal) => {
                    if renewed || self.restricted.is_some() {
                        Err(Error::NotPermitted {
                            operation: O::NAME,
                            refusal,
                        })
                    } else {
                        renewed = true;
                        inner.lwa.invalidate(&self.name, &token).await;
                        continue;
                    }
                }
                Attempt::Failed(error) => Err(error),
            };
            let error = match outcome {
                Ok(answer) => {
                    self.note_success(&key);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            failures += 1;
            let repeat = error.retryable()
                && !matches!(
                    error,
                    Error::Throttled { .. } | Error::Authentication { .. }
                )
                && (O::SAFETY != Safety::Once || !error.outcome_unknown(O::SAFETY))
                && failures < self.effort.attempts;
            let pause = pause(failures);
            if !repeat || after(inner.clock.now(), pause) > deadline {
                self.note_failure(&key, &error);
                return Err(error);
            }
            tracing::debug!(account = self.name, operation = O::NAME, %error, ?pause, "call failed, to be repeated");
            inner.clock.sleep(pause).await;
        }
    }

    /// Calls an operation whose answer is an envelope, and opens it.
    ///
    /// # Errors
    /// As [`Session::call`]; an envelope that holds errors and no payload is a refusal too.
    pub async fn payload<O>(
        &self,
        operation: &O,
    ) -> Result<Answer<<O::Answer as Enveloped>::Payload>, Error>
    where
        O: Operation,
        O::Answer: Enveloped,
    {
        let Answer {
            body,
            unread,
            status,
            request_id,
        } = self.call(operation).await?;
        let (payload, errors) = body.open();
        match payload {
            Some(body) => Ok(Answer {
                body,
                unread,
                status,
                request_id,
            }),
            None if errors.is_empty() => Err(Error::Unreadable {
                operation: O::NAME,
                reason: "the answer has neither payload nor errors".to_owned(),
                request_id,
            }),
            None => Err(Error::Refused {
                operation: O::NAME,
                refusal: Refusal {
                    status,
                    errors,
                    text: None,
                    request_id,
                },
            }),
        }
    }

    /// All pages, one after the other. After an error the stream ends.
    pub fn pages<O: Paged + Clone + 'static>(
        &self,
        operation: O,
    ) -> impl Stream<Item = Result<Answer<O::Answer>, Error>> + Send {
        let session = self.clone();
        futures::stream::try_unfold(Some(operation), move |next| {
            let session = session.clone();
            async move {
                let Some(operation) = next else {
                    return Ok(None);
                };
                let page = session.call(&operation).await?;
                let next = operation.next(&page.body);
                Ok(Some((page, next)))
            }
        })
    }

    async fn attempt<O: Operation>(
        &self,
        operation: &O,
        key: &BucketKey,
        deadline: Timestamp,
    ) -> Result<Attempt, Error> {
        let inner = &self.client.inner;
        // Before the bucket, so that a revoked authorisation costs no token of it.
        self.token::<O>().await?;
        let patience = until(inner.clock.now(), deadline);
        match inner
            .plans
            .take(key, O::PLAN, self.priority, patience)
            .await
        {
            Ok(()) => {}
            Err(NotTaken::TooLate(late)) => {
                return Err(Error::Throttled {
                    operation: O::NAME,
                    retry_after: late.wait,
                });
            }
            Err(NotTaken::Store(source)) => {
                return Err(Error::Plan {
                    operation: O::NAME,
                    source,
                });
            }
        }
        let lane = inner.plans.lane(&self.name, self.priority).await;
        let token = self.token::<O>().await?;
        let started = inner.clock.now();
        let response = inner.http.send(self.dress(operation, &token)).await;
        drop(lane);
        let took = until(started, inner.clock.now());
        let response = match response {
            Ok(response) => response,
            Err(source) => {
                tracing::info!(account = self.name, api = O::API, operation = O::NAME, ?took, error = %source, "no answer");
                let sent = source.may_have_arrived();
                return Ok(Attempt::Failed(match source {
                    HttpError::TooLong(_) => Error::Unreadable {
                        operation: O::NAME,
                        reason: source.to_string(),
                        request_id: None,
                    },
                    _ => Error::NoAnswer {
                        operation: O::NAME,
                        sent,
                        source,
                    },
                }));
            }
        };
        tracing::info!(
            account = self.name,
            api = O::API,
            operation = O::NAME,
            status = response.status,
            request_id = response.header("x-amzn-requestid").unwrap_or_default(),
            ?took,
            "called"
        );
        Ok(judge::<O>(response, token))
    }

    async fn token<O: Operation>(&self) -> Result<Secret, Error> {
        if let Some(token) = &self.restricted {
            return Ok(token.clone());
        }
        let token = self
            .client
            .inner
            .lwa
            .access_token(&self.name, &self.application, &self.grant)
            .await;
        token.map_err(|source| Error::Authentication {
            operation: O::NAME,
            source,
        })
    }

    fn dress<O: Operation>(&self, operation: &O, token: &Secret) -> HttpRequest {
        let request = operation.request();
        let mut headers = vec![
            ("x-amz-access-token", token.expose().to_owned()),
            ("user-agent", self.client.inner.user_agent.clone()),
            ("accept", "application/json".to_owned()),
        ];
        if request.body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        let url = format!("{}{}", self.base, request.target());
        headers.extend(request.headers);
        HttpRequest {
            method: request.method,
            url,
            headers,
            body: request.body,
        }
    }

    /// Fails at once when the operation has been failing for this account. What a person waits for
    /// is always tried.
    fn ask_breaker<O: Operation>(&self, key: &BucketKey) -> Result<(), Error> {
        if self.priority == Priority::Interactive {
            return Ok(());
        }
        let now = self.client.inner.clock.now();
        match lock(&self.client.inner.breakers).get(key) {
            Some(breaker) if now < breaker.open_until => Err(Error::Resting {
                operation: O::NAME,
                retry_after: until(now, breaker.open_until),
                last: breaker.last.clone(),
            }),
            _ => Ok(()),
        }
    }

    fn note_success(&self, key: &BucketKey) {
        lock(&self.client.inner.breakers).remove(key);
    }

    fn note_failure(&self, key: &BucketKey, error: &Error) {
        const SHORTEST: Duration = Duration::from_secs(30);
        const LONGEST: Duration = Duration::from_secs(15 * 60);
        // A refusal is about one thing, also one with 403: the next may be fine.
        if !matches!(error, Error::Unavailable { .. } | Error::NoAnswer { .. }) {
            return;
        }
        let now = self.client.inner.clock.now();
        let mut breakers = lock(&self.client.inner.breakers);
        let breaker = breakers.entry(key.clone()).or_insert_with(|| Breaker {
            failures: 0,
            open_until: Timestamp::MIN,
            last: String::new(),
        });
        breaker.failures += 1;
        breaker.last = error.to_string();
        // Two calls in a row, each with all its attempts: this is no accident.
        if breaker.failures >= 2 {
            let rest = SHORTEST
                .saturating_mul(1 << (breaker.failures - 2).min(5))
                .min(LONGEST);
            breaker.open_until = after(now, rest);
        }
    }
}

/// Sorts an answer by what can be done about it.
fn judge<O: Operation>(response: HttpResponse, token: Secret) -> Attempt {
    let operation = O::NAME;
    let status = response.status;
    if (200..300).contains(&status) {
        return Attempt::Success(response);
    }
    let request_id = response.header("x-amzn-requestid").map(str::to_owned);
    let refusal = Refusal::read(status, &response.text(), request_id);
    match status {
        429 => Attempt::Throttled,
        // Some operations throttle with other statuses; the code tells.
        _ if refusal.has_code("QuotaExceeded") => Attempt::Throttled,
        401 | 403 if is_about_the_token(&refusal) => Attempt::Expired(token, refusal),
        401 | 403 => Attempt::Failed(Error::NotPermitted { operation, refusal }),
        // Inbound 2024-03-20 has 400 for what is not there.
        400 if refusal.has_code("BadRequest") && refusal.mentions("does not exist") => {
            Attempt::Failed(Error::NotFound { operation, refusal })
        }
        404 => Attempt::Failed(Error::NotFound { operation, refusal }),
        408 | 500.. => Attempt::Failed(Error::Unavailable { operation, refusal }),
        _ => Attempt::Failed(Error::Refused { operation, refusal }),
    }
}

fn is_about_the_token(refusal: &Refusal) -> bool {
    refusal.mentions("access token")
        || refusal.mentions("security token")
        || refusal.has_code("InvalidAccessToken")
}

/// So many places that could not be read are logged of one answer.
const LOGGED: usize = 20;

fn read<O: Operation>(response: HttpResponse) -> Result<Answer<O::Answer>, Error> {
    let status = response.status;
    let request_id = response.header("x-amzn-requestid").map(str::to_owned);
    let is_empty = response.body.iter().all(u8::is_ascii_whitespace);
    let text;
    let body: &[u8] = if is_empty {
        // Several successes have no body at all; a type without required fields reads as empty.
        b"{}"
    } else if std::str::from_utf8(&response.body).is_ok() {
        &response.body
    } else {
        text = response.text();
        text.as_bytes()
    };
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match lenient::read(body) {
        Ok((body, unread)) => {
            for lost in unread.iter().take(LOGGED) {
                tracing::warn!(
                    operation = O::NAME,
                    path = lost.path,
                    reason = lost.reason,
                    "part of an answer left out"
                );
            }
            Ok(Answer {
                body,
                unread,
                status,
                request_id,
            })
        }
        Err(error) => {
            let start = String::from_utf8_lossy(&body[..body.len().min(64)]);
            let kind = if start.trim_start().starts_with('<') {
                "it is a page of HTML or XML"
            } else {
                "it is no whole JSON"
            };
            Err(Error::Unreadable {
                operation: O::NAME,
                reason: format!("{kind} ({error})"),
                request_id,
            })
        }
    }
}

/// The pause before the next attempt: exponential, half of it random.
fn pause(failures: u32) -> Duration {
    let longest = 1000_u64 << failures.min(6);
    Duration::from_millis(rand::rng().random_range(longest / 2..=longest))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
