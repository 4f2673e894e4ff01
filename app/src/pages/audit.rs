//! The audit log: who changed what, on which device, newest first (USR-04).

use super::server::{self, Loaded, Remote};
use crate::format;
use crate::routes;
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
            .map(|after| format!("&after={}", routes::encoded(&after)))
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

/// What was done, in words: `stock/adjusted` is "Stock adjusted". The code itself stays beside it for who looks for it.
pub fn action_words(action: &str) -> String {
    let said = match action {
        "session/begun" => "Signed in",
        "session/ended" => "Signed out",
        "key/made" => "API key made",
        "key/revoked" => "API key revoked",
        _ => "",
    };
    if !said.is_empty() {
        return said.to_owned();
    }
    let words = action.replace(['/', '-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Where the thing is that something was done to, if it has a page.
pub fn subject_href(subject: &str) -> Option<String> {
    let product = subject.parse().map(routes::product).ok();
    let location = || subject.parse().map(routes::location).ok();
    let stocktake = || subject.parse().map(routes::stocktake).ok();
    let transfer = || subject.parse().map(routes::transfer).ok();
    let import = || subject.parse().map(routes::import).ok();
    product
        .or_else(location)
        .or_else(stocktake)
        .or_else(transfer)
        .or_else(import)
}

#[component]
fn AuditRow(entry: AuditEntry) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let who = match (entry.user_name, entry.device_name) {
        (Some(user), Some(device)) => format!("{user} on {device}"),
        (Some(user), None) => user.to_string(),
        (None, _) => "Without a session".into(),
    };
    let words = action_words(&entry.action);
    let says_more = |detail: &String| !detail.is_empty() && !detail.eq_ignore_ascii_case(&words);
    let detail = Some(entry.detail).filter(says_more);
    let what = match entry.subject.as_deref().and_then(subject_href) {
        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let detail = detail.map(|detail| format!(" \u{b7} {detail}"));
    view! { <li data-testid="audit-row" title=entry.action><time>{format::moment(entry.at, clock.read())}</time><div><strong>{what}</strong>{detail}<span class="hint switch-hint">{who}</span></div></li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{DeviceId, ProductId};
    use uuid::Uuid;

    #[test]
    fn what_was_done_is_said_in_words_and_leads_to_its_page() {
        assert_eq!(action_words("stock/adjusted"), "Stock adjusted");
        assert_eq!(
            action_words("stocktake/recount-ordered"),
            "Stocktake recount ordered"
        );
        assert_eq!(action_words("session/begun"), "Signed in");
        assert_eq!(action_words(""), "");
        let product = ProductId::new(Uuid::from_u128(7));
        assert_eq!(
            subject_href(&product.to_string()),
            Some(routes::product(product))
        );
        let device = DeviceId::new(Uuid::from_u128(7));
        assert_eq!(subject_href(&device.to_string()), None);
        assert_eq!(subject_href("nonsense"), None);
    }
}
