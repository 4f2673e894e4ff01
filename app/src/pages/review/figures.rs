//! What a fulfilment service says of its location, in a stocktake: reading it, its two tables, what nobody knows here
//! (STK-02 to STK-05, STK-09 to STK-11, STK-17). The differences and their values stand in the review's own table.

use super::Desk;
use crate::format;
use crate::pages::server::{self, Followed, Method, Remote};
use crate::shell::Clock;
use crate::ui::{Action, Banner, Card, Empty, Glyph, Show, Tag, Tone, needs_right_and_connection};
use crate::view;
use api::connections::{EnteredFigure, FigureRow, Figures, SyncResult, Unmatched};
use api::stocktakes::ReviewLine;
use domain::permission::Permission;
use domain::quantity::Quantity;
use leptos::prelude::*;

/// Units as a person typed them.
pub fn typed_units(text: &str) -> Option<Quantity> {
    Quantity::new(text.trim().parse().ok()?).ok()
}

/// What stands beside a row's quantity.
pub const fn row_note(row: &FigureRow) -> Option<(Tone, &'static str)> {
    match (row.unreported, row.by_hand) {
        _ if row.unread => Some((Tone::Warn, "Could not be read")),
        (true, _) => Some((Tone::Warn, "Not reported")),
        (false, true) => Some((Tone::Info, "Entered by hand")),
        (false, false) => None,
    }
}

/// The service's figures beside the books.
#[component]
pub fn ServiceFigures(lines: Memo<Vec<ReviewLine>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let remote = Remote::<Figures>::new(move || async move {
        server::read(&format!("/stocktakes/{}/figures", desk.id)).await
    });
    let draw = Callback::new(move |figures: Signal<Option<Figures>>| {
        view! { <Tables figures lines remote /> }.into_any()
    });
    view! { <Followed remote what="the service\u{2019}s figures" draw /> }
}

#[component]
fn Tables(
    figures: Signal<Option<Figures>>,
    lines: Memo<Vec<ReviewLine>>,
    remote: Remote<Figures>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let busy = RwSignal::new(false);
    let blocked = needs_right_and_connection(desk.books, Permission::ManageStocktakes);
    let sync = move |()| {
        busy.set(true);
        server::spawn(async move {
            let path = format!("/stocktakes/{}/sync", desk.id);
            let read: Result<SyncResult, _> =
                server::send(Method::Post, &path, &serde_json::json!({})).await;
            match read {
                Ok(read) => desk.toasts.ok(format!(
                    "{} read",
                    format::counted(
                        usize::try_from(read.n_rows).unwrap_or(0),
                        "product",
                        "products"
                    )
                )),
                Err(fault) => desk.toasts.bad(fault.words()),
            }
            busy.set(false);
            remote.again();
            desk.remote.again();
        });
    };
    let now = expect_context::<Clock>().now();
    let last = crate::memo(move |_| figures.read().as_ref().and_then(|one| one.last.clone()));
    let is_first = crate::memo(move |_| {
        let figures = figures.read();
        figures
            .as_ref()
            .is_some_and(|one| !one.synced_before && one.last.is_none())
    });
    let when = move || {
        last.read().as_ref().map_or_else(
            || "Not read yet".to_owned(),
            |last| format!("Read {}", format::ago(last.at, now.get())),
        )
    };
    let rows = move |has_stock: bool| {
        crate::memo(move |_| {
            let figures = figures.read();
            let rows = figures.as_ref().map(|one| one.rows.as_slice());
            let rows = rows.unwrap_or_default().iter();
            rows.filter(|row| row.has_stock == has_stock)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let (with, without) = (rows(true), rows(false));
    let tools = move || {
        view! {
            <span class="muted sm">{when}</span>
            <Action text="Sync" glyph=Glyph::RefreshCw blocked busy on_press=sync testid="sync-figures" />
        }
        .into_any()
    };
    let none = crate::derived(move || {
        if last.read().is_some() {
            "Whatever the service holds is new here: it stands below."
        } else {
            "Nothing is on hand here yet. Press Sync to read what the service holds."
        }
        .to_owned()
    });
    let unmatched = move || {
        let unmatched = last.get().map(|last| last.unmatched).unwrap_or_default();
        view! { <UnmatchedList unmatched /> }
    };
    view! {
        <Show when=move || is_first.get()><Banner tone=Tone::Warn head="This location was never synchronised." text="Until its figures are right, Pick cannot be authorised for lack of stock, or orders are placed for goods that the centre no longer has. Press Sync first." /></Show>
        <Banner tone=Tone::Info head="Two conditions for right figures." text="Let no other application change the service\u{2019}s stock. If that cannot be, do a stocktake as soon as, and as often as, the other application fulfils orders: hourly to weekly, as your business goes." />
        <Card title="In stock here" id="sh" tools>
            <Show when=move || with.read().is_empty() fallback=move || view! { <FigureTable rows=with lines remote /> }><Empty title="No rows" text=none /></Show>
        </Card>
        <Show when=move || !without.read().is_empty()><Card title="Nothing on hand here" id="nh"><FigureTable rows=without lines remote /></Card></Show>
        {unmatched}
    }
}

/// A row stays while only others change, so that a quantity can be typed while another one is on its way.
#[component]
fn FigureTable(
    rows: Memo<Vec<FigureRow>>,
    lines: Memo<Vec<ReviewLine>>,
    remote: Remote<Figures>,
) -> impl IntoView {
    let key = |row: &FigureRow| {
        (
            row.product,
            row.synced,
            (row.by_hand, row.unreported, row.unread),
        )
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="figures">
            <thead><tr><th>"Product"</th><th class="num">"Here"</th><th class="num">"At the service"</th><th class="num cost-column">"Counted"</th><th>"State"</th></tr></thead>
            <tbody><For each=move || rows.get() key=key let:row><FigureLine row lines remote /></For></tbody>
        </table></div>
    }
}

#[component]
fn FigureLine(
    row: FigureRow,
    lines: Memo<Vec<ReviewLine>>,
    remote: Remote<Figures>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let product = row.product;
    let line = crate::memo(move |_| {
        let lines = lines.read();
        lines.iter().find(|line| line.product == product).cloned()
    });
    let (name, sku) = match &*line.read_untracked() {
        Some(line) => (line.name.to_string(), line.sku.to_string()),
        None => desk
            .books
            .product(product)
            .read_untracked()
            .as_ref()
            .map(|product| (product.name.to_string(), product.sku.to_string()))
            .unwrap_or_default(),
    };
    let synced = row.synced;
    let counted = crate::memo(move |_| {
        let counted = line.read().as_ref().and_then(|line| line.counted);
        counted.or(synced)
    });
    let value = RwSignal::new(String::new());
    crate::effect(move |_| {
        let counted = counted.get().map(|units| units.to_string());
        value.set(counted.unwrap_or_default());
    });
    let enter = move |quantity: Quantity| {
        server::spawn(async move {
            let path = format!("/stocktakes/{}/figures", desk.id);
            match server::act(Method::Put, &path, &EnteredFigure { product, quantity }).await {
                Ok(()) => desk.toasts.ok("Entered"),
                Err(fault) => desk.toasts.bad(fault.words()),
            }
            remote.again();
            desk.remote.again();
        });
    };
    // Typed text is taken from the field: a browser tells of it also while the field is taken away.
    let change = move |typed: String| match typed_units(&typed) {
        Some(quantity) if counted.try_get_untracked() != Some(Some(quantity)) => enter(quantity),
        Some(_) => {}
        None => desk.toasts.bad("A quantity is a whole number, 0 or more."),
    };
    let note = row_note(&row).map(|(tone, text)| view! { <Tag tone text /> });
    let confirm = row.unreported.then(|| {
        let zero = move |()| enter(Quantity::default());
        view! { <Action text="None is there" glyph=Glyph::Check on_press=zero testid="confirm-zero" /> }
    });
    let book = move || {
        line.read()
            .as_ref()
            .map(|line| format::units(line.book.units()))
    };
    view! {
        <tr data-testid="figure-row">
            <td><span class="t">{name.clone()}</span><span class="sku d">{sku}</span></td>
            <td class="num">{book}</td>
            <td class="num">{row.synced.map_or_else(|| format::UNKNOWN.to_owned(), |units| format::units(units.units()))}</td>
            <td class="num"><input class="input input--num" inputmode="numeric" id=format!("figure-{product}") aria-label=format!("Counted, {name}") prop:value=value on:input:target=move |event| value.set(event.target().value()) on:change:target=move |event| change(event.target().value()) /></td>
            <td>{note}{confirm}</td>
        </tr>
    }
}

/// What the service holds and nobody knows here.
#[component]
fn UnmatchedList(unmatched: Vec<Unmatched>) -> impl IntoView {
    if unmatched.is_empty() {
        return ().into_any();
    }
    let n = format::counted(unmatched.len(), "SKU", "SKUs");
    let row = |one: Unmatched| view! { <tr><td><span class="mono">{one.sku}</span></td><td>{one.title}</td><td class="num">{format::units(i64::from(one.quantity))}</td></tr> };
    view! {
        <Card title="Unknown here" id="ukh" tools=move || view! { <Tag tone=Tone::Warn text=n.clone() /> }.into_any()>
            <p class="card-body muted">"These are not imported. Make a product with the same SKU, then press Sync again."</p>
            <div class="table-wrap"><table class="table" data-testid="unmatched">
                <thead><tr><th>"SKU at the service"</th><th>"Title"</th><th class="num">"Units"</th></tr></thead>
                <tbody>{unmatched.into_iter().map(row).collect_view()}</tbody>
            </table></div>
        </Card>
    }
    .into_any()
}
