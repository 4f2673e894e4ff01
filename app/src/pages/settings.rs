//! Settings: of this browser at once, of the company on the server, and the way to people, devices, jobs, log.

use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::{Clock, Density, Layers, Open, Prefs, Theme};
use crate::ui::{
    Action, Advice, Banner, Card, FieldError, Gauge, Glyph, Icon, PageHead, Segments, SelectField,
    Show, Switch, TextField, Toasts, Tone, Weight, needs_right_and_connection,
};
use crate::view;
use api::common::Change;
use api::company::{Company, CompanyChange, Tolerance};
use domain::money::{Currency, Money};
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <PageHead title="Settings" />
        <div class="grid">
            <div class="stack m-7 l-8"><Looks /><Scanner /><Storage /><CompanyCard /></div>
            <div class="side m-5 l-4"><Places /><ThisDevice /></div>
        </div>
    }
}

/// Pages that belong to settings.
#[component]
fn Places() -> impl IntoView {
    let books = expect_context::<Books>();
    let all = [
        (
            routes::USERS,
            "Users and roles",
            "Who may do what",
            Glyph::Users,
            Some(Permission::Users),
        ),
        (
            routes::DEVICES,
            "Devices",
            "Tablets and browsers",
            Glyph::TabletSmartphone,
            Some(Permission::Users),
        ),
        (
            routes::JOBS,
            "Jobs",
            "What runs by itself",
            Glyph::RefreshCw,
            Some(Permission::Jobs),
        ),
        (
            routes::AUDIT,
            "Audit log",
            "Who changed what",
            Glyph::History,
            Some(Permission::Users),
        ),
        (
            routes::LOCATIONS,
            "Locations and bins",
            "Reference book",
            Glyph::MapPinned,
            None,
        ),
        (
            routes::REFERENCE,
            "Catalogue books",
            "Families, categories, brands, tiers, taxes",
            Glyph::Layers,
            None,
        ),
        (
            routes::FBA,
            "Fulfilment by Amazon",
            "Accounts whose goods lie at Amazon",
            Glyph::Truck,
            Some(Permission::IntegrationFba),
        ),
        (
            routes::IMPORT,
            "Import and export",
            "Files in and out",
            Glyph::Upload,
            Some(Permission::ImportExport),
        ),
    ];
    let row = move |(href, name, note, glyph, needs): (
        &'static str,
        &'static str,
        &'static str,
        Glyph,
        Option<Permission>,
    )| {
        let seen = needs.map(|needs| books.permits(needs));
        view! { <li hidden=move || seen.is_some_and(|seen| !seen.get())><Icon glyph /><div class="grow"><a class="t" href=href>{name}</a><span class="d">{note}</span></div></li> }
    };
    view! { <Card title="Reference books" id="h-books"><ul class="list">{all.into_iter().map(row).collect_view()}</ul></Card> }
}

/// Theme, density, keys, sound.
#[component]
fn Looks() -> impl IntoView {
    let (prefs, layers) = (expect_context::<Prefs>(), expect_context::<Layers>());
    let themes = Signal::stored(
        Theme::ALL
            .map(|(theme, text)| (theme, text.to_owned()))
            .to_vec(),
    );
    let densities = Signal::stored(
        Density::ALL
            .map(|(density, text)| (density, text.to_owned()))
            .to_vec(),
    );
    view! {
        <Card title="This browser" id="h-looks">
            <div class="card-body stack">
                <div class="row row--between"><span class="label">"Theme"</span><Segments label="Theme" choices=themes chosen=prefs.theme() on_choose=move |theme| prefs.choose_theme(theme) /></div>
                <div class="row row--between"><span class="label">"Size of controls"</span><Segments label="Size of controls" choices=densities chosen=prefs.density() on_choose=move |density| prefs.choose_density(density) /></div>
                <Volume />
                <Switch label="Single letters are shortcuts" hint="Such as N for new. They never act inside a field." on=prefs.single_keys() on_change=move |on| prefs.use_single_keys(on) testid="single-keys" />
                <div class="row"><Action text="Show all keys" glyph=Glyph::Keyboard on_press=move |()| layers.show(Open::Keys) /></div>
            </div>
        </Card>
    }
}

/// How loud scans are; each cue can be heard.
#[component]
fn Volume() -> impl IntoView {
    let percent = RwSignal::new(sound::volume());
    let change = move |event: web_sys::Event| {
        let value = event_target_value(&event).parse().unwrap_or(80);
        percent.set(value);
        sound::set_volume(value);
    };
    view! {
        <div class="row row--between">
            <label class="label" for="volume">{move || format!("Volume of scans, {} %", percent.get())}</label>
            <div class="row row--tight">
                <input id="volume" class="range" type="range" min="0" max="100" step="5" prop:value=move || percent.get().to_string() on:input=change data-testid="volume" />
                <Action text="Right" glyph=Glyph::Volume2 on_press=move |()| sound::right() />
                <Action text="Wrong" glyph=Glyph::Volume2 on_press=move |()| sound::wrong() />
            </div>
        </div>
    }
}

/// How the scanner is set up now; natively there is none.
fn scanner_setup(books: Books) -> crate::scan::burst::BurstConfig {
    #[cfg(target_arch = "wasm32")]
    return books.scanner_setup();
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = books;
        crate::scan::burst::BurstConfig::default()
    }
}

/// How the wedge scanner is set up (OFF-40).
#[component]
fn Scanner() -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let setup = scanner_setup(books);
    let (prefix, suffix) = (
        RwSignal::new(setup.prefix.clone()),
        RwSignal::new(setup.suffix.clone()),
    );
    let gap = RwSignal::new(setup.gap_ms.to_string());
    let error = RwSignal::new(None::<String>);
    let save = move |()| match gap.get_untracked().trim().parse::<u32>() {
        Ok(gap_ms @ 5..=200) => {
            let setup = crate::scan::burst::BurstConfig {
                gap_ms,
                prefix: prefix.get_untracked(),
                suffix: suffix.get_untracked(),
                ..books.scanner_setup()
            };
            books.set_scanner_setup(setup);
            error.set(None);
            toasts.ok("Scanner set up");
        }
        _ => error.set(Some(
            "Between 5 and 200 milliseconds. Scanners send a key every 1 to 20.".into(),
        )),
    };
    view! {
        <Card title="Scanner" id="h-scanner">
            <div class="card-body stack">
                <p class="hint">"A scanner types a code and ends it with Enter or Tab. If it also sends characters in front or behind, name them here."</p>
                <div class="form-grid">
                    <TextField id="scan-prefix" label="In front" value=prefix optional=true class="input input--mono" />
                    <TextField id="scan-suffix" label="Behind" value=suffix optional=true class="input input--mono" />
                    <TextField id="scan-gap" label="Longest pause between keys, ms" value=gap mode="numeric" class="input input--num" error />
                </div>
                <div class="row"><Action text="Save scanner" on_press=save testid="scanner-save" /></div>
            </div>
        </Card>
    }
}

/// Whether what is kept here is safe, how full it is, and the install button (OFF-38).
#[component]
fn Storage() -> impl IntoView {
    let books = expect_context::<Books>();
    let (storage, device) = (books.storage(), books.device());
    let words = move || match storage.read().durable {
        Some(true) => (
            "Kept for good.",
            "The browser promised not to clear it by itself.",
        ),
        Some(false) => (
            "Not kept for good.",
            "The browser may clear it when space runs out. Install Quayside on this device.",
        ),
        None => ("Not asked yet.", "It is asked with the first sign-in."),
    };
    let tone = move || {
        if storage.read().durable == Some(true) {
            Tone::Ok
        } else {
            Tone::Warn
        }
    };
    let (used, quota) = (
        crate::derived(move || storage.read().used),
        crate::derived(move || storage.read().quota),
    );
    let end = crate::derived(move || match quota.get() {
        0 => format::bytes(used.get()),
        all => format!("{} of {}", format::bytes(used.get()), format::bytes(all)),
    });
    let installed = move || device.read().installed;
    view! {
        <Card title="Storage and installation" id="h-storage">
            <div class="card-body stack" data-testid="storage">
                {move || { let (head, text) = words(); view! { <Banner tone=tone() head=head.to_owned() text=text.to_owned() /> } }}
                <Gauge done=used total=quota label="Space used" start=Signal::stored("Space used".to_owned()) end class="gauge--plain" />
                <Show when=move || !installed() fallback=|| view! { <p class="hint">"Quayside runs as an installed application."</p> }><InstallButton /></Show>
            </div>
        </Card>
    }
}

#[component]
fn InstallButton() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let ask = move |()| {
        if !install::ask() {
            toasts.warn("Open the browser's menu and choose \u{201c}Install\u{201d} or \u{201c}Add to home screen\u{201d}");
        }
    };
    view! { <div class="row"><Action text="Install Quayside" glyph=Glyph::Download on_press=ask testid="install" /></div> }
}

/// Name and versions of this device.
#[component]
fn ThisDevice() -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let (device, sync) = (books.device(), books.sync());
    let name = move || {
        Some(device.read().name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| format::UNKNOWN.into())
    };
    let last = move || {
        sync.read().last_success.map_or_else(
            || "Never".to_owned(),
            |at| format::moment(at, clock.now().get()),
        )
    };
    view! {
        <Card title="This device" id="h-device">
            <dl class="card-body kv">
                <dt>"Name"</dt><dd>{name}</dd>
                <dt>"Version"</dt><dd class="mono">{env!("CARGO_PKG_VERSION")}</dd>
                <dt>"Last sync"</dt><dd>{last}</dd>
                <dt>"Time zone"</dt><dd>{format::zone()}</dd>
            </dl>
        </Card>
    }
}

/// The company's settings, for who may change them.
#[component]
fn CompanyCard() -> impl IntoView {
    let permitted = expect_context::<Books>().permits(Permission::Settings);
    view! { <Show when=move || permitted.get()><CompanyBody /></Show> }
}

#[component]
fn CompanyBody() -> impl IntoView {
    let remote = Remote::<Company>::new(|| server::read("/company"));
    let draw =
        Callback::new(move |company: Company| view! { <CompanyForm company remote /> }.into_any());
    view! { <Card title="Company" id="h-company"><Loaded remote what="the company" draw /></Card> }
}

/// What was typed about the company.
#[derive(Debug, Clone, Default)]
struct Typed {
    name: String,
    zone: String,
    pin: String,
    offline: String,
    stale: String,
    /// Limits of what is accepted in a count without a look: units, percent, value. Empty is none.
    tolerance: [String; 3],
    currency: Option<Currency>,
    /// The last day of closed books; empty if all are open.
    closed: String,
    /// The same as the form showed it first.
    closed_before: String,
}

impl Typed {
    /// What it changes, or what is wrong.
    fn checked(&self) -> Result<CompanyChange, Advice> {
        let number = |text: &str, what: &str, most: u32| {
            let n = text
                .trim()
                .parse::<u32>()
                .ok()
                .filter(|n| (1..=most).contains(n));
            n.ok_or_else(|| format!("{what}: a whole number from 1 to {most}."))
        };
        let [units, percent, value] = self.tolerance.each_ref().map(|text| text.trim());
        let limit = |text: &str, what: &str, most: u32| match text {
            "" | "0" => Ok(0),
            text => number(text, what, most),
        };
        let value_minor = match (value, self.currency) {
            ("", _) | (_, None) => 0,
            (text, Some(currency)) => {
                Money::parse(text, currency)
                    .ok()
                    .filter(|money| money.minor >= 0)
                    .ok_or("Tolerance in value: an amount, or nothing.")?
                    .minor
            }
        };
        let tolerance = Tolerance {
            units: limit(units, "Tolerance in units", 1_000_000)?,
            percent: limit(percent, "Tolerance in percent", 100)?,
            value_minor,
        };
        let closed = match self.closed.trim() {
            // What nobody touched is left as it is now, whoever changed it meanwhile.
            day if day == self.closed_before => Change::Keep,
            "" => Change::Clear,
            day => {
                let last = format::end_of_day(day)
                    .ok_or("Books closed up to: choose a day, or leave it empty.")?;
                Change::Set(last.plus_millis(1))
            }
        };
        Ok(CompanyChange {
            name: Some(Name::new(&self.name).map_err(|why| format!("The name {why}."))?),
            time_zone: Some(self.zone.clone()),
            books_closed_until: closed,
            pin_after_minutes: Some(number(&self.pin, "Minutes until the PIN", 1_440)?),
            offline_hours: Some(number(&self.offline, "Hours without the server", 8_760)?),
            stale_after_hours: Some(number(&self.stale, "Hours until figures are old", 8_760)?),
            tolerance: Some(tolerance),
        })
    }
}

#[component]
fn CompanyForm(company: Company, remote: Remote<Company>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let text = |value: String| RwSignal::new(value);
    let (name, zone) = (
        text(company.name.to_string()),
        text(company.time_zone.clone()),
    );
    let (pin, offline, stale) = (
        text(company.pin_after_minutes.to_string()),
        text(company.offline_hours.to_string()),
        text(company.stale_after_hours.to_string()),
    );
    let currency = company.base_currency;
    let limit = |n: u32| text(if n == 0 { String::new() } else { n.to_string() });
    let value = match company.tolerance.value_minor {
        0 => String::new(),
        minor => {
            let money = Money { minor, currency }.to_string();
            let (_, amount) = money.split_once(' ').unwrap_or_default();
            amount.to_owned()
        }
    };
    let (units, percent, value) = (
        limit(company.tolerance.units),
        limit(company.tolerance.percent),
        text(value),
    );
    // The moment is the first that is open; people name the last day that is closed.
    let closed = text(
        company
            .books_closed_until
            .map(|until| format::date_field(until.plus_millis(-1)))
            .unwrap_or_default(),
    );
    let closed_before = StoredValue::new(closed.get_untracked());
    let error = RwSignal::new(None::<String>);
    let blocked = needs_right_and_connection(books, Permission::Settings);
    let save = move |()| {
        let typed = Typed {
            name: name.get_untracked(),
            zone: zone.get_untracked(),
            pin: pin.get_untracked(),
            offline: offline.get_untracked(),
            stale: stale.get_untracked(),
            tolerance: [units, percent, value].map(|field| field.get_untracked()),
            currency: Some(currency),
            closed: closed.get_untracked(),
            closed_before: closed_before.get_value(),
        };
        match typed.checked() {
            Ok(body) => server::spawn(async move {
                match server::send::<_, Company>(Method::Patch, "/company", &body).await {
                    Ok(company) => {
                        remote.take(company);
                        toasts.ok("Saved");
                    }
                    Err(fault) => toasts.bad_in(error, fault.words()),
                }
            }),
            Err(why) => error.set(Some(why.into_text())),
        }
    };
    view! {
        <div class="card-body stack">
            <div class="form-grid">
                <TextField id="company-name" label="Name" value=name />
                <TextField id="company-zone" label="Time zone" value=zone hint="Such as Europe/London; shown with every time" />
                <SelectField id="company-currency" label="Base currency" value=text(company.base_currency.to_string()) choices=vec![(company.base_currency.to_string(), company.base_currency.to_string())] hint="Fixed since set-up" />
                <TextField id="company-pin" label="Minutes until the PIN" value=pin mode="numeric" class="input input--num" />
                <TextField id="company-offline" label="Hours without the server" value=offline mode="numeric" class="input input--num" />
                <TextField id="company-stale" label="Hours until figures are old" value=stale mode="numeric" class="input input--num" />
                <TextField id="company-closed" label="Books closed up to" kind="date" value=closed optional=true hint="Nothing but facts and corrections takes effect on or before this day" />
            </div>
            <p class="hint">"A difference of a count that is inside these limits is accepted without a look. Leave all empty to look at every one."</p>
            <div class="form-grid">
                <TextField id="company-units" label="Tolerance in units" value=units mode="numeric" class="input input--num" optional=true />
                <TextField id="company-percent" label="Tolerance in percent" value=percent mode="numeric" class="input input--num" optional=true hint="Of the book, where that is more units" />
                <TextField id="company-value" label="Tolerance in value" value=value mode="decimal" class="input input--num" optional=true hint="What has no known cost is outside" />
            </div>
            <FieldError id="company-error" error />
            <div class="row"><Action text="Save company" weight=Weight::Primary blocked on_press=save testid="company-save" /></div>
        </div>
    }
}

mod sound {
    //! The cues, as far as settings try them.

    #[cfg(target_arch = "wasm32")]
    pub(super) use crate::sound::{set_volume, volume};

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn volume() -> u32 {
        80
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn set_volume(_percent: u32) {}

    pub(super) fn right() {
        #[cfg(target_arch = "wasm32")]
        crate::sound::play(crate::sound::Cue::Counted);
    }

    pub(super) fn wrong() {
        #[cfg(target_arch = "wasm32")]
        crate::sound::play(crate::sound::Cue::Wrong);
    }
}

mod install {
    //! The browser's offer to install, kept by the page until somebody asks for it.

    /// Shows the offer; says whether there was one.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn ask() -> bool {
        use wasm_bindgen::JsCast;
        let window = leptos::prelude::window();
        let offer = js_sys::Reflect::get(&window, &"quaysideInstall".into()).ok();
        let prompt = offer
            .as_ref()
            .and_then(|offer| js_sys::Reflect::get(offer, &"prompt".into()).ok());
        let prompt = prompt.and_then(|prompt| prompt.dyn_into::<js_sys::Function>().ok());
        match (offer, prompt) {
            (Some(offer), Some(prompt)) => prompt.call0(&offer).is_ok(),
            _ => false,
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn ask() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn company_settings_are_whole_numbers_within_reason() {
        let typed = |name: &str, pin: &str, closed: &str| Typed {
            name: name.into(),
            zone: "Europe/London".into(),
            pin: pin.into(),
            offline: "72".into(),
            stale: "12".into(),
            tolerance: ["2".into(), String::new(), "1.50".into()],
            currency: Some(Currency::GBP),
            closed: closed.into(),
            closed_before: "2026-09-30".into(),
        };
        let open = typed("Tidewater", "10", "").checked().unwrap();
        assert_eq!(open.books_closed_until, Change::Clear);
        let untouched = typed("Tidewater", "10", "2026-09-30").checked().unwrap();
        assert_eq!(untouched.books_closed_until, Change::Keep);
        let closed = typed("Tidewater", "10", "2026-10-31").checked().unwrap();
        let Change::Set(until) = closed.books_closed_until else {
            panic!("a day closes the books");
        };
        assert_eq!(format::date_field(until), "2026-11-01");
        assert_eq!(
            typed("Tidewater", "0", "").checked().unwrap_err(),
            "Minutes until the PIN: a whole number from 1 to 1440."
        );
        let not_a_day = typed("Tidewater", "10", "soon").checked().unwrap_err();
        assert!(not_a_day.into_text().starts_with("Books closed up to"));
        let tolerance = Tolerance {
            units: 2,
            percent: 0,
            value_minor: 150,
        };
        assert_eq!(closed.tolerance, Some(tolerance));
        let wrong = Typed {
            tolerance: [String::new(), "200".into(), String::new()],
            ..typed("Tidewater", "10", "")
        };
        assert_eq!(
            wrong.checked().unwrap_err(),
            "Tolerance in percent: a whole number from 1 to 100."
        );
        let nameless = typed("", "1", "").checked().unwrap_err();
        assert!(nameless.into_text().starts_with("The name"));
    }
}
