//! What the application does later must not read what is gone by then: signals go with the page, the dialog or the row
//! that made them, and reading one that is gone ends the application. Looks at the text, not at types: what a method does
//! that is called there is not seen.

use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Source};

static WORK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\basync\b[^{};]*\{"));
static READ: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\.(get|get_untracked|read|read_untracked|with|with_untracked|get_value|with_value|read_value|write|write_untracked|write_value|run)\(|\b(expect|use)_context\b",
    )
});
static CHANGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.update\("));
static MADE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(RwSignal|StoredValue|Callback)::new\("));
static TIMER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(request_animation_frame|set_timeout|set_interval|window_event_listener)\w*\(")
});

/// What is drawn, and so may be gone.
const DRAWN: [&str; 3] = ["app/src/pages", "app/src/shell", "app/src/ui"];
/// Where frames and timers are bound to what asks for them, or waited for.
const BOUND: [&str; 2] = ["app/src/later.rs", "app/src/platform/time.rs"];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// Looks through the application.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let application = |source: &&Source| source.is("rs") && source.is_below("app/src");
    for source in sources.iter().filter(application) {
        let (code, _) = source.code_and_tests();
        if !BOUND.contains(&source.name().as_str()) {
            findings.extend(TIMER.find_iter(code).map(|found| {
                Finding::new(
                    place(source, code, found.start()),
                    "is not bound to what asks: use `later`",
                )
            }));
        }
        if !DRAWN.iter().any(|folder| source.is_below(folder)) {
            continue;
        }
        findings.extend(within(source, code, &WORK, '}', &READ).map(|place| {
            Finding::new(
                place,
                "may be gone when this runs: read it before, or by its `try_` form",
            )
        }));
        findings.extend(within(source, code, &CHANGE, ')', &MADE).map(|place| {
            Finding::new(
                place,
                "goes with whoever asked for the change: make it by `Keeper::signal`",
            )
        }));
    }
    findings
}

/// Places of `inner` between each `outer` and the bracket that closes it.
fn within<'a>(
    source: &'a Source,
    code: &'a str,
    outer: &'a Regex,
    close: char,
    inner: &'a Regex,
) -> impl Iterator<Item = String> + 'a {
    let open = if close == '}' { '{' } else { '(' };
    outer.find_iter(code).flat_map(move |begin| {
        let body = &code[begin.end()..];
        let mut depth = 1;
        let end = body.char_indices().find(|(_, one)| {
            depth += i32::from(*one == open);
            depth -= i32::from(*one == close);
            depth == 0
        });
        let body = &body[..end.map_or(body.len(), |(at, _)| at)];
        inner
            .find_iter(body)
            .map(move |found| place(source, code, begin.end() + found.start()))
    })
}

fn place(source: &Source, code: &str, at: usize) -> String {
    let line = code[..at].matches('\n').count() + 1;
    format!("{}:{line}", source.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_code(code: &str, expected: usize) {
        let found = check(&[Source::new("app/src/pages/a.rs", code)]);
        assert_eq!(found.len(), expected, "{code}: {found:?}");
        let elsewhere = check(&[Source::new("server/src/a.rs", code)]);
        assert_eq!(elsewhere, [], "{code}");
    }

    #[test]
    fn work_that_goes_on_reads_nothing_that_may_be_gone() {
        check_code(
            "spawn(async move { act(id).await; name.get_untracked() });",
            1,
        );
        check_code("spawn(async move { if is() { close.run(()); } });", 1);
        check_code("async fn a() { expect_context::<Books>(); }", 1);
        check_code(
            "let name = name.get(); spawn(async move { act(name).await });",
            0,
        );
        check_code("spawn(async move { act().await; open.set(false); });", 0);
        check_code("spawn(async move { go.try_with_value(|go| go()); });", 0);
        check_code("spawn(async move { server::read(path).await });", 0);
    }

    #[test]
    fn what_a_press_makes_outlives_the_row_that_was_pressed() {
        check_code("lines.update(|lines| lines.push(RwSignal::new(1)));", 1);
        check_code(
            "lines.update(|lines| lines.push(line)); RwSignal::new(1);",
            0,
        );
    }

    #[test]
    fn frames_and_timers_are_bound_to_what_asks() {
        check_code("request_animation_frame(move || draw());", 1);
        check_code(
            "if let Ok(timer) = set_interval_with_handle(act, EACH) {}",
            1,
        );
        check_code("crate::next_frame(move || draw());", 0);
    }
}
