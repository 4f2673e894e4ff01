//! Rules about colours: every text on every ground that it may stand on is read by weak eyes too (WCAG 2.2, AA), by day
//! and by night. Reads `style/tokens.css` only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Source};

const TOKENS: &str = "style/tokens.css";

/// Contrast that running text needs, large shapes and borders need, and text that everyone must read needs.
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;
const STRONG: f64 = 7.0;

static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"--([\w-]+):\s*([^;{}]+);").expect("a fixed pattern"));
static BOTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^light-dark\(\s*(#\w+),\s*(#\w+)\s*\)$").expect("a fixed pattern")
});

#[derive(Clone, Copy)]
enum Theme {
    Light,
    Dark,
}

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(tokens) = sources.iter().find(|source| source.name() == TOKENS) else {
        return vec![Finding::new(TOKENS, "is missing")];
    };
    let mut colours: BTreeMap<&str, &str> = BTreeMap::new();
    for token in TOKEN.captures_iter(&tokens.text) {
        let (name, value) = (
            token.get(1).map_or("", |m| m.as_str()),
            token.get(2).map_or("", |m| m.as_str()),
        );
        // What stands first holds for everyone; later ones are for people who asked for more contrast.
        colours.entry(name).or_insert(value.trim());
    }
    let mut findings = Vec::new();
    for (ink, ground, needed) in pairs() {
        for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            match (
                luminance(&colours, &ink, theme),
                luminance(&colours, &ground, theme),
            ) {
                (Some(one), Some(other)) => {
                    let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                    if contrast < needed {
                        let what = format!(
                            "--{ink} on --{ground} ({name}) has a contrast of {contrast:.2}, not {needed}"
                        );
                        findings.push(Finding::new(TOKENS, what));
                    }
                }
                _ => findings.push(Finding::new(
                    TOKENS,
                    format!("--{ink} or --{ground} is no colour"),
                )),
            }
        }
    }
    findings
}

/// Ink, ground, and the contrast that they need.
fn pairs() -> Vec<(String, String, f64)> {
    let mut pairs = Vec::new();
    let mut add = |ink: &str, ground: &str, needed: f64| {
        pairs.push((ink.to_owned(), ground.to_owned(), needed))
    };
    for ground in ["c-page", "c-surface", "c-raised", "c-sunken", "c-selected"] {
        for ink in [
            "text",
            "text-muted",
            "link",
            "ok",
            "warn",
            "bad",
            "info",
            "neutral",
        ] {
            add(&format!("c-{ink}"), ground, TEXT);
        }
        for ink in ["var-short", "var-over", "var-match"] {
            add(ink, ground, TEXT);
        }
        add("c-line-strong", ground, SHAPE);
    }
    for ground in ["c-surface", "c-page", "c-raised"] {
        add("c-text-off", ground, TEXT);
    }
    for meaning in ["ok", "warn", "bad", "info", "neutral"] {
        add(&format!("c-{meaning}"), &format!("c-{meaning}-tint"), TEXT);
        add("c-text", &format!("c-{meaning}-tint"), STRONG);
    }
    for meaning in ["ok", "warn", "bad"] {
        add(
            &format!("c-on-{meaning}"),
            &format!("c-{meaning}-solid"),
            TEXT,
        );
        add(&format!("c-{meaning}-solid"), "c-surface", SHAPE);
        add(&format!("c-frame-{meaning}"), "c-frame", TEXT);
    }
    let states = [
        (
            "st",
            &[
                "queued",
                "on-hold",
                "shipped",
                "completed",
                "delivered",
                "cancelled",
                "failed",
            ][..],
        ),
        ("sync", &["synced", "pending", "offline", "rejected"]),
        ("var", &["short", "over", "match"]),
    ];
    for (kind, names) in states {
        for name in names {
            add(
                &format!("{kind}-{name}"),
                &format!("{kind}-{name}-tint"),
                TEXT,
            );
        }
    }
    for (ink, ground, needed) in [
        ("c-on-primary", "c-primary", TEXT),
        ("c-on-primary", "c-primary-hover", TEXT),
        ("c-on-primary-tint", "c-primary-tint", TEXT),
        ("c-primary", "c-surface", SHAPE),
        ("c-primary", "c-page", SHAPE),
        ("c-on-mark", "c-mark", STRONG),
        ("c-mark-deep", "c-surface", SHAPE),
        ("c-mark-deep", "c-page", SHAPE),
        ("c-on-frame", "c-frame", STRONG),
        ("c-on-frame-muted", "c-frame", TEXT),
        ("c-on-frame", "c-frame-raised", STRONG),
        ("c-on-frame-muted", "c-frame-raised", TEXT),
        ("c-on-frame-bad", "c-frame-bad", TEXT),
        ("c-mark", "c-frame", SHAPE),
        ("chart-1", "c-surface", SHAPE),
        ("chart-2", "c-surface", SHAPE),
        ("chart-3", "c-surface", SHAPE),
    ] {
        add(ink, ground, needed);
    }
    pairs
}

fn luminance(colours: &BTreeMap<&str, &str>, name: &str, theme: Theme) -> Option<f64> {
    let value = *colours.get(name)?;
    if let Some(other) = value
        .strip_prefix("var(--")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return luminance(colours, other, theme);
    }
    let both = BOTH.captures(value);
    let hex = match (&both, theme) {
        (Some(both), Theme::Light) => both.get(1)?.as_str(),
        (Some(both), Theme::Dark) => both.get(2)?.as_str(),
        (None, _) => value,
    };
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| -> Option<f64> {
        let part = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if part <= 0.03928 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colours = BTreeMap::from([
            ("ink", "light-dark(#000000, #777777)"),
            ("paper", "#ffffff"),
            ("same", "var(--paper)"),
        ]);
        let of = |name, theme| luminance(&colours, name, theme).expect("a colour");
        let contrast = |theme| (of("same", theme) + 0.05) / (of("ink", theme) + 0.05);
        assert!((contrast(Theme::Light) - 21.0).abs() < 0.01);
        assert!((contrast(Theme::Dark) - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_pale_text_is_found() {
        let source = Source::new(TOKENS, ":root { --c-text: #888888; --c-page: #ffffff; }");
        let found: Vec<_> = check(&[source]).iter().map(ToString::to_string).collect();
        assert!(
            found
                .iter()
                .any(|line| line.contains("--c-text on --c-page (light) has a contrast of 3.54")),
            "{found:?}"
        );
    }
}
