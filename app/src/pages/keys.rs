//! API keys: making one for a program, seeing when each was last used, revoking one. Needs the server (OFF-11).

use super::parts::ToCopy;
use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Advice, Crumbs, Dialog, Empty, FieldError, Gate, Glyph, PageHead, SelectField, Tag,
    TextField, Toasts, Tone, Weight, needs_connection,
};
use crate::view;
use api::common::Page;
use api::people::{ApiKey, ApiKeyStatus, MadeApiKey, NewApiKey, Role};
use domain::ids::RoleId;
use domain::permission::Permission;
use domain::text::Name;
use domain::time::Timestamp;
use leptos::prelude::*;

const DAY_MS: i64 = 86_400_000;

/// For how many days a key may be made to work, and what that is called; none for as long as nobody revokes it.
const TERMS: [(Option<i64>, &str); 4] = [
    (Some(30), "30 days"),
    (Some(90), "90 days"),
    (Some(365), "A year"),
    (None, "Until it is revoked"),
];

/// What the state of a key is called.
pub const fn status_words(status: ApiKeyStatus) -> (&'static str, Tone) {
    match status {
        ApiKeyStatus::Active => ("Active", Tone::Ok),
        ApiKeyStatus::Expired => ("Expired", Tone::Warn),
        ApiKeyStatus::Revoked => ("Revoked", Tone::Neutral),
    }
}

/// The page.
#[component]
pub fn KeysPage() -> impl IntoView {
    view! { <Gate needs=Permission::Users what="API keys"><KeysBody /></Gate> }
}

/// What is open on the page.
#[derive(Debug, Clone, PartialEq, Default)]
enum Asking {
    #[default]
    Nothing,
    New,
    Made(MadeApiKey),
    Revoke(ApiKey),
}

#[component]
fn KeysBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let keys = Remote::<Page<ApiKey>>::new(|| server::read("/api-keys"));
    let asking = RwSignal::new(Asking::Nothing);
    let blocked = needs_connection(books);
    let draw = Callback::new(move |page: Page<ApiKey>| {
        if page.items.is_empty() {
            return view! { <Empty title="No keys" text="Make one for each program that is to read or change something here by itself." /> }.into_any();
        }
        view! {
            <div class="table-wrap"><table class="table" data-testid="key-list">
                <thead><tr><th>"Name"</th><th>"Role"</th><th>"State"</th><th>"Last used"</th><th class="p3">"Works until"</th><th><span class="sr">"Actions"</span></th></tr></thead>
                <tbody>{page.items.into_iter().map(|key| view! { <KeyRow key asking /> }).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    });
    view! {
        <Crumbs href=routes::USERS.to_owned() up="Users" here="API keys" />
        <PageHead title="API keys" lede=Signal::stored("A program shows its key with each call, and may do what the role of the key says. What it does carries its name.".to_owned())>
            <Action text="New key" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| asking.set(Asking::New) testid="new-key" />
        </PageHead>
        <section class="card" aria-label="API keys"><Loaded remote=keys what="API keys" draw /></section>
        <Dialogs asking keys />
    }
}

#[component]
fn KeyRow(key: ApiKey, asking: RwSignal<Asking>) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let (text, tone) = status_words(key.status);
    let used = key
        .last_used
        .map_or_else(|| "Never".to_owned(), |at| format::ago(at, clock.read()));
    let until = key
        .expires
        .map_or_else(|| format::UNKNOWN.to_owned(), format::full_day);
    let by = key
        .made_by_name
        .as_ref()
        .map(|name| format!(" by {name}"))
        .unwrap_or_default();
    let made = format!(" \u{b7} made {}{by}", format::full_day(key.made));
    let blocked = needs_connection(books);
    let revoke = key.clone();
    let way = (key.status != ApiKeyStatus::Revoked).then(|| {
        view! { <Action text="Revoke" weight=Weight::DangerQuiet blocked on_press=move |()| asking.set(Asking::Revoke(revoke.clone())) testid="revoke-key" /> }
    });
    view! {
        <tr data-row="" tabindex="-1" data-testid="key-row">
            <td><span class="t">{key.name.to_string()}</span><span class="d"><span class="mono">{key.prefix}"\u{2026}"</span>{made}</span></td><td>{key.role_name.to_string()}</td><td><Tag tone text=text.to_owned() /></td>
            <td class="muted">{used}</td><td class="p3 muted">{until}</td><td class="act">{way}</td>
        </tr>
    }
}

#[component]
fn Dialogs(asking: RwSignal<Asking>, keys: Remote<Page<ApiKey>>) -> impl IntoView {
    let close = Callback::new(move |()| asking.set(Asking::Nothing));
    let title = crate::derived(move || match &*asking.read() {
        Asking::Nothing => String::new(),
        Asking::New => "New key".into(),
        Asking::Made(_) => "Copy the key now".into(),
        Asking::Revoke(_) => "Revoke this key?".into(),
    });
    let body = move || match asking.get() {
        Asking::Nothing => ().into_any(),
        Asking::New => view! { <NewForm asking keys /> }.into_any(),
        Asking::Made(made) => view! { <MadeBody made close /> }.into_any(),
        Asking::Revoke(key) => view! { <RevokeBody key asking keys /> }.into_any(),
    };
    view! { <Dialog open=crate::derived(move || *asking.read() != Asking::Nothing) on_close=close title testid="key-dialog">{body}</Dialog> }
}

fn new_key(name: &str, role: &str, days: &str, now: Timestamp) -> Result<NewApiKey, Advice> {
    let days = TERMS
        .iter()
        .find(|(term, _)| *days == term_value(*term))
        .and_then(|(term, _)| *term);
    Ok(NewApiKey {
        name: Name::new(name).map_err(|why| format!("The name {why}."))?,
        role: role
            .parse::<RoleId>()
            .map_err(|_| "Choose a role.".to_owned())?,
        expires: days.map(|days| now.plus_millis(days * DAY_MS)),
    })
}

fn term_value(days: Option<i64>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

#[component]
fn NewForm(asking: RwSignal<Asking>, keys: Remote<Page<ApiKey>>) -> impl IntoView {
    let (clock, toasts) = (expect_context::<Clock>(), expect_context::<Toasts>());
    let roles = Remote::<Page<Role>>::new(|| server::read("/roles")).load();
    let (name, role) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let term = RwSignal::new(term_value(Some(365)));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let choices = crate::derived(move || {
        let ask = (String::new(), "Choose\u{2026}".to_owned());
        let roles = roles.read();
        let roles = roles.ready().map(|page| page.items.as_slice());
        let roles = roles
            .unwrap_or_default()
            .iter()
            .map(|role| (role.id.to_string(), role.name.to_string()));
        std::iter::once(ask).chain(roles).collect::<Vec<_>>()
    });
    let terms = Signal::stored(
        TERMS
            .map(|(days, text)| (term_value(days), text.to_owned()))
            .to_vec(),
    );
    let make = move |()| match new_key(
        &name.get_untracked(),
        &role.get_untracked(),
        &term.get_untracked(),
        clock.now().get_untracked(),
    ) {
        Ok(body) => {
            busy.set(true);
            server::spawn(async move {
                let answer = server::send::<_, MadeApiKey>(Method::Post, "/api-keys", &body).await;
                busy.try_set(false);
                match answer {
                    Ok(made) => {
                        keys.again();
                        let name = made.key.name.clone();
                        if asking.try_set(Asking::Made(made)).is_some() {
                            toasts.warn(format!(
                                "The key of {name} was made and not shown. Revoke it and make another."
                            ));
                        }
                    }
                    Err(fault) => toasts.bad_in(error, fault.words()),
                }
            });
        }
        Err(why) => error.set(Some(why.into_text())),
    };
    view! {
        <div class="dialog-body">
            <TextField id="key-name" label="Name" value=name hint="The program that uses it" />
            <SelectField id="key-role" label="Role" value=role choices />
            <SelectField id="key-term" label="Works for" value=term choices=terms />
            <FieldError id="key-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| asking.set(Asking::Nothing) /><Action text="Make key" weight=Weight::Primary busy on_press=make testid="key-make" /></div>
    }
}

/// A key is shown once.
#[component]
fn MadeBody(made: MadeApiKey, close: Callback<()>) -> impl IntoView {
    view! {
        <div class="dialog-body">
            <p>{format!("This is the key of {}. It is not shown again: keep it where the program finds it and nobody else does.", made.key.name)}</p>
            <ToCopy label="Key" value=made.secret testid="key-secret" />
            <p class="muted sm">"The program sends it with each call as the header "<span class="mono">"Authorization: Bearer \u{2026}"</span></p>
        </div>
        <div class="dialog-foot"><Action text="Done" weight=Weight::Primary on_press=close testid="key-done" /></div>
    }
}

#[component]
fn RevokeBody(key: ApiKey, asking: RwSignal<Asking>, keys: Remote<Page<ApiKey>>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let id = key.id;
    let go = move |()| {
        server::spawn(async move {
            let path = format!("/api-keys/{id}/revoke");
            match server::act(Method::Post, &path, &serde_json::json!({})).await {
                Ok(()) => toasts.ok("Revoked"),
                Err(fault) => toasts.bad(fault.words()),
            }
            keys.again();
            asking.try_set(Asking::Nothing);
        });
    };
    view! {
        <div class="dialog-body"><p>{format!("The next call with the key of {} is refused. It cannot be allowed again; a new key can be made.", key.name)}</p></div>
        <div class="dialog-foot"><Action text="Keep it" on_press=move |()| asking.set(Asking::Nothing) /><Action text="Revoke key" weight=Weight::Danger on_press=go testid="revoke-key-confirm" /></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_key_needs_a_name_and_a_role_and_ends_when_it_is_said_to() {
        let role = RoleId::new(Uuid::from_u128(1)).to_string();
        let now = Timestamp::from_millis(1_000);
        let brief = new_key("Scales", &role, "30", now).unwrap();
        assert_eq!(brief.expires, Some(now.plus_millis(30 * DAY_MS)));
        assert_eq!(new_key("Scales", &role, "", now).unwrap().expires, None);
        assert_eq!(
            new_key("", &role, "", now).unwrap_err(),
            "The name is empty."
        );
        assert_eq!(
            new_key("Scales", "", "30", now).unwrap_err(),
            "Choose a role."
        );
    }
}
