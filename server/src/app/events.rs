//! Pokes: tells whoever listens that scopes have news. No data goes this way, so no permission can leak (SYNC 5.3).
//!
//! Servers that share a PostgreSQL tell each other by its notifications. One that was lost costs a tablet the time until
//! it asks by itself; nothing depends on them.

use crate::store::Store;
use crate::store::notify::{self, Heard};
use ::sync::wire::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::broadcast;
use uuid::Uuid;

/// Before a lost connection is tried again.
const PAUSE: Duration = Duration::from_secs(2);

/// Those who wait for news.
#[derive(Debug, Clone)]
pub struct Pokes {
    sender: broadcast::Sender<Option<Vec<Cursor>>>,
    stopped: Arc<AtomicBool>,
    /// Other servers on the same database, and what we are called among them.
    others: Option<(Store, Uuid)>,
}

impl Default for Pokes {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(256),
            stopped: Arc::default(),
            others: None,
        }
    }
}

impl Pokes {
    /// Pokes that also go to the other servers on a database, and come from them.
    pub fn across(store: &Store) -> Self {
        if !notify::is_possible(store) {
            return Self::default();
        }
        let pokes = Self {
            others: Some((store.clone(), Uuid::now_v7())),
            ..Self::default()
        };
        tokio::spawn(pokes.clone().hear_others());
        pokes
    }

    async fn hear_others(self) {
        let Some((store, own)) = self.others.clone() else {
            return;
        };
        loop {
            match notify::listen(&store).await {
                Ok(mut listener) => {
                    // Whatever was said while nobody listened: look.
                    let _ = self.sender.send(Some(Vec::new()));
                    loop {
                        let landed = match listener.hear().await {
                            Ok(Heard::Poke { from, .. }) if from == own => continue,
                            Ok(Heard::Poke { landed, .. }) => landed,
                            Ok(Heard::Interrupted) => Vec::new(),
                            Err(_) => break,
                        };
                        let _ = self.sender.send(Some(landed));
                    }
                }
                Err(error) => tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "other servers cannot be heard"
                ),
            }
            if self.is_stopped() || notify::is_closed(&store) {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Tells where something landed, after its commit.
    pub fn tell(&self, landed: Vec<Cursor>) {
        if !landed.is_empty() {
            if let Some((store, own)) = self.others.clone() {
                let landed = landed.clone();
                tokio::spawn(async move {
                    if let Err(error) = notify::tell(&store, own, &landed).await {
                        tracing::warn!(
                            error = &error as &dyn std::error::Error,
                            "other servers were not told of news"
                        );
                    }
                });
            }
            // Nobody listening is no failure.
            let _ = self.sender.send(Some(landed));
        }
    }

    /// Ends every stream: the server stops.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        let _ = self.sender.send(None);
    }

    /// Whether streams have ended for good.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Listens from now on. Who is too slow is told that something was missed; `None` ends it.
    pub fn listen(&self) -> broadcast::Receiver<Option<Vec<Cursor>>> {
        self.sender.subscribe()
    }
}
