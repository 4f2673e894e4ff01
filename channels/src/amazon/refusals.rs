//! Of which kind a refusal is, by Amazon's free texts.
//!
//! The texts are compared word by word, not letter by letter: a SKU stands among them and may be called anything, such as
//! `VELOCITY-1` or `ADDRESS`.

use ::amazon::Refusal;

use crate::error::Reason;

/// What a text of Amazon's calls a SKU.
const SKU: [&str; 8] = [
    "sku",
    "skus",
    "msku",
    "mskus",
    "sellersku",
    "sellerskus",
    "seller_sku",
    "item_sku",
];
const UNKNOWN: [&str; 7] = [
    "not found",
    "does not exist",
    "do not exist",
    "unknown",
    "invalid",
    "not recognized",
    "not recognised",
];
const STOCK: [&str; 6] = [
    "inventory",
    "out of stock",
    "not enough",
    "insufficient",
    "no longer fulfillable",
    "cannot be fulfilled",
];
const ADDRESS: [&str; 12] = [
    "address",
    "addresses",
    "destinationaddress",
    "deliveryaddress",
    "addressline1",
    "addressline2",
    "addressline3",
    "postal code",
    "postalcode",
    "countrycode",
    "stateorregion",
    "city",
];
const NOT_NOW: [&str; 10] = [
    "cannot be cancelled",
    "cannot be canceled",
    "can not be cancelled",
    "can not be canceled",
    "cannot be updated",
    "not be updated",
    "cannot update",
    "status",
    "statuses",
    "already",
];

/// The kind of a refusal. A text that is new to us is no more than "invalid".
pub(super) fn reason(refusal: &Refusal) -> Reason {
    let errors = refusal.errors.iter();
    let texts: Vec<Vec<String>> = errors
        .flat_map(|error| [&error.message, &error.details])
        .chain([&refusal.text])
        .flatten()
        .map(|text| words(text))
        .collect();
    let any = |phrases: &[&str]| {
        let mut phrases = phrases.iter();
        phrases.any(|phrase| texts.iter().any(|text| find(text, phrase).is_some()))
    };
    if any(&SKU) && any(&UNKNOWN) {
        Reason::UnknownProduct
    } else if any(&STOCK) {
        Reason::OutOfStock
    } else if any(&ADDRESS) {
        Reason::Address
    } else if any(&NOT_NOW) {
        Reason::NotNow
    } else if any(&["approval"]) {
        Reason::NeedsApproval
    } else if refusal.status == 400 || refusal.status == 422 {
        Reason::Invalid
    } else {
        Reason::Other
    }
}

/// The words of a text, without the value in `Value … for parameter …`, which is nobody's wording. A word with a hyphen
/// in it, as many SKUs have, is one.
fn words(text: &str) -> Vec<String> {
    let ends_word = |c: char| c.is_whitespace() || ".,;:!?()[]{}<>=\"'".contains(c);
    let mut words: Vec<String> = text
        .to_ascii_lowercase()
        .split(ends_word)
        // The path of a field in a request, as `/destinationAddress/postalCode`.
        .flat_map(|word| {
            word.strip_prefix('/')
                .map_or(vec![word], |path| path.split('/').collect())
        })
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if let Some(end) = find(&words, "for parameter")
        && let Some(start) = words[..end].iter().position(|word| word == "value")
    {
        words.drain(start + 1..end);
    }
    words
}

/// Where a phrase begins among words.
fn find(words: &[String], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).position(|some| some == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: Reason) {
        let body = serde_json::json!({"errors": [{"code": "InvalidInput", "message": message}]});
        let refusal = Refusal::read(400, &body.to_string(), None);
        assert_eq!(reason(&refusal), expected, "{message}");
    }

    /// What a SKU is called makes no difference, whichever word of ours it holds or is.
    #[test]
    fn a_refusal_is_of_its_kind_whatever_the_sku_is_called() {
        for sku in [
            "VELOCITY-1",
            "CAPACITY",
            "CITY",
            "Address",
            "Address Label 4",
            "INVENTORY",
            "STATUS-1",
            "ALREADY",
            "approval",
            "RED-1",
        ] {
            check(
                &format!("Value {sku} for parameter sellerSku is invalid. Reason: Unknown SKU."),
                Reason::UnknownProduct,
            );
            check(
                &format!("Unable to complete this order. No inventory available for {sku}."),
                Reason::OutOfStock,
            );
            check(
                &format!(
                    "Value {sku} for parameter sellerFulfillmentOrderItemId is invalid. Reason: Duplicate item ID."
                ),
                Reason::Invalid,
            );
        }
    }

    #[test]
    fn refusals_are_told_apart_by_whole_words() {
        check(
            "/destination/postalCode: must match the pattern.",
            Reason::Address,
        );
        for (message, expected) in [
            (
                "Delivery SLA is not available for destination address.",
                Reason::Address,
            ),
            (
                "Value '' at destinationAddress.postalCode failed to satisfy constraint",
                Reason::Address,
            ),
            ("The city is missing.", Reason::Address),
            (
                "The SKU RED-1 does not exist in this marketplace.",
                Reason::UnknownProduct,
            ),
            (
                "The carrier has no capacity for this velocity.",
                Reason::Invalid,
            ),
            (
                "The fulfillment order cannot be cancelled in its current state: COMPLETE.",
                Reason::NotNow,
            ),
            (
                "The fulfillment order cannot be updated in its current state.",
                Reason::NotNow,
            ),
            (
                "You need approval to list in this brand.",
                Reason::NeedsApproval,
            ),
            ("You were disapproved.", Reason::Invalid),
        ] {
            check(message, expected);
        }
    }
}
