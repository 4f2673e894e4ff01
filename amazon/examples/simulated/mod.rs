//! What every example needs: a session of an account that the simulator knows. Against the real Amazon the credentials come
//! from the seller's authorisation instead, and the endpoints are `Endpoints::production`.

use std::process::ExitCode;

use amazon::{
    Account, Client, Endpoints, Session,
    api::{feeds::FeedError, reports::ReportError},
    credentials::{Application, Secret},
    http::HttpError,
    marketplace::{self, Region},
    polling::WaitError,
};
use serde::Deserialize;

/// Why an example did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no simulator.
    #[error(transparent)]
    Simulator(#[from] reqwest::Error),
    /// The client could not be made.
    #[error(transparent)]
    Client(#[from] HttpError),
    /// A call failed.
    #[error(transparent)]
    Call(#[from] amazon::Error),
    /// An operation did not end.
    #[error(transparent)]
    Wait(#[from] WaitError),
    /// There is no report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A feed did not go through.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A result document is not JSON.
    #[error(transparent)]
    Result(#[from] serde_json::Error),
    /// The account has nothing to show it with.
    #[error("the account has no {0}")]
    Missing(&'static str),
}

/// Whose account it is, and where it sells.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// The seller id, which listings need and no token reveals.
    pub seller_id: String,
    /// Marketplaces, the home one first.
    pub marketplace_ids: Vec<String>,
}

impl Place {
    /// The home marketplace.
    pub fn home(&self) -> &str {
        self.marketplace_ids.first().map_or("", String::as_str)
    }
}

#[derive(Deserialize)]
struct Credentials {
    client_id: String,
    client_secret: String,
    refresh_token: String,
    #[serde(flatten)]
    place: Place,
}

/// A session of the simulator's first account.
async fn connect(base: &str) -> Result<(Session, Place), Trouble> {
    #[derive(Deserialize)]
    struct Accounts {
        items: Vec<Credentials>,
    }
    let answer = reqwest::get(format!("{base}/sim/accounts")).await?;
    let accounts: Accounts = answer.error_for_status()?.json().await?;
    let first = accounts.items.into_iter().next();
    let Credentials {
        client_id,
        client_secret,
        refresh_token,
        place,
    } = first.ok_or(Trouble::Missing("credentials"))?;
    let client = Client::builder("Examples", "1.0")
        .endpoints(Endpoints::at(base))
        .build()?;
    let account = Account {
        name: "example".to_owned(),
        region: marketplace::by_id(place.home()).map_or(Region::NorthAmerica, |home| home.region),
        application: Application {
            client_id,
            client_secret: Secret::new(client_secret),
        },
        refresh_token: Secret::new(refresh_token),
    };
    Ok((client.session(&account), place))
}

/// Runs an example for people, against the simulator named as the first argument.
pub async fn present<F>(example: impl FnOnce(Session, Place) -> F) -> ExitCode
where
    F: Future<Output = Result<String, Trouble>>,
{
    let named = std::env::args().nth(1);
    let base = named.unwrap_or_else(|| "http://127.0.0.1:8090".to_owned());
    let outcome = match connect(&base).await {
        Ok((session, place)) => example(session, place).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(seen) => {
            println!("{seen}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
