//! Login with Amazon (LWA): access tokens by refresh token, by client credentials and by the code of
//! an authorisation, with one renewal for however many callers wait for it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use rand::Rng;
use serde::Deserialize;

use crate::{
    clock::{Clock, after},
    credentials::{Application, Secret, redact},
    error::beginning,
    http::{Http, HttpError, HttpRequest},
    lenient::wire_enum,
};

wire_enum! {
    /// What LWA says is wrong. Its errors are not those of the Selling Partner API.
    pub enum AuthCode {
        /// The seller or Amazon denies access.
        AccessDenied = "access_denied",
        /// The refresh token is revoked or unknown: the seller must authorise again.
        InvalidGrant = "invalid_grant",
        /// The request is malformed.
        InvalidRequest = "invalid_request",
        /// The scope is unknown or not granted.
        InvalidScope = "invalid_scope",
        /// Something broke at Amazon.
        ServerError = "server_error",
        /// Come back later.
        TemporarilyUnavailable = "temporarily_unavailable",
        /// This application may not use this grant.
        UnauthorizedClient = "unauthorized_client",
        /// The client id or secret is wrong, usually because the secret was rotated.
        InvalidClient = "invalid_client",
    }
}

/// Why there is no token.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AuthError {
    /// LWA refuses.
    #[error("login with Amazon says {code}: {description}")]
    Refused {
        /// Its code.
        code: AuthCode,
        /// Its description, secrets removed.
        description: String,
    },
    /// LWA cannot be reached.
    #[error("login with Amazon does not answer")]
    Unreachable(#[source] HttpError),
    /// LWA answered something that is no token.
    #[error("login with Amazon answered with status {status}: {text}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// How the body begins, secrets removed.
        text: String,
    },
}

impl AuthError {
    /// Whether the same request can succeed later by itself.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Refused { code, .. } => matches!(
                code,
                AuthCode::ServerError | AuthCode::TemporarilyUnavailable
            ),
            Self::Unreachable(_) => true,
            Self::Unreadable { status, .. } => *status == 429 || *status >= 500 || *status == 200,
        }
    }

    /// Whether the seller must authorise the application again.
    pub fn revoked(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                code: AuthCode::InvalidGrant,
                ..
            }
        )
    }
}

/// What is presented for a token.
#[derive(Clone, Debug)]
pub enum Grant {
    /// Acting for a seller.
    RefreshToken(Secret),
    /// Operations that belong to no seller.
    ClientCredentials(Scope),
}

wire_enum! {
    /// Scopes of operations that belong to no seller.
    pub enum Scope {
        /// Notification destinations.
        Notifications = "sellingpartnerapi::notifications",
        /// Rotating the application's own secret.
        ClientCredentialRotation = "sellingpartnerapi::client_credential:rotation",
    }
}

/// What an authorisation code is exchanged for.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Valid for an hour.
    pub access_token: Secret,
    /// To be kept; it stands for the seller's authorisation.
    pub refresh_token: Secret,
}

/// A renewed token is used until this long before its end.
const EARLY: Duration = Duration::from_secs(300);
const ATTEMPTS: u32 = 4;

/// Fetches and keeps access tokens.
pub struct Lwa {
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
    url: String,
    slots: Mutex<HashMap<String, Holder>>,
}

/// What a holder presents, and what came of it.
struct Holder {
    application: Application,
    grant: Grant,
    slot: Arc<Slot>,
}

#[derive(Default)]
struct Slot {
    /// Counts the renewals that ended, well or badly.
    renewals: AtomicU64,
    state: tokio::sync::Mutex<SlotState>,
}

#[derive(Default)]
struct SlotState {
    token: Option<(Secret, Timestamp)>,
    failure: Option<AuthError>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: Secret,
    #[serde(default)]
    refresh_token: Secret,
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct RefusalAnswer {
    error: AuthCode,
    #[serde(default)]
    error_description: String,
}

impl Lwa {
    /// Speaks to the token endpoint at `url`, such as `https://api.amazon.com/auth/o2/token`.
    pub fn new(http: Arc<dyn Http>, clock: Arc<dyn Clock>, url: impl Into<String>) -> Self {
        Self {
            http,
            clock,
            url: url.into(),
            slots: Mutex::default(),
        }
    }

    /// The access token of `holder`, from memory or fresh. However many ask at once, one request
    /// goes out, and its outcome is everybody's.
    ///
    /// A revoked authorisation is remembered: no further request goes out until another grant is
    /// presented under this name, or [`Lwa::forget`] is called.
    ///
    /// # Errors
    /// LWA refuses or cannot be reached.
    pub async fn access_token(
        &self,
        holder: &str,
        application: &Application,
        grant: &Grant,
    ) -> Result<Secret, AuthError> {
        let slot = self.slot(holder, application, grant);
        let before = slot.renewals.load(Ordering::Acquire);
        let mut state = slot.state.lock().await;
        if let Some((token, use_until)) = &state.token
            && self.clock.now() < *use_until
        {
            return Ok(token.clone());
        }
        if let Some(failure) = &state.failure
            && (failure.revoked() || slot.renewals.load(Ordering::Acquire) != before)
        {
            return Err(failure.clone());
        }
        let outcome = self.renew(application, grant).await;
        slot.renewals.fetch_add(1, Ordering::AcqRel);
        match outcome {
            Ok(answer) => {
                let life = Duration::from_secs(answer.expires_in.unwrap_or(3600));
                let early = EARLY.min(life / 2);
                state.token = Some((
                    answer.access_token.clone(),
                    after(self.clock.now(), life - early),
                ));
                state.failure = None;
                tracing::debug!(holder, "access token renewed");
                Ok(answer.access_token)
            }
            Err(error) => {
                tracing::warn!(holder, %error, "access token not renewed");
                state.token = None;
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    /// Amazon said that this token is no longer good. Nothing happens if it has been replaced already.
    pub async fn invalidate(&self, holder: &str, token: &Secret) {
        let slot = lock(&self.slots)
            .get(holder)
            .map(|known| known.slot.clone());
        if let Some(slot) = slot {
            let mut state = slot.state.lock().await;
            if state.token.as_ref().is_some_and(|(kept, _)| kept == token) {
                state.token = None;
            }
        }
    }

    /// Forgets tokens and failures of `holder`.
    pub fn forget(&self, holder: &str) {
        lock(&self.slots).remove(holder);
    }

    /// Exchanges the code that ends an authorisation. The code lives five minutes and works once.
    ///
    /// # Errors
    /// LWA refuses or cannot be reached.
    pub async fn exchange(
        &self,
        application: &Application,
        code: &Secret,
        redirect_uri: &str,
    ) -> Result<Tokens, AuthError> {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", redirect_uri),
        ];
        // Not repeated: after a lost answer the code may be spent, and then only the seller can help.
        let answer = self.ask(application, &fields).await?;
        Ok(Tokens {
            access_token: answer.access_token,
            refresh_token: answer.refresh_token,
        })
    }

    async fn renew(
        &self,
        application: &Application,
        grant: &Grant,
    ) -> Result<TokenAnswer, AuthError> {
        let fields = match grant {
            Grant::RefreshToken(token) => [
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose()),
            ],
            Grant::ClientCredentials(scope) => [
                ("grant_type", "client_credentials"),
                ("scope", scope.as_str()),
            ],
        };
        let mut attempt = 0;
        loop {
            let outcome = self.ask(application, &fields).await;
            attempt += 1;
            match outcome {
                Err(error) if error.retryable() && attempt < ATTEMPTS => {
                    let longest = 500 * (1 << attempt);
                    let wait = rand::rng().random_range(longest / 2..=longest);
                    self.clock.sleep(Duration::from_millis(wait)).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn ask(
        &self,
        application: &Application,
        fields: &[(&str, &str)],
    ) -> Result<TokenAnswer, AuthError> {
        let identity = [
            ("client_id", application.client_id.as_str()),
            ("client_secret", application.client_secret.expose()),
        ];
        let form: Vec<String> = fields
            .iter()
            .chain(&identity)
            .map(|(name, value)| format!("{name}={}", crate::operation::encode(value)))
            .collect();
        let request = HttpRequest {
            method: "POST",
            url: self.url.clone(),
            headers: vec![
                (
                    "content-type",
                    "application/x-www-form-urlencoded;charset=UTF-8".to_owned(),
                ),
                ("accept", "application/json".to_owned()),
            ],
            body: Some(form.join("&").into_bytes()),
        };
        let response = self
            .http
            .send(request)
            .await
            .map_err(AuthError::Unreachable)?;
        if let Ok(answer) = serde_json::from_slice::<TokenAnswer>(&response.body)
            && response.status == 200
            && !answer.access_token.is_empty()
        {
            return Ok(answer);
        }
        match serde_json::from_slice::<RefusalAnswer>(&response.body) {
            Ok(refusal) => Err(AuthError::Refused {
                code: refusal.error,
                description: redact(&refusal.error_description),
            }),
            Err(_) => Err(AuthError::Unreadable {
                status: response.status,
                // Half of an answer may hold half of a token.
                text: if response.status == 200 {
                    "no token".to_owned()
                } else {
                    beginning(&redact(&response.text()))
                },
            }),
        }
    }

    fn slot(&self, holder: &str, application: &Application, grant: &Grant) -> Arc<Slot> {
        let mut slots = lock(&self.slots);
        match slots.get(holder) {
            Some(known)
                if same(&known.application, application) && same_grant(&known.grant, grant) =>
            {
                known.slot.clone()
            }
            _ => {
                let slot = Arc::<Slot>::default();
                let known = Holder {
                    application: application.clone(),
                    grant: grant.clone(),
                    slot: slot.clone(),
                };
                slots.insert(holder.to_owned(), known);
                slot
            }
        }
    }
}

fn same(a: &Application, b: &Application) -> bool {
    a.client_id == b.client_id && a.client_secret == b.client_secret
}

fn same_grant(a: &Grant, b: &Grant) -> bool {
    match (a, b) {
        (Grant::RefreshToken(a), Grant::RefreshToken(b)) => a == b,
        (Grant::ClientCredentials(a), Grant::ClientCredentials(b)) => a == b,
        _ => false,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a seller's browser brings back from Seller Central.
#[derive(Clone, Debug)]
pub struct Authorised {
    /// The seller, whom the tokens do not reveal.
    pub seller_id: String,
    /// To be exchanged at once: see [`Lwa::exchange`].
    pub code: Secret,
}

/// Why what a browser brought back is no authorisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAuthorised {
    /// It does not belong to the session in which it was asked for.
    #[error("the authorisation belongs to another session")]
    Stray,
    /// A part of it is missing.
    #[error("the authorisation comes without {0}")]
    Lacks(&'static str),
}

impl Authorised {
    /// Reads the query of the address that the browser came back to; `state` is the one that was sent along.
    ///
    /// # Errors
    /// The state is another, or a part is missing.
    pub fn read(query: &str, state: &str) -> Result<Self, NotAuthorised> {
        let value = |name: &'static str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(held, _)| *held == name);
            let text = found.map(|(_, text)| percent_encoding::percent_decode_str(text));
            let text = text.map(|text| text.decode_utf8_lossy().into_owned());
            text.filter(|text| !text.is_empty())
                .ok_or(NotAuthorised::Lacks(name))
        };
        if value("state")? != state {
            return Err(NotAuthorised::Stray);
        }
        Ok(Self {
            seller_id: value("selling_partner_id")?,
            code: Secret::new(value("spapi_oauth_code")?),
        })
    }
}

/// The address to which a seller's browser goes to authorise a website application.
///
/// `state` must be short-lived, bound to the session, and checked when the browser comes back, which
/// [`Authorised::read`] does; the page it comes back to should set `Referrer-Policy: no-referrer`.
pub fn consent_url(
    seller_central: &str,
    application_id: &str,
    state: &str,
    redirect_uri: Option<&str>,
    draft: bool,
) -> String {
    use crate::operation::encode;
    let mut url = format!(
        "https://{seller_central}/apps/authorize/consent?application_id={}&state={}",
        encode(application_id),
        encode(state)
    );
    if let Some(uri) = redirect_uri {
        url.push_str("&redirect_uri=");
        url.push_str(&encode(uri));
    }
    if draft {
        url.push_str("&version=beta");
    }
    url
}
