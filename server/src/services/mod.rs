//! Fulfilment services as the server reaches them: from a stored connection to something that can be asked. What a
//! service can do is said by `channels`; what is kept of a connection by `store::connections`.

use ::amazon::clock::SystemClock;
use ::amazon::credentials::{Application, Secret};
use ::amazon::marketplace::by_id;
use ::amazon::{Account, Client, Effort, Endpoints};
use api::connections::Service;
use channels::amazon::{Fba, Store as AmazonStore};
use channels::sales::AccountInfo;
use channels::{Error, FulfilmentService, SalesChannel};
use std::sync::Arc;
use std::time::Duration;

/// How long a call may wait for its usage plan and for pauses between attempts.
const PATIENCE: Duration = Duration::from_secs(60);

/// How an account at a service is reached. Cannot be printed: it holds secrets.
pub struct Reach {
    /// Which service.
    pub service: Service,
    /// What log lines call the account.
    pub name: String,
    /// The seller's id there.
    pub seller_id: String,
    /// The marketplace.
    pub marketplace_id: String,
    /// The application that the seller authorised.
    pub client_id: String,
    /// Its secret.
    pub client_secret: Secret,
    /// What the seller's authorisation yielded.
    pub refresh_token: Secret,
}

/// Makes services out of connections. The product has one implementation; tests bring the stub's.
#[async_trait::async_trait]
pub trait Services: Send + Sync {
    /// Proves that the account answers, and says what it is (CON-08).
    ///
    /// # Errors
    /// Says what the service says.
    async fn account(&self, reach: &Reach) -> Result<AccountInfo, Error>;

    /// The fulfilment service behind a connection.
    ///
    /// # Errors
    /// Says why it cannot be reached.
    fn fulfilment(&self, reach: &Reach) -> Result<Arc<dyn FulfilmentService>, Error>;
}

/// Amazon, at the addresses that the server is told.
pub struct Amazon {
    client: Client,
}

impl Amazon {
    /// Amazon at these addresses.
    ///
    /// # Errors
    /// Fails if no HTTP client can be made.
    pub fn new(endpoints: Endpoints) -> Result<Self, ::amazon::http::HttpError> {
        // Fails only if a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder("Quayside", env!("CARGO_PKG_VERSION"))
            .endpoints(endpoints)
            .clock(Arc::new(SystemClock))
            .build()?;
        Ok(Self { client })
    }

    /// A person waits for what is asked here, or a job has another turn: nothing is tried for longer than this.
    fn session(&self, reach: &Reach) -> Result<::amazon::Session, Error> {
        let marketplace = by_id(&reach.marketplace_id)
            .ok_or_else(|| Error::NotFound(format!("marketplace {}", reach.marketplace_id)))?;
        let session = self.client.session(&Account {
            name: reach.name.clone(),
            region: marketplace.region,
            application: Application {
                client_id: reach.client_id.clone(),
                client_secret: reach.client_secret.clone(),
            },
            refresh_token: reach.refresh_token.clone(),
        });
        Ok(session.with_effort(Effort {
            patience: PATIENCE,
            ..Effort::default()
        }))
    }
}

#[async_trait::async_trait]
impl Services for Amazon {
    async fn account(&self, reach: &Reach) -> Result<AccountInfo, Error> {
        let shops = vec![reach.marketplace_id.clone()];
        AmazonStore::new(self.session(reach)?, reach.seller_id.clone(), shops)
            .account()
            .await
    }

    fn fulfilment(&self, reach: &Reach) -> Result<Arc<dyn FulfilmentService>, Error> {
        let Service::Fba = reach.service;
        Ok(Arc::new(Fba::new(
            self.session(reach)?,
            reach.marketplace_id.clone(),
        )))
    }
}
