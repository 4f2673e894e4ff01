//! Pokes: tells whoever listens that scopes have news. No data goes this way, so no permission can leak (SYNC 5.3).

use ::sync::wire::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::broadcast;

/// Those who wait for news.
#[derive(Debug, Clone)]
pub struct Pokes {
    sender: broadcast::Sender<Option<Vec<Cursor>>>,
    stopped: Arc<AtomicBool>,
}

impl Default for Pokes {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(256),
            stopped: Arc::default(),
        }
    }
}

impl Pokes {
    /// Tells where something landed, after its commit.
    pub fn tell(&self, landed: Vec<Cursor>) {
        if !landed.is_empty() {
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
