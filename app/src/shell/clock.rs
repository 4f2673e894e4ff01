//! The time by which the screen says "today" and "3 min ago". Coarse on purpose; nothing is recorded by it.

use domain::time::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// The context that tells the time, every fifteen seconds.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<Timestamp>,
}

impl Clock {
    const TICK: Duration = Duration::from_secs(15);

    /// A clock that stands still.
    pub fn at(now: Timestamp) -> Self {
        Self {
            now: RwSignal::new(now),
        }
    }

    /// A clock that follows the device, corrected by what the server said.
    pub fn running(read: impl Fn() -> Timestamp + 'static) -> Self {
        let clock = Self::at(read());
        crate::each(Self::TICK, move || clock.now.set(read()));
        clock
    }

    /// The time now.
    pub fn now(&self) -> Signal<Timestamp> {
        self.now.into()
    }

    /// The time now, without following it.
    pub fn read(&self) -> Timestamp {
        self.now.get_untracked()
    }
}

/// The device's clock.
pub fn device_now() -> Timestamp {
    #[cfg(target_arch = "wasm32")]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of any date fit"
    )]
    let ms = js_sys::Date::now() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    let ms = 0;
    Timestamp::from_millis(ms)
}
