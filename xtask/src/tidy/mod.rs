//! The house rules that a machine can check and that rustc and Clippy do not. Runs as a chore and as a test.
//!
//! A line may break a rule of `text` when it, or the one above, says `tidy: ` and why.

mod contrast;
mod dependencies;
mod history;
mod later;
mod links;
mod requirements;
mod text;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::shell;

/// A rule that was broken, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    place: String,
    what: String,
}

impl Finding {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// A text file of the project.
pub struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    #[cfg(test)]
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.into(),
            text: text.to_owned(),
        }
    }

    /// Its path from the root of the project.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether it lies below this folder.
    pub fn is_below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// Whether it is written for a machine.
    pub fn is_code(&self) -> bool {
        ["rs", "mjs", "js", "css", "html"]
            .iter()
            .any(|extension| self.is(extension))
    }

    /// What is built, and what tests it. Tests in the same file come last.
    pub fn code_and_tests(&self) -> (&str, &str) {
        let is_test = self.is_below("tests")
            || self.path.components().any(|part| {
                ["tests", "benches"]
                    .iter()
                    .any(|name| part.as_os_str() == *name)
            })
            || self.path.file_stem().is_some_and(|stem| stem == "tests");
        match self.text.find("#[cfg(test)]") {
            _ if is_test => ("", &self.text),
            Some(at) => self.text.split_at(at),
            None => (&self.text, ""),
        }
    }

    fn is(&self, extension: &str) -> bool {
        self.path.extension().is_some_and(|own| own == extension)
    }
}

/// Checks everything.
///
/// # Errors
/// With all findings, or when something could not be looked at.
pub fn run() -> Result<()> {
    let findings = findings()?;
    if findings.is_empty() {
        return Ok(());
    }
    let list: String = findings
        .iter()
        .map(|finding| format!("\n  {finding}"))
        .collect();
    bail!("{} broken house rules:{list}", findings.len());
}

fn findings() -> Result<Vec<Finding>> {
    let sources = sources()?;
    let mut findings = text::check(&sources);
    findings.extend(contrast::check(&sources));
    findings.extend(later::check(&sources));
    findings.extend(links::check(&shell::root(), &sources));
    findings.extend(dependencies::check()?);
    findings.extend(requirements::check(&sources));
    findings.extend(history::check()?);
    Ok(findings)
}

/// What Git holds or would take, as far as it is text.
///
/// # Errors
/// When Git does not answer.
pub fn sources() -> Result<Vec<Source>> {
    let listing =
        shell::output(shell::program("git").args(["ls-files", "-co", "--exclude-standard"]))?;
    let mut sources = Vec::new();
    for name in listing.lines() {
        let path = Path::new(name);
        // Deleted but not yet committed files are listed too, and pictures are no text.
        if let Ok(text) = fs::read_to_string(shell::root().join(path)) {
            sources.push(Source {
                path: path.to_owned(),
                text,
            });
        }
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let findings = findings().expect("everything can be looked at");
        let list: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(list.is_empty(), "{}", list.join("\n"));
    }
}
