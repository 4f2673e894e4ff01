//! Roles: named sets of permissions that can be changed (USR-03, DECISIONS 30).

use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::routes;
use crate::ui::{
    Action, Check, Crumbs, Dialog, FieldError, Gate, Glyph, LayerKind, PageHead, TextField, Toasts,
    Weight, needs_connection,
};
use crate::view;
use api::common::Page;
use api::people::{NewRole, Role};
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn RolesPage() -> impl IntoView {
    view! { <Gate needs=Permission::Users what="roles"><RolesBody /></Gate> }
}

#[component]
fn RolesBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let roles = Remote::<Page<Role>>::new(|| server::read("/roles"));
    // `Some(None)` is a new role.
    let editing = RwSignal::new(None::<Option<Role>>);
    let blocked = needs_connection(books);
    let draw = Callback::new(move |page: Page<Role>| {
        let row = move |role: Role| {
            let edit = role.clone();
            let n_users = usize::try_from(role.n_users).unwrap_or(0);
            view! {
                <li data-row="" tabindex="-1" data-testid="role-row"><div class="grow"><span class="t">{role.name.to_string()}</span><span class="d">{format!("{} of {} permissions \u{b7} {}", role.permissions.len(), Permission::ALL.len(), format::counted(n_users, "user", "users"))}</span></div>
                    <Action text="Edit" on_press=move |()| editing.set(Some(Some(edit.clone()))) testid="edit-role" /></li>
            }
        };
        view! { <ul class="list">{page.items.into_iter().map(row).collect_view()}</ul> }.into_any()
    });
    let close = Callback::new(move |()| editing.set(None));
    let title = crate::derived(move || match &*editing.read() {
        Some(Some(role)) => role.name.to_string(),
        _ => "New role".into(),
    });
    view! {
        <Crumbs href=routes::USERS.to_owned() up="Users" here="Roles" />
        <PageHead title="Roles"><Action text="New role" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| editing.set(Some(None)) testid="new-role" /></PageHead>
        <section class="card" aria-label="Roles"><Loaded remote=roles what="roles" draw /></section>
        <Dialog open=crate::derived(move || editing.read().is_some()) on_close=close title kind=LayerKind::Wide testid="role-dialog">
            {move || editing.get().map(|role| view! { <RoleForm role roles close /> })}
        </Dialog>
    }
}

#[component]
fn RoleForm(role: Option<Role>, roles: Remote<Page<Role>>, close: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let id = role.as_ref().map(|role| role.id);
    let is_in_use = role.as_ref().is_some_and(|role| role.n_users > 0);
    let name = RwSignal::new(
        role.as_ref()
            .map(|role| role.name.to_string())
            .unwrap_or_default(),
    );
    let chosen = RwSignal::new(role.map(|role| role.permissions).unwrap_or_default());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let finish = move |answer: Result<(), crate::ui::Fault>, said: &'static str| {
        busy.try_set(false);
        match answer {
            Ok(()) => {
                roles.again();
                toasts.done_in(error, said, || {
                    close.try_run(());
                });
            }
            Err(fault) => toasts.bad_in(error, fault.words()),
        }
    };
    let save = move |()| {
        let body = match Name::new(&name.get_untracked()) {
            Ok(name) => NewRole {
                name,
                permissions: chosen.get_untracked(),
            },
            Err(why) => return error.set(Some(format!("The name {why}."))),
        };
        busy.set(true);
        server::spawn(async move {
            let answer = match id {
                Some(id) => server::act(Method::Put, &format!("/roles/{id}"), &body).await,
                None => server::act(Method::Post, "/roles", &body).await,
            };
            finish(answer, "Role saved");
        });
    };
    let remove = id.map(|id| {
        let press = move |()| {
            busy.set(true);
            server::spawn(async move {
                finish(
                    server::act(Method::Delete, &format!("/roles/{id}"), &()).await,
                    "Role removed",
                )
            })
        };
        let blocked = Signal::stored(is_in_use.then(|| "Somebody has this role".to_owned()));
        view! { <Action text="Remove" weight=Weight::DangerQuiet blocked busy on_press=press /> }
    });
    view! {
        <div class="dialog-body">
            <TextField id="role-name" label="Name" value=name />
            <fieldset class="form-grid" aria-label="Permissions">{Permission::ALL.iter().map(|one| view! { <PermissionCheck one=*one chosen /> }).collect_view()}</fieldset>
            <FieldError id="role-error" error />
        </div>
        <div class="dialog-foot">{remove}<Action text="Cancel" on_press=close /><Action text="Save" weight=Weight::Primary busy on_press=save testid="role-save" /></div>
    }
}

#[component]
fn PermissionCheck(one: Permission, chosen: RwSignal<BTreeSet<Permission>>) -> impl IntoView {
    let change = move |on: bool| {
        chosen.update(|chosen| {
            if on {
                chosen.insert(one);
            } else {
                chosen.remove(&one);
            }
        })
    };
    view! { <Check label=one.title().to_owned() checked=crate::derived(move || chosen.read().contains(&one)) on_change=change /> }
}
