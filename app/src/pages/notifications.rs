//! Notifications as a page (GEN-13).

use crate::shell::{NoticeList, Notices};
use crate::ui::{Action, PageHead};
use crate::view;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let notices = expect_context::<Notices>();
    view! {
        <PageHead title="Notifications" lede=Signal::stored("Messages of jobs and reviews, kept until they are read.".to_owned())>
            <Action text="Mark all read" on_press=move |()| notices.read_all() testid="mark-all-read" />
        </PageHead>
        <section class="card" aria-label="Notifications"><NoticeList /></section>
    }
}
