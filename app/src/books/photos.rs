//! Photos of what a counter could not name. They are kept on the device until the server has them, so that closing the page or
//! having no network loses none, and go by themselves after the scan that they belong to.

use super::Books;
use crate::platform::{http, json, log, picture};
use crate::store::Store;
use api::common::Problem;
use domain::ids::StocktakeId;
use domain::text::RawCode;
use domain::time::Timestamp;
use js_sys::Uint8Array;
use leptos::prelude::*;
use std::sync::Arc;
use sync::client::StoreFailure;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Keys of photos in the device's own table begin so.
const BEGIN: &str = "photo ";
/// Most pixels in a row or column: enough to read a label by.
const MOST_PIXELS: u32 = 1_600;
const QUALITY: f64 = 0.8;
const PATIENCE_MS: u32 = 60_000;
/// The problem of a photo that has other bytes than its address says.
const DAMAGED_ON_ITS_WAY: &str = "photo/other-bytes";

/// A photo that waits on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPhoto {
    /// Where it was counted.
    pub stocktake: StocktakeId,
    /// What was scanned.
    pub code: RawCode,
    /// When it was taken.
    pub at: Timestamp,
    /// Why the server does not want it.
    pub refused: Option<String>,
    digest: String,
}

impl WaitingPhoto {
    fn new(stocktake: StocktakeId, code: RawCode, at: Timestamp, digest: String) -> Self {
        Self {
            stocktake,
            code,
            at,
            refused: None,
            digest,
        }
    }

    /// The key that it is kept under: all that is known of it.
    fn key(&self) -> String {
        let (stocktake, at) = (self.stocktake, self.at.millis());
        format!("{BEGIN}{stocktake} {} {at} {}", self.digest, self.code)
    }

    fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(BEGIN)?.splitn(4, ' ');
        let stocktake = parts.next()?.parse().ok()?;
        let digest = parts.next()?.to_owned();
        let at = Timestamp::from_millis(parts.next()?.parse().ok()?);
        Some(Self::new(
            stocktake,
            RawCode::new(parts.next()?).ok()?,
            at,
            digest,
        ))
    }

    fn path(&self) -> String {
        let code = String::from(js_sys::encode_uri_component(self.code.as_str()));
        let (stocktake, digest) = (self.stocktake, &self.digest);
        format!("/api/v1/stocktakes/{stocktake}/photos/{digest}?code={code}")
    }
}

/// Why a photo was not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPhoto {
    /// It is no picture.
    #[error(transparent)]
    NoPicture(#[from] picture::NoPicture),
    /// The browser's database did not take it.
    #[error("nothing was kept")]
    NotKept(#[from] StoreFailure),
}

impl NoPhoto {
    /// What to tell a person.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::NoPicture(_) => "This file is no picture that can be shown. Nothing was kept.",
            Self::NotKept(_) => {
                "The photo was not kept: this device takes nothing more. Free some space, then take it again."
            }
        }
    }
}

/// What became of sending one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sent {
    /// The server has it.
    Taken,
    /// Not now; maybe its scan is still on the way. Others may go.
    Later,
    /// None would go: the server was not reached, has too much to do, or wants a sign-in.
    Unreached,
    /// It takes none from this person; from another one it may.
    Barred,
    /// It will never take it.
    Refused(String),
}

impl Sent {
    /// What an answer says. Only what concerns all photos ends a round, or one that is answered wrongly each time would hold up
    /// those behind it.
    fn of(status: u16, problem: Option<Problem>) -> Self {
        match (status, problem) {
            // Whoever answers in the server's place says something else.
            (204, _) => Self::Taken,
            (403, Some(_)) => Self::Barred,
            (401 | 403 | 429 | 503, _) => Self::Unreached,
            (413 | 415 | 422, Some(problem)) if problem.kind != DAMAGED_ON_ITS_WAY => {
                Self::Refused(problem.detail)
            }
            _ => Self::Later,
        }
    }
}

/// Takes in which photos the device holds, by their keys, since other tabs keep and send some too. What was not known `before`
/// it was read and is not held either was kept meanwhile.
fn take_in(all: &mut Vec<WaitingPhoto>, before: &[String], held: &[String]) {
    all.retain(|photo| {
        let key = photo.key();
        held.contains(&key) || !before.contains(&key)
    });
    for photo in held.iter().filter_map(|key| WaitingPhoto::of_key(key)) {
        if !all.iter().any(|one| one.key() == photo.key()) {
            all.push(photo);
        }
    }
    all.sort_by_key(|photo| photo.at);
}

impl Books {
    /// Photos that wait on this device, oldest first.
    pub fn photos(&self) -> Signal<Arc<Vec<WaitingPhoto>>> {
        self.photos.into()
    }

    /// Whether they wait for somebody else to sign in, since the server takes none from who is here.
    pub fn photos_barred(&self) -> Signal<bool> {
        self.photos_barred.into()
    }

    /// Reads how many photos wait on this device: another tab may have taken one.
    ///
    /// # Errors
    /// If the browser's database cannot be read.
    pub async fn find_photos(&self) -> Result<usize, StoreFailure> {
        if let Some(store) = self.store() {
            let known = self.photos.get_untracked();
            let before: Vec<String> = known.iter().map(WaitingPhoto::key).collect();
            let held = store.own_keys(BEGIN).await?;
            let mut all = Vec::clone(&self.photos.read_untracked());
            take_in(&mut all, &before, &held);
            if all != **self.photos.read_untracked() {
                self.photos.set(Arc::new(all));
            }
        }
        Ok(self.photos.read_untracked().len())
    }

    /// Keeps a photo of what was scanned as a code, made smaller. It sends by itself.
    ///
    /// # Errors
    /// If it is no picture or was not kept. Then it is nowhere.
    pub async fn keep_photo(
        &self,
        stocktake: StocktakeId,
        code: RawCode,
        file: &web_sys::Blob,
    ) -> Result<(), NoPhoto> {
        let bytes = picture::smaller(file, MOST_PIXELS, QUALITY).await?;
        let digest = blake3::hash(&bytes).to_hex().to_string();
        let photo = WaitingPhoto::new(stocktake, code, self.now(), digest);
        let store = self.store().ok_or(StoreFailure::Unknown)?;
        let value = Uint8Array::from(bytes.as_slice());
        store.keep(&photo.key(), &value).await?;
        self.photos.update(|all| {
            let all = Arc::make_mut(all);
            // It may have been found before this went on.
            if !all.contains(&photo) {
                all.push(photo);
            }
        });
        self.send_photos();
        Ok(())
    }

    /// Gives up a photo that the server does not want.
    pub fn drop_photo(&self, photo: &WaitingPhoto) {
        let (books, key) = (*self, photo.key());
        spawn_local(async move {
            if let Some(store) = books.store()
                && store.forget(&key).await.is_ok()
            {
                books.forget_photo(&key);
            }
        });
    }

    /// Reads which photos wait, and sends them. Whenever syncing went well they are sent again: their scans are there by then.
    pub(super) async fn look_after_photos(self) {
        if let Err(error) = self.find_photos().await {
            log(&format!(
                "quayside: which photos wait was not read: {error}"
            ));
        }
        self.send_photos();
    }

    /// Sends what waits, one after the other, unless that is under way.
    pub(super) fn send_photos(&self) {
        let books = *self;
        if books.photos.read_untracked().is_empty()
            || books.sending_photos.get_value()
            || books.photos_barred.get_untracked()
        {
            return;
        }
        books.sending_photos.set_value(true);
        spawn_local(async move {
            books.send_waiting_photos().await;
            books.sending_photos.set_value(false);
        });
    }

    async fn send_waiting_photos(self) {
        let Some(store) = self.store() else { return };
        let mut tried = Vec::new();
        // One may be taken while another one is sent.
        loop {
            let waiting = self.photos.get_untracked();
            let next = waiting
                .iter()
                .find(|photo| photo.refused.is_none() && !tried.contains(&photo.key()));
            let Some(photo) = next else { return };
            let (key, grant) = (photo.key(), self.grant());
            match sent(&store, photo).await {
                Sent::Taken => {
                    // Should this fail, it is sent once more, which changes nothing.
                    if store.forget(&key).await.is_ok() {
                        self.forget_photo(&key);
                    }
                }
                Sent::Later => {}
                Sent::Unreached => return,
                Sent::Barred if self.grant() == grant => {
                    self.photos_barred.set(true);
                    return;
                }
                // Somebody else signed in meanwhile.
                Sent::Barred => continue,
                Sent::Refused(why) => self.photos.update(|all| {
                    let mut all = Arc::make_mut(all).iter_mut();
                    if let Some(photo) = all.find(|photo| photo.key() == key) {
                        photo.refused = Some(why);
                    }
                }),
            }
            tried.push(key);
        }
    }

    fn forget_photo(&self, key: &str) {
        self.photos
            .update(|all| Arc::make_mut(all).retain(|photo| photo.key() != key));
    }
}

async fn sent(store: &Store, photo: &WaitingPhoto) -> Sent {
    let bytes = match store.own(&photo.key()).await {
        Ok(Some(value)) => match value.dyn_into::<Uint8Array>() {
            Ok(bytes) => bytes.to_vec(),
            Err(_) => return Sent::Later,
        },
        // Another tab sent it.
        Ok(None) => return Sent::Taken,
        Err(_) => return Sent::Later,
    };
    let body = http::Body::Bytes("application/octet-stream", &bytes);
    let Ok(answer) = http::request("PUT", &photo.path(), body, PATIENCE_MS).await else {
        return Sent::Unreached;
    };
    let sent = Sent::of(answer.status, json::read(&answer.body).ok());
    if sent == Sent::Later && answer.status != 409 {
        log(&format!(
            "quayside: a photo was answered with {}; it is sent again later",
            answer.status
        ));
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_all_that_is_known_of_a_photo() {
        let stocktake = "stk_01a1ffba418978349d4ecdbc8b0f4632".parse().unwrap();
        let code = RawCode::new("A code with 3 spaces").unwrap();
        let at = Timestamp::from_millis(1_700_000_000_123);
        let photo = WaitingPhoto::new(stocktake, code, at, "ab12".to_owned());
        assert_eq!(WaitingPhoto::of_key(&photo.key()), Some(photo));
        assert_eq!(WaitingPhoto::of_key("kept"), None);
        assert_eq!(WaitingPhoto::of_key("photo of something"), None);
    }

    #[test]
    fn only_what_concerns_all_photos_ends_a_round() {
        for status in [200, 302, 400, 404, 409, 413, 422, 500, 502] {
            assert_eq!(Sent::of(status, None), Sent::Later, "{status}");
        }
        for status in [401, 403, 429, 503] {
            assert_eq!(Sent::of(status, None), Sent::Unreached, "{status}");
        }
        assert_eq!(Sent::of(204, None), Sent::Taken);
    }

    #[test]
    fn what_a_person_may_not_send_is_not_refused_for_good() {
        let problem = |kind: &str, status| {
            Some(Problem {
                kind: kind.to_owned(),
                title: String::new(),
                status,
                detail: "Why.".to_owned(),
                request: None,
                fields: Vec::new(),
                reasons: Vec::new(),
            })
        };
        let of = |kind, status| Sent::of(status, problem(kind, status));
        assert_eq!(of("permission/missing", 403), Sent::Barred);
        assert_eq!(of("photo/other-bytes", 422), Sent::Later);
        let refused = Sent::Refused("Why.".to_owned());
        assert_eq!(of("photo/enough", 422), refused);
        assert_eq!(of("image/too-large", 413), refused);
        assert_eq!(of("server/fault", 500), Sent::Later);
    }

    #[test]
    fn photos_of_other_tabs_are_found_and_those_that_they_sent_are_not_asked_about() {
        let photo = |at| {
            let stocktake = "stk_01a1ffba418978349d4ecdbc8b0f4632".parse().unwrap();
            let code = RawCode::new("4006381333955").unwrap();
            WaitingPhoto::new(stocktake, code, Timestamp::from_millis(at), "ab12".into())
        };
        let (sent, refused, kept_meanwhile, of_other) = (photo(1), photo(2), photo(4), photo(3));
        let refused = WaitingPhoto {
            refused: Some("Enough.".into()),
            ..refused
        };
        let mut all = vec![sent.clone(), refused.clone(), kept_meanwhile.clone()];
        let before = [sent.key(), refused.key()];
        let held = [of_other.key(), refused.key()];
        take_in(&mut all, &before, &held);
        assert_eq!(all, [refused, of_other, kept_meanwhile]);
    }
}
