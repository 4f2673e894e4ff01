//! The built app: files under hashed names for ever, the shell for navigations, the service worker never cached.
//!
//! A missing asset is an error, never the shell: a page of an older version must notice that its files are gone.

use crate::http::problem::Problem;
use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

#[cfg(feature = "embed")]
static EMBEDDED: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/../target/site");

/// What browsers are told to allow: nothing but this server (OFF-51).
pub const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; \
     manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Where the built app is.
#[derive(Debug, Clone)]
pub enum Site {
    /// In a folder.
    Folder(PathBuf),
    /// Inside the binary.
    #[cfg(feature = "embed")]
    Embedded,
    /// Nowhere: the JSON interface only.
    Absent,
}

impl Site {
    /// The folder if one is given, else what is inside the binary.
    pub fn new(folder: Option<PathBuf>) -> Self {
        match folder {
            Some(folder) => Self::Folder(folder),
            #[cfg(feature = "embed")]
            None => Self::Embedded,
            #[cfg(not(feature = "embed"))]
            None => Self::Absent,
        }
    }

    /// Answers a request that nothing else took.
    pub async fn respond(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "request/method",
                "This address cannot be written to.",
            )
            .into_response();
        }
        let Some(path) = relative(uri.path()) else {
            return missing(uri.path());
        };
        if path.starts_with("api/") || path == "api" {
            return missing(uri.path());
        }
        if !path.is_empty()
            && path != "index.html"
            && let Some(response) = self.file(&path, headers).await
        {
            return response;
        }
        if path.starts_with("assets/") || has_extension(&path) {
            return missing(uri.path());
        }
        match self.file("index.html", headers).await {
            Some(shell) => shell,
            None => Problem::new(
                StatusCode::NOT_FOUND,
                "site/absent",
                "This server runs without the browser app. Build it with `cargo xtask dist`, or name its folder with `--site`.",
            )
            .into_response(),
        }
    }

    async fn file(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let plain = self.read(path).await?;
        let tag = format!("\"{}\"", &blake3::hash(&plain).to_hex()[..16]);
        let asset = path.starts_with("assets/");
        let cache = if asset { FOR_EVER } else { ASK_AGAIN };
        let mut response = Response::new(Body::empty());
        let out = response.headers_mut();
        out.insert(CACHE_CONTROL, cache);
        out.insert(VARY, HeaderValue::from_static("accept-encoding"));
        out.insert(
            ETAG,
            HeaderValue::from_str(&tag).expect("hexadecimal digits"),
        );
        out.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
        if headers
            .get(IF_NONE_MATCH)
            .is_some_and(|seen| seen.as_bytes() == tag.as_bytes())
        {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return Some(response);
        }
        for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
            if accepts(headers, encoding)
                && let Some(packed) = self.read(&format!("{path}.{suffix}")).await
            {
                response
                    .headers_mut()
                    .insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
                *response.body_mut() = body(packed);
                return Some(response);
            }
        }
        *response.body_mut() = body(plain);
        Some(response)
    }

    async fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Folder(folder) => tokio::fs::read(folder.join(path))
                .await
                .ok()
                .map(Cow::Owned),
            #[cfg(feature = "embed")]
            Self::Embedded => EMBEDDED
                .get_file(path)
                .map(|file| Cow::Borrowed(file.contents())),
            Self::Absent => None,
        }
    }
}

fn body(bytes: Cow<'static, [u8]>) -> Body {
    match bytes {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    }
}

fn missing(path: &str) -> Response {
    let short: String = path.chars().take(200).collect();
    Problem::new(
        StatusCode::NOT_FOUND,
        "request/unknown-address",
        format!("There is nothing at {short}."),
    )
    .into_response()
}

/// The decoded path without its leading slash, or nothing if it tries to leave the folder.
fn relative(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path.trim_start_matches('/'))
        .decode_utf8()
        .ok()?;
    if decoded.contains(['\\', '\0']) {
        return None;
    }
    let safe = Path::new(decoded.as_ref())
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    safe.then(|| decoded.into_owned())
}

fn has_extension(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|item| {
            let mut parts = item.split(';').map(str::trim);
            parts.next() == Some(encoding)
                && !parts.any(|weight| weight == "q=0" || weight == "q=0.0")
        })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
