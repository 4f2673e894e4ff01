//! The address bar and the pages: which page an address shows, links that are followed without loading anew, the way
//! back. It knows no page: which there are is said by [`crate::shell`], how their addresses are made by
//! [`crate::routes`].

use leptos::prelude::*;

/// What is shown at addresses of a pattern.
pub struct Route {
    /// An address, such as `/products/:id/edit`; `:id` stands for anything without a slash.
    pub pattern: &'static str,
    /// Draws the page.
    pub page: fn() -> AnyView,
}

/// A [`Route`].
pub const fn route(pattern: &'static str, page: fn() -> AnyView) -> Route {
    Route { pattern, page }
}

/// Names with their values, decoded: those of a pattern, or those behind the question mark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<String> {
        let found = self.0.iter().find(|(held, _)| held == name);
        found.map(|(_, value)| value.clone())
    }

    /// What stands behind the question mark of an address.
    pub fn of_query(query: &str) -> Self {
        let parts = query.split('&').filter(|part| !part.is_empty());
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let spaced = |text: &str| decoded(&text.replace('+', " "));
            (spaced(name), spaced(value))
        };
        Self(parts.map(pair).collect())
    }
}

/// Undoes percent encoding. What is no encoding is left as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a pattern's names stand for in a path that fits it.
fn fit(pattern: &str, path: &str) -> Option<Pairs> {
    let mut pairs = Pairs::default();
    let mut wanted = pattern.trim_matches('/').split('/');
    let mut given = path.trim_matches('/').split('/');
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(pairs),
            (Some(wanted), Some(given)) => match wanted.strip_prefix(':') {
                Some(name) if !given.is_empty() => {
                    pairs.0.push((name.to_owned(), decoded(given)));
                }
                None if wanted == given => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// Which route of a table a path belongs to, and what its names stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    at: Option<usize>,
    names: Pairs,
}

impl Found {
    fn of(routes: &[Route], path: &str) -> Self {
        let mut fitting = routes
            .iter()
            .enumerate()
            .filter_map(|(at, route)| Some((at, fit(route.pattern, path)?)));
        fitting
            .next()
            .map_or_else(Self::default, |(at, names)| Self {
                at: Some(at),
                names,
            })
    }
}

/// The address of the page: its path and its query.
#[derive(Clone, Copy)]
struct Address {
    url: RwSignal<String>,
    path: Memo<String>,
    query: Memo<Pairs>,
}

impl Address {
    fn of(url: String) -> Self {
        let url = RwSignal::new(url);
        Self {
            url,
            path: crate::memo(move |_| split(&url.read()).0.to_owned()),
            query: crate::memo(move |_| Pairs::of_query(split(&url.read()).1)),
        }
    }
}

/// Path and query, without what stands behind `#`.
fn split(url: &str) -> (&str, &str) {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once('?').unwrap_or((url, ""))
}

/// What the names of the pattern stand for at the page that is drawn.
#[derive(Clone, Copy)]
struct Names(Memo<Pairs>);

/// The address that the application was opened at, where there is no browser to ask.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone)]
pub struct OpenedAt(pub String);

/// Lets its children know the address, and follows it.
#[component]
pub fn Router(
    /// What depends on the address.
    children: Children,
) -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    let address = Address::of(browser::current());
    #[cfg(not(target_arch = "wasm32"))]
    let address = Address::of(expect_context::<OpenedAt>().0);
    provide_context(address);
    #[cfg(target_arch = "wasm32")]
    browser::follow(address.url);
    children()
}

/// Draws the page of the address, and something else if none of the routes fits. A page stays while its names change.
pub fn pages(routes: &'static [Route], otherwise: fn() -> AnyView) -> AnyView {
    let path = path();
    let found = crate::memo(move |_| Found::of(routes, &path.read()));
    let at = crate::memo(move |_| found.read().at);
    let draw = move || {
        let at = at.get();
        // The page may hear of the next address before it is taken away: its names stay what they were.
        let names = crate::memo(move |before: Option<&Pairs>| {
            let found = found.read();
            match before {
                Some(before) if found.at != at => before.clone(),
                _ => found.names.clone(),
            }
        });
        provide_context(Names(names));
        at.map_or(otherwise, |at| routes[at].page)()
    };
    draw.into_any()
}

/// The path of the address.
pub fn path() -> Memo<String> {
    expect_context::<Address>().path
}

/// What stands behind the question mark of the address.
pub fn query() -> Memo<Pairs> {
    expect_context::<Address>().query
}

/// What the names of the page's pattern stand for.
pub fn names() -> Memo<Pairs> {
    expect_context::<Names>().0
}

/// How another address is gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Going {
    /// In place of the one before: the way back leads past it.
    pub replace: bool,
    /// To the top of the page.
    pub scroll: bool,
}

impl Default for Going {
    fn default() -> Self {
        Self {
            replace: false,
            scroll: true,
        }
    }
}

/// What goes to another address of the application.
pub fn navigation() -> impl Fn(&str, Going) + Copy + Send + Sync + 'static {
    let url = expect_context::<Address>().url;
    move |to: &str, how: Going| go(url, to, how)
}

fn go(url: RwSignal<String>, to: &str, how: Going) {
    #[cfg(target_arch = "wasm32")]
    browser::write(&url.read_untracked(), to, how);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = how;
    url.set(to.to_owned());
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Going, go};
    use crate::platform;
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, HtmlAnchorElement, MouseEvent};

    /// The address in the bar.
    pub(super) fn current() -> String {
        let bar = window().location();
        let part = |part: Result<String, JsValue>| part.unwrap_or_default();
        part(bar.pathname()) + &part(bar.search()) + &part(bar.hash())
    }

    /// Follows links and the browser's own way back and forth.
    pub(super) fn follow(url: RwSignal<String>) {
        crate::hear(ev::click, move |event| {
            if let Some(to) = link(&event) {
                event.prevent_default();
                go(url, &to, Going::default());
            }
        });
        crate::hear(ev::popstate, move |_| url.set(current()));
    }

    /// Where a click leads within the application; `None` if it is the browser's.
    fn link(event: &MouseEvent) -> Option<String> {
        let is_plain = event.button() == 0
            && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key());
        if event.default_prevented() || !is_plain {
            return None;
        }
        let clicked: Element = event.target()?.dyn_into().ok()?;
        let link: HtmlAnchorElement = clicked.closest("a[href]").ok()??.dyn_into().ok()?;
        let bar = window().location();
        let leaves = !link.target().is_empty()
            || link.has_attribute("download")
            || bar.origin().ok()? != link.origin();
        let (path, query, hash) = (link.pathname(), link.search(), link.hash());
        let is_here = bar.pathname().ok()? == path && bar.search().ok()? == query;
        // A place on the same page is the browser's: it moves the focus there too.
        let is_place = is_here && link.get_attribute("href")?.contains('#');
        (!leaves && !is_place).then(|| path + &query + &hash)
    }

    /// Writes an address into the bar.
    pub(super) fn write(before: &str, to: &str, how: Going) {
        let Ok(history) = window().history() else {
            return;
        };
        let written = if how.replace {
            history.replace_state_with_url(&JsValue::NULL, "", Some(to))
        } else if before == to {
            Ok(())
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(to))
        };
        if let Err(error) = written {
            platform::log(&format!(
                "quayside: the address was not written: {}",
                platform::reason(&error)
            ));
        }
        if how.scroll {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(&str, &str)]) -> Pairs {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Pairs(of.iter().map(owned).collect())
    }

    #[test]
    fn a_path_fits_a_pattern_part_by_part() {
        assert_eq!(fit("/", "/"), Some(Pairs::default()));
        assert_eq!(fit("/stock", "/stock/"), Some(Pairs::default()));
        assert_eq!(
            fit("/products/:id/edit", "/products/prd_1/edit"),
            Some(pairs(&[("id", "prd_1")]))
        );
        assert_eq!(
            fit("/welcome/:token", "/welcome/a%2Fb%C3%A9"),
            Some(pairs(&[("token", "a/b\u{e9}")]))
        );
        for (pattern, path) in [
            ("/", "/stock"),
            ("/stock", "/"),
            ("/products/:id", "/products"),
            ("/products/:id", "/products/"),
            ("/products/:id", "/products/prd_1/edit"),
        ] {
            assert_eq!(fit(pattern, path), None, "{pattern} {path}");
        }
    }

    #[test]
    fn the_first_route_that_fits_is_shown() {
        const TABLE: &[Route] = &[
            route("/products/new", || ().into_any()),
            route("/products/:id", || ().into_any()),
        ];
        assert_eq!(Found::of(TABLE, "/products/new").at, Some(0));
        let other = Found::of(TABLE, "/products/prd_2");
        assert_eq!(other.at, Some(1));
        assert_eq!(other.names.get("id").as_deref(), Some("prd_2"));
        assert_eq!(Found::of(TABLE, "/nowhere"), Found::default());
    }

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        let (path, query) = split("/stock?q=head%20torch+%26&bin=&low#top");
        assert_eq!(path, "/stock");
        assert_eq!(
            Pairs::of_query(query),
            pairs(&[("q", "head torch &"), ("bin", ""), ("low", "")])
        );
        assert_eq!(Pairs::of_query("q=100%"), pairs(&[("q", "100%")]));
        assert_eq!(split("/stock"), ("/stock", ""));
    }

    #[test]
    fn going_somewhere_changes_path_and_query() {
        let owner = Owner::new();
        owner.with(|| {
            let address = Address::of("/products/prd_1?why=yes".into());
            provide_context(address);
            let go = navigation();
            assert_eq!(path().get_untracked(), "/products/prd_1");
            assert_eq!(query().get_untracked().get("why").as_deref(), Some("yes"));
            go("/stock?q=a", Going::default());
            assert_eq!(path().get_untracked(), "/stock");
            assert_eq!(query().get_untracked(), pairs(&[("q", "a")]));
        });
    }
}
