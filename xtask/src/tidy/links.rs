//! Rules about documents: what they point at is there.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Source};

static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\]\(([^)\s#]+)(#[^)\s]*)?\)").expect("a fixed pattern"));

/// Looks at the relative links of all documents; `root` is where their paths start.
pub fn check(root: &Path, sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is("md")) {
        let folder = source.path.parent().unwrap_or(Path::new(""));
        for link in LINK.captures_iter(&source.text) {
            let target = &link[1];
            if !target.contains(':') && !root.join(folder).join(target).exists() {
                findings.push(Finding::new(
                    source.name(),
                    format!("points at {target}, which is not there"),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let text =
            "[a](README.md) [b](docs/missing.md#part) [c](https://quayside.example/x) [d](#part)";
        let findings = check(&shell::root(), &[Source::new("CHANGELOG.md", text)]);
        let found: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["CHANGELOG.md: points at docs/missing.md, which is not there"]
        );
    }
}
