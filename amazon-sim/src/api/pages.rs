//! Paging: opaque tokens that carry a place in a list, belong to one operation and one set of parameters, and die.

use serde::{Deserialize, Serialize};

use super::{Ctx, Refusal};
use crate::clock::Ms;
use crate::model::Matched;

#[derive(Serialize, Deserialize)]
struct Place {
    operation: String,
    seller: String,
    /// Key of the last entry that was given out.
    after: String,
    /// When the first page was asked for.
    first: Ms,
    expires: Ms,
    bound: String,
    /// What later pages must know of the first request.
    note: serde_json::Value,
}

/// One page of a list.
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// The token of the next page, if there is one.
    pub next: Option<String>,
}

/// Cuts a page out of a list that does not change between pages. `bound` names the parameters that may not change
/// from page to page.
pub fn page<T>(
    ctx: &mut Ctx<'_>,
    items: Vec<T>,
    token: Option<&str>,
    size: usize,
    life: Ms,
    bound: &str,
) -> Result<Page<T>, Refusal> {
    let keyed = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| (format!("{index:08}"), item))
        .collect();
    page_by_key(ctx, keyed, token, size, life, bound)
}

/// Cuts a page out of entries sorted by key: whatever comes and goes between two pages, no other entry is lost or
/// given twice.
pub fn page_by_key<T>(
    ctx: &mut Ctx<'_>,
    items: Vec<(String, T)>,
    token: Option<&str>,
    size: usize,
    life: Ms,
    bound: &str,
) -> Result<Page<T>, Refusal> {
    page_with_note(
        ctx,
        items,
        token,
        size,
        life,
        bound,
        &serde_json::Value::Null,
    )
}

/// Like [`page_by_key`], with a note for operations whose later pages repeat no parameters.
pub fn page_with_note<T>(
    ctx: &mut Ctx<'_>,
    items: Vec<(String, T)>,
    token: Option<&str>,
    size: usize,
    life: Ms,
    bound: &str,
    note: &serde_json::Value,
) -> Result<Page<T>, Refusal> {
    let place = token.map(|token| read(ctx, token, bound)).transpose()?;
    let first = place.as_ref().map_or(ctx.now(), |place| place.first);
    let mut rest = items
        .into_iter()
        .filter(|(key, _)| place.as_ref().is_none_or(|place| *key > place.after))
        .peekable();
    let mut items = Vec::new();
    let mut last = String::new();
    while items.len() < size.max(1) {
        let Some((key, item)) = rest.next() else {
            break;
        };
        last = key;
        items.push(item);
    }
    let next = rest
        .peek()
        .is_some()
        .then(|| make(ctx, &last, first, life, bound, note));
    if ctx.strikes("partial-list") {
        let mut index = 0;
        items.retain(|_| {
            index += 1;
            index % 3 != 0
        });
    }
    Ok(Page { items, next })
}

/// When the first page of a list was asked for: now, unless a token says otherwise.
pub fn first_asked(ctx: &mut Ctx<'_>, token: Option<&str>, bound: &str) -> Result<Ms, Refusal> {
    match token {
        Some(token) => read(ctx, token, bound).map(|place| place.first),
        None => Ok(ctx.now()),
    }
}

/// The request whose pages are asked for: that of the first page, which a token remembers, or this one. Later pages
/// need not repeat its parameters.
pub fn remembered(
    ctx: &mut Ctx<'_>,
    token_name: &str,
) -> Result<(Matched, Option<String>), Refusal> {
    match ctx.request.text(token_name).map(str::to_owned) {
        Some(token) => {
            let note = note_of(ctx, &token, "")?;
            let request = serde_json::from_value(note)
                .map_err(|_| Refusal::invalid("The value of the pagination token is invalid."))?;
            Ok((request, Some(token)))
        }
        None => Ok((ctx.request.clone(), None)),
    }
}

/// A page of the list of a remembered request.
pub fn remembered_page<T>(
    ctx: &mut Ctx<'_>,
    items: Vec<(String, T)>,
    token: Option<&str>,
    size: usize,
    life: Ms,
    request: &Matched,
) -> Result<Page<T>, Refusal> {
    let note = serde_json::to_value(request).expect("a request is plain data");
    page_with_note(ctx, items, token, size, life, "", &note)
}

/// The key of the last entry given out; empty for a first page. Long lists start there instead of at their beginning.
pub fn last_given(ctx: &mut Ctx<'_>, token: Option<&str>) -> Result<String, Refusal> {
    match token {
        Some(token) => read(ctx, token, "").map(|place| place.after),
        None => Ok(String::new()),
    }
}

/// The note a token carries.
pub fn note_of(ctx: &mut Ctx<'_>, token: &str, bound: &str) -> Result<serde_json::Value, Refusal> {
    read(ctx, token, bound).map(|place| place.note)
}

/// The token of the place after an entry.
fn make(
    ctx: &Ctx<'_>,
    after: &str,
    first: Ms,
    life: Ms,
    bound: &str,
    note: &serde_json::Value,
) -> String {
    let place = Place {
        operation: ctx.operation.key.clone(),
        seller: ctx.seller.to_owned(),
        after: after.to_owned(),
        first,
        expires: ctx.now() + life,
        bound: blake3::hash(bound.as_bytes()).to_hex()[..16].to_owned(),
        note: note.clone(),
    };
    let text = serde_json::to_string(&place).expect("a place is plain data");
    let sealed = format!("{}{text}", seal(ctx.world.seed, &text));
    crate::bytes::to_base64(sealed.as_bytes())
}

fn read(ctx: &mut Ctx<'_>, token: &str, bound: &str) -> Result<Place, Refusal> {
    let invalid = || Refusal::invalid("The value of the pagination token is invalid.");
    let expired = || Refusal::invalid("The pagination token has expired.");
    if ctx.strikes("expired-page-token") {
        return Err(expired());
    }
    let bytes = from_base64(token).ok_or_else(invalid)?;
    let sealed = String::from_utf8(bytes).map_err(|_| invalid())?;
    let (mac, text) = sealed.split_at_checked(16).ok_or_else(invalid)?;
    if mac != seal(ctx.world.seed, text) {
        return Err(invalid());
    }
    let place: Place = serde_json::from_str(text).map_err(|_| invalid())?;
    if place.operation != ctx.operation.key || place.seller != ctx.seller {
        return Err(invalid());
    }
    if place.bound != blake3::hash(bound.as_bytes()).to_hex()[..16] {
        return Err(Refusal::invalid(
            "The parameters of a paginated request may not change between pages.",
        ));
    }
    if place.expires <= ctx.now() {
        return Err(expired());
    }
    Ok(place)
}

fn seal(seed: u64, text: &str) -> String {
    blake3::hash(format!("{seed}/page/{text}").as_bytes()).to_hex()[..16].to_owned()
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    // A `+` that was not encoded arrives as a space.
    let text = text.replace(' ', "+");
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Option<Vec<u32>> = text.trim_end_matches('=').bytes().map(value).collect();
    let mut bytes = Vec::new();
    for group in digits?.chunks(4) {
        let number =
            group.iter().fold(0, |number, digit| number << 6 | digit) << (6 * (4 - group.len()));
        let whole = [(number >> 16) as u8, (number >> 8) as u8, number as u8];
        bytes.extend_from_slice(whole.get(..group.len().checked_sub(1)?)?);
    }
    Some(bytes)
}
