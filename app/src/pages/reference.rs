//! Reference books of the catalogue: families with their options, categories, brands, price tiers, tax rules. They are
//! read from the books and changed on the server.

use super::server::{self, Method};
use crate::books::Books;
use crate::routes;
use crate::ui::{
    Action, Advice, Confirm, Crumbs, Dialog, Empty, FieldError, Filling, Glyph, NotFilled,
    PageHead, Segments, TextField, Toasts, Weight, filling, needs_right_and_connection,
};
use crate::view;
use api::catalogue::NewFamily;
use api::company::{NewPriceTier, NewTaxRule, Renaming};
use domain::catalogue::{Family, PriceTier};
use domain::money::Currency;
use domain::permission::Permission;
use domain::text::Name;
use leptos::prelude::*;

/// One of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// Products that differ in a few options.
    Families,
    /// One flat level.
    Categories,
    /// Who makes it.
    Brands,
    /// Prices for kinds of customers.
    Tiers,
    /// Rates.
    Taxes,
}

impl Book {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Families,
        Self::Categories,
        Self::Brands,
        Self::Tiers,
        Self::Taxes,
    ];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Families => "Families",
            Self::Categories => "Categories",
            Self::Brands => "Brands",
            Self::Tiers => "Price tiers",
            Self::Taxes => "Tax rules",
        }
    }

    /// One of its entries.
    const fn one(self) -> &'static str {
        match self {
            Self::Families => "family",
            Self::Categories => "category",
            Self::Brands => "brand",
            Self::Tiers => "price tier",
            Self::Taxes => "tax rule",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Families => "/families",
            Self::Categories => "/categories",
            Self::Brands => "/brands",
            Self::Tiers => "/price-tiers",
            Self::Taxes => "/tax-rules",
        }
    }

    const fn needs(self) -> Permission {
        match self {
            Self::Families | Self::Categories | Self::Brands => Permission::EditProducts,
            Self::Tiers | Self::Taxes => Permission::Settings,
        }
    }

    const fn purpose(self) -> &'static str {
        match self {
            Self::Families => {
                "A family holds the variants of one thing, such as the sizes and colours of a jacket."
            }
            Self::Categories => "A category groups products for lists and for counting.",
            Self::Brands => "A brand says who makes a product.",
            Self::Tiers => "A tier is a price list: retail, trade, another currency.",
            Self::Taxes => "A tax rule is a rate that products are sold with.",
        }
    }
}

/// An entry as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id as text; empty for a new one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What else to know.
    pub note: String,
    /// The options of a family.
    pub options: Vec<String>,
    /// The rate of a tax rule, as typed.
    pub rate: String,
    /// It cannot be removed.
    pub is_fixed: bool,
}

impl Entry {
    fn named(id: String, name: &Name, note: String) -> Self {
        Self {
            id,
            name: name.to_string(),
            note,
            options: Vec::new(),
            rate: String::new(),
            is_fixed: false,
        }
    }

    fn empty() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            note: String::new(),
            options: Vec::new(),
            rate: String::new(),
            is_fixed: false,
        }
    }

    fn of_family(family: &Family) -> Self {
        let options: Vec<String> = family.options.iter().map(ToString::to_string).collect();
        let archived = if family.archived {
            " \u{b7} archived"
        } else {
            ""
        };
        Self {
            note: format!("{}{archived}", options.join(", ")),
            options,
            ..Self::named(family.id.to_string(), &family.name, String::new())
        }
    }

    fn of_tier(tier: &PriceTier) -> Self {
        let note = format!("Tier {} \u{b7} {}", tier.number, tier.currency.code());
        Self {
            is_fixed: tier.number == PriceTier::FIRST,
            ..Self::named(tier.id.to_string(), &tier.name, note)
        }
    }
}

/// The entries of a book as this device knows them.
fn entries(books: Books, book: Book) -> Vec<Entry> {
    match book {
        Book::Families => books
            .families()
            .read()
            .iter()
            .map(Entry::of_family)
            .collect(),
        Book::Categories => {
            let all = books.categories();
            let all = all.read();
            let of = |one: &domain::catalogue::Category| {
                Entry::named(one.id.to_string(), &one.name, String::new())
            };
            all.iter().map(of).collect()
        }
        Book::Brands => {
            let all = books.brands();
            let all = all.read();
            let of = |one: &domain::catalogue::Brand| {
                Entry::named(one.id.to_string(), &one.name, String::new())
            };
            all.iter().map(of).collect()
        }
        Book::Tiers => books
            .price_tiers()
            .read()
            .iter()
            .map(Entry::of_tier)
            .collect(),
        Book::Taxes => {
            let all = books.tax_rules();
            let all = all.read();
            let of = |one: &domain::catalogue::TaxRule| {
                let rate = rate_text(one.rate_bp);
                Entry {
                    rate: rate.clone(),
                    ..Entry::named(one.id.to_string(), &one.name, format!("{rate} %"))
                }
            };
            all.iter().map(of).collect()
        }
    }
}

/// A rate in percent, as people write it.
pub fn rate_text(rate_bp: u32) -> String {
    let (whole, rest) = (rate_bp / 100, rate_bp % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// A rate as typed in percent, in hundredths of a percent.
///
/// # Errors
/// Says in words what has to be typed.
pub fn read_rate(text: &str) -> Result<u32, Advice> {
    let wrong = || Advice::from("Enter a rate in percent, such as 20 or 17.5.");
    let text = text.trim().trim_end_matches('%').trim();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !is_digits(whole) || !is_digits(rest) {
        return Err(wrong());
    }
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let rest: u32 = format!("{rest:0<2}").parse().map_err(|_| wrong())?;
    let rate = whole
        .checked_mul(100)
        .and_then(|rate| rate.checked_add(rest));
    rate.filter(|rate| *rate <= 10_000)
        .ok_or_else(|| "A rate is at most 100 %.".into())
}

/// The page.
#[component]
pub fn ReferencePage() -> impl IntoView {
    let books = expect_context::<Books>();
    let book = RwSignal::new(Book::Families);
    let editing = RwSignal::new(None::<Entry>);
    let filling = filling(books);
    let blocked = crate::memo(move |_| {
        let needs = book.get().needs();
        needs_right_and_connection(books, needs).get()
    });
    let choices = Signal::stored(Book::ALL.map(|one| (one, one.title().to_owned())).to_vec());
    let shown = crate::memo(move |_| entries(books, book.get()));
    let list = move || match shown.get() {
        none if none.is_empty() && filling.get() != Filling::Filled => {
            view! { <NotFilled what=crate::derived(move || book.get().title().to_lowercase()) /> }
                .into_any()
        }
        none if none.is_empty() => {
            let title = format!("No {} yet", book.get().title().to_lowercase());
            view! { <Empty title text=book.get().purpose().to_owned() /> }.into_any()
        }
        some => view! { <EntryList some book blocked editing /> }.into_any(),
    };
    let add = crate::derived(move || format!("New {}", book.get().one()));
    let close = Callback::new(move |()| editing.set(None));
    let title = crate::derived(move || {
        let is_new = editing
            .read()
            .as_ref()
            .is_none_or(|entry| entry.id.is_empty());
        let verb = if is_new { "New" } else { "Edit" };
        format!("{verb} {}", book.get().one())
    });
    view! {
        <Crumbs href=routes::SETTINGS.to_owned() up="Settings" here="Catalogue books" />
        <PageHead title="Catalogue books" lede=crate::derived(move || book.get().purpose().to_owned())>
            <Action text=add glyph=Glyph::Plus weight=Weight::Primary blocked on_press=move |()| editing.set(Some(Entry::empty())) testid="new-entry" />
        </PageHead>
        <section class="card" aria-label="Entries">
            <div class="card-head"><h2>{move || book.get().title()}</h2><Segments label="Book" choices chosen=book on_choose=move |one| book.set(one) /></div>
            {list}
        </section>
        <Dialog open=crate::derived(move || editing.read().is_some()) on_close=close title testid="entry-dialog">
            {move || editing.get().map(|entry| view! { <EntryForm entry book=book.get_untracked() close /> })}
        </Dialog>
    }
}

#[component]
fn EntryList(
    some: Vec<Entry>,
    book: RwSignal<Book>,
    blocked: Memo<Option<String>>,
    editing: RwSignal<Option<Entry>>,
) -> impl IntoView {
    let row = move |entry: Entry| {
        let edit = entry.clone();
        view! {
            <li data-row="" tabindex="-1" data-testid="entry-row">
                <div class="grow"><span class="t">{entry.name.clone()}</span><span class="d">{entry.note.clone()}</span></div>
                <Action text="Edit" blocked on_press=move |()| editing.set(Some(edit.clone())) testid="edit-entry" />
                <Remove entry book=book.get_untracked() blocked />
            </li>
        }
    };
    view! { <ul class="list" data-testid="entries">{some.into_iter().map(row).collect_view()}</ul> }
}

#[component]
fn Remove(entry: Entry, book: Book, blocked: Memo<Option<String>>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    if entry.is_fixed {
        return ().into_any();
    }
    let asking = RwSignal::new(false);
    let path = format!("{}/{}", book.path(), entry.id);
    let remove = move |()| {
        asking.set(false);
        let path = path.clone();
        server::spawn(async move {
            match server::act(Method::Delete, &path, &()).await {
                Ok(()) => {
                    books.sync_now();
                    toasts.ok("Removed");
                }
                Err(fault) => toasts.bad(fault.words()),
            }
        });
    };
    let title = format!("Remove {}?", entry.name);
    let body = format!(
        "Only a {} that nothing uses can be removed. Otherwise it stays, and you are told why.",
        book.one()
    );
    view! {
        <Action text="Remove" weight=Weight::DangerQuiet blocked on_press=move |()| asking.set(true) testid="remove-entry" />
        <Confirm open=asking title body keep="Keep it" act="Remove" on_keep=move |()| asking.set(false) on_act=remove />
    }
    .into_any()
}

/// What was typed.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    options: [RwSignal<String>; Family::MOST_OPTIONS],
    currency: RwSignal<String>,
    rate: RwSignal<String>,
}

impl Typed {
    fn of(entry: &Entry) -> Self {
        let option = |at: usize| RwSignal::new(entry.options.get(at).cloned().unwrap_or_default());
        Self {
            name: RwSignal::new(entry.name.clone()),
            options: std::array::from_fn(option),
            currency: RwSignal::new(crate::format::base_currency().code().to_owned()),
            rate: RwSignal::new(entry.rate.clone()),
        }
    }

    /// What to send for an entry of a book, or what is wrong.
    fn checked(self, book: Book, is_new: bool) -> Result<serde_json::Value, Advice> {
        let name =
            Name::new(&self.name.get_untracked()).map_err(|why| format!("The name {why}."))?;
        let body = match book {
            Book::Families => serde_json::to_value(NewFamily {
                name,
                options: self.option_names()?,
            }),
            Book::Taxes => serde_json::to_value(NewTaxRule {
                name,
                rate_bp: read_rate(&self.rate.get_untracked())?,
            }),
            Book::Tiers if is_new => {
                let code = self.currency.get_untracked().trim().to_uppercase();
                let currency: Currency = code
                    .parse()
                    .map_err(|_| "A currency is three letters, such as GBP.")?;
                serde_json::to_value(NewPriceTier { name, currency })
            }
            Book::Tiers | Book::Categories | Book::Brands => {
                serde_json::to_value(Renaming { name })
            }
        };
        body.map_err(|_| "This cannot be sent. Type it again.".into())
    }

    fn option_names(self) -> Result<Vec<Name>, Advice> {
        let filled = self
            .options
            .iter()
            .map(|option| option.get_untracked())
            .filter(|option| !option.trim().is_empty());
        let names: Result<Vec<Name>, _> = filled.map(|option| Name::new(&option)).collect();
        let names = names.map_err(|why| format!("An option {why}."))?;
        if names.is_empty() {
            return Err("Name at least one option, such as Size.".into());
        }
        Ok(names)
    }
}

#[component]
fn EntryForm(entry: Entry, book: Book, close: Callback<()>) -> impl IntoView {
    let (books, toasts) = (expect_context::<Books>(), expect_context::<Toasts>());
    let typed = Typed::of(&entry);
    let is_new = entry.id.is_empty();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let path = if is_new {
        book.path().to_owned()
    } else {
        format!("{}/{}", book.path(), entry.id)
    };
    let save = move |()| {
        let body = match typed.checked(book, is_new) {
            Ok(body) => body,
            Err(why) => return error.set(Some(why.into_text())),
        };
        busy.set(true);
        let path = path.clone();
        server::spawn(async move {
            let method = if is_new { Method::Post } else { Method::Put };
            let answer = server::act(method, &path, &body).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    books.sync_now();
                    toasts.done_in(error, "Saved", || {
                        close.try_run(());
                    });
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    view! {
        <div class="dialog-body">
            <TextField id="entry-name" label="Name" value=typed.name />
            <Details typed book is_new />
            <FieldError id="entry-error" error />
        </div>
        <div class="dialog-foot"><Action text="Cancel" on_press=close /><Action text="Save" weight=Weight::Primary busy on_press=save testid="entry-save" /></div>
    }
}

/// What an entry has besides its name.
#[component]
fn Details(typed: Typed, book: Book, is_new: bool) -> impl IntoView {
    match book {
        Book::Families => {
            let [first, second, third] = typed.options;
            view! {
                <p class="hint">"What the variants differ in. Once it has variants, options can be renamed, not added or removed."</p>
                <div class="form-grid">
                    <TextField id="option-1" label="First option" value=first hint="Such as: Size" />
                    <TextField id="option-2" label="Second option" value=second optional=true hint="Such as: Colour" />
                    <TextField id="option-3" label="Third option" value=third optional=true />
                </div>
            }
            .into_any()
        }
        Book::Tiers if is_new => {
            view! { <TextField id="tier-currency" label="Currency" value=typed.currency class="input input--mono" hint="Three letters, such as GBP. It stays as it is." /> }.into_any()
        }
        Book::Taxes => {
            view! { <TextField id="tax-rate" label="Rate, %" value=typed.rate mode="decimal" class="input input--num" hint="Such as 20 or 17.5" /> }.into_any()
        }
        Book::Tiers | Book::Categories | Book::Brands => ().into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_as_people_write_it_and_written_back_the_same() {
        for (text, rate_bp) in [("20", 2_000), ("17.5", 1_750), ("0", 0), ("8.25 %", 825)] {
            assert_eq!(read_rate(text).unwrap(), rate_bp, "{text}");
        }
        for (rate_bp, text) in [(2_000, "20"), (1_750, "17.5"), (825, "8.25"), (5, "0.05")] {
            assert_eq!(rate_text(rate_bp), text);
            assert_eq!(read_rate(text).unwrap(), rate_bp);
        }
        for wrong in ["", "-5", "1.234", "a", "101", "99999999999", "."] {
            assert!(read_rate(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_entry_is_sent_only_when_it_says_enough() {
        let _ = any_spawner::Executor::init_custom_executor(crate::pages::tests::Idle);
        Owner::new().with(|| {
            let typed = Typed::of(&Entry::empty());
            assert!(typed.checked(Book::Brands, true).is_err());
            typed.name.set("Jackets".into());
            assert_eq!(
                typed.checked(Book::Families, true).unwrap_err(),
                "Name at least one option, such as Size."
            );
            typed.options[0].set("Size".into());
            let body = typed.checked(Book::Families, true).unwrap();
            assert_eq!(
                body,
                serde_json::json!({"name": "Jackets", "options": ["Size"]})
            );
            typed.currency.set("pounds".into());
            assert!(typed.checked(Book::Tiers, true).is_err());
            assert!(typed.checked(Book::Tiers, false).is_ok());
        });
    }
}
