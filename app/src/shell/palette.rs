//! Search and commands (Ctrl K). Everything it offers works without a network.

use super::{Clock, Layers, Open, nav};
use crate::books::Books;
use crate::format;
use crate::router;
use crate::routes;
use crate::ui::{Glyph, Icon, Layer, LayerKind};
use crate::view;
use domain::ids::ProductId;
use domain::quantity::Delta;
use leptos::html;
use leptos::prelude::*;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Stands above the first of a group.
    pub group: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// What it is.
    pub title: String,
    /// The second line.
    pub note: String,
    /// At the end: a figure or keys.
    pub end: End,
    /// Where it leads.
    pub href: String,
}

/// What stands at the end of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Nothing.
    None,
    /// Units here.
    OnHand(i64),
    /// Keys that do the same.
    Keys(&'static str),
}

/// Commands that are always there.
const COMMANDS: [(&str, &str, Glyph, &str, &str); 8] = [
    (
        "Start a count",
        "A stocktake of a location, bins, a category or a list",
        Glyph::ScanBarcode,
        routes::STOCKTAKE_NEW,
        "G T",
    ),
    (
        "New transfer",
        "Stock from one location to another",
        Glyph::ArrowRightLeft,
        routes::TRANSFER_NEW,
        "G R",
    ),
    ("New product", "", Glyph::Plus, routes::PRODUCT_NEW, "G P"),
    (
        "Import a file",
        "Products, barcodes, opening stock or bins",
        Glyph::Upload,
        routes::IMPORT,
        "G I",
    ),
    (
        "Outbox",
        "What waits to be sent",
        Glyph::Send,
        routes::OUTBOX,
        "Alt O",
    ),
    (
        "Devices",
        "Tablets and browsers",
        Glyph::TabletSmartphone,
        routes::DEVICES,
        "",
    ),
    ("Users", "People and roles", Glyph::Users, routes::USERS, ""),
    (
        "Jobs",
        "What runs by itself",
        Glyph::RefreshCw,
        routes::JOBS,
        "",
    ),
];

/// Most products that are offered.
const MOST_PRODUCTS: usize = 8;

/// What is offered for a query: products, places, and what can be done.
fn choices(books: Books, query: &str) -> Vec<Choice> {
    let query = query.trim();
    let (commands_only, query) = match query.strip_prefix('>') {
        Some(rest) => (true, rest.trim()),
        None => (false, query),
    };
    let mut all = Vec::new();
    if !commands_only && !query.is_empty() {
        let found = books.search(query, MOST_PRODUCTS);
        all.extend(
            found
                .iter()
                .filter_map(|hit| product_choice(books, hit.product)),
        );
        if let Some(first) = found.first() {
            all.extend(product_commands(books, first.product));
        }
    }
    all.extend(fixed_choices(query));
    all
}

fn product_choice(books: Books, id: ProductId) -> Option<Choice> {
    let product = books.product_now(id)?;
    let lines = books.stock_of(id).get_untracked();
    let on_hand: Delta = lines.iter().map(|line| line.level.on_hand).sum();
    let bin = lines
        .iter()
        .find_map(|line| line.bin)
        .and_then(|bin| books.bin(bin).get_untracked());
    let place = bin
        .map(|bin| format!(" \u{b7} {}", bin.name))
        .unwrap_or_default();
    Some(Choice {
        group: "Products",
        glyph: Glyph::Package,
        title: product.name.to_string(),
        note: format!("{}{place}", product.sku),
        end: End::OnHand(on_hand.units()),
        href: routes::product(id),
    })
}

fn product_commands(books: Books, id: ProductId) -> Vec<Choice> {
    let Some(product) = books.product_now(id) else {
        return Vec::new();
    };
    let command = |glyph, title: String, note: &str, keys, href| Choice {
        group: "Do",
        glyph,
        title,
        note: note.into(),
        end: End::Keys(keys),
        href,
    };
    vec![
        command(
            Glyph::ScanBarcode,
            format!("Count \u{201c}{}\u{201d}", product.name),
            "Start a one-product stocktake",
            "Alt C",
            routes::stocktake_of(id),
        ),
        command(
            Glyph::MoveRight,
            format!("Move \u{201c}{}\u{201d}", product.name),
            "Opens a transfer",
            "Alt M",
            routes::transfer_of(id),
        ),
    ]
}

/// Places and commands whose words begin like the words of the query.
fn fixed_choices(query: &str) -> Vec<Choice> {
    let folded = query.to_lowercase();
    let fits = |text: &str| {
        folded
            .split_whitespace()
            .all(|word| text.to_lowercase().contains(word))
    };
    let places = nav::places()
        .filter(|place| fits(place.name))
        .map(|place| Choice {
            group: "Go to",
            glyph: place.glyph,
            title: place.name.into(),
            note: String::new(),
            end: End::None,
            href: place.href.into(),
        });
    let commands = COMMANDS
        .iter()
        .filter(|(title, note, ..)| fits(title) || fits(note))
        .map(|(title, note, glyph, href, keys)| Choice {
            group: "Do",
            glyph: *glyph,
            title: (*title).into(),
            note: (*note).into(),
            end: if keys.is_empty() {
                End::None
            } else {
                End::Keys(keys)
            },
            href: (*href).into(),
        });
    commands.chain(places).collect()
}

/// The parts of a text that a query matched, for `<mark>`.
fn marked(text: &str, query: &str) -> Vec<(String, bool)> {
    let folded = text.to_lowercase();
    let word = query
        .split_whitespace()
        .map(str::to_lowercase)
        .find(|word| folded.contains(word.as_str()));
    // Lower case of some letters has another length; such texts are shown without a mark.
    match word
        .filter(|_| folded.len() == text.len())
        .and_then(|word| folded.find(&word).map(|at| (at, at + word.len())))
    {
        Some((from, to)) if text.is_char_boundary(from) && text.is_char_boundary(to) => {
            vec![
                (text[..from].into(), false),
                (text[from..to].into(), true),
                (text[to..].into(), false),
            ]
        }
        _ => vec![(text.into(), false)],
    }
}

/// The palette.
#[component]
pub fn Palette() -> impl IntoView {
    let layers = expect_context::<Layers>();
    let close = Callback::new(move |()| layers.close());
    view! {
        <Layer open=layers.is(Open::Palette) on_close=close label="Search and commands" kind=LayerKind::Palette testid="palette">
            <PaletteBody />
        </Layer>
    }
}

#[component]
fn PaletteBody() -> impl IntoView {
    let (books, layers, clock) = (
        expect_context::<Books>(),
        expect_context::<Layers>(),
        expect_context::<Clock>(),
    );
    let query = RwSignal::new(String::new());
    let found = crate::memo(move |_| {
        books.follow_goods();
        choices(books, &query.read())
    });
    let at = RwSignal::new(0_usize);
    let go = StoredValue::new_local(router::navigation());
    let open = Callback::new(move |index: usize| {
        if let Some(choice) = found.read_untracked().get(index) {
            layers.close();
            go.with_value(|go| go(&choice.href, Default::default()));
        }
    });
    let keys = move |event: web_sys::KeyboardEvent| {
        let n = found.read_untracked().len();
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(n.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => open.run(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let sync = books.sync();
    let as_of = move || match sync.read().last_success {
        Some(when) => format!(
            "Works offline \u{b7} data from {}",
            format::brief(when, clock.now().get())
        ),
        None => "Works offline".into(),
    };
    view! {
        <PaletteInput query at keys found />
        <div id="palette-list" class="layer-scroll palette-list" role="listbox" aria-label="Results" data-testid="palette-results">
            {move || rows(&found.get(), &query.get(), at.into(), open)}
        </div>
        <div class="dialog-foot hint palette-foot">
            <span><kbd>"\u{2191}"</kbd>" "<kbd>"\u{2193}"</kbd>" choose"</span>
            <span><kbd>"Enter"</kbd>" open"</span>
            <span class="hide-sm"><kbd>">"</kbd>" commands only"</span>
            <span class="push">{as_of}</span>
        </div>
    }
}

#[component]
fn PaletteInput<K>(
    query: RwSignal<String>,
    at: RwSignal<usize>,
    keys: K,
    found: Memo<Vec<Choice>>,
) -> impl IntoView
where
    K: Fn(web_sys::KeyboardEvent) + 'static,
{
    let node = NodeRef::<html::Input>::new();
    crate::effect(move |_| {
        if let Some(input) = node.get() {
            // A field that is in the page takes the focus.
            let _ = input.focus();
        }
    });
    let active = move || (!found.read().is_empty()).then(|| format!("palette-{}", at.get()));
    view! {
        <div class="palette-in">
            <Icon glyph=Glyph::Search />
            <input node_ref=node role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant=active
                aria-label="Search, scan or type a command" autocomplete="off" spellcheck="false" data-testid="palette-input"
                prop:value=query on:input:target=move |event| { at.set(0); query.set(event.target().value()); } on:keydown=keys />
            <kbd>"Esc"</kbd>
        </div>
    }
}

fn rows(found: &[Choice], query: &str, at: Signal<usize>, open: Callback<usize>) -> AnyView {
    if found.is_empty() {
        let text = format!(
            "No matches for \u{201c}{query}\u{201d}. Check the spelling, or scan the barcode."
        );
        return view! { <p class="palette-none" role="status" data-state="empty">{text}</p> }
            .into_any();
    }
    let mut last = "";
    let row = |(index, choice): (usize, &Choice)| {
        let head = (choice.group != last)
            .then(|| view! { <div class="group" aria-hidden="true">{choice.group}</div> });
        last = choice.group;
        view! { {head}<PaletteRow choice=choice.clone() parts=marked(&choice.title, query) index at open /> }
    };
    found.iter().enumerate().map(row).collect_view().into_any()
}

#[component]
fn PaletteRow(
    choice: Choice,
    parts: Vec<(String, bool)>,
    index: usize,
    at: Signal<usize>,
    open: Callback<usize>,
) -> impl IntoView {
    let part = |(text, is_match): (String, bool)| {
        if is_match {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            text.into_any()
        }
    };
    let end = match choice.end {
        End::None => ().into_any(),
        End::OnHand(units) => view! { <span class="end"><span class="strong">{format::units(units)}</span>" "<span class="d">"on hand"</span></span> }.into_any(),
        End::Keys(keys) => view! { <kbd class="hide-sm">{keys}</kbd> }.into_any(),
    };
    view! {
        <div role="option" id=format!("palette-{index}") aria-selected=move || (at.get() == index).to_string() on:click=move |_| open.run(index)>
            <Icon glyph=choice.glyph />
            <span class="grow"><span class="t">{parts.into_iter().map(part).collect_view()}</span><span class="d">{choice.note}</span></span>
            {end}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_marked_without_regard_to_case() {
        let parts = marked("Head torch 300 lm", "TORCH");
        assert_eq!(
            parts,
            [
                ("Head ".into(), false),
                ("torch".into(), true),
                (" 300 lm".into(), false)
            ]
        );
        assert_eq!(
            marked("Enamel mug", "torch"),
            [("Enamel mug".into(), false)]
        );
        assert_eq!(
            marked("Éclair ÉTUI", "étui").last().map(|part| part.1),
            Some(false)
        );
    }

    #[test]
    fn commands_are_found_by_any_of_their_words() {
        let titles = |query| {
            fixed_choices(query)
                .into_iter()
                .map(|choice| choice.title)
                .collect::<Vec<_>>()
        };
        assert_eq!(titles("start cou"), ["Start a count"]);
        assert!(titles("stock").contains(&"Stock".to_owned()));
        assert!(titles("").len() > 10);
    }
}
