//! Editing a refused change before it is sent again (OFF-17), and the question when two people changed the same field
//! (OFF-33): what it is now, what was wanted, and which of them shall hold. Different fields never meet here: they merge.

use super::Layers;
use crate::books::Books;
use crate::format;
use crate::pages::adjust::AdjustForm;
use crate::pages::goods::read_quantity;
use crate::ui::{Action, Advice, Dialog, FieldError, OptionCard, TextField, Weight};
use crate::view;
use domain::barcode::Code;
use domain::catalogue::{Barcode, Measures, Product};
use domain::ids::{LocationId, ProductId, TransferId};
use domain::operation::{Intent, LineEdit, Operation, PlannedLine, ProductEdit};
use domain::quantity::Quantity;
use domain::text::{Name, Sku};
use leptos::prelude::*;

/// One value of a refused change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub field: String,
    /// What it is now, if somebody else has changed it since the author saw it.
    pub theirs: Option<String>,
    /// What its author wants.
    pub mine: String,
    /// It can be typed anew.
    pub is_text: bool,
}

/// What its author says about a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The author's value shall hold.
    pub is_mine: bool,
    /// The author's value, as typed.
    pub text: String,
}

/// Whether there is something to edit: other changes are sent again as they are, or discarded.
pub fn can_edit(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::Intent(
            Intent::EditProduct { .. }
                | Intent::EditTransfer { .. }
                | Intent::CreateTransfer { .. }
                | Intent::Adjust { .. }
                | Intent::AssignBarcode { .. }
        )
    )
}

/// What can be edited in a refused change.
pub fn parts(operation: &Operation, books: Books) -> Vec<Part> {
    let Operation::Intent(intent) = operation else {
        return Vec::new();
    };
    let typed = |field: &str, mine: String| Part {
        field: field.to_owned(),
        theirs: None,
        mine,
        is_text: true,
    };
    match intent {
        Intent::EditProduct { product, edits } => {
            let now = books.product_now(*product);
            edits
                .iter()
                .map(|edit| product_part(edit, now.as_deref(), books))
                .collect()
        }
        Intent::EditTransfer { transfer, edits } => edits
            .iter()
            .map(|edit| line_part(edit, line_now(books, *transfer, edit), books))
            .collect(),
        Intent::CreateTransfer { lines, .. } => lines
            .iter()
            .map(|line| {
                typed(
                    &product_words(books, line.product),
                    line.quantity.to_string(),
                )
            })
            .collect(),
        Intent::Adjust { delta, reason, .. } => vec![
            typed("Change", format::signed(delta.units())),
            typed("Reason", reason.to_string()),
        ],
        Intent::AssignBarcode { barcode, .. } => vec![
            typed("Barcode", barcode.code.to_string()),
            typed("One scan counts", barcode.pack.to_string()),
        ],
        _ => Vec::new(),
    }
}

/// The change as its author wants it now, based on what the books say now; `None` if nothing of it is left.
///
/// # Errors
/// Says in words what has to be typed.
pub fn mended(
    operation: &Operation,
    answers: &[Answer],
    books: Books,
) -> Result<Option<Operation>, Advice> {
    let Operation::Intent(intent) = operation else {
        return Ok(Some(operation.clone()));
    };
    let text = |at: usize| {
        answers
            .get(at)
            .map(|answer| answer.text.clone())
            .unwrap_or_default()
    };
    let intent = match intent {
        Intent::EditProduct { product, edits } => {
            let now = books.product_now(*product);
            let kept = edits
                .iter()
                .zip(answers)
                .filter(|(_, answer)| answer.is_mine);
            let edits: Result<Vec<_>, Advice> = kept
                .map(|(edit, answer)| product_edit(edit, now.as_deref(), &answer.text))
                .collect();
            let edits = edits?;
            (!edits.is_empty()).then_some(Intent::EditProduct {
                product: *product,
                edits,
            })
        }
        Intent::EditTransfer { transfer, edits } => {
            let kept = edits
                .iter()
                .zip(answers)
                .filter(|(_, answer)| answer.is_mine);
            let edits: Result<Vec<_>, Advice> = kept
                .map(|(edit, answer)| {
                    Ok(LineEdit {
                        base: line_now(books, *transfer, edit),
                        new: read_whole(&answer.text)?,
                        ..edit.clone()
                    })
                })
                .collect();
            let edits = edits?;
            (!edits.is_empty()).then_some(Intent::EditTransfer {
                transfer: *transfer,
                edits,
            })
        }
        Intent::CreateTransfer {
            transfer,
            from,
            to,
            lines,
            remark,
        } => {
            let lines: Result<Vec<_>, Advice> = lines
                .iter()
                .zip(answers)
                .map(|(line, answer)| {
                    Ok(PlannedLine {
                        quantity: read_quantity(&answer.text)?,
                        ..line.clone()
                    })
                })
                .collect();
            Some(Intent::CreateTransfer {
                transfer: *transfer,
                from: *from,
                to: *to,
                lines: lines?,
                remark: remark.clone(),
            })
        }
        Intent::Adjust {
            product,
            location,
            bin,
            ..
        } => {
            let form = AdjustForm {
                location: location.to_string(),
                bin: bin.map(|bin| bin.to_string()).unwrap_or_default(),
                delta: text(0),
                reason: text(1),
            };
            Some(form.checked(*product)?)
        }
        Intent::AssignBarcode { product, .. } => Some(Intent::AssignBarcode {
            product: *product,
            barcode: Barcode {
                code: Code::scanned(text(0).trim())
                    .map_err(|_| "Enter the code as it is printed.")?,
                pack: read_quantity(&text(1))?,
            },
        }),
        other => Some(other.clone()),
    };
    Ok(intent.map(Operation::Intent))
}

/// A whole number, zero too: a line of zero is taken out.
fn read_whole(text: &str) -> Result<Quantity, Advice> {
    if text.trim() == "0" {
        return Ok(Quantity::ZERO);
    }
    read_quantity(text)
}

// ---- Transfers ----

/// The quantity of a line as the books have it now.
fn line_now(books: Books, transfer: TransferId, edit: &LineEdit) -> Option<Quantity> {
    books.transfer(transfer).with_untracked(|transfer| {
        let lines = &transfer.as_ref()?.lines;
        lines
            .iter()
            .find(|line| line.id == edit.line)
            .map(|line| line.quantity)
    })
}

fn line_part(edit: &LineEdit, now: Option<Quantity>, books: Books) -> Part {
    let words = |n: Option<Quantity>| {
        n.map_or_else(|| "not in it".to_owned(), |n| format::units(n.units()))
    };
    let is_clash = now != edit.base && now != Some(edit.new);
    Part {
        field: product_words(books, edit.product),
        theirs: is_clash.then(|| words(now)),
        mine: edit.new.to_string(),
        is_text: true,
    }
}

fn product_words(books: Books, id: ProductId) -> String {
    books.product_now(id).map_or_else(
        || "A product that is not here".to_owned(),
        |product| product.name.to_string(),
    )
}

// ---- Products ----

/// What a field of a product is called, what it is now, was when the author saw it, and shall be.
struct Field {
    name: &'static str,
    now: Option<String>,
    base: String,
    new: String,
    is_text: bool,
}

fn product_part(edit: &ProductEdit, now: Option<&Product>, books: Books) -> Part {
    let field = field_of(edit, now, books);
    let is_clash = |now: &String| *now != field.base && *now != field.new;
    Part {
        field: field.name.to_owned(),
        theirs: field.now.filter(is_clash),
        mine: field.new,
        is_text: field.is_text,
    }
}

fn field_of(edit: &ProductEdit, now: Option<&Product>, books: Books) -> Field {
    let field = |name, is_text, now: Option<String>, base: String, new: String| Field {
        name,
        now,
        base,
        new,
        is_text,
    };
    let level = |level: Option<Quantity>| level.map(|n| n.to_string()).unwrap_or_default();
    match edit {
        ProductEdit::Sku { base, new } => field(
            "SKU",
            true,
            now.map(|now| now.sku.to_string()),
            base.to_string(),
            new.to_string(),
        ),
        ProductEdit::Name { base, new } => field(
            "Name",
            true,
            now.map(|now| now.name.to_string()),
            base.to_string(),
            new.to_string(),
        ),
        ProductEdit::Description { base, new } => field(
            "Description",
            true,
            now.map(|now| now.description.clone()),
            base.clone(),
            new.clone(),
        ),
        ProductEdit::ReorderLevel { base, new } => field(
            "Reorder level",
            true,
            now.map(|now| level(now.reorder_level)),
            level(*base),
            level(*new),
        ),
        ProductEdit::Category { base, new } => {
            let words = |id| {
                let all = books.categories();
                let all = all.read_untracked();
                let found = all.iter().find(|one| Some(one.id) == id);
                found.map_or_else(|| "None".to_owned(), |one| one.name.to_string())
            };
            field(
                "Category",
                false,
                now.map(|now| words(now.category)),
                words(*base),
                words(*new),
            )
        }
        ProductEdit::Brand { base, new } => {
            let words = |id| {
                let all = books.brands();
                let all = all.read_untracked();
                let found = all.iter().find(|one| Some(one.id) == id);
                found.map_or_else(|| "None".to_owned(), |one| one.name.to_string())
            };
            field(
                "Brand",
                false,
                now.map(|now| words(now.brand)),
                words(*base),
                words(*new),
            )
        }
        ProductEdit::DefaultLocation { base, new } => {
            let words = |id: Option<LocationId>| place_words(books, id);
            field(
                "Default location",
                false,
                now.map(|now| words(now.default_location)),
                words(*base),
                words(*new),
            )
        }
        ProductEdit::Measures { base, new } => field(
            "Size and weight",
            false,
            now.map(|now| measure_words(&now.measures)),
            measure_words(base),
            measure_words(new),
        ),
        ProductEdit::Archived { base, new } => {
            let words = |archived: bool| if archived { "Archived" } else { "In use" }.to_owned();
            field(
                "State",
                false,
                now.map(|now| words(now.archived)),
                words(*base),
                words(*new),
            )
        }
        ProductEdit::RemoveBarcode { base } => field(
            "Barcode",
            false,
            None,
            base.to_string(),
            format!("{base} taken off"),
        ),
    }
}

fn place_words(books: Books, id: Option<LocationId>) -> String {
    id.and_then(|id| books.location(id).get_untracked())
        .map_or_else(|| "None".to_owned(), |one| one.name.to_string())
}

fn measure_words(measures: &Measures) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| format::UNKNOWN.to_owned(), format::centimetres);
    let weight = measures
        .weight_g
        .map_or_else(|| format::UNKNOWN.to_owned(), format::weight);
    format!(
        "{} \u{d7} {} \u{d7} {} cm, {weight}",
        number(measures.width_mm),
        number(measures.height_mm),
        number(measures.length_mm)
    )
}

/// The same edit upon what the product is now, with what was typed.
fn product_edit(
    edit: &ProductEdit,
    now: Option<&Product>,
    text: &str,
) -> Result<ProductEdit, Advice> {
    let Some(now) = now else {
        return Ok(edit.clone());
    };
    Ok(match edit {
        ProductEdit::Sku { .. } => ProductEdit::Sku {
            base: now.sku.clone(),
            new: Sku::new(text).map_err(|why| format!("The SKU {why}."))?,
        },
        ProductEdit::Name { .. } => ProductEdit::Name {
            base: now.name.clone(),
            new: Name::new(text).map_err(|why| format!("The name {why}."))?,
        },
        ProductEdit::Description { .. } => ProductEdit::Description {
            base: now.description.clone(),
            new: text.to_owned(),
        },
        ProductEdit::ReorderLevel { .. } => ProductEdit::ReorderLevel {
            base: now.reorder_level,
            new: match text.trim() {
                "" => None,
                text => Some(read_whole(text)?),
            },
        },
        ProductEdit::Category { new, .. } => ProductEdit::Category {
            base: now.category,
            new: *new,
        },
        ProductEdit::Brand { new, .. } => ProductEdit::Brand {
            base: now.brand,
            new: *new,
        },
        ProductEdit::DefaultLocation { new, .. } => ProductEdit::DefaultLocation {
            base: now.default_location,
            new: *new,
        },
        ProductEdit::Measures { new, .. } => ProductEdit::Measures {
            base: now.measures,
            new: *new,
        },
        ProductEdit::Archived { new, .. } => ProductEdit::Archived {
            base: now.archived,
            new: *new,
        },
        ProductEdit::RemoveBarcode { .. } => edit.clone(),
    })
}

// ---- What is seen ----

/// The dialog of one refused entry.
#[component]
pub fn MendDialog(
    /// Its number in the outbox.
    n: u64,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let close = Callback::new(move |()| open.set(false));
    view! { <Dialog open on_close=close title="Change it and send it again" testid="mend-dialog"><MendBody n open /></Dialog> }
}

#[component]
fn MendBody(n: u64, open: RwSignal<bool>) -> impl IntoView {
    let books = expect_context::<Books>();
    let Some(operation) = books.operation_of(n) else {
        return view! { <p class="dialog-body">"This entry has been settled meanwhile."</p> }
            .into_any();
    };
    view! { <MendForm n operation open /> }.into_any()
}

/// The parts of a refused change with what its author says about them.
#[component]
pub fn MendForm(
    /// Its number in the outbox.
    n: u64,
    /// What was refused.
    operation: Operation,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let layers = expect_context::<Layers>();
    let parts = parts(&operation, books);
    let n_clashes = parts.iter().filter(|part| part.theirs.is_some()).count();
    let answers: Vec<(RwSignal<bool>, RwSignal<String>)> = parts
        .iter()
        .map(|part| (RwSignal::new(true), RwSignal::new(part.mine.clone())))
        .collect();
    let rows = parts
        .into_iter()
        .zip(answers.clone())
        .enumerate()
        .map(|(at, (part, (mine, text)))| view! { <PartRow at part mine text /> })
        .collect_view();
    let error = RwSignal::new(None::<String>);
    let send = move |()| {
        let said: Vec<Answer> = answers
            .iter()
            .map(|(mine, text)| Answer {
                is_mine: mine.get_untracked(),
                text: text.get_untracked(),
            })
            .collect();
        match mended(&operation, &said, books) {
            Ok(Some(operation)) => books.resend(n, operation),
            // Nothing of it shall hold: it is given up, as "keep theirs" says.
            Ok(None) => books.discard(n),
            Err(why) => return error.set(Some(why.into_text())),
        }
        open.set(false);
    };
    let lede = if n_clashes > 0 {
        "Somebody else changed the same since you saw it. Say for each which shall hold."
    } else {
        "Correct what was refused. It goes out again as a new change."
    };
    let to_outbox = move |()| {
        open.set(false);
        layers.show(super::Open::Outbox);
    };
    view! {
        <div class="dialog-body stack"><p>{lede}</p>{rows}<FieldError id="mend-error" error /></div>
        <div class="dialog-foot"><Action text="Leave it for now" on_press=to_outbox /><Action text="Send again" weight=Weight::Primary on_press=send testid="mend-send" /></div>
    }
}

/// Ids of the fields; a change has at most as many parts as a product has fields or a transfer lines.
const FIELD_IDS: [&str; 12] = [
    "mend-1", "mend-2", "mend-3", "mend-4", "mend-5", "mend-6", "mend-7", "mend-8", "mend-9",
    "mend-10", "mend-11", "mend-12",
];

#[component]
fn PartRow(at: usize, part: Part, mine: RwSignal<bool>, text: RwSignal<String>) -> impl IntoView {
    let group = FIELD_IDS[at % FIELD_IDS.len()];
    let field = part.field.clone();
    let input = (part.is_text).then(|| {
        let label = Signal::stored(if part.theirs.is_some() {
            format!("{}: yours", part.field)
        } else {
            part.field.clone()
        });
        view! { <div hidden=move || !mine.get()><TextField id=group label value=text /></div> }
    });
    let fixed = (!part.is_text && part.theirs.is_none()).then(|| {
        view! { <p><strong>{part.field.clone()}</strong>": "{part.mine.clone()}</p> }
    });
    let question = part.theirs.map(|theirs| {
        let shown = if theirs.is_empty() { "Empty".to_owned() } else { theirs };
        let own = if part.mine.is_empty() { "Empty".to_owned() } else { part.mine };
        view! {
            <fieldset class="stack-sm" data-testid="clash">
                <legend class="label">{field}</legend>
                <div class="pair">
                    <OptionCard group title=shown hint="As it is now" chosen=crate::derived(move || !mine.get()) on_choose=move |()| mine.set(false) testid="clash-theirs" />
                    <OptionCard group title=own hint="As you want it" chosen=mine on_choose=move |()| mine.set(true) testid="clash-mine" />
                </div>
            </fieldset>
        }
    });
    view! { <div class="stack-sm" data-testid="mend-part">{question}{fixed}{input}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Replica;
    use domain::books::Entity;
    use domain::ids::ProductId;
    use domain::quantity::Delta;
    use domain::text::Remark;
    use uuid::Uuid;

    fn product(name: &str, level: Option<i64>) -> Product {
        Product {
            id: ProductId::new(Uuid::from_u128(1)),
            sku: Sku::new("TW-1").unwrap(),
            name: Name::new(name).unwrap(),
            kind: domain::catalogue::ProductKind::Stocked,
            barcodes: Vec::new(),
            variant: None,
            category: None,
            brand: None,
            description: String::new(),
            measures: Measures::default(),
            prices: Vec::new(),
            tax_rule: None,
            default_location: None,
            reorder_level: level.map(|n| Quantity::new(n).unwrap()),
            images: Vec::new(),
            archived: false,
        }
    }

    fn with_books(product: Product, test: impl FnOnce(Books)) {
        let _ = any_spawner::Executor::init_custom_executor(crate::pages::tests::Idle);
        Owner::new().with(|| {
            let books = Books::detached(Replica::default());
            books.apply([crate::books::Change::Put(Entity::Product(product))]);
            test(books);
        });
    }

    fn edit(edits: Vec<ProductEdit>) -> Operation {
        Operation::Intent(Intent::EditProduct {
            product: ProductId::new(Uuid::from_u128(1)),
            edits,
        })
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    #[test]
    fn the_same_field_asks_and_the_answer_is_based_on_what_is_there_now() {
        with_books(product("Lantern, red", Some(4)), |books| {
            let refused = edit(vec![
                ProductEdit::Name {
                    base: name("Lantern"),
                    new: name("Lantern XL"),
                },
                ProductEdit::ReorderLevel {
                    base: Some(Quantity::new(4).unwrap()),
                    new: Some(Quantity::new(9).unwrap()),
                },
            ]);
            let parts = parts(&refused, books);
            assert_eq!(parts[0].theirs.as_deref(), Some("Lantern, red"));
            assert_eq!(parts[1].theirs, None, "nobody else touched it");
            let answer = |is_mine: bool, text: &str| Answer {
                is_mine,
                text: text.into(),
            };
            let both = [answer(true, "Lantern XL, red"), answer(true, "9")];
            let Some(Operation::Intent(Intent::EditProduct { edits, .. })) =
                mended(&refused, &both, books).unwrap()
            else {
                panic!("is an edit")
            };
            assert_eq!(
                edits[0],
                ProductEdit::Name {
                    base: name("Lantern, red"),
                    new: name("Lantern XL, red")
                }
            );
            let theirs = [answer(false, ""), answer(true, "9")];
            let Some(Operation::Intent(Intent::EditProduct { edits, .. })) =
                mended(&refused, &theirs, books).unwrap()
            else {
                panic!("is an edit")
            };
            assert_eq!(edits.len(), 1, "their name stays");
            let none = [answer(false, ""), answer(false, "")];
            assert_eq!(mended(&refused, &none, books).unwrap(), None);
            let wrong = [answer(true, ""), answer(true, "9")];
            assert!(mended(&refused, &wrong, books).is_err());
        });
    }

    #[test]
    fn a_refused_adjustment_is_corrected_and_other_changes_offer_no_editing() {
        with_books(product("Lantern", None), |books| {
            let refused = Operation::Intent(Intent::Adjust {
                product: ProductId::new(Uuid::from_u128(1)),
                location: LocationId::new(Uuid::from_u128(2)),
                bin: None,
                delta: Delta::new(-5),
                reason: Remark::new("broken").unwrap(),
            });
            assert!(can_edit(&refused));
            assert_eq!(parts(&refused, books)[0].mine, "\u{2212}5");
            let answers = ["\u{2212}3", "broken, two were found"].map(|text| Answer {
                is_mine: true,
                text: text.into(),
            });
            let Some(Operation::Intent(Intent::Adjust { delta, .. })) =
                mended(&refused, &answers, books).unwrap()
            else {
                panic!("is an adjustment")
            };
            assert_eq!(delta.units(), -3);
            let hold = Operation::Intent(Intent::HoldTransfer {
                transfer: TransferId::new(Uuid::from_u128(1)),
            });
            assert!(!can_edit(&hold));
        });
    }
}
