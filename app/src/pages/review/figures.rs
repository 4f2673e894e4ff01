//! What a fulfilment service says of its location, in a stocktake: reading it, its two tables, what nobody knows here
//! (STK-02 to STK-05, STK-09 to STK-11, STK-17). The differences and their values stand in the review's own table.

use super::Desk;
use crate::format;
use crate::pages::server::{self, Loaded, Method, Remote};
use crate::shell::Clock;
use crate::ui::{Action, Banner, Card, Empty, Glyph, Tag, Tone, needs_right_and_connection};
use crate::view;
use api::connections::{EnteredFigure, FigureRow, Figures, SyncResult, Unmatched};
use api::stocktakes::ReviewLine;
use domain::ids::ProductId;
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
pub fn ServiceFigures(lines: Vec<ReviewLine>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let remote = Remote::<Figures>::new(move || async move {
        server::read(&format!("/stocktakes/{}/figures", desk.id)).await
    });
    let lines = StoredValue::new(lines);
    let draw = Callback::new(move |figures: Figures| {
        view! { <Tables figures lines=lines.get_value() remote /> }.into_any()
    });
    view! { <Loaded remote what="the service\u{2019}s figures" draw /> }
}

#[component]
fn Tables(figures: Figures, lines: Vec<ReviewLine>, remote: Remote<Figures>) -> impl IntoView {
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
    let clock = expect_context::<Clock>();
    let when = figures.last.as_ref().map_or_else(
        || "Not read yet".to_owned(),
        |last| format!("Read {}", format::ago(last.at, clock.now().get_untracked())),
    );
    let figures_read = figures.last.is_some();
    let is_first = !figures.synced_before && figures.last.is_none();
    let (with, without): (Vec<FigureRow>, Vec<FigureRow>) =
        figures.rows.into_iter().partition(|row| row.has_stock);
    let unmatched = figures.last.map(|last| last.unmatched).unwrap_or_default();
    let tools = move || {
        view! {
            <span class="muted sm">{when.clone()}</span>
            <Action text="Sync" glyph=Glyph::RefreshCw blocked busy on_press=sync testid="sync-figures" />
        }
        .into_any()
    };
    let none = if figures_read {
        "Whatever the service holds is new here: it stands below."
    } else {
        "Nothing is on hand here yet. Press Sync to read what the service holds."
    };
    let of_rest = lines.clone();
    view! {
        {is_first.then(|| view! { <Banner tone=Tone::Warn head="This location was never synchronised." text="Until its figures are right, Pick cannot be authorised for lack of stock, or orders are placed for goods that the centre no longer has. Press Sync first." /> })}
        <Banner tone=Tone::Info head="Two conditions for right figures." text="Let no other application change the service\u{2019}s stock. If that cannot be, do a stocktake as soon as, and as often as, the other application fulfils orders: hourly to weekly, as your business goes." />
        <Card title="In stock here" id="sh" tools>
            <FigureTable rows=with lines remote none />
        </Card>
        {(!without.is_empty()).then(|| view! { <Card title="Nothing on hand here" id="nh"><FigureTable rows=without lines=of_rest remote none="" /></Card> })}
        <UnmatchedList unmatched />
    }
}

#[component]
fn FigureTable(
    rows: Vec<FigureRow>,
    lines: Vec<ReviewLine>,
    remote: Remote<Figures>,
    none: &'static str,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <Empty title="No rows" text=none /> }.into_any();
    }
    let line_of = |product: ProductId| lines.iter().find(|line| line.product == product).cloned();
    let row = move |row: FigureRow| {
        let line = line_of(row.product);
        view! { <FigureLine row line remote /> }
    };
    view! {
        <div class="table-wrap"><table class="table" data-testid="figures">
            <thead><tr><th>"Product"</th><th class="num">"Here"</th><th class="num">"At the service"</th><th class="num cost-column">"Counted"</th><th>"State"</th></tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

#[component]
fn FigureLine(row: FigureRow, line: Option<ReviewLine>, remote: Remote<Figures>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let product = row.product;
    let (name, sku) = match &line {
        Some(line) => (line.name.to_string(), line.sku.to_string()),
        None => desk
            .books
            .product(product)
            .read_untracked()
            .as_ref()
            .map(|product| (product.name.to_string(), product.sku.to_string()))
            .unwrap_or_default(),
    };
    let counted = line.as_ref().and_then(|line| line.counted).or(row.synced);
    let value = RwSignal::new(counted.map(|units| units.to_string()).unwrap_or_default());
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
        Some(quantity) if Some(quantity) != counted => enter(quantity),
        Some(_) => {}
        None => desk.toasts.bad("A quantity is a whole number, 0 or more."),
    };
    let note = row_note(&row).map(|(tone, text)| view! { <Tag tone text /> });
    let confirm = row.unreported.then(|| {
        let zero = move |()| enter(Quantity::default());
        view! { <Action text="None is there" glyph=Glyph::Check on_press=zero testid="confirm-zero" /> }
    });
    let book = line.as_ref().map(|line| format::units(line.book.units()));
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
