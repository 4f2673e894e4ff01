//! The navigation: sidebar, rail or bottom bar by the width of the window.

use super::{Layers, Open, Prefs};
use crate::books::Books;
use crate::routes::{self, Section};
use crate::ui::{Glyph, Icon};
use crate::view;
use domain::permission::Permission;
use leptos::prelude::*;

/// A place of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its section.
    pub section: Section,
    /// What it is called.
    pub name: &'static str,
    /// Where it is.
    pub href: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// Who sees it; everybody if `None`.
    pub needs: Option<Permission>,
}

const fn place(
    section: Section,
    name: &'static str,
    href: &'static str,
    glyph: Glyph,
    needs: Option<Permission>,
) -> Place {
    Place {
        section,
        name,
        href,
        glyph,
        needs,
    }
}

/// The four places of the bottom bar come first.
const MAIN: [Place; 4] = [
    place(
        Section::Dashboard,
        "Dashboard",
        routes::DASHBOARD,
        Glyph::Gauge,
        None,
    ),
    place(
        Section::Stock,
        "Stock",
        routes::STOCK,
        Glyph::Boxes,
        Some(Permission::ViewStock),
    ),
    place(
        Section::Stocktake,
        "Stocktake",
        routes::STOCKTAKES,
        Glyph::ScanBarcode,
        None,
    ),
    place(
        Section::Transfers,
        "Transfers",
        routes::TRANSFERS,
        Glyph::ArrowRightLeft,
        Some(Permission::Transfer),
    ),
];

const STOCK: [Place; 4] = [
    place(
        Section::Tasks,
        "To decide",
        routes::TASKS,
        Glyph::Flag,
        Some(Permission::ManageStocktakes),
    ),
    place(
        Section::Products,
        "Products",
        routes::PRODUCTS,
        Glyph::Package,
        None,
    ),
    place(
        Section::Locations,
        "Locations",
        routes::LOCATIONS,
        Glyph::MapPinned,
        None,
    ),
    place(
        Section::Import,
        "Import",
        routes::IMPORT,
        Glyph::Upload,
        Some(Permission::ImportExport),
    ),
];

const REST: [Place; 1] = [place(
    Section::Settings,
    "Settings",
    routes::SETTINGS,
    Glyph::Settings,
    None,
)];

/// Every place, in the order of the navigation.
pub fn places() -> impl Iterator<Item = Place> {
    MAIN.into_iter().chain(STOCK).chain(REST)
}

/// Draws the logo, a mooring ring on the quay edge, from the sprite of the shell.
#[component]
pub fn Logo() -> impl IntoView {
    view! { <svg viewBox="0 0 64 64" aria-hidden="true"><use href="#logo"></use></svg> }
}

/// The navigation.
#[component]
pub fn Nav(
    /// Where the person is.
    #[prop(into)]
    section: Signal<Section>,
) -> impl IntoView {
    view! {
        <div class="nav-wrap">
            <nav class="nav" aria-label="Main" data-testid="nav">
                <a class="brand" href=routes::DASHBOARD aria-label="Quayside, dashboard"><Logo /><span>"Quayside"</span></a>
                <NavList places=&MAIN section is_side=false />
                <p class="nav-group" aria-hidden="true">"Stock"</p>
                <NavList places=&STOCK section is_side=true />
                <p class="nav-group" aria-hidden="true"></p>
                <NavList places=&REST section is_side=true />
                <div class="nav-foot"><PlaceButton /></div>
            </nav>
        </div>
    }
}

#[component]
fn NavList(places: &'static [Place], section: Signal<Section>, is_side: bool) -> impl IntoView {
    let item = move |place: &'static Place| view! { <NavItem place section is_side /> };
    view! { <ul class="nav-list">{places.iter().map(item).collect_view()}</ul> }
}

#[component]
fn NavItem(place: &'static Place, section: Signal<Section>, is_side: bool) -> impl IntoView {
    let books = expect_context::<Books>();
    let seen = place.needs.map(|needs| books.permits(needs));
    let is_hidden = move || seen.is_some_and(|seen| !seen.get());
    let current = move || (section.get() == place.section).then_some("page");
    view! {
        <li class:nav-side=is_side hidden=is_hidden>
            <a class="nav-link" href=place.href aria-current=current data-testid=testid(place.section)>
                <Icon glyph=place.glyph />
                <span class="nav-label">{place.name}</span>
            </a>
        </li>
    }
}

const fn testid(section: Section) -> &'static str {
    match section {
        Section::Dashboard => "nav-dashboard",
        Section::Stock => "nav-stock",
        Section::Stocktake => "nav-stocktake",
        Section::Tasks => "nav-tasks",
        Section::Products => "nav-products",
        Section::Locations => "nav-locations",
        Section::Transfers => "nav-transfers",
        Section::Import => "nav-import",
        Section::Settings => "nav-settings",
        Section::Elsewhere => "nav-elsewhere",
    }
}

/// Where this browser stands, at the foot of the sidebar.
#[component]
fn PlaceButton() -> impl IntoView {
    let books = expect_context::<Books>();
    let (prefs, layers) = (expect_context::<Prefs>(), expect_context::<Layers>());
    let place = place_name(books, prefs);
    let device = books.device();
    let below = move || {
        let name = device.read().name.clone();
        if name.is_empty() {
            "Change".into()
        } else {
            format!("{name} \u{b7} change")
        }
    };
    view! {
        <button class="place" type="button" data-testid="place" on:click=move |_| layers.show(Open::Place)>
            <Icon glyph=Glyph::MapPin />
            <span>{place}<small>{below}</small></span>
        </button>
    }
}

/// The name of the place that this browser stands at.
pub fn place_name(books: Books, prefs: Prefs) -> Signal<String> {
    let (place, locations) = (prefs.place(), books.locations());
    crate::memo(move |_| {
        let chosen = place.get();
        let locations = locations.read();
        let found = locations
            .iter()
            .find(|location| Some(location.id) == chosen);
        match (found, locations.as_slice()) {
            (Some(location), _) => location.name.to_string(),
            (None, [only]) => only.name.to_string(),
            _ => "All locations".into(),
        }
    })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_to_its_own_section() {
        for place in places() {
            assert_eq!(Section::of(place.href), place.section, "{}", place.name);
        }
    }
}
