//! What stands around every page: navigation, top bar, layers, keys, toasts. [`App`] is the whole application; the
//! runtime mounts it with [`crate::books::Books`] as context.

mod account;
mod clock;
mod frame;
mod gate;
mod keys;
mod keysheet;
mod layers;
mod mend;
mod nav;
mod notices;
mod outbox;
mod palette;
mod prefs;
mod rows;
mod scanned;
mod strips;
mod topbar;

pub use account::person_name;
pub use clock::{Clock, device_now};
pub use frame::{App, Frame};
#[cfg(test)]
pub(crate) use frame::{OUTSIDE, PAGES, TASKS};
pub use gate::{LockScreen, SetUpPage, SignInPage, WelcomePage};
pub use keys::is_field;
pub use layers::{Layers, Open};
pub use mend::{MendForm, can_edit, mended, parts};
pub use nav::{Logo, place_name};
pub use notices::{NoticeList, Notices};
pub use outbox::{OutboxFoot, OutboxList};
pub use prefs::{Density, Prefs, Theme};
pub use strips::{Noted, STALE_AFTER_MS, Strips, TaskStrip, stale_words, staleness};
pub use topbar::{SyncPill, pill_words};
