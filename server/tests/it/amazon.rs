//! A simulated Amazon beside the server, for scenarios that speak with one.

use crate::harness::Server;
use amazon_sim::clock::Pace;
use amazon_sim::{Config, Simulator};
use serde_json::{Value, json};
use server::app::connections::Links;
use server::services::{Amazon, Services};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// One that listens until it is ended.
pub struct SimulatedAmazon {
    pub simulator: Simulator,
    /// Where it listens.
    pub base: String,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl SimulatedAmazon {
    /// Starts one; with a folder it keeps its state there.
    pub async fn start(state: Option<PathBuf>) -> Self {
        let simulator = Simulator::new(Config {
            pace: Pace::Running,
            state,
            ..Config::default()
        })
        .unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let world = simulator.clone();
        let serving = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            amazon_sim::http::serve(listener, world, stopped).await
        });
        Self {
            simulator,
            base,
            stop,
            serving,
        }
    }

    /// Lets a server reach it; the file of the key that credentials are sealed with.
    pub fn link(&self, server: &Server) -> PathBuf {
        let amazon = Amazon::new(::amazon::Endpoints::at(&self.base)).unwrap();
        link(server, Arc::new(amazon))
    }

    /// What connects its first account with stock at Amazon, into a new location.
    pub fn account(&self) -> Value {
        self.simulator.with_world(|world| {
            let account = world
                .accounts
                .values()
                .find(|account| account.has_fba)
                .unwrap();
            let consent = &account.authorisations[0];
            let application = &world.applications[&consent.client_id];
            json!({
                "service": "fba", "seller_id": account.seller_id, "marketplace_id": account.marketplace_ids[0],
                "client_id": application.client_id, "client_secret": application.secret,
                "refresh_token": consent.refresh_token, "place": { "new": { "name": "Amazon" } },
            })
        })
    }

    /// Ends it; nobody answers there any more.
    pub async fn end(self) {
        self.stop.send(()).unwrap();
        let _ = tokio::time::timeout(Duration::from_secs(5), self.serving).await;
    }
}

/// Lets a server reach services; the file of the key that credentials are sealed with.
pub fn link(server: &Server, services: Arc<dyn Services>) -> PathBuf {
    let key = std::env::temp_dir().join(format!("quayside-test-key-{}", uuid::Uuid::now_v7()));
    server.app.use_services(Links::new(services, key.clone()));
    key
}
