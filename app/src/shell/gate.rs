//! The pages before the application: sign-in, first set-up, an invitation or a new password, the locked screen.

use super::{Logo, person_name};
use crate::books::Books;
use crate::device::Warning;
use crate::pages::server::{self, Method, Remote};
use crate::router;
use crate::routes;
use crate::session::{LockReason, Session};
use crate::ui::{
    Action, Advice, Banner, Fault, FieldError, Glyph, Load, SelectField, Show, TextField, Tone,
    Weight, title_window,
};
use crate::view;
use api::company::{SetUp, SetupState};
use api::session::{LinkInfo, LinkPurpose, LinkUse};
use domain::money::Currency;
use domain::text::{Email, Name};
use leptos::prelude::*;

/// Shortest password.
const SHORTEST_PASSWORD: usize = 10;

/// The card that these pages stand on.
#[component]
fn GateCard(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    title_window(title);
    let class = if wide {
        "gate-card gate-card--wide"
    } else {
        "gate-card"
    };
    view! {
        <main class="gate" id="main">
            <div class=class>
                <p class="gate-brand"><Logo /><span>"Quayside"</span></p>
                <h1 tabindex="-1" data-testid="page-title">{title}</h1>
                {children()}
            </div>
        </main>
    }
}

/// Sign-in. Needs the server; who is signed in already goes on without it.
#[component]
pub fn SignInPage() -> impl IntoView {
    let books = expect_context::<Books>();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let setup = Remote::<SetupState>::new(|| server::read("/setup"));
    let go = StoredValue::new_local(router::navigation());
    crate::effect(move |_| {
        if setup.value().is_some_and(|state| state.needed) {
            go.with_value(|go| go(routes::SET_UP, Default::default()));
        }
    });
    let enter = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (email, password) = (email.get_untracked(), password.get_untracked());
        server::spawn(async move {
            let answer = books.sign_in(email, password).await;
            busy.try_set(false);
            if let Err(why) = answer {
                error.try_set(Some(why.to_string()));
            }
        });
    });
    let company = move || {
        setup
            .value()
            .and_then(|state| state.company)
            .map(|name| name.to_string())
    };
    view! {
        <GateCard title="Sign in">
            <p class="muted">{company}</p>
            <DeviceTold />
            <form class="stack" on:submit=move |event| { event.prevent_default(); enter.run(()); }>
                <TextField id="email" label="E-mail" value=email kind="email" autocomplete="username" />
                <TextField id="password" label="Password" value=password kind="password" autocomplete="current-password" />
                <FieldError id="sign-in-error" error />
                <button class="btn btn--primary btn--lg btn--block" type="submit" data-testid="sign-in" aria-busy=move || busy.get().then_some("true")>
                    {move || if busy.get() { "Signing in\u{2026}" } else { "Sign in" }}
                </button>
            </form>
            <Forgotten email />
        </GateCard>
    }
}

/// What somebody has to know before signing in: why this device is empty, or that it can keep nothing.
#[component]
fn DeviceTold() -> impl IntoView {
    let warnings = expect_context::<Books>().warnings();
    let concerns = |warning: &Warning| {
        matches!(
            warning,
            Warning::Revoked | Warning::MayHaveLost { .. } | Warning::StorageUnavailable { .. }
        )
    };
    let banner =
        |warning: Warning| view! { <Banner tone=Tone::Warn head="" text=warning.words() /> };
    move || {
        warnings
            .get()
            .into_iter()
            .filter(concerns)
            .map(banner)
            .collect_view()
    }
}

/// Asks for a link to a new password.
#[component]
fn Forgotten(email: RwSignal<String>) -> impl IntoView {
    let said = RwSignal::new(None::<String>);
    let ask = move |()| {
        let Ok(address) = Email::new(&email.get_untracked()) else {
            said.set(Some("Enter your e-mail address above first.".into()));
            return;
        };
        server::spawn(async move {
            let body = api::session::PasswordForgotten { email: address };
            said.set(Some(
                match server::act(Method::Post, "/password-resets", &body).await {
                    Ok(()) => {
                        "If this address is known, a link is on its way. It works for a short time."
                            .into()
                    }
                    Err(fault) => fault.words(),
                },
            ));
        });
    };
    view! {
        <div class="stack-sm">
            <Action text="Forgotten your password?" weight=Weight::Quiet on_press=ask testid="forgotten" />
            <p class="hint" role="status">{said}</p>
        </div>
    }
}

/// What somebody typed at first set-up, checked into the shape that the server takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct SetUpForm {
    company: String,
    zone: String,
    currency: String,
    name: String,
    email: String,
    password: String,
}

impl SetUpForm {
    fn checked(&self) -> Result<SetUp, Advice> {
        if self.password.chars().count() < SHORTEST_PASSWORD {
            return Err(
                format!("The password needs at least {SHORTEST_PASSWORD} characters.").into(),
            );
        }
        if !self.email.contains('@') {
            return Err("Enter an e-mail address.".into());
        }
        Ok(SetUp {
            company: Name::new(&self.company)
                .map_err(|why| format!("The company's name {why}."))?,
            time_zone: self.zone.clone(),
            base_currency: self
                .currency
                .parse::<Currency>()
                .map_err(|_| "Choose a currency.".to_owned())?,
            name: Name::new(&self.name).map_err(|why| format!("Your name {why}."))?,
            email: Email::new(&self.email).map_err(|why| format!("The e-mail address {why}."))?,
            password: self.password.clone(),
        })
    }
}

/// Zones that are offered first; any other can be typed in settings.
const ZONES: [&str; 12] = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Warsaw",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
];

const CURRENCIES: [&str; 8] = ["GBP", "EUR", "USD", "SEK", "PLN", "CAD", "AUD", "JPY"];

fn choices(all: &[&str]) -> Vec<(String, String)> {
    all.iter()
        .map(|one| ((*one).to_owned(), one.replace('_', " ")))
        .collect()
}

/// First set-up: the company and its first administrator. Works once.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let field = |text: &str| RwSignal::new(text.to_owned());
    let (company, zone, currency) = (field(""), field("Europe/London"), field("GBP"));
    let (name, email, password) = (field(""), field(""), field(""));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let books = expect_context::<Books>();
    let go = router::navigation();
    let begin = Callback::new(move |()| {
        let form = SetUpForm {
            company: company.get_untracked(),
            zone: zone.get_untracked(),
            currency: currency.get_untracked(),
            name: name.get_untracked(),
            email: email.get_untracked(),
            password: password.get_untracked(),
        };
        match form.checked() {
            Ok(body) => set_up(books, body, busy, error, move |href| {
                go(href, Default::default())
            }),
            Err(why) => error.set(Some(why.into_text())),
        }
    });
    view! {
        <GateCard title="Set up Quayside" wide=true>
            <p class="lede">"Your company and its first administrator. Currency cannot be changed later."</p>
            <form class="stack" on:submit=move |event| { event.prevent_default(); begin.run(()); }>
                <TextField id="company" label="Company" value=company autocomplete="organization" />
                <div class="form-grid">
                    <SelectField id="zone" label="Time zone" value=zone choices=choices(&ZONES) hint="Shown with every time" />
                    <SelectField id="currency" label="Base currency" value=currency choices=choices(&CURRENCIES) hint="Of all costs and values" />
                </div>
                <div class="form-grid">
                    <TextField id="your-name" label="Your name" value=name autocomplete="name" />
                    <TextField id="email" label="Your e-mail" value=email kind="email" autocomplete="username" />
                </div>
                <TextField id="password" label="Password" value=password kind="password" autocomplete="new-password" hint=format!("At least {SHORTEST_PASSWORD} characters") />
                <FieldError id="set-up-error" error />
                <button class="btn btn--primary btn--lg" type="submit" data-testid="set-up" aria-busy=move || busy.get().then_some("true")>"Set up and sign in"</button>
            </form>
        </GateCard>
    }
}

fn set_up(
    books: Books,
    body: SetUp,
    busy: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    go: impl Fn(&str) + 'static,
) {
    busy.set(true);
    server::spawn(async move {
        let (email, password) = (body.email.to_string(), body.password.clone());
        let answer = server::act(Method::Post, "/setup", &body).await;
        let answer = match answer {
            Ok(()) => books
                .sign_in(email, password)
                .await
                .map_err(|why| why.to_string()),
            Err(fault) => Err(fault.words()),
        };
        busy.try_set(false);
        match answer {
            Ok(()) => go(routes::DASHBOARD),
            Err(why) => {
                error.try_set(Some(why));
            }
        }
    });
}

/// An invitation or a link to a new password.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let params = router::names();
    let token = crate::memo(move |_| params.read().get("token").unwrap_or_default());
    let info = Remote::<LinkInfo>::new(move || {
        let path = format!("/links/{}", routes::encoded(&token.get()));
        async move { server::read(&path).await }
    });
    let title = crate::memo(move |_| match info.value() {
        Some(LinkInfo {
            purpose: LinkPurpose::Invitation,
            company,
            ..
        }) => format!("Welcome to {company}"),
        _ => "A new password".into(),
    });
    let load = info.load();
    view! {
        <GateCard title=title>
            {move || match load.get() {
                Load::Waiting => view! { <p class="muted" role="status">"Checking the link\u{2026}"</p> }.into_any(),
                Load::Ready(info) => view! { <NewPassword info token /> }.into_any(),
                Load::Fault(Fault::Missing) => view! { <Banner tone=Tone::Warn head="This link does not work any more." text="Links work once and for a short time. Ask for a new one." /> }.into_any(),
                Load::Fault(fault) => view! { <Banner tone=Tone::Bad head="That did not work." text=fault.words() /> }.into_any(),
            }}
            <a href=routes::SIGN_IN>"Go to sign-in"</a>
        </GateCard>
    }
}

#[component]
fn NewPassword(info: LinkInfo, #[prop(into)] token: Signal<String>) -> impl IntoView {
    let books = expect_context::<Books>();
    let password = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let go = router::navigation();
    let email = info.email.to_string();
    let shown = email.clone();
    let set = move || {
        let password = password.get_untracked();
        if password.chars().count() < SHORTEST_PASSWORD {
            error.set(Some(format!(
                "The password needs at least {SHORTEST_PASSWORD} characters."
            )));
            return;
        }
        let (path, email) = (
            format!("/links/{}", routes::encoded(&token.get_untracked())),
            email.clone(),
        );
        server::spawn(async move {
            let body = LinkUse {
                password: password.clone(),
                device: None,
            };
            let answer = match server::act(Method::Post, &path, &body).await {
                Ok(()) => books
                    .sign_in(email, password)
                    .await
                    .map_err(|why| why.to_string()),
                Err(fault) => Err(fault.words()),
            };
            match answer {
                // Even if this page is gone by now: its address is none of who is signed in.
                Ok(()) => go(routes::DASHBOARD, Default::default()),
                Err(why) => {
                    error.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form class="stack" on:submit=move |event| { event.prevent_default(); set(); }>
            <p>{info.name.to_string()}<span class="hint switch-hint">{shown}</span></p>
            <TextField id="password" label="Your password" value=password kind="password" autocomplete="new-password" error hint=format!("At least {SHORTEST_PASSWORD} characters") />
            <button class="btn btn--primary btn--lg" type="submit" data-testid="set-password">"Set password and sign in"</button>
        </form>
    }
}

/// The locked screen: the PIN after a rest, the password once the time to work offline has passed.
#[component]
pub fn LockScreen(
    /// Why it is locked.
    why: LockReason,
) -> impl IntoView {
    match why {
        LockReason::Idle => view! { <PinScreen /> }.into_any(),
        LockReason::GrantExpired => view! { <ExpiredScreen /> }.into_any(),
    }
}

/// Digits of a PIN, typed or pressed.
#[component]
fn PinScreen() -> impl IntoView {
    let books = expect_context::<Books>();
    let name = person_name(books);
    let pin = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = move || {
        let digits = pin.get_untracked();
        server::spawn(async move {
            if let Err(why) = books.unlock(digits).await {
                pin.try_set(String::new());
                error.try_set(Some(why.to_string()));
            }
        });
    };
    let press = move |key: &str| match key {
        "Enter" => submit(),
        "Backspace" => pin.update(|pin| {
            pin.pop();
        }),
        digit if digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()) => {
            error.set(None);
            pin.update(|pin| {
                if pin.len() < 8 {
                    pin.push_str(digit);
                }
            });
        }
        _ => {}
    };
    crate::hear(leptos::ev::keydown, move |event| press(&event.key()));
    let digit = move |digit: &'static str| view! { <button type="button" on:click=move |_| press(digit)>{digit}</button> };
    let label = move || format!("{} digits entered", pin.read().len());
    view! {
        <GateCard title="Locked">
            <p>{move || format!("{} is signed in. Enter the PIN of this screen.", name.get())}</p>
            <div class="pin-dots" role="status" aria-label=label data-testid="pin-dots">
                {move || (0..pin.read().len().max(4)).map(|at| view! { <i data-on=(at < pin.read_untracked().len()).to_string()></i> }).collect_view()}
            </div>
            <FieldError id="pin-error" error />
            <div class="keypad" role="group" aria-label="PIN" data-testid="pin-pad">
                {["1", "2", "3", "4", "5", "6", "7", "8", "9"].into_iter().map(digit).collect_view()}
                <button class="fn" type="button" aria-label="Delete last digit" on:click=move |_| press("Backspace")><crate::ui::Icon glyph=Glyph::Delete /></button>
                {digit("0")}
                <button class="fn" type="button" data-testid="pin-enter" on:click=move |_| press("Enter")>"Enter"</button>
            </div>
            <OtherPerson />
        </GateCard>
    }
}

/// The time to work offline has passed.
#[component]
fn ExpiredScreen() -> impl IntoView {
    let books = expect_context::<Books>();
    let email = books
        .session()
        .read_untracked()
        .person()
        .map(|person| person.email.clone())
        .unwrap_or_default();
    let password = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let enter = move || {
        let (email, password) = (email.clone(), password.get_untracked());
        server::spawn(async move {
            if let Err(why) = books.sign_in(email, password).await {
                error.try_set(Some(why.to_string()));
            }
        });
    };
    view! {
        <GateCard title="Sign in again">
            <p>"The time to work without the server has passed. What you counted is safe on this device and sends once you are signed in."</p>
            <form class="stack" on:submit=move |event| { event.prevent_default(); enter(); }>
                <TextField id="password" label="Password" value=password kind="password" autocomplete="current-password" error />
                <button class="btn btn--primary btn--lg" type="submit" data-testid="sign-in">"Sign in"</button>
            </form>
            <OtherPerson />
        </GateCard>
    }
}

/// Somebody else takes the device: the outbox stays with its authors.
#[component]
fn OtherPerson() -> impl IntoView {
    let books = expect_context::<Books>();
    let is_locked = move || matches!(&*books.session().read(), Session::Locked { .. });
    let asking = RwSignal::new(false);
    view! {
        <Show when=move || is_locked() && !asking.get() fallback=move || asking.get().then(|| view! { <OtherSignIn /> })>
            <Action text="Somebody else" weight=Weight::Quiet on_press=move |()| asking.set(true) testid="other-person" />
        </Show>
    }
}

#[component]
fn OtherSignIn() -> impl IntoView {
    let books = expect_context::<Books>();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let enter = move || {
        let (email, password) = (email.get_untracked(), password.get_untracked());
        server::spawn(async move {
            if let Err(why) = books.sign_in(email, password).await {
                error.try_set(Some(why.to_string()));
            }
        });
    };
    view! {
        <form class="stack" on:submit=move |event| { event.prevent_default(); enter(); }>
            <p class="hint">"What is unsent stays on this device under the name of who did it."</p>
            <TextField id="other-email" label="E-mail" value=email kind="email" autocomplete="username" />
            <TextField id="other-password" label="Password" value=password kind="password" autocomplete="current-password" error />
            <button class="btn btn--primary" type="submit">"Sign in"</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_up_says_what_is_wrong_in_words() {
        let good = SetUpForm {
            company: "Tidewater Outdoor".into(),
            zone: "Europe/London".into(),
            currency: "GBP".into(),
            name: "Mairi Sinclair".into(),
            email: "mairi@example.com".into(),
            password: "a long password".into(),
        };
        assert!(good.checked().is_ok());
        let short = SetUpForm {
            password: "short".into(),
            ..good.clone()
        };
        assert_eq!(
            short.checked().unwrap_err(),
            "The password needs at least 10 characters."
        );
        let nameless = SetUpForm {
            company: "  ".into(),
            ..good
        };
        assert_eq!(
            nameless.checked().unwrap_err(),
            "The company's name is empty."
        );
    }
}
