//! Users: inviting, changing the role, resetting a password, switching somebody off. Needs the server (OFF-11).

use super::parts::ToCopy;
use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Advice, Avatar, Dialog, Empty, FieldError, Gate, Glyph, LinkButton, PageHead,
    SelectField, Switch, Tag, TextField, Toasts, Tone, Weight, needs_connection,
};
use crate::view;
use api::common::Page;
use api::people::{Link, NewUser, Role, User, UserChange, UserStatus};
use domain::ids::RoleId;
use domain::permission::Permission;
use domain::text::{Email, Name};
use leptos::prelude::*;

/// What a user's status is called.
pub const fn status_words(status: UserStatus) -> (&'static str, Tone) {
    match status {
        UserStatus::Invited => ("Invited", Tone::Info),
        UserStatus::Active => ("Active", Tone::Ok),
        UserStatus::Disabled => ("Switched off", Tone::Neutral),
    }
}

/// The page.
#[component]
pub fn UsersPage() -> impl IntoView {
    view! { <Gate needs=Permission::Users what="users"><UsersBody /></Gate> }
}

/// What is open on the page.
#[derive(Debug, Clone, PartialEq, Default)]
enum Asking {
    #[default]
    Nothing,
    Invite,
    Edit(User),
    Link(Link),
}

#[component]
fn UsersBody() -> impl IntoView {
    let books = expect_context::<Books>();
    // Whoever takes an invitation up is seen to be in without asking again.
    let people = books.people();
    let users = Remote::<Page<User>>::new(move || {
        people.track();
        server::read("/users?limit=200")
    });
    let roles = Remote::<Page<Role>>::new(|| server::read("/roles"));
    let asking = RwSignal::new(Asking::Nothing);
    let blocked = needs_connection(books);
    let draw = Callback::new(move |page: Page<User>| {
        if page.items.is_empty() {
            return view! { <Empty title="Nobody yet" text="Invite the people who count, move and look after stock." /> }.into_any();
        }
        view! {
            <div class="table-wrap"><table class="table" data-testid="user-list">
                <thead><tr><th>"Name"</th><th class="p2">"E-mail"</th><th>"Role"</th><th>"State"</th><th class="p3">"Last seen"</th><th><span class="sr">"Actions"</span></th></tr></thead>
                <tbody>{page.items.into_iter().map(|user| view! { <UserRow user asking /> }).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    });
    view! {
        <PageHead title="Users" lede=Signal::stored("A role says what somebody may do. The server asks it for every call.".to_owned())>
            <LinkButton href=routes::ROLES.to_owned() text="Roles" glyph=Glyph::Shield />
            <LinkButton href=routes::KEYS.to_owned() text="API keys" glyph=Glyph::KeyRound />
            <Action text="Invite somebody" glyph=Glyph::UserPlus weight=Weight::Primary blocked on_press=move |()| asking.set(Asking::Invite) testid="invite" />
        </PageHead>
        <section class="card" aria-label="Users"><Loaded remote=users what="users" draw /></section>
        <Dialogs asking users roles />
    }
}

#[component]
fn UserRow(user: User, asking: RwSignal<Asking>) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let (text, tone) = status_words(user.status);
    let seen = user
        .last_seen
        .map_or_else(|| "Never".to_owned(), |at| format::ago(at, clock.read()));
    let edit = user.clone();
    view! {
        <tr data-row="" tabindex="-1" data-testid="user-row">
            <td><span class="row row--tight row--nowrap"><Avatar name=user.name.to_string() /><span class="t">{user.name.to_string()}</span></span></td>
            <td class="p2">{user.email.to_string()}</td><td>{user.role_name.to_string()}</td><td><Tag tone text=text.to_owned() /></td><td class="p3 muted">{seen}</td>
            <td class="act"><Action text="Edit" weight=Weight::Quiet on_press=move |()| asking.set(Asking::Edit(edit.clone())) testid="edit-user" /></td>
        </tr>
    }
}

#[component]
fn Dialogs(
    asking: RwSignal<Asking>,
    users: Remote<Page<User>>,
    roles: Remote<Page<Role>>,
) -> impl IntoView {
    let close = Callback::new(move |()| asking.set(Asking::Nothing));
    let title = crate::derived(move || match &*asking.read() {
        Asking::Nothing => String::new(),
        Asking::Invite => "Invite somebody".into(),
        Asking::Edit(user) => user.name.to_string(),
        Asking::Link(_) => "A link to hand over".into(),
    });
    let body = move || match asking.get() {
        Asking::Nothing => ().into_any(),
        Asking::Invite => view! { <InviteForm asking users roles /> }.into_any(),
        Asking::Edit(user) => view! { <EditForm user asking users roles /> }.into_any(),
        Asking::Link(link) => view! { <LinkBody link close /> }.into_any(),
    };
    view! { <Dialog open=crate::derived(move || *asking.read() != Asking::Nothing) on_close=close title testid="user-dialog">{body}</Dialog> }
}

fn role_choices(roles: Remote<Page<Role>>) -> Signal<Vec<(String, String)>> {
    let load = roles.load();
    crate::derived(move || {
        load.read()
            .ready()
            .map(|page| {
                page.items
                    .iter()
                    .map(|role| (role.id.to_string(), role.name.to_string()))
                    .collect()
            })
            .unwrap_or_default()
    })
}

fn invitation(name: &str, email: &str, role: &str) -> Result<NewUser, Advice> {
    if !email.contains('@') {
        return Err("Enter an e-mail address.".into());
    }
    Ok(NewUser {
        name: Name::new(name).map_err(|why| format!("The name {why}."))?,
        email: Email::new(email).map_err(|why| format!("The e-mail address {why}."))?,
        role: role
            .parse::<RoleId>()
            .map_err(|_| "Choose a role.".to_owned())?,
    })
}

#[component]
fn InviteForm(
    asking: RwSignal<Asking>,
    users: Remote<Page<User>>,
    roles: Remote<Page<Role>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let first = roles
        .value()
        .and_then(|page| page.items.last().map(|role| role.id.to_string()))
        .unwrap_or_default();
    let (name, email, role) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(first),
    );
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let invite = move |()| match invitation(
        &name.get_untracked(),
        &email.get_untracked(),
        &role.get_untracked(),
    ) {
        Ok(body) => {
            busy.set(true);
            server::spawn(async move {
                let answer = server::send::<_, Link>(Method::Post, "/users", &body).await;
                busy.try_set(false);
                match answer {
                    Ok(link) => {
                        users.again();
                        hand_over(toasts, asking, link);
                    }
                    Err(fault) => toasts.bad_in(error, fault.words()),
                }
            });
        }
        Err(why) => error.set(Some(why.into_text())),
    };
    view! {
        <div class="dialog-body">
            <TextField id="user-name" label="Name" value=name />
            <TextField id="user-email" label="E-mail" value=email kind="email" />
            <SelectField id="user-role" label="Role" value=role choices=role_choices(roles) />
            <FieldError id="user-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| asking.set(Asking::Nothing) /><Action text="Invite" weight=Weight::Primary busy on_press=invite testid="invite-send" /></div>
    }
}

#[component]
fn EditForm(
    user: User,
    asking: RwSignal<Asking>,
    users: Remote<Page<User>>,
    roles: Remote<Page<Role>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let (name, role) = (
        RwSignal::new(user.name.to_string()),
        RwSignal::new(user.role.to_string()),
    );
    let disabled = RwSignal::new(user.status == UserStatus::Disabled);
    let error = RwSignal::new(None::<String>);
    let id = user.id;
    let save = move |()| {
        let body = UserChange {
            name: Name::new(&name.get_untracked()).ok(),
            role: role.get_untracked().parse().ok(),
            disabled: Some(disabled.get_untracked()),
        };
        server::spawn(async move {
            match server::act(Method::Patch, &format!("/users/{id}"), &body).await {
                Ok(()) => {
                    users.again();
                    toasts.done_in(error, "Saved", || asking.set(Asking::Nothing));
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    let link = move |()| {
        server::spawn(async move {
            match server::send::<_, Link>(
                Method::Post,
                &format!("/users/{id}/link"),
                &serde_json::json!({}),
            )
            .await
            {
                Ok(link) => hand_over(toasts, asking, link),
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        })
    };
    view! {
        <div class="dialog-body">
            <p class="muted">{user.email.to_string()}</p>
            <TextField id="user-name" label="Name" value=name />
            <SelectField id="user-role" label="Role" value=role choices=role_choices(roles) />
            <Switch label="Switched off" hint="May not sign in. What was done under this name stays." on=disabled on_change=move |on| disabled.set(on) testid="user-off" />
            <FieldError id="user-error" error />
        </div>
        <div class="dialog-foot"><Action text="New password link" on_press=link testid="reset-link" /><Action text="Save" weight=Weight::Primary on_press=save testid="user-save" /></div>
    }
}

/// Shows a link, or says where another one is made if the page is gone.
fn hand_over(toasts: Toasts, asking: RwSignal<Asking>, link: Link) {
    let name = link.user.name.clone();
    if asking.try_set(Asking::Link(link)).is_some() {
        toasts.warn(format!(
            "The link for {name} was made and not shown. Make a new one under Users, Edit."
        ));
    }
}

/// A link is shown once.
#[component]
fn LinkBody(link: Link, close: Callback<()>) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let until = format::moment_within(link.expires, clock.read());
    let sent = if link.mailed {
        format!("It was also sent to {}.", link.user.email)
    } else {
        "It was not sent by mail: hand it over yourself.".into()
    };
    let address = format!("{}{}", origin(), link.path);
    view! {
        <div class="dialog-body">
            <p>{format!("This link is for {}. It works once, until {until}. {sent}", link.user.name)}</p>
            <ToCopy label="Link" value=address testid="link" />
        </div>
        <div class="dialog-foot"><Action text="Done" weight=Weight::Primary on_press=close /></div>
    }
}

fn origin() -> String {
    #[cfg(target_arch = "wasm32")]
    return window().location().origin().unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_invitation_needs_a_name_an_address_and_a_role() {
        let role = RoleId::new(Uuid::from_u128(1)).to_string();
        assert!(invitation("Tomasz Nowak", "tomasz@example.com", &role).is_ok());
        assert_eq!(
            invitation("Tomasz", "tomasz", &role).unwrap_err(),
            "Enter an e-mail address."
        );
        assert_eq!(
            invitation("", "t@example.com", &role).unwrap_err(),
            "The name is empty."
        );
        assert_eq!(
            invitation("Tomasz", "t@example.com", "").unwrap_err(),
            "Choose a role."
        );
    }
}
