//! Rules about requirement numbers: `docs/requirements.md` lists them, and tests claim to prove none that it lacks.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use regex::Regex;

use super::{Finding, Source};

const LIST: &str = "docs/requirements.md";

static ROW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\|\s*([A-Z][A-Z-]*-\d+)\s*\|").expect("a fixed pattern"));
static ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(AMZ-)?[A-Z]{3}-\d{2}\b").expect("a fixed pattern"));
static CLAIM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(///?|#|\*)\s*Proves\s+(.*)$").expect("a fixed pattern"));

pub fn check(root: &Path, sources: &[Source]) -> Result<Vec<Finding>> {
    if !root.join(LIST).is_file() {
        return Ok(vec![Finding::new(
            LIST,
            "is missing: it says where each requirement is built and proven",
        )]);
    }
    let mut listed = BTreeSet::new();
    let mut findings = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.path == Path::new(LIST))
    {
        for (at, line) in source.text.lines().enumerate() {
            let Some(id) = ROW.captures(line).map(|row| row[1].to_owned()) else {
                continue;
            };
            let place = format!("{LIST}:{}", at + 1);
            if ID.find(&id).is_none_or(|found| found.as_str() != id) {
                findings.push(Finding::new(
                    place,
                    format!("{id} is no requirement number"),
                ));
            } else if !listed.insert(id.clone()) {
                findings.push(Finding::new(place, format!("{id} is listed twice")));
            }
        }
    }
    for source in sources.iter().filter(|source| !source.is_below("xtask")) {
        for claim in CLAIM.captures_iter(&source.text) {
            for id in ID
                .find_iter(&claim[2])
                .filter(|id| !listed.contains(id.as_str()))
            {
                let place = source.path.display().to_string();
                findings.push(Finding::new(
                    place,
                    format!("claims to prove {}, which {LIST} lacks", id.as_str()),
                ));
            }
        }
    }
    Ok(findings)
}
