//! The audit log: who changed what, on which device, newest first (USR-04).

use super::server::{self, Loaded, Remote};
use crate::format;
use crate::shell::Clock;
use crate::ui::{Action, Empty, Gate, PageHead};
use crate::view;
use api::common::Page;
use api::people::AuditEntry;
use domain::permission::Permission;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! { <Gate needs=Permission::Users what="the audit log"><AuditBody /></Gate> }
}

#[component]
fn AuditBody() -> impl IntoView {
    let after = RwSignal::new(None::<String>);
    let remote = Remote::<Page<AuditEntry>>::new(move || {
        let after = after
            .get()
            .map(|after| format!("&after={}", crate::routes::encoded(&after)))
            .unwrap_or_default();
        let path = format!("/audit?limit=100{after}");
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<AuditEntry>| {
        if page.items.is_empty() {
            return view! { <Empty title="Nothing logged" text="Every change of people, rights, devices and settings is listed here." /> }.into_any();
        }
        let older = page.next.map(|next| view! { <div class="card-foot"><Action text="Older entries" on_press=move |()| after.set(Some(next.clone())) testid="older" /></div> });
        view! { <ol class="log" data-testid="audit-list">{page.items.into_iter().map(|entry| view! { <AuditRow entry /> }).collect_view()}</ol>{older} }.into_any()
    });
    view! {
        <PageHead title="Audit log" lede=Signal::stored("Who changed what, on which device.".to_owned())>
            <Action text="Newest" on_press=move |()| { after.set(None); remote.again(); } />
        </PageHead>
        <section class="card" aria-label="Audit log"><Loaded remote what="the audit log" draw /></section>
    }
}

#[component]
fn AuditRow(entry: AuditEntry) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let who = match (entry.user_name, entry.device_name) {
        (Some(user), Some(device)) => format!("{user} on {device}"),
        (Some(user), None) => user.to_string(),
        (None, _) => "Without a session".into(),
    };
    view! { <li><time>{format::moment(entry.at, clock.read())}</time><div>{entry.detail}<span class="hint switch-hint">{who}" \u{b7} "<span class="mono">{entry.action}</span></span></div></li> }
}
