//! The notification centre (GEN-13): messages of jobs and reviews, kept by the server until they are read, each with a
//! link to its object.

use super::{Clock, Layers, Open};
use crate::books::Books;
use crate::format;
use crate::pages::server::{self, Loaded, Method, Remote};
use crate::ui::{CloseButton, Empty, Glyph, Icon, Layer, LayerKind};
use crate::view;
use api::common::Page;
use api::jobs::{Notification, Weight};
use domain::time::Timestamp;
use leptos::prelude::*;

/// The context of notifications.
#[derive(Clone, Copy)]
pub struct Notices {
    remote: Remote<Page<Notification>>,
}

impl Notices {
    /// Asks for them now and whenever the books were synced.
    pub fn follow(books: Books) -> Self {
        let sync = books.sync();
        let last = crate::memo(move |_| sync.read().last_success);
        let remote = Remote::new(move || {
            last.track();
            server::read("/notifications?limit=50")
        });
        Self { remote }
    }

    /// How many are not read.
    pub fn unread(&self) -> Signal<usize> {
        let load = self.remote.load();
        crate::memo(move |_| {
            load.read().ready().map_or(0, |page| {
                page.items.iter().filter(|item| !item.read).count()
            })
        })
        .into()
    }

    /// What was asked.
    pub fn remote(&self) -> Remote<Page<Notification>> {
        self.remote
    }

    /// Marks all as read.
    pub fn read_all(&self) {
        let remote = self.remote;
        server::spawn(async move {
            // If it does not arrive they stay unread, which is true.
            let _ = server::act(Method::Post, "/notifications/read", &serde_json::json!({})).await;
            remote.again();
        });
    }

    /// Marks one as read.
    pub fn read_one(&self, notification: &Notification) {
        if notification.read {
            return;
        }
        let (remote, path) = (
            self.remote,
            format!("/notifications/{}/read", notification.id),
        );
        server::spawn(async move {
            let _ = server::act(Method::Post, &path, &serde_json::json!({})).await;
            remote.again();
        });
    }
}

/// Notifications under the day they came on.
pub fn by_day(items: &[Notification], now: Timestamp) -> Vec<(String, Vec<Notification>)> {
    let mut days: Vec<(String, Vec<Notification>)> = Vec::new();
    for item in items {
        let moment = format::moment(item.at, now);
        let day = match moment.rsplit_once(' ') {
            Some((day, _)) => day.to_owned(),
            None => moment,
        };
        match days.last_mut() {
            Some((last, group)) if *last == day => group.push(item.clone()),
            _ => days.push((day, vec![item.clone()])),
        }
    }
    days
}

/// The drawer of notifications.
#[component]
pub fn NoticeDrawer() -> impl IntoView {
    let (layers, notices) = (expect_context::<Layers>(), expect_context::<Notices>());
    let close = Callback::new(move |()| layers.close());
    view! {
        <Layer open=layers.is(Open::Notifications) on_close=close label="Notifications" kind=LayerKind::Drawer testid="notification-drawer">
            <div class="dialog-head">
                <h2 tabindex="-1" autofocus>"Notifications"</h2>
                <div class="row row--tight">
                    <button class="btn btn--quiet" type="button" data-testid="mark-all-read" on:click=move |_| notices.read_all()>"Mark all read"</button>
                    <CloseButton on_close=close />
                </div>
            </div>
            <div class="layer-scroll" tabindex="0" role="region" aria-label="Notification list"><NoticeList /></div>
        </Layer>
    }
}

/// The notifications by day.
#[component]
pub fn NoticeList() -> impl IntoView {
    let (notices, clock) = (expect_context::<Notices>(), expect_context::<Clock>());
    let draw = Callback::new(move |page: Page<Notification>| {
        if page.items.is_empty() {
            return view! { <Empty title="No notifications" text="Jobs and reviews leave their messages here." /> }.into_any();
        }
        let day = |(day, items): (String, Vec<Notification>)| {
            view! {
                <h2 class="eyebrow drawer-group">{day}</h2>
                <ul class="list drawer-list">{items.into_iter().map(|item| view! { <NoticeRow item /> }).collect_view()}</ul>
            }
        };
        by_day(&page.items, clock.read())
            .into_iter()
            .map(day)
            .collect_view()
            .into_any()
    });
    view! { <Loaded remote=notices.remote() what="notifications" draw /> }
}

const fn weight_tag(weight: Weight) -> (&'static str, Glyph) {
    match weight {
        Weight::Info => ("tag tag--info tag-box", Glyph::Info),
        Weight::Warning => ("tag tag--warn tag-box", Glyph::Flag),
        Weight::Problem => ("tag tag--bad tag-box", Glyph::TriangleAlert),
    }
}

#[component]
fn NoticeRow(item: Notification) -> impl IntoView {
    let (notices, layers) = (expect_context::<Notices>(), expect_context::<Layers>());
    let (class, glyph) = weight_tag(item.weight);
    let is_new = !item.read;
    let time = format::time(item.at);
    let title = item.title.clone();
    let text = item.text.clone();
    let link = item.link.clone();
    let read = move |_| {
        notices.read_one(&item);
        layers.close();
    };
    let head = match link {
        Some(href) => view! { <a class="t" href=href on:click=read>{title}</a> }.into_any(),
        None => view! { <span class="t">{title}</span> }.into_any(),
    };
    view! {
        <li data-testid="notification">
            <span class=class><Icon glyph /></span>
            <div class="grow">{head}<span class="d">{text}</span></div>
            <span class="d nowrap">{time}{is_new.then(|| view! { <span class="sr">" unread"</span><span class="unread" aria-hidden="true">" \u{25cf}"</span> })}</span>
        </li>
    }
}
