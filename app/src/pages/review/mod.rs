//! Reviewing a stocktake: variances against the book at each line's own moment, conflicts, codes, costs, and what stands
//! before completion (OFF-25, OFF-29 to OFF-31). The figures are the server's; completing needs it.

mod figures;
mod history;
mod late;

use self::figures::ServiceFigures;
use self::history::{HistoryDialog, Subject};
use self::late::HeldCounts;
use crate::books::{Books, PassView};
use crate::format;
use crate::pages::parts::{BinCell, id_of_page, location_name, parsed, user_name};
use crate::pages::server::{self, Followed, Method, Remote};
use crate::pages::tasks::AfterCompletion;
use crate::routes;
use crate::ui::{
    Action, ActionBar, Banner, Card, Crumbs, Dialog, Empty, Gate, Glyph, LinkButton, Mark,
    MarkGlyph, OptionCard, PageHead, SearchBox, Segments, SelectField, Show, Tag, TextField, Tile,
    Toasts, Tone, Variance, Weight, needs_right_and_connection,
};
use crate::view;
use api::company::Tolerance;
use api::stock::StockValue;
use api::stocktakes::{
    Block, BlockKind, Complete, CompletionResult, Conflict, ConflictLine, Item, MapCode,
    NewRecount, Override, ProductUnitCost, Resolution, Resolve, Review, ReviewLine, ReviewTotals,
    UnclearLine, UnitCosts, UnknownCode,
};
use domain::ids::{BinId, DeviceId, LocationId, PassId, ProductId, StocktakeId, UserId};
use domain::location::LocationKind;
use domain::money::Money;
use domain::permission::Permission;
use domain::quantity::Quantity;
use domain::stocktake::StocktakeStatus;
use domain::text::Remark;
use leptos::prelude::*;
use serde::Serialize;

/// Which lines are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Those with a difference that is not inside the company's tolerance, a conflict or a recount.
    Outside,
    /// Those with a difference, a conflict or a recount.
    Differences,
    /// All that were counted.
    All,
    /// Those that were not.
    Uncounted,
}

impl Lines {
    /// Whether a line is listed.
    pub fn takes(self, line: &ReviewLine) -> bool {
        match self {
            Self::Outside => {
                Self::Differences.takes(line) && (line.conflict || line.recount || !line.is_within)
            }
            Self::Differences => {
                line.conflict || line.recount || line.variance_range.is_some() || differs(line)
            }
            Self::All => line.counted.is_some(),
            Self::Uncounted => line.counted.is_none(),
        }
    }
}

fn differs(line: &ReviewLine) -> bool {
    line.variance.is_some_and(|variance| !variance.is_zero())
}

/// The sums under the lines that are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Foot {
    /// Lines.
    pub n: usize,
    /// Units on the book.
    pub book: i64,
    /// Units counted.
    pub counted: i64,
    /// Units moved since.
    pub moved: i64,
    /// Units of difference.
    pub variance: i64,
    /// Its value; `None` if that of any difference is unknown, or of everything.
    pub value: Option<i64>,
}

impl Foot {
    /// Adds lines up.
    pub fn of<'a>(lines: impl Iterator<Item = &'a ReviewLine>) -> Self {
        let mut foot = Self::default();
        let mut is_known = true;
        for line in lines {
            foot.n += 1;
            foot.book += line.book.units();
            foot.counted += line.counted.map_or(0, Quantity::units);
            foot.moved += line.moved_since.units();
            foot.variance += line.variance.map_or(0, domain::quantity::Delta::units);
            match line.value_minor {
                Some(value) => *foot.value.get_or_insert(0) += value,
                None => is_known &= !differs(line),
            }
        }
        foot.value = foot.value.filter(|_| is_known);
        foot
    }
}

/// Lines whose order of count and movement is unclear: whether each was accepted as it is.
pub fn unclear(blocks: &[Block]) -> Vec<(ProductId, Option<BinId>, bool)> {
    blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Ambiguous)
        .filter_map(|block| Some((block.product?, block.bin, !block.blocking)))
        .collect()
}

/// What stands beside the button, and whether it is blocked.
pub fn completion_words(review: &Review) -> (String, String, bool) {
    let n_open = review.blocks.iter().filter(|block| block.blocking).count();
    let n_posted = review.lines.iter().filter(|line| differs(line)).count();
    let effect = format!(
        "Completing posts {}, each at the moment its line was counted. It needs a connection.",
        format::counted(n_posted, "adjustment", "adjustments")
    );
    match n_open {
        0 => ("Ready to complete.".into(), effect, false),
        n => (
            format!(
                "{} left before you can complete.",
                format::counted(n, "thing", "things")
            ),
            effect,
            true,
        ),
    }
}

/// The page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let id = id_of_page::<StocktakeId>();
    view! { <Gate needs=Permission::ManageStocktakes what="the review">{move || match id.get() {
        Some(id) => view! { <Known id /> }.into_any(),
        None => view! { <crate::pages::not_found::Missing what="stocktake" /> }.into_any(),
    }}</Gate> }
}

/// The review and what is done with it, for the parts of the page.
#[derive(Clone, Copy)]
struct Desk {
    id: StocktakeId,
    remote: Remote<Review>,
    toasts: Toasts,
    books: Books,
    history: RwSignal<Option<Subject>>,
}

impl Desk {
    /// Does something and shows the review as it is then.
    fn act<B: Serialize + 'static>(
        self,
        method: Method,
        path: impl Into<String>,
        body: B,
        said: impl Into<String> + 'static,
    ) {
        let path = format!("/stocktakes/{}/{}", self.id, path.into());
        server::spawn(async move {
            match server::act(method, &path, &body).await {
                Ok(()) => self.toasts.ok(said),
                Err(fault) => self.toasts.bad(fault.words()),
            }
            self.remote.again();
            self.books.sync_now();
        });
    }

    /// Sends somebody to count again: these products, or the whole bin if none are named (DECISIONS 2).
    fn recount(self, bin: Option<BinId>, products: Vec<ProductId>, user: Option<UserId>) {
        self.act(
            Method::Post,
            "recounts",
            NewRecount {
                bin,
                products,
                user,
            },
            "Recount sent",
        );
    }

    /// Lets a line of unclear order be posted as it is.
    fn accept(self, product: ProductId, bin: Option<BinId>) {
        self.act(
            Method::Post,
            "accept-unclear",
            UnclearLine { product, bin },
            "Accepted as it is",
        );
    }
}

#[component]
fn Known(id: StocktakeId) -> impl IntoView {
    let books = expect_context::<Books>();
    let remote = Remote::<Review>::new(move || async move {
        server::read(&format!("/stocktakes/{id}/review")).await
    });
    let desk = Desk {
        id,
        remote,
        toasts: expect_context::<Toasts>(),
        books,
        history: RwSignal::new(None),
    };
    provide_context(desk);
    let (stocktake, passes) = (books.stocktake(id), books.passes(id));
    let number = crate::derived(move || {
        stocktake
            .read()
            .as_ref()
            .and_then(|one| one.number.clone())
            .unwrap_or_else(|| "Pending".into())
    });
    let clock = expect_context::<crate::shell::Clock>();
    let place = crate::derived(move || {
        let of = |one: &domain::stocktake::Stocktake| {
            let blind = if one.blind {
                " \u{b7} counted blind"
            } else {
                ""
            };
            format!(
                "{} \u{b7} started {} by {}{}{blind}",
                location_name(books, one.location).get(),
                format::moment_within(one.started, clock.now().get()),
                user_name(books, one.started_by),
                counters_words(&passes.read())
            )
        };
        stocktake.read().as_ref().map(of).unwrap_or_default()
    });
    let draw = Callback::new(move |review: Signal<Option<Review>>| {
        view! { <ReviewBody review /> }.into_any()
    });
    view! {
        <Crumbs top=(routes::STOCKTAKES, "Stocktakes") href=routes::stocktake(id) up=number here="Review" />
        <PageHead title=crate::derived(move || format!("Review stocktake {}", number.get())) lede=place>
            <Action text="Print" glyph=Glyph::Printer on_press=|()| print() testid="print" />
            <Action text="Export" glyph=Glyph::Download on_press=move |()| export(desk, &number.get_untracked()) testid="export" />
            <LinkButton href=routes::stocktake_count(id) text="Back to counting" glyph=Glyph::ScanBarcode />
        </PageHead>
        <PrintHead />
        <Followed remote what="review" draw />
        <HistoryDialog of=desk.history />
    }
}

/// Opens the browser's own print dialog; the style sheet leaves the page's controls out.
fn print() {
    #[cfg(target_arch = "wasm32")]
    if let Err(error) = window().print() {
        crate::platform::log(&format!(
            "quayside: the page was not printed: {}",
            crate::platform::reason(&error)
        ));
    }
}

/// When it was printed, on paper only: the heading above says of what.
#[component]
fn PrintHead() -> impl IntoView {
    let now = expect_context::<crate::shell::Clock>().now();
    view! { <p class="only-print" aria-hidden="true">"Printed "{move || format::moment_within(now.get(), now.get())}</p> }
}

/// Said of a difference that nobody knows the worth of.
const NO_COST: &str = "no cost";

fn lacks_cost(line: &ReviewLine) -> bool {
    differs(line) && line.value_minor.is_none()
}

/// The review as a table for a spreadsheet: one line each, figures plain.
pub fn as_csv(review: &Review, bin: impl Fn(Option<BinId>) -> String) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let head = "SKU,Product,Bin,Expected,Counted,Moved since,Variance,Value,Counted by,Remark\r\n";
    // Without the right to see costs no line has a value, and none is said to lack one.
    let sees_cost = review.totals.value_net_minor.is_some() || review.totals.n_costless > 0;
    let row = |line: &ReviewLine| {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let value = line.value_minor.map(|minor| {
            Money {
                minor,
                currency: review.currency,
            }
            .to_string()
        });
        let value = value
            .as_deref()
            .and_then(|text| text.split_once(' '))
            .map(|(_, amount)| amount.to_owned())
            .unwrap_or_default();
        let by = line
            .user_name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let cells = [
            quoted(line.sku.as_str()),
            quoted(line.name.as_str()),
            quoted(&bin(line.bin)),
            line.book.to_string(),
            number(line.counted.map(Quantity::units)),
            line.moved_since.to_string(),
            number(line.variance.map(domain::quantity::Delta::units)),
            value,
            quoted(&by),
            if sees_cost && lacks_cost(line) {
                quoted(NO_COST)
            } else {
                String::new()
            },
        ];
        format!("{}\r\n", cells.join(","))
    };
    // The mark in front tells spreadsheets that it is UTF-8.
    std::iter::once(format!("\u{feff}{head}"))
        .chain(review.lines.iter().map(row))
        .collect()
}

fn export(desk: Desk, number: &str) {
    let Some(review) = desk.remote.value() else {
        return;
    };
    let name = |bin: Option<BinId>| {
        bin.map(|_| crate::pages::parts::bin_name(desk.books, bin).get_untracked())
            .unwrap_or_default()
    };
    server::offer(&format!("stocktake-{number}.csv"), &as_csv(&review, name));
}

/// Lines of products that are new to the location or lack a cost.
fn new_lines(review: &Review) -> Vec<ReviewLine> {
    let is_new = |line: &&ReviewLine| {
        line.needs_cost
            || (line.book.is_zero()
                && line.variance.is_some_and(|v| !v.is_zero())
                && line.unit_cost.is_none())
    };
    review.lines.iter().filter(is_new).cloned().collect()
}

/// Fields stand in parts that stay while what is around them is drawn anew.
#[component]
fn ReviewBody(review: Signal<Option<Review>>) -> impl IntoView {
    let books = expect_context::<Desk>().books;
    let lines = move |of: fn(&Review) -> Vec<ReviewLine>| {
        crate::memo(move |_| review.read().as_ref().map(of).unwrap_or_default())
    };
    let (all, new) = (lines(|review| review.lines.clone()), lines(new_lines));
    let is_external = crate::memo(move |_| {
        let place = review.read().as_ref().map(|one| one.stocktake.location);
        place.is_some_and(|place| {
            let locations = books.locations();
            let locations = locations.read();
            let found = locations.iter().find(|location| location.id == place);
            found.is_some_and(|location| location.kind == LocationKind::External)
        })
    });
    let drawn = move |part: fn(Review) -> AnyView| move || review.get().map(part);
    view! {
        <div class="stack">
            {drawn(told)}
            <Show when=move || is_external.get()><ServiceFigures lines=all /></Show>
            {drawn(decided)}
            <Costs lines=new />
            {drawn(left)}
        </div>
        {drawn(bar)}
    }
}

/// What the result is in sum, and what to know of it.
fn told(review: Review) -> AnyView {
    let moved = review.totals.units_moved;
    let n_bins = review
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Uncounted)
        .count();
    view! {
        <Totals totals=review.totals.clone() n_lines=review.lines.len() location=review.stocktake.location />
        {(moved != 0).then(|| view! { <Banner tone=Tone::Info head=format!("{} units moved while you counted.", format::units(moved)) text="\u{201c}Moved since\u{201d} covers what moved after each product was counted. Variance already takes it into account." /> })}
        {(n_bins > 0).then(|| view! { <Banner tone=Tone::Warn head=format!("{} not counted.", format::counted(n_bins, "bin was", "bins were")) text="They stay as the book has them." /> })}
    }
}

fn is_open(review: &Review) -> bool {
    review.stocktake.status == StocktakeStatus::InProgress
}

/// What has to be decided, and the lines.
fn decided(review: Review) -> AnyView {
    view! {
        <HeldCounts />
        {(!is_open(&review)).then(|| view! { <AfterCompletion stocktake=review.stocktake.id /> })}
        <Conflicts conflicts=review.conflicts.clone() />
        <Unclear review=review.clone() />
        <Unknown codes=review.unknown.clone() />
        <Variances lines=review.lines has_tolerance={review.tolerance != Tolerance::default()} />
    }
}

/// What is left before it can be completed.
fn left(review: Review) -> AnyView {
    is_open(&review)
        .then(|| view! { <Before blocks=review.blocks /> })
        .into_any()
}

fn bar(review: Review) -> AnyView {
    is_open(&review)
        .then(|| view! { <Bar review /> })
        .into_any()
}

fn value_words(minor: Option<i64>) -> String {
    minor.map_or_else(
        || format::UNKNOWN.to_owned(),
        |minor| {
            format::signed_money(Money {
                minor,
                currency: format::base_currency(),
            })
        },
    )
}

/// Why there is no net value.
fn no_value_words(totals: &ReviewTotals) -> Option<String> {
    match (totals.value_net_minor, totals.n_costless) {
        (Some(_), _) => None,
        (None, 0) => Some("Needs the right to see costs".to_owned()),
        (None, n) => Some(format!(
            "No cost for {}",
            format::counted(usize::try_from(n).unwrap_or(0), "product", "products")
        )),
    }
}

/// How many people counted, as far as this device knows.
fn counters_words(passes: &[std::sync::Arc<PassView>]) -> String {
    let counters: std::collections::BTreeSet<UserId> =
        passes.iter().map(|pass| pass.counter).collect();
    match counters.len() {
        0 => String::new(),
        n => format!(" \u{b7} {}", format::counted(n, "counter", "counters")),
    }
}

/// How much of the location's stock the net value is, if both are known.
fn share_words(net_minor: Option<i64>, stock: Option<&StockValue>) -> Option<String> {
    let whole = stock?.total_minor.filter(|whole| *whole > 0)?;
    let share = format::percent(i128::from(net_minor?.abs()), i128::from(whole));
    Some(format!("{share} of stock value"))
}

/// Says how much of the location's stock value the net value is, once the server told it.
fn share_note(location: LocationId, net_minor: Option<i64>) -> Signal<String> {
    let remote = Remote::<StockValue>::new(move || async move {
        server::read(&format!("/stock/value?location={location}")).await
    });
    crate::derived(move || share_words(net_minor, remote.value().as_ref()).unwrap_or_default())
}

#[component]
fn Totals(totals: ReviewTotals, n_lines: usize, location: LocationId) -> impl IntoView {
    let count = |n: u32| format::units(i64::from(n));
    let of = |n: u32, value: Option<i64>| {
        let lines = format::counted(usize::try_from(n).unwrap_or(0), "line", "lines");
        match value {
            Some(_) => format!("{lines} \u{b7} {}", value_words(value)),
            None => lines,
        }
    };
    let note = match no_value_words(&totals) {
        Some(why) => Signal::stored(why),
        None => share_note(location, totals.value_net_minor),
    };
    view! {
        <dl class="tiles tiles--md" data-testid="totals">
            <Tile name="Counted" value=count(totals.n_lines) note=Signal::stored(format!("of {} lines", format::units(i64::try_from(n_lines).unwrap_or(0)))) />
            <Tile name="Match" value=count(totals.n_match) note=Signal::stored("No change".to_owned()) />
            <Tile name="Short" value=format::signed(-totals.units_short.abs()) note=Signal::stored(of(totals.n_short, totals.value_short_minor)) />
            <Tile name="Over" value=format::signed(totals.units_over) note=Signal::stored(of(totals.n_over, totals.value_over_minor)) />
            <Tile name="Net value" value=value_words(totals.value_net_minor) note />
        </dl>
    }
}

/// Why no line is listed.
const fn none_words(which: Lines, n_counted: usize) -> &'static str {
    match (which, n_counted) {
        (Lines::Outside, 1..) => "Everything that was counted agrees with the book, or nearly.",
        (Lines::Uncounted, _) => "Everything that is covered was counted.",
        (_, 0) => {
            "Nothing has been counted yet. What is counted on tablets appears here once they are in range."
        }
        _ => "Everything that was counted agrees with the book.",
    }
}

/// What is said of differences that nobody needs to look at.
fn tolerated_words(lines: &[ReviewLine]) -> Option<String> {
    let takes = |which: Lines| lines.iter().filter(|line| which.takes(line)).count();
    let n = takes(Lines::Differences) - takes(Lines::Outside);
    let are = if n == 1 { "is" } else { "are" };
    (n > 0).then(|| {
        let n = format::counted(n, "difference", "differences");
        format!("{n} {are} inside the tolerance and {are} posted as counted.")
    })
}

#[component]
fn Variances(
    lines: Vec<ReviewLine>,
    /// The company has set a tolerance.
    has_tolerance: bool,
) -> impl IntoView {
    let tolerated = has_tolerance.then(|| tolerated_words(&lines)).flatten();
    let lines = StoredValue::new(lines);
    let first = if has_tolerance {
        Lines::Outside
    } else {
        Lines::Differences
    };
    let which = RwSignal::new(first);
    let count = move |which: Lines| {
        lines.with_value(|lines| lines.iter().filter(|line| which.takes(line)).count())
    };
    let outside = has_tolerance.then(|| {
        let n = count(Lines::Outside);
        (Lines::Outside, format!("Outside tolerance {n}"))
    });
    let others = [
        (
            Lines::Differences,
            format!("Differences {}", count(Lines::Differences)),
        ),
        (Lines::All, format!("All {}", count(Lines::All))),
        (
            Lines::Uncounted,
            format!("Not counted {}", count(Lines::Uncounted)),
        ),
    ];
    let choices = Signal::stored(outside.into_iter().chain(others).collect::<Vec<_>>());
    let shown = crate::memo(move |_| {
        let which = which.get();
        let mut shown = lines.with_value(|lines| {
            lines
                .iter()
                .filter(|line| which.takes(line))
                .cloned()
                .collect::<Vec<_>>()
        });
        shown.sort_by_key(|line| {
            (
                line.value_minor.unwrap_or(0),
                line.variance.map_or(0, domain::quantity::Delta::units),
            )
        });
        shown
    });
    view! {
        <Card title="Variances" id="vh" tools=move || view! { <Segments label="Show" choices chosen=which on_choose=move |one| which.set(one) /> }.into_any()>
            {tolerated.map(|text| view! { <p class="card-body sm" data-testid="tolerated">{text}</p> })}
            {move || match shown.get() {
                none if none.is_empty() => view! { <Empty title="No lines" text=none_words(which.get(), count(Lines::All)) /> }.into_any(),
                some => view! { <VarianceTable some /> }.into_any(),
            }}
        </Card>
    }
}

#[component]
fn VarianceTable(some: Vec<ReviewLine>) -> impl IntoView {
    let foot = Foot::of(some.iter());
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label="Variance table"><table class="table table--figures" data-testid="variances">
            <thead><tr><th>"Product"</th><th class="p2">"Bin"</th><th class="num">"Expected"</th><th class="num">"Counted"</th><th class="num">"Moved"<span class="n-hide">" since"</span></th><th class="num">"Variance"</th><th class="num p4">"New on hand"</th><th class="num">"Value"</th><th class="p4">"By"</th><th><span class="sr">"Action"</span></th></tr></thead>
            <tbody>{some.into_iter().map(|line| view! { <VarianceRow line /> }).collect_view()}</tbody>
            <tfoot><tr><td>{format::counted(foot.n, "line", "lines")}</td><td class="p2"></td><td class="num">{format::units(foot.book)}</td><td class="num">{format::units(foot.counted)}</td><td class="num">{format::units(foot.moved)}</td><td class="num">{format::signed(foot.variance)}</td><td class="num p4"></td><td class="num">{value_words(foot.value)}</td><td class="p4"></td><td></td></tr></tfoot>
        </table></div>
    }
}

#[component]
fn VarianceRow(line: ReviewLine) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let blocked = needs_right_and_connection(desk.books, Permission::ManageStocktakes);
    let sees_cost = desk.books.permits(Permission::ViewCost).get_untracked();
    let variance = match (line.variance_range, line.variance) {
        (Some((least, most)), _) => format!(
            "{} to {}",
            format::signed(least.units()),
            format::signed(most.units())
        )
        .into_any(),
        (None, Some(variance)) => view! { <Variance units=variance.units() /> }.into_any(),
        (None, None) => format::UNKNOWN.into_any(),
    };
    let counted = line.counted.map_or_else(
        || format::UNKNOWN.to_owned(),
        |counted| format::units(counted.units()),
    );
    let by = line
        .user_name
        .as_ref()
        .map(|name| format::initials(name.as_str()))
        .unwrap_or_default();
    let (bin, product) = (line.bin, line.product);
    let subject = Subject {
        product,
        bin,
        name: line.name.to_string(),
    };
    let action = if line.recount {
        view! { <Tag tone=Tone::Info glyph=Glyph::RotateCcw text="Recount sent" /> }.into_any()
    } else {
        view! { <Action text="Recount" glyph=Glyph::RotateCcw blocked on_press=move |()| desk.recount(bin, vec![product], None) testid="recount" /> }.into_any()
    };
    let notes = [
        (line.implied_zero, "not scanned, so zero"),
        (line.verified, "counted twice"),
        (line.conflict, "two counts differ"),
        (line.variance_range.is_some(), "order unclear"),
        (sees_cost && lacks_cost(&line), NO_COST),
    ];
    let note = notes
        .into_iter()
        .filter_map(|(is, text)| is.then_some(text))
        .collect::<Vec<_>>()
        .join(", ");
    view! {
        <tr class:is-bad=line.conflict data-row="" tabindex="-1" data-testid="variance-row">
            <td><a class="t" href=routes::product(line.product)>{line.name.to_string()}</a><span class="sku">{line.sku.to_string()}</span>{(!note.is_empty()).then(|| view! { <span class="d">{note}</span> })}</td>
            <td class="p2"><BinCell id=line.bin /></td>
            <td class="num">{format::units(line.book.units())}</td>
            <td class="num strong">{counted}</td>
            <td class="num">{format::units(line.moved_since.units())}</td>
            <td class="num">{variance}</td>
            <td class="num p4">{line.new_on_hand.map_or_else(|| format::UNKNOWN.to_owned(), |n| format::units(n.units()))}</td>
            <td class="num">{value_words(line.value_minor)}</td>
            <td class="p4 muted">{by}</td>
            <td class="act act--icons"><button class="btn btn--icon btn--ghost" type="button" aria-label=format!("History of {}", line.name) data-testid="row-history-open" on:click=move |_| desk.history.set(Some(subject.clone()))><crate::ui::Icon glyph=Glyph::History /></button>{action}</td>
        </tr>
    }
}

/// Bins in which two counts differ: take one, the sum, or count again.
#[component]
fn Conflicts(conflicts: Vec<Conflict>) -> impl IntoView {
    conflicts
        .into_iter()
        .map(|conflict| view! { <ConflictCard conflict /> })
        .collect_view()
}

#[component]
fn ConflictCard(conflict: Conflict) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let bin = conflict.bin;
    let name = crate::pages::parts::bin_name(desk.books, bin);
    let chosen = RwSignal::new(conflict.passes.first().map(|pass| pass.id));
    let again = RwSignal::new(String::new());
    let blocked = needs_right_and_connection(desk.books, Permission::ResolveConflicts);
    let ordering = needs_right_and_connection(desk.books, Permission::ManageStocktakes);
    let resolve = move |resolution: Resolution| {
        desk.act(
            Method::Post,
            "resolve",
            Resolve { bin, resolution },
            "Resolved",
        )
    };
    let cards = conflict.passes.iter().enumerate().map(|(at, pass)| {
        let id = pass.id;
        let total: i64 = conflict.lines.iter().filter_map(|line| line.counted.get(at)).map(|count| count.units()).sum();
        let who = pass.user_name.as_ref().map_or_else(|| "Somebody".to_owned(), ToString::to_string);
        let hint = format!("{who}, {}", format::time(pass.opened));
        view! { <OptionCard group="conflict" title=format::units(total) hint chosen=crate::derived(move || chosen.get() == Some(id)) on_choose=move |()| chosen.set(Some(id)) /> }
    }).collect_view();
    let names: Vec<(PassId, String)> = conflict
        .passes
        .iter()
        .map(|pass| {
            (
                pass.id,
                pass.user_name
                    .as_ref()
                    .map_or_else(|| "Somebody".to_owned(), ToString::to_string),
            )
        })
        .collect();
    let take = crate::derived(move || {
        let name = names
            .iter()
            .find(|(id, _)| Some(*id) == chosen.get())
            .map(|(_, name)| format::first_name(name).to_owned());
        format!("Use the count of {}", name.unwrap_or_default())
    });
    let products: Vec<ProductId> = conflict
        .lines
        .iter()
        .filter_map(|line| match line.item {
            Item::Product(product) => Some(product),
            Item::Unknown(_) => None,
        })
        .collect();
    let row = |line: ConflictLine| {
        let counts = line
            .counted
            .iter()
            .map(|count| format::units(count.units()))
            .collect::<Vec<_>>()
            .join(" or ");
        view! { <li><div class="grow"><span class="t">{line.name}</span></div><strong class="num">{counts}</strong></li> }
    };
    view! {
        <section class="card card--bad" data-testid="conflict">
            <div class="card-head"><h2>{move || format!("{}: two counts differ", name.get())}</h2></div>
            <ul class="list">{conflict.lines.into_iter().map(row).collect_view()}</ul>
            <div class="card-body stack-sm">
                <p class="sm">"Which is right? Units of the products in question:"</p>
                <div class="pair">{cards}</div>
                <div class="row row--tight">
                    <Action text=take weight=Weight::Primary blocked on_press=move |()| if let Some(pass) = chosen.get_untracked() { resolve(Resolution::Take(pass)) } testid="resolve-take" />
                    <Action text="Use the sum" blocked on_press=move |()| resolve(Resolution::Sum) testid="resolve-sum" />
                </div>
                <p class="hint">"The sum is right only if each counted a part of the bin: the counts are then kept as declared parts."</p>
                <Again value=again />
                <div class="row row--tight">
                    <Action text="Count the bin a third time" glyph=Glyph::RotateCcw blocked on_press=move |()| resolve(Resolution::Recount { user: parsed(&again.get_untracked()) }) testid="resolve-recount" />
                    {(!products.is_empty()).then(|| view! { <Action text="Recount only these products" glyph=Glyph::RotateCcw blocked=ordering on_press=move |()| desk.recount(bin, products.clone(), parsed(&again.get_untracked())) testid="resolve-products" /> })}
                </div>
            </div>
        </section>
    }
}

/// Who is to count again.
#[component]
fn Again(value: RwSignal<String>) -> impl IntoView {
    let people = expect_context::<Desk>().books.people();
    let choices = crate::derived(move || {
        let anybody = (String::new(), "Anybody".to_owned());
        let people = people.get();
        let rest = people
            .iter()
            .map(|person| (person.id.to_string(), person.name.to_string()));
        std::iter::once(anybody).chain(rest).collect::<Vec<_>>()
    });
    let id = "recount-by";
    view! { <div class="narrow"><SelectField id label="Who counts again" value choices /></div> }
}

/// Lines of which nobody knows whether goods moved before or after the count: accept each as it is, or count it again
/// (SYNC 5.7).
#[component]
fn Unclear(review: Review) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let all = unclear(&review.blocks);
    if all.is_empty() {
        return ().into_any();
    }
    let accepting = needs_right_and_connection(desk.books, Permission::CompleteStocktake);
    let ordering = needs_right_and_connection(desk.books, Permission::ManageStocktakes);
    let lines = review.lines;
    let row = move |(product, bin, is_accepted): (ProductId, Option<BinId>, bool)| {
        let line = lines
            .iter()
            .find(|line| line.product == product && line.bin == bin);
        let name = line.map_or_else(
            || "Unknown product".to_owned(),
            |line| line.name.to_string(),
        );
        let range = line
            .and_then(|line| line.variance_range)
            .map(|(least, most)| {
                let between = format!(
                    "Variance between {} and {}",
                    format::signed(least.units()),
                    format::signed(most.units())
                );
                let taken = line
                    .and_then(|line| line.variance)
                    .map(|taken| format!(" \u{b7} accepted as {}", format::signed(taken.units())));
                between + &taken.unwrap_or_default()
            });
        let ways = if is_accepted {
            let is_within = line.is_some_and(|line| line.is_within);
            let text = if is_within {
                "Inside the tolerance"
            } else {
                "Accepted"
            };
            view! { <Tag tone=Tone::Ok glyph=Glyph::Check text /> }.into_any()
        } else {
            view! {
                <span class="row row--tight">
                    <Action text="Accept as it is" blocked=accepting on_press=move |()| desk.accept(product, bin) testid="accept-unclear" />
                    <Action text="Recount" glyph=Glyph::RotateCcw blocked=ordering on_press=move |()| desk.recount(bin, vec![product], None) testid="recount-unclear" />
                </span>
            }
            .into_any()
        };
        view! { <li data-testid="unclear"><BinCell id=bin /><div class="grow"><span class="t">{name}</span><span class="d">{range}</span></div>{ways}</li> }
    };
    view! {
        <Card title="Before or after the count?" id="h-unclear" class="card--warn">
            <p class="card-body sm">"Goods moved about when these were counted, and nobody knows which came first. Accept the figure that is named, or have it counted again."</p>
            <ul class="list list--wrap">{all.into_iter().map(row).collect_view()}</ul>
        </Card>
    }
    .into_any()
}

/// Codes that resolve to nothing yet.
#[component]
fn Unknown(codes: Vec<UnknownCode>) -> impl IntoView {
    let open: Vec<_> = codes
        .into_iter()
        .filter(|code| code.product.is_none())
        .collect();
    if open.is_empty() {
        return ().into_any();
    }
    let linking = RwSignal::new(None::<UnknownCode>);
    let row = move |code: UnknownCode| {
        let n: i64 = code.places.iter().map(|place| place.quantity.units()).sum();
        let bins = code.places.len();
        let text = code.code.to_string();
        let n_photos = code.photos.len();
        let photo = |(at, address): (usize, &String)| {
            let alt = format!("Photo {} of {n_photos}, code {text}", at + 1);
            let (href, address) = (address.clone(), address.clone());
            view! { <a href=href target="_blank" rel="noopener" data-testid="code-photo"><crate::pages::pictures::Small address alt /></a> }
        };
        let photos = code.photos.iter().enumerate().map(photo).collect_view();
        let press = move |()| linking.set(Some(code.clone()));
        view! { <li>{photos}<span class="mono grow">{text}</span><span class="muted">{format!("{} in {}", format::units(n), format::counted(bins, "place", "places"))}</span><Action text="Link to a product" glyph=Glyph::Tag on_press=press testid="link-unknown" /></li> }
    };
    view! {
        <Card title="Codes that no product has" id="uh"><ul class="list">{open.into_iter().map(row).collect_view()}</ul></Card>
        <LinkDialog linking />
    }
    .into_any()
}

#[component]
fn LinkDialog(linking: RwSignal<Option<UnknownCode>>) -> impl IntoView {
    let close = Callback::new(move |()| linking.set(None));
    view! { <Dialog open=crate::derived(move || linking.read().is_some()) on_close=close title="What is it?" testid="link-dialog"><LinkBody linking /></Dialog> }
}

#[component]
fn LinkBody(linking: RwSignal<Option<UnknownCode>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let typed = RwSignal::new(String::new());
    let found = crate::memo(move |_| {
        if typed.read().trim().is_empty() {
            Vec::new()
        } else {
            desk.books.search(&typed.read(), 8)
        }
    });
    let map = move |product: Option<ProductId>| {
        if let Some(code) = linking.get_untracked() {
            linking.set(None);
            desk.act(
                Method::Post,
                "codes",
                MapCode {
                    code: code.code,
                    product,
                    assign: product.is_some(),
                },
                "Linked",
            );
        }
    };
    let row = move |hit: crate::books::Hit| view! { <li><button class="list-button grow" type="button" on:click=move |_| map(Some(hit.product))><span class="t">{hit.name.to_string()}</span><span class="sku d">{hit.sku.to_string()}</span></button></li> };
    view! {
        <div class="dialog-body">
            <p>{move || linking.read().as_ref().map(|code| format!("Code {}. Its counts follow the product.", code.code))}</p>
            <SearchBox id="link-search" label="Search by name or SKU" value=typed on_change=move |text| typed.set(text) />
            <ul class="list">{move || found.get().into_iter().map(row).collect_view()}</ul>
        </div>
        <div class="dialog-foot"><Action text="Leave it out of the result" weight=Weight::DangerQuiet on_press=move |()| map(None) /></div>
    }
}

/// Products new to the location: each needs a unit cost before completion. A row stays while
/// figures change, and whoever types in it stays too.
#[component]
fn Costs(#[prop(into)] lines: Signal<Vec<ReviewLine>>) -> impl IntoView {
    let tag = move || {
        let n_missing = lines.read().iter().filter(|line| line.needs_cost).count();
        let words = || format::counted(n_missing, "unit cost", "unit costs");
        (n_missing > 0)
            .then(|| view! { <Tag tone=Tone::Warn text=format!("{} missing", words()) /> })
    };
    view! {
        <Show when=move || !lines.read().is_empty()>
            <Card title="New to this location (zero on hand)" id="zh" tools=move || tag.into_any()>
                <div class="table-wrap"><table class="table" data-testid="new-here">
                    <thead><tr><th>"Product"</th><th class="p2">"Bin"</th><th class="num">"Counted"</th><th class="num cost-column">"Unit cost"</th><th class="num">"Value"</th></tr></thead>
                    <tbody><For each=move || lines.get() key=|line| (line.product, line.bin) let:line><CostRow line lines /></For></tbody>
                </table></div>
            </Card>
        </Show>
    }
}

#[component]
fn CostRow(line: ReviewLine, lines: Signal<Vec<ReviewLine>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let product = line.product;
    let id = format!("cost-{product}");
    let (bin, first) = (line.bin, line.clone());
    let now = crate::memo(move |_| {
        let lines = lines.read();
        let found = lines
            .iter()
            .find(|one| one.product == product && one.bin == bin);
        found.unwrap_or(&first).clone()
    });
    let known = crate::memo(move |_| now.read().unit_cost.clone().unwrap_or_default());
    let (value, typing) = (RwSignal::new(String::new()), RwSignal::new(false));
    crate::effect(move |_| {
        let known = known.get();
        if !typing.get_untracked() {
            value.set(known);
        }
    });
    let typed = move |text: String| {
        typing.set(true);
        value.set(text);
    };
    // Whoever types the same again and goes on has changed nothing, and sees what came meanwhile.
    let left = move || {
        if typing.try_get_untracked() == Some(true)
            && let Some(known) = known.try_get_untracked()
        {
            typing.try_set(false);
            value.try_set(known);
        }
    };
    let is_missing = move || now.read().needs_cost.then_some("true");
    let counted = move || {
        now.read()
            .counted
            .map(|counted| format::units(counted.units()))
    };
    // Typed text is taken from the field: a browser tells of it also while the field is taken away.
    let save = move |text: String| {
        typing.try_set(false);
        let unit_cost = text.trim().to_owned();
        match domain::money::UnitCost::parse(&unit_cost) {
            Ok(_) => desk.act(
                Method::Put,
                "unit-costs",
                UnitCosts {
                    costs: vec![ProductUnitCost { product, unit_cost }],
                },
                "Unit cost saved",
            ),
            Err(_) if unit_cost.is_empty() => {}
            Err(_) => desk.toasts.bad("A unit cost is a number such as 4.35."),
        }
    };
    view! {
        <tr data-testid="cost-row">
            <td><span class="t">{line.name.to_string()}</span><span class="sku">{line.sku.to_string()}</span></td>
            <td class="p2"><BinCell id=line.bin /></td>
            <td class="num strong">{counted}</td>
            <td><div class="affix"><span>{format::currency_sign()}</span><input class="input input--num" inputmode="decimal" id=id.clone() aria-label=format!("Unit cost, {}", line.name) aria-invalid=is_missing
                prop:value=value on:input:target=move |event| typed(event.target().value()) on:change:target=move |event| save(event.target().value()) on:blur=move |_| left() /></div></td>
            <td class="num">{move || value_words(now.read().value_minor)}</td>
        </tr>
    }
}

const fn block_words(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Conflict => "No bin counted with two results",
        BlockKind::Recount => "Recounts",
        BlockKind::UnitCost => "Unit costs",
        BlockKind::Device => "Every tablet has sent its counts",
        BlockKind::OpenPass => "No bin is open",
        BlockKind::UnknownCode => "Every code is linked",
        BlockKind::Ambiguous => "The order of counts and movements is clear",
        BlockKind::Uncounted => "Every bin is counted",
        BlockKind::Unreported => "The service reports every product",
    }
}

const KINDS: [BlockKind; 9] = [
    BlockKind::Conflict,
    BlockKind::Recount,
    BlockKind::UnknownCode,
    BlockKind::UnitCost,
    BlockKind::Ambiguous,
    BlockKind::OpenPass,
    BlockKind::Device,
    BlockKind::Uncounted,
    BlockKind::Unreported,
];

/// What stands before completion, kind by kind, done ones too.
#[component]
fn Before(blocks: Vec<Block>) -> impl IntoView {
    let overriding = RwSignal::new(Vec::<(DeviceId, String)>::new());
    let row = move |kind: BlockKind| {
        let stands =
            |block: &&Block| block.kind == kind && (block.blocking || kind == BlockKind::Uncounted);
        let open: Vec<&Block> = blocks.iter().filter(stands).collect();
        let note = open
            .iter()
            .map(|block| block.text.clone())
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        let devices: Vec<(DeviceId, String)> = open
            .iter()
            .filter(|block| block.can_override)
            .filter_map(|block| Some((block.device?, block.text.clone())))
            .collect();
        let tag = match (open.len(), kind) {
            (0, _) => view! { <Tag tone=Tone::Ok glyph=Glyph::Check text="Done" /> }.into_any(),
            (_, BlockKind::Device) => view! { <span class="sync sync--inline" data-sync="pending"><MarkGlyph mark=Mark::Pending />{format!("{} to come", open.len())}</span> }.into_any(),
            (n, _) => view! { <Tag tone=Tone::Warn glyph=Glyph::Clock text=format!("{n} left") /> }.into_any(),
        };
        let way = (!devices.is_empty()).then(|| view! { <Action text="Complete without it\u{2026}" on_press=move |()| overriding.set(devices.clone()) testid="override" /> });
        view! { <li data-testid="block">{tag}<div class="grow"><span class="t">{block_words(kind)}</span><span class="d">{note}</span></div>{way}</li> }
    };
    view! {
        <Card title="Before you complete" id="bh"><ul class="list list--wrap">{KINDS.into_iter().map(row).collect_view()}</ul></Card>
        <OverrideDialog overriding />
    }
}

/// Completing although tablets have not reported: each by name, with a reason that is logged (OFF-30).
#[component]
fn OverrideDialog(overriding: RwSignal<Vec<(DeviceId, String)>>) -> impl IntoView {
    let close = Callback::new(move |()| overriding.set(Vec::new()));
    view! { <Dialog open=crate::derived(move || !overriding.read().is_empty()) on_close=close title="Complete without these tablets?" testid="override-dialog"><OverrideBody overriding /></Dialog> }
}

#[component]
fn OverrideBody(overriding: RwSignal<Vec<(DeviceId, String)>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let blocked = needs_right_and_connection(desk.books, Permission::OverrideBarrier);
    let go = move |()| {
        let Ok(reason) = Remark::new(&reason.get_untracked()) else {
            error.set(Some("Say why. The reason is logged.".into()));
            return;
        };
        let devices = overriding
            .get_untracked()
            .into_iter()
            .map(|(device, _)| device)
            .collect();
        let fingerprint = desk.remote.value().map(|review| review.fingerprint);
        complete(
            desk,
            Complete {
                fingerprint,
                override_devices: Some(Override { devices, reason }),
            },
        );
        overriding.set(Vec::new());
    };
    let row = |(_, text): (DeviceId, String)| view! { <li>{text}</li> };
    view! {
        <div class="dialog-body">
            <p>"Counts that they still hold do not change the result. They come later as something to review."</p>
            <ul class="list">{move || overriding.get().into_iter().map(row).collect_view()}</ul>
            <TextField id="override-reason" label="Reason" value=reason error />
        </div>
        <div class="dialog-foot"><Action text="Wait for them" on_press=move |()| overriding.set(Vec::new()) /><Action text="Complete without them" weight=Weight::Danger blocked on_press=go testid="override-confirm" /></div>
    }
}

fn complete(desk: Desk, body: Complete) {
    server::spawn(async move {
        let answer = server::send::<_, CompletionResult>(
            Method::Post,
            &format!("/stocktakes/{}/complete", desk.id),
            &body,
        )
        .await;
        match answer {
            Ok(result) => desk.toasts.ok(format!(
                "Completed. {} posted",
                format::counted(result.movements.len(), "movement", "movements")
            )),
            Err(fault) => desk.toasts.bad(fault.words()),
        }
        desk.remote.again();
        desk.books.sync_now();
    });
}

#[component]
fn Bar(review: Review) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (head, text, is_blocked) = completion_words(&review);
    let right = needs_right_and_connection(desk.books, Permission::CompleteStocktake);
    let why = head.clone();
    let blocked = crate::derived(move || right.get().or_else(|| is_blocked.then(|| why.clone())));
    let fingerprint = review.fingerprint;
    let go = move |()| {
        complete(
            desk,
            Complete {
                fingerprint: Some(fingerprint.clone()),
                override_devices: None,
            },
        )
    };
    view! {
        <ActionBar head text>
            <LinkButton href=routes::stocktake(desk.id) text="Who counts where" />
            <Action text="Complete stocktake" weight=Weight::Primary blocked on_press=go testid="complete" />
        </ActionBar>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::quantity::Delta;
    use uuid::Uuid;

    fn line(book: i64, counted: Option<i64>, moved: i64, value: Option<i64>) -> ReviewLine {
        let counted = counted.map(|n| Quantity::new(n).unwrap());
        ReviewLine {
            product: ProductId::new(Uuid::from_u128(1)),
            sku: domain::text::Sku::new("TW-1").unwrap(),
            name: domain::text::Name::new("Head torch").unwrap(),
            bin: None,
            book: Delta::new(book),
            counted,
            variance: counted.map(|counted| Delta::new(counted.units() - book)),
            variance_range: None,
            moved_since: Delta::new(moved),
            new_on_hand: None,
            unit_cost: None,
            value_minor: value,
            cut: None,
            implied_zero: false,
            needs_cost: false,
            pass: None,
            user: None,
            user_name: None,
            verified: false,
            conflict: false,
            recount: false,
            is_within: false,
        }
    }

    #[test]
    fn lines_are_sorted_into_their_views() {
        assert!(Lines::Differences.takes(&line(40, Some(35), -4, None)));
        assert!(!Lines::Differences.takes(&line(40, Some(40), -4, None)));
        assert!(Lines::Differences.takes(&ReviewLine {
            conflict: true,
            ..line(40, Some(40), 0, None)
        }));
        let within = |conflict: bool| ReviewLine {
            is_within: true,
            conflict,
            ..line(40, Some(39), 0, None)
        };
        assert!(!Lines::Outside.takes(&within(false)) && Lines::Differences.takes(&within(false)));
        assert!(
            Lines::Outside.takes(&within(true)),
            "a conflict is looked at"
        );
        let lines = [within(false), within(true), line(40, Some(30), 0, None)];
        assert_eq!(
            tolerated_words(&lines).as_deref(),
            Some("1 difference is inside the tolerance and is posted as counted.")
        );
        assert_eq!(tolerated_words(&lines[1..]), None);
        assert!(Lines::Uncounted.takes(&line(40, None, 0, None)));
        assert!(!Lines::All.takes(&line(40, None, 0, None)));
    }

    /// Proves that moved-since informs only: the variance under the table is counted less book (DECISIONS 1).
    #[test]
    fn the_foot_adds_what_is_shown_and_knows_no_value_it_was_not_told() {
        let lines = [
            line(40, Some(35), -4, Some(-3_425)),
            line(64, Some(66), 0, Some(1_480)),
        ];
        let foot = Foot::of(lines.iter());
        assert_eq!(
            (
                foot.book,
                foot.counted,
                foot.moved,
                foot.variance,
                foot.value
            ),
            (104, 101, -4, -3, Some(-1_945))
        );
        let blind = [line(1, Some(1), 0, None)];
        assert_eq!(Foot::of(blind.iter()).value, None);
        let costless = [line(40, Some(35), 0, None), line(1, Some(2), 0, Some(100))];
        assert_eq!(
            Foot::of(costless.iter()).value,
            None,
            "one difference has no cost"
        );
        let agreeing = [line(9, Some(9), 0, None), line(1, Some(2), 0, Some(100))];
        assert_eq!(Foot::of(agreeing.iter()).value, Some(100));
    }

    #[test]
    fn the_net_value_is_a_share_of_what_the_location_is_worth() {
        let stock = |total_minor| StockValue {
            as_of: domain::time::Timestamp::from_millis(0),
            currency: "GBP".parse().unwrap(),
            total_minor,
            locations: Vec::new(),
            n_costless: 0,
            costless: Vec::new(),
        };
        let words = |net, total| share_words(net, Some(&stock(total)));
        assert_eq!(
            words(Some(-6_770), Some(1_692_500)).as_deref(),
            Some("0.4 % of stock value")
        );
        assert_eq!(words(Some(5), Some(0)), None);
        assert_eq!(words(Some(5), None), None);
        assert_eq!(words(None, Some(10)), None);
        assert_eq!(share_words(Some(5), None), None);
    }

    #[test]
    fn a_value_that_nobody_knows_is_explained() {
        let totals = |net: Option<i64>, n_costless: u32| ReviewTotals {
            value_net_minor: net,
            n_costless,
            ..crate::pages::tests::no_totals()
        };
        assert_eq!(no_value_words(&totals(Some(0), 0)), None);
        assert_eq!(
            no_value_words(&totals(None, 12)).as_deref(),
            Some("No cost for 12 products")
        );
        assert_eq!(
            no_value_words(&totals(None, 0)).as_deref(),
            Some("Needs the right to see costs")
        );
    }
}
