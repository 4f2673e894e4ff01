//! Fulfilment by Amazon: the accounts that are connected, how each is, connecting one more (CON-05, CON-07 to CON-09).
//! The credentials go to the server once and never come back.

use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::pages::parts::location_name;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, Banner, Card, Confirm, Dialog, Empty, Gate, Glyph, LinkButton, PageHead, SelectField,
    Tag, TextField, Tile, Toasts, Tone, Weight, needs_right_and_connection,
};
use crate::view;
use api::common::Page;
use api::connections::{
    AutoSync, Connected, Connection, ConnectionChange, NewConnection, Place, Service,
};
use domain::location::LocationKind;
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;

/// Marketplaces of Amazon by id, from its list of marketplace ids.
const MARKETPLACES: [(&str, &str); 23] = [
    ("A2EUQ1WTGCTBG2", "Canada"),
    ("ATVPDKIKX0DER", "United States"),
    ("A1AM78C64UM0Y8", "Mexico"),
    ("A2Q3Y263D00KWC", "Brazil"),
    ("A28R8C7NBKEWEA", "Ireland"),
    ("A1RKKUPIHCS9HS", "Spain"),
    ("A1F83G8C2ARO7P", "United Kingdom"),
    ("A13V1IB3VIYZZH", "France"),
    ("AMEN7PMS3EDWL", "Belgium"),
    ("A1805IZSGTT6HS", "Netherlands"),
    ("A1PA6795UKMFR9", "Germany"),
    ("APJ6JRA9NG5V4", "Italy"),
    ("A2NODRKZP88ZB9", "Sweden"),
    ("A1C3SOZRARQ6R3", "Poland"),
    ("A33AVAJ2PDY3EV", "Turkey"),
    ("A17E79C6D8DWNP", "Saudi Arabia"),
    ("A2VIGQ35RCS4UG", "United Arab Emirates"),
    ("A21TJRUUN4KGV", "India"),
    ("ARBP9OOSHTCHU", "Egypt"),
    ("AE08WJ6YKNBMC", "South Africa"),
    ("A19VAU5U5O7RUS", "Singapore"),
    ("A39IBJ37TRP1C6", "Australia"),
    ("A1VC38T7YXB528", "Japan"),
];

/// How a connection is.
pub fn health(connection: &Connection) -> (Tone, String) {
    match (&connection.last_error, connection.last_good) {
        (Some(error), _) => (Tone::Bad, format!("Failed: {error}")),
        (None, Some(_)) => (Tone::Ok, "Answers".into()),
        (None, None) => (Tone::Info, "Not asked yet".into()),
    }
}

const fn rhythm_value(rhythm: AutoSync) -> &'static str {
    match rhythm {
        AutoSync::Never => "never",
        AutoSync::Daily => "daily",
        AutoSync::Weekly => "weekly",
        AutoSync::Monthly => "monthly",
    }
}

fn rhythm_of(value: &str) -> AutoSync {
    match value {
        "daily" => AutoSync::Daily,
        "weekly" => AutoSync::Weekly,
        "monthly" => AutoSync::Monthly,
        _ => AutoSync::Never,
    }
}

/// The page.
#[component]
pub fn FbaPage() -> impl IntoView {
    view! { <Gate needs=Permission::IntegrationFba what="connections"><FbaBody /></Gate> }
}

#[component]
fn FbaBody() -> impl IntoView {
    let books = expect_context::<Books>();
    let remote = Remote::<Page<Connection>>::new(|| server::read("/connections"));
    let (adding, removing) = (RwSignal::new(false), RwSignal::new(None::<Connection>));
    let blocked = needs_right_and_connection(books, Permission::IntegrationFba);
    let draw = Callback::new(move |page: Page<Connection>| {
        if page.items.is_empty() {
            return view! { <Empty title="No account is connected" text="Connect a Professional selling account whose goods Amazon stores and ships. Its stock is then kept in a location of its own, and a stocktake there is filled with Amazon\u{2019}s figures." /> }.into_any();
        }
        page.items
            .into_iter()
            .map(|connection| view! { <ConnectionCard connection remote removing /> })
            .collect_view()
            .into_any()
    });
    let toasts = expect_context::<Toasts>();
    let remove = move |()| {
        if let Some(connection) = removing.get_untracked() {
            removing.set(None);
            server::spawn(async move {
                let path = format!("/connections/{}", connection.id);
                match server::act(Method::Delete, &path, &serde_json::json!({})).await {
                    Ok(()) => toasts.ok("Disconnected"),
                    Err(fault) => toasts.bad(fault.words()),
                }
                remote.again();
            });
        }
    };
    view! {
        <PageHead title="Fulfilment by Amazon" lede=Signal::stored("Accounts whose goods lie at Amazon.".to_owned())>
            <Action text="Connect an account" glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| adding.set(true) testid="connect" />
        </PageHead>
        <div class="stack"><Loaded remote what="connections" draw /></div>
        <Dialog open=adding on_close=move |()| adding.set(false) title="Connect an account" testid="connect-dialog"><ConnectBody adding remote /></Dialog>
        <Confirm open=Signal::derive(move || removing.read().is_some()) title="Disconnect this account?" body="Its credentials are forgotten and its figures are read no more. The location stays with its stock and history." keep="Keep it" act="Disconnect" on_keep=move |()| removing.set(None) on_act=remove />
    }
}

#[component]
fn ConnectionCard(
    connection: Connection,
    remote: Remote<Page<Connection>>,
    removing: RwSignal<Option<Connection>>,
) -> impl IntoView {
    let (books, clock, toasts) = (
        expect_context::<Books>(),
        expect_context::<Clock>(),
        expect_context::<Toasts>(),
    );
    let id = connection.id;
    let (tone, text) = health(&connection);
    let place = location_name(books, connection.location);
    let ago = move |at: Option<domain::time::Timestamp>| {
        at.map_or_else(|| "never".to_owned(), |at| format::ago(at, clock.read()))
    };
    let (good, read) = (ago(connection.last_good), ago(connection.last_sync));
    let rhythm = RwSignal::new(rhythm_value(connection.auto_sync).to_owned());
    let hour = RwSignal::new(connection.sync_hour.to_string());
    let (before, hour_before) = (connection.auto_sync, connection.sync_hour);
    let save = Effect::watch(
        move || (rhythm.get(), hour.get()),
        move |(rhythm, hour), _, _| {
            let change = ConnectionChange {
                auto_sync: Some(rhythm_of(rhythm)),
                sync_hour: hour.parse().ok(),
            };
            if change.auto_sync == Some(before) && change.sync_hour == Some(hour_before) {
                return;
            }
            server::spawn(async move {
                let path = format!("/connections/{id}");
                match server::act(Method::Patch, &path, &change).await {
                    Ok(()) => toasts.ok("Saved"),
                    Err(fault) => toasts.bad(fault.words()),
                }
                remote.again();
            });
        },
        false,
    );
    on_cleanup(move || save.stop());
    let rhythms = Signal::stored(vec![
        ("never".to_owned(), "Never".to_owned()),
        ("daily".to_owned(), "Daily".to_owned()),
        ("weekly".to_owned(), "Weekly".to_owned()),
        ("monthly".to_owned(), "Monthly".to_owned()),
    ]);
    let hours = Signal::stored(
        (0..24)
            .map(|hour: u8| (hour.to_string(), format!("{hour:02}:00")))
            .collect::<Vec<_>>(),
    );
    let is_timed = Signal::derive(move || *rhythm.read() != "never");
    let again = connection.clone();
    let is_first = connection.last_sync.is_none();
    let first = routes::stocktake_at(connection.location);
    view! {
        <Card title=connection.name.clone() id="ch" tools=move || view! { <Tag tone text=text.clone() /> }.into_any()>
            <div class="card-body stack">
                {is_first.then(|| view! {
                    <Banner tone=Tone::Warn head="Do a first stocktake." text="Until Amazon\u{2019}s figures were taken over once, Quayside does not know what lies there.">
                        <LinkButton href=first text="Start it" weight=Weight::Primary testid="first-stocktake" />
                    </Banner>
                })}
                <p class="muted">"Seller "<span class="mono">{connection.seller_id.clone()}</span></p>
                <dl class="tiles tiles--md">
                    <Tile name="Stock is kept in" value=place />
                    <Tile name="Last answer" value=good />
                    <Tile name="Figures read" value=read />
                </dl>
                <SelectField label="Take the figures over" id="rhythm" choices=rhythms value=rhythm hint="Rows that need nothing from you are posted; the others wait in a stocktake, and you are told." />
                {move || is_timed.get().then(|| view! { <SelectField label="At" id="hour" choices=hours value=hour /> })}
            </div>
            <div class="card-foot"><Action text="Disconnect" weight=Weight::DangerQuiet on_press=move |()| removing.set(Some(again.clone())) testid="disconnect" /></div>
        </Card>
    }
}

#[component]
fn ConnectBody(adding: RwSignal<bool>, remote: Remote<Page<Connection>>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let field = || RwSignal::new(String::new());
    let (seller, client, secret, token, place_name) = (
        field(),
        field(),
        field(),
        field(),
        RwSignal::new("Amazon".to_owned()),
    );
    let marketplace = RwSignal::new("A1F83G8C2ARO7P".to_owned());
    let place = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let marketplaces = Signal::stored(
        MARKETPLACES
            .iter()
            .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
            .collect::<Vec<_>>(),
    );
    let locations = books.locations();
    let places = Signal::derive(move || {
        let new = (String::new(), "A new location".to_owned());
        let own = locations.read();
        let own = own
            .iter()
            .filter(|location| location.kind == LocationKind::Own && !location.archived)
            .map(|location| (location.id.to_string(), location.name.to_string()));
        std::iter::once(new).chain(own).collect::<Vec<_>>()
    });
    let is_new = Signal::derive(move || place.read().is_empty());
    let chosen = move || -> Option<Place> {
        match place.get_untracked().parse() {
            Ok(location) => Some(Place::Existing { location }),
            Err(_) => Name::new(&place_name.get_untracked())
                .ok()
                .map(|name| Place::New { name }),
        }
    };
    let go = move |()| {
        let Some(place) = chosen() else {
            fault.set(Some("Name the new location.".to_owned()));
            return;
        };
        let new = NewConnection {
            service: Service::Fba,
            seller_id: seller.get_untracked(),
            marketplace_id: marketplace.get_untracked(),
            client_id: client.get_untracked(),
            client_secret: secret.get_untracked(),
            refresh_token: token.get_untracked(),
            place,
        };
        busy.set(true);
        server::spawn(async move {
            let answer: Result<Connected, _> =
                server::send(Method::Post, "/connections", &new).await;
            busy.try_set(false);
            match answer {
                Ok(connected) => {
                    let said = match connected.remark {
                        Some(remark) => format!("Connected. {remark}"),
                        None => "Connected".into(),
                    };
                    toasts.done_in(fault, said, || adding.set(false));
                    remote.again();
                    books.sync_now();
                }
                Err(error) => toasts.bad_in(fault, error.words()),
            }
        });
    };
    view! {
        <div class="dialog-body stack">
            <p>"You need a Professional selling account, and an application authorised for it in Seller Central under Apps and Services. The account is asked before anything is kept."</p>
            {move || fault.get().map(|text| view! { <Banner tone=Tone::Bad head="Not connected." text /> })}
            <SelectField label="Marketplace" id="marketplace" choices=marketplaces value=marketplace />
            <TextField label="Seller ID" id="seller" value=seller hint="Seller Central, Account info, Merchant token" />
            <TextField label="Application ID" id="client" value=client hint="amzn1.application-oa2-client\u{2026}" />
            <TextField label="Application secret" id="secret" value=secret kind="password" />
            <TextField label="Refresh token" id="token" value=token kind="password" />
            <SelectField label="Keep its stock in" id="place" choices=places value=place hint="A location with bins is left alone; a new one is made then." />
            {move || is_new.get().then(|| view! { <TextField label="Name of the new location" id="place-name" value=place_name /> })}
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=move |()| adding.set(false) /><Action text="Connect" weight=Weight::Primary busy on_press=go testid="connect-confirm" /></div>
    }
}
