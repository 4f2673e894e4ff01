//! Goods that were moved between bins, and goods that arrived without a document: facts, so they work without a network
//! and are never refused (DECISIONS 8).

use super::parts::{bin_choices, location_choices, parsed, product_name};
use super::server;
use crate::books::{Books, StockLine, Trouble};
use crate::format;
use crate::shell::Prefs;
use crate::ui::{Action, Advice, Dialog, SelectField, TextField, Toasts, Weight, needs_right};
use crate::view;
use domain::ids::{BinId, LocationId, ProductId};
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::text::Remark;
use leptos::prelude::*;

/// A whole number of at least one, as typed.
///
/// # Errors
/// Says in words what has to be typed.
pub fn read_quantity(text: &str) -> Result<Quantity, Advice> {
    let units: i64 = text
        .trim()
        .replace(',', "")
        .parse()
        .map_err(|_| "Enter a whole number, such as 3.")?;
    if units < 1 {
        return Err("Enter at least 1.".into());
    }
    Quantity::new(units).map_err(|_| {
        format!(
            "At most {} at a time.",
            format::units(i64::from(Quantity::MAX))
        )
        .into()
    })
}

/// A move between bins, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Where.
    pub location: LocationId,
    /// Out of.
    pub from: Option<BinId>,
    /// Into.
    pub to: Option<BinId>,
    /// How many.
    pub quantity: Quantity,
}

/// What was typed for a move between bins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MoveForm {
    /// Where.
    pub location: String,
    /// Out of this bin.
    pub from: String,
    /// Into this bin.
    pub to: String,
    /// How many.
    pub quantity: String,
}

impl MoveForm {
    /// The move, or what is wrong.
    ///
    /// # Errors
    /// Says in words what has to be typed.
    pub fn checked(&self) -> Result<Move, Advice> {
        let location = parsed(&self.location).ok_or("Choose a location.")?;
        if self.from == self.to {
            return Err("Choose two different bins.".into());
        }
        Ok(Move {
            location,
            from: parsed(&self.from),
            to: parsed(&self.to),
            quantity: read_quantity(&self.quantity)?,
        })
    }
}

/// What a move would leave behind, if that is less than nothing: the fact is taken all the same, and flagged.
pub fn shortage(lines: &[StockLine], moved: Move) -> Option<String> {
    let here = lines
        .iter()
        .filter(|line| line.location == moved.location && line.bin == moved.from);
    let on_hand: i64 = here.map(|line| line.level.on_hand.units()).sum();
    let left = on_hand - moved.quantity.units();
    (left < 0).then(|| {
        format!(
            "The book knows {} there, so the bin goes to {}. Count it when you can.",
            format::units(on_hand),
            format::units(left)
        )
    })
}

/// What a dialog about goods works with.
#[derive(Clone, Copy)]
struct Hand {
    books: Books,
    toasts: Toasts,
    open: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl Hand {
    fn here(open: RwSignal<bool>) -> Self {
        Self {
            books: expect_context::<Books>(),
            toasts: expect_context::<Toasts>(),
            open,
            error: RwSignal::new(None),
        }
    }

    fn finished<T>(self, answer: Result<T, Trouble>, said: &str, note: Option<String>) {
        match answer {
            Ok(_) => {
                match note {
                    Some(note) => self.toasts.warn(format!("{said}. {note}")),
                    None => self.toasts.ok(said),
                }
                if !self.error.is_disposed() {
                    self.open.set(false);
                }
            }
            Err(why) => self.toasts.bad_in(self.error, why.to_string()),
        }
    }
}

/// Where to begin: the place of this browser, or the first location.
fn start(books: Books) -> RwSignal<String> {
    let place = expect_context::<Prefs>().place().get_untracked();
    let first = || books.locations().read_untracked().first().map(|one| one.id);
    RwSignal::new(
        place
            .or_else(first)
            .map(|id| id.to_string())
            .unwrap_or_default(),
    )
}

/// Moving goods between bins of one location.
#[component]
pub fn MoveDialog(
    /// Of this product.
    product: ProductId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = product_name(expect_context::<Books>(), product);
    let title = crate::memo(move |_| format!("Move {} between bins", name.get()));
    view! { <Dialog open on_close=move |()| open.set(false) title testid="move-dialog"><MoveBody product open /></Dialog> }
}

#[component]
fn MoveBody(product: ProductId, open: RwSignal<bool>) -> impl IntoView {
    let hand = Hand::here(open);
    let books = hand.books;
    let location = start(books);
    let field = || RwSignal::new(String::new());
    let (from, to, quantity) = (field(), field(), field());
    let here = crate::derived(move || parsed::<LocationId>(&location.read()));
    let stock = books.stock_of(product);
    let blocked = needs_right(books, Permission::AdjustStock);
    let record = move |()| {
        let form = MoveForm {
            location: location.get_untracked(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            quantity: quantity.get_untracked(),
        };
        match form.checked() {
            Ok(moved) => {
                let note = shortage(&stock.read_untracked(), moved);
                server::spawn(async move {
                    let answer = books
                        .move_bins(
                            product,
                            moved.location,
                            moved.from,
                            moved.to,
                            moved.quantity,
                        )
                        .await;
                    hand.finished(answer, "Moved", note);
                });
            }
            Err(why) => hand.error.set(Some(why.into_text())),
        }
    };
    view! {
        <div class="dialog-body">
            <p class="hint">"Say what you have moved. It is saved on this device and sent when you are in range."</p>
            <SelectField id="move-location" label="Location" value=location choices=location_choices(books, None) />
            <div class="form-grid">
                <SelectField id="move-from" label="Out of" value=from choices=bin_choices(books, here) />
                <SelectField id="move-to" label="Into" value=to choices=bin_choices(books, here) />
            </div>
            <TextField id="move-quantity" label="How many" value=quantity mode="numeric" class="input input--num" error=hand.error />
        </div>
        <div class="dialog-foot">
            <Action text="Cancel" on_press=move |()| open.set(false) />
            <Action text="Record the move" weight=Weight::Primary blocked on_press=record testid="move-record" />
        </div>
    }
}

/// Taking goods in that came without a document.
#[component]
pub fn ReceiveDialog(
    /// Of this product.
    product: ProductId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = product_name(expect_context::<Books>(), product);
    let title = crate::memo(move |_| format!("Receive {}", name.get()));
    view! { <Dialog open on_close=move |()| open.set(false) title testid="receive-dialog"><ReceiveBody product open /></Dialog> }
}

#[component]
fn ReceiveBody(product: ProductId, open: RwSignal<bool>) -> impl IntoView {
    let hand = Hand::here(open);
    let books = hand.books;
    let location = start(books);
    let field = || RwSignal::new(String::new());
    let (bin, quantity, reference) = (field(), field(), field());
    let here = crate::derived(move || parsed::<LocationId>(&location.read()));
    let blocked = needs_right(books, Permission::AdjustStock);
    let record = move |()| {
        let Some(location) = here.get_untracked() else {
            return hand.error.set(Some("Choose a location.".into()));
        };
        let quantity = match read_quantity(&quantity.get_untracked()) {
            Ok(quantity) => quantity,
            Err(why) => return hand.error.set(Some(why.into_text())),
        };
        let bin = parsed::<BinId>(&bin.get_untracked());
        let reference = Remark::new(&reference.get_untracked()).ok();
        server::spawn(async move {
            let answer = books
                .receive(product, location, bin, quantity, reference)
                .await;
            hand.finished(answer, "Received", None);
        });
    };
    view! {
        <div class="dialog-body">
            <p class="hint">"For goods that arrived without a transfer. It is saved on this device and sent when you are in range. Its unit cost is what the product is taken to cost."</p>
            <div class="form-grid">
                <SelectField id="receive-location" label="Location" value=location choices=location_choices(books, None) />
                <SelectField id="receive-bin" label="Put into" value=bin choices=bin_choices(books, here) />
            </div>
            <TextField id="receive-quantity" label="How many" value=quantity mode="numeric" class="input input--num" error=hand.error />
            <TextField id="receive-reference" label="Delivery note" value=reference optional=true hint="What stands on the paper" />
        </div>
        <div class="dialog-foot">
            <Action text="Cancel" on_press=move |()| open.set(false) />
            <Action text="Take in" weight=Weight::Primary blocked on_press=record testid="receive-record" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ledger::Level;
    use domain::quantity::Delta;
    use uuid::Uuid;

    #[test]
    fn a_move_needs_two_bins_and_a_number() {
        let location = LocationId::new(Uuid::from_u128(1));
        let bin = BinId::new(Uuid::from_u128(2));
        let form = MoveForm {
            location: location.to_string(),
            from: String::new(),
            to: bin.to_string(),
            quantity: " 1,200 ".into(),
        };
        let moved = form.checked().unwrap();
        assert_eq!(
            (moved.from, moved.to, moved.quantity.units()),
            (None, Some(bin), 1_200)
        );
        let refused = |form: MoveForm| form.checked().unwrap_err().into_text();
        assert_eq!(
            refused(MoveForm {
                to: String::new(),
                ..form.clone()
            }),
            "Choose two different bins."
        );
        assert_eq!(
            refused(MoveForm {
                quantity: "0".into(),
                ..form.clone()
            }),
            "Enter at least 1."
        );
        assert!(
            refused(MoveForm {
                quantity: "-3".into(),
                ..form.clone()
            })
            .starts_with("Enter at least")
        );
        assert!(
            refused(MoveForm {
                quantity: "1.5".into(),
                ..form
            })
            .starts_with("Enter a whole number")
        );
        assert!(read_quantity("99999999999").is_err());
    }

    #[test]
    fn moving_more_than_the_book_knows_is_said_and_not_refused() {
        let location = LocationId::new(Uuid::from_u128(1));
        let line = StockLine {
            product: ProductId::new(Uuid::from_u128(3)),
            location,
            bin: None,
            level: Level {
                on_hand: Delta::new(2),
                ..Level::default()
            },
        };
        let moved = |n: i64| Move {
            location,
            from: None,
            to: Some(BinId::new(Uuid::from_u128(2))),
            quantity: Quantity::new(n).unwrap(),
        };
        assert_eq!(shortage(&[line], moved(2)), None);
        assert!(
            shortage(&[line], moved(5))
                .unwrap()
                .contains("goes to \u{2212}3")
        );
    }
}
