//! Rules about what crates depend on: the domain stays pure, licences stay acceptable, lints stay shared.

use std::fs;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use super::Finding;
use crate::shell;

/// What `domain` may use: data, numbers, text and time. Nothing that reads, writes, waits or draws lots.
const PURE: [&str; 9] = [
    "arrayvec",
    "jiff",
    "postcard",
    "rust_decimal",
    "serde",
    "smallvec",
    "thiserror",
    "unicode-normalization",
    "uuid",
];

/// Licences that let Quayside be passed on under Apache-2.0.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub fn check() -> Result<Vec<Finding>> {
    let metadata = MetadataCommand::new()
        .manifest_path(shell::root().join("Cargo.toml"))
        .exec()
        .context("could not ask Cargo about the dependencies")?;
    let mut findings = licences(&metadata);
    findings.extend(purity(&metadata));
    findings.extend(shared_lints(&metadata)?);
    Ok(findings)
}

fn purity(metadata: &Metadata) -> Vec<Finding> {
    let domain = metadata
        .workspace_packages()
        .into_iter()
        .filter(|package| package.name.as_str() == "domain");
    let used = domain
        .flat_map(|package| &package.dependencies)
        .filter(|used| used.kind == DependencyKind::Normal);
    used.filter(|used| !PURE.contains(&used.name.as_str()))
        .map(|used| {
            Finding::new(
                "domain/Cargo.toml",
                format!("`{}` is not on the list of pure crates", used.name),
            )
        })
        .collect()
}

fn licences(metadata: &Metadata) -> Vec<Finding> {
    let refused = metadata.packages.iter().filter_map(|package| {
        let expression = package.license.as_deref()?;
        let parsed = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX);
        let is_accepted = parsed.is_ok_and(|parsed| {
            parsed.evaluate(|asked| {
                asked
                    .license
                    .id()
                    .is_some_and(|id| ACCEPTED.contains(&id.name))
            })
        });
        (!is_accepted).then(|| {
            Finding::new(
                "Cargo.lock",
                format!("{} is under {expression}", package.name),
            )
        })
    });
    let unnamed = metadata
        .packages
        .iter()
        .filter(|package| package.license.is_none());
    let unnamed = unnamed
        .map(|package| Finding::new("Cargo.lock", format!("{} names no licence", package.name)));
    refused.chain(unnamed).collect()
}

fn shared_lints(metadata: &Metadata) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in metadata.workspace_packages() {
        if !fs::read_to_string(&package.manifest_path)?.contains("[lints]\nworkspace = true") {
            findings.push(Finding::new(
                package.manifest_path.as_str(),
                "does not take the lints of the workspace",
            ));
        }
    }
    Ok(findings)
}
