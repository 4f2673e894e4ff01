//! What the device remembers of a sign-in, so that its person can go on without the server.

use super::pin::Pin;
use super::{Person, SignInError};
use crate::platform::{choice, choose, http, json, window};
use crate::store::Store;
use api::common::Problem;
use api::company::Company;
use api::session::{DeviceHello, Grant, Session as Answer, SignIn};
use domain::ids::{ClientId, DeviceId};
use domain::text::Email;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Where sessions are made and ended.
const SESSION: &str = "/api/v1/session";
const PATIENCE_MS: u32 = 20_000;
/// Under this name in the device's own table.
const KEPT: &str = "kept";

/// A sign-in as the device keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Who.
    pub person: Person,
    /// What the device may do in their name, and until when.
    pub grant: Grant,
    /// The company's settings.
    pub company: Company,
    /// The device.
    pub device: DeviceId,
    /// What people call it.
    pub device_name: String,
    /// What guards the screen; kept apart for each person by being replaced with them.
    pub pin: Option<Pin>,
}

impl Kept {
    /// What is kept, if somebody is signed in.
    pub async fn read(store: &Store) -> Option<Self> {
        let text = store.own(KEPT).await.ok()??.as_string()?;
        json::read(text.as_bytes()).ok()
    }

    /// Keeps it.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn write(&self, store: &Store) -> Result<(), SignInError> {
        let text = serde_json::to_string(self).map_err(|_| SignInError::NotKept)?;
        store
            .keep(KEPT, &JsValue::from_str(&text))
            .await
            .map_err(|_| SignInError::NotKept)
    }

    /// The grant as [`sync::client`] stamps it on operations.
    pub fn stamped(&self) -> sync::client::Grant {
        sync::client::Grant {
            id: self.grant.id,
            user: self.person.user,
            permissions: self.person.permissions.clone(),
        }
    }

    /// Takes the server's present word; the PIN stays with its person.
    fn of(answer: Answer, pin: Option<Pin>) -> Option<Self> {
        let device = answer.device?;
        choose("device", Some(&device.id.to_string()));
        Some(Self {
            person: Person {
                user: answer.user.id,
                name: answer.user.name.to_string(),
                email: answer.user.email.to_string(),
                permissions: answer.permissions.into_iter().collect(),
            },
            grant: answer.grant?,
            company: answer.company,
            device: device.id,
            device_name: device.name.to_string(),
            pin,
        })
    }

    /// Asks the server what holds now: permissions, grant, settings. `None` if it was not reached; `Err` if it wants a new
    /// sign-in.
    pub async fn renewed(&self) -> Result<Option<Self>, SignInError> {
        let Ok(answer) = http::request("GET", SESSION, http::Body::None, PATIENCE_MS).await else {
            return Ok(None);
        };
        match answer.status {
            200 => {
                let session: Option<Answer> = json::read(&answer.body).ok();
                // Another person's cookie: theirs is another sign-in.
                let own = session.filter(|session| session.user.id == self.person.user);
                Ok(own.and_then(|session| Self::of(session, self.pin.clone())))
            }
            401 => Err(SignInError::Refused(
                "Sign in again to send what is waiting.".into(),
            )),
            _ => Ok(None),
        }
    }
}

/// Signs in with the server.
///
/// # Errors
/// Says in plain words why not.
pub async fn sign_in(
    email: &str,
    password: String,
    client: Option<ClientId>,
    public_key: Option<String>,
    before: Option<&Kept>,
) -> Result<Kept, SignInError> {
    let email = Email::new(email).map_err(|_| SignInError::NoAddress)?;
    let device = DeviceHello {
        id: choice("device").and_then(|text| text.parse().ok()),
        name: None,
        client,
        public_key,
        agent: window().navigator().user_agent().ok(),
    };
    let body = SignIn {
        email,
        password,
        device: Some(device),
    };
    let body = serde_json::to_string(&body).map_err(|_| SignInError::NotOurs)?;
    let answer = http::request("POST", SESSION, http::Body::Json(body), PATIENCE_MS)
        .await
        .map_err(|_| SignInError::Unreached)?;
    if !answer.is_ok() {
        let problem: Option<Problem> = json::read(&answer.body).ok();
        return Err(problem.map_or(SignInError::NotOurs, |problem| {
            SignInError::Refused(problem.detail)
        }));
    }
    let session: Answer = json::read(&answer.body).map_err(|_| SignInError::NotOurs)?;
    let pin = before
        .filter(|before| before.person.user == session.user.id)
        .and_then(|before| before.pin.clone());
    Kept::of(session, pin).ok_or(SignInError::NotOurs)
}

/// Ends the session with the server, if it can be reached.
pub async fn end() {
    // Out of reach, the cookie runs out by itself; what is here is wiped all the same.
    let _ = http::request("DELETE", SESSION, http::Body::None, 5_000).await;
}
