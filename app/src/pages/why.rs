//! Why a figure is what it is, and as of when: on hand by its movements, allocated by what holds it, in transit by the
//! transfers under way, available as its sum. Asked of a product in a bin, at a location or everywhere, now or as of a
//! moment (LOC-12, LOC-13, USR-04).

use super::parts::{bin_name, location_name, product_name};
use super::server::{self, Loaded, Remote};
use crate::books::{Books, StockLine};
use crate::format;
use crate::routes;
use crate::shell::{Clock, Layers, Open};
use crate::ui::{
    Action, CloseButton, Empty, Fault, Glyph, Icon, Layer, LayerKind, Load, Show, TextField, Weight,
};
use crate::view;
use api::common::Page;
use api::stock::{Cause, Movement, Part, Why};
use domain::ids::{BinId, LocationId, ProductId};
use domain::ledger::{Account, Level};
use domain::permission::Permission;
use domain::quantity::Delta;
use domain::time::Timestamp;
use leptos::prelude::*;

/// Movements that are shown at once; older ones are asked for.
const AT_ONCE: u32 = 50;

/// A figure of stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Figure {
    /// What lies there.
    #[default]
    OnHand,
    /// What is promised.
    Allocated,
    /// What may be promised.
    Available,
    /// What is on its way there.
    InTransit,
}

impl Figure {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 4] = [
        Self::OnHand,
        Self::Allocated,
        Self::Available,
        Self::InTransit,
    ];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OnHand => "On hand",
            Self::Allocated => "Allocated",
            Self::Available => "Available",
            Self::InTransit => "In transit",
        }
    }

    /// The account whose movements add up to it; `None` for what is the sum of others.
    pub const fn account(self) -> Option<Account> {
        match self {
            Self::OnHand => Some(Account::OnHand),
            Self::Allocated => Some(Account::Allocated),
            Self::Available => None,
            Self::InTransit => Some(Account::InTransit),
        }
    }

    /// How it is called in an address.
    const fn key(self) -> &'static str {
        match self {
            Self::OnHand => "on-hand",
            Self::Allocated => "allocated",
            Self::Available => "available",
            Self::InTransit => "in-transit",
        }
    }

    /// This one of those of a place.
    pub const fn of(self, figures: &Figures) -> Delta {
        match self {
            Self::OnHand => figures.on_hand,
            Self::Allocated => figures.allocated,
            Self::Available => figures.available,
            Self::InTransit => figures.in_transit,
        }
    }
}

/// Where a figure is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Over all locations.
    #[default]
    Everywhere,
    /// At a location, over its bins.
    At(LocationId),
    /// In a bin of a location; `None` is the implicit one.
    In(LocationId, Option<BinId>),
}

impl Place {
    /// The next wider one.
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::Everywhere => None,
            Self::At(_) => Some(Self::Everywhere),
            Self::In(location, _) => Some(Self::At(location)),
        }
    }

    fn holds(self, line: &StockLine) -> bool {
        match self {
            Self::Everywhere => true,
            Self::At(location) => line.location == location,
            Self::In(location, bin) => line.location == location && line.bin == bin,
        }
    }

    fn query(self) -> String {
        match self {
            Self::Everywhere => String::new(),
            Self::At(location) => format!("&location={location}"),
            Self::In(location, Some(bin)) => format!("&location={location}&bin={bin}"),
            Self::In(location, None) => format!("&location={location}&bin=none"),
        }
    }
}

/// What is asked "why?" of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The product.
    pub product: ProductId,
    /// Where.
    pub place: Place,
    /// Which of its figures.
    pub figure: Figure,
    /// As of this moment; now if `None`.
    pub as_of: Option<Timestamp>,
}

impl Question {
    /// About what is on hand of a product everywhere, now.
    pub fn of(product: ProductId) -> Self {
        Self {
            product,
            place: Place::Everywhere,
            figure: Figure::OnHand,
            as_of: None,
        }
    }

    /// The same of another place.
    #[must_use]
    pub const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The same of another figure.
    #[must_use]
    pub const fn about(self, figure: Figure) -> Self {
        Self { figure, ..self }
    }

    /// The same as of a moment.
    #[must_use]
    pub const fn as_of(self, as_of: Option<Timestamp>) -> Self {
        Self { as_of, ..self }
    }

    fn query(&self) -> String {
        let as_of = self
            .as_of
            .map(|at| format!("&as_of={}", at.millis()))
            .unwrap_or_default();
        format!("product={}{}{as_of}", self.product, self.place.query())
    }

    /// Where its figures are.
    pub fn figures_path(&self) -> String {
        format!("/stock/why?{}", self.query())
    }

    /// Where the movements of an account are, those behind a cursor.
    pub fn movements_path(&self, account: Account, after: Option<&str>) -> String {
        let after = after
            .map(|after| format!("&after={}", routes::encoded(after)))
            .unwrap_or_default();
        format!(
            "/movements?{}&account={}&limit={AT_ONCE}{after}",
            self.query(),
            account_key(account)
        )
    }

    /// Where the file of its movements is.
    pub fn export_path(&self) -> String {
        let account = self
            .figure
            .account()
            .map(|account| format!("&account={}", account_key(account)))
            .unwrap_or_default();
        format!("/api/v1/exports/movements?{}{account}", self.query())
    }
}

/// The figures of a place, from the server or as this device knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Units there.
    pub on_hand: Delta,
    /// Units promised.
    pub allocated: Delta,
    /// Units that may be promised.
    pub available: Delta,
    /// Units that may not be, because of where they lie.
    pub withheld: Delta,
    /// Units on their way there.
    pub in_transit: Delta,
}

impl Figures {
    fn told(why: &Why) -> Self {
        Self {
            on_hand: why.on_hand,
            allocated: why.allocated,
            available: why.available,
            withheld: why.withheld,
            in_transit: why.in_transit,
        }
    }

    /// What this device knows of the lines of a place; lines of places not for sale are withheld.
    pub fn known<'a>(
        lines: impl Iterator<Item = &'a StockLine>,
        is_for_sale: impl Fn(&StockLine) -> bool,
    ) -> Self {
        let mut figures = Self::default();
        for line in lines {
            let Level {
                on_hand,
                allocated,
                in_transit,
            } = line.level;
            figures.on_hand += on_hand;
            figures.allocated += allocated;
            figures.in_transit += in_transit;
            if is_for_sale(line) {
                figures.available += line.level.available();
            } else {
                figures.withheld += line.level.available();
            }
        }
        figures
    }
}

const fn account_key(account: Account) -> &'static str {
    match account {
        Account::OnHand => "on-hand",
        Account::Allocated => "allocated",
        Account::InTransit => "in-transit",
    }
}

/// What a cause is called, and where its document is.
pub fn cause_words(cause: &Cause) -> (String, Option<String>) {
    let numbered = |what: &str, number: &Option<String>| match number {
        Some(number) => format!("{what} {number}"),
        None => format!("{what}, number pending"),
    };
    match cause {
        Cause::Opening { import } => ("Opening stock".into(), Some(routes::import(*import))),
        Cause::Adjustment { reason } => (format!("Adjusted: {reason}"), None),
        Cause::Receipt {
            reference: Some(reference),
        } => (format!("Received: {reference}"), None),
        Cause::Receipt { reference: None } => ("Received without a document".into(), None),
        Cause::BinMove => ("Moved between bins".into(), None),
        Cause::Transfer { transfer, number } => (
            numbered("Transfer", number),
            Some(routes::transfer(*transfer)),
        ),
        Cause::Count { stocktake, number } => (
            numbered("Stocktake", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::CountCorrection {
            stocktake, number, ..
        } => (
            numbered("Keeps true the count of", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::CountReversal {
            stocktake, number, ..
        } => (
            numbered("Takes back the count of", number),
            Some(routes::stocktake(*stocktake)),
        ),
        Cause::Other { name } => (name.clone(), None),
    }
}

/// The drawer.
#[component]
pub fn WhyDrawer() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let now = layers.now();
    let asked = crate::memo(move |_| match &*now.read() {
        Open::Why(question) => Some(*question),
        _ => None,
    });
    let close = Callback::new(move |()| layers.close());
    view! {
        <Layer open=crate::derived(move || asked.read().is_some()) on_close=close label="Why a figure is what it is" kind=LayerKind::Drawer testid="why-drawer">
            {move || asked.get().map(|asked| view! { <WhyBody asked close /> })}
        </Layer>
    }
}

#[component]
pub(super) fn WhyBody(asked: Question, close: Callback<()>) -> impl IntoView {
    let books = expect_context::<Books>();
    let question = RwSignal::new(asked);
    let path = crate::memo(move |_| question.read().figures_path());
    let remote = Remote::<Why>::new(move || {
        let path = path.get();
        async move { server::read(&path).await }
    });
    let figures = figures_of(books, remote, question.into());
    let choose = Callback::new(move |figure| question.update(|asked| *asked = asked.about(figure)));
    let body = move || {
        let question = question.get();
        match question.figure {
            Figure::Available => view! { <Sum figures on_choose=choose /> }.into_any(),
            Figure::OnHand => {
                view! { <Movements question account=Account::OnHand /> }.into_any()
            }
            Figure::Allocated => {
                view! { <Parts remote account=Account::Allocated /><Movements question account=Account::Allocated /> }.into_any()
            }
            Figure::InTransit => {
                view! { <Parts remote account=Account::InTransit /><Movements question account=Account::InTransit /> }.into_any()
            }
        }
    };
    view! {
        <div class="dialog-head"><h2 tabindex="-1" autofocus>{move || format!("Why? {}", product_name(books, asked.product).get())}</h2><CloseButton on_close=close /></div>
        <Asked question remote />
        <Tabs figures chosen=crate::derived(move || question.read().figure) on_choose=choose />
        <div class="layer-scroll" tabindex="0" role="region" aria-label="What the figure consists of">{body}</div>
        <Export question=question />
    }
}

/// The figures that were asked for: from the server, or while it does not answer as this device knows them now.
fn figures_of(
    books: Books,
    remote: Remote<Why>,
    question: Signal<Question>,
) -> Signal<Option<Figures>> {
    let lines = books.stock_of(question.get_untracked().product);
    crate::memo(move |_| {
        let Question { place, as_of, .. } = question.get();
        match &*remote.load().read() {
            Load::Ready(why) => Some(Figures::told(why)),
            _ => as_of
                .is_none()
                .then(|| figures_now(books, &lines.read(), place)),
        }
    })
    .into()
}

/// The figures of a place as this device knows them, what it has not sent included.
pub fn known_figures(books: Books, product: ProductId, place: Place) -> Signal<Figures> {
    let lines = books.stock_of(product);
    crate::memo(move |_| figures_now(books, &lines.read(), place)).into()
}

/// The figures of the lines of a place; what lies in places not for sale is not available (DECISIONS 19).
pub fn figures_now(books: Books, lines: &[StockLine], place: Place) -> Figures {
    let is_for_sale = |line: &StockLine| {
        let is_closed_location = books
            .location(line.location)
            .read()
            .as_ref()
            .is_some_and(|location| location.not_for_sale);
        let is_closed_bin = line.bin.is_some_and(|bin| {
            let bin = books.bin(bin);
            bin.read().as_ref().is_some_and(|bin| bin.not_for_sale)
        });
        !is_closed_location && !is_closed_bin
    };
    Figures::known(lines.iter().filter(|line| place.holds(line)), is_for_sale)
}

/// A figure that answers "why?" when it is pressed.
#[component]
pub fn FigureButton(
    /// What it asks.
    question: Question,
    /// How many.
    units: Signal<i64>,
) -> impl IntoView {
    let layers = expect_context::<Layers>();
    let label = move || {
        format!(
            "{} {}, why?",
            format::units(units.get()),
            question.figure.title().to_lowercase()
        )
    };
    view! {
        <button class="figure" type="button" aria-label=label data-testid="ask" on:click=move |_| layers.show(Open::Why(question))>{move || format::units(units.get())}</button>
    }
}

/// Where, and as of when: each can be changed.
#[component]
fn Asked(question: RwSignal<Question>, remote: Remote<Why>) -> impl IntoView {
    let (books, clock) = (expect_context::<Books>(), expect_context::<Clock>());
    let place = move || match question.read().place {
        Place::Everywhere => "All locations".to_owned(),
        Place::At(location) => location_name(books, location).get(),
        Place::In(location, bin) => format!(
            "{}, {}",
            location_name(books, location).get(),
            bin_name(books, bin).get()
        ),
    };
    let wider = move || {
        question.read().place.wider().map(|wider| {
            let text = match wider {
                Place::Everywhere => "All locations".to_owned(),
                Place::At(location) | Place::In(location, _) => {
                    format!("All of {}", location_name(books, location).get())
                }
            };
            let widen = move |()| question.update(|asked| *asked = asked.at(wider));
            view! { <Action text weight=Weight::Quiet on_press=widen testid="why-widen" /> }
        })
    };
    let when = RwSignal::new(
        question
            .get_untracked()
            .as_of
            .map(format::moment_field)
            .unwrap_or_default(),
    );
    Effect::new(move |before: Option<String>| {
        let now = when.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            let as_of = format::moment_of_field(&now);
            question.update(|asked| *asked = asked.as_of(as_of));
        }
        now
    });
    let sync = books.sync();
    let said = move || {
        let now = clock.now().get();
        match &*remote.load().read() {
            Load::Ready(why) => format!("As of {}.", format::moment_within(why.as_of, now)),
            Load::Fault(Fault::Offline) if question.read().as_of.is_some() => {
                "What was at another time is asked from the server. Go back in range to see it."
                    .to_owned()
            }
            Load::Fault(Fault::Offline) => match sync.read().last_success {
                Some(at) => format!(
                    "As this device knows it, last in range {}. What it has not sent is in it.",
                    format::moment_within(at, now)
                ),
                None => "As far as this device knows.".to_owned(),
            },
            Load::Fault(fault) => fault.words(),
            Load::Waiting => "As this device knows it. Asking the server.".to_owned(),
        }
    };
    view! {
        <div class="why-asked">
            <p class="row row--tight"><strong class="grow" data-testid="why-place">{place}</strong>{wider}</p>
            <div class="why-when">
                <TextField id="why-as-of" label="As of" kind="datetime-local" value=when />
                <Show when=move || !when.read().is_empty()><Action text="Now" weight=Weight::Quiet on_press=move |()| when.set(String::new()) testid="why-now" /></Show>
            </div>
            <p class="hint" role="status" data-testid="why-said">{said}</p>
        </div>
    }
}

/// The figures side by side; the one that is explained is chosen.
#[component]
fn Tabs(
    figures: Signal<Option<Figures>>,
    chosen: Signal<Figure>,
    on_choose: Callback<Figure>,
) -> impl IntoView {
    let tab = move |figure: Figure| {
        let units = move || {
            figures.read().as_ref().map_or_else(
                || format::UNKNOWN.to_owned(),
                |figures| format::units(figure.of(figures).units()),
            )
        };
        view! {
            <button type="button" role="tab" data-testid=figure.key() aria-selected=move || (chosen.get() == figure).to_string()
                on:click=move |_| on_choose.run(figure)><span class="tile-k">{figure.title()}</span><strong>{units}</strong></button>
        }
    };
    view! { <div class="why-figures" role="tablist" aria-label="Figure">{Figure::ALL.into_iter().map(tab).collect_view()}</div> }
}

/// Available as what it is the sum of, each part leading to what it consists of.
#[component]
fn Sum(figures: Signal<Option<Figures>>, on_choose: Callback<Figure>) -> impl IntoView {
    let line = move |figure: Figure, units: i64| {
        view! {
            <li><button class="btn btn--quiet grow" type="button" on:click=move |_| on_choose.run(figure)>{figure.title()}</button><span class="num">{format::units(units)}</span></li>
        }
    };
    move || {
        figures.get().map(|figures| {
            let withheld = figures.withheld;
            view! {
                <ul class="list why-sum" data-testid="why-sum">
                    {line(Figure::OnHand, figures.on_hand.units())}
                    {line(Figure::Allocated, -figures.allocated.units())}
                    {(!withheld.is_zero()).then(|| view! { <li><span class="grow">"In places not for sale"</span><span class="num">{format::units(-withheld.units())}</span></li> })}
                    <li><strong class="grow">"Available"</strong><strong class="num">{format::units(figures.available.units())}</strong></li>
                </ul>
            }
        })
    }
}

/// The documents that hold what is allocated, or that are under way.
#[component]
fn Parts(remote: Remote<Why>, account: Account) -> impl IntoView {
    let (title, none) = match account {
        Account::Allocated => ("Held by", "Nothing is allocated."),
        _ => ("Under way", "Nothing is on its way."),
    };
    let row = |part: &Part| {
        let (what, href) = cause_words(&part.cause);
        let name = match href {
            Some(href) => view! { <a class="t" href=href>{what}</a> }.into_any(),
            None => view! { <span class="t">{what}</span> }.into_any(),
        };
        view! { <li data-testid="why-part"><div class="grow">{name}</div><strong class="num">{format::units(part.units.units())}</strong></li> }
    };
    move || {
        remote.value().map(|why| {
            let parts: Vec<_> = why
                .parts
                .iter()
                .filter(|part| part.account == account)
                .map(row)
                .collect();
            let is_empty = parts.is_empty();
            view! {
                <h3 class="drawer-group">{title}</h3>
                <ul class="list">{parts}</ul>
                {is_empty.then(|| view! { <p class="drawer-note muted">{none}</p> })}
                <h3 class="drawer-group">"Movements"</h3>
            }
        })
    }
}

/// The movements of an account, newest first, older ones on demand.
#[component]
fn Movements(question: Question, account: Account) -> impl IntoView {
    let remote = Remote::<Page<Movement>>::new(move || {
        let path = question.movements_path(account, None);
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<Movement>| {
        if page.items.is_empty() {
            return view! { <Empty title="Nothing has moved" text="Every receipt, transfer, count and adjustment of this product is listed here." /> }.into_any();
        }
        view! { <MovementList question account page /> }.into_any()
    });
    view! { <Loaded remote what="movements" draw /> }
}

#[component]
fn MovementList(question: Question, account: Account, page: Page<Movement>) -> impl IntoView {
    let now = expect_context::<Clock>().read();
    let (items, next) = (RwSignal::new(page.items), RwSignal::new(page.next));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let older = move |()| {
        let Some(after) = next.get_untracked() else {
            return;
        };
        busy.set(true);
        let path = question.movements_path(account, Some(&after));
        server::spawn(async move {
            match server::read::<Page<Movement>>(&path).await {
                Ok(page) => {
                    items.try_update(|items| items.extend(page.items));
                    next.try_set(page.next);
                    fault.try_set(None);
                }
                Err(why) => {
                    fault.try_set(Some(why.words()));
                }
            }
            busy.try_set(false);
        });
    };
    let said = move || {
        let n = format::counted(items.read().len(), "movement", "movements");
        if next.read().is_some() {
            format!("The newest {n}.")
        } else {
            format!("{n}, from the beginning.")
        }
    };
    view! {
        <ol class="log" data-testid="movements"><For each=move || items.get() key=|movement| movement.id let:movement><MovementRow movement now /></For></ol>
        <div class="card-foot">
            <span class="hint grow" role="status">{said}</span>
            {move || fault.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            <Show when=move || next.read().is_some()><Action text="Older movements" busy on_press=older testid="why-older" /></Show>
        </div>
    }
}

/// The movements behind the figure as a file, for who may take files out and reaches the server.
#[component]
fn Export(#[prop(into)] question: Signal<Question>) -> impl IntoView {
    let books = expect_context::<Books>();
    let (permitted, sync) = (books.permits(Permission::ImportExport), books.sync());
    let href = move || question.read().export_path();
    view! {
        <Show when=move || permitted.get() && sync.read().reachable != Some(false)>
            <div class="dialog-foot"><a class="btn btn--quiet" href=href download="" data-testid="why-export"><Icon glyph=Glyph::Download />"Export movements"</a></div>
        </Show>
    }
}

#[component]
fn MovementRow(movement: Movement, now: Timestamp) -> impl IntoView {
    let books = expect_context::<Books>();
    let (what, href) = cause_words(&movement.cause);
    let place = move || {
        format!(
            "{}, {}",
            location_name(books, movement.location).get(),
            bin_name(books, movement.bin).get()
        )
    };
    let who = match (&movement.user_name, &movement.device_name) {
        (Some(user), Some(device)) => format!("{user} on {device}"),
        (Some(user), None) => user.to_string(),
        (None, _) => "A job".into(),
    };
    let late = movement.recorded.millis_since(movement.effective) > 60_000;
    let recorded = late.then(|| {
        format!(
            " \u{b7} recorded {}",
            format::moment_within(movement.recorded, now)
        )
    });
    let balance = movement
        .running
        .or(movement.balance)
        .map(|balance| format!(" \u{2192} {}", format::units(balance.units())))
        .unwrap_or_default();
    let title = match href {
        Some(href) => view! { <a href=href>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    view! {
        <li data-kind=if movement.delta.units() < 0 { "net" } else { "ok" }>
            <time>{format::moment(movement.effective, now)}</time>
            <div>
                <strong>{format::signed(movement.delta.units())}</strong>{balance}" \u{b7} "{title}
                <span class="hint switch-hint">{place}" \u{b7} "{who}{recorded}</span>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::TransferId;
    use uuid::Uuid;

    /// Proves that a figure names its document (LOC-13, as far as showing goes).
    #[test]
    fn every_cause_has_words_and_documents_a_link() {
        let transfer = TransferId::new(Uuid::from_u128(1));
        let (words, href) = cause_words(&Cause::Transfer {
            transfer,
            number: Some("TR-0422".into()),
        });
        assert_eq!(words, "Transfer TR-0422");
        assert_eq!(href, Some(routes::transfer(transfer)));
        let (pending, _) = cause_words(&Cause::Transfer {
            transfer,
            number: None,
        });
        assert_eq!(pending, "Transfer, number pending");
        assert_eq!(cause_words(&Cause::BinMove).1, None);
    }

    fn line(place: u128, bin: Option<u128>, on_hand: i64, allocated: i64) -> StockLine {
        StockLine {
            product: ProductId::new(Uuid::from_u128(1)),
            location: LocationId::new(Uuid::from_u128(place)),
            bin: bin.map(|bin| BinId::new(Uuid::from_u128(bin))),
            level: Level {
                on_hand: Delta::new(on_hand),
                allocated: Delta::new(allocated),
                in_transit: Delta::ZERO,
            },
        }
    }

    /// Proves LOC-12 as far as the device's own figures go: available is on hand less allocated, in places for sale.
    #[test]
    fn what_this_device_knows_of_a_place_is_the_sum_of_its_lines() {
        let lines = [
            line(1, Some(5), 10, 2),
            line(1, None, 4, 0),
            line(2, Some(9), 3, 0),
        ];
        let of = |place: Place| {
            let here = lines.iter().filter(|line| place.holds(line));
            let figures = Figures::known(here, |line| line.bin.is_some());
            [
                figures.on_hand,
                figures.allocated,
                figures.available,
                figures.withheld,
            ]
            .map(Delta::units)
        };
        let (leith, bin) = (lines[0].location, lines[0].bin);
        assert_eq!(of(Place::Everywhere), [17, 2, 11, 4]);
        assert_eq!(of(Place::At(leith)), [14, 2, 8, 4]);
        assert_eq!(of(Place::In(leith, bin)), [10, 2, 8, 0]);
        assert_eq!(of(Place::In(leith, None)), [4, 0, 0, 4]);
    }

    #[test]
    fn a_question_asks_for_its_place_its_figure_and_its_moment_and_widens_step_by_step() {
        let product = ProductId::new(Uuid::from_u128(1));
        let (leith, bin) = (
            LocationId::new(Uuid::from_u128(2)),
            BinId::new(Uuid::from_u128(3)),
        );
        let asked = Question::of(product)
            .at(Place::In(leith, Some(bin)))
            .about(Figure::InTransit)
            .as_of(Some(Timestamp::from_millis(7)));
        assert_eq!(
            asked.figures_path(),
            format!("/stock/why?product={product}&location={leith}&bin={bin}&as_of=7")
        );
        assert_eq!(
            asked.movements_path(Account::InTransit, Some("ab")),
            format!(
                "/movements?product={product}&location={leith}&bin={bin}&as_of=7&account=in-transit&limit=50&after=ab"
            )
        );
        assert_eq!(
            asked.about(Figure::Available).export_path(),
            format!(
                "/api/v1/exports/movements?product={product}&location={leith}&bin={bin}&as_of=7"
            )
        );
        let wider = asked.place.wider().expect("a bin is in a location");
        assert_eq!(wider, Place::At(leith));
        assert_eq!(wider.wider(), Some(Place::Everywhere));
        assert_eq!(Place::Everywhere.wider(), None);
        assert!(
            asked
                .at(Place::In(leith, None))
                .figures_path()
                .contains("&bin=none")
        );
    }
}
