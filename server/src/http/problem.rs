//! Errors as people and programs outside see them (RFC 9457).
//!
//! A problem carries its cause for the log; the cause never leaves the server. One layer writes both, so turning an
//! error into an answer has no side effect.

use api::common::FieldProblem;
use axum::Json;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::error::Error;
use std::sync::Arc;

/// Names a request in the log and in the answer.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What went wrong, for outside, with its cause for the log.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// A stable code.
    pub kind: &'static str,
    /// For people.
    pub detail: String,
    /// What is wrong with which field.
    pub fields: Vec<FieldProblem>,
    /// What stands in the way.
    pub reasons: Vec<String>,
    retry_after_s: Option<u64>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    /// A problem with a sentence for people.
    pub fn new(status: StatusCode, kind: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            detail: detail.into(),
            fields: Vec::new(),
            reasons: Vec::new(),
            retry_after_s: None,
            cause: None,
        }
    }

    /// Something inside failed: masked outside, logged with its causes.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        let detail = "Something went wrong on the server. Nothing was changed. Try again; if it stays so, tell whoever \
                      runs this server the request number.";
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server/internal", detail);
        problem.cause = Some(Arc::new(cause));
        problem
    }

    /// Trying again later can help.
    pub fn unavailable(cause: impl Error + Send + Sync + 'static) -> Self {
        let detail = "The server is busy or its database does not answer. Nothing was changed. Try again in a moment.";
        let mut problem = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "server/unavailable",
            detail,
        )
        .retry_after(2);
        problem.cause = Some(Arc::new(cause));
        problem
    }

    /// There is no such thing, or the caller may not know of it.
    pub fn not_found(kind: &'static str, what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            kind,
            format!("There is no {what}. It may have been removed."),
        )
    }

    /// A field holds what cannot be accepted.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "request/invalid",
            format!("`{field}` cannot be accepted: {message}."),
        );
        problem.fields.push(FieldProblem {
            field: field.to_owned(),
            message,
        });
        problem
    }

    /// Adds what stands in the way.
    #[must_use]
    pub fn with_reasons(mut self, reasons: Vec<String>) -> Self {
        self.reasons = reasons;
        self
    }

    /// Says after how many seconds trying again makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    fn body(&self, request: Option<String>) -> api::common::Problem {
        api::common::Problem {
            kind: self.kind.to_owned(),
            title: self
                .status
                .canonical_reason()
                .unwrap_or("Problem")
                .to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            request,
            fields: self.fields.clone(),
            reasons: self.reasons.clone(),
        }
    }

    fn render(&self, request: Option<String>) -> Response {
        let mut response = (self.status, Json(self.body(request))).into_response();
        response.headers_mut().insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED && self.kind.starts_with("key/") {
            response
                .headers_mut()
                .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after_s {
            response
                .headers_mut()
                .insert(axum::http::header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.render(None);
        response.extensions_mut().insert(self);
        response
    }
}

/// Logs a problem once with all its causes, and writes the request's number into the answer.
pub async fn report(request: Request, next: Next) -> Response {
    let number = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .map(str::to_owned);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned() else {
        return response;
    };
    let cause = problem.cause.as_deref().map(|cause| chain(cause));
    if problem.status.is_server_error() {
        tracing::error!(%method, path, request = number, kind = problem.kind, cause, "request failed");
    } else {
        tracing::debug!(%method, path, request = number, kind = problem.kind, detail = problem.detail, "request refused");
    }
    let mut rendered = problem.render(number);
    for (name, value) in response.headers() {
        if !rendered.headers().contains_key(name) && *name != axum::http::header::CONTENT_LENGTH {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    rendered
}

/// An error and its causes in one line.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        next = cause.source();
    }
    line
}
