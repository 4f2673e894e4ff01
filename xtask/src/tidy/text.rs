//! Rules about single lines of source: words, names, colours, comments.

use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Source};

/// A pattern that must not occur, where, and what to do instead.
struct Rule {
    pattern: Regex,
    applies: fn(&Source) -> bool,
    advice: &'static str,
}

fn rust(source: &Source) -> bool {
    source.is("rs")
}

/// Rust that is ours: neither generated from Amazon's models nor this very list.
fn our_rust(source: &Source) -> bool {
    rust(source) && !source.is_below("xtask/src/tidy")
}

fn typed_errors(source: &Source) -> bool {
    our_rust(source)
        && !source.is_below("xtask")
        && !source.path.ends_with("main.rs")
        && !is_test(source)
}

fn coloured(source: &Source) -> bool {
    (source.is("css") && source.is_below("style") && !source.path.ends_with("tokens.css"))
        || (rust(source) && source.is_below("app"))
}

fn prose_or_code(source: &Source) -> bool {
    let is_amazons_wire = ["amazon", "amazon-sim", "channels"]
        .iter()
        .any(|folder| source.is_below(folder));
    !is_amazons_wire
        && ["rs", "md", "css", "html"]
            .iter()
            .any(|ending| source.is(ending))
        && !source.is_below("xtask/src/tidy")
}

fn is_test(source: &Source) -> bool {
    source.is_below("tests") || source.path.ends_with("tests.rs")
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |pattern: &str, applies: fn(&Source) -> bool, advice: &'static str| Rule {
        pattern: Regex::new(pattern).expect("a fixed pattern"),
        applies,
        advice,
    };
    vec![
        rule(
            r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3}|[0-9a-fA-F]{5})?\b|\b(rgb|rgba|hsl|hsla|oklch|lch|lab)\([^v]",
            coloured,
            "a colour literal: name it by its meaning in style/tokens.css",
        ),
        rule(
            r"!important",
            |source| source.is("css") && !source.path.ends_with("reset.css"),
            "use the layers instead",
        ),
        rule(
            r"[^&\s]:has\(\s*[^>\s]",
            |source| source.is("css"),
            "any change below it styles all of it anew: mark what stands there (decision 45)",
        ),
        rule(
            r"\bfn (get|do|handle)_|\bfn process_data\b",
            our_rust,
            "name the function by what it yields or does",
        ),
        rule(
            r"\b(struct|enum|trait|type|mod) \w*(Manager|Helper|Helpers|Utils|utils|helpers)\b",
            our_rust,
            "name the thing, not the shelf it lies on",
        ),
        rule(r"\bfn test_", our_rust, "name the test by what it states"),
        rule(
            r"\b(TODO|FIXME|XXX)\b",
            |source| our_rust(source) || source.is("mjs") || source.is("js"),
            "finish it",
        ),
        rule(
            r"#!?\[allow\(",
            our_rust,
            "write #[expect(lint, reason = \"…\")]",
        ),
        rule(
            r"\banyhow\b",
            typed_errors,
            "anyhow is for xtask and main only; use a typed error",
        ),
        rule(
            r"Box<dyn (std::error::)?Error",
            typed_errors,
            "use a typed error",
        ),
        rule(
            r"Result<[^<>]*(<[^<>]*>)?[^<>]*, String>",
            typed_errors,
            "use a typed error",
        ),
        rule(
            r"^\s*// *(let|use|fn|pub|if|for|while|match|return|self\.)\b.*[;{]\s*$",
            our_rust,
            "commented-out code: Git remembers it",
        ),
        rule(
            r"#\[(ignore|should_panic)",
            our_rust,
            "make it run, or delete it",
        ),
        rule(
            r"\b[Ff]ulfillment\b",
            prose_or_code,
            "we write fulfilment; the other spelling is Amazon's",
        ),
    ]
});

/// Looks through all lines of all sources.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let lines: Vec<_> = source.text.lines().collect();
        for rule in RULES.iter().filter(|rule| (rule.applies)(source)) {
            for (at, line) in lines.iter().enumerate() {
                if rule.pattern.is_match(line) && !is_excused(&lines, at) {
                    let place = format!("{}:{}", source.path.display(), at + 1);
                    findings.push(Finding::new(
                        place,
                        format!("{} ({})", rule.advice, line.trim()),
                    ));
                }
            }
        }
        if our_rust(source) && is_module(source) && !source.text.trim_start().starts_with("//!") {
            let place = source.path.display().to_string();
            findings.push(Finding::new(
                place,
                "say in `//!` what the module is for and what it does not do",
            ));
        }
    }
    findings
}

fn is_module(source: &Source) -> bool {
    !source.path.ends_with("build.rs") && !source.path.ends_with("tests.rs")
}

fn is_excused(lines: &[&str], at: usize) -> bool {
    let says_why = |line: &str| {
        line.split_once("tidy: ")
            .is_some_and(|(_, reason)| reason.len() > 10)
    };
    says_why(lines[at])
        || at
            .checked_sub(1)
            .is_some_and(|above| says_why(lines[above]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_line(path: &str, line: &str, expected: &str) {
        let text = format!("//! Something.\n{line}\n");
        let findings = check(&[Source {
            path: path.into(),
            text,
        }]);
        let found: Vec<_> = findings
            .iter()
            .map(|finding| finding.what.as_str())
            .collect();
        match expected {
            "" => assert_eq!(found, [""; 0], "{line}"),
            part => assert!(
                found.iter().any(|what| what.contains(part)),
                "{line}: {found:?}"
            ),
        }
    }

    #[test]
    fn each_rule_sees_its_own() {
        check_line(
            "style/components/btn.css",
            "  color: #fff;",
            "colour literal",
        );
        check_line(
            "style/components/btn.css",
            "  color: rgb(0 0 0);",
            "colour literal",
        );
        check_line(
            "style/components/btn.css",
            "  color: var(--c-text) !important;",
            "layers",
        );
        check_line("style/a.css", "  body:has(.topbar) .toasts {", "anew");
        check_line(
            "app/src/ui/icon.rs",
            "    let fill = \"#0c1c27\";",
            "colour literal",
        );
        check_line(
            "server/src/a.rs",
            "fn get_products() {}",
            "name the function",
        );
        check_line("server/src/a.rs", "struct StockManager;", "name the thing");
        check_line("server/src/a.rs", "// TODO: later", "finish it");
        check_line("server/src/a.rs", "#[allow(dead_code)]", "expect");
        check_line("server/src/a.rs", "use anyhow::Result;", "typed error");
        check_line(
            "server/src/a.rs",
            "fn a() -> Result<Vec<u8>, String> {}",
            "typed error",
        );
        check_line("server/src/a.rs", "    // let a = 1;", "commented-out");
        check_line("domain/src/a.rs", "/// A fulfillment order.", "fulfilment");
    }

    #[test]
    fn what_is_fine_is_left_alone() {
        check_line("style/tokens.css", "  --c-text: #0c1c27;", "");
        check_line("style/a.css", "    .main:has(> .actionbar) {", "");
        check_line("style/a.css", "    &:has(input:checked) {", "");
        check_line("app/src/a.rs", "    <use href=\"#f-queued\"/>", "");
        check_line(
            "server/src/a.rs",
            "// if the outbox is empty, nothing is sent",
            "",
        );
        check_line(
            "server/src/a.rs",
            "fn target_of() -> Result<Target, Refused> {}",
            "",
        );
        check_line("server/src/main.rs", "use anyhow::Result;", "");
        check_line("amazon/src/a.rs", "pub struct FulfillmentOrder;", "");
        check_line(
            "server/src/a.rs",
            "fn get_a() {} // tidy: the trait of another crate names it so",
            "",
        );
    }
}
