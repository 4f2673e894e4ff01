//! The page of letters that the training company would have sent. Only there when letters go to it.

use crate::app::App;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::fmt::Write;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mail", get(letters))
}

async fn letters(State(app): State<App>) -> Response {
    let Some(letters) = app.mail().and_then(crate::mail::Mail::letters) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut body = String::new();
    for (at, letter) in &letters {
        let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
        let written = write!(
            body,
            "<article><h2>{}</h2><p>To {}, {}</p><pre>{}</pre></article>",
            escaped(&letter.subject),
            escaped(letter.to.as_str()),
            at.strftime("%Y-%m-%d %H:%M:%S UTC"),
            linked(&letter.text),
        );
        written.expect("text takes text");
    }
    if letters.is_empty() {
        body.push_str("<p>No letters yet. Invite somebody, or ask for a new password.</p>");
    }
    Html(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Letters</title>\
         <h1>Letters</h1><p>Nothing is sent from here: this is what would have been.</p>{body}</html>"
    ))
    .into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// Lines that are an address become links.
fn linked(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = escaped(line);
        if line.starts_with("http://") || line.starts_with("https://") {
            format!("<a href=\"{line}\">{line}</a>")
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
