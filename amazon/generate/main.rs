//! Writes the wire types and operations in `src/api/` from Amazon's models in `models/`.
//!
//! Run it from anywhere with `cargo run -p amazon --example generate`, then `cargo fmt -p amazon`.
//! A test compares what it would write with what is checked in, so neither can drift.

mod model;
mod names;
mod traps;
mod write;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = std::env::args()
        .nth(1)
        .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").to_owned());
    let root = Path::new(&root);
    for (path, text) in write::all(&root.join("models"))? {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}
