//! Tablets and browsers: what each still holds, its clock, and revoking one (OFF-53, OFF-55).

use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::shell::Clock;
use crate::ui::{
    Action, Banner, Dialog, Empty, Gate, Mark, PageHead, SyncTag, Tag, TextField, Toasts, Tone,
    Weight, needs_connection,
};
use crate::view;
use api::common::Page;
use api::people::{Device, DeviceChange, DeviceStatus, Revocation};
use domain::permission::Permission;
use domain::text::{Name, Remark};
use leptos::prelude::*;

/// A clock that is further off is said to be wrong.
const CLOCK_WRONG_MS: i64 = 120_000;

/// What is known of what a device still holds.
pub fn holds_words(device: &Device) -> (String, Mark) {
    let open = device.open_passes.unwrap_or(0);
    match device.unsent {
        Some(0) if open == 0 => ("Nothing".into(), Mark::Synced),
        Some(0) => (
            format!(
                "{} open",
                format::counted(usize::try_from(open).unwrap_or(0), "bin", "bins")
            ),
            Mark::Pending,
        ),
        Some(n) => (
            format!(
                "{} unsent",
                format::units(i64::try_from(n).unwrap_or(i64::MAX))
            ),
            Mark::Pending,
        ),
        None => ("Not known".into(), Mark::Offline),
    }
}

/// Browser and system in words, from what the browser says of itself; `None` if neither is known.
///
/// Browsers name themselves and those that they want to be taken for: the first that fits, in this order, is the one.
/// See <https://developer.mozilla.org/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent>.
pub fn agent_words(agent: &str) -> Option<String> {
    const BROWSERS: [(&str, &str); 10] = [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 8] = [
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
        ("X11", "Unix"),
    ];
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, behind) = agent.split_once(mark)?;
        let version: String = behind.chars().take_while(char::is_ascii_digit).collect();
        Some(format!("{name} {version}").trim_end().to_owned())
    });
    let system = SYSTEMS.iter().find(|(mark, _)| agent.contains(mark));
    match (browser, system) {
        (Some(browser), Some((_, system))) => Some(format!("{browser} on {system}")),
        (Some(browser), None) => Some(browser),
        (None, Some((_, system))) => Some((*system).to_owned()),
        (None, None) => None,
    }
}

/// What is wrong with a device's clock, if anything.
pub fn clock_words(offset_ms: Option<i64>) -> Option<String> {
    let offset = offset_ms.filter(|offset| offset.abs() > CLOCK_WRONG_MS)?;
    let minutes = offset.unsigned_abs() / 60_000;
    Some(format!(
        "Clock {minutes} min {}",
        if offset > 0 { "fast" } else { "slow" }
    ))
}

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    view! { <Gate needs=Permission::Users what="devices"><DevicesBody /></Gate> }
}

#[component]
fn DevicesBody() -> impl IntoView {
    let devices = Remote::<Page<Device>>::new(|| server::read("/devices?limit=200"));
    let revoking = RwSignal::new(None::<Device>);
    let renaming = RwSignal::new(None::<Device>);
    let draw = Callback::new(move |page: Page<Device>| {
        if page.items.is_empty() {
            return view! { <Empty title="No devices" text="A tablet or browser is listed here once somebody signs in on it." /> }.into_any();
        }
        view! {
            <div class="table-wrap"><table class="table" data-testid="device-list">
                <thead><tr><th>"Device"</th><th>"State"</th><th>"Still holds"</th><th class="p2">"Last heard"</th><th class="p3">"Clock"</th><th><span class="sr">"Actions"</span></th></tr></thead>
                <tbody>{page.items.into_iter().map(|device| view! { <DeviceRow device devices revoking renaming /> }).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    });
    view! {
        <PageHead title="Devices" lede=Signal::stored("Tablets and browsers that hold a copy of the books.".to_owned()) />
        <section class="card" aria-label="Devices"><Loaded remote=devices what="devices" draw /></section>
        <Dialog open=crate::derived(move || revoking.read().is_some()) on_close=move |()| revoking.set(None) title="Revoke this device?" testid="revoke-dialog">
            {move || revoking.get().map(|device| view! { <RevokeBody device devices revoking /> })}
        </Dialog>
        <Dialog open=crate::derived(move || renaming.read().is_some()) on_close=move |()| renaming.set(None) title="Name of the device" testid="rename-dialog">
            {move || renaming.get().map(|device| view! { <RenameBody device devices renaming /> })}
        </Dialog>
    }
}

#[component]
fn DeviceRow(
    device: Device,
    devices: Remote<Page<Device>>,
    revoking: RwSignal<Option<Device>>,
    renaming: RwSignal<Option<Device>>,
) -> impl IntoView {
    let (books, clock, toasts) = (
        expect_context::<Books>(),
        expect_context::<Clock>(),
        expect_context::<Toasts>(),
    );
    let own = books.device();
    let id = device.id;
    let is_own = move || own.read().device == Some(id);
    let seen = device
        .last_seen
        .map_or_else(|| "Never".to_owned(), |at| format::ago(at, clock.read()));
    let (holds, mark) = holds_words(&device);
    let is_active = device.status == DeviceStatus::Active;
    let state = if is_active {
        view! { <Tag tone=Tone::Ok text="Active" /> }.into_any()
    } else {
        view! { <Tag tone=Tone::Bad text="Revoked" /> }.into_any()
    };
    let blocked = needs_connection(books);
    let restore = move |()| {
        server::spawn(async move {
            match server::act(
                Method::Post,
                &format!("/devices/{id}/restore"),
                &serde_json::json!({}),
            )
            .await
            {
                Ok(()) => toasts.ok("Allowed again"),
                Err(fault) => toasts.bad(fault.words()),
            }
            devices.again();
        })
    };
    let (revoke, rename) = (device.clone(), device.clone());
    let way = if is_active {
        view! { <Action text="Revoke" weight=Weight::DangerQuiet blocked on_press=move |()| revoking.set(Some(revoke.clone())) testid="revoke" /> }.into_any()
    } else {
        view! { <Action text="Allow again" blocked on_press=restore testid="restore" /> }.into_any()
    };
    view! {
        <tr data-row="" tabindex="-1" data-testid="device-row">
            <td><span class="t">{device.name.to_string()}{move || is_own().then_some(" \u{b7} this one")}</span><DeviceAgent agent=device.agent.clone().unwrap_or_default() /></td>
            <td>{state}</td><td><SyncTag mark text=holds /></td><td class="p2 muted">{seen}</td>
            <td class="p3">{clock_words(device.clock_offset_ms).map(|text| view! { <Tag tone=Tone::Warn text /> })}</td>
            <td class="act"><Action text="Rename" weight=Weight::Quiet blocked on_press=move |()| renaming.set(Some(rename.clone())) />{way}</td>
        </tr>
    }
}

/// The browser and system of a device in words, and on demand as the browser says it.
#[component]
fn DeviceAgent(agent: String) -> impl IntoView {
    let words = match agent_words(&agent) {
        Some(words) => words,
        None if agent.is_empty() => return ().into_any(),
        None => "Another browser".into(),
    };
    view! { <details class="device-agent"><summary>{words}</summary><span class="d">{agent}</span></details> }.into_any()
}

#[component]
fn RevokeBody(
    device: Device,
    devices: Remote<Page<Device>>,
    revoking: RwSignal<Option<Device>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let reason = RwSignal::new(String::new());
    let id = device.id;
    let go = move |()| {
        let body = Revocation {
            reason: Remark::new(&reason.get_untracked()).ok(),
        };
        server::spawn(async move {
            match server::act(Method::Post, &format!("/devices/{id}/revoke"), &body).await {
                Ok(()) => toasts.ok("Revoked"),
                Err(fault) => toasts.bad(fault.words()),
            }
            devices.again();
            revoking.try_set(None);
        });
    };
    let unsent = device.unsent.unwrap_or(0);
    view! {
        <div class="dialog-body">
            <p>{format!("{} may sync no more. At its next contact it hands over what it counted, for a supervisor to decide, and is wiped.", device.name)}</p>
            {(unsent > 0).then(|| view! { <Banner tone=Tone::Warn head=format!("It said that {unsent} entries were unsent.") text="They are not lost: they wait for a decision once it makes contact." /> })}
            <TextField id="revoke-reason" label="Reason" value=reason optional=true />
        </div>
        <div class="dialog-foot"><Action text="Keep it" on_press=move |()| revoking.set(None) /><Action text="Revoke device" weight=Weight::Danger on_press=go testid="revoke-confirm" /></div>
    }
}

#[component]
fn RenameBody(
    device: Device,
    devices: Remote<Page<Device>>,
    renaming: RwSignal<Option<Device>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = RwSignal::new(device.name.to_string());
    let error = RwSignal::new(None::<String>);
    let id = device.id;
    let save = move |()| match Name::new(&name.get_untracked()) {
        Ok(name) => server::spawn(async move {
            match server::act(
                Method::Patch,
                &format!("/devices/{id}"),
                &DeviceChange { name },
            )
            .await
            {
                Ok(()) => toasts.done_in(error, "Renamed", || renaming.set(None)),
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
            devices.again();
        }),
        Err(why) => error.set(Some(format!("The name {why}."))),
    };
    view! {
        <div class="dialog-body"><TextField id="device-name" label="Name" value=name error hint="Such as: Tablet 3" /></div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| renaming.set(None) /><Action text="Save" weight=Weight::Primary on_press=save /></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_as_people_know_them() {
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0";
        let safari = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
        assert_eq!(
            agent_words(chrome).as_deref(),
            Some("Chrome 139 on Android")
        );
        assert_eq!(agent_words(edge).as_deref(), Some("Edge 139 on Windows"));
        assert_eq!(agent_words(safari).as_deref(), Some("Safari 17 on iPad"));
        assert_eq!(
            agent_words(firefox).as_deref(),
            Some("Firefox 141 on Linux")
        );
        assert_eq!(agent_words("curl/8.5.0"), None);
        assert_eq!(agent_words(""), None);
    }

    /// Proves that a wrong clock is reported, as far as the page goes (OFF-55).
    #[test]
    fn a_clock_two_hours_off_is_said_to_be_wrong() {
        assert_eq!(
            clock_words(Some(7_200_000)).as_deref(),
            Some("Clock 120 min fast")
        );
        assert_eq!(
            clock_words(Some(-180_000)).as_deref(),
            Some("Clock 3 min slow")
        );
        assert_eq!(clock_words(Some(900)), None);
        assert_eq!(clock_words(None), None);
    }
}
