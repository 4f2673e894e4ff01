//! A new transfer: from where to where, what, how many. Works without a network; its number comes from the server.

use super::parts::{ProductText, location_choices, parsed};
use super::server;
use crate::Keeper;
use crate::books::{Books, Hit};
use crate::router;
use crate::routes;
use crate::scan::Resolved;
use crate::shell::Prefs;
use crate::ui::{
    Action, ActionBar, Advice, Card, Crumbs, Empty, FieldError, Gate, Glyph, Icon, PageHead,
    SearchBox, SelectField, Show, TextField, Toasts, Weight,
};
use crate::view;
use domain::ids::{LocationId, ProductId};
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::text::Remark;
use leptos::prelude::*;

/// A line as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftLine {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: RwSignal<String>,
}

/// A transfer that can be made, checked.
type Checked = (
    LocationId,
    LocationId,
    Vec<(ProductId, Quantity)>,
    Option<Remark>,
);

/// Checks what was chosen.
///
/// # Errors
/// Says in words what is missing.
pub fn checked(
    from: &str,
    to: &str,
    lines: &[(ProductId, String)],
    remark: &str,
) -> Result<Checked, Advice> {
    let from: LocationId = parsed(from).ok_or("Choose where the goods leave.")?;
    let to: LocationId = parsed(to).ok_or("Choose where they arrive.")?;
    if from == to {
        return Err(
            "Choose two different locations. Inside one location, move goods between bins.".into(),
        );
    }
    if lines.is_empty() {
        return Err("Add at least one product.".into());
    }
    let quantity = |text: &str| {
        text.trim()
            .parse()
            .ok()
            .and_then(|n| Quantity::new(n).ok())
            .filter(|quantity| !quantity.is_zero())
    };
    let lines = lines
        .iter()
        .map(|(product, text)| Some((*product, quantity(text)?)))
        .collect::<Option<Vec<_>>>();
    let lines = lines.ok_or("Each line needs a whole number above zero.")?;
    let remark = if remark.trim().is_empty() {
        None
    } else {
        Some(Remark::new(remark).map_err(|why| format!("The remark {why}."))?)
    };
    Ok((from, to, lines, remark))
}

/// The page.
#[component]
pub fn TransferNewPage() -> impl IntoView {
    view! { <Gate needs=Permission::Transfer what="transfers"><NewBody /></Gate> }
}

#[component]
fn NewBody() -> impl IntoView {
    let (books, prefs, toasts) = (
        expect_context::<Books>(),
        expect_context::<Prefs>(),
        expect_context::<Toasts>(),
    );
    let start = prefs
        .place()
        .get_untracked()
        .map(|id| id.to_string())
        .unwrap_or_default();
    let (from, to, remark) = (
        RwSignal::new(start),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let lines = RwSignal::new(Vec::<DraftLine>::new());
    let error = RwSignal::new(None::<String>);
    let go = StoredValue::new_local(router::navigation());
    let keeper = Keeper::here();
    let add =
        Callback::new(move |(product, n): (ProductId, i64)| add_line(lines, keeper, product, n));
    let query = router::query();
    if let Some(product) = query
        .read_untracked()
        .get("product")
        .and_then(|id| parsed(&id))
    {
        add.run((product, 1));
    }
    books.on_scan(move |scan| {
        if let Resolved::Product { product, pack } = scan.names {
            add.run((product, pack.units()));
        }
    });
    let make = move |()| {
        let typed: Vec<_> = lines
            .get_untracked()
            .iter()
            .map(|line| (line.product, line.quantity.get_untracked()))
            .collect();
        match checked(
            &from.get_untracked(),
            &to.get_untracked(),
            &typed,
            &remark.get_untracked(),
        ) {
            Ok((from, to, lines, remark)) => server::spawn(async move {
                match books.create_transfer(from, to, lines, remark).await {
                    Ok(id) => {
                        toasts.ok("Transfer made");
                        go.try_with_value(|go| go(&routes::transfer(id), Default::default()));
                    }
                    Err(why) => toasts.bad_in(error, why.to_string()),
                }
            }),
            Err(why) => error.set(Some(why.into_text())),
        }
    };
    let n = move || match lines.read().len() {
        1 => "1 line".to_owned(),
        n => format!("{n} lines"),
    };
    view! {
        <Crumbs href=routes::TRANSFERS.to_owned() up="Transfers" here="New" />
        <PageHead title="New transfer" lede=Signal::stored("A draft moves nothing. Goods leave when they are sent.".to_owned()) />
        <div class="stack">
            <Card title="From and to" id="h-way">
                <div class="card-body form-grid">
                    <SelectField id="from" label="From" value=from choices=location_choices(books, Some("Choose a location")) />
                    <SelectField id="to" label="To" value=to choices=location_choices(books, Some("Choose a location")) />
                    <TextField id="remark" label="Remark" value=remark optional=true />
                </div>
            </Card>
            <Lines lines add />
            <FieldError id="transfer-error" error />
        </div>
        <ActionBar head=crate::derived(n) text="Making it reserves and moves nothing yet.">
            <Action text="Make transfer" weight=Weight::Primary on_press=make testid="make-transfer" />
        </ActionBar>
    }
}

/// One more of a product that is on the list, or a new line.
fn add_line(lines: RwSignal<Vec<DraftLine>>, keeper: Keeper, product: ProductId, n: i64) {
    let known = lines
        .read_untracked()
        .iter()
        .find(|line| line.product == product)
        .copied();
    match known {
        Some(line) => line
            .quantity
            .update(|text| *text = (text.parse::<i64>().unwrap_or(0) + n).to_string()),
        None => lines.update(|lines| {
            lines.push(DraftLine {
                product,
                quantity: keeper.signal(n.to_string()),
            })
        }),
    }
}

#[component]
fn Lines(lines: RwSignal<Vec<DraftLine>>, add: Callback<(ProductId, i64)>) -> impl IntoView {
    let remove = move |product: ProductId| {
        lines.update(|lines| lines.retain(|line| line.product != product))
    };
    view! {
        <Card title="Goods" id="h-lines">
            <div class="card-body"><ProductAdder on_add=move |product| add.run((product, 1)) /></div>
            <Show when=move || !lines.read().is_empty() fallback=|| view! { <Empty title="Nothing on it yet" text="Scan products, or type a name or SKU. Each scan adds one." /> }>
                <div class="table-wrap"><table class="table" data-testid="transfer-lines">
                    <thead><tr><th>"Product"</th><th class="num qty-column">"Units"</th><th><span class="sr">"Action"</span></th></tr></thead>
                    <tbody>
                        <For each=move || lines.get() key=|line| line.product let:line>
                            <tr>
                                <td><ProductText id=line.product /></td>
                                <td><input class="input input--num" inputmode="numeric" aria-label="Units" prop:value=line.quantity on:input:target=move |event| line.quantity.set(event.target().value()) /></td>
                                <td class="act"><button class="btn btn--icon btn--ghost" type="button" aria-label="Remove the line" on:click=move |_| remove(line.product)><Icon glyph=Glyph::Trash2 /></button></td>
                            </tr>
                        </For>
                    </tbody>
                </table></div>
            </Show>
        </Card>
    }
}

/// Offers products while somebody types.
#[component]
pub fn ProductAdder(
    /// One was chosen.
    #[prop(into)]
    on_add: Callback<ProductId>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let typed = RwSignal::new(String::new());
    let found = crate::memo(move |_| {
        if typed.read().trim().is_empty() {
            Vec::new()
        } else {
            books.search(&typed.read(), 6)
        }
    });
    let add = move |id: ProductId| {
        typed.set(String::new());
        on_add.run(id);
    };
    let row = move |hit: Hit| {
        view! { <li><button class="list-button grow" type="button" data-testid="offer" on:click=move |_| add(hit.product)><span class="t">{hit.name.to_string()}</span><span class="sku d">{hit.sku.to_string()}</span></button></li> }
    };
    view! {
        <div class="stack-sm">
            <SearchBox id="add-product" label="Add a product: type or scan" value=typed on_change=move |text| typed.set(text) />
            <ul class="list">{move || found.get().into_iter().map(row).collect_view()}</ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_transfer_has_two_places_and_goods() {
        let place = |n: u128| LocationId::new(Uuid::from_u128(n)).to_string();
        let product = ProductId::new(Uuid::from_u128(3));
        let line = |text: &str| vec![(product, text.to_owned())];
        assert!(checked(&place(1), &place(2), &line("5"), "").is_ok());
        assert!(
            checked(&place(1), &place(1), &line("5"), "")
                .unwrap_err()
                .into_text()
                .starts_with("Choose two different")
        );
        assert_eq!(
            checked(&place(1), "", &line("5"), "").unwrap_err(),
            "Choose where they arrive."
        );
        assert_eq!(
            checked(&place(1), &place(2), &[], "").unwrap_err(),
            "Add at least one product."
        );
        for bad in ["0", "-1", "1.5", "", "99999999999"] {
            assert_eq!(
                checked(&place(1), &place(2), &line(bad), "").unwrap_err(),
                "Each line needs a whole number above zero."
            );
        }
    }
}
