//! A stock adjustment with its reason, also without a network: an intent that the server decides.

use super::acts::Acts;
use super::parts::{bin_choices, location_choices, parsed, product_name};
use crate::books::Books;
use crate::format;
use crate::shell::Prefs;
use crate::ui::{Action, Advice, Dialog, SelectField, TextField, Weight};
use crate::view;
use domain::ids::{BinId, LocationId, ProductId};
use domain::operation::Intent;
use domain::quantity::{Delta, Quantity};
use domain::text::Remark;
use leptos::prelude::*;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AdjustForm {
    /// Where.
    pub location: String,
    /// In which bin.
    pub bin: String,
    /// By how much, signed.
    pub delta: String,
    /// Why.
    pub reason: String,
}

impl AdjustForm {
    /// The intent, or what is wrong.
    ///
    /// # Errors
    /// Says in words what has to be typed.
    pub fn checked(&self, product: ProductId) -> Result<Intent, Advice> {
        let location: LocationId = parsed(&self.location).ok_or("Choose a location.")?;
        Ok(Intent::Adjust {
            product,
            location,
            bin: parsed::<BinId>(&self.bin),
            delta: read_delta(&self.delta)?,
            reason: Remark::new(&self.reason)
                .map_err(|_| "Say why: who looks at this later has only the reason.")?,
        })
    }
}

/// A signed whole number other than zero; the minus may be the typographic one.
fn read_delta(text: &str) -> Result<Delta, Advice> {
    let text = text.trim().replace(format::MINUS, "-").replace(',', "");
    let units: i64 = text
        .trim_start_matches('+')
        .parse()
        .map_err(|_| "Enter a whole number, such as 3 or \u{2212}2.".to_owned())?;
    if units == 0 {
        return Err("Zero changes nothing.".into());
    }
    if units.unsigned_abs() > u64::from(Quantity::MAX) {
        return Err(format!(
            "At most {} at a time.",
            format::units(i64::from(Quantity::MAX))
        )
        .into());
    }
    Ok(Delta::new(units))
}

/// The dialog.
#[component]
pub fn AdjustDialog(
    /// Of this product.
    product: ProductId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let books = expect_context::<Books>();
    let name = product_name(books, product);
    let title = crate::memo(move |_| format!("Adjust {}", name.get()));
    view! { <Dialog open on_close=move |()| open.set(false) title testid="adjust-dialog"><AdjustBody product open /></Dialog> }
}

#[component]
fn AdjustBody(product: ProductId, open: RwSignal<bool>) -> impl IntoView {
    let books = expect_context::<Books>();
    let prefs = expect_context::<Prefs>();
    let acts = Acts::here();
    let start = prefs
        .place()
        .get_untracked()
        .map(|id| id.to_string())
        .or_else(|| {
            books
                .locations()
                .read_untracked()
                .first()
                .map(|one| one.id.to_string())
        });
    let location = RwSignal::new(start.unwrap_or_default());
    let (bin, delta, reason) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let error = RwSignal::new(None::<String>);
    let here = crate::derived(move || parsed::<LocationId>(&location.read()));
    let post = move |()| {
        let form = AdjustForm {
            location: location.get_untracked(),
            bin: bin.get_untracked(),
            delta: delta.get_untracked(),
            reason: reason.get_untracked(),
        };
        match form.checked(product) {
            Ok(intent) => acts.intend(intent, "Adjusted", move || {
                if !error.is_disposed() {
                    open.set(false);
                }
            }),
            Err(why) => error.set(Some(why.into_text())),
        }
    };
    view! {
        <div class="dialog-body">
            <p class="hint">"Posts a movement with your name, this device and the reason. It can be taken back only by another one."</p>
            <div class="form-grid">
                <SelectField id="adjust-location" label="Location" value=location choices=location_choices(books, None) />
                <SelectField id="adjust-bin" label="Bin" value=bin choices=bin_choices(books, here) />
            </div>
            <TextField id="adjust-delta" label="Change" value=delta mode="text" class="input input--num" hint="Such as 3 or \u{2212}2" error />
            <TextField id="adjust-reason" label="Reason" value=reason hint="Such as: broken in bay 4" />
        </div>
        <div class="dialog-foot">
            <Action text="Cancel" on_press=move |()| open.set(false) />
            <Action text="Post adjustment" weight=Weight::Primary on_press=post testid="adjust-post" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_adjustment_needs_a_place_a_number_and_a_reason() {
        let product = ProductId::new(Uuid::from_u128(1));
        let location = LocationId::new(Uuid::from_u128(2));
        let form = AdjustForm {
            location: location.to_string(),
            bin: String::new(),
            delta: "−2".into(),
            reason: "broken".into(),
        };
        let Ok(Intent::Adjust { delta, bin, .. }) = form.checked(product) else {
            panic!("is an adjustment")
        };
        assert_eq!((delta.units(), bin), (-2, None));
        let refused = |form: &AdjustForm| form.checked(product).unwrap_err().into_text();
        assert_eq!(
            refused(&AdjustForm {
                delta: "0".into(),
                ..form.clone()
            }),
            "Zero changes nothing."
        );
        assert!(
            refused(&AdjustForm {
                delta: "99999999999".into(),
                ..form.clone()
            })
            .starts_with("At most")
        );
        assert!(
            refused(&AdjustForm {
                delta: "2.5".into(),
                ..form.clone()
            })
            .starts_with("Enter a whole number")
        );
        assert!(
            refused(&AdjustForm {
                reason: "  ".into(),
                ..form.clone()
            })
            .starts_with("Say why")
        );
        assert_eq!(
            refused(&AdjustForm {
                location: String::new(),
                ..form
            }),
            "Choose a location."
        );
    }
}
