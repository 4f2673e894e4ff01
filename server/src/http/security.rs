//! Keeps other origins out: browsers say where a request comes from, and writes from elsewhere are refused. Every
//! answer carries the content policy.

use super::extract::bearer;
use super::problem::Problem;
use crate::app::App;
use crate::site::CONTENT_POLICY;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Says that an answer is this server's: a wireless network's sign-in page answers in its place, with a clock of its own.
const OWN: HeaderName = HeaderName::from_static("x-quayside");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses writes that a page of another origin makes in the user's name.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let is_write = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    // A key is shown by the program itself. A page of another site cannot add it without this server's leave, and where
    // one is shown, the cookie that such a page could abuse counts for nothing.
    if is_write && bearer(request.headers()).is_none() && !is_own(&request) {
        return Problem::new(
            StatusCode::FORBIDDEN,
            "request/other-origin",
            "This request was made by a page of another site. Nothing was changed.",
        )
        .into_response();
    }
    next.run(request).await
}

fn is_own(request: &Request) -> bool {
    let header = |name: &HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = header(&FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    // Older browsers send only `Origin`; programs send neither and hold no cookie that a page could abuse.
    let Some(origin) = header(&ORIGIN) else {
        return true;
    };
    let host = header(&HOST).or_else(|| {
        request
            .uri()
            .authority()
            .map(|authority| authority.as_str())
    });
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_some() && origin_host == host
}

/// Adds the headers that every answer carries.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with(super::table::BASE);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_POLICY),
    );
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(self), microphone=(), geolocation=()"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    if is_api {
        headers.insert(OWN, HeaderValue::from_static("1"));
    }
    if is_api && !headers.contains_key(axum::http::header::CACHE_CONTROL) {
        headers.insert(
            axum::http::header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        );
    }
    if app.is_https() {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    response
}
