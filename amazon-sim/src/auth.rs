//! Login with Amazon: refresh tokens become access tokens, codes become refresh tokens, and restricted data tokens
//! open what holds personal data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::{DAY, HOUR, MINUTE, Ms};
use crate::random::Random;
use crate::world::World;
use crate::world::account::Authorisation;

/// How long an access token and a restricted data token live.
pub const TOKEN_LIFE: Ms = HOUR;
/// How long an authorisation code lives.
pub const CODE_LIFE: Ms = 5 * MINUTE;
const TOKEN_LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Application.
    pub client_id: String,
    /// Seller; none for grantless calls.
    pub seller: Option<String>,
    /// Scope of a grantless token.
    pub scope: Option<String>,
    /// When it dies.
    pub expires: Ms,
    /// `METHOD path` entries, if it is a restricted data token.
    pub restricted: Option<Vec<RestrictedResource>>,
}

/// One resource a restricted data token opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictedResource {
    /// Method.
    pub method: String,
    /// Path, perhaps with parameters in braces.
    pub path: String,
    /// Data elements asked for.
    pub elements: Vec<String>,
}

impl RestrictedResource {
    /// Whether it opens this call.
    pub fn opens(&self, method: &str, path: &str) -> bool {
        let (own, wanted): (Vec<&str>, Vec<&str>) = (
            self.path.trim_matches('/').split('/').collect(),
            path.trim_matches('/').split('/').collect(),
        );
        self.method.eq_ignore_ascii_case(method)
            && own.len() == wanted.len()
            && own
                .iter()
                .zip(&wanted)
                .all(|(own, wanted)| own.starts_with('{') || own == wanted)
    }
}

/// Tokens and codes given out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tokens {
    #[serde(with = "crate::sealed::keys")]
    access: BTreeMap<String, Grant>,
    #[serde(with = "crate::sealed::keys")]
    codes: BTreeMap<String, (String, String, Ms)>,
}

impl Tokens {
    /// What a token stands for, dead or alive.
    pub fn grant(&self, token: &str) -> Option<&Grant> {
        self.access.get(token)
    }

    fn keep(&mut self, token: String, grant: Grant, now: Ms) {
        self.access.retain(|_, held| held.expires > now - DAY);
        self.access.insert(token, grant);
    }
}

/// A refusal of the token endpoint: OAuth's `error` and `error_description`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {description}")]
pub struct TokenRefusal {
    /// Status.
    pub status: u16,
    /// OAuth error.
    pub error: &'static str,
    /// Sentence.
    pub description: &'static str,
}

/// A successful exchange.
#[derive(Clone, Debug)]
pub struct TokenAnswer {
    /// Access token.
    pub access_token: String,
    /// Refresh token; none for grantless tokens.
    pub refresh_token: Option<String>,
    /// For whom.
    pub client_id: String,
    /// Seller it opens.
    pub seller: Option<String>,
}

fn refuse(status: u16, error: &'static str, description: &'static str) -> TokenRefusal {
    TokenRefusal {
        status,
        error,
        description,
    }
}

/// Makes a token text with one of Amazon's prefixes.
pub fn mint(random: &mut Random, prefix: &str, n: usize) -> String {
    format!("{prefix}{}", random.text(TOKEN_LETTERS, n))
}

impl World {
    /// Answers `POST /auth/o2/token` for the fields of its form.
    ///
    /// # Errors
    /// As OAuth has them.
    pub fn exchange_token(
        &mut self,
        form: &BTreeMap<String, String>,
    ) -> Result<TokenAnswer, TokenRefusal> {
        let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let grant_type = text("grant_type");
        if grant_type.is_empty() {
            return Err(refuse(
                400,
                "invalid_request",
                "The request is missing a required parameter : grant_type",
            ));
        }
        let client_id = text("client_id").to_owned();
        if client_id.is_empty() {
            return Err(refuse(
                400,
                "invalid_request",
                "The request is missing a required parameter : client_id",
            ));
        }
        self.check_secret(&client_id, text("client_secret"))?;
        match grant_type {
            "refresh_token" => self.exchange_refresh_token(&client_id, text("refresh_token")),
            "authorization_code" => self.exchange_code(&client_id, text("code")),
            "client_credentials" => self.exchange_scope(&client_id, text("scope")),
            _ => Err(refuse(
                400,
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server",
            )),
        }
    }

    fn check_secret(&self, client_id: &str, secret: &str) -> Result<(), TokenRefusal> {
        let now = self.now;
        let bad = || refuse(401, "invalid_client", "Client authentication failed");
        let application = self.applications.get(client_id).ok_or_else(bad)?;
        let is_current = application.secret == secret && now < application.secret_expires;
        let is_old = application
            .old_secret
            .as_ref()
            .is_some_and(|(old, until)| old == secret && now < *until);
        if is_current || is_old {
            Ok(())
        } else {
            Err(bad())
        }
    }

    fn exchange_refresh_token(
        &mut self,
        client_id: &str,
        refresh_token: &str,
    ) -> Result<TokenAnswer, TokenRefusal> {
        if refresh_token.is_empty() {
            return Err(refuse(
                400,
                "invalid_request",
                "The request is missing a required parameter : refresh_token",
            ));
        }
        let now = self.now;
        let found = self.accounts.values().find_map(|account| {
            let authorisation = account
                .authorisations
                .iter()
                .find(|held| held.refresh_token == refresh_token)?;
            Some((account.seller_id.clone(), authorisation.clone()))
        });
        let invalid = || {
            refuse(
                400,
                "invalid_grant",
                "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
            )
        };
        let (seller, authorisation) = found.ok_or_else(invalid)?;
        let is_revoked = authorisation.revoked
            || authorisation.expires <= now
            || authorisation.client_id != client_id;
        if is_revoked || self.strikes_consent(&seller) {
            return Err(invalid());
        }
        Ok(self.grant_access(client_id, &seller, Some(refresh_token.to_owned())))
    }

    /// Whether a misbehaviour has the consent of a seller revoked or run out; counts the exchange.
    pub(crate) fn strikes_consent(&mut self, seller: &str) -> bool {
        let now = self.now;
        ["revoked-authorisation", "expired-authorisation"]
            .iter()
            .any(|name| self.misbehaviours.strikes(name, seller, "auth", now))
    }

    /// Gives out an access token without asking for credentials: for replays and after they were checked.
    pub fn grant_access(
        &mut self,
        client_id: &str,
        seller: &str,
        refresh_token: Option<String>,
    ) -> TokenAnswer {
        let access_token = mint(&mut self.random, "Atza|", 320);
        let grant = Grant {
            client_id: client_id.to_owned(),
            seller: Some(seller.to_owned()),
            scope: None,
            expires: self.now + TOKEN_LIFE,
            restricted: None,
        };
        self.tokens.keep(access_token.clone(), grant, self.now);
        TokenAnswer {
            access_token,
            refresh_token,
            client_id: client_id.to_owned(),
            seller: Some(seller.to_owned()),
        }
    }

    fn exchange_code(&mut self, client_id: &str, code: &str) -> Result<TokenAnswer, TokenRefusal> {
        let invalid = || {
            refuse(
                400,
                "invalid_grant",
                "The request has an invalid grant parameter : code",
            )
        };
        let (for_client, seller, expires) = self.tokens.codes.remove(code).ok_or_else(invalid)?;
        if for_client != client_id || expires <= self.now {
            return Err(invalid());
        }
        let refresh_token = self.authorise(client_id, &seller);
        Ok(self.grant_access(client_id, &seller, Some(refresh_token)))
    }

    fn exchange_scope(
        &mut self,
        client_id: &str,
        scope: &str,
    ) -> Result<TokenAnswer, TokenRefusal> {
        const SCOPES: [&str; 3] = [
            "sellingpartnerapi::notifications",
            "sellingpartnerapi::client_credential:rotation",
            "sellingpartnerapi::migration",
        ];
        if !SCOPES.contains(&scope) {
            return Err(refuse(
                400,
                "invalid_scope",
                "The requested scope is invalid, unknown, or malformed",
            ));
        }
        Ok(self.grant_scope(client_id, scope))
    }

    /// Gives out a grantless token.
    pub fn grant_scope(&mut self, client_id: &str, scope: &str) -> TokenAnswer {
        let access_token = mint(&mut self.random, "Atc|", 320);
        let grant = Grant {
            client_id: client_id.to_owned(),
            seller: None,
            scope: Some(scope.to_owned()),
            expires: self.now + TOKEN_LIFE,
            restricted: None,
        };
        self.tokens.keep(access_token.clone(), grant, self.now);
        TokenAnswer {
            access_token,
            refresh_token: None,
            client_id: client_id.to_owned(),
            seller: None,
        }
    }

    /// A seller consents: a new refresh token, old ones stay good.
    pub fn authorise(&mut self, client_id: &str, seller: &str) -> String {
        let refresh_token = mint(&mut self.random, "Atzr|", 300);
        let expires = self.now + 365 * DAY;
        self.account_mut(seller).authorisations.push(Authorisation {
            client_id: client_id.to_owned(),
            refresh_token: refresh_token.clone(),
            expires,
            revoked: false,
        });
        refresh_token
    }

    /// A code for the end of the website flow.
    pub fn consent_code(&mut self, client_id: &str, seller: &str) -> String {
        let code = self
            .random
            .text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 20);
        self.tokens.codes.insert(
            code.clone(),
            (
                client_id.to_owned(),
                seller.to_owned(),
                self.now + CODE_LIFE,
            ),
        );
        code
    }

    /// A restricted data token.
    pub fn grant_restricted(
        &mut self,
        client_id: &str,
        seller: &str,
        resources: Vec<RestrictedResource>,
    ) -> String {
        let token = mint(&mut self.random, "Atz.sprdt|", 300);
        let grant = Grant {
            client_id: client_id.to_owned(),
            seller: Some(seller.to_owned()),
            scope: None,
            expires: self.now + TOKEN_LIFE,
            restricted: Some(resources),
        };
        self.tokens.keep(token.clone(), grant, self.now);
        token
    }

    /// Puts a known grant behind a token text: a replay does so for calls whose tokens no journal keeps.
    pub fn lend_token(&mut self, token: &str, grant: Grant) {
        self.tokens.access.insert(token.to_owned(), grant);
    }

    /// Takes such a token back.
    pub fn forget_token(&mut self, token: &str) {
        self.tokens.access.remove(token);
    }

    /// Gives an application a new secret; the old one works for seven more days.
    pub fn rotate_secret(&mut self, client_id: &str) -> Option<String> {
        let secret = format!(
            "amzn1.oa2-cs.v1.{}",
            crate::numbers::hex(&mut self.random, 64)
        );
        let now = self.now;
        let application = self.applications.get_mut(client_id)?;
        let old = std::mem::replace(&mut application.secret, secret.clone());
        application.old_secret = Some((old, now + 7 * DAY));
        application.secret_expires = now + 180 * DAY;
        Some(secret)
    }
}
