//! The checked-in types are what the generator writes.

#[path = "../../generate/model.rs"]
mod model;
#[path = "../../generate/names.rs"]
mod names;
#[path = "../../generate/traps.rs"]
mod traps;
#[path = "../../generate/write.rs"]
mod write;

use std::{fs, path::Path};

/// Spaces, line ends, commas, the braces of long match arms and the order of imports are the
/// formatter's affair.
fn essence(text: &str) -> Vec<String> {
    let squeeze = |line: &str| {
        line.chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '{' | '}'))
            .collect::<String>()
    };
    let (imports, code): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| is_import(line));
    let mut imports: Vec<String> = imports.iter().map(|line| squeeze(line)).collect();
    imports.sort();
    imports.push(squeeze(&code.concat()));
    imports
}

fn is_import(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("use ")
        || ["lenient::", "operation::", "error::", "credentials::"]
            .iter()
            .any(|m| line.starts_with(m))
}

#[test]
fn the_checked_in_types_are_what_the_generator_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = write::all(&root.join("models")).expect("models are readable");
    let models = fs::read_dir(root.join("models")).expect("models").flatten();
    let is_model = |path: &Path| path.extension().is_some_and(|ending| ending == "json");
    let n_models = models.filter(|entry| is_model(&entry.path())).count();
    assert!(
        files.len() >= n_models && n_models > 20,
        "{n_models} models"
    );
    for (path, text) in files {
        let kept = fs::read_to_string(root.join(&path)).expect("generated file is there");
        assert!(
            essence(&kept) == essence(&text),
            "{} differs: run `cargo run -p amazon --example generate && cargo fmt -p amazon`",
            path.display()
        );
    }
}

/// A trap that names an operation which is gone would silently be told to nobody.
#[test]
fn every_trap_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = write::all(&root.join("models")).expect("models are readable");
    for (api, operation, trap) in traps::TRAPS {
        let told = format!("/// Trap: {trap}.\n");
        assert!(
            files.iter().any(|(_, text)| text.contains(&told)),
            "{api} {operation}: {trap}"
        );
    }
}

/// Each API's page has an example that runs against the simulator: none is only to be looked at.
#[test]
fn every_api_has_an_example_that_runs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api");
    let mut without = Vec::new();
    let mut n_apis = 0;
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|name| name.to_str());
        let is_api = path.is_file() && !matches!(name, Some("mod.rs" | "registry.rs"));
        if !is_api {
            continue;
        }
        n_apis += 1;
        let text = fs::read_to_string(&path).expect("readable");
        let page: Vec<&str> = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        let page = page.join("\n");
        if !page.contains("//! # inside::run(")
            || page.contains("no_run")
            || page.contains("ignore")
        {
            without.push(path);
        }
    }
    assert!(n_apis > 20, "{n_apis}");
    assert!(without.is_empty(), "{without:?}");
}
