//! Import and export: a file, what its columns mean, what it would do, every error with its row, then doing it. Files
//! out are links.

use super::parts::id_of_page;
use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::router;
use crate::routes;
use crate::shell::Clock;
use crate::ui::{
    Action, ActionBar, Banner, Card, Crumbs, Empty, FieldError, Gate, Gauge, Glyph, Icon,
    OptionCard, PageHead, Select, Show, Switch, Tag, Tile, Toasts, Tone, Weight, needs_connection,
};
use crate::view;
use api::common::Page;
use api::imports::{
    Import, ImportChoice, ImportError, ImportField, ImportKind, ImportPlan, ImportRun, ImportStatus,
};
use domain::ids::ImportId;
use domain::permission::Permission;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;

/// What kinds are called, and what they bring.
pub const KINDS: [(ImportKind, &str, &str); 5] = [
    (ImportKind::Products, "Products", "One row each, by SKU"),
    (
        ImportKind::Barcodes,
        "Barcodes",
        "More codes of products there are",
    ),
    (
        ImportKind::OpeningStock,
        "Opening stock",
        "Product, location, bin, quantity",
    ),
    (
        ImportKind::Bins,
        "Bins",
        "Bins of locations, in walking order",
    ),
    (
        ImportKind::AmazonListings,
        "Amazon listings",
        "Amazon\u{2019}s report of all listings",
    ),
];

/// Files that can be taken away.
const EXPORTS: [(&str, &str, &str); 4] = [
    (
        "products",
        "Products",
        "With prices, codes, families and measures",
    ),
    ("barcodes", "Barcodes", "Every code with its pack quantity"),
    ("stock", "Stock", "By product, location and bin"),
    ("bins", "Bins", "In walking order"),
];

/// What a kind is called.
pub fn kind_words(kind: ImportKind) -> &'static str {
    KINDS
        .into_iter()
        .find(|(one, _, _)| *one == kind)
        .map_or("File", |(_, name, _)| name)
}

/// What a kind is called in addresses.
const fn kind_key(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Products => "products",
        ImportKind::Barcodes => "barcodes",
        ImportKind::OpeningStock => "opening-stock",
        ImportKind::Bins => "bins",
        ImportKind::AmazonListings => "amazon-listings",
    }
}

/// What a status is called.
pub const fn status_words(status: ImportStatus) -> (&'static str, Tone) {
    match status {
        ImportStatus::Uploaded => ("Not run yet", Tone::Line),
        ImportStatus::Running => ("Running", Tone::Info),
        ImportStatus::Finished => ("Finished", Tone::Ok),
        ImportStatus::Failed => ("Stopped", Tone::Bad),
    }
}

/// Required fields that no column has.
pub fn missing<'a>(fields: &'a [ImportField], mapping: &BTreeMap<String, String>) -> Vec<&'a str> {
    let is_missing = |field: &&ImportField| {
        field.required && mapping.get(&field.key).is_none_or(String::is_empty)
    };
    fields
        .iter()
        .filter(is_missing)
        .map(|field| field.title.as_str())
        .collect()
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! { <Gate needs=Permission::ImportExport what="import and export"><ImportBody /></Gate> }
}

#[component]
fn ImportBody() -> impl IntoView {
    view! {
        <PageHead title="Import and export" lede=Signal::stored("CSV or Excel. Nothing is changed before you have seen what would change.".to_owned()) />
        <div class="grid">
            <div class="stack m-7 l-8"><Upload /><Earlier /></div>
            <div class="side m-5 l-4"><Exports /></div>
        </div>
    }
}

#[component]
fn Upload() -> impl IntoView {
    let books = expect_context::<Books>();
    let toasts = expect_context::<Toasts>();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let go = StoredValue::new_local(router::navigation());
    let blocked = needs_connection(books);
    let chosen = move |event: web_sys::Event| {
        if blocked.read_untracked().is_some() {
            return error.set(Some("Importing needs a connection.".into()));
        }
        let Some(file) = chosen_file(&event) else {
            return;
        };
        busy.set(true);
        error.set(None);
        server::spawn(async move {
            let answer = send_file(&file).await;
            busy.try_set(false);
            match answer {
                Ok(import) => {
                    let to = routes::import(import.id);
                    let gone = go
                        .try_with_value(|go| go(&to, Default::default()))
                        .is_none();
                    if gone {
                        toasts.ok(format!("{} is read. It waits under Import.", import.name));
                    }
                }
                Err(fault) => toasts.bad_in(error, fault.words()),
            }
        });
    };
    let words = move || {
        if busy.get() {
            "Reading the file\u{2026}"
        } else {
            "Choose a file"
        }
    };
    view! {
        <Card title="Import a file" id="h-upload">
            <div class="card-body stack">
                <label class="drop" aria-busy=move || busy.get().then_some("true")>
                    <Icon glyph=Glyph::FileUp />
                    <span><strong>{words}</strong><span class="hint switch-hint">"Products, barcodes, opening stock, bins, or Amazon\u{2019}s listing report"</span></span>
                    <input class="sr" type="file" accept=".csv,.tsv,.txt,.xlsx" data-testid="import-file" on:change=chosen />
                </label>
                <FieldError id="upload-error" error />
                <p class="reason" data-state="offline" hidden=move || blocked.read().is_none()>"Importing needs a connection."</p>
            </div>
        </Card>
    }
}

#[cfg(target_arch = "wasm32")]
async fn send_file(file: &web_sys::File) -> Result<Import, crate::ui::Fault> {
    server::upload(
        &format!("/imports?name={}", routes::encoded(&file.name())),
        file,
    )
    .await
}

#[cfg(not(target_arch = "wasm32"))]
async fn send_file(_file: &web_sys::File) -> Result<Import, crate::ui::Fault> {
    Err(crate::ui::Fault::Offline)
}

/// The file that was chosen; the field is emptied, so that choosing it again asks again.
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    use wasm_bindgen::JsCast;
    let input = event
        .target()?
        .dyn_into::<web_sys::HtmlInputElement>()
        .ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(file)
}

/// The bytes of a file.
pub async fn bytes_of(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer())
        .await
        .ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Imports there were.
#[component]
fn Earlier() -> impl IntoView {
    let clock = expect_context::<Clock>();
    let remote = Remote::<Page<Import>>::new(|| server::read("/imports?limit=20"));
    let draw = Callback::new(move |page: Page<Import>| {
        if page.items.is_empty() {
            return view! { <Empty title="No imports yet" text="Bring your products first, then bins, then opening stock." /> }.into_any();
        }
        let row = |import: Import| {
            let (text, tone) = status_words(import.status);
            let what = import.kind.map_or("Not decided", kind_words);
            let note = format!(
                "{what} \u{b7} {} rows \u{b7} {}",
                format::units(i64::from(import.n_rows)),
                format::moment(import.uploaded, clock.read())
            );
            view! { <li data-row="" tabindex="-1"><div class="grow"><a class="t" href=routes::import(import.id)>{import.name}</a><span class="d">{note}</span></div><Tag tone text=text.to_owned() /></li> }
        };
        view! { <ul class="list" data-testid="import-list">{page.items.into_iter().map(row).collect_view()}</ul> }.into_any()
    });
    view! { <Card title="Earlier imports" id="h-earlier"><Loaded remote what="imports" draw /></Card> }
}

#[component]
fn Exports() -> impl IntoView {
    let row = |(file, name, note): (&'static str, &'static str, &'static str)| {
        let link = |kind: &'static str, text: &'static str| view! { <a class="btn" href=format!("/api/v1/exports/{file}?format={kind}") download="" data-testid=format!("export-{file}-{kind}") aria-label=format!("{name} as {text}")>{text}</a> };
        view! { <li><div class="grow"><span class="t">{name}</span><span class="d">{note}</span></div><span class="row row--tight">{link("csv", "CSV")}{link("xlsx", "Excel")}</span></li> }
    };
    view! { <Card title="Export" id="h-export"><ul class="list list--wrap">{EXPORTS.into_iter().map(row).collect_view()}</ul></Card> }
}

/// One import.
#[component]
pub fn ImportRunPage() -> impl IntoView {
    let id = id_of_page::<ImportId>();
    view! {
        <Gate needs=Permission::ImportExport what="import and export">
            {move || match id.get() {
                Some(id) => view! { <Run id /> }.into_any(),
                None => view! { <super::not_found::Missing what="import" /> }.into_any(),
            }}
        </Gate>
    }
}

/// How often a running import is asked about.
const ASK_EACH: Duration = Duration::from_millis(800);

/// The import and what is done with it, for the parts of the page.
#[derive(Clone, Copy)]
struct Desk {
    id: ImportId,
    remote: Remote<Import>,
    kind: RwSignal<Option<ImportKind>>,
    /// What a file of this kind may have.
    fields: RwSignal<Vec<ImportField>>,
    mapping: RwSignal<BTreeMap<String, String>>,
    plan: RwSignal<Option<ImportPlan>>,
    skip_errors: RwSignal<bool>,
    /// The same file's opening stock is to be added once more.
    post_again: RwSignal<bool>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    toasts: Toasts,
}

impl Desk {
    fn choice(&self) -> Option<ImportChoice> {
        let mapping = self
            .mapping
            .get_untracked()
            .into_iter()
            .filter(|(_, column)| !column.is_empty())
            .collect();
        Some(ImportChoice {
            kind: self.kind.get_untracked()?,
            mapping,
        })
    }

    fn done<T>(self, answer: Result<T, crate::ui::Fault>) -> Option<T> {
        self.busy.try_set(false);
        answer
            .map_err(|fault| self.toasts.bad_in(self.error, fault.words()))
            .ok()
    }

    /// Says what the file would do, without doing it.
    fn dry_run(self) {
        let Some(choice) = self.choice() else { return };
        self.busy.set(true);
        self.error.set(None);
        server::spawn(async move {
            let answer = server::send::<_, ImportPlan>(
                Method::Post,
                &format!("/imports/{}/plan", self.id),
                &choice,
            )
            .await;
            if let Some(plan) = self.done(answer) {
                self.plan.try_set(Some(plan));
            }
        });
    }

    /// Every error with its row, as a file.
    fn error_file(self) {
        let Some(choice) = self.choice() else { return };
        server::spawn(async move {
            let path = format!("/imports/{}/errors", self.id);
            if let Err(fault) = server::download(&path, &choice, "import-errors.csv").await {
                self.toasts.bad(fault.words());
            }
        });
    }

    fn run(self) {
        let Some(choice) = self.choice() else { return };
        let body = ImportRun {
            kind: choice.kind,
            mapping: choice.mapping,
            skip_errors: self.skip_errors.get_untracked(),
            post_again: self.post_again.get_untracked(),
        };
        self.busy.set(true);
        self.error.set(None);
        server::spawn(async move {
            let answer =
                server::act(Method::Post, &format!("/imports/{}/run", self.id), &body).await;
            if self.done(answer).is_some() {
                self.toasts
                    .ok("Running. You can leave this page; it goes on by itself.");
                self.remote.again();
            }
        });
    }
}

#[component]
fn Run(id: ImportId) -> impl IntoView {
    let remote =
        Remote::<Import>::new(move || async move { server::read(&format!("/imports/{id}")).await });
    let desk = Desk {
        id,
        remote,
        kind: RwSignal::new(None),
        fields: RwSignal::new(Vec::new()),
        mapping: RwSignal::new(BTreeMap::new()),
        plan: RwSignal::new(None),
        skip_errors: RwSignal::new(false),
        post_again: RwSignal::new(false),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        toasts: expect_context::<Toasts>(),
    };
    provide_context(desk);
    let draw = Callback::new(move |import: Import| {
        if desk.kind.get_untracked().is_none() {
            desk.kind.set(import.kind);
            desk.fields.set(import.fields.clone());
            desk.mapping.set(import.mapping.clone());
        }
        view! { <RunBody import /> }.into_any()
    });
    let load = remote.load();
    let title = crate::memo(move |_| {
        load.read()
            .ready()
            .map_or_else(|| "Import".to_owned(), |import| import.name.clone())
    });
    view! {
        <Crumbs href=routes::IMPORT.to_owned() up="Import and export" here=title />
        <PageHead title />
        <Loaded remote what="the import" draw />
    }
}

#[component]
fn RunBody(import: Import) -> impl IntoView {
    match import.status {
        ImportStatus::Uploaded | ImportStatus::Failed => view! { <Prepare import /> }.into_any(),
        ImportStatus::Running => view! { <Running import /> }.into_any(),
        ImportStatus::Finished => view! { <Done import /> }.into_any(),
    }
}

#[component]
fn Prepare(import: Import) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let clock = expect_context::<Clock>();
    let note = format!(
        "{} \u{b7} {} rows",
        import.format,
        format::units(i64::from(import.n_rows))
    );
    let repeats = import.repeats.map(|at| view! { <Banner tone=Tone::Warn head=format!("The very same file was imported {}.", format::moment_within(at, clock.read())) text="Importing it again changes nothing that is so already. Opening stock would be added once more." /> });
    let is_repeat = import.repeats.is_some();
    let posts_again = move || is_repeat && *desk.kind.read() == Some(ImportKind::OpeningStock);
    let again = move || {
        posts_again().then(|| view! { <Switch label="Add this stock once more" hint="Only if these goods really came twice." on=desk.post_again on_change=move |on| desk.post_again.set(on) testid="post-again" /> })
    };
    let failure = import.failure.clone().map(|why| view! { <Banner tone=Tone::Bad head="It stopped." text=format!("{why} What was taken in before stays. Run it again to go on.") /> });
    let blocked = crate::derived(move || {
        if desk.kind.read().is_none() {
            return Some("Say what the file is about".to_owned());
        }
        let missing = missing(&desk.fields.read(), &desk.mapping.read()).join(", ");
        (!missing.is_empty()).then(|| format!("No column for {missing}"))
    });
    let run_blocked = crate::derived(move || {
        blocked.get().or_else(|| match &*desk.plan.read() {
            None => Some("Check it first".to_owned()),
            Some(plan) if plan.n_errors > 0 && !desk.skip_errors.get() => {
                Some("Leave the rows with errors out, or mend the file".to_owned())
            }
            Some(_) if posts_again() && !desk.post_again.get() => {
                Some("Say that this stock is to be added once more".to_owned())
            }
            Some(_) => None,
        })
    });
    // Said in words: what a button cannot do stands otherwise where only a mouse finds it.
    let next = crate::derived(move || match blocked.get().or_else(|| run_blocked.get()) {
        Some(why) if blocked.read().is_some() || desk.plan.read().is_some() => format!("{why}."),
        Some(_) => "Checking changes nothing.".to_owned(),
        None => "Nothing has been changed yet.".to_owned(),
    });
    let headers = StoredValue::new(import.headers.clone());
    view! {
        <div class="stack">
            {repeats}{again}{failure}
            <p class="lede">{note}</p>
            <WhatCard />
            <Show when=move || !desk.fields.read().is_empty()><MappingCard headers /></Show>
            <Preview import />
            <PlanCard />
            <FieldError id="import-error" error=desk.error />
        </div>
        <ActionBar head="Check it, then import" text=next>
            <Action text="Check" glyph=Glyph::ListChecks blocked busy=desk.busy on_press=move |()| desk.dry_run() testid="import-check" />
            <Action text="Import" weight=Weight::Primary blocked=run_blocked busy=desk.busy on_press=move |()| desk.run() testid="import-run" />
        </ActionBar>
    }
}

#[component]
fn WhatCard() -> impl IntoView {
    let desk = expect_context::<Desk>();
    // Another kind has other fields: the server says which, and which columns they may be.
    let choose = move |kind: ImportKind| {
        desk.kind.set(Some(kind));
        desk.plan.set(None);
        desk.error.set(None);
        server::spawn(async move {
            let path = format!("/imports/{}?kind={}", desk.id, kind_key(kind));
            let answer = server::read::<Import>(&path).await;
            // Somebody may have chosen once more meanwhile.
            if desk.kind.try_get_untracked() != Some(Some(kind)) {
                return;
            }
            match answer {
                Ok(import) => {
                    desk.fields.set(import.fields);
                    desk.mapping.set(import.mapping);
                }
                Err(fault) => desk.error.set(Some(fault.words())),
            }
        });
    };
    let card = move |(kind, title, hint): (ImportKind, &'static str, &'static str)| {
        view! { <OptionCard group="import-kind" title hint chosen=crate::derived(move || desk.kind.get() == Some(kind)) on_choose=move |()| choose(kind) /> }
    };
    view! { <Card title="What is it about?" id="h-what"><fieldset class="card-body form-grid" aria-label="What the file is about">{KINDS.into_iter().map(card).collect_view()}</fieldset></Card> }
}

/// Which column is which field.
#[component]
fn MappingCard(headers: StoredValue<Vec<String>>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let row = move |field: ImportField| {
        let value = RwSignal::new(
            desk.mapping
                .read_untracked()
                .get(&field.key)
                .cloned()
                .unwrap_or_default(),
        );
        let key = field.key.clone();
        crate::effect(move |before: Option<()>| {
            let column = value.get();
            if before.is_some() {
                desk.plan.set(None);
                desk.mapping
                    .update(|mapping| drop(mapping.insert(key.clone(), column)));
            }
        });
        let choices = crate::derived(move || {
            let columns = headers.get_value();
            std::iter::once((String::new(), "Not in this file".to_owned()))
                .chain(columns.into_iter().map(|title| (title.clone(), title)))
                .collect::<Vec<_>>()
        });
        let title = field.title.clone();
        let needed = field
            .required
            .then(|| view! { <Tag tone=Tone::Info text="Needed" /> });
        view! { <li><div class="grow"><span class="t">{title.clone()}</span></div>{needed}<div class="map-select"><Select id=format!("map-{}", field.key) label=format!("Column of {title}") value choices /></div></li> }
    };
    // Another kind has other fields, and another mapping to begin with.
    let rows = move || desk.fields.get().into_iter().map(row).collect_view();
    view! { <Card title="Which column is what?" id="h-map"><ul class="list" data-testid="mapping">{rows}</ul></Card> }
}

#[component]
fn Preview(import: Import) -> impl IntoView {
    let head = import
        .headers
        .into_iter()
        .map(|title| view! { <th>{title}</th> })
        .collect_view();
    let row = |cells: Vec<String>| view! { <tr>{cells.into_iter().map(|cell| view! { <td class="preview-cell">{cell}</td> }).collect_view()}</tr> };
    let rows = import.sample.into_iter().map(row).collect_view();
    view! { <Card title="The first rows" id="h-preview"><div class="table-wrap" tabindex="0" role="region" aria-label="The first rows of the file"><table class="table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></Card> }
}

/// What it would do, and every error with its row.
#[component]
fn PlanCard() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let node = NodeRef::<leptos::html::Div>::new();
    // It stands below the columns and the first rows: who presses the button has to see what it did.
    crate::effect(move |_| {
        if let Some(card) = node.get().filter(|_| desk.plan.read().is_some()) {
            crate::next_frame(move || card.scroll_into_view());
        }
    });
    move || {
        desk.plan.get().map(|plan| {
            let has_errors = plan.n_errors > 0;
            let skip = has_errors.then(|| view! { <div class="card-body"><Switch label="Leave rows with errors out" hint="Otherwise an error anywhere refuses the whole file." on=desk.skip_errors on_change=move |on| desk.skip_errors.set(on) testid="skip-errors" /></div> });
            view! { <div node_ref=node class="import-plan"><Card title="What would happen" id="h-plan"><PlanBody plan />{skip}</Card></div> }
        })
    }
}

#[component]
fn PlanBody(plan: ImportPlan) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let n = |n: u32| format::units(i64::from(n));
    let shown = plan.errors.len();
    let more = usize::try_from(plan.n_errors)
        .unwrap_or(0)
        .saturating_sub(shown);
    let file = (plan.n_errors > 0).then(|| {
        let words = if more > 0 { format!("{} more are in the file.", format::units(i64::try_from(more).unwrap_or(0))) } else { String::new() };
        view! { <div class="card-foot"><span class="grow">{words}</span><Action text="All errors as a file" glyph=Glyph::Download on_press=move |()| desk.error_file() testid="error-file" /></div> }
    });
    view! {
        <dl class="tiles tiles--sm" data-testid="plan">
            <Tile name="New" value=n(plan.n_created) /><Tile name="Changed" value=n(plan.n_changed) /><Tile name="As it is" value=n(plan.n_unchanged) />
            <Tile name="Left out" value=n(plan.n_rejected) bad=Signal::stored(plan.n_rejected > 0) note=Signal::stored(format!("{} errors", n(plan.n_errors))) />
        </dl>
        <Findings title="Errors" rows=plan.errors tone=Tone::Bad />
        <Findings title="Look at these" rows=plan.warnings tone=Tone::Warn />
        {file}
    }
}

#[component]
fn Findings(title: &'static str, rows: Vec<ImportError>, tone: Tone) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let row = move |one: ImportError| {
        let place = one.column.map_or_else(
            || format!("Row {}", one.row),
            |column| format!("Row {}, {column}", one.row),
        );
        view! { <li><Tag tone text=place /><div class="grow">{one.text}</div></li> }
    };
    view! { <h3 class="eyebrow drawer-group">{title}</h3><ul class="list" data-testid="findings">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
}

#[component]
fn Running(import: Import) -> impl IntoView {
    let desk = expect_context::<Desk>();
    crate::effect(move |_| crate::after(ASK_EACH, move || desk.remote.again()));
    let (done, total) = (u64::from(import.n_done), u64::from(import.n_total));
    view! {
        <section class="card"><div class="card-body stack" data-testid="import-running">
            <Gauge done=Signal::stored(done) total=Signal::stored(total) label="Import" start=Signal::stored("Rows".to_owned()) end=Signal::stored(format!("{} of {}", format::units(i64::from(import.n_done)), format::units(i64::from(import.n_total)))) />
            <p class="hint">"You can leave this page. It goes on by itself."</p>
        </div></section>
    }
}

#[component]
fn Done(import: Import) -> impl IntoView {
    let books = expect_context::<Books>();
    books.sync_now();
    let result = import.result.map(|plan| view! { <PlanBody plan /> });
    view! {
        <div class="stack">
            <Banner tone=Tone::Ok head="Imported." text="This device shows it with its next sync." />
            <Card title="What happened" id="h-result">{result}</Card>
            <div class="row"><crate::ui::LinkButton href=routes::PRODUCTS.to_owned() text="Products" glyph=Glyph::Package /><crate::ui::LinkButton href=routes::STOCK.to_owned() text="Stock" glyph=Glyph::Boxes /></div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needed_field_without_a_column_is_named() {
        let field = |key: &str, required| ImportField {
            key: key.into(),
            title: key.to_uppercase(),
            required,
        };
        let fields = [
            field("sku", true),
            field("name", true),
            field("brand", false),
        ];
        let mapping = BTreeMap::from([
            ("sku".to_owned(), "Code".to_owned()),
            ("name".to_owned(), String::new()),
        ]);
        assert_eq!(missing(&fields, &mapping), ["NAME"]);
    }

    #[test]
    fn every_kind_has_a_name() {
        for (kind, name, _) in KINDS {
            assert_eq!(kind_words(kind), name);
        }
    }
}
