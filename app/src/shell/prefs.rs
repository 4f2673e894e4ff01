//! Choices of this browser: theme, density, keys, the place somebody works at. Kept in `localStorage`, because they are
//! needed before the books are open and belong to nobody's outbox.

use domain::ids::LocationId;
use leptos::prelude::*;

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Device,
    /// Stone quay by day.
    Light,
    /// Basin by night.
    Dark,
}

/// Sizes for fingers, for a mouse, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// As the pointer says.
    #[default]
    Device,
    /// For a mouse.
    Desk,
    /// For fingers.
    Touch,
}

impl Theme {
    /// All of them with what they say.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Device, "As the device"),
        (Self::Light, "Light"),
        (Self::Dark, "Dark"),
    ];

    const fn key(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn from_key(key: Option<String>) -> Self {
        Self::ALL
            .into_iter()
            .map(|(theme, _)| theme)
            .find(|theme| theme.key() == key.as_deref())
            .unwrap_or_default()
    }
}

impl Density {
    /// All of them with what they say.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Device, "As the pointer"),
        (Self::Desk, "Desk, compact"),
        (Self::Touch, "Touch, large"),
    ];

    const fn key(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Desk => Some("desk"),
            Self::Touch => Some("touch"),
        }
    }

    fn from_key(key: Option<String>) -> Self {
        Self::ALL
            .into_iter()
            .map(|(density, _)| density)
            .find(|density| density.key() == key.as_deref())
            .unwrap_or_default()
    }
}

/// The context of these choices.
#[derive(Clone, Copy)]
pub struct Prefs {
    theme: RwSignal<Theme>,
    density: RwSignal<Density>,
    single_keys: RwSignal<bool>,
    place: RwSignal<Option<LocationId>>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: RwSignal::new(Theme::from_key(kept::read("theme"))),
            density: RwSignal::new(Density::from_key(kept::read("density"))),
            single_keys: RwSignal::new(kept::read("single-keys").as_deref() != Some("off")),
            place: RwSignal::new(kept::read("place").and_then(|id| id.parse().ok())),
        }
    }
}

impl Prefs {
    /// The theme.
    pub fn theme(&self) -> Signal<Theme> {
        self.theme.into()
    }

    /// Changes the theme at once.
    pub fn choose_theme(&self, theme: Theme) {
        self.theme.set(theme);
        kept::write("theme", theme.key());
        kept::mark("theme", theme.key());
    }

    /// The density.
    pub fn density(&self) -> Signal<Density> {
        self.density.into()
    }

    /// Changes the density at once.
    pub fn choose_density(&self, density: Density) {
        self.density.set(density);
        kept::write("density", density.key());
        kept::mark("density", density.key());
    }

    /// Whether single letters are shortcuts.
    pub fn single_keys(&self) -> Signal<bool> {
        self.single_keys.into()
    }

    /// Switches shortcuts of single letters.
    pub fn use_single_keys(&self, on: bool) {
        self.single_keys.set(on);
        kept::write("single-keys", (!on).then_some("off"));
    }

    /// Where this browser stands.
    pub fn place(&self) -> Signal<Option<LocationId>> {
        self.place.into()
    }

    /// Says where this browser stands.
    pub fn choose_place(&self, place: Option<LocationId>) {
        self.place.set(place);
        kept::write("place", place.map(|id| id.to_string()).as_deref());
    }
}

mod kept {
    //! `localStorage` and the root element; without a browser, nothing is kept.

    #[cfg(target_arch = "wasm32")]
    fn storage() -> Option<web_sys::Storage> {
        leptos::prelude::window().local_storage().ok().flatten()
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn read(name: &str) -> Option<String> {
        storage()?
            .get_item(&format!("quayside.{name}"))
            .ok()
            .flatten()
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn write(name: &str, value: Option<&str>) {
        let Some(storage) = storage() else { return };
        let key = format!("quayside.{name}");
        // A browser that keeps nothing forgets the choice with the page; that is all that is lost.
        let _ = match value {
            Some(value) => storage.set_item(&key, value),
            None => storage.remove_item(&key),
        };
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn mark(name: &str, value: Option<&str>) {
        let Some(root) = leptos::prelude::document().document_element() else {
            return;
        };
        let attribute = format!("data-{name}");
        let _ = match value {
            Some(value) => root.set_attribute(&attribute, value),
            None => root.remove_attribute(&attribute),
        };
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn read(_name: &str) -> Option<String> {
        None
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn write(_name: &str, _value: Option<&str>) {}

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn mark(_name: &str, _value: Option<&str>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_nonsense_is_the_device_default() {
        for (theme, _) in Theme::ALL {
            assert_eq!(Theme::from_key(theme.key().map(str::to_owned)), theme);
        }
        for (density, _) in Density::ALL {
            assert_eq!(Density::from_key(density.key().map(str::to_owned)), density);
        }
        assert_eq!(Theme::from_key(Some("sepia".into())), Theme::Device);
    }
}
