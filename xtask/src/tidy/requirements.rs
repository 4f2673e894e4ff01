//! Rules about requirement numbers: `docs/requirements.md` lists them, and tests claim to prove none that it lacks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Source};
use crate::requirements::{LIST, claims, ids};

static ROW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\|\s*([A-Z][A-Z-]*-\d+)\s*\|").expect("a fixed pattern"));

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(list) = sources.iter().find(|source| source.name() == LIST) else {
        return vec![Finding::new(
            LIST,
            "is missing: it says where each requirement is built and proven",
        )];
    };
    let mut listed = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, line) in list.text.lines().enumerate() {
        let Some(id) = ROW.captures(line).map(|row| row[1].to_owned()) else {
            continue;
        };
        let place = format!("{LIST}:{}", at + 1);
        if ids(&id).next() != Some(id.as_str()) {
            findings.push(Finding::new(
                place,
                format!("{id} is no requirement number"),
            ));
        } else if !listed.insert(id.clone()) {
            findings.push(Finding::new(place, format!("{id} is listed twice")));
        }
    }
    for source in sources
        .iter()
        .filter(|source| source.is_code() && !source.is_below("xtask"))
    {
        for id in claims(&source.text).filter(|id| !listed.contains(*id)) {
            findings.push(Finding::new(
                source.name(),
                format!("claims to prove {id}, which {LIST} lacks"),
            ));
        }
    }
    findings
}
