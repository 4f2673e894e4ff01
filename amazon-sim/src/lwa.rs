//! Login with Amazon over HTTP: the token endpoint and the consent page.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::json;

use crate::auth::TOKEN_LIFE;
use crate::journal::{Exchange, Who};
use crate::simulator::{Call, Reply};
use crate::world::World;

/// Answers the token endpoint; form-encoded and JSON bodies are both taken.
pub(crate) fn token(world: &mut World, call: &Call) -> (Reply, Option<Who>) {
    let refused = |status: u16, error: &str, description: &str| {
        Reply::json(
            status,
            &json!({"error": error, "error_description": description}),
        )
    };
    if call.method != "POST" {
        return (
            refused(
                405,
                "invalid_request",
                "The request method is not supported.",
            ),
            None,
        );
    }
    let form = read_form(call);
    match world.exchange_token(&form) {
        Ok(answer) => {
            let mut body = json!({"access_token": answer.access_token, "token_type": "bearer", "expires_in": TOKEN_LIFE / 1000});
            if let Some(refresh_token) = &answer.refresh_token {
                body["refresh_token"] = json!(refresh_token);
            }
            let exchange = Exchange {
                client_id: answer.client_id,
                seller: answer.seller,
                scope: form.get("scope").cloned(),
                is_code: form
                    .get("grant_type")
                    .is_some_and(|kind| kind == "authorization_code"),
                is_granted: true,
            };
            let mut reply = Reply::json(200, &body);
            reply
                .headers
                .push(("cache-control".to_owned(), "no-store".to_owned()));
            (reply, Some(Who::Token(exchange)))
        }
        Err(refusal) => {
            // A refusal may have used up a misbehaviour that strikes a number of times.
            let seller = form.get("refresh_token").and_then(|token| {
                let found = world.accounts.values().find(|account| {
                    account
                        .authorisations
                        .iter()
                        .any(|held| &held.refresh_token == token)
                });
                found.map(|account| account.seller_id.clone())
            });
            let who = seller
                .filter(|_| refusal.error == "invalid_grant")
                .map(|seller| {
                    Who::Token(Exchange {
                        client_id: form.get("client_id").cloned().unwrap_or_default(),
                        seller: Some(seller),
                        scope: None,
                        is_code: false,
                        is_granted: false,
                    })
                });
            (
                refused(refusal.status, refusal.error, refusal.description),
                who,
            )
        }
    }
}

/// Repeats an exchange from a journal, which keeps neither tokens nor secrets.
pub(crate) fn repeat(world: &mut World, exchange: &Exchange) {
    match &exchange.seller {
        // The journal of another world.
        Some(seller) if !world.accounts.contains_key(seller) => {}
        Some(seller) if exchange.is_code => {
            let refresh_token = world.authorise(&exchange.client_id, seller);
            world.grant_access(&exchange.client_id, seller, Some(refresh_token));
        }
        Some(seller) => {
            world.strikes_consent(seller);
            if exchange.is_granted {
                world.grant_access(&exchange.client_id, seller, None);
            }
        }
        None => {
            world.grant_scope(
                &exchange.client_id,
                exchange.scope.as_deref().unwrap_or_default(),
            );
        }
    }
}

fn read_form(call: &Call) -> BTreeMap<String, String> {
    let is_json = call
        .header("content-type")
        .is_some_and(|kind| kind.contains("json"));
    if is_json {
        let parsed: BTreeMap<String, serde_json::Value> =
            serde_json::from_slice(&call.body).unwrap_or_default();
        return parsed
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())))
            .collect();
    }
    parse_query(&String::from_utf8_lossy(&call.body))
        .into_iter()
        .collect()
}

/// Decodes `a=b&c=d`.
pub(crate) fn parse_query(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| {
        percent_decode_str(&part.replace('+', " "))
            .decode_utf8_lossy()
            .into_owned()
    };
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// The consent page of Seller Central: choose the account, confirm, and the browser returns with a code.
pub(crate) fn consent(world: &mut World, call: &Call) -> (Reply, Option<Who>) {
    let posted = if call.method == "POST" {
        parse_query(&String::from_utf8_lossy(&call.body))
    } else {
        Vec::new()
    };
    let value = |name: &str| {
        posted
            .iter()
            .chain(&call.query)
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let application = world
        .applications
        .values()
        .find(|held| held.application_id == value("application_id"))
        .cloned();
    let Some(application) = application else {
        return (
            page(
                400,
                "Unknown application",
                "<p>There is no application with this application_id.</p>",
            ),
            None,
        );
    };
    let redirect = value("redirect_uri");
    let is_allowed =
        application.redirect_uris.is_empty() || application.redirect_uris.contains(&redirect);
    if redirect.is_empty() || !is_allowed {
        return (
            page(
                400,
                "Unknown redirect URI",
                "<p>The redirect_uri is missing or not registered for this application (error MD5101).</p>",
            ),
            None,
        );
    }
    let seller = value("seller_id");
    if call.method != "POST" || !world.accounts.contains_key(&seller) {
        return (
            page(
                200,
                "Authorise an application",
                &consent_form(
                    world,
                    &application.name,
                    &value("application_id"),
                    &value("state"),
                    &redirect,
                ),
            ),
            None,
        );
    }
    let code = world.consent_code(&application.client_id, &seller);
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let joint = if redirect.contains('?') { '&' } else { '?' };
    let location = format!(
        "{redirect}{joint}state={}&selling_partner_id={seller}&spapi_oauth_code={code}",
        encode(&value("state"))
    );
    let mut reply = Reply::content(302, "text/html", Vec::new());
    reply.headers.push(("location".to_owned(), location));
    (
        reply,
        Some(Who::Consent {
            client_id: application.client_id,
            seller,
        }),
    )
}

fn consent_form(
    world: &World,
    name: &str,
    application_id: &str,
    state: &str,
    redirect: &str,
) -> String {
    let options: String = world
        .accounts
        .values()
        .map(|account| {
            format!(
                "<option value=\"{}\">{} ({})</option>",
                account.seller_id,
                escape(&account.name),
                account.region.code().to_uppercase()
            )
        })
        .collect();
    format!(
        "<form method=\"post\"><p><strong>{}</strong> asks for access to your Selling Partner account.</p>\
         <input type=\"hidden\" name=\"application_id\" value=\"{}\"><input type=\"hidden\" name=\"state\" value=\"{}\">\
         <input type=\"hidden\" name=\"redirect_uri\" value=\"{}\"><p><label>Account <select name=\"seller_id\">{options}</select></label></p>\
         <p><button>Confirm</button></p></form>",
        escape(name),
        escape(application_id),
        escape(state),
        escape(redirect)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn page(status: u16, title: &str, body: &str) -> Reply {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}}button,select{{font:inherit;padding:.4rem .8rem}}</style><h1>{title}</h1>{body}</html>"
    );
    Reply::content(status, "text/html; charset=utf-8", html.into_bytes())
}
