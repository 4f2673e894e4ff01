//! Keeps `docs/requirements.md` true: which sources cite a requirement, and which tests claim to prove it.
//!
//! The numbers and their words stay as they are; only the last two columns and the totals are written. Whether a claim
//! is true is for the reader of the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use crate::shell;
use crate::tidy::{self, Source};

/// Where the list is.
pub const LIST: &str = "docs/requirements.md";

static ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(AMZ-)?[A-Z]{3}-\d{2}\b").expect("a fixed pattern"));
static CLAIM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^\s*(///?|//!|#|\*)\s*Proves\s+((?:.*\n?)(?:^\s*(?:///?|//!|#|\*)\s*(?:,|and |(?:AMZ-)?[A-Z]{3}-\d).*\n?)*)")
        .expect("a fixed pattern")
});

const TOTALS: &str = "Totals: ";

/// Rewrites the columns of the list.
///
/// # Errors
/// When the list or the sources cannot be read.
pub fn run() -> Result<()> {
    let path = shell::root().join(LIST);
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {LIST}"))?;
    let traces = Traces::of(&tidy::sources()?);
    let refreshed = refresh(&text, &traces);
    fs::write(&path, &refreshed)?;
    let totals = refreshed
        .lines()
        .find(|line| line.starts_with(TOTALS))
        .unwrap_or_default();
    println!("{LIST}: {totals}");
    Ok(())
}

/// The numbers that are well formed in a text.
pub fn ids(text: &str) -> impl Iterator<Item = &str> {
    ID.find_iter(text).map(|found| found.as_str())
}

/// The numbers that a text claims to prove.
pub fn claims(text: &str) -> impl Iterator<Item = &str> {
    CLAIM
        .captures_iter(text)
        .flat_map(|claim| ids(claim.get(2).map_or("", |list| list.as_str())))
}

/// Files by the requirement that they cite or prove.
#[derive(Default)]
struct Traces {
    cited: BTreeMap<String, BTreeSet<String>>,
    proven: BTreeMap<String, BTreeSet<String>>,
}

impl Traces {
    fn of(sources: &[Source]) -> Self {
        let mut traces = Self::default();
        for source in sources
            .iter()
            .filter(|source| source.is_code() && !source.is_below("xtask"))
        {
            let (code, tests) = source.code_and_tests();
            for id in ids(code) {
                traces
                    .cited
                    .entry(id.to_owned())
                    .or_default()
                    .insert(source.name());
            }
            for id in claims(tests) {
                traces
                    .proven
                    .entry(id.to_owned())
                    .or_default()
                    .insert(source.name());
            }
        }
        traces
    }
}

fn refresh(text: &str, traces: &Traces) -> String {
    let (mut all, mut proven) = (0, 0);
    let mut lines = Vec::new();
    for line in text.lines() {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let id = cells.first().copied().unwrap_or_default();
        if !line.starts_with('|') || cells.len() < 4 || ids(id).next() != Some(id) {
            lines.push(line.to_owned());
            continue;
        }
        all += 1;
        proven += u32::from(traces.proven.contains_key(id));
        // A requirement's words may hold the sign that parts the cells.
        let words = cells[1..cells.len() - 2].join(" | ");
        let (built, tests) = (files(&traces.cited, id), files(&traces.proven, id));
        lines.push(format!("| {id} | {words} | {built} | {tests} |"));
    }
    let totals =
        format!("{TOTALS}{all} requirements, {proven} with a test that claims to prove them.");
    for line in &mut lines {
        if line.starts_with(TOTALS) {
            line.clone_from(&totals);
        }
    }
    lines.join("\n") + "\n"
}

fn files(by_id: &BTreeMap<String, BTreeSet<String>>, id: &str) -> String {
    let list = by_id.get(id).map(|names| {
        names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    });
    list.unwrap_or_else(|| "–".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_what_cites_and_what_proves_it() {
        let sources = [
            Source::new(
                "sync/src/outbox.rs",
                "// OFF-16: a refusal holds its chain.\n#[cfg(test)]\nmod tests {\n    /// Proves OFF-15,\n    /// OFF-16.\n}\n",
            ),
            Source::new("docs/decisions/0001.md", "OFF-16"),
        ];
        let text =
            "Totals: none.\n\n| OFF-16 | Refused | held | – | – |\n| OFF-17 | Other | – | – |\n";
        let expected = "Totals: 2 requirements, 1 with a test that claims to prove them.\n\n\
                        | OFF-16 | Refused | held | `sync/src/outbox.rs` | `sync/src/outbox.rs` |\n\
                        | OFF-17 | Other | – | – |\n";
        assert_eq!(refresh(text, &Traces::of(&sources)), expected);
        assert_eq!(
            claims("    /// Proves OFF-15,\n    /// OFF-16.\n").collect::<Vec<_>>(),
            ["OFF-15", "OFF-16"]
        );
        assert_eq!(claims("// this Proves nothing: OFF-15").count(), 0);
    }
}
