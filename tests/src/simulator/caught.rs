//! The list of planted bugs and the seeds that catch them, kept beside the tests that replay it.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A planted bug and a history that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// Its name.
    pub bug: String,
    /// The seed.
    pub seed: u64,
    /// The invariant that it violates.
    pub rule: String,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bugs.json")
}

/// Reads the list.
pub fn read() -> Vec<Caught> {
    let text = std::fs::read_to_string(path()).unwrap_or_else(|_| "[]".into());
    serde_json::from_str(&text).expect("the list is written by `bugs --write`")
}

/// Writes the list.
pub fn write(list: &[Caught]) {
    let lines: Vec<String> = list
        .iter()
        .map(|caught| format!("  {}", serde_json::to_string(caught).expect("plain data")))
        .collect();
    std::fs::write(path(), format!("[\n{}\n]\n", lines.join(",\n")))
        .expect("the list can be written");
}
