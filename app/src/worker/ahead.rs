//! Fetches the next pieces of a snapshot while the one before is being kept, so that neither network nor disk waits for
//! the other. What is fetched in vain is forgotten; the browser's own cache may still have it.

use crate::platform::http::{self, Answer, Unreached};
use futures::channel::oneshot;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen_futures::spawn_local;

/// So many at once: browsers allow six connections, and other requests want one too.
pub(super) const AT_ONCE: usize = 4;

type Fetched = Result<Answer, Unreached>;

/// Requests under way, by path.
#[derive(Default)]
pub(super) struct Ahead(RefCell<HashMap<String, oneshot::Receiver<Fetched>>>);

impl Ahead {
    /// Fetches `path`, or takes what was begun before, and begins with those that `follow`.
    pub(super) async fn fetch(&self, path: &str, follow: Vec<String>, patience_ms: u32) -> Fetched {
        let begun = self.0.borrow_mut().remove(path);
        // What is not asked for any more belongs to a snapshot that was given up.
        self.0.borrow_mut().retain(|path, _| follow.contains(path));
        for path in follow {
            if self.0.borrow().contains_key(&path) {
                continue;
            }
            let (done, when_done) = oneshot::channel();
            self.0.borrow_mut().insert(path.clone(), when_done);
            spawn_local(async move {
                let answer = http::request("GET", &path, http::Body::None, patience_ms).await;
                // Nobody waits for it any more if that fails.
                drop(done.send(answer));
            });
        }
        if let Some(begun) = begun
            && let Ok(Ok(answer)) = begun.await
        {
            return Ok(answer);
        }
        http::request("GET", path, http::Body::None, patience_ms).await
    }

    /// The body of what was begun before, if it has come and is what was asked for.
    pub(super) fn come(&self, path: &str) -> Option<Vec<u8>> {
        let mut begun = self.0.borrow_mut();
        let answer = begun.get_mut(path)?.try_recv().ok()??;
        begun.remove(path);
        answer.ok().filter(Answer::is_ok).map(|answer| answer.body)
    }
}
