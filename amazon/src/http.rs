//! Carrying requests to Amazon and answers back: the one place that touches the network.
//!
//! The [`Http`] trait is what everything above speaks to, so that tests can put an Amazon of their
//! own behind it. [`Reqwest`] is the real one.

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures::StreamExt;

/// A request, ready to be sent.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Headers; some hold tokens, so this type has no `Debug`.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Option<Vec<u8>>,
}

/// An answer, whole. Its body may hold tokens: what is printed of it is its size.
#[derive(Clone, Default)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl HttpResponse {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text, by the charset that the headers name.
    pub fn text(&self) -> String {
        crate::lenient::decode(&self.body, self.header("content-type"))
    }
}

/// Why no whole answer came.
#[derive(Clone, Debug, thiserror::Error)]
pub enum HttpError {
    /// There was no connection, so nothing was sent.
    #[error("cannot connect: {0}")]
    Connect(String),
    /// The address or a header is malformed, so nothing was sent.
    #[error("the request cannot be sent: {0}")]
    Request(String),
    /// The time for an answer ran out.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke, or the body ended early.
    #[error("the answer broke off: {0}")]
    Broken(String),
    /// The body is longer than allowed.
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
}

impl HttpError {
    /// Whether the request may have reached the other side.
    pub fn may_have_arrived(&self) -> bool {
        !matches!(self, Self::Connect(_) | Self::Request(_))
    }
}

/// Sends requests.
#[async_trait]
pub trait Http: Send + Sync + 'static {
    /// Sends one request and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// No whole answer came.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError>;
}

/// Limits of the real transport.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a request may take, its answer included.
    pub total: Duration,
    /// How long the answer's bytes may pause.
    pub pause: Duration,
    /// How long an answer may be. Reports of hundreds of megabytes exist.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(120),
            pause: Duration::from_secs(30),
            body: 512 * 1024 * 1024,
        }
    }
}

/// HTTP by reqwest with one connection pool for everything.
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
    limits: Limits,
}

impl Reqwest {
    /// A transport with these limits.
    ///
    /// # Errors
    /// The TLS stack cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, HttpError> {
        // The same provider twice is fine: whoever came first has installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .connect_timeout(limits.connect)
            .read_timeout(limits.pause)
            .timeout(limits.total)
            .redirect(reqwest::redirect::Policy::none())
            // A document is unzipped by its own description, see `documents`.
            .gzip(false)
            .build()
            .map_err(|error| HttpError::Request(chain(&error)))?;
        Ok(Self { client, limits })
    }

    /// The transport as the client takes it.
    pub fn shared(self) -> Arc<dyn Http> {
        Arc::new(self)
    }
}

#[async_trait]
impl Http for Reqwest {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|error| HttpError::Request(error.to_string()))?;
        let mut builder = self.client.request(method, &request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let response = builder.send().await.map_err(|error| classify(&error))?;
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let mut body = Vec::new();
        let mut stream = std::pin::pin!(response.bytes_stream());
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|error| classify(&error))?;
            if body.len() + chunk.len() > self.limits.body {
                return Err(HttpError::TooLong(self.limits.body));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse {
            status,
            headers,
            body,
        })
    }
}

fn classify(error: &reqwest::Error) -> HttpError {
    let what = chain(error);
    if error.is_connect() {
        HttpError::Connect(what)
    } else if error.is_builder() {
        HttpError::Request(what)
    } else if error.is_timeout() {
        HttpError::Timeout
    } else {
        HttpError::Broken(what)
    }
}

/// The messages of the causes, without the address, which may be presigned.
fn chain(error: &reqwest::Error) -> String {
    let mut parts = Vec::new();
    let mut at = std::error::Error::source(error);
    while let Some(cause) = at {
        parts.push(cause.to_string());
        at = cause.source();
    }
    if parts.is_empty() {
        "broken".to_owned()
    } else {
        crate::credentials::redact(&parts.join(": "))
    }
}
